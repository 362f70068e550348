/* SPDX-License-Identifier: EUPL-1.2 */
#include "kit/proxy.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "kit/proxy_inner.h"

enum { LOG_CEILING = 16 * 1024 * 1024, QUEUE = 128, DOOR_MS = 5, HANG_UP_MS = 500 };

/* ---- the door ---- */

static struct sockaddr_in address_of(int port)
{
    return (struct sockaddr_in){.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port),
                                .sin_addr = {htonl(INADDR_LOOPBACK)}};
}

static int socket_bound(int port)
{
    int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    struct sockaddr_in address = address_of(port);
    setsockopt(handle, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (handle < 0 || bind(handle, (struct sockaddr *)&address, sizeof address) != 0) {
        fprintf(stderr, "proxy: port %d: %s\n", port, strerror(errno));
        abort();
    }
    return handle;
}

static void plugs_set(struct proxy *proxy, bool fill)
{
    struct sockaddr_in address = address_of(proxy->port);
    for (size_t i = 0; i < sizeof proxy->plugs / sizeof *proxy->plugs; i++) {
        if (proxy->plugs[i] >= 0) {
            close(proxy->plugs[i]);
        }
        proxy->plugs[i] =
            fill ? socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0) : -1;
        if (fill) {
            (void)!connect(proxy->plugs[i], (struct sockaddr *)&address, sizeof address);
        }
    }
}

static void door_set(struct proxy *proxy, enum proxy_door door)
{
    close(proxy->listener);
    plugs_set(proxy, false);
    proxy->listener = socket_bound(proxy->port);
    if (door != PROXY_REFUSED) {
        listen(proxy->listener, door == PROXY_OPEN ? QUEUE : 0);
    }
    plugs_set(proxy, door == PROXY_HANGS);
    proxy->door = door;
}

/* Joins the talks that are over, or all; a free place, or -1. */
static int talks_join(struct proxy *proxy, bool all)
{
    int place = -1;
    for (int i = 0; i < PROXY_TALKS; i++) {
        struct proxy_talk *talk = proxy->talks[i];
        if (talk && (all || talk->done)) {
            pthread_join(talk->thread, NULL);
            free(talk);
            talk = proxy->talks[i] = NULL;
        }
        place = place < 0 && !talk ? i : place;
    }
    return place;
}

static void talk_begin(struct proxy *proxy, int handle)
{
    int place = talks_join(proxy, false);
    struct proxy_talk *talk = memory_take(sizeof *talk);
    pthread_mutex_lock(&proxy->lock);
    talk->connection = (int)++proxy->counts.connections;
    proxy->living++;
    pthread_mutex_unlock(&proxy->lock);
    talk->proxy = proxy;
    talk->handle = handle;
    if (place < 0 || pthread_create(&talk->thread, NULL, proxy_talk_run, talk) != 0) {
        fprintf(stderr, "proxy: too many connections\n");
        abort();
    }
    proxy->talks[place] = talk;
}

static void *porter_run(void *data)
{
    struct proxy *proxy = data;
    while (!proxy->stopping) {
        pthread_mutex_lock(&proxy->lock);
        if (proxy->door != proxy->door_wanted) {
            door_set(proxy, proxy->door_wanted);
        }
        bool open = proxy->door == PROXY_OPEN;
        pthread_mutex_unlock(&proxy->lock);
        struct pollfd end = {.fd = open ? proxy->listener : -1, .events = POLLIN};
        if (poll(&end, 1, DOOR_MS) > 0) {
            int handle = accept(proxy->listener, NULL, NULL);
            if (handle >= 0) {
                fcntl(handle, F_SETFD, FD_CLOEXEC);
                talk_begin(proxy, handle);
            }
        }
    }
    return NULL;
}

/* ---- from birth to end ---- */

static int port_of(int handle)
{
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    getsockname(handle, (struct sockaddr *)&address, &size);
    return ntohs(address.sin_port);
}

struct proxy *proxy_start(const struct proxy_ways *ways)
{
    struct proxy *proxy = memory_take(sizeof *proxy);
    sigset_t pipe, before;
    proxy->ways = *ways;
    proxy->tls = ways->tls;
    memset(proxy->plugs, -1, sizeof proxy->plugs);
    buffer_init(&proxy->lines, LOG_CEILING);
    buffer_init(&proxy->last_head, PROXY_HEAD);
    buffer_init(&proxy->last_body, PROXY_BODY);
    pthread_mutex_init(&proxy->lock, NULL);
    pthread_mutex_init(&proxy->site_lock, NULL);
    proxy->listener = socket_bound(0);
    proxy->port = port_of(proxy->listener);
    listen(proxy->listener, QUEUE);
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &before); /* its threads inherit this */
    int failed = pthread_create(&proxy->porter, NULL, porter_run, proxy);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failed) {
        fail_msg("no thread: %s", strerror(failed));
    }
    return proxy;
}

void proxy_stop(struct proxy *proxy)
{
    proxy->stopping = true;
    pthread_join(proxy->porter, NULL);
    talks_join(proxy, true);
    plugs_set(proxy, false);
    close(proxy->listener);
    proxy_fault(proxy, NULL);
    buffer_clear(&proxy->lines);
    buffer_clear(&proxy->last_head);
    buffer_clear(&proxy->last_body);
    pthread_mutex_destroy(&proxy->lock);
    pthread_mutex_destroy(&proxy->site_lock);
    free(proxy);
}

int proxy_port(const struct proxy *proxy)
{
    return proxy->port;
}

const char *proxy_origin(struct proxy *proxy)
{
    pthread_mutex_lock(&proxy->lock);
    snprintf(proxy->origin, sizeof proxy->origin, "%s://127.0.0.1:%d",
             proxy->tls ? "https" : "http", proxy->port);
    pthread_mutex_unlock(&proxy->lock);
    return proxy->origin;
}

/* ---- what goes wrong ---- */

void proxy_fault(struct proxy *proxy, const struct proxy_fault *fault)
{
    pthread_mutex_lock(&proxy->lock);
    free((char *)(uintptr_t)proxy->fault.match);
    free((char *)(uintptr_t)proxy->fault.headers);
    free((char *)(uintptr_t)proxy->fault.body);
    proxy->fault = fault ? *fault : (struct proxy_fault){.times = -1};
    proxy->fault.match = memory_text(proxy->fault.match);
    proxy->fault.headers = memory_text(proxy->fault.headers);
    proxy->fault.body = memory_text(proxy->fault.body);
    proxy->matched = proxy->hurt = 0;
    pthread_mutex_unlock(&proxy->lock);
}

struct proxy_fault proxy_fault_for(struct proxy *proxy, const char *line)
{
    struct proxy_fault chosen = {0};
    pthread_mutex_lock(&proxy->lock);
    const struct proxy_fault *fault = &proxy->fault;
    if (!fault->match || strstr(line, fault->match)) {
        int turn = proxy->matched++ - fault->skip;
        if (turn >= 0 && (!fault->times || turn < fault->times)) {
            chosen = *fault;
            chosen.match = NULL;
            chosen.headers = memory_text(fault->headers);
            chosen.body = memory_text(fault->body);
            proxy->hurt += chosen.harm || chosen.before_ms || chosen.after_ms;
        }
    }
    pthread_mutex_unlock(&proxy->lock);
    return chosen;
}

int proxy_hurt(struct proxy *proxy)
{
    pthread_mutex_lock(&proxy->lock);
    int hurt = proxy->hurt;
    pthread_mutex_unlock(&proxy->lock);
    return hurt;
}

void proxy_hang_up(struct proxy *proxy)
{
    struct timespec turn = {.tv_nsec = 1000000};
    bool waiting = true;
    proxy->era++;
    for (int64_t until = clock_ticks() + HANG_UP_MS; waiting && clock_ticks() < until;) {
        nanosleep(&turn, NULL);
        pthread_mutex_lock(&proxy->lock);
        waiting = proxy->door != proxy->door_wanted || proxy->living;
        pthread_mutex_unlock(&proxy->lock);
    }
}

void proxy_tls(struct proxy *proxy, enum proxy_tls tls, int handshake_ms)
{
    pthread_mutex_lock(&proxy->lock);
    proxy->tls = tls;
    proxy->handshake_ms = handshake_ms;
    pthread_mutex_unlock(&proxy->lock);
    proxy_hang_up(proxy);
}

void proxy_door(struct proxy *proxy, enum proxy_door door)
{
    pthread_mutex_lock(&proxy->lock);
    proxy->door_wanted = door;
    pthread_mutex_unlock(&proxy->lock);
    proxy_hang_up(proxy);
}

void proxy_round_trip(struct proxy *proxy, int ms)
{
    pthread_mutex_lock(&proxy->lock);
    proxy->round_trip_ms = ms;
    pthread_mutex_unlock(&proxy->lock);
}

/* ---- what was seen ---- */

struct proxy_counts proxy_counts(struct proxy *proxy)
{
    pthread_mutex_lock(&proxy->lock);
    struct proxy_counts counts = proxy->counts;
    pthread_mutex_unlock(&proxy->lock);
    return counts;
}

int proxy_asked(struct proxy *proxy, const char *match)
{
    int count = 0;
    pthread_mutex_lock(&proxy->lock);
    for (const char *line = buffer_text(&proxy->lines); *line;) {
        size_t size = strcspn(line, "\n");
        const char *found = strstr(line, match);
        count += found && found < line + size;
        line += size + 1;
    }
    pthread_mutex_unlock(&proxy->lock);
    return count;
}

void proxy_last(struct proxy *proxy, struct buffer *head, struct buffer *body)
{
    pthread_mutex_lock(&proxy->lock);
    if (head) {
        buffer_init(head, PROXY_HEAD);
        buffer_add(head, buffer_text(&proxy->last_head), proxy->last_head.size);
    }
    if (body) {
        buffer_init(body, PROXY_BODY);
        buffer_add(body, buffer_text(&proxy->last_body), proxy->last_body.size);
    }
    pthread_mutex_unlock(&proxy->lock);
}
