/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/tiles.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kit/kit.h"
#include "map/molenbeek.h"

static const struct point MIDDLE = {4.3390, 50.8552};
static const struct box AROUND = {4.28, 50.82, 4.40, 50.90};
enum { TILE_BYTES = 512 * 512 * 4, SEEN_MOST = 200 };

static struct molenbeek *molenbeek;
static struct map_style *style;

/* A source that counts who asks, remembers the order, and can be held back, wholly or by letting so
 * many through. */
struct watched {
    const struct map_source *real;
    atomic_int asked, done;
    atomic_bool held;
    atomic_int leave; /* how many may still pass; below 0 = all */
    struct spot_box first[SEEN_MOST];
};

struct seen {
    struct map_tile_seen tile[SEEN_MOST];
    int count;
};

static void rest(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

static bool pass(struct watched *watched)
{
    int leave = atomic_load(&watched->leave);
    if (leave < 0)
        return true;
    return leave > 0 && atomic_compare_exchange_strong(&watched->leave, &leave, leave - 1);
}

static bool watched_features(void *data, struct spot_box box, int zoom,
                             void (*each)(void *each_data, const struct feature *feature),
                             void *each_data)
{
    struct watched *watched = data;
    int at = atomic_fetch_add(&watched->asked, 1);
    if (at < SEEN_MOST)
        watched->first[at] = box;
    while (atomic_load(&watched->held))
        rest();
    while (!pass(watched))
        rest();
    bool good = watched->real->features(watched->real->data, box, zoom, each, each_data);
    atomic_fetch_add(&watched->done, 1);
    return good;
}

static int setup(void **state)
{
    struct fault why = {0};
    (void)state;
    molenbeek = molenbeek_open();
    return map_style_load(kit_path(kit_asset_source(), "style"), "light", &style, &why) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    map_style_free(style);
    molenbeek_close(molenbeek);
    return 0;
}

static void remember(void *data, const struct map_tile_seen *tile)
{
    struct seen *seen = data;
    assert_true(seen->count < SEEN_MOST);
    seen->tile[seen->count++] = *tile;
}

static bool see(struct map_tiles *tiles, const struct map_view *view, struct seen *seen)
{
    seen->count = 0;
    return map_tiles_see(tiles, view, remember, seen);
}

static struct map_view view_at(double zoom)
{
    struct map_view view;
    map_view_init(&view, 800, 600, AROUND);
    map_view_fly(&view, MIDDLE, 400, 300, zoom, 0, true);
    return view;
}

static struct map_scene scene_of(const struct map_source *source)
{
    return (struct map_scene){
        .source = source, .style = style, .border = molenbeek_border(molenbeek)};
}

static struct watched watch(void)
{
    return (struct watched){.real = molenbeek_source(molenbeek), .leave = -1};
}

static bool covered(const struct seen *seen, double x, double y)
{
    for (int at = 0; at < seen->count; at++) {
        const struct map_tile_seen *tile = &seen->tile[at];
        if (x >= tile->x && y >= tile->y && x <= tile->x + tile->size && y <= tile->y + tile->size)
            return true;
    }
    return false;
}

static void assert_covered(const struct seen *seen)
{
    for (double y = 1; y < 600; y += 37) {
        for (double x = 1; x < 800; x += 37)
            assert_true(covered(seen, x, y));
    }
}

static void a_view_is_covered_once_the_workers_are_done(void **state)
{
    (void)state;
    struct work_lane *lane = work_lane_start(2, WORK_NEWEST_FIRST, NULL, NULL);
    struct map_scene scene = scene_of(molenbeek_source(molenbeek));
    struct map_tiles *tiles = map_tiles_new(lane, &scene, 1, 64 * TILE_BYTES);
    struct map_view view = view_at(16);
    struct seen seen;
    assert_false(see(tiles, &view, &seen));
    assert_int_equal(seen.count, 0);
    assert_false(map_tiles_whole(tiles));
    assert_true(map_tiles_pending(tiles) >= 2);
    work_finish(lane);
    assert_int_equal(map_tiles_pending(tiles), 0);
    assert_true(map_tiles_whole(tiles));
    assert_true(map_tiles_news(tiles));
    assert_false(map_tiles_news(tiles));
    assert_true(see(tiles, &view, &seen));
    assert_covered(&seen);
    for (int at = 0; at < seen.count; at++) {
        assert_true(fabs(seen.tile[at].size - 512) < 1e-6);
        assert_int_equal(cairo_image_surface_get_width(seen.tile[at].surface), 512);
        assert_int_equal(cairo_image_surface_get_format(seen.tile[at].surface), CAIRO_FORMAT_RGB24);
    }
    map_tiles_free(tiles);
    work_lane_stop(lane, false);
}

static void the_middle_is_drawn_first_but_for_what_was_begun(void **state)
{
    (void)state;
    struct work_lane *lane = work_lane_start(1, WORK_NEWEST_FIRST, NULL, NULL);
    struct watched watched = watch();
    struct map_source source = {&watched, watched_features};
    struct map_scene scene = scene_of(&source);
    struct map_tiles *tiles = map_tiles_new(lane, &scene, 1, 64 * TILE_BYTES);
    struct map_view view = view_at(16);
    struct seen seen;
    atomic_store(&watched.held, true);
    see(tiles, &view, &seen);
    while (!atomic_load(&watched.asked))
        rest();
    atomic_store(&watched.held, false);
    work_finish(lane);
    double last = 0;
    for (int at = 1; at < 4; at++) {
        struct spot_box box = watched.first[at];
        double away = hypot((box.left + box.right) / 2 - view.middle.x,
                            (box.top + box.bottom) / 2 - view.middle.y);
        assert_true(away >= last);
        last = away;
    }
    map_tiles_free(tiles);
    work_lane_stop(lane, false);
}

static void what_is_no_longer_wanted_is_not_drawn(void **state)
{
    (void)state;
    struct work_lane *lane = work_lane_start(1, WORK_NEWEST_FIRST, NULL, NULL);
    struct watched watched = watch();
    struct map_source source = {&watched, watched_features};
    struct map_scene scene = scene_of(&source);
    struct map_tiles *tiles = map_tiles_new(lane, &scene, 1, 64 * TILE_BYTES);
    struct map_view view = view_at(16);
    struct seen seen;
    atomic_store(&watched.held, true);
    see(tiles, &view, &seen);
    struct spot_box old = map_view_box(&view);
    while (!atomic_load(&watched.asked))
        rest();
    map_view_pan(&view, -3000, 0);
    see(tiles, &view, &seen);
    atomic_store(&watched.held, false);
    work_finish(lane);
    int asked = atomic_load(&watched.asked);
    assert_true(asked > 1 && asked < SEEN_MOST);
    for (int at = 1; at < asked; at++) { /* a coarse tile may reach so far */
        struct spot_box box = watched.first[at];
        bool coarse = box.right - box.left > exp2(-14);
        assert_true(coarse || box.left >= old.right || box.right <= old.left);
    }
    assert_true(see(tiles, &view, &seen));
    assert_covered(&seen);
    map_tiles_free(tiles);
    work_lane_stop(lane, false);
}

static void the_ceiling_drops_what_was_seen_longest_ago(void **state)
{
    (void)state;
    struct work_lane *lane = work_lane_start(2, WORK_NEWEST_FIRST, NULL, NULL);
    struct map_scene scene = scene_of(molenbeek_source(molenbeek));
    size_t ceiling = 14 * (size_t)TILE_BYTES;
    struct map_tiles *tiles = map_tiles_new(lane, &scene, 1, ceiling);
    struct map_view view = view_at(16);
    struct seen seen;
    for (int at = 0; at < 12; at++) {
        map_view_pan(&view, 300, at % 3 ? 0 : 200);
        see(tiles, &view, &seen);
        work_finish(lane);
        assert_true(see(tiles, &view, &seen));
        assert_covered(&seen);
        assert_true(map_tiles_bytes(tiles) <= ceiling);
    }
    map_tiles_free(tiles);
    work_lane_stop(lane, false);
}

static void old_zooms_are_shown_scaled_until_the_new_are_there(void **state)
{
    (void)state;
    struct work_lane *lane = work_lane_start(2, WORK_NEWEST_FIRST, NULL, NULL);
    struct map_scene scene = scene_of(molenbeek_source(molenbeek));
    struct map_tiles *tiles = map_tiles_new(lane, &scene, 1, 64 * TILE_BYTES);
    struct map_view view = view_at(15);
    struct seen seen;
    see(tiles, &view, &seen);
    work_finish(lane);
    map_view_zoom(&view, 1, 400, 300);
    assert_false(see(tiles, &view, &seen));
    assert_covered(&seen);
    for (int at = 0; at < seen.count; at++)
        assert_true(fabs(seen.tile[at].size - 1024) < 1e-6 ||
                    fabs(seen.tile[at].size - 512) < 1e-6);
    work_finish(lane);
    assert_true(see(tiles, &view, &seen));
    for (int at = 0; at < seen.count; at++)
        assert_true(fabs(seen.tile[at].size - 512) < 1e-6);
    map_view_zoom(&view, -2, 400, 300);
    assert_false(see(tiles, &view, &seen));
    assert_true(covered(&seen, 400, 300));
    map_tiles_free(tiles);
    work_lane_stop(lane, false);
}

/* A finger goes on at 1,500 dp/s while two workers manage 20 tiles a second, a fifth of what they
 * do here. Between two pictures it waits for the workers, so that the pace of this machine does not
 * count. */
struct finger_run {
    struct work_lane *lane;
    struct watched *watched;
    struct map_tiles *tiles;
    struct map_view view;
    long own; /* points that were covered by tiles of the view's own zoom */
    long points;
};

static void workers_go_on(struct finger_run *run, int count)
{
    int before = atomic_load(&run->watched->done);
    atomic_store(&run->watched->leave, count);
    while (atomic_load(&run->watched->done) < before + count && map_tiles_pending(run->tiles)) {
        work_settle(run->lane);
        rest();
    }
    atomic_store(&run->watched->leave, 0);
    work_settle(run->lane);
}

static void look(struct finger_run *run)
{
    struct seen seen, own = {.count = 0};
    see(run->tiles, &run->view, &seen);
    assert_covered(&seen);
    for (int at = 0; at < seen.count; at++) {
        if (fabs(seen.tile[at].size - 512) < 1)
            own.tile[own.count++] = seen.tile[at];
    }
    for (double y = 1; y < 600; y += 37) {
        for (double x = 1; x < 800; x += 37) {
            run->own += covered(&own, x, y);
            run->points++;
        }
    }
}

static void no_edge_is_blank_under_a_quick_finger(void **state)
{
    (void)state;
    enum { LOOKS = 90, EVERY = 6 };
    static const double ways[][2] = {{-1, 0}, {0.6, 0.8}, {0, -1}, {1, 0}, {-0.6, 0.8}};
    struct watched watched = watch();
    struct map_source source = {&watched, watched_features};
    struct map_scene scene = scene_of(&source);
    struct finger_run run = {.lane = work_lane_start(2, WORK_NEWEST_FIRST, NULL, NULL),
                             .watched = &watched,
                             .view = view_at(16)};
    struct seen seen;
    run.tiles = map_tiles_new(run.lane, &scene, 1, 24 * TILE_BYTES);
    see(run.tiles, &run.view, &seen);
    work_finish(run.lane);
    atomic_store(&watched.leave, 0);
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
        for (int at = 0; at < LOOKS; at++) {
            map_view_pan(&run.view, ways[way][0] * 1500 / 60, ways[way][1] * 1500 / 60);
            look(&run);
            if (at % EVERY == 0)
                workers_go_on(&run, 2);
        }
    }
    if (run.own * 100 < run.points * 97)
        fail_msg("%ld of %ld points were sharp", run.own, run.points);
    atomic_store(&watched.leave, -1);
    map_tiles_free(run.tiles);
    work_lane_stop(run.lane, false);
}

static void fingers_that_hold_the_zoom_keep_the_tiles_of_a_near_one(void **state)
{
    (void)state;
    struct work_lane *lane = work_lane_start(2, WORK_NEWEST_FIRST, NULL, NULL);
    struct watched watched = watch();
    struct map_source source = {&watched, watched_features};
    struct map_scene scene = scene_of(&source);
    struct map_tiles *tiles = map_tiles_new(lane, &scene, 1, 64 * TILE_BYTES);
    struct map_view view = view_at(16);
    struct seen seen;
    see(tiles, &view, &seen);
    work_finish(lane);
    view.held = true;
    for (int at = 0; at < 5; at++) {
        map_view_zoom(&view, 0.1, 400, 300);
        assert_true(see(tiles, &view, &seen));
        assert_covered(&seen);
    }
    view.held = false; /* now it must be sharp */
    assert_false(see(tiles, &view, &seen));
    work_finish(lane);
    assert_true(see(tiles, &view, &seen));
    for (int at = 0; at < seen.count; at++)
        assert_true(fabs(seen.tile[at].size - 512) < 512 * 0.1);
    map_tiles_free(tiles);
    work_lane_stop(lane, false);
}

static void a_zoom_out_is_covered_at_once(void **state)
{
    (void)state;
    struct work_lane *lane = work_lane_start(2, WORK_NEWEST_FIRST, NULL, NULL);
    struct map_scene scene = scene_of(molenbeek_source(molenbeek));
    struct map_tiles *tiles = map_tiles_new(lane, &scene, 1, 24 * TILE_BYTES);
    struct map_view view = view_at(16);
    struct seen seen;
    see(tiles, &view, &seen);
    work_finish(lane);
    view.held = true;
    for (int at = 0; at < 10; at++) {
        map_view_zoom(&view, -0.1, 200, 200);
        see(tiles, &view, &seen);
        assert_covered(&seen);
    }
    map_tiles_free(tiles);
    work_lane_stop(lane, false);
}

static void a_flight_is_covered_all_the_way(void **state)
{
    (void)state;
    struct work_lane *lane = work_lane_start(2, WORK_NEWEST_FIRST, NULL, NULL);
    struct map_scene scene = scene_of(molenbeek_source(molenbeek));
    struct map_tiles *tiles = map_tiles_new(lane, &scene, 1, 24 * TILE_BYTES);
    struct map_view view = view_at(15);
    struct seen seen;
    see(tiles, &view, &seen);
    work_finish(lane);
    map_view_fly(&view, MIDDLE, 300, 350, 17, 0, false);
    for (int now = 16; now < 250; now += 16) {
        map_view_tick(&view, now);
        see(tiles, &view, &seen);
        assert_covered(&seen);
        if (now > 100)
            work_finish(lane);
    }
    map_tiles_free(tiles);
    work_lane_stop(lane, false);
}

static void a_flight_asks_for_the_tiles_of_its_end(void **state)
{
    (void)state;
    struct work_lane *lane = work_lane_start(2, WORK_NEWEST_FIRST, NULL, NULL);
    struct map_scene scene = scene_of(molenbeek_source(molenbeek));
    struct map_tiles *tiles = map_tiles_new(lane, &scene, 1, 64 * TILE_BYTES);
    struct map_view view = view_at(15);
    struct seen seen;
    map_view_fly(&view, MIDDLE, 400, 300, 16, 0, false);
    map_view_tick(&view, 50);
    see(tiles, &view, &seen);
    work_finish(lane);
    map_view_tick(&view, 250);
    assert_true(see(tiles, &view, &seen));
    assert_covered(&seen);
    map_tiles_free(tiles);
    work_lane_stop(lane, false);
}

static void a_changed_scene_shows_the_stale_until_the_new(void **state)
{
    (void)state;
    struct work_lane *lane = work_lane_start(2, WORK_NEWEST_FIRST, NULL, NULL);
    struct map_scene scene = scene_of(molenbeek_source(molenbeek));
    struct map_tiles *tiles = map_tiles_new(lane, &scene, 1, 64 * TILE_BYTES);
    struct map_view view = view_at(16);
    struct seen seen, after;
    see(tiles, &view, &seen);
    work_finish(lane);
    assert_true(see(tiles, &view, &seen));
    scene.border = NULL;
    map_tiles_change(tiles, &scene, 2);
    assert_false(see(tiles, &view, &after));
    assert_covered(&after);
    assert_int_equal(after.tile[0].stamp, seen.tile[0].stamp);
    work_finish(lane);
    assert_true(see(tiles, &view, &after));
    assert_int_equal(after.tile[0].key, seen.tile[0].key);
    assert_true(after.tile[0].stamp != seen.tile[0].stamp);
    assert_int_equal(cairo_image_surface_get_width(after.tile[0].surface), 1024);
    map_tiles_free(tiles);
    work_lane_stop(lane, false);
}

static void tiles_can_be_freed_and_changed_while_they_are_drawn(void **state)
{
    (void)state;
    struct work_lane *lane = work_lane_start(3, WORK_NEWEST_FIRST, NULL, NULL);
    struct map_scene scene = scene_of(molenbeek_source(molenbeek));
    for (int at = 0; at < 10; at++) {
        struct map_tiles *tiles = map_tiles_new(lane, &scene, 1, 20 * TILE_BYTES);
        struct map_view view = view_at(14 + at % 4);
        struct seen seen;
        see(tiles, &view, &seen);
        nanosleep(&(struct timespec){.tv_nsec = at * 1000000}, NULL);
        work_settle(lane);
        map_view_pan(&view, 500, -300);
        see(tiles, &view, &seen);
        if (at % 2)
            map_tiles_change(tiles, &scene, 1);
        see(tiles, &view, &seen);
        map_tiles_free(tiles);
    }
    assert_int_equal(work_waiting(lane), 0);
    work_lane_stop(lane, false);
}

static long pixels_apart(cairo_surface_t *a, cairo_surface_t *b, int most)
{
    long apart = 0;
    cairo_surface_flush(a);
    cairo_surface_flush(b);
    for (int y = 0; y < 512; y++) {
        const unsigned char *left =
            cairo_image_surface_get_data(a) + y * cairo_image_surface_get_stride(a);
        const unsigned char *right =
            cairo_image_surface_get_data(b) + y * cairo_image_surface_get_stride(b);
        for (int x = 0; x < 512 * 4; x++) {
            if (x % 4 < 3 && abs(left[x] - right[x]) > most)
                apart++;
        }
    }
    return apart;
}

static cairo_surface_t *ground(struct spot_box box, double shift_x, double shift_y, double size,
                               double zoom)
{
    struct map_scene scene = scene_of(molenbeek_source(molenbeek));
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 512, 512);
    cairo_t *cairo = cairo_create(surface);
    cairo_translate(cairo, -shift_x, -shift_y);
    assert_true(map_paint_ground(&scene, cairo, box, size, size, zoom, true));
    cairo_destroy(cairo);
    return surface;
}

static void four_tiles_are_the_same_picture_as_one(void **state)
{
    (void)state;
    for (int zoom = 14; zoom <= 17; zoom++) {
        struct tile whole = tile_of_spot(spot_of_point(MIDDLE), zoom - 1);
        for (int at = 0; at < 4; at++) {
            struct tile part = {whole.x * 2 + at % 2, whole.y * 2 + at / 2, (int8_t)zoom};
            cairo_surface_t *one = ground(tile_box(part), 0, 0, 512, zoom);
            cairo_surface_t *all = ground(tile_box(whole), at % 2 * 512, at / 2 * 512, 1024, zoom);
            long apart = pixels_apart(one, all, 24);
            if (apart > 512 * 512 * 3 / 1000)
                fail_msg("zoom %d part %d: %ld", zoom, at, apart);
            cairo_surface_destroy(one);
            cairo_surface_destroy(all);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_view_is_covered_once_the_workers_are_done),
        cmocka_unit_test(the_middle_is_drawn_first_but_for_what_was_begun),
        cmocka_unit_test(what_is_no_longer_wanted_is_not_drawn),
        cmocka_unit_test(the_ceiling_drops_what_was_seen_longest_ago),
        cmocka_unit_test(old_zooms_are_shown_scaled_until_the_new_are_there),
        cmocka_unit_test(no_edge_is_blank_under_a_quick_finger),
        cmocka_unit_test(fingers_that_hold_the_zoom_keep_the_tiles_of_a_near_one),
        cmocka_unit_test(a_zoom_out_is_covered_at_once),
        cmocka_unit_test(a_flight_is_covered_all_the_way),
        cmocka_unit_test(a_flight_asks_for_the_tiles_of_its_end),
        cmocka_unit_test(a_changed_scene_shows_the_stale_until_the_new),
        cmocka_unit_test(tiles_can_be_freed_and_changed_while_they_are_drawn),
        cmocka_unit_test(four_tiles_are_the_same_picture_as_one),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
