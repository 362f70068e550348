/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/print.h"

#include <stdio.h>
#include <stdlib.h>

#include <cairo-pdf.h>

#include "base/buffer.h"
#include "print/sheet.h"
#include "system/file.h"

static const double A4_WIDTH = 595.276, A4_HEIGHT = 841.890;
enum { PDF_CEILING = 64 * 1024 * 1024 };

static const struct sheet_density densities[] = {
    {.leading = 1.35, .pad = 4},
    {.leading = 1.27, .pad = 3.2, .run_in = true},
    {.leading = 1.2, .pad = 2.6, .run_in = true},
    {.leading = 1.12, .pad = 1.2, .run_in = true},
};
static const double map_heights[] = {470, 440, 410, 380, 350, 320, 290, 260, 230};
enum {
    DENSITIES = sizeof densities / sizeof *densities,
    HEIGHTS = sizeof map_heights / sizeof *map_heights,
    GOOD_PAGES = 4,
    THINNEST = 2,
    GOOD_BYTES = 480 * 1000
};

static int fill(struct sheet *sheet)
{
    sheet_start(sheet);
    front_set(sheet);
    criteria_set(sheet);
    times_set(sheet);
    if (sheet->map_first) {
        chart_set(sheet);
        gaps_set(sheet);
    } else {
        gaps_set(sheet);
        chart_set(sheet);
    }
    places_set(sheet);
    sources_set(sheet);
    sheet_end(sheet);
    return sheet->page + 1;
}

/* What is lost by a setting, in steps of density: a smaller map counts as well. */
static double loss(const struct sheet *sheet, int density)
{
    return density + (1 - sheet->map_most / map_heights[0]) * 5 + (sheet->map_first ? 0.2 : 0);
}

/* Chooses, among the settings that need the fewest pages, the one by which least is lost. The
 * closest density is only for what would not go on four pages otherwise. */
static void plan_times(struct sheet *sheet)
{
    struct sheet best = *sheet;
    double least = 0;
    best.pages = 0;
    for (int density = 0; density < DENSITIES; density++) {
        bool enough = best.pages > 0 && best.pages <= GOOD_PAGES;
        for (int i = 0; i < 2 * HEIGHTS && !(density == DENSITIES - 1 && enough); i++) {
            sheet->density = &densities[density];
            sheet->map_most = map_heights[i / 2];
            sheet->map_first = i % 2;
            int pages = fill(sheet);
            double lost = loss(sheet, density);
            if (best.pages == 0 || pages < best.pages || (pages == best.pages && lost < least)) {
                best = *sheet;
                best.pages = pages;
                least = lost;
            }
        }
    }
    *sheet = best;
}

/* What stands elsewhere as well, the week of T4, gives way when that saves the fifth page. */
static void plan(struct sheet *sheet)
{
    struct sheet brief = *sheet;
    plan_times(sheet);
    while (sheet->pages == GOOD_PAGES + 1 && brief.brief < TIMES_LEFT_OUT) {
        brief.brief++;
        plan_times(&brief);
        if (brief.pages <= GOOD_PAGES) {
            *sheet = brief;
        }
    }
}

int print_scorecard_page(const struct scorecard *scorecard, const struct pencil *pencil,
                         const struct language *language, cairo_t *cairo, int page)
{
    struct sheet sheet = {.card = scorecard, .pencil = pencil, .language = language, .only = page};
    plan(&sheet);
    if (cairo && page >= 0 && page < sheet.pages) {
        cairo_save(cairo);
        sheet.cairo = cairo;
        colour_set(cairo, sheet_ink(&sheet, THEME_CARD));
        cairo_rectangle(cairo, 0, 0, PAPER_WIDTH, PAPER_HEIGHT);
        cairo_fill(cairo);
        fill(&sheet);
        cairo_restore(cairo);
    }
    return sheet.pages;
}

static cairo_status_t gather(void *data, const unsigned char *bytes, unsigned int size)
{
    return buffer_add(data, bytes, size) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

static void describe(const struct sheet *sheet, cairo_surface_t *surface)
{
    char day[CIVIL_DATE_SIZE], moment[32];
    char *title = sheet_fill(sheet, "print.title", sheet->card->wijk, "");
    civil_date_write(sheet->card->day, day);
    snprintf(moment, sizeof moment, "%sT00:00:00Z", day);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, "Wijkpeil");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
    free(title);
}

static bool draw_all(struct sheet *sheet, struct buffer *out, struct fault *why)
{
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(gather, out, A4_WIDTH, A4_HEIGHT);
    cairo_t *cairo = cairo_create(surface);
    describe(sheet, surface);
    sheet->cairo = cairo;
    fill(sheet);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    status = status ? status : cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS || out->full) {
        fault_set(why, out->full ? FAULT_LIMIT : FAULT_MEMORY, "print.fault.draw");
        return fault_detail(why, "%s", cairo_status_to_string(status));
    }
    return true;
}

bool print_scorecard(const struct scorecard *scorecard, const struct pencil *pencil,
                     const struct language *language, const char *file, struct fault *why)
{
    struct sheet sheet = {.card = scorecard, .pencil = pencil, .language = language, .only = -1};
    struct buffer pdf;
    buffer_init(&pdf, PDF_CEILING);
    plan(&sheet);
    bool ok = draw_all(&sheet, &pdf, why);
    while (ok && pdf.size > GOOD_BYTES && sheet.thinner < THINNEST) {
        sheet.thinner++;
        buffer_empty(&pdf);
        ok = draw_all(&sheet, &pdf, why);
    }
    ok = ok && file_write(file, pdf.data, pdf.size, why);
    buffer_clear(&pdf);
    return ok;
}
