/* SPDX-License-Identifier: EUPL-1.2 */
/* A machine that knows little: no person, no viewer. For tests, and as the list of what a new
 * system must answer. Only WIJKPEIL_ASSETS is asked. */
#include "system/system.h"

#include <stdio.h>
#include <stdlib.h>

bool system_data_folder(char out[SYSTEM_PATH], struct fault *why)
{
    out[0] = '\0';
    return fault_set(why, FAULT_MISSING, "fault.folder.home");
}

bool system_assets_folder(char out[SYSTEM_PATH], struct fault *why)
{
    const char *wish = getenv("WIJKPEIL_ASSETS");
    int size = snprintf(out, SYSTEM_PATH, "%s", wish ? wish : "");
    return (size > 0 && size < SYSTEM_PATH) ||
           fault_set(why, FAULT_MISSING, "fault.assets.missing");
}

void system_language(char *out, size_t room)
{
    if (room) {
        out[0] = '\0';
    }
}

bool system_open_with_viewer(const char *path, struct fault *why)
{
    fault_set(why, FAULT_MISSING, "fault.viewer.missing");
    return fault_in(why, path);
}
