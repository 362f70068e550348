/* SPDX-License-Identifier: EUPL-1.2 */
/* The loop: it sleeps until something happens, shows at most once a frame, and never waits for
 * disk. */
#include "app/window.h"

#include <SDL.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/events.h"
#include "app/present.h"
#include "base/log.h"

enum {
    FRAME_MS = 16,
    LATE_MS = 48,
    TRIM_MS = 2000,
    FORESEE_MS = 50,
    START_WIDTH = 1280,
    START_HEIGHT = 800,
    LEAST_WIDTH = 360,
    LEAST_HEIGHT = 560
};

struct loop {
    struct shell *shell;
    struct present *present;
    struct events events;
    Uint32 wake_event;
    atomic_bool woken; /* a wake is in the queue already */
    atomic_bool ready; /* SDL takes events; before, the loop's first round asks by itself */
    bool show;         /* something must be shown */
    bool late; /* workers brought something, which may wait for more: tiles come in flocks */
    bool typing;
    bool drawn;                    /* the first whole picture was shown */
    uint64_t frames;               /* shown so far */
    int64_t began;                 /* ticks */
    uint64_t shown_at, trimmed_at; /* ms */
};

/* Pictures come and go by the megabyte: give them back at once, and keep threads to few heaps. */
static void memory_habits(void)
{
#ifdef __GLIBC__
    enum { BIG = 128 * 1024, HEAPS = 2 };
    mallopt(M_MMAP_THRESHOLD, BIG);
    mallopt(M_ARENA_MAX, HEAPS);
#endif
}

/* What opening and drawing took and no longer need. */
static void memory_trim(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

static void loop_wake(void *data)
{
    struct loop *loop = data;
    if (!atomic_exchange(&loop->woken, true) && atomic_load(&loop->ready)) {
        SDL_Event event = {.type = loop->wake_event};
        SDL_PushEvent(&event);
    }
}

static double density_of(const struct loop *loop)
{
    int pixels, height, width, window_height;
    present_size(loop->present, &pixels, &height);
    SDL_GetWindowSize(loop->events.window, &width, &window_height);
    return loop->events.density * pixels / (width > 0 ? width : 1);
}

static void loop_size(struct loop *loop)
{
    int width, height;
    SDL_GetWindowSize(loop->events.window, &width, &height);
    present_reset(loop->present);
    shell_resize(loop->shell, width / loop->events.density, height / loop->events.density,
                 density_of(loop));
    loop->events.resized = false;
    loop->show = true;
}

static void loop_take(struct loop *loop, const SDL_Event *event)
{
    if (event->type == loop->wake_event) {
        atomic_store(&loop->woken, false);
        loop->late = shell_settle(loop->shell) || loop->late;
        return;
    }
    loop->show = events_take(&loop->events, event) || loop->show;
}

/* How long the loop may sleep, in ms; -1 = until something happens. */
static int loop_sleep(const struct loop *loop)
{
    int64_t now = (int64_t)SDL_GetTicks64(), next = shell_next_tick(loop->shell);
    int64_t sleep = next < 0 ? -1 : next > now ? next - now : 0;
    if (loop->late) {
        int64_t late = (int64_t)loop->shown_at + LATE_MS - now;
        late = late > 0 && !shell_at_rest(loop->shell) ? late : 0;
        sleep = sleep < 0 || late < sleep ? late : sleep;
    }
    if (loop->show && !present_paces(loop->present)) {
        int64_t frame = (int64_t)loop->shown_at + FRAME_MS - now;
        frame = frame > 0 ? frame : 0;
        sleep = sleep < 0 || frame < sleep ? frame : sleep;
    } else if (loop->show) {
        sleep = 0;
    }
    return sleep < 0 ? -1 : (int)(sleep > 1000000 ? 1000000 : sleep);
}

static void loop_events(struct loop *loop)
{
    SDL_Event event;
    int sleep = loop_sleep(loop);
    int there = sleep < 0 ? SDL_WaitEvent(&event) : SDL_WaitEventTimeout(&event, sleep);
    while (there) {
        loop_take(loop, &event);
        there = !loop->events.quit && SDL_PollEvent(&event);
    }
}

static void loop_typing(struct loop *loop)
{
    struct rect where;
    bool wants = shell_wants_text(loop->shell, &where);
    if (wants != loop->typing) {
        loop->typing = wants;
        if (wants) {
            SDL_StartTextInput();
        } else {
            SDL_StopTextInput();
        }
    }
}

static void loop_show(struct loop *loop)
{
    uint64_t now = SDL_GetTicks64();
    if (loop->late && (now >= loop->shown_at + LATE_MS || shell_at_rest(loop->shell))) {
        loop->show = true;
    }
    if (!loop->show || (!present_paces(loop->present) && now < loop->shown_at + FRAME_MS)) {
        return;
    }
    loop->shown_at = now;
    loop->late = false;
    bool whole = shell_at_rest(loop->shell);
    loop->show = !present_show(loop->present, loop->shell, density_of(loop));
    loop->frames++;
    if (shell_idle(loop->shell) && (!loop->trimmed_at || now > loop->trimmed_at + TRIM_MS)) {
        shell_rest(loop->shell);
        memory_trim();
        loop->trimmed_at = now;
    }
    if (whole && !loop->drawn) {
        loop->drawn = true;
        log_note("map drawn after %lld ms", (long long)(clock_ticks() - loop->began));
    }
}

static void loop_run(struct loop *loop, const struct command_window *asked)
{
    while (!loop->events.quit) {
        loop_events(loop);
        if (loop->events.resized) {
            loop_size(loop);
        }
        if (loop->events.exposed) {
            loop->events.exposed = false;
            present_exposed(loop->present);
        }
        int64_t now = (int64_t)SDL_GetTicks64(), next = shell_next_tick(loop->shell);
        if (next >= 0 && next <= now) {
            loop->show = shell_tick(loop->shell, now) || loop->show;
        }
        loop_typing(loop);
        loop_show(loop);
        if (asked->round) {
            asked->round(asked->round_data, loop->shell);
        }
    }
}

static bool window_make(struct loop *loop, const struct command_window *asked)
{
    Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI |
                   (asked->full_screen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0u);
    present_prepare(asked->render);
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        fprintf(stderr, "wijkpeil: %s\n", SDL_GetError());
        return false;
    }
    SDL_StopTextInput();
    loop->events.window =
        SDL_CreateWindow("Wijkpeil", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, START_WIDTH,
                         START_HEIGHT, flags);
    if (!loop->events.window) {
        fprintf(stderr, "wijkpeil: %s\n", SDL_GetError());
        return false;
    }
    SDL_SetWindowMinimumSize(loop->events.window, LEAST_WIDTH, LEAST_HEIGHT);
    loop->present = present_open(loop->events.window, asked->render);
    loop->wake_event = SDL_RegisterEvents(1);
    return loop->present != NULL;
}

static bool loop_open(struct loop *loop, const struct command_window *asked)
{
    struct fault why;
    struct shell_ways ways = {.data_folder = asked->data_folder,
                              .assets_folder = asked->assets_folder,
                              .pack_file = asked->pack_file,
                              .language = asked->language,
                              .theme = asked->theme,
                              .scale = asked->scale,
                              .clock = &asked->clock,
                              .wake = loop_wake,
                              .wake_data = loop};
    if (!shell_open(&ways, &loop->shell, &why)) {
        fprintf(stderr, "wijkpeil: %s %s %s\n", why.what.key, why.file, why.detail);
        return false;
    }
    loop->events.shell = loop->shell;
    return true;
}

static void loop_begin(struct loop *loop)
{
    double density = shell_density(loop->shell);
    loop->events.density = density > 0 ? density : 1;
    loop_size(loop);
    atomic_store(&loop->woken, false);
    atomic_store(&loop->ready, true);
    loop->late = shell_settle(loop->shell);
}

static void item_let_go(void *data, const struct shell_item *item)
{
    (void)data;
    (void)item;
}

/* Lays out and asks for the first tiles as if the window were there, so that workers draw while SDL
 * makes it: for that it is worth waiting a little until the project is open. When it turns out
 * otherwise, the loop asks again. */
static void loop_foresee(struct loop *loop)
{
    double density = shell_density(loop->shell);
    int64_t until = clock_ticks() + FORESEE_MS;
    density = density > 0 ? density : 1;
    for (shell_settle(loop->shell); !shell_project(loop->shell) && clock_ticks() < until;) {
        SDL_Delay(1);
        if (atomic_exchange(&loop->woken, false)) {
            shell_settle(loop->shell);
        }
    }
    shell_resize(loop->shell, START_WIDTH / density, START_HEIGHT / density, density);
    shell_compose(loop->shell, item_let_go, NULL);
}

int window_run(const struct command_window *asked)
{
    struct loop loop = {.events.density = 1, .show = true, .began = clock_ticks()};
    int code = EXIT_STORAGE;
    memory_habits();
    if (loop_open(&loop, asked)) {
        loop_foresee(&loop);
    }
    if (loop.shell && window_make(&loop, asked)) {
        loop_begin(&loop);
        loop_run(&loop, asked);
        code = EXIT_DONE;
        log_note("%llu frames shown", (unsigned long long)loop.frames);
    }
    shell_close(loop.shell);
    present_close(loop.present);
    if (loop.events.window) {
        SDL_DestroyWindow(loop.events.window);
    }
    SDL_Quit();
    return code;
}
