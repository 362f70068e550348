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

/* Places that are told, read anew from what the level leaves of their documents. */
struct export_out {
    enum export_form form;
    struct civil_date today;
    struct buffer credit;
    cJSON **bodies;
    struct place *places;
    const struct place **list;
    size_t count;
};

static void attribution_of(struct project *project, struct buffer *out)
{
    const struct pack_source *sources;
    int count = project_credits(project, &sources);
    for (int i = 0; i < count; i++) {
        buffer_addf(out, "%s%s", i ? "; " : "", sources[i].attribution);
    }
}

static void places_fill(struct project *project, enum share_level level, struct export_out *out)
{
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

struct export_out *action_export_fill(struct project *project, enum export_form form,
                                      enum share_level level)
{
    struct export_out *out = memory_take(sizeof *out);
    size_t most = project->visible_count + 1;
    out->form = form;
    out->today = project_today(project);
    buffer_init(&out->credit, 4096);
    attribution_of(project, &out->credit);
    out->bodies = memory_take(sizeof *out->bodies * most);
    out->places = memory_take(sizeof *out->places * most);
    out->list = memory_take(sizeof *out->list * most);
    places_fill(project, level, out);
    return out;
}

size_t action_export_count(const struct export_out *out)
{
    return out->count;
}

void action_export_free(struct export_out *out)
{
    if (!out) {
        return;
    }
    for (size_t i = 0; i < out->count; i++) {
        place_clear(&out->places[i]);
        cJSON_Delete(out->bodies[i]);
    }
    buffer_clear(&out->credit);
    free(out->bodies);
    free(out->places);
    free(out->list);
    free(out);
}

static bool form_write(const struct export_out *out, struct buffer *text)
{
    struct mediation_says says = {"Wijkpeil", out->today};
    switch (out->form) {
    case EXPORT_CSV:
        return csv_write_places(out->list, out->count, text);
    case EXPORT_MEDIATION_CSV:
        return mediation_write(out->list, out->count, says, MEDIATION_CSV, text);
    case EXPORT_MEDIATION_JSON:
        return mediation_write(out->list, out->count, says, MEDIATION_JSON, text);
    default:
        return geojson_write_places(out->list, out->count, buffer_text(&out->credit), text);
    }
}

bool action_export_write(const struct export_out *out, const char *file, int64_t *bytes,
                         struct fault *why)
{
    struct buffer text;
    buffer_init(&text, EXPORT_CEILING);
    bool ok = form_write(out, &text) ? file_write(file, buffer_text(&text), text.size, why)
                                     : fault_set(why, FAULT_LIMIT, "fault.limit.size");
    *bytes = (int64_t)text.size;
    buffer_clear(&text);
    return ok;
}

bool action_export(struct project *project, enum export_form form, enum share_level level,
                   const char *file, struct fault *why)
{
    int64_t bytes;
    struct export_out *out = action_export_fill(project, form, level);
    bool ok = action_export_write(out, file, &bytes, why);
    action_export_free(out);
    return ok;
}
