/* SPDX-License-Identifier: EUPL-1.2 */
/* coming_inner.h – what will stop counting (assessment/coming.h), as the screens say it. */
#ifndef SCREEN_COMING_INNER_H
#define SCREEN_COMING_INNER_H

#include "screen/shell_inner.h"

const struct coming_list *coming_list(struct shell *shell);
/* NULL for a look. */
const struct place *coming_place(struct shell *shell, const struct coming *item);
/* What it is about: "Computer met internet · LDC Millennium", "Engagement van Saamo". */
const char *coming_what(struct shell *shell, const struct coming *item, bool with_place);
/* "Nog 34 dagen: …" */
const char *coming_left(struct shell *shell, const struct coming *item, const char *what);
/* "T1 zakt van voldaan naar deels · T4 …"; "" = nothing falls. */
const char *coming_falls(struct shell *shell, const struct coming_loss *losses, int count);

/* A symbol and words, as a row that opens the place, the partner (or for a look its criterion) with
 * coming_news. `criterion` -1 = whatever criterion; `indent` dp from the left. */
void coming_warning(struct shell *shell, const char *id_prefix, const struct coming *item,
                    int criterion, double indent);
bool coming_news(struct shell *shell, const struct ui_news *news, const char *id_prefix);
/* The soonest warnings, one for each place and each thing of a partner, what a criterion loses first; returns how many. */
int coming_soonest(struct shell *shell, const struct coming **out, int room);

/* A row of the list "te controleren", with the tick "klopt nog" where that helps;
 * piece_place_news does what it promises. */
void coming_row(struct shell *shell, const char *id_prefix, const struct coming_row *row);
/* Where places stand in that list: by index of project_places, INT_MAX = not in it; in the words'
 * arena. */
const int *coming_ranks(struct shell *shell);

#endif
