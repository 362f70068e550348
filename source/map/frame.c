/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/frame.h"

#include <math.h>

struct frame frame_make(struct spot_box box, double width, double height, double zoom)
{
    return (struct frame){
        .box = box,
        .width = width,
        .height = height,
        .scale_x = width / (box.right - box.left),
        .scale_y = height / (box.bottom - box.top),
        .zoom = zoom,
    };
}

struct spot_box frame_box(const struct frame *frame, double margin)
{
    double across = margin / frame->scale_x, down = margin / frame->scale_y;
    return (struct spot_box){frame->box.left - across, frame->box.top - down,
                             frame->box.right + across, frame->box.bottom + down};
}

size_t frame_path(const struct frame *frame, const struct spot *spots, size_t count, double apart,
                  struct place_xy *out, struct spot_box *extent)
{
    double near = apart * apart, last_x = 0, last_y = 0;
    double left = extent->left, top = extent->top, right = extent->right, bottom = extent->bottom;
    size_t kept = 0;
    for (size_t at = 0; at < count; at++) {
        double x = (spots[at].x - frame->box.left) * frame->scale_x;
        double y = (spots[at].y - frame->box.top) * frame->scale_y;
        double dx = x - last_x, dy = y - last_y;
        if (kept > 0 && at + 1 < count && dx * dx + dy * dy < near)
            continue;
        out[kept].x = (float)x;
        out[kept++].y = (float)y;
        last_x = x;
        last_y = y;
        left = x < left ? x : left;
        right = x > right ? x : right;
        top = y < top ? y : top;
        bottom = y > bottom ? y : bottom;
    }
    *extent = (struct spot_box){left, top, right, bottom};
    return kept;
}

int frame_level(double zoom)
{
    return (int)floor(zoom + 0.26);
}
