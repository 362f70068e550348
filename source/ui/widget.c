/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui_inner.h"

#include <math.h>
#include <string.h>

struct colour ui_colour(const struct ui *ui, enum theme_token token)
{
    return ui->pencil->theme->colour[token];
}

double ui_mark_scale(const struct ui *ui)
{
    return 1 + (ui->scale - 1) / 2;
}

struct type_style text_style(const struct ui *ui, enum ui_text_kind kind)
{
    static const struct type_style styles[] = {
        [UI_BODY] = {16, TYPE_REGULAR, false},  [UI_BOLD] = {16, TYPE_BOLD, false},
        [UI_SECOND] = {14, TYPE_REGULAR, true}, [UI_TITLE] = {28, TYPE_BOLD, false},
        [UI_NAME] = {24, TYPE_BOLD, false},     [UI_PILLAR] = {18, TYPE_BOLD, false},
        [UI_SMALL] = {14, TYPE_REGULAR, false},
    };
    struct type_style style = styles[kind];
    style.size *= ui->scale;
    return style;
}

struct button_look button_look(const struct ui *ui, const struct ui_button *button)
{
    struct button_look look = {UI_TARGET, 52, 18, 12, 22, 10, 16, {16, TYPE_BOLD, false}, false};
    double mark = ui_mark_scale(ui);
    switch (button->kind) {
    case UI_QUIET:
        look.least_height = UI_TARGET;
        look.pad_x = 12;
        break;
    case UI_RAIL:
        look = (struct button_look){72, 66, 4, 9, 25, 5, 16, {14, TYPE_REGULAR, false}, true};
        if (button->selected)
            look.style.weight = TYPE_BOLD;
        break;
    case UI_CHIP:
        look = (struct button_look){
            UI_TARGET, UI_TARGET, 14, 13, 20, 9, 0, {15, TYPE_REGULAR, false}, false};
        break;
    case UI_ROUND:
        look = (struct button_look){
            72 * mark, 72 * mark, 12, 12, 36, 10, 20, {16, TYPE_BOLD, false}, false};
        break;
    case UI_FLOAT:
        look = (struct button_look){
            56 * mark, 56 * mark, 12, 12, 26, 10, 16, {16, TYPE_BOLD, false}, false};
        break;
    case UI_TILE:
        look = (struct button_look){100, 100, 8, 14, 34, 8, 16, {15, TYPE_REGULAR, false}, true};
        break;
    default:
        break;
    }
    look.icon *= mark;
    look.style.size *= ui->scale;
    return look;
}

/* The size at which the longest word of a button under its icon fits in `room`. */
static double above_size(struct ui *ui, const struct ui_node *node, double room)
{
    struct button_look look = button_look(ui, &node->as.button);
    double word = text_least(ui, look.style, node->label);
    if (word <= room)
        return look.style.size;
    return fmin(look.style.size, fmax(BUTTON_WORDS_LEAST, look.style.size * room / (word + 1)));
}

struct button_look button_look_in(struct ui *ui, const struct ui_node *node, double width)
{
    struct button_look look = button_look(ui, &node->as.button);
    if (!look.above || node->as.button.icon_only)
        return look;
    double room = width - 2 * look.pad_x;
    look.style.size = above_size(ui, node, room);
    if (node->as.button.kind != UI_RAIL || node->box.grow <= 0)
        return look;
    for (const struct ui_node *other = node->parent->first; other; other = other->next)
        if (other->kind == NODE_BUTTON && other->box.grow > 0)
            look.style.size = fmin(look.style.size, above_size(ui, other, room));
    return look;
}

bool node_pressed(const struct ui *ui, const struct ui_node *node)
{
    return ui->touch.pressed && node->id[0] && strcmp(ui->touch.target, node->id) == 0;
}

bool node_focused(const struct ui *ui, const struct ui_node *node)
{
    return node->id[0] && strcmp(ui->focus, node->id) == 0;
}

/* ---- buttons ---- */

struct button_ink {
    struct colour fill, edge, word;
    double line; /* width of the edge, 0 = none */
    bool shadow;
};

static struct button_ink button_ink(const struct ui *ui, const struct ui_node *node)
{
    struct colour ink = ui_colour(ui, THEME_INK), card = ui_colour(ui, THEME_CARD);
    struct colour none = {0, 0, 0, 0};
    struct button_ink look = {card, ui_colour(ui, THEME_EDGE), ink, 0, false};
    bool selected = node->selected;
    switch (node->as.button.kind) {
    case UI_PRIMARY:
        look = (struct button_ink){ink, none, ui_colour(ui, THEME_ON_INK), 0, false};
        break;
    case UI_GO:
        look = (struct button_ink){ui_colour(ui, THEME_GO), none, ui_colour(ui, THEME_ON_GO), 0,
                                   false};
        break;
    case UI_ROUND:
        look = (struct button_ink){ink, none, ui_colour(ui, THEME_ON_INK), 0, true};
        break;
    case UI_FLOAT:
        look.shadow = true;
        look.fill = selected ? ui_colour(ui, THEME_SUNK) : card;
        break;
    case UI_QUIET:
        look.fill = none;
        break;
    case UI_RAIL:
        look.fill = selected ? ui_colour(ui, THEME_SUNK) : none;
        look.word = selected ? ink : ui_colour(ui, THEME_MUTED);
        break;
    case UI_TILE:
        look.fill = selected ? ui_colour(ui, THEME_SUNK) : card;
        look.edge = selected ? ink : look.edge;
        look.line = selected ? 2.5 : 1.25;
        break;
    default: /* plain and chip */
        look.line = 1.25;
        if (selected)
            look = (struct button_ink){ink, none, ui_colour(ui, THEME_ON_INK), 0, false};
        break;
    }
    if (node->disabled) {
        look.fill = look.fill.alpha > 0 ? ui_colour(ui, THEME_SUNK) : look.fill;
        look.word = ui_colour(ui, THEME_MUTED);
        look.line = 0;
    } else if (node_pressed(ui, node)) {
        look.fill = look.fill.alpha > 0 ? colour_mix(look.fill, look.word, 0.16)
                                        : (struct colour){ink.red, ink.green, ink.blue, 0.12};
    }
    return look;
}

static void button_ground(struct ui *ui, cairo_t *cairo, struct rect r, double radius,
                          const struct button_ink *ink)
{
    if (ink->shadow)
        symbol_card(ui->pencil, cairo, r.x, r.y, r.width, r.height, radius, true);
    if (ink->fill.alpha > 0) {
        symbol_round_box(cairo, r.x, r.y, r.width, r.height, radius);
        colour_set(cairo, ink->fill);
        cairo_fill(cairo);
    }
    if (ink->line > 0) {
        double half = ink->line / 2;
        symbol_round_box(cairo, r.x + half, r.y + half, r.width - ink->line, r.height - ink->line,
                         radius - half);
        cairo_set_line_width(cairo, ink->line);
        colour_set(cairo, ink->edge);
        cairo_stroke(cairo);
    }
}

static void button_words(struct ui *ui, cairo_t *cairo, const struct ui_node *node, struct rect r,
                         const struct button_look *look, struct colour colour)
{
    const struct ui_button *button = &node->as.button;
    bool words = !button->icon_only, icon = button->icon != NULL;
    double room = r.width - 2 * look->pad_x - (icon && !look->above ? look->icon + look->gap : 0);
    double width = words ? fmin(text_natural(ui, look->style, node->label), room) : 0;
    double height = words ? text_height(ui, look->style, node->label, room, 0) : 0;
    double x = r.x + r.width / 2, y = r.y + r.height / 2;
    if (look->above && icon) {
        double all = look->icon + (words ? look->gap + height : 0);
        icon_draw(ui->pencil->icons, cairo, button->icon, x - look->icon / 2, y - all / 2,
                  look->icon, colour);
        y += all / 2 - height;
    } else {
        double all = width + (icon ? look->icon + (words ? look->gap : 0) : 0);
        x -= all / 2;
        if (icon)
            icon_draw(ui->pencil->icons, cairo, button->icon, x, y - look->icon / 2, look->icon,
                      colour);
        x += icon ? look->icon + look->gap : 0;
        x += width / 2;
        y -= height / 2;
    }
    if (words)
        type_paragraph(ui->pencil->type, cairo, look->style, colour, x - room / 2, y, room,
                       TYPE_MIDDLE, 0, node->label);
}

static void focus_ring(struct ui *ui, cairo_t *cairo, struct rect r, double radius)
{
    symbol_round_box(cairo, r.x - 3.5, r.y - 3.5, r.width + 7, r.height + 7, radius + 3.5);
    cairo_set_line_width(cairo, 3);
    colour_set(cairo, ui_colour(ui, THEME_FOCUS));
    cairo_stroke(cairo);
}

void paint_button(struct ui *ui, cairo_t *cairo, const struct ui_node *node)
{
    struct button_look look = button_look_in(ui, node, node->rect.width);
    struct button_ink ink = button_ink(ui, node);
    struct rect r = node->rect;
    double radius = fmin(look.radius, r.height / 2);
    if (node->as.button.kind == UI_CHIP) {
        r.y += 4;
        r.height -= 8;
        radius = r.height / 2;
    }
    button_ground(ui, cairo, r, radius, &ink);
    button_words(ui, cairo, node, r, &look, ink.word);
    if (ui->ring && node_focused(ui, node))
        focus_ring(ui, cairo, r, radius);
}

/* ---- check and radio ---- */

static void choice_mark(struct ui *ui, cairo_t *cairo, const struct ui_node *node, double x,
                        double y, double size)
{
    bool round = node->kind == NODE_RADIO;
    double radius = round ? size / 2 : size / 4, line = 2;
    struct colour ink = ui_colour(ui, THEME_INK);
    symbol_round_box(cairo, x + line / 2, y + line / 2, size - line, size - line,
                     radius - line / 2);
    cairo_set_line_width(cairo, line);
    colour_set(cairo, node->on ? ink : ui_colour(ui, THEME_EDGE));
    if (node->on && !round)
        cairo_fill_preserve(cairo);
    cairo_stroke(cairo);
    if (!node->on)
        return;
    if (round) {
        cairo_arc(cairo, x + size / 2, y + size / 2, size / 4, 0, 2 * 3.14159265358979);
        cairo_fill(cairo);
        return;
    }
    cairo_move_to(cairo, x + size * 0.25, y + size * 0.52);
    cairo_line_to(cairo, x + size * 0.43, y + size * 0.70);
    cairo_line_to(cairo, x + size * 0.76, y + size * 0.32);
    cairo_set_line_width(cairo, size * 0.11);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    colour_set(cairo, ui_colour(ui, THEME_ON_INK));
    cairo_stroke(cairo);
}

void paint_choice(struct ui *ui, cairo_t *cairo, const struct ui_node *node)
{
    double size = 24 * ui_mark_scale(ui), gap = 14;
    struct rect r = node->rect;
    struct type_style style = text_style(ui, UI_BODY);
    struct colour ink = ui_colour(ui, THEME_INK);
    if (node_pressed(ui, node)) {
        symbol_round_box(cairo, r.x - 8, r.y, r.width + 16, r.height, 12);
        colour_set(cairo, (struct colour){ink.red, ink.green, ink.blue, 0.10});
        cairo_fill(cairo);
    }
    choice_mark(ui, cairo, node, r.x, r.y + (r.height - size) / 2, size);
    double width = r.width - size - gap, height = text_height(ui, style, node->label, width, 0);
    type_paragraph(ui->pencil->type, cairo, style, ink, r.x + size + gap,
                   r.y + (r.height - height) / 2, width, TYPE_START, 0, node->label);
    if (ui->ring && node_focused(ui, node))
        focus_ring(ui, cairo, (struct rect){r.x - 4, r.y, r.width + 8, r.height}, 12);
}
