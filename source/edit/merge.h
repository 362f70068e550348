/* SPDX-License-Identifier: EUPL-1.2 */
/* merge.h – several versions of one document made one, field by field.
 *
 * A pure function of base and leaves, whatever their order: tablets that merge the same versions write
 * the same document. For each path (objects are walked, arrays and everything else are values):
 *   - nobody changed it since the base: the base's value;
 *   - one leaf changed it, or several to the same value: that value;
 *   - two or more leaves to different values: a collision. The merged document has the value of the
 *     winner (leaves[0]) there, and a person decides.
 * Without a base (two tablets made the same document) everything is new: what only one has is
 * taken, what differs collides.
 * Not questions, because they have an answer: dates "checked" (of place and offers) take the newest,
 * and "checked_by" goes with it; "counts_for", "obligations", "groups", "languages", "features" are sets: what either
 * added is added, what either removed is removed (three-way), without base the union; "_…" members
 * never merge; of "source" and "role" (the tablet that
 * wrote last), which nobody types, the winner's holds where it differs.
 * "removed" against a change: when one leaf sets "removed" (of the place or of an offer) that the
 * base did not have, and another changed anything else below the same object, that is a collision at
 * the path of "removed" (keep or remove), the changes are merged meanwhile and the winner's "removed" holds.
 * A deleted leaf against a living one that changed since the base is a collision with path "" (keep, or
 * delete); deleted by all: deleted. A deleted leaf whose body says "merged": true (what an earlier
 * merge left behind) takes no part. */
#ifndef EDIT_MERGE_H
#define EDIT_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/fault.h"

enum { MERGE_LEAVES = 16 };

struct merge_leaf {
    const char *revision;
    bool deleted;
    const cJSON *body; /* of a deleted one: its tombstone's, may be NULL */
};
struct merge_value {
    int leaf;           /* index of a leaf that has it */
    const cJSON *value; /* borrowed from the leaf; NULL = not there */
};
struct merge_collision {
    char *path;                              /* "" = keep or delete the whole document */
    const cJSON *base;                       /* borrowed; NULL = was not there */
    struct merge_value values[MERGE_LEAVES]; /* different ones, the winner's first */
    int value_count;
};
struct merge {
    cJSON *body;   /* owned; the merged document, NULL = deleted */
    bool same;     /* the merged document is what leaves[0] says already */
    struct merge_collision *collisions; /* owned */
    size_t collision_count;
};
/* `leaves` winner first (revision_wins). `base` NULL = none known. At most MERGE_LEAVES take part: the
 * first ones. */
void merge_make(const cJSON *base, const struct merge_leaf *leaves, int count, struct merge *out);
/* The leaves have a base, but it is not known here: what differs at all collides, also
 * what only one of them has, or a set; so it asks whatever anybody who knows the base would ask. */
void merge_make_blind(const struct merge_leaf *leaves, int count, struct merge *out);
void merge_clear(struct merge *merge);

#endif
