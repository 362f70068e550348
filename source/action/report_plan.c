/* SPDX-License-Identifier: EUPL-1.2 */
/* The action plan with the balance of its levers, and what groups said, for the meeting. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/plan.h"
#include "action/report_inner.h"
#include "action/vote.h"

static void fact_add(const struct report_ask *ask, struct report *out, const char *key,
                     const char *value)
{
    if (*value) {
        report_fact(out, language_word(ask->language, key), value);
    }
}

static const char *criterion_name(const struct project *project, const struct report_ask *ask,
                                  const char *id)
{
    const struct framework *framework = project_framework(project);
    int index = framework_find(framework, id);
    return index < 0 ? ""
                     : words_in(framework->criteria[index].name,
                                language_tag(language_code(ask->language)));
}

/* ---- the plan ---- */

static void levers_fact(const struct report_ask *ask, const struct plan_action *action,
                        struct report *out)
{
    struct buffer line;
    buffer_init(&line, 1024);
    for (int lever = 0; lever < LEVER_COUNT; lever++) {
        if (action->levers >> lever & 1) {
            buffer_add_text(&line, line.size ? ", " : "");
            buffer_add_text(&line, language_word(ask->language, lever_key((enum plan_lever)lever)));
        }
    }
    fact_add(ask, out, "report.plan.levers", buffer_text(&line));
    buffer_clear(&line);
}

static void action_part(struct project *project, const struct report_ask *ask,
                        const struct plan_action *action, struct report *out)
{
    struct buffer text;
    buffer_init(&text, 2048);
    buffer_addf(&text, "%s%s%s", action->criterion, *action->criterion ? " · " : "", action->title);
    report_add(out, REPORT_SUBHEADING, buffer_text(&text));
    fact_add(ask, out, "report.plan.criterion", criterion_name(project, ask, action->criterion));
    fact_add(ask, out, "report.plan.who", plan_who_name(project, action, ask->language));
    buffer_empty(&text);
    if (action->when.year) {
        language_say_date(ask->language, action->when, &text);
    }
    if (plan_overdue(action, project_now(project).date)) {
        buffer_addf(&text, " · %s", language_word(ask->language, "plan.overdue"));
    }
    fact_add(ask, out, "report.plan.when", buffer_text(&text));
    fact_add(ask, out, "report.plan.help", action->help);
    levers_fact(ask, action, out);
    fact_add(ask, out, "report.plan.state",
             language_word(ask->language, plan_state_key(action->state)));
    for (int i = 0; i < action->step_count; i++) {
        report_add(out, action->steps[i].done ? REPORT_ITEM : REPORT_TICK, action->steps[i].text);
    }
    buffer_clear(&text);
}

static void actions_part(struct project *project, const struct report_ask *ask, bool open,
                         struct report *out)
{
    const struct logbook *logbook = project_logbook(project);
    bool begun = false;
    for (size_t i = 0; i < logbook->action_count; i++) {
        if (plan_open(&logbook->actions[i]) != open) {
            continue;
        }
        if (!begun) {
            report_say(out, ask->language, REPORT_HEADING,
                       message_of(open ? "report.plan.open" : "plan.closed"));
        }
        begun = true;
        action_part(project, ask, &logbook->actions[i], out);
    }
    if (open && !begun) {
        report_say(out, ask->language, REPORT_PARAGRAPH, message_of("plan.none"));
    }
}

static void balance_part(struct project *project, const struct report_ask *ask, struct report *out)
{
    struct plan_balance balance;
    const struct logbook *logbook = project_logbook(project);
    const char *heads[2] = {language_word(ask->language, "report.plan.lever"),
                            language_word(ask->language, "report.plan.actions")};
    static const double shares[2] = {3, 1};
    plan_balance(logbook->actions, logbook->action_count, &balance);
    report_say(out, ask->language, REPORT_HEADING, message_of("plan.balance.title"));
    report_table(out, 2, heads, shares);
    for (int lever = 0; lever < LEVER_COUNT; lever++) {
        char number[16], key[MESSAGE_KEY_SIZE];
        int count = balance.counts[lever];
        snprintf(key, sizeof key, "%s.name", lever_key((enum plan_lever)lever));
        snprintf(number, sizeof number, "%d", count);
        report_cell_head(out, language_word(ask->language, key));
        report_cell_state(out, count ? SYMBOL_MET : SYMBOL_NOT, number);
    }
    report_say(out, ask->language, REPORT_PARAGRAPH, plan_balance_line(&balance));
    report_say(out, ask->language, REPORT_SMALL, message_of("plan.balance.source"));
}

static void strip(struct project *project, const struct report_ask *ask, uint64_t turns,
                  const char *key, struct report *out)
{
    const struct assessment *assessment = project_assessment(project);
    int pillar = -1;
    report_strip(out, language_word(ask->language, key), "");
    for (int c = 0; c < assessment->finding_count; c++) {
        const struct finding *finding = &assessment->findings[c];
        if (pillar >= 0 && finding->criterion->pillar != pillar) {
            report_strip_gap(out);
        }
        pillar = finding->criterion->pillar;
        report_strip_cell(out, finding->criterion->id,
                          turns >> c & 1 ? SYMBOL_MET : (int)finding->verdict);
    }
}

static void if_part(struct project *project, const struct report_ask *ask, struct report *out)
{
    struct plan_if what;
    struct message turn = message_of("plan.if.turn");
    plan_what_if(project, NULL, &what);
    report_say(out, ask->language, REPORT_HEADING, message_of("plan.if.title"));
    message_add_count(&turn, what.turn_count);
    report_say(out, ask->language, REPORT_PARAGRAPH,
               what.turn_count ? turn : message_of("plan.if.none"));
    if (!what.turn_count) {
        return;
    }
    for (int c = 0; c < FRAMEWORK_CRITERIA; c++) {
        if (what.turns >> c & 1) {
            const struct criterion *criterion = &project_framework(project)->criteria[c];
            char line[600];
            snprintf(line, sizeof line, "%s %s", criterion->id,
                     criterion_name(project, ask, criterion->id));
            report_add(out, REPORT_ITEM, line);
        }
    }
    strip(project, ask, 0, "report.plan.now", out);
    strip(project, ask, what.turns, "report.plan.then", out);
    report_say(out, ask->language, REPORT_SMALL, message_of("plan.if.note"));
}

bool report_plan_fill(struct project *project, const struct report_ask *ask, struct report *out,
                      struct fault *why)
{
    struct message second = message_of("report.plan.second");
    (void)why;
    message_add_text(&second, project_wijk(project)->name);
    report_begin(project, ask, REPORT_A4, message_of("report.plan"), second, out);
    actions_part(project, ask, true, out);
    balance_part(project, ask, out);
    if_part(project, ask, out);
    actions_part(project, ask, false, out);
    return true;
}

/* ---- what groups said ---- */

static void row_cells(struct project *project, const struct report_ask *ask,
                      const struct vote_session *session, const struct vote_row *row,
                      struct report *out)
{
    char name[600];
    int index = framework_find(project_framework(project), row->criterion);
    snprintf(name, sizeof name, "%s %s", row->criterion,
             criterion_name(project, ask, row->criterion));
    report_cell_head(out, name);
    for (int i = 0; i < session->groups; i++) {
        enum vote_colour colour = vote_of(&session->votes[i], row->criterion);
        if (colour == VOTE_NONE) {
            report_cell(out, "–");
        } else {
            report_cell_state(out, (int)colour,
                              language_word(ask->language, vote_colour_key(colour)));
        }
    }
    if (index < 0) {
        report_cell(out, "");
        return;
    }
    enum verdict verdict = project_assessment(project)->findings[index].verdict;
    report_cell_state(out, (int)verdict, language_word(ask->language, verdict_key(verdict)));
}

static void table_open(const struct report_ask *ask, const struct vote_session *session,
                       struct report *out)
{
    enum { COLUMNS = VOTE_GROUPS + 2 };
    char groups[VOTE_GROUPS][16];
    const char *heads[COLUMNS] = {language_word(ask->language, "report.vote.criterion")};
    double shares[COLUMNS] = {3.2};
    for (int i = 0; i < session->groups; i++) {
        snprintf(groups[i], sizeof groups[i], "%s %d",
                 language_word(ask->language, "report.vote.group"), session->votes[i].group);
        heads[i + 1] = groups[i];
        shares[i + 1] = 1;
    }
    heads[session->groups + 1] = language_word(ask->language, "report.vote.now");
    shares[session->groups + 1] = 1.4;
    report_table(out, session->groups + 2, heads, shares);
}

static void rows_part(struct project *project, const struct report_ask *ask,
                      const struct vote_session *session, struct report *out)
{
    struct vote_row rows[VOTE_CRITERIA];
    int count = vote_rows(session, rows);
    for (int i = 0; i < count; i++) {
        if (i == 0 || rows[i].difference != rows[i - 1].difference) {
            report_say(out, ask->language, REPORT_HEADING,
                       message_of(vote_difference_key(rows[i].difference)));
            table_open(ask, session, out);
        }
        row_cells(project, ask, session, &rows[i], out);
        bool last = i + 1 == count || rows[i + 1].difference != rows[i].difference;
        if (last && rows[i].difference == VOTE_APART) {
            report_write(out, language_word(ask->language, "report.vote.agreed"), 4);
        }
    }
}

bool report_vote_fill(struct project *project, const struct report_ask *ask, struct report *out,
                      struct fault *why)
{
    struct vote_session session;
    struct message second = message_of("vote.session");
    const struct logbook *logbook = project_logbook(project);
    bool found = ask->about ? vote_session_find(logbook, ask->about, &session)
                            : vote_sessions(logbook, &session, 1) > 0;
    if (!found && ask->about) {
        return fault_set_text(why, FAULT_MISSING, "vote.fault.unknown", ask->about);
    }
    if (!found) {
        report_begin(project, ask, REPORT_A4, message_of("vote.title"), message_of("vote.none"),
                     out);
        return true;
    }
    message_add_date(&second, session.date);
    message_add_count(&second, session.groups);
    message_add_count(&second, session.criterion_count);
    report_begin(project, ask, REPORT_A4, message_of("vote.title"), second, out);
    rows_part(project, ask, &session, out);
    report_say(out, ask->language, REPORT_SMALL, message_of("vote.names"));
    return true;
}
