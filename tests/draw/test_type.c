/* SPDX-License-Identifier: EUPL-1.2 */
#include "draw/type.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "kit/kit.h"
#include "system/file.h"

#define MIXED "مرحبا Gent (2024) بكم"

static struct type *type;
static const struct type_style body = {16, TYPE_REGULAR, false};
static const struct type_style bold = {16, TYPE_BOLD, false};
static const struct colour black = {0, 0, 0, 1};

static const char *const samples[] = {"Historisch Molenbeek",
                                      MIXED,
                                      "Œuvre d’été: ça va, naïef coöperatief?",
                                      "Şişli, Українська, Ελληνικά",
                                      "السلام عليكم 12 شارع",
                                      "Kiosk (open) 9–11 uur… € 0,10",
                                      "e\xCC\x81galite\xCC\x81",
                                      "日本 🚲",
                                      " ",
                                      "AV To fi ffl",
                                      ""};
enum { SAMPLES = sizeof samples / sizeof *samples };

static int open_type(void **state)
{
    (void)state;
    struct fault why;
    fault_clear(&why);
    return type_open(kit_path(kit_assets(), "fonts"), &type, &why) ? 0 : -1;
}

static int close_type(void **state)
{
    (void)state;
    type_close(type);
    return 0;
}

struct line {
    struct type_glyph glyphs[256];
    size_t count;
};

static void gather(void *data, struct type_glyph glyph)
{
    struct line *line = data;
    assert_true(line->count < 256);
    line->glyphs[line->count++] = glyph;
}

static struct line glyphs_of(struct type_style style, const char *text)
{
    struct line line = {.count = 0};
    type_glyphs(type, style, text, gather, &line);
    return line;
}

static void a_width_is_the_sum_of_the_advances(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        struct line line = glyphs_of(body, samples[i]);
        double sum = 0;
        for (size_t g = 0; g < line.count; g++) {
            sum += line.glyphs[g].advance;
            assert_non_null(line.glyphs[g].face);
        }
        assert_true(fabs(sum - type_width(type, body, samples[i])) < 1e-3);
    }
    assert_true(type_width(type, body, "") == 0);
}

static void a_text_grows_with_its_size_and_weight(void **state)
{
    (void)state;
    struct type_style twice = {32, TYPE_REGULAR, false};
    double width = type_width(type, body, samples[0]);
    assert_true(fabs(type_width(type, twice, samples[0]) - 2 * width) < 1e-9);
    assert_true(type_width(type, bold, samples[0]) > width);
    assert_true(type_ascent(type, body) > 14 && type_ascent(type, body) < 20);
    assert_true(type_descent(type, body) > 3 && type_descent(type, body) < 7);
}

static void figures_have_one_width(void **state)
{
    (void)state;
    struct type_style styles[] = {{16, TYPE_REGULAR, true}, {16, TYPE_BOLD, true}};
    for (int s = 0; s < 2; s++) {
        double width = type_width(type, styles[s], "0");
        for (char c = '1'; c <= '9'; c++) {
            char text[] = {c, c, '1', '\0'};
            assert_true(fabs(type_width(type, styles[s], text) - 3 * width) < 1e-6);
        }
    }
}

static unsigned long glyph_of(const char *text)
{
    return glyphs_of(body, text).glyphs[0].index;
}

static size_t find_row(const struct line *line, const char *const row[], size_t count)
{
    for (size_t at = 0; at + count <= line->count; at++) {
        size_t same = 0;
        while (same < count && line->glyphs[at + same].index == glyph_of(row[same])) {
            same++;
        }
        if (same == count) {
            return at;
        }
    }
    return line->count;
}

static void latin_and_figures_run_left_to_right_within_arabic(void **state)
{
    (void)state;
    static const char *const row[] = {"G", "e", "n", "t", " ", "(", "2", "0", "2", "4", ")"};
    static const char *const twelve[] = {"1", "2"};
    struct line line = glyphs_of(body, MIXED);
    size_t at = find_row(&line, row, 11);
    assert_true(at > 0 && at + 11 < line.count);
    assert_ptr_not_equal(line.glyphs[0].face, line.glyphs[at].face);
    assert_ptr_equal(line.glyphs[0].face, line.glyphs[line.count - 1].face);

    struct line street = glyphs_of(body, "شارع 12");
    assert_int_equal(find_row(&street, twelve, 2), 0);
}

static void arabic_letters_join(void **state)
{
    (void)state;
    struct line joined = glyphs_of(body, "بب"), alone = glyphs_of(body, "ب");
    assert_int_equal(joined.count, 2);
    assert_int_not_equal(joined.glyphs[0].index, alone.glyphs[0].index);
    assert_int_not_equal(joined.glyphs[0].index, joined.glyphs[1].index);
}

static void what_no_font_covers_shows_the_box(void **state)
{
    (void)state;
    struct line line = glyphs_of(body, "日");
    assert_int_equal(line.count, 1);
    assert_int_equal(line.glyphs[0].index, 0);
    assert_true(line.glyphs[0].advance > 0);
}

/* What was drawn, as a box of ink. */
struct ink {
    double x, y, width, height;
};

static cairo_surface_t *paper(void)
{
    return cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
}

static struct ink ink_of(cairo_surface_t *surface, cairo_t *cairo)
{
    struct ink ink;
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cairo);
    cairo_recording_surface_ink_extents(surface, &ink.x, &ink.y, &ink.width, &ink.height);
    cairo_surface_destroy(surface);
    return ink;
}

static void a_cut_line_fits_its_width(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        for (double width = 0; width < 300; width += 7) {
            cairo_surface_t *surface = paper();
            cairo_t *cairo = cairo_create(surface);
            type_line_cut(type, cairo, body, black, 0, 20, TYPE_START, width, samples[i]);
            struct ink ink = ink_of(surface, cairo);
            assert_true(ink.x + ink.width <= width + 2);
        }
    }
}

static void a_line_that_fits_is_not_cut(void **state)
{
    (void)state;
    double width = type_width(type, body, samples[0]);
    struct ink one, other;
    cairo_surface_t *surface = paper();
    cairo_t *cairo = cairo_create(surface);
    type_line(type, cairo, body, black, 0, 20, TYPE_START, samples[0]);
    one = ink_of(surface, cairo);
    surface = paper();
    cairo = cairo_create(surface);
    type_line_cut(type, cairo, body, black, 0, 20, TYPE_START, width, samples[0]);
    other = ink_of(surface, cairo);
    assert_true(one.width == other.width && one.width > width - 4);
}

/* Words one by one on a line while they fit: slow and plain. */
static int lines_by_hand(const char *text, double width)
{
    char words[1024], line[1024] = "";
    int lines = 1;
    snprintf(words, sizeof words, "%s", text);
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) {
        char longer[2100];
        snprintf(longer, sizeof longer, "%s%s%s", line, line[0] ? " " : "", word);
        if (line[0] && type_width(type, body, longer) > width + 1e-3) {
            lines++;
            snprintf(line, sizeof line, "%s", word);
        } else {
            snprintf(line, sizeof line, "%.1000s", longer);
        }
    }
    return lines;
}

static void paragraphs_wrap_as_by_hand(void **state)
{
    (void)state;
    static const char *const words[] = {"wijk", "de",     "bibliotheek", "open",
                                        "en",   "met",    "computers",   "AVATAR",
                                        "To",   "liggen", "zaterdag"};
    for (int round = 0; round < 200; round++) {
        struct buffer text;
        buffer_init(&text, 1000);
        size_t count = 1 + kit_random_below(30);
        for (size_t i = 0; i < count; i++) {
            buffer_addf(&text, "%s%s", i ? " " : "", words[kit_random_below(11)]);
        }
        double width = 100 + 300 * kit_random_unit();
        double height =
            type_paragraph(type, NULL, body, black, 0, 0, width, TYPE_START, 0, buffer_text(&text));
        int lines = lines_by_hand(buffer_text(&text), width);
        if (fabs(height - lines * 16 * 1.35) > 1e-6) {
            fail_msg("\"%s\" in %f: %f instead of %d lines", buffer_text(&text), width, height,
                     lines);
        }
        buffer_clear(&text);
    }
}

static void paragraphs_stay_within_their_width(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Donaudampfschifffahrtsgesellschaftskapitän en zijn boot",
        "يمكنكم شحن هاتفكم مجانا في المكتبة (De Boekenmolen) كل يوم سبت من 9 إلى 11",
        "a\xC2\xAD"
        "b\xC2\xAD"
        "c onder\xC2\xADhouds\xC2\xADwerk\xC2\xADzaam\xC2\xADheden"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (double width = 30; width < 400; width += 13) {
            cairo_surface_t *surface = paper();
            cairo_t *cairo = cairo_create(surface);
            double height =
                type_paragraph(type, cairo, body, black, 0, 0, width, TYPE_START, 0, texts[i]);
            struct ink ink = ink_of(surface, cairo);
            assert_true(ink.x > -3 && ink.x + ink.width <= width + 3);
            assert_true(ink.y > -6 && ink.y + ink.height <= height + 6);
        }
    }
}

static double height_of(const char *text, int lines)
{
    return type_paragraph(type, NULL, body, black, 0, 0, 150, TYPE_START, lines, text) /
           (16 * 1.35);
}

static void newlines_and_the_limit_of_lines_are_kept(void **state)
{
    (void)state;
    assert_true(height_of("", 0) == 0);
    assert_true(fabs(height_of("a", 0) - 1) < 1e-9);
    assert_true(fabs(height_of("a\n", 0) - 1) < 1e-9);
    assert_true(fabs(height_of("a\n\nb", 0) - 3) < 1e-9);
    assert_true(fabs(height_of("a\n\nb", 2) - 2) < 1e-9);
    assert_true(fabs(height_of("een hele lange zin die niet op een lijn past", 2) - 2) < 1e-9);
    assert_true(height_of("een hele lange zin die niet op een lijn past", 0) > 2);
}

static void a_caret_goes_there_and_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        const char *text = samples[i];
        bool left_to_right = i != 1 && i != 4;
        double before = -1;
        for (size_t at = 0; at <= strlen(text); at++) {
            double x = type_caret(type, body, text, at);
            assert_true(x >= -1e-9 && x <= type_width(type, body, text) + 1e-3);
            size_t hit = type_hit(type, body, text, x);
            assert_true(fabs(type_caret(type, body, text, hit) - x) < 1e-6);
            if (left_to_right) {
                assert_true(x >= before);
                assert_true(hit <= at);
            }
            before = x;
        }
        assert_int_equal(utf8_cut(text, type_hit(type, body, text, 50)),
                         type_hit(type, body, text, 50));
    }
    assert_int_equal(type_hit(type, body, "abc", -5), 0);
    assert_int_equal(type_hit(type, body, "abc", 500), 3);
    assert_true(fabs(type_caret(type, body, "شارع", 0) - type_width(type, body, "شارع")) < 1e-3);
    assert_true(fabs(type_caret(type, body, "شارع", 8)) < 1e-3);
}

static void a_caret_never_splits_an_accent(void **state)
{
    (void)state;
    const char *text = "e\xCC\x81g";
    assert_true(type_caret(type, body, text, 1) == 0);
    assert_true(type_caret(type, body, text, 2) == 0);
    assert_int_equal(type_hit(type, body, text, type_caret(type, body, text, 3)), 3);
}

static void many_texts_do_not_change_the_first(void **state)
{
    (void)state;
    double width = type_width(type, body, MIXED);
    char text[64];
    for (int i = 0; i < 10000; i++) {
        snprintf(text, sizeof text, "Plek nummer %d", i);
        assert_true(type_width(type, body, text) > 50);
    }
    assert_true(type_width(type, body, MIXED) == width);
}

static void draw_everything(cairo_t *cairo, const char *text)
{
    type_line(type, cairo, body, black, 10, 20, TYPE_START, text);
    type_line_cut(type, cairo, bold, black, 10, 40, TYPE_MIDDLE, 80, text);
    type_paragraph(type, cairo, body, black, 10, 60, 120, TYPE_END, 6, text);
    type_line_halo(type, cairo, body, black, black, 2, 10, 90, TYPE_END, text);
    type_hit(type, body, text, 33);
    type_caret(type, body, text, 7);
}

static void any_bytes_can_be_set(void **state)
{
    (void)state;
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 200, 200);
    cairo_surface_t *pdf = cairo_pdf_surface_create(NULL, 200, 200);
    cairo_t *screen = cairo_create(image), *sheet = cairo_create(pdf);
    static const char *const bits[] = {"مر",
                                       "\xE2\x80\xAE",
                                       "\xE2\x81\xA6",
                                       "\xCC\x81",
                                       "\n",
                                       "\xC2\xAD",
                                       "\xF0\x9F\x9A\xB2",
                                       "(",
                                       "12",
                                       " "};
    for (int round = 0; round < 400; round++) {
        char text[80] = "";
        for (int i = 0; i < 12; i++) {
            if (kit_random_below(2)) {
                strcat(text, bits[kit_random_below(10)]);
            } else {
                size_t size = strlen(text);
                text[size] = (char)(1 + kit_random_below(255));
                text[size + 1] = '\0';
            }
        }
        draw_everything(screen, text);
        draw_everything(sheet, text);
    }
    assert_int_equal(cairo_status(screen), CAIRO_STATUS_SUCCESS);
    assert_int_equal(cairo_status(sheet), CAIRO_STATUS_SUCCESS);
    cairo_destroy(screen);
    cairo_destroy(sheet);
    cairo_surface_destroy(image);
    cairo_surface_destroy(pdf);
}

static void a_huge_text_is_set_in_part(void **state)
{
    (void)state;
    enum { HUGE_SIZE = 1024 * 1024 };
    char *text = malloc(HUGE_SIZE + 1);
    assert_non_null(text);
    memset(text, 'w', HUGE_SIZE);
    text[HUGE_SIZE] = '\0';
    double width = type_width(type, body, text);
    assert_true(width > 1e5 && width < 1e6);
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 200, 200);
    cairo_t *cairo = cairo_create(image);
    draw_everything(cairo, text);
    type_line(type, cairo, (struct type_style){NAN, TYPE_BOLD, false}, black, 0, 0, TYPE_START,
              "a");
    type_line(type, cairo, body, black, INFINITY, 0, TYPE_START, "a");
    type_line(type, cairo, (struct type_style){0, TYPE_BOLD, false}, black, 0, 0, TYPE_START, "a");
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cairo);
    cairo_surface_destroy(image);
    free(text);
}

static void text_in_a_pdf_can_be_read_back(void **state)
{
    (void)state;
    char folder[KIT_PATH];
    kit_folder_make(folder);
    const char *path = kit_path(folder, "text.pdf");
    cairo_surface_t *pdf = cairo_pdf_surface_create(path, 300, 200);
    cairo_t *cairo = cairo_create(pdf);
    type_line(type, cairo, body, black, 10, 30, TYPE_START, "Officiële fiets, coöperatief");
    type_line(type, cairo, body, black, 10, 60, TYPE_START, MIXED);
    cairo_destroy(cairo);
    cairo_surface_destroy(pdf);
    const char *const argv[] = {"pdftotext", path, "-", NULL};
    struct buffer out;
    assert_int_equal(kit_run(argv, &out, NULL), 0);
    assert_non_null(strstr(buffer_text(&out), "Officiële fiets, coöperatief"));
    assert_non_null(strstr(buffer_text(&out), "Gent (2024)"));
    assert_non_null(strstr(buffer_text(&out), "مرحبا"));
    buffer_clear(&out);
    kit_folder_remove(folder);
}

static void missing_and_broken_fonts_are_faults(void **state)
{
    (void)state;
    static const char *const names[] = {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf",
                                        "NotoSansArabic-Regular.ttf"};
    char folder[KIT_PATH];
    struct type *other;
    struct fault why;
    fault_clear(&why);
    kit_folder_make(folder);
    assert_false(type_open(folder, &other, &why));
    kit_assert_fault(&why, FAULT_MISSING, "draw.fault.font");
    assert_null(other);
    for (int i = 0; i < 3; i++) {
        kit_file(folder, names[i], "\0\1\0\0 not a font", 16);
    }
    assert_false(type_open(folder, &other, &why));
    kit_assert_fault(&why, FAULT_INPUT, "draw.fault.font");
    assert_non_null(strstr(why.file, names[0]));
    kit_folder_remove(folder);
}

static void an_emoji_is_a_dot_and_no_box(void **state)
{
    static const char *const rows[][2] = {
        {"Bib 🎉", "Bib •"},
        {"🎉🎉", "••"},
        {"👨‍👩‍👧", "•"},
        {"👍🏽 ok", "• ok"},
        {"🇧🇪🇫🇷", "••"},
        {"1️⃣", "1"},
        {"❤️ De Molen", "• De Molen"},
        {"☎ 02", NULL},
        {"日本", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double width = type_width(type, body, rows[i][0]);
        assert_true(width > 0);
        if (rows[i][1] && fabs(width - type_width(type, body, rows[i][1])) > 1e-9) {
            fail_msg("%s is not as wide as %s", rows[i][0], rows[i][1]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_width_is_the_sum_of_the_advances),
        cmocka_unit_test(a_text_grows_with_its_size_and_weight),
        cmocka_unit_test(figures_have_one_width),
        cmocka_unit_test(latin_and_figures_run_left_to_right_within_arabic),
        cmocka_unit_test(arabic_letters_join),
        cmocka_unit_test(what_no_font_covers_shows_the_box),
        cmocka_unit_test(a_cut_line_fits_its_width),
        cmocka_unit_test(a_line_that_fits_is_not_cut),
        cmocka_unit_test(paragraphs_wrap_as_by_hand),
        cmocka_unit_test(paragraphs_stay_within_their_width),
        cmocka_unit_test(newlines_and_the_limit_of_lines_are_kept),
        cmocka_unit_test(a_caret_goes_there_and_back),
        cmocka_unit_test(a_caret_never_splits_an_accent),
        cmocka_unit_test(many_texts_do_not_change_the_first),
        cmocka_unit_test(any_bytes_can_be_set),
        cmocka_unit_test(a_huge_text_is_set_in_part),
        cmocka_unit_test(text_in_a_pdf_can_be_read_back),
        cmocka_unit_test(an_emoji_is_a_dot_and_no_box),
        cmocka_unit_test(missing_and_broken_fonts_are_faults),
    };
    return cmocka_run_group_tests(tests, open_type, close_type);
}
