/* SPDX-License-Identifier: EUPL-1.2 */
/* printer.h – the printers this machine knows, and a file sent to one. Body in platform/linux/printer.c, on CUPS.
 *
 * All of these talk to the print server and may take seconds: only on a worker or in the command line. Nothing is lost when
 * printing fails: the file stays where it is, and the fault says what to do. */
#ifndef SYSTEM_PRINTER_H
#define SYSTEM_PRINTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"

enum { PRINTER_TEXT = 128, PRINTER_PAPERS = 24 };

struct printer_paper {
    char name[64];        /* PWG: "iso_a4_210x297mm" */
    double width, height; /* points */
};
enum printer_state { PRINTER_READY, PRINTER_BUSY, PRINTER_STOPPED };
struct printer {
    char name[PRINTER_TEXT], info[PRINTER_TEXT], where[PRINTER_TEXT];
    char reason[PRINTER_TEXT]; /* as the server says it: "media-empty", "" = none */
    enum printer_state state;
    bool chosen;    /* the default of this person or machine */
    bool accepting; /* takes jobs */
    bool colour, duplex;
    struct printer_paper papers[PRINTER_PAPERS];
    int paper_count;
};
/* All printers; *out is the caller's (free). None is no fault: *count is 0. FAULT_NETWORK: no print server answers;
 * FAULT_REFUSED: it does not let us. */
bool printers_list(struct printer **out, size_t *count, struct fault *why);

enum printer_sides { PRINTER_ONE_SIDE, PRINTER_LONG_EDGE, PRINTER_SHORT_EDGE };
struct printer_job {
    const char *file, *title; /* a PDF */
    const char *printer;      /* name */
    const char *paper;        /* PWG name, or NULL = the printer's own */
    int copies;               /* 1 .. 999 */
    enum printer_sides sides;
    bool grey;
};
/* Hands the file over; *number is the server's. FAULT_MISSING: no such printer or file; FAULT_REFUSED: no rights, or the printer takes
 * no jobs; FAULT_STORAGE: the server's disk is full; FAULT_NETWORK: no server. */
bool printer_send(const struct printer_job *job, int *number, struct fault *why);

enum printer_progress { PRINTER_WAITING, PRINTER_PRINTING, PRINTER_DONE, PRINTER_HELD, PRINTER_FAILED, PRINTER_CANCELLED };
/* How a job stands; `reason` gets the server's word ("media-empty", "printer-stopped"). FAULT_NETWORK: no server answers now, which
 * says nothing of the job; FAULT_MISSING: it knows no such job or printer. */
bool printer_look(const char *printer, int number, enum printer_progress *out, char reason[PRINTER_TEXT],
                  struct fault *why);
bool printer_cancel(const char *printer, int number, struct fault *why);

#endif
