/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui_inner.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

static double clamp_width(const struct ui_node *node, double width)
{
    if (node->box.most_width > 0)
        width = fmin(width, node->box.most_width);
    return fmax(width, node->box.least_width);
}

/* ---- words ---- */

/* Bytes up to one of `breaks`, or up to a hyphen (a soft one too) when spaces break. */
static size_t piece_size(const char *text, const char *breaks)
{
    size_t size = strcspn(text, breaks);
    const char *soft = breaks[0] == ' ' ? strstr(text, "\u00AD") : NULL;
    if (soft && (size_t)(soft - text) < size)
        size = (size_t)(soft - text) + 2;
    const char *hyphen = breaks[0] == ' ' && size > 2 ? memchr(text + 1, '-', size - 2) : NULL;
    if (hyphen && isalpha((unsigned char)hyphen[-1]) && isalpha((unsigned char)hyphen[1]))
        return (size_t)(hyphen - text) + 1;
    return size;
}

/* The widest of the pieces between any of `breaks`. */
static double widest_piece(struct ui *ui, struct type_style style, const char *text,
                           const char *breaks)
{
    double widest = 0;
    char piece[256];
    while (*text) {
        size_t size = piece_size(text, breaks);
        if (size < sizeof piece) {
            memcpy(piece, text, size);
            piece[size] = '\0';
            widest = fmax(widest, type_width(ui->pencil->type, style, piece));
        } else {
            widest = fmax(widest, type_width(ui->pencil->type, style, text));
        }
        text += size;
        text += strspn(text, breaks);
    }
    return ceil(widest + 0.5);
}

double text_natural(struct ui *ui, struct type_style style, const char *text)
{
    return widest_piece(ui, style, text, "\n");
}

double text_least(struct ui *ui, struct type_style style, const char *text)
{
    return widest_piece(ui, style, text, " \n");
}

double text_height(struct ui *ui, struct type_style style, const char *text, double width,
                   int lines)
{
    if (!text[0])
        return style.size * TYPE_LEADING_PERCENT / 100;
    return type_paragraph(ui->pencil->type, NULL, style, (struct colour){0, 0, 0, 1}, 0, 0,
                          fmax(width, 1), TYPE_START, lines, text);
}

/* ---- widths, bottom up ---- */

/* Where even the longest word does not fit it breaks anywhere; this much must stay. */
static double word_floor(struct type_style style)
{
    return 3 * style.size;
}

static void button_widths(struct ui *ui, struct ui_node *node)
{
    const struct ui_button *button = &node->as.button;
    struct button_look look = button_look(ui, button);
    double icon = button->icon ? look.icon : 0;
    double natural = icon, least = icon;
    if (!button->icon_only) {
        double gap = icon > 0 && !look.above ? icon + look.gap : 0;
        natural = gap + text_natural(ui, look.style, node->label);
        least = gap + text_least(ui, look.style, node->label);
    }
    if (look.above && !button->icon_only) { /* words rather wrap than widen, and may get smaller */
        struct type_style small = look.style;
        small.size = fmin(small.size, BUTTON_WORDS_LEAST);
        natural = fmin(natural, fmax(least, look.least_width - 2 * look.pad_x));
        least = text_least(ui, small, node->label);
    }
    node->natural = fmax(look.least_width, natural + 2 * look.pad_x);
    node->least = fmax(look.least_width, least + 2 * look.pad_x);
    double word = look.above ? least : word_floor(look.style);
    node->floor = fmin(node->least, fmax(UI_TARGET, word + 2 * look.pad_x));
}

static void leaf_widths(struct ui *ui, struct ui_node *node)
{
    struct type_style body = text_style(ui, UI_BODY);
    node->floor = -1; /* its least */
    switch (node->kind) {
    case NODE_TEXT: {
        struct type_style style = text_style(ui, node->as.text.kind);
        node->natural = text_natural(ui, style, node->label);
        node->least = text_least(ui, style, node->label);
        node->floor = fmin(node->least, word_floor(style));
        if (node->as.text.lines > 0)
            node->least = node->floor;
        break;
    }
    case NODE_SPACE:
        node->natural = node->least = node->parent->box.row ? node->as.space : 0;
        break;
    case NODE_ICON:
    case NODE_ICON_TILE:
    case NODE_STATE:
    case NODE_PIN:
    case NODE_PILLAR:
        node->natural = node->least = node->as.mark.size * ui_mark_scale(ui);
        break;
    case NODE_BUTTON:
        button_widths(ui, node);
        break;
    case NODE_CHECK:
    case NODE_RADIO: {
        double mark = 24 * ui_mark_scale(ui) + 14;
        node->natural = fmax(UI_TARGET, mark + text_natural(ui, body, node->label));
        node->least = fmax(UI_TARGET, mark + text_least(ui, body, node->label));
        node->floor = fmin(node->least, fmax(UI_TARGET, mark + word_floor(body)));
        break;
    }
    case NODE_FIELD:
        node->natural = 280 * ui->scale;
        node->least = 140 * ui->scale;
        break;
    case NODE_WHEEL:
        node->natural = node->as.wheel.size;
        node->least = fmin(240, node->natural);
        break;
    default:
        break;
    }
    node->floor = node->floor < 0 ? node->least : node->floor;
}

static void box_widths(struct ui *ui, struct ui_node *node)
{
    double natural = 0, least = 0, floors = 0, gaps = 0;
    for (struct ui_node *child = node->first; child; child = child->next) {
        measure_widths(ui, child);
        if (child->over)
            continue;
        double margin = node->box.stack && child->box.anchor ? 2 * child->box.pad : 0;
        double at = node->box.stack && child->box.place.width > 0
                        ? child->box.place.x + child->box.place.width
                        : 0;
        double child_natural = at > 0 ? at : child->natural + margin;
        double child_least = at > 0 ? at : child->least + margin;
        double child_floor = at > 0 ? at : child->floor + margin;
        if (node->box.row && !node->box.stack) {
            natural += child_natural + gaps;
            bool alone = node->box.wrap || node->box.scroll_across;
            least = alone ? fmax(least, child_least) : least + child_least + gaps;
            floors = alone ? fmax(floors, child_floor) : floors + child_floor + gaps;
            gaps = node->box.gap;
        } else {
            natural = fmax(natural, child_natural);
            least = fmax(least, child_least);
            floors = fmax(floors, child_floor);
        }
    }
    if (node->box.scroll_across)
        least = fmin(least, 2 * UI_TARGET);
    double pads = 2 * pad_across(node);
    node->natural = natural + pads;
    node->least = least + pads;
    node->floor = floors + pads;
}

void measure_widths(struct ui *ui, struct ui_node *node)
{
    if (node->kind == NODE_BOX)
        box_widths(ui, node);
    else
        leaf_widths(ui, node);
    if (node->box.width > 0)
        node->natural = node->least = node->floor = node->box.width;
    if (node_is_target(node) || (node->kind == NODE_BOX && node->role == UI_ROW)) {
        node->natural = fmax(node->natural, UI_TARGET);
        node->least = fmax(node->least, UI_TARGET);
        node->floor = fmax(node->floor, UI_TARGET);
    }
    node->natural = clamp_width(node, node->natural);
    node->least = fmin(clamp_width(node, node->least), node->natural);
    node->floor = fmin(clamp_width(node, node->floor), node->least);
}

/* ---- sharing a width ---- */

static bool fills_column(const struct ui_node *child)
{
    switch (child->kind) {
    case NODE_ICON:
    case NODE_ICON_TILE:
    case NODE_STATE:
    case NODE_PIN:
    case NODE_PILLAR:
    case NODE_WHEEL:
        return false;
    case NODE_BUTTON:
        return !child->as.button.icon_only && child->as.button.kind != UI_CHIP &&
               child->as.button.kind != UI_ROUND && child->as.button.kind != UI_FLOAT &&
               child->as.button.kind != UI_QUIET;
    default:
        return child->box.width <= 0;
    }
}

double column_child_width(const struct ui_node *node, const struct ui_node *child, double inner)
{
    bool always = child->kind == NODE_LINE || child->kind == NODE_FIELD;
    if ((node->box.across == TYPE_START || always) && fills_column(child))
        return fmin(clamp_width(child, inner), fmax(inner, 0));
    return fmin(child->natural, fmax(inner, 0));
}

static double least_along(const struct ui_node *node, const struct ui_node *child, double inner)
{
    return node->box.wrap ? fmin(child->natural, inner) : child->least;
}

/* What a child that grows would get, held between its least and its most. */
static double share_held(const struct ui_node *node, const struct ui_node *child, double inner,
                         double share)
{
    if (child->box.most_width > 0)
        share = fmin(share, child->box.most_width);
    return fmax(share, least_along(node, child, inner));
}

/* Gives the children that grow their shares of `left`; those that are held leave or take from
 * the others: first all that need more, then all that want less. */
static void share_out(const struct ui_node *node, struct ui_node *from, const struct ui_node *to,
                      double inner, double left)
{
    double shares = 0;
    for (struct ui_node *child = from; child != to; child = child->next)
        if (child->box.grow > 0) {
            child->along = -1;
            shares += child->box.grow;
        }
    for (int more = 1; more >= 0; more--) {
        struct ui_node *child = from;
        while (child != to && shares > 0) {
            double share = left * child->box.grow / shares;
            double held = share_held(node, child, inner, share);
            bool stops =
                child->box.grow > 0 && child->along < 0 && (more ? held > share : held < share);
            if (!stops) {
                child = child->next;
                continue;
            }
            child->along = held;
            left -= held;
            shares -= child->box.grow;
            child = from;
        }
    }
    for (struct ui_node *child = from; child != to; child = child->next)
        if (child->box.grow > 0 && child->along < 0)
            child->along = share_held(node, child, inner, left * child->box.grow / shares);
}

/* The width of a cell when a wrapping row holds nothing but tiles: then it is a grid. 0 = no. */
static double grid_cell(const struct ui_node *node, double inner, int *columns)
{
    double cell = 0;
    int count = 0;
    for (const struct ui_node *child = node->first; child; child = child->next, count++) {
        if (child->kind != NODE_BUTTON || child->as.button.kind != UI_TILE)
            return 0;
        cell = fmax(cell, child->least);
    }
    if (count < 2 || !node->box.wrap)
        return 0;
    *columns = (int)((inner + node->box.gap) / (cell + node->box.gap));
    *columns = *columns < 1 ? 1 : *columns > count ? count : *columns;
    return (inner - node->box.gap * (*columns - 1)) / *columns;
}

struct ui_node *row_break(const struct ui_node *node, const struct ui_node *from, double inner)
{
    int columns;
    if (grid_cell(node, inner, &columns) > 0) {
        struct ui_node *child = from->next;
        while (child && --columns > 0)
            child = child->next;
        return child;
    }
    double used = fmin(from->natural, inner);
    for (struct ui_node *child = from->next; child; child = child->next) {
        used += node->box.gap + fmin(child->natural, inner);
        if (used > inner + 0.01)
            return child;
    }
    return NULL;
}

/* When even the least does not fit, nothing may stand outside: long words break anywhere. */
static void row_squeeze(const struct ui_node *node, struct ui_node *from, const struct ui_node *to,
                        double inner)
{
    double over = -inner, soft = 0;
    for (struct ui_node *child = from; child != to; child = child->next) {
        over += child->along + (child != from ? node->box.gap : 0);
        soft += fmax(0, child->along - child->floor);
    }
    if (over <= 0 || soft <= 0 || node->box.scroll_across)
        return;
    double share = fmin(1, over / soft);
    for (struct ui_node *child = from; child != to; child = child->next)
        child->along -= fmax(0, child->along - child->floor) * share;
}

void row_spread(const struct ui_node *node, struct ui_node *from, const struct ui_node *to,
                double inner)
{
    double left = inner, soft = 0, growing = 0;
    int columns;
    double cell = grid_cell(node, inner, &columns);
    if (cell > 0) {
        for (struct ui_node *child = from; child != to; child = child->next)
            child->along = cell;
        return;
    }
    for (struct ui_node *child = from; child != to; child = child->next) {
        if (child != from)
            left -= node->box.gap;
        if (child->box.grow > 0) {
            growing += least_along(node, child, inner);
        } else {
            child->along = node->box.scroll_across ? child->natural : fmin(child->natural, inner);
            left -= child->along;
            soft += fmax(0, child->along - child->least);
        }
    }
    double short_by = growing - left;
    if (short_by > 0 && !node->box.scroll_across) {
        double share = soft > 0 ? fmin(1, short_by / soft) : 0;
        for (struct ui_node *child = from; child != to; child = child->next)
            if (child->box.grow <= 0)
                child->along -= fmax(0, child->along - child->least) * share;
        left += soft * share;
    }
    share_out(node, from, to, inner, left);
    row_squeeze(node, from, to, inner);
}

/* ---- heights ---- */

static double button_height(struct ui *ui, const struct ui_node *node, double width)
{
    const struct ui_button *button = &node->as.button;
    struct button_look look = button_look_in(ui, node, width);
    double height = button->icon ? look.icon : 0;
    if (!button->icon_only) {
        double icon = button->icon && !look.above ? look.icon + look.gap : 0;
        double words = text_height(ui, look.style, node->label, width - 2 * look.pad_x - icon, 0);
        height = look.above && button->icon ? look.icon + look.gap + words : fmax(height, words);
    }
    return fmax(look.least_height, height + 2 * look.pad_y);
}

static double leaf_height(struct ui *ui, struct ui_node *node, double width)
{
    switch (node->kind) {
    case NODE_TEXT:
        return text_height(ui, text_style(ui, node->as.text.kind), node->label, width,
                           node->as.text.lines);
    case NODE_SPACE:
        return node->parent->box.row ? 0 : node->as.space;
    case NODE_LINE:
        return 1;
    case NODE_BUTTON:
        return button_height(ui, node, width);
    case NODE_CHECK:
    case NODE_RADIO:
        return 16 + text_height(ui, text_style(ui, UI_BODY), node->label,
                                width - 24 * ui_mark_scale(ui) - 14, 0);
    case NODE_FIELD:
        return field_height(ui, node, width);
    case NODE_WHEEL:
        return fmin(width, node->as.wheel.size);
    case NODE_CUSTOM:
        return node->box.height;
    default:
        return node->natural;
    }
}

static double row_height(struct ui *ui, struct ui_node *node, double inner)
{
    double height = 0;
    struct ui_node *from = node->first;
    while (from) {
        struct ui_node *to = node->box.wrap ? row_break(node, from, inner) : NULL;
        double line = 0;
        row_spread(node, from, to, inner);
        for (struct ui_node *child = from; child != to; child = child->next)
            line = fmax(line, measure_height(ui, child, child->along));
        height += line + (to ? node->box.gap : 0);
        from = to;
    }
    return height;
}

static double stack_child_height(struct ui *ui, struct ui_node *child, double inner)
{
    if (child->box.place.width > 0) {
        double height = child->box.place.height;
        return child->box.place.y +
               (height > 0 ? height : measure_height(ui, child, child->box.place.width));
    }
    if (!child->box.anchor)
        return measure_height(ui, child, inner);
    double room = inner - 2 * child->box.pad;
    bool wide = (child->box.anchor & UI_LEFT) && (child->box.anchor & UI_RIGHT);
    double width = wide ? clamp_width(child, room) : fmin(child->natural, room);
    return measure_height(ui, child, width) + 2 * child->box.pad;
}

static double box_height(struct ui *ui, struct ui_node *node, double width)
{
    double inner = fmax(0, width - 2 * pad_across(node)), height = 0;
    if (node->box.stack) {
        for (struct ui_node *child = node->first; child; child = child->next)
            height = fmax(height, stack_child_height(ui, child, inner));
    } else if (node->box.row) {
        height = row_height(ui, node, inner);
    } else {
        for (struct ui_node *child = node->first; child; child = child->next) {
            if (child->over)
                continue;
            height += measure_height(ui, child, column_child_width(node, child, inner));
            height += child != node->first ? node->box.gap : 0;
        }
    }
    return height + 2 * pad_down(node) + (node->role == UI_SHEET ? 24 : 0);
}

double measure_height(struct ui *ui, struct ui_node *node, double width)
{
    for (int i = 0; i < node->known && i < 2; i++)
        if (node->known_width[i] == width)
            return node->known_height[i];
    double height = node->box.height > 0     ? node->box.height
                    : node->kind == NODE_BOX ? box_height(ui, node, width)
                                             : leaf_height(ui, node, width);
    if (node_is_target(node) || node->kind == NODE_BUTTON || node->role == UI_ROW)
        height = fmax(height, UI_TARGET);
    height = ceil(height);
    node->known_width[node->known % 2] = width;
    node->known_height[node->known % 2] = height;
    node->known++;
    return height;
}

double measure_least_height(struct ui *ui, struct ui_node *node, double width)
{
    if (node->kind != NODE_BOX || node->box.height > 0)
        return measure_height(ui, node, width);
    if (node->box.scroll)
        return fmin(measure_height(ui, node, width), 2 * UI_TARGET);
    double inner = fmax(0, width - 2 * pad_across(node)), height = 0;
    if (node->box.row || node->box.stack) {
        if (node->box.wrap)
            return measure_height(ui, node, width);
        if (!node->box.stack)
            row_spread(node, node->first, NULL, inner);
        for (struct ui_node *child = node->first; child; child = child->next)
            height = fmax(height,
                          measure_least_height(ui, child, node->box.stack ? inner : child->along));
    } else {
        for (struct ui_node *child = node->first; child; child = child->next) {
            if (child->over)
                continue;
            height += measure_least_height(ui, child, column_child_width(node, child, inner));
            height += child != node->first ? node->box.gap : 0;
        }
    }
    return height + 2 * pad_down(node) + (node->role == UI_SHEET ? 24 : 0);
}
