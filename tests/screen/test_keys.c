/* SPDX-License-Identifier: EUPL-1.2 */
/* The screens of the year by keyboard alone: tab reaches all that a finger reaches, and enter does
 * it. */
#include "screen/hand.h"

#include <stdio.h>
#include <string.h>

enum { STEPS = 400, TARGETS = 300 };

static bool focused(struct hand *hand, const char *id)
{
    return strstr(hand_line(hand, id), " focused") != NULL;
}

/* By tab alone; it must then lie in the window. */
static void reach(struct hand *hand, const char *id)
{
    struct rect where;
    for (int i = 0; i < STEPS && !focused(hand, id); i++) {
        shell_key(hand->shell, UI_KEY_TAB);
    }
    if (!focused(hand, id)) {
        fail_msg("tab does not reach %s", id);
    }
    assert_true(ui_find(shell_ui(hand->shell), id, &where));
    assert_true(where.y + where.height > 0 && where.y < hand->shell->height);
}

static void press(struct hand *hand, const char *id)
{
    reach(hand, id);
    shell_key(hand->shell, UI_KEY_ENTER);
    hand_saved(hand);
    shell_tick(hand->shell, ++hand->now);
}

struct targets {
    char ids[TARGETS][96];
    int count;
};

static void target_add(void *data, const char *id, struct rect where)
{
    struct targets *targets = data;
    if (*id && where.width > 0 && targets->count < TARGETS) {
        snprintf(targets->ids[targets->count++], sizeof targets->ids[0], "%s", id);
    }
}

static void tab_reaches_every_target_and_each_has_a_name(void **state)
{
    static const char *const screens[] = {
        "work",    "partners",    "organisation", "meetings", "meeting",   "told",      "refer",
        "plan",    "action",      "vote",         "need",     "needs",     "threshold", "surveys",
        "survey",  "rounds",      "round",        "compare",  "growth",    "share",     "import",
        "context", "vote-colour", "vote-result",  "todo",     "frameworks"};
    struct hand hand;
    (void)state;
    hand_open(&hand, 412, 892, "nl", 1);
    for (size_t at = 0; at < sizeof screens / sizeof *screens; at++) {
        struct targets targets = {.count = 0};
        bool seen[TARGETS] = {false};
        hand_show(&hand, screens[at], NULL);
        ui_targets(shell_ui(hand.shell), target_add, &targets);
        assert_true(targets.count > 0);
        for (int step = 0; step < targets.count + 20; step++) {
            shell_key(hand.shell, UI_KEY_TAB);
            for (int i = 0; i < targets.count; i++) {
                seen[i] = seen[i] || focused(&hand, targets.ids[i]);
            }
        }
        for (int i = 0; i < targets.count; i++) {
            if (!seen[i]) {
                fail_msg("%s: tab does not reach %s", screens[at], targets.ids[i]);
            }
            if (!strchr(hand_line(&hand, targets.ids[i]), '"')) {
                fail_msg("%s: %s has no name", screens[at], targets.ids[i]);
            }
        }
    }
    hand_close(&hand);
}

static void a_round_is_frozen_by_keyboard(void **state)
{
    struct hand hand;
    (void)state;
    hand_open_first_week(&hand, 412, 892, "nl", 1);
    press(&hand, "rail.work");
    press(&hand, "work:rounds");
    press(&hand, "rounds.freeze");
    press(&hand, "rounds.yes");
    assert_true(hand_finds(&hand, "round:round:21012W16:2026-06-12"));
    press(&hand, "bar.undo");
    assert_false(hand_finds(&hand, "round:round:21012W16:2026-06-12"));
    hand_close(&hand);
}

static void a_group_colours_by_keyboard(void **state)
{
    struct hand hand;
    (void)state;
    hand_open_first_week(&hand, 1280, 800, "fr", 1);
    press(&hand, "rail.work");
    press(&hand, "work:vote");
    press(&hand, "vote.begin");
    assert_int_equal(hand.shell->screen, SCREEN_VOTE_COLOUR);
    press(&hand, "vote.O1:red");
    press(&hand, "vote.O2:green");
    assert_non_null(strstr(hand_line(&hand, "vote.O1:red"), "selected"));
    press(&hand, "vote.ready");
    hand_close(&hand);
}

static void a_meeting_is_noted_by_keyboard(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, 412, 892, "nl", 2);
    press(&hand, "rail.work");
    press(&hand, "work:meetings");
    press(&hand, "meetings.add");
    assert_int_equal(hand.shell->screen, SCREEN_MEETING);
    reach(&hand, "form.field:others");
    hand_type(&hand, "2");
    press(&hand, "form.save");
    assert_true(hand_sees(&hand, "Bewaard") || hand.shell->screen == SCREEN_MEETINGS);
    hand_close(&hand);
}

static void a_bundle_is_made_by_keyboard(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, 412, 892, "nl", 1);
    press(&hand, "rail.work");
    press(&hand, "work:share");
    press(&hand, "share.level:1");
    press(&hand, "share.make");
    work_finish(project_workers(hand.shell->project));
    shell_settle(hand.shell);
    assert_true(hand_sees(&hand, ".wijkbundel"));
    hand_close(&hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tab_reaches_every_target_and_each_has_a_name),
        cmocka_unit_test(a_round_is_frozen_by_keyboard),
        cmocka_unit_test(a_group_colours_by_keyboard),
        cmocka_unit_test(a_meeting_is_noted_by_keyboard),
        cmocka_unit_test(a_bundle_is_made_by_keyboard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
