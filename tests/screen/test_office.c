/* SPDX-License-Identifier: EUPL-1.2 */
/* What is done at the desk: paper, settings, projects, history; and every target of these screens.
 */
#include "screen/desk.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "system/file.h"

static const char *const pdf_name = "prints/wijkscorekaart-historisch-molenbeek-nl-2026-06-12.pdf";

static void the_scorecard_is_a_file_in_two_taps(void **state)
{
    struct hand *hand = *state;
    struct buffer bytes;
    struct fault why;
    hand_show(hand, "map", NULL);
    hand->taps = 0;
    hand_tap(hand, "rail.print");
    hand_tap(hand, "print.save");
    assert_int_equal(hand->taps, 2);
    assert_true(file_read(kit_path(hand->folder, pdf_name), 500 * 1000, &bytes, &why));
    assert_memory_equal(bytes.data, "%PDF-", 5);
    buffer_clear(&bytes);
    assert_true(hand_finds(hand, "print.open"));
    assert_true(hand_sees(hand, pdf_name));
}

static void the_pages_of_the_paper_can_be_turned(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "print", NULL);
    assert_true(hand_sees(hand, "1 van "));
    assert_non_null(strstr(hand_line(hand, "print.before"), "disabled"));
    hand_tap(hand, "print.after");
    assert_true(hand_sees(hand, "2 van "));
    hand_tap(hand, "print.before");
    assert_true(hand_sees(hand, "1 van "));
}

static void a_folder_that_cannot_be_made_is_told_and_nothing_is_lost(void **state)
{
    struct hand *hand = *state;
    kit_file(hand->folder, "prints", "x", 1); /* a file where the folder should be */
    hand_show(hand, "print", NULL);
    hand_tap(hand, "print.save");
    assert_true(hand_finds(hand, "fault.close"));
    hand_tap(hand, "fault.close");
    assert_false(hand_finds(hand, "fault.close"));
    hand_tap(hand, "print.csv");
    assert_true(hand_finds(hand, "fault.close"));
}

/* With a window, workers work while fingers tap. */
static void wait_for(struct hand *hand, bool (*ended)(const struct hand *hand))
{
    int64_t until = clock_ticks() + 20000;
    while (!ended(hand) && clock_ticks() < until) {
        shell_settle(hand->shell);
        nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
    }
    assert_true(ended(hand));
}

static bool project_opened(const struct hand *hand)
{
    return hand->shell->project && !hand->shell->opening;
}

static bool paper_made(const struct hand *hand)
{
    return hand_finds((struct hand *)hand, "print.save");
}

static bool page_drawn(const struct hand *hand)
{
    return hand_sees((struct hand *)hand, "1 van ");
}

static void a_paper_that_was_stopped_leaves_the_older_one(void **state)
{
    struct hand *hand = *state;
    struct fault why;
    shell_close(hand->shell);
    struct shell_ways ways = {.data_folder = hand->folder,
                              .assets_folder = kit_assets(),
                              .language = "nl",
                              .clock = &hand->clock};
    assert_true(shell_open(&ways, &hand->shell, &why));
    shell_resize(hand->shell, 1280, 800, 1);
    wait_for(hand, project_opened);
    hand_show(hand, "print", NULL);
    wait_for(hand, page_drawn);
    hand_tap(hand, "print.save");
    wait_for(hand, paper_made);
    int64_t size = file_size(kit_path(hand->folder, pdf_name));
    assert_true(size > 1000);
    for (int i = 0; i < 5; i++) {
        hand_tap(hand, "print.save");
        if (hand_finds(hand, "print.cancel")) {
            hand_tap(hand, "print.cancel");
        }
        wait_for(hand, paper_made);
        assert_int_equal(file_size(kit_path(hand->folder, pdf_name)), size);
    }
    assert_int_equal(
        file_size(kit_path(hand->folder,
                           "prints/wijkscorekaart-historisch-molenbeek-nl-2026-06-12.pdf.part")),
        -1);
    hand_tap(hand, "print.save"); /* and closed while it is being made */
}

static void places_go_out_as_a_table_and_as_a_map_layer(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "print", NULL);
    hand_tap(hand, "print.csv");
    hand_tap(hand, "print.geojson");
    assert_true(file_size(kit_path(hand->folder,
                                   "prints/plekken-historisch-molenbeek-2026-06-12.csv")) > 500);
    assert_true(file_size(kit_path(
                    hand->folder, "prints/plekken-historisch-molenbeek-2026-06-12.geojson")) > 500);
}

static void settings_show_at_once_and_stay(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "settings", NULL);
    hand_tap(hand, "settings.language:1");
    assert_true(hand_sees(hand, "Réglages"));
    hand_tap(hand, "settings.theme:1");
    assert_true(hand->shell->theme.dark);
    hand_tap(hand, "settings.scale:150");
    assert_true(ui_scale(shell_ui(hand->shell)) == 1.5);
    hand_tap(hand, "settings.left");
    hand_fill(hand, "settings.role", "tablet zuid");
    hand_again(hand);
    assert_int_equal(hand->shell->settings.language, LANGUAGE_FR);
    assert_string_equal(hand->shell->settings.theme, "dark");
    assert_true(hand->shell->settings.scale == 1.5);
    assert_true(hand->shell->settings.left_handed);
    assert_string_equal(hand->shell->settings.role, "tablet zuid");
}

static void the_alias_is_written_with_the_next_deed(void **state)
{
    struct hand *hand = *state;
    struct fault why;
    struct history_line line;
    hand_show(hand, "settings", NULL);
    hand_fill(hand, "settings.role", "tablet noord");
    assert_true(action_look(shell_project(hand->shell), SERVICE_PRINT, true, &why));
    assert_true(project_history_at(shell_project(hand->shell), 0, &line));
    assert_string_equal(line.role, "tablet noord");
    hand_show(hand, "history", NULL);
    assert_true(hand_sees(hand, "tablet noord"));
}

static void a_self_check_says_what_it_found(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "settings", NULL);
    hand_tap(hand, "settings.check");
    assert_true(hand_sees(hand, "Alles is in orde"));
}

static void a_project_of_ones_own_is_real_and_empty(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "settings", NULL);
    hand_tap(hand, "settings.new");
    hand_tap(hand, "project.make");
    struct project *project = shell_project(hand->shell);
    assert_non_null(project);
    assert_false(project_is_demo(project));
    assert_int_equal(hand->shell->screen, SCREEN_MAP);
    assert_int_equal(project_history_count(project), 0);
    assert_int_equal(project_assessment(project)->totals[VERDICT_MET], 0);
    assert_false(hand_finds(hand, "ribbon"));
    hand_again(hand);
    assert_false(project_is_demo(shell_project(hand->shell)));
    hand_show(hand, "settings", NULL);
    hand_tap(hand, "settings.project:demo");
    assert_true(project_is_demo(shell_project(hand->shell)));
}

static void a_wijk_is_found_by_a_piece_of_its_name_without_accents(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "new-project", NULL);
    hand_fill(hand, "project.words", "KUREGEM b");
    assert_true(hand_sees(hand, "Kuregem Bara"));
    assert_false(hand_sees(hand, "Kuregem Dauw"));
    hand_fill(hand, "project.words", "geen enkele");
    assert_true(hand_sees(hand, "Geen wijk met die naam"));
    hand_fill(hand, "project.file", "/nergens/gebied.wijkpak");
    assert_non_null(strstr(hand_line(hand, "project.file"), " fault "));
}

static void history_is_undone_and_done_again(void **state)
{
    struct hand *hand = *state;
    struct history_line line;
    hand_show(hand, "history", NULL);
    project_history_at(shell_project(hand->shell), 0, &line);
    assert_false(line.undone);
    assert_non_null(strstr(hand_line(hand, "history.redo"), "disabled"));
    hand_tap(hand, "history.undo");
    project_history_at(shell_project(hand->shell), 0, &line);
    assert_true(line.undone);
    assert_true(hand_sees(hand, "ongedaan gemaakt"));
    hand_tap(hand, "history.redo");
    project_history_at(shell_project(hand->shell), 0, &line);
    assert_false(line.undone);
    hand_saved(hand);
}

/* ---- every target is large enough and lies in the window ---- */

struct measure {
    struct hand *hand;
    const char *screen;
};

static void target_measured(void *data, const char *id, struct rect where)
{
    struct measure *measure = data;
    if (strncmp(id, "rail.", 5) == 0) { /* the frame has its own test */
        return;
    }
    if (where.width < 47.5 || where.height < 47.5) {
        fail_msg("%s on %s is %.0f by %.0f", id, measure->screen, where.width, where.height);
    }
    if (where.x < -0.5 || where.x + where.width > measure->hand->shell->width + 0.5) {
        fail_msg("%s on %s reaches from %.0f to %.0f", id, measure->screen, where.x,
                 where.x + where.width);
    }
}

static void every_target_fits_in_every_window(void **state)
{
    static const char *const screens[] = {"pillars", "criterion",  "judge",     "todo",
                                          "print",   "settings",   "about",     "new-project",
                                          "history", "place-edit", "offer-edit"};
    static const struct {
        double width, height, scale;
        const char *language;
    } windows[] = {{1280, 800, 1, "nl"}, {1280, 800, 2, "fr"}, {800, 1280, 1.5, "en"},
                   {412, 892, 1, "fr"},  {360, 640, 1, "fr"},  {360, 640, 2, "fr"},
                   {892, 412, 1, "nl"}};
    (void)state;
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        struct hand hand;
        hand_open(&hand, windows[i].width, windows[i].height, windows[i].language,
                  windows[i].scale);
        for (size_t j = 0; j < sizeof screens / sizeof *screens; j++) {
            struct measure measure = {&hand, screens[j]};
            hand_show(&hand, screens[j], NULL);
            ui_targets(shell_ui(hand.shell), target_measured, &measure);
        }
        hand_close(&hand);
    }
}

int main(void)
{
#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, open_desk, close_hand)
    const struct CMUnitTest tests[] = {
        AT_DESK(the_scorecard_is_a_file_in_two_taps),
        AT_DESK(the_pages_of_the_paper_can_be_turned),
        AT_DESK(a_folder_that_cannot_be_made_is_told_and_nothing_is_lost),
        AT_DESK(a_paper_that_was_stopped_leaves_the_older_one),
        AT_DESK(places_go_out_as_a_table_and_as_a_map_layer),
        AT_DESK(settings_show_at_once_and_stay),
        AT_DESK(the_alias_is_written_with_the_next_deed),
        AT_DESK(a_self_check_says_what_it_found),
        AT_DESK(a_project_of_ones_own_is_real_and_empty),
        AT_DESK(a_wijk_is_found_by_a_piece_of_its_name_without_accents),
        AT_DESK(history_is_undone_and_done_again),
        cmocka_unit_test(every_target_fits_in_every_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
