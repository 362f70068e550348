/* SPDX-License-Identifier: EUPL-1.2 */
/* Plays tests/transcript/NAME.txt against the step machine; README.md there tells how they are
 * written. */
#include "sync/couch.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "kit/kit.h"

enum { TEXT_CEILING = 16 * 1024 * 1024 };

struct play {
    struct couch *couch;
    struct replica known;
    struct couch_ways ways;
    const char *file;
    int line;
    int64_t ticks;
};

/* ---- what the machine asks, as one line ---- */

static void arrivals_write(const struct couch_step *step, struct buffer *out)
{
    buffer_addf(out, "pull since=%s", step->since);
    for (size_t i = 0; i < step->count; i++) {
        const struct replica_arrival *arrival = &step->arrivals[i];
        buffer_addf(out, " | %s ", arrival->document);
        for (int k = 0; k < arrival->path_count; k++) {
            buffer_addf(out, "%s%s", k ? "," : "", arrival->path[k]);
        }
        buffer_addf(out, "%s %.*s", arrival->deleted ? " deleted" : "", (int)arrival->body.size,
                    arrival->body.text);
    }
}

static void marks_write(const struct couch_step *step, struct buffer *out)
{
    static const char *const results[] = {"stored", "refused", "too large", "later"};
    buffer_add_text(out, "mark");
    for (size_t i = 0; i < step->count; i++) {
        const struct replica_mark *mark = &step->marks[i];
        buffer_addf(out, " | %s %s %s", mark->document, mark->revision, results[mark->result]);
        buffer_addf(out, "%s%s", mark->reason ? ": " : "", mark->reason ? mark->reason : "");
    }
}

static void request_write(const struct couch_step *step, struct buffer *out)
{
    buffer_addf(out, "%s %s", step->method, step->path);
    if (step->sign_in) {
        buffer_add_text(out, " (name and password)");
    } else if (step->body) {
        buffer_add_byte(out, ' ');
        buffer_add(out, step->body, step->body_size);
    }
}

static void end_write(const struct play *play, const struct couch_step *step, struct buffer *out)
{
    struct couch_count count = couch_count(play->couch);
    if (step->kind == COUCH_FAILED) {
        buffer_addf(out, "failed %s retry=%d", step->fault->what.key, step->retry_seconds);
    } else {
        buffer_addf(out, "done pushed=%d refused=%d large=%d odd=%d", (int)count.pushed,
                    count.refused, count.too_large, count.odd);
    }
}

static void step_write(const struct play *play, struct buffer *out)
{
    const struct couch_step *step = couch_step(play->couch);
    switch (step->kind) {
    case COUCH_HTTP:
        request_write(step, out);
        break;
    case COUCH_MISSING:
        buffer_add_text(out, "missing");
        for (size_t i = 0; i < step->count; i++) {
            buffer_addf(out, " | %s %s", step->rows[i].document, step->rows[i].revision);
        }
        break;
    case COUCH_PULL:
        arrivals_write(step, out);
        break;
    case COUCH_TAKE:
        buffer_addf(out, "take seq=%d limit=%d bytes=%zu%s%s", (int)step->wish.seq,
                    step->wish.limit, step->wish.bytes, step->wish.offer_all ? " all" : "",
                    step->wish.buried ? " buried" : "");
        break;
    case COUCH_MARK:
        marks_write(step, out);
        break;
    case COUCH_CHECKPOINT:
        buffer_addf(out, "checkpoint %s", step->checkpoint);
        break;
    case COUCH_RESET:
        buffer_addf(out, "reset instance=%s since=%s", step->instance, step->since);
        break;
    case COUCH_WAIT:
        buffer_addf(out, "wait %d", step->milliseconds);
        break;
    default:
        end_write(play, step, out);
    }
}

/* '*' is any text. */
static bool matches(const char *pattern, const char *text)
{
    const char *star = NULL, *back = NULL;
    while (*text) {
        if (*pattern == '*') {
            star = pattern++;
            back = text;
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star + 1;
            text = ++back;
        } else {
            return false;
        }
    }
    return pattern[strspn(pattern, "*")] == '\0';
}

static void expect(struct play *play, const char *pattern)
{
    struct buffer out;
    buffer_init(&out, TEXT_CEILING);
    step_write(play, &out);
    if (!matches(pattern, buffer_text(&out))) {
        fail_msg("%s:%d\n expected %s\n got      %s", play->file, play->line, pattern,
                 buffer_text(&out));
    }
    buffer_clear(&out);
}

/* ---- what the transcript answers ---- */

/* The next word, cut off; what follows is *rest. */
static char *word(char **rest)
{
    char *at = *rest + strspn(*rest, " ");
    char *end = at + strcspn(at, " ");
    *rest = *end ? end + 1 : end;
    *end = '\0';
    return at;
}

static void answer_http(struct play *play, char *rest)
{
    struct couch_answer answer = {.content_type = "application/json", .retry_after = -1};
    answer.status = atoi(word(&rest));
    for (;;) {
        if (!strncmp(rest, "retry=", 6)) {
            answer.retry_after = atoi(word(&rest) + 6);
        } else if (!strncmp(rest, "type=", 5)) {
            answer.content_type = word(&rest) + 5;
        } else if (!strncmp(rest, "after=", 6)) {
            play->ticks += atoi(word(&rest) + 6);
        } else {
            break;
        }
    }
    answer.ticks = play->ticks;
    buffer_init(&answer.body, TEXT_CEILING);
    buffer_add_text(&answer.body, rest);
    couch_http(play->couch, &answer);
    buffer_clear(&answer.body);
}

static void answer_broken(struct play *play, char *rest)
{
    static const struct {
        const char *word;
        enum fault_kind kind;
    } kinds[] = {{"network", FAULT_NETWORK},
                 {"limit", FAULT_LIMIT},
                 {"refused", FAULT_REFUSED},
                 {"cancelled", FAULT_CANCELLED}};
    struct fault why;
    const char *kind = word(&rest);
    for (size_t i = 0; i < 4; i++) {
        if (!strcmp(kinds[i].word, kind)) {
            fault_set(&why, kinds[i].kind, *rest ? rest : "http.fault.cut");
            couch_broken(play->couch, &why);
            return;
        }
    }
    fail_msg("%s:%d: broken how?", play->file, play->line);
}

static void answer_missing(struct play *play, char *rest)
{
    bool missing[64] = {false}, fresh[64] = {false};
    size_t count = couch_step(play->couch)->count;
    for (size_t i = 0; i < count; i++) {
        char letter = *word(&rest);
        missing[i] = letter == 'm' || letter == 'n';
        fresh[i] = letter == 'n';
    }
    couch_missing(play->couch, missing, fresh);
}

/* "+ place:a 1-aa 5 known {…}" */
static void parcel_add(struct play *play, char *rest)
{
    struct replica_outgoing out = {.document = word(&rest)};
    out.revision = word(&rest);
    out.seq = atoi(word(&rest));
    out.known = !strcmp(word(&rest), "known");
    out.body = (struct json_slice){rest, strlen(rest)};
    couch_parcel(play->couch, &out);
}

static void answer(struct play *play, char *rest)
{
    char first = *rest;
    if (first >= '0' && first <= '9') {
        answer_http(play, rest);
        return;
    }
    const char *kind = word(&rest);
    if (!strcmp(kind, "broken")) {
        answer_broken(play, rest);
    } else if (!strcmp(kind, "store")) {
        answer_missing(play, rest);
    } else if (!strcmp(kind, "taken")) {
        struct replica_taken taken = {atoi(rest), strstr(rest, "buried") != NULL};
        couch_taken(play->couch, &taken);
    } else if (!strcmp(kind, "ok")) {
        couch_go_on(play->couch);
    } else {
        fail_msg("%s:%d: what answer is %s?", play->file, play->line, kind);
    }
}

/* ---- one transcript ---- */

/* "know account cookie bound=3 failures=2 instance=17 since=5 checkpoint={…}" */
static void know(struct play *play, char *rest)
{
    while (*rest) {
        bool checkpoint = !strncmp(rest, "checkpoint=", 11);
        char *at = checkpoint ? rest : word(&rest), *value = strchr(at, '=');
        value = value ? value + 1 : at;
        if (checkpoint) {
            play->known.checkpoint = value;
            return;
        } else if (!strcmp(at, "account")) {
            play->ways.account = true;
        } else if (!strcmp(at, "cookie")) {
            play->ways.cookie = true;
        } else if (!strncmp(at, "bound=", 6)) {
            play->ways.bound = atoi(value);
        } else if (!strncmp(at, "failures=", 9)) {
            play->ways.failures = atoi(value);
        } else if (!strncmp(at, "instance=", 9)) {
            play->known.instance = value;
        } else if (!strncmp(at, "since=", 6)) {
            play->known.pull_since = value;
        } else {
            fail_msg("%s:%d: what is %s?", play->file, play->line, at);
        }
    }
}

static void line_play(struct play *play, char *line)
{
    if (!strncmp(line, "know", 4)) {
        know(play, line + 4 + strspn(line + 4, " "));
        return;
    }
    if (!play->couch) {
        play->couch = couch_new(&play->ways);
    }
    if (!strncmp(line, "> ", 2)) {
        expect(play, line + 2);
    } else if (!strncmp(line, "< ", 2)) {
        answer(play, line + 2);
    } else if (!strncmp(line, "+ ", 2)) {
        parcel_add(play, line + 2);
    } else {
        fail_msg("%s:%d: no such line", play->file, play->line);
    }
}

static char *file_read(const char *name)
{
    FILE *file = fopen(name, "rb");
    char *text = memory_take(TEXT_CEILING);
    assert_non_null(file);
    text[fread(text, 1, TEXT_CEILING - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void transcript_plays(void **state)
{
    char *text = file_read(*state), *at = text, none[] = "", device[] = "tablet";
    struct play play = {.file = *state,
                        .known = {.url = none,
                                  .instance = none,
                                  .pull_since = none,
                                  .device = device,
                                  .checkpoint = none},
                        .ways = {.root = "", .database = "/db", .url = "http://s/db", .seed = 7}};
    play.ways.known = &play.known;
    while (*at) {
        char *end = at + strcspn(at, "\n"), *line = at;
        at = *end ? end + 1 : end;
        *end = '\0';
        play.line++;
        if (*line && *line != '#') {
            line_play(&play, line);
        }
    }
    assert_non_null(play.couch);
    enum couch_kind last = couch_step(play.couch)->kind;
    if (last != COUCH_DONE && last != COUCH_FAILED) {
        fail_msg("%s does not come to an end", play.file);
    }
    couch_free(play.couch);
    free(text);
}

int main(void)
{
    glob_t found;
    if (glob("../transcript/*.txt", 0, NULL, &found) != 0) {
        return 1;
    }
    struct CMUnitTest *tests = memory_take(found.gl_pathc * sizeof *tests);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        tests[i] = (struct CMUnitTest){.name = strrchr(found.gl_pathv[i], '/') + 1,
                                       .test_func = transcript_plays,
                                       .initial_state = found.gl_pathv[i]};
    }
    int failed = _cmocka_run_group_tests("transcripts", tests, found.gl_pathc, NULL, NULL);
    free(tests);
    globfree(&found);
    return failed;
}
