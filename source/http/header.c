/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "http/http_inner.h"

enum { RETRY_CEILING = 86400 };

/* A number of seconds, or a date; that is counted from the server's own, should it say one. */
static int retry_seconds(const char *value, time_t now)
{
    char *end;
    bool number = *value >= '0' && *value <= '9';
    long seconds = number ? strtol(value, &end, 10) : 0;
    if (number && end[strspn(end, " \t")]) {
        return -1;
    }
    if (!number) {
        time_t when = curl.getdate(value, NULL);
        if (when < 0) {
            return -1;
        }
        seconds = when > now ? (long)(when - now) : 0;
    }
    return seconds > RETRY_CEILING ? RETRY_CEILING : (int)seconds;
}

static void text_keep(char *out, size_t room, const char *value)
{
    if (strlen(value) < room) {
        snprintf(out, room, "%s", value);
    }
}

/* The session cookie alone, without its attributes. */
static void cookie_keep(struct http_answer *answer, const char *value)
{
    if (!strncmp(value, "AuthSession=", 12)) {
        size_t size = strcspn(value, ";");
        if (size < sizeof answer->set_cookie) {
            snprintf(answer->set_cookie, sizeof answer->set_cookie, "%.*s", (int)size, value);
        }
    }
}

static void head_begin(struct exchange *exchange)
{
    struct http_answer *answer = exchange->answer;
    answer->content_type[0] = answer->etag[0] = answer->last_modified[0] = '\0';
    answer->location[0] = answer->set_cookie[0] = answer->content_range[0] = '\0';
    answer->server[0] = exchange->retry[0] = '\0';
    answer->retry_after = -1;
    exchange->date = -1;
    exchange->head_whole = false;
}

static void head_end(struct exchange *exchange)
{
    time_t now = exchange->date < 0 ? time(NULL) : exchange->date;
    exchange->head_whole = true;
    exchange->answer->retry_after = retry_seconds(exchange->retry, now);
}

static void value_keep(struct exchange *exchange, const char *name, const char *value)
{
    struct http_answer *answer = exchange->answer;
    const struct {
        const char *name;
        char *out;
        size_t room;
    } kept[] = {
        {"Content-Type", answer->content_type, sizeof answer->content_type},
        {"ETag", answer->etag, sizeof answer->etag},
        {"Last-Modified", answer->last_modified, sizeof answer->last_modified},
        {"Location", answer->location, sizeof answer->location},
        {"Content-Range", answer->content_range, sizeof answer->content_range},
        {"Server", answer->server, sizeof answer->server},
        {"Retry-After", exchange->retry, sizeof exchange->retry},
    };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (!strcasecmp(name, kept[i].name)) {
            text_keep(kept[i].out, kept[i].room, value);
        }
    }
    if (!strcasecmp(name, "Date")) {
        exchange->date = curl.getdate(value, NULL);
    } else if (!strcasecmp(name, "Content-Length")) { /* known while the body comes */
        char *end;
        long long length = strtoll(value, &end, 10);
        answer->content_length = end != value && length >= 0 ? length : -1;
    } else if (!strcasecmp(name, "Set-Cookie")) {
        cookie_keep(answer, value);
    }
}

void header_take(struct exchange *exchange, const char *line, size_t size)
{
    char text[2048];
    if (size >= sizeof text) {
        return;
    }
    memcpy(text, line, size);
    text[size] = '\0';
    text[strcspn(text, "\r\n")] = '\0';
    if (!strncmp(text, "HTTP/", 5)) {
        head_begin(exchange);
    } else if (!*text && !exchange->head_whole) {
        head_end(exchange);
    }
    char *value = strchr(text, ':');
    if (value && !exchange->head_whole) {
        *value++ = '\0';
        value_keep(exchange, text, value + strspn(value, " \t"));
    }
}
