/* SPDX-License-Identifier: EUPL-1.2 */
/* The partners of the wijk, for a meeting. */
#include <stdlib.h>
#include <string.h>

#include "action/report_inner.h"
#include "base/arena.h"

static char *day_text(const struct language *language, struct civil_date date)
{
    struct buffer text;
    buffer_init(&text, 200);
    if (date.year) {
        language_say_date(language, date, &text);
    }
    char *taken = memory_text(buffer_text(&text));
    buffer_clear(&text);
    return taken;
}

static void fact_key(struct report *report, const struct language *language, const char *key,
                     const char *value)
{
    if (*value) {
        report_fact(report, language_word(language, key), value);
    }
}

/* ---- partners ---- */

static void reach_cell(struct report *out, const struct organisation *organisation,
                       struct civil_date today)
{
    const char *parts[] = {organisation->phone, organisation->mail, organisation->function,
                           organisation_person(organisation, today)};
    struct buffer text;
    buffer_init(&text, 2000);
    for (size_t at = 0; at < sizeof parts / sizeof *parts; at++) {
        buffer_addf(&text, "%s%s", text.size && *parts[at] ? " · " : "", parts[at]);
    }
    report_cell(out, buffer_text(&text));
    buffer_clear(&text);
}

static void said_add(struct buffer *text, const struct language *language, struct message message)
{
    char *said = report_text(language, message);
    buffer_addf(text, "%s%s", text->size ? "; " : "", said);
    free(said);
}

static void promises_cell(struct report *out, const struct language *language,
                          const struct organisation *organisation)
{
    struct buffer text;
    buffer_init(&text, ORGANISATION_COMMITMENTS * (LOGBOOK_TEXT + 64));
    for (size_t at = 0; at < organisation->commitment_count; at++) {
        const struct commitment *commitment = &organisation->commitments[at];
        struct message said = message_of(commitment->until.year ? "report.partners.promise.until"
                                                                : "report.partners.promise");
        message_add_date(&said, commitment->date);
        message_add_date(&said, commitment->until);
        char *days = report_text(language, said);
        buffer_addf(&text, "%s%s (%s)", at ? "; " : "", commitment->what, days);
        free(days);
    }
    report_cell(out, buffer_text(&text));
    buffer_clear(&text);
}

static void pillars_cell(struct project *project, struct report *out,
                         const struct language *language, const struct organisation *organisation)
{
    const struct framework *framework = project_framework(project);
    struct buffer text;
    buffer_init(&text, 4000);
    for (int at = 0; at < framework->pillar_count; at++) {
        if (organisation_serves(organisation, framework->pillars[at].id)) {
            buffer_addf(
                &text, "%s%s", text.size ? ", " : "",
                words_in(framework->pillars[at].name, language_tag(language_code(language))));
        }
    }
    report_cell(out, buffer_text(&text));
    buffer_clear(&text);
}

/* The plan of the house and who was trained. */
static void house_cell(struct report *out, const struct language *language,
                       const struct organisation *organisation)
{
    struct message plan = message_of(!organisation->plan_until.year ? "report.partners.plan"
                                     : organisation->plan.year      ? "report.partners.plan.both"
                                                                    : "report.partners.plan.until");
    struct message trained = message_of("report.partners.trained");
    struct buffer text;
    buffer_init(&text, 1000);
    if (organisation->plan.year) {
        message_add_date(&plan, organisation->plan);
    }
    if (organisation->plan_until.year) {
        message_add_date(&plan, organisation->plan_until);
    }
    if (plan.arguments) {
        said_add(&text, language, plan);
    }
    if (organisation->trained) {
        message_add_count(&trained, organisation->trained);
        said_add(&text, language, trained);
        if (organisation->trained_on.year) {
            buffer_add_text(&text, ", ");
            language_say_date(language, organisation->trained_on, &text);
        }
    }
    report_cell(out, buffer_text(&text));
    buffer_clear(&text);
}

static void partners_table(struct project *project, const struct language *language,
                           struct civil_date today, struct report *out)
{
    const struct logbook *logbook = project_logbook(project);
    const char *heads[] = {language_word(language, "organisation.name"),
                           language_word(language, "organisation.part"),
                           language_word(language, "organisation.pillars"),
                           language_word(language, "organisation.reach"),
                           language_word(language, "organisation.commitments"),
                           language_word(language, "organisation.house")};
    static const double shares[] = {1.4, 1, 1.3, 1.6, 2, 1.4};
    report_table(out, 6, heads, shares);
    for (size_t at = 0; at < logbook->organisation_count; at++) {
        const struct organisation *organisation = &logbook->organisations[at];
        report_cell_head(out, organisation->name);
        report_cell(out, language_word(language, role_key(organisation->role)));
        pillars_cell(project, out, language, organisation);
        reach_cell(out, organisation, today);
        promises_cell(out, language, organisation);
        house_cell(out, language, organisation);
    }
}

static void point_fact(struct report *out, const struct language *language,
                       const struct organisation *point)
{
    struct message until = message_of("report.partners.point.until");
    if (!point || !point->contact_until.year) {
        fact_key(out, language, "organisation.point", point ? point->name : "");
        return;
    }
    message_add_text(&until, point->name);
    message_add_date(&until, point->contact_until);
    char *said = report_text(language, until);
    fact_key(out, language, "organisation.point", said);
    free(said);
}

bool report_partners_fill(struct project *project, const struct report_ask *ask, struct report *out,
                          struct fault *why)
{
    const struct logbook *logbook = project_logbook(project);
    const struct organisation *point = logbook_contact_point(logbook);
    struct civil_date today = project_now(project).date;
    const struct meeting *next = logbook_meeting_next(logbook, today);
    struct message second = message_of("report.partners.second");
    if (ask->about) {
        return report_about_refuse(ask, why);
    }
    message_add_text(&second, project_wijk(project)->name);
    report_begin(project, ask, REPORT_A4_WIDE, message_of("report.partners"), second, out);
    point_fact(out, ask->language, point);
    if (next) {
        char *day = day_text(ask->language, next->date);
        fact_key(out, ask->language, "report.partners.next", day);
        free(day);
    }
    if (logbook->organisation_count) {
        partners_table(project, ask->language, today, out);
    } else {
        report_say(out, ask->language, REPORT_PARAGRAPH, message_of("organisation.none"));
    }
    report_meetings_part(project, ask, out);
    report_say(out, ask->language, REPORT_SMALL, message_of("report.partners.inside"));
    return true;
}
