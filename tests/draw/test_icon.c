/* SPDX-License-Identifier: EUPL-1.2 */
#include "draw/icon.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "kit/kit.h"

static const struct colour black = {0, 0, 0, 1};

#define SVG(body) "<svg viewBox=\"0 0 24 24\" xmlns=\"http://www.w3.org/2000/svg\">" body "</svg>"

/* Opens a folder with one icon "x"; NULL when it was refused. */
static struct icon_set *open_bytes(const char *bytes, size_t size, struct fault *why)
{
    char folder[KIT_PATH];
    struct icon_set *set = NULL;
    fault_clear(why);
    kit_folder_make(folder);
    kit_file(folder, "x.svg", bytes, size);
    bool ok = icon_set_open(folder, &set, why);
    kit_folder_remove(folder);
    assert_int_equal(ok, set != NULL);
    return set;
}

static struct icon_set *open_text(const char *text, struct fault *why)
{
    return open_bytes(text, strlen(text), why);
}

/* How much ink icon x leaves on 24 by 24 pixels, 0 … 576. */
static double ink_of(const struct icon_set *set, struct colour colour)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 24, 24);
    cairo_t *cairo = cairo_create(surface);
    double sum = 0;
    icon_draw(set, cairo, "x", 0, 0, 24, colour);
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    for (int i = 0; i < 24 * cairo_image_surface_get_stride(surface); i++) {
        sum += data[i] / 255.0;
    }
    cairo_surface_destroy(surface);
    return sum;
}

static void inked(const char *text, double expected)
{
    struct fault why;
    struct icon_set *set = open_text(text, &why);
    if (!set) {
        fail_msg("%s: %s at %ld", text, why.detail, (long)why.place);
    }
    double ink = ink_of(set, black);
    if (fabs(ink - expected) > 2) {
        fail_msg("%s: %f instead of %f", text, ink, expected);
    }
    icon_set_close(set);
}

static void shapes_cover_what_they_should(void **state)
{
    (void)state;
    const double pi = 3.14159265;
    inked(SVG("<rect x=\"2\" y=\"2\" width=\"10\" height=\"20\"/>"), 200);
    inked(SVG("<rect x=\"2\" y=\"2\" width=\"10\" height=\"20\" rx=\"5\"/>"), 100 + pi * 25);
    inked(SVG("<circle cx=\"12\" cy=\"12\" r=\"8\"/>"), pi * 64);
    inked(SVG("<polygon points=\"0,0 10,0 10,10 0 10\"/>"), 100);
    inked(SVG("<line x1=\"2\" y1=\"12\" x2=\"22\" y2=\"12\" stroke=\"red\" stroke-width=\"2\"/>"),
          40);
    inked(SVG("<polyline points=\"2 12 22 12\" fill=\"none\" stroke=\"#000\" stroke-width=\"4\"/>"),
          80);
    inked(
        SVG("<g fill=\"none\" stroke=\"#000\"><g stroke-width=\"2\"><path d=\"M2 2h20\"/></g></g>"),
        40);
    inked(SVG("<title>tea</title><desc>&lt;</desc><!-- <rect> -->"), 0);
}

static void path_commands_mean_what_svg_says(void **state)
{
    (void)state;
    const double pi = 3.14159265;
    inked(SVG("<path d=\"M2 2H12V12H2z\"/>"), 100);
    inked(SVG("<path d=\"m2 2h10v10h-10z\"/>"), 100);
    inked(SVG("<path d=\"M2,2 12,2 12,12 2,12\"/>"), 100);
    inked(SVG("<path d=\"m2 2 10 0 0 10-10 0Zm12 0h2v2h-2z\"/>"), 104);
    inked(SVG("<path d=\"M2 2l1e1.0 0 10-10 0z\"/>"), 100);
    inked(SVG("<path d=\"M4 12A8 8 0 0 1 20 12z\"/>"), pi * 32);
    inked(SVG("<path d=\"M4 12a8 8 0 01 16 0z\"/>"), pi * 32);
    inked(SVG("<path d=\"M4 12a8 8 0 0116 0z\"/>"), pi * 32);
    inked(SVG("<path d=\"M12 4a8 8 0 1 0 8 8\"/>"), pi * 48 + 32);
    inked(SVG("<path d=\"M4 12a1 1 0 0 1 16 0z\"/>"), pi * 32);
    inked(SVG("<path d=\"M0 0Q12 24 24 0z\"/>"), 192);
    inked(SVG("<path d=\"M0 12q6-12 12 0t12 0z\"/>"), 96);
    inked(SVG("<path d=\"M0 0C0 16 24 16 24 0z\"/>"), 0.6 * 24 * 16);
    inked(SVG("<path d=\"M0 12c0-8 12-8 12 0s12 8 12 0z\"/>"), 2 * 0.6 * 12 * 8);
    inked(SVG("<path d=\"M0 0h24v24h-24zM6 6h12v12h-12z\" fill-rule=\"evenodd\"/>"), 576 - 144);
    inked(SVG("<path d=\"M0 0h24v24h-24zM6 6h12v12h-12z\"/>"), 576);
}

static void an_icon_fills_its_square_whatever_its_own_size(void **state)
{
    (void)state;
    inked("<svg width=\"15\" height=\"15\"><rect width=\"15\" height=\"15\"/></svg>", 576);
    inked("<?xml version='1.0'?>\n<svg viewBox='-5 -5 10 10'><path d='M-5-5h10V5H-5z'/></svg>",
          576);
    inked("<svg viewBox='0 0 48 24'><path d='M0 0h48v24H0z'/></svg>", 288);
}

static void one_colour_stays_one_where_shapes_cross(void **state)
{
    (void)state;
    struct fault why;
    struct icon_set *set =
        open_text(SVG("<rect width='24' height='24'/><rect width='24' height='24'/>"), &why);
    assert_true(fabs(ink_of(set, (struct colour){0, 0, 0, 0.5}) - 288) < 3);
    icon_set_close(set);
}

static void refused(const char *text, int64_t place)
{
    struct fault why;
    struct icon_set *set = open_text(text, &why);
    if (set) {
        fail_msg("accepted: %s", text);
    }
    kit_assert_fault(&why, FAULT_INPUT, "draw.fault.icon.read");
    assert_non_null(strstr(why.file, "x.svg"));
    if (place >= 0) {
        assert_int_equal(why.place, place);
    }
    assert_true(why.place >= 0 && why.place <= (int64_t)strlen(text));
}

static void broken_icons_are_refused_with_the_place(void **state)
{
    (void)state;
    refused("", -1);
    refused("tea", -1);
    refused("<", -1);
    refused("<svg", -1);
    refused("<svg viewBox=0 0 24 24>", -1);
    refused("<svg viewBox='0 0 24 24'>", 25);
    refused("<svg viewBox='0 0 24 24'></svg></svg>", -1);
    refused("<svg viewBox='0 0 24 24'/><svg viewBox='0 0 24 24'/>", -1);
    refused("<svg viewBox='0 0 0 24'/>", -1);
    refused("<svg viewBox='0 0 NaN 24'/>", -1);
    refused("<svg viewBox='0 0 24'/>", -1);
    refused("<svg/>", -1);
    refused("<rect width='3' height='3'/>", -1);
    refused("<svg viewBox='0 0 24 24'><path d='M0 0L5'/></svg>", 38);
    refused(SVG("<path/>"), -1);
    refused(SVG("<path d='L5 5'/>"), -1);
    refused(SVG("<path d='M0 0 X'/>"), -1);
    refused(SVG("<path d='M0 0L nan nan'/>"), -1);
    refused(SVG("<path d='M0 0L1e999 0'/>"), -1);
    refused(SVG("<path d='M0 0zz 4 4'/>"), -1);
    refused(SVG("<path d='M0 0A1 1 0 2 0 3 3'/>"), -1);
    refused(SVG("<path d=\"M0 0/>"), -1);
    refused(SVG("<path d='M0 0' transform='scale(2)'/>"), -1);
    refused(SVG("<image href='file:///etc/passwd'/>"), -1);
    refused(SVG("<circle cx='a' r='3'/>"), -1);
    refused(SVG("<polygon points='0 0 1'/>"), -1);
    refused(SVG("<polygon points=''/>"), -1);
    refused("<!-- never ends", -1);
}

static void every_cut_of_a_good_icon_is_a_fault_or_an_icon(void **state)
{
    (void)state;
    static const char good[] =
        "<?xml version='1.0'?><!-- tea --><svg viewBox='0 0 24 24' fill='none' stroke='#000'>"
        "<g stroke-width='2'><path d='M2 2c1 1 2 2 3 3A4 4 0 0 1 9 9q1-1 2 2t3 3s1 1 2 2z'/>"
        "<rect x='1' y='2' width='3' height='4' rx='1'/></g></svg>";
    for (size_t size = 0; size < sizeof good - 1; size++) {
        struct fault why;
        assert_null(open_bytes(good, size, &why));
    }
    for (int round = 0; round < 400; round++) {
        char bytes[sizeof good];
        struct fault why;
        memcpy(bytes, good, sizeof good);
        for (int i = 0; i < 3; i++) {
            bytes[kit_random_below(sizeof good - 1)] = (char)kit_random_below(256);
        }
        struct icon_set *set = open_bytes(bytes, sizeof good - 1, &why);
        if (set) {
            ink_of(set, black);
            icon_set_close(set);
        }
    }
}

static void too_much_is_refused(void **state)
{
    (void)state;
    struct buffer text;
    struct fault why;
    buffer_init(&text, 1024 * 1024);
    buffer_add_text(&text, "<svg viewBox='0 0 24 24'><path d='M0 0");
    for (int i = 0; i < 10000; i++) {
        buffer_add_text(&text, "h1v1");
    }
    buffer_add_text(&text, "'/></svg>");
    assert_null(open_bytes(text.data, text.size, &why));
    kit_assert_fault(&why, FAULT_INPUT, "draw.fault.icon.read");
    for (int i = 0; i < 100000; i++) {
        buffer_add_text(&text, "h1v1");
    }
    assert_null(open_bytes(text.data, text.size, &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
    buffer_empty(&text);
    buffer_add_text(&text, "<svg viewBox='0 0 24 24'>");
    for (int i = 0; i < 1000; i++) {
        buffer_add_text(&text, "<g>");
    }
    assert_null(open_bytes(text.data, text.size, &why));
    buffer_clear(&text);
}

static void an_unknown_name_draws_a_dot(void **state)
{
    (void)state;
    struct icon_set *set;
    struct fault why;
    fault_clear(&why);
    assert_true(icon_set_open(kit_path(kit_assets(), "icons"), &set, &why));
    assert_false(icon_set_has(set, "x"));
    assert_true(ink_of(set, black) > 10);
    icon_set_close(set);
}

static void every_icon_that_is_asked_for_is_there_and_stays_in_its_square(void **state)
{
    (void)state;
    static const char *const names[] = {"map",
                                        "pillars",
                                        "todo",
                                        "print",
                                        "settings",
                                        "search",
                                        "plus",
                                        "layers",
                                        "close",
                                        "back",
                                        "check",
                                        "pencil",
                                        "trash",
                                        "undo",
                                        "redo",
                                        "clock",
                                        "wheelchair",
                                        "phone",
                                        "globe",
                                        "pin",
                                        "question",
                                        "warning",
                                        "info",
                                        "filter",
                                        "sort",
                                        "expand",
                                        "collapse",
                                        "more",
                                        "locate",
                                        "zoom-in",
                                        "zoom-out",
                                        "star",
                                        "wifi",
                                        "computer",
                                        "charge",
                                        "printer",
                                        "scan",
                                        "help",
                                        "help-gov",
                                        "advice",
                                        "lesson",
                                        "nudge",
                                        "room",
                                        "equipment",
                                        "lend",
                                        "library",
                                        "social-house",
                                        "service-centre",
                                        "community-centre",
                                        "school",
                                        "cafe",
                                        "shop",
                                        "townhall",
                                        "charging-point",
                                        "outdoor",
                                        "health",
                                        "youth",
                                        "family",
                                        "association",
                                        "post",
                                        "mobile",
                                        "other"};
    struct icon_set *set;
    struct fault why;
    fault_clear(&why);
    assert_true(icon_set_open(kit_path(kit_assets(), "icons"), &set, &why));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_true(icon_set_has(set, names[i]));
        cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
        cairo_t *cairo = cairo_create(surface);
        double x, y, width, height;
        icon_draw(set, cairo, names[i], 0, 0, 240, black);
        cairo_destroy(cairo);
        cairo_recording_surface_ink_extents(surface, &x, &y, &width, &height);
        cairo_surface_destroy(surface);
        if (x < -1 || y < -1 || x + width > 241 || y + height > 241 || width * height < 2000) {
            fail_msg("%s: %f %f %f %f", names[i], x, y, width, height);
        }
    }
    icon_set_close(set);
}

static void a_folder_that_is_not_there_is_a_fault(void **state)
{
    (void)state;
    struct icon_set *set;
    struct fault why;
    char folder[KIT_PATH];
    fault_clear(&why);
    kit_folder_make(folder);
    assert_false(icon_set_open(folder, &set, &why));
    kit_assert_fault(&why, FAULT_MISSING, "draw.fault.icons");
    assert_false(icon_set_open(kit_path(folder, "no"), &set, &why));
    assert_null(set);
    kit_folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_cover_what_they_should),
        cmocka_unit_test(path_commands_mean_what_svg_says),
        cmocka_unit_test(an_icon_fills_its_square_whatever_its_own_size),
        cmocka_unit_test(one_colour_stays_one_where_shapes_cross),
        cmocka_unit_test(broken_icons_are_refused_with_the_place),
        cmocka_unit_test(every_cut_of_a_good_icon_is_a_fault_or_an_icon),
        cmocka_unit_test(too_much_is_refused),
        cmocka_unit_test(an_unknown_name_draws_a_dot),
        cmocka_unit_test(every_icon_that_is_asked_for_is_there_and_stays_in_its_square),
        cmocka_unit_test(a_folder_that_is_not_there_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
