/* SPDX-License-Identifier: EUPL-1.2 */
/* Fetches on their lane, and what they bring onto the map. */
#include "action/source_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

enum { MARGIN_METRES = 600, TELL_MS = 200, LOOK_SECONDS = 600 };

/* Feeds keep what lies in the area; Overpass is asked for the wijk and what lies around it. */
static struct box box_of(const struct project *project, enum source_kind kind)
{
    const struct shape *border = project->wijk.border;
    return kind == SOURCE_OVERPASS && border ? box_grow(border->box, MARGIN_METRES)
                                             : pack_box(project->pack);
}

bool source_elsewhere(const struct project *project, const struct source_item *item)
{
    struct box box = box_of(project, item->source.kind), had = item->record.box;
    return item->source.kind != SOURCE_PACK && item->record.state.fetched &&
           (box.west != had.west || box.south != had.south || box.east != had.east ||
            box.north != had.north);
}

static void fetch_begin(const struct project *project, const struct source_item *item,
                        struct fetch *fetch)
{
    memset(fetch, 0, sizeof *fetch);
    fetch->source = item->source;
    source_record_copy(&item->record, &fetch->record);
    snprintf(fetch->folder, sizeof fetch->folder, "%s", project->sources->folder);
    snprintf(fetch->wijk, sizeof fetch->wijk, "%s", project->wijk.code ? project->wijk.code : "");
    fetch->box = box_of(project, item->source.kind);
    fetch->now = clock_now(project->clock);
    fetch->bounds = project->sources->bounds;
    fetch->before = cJSON_Duplicate(item->places, true);
}

/* What came goes into the item; true when the map changes. */
static bool fetch_end(struct source_item *item, struct fetch *fetch)
{
    bool moved = fetch->places != NULL;
    if (item) {
        source_record_clear(&item->record);
        item->record = fetch->record;
        memset(&fetch->record, 0, sizeof fetch->record);
        if (fetch->places) {
            cJSON_Delete(item->places);
            item->places = fetch->places;
            fetch->places = NULL;
        }
    }
    source_record_clear(&fetch->record);
    cJSON_Delete(fetch->places);
    cJSON_Delete(fetch->before);
    return item && moved;
}

/* ---- on the lane ---- */

static bool progress_take(void *data, struct refresh_progress progress)
{
    struct refresh *refresh = data;
    struct sources *sources = refresh->project->sources;
    int64_t now = clock_ticks();
    lock_take(&refresh->lock);
    bool moved = memcmp(&refresh->progress, &progress, sizeof progress) != 0;
    bool tell = moved && now - refresh->told >= TELL_MS;
    refresh->progress = progress;
    refresh->moved = refresh->moved || tell;
    refresh->told = tell ? now : refresh->told;
    bool going = !refresh->let_go;
    lock_give(&refresh->lock);
    if (tell && sources->wake) {
        sources->wake(sources->wake_data);
    }
    return going;
}

static void refresh_run(struct work_job *job, void *request)
{
    struct refresh *refresh = request;
    (void)job;
    source_fetch(&refresh->fetch);
}

static void refresh_done(void *request, bool cancelled)
{
    struct refresh *refresh = request;
    struct project *project = refresh->project;
    struct source_item *item = source_item_find(project->sources, refresh->fetch.source.id);
    bool ours = item && item->refresh == refresh;
    (void)cancelled;
    if (ours) {
        item->refresh = NULL;
    }
    bool ran = refresh->fetch.record.state.tried >= refresh->fetch.now;
    if (fetch_end(ours && ran ? item : NULL, &refresh->fetch)) {
        sources_changed(project);
    }
    project->changed++;
    lock_clear(&refresh->lock);
    free(refresh);
}

static void item_start(struct project *project, struct source_item *item)
{
    struct sources *sources = project->sources;
    if (item->refresh) {
        return;
    }
    if (!sources->lane) {
        sources->lane =
            work_lane_start(1, WORK_FIRST_COMES_FIRST, sources->wake, sources->wake_data);
    }
    struct refresh *refresh = memory_take(sizeof *refresh);
    fetch_begin(project, item, &refresh->fetch);
    refresh->project = project;
    refresh->told = clock_ticks();
    refresh->fetch.keep_on = progress_take;
    refresh->fetch.data = refresh;
    refresh->progress.running = true;
    lock_init(&refresh->lock);
    item->refresh = refresh;
    work_add(sources->lane, (struct work_task){refresh_run, refresh_done, refresh});
}

void refresh_start(struct project *project, const char *id)
{
    struct sources *sources = project->sources;
    for (int i = 0; i < sources->count; i++) {
        struct source_item *item = sources->items[i];
        if (id ? !strcmp(item->source.id, id) : project_source_due(project, item->source.id)) {
            source_agreed(project, item);
            item_start(project, item);
        }
    }
}

void refresh_cancel(struct project *project, const char *id)
{
    struct sources *sources = project->sources;
    for (int i = 0; i < sources->count; i++) {
        struct refresh *refresh = sources->items[i]->refresh;
        if (refresh && (!id || !strcmp(sources->items[i]->source.id, id))) {
            lock_take(&refresh->lock);
            refresh->let_go = true;
            lock_give(&refresh->lock);
        }
    }
}

struct refresh_progress refresh_progress(const struct project *project, const char *id)
{
    const struct source_item *item = source_item_find(project->sources, id);
    struct refresh_progress progress = {0};
    if (item && item->refresh) {
        lock_take(&item->refresh->lock);
        progress = item->refresh->progress;
        lock_give(&item->refresh->lock);
    }
    return progress;
}

bool refresh_running(const struct project *project)
{
    for (int i = 0; i < project->sources->count; i++) {
        if (project->sources->items[i]->refresh) {
            return true;
        }
    }
    return false;
}

void refresh_bounds_set(struct project *project, struct refresh_bounds bounds)
{
    project->sources->bounds = bounds;
}

void refresh_automatic(struct project *project)
{
    project->sources->automatic = true;
}

static int moved_take(struct sources *sources)
{
    int moved = 0;
    for (int i = 0; i < sources->count; i++) {
        struct refresh *refresh = sources->items[i]->refresh;
        if (refresh) {
            lock_take(&refresh->lock);
            moved += refresh->moved;
            refresh->moved = false;
            lock_give(&refresh->lock);
        }
    }
    return moved;
}

int sources_settle(struct project *project)
{
    struct sources *sources = project->sources;
    int64_t now = clock_now(project->clock);
    if (sources->automatic && now - sources->looked >= LOOK_SECONDS) {
        sources->looked = now;
        refresh_start(project, NULL);
    }
    return sources->lane ? work_settle(sources->lane) + moved_take(sources) : 0;
}

/* ---- waited for ---- */

bool refresh_wait(struct project *project, const char *id,
                  bool (*keep_on)(void *data, struct refresh_progress progress), void *data,
                  struct fault *why)
{
    struct source_item *item = source_item_find(project->sources, id);
    if (!item) {
        return fault_set_text(why, FAULT_MISSING, "sources.fault.unknown", id);
    }
    if (item->refresh) {
        return fault_set_text(why, FAULT_CONFLICT, "sources.fault.running", id);
    }
    source_agreed(project, item);
    struct fetch *fetch = memory_take(sizeof *fetch);
    fetch_begin(project, item, fetch);
    fetch->keep_on = keep_on;
    fetch->data = data;
    source_fetch(fetch);
    bool ok = fetch->ok;
    *why = fetch->why;
    if (fetch_end(item, fetch)) {
        sources_changed(project);
    }
    free(fetch);
    return ok;
}
