/* SPDX-License-Identifier: EUPL-1.2 */
/* "Samen": the way to everything that is done together through the year. A screen that belongs here
 * has a row. */
#include "screen/heard_inner.h"

#include <string.h>

struct work_row {
    enum screen screen;
    const char *id, *icon, *title, *line; /* title and line are keys */
};
enum { WORK_ROWS = 16 };
static const struct work_section {
    const char *heading; /* key */
    struct work_row rows[WORK_ROWS];
} sections[] = {
    {"work.section.wijk",
     {{SCREEN_NEED, "work:need", "nudge", "work.need", "work.need.line"},
      {SCREEN_NEEDS, "work:needs", "calendar", "work.needs", "work.needs.line"},
      {SCREEN_THRESHOLDS, "work:thresholds", "warning", "work.thresholds", "work.thresholds.line"},
      {SCREEN_SURVEYS, "work:surveys", "todo", "work.surveys", "work.surveys.line"},
      {SCREEN_COUNTS, "work:counts", "sort", "work.counts", "work.counts.line"},
      {SCREEN_PARTNERS, "work:partners", "association", "partners.title", "partners.line"},
      {SCREEN_REFER, "work:refer", "help", "refer.title", "refer.line"},
      {SCREEN_MEETINGS, "work:meetings", "calendar", "meetings.title", "meetings.line"},
      {SCREEN_TOLD, "work:told", "share", "told.title", "told.line"},
      {SCREEN_REVIEW, "work:review", "wifi", "work.review", "work.review.line"},
      {SCREEN_VOTE, "work:vote", "person", "vote.title", "work.vote.line"},
      {SCREEN_PLAN, "work:plan", "todo", "plan.title", "work.plan.line"}}},
    {"work.section.time",
     {{SCREEN_ROUNDS, "work:rounds", "calendar", "rounds.title", "work.rounds.line"}}},
    {"work.section.many",
     {{SCREEN_COMPARE, "work:compare", "layers", "compare.title", "work.compare.line"},
      {SCREEN_GROWTH, "work:growth", "star", "growth.title", "work.growth.line"},
      {SCREEN_SHARE, "work:share", "share", "share.title", "share.line"},
      {SCREEN_IMPORT, "work:import", "plus", "import.title", "import.line"}}},
    {"work.section.frameworks",
     {{SCREEN_FRAMEWORKS, "work:frameworks", "layers", "frameworks.title", "frameworks.line"},
      {SCREEN_PRACTICES, "work:practices", "star", "practices.title", "practices.line"}}},
};

static void section_build(struct shell *shell, const struct work_section *section)
{
    if (!section->rows[0].id) {
        return;
    }
    part_section(shell, shell_word(shell, section->heading));
    part_list_open(shell);
    for (int at = 0; at < WORK_ROWS && section->rows[at].id; at++) {
        const struct work_row *row = &section->rows[at];
        part_go_row(shell, row->id, row->icon, THEME_INK, shell_word(shell, row->title),
                    shell_word(shell, row->line));
        ui_line(shell->ui);
    }
    part_list_close(shell);
}

void screen_work_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    part_page_open(shell, NULL);
    ui_space(shell->ui, 8);
    ui_text(shell->ui, UI_TITLE, shell_word(shell, "work.title"));
    part_say(shell, "work.line");
    for (size_t at = 0; at < sizeof sections / sizeof *sections; at++) {
        section_build(shell, &sections[at]);
    }
    piece_bar_room(shell);
    part_page_close(shell);
}

bool screen_work_news(struct shell *shell, const struct ui_news *news)
{
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    for (size_t at = 0; at < sizeof sections / sizeof *sections; at++) {
        for (int row = 0; row < WORK_ROWS && sections[at].rows[row].id; row++) {
            if (!strcmp(news->id, sections[at].rows[row].id)) {
                if (sections[at].rows[row].screen == SCREEN_NEED) {
                    need_show(shell, ""); /* from the first question */
                } else {
                    heard_turn(shell);
                    shell_go(shell, sections[at].rows[row].screen);
                }
                return true;
            }
        }
    }
    return false;
}

void screen_work_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}
