/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil export`: what people confirmed or added, for other programs. */
#include "command/command_inner.h"

#include <string.h>

static bool name_ends(const char *name, const char *end)
{
    size_t size = strlen(name), tail = strlen(end);
    return size > tail && !strcmp(name + size - tail, end);
}

int command_export(struct ask *ask)
{
    struct fault why;
    const char *out = ask_option(ask, "--out");
    if (!out || !(name_ends(out, ".csv") || name_ends(out, ".geojson"))) {
        return ask_missing(ask, "--out F.geojson|F.csv");
    }
    int code = ask_wijk(ask);
    if (code != EXIT_DONE || !ask_done(ask)) {
        return code != EXIT_DONE ? code : EXIT_USAGE;
    }
    if (!action_export(ask->project, name_ends(out, ".csv") ? EXPORT_CSV : EXPORT_GEOJSON, out,
                       &why)) {
        return ask_fault(ask, &why);
    }
    puts(out);
    return EXIT_DONE;
}
