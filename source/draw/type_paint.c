/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "draw/type_inner.h"

enum { MASK_EM_CEILING = 160, MASK_SIDE_CEILING = 4096, QUARTERS = 4 };

static void set_font(const struct type *type, cairo_t *cairo, enum type_font font, double size)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_face(cairo, type->font[font].face);
    cairo_set_font_size(cairo, size);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
}

/* Free with free(). */
static cairo_glyph_t *run_glyphs(const struct shaped *shaped, const struct shaped_run *run,
                                 double unit, double x, double y)
{
    cairo_glyph_t *glyphs = memory_take((run->glyphs + 1) * sizeof *glyphs);
    for (uint32_t i = 0; i < run->glyphs; i++) {
        const struct shaped_glyph *glyph = &shaped->glyphs[run->glyph + i];
        glyphs[i] =
            (cairo_glyph_t){glyph->index, x + (double)glyph->x * unit, y + (double)glyph->y * unit};
    }
    return glyphs;
}

/* Clusters in the order of the text. Free with free(). */
static cairo_text_cluster_t *run_clusters(const struct shaped *shaped, const struct shaped_run *run,
                                          int *count)
{
    cairo_text_cluster_t *clusters = memory_take((run->glyphs + 1) * sizeof *clusters);
    uint32_t last = 0;
    *count = 0;
    for (uint32_t i = 0; i < run->glyphs; i++) {
        uint32_t at = run->glyph + (run->backward ? run->glyphs - 1 - i : i);
        uint32_t cluster = shaped->glyphs[at].cluster;
        if (*count > 0 && cluster == last) {
            clusters[*count - 1].num_glyphs++;
            continue;
        }
        if (*count > 0) {
            clusters[*count - 1].num_bytes = (int)(cluster - last);
        }
        clusters[(*count)++].num_glyphs = 1;
        last = cluster;
    }
    if (*count > 0) {
        clusters[*count - 1].num_bytes = (int)(run->end - last);
    }
    return clusters;
}

static void show_run(cairo_t *cairo, const struct shaped *shaped, const struct shaped_run *run,
                     const cairo_glyph_t *glyphs)
{
    const char *text = shaped->text + run->start;
    int bytes = (int)(run->end - run->start), count;
    bool selectable = cairo_surface_has_show_text_glyphs(cairo_get_group_target(cairo));
    if (!selectable || !utf8_valid(text, (size_t)bytes)) {
        cairo_show_glyphs(cairo, glyphs, (int)run->glyphs);
        return;
    }
    cairo_text_cluster_t *clusters = run_clusters(shaped, run, &count);
    cairo_show_text_glyphs(cairo, text, bytes, glyphs, (int)run->glyphs, clusters, count,
                           run->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
    free(clusters);
}

static void show(const struct type *type, cairo_t *cairo, const struct shaped *shaped, double size,
                 double x, double y)
{
    for (uint32_t i = 0; i < shaped->run_count; i++) {
        const struct shaped_run *run = &shaped->runs[i];
        cairo_glyph_t *glyphs = run_glyphs(shaped, run, size / TYPE_EM, x, y);
        set_font(type, cairo, run->font, size);
        show_run(cairo, shaped, run, glyphs);
        free(glyphs);
    }
}

/* cairo sets glyphs of an image on whole pixels, which makes small text uneven. So on images a
 * line is drawn once as a mask, from its outlines and to a quarter of a pixel, and kept. */
static void forget_masks(struct type *type)
{
    for (size_t i = 0; i < TYPE_SLOTS; i++) {
        struct shaped *shaped = type->slots[i];
        while (shaped && shaped->masks) {
            struct type_mask *mask = shaped->masks;
            shaped->masks = mask->next;
            cairo_surface_destroy(mask->surface);
            free(mask);
        }
    }
    type->mask_bytes = 0;
}

struct ink {
    double left, top, right, bottom;
};

static struct ink ink_of(const struct type *type, const struct shaped *shaped, double unit)
{
    struct ink ink = {0, 0, 0, 0};
    for (uint32_t r = 0; r < shaped->run_count; r++) {
        const struct shaped_run *run = &shaped->runs[r];
        for (uint32_t i = run->glyph; i < run->glyph + run->glyphs; i++) {
            const struct shaped_glyph *glyph = &shaped->glyphs[i];
            hb_glyph_extents_t box;
            if (!hb_font_get_glyph_extents(type->font[run->font].shaper, glyph->index, &box)) {
                continue;
            }
            double left = (double)glyph->x + box.x_bearing, top = (double)glyph->y - box.y_bearing;
            ink.left = fmin(ink.left, left * unit);
            ink.right = fmax(ink.right, (left + box.width) * unit);
            ink.top = fmin(ink.top, top * unit);
            ink.bottom = fmax(ink.bottom, (top - box.height) * unit);
        }
    }
    return ink;
}

static void fill_mask(const struct type *type, const struct shaped *shaped,
                      const struct type_mask *mask)
{
    cairo_t *cairo = cairo_create(mask->surface);
    double x = mask->quarter / (double)QUARTERS - mask->left;
    for (uint32_t i = 0; i < shaped->run_count; i++) {
        const struct shaped_run *run = &shaped->runs[i];
        cairo_glyph_t *glyphs = run_glyphs(shaped, run, mask->scale / TYPE_EM, x, -mask->top);
        set_font(type, cairo, run->font, mask->scale);
        cairo_glyph_path(cairo, glyphs, (int)run->glyphs);
        free(glyphs);
    }
    cairo_fill(cairo);
    cairo_destroy(cairo);
}

static struct type_mask *mask_take(struct type *type, struct shaped *shaped, double scale,
                                   int quarter)
{
    for (struct type_mask *mask = shaped->masks; mask; mask = mask->next) {
        if (fabs(mask->scale - scale) < 1e-6 && mask->quarter == quarter) {
            return mask;
        }
    }
    struct ink ink = ink_of(type, shaped, scale / TYPE_EM);
    int left = (int)floor(ink.left) - 1, top = (int)floor(ink.top) - 1;
    int width = (int)ceil(ink.right) + 2 - left, height = (int)ceil(ink.bottom) + 1 - top;
    if (width > MASK_SIDE_CEILING || height > MASK_SIDE_CEILING) {
        return NULL;
    }
    if (type->mask_bytes > TYPE_MASK_BYTES) {
        forget_masks(type);
    }
    struct type_mask *mask = memory_take(sizeof *mask);
    mask->surface = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
    mask->scale = scale;
    mask->quarter = quarter;
    mask->left = left;
    mask->top = top;
    fill_mask(type, shaped, mask);
    mask->next = shaped->masks;
    shaped->masks = mask;
    type->mask_bytes += (size_t)width * (size_t)height;
    return mask;
}

/* Pixels per user unit when masks can be used, or 0. */
static double mask_scale(cairo_t *cairo)
{
    cairo_surface_t *target = cairo_get_group_target(cairo);
    cairo_matrix_t matrix;
    double sx, sy;
    if (cairo_surface_get_type(target) != CAIRO_SURFACE_TYPE_IMAGE) {
        return 0;
    }
    cairo_surface_get_device_scale(target, &sx, &sy);
    cairo_get_matrix(cairo, &matrix);
    bool upright = fabs(matrix.xy) < 1e-9 && fabs(matrix.yx) < 1e-9 && matrix.xx > 0 &&
                   fabs(matrix.xx - matrix.yy) < 1e-6 * matrix.xx;
    return upright && fabs(sx - 1) < 1e-9 && fabs(sy - 1) < 1e-9 ? matrix.xx : 0;
}

/* A mask and the whole pixel it belongs on. */
struct stamp {
    const struct type_mask *mask; /* NULL = nothing to see */
    double x, y, scale;           /* device pixels; pixels per user unit */
};

/* False when the text cannot be set as a mask. */
static bool stamp_take(struct type *type, cairo_t *cairo, const struct shaped *shaped, double size,
                       double x, double y, struct stamp *out)
{
    double scale = mask_scale(cairo);
    *out = (struct stamp){.scale = scale};
    if (scale <= 0 || scale * size > MASK_EM_CEILING) {
        return false;
    }
    cairo_user_to_device(cairo, &x, &y);
    if (fabs(x) > 1e6 || fabs(y) > 1e6) {
        return true;
    }
    double steps = floor(x * QUARTERS + 0.5), whole = floor(steps / QUARTERS);
    int quarter = (int)(steps - whole * QUARTERS);
    out->mask = mask_take(type, (struct shaped *)shaped, scale * size, quarter);
    out->x = whole;
    out->y = floor(y + 0.5);
    return out->mask != NULL;
}

static void stamp_press(cairo_t *cairo, const struct stamp *stamp, double dx, double dy)
{
    if (stamp->mask) {
        cairo_mask_surface(cairo, stamp->mask->surface, stamp->x + stamp->mask->left + dx,
                           stamp->y + stamp->mask->top + dy);
    }
}

static bool can_paint(const struct shaped *shaped, double size, double x, double y)
{
    return isfinite(x) && isfinite(y) && isfinite(size) && size > 0 && shaped->glyph_count > 0;
}

void type_paint(struct type *type, cairo_t *cairo, const struct shaped *shaped, double size,
                struct colour colour, double x, double y)
{
    struct stamp stamp;
    if (!can_paint(shaped, size, x, y)) {
        return;
    }
    colour_set(cairo, colour);
    if (!stamp_take(type, cairo, shaped, size, x, y, &stamp)) {
        show(type, cairo, shaped, size, x, y);
        return;
    }
    cairo_save(cairo);
    cairo_identity_matrix(cairo);
    stamp_press(cairo, &stamp, 0, 0);
    cairo_restore(cairo);
}

static const double shift[8][2] = {{1, 0},  {0.7, 0.7},   {0, 1},  {-0.7, 0.7},
                                   {-1, 0}, {-0.7, -0.7}, {0, -1}, {0.7, -0.7}};

/* The halo of a mask goes by whole pixels, so that one mask serves all. */
static bool paint_halo(struct type *type, cairo_t *cairo, const struct shaped *shaped, double size,
                       double halo, double x, double y)
{
    struct stamp stamp;
    if (!stamp_take(type, cairo, shaped, size, x, y, &stamp)) {
        return false;
    }
    double far = fmax(halo * stamp.scale, 1);
    cairo_save(cairo);
    cairo_identity_matrix(cairo);
    for (int i = 0; i < 8; i++) {
        stamp_press(cairo, &stamp, round(far * shift[i][0]), round(far * shift[i][1]));
    }
    cairo_restore(cairo);
    return true;
}

void type_line(struct type *type, cairo_t *cairo, struct type_style style, struct colour colour,
               double x, double y, enum type_side side, const char *text)
{
    const struct shaped *shaped = type_shape(type, style, TYPE_BASE_AUTO, text, strlen(text));
    double start = type_start(side, x, shaped->width * style.size / TYPE_EM);
    type_paint(type, cairo, shaped, style.size, colour, start, y);
}

/* On paper the halo is the outlines' own border, so that a name stands once in the text. */
static void border_halo(const struct type *type, cairo_t *cairo, const struct shaped *shaped,
                        double size, double halo, double x, double y)
{
    cairo_save(cairo);
    cairo_new_path(cairo);
    for (uint32_t i = 0; i < shaped->run_count; i++) {
        const struct shaped_run *run = &shaped->runs[i];
        cairo_glyph_t *glyphs = run_glyphs(shaped, run, size / TYPE_EM, x, y);
        set_font(type, cairo, run->font, size);
        cairo_glyph_path(cairo, glyphs, (int)run->glyphs);
        free(glyphs);
    }
    cairo_set_line_width(cairo, 2 * halo);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

static bool on_paper(cairo_t *cairo)
{
    return cairo_surface_get_type(cairo_get_group_target(cairo)) != CAIRO_SURFACE_TYPE_IMAGE;
}

void type_line_halo(struct type *type, cairo_t *cairo, struct type_style style,
                    struct colour colour, struct colour halo_colour, double halo, double x,
                    double y, enum type_side side, const char *text)
{
    const struct shaped *shaped = type_shape(type, style, TYPE_BASE_AUTO, text, strlen(text));
    double start = type_start(side, x, shaped->width * style.size / TYPE_EM);
    if (!can_paint(shaped, style.size, start, y) || !isfinite(halo)) {
        return;
    }
    colour_set(cairo, halo_colour);
    if (on_paper(cairo)) {
        border_halo(type, cairo, shaped, style.size, halo, start, y);
    } else if (!paint_halo(type, cairo, shaped, style.size, halo, start, y)) {
        for (int i = 0; i < 8; i++) {
            show(type, cairo, shaped, style.size, start + halo * shift[i][0],
                 y + halo * shift[i][1]);
        }
    }
    type_paint(type, cairo, shaped, style.size, colour, start, y);
}
