/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"

static struct type *type;
static struct icon_set *icons;
static struct pencil pencil;
static const struct type_style PLAIN = {.size = 10}, BOLD = {.size = 10, .weight = TYPE_BOLD};

static double height_of(const char *text, double width, int lines)
{
    struct flow_run run = {.text = text, .style = PLAIN};
    struct flow flow = {.pencil = &pencil, .width = width, .leading = 1.2, .lines = lines};
    return flow_set(&flow, &run, 1);
}

static int lines_of(const char *text, double width)
{
    return (int)lround(height_of(text, width, 0) / 12);
}

static double width_of(const char *text)
{
    return type_width(type, PLAIN, text);
}

static void nothing_takes_no_height(void **state)
{
    (void)state;
    assert_int_equal(lines_of("", 100), 0);
    assert_int_equal(lines_of(" \n\t ", 100), 0);
    assert_int_equal(lines_of(NULL, 100), 0);
}

static void lines_break_at_spaces_and_every_white_space_is_one(void **state)
{
    (void)state;
    double width = width_of("drie woorden") + 0.1;
    assert_int_equal(lines_of("drie woorden", width), 1);
    assert_int_equal(lines_of("drie  \n woorden", width), 1);
    assert_int_equal(lines_of("drie woorden drie woorden", width), 2);
}

static void long_compounds_break_at_the_hyphen_and_short_ones_do_not(void **state)
{
    (void)state;
    assert_int_equal(lines_of("Molenbeek-Saint", width_of("Molenbeek-") + 1), 2);
    assert_int_equal(lines_of("gratis Wi-Fi", width_of("gratis Wi-") + 0.1), 2);
    assert_true(width_of("Wi-Fi") < width_of("gratis Wi-"));
}

static void a_word_wider_than_the_column_is_broken_anywhere(void **state)
{
    char word[301];
    (void)state;
    memset(word, 'm', 300);
    word[300] = '\0';
    double wide = width_of(word), width = wide / 10 + 1;
    assert_in_range(lines_of(word, width), 10, 12);
    assert_true(lines_of("é", 1) == 1);
    assert_true(lines_of("\xC3\x28\xFF\xFE", 1) > 0);
}

static void a_number_stays_with_its_word_but_a_list_of_numbers_breaks(void **state)
{
    (void)state;
    double width = width_of("Gentse Steenweg 1");
    assert_int_equal(lines_of("Gentse Steenweg 163", width), 2);
    assert_int_equal(lines_of("4 plekken: 1, 3, 4, 9", width_of("4 plekken: 1, 3,") + 1), 2);
    assert_int_equal(lines_of("1 2 3 4 5 6 7 8", width_of("1 2 3 4") + 1), 2);
}

static void runs_without_a_space_between_stay_together(void **state)
{
    (void)state;
    struct flow_run runs[] = {{.text = "voldaan", .style = BOLD},
                              {.text = "(berekend)", .style = PLAIN},
                              {.text = "nieuw", .style = PLAIN, .fresh = true}};
    double first = type_width(type, BOLD, "voldaan"), second = width_of("(berekend)");
    struct flow flow = {.pencil = &pencil, .width = first + second + 1, .leading = 1.2};
    assert_true(fabs(flow_set(&flow, runs, 2) - 12) < 0.01);
    assert_true(fabs(flow_set(&flow, runs, 3) - 24) < 0.01);
}

static void no_more_lines_are_set_than_asked(void **state)
{
    (void)state;
    const char *text = "een twee drie vier vijf zes zeven acht negen tien elf twaalf";
    assert_true(fabs(height_of(text, 60, 2) - 24) < 0.01);
    assert_true(height_of(text, 60, 0) > 40);
    assert_true(fabs(height_of("kort", 60, 2) - 12) < 0.01);
    assert_true(fabs(height_of("onbreekbaarlangwoordzonderspatie", 20, 1) - 12) < 0.01);
}

static int dark_pixels(const struct flow_run *run, double width)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 200, 60);
    struct flow flow = {.pencil = &pencil, .width = width, .leading = 1.2};
    int count = 0;
    flow.cairo = cairo_create(surface);
    flow_set(&flow, run, 1);
    cairo_destroy(flow.cairo);
    cairo_surface_flush(surface);
    const unsigned char *at = cairo_image_surface_get_data(surface);
    for (int i = 0; i < 60 * cairo_image_surface_get_stride(surface); i++)
        count += at[i] > 127;
    cairo_surface_destroy(surface);
    return count;
}

static void an_icon_is_drawn_before_the_word_and_never_parted_from_it(void **state)
{
    struct flow_run plain = {.text = "beter dan toen", .style = PLAIN, .colour = {0, 0, 0, 1}};
    struct flow_run marked = plain;
    struct flow flow = {.pencil = &pencil, .leading = 1.2};
    (void)state;
    marked.icon = "up";
    flow.width = width_of("beter dan toen") + 0.1;
    assert_int_equal(lround(flow_set(&flow, &plain, 1) / 12), 1);
    assert_int_equal(lround(flow_set(&flow, &marked, 1) / 12), 2);
    flow.width += 12.6;
    assert_int_equal(lround(flow_set(&flow, &marked, 1) / 12), 1);
    assert_in_range(dark_pixels(&marked, 190) - dark_pixels(&plain, 190), 12, 60);
    flow.width = 5; /* narrower than the icon itself */
    assert_true(flow_set(&flow, &marked, 1) > 0);
    pencil.icons = NULL;
    assert_int_equal(dark_pixels(&marked, 190), dark_pixels(&plain, 190));
    pencil.icons = icons;
}

static int setup(void **state)
{
    struct fault why;
    (void)state;
    if (!type_open(kit_path(kit_asset_source(), "../fonts"), &type, &why) ||
        !icon_set_open(kit_path(kit_asset_source(), "icons"), &icons, &why))
        return -1;
    pencil.icons = icons;
    pencil.type = type;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    icon_set_close(icons);
    type_close(type);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_takes_no_height),
        cmocka_unit_test(lines_break_at_spaces_and_every_white_space_is_one),
        cmocka_unit_test(long_compounds_break_at_the_hyphen_and_short_ones_do_not),
        cmocka_unit_test(a_word_wider_than_the_column_is_broken_anywhere),
        cmocka_unit_test(a_number_stays_with_its_word_but_a_list_of_numbers_breaks),
        cmocka_unit_test(runs_without_a_space_between_stay_together),
        cmocka_unit_test(no_more_lines_are_set_than_asked),
        cmocka_unit_test(an_icon_is_drawn_before_the_word_and_never_parted_from_it),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
