/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/scan.h"

#include <string.h>

#include "base/utf8.h"

static const struct {
    const char *text;
    enum word word;
    int value;
} words[] = {
    {"mo", WORD_WEEKDAY, 0},      {"tu", WORD_WEEKDAY, 1},        {"we", WORD_WEEKDAY, 2},
    {"th", WORD_WEEKDAY, 3},      {"fr", WORD_WEEKDAY, 4},        {"sa", WORD_WEEKDAY, 5},
    {"su", WORD_WEEKDAY, 6},      {"mon", WORD_WEEKDAY, 0},       {"tue", WORD_WEEKDAY, 1},
    {"wed", WORD_WEEKDAY, 2},     {"thu", WORD_WEEKDAY, 3},       {"fri", WORD_WEEKDAY, 4},
    {"sat", WORD_WEEKDAY, 5},     {"sun", WORD_WEEKDAY, 6},       {"monday", WORD_WEEKDAY, 0},
    {"tuesday", WORD_WEEKDAY, 1}, {"wednesday", WORD_WEEKDAY, 2}, {"thursday", WORD_WEEKDAY, 3},
    {"friday", WORD_WEEKDAY, 4},  {"saturday", WORD_WEEKDAY, 5},  {"sunday", WORD_WEEKDAY, 6},
    {"jan", WORD_MONTH, 1},       {"feb", WORD_MONTH, 2},         {"mar", WORD_MONTH, 3},
    {"apr", WORD_MONTH, 4},       {"may", WORD_MONTH, 5},         {"jun", WORD_MONTH, 6},
    {"jul", WORD_MONTH, 7},       {"aug", WORD_MONTH, 8},         {"sep", WORD_MONTH, 9},
    {"oct", WORD_MONTH, 10},      {"nov", WORD_MONTH, 11},        {"dec", WORD_MONTH, 12},
    {"january", WORD_MONTH, 1},   {"february", WORD_MONTH, 2},    {"march", WORD_MONTH, 3},
    {"april", WORD_MONTH, 4},     {"june", WORD_MONTH, 6},        {"july", WORD_MONTH, 7},
    {"august", WORD_MONTH, 8},    {"september", WORD_MONTH, 9},   {"october", WORD_MONTH, 10},
    {"november", WORD_MONTH, 11}, {"december", WORD_MONTH, 12},   {"open", WORD_OPEN, 0},
    {"off", WORD_OFF, 0},         {"closed", WORD_OFF, 0},        {"unknown", WORD_UNKNOWN, 0},
    {"ph", WORD_PUBLIC, 0},       {"sh", WORD_SCHOOL, 0},         {"week", WORD_WEEK, 0},
    {"easter", WORD_EASTER, 0},   {"sunrise", WORD_SUN, 0},       {"sunset", WORD_SUN, 0},
    {"dawn", WORD_SUN, 0},        {"dusk", WORD_SUN, 0},          {"day", WORD_DAY, 0},
    {"days", WORD_DAY, 0},
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static void skip(struct scan *scan)
{
    for (;;) {
        const char *here = scan->text + scan->at;
        if (*here == ' ' || *here == '\t' || *here == '\n' || *here == '\r')
            scan->at++;
        else if (here[0] == '\xc2' && here[1] == '\xa0')
            scan->at += 2;
        else
            return;
    }
}

static bool is_en_dash(const char *text)
{
    return !strncmp(text, "\u2013", 3);
}

char scan_peek(struct scan *scan)
{
    skip(scan);
    return is_en_dash(scan->text + scan->at) ? '-' : scan->text[scan->at];
}

bool scan_take(struct scan *scan, char byte)
{
    if (scan_peek(scan) != byte || !byte)
        return false;
    scan->at += is_en_dash(scan->text + scan->at) ? 3 : 1;
    return true;
}

bool scan_take_text(struct scan *scan, const char *text)
{
    skip(scan);
    size_t size = strlen(text);
    if (strncmp(scan->text + scan->at, text, size))
        return false;
    scan->at += size;
    return true;
}

static size_t word_size(const char *text)
{
    size_t size = 0;
    while (is_letter(text[size]))
        size++;
    return size;
}

static bool word_is(const char *text, size_t size, const char *word)
{
    for (size_t at = 0; at < size; at++)
        if ((text[at] | 0x20) != word[at])
            return false;
    return !word[size];
}

enum word scan_word(struct scan *scan, int *value)
{
    skip(scan);
    const char *here = scan->text + scan->at;
    size_t size = word_size(here);
    for (size_t at = 0; size && at < sizeof words / sizeof *words; at++)
        if (strlen(words[at].text) == size && word_is(here, size, words[at].text)) {
            *value = words[at].value;
            return words[at].word;
        }
    return WORD_NONE;
}

enum word scan_word_take(struct scan *scan, int *value)
{
    enum word word = scan_word(scan, value);
    if (word != WORD_NONE)
        scan->at += word_size(scan->text + scan->at);
    return word;
}

static size_t digits_at(const struct scan *scan)
{
    size_t size = 0;
    while (is_digit(scan->text[scan->at + size]))
        size++;
    return size;
}

bool scan_is_number(struct scan *scan, int least, int most)
{
    skip(scan);
    size_t size = digits_at(scan);
    if (size < (size_t)least || size > (size_t)most)
        return false;
    const char *behind = scan->text + scan->at + size;
    return !(size <= 2 && behind[0] == ':' && is_digit(behind[1]));
}

bool scan_number(struct scan *scan, int least, int most, int *value)
{
    if (!scan_is_number(scan, least, most))
        return false;
    *value = 0;
    while (is_digit(scan->text[scan->at]))
        *value = *value * 10 + (scan->text[scan->at++] - '0');
    return true;
}

bool scan_is_time(struct scan *scan)
{
    int ignored;
    skip(scan);
    size_t size = digits_at(scan);
    const char *behind = scan->text + scan->at + size;
    if (size)
        return size <= 2 && behind[0] == ':' && is_digit(behind[1]);
    return scan_peek(scan) == '(' || scan_word(scan, &ignored) == WORD_SUN;
}

bool scan_offset(struct scan *scan, int16_t *days)
{
    size_t start = scan->at;
    int sign = scan_take(scan, '+') ? 1 : scan_take(scan, '-') ? -1 : 0;
    int count, ignored;
    *days = 0;
    if (sign && scan_number(scan, 1, 3, &count) && scan_word_take(scan, &ignored) == WORD_DAY) {
        *days = (int16_t)(sign * count);
        return true;
    }
    scan->at = start;
    return false;
}

bool scan_fault(struct scan *scan, const char *key)
{
    skip(scan);
    fault_set(scan->why, FAULT_INPUT, key);
    return fault_at(scan->why, (int64_t)scan->at);
}

bool scan_fault_word(struct scan *scan, const char *key)
{
    char seen[48];
    skip(scan);
    const char *here = scan->text + scan->at;
    size_t size = word_size(here);
    if (!size)
        size = strcspn(here, " ;,\"");
    if (!size && *here)
        size = 1;
    size = size < sizeof seen ? size : utf8_cut(here, sizeof seen - 1);
    memcpy(seen, here, size);
    seen[size] = 0;
    fault_set_text(scan->why, FAULT_INPUT, *here ? key : "hours.fault.end", seen);
    return fault_at(scan->why, (int64_t)scan->at);
}
