/* SPDX-License-Identifier: EUPL-1.2 */
/* Deeds on their way to the disk: shown at once, written in order on the store's own lane.
 *
 * A refused deed makes the view be read back from the store, which holds the truth; what was typed
 * stays in the fault's sentence and in the log of the lane, never half on disk. */
#include "action/project_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"

enum save_kind { SAVE_EDIT, SAVE_UNDO, SAVE_REDO, SAVE_BATCH_BEGIN, SAVE_BATCH_END, SAVE_RELOAD };

struct loaded { /* what a reload reads */
    char **ids;
    cJSON **bodies;
    size_t count, room, body_room;
    struct edit *history;
    size_t history_count, history_room, standing;
};

struct save {
    struct project *project;
    enum save_kind kind;
    struct edit edit;
    struct loaded loaded;
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
    view_refresh(project);
}

bool save_load(struct project *project, struct fault *why)
{
    struct loaded loaded = {0};
    bool ok = loaded_read(project->store, &loaded, why);
    loaded_lay(project, &loaded);
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
    }
}

static void save_send(struct project *project, enum save_kind kind, const struct edit *edit);

static void save_done(void *request, bool cancelled)
{
    struct save *save = request;
    struct project *project = save->project;
    project->saving--;
    project->changed++;
    if (save->kind == SAVE_RELOAD) {
        project->reloading = false;
        if (save->ok) {
            loaded_lay(project, &save->loaded);
        }
    } else if (!save->ok || cancelled) {
        project->fault = save->why;
        if (!project->reloading) {
            project->reloading = true;
            save_send(project, SAVE_RELOAD, NULL);
        }
    }
    edit_clear(&save->edit);
    free(save);
}

static void save_send(struct project *project, enum save_kind kind, const struct edit *edit)
{
    struct save *save = memory_take(sizeof *save);
    save->project = project;
    save->kind = kind;
    if (edit) {
        edit_copy(edit, &save->edit);
    }
    project->saving++;
    work_add(project->saver, (struct work_task){save_run, save_done, save});
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
    history_drop(project, project->standing);
    ARRAY_GROW(project->history, project->history_count, project->history_room);
    project->history[project->history_count++] = *edit;
    project->standing = project->history_count;
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
    if (redo) {
        edit_show(project, &project->history[project->standing++]);
    } else {
        struct edit reverse;
        edit_reverse(&project->history[--project->standing], &reverse);
        edit_show(project, &reverse);
        edit_clear(&reverse);
    }
    save_send(project, redo ? SAVE_REDO : SAVE_UNDO, NULL);
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
    return project->saving;
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
    int ended = work_settle(project->saver) + work_settle(project->workers) + project->changed;
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
