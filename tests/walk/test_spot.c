/* SPDX-License-Identifier: EUPL-1.2 */
/* Where one more place helps most, against trying every choice there is. */
#include "walk/spot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "walk/network.h"

enum { HOMES = 400, SPOTS = 14, MOST = 4 };

static struct walk_graph molenbeek;
static struct walk_terrain *terrain;
static const struct box box = {4.328, 50.847, 4.348, 50.862};

struct town {
    struct walk_snap homes[HOMES], spots[SPOTS];
    bool served[HOMES], near[SPOTS][HOMES]; /* by walking from each spot on its own */
    double bound;
};

static struct walk_snap snap_of_chance(void)
{
    struct point point = {box.west + kit_random_unit() * (box.east - box.west),
                          box.south + kit_random_unit() * (box.north - box.south)};
    return walk_terrain_snap(terrain, spot_of_point(point));
}

static void town_make(struct town *town)
{
    struct walk_reach *reach = walk_reach_new(terrain);
    town->bound = 120 + kit_random_unit() * 240;
    for (int home = 0; home < HOMES; home++) {
        town->homes[home] = snap_of_chance();
        town->served[home] = kit_random_below(4) == 0;
    }
    for (int spot = 0; spot < SPOTS; spot++) {
        town->spots[spot] = snap_of_chance();
        walk_reach_run(reach, &town->spots[spot], 1, town->bound);
        for (int home = 0; home < HOMES; home++)
            town->near[spot][home] =
                !town->served[home] && !isinf(walk_reach_visit(reach, &town->homes[home]).seconds);
    }
    walk_reach_free(reach);
}

static size_t choice_gain(const struct town *town, unsigned choice)
{
    size_t gain = 0;
    for (int home = 0; home < HOMES; home++) {
        bool any = false;
        for (int spot = 0; spot < SPOTS; spot++)
            any = any || (choice >> spot & 1 && town->near[spot][home]);
        gain += any;
    }
    return gain;
}

static size_t best_gain(const struct town *town, int spots)
{
    size_t best = 0;
    for (unsigned choice = 0; choice < 1u << SPOTS; choice++) {
        if (__builtin_popcount(choice) != spots)
            continue;
        size_t gain = choice_gain(town, choice);
        best = gain > best ? gain : best;
    }
    return best;
}

static struct walk_spot_ask ask_of(const struct town *town)
{
    return (struct walk_spot_ask){.terrain = terrain,
                                  .homes = town->homes,
                                  .served = town->served,
                                  .home_count = HOMES,
                                  .spots = town->spots,
                                  .spot_count = SPOTS,
                                  .bound = town->bound,
                                  .most = MOST};
}

static void gains_are_true_and_no_choice_passes_the_ceiling(void **state)
{
    (void)state;
    for (int round = 0; round < 4; round++) {
        static struct town town;
        struct walk_spot chosen[MOST];
        unsigned choice = 0;
        town_make(&town);
        struct walk_spot_ask ask = ask_of(&town);
        size_t count = walk_spots_choose(&ask, chosen);
        for (size_t at = 0; at < count; at++) {
            size_t before = choice_gain(&town, choice), best = best_gain(&town, (int)at + 1);
            assert_int_equal(choice_gain(&town, 1u << chosen[at].spot), chosen[at].alone);
            choice |= 1u << chosen[at].spot;
            assert_int_equal(choice_gain(&town, choice), chosen[at].together);
            assert_int_equal(chosen[at].together - before, chosen[at].gain);
            assert_true(best <= chosen[at].ceiling);
            assert_true((double)chosen[at].together >= (1 - exp(-1)) * (double)best);
            assert_true(at > 0 || chosen[at].gain == best);
            assert_true(at == 0 || chosen[at].gain <= chosen[at - 1].gain);
        }
    }
}

static void nothing_to_gain_gives_no_spot(void **state)
{
    static struct town town;
    struct walk_spot chosen[MOST];
    (void)state;
    town_make(&town);
    memset(town.served, 1, sizeof town.served);
    struct walk_spot_ask ask = ask_of(&town);
    assert_int_equal(walk_spots_choose(&ask, chosen), 0);
    ask.served = NULL;
    assert_true(walk_spots_choose(&ask, chosen) > 0);
    ask.home_count = 0;
    assert_int_equal(walk_spots_choose(&ask, chosen), 0);
    ask.home_count = HOMES;
    ask.spot_count = 0;
    assert_int_equal(walk_spots_choose(&ask, chosen), 0);
}

static bool not_any_more(void *data)
{
    return --*(int *)data > 0;
}

static void it_can_be_let_go(void **state)
{
    static struct town town;
    struct walk_spot chosen[MOST];
    int left = 5;
    (void)state;
    town_make(&town);
    struct walk_spot_ask ask = ask_of(&town);
    ask.going = not_any_more;
    ask.data = &left;
    assert_int_equal(walk_spots_choose(&ask, chosen), 0);
    assert_int_equal(left, 0);
}

static int begin(void **state)
{
    struct walk_manner manner = walk_manner_usual();
    (void)state;
    network_molenbeek(&molenbeek);
    terrain = walk_terrain_new(&molenbeek, &manner);
    return 0;
}

static int end(void **state)
{
    (void)state;
    walk_terrain_free(terrain);
    walk_graph_clear(&molenbeek);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gains_are_true_and_no_choice_passes_the_ceiling),
        cmocka_unit_test(nothing_to_gain_gives_no_spot),
        cmocka_unit_test(it_can_be_let_go),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
