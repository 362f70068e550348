/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/serving.h"

#include <stdlib.h>
#include <string.h>

#include "assessment/coverage_inner.h"
#include "base/arena.h"

/* What an offer comes to; of a place the nearest to serving. */
enum outcome {
    OUT_NOT,
    OUT_CANDIDATE,
    OUT_PROVISIONAL,
    OUT_LENS,
    OUT_CLOSED,
    OUT_HOURS_UNKNOWN,
    OUT_SERVES
};

static enum outcome outcome_then(const struct inquiry *inquiry, const struct mark *mark,
                                 const struct serving_ask *ask)
{
    const struct week *week = inquiry_week(inquiry, mark);
    enum hours_state state =
        week && week->timetable ? timetable_at(week->timetable, ask->when) : HOURS_UNKNOWN;
    return state == HOURS_OPEN      ? OUT_SERVES
           : state == HOURS_UNKNOWN ? OUT_HOURS_UNKNOWN
                                    : OUT_CLOSED;
}

/* What only the price for others bars. */
static bool free_for_lens(const struct mark *mark, const struct offer *offer,
                          const struct serving_ask *ask)
{
    return mark->cause == CAUSE_GROUP && !mark->fact->provisional &&
           !(offer->obligations & TERMS_BARRING) && lens_group_free(ask->lens, offer);
}

static enum outcome outcome_of(const struct inquiry *inquiry, const struct mark *mark,
                               const struct serving_ask *ask)
{
    const struct place *place = survey_place(inquiry->survey, mark->fact);
    const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
    if (mark->fact->standing == CAUSE_CANDIDATE) {
        return OUT_CANDIDATE;
    }
    bool stands = mark->grade == GRADE_FULL || free_for_lens(mark, offer, ask);
    if (!stands) {
        return mark_qualifies(mark) ? OUT_PROVISIONAL : OUT_NOT;
    }
    if (!lens_takes(ask->lens, place, offer)) {
        return OUT_LENS;
    }
    return ask->timed ? outcome_then(inquiry, mark, ask) : OUT_SERVES;
}

static void outcome_count(struct serving_list *out, enum outcome outcome)
{
    out->hours_unknown += outcome == OUT_HOURS_UNKNOWN;
    out->closed += outcome == OUT_CLOSED;
    out->lens += outcome == OUT_LENS;
    out->provisional += outcome == OUT_PROVISIONAL;
    out->candidates += outcome == OUT_CANDIDATE;
}

/* The marks [first, last) are of one place. */
static void place_settle(const struct inquiry *inquiry, size_t first, size_t last,
                         const struct serving_ask *ask, struct serving_list *out)
{
    enum outcome best = OUT_NOT;
    int offer = 0;
    for (size_t i = first; i < last; i++) {
        enum outcome outcome = outcome_of(inquiry, &inquiry->marks[i], ask);
        offer = outcome > best ? inquiry->marks[i].fact->offer : offer;
        best = outcome > best ? outcome : best;
    }
    const struct fact *fact = inquiry->marks[first].fact;
    outcome_count(out, best);
    if (best == OUT_SERVES) {
        enum answer wheelchair = survey_place(inquiry->survey, fact)->wheelchair;
        out->items[out->count++] = (struct serving){fact->place, offer};
        out->access_unknown += ask->lens && ask->lens->step_free && wheelchair == ANSWER_UNKNOWN;
    }
}

void serving_make(const struct assessment_question *question, const struct serving_ask *ask,
                  struct serving_list *out)
{
    struct ground ground;
    struct coverage_ask of = {1u << ask->service, ask->timed ? COVERAGE_CHOSEN : COVERAGE_NORMAL,
                              ask->when.date};
    memset(out, 0, sizeof *out);
    ground_open(&ground, question, &of);
    const struct inquiry *inquiry = &ground.inquiry;
    out->items = memory_take((inquiry->count + 1) * sizeof *out->items);
    for (size_t first = 0, last; first < inquiry->count; first = last) {
        for (last = first + 1; last < inquiry->count && inquiry->marks[last].fact->place ==
                                                            inquiry->marks[first].fact->place;) {
            last++;
        }
        place_settle(inquiry, first, last, ask, out);
    }
    ground_clear(&ground);
}

void serving_clear(struct serving_list *list)
{
    free(list->items);
    memset(list, 0, sizeof *list);
}
