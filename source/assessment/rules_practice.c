/* SPDX-License-Identifier: EUPL-1.2 */
/* O1 and O2: practice and nudges in activities. */
#include "assessment/rules_inner.h"

#include <string.h>

/* Hours or dates of its own say when; without them it is there as long as nobody says otherwise. */
static bool activity_runs(struct inquiry *inquiry, const struct mark *mark)
{
    const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
    int ahead = parameter_number(inquiry->criterion, "ahead_months", 6);
    struct civil_date today = inquiry->survey->today;
    if (!offer_own_hours(offer)) {
        return true;
    }
    struct week *week = inquiry_week(inquiry, mark);
    return !week || week_any(week, today, civil_date_add_months(today, ahead));
}

/* A lesson counts here only when it is an activity that is not about the digital. */
static void lessons_drop(struct inquiry *inquiry)
{
    size_t kept = 0;
    for (size_t at = 0; at < inquiry->count; at++) {
        const struct offer *offer = survey_offer(inquiry->survey, inquiry->marks[at].fact);
        if (offer->service != SERVICE_LESSON || offer->ordinary) {
            inquiry->marks[kept++] = inquiry->marks[at];
        }
    }
    inquiry->count = kept;
}

static const char *organiser_of(const struct inquiry *inquiry, const struct mark *mark)
{
    const struct place *place = survey_place(inquiry->survey, mark->fact);
    return place->operator_name[0] ? place->operator_name : place->id;
}

struct activities {
    int running, organisers;
};

static struct activities activities_count(const struct inquiry *inquiry)
{
    struct activities out = {0};
    for (size_t at = 0; at < inquiry->count; at++) {
        bool known = false;
        if (inquiry->marks[at].grade != GRADE_FULL) {
            continue;
        }
        const char *organiser = organiser_of(inquiry, &inquiry->marks[at]);
        for (size_t before = 0; before < at && !known; before++) {
            known = inquiry->marks[before].grade == GRADE_FULL &&
                    !strcmp(organiser_of(inquiry, &inquiry->marks[before]), organiser);
        }
        out.running++;
        out.organisers += !known;
    }
    return out;
}

static int plans_count(const struct inquiry *inquiry, struct finding *finding)
{
    const struct logbook *logbook = survey_logbook(inquiry->survey);
    int months = parameter_number(inquiry->criterion, "plan_months", 12), count = 0;
    for (size_t at = 0; at < logbook->organisation_count; at++) {
        const struct organisation *organisation = &logbook->organisations[at];
        if (organisation_planned(organisation, inquiry->survey->today, months)) {
            struct message line = message_of("assessment.noted.plan");
            message_add_text(&line, organisation->name);
            message_add_date(&line, organisation->plan);
            noted_add(finding, organisation->id, true, line);
            count++;
        }
    }
    return count;
}

static struct message practice_reason(const struct inquiry *inquiry, struct activities activities,
                                      int plans)
{
    struct message reason = message_of(activities.running && plans ? "assessment.practice.both"
                                       : activities.running    ? "assessment.practice.activities"
                                       : plans                 ? "assessment.practice.plans"
                                       : inquiry_best(inquiry) ? "assessment.practice.provisional"
                                                               : "assessment.practice.none");
    if (activities.running) {
        message_add_count(&reason, activities.running);
        message_add_count(&reason, activities.organisers);
    }
    if (plans) {
        message_add_count(&reason, plans);
    }
    return reason;
}

static void practice_settle(struct inquiry *inquiry, struct finding *finding)
{
    for (size_t at = 0; at < inquiry->count; at++) {
        struct mark *mark = &inquiry->marks[at];
        if (mark_stands(mark)) {
            bool runs = activity_runs(inquiry, mark);
            mark_set(mark, runs ? GRADE_FULL : GRADE_NONE, runs ? CAUSE_NONE : CAUSE_NOT_PLANNED);
        }
    }
    struct activities activities = activities_count(inquiry);
    int plans = plans_count(inquiry, finding);
    bool enough = activities.running >= parameter_number(inquiry->criterion, "activities", 2) &&
                  activities.organisers >= parameter_number(inquiry->criterion, "partners", 2);
    bool planned = plans && activities.running;
    inquiry_evidence(inquiry, GRADE_PARTLY, finding);
    finding_say(inquiry, finding,
                enough || planned                ? VERDICT_MET
                : inquiry_best(inquiry) || plans ? VERDICT_PARTLY
                                                 : VERDICT_UNKNOWN,
                practice_reason(inquiry, activities, plans));
}

void rule_practice(struct inquiry *inquiry, struct finding *finding)
{
    struct inquiry both;
    inquiry_open_services(&both, inquiry->survey, inquiry->criterion,
                          1u << SERVICE_NUDGE | 1u << SERVICE_LESSON);
    both.judged = inquiry->judged;
    lessons_drop(&both);
    practice_settle(&both, finding);
    if (finding->computed != VERDICT_MET) {
        next_hint(inquiry, finding);
    }
    next_people(inquiry, finding);
    inquiry_clear(&both);
}

/* Its dates in the past months, or else that somebody saw it there. */
static int nudge_times(const struct inquiry *inquiry, const struct mark *mark,
                       struct civil_date first)
{
    const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
    struct civil_date today = inquiry->survey->today;
    int count = 0;
    for (size_t at = 0; at < offer->stop_count; at++) {
        struct civil_date date = offer->stops[at].date;
        count += civil_date_compare(date, first) >= 0 && civil_date_compare(date, today) <= 0;
    }
    return offer->stop_count ? count : civil_date_compare(offer->checked, first) >= 0;
}

void rule_nudges(struct inquiry *inquiry, struct finding *finding)
{
    int months = parameter_number(inquiry->criterion, "months", 6), count = 0;
    struct civil_date first = civil_date_add_months(inquiry->survey->today, -months);
    for (size_t at = 0; at < inquiry->count; at++) {
        struct mark *mark = &inquiry->marks[at];
        bool over = mark->fact->standing == CAUSE_ENDED;
        if (mark_stands(mark) || over) {
            int times = nudge_times(inquiry, mark, first);
            count += times;
            mark_set(mark, times || !over ? GRADE_FULL : GRADE_NONE,
                     over ? CAUSE_ENDED : CAUSE_NONE);
        }
    }
    inquiry_evidence(inquiry, GRADE_PARTLY, finding);
    struct message reason = message_of(count                   ? "assessment.nudges.count"
                                       : inquiry_best(inquiry) ? "assessment.nudges.old"
                                                               : "assessment.asked.people");
    if (count) {
        message_add_count(&reason, count);
        message_add_count(&reason, months);
    }
    finding_say(inquiry, finding,
                count >= parameter_number(inquiry->criterion, "count", 3) ? VERDICT_MET
                : count                                                   ? VERDICT_PARTLY
                                                                          : VERDICT_UNKNOWN,
                reason);
    if (finding->proposal != VERDICT_MET) {
        next_hint(inquiry, finding);
    }
    next_people(inquiry, finding);
}
