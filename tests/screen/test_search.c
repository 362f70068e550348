/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/thumb.h"

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

static void a_street_is_shown_on_the_map(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "fr", 1280, 800);
    thumb_show(&thumb, "map", NULL);
    struct spot before = thumb.shell->view.middle;
    thumb_tap(&thumb, "search.open");
    thumb_type(&thumb, "ribau");
    assert_true(thumb_sees(&thumb, "street:0"));
    thumb_tap(&thumb, "street:0");
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
