/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/clock.h"
#include "http/http_inner.h"

enum {
    ANSWER_CEILING = 64 * 1024 * 1024,
    REDIRECTS = 3,
    POLL_MS = 40,
    CONNECT_SECONDS = 10,
    PATIENCE_SECONDS = 30,
    SLOW_BYTES = 10,
    GZIP_LEAST = 1024,
    HEAD_CEILING = 256 * 1024,
    SECOND_MS = 1000,
    ALIVE_SECONDS = 120
};

struct http *http_new(const struct http_ways *ways)
{
    struct http *http = memory_take(sizeof *http);
    http->ways = *ways;
    http->ca_file = ways->ca_file && *ways->ca_file ? memory_text(ways->ca_file) : NULL;
    http->user_agent = memory_text(ways->user_agent ? ways->user_agent : "Wijkpeil");
    return http;
}

/* Loads libcurl with the first request. */
static bool http_begin(struct http *http, struct fault *why)
{
    if (!library_open(why)) {
        return false;
    }
    http->multi = http->multi ? http->multi : curl.multi_init();
    http->easy = http->easy ? http->easy : curl.easy_init();
    if (!http->multi || !http->easy) {
        memory_grow(NULL, SIZE_MAX);
    }
    return true;
}

void http_free(struct http *http)
{
    if (http) {
        if (http->easy) {
            curl.easy_cleanup(http->easy);
            curl.multi_cleanup(http->multi);
        }
        free(http->ca_file);
        free(http->user_agent);
        free(http);
    }
}

struct http_counts http_counts(const struct http *http)
{
    return http->counts;
}

void http_answer_clear(struct http_answer *answer)
{
    buffer_clear(&answer->body);
    memset(answer, 0, sizeof *answer);
}

static void answer_begin(struct http_answer *answer, size_t ceiling)
{
    buffer_clear(&answer->body);
    int64_t out = answer->bytes_out, in = answer->bytes_in;
    memset(answer, 0, sizeof *answer);
    buffer_init(&answer->body, ceiling);
    answer->retry_after = -1;
    answer->content_length = -1;
    answer->bytes_out = out;
    answer->bytes_in = in;
}

/* ---- what curl calls ---- */

static size_t body_take(char *bytes, size_t one, size_t count, void *data)
{
    struct exchange *exchange = data;
    size_t size = one * count;
    exchange->taken += size;
    exchange->over = exchange->taken > exchange->ceiling;
    if (exchange->over) {
        return 0;
    }
    if (exchange->request->piece) {
        exchange->let_go = !exchange->request->piece(exchange->request->data, bytes, size);
        return exchange->let_go ? 0 : size;
    }
    exchange->over = !buffer_add(&exchange->answer->body, bytes, size);
    return exchange->over ? 0 : size;
}

static size_t header_taken(char *bytes, size_t one, size_t count, void *data)
{
    struct exchange *exchange = data;
    exchange->head_size += one * count;
    exchange->over = exchange->head_size > HEAD_CEILING;
    if (exchange->over) {
        return 0;
    }
    header_take(exchange, bytes, one * count);
    return one * count;
}

/* Only counts: what curl would tell a log is kept from it. */
static int bytes_seen(CURL *easy, curl_infotype kind, char *bytes, size_t size, void *data)
{
    struct exchange *exchange = data;
    (void)easy, (void)bytes;
    bool out = kind == CURLINFO_HEADER_OUT || kind == CURLINFO_DATA_OUT;
    bool in = kind == CURLINFO_HEADER_IN || kind == CURLINFO_DATA_IN;
    exchange->out += out ? (int64_t)size : 0;
    exchange->moved += out || in ? (int64_t)size : 0;
    return 0;
}

/* ---- one way there and back ---- */

static bool header_said(const struct http_request *request, const char *name)
{
    for (int i = 0; i < HTTP_HEADERS && request->headers[i]; i++) {
        if (!strncasecmp(request->headers[i], name, strlen(name))) {
            return true;
        }
    }
    return false;
}

static struct curl_slist *headers_make(const struct http_request *request, bool gzipped)
{
    struct curl_slist *list = curl.slist_append(NULL, "Expect:");
    for (int i = 0; i < HTTP_HEADERS && request->headers[i]; i++) {
        list = curl.slist_append(list, request->headers[i]);
    }
    if (!header_said(request, "Accept:")) {
        list = curl.slist_append(list, "Accept: application/json");
    }
    if (!header_said(request, "Content-Type:")) {
        list = curl.slist_append(list, request->body ? "Content-Type: application/json"
                                                     : "Content-Type:");
    }
    if (gzipped) {
        list = curl.slist_append(list, "Content-Encoding: gzip");
    }
    return list;
}

static void easy_security(struct http *http, const struct http_url *url)
{
    curl.easy_setopt(http->easy, CURLOPT_PROTOCOLS_STR, url->tls ? "https" : "http,https");
    curl.easy_setopt(http->easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl.easy_setopt(http->easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl.easy_setopt(http->easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (http->ca_file) {
        curl.easy_setopt(http->easy, CURLOPT_CAINFO, http->ca_file);
    }
    if (url->loopback) {
        curl.easy_setopt(http->easy, CURLOPT_PROXY, "");
    }
}

static void easy_patience(struct http *http, const struct http_request *request)
{
    const struct http_ways *ways = &http->ways;
    curl.easy_setopt(http->easy, CURLOPT_CONNECTTIMEOUT,
                     (long)(ways->connect_seconds ? ways->connect_seconds : CONNECT_SECONDS));
    curl.easy_setopt(http->easy, CURLOPT_TIMEOUT, (long)request->seconds);
    curl.easy_setopt(http->easy, CURLOPT_MAXAGE_CONN, (long)ALIVE_SECONDS);
    curl.easy_setopt(http->easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl.easy_setopt(http->easy, CURLOPT_NOSIGNAL, 1L);
    curl.easy_setopt(http->easy, CURLOPT_QUICK_EXIT, 1L); /* letting go waits for no name */
}

/* curl's own watch looks at the last seconds alone, and would take a heartbeat of one byte for
 * silence. */
static bool patience_over(const struct http *http, struct exchange *exchange)
{
    int quiet = exchange->request->quiet_seconds, own = http->ways.patience;
    int patience = quiet ? quiet : own ? own : PATIENCE_SECONDS;
    int64_t now = clock_ticks(), least = quiet ? 1 : (int64_t)SLOW_BYTES * patience;
    if (!exchange->moved || exchange->moved - exchange->mark_moved >= least) {
        exchange->mark = now;
        exchange->mark_moved = exchange->moved;
    }
    return now - exchange->mark >= (int64_t)patience * SECOND_MS;
}

static void easy_method(struct http *http, const struct exchange *exchange,
                        const struct buffer *packed)
{
    const struct http_request *request = exchange->request;
    if (!strcmp(request->method, "HEAD")) {
        curl.easy_setopt(http->easy, CURLOPT_NOBODY, 1L);
    } else {
        curl.easy_setopt(http->easy, CURLOPT_CUSTOMREQUEST, request->method);
        curl.easy_setopt(http->easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)exchange->ceiling);
    }
    bool changing = !strcmp(request->method, "POST") || !strcmp(request->method, "PUT");
    if (changing && !request->body) {
        curl.easy_setopt(http->easy, CURLOPT_POSTFIELDS, ""); /* says "Content-Length: 0" */
    }
    if (request->body) {
        bool gzipped = packed->size > 0;
        curl.easy_setopt(http->easy, CURLOPT_POSTFIELDS, gzipped ? packed->data : request->body);
        curl.easy_setopt(http->easy, CURLOPT_POSTFIELDSIZE_LARGE,
                         (curl_off_t)(gzipped ? packed->size : request->body_size));
    }
    if (request->range_from > 0) {
        char range[32];
        snprintf(range, sizeof range, "%lld-", (long long)request->range_from);
        curl.easy_setopt(http->easy, CURLOPT_RANGE, range);
    } else {
        curl.easy_setopt(http->easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    }
    if (request->cookie) {
        curl.easy_setopt(http->easy, CURLOPT_COOKIE, request->cookie);
    }
}

static CURLcode transfer(struct http *http, struct exchange *exchange)
{
    CURLcode result = CURLE_OK;
    int running = 1, left;
    exchange->mark = clock_ticks();
    curl.multi_add_handle(http->multi, http->easy);
    while (running) {
        if (http->ways.cancelled && http->ways.cancelled(http->ways.data)) {
            exchange->let_go = true;
            result = CURLE_ABORTED_BY_CALLBACK;
            break;
        }
        if (curl.multi_perform(http->multi, &running) != CURLM_OK ||
            (running && curl.multi_poll(http->multi, NULL, 0, POLL_MS, NULL) != CURLM_OK)) {
            result = CURLE_RECV_ERROR;
            break;
        }
        if (running && patience_over(http, exchange)) {
            result = CURLE_OPERATION_TIMEDOUT;
            break;
        }
    }
    const CURLMsg *message;
    while ((message = curl.multi_info_read(http->multi, &left))) {
        if (message->msg == CURLMSG_DONE && result == CURLE_OK) {
            result = message->data.result;
        }
    }
    curl.multi_remove_handle(http->multi, http->easy);
    return result == CURLE_OK && !exchange->head_whole ? CURLE_GOT_NOTHING : result;
}

static void transfer_count(struct http *http, const struct exchange *exchange)
{
    struct http_answer *answer = exchange->answer;
    long status = 0, head_in = 0, connections = 0;
    curl_off_t in = 0, length = -1;
    curl.easy_getinfo(http->easy, CURLINFO_RESPONSE_CODE, &status);
    curl.easy_getinfo(http->easy, CURLINFO_HEADER_SIZE, &head_in);
    curl.easy_getinfo(http->easy, CURLINFO_NUM_CONNECTS, &connections);
    curl.easy_getinfo(http->easy, CURLINFO_SIZE_DOWNLOAD_T, &in);
    curl.easy_getinfo(http->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    answer->status = exchange->head_whole ? (int)status : 0;
    answer->content_length = length;
    answer->bytes_in += in + head_in;
    answer->bytes_out += exchange->out;
    http->counts.requests++;
    http->counts.connections += connections;
    http->counts.bytes_in += in + head_in;
    http->counts.bytes_out += exchange->out;
}

static bool once(struct http *http, const struct http_request *request, const char *url,
                 struct http_answer *answer, struct fault *why)
{
    struct http_url parts;
    struct exchange exchange = {.request = request, .answer = answer};
    struct buffer packed;
    exchange.ceiling = request->ceiling ? request->ceiling : ANSWER_CEILING;
    answer_begin(answer, exchange.ceiling);
    if (!url_parse_path(url, &parts, why)) {
        return false;
    }
    if (!parts.tls && !parts.loopback && !http->ways.allow_plain) {
        return fault_set(why, FAULT_REFUSED, "http.fault.plain");
    }
    buffer_init(&packed, SIZE_MAX / 2);
    if (request->gzip_body && request->body_size >= GZIP_LEAST) {
        gzip_pack(request->body, request->body_size, &packed);
    }
    struct curl_slist *headers = headers_make(request, packed.size > 0);
    curl.easy_reset(http->easy);
    curl.easy_setopt(http->easy, CURLOPT_URL, url);
    curl.easy_setopt(http->easy, CURLOPT_USERAGENT, http->user_agent);
    curl.easy_setopt(http->easy, CURLOPT_HTTPHEADER, headers);
    curl.easy_setopt(http->easy, CURLOPT_WRITEFUNCTION, body_take);
    curl.easy_setopt(http->easy, CURLOPT_WRITEDATA, &exchange);
    curl.easy_setopt(http->easy, CURLOPT_HEADERFUNCTION, header_taken);
    curl.easy_setopt(http->easy, CURLOPT_HEADERDATA, &exchange);
    curl.easy_setopt(http->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl.easy_setopt(http->easy, CURLOPT_DEBUGFUNCTION, bytes_seen);
    curl.easy_setopt(http->easy, CURLOPT_DEBUGDATA, &exchange);
    curl.easy_setopt(http->easy, CURLOPT_VERBOSE, 1L);
    easy_security(http, &parts);
    easy_patience(http, request);
    easy_method(http, &exchange, &packed);
    CURLcode code = transfer(http, &exchange);
    transfer_count(http, &exchange);
    curl.slist_free_all(headers);
    buffer_clear(&packed);
    return code == CURLE_OK || http_trouble(http, code, &exchange, url, why);
}

bool http_perform(struct http *http, const struct http_request *request, struct http_answer *answer,
                  struct fault *why)
{
    char url[8192], next[8192];
    memset(answer, 0, sizeof *answer);
    if (!http_begin(http, why)) {
        return false;
    }
    if (strlen(request->url) >= sizeof url) {
        return fault_set(why, FAULT_LIMIT, "http.fault.url");
    }
    snprintf(url, sizeof url, "%s", request->url);
    for (int turn = 0;; turn++) {
        if (!once(http, request, url, answer, why)) {
            return false;
        }
        bool moved = answer->status == 301 || answer->status == 302 || answer->status == 303 ||
                     answer->status == 307 || answer->status == 308;
        if (!moved || !*answer->location) {
            return true;
        }
        bool reading = !strcmp(request->method, "GET") || !strcmp(request->method, "HEAD");
        if (turn == REDIRECTS || !reading ||
            !url_redirect(url, answer->location, next, sizeof next)) {
            struct http_url here; /* round in a ring, or where a change was asked for */
            bool inside = (turn == REDIRECTS || !reading) &&
                          url_redirect(url, answer->location, next, sizeof next) &&
                          url_parse_path(next, &here, why);
            return fault_set_text(why, FAULT_REFUSED, "http.fault.redirect",
                                  inside ? here.host : next);
        }
        memcpy(url, next, sizeof url);
    }
}
