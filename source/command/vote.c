/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil vote`: without words the sessions in which groups judged; `show` what they differ
 * about; `take` its outcome; else a deed. */
#include "action/vote.h"
#include "command/command_inner.h"

#include <string.h>

static cJSON *row_json(const struct vote_row *row)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "criterion", row->criterion);
    cJSON_AddStringToObject(json, "difference", vote_difference_word(row->difference));
    for (int colour = 0; colour < VOTE_COLOURS; colour++) {
        cJSON_AddNumberToObject(json, vote_colour_word((enum vote_colour)colour),
                                row->counts[colour]);
    }
    cJSON_AddStringToObject(json, "most",
                            row->most == VOTE_NONE ? "" : vote_colour_word(row->most));
    return json;
}

static cJSON *session_json(const struct vote_session *session, bool rows)
{
    struct vote_row found[VOTE_CRITERIA];
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "session", session->session);
    json_add_date(json, "date", session->date);
    cJSON_AddNumberToObject(json, "groups", session->groups);
    cJSON_AddNumberToObject(json, "done", session->groups_done);
    cJSON_AddNumberToObject(json, "criteria", session->criterion_count);
    cJSON *array = rows ? cJSON_AddArrayToObject(json, "rows") : NULL;
    int count = rows ? vote_rows(session, found) : 0;
    for (int i = 0; i < count; i++) {
        cJSON_AddItemToArray(array, row_json(&found[i]));
    }
    return json;
}

static void rows_say(const struct ask *ask, const struct vote_session *session, struct buffer *text)
{
    struct vote_row rows[VOTE_CRITERIA];
    int count = vote_rows(session, rows);
    for (int i = 0; i < count; i++) {
        printf("    %-3s %s", rows[i].criterion,
               language_word(ask->language, vote_difference_key(rows[i].difference)));
        buffer_empty(text);
        for (int colour = 0; colour < VOTE_COLOURS; colour++) {
            if (rows[i].counts[colour]) {
                printf(" · %d %s", rows[i].counts[colour],
                       language_word(ask->language, vote_colour_key((enum vote_colour)colour)));
            }
        }
        putchar('\n');
    }
}

static void session_say(const struct ask *ask, const struct vote_session *session,
                        struct buffer *text)
{
    struct message line = message_of("vote.session");
    message_add_date(&line, session->date);
    message_add_count(&line, session->groups);
    message_add_count(&line, session->criterion_count);
    printf("%s  %s\n", session->session, ask_say(ask, line, text));
}

static int sessions_list(struct ask *ask)
{
    static struct vote_session sessions[VOTE_SESSIONS];
    struct buffer text;
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    int count = vote_sessions(project_logbook(ask->project), sessions, VOTE_SESSIONS);
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    buffer_init(&text, 4096);
    for (int i = 0; i < count; i++) {
        if (array) {
            cJSON_AddItemToArray(array, session_json(&sessions[i], false));
        } else {
            session_say(ask, &sessions[i], &text);
        }
    }
    if (array) {
        ask_json(array);
    } else if (!count) {
        puts(language_word(ask->language, "vote.none"));
    }
    buffer_clear(&text);
    return EXIT_DONE;
}

static int session_show(struct ask *ask)
{
    struct vote_session session;
    struct buffer text;
    struct fault why;
    int code = ask_wijk(ask);
    ask_word(ask); /* "show" */
    const char *id = ask_word(ask);
    if (code != EXIT_DONE || !ask_done(ask)) {
        return code != EXIT_DONE ? code : EXIT_USAGE;
    }
    if (!id) {
        return ask_missing(ask, "SESSION");
    }
    if (!vote_session_find(project_logbook(ask->project), id, &session)) {
        fault_set_text(&why, FAULT_MISSING, "vote.fault.unknown", id);
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        ask_json(session_json(&session, true));
        return EXIT_DONE;
    }
    buffer_init(&text, 4096);
    session_say(ask, &session, &text);
    rows_say(ask, &session, &text);
    buffer_clear(&text);
    return EXIT_DONE;
}

/* take SESSION agreed · take SESSION CRITERION COLOUR */
static bool take(struct ask *ask, const char *session, const char *criterion, const char *word,
                 struct fault *why)
{
    enum vote_colour colour;
    int taken;
    if (!strcmp(criterion, "agreed") && !word) {
        return vote_take_agreed(ask->project, ask->language, session, &taken, why);
    }
    if (!word || !vote_colour_parse(word, &colour)) {
        return fault_set_text(why, FAULT_USAGE, "vote.fault.colour", word ? word : "");
    }
    return vote_take(ask->project, ask->language, session, criterion, colour, why);
}

static int session_take(struct ask *ask)
{
    struct fault why;
    int code = ask_wijk(ask);
    ask_word(ask); /* "take" */
    const char *session = ask_word(ask), *criterion = ask_word(ask), *word = ask_word(ask);
    if (code != EXIT_DONE || !ask_done(ask)) {
        return code != EXIT_DONE ? code : EXIT_USAGE;
    }
    if (!criterion) {
        return ask_missing(ask, "SESSION CRITERION|agreed");
    }
    if (!take(ask, session, criterion, word, &why)) {
        return ask_fault(ask, &why);
    }
    code = ask_finish(ask);
    if (code == EXIT_DONE && ask->json) {
        cJSON *answer = cJSON_CreateObject();
        cJSON_AddBoolToObject(answer, "saved", true);
        ask_json(answer);
    } else if (code == EXIT_DONE) {
        puts(language_word(ask->language, "command.saved"));
    }
    return code;
}

int command_vote(struct ask *ask)
{
    const char *word = ask_first(ask);
    return !word                   ? sessions_list(ask)
           : !strcmp(word, "show") ? session_show(ask)
           : !strcmp(word, "take") ? session_take(ask)
                                   : command_deed(ask);
}
