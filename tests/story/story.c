/* SPDX-License-Identifier: EUPL-1.2 */
#include "story/story.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 320, MOST_CODE = 8 };

void story_speak(struct story *story, const char *tag)
{
    enum language_code code;
    struct fault why;
    language_free(story->language);
    assert_true(language_code_parse(tag, &code));
    assert_true(language_load(kit_path(kit_assets(), "language"), code, &story->language, &why));
    story->tag = tag;
}

int story_begin(void **state)
{
    struct story *story = calloc(1, sizeof *story);
    kit_folder_make(story->folder);
    snprintf(story->data, sizeof story->data, "%s", kit_path(story->folder, "data"));
    story->at = STORY_AT;
    buffer_init(&story->out, KIT_OUTPUT);
    buffer_init(&story->err, KIT_OUTPUT);
    story_speak(story, "nl");
    *state = story;
    return 0;
}

int story_begin_first_week(void **state)
{
    setenv("WIJKPEIL_ASSETS", kit_assets_first_week(), 1);
    return story_begin(state);
}

int story_end(void **state)
{
    struct story *story = *state;
    unsetenv("WIJKPEIL_ASSETS");
    kit_folder_remove(story->folder);
    language_free(story->language);
    buffer_clear(&story->out);
    buffer_clear(&story->err);
    free(story);
    return 0;
}

const char *story_path(const struct story *story, const char *name)
{
    return kit_path(story->folder, name);
}

/* ---- what no run may show ---- */

static bool key_shown(const struct language *language, const char *word)
{
    return strchr(word, '.') && (language_has(language, word) || !strncmp(word, "command.", 8) ||
                                 !strncmp(word, "fault.", 6));
}

/* The first key that stands in `text` where a text should be; NULL = none. */
static const char *key_find(const struct language *language, const char *text)
{
    static char word[128];
    size_t size = 0;
    for (;; text++) {
        if (*text && (islower((unsigned char)*text) || isdigit((unsigned char)*text) ||
                      strchr("._-", *text))) {
            word[size < sizeof word - 1 ? size++ : size] = *text;
            continue;
        }
        word[size] = 0;
        while (size && word[size - 1] == '.') {
            word[--size] = 0;
        }
        if (size && key_shown(language, word)) {
            return word;
        }
        size = 0;
        if (!*text) {
            return NULL;
        }
    }
}

/* Below it, moved in, may stand what it is about. */
static bool one_sentence(const char *text)
{
    const char *end = strchr(text, '\n');
    bool good = !strncmp(text, "wijkpeil: ", 10) && strlen(text) > 20 && end;
    for (; good && end[1]; end = strchr(end + 1, '\n')) {
        good = !strncmp(end + 1, "  ", 2) && strchr(end + 1, '\n');
    }
    return good;
}

/* Takes the lines of the log out of stderr; returns how many. */
static int log_drop(struct buffer *err)
{
    struct buffer rest;
    int lines = 0;
    buffer_init(&rest, KIT_OUTPUT);
    for (const char *at = buffer_text(err); *at;) {
        size_t size = strcspn(at, "\n");
        size += at[size] == '\n';
        if (!strncmp(at, "wijkpeil: warning: ", 19)) {
            lines++;
        } else {
            buffer_add(&rest, at, size);
        }
        at += size;
    }
    buffer_clear(err);
    *err = rest;
    return lines;
}

static void run_watch(struct story *story, int code, const char *file, int line)
{
    int warnings = log_drop(&story->err);
    const char *out = buffer_text(&story->out), *err = buffer_text(&story->err);
    const char *what = NULL;
    if (code == ANY_CODE && story->code >= 0 && story->code <= MOST_CODE) {
        code = story->code;
    }
    if (story->code != code) {
        what = "the exit code is another";
    } else if (story->code > MOST_CODE) {
        what = "the exit code is not one of those documented";
    } else if (code == 0 && (*err || (warnings && !story->may_warn))) {
        what = "all went well, and yet something was said on stderr";
    } else if (code != 0 && !one_sentence(err)) {
        what = "stderr holds no sentence";
    } else if (key_find(story->language, out) || key_find(story->language, err)) {
        what = "a key is shown instead of its text";
    }
    if (what) {
        fail_msg("%s:%d: %s: exit code %d where %d was expected\nstdout: %.2000s\nstderr: %.4000s",
                 file, line, what, story->code, code, out, err);
    }
}

/* ---- running ---- */

void story_tell(struct story *story, int code, const char *const words[], const char *file,
                int line)
{
    const char *argv[WORDS] = {WIJKPEIL_PROGRAM, "--data", story->data, "--at",
                               story->at,        "--lang", story->tag};
    int count = 7;
    for (int i = 0; words[i] && count < WORDS - 1; i++) {
        argv[count++] = words[i];
    }
    buffer_clear(&story->out);
    buffer_clear(&story->err);
    story->code = kit_run(argv, &story->out, &story->err);
    run_watch(story, code, file, line);
}

cJSON *story_ask(struct story *story, const char *const words[], const char *file, int line)
{
    const char *more[WORDS] = {"--json"};
    for (int i = 0; words[i] && i < WORDS - 2; i++) {
        more[i + 1] = words[i];
    }
    story_tell(story, 0, more, file, line);
    cJSON *json = cJSON_Parse(buffer_text(&story->out));
    if (!json) {
        fail_msg("%s:%d: this is no JSON: %.2000s", file, line, buffer_text(&story->out));
    }
    return json;
}

/* The longest piece between the arguments of a text, which stand there as {0} or as 7. */
static void piece_of(const char *text, char out[512])
{
    size_t most = 0;
    out[0] = 0;
    while (*text) {
        size_t size = strcspn(text, "{7");
        if (size > most && size < 512) {
            most = size;
            snprintf(out, 512, "%.*s", (int)size, text);
        }
        text += size;
        text += *text == '{' ? strcspn(text, "}") + 1 : *text == '7';
    }
}

static bool piece_said(const struct story *story, const char *text)
{
    char piece[512];
    piece_of(text, piece);
    return strlen(piece) > 5 && strstr(buffer_text(&story->err), piece);
}

void story_said(const struct story *story, const char *key)
{
    struct message many = message_of(key);
    struct buffer plural;
    assert_true(language_has(story->language, key));
    message_add_count(&many, 7);
    message_add_count(&many, 7);
    buffer_init(&plural, 4096);
    language_say(story->language, &many, &plural);
    if (!piece_said(story, language_word(story->language, key)) &&
        !piece_said(story, buffer_text(&plural))) {
        fail_msg("not said: %s (“%s”), but: %s", key, language_word(story->language, key),
                 buffer_text(&story->err));
    }
    buffer_clear(&plural);
}

/* ---- the score ---- */

cJSON *story_score(struct story *story)
{
    return ask(story, "score");
}

const cJSON *criterion(const cJSON *score, const char *id)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(score, "criteria"))
    {
        if (!strcmp(text_of(item, "id"), id)) {
            return item;
        }
    }
    fail_msg("the score has no criterion %s", id);
    return NULL;
}

const char *text_of(const cJSON *object, const char *key)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, key);
    if (!cJSON_IsString(member)) {
        fail_msg("there is no text “%s”", key);
    }
    return member->valuestring;
}

void score_same(cJSON *before, cJSON *after)
{
    char *was = cJSON_Print(before), *is = cJSON_Print(after);
    assert_string_equal(was, is);
    free(was);
    free(is);
    cJSON_Delete(before);
    cJSON_Delete(after);
}

/* ---- files ---- */

void file_take(const char *path, struct buffer *out)
{
    char chunk[65536];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (!file) {
        fail_msg("%s is not there", path);
    }
    buffer_init(out, KIT_OUTPUT);
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0) {
        assert_true(buffer_add(out, chunk, got));
    }
    fclose(file);
}

bool file_same(const char *left, const char *right)
{
    struct buffer a, b;
    file_take(left, &a);
    file_take(right, &b);
    bool same = a.size == b.size && !memcmp(buffer_text(&a), buffer_text(&b), a.size);
    buffer_clear(&a);
    buffer_clear(&b);
    return same;
}

void run_of(const char *const argv[], struct buffer *out)
{
    struct buffer err;
    int code = kit_run(argv, out, &err);
    if (code != 0) {
        fail_msg("%s ended with %d: %s", argv[0], code, buffer_text(&err));
    }
    buffer_clear(&err);
}
