/* SPDX-License-Identifier: EUPL-1.2 */
/* osm_inner.h – candidates of now and the documents that were candidates once. */
#ifndef ACTION_OSM_INNER_H
#define ACTION_OSM_INNER_H

#include "action/osm.h"
#include "action/project_inner.h"

struct osm {
    struct table followed; /* document id → struct entry of candidates, borrowed: under another id */
    struct table fresh;    /* candidate id → anything: not shown before */
    struct osm_change *changes; /* owned, with their fields */
    size_t count, room;
    uint64_t generation; /* for which they were made; 0 = none */
    char wijk[64];
};

/* ---- who stands for whom (osm_follow.c) ---- */
void osm_open(struct project *project);
void osm_close(struct project *project);
/* Gives each candidate the document that covers it; after candidates or many documents were read. */
void osm_lay(struct project *project);
/* Reads which candidates were shown before; the first time all there are. `own`: the pack is the project's. */
void osm_seen_read(struct project *project, bool own);
bool osm_of_map(const struct place *place); /* it is OpenStreetMap's */

/* ---- the list (osm_changes.c) ---- */
void osm_changes_clear(struct osm *osm);

#endif
