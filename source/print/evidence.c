/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/evidence.h"

#include <stdlib.h>
#include <string.h>

enum { DIGITS_MOST = 6 };

static void run_add(struct evidence_runs *evidence, const struct sheet *sheet, const char *from,
                    size_t size)
{
    if (size) {
        char *text = arena_bytes(&evidence->texts, from, size);
        evidence->runs[evidence->count++] = sheet_run(sheet, text, THEME_INK);
    }
}

static const struct print_place *place_numbered(const struct scorecard *card, int number)
{
    for (int i = 0; i < card->place_count; i++) {
        if (card->places[i].number == number) {
            return &card->places[i];
        }
    }
    return NULL;
}

static void number_add(struct evidence_runs *evidence, const struct sheet *sheet, const char *from,
                       size_t size)
{
    run_add(evidence, sheet, from, size);
    struct flow_run *run = &evidence->runs[evidence->count - 1];
    int number = size <= DIGITS_MOST ? atoi(run->text) : 0;
    const struct print_place *place = place_numbered(card_of(sheet), number);
    if (place) {
        run->to = arena_textf(&evidence->texts, PLACE_NAME, number);
        run->alt = arena_textf(&evidence->texts, "%d %s", number, place->name);
    }
}

/* The numbers stand behind the colon; the one before it is how many there are. */
void evidence_init(struct evidence_runs *evidence, const struct sheet *sheet, const char *text)
{
    static const char digits[] = "0123456789";
    const char *colon = strrchr(text, ':'), *at = colon ? colon + 1 : text + strlen(text);
    evidence->count = 0;
    arena_init(&evidence->texts);
    const char *from = text;
    while (*at && evidence->count + 3 < EVIDENCE_RUNS) {
        size_t size = strspn(at, digits);
        if (size) {
            run_add(evidence, sheet, from, (size_t)(at - from));
            number_add(evidence, sheet, at, size);
            from = at + size;
        }
        at += size ? size : 1;
    }
    run_add(evidence, sheet, from, strlen(from));
}

void evidence_clear(struct evidence_runs *evidence)
{
    arena_clear(&evidence->texts);
}
