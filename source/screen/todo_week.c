/* SPDX-License-Identifier: EUPL-1.2 */
/* The coordinator's week: actions that are due, meetings, little questions. */
#include "screen/book_inner.h"
#include "screen/todo_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/rounds.h"
#include "base/arena.h"

enum { WEEK_DAYS = 7, ACTIONS_SHOWN = 8, MEETINGS_SHOWN = 4, DOUBTS_SHOWN = 5 };

static struct civil_date today_of(const struct shell *shell)
{
    return project_now(shell->project).date;
}

/* ---- actions ---- */

int todo_actions(struct shell *shell)
{
    const struct plan_action *due[ACTIONS_SHOWN];
    int count = plan_due(shell->project, WEEK_DAYS, due, ACTIONS_SHOWN);
    part_section(shell, shell_word(shell, "todo.actions"));
    if (!count) {
        bool any = project_logbook(shell->project)->action_count > 0;
        piece_empty(shell, "todo",
                    shell_word(shell, any ? "todo.actions.none" : "todo.actions.never"),
                    shell_word(shell, any ? "todo.actions.none.next" : "todo.actions.never.next"),
                    "todo.plan", shell_word(shell, "todo.actions.go"));
        return 0;
    }
    part_list_open(shell);
    for (int i = 0; i < count; i++) {
        plan_row(shell, "todo.action:", due[i]);
        ui_line(shell->ui);
    }
    part_list_close(shell);
    ui_button(shell->ui, "todo.plan",
              (struct ui_button){
                  .kind = UI_QUIET, .icon = "todo", .label = shell_word(shell, "todo.actions.go")});
    return count;
}

/* ---- meetings ---- */

static void meeting_row(struct shell *shell, const struct meeting *meeting)
{
    struct message who = message_of("todo.meeting.who");
    struct buffer line;
    buffer_init(&line, 1024);
    message_add_count(&who, meeting->organisation_count);
    piece_join(&line, shell_date_near(shell, meeting->date));
    piece_join(&line, meeting->organisation_count ? shell_say(shell, who) : "");
    const char *second = piece_kept(shell, &line);
    part_go_row(shell, shell_textf(shell, "todo.meeting:%s", meeting->id), "calendar",
                THEME_PILLAR_C,
                *meeting->about ? meeting->about : shell_word(shell, "todo.meetings"), second);
    ui_line(shell->ui);
}

int todo_meetings(struct shell *shell)
{
    const struct logbook *logbook = project_logbook(shell->project);
    struct civil_date today = today_of(shell), last = civil_date_add(today, WEEK_DAYS);
    const struct meeting *next = logbook_meeting_next(logbook, today);
    int shown = 0;
    part_section(shell, shell_word(shell, "todo.meetings"));
    for (size_t i = logbook->meeting_count; i-- > 0 && shown < MEETINGS_SHOWN;) {
        const struct meeting *meeting = &logbook->meetings[i];
        if (!meeting->held && civil_date_compare(meeting->date, today) >= 0 &&
            civil_date_compare(meeting->date, last) <= 0) {
            meeting_row(shell, meeting);
            shown++;
        }
    }
    if (!shown) {
        struct message line = message_of("todo.meetings.next");
        message_add_date(&line, next ? next->date : today);
        piece_empty(shell, "calendar", shell_word(shell, "todo.meetings.none"),
                    next ? shell_say(shell, line) : shell_word(shell, "todo.meetings.plan"),
                    "todo.meetings", shell_word(shell, "todo.meetings.go"));
    }
    return shown;
}

/* ---- rounds ---- */

int todo_rounds(struct shell *shell)
{
    bool late = false;
    struct message reminder = round_reminder(shell->project, &late);
    if (!reminder.key[0]) {
        return 0;
    }
    part_section(shell, shell_word(shell, "todo.rounds"));
    part_list_open(shell);
    part_go_row(shell, "todo.round", "clock", late ? THEME_PARTLY : THEME_INK,
                shell_say(shell, reminder), NULL);
    part_list_close(shell);
    return 1;
}

/* ---- little questions ---- */

struct near_doubt {
    const struct doubt *doubt;
    const struct place *place; /* NULL = a look */
    double metres;
};

/* What settles most first; of those that settle as much, the nearest. */
static int near_order(const void *left, const void *right)
{
    const struct near_doubt *a = left, *b = right;
    int order = b->doubt->count - a->doubt->count;
    order = order ? order : b->doubt->met - a->doubt->met;
    order = order ? order : (a->place == NULL) - (b->place == NULL);
    if (order || a->metres == b->metres) {
        return order ? order : (a->doubt < b->doubt ? -1 : a->doubt > b->doubt);
    }
    return a->metres < b->metres ? -1 : 1;
}

static const char *asks_text(struct shell *shell, const struct doubt *doubt)
{
    static const struct {
        unsigned ask;
        const char *key;
    } asks[] = {{DOUBT_THERE, "todo.ask.there"},
                {DOUBT_PRICE, "todo.ask.price"},
                {DOUBT_HOURS, "todo.ask.hours"}};
    struct buffer line;
    buffer_init(&line, 1024);
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
        if (doubt->asks & asks[i].ask) {
            buffer_add_text(&line, line.size ? " " : "");
            buffer_add_text(&line, shell_word(shell, asks[i].key));
        }
    }
    return piece_kept(shell, &line);
}

static const char *settles_text(struct shell *shell, const struct doubt *doubt)
{
    const struct framework *framework = project_framework(shell->project);
    struct message line = message_of("todo.ask.settles");
    struct buffer ids;
    buffer_init(&ids, 256);
    for (int c = 0; c < framework->criterion_count; c++) {
        if (doubt->settles >> c & 1) {
            buffer_add_text(&ids, ids.size ? ", " : "");
            buffer_add_text(&ids, framework->criteria[c].id);
        }
    }
    message_add_text(&line, buffer_text(&ids));
    buffer_clear(&ids);
    return shell_say(shell, line);
}

static void doubt_row(struct shell *shell, const struct near_doubt *near)
{
    struct buffer line;
    const struct doubt *doubt = near->doubt;
    struct message look = message_of("todo.ask.look");
    message_add_text(&look, piece_lower(shell, shell_word(shell, service_key(doubt->service))));
    buffer_init(&line, 2048);
    piece_join(&line, near->place ? asks_text(shell, doubt) : "");
    piece_join(&line, settles_text(shell, doubt));
    piece_join(&line, near->place ? shell_metres(shell, near->metres) : "");
    part_go_row(shell,
                near->place ? shell_textf(shell, "todo.doubt:%s", near->place->id)
                            : shell_textf(shell, "todo.doubt.look:%d", doubt->service),
                near->place ? kind_icon(near->place->kind) : "search", THEME_INK,
                near->place ? shell_place_name(shell, near->place) : shell_say(shell, look),
                piece_kept(shell, &line));
    ui_line(shell->ui);
}

int todo_doubts(struct shell *shell)
{
    size_t place_count;
    const struct doubt_list *list = project_doubts(shell->project);
    const struct place *const *places = project_places(shell->project, &place_count);
    struct near_doubt *near = arena_take(&shell->words_arena, (list->count + 1) * sizeof *near);
    for (size_t i = 0; i < list->count; i++) {
        near[i].doubt = &list->items[i];
        near[i].place = list->items[i].place >= 0 ? places[list->items[i].place] : NULL;
        near[i].metres = near[i].place ? shell_place_metres(shell, near[i].place) : 0;
    }
    part_section(shell, shell_word(shell, "todo.doubts"));
    if (!list->count) {
        piece_empty(shell, "check", shell_word(shell, "todo.doubts.none"),
                    shell_word(shell, "todo.doubts.none.next"), NULL, NULL);
        return 0;
    }
    qsort(near, list->count, sizeof *near, near_order);
    part_say(shell, "todo.doubts.why");
    part_list_open(shell);
    for (size_t i = 0; i < list->count && i < DOUBTS_SHOWN; i++) {
        doubt_row(shell, &near[i]);
    }
    part_list_close(shell);
    return (int)list->count;
}

bool todo_week_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    int criterion = -1;
    if (plan_row_news(shell, news, "todo.action:")) {
        return true;
    }
    if (!strcmp(news->id, "todo.plan")) {
        shell_go(shell, SCREEN_PLAN);
    } else if ((rest = part_after(news->id, "todo.meeting:"))) {
        if (logbook_meeting(project_logbook(shell->project), rest)) {
            book_open(shell, SCREEN_MEETING, rest);
        }
    } else if (!strcmp(news->id, "todo.meetings")) {
        shell_go(shell, SCREEN_MEETINGS);
    } else if (!strcmp(news->id, "todo.round")) {
        shell_go(shell, SCREEN_ROUNDS);
    } else if ((rest = part_after(news->id, "todo.doubt:"))) {
        shell_select(shell, rest);
    } else if ((rest = part_after(news->id, "todo.doubt.look:"))) {
        assessment_criteria_of_service(project_framework(shell->project), (enum service)atoi(rest),
                                       &criterion, 1);
        part_open_criterion(shell, criterion);
    } else {
        return false;
    }
    return true;
}
