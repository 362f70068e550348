/* SPDX-License-Identifier: EUPL-1.2 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <linebreak.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "draw/type_inner.h"

#define ELLIPSIS "\xE2\x80\xA6"
#define SOFT_HYPHEN "\xC2\xAD"

static const double slack = 1e-3; /* user units a line may stand out by rounding */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t trimmed(const char *text, size_t size)
{
    while (size > 0 && is_blank(text[size - 1])) {
        size--;
    }
    return size;
}

/* The bytes of `text` that fit `room`, whole clusters. */
static size_t prefix_of(const struct shaped *shaped, double size, double room)
{
    double *widths = memory_take((shaped->size + 1) * sizeof *widths), sum = 0;
    size_t at = 0;
    type_logical_widths(shaped, size, widths);
    for (; at < shaped->size; at++) {
        sum += widths[at];
        if (sum > room) {
            break;
        }
    }
    while (!type_stop(shaped->text, shaped->size, at)) {
        at--;
    }
    free(widths);
    return at;
}

/* `text` with "…" behind what fits; NULL when not even that does. `whole` says nothing follows
 * the text, so that it may stay as it is. */
static const struct shaped *cut(struct type *type, struct type_style style, enum type_base base,
                                const char *text, size_t size, double width, bool whole)
{
    double unit = style.size / TYPE_EM;
    const struct shaped *shaped = type_shape(type, style, base, text, size);
    if (whole && shaped->width * unit <= width + slack) {
        return shaped;
    }
    const struct shaped *dots = type_shape(type, style, base, ELLIPSIS, strlen(ELLIPSIS));
    double room = width - dots->width * unit;
    if (room < -slack) {
        return NULL;
    }
    shaped = type_shape(type, style, base, text, size);
    size_t end = trimmed(text, prefix_of(shaped, style.size, room));
    struct buffer line;
    buffer_init(&line, TYPE_TEXT_CEILING + 8);
    for (;;) {
        buffer_empty(&line);
        buffer_add(&line, text, end);
        buffer_add_text(&line, ELLIPSIS);
        shaped = type_shape(type, style, base, line.data, line.size);
        if (shaped->width * unit <= width + slack || end == 0) {
            break;
        }
        do {
            end--;
        } while (!type_stop(text, size, end));
        end = trimmed(text, end);
    }
    buffer_clear(&line);
    return shaped;
}

void type_line_cut(struct type *type, cairo_t *cairo, struct type_style style, struct colour colour,
                   double x, double y, enum type_side side, double width, const char *text)
{
    const struct shaped *shaped = cut(type, style, TYPE_BASE_AUTO, text, strlen(text), width, true);
    if (shaped) {
        double start = type_start(side, x, shaped->width * style.size / TYPE_EM);
        type_paint(type, cairo, shaped, style.size, colour, start, y);
    }
}

/* One paragraph without newlines, while it is broken into lines. */
struct wrap {
    struct type *type;
    cairo_t *cairo; /* or NULL */
    struct type_style style;
    struct colour colour;
    double x, y, width;
    enum type_side side;
    int lines, most; /* set so far; 0 = no limit */
    const char *text;
    size_t size;
    bool follows; /* more paragraphs come */
    enum type_base base;
    char *breaks;
    double *widths;
};

static void set_line(struct wrap *wrap, const struct shaped *shaped)
{
    double leading = wrap->style.size * TYPE_LEADING_PERCENT / 100;
    if (wrap->cairo && shaped) {
        double ascent = type_ascent(wrap->type, wrap->style);
        double descent = type_descent(wrap->type, wrap->style);
        double top = wrap->y + wrap->lines * leading + (leading - ascent - descent) / 2;
        double at = wrap->side == TYPE_START    ? wrap->x
                    : wrap->side == TYPE_MIDDLE ? wrap->x + wrap->width / 2
                                                : wrap->x + wrap->width;
        double width = shaped->width * wrap->style.size / TYPE_EM;
        type_paint(wrap->type, wrap->cairo, shaped, wrap->style.size, wrap->colour,
                   type_start(wrap->side, at, width), top + ascent);
    }
    wrap->lines++;
}

static const struct shaped *shape_line(struct wrap *wrap, size_t start, size_t end)
{
    size_t size = trimmed(wrap->text + start, end - start);
    const char *text = wrap->text + start;
    if (start + size < wrap->size && size > 2 && memcmp(text + size - 2, SOFT_HYPHEN, 2) == 0) {
        struct buffer line;
        buffer_init(&line, TYPE_TEXT_CEILING + 8);
        buffer_add(&line, text, size - 2);
        buffer_add_text(&line, "-");
        const struct shaped *shaped =
            type_shape(wrap->type, wrap->style, wrap->base, line.data, line.size);
        buffer_clear(&line);
        return shaped;
    }
    return type_shape(wrap->type, wrap->style, wrap->base, text, size);
}

/* Where the line that begins at `start` ends when it may be `room` wide. */
static size_t line_end(const struct wrap *wrap, size_t start, double room)
{
    size_t allowed = start, at = start;
    double sum = 0;
    while (at < wrap->size) {
        bool blank = is_blank(wrap->text[at]);
        sum += wrap->widths[at];
        if (!blank && sum > room + slack && at > start) {
            if (allowed > start) {
                return allowed;
            }
            if (wrap->widths[at] > 0 && type_stop(wrap->text, wrap->size, at)) {
                return at;
            }
        }
        char mark = wrap->breaks[at++];
        if (mark == LINEBREAK_MUSTBREAK) {
            return at;
        }
        if (mark == LINEBREAK_ALLOWBREAK) {
            allowed = at;
        }
    }
    return wrap->size;
}

static size_t next_line(struct wrap *wrap, size_t start, const struct shaped **shaped)
{
    double room = wrap->width;
    size_t end = start;
    for (int tries = 0; tries < 16; tries++) {
        end = line_end(wrap, start, room);
        *shaped = shape_line(wrap, start, end);
        double over = (*shaped)->width * wrap->style.size / TYPE_EM - wrap->width;
        if (over <= slack || room <= 0) {
            break;
        }
        room -= over;
    }
    return end;
}

static void wrap_lines(struct wrap *wrap)
{
    size_t start = 0;
    do {
        const struct shaped *shaped;
        size_t end = next_line(wrap, start, &shaped);
        bool more = trimmed(wrap->text + end, wrap->size - end) > 0;
        bool last = wrap->most > 0 && wrap->lines + 1 == wrap->most;
        if (last && (more || wrap->follows)) {
            shaped = cut(wrap->type, wrap->style, wrap->base, wrap->text + start,
                         wrap->size - start, wrap->width, false);
        }
        set_line(wrap, shaped);
        if (last) {
            return;
        }
        start = more ? end : wrap->size;
    } while (start < wrap->size);
}

static void wrap_paragraph(struct wrap *wrap)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, init_linebreak);
    const struct shaped *shaped =
        type_shape(wrap->type, wrap->style, TYPE_BASE_AUTO, wrap->text, wrap->size);
    wrap->size = shaped->size;
    wrap->base = shaped->right ? TYPE_BASE_RIGHT : TYPE_BASE_LEFT;
    wrap->widths = memory_take((wrap->size + 1) * sizeof *wrap->widths);
    wrap->breaks = memory_take(wrap->size + 1);
    type_logical_widths(shaped, wrap->style.size, wrap->widths);
    set_linebreaks_utf8((const utf8_t *)wrap->text, wrap->size, "", wrap->breaks);
    wrap_lines(wrap);
    free(wrap->widths);
    free(wrap->breaks);
}

double type_paragraph(struct type *type, cairo_t *cairo, struct type_style style,
                      struct colour colour, double x, double y, double width, enum type_side side,
                      int lines, const char *text)
{
    struct wrap wrap = {
        .type = type,
        .cairo = cairo,
        .style = style,
        .colour = colour,
        .x = x,
        .y = y,
        .width = width,
        .side = side,
        .most = lines,
    };
    size_t left = strlen(text);
    while (left > 0 && (lines <= 0 || wrap.lines < lines)) {
        const char *newline = memchr(text, '\n', left);
        size_t size = newline ? (size_t)(newline - text) : left;
        wrap.text = text;
        wrap.size = size;
        size_t step = newline ? size + 1 : size;
        wrap.follows = trimmed(text + step, left - step) > 0;
        wrap_paragraph(&wrap);
        text += step;
        left -= step;
    }
    return wrap.lines * style.size * TYPE_LEADING_PERCENT / 100;
}
