/* SPDX-License-Identifier: EUPL-1.2 */
/* Hours as people type them: "9-12 13-17". */
#include "hours/grid.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "hours/hours_inner.h"

enum { NIGHT = 6 * 60 };

struct entry {
    const char *text, *at;
    struct fault *why;
};

/* ---- pieces ---- */

static bool take(struct entry *entry, const char *word)
{
    size_t size = strlen(word);
    if (strncmp(entry->at, word, size) != 0) {
        return false;
    }
    bool letters = isalpha((unsigned char)word[size - 1]);
    if (letters && isalpha((unsigned char)entry->at[size])) {
        return false;
    }
    entry->at += size;
    return true;
}

static bool take_one(struct entry *entry, const char *const *words)
{
    for (; *words; words++) {
        if (take(entry, *words)) {
            return true;
        }
    }
    return false;
}

static void spaces(struct entry *entry)
{
    static const char *const blank[] = {" ", "\t", "\xc2\xa0", "\xe2\x80\xaf", NULL};
    while (take_one(entry, blank)) {
    }
}

static bool take_to(struct entry *entry)
{
    static const char *const words[] = {"-",  "–", "—", "−",   "tot",  "Tot",   "t/m",
                                        "to", "à", "a", "tem", "till", "until", NULL};
    spaces(entry);
    return take_one(entry, words);
}

static void take_between(struct entry *entry)
{
    static const char *const words[] = {",",  ";",   "+",   "&",  "/",    "|", "en",
                                        "et", "and", "van", "de", "from", NULL};
    do {
        spaces(entry);
    } while (take_one(entry, words));
}

/* ---- faults: what would be right is an argument ---- */

static bool entry_fault(struct entry *entry, const char *at, const char *key, const char *right)
{
    fault_set_text(entry->why, FAULT_INPUT, key, right);
    return fault_at(entry->why, at - entry->text);
}

static void say_minutes(int minutes, char out[16])
{
    if (minutes % 60) {
        snprintf(out, 16, "%d:%02d", minutes / 60 % 25, minutes % 60);
    } else {
        snprintf(out, 16, "%d", minutes / 60 % 25);
    }
}

static bool span_fault(struct entry *entry, const char *at, const char *key, int from, int to)
{
    char first[16], last[16], right[40];
    say_minutes(from, first);
    say_minutes(to, last);
    snprintf(right, sizeof right, "%s-%s", first, last);
    return entry_fault(entry, at, key, right);
}

/* ---- a time: 9, 930, 0930, 9:30, 9.30, 9u30, 9h, 9 uur ---- */

static bool minutes_after(struct entry *entry, int *minute)
{
    static const char *const hour_words[] = {"uur", "u.", "u", "heures", "h", NULL};
    const char *begin = entry->at;
    bool sign = *entry->at == ':' || *entry->at == '.';
    bool hour = false;
    if (sign) {
        entry->at++;
    } else {
        spaces(entry);
        for (const char *const *one = hour_words; *one && !hour; one++) {
            size_t size = strlen(*one);
            hour = strncmp(entry->at, *one, size) == 0 && !isalpha((unsigned char)entry->at[size]);
            entry->at += hour ? size : 0;
        }
    }
    if ((sign || hour) && isdigit((unsigned char)entry->at[0]) &&
        isdigit((unsigned char)entry->at[1]) && !isdigit((unsigned char)entry->at[2])) {
        *minute = (entry->at[0] - '0') * 10 + entry->at[1] - '0';
        entry->at += 2;
        return true;
    }
    if (!hour && !sign) {
        entry->at = begin;
    }
    return !sign;
}

static bool read_time(struct entry *entry, int *out)
{
    int digits = 0, value = 0, hour, minute = 0;
    spaces(entry);
    const char *begin = entry->at;
    while (isdigit((unsigned char)*entry->at) && digits < 5) {
        value = value * 10 + (*entry->at++ - '0');
        digits++;
    }
    if (!digits) {
        return entry_fault(entry, begin, "hours.entry.time", "9-12");
    }
    if (digits > 4) {
        return entry_fault(entry, begin, "hours.entry.long", "9:30");
    }
    hour = digits > 2 ? value / 100 : value;
    minute = digits > 2 ? value % 100 : 0;
    if (digits <= 2 && !minutes_after(entry, &minute)) {
        return entry_fault(entry, entry->at, "hours.entry.minutes", "9:30");
    }
    if (minute > 59) {
        return entry_fault(entry, begin, "hours.entry.minutes", "9:30");
    }
    *out = hour * 60 + minute;
    return *out <= DAY_MINUTES ? true : entry_fault(entry, begin, "hours.entry.hour", "24");
}

/* ---- a span ---- */

static bool read_span(struct entry *entry, struct grid_day *day)
{
    int from, to;
    const char *begin = entry->at;
    if (!read_time(entry, &from)) {
        return false;
    }
    const int guess = from + 180 < DAY_MINUTES ? from + 180 : DAY_MINUTES;
    if (from == DAY_MINUTES) {
        return entry_fault(entry, begin, "hours.entry.hour", "23:30");
    }
    if (!take_to(entry)) {
        return span_fault(entry, entry->at, "hours.entry.until", from, guess);
    }
    spaces(entry);
    if (!isdigit((unsigned char)*entry->at)) {
        return span_fault(entry, entry->at, "hours.entry.until", from, guess);
    }
    const char *second = entry->at;
    if (!read_time(entry, &to)) {
        return false;
    }
    if (to <= from && (to > NIGHT || from < 12 * 60)) {
        return to == from ? span_fault(entry, second, "hours.entry.until", from, guess)
                          : span_fault(entry, second, "hours.entry.order", to, from);
    }
    to += to <= from ? DAY_MINUTES : 0;
    if (!grid_day_add(day, (struct grid_span){(int16_t)from, (int16_t)to})) {
        char most[16];
        snprintf(most, sizeof most, "%d", (int)GRID_SPANS);
        return entry_fault(entry, begin, "hours.entry.many", most);
    }
    return true;
}

bool grid_entry_read(const char *text, struct grid_day *out, struct fault *why)
{
    struct entry entry = {text, text, why};
    struct grid_day day = {.weeks = out->weeks};
    if (strlen(text) > GRID_ENTRY) {
        return entry_fault(&entry, text, "hours.entry.long", "9-12 13-17");
    }
    take_between(&entry);
    if (!*entry.at) {
        return entry_fault(&entry, entry.at, "hours.entry.time", "9-12");
    }
    while (*entry.at) {
        if (!read_span(&entry, &day)) {
            return false;
        }
        take_between(&entry);
    }
    *out = day;
    return true;
}
