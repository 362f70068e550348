/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "walk/mesh_inner.h"

#define NEAR_METRES 0.5
enum { CELL_BITS = 6, CELLS_AT_ONCE = 32 }; /* cells of 64 units: 24 m */

/* An end that meets nothing, and what lies nearest to it. */
struct loose {
    uint32_t corner, piece, next; /* `next` in its cell */
    bool deck;
    double near;   /* units, squared; the best so far */
    size_t target; /* a piece; SIZE_MAX = none yet */
    double along;  /* 0..1 on it */
};
struct cut { /* a piece is to be cut at this corner */
    size_t piece;
    double along;
    uint32_t corner;
};
struct join {
    const struct walk_builder *builder;
    struct walk_mesh *mesh;
    size_t first_corner, first_piece; /* those before are of ways with OSM nodes */
    struct walk_book ground, deck;    /* corner by position */
    uint8_t *ends;                    /* of ground corners: pieces of ways on the ground, up to 3 */
    size_t ends_room;
    uint32_t *same; /* corner to the one it is one with */
    struct loose *loose;
    size_t loose_count, loose_room;
    struct walk_book cells; /* first loose end of a cell */
    struct cut *cuts;
    size_t cut_count, cut_room;
};

static uint32_t same_of(const struct join *join, uint32_t corner)
{
    while (join->same[corner] != corner) {
        join->same[corner] = join->same[join->same[corner]];
        corner = join->same[corner];
    }
    return corner;
}

static void same_make(struct join *join, uint32_t a, uint32_t b)
{
    uint32_t one = same_of(join, a), two = same_of(join, b);
    if (one < two)
        join->same[two] = one;
    else
        join->same[one] = two;
}

/* ---- sharing a point ---- */

static uint32_t corner_at(struct join *join, struct walk_book *book, struct walk_corner point)
{
    uint32_t *corner = walk_book_place(book, walk_corner_key(point));
    if (*corner == WALK_NONE)
        *corner = walk_mesh_corner(join->mesh, point);
    return *corner;
}

static void ends_count(struct join *join, uint32_t corner, int pieces)
{
    size_t at = corner - join->first_corner;
    while (at >= join->ends_room) {
        size_t room = join->ends_room ? join->ends_room * 2 : 1024;
        join->ends = memory_grow(join->ends, room);
        for (size_t fresh = join->ends_room; fresh < room; fresh++)
            join->ends[fresh] = 0;
        join->ends_room = room;
    }
    int sum = join->ends[at] + pieces;
    join->ends[at] = (uint8_t)(sum > 3 ? 3 : sum);
}

static void line_add(struct join *join, const struct walk_line *line)
{
    uint32_t last = WALK_NONE;
    uint8_t flags = (uint8_t)(line->flags | (line->deck ? WALK_PIECE_DECK : 0));
    for (uint32_t at = 0; at < line->count; at++) {
        bool end = at == 0 || at + 1 == line->count;
        struct walk_book *book = line->deck && !end ? &join->deck : &join->ground;
        uint32_t corner = corner_at(join, book, join->builder->points[line->first + at]);
        if (!line->deck || end)
            ends_count(join, corner, line->deck ? 0 : end ? 1 : 2);
        if (last != WALK_NONE && last != corner)
            walk_mesh_piece(join->mesh, last, corner, flags);
        last = corner;
    }
}

/* The middle of a bridge meets what ends there alone, and the ends of other bridges. */
static void decks_join(struct join *join)
{
    for (size_t slot = 0; slot < join->deck.room; slot++) {
        uint32_t deck = join->deck.values[slot];
        uint32_t ground =
            deck == WALK_NONE ? deck : walk_book_find(&join->ground, join->deck.keys[slot]);
        if (ground != WALK_NONE && join->ends[ground - join->first_corner] <= 1)
            same_make(join, deck, ground);
    }
}

static void lines_add(struct join *join)
{
    for (size_t at = 0; at < join->builder->line_count; at++)
        if (!join->builder->lines[at].named)
            line_add(join, &join->builder->lines[at]);
    join->same = memory_take((join->mesh->corner_count + 1) * sizeof *join->same);
    for (size_t at = 0; at < join->mesh->corner_count; at++)
        join->same[at] = (uint32_t)at;
    decks_join(join);
}

/* ---- ends that lie on something ---- */

static uint64_t cell_key(int32_t x, int32_t y)
{
    return walk_corner_key((struct walk_corner){x >> CELL_BITS, y >> CELL_BITS});
}

static void loose_find(struct join *join)
{
    struct walk_mesh *mesh = join->mesh;
    uint32_t *seen = memory_take((mesh->corner_count + 1) * sizeof *seen);
    uint8_t *degree = memory_take(mesh->corner_count + 1);
    for (size_t at = join->first_piece; at < mesh->piece_count; at++) {
        uint32_t both[] = {same_of(join, mesh->pieces[at].a), same_of(join, mesh->pieces[at].b)};
        for (int end = 0; end < 2 && both[0] != both[1]; end++) {
            degree[both[end]] = (uint8_t)(degree[both[end]] < 2 ? degree[both[end]] + 1 : 2);
            seen[both[end]] = (uint32_t)at;
        }
    }
    for (size_t corner = join->first_corner; corner < mesh->corner_count; corner++) {
        if (degree[corner] != 1)
            continue;
        ARRAY_GROW(join->loose, join->loose_count, join->loose_room);
        struct walk_corner at = mesh->corners[corner];
        uint32_t *head = walk_book_place(&join->cells, cell_key(at.x, at.y));
        join->loose[join->loose_count] =
            (struct loose){.corner = (uint32_t)corner,
                           .piece = seen[corner],
                           .next = *head,
                           .deck = mesh->pieces[seen[corner]].flags & WALK_PIECE_DECK,
                           .target = SIZE_MAX};
        *head = (uint32_t)join->loose_count++;
    }
    free(seen);
    free(degree);
}

/* Half a metre in units, squared, at this height of the map. */
static double near_units(struct walk_corner at)
{
    double latitude = point_of_spot(walk_corner_spot(at)).lat;
    double units = NEAR_METRES / spot_metres(latitude) * WALK_GRID;
    return units * units;
}

static void loose_try(struct join *join, struct loose *loose, size_t target)
{
    const struct walk_piece *piece = &join->mesh->pieces[target];
    struct walk_corner at = join->mesh->corners[loose->corner];
    struct walk_corner a = join->mesh->corners[piece->a], b = join->mesh->corners[piece->b];
    if (target == loose->piece || same_of(join, piece->a) == loose->corner ||
        same_of(join, piece->b) == loose->corner)
        return;
    double dx = b.x - a.x, dy = b.y - a.y, px = at.x - a.x, py = at.y - a.y;
    double size = dx * dx + dy * dy, limit = near_units(at);
    double along = size > 0 ? (px * dx + py * dy) / size : 0;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    double from_a = px * px + py * py;
    double from_b = (px - dx) * (px - dx) + (py - dy) * (py - dy);
    if (from_a <= limit || from_b <= limit)
        along = from_a <= from_b ? 0 : 1;
    else if ((piece->flags & WALK_PIECE_DECK) && !loose->deck)
        return;
    double ox = px - along * dx, oy = py - along * dy, off = ox * ox + oy * oy;
    if (off > limit || (loose->target != SIZE_MAX && off >= loose->near))
        return;
    loose->near = off;
    loose->target = target;
    loose->along = along;
}

static void cells_try(struct join *join, size_t target, const int32_t box[4])
{
    for (int32_t x = box[0]; x <= box[2]; x++)
        for (int32_t y = box[1]; y <= box[3]; y++)
            for (uint32_t at =
                     walk_book_find(&join->cells, walk_corner_key((struct walk_corner){x, y}));
                 at != WALK_NONE; at = join->loose[at].next)
                loose_try(join, &join->loose[at], target);
}

static int32_t cell_of(double unit)
{
    return (int32_t)floor(unit / (1 << CELL_BITS));
}

/* Offers a piece, from `low` to `high` of it, to the loose ends near; a long one in halves. */
static void piece_offer(struct join *join, size_t target, double low, double high)
{
    enum { AROUND = 4 };
    const struct walk_piece *piece = &join->mesh->pieces[target];
    struct walk_corner a = join->mesh->corners[piece->a], b = join->mesh->corners[piece->b];
    double x0 = a.x + low * (b.x - a.x), x1 = a.x + high * (b.x - a.x);
    double y0 = a.y + low * (b.y - a.y), y1 = a.y + high * (b.y - a.y);
    int32_t box[] = {cell_of(fmin(x0, x1) - AROUND), cell_of(fmin(y0, y1) - AROUND),
                     cell_of(fmax(x0, x1) + AROUND), cell_of(fmax(y0, y1) + AROUND)};
    int64_t cells = ((int64_t)box[2] - box[0] + 1) * ((int64_t)box[3] - box[1] + 1);
    if (cells <= CELLS_AT_ONCE) {
        cells_try(join, target, box);
        return;
    }
    piece_offer(join, target, low, (low + high) / 2);
    piece_offer(join, target, (low + high) / 2, high);
}

static int cut_order(const void *a, const void *b)
{
    const struct cut *one = a, *two = b;
    if (one->piece != two->piece)
        return one->piece < two->piece ? -1 : 1;
    if (one->along < two->along || one->along > two->along)
        return one->along < two->along ? -1 : 1;
    return one->corner < two->corner ? -1 : one->corner > two->corner;
}

static void loose_settle(struct join *join)
{
    for (size_t at = 0; at < join->loose_count; at++) {
        const struct loose *loose = &join->loose[at];
        if (loose->target == SIZE_MAX)
            continue;
        const struct walk_piece *piece = &join->mesh->pieces[loose->target];
        if (loose->along <= 0 || loose->along >= 1) {
            same_make(join, loose->corner, loose->along <= 0 ? piece->a : piece->b);
            continue;
        }
        ARRAY_GROW(join->cuts, join->cut_count, join->cut_room);
        join->cuts[join->cut_count++] = (struct cut){loose->target, loose->along, loose->corner};
    }
}

static void pieces_cut(struct join *join)
{
    struct walk_mesh *mesh = join->mesh;
    if (join->cut_count)
        qsort(join->cuts, join->cut_count, sizeof *join->cuts, cut_order);
    for (size_t at = 0, end; at < join->cut_count; at = end) {
        size_t target = join->cuts[at].piece;
        struct walk_piece whole = mesh->pieces[target];
        uint32_t last = whole.a;
        for (end = at; end < join->cut_count && join->cuts[end].piece == target; end++) {
            walk_mesh_piece(mesh, last, join->cuts[end].corner, whole.flags);
            last = join->cuts[end].corner;
        }
        mesh->pieces[target] = (struct walk_piece){last, whole.b, whole.flags};
    }
}

static void join_clear(struct join *join)
{
    walk_book_clear(&join->ground);
    walk_book_clear(&join->deck);
    walk_book_clear(&join->cells);
    free(join->ends);
    free(join->same);
    free(join->loose);
    free(join->cuts);
}

void walk_join(const struct walk_builder *builder, struct walk_mesh *mesh)
{
    struct join join = {.builder = builder,
                        .mesh = mesh,
                        .first_corner = mesh->corner_count,
                        .first_piece = mesh->piece_count};
    lines_add(&join);
    loose_find(&join);
    for (size_t at = join.first_piece; join.loose_count && at < mesh->piece_count; at++)
        piece_offer(&join, at, 0, 1);
    loose_settle(&join);
    pieces_cut(&join);
    for (size_t at = join.first_piece; at < mesh->piece_count; at++) {
        struct walk_piece *piece = &mesh->pieces[at];
        *piece = (struct walk_piece){same_of(&join, piece->a), same_of(&join, piece->b),
                                     piece->flags & WALK_EDGE_STEPS};
    }
    join_clear(&join);
}
