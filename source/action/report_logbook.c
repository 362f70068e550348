/* SPDX-License-Identifier: EUPL-1.2 */
/* What the logbook holds about meetings of partners and about what residents were told. */
#include <stdlib.h>

#include "action/report_inner.h"

static void joined_add(struct buffer *text, const char *word)
{
    buffer_addf(text, "%s%s", text->size && *word ? ", " : "", word);
}

static void text_cell(struct report *out, struct buffer *text)
{
    report_cell(out, buffer_text(text));
    buffer_empty(text);
}

static void number_cell(struct report *out, int number, struct buffer *text)
{
    if (number) {
        buffer_addf(text, "%d", number);
    }
    report_cell_number(out, buffer_text(text));
    buffer_empty(text);
}

/* ---- meetings ---- */

/* Those that are still partners by name, the others as a number. */
static void who_add(const struct logbook *logbook, const struct language *language,
                    const struct meeting *meeting, struct buffer *text)
{
    const cJSON *id;
    int named = 0;
    cJSON_ArrayForEach(id, meeting->organisations)
    {
        const struct organisation *organisation =
            cJSON_IsString(id) ? logbook_organisation(logbook, id->valuestring) : NULL;
        if (organisation) {
            joined_add(text, organisation->name);
            named++;
        }
    }
    if (meeting->organisation_count > named) {
        struct message more = message_of(named ? "report.meetings.more" : "meeting.organisations");
        message_add_count(&more, meeting->organisation_count - named);
        char *said = report_text(language, more);
        joined_add(text, said);
        free(said);
    }
}

void report_meetings_part(struct project *project, const struct report_ask *ask, struct report *out)
{
    const struct logbook *logbook = project_logbook(project);
    const char *heads[] = {language_word(ask->language, "meeting.date"),
                           language_word(ask->language, "report.meetings.state"),
                           language_word(ask->language, "report.meetings.who"),
                           language_word(ask->language, "meeting.about"),
                           language_word(ask->language, "report.meetings.actions")};
    static const double shares[] = {1.2, 1, 3, 2.4, 1};
    struct buffer text;
    if (!logbook->meeting_count) {
        return;
    }
    report_say(out, ask->language, REPORT_HEADING, message_of("meetings.title"));
    report_table(out, 5, heads, shares);
    buffer_init(&text, MEETING_ORGANISATIONS * LOGBOOK_TEXT);
    for (size_t at = 0; at < logbook->meeting_count; at++) {
        const struct meeting *meeting = &logbook->meetings[at];
        language_say_date(ask->language, meeting->date, &text);
        report_cell_head(out, buffer_text(&text));
        buffer_empty(&text);
        report_cell(
            out, language_word(ask->language, meeting->held ? "meeting.held" : "meeting.planned"));
        who_add(logbook, ask->language, meeting, &text);
        text_cell(out, &text);
        report_cell(out, meeting->about);
        number_cell(out, meeting->actions, &text);
    }
    buffer_clear(&text);
}

/* ---- what residents were told ---- */

static void languages_cell(const struct report_ask *ask, const struct told *told,
                           struct report *out, struct buffer *text)
{
    const cJSON *item;
    int tongue;
    cJSON_ArrayForEach(item, told->languages)
    {
        if (cJSON_IsString(item) && tongue_parse(item->valuestring, &tongue)) {
            joined_add(text, language_word(ask->language, tongue_key(tongue)));
        }
    }
    joined_add(text, told->plain ? language_word(ask->language, "told.plain") : "");
    text_cell(out, text);
}

static void audience_cell(const struct report_ask *ask, const struct told *told, struct report *out,
                          struct buffer *text)
{
    for (int group = 0; group < GROUP_COUNT; group++) {
        if (told->audience >> group & 1) {
            joined_add(text, language_word(ask->language, group_key(group)));
        }
    }
    if (!told->audience) {
        buffer_add_text(text, language_word(ask->language, "report.told.everybody"));
    }
    text_cell(out, text);
}

static void told_row(const struct report_ask *ask, const struct told *told, struct report *out,
                     struct buffer *text)
{
    language_say_date(ask->language, told->date, text);
    report_cell_head(out, buffer_text(text));
    buffer_empty(text);
    report_cell(out, language_word(ask->language, channel_key(told->channel)));
    report_cell(out,
                channel_on_paper(told->channel) ? language_word(ask->language, "report.told.paper")
                : channel_online(told->channel) ? language_word(ask->language, "report.told.online")
                                                : "");
    languages_cell(ask, told, out, text);
    audience_cell(ask, told, out, text);
    number_cell(out, told->copies, text);
    report_cell(out, told->about);
}

bool report_told_fill(struct project *project, const struct report_ask *ask, struct report *out,
                      struct fault *why)
{
    const struct logbook *logbook = project_logbook(project);
    const char *heads[] = {language_word(ask->language, "told.date"),
                           language_word(ask->language, "report.told.channel"),
                           language_word(ask->language, "report.told.medium"),
                           language_word(ask->language, "report.told.languages"),
                           language_word(ask->language, "report.told.audience"),
                           language_word(ask->language, "told.copies"),
                           language_word(ask->language, "told.about")};
    static const double shares[] = {1.2, 1.4, 1, 1.8, 1.6, 0.8, 2};
    struct message second = message_of("report.plan.second");
    struct buffer text;
    if (ask->about) {
        return report_about_refuse(ask, why);
    }
    message_add_text(&second, project_wijk(project)->name);
    report_begin(project, ask, REPORT_A4_WIDE, message_of("report.told"), second, out);
    if (!logbook->told_count) {
        report_say(out, ask->language, REPORT_PARAGRAPH, message_of("told.none"));
        return true;
    }
    buffer_init(&text, 16 * 1024);
    report_table(out, 7, heads, shares);
    for (size_t at = 0; at < logbook->told_count; at++) {
        told_row(ask, &logbook->tellings[at], out, &text);
    }
    buffer_clear(&text);
    return true;
}
