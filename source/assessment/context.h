/* SPDX-License-Identifier: EUPL-1.2 */
/* context.h – figures about a wijk that others counted: typed or imported, shown beside what was found, never mixed into it.
 *
 * Document context:<wijk>:
 *   { "_id", "type": "context", "wijk", "figures": { "<key>": {"figure": "Inwoners", "value": 11532, "unit": "%", "year": 2024,
 *     "source": "Statbel"} } }
 * The key follows from figure and year (context_key), so that two tablets that import the same table write the same document, and a
 * figure of another year stands beside it. Every figure says its year and its source, else it is none. Pure. */
#ifndef ASSESSMENT_CONTEXT_H
#define ASSESSMENT_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/fault.h"

enum { CONTEXT_FIGURES = 200, CONTEXT_TEXT = 120, CONTEXT_KEY = 24, CONTEXT_YEAR_FIRST = 1900, CONTEXT_YEAR_LAST = 2100 };

struct context_figure { /* texts are borrowed */
    const char *figure, *unit, *source; /* unit "" = a plain number */
    double value;
    int year;
};
struct context {
    struct context_figure figures[CONTEXT_FIGURES]; /* by name, the newest year first */
    int count, odd;
};
/* `document` NULL = nothing is known. */
void context_read(const cJSON *document, struct context *out);
/* The newest of a name; NULL = none. */
const struct context_figure *context_find(const struct context *context, const char *figure);
void context_key(const char *figure, int year, char out[CONTEXT_KEY]);
/* As typed: "11532", "12,5", "12.5 %", "1 250". `unit` (CONTEXT_TEXT bytes) gets what stands behind the number. False for
 * what is no number, and for "11.532", of which nobody can tell whether the point parts thousands or begins decimals. */
bool context_number(const char *text, double *value, char *unit);
/* What is wrong with a figure: FAULT_INPUT with the reason, or LIMIT. */
bool context_check(const struct context_figure *figure, struct fault *why);
/* Of a figure that was checked; the caller's. */
cJSON *context_make(const struct context_figure *figure);

#endif
