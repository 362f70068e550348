/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/json.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json_raw.h"
#include "base/json_scan_inner.h"

bool json_parse(const char *bytes, size_t size, size_t ceiling, cJSON **out, struct fault *why)
{
    *out = NULL;
    if (size > ceiling) {
        fault_set(why, FAULT_LIMIT, "fault.limit.size");
        return fault_detail(why, "%zu bytes, ceiling %zu", size, ceiling);
    }
    if (!json_scan(bytes, size, JSON_DEPTH, JSON_VALUES, false, why)) {
        return false;
    }
    const char *end = NULL;
    *out = cJSON_ParseWithLengthOpts(bytes, size, &end, false);
    if (!*out) {
        fault_set(why, FAULT_MEMORY, "fault.memory");
        return fault_at(why, end ? end - bytes : 0);
    }
    return true;
}

const cJSON *json_member(const cJSON *object, const char *key)
{
    return cJSON_IsObject(object) ? cJSON_GetObjectItemCaseSensitive(object, key) : NULL;
}

const char *json_text(const cJSON *object, const char *key, const char *fallback)
{
    const cJSON *member = json_member(object, key);
    return cJSON_IsString(member) ? member->valuestring : fallback;
}

double json_number(const cJSON *object, const char *key, double fallback)
{
    const cJSON *member = json_member(object, key);
    return cJSON_IsNumber(member) ? member->valuedouble : fallback;
}

bool json_bool(const cJSON *object, const char *key, bool fallback)
{
    const cJSON *member = json_member(object, key);
    return cJSON_IsBool(member) ? cJSON_IsTrue(member) : fallback;
}

/* Copies the first name of `path` (free with free()); *rest is NULL after the last. */
static char *path_step(const char *path, const char **rest)
{
    size_t size = strcspn(path, "/");
    *rest = path[size] ? path + size + 1 : NULL;
    char *name = memory_take(size + 1);
    memcpy(name, path, size);
    return name;
}

const cJSON *json_path_get(const cJSON *root, const char *path)
{
    while (path && root) {
        char *name = path_step(path, &path);
        root = json_member(root, name);
        free(name);
    }
    return root;
}

static void member_remove(cJSON *object, const char *name)
{
    while (json_member(object, name)) {
        cJSON_DeleteItemFromObjectCaseSensitive(object, name);
    }
}

static void member_put(cJSON *object, const char *name, cJSON *value)
{
    bool ok = json_member(object, name)
                  ? cJSON_ReplaceItemInObjectCaseSensitive(object, name, value)
                  : cJSON_AddItemToObject(object, name, value);
    if (!ok) {
        memory_grow(NULL, SIZE_MAX);
    }
}

/* The object under `name`; made when missing and `make` is true, else NULL. */
static cJSON *object_enter(cJSON *object, const char *name, bool make)
{
    cJSON *next = cJSON_GetObjectItemCaseSensitive(object, name);
    return next || !make ? next : cJSON_AddObjectToObject(object, name);
}

static bool path_too_deep(const char *path)
{
    int depth = 1;
    for (; *path; path++) {
        depth += *path == '/';
    }
    return depth > JSON_DEPTH;
}

static bool way_barred(const cJSON *root, const char *path)
{
    while (path && root && cJSON_IsObject(root)) {
        char *name = path_step(path, &path);
        root = json_member(root, name);
        free(name);
    }
    return path && root;
}

bool json_path_set(cJSON *root, const char *path, cJSON *value)
{
    if (!root || path_too_deep(path) || way_barred(root, path)) {
        cJSON_Delete(value);
        return false;
    }
    while (path && root) {
        char *name = path_step(path, &path);
        if (path) {
            root = object_enter(root, name, value != NULL);
        } else if (value) {
            member_put(root, name, value);
        } else {
            member_remove(root, name);
        }
        free(name);
    }
    return true;
}

struct member {
    const cJSON *value;
    size_t rank;
};

static int member_compare(const void *a, const void *b)
{
    const struct member *left = a, *right = b;
    int order = strcmp(left->value->string, right->value->string);
    return order ? order : left->rank < right->rank ? -1 : 1;
}

/* The members by key; of a key that comes twice the first. Free with free(). */
static struct member *members_sorted(const cJSON *object, size_t *count)
{
    struct member *list = NULL;
    size_t size = 0, room = 0, kept = 0;
    for (const cJSON *child = object->child; child; child = child->next) {
        ARRAY_GROW(list, size, room);
        list[size] = (struct member){child, size};
        size++;
    }
    if (size > 1) {
        qsort(list, size, sizeof *list, member_compare);
    }
    for (size_t i = 0; i < size; i++) {
        if (i == 0 || strcmp(list[i].value->string, list[i - 1].value->string) != 0) {
            list[kept++] = list[i];
        }
    }
    *count = kept;
    return list;
}

static bool objects_equal(const cJSON *a, const cJSON *b)
{
    size_t a_count, b_count;
    struct member *a_list = members_sorted(a, &a_count);
    struct member *b_list = members_sorted(b, &b_count);
    bool equal = a_count == b_count;
    for (size_t i = 0; equal && i < a_count; i++) {
        const cJSON *left = a_list[i].value, *right = b_list[i].value;
        equal = strcmp(left->string, right->string) == 0 && json_equal(left, right);
    }
    free(a_list);
    free(b_list);
    return equal;
}

static bool lists_equal(const cJSON *a, const cJSON *b)
{
    const cJSON *left = a->child, *right = b->child;
    while (left && right && json_equal(left, right)) {
        left = left->next;
        right = right->next;
    }
    return !left && !right;
}

bool json_equal(const cJSON *a, const cJSON *b)
{
    if (!a || !b) {
        return a == b;
    }
    if ((a->type & 0xFF) != (b->type & 0xFF)) {
        return false;
    }
    switch (a->type & 0xFF) {
    case cJSON_Number:
        return a->valuedouble == b->valuedouble;
    case cJSON_String:
        return strcmp(a->valuestring, b->valuestring) == 0;
    case cJSON_Array:
        return lists_equal(a, b);
    case cJSON_Object:
        return objects_equal(a, b);
    default:
        return true;
    }
}

/* Whole numbers up to 2^53 as such; others with the fewest digits that read back the same. */
static void number_write(struct buffer *out, double number)
{
    char text[32];
    if (!isfinite(number)) {
        buffer_add_text(out, "null");
        return;
    }
    if (fabs(number) <= 9007199254740992.0 && number == floor(number)) {
        buffer_addf(out, "%lld", (long long)number);
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number) {
            break;
        }
    }
    char *comma = strchr(text, ',');
    if (comma) {
        *comma = '.';
    }
    buffer_add_text(out, text);
}

static void value_write(struct buffer *out, const cJSON *value);

static void list_write(struct buffer *out, const cJSON *list)
{
    buffer_add_byte(out, '[');
    for (const cJSON *child = list->child; child; child = child->next) {
        if (child != list->child) {
            buffer_add_byte(out, ',');
        }
        value_write(out, child);
    }
    buffer_add_byte(out, ']');
}

static void object_write(struct buffer *out, const cJSON *object)
{
    size_t count;
    struct member *members = members_sorted(object, &count);
    buffer_add_byte(out, '{');
    for (size_t i = 0; i < count; i++) {
        if (i) {
            buffer_add_byte(out, ',');
        }
        json_raw_quote(members[i].value->string, out);
        buffer_add_byte(out, ':');
        value_write(out, members[i].value);
    }
    buffer_add_byte(out, '}');
    free(members);
}

static void value_write(struct buffer *out, const cJSON *value)
{
    switch (value ? value->type & 0xFF : cJSON_NULL) {
    case cJSON_True:
        buffer_add_text(out, "true");
        break;
    case cJSON_False:
        buffer_add_text(out, "false");
        break;
    case cJSON_Number:
        number_write(out, value->valuedouble);
        break;
    case cJSON_String:
        json_raw_quote(value->valuestring, out);
        break;
    case cJSON_Array:
        list_write(out, value);
        break;
    case cJSON_Object:
        object_write(out, value);
        break;
    default:
        buffer_add_text(out, "null");
    }
}

char *json_write_canonical(const cJSON *value)
{
    struct buffer out;
    buffer_init(&out, SIZE_MAX);
    value_write(&out, value);
    if (out.full) {
        memory_grow(NULL, SIZE_MAX);
    }
    return buffer_take(&out);
}
