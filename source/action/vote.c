/* SPDX-License-Identifier: EUPL-1.2 */
/* Groups judge, one after another. */
#include "action/vote.h"

#include <stdio.h>
#include <string.h>

#include "action/project_inner.h"
#include "base/json.h"

enum { VOTE_ID = 128, REASON = 600 };

static bool session_of(struct project *project, const char *session, struct vote_session *out,
                       struct fault *why)
{
    return vote_session_find(project_logbook(project), session, out) ||
           fault_set_text(why, FAULT_MISSING, "vote.fault.unknown", session);
}

static bool asked_about(const struct vote_session *session, const char *criterion)
{
    for (int i = 0; i < session->criterion_count; i++) {
        if (!strcmp(session->criteria[i], criterion)) {
            return true;
        }
    }
    return false;
}

static void group_id(const struct project *project, const char *session, int group,
                     char out[VOTE_ID])
{
    snprintf(out, VOTE_ID, "vote:%s:%.30s:%d", project->wijk.code ? project->wijk.code : "",
             session, group);
}

/* ---- a session ---- */

static void group_add(struct project *project, struct edit *edit, const char *session, int group,
                      cJSON *criteria, struct civil_date date)
{
    char id[VOTE_ID];
    cJSON *body = cJSON_CreateObject();
    group_id(project, session, group, id);
    cJSON_AddStringToObject(body, "_id", id);
    cJSON_AddStringToObject(body, "type", "vote");
    cJSON_AddStringToObject(body, "wijk", project->wijk.code ? project->wijk.code : "");
    cJSON_AddStringToObject(body, "session", session);
    cJSON_AddNumberToObject(body, "group", group);
    verb_set_date(body, "date", date);
    cJSON_AddItemToObject(body, "criteria", criteria);
    edit_add(edit, id, "", NULL, body);
}

static bool criteria_read(const struct project *project, const char *const *criteria, int count,
                          cJSON **out, struct fault *why)
{
    const struct framework *framework = project->framework;
    bool chosen[FRAMEWORK_CRITERIA] = {false};
    for (int i = 0; i < count && criteria; i++) {
        int index = framework_find(framework, criteria[i]);
        if (index < 0) {
            return fault_set_text(why, FAULT_MISSING, "fault.criterion.unknown", criteria[i]);
        }
        chosen[index] = true;
    }
    *out = cJSON_CreateArray();
    for (int i = 0; i < framework->criterion_count; i++) {
        if (!criteria || chosen[i]) {
            cJSON_AddItemToArray(*out, cJSON_CreateString(framework->criteria[i].id));
        }
    }
    if (!cJSON_GetArraySize(*out)) {
        cJSON_Delete(*out);
        return fault_set(why, FAULT_INPUT, "vote.fault.criteria");
    }
    return true;
}

bool vote_start(struct project *project, int groups, const char *const *criteria, int count,
                char session[ULID_SIZE], struct fault *why)
{
    struct edit edit;
    cJSON *asked = NULL;
    if (groups < 1 || groups > VOTE_GROUPS) {
        return fault_set(why, FAULT_INPUT, "vote.fault.groups");
    }
    if (!criteria_read(project, criteria, count, &asked, why)) {
        return false;
    }
    ulid_make(clock_now_ms(project->clock), session);
    deed_begin(project, &edit, "vote-start", "");
    for (int group = 1; group <= groups; group++) {
        group_add(project, &edit, session, group, cJSON_Duplicate(asked, true),
                  project_today(project));
    }
    cJSON_Delete(asked);
    return deed_do(project, &edit, why);
}

bool vote_join(struct project *project, const char *asked, struct fault *why)
{
    struct vote_session session;
    struct edit edit;
    if (!session_of(project, asked, &session, why)) {
        return false;
    }
    int group = session.votes[session.groups - 1].group + 1;
    if (group > VOTE_GROUPS) {
        return fault_set(why, FAULT_INPUT, "vote.fault.groups");
    }
    deed_begin(project, &edit, "vote-start", "");
    group_add(project, &edit, session.session, group,
              cJSON_Duplicate(session.votes[0].criteria, true), session.date);
    return deed_do(project, &edit, why);
}

/* Sets one member of a group's document as a deed. Takes `value`. */
static bool group_set(struct project *project, const struct vote *vote, const char *verb,
                      const char *subject, const char *path, cJSON *value, struct fault *why)
{
    struct edit edit;
    char id[VOTE_ID];
    snprintf(id, sizeof id, "%s", vote->id);
    cJSON *body = cJSON_Duplicate(view_document(project, id), true);
    json_path_set(body, path, value);
    deed_begin(project, &edit, verb, subject);
    verb_changes(project, &edit, id, body);
    return deed_do(project, &edit, why);
}

static const struct vote *group_of(const struct vote_session *session, int group, struct fault *why)
{
    for (int i = 0; i < session->groups; i++) {
        if (session->votes[i].group == group) {
            return &session->votes[i];
        }
    }
    fault_set(why, FAULT_MISSING, "vote.fault.group");
    return NULL;
}

bool vote_colour(struct project *project, const char *asked, int group, const char *criterion,
                 enum vote_colour colour, struct fault *why)
{
    struct vote_session session;
    char path[64];
    const struct vote *vote = NULL;
    if (!session_of(project, asked, &session, why) || !(vote = group_of(&session, group, why))) {
        return false;
    }
    if (!asked_about(&session, criterion)) {
        return fault_set_text(why, FAULT_MISSING, "fault.criterion.unknown", criterion);
    }
    snprintf(path, sizeof path, "colours/%.40s", criterion);
    return group_set(project, vote, "vote", criterion, path,
                     colour == VOTE_NONE ? NULL : cJSON_CreateString(vote_colour_word(colour)),
                     why);
}

bool vote_done(struct project *project, const char *asked, int group, bool done, struct fault *why)
{
    struct vote_session session;
    const struct vote *vote = NULL;
    return session_of(project, asked, &session, why) &&
           (vote = group_of(&session, group, why)) != NULL &&
           group_set(project, vote, "vote-done", "", "done", done ? cJSON_CreateBool(true) : NULL,
                     why);
}

bool vote_remove(struct project *project, const char *asked, struct fault *why)
{
    struct vote_session session;
    struct edit edit;
    if (!session_of(project, asked, &session, why)) {
        return false;
    }
    deed_begin(project, &edit, "vote-remove", "");
    for (int i = 0; i < session.groups; i++) {
        const char *id = session.votes[i].id;
        edit_add(&edit, id, "removed", NULL, cJSON_CreateTrue());
    }
    return deed_do(project, &edit, why);
}

/* ---- the outcome ---- */

void vote_reason(const struct language *language, const struct vote_session *session,
                 const struct vote_row *row, struct buffer *out)
{
    struct message head = message_of("vote.reason");
    message_add_count(&head, row->answered);
    message_add_date(&head, session->date);
    language_say(language, &head, out);
    bool first = true;
    for (int colour = 0; colour < VOTE_COLOURS; colour++) {
        struct message count = message_of(vote_colour_key((enum vote_colour)colour));
        char key[MESSAGE_KEY_SIZE];
        if (!row->counts[colour]) {
            continue;
        }
        snprintf(key, sizeof key, "vote.count.%s", vote_colour_word((enum vote_colour)colour));
        count = message_of(key);
        message_add_count(&count, row->counts[colour]);
        buffer_add_text(out, first ? ": " : ", ");
        language_say(language, &count, out);
        first = false;
    }
}

bool vote_taken(const struct project *project, const struct vote_session *session,
                const struct vote_row *row)
{
    char id[ACTION_ID + 16];
    snprintf(id, sizeof id, "judge:%s:%s", project->wijk.code, row->criterion);
    const cJSON *judged = view_document(project, id);
    return judged && !strcmp(json_text(judged, "vote", ""), session->session);
}

static bool row_take(struct project *project, const struct language *language,
                     const struct vote_session *session, const struct vote_row *row,
                     enum vote_colour colour, struct edit *edit, struct fault *why)
{
    struct buffer reason;
    buffer_init(&reason, REASON);
    vote_reason(language, session, row, &reason);
    bool ok = judge_change(project, edit, row->criterion, (int)colour, buffer_text(&reason),
                           session->session, why);
    buffer_clear(&reason);
    return ok;
}

bool vote_take(struct project *project, const struct language *language, const char *asked,
               const char *criterion, enum vote_colour colour, struct fault *why)
{
    struct vote_session session;
    struct vote_row rows[VOTE_CRITERIA];
    struct edit edit;
    if (!session_of(project, asked, &session, why)) {
        return false;
    }
    int count = vote_rows(&session, rows);
    for (int i = 0; i < count; i++) {
        if (strcmp(rows[i].criterion, criterion) != 0 || !rows[i].answered) {
            continue;
        }
        deed_begin(project, &edit, "judge", criterion);
        if (row_take(project, language, &session, &rows[i], colour, &edit, why)) {
            return deed_do(project, &edit, why);
        }
        edit_clear(&edit);
        return false;
    }
    return fault_set_text(why, FAULT_MISSING, "vote.fault.silent", criterion);
}

bool vote_take_agreed(struct project *project, const struct language *language, const char *asked,
                      int *taken, struct fault *why)
{
    struct vote_session session;
    struct vote_row rows[VOTE_CRITERIA];
    struct edit edit;
    *taken = 0;
    if (!session_of(project, asked, &session, why)) {
        return false;
    }
    int count = vote_rows(&session, rows);
    deed_begin(project, &edit, "vote-take", "");
    for (int i = 0; i < count; i++) {
        if (rows[i].difference != VOTE_AGREED) {
            continue;
        }
        if (!row_take(project, language, &session, &rows[i], rows[i].most, &edit, why)) {
            edit_clear(&edit);
            return false;
        }
        (*taken)++;
    }
    return deed_do(project, &edit, why);
}
