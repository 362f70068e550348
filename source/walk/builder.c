/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "walk/mesh_inner.h"

struct walk_builder *walk_builder_new(void)
{
    return memory_take(sizeof(struct walk_builder));
}

static void builder_empty(struct walk_builder *builder)
{
    free(builder->lines);
    free(builder->points);
    free(builder->ids);
    *builder = (struct walk_builder){0};
}

void walk_builder_free(struct walk_builder *builder)
{
    if (!builder)
        return;
    builder_empty(builder);
    free(builder);
}

static int32_t unit_of(double value)
{
    double unit = round(value * WALK_GRID);
    return !(unit > 0) ? 0 : unit >= WALK_GRID ? WALK_GRID : (int32_t)unit;
}

struct walk_corner walk_corner_of(struct spot spot)
{
    return (struct walk_corner){unit_of(spot.x), unit_of(spot.y)};
}

static void room_make(struct walk_builder *builder, size_t more)
{
    size_t needed = builder->point_count + more;
    if (needed <= builder->point_room)
        return;
    size_t room = builder->point_room ? builder->point_room : 1024;
    while (room < needed)
        room *= 2;
    builder->points = memory_grow(builder->points, room * sizeof *builder->points);
    builder->ids = memory_grow(builder->ids, room * sizeof *builder->ids);
    builder->point_room = room;
}

void walk_builder_add(struct walk_builder *builder, uint8_t flags, bool bridge_or_tunnel,
                      const uint64_t *ids, const struct point *points, size_t count)
{
    if (count < 2)
        return;
    builder->full = builder->full || count > WALK_POINTS - builder->point_count;
    if (builder->full)
        return;
    room_make(builder, count);
    ARRAY_GROW(builder->lines, builder->line_count, builder->line_room);
    builder->lines[builder->line_count++] =
        (struct walk_line){builder->point_count, (uint32_t)count, flags & WALK_EDGE_STEPS,
                           bridge_or_tunnel, ids != NULL};
    for (size_t at = 0; at < count; at++) {
        builder->points[builder->point_count] = walk_corner_of(spot_of_point(points[at]));
        builder->ids[builder->point_count++] = ids ? ids[at] : 0;
    }
}

/* ---- the mesh ---- */

uint32_t walk_mesh_corner(struct walk_mesh *mesh, struct walk_corner corner)
{
    ARRAY_GROW(mesh->corners, mesh->corner_count, mesh->corner_room);
    mesh->corners[mesh->corner_count] = corner;
    return (uint32_t)mesh->corner_count++;
}

void walk_mesh_piece(struct walk_mesh *mesh, uint32_t a, uint32_t b, uint8_t flags)
{
    ARRAY_GROW(mesh->pieces, mesh->piece_count, mesh->piece_room);
    mesh->pieces[mesh->piece_count++] = (struct walk_piece){a, b, flags};
}

/* The lines with OSM nodes: the same node is the same corner. */
static void named_add(const struct walk_builder *builder, struct walk_mesh *mesh)
{
    struct walk_book book = {0};
    for (size_t at = 0; at < builder->line_count; at++) {
        const struct walk_line *line = &builder->lines[at];
        uint32_t last = WALK_NONE;
        for (size_t point = line->first; line->named && point < line->first + line->count;
             point++) {
            uint32_t *corner = walk_book_place(&book, builder->ids[point]);
            if (*corner == WALK_NONE)
                *corner = walk_mesh_corner(mesh, builder->points[point]);
            if (last != WALK_NONE)
                walk_mesh_piece(mesh, last, *corner, line->flags);
            last = *corner;
        }
    }
    walk_book_clear(&book);
}

bool walk_builder_finish(struct walk_builder *builder, struct walk_graph *out, struct fault *why)
{
    struct walk_mesh mesh = {0};
    *out = (struct walk_graph){0};
    if (builder->full) {
        builder_empty(builder);
        fault_set(why, FAULT_LIMIT, "fault.walk.large");
        return fault_detail(why, "more than %d points", WALK_POINTS);
    }
    named_add(builder, &mesh);
    bool by_position = false;
    for (size_t at = 0; at < builder->line_count; at++)
        by_position = by_position || !builder->lines[at].named;
    if (by_position)
        walk_join(builder, &mesh);
    builder_empty(builder);
    walk_contract(&mesh, out);
    out->by_position = by_position;
    return true;
}
