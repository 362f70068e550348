/* SPDX-License-Identifier: EUPL-1.2 */
/* T4: wifi and a computer in office hours, in the evening and at the weekend, whoever gives them.
 */
#include "assessment/rules_inner.h"

#include <stdio.h>
#include <string.h>

enum { DAY = 24 * 60, SERVICES = 2 };

struct weeks {                                    /* union of the timetables of one service */
    uint64_t sure[WEEK_WORDS], hoped[WEEK_WORDS]; /* hoped: with provisional offers */
    unsigned alone, hoped_alone;                  /* times that one offer lights by itself */
};
struct cover {
    struct windows windows;
    struct weeks weeks[WEEK_KINDS][SERVICES];
    bool all_known; /* the hours of all that qualify */
};

struct windows windows_of(const struct criterion *criterion)
{
    return (struct windows){
        .from = {parameter_minutes(criterion, "office_from", 9 * 60),
                 parameter_minutes(criterion, "evening_from", 18 * 60),
                 parameter_minutes(criterion, "weekend_from", 6 * 60)},
        .to = {parameter_minutes(criterion, "office_to", 17 * 60),
               parameter_minutes(criterion, "evening_to", DAY),
               parameter_minutes(criterion, "weekend_to", DAY)},
        .first_day = {MONDAY, MONDAY, SATURDAY},
        .last_day = {FRIDAY, FRIDAY, SUNDAY},
        .enough = parameter_number(criterion, "minutes", 60),
    };
}

static int window_count(const struct windows *windows, int time, int day, const uint64_t *open)
{
    return week_count(open, day * DAY + windows->from[time], day * DAY + windows->to[time]);
}

static bool window_covered(const struct windows *windows, int time, const uint64_t *open,
                           int *minutes)
{
    bool covered = false;
    *minutes = 0;
    for (int day = windows->first_day[time]; day <= windows->last_day[time]; day++) {
        int count = window_count(windows, time, day, open);
        covered = covered || count >= windows->enough;
        *minutes += count;
    }
    return covered;
}

static unsigned windows_covered(const struct windows *windows, const uint64_t *open)
{
    unsigned lights = 0;
    int minutes;
    for (int t = 0; t < COVER_TIMES; t++) {
        lights |= window_covered(windows, t, open, &minutes) ? 1u << t : 0;
    }
    return lights;
}

/* Is `own` a part of what together is enough on some day? */
static bool window_shared(const struct windows *windows, int time, const uint64_t *own,
                          const uint64_t *together)
{
    for (int day = windows->first_day[time]; day <= windows->last_day[time]; day++) {
        if (window_count(windows, time, day, own) &&
            window_count(windows, time, day, together) >= windows->enough) {
            return true;
        }
    }
    return false;
}

static int mark_service(const struct inquiry *inquiry, const struct mark *mark)
{
    return survey_offer(inquiry->survey, mark->fact)->service == SERVICE_COMPUTER;
}

static bool is_provisional(const struct mark *mark)
{
    return mark->grade == GRADE_PARTLY && mark->cause == CAUSE_PROVISIONAL;
}

static void weeks_take(struct weeks *weeks, bool provisional, unsigned lights, const uint64_t *open)
{
    week_add(weeks->hoped, open);
    weeks->hoped_alone |= lights;
    if (!provisional) {
        week_add(weeks->sure, open);
        weeks->alone |= lights;
    }
}

/* Only offers that fulfil T1 or T2 can cover; what would fulfil them in part keeps its cause. */
static void cover_gather(struct inquiry *inquiry, struct cover *cover)
{
    cover->all_known = true;
    for (size_t i = 0; i < inquiry->count; i++) {
        struct mark *mark = &inquiry->marks[i];
        if (mark->grade == GRADE_PARTLY && !is_provisional(mark)) {
            mark->grade = GRADE_NONE;
        }
        if (mark->grade == GRADE_NONE) {
            continue;
        }
        struct week *week = inquiry_week(inquiry, mark);
        if (!week) {
            cover->all_known = false;
            mark->grade = GRADE_NONE;
            mark->cause = CAUSE_HOURS_UNKNOWN;
            continue;
        }
        for (int kind = 0; kind < WEEK_KINDS; kind++) {
            const uint64_t *open = week_open(inquiry->survey, week, (enum week_kind)kind);
            mark->lights[kind] = windows_covered(&cover->windows, open);
            weeks_take(&cover->weeks[kind][mark_service(inquiry, mark)], is_provisional(mark),
                       mark->lights[kind], open);
        }
    }
}

/* A time that nobody lights alone is lit by all who have a share in it. */
static void mark_share(struct inquiry *inquiry, const struct cover *cover, struct mark *mark,
                       enum week_kind kind)
{
    const struct weeks *weeks = &cover->weeks[kind][mark_service(inquiry, mark)];
    bool provisional = is_provisional(mark);
    unsigned alone = provisional ? weeks->hoped_alone : weeks->alone;
    const uint64_t *together = provisional ? weeks->hoped : weeks->sure;
    const uint64_t *own = week_open(inquiry->survey, inquiry_week(inquiry, mark), kind);
    for (int t = 0; t < COVER_TIMES; t++) {
        if (!(alone >> t & 1) && window_shared(&cover->windows, t, own, together)) {
            mark->lights[kind] |= 1u << t;
        }
    }
}

static void lights_settle(struct inquiry *inquiry, const struct cover *cover)
{
    for (size_t i = 0; i < inquiry->count; i++) {
        struct mark *mark = &inquiry->marks[i];
        if (mark->grade == GRADE_NONE) {
            continue;
        }
        for (int kind = 0; kind < WEEK_KINDS; kind++) {
            mark_share(inquiry, cover, mark, (enum week_kind)kind);
        }
    }
    for (size_t i = 0; i < inquiry->count; i++) {
        struct mark *mark = &inquiry->marks[i];
        if (mark->grade != GRADE_NONE && !mark->lights[WEEK_NORMAL]) {
            mark->grade = GRADE_NONE;
            mark->cause = CAUSE_DARK;
        }
    }
}

static struct coverage coverage_of(const struct cover *cover, enum week_kind kind,
                                   struct civil_date monday, bool hoped)
{
    struct coverage coverage = {.given = monday.year != 0, .monday = monday};
    for (int s = 0; s < SERVICES && coverage.given; s++) {
        const struct weeks *weeks = &cover->weeks[kind][s];
        for (int t = 0; t < COVER_TIMES; t++) {
            coverage.covered[s][t] = window_covered(
                &cover->windows, t, hoped ? weeks->hoped : weeks->sure, &coverage.minutes[s][t]);
        }
    }
    return coverage;
}

/* Strict: all six. Loose: both in office hours, and in the evening or at the weekend. */
static bool coverage_full(const struct coverage *coverage, bool loose)
{
    for (int s = 0; s < SERVICES; s++) {
        const bool *of = coverage->covered[s];
        bool beyond =
            loose ? of[COVER_EVENING] || of[COVER_WEEKEND] : of[COVER_EVENING] && of[COVER_WEEKEND];
        if (!of[COVER_OFFICE] || !beyond) {
            return false;
        }
    }
    return true;
}

static bool coverage_beyond(const struct coverage *coverage)
{
    bool any = false;
    for (int s = 0; s < SERVICES; s++) {
        any = any || coverage->covered[s][COVER_EVENING] || coverage->covered[s][COVER_WEEKEND];
    }
    return any;
}

/* ---- what is missing, in words ---- */
struct lack { /* per time: 1 wifi, 2 computer, 3 both */
    int of[COVER_TIMES];
    int count; /* times with a lack */
};

static struct lack lack_of(const struct coverage *coverage)
{
    struct lack lack = {.count = 0};
    for (int t = 0; t < COVER_TIMES; t++) {
        lack.of[t] = !coverage->covered[0][t] + 2 * !coverage->covered[1][t];
        lack.count += lack.of[t] != 0;
    }
    return lack;
}

/* What the normal week has and the school-holiday week has not. */
static struct lack school_lack(const struct finding *finding)
{
    struct lack lack = {.count = 0};
    const struct coverage *normal = &finding->coverage, *school = &finding->coverage_school;
    for (int t = 0; t < COVER_TIMES && school->given; t++) {
        lack.of[t] = (normal->covered[0][t] && !school->covered[0][t]) +
                     2 * (normal->covered[1][t] && !school->covered[1][t]);
        lack.count += lack.of[t] != 0;
    }
    return lack;
}

static void lack_key(const char *stem, const struct lack *lack, int time, char *key)
{
    static const char *const times[COVER_TIMES] = {"office", "evening", "weekend"};
    static const char *const whose[] = {"", "wifi", "computer", "both"};
    snprintf(key, MESSAGE_KEY_SIZE, "assessment.%s.%s.%s", stem, times[time],
             whose[lack->of[time]]);
}

/* `stem`.1 to `stem`.3: "Nog niet: wifi en computer 's avonds, computer in het weekend". */
static struct message lack_message(const char *stem, const struct lack *lack)
{
    char key[MESSAGE_KEY_SIZE];
    snprintf(key, sizeof key, "assessment.%s.%d", stem, lack->count);
    struct message message = message_of(key);
    for (int t = 0; t < COVER_TIMES; t++) {
        if (lack->of[t]) {
            lack_key("time", lack, t, key);
            message_add_key(&message, key);
        }
    }
    return message;
}

/* ", maar in de schoolvakantie is er 's avonds geen computer", or nothing. */
static void add_school(struct message *message, const struct finding *finding)
{
    struct lack lack = school_lack(finding);
    char key[MESSAGE_KEY_SIZE];
    for (int t = 0; t < COVER_TIMES && lack.count == 1; t++) {
        if (lack.of[t]) {
            lack_key("school", &lack, t, key);
            message_add_key(message, key);
            return;
        }
    }
    if (lack.count) {
        message_add_key(message, "assessment.school.more");
    } else {
        message_add_text(message, "");
    }
}

static bool qualifying(const struct inquiry *inquiry)
{
    for (size_t i = 0; i < inquiry->count; i++) {
        if (inquiry->marks[i].grade != GRADE_NONE ||
            inquiry->marks[i].cause == CAUSE_HOURS_UNKNOWN ||
            inquiry->marks[i].cause == CAUSE_DARK) {
            return true;
        }
    }
    return false;
}

static struct message reason_hours(const struct inquiry *inquiry, const struct finding *finding,
                                   bool all_known, bool provisional)
{
    struct tally unknown = tally_of(inquiry, GRADE_NONE, CAUSE_HOURS_UNKNOWN);
    struct message message;
    if (finding->computed == VERDICT_MET) {
        message = message_of(coverage_full(&finding->coverage, false) ? "assessment.hours.all"
                                                                      : "assessment.hours.loose");
        add_school(&message, finding);
        return message;
    }
    if (provisional) {
        return message_of("assessment.hours.provisional");
    }
    if (finding->computed == VERDICT_PARTLY) {
        struct lack lack = lack_of(&finding->coverage);
        message = lack_message("hours.missing", &lack);
        add_school(&message, finding);
        return message;
    }
    if (!all_known) {
        message = message_of("assessment.hours.unknown");
        message_add_count(&message, unknown.places);
        reason_add_place(&message, inquiry, unknown.first);
        return message;
    }
    if (!qualifying(inquiry)) {
        return message_of(finding->computed == VERDICT_NOT ? "assessment.hours.no_offer"
                                                           : "assessment.hours.no_offer_yet");
    }
    return message_of(finding->computed == VERDICT_NOT ? "assessment.hours.office_only"
                                                       : "assessment.hours.office_only_yet");
}

/* Somebody who is open at a missing time, if only there were no condition. */
static void next_would_cover(struct inquiry *inquiry, const struct windows *windows,
                             struct finding *finding)
{
    for (size_t i = 0; i < inquiry->count && finding->next_count < 1; i++) {
        const struct mark *mark = &inquiry->marks[i];
        bool condition = mark->cause >= CAUSE_MEMBERSHIP && mark->cause <= CAUSE_PAID;
        struct week *week =
            mark->grade == GRADE_NONE && condition ? inquiry_week(inquiry, mark) : NULL;
        int service = mark_service(inquiry, mark), minutes;
        for (int t = COVER_EVENING; week && t < COVER_TIMES; t++) {
            if (!finding->coverage.covered[service][t] &&
                window_covered(windows, t, week_open(inquiry->survey, week, WEEK_NORMAL),
                               &minutes)) {
                next_place(inquiry, finding,
                           t == COVER_EVENING ? "assessment.next.evening_if"
                                              : "assessment.next.weekend_if",
                           mark);
                break;
            }
        }
    }
}

static void next_hours(struct inquiry *inquiry, const struct windows *windows,
                       struct finding *finding)
{
    static const char *const find[2][COVER_TIMES] = {
        {"assessment.next.cover.wifi.office", "assessment.next.cover.wifi.evening",
         "assessment.next.cover.wifi.weekend"},
        {"assessment.next.cover.computer.office", "assessment.next.cover.computer.evening",
         "assessment.next.cover.computer.weekend"},
    };
    struct tally unknown = tally_of(inquiry, GRADE_NONE, CAUSE_HOURS_UNKNOWN);
    next_would_cover(inquiry, windows, finding);
    if (unknown.first) {
        next_place(inquiry, finding, "assessment.next.ask_hours", unknown.first);
    }
    int room = finding->computed == VERDICT_UNKNOWN ? FINDING_NEXT - 1 : FINDING_NEXT;
    for (int t = COVER_TIMES - 1; t >= 0; t--) {
        for (int s = 0; s < SERVICES && finding->next_count < room; s++) {
            if (!finding->coverage.covered[s][t]) {
                next_add(finding, message_of(find[s][t]));
            }
        }
    }
    if (finding->computed == VERDICT_UNKNOWN) {
        next_look(inquiry, finding);
    }
}

static void next_school(struct finding *finding)
{
    struct lack lack = school_lack(finding);
    if (lack.count) {
        next_add(finding, lack_message("next.school", &lack));
    }
}

static enum verdict verdict_of(struct inquiry *inquiry, const struct finding *finding,
                               const struct cover *cover, bool *provisional)
{
    bool loose = inquiry->survey->question->wijk->loose_hours;
    *provisional = false;
    if (coverage_full(&finding->coverage, loose)) {
        return VERDICT_MET;
    }
    if (coverage_beyond(&finding->coverage)) {
        return VERDICT_PARTLY;
    }
    struct coverage hoped = coverage_of(cover, WEEK_NORMAL, finding->coverage.monday, true);
    *provisional = coverage_beyond(&hoped);
    return *provisional       ? VERDICT_PARTLY
           : cover->all_known ? inquiry_absent(inquiry)
                              : VERDICT_UNKNOWN;
}

void rule_week_coverage(struct inquiry *inquiry, struct finding *finding)
{
    const struct civil_date *mondays = inquiry->survey->mondays;
    bool provisional;
    struct cover cover;
    memset(&cover, 0, sizeof cover);
    cover.windows = windows_of(inquiry->criterion);
    weeks_choose(inquiry->survey);
    inquiry_by_terms(inquiry);
    cover_gather(inquiry, &cover);
    lights_settle(inquiry, &cover);
    finding->coverage = coverage_of(&cover, WEEK_NORMAL, mondays[WEEK_NORMAL], false);
    finding->coverage_school = coverage_of(&cover, WEEK_SCHOOL, mondays[WEEK_SCHOOL], false);
    finding->computed = verdict_of(inquiry, finding, &cover, &provisional);
    finding->reason = reason_hours(inquiry, finding, cover.all_known, provisional);
    inquiry_evidence(inquiry, provisional ? GRADE_PARTLY : GRADE_FULL, finding);
    if (finding->computed != VERDICT_MET) {
        next_hours(inquiry, &cover.windows, finding);
    }
    next_school(finding);
}
