/* SPDX-License-Identifier: EUPL-1.2 */
/* The rounds of the wijk: their list, freezing one, and two beside each other. */
#include "screen/many_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *totals_words(struct shell *shell, const int totals[4])
{
    struct message message = message_of("round.totals");
    for (int i = 0; i < 4; i++) {
        message_add_count(&message, totals[i]);
    }
    return shell_say(shell, message);
}

static const char *date_words(struct shell *shell, struct civil_date date)
{
    struct buffer line;
    buffer_init(&line, 128);
    language_say_date(shell->language, date, &line);
    return piece_kept(shell, &line);
}

static bool other_version(const struct shell *shell, const struct round *round)
{
    const struct framework *framework = project_framework(shell->project);
    return strcmp(round->framework, framework->id) || strcmp(round->version, framework->version);
}

static const char *version_words(struct shell *shell, const struct round *round)
{
    struct message message = message_of("round.version");
    message_add_text(&message, round->framework);
    message_add_text(&message, round->version);
    return shell_say(shell, message);
}

/* ---- the list ---- */

static void freeze_card(struct shell *shell)
{
    struct ui *ui = shell->ui;
    part_open_card(shell);
    ui_text(ui, UI_BOLD, shell_word(shell, "rounds.freeze.sure"));
    ui_text(ui, UI_BODY, totals_words(shell, project_assessment(shell->project)->totals));
    part_say(shell, "rounds.freeze.what");
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, "rounds.yes",
              (struct ui_button){
                  .kind = UI_GO, .icon = "check", .label = shell_word(shell, "rounds.freeze.yes")});
    ui_button(ui, "rounds.no",
              (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "rounds.freeze.no")});
    ui_close(ui);
    part_close_card(shell);
}

static void rounds_head(struct shell *shell)
{
    bool late;
    struct message reminder = round_reminder(shell->project, &late);
    part_say(shell, "rounds.line");
    if (reminder.key[0]) {
        part_line(shell, late ? "warning" : "calendar", late ? THEME_NOT : THEME_INK,
                  shell_say(shell, reminder));
    }
    if (many_of(shell)->confirm) {
        freeze_card(shell);
        return;
    }
    ui_button(shell->ui, "rounds.freeze",
              (struct ui_button){.kind = UI_PRIMARY,
                                 .icon = "check",
                                 .label = shell_word(shell, "rounds.freeze")});
}

static void round_row(struct shell *shell, const struct round *round)
{
    const char *totals = totals_words(shell, round->totals);
    part_go_row(shell, shell_textf(shell, "round:%s", round->id), "calendar", THEME_INK,
                date_words(shell, round->date),
                other_version(shell, round)
                    ? shell_textf(shell, "%s · %s", totals, version_words(shell, round))
                    : totals);
    ui_line(shell->ui);
}

void screen_rounds_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    struct round_list *list = round_list_take(shell->project);
    part_page_open(shell, shell_word(shell, "rounds.title"));
    rounds_head(shell);
    part_list_open(shell);
    for (int i = 0; i < list->count; i++) {
        round_row(shell, &list->items[i]);
    }
    part_list_close(shell);
    if (!list->count) {
        piece_empty(shell, "calendar", shell_word(shell, "round.none"),
                    shell_word(shell, "rounds.none.next"), NULL, NULL);
    }
    if (list->odd) {
        part_line(shell, "warning", THEME_NOT, shell_say_count(shell, "rounds.odd", list->odd));
    }
    round_list_free(list);
    piece_bar_room(shell);
    part_page_close(shell);
}

void many_pair_ask(struct shell *shell, const char *first, const char *second)
{
    struct shell_many *many = many_of(shell);
    snprintf(many->first, sizeof many->first, "%s", first);
    snprintf(many->second, sizeof many->second, "%s", second);
    many->pair.generation = 0;
    shell->dirty = true;
}

bool screen_rounds_news(struct shell *shell, const struct ui_news *news)
{
    struct shell_many *many = many_of(shell);
    const char *id = part_after(news->id, "round:");
    char made[ACTION_ID];
    struct fault why;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (id) {
        many->confirm = many->sure = false;
        many_pair_ask(shell, id, ROUND_NOW);
        shell_go(shell, SCREEN_ROUND);
        return true;
    }
    if (!strcmp(news->id, "rounds.yes")) {
        fault_clear(&why);
        shell_deed(shell, action_round_freeze(shell->project, made, &why), &why, "round.saved");
    } else if (strcmp(news->id, "rounds.freeze") != 0 && strcmp(news->id, "rounds.no") != 0) {
        return false;
    }
    many->confirm = !strcmp(news->id, "rounds.freeze");
    shell->dirty = true;
    return true;
}

void screen_rounds_prepare(struct shell *shell, const char *id)
{
    many_of(shell)->confirm = id && !strcmp(id, "freeze");
}

/* ---- two beside each other ---- */

static const struct round_pair *pair_shown(struct shell *shell)
{
    struct shell_many *many = many_of(shell);
    return many_pair(shell, &many->pair, *many->first ? many->first : NULL,
                     *many->second ? many->second : NULL);
}

/* With which other moment: now, and every other round. */
static void other_chips(struct shell *shell)
{
    struct shell_many *many = many_of(shell);
    struct round_list *list = round_list_take(shell->project);
    ui_text(shell->ui, UI_SECOND, shell_word(shell, "rounds.beside"));
    part_wrap_open(shell);
    part_chip(shell, "beside:" ROUND_NOW, shell_word(shell, "rounds.now"),
              !strcmp(many->second, ROUND_NOW));
    for (int i = 0; i < list->count; i++) {
        const struct round *round = &list->items[i];
        if (strcmp(round->id, many->first) != 0) {
            part_chip(shell, shell_textf(shell, "beside:%s", round->id),
                      date_words(shell, round->date), !strcmp(many->second, round->id));
        }
    }
    ui_close(shell->ui);
    round_list_free(list);
}

static void move_card(struct shell *shell, const struct round_pair *pair,
                      const struct round_move *move)
{
    const struct framework *framework = project_framework(shell->project);
    struct ui *ui = shell->ui;
    int at = framework_find(framework, move->criterion);
    part_open_card(shell);
    piece_move_states(shell, move);
    ui_text(ui, UI_BODY,
            at < 0 ? move->criterion
                   : shell_textf(shell, "%s %s", move->criterion,
                                 part_criterion_name(shell, &framework->criteria[at])));
    piece_move_why(shell, pair, move);
    part_close_card(shell);
}

static void same_list(struct shell *shell, const struct round_pair *pair)
{
    const struct framework *framework = project_framework(shell->project);
    part_list_open(shell);
    for (int i = 0; i < pair->moves.count; i++) {
        const struct round_move *move = &pair->moves.items[i];
        int at = framework_find(framework, move->criterion);
        if (move->from != move->to) {
            continue;
        }
        ui_open(shell->ui, UI_GROUP, "", "",
                (struct ui_box){.row = true, .gap = 10, .pad_y = 6, .across = TYPE_MIDDLE});
        piece_move_state(shell, move->to);
        ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
        ui_text(shell->ui, UI_BODY,
                at < 0 ? move->criterion
                       : shell_textf(shell, "%s %s", move->criterion,
                                     part_criterion_name(shell, &framework->criteria[at])));
        ui_close(shell->ui);
        ui_close(shell->ui);
    }
    part_list_close(shell);
}

static void pair_body(struct shell *shell, const struct round_pair *pair)
{
    int same = 0;
    if (pair->ahead.year) {
        part_line(shell, "warning", THEME_NOT, shell_say(shell, round_ahead_say(pair->ahead)));
    }
    if (pair->moves.other) {
        part_line(shell, "warning", THEME_NOT, shell_word(shell, "round.other"));
        ui_text(shell->ui, UI_SECOND, version_words(shell, &pair->rounds[0]));
    } else {
        ui_text(shell->ui, UI_BODY, shell_say(shell, round_pair_counts(pair)));
    }
    for (int i = 0; i < pair->moves.count; i++) {
        const struct round_move *move = &pair->moves.items[i];
        if (move->from != move->to) {
            move_card(shell, pair, move);
        } else {
            same++;
        }
    }
    if (!pair->whole) {
        part_line(shell, "info", THEME_MUTED, shell_word(shell, "round.deeds.older"));
    }
    if (many_of(shell)->same) {
        part_section(shell, shell_say_count(shell, "rounds.same", same));
        same_list(shell, pair);
    } else if (same) {
        ui_button(shell->ui, "rounds.same",
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = "expand",
                                     .label = shell_say_count(shell, "rounds.same", same)});
    }
}

static void pair_buttons(struct shell *shell)
{
    struct ui *ui = shell->ui;
    bool sure = many_of(shell)->sure;
    ui_space(ui, 8);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, "rounds.print",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "print", .label = shell_word(shell, "rounds.print")});
    ui_button(ui, sure ? "rounds.remove.yes" : "rounds.remove",
              (struct ui_button){
                  .kind = UI_QUIET,
                  .icon = "trash",
                  .label = shell_word(shell, sure ? "rounds.remove.sure" : "rounds.remove")});
    ui_close(ui);
}

void screen_round_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    struct shell_many *many = many_of(shell);
    const struct round_pair *pair = pair_shown(shell);
    part_page_open(shell, pair ? shell_say(shell, round_pair_title(pair))
                               : shell_word(shell, "rounds.title"));
    if (pair) {
        other_chips(shell);
        pair_body(shell, pair);
        pair_buttons(shell);
    } else {
        piece_empty(shell, "calendar", shell_say_fault(shell, &many->pair.fault),
                    shell_word(shell, "rounds.none.next"), NULL, NULL);
    }
    piece_bar_room(shell);
    part_page_close(shell);
}

static bool round_remove(struct shell *shell)
{
    struct shell_many *many = many_of(shell);
    struct fault why;
    fault_clear(&why);
    many->sure = false;
    if (shell_deed(shell, action_round_remove(shell->project, many->first, &why), &why,
                   "round.removed")) {
        shell_back(shell);
    }
    return true;
}

bool screen_round_news(struct shell *shell, const struct ui_news *news)
{
    struct shell_many *many = many_of(shell);
    const char *beside = part_after(news->id, "beside:");
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (beside) {
        char first[ACTION_ID];
        snprintf(first, sizeof first, "%s", many->first);
        many_pair_ask(shell, first, beside);
    } else if (!strcmp(news->id, "rounds.same")) {
        many->same = true;
    } else if (!strcmp(news->id, "rounds.print")) {
        print_report_show(shell, "rounds", many->first, many->second);
    } else if (!strcmp(news->id, "rounds.remove")) {
        many->sure = true;
    } else if (!strcmp(news->id, "rounds.remove.yes")) {
        return round_remove(shell);
    } else {
        return false;
    }
    shell->dirty = true;
    return true;
}

/* The newest round beside now. */
void screen_round_prepare(struct shell *shell, const char *id)
{
    struct round_list *list = round_list_take(shell->project);
    many_of(shell)->sure = false;
    many_pair_ask(shell, id ? id : list->count ? list->items[0].id : "", ROUND_NOW);
    round_list_free(list);
}
