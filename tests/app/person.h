/* SPDX-License-Identifier: EUPL-1.2 */
/* person.h – a person at the window: a story of steps, played through the real SDL loop.
 *
 * A step waits until it can be done (a node is there and a finger reaches it, nothing lies over
 * it), for at most PERSON_SECONDS, and is then done by pushing the events that SDL itself would
 * send. What is tapped must have stood still for a moment, as nobody taps at what flits by; then
 * the finger goes down there without another look. What lies outside its list is first brought there by dragging. `taps` counts fingers that
 * were put down for a tap or a long press. The window is SDL's dummy, so that nothing shows; the
 * data folder is fresh, and the clock stands at 12 June 2026, three in the afternoon. */
#ifndef TESTS_APP_PERSON_H
#define TESTS_APP_PERSON_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <SDL.h>

#include "action/action.h"
#include "kit/kit.h"
#include "screen/shell_inner.h"

enum { PERSON_SECONDS = 30, PERSON_PLAN = 128 };

struct person;

enum step_kind {
    STEP_SEE,   /* node `id` is there */
    STEP_GONE,  /* node `id` is not there any more */
    STEP_READ,  /* `text` stands on the screen */
    STEP_TAP,   /* the middle of node `id` */
    STEP_LONG,  /* a long press on the map, where `holds` says, else in its middle */
    STEP_POKE,  /* a tap on the map, where `holds` says */
    STEP_TWICE, /* a double tap in the middle of node `id` */
    STEP_DRAG,  /* one finger from the middle of node `id` by dx, dy; flung when `number` */
    STEP_PINCH, /* two fingers about the middle of node `id`: their distance times dx / 100 */
    STEP_MOUSE, /* a drag with the left button */
    STEP_TURN,  /* the wheel, over the middle of node `id`, by `dy` lines */
    STEP_TYPE,  /* `text`, when something wants text */
    STEP_KEY,   /* SDL key `number`, with modifiers `dx` */
    STEP_HOLDS, /* `holds` answers true */
    STEP_SIZE   /* the window becomes dx x dy */
};
struct step {
    enum step_kind kind;
    const char *id, *text; /* id "hit:*" = the first target whose id begins so */
    int number, dx, dy;
    bool (*holds)(struct person *person, struct shell *shell);
};
#define SEE(ID)                                                                                    \
    {                                                                                              \
        .kind = STEP_SEE, .id = ID                                                                 \
    }
#define GONE(ID)                                                                                   \
    {                                                                                              \
        .kind = STEP_GONE, .id = ID                                                                \
    }
#define READ(TEXT)                                                                                 \
    {                                                                                              \
        .kind = STEP_READ, .text = TEXT                                                            \
    }
#define TAP(ID)                                                                                    \
    {                                                                                              \
        .kind = STEP_TAP, .id = ID                                                                 \
    }
#define LONG_PRESS(WHERE)                                                                          \
    {                                                                                              \
        .kind = STEP_LONG, .id = "map", .holds = WHERE                                             \
    }
#define TAP_MAP(WHERE)                                                                             \
    {                                                                                              \
        .kind = STEP_POKE, .id = "map", .holds = WHERE                                             \
    }
#define TAP_TWICE(ID)                                                                              \
    {                                                                                              \
        .kind = STEP_TWICE, .id = ID                                                               \
    }
#define DRAG(ID, DX, DY)                                                                           \
    {                                                                                              \
        .kind = STEP_DRAG, .id = ID, .dx = DX, .dy = DY                                            \
    }
#define FLING(ID, DX, DY)                                                                          \
    {                                                                                              \
        .kind = STEP_DRAG, .id = ID, .dx = DX, .dy = DY, .number = 1                               \
    }
#define PINCH(ID, PERCENT)                                                                         \
    {                                                                                              \
        .kind = STEP_PINCH, .id = ID, .dx = PERCENT                                                \
    }
#define MOUSE_DRAG(ID, DX, DY)                                                                     \
    {                                                                                              \
        .kind = STEP_MOUSE, .id = ID, .dx = DX, .dy = DY                                           \
    }
#define WHEEL(ID, LINES)                                                                           \
    {                                                                                              \
        .kind = STEP_TURN, .id = ID, .dy = LINES                                                   \
    }
#define TYPE(TEXT)                                                                                 \
    {                                                                                              \
        .kind = STEP_TYPE, .text = TEXT                                                            \
    }
#define KEY(CODE)                                                                                  \
    {                                                                                              \
        .kind = STEP_KEY, .number = CODE                                                           \
    }
#define CONTROL(CODE)                                                                              \
    {                                                                                              \
        .kind = STEP_KEY, .number = CODE, .dx = KMOD_LCTRL                                         \
    }
#define SHIFT(CODE)                                                                                \
    {                                                                                              \
        .kind = STEP_KEY, .number = CODE, .dx = KMOD_LSHIFT                                        \
    }
#define HOLDS(FUNCTION)                                                                            \
    {                                                                                              \
        .kind = STEP_HOLDS, .holds = FUNCTION, .text = #FUNCTION                                   \
    }
#define SIZE(WIDTH, HEIGHT)                                                                        \
    {                                                                                              \
        .kind = STEP_SIZE, .dx = WIDTH, .dy = HEIGHT                                               \
    }

struct person_event {
    uint64_t at; /* SDL ticks */
    SDL_Event event;
};

struct person {
    char folder[KIT_PATH];
    struct clock clock;
    const char *language, *theme; /* NULL = as the settings say */
    double scale;
    /* the story */
    const struct step *steps;
    int count, now;
    uint64_t since; /* when the present step was first tried */
    int taps, pulls;
    char seen_id[96];         /* what a finger is about to tap, "" = nothing yet, */
    struct rect seen;         /* where it lies, */
    uint64_t seen_since;      /* since when, */
    bool seen_long;           /* and whether that is long enough */
    struct person_event plan[PERSON_PLAN];
    int plan_count, plan_next;
    bool left;
    char said[4096]; /* what went wrong, or "" */
    /* what a story remembers between steps */
    struct point aim; /* for LONG_PRESS and TAP_MAP: set by their functions */
    struct map_view view;
    char id[ACTION_ID];
    int number;
    /* after the story */
    struct project *project;
};

/* Setup and teardown of a cmocka test; *state is the person. */
int person_begin(void **state);
int person_end(void **state);
#define STORY(name) cmocka_unit_test_setup_teardown(name, person_begin, person_end)

/* The first start is behind: language chosen, welcome read. */
void person_settle(struct person *person, enum language_code language);
/* Opens the window, plays the story and closes it; fails when a step cannot be done. */
#define person_play(person, ...)                                                                   \
    person_play_steps(person, (const struct step[]){__VA_ARGS__},                                  \
                      (int)(sizeof((const struct step[]){__VA_ARGS__}) / sizeof(struct step)),     \
                      __FILE__, __LINE__)
void person_play_steps(struct person *person, const struct step *steps, int count, const char *file,
                       int line);
/* The data folder opened again, as on the next morning; closed by person_end. */
struct project *person_reopen(struct person *person, const char *name);

/* ---- for functions of HOLDS ---- */
/* The id of the focused node, or "" . */
const char *person_focus(struct shell *shell);
enum verdict person_verdict(struct project *project, const char *criterion);
/* A function that always notes the map's view, for later comparison. */
bool note_view(struct person *person, struct shell *shell);
bool map_is_still(struct person *person, struct shell *shell);

#endif
