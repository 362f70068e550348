/* SPDX-License-Identifier: EUPL-1.2 */
/* across_inner.h – many wijken cut out of one project: its documents are looked through once, not for each of them. */
#ifndef ACTION_ACROSS_INNER_H
#define ACTION_ACROSS_INNER_H

#include "action/across.h"

/* What may stand in a logbook, with its wijk. Borrows ids and bodies: until the next deed. */
struct case_shelf {
    struct case_record {
        const char *id, *wijk; /* NULL = of any */
        const cJSON *body;
    } *items; /* owned */
    size_t count, room;
};
void case_shelf_make(struct project *project, struct case_shelf *out);
void case_shelf_clear(struct case_shelf *shelf);
/* As wijk_case_take. */
struct wijk_case *wijk_case_of(struct project *project, const struct case_shelf *shelf, const char *code, int64_t moment);

#endif
