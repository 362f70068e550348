/* SPDX-License-Identifier: EUPL-1.2 */
/* proxy.h – what a network can do to a talk, on a free port of loopback, at the test's wish.
 *
 * Stands before an upstream, or answers by itself. Runs on threads of the test's own process, one per
 * connection; proxy_stop ends them all. Speaks HTTP/1.1 with keep-alive, plain or under TLS. Request
 * bodies need a Content-Length and are at most 64 MB. What it counts is what went over the
 * line below TLS. Calls that go wrong fail the test; all may be called while requests are under way. */
#ifndef KIT_PROXY_H
#define KIT_PROXY_H

#include "kit/kit.h"

struct proxy; /* opaque */

enum proxy_harm {
    HARM_NONE,         /* delays only */
    HARM_CUT_REQUEST,  /* takes `bytes` of the request's body, passes them on, hangs up on both */
    HARM_CUT_ANSWER,   /* after `bytes` of the answer, head included */
    HARM_RESET_ANSWER, /* the same, with a TCP reset */
    HARM_DRIP,         /* the answer at `bytes` a second (0 = 1) */
    HARM_LOSE_ANSWER,  /* the upstream does it, nobody hears */
    HARM_TRUNCATE,     /* `bytes` of the answer's body, in a message that is whole */
    HARM_ANSWER,       /* `status`, `headers`, `body`; the upstream hears nothing */
    HARM_HASTY,        /* the same, before the request's body was read; then hangs up */
    HARM_GARBAGE,      /* bytes that are no HTTP */
    HARM_ENDLESS,      /* a JSON answer without end */
    HARM_ENDLESS_HEAD, /* header lines without end */
    HARM_BOMB,         /* `bytes` of blanks, as a gzip of a thousandth */
    HARM_HEARTBEAT,    /* 200, then a blank line every `after_ms`, and no more */
    HARM_SILENCE,      /* takes the request and says nothing */
    HARM_DEAF          /* does not even take the request's body */
};
struct proxy_fault {
    enum proxy_harm harm;
    const char *match;       /* stands in "METHOD /path?query"; NULL = every request */
    int skip, times;         /* so many that match go unhurt; then so many are hurt (0 = all) */
    int before_ms, after_ms; /* before the upstream hears it; before its answer is passed on */
    size_t bytes;
    int status;
    const char *headers; /* "Name: value\r\n"…, NULL = JSON's Content-Type */
    const char *body;    /* NULL = none */
};

enum proxy_tls {
    PROXY_PLAIN,
    PROXY_TLS, /* for 127.0.0.1 and localhost, signed by the test's CA */
    PROXY_TLS_EXPIRED,
    PROXY_TLS_NOT_YET,
    PROXY_TLS_WRONG_HOST,
    PROXY_TLS_SELF_SIGNED
};
enum proxy_door {
    PROXY_OPEN,
    PROXY_REFUSED, /* "connection refused"; the port stays ours */
    PROXY_HANGS    /* a connection is neither made nor refused */
};

struct proxy_seen { /* one request */
    const char *line; /* "METHOD /path?query" */
    const char *head; /* with the request line, up to the blank line */
    const char *body;
    size_t body_size;
    int connection; /* the how-manieth, from 1 */
};
struct proxy_ways {
    int upstream; /* a port of 127.0.0.1; 0 = none: `site` answers, or {"ok":true} */
    /* Adds a whole HTTP message to `answer`; called by one thread at a time. */
    void (*site)(void *data, const struct proxy_seen *request, struct buffer *answer);
    void *data;
    enum proxy_tls tls;
};
struct proxy *proxy_start(const struct proxy_ways *ways);
void proxy_stop(struct proxy *proxy);
int proxy_port(const struct proxy *proxy);
const char *proxy_origin(struct proxy *proxy); /* "https://127.0.0.1:40123", as it now speaks */

/* Sets what goes wrong from now on (NULL = nothing); its texts are copied. */
void proxy_fault(struct proxy *proxy, const struct proxy_fault *fault);
int proxy_hurt(struct proxy *proxy); /* requests that the present fault has hurt */
/* These three hang up on whoever is connected. */
void proxy_tls(struct proxy *proxy, enum proxy_tls tls, int handshake_ms);
void proxy_door(struct proxy *proxy, enum proxy_door door);
void proxy_hang_up(struct proxy *proxy);
/* Every connection and every request costs so much more. */
void proxy_round_trip(struct proxy *proxy, int ms);

struct proxy_counts {
    int64_t connections, requests;
    int64_t bytes_in, bytes_out; /* from and to the caller */
};
struct proxy_counts proxy_counts(struct proxy *proxy);
int proxy_asked(struct proxy *proxy, const char *match); /* requests whose line holds it */
/* The last request: its head and body, into buffers that are initialised here (NULL = not wanted). */
void proxy_last(struct proxy *proxy, struct buffer *head, struct buffer *body);
/* Writes the certificate of the test's CA (one per process) into the folder; its path (see kit_path). */
const char *proxy_ca(const char *folder);

#endif
