/* SPDX-License-Identifier: EUPL-1.2 */
/* What the net can do to a request, each with its own sentence. */
#include "http/http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kit/proxy.h"
#include "language/language.h"

enum { CANCEL_MS = 100, SLACK_MS = 700 };

struct rig {
    struct proxy *proxy;
    struct http *http;
    struct http_answer answer;
    struct fault why;
    struct language *words[LANGUAGE_COUNT];
    char folder[KIT_PATH], ca[KIT_PATH], url[9000];
    int64_t cancel_at; /* 0 = never */
};

static bool rig_cancelled(void *data)
{
    struct rig *rig = data;
    return rig->cancel_at && clock_ticks() >= rig->cancel_at;
}

static void http_anew(struct rig *rig, const char *ca)
{
    http_free(rig->http);
    rig->http = http_new(&(struct http_ways){.ca_file = ca,
                                             .connect_seconds = 1,
                                             .patience = 1,
                                             .cancelled = rig_cancelled,
                                             .data = rig});
}

static int rig_begin(void **state)
{
    struct rig *rig = calloc(1, sizeof *rig);
    kit_folder_make(rig->folder);
    snprintf(rig->ca, sizeof rig->ca, "%s", proxy_ca(rig->folder));
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        char folder[KIT_PATH];
        snprintf(folder, sizeof folder, "%s/language", kit_assets());
        assert_true(language_load(folder, (enum language_code)i, &rig->words[i], &rig->why));
    }
    rig->proxy = proxy_start(&(struct proxy_ways){0});
    http_anew(rig, NULL);
    *state = rig;
    return 0;
}

static int rig_end(void **state)
{
    struct rig *rig = *state;
    http_answer_clear(&rig->answer);
    http_free(rig->http);
    proxy_stop(rig->proxy);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        language_free(rig->words[i]);
    }
    kit_folder_remove(rig->folder);
    free(rig);
    return 0;
}

static bool ask_there(struct rig *rig, const char *origin, const char *path,
                      struct http_request request)
{
    http_answer_clear(&rig->answer);
    snprintf(rig->url, sizeof rig->url, "%s%s", origin, path);
    request.url = rig->url;
    request.method = request.method ? request.method : "GET";
    request.cookie = "AuthSession=topsecret";
    return http_perform(rig->http, &request, &rig->answer, &rig->why);
}

static bool ask(struct rig *rig, const char *path, struct http_request request)
{
    return ask_there(rig, proxy_origin(rig->proxy), path, request);
}

/* The fault has words in all languages and holds no secret. */
static void told(struct rig *rig, enum fault_kind kind, const char *key)
{
    print_message("%s %s\n", rig->why.what.key, rig->why.detail);
    kit_assert_fault(&rig->why, kind, key);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        struct buffer said;
        buffer_init(&said, 10000);
        assert_true(language_has(rig->words[i], key));
        language_say_fault(rig->words[i], &rig->why, &said);
        assert_null(strstr(buffer_text(&said), "secret"));
        assert_null(strstr(buffer_text(&said), "{0}"));
        buffer_clear(&said);
    }
    assert_null(strstr(rig->why.detail, "secret"));
}

static void well(struct rig *rig)
{
    proxy_fault(rig->proxy, NULL);
    rig->cancel_at = 0;
    if (!ask(rig, "/db", (struct http_request){0})) {
        fail_msg("%s %s", rig->why.what.key, rig->why.detail);
    }
    assert_int_equal(rig->answer.status, 200);
}

static void hurt(struct rig *rig, struct proxy_fault fault)
{
    proxy_fault(rig->proxy, &fault);
}

/* ---- connections ---- */

static void a_shut_door_is_told(void **state)
{
    struct rig *rig = *state;
    proxy_door(rig->proxy, PROXY_REFUSED);
    assert_false(ask(rig, "/db", (struct http_request){0}));
    told(rig, FAULT_NETWORK, "http.fault.refused");
    assert_int_equal(rig->answer.status, 0);
    proxy_door(rig->proxy, PROXY_OPEN);
    well(rig);
}

static void a_door_that_hangs_is_given_up(void **state)
{
    struct rig *rig = *state;
    proxy_door(rig->proxy, PROXY_HANGS);
    int64_t begin = clock_ticks();
    assert_false(ask(rig, "/db", (struct http_request){0}));
    told(rig, FAULT_NETWORK, "http.fault.refused");
    assert_in_range(clock_ticks() - begin, 900, 1000 + SLACK_MS);
    proxy_door(rig->proxy, PROXY_OPEN);
    well(rig);
}

static void a_name_nobody_has_is_told(void **state)
{
    struct rig *rig = *state;
    assert_false(ask_there(rig, "https://nobody.invalid", "/db", (struct http_request){0}));
    told(rig, FAULT_NETWORK, "http.fault.name");
}

static void a_cut_is_told_and_what_came_stays(void **state)
{
    struct rig *rig = *state;
    static const size_t sizes[] = {0, 1, 20, 70, 76};
    static const enum proxy_harm harms[] = {HARM_CUT_ANSWER, HARM_RESET_ANSWER};
    for (size_t i = 0; i < 2 * sizeof sizes / sizeof *sizes; i++) {
        hurt(rig, (struct proxy_fault){.harm = harms[i % 2], .bytes = sizes[i / 2]});
        assert_false(ask(rig, "/db", (struct http_request){0}));
        told(rig, FAULT_NETWORK, "http.fault.cut");
    }
    hurt(rig, (struct proxy_fault){.harm = HARM_CUT_ANSWER, .bytes = 83});
    assert_false(ask(rig, "/db", (struct http_request){0}));
    assert_int_equal(rig->answer.status, 200);
    assert_string_equal(buffer_text(&rig->answer.body), "{\"ok\":");
    hurt(rig, (struct proxy_fault){.harm = HARM_CUT_REQUEST, .bytes = 1000});
    char *body = calloc(1, 2000000);
    assert_false(ask(rig, "/db",
                     (struct http_request){.method = "POST", .body = body, .body_size = 2000000}));
    told(rig, FAULT_NETWORK, "http.fault.cut");
    free(body);
    hurt(rig, (struct proxy_fault){.harm = HARM_LOSE_ANSWER});
    assert_false(ask(rig, "/db", (struct http_request){0}));
    told(rig, FAULT_NETWORK, "http.fault.cut");
    well(rig);
}

static void a_refusal_before_the_end_of_the_body_is_heard(void **state)
{
    struct rig *rig = *state;
    enum { SIZE = 8000000 };
    char *body = calloc(1, SIZE);
    hurt(rig, (struct proxy_fault){
                  .harm = HARM_HASTY, .status = 413, .body = "{\"error\":\"too_large\"}"});
    bool ok =
        ask(rig, "/db", (struct http_request){.method = "POST", .body = body, .body_size = SIZE});
    free(body);
    assert_true(ok);
    assert_int_equal(rig->answer.status, 413);
    well(rig);
}

/* ---- time ---- */

static void slowness_has_an_end(void **state)
{
    struct rig *rig = *state;
    static const struct proxy_fault faults[] = {{.harm = HARM_SILENCE},
                                                {.harm = HARM_DRIP},
                                                {.before_ms = 5000},
                                                {.harm = HARM_DRIP, .bytes = 5}};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        hurt(rig, faults[i]);
        int64_t begin = clock_ticks();
        assert_false(ask(rig, "/db", (struct http_request){0}));
        told(rig, FAULT_NETWORK, "http.fault.slow");
        assert_in_range(clock_ticks() - begin, 900, 1000 + SLACK_MS);
    }
    hurt(rig, (struct proxy_fault){.harm = HARM_DRIP, .bytes = 60}); /* slow, but not too slow */
    assert_true(ask(rig, "/db", (struct http_request){0}));
    hurt(rig, (struct proxy_fault){.harm = HARM_DRIP, .bytes = 60});
    assert_false(ask(rig, "/db", (struct http_request){.seconds = 1}));
    told(rig, FAULT_NETWORK, "http.fault.slow");
    well(rig);
}

static bool piece_count(void *data, const char *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)data += size;
    return true;
}

/* A heartbeat of one byte now and then is life; longer than asked is not. */
static void a_long_poll_lives_by_its_heartbeats(void **state)
{
    struct rig *rig = *state;
    size_t got = 0;
    int64_t begin = clock_ticks();
    hurt(rig, (struct proxy_fault){.harm = HARM_HEARTBEAT, .after_ms = 1500});
    assert_false(ask(rig, "/db",
                     (struct http_request){
                         .piece = piece_count, .data = &got, .quiet_seconds = 2, .seconds = 5}));
    told(rig, FAULT_NETWORK, "http.fault.slow");
    assert_in_range(clock_ticks() - begin, 4900, 5000 + SLACK_MS);
    begin = clock_ticks();
    hurt(rig, (struct proxy_fault){.before_ms = 60000});
    assert_false(ask(rig, "/db", (struct http_request){.quiet_seconds = 2}));
    told(rig, FAULT_NETWORK, "http.fault.slow");
    assert_in_range(clock_ticks() - begin, 1900, 2000 + SLACK_MS);
    hurt(rig, (struct proxy_fault){.before_ms = 1500});
    assert_true(ask(rig, "/db", (struct http_request){.quiet_seconds = 3}));
    well(rig);
}

static void letting_go_takes_no_tenth_of_a_second(void **state)
{
    struct rig *rig = *state;
    enum { CONNECTING, HANDSHAKE, SENDING, WAITING, RECEIVING, PHASES };
    size_t size = 30000000;
    char *body = calloc(1, size);
    http_anew(rig, rig->ca);
    for (int phase = 0; phase < PHASES; phase++) {
        static const struct proxy_fault faults[PHASES] = {
            [SENDING] = {.harm = HARM_DEAF},
            [WAITING] = {.harm = HARM_SILENCE},
            [RECEIVING] = {.harm = HARM_DRIP, .bytes = 50}};
        struct http_request request = {.method = "POST", .body = body, .body_size = 2};
        proxy_tls(rig->proxy, phase == HANDSHAKE ? PROXY_TLS : PROXY_PLAIN,
                  phase == HANDSHAKE ? 3000 : 0);
        proxy_door(rig->proxy, phase == CONNECTING ? PROXY_HANGS : PROXY_OPEN);
        hurt(rig, faults[phase]);
        request.body_size = phase == SENDING ? size : 2;
        rig->cancel_at = clock_ticks() + 300;
        assert_false(ask(rig, "/db", request));
        int64_t late = clock_ticks() - rig->cancel_at;
        told(rig, FAULT_CANCELLED, "http.fault.cancelled");
        assert_in_range(late, 0, CANCEL_MS);
        proxy_door(rig->proxy, PROXY_OPEN);
        proxy_tls(rig->proxy, PROXY_PLAIN, 0);
        well(rig);
    }
    free(body);
}

/* ---- size ---- */

static void answers_have_a_ceiling(void **state)
{
    struct rig *rig = *state;
    enum { CEILING = 100000 };
    static const struct proxy_fault faults[] = {{.harm = HARM_ENDLESS},
                                                {.harm = HARM_BOMB, .bytes = 500 * 1024 * 1024},
                                                {.harm = HARM_ENDLESS_HEAD}};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        hurt(rig, faults[i]);
        int64_t begin = clock_ticks();
        assert_false(ask(rig, "/db", (struct http_request){.ceiling = CEILING}));
        told(rig, FAULT_LIMIT, "http.fault.large");
        assert_true(rig->answer.body.size <= CEILING);
        assert_true(clock_ticks() - begin < 3000);
    }
    size_t got = 0;
    hurt(rig, faults[0]);
    assert_false(ask(
        rig, "/db", (struct http_request){.ceiling = CEILING, .piece = piece_count, .data = &got}));
    told(rig, FAULT_LIMIT, "http.fault.large");
    assert_true(got <= CEILING);
    hurt(rig, (struct proxy_fault){.harm = HARM_ANSWER, .status = 200, .body = "0123456789"});
    assert_true(ask(rig, "/db", (struct http_request){.ceiling = 10}));
    assert_false(ask(rig, "/db", (struct http_request){.ceiling = 9}));
    told(rig, FAULT_LIMIT, "http.fault.large");
    well(rig);
}

static void garbage_is_told(void **state)
{
    struct rig *rig = *state;
    hurt(rig, (struct proxy_fault){.harm = HARM_GARBAGE});
    assert_false(ask(rig, "/db", (struct http_request){0}));
    told(rig, FAULT_NETWORK, "http.fault.garbage");
    hurt(rig, (struct proxy_fault){.harm = HARM_ANSWER,
                                   .status = 200,
                                   .headers = "Content-Encoding: gzip\r\n",
                                   .body = "this was never packed"});
    assert_false(ask(rig, "/db", (struct http_request){0}));
    told(rig, FAULT_NETWORK, "http.fault.garbage");
    well(rig);
}

/* ---- trust ---- */

static void only_a_known_certificate_is_trusted(void **state)
{
    struct rig *rig = *state;
    static const struct {
        enum proxy_tls tls;
        const char *key;
    } cases[] = {{PROXY_TLS_EXPIRED, "http.fault.tls.expired"},
                 {PROXY_TLS_NOT_YET, "http.fault.tls.clock"},
                 {PROXY_TLS_WRONG_HOST, "http.fault.tls.host"},
                 {PROXY_TLS_SELF_SIGNED, "http.fault.tls.unknown"}};
    http_anew(rig, rig->ca);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        proxy_tls(rig->proxy, cases[i].tls, 0);
        assert_false(ask(rig, "/db", (struct http_request){0}));
        told(rig, FAULT_NETWORK, cases[i].key);
        assert_int_equal(proxy_counts(rig->proxy).requests, 0);
    }
    proxy_tls(rig->proxy, PROXY_TLS, 0);
    well(rig);
    http_anew(rig, NULL); /* the system does not know the CA of a test */
    assert_false(ask(rig, "/db", (struct http_request){0}));
    told(rig, FAULT_NETWORK, "http.fault.tls.unknown");
    http_anew(rig, "/nowhere/ca.pem");
    assert_false(ask(rig, "/db", (struct http_request){0}));
    told(rig, FAULT_NETWORK, "http.fault.tls.file");
    http_anew(rig, kit_file(rig->folder, "broken.pem", "no certificate", 14));
    assert_false(ask(rig, "/db", (struct http_request){0}));
    told(rig, FAULT_NETWORK, "http.fault.tls.file");
}

static void tls_where_there_is_none_is_told(void **state)
{
    struct rig *rig = *state;
    char origin[64];
    snprintf(origin, sizeof origin, "https://127.0.0.1:%d", proxy_port(rig->proxy));
    hurt(rig, (struct proxy_fault){.harm = HARM_GARBAGE});
    assert_false(ask_there(rig, origin, "/db", (struct http_request){0}));
    assert_int_equal(rig->why.kind, FAULT_NETWORK);
    told(rig, FAULT_NETWORK, rig->why.what.key);
    http_anew(rig, rig->ca);
    proxy_tls(rig->proxy, PROXY_TLS, 3000);
    int64_t begin = clock_ticks();
    assert_false(ask(rig, "/db", (struct http_request){0}));
    told(rig, FAULT_NETWORK, "http.fault.refused");
    assert_in_range(clock_ticks() - begin, 900, 1000 + SLACK_MS);
    proxy_tls(rig->proxy, PROXY_TLS, 200);
    well(rig);
}

static void nothing_goes_out_in_the_clear(void **state)
{
    struct rig *rig = *state;
    static const char *const origins[] = {"http://192.0.2.1:9", "http://127.evil.invalid"};
    for (int i = 0; i < 2; i++) {
        assert_false(ask_there(rig, origins[i], "/db", (struct http_request){0}));
        told(rig, FAULT_REFUSED, "http.fault.plain");
    }
    assert_false(ask_there(rig, "https://an:secret@h", "/db", (struct http_request){0}));
    told(rig, FAULT_INPUT, "http.fault.url.credentials");
    assert_false(ask_there(rig, "file:///etc/passwd", "", (struct http_request){0}));
    told(rig, FAULT_INPUT, "http.fault.scheme");
    char path[8200];
    snprintf(path, sizeof path, "/db?%08190d", 1);
    assert_false(ask(rig, path, (struct http_request){0}));
    told(rig, FAULT_LIMIT, "http.fault.url");
}

/* ---- redirects ---- */

static void redirected(struct rig *rig, const char *location, int times, const char *method)
{
    char headers[1024];
    snprintf(headers, sizeof headers, "Location: %s\r\n", location);
    hurt(rig, (struct proxy_fault){
                  .harm = HARM_ANSWER, .status = 302, .headers = headers, .times = times});
    if (ask(rig, "/db", (struct http_request){.method = method})) {
        told(rig, FAULT_NONE, "not redirected");
    }
    told(rig, FAULT_REFUSED, "http.fault.redirect");
}

static void redirects_stay_in_the_house(void **state)
{
    struct rig *rig = *state;
    char text[256];
    hurt(rig, (struct proxy_fault){.harm = HARM_ANSWER,
                                   .status = 301,
                                   .headers = "Location: /other?x=1\r\n",
                                   .times = 3});
    assert_true(ask(rig, "/db", (struct http_request){0}));
    assert_int_equal(rig->answer.status, 200);
    assert_int_equal(proxy_asked(rig->proxy, "GET /other?x=1"), 3);
    snprintf(text, sizeof text, "%s/whole", proxy_origin(rig->proxy));
    char headers[300];
    snprintf(headers, sizeof headers, "Location: %s\r\n", text);
    hurt(rig,
         (struct proxy_fault){.harm = HARM_ANSWER, .status = 308, .headers = headers, .times = 1});
    assert_true(ask(rig, "/db", (struct http_request){0}));
    assert_int_equal(proxy_asked(rig->proxy, "GET /whole"), 1);
    int before = (int)proxy_counts(rig->proxy).requests;
    redirected(rig, "/db", 0, NULL); /* for ever */
    assert_int_equal(proxy_counts(rig->proxy).requests - before, 4);
    redirected(rig, "/db", 1, "POST");
    well(rig);
}

static void redirects_leave_the_house_never(void **state)
{
    struct rig *rig = *state;
    struct proxy *other = proxy_start(&(struct proxy_ways){0});
    redirected(rig, proxy_origin(other), 0, NULL);
    assert_int_equal(proxy_counts(other).requests, 0);
    redirected(rig, "http://elsewhere.invalid/db", 0, NULL);
    redirected(rig, "https://an:secret@elsewhere.invalid/db", 0, NULL);
    redirected(rig, "https://elsewhere.invalid/db?token=secret", 0, NULL);
    redirected(rig, "/db/secret/../..", 0, "POST");
    redirected(rig, "//elsewhere.invalid/db", 0, NULL);
    redirected(rig, "file:///etc/passwd", 0, NULL);
    char text[256];
    snprintf(text, sizeof text, "http://127.0.0.1:%d/db", proxy_port(rig->proxy));
    proxy_tls(rig->proxy, PROXY_TLS, 0);
    http_anew(rig, rig->ca);
    redirected(rig, text, 0, NULL);
    proxy_stop(other);
}

#define RIGGED(name) cmocka_unit_test_setup_teardown(name, rig_begin, rig_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIGGED(a_shut_door_is_told),
        RIGGED(a_door_that_hangs_is_given_up),
        RIGGED(a_name_nobody_has_is_told),
        RIGGED(a_cut_is_told_and_what_came_stays),
        RIGGED(a_refusal_before_the_end_of_the_body_is_heard),
        RIGGED(slowness_has_an_end),
        RIGGED(a_long_poll_lives_by_its_heartbeats),
        RIGGED(letting_go_takes_no_tenth_of_a_second),
        RIGGED(answers_have_a_ceiling),
        RIGGED(garbage_is_told),
        RIGGED(only_a_known_certificate_is_trusted),
        RIGGED(tls_where_there_is_none_is_told),
        RIGGED(nothing_goes_out_in_the_clear),
        RIGGED(redirects_stay_in_the_house),
        RIGGED(redirects_leave_the_house_never),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
