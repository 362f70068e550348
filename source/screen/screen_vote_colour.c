/* SPDX-License-Identifier: EUPL-1.2 */
/* One group colours: every criterion on one page, one tap each; no other group's colours are seen.
 */
#include "screen/vote_inner.h"

#include <stdio.h>
#include <string.h>

enum { BESIDE = 640, ACROSS = 330, CHOICES = 350 };

bool vote_current(struct shell *shell, struct vote_session *out)
{
    return vote_session_find(project_logbook(shell->project), shell->vote, out);
}

int vote_next_group(const struct vote_session *session)
{
    for (int i = 0; i < session->groups; i++) {
        if (!session->votes[i].done) {
            return session->votes[i].group;
        }
    }
    return 0;
}

void vote_open_group(struct shell *shell, int group)
{
    shell->vote_group = group;
    if (shell->screen == SCREEN_VOTE_COLOUR) {
        shell_rebuild(shell);
    } else {
        shell_go(shell, SCREEN_VOTE_COLOUR);
    }
}

void vote_gone(struct shell *shell)
{
    part_page_open(shell, shell_word(shell, "vote.title"));
    piece_empty(shell, "association", shell_word(shell, "vote.none"), "", "back",
                shell_word(shell, "bar.back"));
    part_page_close(shell);
}

static const struct vote *current_vote(struct shell *shell, const struct vote_session *session)
{
    for (int i = 0; i < session->groups; i++) {
        if (session->votes[i].group == shell->vote_group) {
            return &session->votes[i];
        }
    }
    return &session->votes[0];
}

/* ---- a criterion ---- */

void vote_choice(struct shell *shell, const char *id, enum vote_colour colour, const char *word,
                 const char *label, bool chosen)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.grow = 1,
                            .filled = true,
                            .fill = chosen ? THEME_INK : THEME_EDGE,
                            .radius = 14,
                            .pad = chosen ? 3 : 1.25});
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.grow = 1,
                            .filled = true,
                            .fill = THEME_CARD,
                            .radius = chosen ? 11 : 12.75,
                            .pad_x = chosen ? 8 : 9.75,
                            .pad_y = chosen ? 0 : 1.75,
                            .align = TYPE_MIDDLE});
    ui_open_row(ui, id, label, chosen);
    ui_state(ui, (enum symbol_state)colour, 26, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, word);
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
}

static void choices(struct shell *shell, const struct criterion *criterion, enum vote_colour chosen)
{
    bool across = part_body_width(shell) >= ACROSS * part_scale(shell);
    bool beside = part_body_width(shell) >= BESIDE * part_scale(shell);
    ui_open(shell->ui, UI_GROUP, "", part_criterion_name(shell, criterion),
            (struct ui_box){
                .row = across, .gap = 8, .width = beside ? CHOICES * part_scale(shell) : 0});
    for (int i = 0; i < VOTE_COLOURS; i++) {
        enum vote_colour colour = (enum vote_colour)i;
        char key[MESSAGE_KEY_SIZE];
        snprintf(key, sizeof key, "%s.name", vote_colour_key(colour));
        const char *word = shell_word(shell, key);
        vote_choice(
            shell, shell_textf(shell, "vote.%s:%s", criterion->id, vote_colour_word(colour)),
            colour, word, shell_textf(shell, "%s: %s", criterion->id, word), chosen == colour);
    }
    ui_close(shell->ui);
}

static void row(struct shell *shell, const struct criterion *criterion, const struct vote *vote)
{
    struct ui *ui = shell->ui;
    bool beside = part_body_width(shell) >= BESIDE * part_scale(shell);
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){
                .row = beside, .gap = 8, .pad_y = 6, .across = beside ? TYPE_MIDDLE : TYPE_START});
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.row = true, .gap = 10, .grow = beside ? 1 : 0, .across = TYPE_MIDDLE});
    ui_pillar(ui, theme_of_pillar(part_pillar_letter(shell, criterion)), criterion->id, 36);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, part_criterion_name(shell, criterion));
    ui_close(ui);
    ui_close(ui);
    choices(shell, criterion, vote_of(vote, criterion->id));
    ui_close(ui);
    ui_line(ui);
}

static void legend(struct shell *shell)
{
    part_wrap_open(shell);
    for (int i = 0; i < VOTE_COLOURS; i++) {
        char key[MESSAGE_KEY_SIZE];
        const char *word = vote_colour_key((enum vote_colour)i);
        snprintf(key, sizeof key, "%s.means", word);
        ui_open(shell->ui, UI_GROUP, "", "",
                (struct ui_box){.row = true, .gap = 6, .across = TYPE_MIDDLE});
        ui_state(shell->ui, (enum symbol_state)i, 18, NULL);
        ui_text(shell->ui, UI_SECOND,
                shell_textf(shell, "%s: %s", shell_word(shell, word), shell_word(shell, key)));
        ui_close(shell->ui);
    }
    ui_close(shell->ui);
}

/* ---- the page ---- */

/* Who comes after this group, in number, that is not done; 0 = nobody. */
static int group_after(const struct vote_session *session, int group)
{
    for (int i = 0; i < session->groups; i++) {
        if (session->votes[i].group > group && !session->votes[i].done) {
            return session->votes[i].group;
        }
    }
    return 0;
}

/* Only what was coloured is taken back here. */
static bool undoable(struct shell *shell)
{
    const char *verb, *subject;
    return project_can_undo(shell->project, &verb, &subject) && !strcmp(verb, "vote");
}

static void foot(struct shell *shell, const struct vote_session *session, const struct vote *vote)
{
    struct message count = message_of("vote.group.open"), next = message_of("vote.next");
    int after = group_after(session, vote->group);
    message_add_count(&count, vote->answered);
    message_add_count(&count, session->criterion_count);
    message_add_count(&next, after);
    part_foot_open(shell);
    ui_open(shell->ui, UI_GROUP, "", "",
            (struct ui_box){.row = true, .gap = 8, .grow = 1, .across = TYPE_MIDDLE});
    ui_open(shell->ui, UI_STATUS, "vote.status", "", (struct ui_box){.grow = 1});
    ui_text(shell->ui, UI_SECOND, shell_say(shell, count));
    ui_close(shell->ui);
    ui_button(shell->ui, "vote.undo",
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "undo",
                                 .label = shell_word(shell, "bar.undo"),
                                 .icon_only = true,
                                 .disabled = !undoable(shell)});
    ui_close(shell->ui);
    ui_button(shell->ui, "vote.ready",
              (struct ui_button){.kind = UI_GO,
                                 .icon = "check",
                                 .label = after ? shell_say(shell, next)
                                                : shell_word(shell, "vote.end")});
    part_foot_close(shell);
}

void screen_vote_colour_build(struct shell *shell)
{
    struct vote_session session;
    if (part_no_project(shell)) {
        return;
    }
    if (!vote_current(shell, &session)) {
        vote_gone(shell);
        return;
    }
    const struct framework *framework = project_framework(shell->project);
    const struct vote *vote = current_vote(shell, &session);
    struct message title = message_of("vote.group");
    message_add_count(&title, vote->group);
    message_add_count(&title, session.groups);
    part_page_open(shell, shell_say(shell, title));
    legend(shell);
    ui_line(shell->ui);
    for (int i = 0; i < session.criterion_count; i++) {
        int index = framework_find(framework, session.criteria[i]);
        if (index >= 0) {
            row(shell, &framework->criteria[index], vote);
        }
    }
    piece_bar_room(shell);
    part_page_foot(shell);
    foot(shell, &session, vote);
    part_page_close(shell);
}

/* "T1:green" */
static void colour_tapped(struct shell *shell, const struct vote *vote, const char *rest)
{
    char criterion[16];
    enum vote_colour colour;
    struct fault why;
    const char *colon = strchr(rest, ':');
    if (!colon || !vote_colour_parse(colon + 1, &colour)) {
        return;
    }
    snprintf(criterion, sizeof criterion, "%.*s", (int)(colon - rest), rest);
    colour = vote_of(vote, criterion) == colour ? VOTE_NONE : colour;
    if (!vote_colour(shell->project, shell->vote, vote->group, criterion, colour, &why)) {
        shell_deed(shell, false, &why, "");
    }
    shell_rebuild(shell);
}

static void ready(struct shell *shell, const struct vote_session *session, const struct vote *vote)
{
    struct fault why;
    int after = group_after(session, vote->group);
    if (!vote->done && !vote_done(shell->project, shell->vote, vote->group, true, &why)) {
        shell_deed(shell, false, &why, "");
        return;
    }
    if (after) {
        vote_open_group(shell, after);
        return;
    }
    shell->vote_peek = false;
    shell_back(shell);
    if (shell->screen != SCREEN_VOTE_RESULT) {
        shell_go(shell, SCREEN_VOTE_RESULT);
    }
}

bool screen_vote_colour_news(struct shell *shell, const struct ui_news *news)
{
    struct vote_session session;
    if (news->kind != UI_NEWS_TAP || !shell->project || !vote_current(shell, &session)) {
        return false;
    }
    const struct vote *vote = current_vote(shell, &session);
    if (!strcmp(news->id, "vote.ready")) {
        ready(shell, &session, vote);
        return true;
    }
    if (!strcmp(news->id, "vote.undo")) {
        struct fault why;
        if (undoable(shell) && !action_undo(shell->project, &why)) {
            shell_deed(shell, false, &why, "");
        }
        shell_rebuild(shell);
        return true;
    }
    const char *rest = part_after(news->id, "vote.");
    if (rest && strchr(rest, ':')) {
        colour_tapped(shell, vote, rest);
        return true;
    }
    return false;
}

void screen_vote_colour_prepare(struct shell *shell, const char *id)
{
    struct vote_session session;
    screen_vote_result_prepare(shell, id);
    if (shell->project && vote_current(shell, &session)) {
        shell->vote_group = session.votes[0].group;
    }
}
