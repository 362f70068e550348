/* SPDX-License-Identifier: EUPL-1.2 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pack/search_inner.h"

enum { DIGITS = 6 };

static bool one_of(const char *word, const char *const *words, int count)
{
    for (int at = 0; at < count; at++)
        if (strcmp(words[at], word) == 0)
            return true;
    return false;
}

static bool is_box(const char *word)
{
    static const char *const words[] = {"bus", "bte", "bt", "boite", "box"};
    return one_of(word, words, 5);
}

static bool is_letters(const char *word)
{
    static const char *const words[] = {"bis", "ter", "quater"};
    return one_of(word, words, 3) || (word[0] >= 'a' && word[0] <= 'z' && !word[1]);
}

/* "12b3": 12, box 3. */
static bool letters_read(const char *rest, char letters[8])
{
    size_t size = strspn(rest, "abcdefghijklmnopqrstuvwxyz");
    char word[8];
    if (size >= sizeof word)
        return false;
    memcpy(word, rest, size);
    word[size] = 0;
    if (rest[size] && rest[size + strspn(rest + size, "0123456789")])
        return false;
    if (!rest[size] && size && !is_box(word))
        snprintf(letters, 8, "%s", word);
    return true;
}

int house_read(const struct find_query *query, int at, struct house_ask *out)
{
    const char *word = query->words[at].text;
    size_t digits = strspn(word, "0123456789");
    *out = (struct house_ask){0};
    if (digits == 0 || digits > DIGITS || !letters_read(word + digits, out->letters))
        return 0;
    out->value = strtol(word, NULL, 10);
    int end = at + 1;
    if (!word[digits] && end < query->count && is_letters(query->words[end].text))
        snprintf(out->letters, sizeof out->letters, "%s", query->words[end++].text);
    while (end < query->count && (query->words[end].digits || is_box(query->words[end].text)))
        end++;
    bool apart = strlen(out->letters) > 1;
    snprintf(out->text, sizeof out->text, "%ld%s%s", out->value, apart ? " " : "", out->letters);
    return end - at;
}

/* Whether the digits of `value` begin with those of `start`. */
static bool digits_begin(long value, long start)
{
    while (value > start)
        value /= 10;
    return value == start;
}

enum house_fit house_fit(const struct house_ask *ask, const char *number, long *away)
{
    char folded[64];
    utf8_fold(number, folded, sizeof folded);
    bool range = strchr(number, '-') != NULL, same = false, inside = false;
    long first = -1, before = -1;
    for (char *at = folded; *at;) {
        size_t digits = strspn(at, "0123456789"), size = strcspn(at, " ");
        long value = digits && digits <= DIGITS ? strtol(at, NULL, 10) : -1;
        const char *letters = at + digits;
        size_t letters_size = size - digits;
        if (letters_size == 0 && at[size] && is_letters(at + size + 1)) {
            letters = at + size + 1;
            letters_size = strlen(letters);
        }
        if (value == ask->value && value >= 0) {
            if (strlen(ask->letters) == letters_size &&
                memcmp(ask->letters, letters, letters_size) == 0)
                return HOUSE_EXACT;
            same = true;
        }
        inside = inside || (range && before >= 0 && before < ask->value && ask->value < value &&
                            (ask->value - before) % 2 == 0);
        before = value;
        first = first < 0 ? value : first;
        at += size + (at[size] == ' ');
    }
    *away = first < 0 ? 1000000 : 2 * labs(first - ask->value) + (labs(first - ask->value) & 1);
    if (same || inside)
        return same ? HOUSE_SAME : HOUSE_RANGE;
    return first > 0 && !ask->letters[0] && ask->value > 0 && digits_begin(first, ask->value)
               ? HOUSE_PREFIX
               : HOUSE_OTHER;
}
