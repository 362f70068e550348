/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/map.h"

#include <math.h>

#include "kit/kit.h"

static const struct point MIDDLE = {4.3345, 50.8560};
enum { WIDTH = 800, HEIGHT = 600 };

static struct spot_box box_at(double zoom)
{
    struct spot spot = spot_of_point(MIDDLE);
    double scale = 512 * exp2(zoom);
    return (struct spot_box){spot.x - WIDTH / 2 / scale, spot.y - HEIGHT / 2 / scale,
                             spot.x + WIDTH / 2 / scale, spot.y + HEIGHT / 2 / scale};
}

/* The mark that lies x, y dp from the middle at `zoom`. */
static struct map_mark mark_at(double x, double y, double zoom)
{
    struct spot spot = spot_of_point(MIDDLE);
    double scale = 512 * exp2(zoom);
    return (struct map_mark){
        .point = point_of_spot((struct spot){spot.x + x / scale, spot.y + y / scale}),
        .number = -1};
}

static struct map_groups groups_of(const struct map_mark *marks, size_t count, double zoom)
{
    struct map_scene scene = {.marks = marks, .mark_count = count};
    struct map_groups groups;
    map_groups_make(&scene, box_at(zoom), WIDTH, HEIGHT, zoom, &groups);
    return groups;
}

static void marks_within_40_dp_are_one_below_zoom_16(void **state)
{
    (void)state;
    struct map_mark marks[] = {mark_at(0, 0, 15), mark_at(30, 0, 15), mark_at(0, 35, 15),
                               mark_at(120, 0, 15)};
    struct map_groups groups = groups_of(marks, 4, 15);
    assert_int_equal(groups.group_count, 2);
    int three = groups.groups[0].count == 3 ? 0 : 1;
    assert_int_equal(groups.groups[three].count, 3);
    assert_true(fabs(groups.groups[three].x - 410) < 0.01);
    assert_int_equal(groups.groups[1 - three].count, 1);
    assert_int_equal(groups.order[groups.groups[1 - three].first], 3);
    map_groups_clear(&groups);
}

static void every_mark_is_in_exactly_one_group(void **state)
{
    enum { COUNT = 400 };
    struct map_mark marks[COUNT];
    (void)state;
    for (double zoom = 13; zoom <= 18; zoom += 0.5) {
        int seen[COUNT] = {0};
        for (int at = 0; at < COUNT; at++)
            marks[at] = mark_at(kit_random_unit() * 700 - 350, kit_random_unit() * 500 - 250, zoom);
        marks[7].selected = true;
        struct map_groups groups = groups_of(marks, COUNT, zoom);
        for (size_t at = 0; at < groups.group_count; at++) {
            for (int in = 0; in < groups.groups[at].count; in++)
                seen[groups.order[groups.groups[at].first + in]]++;
        }
        for (int at = 0; at < COUNT; at++)
            assert_int_equal(seen[at], 1);
        const struct map_group *last = &groups.groups[groups.group_count - 1];
        assert_int_equal(last->count, 1);
        assert_int_equal(groups.order[last->first], 7);
        map_groups_clear(&groups);
    }
}

static void a_selected_mark_is_never_hidden_in_a_cluster(void **state)
{
    (void)state;
    struct map_mark marks[] = {mark_at(0, 0, 14), mark_at(1, 0, 14), mark_at(2, 0, 14)};
    marks[1].selected = true;
    struct map_groups groups = groups_of(marks, 3, 14);
    assert_int_equal(groups.group_count, 2);
    assert_int_equal(groups.groups[0].count, 2);
    assert_int_equal(groups.groups[1].count, 1);
    assert_int_equal(groups.order[groups.groups[1].first], 1);
    map_groups_clear(&groups);
}

static void nothing_is_clustered_from_zoom_16(void **state)
{
    (void)state;
    struct map_mark marks[] = {mark_at(0, 0, 16), mark_at(30, 0, 16)};
    struct map_groups groups = groups_of(marks, 2, 16);
    assert_int_equal(groups.group_count, 2);
    map_groups_clear(&groups);
}

static void stacked_marks_fan_out_from_zoom_16(void **state)
{
    (void)state;
    struct map_mark marks[5];
    for (int at = 0; at < 5; at++)
        marks[at] = mark_at(at, 0, 16);
    struct map_groups groups = groups_of(marks, 5, 16);
    assert_int_equal(groups.group_count, 5);
    for (size_t a = 0; a < 5; a++) {
        const struct map_group *one = &groups.groups[a];
        assert_true(fabs(one->home_y - 300) < 0.01);
        for (size_t b = 0; b < a; b++)
            assert_true(hypot(one->x - groups.groups[b].x, one->y - groups.groups[b].y) > 38);
    }
    map_groups_clear(&groups);
}

static void heavier_marks_are_drawn_later(void **state)
{
    (void)state;
    struct map_mark marks[] = {mark_at(0, 0, 17), mark_at(30, 0, 17), mark_at(60, 0, 17)};
    marks[0].weight = 5;
    marks[1].weight = 9;
    struct map_groups groups = groups_of(marks, 3, 17);
    assert_int_equal(groups.order[groups.groups[0].first], 2);
    assert_int_equal(groups.order[groups.groups[1].first], 0);
    assert_int_equal(groups.order[groups.groups[2].first], 1);
    map_groups_clear(&groups);
}

static void marks_far_outside_and_nowhere_are_left_out(void **state)
{
    (void)state;
    struct map_mark marks[] = {mark_at(2000, 0, 16), mark_at(0, 0, 16)};
    marks[1].point.lat = NAN;
    struct map_groups groups = groups_of(marks, 2, 16);
    assert_int_equal(groups.group_count, 0);
    int second;
    assert_int_equal(map_groups_hit(&groups, 1, 1, &second), -1);
    map_groups_clear(&groups);
}

static void panning_does_not_change_the_clusters_in_sight(void **state)
{
    enum { COUNT = 200 };
    struct map_mark marks[COUNT];
    (void)state;
    for (int at = 0; at < COUNT; at++)
        marks[at] = mark_at(kit_random_unit() * 1600 - 800, kit_random_unit() * 1200 - 600, 15);
    struct map_scene scene = {.marks = marks, .mark_count = COUNT};
    struct map_groups here, there;
    struct spot_box box = box_at(15);
    double aside = 100 / (512 * exp2(15));
    map_groups_make(&scene, box, WIDTH, HEIGHT, 15, &here);
    box.left += aside;
    box.right += aside;
    map_groups_make(&scene, box, WIDTH, HEIGHT, 15, &there);
    for (size_t at = 0; at < here.group_count; at++) {
        const struct map_group *group = &here.groups[at];
        bool found = group->x < 110 || group->x > 790; /* left the view */
        for (size_t other = 0; other < there.group_count && !found; other++)
            found = fabs(there.groups[other].x + 100 - group->x) < 1e-3 &&
                    there.groups[other].count == group->count;
        assert_true(found);
    }
    map_groups_clear(&here);
    map_groups_clear(&there);
}

static void a_finger_hits_the_nearest_within_24_dp_of_its_shape(void **state)
{
    (void)state;
    struct map_mark marks[] = {mark_at(0, 0, 17), mark_at(60, 0, 17)};
    struct map_groups groups = groups_of(marks, 2, 17);
    int second;
    int hit = map_groups_hit(&groups, 400 - 42, 300, &second);
    assert_int_equal(groups.order[groups.groups[hit].first], 0);
    assert_int_equal(second, -1);
    assert_int_equal(map_groups_hit(&groups, 400 - 44, 300, &second), -1);
    hit = map_groups_hit(&groups, 431, 300, &second);
    assert_int_equal(groups.order[groups.groups[hit].first], 1);
    map_groups_clear(&groups);
}

static void two_within_12_dp_ask_which(void **state)
{
    (void)state;
    struct map_group near[] = {{.x = 100, .y = 100, .radius = 19, .count = 1},
                               {.x = 108, .y = 100, .radius = 25, .count = 1}};
    struct map_groups groups = {.groups = near, .group_count = 2};
    int second;
    assert_int_equal(map_groups_hit(&groups, 95, 100, &second), 0);
    assert_int_equal(second, 1);
    assert_int_equal(map_groups_hit(&groups, 110, 100, &second), 1);
    assert_int_equal(second, 0);
}

static void a_scale_bar_is_round_and_fits(void **state)
{
    (void)state;
    double metres;
    assert_true(fabs(map_scale_bar(1, 120, &metres) - 100) < 1e-9);
    assert_true(fabs(metres - 100) < 1e-9);
    assert_true(fabs(map_scale_bar(0.5, 99, &metres) - 40) < 1e-9);
    assert_true(fabs(metres - 20) < 1e-9);
    assert_true(fabs(map_scale_bar(12, 99, &metres) - 1000.0 / 12) < 1e-9);
    assert_true(fabs(map_scale_bar(0, 99, &metres)) < 1e-9);
    assert_true(fabs(map_scale_bar(NAN, 99, &metres)) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_within_40_dp_are_one_below_zoom_16),
        cmocka_unit_test(every_mark_is_in_exactly_one_group),
        cmocka_unit_test(a_selected_mark_is_never_hidden_in_a_cluster),
        cmocka_unit_test(nothing_is_clustered_from_zoom_16),
        cmocka_unit_test(stacked_marks_fan_out_from_zoom_16),
        cmocka_unit_test(heavier_marks_are_drawn_later),
        cmocka_unit_test(marks_far_outside_and_nowhere_are_left_out),
        cmocka_unit_test(panning_does_not_change_the_clusters_in_sight),
        cmocka_unit_test(a_finger_hits_the_nearest_within_24_dp_of_its_shape),
        cmocka_unit_test(two_within_12_dp_ask_which),
        cmocka_unit_test(a_scale_bar_is_round_and_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
