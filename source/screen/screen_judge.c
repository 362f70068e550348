/* SPDX-License-Identifier: EUPL-1.2 */
/* A person's own judgement: four answers and a compulsory reason. */
#include "screen/part_inner.h"

#include <string.h>

static bool reason_said(const char *reason)
{
    return strspn(reason, " \t\r\n") != strlen(reason);
}

/* One big answer: its symbol and word in a frame that is thick when it is chosen. */
static void answer(struct shell *shell, enum verdict verdict, bool chosen)
{
    struct ui *ui = shell->ui;
    const char *word = shell_word(shell, verdict_key(verdict));
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.grow = 1,
                            .filled = true,
                            .fill = chosen ? THEME_INK : THEME_EDGE,
                            .radius = 18,
                            .pad = chosen ? 3 : 1.25});
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.grow = 1,
                            .filled = true,
                            .fill = THEME_CARD,
                            .radius = chosen ? 15 : 16.75,
                            .pad_x = 14,
                            .pad_y = 6,
                            .align = TYPE_MIDDLE});
    ui_open_row(ui, shell_textf(shell, "judge.answer:%s", verdict_word(verdict)), word, chosen);
    ui_state(ui, (enum symbol_state)verdict, 32, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, word);
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
}

static void answers(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const char *chosen = form_value(shell, "verdict");
    int across = part_body_width(shell) < 330 * part_scale(shell)   ? 1
                 : part_body_width(shell) < 660 * part_scale(shell) ? 2
                                                                    : 4;
    for (int row = 0; row < 4 / across; row++) {
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 10});
        for (int i = row * across; i < (row + 1) * across; i++) {
            answer(shell, (enum verdict)i, strcmp(chosen, verdict_word((enum verdict)i)) == 0);
        }
        ui_close(ui);
    }
}

static void foot(struct shell *shell)
{
    struct ui *ui = shell->ui;
    bool chosen = *form_value(shell, "verdict"), said = reason_said(form_value(shell, "reason"));
    part_foot_open(shell);
    ui_open(ui, UI_STATUS, "judge.status", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_SECOND,
            shell_word(shell, !chosen && !said ? "judge.need.both"
                              : !chosen        ? "judge.need.answer"
                              : !said          ? "judge.need.reason"
                                               : "judge.ready"));
    ui_close(ui);
    ui_button(ui, "form.save",
              (struct ui_button){.kind = UI_GO,
                                 .icon = "check",
                                 .label = shell_word(shell, "edit.save"),
                                 .disabled = !chosen || !said});
    part_foot_close(shell);
}

static void computed(struct shell *shell, const struct finding *finding)
{
    struct ui *ui = shell->ui;
    bool asked = finding->criterion->kind == CRITERION_ASKED;
    struct message line = message_of(asked ? "judge.asked" : "criterion.computed");
    message_add_key(&line, verdict_key(finding->computed));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 12});
    ui_state(ui, (enum symbol_state)finding->computed, 22, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY, shell_say(shell, line));
    ui_text(ui, UI_SECOND, shell_say(shell, finding->reason));
    ui_close(ui);
    ui_close(ui);
}

static void build(struct shell *shell)
{
    static const char *const paths[] = {"verdict", "reason"};
    struct ui *ui = shell->ui;
    const struct finding *finding = part_finding(shell, shell->criterion);
    if (!finding) {
        shell->criterion = 0;
        finding = part_finding(shell, 0);
    }
    form_begin(shell, shell_textf(shell, "judge:%s", finding->criterion->id), paths, 2);
    part_page_open(shell, shell_word(shell, "judge.title"));
    ui_text(ui, UI_NAME, part_criterion_name(shell, finding->criterion));
    ui_text(ui, UI_BODY, words_in(finding->criterion->explanation, part_language(shell)));
    ui_line(ui);
    computed(shell, finding);
    ui_line(ui);
    part_section(shell, shell_word(shell, "judge.answer"));
    answers(shell);
    ui_space(ui, 4);
    form_field(shell, "reason", "judge.reason", "judge.reason.hint", true, false);
    part_line(shell, "info", THEME_MUTED, shell_word(shell, "judge.names"));
    part_page_foot(shell);
    foot(shell);
    part_page_close(shell);
    form_dialog(shell);
}

void screen_judge_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

static bool save(struct shell *shell)
{
    const struct finding *finding = part_finding(shell, shell->criterion);
    enum verdict verdict = VERDICT_UNKNOWN;
    struct fault why;
    if (!finding || !verdict_parse(form_value(shell, "verdict"), &verdict)) {
        return false;
    }
    bool ok = action_judge(shell->project, finding->criterion->id, (int)verdict,
                           form_value(shell, "reason"), &why);
    return shell_deed(shell, ok, &why, "judge.saved");
}

bool screen_judge_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest = part_after(news->id, "judge.answer:");
    if (news->kind == UI_NEWS_TAP && rest) {
        draft_set(shell, "verdict", rest);
        ui_focus(shell->ui, "form.field:reason");
        return true;
    }
    return form_news(shell, news, save);
}

void screen_judge_prepare(struct shell *shell, const char *id)
{
    shell->criterion = part_criterion_of(shell, id);
    draft_empty(shell);
}
