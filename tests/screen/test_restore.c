/* SPDX-License-Identifier: EUPL-1.2 */
/* A project that was damaged on disk comes back with one tap. */
#include "screen/hand.h"

#include <stdio.h>

static void a_damaged_project_is_told_and_its_backup_put_back_with_one_tap(void **state)
{
    struct hand hand;
    struct fault why;
    char id[ACTION_ID];
    (void)state;
    hand_open(&hand, 1280, 800, "nl", 1);
    struct point point = {4.3398, 50.8566};
    assert_true(action_add(shell_project(hand.shell), KIND_CAFE, point, "Café Terug", id, &why));
    hand_saved(&hand);
    hand_again(&hand); /* opening makes the day's backup */
    shell_close(hand.shell);
    hand.shell = NULL;

    FILE *store = fopen(kit_path(hand.folder, "projects/demo/store.db"), "r+");
    assert_non_null(store);
    for (int i = 0; i < 9000; i++) {
        fputc(i * 7, store);
    }
    fclose(store);

    struct shell_ways ways = {.data_folder = hand.folder,
                              .assets_folder = kit_assets(),
                              .language = "nl",
                              .clock = &hand.clock,
                              .still = true};
    assert_true(shell_open(&ways, &hand.shell, &why));
    shell_resize(hand.shell, 1280, 800, 1);
    assert_null(shell_project(hand.shell));
    hand_tap(&hand, "fault.restore");
    assert_non_null(shell_project(hand.shell));
    assert_non_null(project_place(shell_project(hand.shell), id));
    assert_true(hand_sees(&hand, "teruggezet"));
    hand_close(&hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_damaged_project_is_told_and_its_backup_put_back_with_one_tap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
