/* SPDX-License-Identifier: EUPL-1.2 */
#include "pack/cell_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { GRID = 1 << CELL_GRID_BITS };
enum { CELL_SHIFTS = 8, REACHES = 8 };

int32_t cell_unit(double value)
{
    double unit = round(value * GRID);
    return !(unit > 0) ? 0 : unit >= GRID ? GRID : (int32_t)unit;
}

/* ---- keys ---- */

int64_t cell_key_pack(struct cell_key key)
{
    return (int64_t)key.band << 34 | (int64_t)key.level << 30 | (int64_t)key.y << 15 | key.x;
}

bool cell_key_unpack(int64_t packed, struct cell_key *out)
{
    *out = (struct cell_key){(int)(packed >> 34 & 0xff), (int)(packed >> 30 & 15),
                             (int32_t)(packed & 0x7fff), (int32_t)(packed >> 15 & 0x7fff)};
    return packed >= 0 && packed >> 34 < CELL_BANDS && out->x < 1 << out->level &&
           out->y < 1 << out->level;
}

static int band_of(const struct feature *feature)
{
    if (feature->max_zoom <= 10)
        return 0;
    if (feature->max_zoom <= 13)
        return feature->max_zoom - 10;
    return feature->min_zoom < 14 ? 4 : feature->min_zoom < 17 ? 5 : 6;
}

static size_t spot_count_of(const struct feature *feature)
{
    return feature->path_count ? feature->path_ends[feature->path_count - 1] : 0;
}

struct cell_box cell_box_of(const struct feature *feature)
{
    struct cell_box box = {GRID, GRID, 0, 0};
    for (size_t at = 0; at < spot_count_of(feature); at++) {
        int32_t x = cell_unit(feature->spots[at].x), y = cell_unit(feature->spots[at].y);
        box.left = x < box.left ? x : box.left;
        box.right = x > box.right ? x : box.right;
        box.top = y < box.top ? y : box.top;
        box.bottom = y > box.bottom ? y : box.bottom;
    }
    return box;
}

struct cell_key cell_key_of(const struct feature *feature, struct cell_box box)
{
    int32_t width = box.right - box.left, height = box.bottom - box.top;
    int32_t extent = width > height ? width : height;
    int level = CELL_LEVELS - 1;
    while (level > 0 && GRID >> level < extent)
        level--;
    int shift = CELL_GRID_BITS - level, last = (1 << level) - 1;
    int32_t x = (box.left + width / 2) >> shift, y = (box.top + height / 2) >> shift;
    return (struct cell_key){band_of(feature), level, x > last ? last : x, y > last ? last : y};
}

int cell_order(int layer, enum feature_kind kind)
{
    layer = layer < -5 ? -5 : layer > 5 ? 5 : layer;
    return (layer + 5) * FEATURE_KINDS + (int)kind;
}

/* ---- styles ---- */

static bool writable(const struct feature *feature)
{
    size_t points = spot_count_of(feature);
    if (points == 0 || points > CELL_POINTS || (int)feature->kind < 0 ||
        feature->kind >= FEATURE_KINDS || feature->path_ends[0] == 0)
        return false;
    for (size_t path = 1; path < feature->path_count; path++)
        if (feature->path_ends[path] <= feature->path_ends[path - 1])
            return false;
    return true;
}

static bool on_grid(const struct feature *feature, int shift)
{
    int32_t below = (1 << shift) - 1;
    for (size_t at = 0; at < spot_count_of(feature); at++)
        if ((cell_unit(feature->spots[at].x) | cell_unit(feature->spots[at].y)) & below)
            return false;
    return true;
}

/* The coarsest grid that its spots lie on; none coarser than a quarter of a pixel. */
static uint8_t shift_of(const struct feature *feature)
{
    int shift = feature->max_zoom <= 11 ? 4 : feature->max_zoom <= 13 ? 2 : 0;
    while (shift > 0 && !on_grid(feature, shift))
        shift--;
    return (uint8_t)shift;
}

bool cell_style_of(const struct feature *feature, struct cell_style *out)
{
    if (!writable(feature))
        return false;
    bool spot = feature->path_count == 1 && feature->path_ends[0] == 1;
    int form = (feature->name && feature->name[0] ? CELL_NAMED : 0) |
               (feature->name_fr && feature->name_fr[0] ? CELL_NAMED_FR : 0) |
               (feature->path_count > 1 ? CELL_PATHS : 0) | (spot ? CELL_SPOT : 0);
    *out = (struct cell_style){
        .kind = (uint8_t)feature->kind,
        .shape = (uint8_t)(feature->shape & 3),
        .flags = feature->flags & 63,
        .layer = (int8_t)(feature->layer < -5  ? -5
                          : feature->layer > 5 ? 5
                                               : feature->layer),
        .min_zoom = feature->min_zoom,
        .max_zoom = feature->max_zoom,
        .rank = feature->rank,
        .shift = shift_of(feature),
        .form = (uint8_t)form,
    };
    return true;
}

void cell_style_write(struct cell_style style, uint8_t out[CELL_STYLE_BYTES])
{
    const uint8_t bytes[CELL_STYLE_BYTES] = {
        style.kind,           (uint8_t)(style.shape | style.flags << 2),
        (uint8_t)style.layer, style.min_zoom,
        style.max_zoom,       style.rank,
        style.shift,          style.form};
    memcpy(out, bytes, sizeof bytes);
}

bool cell_style_read(const uint8_t bytes[CELL_STYLE_BYTES], struct cell_style *out)
{
    *out = (struct cell_style){.kind = bytes[0],
                               .shape = bytes[1] & 3,
                               .flags = bytes[1] >> 2,
                               .layer = (int8_t)bytes[2],
                               .min_zoom = bytes[3],
                               .max_zoom = bytes[4],
                               .rank = bytes[5],
                               .shift = bytes[6],
                               .form = bytes[7]};
    bool both = (out->form & CELL_SPOT) && (out->form & CELL_PATHS);
    return out->kind < FEATURE_KINDS && out->shape <= SHAPE_AREA && out->layer >= -5 &&
           out->layer <= 5 && out->shift < CELL_SHIFTS && out->form < 16 && !both;
}

/* ---- writing ---- */

/* How far the box goes from the first spot, as a power of two of the cell's side. */
static unsigned reach_of(int32_t x, int32_t y, int level, struct cell_box box)
{
    int32_t across = x - box.left > box.right - x ? x - box.left : box.right - x;
    int32_t down = y - box.top > box.bottom - y ? y - box.top : box.bottom - y;
    int32_t most = across > down ? across : down;
    unsigned reach = 0;
    while (reach < REACHES - 1 && GRID >> level >> (REACHES - 1 - reach) < most)
        reach++;
    return reach;
}

void cell_course_write(const struct feature *feature, struct cell_style style, int level,
                       struct cell_box box, struct buffer *out)
{
    unsigned reach =
        reach_of(cell_unit(feature->spots[0].x), cell_unit(feature->spots[0].y), level, box);
    int32_t x = cell_unit(feature->spots[0].x) >> style.shift;
    int32_t y = cell_unit(feature->spots[0].y) >> style.shift;
    size_t first = 0;
    if (style.form & CELL_SPOT)
        return;
    if (style.form & CELL_PATHS)
        varint_put(out, feature->path_count);
    for (size_t path = 0; path < feature->path_count; path++) {
        uint64_t count = feature->path_ends[path] - first;
        varint_put(out, path == 0 ? count << 3 | reach : count);
        for (first += path == 0; first < feature->path_ends[path]; first++) {
            int32_t to_x = cell_unit(feature->spots[first].x) >> style.shift;
            int32_t to_y = cell_unit(feature->spots[first].y) >> style.shift;
            zigzag_put(out, to_x - x);
            zigzag_put(out, to_y - y);
            x = to_x;
            y = to_y;
        }
    }
}

void cell_mark_write(struct cell_mark mark, struct cell_style style, int32_t *x, int32_t *y,
                     struct buffer *out)
{
    varint_put(out, mark.style);
    if (style.form & CELL_NAMED)
        varint_put(out, mark.word);
    if (style.form & CELL_NAMED_FR)
        varint_put(out, mark.word_fr);
    zigzag_put(out, (mark.x >> style.shift) - (*x >> style.shift));
    zigzag_put(out, (mark.y >> style.shift) - (*y >> style.shift));
    *x = mark.x;
    *y = mark.y;
}

/* ---- reading ---- */

void cell_reader_start(struct cell_reader *reader, const struct cell_legend *legend,
                       struct cell_key key, const void *bytes, size_t size)
{
    int shift = CELL_GRID_BITS - key.level;
    const uint8_t *first = bytes;
    *reader = (struct cell_reader){.at = first,
                                   .end = size ? first + size : first,
                                   .legend = legend,
                                   .zoom = -1,
                                   .side = GRID >> key.level,
                                   .x = key.x << shift,
                                   .y = key.y << shift};
}

/* varint_take, with nearly all there is in front: a byte or two. */
static inline bool number_take(const uint8_t **at, const uint8_t *end, uint64_t *out)
{
    const uint8_t *bytes = *at;
    if (end - bytes >= 2) {
        if (bytes[0] < 128) {
            *out = bytes[0];
            *at = bytes + 1;
            return true;
        }
        if (bytes[1] < 128) {
            *out = (uint64_t)(bytes[0] & 127) | (uint64_t)bytes[1] << 7;
            *at = bytes + 2;
            return true;
        }
    }
    return varint_take(at, end, out);
}

/* A step along one side of the grid. */
static inline bool step_take(const uint8_t **at, const uint8_t *end, int shift, int32_t *value)
{
    uint64_t step;
    if (!number_take(at, end, &step) || step > 2 * (uint64_t)GRID)
        return false;
    int64_t to = (*value >> shift) + ((int64_t)(step >> 1) ^ -(int64_t)(step & 1));
    if (to < 0 || to > GRID >> shift)
        return false;
    *value = (int32_t)(to << shift);
    return true;
}

static void spots_room(struct cell_spots *spots, size_t count)
{
    if (spots->spot_count + count <= spots->spot_room)
        return;
    spots->spot_room = (spots->spot_count + count) * 2;
    spots->spots = memory_grow(spots->spots, spots->spot_room * sizeof *spots->spots);
}

static inline void box_add_unit(struct cell_box *box, int32_t x, int32_t y)
{
    box->left = x < box->left ? x : box->left;
    box->right = x > box->right ? x : box->right;
    box->top = y < box->top ? y : box->top;
    box->bottom = y > box->bottom ? y : box->bottom;
}

/* `count` spots, each a step from the one before. */
static bool steps_take(struct cell_reader *reader, int shift, uint64_t count, struct spot *out,
                       struct cell_box *box, int32_t *x, int32_t *y)
{
    const double unit = 1.0 / GRID;
    const uint8_t *at = reader->at, *end = reader->end;
    struct cell_box grown = *box;
    int32_t to_x = *x, to_y = *y;
    for (; count; count--, out++) {
        if (!step_take(&at, end, shift, &to_x) || !step_take(&at, end, shift, &to_y))
            return false;
        *out = (struct spot){to_x * unit, to_y * unit};
        box_add_unit(&grown, to_x, to_y);
    }
    *box = grown;
    *x = to_x;
    *y = to_y;
    reader->at = at;
    return true;
}

static bool count_take(struct cell_reader *reader, uint64_t *count)
{
    return number_take(&reader->at, reader->end, count) && *count > 0 &&
           *count <= (uint64_t)(reader->end - reader->at) / 2;
}

/* `count` spots, of which the first one is known already when it is that of the feature. */
static bool path_take(struct cell_reader *reader, const struct cell_style *style, uint64_t count,
                      struct cell_spots *spots, struct cell_item *item, int32_t *x, int32_t *y)
{
    bool first = spots->end_count == item->first_end;
    spots_room(spots, (size_t)count);
    struct spot *out = spots->spots + spots->spot_count;
    if (first) {
        *out++ = (struct spot){(double)*x / GRID, (double)*y / GRID};
        box_add_unit(&item->box, *x, *y);
    }
    if (!steps_take(reader, style->shift, count - first, out, &item->box, x, y))
        return false;
    spots->spot_count += (size_t)count;
    ARRAY_GROW(spots->ends, spots->end_count, spots->end_room);
    spots->ends[spots->end_count++] = (uint32_t)(spots->spot_count - item->first_spot);
    return true;
}

/* How many of eight bytes end a number. */
static inline uint64_t ends_of(const uint8_t *at)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return ((~word >> 7 & ones) * ones) >> 56;
}

static void steps_pass(struct cell_reader *reader, uint64_t count)
{
    const uint8_t *at = reader->at, *end = reader->end;
    uint64_t left = 2 * count;
    while (left >= 8 && end - at >= 8) {
        left -= ends_of(at);
        at += 8;
    }
    for (; left && at < end; at++)
        left -= *at < 128;
    reader->at = at;
}

/* What a record says before its course. */
struct record {
    const struct cell_style *style;
    uint64_t word, word_fr;
    uint64_t paths, count; /* spots of the first path */
    bool wanted;           /* it may be: its course decides */
};

static bool word_take(struct cell_reader *reader, bool there, uint64_t *out)
{
    *out = 0;
    return !there ||
           (number_take(&reader->at, reader->end, out) && *out < reader->legend->words.count);
}

static bool mark_take(struct cell_reader *reader, struct record *out)
{
    uint64_t number;
    if (!number_take(&reader->at, reader->end, &number) || number >= reader->legend->style_count)
        return false;
    const struct cell_style *is = out->style = &reader->legend->styles[number];
    out->paths = 1;
    return word_take(reader, is->form & CELL_NAMED, &out->word) &&
           word_take(reader, is->form & CELL_NAMED_FR, &out->word_fr) &&
           step_take(&reader->at, reader->end, is->shift, &reader->x) &&
           step_take(&reader->at, reader->end, is->shift, &reader->y) &&
           (!(is->form & CELL_PATHS) || number_take(&reader->at, reader->end, &out->paths)) &&
           out->paths > 0 && out->paths <= (uint64_t)(reader->end - reader->at) + 1;
}

/* The first path's count, and whether anything of the feature may be wanted. */
static bool head_take(struct cell_reader *reader, struct record *out)
{
    const struct cell_box *box = reader->box;
    const struct cell_style *style = out->style;
    uint64_t head = 1 << 3;
    if (!(style->form & CELL_SPOT) && !number_take(&reader->at, reader->end, &head))
        return false;
    out->count = head >> 3;
    int32_t reach = style->form & CELL_SPOT ? 0 : reader->side >> (REACHES - 1 - (head & 7));
    out->wanted = (reader->zoom < 0 ||
                   (reader->zoom >= style->min_zoom && reader->zoom <= style->max_zoom)) &&
                  (!box || (reader->x - reach <= box->right && reader->x + reach >= box->left &&
                            reader->y - reach <= box->bottom && reader->y + reach >= box->top));
    return out->count > 0 && out->count - 1 <= (uint64_t)(reader->end - reader->at) / 2;
}

static void item_begin(const struct cell_reader *reader, const struct record *record,
                       const struct cell_spots *spots, struct cell_item *out)
{
    const struct cell_style *style = record->style;
    const struct cell_words *words = &reader->legend->words;
    bool named = style->form & CELL_NAMED, named_fr = style->form & CELL_NAMED_FR;
    *out = (struct cell_item){
        .feature = {.kind = (enum feature_kind)style->kind,
                    .shape = (enum shape_kind)style->shape,
                    .flags = style->flags,
                    .layer = style->layer,
                    .min_zoom = style->min_zoom,
                    .max_zoom = style->max_zoom,
                    .rank = style->rank,
                    .name = named ? cell_word(words, (uint32_t)record->word) : "",
                    .name_fr = named_fr ? cell_word(words, (uint32_t)record->word_fr) : "",
                    .path_count = (size_t)record->paths},
        .box = {GRID, GRID, 0, 0},
        .first_spot = spots->spot_count,
        .first_end = spots->end_count};
}

static bool courses_pass(struct cell_reader *reader, const struct record *record)
{
    uint64_t count = record->count;
    steps_pass(reader, count - 1);
    for (uint64_t path = 1; path < record->paths; path++) {
        if (!count_take(reader, &count))
            return false;
        steps_pass(reader, count);
    }
    return true;
}

static bool courses_take(struct cell_reader *reader, const struct record *record,
                         struct cell_spots *spots, struct cell_item *out)
{
    int32_t x = reader->x, y = reader->y;
    uint64_t count = record->count;
    item_begin(reader, record, spots, out);
    for (uint64_t path = 0; path < record->paths; path++)
        if ((path && !count_take(reader, &count)) ||
            !path_take(reader, record->style, count, spots, out, &x, &y)) {
            cell_item_drop(out, spots);
            return false;
        }
    return true;
}

static bool item_take(struct cell_reader *reader, struct cell_spots *spots, struct cell_item *out,
                      bool *wanted)
{
    struct record record;
    if (!mark_take(reader, &record) || !head_take(reader, &record))
        return false;
    *wanted = record.wanted;
    return record.wanted ? courses_take(reader, &record, spots, out)
                         : courses_pass(reader, &record);
}

static bool meets(const struct cell_box *a, const struct cell_box *b)
{
    return a->left <= b->right && a->right >= b->left && a->top <= b->bottom && a->bottom >= b->top;
}

bool cell_next(struct cell_reader *reader, struct cell_spots *spots, struct cell_item *out)
{
    bool wanted = false;
    while (!wanted) {
        if (reader->broken || reader->at == reader->end)
            return false;
        reader->broken = !item_take(reader, spots, out, &wanted);
        if (reader->broken)
            return false;
        if (wanted && reader->box && !meets(&out->box, reader->box)) {
            cell_item_drop(out, spots);
            wanted = false;
        }
    }
    return true;
}

void cell_item_drop(const struct cell_item *item, struct cell_spots *spots)
{
    spots->spot_count = item->first_spot;
    spots->end_count = item->first_end;
}

void cell_item_settle(struct cell_item *item, const struct cell_spots *spots)
{
    item->feature.spots = spots->spots + item->first_spot;
    item->feature.path_ends = spots->ends + item->first_end;
}

void cell_spots_clear(struct cell_spots *spots)
{
    free(spots->spots);
    free(spots->ends);
    *spots = (struct cell_spots){0};
}
