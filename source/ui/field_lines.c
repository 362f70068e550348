/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/field_inner.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

enum { PAD = 14, PAD_DOWN = 14, BOX_LEAST = 52, LINES_LEAST = 3 };

struct type_style field_style(const struct ui *ui)
{
    return (struct type_style){18 * ui->scale, TYPE_REGULAR, false};
}

static double field_leading(const struct ui *ui)
{
    return ceil(field_style(ui).size * TYPE_LEADING_PERCENT / 100);
}

/* ---- where lines break ---- */

static void slice_copy(char *out, const char *text, struct span span)
{
    size_t size = span.to - span.from;
    if (size > UI_FIELD_BYTES)
        size = utf8_cut(text + span.from, UI_FIELD_BYTES);
    memcpy(out, text + span.from, size);
    out[size] = '\0';
}

static double slice_width(struct ui *ui, const char *text, struct span span)
{
    char slice[UI_FIELD_BYTES + 1];
    slice_copy(slice, text, span);
    return type_width(ui->pencil->type, field_style(ui), slice);
}

/* As many characters as fit, at least one. */
static size_t break_word(struct ui *ui, const char *text, size_t from, size_t to, double width)
{
    const char *at = text + from, *end = text + to;
    utf8_next(&at, end);
    size_t good = (size_t)(at - text);
    while (at < end) {
        utf8_next(&at, end);
        if (slice_width(ui, text, (struct span){from, (size_t)(at - text)}) > width)
            break;
        good = (size_t)(at - text);
    }
    return good;
}

static size_t break_line(struct ui *ui, const char *text, size_t from, size_t end, double width)
{
    size_t good = from, at = from;
    while (at < end) {
        at += strspn(text + at, " ");
        at += strcspn(text + at, " \n");
        if (slice_width(ui, text, (struct span){from, at}) > width)
            return good > from ? good : break_word(ui, text, from, at, width);
        good = at + strspn(text + at, " ");
        at = good;
    }
    return end;
}

int field_wrap(struct ui *ui, bool lines, const char *text, double width, struct span *out,
               int room)
{
    size_t size = strlen(text), from = 0;
    int count = 0;
    if (!lines) {
        out[0] = (struct span){0, size};
        return 1;
    }
    while (count < room) {
        size_t end = from + strcspn(text + from, "\n");
        size_t to = break_line(ui, text, from, end, fmax(width, 24));
        out[count++] = (struct span){from, to};
        if (to < end)
            from = to;
        else if (text[end] == '\n')
            from = end + 1;
        else
            break;
    }
    return count;
}

int field_line_of(const struct span *spans, int count, size_t caret)
{
    int line = 0;
    for (int i = 1; i < count; i++)
        if (spans[i].from <= caret)
            line = i;
    return line;
}

double field_x(struct ui *ui, const char *text, struct span span, size_t caret)
{
    char slice[UI_FIELD_BYTES + 1];
    slice_copy(slice, text, span);
    size_t at = caret < span.from ? 0 : caret - span.from, size = strlen(slice);
    return type_caret(ui->pencil->type, field_style(ui), slice, at > size ? size : at);
}

size_t field_at(struct ui *ui, const char *text, struct span span, double x)
{
    char slice[UI_FIELD_BYTES + 1];
    slice_copy(slice, text, span);
    return span.from + type_hit(ui->pencil->type, field_style(ui), slice, x);
}

/* ---- shape ---- */

struct field_shape field_shape(struct ui *ui, const struct ui_node *node, struct rect r)
{
    const struct ui_field *field = &node->as.field;
    struct field_shape shape = {.size = field_style(ui).size};
    struct type_style small = text_style(ui, UI_SMALL);
    double mark = ui_mark_scale(ui), y = r.y, left = PAD, right = PAD;
    small.weight = TYPE_BOLD;
    if (!field->icon && node->label[0]) {
        shape.label =
            (struct rect){r.x, y, r.width, text_height(ui, small, node->label, r.width, 0)};
        y += shape.label.height + 6;
    }
    if (field->icon) {
        left = 18 + 20 * mark + 14;
        right = 22;
    }
    double width = fmax(24, r.width - left - right);
    struct span spans[UI_FIELD_LINES];
    int lines = field_wrap(ui, field->lines, node->memory->text, width, spans, UI_FIELD_LINES);
    if (field->lines && lines < LINES_LEAST)
        lines = LINES_LEAST;
    double height = lines * field_leading(ui);
    shape.box = (struct rect){r.x, y, r.width, fmax(BOX_LEAST, ceil(height + 2 * PAD_DOWN))};
    shape.text = (struct rect){r.x + left, y + (shape.box.height - height) / 2, width, height};
    y += shape.box.height;
    if (field->fault) {
        double icon = 18 * mark + 8;
        shape.fault = (struct rect){
            r.x, y + 6, r.width,
            text_height(ui, text_style(ui, UI_SMALL), field->fault, r.width - icon, 0)};
    }
    return shape;
}

double field_height(struct ui *ui, const struct ui_node *node, double width)
{
    struct field_shape shape = field_shape(ui, node, (struct rect){0, 0, width, 0});
    double height = shape.box.y + shape.box.height;
    return node->as.field.fault ? shape.fault.y + shape.fault.height : height;
}

void field_settle(struct ui *ui, struct ui_node *node)
{
    struct memory *memory = node->memory;
    struct field_shape shape = field_shape(ui, node, node->rect);
    struct span all = {0, strlen(memory->text)};
    if (node->as.field.lines || !node_focused(ui, node)) {
        memory->shift = 0;
        return;
    }
    double caret = field_x(ui, memory->text, all, memory->caret);
    double most = fmax(0, field_x(ui, memory->text, all, all.to) + 3 - shape.text.width);
    if (caret - memory->shift > shape.text.width - 3)
        memory->shift = caret - shape.text.width + 3;
    if (caret < memory->shift)
        memory->shift = caret;
    memory->shift = fmin(fmax(0, memory->shift), most);
}

/* ---- picture ---- */

static void paint_selection(struct ui *ui, cairo_t *cairo, const struct memory *memory,
                            struct span span, double x, double y)
{
    size_t from = memory->caret < memory->anchor ? memory->caret : memory->anchor;
    size_t to = memory->caret < memory->anchor ? memory->anchor : memory->caret;
    from = from < span.from ? span.from : from;
    to = to > span.to ? span.to : to;
    if (from >= to)
        return;
    double a = field_x(ui, memory->text, span, from), b = field_x(ui, memory->text, span, to);
    struct colour colour = ui_colour(ui, THEME_FOCUS);
    colour.alpha = 0.28;
    cairo_rectangle(cairo, x + fmin(a, b), y, fabs(b - a), field_leading(ui));
    colour_set(cairo, colour);
    cairo_fill(cairo);
}

static void paint_words(struct ui *ui, cairo_t *cairo, const struct ui_node *node,
                        const struct field_shape *shape)
{
    const struct memory *memory = node->memory;
    struct type_style style = field_style(ui);
    struct span spans[UI_FIELD_LINES];
    char slice[UI_FIELD_BYTES + 1];
    int count = field_wrap(ui, node->as.field.lines, memory->text, shape->text.width, spans,
                           UI_FIELD_LINES);
    int caret_line = field_line_of(spans, count, memory->caret);
    double leading = field_leading(ui), ascent = type_ascent(ui->pencil->type, style);
    double above = (leading - ascent - type_descent(ui->pencil->type, style)) / 2 + ascent;
    double x = shape->text.x - memory->shift;
    bool focused = node_focused(ui, node);
    for (int i = 0; i < count; i++) {
        double y = shape->text.y + i * leading;
        if (focused)
            paint_selection(ui, cairo, memory, spans[i], x, y);
        slice_copy(slice, memory->text, spans[i]);
        type_line(ui->pencil->type, cairo, style, ui_colour(ui, THEME_INK), x, y + above,
                  TYPE_START, slice);
        if (focused && i == caret_line) {
            cairo_rectangle(cairo, x + field_x(ui, memory->text, spans[i], memory->caret) - 1,
                            y + 1, 2, leading - 2);
            colour_set(cairo, ui_colour(ui, THEME_INK));
            cairo_fill(cairo);
        }
    }
    if (memory->text[0] || !node->as.field.hint[0])
        return;
    if (node->as.field.lines)
        type_paragraph(ui->pencil->type, cairo, style, ui_colour(ui, THEME_MUTED), shape->text.x,
                       shape->text.y, shape->text.width, TYPE_START, LINES_LEAST,
                       node->as.field.hint);
    else
        type_line_cut(ui->pencil->type, cairo, style, ui_colour(ui, THEME_MUTED), shape->text.x,
                      shape->text.y + above, TYPE_START, shape->text.width, node->as.field.hint);
}

static void paint_frame(struct ui *ui, cairo_t *cairo, const struct ui_node *node,
                        const struct field_shape *shape)
{
    const struct ui_field *field = &node->as.field;
    struct rect box = shape->box;
    bool focused = node_focused(ui, node);
    double mark = ui_mark_scale(ui), radius = field->icon ? fmin(26, box.height / 2) : 12;
    double line = focused ? 2.5 : 1.25;
    enum theme_token edge = field->fault ? THEME_NOT : focused ? THEME_INK : THEME_EDGE;
    if (field->icon)
        symbol_card(ui->pencil, cairo, box.x, box.y, box.width, box.height, radius, true);
    symbol_round_box(cairo, box.x + line / 2, box.y + line / 2, box.width - line, box.height - line,
                     radius - line / 2);
    colour_set(cairo, ui_colour(ui, THEME_CARD));
    cairo_fill_preserve(cairo);
    if (!field->icon || focused) {
        colour_set(cairo, ui->ring && focused ? ui_colour(ui, THEME_FOCUS) : ui_colour(ui, edge));
        cairo_set_line_width(cairo, line);
        cairo_stroke(cairo);
    }
    cairo_new_path(cairo);
    if (field->icon)
        icon_draw(ui->pencil->icons, cairo, field->icon, box.x + 18,
                  box.y + (box.height - 22 * mark) / 2, 22 * mark, ui_colour(ui, THEME_MUTED));
}

void paint_field(struct ui *ui, cairo_t *cairo, const struct ui_node *node)
{
    const struct ui_field *field = &node->as.field;
    struct field_shape shape = field_shape(ui, node, node->rect);
    struct type_style small = text_style(ui, UI_SMALL), bold = small;
    struct type *type = ui->pencil->type;
    bold.weight = TYPE_BOLD;
    if (shape.label.width > 0)
        type_paragraph(type, cairo, bold, ui_colour(ui, THEME_INK), shape.label.x, shape.label.y,
                       shape.label.width, TYPE_START, 0, node->label);
    paint_frame(ui, cairo, node, &shape);
    cairo_save(cairo);
    cairo_rectangle(cairo, shape.text.x - 2, shape.box.y, shape.text.width + 4, shape.box.height);
    cairo_clip(cairo);
    paint_words(ui, cairo, node, &shape);
    cairo_restore(cairo);
    if (!field->fault)
        return;
    double size = 18 * ui_mark_scale(ui);
    symbol_state(ui->pencil, cairo, SYMBOL_NOT, shape.fault.x, shape.fault.y + 1, size);
    type_paragraph(type, cairo, small, ui_colour(ui, THEME_NOT), shape.fault.x + size + 8,
                   shape.fault.y, shape.fault.width - size - 8, TYPE_START, 0, field->fault);
}
