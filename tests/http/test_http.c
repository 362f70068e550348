/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

#include "kit/proxy.h"

/* ---- a small site ---- */

enum { LONG_BODY = 200000 };

static void gzipped_add(struct buffer *answer, const char *text, size_t size)
{
    enum { GZIP_WINDOW = 15 + 16 };
    char *packed = malloc(size + 1000);
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)text,
                       .avail_in = (uInt)size,
                       .next_out = (Bytef *)packed,
                       .avail_out = (uInt)size + 1000};
    deflateInit2(&stream, 6, Z_DEFLATED, GZIP_WINDOW, 8, 0);
    deflate(&stream, Z_FINISH);
    buffer_addf(answer, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %lu\r\n\r\n",
                stream.total_out);
    buffer_add(answer, packed, stream.total_out);
    deflateEnd(&stream);
    free(packed);
}

static void site(void *data, const struct proxy_seen *seen, struct buffer *answer)
{
    char *text = malloc(LONG_BODY);
    (void)data;
    for (int i = 0; i < LONG_BODY; i++) {
        text[i] = (char)('a' + i % 23);
    }
    if (strstr(seen->line, "/zip") && strstr(seen->head, "Accept-Encoding: gzip")) {
        gzipped_add(answer, text, LONG_BODY);
    } else if (strstr(seen->line, "/zip")) {
        buffer_addf(answer, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n", LONG_BODY);
        buffer_add(answer, text, LONG_BODY);
    } else if (strstr(seen->line, "/chunks")) {
        buffer_add_text(answer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                "3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n");
    } else if (strstr(seen->head, "Range: bytes=5-\r\n")) {
        buffer_add_text(answer, "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 5-9/10\r\n"
                                "Content-Length: 5\r\n\r\n56789");
    } else {
        buffer_addf(answer,
                    "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nETag: \"e1\"\r\n"
                    "Content-Type: application/json; charset=utf-8\r\n"
                    "Last-Modified: Fri, 12 Jun 2026 13:00:00 GMT\r\n"
                    "server: Couch/3\r\n\r\n%s",
                    strncmp(seen->line, "HEAD", 4) ? "0123456789" : "");
    }
    free(text);
}

struct rig {
    struct proxy *proxy;
    struct http *http;
    struct http_answer answer;
    struct fault why;
    char url[256];
};

static int rig_begin(void **state)
{
    struct rig *rig = calloc(1, sizeof *rig);
    rig->proxy = proxy_start(&(struct proxy_ways){.site = site});
    rig->http = http_new(&(struct http_ways){.user_agent = "Wijkpeil/test"});
    *state = rig;
    return 0;
}

static int rig_end(void **state)
{
    struct rig *rig = *state;
    http_answer_clear(&rig->answer);
    http_free(rig->http);
    proxy_stop(rig->proxy);
    free(rig);
    return 0;
}

static bool ask(struct rig *rig, const char *path, struct http_request request)
{
    http_answer_clear(&rig->answer);
    snprintf(rig->url, sizeof rig->url, "%s%s", proxy_origin(rig->proxy), path);
    request.url = rig->url;
    request.method = request.method ? request.method : "GET";
    return http_perform(rig->http, &request, &rig->answer, &rig->why);
}

static void asked(struct rig *rig, const char *path, struct http_request request)
{
    if (!ask(rig, path, request)) {
        fail_msg("%s: %s %s", path, rig->why.what.key, rig->why.detail);
    }
}

/* The last request's head holds it. */
static void sent(struct rig *rig, const char *text, bool is)
{
    struct buffer head;
    proxy_last(rig->proxy, &head, NULL);
    if ((strstr(buffer_text(&head), text) != NULL) != is) {
        fail_msg("\"%s\" %s in\n%s", text, is ? "is not" : "is", buffer_text(&head));
    }
    buffer_clear(&head);
}

/* ---- the tests ---- */

static void an_answer_is_told_whole(void **state)
{
    struct rig *rig = *state;
    asked(rig, "/db", (struct http_request){0});
    const struct http_answer *answer = &rig->answer;
    assert_int_equal(answer->status, 200);
    assert_string_equal(buffer_text(&answer->body), "0123456789");
    assert_string_equal(answer->content_type, "application/json; charset=utf-8");
    assert_string_equal(answer->etag, "\"e1\"");
    assert_string_equal(answer->last_modified, "Fri, 12 Jun 2026 13:00:00 GMT");
    assert_string_equal(answer->server, "Couch/3");
    assert_int_equal(answer->content_length, 10);
    assert_int_equal(answer->retry_after, -1);
    sent(rig, "GET /db HTTP/1.1\r\n", true);
    sent(rig, "User-Agent: Wijkpeil/test\r\n", true);
    sent(rig, "Accept: application/json\r\n", true);
    sent(rig, "Cookie:", false);
    asked(rig, "/chunks", (struct http_request){0});
    assert_string_equal(buffer_text(&answer->body), "[1,2]");
    assert_int_equal(answer->content_length, -1);
}

static void every_status_is_an_answer(void **state)
{
    struct rig *rig = *state;
    static const int statuses[] = {201, 202, 304, 400, 401, 403, 404, 409, 412, 413, 429, 500, 503};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        const char *body = statuses[i] == 304 ? NULL : "{\"error\":\"x\"}";
        proxy_fault(rig->proxy, &(struct proxy_fault){
                                    .harm = HARM_ANSWER, .status = statuses[i], .body = body});
        asked(rig, "/db", (struct http_request){0});
        assert_int_equal(rig->answer.status, statuses[i]);
        assert_string_equal(buffer_text(&rig->answer.body), body ? body : "");
    }
    assert_int_equal(http_counts(rig->http).connections, 1);
}

static void headers_of_the_caller_stand_alone(void **state)
{
    struct rig *rig = *state;
    asked(rig, "/db",
          (struct http_request){.headers = {"accept: text/csv", "If-None-Match: \"e1\""},
                                .cookie = "AuthSession=abc"});
    sent(rig, "accept: text/csv\r\n", true);
    sent(rig, "application/json", false);
    sent(rig, "If-None-Match: \"e1\"\r\n", true);
    sent(rig, "Cookie: AuthSession=abc\r\n", true);
    asked(rig, "/db",
          (struct http_request){.method = "POST",
                                .body = "x",
                                .body_size = 1,
                                .headers = {"content-type: text/plain"}});
    sent(rig, "Content-Type: application/json", false);
    sent(rig, "Cookie:", false);
}

static void bodies_go_out_as_they_are(void **state)
{
    struct rig *rig = *state;
    struct buffer body;
    static const char *const methods[] = {"POST", "PUT"};
    for (int i = 0; i < 2; i++) {
        asked(
            rig, "/db",
            (struct http_request){.method = methods[i], .body = "{\"a\":\"\0\"}", .body_size = 9});
        proxy_last(rig->proxy, NULL, &body);
        assert_int_equal(body.size, 9);
        assert_memory_equal(body.data, "{\"a\":\"\0\"}", 9);
        buffer_clear(&body);
        sent(rig, "Content-Type: application/json\r\n", true);
        sent(rig, "Expect:", false);
        asked(rig, "/db", (struct http_request){.method = methods[i]});
        sent(rig, "Content-Length: 0\r\n", true);
    }
    asked(rig, "/db", (struct http_request){.method = "DELETE"});
    sent(rig, "DELETE /db HTTP/1.1\r\n", true);
}

static void unpacked(const struct buffer *packed, const char *text, size_t size)
{
    enum { GZIP_WINDOW = 15 + 16 };
    char *out = malloc(size + 1);
    z_stream stream = {.next_in = (Bytef *)packed->data,
                       .avail_in = (uInt)packed->size,
                       .next_out = (Bytef *)out,
                       .avail_out = (uInt)size + 1};
    assert_int_equal(inflateInit2(&stream, GZIP_WINDOW), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.total_out, size);
    assert_memory_equal(out, text, size);
    inflateEnd(&stream);
    free(out);
}

static void large_bodies_go_out_packed(void **state)
{
    struct rig *rig = *state;
    enum { SIZE = 3000000 };
    char *text = malloc(SIZE);
    struct buffer body;
    for (int i = 0; i < SIZE; i++) {
        text[i] = (char)('a' + kit_random_below(16));
    }
    static const size_t sizes[] = {1024, 70000, SIZE};
    for (int i = 0; i < 3; i++) {
        struct proxy_counts before = proxy_counts(rig->proxy);
        asked(rig, "/db",
              (struct http_request){
                  .method = "POST", .body = text, .body_size = sizes[i], .gzip_body = true});
        proxy_last(rig->proxy, NULL, &body);
        sent(rig, "Content-Encoding: gzip\r\n", true);
        assert_true(body.size < sizes[i]);
        unpacked(&body, text, sizes[i]);
        buffer_clear(&body);
        assert_int_equal(rig->answer.bytes_out,
                         proxy_counts(rig->proxy).bytes_in - before.bytes_in);
        assert_int_equal(rig->answer.bytes_in,
                         proxy_counts(rig->proxy).bytes_out - before.bytes_out);
    }
    asked(rig, "/db",
          (struct http_request){
              .method = "POST", .body = text, .body_size = 1023, .gzip_body = true});
    sent(rig, "Content-Encoding", false);
    struct proxy_counts before = proxy_counts(rig->proxy);
    asked(rig, "/db", (struct http_request){.method = "POST", .body = text, .body_size = SIZE});
    assert_int_equal(rig->answer.bytes_out, proxy_counts(rig->proxy).bytes_in - before.bytes_in);
    free(text);
}

static void packed_answers_are_unpacked(void **state)
{
    struct rig *rig = *state;
    asked(rig, "/zip", (struct http_request){0});
    assert_int_equal(rig->answer.body.size, LONG_BODY);
    assert_true(rig->answer.bytes_in < LONG_BODY / 10);
    for (size_t i = 0; i < LONG_BODY; i++) {
        assert_int_equal(rig->answer.body.data[i], 'a' + i % 23);
    }
}

static void one_connection_serves_many_requests(void **state)
{
    struct rig *rig = *state;
    for (int i = 0; i < 50; i++) {
        asked(rig, i % 2 ? "/zip" : "/chunks", (struct http_request){0});
    }
    proxy_fault(rig->proxy,
                &(struct proxy_fault){.before_ms = 100}); /* little moves, and not at once */
    asked(rig, "/db", (struct http_request){0});
    struct http_counts counts = http_counts(rig->http);
    assert_int_equal(counts.requests, 51);
    assert_int_equal(counts.connections, 1);
    assert_int_equal(proxy_counts(rig->proxy).connections, 1);
    assert_int_equal(counts.bytes_out, proxy_counts(rig->proxy).bytes_in);
    proxy_hang_up(rig->proxy); /* what has gone meanwhile is made anew, quietly */
    asked(rig, "/db", (struct http_request){.method = "POST", .body = "{}", .body_size = 2});
    assert_int_equal(http_counts(rig->http).connections, 2);
}

struct pieces {
    struct buffer got;
    int ceiling;
};

static bool piece_take(void *data, const char *bytes, size_t size)
{
    struct pieces *pieces = data;
    buffer_add(&pieces->got, bytes, size);
    return --pieces->ceiling > 0;
}

static void pieces_are_handed_on_until_nobody_wants_them(void **state)
{
    struct rig *rig = *state;
    struct pieces pieces = {.ceiling = 1000000};
    buffer_init(&pieces.got, 1000000);
    asked(rig, "/zip", (struct http_request){.piece = piece_take, .data = &pieces});
    assert_int_equal(pieces.got.size, LONG_BODY);
    assert_int_equal(rig->answer.body.size, 0);
    pieces.ceiling = 2;
    buffer_empty(&pieces.got);
    assert_false(ask(rig, "/zip", (struct http_request){.piece = piece_take, .data = &pieces}));
    kit_assert_fault(&rig->why, FAULT_CANCELLED, "http.fault.cancelled");
    assert_in_range(pieces.got.size, 1, LONG_BODY - 1);
    buffer_clear(&pieces.got);
    asked(rig, "/db", (struct http_request){0});
}

static void a_part_can_be_asked_for(void **state)
{
    struct rig *rig = *state;
    asked(rig, "/db", (struct http_request){.range_from = 5});
    assert_int_equal(rig->answer.status, 206);
    assert_string_equal(rig->answer.content_range, "bytes 5-9/10");
    assert_string_equal(buffer_text(&rig->answer.body), "56789");
    sent(rig, "Accept-Encoding", false);
    asked(rig, "/db", (struct http_request){.range_from = 7}); /* not honoured */
    assert_int_equal(rig->answer.status, 200);
    assert_int_equal(rig->answer.body.size, 10);
}

static void a_head_alone_has_no_body(void **state)
{
    struct rig *rig = *state;
    asked(rig, "/db", (struct http_request){.method = "HEAD", .ceiling = 5});
    assert_int_equal(rig->answer.status, 200);
    assert_int_equal(rig->answer.body.size, 0);
    assert_int_equal(rig->answer.content_length, 10);
    asked(rig, "/db", (struct http_request){0});
    assert_int_equal(rig->answer.body.size, 10);
    assert_int_equal(http_counts(rig->http).connections, 1);
}

static void answered(struct rig *rig, int status, const char *headers)
{
    proxy_fault(rig->proxy,
                &(struct proxy_fault){.harm = HARM_ANSWER, .status = status, .headers = headers});
    asked(rig, "/db", (struct http_request){0});
}

static void the_wish_to_wait_is_read(void **state)
{
    struct rig *rig = *state;
    static const struct {
        const char *value;
        int seconds;
    } cases[] = {{"120", 120},
                 {"0", 0},
                 {"99999999999999999999", 86400},
                 {"-5", -1},
                 {"soon", -1},
                 {"", -1},
                 {"12 parsecs", -1},
                 {"Fri, 12 Jun 2026 13:00:00 GMT", 0}};
    char headers[256], date[64];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        snprintf(headers, sizeof headers, "retry-after: %s\r\n", cases[i].value);
        print_message("%s\n", cases[i].value);
        answered(rig, 503, headers);
        assert_int_equal(rig->answer.retry_after, cases[i].seconds);
    }
    time_t then = time(NULL) + 300;
    struct tm parts;
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&then, &parts));
    snprintf(headers, sizeof headers, "Retry-After: %s\r\n", date);
    answered(rig, 503, headers);
    assert_in_range(rig->answer.retry_after, 295, 300);
    /* A tablet whose clock is wrong: the server's own clock counts. */
    answered(rig, 503,
             "Retry-After: Fri, 12 Jun 2026 13:02:00 GMT\r\n"
             "Date: Fri, 12 Jun 2026 13:00:00 GMT\r\n");
    assert_int_equal(rig->answer.retry_after, 120);
}

static void only_the_session_cookie_is_kept(void **state)
{
    struct rig *rig = *state;
    answered(rig, 200,
             "Set-Cookie: track=1; Path=/\r\n"
             "Set-Cookie: AuthSession=YW46==; Version=1; HttpOnly\r\n"
             "Set-Cookie: other=2\r\n");
    assert_string_equal(rig->answer.set_cookie, "AuthSession=YW46==");
    answered(rig, 200, "Set-Cookie: track=1; Path=/\r\n");
    assert_string_equal(rig->answer.set_cookie, "");
    asked(rig, "/db", (struct http_request){0});
    sent(rig, "Cookie:", false); /* curl's own jar is shut */
}

static void overlong_headers_are_left_out(void **state)
{
    struct rig *rig = *state;
    char headers[1900];
    snprintf(headers, sizeof headers, "ETag: \"%01500d\"\r\nServer: s\r\n", 1);
    answered(rig, 200, headers);
    assert_string_equal(rig->answer.etag, "");
    assert_string_equal(rig->answer.server, "s");
}

#define RIGGED(name) cmocka_unit_test_setup_teardown(name, rig_begin, rig_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIGGED(an_answer_is_told_whole),
        RIGGED(every_status_is_an_answer),
        RIGGED(headers_of_the_caller_stand_alone),
        RIGGED(bodies_go_out_as_they_are),
        RIGGED(large_bodies_go_out_packed),
        RIGGED(packed_answers_are_unpacked),
        RIGGED(one_connection_serves_many_requests),
        RIGGED(pieces_are_handed_on_until_nobody_wants_them),
        RIGGED(a_part_can_be_asked_for),
        RIGGED(a_head_alone_has_no_body),
        RIGGED(the_wish_to_wait_is_read),
        RIGGED(only_the_session_cookie_is_kept),
        RIGGED(overlong_headers_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
