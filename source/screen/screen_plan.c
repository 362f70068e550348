/* SPDX-License-Identifier: EUPL-1.2 */
/* The actions of the wijk: what is late first, whether the levers are in balance, what would turn.
 */
#include "screen/plan_inner.h"

#include <stdlib.h>
#include <string.h>

static const double BESIDE_WIDTH = 440;

static struct message totals_line(const struct plan_if *what)
{
    struct message line = message_of("plan.if.totals");
    message_add_count(&line, what->now[VERDICT_MET]);
    message_add_count(&line, what->then[VERDICT_MET]);
    message_add_count(&line, what->now[0] + what->now[1] + what->now[2] + what->now[3]);
    return line;
}

/* ---- what would turn ---- */

static void turn_row(struct shell *shell, const struct finding *finding)
{
    struct ui *ui = shell->ui;
    const char *now = shell_word(shell, verdict_key(finding->verdict));
    const char *then = shell_word(shell, verdict_key(VERDICT_MET));
    ui_open(ui, UI_GROUP, shell_textf(shell, "plan.turns:%s", finding->criterion->id),
            shell_textf(shell, "%s: %s, %s", finding->criterion->id, now, then),
            (struct ui_box){.row = true, .gap = 8, .across = TYPE_MIDDLE});
    ui_state(ui, (enum symbol_state)finding->verdict, 22, NULL);
    ui_icon(ui, "next", 16, THEME_MUTED, NULL);
    ui_state(ui, SYMBOL_MET, 22, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY,
            shell_textf(shell, "%s %s", finding->criterion->id,
                        part_criterion_name(shell, finding->criterion)));
    ui_close(ui);
    ui_close(ui);
}

static void what_if(struct shell *shell)
{
    struct plan_if what;
    plan_what_if(shell->project, NULL, &what);
    part_open_card(shell);
    ui_text(shell->ui, UI_BOLD, shell_word(shell, "plan.if.title"));
    if (!what.turn_count) {
        part_say(shell, "plan.if.none");
    } else {
        ui_text(shell->ui, UI_BODY, shell_say_count(shell, "plan.if.turn", what.turn_count));
        for (int c = 0; c < FRAMEWORK_CRITERIA; c++) {
            if (what.turns >> c & 1) {
                turn_row(shell, part_finding(shell, c));
            }
        }
        ui_text(shell->ui, UI_BODY, shell_say(shell, totals_line(&what)));
        part_say(shell, "plan.if.note");
    }
    part_close_card(shell);
}

/* ---- the list ---- */

static int rows(struct shell *shell, bool open)
{
    const struct logbook *logbook = project_logbook(shell->project);
    int count = 0, shown = 0;
    for (size_t i = 0; i < logbook->action_count; i++) {
        count += plan_open(&logbook->actions[i]) == open;
    }
    if (count == 0) {
        return 0;
    }
    part_section(shell, open ? shell_say_count(shell, "plan.open", count)
                             : shell_word(shell, "plan.closed"));
    part_list_open(shell);
    for (size_t i = 0; i < logbook->action_count && shown < count; i++) {
        if (plan_open(&logbook->actions[i]) == open) {
            plan_row(shell, "plan.action:", &logbook->actions[i]);
            ui_line(shell->ui);
            shown++;
        }
    }
    part_list_close(shell);
    return count;
}

static void gap_row(struct shell *shell, const struct finding *finding)
{
    const char *name = part_criterion_name(shell, finding->criterion);
    struct ui *ui = shell->ui;
    ui_open_row(ui, shell_textf(shell, "plan.gap:%s", finding->criterion->id),
                shell_textf(shell, "%s %s: %s", finding->criterion->id, name,
                            shell_word(shell, "plan.make")),
                false);
    ui_pillar(ui, theme_of_pillar(part_pillar_letter(shell, finding->criterion)),
              finding->criterion->id, 38);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, name);
    ui_text(ui, UI_SECOND, shell_word(shell, "plan.make"));
    ui_close(ui);
    ui_state(ui, (enum symbol_state)finding->verdict, 22,
             shell_word(shell, verdict_key(finding->verdict)));
    ui_icon(ui, "plus", 18, THEME_MUTED, NULL);
    ui_close(ui);
    ui_line(ui);
}

static void gaps(struct shell *shell)
{
    const struct assessment *assessment = project_assessment(shell->project);
    bool begun = false;
    for (int c = 0; c < assessment->finding_count; c++) {
        const struct finding *finding = &assessment->findings[c];
        if (finding->verdict == VERDICT_MET || plan_has(shell, finding->criterion->id)) {
            continue;
        }
        if (!begun) {
            part_section(shell, shell_word(shell, "plan.gaps"));
            part_list_open(shell);
            begun = true;
        }
        gap_row(shell, finding);
    }
    if (begun) {
        part_list_close(shell);
    }
}

static void head(struct shell *shell)
{
    struct ui *ui = shell->ui;
    part_say(shell, "plan.line");
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, "plan.new",
              (struct ui_button){
                  .kind = UI_PRIMARY, .icon = "plus", .label = shell_word(shell, "plan.new")});
    ui_button(ui, "plan.print",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "print", .label = shell_word(shell, "plan.print")});
    ui_close(ui);
}

void screen_plan_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    part_pair_open(shell, shell_word(shell, "plan.title"));
    head(shell);
    if (rows(shell, true) + rows(shell, false) == 0) {
        piece_empty(shell, "todo", shell_word(shell, "plan.none"),
                    shell_word(shell, "plan.none.next"), NULL, NULL);
    }
    if (part_wide(shell)) {
        gaps(shell);
    }
    part_pair_next(shell, BESIDE_WIDTH * (part_scale(shell) > 1.25 ? 1.25 : 1));
    plan_strip(shell);
    what_if(shell);
    if (!part_wide(shell)) { /* the balance comes before the long list */
        gaps(shell);
    }
    part_pair_close(shell);
}

bool screen_plan_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (plan_row_news(shell, news, "plan.action:")) {
        return true;
    }
    if ((rest = part_after(news->id, "plan.gap:"))) {
        plan_new(shell, framework_find(project_framework(shell->project), rest));
    } else if (!strcmp(news->id, "plan.print")) {
        print_report_show(shell, "plan", NULL, NULL);
    } else if (!strcmp(news->id, "plan.new")) {
        plan_new(shell, -1);
    } else {
        return false;
    }
    return true;
}

void screen_plan_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}
