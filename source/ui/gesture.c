/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/gesture.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

enum {
    TAP_TIME = 500,
    LONG_TIME = 480,
    DOUBLE_TIME = 300,
    VELOCITY_TIME = 160,
    FINGERS = 2,
    SAMPLES = 32
};
static const double TAP_DRIFT = 12, MOUSE_DRIFT = 3, DOUBLE_DRIFT = 30, LEVEL_DRAG = 128;
static const double PINCH_START = 0.1, FLING_LEAST = 3, FLING_MOST = 1400;

enum phase {
    IDLE,
    PRESSED,       /* one finger, nothing decided */
    HELD,          /* one finger, the long press was announced */
    DRAGGING,      /* one finger moves */
    WAITING,       /* no finger; a tap that may become a double one */
    SECOND,        /* one finger, the second tap of two */
    ZOOM_DRAGGING, /* the second tap moves */
    PAIR,          /* two fingers, nothing decided */
    PINCHING       /* two fingers zoom */
};

struct sample {
    int64_t at;
    double x, y;
};

struct touching {
    int64_t id;
    double x, y;
};

struct gesture_state {
    enum phase phase;
    bool wait;
    int64_t now;
    struct touching finger[FINGERS];
    int fingers;
    double down_x, down_y;
    int64_t down_at;
    double tap_x, tap_y;
    int64_t tap_at;
    double drag_x, drag_y; /* last announced place of a drag, or midpoint of a pinch */
    double span;           /* distance between two fingers when last announced */
    struct sample sample[SAMPLES];
    int samples; /* ever added */
};

struct sink {
    struct gesture_news *out;
    int count, room;
};

static struct gesture_news *sink_add(struct sink *sink, enum gesture_kind kind, double x, double y)
{
    static struct gesture_news dropped;
    struct gesture_news *news = sink->count < sink->room ? &sink->out[sink->count++] : &dropped;
    *news = (struct gesture_news){.kind = kind, .x = x, .y = y};
    return news;
}

void gesture_init(struct gesture *gesture)
{
    gesture->state = memory_take(sizeof *gesture->state);
}

void gesture_clear(struct gesture *gesture)
{
    free(gesture->state);
    gesture->state = NULL;
}

void gesture_wait_for_double(struct gesture *gesture, bool wait)
{
    gesture->state->wait = wait;
}

static void sample_add(struct gesture_state *s, double x, double y)
{
    s->sample[s->samples++ % SAMPLES] = (struct sample){s->now, x, y};
}

static void sample_velocity(const struct gesture_state *s, struct gesture_news *news)
{
    int from = s->samples > SAMPLES ? s->samples - SAMPLES : 0;
    while (from < s->samples && s->now - s->sample[from % SAMPLES].at > VELOCITY_TIME)
        from++;
    if (s->samples - from < 2)
        return;
    const struct sample *a = &s->sample[from % SAMPLES];
    const struct sample *b = &s->sample[(s->samples - 1) % SAMPLES];
    double dx = b->x - a->x, dy = b->y - a->y, length = hypot(dx, dy);
    double span = (double)(s->now - a->at) / 1000;
    if (length < FLING_LEAST || span <= 0)
        return;
    double speed = length / span;
    double share = speed > FLING_MOST ? FLING_MOST / speed : 1;
    news->velocity_x = dx / span * share;
    news->velocity_y = dy / span * share;
}

static double pair_span(const struct gesture_state *s)
{
    double span = hypot(s->finger[1].x - s->finger[0].x, s->finger[1].y - s->finger[0].y);
    return span < 1 ? 1 : span;
}

static double pair_x(const struct gesture_state *s)
{
    return (s->finger[0].x + s->finger[1].x) / 2;
}

static double pair_y(const struct gesture_state *s)
{
    return (s->finger[0].y + s->finger[1].y) / 2;
}

static void drag_start(struct gesture_state *s, struct sink *sink, double x, double y)
{
    s->phase = DRAGGING;
    s->drag_x = x;
    s->drag_y = y;
    sink_add(sink, GESTURE_DRAG_BEGIN, x, y);
}

static void drag_follow(struct gesture_state *s, struct sink *sink)
{
    double x = s->finger[0].x, y = s->finger[0].y;
    sample_add(s, x, y);
    struct gesture_news *news = sink_add(sink, GESTURE_DRAG, x, y);
    news->dx = x - s->drag_x;
    news->dy = y - s->drag_y;
    s->drag_x = x;
    s->drag_y = y;
}

/* Ends what the one finger was doing, because a second one came or it was lost. */
static void single_stop(struct gesture_state *s, struct sink *sink)
{
    double x = s->fingers ? s->finger[0].x : s->down_x, y = s->fingers ? s->finger[0].y : s->down_y;
    if (s->phase == DRAGGING)
        sink_add(sink, GESTURE_DRAG_END, x, y);
    else if (s->phase == ZOOM_DRAGGING)
        sink_add(sink, GESTURE_ZOOM_END, s->down_x, s->down_y);
    else if (s->phase == PRESSED || s->phase == SECOND || s->phase == HELD)
        sink_add(sink, GESTURE_CANCEL, x, y);
}

static void tap_flush(struct gesture_state *s, struct sink *sink)
{
    if (s->phase != WAITING)
        return;
    sink_add(sink, GESTURE_TAP, s->tap_x, s->tap_y);
    s->phase = IDLE;
}

static void finger_first(struct gesture_state *s, struct finger f, struct sink *sink)
{
    bool second = s->phase == WAITING && f.at - s->tap_at <= DOUBLE_TIME &&
                  hypot(f.x - s->tap_x, f.y - s->tap_y) <= DOUBLE_DRIFT;
    if (!second)
        tap_flush(s, sink);
    s->finger[0] = (struct touching){f.id, f.x, f.y};
    s->fingers = 1;
    s->down_x = f.x;
    s->down_y = f.y;
    s->down_at = f.at;
    s->samples = 0;
    sample_add(s, f.x, f.y);
    s->phase = second ? SECOND : PRESSED;
    sink_add(sink, GESTURE_PRESS, f.x, f.y);
}

static void finger_second(struct gesture_state *s, struct finger f, struct sink *sink)
{
    single_stop(s, sink);
    s->finger[1] = (struct touching){f.id, f.x, f.y};
    s->fingers = 2;
    s->phase = PAIR;
    s->span = pair_span(s);
    s->drag_x = pair_x(s);
    s->drag_y = pair_y(s);
}

static void move_single(struct gesture_state *s, struct sink *sink)
{
    double x = s->finger[0].x, y = s->finger[0].y;
    double drift = s->finger[0].id == -1 ? MOUSE_DRIFT : TAP_DRIFT;
    bool far = hypot(x - s->down_x, y - s->down_y) > drift;
    if (s->phase == DRAGGING) {
        drag_follow(s, sink);
    } else if (s->phase == ZOOM_DRAGGING) {
        sink_add(sink, GESTURE_ZOOM, s->down_x, s->down_y)->zoom = (y - s->drag_y) / LEVEL_DRAG;
        s->drag_y = y;
    } else if (far && s->phase == SECOND) {
        s->phase = ZOOM_DRAGGING;
        s->drag_y = y;
        sink_add(sink, GESTURE_CANCEL, s->down_x, s->down_y);
        sink_add(sink, GESTURE_ZOOM_BEGIN, s->down_x, s->down_y);
    } else if (far) {
        sink_add(sink, GESTURE_CANCEL, s->down_x, s->down_y);
        drag_start(s, sink, s->down_x, s->down_y);
        drag_follow(s, sink);
    } else {
        sample_add(s, x, y);
    }
}

static void move_pair(struct gesture_state *s, struct sink *sink)
{
    double span = pair_span(s), x = pair_x(s), y = pair_y(s);
    if (s->phase == PAIR) {
        bool apart = fabs(log2(span / s->span)) >= PINCH_START;
        bool moved = hypot(x - s->drag_x, y - s->drag_y) > TAP_DRIFT;
        if (!apart && !moved)
            return;
        s->phase = PINCHING;
        sink_add(sink, GESTURE_ZOOM_BEGIN, x, y);
    } else {
        struct gesture_news *news = sink_add(sink, GESTURE_ZOOM, x, y);
        news->zoom = log2(span / s->span);
        news->dx = x - s->drag_x;
        news->dy = y - s->drag_y;
    }
    s->span = span;
    s->drag_x = x;
    s->drag_y = y;
}

static void single_up(struct gesture_state *s, struct sink *sink)
{
    double x = s->finger[0].x, y = s->finger[0].y;
    enum phase phase = s->phase;
    s->phase = IDLE;
    s->fingers = 0;
    if (phase == DRAGGING) {
        sample_velocity(s, sink_add(sink, GESTURE_DRAG_END, x, y));
    } else if (phase == ZOOM_DRAGGING) {
        sink_add(sink, GESTURE_ZOOM_END, s->down_x, s->down_y);
    } else if (phase == SECOND) {
        sink_add(sink, GESTURE_DOUBLE_TAP, s->tap_x, s->tap_y);
    } else if (phase == PRESSED && s->now - s->down_at > TAP_TIME) {
        sink_add(sink, GESTURE_LONG_PRESS, s->down_x, s->down_y);
    } else if (phase == PRESSED && s->wait) {
        s->phase = WAITING;
        s->tap_x = s->down_x;
        s->tap_y = s->down_y;
        s->tap_at = s->now;
    } else if (phase == PRESSED) {
        sink_add(sink, GESTURE_TAP, s->down_x, s->down_y);
    }
}

/* One of two fingers left: what remains goes on as a drag. */
static void pair_up(struct gesture_state *s, int which, struct sink *sink)
{

    if (s->phase == PINCHING)
        sink_add(sink, GESTURE_ZOOM_END, s->drag_x, s->drag_y);
    s->finger[0] = s->finger[1 - which];
    s->fingers = 1;
    s->samples = 0;
    drag_start(s, sink, s->finger[0].x, s->finger[0].y);
    sample_add(s, s->finger[0].x, s->finger[0].y);
}

static int finger_find(const struct gesture_state *s, int64_t id)
{
    for (int i = 0; i < s->fingers; i++)
        if (s->finger[i].id == id)
            return i;
    return -1;
}

int gesture_finger(struct gesture *gesture, struct finger f, struct gesture_news *out, int room)
{
    struct gesture_state *s = gesture->state;
    struct sink sink = {out, 0, room};
    if (!isfinite(f.x) || !isfinite(f.y))
        return 0;
    if (f.at < s->now)
        f.at = s->now;
    s->now = f.at;
    int which = finger_find(s, f.id);
    if (f.kind == FINGER_DOWN) {
        if (which >= 0)
            return 0;
        if (s->fingers == 0)
            finger_first(s, f, &sink);
        else if (s->fingers == 1)
            finger_second(s, f, &sink);
        return sink.count;
    }
    if (which < 0)
        return 0;
    s->finger[which].x = f.x;
    s->finger[which].y = f.y;
    if (f.kind == FINGER_MOVE) {
        if (s->fingers == 2)
            move_pair(s, &sink);
        else
            move_single(s, &sink);
    } else if (s->fingers == 2) {
        pair_up(s, which, &sink);
    } else if (f.kind == FINGER_UP) {
        single_up(s, &sink);
    } else {
        single_stop(s, &sink);
        s->phase = IDLE;
        s->fingers = 0;
    }
    return sink.count;
}

int gesture_tick(struct gesture *gesture, int64_t now, struct gesture_news *out, int room)
{
    struct gesture_state *s = gesture->state;
    struct sink sink = {out, 0, room};
    if (now > s->now)
        s->now = now;
    if (s->phase == PRESSED && s->now - s->down_at >= LONG_TIME) {
        s->phase = HELD;
        sink_add(&sink, GESTURE_LONG_PRESS, s->down_x, s->down_y);
    } else if (s->phase == WAITING && (!s->wait || s->now - s->tap_at > DOUBLE_TIME)) {
        tap_flush(s, &sink);
    }
    return sink.count;
}

int64_t gesture_next(const struct gesture *gesture)
{
    const struct gesture_state *s = gesture->state;
    if (s->phase == PRESSED)
        return s->down_at + LONG_TIME;
    if (s->phase == WAITING)
        return s->tap_at + DOUBLE_TIME + 1;
    return -1;
}
