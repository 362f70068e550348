/* SPDX-License-Identifier: EUPL-1.2 */
/* What a project was just before a bundle was merged into it. */
#include "action/bundle_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "system/file.h"

#define ASIDE "before"
#define ASIDE_PART "before.part"
enum { SMALL_MOST = 1024 * 1024 };
static const char *const small[] = {"project.json", "sources.json"};
enum { SMALLS = sizeof small / sizeof *small };

/* ---- files ---- */

/* A file that is not there is not there afterwards. */
static bool file_follow(const char *from, const char *to, const char *name, struct fault *why)
{
    char source[SYSTEM_PATH], target[SYSTEM_PATH];
    if (!project_path(source, from, name, why) || !project_path(target, to, name, why)) {
        return false;
    }
    return file_exists(source) ? file_copy(source, target, why) : file_remove(target, why);
}

struct following {
    char from[SYSTEM_PATH], to[SYSTEM_PATH];
    bool ok;
    struct fault *why;
};

static bool each_follow(void *data, const char *name)
{
    struct following *following = data;
    following->ok =
        name[0] == '.' || file_follow(following->from, following->to, name, following->why);
    return following->ok;
}

static bool folder_follow(const char *from, const char *to, const char *name, struct fault *why)
{
    struct following following = {.ok = true, .why = why};
    if (!project_path(following.from, from, name, why) ||
        !project_path(following.to, to, name, why)) {
        return false;
    }
    return !file_exists(following.from) ||
           (folder_make(following.to, why) &&
            folder_walk(following.from, each_follow, &following, why) && following.ok);
}

static bool small_follow(const char *from, const char *to, struct fault *why)
{
    bool ok = true;
    for (int i = 0; ok && i < SMALLS; i++) {
        ok = file_follow(from, to, small[i], why);
    }
    return ok && folder_follow(from, to, "sources", why);
}

/* ---- laid aside ---- */

static bool laying_aside(void *data)
{
    return bundle_merging(data, 0);
}

bool before_lay_aside(struct store *store, const char *folder, struct bundle_watch watch,
                      struct fault *why)
{
    char part[SYSTEM_PATH], file[SYSTEM_PATH];
    if (!project_path(part, folder, ASIDE_PART, why)) {
        return false;
    }
    bundle_folder_drop(part);
    return folder_make(part, why) && project_path(file, part, "store.db", why) &&
           store_copy(store, file, (struct store_watch){laying_aside, &watch}, why) &&
           small_follow(folder, part, why) &&
           (laying_aside(&watch) || fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled"));
}

void before_let_go(const char *folder, bool back)
{
    char part[SYSTEM_PATH];
    struct fault ignored;
    if (project_path(part, folder, ASIDE_PART, &ignored)) {
        if (back) {
            small_follow(part, folder, &ignored);
        }
        bundle_folder_drop(part);
    }
}

/* Store and list of sources as they are now. */
static bool stamp_of(struct store *store, const char *folder, char out[2 * DIGEST_HEX],
                     struct fault *why)
{
    char file[SYSTEM_PATH], first[DIGEST_HEX], second[DIGEST_HEX] = "";
    uint8_t bytes[DIGEST_SIZE];
    struct buffer text;
    if (!store_stamp(store, first, why) || !project_path(file, folder, "sources.json", why)) {
        return false;
    }
    if (file_exists(file)) {
        if (!file_read(file, SMALL_MOST, &text, why)) {
            return false;
        }
        digest_sha256(buffer_text(&text), text.size, bytes);
        digest_hex(bytes, DIGEST_SIZE, second);
        buffer_clear(&text);
    }
    snprintf(out, 2 * DIGEST_HEX, "%s%s", first, second);
    return true;
}

static bool record_write(struct store *store, const char *folder, const char *part,
                         const char *from, int64_t moment, struct fault *why)
{
    char file[SYSTEM_PATH], stamp[2 * DIGEST_HEX], at[CIVIL_MOMENT_SIZE];
    if (!stamp_of(store, folder, stamp, why) || !project_path(file, part, "before.json", why)) {
        return false;
    }
    civil_moment_write(moment, at);
    cJSON *record = cJSON_CreateObject();
    cJSON_AddStringToObject(record, "from", from);
    cJSON_AddStringToObject(record, "at", at);
    cJSON_AddStringToObject(record, "stamp", stamp);
    char *text = cJSON_Print(record);
    bool ok = file_write(file, text, strlen(text), why);
    free(text);
    cJSON_Delete(record);
    return ok;
}

bool before_keep(struct store *store, const char *folder, const char *from, int64_t moment,
                 struct fault *why)
{
    char part[SYSTEM_PATH], kept[SYSTEM_PATH];
    if (!project_path(part, folder, ASIDE_PART, why) || !project_path(kept, folder, ASIDE, why) ||
        !record_write(store, folder, part, from, moment, why)) {
        return false;
    }
    bundle_folder_drop(kept);
    if (rename(part, kept) == 0) {
        return true;
    }
    fault_set(why, FAULT_STORAGE, "fault.file.write");
    return fault_in(why, kept);
}

/* ---- is there one ---- */

struct aside {
    char folder[SYSTEM_PATH], kept[SYSTEM_PATH], copy[SYSTEM_PATH], live[SYSTEM_PATH];
    struct bundle_before before;
};

static bool none(struct fault *why)
{
    return fault_set(why, FAULT_MISSING, "fault.bundle.before");
}

static bool alone(const struct aside *aside, const char *stamp)
{
    struct store *store;
    struct fault ignored;
    char now[2 * DIGEST_HEX] = "";
    if (!store_open_beside(aside->live, &store, &ignored)) {
        return false;
    }
    bool same = stamp_of(store, aside->folder, now, &ignored) && !strcmp(now, stamp);
    store_close(store);
    return same;
}

static bool aside_find(const struct project_ways *ways, const char *name, struct aside *out,
                       struct fault *why)
{
    char file[SYSTEM_PATH];
    struct buffer text;
    cJSON *record = NULL;
    memset(out, 0, sizeof *out);
    if (!project_folder(ways->data_folder, name, out->folder, why) ||
        !project_path(out->kept, out->folder, ASIDE, why) ||
        !project_path(out->copy, out->kept, "store.db", why) ||
        !project_path(out->live, out->folder, "store.db", why) ||
        !project_path(file, out->kept, "before.json", why)) {
        return false;
    }
    if (!file_exists(file) || !file_exists(out->copy)) {
        return none(why);
    }
    if (!file_read(file, SMALL_MOST, &text, why)) {
        return false;
    }
    bool ok = json_parse(buffer_text(&text), text.size, SMALL_MOST, &record, why);
    buffer_clear(&text);
    if (ok) {
        snprintf(out->before.from, sizeof out->before.from, "%s", json_text(record, "from", ""));
        snprintf(out->before.at, sizeof out->before.at, "%s", json_text(record, "at", ""));
        out->before.alone = alone(out, json_text(record, "stamp", "-"));
    }
    cJSON_Delete(record);
    return ok;
}

bool bundle_before(const struct project_ways *ways, const char *name, struct bundle_before *out)
{
    struct aside aside;
    struct fault ignored;
    bool there = aside_find(ways, name, &aside, &ignored);
    *out = aside.before;
    return there;
}

/* ---- going back ---- */

static bool back_in_place(const struct aside *aside, struct fault *why)
{
    struct store *store;
    if (!store_open_beside(aside->live, &store, why)) {
        return false;
    }
    bool ok = store_take_back(store, aside->copy, why);
    store_close(store);
    ok = ok && small_follow(aside->kept, aside->folder, why);
    if (ok) {
        bundle_folder_drop(aside->kept);
    }
    return ok;
}

/* Row by row into a store of its own: it is another project, and no server knows it. */
static bool store_again(const char *copy, const char *file, struct fault *why)
{
    static const struct carry_ask all;
    struct store *from = NULL, *into = NULL;
    struct buffer documents, edits;
    struct carry_counts counts;
    buffer_init(&documents, CARRY_CEILING);
    buffer_init(&edits, CARRY_CEILING);
    bool ok = store_open(copy, &from, why) &&
              carry_write(from, &all, &documents, &edits, &counts, why) &&
              store_open(file, &into, why) &&
              carry_restore(into, bundle_slice(&documents), bundle_slice(&edits), NULL, why);
    store_close(from);
    store_close(into);
    buffer_clear(&documents);
    buffer_clear(&edits);
    return ok;
}

static bool again_fill(void *data, const char *folder, struct fault *why)
{
    const struct aside *aside = data;
    struct project_file file;
    char store[SYSTEM_PATH];
    if (!small_follow(aside->kept, folder, why) || !project_file_read(folder, &file, why) ||
        !project_path(store, folder, "store.db", why) ||
        (strcmp(file.pack, "demo:") != 0 && !file_follow(aside->folder, folder, file.pack, why))) {
        return false;
    }
    bool ok = !file.area_count || folder_follow(aside->folder, folder, "areas", why);
    return ok && store_again(aside->copy, store, why);
}

bool bundle_back(const struct project_ways *ways, const char *name, char made[64],
                 struct fault *why)
{
    struct aside aside;
    made[0] = '\0';
    if (!aside_find(ways, name, &aside, why)) {
        return false;
    }
    if (aside.before.alone) {
        return back_in_place(&aside, why);
    }
    snprintf(made, 64, "%.58s", name);
    return bundle_beside(ways, made, again_fill, &aside, why);
}
