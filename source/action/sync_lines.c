/* SPDX-License-Identifier: EUPL-1.2 */
/* What waits, what is asked and what came in, with the names that people know. */
#include <stdio.h>
#include <string.h>

#include "action/sync_inner.h"
#include "base/arena.h"
#include "base/json.h"
#include "logbook/field.h"

void sync_lines_lay(struct project *project, struct lines *lines)
{
    struct sync *sync = sync_of(project);
    sync_handed_free(sync);
    lines_clear(&sync->lines);
    sync->lines = *lines;
    memset(lines, 0, sizeof *lines);
    sync->status.waiting = sync->lines.counts.waiting;
    sync->status.refused = sync->lines.counts.refused;
    sync->status.questions = sync->lines.counts.questions;
    if (sync->lines.contact > sync->status.contact) {
        sync->status.contact = sync->lines.contact;
    }
}

static void lines_want(struct project *project)
{
    struct sync *sync = sync_of(project);
    if (!sync->lines_asked) {
        sync->lines_asked = true;
        save_lines(project);
    }
}

/* Of the place; of another document what it calls itself. A removed one is told by its document
 * still. */
static const char *name_of(const struct project *project, const char *document,
                           const char *fallback)
{
    static const char *const names[] = {"name", "title", "about"};
    const struct place *place = project_place(project, document);
    const char *name = place ? place_name(place, project->language) : "";
    const cJSON *body = place ? NULL : view_document(project, document);
    for (size_t i = 0; body && !*name && i < sizeof names / sizeof *names; i++) {
        name = json_text(body, names[i], "");
    }
    return *name ? name : *fallback ? fallback : document;
}

/* Which reader knows what is typed for a field of it; false = none does. */
static bool record_kind_of(const struct project *project, const char *document,
                           enum record_kind *out)
{
    const char *what = json_text(view_document(project, document), "what", "");
    for (int kind = 0; kind < RECORD_KINDS; kind++) {
        const char *type = record_kind_type((enum record_kind)kind),
                   *said = record_kind_what((enum record_kind)kind);
        size_t size = strlen(type);
        if (!strncmp(document, type, size) && document[size] == ':' &&
            (!said || !strcmp(said, what))) {
            *out = (enum record_kind)kind;
            return true;
        }
    }
    return false;
}

static bool typed_read(const struct project *project, const char *document, const char *path,
                       const char *typed, cJSON **out, struct fault *why)
{
    enum record_kind kind;
    return record_kind_of(project, document, &kind) ? record_field_read(kind, path, typed, out, why)
                                                    : place_field_read(path, typed, out, why);
}

bool sync_typeable(const struct project *project, const char *document, const char *path)
{
    enum record_kind kind;
    return !strncmp(document, "place:", 6) ||
           (record_kind_of(project, document, &kind) && strncmp(path, "commitments/", 12) != 0);
}

size_t sync_outbox(struct project *project, const struct sync_line **out)
{
    struct sync *sync = sync_of(project);
    size_t count = sync->lines.outbox_count;
    lines_want(project);
    if (!sync->outbox) {
        sync->outbox = memory_take(sizeof *sync->outbox * (count + 1));
    }
    for (size_t i = 0; i < count; i++) {
        const struct line_text *line = &sync->lines.outbox[i];
        sync->outbox[i] =
            (struct sync_line){.document = line->document,
                               .name = name_of(project, line->document, line->subject),
                               .verb = line->verb,
                               .reason = line->reason,
                               .state = line->state,
                               .at = line->at};
    }
    *out = sync->outbox;
    return count;
}

bool sync_retry(struct project *project, const char *document, struct fault *why)
{
    (void)why;
    save_verb(project, SAVE_VERB_RETRY, document);
    return true;
}

bool sync_give_up(struct project *project, const char *document, struct fault *why)
{
    struct replica_change change = {(char *)(uintptr_t)document, ARRIVED_CHANGED};
    struct replica_news news = {.changes = &change, .count = 1};
    (void)why;
    save_verb(project, SAVE_VERB_GIVE_UP, document);
    save_reread(project, &news);
    return true;
}

/* ---- questions ---- */

static void question_lay(struct project *project, const struct asked *asked,
                         struct sync_question *out)
{
    *out = (struct sync_question){.document = asked->document,
                                  .name = name_of(project, asked->document, ""),
                                  .path = asked->path,
                                  .value_count = asked->value_count};
    for (int i = 0; i < asked->value_count; i++) {
        out->values[i] = (struct sync_value){.text = asked->values[i].text,
                                             .role = asked->values[i].role,
                                             .at = asked->values[i].at,
                                             .ours = asked->values[i].ours,
                                             .shown = i == 0};
    }
}

size_t sync_questions(struct project *project, const struct sync_question **out)
{
    struct sync *sync = sync_of(project);
    size_t count = sync->lines.asked_count;
    lines_want(project);
    if (!sync->questions) {
        sync->questions = memory_take(sizeof *sync->questions * (count + 1));
    }
    for (size_t i = 0; i < count; i++) {
        question_lay(project, &sync->lines.asked[i], &sync->questions[i]);
    }
    *out = sync->questions;
    return count;
}

static const struct asked *asked_find(const struct sync *sync, const char *document,
                                      const char *path)
{
    for (size_t i = 0; i < sync->lines.asked_count; i++) {
        const struct asked *asked = &sync->lines.asked[i];
        if (!strcmp(asked->document, document) && !strcmp(asked->path, path)) {
            return asked;
        }
    }
    return NULL;
}

bool sync_answer(struct project *project, const char *document, const char *path, int index,
                 const char *typed, struct fault *why)
{
    struct sync *sync = sync_of(project);
    const struct asked *asked = asked_find(sync, document, path);
    cJSON *value = NULL;
    struct edit edit;
    bool still = index < 0 && typed && *path && view_document(project, document);
    if (index < 0 ? !still && !(asked && typed) : !asked || index >= asked->value_count) {
        return fault_set_text(why, FAULT_MISSING, "fault.store.question", document);
    }
    if (index < 0 && !typed_read(project, document, path, typed, &value, why)) {
        return false;
    }
    if (index >= 0 && asked->values[index].value) {
        value = cJSON_Duplicate(asked->values[index].value, true);
    }
    const cJSON *now = view_document(project, document);
    deed_begin(project, &edit, "resolve", name_of(project, document, ""));
    if (*path) {
        const cJSON *before = json_path_get(now, path);
        edit_add(&edit, document, path, before ? cJSON_Duplicate(before, true) : NULL, value);
    } else if (!value) {
        edit_add(&edit, document, "", now ? cJSON_Duplicate(now, true) : NULL, NULL);
    } else {
        cJSON_Delete(value); /* keep it: it stands already */
    }
    return deed_resolve(project, &edit, document, path, why);
}

char *sync_value_now(const struct project *project, const char *document, const char *path)
{
    const cJSON *now = view_document(project, document);
    return now ? lines_value_text(json_path_get(now, path)) : NULL;
}

/* ---- what has changed ---- */

/* A question that was answered since is a change like any other. */
static enum arrived kind_now(const struct sync *sync, const struct news_text *news)
{
    for (size_t i = 0; i < sync->lines.asked_count; i++) {
        if (!strcmp(sync->lines.asked[i].document, news->document)) {
            return ARRIVED_QUESTION;
        }
    }
    return news->kind == ARRIVED_QUESTION ? ARRIVED_CHANGED : news->kind;
}

size_t sync_changes(struct project *project, const struct sync_change **out)
{
    struct sync *sync = sync_of(project);
    size_t count = sync->lines.news_count;
    lines_want(project);
    if (!sync->changes) {
        sync->changes = memory_take(sizeof *sync->changes * (count + 1));
    }
    for (size_t i = 0; i < count; i++) {
        const struct news_text *news = &sync->lines.news[i];
        sync->changes[i] = (struct sync_change){.document = news->document,
                                                .name = name_of(project, news->document, ""),
                                                .kind = (int)kind_now(sync, news),
                                                .fields = news->fields,
                                                .at = news->at};
    }
    *out = sync->changes;
    return count;
}

void sync_changes_seen(struct project *project)
{
    save_verb(project, SAVE_VERB_SEEN, NULL);
}
