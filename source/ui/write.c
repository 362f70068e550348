/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui.h"

#include <math.h>
#include <string.h>

#include "ui/ui_inner.h"

static const char *role_name(enum ui_role role)
{
    static const char *const names[] = {
        [UI_GROUP] = "group",   [UI_TEXT] = "text",     [UI_HEADING] = "heading",
        [UI_BUTTON] = "button", [UI_TAB] = "tab",       [UI_CHECK] = "check",
        [UI_RADIO] = "radio",   [UI_FIELD] = "field",   [UI_LIST] = "list",
        [UI_ROW] = "row",       [UI_IMAGE] = "image",   [UI_MAP] = "map",
        [UI_SHEET] = "sheet",   [UI_STATUS] = "status", [UI_SEPARATOR] = "separator",
        [UI_DIALOG] = "dialog", [UI_GRID] = "grid",
    };
    return names[role];
}

static void write_quoted(struct buffer *out, const char *text)
{
    buffer_add_byte(out, '"');
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\')
            buffer_add_byte(out, '\\');
        if (*at == '\n')
            buffer_add_text(out, "\\n");
        else
            buffer_add_byte(out, *at);
    }
    buffer_add_byte(out, '"');
}

static bool named(const struct ui_node *node)
{
    return node->id[0] && node->id[0] != '~';
}

/* What only decorates is left out: spaces, lines, icons without a word, nameless groups. */
static bool written(const struct ui_node *node)
{
    if (node->kind == NODE_SPACE || node->kind == NODE_LINE)
        return false;
    if (node->kind == NODE_BOX && node->role == UI_GROUP)
        return named(node) || node->label[0];
    return node->kind == NODE_BOX || node->label[0] || named(node);
}

static void write_states(const struct ui *ui, const struct ui_node *node, struct buffer *out)
{
    if (ui->focus[0] && node_focused(ui, node))
        buffer_add_text(out, " focused");
    if (node_pressed(ui, node))
        buffer_add_text(out, " pressed");
    if (node->selected)
        buffer_add_text(out, " selected");
    if (node->on)
        buffer_add_text(out, " on");
    if (node->disabled)
        buffer_add_text(out, " disabled");
}

static void write_field(const struct ui_node *node, struct buffer *out)
{
    const struct ui_field *field = &node->as.field;
    buffer_add_text(out, " value ");
    write_quoted(out, node->memory->text);
    if (field->hint[0]) {
        buffer_add_text(out, " hint ");
        write_quoted(out, field->hint);
    }
    if (field->fault) {
        buffer_add_text(out, " fault ");
        write_quoted(out, field->fault);
    }
}

static void write_wheel(const struct wheel *wheel, struct buffer *out)
{
    static const char *const states[] = {[SYMBOL_MET] = "met",
                                         [SYMBOL_PARTLY] = "partly",
                                         [SYMBOL_NOT] = "not",
                                         [SYMBOL_UNKNOWN] = "unknown"};
    for (size_t i = 0; i < wheel->count; i++)
        buffer_addf(out, "%s%.4s:%s%s", i ? " " : " segments ", wheel->segments[i].id,
                    states[wheel->segments[i].state], wheel->segments[i].judged ? "!" : "");
    if (wheel->selected >= 0 && (size_t)wheel->selected < wheel->count)
        buffer_addf(out, " chosen %.4s", wheel->segments[wheel->selected].id);
}

static void write_line(const struct ui *ui, const struct ui_node *node, int depth, bool rects,
                       struct buffer *out)
{
    for (int i = 0; i < depth; i++)
        buffer_add_text(out, "  ");
    buffer_add_text(out, role_name(node->role));
    if (node->label[0]) {
        buffer_add_byte(out, ' ');
        write_quoted(out, node->label);
    }
    if (named(node))
        buffer_addf(out, " [%s]", node->id);
    if (node->kind == NODE_FIELD)
        write_field(node, out);
    if (node->kind == NODE_WHEEL)
        write_wheel(&node->as.wheel.wheel, out);
    write_states(ui, node, out);
    if (rects)
        buffer_addf(out, " @%.0f,%.0f %.0fx%.0f", round(node->rect.x), round(node->rect.y),
                    round(node->rect.width), round(node->rect.height));
    buffer_add_byte(out, '\n');
}

static void write_tree(const struct ui *ui, const struct ui_node *node, int depth, bool rects,
                       struct buffer *out)
{
    if (node->parent && written(node))
        write_line(ui, node, depth++, rects, out);
    for (const struct ui_node *child = node->first; child; child = child->next)
        write_tree(ui, child, depth, rects, out);
}

void ui_write(const struct ui *ui, bool rects, struct buffer *out)
{
    if (ui->root)
        write_tree(ui, ui->root, 0, rects, out);
}
