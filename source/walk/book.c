/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "walk/mesh_inner.h"

enum { ROOM_FIRST = 1024 };

static size_t slot_of(const struct walk_book *book, uint64_t key)
{
    uint64_t mixed = (key ^ key >> 32) * 0x9e3779b97f4a7c15u;
    size_t slot = (size_t)(mixed >> 20) & (book->room - 1);
    while (book->values[slot] != WALK_NONE && book->keys[slot] != key)
        slot = (slot + 1) & (book->room - 1);
    return slot;
}

static void room_set(struct walk_book *book, size_t room)
{
    struct walk_book old = *book;
    book->room = room;
    book->keys = memory_take(room * sizeof *book->keys);
    book->values = memory_take(room * sizeof *book->values);
    memset(book->values, 0xff, room * sizeof *book->values);
    for (size_t at = 0; at < old.room; at++) {
        if (old.values[at] == WALK_NONE)
            continue;
        size_t slot = slot_of(book, old.keys[at]);
        book->keys[slot] = old.keys[at];
        book->values[slot] = old.values[at];
    }
    free(old.keys);
    free(old.values);
}

void walk_book_clear(struct walk_book *book)
{
    free(book->keys);
    free(book->values);
    *book = (struct walk_book){0};
}

uint32_t *walk_book_place(struct walk_book *book, uint64_t key)
{
    if (book->count * 2 >= book->room)
        room_set(book, book->room ? book->room * 2 : ROOM_FIRST);
    size_t slot = slot_of(book, key);
    if (book->values[slot] == WALK_NONE) {
        book->keys[slot] = key;
        book->count++;
    }
    return &book->values[slot];
}

uint32_t walk_book_find(const struct walk_book *book, uint64_t key)
{
    return book->room ? book->values[slot_of(book, key)] : WALK_NONE;
}
