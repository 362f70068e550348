/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/scorecard_inner.h"

#include <string.h>

#include "assessment/coverage.h"
#include "base/arena.h"

enum { LINE = 2048, NAMED = 2 };

static const enum service services[2] = {SERVICE_WIFI, SERVICE_COMPUTER};

struct cell {
    enum service service;
    int time;
    bool school;
};

static bool lights(struct project *project, const struct evidence *evidence, struct cell cell)
{
    const struct place *place = project->visible[evidence->place];
    unsigned bits = cell.school ? evidence->lights_school : evidence->lights;
    return evidence->offer >= 0 && place->offers[evidence->offer].service == cell.service &&
           bits >> cell.time & 1 && project_place_state(project, place) != PLACE_PROVISIONAL;
}

/* Another offer of the same place, further up, covers the same. */
static bool named_before(struct project *project, const struct finding *finding, size_t index,
                         struct cell cell)
{
    for (size_t i = 0; i < index; i++) {
        if (finding->evidence[i].place == finding->evidence[index].place &&
            lights(project, &finding->evidence[i], cell)) {
            return true;
        }
    }
    return false;
}

/* "De Boekenmolen, JES en nog 2". */
static char *who_line(struct project *project, const struct language *language,
                      const struct finding *finding, struct cell cell)
{
    const char *tag = language_tag(language_code(language));
    struct buffer line;
    int count = 0;
    buffer_init(&line, LINE);
    for (size_t i = 0; i < finding->evidence_count; i++) {
        const struct evidence *evidence = &finding->evidence[i];
        if (!lights(project, evidence, cell) || named_before(project, finding, i, cell)) {
            continue;
        }
        const struct place *place = project->visible[evidence->place];
        const char *name = place_name(place, tag);
        if (count++ < NAMED) {
            buffer_addf(&line, "%s%s", line.size ? ", " : "",
                        *name ? name : language_word(language, kind_key(place->kind)));
        }
    }
    if (count > NAMED) {
        struct message more = message_of("scorecard.more");
        message_add_count(&more, count - NAMED);
        buffer_add_text(&line, " ");
        language_say(language, &more, &line);
    }
    char *taken = memory_text(buffer_text(&line));
    buffer_clear(&line);
    return taken;
}

static void times_fill(struct project *project, const struct language *language,
                       const struct finding *finding, bool school, struct print_times *out)
{
    const struct coverage *coverage = school ? &finding->coverage_school : &finding->coverage;
    struct message week = message_of(school ? "scorecard.week.school" : "scorecard.week.normal");
    struct buffer text;
    if (!coverage->given) {
        return;
    }
    buffer_init(&text, LINE);
    message_add_date(&week, coverage->monday);
    language_say(language, &week, &text);
    out->given = true;
    out->week = memory_text(buffer_text(&text));
    buffer_clear(&text);
    for (int i = 0; i < 2 * COVER_TIMES; i++) {
        int service = i / COVER_TIMES, time = i % COVER_TIMES;
        struct cell cell = {services[service], time, school};
        out->covered[service][time] = coverage->covered[service][time];
        out->who[service][time] = coverage->covered[service][time]
                                      ? who_line(project, language, finding, cell)
                                      : memory_text("");
    }
}

static void week_fill(struct project *project, int service, struct scorecard *out)
{
    struct assessment_question question;
    struct coverage_ask ask = {1u << services[service], COVERAGE_NORMAL, {0}};
    struct coverage_week week;
    project_question(project, clock_now(project->clock), &question);
    coverage_make(&question, &ask, &week);
    memcpy(out->week[service], week.places, sizeof out->week[service]);
    coverage_clear(&week);
}

void scorecard_times_fill(struct project *project, const struct language *language,
                          const struct finding *finding, struct scorecard *out)
{
    if (!finding->coverage.given) {
        return;
    }
    times_fill(project, language, finding, false, &out->times[PRINT_NORMAL]);
    times_fill(project, language, finding, true, &out->times[PRINT_SCHOOL]);
    week_fill(project, 0, out);
    week_fill(project, 1, out);
}
