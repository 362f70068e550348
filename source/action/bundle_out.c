/* SPDX-License-Identifier: EUPL-1.2 */
/* A project leaves. */
#include "action/bundle_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/partner.h"
#include "action/source_list_inner.h"
#include "base/arena.h"
#include "base/json.h"
#include "base/table.h"
#include "store/carry.h"
#include "system/file.h"

static char here[] = "here", elsewhere[] = "elsewhere";

struct bundle_out {
    char file[SYSTEM_PATH], store[SYSTEM_PATH], folder[SYSTEM_PATH], area[SYSTEM_PATH];
    char areas[PROJECT_AREAS][40]; /* other packs, below `folder` */
    int area_count;
    char sources[SOURCES][SOURCE_ID];
    int source_count;
    char project[64], wijk[64], only[64], made[CIVIL_MOMENT_SIZE];
    bool demo;
    enum share_level level;
    struct shape border; /* of `only` */
    struct table marks;  /* of partners, by id: what follows says whether it belongs to `only` */
    struct bundle_watch watch;
};

/* A mark goes where its place goes, wherever that was when it was marked. */
static void marks_keep(struct bundle_out *out, const struct project *project)
{
    struct partner_mark *marks;
    size_t count = partner_marks(project, NULL, &marks);
    for (size_t i = 0; i < count; i++) {
        bool in = shape_has(&out->border, marks[i].point) ||
                  (marks[i].place && place_counts_for(marks[i].place, out->only));
        table_set(&out->marks, marks[i].id, in ? here : elsewhere);
    }
    free(marks);
}

static bool border_keep(struct bundle_out *out, const struct project *project, const char *code,
                        struct fault *why)
{
    struct pack *pack;
    const struct pack_wijk *wijk = area_wijk(project, code, &pack);
    if (!wijk) {
        return fault_set_text(why, FAULT_MISSING, "fault.wijk.unknown", code);
    }
    snprintf(out->area, sizeof out->area, "%s", area_file(project, pack));
    out->area_count = 0;
    snprintf(out->only, sizeof out->only, "%s", code);
    snprintf(out->wijk, sizeof out->wijk, "%s", code);
    if (!shape_copy(wijk->border, &out->border)) {
        return fault_set(why, FAULT_MEMORY, "fault.limit.size");
    }
    marks_keep(out, project);
    return true;
}

bool bundle_fill(struct project *project, const struct bundle_leave *ask, struct bundle_out **out,
                 struct fault *why)
{
    struct project_file file;
    struct bundle_out *made = memory_take(sizeof *made);
    shape_init(&made->border, SHAPE_AREA);
    table_init(&made->marks);
    civil_moment_write(clock_now(project->clock), made->made);
    snprintf(made->project, sizeof made->project, "%s", project->name);
    snprintf(made->area, sizeof made->area, "%s", project->pack_file);
    made->level = ask->level;
    made->watch = ask->watch;
    bool ok = project_finish(project, why) && project_file_read(project->folder, &file, why) &&
              project_path(made->store, project->folder, "store.db", why) &&
              (snprintf(made->file, sizeof made->file, "%s", ask->file) < SYSTEM_PATH ||
               fault_set(why, FAULT_USAGE, "fault.path.long"));
    if (ok) {
        snprintf(made->wijk, sizeof made->wijk, "%s", *file.wijk ? file.wijk : project->wijk.code);
        made->demo = file.demo;
        const struct source *sources;
        made->source_count = project_sources(project, &sources);
        for (int i = 0; i < made->source_count; i++) {
            snprintf(made->sources[i], sizeof made->sources[i], "%s", sources[i].id);
        }
        snprintf(made->folder, sizeof made->folder, "%s", project->folder);
        made->area_count = file.area_count;
        memcpy(made->areas, file.areas, sizeof made->areas);
        ok = !ask->wijk || border_keep(made, project, ask->wijk, why);
    }
    if (!ok) {
        bundle_out_free(made);
        return false;
    }
    *out = made;
    return true;
}

void bundle_out_watch(struct bundle_out *out, struct bundle_watch watch)
{
    out->watch = watch;
}

void bundle_out_free(struct bundle_out *out)
{
    if (out) {
        shape_clear(&out->border);
        table_clear(&out->marks, NULL);
        free(out);
    }
}

/* ---- one wijk ---- */

static bool id_names(const char *id, const char *code)
{
    const char *at = strchr(id, ':');
    size_t size = strlen(code);
    return at && !strncmp(at + 1, code, size) && (at[1 + size] == ':' || !at[1 + size]);
}

static bool place_belongs(const struct bundle_out *out, const cJSON *body)
{
    struct place place;
    struct fault why;
    bool yes = place_parse(body, &place, NULL, &why) &&
               (shape_has(&out->border, place.point) || place_counts_for(&place, out->only));
    place_clear(&place);
    return yes;
}

/* What belongs to the wijk: by its id, by its "wijk", a place by where it lies; a mark by its
 * place. */
static bool belongs(void *data, const char *id, const char *seen, size_t size)
{
    const struct bundle_out *out = data;
    cJSON *body = NULL;
    struct fault why;
    if (!share_type(out->level, id)) {
        return false;
    }
    if (!*out->only) {
        return true;
    }
    if (id_names(id, out->only)) {
        return true;
    }
    bool yes = false;
    if (seen && json_parse(seen, size, JSON_DOCUMENT_CEILING, &body, &why)) {
        const char *mark = table_find(&out->marks, id);
        yes = !strcmp(json_text(body, "wijk", ""), out->only) ||
              (mark ? mark == here : place_belongs(out, body));
    }
    cJSON_Delete(body);
    return yes;
}

static bool told(void *data, const char *id, struct json_slice body, struct buffer *text)
{
    const struct bundle_out *out = data;
    return share_body(out->level, id, body, text);
}

/* ---- the file ---- */

static cJSON *head_make(const struct bundle_out *out, const struct carry_counts *counts)
{
    cJSON *head = cJSON_CreateObject(), *project = cJSON_CreateObject(),
          *count = cJSON_CreateObject();
    cJSON_AddStringToObject(project, "name", out->project);
    cJSON_AddStringToObject(project, "wijk", out->wijk);
    cJSON_AddBoolToObject(project, "demo", out->demo);
    cJSON_AddNumberToObject(count, "documents", (double)counts->documents);
    cJSON_AddNumberToObject(count, "edits", (double)counts->edits);
    cJSON_AddStringToObject(head, "made", out->made);
    cJSON_AddStringToObject(head, "level", share_level_word(out->level));
    cJSON_AddStringToObject(head, "only", out->only);
    cJSON_AddItemToObject(head, "project", project);
    cJSON_AddItemToObject(head, "counts", count);
    return head;
}

struct pieces {
    struct buffer documents, edits;
    struct carry_counts counts;
};

static bool pieces_read(const struct bundle_out *out, struct pieces *pieces, struct fault *why)
{
    bool whole = out->level == SHARE_ARCHIVE;
    struct carry_ask ask = {.wanted = belongs,
                            .body = whole ? NULL : told,
                            .data = (void *)out,
                            .label = share_level_word(out->level)};
    struct store *store;
    if (!store_open_beside(out->store, &store, why)) {
        return false;
    }
    bool ok = carry_write(store, &ask, &pieces->documents,
                          whole && !*out->only ? &pieces->edits : NULL, &pieces->counts, why);
    store_close(store);
    return ok;
}

/* Who brought them here is of this tablet alone. */
static bool list_add(const char *file, struct bundle_writer *writer, struct fault *why)
{
    int count = 0;
    struct source *list = memory_take(sizeof *list * SOURCES);
    bool ok = list_read(file, list, &count, why);
    for (int i = 0; i < count; i++) {
        list[i].brought = false;
    }
    char *text = ok ? list_text(list, count) : NULL;
    ok = ok && bundle_add_text(writer, "sources.json", text, strlen(text), why);
    free(text);
    free(list);
    return ok;
}

/* Where places come from, and those that came: of the whole only, for addresses may hold a key. */
static bool sources_write(const struct bundle_out *out, struct bundle_writer *writer,
                          struct fault *why)
{
    char file[SYSTEM_PATH], part[BUNDLE_NAME];
    if (out->level != SHARE_ARCHIVE || *out->only || !out->source_count) {
        return true;
    }
    bool ok = project_path(file, out->folder, "sources.json", why) && list_add(file, writer, why);
    for (int i = 0; ok && i < out->source_count; i++) {
        snprintf(part, sizeof part, "sources/%s.places", out->sources[i]);
        ok = project_path(file, out->folder, part, why) &&
             (!file_exists(file) || bundle_add_file(writer, part, file, why));
    }
    return ok;
}

static bool areas_write(const struct bundle_out *out, struct bundle_writer *writer,
                        struct fault *why)
{
    bool ok =
        sources_write(out, writer, why) && bundle_add_file(writer, "area.wijkpak", out->area, why);
    for (int i = 0; ok && i < out->area_count; i++) {
        char file[SYSTEM_PATH];
        ok = project_path(file, out->folder, out->areas[i], why) &&
             bundle_add_file(writer, out->areas[i], file, why);
    }
    return ok;
}

/* Of the packs and texts; sources are small. */
static int64_t bytes_to_come(const struct bundle_out *out, const struct pieces *pieces)
{
    int64_t total = (int64_t)(pieces->documents.size + pieces->edits.size) + file_size(out->area);
    for (int i = 0; i < out->area_count; i++) {
        char file[SYSTEM_PATH];
        int64_t size =
            path_join(file, sizeof file, out->folder, out->areas[i]) ? file_size(file) : 0;
        total += size > 0 ? size : 0;
    }
    return total > 0 ? total : 1;
}

static bool pieces_write(const struct bundle_out *out, const struct pieces *pieces,
                         struct bundle_left *left, struct fault *why)
{
    struct bundle_writer *writer;
    if (!bundle_create(out->file, &writer, why)) {
        return false;
    }
    bundle_write_watch(writer, out->watch, bytes_to_come(out, pieces));
    bool ok = areas_write(out, writer, why) &&
              bundle_add_text(writer, "documents.jsonl", buffer_text(&pieces->documents),
                              pieces->documents.size, why) &&
              bundle_add_text(writer, "edits.jsonl", buffer_text(&pieces->edits),
                              pieces->edits.size, why);
    if (!ok) {
        bundle_abandon(writer);
        return false;
    }
    left->documents = pieces->counts.documents;
    left->edits = pieces->counts.edits;
    return bundle_finish(writer, head_make(out, &pieces->counts), &left->bytes, why);
}

bool bundle_write(struct bundle_out *out, struct bundle_left *left, struct fault *why)
{
    struct pieces pieces;
    memset(&pieces, 0, sizeof pieces);
    memset(left, 0, sizeof *left);
    buffer_init(&pieces.documents, CARRY_CEILING);
    buffer_init(&pieces.edits, CARRY_CEILING);
    bool ok = pieces_read(out, &pieces, why) && pieces_write(out, &pieces, left, why);
    buffer_clear(&pieces.documents);
    buffer_clear(&pieces.edits);
    return ok;
}
