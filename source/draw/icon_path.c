/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "draw/icon_inner.h"

static const double number_ceiling = 1e6;
static const double pi = 3.14159265358979323846;

bool icon_path_add(struct icon *icon, struct icon_path *path, enum icon_deed deed, const double *at)
{
    static const int numbers[] = {[ICON_MOVE] = 2, [ICON_LINE] = 2, [ICON_CURVE] = 6};
    if (icon->commands >= ICON_COMMANDS) {
        return false;
    }
    icon->commands++;
    ARRAY_GROW(path->steps, path->count, path->room);
    struct icon_step *step = &path->steps[path->count++];
    memset(step, 0, sizeof *step);
    step->deed = deed;
    if (deed != ICON_CLOSE) {
        memcpy(step->at, at, (size_t)numbers[deed] * sizeof *at);
    }
    return true;
}

/* The length of the white space at `at`, that may be written as an entity. */
static size_t space_at(const char *at, const char *end)
{
    static const char *const forms[] = {" ",     "\t",    "\n",    "\r",   "&#x9;", "&#xA;",
                                        "&#xa;", "&#xD;", "&#xd;", "&#9;", "&#10;", "&#13;"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t size = strlen(forms[i]);
        if ((size_t)(end - at) >= size && memcmp(at, forms[i], size) == 0) {
            return size;
        }
    }
    return 0;
}

static const char *skip_space(const char *at, const char *end)
{
    for (size_t step; at < end && (step = space_at(at, end)) > 0;) {
        at += step;
    }
    return at;
}

static const char *skip_comma(const char *at, const char *end)
{
    at = skip_space(at, end);
    return at < end && *at == ',' ? skip_space(at + 1, end) : at;
}

static bool is_digit(const char *at, const char *end)
{
    return at < end && *at >= '0' && *at <= '9';
}

static const char *read_exponent(const char *at, const char *end, int *out)
{
    const char *here = at + 1;
    bool minus = here < end && *here == '-';
    int exponent = 0;
    if (here < end && (*here == '-' || *here == '+')) {
        here++;
    }
    if (!is_digit(here, end)) {
        return at;
    }
    for (; is_digit(here, end); here++) {
        exponent = exponent < 1000 ? exponent * 10 + (*here - '0') : exponent;
    }
    *out += minus ? -exponent : exponent;
    return here;
}

bool icon_number(const char **at, const char *end, double *out)
{
    const char *here = skip_comma(*at, end);
    double value = 0;
    int digits = 0, exponent = 0;
    bool minus = here < end && *here == '-';
    if (here < end && (*here == '-' || *here == '+')) {
        here++;
    }
    for (; is_digit(here, end); here++, digits++) {
        value = value * 10 + (*here - '0');
    }
    if (here < end && *here == '.') {
        for (here++; is_digit(here, end); here++, digits++) {
            value = value * 10 + (*here - '0');
            exponent--;
        }
    }
    if (digits == 0) {
        return false;
    }
    if (here < end && (*here == 'e' || *here == 'E')) {
        here = read_exponent(here, end, &exponent);
    }
    value *= pow(10, exponent);
    if (!isfinite(value) || value > number_ceiling) {
        return false;
    }
    *out = minus ? -value : value;
    *at = here;
    return true;
}

static bool arc_piece(struct icon *icon, struct icon_path *path, const double middle[2],
                      const double radius[2], double turn, double from, double to)
{
    double reach = 4.0 / 3 * tan((to - from) / 4), c = cos(turn), s = sin(turn);
    double unit[6] = {cos(from) - reach * sin(from),
                      sin(from) + reach * cos(from),
                      cos(to) + reach * sin(to),
                      sin(to) - reach * cos(to),
                      cos(to),
                      sin(to)};
    double at[6];
    for (int i = 0; i < 6; i += 2) {
        double x = unit[i] * radius[0], y = unit[i + 1] * radius[1];
        at[i] = middle[0] + c * x - s * y;
        at[i + 1] = middle[1] + s * x + c * y;
    }
    return icon_path_add(icon, path, ICON_CURVE, at);
}

bool icon_path_arc(struct icon *icon, struct icon_path *path, const double from[2], double rx,
                   double ry, double turn, bool large, bool sweep, const double end[2])
{
    double radius[2] = {fabs(rx), fabs(ry)}, c = cos(turn), s = sin(turn);
    if (radius[0] < 1e-9 || radius[1] < 1e-9) {
        return icon_path_add(icon, path, ICON_LINE, end);
    }
    double hx = (from[0] - end[0]) / 2, hy = (from[1] - end[1]) / 2;
    double x = (c * hx + s * hy) / radius[0], y = (-s * hx + c * hy) / radius[1];
    double far = x * x + y * y;
    if (far < 1e-18) {
        return true;
    }
    if (far > 1) {
        radius[0] *= sqrt(far);
        radius[1] *= sqrt(far);
        x /= sqrt(far);
        y /= sqrt(far);
        far = 1;
    }
    double way = sqrt(fmax(0, 1 / far - 1)) * (large == sweep ? -1 : 1);
    double cx = way * y, cy = -way * x; /* on the unit circle */
    double mx = cx * radius[0], my = cy * radius[1];
    double middle[2] = {c * mx - s * my + (from[0] + end[0]) / 2,
                        s * mx + c * my + (from[1] + end[1]) / 2};
    double start = atan2(y - cy, x - cx), stop = atan2(-y - cy, -x - cx);
    double span = stop - start;
    if (sweep && span < 0) {
        span += 2 * pi;
    } else if (!sweep && span > 0) {
        span -= 2 * pi;
    }
    int pieces = (int)ceil(fabs(span) / (pi / 2) - 1e-9);
    pieces = pieces < 1 ? 1 : pieces;
    for (int i = 0; i < pieces; i++) {
        if (!arc_piece(icon, path, middle, radius, turn, start + span * i / pieces,
                       start + span * (i + 1) / pieces)) {
            return false;
        }
    }
    return true;
}

/* Where the reading of path data stands. */
struct walk {
    struct icon *icon;
    struct icon_path *path;
    const char *at, *end;
    double now[2], first[2];
    double handle[2]; /* of the last curve, for S and T */
    char before;      /* the command before, upper case */
    bool open;        /* a subpath was begun */
};

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool numbers(struct walk *walk, double *out, int count)
{
    for (int i = 0; i < count; i++) {
        if (!icon_number(&walk->at, walk->end, &out[i])) {
            return false;
        }
    }
    return true;
}

/* A flag of an arc may stand without white space behind it. */
static bool flag(struct walk *walk, bool *out)
{
    const char *here = skip_comma(walk->at, walk->end);
    if (here == walk->end || (*here != '0' && *here != '1')) {
        return false;
    }
    *out = *here == '1';
    walk->at = here + 1;
    return true;
}

static bool arrive(struct walk *walk, enum icon_deed deed, const double *at, int count)
{
    if (!icon_path_add(walk->icon, walk->path, deed, at)) {
        return false;
    }
    memcpy(walk->now, at + count - 2, sizeof walk->now);
    return true;
}

static void make_absolute(const struct walk *walk, bool relative, double *at, int count)
{
    for (int i = 0; relative && i < count; i++) {
        at[i] += walk->now[i % 2];
    }
}

static bool curve(struct walk *walk, double at[6])
{
    walk->handle[0] = at[2];
    walk->handle[1] = at[3];
    return arrive(walk, ICON_CURVE, at, 6);
}

static bool quadratic(struct walk *walk, const double middle[2], const double end[2])
{
    double at[6];
    for (int i = 0; i < 2; i++) {
        at[i] = walk->now[i] + (middle[i] - walk->now[i]) * 2 / 3;
        at[2 + i] = end[i] + (middle[i] - end[i]) * 2 / 3;
        at[4 + i] = end[i];
    }
    bool ok = arrive(walk, ICON_CURVE, at, 6);
    memcpy(walk->handle, middle, sizeof walk->handle);
    return ok;
}

/* The handle mirrored in the point now, when the command before was of the same kind. */
static void mirror(const struct walk *walk, const char *kinds, double out[2])
{
    bool same = walk->before && strchr(kinds, walk->before);
    for (int i = 0; i < 2; i++) {
        out[i] = same ? 2 * walk->now[i] - walk->handle[i] : walk->now[i];
    }
}

static bool draw_curve(struct walk *walk, char kind, bool relative)
{
    double at[6];
    if (kind == 'C' || kind == 'S') {
        double *from = kind == 'C' ? at : at + 2;
        int count = kind == 'C' ? 6 : 4;
        if (!numbers(walk, from, count)) {
            return false;
        }
        make_absolute(walk, relative, from, count);
        if (kind == 'S') {
            mirror(walk, "CS", at);
        }
        return curve(walk, at);
    }
    double *from = kind == 'Q' ? at : at + 2;
    int count = kind == 'Q' ? 4 : 2;
    if (!numbers(walk, from, count)) {
        return false;
    }
    make_absolute(walk, relative, from, count);
    if (kind == 'T') {
        mirror(walk, "QT", at);
    }
    return quadratic(walk, at, at + 2);
}

static bool draw_arc(struct walk *walk, bool relative)
{
    double radius[3], end[2];
    bool large, sweep;
    if (!numbers(walk, radius, 3) || !flag(walk, &large) || !flag(walk, &sweep) ||
        !numbers(walk, end, 2)) {
        return false;
    }
    make_absolute(walk, relative, end, 2);
    bool ok = icon_path_arc(walk->icon, walk->path, walk->now, radius[0], radius[1],
                            radius[2] * pi / 180, large, sweep, end);
    memcpy(walk->now, end, sizeof end);
    return ok;
}

static bool draw_line(struct walk *walk, char kind, bool relative)
{
    double at[2] = {walk->now[0], walk->now[1]}, one;
    if (kind == 'L') {
        if (!numbers(walk, at, 2)) {
            return false;
        }
        make_absolute(walk, relative, at, 2);
    } else {
        int axis = kind == 'H' ? 0 : 1;
        if (!numbers(walk, &one, 1)) {
            return false;
        }
        at[axis] = relative ? walk->now[axis] + one : one;
    }
    return arrive(walk, ICON_LINE, at, 2);
}

static bool move(struct walk *walk, bool relative)
{
    double at[2];
    if (!numbers(walk, at, 2)) {
        return false;
    }
    make_absolute(walk, relative, at, 2);
    memcpy(walk->first, at, sizeof at);
    walk->open = true;
    return arrive(walk, ICON_MOVE, at, 2);
}

static bool step(struct walk *walk, char command)
{
    char kind = upper(command);
    bool relative = command != kind, ok = false;
    if (kind == 'M') {
        ok = move(walk, relative);
    } else if (!walk->open) {
        return false;
    } else if (kind == 'Z') {
        ok = icon_path_add(walk->icon, walk->path, ICON_CLOSE, NULL);
        memcpy(walk->now, walk->first, sizeof walk->now);
    } else if (strchr("LHV", kind)) {
        ok = draw_line(walk, kind, relative);
    } else if (strchr("CSQT", kind)) {
        ok = draw_curve(walk, kind, relative);
    } else if (kind == 'A') {
        ok = draw_arc(walk, relative);
    }
    walk->before = kind;
    return ok;
}

bool icon_path_read(struct icon *icon, struct icon_path *path, const char *text, size_t size,
                    size_t *wrong)
{
    struct walk walk = {.icon = icon, .path = path, .at = text, .end = text + size};
    char command = '\0';
    for (;;) {
        walk.at = command ? skip_comma(walk.at, walk.end) : skip_space(walk.at, walk.end);
        *wrong = (size_t)(walk.at - text);
        if (walk.at == walk.end) {
            return true;
        }
        char c = *walk.at;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            command = c;
            walk.at++;
        } else if (command == '\0' || upper(command) == 'Z') {
            return false;
        } else if (upper(command) == 'M') {
            command = command == 'm' ? 'l' : 'L';
        }
        if (!step(&walk, command)) {
            return false;
        }
    }
}
