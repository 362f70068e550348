/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/json_raw.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/json_scan_inner.h"
#include "base/utf8.h"

/* Everything but json_raw_check walks checked text, so that only its shape matters. */

static bool space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static const char *space_pass(const char *at, const char *end)
{
    while (at < end && space(*at)) {
        at++;
    }
    return at;
}

static const char *string_pass(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++) {
        at += *at == '\\' && at + 1 < end;
    }
    return at < end ? at + 1 : end;
}

static const char *value_pass(const char *at, const char *end)
{
    int depth = 0;
    while (at < end) {
        if (*at == '"') {
            at = string_pass(at, end);
        } else if (*at == '{' || *at == '[') {
            depth++;
            at++;
        } else if (*at == '}' || *at == ']') {
            depth--;
            at++;
        } else if (depth) {
            at++;
            continue;
        } else {
            while (at < end && !space(*at) && *at != ',' && *at != '}' && *at != ']') {
                at++;
            }
        }
        if (depth == 0) {
            return at;
        }
    }
    return end;
}

bool json_raw_check(const char *text, size_t size, struct json_slice *out, struct fault *why)
{
    *out = (struct json_slice){NULL, 0};
    if (!json_scan(text, size, JSON_DEPTH, JSON_VALUES, true, why)) {
        return false;
    }
    const char *end = text + size, *at = text;
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        at += 3;
    }
    at = space_pass(at, end);
    while (end > at && space(end[-1])) {
        end--;
    }
    *out = (struct json_slice){at, (size_t)(end - at)};
    return true;
}

bool json_raw_next(struct json_slice container, size_t *at, struct json_slice *key,
                   struct json_slice *value)
{
    if (container.size < 2 || (*container.text != '{' && *container.text != '[')) {
        return false;
    }
    const char *end = container.text + container.size;
    if (key) {
        *key = (struct json_slice){NULL, 0};
    }
    const char *here = space_pass(container.text + (*at ? *at : 1), end);
    if (here < end && *here == ',') {
        here = space_pass(here + 1, end);
    }
    if (here >= end || *here == '}' || *here == ']') {
        return false;
    }
    if (*container.text == '{') {
        const char *behind = string_pass(here, end);
        if (key) {
            *key = (struct json_slice){here, (size_t)(behind - here)};
        }
        here = space_pass(space_pass(behind, end) + 1, end);
    }
    const char *behind = value_pass(here, end);
    *value = (struct json_slice){here, (size_t)(behind - here)};
    *at = (size_t)(behind - container.text);
    return true;
}

static bool key_is(struct json_slice key, const char *name)
{
    char text[256];
    size_t size = strlen(name);
    if (key.size == size + 2 && !memchr(key.text, '\\', key.size)) {
        return memcmp(key.text + 1, name, size) == 0;
    }
    return memchr(key.text, '\\', key.size) && json_raw_text(key, text, sizeof text) &&
           strcmp(text, name) == 0;
}

struct json_slice json_raw_member(struct json_slice object, const char *key)
{
    struct json_slice name, value, found = {NULL, 0};
    size_t at = 0;
    while (json_raw_is(object, '{') && json_raw_next(object, &at, &name, &value)) {
        if (key_is(name, key)) {
            found = value;
        }
    }
    return found;
}

bool json_raw_is(struct json_slice value, char first)
{
    if (!value.size) {
        return false;
    }
    if (first == '0') {
        return *value.text == '-' || (*value.text >= '0' && *value.text <= '9');
    }
    return *value.text == first;
}

bool json_raw_true(struct json_slice value)
{
    return value.size == 4 && memcmp(value.text, "true", 4) == 0;
}

static unsigned hex_of(const char *at)
{
    unsigned code = 0;
    for (int i = 0; i < 4; i++) {
        unsigned digit = (unsigned char)at[i];
        code = code << 4 | (digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10);
    }
    return code;
}

/* The character behind "\u"; 0 when it is none that a text can hold. */
static unsigned code_of(const char **at, const char *end)
{
    unsigned code = hex_of(*at);
    *at += 4;
    if (code < 0xD800 || code > 0xDFFF) {
        return code;
    }
    if (code > 0xDBFF || end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u') {
        return 0;
    }
    unsigned low = hex_of(*at + 2);
    *at += 6;
    return low >= 0xDC00 && low <= 0xDFFF ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : 0;
}

bool json_raw_text(struct json_slice value, char *out, size_t room)
{
    static const char escapes[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    if (!json_raw_is(value, '"') || value.size < 2 || room == 0) {
        return false;
    }
    const char *at = value.text + 1, *end = value.text + value.size - 1;
    size_t size = 0;
    while (at < end) {
        char letters[4] = {*at};
        int count = 1;
        if (*at++ == '\\') {
            const char *escape = strchr(escapes, *at);
            if (*at++ == 'u') {
                unsigned code = code_of(&at, end);
                count = code ? utf8_put(code, letters) : 0;
            } else {
                letters[0] = escape ? meant[escape - escapes] : 0;
            }
        }
        if (!count || !letters[0] || size + (size_t)count >= room) {
            return false;
        }
        memcpy(out + size, letters, (size_t)count);
        size += (size_t)count;
    }
    out[size] = '\0';
    return true;
}

bool json_raw_int(struct json_slice value, int64_t *out)
{
    char text[24], *end;
    if (!json_raw_is(value, '0') || value.size >= sizeof text) {
        return false;
    }
    memcpy(text, value.text, value.size);
    text[value.size] = '\0';
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (*end || errno) {
        return false;
    }
    *out = number;
    return true;
}

static void slice_add(struct buffer *out, struct json_slice slice)
{
    buffer_add(out, slice.text, slice.size);
}

static void member_add(struct buffer *out, bool *first, struct json_slice key,
                       struct json_slice value)
{
    if (!*first) {
        buffer_add_byte(out, ',');
    }
    *first = false;
    slice_add(out, key);
    buffer_add_byte(out, ':');
    slice_add(out, value);
}

static bool key_hidden(struct json_slice key)
{
    return key.size > 2 &&
           (key.text[1] == '_' ||
            (key.size > 7 && !memcmp(key.text + 1, "\\u005", 5) && (key.text[6] | 32) == 'f'));
}

void json_raw_strip(struct json_slice object, bool attachments, struct buffer *out)
{
    struct json_slice key, value;
    size_t at = 0;
    bool first = true;
    buffer_add_byte(out, '{');
    while (json_raw_is(object, '{') && json_raw_next(object, &at, &key, &value)) {
        if (!key_hidden(key) || (attachments && key_is(key, "_attachments"))) {
            member_add(out, &first, key, value);
        }
    }
    buffer_add_byte(out, '}');
}

static void nested_add(const char *path, struct json_slice value, struct buffer *out)
{
    size_t depth = 0;
    for (;; path++) {
        size_t size = strcspn(path, "/");
        char *name = memory_take(size + 1);
        memcpy(name, path, size);
        json_raw_quote(name, out);
        free(name);
        buffer_add_byte(out, ':');
        path += size;
        if (!*path) {
            break;
        }
        buffer_add_byte(out, '{');
        depth++;
    }
    slice_add(out, value);
    while (depth--) {
        buffer_add_byte(out, '}');
    }
}

bool json_raw_set(struct json_slice root, const char *path, struct json_slice value,
                  struct buffer *out)
{
    size_t size = strcspn(path, "/");
    const char *rest = path[size] ? path + size + 1 : NULL;
    char *name = memory_take(size + 1);
    memcpy(name, path, size);
    struct json_slice key, old;
    size_t at = 0, mark = out->size;
    bool ok = json_raw_is(root, '{'), first = true, found = false;
    buffer_add_byte(out, '{');
    while (ok && json_raw_next(root, &at, &key, &old)) {
        if (!key_is(key, name)) {
            member_add(out, &first, key, old);
        } else if (!rest) {
            if (value.size && !found) {
                member_add(out, &first, key, value);
            }
            found = true;
        } else if (!found) {
            member_add(out, &first, key, (struct json_slice){"", 0});
            ok = json_raw_set(json_raw_member(root, name), rest, value, out);
            found = true;
        }
    }
    if (ok && !found && value.size) {
        if (!first) {
            buffer_add_byte(out, ',');
        }
        nested_add(path, value, out);
    }
    buffer_add_byte(out, '}');
    if (!ok && out->data) {
        out->size = mark;
        out->data[mark] = '\0';
    }
    free(name);
    return ok && !out->full;
}

struct member {
    struct json_slice key, value;
    size_t place;
};

static int member_compare(const void *a, const void *b)
{
    const struct member *left = a, *right = b;
    size_t size = left->key.size < right->key.size ? left->key.size : right->key.size;
    int order = memcmp(left->key.text, right->key.text, size);
    if (order) {
        return order;
    }
    if (left->key.size != right->key.size) {
        return left->key.size < right->key.size ? -1 : 1;
    }
    return left->place < right->place ? -1 : left->place > right->place;
}

static void object_canonical(struct json_slice object, struct buffer *out)
{
    struct member *members = NULL;
    size_t count = 0, room = 0, at = 0;
    struct json_slice key, value;
    while (json_raw_next(object, &at, &key, &value)) {
        ARRAY_GROW(members, count, room);
        members[count] = (struct member){key, value, count};
        count++;
    }
    if (count) {
        qsort(members, count, sizeof *members, member_compare);
    }
    buffer_add_byte(out, '{');
    bool first = true;
    for (size_t i = 0; i < count; i++) {
        bool doubled = i + 1 < count && members[i + 1].key.size == members[i].key.size &&
                       !memcmp(members[i + 1].key.text, members[i].key.text, members[i].key.size);
        if (!doubled) {
            member_add(out, &first, members[i].key, (struct json_slice){"", 0});
            json_raw_canonical(members[i].value, out);
        }
    }
    buffer_add_byte(out, '}');
    free(members);
}

void json_raw_canonical(struct json_slice value, struct buffer *out)
{
    if (json_raw_is(value, '{')) {
        object_canonical(value, out);
        return;
    }
    if (!json_raw_is(value, '[')) {
        slice_add(out, value);
        return;
    }
    struct json_slice element;
    size_t at = 0;
    for (bool first = true; json_raw_next(value, &at, NULL, &element); first = false) {
        buffer_add_byte(out, first ? '[' : ',');
        json_raw_canonical(element, out);
    }
    buffer_add_text(out, at ? "]" : "[]");
}

void json_raw_quote(const char *text, struct buffer *out)
{
    buffer_add_byte(out, '"');
    for (; *text; text++) {
        static const char plain[] = "\"\\\b\f\n\r\t", named[] = "\"\\bfnrt";
        const char *escape = strchr(plain, *text);
        if (escape) {
            buffer_add_byte(out, '\\');
            buffer_add_byte(out, named[escape - plain]);
        } else if ((unsigned char)*text < ' ') {
            buffer_addf(out, "\\u%04x", (unsigned)*text);
        } else {
            buffer_add_byte(out, *text);
        }
    }
    buffer_add_byte(out, '"');
}
