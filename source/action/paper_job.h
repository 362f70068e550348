/* SPDX-License-Identifier: EUPL-1.2 */
/* paper_job.h – from a choice to paper: which prints there are and in which forms, one of them filled from the project on the main
 * thread, and what a worker does with it: draw a page, write a file, hand that to a printer. Screen and command are two faces of this.
 *
 * A job borrows languages, map style and what the project holds of map and border: both must live, and the project stay open, until it
 * is freed. Between filling and freeing it is one thread's at a time. */
#ifndef ACTION_PAPER_JOB_H
#define ACTION_PAPER_JOB_H

#include "action/project.h"
#include "print/overview.h"
#include "system/printer.h"
#include "system/system.h"

enum paper_what { PAPER_SCORECARD, PAPER_OVERVIEW, PAPER_PLACE_CARD, PAPER_WALK, PAPER_REPORT, PAPER_WHATS };
const char *paper_what_word(enum paper_what what); /* "scorecard", "overview", "card", "walk", "report" */
bool paper_what_parse(const char *word, enum paper_what *out);
bool paper_in_two_languages(enum paper_what what);
bool paper_text_chosen(enum paper_what what); /* 12 or 16 points */

struct paper_form {
    enum paper_what what;
    const char *word, *key;    /* "folded", "paper.form.folded" */
    const char *paper;         /* PWG name: "iso_a4_210x297mm" */
    enum printer_sides sides;  /* what suits it when the printer prints on both */
    int form;                  /* of the print's own header */
};
/* All, those of one print together, its usual form first. */
const struct paper_form *paper_forms(int *count);
/* `word` NULL = the usual form; NULL = this print has no such form. */
const struct paper_form *paper_form_find(enum paper_what what, const char *word);
/* The usual form of a report (action/report.h); NULL = there is no such report. */
const struct paper_form *paper_form_of_report(const char *report);

enum { PAPER_TEXT_PLAIN = 12, PAPER_TEXT_LARGE = 16 };
struct paper_choice {
    const struct paper_form *form;
    const struct language *languages[OVERVIEW_LANGUAGES]; /* the second NULL = one language */
    int text;                      /* points; where it can be chosen */
    const char *place;             /* of a place card: its id */
    const struct point *start;     /* of a walk; NULL = the middle of the wijk */
    int stops;                     /* of a walk; 0 = as many as usual */
    const char *lens;              /* that is on (its id): a scorecard measures reach through it, overviews and reports say that they
                                    * are for everybody; NULL, "" = none */
    const char *report, *about, *other; /* of a report: its word and what it is asked (struct report_ask) */
    const struct map_style *style; /* of printed maps */
};
struct paper_job; /* opaque */
bool action_paper_fill(struct project *project, const struct paper_choice *choice, struct paper_job **out, struct fault *why);
void paper_job_free(struct paper_job *job); /* NULL is fine */
const struct paper_form *paper_job_form(const struct paper_job *job);

/* ---- with a pencil of the thread's own ---- */
int paper_job_pages(const struct paper_job *job, const struct pencil *pencil);
void paper_job_size(const struct paper_job *job, double *width, double *height); /* points of one sheet */
void paper_job_draw(const struct paper_job *job, const struct pencil *pencil, cairo_t *cairo, int page);
enum paper_end { PAPER_PDF, PAPER_HTML, PAPER_CSV, PAPER_GEOJSON, PAPER_ENDS };
const char *paper_end_word(enum paper_end end); /* "pdf" */
/* By the end of a file's name; false = none of these. */
bool paper_end_parse(const char *file, enum paper_end *out);
/* Whether this print can be such a file: all can be PDF, an overview anything, a report also CSV. */
bool paper_has_end(enum paper_what what, enum paper_end end);
/* Whole or not at all. FAULT_USAGE: it has no such end. */
bool paper_job_write(const struct paper_job *job, const struct pencil *pencil, enum paper_end end, const char *file,
                     struct fault *why);

/* ---- around it ---- */
/* DATA/prints/<what>-<wijk or place>-<languages>-<day>.<end>, its folder made: where a paper is kept when nobody names a file. */
bool action_paper_file(struct project *project, const struct paper_job *job, const char *data_folder, enum paper_end end,
                       char out[SYSTEM_PATH], struct fault *why);
/* The same for the table or map layer of all confirmed places. */
bool action_places_file(struct project *project, const struct language *language, const char *data_folder, enum paper_end end,
                        char out[SYSTEM_PATH], struct fault *why);
/* Whether giving it out is worth a note (C2): an overview on paper or as page, with something in it; data
 * files are no overview that people read. */
bool paper_is_published(const struct paper_job *job, enum paper_end end);
bool action_paper_note(struct project *project, const struct paper_job *job, enum paper_end end, struct fault *why);

/* As printers_list; on a worker or in the command line. */
bool paper_printers(struct printer **out, size_t *count, struct fault *why);
/* The printer's paper for the form: the same size when it has it, else A4, else its own (NULL). `smaller`: it will be
 * scaled down to fit. */
const char *paper_for_printer(const struct printer *printer, const struct paper_form *form, bool *smaller);
/* How a printer stands, as one sentence with the next step; key "" = ready. */
struct message paper_printer_state(const struct printer *printer);
/* How a job stands. */
struct message paper_progress(const char *printer, enum printer_progress progress, const char *reason);
/* A person must do something before it goes on. */
bool paper_progress_stuck(enum printer_progress progress, const char *reason);

#endif
