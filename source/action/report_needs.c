/* SPDX-License-Identifier: EUPL-1.2 */
/* On paper: the month's signals for the meeting, and one sheet per public service where people get
 * stuck. */
#include "action/need.h"
#include "action/typed.h"
#include "action/project_inner.h"
#include "action/report_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Nothing where nothing was reported. */
static void number_cell(struct report *out, int64_t number)
{
    if (number) {
        report_cell_count(out, number);
    } else {
        report_cell_number(out, "");
    }
}

static void say_count(const struct report_ask *ask, struct report *out, enum report_kind kind,
                      const char *key, int64_t count)
{
    struct message message = message_of(key);
    message_add_count(&message, count);
    report_say(out, ask->language, kind, message);
}

struct message report_month(struct civil_date month)
{
    char key[MESSAGE_KEY_SIZE], year[8];
    snprintf(key, sizeof key, "needs.month.%d", month.month);
    snprintf(year, sizeof year, "%d", month.year);
    struct message message = message_of(key);
    message_add_text(&message, year);
    return message;
}

static const char *report_wijk(const struct project *project, const char *code)
{
    const struct pack_wijk *wijken;
    int count = project_wijken(project, &wijken);
    for (int i = 0; i < count; i++) {
        if (!strcmp(wijken[i].code, code)) {
            return wijken[i].name;
        }
    }
    return code;
}

/* ---- the month ---- */

static void needs_table(const struct report_ask *ask, struct report *out, const char *first)
{
    static const double shares[NEED_CONDITIONS + 2] = {2.4, 1, 1.2, 1, 1, 1};
    const char *heads[NEED_CONDITIONS + 2] = {language_word(ask->language, first)};
    for (int i = 0; i < NEED_CONDITIONS; i++) {
        heads[i + 1] = language_word(ask->language, need_condition_key((enum need_condition)i));
    }
    heads[NEED_CONDITIONS + 1] = language_word(ask->language, "needs.sum");
    report_table(out, NEED_CONDITIONS + 2, heads, shares);
}

static void needs_row(struct report *out, const char *head, const int counts[NEED_CONDITIONS],
                      int sum)
{
    report_cell_head(out, head);
    for (int i = 0; i < NEED_CONDITIONS; i++) {
        number_cell(out, counts[i]);
    }
    number_cell(out, sum);
}

static void month_table(const struct report_ask *ask, const struct need_table *table,
                        struct report *out)
{
    needs_table(ask, out, "needs.theme");
    for (int theme = 0; theme < NEED_THEMES; theme++) {
        int counts[NEED_CONDITIONS];
        for (int i = 0; i < NEED_CONDITIONS; i++) {
            counts[i] = table->cells[i][theme];
        }
        if (table->of_theme[theme]) {
            needs_row(out, language_word(ask->language, need_theme_key((enum need_theme)theme)),
                      counts, table->of_theme[theme]);
        }
    }
    needs_row(out, language_word(ask->language, "needs.sum"), table->of_condition, table->total);
}

static void year_table(const struct logbook *logbook, const struct report_ask *ask,
                       struct civil_date last, struct report *out)
{
    report_say(out, ask->language, REPORT_HEADING, message_of("report.needs.year"));
    needs_table(ask, out, "needs.month");
    for (int back = NEED_MONTHS - 1; back >= 0; back--) {
        struct civil_date from, until;
        struct need_table table;
        need_month(civil_date_add_months(last, -back), &from, &until);
        need_count(logbook->needs, logbook->need_count, from, until, &table);
        char *name = report_text(ask->language, report_month(from));
        needs_row(out, name, table.of_condition, table.total);
        free(name);
    }
}

/* Services and steps of the month. */
static void stuck_table(const struct report_ask *ask, const struct need_bundles *bundles,
                        struct report *out)
{
    const char *heads[] = {language_word(ask->language, "report.needs.service"),
                           language_word(ask->language, "thresholds.step"),
                           language_word(ask->language, "survey.number")};
    static const double shares[] = {2, 2, 1};
    report_say(out, ask->language, REPORT_HEADING, message_of("report.needs.thresholds"));
    report_table(out, 3, heads, shares);
    for (size_t i = 0; i < bundles->count; i++) {
        for (int step = 0; step < NEED_STEPS; step++) {
            if (bundles->all[i].steps[step]) {
                report_cell_head(out, need_service_name(ask->language, bundles->all[i].service));
                report_cell(out, language_word(ask->language, need_step_key((enum need_step)step)));
                number_cell(out, bundles->all[i].steps[step]);
            }
        }
    }
}

bool report_needs_fill(struct project *project, const struct report_ask *ask, struct report *out,
                       struct fault *why)
{
    const struct logbook *logbook = project_logbook(project);
    struct civil_date from = project_today(project), until;
    struct need_table table;
    struct need_bundles bundles;
    struct message second = message_of("report.needs.second");
    if (ask->about && !typed_month(ask->about, &from, why)) {
        return false;
    }
    need_month(from, &from, &until);
    need_count(logbook->needs, logbook->need_count, from, until, &table);
    char *month = report_text(ask->language, report_month(from));
    message_add_text(&second, project_wijk(project)->name);
    message_add_text(&second, month);
    free(month);
    report_begin(project, ask, REPORT_A4, message_of("report.needs.title"), second, out);
    report_say(out, ask->language, REPORT_PARAGRAPH, message_of("report.needs.how"));
    say_count(ask, out, REPORT_PARAGRAPH, "needs.total", table.total);
    month_table(ask, &table, out);
    need_bundles_make(logbook->needs, logbook->need_count, from, until, &bundles);
    if (bundles.count) {
        stuck_table(ask, &bundles, out);
    }
    need_bundles_clear(&bundles);
    year_table(logbook, ask, from, out);
    return true;
}

/* ---- one service ---- */

/* Steps down, wijken across; a service that is reported in many wijken gets a table of its wijken
 * below. */
static void bundle_steps(struct project *project, const struct report_ask *ask,
                         const struct need_bundle *bundle, bool across, struct report *out)
{
    const char *heads[REPORT_COLUMNS] = {language_word(ask->language, "thresholds.step")};
    int columns = 1, wijken = across ? (int)bundle->wijk_count : 0;
    double shares[REPORT_COLUMNS] = {2.2};
    for (int i = 0; i < wijken; i++) {
        shares[columns] = 1;
        heads[columns++] = report_wijk(project, bundle->wijken[i].wijk);
    }
    shares[columns] = 0.8;
    heads[columns++] = language_word(ask->language, "needs.sum");
    report_table(out, columns, heads, shares);
    for (int step = 0; step <= NEED_STEPS; step++) {
        bool sum = step == NEED_STEPS;
        if (!sum && !bundle->steps[step]) {
            continue;
        }
        report_cell_head(
            out,
            language_word(ask->language, sum ? "needs.sum" : need_step_key((enum need_step)step)));
        for (int i = 0; i < wijken; i++) {
            number_cell(out, sum ? bundle->wijken[i].total : bundle->wijken[i].steps[step]);
        }
        number_cell(out, sum ? bundle->total : bundle->steps[step]);
    }
}

static void bundle_wijken(struct project *project, const struct report_ask *ask,
                          const struct need_bundle *bundle, struct report *out)
{
    const char *heads[] = {language_word(ask->language, "thresholds.wijk"),
                           language_word(ask->language, "thresholds.step"),
                           language_word(ask->language, "survey.number")};
    static const double shares[] = {2, 2, 1};
    report_table(out, 3, heads, shares);
    for (size_t i = 0; i < bundle->wijk_count; i++) {
        for (int step = 0; step < NEED_STEPS; step++) {
            if (bundle->wijken[i].steps[step]) {
                report_cell_head(out, report_wijk(project, bundle->wijken[i].wijk));
                report_cell(out, language_word(ask->language, need_step_key((enum need_step)step)));
                number_cell(out, bundle->wijken[i].steps[step]);
            }
        }
    }
}

static void bundle_write(struct project *project, const struct report_ask *ask,
                         const struct need_bundle *bundle, struct report *out)
{
    enum { ACROSS = 6, LINES = 5 };
    bool across = bundle->wijk_count <= ACROSS;
    struct message title = message_of("report.threshold.title");
    message_add_text(&title, need_service_name(ask->language, bundle->service));
    report_begin(project, ask, REPORT_A4, title, need_bundle_span(bundle), out);
    say_count(ask, out, REPORT_PARAGRAPH, "thresholds.total", bundle->total);
    report_say(out, ask->language, REPORT_PARAGRAPH, message_of("report.threshold.how"));
    bundle_steps(project, ask, bundle, across, out);
    if (!across) {
        bundle_wijken(project, ask, bundle, out);
    }
    report_write(out, language_word(ask->language, "report.threshold.ask"), LINES);
}

bool report_threshold_fill(struct project *project, const struct report_ask *ask,
                           struct report *out, struct fault *why)
{
    struct logbook everywhere;
    struct need_bundles bundles;
    struct civil_date today = project_today(project);
    action_logbook_everywhere(project, &everywhere);
    need_bundles_make(everywhere.needs, everywhere.need_count,
                      civil_date_add_months(today, -NEED_MONTHS), today, &bundles);
    const struct need_bundle *bundle = ask->about      ? need_bundle_find(&bundles, ask->about)
                                       : bundles.count ? &bundles.all[0]
                                                       : NULL;
    if (bundle) {
        bundle_write(project, ask, bundle, out);
    } else if (ask->about) {
        fault_set_text(why, FAULT_MISSING, "report.threshold.none", ask->about);
    } else {
        fault_set(why, FAULT_MISSING, "thresholds.none");
    }
    bool found = bundle != NULL;
    need_bundles_clear(&bundles);
    logbook_clear(&everywhere);
    return found;
}
