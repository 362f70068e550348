/* SPDX-License-Identifier: EUPL-1.2 */
#include "place/field_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

static bool code_refused(uint32_t code)
{
    bool control = (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code < 0xA0);
    bool direction = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return control || direction || code == 0x2028 || code == 0x2029;
}

long field_text_trouble(const char *text)
{
    const char *at = text, *end = text + strlen(text);
    while (at < end) {
        const char *start = at;
        uint32_t code = utf8_next(&at, end);
        if (code_refused(code) || (code == 0xFFFD && at - start == 1)) {
            return start - text;
        }
    }
    return -1;
}

static bool ascii_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool ascii_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool field_offer_id(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (!ascii_letter(text[i]) && !ascii_digit(text[i]) && !strchr("-_", text[i])) {
            return false;
        }
    }
    return size >= 1 && size <= 64;
}

static bool space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Copies `size` bytes with "\r\n" and "\r" as "\n", or as spaces. */
static char *text_copy(const char *text, size_t size, bool lines)
{
    char *out = memory_take(size + 1), *to = out;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\r' && i + 1 < size && text[i + 1] == '\n') {
            continue;
        }
        char byte = text[i] == '\r' ? '\n' : text[i];
        *to++ = !lines && space(byte) ? ' ' : byte;
    }
    return out;
}

char *field_text_clean(const char *text, bool lines, size_t ceiling, struct fault *why)
{
    size_t front = strspn(text, " \t\r\n"), size = strlen(text);
    while (size > front && space(text[size - 1])) {
        size--;
    }
    size -= front;
    char *out = size <= 4 * ceiling + ceiling ? text_copy(text + front, size, lines) : NULL;
    if (!out || utf8_length(out) > ceiling) {
        free(out);
        fault_set(why, FAULT_LIMIT, "fault.field.long");
        message_add_count(&why->what, (int64_t)ceiling);
        return NULL;
    }
    long trouble = field_text_trouble(out);
    if (trouble >= 0) {
        free(out);
        fault_set(why, FAULT_INPUT, "fault.field.character");
        message_add_count(&why->what, trouble + (long)front + 1);
        fault_at(why, trouble + (long)front);
        return NULL;
    }
    return out;
}

/* A name with at least one dot, of letters (of any script), digits and hyphens. */
static bool host_valid(const char *text, size_t size)
{
    size_t label = 0, dots = 0;
    for (size_t i = 0; i < size; i++) {
        char byte = text[i];
        if (byte == '.') {
            if (label == 0) {
                return false;
            }
            dots++;
            label = 0;
        } else if (ascii_letter(byte) || ascii_digit(byte) || byte == '-' || (byte & 0x80)) {
            label++;
        } else {
            return false;
        }
    }
    return dots > 0 && label >= 2 && size <= 253;
}

bool field_email_valid(const char *text)
{
    const char *at = strchr(text, '@');
    size_t size = strlen(text);
    return at && at > text && size <= 254 && !strpbrk(text, " \t\n\"<>(),;:\\[]") &&
           !strchr(at + 1, '@') && host_valid(at + 1, strlen(at + 1));
}

/* "+32 2 123 45 67", "02/123.45.67", "1700", "112": 3 to 15 digits (ITU-T E.164). */
bool field_phone_valid(const char *text)
{
    size_t digits = 0;
    for (const char *at = text; *at; at++) {
        if (ascii_digit(*at)) {
            digits++;
        } else if (*at == '+' ? at != text : !strchr(" ./-()", *at)) {
            return false;
        }
    }
    return digits >= 3 && digits <= 15;
}

char *field_web_address(const char *text)
{
    size_t scheme = strncmp(text, "https://", 8) == 0  ? 8
                    : strncmp(text, "http://", 7) == 0 ? 7
                                                       : 0;
    const char *rest = text + scheme;
    size_t host = strcspn(rest, "/?#"), name = host;
    const char *colon = memchr(rest, ':', host);
    if (colon) {
        name = (size_t)(colon - rest);
        size_t port = host - name - 1;
        if (port == 0 || port > 5 || strspn(colon + 1, "0123456789") < port) {
            return NULL;
        }
    }
    if (!host_valid(rest, name) || strpbrk(text, " \t\n\"<>\\^`{|}")) {
        return NULL;
    }
    size_t size = strlen(text) + 9;
    char *out = memory_take(size);
    snprintf(out, size, "%s%s", scheme ? "" : "https://", text);
    return out;
}

/* "12/5/2026" or "12-5-2026". */
static bool date_day_first(const char *text, struct civil_date *out)
{
    int part[3] = {0, 0, 0};
    for (int i = 0; i < 3; i++) {
        int digits = 0;
        for (; ascii_digit(*text) && digits < 4; digits++) {
            part[i] = part[i] * 10 + (*text++ - '0');
        }
        if (digits == 0 || (i < 2 ? digits > 2 : digits != 4)) {
            return false;
        }
        if (i < 2 && *text != '/' && *text != '-') {
            return false;
        }
        text += i < 2;
    }
    if (*text || part[1] > 12 || part[0] > 31) {
        return false;
    }
    *out = (struct civil_date){(int16_t)part[2], (int8_t)part[1], (int8_t)part[0]};
    return civil_date_valid(*out);
}

bool field_date(const char *text, struct civil_date *out)
{
    if (!civil_date_parse(text, out) && !date_day_first(text, out)) {
        return false;
    }
    return out->year >= 1900 && out->year <= 2199;
}
