/* SPDX-License-Identifier: EUPL-1.2 */
/* overview_sample.h – residents' overviews of Historisch Molenbeek for the tests of this room: real names, real places,
 * the sentences of the word lists; who offers what is only there to show every form. */
#ifndef TESTS_PRINT_OVERVIEW_SAMPLE_H
#define TESTS_PRINT_OVERVIEW_SAMPLE_H

#include "print/overview.h"
#include "print/sample.h"

struct overview_sample {
    struct sample base; /* the map, the pencil, the names */
    struct overview overview;
    struct language *words[OVERVIEW_LANGUAGES];
    const struct language *languages[OVERVIEW_LANGUAGES];
};
enum overview_kind {
    OVERVIEW_USUAL,
    OVERVIEW_SCRIPTS /* names and notes in Arabic, Turkish and Ukrainian, very long ones among them; oefenwijk */
};

/* `second` -1: one language. */
void overview_sample_open(struct overview_sample *sample, enum language_code first, int second, int places,
                          enum overview_kind kind);
void overview_sample_close(struct overview_sample *sample);

#endif
