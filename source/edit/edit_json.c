/* SPDX-License-Identifier: EUPL-1.2 */
#include "edit/edit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"

static void text_put(cJSON *object, const char *key, const char *text)
{
    if (!cJSON_AddStringToObject(object, key, text)) {
        memory_grow(NULL, SIZE_MAX);
    }
}

/* Lends `value` to `object` without copying it. */
static void value_lend(cJSON *object, const char *key, cJSON *value)
{
    if (value && !cJSON_AddItemReferenceToObject(object, key, value)) {
        memory_grow(NULL, SIZE_MAX);
    }
}

char *edit_write(const struct edit *edit)
{
    cJSON *root = cJSON_CreateObject();
    if (!root) {
        memory_grow(NULL, SIZE_MAX);
    }
    text_put(root, "id", edit->id);
    cJSON_AddNumberToObject(root, "at", (double)edit->at);
    text_put(root, "role", edit->role);
    text_put(root, "verb", edit->verb);
    text_put(root, "subject", edit->subject);
    cJSON *changes = cJSON_AddArrayToObject(root, "changes");
    for (size_t i = 0; i < edit->change_count; i++) {
        cJSON *change = cJSON_CreateObject();
        if (!change || !cJSON_AddItemToArray(changes, change)) {
            memory_grow(NULL, SIZE_MAX);
        }
        text_put(change, "d", edit->changes[i].document);
        text_put(change, "p", edit->changes[i].path);
        value_lend(change, "b", edit->changes[i].before);
        value_lend(change, "a", edit->changes[i].after);
    }
    char *text = json_write_canonical(root);
    cJSON_Delete(root);
    return text;
}

static bool wrong(struct fault *why, const char *member)
{
    return fault_set_text(why, FAULT_INPUT, "fault.edit.member", member);
}

/* The text under `key`, at most `ceiling` bytes; NULL when it is something else. */
static const char *text_get(const cJSON *object, const char *key, size_t ceiling)
{
    const char *text = json_text(object, key, NULL);
    return text && strlen(text) <= ceiling ? text : NULL;
}

static bool path_valid(const char *path)
{
    int depth = 1;
    for (const char *at = path; *at; at++) {
        depth += *at == '/';
    }
    return depth <= JSON_DEPTH;
}

static bool changes_read(cJSON *changes, struct edit *out, struct fault *why)
{
    for (cJSON *item = changes->child; item; item = item->next) {
        const char *document = text_get(item, "d", EDIT_TEXT),
                   *path = text_get(item, "p", EDIT_PATH);
        if (!document || !*document || !path || !path_valid(path)) {
            fault_set_text(why, FAULT_INPUT, "fault.edit.member", document ? "p" : "d");
            return fault_at(why, (int64_t)out->change_count);
        }
        cJSON *before = cJSON_DetachItemFromObjectCaseSensitive(item, "b");
        cJSON *after = cJSON_DetachItemFromObjectCaseSensitive(item, "a");
        ARRAY_GROW(out->changes, out->change_count, out->change_room);
        out->changes[out->change_count++] =
            (struct change){memory_text(document), memory_text(path), before, after};
    }
    return true;
}

static bool head_read(const cJSON *root, struct edit *out, struct fault *why)
{
    static const char *const names[] = {"role", "verb", "subject"};
    const char *id = json_text(root, "id", ""), *text[3];
    double at = json_number(root, "at", NAN);
    if (!ulid_valid(id)) {
        return wrong(why, "id");
    }
    if (!(fabs(at) <= 253402300799.0) || at != floor(at)) {
        return wrong(why, "at");
    }
    for (int i = 0; i < 3; i++) {
        text[i] = text_get(root, names[i], EDIT_PATH);
        if (!text[i]) {
            return wrong(why, names[i]);
        }
    }
    edit_init(out, id, (int64_t)at, text[0], text[1], text[2]);
    return true;
}

bool edit_parse(const char *text, size_t size, struct edit *out, struct fault *why)
{
    cJSON *root;
    struct edit edit;
    if (!json_parse(text, size, EDIT_CEILING, &root, why)) {
        return false;
    }
    memset(&edit, 0, sizeof edit);
    cJSON *changes = cJSON_GetObjectItemCaseSensitive(root, "changes");
    bool ok = cJSON_IsArray(changes) ? head_read(root, &edit, why) : wrong(why, "changes");
    ok = ok && changes_read(changes, &edit, why);
    cJSON_Delete(root);
    if (ok) {
        *out = edit;
    } else {
        edit_clear(&edit);
    }
    return ok;
}
