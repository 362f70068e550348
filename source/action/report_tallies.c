/* SPDX-License-Identifier: EUPL-1.2 */
/* On paper: the form of a bevraging, its result, and the tellingen with their band. */
#include "action/called.h"
#include "action/need.h"
#include "action/project_inner.h"
#include "action/report_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/percent.h"

/* ---- the form ---- */

/* What people tick; "not filled in" is for whoever tallies. */
static void form_question(const struct report_ask *ask, int question, struct report *out)
{
    const struct poll_question *asked = poll_question(question);
    struct message head = message_of(asked->single ? "report.form.one" : "report.form.many");
    message_add_key(&head, asked->key);
    report_say(out, ask->language, REPORT_SUBHEADING, head);
    for (int answer = 0; answer < asked->count; answer++) {
        char key[MESSAGE_KEY_SIZE];
        poll_answer_key(question, answer, key);
        if (strcmp(asked->words[answer], "unsaid") != 0) {
            report_say(out, ask->language, REPORT_TICK, message_of(key));
        }
    }
}

bool report_survey_form_fill(struct project *project, const struct report_ask *ask,
                             struct report *out, struct fault *why)
{
    struct message version = message_of("report.form.foot");
    (void)why;
    report_begin(project, ask, REPORT_A4, message_of("report.form.title"),
                 message_of("report.form.line"), out);
    out->text = 10; /* so that it is one sheet */
    for (int question = 0; question < POLL_QUESTIONS; question++) {
        form_question(ask, question, out);
    }
    message_add_count(&version, POLL_FORM);
    report_say(out, ask->language, REPORT_PARAGRAPH, message_of("report.form.thanks"));
    free(out->foot); /* no map and no places: no sources */
    out->foot = report_text(ask->language, version);
    return true;
}

/* ---- the result ---- */

static void result_question(const struct report_ask *ask, const struct poll *poll, int question,
                            struct report *out)
{
    static const double shares[] = {3, 1, 1};
    const struct poll_question *asked = poll_question(question);
    const char *heads[] = {language_word(ask->language, "report.survey.answer"),
                           language_word(ask->language, "survey.number"),
                           language_word(ask->language, "report.survey.share")};
    struct message trouble = poll_trouble(poll, question);
    report_say(out, ask->language, REPORT_HEADING, message_of(asked->key));
    if (trouble.key[0]) {
        report_say(out, ask->language, REPORT_WARNING, trouble);
    }
    report_table(out, 3, heads, shares);
    for (int answer = 0; answer < asked->count; answer++) {
        char key[MESSAGE_KEY_SIZE];
        int number = poll->tallies[question][answer];
        struct message share = message_of("report.survey.percent");
        message_add_count(&share, poll->forms ? percent_of(number, poll->forms) : 0);
        poll_answer_key(question, answer, key);
        report_cell_head(out, language_word(ask->language, key));
        report_cell_count(out, number);
        char *text = report_text(ask->language, share);
        report_cell_number(out, poll->forms ? text : "");
        free(text);
    }
}

bool report_survey_fill(struct project *project, const struct report_ask *ask, struct report *out,
                        struct fault *why)
{
    const struct logbook *logbook = project_logbook(project);
    const struct poll *poll = ask->about            ? project_poll(project, ask->about)
                              : logbook->poll_count ? &logbook->polls[0]
                                                    : NULL;
    struct message title = message_of("survey.of"), second = message_of("report.needs.second");
    struct message forms = message_of("survey.forms");
    if (!poll) {
        return ask->about ? fault_set_text(why, FAULT_MISSING, "fault.record.unknown", ask->about)
                          : fault_set(why, FAULT_MISSING, "report.survey.none");
    }
    message_add_date(&title, poll->date);
    message_add_count(&forms, poll->forms);
    char *said = report_text(ask->language, forms);
    message_add_text(&second, project_wijk(project)->name);
    message_add_text(&second, said);
    free(said);
    report_begin(project, ask, REPORT_A4, title, second, out);
    for (int question = 0; question < POLL_QUESTIONS; question++) {
        result_question(ask, poll, question, out);
    }
    return true;
}

/* ---- tellingen ---- */

static void sum_row(const struct report_ask *ask, const char *head, const struct count_sum *sum,
                    const struct bands *bands, struct report *out)
{
    char *band = report_text(ask->language, band_message(bands, band_of(bands, sum->total)));
    report_cell_head(out, head);
    for (int goal = 0; goal < COUNT_GOALS; goal++) {
        report_cell_count(out, sum->of_goal[goal]);
    }
    report_cell_count(out, sum->total);
    report_cell(out, band);
    free(band);
}

static char *called_text(struct project *project, const struct report_ask *ask, const char *place)
{
    struct buffer text;
    buffer_init(&text, LOGBOOK_NOTE);
    place_called(project, place, ask->language, &text);
    char *taken = memory_text(buffer_text(&text));
    buffer_clear(&text);
    return taken;
}

static bool counted_before(const struct logbook *logbook, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (!strcmp(logbook->headcounts[i].place, logbook->headcounts[index].place)) {
            return true;
        }
    }
    return false;
}

/* Places that were removed still counted: the rows add up to the wijk. */
static void gone_rows(struct project *project, const struct report_ask *ask,
                      const struct bands *bands, struct report *out)
{
    const struct logbook *logbook = project_logbook(project);
    for (size_t i = 0; i < logbook->headcount_count; i++) {
        const char *id = logbook->headcounts[i].place;
        struct count_sum sum = {0};
        if (project_place(project, id) || counted_before(logbook, i)) {
            continue;
        }
        for (size_t k = i; k < logbook->headcount_count; k++) {
            if (!strcmp(logbook->headcounts[k].place, id)) {
                headcount_sum(&logbook->headcounts[k], bands, &sum);
            }
        }
        char *name = called_text(project, ask, id);
        if (sum.total) {
            sum_row(ask, name, &sum, bands, out);
        }
        free(name);
    }
}

static void places_table(struct project *project, const struct report_ask *ask,
                         const struct bands *bands, struct report *out)
{
    static const double shares[] = {2.2, 1.2, 1.2, 1.4, 0.9, 1.4};
    const char *heads[] = {language_word(ask->language, "count.place"),
                           language_word(ask->language, count_goal_key(COUNT_ACCESS)),
                           language_word(ask->language, count_goal_key(COUNT_SKILLS)),
                           language_word(ask->language, count_goal_key(COUNT_SERVICES)),
                           language_word(ask->language, "needs.sum"),
                           language_word(ask->language, "report.counts.band")};
    struct count_sum sum;
    size_t count;
    const struct place *const *places = project_places(project, &count);
    report_table(out, 6, heads, shares);
    for (size_t i = 0; i < count; i++) {
        project_count_sum(project, places[i], &sum);
        if (sum.total) {
            char *name = called_text(project, ask, places[i]->id);
            sum_row(ask, name, &sum, bands, out);
            free(name);
        }
    }
    gone_rows(project, ask, bands, out);
    project_count_sum(project, NULL, &sum);
    sum_row(ask, language_word(ask->language, "count.of.wijk"), &sum, bands, out);
}

static void months_table(struct project *project, const struct report_ask *ask, struct report *out)
{
    const struct logbook *logbook = project_logbook(project);
    const char *heads[] = {language_word(ask->language, "needs.month"),
                           language_word(ask->language, "count.place"),
                           language_word(ask->language, "report.counts.goal"),
                           language_word(ask->language, "survey.number")};
    static const double shares[] = {1.2, 2, 2, 0.8};
    report_say(out, ask->language, REPORT_HEADING, message_of("count.months"));
    report_table(out, 4, heads, shares);
    for (size_t i = 0; i < logbook->headcount_count; i++) {
        const struct headcount *one = &logbook->headcounts[i];
        char *place = called_text(project, ask, one->place);
        char *month = report_text(ask->language, report_month(one->month));
        report_cell_head(out, month);
        report_cell(out, place);
        report_cell(out, language_word(ask->language, count_goal_key(one->goal)));
        report_cell_count(out, one->number);
        free(place);
        free(month);
    }
}

bool report_counts_fill(struct project *project, const struct report_ask *ask, struct report *out,
                        struct fault *why)
{
    const char *tag = language_tag(language_code(ask->language));
    const struct bands *bands = project_bands(project, why);
    struct message second = message_of("report.needs.second"), period = message_of("count.period");
    struct count_sum sum;
    if (!bands) {
        return false;
    }
    message_add_text(&second, project_wijk(project)->name);
    message_add_text(&second, json_text(bands->name, tag, ""));
    message_add_date(&period, bands->begins);
    message_add_date(&period, bands->ends);
    message_add_text(&period, bands->source);
    report_begin(project, ask, REPORT_A4, message_of("count.title"), second, out);
    places_table(project, ask, bands, out);
    project_count_sum(project, NULL, &sum);
    if (sum.outside) {
        struct message outside = message_of("count.outside");
        message_add_number(&outside, (double)sum.outside);
        report_say(out, ask->language, REPORT_PARAGRAPH, outside);
    }
    if (project_logbook(project)->headcount_count) {
        months_table(project, ask, out);
    }
    report_say(out, ask->language, REPORT_SMALL, period);
    report_add(out, REPORT_SMALL, json_text(bands->ours, tag, ""));
    return true;
}
