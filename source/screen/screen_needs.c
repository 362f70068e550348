/* SPDX-License-Identifier: EUPL-1.2 */
/* The month table: themes by conditions, the months before, the signals themselves. */
#include "screen/heard_inner.h"

#include <string.h>

#include "action/called.h"

enum { LISTED = 60, CELL = 104, THEME_LEAST = 190 };

static struct need_table table_of(struct shell *shell, struct civil_date month)
{
    struct civil_date from, until;
    struct need_table table;
    const struct logbook *logbook = project_logbook(shell->project);
    need_month(month, &from, &until);
    need_count(logbook->needs, logbook->need_count, from, until, &table);
    return table;
}

static const char *number(struct shell *shell, int count)
{
    return count ? shell_textf(shell, "%d", count) : "·";
}

/* ---- the table ---- */

static void cell(struct shell *shell, const char *text, bool bold)
{
    ui_open(shell->ui, UI_GROUP, "", "",
            (struct ui_box){.width = CELL * part_scale(shell), .across = TYPE_END});
    ui_text(shell->ui, bold ? UI_BOLD : UI_BODY, text);
    ui_close(shell->ui);
}

static void table_row(struct shell *shell, const char *head, const int *counts, int sum, bool bold)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.row = true, .gap = 4, .pad_y = 6, .across = TYPE_MIDDLE});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, bold ? UI_BOLD : UI_BODY, head);
    ui_close(ui);
    for (int i = 0; i < NEED_CONDITIONS; i++) {
        cell(shell, number(shell, counts[i]), bold);
    }
    cell(shell, number(shell, sum), true);
    ui_close(ui);
    ui_line(ui);
}

static void table_head(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 4, .across = TYPE_END});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_SMALL, shell_word(shell, "needs.theme"));
    ui_close(ui);
    for (int i = 0; i <= NEED_CONDITIONS; i++) {
        ui_open(ui, UI_GROUP, "", "",
                (struct ui_box){.width = CELL * part_scale(shell), .across = TYPE_END});
        ui_text(ui, UI_SMALL,
                shell_word(shell, i < NEED_CONDITIONS ? need_condition_key((enum need_condition)i)
                                                      : "needs.sum"));
        ui_close(ui);
    }
    ui_close(ui);
    ui_line(ui);
}

/* In a narrow window: the theme with its number, and below it the conditions that were named. */
static void narrow_row(struct shell *shell, const char *head, const int *counts, int sum)
{
    struct ui *ui = shell->ui;
    struct buffer line;
    buffer_init(&line, 1000);
    for (int i = 0; i < NEED_CONDITIONS; i++) {
        if (counts[i]) {
            piece_join(&line,
                       shell_textf(shell, "%s %d",
                                   shell_word(shell, need_condition_key((enum need_condition)i)),
                                   counts[i]));
        }
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 12, .pad_y = 6});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY, head);
    ui_text(ui, UI_SECOND, piece_kept(shell, &line));
    ui_close(ui);
    ui_text(ui, UI_NAME, shell_textf(shell, "%d", sum));
    ui_close(ui);
    ui_line(ui);
}

static void table_show(struct shell *shell, const struct need_table *table)
{
    double room = part_body_width(shell) < 800 ? part_body_width(shell) : 720;
    bool wide = room > (THEME_LEAST + CELL * (NEED_CONDITIONS + 1)) * part_scale(shell);
    if (wide) {
        table_head(shell);
    }
    for (int theme = 0; theme < NEED_THEMES; theme++) {
        int counts[NEED_CONDITIONS];
        const char *head = shell_word(shell, need_theme_key((enum need_theme)theme));
        for (int i = 0; i < NEED_CONDITIONS; i++) {
            counts[i] = table->cells[i][theme];
        }
        if (wide && table->of_theme[theme]) {
            table_row(shell, head, counts, table->of_theme[theme], false);
        } else if (table->of_theme[theme]) {
            narrow_row(shell, head, counts, table->of_theme[theme]);
        }
    }
    if (wide) {
        table_row(shell, shell_word(shell, "needs.sum"), table->of_condition, table->total, true);
    } else {
        narrow_row(shell, shell_word(shell, "needs.sum"), table->of_condition, table->total);
    }
}

/* ---- the year and the list ---- */

static void year(struct shell *shell)
{
    if (!project_logbook(shell->project)->need_count) {
        return;
    }
    part_section(shell, shell_word(shell, "needs.year"));
    for (int back = 0; back < NEED_MONTHS; back++) {
        struct civil_date month = civil_date_add_months(project_now(shell->project).date, -back);
        struct need_table table = table_of(shell, month);
        if (table.total) {
            narrow_row(shell, heard_month_name(shell, month), table.of_condition, table.total);
        }
    }
}

static void signal_row(struct shell *shell, const struct need *need)
{
    struct ui *ui = shell->ui;
    struct buffer line, place;
    buffer_init(&line, 2000);
    buffer_init(&place, LOGBOOK_NOTE);
    place_called(shell->project, need->place, shell->language, &place);
    piece_join(&line, shell_date_near(shell, need->date));
    if (*need->service) {
        piece_join(&line, need_service_name(shell->language, need->service));
        piece_join(&line, shell_word(shell, need_step_key(need->step)));
    } else {
        piece_join(&line, shell_word(shell, need_condition_key(need->condition)));
    }
    piece_join(&line, buffer_text(&place));
    buffer_clear(&place);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 12, .across = TYPE_MIDDLE});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY,
            shell_word(shell, *need->service ? "threshold.title" : need_theme_key(need->theme)));
    ui_text(ui, UI_SECOND, piece_kept(shell, &line));
    ui_close(ui);
    ui_button(ui, shell_textf(shell, "needs.remove:%s", need->id),
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "trash",
                                 .label = shell_word(shell, "needs.remove"),
                                 .icon_only = true});
    ui_close(ui);
    ui_line(ui);
}

static void list(struct shell *shell)
{
    struct civil_date from, until;
    int shown = 0;
    const struct logbook *logbook = project_logbook(shell->project);
    need_month(shell->heard.month, &from, &until);
    part_section(shell, shell_word(shell, "needs.list"));
    for (size_t i = 0; i < logbook->need_count && shown < LISTED; i++) {
        const struct need *need = &logbook->needs[i];
        if (civil_date_compare(need->date, from) >= 0 &&
            civil_date_compare(need->date, until) <= 0) {
            signal_row(shell, need);
            shown++;
        }
    }
}

void screen_needs_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    part_page_open(shell, shell_word(shell, "needs.title"));
    heard_month(shell);
    struct need_table table = table_of(shell, shell->heard.month);
    if (table.total) {
        const char *total = shell_say_count(shell, "needs.total", table.total);
        ui_text(shell->ui, UI_BODY,
                table.thresholds
                    ? shell_textf(shell, "%s, %s", total,
                                  shell_say_count(shell, "needs.thresholds", table.thresholds))
                    : total);
        table_show(shell, &table);
    } else {
        piece_empty(shell, "info", shell_word(shell, "needs.none"),
                    shell_word(shell, "needs.none.line"), NULL, NULL);
    }
    year(shell);
    if (table.total) {
        list(shell);
    }
    piece_bar_room(shell);
    part_foot_list(shell, "needs.add", "needs.add", table.total ? "needs.print" : NULL,
                   "needs.print");
    part_page_close(shell);
}

bool screen_needs_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (heard_month_news(shell, news)) {
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if ((rest = part_after(news->id, "needs.remove:"))) {
        struct fault why;
        bool ok = action_need_remove(shell->project, rest, &why);
        shell_deed(shell, ok, &why, "need.removed");
    } else if (!strcmp(news->id, "needs.add")) {
        need_show(shell, "");
    } else if (!strcmp(news->id, "needs.print")) {
        char month[MONTH_SIZE];
        month_write(shell->heard.month, month);
        print_report_show(shell, "needs", month, NULL);
    } else {
        return false;
    }
    return true;
}

void screen_needs_prepare(struct shell *shell, const char *id)
{
    (void)id;
    shell->heard.month = (struct civil_date){0};
}
