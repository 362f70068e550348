/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "draw/icon_inner.h"

struct reading {
    struct icon *icon;
    const char *bytes, *end;
    struct icon_paint paint[ICON_DEPTH + 1]; /* per depth */
    int depth;
    bool rooted;
    struct fault *why;
};

static bool wrong(const struct reading *reading, const char *at, const char *detail)
{
    fault_set(reading->why, FAULT_INPUT, "draw.fault.icon.read");
    fault_at(reading->why, at - reading->bytes);
    return fault_detail(reading->why, "%s", detail);
}

static bool says(const struct xml_attribute *attribute, const char *word)
{
    return attribute->value_size == strlen(word) &&
           memcmp(attribute->value, word, attribute->value_size) == 0;
}

static bool numbers_of(const struct xml_attribute *attribute, double *out, size_t count)
{
    const char *at = attribute->value, *end = at + attribute->value_size;
    for (size_t i = 0; i < count; i++) {
        if (!icon_number(&at, end, &out[i])) {
            return false;
        }
    }
    return at == end || (end - at == 2 && memcmp(at, "px", 2) == 0);
}

/* The number of an attribute, 0 when it is not there. */
static bool number(const struct reading *reading, const struct xml_tag *tag, const char *name,
                   double *out)
{
    const struct xml_attribute *attribute = xml_find(tag, name);
    *out = 0;
    return !attribute || numbers_of(attribute, out, 1) ||
           wrong(reading, attribute->value, "number expected");
}

static bool read_stroke(const struct reading *reading, const struct xml_tag *tag,
                        struct icon_paint *paint)
{
    const struct xml_attribute *one = xml_find(tag, "stroke");
    if (one) {
        paint->stroke = !says(one, "none");
    }
    if ((one = xml_find(tag, "stroke-width")) && !numbers_of(one, &paint->stroke_width, 1)) {
        return wrong(reading, one->value, "number expected");
    }
    if ((one = xml_find(tag, "stroke-linecap"))) {
        paint->cap = says(one, "round")    ? CAIRO_LINE_CAP_ROUND
                     : says(one, "square") ? CAIRO_LINE_CAP_SQUARE
                                           : CAIRO_LINE_CAP_BUTT;
    }
    if ((one = xml_find(tag, "stroke-linejoin"))) {
        paint->join = says(one, "round")   ? CAIRO_LINE_JOIN_ROUND
                      : says(one, "bevel") ? CAIRO_LINE_JOIN_BEVEL
                                           : CAIRO_LINE_JOIN_MITER;
    }
    return true;
}

static bool read_paint(const struct reading *reading, const struct xml_tag *tag,
                       struct icon_paint *paint)
{
    static const char *const unread[] = {"transform", "style", "clip-path", "mask", "filter"};
    for (size_t i = 0; i < sizeof unread / sizeof *unread; i++) {
        const struct xml_attribute *one = xml_find(tag, unread[i]);
        if (one) {
            return wrong(reading, one->name, "attribute outside the subset");
        }
    }
    const struct xml_attribute *one = xml_find(tag, "fill");
    if (one) {
        paint->fill = !says(one, "none");
    }
    if ((one = xml_find(tag, "fill-rule"))) {
        paint->even_odd = says(one, "evenodd");
    }
    return read_stroke(reading, tag, paint);
}

static bool read_root(struct reading *reading, const struct xml_tag *tag)
{
    const struct xml_attribute *box = xml_find(tag, "viewBox");
    double at[4] = {0, 0, 0, 0};
    if (box && !numbers_of(box, at, 4)) {
        return wrong(reading, box->value, "viewBox");
    }
    if (!box &&
        (!number(reading, tag, "width", &at[2]) || !number(reading, tag, "height", &at[3]))) {
        return false;
    }
    if (at[2] <= 0 || at[3] <= 0) {
        return wrong(reading, tag->name, "no size");
    }
    reading->icon->left = at[0];
    reading->icon->top = at[1];
    reading->icon->width = at[2];
    reading->icon->height = at[3];
    reading->rooted = true;
    return true;
}

static bool ellipse(struct icon *icon, struct icon_path *path, double cx, double cy, double r)
{
    double left[2] = {cx - r, cy}, right[2] = {cx + r, cy};
    return icon_path_add(icon, path, ICON_MOVE, left) &&
           icon_path_arc(icon, path, left, r, r, 0, false, true, right) &&
           icon_path_arc(icon, path, right, r, r, 0, false, true, left) &&
           icon_path_add(icon, path, ICON_CLOSE, NULL);
}

static bool rectangle(struct icon *icon, struct icon_path *path, const double box[4], double rx,
                      double ry)
{
    double x = box[0], y = box[1], right = x + box[2], bottom = y + box[3];
    double corner[8][2] = {{x + rx, y},          {right - rx, y},      {right, y + ry},
                           {right, bottom - ry}, {right - rx, bottom}, {x + rx, bottom},
                           {x, bottom - ry},     {x, y + ry}};
    bool ok = icon_path_add(icon, path, ICON_MOVE, corner[0]);
    for (int i = 1; i < 8; i += 2) {
        ok = ok && icon_path_add(icon, path, ICON_LINE, corner[i]) &&
             icon_path_arc(icon, path, corner[i], rx, ry, 0, false, true, corner[(i + 1) % 8]);
    }
    return ok && icon_path_add(icon, path, ICON_CLOSE, NULL);
}

static bool read_rectangle(const struct reading *reading, const struct xml_tag *tag,
                           struct icon_path *path)
{
    static const char *const names[] = {"x", "y", "width", "height", "rx", "ry"};
    double at[6];
    for (int i = 0; i < 6; i++) {
        if (!number(reading, tag, names[i], &at[i])) {
            return false;
        }
    }
    double rx = xml_find(tag, "rx") ? at[4] : at[5], ry = xml_find(tag, "ry") ? at[5] : at[4];
    rx = fmin(fmax(rx, 0), fabs(at[2]) / 2);
    ry = fmin(fmax(ry, 0), fabs(at[3]) / 2);
    return rectangle(reading->icon, path, at, rx, ry) || wrong(reading, tag->name, "too long");
}

static bool read_circle(const struct reading *reading, const struct xml_tag *tag,
                        struct icon_path *path)
{
    double cx, cy, r;
    return number(reading, tag, "cx", &cx) && number(reading, tag, "cy", &cy) &&
           number(reading, tag, "r", &r) &&
           (ellipse(reading->icon, path, cx, cy, fabs(r)) || wrong(reading, tag->name, "too long"));
}

static bool read_line(const struct reading *reading, const struct xml_tag *tag,
                      struct icon_path *path)
{
    double a[2], b[2];
    return number(reading, tag, "x1", &a[0]) && number(reading, tag, "y1", &a[1]) &&
           number(reading, tag, "x2", &b[0]) && number(reading, tag, "y2", &b[1]) &&
           ((icon_path_add(reading->icon, path, ICON_MOVE, a) &&
             icon_path_add(reading->icon, path, ICON_LINE, b)) ||
            wrong(reading, tag->name, "too long"));
}

static bool read_points(const struct reading *reading, const struct xml_tag *tag, bool close,
                        struct icon_path *path)
{
    const struct xml_attribute *points = xml_find(tag, "points");
    if (!points) {
        return wrong(reading, tag->name, "no points");
    }
    const char *at = points->value, *end = at + points->value_size;
    double pair[2];
    bool ok = true;
    while (ok && icon_number(&at, end, &pair[0])) {
        ok = icon_number(&at, end, &pair[1]) &&
             icon_path_add(reading->icon, path, path->count ? ICON_LINE : ICON_MOVE, pair);
    }
    for (; at < end && strchr(" \t\r\n", *at); at++) {
    }
    if (!ok || at < end || path->count == 0) {
        return wrong(reading, at, "points");
    }
    return !close || icon_path_add(reading->icon, path, ICON_CLOSE, NULL) ||
           wrong(reading, tag->name, "too long");
}

static bool read_path(const struct reading *reading, const struct xml_tag *tag,
                      struct icon_path *path)
{
    const struct xml_attribute *data = xml_find(tag, "d");
    size_t offset = 0;
    if (!data) {
        return wrong(reading, tag->name, "no path data");
    }
    return icon_path_read(reading->icon, path, data->value, data->value_size, &offset) ||
           wrong(reading, data->value + offset, "path data");
}

static bool read_shape(struct reading *reading, const struct xml_tag *tag,
                       const struct icon_paint *paint)
{
    struct icon *icon = reading->icon;
    ARRAY_GROW(icon->shapes, icon->count, icon->room);
    struct icon_shape *shape = &icon->shapes[icon->count++];
    memset(shape, 0, sizeof *shape);
    shape->paint = *paint;
    if (xml_is(tag, "path")) {
        return read_path(reading, tag, &shape->path);
    }
    if (xml_is(tag, "circle")) {
        return read_circle(reading, tag, &shape->path);
    }
    if (xml_is(tag, "rect")) {
        return read_rectangle(reading, tag, &shape->path);
    }
    if (xml_is(tag, "line")) {
        return read_line(reading, tag, &shape->path);
    }
    if (xml_is(tag, "polyline") || xml_is(tag, "polygon")) {
        return read_points(reading, tag, xml_is(tag, "polygon"), &shape->path);
    }
    return wrong(reading, tag->name, "element outside the subset");
}

static bool is_text(const struct xml_tag *tag)
{
    return xml_is(tag, "title") || xml_is(tag, "desc") || xml_is(tag, "metadata");
}

static bool open_tag(struct reading *reading, const struct xml_tag *tag)
{
    struct icon_paint paint = reading->paint[reading->depth];
    bool root = xml_is(tag, "svg");
    if (root == reading->rooted || (!root && reading->depth == 0)) {
        return wrong(reading, tag->name, "one svg element expected");
    }
    if (!is_text(tag)) {
        if (!read_paint(reading, tag, &paint) || (root && !read_root(reading, tag))) {
            return false;
        }
        if (!root && !xml_is(tag, "g") && !read_shape(reading, tag, &paint)) {
            return false;
        }
    }
    if (!tag->closes) {
        if (reading->depth == ICON_DEPTH) {
            return wrong(reading, tag->name, "too deep");
        }
        reading->paint[++reading->depth] = paint;
    }
    return true;
}

static bool read_tags(struct reading *reading)
{
    const char *at = reading->bytes;
    struct xml_tag tag;
    for (;;) {
        enum xml_result result = xml_next(&at, reading->end, &tag);
        if (result == XML_WRONG) {
            return wrong(reading, at, "tag");
        }
        if (result == XML_END) {
            return (reading->rooted && reading->depth == 0) || wrong(reading, at, "cut short");
        }
        if (tag.opens) {
            if (!open_tag(reading, &tag)) {
                return false;
            }
        } else if (--reading->depth < 0) {
            return wrong(reading, tag.name, "closes what is not open");
        }
    }
}

bool icon_read(const char *bytes, size_t size, struct icon *out, struct fault *why)
{
    struct reading reading = {.icon = out, .bytes = bytes, .end = bytes + size, .why = why};
    memset(out, 0, sizeof *out);
    if (size > ICON_FILE_CEILING) {
        return fault_set(why, FAULT_LIMIT, "draw.fault.icon.read");
    }
    reading.paint[0] = (struct icon_paint){
        .fill = true, .stroke_width = 1, .cap = CAIRO_LINE_CAP_BUTT, .join = CAIRO_LINE_JOIN_MITER};
    if (!read_tags(&reading)) {
        icon_clear(out);
        return false;
    }
    return true;
}

void icon_clear(struct icon *icon)
{
    for (size_t i = 0; i < icon->count; i++) {
        free(icon->shapes[i].path.steps);
    }
    free(icon->shapes);
    memset(icon, 0, sizeof *icon);
}
