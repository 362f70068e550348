/* SPDX-License-Identifier: EUPL-1.2 */
/* compare.h – wijken beside each other: the verdict of every criterion, and how well each wijk was looked at.
 *
 * Never a ranking: rows stand by municipality and name, there is no total score, and how good the survey is stands beside what it found,
 * so that a wijk where nobody looked does not look like a poor one. Pure. */
#ifndef ASSESSMENT_COMPARE_H
#define ASSESSMENT_COMPARE_H

#include "assessment/round.h"

enum { COMPARE_BESIDE = 12, COMPARE_WIJKEN = 2000 };

/* How far the survey of a wijk carries; the worst that is true. */
enum compare_care {
    CARE_GOOD,
    CARE_OLD,   /* less than half of its places were checked within its fresh months */
    CARE_THIN,  /* nobody looked at more than a third of the criteria */
    CARE_NONE,  /* no place was ever confirmed and nobody judged anything */
    CARE_COUNT
};
const char *compare_care_key(enum compare_care care); /* "compare.care.thin" */
const char *compare_care_word(enum compare_care care);

struct compare_row {
    char code[48], name[120], municipality[120];
    enum verdict verdicts[FRAMEWORK_CRITERIA]; /* in the framework's order */
    bool judged[FRAMEWORK_CRITERIA];
    int count;
    int totals[4];
    struct round_quality quality;
    enum compare_care care;
};
void compare_row_make(const struct wijk *wijk, const struct assessment *assessment, struct compare_row *out);
/* Of 100 confirmed places, how many were checked within the fresh months; -1 = there is none. */
int compare_fresh_share(const struct round_quality *quality);
/* By municipality, name, code. */
void compare_sort(struct compare_row *rows, size_t count);

#endif
