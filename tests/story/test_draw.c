/* SPDX-License-Identifier: EUPL-1.2 */
/* Pictures of the map, looked at through cairo. */
#include "story/story.h"

#include <cairo.h>

/* How many different colours a picture has (up to a thousand), and that its size is as asked. */
static int picture_colours(const char *file, int width, int height)
{
    static uint32_t seen[1000];
    int count = 0;
    struct buffer bytes;
    file_take(file, &bytes);
    const unsigned char *head = (const unsigned char *)buffer_text(&bytes);
    assert_true(bytes.size > 33);
    assert_memory_equal(head, "\x89PNG\r\n\x1a\n", 8);
    assert_int_equal(head[16] << 24 | head[17] << 16 | head[18] << 8 | head[19], width);
    assert_int_equal(head[20] << 24 | head[21] << 16 | head[22] << 8 | head[23], height);
    buffer_clear(&bytes);
    cairo_surface_t *picture = cairo_image_surface_create_from_png(file);
    assert_int_equal(cairo_surface_status(picture), CAIRO_STATUS_SUCCESS);
    for (int y = 0; y < height; y += 3) {
        const uint32_t *row =
            (const uint32_t *)(const void *)(cairo_image_surface_get_data(picture) +
                                             y * cairo_image_surface_get_stride(picture));
        for (int x = 0; x < width; x += 3) {
            int at = 0;
            while (at < count && seen[at] != (row[x] & 0xffffff)) {
                at++;
            }
            if (at == count && count < 1000) {
                seen[count++] = row[x] & 0xffffff;
            }
        }
    }
    cairo_surface_destroy(picture);
    return count;
}

static void the_wijk_is_drawn_in_every_theme(void **state)
{
    static const char *const themes[] = {"light", "dark", "contrast", "print"};
    struct story *story = *state;
    for (int i = 0; i < 4; i++) {
        tell(story, 0, "draw", "--wijk", MOLENBEEK, "--size", "640x400", "--theme", themes[i],
             "--out", story_path(story, "kaart.png"));
        assert_true(picture_colours(story_path(story, "kaart.png"), 640, 400) > 50);
    }
}

static void a_box_is_drawn_at_its_zoom(void **state)
{
    struct story *story = *state;
    tell(story, 0, "draw", "--box", "4.335,50.855,4.342,50.859", "--zoom", "17", "--size",
         "500x300", "--out", story_path(story, "kaart.png"));
    assert_true(picture_colours(story_path(story, "kaart.png"), 500, 300) > 50);
}

static void the_same_map_gives_the_same_bytes(void **state)
{
    struct story *story = *state;
    tell(story, 0, "draw", "--size", "400x300", "--out", story_path(story, "een.png"));
    tell(story, 0, "draw", "--size", "400x300", "--out", story_path(story, "twee.png"));
    assert_true(file_same(story_path(story, "een.png"), story_path(story, "twee.png")));
}

static void what_cannot_be_drawn_is_told(void **state)
{
    static const char *const wrong[][2] = {
        {"--size", "0x0"},         {"--size", "4294967936x480"},
        {"--size", "99999x99999"}, {"--size", "groot"},
        {"--zoom", "99"},          {"--zoom", "nan"},
        {"--box", "1,2,3"},        {"--box", "4,50,3,51"},
        {"--box", "nan,1,2,3"},    {"--theme", "roze"},
    };
    struct story *story = *state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        tell(story, 2, "draw", wrong[i][0], wrong[i][1], "--out", story_path(story, "x.png"));
    }
    tell(story, 2, "draw");
    tell(story, 4, "draw", "--wijk", "0", "--out", story_path(story, "x.png"));
    tell(story, 5, "draw", "--out", story_path(story, "nergens/x.png"));
    assert_null(fopen(story_path(story, "x.png"), "rb"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_wijk_is_drawn_in_every_theme),
        STORY(a_box_is_drawn_at_its_zoom),
        STORY(the_same_map_gives_the_same_bytes),
        STORY(what_cannot_be_drawn_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
