/* SPDX-License-Identifier: EUPL-1.2 */
/* Who almost covers a dark hour. Every offer of the asked services gets the cheapest step that
 * would light it; of each place the cheapest one is told. */
#include "assessment/coverage.h"

#include <stdio.h>
#include <stdlib.h>

#include "assessment/coverage_inner.h"
#include "base/arena.h"

enum { DAY = 24 * 60, REACH = 4 * 60, SPAN_STEP = 60 };

/* What a step asks of people, beside the minutes of LONGER and EARLIER; ours, only for the order.
 */
enum {
    COST_ACCEPT = 5,
    COST_PRICE = 15,
    COST_CHECK = 20,
    COST_NEAR = 30,
    COST_ASK = 45,
    COST_CONDITION = 100,
    COST_DAY = 150,
    COST_NONE = 1000000
};

struct span { /* of one day, in minutes */
    int day, from, to;
};

struct wish { /* the best step of one mark */
    const struct mark *mark;
    int cost;
    enum coverage_step step;
    int minutes, day; /* as in struct coverage_near */
    int on;           /* the day that is to be lit */
};

static bool span_open(const uint64_t *open, struct span span)
{
    int from = span.day * DAY + span.from, to = span.day * DAY + span.to;
    return week_count(open, from, to) == to - from;
}

static void wish_offer(struct wish *best, int cost, enum coverage_step step, int minutes, int day,
                       struct span span)
{
    if (cost < best->cost) {
        *best = (struct wish){best->mark, cost, step, minutes, day, span.day};
    }
}

/* Minutes from the last open minute before the span's end to that end; 0 = none within reach. */
static int minutes_longer(const uint64_t *open, struct span span)
{
    int end = span.day * DAY + span.to, first = span.day * DAY + span.from - REACH;
    for (int at = end - 1; at >= first && at >= 0; at--) {
        if (open[at / 64] >> at % 64 & 1) {
            return end - at - 1;
        }
    }
    return 0;
}

static int minutes_earlier(const uint64_t *open, struct span span)
{
    int start = span.day * DAY + span.from, last = span.day * DAY + span.to + REACH;
    for (int at = start; at < last && at < WEEK_MINUTES; at++) {
        if (open[at / 64] >> at % 64 & 1) {
            return at - start;
        }
    }
    return 0;
}

/* The nearest other day, of the working week or the weekend as the span itself before others. */
static int other_day(const uint64_t *open, struct span span)
{
    int best = -1, best_cost = COST_NONE;
    for (int day = 0; day < 7; day++) {
        int away = day < span.day ? span.day - day : day - span.day;
        int cost = away + ((day >= SATURDAY) != (span.day >= SATURDAY) ? 7 : 0);
        struct span other = {day, span.from, span.to};
        if (day != span.day && cost < best_cost && span_open(open, other)) {
            best = day;
            best_cost = cost;
        }
    }
    return best;
}

static void wish_hours(struct wish *best, const uint64_t *open, struct span span)
{
    int longer = minutes_longer(open, span), earlier = minutes_earlier(open, span);
    int day = other_day(open, span);
    if (longer) {
        wish_offer(best, longer, STEP_LONGER, longer, span.day, span);
    }
    if (earlier) {
        wish_offer(best, earlier, STEP_EARLIER, earlier, span.day, span);
    }
    if (day >= 0) {
        wish_offer(best, COST_DAY, STEP_OTHER_DAY, span.to - span.from, day, span);
    }
}

static int condition_cost(enum cause cause)
{
    switch (cause) {
    case CAUSE_PRICE_UNKNOWN:
        return COST_PRICE;
    case CAUSE_CANDIDATE:
    case CAUSE_UNCHECKED:
    case CAUSE_TOO_OLD:
        return COST_CHECK;
    case CAUSE_NEAR:
        return COST_NEAR;
    default:
        return cause >= CAUSE_INTERNAL && cause <= CAUSE_PAID ? COST_CONDITION + (int)cause
                                                              : COST_NONE;
    }
}

static void wish_span(struct wish *best, const uint64_t *open, struct span span)
{
    const struct mark *mark = best->mark;
    if (mark->grade == GRADE_FULL) {
        wish_hours(best, open, span);
    } else if (span_open(open, span)) {
        bool accept = mark_qualifies(mark);
        wish_offer(best, accept ? COST_ACCEPT : condition_cost(mark->cause),
                   accept ? STEP_PROVISIONAL : STEP_CONDITION, span.to - span.from, span.day, span);
    }
}

static struct wish wish_of(struct ground *ground, const struct mark *mark, const struct span *spans,
                           size_t count)
{
    struct wish best = {.mark = mark, .cost = COST_NONE, .day = spans[0].day, .on = spans[0].day};
    struct week *week = inquiry_week(&ground->inquiry, mark);
    if (!week) {
        if (mark->grade == GRADE_FULL) {
            wish_offer(&best, COST_ASK, STEP_ASK_HOURS, 0, spans[0].day, spans[0]);
        }
        return best;
    }
    const uint64_t *open = week_open(&ground->survey, week, WEEK_NORMAL);
    for (size_t i = 0; i < count; i++) {
        if (mark->grade == GRADE_FULL && span_open(open, spans[i])) {
            best.cost = COST_NONE;
            return best; /* it is there already */
        }
        wish_span(&best, open, spans[i]);
    }
    return best;
}

static int wish_order(const void *left, const void *right)
{
    const struct wish *a = left, *b = right;
    return a->cost != b->cost ? (a->cost < b->cost ? -1 : 1) : mark_place_order(a->mark, b->mark);
}

/* ---- in words ---- */

static void add_day(struct message *message, int day)
{
    char key[MESSAGE_KEY_SIZE];
    snprintf(key, sizeof key, "date.weekday.%d.long", day);
    message_add_key(message, key);
}

static struct message condition_message(const struct ground *ground, const struct wish *wish)
{
    const struct mark *mark = wish->mark;
    const struct inquiry *inquiry = &ground->inquiry;
    bool check = mark->cause == CAUSE_CANDIDATE || mark->cause == CAUSE_UNCHECKED;
    struct message message = message_of(mark->cause == CAUSE_NEAR      ? "coverage.near.outside"
                                        : mark->cause == CAUSE_TOO_OLD ? "coverage.near.old"
                                        : check                        ? "coverage.near.check"
                                                                       : "coverage.near.condition");
    reason_add_place(&message, inquiry, mark);
    add_day(&message, wish->on);
    if (mark->cause == CAUSE_NEAR) {
        message_add_metres(&message, mark->fact->metres);
    } else if (mark->cause == CAUSE_TOO_OLD) {
        message_add_date(&message, survey_offer(inquiry->survey, mark->fact)->checked);
    } else if (!check) {
        message_add_key(&message, mark_why(inquiry, mark).key);
    }
    return message;
}

static struct message wish_message(const struct ground *ground, const struct wish *wish)
{
    static const char *const keys[] = {
        [STEP_LONGER] = "coverage.near.longer",       [STEP_EARLIER] = "coverage.near.earlier",
        [STEP_OTHER_DAY] = "coverage.near.other_day", [STEP_PROVISIONAL] = "coverage.near.accept",
        [STEP_ASK_HOURS] = "coverage.near.ask_hours",
    };
    if (wish->step == STEP_CONDITION) {
        return condition_message(ground, wish);
    }
    struct message message = message_of(keys[wish->step]);
    reason_add_place(&message, &ground->inquiry, wish->mark);
    add_day(&message, wish->on);
    if (wish->step == STEP_OTHER_DAY) {
        add_day(&message, wish->day);
    } else if (wish->step == STEP_LONGER || wish->step == STEP_EARLIER) {
        message_add_count(&message, wish->minutes);
    }
    return message;
}

/* ---- all of them ---- */

/* The marks stand by place: of each place the cheapest wish is kept. */
static size_t wishes_gather(struct ground *ground, const struct span *spans, size_t count,
                            struct wish *wishes)
{
    size_t kept = 0;
    for (size_t i = 0; i < ground->inquiry.count; i++) {
        struct wish wish = wish_of(ground, &ground->inquiry.marks[i], spans, count);
        if (wish.cost >= COST_NONE) {
            continue;
        }
        struct wish *last = kept ? &wishes[kept - 1] : NULL;
        if (last && last->mark->fact->place == wish.mark->fact->place) {
            *last = wish.cost < last->cost ? wish : *last;
        } else {
            wishes[kept++] = wish;
        }
    }
    return kept;
}

static size_t near_spans(const struct assessment_question *question, const struct coverage_ask *ask,
                         const struct coverage_week *week, const struct span *spans, size_t count,
                         struct coverage_near *out, size_t room)
{
    struct ground ground;
    if (!count || !week->monday.year) {
        return 0;
    }
    ground_open(&ground, question, ask);
    struct wish *wishes = memory_take((ground.inquiry.count + 1) * sizeof *wishes);
    size_t kept = wishes_gather(&ground, spans, count, wishes);
    if (kept) {
        qsort(wishes, kept, sizeof *wishes, wish_order);
    }
    for (size_t i = 0; i < kept && i < room; i++) {
        const struct wish *wish = &wishes[i];
        out[i] = (struct coverage_near){
            .place = wish->mark->fact->place,
            .offer = wish->mark->fact->offer,
            .step = wish->step,
            .minutes = wish->minutes,
            .day = wish->day,
            .what = wish_message(&ground, wish),
        };
    }
    free(wishes);
    ground_clear(&ground);
    return kept;
}

size_t coverage_near(const struct assessment_question *question, const struct coverage_ask *ask,
                     const struct coverage_week *week, int day, int cell, struct coverage_near *out,
                     size_t room)
{
    struct span span = {day, cell * COVERAGE_CELL_MINUTES, (cell + 1) * COVERAGE_CELL_MINUTES};
    bool within = day >= 0 && day < 7 && cell >= 0 && cell < COVERAGE_CELLS;
    return near_spans(question, ask, week, &span, within ? 1 : 0, out, room);
}

size_t coverage_near_time(const struct assessment_question *question,
                          const struct coverage_ask *ask, const struct coverage_week *week,
                          int time, struct coverage_near *out, size_t room)
{
    struct coverage_time times[COVER_TIMES];
    struct span spans[7 * DAY / SPAN_STEP];
    size_t count = 0;
    if (time < 0 || time >= COVER_TIMES || !coverage_times(question->framework, times)) {
        return 0;
    }
    const struct coverage_time *of = &times[time];
    for (int day = of->first_day; day <= of->last_day; day++) {
        for (int from = of->from; of->enough > 0 && from + of->enough <= of->to;
             from += SPAN_STEP) {
            spans[count++] = (struct span){day, from, from + of->enough};
        }
    }
    return near_spans(question, ask, week, spans, count, out, room);
}
