/* SPDX-License-Identifier: EUPL-1.2 */
/* Who can walk to the wifi of the oefenwijk. */
#include "action/reach.h"

#include <math.h>
#include <stdlib.h>

#include "action/practice.h"

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
        assert_true(fabs(reach->classes[i].share * (double)reach->address_count -
                         (double)within) < 1e-6);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_address_of_the_wijk_has_one_fate, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
