/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/sketch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LAYERS = 16 };

struct pile {
    int count;
    char id[LAYERS][96];
    uint64_t stamp[LAYERS];
    struct rect where[LAYERS];
    cairo_surface_t *surface[LAYERS];
};

static void gather(void *data, const char *id, cairo_surface_t *surface, struct rect where,
                   uint64_t stamp)
{
    struct pile *pile = data;
    assert_in_range(pile->count, 0, LAYERS - 1);
    strcpy(pile->id[pile->count], id);
    pile->stamp[pile->count] = stamp;
    pile->where[pile->count] = where;
    pile->surface[pile->count] = surface;
    pile->count++;
}

static struct pile pile_of(struct desk *desk, double density)
{
    struct pile pile = {0};
    ui_layers(desk->ui, density, gather, &pile);
    return pile;
}

static uint64_t stamp_of(const struct pile *pile, const char *id)
{
    for (int i = 0; i < pile->count; i++)
        if (strcmp(pile->id[i], id) == 0)
            return pile->stamp[i];
    fail_msg("no layer %s", id);
    return 0;
}

static void screen(struct desk *desk, const char *left, const char *right, bool selected)
{
    struct ui *ui = desk->ui;
    ui_begin(ui, 400, 300);
    ui_open(ui, UI_GROUP, "frame", NULL, (struct ui_box){.row = true, .grow = 1});
    ui_open(ui, UI_GROUP, "left", NULL,
            (struct ui_box){.layer = true, .filled = true, .fill = THEME_CARD, .width = 200});
    ui_text(ui, UI_BODY, left);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "right", NULL,
            (struct ui_box){
                .layer = true, .filled = true, .fill = THEME_CARD, .width = 200, .scroll = true});
    ui_text(ui, UI_BODY, right);
    ui_button(ui, "chip", (struct ui_button){UI_CHIP, .label = "Wifi", .selected = selected});
    ui_space(ui, 500);
    ui_close(ui);
    ui_close(ui);
    ui_end(ui);
}

static void an_unchanged_layer_keeps_its_stamp_over_a_rebuild(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    screen(&desk, "een", "twee", false);
    struct pile first = pile_of(&desk, 1);
    screen(&desk, "een", "twee", false);
    struct pile second = pile_of(&desk, 1);
    assert_int_equal(first.count, 2);
    assert_int_equal(second.count, 2);
    assert_true(stamp_of(&first, "left") == stamp_of(&second, "left"));
    assert_true(stamp_of(&first, "right") == stamp_of(&second, "right"));
    desk_close(&desk);
}

static void a_changed_word_changes_only_its_own_layer(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    screen(&desk, "een", "twee", false);
    struct pile first = pile_of(&desk, 1);
    screen(&desk, "eén", "twee", false);
    struct pile second = pile_of(&desk, 1);
    assert_true(stamp_of(&first, "left") != stamp_of(&second, "left"));
    assert_true(stamp_of(&first, "right") == stamp_of(&second, "right"));
    desk_close(&desk);
}

static void press_scroll_focus_scale_and_theme_each_change_the_stamp(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    screen(&desk, "een", "twee", false);
    struct pile before = pile_of(&desk, 1), after;
#define ASSERT_CHANGED()                                                                           \
    do {                                                                                           \
        after = pile_of(&desk, 1);                                                                 \
        assert_true(stamp_of(&before, "right") != stamp_of(&after, "right"));                      \
        before = after;                                                                            \
    } while (0)
    struct rect chip = desk_rect(&desk, "chip");
    desk_finger(&desk, FINGER_DOWN, 1, chip.x + 9, chip.y + 20, 100);
    ASSERT_CHANGED();
    desk_finger(&desk, FINGER_UP, 1, chip.x + 9, chip.y + 20, 100);
    ASSERT_CHANGED();
    ui_wheel_turn(desk.ui, 300, 200, -1);
    ASSERT_CHANGED();
    ui_key(desk.ui, UI_KEY_TAB);
    ASSERT_CHANGED();
    screen(&desk, "een", "twee", true);
    ASSERT_CHANGED();
    ui_set_scale(desk.ui, 1.5);
    screen(&desk, "een", "twee", true);
    ASSERT_CHANGED();
    desk_theme(&desk, "dark");
    ASSERT_CHANGED();
    desk_close(&desk);
}

static void layers_are_as_large_as_what_they_show_on_whole_pixels(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    sketch_map(&desk, 1280, 800);
    struct pile pile = pile_of(&desk, 1.5);
    for (int i = 0; i < pile.count; i++) {
        struct rect r = pile.where[i];
        assert_true(r.x >= 0 && r.y >= 0 && r.x + r.width <= 1280.7 && r.y + r.height <= 800.7);
        assert_int_equal(cairo_image_surface_get_width(pile.surface[i]), lround(r.width * 1.5));
        assert_int_equal(cairo_image_surface_get_height(pile.surface[i]), lround(r.height * 1.5));
        assert_true(fabs(r.x * 1.5 - round(r.x * 1.5)) < 1e-6);
    }
    desk_close(&desk);
}

static void a_hole_is_painted_by_nobody(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    ui_begin(desk.ui, 300, 300);
    ui_custom(desk.ui, UI_MAP, "map", "Kaart", (struct ui_box){.grow = 1}, NULL, NULL);
    ui_end(desk.ui);
    assert_int_equal(pile_of(&desk, 1).count, 0);
    desk_close(&desk);
}

/* The layers laid over each other are the same picture as painting all at once. */
static void assert_same_picture(void (*sketch)(struct desk *, double, double), int width,
                                int height)
{
    struct desk desk;
    desk_open(&desk, "light");
    sketch(&desk, width, height);
    struct pile pile = pile_of(&desk, 1);
    cairo_surface_t *pictures[2];
    for (int i = 0; i < 2; i++) {
        pictures[i] = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
        cairo_t *cairo = cairo_create(pictures[i]);
        cairo_set_source_rgb(cairo, 1, 1, 1);
        cairo_paint(cairo);
        for (int j = 0; i == 0 && j < pile.count; j++) {
            cairo_set_source_surface(cairo, pile.surface[j], pile.where[j].x, pile.where[j].y);
            cairo_paint(cairo);
        }
        if (i == 1)
            ui_paint(desk.ui, cairo);
        cairo_destroy(cairo);
        cairo_surface_flush(pictures[i]);
    }
    const unsigned char *a = cairo_image_surface_get_data(pictures[0]);
    const unsigned char *b = cairo_image_surface_get_data(pictures[1]);
    int bytes = cairo_image_surface_get_stride(pictures[0]) * height, most = 0;
    for (int i = 0; i < bytes; i++)
        most = abs(a[i] - b[i]) > most ? abs(a[i] - b[i]) : most;
    assert_in_range(most, 0, 6);
    cairo_surface_destroy(pictures[0]);
    cairo_surface_destroy(pictures[1]);
    desk_close(&desk);
}

static void layers_together_are_the_whole_picture(void **state)
{
    (void)state;
    assert_same_picture(sketch_map, 1280, 800);
    assert_same_picture(sketch_sheet, 412, 892);
    assert_same_picture(sketch_form, 480, 700);
    assert_same_picture(sketch_dialog, 800, 600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unchanged_layer_keeps_its_stamp_over_a_rebuild),
        cmocka_unit_test(a_changed_word_changes_only_its_own_layer),
        cmocka_unit_test(press_scroll_focus_scale_and_theme_each_change_the_stamp),
        cmocka_unit_test(layers_are_as_large_as_what_they_show_on_whole_pixels),
        cmocka_unit_test(a_hole_is_painted_by_nobody),
        cmocka_unit_test(layers_together_are_the_whole_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
