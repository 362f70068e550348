/* SPDX-License-Identifier: EUPL-1.2 */
/* Opening, making and closing a project. */
#include "action/instrument_inner.h"
#include "action/osm_inner.h"
#include "action/source_inner.h"
#include "action/sync_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "system/file.h"

enum { FRAMEWORK_CEILING = 1024 * 1024, WORKERS = 2 };
static const char demo_wijk[] = "21012W16";

/* The pack's path: "demo:" stands for the one that comes with the program; others lie in the
 * folder. */
static bool pack_path(const struct project *project, const char *pack, char out[SYSTEM_PATH],
                      struct fault *why)
{
    if (!strcmp(pack, "demo:")) {
        char demo[SYSTEM_PATH];
        return project_path(demo, project->assets, "demo", why) &&
               project_path(out, demo, "molenbeek.wijkpak", why);
    }
    return project_path(out, project->folder, pack, why);
}

/* ---- opening ---- */

static bool framework_open(struct project *project, struct fault *why)
{
    char folder[SYSTEM_PATH], file[SYSTEM_PATH];
    struct buffer text;
    if (!project_path(folder, project->assets, "framework", why) ||
        !project_path(file, folder, "diw.json", why) ||
        !file_read(file, FRAMEWORK_CEILING, &text, why)) {
        return false;
    }
    bool ok = framework_parse(buffer_text(&text), text.size, &project->framework, why);
    buffer_clear(&text);
    if (!ok) {
        return fault_in(why, file);
    }
    instruments_open(project);
    learnings_open(project);
    return true;
}

static void first_wijk(struct project *project, const char *code)
{
    const struct pack_wijk *wijken;
    if (code && *code && area_wijk(project, code, NULL)) {
        view_choose_wijk(project, code);
    } else if (project_wijken(project, &wijken) > 0) {
        view_choose_wijk(project, wijken[0].code);
    }
}

static bool store_backup_today(struct project *project, struct fault *why)
{
    char day[CIVIL_DATE_SIZE];
    civil_date_write(project_today(project), day);
    return store_backup(project->store, day, false, why);
}

/* A store that was there once, as its backup tells, and is gone or empty now, is not begun anew. */
static bool store_lost(const char *store, struct fault *why)
{
    char backup[SYSTEM_PATH + 16];
    snprintf(backup, sizeof backup, "%s.backup-1", store);
    if (file_size(store) > 0 || file_size(backup) <= 0) {
        return false;
    }
    fault_set(why, FAULT_STORAGE, "fault.store.short");
    fault_in(why, store);
    return true;
}

/* The pack that a source brought, when it is sound and holds the wijk. */
static void source_pack_open(struct project *project, const char *pack, const char *wijk)
{
    struct fault why;
    if (!pack_open(pack, &project->pack, &why)) {
        log_warn("the fetched pack %s does not open: %s", pack, why.what.key);
        project->pack = NULL;
    } else if (*wijk && !pack_wijk_find(project->pack, wijk)) {
        log_warn("the fetched pack %s does not hold %s", pack, wijk);
        pack_close(project->pack);
        project->pack = NULL;
    }
}

static bool project_open_parts(struct project *project, const struct project_ways *ways,
                               const char *pack_file, struct fault *why)
{
    struct project_file file;
    char pack[SYSTEM_PATH], store[SYSTEM_PATH];
    if (!project_file_read(project->folder, &file, why)) {
        return false;
    }
    project->demo = file.demo;
    if (!framework_open(project, why)) {
        return false;
    }
    when_open(project);
    osm_open(project);
    sources_open(project, ways->wake, ways->wake_data);
    if (!pack_file && sources_pack(project, pack)) {
        source_pack_open(project, pack, file.wijk);
    }
    if (!project->pack && (pack_file ? !pack_open(pack_file, &project->pack, why)
                                     : !pack_path(project, file.pack, pack, why) ||
                                           !pack_open(pack, &project->pack, why))) {
        return false;
    }
    snprintf(project->pack_file, sizeof project->pack_file, "%s", pack_file ? pack_file : pack);
    areas_open(project, pack_file ? NULL : &file);
    if (!view_load_candidates(project, why) ||
        !project_path(store, project->folder, "store.db", why) || store_lost(store, why) ||
        !store_open(store, &project->store, why)) {
        return false;
    }
    first_wijk(project, file.wijk);
    project->saver = work_lane_start(1, WORK_FIRST_COMES_FIRST, ways->wake, ways->wake_data);
    project->workers = work_lane_start(WORKERS, WORK_NEWEST_FIRST, ways->wake, ways->wake_data);
    if (!save_load(project, why)) {
        return false;
    }
    osm_seen_read(project, !pack_file);
    bool empty = project->history_count == 0 && project->documents.count == 0;
    bool play = project->demo && empty && !pack_file; /* its deeds name places of its own pack */
    return play ? demo_make(project, why) : store_backup_today(project, why);
}

/* The oefenwijk is there for everybody: its folder is made when it is first asked for. */
static bool demo_prepare(const struct project *project, struct fault *why)
{
    char file[SYSTEM_PATH];
    if (strcmp(project->name, "demo")) {
        return true;
    }
    if (!project_path(file, project->folder, "project.json", why)) {
        return false;
    }
    if (file_exists(file)) {
        return true;
    }
    struct project_file demo = {.pack = "demo:", .demo = true};
    snprintf(demo.wijk, sizeof demo.wijk, "%s", demo_wijk);
    return folder_make(project->folder, why) && project_file_write(project->folder, &demo, why);
}

bool project_open(const struct project_ways *ways, const char *name, const char *pack_file,
                  struct project **out, struct fault *why)
{
    struct project *project = memory_take(sizeof *project);
    table_init(&project->documents);
    table_init(&project->entries);
    table_init(&project->candidate_of);
    table_init(&project->visible_of);
    project->clock = ways->clock;
    project->wake = ways->wake;
    project->wake_data = ways->wake_data;
    snprintf(project->name, sizeof project->name, "%s", name);
    snprintf(project->role, sizeof project->role, "%s", ways->role ? ways->role : "tablet");
    snprintf(project->assets, sizeof project->assets, "%s", ways->assets_folder);
    bool ok = project_folder(ways->data_folder, name, project->folder, why) &&
              demo_prepare(project, why) && project_open_parts(project, ways, pack_file, why);
    if (!ok) {
        project_close(project);
        return false;
    }
    *out = project;
    return true;
}

void project_leave(struct project *project)
{
    if (project && project->workers) {
        work_lane_leave(project->workers);
    }
}

void project_close(struct project *project)
{
    if (!project) {
        return;
    }
    sync_stop(project);
    sources_close(project);
    osm_close(project);
    if (project->workers) {
        work_lane_stop(project->workers, false);
    }
    if (project->saver) {
        struct fault ignored;
        project_finish(project, &ignored);
        work_lane_stop(project->saver, true);
    }
    sync_free(project);
    store_close(project->store);
    view_free(project);
    when_close(project);
    save_history_free(project);
    areas_close(project);
    framework_free(project->framework);
    instruments_close(project);
    learnings_close(project);
    cJSON_Delete(project->bands_file);
    free(project->lenses);
    free(project);
}

/* ---- making one's own ---- */

bool project_make(const struct project_ways *ways, const char *pack_file, const char *wijk_code,
                  char name[64], struct fault *why)
{
    struct pack *pack = NULL;
    struct project_file file = {.demo = false};
    char folder[SYSTEM_PATH], copy[SYSTEM_PATH];
    char own[SYSTEM_PATH];
    if (!pack_file) {
        snprintf(own, sizeof own, "%s/demo/molenbeek.wijkpak", ways->assets_folder);
    }
    if (!pack_open(pack_file ? pack_file : own, &pack, why)) {
        return false;
    }
    const struct pack_wijk *wijken;
    const struct pack_wijk *wijk = wijk_code ? pack_wijk_find(pack, wijk_code) : NULL;
    if (!wijk && !wijk_code && pack_wijken(pack, &wijken) > 0) {
        wijk = &wijken[0];
    }
    if (!wijk) {
        pack_close(pack);
        return fault_set_text(why, FAULT_MISSING, "fault.wijk.unknown", wijk_code ? wijk_code : "");
    }
    project_name_of(wijk->name, name);
    snprintf(file.wijk, sizeof file.wijk, "%s", wijk->code);
    snprintf(file.pack, sizeof file.pack, "%s", pack_file ? "area.wijkpak" : "demo:");
    pack_close(pack);
    return project_name_free(ways->data_folder, name, folder, why) && folder_make(folder, why) &&
           (!pack_file ||
            (project_path(copy, folder, "area.wijkpak", why) && file_copy(pack_file, copy, why))) &&
           project_file_write(folder, &file, why);
}

/* Beside, then over it: an open project keeps the one it reads. */
static bool pack_bring(const char *folder, const char *pack_file, struct fault *why)
{
    char copy[SYSTEM_PATH], part[SYSTEM_PATH];
    if (!project_path(copy, folder, "area.wijkpak", why) ||
        !project_path(part, folder, "area.wijkpak.part", why) || !file_copy(pack_file, part, why)) {
        return false;
    }
    if (rename(part, copy) == 0) {
        return true;
    }
    fault_set(why, FAULT_STORAGE, "fault.file.write");
    return fault_in(why, copy);
}

bool project_renew(const struct project_ways *ways, const char *name, const char *pack_file,
                   struct fault *why)
{
    struct project_file file;
    struct pack *pack = NULL;
    char folder[SYSTEM_PATH];
    if (!project_folder(ways->data_folder, name, folder, why) ||
        !project_file_read(folder, &file, why) || !pack_open(pack_file, &pack, why)) {
        return false;
    }
    if (file.demo) {
        pack_close(pack);
        return fault_set(why, FAULT_USAGE, "fault.project.demo");
    }
    bool holds = !*file.wijk || pack_wijk_find(pack, file.wijk);
    pack_close(pack);
    if (!holds) {
        return fault_set_text(why, FAULT_MISSING, "fault.wijk.unknown", file.wijk);
    }
    snprintf(file.pack, sizeof file.pack, "area.wijkpak");
    return pack_bring(folder, pack_file, why) && project_file_write(folder, &file, why);
}

bool project_restore(const char *data_folder, const char *name, struct fault *why)
{
    char folder[SYSTEM_PATH], store[SYSTEM_PATH];
    return project_folder(data_folder, name, folder, why) &&
           project_path(store, folder, "store.db", why) && store_restore(store, why);
}

struct listing {
    char (*names)[64];
    int room, count;
};

static bool listing_add(void *data, const char *name)
{
    struct listing *listing = data;
    if (listing->count < listing->room && name[0] != '.') {
        snprintf(listing->names[listing->count++], 64, "%s", name);
    }
    return true;
}

int project_list(const char *data_folder, char (*names)[64], int room)
{
    struct listing listing = {names, room, 0};
    char projects[SYSTEM_PATH];
    struct fault ignored;
    if (path_join(projects, sizeof projects, data_folder, "projects")) {
        folder_walk(projects, listing_add, &listing, &ignored);
    }
    return listing.count;
}

bool project_choose_wijk(struct project *project, const char *code, struct fault *why)
{
    struct project_file file;
    if (!project_show_wijk(project, code, why) || !project_file_read(project->folder, &file, why)) {
        return false;
    }
    snprintf(file.wijk, sizeof file.wijk, "%s", code);
    return project_file_write(project->folder, &file, why);
}

/* ---- plain answers ---- */

const char *project_name(const struct project *project)
{
    return project->name;
}

bool project_is_demo(const struct project *project)
{
    return project->demo;
}

struct pack *project_pack(const struct project *project)
{
    return project->pack;
}

const struct framework *project_framework(const struct project *project)
{
    return project->framework;
}

struct civil project_now(const struct project *project)
{
    return civil_of_moment(clock_now(project->clock));
}

struct civil_date project_today(const struct project *project)
{
    return project_now(project).date;
}

uint64_t project_generation(const struct project *project)
{
    return project->generation;
}

const struct wijk *project_wijk(const struct project *project)
{
    return &project->wijk;
}

struct work_lane *project_workers(struct project *project)
{
    return project->workers;
}
