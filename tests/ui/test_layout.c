/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/sketch.h"

#include <math.h>
#include <string.h>

static void leaf(struct desk *desk, const char *id, const char *label, double grow)
{
    ui_button(desk->ui, id, (struct ui_button){UI_PLAIN, .label = label, .grow = grow});
}

static void begin(struct desk *desk, double width, double height, struct ui_box box)
{
    desk_open(desk, "light");
    ui_begin(desk->ui, width, height);
    ui_open(desk->ui, UI_GROUP, "box", NULL, box);
}

static void end(struct desk *desk)
{
    ui_close(desk->ui);
    ui_end(desk->ui);
}

static void what_grows_shares_the_rest_of_a_row(void **state)
{
    struct desk desk;
    (void)state;
    begin(&desk, 620, 400, (struct ui_box){.row = true, .gap = 10, .pad = 5});
    leaf(&desk, "a", "Ja", 1);
    leaf(&desk, "b", "Neen", 2);
    end(&desk);
    struct rect a = desk_rect(&desk, "a"), b = desk_rect(&desk, "b");
    assert_true(a.x == 5 && fabs(a.width - 200) < 1e-9 && fabs(b.width - 400) < 1e-9);
    assert_true(fabs(b.x - 215) < 1e-9);
    desk_close(&desk);
}

static void a_share_is_never_less_than_the_longest_word(void **state)
{
    struct desk desk;
    (void)state;
    begin(&desk, 300, 400, (struct ui_box){.row = true});
    leaf(&desk, "a", "Ja", 1);
    leaf(&desk, "b", "Gemeenschapscentrum", 1);
    end(&desk);
    assert_true(desk_rect(&desk, "b").width > 150);
    assert_true(fabs(desk_rect(&desk, "a").width + desk_rect(&desk, "b").width - 300) < 1e-6);
    desk_close(&desk);
}

static void a_share_stops_at_its_most_and_leaves_the_rest(void **state)
{
    struct desk desk;
    (void)state;
    begin(&desk, 1000, 400, (struct ui_box){.row = true});
    ui_open(desk.ui, UI_GROUP, "narrow", NULL, (struct ui_box){.grow = 1, .most_width = 320});
    ui_close(desk.ui);
    ui_open(desk.ui, UI_GROUP, "wide", NULL, (struct ui_box){.grow = 1});
    ui_close(desk.ui);
    end(&desk);
    assert_true(desk_rect(&desk, "narrow").width == 320);
    assert_true(desk_rect(&desk, "wide").width == 680);
    desk_close(&desk);
}

static void a_wrapping_row_goes_on_below(void **state)
{
    struct desk desk;
    (void)state;
    begin(&desk, 260, 400, (struct ui_box){.row = true, .wrap = true, .gap = 8});
    leaf(&desk, "a", "Klopt nog", 1);
    leaf(&desk, "b", "Aanpassen", 1);
    leaf(&desk, "c", "Verwijderen", 1);
    end(&desk);
    assert_true(desk_rect(&desk, "b").y == desk_rect(&desk, "a").y);
    assert_true(desk_rect(&desk, "c").y == desk_rect(&desk, "a").y + 52 + 8);
    assert_true(desk_rect(&desk, "c").width == 260);
    desk_close(&desk);
}

static void tiles_that_wrap_stand_in_a_grid(void **state)
{
    struct desk desk;
    (void)state;
    begin(&desk, 340, 400, (struct ui_box){.row = true, .wrap = true, .gap = 10});
    for (int i = 0; i < 4; i++) {
        char id[2] = {(char)('a' + i), '\0'};
        ui_button(desk.ui, id, (struct ui_button){UI_TILE, .icon = "pin", .label = "Plek"});
    }
    end(&desk);
    assert_true(desk_rect(&desk, "d").x == desk_rect(&desk, "a").x);
    assert_true(desk_rect(&desk, "d").width == desk_rect(&desk, "b").width);
    assert_true(desk_rect(&desk, "c").x + desk_rect(&desk, "c").width <= 340.001);
    desk_close(&desk);
}

static void text_wraps_and_what_follows_moves_down(void **state)
{
    struct desk desk;
    double below[2];
    (void)state;
    for (int i = 0; i < 2; i++) {
        begin(&desk, i ? 120 : 600, 400, (struct ui_box){0});
        ui_text(desk.ui, UI_BODY, "zaterdag 9 tot 11 uur, zonder afspraak");
        leaf(&desk, "after", "Ja", 0);
        end(&desk);
        below[i] = desk_rect(&desk, "after").y;
        desk_close(&desk);
    }
    assert_true(below[0] < 24);
    assert_true(below[1] > 60);
}

static void what_scrolls_gives_way_first(void **state)
{
    struct desk desk;
    (void)state;
    begin(&desk, 300, 300, (struct ui_box){.grow = 1});
    ui_open(desk.ui, UI_GROUP, "list", NULL, (struct ui_box){.scroll = true, .grow = 1});
    for (int i = 0; i < 20; i++)
        leaf(&desk, NULL, "Rij", 0);
    ui_close(desk.ui);
    leaf(&desk, "foot", "Klaar", 0);
    end(&desk);
    assert_true(desk_rect(&desk, "list").height == 248);
    assert_true(desk_rect(&desk, "foot").y == 248);
    desk_close(&desk);
}

static void a_stack_anchors_and_places_its_children(void **state)
{
    struct desk desk;
    struct ui_box anchored = {
        .width = 100, .height = 50, .anchor = UI_BOTTOM | UI_RIGHT, .pad = 20};
    struct ui_box wide = {.height = 40, .anchor = UI_TOP | UI_LEFT | UI_RIGHT, .pad = 8};
    struct ui_box placed = {.place = {10, 20, 30, 40}};
    (void)state;
    begin(&desk, 500, 400, (struct ui_box){.stack = true, .grow = 1});
    ui_custom(desk.ui, UI_MAP, "map", "Kaart", (struct ui_box){0}, NULL, NULL);
    ui_open(desk.ui, UI_GROUP, "corner", NULL, anchored);
    ui_close(desk.ui);
    ui_open(desk.ui, UI_GROUP, "wide", NULL, wide);
    ui_close(desk.ui);
    ui_open(desk.ui, UI_GROUP, "placed", NULL, placed);
    ui_close(desk.ui);
    end(&desk);
    struct rect map = desk_rect(&desk, "map"), corner = desk_rect(&desk, "corner");
    struct rect top = desk_rect(&desk, "wide"), at = desk_rect(&desk, "placed");
    assert_true(map.width == 500 && map.height == 400);
    assert_true(corner.x == 380 && corner.y == 330);
    assert_true(top.x == 8 && top.y == 8 && top.width == 484);
    assert_true(at.x == 10 && at.y == 20 && at.width == 30 && at.height == 40);
    desk_close(&desk);
}

static void middle_and_end_leave_children_at_their_own_size(void **state)
{
    struct desk desk;
    (void)state;
    begin(&desk, 500, 400, (struct ui_box){.grow = 1, .across = TYPE_END, .align = TYPE_MIDDLE});
    leaf(&desk, "a", "Ja", 0);
    end(&desk);
    struct rect a = desk_rect(&desk, "a");
    assert_true(a.width < 100 && a.x + a.width == 500);
    assert_true(fabs(a.y - 174) < 1);
    desk_close(&desk);
}

/* ---- the 48 dp rule ---- */

struct seen {
    int count;
    double width, scale;
};

static void assert_target(void *data, const char *id, struct rect r)
{
    struct seen *seen = data;
    seen->count++;
    if (r.width < 47.999 || r.height < 47.999)
        fail_msg("%s is only %.1f x %.1f", id, r.width, r.height);
}

static void assert_inside(void *data, const char *id, struct rect r)
{
    struct seen *seen = data;
    bool chip = strcmp(id, "computer") == 0 || strcmp(id, "charge") == 0 ||
                strcmp(id, "print") == 0 || strcmp(id, "help") == 0;
    if (!chip && (r.x < -0.01 || r.x + r.width > seen->width + 0.01))
        fail_msg("%s lies from %.1f to %.1f of %.0f at %.1f", id, r.x, r.x + r.width, seen->width,
                 seen->scale);
}

static void every_target_is_48_dp_and_inside_at_every_text_size(void **state)
{
    static void (*const sketches[])(struct desk *, double, double) = {sketch_map, sketch_sheet,
                                                                      sketch_form, sketch_dialog};
    static const double sizes[][2] = {{1280, 800}, {360, 640}, {412, 892}, {360, 640}};
    (void)state;
    for (int i = 0; i < 4; i++)
        for (double scale = 1; scale <= 2; scale += 0.25) {
            struct desk desk;
            struct seen seen = {0, sizes[i][0], scale};
            desk_open(&desk, "light");
            ui_set_scale(desk.ui, scale);
            sketches[i](&desk, sizes[i][0], sizes[i][1]);
            ui_targets(desk.ui, assert_target, &seen);
            ui_targets(desk.ui, assert_inside, &seen);
            assert_true(seen.count >= 3);
            desk_close(&desk);
        }
}

static void small_content_still_makes_a_whole_target(void **state)
{
    struct desk desk;
    struct seen seen = {0};
    (void)state;
    begin(&desk, 500, 400, (struct ui_box){.across = TYPE_MIDDLE});
    ui_button(desk.ui, "chip", (struct ui_button){UI_CHIP, .label = "x"});
    ui_button(desk.ui, "quiet", (struct ui_button){UI_QUIET, .label = "i"});
    ui_check(desk.ui, "check", "", true);
    ui_radio(desk.ui, "radio", "", false);
    ui_field(desk.ui, "field", (struct ui_field){0});
    ui_open_row(desk.ui, "row", "Rij", false);
    ui_close(desk.ui);
    ui_open(desk.ui, UI_BUTTON, "own", "Eigen", (struct ui_box){0});
    ui_close(desk.ui);
    end(&desk);
    ui_targets(desk.ui, assert_target, &seen);
    assert_int_equal(seen.count, 7);
    desk_close(&desk);
}

static void impossible_trees_do_no_harm(void **state)
{
    struct desk desk;
    (void)state;
    begin(&desk, 0, -5, (struct ui_box){.row = true, .pad = 40, .grow = 1});
    for (int i = 0; i < 300; i++)
        ui_open(desk.ui, i % 2 ? UI_LIST : UI_ROW, NULL, NULL,
                (struct ui_box){.scroll = i % 5 == 0, .wrap = i % 3 == 0, .pad = 3});
    ui_text(desk.ui, UI_BODY, NULL);
    leaf(&desk, "deep", NULL, 0);
    for (int i = 0; i < 700; i++)
        ui_close(desk.ui);
    ui_end(desk.ui);
    assert_true(ui_find(desk.ui, "deep", NULL));
    assert_false(ui_find(desk.ui, "nowhere", NULL));
    assert_false(ui_find(desk.ui, "", NULL));
    ui_set_scale(desk.ui, NAN);
    assert_true(ui_scale(desk.ui) == 1);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_grows_shares_the_rest_of_a_row),
        cmocka_unit_test(a_share_is_never_less_than_the_longest_word),
        cmocka_unit_test(a_share_stops_at_its_most_and_leaves_the_rest),
        cmocka_unit_test(a_wrapping_row_goes_on_below),
        cmocka_unit_test(tiles_that_wrap_stand_in_a_grid),
        cmocka_unit_test(text_wraps_and_what_follows_moves_down),
        cmocka_unit_test(what_scrolls_gives_way_first),
        cmocka_unit_test(a_stack_anchors_and_places_its_children),
        cmocka_unit_test(middle_and_end_leave_children_at_their_own_size),
        cmocka_unit_test(every_target_is_48_dp_and_inside_at_every_text_size),
        cmocka_unit_test(small_content_still_makes_a_whole_target),
        cmocka_unit_test(impossible_trees_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
