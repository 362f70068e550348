/* SPDX-License-Identifier: EUPL-1.2 */
/* Sessions of groups as they are read, and tests/spec/vote.txt: what they differ about comes first.
 */
#include "kit/kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "logbook/logbook.h"

static const char spec[] = "../spec/vote.txt";
#define SESSION "01KTXYNZ40BJ518XHX2Z5FFX3J"
enum { GROUPS = 24, LINE = 512 };

struct session {
    struct logbook logbook;
    cJSON *documents[GROUPS];
    char ids[GROUPS][64];
    int count;
};

static void session_clear(struct session *session)
{
    logbook_clear(&session->logbook);
    for (int i = 0; i < session->count; i++) {
        cJSON_Delete(session->documents[i]);
    }
    memset(session, 0, sizeof *session);
}

static cJSON *group_document(const char *ulid, int group, const char *colours)
{
    cJSON *document = cJSON_CreateObject();
    cJSON_AddStringToObject(document, "wijk", "W");
    cJSON_AddStringToObject(document, "session", ulid);
    cJSON_AddNumberToObject(document, "group", group);
    cJSON_AddStringToObject(document, "date", "2026-05-12");
    cJSON *criteria = cJSON_AddArrayToObject(document, "criteria");
    cJSON *chosen = cJSON_AddObjectToObject(document, "colours");
    for (int i = 0; colours[i]; i++) {
        const char name[2] = {(char)('A' + i), 0};
        const char *colour = colours[i] == 'g'   ? "green"
                             : colours[i] == 'o' ? "orange"
                             : colours[i] == 'r' ? "red"
                                                 : NULL;
        cJSON_AddItemToArray(criteria, cJSON_CreateString(name));
        if (colour) {
            cJSON_AddStringToObject(chosen, name, colour);
        }
    }
    return document;
}

/* Takes the document. */
static void session_add(struct session *session, const char *id, cJSON *document)
{
    assert_true(session->count < GROUPS);
    snprintf(session->ids[session->count], sizeof session->ids[0], "%s", id);
    session->documents[session->count] = document;
    logbook_add(&session->logbook, "W", session->ids[session->count], document);
    session->count++;
}

static void group_add(struct session *session, const char *colours)
{
    char id[64];
    snprintf(id, sizeof id, "vote:W:" SESSION ":%d", session->count + 1);
    session_add(session, id, group_document(SESSION, session->count + 1, colours));
}

/* ---- the spec ---- */

static void order_write(const struct session *session, char *out, size_t room)
{
    struct vote_session found;
    struct vote_row rows[VOTE_CRITERIA];
    assert_true(vote_session_find(&session->logbook, SESSION, &found));
    assert_int_equal(found.groups, session->count);
    int count = vote_rows(&found, rows);
    *out = 0;
    for (int i = 0; i < count; i++) {
        snprintf(out + strlen(out), room - strlen(out), "%s%s:%s:%s", i ? " " : "",
                 rows[i].criterion, vote_difference_word(rows[i].difference),
                 rows[i].most == VOTE_NONE ? "-" : vote_colour_word(rows[i].most));
    }
}

static void every_case_puts_what_is_to_be_talked_about_on_top(void **state)
{
    struct session session = {0};
    char line[LINE], got[LINE];
    int number = 0, cases = 0, wrong = 0;
    FILE *file = fopen(kit_data(spec), "r");
    (void)state;
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        number++;
        line[strcspn(line, "\n")] = 0;
        if (!strncmp(line, "case ", 5)) {
            session_clear(&session);
            cases++;
        } else if (!strncmp(line, "group    ", 9)) {
            group_add(&session, line + 9);
        } else if (!strncmp(line, "order    ", 9)) {
            logbook_sort(&session.logbook);
            order_write(&session, got, sizeof got);
            wrong += strcmp(got, line + 9) != 0;
            if (strcmp(got, line + 9) != 0) {
                print_error("vote.txt:%d: %s, not %s\n", number, got, line + 9);
            }
        }
    }
    fclose(file);
    session_clear(&session);
    print_message("vote.txt: %d cases\n", cases);
    assert_true(cases >= 8);
    assert_int_equal(wrong, 0);
}

/* ---- reading ---- */

static void the_newest_session_comes_first_and_groups_stand_by_number(void **state)
{
    static const char late[] = "01KTXYNZ40BJ518XHX2Z5FFX3K";
    struct session session = {0};
    struct vote_session found[4];
    (void)state;
    session_add(&session, "vote:W:a:2", group_document(SESSION, 2, "gg"));
    session_add(&session, "vote:W:b:1", group_document(late, 1, "ro"));
    session_add(&session, "vote:W:a:1", group_document(SESSION, 1, "g."));
    cJSON_AddBoolToObject(session.documents[2], "done", true);
    logbook_clear(&session.logbook);
    for (int i = 0; i < session.count; i++) {
        logbook_add(&session.logbook, "W", session.ids[i], session.documents[i]);
    }
    logbook_sort(&session.logbook);
    assert_int_equal(vote_sessions(&session.logbook, found, 4), 2);
    assert_string_equal(found[0].session, late);
    assert_int_equal(found[1].groups, 2);
    assert_int_equal(found[1].groups_done, 1);
    assert_int_equal(found[1].votes[0].group, 1);
    assert_int_equal(found[1].votes[0].answered, 1);
    assert_int_equal(found[1].criterion_count, 2);
    assert_false(vote_session_find(&session.logbook, "x", &found[0]));
    session_clear(&session);
}

static void a_group_of_another_day_stays_in_its_session(void **state)
{
    static const char late[] = "01KTXYNZ40BJ518XHX2Z5FFX3K";
    struct session session = {0};
    struct vote_session found[4];
    (void)state;
    session_add(&session, "vote:W:a:1", group_document(SESSION, 1, "g"));
    session_add(&session, "vote:W:b:1", group_document(late, 1, "r"));
    session_add(&session, "vote:W:a:2", group_document(SESSION, 2, "o"));
    cJSON_ReplaceItemInObject(session.documents[2], "date", cJSON_CreateString("2026-05-13"));
    logbook_clear(&session.logbook);
    for (int i = 0; i < session.count; i++) {
        logbook_add(&session.logbook, "W", session.ids[i], session.documents[i]);
    }
    logbook_sort(&session.logbook);
    assert_int_equal(vote_sessions(&session.logbook, found, 4), 2);
    assert_string_equal(found[0].session, late);
    assert_int_equal(found[1].groups, 2);
    assert_int_equal(found[1].votes[0].group, 1);
    session_clear(&session);
}

static void what_is_no_group_is_left_out_and_counted(void **state)
{
    struct session session = {0};
    cJSON *wrong[] = {group_document("geen", 1, "g"), group_document(SESSION, 0, "g"),
                      group_document(SESSION, 7, "g"), cJSON_CreateObject()};
    (void)state;
    cJSON_AddStringToObject(wrong[3], "wijk", "W");
    for (int i = 0; i < 4; i++) {
        session_add(&session, "vote:W:x:1", wrong[i]);
    }
    assert_int_equal(session.logbook.vote_count, 0);
    assert_int_equal(session.logbook.odd, 4);
    session_clear(&session);
}

static void a_hostile_group_keeps_within_its_room(void **state)
{
    struct session session = {0};
    struct vote_session found;
    struct vote_row rows[VOTE_CRITERIA];
    (void)state;
    for (int i = 0; i < 12; i++) { /* twelve documents that all say they are group 1 */
        cJSON *document = group_document(SESSION, 1, "g");
        cJSON *criteria = cJSON_GetObjectItem(document, "criteria");
        for (int k = 0; k < 500; k++) {
            cJSON_AddItemToArray(criteria, k % 2 ? cJSON_CreateString("A") : cJSON_CreateNumber(k));
        }
        session_add(&session, "vote:W:x:1", document);
    }
    logbook_sort(&session.logbook);
    assert_true(vote_session_find(&session.logbook, SESSION, &found));
    assert_true(found.groups <= VOTE_GROUPS);
    assert_int_equal(found.criterion_count, VOTE_CRITERIA);
    assert_int_equal(vote_rows(&found, rows), VOTE_CRITERIA);
    session_clear(&session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_puts_what_is_to_be_talked_about_on_top),
        cmocka_unit_test(the_newest_session_comes_first_and_groups_stand_by_number),
        cmocka_unit_test(a_group_of_another_day_stays_in_its_session),
        cmocka_unit_test(what_is_no_group_is_left_out_and_counted),
        cmocka_unit_test(a_hostile_group_keeps_within_its_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
