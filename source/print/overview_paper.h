/* SPDX-License-Identifier: EUPL-1.2 */
/* overview_paper.h – the parts of the residents' overview on paper, for its three forms.
 *
 * A reader looks at one question only, often on a page that somebody tore off or photographed. So in the list and in the
 * booklet every answer is whole: a place that answers three questions stands three times with its address and phone, and
 * nobody has to look up "see 3". What one place offers under one question stands together. On the poster, where all is seen
 * at once, a place has its address and phone where it is first named; later its number leads back to there and to the map. When
 * all facts in 16 pt do not go on one page, the poster says the briefest that helps (`brief`), and that the rest is in the list.
 *
 * Everything follows plan->text, the size of running text and the smallest there is. The second language stands beside the
 * first where the column is wide enough (`beside`), else below it in muted ink; headings are bold in the first only. */
#ifndef PRINT_OVERVIEW_PAPER_H
#define PRINT_OVERVIEW_PAPER_H

#include "base/arena.h"
#include "print/overview.h"
#include "print/paper.h"

enum { OVERVIEW_QUESTIONS = 16 /* whose pages the booklet's cover tells */ };

struct overview_plan {
    const struct language *const *languages;
    struct map_scene scene; /* marks owned: all in ink, so that black and white shows the same */
    bool beside;
    bool run_in;     /* the facts of an answer as one paragraph */
    bool brief;      /* the poster with little room: languages, steps, notes and further ways to reach a place are in the list */
    double heading;  /* size of headings, as a share */
    int columns;
    double map_high; /* of the poster's map */
    int thinner;     /* of the map, see figure.h */
    struct columns *columns_now; /* of the poster, while they are filled */
    int pages[OVERVIEW_QUESTIONS]; /* on which a question begins, from the walk before */
};

static inline const struct overview *overview_of(const struct sheet *sheet)
{
    return sheet->content;
}

static inline struct overview_plan *overview_plan_of(const struct sheet *sheet)
{
    return sheet->plan;
}

/* The tag of the second language, for runs in it; NULL for the first, which is that of the document. */
const char *overview_tongue(const struct sheet *sheet, int language);
double overview_em(const struct sheet *sheet, double share); /* of the running text */

/* ---- overview_entry.c: one place under one question ---- */
struct overview_part { /* a paragraph */
    struct flow_run *runs; /* in the arena, as their texts */
    int count;
};
struct overview_row { /* the same in each language, or once for all */
    const char *icon; /* "" = none */
    bool first;       /* has the number */
    bool apart;       /* another offer begins */
    struct overview_part part[OVERVIEW_LANGUAGES];
};
struct overview_entry {
    const struct overview_question *question;
    const struct overview_place *place;
    struct arena arena;
    struct overview_row *rows; /* owned; the first is the name */
    size_t count, room;
};
/* All that `answers`, of one place, say. `brief`: without what the place itself is known by. */
void overview_entry_make(const struct sheet *sheet, const struct overview_question *question,
                         const struct overview_answer *answers, size_t count, bool brief,
                         struct overview_entry *out);
void overview_entry_clear(struct overview_entry *entry);
double overview_entry_height(const struct sheet *sheet, const struct overview_entry *entry, double width);
void overview_entry_set(const struct sheet *sheet, const struct overview_entry *entry, double x, double y, double width);
/* One row of it, the first with the number; `cairo` NULL measures. */
double overview_row_set(const struct sheet *sheet, cairo_t *cairo, const struct overview_entry *entry,
                        const struct overview_row *row, double x, double y, double width);
/* overview_pour.c: one that is higher than a whole page or column: row after row, and words after words; `turn` makes room anew at
 * sheet->y and says where. */
typedef double overview_turn(struct sheet *sheet);
void overview_entry_pour(struct sheet *sheet, const struct overview_entry *entry, double x, double width,
                         overview_turn *turn);

/* ---- overview_parts.c: what stands around them ---- */
/* A line in each language, one below the other; returns the height. */
struct overview_words {
    double size, second; /* of the first language and of the second, shares of the running text */
    bool bold;           /* the first */
    enum type_side side;
};
double overview_line_set(const struct sheet *sheet, cairo_t *cairo, const struct overview_line *line,
                         struct overview_words words, double x, double y, double width);
struct overview_line overview_word_line(const struct sheet *sheet, const char *key); /* borrowed, not to be cleared */
void overview_title_set(struct sheet *sheet, double size); /* H1, valid until, what this is */
/* An H2 with its icon at sheet->y or elsewhere; `continued` says it again as decoration. Returns its height. */
struct overview_heading {
    const struct overview_line *line;
    const char *icon, *name; /* `name`: what links lead to, or NULL */
    bool continued;
};
double overview_heading_set(const struct sheet *sheet, cairo_t *cairo, const struct overview_heading *heading,
                            double x, double y, double width);
bool overview_has_map(const struct sheet *sheet);
void overview_map_set(const struct sheet *sheet, double x, double y, double width, double height); /* the figure */
void overview_sources_set(struct sheet *sheet);

/* ---- the forms ---- */
void overview_list_fill(struct sheet *sheet);   /* overview_list.c: list and booklet */
void overview_poster_fill(struct sheet *sheet); /* overview_poster.c */
void overview_poster_plan(struct sheet *sheet, double least); /* chooses sizes; `least` is that of the text */

/* The first answer behind `from` that is of another place. */
size_t overview_group_end(const struct overview_question *question, size_t from);

#endif
