/* SPDX-License-Identifier: EUPL-1.2 */
/* The scorecard's map, and how its numbers are to be read. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "print/card.h"
#include "print/figure.h"
#include "print/marks.h"

static const double MAP_LEAST = 230;

static double scale_of(const struct sheet *sheet)
{
    return sheet->text / PAPER_TEXT;
}

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
    double x = sheet->paper->left, scale = scale_of(sheet), line = MARK_HIGH * scale + 3, top = y;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct flow_run word = sheet_run(sheet, sheet_word(sheet, rows[i].key), THEME_INK);
        double wide = type_width(sheet->pencil->type, word.style, word.text) + 38 * scale;
        if (!has_pin(card_of(sheet), rows[i].pin)) {
            continue;
        }
        if (x + wide > sheet->paper->right && x > sheet->paper->left) {
            x = sheet->paper->left;
            y += line;
        }
        if (cairo) {
            ink_close(sheet_tags(sheet, cairo));
            cairo_save(cairo);
            cairo_translate(cairo, x, y);
            cairo_scale(cairo, scale, scale);
            mark_draw(sheet, cairo, rows[i].pin, THEME_INK, "1", MARK_HIGH / 2, MARK_HIGH / 2,
                      MARK_HIGH);
            cairo_restore(cairo);
        }
        sheet_flow(sheet, cairo, x + 22 * scale, y + 2 * scale,
                   sheet->paper->right - x - 22 * scale, &word, 1);
        x += wide;
    }
    return x > sheet->paper->left || y > top ? y + line - top : 0;
}

static double chart_height(const struct sheet *sheet)
{
    double ratio = map_figure_ratio(&card_of(sheet)->scene, card_of(sheet)->map_box);
    return fmin(plan_of(sheet)->map_most, fmax(MAP_LEAST, sheet_span(sheet) * ratio));
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
                                               .x = sheet->paper->left,
                                               .y = sheet->y,
                                               .width = sheet_span(sheet),
                                               .height = high,
                                               .scale = scale_of(sheet),
                                               .thinner = plan_of(sheet)->thinner,
                                               .alt = alt});
    free(alt);
    sheet->y += high + 5;
    sheet->y += key_set(sheet, sheet_cairo(sheet), sheet->y);
}
