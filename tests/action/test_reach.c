/* SPDX-License-Identifier: EUPL-1.2 */
/* Who can walk to the wifi of the oefenwijk. */
#include "action/reach.h"

#include <math.h>
#include <stdlib.h>

#include "action/practice.h"
#include "walk/graph.h"

static struct reach_ground *ground;

static int begin(void **state)
{
    ground = reach_ground_new();
    return practice_begin(state);
}

static int end(void **state)
{
    reach_ground_free(ground);
    return practice_end(state);
}

static struct reach measure(struct practice *practice, struct reach_ask ask)
{
    struct reach_question *question;
    struct reach reach;
    struct fault why;
    practice_ok(action_reach_ask(practice->project, &ask, &question, &why), &why);
    practice_ok(reach_make(question, ground, &reach, &why), &why);
    reach_question_free(question);
    return reach;
}

/* All that reach.h says of an answer. */
static void answer_check(const struct reach *reach)
{
    size_t counts[4] = {0}, within = 0, nearest = 0, only = 0;
    for (size_t at = 0; at < reach->address_count; at++) {
        const struct reach_address *address = &reach->addresses[at];
        counts[address->fate]++;
        assert_int_equal(address->fate == REACH_WITHIN, address->within < reach->class_count);
        assert_int_equal(isfinite(address->seconds), address->place >= 0);
        assert_true(isfinite(address->seconds) || address->fate >= REACH_CUT);
    }
    for (int i = 0; i < reach->class_count; i++) {
        within += reach->classes[i].added;
        assert_int_equal(reach->classes[i].count, within);
        assert_true(fabs(reach->classes[i].share * (double)reach->address_count - (double)within) <
                    1e-6);
    }
    assert_int_equal(counts[REACH_WITHIN], within);
    assert_int_equal(counts[REACH_FARTHER], reach->farther);
    assert_int_equal(counts[REACH_CUT], reach->cut);
    assert_int_equal(counts[REACH_NOWHERE], reach->nowhere);
    assert_int_equal(within + reach->farther + reach->cut + reach->nowhere, reach->address_count);
    for (size_t at = 0; at < reach->place_count; at++) {
        nearest += reach->places[at].nearest;
        only += reach->places[at].only;
        assert_true(reach->places[at].only <= reach->places[at].nearest);
    }
    assert_int_equal(nearest, within);
    assert_true(only <= within);
}

static void test_every_address_of_the_wijk_has_one_fate(void **state)
{
    struct reach reach = measure(*state, (struct reach_ask){.service = SERVICE_WIFI});
    assert_int_equal(reach.state, REACH_MEASURED);
    assert_int_equal(reach.class_count, 3);
    assert_true(reach.address_count > 2000);
    assert_true(reach.classes[1].count > 0);
    answer_check(&reach);
    print_message("%zu addresses: %zu %zu %zu, farther %zu, cut %zu, nowhere %zu; %zu places\n",
                  reach.address_count, reach.classes[0].count, reach.classes[1].count,
                  reach.classes[2].count, reach.farther, reach.cut, reach.nowhere,
                  reach.place_count);
    reach_clear(&reach);
}

/* ---- a lens, a moment, one place more ---- */

static void test_a_place_more_never_makes_fewer_addresses_reach_one(void **state)
{
    struct practice *practice = *state;
    struct reach_ask asked = {.service = SERVICE_WIFI, .timed = true};
    asked.when = civil_of_moment(kit_moment("2026-06-14T15:00")); /* only one is open */
    struct reach before = measure(practice, asked);
    const struct place *added[3];
    size_t counts[REACH_CLASSES];
    for (int i = 0; i < before.class_count; i++) {
        counts[i] = before.classes[i].count;
    }
    assert_int_equal(before.place_count, 1);
    for (int at = 0; at < 3; at++) {
        struct reach_address home = before.addresses[kit_random_below(before.address_count)];
        char id[ACTION_ID], offer[ACTION_ID];
        struct fault why;
        struct reach_pretend pretend = {.known = false};
        struct reach now = measure(practice, asked);
        reach_pretend(ground, &now, home.point, at == 0, &pretend);
        assert_true(pretend.known && !pretend.nowhere);
        practice_ok(action_add(practice->project, KIND_OTHER, home.point, "Erbij", id, &why), &why);
        struct action_field hours = {"hours", "24/7"};
        practice_ok(action_set(practice->project, id, &hours, 1, &why), &why);
        practice_ok(action_offer_add(practice->project, id, SERVICE_WIFI, offer, &why), &why);
        char path[2 * ACTION_ID];
        snprintf(path, sizeof path, "offers/%s/price", offer);
        struct action_field price = {path, "free"};
        practice_ok(action_set(practice->project, id, &price, 1, &why), &why);
        added[at] = project_place(practice->project, id);
        struct reach after = measure(practice, asked);
        answer_check(&after);
        for (int i = 0; i < after.class_count; i++) {
            assert_true(after.classes[i].count >= counts[i]);
            assert_int_equal(after.classes[i].count, pretend.counts[i]); /* as was foretold */
            assert_int_equal(pretend.gained[i], after.classes[i].count - counts[i]);
            counts[i] = after.classes[i].count;
        }
        for (size_t i = 0; i < after.address_count; i++) {
            assert_true(after.addresses[i].seconds <= now.addresses[i].seconds);
        }
        assert_int_equal(pretend.areas[0].path_count > 0, at == 0);
        reach_pretend_clear(&pretend);
        reach_clear(&after);
        reach_clear(&now);
    }
    assert_non_null(added[0]);
    reach_clear(&before);
}

static void test_slow_legs_and_closed_doors_reach_fewer(void **state)
{
    struct reach usual = measure(*state, (struct reach_ask){.service = SERVICE_COMPUTER});
    struct reach slow =
        measure(*state, (struct reach_ask){.service = SERVICE_COMPUTER, .lens = "senior"});
    struct reach again = measure(*state, (struct reach_ask){.service = SERVICE_COMPUTER});
    assert_string_equal(slow.lens.id, "senior");
    for (int i = 0; i < 2; i++) {
        assert_true(slow.classes[i].count < usual.classes[i].count);
    }
    for (int i = 0; i < usual.class_count; i++) { /* the ground forgets the lens before */
        assert_int_equal(again.classes[i].count, usual.classes[i].count);
    }
    reach_clear(&usual);
    reach_clear(&slow);
    reach_clear(&again);
}

static struct reach_question *asked(struct practice *practice, struct reach_ask ask)
{
    struct reach_question *question;
    struct fault why;
    practice_ok(action_reach_ask(practice->project, &ask, &question, &why), &why);
    return question;
}

static enum reach_differs differs(struct practice *practice, const struct reach_question *before,
                                  struct reach_ask ask)
{
    struct reach_question *now = asked(practice, ask);
    enum reach_differs differs = reach_question_differs(before, now);
    reach_question_free(now);
    return differs;
}

static void test_only_what_bears_on_an_answer_makes_another_question(void **state)
{
    struct practice *practice = *state;
    struct reach_ask wifi = {.service = SERVICE_WIFI};
    struct reach_ask then = {.timed = true, .when = {.date = {2026, 6, 14}, .hour = 15}};
    struct reach_question *before = asked(practice, wifi);
    struct fault why;
    char id[ACTION_ID], offer[ACTION_ID];
    assert_int_equal(differs(practice, before, wifi), REACH_SAME);
    practice->clock.fixed += 60000; /* the moment does not matter when nobody asks for it */
    assert_int_equal(differs(practice, before, wifi), REACH_SAME);
    assert_int_equal(differs(practice, before, then), REACH_DIFFERS);
    assert_int_equal(differs(practice, before, (struct reach_ask){.service = SERVICE_COMPUTER}),
                     REACH_DIFFERS);
    assert_int_equal(differs(practice, before, (struct reach_ask){.lens = "senior"}),
                     REACH_DIFFERS);
    assert_int_equal(
        differs(practice, before, (struct reach_ask){.minutes = {7}, .class_count = 1}),
        REACH_DIFFERS);
    struct point point = box_middle(project_wijk(practice->project)->border->box);
    practice_ok(action_add(practice->project, KIND_OTHER, point, "Erbij", id, &why), &why);
    assert_int_equal(differs(practice, before, wifi), REACH_DIFFERS_IN_SPOTS);
    practice_ok(action_offer_add(practice->project, id, SERVICE_WIFI, offer, &why), &why);
    char path[2 * ACTION_ID];
    snprintf(path, sizeof path, "offers/%s/price", offer);
    struct action_field fields[] = {{"hours", "24/7"}, {path, "free"}};
    practice_ok(action_set(practice->project, id, fields, 2, &why), &why);
    assert_int_equal(differs(practice, before, wifi), REACH_DIFFERS);
    reach_question_free(before);
}

static void test_odd_questions_are_refused(void **state)
{
    struct practice *practice = *state;
    struct reach_question *question;
    struct fault why;
    struct reach_ask falling = {.minutes = {10, 5}, .class_count = 2};
    struct reach_ask many = {.minutes = {1, 2, 3, 4}, .class_count = 5};
    struct reach_ask long_one = {.minutes = {61}, .class_count = 1};
    struct reach_ask rose = {.lens = "roze"};
    assert_false(action_reach_ask(practice->project, &falling, &question, &why));
    kit_assert_fault(&why, FAULT_USAGE, "fault.reach.minutes");
    assert_false(action_reach_ask(practice->project, &many, &question, &why));
    assert_false(action_reach_ask(practice->project, &long_one, &question, &why));
    assert_false(action_reach_ask(practice->project, &rose, &question, &why));
    kit_assert_fault(&why, FAULT_USAGE, "fault.lens.unknown");
    assert_null(question);
}

/* ---- Molenbeek by hand: the canal ---- */

/* On the far quay, 100 m as the crow flies from Molenbeek's own: one walks to the bridge and back.
 */
static void test_over_the_canal_one_walks_to_the_bridge(void **state)
{
    struct practice *practice = *state;
    struct reach measured = measure(practice, (struct reach_ask){.service = SERVICE_WIFI});
    struct reach_pretend pretend = {.known = false};
    struct point west = {4.34450, 50.85740}, east = {4.34570, 50.85690};
    size_t crow[2] = {0}, foot[2] = {0};
    for (int side = 0; side < 2; side++) {
        struct point from = side ? east : west;
        reach_pretend(ground, &measured, from, false, &pretend);
        for (size_t at = 0; at < measured.address_count; at++) {
            /* the reach of this point alone: who has it nearer than any place that is there */
            bool nearer = pretend.seconds[at] < measured.addresses[at].seconds;
            crow[side] += point_distance(from, measured.addresses[at].point) < 200;
            foot[side] += nearer && pretend.seconds[at] < 200 / 1.25f;
        }
    }
    print_message("within 200 m: %zu and %zu as the crow flies, %zu and %zu on foot\n", crow[0],
                  crow[1], foot[0], foot[1]);
    assert_true(crow[1] > 0);
    assert_int_equal(foot[1], 0);
    reach_pretend_clear(&pretend);
    reach_clear(&measured);
}

/* ---- a village drawn by hand ---- */

static struct point at_metres(double east, double north)
{
    return (struct point){4.35 + east / (111194.9 * cos(50.85 * 3.14159265358979 / 180)),
                          50.85 + north / 111194.9};
}

enum { WITH_WAYS = 1, WITH_ADDRESSES = 2 };

static void village_ways(struct pack_builder *builder)
{
    struct walk_builder *ways = walk_builder_new();
    struct walk_graph graph;
    struct fault why;
    struct point street[] = {at_metres(-1500, 0), at_metres(0, 0), at_metres(1500, 0)};
    struct point steps[] = {at_metres(0, 0), at_metres(0, 30)};
    struct point upper[] = {at_metres(0, 30), at_metres(0, 2500)};
    struct point island[] = {at_metres(1000, 1000), at_metres(1500, 1000)};
    walk_builder_add(ways, 0, false, (uint64_t[]){1, 2, 3}, street, 3);
    walk_builder_add(ways, WALK_EDGE_STEPS, false, (uint64_t[]){2, 4}, steps, 2);
    walk_builder_add(ways, 0, false, (uint64_t[]){4, 5}, upper, 2);
    walk_builder_add(ways, 0, false, (uint64_t[]){10, 11}, island, 2);
    practice_ok(walk_builder_finish(ways, &graph, &why), &why);
    practice_ok(pack_builder_walk(builder, &graph, &why), &why);
    walk_graph_clear(&graph);
    walk_builder_free(ways);
}

static void village_make(const char *file, unsigned with)
{
    static const double homes[6][2] = {{100, 0},   {700, 0},     {1400, 0},
                                       {0.5, 430}, {1200, 1000}, {-1000, -1000}};
    struct pack_builder *builder;
    struct fault why;
    struct shape border;
    struct pack_wijk wijk = {"99999W1", "Dorp", "Gemeente", &border};
    struct pack_counts counts;
    shape_init(&border, SHAPE_AREA);
    shape_begin(&border, false);
    for (int corner = 0; corner < 4; corner++) {
        shape_add(&border,
                  at_metres(corner == 0 || corner == 3 ? -3000 : 3000, corner < 2 ? -3000 : 3000));
    }
    practice_ok(pack_builder_open(file, &builder, &why), &why);
    practice_ok(pack_builder_wijk(builder, wijk, &why), &why);
    for (int home = 0; with & WITH_ADDRESSES && home < 6; home++) {
        char number[8];
        snprintf(number, sizeof number, "%d", home + 1);
        practice_ok(pack_builder_address(builder, at_metres(homes[home][0], homes[home][1]),
                                         "Dorpsstraat", number, &why),
                    &why);
    }
    if (with & WITH_WAYS) {
        village_ways(builder);
    }
    practice_ok(pack_builder_finish(builder, &counts, &why), &why);
    shape_clear(&border);
}

static void village_place(struct project *project, struct point point)
{
    char id[ACTION_ID], offer[ACTION_ID], path[2 * ACTION_ID];
    struct fault why;
    practice_ok(action_add(project, KIND_LIBRARY, point, "Bib", id, &why), &why);
    practice_ok(action_offer_add(project, id, SERVICE_WIFI, offer, &why), &why);
    snprintf(path, sizeof path, "offers/%s/price", offer);
    struct action_field price = {path, "free"};
    practice_ok(action_set(project, id, &price, 1, &why), &why);
}

/* In place of the oefenwijk. */
static void village_open(struct practice *practice, unsigned with)
{
    char name[64];
    struct fault why;
    const char *file = kit_path(practice->folder, "dorp.wijkpak");
    project_close(practice->project);
    practice->project = NULL;
    village_make(file, with);
    practice_ok(project_make(&practice->ways, file, "99999W1", name, &why), &why);
    practice_ok(project_open(&practice->ways, name, NULL, &practice->project, &why), &why);
}

static void counts_are(const struct reach *reach, size_t five, size_t ten, size_t farther,
                       size_t cut, size_t nowhere)
{
    answer_check(reach);
    assert_int_equal(reach->classes[0].count, five);
    assert_int_equal(reach->classes[1].count, ten);
    assert_int_equal(reach->farther, farther);
    assert_int_equal(reach->cut, cut);
    assert_int_equal(reach->nowhere, nowhere);
}

static void has_note(const struct reach *reach, const char *key)
{
    for (int i = 0; i < reach->note_count; i++) {
        if (strcmp(reach->notes[i].key, key) == 0) {
            return;
        }
    }
    fail_msg("no note %s", key);
}

static void test_in_a_village_every_minute_is_as_counted_by_hand(void **state)
{
    struct practice *practice = *state;
    village_open(practice, WITH_WAYS | WITH_ADDRESSES);
    village_place(practice->project, at_metres(0, 0));
    struct reach reach = measure(practice, (struct reach_ask){.service = SERVICE_WIFI});
    assert_int_equal(reach.state, REACH_MEASURED);
    counts_are(&reach, 1, 3, 1, 1, 1);
    has_note(&reach, "reach.note.cut");
    has_note(&reach, "reach.note.nowhere");
    for (size_t at = 0; at < reach.address_count; at++) {
        const struct reach_address *home = &reach.addresses[at];
        double east = point_distance(at_metres(0, 0), home->point);
        if (east > 425 && east < 435) { /* up the steps: 30 m at 0.5, 400 m at 1.25 m/s */
            assert_float_equal(home->seconds, 30 / 0.5 + 400 / 1.25, 3);
        } else if (east < 1450) {
            assert_float_equal(home->seconds, east / 1.25, 3);
        }
    }
    reach_clear(&reach);
    reach = measure(practice, (struct reach_ask){.service = SERVICE_WIFI, .lens = "wheelchair"});
    counts_are(&reach, 1, 1, 1, 2, 1); /* at 0.9 m/s 700 m takes 13 minutes */
    assert_int_equal(reach.classes[2].count, 2);
    has_note(&reach, "reach.note.cut.steps");
    has_note(&reach, "reach.note.access_unknown");
    reach_clear(&reach);
}

static void test_a_place_far_from_any_way_serves_nobody_and_it_is_said(void **state)
{
    struct practice *practice = *state;
    village_open(practice, WITH_WAYS | WITH_ADDRESSES);
    village_place(practice->project, at_metres(-1000, -500));
    struct reach reach = measure(practice, (struct reach_ask){.service = SERVICE_WIFI});
    assert_true(reach.places[0].nowhere);
    counts_are(&reach, 0, 0, 0, 5, 1);
    has_note(&reach, "reach.note.place_nowhere");
    reach_clear(&reach);
}

static void test_what_is_not_known_is_a_sentence_and_no_number(void **state)
{
    struct practice *practice = *state;
    struct reach_spots spots;
    struct reach_question *question;
    struct reach_ask wifi = {.service = SERVICE_WIFI};
    struct reach_spot_ask seek = {.minutes = 10};
    struct fault why;
    village_open(practice, WITH_ADDRESSES);
    village_place(practice->project, at_metres(0, 0));
    struct reach reach = measure(practice, wifi);
    assert_int_equal(reach.state, REACH_NO_NETWORK);
    assert_string_equal(reach.headline.key, "reach.no_network");
    assert_true(reach.classes[0].share < 0 && reach.classes[0].area.path_count == 0);
    assert_string_equal(reach_class_line(&reach, 0).key, "reach.class.unknown");
    practice_ok(action_reach_ask(practice->project, &wifi, &question, &why), &why);
    practice_ok(reach_spots(question, &seek, ground, &spots, &why), &why);
    assert_int_equal(spots.state, REACH_NO_NETWORK);
    assert_int_equal(spots.count, 0);
    reach_spots_clear(&spots);
    reach_question_free(question);
    struct reach_pretend pretend = {.known = false};
    reach_pretend(ground, &reach, at_metres(0, 0), true, &pretend);
    assert_false(pretend.known);
    reach_pretend_clear(&pretend);
    reach_clear(&reach);
}

static void test_a_wijk_without_addresses_has_areas_and_no_share(void **state)
{
    struct practice *practice = *state;
    village_open(practice, WITH_WAYS);
    struct reach reach = measure(practice, (struct reach_ask){.service = SERVICE_WIFI});
    assert_int_equal(reach.state, REACH_NO_ADDRESSES);
    reach_clear(&reach);
    village_place(practice->project, at_metres(0, 0));
    reach = measure(practice, (struct reach_ask){.service = SERVICE_WIFI});
    assert_int_equal(reach.state, REACH_NO_ADDRESSES);
    assert_string_equal(reach.headline.key, "reach.no_addresses");
    assert_true(reach.classes[1].share < 0);
    assert_true(shape_has(&reach.classes[1].area, at_metres(700, 0)));
    assert_false(shape_has(&reach.classes[1].area, at_metres(900, 0)));
    reach_clear(&reach);
}

static void test_nobody_serves_is_told_with_what_there_is(void **state)
{
    struct practice *practice = *state;
    struct reach reach = measure(practice, (struct reach_ask){.service = SERVICE_CHARGE});
    assert_int_equal(reach.state, REACH_NO_PLACES);
    assert_int_equal(reach.classes[2].count, 0);
    assert_string_equal(reach.headline.key, "reach.none");
    reach_clear(&reach);
    struct reach_ask night = {.service = SERVICE_COMPUTER, .timed = true};
    night.when = civil_of_moment(kit_moment("2026-06-14T03:00"));
    reach = measure(practice, night);
    assert_string_equal(reach.headline.key, "reach.none.closed");
    reach_clear(&reach);
}

struct steps {
    int64_t done, total;
    int count;
    bool fell;
};

static void step(void *data, int64_t done, int64_t total)
{
    struct steps *steps = data;
    steps->fell = steps->fell || done < steps->done || done > total;
    steps->done = done;
    steps->total = total;
    steps->count++;
}

static void test_how_far_it_is_rises_to_the_whole(void **state)
{
    struct steps steps = {0};
    reach_ground_watch(ground, step, &steps);
    for (int round = 0; round < 2; round++) { /* on new ground, and on ground that fits */
        steps.done = 0;
        struct reach reach = measure(*state, (struct reach_ask){.service = SERVICE_WIFI});
        assert_true(steps.total > (int64_t)reach.address_count);
        assert_int_equal(steps.done, steps.total);
        assert_false(steps.fell);
        reach_clear(&reach);
    }
    assert_true(steps.count > 10);
    reach_ground_watch(ground, NULL, NULL);
}

#define REACH_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        REACH_TEST(test_every_address_of_the_wijk_has_one_fate),
        REACH_TEST(test_a_place_more_never_makes_fewer_addresses_reach_one),
        REACH_TEST(test_slow_legs_and_closed_doors_reach_fewer),
        REACH_TEST(test_only_what_bears_on_an_answer_makes_another_question),
        REACH_TEST(test_odd_questions_are_refused),
        REACH_TEST(test_over_the_canal_one_walks_to_the_bridge),
        REACH_TEST(test_in_a_village_every_minute_is_as_counted_by_hand),
        REACH_TEST(test_a_place_far_from_any_way_serves_nobody_and_it_is_said),
        REACH_TEST(test_what_is_not_known_is_a_sentence_and_no_number),
        REACH_TEST(test_a_wijk_without_addresses_has_areas_and_no_share),
        REACH_TEST(test_nobody_serves_is_told_with_what_there_is),
        REACH_TEST(test_how_far_it_is_rises_to_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
