/* SPDX-License-Identifier: EUPL-1.2 */
#define _GNU_SOURCE /* strcasestr */
#include "kit/proxy_inner.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include "base/arena.h"

enum { BITE = 16384, SECOND_MS = 1000 };

struct talk {
    struct proxy *proxy;
    struct line caller, upstream;
    struct buffer head, body;
    char line[2048];
    int connection;
    struct proxy_fault fault;
    size_t told; /* bytes of this answer */
};

/* ---- messages ---- */

/* The value of a header in a head; NULL = not there. */
static const char *header_of(const char *head, const char *name)
{
    size_t size = strlen(name);
    for (const char *line = strstr(head, "\r\n"); line; line = strstr(line, "\r\n")) {
        line += 2;
        if (!strncasecmp(line, name, size) && line[size] == ':') {
            return line + size + 1 + strspn(line + size + 1, " ");
        }
    }
    return NULL;
}

static bool header_says(const char *head, const char *name, const char *word)
{
    const char *value = header_of(head, name);
    const char *found = value ? strcasestr(value, word) : NULL;
    return found && found < value + strcspn(value, "\r");
}

static size_t length_of(const char *head)
{
    const char *value = header_of(head, "Content-Length");
    return value ? strtoull(value, NULL, 10) : 0;
}

/* Byte by byte out of what the line holds, up to the blank line. */
static bool head_read(struct line *line, struct buffer *head)
{
    char byte;
    buffer_empty(head);
    while (head->size < 4 || memcmp(head->data + head->size - 4, "\r\n\r\n", 4) != 0) {
        if (!line_read(line, &byte, 1) || !buffer_add_byte(head, byte)) {
            return false;
        }
    }
    return true;
}

static bool body_read(struct line *line, size_t size, struct buffer *body)
{
    char bite[BITE];
    while (body->size < size) {
        size_t left = size - body->size;
        size_t got = line_read(line, bite, left < sizeof bite ? left : sizeof bite);
        if (!got || !buffer_add(body, bite, got)) {
            return false;
        }
    }
    return true;
}

struct chunks {
    enum { CHUNK_SIZE, CHUNK_MORE, CHUNK_DATA, CHUNK_END, CHUNK_TRAILER, CHUNK_DONE } state;
    size_t left, width;
};

static int digit_of(char byte)
{
    const char *digits = "0123456789abcdef", *found = strchr(digits, byte | 32);
    return byte && found ? (int)(found - digits) : -1;
}

static void chunk_byte(struct chunks *chunks, char byte)
{
    switch (chunks->state) {
    case CHUNK_SIZE:
    case CHUNK_MORE:
        if (byte == '\n') {
            chunks->state = chunks->left ? CHUNK_DATA : CHUNK_TRAILER;
            chunks->width = 0;
        } else if (chunks->state == CHUNK_SIZE && digit_of(byte) >= 0) {
            chunks->left = chunks->left * 16 + (size_t)digit_of(byte);
        } else {
            chunks->state = CHUNK_MORE;
        }
        break;
    case CHUNK_END:
        chunks->state = byte == '\n' ? CHUNK_SIZE : CHUNK_END;
        break;
    case CHUNK_TRAILER:
        chunks->state = byte == '\n' && !chunks->width ? CHUNK_DONE : CHUNK_TRAILER;
        chunks->width = byte == '\n' ? 0 : chunks->width + (byte != '\r');
        break;
    case CHUNK_DATA:
    case CHUNK_DONE:
        break;
    }
}

/* What the chunks hold goes to `payload` (may be NULL). */
static void chunks_pass(struct chunks *chunks, const char *bytes, size_t size,
                        struct buffer *payload)
{
    for (size_t i = 0; i < size;) {
        if (chunks->state != CHUNK_DATA) {
            chunk_byte(chunks, bytes[i++]);
            continue;
        }
        size_t part = size - i < chunks->left ? size - i : chunks->left;
        if (payload) {
            buffer_add(payload, bytes + i, part);
        }
        i += part;
        chunks->left -= part;
        chunks->state = chunks->left ? CHUNK_DATA : CHUNK_END;
    }
}

/* ---- to the caller ---- */

static bool drip(struct talk *talk, const char *bytes, size_t size)
{
    int rate = talk->fault.bytes ? (int)talk->fault.bytes : 1;
    for (size_t i = 0; i < size; i++) {
        if (!line_write(&talk->caller, bytes + i, 1) ||
            !line_rest(&talk->caller, SECOND_MS / rate)) {
            return false;
        }
    }
    return true;
}

/* A part of the answer, with what happens to it on the way; false = that was all. */
static bool tell(struct talk *talk, const char *bytes, size_t size)
{
    size_t ceiling = talk->fault.bytes;
    switch (talk->fault.harm) {
    case HARM_LOSE_ANSWER:
        return true;
    case HARM_DRIP:
        return drip(talk, bytes, size);
    case HARM_CUT_ANSWER:
    case HARM_RESET_ANSWER:
        if (talk->told + size >= ceiling) {
            line_write(&talk->caller, bytes, ceiling - talk->told);
            talk->told = ceiling;
            return false;
        }
        break;
    default:
        break;
    }
    talk->told += size;
    return line_write(&talk->caller, bytes, size);
}

static bool tell_message(struct talk *talk, int status, const char *headers, const char *body,
                         size_t size)
{
    char head[2048];
    bool bare = !strncmp(talk->line, "HEAD ", 5);
    int length =
        snprintf(head, sizeof head, "HTTP/1.1 %d %s\r\n%sContent-Length: %zu\r\n\r\n", status,
                 "as asked", headers ? headers : "Content-Type: application/json\r\n", size);
    return length < (int)sizeof head && tell(talk, head, (size_t)length) &&
           (bare || tell(talk, body, size));
}

static bool tell_bomb(struct talk *talk)
{
    static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                               "Content-Encoding: gzip\r\nConnection: close\r\n\r\n";
    enum { GZIP_WINDOW = 15 + 16, MEMORY = 9 };
    static const unsigned char blanks[65536];
    unsigned char packed[4096];
    z_stream stream = {0};
    bool going = tell(talk, head, sizeof head - 1) &&
                 deflateInit2(&stream, 9, Z_DEFLATED, GZIP_WINDOW, MEMORY, 0) == Z_OK;
    for (size_t left = talk->fault.bytes; going;) {
        stream.next_in = (Bytef *)(uintptr_t)blanks;
        stream.avail_in = (uInt)(left < sizeof blanks ? left : sizeof blanks);
        left -= stream.avail_in;
        int said;
        do {
            stream.next_out = packed;
            stream.avail_out = sizeof packed;
            said = deflate(&stream, left ? Z_NO_FLUSH : Z_FINISH);
            going = tell(talk, (char *)packed, sizeof packed - stream.avail_out);
        } while (going && stream.avail_out == 0);
        going = going && said != Z_STREAM_END;
    }
    deflateEnd(&stream);
    return false;
}

static bool tell_for_ever(struct talk *talk, const char *begin, const char *more)
{
    char bite[BITE];
    size_t size = 0, step = strlen(more);
    while (size + step < sizeof bite) {
        memcpy(bite + size, more, step);
        size += step;
    }
    bool going = tell(talk, begin, strlen(begin));
    while (going) {
        going = tell(talk, bite, size);
    }
    return false;
}

/* The answers that need no upstream. */
static bool tell_invented(struct talk *talk)
{
    const struct proxy_fault *fault = &talk->fault;
    const char *body = fault->body ? fault->body : "";
    switch (fault->harm) {
    case HARM_GARBAGE:
        tell(talk, "\x16\x03\x01 SSH-2.0-moo\n\xff\xfe what?\n\n", 27);
        return false;
    case HARM_ENDLESS:
        return tell_for_ever(
            talk, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"results\":[",
            "{\"seq\":1,\"id\":\"x\",\"changes\":[{\"rev\":\"1-a\"}]},\n");
    case HARM_ENDLESS_HEAD:
        return tell_for_ever(talk, "HTTP/1.1 200 OK\r\n", "X-More: and more and more of it\r\n");
    case HARM_BOMB:
        return tell_bomb(talk);
    case HARM_HEARTBEAT:
        tell(talk, "HTTP/1.1 200 OK\r\n\r\n", 19);
        while (line_rest(&talk->caller, fault->after_ms) && tell(talk, "\n", 1)) {
        }
        return false;
    case HARM_SILENCE:
    case HARM_DEAF:
        while (line_rest(&talk->caller, SECOND_MS)) {
        }
        return false;
    default:
        return tell_message(talk, fault->status, fault->headers, body, strlen(body));
    }
}

/* ---- the upstream ---- */

static bool upstream_open(struct talk *talk)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)talk->proxy->ways.upstream),
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    if (handle < 0 || connect(handle, (struct sockaddr *)&address, sizeof address) != 0) {
        close(handle);
        return false;
    }
    setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    line_init(&talk->upstream, talk->proxy, handle, false);
    return true;
}

/* Sends the request and reads the head of the answer; a connection that had gone is made anew. */
static bool upstream_ask(struct talk *talk, size_t of_body, struct buffer *head)
{
    for (int turn = 0; turn < 2; turn++) {
        bool kept = talk->upstream.handle >= 0;
        if (!kept && !upstream_open(talk)) {
            return false;
        }
        if (line_write(&talk->upstream, talk->head.data, talk->head.size) &&
            line_write(&talk->upstream, buffer_text(&talk->body), of_body) &&
            (of_body < talk->body.size || head_read(&talk->upstream, head))) {
            return true;
        }
        line_close(&talk->upstream, false);
        if (!kept) {
            return false;
        }
    }
    return false;
}

/* Passes the body on, or gathers it; false = the connection ends with it. */
static bool upstream_body(struct talk *talk, const char *head, struct buffer *gather)
{
    char bite[BITE];
    struct chunks chunks = {.state = CHUNK_SIZE};
    int status = atoi(head + strcspn(head, " "));
    bool chunked = header_says(head, "Transfer-Encoding", "chunked");
    bool sized = header_of(head, "Content-Length") != NULL;
    bool none = !strncmp(talk->line, "HEAD ", 5) || status == 204 || status == 304;
    size_t left = length_of(head);
    while (!none && (chunked ? chunks.state != CHUNK_DONE : !sized || left)) {
        size_t want = sized && !chunked && left < sizeof bite ? left : sizeof bite;
        size_t got = line_read(&talk->upstream, bite, want);
        if (!got) {
            return false;
        }
        left -= sized ? got : 0;
        if (chunked) {
            chunks_pass(&chunks, bite, got, gather);
        } else if (gather) {
            buffer_add(gather, bite, got);
        }
        if (!gather && !tell(talk, bite, got)) {
            return false;
        }
    }
    return !header_says(head, "Connection", "close");
}

/* Asks for a plain answer, so that its first bytes are the first bytes of its JSON. */
static void packing_refuse(struct buffer *head)
{
    const char *value = header_of(head->data, "Accept-Encoding");
    if (value) {
        char *at = head->data + (value - head->data);
        memset(at, ' ', strcspn(at, "\r"));
    }
}

static bool upstream_truncated(struct talk *talk, const char *head)
{
    struct buffer gathered;
    buffer_init(&gathered, PROXY_BODY);
    bool kept = upstream_body(talk, head, &gathered);
    size_t size = talk->fault.bytes < gathered.size ? talk->fault.bytes : gathered.size;
    bool told =
        tell_message(talk, atoi(head + strcspn(head, " ")), NULL, buffer_text(&gathered), size);
    buffer_clear(&gathered);
    return kept && told;
}

static bool upstream_pass(struct talk *talk)
{
    struct buffer head;
    enum proxy_harm harm = talk->fault.harm;
    size_t of_body = talk->body.size;
    if (harm == HARM_CUT_REQUEST && talk->fault.bytes < of_body) {
        of_body = talk->fault.bytes;
    }
    if (harm == HARM_TRUNCATE) {
        packing_refuse(&talk->head);
    }
    buffer_init(&head, PROXY_HEAD);
    bool going = upstream_ask(talk, of_body, &head) && harm != HARM_CUT_REQUEST;
    while (going && !strncmp(head.data + strcspn(head.data, " "), " 1", 2)) {
        going = head_read(&talk->upstream, &head);
    }
    going = going && line_rest(&talk->caller, talk->fault.after_ms);
    if (going && harm == HARM_TRUNCATE) {
        going = upstream_truncated(talk, head.data);
    } else if (going) {
        going = tell(talk, head.data, head.size) && upstream_body(talk, head.data, NULL);
    }
    buffer_clear(&head);
    return going;
}

static bool site_answer(struct talk *talk)
{
    struct proxy *proxy = talk->proxy;
    struct buffer answer;
    struct proxy_seen seen = {talk->line, talk->head.data, buffer_text(&talk->body),
                              talk->body.size, talk->connection};
    if (!proxy->ways.site) {
        static const char fine[] = "{\"ok\":true}\n";
        return line_rest(&talk->caller, talk->fault.after_ms) &&
               tell_message(talk, 200, NULL, fine, sizeof fine - 1);
    }
    buffer_init(&answer, PROXY_BODY);
    pthread_mutex_lock(&proxy->site_lock);
    proxy->ways.site(proxy->ways.data, &seen, &answer);
    pthread_mutex_unlock(&proxy->site_lock);
    bool going = line_rest(&talk->caller, talk->fault.after_ms) &&
                 tell(talk, buffer_text(&answer), answer.size) &&
                 !header_says(buffer_text(&answer), "Connection", "close");
    buffer_clear(&answer);
    return going;
}

/* ---- one request after the other ---- */

static void request_note(struct talk *talk)
{
    struct proxy *proxy = talk->proxy;
    pthread_mutex_lock(&proxy->lock);
    proxy->counts.requests++;
    buffer_addf(&proxy->lines, "%s\n", talk->line);
    buffer_empty(&proxy->last_head);
    buffer_add(&proxy->last_head, talk->head.data, talk->head.size);
    buffer_empty(&proxy->last_body);
    buffer_add(&proxy->last_body, buffer_text(&talk->body), talk->body.size);
    pthread_mutex_unlock(&proxy->lock);
}

static int round_trip(struct proxy *proxy)
{
    pthread_mutex_lock(&proxy->lock);
    int ms = proxy->round_trip_ms;
    pthread_mutex_unlock(&proxy->lock);
    return ms;
}

static bool request_serve(struct talk *talk)
{
    const char *head = talk->head.data;
    size_t line = strcspn(head, "\r"), size = length_of(head);
    while (line && head[line] != ' ') {
        line--; /* without "HTTP/1.1" */
    }
    snprintf(talk->line, sizeof talk->line, "%.*s", (int)line, head);
    buffer_empty(&talk->body);
    talk->told = 0;
    talk->fault = proxy_fault_for(talk->proxy, talk->line);
    enum proxy_harm harm = talk->fault.harm;
    if (harm == HARM_HASTY || harm == HARM_DEAF) {
        request_note(talk);
        tell_invented(talk);
        line_rest(&talk->caller, SECOND_MS / 2); /* or the reset would overtake the answer */
        return false;
    }
    if (harm == HARM_CUT_REQUEST && talk->fault.bytes < size && !talk->proxy->ways.upstream) {
        size = talk->fault.bytes;
    }
    bool whole = body_read(&talk->caller, size, &talk->body);
    request_note(talk);
    if (!whole || !line_rest(&talk->caller, talk->fault.before_ms + round_trip(talk->proxy))) {
        return false;
    }
    if (harm == HARM_CUT_REQUEST && !talk->proxy->ways.upstream) {
        return false;
    }
    if (harm >= HARM_ANSWER) {
        return tell_invented(talk);
    }
    bool going = talk->proxy->ways.upstream ? upstream_pass(talk) : site_answer(talk);
    return going && harm != HARM_LOSE_ANSWER;
}

static bool caller_greet(struct talk *talk)
{
    pthread_mutex_lock(&talk->proxy->lock);
    enum proxy_tls tls = talk->proxy->tls;
    int rest = talk->proxy->handshake_ms;
    pthread_mutex_unlock(&talk->proxy->lock);
    return line_rest(&talk->caller, round_trip(talk->proxy) + (tls ? rest : 0)) &&
           (tls == PROXY_PLAIN || line_secure(&talk->caller, tls));
}

void *proxy_talk_run(void *data)
{
    struct proxy_talk *task = data;
    struct talk *talk = memory_take(sizeof *talk);
    int yes = 1;
    talk->proxy = task->proxy;
    talk->connection = task->connection;
    line_init(&talk->caller, talk->proxy, task->handle, true);
    setsockopt(task->handle, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    line_init(&talk->upstream, talk->proxy, -1, false);
    buffer_init(&talk->head, PROXY_HEAD);
    buffer_init(&talk->body, PROXY_BODY);
    bool going = caller_greet(talk);
    while (going && head_read(&talk->caller, &talk->head)) {
        going = request_serve(talk);
        free((char *)(uintptr_t)talk->fault.headers);
        free((char *)(uintptr_t)talk->fault.body);
    }
    line_close(&talk->caller, talk->fault.harm == HARM_RESET_ANSWER);
    line_close(&talk->upstream, false);
    buffer_clear(&talk->head);
    buffer_clear(&talk->body);
    free(talk);
    task->proxy->living--;
    task->done = true;
    return NULL;
}
