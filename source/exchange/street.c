/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/street_inner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GRID = 1 << 17 };     /* cells a side of the world: at least 130 m up to 60° north */
enum { SEGMENT_CELLS = 16 }; /* a segment over more cells a side is no street */

void street_book_init(struct street_book *book)
{
    *book = (struct street_book){0};
    arena_init(&book->arena);
    table_init(&book->names);
}

void street_book_clear(struct street_book *book)
{
    table_clear(&book->names, NULL);
    arena_clear(&book->arena);
    free(book->spots);
    free(book->lines);
    free(book->segments);
    *book = (struct street_book){0};
}

static struct street_name *name_take(struct street_book *book, const struct name_pair *pair,
                                     uint8_t rank, uint8_t min_zoom)
{
    char key[2 * NAME_SIZE + 2];
    snprintf(key, sizeof key, "%s\n%s", pair->nl, pair->fr);
    struct street_name *name = table_find(&book->names, key);
    if (!name) {
        name = arena_take(&book->arena, sizeof *name);
        *name = (struct street_name){arena_text(&book->arena, pair->nl),
                                     arena_text(&book->arena, pair->fr), rank, min_zoom};
        table_set(&book->names, key, name);
    }
    name->rank = rank < name->rank ? rank : name->rank;
    name->min_zoom = min_zoom < name->min_zoom ? min_zoom : name->min_zoom;
    return name;
}

static void spot_put(struct street_book *book, struct spot spot)
{
    ARRAY_GROW(book->spots, book->spot_count, book->spot_room);
    book->spots[book->spot_count++] = spot;
}

void street_book_add(struct street_book *book, const struct name_pair *name, uint8_t rank,
                     uint8_t min_zoom, const struct spot *spots, size_t count)
{
    if (count < 2 || !name->nl[0])
        return;
    ARRAY_GROW(book->lines, book->line_count, book->line_room);
    book->lines[book->line_count++] =
        (struct street_line){name_take(book, name, rank, min_zoom), book->spot_count, count};
    for (size_t at = 0; at < count; at++)
        spot_put(book, spots[at]);
}

/* One of the two ends of a line: line * 2 + (0 first, 1 last). */
struct line_end {
    const struct street_name *name;
    struct spot spot;
    size_t id;
};
enum { NO_LINK = -1 };

static int end_order(const void *a, const void *b)
{
    const struct line_end *one = a, *two = b;
    if (one->name != two->name)
        return strcmp(one->name->nl, two->name->nl) < 0 ||
                       (strcmp(one->name->nl, two->name->nl) == 0 &&
                        strcmp(one->name->fr, two->name->fr) < 0)
                   ? -1
                   : 1;
    if (one->spot.x != two->spot.x)
        return one->spot.x < two->spot.x ? -1 : 1;
    if (one->spot.y != two->spot.y)
        return one->spot.y < two->spot.y ? -1 : 1;
    return one->id < two->id ? -1 : one->id > two->id;
}

static bool ends_meet(const struct line_end *a, const struct line_end *b)
{
    return a->name == b->name && a->spot.x == b->spot.x && a->spot.y == b->spot.y;
}

/* links[end] = the end it is joined to, where exactly two ends of one name meet. */
static long *links_find(const struct street_book *book)
{
    size_t count = book->line_count * 2;
    struct line_end *ends = memory_take((count + 1) * sizeof *ends);
    long *links = memory_take((count + 1) * sizeof *links);
    for (size_t id = 0; id < count; id++) {
        const struct street_line *line = &book->lines[id / 2];
        ends[id] = (struct line_end){line->name,
                                     book->spots[line->first + (id % 2 ? line->count - 1 : 0)], id};
        links[id] = NO_LINK;
    }
    qsort(ends, count, sizeof *ends, end_order);
    for (size_t at = 0, next; at < count; at = next) {
        for (next = at + 1; next < count && ends_meet(&ends[at], &ends[next]);)
            next++;
        if (next - at != 2 || ends[at].id / 2 == ends[at + 1].id / 2)
            continue;
        links[ends[at].id] = (long)ends[at + 1].id;
        links[ends[at + 1].id] = (long)ends[at].id;
    }
    free(ends);
    return links;
}

/* Follows the chain that begins at end `from` into one new line of `out`. */
static void chain_follow(const struct street_book *book, const long *links, bool *done, size_t from,
                         struct street_book *out)
{
    size_t first = out->spot_count;
    struct street_name *name = book->lines[from / 2].name;
    for (long end = (long)from; end != NO_LINK && !done[end / 2];) {
        const struct street_line *line = &book->lines[end / 2];
        bool backward = end % 2;
        done[end / 2] = true;
        for (size_t at = out->spot_count == first ? 0 : 1; at < line->count; at++)
            spot_put(out, book->spots[line->first + (backward ? line->count - 1 - at : at)]);
        end = links[end ^ 1];
    }
    ARRAY_GROW(out->lines, out->line_count, out->line_room);
    out->lines[out->line_count++] = (struct street_line){name, first, out->spot_count - first};
}

static void lines_join(struct street_book *book)
{
    struct street_book joined = {0};
    long *links = links_find(book);
    bool *done = memory_take(book->line_count + 1);
    for (size_t end = 0; end < book->line_count * 2; end++)
        if (links[end] == NO_LINK && !done[end / 2])
            chain_follow(book, links, done, end, &joined);
    for (size_t line = 0; line < book->line_count; line++)
        if (!done[line]) /* rings */
            chain_follow(book, links, done, line * 2, &joined);
    free(links);
    free(done);
    free(book->spots);
    free(book->lines);
    book->spots = joined.spots;
    book->spot_count = joined.spot_count;
    book->spot_room = joined.spot_room;
    book->lines = joined.lines;
    book->line_count = joined.line_count;
    book->line_room = joined.line_room;
}

static int32_t cell_of(double value)
{
    double cell = floor(value * GRID);
    return cell < 0 ? 0 : cell >= GRID ? GRID - 1 : (int32_t)cell;
}

static uint64_t cell_key(int32_t x, int32_t y)
{
    return (uint64_t)(uint32_t)y << 32 | (uint32_t)x;
}

static void segment_add(struct street_book *book, size_t spot, struct street_name *name)
{
    struct spot a = book->spots[spot], b = book->spots[spot + 1];
    int32_t left = cell_of(fmin(a.x, b.x)), right = cell_of(fmax(a.x, b.x));
    int32_t top = cell_of(fmin(a.y, b.y)), bottom = cell_of(fmax(a.y, b.y));
    if (right - left >= SEGMENT_CELLS || bottom - top >= SEGMENT_CELLS)
        return;
    for (int32_t y = top; y <= bottom; y++)
        for (int32_t x = left; x <= right; x++) {
            ARRAY_GROW(book->segments, book->segment_count, book->segment_room);
            book->segments[book->segment_count++] =
                (struct street_segment){cell_key(x, y), spot, name};
        }
}

static int segment_order(const void *a, const void *b)
{
    const struct street_segment *one = a, *two = b;
    if (one->cell != two->cell)
        return one->cell < two->cell ? -1 : 1;
    return one->spot < two->spot ? -1 : one->spot > two->spot;
}

void street_book_join(struct street_book *book)
{
    lines_join(book);
    for (size_t at = 0; at < book->line_count; at++)
        for (size_t spot = 0; spot + 1 < book->lines[at].count; spot++)
            segment_add(book, book->lines[at].first + spot, book->lines[at].name);
    if (book->segment_count)
        qsort(book->segments, book->segment_count, sizeof *book->segments, segment_order);
}

static double segment_distance(struct spot a, struct spot b, struct spot spot)
{
    double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    double share = square > 0 ? ((spot.x - a.x) * dx + (spot.y - a.y) * dy) / square : 0;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return hypot(a.x + share * dx - spot.x, a.y + share * dy - spot.y);
}

static size_t segment_from(const struct street_book *book, uint64_t cell)
{
    size_t low = 0, high = book->segment_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (book->segments[middle].cell < cell)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct street_name *street_book_near(const struct street_book *book, struct spot spot,
                                           double metres)
{
    const struct street_name *best = NULL;
    double within = metres / spot_metres(point_of_spot(spot).lat);
    int32_t x = cell_of(spot.x), y = cell_of(spot.y);
    for (int32_t row = y - 1; row <= y + 1; row++) {
        uint64_t last = cell_key(x + 1, row);
        if (row < 0)
            continue;
        for (size_t at = segment_from(book, cell_key(x > 0 ? x - 1 : 0, row));
             at < book->segment_count && book->segments[at].cell <= last; at++) {
            const struct spot *ends = book->spots + book->segments[at].spot;
            double distance = segment_distance(ends[0], ends[1], spot);
            if (distance >= within)
                continue;
            within = distance;
            best = book->segments[at].name;
        }
    }
    return best;
}
