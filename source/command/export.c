/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil export`: what people confirmed or added, for other programs; and the whole project, for
 * another tablet. */
#include "action/bundle.h"
#include "command/command_inner.h"

#include <string.h>

static bool name_ends(const char *name, const char *end)
{
    size_t size = strlen(name), tail = strlen(end);
    return size > tail && !strcmp(name + size - tail, end);
}

static bool form_of(const char *out, const char *standard, enum export_form *form)
{
    bool csv = name_ends(out, ".csv");
    if (standard) {
        *form = csv ? EXPORT_MEDIATION_CSV : EXPORT_MEDIATION_JSON;
        return csv || name_ends(out, ".json");
    }
    *form = csv ? EXPORT_CSV : EXPORT_GEOJSON;
    return csv || name_ends(out, ".geojson");
}

static int export_bundle(struct ask *ask, const char *file, enum share_level level,
                         const char *wijk)
{
    struct fault why;
    struct bundle_left left;
    struct bundle_out *out;
    struct bundle_leave leave = {.file = file, .level = level, .wijk = wijk};
    int code = ask_done(ask) ? ask_project(ask) : EXIT_USAGE;
    if (code != EXIT_DONE) {
        return code;
    }
    if (!bundle_fill(ask->project, &leave, &out, &why)) {
        return ask_fault(ask, &why);
    }
    bool ok = bundle_write(out, &left, &why);
    bundle_out_free(out);
    if (!ok) {
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        cJSON *json = cJSON_CreateObject();
        cJSON_AddStringToObject(json, "file", file);
        cJSON_AddNumberToObject(json, "documents", (double)left.documents);
        cJSON_AddNumberToObject(json, "edits", (double)left.edits);
        cJSON_AddNumberToObject(json, "bytes", (double)left.bytes);
        ask_json(json);
    } else {
        puts(file);
    }
    return EXIT_DONE;
}

int command_export(struct ask *ask)
{
    struct fault why;
    enum share_level level = SHARE_ARCHIVE;
    const char *out = ask_option(ask, "--out"), *bundle = ask_option(ask, "--bundle"),
               *said = ask_option(ask, "--level"), *standard = ask_option(ask, "--as");
    enum export_form form = EXPORT_CSV;
    if (said && !share_level_parse(said, &level)) {
        return ask_missing(ask, "--level public|partners|archive");
    }
    if (bundle && !out) {
        return export_bundle(ask, bundle, level, ask_option(ask, "--wijk"));
    }
    bool known = out && form_of(out, standard, &form);
    if (bundle || !known || (standard && strcmp(standard, "mediation") != 0)) {
        return ask_missing(ask, standard ? "--out F.csv|F.json --as mediation"
                                         : "--out F.geojson|F.csv | --bundle F" BUNDLE_END);
    }
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    if (!action_export(ask->project, form, level, out, &why)) {
        return ask_fault(ask, &why);
    }
    puts(out);
    return EXIT_DONE;
}
