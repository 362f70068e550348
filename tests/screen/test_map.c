/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/thumb.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "map/map.h"
#include "screen/shell_inner.h"

static const struct place *named(struct thumb *thumb, const char *name)
{
    size_t count;
    const struct place *const *places = project_places(shell_project(thumb->shell), &count);
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(places[i]->name, name)) {
            return places[i];
        }
    }
    fail_msg("no place is called %s", name);
    return NULL;
}

static const struct place *in_state(struct thumb *thumb, enum place_state wanted)
{
    size_t count;
    struct project *project = shell_project(thumb->shell);
    const struct place *const *places = project_places(project, &count);
    for (size_t i = 0; i < count; i++) {
        if (project_place_state(project, places[i]) == wanted &&
            project_place_in_wijk(project, places[i])) {
            return places[i];
        }
    }
    fail_msg("no place is in state %d", (int)wanted);
    return NULL;
}

static enum place_state state_of(struct thumb *thumb, const char *id)
{
    struct project *project = shell_project(thumb->shell);
    const struct place *place = project_place(project, id);
    assert_non_null(place);
    return project_place_state(project, place);
}

/* A pin that stands alone, free of everything that lies over the map. */
static bool lone_pin(struct thumb *thumb, double *x, double *y, char id[ACTION_ID])
{
    struct shell *shell = thumb->shell;
    for (size_t i = 0; i < shell->groups.group_count; i++) {
        const struct map_group *group = &shell->groups.groups[i];
        int second;
        *x = shell->map_rect.x + group->x;
        *y = shell->map_rect.y + group->y;
        bool free = *x > shell->free_rect.x && *y > shell->free_rect.y + 20 &&
                    *x < shell->free_rect.x + shell->free_rect.width &&
                    *y < shell->free_rect.y + shell->free_rect.height;
        map_groups_hit(&shell->groups, group->x, group->y, &second);
        if (group->count == 1 && free && second < 0) {
            snprintf(id, ACTION_ID, "%s", shell->marks[shell->groups.order[group->first]].id);
            return true;
        }
    }
    return false;
}

/* On a small map they all lie together: a tap on such a heap comes closer. */
static void heap_open(struct thumb *thumb)
{
    const struct shell *shell = thumb->shell;
    double zoom = shell->view.zoom;
    size_t heap = 0;
    for (size_t i = 1; i < shell->groups.group_count; i++) {
        heap = shell->groups.groups[i].count > shell->groups.groups[heap].count ? i : heap;
    }
    assert_true(shell->groups.group_count > 0 && shell->groups.groups[heap].count > 1);
    thumb_tap_at(thumb, shell->map_rect.x + shell->groups.groups[heap].x,
                 shell->map_rect.y + shell->groups.groups[heap].y);
    assert_true(shell->view.zoom > zoom + 1);
}

static void a_tap_on_a_pin_opens_its_sheet_clear_of_all_panels(void **state)
{
    (void)state;
    static const double sizes[][2] = {{1280, 800}, {800, 1280}, {412, 892}, {360, 640}};
    for (size_t i = 0; i < 4; i++) {
        struct thumb thumb;
        double x, y;
        char id[ACTION_ID];
        thumb_open(&thumb, "nl", sizes[i][0], sizes[i][1]);
        thumb_show(&thumb, "map", NULL);
        for (int taps = 0; !lone_pin(&thumb, &x, &y, id); taps++) {
            assert_true(sizes[i][0] < 400 && taps < 2);
            heap_open(&thumb);
        }
        thumb_tap_at(&thumb, x, y);
        struct shell *shell = thumb.shell;
        assert_int_equal(shell->screen, SCREEN_PLACE);
        assert_string_equal(shell->selected, id);
        assert_true(thumb_sees(&thumb, "place.confirm"));
        map_view_place(&shell->view, shell_selected(shell)->point, &x, &y);
        x += shell->map_rect.x;
        y += shell->map_rect.y;
        assert_true(x > shell->free_rect.x && x < shell->free_rect.x + shell->free_rect.width);
        assert_true(y > shell->free_rect.y && y < shell->free_rect.y + shell->free_rect.height);
        struct rect over, sheet;
        if (ui_find(shell->ui, "over.top", &over)) {
            assert_true(y - 25 > over.y + over.height - 30);
        }
        if (ui_find(shell->ui, "sheet", &sheet)) {
            assert_true(y + 25 < sheet.y + 4);
        }
        thumb_close(&thumb);
    }
}

static void a_candidate_is_confirmed_from_the_list_in_one_tap_and_undone_in_one(void **state)
{
    (void)state;
    struct thumb thumb;
    char id[ACTION_ID], tick[ACTION_ID + 16];
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "list", NULL);
    snprintf(id, sizeof id, "%s", in_state(&thumb, PLACE_CANDIDATE)->id);
    snprintf(tick, sizeof tick, "list:tick:%s", id);
    thumb_tap(&thumb, tick);
    assert_int_equal(thumb.taps, 1);
    assert_int_equal(state_of(&thumb, id), PLACE_CONFIRMED);
    assert_true(thumb_sees(&thumb, "bar.undo"));
    thumb_tap(&thumb, "bar.undo");
    assert_int_equal(state_of(&thumb, id), PLACE_CANDIDATE);
    thumb_close(&thumb);
}

static void the_bar_goes_after_eight_seconds(void **state)
{
    (void)state;
    struct thumb thumb;
    char tick[ACTION_ID + 16];
    thumb_open(&thumb, "nl", 412, 892);
    thumb_show(&thumb, "list", NULL);
    snprintf(tick, sizeof tick, "list:tick:%s", in_state(&thumb, PLACE_CANDIDATE)->id);
    thumb_tap(&thumb, tick);
    thumb_wait(&thumb, 7000);
    assert_true(thumb_sees(&thumb, "bar"));
    thumb_wait(&thumb, 1500);
    assert_false(thumb_sees(&thumb, "bar"));
    thumb_close(&thumb);
}

static void free_charging_is_marked_with_one_answer(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "place", named(&thumb, "De Boekenmolen")->id);
    assert_true(thumb_sees(&thumb, "question"));
    thumb_tap(&thumb, "ask.yes");
    const struct place *place = named(&thumb, "De Boekenmolen");
    bool charge = false;
    for (size_t i = 0; i < place->offer_count; i++) {
        charge = charge || (place->offers[i].service == SERVICE_CHARGE &&
                            place->offers[i].price == PRICE_FREE && place->offers[i].checked.year);
    }
    assert_true(charge);
    thumb_tap(&thumb, "bar.undo");
    place = named(&thumb, "De Boekenmolen");
    for (size_t i = 0; i < place->offer_count; i++) {
        assert_int_not_equal(place->offers[i].service, SERVICE_CHARGE);
    }
    thumb_close(&thumb);
}

static void free_wifi_at_a_known_place_takes_three_taps(void **state)
{
    (void)state;
    struct thumb thumb;
    char row[ACTION_ID + 8], id[ACTION_ID];
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "list", NULL);
    snprintf(id, sizeof id, "%s", named(&thumb, "De Vaartkapoen")->id);
    snprintf(row, sizeof row, "list:%s", id);
    thumb_tap(&thumb, row);
    thumb_tap(&thumb, "offer.add:wifi");
    thumb_tap(&thumb, "price.free");
    assert_int_equal(thumb.taps, 3);
    const struct place *place = named(&thumb, "De Vaartkapoen");
    assert_int_equal(place->offer_count, 1);
    assert_int_equal(place->offers[0].service, SERVICE_WIFI);
    assert_int_equal(place->offers[0].price, PRICE_FREE);
    thumb_close(&thumb);
}

static void a_filter_shows_only_what_it_names(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "map", NULL);
    thumb_assert_reads(&thumb, "De Vaartkapoen");
    thumb_tap(&thumb, "chip:print");
    assert_false(thumb_reads(&thumb, "De Vaartkapoen"));
    thumb_assert_reads(&thumb, "De Boekenmolen");
    assert_true(thumb_sees(&thumb, "list.look"));
    thumb_tap(&thumb, "list.look");
    assert_true(project_looked(shell_project(thumb.shell), SERVICE_PRINT, NULL));
    thumb_tap(&thumb, "chip:print");
    thumb_assert_reads(&thumb, "De Vaartkapoen");
    thumb_close(&thumb);
}

static void a_removed_place_comes_back_with_undo(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 412, 892);
    thumb_show(&thumb, "place", named(&thumb, "De Boekenmolen")->id);
    thumb_tap(&thumb, "sheet.toggle");
    thumb_tap(&thumb, "place.remove");
    assert_int_equal(thumb.shell->screen, SCREEN_MAP);
    thumb_tap(&thumb, "bar.undo");
    assert_non_null(named(&thumb, "De Boekenmolen"));
    thumb_close(&thumb);
}

static void turning_the_tablet_keeps_what_was_open(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "place", named(&thumb, "De Boekenmolen")->id);
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", thumb.shell->selected);
    thumb_turn(&thumb, 800, 1280);
    assert_string_equal(thumb.shell->selected, id);
    thumb_assert_reads(&thumb, "De Boekenmolen");
    assert_true(thumb_sees(&thumb, "sheet"));
    thumb_turn(&thumb, 1280, 800);
    assert_true(thumb_sees(&thumb, "panel"));
    thumb_assert_reads(&thumb, "De Boekenmolen");
    thumb_close(&thumb);
}

static void the_sheet_has_three_stops_for_a_finger_and_for_a_tap(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 412, 892);
    thumb_show(&thumb, "map", NULL);
    struct rect peek = thumb_rect(&thumb, "sheet");
    thumb_drag(&thumb, 206, peek.y + 12, 0, -300);
    struct rect half = thumb_rect(&thumb, "sheet");
    assert_int_equal(thumb.shell->list_sheet, SHEET_HALF);
    assert_true(half.height > peek.height + 200);
    thumb_tap_at(&thumb, 206, half.y + 12);
    assert_int_equal(thumb.shell->list_sheet, SHEET_FULL);
    assert_true(thumb_rect(&thumb, "sheet").height > half.height + 200);
    thumb_tap(&thumb, "sheet.toggle");
    assert_int_equal(thumb.shell->list_sheet, SHEET_PEEK);
    thumb_close(&thumb);
}

/* Long words may not pile up over a small map: a finger would find no free spot there. */
static void a_phone_says_what_is_saved_beside_when_it_is_open(void **state)
{
    (void)state;
    static const char *const languages[] = {"nl", "fr", "en"};
    for (int i = 0; i < 3; i++) {
        struct thumb thumb;
        thumb_open(&thumb, languages[i], 412, 892);
        thumb_show(&thumb, "map", NULL);
        struct rect save = thumb_rect(&thumb, "save"), open = thumb_rect(&thumb, "time.open");
        assert_true(save.y + save.height > open.y && open.y + open.height > save.y);
        assert_true(open.x >= save.x + save.width);
        assert_true(open.x + open.width < thumb_rect(&thumb, "map.fit").x);
        thumb_close(&thumb);
    }
}

static void a_finger_moves_the_map_without_painting_anything_over_it_again(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "map", NULL);
    struct spot before = thumb.shell->view.middle;
    shell_finger(thumb.shell, (struct finger){FINGER_DOWN, 1, 500, 400, thumb.now});
    shell_finger(thumb.shell, (struct finger){FINGER_MOVE, 1, 520, 410, thumb.now + 16});
    shell_finger(thumb.shell, (struct finger){FINGER_MOVE, 1, 560, 430, thumb.now + 32});
    assert_false(thumb.shell->dirty);
    assert_true(thumb.shell->view.middle.x < before.x);
    shell_finger(thumb.shell, (struct finger){FINGER_UP, 1, 560, 430, thumb.now + 400});
    thumb_close(&thumb);
}

static void another_wijk_is_chosen_from_the_head_of_the_list(void **state)
{
    (void)state;
    struct thumb thumb;
    char id[64];
    const struct pack_wijk *wijken;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "map", NULL);
    int count = project_wijken(shell_project(thumb.shell), &wijken), other = 0;
    assert_true(count > 1);
    while (!strcmp(wijken[other].code, project_wijk(shell_project(thumb.shell))->code)) {
        other++;
    }
    snprintf(id, sizeof id, "wijk:%s", wijken[other].code);
    thumb_tap(&thumb, "wijk.open");
    thumb_tap(&thumb, id);
    assert_string_equal(project_wijk(shell_project(thumb.shell))->code, wijken[other].code);
    thumb_close(&thumb);
}

/* Keys know no moment: however long nothing moved before, the whole flight is seen. */
static void a_zoom_by_key_flies_from_its_first_tick_on(void **state)
{
    (void)state;
    enum { LATER = 100 * 1000 };
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "map", NULL);
    struct shell *shell = thumb.shell;
    double from = shell->view.zoom;
    int64_t now = shell->now_ms + LATER;
    shell->ways.still = false;
    assert_true(shell_shortcut(shell, '+', false));
    assert_true(shell->view.motion == MAP_FLIGHT);
    shell_tick(shell, now);
    assert_true(shell->view.motion == MAP_FLIGHT && shell->view.zoom < from + 0.01);
    shell_tick(shell, now + 100);
    assert_true(shell->view.zoom > from + 0.1 && shell->view.zoom < from + 0.99);
    shell_tick(shell, now + 250);
    assert_true(shell->view.motion == MAP_STILL && fabs(shell->view.zoom - from - 1) < 1e-9);
    shell->ways.still = true;
    thumb_close(&thumb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tap_on_a_pin_opens_its_sheet_clear_of_all_panels),
        cmocka_unit_test(a_candidate_is_confirmed_from_the_list_in_one_tap_and_undone_in_one),
        cmocka_unit_test(the_bar_goes_after_eight_seconds),
        cmocka_unit_test(free_charging_is_marked_with_one_answer),
        cmocka_unit_test(free_wifi_at_a_known_place_takes_three_taps),
        cmocka_unit_test(a_filter_shows_only_what_it_names),
        cmocka_unit_test(a_removed_place_comes_back_with_undo),
        cmocka_unit_test(turning_the_tablet_keeps_what_was_open),
        cmocka_unit_test(the_sheet_has_three_stops_for_a_finger_and_for_a_tap),
        cmocka_unit_test(a_phone_says_what_is_saved_beside_when_it_is_open),
        cmocka_unit_test(a_finger_moves_the_map_without_painting_anything_over_it_again),
        cmocka_unit_test(a_zoom_by_key_flies_from_its_first_tick_on),
        cmocka_unit_test(another_wijk_is_chosen_from_the_head_of_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
