/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/thumb.h"

#include <string.h>

#include "screen/keyboard.h"
#include "screen/shell_inner.h"

static void key_tap(struct thumb *thumb, const char *text)
{
    struct rect rect;
    if (!keyboard_find(thumb->shell, text, &rect)) {
        fail_msg("there is no key %s", text);
    }
    thumb_tap_at(thumb, rect.x + rect.width / 2, rect.y + rect.height / 2);
}

static void search_open(struct thumb *thumb, double width, double height)
{
    thumb_open(thumb, "nl", width, height);
    thumb_show(thumb, "map", NULL);
    thumb_tap(thumb, "search.open");
}

static void the_keys_come_with_a_finger_and_write(void **state)
{
    (void)state;
    struct thumb thumb;
    search_open(&thumb, 360, 640);
    assert_true(keyboard_height(thumb.shell) > 150);
    struct rect field = thumb_rect(&thumb, "search.field");
    assert_true(field.y + field.height < 640 - keyboard_height(thumb.shell));
    key_tap(&thumb, "b");
    key_tap(&thumb, "o");
    key_tap(&thumb, "e");
    assert_string_equal(thumb.shell->words, "boe");
    key_tap(&thumb, "⌫");
    key_tap(&thumb, "é");
    key_tap(&thumb, "è");
    key_tap(&thumb, "⇧");
    key_tap(&thumb, "q");
    key_tap(&thumb, "123");
    key_tap(&thumb, "7");
    assert_string_equal(thumb.shell->words, "boèQ7");
    key_tap(&thumb, "hide");
    assert_true(keyboard_height(thumb.shell) == 0);
    thumb_tap(&thumb, "search.field");
    assert_true(keyboard_height(thumb.shell) > 0);
    thumb_close(&thumb);
}

static void enter_takes_the_first_hit(void **state)
{
    (void)state;
    struct thumb thumb;
    search_open(&thumb, 1280, 800);
    for (const char *at = "boeken"; *at; at++) {
        key_tap(&thumb, (const char[]){*at, 0});
    }
    key_tap(&thumb, "⏎");
    assert_int_equal(thumb.shell->screen, SCREEN_PLACE);
    assert_true(keyboard_height(thumb.shell) == 0);
    thumb_close(&thumb);
}

static void a_held_key_rubs_out_again_and_again(void **state)
{
    (void)state;
    struct thumb thumb;
    struct rect rect;
    search_open(&thumb, 412, 892);
    for (int i = 0; i < 6; i++) {
        key_tap(&thumb, "a");
    }
    assert_true(keyboard_find(thumb.shell, "⌫", &rect));
    struct finger finger = {FINGER_DOWN, 3, rect.x + 5, rect.y + 5, thumb.now};
    shell_finger(thumb.shell, finger);
    assert_true(keyboard_next(thumb.shell) > 0);
    thumb_wait(&thumb, 1200);
    assert_string_equal(thumb.shell->words, "");
    finger.kind = FINGER_UP;
    finger.at = thumb.now;
    shell_finger(thumb.shell, finger);
    assert_true(keyboard_next(thumb.shell) < 0);
    thumb_close(&thumb);
}

static void a_mouse_and_a_real_keyboard_need_none(void **state)
{
    (void)state;
    struct thumb thumb;
    search_open(&thumb, 412, 892);
    assert_true(keyboard_height(thumb.shell) > 0);
    thumb_type(&thumb, "x");
    assert_true(keyboard_height(thumb.shell) == 0);
    assert_string_equal(thumb.shell->words, "x");
    thumb_close(&thumb);
}

static void nothing_moves_from_under_a_finger_when_the_keys_would_come(void **state)
{
    (void)state;
    struct thumb thumb;
    search_open(&thumb, 412, 892);
    thumb_type(&thumb, "boeken"); /* real keys: ours go, the field keeps the focus */
    struct rect before = thumb_rect(&thumb, "rail.pillars");
    struct finger finger = {FINGER_DOWN, 1, before.x + 20, before.y + 20, thumb.now + 500};
    shell_finger(thumb.shell, finger);
    assert_true(thumb_rect(&thumb, "rail.pillars").y == before.y);
    finger.kind = FINGER_UP;
    finger.at += 80;
    shell_finger(thumb.shell, finger);
    assert_int_equal(thumb.shell->screen, SCREEN_PILLARS);
    thumb_close(&thumb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_keys_come_with_a_finger_and_write),
        cmocka_unit_test(enter_takes_the_first_hit),
        cmocka_unit_test(a_held_key_rubs_out_again_and_again),
        cmocka_unit_test(nothing_moves_from_under_a_finger_when_the_keys_would_come),
        cmocka_unit_test(a_mouse_and_a_real_keyboard_need_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
