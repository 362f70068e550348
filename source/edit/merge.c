/* SPDX-License-Identifier: EUPL-1.2 */
#include "edit/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"

/* One place in the document, in the base and in each leaf that lives. */
struct spot {
    const cJSON *base;
    const cJSON *values[MERGE_LEAVES];
};

struct merging {
    struct merge *out;
    int leaf[MERGE_LEAVES]; /* index of each living leaf among all leaves */
    int count;
    bool based, blind;
    char path[1024];
};

static cJSON *copy(const cJSON *value)
{
    cJSON *made = value ? cJSON_Duplicate(value, true) : NULL;
    return made || !value ? made : memory_grow(NULL, SIZE_MAX);
}

static bool changed(const struct merging *merging, const struct spot *spot, int leaf)
{
    return merging->based ? !json_equal(spot->base, spot->values[leaf])
                          : merging->blind || spot->values[leaf] != NULL;
}

static void collision_add(struct merging *merging, const struct spot *spot, const char *path,
                          const int *leaves, int count)
{
    struct merge *out = merging->out;
    if (!strncmp(path, "source/", 7) || !strcmp(path, "role")) {
        return; /* nobody typed it: the winner's */
    }
    out->collisions =
        memory_grow(out->collisions, (out->collision_count + 1) * sizeof *out->collisions);
    struct merge_collision *made = &out->collisions[out->collision_count++];
    memset(made, 0, sizeof *made);
    made->path = memory_text(path);
    made->base = spot->base;
    for (int i = 0; i < count; i++) {
        made->values[made->value_count++] =
            (struct merge_value){merging->leaf[leaves[i]], spot->values[leaves[i]]};
    }
}

/* ---- values with an answer of their own ---- */

static const char *text_of(const cJSON *value)
{
    return cJSON_IsString(value) ? value->valuestring : "";
}

static cJSON *newest(const struct merging *merging, const struct spot *spot)
{
    const cJSON *best = NULL;
    for (int i = 0; i < merging->count; i++) {
        if (spot->values[i] && (!best || strcmp(text_of(spot->values[i]), text_of(best)) > 0)) {
            best = spot->values[i];
        }
    }
    return copy(best);
}

/* Goes with the newest "checked" beside it; of several, with one that says something new. */
static cJSON *newest_by(const struct merging *merging, const struct spot *parent,
                        const struct spot *spot)
{
    int best = 0;
    for (int i = 1; i < merging->count; i++) {
        int order = strcmp(text_of(json_member(parent->values[i], "checked")),
                           text_of(json_member(parent->values[best], "checked")));
        if (order > 0 ||
            (order == 0 && changed(merging, spot, i) && !changed(merging, spot, best))) {
            best = i;
        }
    }
    return copy(spot->values[best]);
}

static bool set_has(const cJSON *set, const cJSON *element)
{
    const cJSON *each;
    cJSON_ArrayForEach(each, set)
    {
        if (json_equal(each, element)) {
            return true;
        }
    }
    return false;
}

static int element_compare(const void *a, const void *b)
{
    return strcmp(text_of(*(cJSON *const *)a), text_of(*(cJSON *const *)b));
}

/* What was there and nobody took away, then what somebody added, by name. */
static cJSON *sets_joined(const struct merging *merging, const struct spot *spot)
{
    const cJSON *added[256], *each, *before = merging->based ? spot->base : NULL;
    size_t count = 0;
    cJSON *made = cJSON_CreateArray();
    cJSON_ArrayForEach(each, before)
    {
        bool kept = !set_has(made, each);
        for (int i = 0; i < merging->count; i++) {
            kept = kept && set_has(spot->values[i], each);
        }
        if (kept) {
            cJSON_AddItemToArray(made, copy(each));
        }
    }
    for (int i = 0; i < merging->count; i++) {
        cJSON_ArrayForEach(each, spot->values[i])
        {
            bool known = merging->based && set_has(spot->base, each);
            for (size_t at = 0; at < count && !known; at++) {
                known = json_equal(added[at], each);
            }
            if (!known && count < sizeof added / sizeof *added) {
                added[count++] = each;
            }
        }
    }
    if (count) {
        qsort(added, count, sizeof *added, element_compare);
    }
    for (size_t at = 0; at < count; at++) {
        cJSON_AddItemToArray(made, copy(added[at]));
    }
    if (cJSON_GetArraySize(made) == 0) {
        cJSON_Delete(made);
        return NULL;
    }
    return made;
}

static bool is_set(const char *name, const struct merging *merging, const struct spot *spot)
{
    static const char *const names[] = {"counts_for", "obligations", "groups", "languages",
                                        "features"};
    for (size_t at = 0; at < sizeof names / sizeof *names; at++) {
        bool named = !merging->blind && !strcmp(name, names[at]);
        for (int i = 0; named && i < merging->count; i++) {
            named = !spot->values[i] || cJSON_IsArray(spot->values[i]);
        }
        if (named) {
            return true;
        }
    }
    return false;
}

/* ---- plain values ---- */

static cJSON *value_merged(struct merging *merging, const struct spot *spot)
{
    int different[MERGE_LEAVES], count = 0;
    for (int i = 0; i < merging->count; i++) {
        bool known = !changed(merging, spot, i);
        for (int at = 0; at < count && !known; at++) {
            known = json_equal(spot->values[different[at]], spot->values[i]);
        }
        if (!known) {
            different[count++] = i;
        }
    }
    if (count > 1) {
        collision_add(merging, spot, merging->path, different, count);
    }
    return copy(count ? spot->values[different[0]] : spot->base);
}

/* ---- objects ---- */

static struct spot spot_below(const struct merging *merging, const struct spot *spot,
                              const char *name)
{
    struct spot below = {json_member(spot->base, name), {NULL}};
    for (int i = 0; i < merging->count; i++) {
        below.values[i] = json_member(spot->values[i], name);
    }
    return below;
}

static bool all_objects(const struct merging *merging, const struct spot *spot)
{
    bool any = false;
    for (int i = 0; i < merging->count; i++) {
        if (spot->values[i] && !cJSON_IsObject(spot->values[i])) {
            return false;
        }
        any = any || spot->values[i];
    }
    return any && (!spot->base || cJSON_IsObject(spot->base));
}

static bool differs_beside(const struct merging *merging, const struct spot *spot, int leaf,
                           const char *name)
{
    cJSON *mine = copy(spot->values[leaf]), *before = merging->based ? copy(spot->base) : NULL;
    cJSON_DeleteItemFromObjectCaseSensitive(mine, name);
    cJSON_DeleteItemFromObjectCaseSensitive(before, name);
    bool differs = !json_equal(mine, before);
    cJSON_Delete(mine);
    cJSON_Delete(before);
    return differs;
}

/* Taken away by one, changed by another: keep or remove? */
static bool removal_asked(struct merging *merging, const struct spot *spot,
                          const struct spot *removed)
{
    int gone = -1, kept = -1;
    for (int i = 0; i < merging->count; i++) {
        if (cJSON_IsTrue(removed->values[i]) && !cJSON_IsTrue(removed->base)) {
            gone = gone < 0 ? i : gone;
        } else if (kept < 0 && cJSON_IsObject(spot->values[i]) &&
                   differs_beside(merging, spot, i, "removed")) {
            kept = i;
        }
    }
    if (gone < 0 || kept < 0) {
        return false;
    }
    int leaves[] = {gone < kept ? gone : kept, gone < kept ? kept : gone};
    collision_add(merging, removed, merging->path, leaves, 2);
    return true;
}

static cJSON *spot_merged(struct merging *merging, const struct spot *parent,
                          const struct spot *spot, const char *name);

static cJSON *member_merged(struct merging *merging, const struct spot *spot, const char *name)
{
    struct spot below = spot_below(merging, spot, name);
    size_t size = strlen(merging->path);
    cJSON *made = NULL;
    if (name[0] == '_') {
        return copy(below.values[0]);
    }
    if (size + strlen(name) + 2 > sizeof merging->path || strchr(name, '/')) {
        return copy(below.values[0]); /* no path can name it: the winner's */
    }
    strcat(strcpy(merging->path + size, size ? "/" : ""), name);
    if (!strcmp(name, "removed") && removal_asked(merging, spot, &below)) {
        made = copy(below.values[0]);
    } else {
        made = spot_merged(merging, spot, &below, name);
    }
    merging->path[size] = '\0';
    return made;
}

static void members_merged(struct merging *merging, const struct spot *spot, const cJSON *object,
                           cJSON *seen, cJSON *made)
{
    const cJSON *member;
    cJSON_ArrayForEach(member, object)
    {
        if (cJSON_GetObjectItemCaseSensitive(seen, member->string)) {
            continue;
        }
        cJSON_AddTrueToObject(seen, member->string);
        cJSON *value = member_merged(merging, spot, member->string);
        if (value) {
            cJSON_AddItemToObject(made, member->string, value);
        }
    }
}

static cJSON *object_merged(struct merging *merging, const struct spot *spot)
{
    cJSON *made = cJSON_CreateObject(), *seen = cJSON_CreateObject();
    for (int i = 0; i < merging->count; i++) {
        members_merged(merging, spot, spot->values[i], seen, made);
    }
    members_merged(merging, spot, merging->based ? spot->base : NULL, seen, made);
    cJSON_Delete(seen);
    if (!made->child && merging->path[0]) { /* everything in it was taken away */
        bool empty = cJSON_IsObject(spot->values[0]) && !spot->values[0]->child;
        if (!empty) {
            cJSON_Delete(made);
            return NULL;
        }
    }
    return made;
}

static cJSON *spot_merged(struct merging *merging, const struct spot *parent,
                          const struct spot *spot, const char *name)
{
    if (all_objects(merging, spot)) {
        return object_merged(merging, spot);
    }
    if (!strcmp(name, "checked")) {
        return newest(merging, spot);
    }
    if (!strcmp(name, "checked_by")) {
        return newest_by(merging, parent, spot);
    }
    return is_set(name, merging, spot) ? sets_joined(merging, spot) : value_merged(merging, spot);
}

/* ---- the whole document ---- */

static bool left_behind(const struct merge_leaf *leaf)
{
    return leaf->deleted && cJSON_IsTrue(json_member(leaf->body, "merged"));
}

/* Deleted there, living here: a question when the living one says something new. */
static void deletion_asked(struct merging *merging, const struct spot *spot, int deleted)
{
    bool news = !merging->based;
    for (int i = 0; i < merging->count; i++) {
        news = news || changed(merging, spot, i);
    }
    if (!news) {
        cJSON_Delete(merging->out->body);
        merging->out->body = NULL;
        for (size_t i = 0; i < merging->out->collision_count; i++) {
            free(merging->out->collisions[i].path);
        }
        merging->out->collision_count = 0;
        return;
    }
    int living = 0;
    collision_add(merging, spot, "", &living, 1);
    struct merge_collision *made = &merging->out->collisions[merging->out->collision_count - 1];
    made->values[made->value_count++] = (struct merge_value){deleted, NULL};
}

static void make(const cJSON *base, bool blind, const struct merge_leaf *leaves, int count,
                 struct merge *out)
{
    struct merging merging = {.out = out, .based = base != NULL, .blind = blind};
    struct spot spot = {base, {NULL}};
    int deleted = -1;
    memset(out, 0, sizeof *out);
    for (int i = 0; i < count && i < MERGE_LEAVES; i++) {
        if (leaves[i].deleted) {
            deleted = deleted < 0 && !left_behind(&leaves[i]) ? i : deleted;
        } else {
            spot.values[merging.count] = leaves[i].body;
            merging.leaf[merging.count++] = i;
        }
    }
    if (merging.count == 1) {
        out->body = copy(spot.values[0]);
    } else if (merging.count > 1) {
        out->body =
            all_objects(&merging, &spot) ? object_merged(&merging, &spot) : copy(spot.values[0]);
    }
    if (merging.count && deleted >= 0) {
        deletion_asked(&merging, &spot, deleted);
    }
    const cJSON *first = count && !leaves[0].deleted ? leaves[0].body : NULL;
    out->same = json_equal(out->body, first);
}

void merge_make(const cJSON *base, const struct merge_leaf *leaves, int count, struct merge *out)
{
    make(base, false, leaves, count, out);
}

void merge_make_blind(const struct merge_leaf *leaves, int count, struct merge *out)
{
    make(NULL, true, leaves, count, out);
}

void merge_clear(struct merge *merge)
{
    for (size_t i = 0; i < merge->collision_count; i++) {
        free(merge->collisions[i].path);
    }
    free(merge->collisions);
    cJSON_Delete(merge->body);
    memset(merge, 0, sizeof *merge);
}
