/* SPDX-License-Identifier: EUPL-1.2 */
/* builder_inner.h – what a builder gathers before it writes, and the streets it makes of it. */
#ifndef PACK_BUILDER_INNER_H
#define PACK_BUILDER_INNER_H

#include "base/arena.h"
#include "base/table.h"
#include "pack/pack_inner.h"

/* One stretch of a named street, or one address: material for the list of streets. */
struct street {
    long id;                    /* from 1 */
    const char *name, *name_fr; /* in the builder's arena */
    struct cell_box box;        /* of all its pieces */
    struct spot spot;           /* the middle of its longest piece */
    double length;              /* of that piece */
    struct street *next;        /* of the same name elsewhere */
    uint32_t word, word_fr;     /* build_addresses_settle */
};
struct street_list {
    struct arena *arena;  /* borrowed */
    struct table by_name; /* Dutch name to the first street */
    struct street **all;
    size_t count, room;
};
struct build_address {
    const char *number, *folded; /* in the arena; the same when folding changes nothing */
    const char *street;          /* as it was given; "" = the source has none */
    long street_id;              /* build_addresses_settle; 0 = of no street */
    struct spot spot;
    uint32_t came, word; /* which one it was; build_addresses_settle */
};
struct build_candidate {
    const char *id, *json; /* in the arena */
};
struct build_record {
    int64_t key;
    uint32_t at, size;      /* of its course, in the builder's records */
    struct cell_mark mark;  /* numbers as they came, until they are settled */
};
/* Things that bear a number: first as they come, at the end those that are used most first. */
struct build_numbers {
    uint32_t *uses, *settled; /* by first number */
    size_t count, room;
};
struct build_words {
    struct table known; /* to number + 1 */
    const char **texts; /* in the arena */
    size_t text_room;
    struct build_numbers numbers;
};
struct build_styles {
    struct cell_style *styles;
    size_t style_room;
    uint32_t *slots; /* a hash table of numbers + 1 */
    size_t slot_room;
    struct build_numbers numbers;
};
struct pack_builder {
    char *file, *part;
    sqlite3 *base;
    struct arena arena;
    struct buffer records; /* courses of features, as they came */
    struct build_record *index;
    size_t index_count, index_room;
    struct build_words words;
    struct build_styles styles;
    struct build_address *addresses;
    size_t address_count, address_room;
    struct build_candidate *candidates;
    size_t candidate_count, candidate_room;
    struct table candidate_ids; /* to index + 1 */
    struct street_list streets;
    struct box detail, all; /* of the features of the deepest zoom; of everything else */
    struct pack_counts counts;
};

/* ---- builder_number.c ---- */
void build_words_init(struct build_words *words);
void build_words_clear(struct build_words *words);
void build_styles_clear(struct build_styles *styles);
/* The number of a text (NULL is ""), which is used once more. */
uint32_t build_word(struct pack_builder *builder, const char *text);
/* False when there are too many. */
bool build_style(struct pack_builder *builder, struct cell_style style, uint32_t *out);
/* From now on the numbers of everything are `settled`. Writes both lists. */
bool build_numbers_settle(struct pack_builder *builder, struct fault *why);

void street_list_init(struct street_list *list, struct arena *arena);
void street_list_clear(struct street_list *list);
/* Adds a line that carries a name. A piece near one of the same name is the same street. */
void street_list_add(struct street_list *list, const struct feature *feature);
/* The street an address lies in, made when there is none of that name near. */
struct street *street_list_of(struct street_list *list, const char *name, struct spot spot);

bool build_sql_fault(struct pack_builder *builder, struct fault *why); /* always false */
/* Gives each address its street, and all words of both a number; one number of a street is kept once. */
void build_addresses_settle(struct pack_builder *builder);
bool build_cells_write(struct pack_builder *builder, struct fault *why);
bool build_streets_write(struct pack_builder *builder, struct fault *why);
bool build_places_write(struct pack_builder *builder, struct fault *why);
bool build_meta_write(struct pack_builder *builder, struct fault *why);

#endif
