/* SPDX-License-Identifier: EUPL-1.2 */
/* What people entered, as files for others. */
#include "action/project_inner.h"
#include "action/sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
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

bool action_export(struct project *project, enum export_form form, const char *file,
                   struct fault *why)
{
    struct buffer text, credit;
    const struct place **places = memory_take(sizeof *places * (project->visible_count + 1));
    size_t count = 0;
    for (size_t i = 0; i < project->visible_count; i++) {
        if (project_place_state(project, project->visible[i]) != PLACE_CANDIDATE) {
            places[count++] = project->visible[i];
        }
    }
    buffer_init(&text, EXPORT_CEILING);
    buffer_init(&credit, 4096);
    attribution_of(project, &credit);
    bool ok = form == EXPORT_CSV ? csv_write_places(places, count, &text)
                                 : geojson_write_places(places, count, buffer_text(&credit), &text);
    ok = ok ? file_write(file, buffer_text(&text), text.size, why)
            : fault_set(why, FAULT_LIMIT, "fault.limit.size");
    buffer_clear(&credit);
    buffer_clear(&text);
    free(places);
    return ok;
}
