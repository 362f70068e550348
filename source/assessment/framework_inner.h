/* SPDX-License-Identifier: EUPL-1.2 */
/* framework_inner.h – is this JSON a framework? Every member is looked at before any is used;
 * the fault's text says where: "T1.name.fr", "I1.parameters.weeks". */
#ifndef ASSESSMENT_FRAMEWORK_INNER_H
#define ASSESSMENT_FRAMEWORK_INNER_H

#include <stdbool.h>

#include <cjson/cJSON.h>

#include "base/fault.h"

/* Faults: assessment.framework.missing, .wrong (type or value), .long, .twice (an id), .many,
 * .rule (no such rule), .parameter (the rule does not know it). */
bool framework_check(const cJSON *document, struct fault *why);

#endif
