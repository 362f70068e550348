/* SPDX-License-Identifier: EUPL-1.2 */
/* What the logbook tells: C1, C4, C5, O3. Whoever wrote nothing down may have done it all the same,
 * so without a note nothing is "not". */
#include "assessment/rules_inner.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"

const struct logbook *survey_logbook(const struct survey *survey)
{
    static const struct logbook empty;
    return survey->question->logbook ? survey->question->logbook : &empty;
}

void noted_add(struct finding *finding, const char *id, bool counts, struct message line)
{
    if (finding->noted_count >= FINDING_NOTED) {
        return;
    }
    if (!finding->noted) {
        finding->noted = memory_take(FINDING_NOTED * sizeof *finding->noted);
    }
    size_t at = counts ? finding->noted_counting++ : finding->noted_count;
    memmove(&finding->noted[at + 1], &finding->noted[at],
            (finding->noted_count++ - at) * sizeof *finding->noted);
    finding->noted[at] = (struct noted){id, counts, line};
}

void next_hint(const struct inquiry *inquiry, struct finding *finding)
{
    const char *hint = json_text(inquiry->criterion->parameters, "hint", "");
    if (hint[0]) {
        next_add(finding, message_of(hint));
    }
}

void next_people(const struct inquiry *inquiry, struct finding *finding)
{
    bool asked = inquiry->criterion->kind == CRITERION_ASKED;
    if (!inquiry->judged && (asked || finding->computed == VERDICT_MET)) {
        next_add(finding, message_of(asked ? "assessment.next.judge" : "assessment.next.confirm"));
    }
}

/* "… voldaan" or "… deels": of what is asked a proposal, of the rest the verdict. */
void finding_say(const struct inquiry *inquiry, struct finding *finding, enum verdict verdict,
                 struct message reason)
{
    finding->reason = reason;
    if (inquiry->criterion->kind == CRITERION_ASKED) {
        finding->computed = VERDICT_UNKNOWN;
        finding->proposal = verdict;
    } else {
        finding->computed = verdict;
    }
}

static struct message about(const char *key, const char *text, struct civil_date date)
{
    struct message message = message_of(key);
    message_add_text(&message, text);
    if (date.year) {
        message_add_date(&message, date);
    }
    return message;
}

static bool since(struct civil_date date, struct civil_date first)
{
    return date.year && civil_date_compare(date, first) >= 0;
}

/* ---- C1 ---- */

/* What still has to be said of a contact point that is not over; key "" = nothing. */
static struct message contact_lacks(const struct survey *survey, const struct inquiry *inquiry,
                                    const struct organisation *point)
{
    int months = parameter_number(inquiry->criterion, "months", 12);
    bool said = point->contact_confirmed.year &&
                civil_date_compare(point->contact_confirmed, survey->today) <= 0;
    if (!point->phone[0] && !point->mail[0]) {
        return about("assessment.contact.unreachable", point->name, (struct civil_date){0});
    }
    if (!point->days) {
        return about("assessment.contact.days", point->name, (struct civil_date){0});
    }
    if (!said) {
        return about("assessment.contact.unconfirmed", point->name, (struct civil_date){0});
    }
    if (!since(point->contact_confirmed, civil_date_add_months(survey->today, -months))) {
        return about("assessment.contact.old", point->name, point->contact_confirmed);
    }
    return message_of("");
}

static void contact_next(const struct inquiry *inquiry, struct finding *finding, const char *reason)
{
    static const struct {
        const char *reason, *next;
    } steps[] = {
        {"assessment.contact.ended", "assessment.next.contact.renew"},
        {"assessment.contact.unreachable", "assessment.next.contact.fill"},
        {"assessment.contact.days", "assessment.next.contact.fill"},
        {"assessment.contact.unconfirmed", "assessment.next.contact.confirm"},
        {"assessment.contact.old", "assessment.next.contact.confirm"},
    };
    for (size_t at = 0; at < sizeof steps / sizeof *steps; at++) {
        if (!strcmp(reason, steps[at].reason)) {
            next_add(finding, message_of(steps[at].next));
            return;
        }
    }
    if (finding->computed != VERDICT_MET) {
        next_hint(inquiry, finding);
    }
}

void rule_contact(struct inquiry *inquiry, struct finding *finding)
{
    const struct survey *survey = inquiry->survey;
    const struct organisation *point = logbook_contact_point(survey_logbook(survey));
    struct message reason = message_of("assessment.contact.none");
    enum verdict verdict = VERDICT_UNKNOWN;
    if (point) {
        struct civil_date until = point->contact_until;
        bool over = until.year && civil_date_compare(until, survey->today) < 0;
        reason = over ? about("assessment.contact.ended", point->name, until)
                      : contact_lacks(survey, inquiry, point);
        verdict = over ? VERDICT_UNKNOWN : reason.key[0] ? VERDICT_PARTLY : VERDICT_MET;
        noted_add(finding, point->id, !over,
                  about(until.year ? "assessment.noted.contact.until" : "assessment.noted.contact",
                        point->name, until));
        if (verdict == VERDICT_MET) {
            reason = about("assessment.contact.met", point->name, point->contact_confirmed);
        }
    }
    finding_say(inquiry, finding, verdict, reason);
    contact_next(inquiry, finding, reason.key);
    next_people(inquiry, finding);
}

/* ---- C4 ---- */

static struct message noted_meeting(const struct meeting *meeting)
{
    struct message message =
        message_of(meeting->held ? "assessment.noted.meeting" : "assessment.noted.meeting.planned");
    message_add_count(&message, meeting->organisation_count);
    message_add_date(&message, meeting->date);
    return message;
}

struct meetings {
    int good, held;                    /* with enough organisations; held at all, in time */
    const struct meeting *last, *open; /* held last; planned, but its day is over */
};

static struct meetings meetings_count(const struct inquiry *inquiry, struct finding *finding)
{
    const struct logbook *logbook = survey_logbook(inquiry->survey);
    struct civil_date today = inquiry->survey->today;
    struct civil_date first =
        civil_date_add_months(today, -parameter_number(inquiry->criterion, "months", 12));
    int enough = parameter_number(inquiry->criterion, "organisations", 3);
    struct meetings out = {0};
    for (size_t at = 0; at < logbook->meeting_count; at++) {
        const struct meeting *meeting = &logbook->meetings[at];
        bool past = civil_date_compare(meeting->date, today) <= 0;
        bool good = meeting_counts(meeting, first, today, enough);
        out.good += good;
        out.held += meeting_counts(meeting, first, today, 0);
        out.last = !out.last && meeting->held && past ? meeting : out.last;
        out.open =
            !out.open && !meeting->held && past && since(meeting->date, first) ? meeting : out.open;
        if (since(meeting->date, first)) {
            noted_add(finding, meeting->id, good, noted_meeting(meeting));
        }
    }
    return out;
}

static void meetings_next(const struct inquiry *inquiry, struct finding *finding,
                          const struct meetings *meetings)
{
    const struct meeting *planned =
        logbook_meeting_next(survey_logbook(inquiry->survey), inquiry->survey->today);
    if (finding->computed == VERDICT_MET) {
        return;
    }
    if (meetings->open) {
        struct message message = message_of("assessment.next.meeting.held");
        message_add_date(&message, meetings->open->date);
        next_add(finding, message);
    }
    if (planned) {
        struct message message = message_of("assessment.next.meeting.prepare");
        message_add_date(&message, planned->date);
        next_add(finding, message);
    } else {
        next_add(finding, message_of("assessment.next.meeting.plan"));
    }
}

void rule_meetings(struct inquiry *inquiry, struct finding *finding)
{
    struct meetings meetings = meetings_count(inquiry, finding);
    int enough = parameter_number(inquiry->criterion, "organisations", 3);
    enum verdict verdict = meetings.good >= parameter_number(inquiry->criterion, "meetings", 2)
                               ? VERDICT_MET
                           : meetings.held ? VERDICT_PARTLY
                                           : VERDICT_UNKNOWN;
    struct message reason = message_of(meetings.good   ? "assessment.meetings.good"
                                       : meetings.held ? "assessment.meetings.small"
                                       : meetings.last ? "assessment.meetings.old"
                                                       : "assessment.meetings.none");
    if (meetings.held) {
        message_add_count(&reason, meetings.good ? meetings.good : meetings.held);
        message_add_count(&reason, enough);
    } else if (meetings.last) {
        message_add_date(&reason, meetings.last->date);
    }
    finding_say(inquiry, finding, verdict, reason);
    meetings_next(inquiry, finding, &meetings);
    next_people(inquiry, finding);
}

/* ---- C5 ---- */

static struct message noted_told(const struct told *told)
{
    struct message message = message_of("assessment.noted.told");
    message_add_key(&message, channel_key(told->channel));
    message_add_date(&message, told->date);
    return message;
}

void rule_told(struct inquiry *inquiry, struct finding *finding)
{
    const struct logbook *logbook = survey_logbook(inquiry->survey);
    const cJSON *usual = json_member(inquiry->criterion->parameters, "usual");
    struct civil_date today = inquiry->survey->today;
    struct civil_date first =
        civil_date_add_months(today, -parameter_number(inquiry->criterion, "months", 12));
    int count = 0, paper = 0, adapted = 0;
    for (size_t at = 0; at < logbook->told_count; at++) {
        const struct told *told = &logbook->tellings[at];
        if (since(told->date, first) && civil_date_compare(told->date, today) <= 0) {
            bool good = channel_on_paper(told->channel) || told_adapted(told, usual);
            count++;
            paper += channel_on_paper(told->channel);
            adapted += told_adapted(told, usual);
            noted_add(finding, told->id, good, noted_told(told));
        }
    }
    struct message reason = message_of(paper && adapted ? "assessment.told.both"
                                       : paper          ? "assessment.told.paper"
                                       : adapted        ? "assessment.told.adapted"
                                       : count          ? "assessment.told.neither"
                                                        : "assessment.asked.people");
    if (count) {
        message_add_count(&reason, paper && adapted ? count
                                   : paper          ? paper
                                   : adapted        ? adapted
                                                    : count);
    }
    finding_say(inquiry, finding,
                paper && adapted   ? VERDICT_MET
                : paper || adapted ? VERDICT_PARTLY
                                   : VERDICT_UNKNOWN,
                reason);
    if (!paper || !adapted) {
        next_hint(inquiry, finding);
    }
    next_people(inquiry, finding);
}

/* ---- O3 ---- */

static struct message noted_commitment(const struct organisation *organisation,
                                       const struct commitment *commitment)
{
    struct message message =
        message_of(commitment ? "assessment.noted.commitment" : "assessment.noted.commitment.none");
    message_add_text(&message, organisation->name);
    if (commitment) {
        message_add_text(&message, commitment->what);
        message_add_date(&message, commitment->date);
    }
    return message;
}

void rule_commitment(struct inquiry *inquiry, struct finding *finding)
{
    const struct logbook *logbook = survey_logbook(inquiry->survey);
    int months = parameter_number(inquiry->criterion, "months", 12);
    int share = parameter_number(inquiry->criterion, "share", 50);
    int least = parameter_number(inquiry->criterion, "partners", 3);
    int all = (int)logbook->organisation_count, committed = 0;
    for (size_t at = 0; at < logbook->organisation_count; at++) {
        const struct organisation *organisation = &logbook->organisations[at];
        const struct commitment *commitment =
            organisation_committed(organisation, inquiry->survey->today, months);
        committed += commitment != NULL;
        noted_add(finding, organisation->id, commitment != NULL,
                  noted_commitment(organisation, commitment));
    }
    struct message reason =
        message_of(all ? "assessment.commitment.share" : "assessment.asked.people");
    if (all) {
        message_add_count(&reason, committed);
        message_add_count(&reason, all);
        message_add_count(&reason, months);
    }
    finding_say(inquiry, finding,
                all >= least && committed * 100 >= all * share ? VERDICT_MET
                : committed                                    ? VERDICT_PARTLY
                                                               : VERDICT_UNKNOWN,
                reason);
    if (finding->proposal != VERDICT_MET) {
        next_hint(inquiry, finding);
    }
    next_people(inquiry, finding);
}
