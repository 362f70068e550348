/* SPDX-License-Identifier: EUPL-1.2 */
/* The walking list and the place card of the oefenwijk. */
#include "action/outing.h"

#include <stdlib.h>

#include "action/practice.h"

static struct language *dutch, *french;

static int begin(void **state)
{
    char folder[KIT_PATH + 16];
    struct fault why;
    snprintf(folder, sizeof folder, "%s/language", kit_assets());
    assert_true(language_load(folder, LANGUAGE_NL, &dutch, &why));
    assert_true(language_load(folder, LANGUAGE_FR, &french, &why));
    return practice_begin(state);
}

static int end(void **state)
{
    language_free(dutch);
    language_free(french);
    return practice_end(state);
}

static double crow_length(const struct outing *outing)
{
    double metres = 0;
    for (size_t at = 1; at < outing->stop_count; at++) {
        metres += point_distance(outing->stops[at - 1].point, outing->stops[at].point);
    }
    return metres;
}

static void test_an_outing_visits_what_nobody_checked_in_a_short_order(void **state)
{
    struct practice *practice = *state;
    struct outing outing;
    struct fault why;
    assert_true(action_outing_fill(practice->project, NULL, 6, dutch, NULL, &outing, &why));
    assert_int_equal(outing.stop_count, 6);
    assert_true(outing.left_out[0]);
    assert_int_equal(outing.scene.mark_count, 6);
    for (size_t at = 0; at < outing.stop_count; at++) {
        assert_int_equal(outing.stops[at].number, at + 1);
        assert_true(outing.stops[at].name[0]);
        assert_true(outing.stops[at].why[0]);
        assert_true(outing.stops[at].ask_count >= 2);
        assert_int_equal(outing.stops[at].walk[0] != 0, at > 0);
    }
    assert_true(crow_length(&outing) < 4000);
    print_message("%s\n%s\n", outing.title, outing.total_line);
    outing_clear(&outing);
}

static void test_an_outing_begins_where_one_stands(void **state)
{
    struct practice *practice = *state;
    struct outing outing;
    struct fault why;
    struct point start = project_place(practice->project, LIBRARY)->point;
    assert_true(action_outing_fill(practice->project, &start, 5, french, NULL, &outing, &why));
    assert_true(point_distance(start, outing.stops[0].point) < 100);
    assert_non_null(strstr(outing.title, "Liste de visite"));
    outing_clear(&outing);
}

static void test_a_card_tells_only_what_was_confirmed(void **state)
{
    struct practice *practice = *state;
    const struct language *languages[OVERVIEW_LANGUAGES] = {dutch, french};
    struct place_card card;
    struct fault why;
    assert_false(action_place_card_fill(practice->project, LIBRARY, languages, &card, &why));
    kit_assert_fault(&why, FAULT_CONFLICT, "fault.card.unconfirmed");
    assert_true(action_confirm(practice->project, LIBRARY, &why));
    struct action_field phone = {"phone", "02 412 06 02"};
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", project_place(practice->project, LIBRARY)->id);
    assert_true(action_set(practice->project, id, &phone, 1, &why));
    assert_true(action_place_card_fill(practice->project, id, languages, &card, &why));
    assert_string_equal(card.code, "tel:024120602");
    assert_string_equal(card.kind.text[0], "Bibliotheek");
    assert_true(card.hours.text[1][0]);
    assert_non_null(strstr(card.checked.text[0], "12 juni 2026"));
    assert_string_equal(card.scan.text[1], "Scannez pour appeler");
    place_card_clear(&card);
    assert_false(
        action_place_card_fill(practice->project, "place:nergens", languages, &card, &why));
    assert_int_equal(why.kind, FAULT_MISSING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_outing_visits_what_nobody_checked_in_a_short_order,
                                        begin, end),
        cmocka_unit_test_setup_teardown(test_an_outing_begins_where_one_stands, begin, end),
        cmocka_unit_test_setup_teardown(test_a_card_tells_only_what_was_confirmed, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
