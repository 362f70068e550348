/* SPDX-License-Identifier: EUPL-1.2 */
/* The sources of the open project: read at the start, added, taken away, credited. */
#include "action/source_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/source_list_inner.h"
#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "base/utf8.h"
#include "system/file.h"

enum { PLACES_CEILING = 256 * 1024 * 1024, DAY = 86400, PAUSE = 3600 };

static bool list_path(const struct project *project, char out[SYSTEM_PATH])
{
    return path_join(out, SYSTEM_PATH, project->folder, "sources.json");
}

/* ---- opening ---- */

static cJSON *places_read(const struct sources *sources, const char *id)
{
    char file[SYSTEM_PATH];
    struct buffer text;
    struct fault why;
    cJSON *places = NULL;
    if (!source_path(sources->folder, id, "places", file) || !file_exists(file) ||
        !file_read(file, PLACES_CEILING, &text, &why)) {
        return NULL;
    }
    if (!json_parse(buffer_text(&text), text.size, PLACES_CEILING, &places, &why) ||
        !cJSON_IsArray(places)) {
        log_warn("the places of source %s cannot be read", id);
        cJSON_Delete(places);
        places = NULL;
    }
    buffer_clear(&text);
    return places;
}

static struct source_item *item_new(const struct sources *sources, const struct source *source)
{
    struct source_item *item = memory_take(sizeof *item);
    char file[SYSTEM_PATH];
    struct fault why;
    item->source = *source;
    if (source_path(sources->folder, source->id, "state", file) &&
        !source_record_read(file, &item->record, &why)) {
        log_warn("the state of source %s cannot be read: %s", source->id, why.what.key);
    }
    item->places = places_read(sources, source->id);
    return item;
}

static void item_free(struct source_item *item)
{
    if (item) {
        source_record_clear(&item->record);
        cJSON_Delete(item->places);
        free(item);
    }
}

struct cleaning {
    const struct sources *sources;
};

/* What belongs to no source any more goes. */
static bool file_clean(void *data, const char *name)
{
    const struct sources *sources = ((struct cleaning *)data)->sources;
    char id[SOURCE_ID], file[SYSTEM_PATH];
    struct fault ignored;
    size_t size = strcspn(name, ".");
    bool ours = size < sizeof id && name[0] != '.';
    if (ours) {
        memcpy(id, name, size);
        id[size] = 0;
        ours = source_item_find(sources, id) == NULL;
    }
    if (ours && path_join(file, sizeof file, sources->folder, name)) {
        file_remove(file, &ignored);
    }
    return true;
}

static void list_lend(struct sources *sources)
{
    for (int i = 0; i < sources->count; i++) {
        sources->list[i] = sources->items[i]->source;
    }
    free(sources->credits);
    sources->credits = NULL;
}

void sources_open(struct project *project, void (*wake)(void *data), void *wake_data)
{
    struct sources *sources = memory_take(sizeof *sources);
    char file[SYSTEM_PATH];
    struct fault why;
    int count = 0;
    project->sources = sources;
    sources->wake = wake;
    sources->wake_data = wake_data;
    if (!path_join(sources->folder, sizeof sources->folder, project->folder, "sources") ||
        !list_path(project, file)) {
        return;
    }
    if (!list_read(file, sources->list, &count, &why)) {
        char beside[SYSTEM_PATH + 16];
        log_warn("%s cannot be read: %s", file, why.what.key);
        snprintf(beside, sizeof beside, "%s.broken", file);
        file_copy(file, beside, &why);
        return; /* what was fetched stays, for the list that may be mended */
    }
    for (int i = 0; i < count; i++) {
        if (!source_item_find(sources, sources->list[i].id)) {
            sources->items[sources->count++] = item_new(sources, &sources->list[i]);
        }
    }
    list_lend(sources);
    if (file_exists(sources->folder)) {
        folder_walk(sources->folder, file_clean, &(struct cleaning){sources}, &why);
    }
}

void sources_close(struct project *project)
{
    struct sources *sources = project->sources;
    if (!sources) {
        return;
    }
    refresh_cancel(project, NULL);
    if (sources->lane) {
        work_lane_stop(sources->lane, false);
    }
    for (int i = 0; i < sources->count; i++) {
        item_free(sources->items[i]);
    }
    item_free(sources->removed);
    free(sources->credits);
    free(sources);
    project->sources = NULL;
}

bool sources_pack(const struct project *project, char out[SYSTEM_PATH])
{
    const struct sources *sources = project->sources;
    for (int i = sources->count - 1; i >= 0; i--) {
        const struct source *source = &sources->items[i]->source;
        if (source->kind == SOURCE_PACK &&
            source_path(sources->folder, source->id, "wijkpak", out) && file_exists(out)) {
            return true;
        }
    }
    return false;
}

/* ---- answers ---- */

struct source_item *source_item_find(const struct sources *sources, const char *id)
{
    for (int i = 0; i < sources->count; i++) {
        if (!strcmp(sources->items[i]->source.id, id)) {
            return sources->items[i];
        }
    }
    return NULL;
}

int project_sources(const struct project *project, const struct source **out)
{
    *out = project->sources->list;
    return project->sources->count;
}

const struct source *project_source(const struct project *project, const char *id)
{
    const struct source_item *item = source_item_find(project->sources, id);
    return item ? &item->source : NULL;
}

const struct source_state *project_source_state(const struct project *project, const char *id)
{
    const struct source_item *item = source_item_find(project->sources, id);
    return item ? &item->record.state : NULL;
}

bool project_source_due(const struct project *project, const char *id)
{
    const struct source_item *item = source_item_find(project->sources, id);
    if (!item || item->refresh || item->source.days == 0 || item->source.brought) {
        return false;
    }
    const struct source_state *state = &item->record.state;
    int64_t now = clock_now(project->clock);
    bool old = now - state->fetched >= (int64_t)item->source.days * DAY;
    return (old || source_elsewhere(project, item)) && now - state->tried >= PAUSE;
}

/* ---- the list changes ---- */

static bool list_save(struct project *project, struct fault *why)
{
    char file[SYSTEM_PATH];
    list_lend(project->sources);
    return list_path(project, file)
               ? list_write(file, project->sources->list, project->sources->count, why)
               : fault_set(why, FAULT_USAGE, "fault.path.long");
}

void source_agreed(struct project *project, struct source_item *item)
{
    struct fault why;
    if (item->source.brought) {
        item->source.brought = false;
        if (!list_save(project, &why)) {
            log_warn("that source %s may be fetched is not kept: %s", item->source.id,
                     why.what.key);
        }
    }
}

/* "wifi.brussels" → "wifi-brussels", or with a number behind. */
static void id_make(const struct sources *sources, struct source *source)
{
    char folded[SOURCE_TEXT];
    size_t size = 0;
    utf8_fold(*source->name ? source->name : source_kind_word(source->kind), folded, sizeof folded);
    for (const char *at = folded; *at && size < SOURCE_ID - 8; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
        if (plain || (size && source->id[size - 1] != '-')) {
            source->id[size++] = plain ? *at : '-';
        }
    }
    while (size && source->id[size - 1] == '-') {
        size--;
    }
    source->id[size] = 0;
    if (!size) {
        snprintf(source->id, sizeof source->id, "%s", source_kind_word(source->kind));
        size = strlen(source->id);
    }
    for (int number = 2; source_item_find(sources, source->id); number++) {
        snprintf(source->id + size, sizeof source->id - size, "-%d", number % 10000);
    }
}

bool source_add(struct project *project, struct source *source, struct fault *why)
{
    struct sources *sources = project->sources;
    if (sources->count == SOURCES) {
        return fault_set(why, FAULT_LIMIT, "sources.fault.many");
    }
    if (!*source->id) {
        id_make(sources, source);
    }
    if (!source_check(source, why)) {
        return false;
    }
    if (source_item_find(sources, source->id)) {
        return fault_set_text(why, FAULT_CONFLICT, "sources.fault.known", source->id);
    }
    sources->items[sources->count++] = item_new(sources, source);
    if (list_save(project, why)) {
        return true;
    }
    item_free(sources->items[--sources->count]);
    list_lend(sources);
    return false;
}

bool source_remove(struct project *project, const char *id, struct fault *why)
{
    struct sources *sources = project->sources;
    struct source_item *item = source_item_find(sources, id);
    if (!item) {
        return fault_set_text(why, FAULT_MISSING, "sources.fault.unknown", id);
    }
    refresh_cancel(project, id);
    int at = 0;
    while (sources->items[at] != item) {
        at++;
    }
    memmove(&sources->items[at], &sources->items[at + 1],
            sizeof sources->items[0] * (size_t)(sources->count - at - 1));
    sources->count--;
    if (!list_save(project, why)) {
        memmove(&sources->items[at + 1], &sources->items[at],
                sizeof sources->items[0] * (size_t)(sources->count - at));
        sources->items[at] = item;
        sources->count++;
        list_lend(sources);
        return false;
    }
    item->refresh = NULL;
    item_free(sources->removed);
    sources->removed = item;
    sources_changed(project);
    return true;
}

bool source_restore(struct project *project, struct fault *why)
{
    struct sources *sources = project->sources;
    struct source_item *item = sources->removed;
    if (!item || sources->count == SOURCES || source_item_find(sources, item->source.id)) {
        return fault_set(why, FAULT_MISSING, "sources.fault.restore");
    }
    sources->items[sources->count++] = item;
    if (!list_save(project, why)) {
        sources->count--;
        return false;
    }
    sources->removed = NULL;
    sources_changed(project);
    return true;
}

void sources_changed(struct project *project)
{
    struct fault why;
    list_lend(project->sources);
    if (!view_reload_candidates(project, &why)) {
        log_warn("the candidates are not read again: %s", why.what.key);
    }
}

/* ---- credits ---- */

static struct pack_source credit_of(const struct source_item *item)
{
    const struct source *source = &item->source;
    const struct source_record *record = &item->record;
    return (struct pack_source){
        .kind = "places",
        .file = source->name,
        .attribution = *source->attribution   ? source->attribution
                       : *record->attribution ? record->attribution
                                              : source->name,
        .licence = *source->licence ? source->licence : record->licence,
        .date = record->date,
    };
}

int project_credits(struct project *project, const struct pack_source **out)
{
    struct sources *sources = project->sources;
    const struct pack_source *own;
    int count = area_credits(project, &own);
    if (!sources->credits) {
        sources->credits = memory_take(sizeof *own * (size_t)(count + SOURCES + 1));
        memcpy(sources->credits, own, sizeof *own * (size_t)count);
    }
    for (int i = 0; i < sources->count; i++) {
        if (sources->items[i]->places) {
            sources->credits[count++] = credit_of(sources->items[i]);
        }
    }
    *out = sources->credits;
    return count;
}
