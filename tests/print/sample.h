/* SPDX-License-Identifier: EUPL-1.2 */
/* sample.h – scorecards of Historisch Molenbeek for the tests of this room: real names, real
 * places, the sentences of the word lists; the results in them are only there to show every form.
 */
#ifndef TESTS_PRINT_SAMPLE_H
#define TESTS_PRINT_SAMPLE_H

#include "language/language.h"
#include "map/molenbeek.h"
#include "print/print.h"

struct sample {
    struct scorecard card;
    struct pencil pencil;
    struct language *language;
    struct molenbeek *molenbeek;
    struct map_style *style;
};

enum sample_kind {
    SAMPLE_USUAL, /* one gap in four, short sentences */
    SAMPLE_LONG   /* nothing met, the longest sentences, people judged some */
};

void sample_open(struct sample *sample, enum language_code code, int places, enum sample_kind kind);
void sample_close(struct sample *sample);

#endif
