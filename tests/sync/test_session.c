/* SPDX-License-Identifier: EUPL-1.2 */
/* Tablets that meet on npm's pouchdb-server, with PouchDB 9 as a third client of the same database.
 */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sync/couch.h"
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

/* ---- a partner ---- */

#define PARTNER "partner:01BIB"

static bool question_note(void *data, const struct question *question)
{
    struct buffer *out = data;
    for (size_t i = 0; i < question->merge->collision_count; i++) {
        buffer_addf(out, "%s %s %d\n", question->document, question->merge->collisions[i].path,
                    question->leaf_count);
    }
    return true;
}

static void asked(struct peer *peer, const char *expected)
{
    struct buffer out;
    buffer_init(&out, 4096);
    assert_true(replica_questions(peer->store, NULL, question_note, &out, &peer->why));
    assert_string_equal(buffer_text(&out), expected);
    buffer_clear(&out);
}

/* An organisation kept by two desks: what each says apart stands, deep members too; one number that both changed is asked. */
static void a_partner_kept_on_two_tablets(void **state)
{
    (void)state;
    shelf_set(a.store, PARTNER, "name", "\"Bib\"");
    shelf_set(a.store, PARTNER, "phone", "\"02 555 01 00\"");
    shelf_set(a.store, PARTNER, "contact/until", "\"2026-12-31\"");
    all_meet();
    shelf_set(a.store, PARTNER, "commitments/01A/what", "\"elke zaterdag\"");
    shelf_set(b.store, PARTNER, "commitments/01B/what", "\"een lokaal\"");
    shelf_set(a.store, PARTNER, "contact/until", "\"2027-06-30\"");
    shelf_set(b.store, PARTNER, "trained/count", "3");
    all_meet();
    asked(&a, "");
    char *text = shelf_all(b.store);
    assert_non_null(strstr(text, "elke zaterdag"));
    assert_non_null(strstr(text, "een lokaal"));
    assert_non_null(strstr(text, "2027-06-30"));
    free(text);
    shelf_set(a.store, PARTNER, "phone", "\"02 555 01 01\"");
    shelf_set(b.store, PARTNER, "phone", "\"02 555 01 02\"");
    shelf_set(b.store, PARTNER, "part", "\"lead\"");
    all_meet();
    asked(&a, PARTNER " phone 2\n");
    asked(&b, PARTNER " phone 2\n");
    text = shelf_all(a.store);
    assert_non_null(strstr(text, "lead")); /* the rest goes on */
    free(text);
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

/* ---- a third client ---- */

static char *pouch(const char *what, const char *seed)
{
    char script[KIT_PATH], modules[KIT_PATH];
    struct buffer out, err;
    snprintf(script, sizeof script, "%s/../tests/sync/pouch.mjs", kit_asset_source());
    snprintf(modules, sizeof modules, "%s/node_modules", couch_server_modules());
    const char *const argv[] = {"node", "--no-deprecation", script, modules, what, url, seed, NULL};
    int code = kit_run(argv, &out, &err);
    if (code) {
        fail_msg("pouch.mjs %s: %d\n%s", what, code, buffer_text(&err));
    }
    buffer_add_text(&out, "");
    char *text = buffer_take(&out);
    buffer_clear(&err);
    return text ? text : calloc(1, 1);
}

static void deed_by_chance(struct peer *peer)
{
    static const char *const fields[] = {"name", "phone", "web"};
    char document[32], value[32];
    snprintf(document, sizeof document, "place:%d", (int)kit_random_below(8));
    snprintf(value, sizeof value, "\"tablet %d\"", (int)kit_random_below(100));
    if (kit_random_below(8) == 0) {
        struct fault why;
        shelf_try(peer->store, document, "", NULL, &why); /* may not be there */
    } else {
        shelf_set(peer->store, document, fields[kit_random_below(3)], value);
    }
}

static void pouchdb_and_the_server_have_the_same_leaves_and_winners(void **state)
{
    (void)state;
    for (int round = 0; round < 4; round++) {
        char seed[16];
        snprintf(seed, sizeof seed, "%u", (unsigned)kit_random_below(1000000));
        for (int i = 0; i < 6; i++) {
            deed_by_chance(kit_random_below(2) ? &a : &b);
        }
        free(pouch("deeds", seed));
        all_meet();
        char *ours = peer_leaves(&a), *theirs = pouch("leaves", NULL);
        assert_string_equal(ours, theirs);
        free(ours);
        free(theirs);
    }
}

/* ---- in the middle ---- */

static bool middle(void *data)
{
    struct peer *peer = data;
    if (!peer->let_go_at || clock_ticks() < peer->let_go_at) {
        return false;
    }
    couch_server_kill(&server); /* the answer never comes */
    peer->let_go_at = 0;
    return false;
}

static void a_server_killed_in_the_middle_loses_nothing(void **state)
{
    (void)state;
    for (int i = 0; i < 300; i++) {
        char document[32];
        snprintf(document, sizeof document, "place:%d", i);
        shelf_set(a.store, document, "name", "\"Bib\"");
    }
    struct session_ways ways = {
        .store_file = a.file, .clock = &clock_system, .cancelled = middle, .data = &a};
    struct session_account account = {url, "", "", ""};
    session_free(a.session);
    a.session = session_new(&ways, &account, &a.why);
    a.let_go_at = clock_ticks() + 20 + (int64_t)kit_random_below(60);
    bool done = peer_try_visit(&a);
    if (!done) {
        assert_int_equal(a.why.kind, FAULT_NETWORK);
        assert_true(a.report.retry_seconds > 0);
    }
    couch_server_kill(&server);
    couch_server_restart(&server); /* in memory: it lost all */
    couch_server_make(&server, strrchr(url, '/') + 1);
    a.let_go_at = 0;
    all_meet();
    char *text = peer_leaves(&b);
    assert_non_null(strstr(text, "place:0 1-"));
    assert_non_null(strstr(text, "place:299 1-"));
    free(text);
}

/* In a process of its own, which may not fall back into the tests: what goes wrong is its exit
 * code. */
static int tablet_visits(const char *file, int round)
{
    char document[32];
    struct peer peer = {0};
    struct session_ways ways = {.store_file = file, .clock = &clock_system};
    struct session_account account = {url, "", "", ""};
    snprintf(document, sizeof document, "place:b%d", round);
    bool ok = store_open(file, &peer.store, &peer.why) &&
              shelf_try(peer.store, document, "name", "\"Park\"", &peer.why) &&
              (peer.session = session_new(&ways, &account, &peer.why)) &&
              session_visit(peer.session, &peer.report, &peer.why);
    if (!ok) {
        print_error("round %d: %s (%s)\n", round, peer.why.what.key, peer.why.detail);
    }
    return ok ? 0 : 1;
}

static void tablet_visits_until_killed(int round)
{
    int status;
    const char *file = kit_path(folder, "b.wijk");
    struct timespec moment = {0, (long)kit_random_below(120) * 1000000};
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        _exit(tablet_visits(file, round));
    }
    assert_true(child > 0);
    nanosleep(&moment, NULL);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
}

static void a_tablet_killed_in_any_step_goes_on_from_there(void **state)
{
    (void)state;
    peer_close(&b);
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 20; i++) {
            char document[32];
            snprintf(document, sizeof document, "place:a%d-%d", round, i);
            shelf_set(a.store, document, "name", "\"Bib\"");
        }
        peer_visit(&a);
        tablet_visits_until_killed(round);
    }
    peer_open(&b, folder, "b.wijk", url);
    all_meet();
    char *text = peer_leaves(&b);
    assert_non_null(strstr(text, "place:a0-0 "));
    assert_non_null(strstr(text, "place:a19-19 "));
    free(text);
}

/* ---- accounts ---- */

static void accounts_sign_in_and_are_turned_away(void **state)
{
    (void)state;
    static const char user[] = "{\"_id\":\"org.couchdb.user:tablet\",\"name\":\"tablet\","
                               "\"password\":\"geheim\",\"roles\":[],\"type\":\"user\"}";
    static const char members[] = "{\"admins\":{\"names\":[],\"roles\":[]},"
                                  "\"members\":{\"names\":[\"tablet\"],\"roles\":[]}}";
    char path[64];
    couch_server_ask(&server, "PUT", "/_users/org.couchdb.user:tablet", user, NULL);
    snprintf(path, sizeof path, "%s/_security", strrchr(url, '/'));
    assert_int_equal(couch_server_ask(&server, "PUT", path, members, NULL), 200);
    assert_int_equal(couch_server_ask(&server, "PUT", "/_config/admins/boss", "\"b\"", NULL), 200);
    shelf_set(a.store, "place:a", "name", "\"Bib\"");
    assert_false(peer_try_visit(&a));
    kit_assert_fault(&a.why, FAULT_REFUSED, "sync.fault.account");
    peer_session(&a, url, "tablet", "mis");
    assert_false(peer_try_visit(&a));
    kit_assert_fault(&a.why, FAULT_REFUSED, "sync.fault.password");
    peer_session(&a, url, "tablet", "geheim");
    peer_visit(&a);
    assert_int_equal(a.report.pushed, 1);
    peer_visit(&a);
    assert_int_equal(a.report.requests, 2); /* still signed in */
    char name[64];
    assert_true(session_try(a.session, name, &a.why));
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

/* ---- what merges bury ---- */

static void two_versions_on_the_server(void)
{
    static const char docs[] =
        "{\"new_edits\":false,\"docs\":["
        "{\"_id\":\"place:a\",\"_rev\":\"2-bb\",\"_revisions\":{\"start\":2,\"ids\":[\"bb\","
        "\"aa\"]},\"x\":2,\"y\":1},"
        "{\"_id\":\"place:a\",\"_rev\":\"2-cc\",\"_revisions\":{\"start\":2,\"ids\":[\"cc\","
        "\"aa\"]},\"x\":1,\"y\":3}]}";
    static const char base[] = "{\"new_edits\":false,\"docs\":[{\"_id\":\"place:a\",\"_rev\":"
                               "\"1-aa\",\"x\":1,\"y\":1}]}";
    char path[64];
    snprintf(path, sizeof path, "%s/_bulk_docs", strrchr(url, '/'));
    assert_int_equal(couch_server_ask(&server, "POST", path, base, NULL), 201);
    peer_visit(&a); /* and so it knows where they parted */
    assert_int_equal(couch_server_ask(&server, "POST", path, docs, NULL), 201);
}

/* In a version that lives on the server. */
static bool server_says(const char *field, int64_t value)
{
    struct buffer text;
    struct json_slice all, each;
    char path[96];
    bool there = false;
    snprintf(path, sizeof path, "%s/place:a?open_revs=all", strrchr(url, '/'));
    assert_int_equal(couch_server_ask(&server, "GET", path, NULL, &text), 200);
    assert_true(json_raw_check(text.data, text.size, &all, &a.why));
    for (size_t at = 0; json_raw_next(all, &at, NULL, &each);) {
        struct json_slice body = json_raw_member(each, "ok");
        int64_t said = 0;
        there = there || (!json_raw_true(json_raw_member(body, "_deleted")) &&
                          json_raw_int(json_raw_member(body, field), &said) && said == value);
    }
    buffer_clear(&text);
    return there;
}

static bool merged_here(void)
{
    char *leaves = peer_leaves(&a);
    bool yes = strstr(leaves, "\"merged\":true") != NULL;
    free(leaves);
    return yes;
}

static void more_than_one_batch_is_written(void)
{
    assert_true(store_batch_begin(a.store, &a.why));
    for (int i = 0; i < COUCH_SEND; i++) {
        char document[32];
        snprintf(document, sizeof document, "place:more-%d", i);
        shelf_set(a.store, document, "name", "\"Bank\"");
    }
    assert_true(store_batch_end(a.store, &a.why));
}

/* The merge is sent in another batch than the versions that it buried, and the tablet goes off
 * after any step: who comes to the server finds what each of the two said, always. */
static void cut_off_anywhere_the_server_has_what_both_versions_said(void **state)
{
    (void)state;
    bool whole = false;
    two_versions_on_the_server();
    for (int step = 1; !merged_here(); step++) {
        a.let_go_step = step;
        assert_false(peer_try_visit(&a));
    }
    more_than_one_batch_is_written();
    shelf_set(a.store, "place:a", "z", "4");
    for (int step = 1; !whole; step++) {
        a.let_go_step = step;
        whole = peer_try_visit(&a);
        assert_true(whole || a.why.kind == FAULT_CANCELLED);
        assert_true(server_says("x", 2));
        assert_true(server_says("y", 3));
    }
    assert_true(server_says("z", 4));
    a.let_go_step = 0;
    all_meet();
    assert_int_equal(counts(&a).waiting, 0);
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
        cmocka_unit_test_setup_teardown(a_partner_kept_on_two_tablets, peers_begin, peers_end),
        cmocka_unit_test_setup_teardown(the_same_edit_on_two_tablets_is_one, peers_begin,
                                        peers_end),
        cmocka_unit_test_setup_teardown(deleted_and_made_again, peers_begin, peers_end),
        cmocka_unit_test_setup_teardown(pouchdb_and_the_server_have_the_same_leaves_and_winners,
                                        peers_begin, peers_end),
        cmocka_unit_test_setup_teardown(a_server_killed_in_the_middle_loses_nothing, peers_begin,
                                        peers_end),
        cmocka_unit_test_setup_teardown(a_tablet_killed_in_any_step_goes_on_from_there, peers_begin,
                                        peers_end),
        cmocka_unit_test_setup_teardown(a_database_that_is_gone_asks_a_person, peers_begin,
                                        peers_end),
        cmocka_unit_test_setup_teardown(a_server_that_was_killed_and_wiped, peers_begin, peers_end),
        cmocka_unit_test_setup_teardown(cut_off_anywhere_the_server_has_what_both_versions_said,
                                        peers_begin, peers_end),
        cmocka_unit_test_setup_teardown(let_go_within_a_moment, peers_begin, peers_end),
        cmocka_unit_test_setup_teardown(trying_says_what_is_wrong, peers_begin, peers_end),
        /* the last one: from here on the server wants an account */
        cmocka_unit_test_setup_teardown(accounts_sign_in_and_are_turned_away, peers_begin,
                                        peers_end),
    };
    return cmocka_run_group_tests(tests, server_begin, server_end);
}
