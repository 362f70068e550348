/* SPDX-License-Identifier: EUPL-1.2 */
/* A bundle becomes a project of its own. */
#include "action/bundle_inner.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "system/file.h"

static bool store_check_quiet(struct store *store)
{
    struct fault ignored;
    return store_check(store, NULL, NULL, &ignored);
}

/* Row by row when the bundle is whole; when that does not hold together, what the leaves say. */
static bool store_make(struct bundle_in *in, const struct project_ways *ways, const char *folder,
                       struct bundle_watch watch, struct fault *why)
{
    char file[SYSTEM_PATH];
    struct store *store;
    struct replica_news news = {0};
    struct carry_merge ask = {clock_now(ways->clock), true, bundle_merging, &watch};
    int odd = 0;
    bool whole = in->said.level == SHARE_ARCHIVE && !*in->said.only;
    if (!project_path(file, folder, "store.db", why) || !store_open(file, &store, why)) {
        return false;
    }
    bool ok = whole ? carry_restore(store, bundle_slice(&in->documents), bundle_slice(&in->edits),
                                    &ask, why) &&
                          (store_check_quiet(store) ||
                           fault_set_text(why, FAULT_INPUT, "fault.bundle.together", ""))
                    : carry_merge(store, bundle_slice(&in->documents), &ask, &news, &odd, why) &&
                          replica_arrived_seen(store, why);
    replica_news_clear(&news);
    store_close(store);
    return ok;
}

static bool sources_lay_out(struct bundle_in *in, const char *folder, struct fault *why)
{
    const struct bundle_part *parts;
    int count = bundle_parts(in->bundle, &parts);
    char file[SYSTEM_PATH];
    bool ok = true;
    for (int i = 0; ok && i < count; i++) {
        if (!strncmp(parts[i].name, "sources", 7)) { /* of names that bundle.h allows */
            ok = project_path(file, folder, "sources", why) && folder_make(file, why) &&
                 project_path(file, folder, parts[i].name, why) &&
                 bundle_read_file(in->bundle, parts[i].name, file, why);
        }
    }
    return ok;
}

static bool folder_fill(struct bundle_in *in, const struct project_ways *ways, const char *folder,
                        struct bundle_watch watch, struct fault *why)
{
    struct project_file file = {.demo = in->said.demo, .pack = "area.wijkpak"};
    char area[SYSTEM_PATH];
    struct pack *pack;
    if (in->area_count == 0) {
        return fault_set_text(why, FAULT_INPUT, "fault.bundle.part", "area.wijkpak");
    }
    if (!project_path(area, folder, "area.wijkpak", why) ||
        !file_copy(in->areas[0].file, area, why) || !pack_open(area, &pack, why)) {
        return false;
    }
    bool holds = pack_wijk_find(pack, in->said.wijk) != NULL;
    pack_close(pack);
    snprintf(file.wijk, sizeof file.wijk, "%s", holds || in->area_count > 1 ? in->said.wijk : "");
    for (int i = 1; i < in->area_count; i++) {
        if (!bundle_area_bring(&in->areas[i], folder, &file, why)) {
            return false;
        }
    }
    return sources_lay_out(in, folder, why) && bundle_sources_brought(folder, why) &&
           store_make(in, ways, folder, watch, why) && project_file_write(folder, &file, why);
}

static bool file_drop(void *data, const char *name)
{
    char file[SYSTEM_PATH];
    struct fault ignored;
    if (path_join(file, sizeof file, data, name)) {
        file_remove(file, &ignored);
    }
    return true;
}

void bundle_folder_drop(const char *folder)
{
    char path[SYSTEM_PATH];
    struct fault ignored;
    static const char *const below[] = {"areas", "sources"};
    for (int i = 0; i < 2; i++) {
        if (path_join(path, sizeof path, folder, below[i])) {
            folder_walk(path, file_drop, path, &ignored);
            rmdir(path);
        }
    }
    snprintf(path, sizeof path, "%s", folder);
    folder_walk(path, file_drop, path, &ignored);
    rmdir(path);
}

bool bundle_beside(const struct project_ways *ways, char name[64],
                   bool (*fill)(void *data, const char *folder, struct fault *why), void *data,
                   struct fault *why)
{
    char folder[SYSTEM_PATH], projects[SYSTEM_PATH], beside[SYSTEM_PATH], hidden[40];
    snprintf(hidden, sizeof hidden, ".arriving-%ld", (long)getpid());
    if (!project_path(projects, ways->data_folder, "projects", why) ||
        !project_path(beside, projects, hidden, why)) {
        return false;
    }
    bundle_folder_drop(beside);
    bool ok = project_name_free(ways->data_folder, name, folder, why) && folder_make(beside, why) &&
              fill(data, beside, why);
    if (ok && rename(beside, folder) != 0) {
        fault_set(why, FAULT_STORAGE, "fault.file.write");
        ok = fault_in(why, folder);
    }
    if (!ok) {
        bundle_folder_drop(beside);
    }
    return ok;
}

struct making {
    struct bundle_in *in;
    const struct project_ways *ways;
    struct bundle_watch watch;
};

static bool making_fill(void *data, const char *folder, struct fault *why)
{
    const struct making *making = data;
    return folder_fill(making->in, making->ways, folder, making->watch, why);
}

bool bundle_make(struct bundle_in *in, const struct project_ways *ways, char name[64],
                 struct bundle_watch watch, struct fault *why)
{
    struct making making = {in, ways, watch};
    if (!*name) {
        project_name_of(in->said.project, name);
    }
    return bundle_beside(ways, name, making_fill, &making, why);
}
