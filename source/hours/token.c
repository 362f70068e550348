/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/token.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "hours/sun.h"
#include "hours/word.h"

enum { WARNINGS_MOST = 200, NUMBER_MOST = 9999, YEAR_ABOVE = 1900 };

/* A piece of text that becomes tokens: the value itself, or what stands for a word of it. */
struct reader {
    struct hours *hours;
    struct tokens *tokens;
    const char *text;
    size_t at;
    const struct token *word; /* all tokens stand at this word; NULL = where they are */
};

static const struct {
    const char *text;
    enum token_kind kind;
    int value;
} spelled[] = {
    {"Mo", TOKEN_WEEKDAY, 0},
    {"Tu", TOKEN_WEEKDAY, 1},
    {"We", TOKEN_WEEKDAY, 2},
    {"Th", TOKEN_WEEKDAY, 3},
    {"Fr", TOKEN_WEEKDAY, 4},
    {"Sa", TOKEN_WEEKDAY, 5},
    {"Su", TOKEN_WEEKDAY, 6},
    {"Jan", TOKEN_MONTH, 1},
    {"Feb", TOKEN_MONTH, 2},
    {"Mar", TOKEN_MONTH, 3},
    {"Apr", TOKEN_MONTH, 4},
    {"May", TOKEN_MONTH, 5},
    {"Jun", TOKEN_MONTH, 6},
    {"Jul", TOKEN_MONTH, 7},
    {"Aug", TOKEN_MONTH, 8},
    {"Sep", TOKEN_MONTH, 9},
    {"Oct", TOKEN_MONTH, 10},
    {"Nov", TOKEN_MONTH, 11},
    {"Dec", TOKEN_MONTH, 12},
    {"PH", TOKEN_PUBLIC, 0},
    {"SH", TOKEN_SCHOOL, 0},
    {"open", TOKEN_STATE, STATE_OPEN},
    {"off", TOKEN_STATE, STATE_OFF},
    {"closed", TOKEN_STATE, STATE_CLOSED},
    {"unknown", TOKEN_STATE, STATE_UNKNOWN},
    {"week", TOKEN_WEEK, 0},
    {"easter", TOKEN_EASTER, 0},
    {"dawn", TOKEN_SUN, SUN_DAWN},
    {"sunrise", TOKEN_SUN, SUN_SUNRISE},
    {"sunset", TOKEN_SUN, SUN_SUNSET},
    {"dusk", TOKEN_SUN, SUN_DUSK},
    {"day", TOKEN_DAYS, 0},
    {"days", TOKEN_DAYS, 0},
    {"24/7", TOKEN_ALWAYS, 0},
    {"||", TOKEN_FALLBACK, 0},
    {":", TOKEN_COLON, 0},
    {"-", TOKEN_DASH, 0},
    {"+", TOKEN_PLUS, 0},
    {"/", TOKEN_SLASH, 0},
    {",", TOKEN_COMMA, 0},
    {";", TOKEN_SEMICOLON, 0},
    {"(", TOKEN_ROUND_OPEN, 0},
    {")", TOKEN_ROUND_CLOSE, 0},
    {"[", TOKEN_SQUARE_OPEN, 0},
    {"]", TOKEN_SQUARE_CLOSE, 0},
};
enum { SPELLED = sizeof spelled / sizeof *spelled };

/* Signs that look like another, or are used for it; "" = left out. */
static const struct {
    const char *sign, *instead;
} signs[] = {
    {".", ":"}, {"：", ":"}, {"–", "-"},  {"‐", "-"}, {"‑", "-"}, {"‒", "-"},
    {"−", "-"}, {"—", "-"},  {"ー", "-"}, {"→", "-"}, {"~", "-"}, {"～", "-"},
    {"_", "-"}, {"=", "-"},  {"&", ","},  {"?", ""},
};

const char *token_word(const struct token *token)
{
    for (size_t at = 0; at < SPELLED; at++)
        if (spelled[at].kind == (enum token_kind)token->kind && spelled[at].value == token->value)
            return spelled[at].text;
    return "";
}

void hours_warn(struct hours *hours, size_t at, size_t size, const char *key, const char *instead)
{
    char seen[MESSAGE_TEXT_SIZE];
    if (hours->warning_count == WARNINGS_MOST)
        return;
    size_t shown = size < sizeof seen ? size : utf8_cut(hours->text + at, sizeof seen - 1);
    memcpy(seen, hours->text + at, shown);
    seen[shown] = 0;
    struct hours_warning warning = {(int)at, (int)size, message_of(key)};
    message_add_text(&warning.what, seen);
    if (instead)
        message_add_text(&warning.what, instead);
    ARRAY_GROW(hours->warnings, hours->warning_count, hours->warning_room);
    hours->warnings[hours->warning_count++] = warning;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static struct token *token_add(struct reader *reader, enum token_kind kind, int value, size_t at,
                               size_t size)
{
    struct tokens *tokens = reader->tokens;
    ARRAY_GROW(tokens->items, tokens->count, tokens->room);
    struct token *token = &tokens->items[tokens->count++];
    *token = (struct token){.kind = (uint8_t)kind,
                            .french = -1,
                            .value = (int16_t)value,
                            .at = (uint16_t)at,
                            .size = (uint16_t)size};
    if (reader->word) {
        token->at = reader->word->at;
        token->size = reader->word->size;
        token->origin = reader->word->origin;
    }
    return token;
}

static struct token *token_last(const struct reader *reader)
{
    const struct tokens *tokens = reader->tokens;
    return tokens->count ? &tokens->items[tokens->count - 1] : NULL;
}

static bool last_is(const struct reader *reader, enum token_kind kind)
{
    const struct token *last = token_last(reader);
    return last && last->kind == kind;
}

/* White space, also the kinds that other programs put in. */
static size_t blank_size(const char *text)
{
    static const char *const wide[] = {"\u00a0", "\u2002", "\u2003", "\u2007", "\u2009", "\u200a",
                                       "\u200b", "\u202f", "\u3000", "\ufeff", "␣"};
    if (*text == ' ' || (*text >= '\t' && *text <= '\r'))
        return 1;
    if ((unsigned char)*text < 0x80)
        return 0;
    for (size_t at = 0; at < sizeof wide / sizeof *wide; at++)
        if (!strncmp(text, wide[at], strlen(wide[at])))
            return strlen(wide[at]);
    return 0;
}

/* ---- numbers ---- */

static void number_read(struct reader *reader)
{
    const char *here = reader->text + reader->at;
    size_t size = 0;
    int value = 0;
    for (; is_digit(here[size]); size++)
        value = value * 10 + (here[size] - '0') > NUMBER_MOST ? NUMBER_MOST + 1
                                                              : value * 10 + (here[size] - '0');
    struct token *token =
        token_add(reader, value > YEAR_ABOVE ? TOKEN_YEAR : TOKEN_NUMBER, value, reader->at, size);
    token->digits = (uint8_t)(size > 9 ? 9 : size);
    reader->at += size;
    char behind = here[size] == '.' ? here[size + 1] : 0;
    if (behind && !is_digit(behind)) {
        hours_warn(reader->hours, reader->at, 1, "hours.warn.out", NULL);
        reader->at++;
    }
}

/* "9⁰⁰", "12³⁰", "9°°": at most two raised digits, minutes when a number stands before them. */
static size_t raised_digit(const char *text, int *digit)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    for (int at = 0; at < 10; at++)
        if (!strncmp(text, raised[at], strlen(raised[at]))) {
            *digit = at;
            return strlen(raised[at]);
        }
    *digit = 0;
    return !strncmp(text, "°", strlen("°")) ? strlen("°") : 0;
}

static bool raised_read(struct reader *reader)
{
    size_t start = reader->at, size;
    int value = 0, digit, count = 0;
    while (count < 2 && (size = raised_digit(reader->text + reader->at, &digit))) {
        value = value * 10 + digit;
        reader->at += size;
        count++;
    }
    if (!count)
        return false;
    char instead[8] = {':', (char)('0' + value / 10), (char)('0' + value % 10), 0};
    if (last_is(reader, TOKEN_NUMBER))
        token_add(reader, TOKEN_COLON, 0, start, reader->at - start);
    token_add(reader, TOKEN_NUMBER, value, start, reader->at - start)->digits = 2;
    hours_warn(reader->hours, start, reader->at - start, "hours.warn.as", instead);
    return true;
}

/* ---- words ---- */

static void text_read(struct reader *reader);

/* "9h30", "9 u 30": the mark is a colon when two digits follow, else it is left out. */
static bool hour_mark(struct reader *reader, size_t size)
{
    static const char *const marks[] = {"h", "u", "uur", "heures", "uhr"};
    const char *here = reader->text + reader->at;
    bool mark = false;
    for (size_t at = 0; at < sizeof marks / sizeof *marks; at++)
        if (strlen(marks[at]) == size) {
            mark = true;
            for (size_t byte = 0; byte < size; byte++)
                mark &= (here[byte] | 0x20) == marks[at][byte];
            if (mark)
                break;
        }
    if (!mark || !last_is(reader, TOKEN_NUMBER))
        return false;
    const char *behind = here + size;
    while (blank_size(behind))
        behind += blank_size(behind);
    const struct tokens *tokens = reader->tokens;
    bool whole = tokens->count < 2 || tokens->items[tokens->count - 2].kind != TOKEN_COLON;
    if (whole && is_digit(behind[0]) && is_digit(behind[1]) && !is_digit(behind[2])) {
        token_add(reader, TOKEN_COLON, 0, reader->at, size);
        hours_warn(reader->hours, reader->at, size, "hours.warn.as", ":");
    } else {
        hours_warn(reader->hours, reader->at, size, "hours.warn.out", NULL);
    }
    reader->at += size;
    return true;
}

/* "9 pm", "9:30 am": moves the hour that stands before it. */
static void half_day(struct reader *reader, bool afternoon)
{
    struct tokens *tokens = reader->tokens;
    size_t at = tokens->count;
    if (at >= 3 && tokens->items[at - 2].kind == TOKEN_COLON)
        at -= 2;
    struct token *hour = at ? &tokens->items[at - 1] : NULL;
    if (!hour || hour->kind != TOKEN_NUMBER)
        return;
    if (afternoon && hour->value < 12)
        hour->value = (int16_t)(hour->value + 12);
    else if (!afternoon && hour->value == 12)
        hour->value = 0;
    hour->digits = DIGITS_HALF_DAY;
}

static void instead_read(struct reader *reader, const struct word *word, size_t size)
{
    struct token at_word = {
        .at = (uint16_t)reader->at, .size = (uint16_t)size, .origin = word->languages};
    struct reader inner = {reader->hours, reader->tokens, word->instead, 0, &at_word};
    size_t before = reader->tokens->count;
    text_read(&inner);
    if (word->french && reader->tokens->count > before) {
        for (size_t at = 0; at < SPELLED; at++)
            if (!strcmp(spelled[at].text, word->french))
                reader->tokens->items[before].french = (int8_t)spelled[at].value;
    }
}

/* A comment that a word stands for: the text's own bytes are the comment. */
static bool word_comment(struct reader *reader, const struct word *word, size_t size)
{
    if (word->instead[0] != '"')
        return false;
    token_add(reader, TOKEN_COMMENT, 0, reader->at, size);
    hours_warn(reader->hours, reader->at, size, "hours.warn.as", word->instead);
    return true;
}

static bool word_known(struct reader *reader)
{
    size_t size = 0;
    const struct word *word = word_at(reader->text + reader->at, &size);
    if (!word)
        return false;
    if (!strcmp(word->instead, "am") || !strcmp(word->instead, "pm")) {
        half_day(reader, word->instead[0] == 'p');
        hours_warn(reader->hours, reader->at, size, "hours.warn.half", NULL);
    } else if (!word_comment(reader, word, size)) {
        if (word->instead[0] == '+' && last_is(reader, TOKEN_DASH))
            reader->tokens->count--;
        if (!word->french)
            hours_warn(reader->hours, reader->at, size,
                       word->instead[0] ? "hours.warn.as" : "hours.warn.out",
                       word->instead[0] ? word->instead : NULL);
        instead_read(reader, word, size);
    }
    reader->at += size;
    return true;
}

/* The specification's own word, in any case. */
static bool word_spelled(struct reader *reader, size_t size)
{
    const char *here = reader->text + reader->at;
    for (size_t at = 0; at < SPELLED; at++) {
        const char *word = spelled[at].text;
        if (strlen(word) != size)
            continue;
        bool same = true, exact = true;
        for (size_t byte = 0; byte < size; byte++) {
            same &= (here[byte] | 0x20) == (word[byte] | 0x20);
            exact &= here[byte] == word[byte];
        }
        if (!same)
            continue;
        token_add(reader, spelled[at].kind, spelled[at].value, reader->at, size);
        if (!exact && !reader->word)
            hours_warn(reader->hours, reader->at, size, "hours.warn.as", word);
        reader->at += size;
        return true;
    }
    return false;
}

static bool word_read(struct reader *reader)
{
    size_t size = word_size(reader->text + reader->at), longest = 0;
    if (!reader->word && !hour_mark(reader, size)) {
        bool phrase = word_at(reader->text + reader->at, &longest) && longest > size;
        if (!(phrase && word_known(reader)) && !word_spelled(reader, size) && !word_known(reader))
            return false;
    } else if (reader->word && !word_spelled(reader, size)) {
        return false;
    }
    const char *behind = reader->text + reader->at;
    if (*behind == '.' && !reader->word) {
        hours_warn(reader->hours, reader->at, 1, "hours.warn.out", NULL);
        reader->at++;
    }
    return true;
}

/* ---- comments ---- */

static const char *const closing[] = {"\"", "'", "”", "“", "‘", "’", "»", "」", "』"};
static const struct {
    const char *open, *close[2];
} quotes[] = {
    {"\"", {"\"", NULL}}, {"'", {"'", NULL}},   {"„", {"”", "“"}},  {"“", {"”", "“"}},
    {"‚", {"’", "‘"}},    {"‘", {"’", "‘"}},    {"’", {"’", NULL}}, {"«", {"»", NULL}},
    {"「", {"」", NULL}}, {"『", {"』", NULL}},
};

static size_t sign_at(const char *text, const char *sign)
{
    size_t size = strlen(sign);
    return strncmp(text, sign, size) ? 0 : size;
}

/* Where the comment that begins at `text` ends; *close is the size of the sign there. */
static size_t comment_end(const char *text, const char *const *signs_closing, size_t count,
                          bool strict, size_t *close)
{
    for (size_t at = 0; text[at]; at++) {
        if (!strict && (text[at] == ';' || text[at] == '|'))
            return SIZE_MAX;
        for (size_t sign = 0; sign < count; sign++)
            if (signs_closing[sign] && (*close = sign_at(text + at, signs_closing[sign])))
                return at;
    }
    return SIZE_MAX;
}

static bool comment_read(struct reader *reader)
{
    const char *here = reader->text + reader->at;
    size_t kind = 0, open = 0, close = 0;
    while (kind < sizeof quotes / sizeof *quotes && !(open = sign_at(here, quotes[kind].open)))
        kind++;
    if (!open)
        return false;
    size_t size = comment_end(here + open, quotes[kind].close, 2, !kind, &close);
    if (size == SIZE_MAX)
        size = comment_end(here + open, closing, sizeof closing / sizeof *closing, false, &close);
    if (size == SIZE_MAX)
        return false;
    token_add(reader, TOKEN_COMMENT, 0, reader->at + open, size);
    if (kind || here[open + size] != '"')
        hours_warn(reader->hours, reader->at, open, "hours.warn.as", "\"");
    reader->at += open + size + close;
    return true;
}

/* ---- the text ---- */

static bool sign_read(struct reader *reader)
{
    const char *here = reader->text + reader->at;
    size_t size;
    for (size_t at = 0; at < SPELLED; at++)
        if (spelled[at].kind > TOKEN_COMMENT && (size = sign_at(here, spelled[at].text))) {
            token_add(reader, spelled[at].kind, 0, reader->at, size);
            reader->at += size;
            return true;
        }
    if ((size = sign_at(here, "||"))) {
        token_add(reader, TOKEN_FALLBACK, 0, reader->at, size);
        reader->at += size;
        return true;
    }
    for (size_t at = 0; at < sizeof signs / sizeof *signs; at++)
        if ((size = sign_at(here, signs[at].sign))) {
            const char *instead = signs[at].instead;
            struct reader inner = {reader->hours, reader->tokens, instead, 0, NULL};
            struct token place = {.at = (uint16_t)reader->at, .size = (uint16_t)size};
            inner.word = &place;
            if (*instead)
                sign_read(&inner);
            hours_warn(reader->hours, reader->at, size,
                       *instead ? "hours.warn.as" : "hours.warn.out", *instead ? instead : NULL);
            reader->at += size;
            return true;
        }
    return false;
}

static bool piece_read(struct reader *reader)
{
    const char *here = reader->text + reader->at;
    size_t size;
    if (is_digit(*here)) {
        if ((size = sign_at(here, "24/7")) && !is_digit(here[size])) {
            token_add(reader, TOKEN_ALWAYS, 0, reader->at, size);
            reader->at += size;
        } else if (reader->word || !word_known(reader)) {
            number_read(reader);
        }
        return true;
    }
    if (word_size(here))
        return word_read(reader);
    return sign_read(reader) || comment_read(reader) || raised_read(reader);
}

static void text_read(struct reader *reader)
{
    size_t size;
    while (reader->text[reader->at]) {
        const char *here = reader->text + reader->at;
        if ((size = blank_size(here))) {
            reader->at += size;
        } else if (!piece_read(reader)) {
            size = word_size(here);
            if (!size)
                size = utf8_cut(here, strnlen(here, 4)) > 1 && (unsigned char)*here >= 0xc0
                           ? (size_t)(*here & 0x20 ? (*here & 0x10 ? 4 : 3) : 2)
                           : 1;
            token_add(reader, TOKEN_OTHER, 0, reader->at, size);
            reader->at += size;
        }
    }
}

/* "lun, mar": French for Tuesday when it stands in a row of weekdays. */
static bool is_mardi(const struct hours *hours, const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->items[at];
    if (token->kind != TOKEN_MONTH || token->value != 3 || token->size != 3 ||
        (hours->text[token->at + 1] | 0x20) != 'a' || (hours->text[token->at + 2] | 0x20) != 'r')
        return false;
    for (int side = -1; side <= 1; side += 2) {
        size_t sign = at + (size_t)side, day = sign + (size_t)side;
        if (sign < tokens->count && day < tokens->count &&
            tokens->items[day].kind == TOKEN_WEEKDAY &&
            (tokens->items[sign].kind == TOKEN_DASH || tokens->items[sign].kind == TOKEN_COMMA))
            return true;
    }
    return false;
}

/* "di" is Tuesday in Dutch and Sunday in French, "ma" Monday and Tuesday: the other words tell. */
static void languages_settle(struct hours *hours, struct tokens *tokens)
{
    bool french = false, other = false;
    for (size_t at = 0; at < tokens->count; at++) {
        const struct token *token = &tokens->items[at];
        french |= token->origin == WORD_FRENCH;
        other |= token->kind == TOKEN_WEEKDAY && token->origin &&
                 !(token->origin & (WORD_FRENCH | WORD_ENGLISH));
    }
    for (size_t at = 0; at < tokens->count; at++) {
        struct token *token = &tokens->items[at];
        if (french && !other && is_mardi(hours, tokens, at)) {
            token->kind = TOKEN_WEEKDAY;
            token->value = token->french = 1;
        }
        if (token->french < 0)
            continue;
        if (french && !other)
            token->value = token->french;
        hours_warn(hours, token->at, token->size, "hours.warn.as", token_word(token));
    }
}

void tokens_read(struct hours *hours, struct tokens *tokens)
{
    struct reader reader = {hours, tokens, hours->text, 0, NULL};
    *tokens = (struct tokens){0};
    text_read(&reader);
    languages_settle(hours, tokens);
    token_add(&reader, TOKEN_END, 0, reader.at, 0);
}

void tokens_clear(struct tokens *tokens)
{
    free(tokens->items);
    *tokens = (struct tokens){0};
}
