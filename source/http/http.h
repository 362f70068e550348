/* SPDX-License-Identifier: EUPL-1.2 */
/* http.h – one request and its answer, on libcurl.
 *
 * A client keeps its connections alive (one multi handle). TLS is verified, with an optional CA file
 * of the municipality besides the system's; only http(s); http is refused except to loopback unless the
 * client allows it. Redirects are followed at most 3 times and never to another host, port or from https
 * to http. gzip is asked for and undone; bodies over 1 kB may be sent gzipped. No secret is ever written to a log or a fault.
 *
 * Belongs to one thread (a worker); http_perform blocks it, asks `cancelled` at least every 50 ms, and
 * gives up on an answer that is too large (its head over 256 kB counts as well), too slow (under 10
 * bytes/s for `patience` seconds, up and down together) or too late. A connection that went while it was idle
 * is made anew and the request sent again, quietly: a server may hear a request twice. */
#ifndef HTTP_HTTP_H
#define HTTP_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/fault.h"

struct http; /* opaque */

struct http_ways {             /* copied */
    const char *ca_file;       /* NULL = the system's only */
    const char *user_agent;    /* "Wijkpeil/…" */
    bool allow_plain;          /* http:// beyond loopback */
    int connect_seconds;       /* 0 = 10 */
    int patience;              /* 0 = 30 s without progress */
    bool (*cancelled)(void *data);
    void *data;
};
struct http *http_new(const struct http_ways *ways);
void http_free(struct http *http);

enum { HTTP_HEADERS = 12 };
struct http_request {
    const char *method;        /* "GET" "POST" "PUT" "HEAD" "DELETE" */
    const char *url;           /* without credentials in it */
    const char *headers[HTTP_HEADERS]; /* "Name: value"; NULL ends */
    const char *cookie;        /* "AuthSession=…", NULL = none; never logged */
    const char *body;          /* NULL = none */
    size_t body_size;
    bool gzip_body;
    size_t ceiling;            /* of the answer after unzipping; 0 = 64 MB */
    int seconds;               /* whole request; 0 = no bound but patience */
    int quiet_seconds;         /* long poll: no byte for so long = broken; 0 = patience */
    /* When not NULL the body goes here in pieces instead of answer.body; false ends the request. */
    bool (*piece)(void *data, const char *bytes, size_t size);
    void *data;
    int64_t range_from;        /* > 0: Range: bytes=N- */
};
struct http_answer {           /* http_answer_clear */
    int status;                /* 0 = no answer */
    struct buffer body;
    char content_type[128], etag[256], last_modified[64], location[1024], set_cookie[1024],
        content_range[128], server[64];
    int retry_after;           /* seconds, at most a day; -1 = not said; a date counts from the server's own */
    int64_t content_length;    /* -1 = not said */
    int64_t bytes_out, bytes_in; /* on the line below TLS, bodies and headers, redirects together */
};
/* true = an answer came, whatever its status. Faults (kinds of base/fault.h): NETWORK no connection, cut,
 * slow, not to be trusted ("http.fault.…"), LIMIT too large, CANCELLED; INPUT an address we do not
 * take, REFUSED one we do not go to: in the clear, or a redirect to another server, in a ring, or of
 * anything but GET and HEAD. What arrived before a cut stays in answer.body. A packed body that was cut
 * short within a whole message is not noticed here. */
bool http_perform(struct http *http, const struct http_request *request, struct http_answer *answer,
                  struct fault *why);
void http_answer_clear(struct http_answer *answer);
struct http_counts {
    int64_t requests, connections, bytes_out, bytes_in;
};
struct http_counts http_counts(const struct http *http);

/* Percent-encodes everything but unreserved characters. */
void http_encode(const char *text, struct buffer *out);
/* Scheme, host, port, path of a URL; false = not one that we accept. Credentials in it are refused
 * ("http.fault.url.credentials"). */
struct http_url {
    bool tls, loopback;
    char host[256];
    int port;
    char path[1024]; /* "/db", without a slash at the end */
};
bool http_url_parse(const char *text, struct http_url *out, struct fault *why);

#endif
