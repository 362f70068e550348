/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include <stdio.h>

enum { MISSING = 8 };

/* ---- I1 ---- */
enum regularity { REGULAR, IRREGULAR, REGULARITY_UNKNOWN };

/* Hours say it; without them an appointment is a way in at any time. */
static enum regularity regularity_of(const struct inquiry *inquiry, const struct mark *mark)
{
    enum access access = survey_offer(inquiry->survey, mark->fact)->access;
    int days = parameter_number(inquiry->criterion, "days", 3);
    struct week *week = inquiry_week(inquiry, mark);
    if (!week) {
        return access == ACCESS_APPOINTMENT || access == ACCESS_BOTH ? REGULAR : REGULARITY_UNKNOWN;
    }
    int found =
        week_days(inquiry->survey, week, parameter_number(inquiry->criterion, "weeks", 13), days);
    return found >= days ? REGULAR : IRREGULAR;
}

static struct message reason_help(const struct inquiry *inquiry)
{
    struct tally tally = tally_of(inquiry, GRADE_FULL, CAUSE_COUNT);
    bool paid = tally_of(inquiry, GRADE_PARTLY, CAUSE_PAID).first != NULL;
    struct message message =
        message_of(tally.free ? "assessment.met.help" : "assessment.met.help_poverty");
    message_add_count(&message, tally.places);
    reason_add_place(&message, inquiry, tally.first);
    reason_add_recheck(&message, &tally);
    if (paid) {
        message_add_key(&message, "assessment.remark.paid_elsewhere");
    } else {
        message_add_text(&message, "");
    }
    return message;
}

void rule_help(struct inquiry *inquiry, struct finding *finding)
{
    inquiry_by_terms(inquiry);
    for (size_t i = 0; i < inquiry->count; i++) {
        struct mark *mark = &inquiry->marks[i];
        if (mark->grade == GRADE_FULL) {
            enum regularity regularity = regularity_of(inquiry, mark);
            if (regularity != REGULAR) {
                mark_set(mark, GRADE_PARTLY,
                         regularity == IRREGULAR ? CAUSE_IRREGULAR : CAUSE_HOURS_UNKNOWN);
            }
        }
    }
    inquiry_settle(inquiry, finding);
    if (finding->computed == VERDICT_MET) {
        finding->reason = reason_help(inquiry);
    }
}

void rule_municipal_help(struct inquiry *inquiry, struct finding *finding)
{
    inquiry_by_terms(inquiry);
    inquiry_settle(inquiry, finding);
}

void rule_advice(struct inquiry *inquiry, struct finding *finding)
{
    for (size_t i = 0; i < inquiry->count; i++) {
        struct mark *mark = &inquiry->marks[i];
        const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
        if (!mark_stands(mark)) {
            continue;
        }
        if (offer->commercial || survey_place(inquiry->survey, mark->fact)->kind == KIND_SHOP) {
            mark_set(mark, GRADE_PARTLY, CAUSE_COMMERCIAL);
        } else if (regularity_of(inquiry, mark) == IRREGULAR) {
            mark_set(mark, GRADE_PARTLY, CAUSE_IRREGULAR);
        } else {
            mark_set(mark, GRADE_FULL, CAUSE_NONE);
        }
    }
    inquiry_settle(inquiry, finding);
}

/* ---- G1 ---- */
/* Own hours are dates or a timetable of the lessons; those of the place say nothing about them. */
static struct week *lesson_week(struct survey *survey, const struct mark *mark)
{
    const struct offer *offer = survey_offer(survey, mark->fact);
    return offer->hours[0] || offer->stop_count
               ? week_of(survey, survey_place(survey, mark->fact), offer)
               : NULL;
}

/* A closure says until when, not since when: what was held before it is asked without it. */
static bool lesson_held(struct survey *survey, const struct mark *mark, struct civil_date since)
{
    struct place place = *survey_place(survey, mark->fact);
    struct offer offer = *survey_offer(survey, mark->fact);
    place.closed_until = offer.closed_until = (struct civil_date){0};
    struct week *week = week_of(survey, &place, &offer);
    return week && week_any(week, since, survey->today);
}

static void lesson_mark(struct inquiry *inquiry, struct mark *mark)
{
    struct survey *survey = inquiry->survey;
    const struct offer *offer = survey_offer(survey, mark->fact);
    int ahead = parameter_number(inquiry->criterion, "ahead_months", 6);
    int back = parameter_number(inquiry->criterion, "back_months", 12);
    struct civil_date horizon = civil_date_add_months(survey->today, ahead);
    struct civil_date since = civil_date_add_months(survey->today, -back);
    struct week *week = lesson_week(survey, mark);
    struct civil_date from = survey->today, until = horizon;
    if (mark->fact->standing == CAUSE_ENDED) {
        if (civil_date_compare(offer->until, since) >= 0) {
            mark_set(mark, GRADE_PARTLY, CAUSE_HELD);
        }
        return;
    }
    if (mark->fact->standing == CAUSE_NOT_YET) {
        if (civil_date_compare(offer->from, horizon) > 0) {
            return;
        }
        from = offer->from;
    }
    if (offer->until.year && civil_date_compare(offer->until, until) < 0) {
        until = offer->until;
    }
    if (!week || week_any(week, from, until)) {
        mark_set(mark, GRADE_FULL, CAUSE_NONE);
    } else if (lesson_held(survey, mark, since)) {
        mark_set(mark, GRADE_PARTLY, CAUSE_HELD);
    } else {
        mark_set(mark, GRADE_NONE, CAUSE_NOT_PLANNED);
    }
}

void rule_lessons(struct inquiry *inquiry, struct finding *finding)
{
    for (size_t i = 0; i < inquiry->count; i++) {
        enum cause standing = inquiry->marks[i].fact->standing;
        if (mark_stands(&inquiry->marks[i]) || standing == CAUSE_ENDED ||
            standing == CAUSE_NOT_YET) {
            lesson_mark(inquiry, &inquiry->marks[i]);
        }
    }
    inquiry_settle(inquiry, finding);
    if (finding->computed == VERDICT_MET) {
        struct tally tally = tally_of(inquiry, GRADE_FULL, CAUSE_COUNT);
        finding->reason = message_of("assessment.met.lessons");
        message_add_count(&finding->reason, tally.places);
        reason_add_place(&finding->reason, inquiry, tally.first);
        reason_add_recheck(&finding->reason, &tally);
    }
}

/* ---- G3 ---- */
struct lacks {
    const char *keys[MISSING]; /* what is missing, in words */
    int count;
};

static struct lacks room_lacks(const struct inquiry *inquiry, const struct mark *mark)
{
    const struct place *place = survey_place(inquiry->survey, mark->fact);
    const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
    unsigned has = offer->features | (place->wheelchair == ANSWER_YES ? ROOM_STEP_FREE : 0u);
    unsigned needed = parameter_features(inquiry->criterion, "features");
    struct lacks lacks = {.count = 0};
    if (offer->count < parameter_number(inquiry->criterion, "seats", 8)) {
        lacks.keys[lacks.count++] = "assessment.room.seats";
    }
    for (int i = 0; i < ROOM_FEATURE_COUNT; i++) {
        if ((needed & ~has) >> i & 1) {
            lacks.keys[lacks.count++] = feature_key(i);
        }
    }
    return lacks;
}

static const struct mark *room_best(const struct inquiry *inquiry)
{
    const struct mark *best = NULL;
    int fewest = MISSING + 1;
    for (size_t i = 0; i < inquiry->count; i++) {
        const struct mark *mark = &inquiry->marks[i];
        int count = mark->grade == GRADE_PARTLY ? room_lacks(inquiry, mark).count : fewest;
        if (count && count < fewest) {
            best = mark;
            fewest = count;
        }
    }
    return best;
}

static struct message reason_room(const struct inquiry *inquiry, const struct mark *mark)
{
    char key[MESSAGE_KEY_SIZE];
    struct lacks lacks = room_lacks(inquiry, mark);
    int named = lacks.count > 3 ? 2 : lacks.count;
    snprintf(key, sizeof key,
             lacks.count > 3 ? "assessment.room.lacks.more" : "assessment.room.lacks.%d", named);
    struct message message = message_of(key);
    reason_add_place(&message, inquiry, mark);
    for (int i = 0; i < named; i++) {
        message_add_key(&message, lacks.keys[i]);
    }
    return message;
}

static void next_room(const struct inquiry *inquiry, const struct mark *mark,
                      struct finding *finding)
{
    struct lacks lacks = room_lacks(inquiry, mark);
    for (int i = 0; i < lacks.count; i++) {
        struct message message = message_of("assessment.next.room");
        reason_add_place(&message, inquiry, mark);
        message_add_key(&message, lacks.keys[i]);
        next_add(finding, message);
    }
}

void rule_room(struct inquiry *inquiry, struct finding *finding)
{
    for (size_t i = 0; i < inquiry->count; i++) {
        struct mark *mark = &inquiry->marks[i];
        const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
        if (!mark_stands(mark)) {
            continue;
        }
        if (!offer->features && offer->count <= 0) {
            mark_set(mark, GRADE_NONE, CAUSE_ROOM_UNSAID);
        } else if (room_lacks(inquiry, mark).count) {
            mark_set(mark, GRADE_PARTLY, CAUSE_ROOM_LACKS);
        } else {
            mark_set(mark, offer->internal ? GRADE_PARTLY : GRADE_FULL,
                     offer->internal ? CAUSE_INTERNAL : CAUSE_NONE);
        }
    }
    const struct mark *best = room_best(inquiry);
    if (inquiry_best(inquiry) == GRADE_PARTLY && best) {
        next_room(inquiry, best, finding);
    }
    inquiry_settle(inquiry, finding);
    if (finding->computed == VERDICT_PARTLY && best &&
        tally_of(inquiry, GRADE_PARTLY, CAUSE_PROVISIONAL).first == NULL) {
        finding->reason = reason_room(inquiry, best);
    } else if (finding->computed == VERDICT_MET) {
        struct tally tally = tally_of(inquiry, GRADE_FULL, CAUSE_COUNT);
        finding->reason = message_of("assessment.met.room");
        message_add_count(&finding->reason, tally.places);
        reason_add_place(&finding->reason, inquiry, tally.first);
        reason_add_recheck(&finding->reason, &tally);
    }
}

/* ---- G4 ---- */
void rule_equipment(struct inquiry *inquiry, struct finding *finding)
{
    for (size_t i = 0; i < inquiry->count; i++) {
        struct mark *mark = &inquiry->marks[i];
        if (mark_stands(mark)) {
            bool internal = survey_offer(inquiry->survey, mark->fact)->internal;
            mark_set(mark, internal ? GRADE_PARTLY : GRADE_FULL,
                     internal ? CAUSE_INTERNAL : CAUSE_NONE);
        }
    }
    inquiry_settle(inquiry, finding);
    if (finding->computed == VERDICT_MET) {
        finding->reason = reason_devices(inquiry);
    }
}
