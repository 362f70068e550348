/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui_inner.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const struct ui_node *focus_top(const struct ui *ui)
{
    const struct ui_node *dialog = node_dialog(ui);
    return dialog ? dialog : ui->root;
}

static const struct ui_node *focus_number(const struct ui *ui, int number)
{
    const struct ui_node *top = focus_top(ui);
    for (const struct ui_node *node = top; node; node = node_next(node, top))
        if (node_takes_focus(node) && number-- == 0)
            return node;
    return NULL;
}

/* The focused node's number in the order; -1 = not there. */
static int focus_found(const struct ui *ui, int *count)
{
    const struct ui_node *top = focus_top(ui);
    int found = -1;
    *count = 0;
    for (const struct ui_node *node = top; node; node = node_next(node, top)) {
        if (!node_takes_focus(node))
            continue;
        if (node_focused(ui, node))
            found = *count;
        ++*count;
    }
    return found;
}

void focus_set(struct ui *ui, const char *id)
{
    char wanted[UI_ID_SIZE];
    id_copy(wanted, id);
    struct ui_node *old = node_find(ui, ui->focus);
    id_copy(ui->focus, wanted);
    if (old && old->kind == NODE_FIELD)
        field_settle(ui, old);
    struct ui_node *node = node_find(ui, ui->focus);
    if (node && node->kind == NODE_FIELD)
        field_settle(ui, node);
    int count, found = focus_found(ui, &count);
    if (found >= 0)
        ui->focus_at = found;
    ui->dirty = true;
}

void ui_focus(struct ui *ui, const char *id)
{
    focus_set(ui, id ? id : "");
    const struct ui_node *node = node_find(ui, ui->focus);
    if (node)
        scroll_to_show(ui, node);
}

bool focus_step(struct ui *ui, int step)
{
    int count, found = focus_found(ui, &count);
    if (count == 0)
        return false;
    int next;
    if (found >= 0)
        next = (found + step + count) % count;
    else if (!ui->focus[0])
        next = step > 0 ? 0 : count - 1;
    else
        next = ui->focus_at < count ? ui->focus_at : count - 1;
    const struct ui_node *node = focus_number(ui, next);
    focus_set(ui, node->id);
    scroll_to_show(ui, node);
    return true;
}

/* ---- arrows ---- */

static const struct ui_node *arrow_group(const struct ui_node *node)
{
    for (const struct ui_node *at = node->parent; at; at = at->parent)
        if (at->role == UI_LIST)
            return at;
    return node->parent;
}

/* How far `b` lies from `a` in the key's direction; DBL_MAX when it does not. */
static double arrow_distance(struct rect a, struct rect b, enum ui_key key)
{
    double dx = b.x + b.width / 2 - a.x - a.width / 2, dy = b.y + b.height / 2 - a.y - a.height / 2;
    bool sideways = key == UI_KEY_LEFT || key == UI_KEY_RIGHT;
    double ahead = key == UI_KEY_LEFT    ? -dx
                   : key == UI_KEY_RIGHT ? dx
                   : key == UI_KEY_UP    ? -dy
                                         : dy;
    double aside = fabs(sideways ? dy : dx);
    double reach = sideways ? (a.height + b.height) / 2 : (a.width + b.width) / 2;
    if (ahead < 1 || (sideways && aside >= reach))
        return DBL_MAX;
    return ahead + 2 * aside;
}

bool focus_move(struct ui *ui, enum ui_key key)
{
    const struct ui_node *from = node_find(ui, ui->focus), *best = NULL;
    double least = DBL_MAX;
    if (!from)
        return false;
    const struct ui_node *group = arrow_group(from);
    for (const struct ui_node *node = group; node; node = node_next(node, group)) {
        if (node == from || !node_takes_focus(node))
            continue;
        double distance = arrow_distance(from->rect, node->rect, key);
        if (distance < least) {
            least = distance;
            best = node;
        }
    }
    if (!best)
        return false;
    focus_set(ui, best->id);
    scroll_to_show(ui, best);
    return true;
}
