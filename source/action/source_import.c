/* SPDX-License-Identifier: EUPL-1.2 */
/* Places out of a file that somebody has, without network: a source whose address is "file:NAME".
 */
#include "action/source_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "system/file.h"

enum { NIS = 5 /* figures of a municipality, with which codes of its wijken begin */ };

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

/* Of the municipality where it is read in: two of them may call a list the same, and count from 1
 * both. */
static void key_make(const struct project *project, struct source *source)
{
    const char *code = project->wijk.code;
    char text[SOURCE_URL + 264], town[256] = "";
    if (!code || !source_of_file(source->url)) {
        return;
    }
    if (strspn(code, "0123456789") >= NIS) {
        snprintf(town, sizeof town, "%.*s", NIS, code);
    } else {
        utf8_fold(project->wijk.municipality ? project->wijk.municipality : "", town, sizeof town);
    }
    snprintf(text, sizeof text, "%s|%s", source->url, town);
    snprintf(source->key, sizeof source->key, "%08x", (unsigned)(hash_text(text) & 0xFFFFFFFF));
}

/* The list that this is a newer version of: one of this municipality, else one of that name that
 * was read in here, or before lists had a key. What another brought is another's. */
static const struct source_item *item_before(const struct project *project,
                                             const struct source *source)
{
    const struct source_item *found = NULL;
    for (int i = 0; i < project->sources->count; i++) {
        const struct source_item *item = project->sources->items[i];
        if (strcmp(item->source.url, source->url) != 0) {
            continue;
        }
        if (!strcmp(item->source.key, source->key)) {
            return item;
        }
        if (!found && (!*item->source.key || !item->source.brought)) {
            found = item;
        }
    }
    return found;
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

struct source_job {
    struct fetch fetch;
    char path[SYSTEM_PATH];
    bool known; /* a newer version of one that is there */
};

struct source_job *source_import_begin(struct project *project, const char *path, bool mediation,
                                       struct source *source, struct fault *why)
{
    source_name(path, source);
    key_make(project, source);
    const struct source_item *item = item_before(project, source);
    if (item) {
        snprintf(source->id, sizeof source->id, "%s", item->source.id);
        snprintf(source->key, sizeof source->key, "%s", item->source.key);
    } else if (project->sources->count == SOURCES) {
        fault_set(why, FAULT_LIMIT, "sources.fault.many");
        return NULL;
    }
    struct source_job *job = memory_take(sizeof *job);
    struct fetch *fetch = &job->fetch;
    job->known = item != NULL;
    snprintf(job->path, sizeof job->path, "%s", path);
    snprintf(fetch->folder, sizeof fetch->folder, "%s", project->sources->folder);
    snprintf(fetch->record.url, sizeof fetch->record.url, "%s", source->url);
    fetch->source = *source;
    fetch->mediation = mediation;
    fetch->box = fetch->record.box = project_box(project);
    fetch->now = clock_now(project->clock);
    return job;
}

bool source_import_read(struct source_job *job,
                        bool (*keep_on)(void *data, struct refresh_progress progress), void *data,
                        struct fault *why)
{
    struct fetch *fetch = &job->fetch;
    fetch->keep_on = keep_on;
    fetch->data = data;
    bool ok = source_read(fetch, job->path, why) || fault_in(why, job->path);
    fetch->record.state.fetched = fetch->record.state.changed = fetch->now;
    fetch->record.state.size = file_size(job->path);
    return ok;
}

bool source_import_end(struct project *project, struct source_job *job, struct source *source,
                       struct fault *why)
{
    struct fetch *fetch = &job->fetch;
    struct source_item *item =
        job->known ? source_item_find(project->sources, fetch->source.id) : NULL;
    bool known = item != NULL, ok = known || source_add(project, &fetch->source, why);
    item = ok ? source_item_find(project->sources, fetch->source.id) : NULL;
    if (item) {
        source_compare(item->places, fetch->places, &fetch->record);
        ok = places_keep(fetch, why);
        *source = fetch->source;
    }
    if (item && ok) {
        item_renew(project, item, fetch);
    } else if (item && !known) {
        struct fault ignored;
        source_remove(project, fetch->source.id, &ignored);
    }
    source_import_free(job);
    return ok;
}

void source_import_free(struct source_job *job)
{
    if (job) {
        cJSON_Delete(job->fetch.places);
        source_record_clear(&job->fetch.record);
        free(job);
    }
}

bool source_import(struct project *project, const char *path, bool mediation, struct source *source,
                   struct fault *why)
{
    struct source_job *job = source_import_begin(project, path, mediation, source, why);
    if (job && source_import_read(job, NULL, NULL, why)) {
        return source_import_end(project, job, source, why);
    }
    source_import_free(job);
    return false;
}
