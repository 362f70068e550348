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

static void promises_cell(struct report *out, const struct language *language,
                          const struct organisation *organisation)
{
    struct buffer text;
    buffer_init(&text, ORGANISATION_COMMITMENTS * (LOGBOOK_TEXT + 64));
    for (size_t at = 0; at < organisation->commitment_count; at++) {
        buffer_addf(&text, "%s%s (", at ? "; " : "", organisation->commitments[at].what);
        language_say_date(language, organisation->commitments[at].date, &text);
        buffer_add_text(&text, ")");
    }
    report_cell(out, buffer_text(&text));
    buffer_clear(&text);
}

static void partners_table(const struct logbook *logbook, const struct language *language,
                           struct civil_date today, struct report *out)
{
    const char *heads[] = {language_word(language, "organisation.name"),
                           language_word(language, "organisation.part"),
                           language_word(language, "organisation.reach"),
                           language_word(language, "organisation.commitments")};
    static const double shares[] = {1.4, 1, 1.6, 2};
    report_table(out, 4, heads, shares);
    for (size_t at = 0; at < logbook->organisation_count; at++) {
        const struct organisation *organisation = &logbook->organisations[at];
        report_cell_head(out, organisation->name);
        report_cell(out, language_word(language, role_key(organisation->role)));
        reach_cell(out, organisation, today);
        promises_cell(out, language, organisation);
    }
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
    report_begin(project, ask, REPORT_A4, message_of("report.partners"), second, out);
    fact_key(out, ask->language, "organisation.point", point ? point->name : "");
    if (next) {
        char *day = day_text(ask->language, next->date);
        fact_key(out, ask->language, "report.partners.next", day);
        free(day);
    }
    if (logbook->organisation_count) {
        partners_table(logbook, ask->language, today, out);
    } else {
        report_say(out, ask->language, REPORT_PARAGRAPH, message_of("organisation.none"));
    }
    report_say(out, ask->language, REPORT_SMALL, message_of("report.partners.inside"));
    return true;
}
