/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/paper.h"

#include <stdio.h>

#include <cairo-pdf.h>

#include "base/log.h"
#include "system/file.h"

static void fill_apart(struct sheet *sheet, paper_fill *fill)
{
    type_set_apart(sheet->pencil->type, true);
    fill(sheet);
    type_set_apart(sheet->pencil->type, false);
}

int paper_count(struct sheet *sheet, paper_fill *fill)
{
    sheet->cairo = NULL;
    sheet->tags = NULL;
    sheet->only = -1;
    fill_apart(sheet, fill);
    sheet->pages = sheet->page + 1;
    return sheet->pages;
}

int paper_sides(const struct sheet *sheet)
{
    return sheet->folded ? sheet->pages / 2 : sheet->pages;
}

void paper_side_size(const struct sheet *sheet, double *width, double *height)
{
    *width = sheet->paper->width * (sheet->folded || sheet->four ? 2 : 1);
    *height = sheet->paper->height * (sheet->four ? 2 : 1);
}

/* One page of several on a side, `across` and `down` from its corner. */
static void part_draw(struct sheet *sheet, paper_fill *fill, int page, double across, double down)
{
    cairo_save(sheet->cairo);
    cairo_translate(sheet->cairo, across, down);
    sheet->only = page;
    tags_read(sheet->tags, page);
    fill_apart(sheet, fill);
    cairo_restore(sheet->cairo);
}

static void cut_lines(const struct sheet *sheet)
{
    static const double dashes[] = {5, 4};
    double width = sheet->paper->width, height = sheet->paper->height;
    cairo_t *cairo = sheet->cairo;
    cairo_save(cairo);
    cairo_new_path(cairo);
    cairo_move_to(cairo, width, 0);
    cairo_line_to(cairo, width, 2 * height);
    cairo_move_to(cairo, 0, height);
    cairo_line_to(cairo, 2 * width, height);
    cairo_set_dash(cairo, dashes, 2, 0);
    cairo_set_line_width(cairo, 0.7);
    colour_set(cairo, sheet_ink(sheet, THEME_EDGE));
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

/* The first is said; the others are decoration. */
static void four_draw(struct sheet *sheet, paper_fill *fill, int page)
{
    struct tags *tags = sheet->tags;
    for (int at = 0; at < 4; at++) {
        sheet->tags = at ? NULL : tags;
        part_draw(sheet, fill, page, at % 2 * sheet->paper->width, at / 2 * sheet->paper->height);
        ink_close(tags);
    }
    sheet->tags = tags;
    cut_lines(sheet);
}

static void side_draw(struct sheet *sheet, paper_fill *fill, int side)
{
    if (sheet->four) {
        four_draw(sheet, fill, side);
        return;
    }
    struct paper_fold fold = paper_fold_of(side, sheet->pages);
    part_draw(sheet, fill, fold.left, 0, 0);
    part_draw(sheet, fill, fold.right, sheet->paper->width, 0);
}

static void all_draw(struct sheet *sheet, paper_fill *fill)
{
    if (!sheet->folded && !sheet->four) {
        sheet->only = -1;
        fill_apart(sheet, fill);
        return;
    }
    for (int side = 0; side < paper_sides(sheet); side++) {
        side_draw(sheet, fill, side);
        tags_turn(sheet->tags);
        cairo_show_page(sheet->cairo);
    }
}

void paper_show(struct sheet *sheet, paper_fill *fill, cairo_t *cairo, int page)
{
    cairo_save(cairo);
    sheet->cairo = cairo;
    sheet->tags = NULL;
    sheet->only = page;
    double width, height;
    paper_side_size(sheet, &width, &height);
    colour_set(cairo, sheet_ink(sheet, THEME_CARD));
    cairo_rectangle(cairo, 0, 0, width, height);
    cairo_fill(cairo);
    if (sheet->folded || sheet->four) {
        side_draw(sheet, fill, page);
    } else {
        fill_apart(sheet, fill);
    }
    sheet->cairo = NULL;
    cairo_restore(cairo);
}

int paper_page(struct sheet *sheet, paper_fill *fill, cairo_t *cairo, int page)
{
    paper_count(sheet, fill);
    int sides = paper_sides(sheet);
    if (cairo && page >= 0 && page < sides) {
        paper_show(sheet, fill, cairo, page);
    }
    return sides;
}

static cairo_status_t gather(void *data, const unsigned char *bytes, unsigned int size)
{
    return buffer_add(data, bytes, size) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

static void describe(cairo_surface_t *surface, const struct finish_words *words)
{
    char day[CIVIL_DATE_SIZE], moment[32];
    civil_date_write(words->day, day);
    snprintf(moment, sizeof moment, "%sT00:00:00Z", day);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, words->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, words->author);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, moment);
}

/* Draws all pages; the tags of what was drawn are the caller's to free. */
static bool draw(struct sheet *sheet, paper_fill *fill, const struct finish_words *words,
                 struct buffer *out, struct tags **tags, struct fault *why)
{
    double width, height;
    paper_side_size(sheet, &width, &height);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(gather, out, width, height);
    cairo_t *cairo = cairo_create(surface);
    describe(surface, words);
    *tags = tags_new(cairo);
    sheet->cairo = cairo;
    sheet->tags = *tags;
    all_draw(sheet, fill);
    tags_end(*tags);
    sheet->cairo = NULL;
    sheet->tags = NULL;
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

bool paper_make(struct sheet *sheet, paper_fill *fill, const struct finish_words *words,
                struct buffer *out, struct fault *why)
{
    struct buffer plain;
    struct tags *tags = NULL;
    struct fault unfinished = {0};
    buffer_init(&plain, PAPER_FILE_MOST);
    bool ok = draw(sheet, fill, words, &plain, &tags, why);
    if (ok && !pdf_finish(&plain, tags, words, out, &unfinished)) {
        log_warn("print: the PDF stays without its tags: %s", unfinished.detail);
        buffer_empty(out);
        ok = buffer_add(out, plain.data, plain.size) ||
             fault_set(why, FAULT_LIMIT, "print.fault.draw");
    }
    tags_free(tags);
    buffer_clear(&plain);
    return ok;
}

bool paper_save(struct sheet *sheet, paper_fill *fill, const struct finish_words *words,
                const char *file, struct fault *why)
{
    struct buffer pdf;
    buffer_init(&pdf, PAPER_FILE_MOST);
    paper_count(sheet, fill);
    bool ok =
        paper_make(sheet, fill, words, &pdf, why) && file_write(file, pdf.data, pdf.size, why);
    buffer_clear(&pdf);
    return ok;
}
