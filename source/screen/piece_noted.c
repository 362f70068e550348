/* SPDX-License-Identifier: EUPL-1.2 */
/* What the logbook tells about a criterion, and what it proposes. */
#include "screen/book_inner.h"

#include <string.h>

/* Where one writes down what the criterion asks for. */
static bool home_of(const struct finding *finding, enum screen *out)
{
    static const struct {
        const char *rule;
        enum screen screen;
    } homes[] = {{"contact", SCREEN_PARTNERS},
                 {"commitment", SCREEN_PARTNERS},
                 {"practice", SCREEN_PARTNERS},
                 {"meetings", SCREEN_MEETINGS},
                 {"needs", SCREEN_NEEDS},
                 {"told", SCREEN_TOLD}};
    for (size_t at = 0; at < sizeof homes / sizeof *homes; at++) {
        if (!strcmp(finding->criterion->rule, homes[at].rule)) {
            *out = homes[at].screen;
            return true;
        }
    }
    return false;
}

bool piece_noted_asked(const struct finding *finding)
{
    enum screen home;
    return home_of(finding, &home);
}

void piece_proposal(struct shell *shell, const struct finding *finding)
{
    struct ui *ui = shell->ui;
    struct message line = message_of("noted.proposal");
    if (finding->proposal == VERDICT_UNKNOWN || finding->judgement) {
        return;
    }
    message_add_key(&line, verdict_key(finding->proposal));
    ui_line(ui);
    ui_open(ui, UI_GROUP, "noted.proposal", "", (struct ui_box){.row = true, .gap = 12});
    ui_state(ui, (enum symbol_state)finding->proposal, 22, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY, shell_say(shell, line));
    part_say(shell, "noted.proposal.people");
    ui_close(ui);
    ui_close(ui);
    ui_button(ui, "noted.take",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "check", .label = shell_word(shell, "noted.take")});
}

void piece_noted(struct shell *shell, const struct finding *finding)
{
    enum screen home;
    if (!home_of(finding, &home)) {
        return;
    }
    part_section(shell, shell_word(shell, "noted.title"));
    part_list_open(shell);
    for (size_t at = 0; at < finding->noted_count; at++) {
        const struct noted *noted = &finding->noted[at];
        part_go_row(shell, shell_textf(shell, "noted.open:%s", noted->id),
                    noted->counts ? "check" : "minus", noted->counts ? THEME_INK : THEME_MUTED,
                    shell_say(shell, noted->line),
                    shell_word(shell, noted->counts ? "noted.counts" : "noted.counts.not"));
        ui_line(shell->ui);
    }
    part_go_row(shell, "noted.home", "pencil", THEME_INK, shell_word(shell, "noted.home"), NULL);
    part_list_close(shell);
}

static void record_show(struct shell *shell, const char *id)
{
    const struct logbook *logbook = project_logbook(shell->project);
    if (logbook_organisation(logbook, id)) {
        book_open(shell, SCREEN_ORGANISATION, id);
    } else if (logbook_meeting(logbook, id)) {
        book_open(shell, SCREEN_MEETING, id);
    } else if (logbook_told(logbook, id)) {
        book_open(shell, SCREEN_TOLD_EDIT, id);
    }
}

/* The judging of people begins with what is proposed. */
static void proposal_take(struct shell *shell, const struct finding *finding)
{
    draft_empty(shell);
    draft_add(shell, "#owner", shell_textf(shell, "judge:%s", finding->criterion->id));
    draft_set(shell, "verdict", verdict_word(finding->proposal));
    draft_set(shell, "reason", shell_say(shell, finding->reason));
    shell_go(shell, SCREEN_JUDGE);
}

bool piece_noted_news(struct shell *shell, const struct ui_news *news,
                      const struct finding *finding)
{
    const char *rest;
    enum screen home;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strcmp(news->id, "noted.take")) {
        proposal_take(shell, finding);
        return true;
    }
    if (!strcmp(news->id, "noted.home") && home_of(finding, &home)) {
        shell_go(shell, home);
        return true;
    }
    if ((rest = part_after(news->id, "noted.open:"))) {
        record_show(shell, rest);
        return true;
    }
    return false;
}
