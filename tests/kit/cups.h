/* SPDX-License-Identifier: EUPL-1.2 */
/* cups.h – a print server of our own on loopback: Debian's cupsd with its own folders, the `cups-pdf` printer, and one
 * whose paper tray is always empty. Ended by its process id. Needs root, as cups-pdf's backend does. */
#ifndef KIT_CUPS_H
#define KIT_CUPS_H

#include <sys/types.h>

#include "kit/kit.h"

struct kit_cups {
    pid_t pid; /* 0 = not running */
    int port;
    char folder[KIT_PATH];
};
bool kit_cups_there(void); /* cupsd is installed and we are root */
/* Starts, and lets this process and its children ask it ($CUPS_SERVER). `most` bounds, in bytes, every file it writes,
 * as a full disk would; 0 = no bound. */
void kit_cups_start(struct kit_cups *cups, long most);
void kit_cups_stop(struct kit_cups *cups);
/* Adds a printer; `device` "cups-pdf:/" writes PDF, "paperless:/" says that there is no paper. `more` is a further
 * option of lpadmin, or NULL. */
void kit_cups_printer(const char *name, const char *device, const char *more);
/* When it is there: started, with "balie" (cups-pdf), "leeg" (no paper) and "dienst" (takes jobs of nobody here). */
void kit_cups_office(struct kit_cups *cups);
void kit_cups_need(const struct kit_cups *cups); /* skips the test when it does not run */
/* Waits for the PDF that cups-pdf made of the job whose name starts with `title` (make it unlike any other: it lies in PDF/ of our
 * home, the only place it writes to). The caller removes it. */
void kit_cups_page(const char *title, int job, char out[KIT_PATH]);
/* The one page that came out has ink in the same places as that of the PDF that was sent. */
void kit_cups_same_ink(const char *sent, const char *got);
/* The same for several pages of a real print, which a printer fits between its margins: as many, and each looks far more like its
 * own than like any other of them. */
void kit_cups_same_pages(const char *sent, const char *got);

#endif
