/* SPDX-License-Identifier: EUPL-1.2 */
/* What a coordinator does, with fingers, in the real window: each story ends with the data folder
 * opened again, and what was done is there. */
#include "app/person.h"

#include <dirent.h>

#define LIBRARY "osm:h13560d96ee03ffc6" /* Franstalige bibliotheek nr. 1, a candidate */
#define REASON "Het stopcontact in de wasserette mag iedereen gebruiken"

/* ---- what can be seen of the project ---- */

static bool demo_is_open(struct person *person, struct shell *shell)
{
    (void)person;
    return shell_project(shell) && project_is_demo(shell_project(shell));
}

static bool all_is_saved(struct person *person, struct shell *shell)
{
    (void)person;
    return shell_project(shell) && project_saving(shell_project(shell)) == 0;
}

static bool library_is_confirmed(struct person *person, struct shell *shell)
{
    const struct place *place = project_place(shell_project(shell), LIBRARY);
    (void)person;
    return place && project_place_state(shell_project(shell), place) == PLACE_CONFIRMED;
}

static bool library_is_a_candidate(struct person *person, struct shell *shell)
{
    const struct place *place = project_place(shell_project(shell), LIBRARY);
    (void)person;
    return place && project_place_state(shell_project(shell), place) == PLACE_CANDIDATE;
}

static bool t3_is(struct shell *shell, enum verdict verdict)
{
    return shell_project(shell) && person_verdict(shell_project(shell), "T3") == verdict;
}

static bool t3_is_not_met(struct person *person, struct shell *shell)
{
    (void)person;
    return t3_is(shell, VERDICT_NOT);
}

static bool t3_is_met(struct person *person, struct shell *shell)
{
    (void)person;
    return t3_is(shell, VERDICT_MET);
}

/* ---- the first start ---- */

static void a_first_start_asks_one_thing_and_opens_the_oefenwijk(void **state)
{
    struct person *person = *state;
    struct settings settings;
    struct fault why;
    person_play(person, SEE("language:nl"), SEE("language:fr"), SEE("language:en"),
                TAP("language:nl"), SEE("welcome"), SEE("ribbon"), HOLDS(demo_is_open),
                READ("Welkom in de oefenwijk"), READ("Oefenwijk, voorbeeldgegevens"), SEE("list:*"),
                TAP("welcome.begin"), GONE("welcome"));
    assert_int_equal(person->taps, 2);
    settings_default(&settings, "en");
    assert_true(settings_read(person->folder, &settings, &why));
    assert_true(settings.started && settings.welcomed);
    assert_int_equal(settings.language, LANGUAGE_NL);
    assert_true(project_is_demo(person_reopen(person, "demo")));
}

static void a_second_start_asks_nothing(void **state)
{
    struct person *person = *state;
    person_play(person, TAP("language:fr"), TAP("welcome.begin"), GONE("welcome"));
    person_play(person, SEE("list:*"), GONE("welcome"), GONE("language:fr"), READ("Carte"));
    assert_int_equal(person->taps, 0);
}

static void a_first_start_fits_a_phone(void **state)
{
    struct person *person = *state;
    person_play(person, SIZE(412, 892), TAP("language:en"), READ("Welcome"), TAP("welcome.begin"),
                GONE("welcome"), SEE("sheet"), HOLDS(demo_is_open));
    assert_int_equal(person->taps, 2);
}

/* ---- find and confirm a library ---- */

static bool note_taps(struct person *person, struct shell *shell)
{
    (void)shell;
    person->number = person->taps;
    return true;
}

static void expect_library(struct person *person, enum place_state state)
{
    struct project *project = person_reopen(person, "demo");
    const struct place *place = project_place(project, LIBRARY);
    assert_non_null(place);
    assert_int_equal(project_place_state(project, place), state);
}

static void a_library_is_found_and_confirmed(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, TAP("search.open"), SEE("search.field"), TYPE("bib frans"),
                TAP("hit:" LIBRARY), READ("Franstalige bibliotheek nr. 1"), HOLDS(note_taps),
                TAP("place.confirm"), HOLDS(library_is_confirmed), SEE("bar.undo"),
                HOLDS(all_is_saved), READ("Alles bewaard"));
    assert_int_equal(person->taps - person->number, 1); /* "klopt nog" is one tap */
    expect_library(person, PLACE_CONFIRMED);
}

static void a_tick_in_the_list_confirms_too_and_can_be_undone(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, TAP("list:tick:" LIBRARY), HOLDS(library_is_confirmed), TAP("bar.undo"),
                HOLDS(library_is_a_candidate), HOLDS(all_is_saved));
    assert_int_equal(person->taps, 2);
    expect_library(person, PLACE_CANDIDATE);
}

static void a_library_is_confirmed_on_a_phone(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_FR);
    person_play(person, SIZE(412, 892), TAP("search.open"), TYPE("BIBLIOTHÈQUE franc"),
                TAP("hit:" LIBRARY), TAP("place.confirm"), HOLDS(library_is_confirmed));
    expect_library(person, PLACE_CONFIRMED);
}

static void a_word_that_finds_nothing_says_so(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_EN);
    person_play(person, TAP("search.open"), TYPE("xyzzy"), READ("xyzzy”"), SEE("add"),
                KEY(SDLK_ESCAPE), GONE("search.field"), SEE("list:*"));
}

static void a_street_is_found_and_shown(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, TAP("search.open"), TYPE("ribaucourt"), TAP("street:*"),
                GONE("search.field"), HOLDS(map_is_still), READ("ibaucourt"));
}

/* ---- add a charging point ---- */

static bool free_spot(struct person *person, struct shell *shell)
{
    person->aim = (struct point){4.3398, 50.8566};
    return map_is_still(person, shell);
}

static void expect_charging_point(struct person *person)
{
    size_t count;
    const struct place *found = NULL;
    struct project *project = person_reopen(person, "demo");
    const struct place *const *places = project_places(project, &count);
    for (size_t i = 0; i < count; i++) {
        found = places[i]->kind == KIND_CHARGING_POINT ? places[i] : found;
    }
    assert_non_null(found);
    assert_true(project_place_in_wijk(project, found));
    assert_int_equal(project_place_state(project, found), PLACE_CONFIRMED);
    assert_int_equal(person_verdict(project, "T3"), VERDICT_MET);
}

static void a_charging_point_by_long_press_turns_t3_within_three_taps(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, HOLDS(demo_is_open), HOLDS(t3_is_not_met), SEE("list:*"),
                LONG_PRESS(free_spot), TAP("kind:charging_point"), HOLDS(t3_is_met),
                HOLDS(note_taps), SEE("place.confirm"), READ("Toestel opladen"),
                TAP("rail.pillars"), READ("T3 Gratis oplaadpunt: voldaan"), READ("T3:met"),
                HOLDS(all_is_saved));
    assert_true(person->number <= 3);
    expect_charging_point(person);
}

static bool landed_in_the_wijk(struct person *person, struct shell *shell)
{
    (void)person;
    double x, y;
    struct rect cross;
    person->aim = (struct point){4.3398, 50.8566};
    if (!ui_find(shell_ui(shell), "cross", &cross) || shell->view.motion != MAP_STILL) {
        return false;
    }
    map_view_place(&shell->view, person->aim, &x, &y);
    x += shell->map_rect.x - cross.x - cross.width / 2;
    y += shell->map_rect.y - cross.y - cross.height / 2;
    return x * x + y * y < 9;
}

static void a_charging_point_by_the_add_button_moves_the_map_not_the_pin(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, HOLDS(demo_is_open), SEE("list:*"), HOLDS(map_is_still), TAP("add"),
                SEE("add.here"), HOLDS(map_is_still), LONG_PRESS(free_spot),
                HOLDS(landed_in_the_wijk), TAP("add.here"), TAP("kind:charging_point"),
                HOLDS(t3_is_met), TAP("rail.pillars"), READ("T3 Gratis oplaadpunt: voldaan"));
    expect_charging_point(person);
}

static void a_charging_point_is_added_on_a_phone(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, SIZE(412, 892), HOLDS(demo_is_open), SEE("sheet"), HOLDS(t3_is_not_met),
                LONG_PRESS(free_spot), TAP("kind:charging_point"), HOLDS(t3_is_met),
                HOLDS(note_taps), TAP("rail.pillars"), READ("T3 Gratis oplaadpunt: voldaan"));
    assert_true(person->number <= 3);
    expect_charging_point(person);
}

static void undo_and_redo_turn_t3_back_and_again(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, HOLDS(demo_is_open), SEE("list:*"), LONG_PRESS(free_spot),
                TAP("kind:charging_point"), HOLDS(t3_is_met), TAP("bar.undo"), HOLDS(t3_is_not_met),
                CONTROL(SDLK_y), HOLDS(t3_is_met), HOLDS(all_is_saved));
    expect_charging_point(person);
    project_close(person->project);
    person->project = NULL;
    person_play(person, HOLDS(t3_is_met), CONTROL(SDLK_z), HOLDS(t3_is_not_met),
                HOLDS(all_is_saved)); /* undo survives a restart */
    assert_int_equal(person_verdict(person_reopen(person, "demo"), "T3"), VERDICT_NOT);
}

/* ---- overrule ---- */

static bool t3_is_judged(struct person *person, struct shell *shell)
{
    struct project *project = shell_project(shell);
    int index = framework_find(project_framework(project), "T3");
    const struct finding *finding = &project_assessment(project)->findings[index];
    (void)person;
    return finding->judgement && finding->verdict == VERDICT_PARTLY &&
           finding->computed == VERDICT_NOT;
}

static void expect_judgement(struct person *person)
{
    struct project *project = person_reopen(person, "demo");
    int index = framework_find(project_framework(project), "T3");
    const struct finding *finding = &project_assessment(project)->findings[index];
    assert_non_null(finding->judgement);
    assert_string_equal(finding->judgement->reason, REASON);
    assert_int_equal(finding->verdict, VERDICT_PARTLY);
    assert_int_equal(finding->computed, VERDICT_NOT);
}

static void a_result_is_overruled_with_a_reason_in_four_taps(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, HOLDS(t3_is_not_met), TAP("rail.pillars"), SEE("pillars.criterion:T3"),
                HOLDS(note_taps), TAP("pillars.criterion:T3"), TAP("criterion.judge"),
                TAP("judge.answer:partly"), READ("[form.save] disabled"), TYPE(REASON),
                TAP("form.save"), HOLDS(t3_is_judged), READ("beoordeeld"), READ(REASON),
                READ("Berekend: niet voldaan"), HOLDS(all_is_saved));
    assert_int_equal(person->taps - person->number, 4);
    expect_judgement(person);
}

static void a_result_is_overruled_on_a_phone(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, SIZE(412, 892), TAP("rail.pillars"), TAP("pillars.criterion:T3"),
                TAP("criterion.judge"), TAP("judge.answer:partly"), TAP("form.field:reason"),
                TYPE(REASON), TAP("form.save"), HOLDS(t3_is_judged));
    expect_judgement(person);
}

/* Without a reason the button does nothing, and what was typed is not lost by leaving. */
static void a_judgement_without_a_reason_is_not_saved(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, TAP("rail.pillars"), TAP("pillars.criterion:T3"), TAP("criterion.judge"),
                TAP("judge.answer:partly"), READ("[form.save] disabled"), TAP("back"),
                SEE("form.leave"));
    struct project *project = person_reopen(person, "demo");
    int index = framework_find(project_framework(project), "T3");
    assert_null(project_assessment(project)->findings[index].judgement);
}

/* ---- print ---- */

static bool print_find(const struct person *person, char out[KIT_PATH])
{
    DIR *folder = opendir(kit_path(person->folder, "prints"));
    const struct dirent *entry;
    bool found = false;
    while (folder && (entry = readdir(folder))) {
        size_t size = strlen(entry->d_name);
        if (size > 4 && !strcmp(entry->d_name + size - 4, ".pdf")) {
            snprintf(out, KIT_PATH, "%s",
                     kit_path(kit_path(person->folder, "prints"), entry->d_name));
            found = true;
        }
    }
    if (folder) {
        closedir(folder);
    }
    return found;
}

static void expect_print(struct person *person)
{
    char file[KIT_PATH] = "";
    struct buffer text;
    assert_true(print_find(person, file));
    assert_int_equal(kit_run((const char *const[]){"qpdf", "--check", file, NULL}, NULL, NULL), 0);
    assert_int_equal(
        kit_run((const char *const[]){"pdftotext", "-layout", file, "-", NULL}, &text, NULL), 0);
    assert_non_null(strstr(buffer_text(&text), "Historisch Molenbeek"));
    assert_non_null(strstr(buffer_text(&text), "Gratis oplaadpunt"));
    buffer_clear(&text);
}

static void the_scorecard_is_printed_in_two_taps(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, SEE("list:*"), TAP("rail.print"), TAP("print.save"), READ(".pdf"));
    assert_int_equal(person->taps, 2);
    expect_print(person);
}

static void the_scorecard_is_printed_on_a_phone(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, SIZE(412, 892), SEE("sheet"), TAP("rail.print"), TAP("print.save"),
                READ(".pdf"));
    expect_print(person);
}

/* ---- one day ---- */

static void a_whole_walk_is_there_the_next_morning(void **state)
{
    struct person *person = *state;
    person_play(person, TAP("language:nl"), TAP("welcome.begin"), GONE("welcome"),
                HOLDS(t3_is_not_met), TAP("search.open"), TYPE("bib frans"), TAP("hit:" LIBRARY),
                TAP("place.confirm"), HOLDS(library_is_confirmed), TAP("ask.yes"), HOLDS(t3_is_met),
                TAP("rail.print"), TAP("print.save"), READ(".pdf"), SIZE(412, 892),
                TAP("rail.settings"), TAP("settings.theme:1"), TAP("settings.scale:150"),
                TAP("rail.map"), SEE("sheet"));
    expect_library(person, PLACE_CONFIRMED);
    assert_int_equal(person_verdict(person->project, "T3"), VERDICT_MET);
    expect_print(person);
    person_play(person, SEE("list:*"), TAP("rail.pillars"), READ("T3 Gratis oplaadpunt: voldaan"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_first_start_asks_one_thing_and_opens_the_oefenwijk),
        STORY(a_second_start_asks_nothing),
        STORY(a_first_start_fits_a_phone),
        STORY(a_library_is_found_and_confirmed),
        STORY(a_tick_in_the_list_confirms_too_and_can_be_undone),
        STORY(a_library_is_confirmed_on_a_phone),
        STORY(a_word_that_finds_nothing_says_so),
        STORY(a_street_is_found_and_shown),
        STORY(a_charging_point_by_long_press_turns_t3_within_three_taps),
        STORY(a_charging_point_by_the_add_button_moves_the_map_not_the_pin),
        STORY(a_charging_point_is_added_on_a_phone),
        STORY(undo_and_redo_turn_t3_back_and_again),
        STORY(a_result_is_overruled_with_a_reason_in_four_taps),
        STORY(a_result_is_overruled_on_a_phone),
        STORY(a_judgement_without_a_reason_is_not_saved),
        STORY(the_scorecard_is_printed_in_two_taps),
        STORY(the_scorecard_is_printed_on_a_phone),
        STORY(a_whole_walk_is_there_the_next_morning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
