/* SPDX-License-Identifier: EUPL-1.2 */
/* "Wie wint?": where the new offers of the last twelve months went, and whom they name. */
#include "screen/many_inner.h"

#include <string.h>

static void warning_card(struct shell *shell, const struct growth *growth, unsigned warning)
{
    if (!(growth->warnings & warning)) {
        return;
    }
    part_open_card(shell);
    part_line(shell, "warning", THEME_NOT, shell_say(shell, growth_say(growth, warning)));
    part_close_card(shell);
}

static void wijk_rows(struct shell *shell, const struct growth *growth)
{
    part_section(shell, shell_word(shell, "growth.by_wijk"));
    part_list_open(shell);
    for (size_t i = 0; i < growth->count; i++) {
        const struct growth_row *row = &growth->rows[i];
        if (!row->fresh && !row->looked) {
            continue;
        }
        ui_open(shell->ui, UI_GROUP, "", row->name, (struct ui_box){.pad_y = 6, .gap = 2});
        ui_text(shell->ui, UI_BOLD, row->name);
        ui_text(shell->ui, UI_BODY, shell_say(shell, growth_row_say(row)));
        if (row->served) {
            ui_text(shell->ui, UI_SECOND, shell_word(shell, "growth.served"));
        }
        ui_close(shell->ui);
        ui_line(shell->ui);
    }
    part_list_close(shell);
}

static void group_row(struct shell *shell, const char *name, int count)
{
    ui_open(shell->ui, UI_GROUP, "", "",
            (struct ui_box){.row = true, .gap = 12, .pad_y = 4, .across = TYPE_MIDDLE});
    ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(shell->ui, UI_BODY, name);
    ui_close(shell->ui);
    ui_text(shell->ui, UI_BOLD, shell_textf(shell, "%d", count));
    ui_close(shell->ui);
}

static void group_rows(struct shell *shell, const struct growth *growth)
{
    unsigned priority = project_wijk(shell->project)->groups;
    part_section(shell, shell_word(shell, "growth.by_group"));
    for (int i = 0; i < GROUP_COUNT; i++) {
        if (growth->groups[i] || (priority >> i & 1)) {
            group_row(shell, shell_word(shell, group_key(i)), growth->groups[i]);
        }
    }
    group_row(shell, shell_word(shell, "growth.everyone"), growth->everyone);
}

static void growth_body(struct shell *shell, const struct growth *growth)
{
    ui_text(shell->ui, UI_NAME, shell_say(shell, growth_title(growth)));
    warning_card(shell, growth, GROWTH_SERVED);
    warning_card(shell, growth, GROWTH_EVERYONE);
    if (growth->fresh && !growth->warnings) {
        part_line(shell, "check", THEME_MET, shell_word(shell, "growth.fine"));
    }
    wijk_rows(shell, growth);
    group_rows(shell, growth);
    if (growth->entered) {
        part_line(shell, "info", THEME_MUTED, shell_say(shell, growth_mapped_say(growth)));
    }
    ui_button(shell->ui, "growth.print",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "print", .label = shell_word(shell, "growth.print")});
}

void screen_growth_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    const struct across *across = many_across(shell);
    part_page_open(shell, shell_word(shell, "growth.title"));
    part_say(shell, "growth.line");
    if (across) {
        growth_body(shell, &across->growth);
    } else {
        many_waiting(shell);
    }
    piece_bar_room(shell);
    part_page_close(shell);
}

bool screen_growth_news(struct shell *shell, const struct ui_news *news)
{
    if (many_waiting_news(shell, news)) {
        return true;
    }
    if (news->kind != UI_NEWS_TAP || strcmp(news->id, "growth.print") != 0) {
        return false;
    }
    print_report_show(shell, "growth", NULL, NULL);
    return true;
}

void screen_growth_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}
