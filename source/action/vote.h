/* SPDX-License-Identifier: EUPL-1.2 */
/* vote.h – the deeds of a session in which groups judge (logbook/vote.h), and taking its outcome over.
 *
 * Each tap is kept at once, as a deed of its own that can be undone. What groups chose stays beside what is computed: it
 * becomes the wijk's judgement only when somebody takes it over, with a reason that says where it comes from ("Groepsoordeel
 * van 3 groepen op 12 mei 2026: 2 groen, 1 rood"). */
#ifndef ACTION_VOTE_H
#define ACTION_VOTE_H

#include "action/action.h"
#include "base/ulid.h"
#include "logbook/vote.h"

/* A session of `groups` groups about `criteria` (NULL = all of the framework), of today. */
bool vote_start(struct project *project, int groups, const char *const *criteria, int count, char session[ULID_SIZE],
                struct fault *why);
/* One more group, up to VOTE_GROUPS. */
bool vote_join(struct project *project, const char *session, struct fault *why);
/* VOTE_NONE takes the colour away. */
bool vote_colour(struct project *project, const char *session, int group, const char *criterion, enum vote_colour colour,
                 struct fault *why);
bool vote_done(struct project *project, const char *session, int group, bool done, struct fault *why);
bool vote_remove(struct project *project, const char *session, struct fault *why);

/* "Groepsoordeel van 3 groepen op 12 mei 2026: 2 groen, 1 rood" in that language. */
void vote_reason(const struct language *language, const struct vote_session *session, const struct vote_row *row,
                 struct buffer *out);
/* The colour becomes the judgement of the criterion: met, partly, not; the judgement names the session in "vote". */
bool vote_take(struct project *project, const struct language *language, const char *session, const char *criterion,
               enum vote_colour colour, struct fault *why);
/* Does the judgement of today come from this session? A person who judges anew takes that away. */
bool vote_taken(const struct project *project, const struct vote_session *session, const struct vote_row *row);
/* The same at once for every criterion on which all groups that said something said the same; `taken` = how many. */
bool vote_take_agreed(struct project *project, const struct language *language, const char *session, int *taken,
                      struct fault *why);

#endif
