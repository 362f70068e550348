/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/scorecard_inner.h"

#include <stdlib.h>

#include "action/paper_inner.h"
#include "action/reach_inner.h"
#include "base/arena.h"

enum { LINE = 2048 };

static const enum service services[PRINT_REACH_SERVICES] = {SERVICE_WIFI, SERVICE_COMPUTER,
                                                            SERVICE_CHARGE, SERVICE_PRINT};

struct reach_time {
    enum civil_weekday day;
    int8_t hour;
    const char *key;
};
static const struct reach_time times[PRINT_REACH_TIMES] = {{TUESDAY, 10, "scorecard.reach.office"},
                                                           {SUNDAY, 15, "scorecard.reach.sunday"}};

struct reach_filling {
    struct project *project;
    const struct language *language;
    struct print_reach *out;
    struct reach_ground *ground;
    struct civil_date monday;
    const char *lens;
};

static struct civil moment_of(const struct reach_filling *filling, int time)
{
    return (struct civil){.date = civil_date_add(filling->monday, (int)times[time].day),
                          .hour = times[time].hour};
}

/* Of each 100 addresses: "5 min: 70 · 10 min: 98 · 15 min: 100"; a scorecard knows no percents. */
static char *shares_line(const struct reach_filling *filling, const struct reach *reach)
{
    struct buffer line;
    buffer_init(&line, LINE);
    for (int i = 0; i < reach->class_count; i++) {
        struct message share = message_of("scorecard.reach.share");
        message_add_count(&share, reach->classes[i].minutes);
        message_add_number(&share, reach_percent(reach->classes[i].count, reach->address_count));
        buffer_add_text(&line, i ? " · " : "");
        language_say(filling->language, &share, &line);
    }
    char *taken = memory_text(buffer_text(&line));
    buffer_clear(&line);
    return taken;
}

static char *cell_line(const struct reach_filling *filling, const struct reach *reach,
                       const struct reach_question *question)
{
    bool known = question->serving.closed || question->serving.hours_unknown;
    return reach->state == REACH_MEASURED
               ? shares_line(filling, reach)
               : paper_said_key(filling->language,
                                known ? "scorecard.reach.closed" : "scorecard.reach.none");
}

/* Whether there is anything to divide by; else the note says why not. */
static bool note_fill(const struct reach_filling *filling, const struct reach *reach)
{
    bool known = reach->state == REACH_MEASURED || reach->state == REACH_NO_PLACES;
    struct message note = known ? reach_method(reach) : reach->headline;
    struct buffer line;
    buffer_init(&line, LINE);
    language_say(filling->language, &note, &line);
    if (known && !lens_usual(&reach->lens)) {
        buffer_addf(&line, " %s", language_word(filling->language, "scorecard.reach.lens"));
    }
    free(filling->out->note);
    filling->out->note = memory_text(buffer_text(&line));
    buffer_clear(&line);
    return known;
}

static bool cell_fill(const struct reach_filling *filling, int service, int time)
{
    struct reach_ask ask = {.service = services[service],
                            .timed = true,
                            .when = moment_of(filling, time),
                            .lens = filling->lens,
                            .plain = true};
    struct reach_question *question;
    struct reach reach;
    struct fault why;
    if (!action_reach_ask(filling->project, &ask, &question, &why)) {
        return false;
    }
    bool known = reach_make(question, filling->ground, &reach, &why);
    filling->out->given = filling->out->given || known;
    known = known && note_fill(filling, &reach);
    if (known) {
        filling->out->cells[service][time] = cell_line(filling, &reach, question);
    }
    reach_clear(&reach);
    reach_question_free(question);
    return known;
}

static void heads_fill(const struct reach_filling *filling)
{
    for (int time = 0; time < PRINT_REACH_TIMES; time++) {
        struct message head = message_of(times[time].key);
        message_add_date(&head, moment_of(filling, time).date);
        filling->out->heads[time] = paper_said(filling->language, &head);
    }
    for (int service = 0; service < PRINT_REACH_SERVICES; service++) {
        filling->out->services[service] =
            paper_said_key(filling->language, service_key(services[service]));
    }
}

void scorecard_reach_fill(struct project *project, const struct language *language,
                          const char *lens, struct scorecard *out)
{
    struct reach_filling filling = {
        .project = project, .language = language, .out = &out->reach, .lens = lens};
    struct civil_date today = project_today(project);
    filling.monday = civil_date_add(today, -(int)civil_weekday_of(today));
    calendar_week(project->setting.calendar, project->setting.region, filling.monday, false,
                  &filling.monday);
    filling.ground = reach_ground_new();
    heads_fill(&filling);
    bool table = true;
    for (int at = 0; table && at < PRINT_REACH_SERVICES * PRINT_REACH_TIMES; at++) {
        table = cell_fill(&filling, at / PRINT_REACH_TIMES, at % PRINT_REACH_TIMES);
    }
    out->reach.table = table;
    reach_ground_free(filling.ground);
}
