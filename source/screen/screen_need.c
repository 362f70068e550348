/* SPDX-License-Identifier: EUPL-1.2 */
/* A signal in three taps: what is missing, what it is about, where it was heard. */
#include "screen/heard_inner.h"

#include <stdio.h>
#include <string.h>

static const char *const condition_icons[NEED_CONDITIONS] = {[NEED_ACCESS] = "computer",
                                                             [NEED_SKILLS] = "lesson",
                                                             [NEED_NETWORK] = "help",
                                                             [NEED_DESIGN] = "warning"};
static const char *const theme_icons[NEED_THEMES] = {
    [NEED_ITSME] = "scan",      [NEED_BANK] = "exchange",        [NEED_SCHOOL] = "school",
    [NEED_TAX] = "townhall",    [NEED_HEALTH] = "health",        [NEED_ENERGY] = "charge",
    [NEED_JOB] = "search",      [NEED_HOUSING] = "social-house", [NEED_MAIL] = "post",
    [NEED_DEVICE] = "computer", [NEED_SUBSCRIPTION] = "wifi",    [NEED_OTHER] = "other"};

static void begin(struct shell *shell)
{
    heard_turn(shell);
    shell->heard.condition = shell->heard.theme = -1;
}

void need_show(struct shell *shell, const char *place)
{
    begin(shell);
    snprintf(shell->heard.place, sizeof shell->heard.place, "%s", place);
    shell_go(shell, SCREEN_NEED);
}

/* ---- the three questions ---- */

static void ask_condition(struct shell *shell)
{
    ui_text(shell->ui, UI_TITLE, shell_word(shell, "need.ask.condition"));
    heard_choices_open(shell);
    for (int i = 0; i < NEED_CONDITIONS; i++) {
        const char *key = need_condition_key((enum need_condition)i);
        heard_choice(
            shell,
            shell_textf(shell, "need.condition:%s", need_condition_word((enum need_condition)i)),
            condition_icons[i], shell_word(shell, key),
            shell_word(shell, shell_textf(shell, "%s.line", key)));
    }
    heard_choices_close(shell);
    part_line(shell, "info", THEME_MUTED, shell_word(shell, "need.private"));
    ui_space(shell->ui, 4);
    part_list_open(shell);
    part_go_row(shell, "need.threshold", "warning", THEME_INK,
                shell_word(shell, "need.threshold.go"),
                shell_word(shell, "need.threshold.go.line"));
    ui_line(shell->ui);
    part_go_row(shell, "need.month", "calendar", THEME_INK, shell_word(shell, "work.needs"),
                shell_word(shell, "work.needs.line"));
    part_list_close(shell);
}

static void ask_theme(struct shell *shell)
{
    ui_text(shell->ui, UI_TITLE, shell_word(shell, "need.ask.theme"));
    heard_choices_open(shell);
    for (int i = 0; i < NEED_THEMES; i++) {
        heard_choice(shell,
                     shell_textf(shell, "need.theme:%s", need_theme_word((enum need_theme)i)),
                     theme_icons[i], shell_word(shell, need_theme_key((enum need_theme)i)), NULL);
    }
    heard_choices_close(shell);
}

static void ask_place(struct shell *shell)
{
    const struct place *places[HEARD_NEAR];
    int count = heard_places(shell, places);
    ui_text(shell->ui, UI_TITLE, shell_word(shell, "need.ask.place"));
    heard_choices_open(shell);
    heard_choice(shell, "need.place:", "globe", shell_word(shell, "need.nowhere"), NULL);
    for (int i = 0; i < count; i++) {
        heard_choice(shell, shell_textf(shell, "need.place:%s", places[i]->id),
                     kind_icon(places[i]->kind), shell_place_name(shell, places[i]),
                     piece_kind(shell, places[i]));
    }
    heard_choices_close(shell);
}

static void chosen(struct shell *shell)
{
    const struct place *place = project_place(shell->project, shell->heard.place);
    struct buffer line;
    buffer_init(&line, 1000);
    if (shell->heard.condition >= 0) {
        piece_join(&line, shell_word(shell, need_condition_key(
                                                (enum need_condition)shell->heard.condition)));
    }
    if (shell->heard.theme >= 0) {
        piece_join(&line, shell_word(shell, need_theme_key((enum need_theme)shell->heard.theme)));
    }
    if (place) {
        struct message at = message_of("need.at");
        message_add_text(&at, shell_place_name(shell, place));
        piece_join(&line, shell_say(shell, at));
    }
    const char *said = piece_kept(shell, &line);
    if (*said) {
        ui_text(shell->ui, UI_SECOND, said);
    }
}

void screen_need_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    part_page_open(shell, shell_word(shell, "need.title"));
    chosen(shell);
    if (shell->heard.condition < 0) {
        ask_condition(shell);
    } else if (shell->heard.theme < 0) {
        ask_theme(shell);
    } else {
        ask_place(shell);
    }
    piece_bar_room(shell);
    part_page_close(shell);
}

/* ---- taps ---- */

static void save(struct shell *shell, const char *place)
{
    struct fault why;
    char id[ACTION_ID], at[ACTION_ID];
    bool here = shell->heard.place[0];
    snprintf(at, sizeof at, "%s", place);
    bool ok =
        action_need_add(shell->project, (enum need_condition)shell->heard.condition,
                        (enum need_theme)shell->heard.theme, at, (struct civil_date){0}, id, &why);
    if (shell_deed(shell, ok, &why, "need.saved")) {
        snprintf(shell->heard.last, sizeof shell->heard.last, "%s", at);
        begin(shell);
        if (here) {
            shell->heard.place[0] = 0;
            shell_back(shell);
        }
    }
}

static bool step_back(struct shell *shell)
{
    if (shell->heard.theme >= 0) {
        shell->heard.theme = -1;
    } else if (shell->heard.condition >= 0) {
        shell->heard.condition = -1;
    } else {
        shell->heard.place[0] = 0;
        return false;
    }
    heard_turn(shell);
    return true;
}

static void theme_chosen(struct shell *shell, enum need_theme theme)
{
    shell->heard.theme = (int)theme;
    heard_turn(shell);
    if (shell->heard.place[0]) {
        save(shell, shell->heard.place);
    }
}

bool screen_need_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    enum need_condition condition = NEED_ACCESS;
    enum need_theme theme = NEED_OTHER;
    bool back =
        news->kind == UI_NEWS_BACK || (news->kind == UI_NEWS_TAP && !strcmp(news->id, "back"));
    if (back) {
        return step_back(shell);
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if ((rest = part_after(news->id, "need.condition:")) &&
        need_condition_parse(rest, &condition)) {
        shell->heard.condition = (int)condition;
        heard_turn(shell);
    } else if ((rest = part_after(news->id, "need.theme:")) && need_theme_parse(rest, &theme)) {
        theme_chosen(shell, theme);
    } else if ((rest = part_after(news->id, "need.place:"))) {
        save(shell, rest);
    } else if (!strcmp(news->id, "need.threshold")) {
        shell->heard.service[0] = shell->heard.typed[0] = 0;
        heard_turn(shell);
        shell_go(shell, SCREEN_THRESHOLD);
    } else if (!strcmp(news->id, "need.month")) {
        heard_turn(shell);
        shell_go(shell, SCREEN_NEEDS);
    } else {
        return false;
    }
    return true;
}

void screen_need_prepare(struct shell *shell, const char *id)
{
    begin(shell);
    shell->heard.place[0] = 0;
    if (id && !strcmp(id, "theme")) {
        shell->heard.condition = NEED_SKILLS;
    } else if (id && !strcmp(id, "place")) {
        shell->heard.condition = NEED_SKILLS;
        shell->heard.theme = NEED_ITSME;
    }
}
