/* SPDX-License-Identifier: EUPL-1.2 */
/* The oefenwijk: example deeds of assets/demo/oefenwijk.txt, laid over the real places. */
#include "action/project_inner.h"

#include "action/script.h"
#include "system/file.h"

enum { DEMO_CEILING = 1024 * 1024, DEMO_YEAR = 2002 };

/* A tablet whose clock lost its day gets an oefenwijk all the same: of a year that documents may
 * hold. */
static bool demo_play(struct project *project, const char *text, struct fault *why)
{
    const struct clock *clock = project->clock;
    struct clock later = clock_fixed(civil_moment((struct civil){.date = {DEMO_YEAR, 6, 12}}));
    if (project_today(project).year < DEMO_YEAR) {
        project->clock = &later;
    }
    bool ok = script_text(project, text, why);
    project->clock = clock;
    return ok;
}

bool demo_make(struct project *project, struct fault *why)
{
    char folder[SYSTEM_PATH], file[SYSTEM_PATH];
    struct buffer text;
    if (!path_join(folder, sizeof folder, project->assets, "demo") ||
        !path_join(file, sizeof file, folder, "oefenwijk.txt")) {
        return fault_set(why, FAULT_USAGE, "fault.path.long");
    }
    if (!file_read(file, DEMO_CEILING, &text, why)) {
        return false;
    }
    bool ok = demo_play(project, buffer_text(&text), why);
    buffer_clear(&text);
    return (ok || fault_in(why, file)) && project_finish(project, why);
}
