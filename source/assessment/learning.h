/* SPDX-License-Identifier: EUPL-1.2 */
/* learning.h – a platform where people can practise by themselves (1,2,3 Digit), as data: assets/learning, the recipe is there.
 *
 * What a card needs of it: a short address to type, and for a theme of need.h the word to look for there. A word that the platform
 * does not use itself is `ours`. Source: domain.md 3.12. Pure; never changes once read. */
#ifndef ASSESSMENT_LEARNING_H
#define ASSESSMENT_LEARNING_H

#include "assessment/framework.h"
#include "logbook/need.h"

enum { LEARNING_CEILING = 64 * 1024, LEARNING_ADDRESS = 40 /* characters: it is typed by hand */ };

struct learning_theme {
    bool given, ours;
    struct words name;
};
struct learning { /* texts borrowed from `document` */
    const char *id, *version, *date, *name, *address, *source;
    struct words note;
    struct learning_theme themes[NEED_THEMES];
    cJSON *document; /* owned */
};

/* Every member is looked at; the fault names the place ("themes[2].theme"). */
bool learning_parse(const char *text, size_t size, struct learning **out, struct fault *why);
void learning_free(struct learning *learning);
/* "https://www.bib.be/" → "bib.be": what somebody types, in `out`. False = it stays longer than LEARNING_ADDRESS, or is none. */
bool address_short(const char *address, char out[LEARNING_ADDRESS + 1]);

#endif
