/* SPDX-License-Identifier: EUPL-1.2 */
/* Groups judge: how many groups, about what; the sessions there were. */
#include "screen/vote_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a session may be about: everything, what is not met, what people must judge, or one pillar.
 */
enum { ABOUT_ALL, ABOUT_OPEN, ABOUT_ASKED, ABOUT_PILLAR };

static bool about_has(struct shell *shell, int about, int criterion)
{
    const struct finding *finding = part_finding(shell, criterion);
    return about == ABOUT_ALL     ? true
           : about == ABOUT_OPEN  ? finding->verdict != VERDICT_MET
           : about == ABOUT_ASKED ? finding->criterion->kind != CRITERION_COMPUTED
                                  : finding->criterion->pillar == about - ABOUT_PILLAR;
}

static int about_list(struct shell *shell, int about, const char **out)
{
    const struct framework *framework = project_framework(shell->project);
    int count = 0;
    for (int c = 0; c < framework->criterion_count; c++) {
        if (about_has(shell, about, c)) {
            out[count++] = framework->criteria[c].id;
        }
    }
    return count;
}

/* ---- the setup ---- */

static void choice_open(struct shell *shell, const char *key)
{
    const char *label = shell_word(shell, key);
    ui_open(shell->ui, UI_GROUP, "", label, (struct ui_box){.gap = 6});
    ui_text(shell->ui, UI_SECOND, label);
    part_wrap_open(shell);
}

static void choice_close(struct shell *shell)
{
    ui_close(shell->ui);
    ui_close(shell->ui);
}

static void groups(struct shell *shell)
{
    choice_open(shell, "vote.groups");
    for (int i = 2; i <= VOTE_GROUPS; i++) {
        part_chip(shell, shell_textf(shell, "vote.groups:%d", i), shell_textf(shell, "%d", i),
                  shell->vote_groups == i);
    }
    choice_close(shell);
}

static void about(struct shell *shell)
{
    static const char *const keys[] = {"vote.about.all", "vote.about.open", "vote.about.asked"};
    const struct framework *framework = project_framework(shell->project);
    const char *list[FRAMEWORK_CRITERIA];
    choice_open(shell, "vote.about");
    for (int i = 0; i < ABOUT_PILLAR + framework->pillar_count; i++) {
        int count = about_list(shell, i, list);
        struct message label = message_of(i < ABOUT_PILLAR ? keys[i] : "");
        message_add_count(&label, count);
        if (count) {
            part_chip(shell, shell_textf(shell, "vote.about:%d", i),
                      i < ABOUT_PILLAR ? shell_say(shell, label)
                                       : words_in(framework->pillars[i - ABOUT_PILLAR].name,
                                                  part_language(shell)),
                      shell->vote_about == i);
        }
    }
    choice_close(shell);
}

static void setup(struct shell *shell)
{
    part_open_card(shell);
    groups(shell);
    about(shell);
    ui_space(shell->ui, 4);
    ui_button(shell->ui, "vote.begin",
              (struct ui_button){
                  .kind = UI_GO, .icon = "next", .label = shell_word(shell, "vote.begin")});
    part_line(shell, "info", THEME_MUTED, shell_word(shell, "vote.names"));
    part_close_card(shell);
}

/* ---- what there was ---- */

static void earlier(struct shell *shell)
{
    struct vote_session *sessions =
        arena_take(&shell->words_arena, VOTE_SESSIONS * sizeof *sessions);
    int count = vote_sessions(project_logbook(shell->project), sessions, VOTE_SESSIONS);
    if (count == 0) {
        return;
    }
    part_section(shell, shell_word(shell, "vote.earlier"));
    part_list_open(shell);
    for (int i = 0; i < count; i++) {
        struct message line = message_of("vote.session"), done = message_of("vote.session.done");
        message_add_date(&line, sessions[i].date);
        message_add_count(&line, sessions[i].groups);
        message_add_count(&line, sessions[i].criterion_count);
        message_add_count(&done, sessions[i].groups_done);
        message_add_count(&done, sessions[i].groups);
        part_go_row(shell, shell_textf(shell, "vote.session:%s", sessions[i].session),
                    "association", THEME_INK, shell_say(shell, line), shell_say(shell, done));
        ui_line(shell->ui);
    }
    part_list_close(shell);
}

void screen_vote_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    if (shell->vote_groups < 2) {
        shell->vote_groups = 4;
    }
    part_page_open(shell, shell_word(shell, "vote.title"));
    ui_text(shell->ui, UI_BODY, shell_word(shell, "vote.line"));
    setup(shell);
    earlier(shell);
    part_page_close(shell);
}

static void begin(struct shell *shell)
{
    const char *list[FRAMEWORK_CRITERIA];
    struct fault why;
    int count = about_list(shell, shell->vote_about, list);
    if (vote_start(shell->project, shell->vote_groups, list, count, shell->vote, &why)) {
        vote_open_group(shell, 1);
    } else {
        shell_deed(shell, false, &why, "");
    }
}

bool screen_vote_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if ((rest = part_after(news->id, "vote.groups:"))) {
        shell->vote_groups = atoi(rest);
        shell_rebuild(shell);
    } else if ((rest = part_after(news->id, "vote.about:"))) {
        shell->vote_about = atoi(rest);
        shell_rebuild(shell);
    } else if ((rest = part_after(news->id, "vote.session:"))) {
        snprintf(shell->vote, sizeof shell->vote, "%s", rest);
        shell->vote_peek = false;
        shell_go(shell, SCREEN_VOTE_RESULT);
    } else if (!strcmp(news->id, "vote.begin")) {
        begin(shell);
    } else {
        return false;
    }
    return true;
}

void screen_vote_prepare(struct shell *shell, const char *id)
{
    (void)id;
    shell->vote_groups = 4;
    shell->vote_about = ABOUT_ALL;
}
