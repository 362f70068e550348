/* SPDX-License-Identifier: EUPL-1.2 */
/* What the groups differ about, first what is to be talked about; the outcome can become the
 * judgement. */
#include "screen/vote_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ACROSS = 400 };

/* ---- the groups ---- */

static void group_rows(struct shell *shell, const struct vote_session *session)
{
    part_list_open(shell);
    for (int i = 0; i < session->groups; i++) {
        const struct vote *vote = &session->votes[i];
        struct message name = message_of("vote.group.name"), open = message_of("vote.group.open");
        message_add_count(&name, vote->group);
        message_add_count(&open, vote->answered);
        message_add_count(&open, session->criterion_count);
        part_go_row(shell, shell_textf(shell, "result.group:%d", vote->group),
                    vote->done ? "check" : "association", vote->done ? THEME_MET : THEME_MUTED,
                    shell_say(shell, name),
                    vote->done ? shell_word(shell, "vote.group.done") : shell_say(shell, open));
        ui_line(shell->ui);
    }
    part_list_close(shell);
}

/* Until everybody is done the differences stay hidden. */
static void waiting(struct shell *shell, const struct vote_session *session, int next)
{
    struct ui *ui = shell->ui;
    struct message go = message_of("vote.go.on");
    message_add_count(&go, next);
    part_section(shell,
                 shell_say_count(shell, "vote.waiting", session->groups - session->groups_done));
    part_say(shell, "vote.waiting.why");
    ui_button(ui, "result.go",
              (struct ui_button){.kind = UI_GO, .icon = "next", .label = shell_say(shell, go)});
    group_rows(shell, session);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    if (session->votes[session->groups - 1].group < VOTE_GROUPS) {
        ui_button(ui, "result.join",
                  (struct ui_button){
                      .kind = UI_PLAIN, .icon = "plus", .label = shell_word(shell, "vote.join")});
    }
    ui_button(ui, "result.peek",
              (struct ui_button){.kind = UI_QUIET, .label = shell_word(shell, "vote.peek")});
    ui_close(ui);
}

/* ---- a criterion ---- */

static const char *who_said(struct shell *shell, const struct vote_session *session,
                            const char *criterion)
{
    struct buffer line;
    buffer_init(&line, 1024);
    for (int i = 0; i < session->groups; i++) {
        enum vote_colour colour = vote_of(&session->votes[i], criterion);
        struct message said = message_of("vote.group.colour");
        message_add_count(&said, session->votes[i].group);
        if (colour != VOTE_NONE) {
            message_add_key(&said, vote_colour_key(colour));
            piece_join(&line, shell_say(shell, said));
        }
    }
    return piece_kept(shell, &line);
}

static void choices(struct shell *shell, const struct vote_session *session,
                    const struct vote_row *row, const struct finding *finding)
{
    bool across = part_body_width(shell) >= ACROSS * part_scale(shell);
    bool taken = vote_taken(shell->project, session, row);
    ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.row = across, .gap = 8});
    for (int i = 0; i < VOTE_COLOURS; i++) {
        enum vote_colour colour = (enum vote_colour)i;
        char key[MESSAGE_KEY_SIZE];
        struct message count, label = message_of("vote.take.one");
        snprintf(key, sizeof key, "vote.count.%s", vote_colour_word(colour));
        count = message_of(key);
        message_add_count(&count, row->counts[i]);
        message_add_text(&label, row->criterion);
        message_add_key(&label, vote_colour_key(colour));
        vote_choice(shell,
                    shell_textf(shell, "result.%s:%s", row->criterion, vote_colour_word(colour)),
                    colour, shell_say(shell, count), shell_say(shell, label),
                    taken && (int)finding->verdict == i);
    }
    ui_close(shell->ui);
}

static void row_card(struct shell *shell, const struct vote_session *session,
                     const struct vote_row *row)
{
    struct ui *ui = shell->ui;
    int index = framework_find(project_framework(shell->project), row->criterion);
    const struct finding *finding = part_finding(shell, index);
    if (!finding) {
        return;
    }
    struct message now = message_of("vote.now");
    message_add_key(&now, verdict_key(finding->verdict));
    ui_open(ui, UI_GROUP, shell_textf(shell, "result.row:%s", row->criterion), "",
            (struct ui_box){.gap = 8, .pad_y = 8});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 10, .across = TYPE_MIDDLE});
    ui_pillar(ui, theme_of_pillar(part_pillar_letter(shell, finding->criterion)), row->criterion,
              36);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, part_criterion_name(shell, finding->criterion));
    ui_text(ui, UI_SECOND, who_said(shell, session, row->criterion));
    ui_text(ui, UI_SECOND, shell_say(shell, now));
    ui_close(ui);
    ui_close(ui);
    if (row->answered) {
        choices(shell, session, row, finding);
    }
    ui_close(ui);
    ui_line(ui);
}

static void section(struct shell *shell, enum vote_difference difference, int count)
{
    static const char *const keys[] = {[VOTE_APART] = "vote.section.apart",
                                       [VOTE_BESIDE] = "vote.section.beside",
                                       [VOTE_LONE] = "vote.section.lone",
                                       [VOTE_AGREED] = "vote.section.agreed",
                                       [VOTE_SILENT] = "vote.section.silent"};
    part_section(shell, shell_say_count(shell, keys[difference], count));
    if (difference == VOTE_AGREED) {
        ui_button(shell->ui, "result.agreed",
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = "check",
                                     .label = shell_say_count(shell, "vote.take.agreed", count)});
    }
}

static void differences(struct shell *shell, const struct vote_session *session)
{
    struct vote_row rows[VOTE_CRITERIA];
    int count = vote_rows(session, rows);
    part_say(shell, "vote.take.why");
    for (int i = 0; i < count; i++) {
        int same = 0;
        for (int k = 0; k < count; k++) {
            same += rows[k].difference == rows[i].difference;
        }
        if (i == 0 || rows[i].difference != rows[i - 1].difference) {
            section(shell, rows[i].difference, same);
        }
        row_card(shell, session, &rows[i]);
    }
}

/* ---- the page ---- */

void screen_vote_result_build(struct shell *shell)
{
    struct vote_session session;
    if (part_no_project(shell)) {
        return;
    }
    if (!vote_current(shell, &session)) {
        vote_gone(shell);
        return;
    }
    struct message line = message_of("vote.session");
    message_add_date(&line, session.date);
    message_add_count(&line, session.groups);
    message_add_count(&line, session.criterion_count);
    int next = vote_next_group(&session);
    part_page_open(shell, shell_word(shell, "vote.result"));
    ui_text(shell->ui, UI_SECOND, shell_say(shell, line));
    if (next && !shell->vote_peek) {
        waiting(shell, &session, next);
    } else {
        differences(shell, &session);
        group_rows(shell, &session);
    }
    ui_space(shell->ui, 12);
    if (!next || shell->vote_peek) {
        ui_button(shell->ui, "result.print",
                  (struct ui_button){
                      .kind = UI_PLAIN, .icon = "print", .label = shell_word(shell, "vote.print")});
    }
    ui_button(shell->ui, "result.remove",
              (struct ui_button){
                  .kind = UI_QUIET, .icon = "trash", .label = shell_word(shell, "vote.remove")});
    piece_bar_room(shell);
    part_page_close(shell);
}

/* "T1:green" */
static void take(struct shell *shell, const char *rest)
{
    char criterion[16];
    enum vote_colour colour;
    struct fault why;
    const char *colon = strchr(rest, ':');
    if (!colon || !vote_colour_parse(colon + 1, &colour)) {
        return;
    }
    snprintf(criterion, sizeof criterion, "%.*s", (int)(colon - rest), rest);
    bool ok = vote_take(shell->project, shell->language, shell->vote, criterion, colour, &why);
    shell_deed(shell, ok, &why, "vote.taken");
}

static bool group_news(struct shell *shell, const char *id, const struct vote_session *session)
{
    struct fault why;
    const char *rest;
    if ((rest = part_after(id, "result.group:"))) {
        vote_open_group(shell, atoi(rest));
    } else if (!strcmp(id, "result.go")) {
        vote_open_group(shell, vote_next_group(session));
    } else if (!strcmp(id, "result.join")) {
        shell_deed(shell, vote_join(shell->project, shell->vote, &why), &why, "vote.started");
    } else if (!strcmp(id, "result.peek")) {
        shell->vote_peek = true;
        shell_rebuild(shell);
    } else {
        return false;
    }
    return true;
}

bool screen_vote_result_news(struct shell *shell, const struct ui_news *news)
{
    struct vote_session session;
    struct fault why;
    int taken;
    const char *rest = part_after(news->id, "result.");
    if (news->kind != UI_NEWS_TAP || !rest || !shell->project || !vote_current(shell, &session)) {
        return false;
    }
    if (group_news(shell, news->id, &session)) {
        return true;
    }
    if (!strcmp(rest, "print")) {
        print_report_show(shell, "vote", shell->vote, NULL);
    } else if (!strcmp(rest, "agreed")) {
        bool ok = vote_take_agreed(shell->project, shell->language, shell->vote, &taken, &why);
        shell_deed(shell, ok, &why, "vote.taken");
    } else if (!strcmp(rest, "remove")) {
        if (shell_deed(shell, vote_remove(shell->project, shell->vote, &why), &why,
                       "vote.removed")) {
            shell_back(shell);
        }
    } else {
        take(shell, rest);
    }
    return true;
}

void screen_vote_result_prepare(struct shell *shell, const char *id)
{
    struct vote_session sessions[1];
    shell->vote[0] = 0;
    shell->vote_peek = true;
    if (shell->project && vote_sessions(project_logbook(shell->project), sessions, 1) > 0) {
        snprintf(shell->vote, sizeof shell->vote, "%s", id ? id : sessions[0].session);
    }
}
