/* SPDX-License-Identifier: EUPL-1.2 */
/* Places out of a file that somebody has, without network: a source whose address is "file:NAME".
 */
#include "action/source_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "system/file.h"

bool source_of_file(const char *url)
{
    return !strncmp(url, SOURCE_FILE, strlen(SOURCE_FILE));
}

static bool ends(const char *text, const char *tail)
{
    size_t size = strlen(text), length = strlen(tail);
    return size > length && !strcmp(text + size - length, tail);
}

/* The same name is the same source: what was imported before is replaced. */
static void source_name(const char *path, struct source *source)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    if (!*source->url) {
        snprintf(source->url, sizeof source->url, SOURCE_FILE "%.200s", name);
        for (char *at = source->url; *at; at++) {
            *at = (unsigned char)*at <= ' ' || strchr("?#\\", *at) ? '_' : *at;
        }
        utf8_mend(source->url);
    }
    if (!*source->name) {
        snprintf(source->name, sizeof source->name, "%.150s", name);
        utf8_mend(source->name);
    }
    source->days = 0;
    source->kind = ends(name, ".csv") || ends(name, ".tsv") || ends(name, ".txt") ? SOURCE_CSV
                                                                                  : SOURCE_GEOJSON;
}

static struct source_item *item_of_url(const struct project *project, const char *url)
{
    for (int i = 0; i < project->sources->count; i++) {
        if (!strcmp(project->sources->items[i]->source.url, url)) {
            return project->sources->items[i];
        }
    }
    return NULL;
}

static bool places_keep(struct fetch *fetch, struct fault *why)
{
    char file[SYSTEM_PATH];
    char *text = cJSON_PrintUnformatted(fetch->places);
    bool ok = text && folder_make(fetch->folder, why) &&
              source_path(fetch->folder, fetch->source.id, "places", file) &&
              file_write(file, text, strlen(text), why) &&
              source_path(fetch->folder, fetch->source.id, "state", file) &&
              source_record_write(file, &fetch->record, why);
    free(text);
    return ok;
}

static void item_renew(struct project *project, struct source_item *item, struct fetch *fetch)
{
    source_record_clear(&item->record);
    source_record_copy(&fetch->record, &item->record);
    cJSON_Delete(item->places);
    item->places = fetch->places;
    fetch->places = NULL;
    item->source = fetch->source;
    sources_changed(project);
}

bool source_import(struct project *project, const char *path, bool mediation, struct source *source,
                   struct fault *why)
{
    struct fetch *fetch = memory_take(sizeof *fetch);
    source_name(path, source);
    struct source_item *item = item_of_url(project, source->url);
    bool known = item != NULL;
    if (known) {
        snprintf(source->id, sizeof source->id, "%s", item->source.id);
    }
    bool ok = known || source_add(project, source, why);
    item = ok ? item_of_url(project, source->url) : NULL;
    if (item) {
        fetch->source = *source;
        fetch->mediation = mediation;
        fetch->box = project_box(project);
        fetch->now = clock_now(project->clock);
        fetch->before = item->places;
        snprintf(fetch->folder, sizeof fetch->folder, "%s", project->sources->folder);
        ok = source_read(fetch, path, why);
        fetch->record.state.fetched = fetch->record.state.changed = fetch->now;
        fetch->record.state.size = file_size(path);
        fetch->record.box = fetch->box;
        snprintf(fetch->record.url, sizeof fetch->record.url, "%s", source->url);
        if (ok) {
            source_compare(fetch->before, fetch->places, &fetch->record);
        }
        ok = ok && places_keep(fetch, why);
        if (ok) {
            item_renew(project, item, fetch);
        } else {
            struct fault ignored;
            fault_in(why, path);
            ok = !known && source_remove(project, source->id, &ignored) && false;
        }
    }
    cJSON_Delete(fetch->places);
    source_record_clear(&fetch->record);
    free(fetch);
    return ok;
}
