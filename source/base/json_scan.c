/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/json_scan_inner.h"

#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { NUMBER_SIZE = 63 }; /* longer ones cJSON would cut in two */

struct scan {
    const char *start, *at, *end;
    uint64_t objects; /* one bit per open level: set = object */
    int depth, depth_ceiling;
    size_t values, values_ceiling;
    bool raw;
    struct fault *why;
};

static bool scan_fail(struct scan *scan, enum fault_kind kind, const char *key)
{
    fault_set(scan->why, kind, key);
    return fault_at(scan->why, scan->at - scan->start);
}

static bool syntax_fail(struct scan *scan)
{
    const char *key = scan->at < scan->end ? "fault.json.syntax" : "fault.json.ends";
    return scan_fail(scan, FAULT_INPUT, key);
}

static int peek(const struct scan *scan)
{
    return scan->at < scan->end ? (unsigned char)*scan->at : -1;
}

static bool byte_take(struct scan *scan, char byte)
{
    if (peek(scan) != byte) {
        return false;
    }
    scan->at++;
    return true;
}

static void space_pass(struct scan *scan)
{
    int byte = peek(scan);
    while (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
        scan->at++;
        byte = peek(scan);
    }
}

static bool digits_pass(struct scan *scan)
{
    const char *first = scan->at;
    while (peek(scan) >= '0' && peek(scan) <= '9') {
        scan->at++;
    }
    return scan->at > first;
}

/* strtod reads the decimal sign of the locale, as cJSON does. */
static bool number_finite(const char *text, size_t size)
{
    char copy[NUMBER_SIZE + 1];
    memcpy(copy, text, size);
    copy[size] = '\0';
    char *dot = strchr(copy, '.');
    if (dot) {
        *dot = localeconv()->decimal_point[0];
    }
    return isfinite(strtod(copy, NULL));
}

static bool number_scan(struct scan *scan)
{
    const char *first = scan->at;
    byte_take(scan, '-');
    if (!byte_take(scan, '0') && !digits_pass(scan)) {
        return syntax_fail(scan);
    }
    if (byte_take(scan, '.') && !digits_pass(scan)) {
        return syntax_fail(scan);
    }
    if (byte_take(scan, 'e') || byte_take(scan, 'E')) {
        if (!byte_take(scan, '+')) {
            byte_take(scan, '-');
        }
        if (!digits_pass(scan)) {
            return syntax_fail(scan);
        }
    }
    size_t size = (size_t)(scan->at - first);
    if (!scan->raw && (size > NUMBER_SIZE || !number_finite(first, size))) {
        scan->at = first;
        return scan_fail(scan, FAULT_INPUT, "fault.json.number");
    }
    return true;
}

static bool hex_take(struct scan *scan, unsigned *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++) {
        int byte = peek(scan);
        unsigned digit;
        if (byte >= '0' && byte <= '9') {
            digit = (unsigned)(byte - '0');
        } else if ((byte | 32) >= 'a' && (byte | 32) <= 'f') {
            digit = (unsigned)((byte | 32) - 'a') + 10;
        } else {
            return false;
        }
        *out = *out << 4 | digit;
        scan->at++;
    }
    return true;
}

/* What follows a backslash. */
static bool escape_scan(struct scan *scan)
{
    int byte = peek(scan);
    if (byte != 'u') {
        if (byte <= 0 || !strchr("\"\\/bfnrt", byte)) {
            return syntax_fail(scan);
        }
        scan->at++;
        return true;
    }
    const char *first = scan->at++;
    unsigned code, low;
    if (!hex_take(scan, &code)) {
        return syntax_fail(scan);
    }
    bool ok = scan->raw || code < 0xD800 || code > 0xDFFF;
    if (!scan->raw && code >= 0xD800 && code <= 0xDBFF) {
        ok = byte_take(scan, '\\') && byte_take(scan, 'u') && hex_take(scan, &low) &&
             low >= 0xDC00 && low <= 0xDFFF;
    }
    if (!ok && scan->at == scan->end) {
        return syntax_fail(scan);
    }
    if (!ok || (code == 0 && !scan->raw)) {
        scan->at = first;
        return scan_fail(scan, FAULT_INPUT, ok ? "fault.json.nul" : "fault.json.syntax");
    }
    return true;
}

static bool string_scan(struct scan *scan)
{
    if (!byte_take(scan, '"')) {
        return syntax_fail(scan);
    }
    for (;;) {
        int byte = peek(scan);
        if (byte < ' ') {
            return syntax_fail(scan);
        }
        if (byte == '"') {
            scan->at++;
            return true;
        }
        if (byte == '\\') {
            scan->at++;
            if (!escape_scan(scan)) {
                return false;
            }
            continue;
        }
        const char *next = scan->at;
        if (utf8_next(&next, scan->end) == 0xFFFD && next == scan->at + 1) {
            return scan_fail(scan, FAULT_INPUT, "fault.json.utf8");
        }
        scan->at = next;
    }
}

static bool word_scan(struct scan *scan, const char *word)
{
    while (*word) {
        if (!byte_take(scan, *word++)) {
            return syntax_fail(scan);
        }
    }
    return true;
}

static bool level_open(struct scan *scan, bool object)
{
    if (scan->depth == scan->depth_ceiling) {
        return scan_fail(scan, FAULT_LIMIT, "fault.json.depth");
    }
    scan->at++;
    scan->objects = scan->objects << 1 | object;
    scan->depth++;
    return true;
}

static void level_close(struct scan *scan)
{
    scan->objects >>= 1;
    scan->depth--;
}

static bool member_scan(struct scan *scan)
{
    space_pass(scan);
    if (!string_scan(scan)) {
        return false;
    }
    space_pass(scan);
    return byte_take(scan, ':') || syntax_fail(scan);
}

/* A value that has no others in it. */
static bool scalar_scan(struct scan *scan)
{
    switch (peek(scan)) {
    case '"':
        return string_scan(scan);
    case 't':
        return word_scan(scan, "true");
    case 'f':
        return word_scan(scan, "false");
    case 'n':
        return word_scan(scan, "null");
    default:
        return number_scan(scan);
    }
}

/* The start of a value: *open is true when it is a list or object with something in it. */
static bool value_start(struct scan *scan, bool *open)
{
    *open = false;
    space_pass(scan);
    if (++scan->values > scan->values_ceiling) {
        return scan_fail(scan, FAULT_LIMIT, "fault.json.values");
    }
    int byte = peek(scan);
    if (byte != '{' && byte != '[') {
        return scalar_scan(scan);
    }
    if (!level_open(scan, byte == '{')) {
        return false;
    }
    space_pass(scan);
    if (byte_take(scan, byte == '{' ? '}' : ']')) {
        level_close(scan);
        return true;
    }
    *open = true;
    return byte == '[' || member_scan(scan);
}

/* After a value: closes levels until a next value must come; *more is false at the very end. */
static bool value_end(struct scan *scan, bool *more)
{
    while (scan->depth) {
        bool object = scan->objects & 1;
        space_pass(scan);
        if (byte_take(scan, ',')) {
            *more = true;
            return !object || member_scan(scan);
        }
        if (!byte_take(scan, object ? '}' : ']')) {
            return syntax_fail(scan);
        }
        level_close(scan);
    }
    *more = false;
    return true;
}

bool json_scan(const char *bytes, size_t size, int depth_ceiling, size_t values_ceiling, bool raw,
               struct fault *why)
{
    struct scan scan = {.start = bytes,
                        .at = bytes,
                        .end = bytes + size,
                        .depth_ceiling = depth_ceiling,
                        .values_ceiling = values_ceiling,
                        .raw = raw,
                        .why = why};
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        scan.at += 3;
    }
    bool more = true;
    while (more) {
        bool open;
        if (!value_start(&scan, &open)) {
            return false;
        }
        if (!open && !value_end(&scan, &more)) {
            return false;
        }
    }
    space_pass(&scan);
    return scan.at == scan.end || scan_fail(&scan, FAULT_INPUT, "fault.json.behind");
}
