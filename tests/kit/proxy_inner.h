/* SPDX-License-Identifier: EUPL-1.2 */
/* proxy_inner.h – what the files of the proxy share. */
#ifndef KIT_PROXY_INNER_H
#define KIT_PROXY_INNER_H

#include <openssl/ssl.h>
#include <pthread.h>
#include <stdatomic.h>

#include "kit/proxy.h"

enum { PROXY_HEAD = 64 * 1024, PROXY_BODY = 64 * 1024 * 1024, PROXY_TALKS = 4096, PROXY_TURN_MS = 20 };

struct proxy {
    struct proxy_ways ways;
    int port, listener;
    int plugs[8]; /* connections of our own that fill the queue of a door that hangs */
    char origin[64];
    pthread_t porter;
    atomic_bool stopping;
    atomic_int era;    /* a talk of an older one ends */
    atomic_int living; /* talks under way */
    pthread_mutex_t lock, site_lock;
    /* below lock */
    enum proxy_door door, door_wanted;
    enum proxy_tls tls;
    int handshake_ms, round_trip_ms;
    struct proxy_fault fault;
    int matched, hurt;
    struct proxy_counts counts;
    struct buffer lines, last_head, last_body;
    struct proxy_talk *talks[PROXY_TALKS];
};

/* One end of a connection, plain or under TLS. Reads and writes give up when the proxy stops or hangs up. */
struct line {
    struct proxy *proxy;
    int handle, era;
    SSL *ssl;
    bool counted; /* its bytes count */
    char held[16384];
    size_t held_at, held_size;
};
void line_init(struct line *line, struct proxy *proxy, int handle, bool counted);
void line_close(struct line *line, bool reset);
bool line_secure(struct line *line, enum proxy_tls tls);
size_t line_read(struct line *line, char *out, size_t room); /* 0 = the end */
bool line_write(struct line *line, const char *bytes, size_t size);
bool line_rest(struct line *line, int ms); /* false = the other side went */
bool line_gone(const struct line *line);

struct proxy_talk { /* one connection of a caller, on its own thread */
    struct proxy *proxy;
    pthread_t thread;
    atomic_bool done;
    int handle, connection;
};
void *proxy_talk_run(void *talk);
/* The fault that this request meets (HARM_NONE without delays when none); texts stay the proxy's. */
struct proxy_fault proxy_fault_for(struct proxy *proxy, const char *line);

#endif
