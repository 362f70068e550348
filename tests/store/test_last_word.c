/* SPDX-License-Identifier: EUPL-1.2 */
/* Nothing that somebody wrote is lost between two requests, nor between a question and its answer.
 */
#include "store/grove.h"

/* Else others would have lost it while what took it over is on its way, or refused. */
static void what_a_merge_buried_is_sent_after_what_took_it_over(void **state)
{
    (void)state;
    bool passed_over;
    arrive("place:a", "1-aa", false, "{\"x\":1,\"y\":1}");
    arrive("place:a", "2-bb 1-aa", false, "{\"x\":2,\"y\":1}");
    arrive("place:a", "2-cc 1-aa", false, "{\"x\":1,\"y\":3}");
    shelf_set(store, "place:a", "z", "4"); /* takes the place of the merge, and a later number */
    assert_int_equal(take_buried().count, 0);
    struct taken merged = take_wish(false, false, &passed_over);
    assert_true(passed_over);
    assert_int_equal(merged.count, 1);
    assert_non_null(strstr(merged.lines[0], "\"x\":2,\"y\":3,\"z\":4"));
    assert_int_equal(take_buried().count, 0); /* sent, but nobody knows whether it came there */
    mark_all(&merged, RESULT_LATER, NULL);
    assert_int_equal(take_buried().count, 0);
    mark_all(&merged, RESULT_TOO_LARGE, NULL);
    assert_int_equal(take_buried().count, 0);
    mark_all(&merged, RESULT_STORED, NULL);
    struct taken buried = take_buried();
    assert_int_equal(buried.count, 1);
    mark_all(&buried, RESULT_STORED, NULL);
    assert_int_equal(take_wish(true, false, &passed_over).count, 1); /* to a server made anew */
    assert_true(passed_over);
    assert_int_equal(take_wish(true, true, &passed_over).count, 1);
}

static void giving_a_refused_merge_up_gives_back_what_it_buried(void **state)
{
    (void)state;
    struct fault why;
    struct replica_news news = {0};
    arrive("place:a", "1-aa", false, "{\"x\":1,\"y\":1}");
    arrive("place:a", "2-bb 1-aa", false, "{\"x\":2,\"y\":1}");
    arrive("place:a", "2-cc 1-aa", false, "{\"x\":1,\"y\":3}");
    struct taken merged = take();
    mark_all(&merged, RESULT_REFUSED, "no right");
    assert_true(replica_give_up(store, "place:a", 200, &news, &why));
    replica_news_clear(&news);
    shelf_sound(store);
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":2,\"y\":3}\n");
}

/* Four versions of which the winner took x back: all that differs is asked, until x is answered. */
static void what_is_typed_for_a_question_that_ended_meanwhile_is_saved(void **state)
{
    (void)state;
    struct fault why;
    arrive("place:a", "1-aa", false, "{\"x\":1,\"y\":\"1\"}");
    arrive("place:a", "2-bb 1-aa", false, "{\"x\":2,\"y\":\"1\"}");
    arrive("place:a", "3-bb 2-bb 1-aa", false, "{\"x\":2,\"y\":\"1\",\"z\":1}");
    arrive("place:a", "2-cc 1-aa", false, "{\"x\":3,\"y\":\"1\"}");
    arrive("place:a", "4-dd 3-dd 2-bb 1-aa", false, "{\"x\":1,\"y\":\"5\"}");
    assert_int_equal(ask().count, 3);
    resolve("x", "1", "7");
    assert_int_equal(counts().questions, 0); /* y and z are clear now */
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":\"7\",\"y\":\"5\",\"z\":1}\n");
    struct edit none = edit_of("resolve");
    assert_false(store_resolve(store, &none, "place:a", "y", &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.store.question");
    edit_clear(&none);
    resolve("y", "5", "6");
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":\"7\",\"y\":\"6\",\"z\":1}\n");
    undo();
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":\"7\",\"y\":\"5\",\"z\":1}\n");
}

static void keep_or_delete_is_refused_once_nobody_asks(void **state)
{
    (void)state;
    struct fault why;
    struct edit gone = edit_of("resolve"), late = edit_of("resolve");
    arrive("place:a", "1-aa", false, "{\"x\":1}");
    edit_add(&gone, "place:a", "", cJSON_Parse("{\"_id\":\"place:a\",\"x\":1}"), NULL);
    assert_false(store_resolve(store, &gone, "place:a", "", &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.store.question");
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":1}\n");
    arrive("place:a", "2-bb 1-aa", true, "{}");
    edit_add(&late, "place:a", "x", NULL, cJSON_CreateString("2"));
    assert_false(store_resolve(store, &late, "place:a", "x", &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.store.question");
    shelf_expect(store, "");
    edit_clear(&gone);
    edit_clear(&late);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_a_merge_buried_is_sent_after_what_took_it_over),
        TEST(giving_a_refused_merge_up_gives_back_what_it_buried),
        TEST(what_is_typed_for_a_question_that_ended_meanwhile_is_saved),
        TEST(keep_or_delete_is_refused_once_nobody_asks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
