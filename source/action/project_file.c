/* SPDX-License-Identifier: EUPL-1.2 */
/* The project's folder, and its own small file: pack, wijk. */
#include "action/project_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/utf8.h"
#include "exchange/bundle.h"
#include "system/file.h"

enum { PROJECT_FILE_CEILING = 64 * 1024 };

bool project_path(char out[SYSTEM_PATH], const char *folder, const char *name, struct fault *why)
{
    return path_join(out, SYSTEM_PATH, folder, name) ||
           fault_set(why, FAULT_USAGE, "fault.path.long");
}

bool project_folder(const char *data_folder, const char *name, char out[SYSTEM_PATH],
                    struct fault *why)
{
    char projects[SYSTEM_PATH];
    if (!*name || strchr(name, '/') || name[0] == '.') {
        return fault_set_text(why, FAULT_USAGE, "fault.project.name", name);
    }
    return project_path(projects, data_folder, "projects", why) &&
           project_path(out, projects, name, why);
}

/* Only names that a bundle's packs get: nothing leads out of the folder. */
static void areas_read(const cJSON *areas, struct project_file *out)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, areas)
    {
        const char *name = cJSON_IsString(item) ? item->valuestring : "";
        if (out->area_count < PROJECT_AREAS && !strncmp(name, "areas/", 6) &&
            bundle_name_most(name) > 0) {
            snprintf(out->areas[out->area_count++], sizeof *out->areas, "%s", name);
        }
    }
}

bool project_file_read(const char *folder, struct project_file *out, struct fault *why)
{
    char file[SYSTEM_PATH];
    struct buffer text;
    cJSON *root = NULL;
    memset(out, 0, sizeof *out);
    if (!project_path(file, folder, "project.json", why) ||
        !file_read(file, PROJECT_FILE_CEILING, &text, why)) {
        return false;
    }
    bool ok = json_parse(buffer_text(&text), text.size, PROJECT_FILE_CEILING, &root, why);
    buffer_clear(&text);
    if (!ok) {
        return fault_in(why, file);
    }
    snprintf(out->pack, sizeof out->pack, "%s", json_text(root, "pack", ""));
    snprintf(out->wijk, sizeof out->wijk, "%s", json_text(root, "wijk", ""));
    out->demo = json_bool(root, "demo", false);
    areas_read(json_member(root, "areas"), out);
    cJSON_Delete(root);
    return true;
}

bool project_file_write(const char *folder, const struct project_file *file, struct fault *why)
{
    char path[SYSTEM_PATH];
    if (!project_path(path, folder, "project.json", why)) {
        return false;
    }
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "pack", file->pack);
    cJSON_AddStringToObject(root, "wijk", file->wijk);
    cJSON_AddBoolToObject(root, "demo", file->demo);
    cJSON *areas = file->area_count ? cJSON_AddArrayToObject(root, "areas") : NULL;
    for (int i = 0; areas && i < file->area_count; i++) {
        cJSON_AddItemToArray(areas, cJSON_CreateString(file->areas[i]));
    }
    char *text = cJSON_Print(root);
    cJSON_Delete(root);
    bool ok = file_write(path, text, strlen(text), why);
    free(text);
    return ok;
}

void project_name_of(const char *wijk, char out[64])
{
    char folded[48];
    utf8_fold(wijk, folded, sizeof folded);
    size_t size = 0;
    for (const char *at = folded; *at && size + 12 < 64; at++) {
        out[size++] = *at == ' ' ? '-' : *at;
    }
    out[size] = 0;
    if (!size) {
        snprintf(out, 64, "wijk");
    }
}

bool project_name_free(const char *data_folder, char name[64], char folder[SYSTEM_PATH],
                       struct fault *why)
{
    char base[64];
    snprintf(base, sizeof base, "%s", name);
    for (int number = 2; number < 1000; number++) {
        if (!project_folder(data_folder, name, folder, why)) {
            return false;
        }
        if (!file_exists(folder)) {
            return true;
        }
        snprintf(name, 64, "%.50s-%d", base, number);
    }
    return fault_set_text(why, FAULT_CONFLICT, "fault.project.name", base);
}
