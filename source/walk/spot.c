/* SPDX-License-Identifier: EUPL-1.2 */
#include "walk/spot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* The homes of a spot are bits, so that a gain is a count of bits. */
struct choice {
    const struct walk_spot_ask *ask;
    size_t words;
    uint64_t *homes;   /* by spot: `words` of them */
    uint64_t *covered; /* by the spots chosen so far, and by those that serve already */
    size_t *alone, *gains, *sorted; /* by spot */
};

static size_t bits_new(const uint64_t *of, const uint64_t *covered, size_t words)
{
    size_t count = 0;
    for (size_t at = 0; at < words; at++)
        count += (size_t)__builtin_popcountll(of[at] & ~covered[at]);
    return count;
}

static bool homes_find(struct choice *choice)
{
    const struct walk_spot_ask *ask = choice->ask;
    struct walk_reach *reach = walk_reach_new(ask->terrain);
    bool going = true;
    for (size_t spot = 0; going && spot < ask->spot_count; spot++) {
        uint64_t *bits = choice->homes + spot * choice->words;
        going = !ask->going || ask->going(ask->data);
        if (ask->spots[spot].edge == WALK_NOWHERE)
            continue;
        walk_reach_run(reach, &ask->spots[spot], 1, ask->bound);
        for (size_t home = 0; home < ask->home_count; home++)
            if (!isinf(walk_reach_visit(reach, &ask->homes[home]).seconds))
                bits[home / 64] |= (uint64_t)1 << home % 64;
    }
    walk_reach_free(reach);
    return going;
}

static int size_order(const void *a, const void *b)
{
    size_t one = *(const size_t *)a, two = *(const size_t *)b;
    return one > two ? -1 : one < two; /* largest first */
}

/* The gains that are left; returns the spot with the largest one. */
static size_t gains_count(struct choice *choice)
{
    size_t best = 0;
    for (size_t spot = 0; spot < choice->ask->spot_count; spot++) {
        choice->gains[spot] =
            bits_new(choice->homes + spot * choice->words, choice->covered, choice->words);
        if (choice->gains[spot] > choice->gains[best] ||
            (choice->gains[spot] == choice->gains[best] &&
             choice->alone[spot] > choice->alone[best]))
            best = spot;
    }
    return best;
}

/* With `together` gained so far, no j spots gain more than that and the j largest gains left. */
static void ceilings_lower(struct choice *choice, size_t together, size_t *ceilings)
{
    size_t spots = choice->ask->spot_count, sum = together;
    memcpy(choice->sorted, choice->gains, spots * sizeof *choice->sorted);
    qsort(choice->sorted, spots, sizeof *choice->sorted, size_order);
    for (size_t at = 0; at < choice->ask->most; at++) {
        sum += at < spots ? choice->sorted[at] : 0;
        ceilings[at] = sum < ceilings[at] ? sum : ceilings[at];
    }
}

static size_t spots_pick(struct choice *choice, struct walk_spot *out)
{
    size_t ceilings[SPOT_MOST], count = 0, together = 0;
    for (size_t at = 0; at < SPOT_MOST; at++)
        ceilings[at] = SIZE_MAX;
    while (count < choice->ask->most) {
        size_t best = gains_count(choice);
        if (count == 0)
            memcpy(choice->alone, choice->gains, choice->ask->spot_count * sizeof *choice->alone);
        ceilings_lower(choice, together, ceilings);
        if (choice->gains[best] == 0)
            break;
        together += choice->gains[best];
        out[count++] = (struct walk_spot){(uint32_t)best, choice->gains[best], choice->alone[best],
                                          together, 0};
        for (size_t at = 0; at < choice->words; at++)
            choice->covered[at] |= choice->homes[best * choice->words + at];
    }
    gains_count(choice);
    ceilings_lower(choice, together, ceilings);
    for (size_t at = 0; at < count; at++)
        out[at].ceiling = ceilings[at];
    return count;
}

size_t walk_spots_choose(const struct walk_spot_ask *asked, struct walk_spot *out)
{
    struct walk_spot_ask ask = *asked;
    struct choice choice = {.ask = &ask, .words = (ask.home_count + 63) / 64};
    size_t count = 0;
    if (ask.spot_count == 0 || ask.home_count == 0)
        return 0;
    ask.most = ask.most < SPOT_MOST ? ask.most : SPOT_MOST;
    choice.homes = memory_take(ask.spot_count * choice.words * sizeof *choice.homes);
    choice.covered = memory_take(choice.words * sizeof *choice.covered);
    choice.alone = memory_take(ask.spot_count * sizeof *choice.alone);
    choice.gains = memory_take(ask.spot_count * sizeof *choice.gains);
    choice.sorted = memory_take(ask.spot_count * sizeof *choice.sorted);
    for (size_t home = 0; ask.served && home < ask.home_count; home++)
        choice.covered[home / 64] |= (uint64_t)ask.served[home] << home % 64;
    if (homes_find(&choice))
        count = spots_pick(&choice, out);
    free(choice.homes);
    free(choice.covered);
    free(choice.alone);
    free(choice.gains);
    free(choice.sorted);
    return count;
}
