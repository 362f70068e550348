/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/poll.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "logbook/logbook_inner.h"

enum { AGE, DEVICE, THEME, MOMENT };

static const struct poll_question questions[POLL_QUESTIONS] = {
    [AGE] =
        {"age", "survey.age", true, 7, {"u18", "18-24", "25-44", "45-64", "65-74", "75", "unsaid"}},
    [DEVICE] = {"device",
                "survey.device",
                false,
                6,
                {"phone", "smartphone", "tablet", "computer", "internet", "none"}},
    [THEME] = {"theme",
               "survey.theme",
               false,
               13,
               {"itsme", "bank", "school", "tax", "health", "energy", "job", "housing", "mail",
                "device", "subscription", "other", "none"}},
    [MOMENT] = {"moment",
                "survey.moment",
                false,
                6,
                {"morning", "afternoon", "evening", "saturday", "sunday", "home"}},
};

const struct poll_question *poll_question(int index)
{
    return &questions[index];
}

int poll_question_find(const char *word)
{
    for (int i = 0; i < POLL_QUESTIONS; i++) {
        if (!strcmp(questions[i].word, word)) {
            return i;
        }
    }
    return -1;
}

int poll_answer_find(int question, const char *word)
{
    for (int i = 0; i < questions[question].count; i++) {
        if (!strcmp(questions[question].words[i], word)) {
            return i;
        }
    }
    return -1;
}

void poll_answer_key(int question, int answer, char out[MESSAGE_KEY_SIZE])
{
    const char *word = questions[question].words[answer];
    bool theme = question == THEME && strcmp(word, "none") != 0;
    if (theme) {
        snprintf(out, MESSAGE_KEY_SIZE, "need.theme.%s", word);
    } else {
        snprintf(out, MESSAGE_KEY_SIZE, "survey.%s.%s", questions[question].word, word);
    }
}

static bool whole(const cJSON *value, int *out)
{
    if (!value) {
        return true;
    }
    if (!cJSON_IsNumber(value) || !(value->valuedouble >= 0 && value->valuedouble <= POLL_MOST) ||
        floor(value->valuedouble) != value->valuedouble) {
        return false;
    }
    *out = (int)value->valuedouble;
    return true;
}

static bool tallies_read(const cJSON *tallies, struct poll *out)
{
    for (int question = 0; question < POLL_QUESTIONS; question++) {
        const cJSON *answers = json_member(tallies, questions[question].word);
        for (int answer = 0; answer < questions[question].count; answer++) {
            const cJSON *value = json_member(answers, questions[question].words[answer]);
            if (!whole(value, &out->tallies[question][answer])) {
                return false;
            }
        }
    }
    return true;
}

static bool poll_read(const char *id, const cJSON *document, struct poll *out)
{
    *out = (struct poll){
        .id = id, .wijk = record_text(document, "wijk"), .date = record_date(document, "date")};
    return out->date.year && whole(json_member(document, "form"), &out->form) && out->form > 0 &&
           whole(json_member(document, "forms"), &out->forms) &&
           tallies_read(json_member(document, "tallies"), out);
}

bool poll_add(struct logbook *logbook, const char *id, const cJSON *document)
{
    struct poll poll = {0};
    if (logbook->poll_count >= LOGBOOK_RECORDS || !poll_read(id, document, &poll)) {
        return false;
    }
    ARRAY_GROW(logbook->polls, logbook->poll_count, logbook->poll_room);
    logbook->polls[logbook->poll_count++] = poll;
    return true;
}

static int poll_order(const void *left, const void *right)
{
    const struct poll *a = left, *b = right;
    return record_newest(a->date, a->id, b->date, b->id);
}

void polls_sort(struct logbook *logbook)
{
    record_sort(logbook->polls, logbook->poll_count, sizeof *logbook->polls, poll_order);
}

void polls_clear(struct logbook *logbook)
{
    free(logbook->polls);
}

int poll_sum(const struct poll *poll, int question)
{
    int sum = 0;
    for (int answer = 0; answer < questions[question].count; answer++) {
        sum += poll->tallies[question][answer];
    }
    return sum;
}

struct message poll_trouble(const struct poll *poll, int question)
{
    struct message trouble = message_of("");
    if (questions[question].single) {
        int sum = poll_sum(poll, question);
        if (sum != poll->forms) {
            trouble = message_of("survey.trouble.sum");
            message_add_count(&trouble, sum);
            message_add_count(&trouble, poll->forms);
        }
        return trouble;
    }
    for (int answer = 0; answer < questions[question].count; answer++) {
        if (poll->tallies[question][answer] > poll->forms) {
            char key[MESSAGE_KEY_SIZE];
            poll_answer_key(question, answer, key);
            trouble = message_of("survey.trouble.more");
            message_add_key(&trouble, key);
            message_add_count(&trouble, poll->tallies[question][answer]);
            message_add_count(&trouble, poll->forms);
            return trouble;
        }
    }
    return trouble;
}
