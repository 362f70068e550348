/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "http/http_inner.h"

static int retry_seconds(const char *value)
{
    char *end;
    long seconds = strtol(value, &end, 10);
    if (end == value) {
        time_t when = curl_getdate(value, NULL);
        seconds = when < 0 ? -1 : (long)(when - time(NULL));
    }
    return seconds < 0 ? (end == value ? 0 : -1) : seconds > 86400 ? 86400 : (int)seconds;
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
        char text[sizeof answer->set_cookie];
        snprintf(text, sizeof text, "%.*s", (int)strcspn(value, ";"), value);
        text_keep(answer->set_cookie, sizeof answer->set_cookie, text);
    }
}

void header_take(struct http_answer *answer, const char *line, size_t size)
{
    char text[2048];
    if (size >= sizeof text) {
        return;
    }
    memcpy(text, line, size);
    text[size] = '\0';
    text[strcspn(text, "\r\n")] = '\0';
    char *value = strchr(text, ':');
    if (!value) {
        return;
    }
    *value++ = '\0';
    value += strspn(value, " \t");
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
    };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (!strcasecmp(text, kept[i].name)) {
            text_keep(kept[i].out, kept[i].room, value);
        }
    }
    if (!strcasecmp(text, "Retry-After")) {
        answer->retry_after = retry_seconds(value);
    } else if (!strcasecmp(text, "Set-Cookie")) {
        cookie_keep(answer, value);
    }
}
