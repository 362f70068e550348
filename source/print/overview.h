/* SPDX-License-Identifier: EUPL-1.2 */
/* overview.h – the residents' overview: their questions, and the places that answer them, as a value.
 *
 * It shows no scores. Everything that is said stands in it, in one language or in two, so that drawing needs no project
 * and runs on a worker; the same value is set as A4 list, as A4 folded to A5, as A3 poster, and written as HTML
 * (print/overview_html.h), CSV and GeoJSON. Only facts that a person confirmed and that are current on `day` come in:
 * no candidates, nothing older than a year, nothing that has ended; partners' marks only once accepted. Contacts are those of functions.
 * Words that a person entered (names, notes) keep their own language, said in `language` where it is known. */
#ifndef PRINT_OVERVIEW_H
#define PRINT_OVERVIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"
#include "base/fault.h"
#include "language/language.h"
#include "map/map.h"

enum { OVERVIEW_LANGUAGES = 2 };

/* One sentence in each of the overview's languages; owned; "" = nothing to say. */
struct overview_line {
    char *text[OVERVIEW_LANGUAGES];
};
/* What is said of an offer, in this order. */
enum overview_fact {
    OVERVIEW_WHAT,      /* "Gratis wifi", "Zwart-wit en kleur, A4 en A3" */
    OVERVIEW_PRICE,     /* "Gratis", "Je betaalt: 0,10 euro per blad", "Alleen als je iets drinkt" */
    OVERVIEW_WHEN,      /* in words: "Maandag tot vrijdag van 9 tot 12 uur; gesloten tot 4 januari" */
    OVERVIEW_ENTRY,     /* "Binnenlopen mag" or "Maak eerst een afspraak" */
    OVERVIEW_TONGUES,   /* "In het Nederlands, Frans en Arabisch" */
    OVERVIEW_FOR,       /* for whom, when not for everybody */
    OVERVIEW_NOTE,      /* as typed */
    OVERVIEW_FACTS
};
struct overview_place {
    int number;         /* from 1; on the map and at every answer */
    char *id, *name;    /* owned, as all texts */
    char *address;      /* street and number, "" when not known */
    char *phone, *web, *mail; /* of the function; "" = none; phone goes before web */
    struct overview_line step_free; /* "Zonder drempel", "Er is een trap"; "" when nobody looked */
    struct point point;
};
struct overview_answer {
    int place;          /* index in `places` */
    const char *service, *icon; /* constant: "wifi" */
    char *key;                  /* "place:…/offer": what the answer rests on */
    struct overview_line fact[OVERVIEW_FACTS];
};
struct overview_question {
    const char *word;   /* "wifi", "help", "print", "learn", "charge", "computer", "lend": constant */
    const char *icon;   /* constant */
    struct overview_line heading; /* "Waar is er gratis wifi?" */
    struct overview_line none;    /* said when there are no answers: "Nog geen plek in deze wijk" */
    struct overview_answer *answers;
    size_t answer_count;
};
struct overview {
    int language_count;
    enum language_code codes[OVERVIEW_LANGUAGES];
    char *wijk, *municipality;
    struct civil_date day, valid_until; /* six months later, or when the first fact in it ends, if it ends sooner than that and is not said */
    struct overview_line title, valid_line, intro, map_title, ribbon; /* ribbon "" = real data, else "oefenwijk" */
    struct overview_question *questions; /* those of the wijk, in a fixed order; also unanswered ones */
    size_t question_count;
    struct overview_place *places;       /* north to south */
    size_t place_count;
    char **sources;                      /* credit lines */
    size_t source_count;
    struct map_scene scene; /* as in print.h: source and marks owned, style, border and pack borrowed */
    struct box map_box;
};
void overview_clear(struct overview *overview);
void overview_answer_clear(struct overview_answer *answer); /* one that stands alone */

enum overview_form { OVERVIEW_LIST_A4, OVERVIEW_FOLDED_A5, OVERVIEW_POSTER_A3 };
struct overview_setting {
    enum overview_form form;
    double text; /* points, at least 12; 16 = large */
};
/* Writes FILE, whole or not at all, as tagged PDF. Folded: A4 landscape sheets, pages in the order in which they are folded.
 * `languages` are those of the overview's codes. */
bool print_overview(const struct overview *overview, struct overview_setting setting, const struct pencil *pencil,
                    const struct language *const languages[OVERVIEW_LANGUAGES], const char *file, struct fault *why);
/* One sheet for the preview on a context of the form's size in points; returns how many there are; `cairo` NULL counts. */
int print_overview_page(const struct overview *overview, struct overview_setting setting, const struct pencil *pencil,
                        const struct language *const languages[OVERVIEW_LANGUAGES], cairo_t *cairo, int page);
void overview_paper(enum overview_form form, double *width, double *height); /* points of one sheet */

#endif
