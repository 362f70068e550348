/* SPDX-License-Identifier: EUPL-1.2 */
/* place_card.h – one place with its hours and offers, to hang at its door: A5 or A6, with a QR code that leads to
 * its phone or web address. The same facts in the same words as the residents' overview, in one language or two. */
#ifndef PRINT_PLACE_CARD_H
#define PRINT_PLACE_CARD_H

#include "print/overview.h"

struct place_card { /* texts and lists owned */
    int language_count;
    enum language_code codes[OVERVIEW_LANGUAGES];
    struct civil_date day;
    struct overview_place place;
    struct overview_line kind;    /* "Bibliotheek" */
    struct overview_line hours;   /* of the place itself, in words; "" = not known */
    struct overview_answer *answers; /* what it offers to residents, confirmed and current */
    size_t answer_count;
    struct overview_line checked; /* "Nagekeken op 12 mei 2026" */
    struct overview_line scan;    /* beside the QR code: "Bel ons" or "Naar de website"; "" = no code */
    struct overview_line ribbon;
    char *code;                   /* what the QR code says: "tel:…" or a web address; "" = none */
};
void place_card_clear(struct place_card *card);

enum place_card_form { PLACE_CARD_A5, PLACE_CARD_A6 };
/* Writes FILE as tagged PDF, whole or not at all; more pages when it does not fit on one. `languages` are those of the
 * card's codes. Faults of paper_save (print/paper.h). */
bool print_place_card(const struct place_card *card, enum place_card_form form, const struct pencil *pencil,
                      const struct language *const languages[OVERVIEW_LANGUAGES], const char *file, struct fault *why);
/* Draws page `page` (from 0) on a context of the form's size in points; returns how many there are; `cairo` NULL counts. */
int print_place_card_page(const struct place_card *card, enum place_card_form form, const struct pencil *pencil,
                          const struct language *const languages[OVERVIEW_LANGUAGES], cairo_t *cairo, int page);
void place_card_paper(enum place_card_form form, double *width, double *height); /* points */

#endif
