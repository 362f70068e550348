/* SPDX-License-Identifier: EUPL-1.2 */
/* Two people, two tablets, a real server: the chip, the outbox, the question with one tap. */
#include "screen/hand.h"
#include "screen/keyboard.h"
#include "screen/thumb.h"

#include <stdio.h>
#include <string.h>

#include "action/logbook.h"
#include "action/sync.h"
#include "kit/couch_server.h"

static struct couch_server server;
static struct hand here, there;

static const char *library(struct hand *hand)
{
    size_t count;
    const struct place *const *places = project_places(shell_project(hand->shell), &count);
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(place_name(places[i], "nl"), "De Boekenmolen")) {
            return places[i]->id;
        }
    }
    fail_msg("the library is not there");
    return "";
}

/* A wijk of one's own, in the place of the oefenwijk. */
static void wijk_open(struct hand *hand, const char *role)
{
    struct project_ways ways = {hand->folder, kit_assets(), &hand->clock, role, NULL, NULL};
    struct fault why;
    char name[64];
    assert_true(project_make(&ways, NULL, "21012W16", name, &why));
    assert_true(shell_project_open(hand->shell, name, NULL));
    project_set_role(shell_project(hand->shell), role);
}

static void pair(struct hand *hand)
{
    struct pairing pairing = {.database = "wijk"};
    struct fault why;
    snprintf(pairing.server, sizeof pairing.server, "%s", server.origin);
    assert_true(sync_pair(shell_project(hand->shell), &pairing, &why));
    hand_saved(hand);
}

static int begin(void **state)
{
    (void)state;
    couch_server_start(&server);
    couch_server_make(&server, "wijk");
    hand_open(&here, 1280, 800, "nl", 1);
    hand_open(&there, 412, 892, "nl", 1);
    wijk_open(&here, "tablet noord");
    wijk_open(&there, "tablet zuid");
    return 0;
}

static int end(void **state)
{
    (void)state;
    hand_close(&here);
    hand_close(&there);
    couch_server_stop(&server);
    return 0;
}

static void visit(struct hand *hand)
{
    struct session_report report;
    struct fault why;
    if (!sync_visit(shell_project(hand->shell), &report, &why)) {
        fail_msg("%s %s", why.what.key, why.detail);
    }
    session_report_clear(&report);
    hand_saved(hand);
}

static void set_hours(struct hand *hand, const char *hours)
{
    const struct action_field field = {"hours", hours};
    struct fault why;
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", library(hand));
    assert_true(action_set(shell_project(hand->shell), id, &field, 1, &why));
    hand_saved(hand);
}

static void without_a_server_the_next_step_is_told(void **state)
{
    (void)state;
    hand_show(&here, "map", NULL);
    assert_true(hand_sees(&here, "Alles bewaard"));
    hand_tap(&here, "save");
    assert_true(hand_sees(&here, "Alles staat op deze tablet"));
    hand_tap(&here, "sync.pair");
    assert_int_equal(here.shell->screen, SCREEN_PAIR);
    hand_fill(&here, "pair.link", "https://couch.be");
    hand_tap(&here, "pair.save");
    assert_true(hand_sees(&here, "Dit is geen koppellink"));
}

static void the_chip_says_what_waits_and_that_all_is_safe(void **state)
{
    (void)state;
    pair(&here);
    pair(&there);
    set_hours(&here, "Mo-Fr 09:00-17:00");
    hand_show(&here, "map", NULL);
    assert_non_null(strstr(hand_line(&here, "save"), "1 wacht"));
    visit(&here);
    visit(&there);
    hand_show(&here, "map", NULL);
    assert_non_null(strstr(hand_line(&here, "save"), "Alles staat op de server"));
    hand_tap(&here, "save");
    assert_true(hand_sees(&here, "Laatst verstuurd"));
    assert_true(hand_finds(&here, "sync.now"));
    hand_show(&here, "pillars", NULL);
    assert_non_null(strstr(hand_line(&here, "rail.sync"), "Alles staat op de server"));
    hand_tap(&here, "rail.sync");
    assert_int_equal(here.shell->screen, SCREEN_SYNC);
    hand_show(&there, "settings", NULL);
    hand_show(&there, "history", NULL);
    hand_tap(&there, "rail.sync");
    assert_int_equal(there.shell->screen, SCREEN_SYNC);
}

static void a_question_takes_one_tap_and_can_be_undone(void **state)
{
    (void)state;
    set_hours(&here, "Mo-Fr 08:00-16:00");
    set_hours(&there, "Mo-Fr 11:00-19:00");
    visit(&here);
    visit(&there);
    hand_show(&there, "map", NULL);
    assert_non_null(strstr(hand_line(&there, "save"), "1 vraag"));
    hand_show(&there, "questions", NULL);
    assert_true(hand_sees(&there, "De Boekenmolen"));
    assert_true(hand_sees(&there, "ma–vr 8–16 uur"));
    assert_true(hand_sees(&there, "ma–vr 11–19 uur"));
    assert_true(hand_sees(&there, "Op deze tablet"));
    int taps = there.taps;
    hand_tap(&there, "question.take:0:1");
    assert_int_equal(there.taps - taps, 1);
    hand_saved(&there);
    hand_show(&there, "questions", NULL);
    assert_true(hand_sees(&there, "Geen vragen"));
    struct fault why;
    assert_true(action_undo(shell_project(there.shell), &why));
    hand_saved(&there);
    hand_show(&there, "questions", NULL);
    assert_true(hand_sees(&there, "De Boekenmolen"));
    hand_tap(&there, "question.third:0");
    hand_fill(&there, "question.text:0", "Mo-Fr 09:00-18:00");
    hand_tap(&there, "question.save:0");
    hand_saved(&there);
    visit(&there);
    visit(&here);
    assert_string_equal(hand_place(&here, "De Boekenmolen")->hours, "Mo-Fr 09:00-18:00");
}

static void what_came_in_is_listed_beside_the_map(void **state)
{
    (void)state;
    hand_show(&here, "changes", NULL);
    assert_true(hand_sees(&here, "De Boekenmolen"));
    assert_true(hand_sees(&here, "gewijzigd: nagekeken door, uren"));
    hand_tap(&here, "change:0");
    assert_int_equal(here.shell->screen, SCREEN_PLACE);
    hand_show(&here, "changes", NULL);
    hand_tap(&here, "changes.seen");
    hand_saved(&here);
    hand_show(&here, "changes", NULL);
    assert_true(hand_sees(&here, "Niets nieuws"));
}

static void set_phone(struct hand *hand, const char *phone)
{
    const struct action_field field = {"phone", phone};
    struct fault why;
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", library(hand));
    assert_true(action_set(shell_project(hand->shell), id, &field, 1, &why));
    hand_saved(hand);
}

enum { BAR_GONE = 9000 }; /* ms */

static void what_is_typed_stays_with_its_question(void **state)
{
    (void)state;
    visit(&here);
    visit(&there);
    set_hours(&here, "Mo-Fr 08:00-12:00");
    set_phone(&here, "02 111 11 11");
    set_hours(&there, "Mo-Fr 13:00-19:00");
    set_phone(&there, "02 222 22 22");
    visit(&here);
    visit(&there);
    hand_show(&there, "questions", NULL);
    there.now +=
        BAR_GONE; /* what says that all is saved lies over the second question until then */
    shell_tick(there.shell, there.now);
    hand_tap(&there, "question.third:1");
    ui_focus(shell_ui(there.shell), "question.text:0");
    hand_type(&there, "02 333 33 33");
    hand_tap(&there, "question.take:0:1"); /* the second one moves up */
    hand_saved(&there);
    assert_true(hand_sees(&there, "02 333 33 33"));
    hand_tap(&there, "question.save:0");
    hand_saved(&there);
    assert_true(hand_sees(&there, "Geen vragen"));
    assert_string_equal(hand_place(&there, "De Boekenmolen")->phone, "02 333 33 33");
}

static void settled(struct hand *hand)
{
    hand_saved(hand);
    shell_settle(hand->shell);
    hand->now += BAR_GONE;
    shell_tick(hand->shell, hand->now);
}

/* Both have the question about the telephone; it is answered on `here` while `there` types. */
static void answered_elsewhere_while_typing(const char *ours, const char *theirs, const char *typed)
{
    visit(&there);
    visit(&here);
    set_phone(&here, theirs);
    set_phone(&there, ours);
    visit(&here);
    visit(&there);
    hand_show(&there, "questions", NULL);
    settled(&there);
    hand_tap(&there, "question.third:0");
    ui_focus(shell_ui(there.shell), "question.text:0");
    hand_type(&there, typed);
    visit(&here);
    hand_show(&here, "questions", NULL);
    hand_tap(&here, "question.take:0:1");
    hand_saved(&here);
    visit(&here);
    visit(&there);
    settled(&there);
}

static void what_is_typed_is_kept_when_the_question_is_answered_elsewhere(void **state)
{
    (void)state;
    answered_elsewhere_while_typing("02 444 44 44", "02 555 55 55", "02 666 66 66");
    assert_true(hand_sees(&there, "intussen elders beantwoord"));
    assert_true(hand_sees(&there, "02 666 66 66"));
    hand_type(&there, "7"); /* the field still has the focus */
    assert_true(hand_sees(&there, "02 666 66 667"));
    hand_tap(&there, "question.save:0");
    hand_saved(&there);
    assert_true(hand_sees(&there, "Geen vragen"));
    assert_string_equal(hand_place(&there, "De Boekenmolen")->phone, "02 666 66 667");
    answered_elsewhere_while_typing("02 777 77 77", "02 888 88 88", "02 999 99 99");
    const char *stands = hand_place(&there, "De Boekenmolen")->phone;
    assert_true(!strcmp(stands, "02 777 77 77") || !strcmp(stands, "02 888 88 88"));
    hand_tap(&there, "question.drop:0");
    assert_true(hand_sees(&there, "Geen vragen"));
    assert_false(hand_sees(&there, "02 999 99 99"));
}

static void a_value_that_came_from_elsewhere_is_not_called_ones_own(void **state)
{
    struct hand third;
    struct action_field site = {"website", "https://www.boekenmolen.be"};
    struct fault why;
    (void)state;
    hand_open(&third, 1280, 800, "nl", 1);
    wijk_open(&third, "tablet oost");
    pair(&third);
    visit(&there);
    visit(&third);
    set_phone(&third, "02 100 00 00"); /* oost and zuid change the same … */
    visit(&here);
    set_phone(&here, "02 200 00 00");
    visit(&here);
    visit(&there); /* … zuid takes noord's and goes on from it */
    assert_true(action_set(shell_project(there.shell), library(&there), &site, 1, &why));
    hand_saved(&there);
    visit(&third);
    visit(&there);
    hand_show(&there, "questions", NULL);
    assert_true(hand_sees(&there, "02 100 00 00"));
    assert_true(hand_sees(&there, "02 200 00 00"));
    assert_false(hand_sees(&there, "Op deze tablet"));
    hand_show(&third, "questions", NULL);
    assert_true(hand_sees(&third, "Op deze tablet"));
    hand_close(&third);
}

/* ---- a partner, by finger on a small tablet ---- */

static void partner_set(struct hand *hand, const char *id, const char *phone, const char *mail)
{
    const struct action_field fields[] = {{"phone", phone}, {"mail", mail}};
    struct fault why;
    assert_true(
        action_record_set(shell_project(hand->shell), RECORD_ORGANISATION, id, fields, 2, &why));
    hand_saved(hand);
}

static size_t question_about(struct hand *hand, const char *document, const char *path)
{
    const struct sync_question *questions;
    size_t count = sync_questions(shell_project(hand->shell), &questions);
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(questions[i].document, document) && !strcmp(questions[i].path, path)) {
            return i;
        }
    }
    fail_msg("no question about %s", path);
    return 0;
}

/* Drags the page until all of `id` lies where a finger reaches it, and taps it there. */
static void scroll_and_tap(struct thumb *thumb, const char *id)
{
    enum { TURNS = 20, HEAD = 120, FOOT = 130, STEP = 150 };
    double bottom = thumb->height - FOOT - keyboard_height(thumb->shell);
    struct rect rect = thumb_rect(thumb, id);
    for (int i = 0; i < TURNS && (rect.y < HEAD || rect.y + rect.height > bottom); i++) {
        thumb_drag(thumb, thumb->width / 2, bottom / 2 + HEAD / 2.0, 0,
                   rect.y < HEAD ? STEP : -STEP);
        rect = thumb_rect(thumb, id);
    }
    if (rect.y < HEAD || rect.y + rect.height > bottom) {
        fail_msg("%s is not reached by scrolling: %g", id, rect.y);
    }
    thumb_tap_at(thumb, rect.x + rect.width / 2, rect.y + rect.height / 2);
}

static void a_question_about_a_partner_is_answered_by_finger(void **state)
{
    (void)state;
    char id[ACTION_ID], button[48];
    const struct action_field first[] = {{"name", "Buurthuis Noord"}};
    struct fault why;
    visit(&here);
    visit(&there);
    assert_true(
        action_record_new(shell_project(here.shell), RECORD_ORGANISATION, first, 1, id, &why));
    hand_saved(&here);
    visit(&here);
    visit(&there);
    partner_set(&here, id, "02 410 00 01", "noord@buurthuis.be");
    partner_set(&there, id, "02 410 00 02", "zuid@buurthuis.be");
    visit(&here);
    visit(&there);
    settled(&there);
    hand_show(&there, "questions", NULL);
    assert_true(hand_sees(&there, "Buurthuis Noord"));
    struct thumb thumb = {.shell = there.shell, .width = 412, .height = 892, .now = there.now};
    snprintf(button, sizeof button, "question.third:%zu", question_about(&there, id, "phone"));
    scroll_and_tap(&thumb, button);
    scroll_and_tap(&thumb, "question.text:0");
    assert_true(shell_wants_text(there.shell, NULL));
    struct rect field = thumb_rect(&thumb, "question.text:0");
    assert_true(field.y >= 0 && field.y + field.height <= 892 - keyboard_height(there.shell));
    thumb_type(&thumb, "02 410 00 03");
    assert_true(hand_sees(&there, "02 410 00 03"));
    scroll_and_tap(&thumb, "question.save:0");
    there.now = thumb.now;
    settled(&there);
    assert_string_equal(
        logbook_organisation(project_logbook(shell_project(there.shell)), id)->phone,
        "02 410 00 03");
    question_about(&there, id, "mail"); /* that one still waits */
    visit(&there);
    visit(&here);
    assert_string_equal(logbook_organisation(project_logbook(shell_project(here.shell)), id)->phone,
                        "02 410 00 03");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_server_the_next_step_is_told),
        cmocka_unit_test(the_chip_says_what_waits_and_that_all_is_safe),
        cmocka_unit_test(a_question_takes_one_tap_and_can_be_undone),
        cmocka_unit_test(what_came_in_is_listed_beside_the_map),
        cmocka_unit_test(what_is_typed_stays_with_its_question),
        cmocka_unit_test(what_is_typed_is_kept_when_the_question_is_answered_elsewhere),
        cmocka_unit_test(a_value_that_came_from_elsewhere_is_not_called_ones_own),
        cmocka_unit_test(a_question_about_a_partner_is_answered_by_finger),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
