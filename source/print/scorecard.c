/* SPDX-License-Identifier: EUPL-1.2 */
/* The scorecard as a whole: how its parts are arranged on the fewest pages. */
#include "print/print.h"

#include <stdlib.h>

#include "print/card.h"
#include "print/paper.h"
#include "system/file.h"

static const struct sheet_density densities[] = {
    {.leading = 1.35, .pad = 4},
    {.leading = 1.27, .pad = 3.2, .run_in = true},
    {.leading = 1.2, .pad = 2.6, .run_in = true},
    {.leading = 1.12, .pad = 1.2, .run_in = true},
};
static const double map_heights[] = {470, 440, 410, 380, 350, 320, 290, 260, 230, 200, 160};
enum {
    DENSITIES = sizeof densities / sizeof *densities,
    HEIGHTS = sizeof map_heights / sizeof *map_heights,
    HEIGHTS_LAST = 2, /* only once all else has given way */
    GOOD_PAGES = 4,
    THINNEST = 2,
    GOOD_BYTES = 480 * 1000
};

static void fill(struct sheet *sheet)
{
    sheet_start(sheet);
    front_set(sheet);
    criteria_set(sheet);
    times_set(sheet);
    reach_set(sheet);
    if (plan_of(sheet)->map_first) {
        chart_set(sheet);
        gaps_set(sheet);
    } else {
        gaps_set(sheet);
        chart_set(sheet);
    }
    places_set(sheet);
    figures_set(sheet);
    sources_set(sheet);
    sheet_end(sheet);
}

struct arrangement {
    int density, pages; /* pages 0 = none yet */
    double lost;        /* in steps of density: a smaller map counts as well */
    struct card_plan plan;
};

static void arrange(struct sheet *sheet, struct arrangement *as)
{
    sheet->density = &densities[as->density];
    *plan_of(sheet) = as->plan;
    as->pages = paper_count(sheet, fill);
    as->plan = *plan_of(sheet);
    as->lost =
        as->density + (1 - as->plan.map_most / map_heights[0]) * 5 + (as->plan.map_first ? 0.2 : 0);
}

/* Chooses, among the settings that need the fewest pages, the one by which least is lost. The
 * closest density is only for what would not go on four pages otherwise. */
static struct arrangement best_with(struct sheet *sheet, int brief)
{
    struct arrangement best = {.pages = 0};
    int heights = brief == BRIEFS - 1 ? HEIGHTS : HEIGHTS - HEIGHTS_LAST;
    for (int density = 0; density < DENSITIES; density++) {
        double table = 0;
        bool enough = best.pages > 0 && best.pages <= GOOD_PAGES;
        for (int i = 0; i < 2 * heights && !(density == DENSITIES - 1 && enough); i++) {
            struct arrangement as = {.density = density,
                                     .plan = {.map_most = map_heights[i / 2],
                                              .map_first = i % 2,
                                              .brief = brief,
                                              .table = table}};
            arrange(sheet, &as);
            table = as.plan.table;
            if (best.pages == 0 || as.pages < best.pages ||
                (as.pages == best.pages && as.lost < best.lost)) {
                best = as;
            }
        }
    }
    return best;
}

/* What stands elsewhere as well gives way when that saves the fifth page. */
static void plan(struct sheet *sheet)
{
    struct arrangement best = best_with(sheet, BRIEF_NOTHING);
    for (int brief = BRIEF_PICTURES; best.pages == GOOD_PAGES + 1 && brief < BRIEFS; brief++) {
        struct arrangement with = best_with(sheet, brief);
        best = with.pages <= GOOD_PAGES ? with : best;
    }
    arrange(sheet, &best);
}

struct printing {
    struct sheet sheet;
    struct card_plan plan;
    paper_fill *fill;
    char *head, *title; /* owned */
};

static void printing_init(struct printing *printing, const struct scorecard *scorecard,
                          enum scorecard_form form, const struct pencil *pencil,
                          const struct language *language)
{
    struct sheet *sheet = &printing->sheet;
    bool poster = form == SCORECARD_POSTER;
    printing->plan = (struct card_plan){.poster = poster};
    printing->fill = poster ? poster_fill : fill;
    *sheet = (struct sheet){.paper = poster ? &paper_poster : &paper_a4,
                            .pencil = pencil,
                            .language = language,
                            .density = &densities[0],
                            .text = poster ? POSTER_TEXT : PAPER_TEXT,
                            .content = scorecard,
                            .plan = &printing->plan};
    printing->head = sheet_fill(sheet, "print.head", scorecard->wijk, scorecard->municipality);
    printing->title = sheet_fill(sheet, "print.title", scorecard->wijk, "");
    sheet->frame = (struct sheet_frame){scorecard->ribbon, printing->head, scorecard->date_line,
                                        sheet_word(sheet, "print.foot")};
    if (poster) {
        poster_plan(sheet);
    } else {
        plan(sheet);
    }
}

static void printing_clear(struct printing *printing)
{
    free(printing->head);
    free(printing->title);
}

struct scorecard_size scorecard_size(enum scorecard_form form)
{
    const struct paper *paper = form == SCORECARD_POSTER ? &paper_poster : &paper_a4;
    return (struct scorecard_size){paper->width, paper->height};
}

int print_scorecard_page(const struct scorecard *scorecard, enum scorecard_form form,
                         const struct pencil *pencil, const struct language *language,
                         cairo_t *cairo, int page)
{
    struct printing printing;
    printing_init(&printing, scorecard, form, pencil, language);
    int pages = printing.sheet.pages;
    if (cairo && page >= 0 && page < pages) {
        paper_show(&printing.sheet, printing.fill, cairo, page);
    }
    printing_clear(&printing);
    return pages;
}

bool print_scorecard(const struct scorecard *scorecard, enum scorecard_form form,
                     const struct pencil *pencil, const struct language *language, const char *file,
                     struct fault *why)
{
    struct printing printing;
    struct buffer pdf;
    printing_init(&printing, scorecard, form, pencil, language);
    struct finish_words words = {.title = printing.title,
                                 .author = "Wijkpeil",
                                 .language = scorecard->language,
                                 .day = scorecard->day};
    buffer_init(&pdf, PAPER_FILE_MOST);
    bool ok = paper_make(&printing.sheet, printing.fill, &words, &pdf, why);
    while (ok && pdf.size > GOOD_BYTES && printing.plan.thinner < THINNEST) {
        printing.plan.thinner++;
        ok = paper_make(&printing.sheet, printing.fill, &words, &pdf, why);
    }
    ok = ok && file_write(file, pdf.data, pdf.size, why);
    buffer_clear(&pdf);
    printing_clear(&printing);
    return ok;
}
