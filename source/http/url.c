/* SPDX-License-Identifier: EUPL-1.2 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "http/http_inner.h"

enum { URL_CEILING = 2000 };

static bool host_loopback(const char *host)
{
    struct in_addr address;
    if (inet_pton(AF_INET, host, &address) == 1) {
        return ntohl(address.s_addr) >> 24 == 127;
    }
    return !strcasecmp(host, "localhost") || !strcmp(host, "[::1]");
}

static bool part_there(CURLU *url, CURLUPart part)
{
    char *text = NULL;
    bool there = curl.url_get(url, part, &text, 0) == CURLUE_OK;
    curl.free(text);
    return there;
}

/* A part that is not there is "". */
static bool part_take(CURLU *url, CURLUPart part, char *out, size_t room)
{
    char *text = NULL;
    CURLUcode said =
        curl.url_get(url, part, &text, part == CURLUPART_PORT ? CURLU_DEFAULT_PORT : 0);
    bool fits = said == CURLUE_OK && strlen(text) < room;
    snprintf(out, room, "%s", fits ? text : "");
    curl.free(text);
    return fits || said != CURLUE_OK;
}

static bool url_take(CURLU *url, struct http_url *out, struct fault *why)
{
    char scheme[16], port[8];
    if (!part_take(url, CURLUPART_SCHEME, scheme, sizeof scheme) ||
        (strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0)) {
        return fault_set(why, FAULT_INPUT, "http.fault.scheme");
    }
    if (part_there(url, CURLUPART_USER) || part_there(url, CURLUPART_PASSWORD)) {
        return fault_set(why, FAULT_INPUT, "http.fault.url.credentials");
    }
    bool ok = part_take(url, CURLUPART_HOST, out->host, sizeof out->host) && *out->host &&
              part_take(url, CURLUPART_PATH, out->path, sizeof out->path) &&
              part_take(url, CURLUPART_PORT, port, sizeof port) && atoi(port) > 0;
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
    memset(out, 0, sizeof *out);
    if (!library_open(why)) {
        return false;
    }
    CURLU *url = curl.url();
    CURLUcode said = url && strlen(text) < URL_CEILING && !text[strcspn(text, "?#")]
                         ? curl.url_set(url, CURLUPART_URL, text, 0)
                         : CURLUE_MALFORMED_INPUT;
    bool ok = said == CURLUE_OK ? url_take(url, out, why)
                                : fault_set(why, FAULT_INPUT,
                                            said == CURLUE_UNSUPPORTED_SCHEME ? "http.fault.scheme"
                                                                              : "http.fault.url");
    const char *slashes = ok ? strstr(text, "//") : NULL;
    if (slashes && slashes[2] == '/') { /* curl would take the path for the host */
        ok = fault_set(why, FAULT_INPUT, "http.fault.url");
    }
    curl.url_cleanup(url);
    return ok;
}

bool url_parse_path(const char *text, struct http_url *out, struct fault *why)
{
    char place[URL_CEILING + 1];
    snprintf(place, sizeof place, "%.*s", (int)strcspn(text, "?#"), text);
    return http_url_parse(place, out, why);
}

static bool url_same_server(const char *a, const char *b)
{
    struct http_url left, right;
    struct fault why;
    return url_parse_path(a, &left, &why) && url_parse_path(b, &right, &why) &&
           left.tls == right.tls && left.port == right.port && !strcasecmp(left.host, right.host);
}

bool url_redirect(const char *url, const char *location, char *out, size_t room)
{
    enum { LENIENT = CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE };
    char *text = NULL;
    CURLU *target = curl.url();
    bool read = target && *location && curl.url_set(target, CURLUPART_URL, url, 0) == CURLUE_OK &&
                curl.url_set(target, CURLUPART_URL, location, LENIENT) == CURLUE_OK &&
                curl.url_get(target, CURLUPART_URL, &text, 0) == CURLUE_OK;
    bool ok = read && strlen(text) < room && url_same_server(url, text);
    if (ok) {
        snprintf(out, room, "%s", text);
    } else if (!read || !part_take(target, CURLUPART_HOST, out, room) || !*out) {
        snprintf(out, room, "?");
    }
    curl.free(text);
    curl.url_cleanup(target);
    return ok;
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
