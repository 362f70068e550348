/* SPDX-License-Identifier: EUPL-1.2 */
/* "Is het deze?": what stands near a place about to be added. */
#include "action/project_inner.h"

#include "place/duplicate.h"

enum { DUPLICATE_PERCENT = 50 };

static void near_insert(struct near_place *out, int room, int *count, struct near_place near)
{
    int at = *count < room ? (*count)++ : room;
    while (at > 0 && out[at - 1].likeness < near.likeness) {
        if (at < room) {
            out[at] = out[at - 1];
        }
        at--;
    }
    if (at < room) {
        out[at] = near;
    }
}

int action_duplicates(const struct project *project, const char *name, enum place_kind kind,
                      struct point point, struct near_place *out, int room)
{
    int count = 0;
    for (size_t i = 0; i < project->visible_count; i++) {
        const struct place *place = project->visible[i];
        double likeness = place_likeness(place, name, kind, point);
        if (likeness * 100 >= DUPLICATE_PERCENT) {
            near_insert(out, room, &count,
                        (struct near_place){place, point_distance(point, place->point), likeness});
        }
    }
    return count;
}
