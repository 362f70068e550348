/* SPDX-License-Identifier: EUPL-1.2 */
/* The way through a GPU, on a screen of its own: llvmpipe does on the processor what a GPU does, so
 * that this way can be tried on any machine. */
#include "app/person.h"
#include "app/present_inner.h"
#include "app/screen.h"

static uint32_t before[SCREEN_PIXELS], now[SCREEN_PIXELS];

static int screen_begin(void **state)
{
    (void)state;
    screen_start();
    return 0;
}

static int screen_end(void **state)
{
    (void)state;
    screen_stop();
    return 0;
}

static int begin(void **state)
{
    int code = person_begin(state);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    setenv("WIJKPEIL_RENDER", "gpu", 1);
    setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    return code;
}

/* ---- the presenter by itself ---- */

static struct shell *shell_make(const struct person *person)
{
    struct fault why;
    struct shell *shell = NULL;
    struct shell_ways ways = {.data_folder = person->folder,
                              .assets_folder = kit_assets(),
                              .language = "nl",
                              .clock = &person->clock,
                              .still = true};
    fault_clear(&why);
    if (!shell_open(&ways, &shell, &why)) {
        fail_msg("%s %s", why.what.key, why.detail);
    }
    shell_resize(shell, SCREEN_WIDTH, SCREEN_HEIGHT, 1);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 8, 8);
    cairo_t *cairo = cairo_create(surface);
    shell_paint(shell, cairo); /* everything is drawn by now */
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return shell;
}

static SDL_Window *window_open(const char *asked)
{
    present_prepare(asked);
    assert_int_equal(SDL_Init(SDL_INIT_VIDEO), 0);
    SDL_Window *window =
        SDL_CreateWindow("Wijkpeil", 0, 0, SCREEN_WIDTH, SCREEN_HEIGHT, SDL_WINDOW_BORDERLESS);
    assert_non_null(window);
    return window;
}

/* Shows until nothing more comes; the picture follows the last frame. */
static int show_all(struct present *present, struct shell *shell, int *most)
{
    int frames = 1;
    *most = 0;
    while (!present_show(present, shell, 1)) {
        *most = present_uploads(present) > *most ? present_uploads(present) : *most;
        assert_true(++frames < 100);
    }
    for (int i = 0; i < 3; i++) { /* both buffers */
        SDL_PumpEvents();
        present_show(present, shell, 1);
    }
    return frames;
}

static void at_most_three_tiles_a_frame_go_to_the_gpu(void **state)
{
    struct person *person = *state;
    int most;
    person_settle(person, LANGUAGE_NL);
    struct shell *shell = shell_make(person);
    SDL_Window *window = window_open(NULL);
    struct present *present = present_open(window, NULL);
    assert_string_equal(present_name(present), "gpu");
    int frames = show_all(present, shell, &most);
    assert_int_equal(most, 3);
    assert_true(frames > 1);
    assert_int_equal(present_uploads(present), 0);
    present_close(present);
    SDL_DestroyWindow(window);
    SDL_Quit();
    shell_close(shell);
}

/* The server may still be at what it was sent: waits until the screen shows nearly `wanted`, or,
 * when that is NULL, the same twice. Returns how many pixels are apart in the end. */
static long screen_wait(const uint32_t *wanted, uint32_t *out)
{
    enum { TRIES = 60, PAUSE_MS = 100, NEAR = 4 };
    static uint32_t last[SCREEN_PIXELS];
    long apart = SCREEN_PIXELS;
    for (int i = 0; i < TRIES; i++) {
        screen_picture(out);
        apart = screen_apart(wanted ? wanted : last, out, wanted ? NEAR : 0);
        if (apart <= (wanted ? SCREEN_PIXELS / 1000 : 0) && out[SCREEN_PIXELS / 2]) {
            break;
        }
        memcpy(last, out, sizeof last);
        SDL_Delay(PAUSE_MS);
    }
    return apart;
}

static void both_ways_show_the_same(void **state)
{
    static const char *const ways[] = {"plain", "gpu"};
    struct person *person = *state;
    int most;
    person_settle(person, LANGUAGE_NL);
    struct shell *shell = shell_make(person);
    for (int i = 0; i < 2; i++) {
        SDL_Window *window = window_open(ways[i]);
        struct present *present = present_open(window, ways[i]);
        assert_string_equal(present_name(present), ways[i]);
        show_all(present, shell, &most);
        long apart = screen_wait(i ? before : NULL, i ? now : before);
        if (apart > SCREEN_PIXELS / 1000) {
            fail_msg("%ld pixels are apart, %s", apart, ways[i]);
        }
        present_close(present);
        SDL_DestroyWindow(window);
        SDL_Quit();
    }
    shell_close(shell);
}

static void a_rasteriser_on_the_processor_is_not_taken_for_a_gpu(void **state)
{
    (void)state;
    SDL_Window *window = window_open(NULL);
    assert_null(present_gpu.open(window, false)); /* as where there is a render device */
    struct present *present = present_open(window, "plain");
    assert_string_equal(present_name(present), "plain");
    present_close(present);
    SDL_DestroyWindow(window);
    SDL_Quit();
}

/* ---- what is lost comes back, in the real loop ---- */

static bool drawn(struct person *person, struct shell *shell)
{
    return map_is_still(person, shell) && shell_idle(shell);
}

static void push(Uint32 type)
{
    SDL_Event event = {.type = type};
    if (type == SDL_WINDOWEVENT) {
        event.window.event = SDL_WINDOWEVENT_EXPOSED;
    }
    SDL_PushEvent(&event);
}

/* The picture stays the same for a while in which the loop turns. */
static bool picture_note(struct person *person, struct shell *shell)
{
    enum { QUIET_MS = 700 };
    static Uint64 since;
    screen_picture(now);
    if (!drawn(person, shell) || !now[SCREEN_PIXELS / 2] || screen_apart(before, now, 0)) {
        memcpy(before, now, sizeof before);
        since = SDL_GetTicks64();
        return false;
    }
    return SDL_GetTicks64() > since + QUIET_MS;
}

/* What a tablet does to a program that lay in the background: the names stay, the pixels go. */
static bool textures_lose(struct person *person, struct shell *shell)
{
    enum { NAMES = 256 };
    unsigned names[NAMES];
    typedef void delete_textures(int count, const unsigned *names);
    delete_textures *lose;
    void *found = SDL_GL_GetProcAddress("glDeleteTextures");
    (void)person, (void)shell;
    memcpy(&lose, &found, sizeof lose);
    assert_non_null(found);
    for (unsigned i = 0; i < NAMES; i++) {
        names[i] = i + 1;
    }
    lose(NAMES, names);
    push(SDL_WINDOWEVENT);
    return true;
}

static bool picture_is_broken(struct person *person, struct shell *shell)
{
    (void)person, (void)shell;
    screen_picture(now);
    return screen_apart(before, now, 0) > SCREEN_PIXELS / 4;
}

static bool device_reset(struct person *person, struct shell *shell)
{
    (void)person, (void)shell;
    push(SDL_RENDER_DEVICE_RESET);
    return true;
}

static bool targets_reset(struct person *person, struct shell *shell)
{
    (void)person, (void)shell;
    push(SDL_RENDER_TARGETS_RESET);
    return true;
}

static bool picture_is_back(struct person *person, struct shell *shell)
{
    (void)person, (void)shell;
    screen_picture(now);
    return screen_apart(before, now, 0) == 0;
}

static void what_the_device_lost_is_brought_anew(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, HOLDS(drawn), HOLDS(picture_note), HOLDS(textures_lose),
                HOLDS(picture_is_broken), HOLDS(device_reset), HOLDS(picture_is_back),
                HOLDS(textures_lose), HOLDS(picture_is_broken), HOLDS(targets_reset),
                HOLDS(picture_is_back));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(at_most_three_tiles_a_frame_go_to_the_gpu, begin,
                                        person_end),
        cmocka_unit_test_setup_teardown(both_ways_show_the_same, begin, person_end),
        cmocka_unit_test_setup_teardown(a_rasteriser_on_the_processor_is_not_taken_for_a_gpu, begin,
                                        person_end),
        cmocka_unit_test_setup_teardown(what_the_device_lost_is_brought_anew, begin, person_end),
    };
    return cmocka_run_group_tests(tests, screen_begin, screen_end);
}
