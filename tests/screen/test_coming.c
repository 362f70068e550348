/* SPDX-License-Identifier: EUPL-1.2 */
/* What stops counting: warned of in time, and renewed with one tap. */
#include "screen/desk.h"

#include "screen/coming_inner.h"

#include <stdio.h>
#include <string.h>

static void set(struct hand *hand, const struct place *place, enum service service,
                const char *field, const char *value)
{
    char path[128], id[ACTION_ID];
    struct fault why;
    const struct offer *offer = NULL;
    for (size_t i = 0; i < place->offer_count; i++) {
        offer = place->offers[i].service == service ? &place->offers[i] : offer;
    }
    assert_non_null(offer);
    snprintf(id, sizeof id, "%s", place->id);
    snprintf(path, sizeof path, "offers/%s/%s", offer->id, field);
    const struct action_field fields[] = {{path, value}};
    assert_true(action_set(shell_project(hand->shell), id, fields, 1, &why));
}

static void the_pillars_warn_of_what_ends_within_ninety_days(void **state)
{
    struct hand *hand = *state;
    char id[160], library[ACTION_ID];
    snprintf(library, sizeof library, "%s", hand_place(hand, "De Boekenmolen")->id);
    hand_show(hand, "pillars", "T");
    assert_false(hand_sees(hand, "Nog 34 dagen"));
    set(hand, hand_place(hand, "De Boekenmolen"), SERVICE_COMPUTER, "until", "2026-07-16");
    hand_show(hand, "pillars", "T");
    snprintf(id, sizeof id, "pillars.coming:T2:%s", library);
    assert_true(hand_finds(hand, id));
    assert_non_null(strstr(hand_line(hand, id), "Nog 34 dagen: computer met internet"));
    assert_true(hand_sees(hand, "geldig tot en met 16 juli 2026 · T2 zakt van voldaan naar deels"));
    hand_tap(hand, id);
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
    assert_string_equal(hand->shell->selected, library);
    assert_true(hand_sees(hand, "Nog 34 dagen: T2 zakt van voldaan naar deels"));
}

static void a_closed_pillar_warns_too(void **state)
{
    struct hand *hand = *state;
    char id[160];
    set(hand, hand_place(hand, "De Boekenmolen"), SERVICE_COMPUTER, "until", "2026-07-16");
    hand_show(hand, "pillars", "G");
    snprintf(id, sizeof id, "pillars.coming:T:%s", hand_place(hand, "De Boekenmolen")->id);
    hand_tap(hand, id);
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
}

static void what_ends_later_is_not_warned_of(void **state)
{
    struct hand *hand = *state;
    set(hand, hand_place(hand, "De Boekenmolen"), SERVICE_COMPUTER, "until", "2026-09-11");
    hand_show(hand, "pillars", "T");
    assert_false(hand_sees(hand, "Nog 9"));
    set(hand, hand_place(hand, "De Boekenmolen"), SERVICE_COMPUTER, "until", "2026-09-10");
    hand_show(hand, "pillars", "T");
    assert_true(hand_sees(hand, "Nog 90 dagen: computer met internet"));
}

static void to_do_begins_with_what_ends_soonest(void **state)
{
    struct hand *hand = *state;
    char id[160];
    hand_show(hand, "todo", NULL);
    assert_false(hand_sees(hand, "Vandaag de laatste dag"));
    set(hand, hand_place(hand, "Foyer"), SERVICE_HELP, "until", "2026-06-12");
    set(hand, hand_place(hand, "De Boekenmolen"), SERVICE_COMPUTER, "until", "2026-06-20");
    hand_show(hand, "todo", NULL);
    assert_true(hand_sees(hand, "Loopt binnenkort af"));
    snprintf(id, sizeof id, "todo.soon:%s", hand_place(hand, "Foyer")->id);
    assert_non_null(strstr(hand_line(hand, id), "Vandaag de laatste dag"));
    assert_true(hand_sees(hand, "Nog 8 dagen: computer met internet"));
    hand_tap(hand, id);
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
}

static void klopt_nog_in_the_list_is_one_tap_and_can_be_undone(void **state)
{
    struct hand *hand = *state;
    char id[160], place[ACTION_ID];
    hand_show(hand, "todo", NULL);
    const struct coming_list *list = coming_list(hand->shell);
    assert_true(list->row_count > 3);
    const struct coming *item = &list->items[list->rows[0].item];
    assert_true(item->loss_count > 0);
    snprintf(place, sizeof place, "%s", coming_place(hand->shell, item)->id);
    snprintf(id, sizeof id, "todo.check:tick:%s", place);
    hand->taps = 0;
    hand_tap(hand, id);
    assert_int_equal(hand->taps, 1);
    assert_true(hand_sees(hand, "Bevestigd: klopt vandaag"));
    list = coming_list(hand->shell);
    const struct coming *next = &list->items[list->rows[0].item];
    assert_string_not_equal(coming_place(hand->shell, next)->id, place);
    hand_tap(hand, "bar.undo");
    list = coming_list(hand->shell);
    assert_string_equal(coming_place(hand->shell, &list->items[list->rows[0].item])->id, place);
    assert_true(hand_finds(hand, id));
}

static void the_map_has_the_same_list(void **state)
{
    struct hand *hand = *state;
    char id[160];
    hand_show(hand, "todo", NULL);
    hand_tap(hand, "todo.check.all");
    assert_int_equal(hand->shell->screen, SCREEN_MAP);
    assert_int_equal(hand->shell->order, ORDER_AGE);
    const struct coming_list *list = coming_list(hand->shell);
    const int *ranks = coming_ranks(hand->shell);
    double y = 0;
    for (size_t i = 0; i < list->row_count; i++) {
        struct rect rect;
        const struct place *place = coming_place(hand->shell, &list->items[list->rows[i].item]);
        if (!place) {
            continue;
        }
        assert_int_equal(ranks[list->rows[i].place], i);
        snprintf(id, sizeof id, "list:%s", place->id);
        assert_true(ui_find(shell_ui(hand->shell), id, &rect));
        assert_true(rect.y > y || i == 0);
        y = rect.y;
    }
    assert_true(hand_sees(hand, "telt niet meer vanaf"));
}

static void who_has_nothing_confirmed_reads_what_to_do(void **state)
{
    struct hand *hand = *state;
    struct fault why;
    struct project *project = shell_project(hand->shell);
    for (;;) {
        size_t count, i = 0;
        const struct place *const *places = project_places(project, &count);
        while (i < count && (!project_place_in_wijk(project, places[i]) ||
                             project_place_state(project, places[i]) == PLACE_CANDIDATE)) {
            i++;
        }
        if (i == count) {
            break;
        }
        char id[ACTION_ID];
        snprintf(id, sizeof id, "%s", places[i]->id);
        assert_true(action_remove(project, id, &why));
    }
    assert_true(action_look(project, SERVICE_CHARGE, false, &why));
    assert_true(action_look(project, SERVICE_ADVICE, false, &why));
    hand_show(hand, "todo", NULL);
    assert_true(hand_sees(hand, "Nog niets om opnieuw na te kijken"));
    hand_tap(hand, "todo.check.all");
    assert_int_equal(hand->shell->screen, SCREEN_MAP);
}

static void the_list_is_made_once_and_again_after_a_deed(void **state)
{
    struct hand *hand = *state;
    struct fault why;
    char id[ACTION_ID];
    const struct coming_list *list = coming_list(hand->shell);
    const struct coming *items = list->items;
    hand_show(hand, "todo", NULL);
    hand_show(hand, "pillars", NULL);
    assert_ptr_equal(coming_list(hand->shell)->items, items);
    snprintf(id, sizeof id, "%s", hand_place(hand, "Foyer")->id);
    assert_true(action_confirm(shell_project(hand->shell), id, &why));
    int days = 0;
    list = coming_list(hand->shell);
    for (size_t i = 0; i < list->count; i++) {
        const struct place *place = coming_place(hand->shell, &list->items[i]);
        bool mine = place && !strcmp(place->id, id) && list->items[i].kind == COMING_RECHECK;
        days = mine ? list->items[i].days : days;
    }
    assert_int_equal(days, 366);
}

#define AT_DESK(name) cmocka_unit_test_setup_teardown(name, open_desk, close_hand)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_DESK(the_pillars_warn_of_what_ends_within_ninety_days),
        AT_DESK(a_closed_pillar_warns_too),
        AT_DESK(what_ends_later_is_not_warned_of),
        AT_DESK(to_do_begins_with_what_ends_soonest),
        AT_DESK(klopt_nog_in_the_list_is_one_tap_and_can_be_undone),
        AT_DESK(the_map_has_the_same_list),
        cmocka_unit_test_setup_teardown(who_has_nothing_confirmed_reads_what_to_do,
                                        open_desk_first_week, close_hand),
        AT_DESK(the_list_is_made_once_and_again_after_a_deed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
