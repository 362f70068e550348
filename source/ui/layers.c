/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "ui/ui_inner.h"

enum { SURFACE_MOST = 16384 };

bool node_paints(const struct ui_node *node)
{
    switch (node->kind) {
    case NODE_BOX:
        return node->box.card || node->box.filled || node->role == UI_SHEET ||
               node->role == UI_DIALOG || node_is_target(node) || node_scrolls(node);
    case NODE_SPACE:
        return false;
    case NODE_CUSTOM:
        return node->as.custom.paint != NULL;
    case NODE_TEXT:
        return node->label[0] != '\0';
    default:
        return true;
    }
}

/* The next node of one layer in tree order, leaving out the layers inside it. */
static struct ui_node *layer_next(const struct ui_node *node, const struct ui_node *top)
{
    struct ui_node *next = node_next(node, top);
    while (next && node_is_layer(next)) {
        const struct ui_node *at = next;
        while (at != top && !at->next)
            at = at->parent;
        next = at == top ? NULL : at->next;
    }
    return next;
}

static struct rect joined(struct rect a, struct rect b)
{
    if (a.width <= 0 || a.height <= 0)
        return b;
    double x = fmin(a.x, b.x), y = fmin(a.y, b.y);
    return (struct rect){x, y, fmax(a.x + a.width, b.x + b.width) - x,
                         fmax(a.y + a.height, b.y + b.height) - y};
}

static struct rect node_seen(const struct ui *ui, const struct ui_node *node)
{
    if (node->role == UI_DIALOG)
        return (struct rect){0, 0, ui->width, ui->height};
    bool floats = node->kind == NODE_BUTTON &&
                  (node->as.button.kind == UI_ROUND || node->as.button.kind == UI_FLOAT);
    bool shadow = node->box.shadow || node->role == UI_SHEET || node->kind == NODE_FIELD ||
                  node->kind == NODE_PIN || floats;
    return rect_cut(rect_grown(node->rect, shadow ? UI_SHADOW : 10), node_clip(ui, node));
}

/* What the layer covers, on whole pixels. */
static struct rect layer_bounds(const struct ui *ui, const struct ui_node *top, double density)
{
    struct rect all = {0, 0, 0, 0};
    for (const struct ui_node *node = top; node; node = layer_next(node, top)) {
        bool ring = ui->ring && node_focused(ui, node);
        if (!node_paints(node) && !ring)
            continue;
        struct rect seen = node_seen(ui, node);
        if (seen.width > 0 && seen.height > 0)
            all = joined(all, seen);
    }
    double x = floor(all.x * density), y = floor(all.y * density);
    double right = ceil((all.x + all.width) * density),
           below = ceil((all.y + all.height) * density);
    if (all.width <= 0 || right - x > SURFACE_MOST || below - y > SURFACE_MOST)
        return (struct rect){0, 0, 0, 0};
    return (struct rect){x / density, y / density, (right - x) / density, (below - y) / density};
}

/* ---- what the pixels depend on ---- */

static void mix(uint64_t *hash, const void *bytes, size_t size)
{
    *hash = hash_bytes(bytes, size, *hash);
}

static void mix_text(uint64_t *hash, const char *text)
{
    mix(hash, text ? text : "\1", text ? strlen(text) + 1 : 1);
}

static void mix_number(uint64_t *hash, double number)
{
    mix(hash, &number, sizeof number);
}

static void mix_field(const struct ui *ui, uint64_t *hash, const struct ui_node *node)
{
    const struct memory *memory = node->memory;
    bool focused = node_focused(ui, node);
    mix_text(hash, memory->text);
    mix_text(hash, node->as.field.hint);
    mix_text(hash, node->as.field.icon);
    mix_text(hash, node->as.field.fault);
    mix_number(hash, node->as.field.lines + 2 * focused);
    if (!focused)
        return;
    mix_number(hash, (double)memory->caret);
    mix_number(hash, (double)memory->anchor);
    mix_number(hash, memory->shift);
}

static void mix_wheel(uint64_t *hash, const struct wheel *wheel)
{
    for (size_t i = 0; i < wheel->count; i++) {
        const struct wheel_segment *segment = &wheel->segments[i];
        mix_text(hash, segment->id);
        mix_number(hash, segment->colour * 64 + (int)segment->state * 2 + segment->judged);
    }
    mix_text(hash, wheel->middle_number);
    mix_text(hash, wheel->middle_line);
    mix_text(hash, wheel->middle_second);
    mix_number(hash, wheel->selected);
}

static void mix_kind(const struct ui *ui, uint64_t *hash, const struct ui_node *node)
{
    switch (node->kind) {
    case NODE_TEXT:
        mix_number(hash, node->as.text.kind * 4096.0 + node->as.text.colour * 64.0);
        mix_number(hash, node->as.text.lines * 4 + (int)node->parent->box.across);
        break;
    case NODE_BUTTON:
        mix_text(hash, node->as.button.icon);
        mix_number(hash, node->as.button.kind * 2 + node->as.button.icon_only);
        break;
    case NODE_FIELD:
        mix_field(ui, hash, node);
        break;
    case NODE_WHEEL:
        mix_wheel(hash, &node->as.wheel.wheel);
        break;
    case NODE_CUSTOM:
        mix(hash, &ui->serial, sizeof ui->serial);
        break;
    case NODE_BOX:
        mix_number(hash,
                   node->role * 8 + node->box.card + 2 * node->box.shadow + 4 * node->box.filled);
        mix_number(hash, node->box.filled ? (int)node->box.fill : -1);
        mix_number(hash, node->box.radius);
        mix_number(hash, node->content_height);
        break;
    case NODE_ICON:
    case NODE_ICON_TILE:
    case NODE_STATE:
    case NODE_PIN:
    case NODE_PILLAR:
        mix_text(hash, node->as.mark.icon);
        mix_number(hash, node->as.mark.colour * 64 + (int)node->as.mark.state * 8 +
                             (int)node->as.mark.pin);
        break;
    default:
        break;
    }
}

static uint64_t layer_hash(const struct ui *ui, const struct ui_node *top, struct rect bounds,
                           double density)
{
    uint64_t hash = 0;
    const struct theme *theme = ui->pencil->theme;
    struct rect clip = rect_cut(node_clip(ui, top), bounds);
    mix_text(&hash, theme->name);
    mix(&hash, theme->colour, sizeof theme->colour);
    mix_number(&hash, ui->scale);
    mix_number(&hash, density);
    mix_number(&hash, bounds.width);
    mix_number(&hash, bounds.height);
    mix_number(&hash, clip.y - bounds.y);
    mix_number(&hash, clip.x - bounds.x);
    for (const struct ui_node *node = top; node; node = layer_next(node, top)) {
        bool ring = ui->ring && node_takes_focus(node) && node_focused(ui, node);
        if (!node_paints(node) && !ring)
            continue;
        struct rect seen = node_seen(ui, node);
        if (seen.width <= 0 || seen.height <= 0)
            continue;
        mix_number(&hash, node->kind);
        mix_number(&hash, node->rect.x - bounds.x);
        mix_number(&hash, node->rect.y - bounds.y);
        mix_number(&hash, node->rect.width);
        mix_number(&hash, node->rect.height);
        mix_text(&hash, node->label);
        mix_number(&hash, node->selected + 2 * node->disabled + 4 * node->on +
                              8 * node_pressed(ui, node) + 16 * ring);
        if (node->memory && node_scrolls(node))
            mix_number(&hash, node->memory->scroll_y);
        mix_kind(ui, &hash, node);
    }
    return hash;
}

/* ---- keeping the surfaces ---- */

static struct layer *layer_take(struct ui *ui, const char *id)
{
    for (size_t i = 0; i < ui->layer_count; i++)
        if (!ui->layers[i].seen && strcmp(ui->layers[i].id, id) == 0)
            return &ui->layers[i];
    ARRAY_GROW(ui->layers, ui->layer_count, ui->layer_room);
    struct layer *layer = &ui->layers[ui->layer_count++];
    *layer = (struct layer){.surface = NULL};
    id_copy(layer->id, id);
    return layer;
}

static bool layer_surface(struct layer *layer, int width, int height)
{
    if (layer->surface && cairo_image_surface_get_width(layer->surface) == width &&
        cairo_image_surface_get_height(layer->surface) == height)
        return true;
    cairo_surface_destroy(layer->surface);
    layer->surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    if (cairo_surface_status(layer->surface) == CAIRO_STATUS_SUCCESS)
        return true;
    cairo_surface_destroy(layer->surface);
    layer->surface = NULL;
    return false;
}

static void layer_repaint(struct ui *ui, struct layer *layer, const struct ui_node *top,
                          struct rect bounds, double density)
{
    cairo_t *cairo = cairo_create(layer->surface);
    cairo_set_operator(cairo, CAIRO_OPERATOR_CLEAR);
    cairo_paint(cairo);
    cairo_set_operator(cairo, CAIRO_OPERATOR_OVER);
    cairo_scale(cairo, density, density);
    cairo_translate(cairo, -bounds.x, -bounds.y);
    paint_layer(ui, cairo, top);
    cairo_destroy(cairo);
    cairo_surface_flush(layer->surface);
}

struct layer_round {
    struct ui *ui;
    double density;
    int number;
    void (*each)(void *data, const char *id, cairo_surface_t *surface, struct rect where,
                 uint64_t stamp);
    void *data;
};

static void layer_each(void *data, struct ui_node *top)
{
    struct layer_round *round = data;
    struct ui *ui = round->ui;
    char id[UI_ID_SIZE];
    snprintf(id, sizeof id, "layer:%d", round->number++);
    struct rect bounds = layer_bounds(ui, top, round->density);
    if (bounds.width <= 0 || bounds.height <= 0)
        return;
    struct layer *layer = layer_take(ui, top->id[0] ? top->id : id);
    uint64_t hash = layer_hash(ui, top, bounds, round->density);
    layer->seen = true;
    if (!layer->surface || layer->hash != hash) {
        int width = (int)lround(bounds.width * round->density);
        int height = (int)lround(bounds.height * round->density);
        if (!layer_surface(layer, width, height))
            return;
        layer_repaint(ui, layer, top, bounds, round->density);
        layer->hash = hash;
        layer->stamp = ++ui->stamps;
    }
    round->each(round->data, layer->id, layer->surface, bounds, layer->stamp);
}

static void layers_forget(struct ui *ui)
{
    size_t kept = 0;
    for (size_t i = 0; i < ui->layer_count; i++) {
        if (ui->layers[i].seen)
            ui->layers[kept++] = ui->layers[i];
        else
            cairo_surface_destroy(ui->layers[i].surface);
    }
    ui->layer_count = kept;
}

void ui_layers(struct ui *ui, double pixels_per_dp,
               void (*each)(void *data, const char *id, cairo_surface_t *surface, struct rect where,
                            uint64_t stamp),
               void *data)
{
    double density = pixels_per_dp > 0.1 ? fmin(pixels_per_dp, 8) : 1;
    struct layer_round round = {ui, density, 0, each, data};
    for (size_t i = 0; i < ui->layer_count; i++)
        ui->layers[i].seen = false;
    layer_walk(ui, layer_each, &round);
    layers_forget(ui);
    ui->dirty = false;
}
