/* SPDX-License-Identifier: EUPL-1.2 */
/* The reports there are, and how each of them begins. */
#include "action/report.h"

#include <stdlib.h>
#include <string.h>

#include "action/paper_inner.h"
#include "action/report_inner.h"
#include "base/arena.h"

/* The first is shown before anybody chose: there is always something to fill it with. */
static const struct report_row rows[] = {
    {"places", "report.places", REPORT_A4_WIDE, report_places_fill, "report.about.offer"},
    {"rounds", "report.rounds", REPORT_A4, report_rounds, "report.about.round"},
    {"compare", "report.compare", REPORT_A4, report_compare, "report.about.wijken"},
    {"growth", "report.growth", REPORT_A4, report_growth, NULL},
    {"framework", "report.framework", REPORT_A4, report_instrument, "report.about.framework"},
    {"practice", "report.practice", REPORT_A5, report_practice, "report.about.practice"},
    {"plan", "report.plan", REPORT_A4, report_plan_fill, NULL},
    {"vote", "report.vote", REPORT_A4, report_vote_fill, "report.about.session"},
    {"needs", "report.needs", REPORT_A4, report_needs_fill, "report.about.month"},
    {"threshold", "report.threshold", REPORT_A4, report_threshold_fill, "report.about.public"},
    {"survey-form", "report.survey-form", REPORT_A4, report_survey_form_fill, NULL},
    {"survey", "report.survey", REPORT_A4, report_survey_fill, "report.about.survey"},
    {"counts", "report.counts", REPORT_A4, report_counts_fill, NULL},
    {"partners", "report.partners", REPORT_A4_WIDE, report_partners_fill, NULL},
    {"told", "report.told", REPORT_A4_WIDE, report_told_fill, NULL},
    {"referral", "report.referral", REPORT_A5, report_referral_fill, "report.about.theme"},
};

const struct report_row *report_rows(int *count)
{
    *count = (int)(sizeof rows / sizeof *rows);
    return rows;
}

const struct report_row *report_find(const char *word)
{
    for (size_t at = 0; word && at < sizeof rows / sizeof *rows; at++) {
        if (!strcmp(rows[at].word, word)) {
            return &rows[at];
        }
    }
    return NULL;
}

bool report_about_refuse(const struct report_ask *ask, struct fault *why)
{
    return fault_set_text(why, FAULT_USAGE, "fault.report.about", ask->about ? ask->about : "");
}

char *report_text(const struct language *language, struct message message)
{
    return paper_said(language, &message);
}

/* One line of all sources, " · " between them. */
static char *sources_line(struct project *project)
{
    enum { LINE = 16 * 1024 };
    struct buffer line;
    size_t count;
    char **sources = paper_sources(project, &count);
    buffer_init(&line, LINE);
    for (size_t at = 0; at < count; at++) {
        buffer_addf(&line, "%s%s", at ? " · " : "", sources[at]);
        free(sources[at]);
    }
    free(sources);
    char *taken = memory_text(buffer_text(&line));
    buffer_clear(&line);
    return taken;
}

void report_begin(struct project *project, const struct report_ask *ask, enum report_form form,
                  struct message title, struct message second, struct report *out)
{
    char *head = report_text(ask->language, title);
    char *below = second.key[0] ? report_text(ask->language, second) : memory_text("");
    report_init(out, form, language_tag(language_code(ask->language)), project_today(project), head,
                below);
    free(head);
    free(below);
    free(out->foot);
    out->foot = sources_line(project);
    if (project_is_demo(project)) {
        free(out->ribbon);
        out->ribbon = paper_said_key(ask->language, "ribbon.demo");
    }
}

void report_say(struct report *report, const struct language *language, enum report_kind kind,
                struct message message)
{
    char *text = report_text(language, message);
    report_add(report, kind, text);
    free(text);
}
