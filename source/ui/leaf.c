/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui.h"

#include <string.h>

#include "ui/ui_inner.h"

static enum theme_token text_token(enum ui_text_kind kind)
{
    return kind == UI_SECOND ? THEME_MUTED : THEME_INK;
}

static void text_add(struct ui *ui, enum ui_text_kind kind, enum theme_token colour, int lines,
                     const char *text)
{
    bool heading = kind == UI_TITLE || kind == UI_NAME || kind == UI_PILLAR;
    struct ui_node *node =
        node_add(ui, NODE_TEXT, heading ? UI_HEADING : UI_TEXT, "", text ? text : "");
    node->as.text = (struct node_text){kind, colour, lines};
}

void ui_text(struct ui *ui, enum ui_text_kind kind, const char *text)
{
    text_add(ui, kind, text_token(kind), 0, text);
}

void ui_text_cut(struct ui *ui, enum ui_text_kind kind, int lines, const char *text)
{
    text_add(ui, kind, text_token(kind), lines, text);
}

void ui_text_colour(struct ui *ui, enum ui_text_kind kind, enum theme_token colour,
                    const char *text)
{
    text_add(ui, kind, colour, 0, text);
}

void ui_space(struct ui *ui, double size)
{
    node_add(ui, NODE_SPACE, UI_GROUP, "", "")->as.space = size;
}

void ui_fill(struct ui *ui)
{
    node_add(ui, NODE_SPACE, UI_GROUP, "", "")->box.grow = 1;
}

void ui_line(struct ui *ui)
{
    node_add(ui, NODE_LINE, UI_SEPARATOR, "", "");
}

static struct node_mark *mark_add(struct ui *ui, enum node_kind kind, const char *icon, double size,
                                  enum theme_token colour, const char *label)
{
    struct ui_node *node = node_add(ui, kind, UI_IMAGE, "", label);
    node->as.mark = (struct node_mark){
        .icon = icon ? arena_text(&ui->arena, icon) : "", .size = size, .colour = colour};
    return &node->as.mark;
}

void ui_icon(struct ui *ui, const char *icon, double size, enum theme_token colour,
             const char *label)
{
    mark_add(ui, NODE_ICON, icon, size, colour, label);
}

void ui_icon_tile(struct ui *ui, const char *icon, double size, enum theme_token colour)
{
    mark_add(ui, NODE_ICON_TILE, icon, size, colour, NULL);
}

void ui_pillar(struct ui *ui, enum theme_token colour, const char *letter, double size)
{
    mark_add(ui, NODE_PILLAR, letter, size, colour, NULL);
}

void ui_state(struct ui *ui, enum symbol_state state, double size, const char *label)
{
    mark_add(ui, NODE_STATE, NULL, size, symbol_state_token(state), label)->state = state;
}

void ui_pin(struct ui *ui, enum symbol_pin pin, enum theme_token colour, const char *icon,
            double size)
{
    mark_add(ui, NODE_PIN, icon, size, colour, NULL)->pin = pin;
}

void ui_button(struct ui *ui, const char *id, struct ui_button button)
{
    enum ui_role role = button.kind == UI_RAIL ? UI_TAB : UI_BUTTON;
    struct ui_node *node = node_add(ui, NODE_BUTTON, role, id, button.label);
    node->as.button = button;
    node->as.button.label = node->label;
    node->as.button.icon = button.icon ? arena_text(&ui->arena, button.icon) : NULL;
    node->selected = button.selected;
    node->disabled = button.disabled;
    node->box.grow = button.grow;
}

void ui_check(struct ui *ui, const char *id, const char *label, bool on)
{
    node_add(ui, NODE_CHECK, UI_CHECK, id, label)->on = on;
}

void ui_radio(struct ui *ui, const char *id, const char *label, bool on)
{
    node_add(ui, NODE_RADIO, UI_RADIO, id, label)->on = on;
}

void ui_field(struct ui *ui, const char *id, struct ui_field field)
{
    struct ui_node *node = node_add(ui, NODE_FIELD, UI_FIELD, id, field.label);
    struct arena *arena = &ui->arena;
    node->as.field = field;
    node->as.field.label = node->label;
    node->as.field.hint = field.hint ? arena_text(arena, field.hint) : "";
    node->as.field.value = field.value ? arena_text(arena, field.value) : "";
    node->as.field.icon = field.icon ? arena_text(arena, field.icon) : NULL;
    node->as.field.fault = field.fault ? arena_text(arena, field.fault) : NULL;
    node->memory = memory_of(ui, node->id);
    field_take(ui, node);
}

void ui_wheel(struct ui *ui, const char *id, const char *label, const struct wheel *wheel,
              double size)
{
    struct ui_node *node = node_add(ui, NODE_WHEEL, UI_IMAGE, id, label);
    struct arena *arena = &ui->arena;
    struct wheel *copy = &node->as.wheel.wheel;
    *copy = *wheel;
    copy->segments = NULL;
    if (wheel->count > 0) {
        struct wheel_segment *segments = arena_take(arena, wheel->count * sizeof *segments);
        memcpy(segments, wheel->segments, wheel->count * sizeof *segments);
        copy->segments = segments;
    }
    copy->middle_number = arena_text(arena, wheel->middle_number ? wheel->middle_number : "");
    copy->middle_line = arena_text(arena, wheel->middle_line ? wheel->middle_line : "");
    copy->middle_second = arena_text(arena, wheel->middle_second ? wheel->middle_second : "");
    node->as.wheel.size = size;
}

void ui_custom(struct ui *ui, enum ui_role role, const char *id, const char *label,
               struct ui_box box,
               void (*paint)(void *data, cairo_t *cairo, double width, double height), void *data)
{
    struct ui_node *node = node_add(ui, NODE_CUSTOM, role, id, label);
    node->box = box;
    node->box.scroll = node->box.scroll_across = false;
    node->as.custom = (struct node_custom){paint, data};
}
