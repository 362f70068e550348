/* SPDX-License-Identifier: EUPL-1.2 */
/* framework.h – pillars and criteria as data: assets/framework/diw.json.
 *
 * The deck's names and order; ids T1–T5, I1–I4, O1–O4, G1–G4, C1–C5 are ours. Each criterion names
 * its rule (a function of rules.h) and its parameters, its texts in nl, fr, en and its source.
 * A framework never changes once read. */
#ifndef ASSESSMENT_FRAMEWORK_H
#define ASSESSMENT_FRAMEWORK_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/fault.h"

enum { FRAMEWORK_PILLARS = 8, FRAMEWORK_CRITERIA = 64 };
enum criterion_class { CRITERION_COMPUTED, CRITERION_PROPOSED, CRITERION_ASKED };

struct words { /* borrowed from the framework */
    const char *nl, *fr, *en;
};
const char *words_in(struct words words, const char *language);

struct pillar {
    const char *id; /* "T" */
    struct words name;
    int first, count; /* its criteria */
};
struct criterion {
    const char *id; /* "T1" */
    int pillar;
    enum criterion_class kind;
    struct words name, explanation;
    const char *source; /* where the meaning comes from */
    const char *rule;
    const cJSON *parameters; /* borrowed, may be NULL */
};
struct framework {
    const char *id, *version, *date;
    struct words name;
    struct pillar pillars[FRAMEWORK_PILLARS];
    int pillar_count;
    struct criterion criteria[FRAMEWORK_CRITERIA];
    int criterion_count;
    cJSON *document; /* owned */
};

/* Reads the file's text; every member is checked, the fault names the criterion. */
bool framework_parse(const char *text, size_t size, struct framework **out, struct fault *why);
void framework_free(struct framework *framework);
int framework_find(const struct framework *framework, const char *criterion_id); /* -1 = none */

#endif
