/* SPDX-License-Identifier: EUPL-1.2 */
/* The frame of the pages: the quiet bar, which covers nothing, and the rail, which says where one
 * is. */
#include "screen/hand.h"

#include "screen/part_inner.h"

static const struct {
    double width, height, scale;
} sizes[] = {{1280, 800, 1}, {412, 892, 1}, {412, 892, 2}, {800, 1280, 2}};
enum { SIZES = sizeof sizes / sizeof *sizes };

static bool meet(struct rect a, struct rect b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

static void the_quiet_bar_covers_neither_the_foot_nor_what_scrolls(void **state)
{
    static const char *const screens[] = {"partners", "meetings", "told",     "refer",   "need",
                                          "plan",     "rounds",   "settings", "surveys", "work"};
    (void)state;
    for (int i = 0; i < SIZES; i++) {
        struct hand hand;
        hand_open(&hand, sizes[i].width, sizes[i].height, "nl", sizes[i].scale);
        struct ui *ui = shell_ui(hand.shell);
        for (size_t at = 0; at < sizeof screens / sizeof *screens; at++) {
            struct rect bar, other;
            hand_show(&hand, screens[at], NULL);
            shell_bar(hand.shell, "Bewaard: Gemeentehuis van Sint-Jans-Molenbeek doet nu mee",
                      true);
            shell_tick(hand.shell, ++hand.now);
            assert_true(ui_find(ui, "bar", &bar));
            assert_true(bar.x >= 0 && bar.x + bar.width <= sizes[i].width);
            assert_true(bar.y + bar.height <= sizes[i].height);
            if (ui_find(ui, "page.foot", &other)) {
                assert_false(meet(bar, other));
                assert_true(other.y >= bar.y + bar.height);
            }
            if (ui_find(ui, part_page_id(hand.shell, hand.shell->screen), &other)) {
                assert_false(meet(bar, other));
            }
            assert_true(ui_find(ui, "rail", &other));
            assert_false(meet(bar, other));
        }
        hand_close(&hand);
    }
}

static void one_can_save_while_the_bar_is_there(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, 412, 892, "nl", 1);
    hand_show(&hand, "partners", NULL);
    shell_bar(hand.shell, "Bewaard op deze tablet", true);
    hand_tap(&hand, "partners.add");
    assert_int_equal(hand.shell->screen, SCREEN_ORGANISATION);
    assert_true(hand_finds(&hand, "bar.undo"));
    hand_fill(&hand, "form.field:name", "Buurthuis De Brug");
    hand_tap(&hand, "form.save");
    hand_show(&hand, "partners", NULL);
    assert_true(hand_sees(&hand, "Buurthuis De Brug"));
    hand_close(&hand);
}

static void every_screen_belongs_to_a_button_of_the_rail(void **state)
{
    static const char *const buttons[] = {"rail.map",   "rail.pillars", "rail.todo",    "rail.work",
                                          "rail.print", "rail.partner", "rail.settings"};
    (void)state;
    for (int screen = 0; screen < SCREEN_COUNT; screen++) {
        bool found = false;
        for (size_t at = 0; at < sizeof buttons / sizeof *buttons; at++) {
            enum screen leads;
            assert_true(piece_rail_screen(buttons[at], &leads));
            found = found || leads == screen_rows[screen].rail;
        }
        assert_true(found);
        assert_int_equal(screen_rows[screen_rows[screen].rail].rail, screen_rows[screen].rail);
    }
    assert_int_equal(screen_rows[SCREEN_IMPORT].rail, SCREEN_WORK);
    assert_int_equal(screen_rows[SCREEN_JUDGE].rail, SCREEN_PILLARS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_quiet_bar_covers_neither_the_foot_nor_what_scrolls),
        cmocka_unit_test(one_can_save_while_the_bar_is_there),
        cmocka_unit_test(every_screen_belongs_to_a_button_of_the_rail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
