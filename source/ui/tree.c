/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/ui_inner.h"

struct ui *ui_new(const struct pencil *pencil)
{
    struct ui *ui = memory_take(sizeof *ui);
    ui->pencil = pencil;
    ui->scale = 1;
    arena_init(&ui->arena);
    table_init(&ui->memories);
    gesture_init(&ui->gesture);
    return ui;
}

void ui_free(struct ui *ui)
{
    if (!ui)
        return;
    for (size_t i = 0; i < ui->layer_count; i++)
        cairo_surface_destroy(ui->layers[i].surface);
    free(ui->layers);
    table_clear(&ui->memories, memory_drop);
    gesture_clear(&ui->gesture);
    arena_clear(&ui->arena);
    free(ui);
}

void ui_set_pencil(struct ui *ui, const struct pencil *pencil)
{
    ui->pencil = pencil;
}

void ui_set_scale(struct ui *ui, double scale)
{
    ui->scale = !(scale >= 1) ? 1 : scale > 2 ? 2 : scale;
}

double ui_scale(const struct ui *ui)
{
    return ui->scale;
}

void ui_set_reduced_motion(struct ui *ui, bool reduced)
{
    ui->reduced = reduced;
    if (reduced)
        ui->motion.id[0] = '\0';
}

void ui_listen(struct ui *ui, void (*listener)(void *data, const struct ui_news *news), void *data)
{
    ui->listener = listener;
    ui->listener_data = data;
}

void ui_begin(struct ui *ui, double width, double height)
{
    arena_clear(&ui->arena);
    arena_init(&ui->arena);
    ui->root = ui->open = NULL;
    ui->depth = ui->unnamed = 0;
    ui->serial++;
    ui->width = width > 0 ? width : 0;
    ui->height = height > 0 ? height : 0;
    ui->root = ui->open = node_add(ui, NODE_BOX, UI_GROUP, "", "");
}

void ui_end(struct ui *ui)
{
    ui->open = ui->root;
    measure_widths(ui, ui->root);
    place_node(ui, ui->root, (struct rect){0, 0, ui->width, ui->height});
    for (struct ui_node *node = ui->root; node; node = node_next(node, ui->root))
        if (node->kind == NODE_FIELD)
            field_settle(ui, node);
    const struct ui_node *focused = node_find(ui, ui->focus);
    if (focused && ui->height != ui->laid_height) /* a keyboard came or went */
        scroll_to_show(ui, focused);
    ui->laid_height = ui->height;
    ui->dirty = true;
}

struct ui_node *node_add(struct ui *ui, enum node_kind kind, enum ui_role role, const char *id,
                         const char *label)
{
    struct ui_node *node = arena_take(&ui->arena, sizeof *node);
    char cut[UI_ID_SIZE];
    id_copy(cut, id ? id : "");
    node->kind = kind;
    node->role = role;
    node->id = arena_text(&ui->arena, cut);
    node->label = label ? arena_text(&ui->arena, label) : "";
    node->parent = ui->open;
    if (ui->open && ui->open->last)
        ui->open->last = ui->open->last->next = node;
    else if (ui->open)
        ui->open->first = ui->open->last = node;
    return node;
}

/* A scrolling container without an id still needs a place to remember how far. */
static void scroll_remember(struct ui *ui, struct ui_node *node)
{
    if (!node->id[0])
        node->id = arena_textf(&ui->arena, "~%d", ui->unnamed++);
    node->memory = memory_of(ui, node->id);
}

void ui_open(struct ui *ui, enum ui_role role, const char *id, const char *label, struct ui_box box)
{
    ui->depth++;
    if (ui->depth > UI_DEPTH)
        return;
    struct ui_node *node = node_add(ui, NODE_BOX, role, id, label);
    node->box = box;
    if (box.wrap || box.scroll_across)
        node->box.row = true;
    if (role == UI_DIALOG) {
        node->over = node->parent == ui->root;
        node->box.scroll = node->box.card = node->box.shadow = node->box.blocks = true;
        node->box.radius = box.radius > 0 ? box.radius : 24;
        node->box.layer = true;
    }
    if (node->box.scroll || node->box.scroll_across)
        scroll_remember(ui, node);
    ui->open = node;
}

void ui_open_row(struct ui *ui, const char *id, const char *label, bool selected)
{
    ui_open(ui, UI_ROW, id, label,
            (struct ui_box){.row = true, .gap = 14, .pad_y = 11, .across = TYPE_MIDDLE});
    if (ui->depth <= UI_DEPTH)
        ui->open->selected = selected;
}

void ui_close(struct ui *ui)
{
    if (ui->depth == 0)
        return;
    if (ui->depth-- <= UI_DEPTH && ui->open->parent)
        ui->open = ui->open->parent;
}

void id_copy(char out[UI_ID_SIZE], const char *id)
{
    size_t size = strlen(id);
    if (size >= UI_ID_SIZE)
        size = utf8_cut(id, UI_ID_SIZE - 1);
    memmove(out, id, size);
    out[size] = '\0';
}

struct ui_node *node_next(const struct ui_node *node, const struct ui_node *top)
{
    if (node->first)
        return node->first;
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

struct ui_node *node_find(const struct ui *ui, const char *id)
{
    if (!id || !id[0] || !ui->root)
        return NULL;
    for (struct ui_node *node = ui->root; node; node = node_next(node, ui->root))
        if (strcmp(node->id, id) == 0)
            return node;
    return NULL;
}

bool node_is_target(const struct ui_node *node)
{
    if (!node->id[0] || node->disabled)
        return false;
    switch (node->kind) {
    case NODE_BOX:
        return node->role == UI_BUTTON || node->role == UI_TAB || node->role == UI_ROW ||
               node->role == UI_CHECK || node->role == UI_RADIO;
    case NODE_BUTTON:
    case NODE_CHECK:
    case NODE_RADIO:
    case NODE_FIELD:
    case NODE_WHEEL:
        return true;
    default:
        return false;
    }
}

bool node_takes_focus(const struct ui_node *node)
{
    return node_is_target(node) || (node->kind == NODE_CUSTOM && node->id[0]);
}

bool node_scrolls(const struct ui_node *node)
{
    return node->box.scroll || node->box.scroll_across;
}

bool node_is_layer(const struct ui_node *node)
{
    return node->box.layer || (node->parent && !node->parent->parent);
}

struct ui_node *node_dialog(const struct ui *ui)
{
    struct ui_node *found = NULL;
    for (struct ui_node *node = ui->root; node; node = node_next(node, ui->root))
        if (node->role == UI_DIALOG)
            found = node;
    return found;
}

double pad_across(const struct ui_node *node)
{
    bool margin = node->parent && node->parent->box.stack && node->box.anchor;
    double pad = margin ? 0 : node->box.pad;
    return node->box.pad_x > 0 ? node->box.pad_x : node->role == UI_DIALOG && pad <= 0 ? 24 : pad;
}

double pad_down(const struct ui_node *node)
{
    bool margin = node->parent && node->parent->box.stack && node->box.anchor;
    double pad = margin ? 0 : node->box.pad;
    return node->box.pad_y > 0 ? node->box.pad_y : node->role == UI_DIALOG && pad <= 0 ? 24 : pad;
}

bool rect_holds(struct rect rect, double x, double y)
{
    return x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
}

struct rect rect_cut(struct rect a, struct rect b)
{
    double x = fmax(a.x, b.x), y = fmax(a.y, b.y);
    double right = fmin(a.x + a.width, b.x + b.width);
    double bottom = fmin(a.y + a.height, b.y + b.height);
    return (struct rect){x, y, fmax(0, right - x), fmax(0, bottom - y)};
}

struct rect rect_grown(struct rect r, double by)
{
    return (struct rect){r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by};
}

bool ui_find(const struct ui *ui, const char *id, struct rect *out)
{
    const struct ui_node *node = node_find(ui, id);
    if (node && out)
        *out = node->rect;
    return node != NULL;
}

void ui_targets(const struct ui *ui, void (*each)(void *data, const char *id, struct rect where),
                void *data)
{
    for (struct ui_node *node = ui->root; node; node = node_next(node, ui->root))
        if (node_takes_focus(node))
            each(data, node->id, node->rect);
}
