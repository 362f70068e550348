/* SPDX-License-Identifier: EUPL-1.2 */
/* The oefenwijk: example deeds of assets/demo/oefenwijk.txt, laid over the real places. */
#include "action/project_inner.h"

#include "action/script.h"
#include "system/file.h"

enum { DEMO_CEILING = 1024 * 1024 };

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
    bool ok = script_text(project, buffer_text(&text), why);
    buffer_clear(&text);
    return (ok || fault_in(why, file)) && project_finish(project, why);
}
