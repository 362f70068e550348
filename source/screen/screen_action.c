/* SPDX-License-Identifier: EUPL-1.2 */
/* One action: what, which criterion, who, when, help, levers, steps. */
#include "screen/book_inner.h"
#include "screen/plan_inner.h"

#include <stdio.h>
#include <string.h>

#include "action/typed.h"

static const char *const paths[] = {"title", "criterion", "who", "when", "help", "levers", "state"};
enum { PATHS = sizeof paths / sizeof *paths };

static const struct plan_action *current(struct shell *shell)
{
    return shell->action[0] ? plan_find(shell->project, shell->action) : NULL;
}

/* ---- fields ---- */

/* What is chosen, and what is not met yet; all the others stand in the list of criteria. */
static void criterion(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct assessment *assessment = project_assessment(shell->project);
    const char *chosen = form_value(shell, "criterion");
    const char *label = shell_word(shell, "action.criterion");
    ui_open(ui, UI_GROUP, "", label, (struct ui_box){.gap = 6});
    ui_text(ui, UI_SECOND, label);
    part_wrap_open(shell);
    part_chip(shell, "form.one:criterion=", shell_word(shell, "action.criterion.none"), !*chosen);
    for (int c = 0; c < assessment->finding_count; c++) {
        const struct finding *finding = &assessment->findings[c];
        const char *id = finding->criterion->id;
        bool mine = !strcmp(chosen, id);
        if (mine || finding->verdict != VERDICT_MET) {
            part_chip(shell, shell_textf(shell, "form.one:criterion=%s", id), id, mine);
        }
    }
    ui_close(ui);
    int index = framework_find(project_framework(shell->project), chosen);
    const struct finding *finding = part_finding(shell, index);
    if (finding) {
        struct message line = message_of("plan.if.one");
        message_add_key(&line, verdict_key(finding->verdict));
        bool met = finding->verdict == VERDICT_MET;
        ui_text(ui, UI_BODY, part_criterion_name(shell, finding->criterion));
        ui_text(ui, UI_SECOND, met ? shell_word(shell, "plan.if.already") : shell_say(shell, line));
    }
    ui_close(ui);
}

static void when(struct shell *shell)
{
    static const struct {
        const char *key;
        int months;
    } quick[] = {{"action.when.month", 1}, {"action.when.quarter", 3}, {"action.when.half", 6}};
    form_field(shell, "when", "action.when", "action.when.hint", false, false);
    part_wrap_open(shell);
    for (size_t i = 0; i < sizeof quick / sizeof *quick; i++) {
        char day[TYPED_DAY];
        typed_day_write(civil_date_add_months(project_now(shell->project).date, quick[i].months),
                        day);
        part_chip(shell, shell_textf(shell, "form.one:when=%s", day),
                  shell_word(shell, quick[i].key), !strcmp(form_value(shell, "when"), day));
    }
    ui_close(shell->ui);
}

static void who(struct shell *shell)
{
    const struct logbook *logbook = project_logbook(shell->project);
    const char *value = form_value(shell, "who");
    const struct organisation *partner = logbook_organisation(logbook, value);
    bool gone = !partner && !strncmp(value, "partner:", 8);
    if (partner || gone) {
        ui_text(shell->ui, UI_SECOND, shell_word(shell, "action.who"));
    } else {
        form_field(shell, "who", "action.who", "action.who.hint", false, false);
    }
    part_wrap_open(shell);
    if (gone) {
        part_chip(shell, shell_textf(shell, "action.partner:%s", value),
                  shell_word(shell, "plan.who.gone"), true);
    }
    for (size_t i = 0; i < logbook->organisation_count; i++) {
        const struct organisation *one = &logbook->organisations[i];
        part_chip(shell, shell_textf(shell, "action.partner:%s", one->id), book_partner(shell, one),
                  one == partner);
    }
    ui_close(shell->ui);
}

static void fields(struct shell *shell)
{
    static const struct form_word levers[] = {{"outreach", "lever.outreach.name"},
                                              {"participation", "lever.participation.name"},
                                              {"transversal", "lever.transversal.name"},
                                              {"gap", "lever.gap.name"}};
    static const struct form_word states[] = {{"planned", "plan.state.planned"},
                                              {"busy", "plan.state.busy"},
                                              {"done", "plan.state.done"},
                                              {"dropped", "plan.state.dropped"}};
    form_field(shell, "title", "action.name", "action.name.hint", false, false);
    criterion(shell);
    form_many_of(shell, "levers", "action.levers", levers, 4);
    when(shell);
    who(shell);
    form_field(shell, "help", "action.help", "action.help.hint", false, false);
    if (current(shell)) {
        form_one_of(shell, "state", "action.state", states, 4);
    }
}

/* ---- steps ---- */

static void step_row(struct shell *shell, const struct plan_step *step)
{
    struct ui *ui = shell->ui;
    struct message remove = message_of("action.step.remove");
    message_add_text(&remove, step->text);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8, .across = TYPE_MIDDLE});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_check(ui, shell_textf(shell, "action.step:%s", step->id), step->text, step->done);
    ui_close(ui);
    ui_button(ui, shell_textf(shell, "action.step.remove:%s", step->id),
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "trash",
                                 .label = shell_say(shell, remove),
                                 .icon_only = true});
    ui_close(ui);
}

static void steps(struct shell *shell, const struct plan_action *action)
{
    struct ui *ui = shell->ui;
    const struct draft_field *typed = draft_find(shell, "#step");
    part_section(shell, shell_word(shell, "action.steps"));
    if (!action) {
        part_say(shell, "action.steps.later");
        return;
    }
    if (!action->step_count) {
        part_say(shell, "action.steps.none");
    }
    for (int i = 0; i < action->step_count; i++) {
        step_row(shell, &action->steps[i]);
    }
    ui_field(ui, "action.step.text",
             (struct ui_field){.label = shell_word(shell, "action.step.new"),
                               .value = typed ? typed->value : ""});
    ui_button(ui, "action.step.add",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "plus",
                                 .label = shell_word(shell, "action.step.add"),
                                 .disabled = !typed || !*typed->value});
}

static void build(struct shell *shell)
{
    const struct plan_action *action = current(shell);
    form_begin_record(shell, "action", shell->action, paths, PATHS);
    part_page_open(shell, shell_word(shell, "action.title"));
    fields(shell);
    steps(shell, action);
    if (action) {
        ui_space(shell->ui, 12);
        ui_button(shell->ui, "action.remove",
                  (struct ui_button){.kind = UI_QUIET,
                                     .icon = "trash",
                                     .label = shell_word(shell, "action.remove")});
    }
    piece_bar_room(shell);
    part_page_foot(shell);
    form_foot(shell);
    part_page_close(shell);
    form_dialog(shell);
}

void screen_action_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

/* ---- what is done ---- */

static bool save(struct shell *shell)
{
    struct action_field fields_changed[PATHS];
    struct fault why;
    char id[ACTION_ID];
    int count = 0;
    bool fresh = !current(shell);
    for (int i = 0; i < PATHS; i++) {
        const struct draft_field *field = draft_find(shell, paths[i]);
        if (field && field->changed) {
            fields_changed[count++] = (struct action_field){paths[i], field->value};
        }
    }
    fault_clear(&why);
    bool ok = fresh ? plan_add(shell->project, fields_changed, count, id, &why)
                    : plan_set(shell->project, shell->action, fields_changed, count, &why);
    if (ok && fresh) {
        snprintf(shell->action, sizeof shell->action, "%s", id);
    }
    return shell_deed(shell, ok, &why, "action.saved");
}

static void step_add(struct shell *shell)
{
    struct fault why;
    struct draft_field *typed = draft_find(shell, "#step");
    if (!typed || !*typed->value) {
        return;
    }
    bool ok = plan_step_add(shell->project, shell->action, typed->value, &why);
    if (ok) {
        draft_set(shell, "#step", "");
    }
    shell_deed(shell, ok, &why, "action.step.saved");
}

static bool step_news(struct shell *shell, const struct ui_news *news)
{
    const struct plan_action *action = current(shell);
    struct fault why;
    const char *rest;
    if (!strcmp(news->id, "action.step.text")) {
        if (news->kind == UI_NEWS_CHANGE) {
            draft_set(shell, "#step", news->text);
        } else if (news->kind == UI_NEWS_ENTER) {
            step_add(shell);
        }
        return true;
    }
    if (news->kind != UI_NEWS_TAP || !action) {
        return false;
    }
    if (!strcmp(news->id, "action.step.add")) {
        step_add(shell);
    } else if ((rest = part_after(news->id, "action.step.remove:"))) {
        shell_deed(shell, plan_step_remove(shell->project, shell->action, rest, &why), &why,
                   "action.step.saved");
    } else if ((rest = part_after(news->id, "action.step:"))) {
        bool done = false;
        for (int i = 0; i < action->step_count; i++) {
            done = done || (!strcmp(action->steps[i].id, rest) && action->steps[i].done);
        }
        shell_deed(shell, plan_step_done(shell->project, shell->action, rest, !done, &why), &why,
                   "action.step.saved");
    } else {
        return false;
    }
    return true;
}

bool screen_action_news(struct shell *shell, const struct ui_news *news)
{
    struct fault why;
    const char *rest = part_after(news->id, "action.partner:");
    if (step_news(shell, news)) {
        return true;
    }
    if (news->kind == UI_NEWS_TAP && rest) {
        form_put(shell, "who", strcmp(form_value(shell, "who"), rest) ? rest : "");
        return true;
    }
    if (news->kind == UI_NEWS_TAP && !strcmp(news->id, "action.remove") && current(shell)) {
        bool ok = plan_remove(shell->project, shell->action, &why);
        draft_empty(shell);
        if (shell_deed(shell, ok, &why, "action.removed")) {
            shell_back(shell);
        }
        return true;
    }
    /* A new action stays open, so that its steps can be written. */
    if (news->kind == UI_NEWS_TAP && !strcmp(news->id, "form.save") && !current(shell)) {
        if (save(shell)) {
            draft_empty(shell);
        }
        return true;
    }
    return form_news(shell, news, save);
}

void screen_action_prepare(struct shell *shell, const char *id)
{
    const struct logbook *logbook = shell->project ? project_logbook(shell->project) : NULL;
    shell->action[0] = 0;
    draft_empty(shell);
    for (size_t i = 0; logbook && i < logbook->action_count; i++) {
        const struct plan_action *action = &logbook->actions[i];
        if (id ? !strcmp(id, action->id) : !shell->action[0] || action->step_count) {
            snprintf(shell->action, sizeof shell->action, "%s", action->id);
        }
    }
}
