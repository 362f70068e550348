/* SPDX-License-Identifier: EUPL-1.2 */
#include "edit/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/utf8.h"

static cJSON *value_copy(const cJSON *value)
{
    if (!value) {
        return NULL;
    }
    cJSON *copy = cJSON_Duplicate(value, true);
    return copy ? copy : memory_grow(NULL, SIZE_MAX);
}

/* A name that somebody cut short would make the edit unreadable. */
static char *text_sound(const char *text)
{
    char *copy = memory_text(text ? text : "");
    utf8_mend(copy);
    return copy;
}

void edit_init(struct edit *edit, const char *id, int64_t at, const char *role, const char *verb,
               const char *subject)
{
    memset(edit, 0, sizeof *edit);
    snprintf(edit->id, sizeof edit->id, "%s", id);
    edit->at = at;
    edit->role = text_sound(role);
    edit->verb = text_sound(verb);
    edit->subject = text_sound(subject);
}

static void change_clear(struct change *change)
{
    free(change->document);
    free(change->path);
    cJSON_Delete(change->before);
    cJSON_Delete(change->after);
}

void edit_clear(struct edit *edit)
{
    for (size_t i = 0; i < edit->change_count; i++) {
        change_clear(&edit->changes[i]);
    }
    free(edit->changes);
    free(edit->role);
    free(edit->verb);
    free(edit->subject);
    memset(edit, 0, sizeof *edit);
}

/* Goes on from the last change, if it is of the same field. */
static bool change_join(struct edit *edit, const char *document, const char *path,
                        const cJSON *before, cJSON *after)
{
    if (edit->change_count == 0) {
        return false;
    }
    struct change *last = &edit->changes[edit->change_count - 1];
    if (strcmp(last->document, document) != 0 || strcmp(last->path, path) != 0 ||
        !json_equal(last->after, before)) {
        return false;
    }
    cJSON_Delete(last->after);
    last->after = after;
    if (json_equal(last->before, last->after)) {
        change_clear(last);
        edit->change_count--;
    }
    return true;
}

void edit_add(struct edit *edit, const char *document, const char *path, cJSON *before,
              cJSON *after)
{
    if (json_equal(before, after)) {
        cJSON_Delete(before);
        cJSON_Delete(after);
        return;
    }
    if (change_join(edit, document, path, before, after)) {
        cJSON_Delete(before);
        return;
    }
    ARRAY_GROW(edit->changes, edit->change_count, edit->change_room);
    edit->changes[edit->change_count++] =
        (struct change){memory_text(document), memory_text(path), before, after};
}

void edit_reverse(const struct edit *edit, struct edit *out)
{
    edit_init(out, edit->id, edit->at, edit->role, edit->verb, edit->subject);
    for (size_t i = edit->change_count; i-- > 0;) {
        const struct change *change = &edit->changes[i];
        ARRAY_GROW(out->changes, out->change_count, out->change_room);
        out->changes[out->change_count++] =
            (struct change){memory_text(change->document), memory_text(change->path),
                            value_copy(change->after), value_copy(change->before)};
    }
}

bool edit_copy(const struct edit *edit, struct edit *out)
{
    edit_init(out, edit->id, edit->at, edit->role, edit->verb, edit->subject);
    for (size_t i = 0; i < edit->change_count; i++) {
        const struct change *change = &edit->changes[i];
        ARRAY_GROW(out->changes, out->change_count, out->change_room);
        out->changes[out->change_count++] =
            (struct change){memory_text(change->document), memory_text(change->path),
                            value_copy(change->before), value_copy(change->after)};
    }
    return true;
}

static cJSON *document_new(const char *id)
{
    cJSON *body = cJSON_CreateObject();
    if (!body || !cJSON_AddStringToObject(body, "_id", id)) {
        return memory_grow(NULL, SIZE_MAX);
    }
    return body;
}

/* Takes away the values on the way to `path` that are no objects. */
static void way_clear(cJSON *body, const char *path)
{
    char *way = memory_text(path);
    for (char *slash = strchr(way, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        const cJSON *value = json_path_get(body, way);
        if (value && !cJSON_IsObject(value)) {
            json_path_set(body, way, NULL);
        }
        *slash = '/';
    }
    free(way);
}

static void field_set(cJSON *body, const char *path, const cJSON *after)
{
    if (!json_path_set(body, path, value_copy(after))) {
        way_clear(body, path);
        json_path_set(body, path, value_copy(after));
    }
}

static void field_remove(cJSON *body, const char *path)
{
    if (!json_path_get(body, path)) {
        return;
    }
    char *way = memory_text(path), *slash;
    json_path_set(body, way, NULL);
    while ((slash = strrchr(way, '/'))) {
        *slash = '\0';
        const cJSON *above = json_path_get(body, way);
        if (!cJSON_IsObject(above) || above->child) {
            break;
        }
        json_path_set(body, way, NULL);
    }
    free(way);
}

void change_apply(const struct change *change, cJSON **body)
{
    if (!*change->path) {
        cJSON_Delete(*body);
        *body = value_copy(change->after);
        return;
    }
    if (!change->after) {
        field_remove(*body, change->path);
        return;
    }
    if (!cJSON_IsObject(*body)) {
        cJSON_Delete(*body);
        *body = document_new(change->document);
    }
    field_set(*body, change->path, change->after);
}

cJSON *edit_apply(const struct edit *edit, const char *document, const cJSON *body)
{
    cJSON *out = value_copy(body);
    for (size_t i = 0; i < edit->change_count; i++) {
        if (strcmp(edit->changes[i].document, document) == 0) {
            change_apply(&edit->changes[i], &out);
        }
    }
    return out;
}
