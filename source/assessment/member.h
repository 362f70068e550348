/* SPDX-License-Identifier: EUPL-1.2 */
/* member.h – is each member of a framework's JSON what it must be? The fault's text says where: "T1.name.fr".
 * Faults: assessment.framework.missing, .wrong (type or value), .long, .twice (an id), .many. */
#ifndef ASSESSMENT_MEMBER_H
#define ASSESSMENT_MEMBER_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/fault.h"

enum { MEMBER_NAME = 160, MEMBER_TEXT = 600, MEMBER_WHERE = 96 }; /* bytes */

/* False with the fault assessment.framework.<key> at the place that is written. */
bool member_refuse(struct fault *why, const char *key, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool member_text_check(const cJSON *object, const char *where, const char *key, size_t ceiling, struct fault *why);
/* Texts in nl, fr and en. */
bool member_words_check(const cJSON *object, const char *where, const char *key, size_t ceiling, struct fault *why);
/* An array of one to `ceiling` members. */
bool member_array_check(const cJSON *object, const char *where, const char *key, int ceiling, struct fault *why);

#endif
