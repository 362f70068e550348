/* SPDX-License-Identifier: EUPL-1.2 */
/* arena.h – memory for one task: allocate freely, let go in a single motion.
 * Small exhaustion stops the program with a clear line (every answer was already in a
 * transaction); there is no NULL to check. Not for sharing between threads. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena {
    struct arena_block *first; /* owned */
};

void arena_init(struct arena *arena);
void arena_clear(struct arena *arena);
void *arena_take(struct arena *arena, size_t size); /* zeroed, aligned for anything */
char *arena_text(struct arena *arena, const char *text); /* a copy; NULL stays NULL */
char *arena_bytes(struct arena *arena, const char *bytes, size_t size); /* a copy with a NUL behind */
char *arena_textf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Memory that cannot be refused: these stop the program with a line on stderr. */
void *memory_take(size_t size);                /* zeroed; free with free() */
void *memory_grow(void *old, size_t size);
char *memory_text(const char *text);           /* a copy; NULL stays NULL */

/* Makes room for one more element: `ARRAY_GROW(list->items, list->count, list->room)`. */
#define ARRAY_GROW(items, count, room)                                              \
    do {                                                                            \
        if ((count) == (room)) {                                                    \
            (room) = (room) ? (room) * 2 : 8;                                       \
            (items) = memory_grow((items), (size_t)(room) * sizeof *(items));       \
        }                                                                           \
    } while (0)

#endif
