/* SPDX-License-Identifier: EUPL-1.2 */
/* What draw draws, as pictures: look at tests/golden/draw after every change. */
#include <stdio.h>
#include <string.h>

#include "draw/symbol.h"
#include "draw/wheel.h"
#include "kit/golden.h"
#include "kit/kit.h"

static struct type *type;
static struct icon_set *icons;

static int open_all(void **state)
{
    (void)state;
    struct fault why;
    fault_clear(&why);
    return type_open(kit_path(kit_assets(), "fonts"), &type, &why) &&
                   icon_set_open(kit_path(kit_assets(), "icons"), &icons, &why)
               ? 0
               : -1;
}

static int close_all(void **state)
{
    (void)state;
    type_close(type);
    icon_set_close(icons);
    return 0;
}

struct sheet {
    struct theme theme;
    struct pencil pencil;
    cairo_surface_t *surface;
    cairo_t *cairo;
};

static void sheet_start(struct sheet *sheet, const char *theme, int width, int height)
{
    struct fault why;
    fault_clear(&why);
    assert_true(theme_load(kit_path(kit_assets(), "style"), theme, &sheet->theme, &why));
    sheet->pencil = (struct pencil){type, icons, &sheet->theme};
    sheet->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    sheet->cairo = cairo_create(sheet->surface);
    colour_set(sheet->cairo, sheet->theme.colour[THEME_GROUND]);
    cairo_paint(sheet->cairo);
}

static void sheet_stop(struct sheet *sheet, const char *name)
{
    assert_int_equal(cairo_status(sheet->cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(sheet->cairo);
    kit_golden_png(sheet->surface, name);
    cairo_surface_destroy(sheet->surface);
}

static const enum theme_token pillars[] = {THEME_PILLAR_T, THEME_PILLAR_I, THEME_PILLAR_O,
                                           THEME_PILLAR_G, THEME_PILLAR_C};

static void draw_marks(const char *theme, const char *name)
{
    struct sheet sheet;
    sheet_start(&sheet, theme, 560, 400);
    const struct pencil *pencil = &sheet.pencil;
    cairo_t *cairo = sheet.cairo;
    for (int i = 0; i < 4; i++) {
        symbol_state(pencil, cairo, (enum symbol_state)i, 20 + i * 30, 24, 16);
        symbol_state(pencil, cairo, (enum symbol_state)i, 150 + i * 34, 20, 24);
        symbol_state(pencil, cairo, (enum symbol_state)i, 300 + i * 60, 12, 48);
    }
    static const char *const letters[] = {"T", "I", "O", "G", "C"};
    static const char *const marks[] = {"computer", "help", "nudge", "lesson", "association"};
    for (int i = 0; i < 5; i++) {
        symbol_pillar(pencil, cairo, pillars[i], letters[i], 20 + i * 44, 76, 34);
        symbol_pin(pencil, cairo, SYMBOL_PIN_CONFIRMED, pillars[i], marks[i], 270 + i * 56, 94, 38,
                   false, -1);
        symbol_pin(pencil, cairo, SYMBOL_PIN_STALE, pillars[i], marks[i], 44 + i * 48, 154, 38,
                   false, -1);
        symbol_pin(pencil, cairo, SYMBOL_PIN_PROVISIONAL, pillars[i], marks[i], 290 + i * 56, 154,
                   38, false, -1);
    }
    symbol_pin(pencil, cairo, SYMBOL_PIN_CANDIDATE, THEME_PILLAR_T, "library", 44, 230, 38, false,
               -1);
    symbol_pin(pencil, cairo, SYMBOL_PIN_CONFIRMED, THEME_PILLAR_T, "wifi", 120, 230, 50, true, -1);
    symbol_pin(pencil, cairo, SYMBOL_PIN_STALE, THEME_PILLAR_I, "help-gov", 210, 230, 50, true, -1);
    symbol_pin(pencil, cairo, SYMBOL_PIN_CANDIDATE, THEME_PILLAR_I, "post", 300, 230, 50, true, -1);
    symbol_pin(pencil, cairo, SYMBOL_PIN_PROVISIONAL, THEME_PILLAR_G, "room", 390, 230, 50, true,
               -1);
    symbol_cluster(pencil, cairo, 3, 460, 230, 38);
    symbol_cluster(pencil, cairo, 128, 520, 230, 46);
    symbol_pin(pencil, cairo, SYMBOL_PIN_CONFIRMED, THEME_PILLAR_T, NULL, 30, 300, 18, false, 7);
    symbol_pin(pencil, cairo, SYMBOL_PIN_CONFIRMED, THEME_PILLAR_T, NULL, 60, 300, 24, false, 12);
    symbol_pin(pencil, cairo, SYMBOL_PIN_STALE, THEME_PILLAR_C, NULL, 96, 300, 30, false, 104);
    symbol_card(pencil, cairo, 130, 280, 190, 90, 16, true);
    symbol_card(pencil, cairo, 345, 280, 190, 44, 22, true);
    symbol_card(pencil, cairo, 345, 336, 190, 44, 12, false);
    sheet_stop(&sheet, name);
}

static void marks_look_as_they_did(void **state)
{
    (void)state;
    draw_marks("light", "draw/marks-light");
    draw_marks("dark", "draw/marks-dark");
    draw_marks("contrast", "draw/marks-contrast");
    draw_marks("print", "draw/marks-print");
}

static void draw_wheel_sheet(const char *theme, const char *name, int size, int selected,
                             const char *const middle[3])
{
    static const char ids[22][4] = {"T1", "T2", "T3", "T4", "T5", "I1", "I2", "I3",
                                    "I4", "O1", "O2", "O3", "O4", "G1", "G2", "G3",
                                    "G4", "C1", "C2", "C3", "C4", "C5"};
    static const char results[] = "mmmpmmpu-puu-mmpum-puu";
    struct wheel_segment segments[22];
    memset(segments, 0, sizeof segments);
    for (int i = 0; i < 22; i++) {
        memcpy(segments[i].id, ids[i], sizeof segments[i].id);
        segments[i].colour = pillars[strchr("TIOGC", ids[i][0]) - "TIOGC"];
        segments[i].state = results[i] == 'm'   ? SYMBOL_MET
                            : results[i] == 'p' ? SYMBOL_PARTLY
                            : results[i] == '-' ? SYMBOL_NOT
                                                : SYMBOL_UNKNOWN;
        segments[i].judged = i == 1 || i == 8 || i == 9 || i == 15;
    }
    struct wheel wheel = {segments, 22, middle[0], middle[1], middle[2], selected};
    struct sheet sheet;
    sheet_start(&sheet, theme, size + 20, size + 20);
    wheel_draw(&sheet.pencil, sheet.cairo, &wheel, 10, 10, size);
    sheet_stop(&sheet, name);
}

static void wheels_look_as_they_did(void **state)
{
    (void)state;
    static const char *const nl[] = {"8", "van 22 voldaan", "6 niet nagekeken"};
    static const char *const fr[] = {"18", "critères atteints sur 22", "encore 4 à vérifier"};
    static const char *const en[] = {"22", "of 22 met", ""};
    draw_wheel_sheet("light", "draw/wheel-light", 520, 6, nl);
    draw_wheel_sheet("dark", "draw/wheel-dark", 420, -1, fr);
    draw_wheel_sheet("contrast", "draw/wheel-contrast", 320, 3, en);
    draw_wheel_sheet("print", "draw/wheel-print", 300, -1, nl);
}

static void text_looks_as_it_did(void **state)
{
    (void)state;
    struct sheet sheet;
    sheet_start(&sheet, "light", 640, 430);
    struct colour ink = sheet.theme.colour[THEME_INK], muted = sheet.theme.colour[THEME_MUTED];
    struct colour white = {1, 1, 1, 1};
    cairo_t *cairo = sheet.cairo;
    struct type_style title = {28, TYPE_BOLD, false}, body = {16, TYPE_REGULAR, false};
    struct type_style row = {16, TYPE_BOLD, false}, second = {14, TYPE_REGULAR, false};
    type_line(type, cairo, title, ink, 20, 40, TYPE_START, "Historisch Molenbeek");
    type_line(type, cairo, row, ink, 20, 70, TYPE_START, "Gratis gebruik computer en internet");
    type_line(type, cairo, second, muted, 20, 92, TYPE_START,
              "10 toestellen op 2 plekken, zaterdag 9–11 uur, zonder afspraak");
    type_line(type, cairo, body, ink, 20, 122, TYPE_START, "مرحبا Gent (2024) بكم");
    type_line(type, cairo, body, ink, 20, 150, TYPE_START, "Œuvre, ça va? Şişli, Україна, Ελλάδα");
    type_line(type, cairo, row, ink, 320, 122, TYPE_START, "السلام عليكم 12 شارع");
    type_line_cut(type, cairo, body, ink, 20, 178, TYPE_START, 250,
                  "Steenweg op Merchtem en de Graaf van Vlaanderenstraat");
    type_line_halo(type, cairo, body, ink, white, 2, 320, 150, TYPE_START, "Ribaucourtstraat");
    type_line(type, cairo, (struct type_style){16, TYPE_REGULAR, true}, ink, 620, 178, TYPE_END,
              "1.111,10");
    symbol_card(&sheet.pencil, cairo, 20, 200, 280, 200, 16, false);
    type_paragraph(type, cairo, body, ink, 36, 210, 248, TYPE_START, 0,
                   "Weekend wel, avond niet: Le Phare du Kanaal sluit om 20 uur maar vraagt "
                   "consumptie.\nDonaudampfschifffahrtsgesellschaftskapitän");
    symbol_card(&sheet.pencil, cairo, 320, 200, 300, 200, 16, false);
    type_paragraph(type, cairo, second, muted, 336, 210, 268, TYPE_END, 3,
                   "يمكنكم شحن هاتفكم مجانا في المكتبة (De Boekenmolen) كل يوم سبت من 9 إلى 11 "
                   "بدون موعد مسبق ودون التزام بالشراء");
    type_paragraph(type, cairo, second, ink, 336, 300, 268, TYPE_MIDDLE, 2,
                   "Deux lignes au plus, la dernière est coupée quand le texte est trop long pour "
                   "la place qui reste.");
    sheet_stop(&sheet, "draw/text");
}

static void text_keeps_its_shape_at_other_scales(void **state)
{
    (void)state;
    struct sheet sheet;
    sheet_start(&sheet, "dark", 480, 240);
    struct colour ink = sheet.theme.colour[THEME_INK];
    cairo_scale(sheet.cairo, 1.5, 1.5);
    type_line(type, sheet.cairo, (struct type_style){16, TYPE_REGULAR, false}, ink, 10, 30,
              TYPE_START, "Zoek plek, straat, adres");
    cairo_translate(sheet.cairo, 20, 140);
    cairo_rotate(sheet.cairo, -0.3);
    type_line(type, sheet.cairo, (struct type_style){14, TYPE_BOLD, false}, ink, 0, 0, TYPE_START,
              "Graaf van Vlaanderenstraat");
    sheet_stop(&sheet, "draw/text-scaled");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_look_as_they_did),
        cmocka_unit_test(wheels_look_as_they_did),
        cmocka_unit_test(text_looks_as_it_did),
        cmocka_unit_test(text_keeps_its_shape_at_other_scales),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
