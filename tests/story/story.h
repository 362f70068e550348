/* SPDX-License-Identifier: EUPL-1.2 */
/* story.h – a person at the command line: the real program, run word for word in a data folder of
 * its own, on 12 June 2026 at three in the afternoon.
 *
 * Every run is watched: it must end by itself with the exit code that the story expects, say
 * nothing on stderr when that is 0 and one sentence when it is not (log lines for engineers may
 * stand before it, and below it, moved in, the text that it is about), and never show the key of
 * a text instead of the text. What was said stays in `out` and `err` until the next run. */
#ifndef STORY_STORY_H
#define STORY_STORY_H

#include "kit/kit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "language/language.h"

#define STORY_AT "2026-06-12T15:00"
#define MOLENBEEK "21012W16"
#define RABOT "44021W07"

struct story {
    char folder[KIT_PATH]; /* for files of the story; data/ in it belongs to the program */
    char data[KIT_PATH];
    const char *at;
    const char *tag; /* "nl" */
    struct language *language;
    struct buffer out, err; /* err without the lines of the log */
    int code;
    bool may_warn; /* the log may speak: bad input that is passed over */
};

/* Setup and teardown of a cmocka test; *state is the story. */
int story_begin(void **state);
int story_end(void **state);
#define STORY(name) cmocka_unit_test_setup_teardown(name, story_begin, story_end)
/* The same in an oefenwijk that has only its first week: no partners, meetings, signals, rounds. */
int story_begin_first_week(void **state);
#define STORY_FIRST_WEEK(name)                                                                     \
    cmocka_unit_test_setup_teardown(name, story_begin_first_week, story_end)
void story_speak(struct story *story, const char *tag); /* from the next run on */

/* wijkpeil --data … --at … --lang … WORDS: must end with `code`, or ANY_CODE of those documented.
 */
enum { ANY_CODE = -1 };
#define tell(story, code, ...)                                                                     \
    story_tell(story, code, (const char *const[]){__VA_ARGS__, NULL}, __FILE__, __LINE__)
void story_tell(struct story *story, int code, const char *const words[], const char *file,
                int line);
/* The same with --json and code 0: what it answered. Free it with cJSON_Delete. */
#define ask(story, ...)                                                                            \
    story_ask(story, (const char *const[]){__VA_ARGS__, NULL}, __FILE__, __LINE__)
cJSON *story_ask(struct story *story, const char *const words[], const char *file, int line);

/* stderr of the last run holds the sentence of `key` in the language of the story. */
void story_said(const struct story *story, const char *key);
/* FOLDER/NAME of the story (see kit_path). */
const char *story_path(const struct story *story, const char *name);

/* ---- the score ---- */
cJSON *story_score(struct story *story);
const cJSON *criterion(const cJSON *score, const char *id);
const char *text_of(const cJSON *object, const char *key); /* fails when it is no text */
/* The score must be what it was (ends both). */
void score_same(cJSON *before, cJSON *after);

/* ---- files ---- */
/* A whole file; `out` is initialised here. */
void file_take(const char *path, struct buffer *out);
bool file_same(const char *left, const char *right);
/* Stdout of another program that must end with 0; `out` is initialised here. */
void run_of(const char *const argv[], struct buffer *out);

#endif
