/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/desk.h"

#include <stdio.h>
#include <string.h>

static void edit_place(struct hand *hand, const char *name)
{
    hand_show(hand, "map", NULL);
    shell_select(hand->shell, hand_place(hand, name)->id);
    shell_go(hand->shell, SCREEN_PLACE_EDIT);
    shell_tick(hand->shell, hand->now);
}

static void hours_with_a_mistake_are_said_and_repaired(void **state)
{
    struct hand *hand = *state;
    edit_place(hand, "De Boekenmolen");
    assert_non_null(strstr(hand_line(hand, "form.save"), "disabled"));
    hand_fill(hand, "form.field:hours", "Mo-Fr 09:00-1x:00");
    assert_non_null(strstr(hand_line(hand, "form.field:hours"), " fault "));
    assert_non_null(strstr(hand_line(hand, "form.save"), "disabled"));
    assert_true(hand_sees(hand, "Er is nog 1 veld dat niet klopt"));
    hand_tap(hand, "form.save");
    assert_string_not_equal(shell_selected(hand->shell)->hours, "Mo-Fr 09:00-1x:00");
    hand_fill(hand, "form.field:hours", "Mo-Fr 09:00-17:00; Sa 09:00-12:00");
    assert_null(strstr(hand_line(hand, "form.field:hours"), " fault "));
    assert_true(hand_sees(hand, "ma–vr 9–17 uur; za 9–12 uur"));
    hand_tap(hand, "form.save");
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
    assert_string_equal(shell_selected(hand->shell)->hours, "Mo-Fr 09:00-17:00; Sa 09:00-12:00");
    assert_true(hand_sees(hand, "Plek bewaard"));
    hand_saved(hand);
}

static void several_fields_are_one_deed(void **state)
{
    struct hand *hand = *state;
    struct fault why;
    edit_place(hand, "De Boekenmolen");
    size_t before = project_history_count(shell_project(hand->shell));
    hand_fill(hand, "form.field:name", "De Boekenmolen aan het plein");
    hand_tap(hand, "edit.kinds");
    hand_tap(hand, "edit.kind:service_centre");
    hand_tap(hand, "form.one:wheelchair=limited");
    hand_fill(hand, "form.field:postcode", "1080");
    hand_fill(hand, "form.field:email", "onthaal@example.be");
    assert_true(hand_sees(hand, "5 aanpassingen"));
    hand_tap(hand, "form.save");
    const struct place *place = shell_selected(hand->shell);
    assert_string_equal(place->name, "De Boekenmolen aan het plein");
    assert_int_equal(place->kind, KIND_SERVICE_CENTRE);
    assert_int_equal(place->wheelchair, ANSWER_LIMITED);
    assert_string_equal(place->postcode, "1080");
    assert_int_equal(project_history_count(shell_project(hand->shell)), before + 1);
    assert_true(action_undo(shell_project(hand->shell), &why));
    assert_string_equal(hand_place(hand, "De Boekenmolen")->name, "De Boekenmolen");
    hand_saved(hand);
}

static void wrong_values_are_told_at_their_field(void **state)
{
    struct hand *hand = *state;
    static const struct {
        const char *field, *value;
    } wrong[] = {{"form.field:postcode", "12"},
                 {"form.field:email", "geen adres"},
                 {"form.field:phone", "bel mij"},
                 {"form.field:website", "h t t p"}};
    edit_place(hand, "De Boekenmolen");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        hand_fill(hand, wrong[i].field, wrong[i].value);
        assert_non_null(strstr(hand_line(hand, wrong[i].field), " fault "));
        hand_fill(hand, wrong[i].field, "");
        assert_null(strstr(hand_line(hand, wrong[i].field), " fault "));
    }
}

static void leaving_with_changes_asks_and_keeps_or_drops_them(void **state)
{
    struct hand *hand = *state;
    edit_place(hand, "De Boekenmolen");
    hand_fill(hand, "form.field:note", "Bel aan bij de zijdeur");
    shell_key(hand->shell, UI_KEY_ESCAPE); /* leaves the field */
    hand_tap(hand, "back");
    assert_true(hand_finds(hand, "form.leave"));
    hand_tap(hand, "form.leave.stay");
    assert_non_null(strstr(hand_line(hand, "form.field:note"), "Bel aan bij de zijdeur"));
    hand_tap(hand, "back");
    hand_tap(hand, "form.leave.save");
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
    assert_string_equal(shell_selected(hand->shell)->note, "Bel aan bij de zijdeur");
    edit_place(hand, "De Boekenmolen");
    hand_fill(hand, "form.field:note", "Iets anders");
    hand_tap(hand, "rail.pillars");
    assert_true(hand_finds(hand, "form.leave"));
    hand_tap(hand, "form.leave.drop");
    assert_int_equal(hand->shell->screen, SCREEN_PILLARS);
    edit_place(hand, "De Boekenmolen");
    assert_non_null(strstr(hand_line(hand, "form.field:note"), "Bel aan bij de zijdeur"));
    hand_tap(hand, "back");
    assert_false(hand_finds(hand, "form.leave"));
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
}

static void what_was_typed_waits_for_who_leaves_by_a_shortcut(void **state)
{
    struct hand *hand = *state;
    edit_place(hand, "De Boekenmolen");
    hand_fill(hand, "form.field:note", "Bel aan bij de zijdeur");
    shell_shortcut(hand->shell, 'p', true);
    assert_int_equal(hand->shell->screen, SCREEN_PRINT);
    edit_place(hand, "De Boekenmolen");
    assert_non_null(strstr(hand_line(hand, "form.field:note"), "Bel aan bij de zijdeur"));
    assert_true(hand_sees(hand, "1 aanpassing, nog niet bewaard"));
    shell_shortcut(hand->shell, 'p', true);
    edit_place(hand, "Foyer");
    assert_true(hand_sees(hand, "Wat je daarnet ergens anders typte, is niet bewaard"));
}

static void a_candidate_that_is_edited_becomes_a_place(void **state)
{
    struct hand *hand = *state;
    struct project *project = shell_project(hand->shell);
    size_t count;
    const struct place *const *places = project_places(project, &count), *candidate = NULL;
    for (size_t i = 0; i < count && !candidate; i++) {
        candidate = project_place_state(project, places[i]) == PLACE_CANDIDATE ? places[i] : NULL;
    }
    assert_non_null(candidate);
    shell_select(hand->shell, candidate->id);
    shell_go(hand->shell, SCREEN_PLACE_EDIT);
    shell_tick(hand->shell, hand->now);
    hand_fill(hand, "form.field:name", "Een plek die wij kennen");
    hand_tap(hand, "form.save");
    const struct place *place = shell_selected(hand->shell);
    assert_non_null(place);
    assert_string_equal(place->name, "Een plek die wij kennen");
    assert_int_equal(project_place_state(project, place), PLACE_CONFIRMED);
}

static void edit_offer(struct hand *hand, const char *place, enum service service)
{
    struct fault why;
    char offer[ACTION_ID];
    shell_select(hand->shell, hand_place(hand, place)->id);
    if (!action_offer_add(shell_project(hand->shell), hand->shell->selected, service, offer,
                          &why)) {
        fail_msg("offer: %s", why.what.key);
    }
    snprintf(hand->shell->offer, sizeof hand->shell->offer, "%s", offer);
    shell_go(hand->shell, SCREEN_OFFER_EDIT);
    shell_tick(hand->shell, hand->now);
}

static void a_charging_point_that_is_free_turns_its_criterion(void **state)
{
    struct hand *hand = *state;
    assert_int_equal(hand_finding(hand, "T3")->verdict, VERDICT_NOT);
    edit_offer(hand, "De Boekenmolen", SERVICE_CHARGE);
    assert_int_not_equal(hand_finding(hand, "T3")->verdict, VERDICT_MET);
    hand_tap(hand, "form.one:price=free");
    hand_tap(hand, "form.save");
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
    assert_int_equal(hand_finding(hand, "T3")->verdict, VERDICT_MET);
    hand_show(hand, "pillars", NULL);
    assert_non_null(strstr(hand_line(hand, "pillars.wheel"), "T3:met"));
    hand_saved(hand);
}

static void an_offer_is_told_in_full_and_read_back(void **state)
{
    struct hand *hand = *state;
    edit_offer(hand, "De Boekenmolen", SERVICE_HELP);
    hand_tap(hand, "form.one:price=paid");
    hand_fill(hand, "form.field:amount", "2 euro per uur");
    hand_tap(hand, "form.many:obligations=registration");
    hand_tap(hand, "form.many:obligations=membership");
    hand_tap(hand, "form.many:obligations=membership"); /* and off again */
    hand_tap(hand, "form.many:groups=seniors");
    hand_tap(hand, "form.many:languages=nl");
    hand_tap(hand, "form.many:languages=ar");
    hand_tap(hand, "form.one:access=walk_in");
    hand_tap(hand, "form.one:hours=Sa 09:00-11:00");
    assert_true(hand_sees(hand, "za 9–11 uur"));
    hand_fill(hand, "form.field:until", "31/12/2026");
    hand_fill(hand, "form.field:from", "morgen");
    assert_non_null(strstr(hand_line(hand, "form.field:from"), " fault "));
    hand_fill(hand, "form.field:from", "");
    hand_tap(hand, "form.save");
    const struct place *place = shell_selected(hand->shell);
    const struct offer *offer = NULL;
    for (size_t i = 0; i < place->offer_count; i++) {
        offer = strcmp(place->offers[i].id, hand->shell->offer) == 0 ? &place->offers[i] : offer;
    }
    assert_non_null(offer);
    assert_int_equal(offer->price, PRICE_PAID);
    assert_string_equal(offer->amount, "2 euro per uur");
    assert_int_equal(offer->obligations, OBLIGATION_REGISTRATION);
    assert_int_equal(offer->groups, GROUP_SENIORS);
    assert_string_equal(offer->languages, "nl ar");
    assert_int_equal(offer->access, ACCESS_WALK_IN);
    assert_string_equal(offer->hours, "Sa 09:00-11:00");
    assert_int_equal(offer->until.year, 2026);
    assert_int_equal(offer->until.month, 12);
}

static void only_what_matters_for_its_service_is_asked(void **state)
{
    struct hand *hand = *state;
    edit_offer(hand, "De Boekenmolen", SERVICE_WIFI);
    assert_false(hand_finds(hand, "form.many:features=screen"));
    assert_false(hand_finds(hand, "form.many:languages=nl"));
    assert_true(hand_finds(hand, "form.flag:outdoor"));
    hand_tap(hand, "back");
    edit_offer(hand, "De Boekenmolen", SERVICE_ROOM);
    assert_true(hand_finds(hand, "form.many:features=screen"));
    assert_true(hand_finds(hand, "form.field:count"));
}

static void a_removed_offer_comes_back_with_undo(void **state)
{
    struct hand *hand = *state;
    edit_offer(hand, "De Boekenmolen", SERVICE_CHARGE);
    size_t with = shell_selected(hand->shell)->offer_count;
    hand_tap(hand, "offer.remove");
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
    assert_int_equal(shell_selected(hand->shell)->offer_count, with - 1);
    hand_tap(hand, "bar.undo");
    assert_int_equal(shell_selected(hand->shell)->offer_count, with);
}

int main(void)
{
#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, open_desk, close_hand)
    const struct CMUnitTest tests[] = {
        AT_DESK(hours_with_a_mistake_are_said_and_repaired),
        AT_DESK(several_fields_are_one_deed),
        AT_DESK(wrong_values_are_told_at_their_field),
        AT_DESK(leaving_with_changes_asks_and_keeps_or_drops_them),
        AT_DESK(what_was_typed_waits_for_who_leaves_by_a_shortcut),
        AT_DESK(a_candidate_that_is_edited_becomes_a_place),
        AT_DESK(a_charging_point_that_is_free_turns_its_criterion),
        AT_DESK(an_offer_is_told_in_full_and_read_back),
        AT_DESK(only_what_matters_for_its_service_is_asked),
        AT_DESK(a_removed_offer_comes_back_with_undo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
