/* SPDX-License-Identifier: EUPL-1.2 */
/* many_inner.h – what the screens about rounds and about many wijken share: the two rounds beside each other, the wijken as they were judged. */
#ifndef SCREEN_MANY_INNER_H
#define SCREEN_MANY_INNER_H

#include "action/across.h"
#include "action/rounds.h"
#include "screen/part_inner.h"

/* Two moments as they were put beside each other at a generation of the project. */
struct many_pair {
    struct round_pair pair; /* while `made` */
    bool made;
    uint64_t generation;    /* 0 = not asked for yet */
    struct fault fault;     /* why there is none */
};
struct shell_many {
    /* rounds */
    bool confirm, sure; /* asked to freeze; asked to take one away */
    char first[ACTION_ID], second[ACTION_ID]; /* ids, or ROUND_NOW */
    struct many_pair pair, since; /* the chosen two; the last round and now */
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
/* The pair as it is now, or NULL with its fault; made again when the project changed. NULL for a word: as round_pair_make says. */
const struct round_pair *many_pair(struct shell *shell, struct many_pair *kept, const char *first, const char *second);
void many_pair_ask(struct shell *shell, const char *first, const char *second); /* which two SCREEN_ROUND shows (screen_rounds.c) */
/* ---- what moved (piece_moved.c) ---- */
/* The newest round of an earlier day beside now; NULL = there is none. */
const struct round_pair *piece_since(struct shell *shell);
void piece_move_state(struct shell *shell, int verdict); /* -1 = not among its criteria */
void piece_move_states(struct shell *shell, const struct round_move *move); /* then, now, and the change as arrow and word */
void piece_move_why(struct shell *shell, const struct round_pair *pair, const struct round_move *move);
/* On a criterion: what it was then, what it is now, which deeds moved it; a target that leads to the comparison. */
void piece_moved(struct shell *shell, const char *criterion);
bool piece_moved_news(struct shell *shell, const struct ui_news *news);
/* The verdicts of all criteria, pillar by pillar. */
void many_strip(struct shell *shell, const enum verdict *verdicts, int count);

#endif
