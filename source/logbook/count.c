/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/count.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "logbook/logbook_inner.h"

static const struct record_name goals[COUNT_GOALS] = {
    [COUNT_ACCESS] = {"access", "count.goal.access"},
    [COUNT_SKILLS] = {"skills", "count.goal.skills"},
    [COUNT_SERVICES] = {"services", "count.goal.services"},
};

const char *count_goal_word(enum count_goal goal)
{
    return record_name_word(goals, COUNT_GOALS, (int)goal);
}

const char *count_goal_key(enum count_goal goal)
{
    return record_name_key(goals, COUNT_GOALS, (int)goal);
}

bool count_goal_parse(const char *word, enum count_goal *out)
{
    int found = record_name_find(goals, COUNT_GOALS, word);
    if (found >= 0) {
        *out = (enum count_goal)found;
    }
    return found >= 0;
}

static bool headcount_read(const char *id, const cJSON *document, struct headcount *out)
{
    double number = json_number(document, "number", -1);
    *out = (struct headcount){
        .id = id, .wijk = record_text(document, "wijk"), .place = record_text(document, "place")};
    if (!(number >= 0 && number <= COUNT_MOST) || floor(number) != number) {
        return false;
    }
    out->number = (int)number;
    return *out->place && month_parse(record_text(document, "month"), &out->month) &&
           count_goal_parse(record_text(document, "goal"), &out->goal);
}

bool headcount_add(struct logbook *logbook, const char *id, const cJSON *document)
{
    struct headcount count;
    if (logbook->headcount_count >= LOGBOOK_RECORDS || !headcount_read(id, document, &count)) {
        return false;
    }
    ARRAY_GROW(logbook->headcounts, logbook->headcount_count, logbook->headcount_room);
    logbook->headcounts[logbook->headcount_count++] = count;
    return true;
}

static int headcount_order(const void *left, const void *right)
{
    const struct headcount *a = left, *b = right;
    int order = civil_date_compare(b->month, a->month);
    order = order ? order : (int)a->goal - (int)b->goal;
    return order ? order : strcmp(a->id, b->id);
}

void headcounts_sort(struct logbook *logbook)
{
    record_sort(logbook->headcounts, logbook->headcount_count, sizeof *logbook->headcounts,
                headcount_order);
}

void headcounts_clear(struct logbook *logbook)
{
    free(logbook->headcounts);
}

/* ---- bands ---- */

static bool bands_fault(struct fault *why, const char *member)
{
    return fault_set_text(why, FAULT_INPUT, "count.fault.bands", member);
}

static bool bands_steps(const cJSON *steps, struct bands *out, struct fault *why)
{
    const cJSON *step;
    cJSON_ArrayForEach(step, steps)
    {
        double from = json_number(step, "from", -1);
        bool first = out->count == 0;
        if (out->count == BANDS || !(from >= 0 && from <= 1e9) || floor(from) != from ||
            (first ? from > 0 : from <= (double)out->from[out->count - 1])) {
            return bands_fault(why, "bands");
        }
        out->from[out->count++] = (int64_t)from;
    }
    return out->count > 1 || bands_fault(why, "bands");
}

bool bands_read(const cJSON *file, struct bands *out, struct fault *why)
{
    const cJSON *period = json_member(file, "period");
    *out = (struct bands){.begins = record_date(period, "from"),
                          .ends = record_date(period, "until"),
                          .dated = record_date(file, "date"),
                          .source = record_text(file, "source"),
                          .name = json_member(file, "name"),
                          .ours = json_member(file, "ours")};
    if (!out->begins.year || !out->ends.year || civil_date_compare(out->begins, out->ends) > 0) {
        return bands_fault(why, "period");
    }
    if (!out->dated.year) {
        return bands_fault(why, "date");
    }
    if (!*out->source) {
        return bands_fault(why, "source");
    }
    if (!cJSON_IsObject(out->name) || !cJSON_IsObject(out->ours)) {
        return bands_fault(why, cJSON_IsObject(out->name) ? "ours" : "name");
    }
    return bands_steps(json_member(file, "bands"), out, why);
}

int band_of(const struct bands *bands, int64_t total)
{
    int band = 0;
    while (band + 1 < bands->count && total >= bands->from[band + 1]) {
        band++;
    }
    return band;
}

int64_t band_last(const struct bands *bands, int band)
{
    return band + 1 < bands->count ? bands->from[band + 1] - 1 : -1;
}

void headcount_sum(const struct headcount *one, const struct bands *bands, struct count_sum *out)
{
    struct civil_date from, until;
    need_month(one->month, &from, &until);
    if (civil_date_compare(until, bands->begins) < 0 || civil_date_compare(from, bands->ends) > 0) {
        out->outside += one->number;
    } else {
        out->of_goal[one->goal] += one->number;
        out->total += one->number;
    }
}
