/* SPDX-License-Identifier: EUPL-1.2 */
/* Several living leaves: their merge, what a person was asked and has answered. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "store/replica_inner.h"

enum { ANCESTORS = 4 * REVISIONS_MOST };

/* ---- the common ancestor ---- */

struct line { /* a leaf and its ancestors, the leaf first */
    int64_t items[ANCESTORS];
    size_t count;
    bool cut; /* older ancestors are not known */
};

static bool line_read(struct store *store, int64_t seq, struct line *out, struct fault *why)
{
    bool ok = true;
    out->count = 0;
    while (ok && seq && out->count < ANCESTORS) {
        sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION);
        sqlite3_bind_int64(statement, 1, seq);
        out->items[out->count++] = seq;
        seq = 0;
        if (statement_row(store, statement, &ok, why)) {
            const char *id = (const char *)sqlite3_column_text(statement, 0);
            seq = sqlite3_column_int64(statement, 1);
            out->cut = strncmp(id, "1-", 2) != 0;
            sqlite3_reset(statement);
        }
    }
    return ok;
}

static bool line_has(const struct line *line, int64_t seq)
{
    for (size_t i = 0; i < line->count; i++) {
        if (line->items[i] == seq) {
            return true;
        }
    }
    return false;
}

/* Where the first parted from all of the others, 0 = nowhere. */
static int64_t lines_meet(const struct line *first, const struct line *others, size_t count)
{
    for (size_t i = 0; i < first->count; i++) {
        size_t at = 0;
        while (at < count && line_has(&others[at], first->items[i])) {
            at++;
        }
        if (at == count) {
            return first->items[i];
        }
    }
    return 0;
}

static bool body_read(struct store *store, int64_t seq, cJSON **out, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION);
    struct fault cause;
    bool ok = true;
    sqlite3_bind_int64(statement, 1, seq);
    if (statement_row(store, statement, &ok, why)) {
        const char *body = (const char *)sqlite3_column_text(statement, 2);
        if (body && !json_parse(body, strlen(body), JSON_DOCUMENT_CEILING, out, &cause)) {
            *out = NULL;
        }
        sqlite3_reset(statement);
    }
    return ok;
}

/* Does the leaf say what the base said, though its ancestor said otherwise? */
static bool taken_back(const cJSON *base, const cJSON *between, const cJSON *leaf)
{
    const cJSON *member;
    if (!cJSON_IsObject(base) || !cJSON_IsObject(between) || !cJSON_IsObject(leaf)) {
        return json_equal(leaf, base) && !json_equal(between, base);
    }
    bool back = false;
    cJSON_ArrayForEach(member, base)
    {
        back = back || taken_back(member, json_member(between, member->string),
                                  json_member(leaf, member->string));
    }
    cJSON_ArrayForEach(member, between)
    {
        back = back || (!json_member(base, member->string) && !json_member(leaf, member->string));
    }
    return back;
}

/* Two of several leaves parted later than the others, at `meet`. What one of them took back there
 * is news, but looks untouched when seen from the base. */
static bool meet_judge(struct store *store, struct quarrel *quarrel, const struct line *lines,
                       size_t count, int64_t meet, struct fault *why)
{
    cJSON *between = NULL;
    bool ok = body_read(store, meet, &between, why);
    quarrel->blind = quarrel->blind || !between;
    for (size_t i = 0; i < count; i++) {
        bool below = line_has(&lines[i], meet) && !quarrel->leaves.items[i].deleted;
        quarrel->blind =
            quarrel->blind || (below && taken_back(quarrel->base, between, quarrel->bodies[i]));
    }
    cJSON_Delete(between);
    return ok;
}

static bool meets_judge(struct store *store, struct quarrel *quarrel, const struct line *lines,
                        size_t count, int64_t base, struct fault *why)
{
    bool ok = true;
    for (size_t i = 1; i < count; i++) {
        for (size_t at = 0; ok && at < i && !quarrel->blind; at++) {
            int64_t meet = lines_meet(&lines[at], &lines[i], 1);
            ok = meet == base || meet_judge(store, quarrel, lines, count, meet, why);
        }
    }
    return ok;
}

/* The base is where all leaves parted. When that is not kept, an older one would give another's
 * change out as untouched: then there is none, and all that differs is asked. */
static bool base_read(struct store *store, struct quarrel *quarrel, struct fault *why)
{
    size_t count = quarrel->speaking < MERGE_LEAVES ? quarrel->speaking : MERGE_LEAVES;
    struct line *lines = memory_take(sizeof *lines * count);
    bool ok = true, cut = false;
    for (size_t i = 0; ok && i < count; i++) {
        ok = line_read(store, quarrel->leaves.items[i].seq, &lines[i], why);
        cut = cut || lines[i].cut;
    }
    int64_t meet = ok ? lines_meet(&lines[0], lines, count) : 0;
    ok = ok && (!meet || body_read(store, meet, &quarrel->base, why));
    quarrel->blind = !quarrel->base && (cut || meet);
    if (ok && quarrel->base && count > 2) {
        ok = meets_judge(store, quarrel, lines, count, meet, why);
    }
    free(lines);
    return ok;
}

/* ---- answers ---- */

struct answers {
    struct {
        char *path, *leaf;
    } * items;
    size_t count, room;
};

static bool answers_read(struct store *store, const char *document, struct answers *out,
                         struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_ANSWERED_OF);
    bool ok = true;
    memset(out, 0, sizeof *out);
    statement_text(statement, 1, document);
    while (statement_row(store, statement, &ok, why)) {
        ARRAY_GROW(out->items, out->count, out->room);
        out->items[out->count].path = memory_text((const char *)sqlite3_column_text(statement, 0));
        out->items[out->count++].leaf =
            memory_text((const char *)sqlite3_column_text(statement, 1));
    }
    return ok;
}

static void answers_clear(struct answers *answers)
{
    for (size_t i = 0; i < answers->count; i++) {
        free(answers->items[i].path);
        free(answers->items[i].leaf);
    }
    free(answers->items);
}

static bool answered(const struct answers *answers, const char *path, const char *leaf)
{
    for (size_t i = 0; i < answers->count; i++) {
        if (!strcmp(answers->items[i].path, path) && !strcmp(answers->items[i].leaf, leaf)) {
            return true;
        }
    }
    return false;
}

/* Answered when a person judged the versions of all leaves but the winner's. */
static bool collision_answered(const struct quarrel *quarrel, const struct answers *answers,
                               const char *path)
{
    for (size_t i = 1; i < quarrel->speaking && i < MERGE_LEAVES; i++) {
        const struct leaf *leaf = &quarrel->leaves.items[i];
        bool aside = leaf->deleted && *path;
        if (!aside && !answered(answers, path, leaf->id)) {
            return false;
        }
    }
    return true;
}

/* What a person chose stands in the winner, as long as it is the winner they judged: once another
 * leaf has passed it, what it says of the path is no choice. */
static void winner_keep(struct quarrel *quarrel, const struct answers *answers)
{
    for (size_t i = 0; i < answers->count && quarrel->merge.body; i++) {
        const char *path = answers->items[i].path;
        if (*path && quarrel->bodies[0] && collision_answered(quarrel, answers, path)) {
            const cJSON *value = json_path_get(quarrel->bodies[0], path);
            json_path_set(quarrel->merge.body, path, value ? cJSON_Duplicate(value, true) : NULL);
        }
    }
}

static void collisions_open(struct quarrel *quarrel, const struct answers *answers)
{
    struct merge *merge = &quarrel->merge;
    size_t kept = 0;
    for (size_t i = 0; i < merge->collision_count; i++) {
        if (collision_answered(quarrel, answers, merge->collisions[i].path)) {
            free(merge->collisions[i].path);
        } else {
            merge->collisions[kept++] = merge->collisions[i];
        }
    }
    merge->collision_count = kept;
}

/* Those that have a say first, in their order. */
static void leaves_part(struct quarrel *quarrel)
{
    struct leaves *leaves = &quarrel->leaves;
    struct leaf *silent = memory_take(sizeof *silent * leaves->count);
    size_t count = 0;
    for (size_t i = 0; i < leaves->count; i++) {
        if (leaf_silent(&leaves->items[i])) {
            silent[count++] = leaves->items[i];
        } else {
            leaves->items[quarrel->speaking++] = leaves->items[i];
        }
    }
    if (count) {
        memcpy(leaves->items + quarrel->speaking, silent, count * sizeof *silent);
    }
    free(silent);
}

static void leaves_merge(struct quarrel *quarrel)
{
    struct merge_leaf leaves[MERGE_LEAVES];
    size_t count = quarrel->leaves.count < MERGE_LEAVES ? quarrel->leaves.count : MERGE_LEAVES;
    for (size_t i = 0; i < count; i++) {
        const struct leaf *leaf = &quarrel->leaves.items[i];
        leaves[i] = (struct merge_leaf){leaf->id, leaf->deleted, quarrel->bodies[i]};
    }
    if (quarrel->blind) {
        merge_make_blind(leaves, (int)count, &quarrel->merge);
    } else {
        merge_make(quarrel->base, leaves, (int)count, &quarrel->merge);
    }
}

bool quarrel_read(struct store *store, const char *document, struct quarrel *out, struct fault *why)
{
    struct answers answers = {NULL, 0, 0};
    memset(out, 0, sizeof *out);
    if (!leaves_read(store, document, &out->leaves, why) || out->leaves.count == 0) {
        return out->leaves.count == 0;
    }
    leaves_part(out);
    out->bodies = memory_take(sizeof *out->bodies * out->leaves.count);
    for (size_t i = 0; i < out->leaves.count && i < MERGE_LEAVES; i++) {
        const struct leaf *leaf = &out->leaves.items[i];
        struct fault cause;
        if (leaf->body && !json_parse(leaf->body, strlen(leaf->body), JSON_DOCUMENT_CEILING,
                                      &out->bodies[i], &cause)) {
            out->bodies[i] = NULL;
        }
        out->living += !leaf->deleted;
    }
    bool ok = (out->speaking < 2 || base_read(store, out, why)) &&
              answers_read(store, document, &answers, why);
    if (ok) {
        leaves_merge(out);
        winner_keep(out, &answers);
        collisions_open(out, &answers);
        out->merge.same =
            json_equal(out->merge.body, out->leaves.items[0].deleted ? NULL : out->bodies[0]);
    }
    answers_clear(&answers);
    return ok;
}

void quarrel_clear(struct quarrel *quarrel)
{
    for (size_t i = 0; quarrel->bodies && i < quarrel->leaves.count; i++) {
        cJSON_Delete(quarrel->bodies[i]);
    }
    free(quarrel->bodies);
    cJSON_Delete(quarrel->base);
    merge_clear(&quarrel->merge);
    leaves_clear(&quarrel->leaves);
}

/* ---- answering ---- */

static bool answer_add(struct store *store, const char *document, const char *path,
                       const char *leaf, const char *edit, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_ANSWERED_ADD);
    statement_text(statement, 1, document);
    statement_text(statement, 2, path);
    statement_text(statement, 3, leaf);
    statement_text(statement, 4, edit);
    return statement_run(store, statement, why);
}

bool quarrel_answer_path(struct store *store, const char *document, const char *path,
                         const char *edit, struct fault *why)
{
    struct leaves leaves;
    bool ok = leaves_read(store, document, &leaves, why);
    for (size_t i = 1; ok && i < leaves.count; i++) {
        ok = answer_add(store, document, path, leaves.items[i].id, edit, why);
    }
    leaves_clear(&leaves);
    return ok;
}

/* While a question is open, whatever a person writes is meant. */
bool quarrel_answer(struct store *store, const struct edit *edit, struct fault *why)
{
    bool ok = true;
    for (size_t i = 0; ok && i < edit->change_count; i++) {
        const struct change *change = &edit->changes[i];
        if (*change->path) {
            ok = quarrel_answer_path(store, change->document, change->path, edit->id, why);
        }
    }
    return ok;
}

static bool tombstone_back(struct store *store, const char *document, int64_t seq, int64_t parent,
                           struct fault *why)
{
    int64_t children;
    return revision_flag(store, STATEMENT_REVISION_REMOVE, seq, 0, why) &&
           revision_answer(store, STATEMENT_REVISION_CHILDREN, document, parent, &children, why) &&
           (children || revision_flag(store, STATEMENT_REVISION_LEAF, parent, 1, why));
}

bool quarrel_reopen(struct store *store, const char *document, const char *edit, bool *done,
                    struct fault *why)
{
    struct {
        int64_t seq, parent;
    } stones[MERGE_LEAVES];
    size_t count = 0;
    bool ok = true, sent = false;
    sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION_OF_EDIT);
    statement_text(statement, 1, document);
    statement_text(statement, 2, edit);
    while (statement_row(store, statement, &ok, why)) {
        sent = sent || sqlite3_column_int(statement, 2) != REVISION_WAITING;
        if (count < MERGE_LEAVES) {
            stones[count].seq = sqlite3_column_int64(statement, 0);
            stones[count++].parent = sqlite3_column_int64(statement, 1);
        }
    }
    *done = ok && !sent;
    if (!*done) {
        return ok;
    }
    for (size_t i = 0; ok && i < count; i++) {
        ok = tombstone_back(store, document, stones[i].seq, stones[i].parent, why);
    }
    statement = statement_take(store, STATEMENT_ANSWERED_BACK);
    statement_text(statement, 1, document);
    statement_text(statement, 2, edit);
    return ok && statement_run(store, statement, why);
}
