/* SPDX-License-Identifier: EUPL-1.2 */
/* osm.h – what a newer map says otherwise than what people confirmed.
 *
 * The pack is read-only and can be replaced by a newer one (project_renew, `wijkpeil pack --update`, a fetched one);
 * what people said lies in documents and stays. A document that began as a candidate keeps, in `source/said`, what
 * OpenStreetMap said when people last decided about it. Held against the candidate of now:
 *   changed  OSM says something else than it did then, and something else than people say
 *   gone     the candidate is no longer in the pack, within the area it was cut to and its map reaches
 *   new      a candidate in the wijk that this tablet has not shown yet; PROJECT/osm-seen.txt knows which it has
 * A candidate with another id is taken for the same place by name, kind and distance (place/follow.h): it does not
 * stand on the map beside the place that people confirmed.
 * A document from before `said` was kept is held against what people say, when the pack is newer than it.
 *
 * Main thread only; the list is kept until the view changes. */
#ifndef ACTION_OSM_H
#define ACTION_OSM_H

#include "action/project.h"

enum osm_change_kind { OSM_CHANGED, OSM_GONE, OSM_NEW, OSM_KINDS };
enum { OSM_PATH = 160 };
struct osm_field {
    char path[OSM_PATH]; /* "hours", "offers/wifi/price", "position" */
    /* Borrowed; NULL = not said. Of "position" whole documents. `then` is what OSM said when people decided. */
    const cJSON *then, *ours, *now;
    bool then_known;
    double metres; /* of "position": between ours and now */
};
struct osm_change {
    enum osm_change_kind kind;
    const struct place *place;     /* what people confirmed; of a new one the candidate */
    const struct place *candidate; /* what OSM says now; NULL = gone */
    bool followed;                 /* it has another id now */
    const struct osm_field *fields;
    size_t field_count;
};
/* By kind, then by name. */
size_t osm_changes(struct project *project, const struct osm_change **out);
size_t osm_changes_count(struct project *project, enum osm_change_kind kind);
/* The change of a place, by its own id or the candidate's; NULL = none. */
const struct osm_change *osm_change_of(struct project *project, const char *id);

/* Takes over what OSM says of one field: an ordinary deed, no confirmation ("checked" stays). */
bool osm_take(struct project *project, const char *id, const char *path, struct fault *why);
/* "Blijft zoals wij zeiden": the field (NULL = all of them; a place that is gone: it is there) does not come back until
 * OSM says something else again. A deed too. */
bool osm_keep(struct project *project, const char *id, const char *path, struct fault *why);
/* The new candidates were looked at. */
bool osm_seen(struct project *project, struct fault *why);

/* Puts a newer pack in the place of the one that project NAME has: copied beside, then renamed, so that the
 * older one holds until the new is whole. It must hold the wijk. An open project sees it from the next opening on. */
bool project_renew(const struct project_ways *ways, const char *name, const char *pack_file,
                   struct fault *why);

#endif
