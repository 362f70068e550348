/* SPDX-License-Identifier: EUPL-1.2 */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http/http_inner.h"

static bool host_loopback(const char *host)
{
    return !strcmp(host, "localhost") || !strncmp(host, "127.", 4) || !strcmp(host, "[::1]") ||
           !strcmp(host, "::1");
}

static bool part_take(CURLU *url, CURLUPart part, char *out, size_t room)
{
    char *text = NULL;
    out[0] = '\0';
    if (curl_url_get(url, part, &text, part == CURLUPART_PORT ? CURLU_DEFAULT_PORT : 0) !=
        CURLUE_OK) {
        return true;
    }
    bool fits = strlen(text) < room;
    snprintf(out, room, "%s", fits ? text : "");
    curl_free(text);
    return fits;
}

static bool url_take(CURLU *url, struct http_url *out, struct fault *why)
{
    char scheme[16], port[8], user[64], query[8];
    if (!part_take(url, CURLUPART_SCHEME, scheme, sizeof scheme) ||
        (strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0)) {
        return fault_set(why, FAULT_INPUT, "http.fault.scheme");
    }
    if (!part_take(url, CURLUPART_USER, user, sizeof user) || *user) {
        return fault_set(why, FAULT_INPUT, "http.fault.url.credentials");
    }
    bool ok = part_take(url, CURLUPART_HOST, out->host, sizeof out->host) && *out->host &&
              part_take(url, CURLUPART_PATH, out->path, sizeof out->path) &&
              part_take(url, CURLUPART_PORT, port, sizeof port) &&
              part_take(url, CURLUPART_QUERY, query, sizeof query) && !*query;
    size_t size = strlen(out->path);
    while (size && out->path[size - 1] == '/') {
        out->path[--size] = '\0';
    }
    out->tls = !strcmp(scheme, "https");
    out->port = atoi(port);
    out->loopback = host_loopback(out->host);
    return ok || fault_set(why, FAULT_INPUT, "http.fault.url");
}

bool http_url_parse(const char *text, struct http_url *out, struct fault *why)
{
    CURLU *url = curl_url();
    memset(out, 0, sizeof *out);
    bool read =
        url && strlen(text) < 2000 && curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK;
    bool ok = read ? url_take(url, out, why) : fault_set(why, FAULT_INPUT, "http.fault.url");
    curl_url_cleanup(url);
    return ok;
}

bool url_same_server(const char *a, const char *b)
{
    struct http_url left, right;
    struct fault why;
    char left_text[2100], right_text[2100];
    snprintf(left_text, sizeof left_text, "%.*s", (int)strcspn(a, "?#"), a);
    snprintf(right_text, sizeof right_text, "%.*s", (int)strcspn(b, "?#"), b);
    return http_url_parse(left_text, &left, &why) && http_url_parse(right_text, &right, &why) &&
           left.tls == right.tls && left.port == right.port && !strcmp(left.host, right.host);
}

void http_encode(const char *text, struct buffer *out)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (; *text; text++) {
        if (strchr(plain, *text)) {
            buffer_add_byte(out, *text);
        } else {
            buffer_addf(out, "%%%02X", (unsigned char)*text);
        }
    }
}
