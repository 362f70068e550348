/* SPDX-License-Identifier: EUPL-1.2 */
/* Composing only what changed shows what composing everything shows. */
#include "app/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"

enum { WIDTH = 420, HEIGHT = 300, ITEMS = 14, ROUNDS = 160, BOXES = 8, SURFACES = 6 };

struct picture {
    uint32_t pixels[HEIGHT][WIDTH];
};

struct scene {
    cairo_surface_t *surfaces[SURFACES];
    bool opaque[SURFACES];
    uint64_t stamps[SURFACES];
    struct shell_item items[ITEMS];
    size_t count;
};

static unsigned long dice_state = 1;

static int dice(int sides)
{
    dice_state = dice_state * 6364136223846793005UL + 1442695040888963407UL;
    return (int)((dice_state >> 33) % (unsigned long)sides);
}

static struct canvas_pixels pixels_of(struct picture *picture)
{
    return (struct canvas_pixels){picture->pixels, WIDTH, HEIGHT, WIDTH * 4};
}

/* ---- surfaces ---- */

/* Islands of every alpha on nothing, as names and panels are; or all of it covered. */
static void surface_draw(cairo_surface_t *surface, bool opaque)
{
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE);
    cairo_set_source_rgba(cairo, dice(9) / 8.0, dice(9) / 8.0, dice(9) / 8.0, opaque);
    cairo_paint(cairo);
    for (int i = 0; i < 6; i++) {
        cairo_set_source_rgba(cairo, dice(9) / 8.0, dice(9) / 8.0, dice(9) / 8.0,
                              i % 2 ? 1 : dice(9) / 8.0);
        cairo_rectangle(cairo, dice(width), dice(height), 5 + dice(width / 2),
                        5 + dice(height / 2));
        cairo_fill(cairo);
    }
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
}

static void scene_init(struct scene *scene)
{
    static const int sides[SURFACES] = {128, 150, 300, 260, 40, 128};
    *scene = (struct scene){.count = 0};
    for (int i = 0; i < SURFACES; i++) {
        scene->opaque[i] = i < 2;
        scene->surfaces[i] =
            cairo_image_surface_create(scene->opaque[i] ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32,
                                       sides[i], sides[SURFACES - 1 - i] + 17);
        surface_draw(scene->surfaces[i], scene->opaque[i]);
        scene->stamps[i] = 1;
    }
}

static void scene_clear(struct scene *scene)
{
    for (int i = 0; i < SURFACES; i++) {
        cairo_surface_destroy(scene->surfaces[i]);
    }
}

static struct shell_item item_any(const struct scene *scene, bool sometimes_scaled)
{
    int which = dice(SURFACES);
    double scale = sometimes_scaled && dice(3) == 0 ? 0.3 + dice(30) / 10.0 : 1;
    struct shell_item item = {.surface = scene->surfaces[which],
                              .key = (uint64_t)which,
                              .stamp = scene->stamps[which],
                              .opaque = scene->opaque[which],
                              .x = dice(WIDTH + 100) - 100,
                              .y = dice(HEIGHT + 100) - 100};
    item.width = cairo_image_surface_get_width(item.surface) * scale;
    item.height = cairo_image_surface_get_height(item.surface) * scale;
    return item;
}

static struct shell_item ground(void)
{
    return (struct shell_item){
        .key = 99, .width = WIDTH, .height = HEIGHT, .colour = {0.2, 0.4, 0.6, 1}, .opaque = true};
}

/* Something moves, comes, goes, changes places with another, or gets other pixels. */
static void scene_change(struct scene *scene, bool scaled)
{
    int at = scene->count > 1 ? 1 + dice((int)scene->count - 1) : 0, deed = dice(6);
    if (scene->count < 3 || (deed == 0 && scene->count < ITEMS)) {
        scene->items[scene->count] = scene->count ? item_any(scene, scaled) : ground();
        scene->count++;
    } else if (deed == 1) {
        memmove(&scene->items[at], &scene->items[at + 1],
                (--scene->count - (size_t)at) * sizeof *scene->items);
    } else if (deed == 2) {
        int other = 1 + dice((int)scene->count - 1);
        struct shell_item kept = scene->items[at];
        scene->items[at] = scene->items[other];
        scene->items[other] = kept;
    } else if (deed == 3) {
        int which = dice(SURFACES);
        surface_draw(scene->surfaces[which], scene->opaque[which]);
        scene->stamps[which]++;
        for (size_t i = 0; i < scene->count; i++) {
            if (scene->items[i].surface == scene->surfaces[which]) {
                scene->items[i].stamp = scene->stamps[which];
            }
        }
    } else {
        scene->items[at].x += dice(9) - 4;
        scene->items[at].y += dice(9) - 4;
    }
}

static size_t scene_compose(struct canvas *canvas, const struct scene *scene,
                            struct picture *picture, struct canvas_box boxes[BOXES])
{
    canvas_begin(canvas, 1);
    for (size_t i = 0; i < scene->count; i++) {
        canvas_item(canvas, &scene->items[i]);
    }
    return canvas_end(canvas, pixels_of(picture), boxes, BOXES);
}

/* ---- what else composes ---- */

static void whole_by_canvas(const struct scene *scene, struct picture *picture)
{
    struct canvas_box boxes[BOXES];
    struct canvas *canvas = canvas_new();
    scene_compose(canvas, scene, picture, boxes);
    canvas_free(canvas);
}

static void whole_by_cairo(const struct scene *scene, struct picture *picture)
{
    cairo_surface_t *target = cairo_image_surface_create_for_data(
        (unsigned char *)picture->pixels, CAIRO_FORMAT_RGB24, WIDTH, HEIGHT, WIDTH * 4);
    cairo_t *cairo = cairo_create(target);
    for (size_t i = 0; i < scene->count; i++) {
        const struct shell_item *item = &scene->items[i];
        if (item->surface) {
            cairo_set_source_surface(cairo, item->surface, item->x, item->y);
            cairo_paint(cairo);
        } else {
            colour_set(cairo, item->colour);
            cairo_paint(cairo);
        }
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(target);
}

static int apart(uint32_t a, uint32_t b)
{
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int by = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
        most = by > most ? by : most;
    }
    return most;
}

static int pictures_apart(const struct picture *a, const struct picture *b)
{
    int most = 0;
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            int by = apart(a->pixels[y][x], b->pixels[y][x]);
            most = by > most ? by : most;
        }
    }
    return most;
}

static bool in_boxes(const struct canvas_box *boxes, size_t count, int x, int y)
{
    for (size_t i = 0; i < count; i++) {
        if (x >= boxes[i].x && y >= boxes[i].y && x < boxes[i].x + boxes[i].width &&
            y < boxes[i].y + boxes[i].height) {
            return true;
        }
    }
    return false;
}

static void expect_changes_said(const struct picture *was, const struct picture *is,
                                const struct canvas_box *boxes, size_t count)
{
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            if (apart(was->pixels[y][x], is->pixels[y][x]) && !in_boxes(boxes, count, x, y)) {
                fail_msg("%d,%d changed and was not said", x, y);
            }
        }
    }
}

/* ---- tests ---- */

static void what_changed_is_composed_as_if_all_were(void **state)
{
    (void)state;
    static struct picture picture, was, whole;
    struct scene scene;
    struct canvas *canvas = canvas_new();
    scene_init(&scene);
    for (int round = 0; round < ROUNDS; round++) {
        struct canvas_box boxes[BOXES];
        scene_change(&scene, true);
        was = picture;
        size_t count = scene_compose(canvas, &scene, &picture, boxes);
        whole_by_canvas(&scene, &whole);
        assert_int_equal(pictures_apart(&picture, &whole), 0);
        expect_changes_said(&was, &picture, boxes, count);
    }
    scene_clear(&scene);
    canvas_free(canvas);
}

static void unscaled_it_looks_as_cairo_paints(void **state)
{
    (void)state;
    static struct picture picture, painted;
    struct scene scene;
    struct canvas *canvas = canvas_new();
    scene_init(&scene);
    for (int round = 0; round < ROUNDS; round++) {
        struct canvas_box boxes[BOXES];
        scene_change(&scene, false);
        scene_compose(canvas, &scene, &picture, boxes);
        whole_by_cairo(&scene, &painted);
        assert_in_range(pictures_apart(&picture, &painted), 0, 1);
    }
    scene_clear(&scene);
    canvas_free(canvas);
}

static void nothing_changed_is_nothing_to_do(void **state)
{
    (void)state;
    static struct picture picture;
    struct scene scene;
    struct canvas_box boxes[BOXES];
    struct canvas *canvas = canvas_new();
    scene_init(&scene);
    for (int round = 0; round < 20; round++) {
        scene_change(&scene, true);
    }
    assert_int_equal(scene_compose(canvas, &scene, &picture, boxes), 1);
    assert_int_equal(boxes[0].width * boxes[0].height, WIDTH * HEIGHT);
    picture.pixels[20][20] ^= 0xff; /* nobody looks */
    assert_int_equal(scene_compose(canvas, &scene, &picture, boxes), 0);
    canvas_forget(canvas);
    assert_int_equal(scene_compose(canvas, &scene, &picture, boxes), 1);
    scene_clear(&scene);
    canvas_free(canvas);
}

static void what_a_panel_hides_is_not_composed(void **state)
{
    (void)state;
    static struct picture picture;
    struct scene scene;
    struct canvas_box boxes[BOXES];
    struct canvas *canvas = canvas_new();
    scene_init(&scene);
    cairo_surface_t *panel = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 200, HEIGHT);
    cairo_t *cairo = cairo_create(panel);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    scene.items[0] = ground();
    scene.items[1] = (struct shell_item){.surface = scene.surfaces[1],
                                         .key = 1,
                                         .stamp = 1,
                                         .opaque = true,
                                         .x = 100,
                                         .y = 50,
                                         .width = 150,
                                         .height = 57};
    scene.items[2] = (struct shell_item){
        .surface = panel, .key = 7, .stamp = 1, .x = 220, .width = 200, .height = HEIGHT};
    scene.count = 3;
    scene_compose(canvas, &scene, &picture, boxes);
    scene.items[1].x -= 3;
    size_t count = scene_compose(canvas, &scene, &picture, boxes);
    for (size_t i = 0; i < count; i++) {
        assert_true(boxes[i].x + boxes[i].width <= 224); /* the panel's first whole cell */
    }
    cairo_surface_destroy(panel);
    scene_clear(&scene);
    canvas_free(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_changed_is_composed_as_if_all_were),
        cmocka_unit_test(unscaled_it_looks_as_cairo_paints),
        cmocka_unit_test(nothing_changed_is_nothing_to_do),
        cmocka_unit_test(what_a_panel_hides_is_not_composed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
