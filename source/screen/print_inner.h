/* SPDX-License-Identifier: EUPL-1.2 */
/* print_inner.h – the print screen from inside: the choice and what it says (print_choice.c), the preview (print_look.c), files and
 * printers (print_desk.c); screen_print.c lays them out.
 *
 * The main thread fills a print from the project and never draws, writes or asks a print server: workers do. What is filled is held
 * by all who still use it, and let go of with the last of them. Closing waits for nobody: what is under way is let go and ends with its
 * lane (shell_later). */
#ifndef SCREEN_PRINT_INNER_H
#define SCREEN_PRINT_INNER_H

#include "action/paper_job.h"
#include "assessment/lens.h"
#include "screen/part_inner.h"

struct print_hold { /* main thread only; what a closed screen leaves to a worker, its alone */
    struct paper_job *job;
    int holders;
    double width, height; /* points of a sheet */
};
struct print_hold *print_hold_take(struct print_hold *hold); /* NULL stays NULL */
void print_hold_give(struct print_hold *hold);

struct print_choice { /* compared byte for byte: begin with memset */
    enum paper_what what;
    const struct paper_form *form;
    int language, with; /* enum language_code; -1: the person's, none */
    int text, stops;
    char place[ACTION_ID]; /* of a place card, "" = none chosen */
    char report[32], about[ACTION_ID], other[ACTION_ID]; /* of a report; "" = what is usual */
};
struct print_key { /* what the filled print belongs to; likewise */
    struct print_choice choice;
    uint64_t generation;
    char project[64], wijk[32], lens[LENS_ID];
    const struct language *language;
};

/* What a worker draws with. */
struct print_pencil {
    char fonts[SYSTEM_PATH], style[SYSTEM_PATH];
    const struct icon_set *icons;
    struct theme theme;
    struct type *type;
    struct pencil pencil;
};
bool print_pencil_set(const struct shell *shell, struct print_pencil *out, struct fault *why);
bool print_pencil_open(struct print_pencil *pencil, struct fault *why); /* on the worker */
void print_pencil_close(struct print_pencil *pencil);

struct look_task;
struct print_look {
    struct work_job *job;              /* under way, or NULL */
    struct look_task *task;            /* its request */
    cairo_surface_t *whole, *sharp;    /* owned; the page, and what of it is seen from nearby */
    const struct print_hold *whole_of; /* only to compare */
    int page, pages, whole_page, whole_width;
    struct rect sharp_at;       /* shares of the page, 0 … 1 */
    double zoom, x, y;          /* 1 = the page fits; the share of the page in the middle of the view */
    double width, height;       /* of the view, as built last */
    bool near, moving, failed;  /* it fills the screen; under a finger; the worker could not */
};

struct file_task;
struct server_task;
enum print_stage { PRINT_REST, PRINT_WRITING, PRINT_SENDING, PRINT_FOLLOWING };
enum print_search { PRINT_UNASKED, PRINT_SEARCHING, PRINT_FOUND, PRINT_NOT_FOUND };
struct print_desk {
    struct work_lane *lane;       /* what waits for a print server; owned, NULL until needed */
    struct work_job *file_job, *server_job;
    struct file_task *file_task;  /* their requests */
    struct server_task *server_task;
    bool open;                    /* printers are shown */
    enum print_search search;
    struct fault search_fault;
    struct printer *printers;     /* owned */
    size_t count;
    int chosen, copies;
    int paper;                    /* of the printer's, -1 = what suits the form */
    int sides;                    /* enum printer_sides, -1 = what suits the form */
    bool grey;
    enum print_stage stage;
    bool stop;                    /* somebody said stop */
    char printer[PRINTER_TEXT], shown[PRINTER_TEXT], reason[PRINTER_TEXT];
    struct print_hold *sent;      /* what was handed over, until that is over */
    int number;                   /* of the job, as the server counts */
    enum printer_progress progress;
    int64_t look_at;              /* when the job is looked at again, ms */
    struct message said;          /* how the last one ended; key "" = nothing to say */
    bool said_good;
    struct fault fault;           /* why it did not print; kind FAULT_NONE = it did */
    char saved[SYSTEM_PATH];      /* the newest file, or "" */
    bool noted;                   /* and that it was given out … */
    uint64_t noted_at;            /* … the project's generation then: an undo takes it back */
};

struct shell_print {
    struct print_choice choice;
    struct print_hold *hold; /* NULL: could not be filled, `empty` says why */
    struct print_key key;
    struct fault empty;
    bool choosing; /* the list of places is open */
    struct print_look look;
    struct print_desk desk;
};
struct shell_print *print_of(struct shell *shell);

/* ---- print_choice.c ---- */
struct print_hold *print_filled(struct shell *shell); /* borrowed; NULL: see `empty` */
const struct language *print_language(struct shell *shell, const struct print_choice *choice);
void print_choices(struct shell *shell);
bool print_choice_news(struct shell *shell, const char *id);

/* ---- print_look.c ---- */
/* The page in width x height dp; from nearby it answers fingers and keys. */
void print_look(struct shell *shell, double width, double height);
void print_look_arrows(struct shell *shell);
void print_look_forget(struct shell_print *print); /* another print, or other content */
void print_look_close(struct shell *shell);
bool print_look_news(struct shell *shell, const struct ui_news *news);
double print_look_ratio(struct shell *shell); /* height over width of a sheet */

/* ---- print_desk.c ---- */
void print_desk(struct shell *shell);
bool print_desk_news(struct shell *shell, const char *id);
void print_desk_close(struct shell *shell);
/* ---- print_send.c ---- */
void print_printers_ask(struct shell *shell);
void print_file_make(struct shell *shell, enum paper_end end, bool send);
void print_stop(struct shell *shell);

#endif
