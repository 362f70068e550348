/* SPDX-License-Identifier: EUPL-1.2 */
/* http_inner.h – what the files of this room share. */
#ifndef HTTP_HTTP_INNER_H
#define HTTP_HTTP_INNER_H

#include <curl/curl.h>

#include "http/http.h"

struct http {
    CURLM *multi;
    CURL *easy; /* kept: its connections live on */
    char *ca_file, *user_agent;
    struct http_ways ways;
    struct http_counts counts;
};

/* One request on its way. */
struct exchange {
    const struct http_request *request;
    struct http_answer *answer;
    size_t ceiling, taken;
    bool over, let_go; /* the answer is too large; nobody wants it any more */
};

/* url.c: scheme, host and port are equal. */
bool url_same_server(const char *a, const char *b);
/* trouble.c: what curl says, in words; always false. */
bool http_trouble(struct http *http, CURLcode code, const struct exchange *exchange, const char *url,
                  struct fault *why);
/* header.c: one header line of the answer. */
void header_take(struct http_answer *answer, const char *line, size_t size);
/* gzip.c: false = could not be packed (send it plain). */
bool gzip_pack(const char *bytes, size_t size, struct buffer *out);

#endif
