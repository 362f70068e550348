/* SPDX-License-Identifier: EUPL-1.2 */
/* Every screen as a picture and as text, beside its reference in tests/golden/screen. */
#include "screen/gallery.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kit/golden.h"

/* WIJKPEIL_SCREENS="refer work" hangs those alone. */
static bool wanted(const char *screen)
{
    const char *names = getenv("WIJKPEIL_SCREENS"), *at = names;
    size_t size = strlen(screen);
    while (at && (at = strstr(at, screen))) {
        bool begins = at == names || at[-1] == ' ', ends = !at[size] || at[size] == ' ';
        if (begins && ends) {
            return true;
        }
        at += size;
    }
    return !names;
}

static void hang_picture(const struct gallery *gallery, const struct gallery_view *view,
                         const char *screen, const char *end)
{
    char name[128];
    if (!wanted(screen)) {
        return;
    }
    struct shell *shell = gallery_shell(gallery, view);
    gallery_show(shell, screen);
    cairo_surface_t *picture = gallery_picture(shell);
    snprintf(name, sizeof name, "screen/%s-%s-%s%s", screen, view->language, view->theme, end);
    kit_golden_png(picture, name);
    cairo_surface_destroy(picture);
    shell_close(shell);
}

static void hang_all(void **state, const char *language, const char *theme)
{
    const struct gallery_view view = {language, theme, 1280, 800, 0.5, 1};
    const char *const *names;
    int count = shell_screen_names(&names);
    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], "list")) { /* beside the map: the same as "map" */
            hang_picture(*state, &view, names[i], "");
        }
    }
}

static void every_screen_in_dutch(void **state)
{
    hang_all(state, "nl", "light");
}

static void every_screen_in_french(void **state)
{
    hang_all(state, "fr", "light");
}

static void every_screen_in_english(void **state)
{
    hang_all(state, "en", "light");
}

static void every_screen_in_dutch_in_the_dark(void **state)
{
    hang_all(state, "nl", "dark");
}

static void every_screen_in_french_in_the_dark(void **state)
{
    hang_all(state, "fr", "dark");
}

static void every_screen_in_english_in_the_dark(void **state)
{
    hang_all(state, "en", "dark");
}

static void every_screen_upright(void **state)
{
    const struct gallery_view view = {"nl", "light", 412, 892, 0.5, 1};
    const char *const *names;
    int count = shell_screen_names(&names);
    for (int i = 0; i < count; i++) {
        hang_picture(*state, &view, names[i], "-upright");
    }
}

static void map_and_place_in_high_contrast(void **state)
{
    const struct gallery_view view = {"nl", "contrast", 1280, 800, 0.5, 1};
    hang_picture(*state, &view, "map", "");
    hang_picture(*state, &view, "place", "");
}

static void every_screen_as_text(void **state)
{
    static const char *const languages[] = {"nl", "fr", "en"};
    const char *const *names;
    int count = shell_screen_names(&names);
    for (int language = 0; language < 3; language++) {
        const struct gallery_view view = {languages[language], "light", 1280, 800, 1, 1};
        for (int i = 0; i < count; i++) {
            char name[128];
            struct buffer text;
            if (!wanted(names[i])) {
                continue;
            }
            struct shell *shell = gallery_shell(*state, &view);
            gallery_show(shell, names[i]);
            gallery_text(shell, &text);
            snprintf(name, sizeof name, "screen/%s-%s", names[i], languages[language]);
            kit_golden_text(buffer_text(&text), name);
            buffer_clear(&text);
            shell_close(shell);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_as_text),
        cmocka_unit_test(every_screen_in_dutch),
        cmocka_unit_test(every_screen_in_french),
        cmocka_unit_test(every_screen_in_english),
        cmocka_unit_test(every_screen_in_dutch_in_the_dark),
        cmocka_unit_test(every_screen_in_french_in_the_dark),
        cmocka_unit_test(every_screen_in_english_in_the_dark),
        cmocka_unit_test(every_screen_upright),
        cmocka_unit_test(map_and_place_in_high_contrast),
    };
    return cmocka_run_group_tests(tests, gallery_open, gallery_close);
}
