/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"

/* Open addressing: a pair stands in the first free slot from its home on, and no empty slot lies
 * between the two. At most two thirds are taken. */
struct table_slot {
    char *key; /* owned; NULL = empty */
    void *value;
    uint64_t hash;
};

void table_init(struct table *table)
{
    *table = (struct table){0};
}

void table_clear(struct table *table, void (*free_value)(void *))
{
    for (size_t i = 0; i < table->room; i++) {
        if (table->slots[i].key && free_value) {
            free_value(table->slots[i].value);
        }
        free(table->slots[i].key);
    }
    free(table->slots);
    table_init(table);
}

static uint64_t key_hash(const char *key)
{
    uint64_t hash = hash_text(key);
    return hash ^ (hash >> 32);
}

/* The slot of `key`, or the empty one where it would stand. */
static size_t slot_find(const struct table *table, const char *key, uint64_t hash)
{
    size_t at = hash & (table->room - 1);
    while (table->slots[at].key &&
           (table->slots[at].hash != hash || strcmp(table->slots[at].key, key) != 0)) {
        at = (at + 1) & (table->room - 1);
    }
    return at;
}

void *table_find(const struct table *table, const char *key)
{
    if (!table->count) {
        return NULL;
    }
    const struct table_slot *slot = &table->slots[slot_find(table, key, key_hash(key))];
    return slot->key ? slot->value : NULL;
}

static void table_grow(struct table *table)
{
    struct table old = *table;
    table->room = old.room ? old.room * 2 : 16;
    table->slots = memory_take(table->room * sizeof *table->slots);
    for (size_t i = 0; i < old.room; i++) {
        const struct table_slot *slot = &old.slots[i];
        if (slot->key) {
            table->slots[slot_find(table, slot->key, slot->hash)] = *slot;
        }
    }
    free(old.slots);
}

void *table_set(struct table *table, const char *key, void *value)
{
    if ((table->count + 1) * 3 > table->room * 2) {
        table_grow(table);
    }
    uint64_t hash = key_hash(key);
    struct table_slot *slot = &table->slots[slot_find(table, key, hash)];
    if (slot->key) {
        void *old = slot->value;
        slot->value = value;
        return old;
    }
    *slot = (struct table_slot){memory_text(key), value, hash};
    table->count++;
    return NULL;
}

/* Moves later pairs forward into the hole, so that none is cut off from its home. */
static void hole_close(struct table *table, size_t hole)
{
    size_t mask = table->room - 1;
    for (size_t at = (hole + 1) & mask; table->slots[at].key; at = (at + 1) & mask) {
        size_t home = table->slots[at].hash & mask;
        if (((at - home) & mask) >= ((at - hole) & mask)) {
            table->slots[hole] = table->slots[at];
            hole = at;
        }
    }
    table->slots[hole] = (struct table_slot){0};
}

void *table_remove(struct table *table, const char *key)
{
    if (!table->count) {
        return NULL;
    }
    size_t at = slot_find(table, key, key_hash(key));
    if (!table->slots[at].key) {
        return NULL;
    }
    void *value = table->slots[at].value;
    free(table->slots[at].key);
    hole_close(table, at);
    table->count--;
    return value;
}

bool table_next(const struct table *table, size_t *at, const char **key, void **value)
{
    while (*at < table->room) {
        const struct table_slot *slot = &table->slots[(*at)++];
        if (slot->key) {
            *key = slot->key;
            *value = slot->value;
            return true;
        }
    }
    return false;
}
