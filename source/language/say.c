/* SPDX-License-Identifier: EUPL-1.2 */
#include "language/language.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "language/language_inner.h"

/* The marks of the three notations: Belgium writes 12.500,5 in Dutch, 12 500,5 in French. */
static const char *const comma[LANGUAGE_COUNT] = {",", ",", "."};
static const char *const thousands[LANGUAGE_COUNT] = {".", "\u00a0", ","};
static const char minus[] = "\u2212";

enum { GROUPED_FROM = 10000 };

/* A whole number; from five digits on in groups of three. */
static void say_whole(const struct language *language, uint64_t value, struct buffer *out)
{
    char digits[24];
    int size = snprintf(digits, sizeof digits, "%" PRIu64, value);
    if (value < GROUPED_FROM) {
        buffer_add(out, digits, (size_t)size);
        return;
    }
    for (int at = 0; at < size; at++) {
        if (at && (size - at) % 3 == 0)
            buffer_add_text(out, thousands[language->code]);
        buffer_add_byte(out, digits[at]);
    }
}

static void say_count(const struct language *language, int64_t count, struct buffer *out)
{
    if (count < 0)
        buffer_add_text(out, minus);
    say_whole(language, count < 0 ? 0 - (uint64_t)count : (uint64_t)count, out);
}

void language_say_number(const struct language *language, double number, struct buffer *out)
{
    double tenths = round(number * 10);
    if (!isfinite(tenths) || fabs(tenths) > 1e18) {
        buffer_add_text(out, language_word(language, "number.none"));
        return;
    }
    uint64_t whole = (uint64_t)fabs(tenths);
    if (tenths < 0)
        buffer_add_text(out, minus);
    say_whole(language, whole / 10, out);
    if (whole % 10) {
        buffer_add_text(out, comma[language->code]);
        buffer_add_byte(out, (char)('0' + whole % 10));
    }
}

static bool many(const struct language *language, double number)
{
    return language->code == LANGUAGE_FR ? fabs(number) >= 2 : number != 1;
}

/* "{1|plek|plekken}" at `text`: the word for one or for many; returns where the text goes on. */
static const char *say_choice(const char *text, bool plural, struct buffer *out)
{
    const char *one = text + 3;
    size_t first = strcspn(one, "|{}");
    const char *other = one + first + 1;
    size_t second = one[first] == '|' ? strcspn(other, "|{}") : 0;
    if (one[first] != '|' || other[second] != '}') {
        buffer_add_byte(out, *text);
        return text + 1;
    }
    buffer_add(out, plural ? other : one, plural ? second : first);
    return other + second + 1;
}

/* At `text`: {n} or {n|…|…} of an argument that there is; its number, or -1. */
static int slot_of(const char *text, int count)
{
    bool slot = text[0] == '{' && text[1] >= '0' && text[1] < '0' + count &&
                (text[2] == '}' || text[2] == '|');
    return slot ? text[1] - '0' : -1;
}

static bool piece_many(const struct language *language, const char *piece)
{
    bool none = language->code == LANGUAGE_FR && !strcmp(piece, "0");
    return !none && strcmp(piece, "1") != 0;
}

void language_fill(const struct language *language, const char *key, const char *const *pieces,
                   int count, struct buffer *out)
{
    for (const char *at = language_word(language, key); *at;) {
        int slot = slot_of(at, count);
        if (slot < 0) {
            buffer_add_byte(out, *at++);
        } else if (at[2] == '|') {
            at = say_choice(at, piece_many(language, pieces[slot]), out);
        } else {
            buffer_add_text(out, pieces[slot]);
            at += 3;
        }
    }
}

static void say_day(const struct language *language, struct civil_date date, bool with_year,
                    struct buffer *out)
{
    if (!civil_date_valid(date)) {
        buffer_add_text(out, language_word(language, "date.none"));
        return;
    }
    char day[8], month[MESSAGE_KEY_SIZE], year[8];
    snprintf(day, sizeof day, "%d", date.day);
    snprintf(month, sizeof month, "date.month.%d", date.month);
    snprintf(year, sizeof year, "%d", date.year);
    const char *pieces[] = {date.day == 1 ? language_word(language, "date.first") : day,
                            language_word(language, month), year};
    language_fill(language, with_year ? "date.full" : "date.day", pieces, 3, out);
}

void language_say_date(const struct language *language, struct civil_date date, struct buffer *out)
{
    say_day(language, date, true, out);
}

void language_say_date_near(const struct language *language, struct civil_date date,
                            struct civil_date today, struct buffer *out)
{
    if (!civil_date_valid(date) || !civil_date_valid(today)) {
        language_say_date(language, date, out);
        return;
    }
    int32_t days = civil_days(date) - civil_days(today);
    if (days >= -1 && days <= 1) {
        const char *key = days ? days < 0 ? "date.yesterday" : "date.tomorrow" : "date.today";
        buffer_add_text(out, language_word(language, key));
        return;
    }
    say_day(language, date, date.year != today.year, out);
}

/* Up to 100 m by the metre, to 1 km by ten, to 10 km by a tenth, beyond by the kilometre. */
void language_say_metres(const struct language *language, double metres, struct buffer *out)
{
    struct buffer value;
    buffer_init(&value, 64);
    bool far = metres >= 995;
    double number = metres;
    if (far)
        number = metres < 9950 ? metres / 1000 : round(metres / 1000);
    else if (metres >= 100)
        number = round(metres / 10) * 10;
    else
        number = round(metres);
    language_say_number(language, number, &value);
    const char *piece = buffer_text(&value);
    language_fill(language, far ? "unit.kilometres" : "unit.metres", &piece, 1, out);
    buffer_clear(&value);
}

const char *language_weekday(const struct language *language, enum civil_weekday day, bool brief)
{
    char key[MESSAGE_KEY_SIZE];
    snprintf(key, sizeof key, "date.weekday.%d.%s", (int)day, brief ? "brief" : "long");
    const struct entry *entry = language_find(language, key);
    return entry ? entry->text : "?";
}

static void say_argument(const struct language *language, const struct message_argument *argument,
                         struct buffer *out)
{
    switch (argument->kind) {
    case MESSAGE_TEXT:
        buffer_add_text(out, argument->as.text);
        break;
    case MESSAGE_KEY:
        buffer_add_text(out, language_word(language, argument->as.text));
        break;
    case MESSAGE_COUNT:
        say_count(language, argument->as.count, out);
        break;
    case MESSAGE_NUMBER:
        language_say_number(language, argument->as.number, out);
        break;
    case MESSAGE_DATE:
        language_say_date(language, argument->as.date, out);
        break;
    case MESSAGE_METRES:
        language_say_metres(language, argument->as.number, out);
        break;
    }
}

static bool is_plural(const struct language *language, const struct message *message)
{
    for (int at = 0; at < message->arguments && at < MESSAGE_ARGUMENTS; at++) {
        if (message->argument[at].kind != MESSAGE_COUNT)
            continue;
        return many(language, (double)message->argument[at].as.count);
    }
    return false;
}

static bool argument_many(const struct language *language, const struct message_argument *argument)
{
    return argument->kind == MESSAGE_COUNT    ? many(language, (double)argument->as.count)
           : argument->kind == MESSAGE_NUMBER ? many(language, round(argument->as.number * 10) / 10)
           : argument->kind == MESSAGE_TEXT   ? piece_many(language, argument->as.text)
                                              : true;
}

void language_say(const struct language *language, const struct message *message,
                  struct buffer *out)
{
    int count = message->arguments < MESSAGE_ARGUMENTS ? message->arguments : MESSAGE_ARGUMENTS;
    const struct entry *entry = language_find(language, message->key);
    const char *text = message->key;
    if (entry)
        text = is_plural(language, message) ? entry->plural : entry->text;
    while (*text) {
        size_t plain = strcspn(text, "{");
        buffer_add(out, text, plain);
        text += plain;
        if (!*text)
            return;
        int slot = slot_of(text, count);
        if (slot < 0) {
            buffer_add_byte(out, *text++);
        } else if (text[2] == '|') {
            text = say_choice(text, argument_many(language, &message->argument[slot]), out);
        } else {
            say_argument(language, &message->argument[slot], out);
            text += 3;
        }
    }
}

static const char *fault_name(enum fault_kind kind)
{
    static const char *const names[] = {"none",     "usage",   "input",  "limit",    "missing",
                                        "conflict", "storage", "memory", "cancelled"};
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : "none";
}

/* Of a table people count rows, and its readers give them. */
static bool is_table(const char *file)
{
    static const char *const ends[] = {".csv", ".tsv", ".txt"};
    size_t size = strlen(file);
    for (size_t at = 0; at < sizeof ends / sizeof *ends; at++) {
        if (size > 4 && strcasecmp(file + size - 4, ends[at]) == 0) {
            return true;
        }
    }
    return false;
}

void language_say_fault(const struct language *language, const struct fault *fault,
                        struct buffer *out)
{
    char key[MESSAGE_KEY_SIZE], place[24];
    if (fault->what.key[0]) {
        language_say(language, &fault->what, out);
    } else {
        snprintf(key, sizeof key, "fault.kind.%s", fault_name(fault->kind));
        buffer_add_text(out, language_word(language, key));
    }
    snprintf(place, sizeof place, "%" PRId64, fault->place);
    const char *pieces[] = {fault->file, place};
    bool placed = fault->kind != FAULT_NONE && fault->place >= 0;
    if (fault->file[0] || placed) {
        buffer_add_byte(out, ' ');
        language_fill(language,
                      !placed                 ? "fault.where.file"
                      : !fault->file[0]       ? "fault.where.place"
                      : is_table(fault->file) ? "fault.where.row"
                                              : "fault.where.both",
                      pieces, 2, out);
    }
    snprintf(key, sizeof key, "fault.then.%s", fault_name(fault->kind));
    if (language_has(language, key)) {
        buffer_add_byte(out, ' ');
        buffer_add_text(out, language_word(language, key));
    }
}
