/* SPDX-License-Identifier: EUPL-1.2 */
/* Who can walk there, through fingers: from map and criterion, by moment and lens, what if, and
 * what is said when the map cannot tell. */
#include "screen/thumb.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pack/part_inner.h"
#include "screen/foot_inner.h"

static const struct reach *found(struct thumb *thumb)
{
    foot_wait(thumb->shell);
    thumb_wait(thumb, 50);
    const struct reach *answer = foot_answer(thumb->shell);
    assert_non_null(answer);
    return answer;
}

static const struct reach *open_reach(struct thumb *thumb, double width, double height)
{
    thumb_open(thumb, "nl", width, height);
    thumb_show(thumb, "map", NULL);
    thumb->taps = 0;
    thumb_tap(thumb, "foot.open");
    return found(thumb);
}

static void sunday_at_three_takes_two_taps_and_is_said_in_words(void **state)
{
    (void)state;
    struct thumb thumb;
    open_reach(&thumb, 1280, 800);
    assert_int_equal(thumb.shell->screen, SCREEN_REACH);
    thumb_tap(&thumb, "time.day:2"); /* from Friday at three */
    const struct reach *answer = found(&thumb);
    assert_true(thumb.taps <= 3);
    assert_int_equal(answer->service, SERVICE_WIFI);
    assert_int_equal(answer->when.date.day, 14);
    assert_int_equal(answer->when.hour, 15);
    assert_true(answer->address_count > 1000);
    char words[96];
    for (int i = 0; i < answer->class_count; i++) {
        snprintf(words, sizeof words, "%zu adressen, ", answer->classes[i].count);
        thumb_assert_reads(&thumb, words);
    }
    size_t last = answer->classes[answer->class_count - 1].count;
    snprintf(words, sizeof words, "%zu adressen, ", answer->address_count - last);
    thumb_assert_reads(&thumb, "Niet binnen 15 minuten");
    thumb_assert_reads(&thumb, words);
    thumb_assert_reads(&thumb, "Onze eigen meting");
    thumb_close(&thumb);
}

static void a_criterion_of_access_leads_to_the_reach_of_its_service(void **state)
{
    (void)state;
    static const struct {
        const char *criterion;
        int service;
    } cases[] = {{"T1", SERVICE_WIFI},
                 {"T2", SERVICE_COMPUTER},
                 {"T3", SERVICE_CHARGE},
                 {"T5", SERVICE_PRINT},
                 {"T4", -1},
                 {"I1", -1}};
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        thumb_show(&thumb, "criterion", cases[i].criterion);
        assert_int_equal(thumb_sees(&thumb, "criterion.reach"), cases[i].service >= 0);
        if (cases[i].service >= 0) {
            thumb_tap(&thumb, "criterion.reach");
            assert_int_equal(found(&thumb)->service, cases[i].service);
            thumb_tap(&thumb, "back");
            assert_int_equal(thumb.shell->screen, SCREEN_CRITERION);
        }
    }
    thumb_close(&thumb);
}

static void pins_tell_what_counts_and_lead_to_their_place(void **state)
{
    (void)state;
    struct thumb thumb;
    const struct reach *answer = open_reach(&thumb, 1280, 800);
    size_t open = 0;
    for (size_t i = 0; i < thumb.shell->mark_count; i++) {
        open += thumb.shell->marks[i].time == MAP_TIME_OPEN;
        assert_int_not_equal(thumb.shell->marks[i].time, MAP_TIME_NONE);
    }
    assert_int_equal(open, answer->place_count);
    thumb_tap(&thumb, "foot.place:0");
    assert_int_equal(thumb.shell->screen, SCREEN_PLACE);
    assert_true(foot_seen(thumb.shell)); /* still beneath its sheet */
    thumb_tap(&thumb, "back");
    assert_int_equal(thumb.shell->screen, SCREEN_REACH);
    thumb_tap(&thumb, "back");
    assert_false(foot_seen(thumb.shell));
    thumb_close(&thumb);
}

static void a_lens_is_chosen_from_a_list_and_a_ribbon_says_so(void **state)
{
    (void)state;
    struct thumb thumb;
    size_t usual = open_reach(&thumb, 412, 892)->classes[0].count;
    assert_false(thumb_reads(&thumb, "Je kijkt door de lens"));
    thumb_tap(&thumb, "sheet.toggle");
    thumb_tap(&thumb, "foot.lens");
    thumb_assert_reads(&thumb, "3,2 km per uur");
    thumb_tap(&thumb, "foot.lens:2");
    const struct reach *answer = found(&thumb);
    assert_string_equal(answer->lens.id, "senior");
    assert_true(answer->classes[0].count < usual);
    thumb_assert_reads(&thumb, "Je kijkt door de lens “Oudere stapper”");
    thumb_tap(&thumb, "rail.pillars"); /* what is told there is for everybody */
    assert_false(thumb_reads(&thumb, "Je kijkt door de lens"));
    thumb_show(&thumb, "map", NULL);
    thumb_tap(&thumb, "foot.open");
    found(&thumb);
    thumb_assert_reads(&thumb, "Je kijkt door de lens “Oudere stapper”");
    thumb_close(&thumb);
}

static void map_at(struct thumb *thumb, struct point point, double *x, double *y)
{
    map_view_place(&thumb->shell->view, point, x, y);
    *x += thumb->shell->map_rect.x;
    *y += thumb->shell->map_rect.y;
}

static void what_if_follows_the_finger_and_saves_nothing(void **state)
{
    (void)state;
    struct thumb thumb;
    double x, y;
    open_reach(&thumb, 1280, 800);
    struct shell *shell = thumb.shell;
    uint64_t generation = project_generation(shell->project);
    thumb_press_long(&thumb, 330, 430);
    found(&thumb);
    assert_true(shell->reach->pretends && shell->reach->pretend_known);
    struct point first = shell->reach->point;
    size_t gained = shell->reach->pretend.gained[0];
    assert_true(gained > 0);
    thumb_assert_reads(&thumb, "Met de proefplek");
    struct spot middle = shell->view.middle;
    map_at(&thumb, first, &x, &y);
    thumb_drag(&thumb, x, y, 150, -110);
    found(&thumb);
    assert_true(point_distance(first, shell->reach->point) > 100);
    assert_float_equal(shell->view.middle.x, middle.x, 1e-12); /* the map lay still */
    assert_int_not_equal(shell->reach->pretend.gained[0], gained);
    thumb_tap_at(&thumb, 350, 300); /* the same without a drag */
    map_at(&thumb, shell->reach->point, &x, &y);
    assert_true(fabs(x - 350) < 1 && fabs(y - 300) < 1);
    thumb_tap(&thumb, "foot.middle");
    assert_true(point_distance(shell->reach->point, map_middle(shell)) < 1);
    thumb_tap(&thumb, "foot.away");
    assert_false(shell->reach->pretends);
    assert_int_equal(project_generation(shell->project), generation);
    thumb_close(&thumb);
}

static void a_small_window_shows_the_share_beside_the_slider_and_all_of_it_in_one_tap(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 360, 520);
    thumb_show(&thumb, "reach", NULL);
    found(&thumb);
    assert_false(thumb_sees(&thumb, "sheet"));
    thumb_assert_reads(&thumb, "% binnen 10 minuten");
    thumb_tap(&thumb, "foot.panel");
    assert_true(thumb_sees(&thumb, "foot.legend"));
    thumb_tap(&thumb, "time.open"); /* back to the slider, the moment stays */
    assert_true(thumb_sees(&thumb, "time.bar"));
    thumb_close(&thumb);
}

static void a_pretend_place_becomes_real_only_when_asked(void **state)
{
    (void)state;
    struct thumb thumb;
    open_reach(&thumb, 1280, 800);
    thumb_tap(&thumb, "foot.pretend");
    found(&thumb);
    struct point point = thumb.shell->reach->point;
    uint64_t generation = project_generation(thumb.shell->project);
    thumb_tap(&thumb, "foot.keep");
    assert_int_equal(thumb.shell->screen, SCREEN_ADD_KIND);
    assert_true(point_distance(thumb.shell->add_point, point) < 1);
    assert_int_equal(project_generation(thumb.shell->project), generation);
    thumb_close(&thumb);
}

static void the_best_spots_are_a_list_that_shows_them(void **state)
{
    (void)state;
    struct thumb thumb;
    open_reach(&thumb, 1280, 800);
    thumb_tap(&thumb, "chip:charge");
    found(&thumb);
    thumb_tap(&thumb, "foot.seek");
    thumb_tap(&thumb, "foot.seek.crossings");
    found(&thumb);
    const struct reach_spots *spots = thumb.shell->reach->spots;
    assert_non_null(spots);
    assert_true(spots->count > 0 && spots->count <= FOOT_SPOTS);
    for (size_t i = 1; i < spots->count; i++) {
        assert_true(spots->items[i].gain <= spots->items[i - 1].gain);
    }
    size_t gain = spots->items[0].alone;
    thumb_tap(&thumb, "foot.spot:0");
    found(&thumb);
    assert_int_equal(thumb.shell->reach->pretend.gained[1], gain); /* within ten minutes */
    thumb_close(&thumb);
}

/* ---- maps that cannot tell ---- */

static void pack_without(struct thumb *thumb, const char *what)
{
    char from[KIT_PATH + 32], to[KIT_PATH + 32], deed[128], command[3 * KIT_PATH];
    struct fault why;
    sqlite3 *base;
    snprintf(from, sizeof from, "%s/demo/molenbeek.wijkpak", kit_assets());
    snprintf(to, sizeof to, "%s/bare.wijkpak", thumb->folder);
    snprintf(command, sizeof command, "cp '%s' '%s'", from, to);
    assert_int_equal(system(command), 0);
    assert_int_equal(sqlite3_open(to, &base), SQLITE_OK);
    snprintf(deed, sizeof deed, "DELETE FROM %s", what);
    assert_int_equal(sqlite3_exec(base, deed, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(base);
    fault_clear(&why);
    thumb->shell->ways.pack_file = to;
    assert_true(shell_project_open(thumb->shell, "demo", to));
    thumb->shell->ways.pack_file = NULL;
    thumb_wait(thumb, 100);
}

static void assert_told(const char *what, const char *words)
{
    struct thumb thumb;
    thumb_open(&thumb, "nl", 412, 892);
    pack_without(&thumb, what);
    thumb_show(&thumb, "reach", NULL);
    found(&thumb);
    thumb_assert_reads(&thumb, words);
    assert_false(thumb_sees(&thumb, "foot.legend"));
    assert_false(thumb_reads(&thumb, " %"));
    thumb_close(&thumb);
}

static void a_map_without_ways_or_addresses_says_so_instead_of_a_number(void **state)
{
    (void)state;
    char walk[64];
    snprintf(walk, sizeof walk, "part WHERE id = %d", PART_WALK);
    assert_told(walk, "Deze kaart kent geen wegen om over te stappen.");
    assert_told("address", "Deze kaart kent geen adressen in de wijk.");
}

static void a_service_that_nobody_gives_leaves_everybody_out(void **state)
{
    (void)state;
    struct thumb thumb;
    open_reach(&thumb, 1280, 800);
    thumb_tap(&thumb, "chip:lend");
    const struct reach *answer = found(&thumb);
    assert_int_equal(answer->state, REACH_NO_PLACES);
    thumb_assert_reads(&thumb, "geen plek");
    thumb_assert_reads(&thumb, "Niet binnen 15 minuten");
    thumb_close(&thumb);
}

/* The worker may be done, but nobody took it yet: what is said meanwhile is how far it is. */
static void after_a_second_it_says_how_far_it_is(void **state)
{
    (void)state;
    struct thumb thumb;
    open_reach(&thumb, 1280, 800);
    struct shell *shell = thumb.shell;
    foot_lens_choose(shell, 2);
    shell->now_ms += FOOT_LONG_MS + 1;
    assert_true(foot_tick(shell));
    assert_string_equal(foot_line(shell), "Even meten…");
    assert_int_equal(foot_next(shell), shell->now_ms + FOOT_AGAIN_MS);
    shell->now_ms += FOOT_COUNT_MS;
    for (int turn = 0; turn < 1000 && !strchr(foot_line(shell), '%'); turn++) {
        assert_non_null(shell->reach->job);
        nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
    }
    assert_non_null(strchr(foot_line(shell), '%'));
    assert_non_null(strstr(foot_line(shell), "Even meten…"));
    found(&thumb);
    assert_null(strstr(foot_line(shell), "Even meten…"));
    thumb_close(&thumb);
}

static void an_edit_that_bears_on_nothing_measures_nothing(void **state)
{
    (void)state;
    struct thumb thumb;
    const struct reach *answer = open_reach(&thumb, 1280, 800);
    struct shell *shell = thumb.shell;
    struct fault why;
    char id[ACTION_ID];
    size_t served = answer->place_count;
    snprintf(id, sizeof id, "%s", answer->places[0].id);
    uint64_t generation = project_generation(shell->project);
    struct action_field phone = {"phone", "02 123 45 67"};
    assert_true(action_set(shell->project, id, &phone, 1, &why));
    assert_int_not_equal(project_generation(shell->project), generation);
    thumb_wait(&thumb, 50);
    assert_null(shell->reach->job);
    assert_ptr_equal(shell->reach->answer, answer);
    assert_int_equal(shell->reach->asked.generation, project_generation(shell->project));
    assert_int_equal(foot_next(shell), -1);
    assert_true(action_remove(shell->project, id, &why)); /* and this does */
    thumb_wait(&thumb, 50);
    answer = found(&thumb);
    assert_int_equal(answer->place_count, served - 1);
    thumb_close(&thumb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sunday_at_three_takes_two_taps_and_is_said_in_words),
        cmocka_unit_test(a_criterion_of_access_leads_to_the_reach_of_its_service),
        cmocka_unit_test(pins_tell_what_counts_and_lead_to_their_place),
        cmocka_unit_test(a_lens_is_chosen_from_a_list_and_a_ribbon_says_so),
        cmocka_unit_test(what_if_follows_the_finger_and_saves_nothing),
        cmocka_unit_test(a_small_window_shows_the_share_beside_the_slider_and_all_of_it_in_one_tap),
        cmocka_unit_test(a_pretend_place_becomes_real_only_when_asked),
        cmocka_unit_test(an_edit_that_bears_on_nothing_measures_nothing),
        cmocka_unit_test(the_best_spots_are_a_list_that_shows_them),
        cmocka_unit_test(a_map_without_ways_or_addresses_says_so_instead_of_a_number),
        cmocka_unit_test(a_service_that_nobody_gives_leaves_everybody_out),
        cmocka_unit_test(after_a_second_it_says_how_far_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
