/* SPDX-License-Identifier: EUPL-1.2 */
/* scorecard_inner.h – the parts of the scorecard's content that stand in files of their own. */
#ifndef ACTION_SCORECARD_INNER_H
#define ACTION_SCORECARD_INNER_H

#include "action/project_inner.h"
#include "print/print.h"

/* Who covers which time of T4 in a normal and in a school-holiday week, and the normal week as it
 * is drawn. A finding without coverage leaves everything as it is. */
void scorecard_times_fill(struct project *project, const struct language *language,
                          const struct finding *finding, struct scorecard *out);

/* How many addresses can walk to wifi, a computer, a charging point, a printer: on the Tuesday at ten and the Sunday at three of
 * a normal week, through `lens`, which the note names. Without a network or addresses, the sentence that says so. */
void scorecard_reach_fill(struct project *project, const struct language *language, const char *lens,
                          struct scorecard *out);

/* "Meegewerkt: bibliotheek, brugfiguur, …": the roles and aliases that judged, looked, told or checked in this wijk, the
 * most active first; "" when nobody did. The caller's. */
char *scorecard_roles(struct project *project, const struct language *language);

#endif
