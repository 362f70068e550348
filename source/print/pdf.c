/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/pdf.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { ENTRY = 20, TAIL = 64 };

static bool bad(struct fault *why, size_t place, const char *reason)
{
    fault_set(why, FAULT_INPUT, "print.fault.finish");
    fault_at(why, (int64_t)place);
    return fault_detail(why, "pdf: %s", reason);
}

/* ---- tokens ---- */

static bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
    return c && strchr("()<>[]{}/%", c);
}

static void pass_white(struct span *rest)
{
    while (rest->size) {
        if (*rest->at == '%') {
            while (rest->size && *rest->at != '\n' && *rest->at != '\r') {
                rest->at++;
                rest->size--;
            }
        } else if (is_white(*rest->at)) {
            rest->at++;
            rest->size--;
        } else {
            break;
        }
    }
}

/* The length of "(…)", brackets within and backslashes reckoned; 0 = it does not end. */
static size_t string_size(struct span from)
{
    int depth = 0;
    for (size_t i = 0; i < from.size; i++) {
        char c = from.at[i];
        if (c == '\\') {
            i++;
        } else if (c == '(') {
            depth++;
        } else if (c == ')' && --depth == 0) {
            return i + 1;
        }
    }
    return 0;
}

static size_t token_size(struct span from, int depth);

static size_t group_size(struct span from, size_t open, const char *close, int depth)
{
    struct span rest = {from.at + open, from.size - open};
    size_t wide = strlen(close);
    while (depth < PDF_DEPTH_MOST) {
        pass_white(&rest);
        if (rest.size >= wide && memcmp(rest.at, close, wide) == 0) {
            return (size_t)(rest.at - from.at) + wide;
        }
        size_t size = token_size(rest, depth + 1);
        if (!size) {
            return 0;
        }
        rest.at += size;
        rest.size -= size;
    }
    return 0;
}

static size_t token_size(struct span from, int depth)
{
    if (!from.size) {
        return 0;
    }
    if (*from.at == '(') {
        return string_size(from);
    }
    if (*from.at == '[') {
        return group_size(from, 1, "]", depth);
    }
    if (from.size > 1 && memcmp(from.at, "<<", 2) == 0) {
        return group_size(from, 2, ">>", depth);
    }
    if (*from.at == '<') {
        const char *end = memchr(from.at, '>', from.size);
        return end ? (size_t)(end - from.at) + 1 : 0;
    }
    size_t size = *from.at == '/';
    while (size < from.size && !is_white(from.at[size]) && !is_delimiter(from.at[size])) {
        size++;
    }
    return size;
}

bool span_token(struct span *rest, struct span *token)
{
    pass_white(rest);
    size_t size = token_size(*rest, 0);
    *token = (struct span){size ? rest->at : NULL, size};
    rest->at += size;
    rest->size -= size;
    return size > 0;
}

bool span_is(struct span span, const char *text)
{
    return span.at && span.size == strlen(text) && memcmp(span.at, text, span.size) == 0;
}

bool span_number(struct span span, double *out)
{
    char text[32], *end;
    if (!span.at || span.size == 0 || span.size >= sizeof text) {
        return false;
    }
    memcpy(text, span.at, span.size);
    text[span.size] = '\0';
    *out = strtod(text, &end);
    return end == text + span.size && strspn(text, "+-.0123456789") == span.size;
}

static int whole_number(struct span span)
{
    double number;
    return span_number(span, &number) && number >= 0 && number < 2e9 ? (int)number : -1;
}

static bool is_whole(struct span span)
{
    for (size_t i = 0; i < span.size; i++) {
        if (span.at[i] < '0' || span.at[i] > '9') {
            return false;
        }
    }
    return span.size > 0;
}

int span_reference(struct span span)
{
    struct span number, generation, sign;
    bool ok = span.at && span_token(&span, &number) && span_token(&span, &generation) &&
              span_token(&span, &sign) && is_whole(number) && span_is(generation, "0") &&
              span_is(sign, "R");
    int found = ok ? whole_number(number) : 0;
    return found > 0 ? found : 0;
}

struct span span_inside(struct span value)
{
    size_t edge = value.size > 3 && memcmp(value.at, "<<", 2) == 0 ? 2 : 1;
    if (!value.at || value.size < 2 * edge) {
        return (struct span){value.at, 0};
    }
    return (struct span){value.at + edge, value.size - 2 * edge};
}

bool span_entry(struct span *rest, struct span *key, struct span *value)
{
    if (!span_token(rest, key) || *key->at != '/' || !span_token(rest, value)) {
        return false;
    }
    struct span ahead = *rest, generation, sign;
    if (is_whole(*value) && span_token(&ahead, &generation) && is_whole(generation) &&
        span_token(&ahead, &sign) && span_is(sign, "R")) {
        value->size = (size_t)(sign.at + sign.size - value->at);
        *rest = ahead;
    }
    return true;
}

struct span span_find(struct span dictionary, const char *key)
{
    struct span rest = span_inside(dictionary), name, value;
    while (dictionary.at && span_entry(&rest, &name, &value)) {
        if (span_is(name, key)) {
            return value;
        }
    }
    return (struct span){NULL, 0};
}

static void references(struct span rest, int depth, void (*each)(void *data, int number),
                       void *data)
{
    struct span token, before[2] = {{NULL, 0}, {NULL, 0}};
    while (depth < PDF_DEPTH_MOST && span_token(&rest, &token)) {
        if (*token.at == '[' || (token.size > 1 && memcmp(token.at, "<<", 2) == 0)) {
            references(span_inside(token), depth + 1, each, data);
        } else if (span_is(token, "R") && is_whole(before[0]) && is_whole(before[1])) {
            each(data, whole_number(before[0]));
        }
        before[0] = before[1];
        before[1] = token;
    }
}

void span_references(struct span value, void (*each)(void *data, int number), void *data)
{
    references(value, 0, each, data);
}

/* ---- the file ---- */

static bool pass_word(struct span *rest, const char *word)
{
    struct span token;
    return span_token(rest, &token) && span_is(token, word);
}

/* Where the table of objects stands. */
static bool table_at(struct span bytes, size_t *out, struct fault *why)
{
    size_t from = bytes.size > TAIL ? bytes.size - TAIL : 0;
    struct span number;
    for (size_t at = bytes.size; at-- > from;) {
        struct span rest = {bytes.at + at, bytes.size - at};
        if (rest.size > 9 && memcmp(rest.at, "startxref", 9) == 0) {
            int found = pass_word(&rest, "startxref") && span_token(&rest, &number)
                            ? whole_number(number)
                            : -1;
            *out = (size_t)(found > 0 ? found : 0);
            return (found > 0 && (size_t)found < bytes.size) || bad(why, at, "startxref");
        }
    }
    return bad(why, bytes.size, "no startxref");
}

static bool stream_read(struct pdf *pdf, struct pdf_object *object, struct span rest,
                        const size_t *offsets, struct fault *why)
{
    size_t place = (size_t)(rest.at - pdf->bytes.at);
    struct span length = span_find(object->value, "/Length"), number;
    int other = span_reference(length), size = whole_number(length);
    if (other > 0 && other < pdf->count && offsets[other]) {
        struct span there = {pdf->bytes.at + offsets[other], pdf->bytes.size - offsets[other]};
        bool ok = span_token(&there, &number) && span_token(&there, &number) &&
                  pass_word(&there, "obj") && span_token(&there, &number);
        size = ok ? whole_number(number) : -1;
    }
    if (rest.size && *rest.at == '\r') {
        rest.at++;
        rest.size--;
    }
    if (size < 0 || !rest.size || *rest.at != '\n' || (size_t)size >= rest.size) {
        return bad(why, place, "stream length");
    }
    object->stream = (struct span){rest.at + 1, (size_t)size};
    rest.at += size + 1;
    rest.size -= (size_t)size + 1;
    return pass_word(&rest, "endstream") || bad(why, place, "endstream");
}

static bool object_read(struct pdf *pdf, int number, const size_t *offsets, struct fault *why)
{
    size_t offset = offsets[number];
    struct span rest = {pdf->bytes.at + offset, pdf->bytes.size - offset}, token;
    struct pdf_object *object = &pdf->objects[number];
    if (!span_token(&rest, &token) || whole_number(token) != number || !pass_word(&rest, "0") ||
        !pass_word(&rest, "obj") || !span_token(&rest, &object->value)) {
        return bad(why, offset, "object");
    }
    if (!span_token(&rest, &token)) {
        return bad(why, offset, "endobj");
    }
    if (span_is(token, "stream")) {
        return stream_read(pdf, object, rest, offsets, why);
    }
    return span_is(token, "endobj") || bad(why, offset, "endobj");
}

/* One section "0 N" of entries of 20 bytes. */
static bool table_read(struct pdf *pdf, struct span *rest, size_t **offsets, struct fault *why)
{
    struct span first, count;
    size_t place = (size_t)(rest->at - pdf->bytes.at);
    if (!pass_word(rest, "xref") || !span_token(rest, &first) || !span_is(first, "0") ||
        !span_token(rest, &count) || (pdf->count = whole_number(count)) < 1 ||
        pdf->count > PDF_OBJECTS_MOST) {
        return bad(why, place, "xref");
    }
    pass_white(rest);
    if (rest->size / ENTRY < (size_t)pdf->count) {
        return bad(why, place, "xref cut off");
    }
    *offsets = memory_take(sizeof **offsets * (size_t)pdf->count);
    for (int i = 0; i < pdf->count; i++, rest->at += ENTRY, rest->size -= ENTRY) {
        int offset = whole_number((struct span){rest->at, 10});
        bool used = rest->at[17] == 'n';
        if (offset < 0 || (used && (size_t)offset >= pdf->bytes.size) ||
            (!used && rest->at[17] != 'f')) {
            return bad(why, (size_t)(rest->at - pdf->bytes.at), "xref entry");
        }
        (*offsets)[i] = used ? (size_t)offset : 0;
    }
    return true;
}

static bool trailer_read(struct pdf *pdf, struct span rest, struct fault *why)
{
    size_t place = (size_t)(rest.at - pdf->bytes.at);
    if (!pass_word(&rest, "trailer") || !span_token(&rest, &pdf->trailer)) {
        return bad(why, place, "trailer");
    }
    pdf->root = span_reference(span_find(pdf->trailer, "/Root"));
    pdf->info = span_reference(span_find(pdf->trailer, "/Info"));
    bool ok = pdf->root > 0 && pdf->root < pdf->count && pdf->info > 0 && pdf->info < pdf->count &&
              !span_find(pdf->trailer, "/Prev").at && !span_find(pdf->trailer, "/Encrypt").at;
    return ok || bad(why, place, "trailer");
}

bool pdf_read(const void *bytes, size_t size, struct pdf *out, struct fault *why)
{
    size_t at = 0, *offsets = NULL;
    *out = (struct pdf){.bytes = {bytes, size}};
    bool ok = (size > 8 && memcmp(bytes, "%PDF-1.", 7) == 0) || bad(why, 0, "not a PDF");
    ok = ok && table_at(out->bytes, &at, why);
    struct span rest = {out->bytes.at + at, size - at};
    ok = ok && table_read(out, &rest, &offsets, why) && trailer_read(out, rest, why);
    if (ok) {
        out->objects = memory_take(sizeof *out->objects * (size_t)out->count);
    }
    for (int i = 1; ok && i < out->count; i++) {
        ok = !offsets[i] || object_read(out, i, offsets, why);
    }
    free(offsets);
    if (!ok) {
        pdf_clear(out);
    }
    return ok;
}

void pdf_clear(struct pdf *pdf)
{
    free(pdf->objects);
    memset(pdf, 0, sizeof *pdf);
}
