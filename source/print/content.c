/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/print.h"

#include <stdlib.h>
#include <string.h>

static void pillars_free(struct scorecard *scorecard)
{
    for (int i = 0; i < scorecard->pillar_count; i++) {
        free(scorecard->pillars[i].name);
        free(scorecard->pillars[i].line);
    }
    free(scorecard->pillars);
}

static void rows_free(struct scorecard *scorecard)
{
    for (int i = 0; i < scorecard->row_count; i++) {
        struct print_row *row = &scorecard->rows[i];
        free(row->name);
        free(row->reason);
        free(row->evidence);
        free(row->origin);
        free(row->since);
        free(row->judgement);
    }
    free(scorecard->rows);
}

static void places_free(struct scorecard *scorecard)
{
    for (int i = 0; i < scorecard->place_count; i++) {
        struct print_place *place = &scorecard->places[i];
        free(place->name);
        free(place->address);
        free(place->offers);
        free(place->when);
        free(place->checked);
    }
    free(scorecard->places);
}

static void gaps_free(struct scorecard *scorecard)
{
    for (int i = 0; i < scorecard->gap_count; i++) {
        free(scorecard->gaps[i].name);
        free(scorecard->gaps[i].next);
    }
    free(scorecard->gaps);
}

static void sources_free(struct scorecard *scorecard)
{
    for (int i = 0; i < scorecard->figure_count; i++) {
        free(scorecard->figures[i]);
    }
    free(scorecard->figures);
    for (int i = 0; i < scorecard->source_count; i++) {
        free(scorecard->sources[i]);
    }
    free(scorecard->sources);
}

static void times_free(struct scorecard *scorecard)
{
    for (int week = 0; week < PRINT_WEEKS; week++) {
        struct print_times *times = &scorecard->times[week];
        free(times->week);
        for (int i = 0; i < 6; i++) {
            free(times->who[i / 3][i % 3]);
        }
    }
}

static void reach_free(struct print_reach *reach)
{
    for (int time = 0; time < PRINT_REACH_TIMES; time++) {
        free(reach->heads[time]);
        for (int service = 0; service < PRINT_REACH_SERVICES; service++) {
            free(reach->cells[service][time]);
        }
    }
    for (int service = 0; service < PRINT_REACH_SERVICES; service++) {
        free(reach->services[service]);
    }
    free(reach->note);
}

void scorecard_clear(struct scorecard *scorecard)
{
    char *const texts[] = {
        scorecard->wijk,           scorecard->municipality,    scorecard->date_line,
        scorecard->framework_line, scorecard->totals_line,     scorecard->places_line,
        scorecard->roles_line,     scorecard->candidates_line, scorecard->ribbon,
        scorecard->language,       scorecard->wheel_number,    scorecard->wheel_line,
        scorecard->wheel_second,
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        free(texts[i]);
    }
    for (int i = 0; i < 6; i++) {
        free(scorecard->grid[i / 3][i % 3]);
    }
    times_free(scorecard);
    reach_free(&scorecard->reach);
    pillars_free(scorecard);
    rows_free(scorecard);
    places_free(scorecard);
    gaps_free(scorecard);
    sources_free(scorecard);
    free((void *)scorecard->scene.source);
    free((void *)scorecard->scene.marks);
    memset(scorecard, 0, sizeof *scorecard);
}
