/* SPDX-License-Identifier: EUPL-1.2 */
/* vote_inner.h – what the screens of a session of groups share. */
#ifndef SCREEN_VOTE_INNER_H
#define SCREEN_VOTE_INNER_H

#include "action/vote.h"
#include "base/arena.h"
#include "screen/part_inner.h"

/* The session that is open; false = it is gone. */
bool vote_current(struct shell *shell, struct vote_session *out);
/* Lets a group colour: the colours of the others are not shown. */
void vote_open_group(struct shell *shell, int group);
/* The first group that is not done; 0 = all are. */
int vote_next_group(const struct vote_session *session);
/* What is said where the session is gone. */
void vote_gone(struct shell *shell);
/* A big choice: symbol and word in a frame that is thick when it is chosen. */
void vote_choice(struct shell *shell, const char *id, enum vote_colour colour, const char *word, const char *label,
                 bool chosen);

#endif
