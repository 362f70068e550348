/* SPDX-License-Identifier: EUPL-1.2 */
/* overview.h – the residents' overview of the chosen wijk, and the fact that it was published (C2). */
#ifndef ACTION_OVERVIEW_H
#define ACTION_OVERVIEW_H

#include "action/project.h"
#include "print/overview.h"

/* What residents may read today, in one language or in two (languages[1] NULL). Main thread; the drawing of it may
 * run on a worker. `style` is that of printed maps. overview_clear frees it. */
bool action_overview_fill(struct project *project, const struct language *const languages[OVERVIEW_LANGUAGES],
                          const struct map_style *style, struct overview *out, struct fault *why);

/* Notes that it was printed or put online: a document `log:<ulid>` with the day, the form ("list", "folded", "poster",
 * "html"), the languages and what stood in it, which the criterion C2 looks at. One deed, can be undone. */
bool action_overview_published(struct project *project, const struct overview *overview, const char *form,
                               struct fault *why);

#endif
