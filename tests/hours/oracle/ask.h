/* SPDX-License-Identifier: EUPL-1.2 */
/* ask.h – questions to our own reader and to the reference, with answers that can be compared.
 *
 * An answer is the intervals as text ("2026-06-08T10:00/2026-06-08T18:30 …", "?" behind an unknown one,
 * "-" for none). The reference (oracle.mjs) is asked for all questions in one run. */
#ifndef TESTS_HOURS_ORACLE_ASK_H
#define TESTS_HOURS_ORACLE_ASK_H

#include "hours/hours.h"

struct question {
    char *value; /* owned */
    char *meant; /* owned: what the reference is asked; NULL = the same */
    struct civil_date from;
    int days;
    enum calendar_region region; /* whose school holidays */
};

struct questions {
    struct question *items; /* owned */
    size_t count, room;
};

struct answer {
    bool read, warned;
    char *intervals; /* borrowed from `text` below; when not read, why */
};

struct answers {
    struct answer *items; /* owned */
    char *text;           /* owned */
};

/* School holidays of the Flemish Community. */
void question_add(struct questions *questions, const char *value, struct civil_date from, int days);
void questions_clear(struct questions *questions);

/* Runs the reference; fails the test when it does not answer every question. */
void reference_ask(const struct questions *questions, struct answers *out);
void answers_clear(struct answers *answers);

/* Brussels, with school holidays; loaded once, freed by setting_drop. */
const struct hours_setting *setting_of(enum calendar_region region);
void setting_drop(void);
/* Ours; `out` is emptied first. */
void hours_answer(const struct hours *hours, const struct question *question, struct buffer *out);

#endif
