/* SPDX-License-Identifier: EUPL-1.2 */
/* many_inner.h – what the screens about rounds and about many wijken share: the two rounds beside each other, the wijken as they were judged. */
#ifndef SCREEN_MANY_INNER_H
#define SCREEN_MANY_INNER_H

#include "action/across.h"
#include "action/rounds.h"
#include "screen/part_inner.h"

struct shell_many {
    /* rounds */
    bool confirm, sure; /* asked to freeze; asked to take one away */
    char first[ACTION_ID], second[ACTION_ID]; /* ids, or ROUND_NOW */
    struct round_pair pair;
    bool paired;
    uint64_t paired_generation;
    struct fault fault; /* why there is no pair */
    bool same;          /* what stayed the same is shown as well */
    /* wijken */
    struct across across; /* as of `generation`; count 0 = not yet */
    uint64_t generation;
    struct across_job *job; /* under way */
    bool let_go;            /* a person let it go */
    char chosen[COMPARE_BESIDE][48];
    int chosen_count;
    bool chosen_made;
    char wijk[48]; /* whose figure is typed */
};
struct shell_many *many_of(struct shell *shell); /* made when it is first asked for */
/* The wijken as they stand; NULL = they are being judged, or that was let go. */
const struct across *many_across(struct shell *shell);
/* What to show instead of them: how far it is, with a way out. */
void many_waiting(struct shell *shell);
bool many_waiting_news(struct shell *shell, const struct ui_news *news);
/* The verdicts of all criteria, pillar by pillar. */
void many_strip(struct shell *shell, const enum verdict *verdicts, int count);

#endif
