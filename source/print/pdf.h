/* SPDX-License-Identifier: EUPL-1.2 */
/* pdf.h – the little of the PDF format that finishing a file needs: finding its objects, looking
 * into dictionaries, and writing a file anew.
 *
 * Reads what cairo writes: one plain cross-reference table, no object streams, no encryption, no
 * earlier versions. Anything else is a fault, never a guess. All spans point into the bytes given to
 * pdf_read, which must outlive them. Format: ISO 32000-1, 7.3 (objects), 7.5 (file structure). */
#ifndef PRINT_PDF_H
#define PRINT_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/fault.h"

enum { PDF_OBJECTS_MOST = 400000, PDF_DEPTH_MOST = 40 };

struct span {
    const char *at; /* NULL = nothing there */
    size_t size;
};
struct pdf_object {
    struct span value; /* between "N 0 obj" and "endobj", without a stream */
    struct span stream; /* its bytes as they stand there; at = NULL: none */
};
struct pdf {
    struct span bytes;
    struct pdf_object *objects; /* owned; by number, [0] is not one */
    int count;                  /* one more than the highest number */
    int root, info;
    struct span trailer;
};

/* FAULT_INPUT with the byte (or object) where it is not as expected: also more than PDF_OBJECTS_MOST objects or
 * deeper than PDF_DEPTH_MOST. pdf_clear it only when true. */
bool pdf_read(const void *bytes, size_t size, struct pdf *out, struct fault *why);
void pdf_clear(struct pdf *pdf);

/* The next token or whole value (a string, a name, a number, "<<" … ">>", "[" … "]"; "N 0 R" is
 * three) from *at on; false at the end or at something broken. Comments are passed over. */
bool span_token(struct span *rest, struct span *token);
/* The value of `key` ("/Type") in a dictionary; at = NULL when it is not there. A reference is
 * given as "N 0 R". */
struct span span_find(struct span dictionary, const char *key);
/* Key and value after each other; false at the end. `rest` begins as span_inside(dictionary). */
bool span_entry(struct span *rest, struct span *key, struct span *value);
struct span span_inside(struct span value); /* what stands between the brackets */
bool span_is(struct span span, const char *text);
/* The number of "N 0 R", or 0. */
int span_reference(struct span span);
bool span_number(struct span span, double *out);
/* Calls `each` for every reference anywhere in a value. */
void span_references(struct span value, void (*each)(void *data, int number), void *data);

/* Adds the bytes of the stream of object `number`, which must be below `count`, through FlateDecode. FAULT_INPUT
 * names the object: no such stream, broken, or more than `out` may hold. */
bool pdf_inflate(const struct pdf *pdf, int number, struct buffer *out, struct fault *why);
/* Adds a whole stream object's value: dictionary, "stream" … "endstream". False when zlib could not, or `out` is
 * full. */
bool pdf_deflate(const struct buffer *plain, struct buffer *out);
/* Adds a text as UTF-16 string ("<FEFF…>"); broken UTF-8 becomes U+FFFD. */
void pdf_text(struct buffer *out, const char *text);

#endif
