/* SPDX-License-Identifier: EUPL-1.2 */
/* Tablets that meet on npm's pouchdb-server, with PouchDB 9 as a third client of the same database.
 */
#include "sync/peer.h"

static struct couch_server server;
static char folder[KIT_PATH], url[128];
static struct peer a, b;
static int database;

static int server_begin(void **state)
{
    (void)state;
    couch_server_start(&server);
    return 0;
}

static int server_end(void **state)
{
    (void)state;
    couch_server_stop(&server);
    return 0;
}

static void database_new(void)
{
    char name[32];
    snprintf(name, sizeof name, "wijk-%d", ++database);
    couch_server_make(&server, name);
    snprintf(url, sizeof url, "%s/%s", server.origin, name);
}

static int peers_begin(void **state)
{
    (void)state;
    kit_folder_make(folder);
    database_new();
    peer_open(&a, folder, "a.wijk", url);
    peer_open(&b, folder, "b.wijk", url);
    return 0;
}

static int peers_end(void **state)
{
    (void)state;
    peer_close(&a);
    peer_close(&b);
    kit_folder_remove(folder);
    return 0;
}

static struct replica_counts counts(struct peer *peer)
{
    struct replica_counts out;
    assert_true(replica_count(peer->store, &out, &peer->why));
    return out;
}

/* Until nobody has anything new. */
static void all_meet(void)
{
    for (int turn = 0; turn < 3; turn++) {
        peer_visit(&a);
        peer_visit(&b);
    }
    peers_agree(&a, &b);
    shelf_sound(a.store);
    shelf_sound(b.store);
}

/* ---- exchanging ---- */

static void two_tablets_exchange_places(void **state)
{
    (void)state;
    shelf_set(a.store, "place:a", "name", "\"Bib\"");
    shelf_set(b.store, "place:b", "name", "\"Park\"");
    peer_visit(&a);
    assert_int_equal(a.report.pushed, 1);
    peer_visit(&b);
    assert_int_equal(b.report.pulled, 1);
    assert_int_equal(b.report.pushed, 1);
    assert_int_equal(b.report.news.count, 1);
    peer_visit(&a);
    assert_int_equal(a.report.pulled, 1);
    assert_int_equal(counts(&a).waiting, 0);
    peers_agree(&a, &b);
}

static void nothing_new_is_two_requests(void **state)
{
    (void)state;
    shelf_set(a.store, "place:a", "name", "\"Bib\"");
    peer_visit(&a);
    peer_visit(&b);
    peer_visit(&b);
    assert_int_equal(b.report.requests, 2);
    assert_int_equal(b.report.pulled, 0);
    shelf_set(b.store, "place:a", "phone", "\"02\"");
    peer_visit(&b);
    assert_int_equal(b.report.requests, 3);
    assert_int_equal(b.report.pushed, 1);
}

static void different_fields_merge_without_a_question(void **state)
{
    (void)state;
    shelf_set(a.store, "place:a", "name", "\"Bib\"");
    all_meet();
    shelf_set(a.store, "place:a", "phone", "\"02 111\"");
    shelf_set(b.store, "place:a", "web", "\"https://bib\"");
    all_meet();
    assert_int_equal(counts(&a).questions, 0);
    char *text = shelf_all(a.store);
    assert_non_null(strstr(text, "02 111"));
    assert_non_null(strstr(text, "https://bib"));
    free(text);
}

static void the_same_field_is_a_question_for_both_until_one_answers(void **state)
{
    (void)state;
    char id[ULID_SIZE];
    struct edit edit;
    shelf_set(a.store, "place:a", "name", "\"Bib\"");
    all_meet();
    shelf_set(a.store, "place:a", "name", "\"Bibliotheek\"");
    shelf_set(b.store, "place:a", "name", "\"Boekerij\"");
    all_meet();
    assert_int_equal(counts(&a).questions, 1);
    assert_int_equal(counts(&b).questions, 1);
    ulid_make(1780000001000, id);
    edit_init(&edit, id, 1780000001, "tablet", "resolve", "place:a");
    edit_add(&edit, "place:a", "name", cJSON_CreateString("?"), cJSON_CreateString("Bib De Kaai"));
    assert_true(store_resolve(a.store, &edit, "place:a", "name", &a.why));
    edit_clear(&edit);
    all_meet();
    assert_int_equal(counts(&a).questions, 0);
    assert_int_equal(counts(&b).questions, 0);
}

static void the_same_edit_on_two_tablets_is_one(void **state)
{
    (void)state;
    shelf_set(a.store, "place:a", "name", "\"Bib\"");
    shelf_set(b.store, "place:a", "name", "\"Bib\"");
    all_meet();
    char *leaves = peer_leaves(&a);
    assert_null(strchr(strchr(leaves, '\n') + 1, '\n'));
    free(leaves);
}

static void deleted_and_made_again(void **state)
{
    (void)state;
    shelf_set(a.store, "place:a", "name", "\"Bib\"");
    all_meet();
    shelf_set(a.store, "place:a", "", NULL);
    all_meet();
    shelf_expect(b.store, "");
    shelf_set(b.store, "place:a", "name", "\"Nieuw\"");
    all_meet();
    char *leaves = peer_leaves(&a);
    assert_non_null(strstr(leaves, "place:a 3-"));
    free(leaves);
}

/* ---- servers that change ---- */

static void a_database_that_is_gone_asks_a_person(void **state)
{
    (void)state;
    shelf_set(a.store, "place:a", "name", "\"Bib\"");
    peer_visit(&a);
    assert_int_equal(couch_server_ask(&server, "DELETE", strrchr(url, '/'), NULL, NULL), 200);
    shelf_set(a.store, "place:b", "name", "\"Park\"");
    assert_false(peer_try_visit(&a));
    kit_assert_fault(&a.why, FAULT_REFUSED, "sync.fault.gone");
    assert_int_equal(a.report.retry_seconds, 0);
    assert_int_equal(counts(&a).waiting, 1);
    couch_server_make(&server, strrchr(url, '/') + 1);
    peer_visit(&a); /* made anew: all of ours is offered */
    assert_int_equal(a.report.pushed, 2);
    peer_visit(&b);
    peers_agree(&a, &b);
}

static void a_server_that_was_killed_and_wiped(void **state)
{
    (void)state;
    shelf_set(a.store, "place:a", "name", "\"Bib\"");
    shelf_set(b.store, "place:b", "name", "\"Park\"");
    all_meet();
    couch_server_kill(&server);
    shelf_set(a.store, "place:c", "name", "\"School\"");
    assert_false(peer_try_visit(&a));
    kit_assert_fault(&a.why, FAULT_NETWORK, "http.fault.refused");
    assert_true(a.report.retry_seconds > 0);
    couch_server_restart(&server);
    couch_server_make(&server, strrchr(url, '/') + 1);
    all_meet();
    char *text = shelf_all(b.store);
    assert_non_null(strstr(text, "School"));
    free(text);
}

static void let_go_within_a_moment(void **state)
{
    (void)state;
    bool news = true;
    peer_visit(&a);
    int64_t begin = clock_ticks();
    a.let_go_at = begin + 200;
    assert_false(session_wait(a.session, 20, &news, &a.why));
    assert_int_equal(a.why.kind, FAULT_CANCELLED);
    assert_true(clock_ticks() - begin < 600);
    a.let_go_at = 0;
    assert_true(session_wait(a.session, 1, &news, &a.why));
    assert_false(news);
    shelf_set(b.store, "place:b", "name", "\"Park\"");
    peer_visit(&b);
    assert_true(session_wait(a.session, 20, &news, &a.why));
    assert_true(news);
}

static void trying_says_what_is_wrong(void **state)
{
    (void)state;
    char name[64], other[160];
    assert_true(session_try(a.session, name, &a.why));
    assert_string_equal(name, "express-pouchdb 4.2.0");
    snprintf(other, sizeof other, "%s-not", url);
    peer_session(&a, other, "", "");
    assert_false(session_try(a.session, name, &a.why));
    kit_assert_fault(&a.why, FAULT_REFUSED, "sync.fault.gone");
    peer_session(&a, url, "nobody", "secret");
    assert_false(session_try(a.session, name, &a.why));
    kit_assert_fault(&a.why, FAULT_REFUSED, "sync.fault.password");
    peer_session(&a, "http://127.0.0.1:1/db", "", "");
    assert_false(session_try(a.session, name, &a.why));
    kit_assert_fault(&a.why, FAULT_NETWORK, "http.fault.refused");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_tablets_exchange_places, peers_begin, peers_end),
        cmocka_unit_test_setup_teardown(nothing_new_is_two_requests, peers_begin, peers_end),
        cmocka_unit_test_setup_teardown(different_fields_merge_without_a_question, peers_begin,
                                        peers_end),
        cmocka_unit_test_setup_teardown(the_same_field_is_a_question_for_both_until_one_answers,
                                        peers_begin, peers_end),
        cmocka_unit_test_setup_teardown(the_same_edit_on_two_tablets_is_one, peers_begin,
                                        peers_end),
        cmocka_unit_test_setup_teardown(deleted_and_made_again, peers_begin, peers_end),
        cmocka_unit_test_setup_teardown(a_database_that_is_gone_asks_a_person, peers_begin,
                                        peers_end),
        cmocka_unit_test_setup_teardown(a_server_that_was_killed_and_wiped, peers_begin, peers_end),
        cmocka_unit_test_setup_teardown(let_go_within_a_moment, peers_begin, peers_end),
        cmocka_unit_test_setup_teardown(trying_says_what_is_wrong, peers_begin, peers_end),
    };
    return cmocka_run_group_tests(tests, server_begin, server_end);
}
