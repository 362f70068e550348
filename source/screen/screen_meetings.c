/* SPDX-License-Identifier: EUPL-1.2 */
/* Meetings of partners, planned and held, and what residents were told: a list and a form of each.
 */
#include "screen/book_inner.h"

#include <stdio.h>
#include <string.h>

static void list_foot(struct shell *shell, const char *add, const char *print)
{
    part_foot_list(shell, add, add, print, "partners.print");
    part_page_close(shell);
}

static bool list_printed(struct shell *shell, const struct ui_news *news, const char *print,
                         const char *report)
{
    bool asked = news->kind == UI_NEWS_TAP && !strcmp(news->id, print);
    if (asked) {
        print_report_show(shell, report, NULL, NULL);
    }
    return asked;
}

/* The form of the record that a row or the button asks for. */
static bool list_news(struct shell *shell, const struct ui_news *news, const char *add,
                      const char *row, enum screen screen)
{
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    const char *rest = strcmp(news->id, add) ? part_after(news->id, row) : "";
    if (rest) {
        book_open(shell, screen, rest);
    }
    return rest != NULL;
}

static void form_close(struct shell *shell)
{
    book_remove_button(shell);
    piece_bar_room(shell);
    part_page_foot(shell);
    form_foot(shell);
    part_page_close(shell);
    form_dialog(shell);
}

static void prepare(struct shell *shell, const char *id, const char *first)
{
    snprintf(shell->book.open, sizeof shell->book.open, "%s", id ? id : first);
    draft_empty(shell);
}

/* ---- meetings ---- */

static void meeting_row(struct shell *shell, const struct meeting *meeting)
{
    const char *many = shell_say_count(shell, "meeting.organisations", meeting->organisation_count);
    part_go_row(shell, shell_textf(shell, "book.meeting:%s", meeting->id), "calendar", THEME_INK,
                book_day(shell, meeting->date), book_line(shell, many, meeting->about));
    ui_line(shell->ui);
}

/* What was planned for a day that is over is asked about first; then what is planned, soonest
 * first, and what was held, latest first. */
enum meeting_group { MEETINGS_ASKED, MEETINGS_PLANNED, MEETINGS_HELD, MEETING_GROUPS };

static enum meeting_group group_of(const struct meeting *meeting, struct civil_date today)
{
    return meeting->held                                  ? MEETINGS_HELD
           : civil_date_compare(meeting->date, today) < 0 ? MEETINGS_ASKED
                                                          : MEETINGS_PLANNED;
}

static void meeting_rows(struct shell *shell, const struct logbook *logbook,
                         enum meeting_group group)
{
    static const char *const heads[MEETING_GROUPS] = {"meetings.asked", "meetings.planned",
                                                      "meetings.held"};
    struct civil_date today = project_now(shell->project).date;
    int count = 0;
    for (size_t at = 0; at < logbook->meeting_count; at++) {
        size_t index = group == MEETINGS_HELD ? at : logbook->meeting_count - 1 - at;
        if (group_of(&logbook->meetings[index], today) == group) {
            if (!count++) {
                part_section(shell, shell_word(shell, heads[group]));
                part_list_open(shell);
            }
            meeting_row(shell, &logbook->meetings[index]);
        }
    }
    if (count) {
        part_list_close(shell);
    }
}

void screen_meetings_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    const struct logbook *logbook = project_logbook(shell->project);
    part_page_open(shell, shell_word(shell, "meetings.title"));
    part_say(shell, "meetings.how");
    for (int group = 0; group < MEETING_GROUPS; group++) {
        meeting_rows(shell, logbook, (enum meeting_group)group);
    }
    if (!logbook->meeting_count) {
        piece_empty(shell, "calendar", shell_word(shell, "meetings.none"),
                    shell_word(shell, "meetings.none.next"), NULL, NULL);
    }
    piece_bar_room(shell);
    list_foot(shell, "meetings.add", logbook->meeting_count ? "meetings.print" : NULL);
}

bool screen_meetings_news(struct shell *shell, const struct ui_news *news)
{
    return list_printed(shell, news, "meetings.print", "partners") ||
           list_news(shell, news, "meetings.add", "book.meeting:", SCREEN_MEETING);
}

void screen_meetings_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}

static void who_came(struct shell *shell)
{
    const struct logbook *logbook = project_logbook(shell->project);
    const char *value = form_value(shell, "organisations");
    ui_text(shell->ui, UI_SECOND, shell_word(shell, "meeting.who"));
    if (!logbook->organisation_count) {
        part_say(shell, "meeting.who.none");
    }
    part_wrap_open(shell);
    for (size_t at = 0; at < logbook->organisation_count; at++) {
        const struct organisation *organisation = &logbook->organisations[at];
        part_chip(shell, shell_textf(shell, "form.many:organisations=%s", organisation->id),
                  book_partner(shell, organisation), strstr(value, organisation->id) != NULL);
    }
    ui_close(shell->ui);
    form_field(shell, "others", "meeting.others", NULL, false, true);
}

void screen_meeting_build(struct shell *shell)
{
    static const char *const paths[] = {"date",   "held",    "organisations",
                                        "others", "actions", "about"};
    if (part_no_project(shell)) {
        return;
    }
    form_begin_record(shell, "meeting", shell->book.open, paths, sizeof paths / sizeof *paths);
    book_today(shell, "date");
    part_page_open(shell,
                   shell_word(shell, shell->book.open[0] ? "meeting.title" : "meeting.title.new"));
    form_field(shell, "date", "meeting.date", "organisation.date.hint", false, false);
    form_flag(shell, "held", "meeting.held.is");
    who_came(shell);
    form_field(shell, "actions", "meeting.actions", NULL, false, true);
    form_field(shell, "about", "meeting.about", "book.names", false, false);
    form_close(shell);
}

static bool meeting_save(struct shell *shell)
{
    return book_save(shell, RECORD_MEETING, "meeting.saved");
}

bool screen_meeting_news(struct shell *shell, const struct ui_news *news)
{
    return book_removed(shell, news, RECORD_MEETING) || form_news(shell, news, meeting_save);
}

void screen_meeting_prepare(struct shell *shell, const char *id)
{
    const struct logbook *logbook = project_logbook(shell->project);
    prepare(shell, id, logbook->meeting_count ? logbook->meetings[0].id : "");
}

/* ---- what was told ---- */

static const char *told_second(struct shell *shell, const struct told *told)
{
    const cJSON *item;
    struct buffer text;
    int tongue;
    buffer_init(&text, 2000);
    piece_join(&text, book_day(shell, told->date));
    cJSON_ArrayForEach(item, told->languages)
    {
        if (cJSON_IsString(item) && tongue_parse(item->valuestring, &tongue)) {
            piece_join(&text, shell_word(shell, tongue_key(tongue)));
        }
    }
    piece_join(&text, told->plain ? shell_word(shell, "told.plain") : "");
    piece_join(&text, told->about);
    return piece_kept(shell, &text);
}

void screen_told_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    const struct logbook *logbook = project_logbook(shell->project);
    part_page_open(shell, shell_word(shell, "told.title"));
    part_say(shell, "told.how");
    if (!logbook->told_count) {
        piece_empty(shell, "share", shell_word(shell, "told.none"),
                    shell_word(shell, "told.none.next"), NULL, NULL);
    }
    part_list_open(shell);
    for (size_t at = 0; at < logbook->told_count; at++) {
        const struct told *told = &logbook->tellings[at];
        part_go_row(shell, shell_textf(shell, "book.told:%s", told->id), "share", THEME_INK,
                    shell_word(shell, channel_key(told->channel)), told_second(shell, told));
        ui_line(shell->ui);
    }
    part_list_close(shell);
    piece_bar_room(shell);
    list_foot(shell, "told.add", logbook->told_count ? "told.print" : NULL);
}

bool screen_told_news(struct shell *shell, const struct ui_news *news)
{
    return list_printed(shell, news, "told.print", "told") ||
           list_news(shell, news, "told.add", "book.told:", SCREEN_TOLD_EDIT);
}

void screen_told_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}

static void told_to_whom(struct shell *shell)
{
    struct form_word groups[GROUP_COUNT];
    for (int at = 0; at < GROUP_COUNT; at++) {
        groups[at] = (struct form_word){group_word(at), group_key(at)};
    }
    form_many_of(shell, "audience", "told.audience", groups, GROUP_COUNT);
}

void screen_told_edit_build(struct shell *shell)
{
    static const char *const paths[] = {"date",     "channel", "languages", "plain",
                                        "audience", "copies",  "about"};
    struct form_word channels[TOLD_CHANNELS];
    if (part_no_project(shell)) {
        return;
    }
    for (int at = 0; at < TOLD_CHANNELS; at++) {
        enum told_channel channel = (enum told_channel)at;
        channels[at] = (struct form_word){channel_word(channel), channel_key(channel)};
    }
    form_begin_record(shell, "told", shell->book.open, paths, sizeof paths / sizeof *paths);
    book_today(shell, "date");
    part_page_open(shell, shell_word(shell, shell->book.open[0] ? "told.edit" : "told.edit.new"));
    form_field(shell, "date", "told.date", "organisation.date.hint", false, false);
    form_one_of(shell, "channel", "told.channel", channels, TOLD_CHANNELS);
    book_tongues(shell, "languages", "told.languages");
    form_flag(shell, "plain", "told.plain.is");
    told_to_whom(shell);
    form_field(shell, "copies", "told.copies", NULL, false, true);
    form_field(shell, "about", "told.about", "book.names", false, false);
    form_close(shell);
}

static bool told_save(struct shell *shell)
{
    return book_save(shell, RECORD_TOLD, "told.saved");
}

bool screen_told_edit_news(struct shell *shell, const struct ui_news *news)
{
    return book_removed(shell, news, RECORD_TOLD) || form_news(shell, news, told_save);
}

void screen_told_edit_prepare(struct shell *shell, const char *id)
{
    const struct logbook *logbook = project_logbook(shell->project);
    prepare(shell, id, logbook->told_count ? logbook->tellings[0].id : "");
}
