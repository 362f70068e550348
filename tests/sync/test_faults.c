/* SPDX-License-Identifier: EUPL-1.2 */
/* Whatever the net does between a tablet and the server: a sentence for a person, few requests,
 * nothing lost, and all is well once it is over. */
#include "sync/peer.h"

#include "kit/proxy.h"
#include "language/language.h"

enum { PLACES = 3, REQUESTS = 12, MOST_MS = 12000 };

static struct couch_server server;
static struct proxy *proxy;
static struct language *words[LANGUAGE_COUNT];
static char folder[KIT_PATH], ca[KIT_PATH], direct[128];
static struct peer near, far; /* through the proxy, and straight */
static int database;

static int all_begin(void **state)
{
    (void)state;
    struct fault why;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        const char *lists = kit_path(kit_assets(), "language");
        assert_true(language_load(lists, (enum language_code)i, &words[i], &why));
    }
    couch_server_start(&server);
    proxy = proxy_start(&(struct proxy_ways){.upstream = server.port});
    return 0;
}

static int all_end(void **state)
{
    (void)state;
    proxy_stop(proxy);
    couch_server_stop(&server);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        language_free(words[i]);
    }
    return 0;
}

static void near_session(void)
{
    char url[128];
    struct session_ways ways = {.store_file = near.file,
                                .clock = &clock_system,
                                .seed = kit_random(),
                                .connect_seconds = 1,
                                .patience = 1};
    snprintf(url, sizeof url, "%s%s", proxy_origin(proxy), strrchr(direct, '/'));
    struct session_account account = {url, "", "", ca};
    session_free(near.session);
    near.session = session_new(&ways, &account, &near.why);
    assert_non_null(near.session);
}

/* Both have something for the other; a number of small places. */
static int meeting_begin(void **state)
{
    char name[32];
    (void)state;
    kit_folder_make(folder);
    snprintf(ca, sizeof ca, "%s", proxy_ca(folder));
    snprintf(name, sizeof name, "wijk-%d", ++database);
    couch_server_make(&server, name);
    snprintf(direct, sizeof direct, "%s/%s", server.origin, name);
    peer_open(&near, folder, "near.wijk", direct);
    peer_open(&far, folder, "far.wijk", direct);
    near_session();
    shelf_set(far.store, "place:both", "name", "\"Bib\"");
    peer_visit(&far);
    peer_visit(&near);
    for (int i = 0; i < PLACES; i++) {
        snprintf(name, sizeof name, "place:near%d", i);
        shelf_set(near.store, name, "name", "\"Bib De Kaai\"");
        snprintf(name, sizeof name, "place:far%d", i);
        shelf_set(far.store, name, "name", "\"Park\"");
    }
    shelf_set(far.store, "place:both", "web", "\"https://bib\"");
    shelf_set(near.store, "place:both", "phone", "\"02 111\"");
    peer_visit(&far);
    return 0;
}

static int meeting_end(void **state)
{
    (void)state;
    proxy_fault(proxy, NULL);
    proxy_door(proxy, PROXY_OPEN);
    proxy_tls(proxy, PROXY_PLAIN, 0);
    peer_close(&near);
    peer_close(&far);
    kit_folder_remove(folder);
    return 0;
}

static void in_words(const struct fault *why)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        struct buffer said;
        buffer_init(&said, 4096);
        assert_true(language_has(words[i], why->what.key));
        language_say_fault(words[i], why, &said);
        assert_true(said.size > 20 && !strstr(buffer_text(&said), "{0}"));
        buffer_clear(&said);
    }
}

/* What was ours before is ours still. */
static void nothing_lost(void)
{
    char *text = shelf_all(near.store);
    const char *at = text;
    for (int i = 0; i < PLACES; i++) {
        at = strstr(at, "Bib De Kaai");
        assert_non_null(at);
        at++;
    }
    assert_non_null(strstr(text, "02 111"));
    free(text);
    shelf_sound(near.store);
}

static void well_again(void)
{
    proxy_fault(proxy, NULL);
    proxy_door(proxy, PROXY_OPEN);
    if (!peer_try_visit(&near)) {
        fail_msg("afterwards: %s (%s)", near.why.what.key, near.why.detail);
    }
    peer_visit(&far);
    peer_visit(&near);
    peers_agree(&near, &far);
    nothing_lost();
    struct replica_counts counts;
    assert_true(replica_count(near.store, &counts, &near.why));
    assert_int_equal(counts.waiting + counts.refused + counts.questions, 0);
}

static void visit_fails(enum fault_kind kind, const char *key, bool by_itself)
{
    int64_t begin = clock_ticks(), before = proxy_counts(proxy).requests;
    if (peer_try_visit(&near)) {
        fail_msg("it went well in place of %s", key);
    }
    int64_t took = clock_ticks() - begin, requests = proxy_counts(proxy).requests - before;
    print_message("%s (%s) after %d ms, %d requests; again in %d s\n", near.why.what.key,
                  near.why.detail, (int)took, (int)requests, near.report.retry_seconds);
    kit_assert_fault(&near.why, kind, key);
    in_words(&near.why);
    assert_true(took < MOST_MS);
    assert_true(requests <= REQUESTS);
    assert_int_equal(near.report.retry_seconds > 0, by_itself);
    nothing_lost();
}

/* ---- what goes wrong with requests ---- */

static const char html[] = "<html><body>Welkom op ons wifi</body></html>";
#define ANSWERED(number, headers_, body_)                                                          \
    .harm = HARM_ANSWER, .status = (number), .headers = (headers_), .body = (body_)

static const struct {
    struct proxy_fault fault;
    enum fault_kind kind;
    const char *key;
    bool by_itself;
} cases[] = {
    /* all requests */
    {{.harm = HARM_CUT_ANSWER}, FAULT_NETWORK, "http.fault.cut", true},
    {{.harm = HARM_CUT_ANSWER, .bytes = 50}, FAULT_NETWORK, "http.fault.cut", true},
    {{.harm = HARM_RESET_ANSWER, .bytes = 300}, FAULT_NETWORK, "http.fault.cut", true},
    {{.harm = HARM_DRIP}, FAULT_NETWORK, "http.fault.slow", true},
    {{.harm = HARM_SILENCE}, FAULT_NETWORK, "http.fault.slow", true},
    {{.before_ms = 5000}, FAULT_NETWORK, "http.fault.slow", true},
    {{.harm = HARM_LOSE_ANSWER}, FAULT_NETWORK, "http.fault.cut", true},
    {{.harm = HARM_TRUNCATE, .bytes = 10}, FAULT_NETWORK, "sync.fault.garbage", true},
    {{.harm = HARM_GARBAGE}, FAULT_NETWORK, "http.fault.garbage", true},
    {{.harm = HARM_ENDLESS}, FAULT_LIMIT, "http.fault.large", true},
    {{.harm = HARM_BOMB, .bytes = 200 * 1024 * 1024}, FAULT_LIMIT, "http.fault.large", true},
    {{.harm = HARM_ENDLESS_HEAD}, FAULT_LIMIT, "http.fault.large", true},
    {{ANSWERED(500, NULL, "{\"error\":\"x\"}")}, FAULT_NETWORK, "sync.fault.server", true},
    {{ANSWERED(503, "Retry-After: 100\r\n", html)}, FAULT_NETWORK, "sync.fault.busy", true},
    {{ANSWERED(503, NULL, NULL)}, FAULT_NETWORK, "sync.fault.busy", true},
    {{ANSWERED(429, NULL, "{}")}, FAULT_NETWORK, "sync.fault.busy", true},
    {{ANSWERED(401, NULL, "{\"error\":\"unauthorized\"}")},
     FAULT_REFUSED,
     "sync.fault.account",
     false},
    {{ANSWERED(403, NULL, "{\"error\":\"forbidden\"}")}, FAULT_REFUSED, "sync.fault.access", false},
    {{ANSWERED(413, NULL, html)}, FAULT_REFUSED, "sync.fault.answer", false},
    {{ANSWERED(200, "Content-Type: text/html\r\n", html)},
     FAULT_NETWORK,
     "sync.fault.portal",
     true},
    {{ANSWERED(200, "Content-Type: text/plain\r\n", "{\"ok\":true}")},
     FAULT_NETWORK,
     "sync.fault.garbage",
     true},
    {{ANSWERED(200, NULL, "")}, FAULT_NETWORK, "sync.fault.garbage", true},
    {{ANSWERED(302, "Location: http://elsewhere.invalid/\r\n", NULL)},
     FAULT_REFUSED,
     "http.fault.redirect",
     false},
    {{ANSWERED(302, "Location: /again\r\n", NULL)}, FAULT_REFUSED, "http.fault.redirect", false},
    /* in the middle of a visit */
    {{.harm = HARM_CUT_ANSWER, .match = "_changes", .bytes = 400},
     FAULT_NETWORK,
     "http.fault.cut",
     true},
    {{.harm = HARM_TRUNCATE, .match = "_changes", .bytes = 100},
     FAULT_NETWORK,
     "sync.fault.garbage",
     true},
    {{ANSWERED(200, NULL, "{\"results\":{},\"last_seq\":[]}"), .match = "_changes"},
     FAULT_NETWORK,
     "sync.fault.garbage",
     true},
    {{ANSWERED(500, NULL, "{}"), .match = "_bulk_get"}, FAULT_NETWORK, "sync.fault.server", true},
    {{.harm = HARM_CUT_ANSWER, .match = "_bulk_get", .bytes = 500},
     FAULT_NETWORK,
     "http.fault.cut",
     true},
    {{.harm = HARM_LOSE_ANSWER, .match = "_bulk_docs"}, FAULT_NETWORK, "http.fault.cut", true},
    {{.harm = HARM_CUT_REQUEST, .match = "_bulk_docs", .bytes = 100},
     FAULT_NETWORK,
     "http.fault.cut",
     true},
    {{ANSWERED(503, "Retry-After: 70\r\n", "{}"), .match = "_bulk_docs"},
     FAULT_NETWORK,
     "sync.fault.busy",
     true},
    {{ANSWERED(401, NULL, "{}"), .match = "_bulk_docs"},
     FAULT_REFUSED,
     "sync.fault.account",
     false},
    {{.harm = HARM_LOSE_ANSWER, .match = "PUT "}, FAULT_NETWORK, "http.fault.cut", true},
};

static void every_fault_is_told_and_passes(void **state)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        print_message("%d %s harm %d status %d: ", (int)i,
                      cases[i].fault.match ? cases[i].fault.match : "", (int)cases[i].fault.harm,
                      cases[i].fault.status);
        meeting_begin(state);
        proxy_fault(proxy, &cases[i].fault);
        visit_fails(cases[i].kind, cases[i].key, cases[i].by_itself);
        if (cases[i].fault.headers && strstr(cases[i].fault.headers, "Retry-After")) {
            assert_in_range(near.report.retry_seconds, 70, 100);
        }
        well_again();
        meeting_end(state);
    }
}

/* Once is no fault: it is asked again within the visit. */
static void a_single_mishap_is_borne(void **state)
{
    static const struct proxy_fault once[] = {
        {.harm = HARM_CUT_ANSWER, .match = "_changes", .bytes = 300, .times = 1},
        {.harm = HARM_TRUNCATE, .match = "_bulk_get", .bytes = 100, .times = 1},
        {.harm = HARM_LOSE_ANSWER, .match = "_bulk_docs", .times = 1},
        {ANSWERED(500, NULL, "{}"), .match = "_bulk_docs", .times = 1},
        {ANSWERED(429, "Retry-After: 1\r\n", "{}"), .match = "_changes", .times = 1},
    };
    for (size_t i = 0; i < sizeof once / sizeof *once; i++) {
        meeting_begin(state);
        proxy_fault(proxy, &once[i]);
        int64_t before = proxy_counts(proxy).requests;
        peer_visit(&near);
        assert_int_equal(proxy_hurt(proxy), 1);
        assert_true(proxy_counts(proxy).requests - before <= REQUESTS);
        assert_int_equal(near.report.pushed, PLACES + 1);
        well_again();
        meeting_end(state);
    }
}

static void what_is_too_large_is_found_and_kept(void **state)
{
    (void)state;
    proxy_fault(proxy,
                &(struct proxy_fault){.harm = HARM_HASTY, .status = 413, .match = "_bulk_docs"});
    int64_t before = proxy_counts(proxy).requests;
    peer_visit(&near);
    assert_int_equal(near.report.too_large, PLACES + 1);
    assert_true(proxy_counts(proxy).requests - before <= 3 * REQUESTS);
    nothing_lost();
    proxy_fault(proxy, NULL);
    int sent = proxy_asked(proxy, "_bulk_docs");
    peer_visit(&near); /* not by itself */
    assert_int_equal(near.report.pushed, 0);
    assert_int_equal(proxy_asked(proxy, "_bulk_docs"), sent);
    assert_true(replica_retry(near.store, NULL, &near.why));
    well_again();
}

/* ---- doors and certificates ---- */

static void doors_and_certificates(void **state)
{
    static const struct {
        enum proxy_tls tls;
        int handshake_ms;
        enum proxy_door door;
        const char *key;
        bool by_itself;
    } gates[] = {
        {PROXY_PLAIN, 0, PROXY_REFUSED, "http.fault.refused", true},
        {PROXY_PLAIN, 0, PROXY_HANGS, "http.fault.refused", true},
        {PROXY_TLS, 5000, PROXY_OPEN, "http.fault.refused", true},
        {PROXY_TLS_EXPIRED, 0, PROXY_OPEN, "http.fault.tls.expired", false},
        {PROXY_TLS_NOT_YET, 0, PROXY_OPEN, "http.fault.tls.clock", false},
        {PROXY_TLS_WRONG_HOST, 0, PROXY_OPEN, "http.fault.tls.host", false},
        {PROXY_TLS_SELF_SIGNED, 0, PROXY_OPEN, "http.fault.tls.unknown", false},
    };
    for (size_t i = 0; i < sizeof gates / sizeof *gates; i++) {
        meeting_begin(state);
        proxy_tls(proxy, gates[i].tls, gates[i].handshake_ms);
        proxy_door(proxy, gates[i].door);
        near_session();
        visit_fails(FAULT_NETWORK, gates[i].key, gates[i].by_itself);
        proxy_tls(proxy, gates[i].tls ? PROXY_TLS : PROXY_PLAIN, 100);
        well_again();
        meeting_end(state);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_is_told_and_passes),
        cmocka_unit_test(a_single_mishap_is_borne),
        cmocka_unit_test_setup_teardown(what_is_too_large_is_found_and_kept, meeting_begin,
                                        meeting_end),
        cmocka_unit_test(doors_and_certificates),
    };
    return cmocka_run_group_tests(tests, all_begin, all_end);
}
