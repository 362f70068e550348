/* SPDX-License-Identifier: EUPL-1.2 */
/* pack_inner.h – an older pack that a newer one takes the place of. */
#ifndef ACTION_PACK_INNER_H
#define ACTION_PACK_INNER_H

#include "action/action.h"
#include "exchange/sink.h"

/* The candidates of a pack as places; unreadable ones are left out. */
struct candidate_list {
    struct place *places; /* owned, with the documents they read */
    size_t count, room;
};
void candidate_list_clear(struct candidate_list *list);

struct older {
    struct pack *pack;
    struct candidate_list candidates;
};
bool older_open(const char *file, struct older *out, struct fault *why);
void older_close(struct older *older);
bool older_wijken(const struct older *older, const struct sink *sink, struct fault *why);
/* Those in `box` (empty = all). */
bool older_places(const struct older *older, struct box box, const struct sink *sink,
                  struct fault *why);
/* Reads the new pack and tells what changed. */
bool older_compare(const struct older *older, const struct action_pack *ask,
                   struct action_pack_report *out, struct fault *why);

static inline bool box_given(const struct action_pack *ask)
{
    return ask->box.west < ask->box.east && ask->box.south < ask->box.north;
}

#endif
