/* SPDX-License-Identifier: EUPL-1.2 */
/* Every screen, small and large, in three languages: targets for a finger, nothing beside the
 * window. */
#include "screen/thumb.h"

#include <string.h>

#include "screen/shell_inner.h"

struct checking {
    struct thumb *thumb;
    const char *screen, *language;
    double scale;
    int wrong;
};

static void target_check(void *data, const char *id, struct rect where)
{
    struct checking *checking = data;
    bool small = where.width < 47.99 || where.height < 47.99;
    if (small) {
        print_error("%s (%s, %g x %g, text %g): %s is %g x %g\n", checking->screen,
                    checking->language, checking->thumb->width, checking->thumb->height,
                    checking->scale, id, where.width, where.height);
        checking->wrong++;
    }
}

static int screens_check(double width, double height, double scale)
{
    static const char *const languages[] = {"nl", "fr", "en"};
    int wrong = 0;
    for (int language = 0; language < 3; language++) {
        struct thumb thumb;
        const char *const *names;
        thumb_open(&thumb, languages[language], width, height);
        thumb.shell->ways.scale = scale;
        shell_theme_change(thumb.shell);
        int count = shell_screen_names(&names);
        for (int i = 0; i < count; i++) {
            struct checking checking = {&thumb, names[i], languages[language], scale, 0};
            fault_clear(&thumb.shell->fault);
            thumb_show(&thumb, names[i], NULL);
            ui_targets(thumb.shell->ui, target_check, &checking);
            wrong += checking.wrong;
        }
        thumb_close(&thumb);
    }
    return wrong;
}

static void targets_are_for_fingers_on_a_small_phone(void **state)
{
    (void)state;
    assert_int_equal(screens_check(360, 640, 1), 0);
}

static void targets_are_for_fingers_with_the_largest_letters(void **state)
{
    (void)state;
    assert_int_equal(screens_check(412, 892, 2), 0);
}

static void targets_are_for_fingers_on_a_tablet(void **state)
{
    (void)state;
    assert_int_equal(screens_check(1280, 800, 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(targets_are_for_fingers_on_a_small_phone),
        cmocka_unit_test(targets_are_for_fingers_with_the_largest_letters),
        cmocka_unit_test(targets_are_for_fingers_on_a_tablet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
