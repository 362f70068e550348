/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/table.h"
#include "base/utf8.h"
#include "pack/house_inner.h"
#include "pack/search_inner.h"

struct making {
    struct street_index *index;
    struct table words; /* to its number + 1 */
    const struct pack *pack;
};

static uint32_t word_number(struct making *making, const char *word, size_t size)
{
    char key[FIND_TEXT];
    struct street_index *index = making->index;
    size = size < sizeof key ? size : sizeof key - 1;
    memcpy(key, word, size);
    key[size] = 0;
    uintptr_t known = (uintptr_t)table_find(&making->words, key);
    if (known)
        return (uint32_t)(known - 1);
    while (index->text_size + size > index->text_room) {
        index->text_room = index->text_room ? index->text_room * 2 : 4096;
        index->text = memory_grow(index->text, index->text_room);
    }
    memcpy(index->text + index->text_size, word, size);
    ARRAY_GROW(index->words, index->word_count, index->word_room);
    index->words[index->word_count] =
        (struct index_word){(uint32_t)index->text_size, (uint16_t)size, find_is_type(word, size)};
    index->text_size += size;
    table_set(&making->words, key, (void *)(uintptr_t)(index->word_count + 1));
    return (uint32_t)index->word_count++;
}

static void form_add(struct making *making, const struct find_form *form, unsigned language)
{
    struct street_index *index = making->index;
    uint32_t word = word_number(making, form->text, form->size);
    for (size_t at = index->streets[index->street_count].first; at < index->form_count; at++)
        if (index->forms[at].word == word && index->forms[at].kind == (unsigned)form->kind) {
            index->forms[at].languages |= language & 3u;
            return;
        }
    ARRAY_GROW(index->forms, index->form_count, index->form_room);
    index->forms[index->form_count++] = (struct index_form){
        .word = word & 0xFFFFFFFu, .kind = (unsigned)form->kind & 3u, .languages = language & 3u};
}

static void name_add(struct making *making, const char *name, unsigned language)
{
    char folded[FIND_TEXT];
    struct find_form form;
    utf8_fold(name, folded, sizeof folded);
    struct find_walk walk = {.at = folded};
    while (find_walk_next(&walk, &form))
        form_add(making, &form, language);
}

int32_t street_wijk_at(const struct pack *pack, struct point point)
{
    for (int at = 0; at < pack->wijk_count; at++)
        if (box_has(pack->borders[at].box, point) && shape_has(&pack->borders[at], point))
            return at;
    return -1;
}

static void street_add(struct making *making, const struct house_walk *street)
{
    struct street_index *index = making->index;
    const struct cell_words *words = &making->pack->legend.words;
    double grid = (double)(1 << CELL_GRID_BITS);
    struct spot spot = {street->x / grid, street->y / grid};
    ARRAY_GROW(index->streets, index->street_count, index->street_room);
    index->streets[index->street_count] =
        (struct index_street){.x = street->x,
                              .y = street->y,
                              .name = street->word,
                              .name_fr = street->word_fr,
                              .first = (uint32_t)index->form_count,
                              .wijk = street_wijk_at(making->pack, point_of_spot(spot))};
    name_add(making, cell_word(words, street->word), STREET_NL);
    name_add(making, cell_word(words, street->word_fr), STREET_FR);
    index->street_count++;
}

static void fit_all(struct street_index *index)
{
    ARRAY_GROW(index->streets, index->street_count, index->street_room);
    index->streets[index->street_count] =
        (struct index_street){.first = (uint32_t)index->form_count};
    index->streets =
        memory_grow(index->streets, (index->street_count + 1) * sizeof *index->streets);
    index->text = memory_grow(index->text, index->text_size + 1);
    index->words = memory_grow(index->words, (index->word_count + 1) * sizeof *index->words);
    index->forms = memory_grow(index->forms, (index->form_count + 1) * sizeof *index->forms);
    index->text_room = index->text_size + 1;
    index->word_room = index->word_count + 1;
    index->form_room = index->form_count + 1;
    index->street_room = index->street_count + 1;
}

static struct street_index *index_make(struct pack *pack, sqlite3 *base)
{
    struct making making = {.index = memory_take(sizeof *making.index), .pack = pack};
    struct part_bytes part;
    table_init(&making.words);
    bool good = part_read(base, PART_STREETS, &part) == PART_READ;
    struct house_walk streets = house_streets(pack, &part);
    while (making.index->street_count < STREETS_CEILING && house_next(&streets))
        street_add(&making, &streets);
    part_clear(&part);
    table_clear(&making.words, NULL);
    if (good && !streets.broken) {
        fit_all(making.index);
        return making.index;
    }
    street_index_free(making.index);
    return NULL;
}

const struct street_index *street_index_of(struct pack *pack)
{
    struct fault why;
    lock_take(&pack->index_lock);
    sqlite3 *base = pack->index ? NULL : pack_take(pack, &why);
    if (base) {
        pack->index = index_make(pack, base);
        pack_give(pack, base);
    }
    const struct street_index *index = pack->index;
    lock_give(&pack->index_lock);
    return index;
}

void street_index_free(struct street_index *index)
{
    if (!index)
        return;
    free(index->text);
    free(index->words);
    free(index->forms);
    free(index->streets);
    free(index);
}

size_t street_index_bytes(const struct street_index *index)
{
    return index->text_room + index->word_room * sizeof *index->words +
           index->form_room * sizeof *index->forms + index->street_room * sizeof *index->streets;
}
