/* SPDX-License-Identifier: EUPL-1.2 */
/* The scorecard's map, and how its numbers are to be read. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "print/card.h"
#include "print/figure.h"
#include "print/marks.h"

static const double MAP_LEAST = 230;

static bool has_pin(const struct scorecard *card, enum symbol_pin pin)
{
    for (size_t i = 0; i < card->scene.mark_count; i++) {
        if (card->scene.marks[i].pin == pin) {
            return true;
        }
    }
    return false;
}

/* How the numbers look, for the states that are there; returns its height. */
static double key_set(const struct sheet *sheet, cairo_t *cairo, double y)
{
    static const struct {
        enum symbol_pin pin;
        const char *key;
    } rows[] = {{SYMBOL_PIN_CONFIRMED, "print.mark.confirmed"},
                {SYMBOL_PIN_STALE, "print.mark.stale"},
                {SYMBOL_PIN_PROVISIONAL, "print.mark.provisional"}};
    double x = PAPER_LEFT, line = MARK_HIGH + 3, top = y;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct flow_run word = sheet_run(sheet, sheet_word(sheet, rows[i].key), THEME_INK);
        double wide = type_width(sheet->pencil->type, word.style, word.text) + 38;
        if (!has_pin(card_of(sheet), rows[i].pin)) {
            continue;
        }
        if (x + wide > PAPER_RIGHT && x > PAPER_LEFT) {
            x = PAPER_LEFT;
            y += line;
        }
        if (cairo) {
            ink_close(sheet_tags(sheet, cairo));
            mark_draw(sheet, cairo, rows[i].pin, THEME_INK, "1", x + MARK_HIGH / 2,
                      y + MARK_HIGH / 2, MARK_HIGH);
        }
        sheet_flow(sheet, cairo, x + 22, y + 2, PAPER_RIGHT - x - 22, &word, 1);
        x += wide;
    }
    return x > PAPER_LEFT || y > top ? y + line - top : 0;
}

static double chart_height(const struct sheet *sheet)
{
    double ratio = map_figure_ratio(&card_of(sheet)->scene, card_of(sheet)->map_box);
    return fmin(plan_of(sheet)->map_most, fmax(MAP_LEAST, PAPER_SPAN * ratio));
}

void chart_set(struct sheet *sheet)
{
    bool nothing = !card_of(sheet)->scene.source && card_of(sheet)->scene.mark_count == 0;
    if (nothing || box_is_empty(card_of(sheet)->map_box)) {
        return;
    }
    double below = key_set(sheet, NULL, 0) + 5;
    double high = chart_height(sheet);
    sheet_heading(sheet, sheet_word(sheet, "print.map"), false, high + below);
    char count[16];
    snprintf(count, sizeof count, "%d", card_of(sheet)->place_count);
    char *alt = sheet_fill(sheet, "print.map.alt", card_of(sheet)->wijk, count);
    map_figure_set(sheet, &(struct map_figure){.scene = &card_of(sheet)->scene,
                                               .box = card_of(sheet)->map_box,
                                               .x = PAPER_LEFT,
                                               .y = sheet->y,
                                               .width = PAPER_SPAN,
                                               .height = high,
                                               .thinner = plan_of(sheet)->thinner,
                                               .alt = alt});
    free(alt);
    sheet->y += high + 5;
    sheet->y += key_set(sheet, sheet_cairo(sheet), sheet->y);
}
