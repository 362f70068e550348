/* SPDX-License-Identifier: EUPL-1.2 */
/* Revision trees: what waits, what arrives, what collides and what a person answers. */
#include "store/grove.h"

/* ---- what waits ---- */

static void edits_that_were_never_sent_are_one_revision(void **state)
{
    (void)state;
    shelf_set(store, "place:a", "x", "1");
    shelf_set(store, "place:a", "y", "2");
    assert_int_equal(counts().waiting, 1);
    struct taken taken = take();
    assert_int_equal(taken.count, 1);
    assert_memory_equal(taken.ids[0], "1-", 2);
    assert_non_null(strstr(taken.lines[0], "\"x\":1"));
    assert_non_null(strstr(taken.lines[0], "\"_revisions\":{\"start\":1,\"ids\":[\""));
}

static void what_may_have_reached_the_server_is_never_rewritten(void **state)
{
    (void)state;
    shelf_set(store, "place:a", "x", "1");
    struct taken first = take();
    shelf_set(store, "place:a", "x", "2");
    struct taken second = take();
    assert_int_equal(second.count, 1);
    assert_memory_equal(second.ids[0], "2-", 2);
    assert_non_null(strstr(second.lines[0], strchr(first.ids[0], '-') + 1));
    mark_all(&second, RESULT_STORED, NULL);
    assert_int_equal(counts().waiting, 0);
    assert_int_equal(take().count, 0);
}

static void undo_before_sending_leaves_nothing_to_send(void **state)
{
    (void)state;
    shelf_set(store, "place:a", "x", "1");
    undo();
    assert_int_equal(counts().waiting, 0);
    redo();
    assert_int_equal(counts().waiting, 1);
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":1}\n");
}

static void undo_after_sending_is_a_new_edit(void **state)
{
    (void)state;
    shelf_set(store, "place:a", "x", "1");
    shelf_set(store, "place:a", "y", "2");
    struct taken taken = take();
    mark_all(&taken, RESULT_STORED, NULL);
    undo();
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":1}\n");
    taken = take();
    assert_memory_equal(taken.ids[0], "2-", 2);
    mark_all(&taken, RESULT_STORED, NULL);
    undo();
    shelf_expect(store, "");
    taken = take();
    assert_memory_equal(taken.ids[0], "3-", 2);
    assert_non_null(strstr(taken.lines[0], "\"_deleted\":true"));
    assert_non_null(strstr(taken.lines[0], "\"type\":\"place\""));
    mark_all(&taken, RESULT_STORED, NULL);
    redo();
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":1}\n");
    taken = take();
    assert_memory_equal(taken.ids[0], "4-", 2);
}

static void undo_of_what_others_changed_since_keeps_their_part(void **state)
{
    (void)state;
    char path[300];
    shelf_set(store, "place:a", "x", "1");
    struct taken taken = take();
    mark_all(&taken, RESULT_STORED, NULL);
    snprintf(path, sizeof path, "2-bb %s", taken.ids[0]);
    arrive("place:a", path, false, "{\"x\":1,\"phone\":\"5\"}");
    struct fault why;
    struct edit edit = edit_of("set");
    edit_add(&edit, "place:a", "x", cJSON_CreateNumber(1), cJSON_CreateNumber(2));
    assert_true(store_edit(store, &edit, &why));
    edit_clear(&edit);
    arrive("place:a", "3-cc 2-bb", false, "{\"x\":1,\"phone\":\"6\"}");
    shelf_expect(store, "{\"_id\":\"place:a\",\"phone\":\"6\",\"x\":2}\n");
    undo();
    shelf_expect(store, "{\"_id\":\"place:a\",\"phone\":\"6\",\"x\":1}\n");
}

/* ---- what arrives ---- */

static void what_another_program_wrote_is_kept_byte_for_byte(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"n\":1.0,\"big\":9007199254740993,\"f\":{ \"z\":[1, 2]}}");
    shelf_expect(
        store, "{\"_id\":\"place:a\",\"n\":1.0,\"big\":9007199254740993,\"f\":{ \"z\":[1, 2]}}\n");
}

static void the_same_twice_changes_nothing(void **state)
{
    (void)state;
    arrive("place:a", "2-bb 1-aa", false, "{\"x\":2}");
    arrive("place:a", "2-bb 1-aa", false, "{\"x\":2}");
    arrive("place:a", "1-aa", false, "{\"x\":1}");
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":2}\n");
    assert_int_equal(counts().questions, 0);
    assert_int_equal(counts().waiting, 0);
}

static void a_gap_closes_when_the_path_comes(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"x\":1}");
    arrive("place:a", "3-cc", false, "{\"x\":3}");
    assert_int_equal(counts().questions, 1);
    arrive("place:a", "3-cc 2-bb 1-aa", false, "{\"x\":3}");
    assert_int_equal(counts().questions, 0);
    assert_int_equal(counts().waiting, 0);
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":3}\n");
}

static void a_tombstone_takes_the_document_away_and_a_later_one_brings_it_back(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"x\":1}");
    arrive("place:a", "2-bb 1-aa", true, "{\"type\":\"place\"}");
    shelf_expect(store, "");
    shelf_set(store, "place:a", "x", "5");
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":5}\n");
    struct taken taken = take();
    assert_memory_equal(taken.ids[0], "3-", 2);
}

/* ---- merging ---- */

static void different_fields_are_merged_without_a_question(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"hours\":\"Mo\",\"phone\":\"1\"}");
    shelf_set(store, "place:a", "hours", "\"Tu\"");
    arrive("place:a", "2-bb 1-aa", false, "{\"hours\":\"Mo\",\"phone\":\"2\"}");
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"Tu\",\"phone\":\"2\"}\n");
    struct taken taken = take();
    assert_int_equal(taken.count, 1); /* ours went on from theirs: the server sees no conflict */
    assert_memory_equal(taken.ids[0], "3-", 2);
    assert_int_equal(counts().questions, 0);
}

static void the_same_change_on_both_sides_leaves_nothing_to_send(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"hours\":\"Mo\"}");
    shelf_set(store, "place:a", "hours", "\"Tu\"");
    arrive("place:a", "2-bb 1-aa", false, "{\"hours\":\"Tu\"}");
    assert_int_equal(take().count, 0);
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"Tu\"}\n");
}

static void what_was_sent_is_merged_with_tombstones(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"hours\":\"Mo\",\"phone\":\"1\"}");
    shelf_set(store, "place:a", "hours", "\"Tu\"");
    struct taken taken = take();
    mark_all(&taken, RESULT_STORED, NULL);
    arrive("place:a", "2-zz 1-aa", false, "{\"hours\":\"Mo\",\"phone\":\"2\"}");
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"Tu\",\"phone\":\"2\"}\n");
    taken = take();
    assert_int_equal(taken.count, 1);
    assert_null(strstr(taken.lines[0], "_deleted"));
    mark_all(&taken, RESULT_STORED, NULL);
    taken = take_buried();
    assert_int_equal(taken.count, 1);
    assert_non_null(strstr(taken.lines[0], "_deleted"));
    mark_all(&taken, RESULT_STORED, NULL);
    assert_int_equal(counts().waiting, 0);
}

/* hours: ours Tu, theirs We (which wins: zz…). */
static void collide(void)
{
    arrive("place:a", "1-aa", false, "{\"hours\":\"Mo\"}");
    shelf_set(store, "place:a", "hours", "\"Tu\"");
    arrive("place:a", "3-zz 2-zz 1-aa", false, "{\"hours\":\"We\"}");
}

static void the_same_field_is_a_question_and_both_sides_are_kept(void **state)
{
    (void)state;
    collide();
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"We\"}\n");
    struct asked asked = ask();
    assert_int_equal(asked.count, 1);
    assert_int_equal(asked.values, 2);
    assert_string_equal(asked.path, "hours");
    assert_string_equal(asked.role, "tablet");
    struct taken taken = take();
    assert_int_equal(taken.count, 1);
    assert_non_null(strstr(taken.lines[0], "\"Tu\""));
    assert_int_equal(counts().questions, 1);
}

static void an_answer_settles_it_and_can_be_undone(void **state)
{
    (void)state;
    collide();
    resolve("hours", "We", "Tu");
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"Tu\"}\n");
    assert_int_equal(counts().questions, 0);
    undo();
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"We\"}\n");
    assert_int_equal(counts().questions, 1);
    redo();
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"Tu\"}\n");
    assert_int_equal(counts().questions, 0);
}

static void choosing_what_shows_already_settles_it_too(void **state)
{
    (void)state;
    collide();
    resolve("hours", "We", "We");
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"We\"}\n");
    assert_int_equal(counts().questions, 0);
    struct taken taken = take_buried();
    assert_true(taken.count >= 1);
    undo();
    assert_int_equal(counts().questions, 0); /* it may have been sent: the answer stays */
}

static void writing_the_field_while_it_is_asked_answers_it(void **state)
{
    (void)state;
    collide();
    shelf_set(store, "place:a", "hours", "\"Th\"");
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"Th\"}\n");
    assert_int_equal(counts().questions, 0);
}

static void a_place_with_a_question_stays_usable(void **state)
{
    (void)state;
    collide();
    shelf_set(store, "place:a", "phone", "\"9\"");
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"We\",\"phone\":\"9\"}\n");
    assert_int_equal(counts().questions, 1);
    resolve("hours", "We", "Tu");
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"Tu\",\"phone\":\"9\"}\n");
}

/* What was written while a question was open is no answer to what comes later. */
static void what_was_written_meanwhile_stays_when_another_passes_by(void **state)
{
    (void)state;
    collide();
    shelf_set(store, "place:a", "phone", "\"9\"");
    take();
    arrive("place:a", "6-yy 5-yy 4-yy 3-zz 2-zz 1-aa", false, "{\"hours\":\"We\",\"web\":\"w\"}");
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"We\",\"phone\":\"9\",\"web\":\"w\"}\n");
}

static void two_fields_are_two_answers(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"hours\":\"Mo\",\"phone\":\"1\"}");
    shelf_set(store, "place:a", "hours", "\"Tu\"");
    shelf_set(store, "place:a", "phone", "\"2\"");
    arrive("place:a", "3-zz 2-zz 1-aa", false, "{\"hours\":\"We\",\"phone\":\"3\"}");
    assert_int_equal(ask().count, 2);
    resolve("hours", "We", "Tu");
    assert_int_equal(ask().count, 1);
    assert_string_equal(ask().path, "phone");
    resolve("phone", "3", "3");
    assert_int_equal(counts().questions, 0);
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"Tu\",\"phone\":\"3\"}\n");
}

static void deleted_there_and_changed_here_is_a_question(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"x\":1}");
    shelf_set(store, "place:a", "x", "2");
    arrive("place:a", "2-bb 1-aa", true, "{\"type\":\"place\"}");
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":2}\n");
    struct asked asked = ask();
    assert_int_equal(asked.count, 1);
    assert_string_equal(asked.path, "");
    struct fault why;
    struct edit edit = edit_of("resolve");
    assert_true(store_resolve(store, &edit, "place:a", "", &why)); /* keep it */
    edit_clear(&edit);
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":2}\n");
    assert_int_equal(counts().questions, 0);
    shelf_sound(store);
}

static void taking_away_what_is_asked_takes_all_versions_away(void **state)
{
    (void)state;
    struct fault why;
    struct edit edit = edit_of("remove");
    collide();
    edit_add(&edit, "place:a", "", cJSON_Parse("{\"_id\":\"place:a\",\"hours\":\"We\"}"), NULL);
    assert_true(store_edit(store, &edit, &why));
    edit_clear(&edit);
    shelf_expect(store, "");
    assert_int_equal(counts().questions, 0);
    undo();
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"We\"}\n");
}

static void made_again_is_not_asked_about_older_deletions(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"x\":1}");
    arrive("place:a", "2-bb 1-aa", true, "{}");
    arrive("place:a", "3-dd 2-cc 1-aa", true, "{\"merged\":true}");
    shelf_expect(store, "");
    shelf_set(store, "place:a", "x", "5");
    arrive("place:b", "1-aa", false, "{}");
    arrive("place:a", "3-dd 2-cc 1-aa", true, "{\"merged\":true}");
    assert_int_equal(counts().questions, 0);
    struct taken taken = take();
    assert_int_equal(taken.count, 1);
    mark_all(&taken, RESULT_STORED, NULL);
    assert_int_equal(take_buried().count, 1); /* that the deletion is over */
}

static void of_three_versions_the_value_that_shows_can_be_chosen(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"x\":1,\"y\":1}");
    arrive("place:a", "2-bb 1-aa", false, "{\"x\":2,\"y\":1}");
    arrive("place:a", "2-cc 1-aa", false, "{\"x\":3,\"y\":1}");
    arrive("place:a", "2-dd 1-aa", false, "{\"x\":1,\"y\":4}");
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":3,\"y\":4}\n"); /* not the winner's x */
    struct fault why;
    struct edit edit = edit_of("resolve");
    assert_true(store_resolve(store, &edit, "place:a", "x", &why));
    edit_clear(&edit);
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":3,\"y\":4}\n");
    assert_int_equal(counts().questions, 0);
    shelf_sound(store);
}

static void an_answer_wins_also_when_its_version_was_never_sent(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"hours\":\"Mo\"}");
    shelf_set(store, "place:a", "hours", "\"Tu\"");
    arrive("place:a", "2-00000000000000000000000000000000 1-aa", false,
           "{\"hours\":\"We\"}"); /* ours is the winner */
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"Tu\"}\n");
    for (int i = 0; i < 8; i++) { /* whatever the hash of what takes its place */
        char value[16], line[64];
        snprintf(value, sizeof value, "\"%d\"", i);
        shelf_set(store, "place:a", "hours", value);
        snprintf(line, sizeof line, "{\"_id\":\"place:a\",\"hours\":%s}\n", value);
        shelf_expect(store, line);
    }
}

static void without_the_place_where_they_parted_what_differs_is_asked(void **state)
{
    (void)state;
    arrive("place:a", "3-bb 2-aa 1-00", false, "{\"x\":1}");
    arrive("place:a", "3-cc 2-aa 1-00", false, "{\"x\":1,\"y\":1}");
    assert_int_equal(ask().count, 1);
    assert_string_equal(ask().path, "y");
    arrive("place:b", "3-bb", false, "{\"x\":1}");
    arrive("place:b", "2-cc", false, "{\"x\":1,\"y\":1}"); /* older ancestors were cut off */
    assert_int_equal(counts().questions, 2);
}

static void what_one_took_back_is_news_also_when_a_third_stands_by(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"x\":1,\"y\":1}");
    arrive("place:a", "2-bb 1-aa", false, "{\"x\":2,\"y\":1}");
    arrive("place:a", "3-bb 2-bb 1-aa", false, "{\"x\":1,\"y\":1}");
    arrive("place:a", "3-cc 2-bb 1-aa", false, "{\"x\":2,\"y\":5}");
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":1,\"y\":5}\n");
    arrive("place:b", "1-aa", false, "{\"x\":1}");
    arrive("place:b", "2-bb 1-aa", false, "{\"x\":2}");
    arrive("place:b", "3-bb 2-bb 1-aa", false, "{\"x\":1,\"z\":1}");
    arrive("place:b", "3-dd 2-bb 1-aa", false, "{\"x\":2,\"z\":2}");
    assert_int_equal(ask().count, 1);
    assert_string_equal(ask().path, "z");
    arrive("place:b", "2-cc 1-aa", false, "{\"x\":1,\"y\":1}");
    assert_true(ask().count > 1);
    assert_string_equal(ask().path, "x"); /* seen from 1-aa only one of three changed it */
}

/* ---- refusals ---- */

static void a_refused_edit_stays_until_a_person_lets_it_go(void **state)
{
    (void)state;
    arrive("place:a", "1-aa", false, "{\"x\":1}");
    shelf_set(store, "place:a", "x", "2");
    struct taken taken = take();
    mark_all(&taken, RESULT_REFUSED, "no right");
    assert_int_equal(counts().refused, 1);
    assert_int_equal(counts().waiting, 0);
    assert_int_equal(take().count, 0);
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":2}\n");
    struct fault why;
    assert_true(replica_retry(store, "place:a", &why));
    assert_int_equal(take().count, 1);
    mark_all(&taken, RESULT_REFUSED, "no right");
    struct replica_news news = {0};
    assert_true(replica_give_up(store, "place:a", 200, &news, &why));
    replica_news_clear(&news);
    shelf_sound(store);
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":1}\n");
    assert_int_equal(counts().refused, 0);
}

static void odd_arrivals_are_counted_and_harm_nothing(void **state)
{
    (void)state;
    static const char *const body = "{\"a\":\"\\u0000\"}";
    const char *good = "1-aa", *bad = "x-1";
    const struct replica_arrival arrivals[] = {
        {"place:odd", &good, 1, false, {body, strlen(body)}},
        {"place:bad", &bad, 1, false, {"{}", 2}},
        {"_design/x", &good, 1, false, {"{}", 2}},
        {"place:list", &good, 1, false, {"[]", 2}},
        {"place:fine", &good, 1, false, {"{\"x\":1}", 7}},
    };
    struct replica_news news = {0};
    struct fault why;
    int odd = 0;
    assert_true(replica_pull(store, arrivals, 5, "9", 100, &news, &odd, &why));
    assert_int_equal(odd, 3);
    replica_news_clear(&news);
    shelf_expect(store, "{\"_id\":\"place:fine\",\"x\":1}\n");
    struct replica replica;
    assert_true(replica_read(store, &replica, &why));
    assert_string_equal(replica.pull_since, "9");
    assert_int_equal(strlen(replica.device), 32);
    replica_clear(&replica);
    assert_int_equal(take().count, 0);
}

static void another_server_gets_everything_offered(void **state)
{
    (void)state;
    struct fault why;
    bool ignored;
    assert_true(replica_choose(store, "https://one/db", &why));
    arrive("place:a", "1-aa", false, "{\"x\":1}");
    shelf_set(store, "place:b", "x", "2");
    struct taken first = take();
    mark_all(&first, RESULT_STORED, NULL);
    assert_true(replica_choose(store, "https://two/db", &why));
    struct replica replica;
    assert_true(replica_read(store, &replica, &why));
    assert_string_equal(replica.pull_since, "");
    replica_clear(&replica);
    assert_int_equal(take_wish(true, false, &ignored).count, 2);
}

static void what_one_may_not_write_is_shown_merged_and_neither_asked_nor_sent(void **state)
{
    (void)state;
    struct fault why;
    assert_true(replica_rights(store, "prop:bib:", &why));
    arrive("place:a", "1-aa", false, "{\"hours\":\"Mo\",\"x\":1}");
    arrive("place:a", "2-bb 1-aa", false, "{\"hours\":\"Tu\",\"x\":1}");
    arrive("place:a", "2-cc 1-aa", false, "{\"hours\":\"Mo\",\"x\":2}");
    shelf_expect(store, "{\"_id\":\"place:a\",\"hours\":\"Tu\",\"x\":2}\n");
    arrive("place:a", "2-dd 1-aa", false, "{\"hours\":\"We\",\"x\":1}");
    assert_int_equal(counts().questions, 0);
    assert_int_equal(take().count, 0);
    store_close(store);
    store = shelf_open(kit_path(folder, "project.wijk"));
    arrive("prop:bib:1", "1-aa", false, "{\"hours\":\"Mo\"}");
    arrive("prop:bib:1", "1-bb", false, "{\"hours\":\"Tu\"}");
    assert_int_equal(counts().questions, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(edits_that_were_never_sent_are_one_revision),
        TEST(what_may_have_reached_the_server_is_never_rewritten),
        TEST(undo_before_sending_leaves_nothing_to_send),
        TEST(undo_after_sending_is_a_new_edit),
        TEST(undo_of_what_others_changed_since_keeps_their_part),
        TEST(what_another_program_wrote_is_kept_byte_for_byte),
        TEST(the_same_twice_changes_nothing),
        TEST(a_gap_closes_when_the_path_comes),
        TEST(a_tombstone_takes_the_document_away_and_a_later_one_brings_it_back),
        TEST(different_fields_are_merged_without_a_question),
        TEST(the_same_change_on_both_sides_leaves_nothing_to_send),
        TEST(what_was_sent_is_merged_with_tombstones),
        TEST(the_same_field_is_a_question_and_both_sides_are_kept),
        TEST(an_answer_settles_it_and_can_be_undone),
        TEST(choosing_what_shows_already_settles_it_too),
        TEST(writing_the_field_while_it_is_asked_answers_it),
        TEST(a_place_with_a_question_stays_usable),
        TEST(what_was_written_meanwhile_stays_when_another_passes_by),
        TEST(two_fields_are_two_answers),
        TEST(deleted_there_and_changed_here_is_a_question),
        TEST(taking_away_what_is_asked_takes_all_versions_away),
        TEST(made_again_is_not_asked_about_older_deletions),
        TEST(of_three_versions_the_value_that_shows_can_be_chosen),
        TEST(an_answer_wins_also_when_its_version_was_never_sent),
        TEST(without_the_place_where_they_parted_what_differs_is_asked),
        TEST(what_one_took_back_is_news_also_when_a_third_stands_by),
        TEST(a_refused_edit_stays_until_a_person_lets_it_go),
        TEST(odd_arrivals_are_counted_and_harm_nothing),
        TEST(another_server_gets_everything_offered),
        TEST(what_one_may_not_write_is_shown_merged_and_neither_asked_nor_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
