/* SPDX-License-Identifier: EUPL-1.2 */
/* <id>.state: what is known of the last fetches. A broken one is as none: the source is fetched
 * anew. */
#include "action/source_inner.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/utf8.h"
#include "system/file.h"

enum { RECORD_CEILING = 1024 * 1024 };

#define TEXT_TAKE(json, key, out) text_take(json, key, out, sizeof(out))

static void text_take(const cJSON *json, const char *key, char *out, size_t room)
{
    const char *text = json_text(json, key, "");
    snprintf(out, room, "%.*s", (int)utf8_cut(text, strlen(text) < room ? strlen(text) : room - 1),
             text);
}

static int64_t whole_take(const cJSON *json, const char *key)
{
    double number = json_number(json, key, 0);
    return number >= 0 && number < 9e15 ? (int64_t)number : 0;
}

/* ---- the fault ---- */

static cJSON *fault_json(const struct fault *fault)
{
    cJSON *json = cJSON_CreateObject(), *list;
    cJSON_AddNumberToObject(json, "kind", fault->kind);
    cJSON_AddStringToObject(json, "key", fault->what.key);
    cJSON_AddNumberToObject(json, "place", (double)fault->place);
    list = cJSON_AddArrayToObject(json, "with");
    for (int i = 0; i < fault->what.arguments; i++) {
        const struct message_argument *argument = &fault->what.argument[i];
        cJSON_AddItemToArray(list, argument->kind == MESSAGE_COUNT
                                       ? cJSON_CreateNumber((double)argument->as.count)
                                       : cJSON_CreateString(argument->as.text));
    }
    return json;
}

static void fault_take(const cJSON *json, struct fault *out)
{
    const cJSON *item;
    int kind = (int)json_number(json, "kind", 0);
    fault_clear(out);
    if (!cJSON_IsObject(json) || kind <= FAULT_NONE || kind > FAULT_REFUSED) {
        return;
    }
    fault_set(out, (enum fault_kind)kind, json_text(json, "key", "fault.file.read"));
    fault_at(out, (int64_t)json_number(json, "place", -1));
    cJSON_ArrayForEach(item, json_member(json, "with"))
    {
        if (cJSON_IsNumber(item)) {
            message_add_count(&out->what, (int64_t)item->valuedouble);
        } else if (cJSON_IsString(item)) {
            message_add_text(&out->what, item->valuestring);
        }
    }
}

/* ---- what changed ---- */

static const char *const change_words[] = {"new", "gone", "changed"};

cJSON *source_changes_json(const struct source_state *state)
{
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < state->change_count; i++) {
        const struct source_change *change = &state->changes[i];
        cJSON *json = cJSON_CreateObject();
        cJSON_AddStringToObject(json, "what", change_words[change->kind]);
        cJSON_AddStringToObject(json, "id", change->id);
        cJSON_AddStringToObject(json, "name", change->name);
        cJSON_AddNumberToObject(json, "lon", change->point.lon);
        cJSON_AddNumberToObject(json, "lat", change->point.lat);
        cJSON_AddItemToArray(list, json);
    }
    return list;
}

static void changes_take(const cJSON *list, struct source_state *state)
{
    const cJSON *item;
    struct source_change *changes = memory_take(sizeof *changes * SOURCE_CHANGES);
    state->changes = changes;
    cJSON_ArrayForEach(item, list)
    {
        if (state->change_count == SOURCE_CHANGES) {
            return;
        }
        struct source_change *change = &changes[state->change_count++];
        for (int kind = 0; kind < 3; kind++) {
            if (!strcmp(change_words[kind], json_text(item, "what", ""))) {
                change->kind = (enum source_change_kind)kind;
            }
        }
        TEXT_TAKE(item, "id", change->id);
        TEXT_TAKE(item, "name", change->name);
        change->point = (struct point){json_number(item, "lon", 0), json_number(item, "lat", 0)};
    }
}

/* ---- the whole ---- */

static const struct {
    const char *key;
    size_t at;
} counts[] = {{"places", offsetof(struct source_state, places)},
              {"skipped", offsetof(struct source_state, skipped)},
              {"without_place", offsetof(struct source_state, without_place)},
              {"broken", offsetof(struct source_state, broken)},
              {"converted", offsetof(struct source_state, converted)},
              {"new", offsetof(struct source_state, fresh)},
              {"gone", offsetof(struct source_state, gone)},
              {"changed_places", offsetof(struct source_state, altered)}};
enum { COUNTS = sizeof counts / sizeof *counts };

static long *count_of(struct source_state *state, int i)
{
    return (long *)(void *)((char *)state + counts[i].at);
}

static void record_take(const cJSON *json, struct source_record *out)
{
    struct source_state *state = &out->state;
    const cJSON *box = json_member(json, "box");
    state->fetched = whole_take(json, "fetched");
    state->changed = whole_take(json, "changed");
    state->tried = whole_take(json, "tried");
    state->size = whole_take(json, "size");
    for (int i = 0; i < COUNTS; i++) {
        *count_of(state, i) = (long)whole_take(json, counts[i].key);
    }
    fault_take(json_member(json, "fault"), &state->fault);
    changes_take(json_member(json, "changes"), state);
    TEXT_TAKE(json, "etag", out->etag);
    TEXT_TAKE(json, "modified", out->modified);
    TEXT_TAKE(json, "part_etag", out->part_etag);
    TEXT_TAKE(json, "part_modified", out->part_modified);
    TEXT_TAKE(json, "url", out->url);
    TEXT_TAKE(json, "attribution", out->attribution);
    TEXT_TAKE(json, "licence", out->licence);
    TEXT_TAKE(json, "date", out->date);
    out->box = (struct box){json_number(box, "west", 1), json_number(box, "south", 1),
                            json_number(box, "east", 0), json_number(box, "north", 0)};
}

bool source_record_read(const char *file, struct source_record *out, struct fault *why)
{
    struct buffer text;
    cJSON *root = NULL;
    memset(out, 0, sizeof *out);
    fault_clear(&out->state.fault);
    if (!file_exists(file)) {
        return true;
    }
    if (!file_read(file, RECORD_CEILING, &text, why)) {
        return false;
    }
    bool ok = json_parse(buffer_text(&text), text.size, RECORD_CEILING, &root, why);
    buffer_clear(&text);
    if (ok) {
        record_take(root, out);
    }
    cJSON_Delete(root);
    return ok;
}

bool source_record_write(const char *file, const struct source_record *record, struct fault *why)
{
    const struct source_state *state = &record->state;
    cJSON *json = cJSON_CreateObject(), *box;
    cJSON_AddNumberToObject(json, "fetched", (double)state->fetched);
    cJSON_AddNumberToObject(json, "changed", (double)state->changed);
    cJSON_AddNumberToObject(json, "tried", (double)state->tried);
    cJSON_AddNumberToObject(json, "size", (double)state->size);
    for (int i = 0; i < COUNTS; i++) {
        cJSON_AddNumberToObject(json, counts[i].key,
                                (double)*count_of((struct source_state *)state, i));
    }
    if (state->fault.kind != FAULT_NONE) {
        cJSON_AddItemToObject(json, "fault", fault_json(&state->fault));
    }
    cJSON_AddStringToObject(json, "etag", record->etag);
    cJSON_AddStringToObject(json, "modified", record->modified);
    cJSON_AddStringToObject(json, "part_etag", record->part_etag);
    cJSON_AddStringToObject(json, "part_modified", record->part_modified);
    cJSON_AddStringToObject(json, "url", record->url);
    cJSON_AddStringToObject(json, "attribution", record->attribution);
    cJSON_AddStringToObject(json, "licence", record->licence);
    cJSON_AddStringToObject(json, "date", record->date);
    box = cJSON_AddObjectToObject(json, "box");
    cJSON_AddNumberToObject(box, "west", record->box.west);
    cJSON_AddNumberToObject(box, "south", record->box.south);
    cJSON_AddNumberToObject(box, "east", record->box.east);
    cJSON_AddNumberToObject(box, "north", record->box.north);
    cJSON_AddItemToObject(json, "changes", source_changes_json(state));
    char *text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    bool ok = file_write(file, text, strlen(text), why);
    free(text);
    return ok;
}

void source_record_clear(struct source_record *record)
{
    free((void *)(uintptr_t)record->state.changes);
    memset(record, 0, sizeof *record);
}

void source_record_copy(const struct source_record *from, struct source_record *to)
{
    struct source_change *changes = memory_take(sizeof *changes * SOURCE_CHANGES);
    *to = *from;
    if (from->state.change_count) {
        memcpy(changes, from->state.changes, sizeof *changes * from->state.change_count);
    }
    to->state.changes = changes;
}

/* ---- between two fetches ---- */

static void change_add(struct source_record *record, enum source_change_kind kind,
                       const cJSON *place)
{
    struct source_state *state = &record->state;
    long *counted[] = {&state->fresh, &state->gone, &state->altered};
    (*counted[kind])++;
    if (state->change_count == SOURCE_CHANGES) {
        return;
    }
    struct source_change *change =
        (struct source_change *)(uintptr_t)&state->changes[state->change_count++];
    change->kind = kind;
    TEXT_TAKE(place, "_id", change->id);
    TEXT_TAKE(place, "name", change->name);
    change->point = (struct point){json_number(place, "lon", 0), json_number(place, "lat", 0)};
}

/* The date of the data alone is no change. */
static bool place_same(const cJSON *a, const cJSON *b)
{
    cJSON *left = cJSON_Duplicate(a, true), *right = cJSON_Duplicate(b, true);
    json_path_set(left, "source", NULL);
    json_path_set(right, "source", NULL);
    bool same = json_equal(left, right);
    cJSON_Delete(left);
    cJSON_Delete(right);
    return same;
}

void source_compare(const cJSON *before, const cJSON *after, struct source_record *record)
{
    struct table known;
    const cJSON *item;
    struct source_state *state = &record->state;
    free((void *)(uintptr_t)state->changes);
    state->changes = memory_take(sizeof *state->changes * SOURCE_CHANGES);
    state->change_count = 0;
    state->fresh = state->gone = state->altered = 0;
    if (!before) {
        return;
    }
    table_init(&known);
    cJSON_ArrayForEach(item, before)
    {
        table_set(&known, json_text(item, "_id", ""), (void *)(uintptr_t)item);
    }
    cJSON_ArrayForEach(item, after)
    {
        const cJSON *old = table_remove(&known, json_text(item, "_id", ""));
        if (!old || !place_same(old, item)) {
            change_add(record, old ? SOURCE_CHANGED : SOURCE_NEW, item);
        }
    }
    cJSON_ArrayForEach(item, before)
    {
        if (table_remove(&known, json_text(item, "_id", ""))) {
            change_add(record, SOURCE_GONE, item);
        }
    }
    table_clear(&known, NULL);
}
