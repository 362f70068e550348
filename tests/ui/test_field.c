/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/desk.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static void form(struct desk *desk, const char *name, const char *note)
{
    struct ui *ui = desk->ui;
    ui_begin(ui, 240, 600);
    ui_field(ui, "name", (struct ui_field){.label = "Naam", .value = name});
    ui_field(ui, "note", (struct ui_field){.label = "Nota", .value = note, .lines = true});
    ui_field(ui, "count", (struct ui_field){.label = "Aantal", .value = "", .number = true});
    ui_button(ui, "save", (struct ui_button){UI_PRIMARY, .label = "Klaar"});
    ui_end(ui);
}

static void open_form(struct desk *desk, const char *name, const char *note)
{
    desk_open(desk, "light");
    form(desk, name, note);
}

static void assert_last(const struct desk *desk, const char *text)
{
    assert_true(desk->count > 0);
    assert_int_equal(desk->news[desk->count - 1].kind, UI_NEWS_CHANGE);
    assert_string_equal(desk->text[desk->count - 1], text);
}

static void what_is_typed_is_announced_and_shown_before_it_is_declared(void **state)
{
    struct desk desk;
    (void)state;
    open_form(&desk, "Huis", "");
    desk_tap(&desk, "name");
    assert_true(ui_wants_text(desk.ui, NULL));
    assert_true(ui_type(desk.ui, "!"));
    ui_type(desk.ui, "é");
    desk_assert_news(&desk, 1, UI_NEWS_CHANGE, "name");
    assert_true(strstr(desk.text[1], "é") != NULL);
    form(&desk, desk.text[1], ""); /* the screen declares it back: nothing jumps */
    ui_type(desk.ui, "x");
    assert_int_equal(utf8_length(desk.text[2]), 7);
    assert_true(strstr(desk.text[2], "éx") || strstr(desk.text[2], "x"));
    desk_close(&desk);
}

static void another_declared_value_is_taken(void **state)
{
    struct desk desk;
    (void)state;
    open_form(&desk, "Huis", "");
    ui_focus(desk.ui, "name");
    ui_type(desk.ui, "je");
    assert_last(&desk, "Huisje");
    form(&desk, "Iets anders", "");
    ui_type(desk.ui, "!");
    assert_last(&desk, "Iets anders!");
    desk_close(&desk);
}

static void backspace_and_delete_take_whole_characters(void **state)
{
    struct desk desk;
    (void)state;
    open_form(&desk, "aé€😀e\u0301", "");
    ui_focus(desk.ui, "name");
    ui_key(desk.ui, UI_KEY_BACKSPACE); /* e with a combining accent is one */
    assert_last(&desk, "aé€😀");
    ui_key(desk.ui, UI_KEY_BACKSPACE);
    assert_last(&desk, "aé€");
    ui_key(desk.ui, UI_KEY_HOME);
    ui_key(desk.ui, UI_KEY_RIGHT);
    ui_key(desk.ui, UI_KEY_DELETE);
    assert_last(&desk, "a€");
    ui_key(desk.ui, UI_KEY_LEFT);
    ui_key(desk.ui, UI_KEY_LEFT);
    int before = desk.count;
    ui_key(desk.ui, UI_KEY_BACKSPACE);
    assert_int_equal(desk.count, before);
    desk_close(&desk);
}

static void a_selection_is_replaced(void **state)
{
    struct desk desk;
    (void)state;
    open_form(&desk, "Bibliotheek", "");
    ui_focus(desk.ui, "name");
    ui_key(desk.ui, UI_KEY_SELECT_ALL);
    ui_type(desk.ui, "مكتبة");
    assert_last(&desk, "مكتبة");
    ui_key(desk.ui, UI_KEY_SELECT_ALL);
    ui_key(desk.ui, UI_KEY_DELETE);
    assert_last(&desk, "");
    desk_close(&desk);
}

static void a_tap_places_the_caret(void **state)
{
    struct desk desk;
    (void)state;
    open_form(&desk, "Huis", "");
    struct rect r = desk_rect(&desk, "name");
    desk_finger(&desk, FINGER_DOWN, 1, r.x + 15, r.y + r.height - 20, 900);
    desk_finger(&desk, FINGER_UP, 1, r.x + 15, r.y + r.height - 20, 60);
    ui_type(desk.ui, "T");
    assert_last(&desk, "THuis");
    desk_finger(&desk, FINGER_DOWN, 1, r.x + 200, r.y + r.height - 20, 900);
    desk_finger(&desk, FINGER_UP, 1, r.x + 200, r.y + r.height - 20, 60);
    ui_type(desk.ui, "!");
    assert_last(&desk, "THuis!");
    desk_close(&desk);
}

static void a_mouse_drag_selects(void **state)
{
    struct desk desk;
    (void)state;
    open_form(&desk, "Huis", "");
    struct rect r = desk_rect(&desk, "name");
    double y = r.y + r.height - 20;
    desk_finger(&desk, FINGER_DOWN, -1, r.x + 15, y, 900);
    desk_finger(&desk, FINGER_MOVE, -1, r.x + 60, y, 30);
    desk_finger(&desk, FINGER_MOVE, -1, r.x + 220, y, 30);
    desk_finger(&desk, FINGER_UP, -1, r.x + 220, y, 30);
    ui_type(desk.ui, "Q");
    assert_last(&desk, "Q");
    desk_close(&desk);
}

static void enter_ends_one_line_and_breaks_several(void **state)
{
    struct desk desk;
    (void)state;
    open_form(&desk, "Huis", "a");
    ui_focus(desk.ui, "name");
    ui_key(desk.ui, UI_KEY_ENTER);
    desk_assert_news(&desk, 0, UI_NEWS_ENTER, "name");
    assert_string_equal(desk.text[0], "Huis");
    ui_type(desk.ui, "x\ny\tz");
    assert_last(&desk, "Huisxyz");
    ui_focus(desk.ui, "note");
    ui_key(desk.ui, UI_KEY_ENTER);
    ui_type(desk.ui, "b");
    assert_last(&desk, "a\nb");
    desk_close(&desk);
}

static void up_and_down_walk_over_wrapped_lines(void **state)
{
    struct desk desk;
    (void)state;
    open_form(&desk, "", "zaterdag van negen tot elf uur, zonder afspraak\nen zondag");
    double before = desk_rect(&desk, "note").height;
    assert_true(before > 4 * 24);
    ui_focus(desk.ui, "note");
    for (int i = 0; i < 20; i++)
        ui_key(desk.ui, UI_KEY_UP);
    ui_key(desk.ui, UI_KEY_HOME);
    ui_key(desk.ui, UI_KEY_DOWN);
    ui_key(desk.ui, UI_KEY_HOME);
    ui_type(desk.ui, "|");
    assert_last(&desk, "zaterdag van negen tot |elf uur, zonder afspraak\nen zondag");
    desk_close(&desk);
}

static void a_number_takes_no_letters_and_nothing_takes_broken_text(void **state)
{
    struct desk desk;
    (void)state;
    open_form(&desk, "", "");
    ui_focus(desk.ui, "count");
    ui_type(desk.ui, "a1b2");
    assert_last(&desk, "12");
    ui_focus(desk.ui, "name");
    ui_type(desk.ui, "o\xff\xc3k\x01\x7f");
    assert_last(&desk, "ok");
    assert_false(ui_type(desk.ui, "\xe2\x82"));
    assert_false(ui_type(desk.ui, NULL));
    desk_close(&desk);
}

static void a_field_has_a_ceiling(void **state)
{
    enum { LONG = 20000 };
    struct desk desk;
    char *text = malloc(LONG + 1);
    (void)state;
    memset(text, 'w', LONG);
    text[LONG] = '\0';
    open_form(&desk, text, text);
    ui_focus(desk.ui, "note");
    assert_false(ui_type(desk.ui, "x"));
    ui_key(desk.ui, UI_KEY_SELECT_ALL);
    assert_true(ui_type(desk.ui, "x"));
    assert_last(&desk, "x");
    free(text);
    desk_close(&desk);
}

static void without_focus_nothing_is_typed(void **state)
{
    struct desk desk;
    (void)state;
    open_form(&desk, "Huis", "");
    assert_false(ui_type(desk.ui, "x"));
    ui_focus(desk.ui, "save");
    assert_false(ui_type(desk.ui, "x"));
    assert_false(ui_wants_text(desk.ui, NULL));
    desk_close(&desk);
}

static void any_keys_leave_valid_text(void **state)
{
    static const char *const words[] = {"a",  "é",       "€",  "😀",           " ",
                                        "\n", "e\u0301", "لا", "langewoorden"};
    struct desk desk;
    (void)state;
    open_form(&desk, "Huis", "een\ntwee");
    for (int i = 0; i < 3000; i++) {
        if (kit_random_below(40) == 0)
            ui_focus(desk.ui, kit_random_below(2) ? "name" : "note");
        if (kit_random_below(2))
            ui_type(desk.ui, words[kit_random_below(9)]);
        else
            ui_key(desk.ui, (enum ui_key)(UI_KEY_LEFT +
                                          kit_random_below(UI_KEY_SELECT_ALL - UI_KEY_LEFT + 1)));
        if (desk.count > 60) {
            const char *text = desk.text[desk.count - 1];
            assert_true(strlen(text) == DESK_TEXT - 1 || utf8_valid(text, strlen(text)));
            desk_forget(&desk);
        }
    }
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_is_announced_and_shown_before_it_is_declared),
        cmocka_unit_test(another_declared_value_is_taken),
        cmocka_unit_test(backspace_and_delete_take_whole_characters),
        cmocka_unit_test(a_selection_is_replaced),
        cmocka_unit_test(a_tap_places_the_caret),
        cmocka_unit_test(a_mouse_drag_selects),
        cmocka_unit_test(enter_ends_one_line_and_breaks_several),
        cmocka_unit_test(up_and_down_walk_over_wrapped_lines),
        cmocka_unit_test(a_number_takes_no_letters_and_nothing_takes_broken_text),
        cmocka_unit_test(a_field_has_a_ceiling),
        cmocka_unit_test(without_focus_nothing_is_typed),
        cmocka_unit_test(any_keys_leave_valid_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
