/* SPDX-License-Identifier: EUPL-1.2 */
/* words.h – the three built word lists, and a sentence as a string to compare. WORDS is the
 * folder of the built .mo files (said by CMake). */
#ifndef TESTS_LANGUAGE_WORDS_H
#define TESTS_LANGUAGE_WORDS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "language/language.h"

static inline struct language *words_load(enum language_code code)
{
    struct language *language;
    struct fault why;
    if (!language_load(WORDS, code, &language, &why))
        fail_msg("%s: %s", why.what.key, why.detail);
    return language;
}

static inline void assert_said(struct buffer *out, const char *wanted)
{
    assert_string_equal(buffer_text(out), wanted);
    buffer_empty(out);
}

#endif
