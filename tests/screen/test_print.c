/* SPDX-License-Identifier: EUPL-1.2 */
/* Getting it onto paper with fingers: choosing, looking closely, saving, and printing on a real
 * print server whose page is held against the file that was kept. */
#include "screen/hand.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "action/paper_job_inner.h"
#include "kit/cups.h"
#include "screen/print_inner.h"

static struct kit_cups server;
static struct hand hand;

static int begin(void **state)
{
    (void)state;
    kit_cups_office(&server);
    return 0;
}

static int end(void **state)
{
    (void)state;
    kit_cups_stop(&server);
    return 0;
}

static struct print_desk *desk(void)
{
    return &hand.shell->print->desk;
}

static void assert_pdf(const char *file)
{
    const char *const check[] = {"qpdf", "--check", file, NULL};
    assert_int_equal(kit_run(check, NULL, NULL), 0);
}

/* Time passes until the printer said how it ended, or needs somebody. */
static void wait_for_printer(void)
{
    for (int turn = 0; turn < 300 && desk()->stage == PRINT_FOLLOWING; turn++) {
        hand.now += 1000;
        shell_tick(hand.shell, hand.now);
        if (paper_progress_stuck(desk()->progress, desk()->reason)) {
            break;
        }
        usleep(100000);
    }
    shell_settle(hand.shell);
}

static void printer_choose(const char *name)
{
    char id[64];
    hand_tap(&hand, "print.paper");
    assert_int_equal(desk()->search, PRINT_FOUND);
    for (size_t at = 0; at < desk()->count; at++) {
        if (!strcmp(desk()->printers[at].name, name)) {
            snprintf(id, sizeof id, "print.printer:%zu", at);
            hand_tap(&hand, id);
            return;
        }
    }
    fail_msg("no printer %s", name);
}

/* ---- saving ---- */

static void test_the_scorecard_is_kept_in_two_taps(void **state)
{
    (void)state;
    hand_open(&hand, 1280, 800, "nl", 1);
    hand_tap(&hand, "rail.print");
    hand_tap(&hand, "print.save");
    assert_int_equal(hand.taps, 2);
    assert_pdf(desk()->saved);
    assert_true(hand_sees(&hand, desk()->saved));
    assert_false(desk()->noted);
    hand_close(&hand);
}

static void test_every_print_in_every_form_is_seen_and_kept(void **state)
{
    (void)state;
    int count;
    const struct paper_form *forms = paper_forms(&count);
    hand_open(&hand, 1280, 800, "nl", 1);
    char place[ACTION_ID];
    snprintf(place, sizeof place, "%s", hand_place(&hand, "De Boekenmolen")->id);
    hand_tap(&hand, "rail.print");
    for (int at = 0; at < count; at++) {
        char id[ACTION_ID + 32];
        snprintf(id, sizeof id, "print.what:%s", paper_what_word(forms[at].what));
        hand_tap(&hand, id);
        if (forms[at].what == PAPER_PLACE_CARD && !hand.shell->print->hold) {
            snprintf(id, sizeof id, "print.place:%s", place);
            hand_tap(&hand, id);
        }
        snprintf(id, sizeof id, "print.form:%s", forms[at].word);
        if (hand_finds(&hand, id)) {
            hand_tap(&hand, id);
        }
        assert_non_null(hand.shell->print->look.whole);
        assert_true(hand.shell->print->look.pages >= 1);
        hand_tap(&hand, "print.save");
        assert_pdf(desk()->saved);
    }
    hand_close(&hand);
}

static void test_a_kept_overview_is_noted_and_the_note_can_be_undone(void **state)
{
    (void)state;
    hand_open(&hand, 412, 892, "fr", 1);
    hand_show(&hand, "print-overview", NULL);
    struct civil_date before = hand_finding(&hand, "C2")->reason.argument[0].as.date;
    hand_tap(&hand, "print.with:nl");
    hand_tap(&hand, "print.text:16");
    hand_tap(&hand, "print.save");
    assert_true(desk()->noted);
    assert_true(hand_sees(&hand, shell_word(hand.shell, "print.noted.line")));
    assert_int_equal(hand_finding(&hand, "C2")->reason.argument[0].as.date.day, 12);
    hand_tap(&hand, "bar.undo");
    assert_int_equal(hand_finding(&hand, "C2")->reason.argument[0].as.date.day, before.day);
    assert_false(hand_sees(&hand, shell_word(hand.shell, "print.noted.line")));
    hand.now += 20000; /* the bar goes */
    shell_tick(hand.shell, hand.now);
    hand_tap(&hand, "print.html");
    assert_non_null(strstr(desk()->saved, ".html"));
    assert_int_equal(access(desk()->saved, R_OK), 0);
    hand_close(&hand);
}

/* ---- looking ---- */

static void pinch(const char *id)
{
    struct rect rect;
    assert_true(ui_find(shell_ui(hand.shell), id, &rect));
    double x = rect.x + rect.width / 2, y = rect.y + rect.height / 2;
    for (int step = 0; step <= 10; step++) {
        enum finger_kind kind = step ? FINGER_MOVE : FINGER_DOWN;
        hand.now += 20;
        shell_finger(hand.shell, (struct finger){kind, 1, x - 20 - 10 * step, y, hand.now});
        shell_finger(hand.shell, (struct finger){kind, 2, x + 20 + 10 * step, y, hand.now});
    }
    shell_finger(hand.shell, (struct finger){FINGER_UP, 1, x - 120, y, hand.now + 20});
    shell_finger(hand.shell, (struct finger){FINGER_UP, 2, x + 120, y, hand.now + 20});
    hand.now += 400;
    shell_settle(hand.shell);
}

static void test_two_fingers_bring_the_page_closer_and_it_is_drawn_sharp(void **state)
{
    (void)state;
    hand_open(&hand, 1280, 800, "nl", 1);
    hand_tap(&hand, "rail.print");
    struct print_look *look = &hand.shell->print->look;
    assert_null(look->sharp);
    pinch("print.look");
    assert_true(look->zoom > 2);
    assert_non_null(look->sharp);
    double zoom = look->zoom;
    hand_tap(&hand, "print.larger");
    assert_true(look->zoom > 1.9 * zoom || look->zoom > 7.9);
    hand_tap(&hand, "print.after");
    assert_int_equal(look->page, 1);
    for (int step = 0; step < 4; step++) {
        hand_tap(&hand, "print.smaller");
    }
    assert_true(look->zoom < 1.01);
    hand_close(&hand);
}

static void test_on_a_phone_the_page_fills_the_screen_and_escape_goes_back(void **state)
{
    (void)state;
    hand_open(&hand, 360, 640, "nl", 2);
    hand_show(&hand, "print", NULL);
    hand_tap(&hand, "print.near");
    assert_true(hand_finds(&hand, "print.look"));
    assert_true(hand.shell->print->look.near);
    shell_key(hand.shell, UI_KEY_ESCAPE);
    assert_false(hand.shell->print->look.near);
    assert_int_equal(hand.shell->screen, SCREEN_PRINT);
    hand_close(&hand);
}

static void test_a_card_begins_at_its_place_and_a_walk_at_what_is_to_do(void **state)
{
    (void)state;
    hand_open(&hand, 1280, 800, "nl", 1);
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", hand_place(&hand, "De Boekenmolen")->id);
    hand_show(&hand, "place", id);
    hand_tap(&hand, "place.card");
    assert_int_equal(hand.shell->screen, SCREEN_PRINT);
    assert_int_equal(hand.shell->print->choice.what, PAPER_PLACE_CARD);
    assert_string_equal(hand.shell->print->choice.place, id);
    assert_non_null(hand.shell->print->hold);
    hand_tap(&hand, "rail.todo");
    hand_tap(&hand, "todo.walk");
    assert_int_equal(hand.shell->print->choice.what, PAPER_WALK);
    assert_non_null(hand.shell->print->hold);
    hand_close(&hand);
}

static void test_a_report_is_chosen_previewed_and_saved_as_paper_and_as_table(void **state)
{
    (void)state;
    hand_open(&hand, 1280, 800, "nl", 1);
    hand_show(&hand, "print", NULL);
    hand_tap(&hand, "print.what:report");
    assert_true(hand_finds(&hand, "print.report:places"));
    assert_non_null(hand.shell->print->hold);
    print_report_show(hand.shell, "places", "wifi", NULL);
    assert_int_equal(hand.shell->screen, SCREEN_PRINT);
    assert_string_equal(hand.shell->print->choice.about, "wifi");
    assert_string_equal(hand.shell->print->choice.form->word, "a4-wide");
    hand_tap(&hand, "print.save");
    assert_pdf(desk()->saved);
    hand_tap(&hand, "print.table");
    assert_non_null(strstr(desk()->saved, ".csv"));
    hand_close(&hand);
}

static void test_a_language_is_read_when_it_is_asked_for(void **state)
{
    (void)state;
    hand_open(&hand, 1280, 800, "nl", 1);
    hand_show(&hand, "print", NULL);
    assert_null(hand.shell->languages[LANGUAGE_FR]);
    hand_tap(&hand, "print.language:fr");
    assert_non_null(hand.shell->languages[LANGUAGE_FR]);
    assert_null(hand.shell->languages[LANGUAGE_EN]);
    assert_ptr_equal(print_language(hand.shell, &hand.shell->print->choice),
                     hand.shell->languages[LANGUAGE_FR]);
    hand_close(&hand);
}

/* ---- leaving ---- */

struct gate { /* what a slow paper is for the workers */
    atomic_bool open;
    atomic_int held, done;
};

static void gate_run(struct work_job *job, void *data)
{
    struct gate *gate = data;
    (void)job;
    atomic_fetch_add(&gate->held, 1);
    while (!atomic_load(&gate->open)) {
        usleep(1000);
    }
}

static void gate_done(void *data, bool cancelled)
{
    (void)cancelled;
    atomic_fetch_add(&((struct gate *)data)->done, 1);
}

static void project_leave_with(bool saving)
{
    enum { WORKERS = 2 };
    struct gate gate = {false, 0, 0};
    hand_open(&hand, 1280, 800, "nl", 1);
    struct shell *shell = hand.shell;
    hand_show(&hand, "map", NULL);
    shell->ways.still = false;
    for (int i = 0; i < WORKERS; i++) {
        work_add(project_workers(shell->project), (struct work_task){gate_run, gate_done, &gate});
    }
    while (atomic_load(&gate.held) < WORKERS) {
        usleep(1000);
    }
    hand_show(&hand, "print", NULL);
    if (saving) {
        print_file_make(shell, PAPER_PDF, false);
        assert_non_null(desk()->file_job);
    }
    assert_non_null(shell->print->look.job);
    print_close(shell); /* the workers are busy: whoever waited for them would wait for ever */
    assert_true(shell_project_open(shell, "demo", NULL));
    assert_null(shell->project);
    assert_int_equal(atomic_load(&gate.done), 0);
    atomic_store(&gate.open, true);
    for (int turn = 0; turn < 2000 && !shell->project; turn++) {
        usleep(10000);
        shell_settle(shell);
    }
    assert_non_null(shell->project);
    assert_int_equal(atomic_load(&gate.done), WORKERS);
    shell->ways.still = true;
    hand_close(&hand);
}

static void test_nobody_waits_for_a_paper_that_is_let_go(void **state)
{
    (void)state;
    project_leave_with(false);
    project_leave_with(true);
}

static const char *note_of_reach(void)
{
    return hand.shell->print->hold->job->as.scorecard.reach.note;
}

static void test_a_lens_that_is_on_is_told_and_can_be_turned_off(void **state)
{
    (void)state;
    hand_open(&hand, 1280, 800, "nl", 1);
    hand_show(&hand, "print", NULL);
    assert_false(hand_finds(&hand, "print.lens.off"));
    assert_null(strstr(note_of_reach(), "Met de rolstoel"));
    hand_show(&hand, "reach", NULL);
    hand_tap(&hand, "foot.lens");
    hand_tap(&hand, "foot.lens:4");
    hand_show(&hand, "print", NULL);
    assert_true(hand_sees(&hand, "Met de rolstoel"));
    assert_non_null(strstr(note_of_reach(), "Met de rolstoel"));
    hand_tap(&hand, "print.lens.off");
    hand_show(&hand, "print", NULL);
    assert_null(strstr(note_of_reach(), "Met de rolstoel"));
    hand_close(&hand);
}

/* ---- paper ---- */

static void print_and_compare(const char *what, const char *title)
{
    char id[64], page[KIT_PATH];
    snprintf(id, sizeof id, "print.what:%s", what);
    hand_show(&hand, "print", NULL);
    hand_tap(&hand, id);
    printer_choose("balie");
    hand_tap(&hand, "print.go");
    assert_int_equal(desk()->stage, PRINT_FOLLOWING);
    kit_cups_page(title, desk()->number, page);
    wait_for_printer();
    assert_int_equal(desk()->stage, PRINT_REST);
    assert_true(desk()->said_good);
    assert_string_equal(desk()->said.key, "paper.progress.done");
    kit_cups_same_pages(desk()->saved, page);
    remove(page);
}

static void test_what_is_printed_is_what_is_kept(void **state)
{
    (void)state;
    kit_cups_need(&server);
    hand_open(&hand, 1280, 800, "nl", 1);
    print_and_compare("scorecard", "Wijkscorekaart");
    assert_false(desk()->noted);
    hand_close(&hand);
    hand_open(&hand, 1280, 800, "nl", 1);
    print_and_compare("overview", "Overzicht_voor_bewoners");
    assert_true(desk()->noted);
    hand_close(&hand);
}

static void test_an_empty_tray_is_said_and_the_job_can_be_stopped(void **state)
{
    (void)state;
    kit_cups_need(&server);
    hand_open(&hand, 1280, 800, "nl", 1);
    hand_show(&hand, "print-overview", NULL);
    printer_choose("leeg");
    hand_tap(&hand, "print.more");
    assert_int_equal(desk()->copies, 2);
    hand_tap(&hand, "print.go");
    wait_for_printer();
    assert_int_equal(desk()->stage, PRINT_FOLLOWING);
    assert_true(hand_sees(&hand, "is op. Je opdracht wacht"));
    hand_tap(&hand, "print.cancel");
    assert_int_equal(desk()->stage, PRINT_REST);
    assert_string_equal(desk()->said.key, "paper.progress.cancelled");
    assert_false(desk()->noted);
    assert_pdf(desk()->saved);
    hand_close(&hand);
}

static void test_a_printer_that_says_no_is_told_and_the_file_is_kept(void **state)
{
    (void)state;
    kit_cups_need(&server);
    hand_open(&hand, 412, 892, "nl", 1);
    hand_show(&hand, "print-overview", NULL);
    printer_choose("dienst");
    hand_tap(&hand, "print.go");
    assert_int_equal(desk()->stage, PRINT_REST);
    kit_assert_fault(&desk()->fault, FAULT_REFUSED, "fault.printer.rights");
    assert_true(hand_sees(&hand, "Je mag niet afdrukken op"));
    assert_false(desk()->noted);
    assert_pdf(desk()->saved);
    assert_true(hand_sees(&hand, desk()->saved));
    hand_close(&hand);
}

static void test_without_a_print_server_one_can_still_save(void **state)
{
    (void)state;
    char *was = getenv("CUPS_SERVER") ? strdup(getenv("CUPS_SERVER")) : NULL;
    setenv("CUPS_SERVER", "127.0.0.1:9", 1);
    hand_open(&hand, 360, 640, "nl", 2);
    hand_show(&hand, "print", NULL);
    hand_tap(&hand, "print.paper");
    assert_int_equal(desk()->search, PRINT_NOT_FOUND);
    assert_true(hand_sees(&hand, "antwoordt niet"));
    assert_true(hand_finds(&hand, "print.again"));
    assert_false(hand_finds(&hand, "print.go"));
    hand_tap(&hand, "print.save");
    assert_pdf(desk()->saved);
    hand_close(&hand);
    if (was) {
        setenv("CUPS_SERVER", was, 1);
        free(was);
    } else {
        unsetenv("CUPS_SERVER");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_scorecard_is_kept_in_two_taps),
        cmocka_unit_test(test_every_print_in_every_form_is_seen_and_kept),
        cmocka_unit_test(test_a_kept_overview_is_noted_and_the_note_can_be_undone),
        cmocka_unit_test(test_two_fingers_bring_the_page_closer_and_it_is_drawn_sharp),
        cmocka_unit_test(test_on_a_phone_the_page_fills_the_screen_and_escape_goes_back),
        cmocka_unit_test(test_a_report_is_chosen_previewed_and_saved_as_paper_and_as_table),
        cmocka_unit_test(test_a_language_is_read_when_it_is_asked_for),
        cmocka_unit_test(test_nobody_waits_for_a_paper_that_is_let_go),
        cmocka_unit_test(test_a_lens_that_is_on_is_told_and_can_be_turned_off),
        cmocka_unit_test(test_a_card_begins_at_its_place_and_a_walk_at_what_is_to_do),
        cmocka_unit_test(test_what_is_printed_is_what_is_kept),
        cmocka_unit_test(test_an_empty_tray_is_said_and_the_job_can_be_stopped),
        cmocka_unit_test(test_a_printer_that_says_no_is_told_and_the_file_is_kept),
        cmocka_unit_test(test_without_a_print_server_one_can_still_save),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
