/* SPDX-License-Identifier: EUPL-1.2 */
/* What people entered, as files for others. */
#include "action/project_inner.h"
#include "action/sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "exchange/mediation.h"
#include "exchange/write.h"
#include "system/file.h"

enum { EXPORT_CEILING = 256 * 1024 * 1024 };

static void attribution_of(struct project *project, struct buffer *out)
{
    const struct pack_source *sources;
    int count = project_credits(project, &sources);
    for (int i = 0; i < count; i++) {
        buffer_addf(out, "%s%s", i ? "; " : "", sources[i].attribution);
    }
}

/* Places that are told, read anew from what the level leaves of their documents. */
struct shared {
    cJSON **bodies;
    struct place *places;
    const struct place **list;
    size_t count;
};

static void shared_make(struct project *project, enum share_level level, struct shared *out)
{
    size_t most = project->visible_count + 1;
    memset(out, 0, sizeof *out);
    out->bodies = memory_take(sizeof *out->bodies * most);
    out->places = memory_take(sizeof *out->places * most);
    out->list = memory_take(sizeof *out->list * most);
    for (size_t i = 0; i < project->visible_count; i++) {
        const struct place *place = project->visible[i];
        struct fault ignored;
        if (project_place_state(project, place) == PLACE_CANDIDATE) {
            continue;
        }
        cJSON *body = cJSON_Duplicate(place->document, true);
        if (share_document(level, "place:", body) &&
            place_parse(body, &out->places[out->count], NULL, &ignored)) {
            out->list[out->count] = &out->places[out->count];
            out->bodies[out->count++] = body;
        } else {
            cJSON_Delete(body);
        }
    }
}

static void shared_clear(struct shared *shared)
{
    for (size_t i = 0; i < shared->count; i++) {
        place_clear(&shared->places[i]);
        cJSON_Delete(shared->bodies[i]);
    }
    free(shared->bodies);
    free(shared->places);
    free(shared->list);
}

static bool shared_write(const struct project *project, const struct shared *shared,
                         enum export_form form, const char *credit, struct buffer *out)
{
    struct mediation_says says = {"Wijkpeil", project_today(project)};
    switch (form) {
    case EXPORT_CSV:
        return csv_write_places(shared->list, shared->count, out);
    case EXPORT_MEDIATION_CSV:
        return mediation_write(shared->list, shared->count, says, MEDIATION_CSV, out);
    case EXPORT_MEDIATION_JSON:
        return mediation_write(shared->list, shared->count, says, MEDIATION_JSON, out);
    default:
        return geojson_write_places(shared->list, shared->count, credit, out);
    }
}

bool action_export(struct project *project, enum export_form form, enum share_level level,
                   const char *file, struct fault *why)
{
    struct buffer text, credit;
    struct shared shared;
    shared_make(project, level, &shared);
    buffer_init(&text, EXPORT_CEILING);
    buffer_init(&credit, 4096);
    attribution_of(project, &credit);
    bool ok = shared_write(project, &shared, form, buffer_text(&credit), &text);
    ok = ok ? file_write(file, buffer_text(&text), text.size, why)
            : fault_set(why, FAULT_LIMIT, "fault.limit.size");
    buffer_clear(&credit);
    buffer_clear(&text);
    shared_clear(&shared);
    return ok;
}
