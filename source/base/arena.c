/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t size;
    size_t used;
    max_align_t bytes[];
};

static void *memory_or_stop(void *memory, size_t size)
{
    if (!memory) {
        fprintf(stderr, "wijkpeil: the machine has no %zu bytes of memory left\n", size);
        abort();
    }
    return memory;
}

void *memory_take(size_t size)
{
    return memory_or_stop(calloc(1, size ? size : 1), size);
}

void *memory_grow(void *old, size_t size)
{
    return memory_or_stop(realloc(old, size ? size : 1), size);
}

char *memory_text(const char *text)
{
    if (!text) {
        return NULL;
    }
    size_t size = strlen(text) + 1;
    return memcpy(memory_take(size), text, size);
}

void arena_init(struct arena *arena)
{
    arena->first = NULL;
}

void arena_clear(struct arena *arena)
{
    while (arena->first) {
        struct arena_block *block = arena->first;
        arena->first = block->next;
        free(block);
    }
}

static size_t round_up(size_t size)
{
    const size_t step = _Alignof(max_align_t);
    if (size > SIZE_MAX / 2) {
        memory_or_stop(NULL, size);
    }
    return (size + step - 1) / step * step;
}

/* A block for one large thing goes behind the first, so that the first's rest stays in use. */
static struct arena_block *block_add(struct arena *arena, size_t size)
{
    bool large = size > BLOCK_SIZE / 4;
    size_t room = large ? size : BLOCK_SIZE;
    struct arena_block *block = memory_take(sizeof *block + room);
    block->size = room;
    if (large && arena->first) {
        block->next = arena->first->next;
        arena->first->next = block;
    } else {
        block->next = arena->first;
        arena->first = block;
    }
    return block;
}

void *arena_take(struct arena *arena, size_t size)
{
    size = round_up(size ? size : 1);
    struct arena_block *block = arena->first;
    if (!block || block->size - block->used < size) {
        block = block_add(arena, size);
    }
    void *memory = (char *)block->bytes + block->used;
    block->used += size;
    return memory;
}

char *arena_bytes(struct arena *arena, const char *bytes, size_t size)
{
    char *copy = arena_take(arena, size + 1);
    if (size) {
        memcpy(copy, bytes, size);
    }
    return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
    return text ? arena_bytes(arena, text, strlen(text)) : NULL;
}

char *arena_textf(struct arena *arena, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    va_list again;
    va_copy(again, list);
    int size = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = arena_take(arena, size > 0 ? (size_t)size + 1 : 1);
    if (size > 0) {
        vsnprintf(text, (size_t)size + 1, format, again);
    }
    va_end(again);
    return text;
}
