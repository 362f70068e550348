/* SPDX-License-Identifier: EUPL-1.2 */
/* Two tablets and a real server: what one enters the other sees, and what collides is asked. */
#include "action/sync.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "action/practice.h"
#include "kit/couch_server.h"
#include "system/file.h"

static struct couch_server server;

struct tablet {
    char folder[KIT_PATH];
    struct clock clock;
    struct project_ways ways;
    struct project *project;
    char name[64];
};
static struct tablet tablets[2];

static void tablet_open(struct tablet *tablet)
{
    struct fault why;
    fault_clear(&why);
    if (!project_open(&tablet->ways, tablet->name, NULL, &tablet->project, &why)) {
        fail_msg("%s %s", why.what.key, why.detail);
    }
}

static void tablet_pair(struct tablet *tablet)
{
    struct pairing pairing = {.database = "wijk", .user = "", .role = "coordinator"};
    struct fault why;
    snprintf(pairing.server, sizeof pairing.server, "%s", server.origin);
    if (!sync_pair(tablet->project, &pairing, &why)) {
        fail_msg("%s %s", why.what.key, why.detail);
    }
}

static int tablets_begin(void **state)
{
    static const char *const roles[] = {"tablet noord", "tablet zuid"};
    (void)state;
    couch_server_start(&server);
    couch_server_make(&server, "wijk");
    for (int i = 0; i < 2; i++) {
        struct tablet *tablet = &tablets[i];
        struct fault why;
        kit_folder_make(tablet->folder);
        tablet->clock = kit_clock(i ? "2026-06-12T15:30" : "2026-06-12T15:00");
        tablet->ways = (struct project_ways){tablet->folder, kit_assets(), &tablet->clock,
                                             roles[i],       NULL,         NULL};
        assert_true(project_make(&tablet->ways, NULL, "21012W16", tablet->name, &why));
        tablet_open(tablet);
        tablet_pair(tablet);
    }
    return 0;
}

static int tablets_end(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        project_close(tablets[i].project);
        kit_folder_remove(tablets[i].folder);
    }
    couch_server_stop(&server);
    return 0;
}

static struct project *noord(void)
{
    return tablets[0].project;
}

static struct project *zuid(void)
{
    return tablets[1].project;
}

static void visit(struct project *project)
{
    struct session_report report;
    struct fault why;
    fault_clear(&why);
    if (!sync_visit(project, &report, &why)) {
        fail_msg("%s %s", why.what.key, why.detail);
    }
    session_report_clear(&report);
}

static void set(struct project *project, const char *id, const char *path, const char *value)
{
    struct action_field field = {path, value};
    struct fault why;
    if (!action_set(project, id, &field, 1, &why) || !project_finish(project, &why)) {
        fail_msg("%s", why.what.key);
    }
}

static const char *hours_of(struct project *project)
{
    const struct place *place = project_place(project, LIBRARY);
    assert_non_null(place);
    return place->hours;
}

static size_t questions(struct project *project, const struct sync_question **out)
{
    struct fault why;
    sync_questions(project, out);
    assert_true(project_finish(project, &why));
    return sync_questions(project, out);
}

static void what_one_enters_the_other_sees(void **state)
{
    (void)state;
    struct fault why;
    const struct sync_change *changes;
    set(noord(), LIBRARY, "hours", "Mo-Fr 09:00-17:00");
    assert_true(sync_status(noord())->state != SYNC_NONE);
    visit(noord());
    visit(zuid());
    assert_string_equal(hours_of(zuid()), "Mo-Fr 09:00-17:00");
    set(zuid(), LIBRARY, "phone", "02 123 45 67");
    visit(zuid());
    visit(noord());
    assert_string_equal(project_place(noord(), LIBRARY)->phone, "02 123 45 67");
    sync_changes(noord(), &changes);
    assert_true(project_finish(noord(), &why));
    assert_int_equal(sync_changes(noord(), &changes), 1);
    assert_non_null(strstr(changes[0].fields, "phone"));
    assert_int_equal(sync_status(noord())->waiting, 0);
}

static void the_same_field_is_asked_and_answered_with_one_tap(void **state)
{
    (void)state;
    struct fault why;
    const struct sync_question *asked;
    char id[ACTION_ID];
    set(noord(), LIBRARY, "hours", "Mo-Fr 10:00-18:00");
    set(zuid(), LIBRARY, "hours", "Tu 10:00-12:00");
    visit(noord());
    visit(zuid());
    assert_int_equal(questions(zuid(), &asked), 1);
    assert_string_equal(asked[0].path, "hours");
    assert_int_equal(asked[0].value_count, 2);
    int ours = asked[0].values[0].ours ? 0 : 1;
    assert_true(asked[0].values[ours].ours);
    assert_string_equal(asked[0].values[ours].text, "Tu 10:00-12:00");
    assert_string_equal(asked[0].values[ours].role, "tablet zuid");
    assert_int_equal(project_assessment(zuid())->finding_count, 22); /* usable meanwhile */
    snprintf(id, sizeof id, "%s", asked[0].document);
    assert_true(sync_answer(zuid(), id, "hours", ours, NULL, &why));
    assert_true(project_finish(zuid(), &why));
    assert_string_equal(hours_of(zuid()), "Tu 10:00-12:00");
    assert_int_equal(questions(zuid(), &asked), 0);
    assert_true(action_undo(zuid(), &why));
    assert_true(project_finish(zuid(), &why));
    assert_int_equal(questions(zuid(), &asked), 1);
    assert_true(sync_answer(zuid(), id, "hours", -1, "We 13:00-15:00", &why));
    assert_true(project_finish(zuid(), &why));
    visit(zuid());
    visit(noord());
    visit(zuid());
    assert_string_equal(hours_of(noord()), "We 13:00-15:00");
    assert_int_equal(questions(noord(), &asked), 0);
    assert_int_equal(questions(zuid(), &asked), 0);
}

static void undo_of_what_was_sent_reaches_the_other_too(void **state)
{
    (void)state;
    struct fault why;
    char before[64];
    snprintf(before, sizeof before, "%s", hours_of(noord()));
    set(noord(), LIBRARY, "hours", "24/7");
    visit(noord());
    visit(zuid());
    assert_string_equal(hours_of(zuid()), "24/7");
    assert_true(action_undo(noord(), &why));
    visit(noord());
    visit(zuid());
    assert_string_equal(hours_of(noord()), before);
    assert_string_equal(hours_of(zuid()), before);
}

static void a_deed_is_sent_by_itself_and_news_come_by_themselves(void **state)
{
    (void)state;
    sync_start(noord(), true);
    sync_start(zuid(), true);
    sync_now(noord());
    sync_now(zuid());
    set(noord(), LIBRARY, "email", "bib@voorbeeld.be");
    bool there = false;
    for (int i = 0; i < 400 && !there; i++) {
        struct timespec rest = {0, 50 * 1000 * 1000};
        nanosleep(&rest, NULL);
        for (int t = 0; t < 2; t++) {
            project_settle(tablets[t].project);
            sync_tick(tablets[t].project, clock_ticks());
        }
        there = !strcmp(project_place(zuid(), LIBRARY)->email, "bib@voorbeeld.be");
    }
    sync_stop(noord());
    sync_stop(zuid());
    assert_true(there);
}

static void a_server_that_is_gone_is_told_and_nothing_is_lost(void **state)
{
    (void)state;
    struct session_report report;
    struct fault why;
    couch_server_kill(&server);
    set(noord(), LIBRARY, "note", "zonder netwerk");
    assert_false(sync_visit(noord(), &report, &why));
    assert_int_equal(why.kind, FAULT_NETWORK);
    session_report_clear(&report);
    assert_string_equal(project_place(noord(), LIBRARY)->note, "zonder netwerk");
    couch_server_restart(&server);
    couch_server_make(&server, "wijk"); /* empty: it gets everything again */
    visit(noord());
    visit(zuid());
    assert_string_equal(project_place(zuid(), LIBRARY)->note, "zonder netwerk");
}

static void the_key_is_readable_by_its_owner_only_and_goes_with_signing_out(void **state)
{
    (void)state;
    struct pairing pairing, read;
    struct fault why;
    struct stat about;
    struct buffer text;
    char file[KIT_PATH + 200];
    assert_true(
        pairing_parse("wijkpeil://pair?server=https%3A%2F%2Fcouch.voorbeeld.be&database=wijk"
                      "&user=tablet-7&key=gehe%26im&role=coordinator",
                      &pairing, &why));
    assert_string_equal(pairing.key, "gehe&im");
    assert_true(sync_pair(noord(), &pairing, &why));
    snprintf(file, sizeof file, "%s/projects/%s/sync.key", tablets[0].folder, tablets[0].name);
    assert_int_equal(stat(file, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    snprintf(file, sizeof file, "%s/projects/%s/sync.json", tablets[0].folder, tablets[0].name);
    assert_true(file_read(file, 10000, &text, &why));
    assert_null(strstr(buffer_text(&text), "gehe"));
    buffer_clear(&text);
    assert_true(sync_pairing(noord(), &read));
    assert_string_equal(read.user, "tablet-7");
    assert_string_equal(read.key, "");
    assert_true(sync_unpair(noord(), &why));
    assert_false(sync_pairing(noord(), &read));
    assert_int_equal(sync_status(noord())->state, SYNC_NONE);
    assert_string_equal(project_place(noord(), LIBRARY)->note, "zonder netwerk");
}

static void links_that_are_none_say_what_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key;
    } cases[] = {
        {"", "sync.fault.link"},
        {"https://couch.be", "sync.fault.link"},
        {"wijkpeil://pair?server", "sync.fault.link"},
        {"wijkpeil://pair?server=https://a.be&database=wijk&user=x", "sync.fault.link.part"},
        {"wijkpeil://pair?server=https://a.be&database=Wijk!&user=x&key=y", "sync.fault.database.name"},
        {"wijkpeil://pair?server=ftp://a.be&database=wijk&user=x&key=y", "http.fault.scheme"},
        {"wijkpeil://pair?server=https://u:p@a.be&database=wijk&user=x&key=y",
         "http.fault.url.credentials"},
        {"wijkpeil://pair?server=https%0a://a.be&database=wijk&user=x&key=y", "sync.fault.link"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pairing pairing;
        struct fault why;
        fault_clear(&why);
        assert_false(pairing_parse(cases[i].text, &pairing, &why));
        assert_string_equal(why.what.key, cases[i].key);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_that_are_none_say_what_is_wrong),
        cmocka_unit_test(what_one_enters_the_other_sees),
        cmocka_unit_test(the_same_field_is_asked_and_answered_with_one_tap),
        cmocka_unit_test(undo_of_what_was_sent_reaches_the_other_too),
        cmocka_unit_test(a_deed_is_sent_by_itself_and_news_come_by_themselves),
        cmocka_unit_test(a_server_that_is_gone_is_told_and_nothing_is_lost),
        cmocka_unit_test(the_key_is_readable_by_its_owner_only_and_goes_with_signing_out),
    };
    return cmocka_run_group_tests(tests, tablets_begin, tablets_end);
}
