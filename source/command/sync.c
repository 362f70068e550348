/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil pair`, `sync`, `outbox`, `conflicts`, `resolve`: the exchange with the server. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "action/sync.h"
#include "command/command_inner.h"
#include "http/http.h"
#include "system/file.h"

enum { LINK_CEILING = 4096, WATCH_MS = 50 };

/* ---- pairing ---- */

static bool secret_file(const char *file, char *out, size_t room, struct fault *why)
{
    struct buffer text;
    bool typed = !file || !strcmp(file, "-");
    if (typed) {
        size_t size = fread(out, 1, room - 1, stdin);
        out[size] = '\0';
    } else {
        if (!file_read(file, LINK_CEILING, &text, why)) {
            return false;
        }
        snprintf(out, room, "%s", buffer_text(&text));
        memset(text.data ? text.data : out, 0, text.size);
        buffer_clear(&text);
    }
    out[strcspn(out, "\r\n")] = '\0';
    return *out || fault_set(why, FAULT_INPUT, "sync.fault.link");
}

static int pair_show(struct ask *ask)
{
    struct pairing pairing;
    bool paired = sync_pairing(ask->project, &pairing);
    if (ask->json) {
        cJSON *json = cJSON_CreateObject();
        cJSON_AddBoolToObject(json, "paired", paired);
        if (paired) {
            cJSON_AddStringToObject(json, "server", pairing.server);
            cJSON_AddStringToObject(json, "database", pairing.database);
            cJSON_AddStringToObject(json, "user", pairing.user);
            cJSON_AddStringToObject(json, "role", pairing.role);
        }
        ask_json(json);
    } else if (paired) {
        printf("%s/%s %s\n", pairing.server, pairing.database, pairing.user);
    } else {
        puts(language_word(ask->language, "sync.unpaired"));
    }
    return EXIT_DONE;
}

static int pair_done(struct ask *ask, const struct pairing *pairing)
{
    struct fault why;
    if (!sync_pair(ask->project, pairing, &why)) {
        return ask_fault(ask, &why);
    }
    return ask_finish(ask);
}

int command_pair(struct ask *ask)
{
    struct fault why;
    struct pairing pairing;
    char link[LINK_CEILING];
    bool forget = ask_flag(ask, "--forget"), show = ask_flag(ask, "--show");
    const char *ca = ask_option(ask, "--ca");
    const char *file = ask_word(ask);
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    int code = ask_project(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    if (forget) {
        return sync_unpair(ask->project, &why) ? EXIT_DONE : ask_fault(ask, &why);
    }
    if (ca && !sync_trust(ask->project, ca, &why)) {
        return ask_fault(ask, &why);
    }
    if (show) {
        return pair_show(ask);
    }
    bool ok = secret_file(file, link, sizeof link, &why) && pairing_parse(link, &pairing, &why);
    memset(link, 0, sizeof link);
    if (!ok) {
        return ask_fault(ask, &why);
    }
    code = pair_done(ask, &pairing);
    memset(&pairing, 0, sizeof pairing);
    return code == EXIT_DONE ? pair_show(ask) : code;
}

/* A bare address: without account, or with --user and the key in a file. */
static int pair_address(struct ask *ask, const char *address, const char *user, const char *key)
{
    struct http_url url;
    struct pairing pairing;
    struct fault why;
    memset(&pairing, 0, sizeof pairing);
    if (!http_url_parse(address, &url, &why)) {
        return ask_fault(ask, &why);
    }
    const char *slash = strrchr(address, '/'), *name = strrchr(url.path, '/');
    if (!name || !name[1]) {
        fault_set_text(&why, FAULT_INPUT, "sync.fault.database", "");
        return ask_fault(ask, &why);
    }
    while (slash > address && !slash[1]) { /* a slash at the end */
        for (slash--; *slash != '/'; slash--) {
        }
    }
    snprintf(pairing.server, sizeof pairing.server, "%.*s", (int)(slash - address), address);
    snprintf(pairing.database, sizeof pairing.database, "%s", name + 1);
    snprintf(pairing.user, sizeof pairing.user, "%s", user ? user : "");
    if (key && !secret_file(key, pairing.key, sizeof pairing.key, &why)) {
        return ask_fault(ask, &why);
    }
    struct pairing now;
    bool same = sync_pairing(ask->project, &now) && !strcmp(now.server, pairing.server) &&
                !strcmp(now.database, pairing.database) && !user;
    int code = same ? EXIT_DONE : pair_done(ask, &pairing);
    memset(&pairing, 0, sizeof pairing);
    return code;
}

/* ---- sync ---- */

static void report_json(const struct session_report *report, bool ok)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddBoolToObject(json, "ok", ok);
    cJSON_AddNumberToObject(json, "pulled", (double)report->pulled);
    cJSON_AddNumberToObject(json, "pushed", (double)report->pushed);
    cJSON_AddNumberToObject(json, "merged", report->merged);
    cJSON_AddNumberToObject(json, "questions", report->questions);
    cJSON_AddNumberToObject(json, "refused", report->refused);
    cJSON_AddNumberToObject(json, "too_large", report->too_large);
    cJSON_AddNumberToObject(json, "odd", report->odd);
    cJSON_AddNumberToObject(json, "requests", (double)report->requests);
    cJSON_AddNumberToObject(json, "bytes_out", (double)report->bytes_out);
    cJSON_AddNumberToObject(json, "bytes_in", (double)report->bytes_in);
    cJSON_AddNumberToObject(json, "retry_seconds", report->retry_seconds);
    ask_json(json);
}

static void report_say(const struct ask *ask, const struct session_report *report)
{
    static const char *const keys[] = {"sync.report.pulled", "sync.report.pushed",
                                       "sync.report.merged", "sync.report.questions",
                                       "sync.report.refused"};
    const int64_t counts[] = {report->pulled, report->pushed, report->merged, report->questions,
                              report->refused + report->too_large};
    struct buffer text;
    buffer_init(&text, 1024);
    for (int i = 0; i < 5; i++) {
        struct message message = message_of(keys[i]);
        message_add_count(&message, counts[i]);
        if (i < 2 || counts[i]) {
            printf("%s%s", i ? " · " : "", ask_say(ask, message, &text));
        }
    }
    putchar('\n');
    buffer_clear(&text);
}

static int sync_once(struct ask *ask)
{
    struct fault why;
    struct session_report report;
    bool ok = sync_visit(ask->project, &report, &why);
    if (ask->json) {
        report_json(&report, ok);
    } else if (ok) {
        report_say(ask, &report);
    }
    session_report_clear(&report);
    return ok ? EXIT_DONE : ask_fault(ask, &why);
}

static volatile sig_atomic_t ended;

static void on_end(int signal)
{
    (void)signal;
    ended = 1;
}

static void status_say(const struct ask *ask, const struct sync_status *status)
{
    static const char *const keys[] = {"sync.state.none", "sync.state.safe", "sync.state.working",
                                       "sync.state.offline", "sync.state.asks"};
    printf("%s (%d / %d / %d)\n", language_word(ask->language, keys[status->state]),
           status->waiting, status->refused, status->questions);
    fflush(stdout);
}

static int sync_watch(struct ask *ask)
{
    struct sync_status seen = {.waiting = -1};
    struct sigaction end = {.sa_handler = on_end};
    sigaction(SIGINT, &end, NULL);
    sigaction(SIGTERM, &end, NULL);
    sync_start(ask->project, true);
    sync_now(ask->project);
    while (!ended) {
        struct timespec rest = {0, WATCH_MS * 1000000L};
        nanosleep(&rest, NULL);
        project_settle(ask->project);
        sync_tick(ask->project, clock_ticks());
        const struct sync_status *status = sync_status(ask->project);
        if (status->state != seen.state || status->waiting != seen.waiting ||
            status->refused != seen.refused || status->questions != seen.questions) {
            seen = *status;
            status_say(ask, status);
        }
    }
    sync_stop(ask->project);
    return EXIT_DONE;
}

int command_sync(struct ask *ask)
{
    const char *user = ask_option(ask, "--user"), *key = ask_option(ask, "--key-file");
    bool watch = ask_flag(ask, "--watch");
    ask_flag(ask, "--once");
    const char *address = ask_word(ask);
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    int code = ask_project(ask);
    if (code == EXIT_DONE && address) {
        code = pair_address(ask, address, user, key);
    }
    return code != EXIT_DONE ? code : watch ? sync_watch(ask) : sync_once(ask);
}

/* ---- what waits ---- */

static const char *outbox_word(enum outbox_state state)
{
    static const char *const words[] = {"waiting", "tried", "sent", "refused", "too_large"};
    return words[state];
}

int command_outbox(struct ask *ask)
{
    const struct sync_line *lines;
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    int code = ask_project(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    sync_outbox(ask->project, &lines);
    code = ask_finish(ask);
    size_t count = sync_outbox(ask->project, &lines);
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < count; i++) {
        char at[CIVIL_MOMENT_SIZE], key[64];
        civil_moment_write(lines[i].at, at);
        if (ask->json) {
            cJSON *one = cJSON_CreateObject();
            cJSON_AddStringToObject(one, "state", outbox_word(lines[i].state));
            cJSON_AddStringToObject(one, "document", lines[i].document);
            cJSON_AddStringToObject(one, "name", lines[i].name);
            cJSON_AddStringToObject(one, "verb", lines[i].verb);
            cJSON_AddStringToObject(one, "reason", lines[i].reason);
            cJSON_AddStringToObject(one, "at", at);
            cJSON_AddItemToArray(array, one);
        } else {
            snprintf(key, sizeof key, "sync.outbox.%s", outbox_word(lines[i].state));
            printf("%-12s %s  %s  %s%s%s\n", language_word(ask->language, key), at,
                   lines[i].document, lines[i].name, *lines[i].reason ? ": " : "", lines[i].reason);
        }
    }
    if (ask->json) {
        ask_json(array);
        return code;
    }
    cJSON_Delete(array);
    if (!count) {
        puts(language_word(ask->language, "sync.outbox.empty"));
    }
    return code;
}

/* ---- questions ---- */

static cJSON *question_json(const struct sync_question *question)
{
    cJSON *one = cJSON_CreateObject();
    cJSON_AddStringToObject(one, "document", question->document);
    cJSON_AddStringToObject(one, "name", question->name);
    cJSON_AddStringToObject(one, "field", *question->path ? question->path : "document");
    cJSON *values = cJSON_AddArrayToObject(one, "values");
    for (int i = 0; i < question->value_count; i++) {
        const struct sync_value *value = &question->values[i];
        cJSON *each = cJSON_CreateObject();
        cJSON_AddStringToObject(each, "value", value->text);
        cJSON_AddStringToObject(each, "role", value->role);
        cJSON_AddBoolToObject(each, "ours", value->ours);
        cJSON_AddBoolToObject(each, "shown", value->shown);
        cJSON_AddItemToArray(values, each);
    }
    return one;
}

static void question_say(const struct sync_question *question)
{
    printf("%s  %s  %s\n", question->document, question->name,
           *question->path ? question->path : "document");
    for (int i = 0; i < question->value_count; i++) {
        const struct sync_value *value = &question->values[i];
        printf("  %d  %s%s%s%s\n", i + 1, *value->text ? value->text : "-",
               *value->role ? "  (" : "", value->role, *value->role ? ")" : "");
    }
}

static size_t questions_of(struct ask *ask, const struct sync_question **out, int *code)
{
    sync_questions(ask->project, out);
    *code = ask_finish(ask);
    return sync_questions(ask->project, out);
}

int command_conflicts(struct ask *ask)
{
    const struct sync_question *questions;
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    int code = ask_project(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    size_t count = questions_of(ask, &questions, &code);
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < count; i++) {
        if (ask->json) {
            cJSON_AddItemToArray(array, question_json(&questions[i]));
        } else {
            question_say(&questions[i]);
        }
    }
    if (ask->json) {
        ask_json(array);
        return code;
    }
    cJSON_Delete(array);
    if (!count) {
        puts(language_word(ask->language, "sync.conflicts.none"));
    }
    return code;
}

/* The value that says the same, or -1: something else is typed. */
static int value_chosen(const struct sync_question *question, const char *typed)
{
    for (int i = 0; i < question->value_count; i++) {
        bool whole = !*question->path;
        const char *text = question->values[i].text;
        if (whole ? !strcmp(typed, *text ? "keep" : "delete") : !strcmp(typed, text)) {
            return i;
        }
    }
    return -1;
}

static bool answer(struct ask *ask, const struct sync_question *questions, size_t count,
                   const char *id, char *word, struct fault *why)
{
    char *sign = strchr(word, '=');
    if (!sign) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.field", word);
    }
    *sign = '\0';
    const char *path = strcmp(word, "document") ? word : "";
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(questions[i].document, id) && !strcmp(questions[i].path, path)) {
            return sync_answer(ask->project, id, path, value_chosen(&questions[i], sign + 1),
                               sign + 1, why);
        }
    }
    return fault_set_text(why, FAULT_MISSING, "fault.store.question", id);
}

int command_resolve(struct ask *ask)
{
    const struct sync_question *questions;
    struct fault why;
    char *words[16];
    int count = 0;
    const char *id = ask_word(ask);
    for (const char *word = ask_word(ask); word && count < 16; word = ask_word(ask)) {
        words[count++] = (char *)(uintptr_t)word;
    }
    if (!id || !count) {
        return ask_missing(ask, id ? "FIELD=VALUE" : "ID");
    }
    int code = ask_done(ask) ? ask_project(ask) : EXIT_USAGE;
    for (int i = 0; code == EXIT_DONE && i < count; i++) {
        size_t open = questions_of(ask, &questions, &code);
        if (code == EXIT_DONE && !answer(ask, questions, open, id, words[i], &why)) {
            return ask_fault(ask, &why);
        }
        code = code == EXIT_DONE ? ask_finish(ask) : code;
    }
    if (code == EXIT_DONE) {
        puts(language_word(ask->language, "command.saved"));
    }
    return code;
}
