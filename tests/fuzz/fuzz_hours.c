/* SPDX-License-Identifier: EUPL-1.2 */
/* An opening_hours text: read, asked, said in three languages, written, and read again. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hours/hours.h"
#include "language/language.h"

enum { DAYS = 9, ROOM = 64, SAID = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct civil when = {{2026, 3, 27}, 15, 4, 0};

static void must_hold(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "broken: %s\n", what);
        abort();
    }
}
#define must(what) must_hold(what, #what)

static const struct language *language_of(int code)
{
    static struct language *languages[LANGUAGE_COUNT];
    struct fault why;
    if (!languages[code]) {
        must(language_load(FUZZ_WORDS, (enum language_code)code, &languages[code], &why));
    }
    return languages[code];
}

static void say_all(const struct hours *hours)
{
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        struct buffer said;
        buffer_init(&said, SAID);
        hours_say(hours, language_of(code), &said);
        hours_say_now(hours, when, language_of(code), &said);
        must(!said.full);
        buffer_clear(&said);
    }
}

static void intervals_check(const struct hours_interval *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        must(civil_moment(all[i].from) < civil_moment(all[i].to) || all[i].from.hour == 2);
        must(all[i].state != HOURS_CLOSED);
    }
}

static void ask_all(const struct hours *hours, size_t size)
{
    struct hours_interval all[ROOM];
    struct civil next;
    enum hours_state becomes;
    const struct hours_warning *warnings;
    size_t count = hours_intervals(hours, when.date, DAYS, all, ROOM);
    intervals_check(all, count < ROOM ? count : ROOM);
    enum hours_state now = hours_at(hours, when);
    size_t told;
    const char *comment = hours_comment(hours, when, &told);
    must((comment != NULL) == (told > 0) && told <= size);
    if (hours_next_change(hours, when, &next, &becomes)) {
        must(civil_moment(next) > civil_moment(when) && becomes != now);
    }
    int minutes = hours_minutes(hours, when.date, DAYS);
    must(minutes >= 0 && minutes <= DAYS * 24 * 60);
    must(!hours_always(hours) || minutes == DAYS * 24 * 60);
    count = hours_warnings(hours, &warnings);
    for (size_t i = 0; i < count; i++) {
        must(warnings[i].column >= 0 && warnings[i].size >= 0);
        must((size_t)warnings[i].column + (size_t)warnings[i].size <= size);
    }
}

static void round_go(const struct hours *hours)
{
    struct hours_interval left[ROOM], right[ROOM];
    struct buffer written, rewritten;
    struct hours *again;
    struct fault why;
    buffer_init(&written, SAID);
    buffer_init(&rewritten, SAID);
    hours_write(hours, &written);
    must(!written.full);
    if (written.size <= HOURS_TEXT_CEILING) {
        must(hours_parse(buffer_text(&written), NULL, &again, &why));
        hours_write(again, &rewritten);
        must(!strcmp(buffer_text(&written), buffer_text(&rewritten)));
        size_t count = hours_intervals(hours, when.date, DAYS, left, ROOM);
        must(count == hours_intervals(again, when.date, DAYS, right, ROOM));
        for (size_t i = 0; i < count && i < ROOM; i++) {
            must(civil_moment(left[i].from) == civil_moment(right[i].from));
            must(civil_moment(left[i].to) == civil_moment(right[i].to));
            must(left[i].state == right[i].state);
        }
        hours_free(again);
    }
    buffer_clear(&written);
    buffer_clear(&rewritten);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct hours *hours;
    struct fault why;
    char *text = malloc(size + 1);
    must(text != NULL);
    memcpy(text, bytes, size);
    text[size] = 0;
    size = strlen(text);
    if (hours_parse(text, NULL, &hours, &why)) {
        ask_all(hours, size);
        say_all(hours);
        round_go(hours);
        hours_free(hours);
    } else {
        must(why.what.key[0] &&
             (size > HOURS_TEXT_CEILING || (why.place >= 0 && (size_t)why.place <= size)));
    }
    free(text);
    return 0;
}
