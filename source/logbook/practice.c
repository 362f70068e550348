/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/practice.h"

#include <ctype.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/utf8.h"
#include "logbook/logbook_inner.h"

static const struct record_name parts[PRACTICE_PARTS] = {
    [PRACTICE_TITLE] = {"title", "practice.title"},
    [PRACTICE_CRITERION] = {"criterion", "practice.criterion"},
    [PRACTICE_PROBLEM] = {"problem", "practice.problem"},
    [PRACTICE_WHAT] = {"what", "practice.what"},
    [PRACTICE_COST] = {"cost", "practice.cost"},
    [PRACTICE_PARTNERS] = {"partners", "practice.partners"},
    [PRACTICE_RESULT] = {"result", "practice.result"},
    [PRACTICE_SCALE] = {"scale", "practice.scale"},
    [PRACTICE_PLACE] = {"place", "practice.place"},
};
static const char file_head[] = "wijkpeil-practice 1\n";

const char *practice_part_word(enum practice_part part)
{
    return record_name_word(parts, PRACTICE_PARTS, (int)part);
}

const char *practice_part_key(enum practice_part part)
{
    return record_name_key(parts, PRACTICE_PARTS, (int)part);
}

bool practice_part_parse(const char *word, enum practice_part *out)
{
    int found = record_name_find(parts, PRACTICE_PARTS, word);
    if (found >= 0) {
        *out = (enum practice_part)found;
    }
    return found >= 0;
}

/* Line ends may stand in it, other control characters may not. */
static const char *part_text(const cJSON *document, const char *member)
{
    enum { BYTES = PRACTICE_TEXT * 4 };
    const char *text = json_text(document, member, "");
    for (const char *at = text; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if ((byte < ' ' && byte != '\n') || byte == 127) {
            return "";
        }
    }
    return strlen(text) <= BYTES ? text : "";
}

bool practice_parse(const cJSON *document, struct practice_card *out, struct fault *why)
{
    memset(out, 0, sizeof *out);
    if (!cJSON_IsObject(document)) {
        return fault_set_text(why, FAULT_INPUT, "fault.practice.wrong", "");
    }
    out->id = json_text(document, "_id", "");
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        out->parts[part] = part_text(document, parts[part].word);
    }
    out->date = record_date(document, "date");
    return out->parts[PRACTICE_TITLE][0] ||
           fault_set_text(why, FAULT_INPUT, "fault.practice.wrong", "title");
}

/* ---- what belongs to a person ---- */

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The bytes of one sign that may stand between digits: also the spaces and dashes of word
 * processors. */
size_t trace_sign(const char *text)
{
    static const char *const wide[] = {"\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", "\xe2\x80\x91",
                                       "\xe2\x80\x93"};
    if (*text && strchr(" ./-()", *text)) {
        return 1;
    }
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        size_t size = strlen(wide[i]);
        if (!strncmp(text, wide[i], size)) {
            return size;
        }
    }
    return 0;
}

static bool begins_at(const char *text, size_t at)
{
    return at == 0 || !is_word(text[at - 1]) || (at >= 2 && trace_sign(text + at - 2) == 2) ||
           (at >= 3 && trace_sign(text + at - 3) == 3);
}

static size_t word_end(const char *text, size_t at)
{
    while (is_word(text[at]) && !trace_sign(text + at)) {
        at++;
    }
    return at;
}

/* "name@host.tld" around the @ at `at`. */
static bool email_at(const char *text, size_t at, size_t *from, size_t *size)
{
    size_t begin = at, end = at + 1;
    bool dot = false;
    while (begin > 0 && (is_word(text[begin - 1]) || strchr("._%+-", text[begin - 1]))) {
        begin--;
    }
    while (text[end] && (is_word(text[end]) || text[end] == '.' || text[end] == '-')) {
        dot = dot || (text[end] == '.' && is_word(text[end + 1]));
        end++;
    }
    *from = begin;
    *size = end - begin;
    return dot && begin < at;
}

static const char shape[] = "dd-dd-dddd";

/* "12/05/2026", "12-05-2026": a day, whose digits with an hour behind them are as many as a
 * telephone number has. */
static bool day_at(const char *text)
{
    for (size_t at = 0; shape[at]; at++) {
        bool digit = isdigit((unsigned char)text[at]);
        if (shape[at] == 'd' ? !digit : !text[at] || !strchr("-/.", text[at])) {
            return false;
        }
    }
    return text[2] == text[5] && (!strncmp(text + 6, "19", 2) || !strncmp(text + 6, "20", 2));
}

/* Eight to fifteen digits with at most two signs between; groups of four that are years or amounts
 * are fewer. */
static bool phone_at(const char *text, size_t at, size_t *size)
{
    enum { LEAST = 8, MOST = 15 };
    size_t end = at, last = at;
    int digits = 0, between = 0;
    if (text[at] != '+' && !isdigit((unsigned char)text[at])) {
        return false;
    }
    for (size_t step = 1; text[end]; end += step) {
        bool digit = isdigit((unsigned char)text[end]);
        step = digit || end == at ? 1 : trace_sign(text + end);
        if (step == 0 || (!digit && end > at && ++between > 2)) {
            break;
        }
        if (digit) {
            digits++;
            between = 0;
            last = end + 1;
        }
    }
    *size = last - at;
    return digits >= LEAST && digits <= MOST && (text[at] == '+' || text[at] == '0');
}

static bool street_word(const char *text, size_t begin, size_t end)
{
    static const char *const tails[] = {"straat", "laan", "steenweg", "dreef",
                                        "plein",  "lei",  "kaai",     "weg"};
    size_t size = end - begin;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t tail = strlen(tails[i]);
        if (size > tail && !strncmp(text + end - tail, tails[i], tail)) {
            return true;
        }
    }
    return false;
}

static bool street_head(const char *text, size_t at, size_t *size)
{
    static const char *const heads[] = {"rue ",   "avenue ",    "chaussée ", "boulevard ",
                                        "place ", "Rue ",       "Avenue ",   "Chaussée ",
                                        "Place ", "Boulevard ", "quai ",     "Quai "};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        *size = strlen(heads[i]);
        if (!strncmp(text + at, heads[i], *size)) {
            return true;
        }
    }
    return false;
}

static size_t number_after(const char *text, size_t at)
{
    size_t end = at;
    while (text[end] == ' ' || text[end] == ',' || trace_sign(text + end) > 1) {
        end += text[end] == ',' ? 1 : trace_sign(text + end);
    }
    size_t digits = strspn(text + end, "0123456789");
    return digits > 0 && digits <= 4 ? end + digits : 0;
}

/* "Kerkstraat 12", "rue de l'Église 12": a street with its number. */
static bool address_at(const char *text, size_t at, size_t *size)
{
    enum { WORDS = 6 };
    size_t end = at, head;
    if (street_head(text, at, &head)) {
        end += head;
        for (int word = 0; word < WORDS && text[end]; word++) {
            end += strcspn(text + end, " ,\n");
            size_t number = number_after(text, end);
            if (number) {
                *size = number - at;
                return true;
            }
            if (text[end] != ' ') {
                return false;
            }
            end++;
        }
        return false;
    }
    end = word_end(text, at);
    size_t number = street_word(text, at, end) ? number_after(text, end) : 0;
    *size = number - at;
    return number > 0;
}

enum practice_trace trace_find(const char *text, size_t *from, size_t *size)
{
    for (size_t at = 0; text[at]; at++) {
        bool begins = begins_at(text, at);
        *from = at;
        if (begins && day_at(text + at)) {
            at += sizeof shape - 2;
            continue;
        }
        if (text[at] == '@' && email_at(text, at, from, size)) {
            return TRACE_EMAIL;
        }
        if (begins && phone_at(text, at, size)) {
            return TRACE_PHONE;
        }
        if (begins && address_at(text, at, size)) {
            return TRACE_ADDRESS;
        }
    }
    return TRACE_NONE;
}

/* A name that the partners do not have, or in their own part one behind a title. */
static bool name_find(const struct practice_card *practice, int part, size_t *from, size_t *size)
{
    const char *partners = practice->parts[PRACTICE_PARTNERS], *text = practice->parts[part];
    size_t at = 0;
    while (practice_name_find(text + at, part == PRACTICE_PARTNERS, from, size)) {
        char name[sizeof((struct practice_finding *)0)->text];
        *from += at;
        snprintf(name, sizeof name, "%.*s", (int)*size, text + *from);
        if (part == PRACTICE_PARTNERS || !strstr(partners, name)) {
            return true;
        }
        at = *from + *size;
    }
    return false;
}

bool practice_check(const struct practice_card *practice, struct practice_finding *out)
{
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        size_t from, size;
        const char *text = practice->parts[part];
        enum practice_trace trace = trace_find(text, &from, &size);
        if (trace == TRACE_NONE && name_find(practice, part, &from, &size)) {
            trace = TRACE_NAME;
        }
        if (trace != TRACE_NONE) {
            *out = (struct practice_finding){(enum practice_part)part, trace, ""};
            utf8_copy(out->text, size < sizeof out->text ? size + 1 : sizeof out->text,
                      text + from);
            return true;
        }
    }
    return false;
}

/* ---- the file ---- */

static bool shareable(const struct practice_card *practice, struct fault *why)
{
    static const char *const keys[] = {[TRACE_NONE] = "",
                                       [TRACE_PHONE] = "fault.practice.phone",
                                       [TRACE_EMAIL] = "fault.practice.email",
                                       [TRACE_ADDRESS] = "fault.practice.address",
                                       [TRACE_NAME] = "fault.practice.name"};
    struct practice_finding finding;
    if (!practice_check(practice, &finding)) {
        return true;
    }
    return fault_set_text(why, FAULT_INPUT, keys[finding.trace], finding.text);
}

bool practice_write(const struct practice_card *practice, struct buffer *out, struct fault *why)
{
    char day[CIVIL_DATE_SIZE];
    if (!shareable(practice, why)) {
        return false;
    }
    cJSON *document = cJSON_CreateObject();
    cJSON_AddStringToObject(document, "_id", practice->id);
    cJSON_AddStringToObject(document, "type", "practice");
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        if (practice->parts[part][0]) {
            cJSON_AddStringToObject(document, parts[part].word, practice->parts[part]);
        }
    }
    if (practice->date.year) {
        civil_date_write(practice->date, day);
        cJSON_AddStringToObject(document, "date", day);
    }
    char *text = json_write_canonical(document);
    buffer_init(out, PRACTICE_CEILING);
    buffer_add_text(out, file_head);
    buffer_add_text(out, text);
    buffer_add_text(out, "\n");
    free(text);
    cJSON_Delete(document);
    if (out->full) {
        buffer_clear(out);
        return fault_set(why, FAULT_LIMIT, "fault.limit.size");
    }
    return true;
}

bool practice_read(const char *text, size_t size, cJSON **document, struct fault *why)
{
    size_t head = strlen(file_head);
    struct practice_card practice;
    *document = NULL;
    if (size < head || memcmp(text, file_head, head) != 0) {
        return fault_set_text(why, FAULT_INPUT, "fault.practice.file", "");
    }
    if (!json_parse(text + head, size - head, PRACTICE_CEILING, document, why)) {
        return false;
    }
    const char *id = json_text(*document, "_id", "");
    bool ok = practice_parse(*document, &practice, why) &&
              ((strncmp(id, "practice:", 9) == 0 && strlen(id) < 48) ||
               fault_set_text(why, FAULT_INPUT, "fault.practice.file", "_id")) &&
              shareable(&practice, why);
    if (!ok) {
        cJSON_Delete(*document);
        *document = NULL;
    }
    return ok;
}
