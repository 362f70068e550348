/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui_inner.h"

#include <math.h>

static const double SLOWING = 2500; /* dp/s², after MapLibre */
static const double MARGIN = 12;    /* dp kept around what is shown */
enum { FRAME = 16 };

bool scroll_can(const struct ui_node *node, bool across)
{
    if (across)
        return node->box.scroll_across && node->content_width > node->rect.width + 0.5;
    return node->box.scroll && node->content_height > node->rect.height + 0.5;
}

static double moved(double *offset, double by, double most)
{
    double old = *offset;
    *offset = fmin(fmax(0, old + by), fmax(0, most));
    return *offset - old;
}

bool scroll_by(struct ui *ui, struct ui_node *node, double dx, double dy)
{
    double x = 0, y = 0;
    if (scroll_can(node, true))
        x = moved(&node->memory->scroll_x, dx, node->content_width - node->rect.width);
    if (scroll_can(node, false))
        y = moved(&node->memory->scroll_y, dy, node->content_height - node->rect.height);
    if (x == 0 && y == 0)
        return false;
    place_shift(node, -x, -y);
    ui->dirty = true;
    return true;
}

static double missing(double from, double size, double view_from, double view_size)
{
    double margin = fmin(MARGIN, fmax(0, (view_size - size) / 2));
    if (from - margin < view_from)
        return from - margin - view_from;
    if (from + size + margin > view_from + view_size && size <= view_size)
        return from + size + margin - view_from - view_size;
    return 0;
}

void scroll_to_show(struct ui *ui, const struct ui_node *node)
{
    for (struct ui_node *at = node->parent; at; at = at->parent)
        if (node_scrolls(at))
            scroll_by(ui, at, missing(node->rect.x, node->rect.width, at->rect.x, at->rect.width),
                      missing(node->rect.y, node->rect.height, at->rect.y, at->rect.height));
}

void scroll_glide(struct ui *ui, const char *id, double velocity_x, double velocity_y)
{
    ui->motion.id[0] = '\0';
    if (ui->reduced || hypot(velocity_x, velocity_y) < 50)
        return;
    id_copy(ui->motion.id, id);
    ui->motion.velocity_x = velocity_x;
    ui->motion.velocity_y = velocity_y;
    ui->motion.at = ui->now;
}

void scroll_tick(struct ui *ui, int64_t now)
{
    struct motion *motion = &ui->motion;
    if (!motion->id[0] || now <= motion->at)
        return;
    struct ui_node *node = node_find(ui, motion->id);
    double seconds = fmin(0.1, (double)(now - motion->at) / 1000);
    double speed = hypot(motion->velocity_x, motion->velocity_y);
    double left = speed - SLOWING * seconds, span = left > 0 ? seconds : speed / SLOWING;
    double mean = speed > 0 ? (speed + fmax(0, left)) / 2 / speed * span : 0;
    motion->at = now;
    bool went = node && node->memory &&
                scroll_by(ui, node, motion->velocity_x * mean, motion->velocity_y * mean);
    if (!went || left <= 0) {
        motion->id[0] = '\0';
        return;
    }
    motion->velocity_x *= left / speed;
    motion->velocity_y *= left / speed;
}

int64_t ui_next_tick(const struct ui *ui)
{
    int64_t next = gesture_next(&ui->gesture);
    if (ui->motion.id[0] && (next < 0 || ui->motion.at + FRAME < next))
        next = ui->motion.at + FRAME;
    return next;
}

void ui_scroll_top(struct ui *ui, const char *id)
{
    struct memory *memory = memory_of(ui, id);
    memory->scroll_x = memory->scroll_y = 0;
}
