/* SPDX-License-Identifier: EUPL-1.2 */
/* The sources of a bundle join those of a project that is there. */
#include "action/bundle_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/source_list_inner.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/json.h"
#include "system/file.h"

enum { PLACES_CEILING = 256 * 1024 * 1024, NEAR = 500 /* metres */ };

struct joining {
    struct bundle_in *in;
    const char *folder;
    bool keep;
    struct source own[SOURCES], theirs[SOURCES];
    int own_count, their_count;
    struct bundle_news *out;
};

/* ---- places ---- */

static bool places_parse(struct buffer *text, const char *name, cJSON **out, struct fault *why)
{
    bool ok = json_parse(buffer_text(text), text->size, PLACES_CEILING, out, why);
    buffer_clear(text);
    if (ok && !cJSON_IsArray(*out)) {
        cJSON_Delete(*out);
        ok = fault_set_text(why, FAULT_INPUT, "fault.bundle.damaged", name);
    }
    return ok || fault_in(why, name);
}

/* Those of the bundle; *out NULL = none came along. */
static bool their_places(struct joining *joining, const struct source *source, cJSON **out,
                         struct fault *why)
{
    char name[BUNDLE_NAME];
    struct buffer text;
    snprintf(name, sizeof name, "sources/%s.places", source->id);
    *out = NULL;
    return !bundle_part(joining->in->bundle, name) ||
           (bundle_read_text(joining->in->bundle, name, &text, why) &&
            places_parse(&text, name, out, why));
}

static bool places_file(const struct joining *joining, const char *id, char out[SYSTEM_PATH],
                        struct fault *why)
{
    char name[SOURCE_ID + 24];
    snprintf(name, sizeof name, "sources/%s.places", id);
    return project_path(out, joining->folder, name, why);
}

/* What is here cannot be read: theirs takes its place, as the next fetch would. */
static bool own_places(const struct joining *joining, const char *id, cJSON **out,
                       struct fault *why)
{
    char file[SYSTEM_PATH];
    struct buffer text;
    struct fault ignored;
    *out = NULL;
    if (!places_file(joining, id, file, why)) {
        return false;
    }
    if (!file_exists(file) || !file_read(file, PLACES_CEILING, &text, &ignored) ||
        !places_parse(&text, file, out, &ignored)) {
        *out = cJSON_CreateArray();
    }
    return true;
}

static bool places_write(const struct joining *joining, const char *id, const cJSON *places,
                         struct fault *why)
{
    char file[SYSTEM_PATH];
    if (!project_path(file, joining->folder, "sources", why) || !folder_make(file, why) ||
        !places_file(joining, id, file, why)) {
        return false;
    }
    char *text = cJSON_PrintUnformatted(places);
    bool ok = text ? file_write(file, text, strlen(text), why)
                   : fault_set(why, FAULT_MEMORY, "fault.limit.size");
    free(text);
    return ok;
}

static struct point point_of(const cJSON *place)
{
    return (struct point){json_number(place, "lon", 0), json_number(place, "lat", 0)};
}

/* Two lists at one address may count from 1 both: what lies elsewhere is another place, and gets an
 * id of its own, the same each time. */
static void id_part(cJSON *place, char id[128])
{
    cJSON *source = cJSON_GetObjectItemCaseSensitive(place, "source");
    char text[64];
    struct point at = point_of(place);
    snprintf(text, sizeof text, "%.5f|%.5f", at.lon, at.lat);
    snprintf(id, 128, "%.100s-%08x", json_text(place, "_id", ""), (unsigned)hash_text(text));
    cJSON_ReplaceItemInObjectCaseSensitive(place, "_id", cJSON_CreateString(id));
    if (cJSON_IsObject(source)) {
        cJSON_ReplaceItemInObjectCaseSensitive(source, "id", cJSON_CreateString(id));
    }
}

/* Takes from `theirs` what `own` lacks; how many. */
static long places_join(cJSON *own, cJSON *theirs)
{
    struct table known;
    long added = 0;
    cJSON *item, *next;
    table_init(&known);
    cJSON_ArrayForEach(item, own)
    {
        table_set(&known, json_text(item, "_id", ""), item);
    }
    for (item = theirs->child; item; item = next) {
        char id[128];
        const cJSON *here = table_find(&known, json_text(item, "_id", ""));
        next = item->next;
        if (here && point_distance(point_of(here), point_of(item)) > NEAR) {
            id_part(item, id);
            here = table_find(&known, id);
        }
        if (!here && *json_text(item, "_id", "")) {
            cJSON_DetachItemViaPointer(theirs, item);
            cJSON_AddItemToArray(own, item);
            table_set(&known, json_text(item, "_id", ""), item);
            added++;
        }
    }
    table_clear(&known, NULL);
    return added;
}

/* ---- sources ---- */

static const struct source *known_here(const struct joining *joining, const struct source *theirs)
{
    for (int i = 0; i < joining->own_count; i++) {
        const struct source *own = &joining->own[i];
        if (own->kind == theirs->kind && !strcmp(own->url, theirs->url) &&
            !strcmp(own->key, theirs->key)) {
            return own;
        }
    }
    return NULL;
}

static bool id_taken(const struct joining *joining, const char *id)
{
    for (int i = 0; i < joining->own_count; i++) {
        if (!strcmp(joining->own[i].id, id)) {
            return true;
        }
    }
    return false;
}

/* Under its own id, or with a number behind: one more than there can be is free. */
static const struct source *source_bring(struct joining *joining, const struct source *theirs,
                                         struct fault *why)
{
    if (joining->own_count == SOURCES) {
        fault_set(why, FAULT_LIMIT, "sources.fault.many");
        return NULL;
    }
    struct source source = *theirs;
    for (int number = 2; number < SOURCES + 3 && id_taken(joining, source.id); number++) {
        snprintf(source.id, sizeof source.id, "%.32s-%d", theirs->id, number);
    }
    source.brought = true;
    joining->own[joining->own_count] = source;
    joining->out->sources++;
    return &joining->own[joining->own_count++];
}

static bool source_join(struct joining *joining, const struct source *theirs, struct fault *why)
{
    cJSON *places, *own;
    const struct source *here = known_here(joining, theirs);
    here = here ? here : source_bring(joining, theirs, why);
    if (!here || !their_places(joining, theirs, &places, why)) {
        return false;
    }
    if (!places) {
        return true;
    }
    bool ok = own_places(joining, here->id, &own, why);
    long added = ok ? places_join(own, places) : 0;
    joining->out->listed += added;
    ok = ok && (!added || !joining->keep || places_write(joining, here->id, own, why));
    cJSON_Delete(places);
    cJSON_Delete(own);
    return ok;
}

static bool lists_read(struct joining *joining, char file[SYSTEM_PATH], struct fault *why)
{
    struct buffer text;
    if (!project_path(file, joining->folder, "sources.json", why) ||
        !list_read(file, joining->own, &joining->own_count, why) ||
        !bundle_read_text(joining->in->bundle, "sources.json", &text, why)) {
        return false;
    }
    bool ok = list_parse(buffer_text(&text), text.size, "sources.json", joining->theirs,
                         &joining->their_count, why);
    buffer_clear(&text);
    return ok;
}

bool bundle_sources_brought(const char *folder, struct fault *why)
{
    char file[SYSTEM_PATH];
    int count = 0;
    struct source *list = memory_take(sizeof *list * SOURCES);
    bool ok = project_path(file, folder, "sources.json", why) && list_read(file, list, &count, why);
    for (int i = 0; i < count; i++) {
        list[i].brought = true;
    }
    ok = ok && (!count || list_write(file, list, count, why));
    free(list);
    return ok;
}

bool bundle_sources_bring(struct bundle_in *in, const char *folder, bool keep,
                          struct bundle_news *out, struct fault *why)
{
    char file[SYSTEM_PATH];
    if (!bundle_part(in->bundle, "sources.json")) {
        return true;
    }
    struct joining *joining = memory_take(sizeof *joining);
    joining->in = in;
    joining->folder = folder;
    joining->keep = keep;
    joining->out = out;
    bool ok = lists_read(joining, file, why);
    for (int i = 0; ok && i < joining->their_count; i++) {
        ok = source_join(joining, &joining->theirs[i], why);
    }
    ok = ok && (!keep || !out->sources || list_write(file, joining->own, joining->own_count, why));
    free(joining);
    return ok;
}
