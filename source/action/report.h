/* SPDX-License-Identifier: EUPL-1.2 */
/* report.h – the reports there are (print/report.h), each filled from the project by one function.
 *
 * A report has a row in report.c; `wijkpeil print report NAME [--about ID] …` and the print screen know it from there, and
 * screens open it with print_report_show. It is filled on the main thread and drawn on a worker. */
#ifndef ACTION_REPORT_H
#define ACTION_REPORT_H

#include "action/project.h"
#include "print/report.h"

struct report_ask {
    const struct language *language;
    const char *about; /* an id, a theme, a month "2026-11", a date: whatever the report says it is about; NULL = what is usual */
    const char *other; /* a second one, of what compares; NULL = what is usual */
    enum report_form form; /* it will be printed in this one */
};
struct report_row {
    const char *word, *key; /* "referral", "report.referral" */
    enum report_form form;
    /* `out` comes cleared; what it holds after a fault is cleared by the caller. */
    bool (*fill)(struct project *project, const struct report_ask *ask, struct report *out, struct fault *why);
    const char *about_key; /* what `about` is, in words, for help: "report.about.theme"; NULL = it takes none */
};
const struct report_row *report_rows(int *count);
const struct report_row *report_find(const char *word); /* NULL = none */
/* Begins one: title and second line (said from the two), the day, the foot with sources, the ribbon of the oefenwijk. */
void report_begin(struct project *project, const struct report_ask *ask, enum report_form form, struct message title,
                  struct message second, struct report *out);
/* Adds a part said from a message. */
void report_say(struct report *report, const struct language *language, enum report_kind kind, struct message message);
/* The sentence of a message; free with free(). */
char *report_text(const struct language *language, struct message message);

#endif
