/* SPDX-License-Identifier: EUPL-1.2 */
/* Requests and what becomes of them: sign-in, repeats, statuses in words. */
#define _GNU_SOURCE /* strcasestr */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sync/couch_inner.h"

enum { REPEATS = 2, PATIENCE_SECONDS = 10, LONGEST_SECONDS = 300 };

/* ---- asking ---- */

static void ask_again(struct couch *couch)
{
    couch->in_sign_in = false;
    struct couch_step *step = couch_do(couch, COUCH_HTTP, NULL);
    step->method = couch->ask.method;
    step->path = buffer_text(&couch->ask.path);
    step->body = couch->ask.body.size ? couch->ask.body.data : NULL;
    step->body_size = couch->ask.body.size;
    step->gzip = couch->ask.gzip;
}

void couch_ask(struct couch *couch, const char *method, unsigned hears, couch_then *heard)
{
    couch->ask.method = method;
    couch->ask.gzip = couch->ask.body.size > 0;
    couch->ask.hears = hears;
    couch->ask.heard = heard;
    couch->ask.too_large = NULL;
    couch->tries = 0;
    if (couch->account && !couch->cookie) {
        couch_sign_in(couch);
    } else {
        ask_again(couch);
    }
}

void couch_sign_in(struct couch *couch)
{
    couch->in_sign_in = couch->signed_in = true;
    struct couch_step *step = couch_do(couch, COUCH_HTTP, NULL);
    step->method = "POST";
    step->path = buffer_text(&couch->sign_path);
    step->sign_in = true;
}

/* ---- failing ---- */

static int pause_seconds(struct couch *couch)
{
    int most = couch->failures < 8 ? 1 << (couch->failures > 0 ? couch->failures : 0) : 0;
    most = most && most < LONGEST_SECONDS ? most : LONGEST_SECONDS;
    return 1 + (int)(couch_chance(couch) % (uint64_t)most);
}

void couch_fail(struct couch *couch, int retry_seconds)
{
    int pause = retry_seconds < 0 ? pause_seconds(couch) : retry_seconds;
    struct couch_step *step = couch_do(couch, COUCH_FAILED, NULL);
    step->fault = &couch->fault;
    step->retry_seconds = pause;
}

void couch_fail_garbage(struct couch *couch, const char *detail)
{
    fault_set(&couch->fault, FAULT_NETWORK, "sync.fault.garbage");
    fault_detail(&couch->fault, "%s: %s", buffer_text(&couch->ask.path), detail);
    couch_fail(couch, -1);
}

static bool repeat(struct couch *couch, int after)
{
    if (!couch->reached || couch->tries >= REPEATS || after > PATIENCE_SECONDS) {
        return false;
    }
    uint64_t most = UINT64_C(1000) << couch->tries++;
    int pause = (int)(couch_chance(couch) % most) + 1;
    couch_do(couch, COUCH_WAIT, couch->in_sign_in ? couch_sign_in : ask_again)->milliseconds =
        after > 0 ? after * 1000 + pause : pause;
    return true;
}

/* ---- statuses ---- */

static bool starts_as_html(const char *text, size_t size)
{
    while (size && strchr(" \t\r\n", *text)) {
        text++;
        size--;
    }
    return size && *text == '<';
}

bool couch_json_check(const char *content_type, const char *text, size_t size,
                      struct json_slice *out, struct fault *why)
{
    struct fault cause;
    *out = (struct json_slice){NULL, 0};
    text = text ? text : "";
    if (starts_as_html(text, size) || strcasestr(content_type, "text/html")) {
        return fault_set(why, FAULT_NETWORK, "sync.fault.portal");
    }
    if (!strcasestr(content_type, "json")) {
        fault_set(why, FAULT_NETWORK, "sync.fault.garbage");
        return fault_detail(why, "type %.60s", content_type);
    }
    fault_clear(&cause);
    if (json_raw_check(text, size, out, &cause)) {
        return true;
    }
    fault_set(why, FAULT_NETWORK, "sync.fault.garbage");
    fault_at(why, cause.place);
    return fault_detail(why, "%s at byte %lld of %zu", cause.what.key, (long long)cause.place,
                        size);
}

static void reason_read(const char *text, size_t size, char out[160])
{
    struct json_slice json;
    struct fault ignored;
    *out = '\0';
    if (text && json_raw_check(text, size, &json, &ignored)) {
        json_raw_text(json_raw_member(json, "reason"), out, 160);
    }
}

static int fault_403(const char *reason, struct fault *why)
{
    if (strcasestr(reason, "locked")) {
        fault_set(why, FAULT_REFUSED, "sync.fault.locked");
        return COUCH_LOCKED_SECONDS;
    }
    fault_set(why, FAULT_REFUSED, "sync.fault.access");
    return 0;
}

int couch_status_fault(int status, const char *text, size_t size, bool signing_in,
                       struct fault *why)
{
    char reason[160], number[16];
    int seconds = 0;
    reason_read(text, size, reason);
    snprintf(number, sizeof number, "%d", status);
    if (status == 401) {
        fault_set(why, FAULT_REFUSED, signing_in ? "sync.fault.password" : "sync.fault.account");
    } else if (status == 403) {
        seconds = fault_403(reason, why);
    } else if (status == 404) {
        fault_set(why, FAULT_REFUSED, signing_in ? "sync.fault.couch" : "sync.fault.gone");
    } else if (status == 429 || status == 503) {
        fault_set(why, FAULT_NETWORK, "sync.fault.busy");
        seconds = -1;
    } else if (status == 408 || status >= 500) {
        fault_set_text(why, FAULT_NETWORK, "sync.fault.server", number);
        seconds = -1;
    } else {
        fault_set_text(why, FAULT_REFUSED, "sync.fault.answer", number);
    }
    fault_detail(why, "%d %s", status, reason);
    return seconds;
}

/* ---- hearing ---- */

static bool passing(int status)
{
    return status == 408 || status == 429 || status >= 500;
}

static bool heard_itself(const struct couch *couch)
{
    unsigned hears = couch->ask.hears;
    switch (couch->status) {
    case 400:
        return hears & (HEAR_WHOLE | HEAR_400 | HEAR_REFUSAL);
    case 404:
        return hears & HEAR_404;
    case 409:
        return hears & HEAR_409;
    case 412:
    case 413:
        return hears & (HEAR_WHOLE | HEAR_REFUSAL);
    case 403:
    case 405:
        return hears & HEAR_REFUSAL;
    default:
        return false;
    }
}

static void no_success(struct couch *couch, int retry_after)
{
    int status = couch->status;
    if (status == 401 && couch->account && !couch->signed_in) {
        couch_sign_in(couch);
        return;
    }
    if (!couch->in_sign_in && heard_itself(couch)) {
        couch->ask.heard(couch);
        return;
    }
    couch->slow_down = couch->slow_down || status == 429 || status == 503;
    if (passing(status) && repeat(couch, retry_after)) {
        return;
    }
    int seconds = couch_status_fault(status, couch->answer.data, couch->answer.size,
                                     couch->in_sign_in, &couch->fault);
    couch_fail(couch, seconds < 0 && retry_after > 0 ? retry_after : seconds);
}

void couch_http(struct couch *couch, struct couch_answer *answer)
{
    buffer_clear(&couch->answer);
    couch->answer = answer->body;
    buffer_init(&answer->body, answer->body.ceiling);
    couch->status = answer->status;
    couch->ticks = answer->ticks;
    couch->json = (struct json_slice){NULL, 0};
    if (couch->status < 200 || (couch->status > 202 && couch->status != 417)) {
        no_success(couch, answer->retry_after);
        return;
    }
    if (!couch_json_check(answer->content_type, couch->answer.data, couch->answer.size,
                          &couch->json, &couch->fault)) {
        if (!repeat(couch, 0)) {
            couch_fail(couch, -1);
        }
        return;
    }
    couch->reached = true;
    if (couch->in_sign_in) {
        couch->cookie = true;
        ask_again(couch);
        return;
    }
    couch->signed_in = false;
    couch->ask.heard(couch);
}

void couch_broken(struct couch *couch, const struct fault *why)
{
    bool (*smaller)(struct couch *) = couch->in_sign_in ? NULL : couch->ask.too_large;
    bool passes = why->kind == FAULT_NETWORK && strncmp(why->what.key, "http.fault.tls.", 15) != 0;
    if ((passes && repeat(couch, 0)) || (why->kind == FAULT_LIMIT && smaller && smaller(couch))) {
        return;
    }
    couch->fault = *why;
    couch_fail(couch, passes ? -1 : why->kind == FAULT_LIMIT ? LONGEST_SECONDS : 0);
}
