/* SPDX-License-Identifier: EUPL-1.2 */
/* hours_inner.h – what `wijkpeil hours` was asked, and the forms in which it answers. */
#ifndef COMMAND_HOURS_INNER_H
#define COMMAND_HOURS_INNER_H

#include "command/command_inner.h"
#include "hours/hours.h"

struct hours_asked {
    struct ask *ask;
    struct hours_setting setting;
    struct civil now; /* or what --at says */
    bool moment;      /* --at stood behind the command: only that moment was asked for */
    struct civil_date from;
    int days;         /* 0 = no intervals were asked for */
    long line;        /* of stdin, from 1; 0 = the text stood among the words */
    const char *text; /* the one being answered */
};

/* The column, in characters from 1, of a byte of the text. */
int hours_column(const char *text, size_t bytes);

/* In words: what it says, now, the next change, minutes in a week, warnings, canonical form. */
void hours_show_all(struct hours_asked *asked, const struct hours *hours);
/* "open", its comment, and "2026-06-12T18:00 closed" or "-": words that no language changes. */
void hours_show_moment(struct hours_asked *asked, const struct hours *hours);
/* "2026-06-08T10:00/2026-06-08T18:30 …" on one line, "?" behind an unknown one, "-" for none. */
void hours_show_intervals(struct hours_asked *asked, const struct hours *hours);
void hours_show_warnings(struct hours_asked *asked, const struct hours *hours, FILE *out);
/* Everything at once; one object a line when there are many texts. */
void hours_show_json(struct hours_asked *asked, const struct hours *hours);

#endif
