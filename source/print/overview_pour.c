/* SPDX-License-Identifier: EUPL-1.2 */
/* An answer that is higher than a page: what fits now, and the rest overleaf. */
#include "print/overview_paper.h"

#include <string.h>

#include "base/utf8.h"

static size_t part_size(const struct overview_part *part)
{
    size_t size = 0;
    for (int at = 0; at < part->count; at++) {
        size += strlen(part->runs[at].text);
    }
    return size;
}

/* The runs from byte `from` to `to` of what they say together. */
static struct overview_part part_cut(struct arena *arena, const struct overview_part *part,
                                     size_t from, size_t to)
{
    struct overview_part cut = {
        .runs = arena_take(arena, sizeof *cut.runs * ((size_t)part->count + 1))};
    size_t start = 0;
    for (int at = 0; at < part->count; at++) {
        struct flow_run run = part->runs[at];
        size_t size = strlen(run.text), end = start + size;
        size_t left = from > start ? from - start : 0, right = to < end ? to - start : size;
        if (left < size && to > start && left < right) {
            run.text = arena_bytes(arena, run.text + left, right - left);
            cut.runs[cut.count++] = run;
        }
        start = end;
    }
    return cut;
}

static double cut_height(struct sheet *sheet, const struct overview_entry *entry,
                         const struct overview_part *part, size_t to, double width)
{
    struct arena arena;
    arena_init(&arena);
    struct overview_row row = {.icon = "", .part = {part_cut(&arena, part, 0, to)}};
    double high = overview_row_set(sheet, NULL, entry, &row, 0, 0, width);
    arena_clear(&arena);
    return high;
}

/* Where to cut: behind a word, or behind a letter of one that alone is too long. */
static size_t cut_at(struct arena *arena, const struct overview_part *part, size_t most)
{
    struct overview_part head = part_cut(arena, part, 0, most);
    const char *last = head.count ? head.runs[head.count - 1].text : "";
    size_t size = strlen(last), keep = size;
    while (keep > 0 && last[keep - 1] != ' ') {
        keep--;
    }
    if (keep == 0) {
        keep = utf8_cut(last, size);
    }
    return keep > 0 ? most - size + keep : most;
}

/* How many bytes of it fit `room`; at least one. */
static size_t part_fit(struct sheet *sheet, const struct overview_entry *entry, struct arena *arena,
                       const struct overview_part *part, double width, double room)
{
    size_t low = 1, high = part_size(part);
    if (cut_height(sheet, entry, part, high, width) <= room) {
        return high;
    }
    while (low < high) {
        size_t middle = (low + high + 1) / 2;
        if (cut_height(sheet, entry, part, middle, width) <= room) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return cut_at(arena, part, low);
}

static double part_pour(struct sheet *sheet, const struct overview_entry *entry,
                        const struct overview_row *from, int at, double x, double width,
                        overview_turn *turn)
{
    struct arena arena;
    const struct overview_part *part = &from->part[at];
    struct overview_row row = {.icon = at ? "" : from->icon, .first = from->first && at == 0};
    struct overview_part rest = *part;
    arena_init(&arena);
    while (part_size(&rest) > 0) {
        size_t fit = part_fit(sheet, entry, &arena, &rest, width, sheet_room(sheet));
        row.part[0] = part_cut(&arena, &rest, 0, fit);
        sheet->y += overview_row_set(sheet, sheet_cairo(sheet), entry, &row, x, sheet->y, width);
        rest = part_cut(&arena, &rest, fit, part_size(&rest));
        row.icon = "";
        row.first = false;
        if (part_size(&rest) > 0) {
            x = turn(sheet);
        }
    }
    arena_clear(&arena);
    return x;
}

void overview_entry_pour(struct sheet *sheet, const struct overview_entry *entry, double x,
                         double width, overview_turn *turn)
{
    for (size_t at = 0; at < entry->count; at++) {
        const struct overview_row *row = &entry->rows[at];
        double high = overview_row_set(sheet, NULL, entry, row, x, 0, width);
        if (high > sheet_room(sheet)) {
            x = turn(sheet);
        }
        if (high <= sheet_room(sheet)) {
            sheet->y += overview_row_set(sheet, sheet_cairo(sheet), entry, row, x, sheet->y, width);
            continue;
        }
        for (int part = 0; part < OVERVIEW_LANGUAGES; part++) {
            x = part_pour(sheet, entry, row, part, x, width, turn);
        }
    }
}
