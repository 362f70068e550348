/* SPDX-License-Identifier: EUPL-1.2 */
/* Collisions that a person decides. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "store/deed_inner.h"
#include "store/replica_inner.h"

static const char resolve[] = "resolve";

/* ---- asking ---- */

static bool leaf_role(struct store *store, const struct leaf *leaf, const cJSON *body, char *out,
                      size_t room, int64_t *at, struct fault *why)
{
    snprintf(out, room, "%s", json_text(body, "checked_by", ""));
    *at = leaf->at;
    if (!*leaf->edit) {
        return true;
    }
    sqlite3_stmt *statement = statement_take(store, STATEMENT_EDIT_BY_ID);
    struct edit edit;
    struct fault cause;
    bool ok = true;
    statement_text(statement, 1, leaf->edit);
    if (statement_row(store, statement, &ok, why)) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        if (text && edit_parse(text, strlen(text), &edit, &cause)) {
            snprintf(out, room, "%s", edit.role);
            *at = edit.at;
            edit_clear(&edit);
        }
        sqlite3_reset(statement);
    }
    return ok;
}

static bool question_say(struct store *store, const char *document,
                         bool (*each)(void *data, const struct question *question), void *data,
                         bool *on, struct fault *why)
{
    enum { ROLE = 128 };
    struct quarrel quarrel;
    char texts[MERGE_LEAVES][ROLE];
    const char *roles[MERGE_LEAVES];
    int64_t moments[MERGE_LEAVES];
    bool ours[MERGE_LEAVES];
    bool ok = quarrel_read(store, document, &quarrel, why);
    size_t count = quarrel.leaves.count < MERGE_LEAVES ? quarrel.leaves.count : MERGE_LEAVES;
    for (size_t i = 0; ok && i < count; i++) {
        ok = leaf_role(store, &quarrel.leaves.items[i], quarrel.bodies[i], texts[i], ROLE,
                       &moments[i], why);
        roles[i] = texts[i];
        ours[i] = *quarrel.leaves.items[i].edit != '\0';
    }
    if (ok && quarrel.merge.collision_count) {
        struct question question = {document, &quarrel.merge, roles, moments, ours, (int)count};
        *on = each(data, &question);
    }
    quarrel_clear(&quarrel);
    return ok;
}

bool replica_questions(struct store *store, const char *document,
                       bool (*each)(void *data, const struct question *question), void *data,
                       struct fault *why)
{
    char **ids = NULL;
    size_t count = 0, room = 0;
    bool ok = true, on = true;
    sqlite3_stmt *statement = statement_take(store, STATEMENT_QUESTIONS);
    while (statement_row(store, statement, &ok, why)) {
        const char *id = (const char *)sqlite3_column_text(statement, 0);
        if (!document || !strcmp(document, id)) {
            ARRAY_GROW(ids, count, room);
            ids[count++] = memory_text(id);
        }
    }
    for (size_t i = 0; i < count; i++) {
        ok = ok && (!on || question_say(store, ids[i], each, data, &on, why));
        free(ids[i]);
    }
    free(ids);
    return ok;
}

/* ---- answering ---- */

static bool part_add(struct store *store, const char *document, int64_t seq, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_PART_ADD);
    statement_text(statement, 1, document);
    sqlite3_bind_int64(statement, 2, seq);
    return statement_run(store, statement, why);
}

/* Of three versions it may be another than the winner that shows its value: then the winner takes
 * it. */
static bool winner_take(struct store *store, const struct edit *edit, const char *document,
                        const char *path, struct fault *why)
{
    struct quarrel quarrel;
    struct buffer shown;
    buffer_init(&shown, 1);
    bool ok = quarrel_read(store, document, &quarrel, why);
    if (ok && *path && quarrel.merge.body && quarrel.bodies[0] &&
        !json_equal(json_path_get(quarrel.merge.body, path),
                    json_path_get(quarrel.bodies[0], path))) {
        ok = store_document(store, document, &shown, why) &&
             tree_grow(store, document, buffer_text(&shown), edit->id, edit->at, why);
    }
    quarrel_clear(&quarrel);
    buffer_clear(&shown);
    return ok;
}

/* An answer that leaves the document as it shows is kept in the history all the same. */
static bool answer_keep(struct store *store, const struct edit *edit, const char *document,
                        const char *path, const char *text, struct fault *why)
{
    if (edit->change_count) {
        return edit_save(store, edit, text, why);
    }
    return winner_take(store, edit, document, path, why) &&
           statement_run(store, statement_take(store, STATEMENT_EDIT_PASS_BY), why) &&
           edit_insert(store, edit, text, why) &&
           part_add(store, document, sqlite3_last_insert_rowid(store->db), why);
}

static bool answer_open(struct store *store, const struct edit *edit, const char *document,
                        const char *path, const char *text, struct fault *why)
{
    return answer_keep(store, edit, document, path, text, why) &&
           quarrel_answer_path(store, document, path, edit->id, why) &&
           page_show(store, document, edit, why);
}

/* Nobody asks any more; the value that a person gave is a deed like any other. */
static bool answer_late(struct store *store, const struct edit *edit, const char *document,
                        const char *path, const char *text, struct fault *why)
{
    struct buffer shown;
    struct fault cause;
    bool there = store_document(store, document, &shown, &cause);
    buffer_clear(&shown);
    if (!there && cause.kind != FAULT_MISSING) {
        *why = cause;
        return false;
    }
    return there && *path && edit->change_count
               ? edit_save(store, edit, text, why)
               : fault_set_text(why, FAULT_MISSING, "fault.store.question", document);
}

bool store_resolve(struct store *store, const struct edit *edit, const char *document,
                   const char *path, struct fault *why)
{
    int64_t open;
    if (!store_begin(store, why)) {
        return false;
    }
    char *text = edit_write(edit);
    bool ok = revision_answer(store, STATEMENT_QUESTION_OPEN, document, 0, &open, why) &&
              (open ? answer_open : answer_late)(store, edit, document, path, text, why);
    free(text);
    return store_end(store, ok, why);
}

static bool parts_of(struct store *store, const struct edit *edit, char ***out, size_t *count,
                     struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_PARTS_OF);
    size_t room = 0;
    bool ok = true;
    *out = NULL;
    *count = 0;
    statement_text(statement, 1, edit->id);
    while (statement_row(store, statement, &ok, why)) {
        ARRAY_GROW(*out, *count, room);
        (*out)[(*count)++] = memory_text((const char *)sqlite3_column_text(statement, 0));
    }
    return ok;
}

static bool parts_each(struct store *store, const struct edit *edit,
                       bool (*each)(struct store *store, const char *document,
                                    const struct edit *edit, struct fault *why),
                       struct fault *why)
{
    char **ids;
    size_t count;
    bool ok = strcmp(edit->verb, resolve) != 0;
    if (ok) {
        return true;
    }
    ok = parts_of(store, edit, &ids, &count, why);
    for (size_t i = 0; i < count; i++) {
        ok = ok && each(store, ids[i], edit, why);
        free(ids[i]);
    }
    free(ids);
    return ok;
}

static bool reopen(struct store *store, const char *document, const struct edit *edit,
                   struct fault *why)
{
    bool done;
    return quarrel_reopen(store, document, edit->id, &done, why);
}

bool questions_back(struct store *store, const struct edit *edit, struct fault *why)
{
    return parts_each(store, edit, reopen, why);
}

bool questions_show(struct store *store, const struct edit *edit, struct fault *why)
{
    return parts_each(store, edit, page_show, why);
}
