/* SPDX-License-Identifier: EUPL-1.2 */
/* grammar.h – opening_hours values out of chance, from the whole grammar. */
#ifndef TESTS_HOURS_ORACLE_GRAMMAR_H
#define TESTS_HOURS_ORACLE_GRAMMAR_H

#include "base/buffer.h"

enum grammar_kind {
    GRAMMAR_USUAL,   /* as places have them: weekdays, spans, holidays, an exception */
    GRAMMAR_WHOLE,   /* everything the specification knows, mixed */
    GRAMMAR_LOOSE,   /* usual ones, written as people do: "9h-17h", "lundi - vendredi", "09.00" */
    GRAMMAR_KINDS
};

/* Adds one value, drawn with kit_random (kit/kit.h). */
void grammar_make(enum grammar_kind kind, struct buffer *out);
/* A usual value in the specification's own spelling, and the same written as people do. */
void grammar_make_meant(struct buffer *written, struct buffer *meant);

#endif
