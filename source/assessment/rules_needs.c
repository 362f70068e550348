/* SPDX-License-Identifier: EUPL-1.2 */
/* C3: people asked residents about their needs, or wrote down what they heard. */
#include "assessment/rules_inner.h"

struct heard {
    int surveys, signals; /* in time */
};

static bool in_time(const struct survey *survey, struct civil_date first, struct civil_date date)
{
    return civil_date_compare(date, first) >= 0 && civil_date_compare(date, survey->today) <= 0;
}

static struct message noted_poll(const struct poll *poll)
{
    struct message message = message_of("assessment.noted.survey");
    message_add_count(&message, poll->forms);
    message_add_date(&message, poll->date);
    return message;
}

static struct message noted_need(const struct need *need)
{
    struct message message = message_of("assessment.noted.need");
    message_add_key(&message, need_condition_key(need->condition));
    message_add_key(&message, need_theme_key(need->theme));
    message_add_date(&message, need->date);
    return message;
}

/* A bevraging of which no form came back yet is none. */
static struct heard heard_of(const struct inquiry *inquiry, struct finding *finding)
{
    const struct survey *survey = inquiry->survey;
    const struct logbook *logbook = survey_logbook(survey);
    struct civil_date first =
        civil_date_add_months(survey->today, -parameter_number(inquiry->criterion, "months", 12));
    struct heard heard = {0};
    for (size_t at = 0; at < logbook->poll_count; at++) {
        const struct poll *poll = &logbook->polls[at];
        if (in_time(survey, first, poll->date)) {
            heard.surveys += poll->forms > 0;
            noted_add(finding, poll->id, poll->forms > 0, noted_poll(poll));
        }
    }
    for (size_t at = 0; at < logbook->need_count; at++) {
        if (in_time(survey, first, logbook->needs[at].date)) {
            heard.signals++;
            noted_add(finding, logbook->needs[at].id, true, noted_need(&logbook->needs[at]));
        }
    }
    return heard;
}

void rule_needs(struct inquiry *inquiry, struct finding *finding)
{
    struct heard heard = heard_of(inquiry, finding);
    int months = parameter_number(inquiry->criterion, "months", 12);
    int signals = parameter_number(inquiry->criterion, "signals", 5);
    bool enough = heard.surveys >= parameter_number(inquiry->criterion, "surveys", 1) ||
                  heard.signals >= signals;
    struct message reason = message_of(heard.surveys   ? "assessment.needs.asked"
                                       : enough        ? "assessment.needs.heard"
                                       : heard.signals ? "assessment.needs.few"
                                                       : "assessment.asked.people");
    if (heard.surveys || heard.signals) {
        message_add_count(&reason, heard.surveys ? heard.surveys : heard.signals);
        message_add_count(&reason, heard.surveys ? heard.signals : signals);
        message_add_count(&reason, months);
    }
    finding_say(inquiry, finding, enough ? VERDICT_MET : VERDICT_UNKNOWN, reason);
    if (!enough) {
        next_hint(inquiry, finding);
    }
    next_people(inquiry, finding);
}
