/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include <fribidi.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "draw/type_inner.h"

/* One text while it is shaped: characters in logical order. */
struct setting {
    struct type *type;
    struct type_style style;
    uint32_t *codes;
    uint32_t *starts; /* byte of each character, and the end */
    FriBidiLevel *levels;
    hb_script_t *scripts;
    uint8_t *fonts;
    size_t count;
    bool right;
};

static void mask_free(struct type_mask *mask)
{
    while (mask) {
        struct type_mask *next = mask->next;
        cairo_surface_destroy(mask->surface);
        free(mask);
        mask = next;
    }
}

void type_forget(struct type *type)
{
    for (size_t i = 0; i < TYPE_SLOTS; i++) {
        struct shaped *shaped = type->slots[i];
        if (shaped) {
            mask_free(shaped->masks);
            free(shaped->text);
            free(shaped->glyphs);
            free(shaped->runs);
            free(shaped);
            type->slots[i] = NULL;
        }
    }
    type->entries = type->glyphs = type->mask_bytes = 0;
}

static void read_characters(struct setting *setting, const char *text, size_t size)
{
    const char *at = text, *end = text + size;
    size_t n = 0;
    while (at < end) {
        setting->starts[n] = (uint32_t)(at - text);
        uint32_t code = utf8_next(&at, end);
        setting->codes[n++] =
            code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ? ' '
                                                                                             : code;
    }
    setting->starts[n] = (uint32_t)size;
    setting->count = n;
}

static bool plain(const struct setting *setting)
{
    for (size_t i = 0; i < setting->count; i++) {
        if (setting->codes[i] >= 0x590) {
            return false;
        }
    }
    return true;
}

static void find_levels(struct setting *setting, enum type_base base)
{
    FriBidiParType direction = base == TYPE_BASE_LEFT    ? FRIBIDI_PAR_LTR
                               : base == TYPE_BASE_RIGHT ? FRIBIDI_PAR_RTL
                                                         : FRIBIDI_PAR_WLTR;
    size_t n = setting->count;
    memset(setting->levels, 0, n * sizeof *setting->levels);
    setting->right = false;
    if (n == 0 || (base != TYPE_BASE_RIGHT && plain(setting))) {
        return;
    }
    FriBidiCharType *types = memory_take(n * sizeof *types);
    FriBidiBracketType *brackets = memory_take(n * sizeof *brackets);
    fribidi_get_bidi_types(setting->codes, (FriBidiStrIndex)n, types);
    fribidi_get_bracket_types(setting->codes, (FriBidiStrIndex)n, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, (FriBidiStrIndex)n, &direction,
                                            setting->levels) == 0) {
        memset(setting->levels, 0, n * sizeof *setting->levels);
    }
    setting->right = FRIBIDI_IS_RTL(direction);
    free(types);
    free(brackets);
}

static bool is_mark(uint32_t code)
{
    hb_unicode_general_category_t kind =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), code);
    return kind == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           kind == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
           kind == HB_UNICODE_GENERAL_CATEGORY_FORMAT;
}

bool type_stop(const char *text, size_t size, size_t at)
{
    if (at == 0 || at >= size) {
        return at == 0 || at == size;
    }
    if (((unsigned char)text[at] & 0xC0) == 0x80 && utf8_cut(text, at) != at) {
        return false;
    }
    const char *from = text + at;
    return !is_mark(utf8_next(&from, text + size));
}

static bool covers(const struct setting *setting, enum type_font font, uint32_t code)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(setting->type->font[font].shaper, code, &glyph) != 0;
}

static bool is_pictogram(uint32_t code)
{
    hb_unicode_general_category_t kind =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), code);
    return (code >= 0x1F000 && code < 0x20000) || kind == HB_UNICODE_GENERAL_CATEGORY_OTHER_SYMBOL;
}

static bool joins_before(const struct setting *setting, size_t at, uint32_t before)
{
    enum { JOINER = 0x200D };
    uint32_t code = setting->codes[at];
    bool tone = code >= 0x1F3FB && code <= 0x1F3FF;
    bool flag = code >= 0x1F1E6 && code <= 0x1F1FF && before >= 0x1F1E6 && before <= 0x1F1FF;
    return at > 0 && (setting->codes[at - 1] == JOINER || tone || flag);
}

/* Our fonts have no emoji: one is drawn as a dot, with all that belongs to it, so that no text
 * shows boxes. What was typed stays as it is: only the drawing stands in. */
static void choose_stand_ins(struct setting *setting)
{
    enum { SYMBOLS = 0x2000, DOT = 0x2022, NOTHING = 0x200B, KEYCAP = 0x20E3 };
    uint32_t before = 0;
    for (size_t i = 0; i < setting->count; i++) {
        uint32_t code = setting->codes[i];
        bool missing =
            !covers(setting, TYPE_FONT_REGULAR, code) && !covers(setting, TYPE_FONT_ARABIC, code);
        if (missing && code == KEYCAP) {
            setting->codes[i] = NOTHING;
        } else if (missing && is_pictogram(code)) {
            bool joins = joins_before(setting, i, before);
            setting->codes[i] = joins ? NOTHING : DOT;
            before = joins ? 0 : code;
        } else if (!is_mark(code)) {
            before = 0;
        }
    }
}

static void choose_fonts(struct setting *setting)
{
    enum type_font first = setting->style.weight == TYPE_BOLD ? TYPE_FONT_BOLD : TYPE_FONT_REGULAR;
    enum type_font now = first;
    for (size_t i = 0; i < setting->count; i++) {
        uint32_t code = setting->codes[i];
        if (is_mark(code) && i > 0) {
            if (!covers(setting, now, code) && covers(setting, TYPE_FONT_ARABIC, code)) {
                now = TYPE_FONT_ARABIC;
            }
        } else if (covers(setting, first, code) || !covers(setting, TYPE_FONT_ARABIC, code)) {
            now = first;
        } else {
            now = TYPE_FONT_ARABIC;
        }
        setting->fonts[i] = (uint8_t)now;
    }
}

static void choose_scripts(struct setting *setting)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    hb_script_t now = HB_SCRIPT_LATIN;
    for (size_t i = 0; i < setting->count; i++) {
        hb_script_t script = hb_unicode_script(unicode, setting->codes[i]);
        if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
            script != HB_SCRIPT_UNKNOWN) {
            now = script;
        }
        setting->scripts[i] = now;
    }
}

static bool same_run(const struct setting *setting, size_t a, size_t b)
{
    return setting->levels[a] == setting->levels[b] && setting->fonts[a] == setting->fonts[b] &&
           setting->scripts[a] == setting->scripts[b];
}

struct span {
    size_t start, end;
};

/* Rule L2 of the bidirectional algorithm, over runs. */
static void reorder(const struct setting *setting, struct span *spans, size_t count)
{
    int highest = 0, lowest_odd = 127;
    for (size_t i = 0; i < count; i++) {
        int level = setting->levels[spans[i].start];
        highest = level > highest ? level : highest;
        lowest_odd = level % 2 == 1 && level < lowest_odd ? level : lowest_odd;
    }
    for (int level = highest; level >= lowest_odd; level--) {
        for (size_t i = 0; i < count; i++) {
            size_t j = i;
            while (j < count && setting->levels[spans[j].start] >= level) {
                j++;
            }
            for (size_t a = i, b = j; b > a + 1; a++) {
                struct span swap = spans[a];
                spans[a] = spans[--b];
                spans[b] = swap;
            }
            i = j > i ? j - 1 : i;
        }
    }
}

static unsigned features_of(const struct setting *setting, hb_feature_t out[2])
{
    unsigned count = 0;
    if (setting->style.tabular) {
        out[count++] = (hb_feature_t){HB_TAG('t', 'n', 'u', 'm'), 1, 0, (unsigned)-1};
    }
    if (setting->type->apart) {
        out[count++] = (hb_feature_t){HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1};
    }
    return count;
}

static void shape_run(struct setting *setting, struct shaped *shaped, struct span span,
                      size_t *room)
{
    hb_buffer_t *buffer = setting->type->buffer;
    bool backward = setting->levels[span.start] % 2 == 1;
    enum type_font font = setting->fonts[span.start];
    hb_feature_t features[2];
    unsigned wanted = features_of(setting, features);
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_codepoints(buffer, setting->codes, (int)setting->count, (unsigned)span.start,
                             (int)(span.end - span.start));
    hb_buffer_set_direction(buffer, backward ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, setting->scripts[span.start]);
    hb_shape(setting->type->font[font].shaper, buffer, features, wanted);

    unsigned count;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(buffer, &count);
    shaped->runs[shaped->run_count++] = (struct shaped_run){
        .glyph = shaped->glyph_count,
        .glyphs = count,
        .start = setting->starts[span.start],
        .end = setting->starts[span.end],
        .font = font,
        .backward = backward,
    };
    while (shaped->glyph_count + count > *room) {
        *room = *room ? *room * 2 : 32;
        shaped->glyphs = memory_grow(shaped->glyphs, *room * sizeof *shaped->glyphs);
    }
    for (unsigned i = 0; i < count; i++) {
        shaped->glyphs[shaped->glyph_count++] = (struct shaped_glyph){
            .index = info[i].codepoint,
            .cluster = setting->starts[info[i].cluster],
            .x = (float)(shaped->width + place[i].x_offset),
            .y = (float)-place[i].y_offset,
            .advance = (float)place[i].x_advance,
        };
        shaped->width += place[i].x_advance;
    }
}

static void shape_runs(struct setting *setting, struct shaped *shaped)
{
    size_t count = 0, room = 0;
    struct span *spans = memory_take((setting->count + 1) * sizeof *spans);
    for (size_t i = 0; i < setting->count;) {
        size_t start = i++;
        while (i < setting->count && same_run(setting, start, i)) {
            i++;
        }
        spans[count++] = (struct span){start, i};
    }
    reorder(setting, spans, count);
    shaped->runs = memory_take((count + 1) * sizeof *shaped->runs);
    for (size_t i = 0; i < count; i++) {
        shape_run(setting, shaped, spans[i], &room);
    }
    free(spans);
}

static void shape(struct type *type, struct type_style style, struct shaped *shaped)
{
    size_t size = shaped->size;
    struct setting setting = {
        .type = type,
        .style = style,
        .codes = memory_take((size + 1) * sizeof *setting.codes),
        .starts = memory_take((size + 1) * sizeof *setting.starts),
        .levels = memory_take((size + 1) * sizeof *setting.levels),
        .scripts = memory_take((size + 1) * sizeof *setting.scripts),
        .fonts = memory_take(size + 1),
    };
    read_characters(&setting, shaped->text, size);
    choose_stand_ins(&setting);
    find_levels(&setting, shaped->base);
    choose_fonts(&setting);
    choose_scripts(&setting);
    shape_runs(&setting, shaped);
    shaped->right = setting.right;
    free(setting.codes);
    free(setting.starts);
    free(setting.levels);
    free(setting.scripts);
    free(setting.fonts);
}

const struct shaped *type_shape(struct type *type, struct type_style style, enum type_base base,
                                const char *text, size_t size)
{
    if (size > TYPE_TEXT_CEILING) {
        size = utf8_cut(text, TYPE_TEXT_CEILING);
    }
    uint64_t hash = hash_bytes(text, size,
                               1 + (uint64_t)style.weight + 2 * style.tabular + 4 * (uint64_t)base +
                                   16 * type->apart);
    size_t slot = hash & (TYPE_SLOTS - 1);
    for (; type->slots[slot]; slot = (slot + 1) & (TYPE_SLOTS - 1)) {
        const struct shaped *found = type->slots[slot];
        if (found->hash == hash && found->size == size && found->weight == style.weight &&
            found->tabular == style.tabular && found->apart == type->apart && found->base == base &&
            memcmp(found->text, text, size) == 0) {
            return found;
        }
    }
    struct shaped *shaped = memory_take(sizeof *shaped);
    shaped->text = memory_take(size + 1);
    memcpy(shaped->text, text, size);
    shaped->hash = hash;
    shaped->size = (uint32_t)size;
    shaped->weight = style.weight;
    shaped->tabular = style.tabular;
    shaped->apart = type->apart;
    shaped->base = base;
    if (type->entries >= TYPE_CACHE_ENTRIES || type->glyphs >= TYPE_CACHE_GLYPHS) {
        type_forget(type);
        slot = hash & (TYPE_SLOTS - 1);
    }
    shape(type, style, shaped);
    type->slots[slot] = shaped;
    type->entries++;
    type->glyphs += shaped->glyph_count;
    return shaped;
}
