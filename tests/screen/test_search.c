/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/thumb.h"

#include <stdio.h>
#include <string.h>

#include "screen/shell_inner.h"

static void a_place_is_found_by_the_beginning_of_its_name(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 412, 892);
    thumb_show(&thumb, "map", NULL);
    thumb_tap(&thumb, "search.open");
    assert_true(shell_wants_text(thumb.shell, NULL));
    thumb_type(&thumb, "boeken");
    thumb_assert_reads(&thumb, "De Boekenmolen");
    shell_key(thumb.shell, UI_KEY_ENTER);
    assert_int_equal(thumb.shell->screen, SCREEN_PLACE);
    thumb_assert_reads(&thumb, "De Boekenmolen");
    shell_key(thumb.shell, UI_KEY_ESCAPE);
    assert_int_equal(thumb.shell->screen, SCREEN_SEARCH);
    thumb_assert_reads(&thumb, "boeken");
    thumb_close(&thumb);
}

struct target {
    const char *begin;
    int skip;
    char id[96];
    struct rect where;
};

static void target_note(void *data, const char *id, struct rect where)
{
    struct target *target = data;
    if (!target->id[0] && !strncmp(id, target->begin, strlen(target->begin)) &&
        target->skip-- == 0) {
        snprintf(target->id, sizeof target->id, "%s", id);
        target->where = where;
    }
}

/* The first target of that beginning, after so many others. */
static struct target target_of(struct thumb *thumb, const char *begin, int skip)
{
    struct target target = {begin, skip, "", {0, 0, 0, 0}};
    ui_targets(shell_ui(thumb->shell), target_note, &target);
    return target;
}

static const char *target_beginning(struct thumb *thumb, const char *begin)
{
    static struct target target;
    target = target_of(thumb, begin, 0);
    assert_true(target.id[0]);
    return target.id;
}

static void a_street_is_shown_on_the_map(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "fr", 1280, 800);
    thumb_show(&thumb, "map", NULL);
    struct spot before = thumb.shell->view.middle;
    thumb_tap(&thumb, "search.open");
    thumb_type(&thumb, "ribau");
    thumb_tap(&thumb, target_beginning(&thumb, "street:"));
    assert_int_equal(thumb.shell->screen, SCREEN_MAP);
    assert_true(before.x != thumb.shell->view.middle.x);
    assert_true(thumb.shell->view.zoom > 16);
    thumb_close(&thumb);
}

static void nothing_found_says_what_to_do_next(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "en", 1280, 800);
    thumb_show(&thumb, "search", "qqqxyz");
    thumb_assert_reads(&thumb, "qqqxyz");
    assert_true(thumb_sees(&thumb, "add"));
    thumb_tap(&thumb, "add");
    assert_int_equal(thumb.shell->screen, SCREEN_ADD);
    thumb_close(&thumb);
}

static void the_newest_words_win(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "search", NULL);
    for (const char *at = "ribaucourtstraat"; *at; at++) {
        thumb_type(&thumb, (const char[]){*at, 0});
    }
    assert_string_equal(thumb.shell->words, "ribaucourtstraat");
    assert_true(thumb.shell->hit_count > 0);
    for (int i = 0; i < thumb.shell->hit_count; i++) {
        const struct hit *hit = &thumb.shell->hits[i];
        assert_true(hit->id[0] || strstr(hit->text, "ibaucourt"));
    }
    thumb_close(&thumb);
}

static void a_typing_error_still_finds_the_address_and_the_map_marks_it(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "map", NULL);
    thumb_tap(&thumb, "search.open");
    thumb_type(&thumb, "ribacourt 10");
    thumb_assert_reads(&thumb, "de Ribaucourtstraat 10");
    thumb_assert_reads(&thumb, "Rue de Ribaucourt · Sint-Jans-Molenbeek");
    shell_key(thumb.shell, UI_KEY_ENTER);
    assert_int_equal(thumb.shell->screen, SCREEN_MAP);
    assert_string_equal(thumb.shell->found_text, "de Ribaucourtstraat 10");
    thumb_tap(&thumb, "search.open"); /* what led somewhere is offered again */
    assert_string_equal(thumb.shell->found_text, "");
    assert_true(thumb_sees(&thumb, "recent:0"));
    thumb_tap(&thumb, "recent:0");
    assert_string_equal(thumb.shell->words, "ribacourt 10");
    thumb_assert_reads(&thumb, "de Ribaucourtstraat 10");
    thumb_close(&thumb);
}

static void a_number_that_is_not_on_the_map_is_told(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "search", "ribaucourtstraat 12");
    thumb_assert_reads(&thumb,
                       "Nr. 12 staat niet op de kaart. Dit is het dichtstbijzijnde nummer.");
    thumb_show(&thumb, "search", "ribaucourtstraat 9999");
    thumb_assert_reads(&thumb, "Nr. 9999 staat niet op de kaart. Dit is de straat.");
    thumb_close(&thumb);
}

static void arrows_and_enter_choose_a_hit(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "fr", 1280, 800);
    thumb_show(&thumb, "map", NULL);
    thumb_tap(&thumb, "search.open");
    thumb_type(&thumb, "chaussee gand");
    assert_true(thumb.shell->hit_count > 1);
    shell_key(thumb.shell, UI_KEY_DOWN);
    shell_key(thumb.shell, UI_KEY_DOWN);
    shell_key(thumb.shell, UI_KEY_UP);
    shell_key(thumb.shell, UI_KEY_ENTER);
    assert_int_equal(thumb.shell->screen, SCREEN_MAP);
    assert_string_equal(thumb.shell->found_text, thumb.shell->hits[0].text);
    thumb_close(&thumb);
}

/* ---- streets that come while somebody looks: the shell does not wait for its workers ---- */

static void search_begin(struct thumb *thumb, const char *words)
{
    thumb_show(thumb, "map", NULL);
    thumb_tap(thumb, "search.open");
    thumb->shell->ways.still = false;
    shell_type(thumb->shell, words);
    assert_non_null(thumb->shell->street_search);
}

static void streets_come(struct thumb *thumb)
{
    work_finish(project_workers(shell_project(thumb->shell)));
    shell_tick(thumb->shell, thumb->now);
}

/* As long as streets may take before the list goes without them. */
static void patience_ends(struct thumb *thumb)
{
    int64_t until = clock_ticks() + 100;
    while (clock_ticks() < until) {
    }
    shell_tick(thumb->shell, thumb->now);
}

static void a_list_does_not_change_under_a_finger(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "fr", 412, 892);
    search_begin(&thumb, "b");
    streets_come(&thumb);
    struct target row = target_of(&thumb, "hit:osm:", 0);
    assert_true(row.id[0]);
    double x = row.where.x + 60, y = row.where.y + 20;
    shell_finger(thumb.shell, (struct finger){FINGER_DOWN, 1, x, y, thumb.now});
    shell_type(thumb.shell, "ibliothèque communale");
    streets_come(&thumb);
    patience_ends(&thumb);
    assert_string_equal(target_of(&thumb, "hit:osm:", 0).id, row.id);
    shell_finger(thumb.shell, (struct finger){FINGER_UP, 1, x, y, thumb.now + 60});
    assert_int_equal(thumb.shell->screen, SCREEN_PLACE);
    assert_string_equal(thumb.shell->selected, row.id + strlen("hit:"));
    assert_string_equal(thumb.shell->hit_words, "bibliothèque communale"); /* now it came */
    thumb_close(&thumb);
}

/* "gent": streets answer better than places; but these stand there already. */
static void streets_that_come_late_stand_below(void **state)
{
    (void)state;
    struct thumb thumb;
    struct hit shown[sizeof thumb.shell->hits / sizeof *thumb.shell->hits];
    thumb_open(&thumb, "nl", 1280, 800);
    search_begin(&thumb, "gent");
    /* somebody wakes to show the places alone, unless that moment is over */
    assert_true(shell_next_tick(thumb.shell) >= 0 || thumb.shell->hit_count > 0);
    patience_ends(&thumb);
    int places = thumb.shell->hit_count;
    memcpy(shown, thumb.shell->hits, sizeof shown);
    assert_true(places > 0 && thumb.shell->street_search);
    streets_come(&thumb);
    assert_null(thumb.shell->street_search);
    assert_true(thumb.shell->hit_count > places);
    for (int i = 0; i < thumb.shell->hit_count; i++) {
        assert_string_equal(thumb.shell->hits[i].id, i < places ? shown[i].id : "");
    }
    assert_int_equal(shell_next_tick(thumb.shell), -1);
    thumb_close(&thumb);
}

static void enter_waits_for_all_that_is_found_and_takes_the_best(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    search_begin(&thumb, "ribaucourtstraat");
    shell_key(thumb.shell, UI_KEY_ENTER);
    patience_ends(&thumb);
    assert_int_equal(thumb.shell->screen, SCREEN_SEARCH);
    streets_come(&thumb);
    assert_int_equal(thumb.shell->screen, SCREEN_MAP);
    assert_non_null(strstr(thumb.shell->found_text, "ibaucourt"));
    thumb_close(&thumb);
}

static void a_search_may_be_left_at_any_moment(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    search_begin(&thumb, "gent");
    shell_finger(thumb.shell, (struct finger){FINGER_DOWN, 1, 700, 400, thumb.now});
    work_finish(project_workers(shell_project(thumb.shell)));
    assert_non_null(thumb.shell->street_search); /* found, and held back */
    shell_type(thumb.shell, "s");
    assert_string_equal(thumb.shell->words, "gents");
    thumb_close(&thumb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_found_by_the_beginning_of_its_name),
        cmocka_unit_test(a_street_is_shown_on_the_map),
        cmocka_unit_test(nothing_found_says_what_to_do_next),
        cmocka_unit_test(the_newest_words_win),
        cmocka_unit_test(a_typing_error_still_finds_the_address_and_the_map_marks_it),
        cmocka_unit_test(a_number_that_is_not_on_the_map_is_told),
        cmocka_unit_test(arrows_and_enter_choose_a_hit),
        cmocka_unit_test(a_list_does_not_change_under_a_finger),
        cmocka_unit_test(streets_that_come_late_stand_below),
        cmocka_unit_test(enter_waits_for_all_that_is_found_and_takes_the_best),
        cmocka_unit_test(a_search_may_be_left_at_any_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
