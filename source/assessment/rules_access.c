/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"

enum { DAY = 24 * 60 };

void rule_free_offer(struct inquiry *inquiry, struct finding *finding)
{
    bool devices = json_bool(inquiry->criterion->parameters, "devices", false);
    inquiry_by_terms(inquiry);
    for (size_t i = 0; devices && i < inquiry->count; i++) {
        struct mark *mark = &inquiry->marks[i];
        if (mark->grade == GRADE_FULL && mark->cause == CAUSE_NONE &&
            survey_offer(inquiry->survey, mark->fact)->count <= 0) {
            mark->cause = CAUSE_COUNT_UNSAID;
        }
    }
    inquiry_settle(inquiry, finding);
    if (devices && finding->computed == VERDICT_MET) {
        finding->reason = reason_devices(inquiry);
    }
}

/* "De Boekenmolen, 0,10 euro per blad"; "Gratis op 2 plekken". */
static struct message reason_print(const struct inquiry *inquiry)
{
    struct tally tally = tally_of(inquiry, GRADE_FULL, CAUSE_COUNT);
    const struct offer *offer = survey_offer(inquiry->survey, tally.first->fact);
    if (tally.places == 1 && offer->amount && offer->amount[0] && !tally.free) {
        struct message message = message_of("assessment.met.amount");
        reason_add_place(&message, inquiry, tally.first);
        message_add_text(&message, offer->amount);
        reason_add_recheck(&message, &tally);
        return message;
    }
    if (tally.free == tally.paid) {
        return reason_met(inquiry);
    }
    struct message message = message_of(tally.free ? "assessment.met.free" : "assessment.met.paid");
    message_add_count(&message, tally.places);
    reason_add_place(&message, inquiry, tally.first);
    reason_add_recheck(&message, &tally);
    return message;
}

void rule_any_offer(struct inquiry *inquiry, struct finding *finding)
{
    inquiry_by_terms(inquiry);
    inquiry_settle(inquiry, finding);
    if (finding->computed == VERDICT_MET) {
        finding->reason = reason_print(inquiry);
    }
}

/* ---- T4 ---- */
struct windows {
    int from[COVER_TIMES], to[COVER_TIMES]; /* minutes of the day */
    int enough;                             /* minutes on one day */
};
static const int first_day[COVER_TIMES] = {MONDAY, MONDAY, SATURDAY};
static const int last_day[COVER_TIMES] = {FRIDAY, FRIDAY, SUNDAY};

struct weeks {                                    /* union of the timetables of one service */
    uint64_t sure[WEEK_WORDS], hoped[WEEK_WORDS]; /* hoped: with provisional offers */
};

static struct windows windows_of(const struct criterion *criterion)
{
    return (struct windows){
        .from = {parameter_minutes(criterion, "office_from", 9 * 60),
                 parameter_minutes(criterion, "evening_from", 18 * 60),
                 parameter_minutes(criterion, "weekend_from", 6 * 60)},
        .to = {parameter_minutes(criterion, "office_to", 17 * 60),
               parameter_minutes(criterion, "evening_to", DAY),
               parameter_minutes(criterion, "weekend_to", DAY)},
        .enough = parameter_number(criterion, "minutes", 60),
    };
}

static bool window_covered(const struct windows *windows, int time, const uint64_t *open,
                           int *minutes)
{
    bool covered = false;
    *minutes = 0;
    for (int day = first_day[time]; day <= last_day[time]; day++) {
        int count =
            week_count(open, day * DAY + windows->from[time], day * DAY + windows->to[time]);
        covered = covered || count >= windows->enough;
        *minutes += count;
    }
    return covered;
}

static void union_add(uint64_t *to, const uint64_t *open)
{
    for (int i = 0; i < WEEK_WORDS; i++) {
        to[i] |= open[i];
    }
}

static int mark_service(const struct inquiry *inquiry, const struct mark *mark)
{
    return survey_offer(inquiry->survey, mark->fact)->service == SERVICE_COMPUTER;
}

/* Only offers that fulfil T1 or T2 can cover; what would fulfil them in part keeps its cause. */
static bool weeks_gather(struct inquiry *inquiry, struct weeks weeks[2])
{
    bool all_known = true;
    for (size_t i = 0; i < inquiry->count; i++) {
        struct mark *mark = &inquiry->marks[i];
        bool provisional = mark->grade == GRADE_PARTLY && mark->cause == CAUSE_PROVISIONAL;
        if (mark->grade == GRADE_PARTLY && !provisional) {
            mark->grade = GRADE_NONE;
        }
        if (mark->grade == GRADE_NONE) {
            continue;
        }
        struct week *week = inquiry_week(inquiry, mark);
        if (!week) {
            all_known = false;
            *mark = (struct mark){mark->fact, GRADE_NONE, CAUSE_HOURS_UNKNOWN};
            continue;
        }
        const uint64_t *open = week_open(inquiry->survey, week);
        struct weeks *of = &weeks[mark_service(inquiry, mark)];
        union_add(of->hoped, open);
        if (!provisional) {
            union_add(of->sure, open);
        }
    }
    return all_known;
}

static struct coverage coverage_of(const struct windows *windows, const struct weeks weeks[2],
                                   bool hoped)
{
    struct coverage coverage = {.given = true};
    for (int s = 0; s < 2; s++) {
        for (int t = 0; t < COVER_TIMES; t++) {
            coverage.covered[s][t] = window_covered(
                windows, t, hoped ? weeks[s].hoped : weeks[s].sure, &coverage.minutes[s][t]);
        }
    }
    return coverage;
}

/* Strict: all six. Loose: both in office hours, and in the evening or at the weekend. */
static bool coverage_full(const struct coverage *coverage, bool loose)
{
    for (int s = 0; s < 2; s++) {
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
    for (int s = 0; s < 2; s++) {
        any = any || coverage->covered[s][COVER_EVENING] || coverage->covered[s][COVER_WEEKEND];
    }
    return any;
}

/* "Nog niet: wifi en computer 's avonds, computer in het weekend". */
static struct message reason_missing(const struct coverage *coverage)
{
    static const char *const times[COVER_TIMES] = {"office", "evening", "weekend"};
    static const char *const whose[] = {"", "wifi", "computer", "both"};
    char keys[COVER_TIMES][MESSAGE_KEY_SIZE], key[MESSAGE_KEY_SIZE];
    int count = 0;
    for (int t = 0; t < COVER_TIMES; t++) {
        int missing = !coverage->covered[0][t] + 2 * !coverage->covered[1][t];
        if (missing) {
            snprintf(keys[count++], MESSAGE_KEY_SIZE, "assessment.time.%s.%s", times[t],
                     whose[missing]);
        }
    }
    snprintf(key, sizeof key, "assessment.hours.missing.%d", count);
    struct message message = message_of(key);
    for (int i = 0; i < count; i++) {
        message_add_key(&message, keys[i]);
    }
    return message;
}

static bool qualifying(const struct inquiry *inquiry)
{
    for (size_t i = 0; i < inquiry->count; i++) {
        if (inquiry->marks[i].grade != GRADE_NONE ||
            inquiry->marks[i].cause == CAUSE_HOURS_UNKNOWN) {
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
        return message_of(coverage_full(&finding->coverage, false) ? "assessment.hours.all"
                                                                   : "assessment.hours.loose");
    }
    if (provisional) {
        return message_of("assessment.hours.provisional");
    }
    if (finding->computed == VERDICT_PARTLY) {
        return reason_missing(&finding->coverage);
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
                window_covered(windows, t, week_open(inquiry->survey, week), &minutes)) {
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
        for (int s = 0; s < 2 && finding->next_count < room; s++) {
            if (!finding->coverage.covered[s][t]) {
                next_add(finding, message_of(find[s][t]));
            }
        }
    }
    if (finding->computed == VERDICT_UNKNOWN) {
        next_look(inquiry, finding);
    }
}

void rule_week_coverage(struct inquiry *inquiry, struct finding *finding)
{
    struct windows windows = windows_of(inquiry->criterion);
    bool loose = inquiry->survey->question->wijk->loose_hours, provisional = false;
    struct weeks weeks[2];
    memset(weeks, 0, sizeof weeks);
    inquiry_by_terms(inquiry);
    bool all_known = weeks_gather(inquiry, weeks);
    finding->coverage = coverage_of(&windows, weeks, false);
    if (coverage_full(&finding->coverage, loose)) {
        finding->computed = VERDICT_MET;
    } else if (coverage_beyond(&finding->coverage)) {
        finding->computed = VERDICT_PARTLY;
    } else {
        struct coverage hoped = coverage_of(&windows, weeks, true);
        provisional = coverage_beyond(&hoped);
        finding->computed = provisional ? VERDICT_PARTLY
                            : all_known ? inquiry_absent(inquiry)
                                        : VERDICT_UNKNOWN;
    }
    finding->reason = reason_hours(inquiry, finding, all_known, provisional);
    inquiry_evidence(inquiry, provisional ? GRADE_PARTLY : GRADE_FULL, finding);
    if (finding->computed != VERDICT_MET) {
        next_hours(inquiry, &windows, finding);
    }
}
