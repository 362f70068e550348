/* SPDX-License-Identifier: EUPL-1.2 */
/* Bevragingen: a list, and the tallies of one with counters and sum checks. */
#include "screen/heard_inner.h"

#include <stdio.h>
#include <string.h>

static const char *poll_name(struct shell *shell, const struct poll *poll)
{
    struct message name = message_of("survey.of");
    message_add_date(&name, poll->date);
    return shell_say(shell, name);
}

/* ---- the list ---- */

void screen_surveys_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    const struct logbook *logbook = project_logbook(shell->project);
    part_page_open(shell, shell_word(shell, "survey.list.title"));
    if (!logbook->poll_count) {
        piece_empty(shell, "info", shell_word(shell, "survey.none"),
                    shell_word(shell, "survey.none.line"), NULL, NULL);
    }
    part_list_open(shell);
    for (size_t i = 0; i < logbook->poll_count; i++) {
        const struct poll *poll = &logbook->polls[i];
        part_go_row(shell, shell_textf(shell, "surveys.open:%s", poll->id), "todo", THEME_INK,
                    poll_name(shell, poll), shell_say_count(shell, "survey.forms", poll->forms));
        ui_line(shell->ui);
    }
    part_list_close(shell);
    piece_bar_room(shell);
    part_foot_list(shell, "surveys.new", "survey.new", "surveys.form", "survey.form.print");
    part_page_close(shell);
}

static void open_poll(struct shell *shell, const char *id)
{
    snprintf(shell->heard.poll, sizeof shell->heard.poll, "%s", id);
    shell->heard.typing[0] = 0;
    heard_turn(shell);
    shell_go(shell, SCREEN_SURVEY);
}

bool screen_surveys_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strcmp(news->id, "surveys.new")) {
        struct fault why;
        char id[ACTION_ID];
        bool ok = action_poll_new(shell->project, (struct civil_date){0}, id, &why);
        if (shell_deed(shell, ok, &why, "survey.begun")) {
            open_poll(shell, id);
        }
    } else if (!strcmp(news->id, "surveys.form")) {
        print_report_show(shell, "survey-form", NULL, NULL);
    } else if ((rest = part_after(news->id, "surveys.open:"))) {
        open_poll(shell, rest);
    } else {
        return false;
    }
    return true;
}

void screen_surveys_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}

/* ---- the tallies ---- */

static void question(struct shell *shell, const struct poll *poll, int index)
{
    struct ui *ui = shell->ui;
    const struct poll_question *asked = poll_question(index);
    struct message trouble = poll_trouble(poll, index);
    part_section(shell, shell_word(shell, asked->key));
    part_say(shell, asked->single ? "survey.single" : "survey.many");
    part_list_open(shell);
    for (int answer = 0; answer < asked->count; answer++) {
        char key[MESSAGE_KEY_SIZE];
        poll_answer_key(index, answer, key);
        heard_counter(shell, shell_textf(shell, "%s/%s", asked->word, asked->words[answer]),
                      shell_word(shell, key), poll->tallies[index][answer]);
    }
    part_list_close(shell);
    if (trouble.key[0]) {
        ui_open(ui, UI_STATUS, shell_textf(shell, "survey.check:%s", asked->word), "",
                (struct ui_box){0});
        part_line(shell, "warning", THEME_PARTLY, shell_say(shell, trouble));
        ui_close(ui);
    } else if (asked->single && poll->forms) {
        part_line(shell, "check", THEME_MET, shell_word(shell, "survey.right"));
    }
}

static void poll_buttons(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_space(ui, 8);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, "survey.print",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "print",
                                 .label = shell_word(shell, "survey.result.print")});
    ui_button(ui, "survey.remove",
              (struct ui_button){
                  .kind = UI_QUIET, .icon = "trash", .label = shell_word(shell, "survey.remove")});
    ui_close(ui);
}

void screen_survey_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    const struct poll *poll = project_poll(shell->project, shell->heard.poll);
    part_page_open(shell, poll ? poll_name(shell, poll) : shell_word(shell, "survey.title"));
    if (!poll) {
        piece_empty(shell, "info", shell_word(shell, "survey.none"),
                    shell_word(shell, "survey.none.line"), NULL, NULL);
        part_page_close(shell);
        return;
    }
    part_section(shell, shell_word(shell, "survey.forms.ask"));
    heard_counter(shell, "forms", shell_word(shell, "survey.forms.label"), poll->forms);
    for (int i = 0; i < POLL_QUESTIONS; i++) {
        question(shell, poll, i);
    }
    poll_buttons(shell);
    piece_bar_room(shell);
    part_page_close(shell);
    heard_dialog(shell);
}

/* "age/75" → its two words. */
static void key_split(const char *key, char question_word[32], const char **answer)
{
    const char *slash = strchr(key, '/');
    snprintf(question_word, 32, "%.*s", slash ? (int)(slash - key) : (int)strlen(key), key);
    *answer = slash ? slash + 1 : "";
}

static int number_get(struct shell *shell, const char *key)
{
    char word[32];
    const char *answer;
    const struct poll *poll = project_poll(shell->project, shell->heard.poll);
    key_split(key, word, &answer);
    int index = poll_question_find(word);
    int at = index >= 0 ? poll_answer_find(index, answer) : -1;
    return !poll ? 0 : at >= 0 ? poll->tallies[index][at] : poll->forms;
}

static bool number_set(struct shell *shell, const char *key, int number)
{
    char word[32];
    const char *answer;
    struct fault why;
    key_split(key, word, &answer);
    bool ok = action_poll_set(shell->project, shell->heard.poll, word, answer, number, &why);
    return shell_deed(shell, ok, &why, "survey.saved");
}

bool screen_survey_news(struct shell *shell, const struct ui_news *news)
{
    if (heard_counter_news(shell, news, number_get, number_set)) {
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strcmp(news->id, "survey.print")) {
        print_report_show(shell, "survey", shell->heard.poll, NULL);
    } else if (!strcmp(news->id, "survey.remove")) {
        struct fault why;
        bool ok = action_poll_remove(shell->project, shell->heard.poll, &why);
        if (shell_deed(shell, ok, &why, "survey.removed")) {
            shell_back(shell);
        }
    } else {
        return false;
    }
    return true;
}

void screen_survey_prepare(struct shell *shell, const char *id)
{
    const struct logbook *logbook = project_logbook(shell->project);
    snprintf(shell->heard.poll, sizeof shell->heard.poll, "%s",
             id                    ? id
             : logbook->poll_count ? logbook->polls[0].id
                                   : "");
    shell->heard.typing[0] = 0;
}
