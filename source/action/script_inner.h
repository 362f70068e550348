/* SPDX-License-Identifier: EUPL-1.2 */
/* script_inner.h – a line of a script from inside, for the verbs that have a file of their own. */
#ifndef ACTION_SCRIPT_INNER_H
#define ACTION_SCRIPT_INNER_H

#include "action/project_inner.h"
#include "action/script.h"

enum { SCRIPT_WORDS = 48, SCRIPT_LINE = 8192 };

struct script {
    struct project *project; /* borrowed */
    struct table names;      /* name → id, owned texts */
    struct civil_date today; /* that dates count from */
    struct clock stopped;    /* the project's while `day` holds */
    const struct clock *clock; /* the true one, borrowed */
};

struct line {
    char text[SCRIPT_LINE]; /* the words, each ended by NUL */
    char *word[SCRIPT_WORDS];
    int column[SCRIPT_WORDS];
    int count;
};

typedef bool verb_run(struct script *script, struct line *line, char id[ACTION_ID],
                      struct fault *why);
const char *script_id(const struct script *script, const char *word); /* of $name, or the word */

/* Signals, bevragingen, tellingen (script_need.c) */
verb_run script_need, script_threshold, script_survey, script_count;
/* The words from `first` on as FIELD=VALUE; -1 = one of them is none. */
int line_fields(struct line *line, int first, struct action_field *fields, struct fault *why);

/* Actions, judgements of groups (script_plan.c) */
verb_run script_plan, script_vote;

/* Rounds, other frameworks, practices, figures of others (script_frame.c) */
verb_run script_round, script_card, script_groups, script_project, script_channel, script_practice, script_context;
bool script_number(const char *word, int *out, struct fault *why); /* at most nine digits */

#endif
