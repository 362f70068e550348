/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil survey`: tallies of a paper form. */
#include "action/need.h"
#include "command/command_inner.h"

#include <string.h>

/* The words as they are, behind the command and its deed. */
static int doing(struct ask *ask, const char *deed)
{
    enum { LINE = 2000 };
    char word[64];
    struct buffer line;
    const char *date = ask_option(ask, "--date");
    buffer_init(&line, LINE);
    buffer_addf(&line, "survey %s", deed);
    for (const char *next = ask_word(ask); next; next = ask_word(ask)) {
        deed_word(&line, next);
    }
    if (date) {
        snprintf(word, sizeof word, "date=%.50s", date);
        deed_word(&line, word);
    }
    return deed_line(ask, &line);
}

static cJSON *poll_json(const struct poll *poll, bool whole)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", poll->id);
    json_add_date(json, "date", poll->date);
    cJSON_AddNumberToObject(json, "form", poll->form);
    cJSON_AddNumberToObject(json, "forms", poll->forms);
    for (int question = 0; whole && question < POLL_QUESTIONS; question++) {
        const struct poll_question *asked = poll_question(question);
        cJSON *answers = cJSON_AddObjectToObject(json, asked->word);
        for (int answer = 0; answer < asked->count; answer++) {
            cJSON_AddNumberToObject(answers, asked->words[answer], poll->tallies[question][answer]);
        }
        cJSON_AddBoolToObject(answers, "right", !poll_trouble(poll, question).key[0]);
    }
    return json;
}

static void poll_say(const struct ask *ask, const struct poll *poll, bool whole)
{
    char day[CIVIL_DATE_SIZE], key[MESSAGE_KEY_SIZE];
    struct buffer text;
    struct message forms = message_of("survey.forms");
    buffer_init(&text, 4096);
    civil_date_write(poll->date, day);
    message_add_count(&forms, poll->forms);
    printf("%s  %s · %s\n", poll->id, day, ask_say(ask, forms, &text));
    for (int question = 0; whole && question < POLL_QUESTIONS; question++) {
        const struct poll_question *asked = poll_question(question);
        struct message trouble = poll_trouble(poll, question);
        printf("  %s\n", language_word(ask->language, asked->key));
        for (int answer = 0; answer < asked->count; answer++) {
            poll_answer_key(question, answer, key);
            printf("    %s: %d\n", language_word(ask->language, key),
                   poll->tallies[question][answer]);
        }
        if (trouble.key[0]) {
            printf("    ! %s\n", ask_say(ask, trouble, &text));
        }
    }
    buffer_clear(&text);
}

static int listing(struct ask *ask)
{
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    const struct logbook *logbook = project_logbook(ask->project);
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    for (size_t i = 0; i < logbook->poll_count; i++) {
        if (array) {
            cJSON_AddItemToArray(array, poll_json(&logbook->polls[i], false));
        } else {
            poll_say(ask, &logbook->polls[i], false);
        }
    }
    if (array) {
        ask_json(array);
    } else if (!logbook->poll_count) {
        puts(language_word(ask->language, "survey.none"));
    }
    return EXIT_DONE;
}

/* One; without an id the newest. */
static int showing(struct ask *ask)
{
    struct fault why;
    const char *id = ask_word(ask);
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    const struct logbook *logbook = project_logbook(ask->project);
    const struct poll *poll = id                    ? project_poll(ask->project, id)
                              : logbook->poll_count ? &logbook->polls[0]
                                                    : NULL;
    if (!poll) {
        fault_set_text(&why, FAULT_MISSING, id ? "fault.record.unknown" : "report.survey.none",
                       id ? id : "");
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        ask_json(poll_json(poll, true));
    } else {
        poll_say(ask, poll, true);
    }
    return EXIT_DONE;
}

int command_survey(struct ask *ask)
{
    const char *deed = ask_word(ask);
    return !deed                   ? ask_missing(ask, "new|set|list|show")
           : !strcmp(deed, "list") ? listing(ask)
           : !strcmp(deed, "show") ? showing(ask)
                                   : doing(ask, deed);
}
