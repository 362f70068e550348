/* SPDX-License-Identifier: EUPL-1.2 */
#define _GNU_SOURCE /* POLLRDHUP */
#include "kit/proxy_inner.h"

#include <errno.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/clock.h"

/* ---- the CA and what it signs ---- */

struct identity {
    EVP_PKEY *key;
    X509 *paper;
};

static void name_set(X509_NAME *name, const char *common)
{
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)common, -1, -1, 0);
}

static void extension_add(X509 *paper, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, paper, paper, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, kind, value);
    X509_add_ext(paper, extension, -1);
    X509_EXTENSION_free(extension);
}

/* issuer NULL = signs itself; `hosts` NULL = a CA. The days count from now. */
static struct identity identity_make(const struct identity *issuer, const char *hosts,
                                     int first_day, int last_day)
{
    static atomic_long serial = 1;
    enum { X509_VERSION = 2, DAY = 86400 };
    struct identity made = {EVP_EC_gen("P-256"), X509_new()};
    const struct identity *by = issuer ? issuer : &made;
    X509_set_version(made.paper, X509_VERSION);
    ASN1_INTEGER_set(X509_get_serialNumber(made.paper), serial++);
    X509_gmtime_adj(X509_getm_notBefore(made.paper), (long)first_day * DAY);
    X509_gmtime_adj(X509_getm_notAfter(made.paper), (long)last_day * DAY);
    name_set(X509_get_subject_name(made.paper), hosts ? "a server" : "CA of a test");
    X509_set_issuer_name(made.paper, X509_get_subject_name(by->paper));
    X509_set_pubkey(made.paper, made.key);
    extension_add(made.paper, NID_basic_constraints, hosts ? "CA:FALSE" : "critical,CA:TRUE");
    if (hosts) {
        extension_add(made.paper, NID_subject_alt_name, hosts);
    }
    X509_sign(made.paper, by->key, EVP_sha256());
    return made;
}

static struct identity authority;
static SSL_CTX *contexts[PROXY_TLS_SELF_SIGNED + 1];
static pthread_once_t identities_once = PTHREAD_ONCE_INIT;

static void identities_free(void)
{
    for (int i = 0; i <= PROXY_TLS_SELF_SIGNED; i++) {
        SSL_CTX_free(contexts[i]);
    }
    EVP_PKEY_free(authority.key);
    X509_free(authority.paper);
}

static void identities_make(void)
{
    static const char own[] = "IP:127.0.0.1,DNS:localhost", other[] = "DNS:elsewhere.example";
    authority = identity_make(NULL, NULL, -400, 400);
    const struct {
        bool by_itself;
        const char *hosts;
        int first, last;
    } kinds[] = {[PROXY_TLS] = {false, own, -1, 30},
                 [PROXY_TLS_EXPIRED] = {false, own, -30, -1},
                 [PROXY_TLS_NOT_YET] = {false, own, 10, 30},
                 [PROXY_TLS_WRONG_HOST] = {false, other, -1, 30},
                 [PROXY_TLS_SELF_SIGNED] = {true, own, -1, 30}};
    for (int i = PROXY_TLS; i <= PROXY_TLS_SELF_SIGNED; i++) {
        struct identity made = identity_make(kinds[i].by_itself ? NULL : &authority, kinds[i].hosts,
                                             kinds[i].first, kinds[i].last);
        contexts[i] = SSL_CTX_new(TLS_server_method());
        SSL_CTX_use_certificate(contexts[i], made.paper);
        SSL_CTX_use_PrivateKey(contexts[i], made.key);
        SSL_CTX_set_mode(contexts[i],
                         SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        X509_free(made.paper);
        EVP_PKEY_free(made.key);
    }
    atexit(identities_free);
}

const char *proxy_ca(const char *folder)
{
    pthread_once(&identities_once, identities_make);
    const char *path = kit_path(folder, "ca.pem");
    FILE *file = fopen(path, "w");
    if (!file || !PEM_write_X509(file, authority.paper) || fclose(file) != 0) {
        fail_msg("%s: %s", path, strerror(errno));
    }
    return path;
}

/* ---- a line ---- */

void line_init(struct line *line, struct proxy *proxy, int handle, bool counted)
{
    struct timeval turn = {.tv_usec = PROXY_TURN_MS * 1000};
    memset(line, 0, sizeof *line);
    line->proxy = proxy;
    line->handle = handle;
    line->era = proxy->era;
    line->counted = counted;
    setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &turn, sizeof turn);
    setsockopt(handle, SOL_SOCKET, SO_SNDTIMEO, &turn, sizeof turn);
}

void line_close(struct line *line, bool reset)
{
    if (reset) {
        struct linger now = {.l_onoff = 1, .l_linger = 0};
        setsockopt(line->handle, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    SSL_free(line->ssl);
    if (line->handle >= 0) {
        close(line->handle);
    }
    line->ssl = NULL;
    line->handle = -1;
}

bool line_gone(const struct line *line)
{
    return line->proxy->stopping || line->proxy->era != line->era;
}

/* Try again after `got` bytes were not there? */
static bool line_again(const struct line *line, int got)
{
    if (line_gone(line)) {
        return false;
    }
    if (line->ssl) {
        int said = SSL_get_error(line->ssl, got);
        return said == SSL_ERROR_WANT_READ || said == SSL_ERROR_WANT_WRITE;
    }
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
}

bool line_secure(struct line *line, enum proxy_tls tls)
{
    int got;
    pthread_once(&identities_once, identities_make);
    line->ssl = SSL_new(contexts[tls]);
    SSL_set_fd(line->ssl, line->handle);
    do {
        got = SSL_accept(line->ssl);
    } while (got <= 0 && line_again(line, got));
    return got > 0;
}

static void line_count(struct line *line, int64_t in, int64_t out)
{
    if (line->counted) {
        pthread_mutex_lock(&line->proxy->lock);
        line->proxy->counts.bytes_in += in;
        line->proxy->counts.bytes_out += out;
        pthread_mutex_unlock(&line->proxy->lock);
    }
}

size_t line_read(struct line *line, char *out, size_t room)
{
    if (line->held_at == line->held_size) {
        int got;
        do {
            got = line->ssl ? SSL_read(line->ssl, line->held, (int)sizeof line->held)
                            : (int)recv(line->handle, line->held, sizeof line->held, 0);
        } while (got <= 0 && line_again(line, got));
        line->held_at = 0;
        line->held_size = got > 0 ? (size_t)got : 0;
        line_count(line, got > 0 ? got : 0, 0);
    }
    size_t size = line->held_size - line->held_at;
    size = size < room ? size : room;
    memcpy(out, line->held + line->held_at, size);
    line->held_at += size;
    return size;
}

bool line_write(struct line *line, const char *bytes, size_t size)
{
    while (size) {
        int part = size < 65536 ? (int)size : 65536;
        line_count(line, 0, part); /* before: the caller may read and ask at once */
        int got = line->ssl ? SSL_write(line->ssl, bytes, part)
                            : (int)send(line->handle, bytes, (size_t)part, MSG_NOSIGNAL);
        line_count(line, 0, (got > 0 ? got : 0) - part);
        if (got > 0) {
            bytes += got;
            size -= (size_t)got;
        } else if (!line_again(line, got)) {
            return false;
        }
    }
    return true;
}

bool line_rest(struct line *line, int ms)
{
    int64_t until = clock_ticks() + ms;
    for (;;) {
        int64_t left = until - clock_ticks();
        struct pollfd end = {.fd = line->handle, .events = POLLRDHUP};
        if (left <= 0) {
            return true;
        }
        poll(&end, 1, (int)(left < PROXY_TURN_MS ? left : PROXY_TURN_MS));
        if (end.revents || line_gone(line)) {
            return false;
        }
    }
}
