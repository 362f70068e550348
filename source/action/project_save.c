/* SPDX-License-Identifier: EUPL-1.2 */
/* Deeds on their way to the disk: shown at once, written in order on the store's own lane.
 *
 * A refused deed makes the view be read back from the store, which holds the truth; what was typed
 * stays in the fault's sentence and in the log of the lane, never half on disk. */
#include "action/osm_inner.h"
#include "action/source_inner.h"
#include "action/sync_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"

enum save_kind {
    SAVE_EDIT,
    SAVE_UNDO,
    SAVE_REDO,
    SAVE_BATCH_BEGIN,
    SAVE_BATCH_END,
    SAVE_RELOAD,
    SAVE_RESOLVE,
    SAVE_REREAD, /* some documents */
    SAVE_LINES,
    SAVE_VERB
};

struct loaded { /* what a reload reads */
    char **ids;
    cJSON **bodies;
    size_t count, room, body_room;
    bool all; /* every document there is */
    struct edit *history;
    size_t history_count, history_room, standing;
};

struct save {
    struct project *project;
    enum save_kind kind;
    struct edit edit;
    struct loaded loaded; /* SAVE_REREAD: the ids that are asked for, then with bodies */
    struct lines lines;
    char *document, *path; /* SAVE_RESOLVE; SAVE_VERB: its text */
    enum save_verb verb;
    bool ok;
    struct fault why;
};

/* ---- reading back ---- */

static bool loaded_document(void *data, const char *id, const char *body, size_t size)
{
    struct loaded *loaded = data;
    struct fault why;
    cJSON *tree = NULL;
    if (!json_parse(body, size, JSON_FILE_CEILING, &tree, &why)) {
        log_warn("document %s cannot be read: %s", id, why.what.key);
        return true;
    }
    if (loaded->count == loaded->room) {
        loaded->room = loaded->room ? loaded->room * 2 : 64;
        loaded->ids = memory_grow(loaded->ids, loaded->room * sizeof *loaded->ids);
        loaded->bodies = memory_grow(loaded->bodies, loaded->room * sizeof *loaded->bodies);
    }
    loaded->ids[loaded->count] = memory_text(id);
    loaded->bodies[loaded->count++] = tree;
    return true;
}

static bool loaded_edit(void *data, const struct edit *edit, bool undone)
{
    struct loaded *loaded = data;
    ARRAY_GROW(loaded->history, loaded->history_count, loaded->history_room);
    edit_copy(edit, &loaded->history[loaded->history_count++]);
    loaded->standing += undone ? 0 : 1;
    return true;
}

static bool loaded_read(struct store *store, struct loaded *loaded, struct fault *why)
{
    bool ok = store_documents(store, loaded_document, loaded, why) &&
              store_history(store, NULL, PROJECT_HISTORY, loaded_edit, loaded, why);
    for (size_t i = 0; i < loaded->history_count / 2; i++) { /* newest first → oldest first */
        struct edit swap = loaded->history[i];
        loaded->history[i] = loaded->history[loaded->history_count - 1 - i];
        loaded->history[loaded->history_count - 1 - i] = swap;
    }
    return ok;
}

void save_history_free(struct project *project)
{
    for (size_t i = 0; i < project->history_count; i++) {
        edit_clear(&project->history[i]);
    }
    free(project->history);
    project->history = NULL;
    project->history_count = project->history_room = project->standing = 0;
}

static void loaded_lay(struct project *project, struct loaded *loaded)
{
    view_clear_documents(project);
    for (size_t i = 0; i < loaded->count; i++) {
        view_put(project, loaded->ids[i], loaded->bodies[i]);
        free(loaded->ids[i]);
    }
    free(loaded->ids);
    free(loaded->bodies);
    save_history_free(project);
    project->history = loaded->history;
    project->history_count = loaded->history_count;
    project->history_room = loaded->history_room;
    project->standing = loaded->standing;
    memset(loaded, 0, sizeof *loaded);
    osm_lay(project);
    view_refresh(project);
}

bool save_load(struct project *project, struct fault *why)
{
    struct loaded loaded = {0};
    bool ok = loaded_read(project->store, &loaded, why);
    loaded_lay(project, &loaded);
    return ok;
}

static void loaded_free(struct loaded *loaded)
{
    for (size_t i = 0; i < loaded->count; i++) {
        free(loaded->ids[i]);
        cJSON_Delete(loaded->bodies[i]);
    }
    free(loaded->ids);
    free(loaded->bodies);
    memset(loaded, 0, sizeof *loaded);
}

/* The bodies of the ids that are asked for; NULL = gone, or unreadable. */
static bool reread(struct store *store, struct loaded *loaded, struct fault *why)
{
    if (loaded->all) {
        loaded_free(loaded);
        loaded->all = true;
        return store_documents(store, loaded_document, loaded, why);
    }
    for (size_t i = 0; i < loaded->count; i++) {
        struct buffer body;
        struct fault cause;
        bool there = store_document(store, loaded->ids[i], &body, &cause);
        cJSON_Delete(loaded->bodies[i]);
        loaded->bodies[i] = NULL;
        if (there && !json_parse(buffer_text(&body), body.size, JSON_FILE_CEILING,
                                 &loaded->bodies[i], &cause)) {
            log_warn("document %s cannot be read: %s", loaded->ids[i], cause.what.key);
        }
        buffer_clear(&body);
        if (!there && cause.kind != FAULT_MISSING) {
            *why = cause;
            return false;
        }
    }
    return true;
}

static void reread_lay(struct project *project, struct loaded *loaded)
{
    if (loaded->all) {
        view_clear_documents(project);
    }
    for (size_t i = 0; i < loaded->count; i++) {
        view_put(project, loaded->ids[i], loaded->bodies[i]);
        loaded->bodies[i] = NULL;
    }
    osm_lay(project);
    view_refresh(project);
}

static bool verb_run(struct store *store, const struct save *save, int64_t now, struct fault *why)
{
    struct replica_news news = {0};
    bool ok = true;
    switch (save->verb) {
    case SAVE_VERB_RETRY:
        return replica_retry(store, save->document, why);
    case SAVE_VERB_SEEN:
        return replica_arrived_seen(store, why);
    case SAVE_VERB_CHOOSE:
        return replica_choose(store, save->document, why);
    case SAVE_VERB_RIGHTS:
        return replica_rights(store, save->document, why);
    case SAVE_VERB_GIVE_UP:
        ok = replica_give_up(store, save->document, now, &news, why);
        replica_news_clear(&news);
    }
    return ok;
}

/* ---- the lane ---- */

static void save_run(struct work_job *job, void *request)
{
    struct save *save = request;
    struct store *store = save->project->store;
    struct edit done;
    (void)job;
    switch (save->kind) {
    case SAVE_EDIT:
        save->ok = store_edit(store, &save->edit, &save->why);
        break;
    case SAVE_UNDO:
    case SAVE_REDO:
        save->ok = save->kind == SAVE_UNDO ? store_undo(store, &done, &save->why)
                                           : store_redo(store, &done, &save->why);
        if (save->ok) {
            edit_clear(&done);
        }
        break;
    case SAVE_BATCH_BEGIN:
        save->ok = store_batch_begin(store, &save->why);
        break;
    case SAVE_BATCH_END:
        save->ok = store_batch_end(store, &save->why);
        break;
    case SAVE_RELOAD:
        save->ok = loaded_read(store, &save->loaded, &save->why);
        break;
    case SAVE_RESOLVE:
        save->ok = store_resolve(store, &save->edit, save->document, save->path, &save->why);
        break;
    case SAVE_REREAD:
        save->ok = reread(store, &save->loaded, &save->why);
        break;
    case SAVE_LINES:
        save->ok = lines_read(store, &save->lines, &save->why);
        break;
    case SAVE_VERB:
        save->ok = verb_run(store, save, clock_now(save->project->clock), &save->why);
        break;
    }
}

static bool kind_writes(enum save_kind kind)
{
    return kind == SAVE_EDIT || kind == SAVE_UNDO || kind == SAVE_REDO || kind == SAVE_BATCH_END ||
           kind == SAVE_RESOLVE || kind == SAVE_VERB;
}

static void save_done(void *request, bool cancelled);
static void save_send(struct project *project, enum save_kind kind, const struct edit *edit);

static void save_add(struct project *project, struct save *save)
{
    save->project = project;
    project->saving++;
    project->writing += kind_writes(save->kind);
    work_add(project->saver, (struct work_task){save_run, save_done, save});
}

static void save_free(struct save *save)
{
    edit_clear(&save->edit);
    loaded_free(&save->loaded);
    lines_clear(&save->lines);
    free(save->document);
    free(save->path);
    free(save);
}

static void save_refused(struct project *project, const struct fault *why)
{
    project->fault = *why;
    if (!project->reloading) {
        project->reloading = true;
        save_send(project, SAVE_RELOAD, NULL);
    }
}

static void save_lay(struct project *project, struct save *save)
{
    if (save->kind == SAVE_RELOAD) {
        loaded_lay(project, &save->loaded);
    } else if (save->kind == SAVE_REREAD) {
        reread_lay(project, &save->loaded);
    } else if (save->kind == SAVE_LINES) {
        sync_lines_lay(project, &save->lines);
    } else if (kind_writes(save->kind)) {
        sync_deed_saved(project);
    }
}

static void save_done(void *request, bool cancelled)
{
    struct save *save = request;
    struct project *project = save->project;
    project->saving--;
    project->writing -= kind_writes(save->kind);
    project->changed++;
    if (save->kind == SAVE_RELOAD) {
        project->reloading = false;
    }
    if (save->kind == SAVE_REREAD && save->ok && project->saving > 0 && !cancelled) {
        save_add(project, save); /* a deed came after the reading: read again behind it */
        return;
    }
    if (save->ok && !cancelled) {
        save_lay(project, save);
    } else if (kind_writes(save->kind) || save->kind == SAVE_BATCH_BEGIN) {
        save_refused(project, &save->why);
    } else {
        log_warn("the store cannot be read: %s", save->why.what.key);
    }
    save_free(save);
}

static void save_send(struct project *project, enum save_kind kind, const struct edit *edit)
{
    struct save *save = memory_take(sizeof *save);
    save->kind = kind;
    if (edit) {
        edit_copy(edit, &save->edit);
    }
    save_add(project, save);
}

enum { REREAD_MOST = 400 };

void save_reread(struct project *project, const struct replica_news *news)
{
    struct save *save = memory_take(sizeof *save);
    save->kind = SAVE_REREAD;
    save->loaded.all = !news || news->count > REREAD_MOST;
    if (save->loaded.all) {
        save_add(project, save);
        return;
    }
    save->loaded.ids = memory_take(sizeof *save->loaded.ids * (news->count + 1));
    save->loaded.bodies = memory_take(sizeof *save->loaded.bodies * (news->count + 1));
    for (size_t i = 0; i < news->count; i++) {
        save->loaded.ids[save->loaded.count++] = memory_text(news->changes[i].document);
    }
    save_add(project, save);
}

void save_lines(struct project *project)
{
    save_send(project, SAVE_LINES, NULL);
}

void save_verb(struct project *project, enum save_verb verb, const char *text)
{
    struct save *save = memory_take(sizeof *save);
    save->kind = SAVE_VERB;
    save->verb = verb;
    save->document = text ? memory_text(text) : NULL;
    save_add(project, save);
}

/* ---- deeds ---- */

void deed_begin(struct project *project, struct edit *edit, const char *verb, const char *subject)
{
    char id[ULID_SIZE];
    ulid_make(clock_now_ms(project->clock), id);
    edit_init(edit, id, clock_now(project->clock), project->role, verb, subject);
}

static void edit_show(struct project *project, const struct edit *edit)
{
    for (size_t i = 0; i < edit->change_count; i++) {
        const char *document = edit->changes[i].document;
        bool seen = false;
        for (size_t before = 0; before < i && !seen; before++) {
            seen = !strcmp(edit->changes[before].document, document);
        }
        if (!seen) {
            view_put(project, document,
                     edit_apply(edit, document, view_document(project, document)));
        }
    }
    view_refresh(project);
}

static void history_drop(struct project *project, size_t from)
{
    while (project->history_count > from) {
        edit_clear(&project->history[--project->history_count]);
    }
}

static void history_add(struct project *project, struct edit *edit)
{
    history_drop(project, project->standing);
    ARRAY_GROW(project->history, project->history_count, project->history_room);
    project->history[project->history_count++] = *edit;
    project->standing = project->history_count;
}

bool deed_do(struct project *project, struct edit *edit, struct fault *why)
{
    if (edit->change_count == 0) {
        edit_clear(edit);
        return true;
    }
    if (project->reloading) {
        edit_clear(edit);
        return fault_set(why, FAULT_STORAGE, "fault.deed.reloading");
    }
    edit_show(project, edit);
    save_send(project, SAVE_EDIT, edit);
    history_add(project, edit);
    return true;
}

/* The document is read again: taking an answer back may ask again. */
static void resolved_reread(struct project *project, const char *document)
{
    struct replica_change change = {(char *)document, ARRIVED_CHANGED};
    struct replica_news news = {.changes = &change, .count = 1};
    save_reread(project, &news);
}

bool deed_resolve(struct project *project, struct edit *edit, const char *document,
                  const char *path, struct fault *why)
{
    if (project->reloading) {
        edit_clear(edit);
        return fault_set(why, FAULT_STORAGE, "fault.deed.reloading");
    }
    struct save *save = memory_take(sizeof *save);
    save->kind = SAVE_RESOLVE;
    save->document = memory_text(document);
    save->path = memory_text(path);
    edit_copy(edit, &save->edit);
    edit_show(project, edit);
    save_add(project, save);
    history_add(project, edit);
    resolved_reread(project, document);
    return true;
}

void deed_batch_begin(struct project *project)
{
    save_send(project, SAVE_BATCH_BEGIN, NULL);
}

void deed_batch_end(struct project *project)
{
    save_send(project, SAVE_BATCH_END, NULL);
}

bool deed_undo(struct project *project, bool redo, struct fault *why)
{
    if (redo ? project->standing == project->history_count : project->standing == 0) {
        return fault_set(why, FAULT_MISSING, redo ? "fault.redo.none" : "fault.undo.none");
    }
    const struct edit *deed;
    if (redo) {
        deed = &project->history[project->standing++];
        edit_show(project, deed);
    } else {
        struct edit reverse;
        deed = &project->history[--project->standing];
        edit_reverse(deed, &reverse);
        edit_show(project, &reverse);
        edit_clear(&reverse);
    }
    save_send(project, redo ? SAVE_REDO : SAVE_UNDO, NULL);
    if (!strcmp(deed->verb, "resolve") && deed->change_count) {
        resolved_reread(project, deed->changes[0].document);
    }
    return true;
}

static bool history_name(const struct project *project, bool there, size_t index, const char **verb,
                         const char **subject)
{
    if (there && verb) {
        *verb = project->history[index].verb;
    }
    if (there && subject) {
        *subject = project->history[index].subject;
    }
    return there;
}

bool project_can_undo(const struct project *project, const char **verb, const char **subject)
{
    return history_name(project, project->standing > 0, project->standing - 1, verb, subject);
}

bool project_can_redo(const struct project *project, const char **verb, const char **subject)
{
    return history_name(project, project->standing < project->history_count, project->standing,
                        verb, subject);
}

/* ---- what others see of it ---- */

int project_saving(const struct project *project)
{
    return project->writing;
}

const struct fault *project_fault(const struct project *project)
{
    return project->fault.kind == FAULT_NONE ? NULL : &project->fault;
}

void project_fault_seen(struct project *project)
{
    fault_clear(&project->fault);
}

int project_settle(struct project *project)
{
    int ended = work_settle(project->saver) + work_settle(project->workers) + sync_settle(project) +
                sources_settle(project) + project->changed;
    project->changed = 0;
    return ended;
}

bool project_finish(struct project *project, struct fault *why)
{
    do {
        work_finish(project->saver);
    } while (project->saving > 0);
    if (project->fault.kind == FAULT_NONE) {
        return true;
    }
    *why = project->fault;
    fault_clear(&project->fault);
    return false;
}
