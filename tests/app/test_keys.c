/* SPDX-License-Identifier: EUPL-1.2 */
/* Without a finger or a mouse: everything by keys, in the real window. */
#include "app/person.h"

static bool focus_begins(struct shell *shell, const char *begin)
{
    return !strncmp(person_focus(shell), begin, strlen(begin));
}

static bool list_has_the_focus(struct person *person, struct shell *shell)
{
    (void)person;
    return focus_begins(shell, "list:osm:"); /* a candidate */
}

static bool confirm_has_the_focus(struct person *person, struct shell *shell)
{
    (void)person;
    return focus_begins(shell, "place.confirm");
}

static bool place_is_open(struct person *person, struct shell *shell)
{
    const struct place *place = shell_selected(shell);
    if (!place || shell->screen != SCREEN_PLACE) {
        return false;
    }
    snprintf(person->id, sizeof person->id, "%s", place->id);
    return true;
}

static bool place_is(const struct person *person, struct project *project, enum place_state state)
{
    const struct place *place = project_place(project, person->id);
    return place && project_place_state(project, place) == state;
}

static bool place_is_confirmed(struct person *person, struct shell *shell)
{
    return place_is(person, shell_project(shell), PLACE_CONFIRMED) &&
           project_saving(shell_project(shell)) == 0;
}

static bool place_is_a_candidate(struct person *person, struct shell *shell)
{
    return place_is(person, shell_project(shell), PLACE_CANDIDATE) &&
           project_saving(shell_project(shell)) == 0;
}

/* Presses Tab until `there` holds, at most 90 times. */
static bool tab_until(struct person *person, struct shell *shell,
                      bool (*there)(struct person *person, struct shell *shell))
{
    if (there(person, shell)) {
        return true;
    }
    if (shell_project(shell) && person->number++ < 90) {
        shell_key(shell, UI_KEY_TAB);
    }
    return false;
}

static bool begin(struct person *person, struct shell *shell)
{
    person->number = 0;
    return shell_project(shell) && map_is_still(person, shell);
}

static bool tab_to_the_list(struct person *person, struct shell *shell)
{
    return tab_until(person, shell, list_has_the_focus);
}

static bool tab_to_confirm(struct person *person, struct shell *shell)
{
    return tab_until(person, shell, confirm_has_the_focus);
}

static void a_place_is_confirmed_and_taken_back_by_keys(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, SEE("list:osm:*"), HOLDS(begin), HOLDS(tab_to_the_list), KEY(SDLK_RETURN),
                HOLDS(place_is_open), HOLDS(place_is_a_candidate), HOLDS(begin),
                HOLDS(tab_to_confirm), KEY(SDLK_SPACE), HOLDS(place_is_confirmed), CONTROL(SDLK_z),
                HOLDS(place_is_a_candidate), CONTROL(SDLK_y), HOLDS(place_is_confirmed),
                KEY(SDLK_ESCAPE), GONE("place.confirm"), SEE("list:*"));
    assert_int_equal(person->taps, 0);
    assert_true(place_is(person, person_reopen(person, "demo"), PLACE_CONFIRMED));
}

static bool french_has_the_focus(struct person *person, struct shell *shell)
{
    (void)person;
    return focus_begins(shell, "language:fr");
}

static bool begin_has_the_focus(struct person *person, struct shell *shell)
{
    (void)person;
    return focus_begins(shell, "welcome.begin");
}

static bool tab_to_french(struct person *person, struct shell *shell)
{
    return tab_until(person, shell, french_has_the_focus);
}

static bool tab_to_begin(struct person *person, struct shell *shell)
{
    return tab_until(person, shell, begin_has_the_focus);
}

static void a_first_start_needs_no_finger(void **state)
{
    struct person *person = *state;
    struct settings settings;
    struct fault why;
    person_play(person, SEE("language:fr"), HOLDS(tab_to_french), KEY(SDLK_RETURN), SEE("welcome"),
                HOLDS(begin), HOLDS(tab_to_begin), KEY(SDLK_RETURN), GONE("welcome"));
    settings_default(&settings, "nl");
    assert_true(settings_read(person->folder, &settings, &why));
    assert_int_equal(settings.language, LANGUAGE_FR);
    assert_true(settings.welcomed);
}

static void the_rail_is_on_the_figures(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, SEE("list:*"), KEY(SDLK_2), SEE("pillars.wheel"),
                READ("[rail.pillars] selected"), KEY(SDLK_3), READ("[rail.todo] selected"),
                KEY(SDLK_4), READ("[rail.work] selected"), KEY(SDLK_5), SEE("print.save"),
                KEY(SDLK_6), SEE("settings.new"), KEY(SDLK_1), SEE("list:*"),
                READ("[rail.map] selected"), CONTROL(SDLK_p), SEE("print.save"), KEY(SDLK_1),
                CONTROL(SDLK_f), SEE("search.field"), TYPE("bib"), KEY(SDLK_2),
                SEE("search.field"), /* figures are text now */
                KEY(SDLK_RETURN), SEE("place.confirm"));
}

static bool zoom_is_more(struct person *person, struct shell *shell)
{
    return map_is_still(person, shell) && shell->view.zoom > person->view.zoom + 0.9;
}

static bool zoom_is_back(struct person *person, struct shell *shell)
{
    return map_is_still(person, shell) && shell->view.zoom < person->view.zoom + 0.05;
}

static bool map_has_the_focus(struct person *person, struct shell *shell)
{
    (void)person;
    return focus_begins(shell, "map") && !person_focus(shell)[3];
}

static bool tab_to_the_map(struct person *person, struct shell *shell)
{
    return tab_until(person, shell, map_has_the_focus);
}

static bool moved_east(struct person *person, struct shell *shell)
{
    return map_is_still(person, shell) && shell->view.middle.x > person->view.middle.x;
}

static void the_map_moves_and_zooms_by_keys(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, SEE("list:*"), HOLDS(begin), HOLDS(note_view), KEY(SDLK_PLUS),
                HOLDS(zoom_is_more), KEY(SDLK_MINUS), HOLDS(zoom_is_back), HOLDS(begin),
                HOLDS(tab_to_the_map), HOLDS(note_view), KEY(SDLK_PAGEUP), HOLDS(zoom_is_more),
                HOLDS(note_view), KEY(SDLK_RIGHT), HOLDS(moved_east));
}

static void shift_tab_goes_back(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, SEE("list:*"), HOLDS(begin), KEY(SDLK_TAB), KEY(SDLK_TAB), KEY(SDLK_TAB),
                READ("[rail.todo] focused"), SHIFT(SDLK_TAB), READ("[rail.pillars] focused"),
                KEY(SDLK_RETURN), SEE("pillars.wheel"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_first_start_needs_no_finger), STORY(a_place_is_confirmed_and_taken_back_by_keys),
        STORY(the_rail_is_on_the_figures),    STORY(the_map_moves_and_zooms_by_keys),
        STORY(shift_tab_goes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
