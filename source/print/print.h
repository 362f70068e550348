/* SPDX-License-Identifier: EUPL-1.2 */
/* print.h – the wijk scorecard on A4, or as A3 poster, as PDF through cairo.
 *
 * Everything that is said stands in the content, already in the person's language, so that drawing
 * needs no project and can run on a worker. Greyscale-safe: symbol and word beside colour. Text at
 * least 9.5 pt. The same content gives the same bytes (creation date = `day`). */
#ifndef PRINT_PRINT_H
#define PRINT_PRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/civil.h"
#include "base/fault.h"
#include "draw/wheel.h"
#include "language/language.h"
#include "map/map.h"

struct print_row {          /* one criterion */
    char id[4];
    int pillar;
    enum symbol_state state;
    char *name, *reason;    /* owned, like all texts here */
    char *evidence;         /* "4 plekken: 1, 3, 4, 9", or "" */
    char *origin;           /* "berekend", "beoordeeld", "te bevragen", "voorstel: voldaan" */
    char *since;            /* "beter dan op 12 mei 2026", or "" */
    const char *move;       /* icon that says the same by its direction; a constant word, NULL = none */
    char *judgement;        /* the reason a person gave, with the computed result, or "" */
    bool judged;
    bool proposed;          /* a proposal, until people judge */
};
struct print_pillar {
    char letter[4];
    enum theme_token colour;
    char *name, *line;      /* "4 van 5 voldaan" */
};
struct print_place {
    int number;
    char *name, *address, *offers, *when, *checked; /* one line each */
};
struct print_gap {
    char id[4];
    char *name, *next;      /* what would close it */
};
/* T4: who gives wifi and a computer when. [wifi, computer][office hours, evening, weekend] */
enum { PRINT_NORMAL, PRINT_SCHOOL, PRINT_WEEKS };
enum { PRINT_HALF_HOURS = 48 };
struct print_times {
    bool given;
    char *week;          /* "gewone week, die van 8 juni 2026" */
    bool covered[2][3];
    char *who[2][3];     /* names of the places, "" = none */
};
/* Who can walk to which service: our own measure, and it says so. [wifi, computer, charge, print][office hours, Sunday] */
enum { PRINT_REACH_SERVICES = 4, PRINT_REACH_TIMES = 2 };
struct print_reach {
    bool given;
    bool table;          /* else only the note: why nothing is known */
    char *heads[PRINT_REACH_TIMES];
    char *services[PRINT_REACH_SERVICES];
    char *cells[PRINT_REACH_SERVICES][PRINT_REACH_TIMES]; /* of each 100 addresses: "5 min: 70 · 10 min: 98 · 15 min: 100" */
    char *note;          /* how it was measured, on which day */
};
struct scorecard {
    char *wijk, *municipality, *date_line, *framework_line, *totals_line, *places_line, *ribbon; /* ribbon "" = real */
    char *roles_line;       /* who took part, as roles; "" or NULL = nobody yet */
    char *candidates_line; /* how many nobody looked at yet; "" = none */
    struct civil_date day;
    char *language;         /* "nl" */
    struct print_pillar *pillars;
    int pillar_count;
    struct print_row *rows;
    int row_count;
    struct print_place *places;
    int place_count;
    struct print_gap *gaps;
    int gap_count;
    char **figures;         /* of others, with year and source: beside, never in the result */
    int figure_count;
    char **sources;         /* credit lines */
    int source_count;
    char *wheel_number, *wheel_line, *wheel_second;
    char *grid[2][3];       /* T4: words of each cell, NULL = no grid */
    bool grid_covered[2][3];
    struct print_times times[PRINT_WEEKS];
    struct print_reach reach;
    uint16_t week[2][7][PRINT_HALF_HOURS]; /* places open in each half hour of the normal week */
    /* the map. scene.source and scene.marks are owned (free), their icons are constant words; style,
     * border and the pack behind the source are borrowed and must live until the drawing ends */
    struct map_scene scene;
    struct box map_box;
};
void scorecard_clear(struct scorecard *scorecard);

enum scorecard_form {
    SCORECARD_A4,     /* two to four pages to read at a table */
    SCORECARD_POSTER, /* A3 portrait, to hang up */
    SCORECARD_FORMS
};
/* Draws and writes FILE (whole or not at all). `language` gives the fixed words ("print.*"). */
bool print_scorecard(const struct scorecard *scorecard, enum scorecard_form form, const struct pencil *pencil, const struct language *language,
                     const char *file, struct fault *why);
/* Width and height of its paper in points. */
struct scorecard_size { double width, height; } scorecard_size(enum scorecard_form form);
/* One page onto a context of that size, for the preview; returns how many pages there are. `cairo`
 * NULL only counts. */
int print_scorecard_page(const struct scorecard *scorecard, enum scorecard_form form, const struct pencil *pencil,
                         const struct language *language, cairo_t *cairo, int page);

#endif
