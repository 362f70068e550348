/* SPDX-License-Identifier: EUPL-1.2 */
/* A bundle arrives: read whole and found sound, before anything is done with it. */
#include "action/bundle_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/json.h"
#include "system/file.h"

enum { ASIDE_SECONDS = 24 * 60 * 60 };

/* ---- where packs are laid aside ---- */

static bool aside_old(void *data, const char *name)
{
    char file[SYSTEM_PATH];
    struct stat stat_of;
    struct fault ignored;
    if (path_join(file, sizeof file, data, name) && stat(file, &stat_of) == 0 &&
        S_ISREG(stat_of.st_mode) && time(NULL) - stat_of.st_mtime > ASIDE_SECONDS) {
        file_remove(file, &ignored);
    }
    return true;
}

static bool aside_file(const char *data_folder, int number, char out[SYSTEM_PATH],
                       struct fault *why)
{
    static unsigned turn;
    char folder[SYSTEM_PATH], name[64];
    if (!project_path(folder, data_folder, "arriving", why) || !folder_make(folder, why)) {
        return false;
    }
    if (number == 0) {
        folder_walk(folder, aside_old, folder, why);
    }
    snprintf(name, sizeof name, "%ld-%u-%d.wijkpak", (long)getpid(), turn++, number);
    return project_path(out, folder, name, why);
}

static bool area_take(struct bundle_in *in, const char *data_folder, const struct bundle_part *part,
                      struct fault *why)
{
    struct bundle_area *area = &in->areas[in->area_count];
    struct pack *pack;
    if (in->area_count == BUNDLE_AREAS) {
        return fault_set_text(why, FAULT_LIMIT, "fault.bundle.large", part->name);
    }
    if (!aside_file(data_folder, in->area_count, area->file, why)) {
        return false;
    }
    snprintf(area->sha256, sizeof area->sha256, "%s", part->sha256);
    in->area_count++;
    if (!bundle_read_file(in->bundle, part->name, area->file, why) ||
        !pack_open(area->file, &pack, why)) {
        return false;
    }
    pack_close(pack);
    return true;
}

static bool areas_take(struct bundle_in *in, const char *data_folder, struct fault *why)
{
    const struct bundle_part *parts, *own = bundle_part(in->bundle, "area.wijkpak");
    int count = bundle_parts(in->bundle, &parts);
    bool ok = !own || area_take(in, data_folder, own, why);
    for (int i = 0; ok && i < count; i++) {
        if (!strncmp(parts[i].name, "areas/", 6)) {
            ok = area_take(in, data_folder, &parts[i], why);
        }
    }
    return ok;
}

/* ---- what it says ---- */

static bool head_text(const cJSON *object, const char *member, size_t most, const char **out)
{
    *out = json_text(object, member, "");
    for (const char *at = *out; *at; at++) {
        if ((unsigned char)*at < ' ') {
            return false;
        }
    }
    return strlen(*out) < most;
}

static long count_said(const cJSON *counts, const char *member)
{
    double number = json_number(counts, member, 0);
    return number >= 0 && number <= 1e9 ? (long)number : 0;
}

static bool said_read(struct bundle_in *in, struct fault *why)
{
    const cJSON *head = bundle_head(in->bundle), *project = json_member(head, "project"),
                *counts = json_member(head, "counts");
    struct bundle_said *said = &in->said;
    bool ok = head_text(project, "name", 64, &said->project) &&
              head_text(project, "wijk", 64, &said->wijk) &&
              head_text(head, "made", CIVIL_MOMENT_SIZE, &said->made) &&
              head_text(head, "only", 64, &said->only) &&
              share_level_parse(json_text(head, "level", ""), &said->level);
    said->demo = json_bool(project, "demo", false);
    said->documents = count_said(counts, "documents");
    said->edits = count_said(counts, "edits");
    said->areas = in->area_count;
    return ok || fault_set_text(why, FAULT_INPUT, "fault.bundle.damaged", "bundle.json");
}

static bool line_sound(void *data, const char *id, struct json_slice seen)
{
    (void)id;
    (void)seen;
    ++*(long *)data;
    return true;
}

static bool texts_take(struct bundle_in *in, struct fault *why)
{
    long lines = 0;
    if (!bundle_read_text(in->bundle, "documents.jsonl", &in->documents, why) ||
        !carry_walk(bundle_slice(&in->documents), line_sound, &lines, why)) {
        return fault_in(why, "documents.jsonl");
    }
    return !bundle_part(in->bundle, "edits.jsonl") ||
           bundle_read_text(in->bundle, "edits.jsonl", &in->edits, why);
}

bool bundle_arrive(const char *data_folder, const char *file, struct bundle_watch watch,
                   struct bundle_in **out, struct fault *why)
{
    struct bundle_in *in = memory_take(sizeof *in);
    buffer_init(&in->documents, 0);
    buffer_init(&in->edits, 0);
    bool ok = bundle_open(file, &in->bundle, why);
    if (ok) {
        bundle_read_watch(in->bundle, watch);
        ok = texts_take(in, why) && areas_take(in, data_folder, why) && said_read(in, why);
        bundle_read_watch(in->bundle, (struct bundle_watch){NULL, NULL});
    }
    if (!ok) {
        bundle_in_free(in);
        return false;
    }
    *out = in;
    return true;
}

const struct bundle_said *bundle_says(const struct bundle_in *in)
{
    return &in->said;
}

void bundle_in_free(struct bundle_in *in)
{
    struct fault ignored;
    if (!in) {
        return;
    }
    for (int i = 0; i < in->area_count; i++) {
        file_remove(in->areas[i].file, &ignored);
    }
    bundle_close(in->bundle);
    buffer_clear(&in->documents);
    buffer_clear(&in->edits);
    free(in);
}

/* ---- into a project that is there ---- */

void bundle_news_clear(struct bundle_news *news)
{
    replica_news_clear(&news->news);
    memset(news, 0, sizeof *news);
}

static void news_count(struct bundle_news *out)
{
    for (size_t i = 0; i < out->news.count; i++) {
        enum arrived kind = out->news.changes[i].kind;
        out->fresh += kind == ARRIVED_NEW;
        out->changed += kind == ARRIVED_CHANGED;
        out->removed += kind == ARRIVED_REMOVED;
    }
    out->questions = out->news.questions;
}

/* ---- packs ---- */

static bool hash_of_file(const char *file, char hex[DIGEST_HEX], struct fault *why)
{
    enum { STEP = 64 * 1024 };
    uint8_t bytes[DIGEST_SIZE];
    FILE *from = fopen(file, "rbe");
    if (!from) {
        fault_set(why, FAULT_STORAGE, "fault.file.read");
        return fault_in(why, file);
    }
    struct digest *digest = digest_new();
    char *step = memory_take(STEP);
    for (size_t got; (got = fread(step, 1, STEP, from)) > 0;) {
        digest_add(digest, step, got);
    }
    bool ok = !ferror(from) || fault_set(why, FAULT_STORAGE, "fault.file.read");
    fclose(from);
    free(step);
    digest_end(digest, bytes);
    digest_hex(bytes, DIGEST_SIZE, hex);
    return ok;
}

static bool area_known(const struct project_file *file, const char *own, const char *sha256)
{
    for (int i = 0; i < file->area_count; i++) {
        if (!strncmp(file->areas[i] + strlen("areas/"), sha256, 16)) {
            return true;
        }
    }
    return !strcmp(own, sha256);
}

/* Beside those that are there; one that the project has already is passed by. */
bool bundle_area_bring(const struct bundle_area *area, const char *folder,
                       struct project_file *file, struct fault *why)
{
    char name[40], path[SYSTEM_PATH], beside[SYSTEM_PATH];
    if (file->area_count == PROJECT_AREAS) {
        return fault_set_text(why, FAULT_LIMIT, "fault.bundle.large", "areas");
    }
    snprintf(name, sizeof name, "areas/%.16s.wijkpak", area->sha256);
    if (!project_path(path, folder, "areas", why) || !folder_make(path, why) ||
        !project_path(path, folder, name, why) || !project_path(beside, folder, "area.part", why) ||
        !file_copy(area->file, beside, why)) {
        return false;
    }
    if (rename(beside, path) != 0) {
        fault_set(why, FAULT_STORAGE, "fault.file.write");
        return fault_in(why, path);
    }
    snprintf(file->areas[file->area_count++], sizeof *file->areas, "%s", name);
    return true;
}

/* Which of its packs are new here; with `keep` they are laid into the project. */
static bool areas_bring(struct bundle_in *in, const struct project_ways *ways, const char *folder,
                        bool keep, struct bundle_news *out, struct fault *why)
{
    struct project_file file;
    char own[DIGEST_HEX], path[SYSTEM_PATH];
    if (!project_file_read(folder, &file, why)) {
        return false;
    }
    bool ok = strcmp(file.pack, "demo:")
                  ? project_path(path, folder, file.pack, why)
                  : (snprintf(path, sizeof path, "%.1000s/demo/molenbeek.wijkpak",
                              ways->assets_folder) > 0);
    ok = ok && hash_of_file(path, own, why);
    for (int i = 0; ok && i < in->area_count; i++) {
        if (!area_known(&file, own, in->areas[i].sha256)) {
            ok = !keep || bundle_area_bring(&in->areas[i], folder, &file, why);
            out->areas++;
        }
    }
    return ok && (!keep || !out->areas || project_file_write(folder, &file, why));
}

bool bundle_merging(void *data, int thousandths)
{
    const struct bundle_watch *watch = data;
    return !watch->keep_on || watch->keep_on(watch->data, thousandths, 1000);
}

static bool all_bring(struct bundle_in *in, const struct project_ways *ways, struct store *store,
                      const char *folder, bool keep, struct bundle_watch watch,
                      struct bundle_news *out, struct fault *why)
{
    struct carry_merge ask = {clock_now(ways->clock), keep, bundle_merging, &watch};
    bool ok = areas_bring(in, ways, folder, keep, out, why) &&
              bundle_sources_bring(in, folder, keep, out, why) &&
              carry_merge(store, bundle_slice(&in->documents), &ask, &out->news, &out->odd, why);
    news_count(out);
    return ok;
}

bool bundle_news_any(const struct bundle_news *news)
{
    return news->news.count || news->news.revisions || news->areas || news->sources || news->listed;
}

/* What it was is laid aside first; when nothing came of it after all, so it stays. */
static bool all_keep(struct bundle_in *in, const struct project_ways *ways, struct store *store,
                     const char *folder, struct bundle_watch watch, struct bundle_news *out,
                     struct fault *why)
{
    bool ok = before_lay_aside(store, folder, watch, why);
    bool came = ok && all_bring(in, ways, store, folder, true, watch, out, why);
    if (came && bundle_news_any(out)) {
        return before_keep(store, folder, in->said.project, clock_now(ways->clock), why);
    }
    before_let_go(folder, ok && !came);
    return came;
}

static bool merge_run(struct bundle_in *in, const struct project_ways *ways, const char *name,
                      bool keep, struct bundle_watch watch, struct bundle_news *out,
                      struct fault *why)
{
    char folder[SYSTEM_PATH], file[SYSTEM_PATH];
    struct store *store;
    if (!project_folder(ways->data_folder, name, folder, why) ||
        !project_path(file, folder, "store.db", why) || !store_open_beside(file, &store, why)) {
        return false;
    }
    bool ok = keep ? all_keep(in, ways, store, folder, watch, out, why)
                   : all_bring(in, ways, store, folder, false, watch, out, why);
    store_close(store);
    return ok;
}

bool bundle_compare(struct bundle_in *in, const struct project_ways *ways, const char *name,
                    struct bundle_watch watch, struct bundle_news *out, struct fault *why)
{
    return merge_run(in, ways, name, false, watch, out, why);
}

bool bundle_take_in(struct bundle_in *in, const struct project_ways *ways, const char *name,
                    struct bundle_watch watch, struct bundle_news *out, struct fault *why)
{
    return merge_run(in, ways, name, true, watch, out, why);
}
