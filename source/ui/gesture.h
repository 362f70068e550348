/* SPDX-License-Identifier: EUPL-1.2 */
/* gesture.h – plain fingers and times in, taps and flings out.
 *
 * Numbers (reference: MapLibre and Leaflet sources): tap at most 500 ms and 12 dp of drift (3 for
 * a mouse); double tap within 300 ms and 30 dp; long press 480 ms; double-tap-drag 128 dp = one
 * zoom level, down zooms in; pinch about the fingers' midpoint from 0.1 level on; fling velocity
 * over the last 160 ms, capped at 1,400 dp/s, flings under 3 dp ignored. The mouse is finger
 * id -1. Pure: knows no SDL and no clock; times are milliseconds that only grow. */
#ifndef UI_GESTURE_H
#define UI_GESTURE_H

#include <stdbool.h>
#include <stdint.h>

enum finger_kind { FINGER_DOWN, FINGER_MOVE, FINGER_UP, FINGER_LOST };
struct finger {
    enum finger_kind kind;
    int64_t id;  /* -1 = mouse */
    double x, y; /* dp */
    int64_t at;  /* ms */
};

enum gesture_kind {
    GESTURE_PRESS, /* a finger went down: for feedback within 50 ms */
    GESTURE_TAP,
    GESTURE_DOUBLE_TAP,
    GESTURE_LONG_PRESS,
    GESTURE_DRAG_BEGIN, /* x, y = where the finger went down */
    GESTURE_DRAG,       /* dx, dy since the last */
    GESTURE_DRAG_END,   /* velocity in dp/s for a fling, or 0 */
    GESTURE_ZOOM_BEGIN, /* pinch or double-tap-drag */
    GESTURE_ZOOM,       /* zoom = levels since the last, about x, y; dx, dy = midpoint moved */
    GESTURE_ZOOM_END,
    GESTURE_CANCEL /* the press became something else, or was lost */
};
struct gesture_news {
    enum gesture_kind kind;
    double x, y, dx, dy, zoom, velocity_x, velocity_y;
};

struct gesture {
    struct gesture_state *state; /* owned */
};
void gesture_init(struct gesture *gesture);
void gesture_clear(struct gesture *gesture);
/* Takes one finger's news; writes at most `room` (8 suffices) gestures; returns how many. */
int gesture_finger(struct gesture *gesture, struct finger finger, struct gesture_news *out,
                   int room);
/* Time passes without fingers: long press and the end of a tap that might have been double. */
int gesture_tick(struct gesture *gesture, int64_t now, struct gesture_news *out, int room);
/* When gesture_tick is next needed, or -1: so that the loop can sleep. */
int64_t gesture_next(const struct gesture *gesture);
/* A tap is announced at once when nobody waits for a second (buttons); the map asks to wait. */
void gesture_wait_for_double(struct gesture *gesture, bool wait);

#endif
