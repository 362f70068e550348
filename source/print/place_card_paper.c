/* SPDX-License-Identifier: EUPL-1.2 */
/* The place card: from far the name and the hours, from near what one can do there. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "print/code.h"
#include "print/paper.h"
#include "print/place_card.h"

static const struct paper papers[] = {
    [PLACE_CARD_A5] = {419.528, 595.276, 30, 389.5, 28, 556},
    [PLACE_CARD_A6] = {297.638, 419.528, 20, 277.6, 18, 386},
};
static const double texts[] = {[PLACE_CARD_A5] = 12, [PLACE_CARD_A6] = 9.5};
static const struct sheet_density density = {.leading = 1.3, .pad = 5};
static const double CODE_A5 = 104, CODE_A6 = 74, CODE_GAP = 12;

struct card_content {
    const struct place_card *card;
    enum place_card_form form;
};

static const struct place_card *card_of(const struct sheet *sheet)
{
    return ((const struct card_content *)sheet->content)->card;
}

static const char *tag_of(const struct sheet *sheet, int at)
{
    return language_tag(card_of(sheet)->codes[at]);
}

static bool said(const struct overview_line *line, int at)
{
    return line->text[at] && line->text[at][0];
}

/* In the first language as it is, in the second one below it, quieter. */
static void line_set(struct sheet *sheet, const struct overview_line *line, double size,
                     enum type_weight weight, double width)
{
    for (int at = 0; at < card_of(sheet)->language_count; at++) {
        if (said(line, at)) {
            struct flow_run run = sheet_run(sheet, line->text[at], at ? THEME_MUTED : THEME_INK);
            run.style.size = at ? fmin(size, sheet->text) : size;
            run.style.weight = at ? TYPE_REGULAR : weight;
            run.language = at ? tag_of(sheet, at) : NULL;
            sheet_paragraph(sheet, &run, 1, width);
        }
    }
}

/* ---- name and hours ---- */

static double fitted(const struct sheet *sheet, const char *text, double size, double least)
{
    struct type_style style = {.size = size, .weight = TYPE_BOLD};
    double width = type_width(sheet->pencil->type, style, text);
    return width <= sheet_span(sheet) ? size : fmax(least, size * sheet_span(sheet) / width);
}

static void head_set(struct sheet *sheet)
{
    const struct place_card *card = card_of(sheet);
    double big = sheet->text * 2.1, span = sheet_span(sheet);
    struct tags *tags = sheet_tags(sheet, sheet_cairo(sheet));
    line_set(sheet, &card->kind, sheet->text, TYPE_REGULAR, span);
    struct flow_run name = sheet_bold(sheet, card->place.name, THEME_INK);
    name.style.size = fitted(sheet, card->place.name, big, sheet->text * 1.4);
    tag_open_as(tags, &(struct tag_about){.role = TAG_H1, .title = card->place.name});
    tag_box(tags, sheet->paper->left, sheet->y, span, name.style.size);
    sheet_paragraph(sheet, &name, 1, span);
    tag_close(tags);
    if (card->place.address[0]) {
        struct flow_run address = sheet_run(sheet, card->place.address, THEME_INK);
        sheet_paragraph(sheet, &address, 1, span);
    }
    line_set(sheet, &card->place.step_free, sheet->text, TYPE_REGULAR, span);
}

static void hours_set(struct sheet *sheet)
{
    const struct place_card *card = card_of(sheet);
    if (said(&card->hours, 0)) {
        double high = sheet->text * 3;
        sheet->y += density.pad;
        sheet_heading(sheet, sheet_word(sheet, "card.hours"), false, high);
        line_set(sheet, &card->hours, sheet->text * 1.15, TYPE_BOLD, sheet_span(sheet));
    }
}

/* ---- what there is ---- */

static int fact_add(struct flow_run *runs, int count, const struct sheet *sheet, const char *text)
{
    if (text && *text) {
        runs[count++] = sheet_run(sheet, " · ", THEME_MUTED);
        runs[count++] = sheet_run(sheet, text, THEME_INK);
    }
    return count;
}

/* What, for how much, when where it is not the hours of the place, how to come in, for whom. */
static void answer_line(struct sheet *sheet, const struct overview_answer *answer, int at,
                        double width)
{
    static const enum overview_fact told[] = {OVERVIEW_PRICE,   OVERVIEW_WHEN, OVERVIEW_ENTRY,
                                              OVERVIEW_TONGUES, OVERVIEW_FOR,  OVERVIEW_NOTE};
    struct flow_run runs[2 * OVERVIEW_FACTS];
    const char *hours = card_of(sheet)->hours.text[at];
    int count = 1;
    runs[0] = at ? sheet_run(sheet, answer->fact[OVERVIEW_WHAT].text[at], THEME_MUTED)
                 : sheet_bold(sheet, answer->fact[OVERVIEW_WHAT].text[at], THEME_INK);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        const char *text = answer->fact[told[i]].text[at];
        bool same = told[i] == OVERVIEW_WHEN && hours && text && !strcasecmp(hours, text);
        count = same ? count : fact_add(runs, count, sheet, text);
    }
    for (int i = 0; i < count && at; i++) {
        runs[i].colour = sheet_ink(sheet, THEME_MUTED);
        runs[i].language = tag_of(sheet, at);
    }
    sheet_paragraph(sheet, runs, count, width);
}

static void answers_set(struct sheet *sheet)
{
    const struct place_card *card = card_of(sheet);
    double span = sheet_span(sheet);
    if (card->answer_count == 0) {
        return;
    }
    sheet->y += density.pad;
    sheet_heading(sheet, sheet_word(sheet, "card.here"), false, sheet->text * 3);
    tag_open(sheet->tags, TAG_L);
    for (size_t i = 0; i < card->answer_count; i++) {
        sheet_need(sheet, sheet->text * 2.8 * card->language_count);
        tag_open(sheet->tags, TAG_LI);
        tag_open(sheet->tags, TAG_LBODY);
        for (int at = 0; at < card->language_count; at++) {
            answer_line(sheet, &card->answers[i], at, span);
        }
        tag_close(sheet->tags);
        tag_close(sheet->tags);
        sheet->y += density.pad;
    }
    tag_close(sheet->tags);
}

/* ---- how to reach it ---- */

static double code_size(const struct sheet *sheet)
{
    return ((const struct card_content *)sheet->content)->form == PLACE_CARD_A5 ? CODE_A5 : CODE_A6;
}

static void code_set(struct sheet *sheet)
{
    const struct place_card *card = card_of(sheet);
    cairo_t *cairo = sheet_cairo(sheet);
    struct tags *tags = sheet_tags(sheet, cairo);
    double size = code_size(sheet);
    if (cairo && code_fits(card->code)) {
        tag_open_as(tags, &(struct tag_about){.role = TAG_FIGURE, .alt = card->scan.text[0]});
        tag_box(tags, sheet->paper->left, sheet->y, size, size);
        ink_open(tags);
        code_draw(cairo, card->code, sheet->paper->left, sheet->y, size);
        tag_close(tags);
    }
}

static void contact_line(struct sheet *sheet, const char *text, const char *to, double x,
                         double width, double *y)
{
    struct flow_run run = sheet_bold(sheet, text, THEME_INK);
    if (!*text) {
        return;
    }
    run.to = to;
    run.alt = text;
    *y += sheet_flow(sheet, sheet_cairo(sheet), x, *y, width, &run, 1);
}

static void contact_set(struct sheet *sheet)
{
    const struct place_card *card = card_of(sheet);
    bool coded = card->code && card->code[0];
    double size = coded ? code_size(sheet) : 0, left = sheet->paper->left;
    double x = left + (coded ? size + CODE_GAP : 0), width = sheet->paper->right - x;
    if (!coded && !card->place.web[0]) {
        return;
    }
    sheet->y += density.pad;
    sheet_need(sheet, fmax(size, sheet->text * 6));
    double y = sheet->y + sheet->text * 0.4;
    if (coded) {
        code_set(sheet);
    }
    for (int at = 0; at < card->language_count; at++) {
        if (said(&card->scan, at)) {
            struct flow_run run =
                sheet_run(sheet, card->scan.text[at], at ? THEME_MUTED : THEME_INK);
            run.language = at ? tag_of(sheet, at) : NULL;
            y += sheet_flow(sheet, sheet_cairo(sheet), x, y, width, &run, 1);
        }
    }
    contact_line(sheet, card->place.phone, card->code, x, width, &y);
    contact_line(sheet, card->place.web, card->place.web, x, width, &y);
    sheet->y = fmax(sheet->y + size, y);
}

/* ---- the card ---- */

static void fill(struct sheet *sheet)
{
    sheet_start(sheet);
    head_set(sheet);
    hours_set(sheet);
    answers_set(sheet);
    contact_set(sheet);
    sheet_end(sheet);
}

static struct sheet sheet_of(const struct card_content *content, const struct pencil *pencil,
                             const struct language *language)
{
    const struct place_card *card = content->card;
    return (struct sheet){.paper = &papers[content->form],
                          .pencil = pencil,
                          .language = language,
                          .frame = {card->ribbon.text[0] ? card->ribbon.text[0] : "",
                                    card->place.name, "", card->checked.text[0]},
                          .density = &density,
                          .text = texts[content->form],
                          .content = content};
}

void place_card_paper(enum place_card_form form, double *width, double *height)
{
    *width = papers[form].width;
    *height = papers[form].height;
}

int print_place_card_page(const struct place_card *card, enum place_card_form form,
                          const struct pencil *pencil,
                          const struct language *const languages[OVERVIEW_LANGUAGES],
                          cairo_t *cairo, int page)
{
    struct card_content content = {card, form};
    struct sheet sheet = sheet_of(&content, pencil, languages[0]);
    return paper_page(&sheet, fill, cairo, page);
}

bool print_place_card(const struct place_card *card, enum place_card_form form,
                      const struct pencil *pencil,
                      const struct language *const languages[OVERVIEW_LANGUAGES], const char *file,
                      struct fault *why)
{
    struct card_content content = {card, form};
    struct sheet sheet = sheet_of(&content, pencil, languages[0]);
    struct finish_words words = {.title = card->place.name,
                                 .author = "Wijkpeil",
                                 .language = language_tag(card->codes[0]),
                                 .day = card->day};
    return paper_save(&sheet, fill, &words, file, why);
}
