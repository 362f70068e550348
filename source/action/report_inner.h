/* SPDX-License-Identifier: EUPL-1.2 */
/* report_inner.h – the functions that fill the reports of report.c, one file each. */
#ifndef ACTION_REPORT_INNER_H
#define ACTION_REPORT_INNER_H

#include "action/report.h"

typedef bool report_fill(struct project *project, const struct report_ask *ask, struct report *out, struct fault *why);

report_fill report_places_fill; /* about: a service, or all */
report_fill report_plan_fill;
report_fill report_vote_fill; /* about: a session, or the newest */
/* Signals, bevragingen, tellingen (report_needs.c, report_tallies.c) */
report_fill report_needs_fill;       /* about: a month, or this one */
report_fill report_threshold_fill;   /* about: a public service, or the one with most reports */
report_fill report_survey_form_fill; /* nothing */
report_fill report_survey_fill;      /* about: a bevraging, or the newest */
report_fill report_counts_fill;      /* nothing */
struct message report_month(struct civil_date month); /* "juni 2026" */
report_fill report_partners_fill; /* with the meetings, if there are any: */
void report_meetings_part(struct project *project, const struct report_ask *ask, struct report *out);
report_fill report_told_fill; /* what residents were told */
report_fill report_referral_fill; /* about: a theme and a language, "itsme ar" */

/* FAULT_USAGE: `ask->about` is not what this report is about. */
bool report_about_refuse(const struct report_ask *ask, struct fault *why);

/* instrument_report.c: `about` is the id of a framework (NULL = the first), of a practice. */
bool report_instrument(struct project *project, const struct report_ask *ask, struct report *out, struct fault *why);
bool report_practice(struct project *project, const struct report_ask *ask, struct report *out, struct fault *why);

/* report_rounds.c: `about` and `other` are rounds (rounds.h); of the comparison, codes of wijken with a space between. */
report_fill report_rounds, report_compare, report_growth;

#endif
