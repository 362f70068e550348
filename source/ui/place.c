/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui_inner.h"

#include <math.h>

void place_shift(struct ui_node *node, double dx, double dy)
{
    for (struct ui_node *child = node->first; child; child = node_next(child, node)) {
        child->rect.x += dx;
        child->rect.y += dy;
    }
}

static double side_offset(enum type_side side, double left)
{
    if (left <= 0)
        return 0;
    return side == TYPE_MIDDLE ? left / 2 : side == TYPE_END ? left : 0;
}

/* ---- columns ---- */

static double column_heights(struct ui *ui, struct ui_node *node, double inner, double *shares)
{
    double used = 0;
    for (struct ui_node *child = node->first; child; child = child->next) {
        if (child->over)
            continue;
        child->along = measure_height(ui, child, column_child_width(node, child, inner));
        used += child->along + (child != node->first ? node->box.gap : 0);
        *shares += child->box.grow;
    }
    return used;
}

static void column_shrink(struct ui *ui, struct ui_node *node, double inner, double short_by)
{
    double soft = 0;
    for (struct ui_node *child = node->first; child; child = child->next) {
        if (child->over)
            continue;
        double width = column_child_width(node, child, inner);
        soft += child->along - measure_least_height(ui, child, width);
    }
    if (soft <= 0)
        return;
    double share = fmin(1, short_by / soft);
    for (struct ui_node *child = node->first; child; child = child->next) {
        if (child->over)
            continue;
        double width = column_child_width(node, child, inner);
        child->along -= (child->along - measure_least_height(ui, child, width)) * share;
    }
}

static double place_column(struct ui *ui, struct ui_node *node, struct rect in)
{
    double shares = 0, used = column_heights(ui, node, in.width, &shares);
    double left = in.height - used, y = in.y;
    if (left < 0 && !node->box.scroll)
        column_shrink(ui, node, in.width, -left);
    if (shares <= 0)
        y += side_offset(node->box.align, left);
    for (struct ui_node *child = node->first; child; child = child->next) {
        if (child->over)
            continue;
        double width = column_child_width(node, child, in.width);
        double height = child->along;
        if (left > 0 && shares > 0)
            height += left * child->box.grow / shares;
        double x = in.x + side_offset(node->box.across, in.width - width);
        place_node(ui, child, (struct rect){x, y, width, height});
        y += height + node->box.gap;
    }
    return used;
}

/* ---- rows ---- */

static bool fills_row(const struct ui_node *child)
{
    if (child->box.height > 0)
        return false;
    if (child->kind == NODE_BUTTON)
        return child->as.button.kind != UI_CHIP && child->as.button.kind != UI_ROUND &&
               child->as.button.kind != UI_FLOAT;
    return child->kind == NODE_BOX || child->kind == NODE_CUSTOM;
}

static void place_row_line(struct ui *ui, struct ui_node *node, struct ui_node *from,
                           const struct ui_node *to, struct rect line)
{
    double used = 0, x = line.x;
    for (struct ui_node *child = from; child != to; child = child->next)
        used += child->along + (child != from ? node->box.gap : 0);
    x += side_offset(node->box.align, line.width - used);
    for (struct ui_node *child = from; child != to; child = child->next) {
        double height = measure_height(ui, child, child->along), y = line.y;
        if (node->box.across == TYPE_START && fills_row(child))
            height = line.height;
        else
            y += side_offset(node->box.across, line.height - height);
        height = fmin(height, fmax(line.height, UI_TARGET));
        double width = child->along;
        place_node(ui, child, (struct rect){x, y, width, height});
        x += width + node->box.gap;
    }
    node->content_width = fmax(node->content_width, used);
}

static void place_row(struct ui *ui, struct ui_node *node, struct rect in)
{
    double y = in.y;
    struct ui_node *from = node->first;
    while (from) {
        struct ui_node *to = node->box.wrap ? row_break(node, from, in.width) : NULL;
        double height = 0;
        row_spread(node, from, to, in.width);
        for (struct ui_node *child = from; child != to; child = child->next)
            height = fmax(height, measure_height(ui, child, child->along));
        if (!node->box.wrap)
            height = in.height;
        place_row_line(ui, node, from, to, (struct rect){in.x, y, in.width, height});
        y += height + node->box.gap;
        from = to;
    }
}

/* ---- stacks ---- */

static struct rect anchored(struct ui *ui, struct ui_node *child, struct rect in)
{
    int anchor = child->box.anchor;
    struct rect room = rect_grown(in, -child->box.pad);
    room.width = fmax(0, room.width);
    room.height = fmax(0, room.height);
    bool wide = (anchor & UI_LEFT) && (anchor & UI_RIGHT);
    double width = fmin(child->natural, room.width);
    if (wide)
        width = child->box.most_width > 0 ? fmin(room.width, child->box.most_width) : room.width;
    double height = fmin(measure_height(ui, child, width), room.height);
    if ((anchor & UI_TOP) && (anchor & UI_BOTTOM))
        height = room.height;
    double x = room.x + (room.width - width) / 2, y = room.y + (room.height - height) / 2;
    if (anchor & UI_LEFT && !wide)
        x = room.x;
    if (anchor & UI_RIGHT && !wide)
        x = room.x + room.width - width;
    if (anchor & UI_TOP)
        y = room.y;
    else if (anchor & UI_BOTTOM)
        y = room.y + room.height - height;
    return (struct rect){x, y, width, height};
}

static struct rect dialog_rect(struct ui *ui, struct ui_node *node, struct rect in)
{
    double most = node->box.most_width > 0 ? node->box.most_width : 480;
    double width = fmin(node->box.width > 0 ? node->box.width : most, in.width - 32);
    double height = fmin(measure_height(ui, node, width), in.height - 32);
    return (struct rect){in.x + (in.width - width) / 2, in.y + (in.height - height) / 2, width,
                         height};
}

static void place_stack(struct ui *ui, struct ui_node *node, struct rect in)
{
    for (struct ui_node *child = node->first; child; child = child->next) {
        struct rect rect = in;
        if (child->box.place.width > 0) {
            rect = child->box.place;
            rect.x += in.x;
            rect.y += in.y;
            if (rect.height <= 0)
                rect.height = measure_height(ui, child, rect.width);
        } else if (child->role == UI_DIALOG) {
            rect = dialog_rect(ui, child, in);
        } else if (child->box.anchor) {
            rect = anchored(ui, child, in);
        }
        place_node(ui, child, rect);
    }
}

/* ---- all ---- */

static void place_scrolled(struct ui *ui, struct ui_node *node, struct rect in)
{
    struct memory *memory = node->memory;
    if (node->box.scroll) {
        double outside = node->rect.height - in.height;
        node->content_height = place_column(ui, node, in) + outside;
        double most = fmax(0, node->content_height - node->rect.height);
        memory->scroll_y = fmin(fmax(0, memory->scroll_y), most);
        place_shift(node, 0, -memory->scroll_y);
    } else {
        place_row(ui, node, in);
        node->content_width += node->rect.width - in.width;
        double most = fmax(0, node->content_width - node->rect.width);
        memory->scroll_x = fmin(fmax(0, memory->scroll_x), most);
        place_shift(node, -memory->scroll_x, 0);
    }
}

void place_node(struct ui *ui, struct ui_node *node, struct rect rect)
{
    node->rect = rect;
    if (node->kind != NODE_BOX)
        return;
    double x = pad_across(node), y = pad_down(node), handle = node->role == UI_SHEET ? 24 : 0;
    struct rect in = {rect.x + x, rect.y + y + handle, fmax(0, rect.width - 2 * x),
                      fmax(0, rect.height - 2 * y - handle)};
    if (node->memory && node_scrolls(node))
        place_scrolled(ui, node, in);
    else if (node->box.stack)
        place_stack(ui, node, in);
    else if (node->box.row)
        place_row(ui, node, in);
    else
        place_column(ui, node, in);
    for (struct ui_node *child = node->first; child; child = child->next)
        if (child->over)
            place_node(ui, child, dialog_rect(ui, child, rect));
}
