/* SPDX-License-Identifier: EUPL-1.2 */
/* Every screen in every size, text size and language: fingers reach everything, words have room. */
#include "screen/gallery.h"

#include <stdio.h>
#include <stdlib.h>

static int size_flaws(const struct gallery *gallery, double width, double height, double scale,
                      const char *language)
{
    const struct gallery_view view = {language, "light", width, height, 1, scale};
    struct shell *shell = gallery_shell(gallery, &view);
    const char *const *names;
    int count = shell_screen_names(&names), flaws = 0;
    for (int i = 0; i < count; i++) {
        char where[128];
        snprintf(where, sizeof where, "%s %s %gx%g %g%%", names[i], language, width, height,
                 scale * 100);
        gallery_show(shell, names[i]);
        flaws += gallery_flaws(shell, where);
    }
    shell_close(shell);
    return flaws;
}

static void check(void **state, double width, double height)
{
    static const char *const languages[] = {"nl", "fr", "en"};
    static const double scales[] = {1, 1.5, 2};
    int flaws = 0;
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 3; k++) {
            flaws += size_flaws(*state, width, height, scales[k], languages[i]);
        }
    }
    assert_int_equal(flaws, 0);
}

static void a_small_phone(void **state)
{
    check(state, 360, 640);
}

static void a_phone(void **state)
{
    check(state, 412, 892);
}

static void a_tablet_upright(void **state)
{
    check(state, 800, 1280);
}

static void a_tablet(void **state)
{
    check(state, 1280, 800);
}

static void a_big_screen(void **state)
{
    check(state, 1920, 1200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_phone),    cmocka_unit_test(a_phone),
        cmocka_unit_test(a_tablet_upright), cmocka_unit_test(a_tablet),
        cmocka_unit_test(a_big_screen),
    };
    return cmocka_run_group_tests(tests, gallery_open, gallery_close);
}
