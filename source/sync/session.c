/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/session.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "sync/session_inner.h"

enum { PAUSE_MS = 40, SIGN_IN_CEILING = 64 * 1024, STORE_SECONDS = 60 };

/* ---- life ---- */

static bool let_go(void *data)
{
    struct session *session = data;
    int64_t now = clock_ticks();
    if (session->until) {
        session->over = now >= session->until;
        session->silent = now - session->heard >= 3 * COUCH_HEARTBEAT_MS;
        if (session->over || session->silent) {
            return true;
        }
    }
    return session->ways.cancelled && session->ways.cancelled(session->ways.data);
}

/* "https://host/couch/db/" is https://host, /couch, /couch/db. */
static bool address_split(struct session *session, struct fault *why)
{
    struct http_url parts;
    if (!http_url_parse(session->url, &parts, why)) {
        return false;
    }
    size_t size = strlen(session->url);
    while (size && session->url[size - 1] == '/') {
        session->url[--size] = '\0';
    }
    char *path = strstr(session->url, "://");
    path = path ? strchr(path + 3, '/') : NULL;
    if (!path || strpbrk(path, "?#")) {
        return fault_set(why, FAULT_INPUT, "sync.fault.database");
    }
    session->database = memory_text(path);
    session->root = memory_text(path);
    *strrchr(session->root, '/') = '\0';
    session->origin = memory_text(session->url);
    session->origin[path - session->url] = '\0';
    return true;
}

struct session *session_new(const struct session_ways *ways, const struct session_account *account,
                            struct fault *why)
{
    struct session *session = memory_take(sizeof *session);
    session->ways = *ways;
    session->store_file = memory_text(ways->store_file ? ways->store_file : "");
    session->url = memory_text(account->url);
    session->user = memory_text(account->user ? account->user : "");
    session->password = memory_text(account->password ? account->password : "");
    session->ca_file = memory_text(account->ca_file ? account->ca_file : "");
    if (!address_split(session, why) ||
        (*session->store_file && !store_open_beside(session->store_file, &session->store, why))) {
        session_free(session);
        return NULL;
    }
    struct http_ways http = {.ca_file = session->ca_file,
                             .connect_seconds = ways->connect_seconds,
                             .patience = ways->patience,
                             .cancelled = let_go,
                             .data = session};
    session->http = http_new(&http);
    return session;
}

void session_free(struct session *session)
{
    if (!session) {
        return;
    }
    if (session->store) {
        store_close(session->store);
    }
    http_free(session->http);
    explicit_bzero(session->password, strlen(session->password));
    char *texts[] = {session->store_file, session->url,      session->user,
                     session->password,   session->ca_file,  session->origin,
                     session->root,       session->database, session->cookie};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        free(texts[i]);
    }
    free(session);
}

void session_report_clear(struct session_report *report)
{
    replica_news_clear(&report->news);
    memset(report, 0, sizeof *report);
}

/* ---- asking ---- */

bool session_account(const struct session *session)
{
    return *session->user != '\0';
}

static void account_write(const struct session *session, struct buffer *out)
{
    buffer_add_text(out, "{\"name\":");
    json_raw_quote(session->user, out);
    buffer_add_text(out, ",\"password\":");
    json_raw_quote(session->password, out);
    buffer_add_byte(out, '}');
}

static void cookie_keep(struct session *session, const struct http_answer *answer, bool signing_in)
{
    if (*answer->set_cookie || answer->status == 401 || signing_in) {
        free(session->cookie);
        bool some = *answer->set_cookie && strcmp(answer->set_cookie, "AuthSession=") != 0;
        session->cookie = some && answer->status != 401 ? memory_text(answer->set_cookie) : NULL;
    }
}

bool session_call(struct session *session, const struct session_call *call,
                  struct http_answer *answer, struct fault *why)
{
    struct buffer url, secret;
    buffer_init(&url, SIZE_MAX / 2);
    buffer_init(&secret, SIGN_IN_CEILING);
    buffer_addf(&url, "%s%s", session->origin, call->path);
    if (call->sign_in) {
        account_write(session, &secret);
    }
    struct http_request request = {.method = call->method,
                                   .url = buffer_text(&url),
                                   .cookie = call->sign_in ? NULL : session->cookie,
                                   .body = call->sign_in ? secret.data : call->body,
                                   .body_size = call->sign_in ? secret.size : call->body_size,
                                   .gzip_body = call->gzip,
                                   .ceiling = call->ceiling,
                                   .seconds = call->seconds,
                                   .quiet_seconds = call->quiet_seconds,
                                   .piece = call->piece,
                                   .data = call->data};
    bool ok = http_perform(session->http, &request, answer, why);
    if (ok) {
        cookie_keep(session, answer, call->sign_in);
    }
    if (secret.data) {
        explicit_bzero(secret.data, secret.size);
    }
    buffer_clear(&secret);
    buffer_clear(&url);
    return ok;
}

/* ---- a visit ---- */

struct visit {
    struct session *session;
    struct session_report *report;
    struct couch *couch;
    struct fault *why; /* of the store */
};

static void request_play(struct visit *visit, const struct couch_step *step)
{
    struct session *session = visit->session;
    struct http_answer answer = {0};
    struct fault why;
    struct session_call call = {.method = step->method,
                                .path = step->path,
                                .body = step->body,
                                .body_size = step->body_size,
                                .gzip = step->gzip,
                                .sign_in = step->sign_in};
    fault_clear(&why);
    bool answered = session_call(session, &call, &answer, &why);
    visit->report->requests++;
    visit->report->bytes_in += answer.bytes_in;
    visit->report->bytes_out += answer.bytes_out;
    if (answered) {
        struct couch_answer heard = {answer.status, answer.content_type, answer.retry_after,
                                     answer.body, clock_ticks()};
        buffer_init(&answer.body, 0);
        couch_http(visit->couch, &heard);
        buffer_clear(&heard.body);
    } else {
        couch_broken(visit->couch, &why);
    }
    http_answer_clear(&answer);
}

static bool missing_play(struct visit *visit, const struct couch_step *step)
{
    bool *missing = memory_take(step->count + 1), *fresh = memory_take(step->count + 1);
    bool ok =
        replica_missing(visit->session->store, step->rows, step->count, missing, fresh, visit->why);
    if (ok) {
        couch_missing(visit->couch, missing, fresh);
    }
    free(missing);
    free(fresh);
    return ok;
}

static bool pull_play(struct visit *visit, const struct couch_step *step)
{
    struct session_report *report = visit->report;
    int64_t now = clock_now(visit->session->ways.clock);
    if (!replica_pull(visit->session->store, step->arrivals, step->count, step->since, now,
                      &report->news, &report->odd, visit->why)) {
        return false;
    }
    couch_go_on(visit->couch);
    return true;
}

static bool parcel_give(void *data, const struct replica_outgoing *out)
{
    couch_parcel(data, out);
    return true;
}

static bool take_play(struct visit *visit, const struct couch_step *step)
{
    struct replica_taken taken;
    bool ok = replica_take(visit->session->store, &step->wish, parcel_give, visit->couch, &taken,
                           visit->why);
    if (ok) {
        couch_taken(visit->couch, &taken);
    }
    return ok;
}

static bool pause_play(struct visit *visit, int milliseconds)
{
    struct session *session = visit->session;
    int64_t end = clock_ticks() + milliseconds;
    while (clock_ticks() < end) {
        if (let_go(session)) {
            struct fault why;
            fault_set(&why, FAULT_CANCELLED, "http.fault.cancelled");
            couch_broken(visit->couch, &why);
            return true;
        }
        nanosleep(&(struct timespec){0, PAUSE_MS * 1000000L}, NULL);
    }
    couch_go_on(visit->couch);
    return true;
}

static bool kept(struct visit *visit, bool ok)
{
    if (ok) {
        couch_go_on(visit->couch);
    }
    return ok;
}

/* false: the store broke. */
static bool step_play(struct visit *visit, const struct couch_step *step)
{
    struct store *store = visit->session->store;
    switch (step->kind) {
    case COUCH_HTTP:
        request_play(visit, step);
        return true;
    case COUCH_MISSING:
        return missing_play(visit, step);
    case COUCH_PULL:
        return pull_play(visit, step);
    case COUCH_TAKE:
        return take_play(visit, step);
    case COUCH_MARK:
        return kept(visit, replica_mark(store, step->marks, step->count, visit->why));
    case COUCH_CHECKPOINT:
        return kept(visit, replica_checkpoint(store, step->checkpoint, visit->why));
    case COUCH_RESET:
        return kept(visit, replica_reset(store, step->instance, step->since, visit->why));
    case COUCH_WAIT:
        return pause_play(visit, step->milliseconds);
    default:
        return true;
    }
}

static void progress_say(struct visit *visit)
{
    const struct session_ways *ways = &visit->session->ways;
    struct couch_count count = couch_count(visit->couch);
    if (ways->progress) {
        ways->progress(ways->data, (enum session_stage)count.stage, count.done, count.total);
    }
}

/* true = it came to its end; false: `why`, and the seconds in the report. */
static bool visit_play(struct visit *visit)
{
    const struct couch_step *step;
    for (;;) {
        progress_say(visit);
        step = couch_step(visit->couch);
        if (step->kind == COUCH_DONE) {
            return true;
        }
        if (step->kind == COUCH_FAILED) {
            *visit->why = *step->fault;
            visit->report->retry_seconds = step->retry_seconds;
            return false;
        }
        if (step->kind != COUCH_WAIT && let_go(visit->session)) {
            return fault_set(visit->why, FAULT_CANCELLED, "http.fault.cancelled");
        }
        if (!step_play(visit, step)) {
            visit->report->retry_seconds = STORE_SECONDS;
            return false;
        }
    }
}

static void report_fill(struct visit *visit)
{
    struct session_report *report = visit->report;
    struct couch_count count = couch_count(visit->couch);
    report->pulled = report->news.revisions;
    report->pushed = count.pushed;
    report->refused = count.refused;
    report->too_large = count.too_large;
    report->questions = report->news.questions;
    report->merged = report->news.merged;
    report->odd += count.odd;
}

static struct couch *couch_begin(struct session *session, struct fault *why)
{
    struct replica known;
    int64_t bound = 0;
    struct couch *couch = NULL;
    if (!replica_choose(session->store, session->url, why) ||
        !replica_last(session->store, &bound, why) || !replica_read(session->store, &known, why)) {
        return NULL;
    }
    struct couch_ways ways = {.root = session->root,
                              .database = session->database,
                              .url = session->url,
                              .known = &known,
                              .bound = bound,
                              .account = session_account(session),
                              .cookie = session->cookie != NULL,
                              .seed = session->ways.seed + ++session->visits,
                              .failures = session->failures,
                              .ticks = clock_ticks()};
    couch = couch_new(&ways);
    replica_clear(&known);
    return couch;
}

bool session_visit(struct session *session, struct session_report *report, struct fault *why)
{
    memset(report, 0, sizeof *report);
    fault_clear(why);
    session->until = 0;
    struct visit visit = {session, report, couch_begin(session, why), why};
    if (!visit.couch) {
        report->retry_seconds = STORE_SECONDS;
        return false;
    }
    bool ok = visit_play(&visit);
    report_fill(&visit);
    couch_free(visit.couch);
    ok = ok && replica_contact(session->store, clock_now(session->ways.clock), why);
    if (ok) {
        session->failures = 0;
    } else if (why->kind != FAULT_CANCELLED) {
        session->failures++;
    }
    return ok;
}
