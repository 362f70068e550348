/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/place_card.h"

#include <stdlib.h>
#include <string.h>

#include "print/overview_inner.h"

void place_card_clear(struct place_card *card)
{
    struct overview_line *const lines[] = {&card->kind, &card->hours, &card->checked, &card->scan,
                                           &card->ribbon};
    for (size_t at = 0; at < sizeof lines / sizeof *lines; at++) {
        overview_line_clear(lines[at]);
    }
    for (size_t at = 0; at < card->answer_count; at++) {
        overview_answer_clear(&card->answers[at]);
    }
    free(card->answers);
    overview_place_clear(&card->place);
    free(card->code);
    memset(card, 0, sizeof *card);
}
