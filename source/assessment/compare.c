/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/percent.h"
#include "base/utf8.h"

static const char *const care_keys[CARE_COUNT] = {"compare.care.good", "compare.care.old",
                                                  "compare.care.thin", "compare.care.none"};
static const char *const care_words[CARE_COUNT] = {"good", "old", "thin", "none"};

const char *compare_care_key(enum compare_care care)
{
    return care_keys[care];
}

const char *compare_care_word(enum compare_care care)
{
    return care_words[care];
}

static enum compare_care care_of(const struct compare_row *row)
{
    const struct round_quality *quality = &row->quality;
    int judged = 0;
    for (int i = 0; i < row->count; i++) {
        judged += row->judged[i];
    }
    if (quality->places == 0 && judged == 0) {
        return CARE_NONE;
    }
    if (quality->untouched * 3 > row->count) {
        return CARE_THIN;
    }
    return quality->fresh * 2 < quality->places ? CARE_OLD : CARE_GOOD;
}

void compare_row_make(const struct wijk *wijk, const struct assessment *assessment,
                      struct compare_row *out)
{
    memset(out, 0, sizeof *out);
    snprintf(out->code, sizeof out->code, "%s", wijk->code ? wijk->code : "");
    utf8_copy(out->name, sizeof out->name, wijk->name ? wijk->name : "");
    utf8_copy(out->municipality, sizeof out->municipality,
              wijk->municipality ? wijk->municipality : "");
    for (int i = 0; i < assessment->finding_count && i < FRAMEWORK_CRITERIA; i++) {
        out->verdicts[out->count] = assessment->findings[i].verdict;
        out->judged[out->count++] = assessment->findings[i].judgement != NULL;
    }
    memcpy(out->totals, assessment->totals, sizeof out->totals);
    out->quality = round_quality_of(assessment);
    out->care = care_of(out);
}

int compare_fresh_share(const struct round_quality *quality)
{
    return percent_of(quality->fresh, quality->places);
}

static int row_order(const void *left, const void *right)
{
    const struct compare_row *a = left, *b = right;
    int order = strcmp(a->municipality, b->municipality);
    order = order ? order : strcmp(a->name, b->name);
    return order ? order : strcmp(a->code, b->code);
}

void compare_sort(struct compare_row *rows, size_t count)
{
    if (count) {
        qsort(rows, count, sizeof *rows, row_order);
    }
}
