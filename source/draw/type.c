/* SPDX-License-Identifier: EUPL-1.2 */
#include "draw/type.h"

#include <stdlib.h>
#include <string.h>

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb-ot.h>

#include "base/arena.h"
#include "draw/type_inner.h"
#include "system/file.h"

enum { TYPE_PATH_SIZE = 4096 };

static const char *const files[TYPE_FONTS] = {
    [TYPE_FONT_REGULAR] = "NotoSans-Regular.ttf",
    [TYPE_FONT_BOLD] = "NotoSans-Bold.ttf",
    [TYPE_FONT_ARABIC] = "NotoSansArabic-Regular.ttf",
};

/* cairo may hold a face longer than we do, and let it go from any thread: so every face has a
 * library of its own, and both end with the face. */
struct outline {
    FT_Library library;
    FT_Face face;
};

static const cairo_user_data_key_t outline_key;

static void outline_free(void *data)
{
    struct outline *outline = data;
    if (outline->face) {
        FT_Done_Face(outline->face);
    }
    if (outline->library) {
        FT_Done_FreeType(outline->library);
    }
    free(outline);
}

static cairo_font_face_t *face_open(const char *path)
{
    struct outline *outline = memory_take(sizeof *outline);
    if (FT_Init_FreeType(&outline->library) != 0 ||
        FT_New_Face(outline->library, path, 0, &outline->face) != 0) {
        outline_free(outline);
        return NULL;
    }
    cairo_font_face_t *face = cairo_ft_font_face_create_for_ft_face(
        outline->face, FT_LOAD_NO_HINTING | FT_LOAD_NO_AUTOHINT | FT_LOAD_NO_BITMAP);
    if (cairo_font_face_set_user_data(face, &outline_key, outline, outline_free) !=
        CAIRO_STATUS_SUCCESS) {
        cairo_font_face_destroy(face);
        outline_free(outline);
        return NULL;
    }
    return face;
}

static hb_font_t *shaper_open(const char *path)
{
    hb_blob_t *blob = hb_blob_create_from_file(path);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = NULL;
    if (hb_blob_get_length(blob) > 0 && hb_face_get_glyph_count(face) > 0) {
        font = hb_font_create(face);
        hb_ot_font_set_funcs(font);
        hb_font_set_scale(font, TYPE_EM, TYPE_EM);
        hb_font_make_immutable(font);
    }
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

static bool font_open(const char *folder, const char *file, struct font *out, struct fault *why)
{
    char path[TYPE_PATH_SIZE];
    if (!path_join(path, sizeof path, folder, file)) {
        return fault_set_text(why, FAULT_LIMIT, "draw.fault.font", file);
    }
    if (!file_exists(path)) {
        fault_set_text(why, FAULT_MISSING, "draw.fault.font", file);
        return fault_in(why, path);
    }
    out->shaper = shaper_open(path);
    out->face = face_open(path);
    if (!out->shaper || !out->face) {
        fault_set_text(why, FAULT_INPUT, "draw.fault.font", file);
        return fault_in(why, path);
    }
    return true;
}

bool type_open(const char *folder, struct type **out, struct fault *why)
{
    struct type *type = memory_take(sizeof *type);
    *out = NULL;
    for (int i = 0; i < TYPE_FONTS; i++) {
        if (!font_open(folder, files[i], &type->font[i], why)) {
            type_close(type);
            return false;
        }
    }
    type->buffer = hb_buffer_create();
    *out = type;
    return true;
}

void type_close(struct type *type)
{
    if (!type) {
        return;
    }
    type_forget(type);
    hb_buffer_destroy(type->buffer);
    for (int i = 0; i < TYPE_FONTS; i++) {
        hb_font_destroy(type->font[i].shaper);
        cairo_font_face_destroy(type->font[i].face);
    }
    free(type);
}

void type_set_apart(struct type *type, bool apart)
{
    type->apart = apart;
}

static hb_font_extents_t extents(const struct type *type, struct type_style style)
{
    hb_font_extents_t extents;
    enum type_font font = style.weight == TYPE_BOLD ? TYPE_FONT_BOLD : TYPE_FONT_REGULAR;
    hb_font_get_extents_for_direction(type->font[font].shaper, HB_DIRECTION_LTR, &extents);
    return extents;
}

double type_ascent(struct type *type, struct type_style style)
{
    return extents(type, style).ascender * style.size / TYPE_EM;
}

double type_descent(struct type *type, struct type_style style)
{
    return -extents(type, style).descender * style.size / TYPE_EM;
}

double type_width(struct type *type, struct type_style style, const char *text)
{
    return type_shape(type, style, TYPE_BASE_AUTO, text, strlen(text))->width * style.size /
           TYPE_EM;
}

double type_start(enum type_side side, double x, double width)
{
    return side == TYPE_START ? x : side == TYPE_MIDDLE ? x - width / 2 : x - width;
}

void type_glyphs(struct type *type, struct type_style style, const char *text,
                 void (*each)(void *data, struct type_glyph glyph), void *data)
{
    const struct shaped *shaped = type_shape(type, style, TYPE_BASE_AUTO, text, strlen(text));
    double unit = style.size / TYPE_EM;
    for (uint32_t r = 0; r < shaped->run_count; r++) {
        const struct shaped_run *run = &shaped->runs[r];
        for (uint32_t i = run->glyph; i < run->glyph + run->glyphs; i++) {
            const struct shaped_glyph *glyph = &shaped->glyphs[i];
            each(data, (struct type_glyph){.index = glyph->index,
                                           .offset = glyph->x * unit,
                                           .advance = glyph->advance * unit,
                                           .face = type->font[run->font].face});
        }
    }
}
