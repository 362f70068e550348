/* SPDX-License-Identifier: EUPL-1.2 */
/* need.h – the deeds about signals, bevragingen and tellingen (logbook/need.h, poll.h, count.h).
 *
 * Each is one edit, of the chosen wijk, and undoable. What is removed leaves a document without content. None of them
 * takes a sentence or a person: words of fixed lists, a place, a month, and whole numbers with a ceiling; only
 * the service of a drempelmelding may be a name. `why` is never NULL. */
#ifndef ACTION_NEED_H
#define ACTION_NEED_H

#include "action/action.h"

/* ---- signals ---- */
/* `place`: an id, or "" for none. `date` year 0 = today; not in the future, not before 2000. */
bool action_need_add(struct project *project, enum need_condition condition, enum need_theme theme,
                     const char *place, struct civil_date date, char out[ACTION_ID], struct fault *why);
/* A drempelmelding; its condition is that of design, its theme that of the service. A name that an earlier one has in other
 * capitals is written as there. */
bool action_threshold_add(struct project *project, const char *service, enum need_step step,
                          const char *place, struct civil_date date, char out[ACTION_ID], struct fault *why);
bool action_need_remove(struct project *project, const char *id, struct fault *why);
/* The logbook of all wijken of the project, for bundles; its texts are borrowed from the view. The caller clears it. */
void action_logbook_everywhere(const struct project *project, struct logbook *out);
/* The name of a service in a language: of a word, or the name itself. Borrowed. */
const char *need_service_name(const struct language *language, const char *service);

/* "van 12 mei 2026 tot 3 juni 2026", "op 12 mei 2026" */
struct message need_bundle_span(const struct need_bundle *bundle);

/* ---- bevragingen ---- */
bool action_poll_new(struct project *project, struct civil_date date, char out[ACTION_ID], struct fault *why);
/* How often an answer was ticked; `question` "forms": how many forms came back (`answer` is then not read). */
bool action_poll_set(struct project *project, const char *id, const char *question, const char *answer,
                       int number, struct fault *why);
bool action_poll_remove(struct project *project, const char *id, struct fault *why);
const struct poll *project_poll(struct project *project, const char *id); /* NULL = not there */

/* ---- tellingen ---- */
/* What `place` counted in the month of `month` for `goal`; -1 takes it away. */
bool action_count_set(struct project *project, const char *place, struct civil_date month,
                      enum count_goal goal, int number, char out[ACTION_ID], struct fault *why);
/* -1 = nothing was counted */
int project_counted(struct project *project, const struct place *place, struct civil_date month,
                    enum count_goal goal);
/* Sums of a place, or with NULL of all of the wijk. */
void project_count_sum(struct project *project, const struct place *place, struct count_sum *out);
/* The bands of the Digibanken; NULL = their file cannot be read. */
const struct bands *project_bands(struct project *project, struct fault *why);
/* "1.001 – 1.500", "vanaf 1.751" */
struct message band_message(const struct bands *bands, int band);

#endif
