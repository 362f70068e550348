/* SPDX-License-Identifier: EUPL-1.2 */
/* Texts and styles once each, the commonest with the smallest numbers. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "pack/builder_inner.h"
#include "pack/part_inner.h"

enum { SLOTS_FIRST = 1024 };

static uint32_t number_new(struct build_numbers *numbers)
{
    ARRAY_GROW(numbers->uses, numbers->count, numbers->room);
    numbers->uses[numbers->count] = 0;
    return (uint32_t)numbers->count++;
}

/* ---- words ---- */

void build_words_init(struct build_words *words)
{
    table_init(&words->known);
}

void build_words_clear(struct build_words *words)
{
    table_clear(&words->known, NULL);
    free(words->texts);
    free(words->numbers.uses);
    free(words->numbers.settled);
}

static uint32_t word_new(struct pack_builder *builder, const char *text)
{
    struct build_words *words = &builder->words;
    ARRAY_GROW(words->texts, words->numbers.count, words->text_room);
    words->texts[words->numbers.count] = arena_text(&builder->arena, text);
    uint32_t number = number_new(&words->numbers);
    table_set(&words->known, text, (void *)(uintptr_t)(number + 1));
    return number;
}

uint32_t build_word(struct pack_builder *builder, const char *text)
{
    struct build_words *words = &builder->words;
    char cut[CELL_NAME + 1];
    text = text ? text : "";
    size_t size = strnlen(text, CELL_NAME + 1);
    if (size > CELL_NAME) {
        size = utf8_cut(text, CELL_NAME);
        memcpy(cut, text, size);
        cut[size] = 0;
        text = cut;
    }
    if (!words->numbers.count)
        word_new(builder, "");
    uintptr_t known = (uintptr_t)table_find(&words->known, text);
    uint32_t number = known ? (uint32_t)(known - 1) : word_new(builder, text);
    words->numbers.uses[number]++;
    return number;
}

/* ---- styles ---- */

void build_styles_clear(struct build_styles *styles)
{
    free(styles->styles);
    free(styles->slots);
    free(styles->numbers.uses);
    free(styles->numbers.settled);
}

/* Where a style stands in the table, or would. */
static size_t slot_of(const struct build_styles *styles, struct cell_style style)
{
    uint8_t bytes[CELL_STYLE_BYTES], other[CELL_STYLE_BYTES];
    cell_style_write(style, bytes);
    size_t at = (size_t)hash_bytes(bytes, sizeof bytes, 0) & (styles->slot_room - 1);
    for (; styles->slots[at]; at = (at + 1) & (styles->slot_room - 1)) {
        cell_style_write(styles->styles[styles->slots[at] - 1], other);
        if (memcmp(bytes, other, sizeof bytes) == 0)
            break;
    }
    return at;
}

static void slots_grow(struct build_styles *styles)
{
    if (styles->numbers.count * 2 < styles->slot_room)
        return;
    styles->slot_room = styles->slot_room ? styles->slot_room * 2 : SLOTS_FIRST;
    free(styles->slots);
    styles->slots = memory_take(styles->slot_room * sizeof *styles->slots);
    for (size_t at = 0; at < styles->numbers.count; at++)
        styles->slots[slot_of(styles, styles->styles[at])] = (uint32_t)at + 1;
}

bool build_style(struct pack_builder *builder, struct cell_style style, uint32_t *out)
{
    struct build_styles *styles = &builder->styles;
    slots_grow(styles);
    size_t slot = slot_of(styles, style);
    if (!styles->slots[slot]) {
        if (styles->numbers.count == CELL_STYLES)
            return false;
        ARRAY_GROW(styles->styles, styles->numbers.count, styles->style_room);
        styles->styles[styles->numbers.count] = style;
        styles->slots[slot] = number_new(&styles->numbers) + 1;
    }
    *out = styles->slots[slot] - 1;
    styles->numbers.uses[*out]++;
    return true;
}

/* ---- in the end ---- */

struct use {
    uint32_t number, uses;
};

static int use_order(const void *a, const void *b)
{
    const struct use *one = a, *two = b;
    if (one->uses != two->uses)
        return one->uses > two->uses ? -1 : 1;
    return one->number < two->number ? -1 : one->number > two->number;
}

/* The first `held` numbers stay where they are. The caller frees the answer: old numbers in new
 * order. */
static struct use *numbers_settle(struct build_numbers *numbers, size_t held)
{
    struct use *order = memory_take((numbers->count + 1) * sizeof *order);
    numbers->settled = memory_take((numbers->count + 1) * sizeof *numbers->settled);
    for (size_t at = 0; at < numbers->count; at++)
        order[at] = (struct use){(uint32_t)at, numbers->uses[at]};
    if (numbers->count > held)
        qsort(order + held, numbers->count - held, sizeof *order, use_order);
    for (size_t at = 0; at < numbers->count; at++)
        numbers->settled[order[at].number] = (uint32_t)at;
    return order;
}

static bool words_write(struct pack_builder *builder, struct fault *why)
{
    struct build_words *words = &builder->words;
    struct buffer plain;
    if (!words->numbers.count)
        word_new(builder, "");
    struct use *order = numbers_settle(&words->numbers, 1);
    buffer_init(&plain, PART_CEILING);
    for (size_t at = 0; at < words->numbers.count; at++) {
        const char *text = words->texts[order[at].number];
        buffer_add(&plain, text, strlen(text) + 1);
    }
    free(order);
    bool good = part_write(builder, PART_WORDS, &plain, why);
    buffer_clear(&plain);
    return good;
}

static bool styles_write(struct pack_builder *builder, struct fault *why)
{
    struct build_styles *styles = &builder->styles;
    struct use *order = numbers_settle(&styles->numbers, 0);
    struct buffer plain;
    buffer_init(&plain, PART_CEILING);
    for (size_t at = 0; at < styles->numbers.count; at++) {
        uint8_t bytes[CELL_STYLE_BYTES];
        cell_style_write(styles->styles[order[at].number], bytes);
        buffer_add(&plain, bytes, sizeof bytes);
    }
    free(order);
    bool good = part_write(builder, PART_STYLES, &plain, why);
    buffer_clear(&plain);
    return good;
}

bool build_numbers_settle(struct pack_builder *builder, struct fault *why)
{
    return words_write(builder, why) && styles_write(builder, why);
}
