/* SPDX-License-Identifier: EUPL-1.2 */
/* http_inner.h – what the files of this room share. */
#ifndef HTTP_HTTP_INNER_H
#define HTTP_HTTP_INNER_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <stdio.h>
#include <time.h>

#include "http/http.h"

/* library.c: libcurl brings two dozen libraries, as many megabytes as the map needs, and part of the start;
 * most days nobody visits a server. So it is loaded when somebody first does, and called through this
 * table: `curl.easy_init()` is curl_easy_init. */
#define CURL_CALLS(CALL)                                                                           \
    CALL(global_init) CALL(getdate) CALL(free)                                                     \
    CALL(easy_init) CALL(easy_cleanup) CALL(easy_reset) CALL(easy_setopt) CALL(easy_getinfo)       \
    CALL(easy_strerror) CALL(slist_append) CALL(slist_free_all)                                    \
    CALL(multi_init) CALL(multi_cleanup) CALL(multi_add_handle) CALL(multi_remove_handle)          \
    CALL(multi_perform) CALL(multi_poll) CALL(multi_info_read)                                     \
    CALL(url) CALL(url_cleanup) CALL(url_get) CALL(url_set)
struct curl_calls {
#define CURL_MEMBER(NAME) __typeof__(&curl_##NAME) NAME;
    CURL_CALLS(CURL_MEMBER)
#undef CURL_MEMBER
};
extern struct curl_calls curl; /* filled by library_open */
/* From any thread. FAULT_NETWORK "http.fault.library" when this machine has none: then nothing may be called. */
bool library_open(struct fault *why);

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
    size_t ceiling, taken;   /* of the body, unpacked */
    size_t head_size;        /* of all heads of this answer */
    bool head_whole;         /* its blank line came: curl takes a head that was cut for an answer */
    char retry[64];          /* Retry-After as it came */
    time_t date;             /* the server's clock; -1 = not said */
    bool over, let_go;       /* the answer is too large; nobody wants it any more */
    int64_t moved, out;      /* bytes on the line below TLS: both ways; out alone */
    int64_t mark, mark_moved; /* when (clock_ticks) the patience began anew, and `moved` then */
};

/* url.c: http_url_parse of what stands before a query or fragment. */
bool url_parse_path(const char *text, struct http_url *out, struct fault *why);
/* trouble.c: what curl says, in words; always false. */
bool http_trouble(struct http *http, CURLcode code, const struct exchange *exchange, const char *url,
                  struct fault *why);
/* header.c: one header line of the answer; forgets what an earlier head (100) said, and takes
 * nothing from trailers. */
void header_take(struct exchange *exchange, const char *line, size_t size);
/* url.c: the address that a redirect names; false when it is no place to go to: then `out` is its host. */
bool url_redirect(const char *url, const char *location, char *out, size_t room);
/* gzip.c: false = could not be packed (send it plain). */
bool gzip_pack(const char *bytes, size_t size, struct buffer *out);

#endif
