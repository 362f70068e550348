/* SPDX-License-Identifier: EUPL-1.2 */
/* poll.h – a bevraging on paper, as tallies: how many forms came back, and how often each box was ticked.
 *
 *   { "_id": "survey:<ulid>", "type": "survey", "wijk": "21012W16", "date": "2026-06-12", "form": 1, "forms": 90,
 *     "tallies": { "age": { "u18": 3, … }, "device": { "phone": 61, … }, "theme": …, "moment": … } }
 *
 * No answer of one person can be told from another's. `form` is the version of the printed form (POLL_FORM): its questions and
 * answers stand in poll.c, and a new version gets new words beside the old ones. An answer that this
 * program does not know is kept in the document and not counted. A number that is negative, no whole number or over
 * POLL_MOST makes the document odd. Pure. */
#ifndef LOGBOOK_POLL_H
#define LOGBOOK_POLL_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/civil.h"
#include "base/message.h"

enum { POLL_FORM = 1, POLL_MOST = 100000, POLL_QUESTIONS = 4, POLL_ANSWERS = 16 };

struct poll_question {
    const char *word, *key; /* "age", "survey.age": the question as it is asked */
    bool single;            /* one box a form, else as many as one likes */
    int count;
    const char *words[POLL_ANSWERS]; /* "u18" */
};
const struct poll_question *poll_question(int index); /* 0 … POLL_QUESTIONS - 1 */
int poll_question_find(const char *word);               /* -1 = none */
int poll_answer_find(int question, const char *word);
/* "survey.age.u18", or the key of a theme */
void poll_answer_key(int question, int answer, char out[MESSAGE_KEY_SIZE]);

struct poll {
    const char *id, *wijk; /* borrowed */
    struct civil_date date;
    int form, forms;
    int tallies[POLL_QUESTIONS][POLL_ANSWERS];
};
int poll_sum(const struct poll *poll, int question);

/* Does it add up? Of a question with one box a form: as many ticks as forms; of others: no answer more often than there
 * are forms. What does not, said with the numbers; key "" = it does. */
struct message poll_trouble(const struct poll *poll, int question);

#endif
