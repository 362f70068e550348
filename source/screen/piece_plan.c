/* SPDX-License-Identifier: EUPL-1.2 */
/* Actions as the list, the criterion and the week show them; the balance of the levers. */
#include "screen/plan_inner.h"

#include <stdio.h>
#include <string.h>

static struct civil_date today_of(const struct shell *shell)
{
    return project_now(shell->project).date;
}

const char *plan_who(struct shell *shell, const struct plan_action *action)
{
    return plan_who_name(shell->project, action, shell->language);
}

/* ---- a row ---- */

static const char *late_text(struct shell *shell, const struct plan_action *action)
{
    int days = (int)(civil_days(today_of(shell)) - civil_days(action->when));
    return shell_say_count(shell, "plan.overdue.since", days);
}

static const char *when_text(struct shell *shell, const struct plan_action *action)
{
    struct message by = message_of("plan.by");
    if (!action->when.year) {
        return plan_open(action) ? shell_word(shell, "plan.unplanned") : "";
    }
    message_add_date(&by, action->when);
    return shell_say(shell, by);
}

static const char *second_text(struct shell *shell, const struct plan_action *action)
{
    struct buffer line;
    struct message steps = message_of("plan.steps.done");
    buffer_init(&line, 2048);
    piece_join(&line, shell_word(shell, plan_state_key(action->state)));
    piece_join(&line, when_text(shell, action));
    piece_join(&line, plan_who(shell, action));
    message_add_count(&steps, action->steps_done);
    message_add_count(&steps, action->step_count);
    piece_join(&line, action->step_count ? shell_say(shell, steps) : "");
    return piece_kept(shell, &line);
}

static void row_sign(struct shell *shell, const struct plan_action *action)
{
    const struct framework *framework = project_framework(shell->project);
    int criterion = framework_find(framework, action->criterion);
    if (criterion < 0) {
        ui_icon_tile(shell->ui, "todo", 38, THEME_MUTED);
        return;
    }
    ui_pillar(shell->ui,
              theme_of_pillar(part_pillar_letter(shell, &framework->criteria[criterion])),
              action->criterion, 38);
}

void plan_row(struct shell *shell, const char *prefix, const struct plan_action *action)
{
    struct ui *ui = shell->ui;
    ui_open_row(ui, shell_textf(shell, "%s%s", prefix, action->id), action->title, false);
    row_sign(shell, action);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, action->title);
    ui_text(ui, UI_SECOND, second_text(shell, action));
    if (plan_overdue(action, today_of(shell))) {
        ui_open(ui, UI_GROUP, "", "",
                (struct ui_box){.row = true, .gap = 6, .across = TYPE_MIDDLE});
        ui_icon(ui, "warning", 16, THEME_NOT, NULL);
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
        ui_text_colour(ui, UI_SMALL, THEME_NOT, late_text(shell, action));
        ui_close(ui);
        ui_close(ui);
    }
    ui_close(ui);
    ui_icon(ui, "next", 18, THEME_MUTED, NULL);
    ui_close(ui);
}

bool plan_row_news(struct shell *shell, const struct ui_news *news, const char *prefix)
{
    const char *rest = part_after(news->id, prefix);
    if (news->kind != UI_NEWS_TAP || !rest || !plan_find(shell->project, rest)) {
        return false;
    }
    snprintf(shell->action, sizeof shell->action, "%s", rest);
    draft_empty(shell);
    shell_go(shell, SCREEN_ACTION);
    return true;
}

/* What is advised for the criterion is what is likely to be done. */
void plan_new(struct shell *shell, int criterion)
{
    const struct finding *finding = part_finding(shell, criterion);
    shell->action[0] = 0;
    draft_empty(shell);
    shell_go(shell, SCREEN_ACTION);
    form_begin_record(shell, "action", "", NULL, 0);
    if (finding) {
        form_put(shell, "criterion", finding->criterion->id);
        if (finding->next_count) {
            form_put(shell, "title", shell_say(shell, finding->next[0]));
        }
    }
}

bool plan_has(struct shell *shell, const char *criterion)
{
    const struct logbook *logbook = project_logbook(shell->project);
    for (size_t i = 0; i < logbook->action_count; i++) {
        const struct plan_action *action = &logbook->actions[i];
        if (plan_open(action) && !strcmp(action->criterion, criterion)) {
            return true;
        }
    }
    return false;
}

/* ---- the balance ---- */

static void lever(struct shell *shell, enum plan_lever which, int count, int most)
{
    struct ui *ui = shell->ui;
    char key[MESSAGE_KEY_SIZE];
    snprintf(key, sizeof key, "%s.name", lever_key(which));
    const char *name = shell_word(shell, key);
    const char *said = shell_say_count(shell, "plan.balance.count", count);
    ui_open(ui, UI_GROUP, shell_textf(shell, "plan.lever:%s", lever_word(which)),
            shell_textf(shell, "%s: %s", name, said), (struct ui_box){.gap = 4});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8, .across = TYPE_MIDDLE});
    ui_icon(ui, count ? "check" : "warning", 18, count ? THEME_MET : THEME_NOT, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY, name);
    ui_close(ui);
    ui_text(ui, UI_SECOND, said);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){
                .row = true, .height = 10, .filled = true, .fill = THEME_SUNK, .radius = 5});
    if (count) {
        ui_open(
            ui, UI_GROUP, "", "",
            (struct ui_box){.grow = count, .filled = true, .fill = THEME_PILLAR_C, .radius = 5});
        ui_close(ui);
    }
    if (count < most) {
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = most - count});
        ui_close(ui);
    }
    ui_close(ui);
    ui_close(ui);
}

void plan_strip(struct shell *shell)
{
    struct plan_balance balance;
    const struct logbook *logbook = project_logbook(shell->project);
    int most = 1;
    plan_balance(logbook->actions, logbook->action_count, &balance);
    for (int i = 0; i < LEVER_COUNT; i++) {
        most = balance.counts[i] > most ? balance.counts[i] : most;
    }
    part_open_card(shell);
    ui_text(shell->ui, UI_BOLD, shell_word(shell, "plan.balance.title"));
    for (int i = 0; i < LEVER_COUNT; i++) {
        lever(shell, (enum plan_lever)i, balance.counts[i], most);
    }
    ui_text(shell->ui, UI_BODY, shell_say(shell, plan_balance_line(&balance)));
    part_say(shell, "plan.balance.source");
    part_close_card(shell);
}
