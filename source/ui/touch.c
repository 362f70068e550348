/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui.h"

#include <math.h>
#include <string.h>

#include "ui/ui_inner.h"

enum { NEWS = 16 };
static const double HANDLE = 48; /* dp at a sheet's top that count as its handle */

/* ---- sending ---- */

static void gesture_send(struct ui *ui, const char *id, struct gesture_news news)
{
    const struct ui_node *node = node_find(ui, id);
    if (!node)
        return;
    news.x -= node->rect.x;
    news.y -= node->rect.y;
    char copy[UI_ID_SIZE];
    id_copy(copy, id);
    news_send(ui, (struct ui_news){.kind = UI_NEWS_GESTURE, .gesture = news}, copy);
}

static void press_show(struct ui *ui, bool pressed)
{
    if (ui->touch.pressed != pressed)
        ui->dirty = true;
    ui->touch.pressed = pressed;
}

/* ---- a finger goes down ---- */

static void touch_chain(struct ui *ui, const struct ui_node *hit)
{
    struct touch *touch = &ui->touch;
    for (const struct ui_node *node = hit; node; node = node->parent) {
        if (node_scrolls(node) && touch->scrollers < UI_SCROLLERS)
            id_copy(touch->scroller[touch->scrollers++], node->id);
        if (node->role == UI_SHEET && node->id[0] && !touch->sheet[0])
            id_copy(touch->sheet, node->id);
        if (node->kind == NODE_CUSTOM && node->id[0])
            id_copy(touch->custom, node->id);
    }
}

/* A finger on what glides only stops it. */
static bool touch_stops(struct ui *ui)
{
    bool stops = false;
    for (int i = 0; i < ui->touch.scrollers && ui->motion.id[0]; i++)
        stops = stops || strcmp(ui->touch.scroller[i], ui->motion.id) == 0;
    ui->motion.id[0] = '\0';
    return stops;
}

static void gestures_handle(struct ui *ui, const struct gesture_news *news, int count,
                            struct finger finger);

static void touch_begin(struct ui *ui, struct finger finger)
{
    struct gesture_news late[NEWS];
    const struct ui_node *hit = hit_find(ui, finger.x, finger.y);
    char old[UI_ID_SIZE], custom[UI_ID_SIZE] = "";
    id_copy(old, ui->touch.custom);
    for (const struct ui_node *node = hit; node; node = node->parent)
        if (node->kind == NODE_CUSTOM)
            id_copy(custom, node->id);
    if (strcmp(old, custom) != 0) { /* a tap that waited elsewhere waits no longer */
        gesture_wait_for_double(&ui->gesture, false);
        gestures_handle(ui, late, gesture_tick(&ui->gesture, finger.at, late, NEWS), finger);
        hit = hit_find(ui, finger.x, finger.y);
    }
    const struct ui_node *target = hit_target(hit);
    struct touch *touch = &ui->touch;
    *touch = (struct touch){.x = finger.x, .y = finger.y, .down_y = finger.y};
    touch_chain(ui, hit);
    touch->map = hit && hit->kind == NODE_CUSTOM && (hit->role == UI_MAP || hit->role == UI_GRID);
    if (touch->custom[0])
        touch->mode = touch->map ? TOUCH_MAP : TOUCH_NONE;
    if (target && !touch_stops(ui)) {
        id_copy(touch->target, target->id);
        touch->where = target->rect;
        press_show(ui, true);
    }
    if (ui->ring)
        ui->dirty = true;
    ui->ring = false;
    gesture_wait_for_double(&ui->gesture, touch->map && hit->role == UI_MAP);
}

/* ---- a drag finds what it moves ---- */

static bool sheet_first(const struct ui *ui, double dy)
{
    const struct ui_node *sheet = node_find(ui, ui->touch.sheet);
    if (!sheet)
        return false;
    if (ui->touch.down_y < sheet->rect.y + HANDLE)
        return true;
    for (int i = 0; i < ui->touch.scrollers; i++) {
        const struct ui_node *node = node_find(ui, ui->touch.scroller[i]);
        if (node && scroll_can(node, false))
            return dy > 0 && node->memory->scroll_y <= 0;
    }
    return true;
}

static void drag_choose(struct ui *ui, struct gesture_news news, struct finger finger)
{
    struct touch *touch = &ui->touch;
    double dx = finger.x - news.x, dy = finger.y - news.y;
    bool across = fabs(dx) > fabs(dy);
    const struct ui_node *target = node_find(ui, touch->target);
    if (finger.id == -1 && target && target->kind == NODE_FIELD) {
        touch->mode = TOUCH_SELECT;
        press_show(ui, false);
        focus_set(ui, touch->target);
        field_tap(ui, node_find(ui, touch->target), news.x, news.y, false);
        return;
    }
    if (touch->map)
        return;
    if (!across && sheet_first(ui, dy)) {
        touch->mode = TOUCH_SHEET;
        press_show(ui, false);
        gesture_send(ui, touch->sheet, news);
        return;
    }
    for (int i = 0; i < touch->scrollers && touch->mode != TOUCH_SCROLL; i++) {
        const struct ui_node *node = node_find(ui, touch->scroller[i]);
        if (!node || !scroll_can(node, across))
            continue;
        touch->mode = TOUCH_SCROLL;
        touch->scrolling = i;
        press_show(ui, false);
        if (touch->custom[0])
            gesture_send(ui, touch->custom,
                         (struct gesture_news){.kind = GESTURE_CANCEL, .x = news.x, .y = news.y});
    }
}

static void drag_follow(struct ui *ui, struct gesture_news news)
{
    struct touch *touch = &ui->touch;
    struct ui_node *node;
    switch (touch->mode) {
    case TOUCH_SCROLL:
        node = node_find(ui, touch->scroller[touch->scrolling]);
        if (node)
            scroll_by(ui, node, -news.dx, -news.dy);
        break;
    case TOUCH_SHEET:
        gesture_send(ui, touch->sheet, news);
        break;
    case TOUCH_SELECT:
        node = node_find(ui, touch->target);
        if (node && node->kind == NODE_FIELD)
            field_tap(ui, node, news.x, news.y, true);
        break;
    default:
        if (touch->custom[0])
            gesture_send(ui, touch->custom, news);
    }
}

static void drag_end(struct ui *ui, struct gesture_news news)
{
    struct touch *touch = &ui->touch;
    if (touch->mode != TOUCH_SCROLL) {
        if (touch->mode != TOUCH_SELECT)
            drag_follow(ui, news);
        return;
    }
    const struct ui_node *node = node_find(ui, touch->scroller[touch->scrolling]);
    if (node)
        scroll_glide(ui, node->id, node->box.scroll_across ? -news.velocity_x : 0,
                     node->box.scroll ? -news.velocity_y : 0);
}

static void gesture_handle(struct ui *ui, struct gesture_news news, struct finger finger)
{
    switch (news.kind) {
    case GESTURE_DRAG_BEGIN:
        drag_choose(ui, news, finger);
        if (ui->touch.custom[0] && (ui->touch.mode == TOUCH_MAP || ui->touch.mode == TOUCH_NONE))
            gesture_send(ui, ui->touch.custom, news);
        break;
    case GESTURE_DRAG:
        drag_follow(ui, news);
        break;
    case GESTURE_DRAG_END:
        drag_end(ui, news);
        break;
    default:
        if (ui->touch.custom[0])
            gesture_send(ui, ui->touch.custom, news);
    }
}

static void gestures_handle(struct ui *ui, const struct gesture_news *news, int count,
                            struct finger finger)
{
    for (int i = 0; i < count; i++)
        gesture_handle(ui, news[i], finger);
}

/* ---- which fingers count ---- */

static int finger_known(const struct touch *touch, int64_t id)
{
    for (int i = 0; i < touch->count; i++)
        if (touch->fingers[i] == id)
            return i;
    return -1;
}

static bool finger_let_in(struct ui *ui, struct finger finger)
{
    struct touch *touch = &ui->touch;
    int at = finger_known(touch, finger.id);
    if (finger.kind != FINGER_DOWN)
        return at >= 0;
    if (at >= 0 || touch->count >= 4)
        return false;
    if (touch->count > 0) {
        const struct ui_node *hit = hit_find(ui, finger.x, finger.y);
        if (!touch->map || !hit || strcmp(hit->id, touch->custom) != 0)
            return false;
    } else {
        touch_begin(ui, finger);
    }
    touch->fingers[touch->count++] = finger.id;
    return true;
}

static void finger_gone(struct touch *touch, int64_t id)
{
    int at = finger_known(touch, id);
    if (at >= 0)
        touch->fingers[at] = touch->fingers[--touch->count];
}

/* ---- a release: it is for what lay under the finger when it went down, also when that moved or
 * something else took its place meanwhile ---- */

static void sheet_tap(struct ui *ui, struct finger finger)
{
    const struct ui_node *sheet = node_find(ui, ui->touch.sheet);
    if (!sheet || finger.y >= sheet->rect.y + HANDLE ||
        ui->touch.down_y >= sheet->rect.y + HANDLE || ui->touch.mode != TOUCH_NONE)
        return;
    news_send(ui, (struct ui_news){.kind = UI_NEWS_TAP}, ui->touch.sheet);
}

static void touch_release(struct ui *ui, struct finger finger)
{
    struct touch *touch = &ui->touch;
    bool fires = touch->pressed;
    char id[UI_ID_SIZE];
    id_copy(id, touch->target);
    press_show(ui, false);
    if (touch->mode == TOUCH_SCROLL || touch->mode == TOUCH_SHEET || touch->mode == TOUCH_SELECT)
        return;
    struct ui_node *node = node_find(ui, id);
    if (fires && node && node_is_target(node) && rect_holds(touch->where, finger.x, finger.y)) {
        double x = finger.x + node->rect.x - touch->where.x;
        double y = finger.y + node->rect.y - touch->where.y;
        if (node->kind == NODE_FIELD) {
            focus_set(ui, id);
            field_tap(ui, node, x, y, false);
        } else {
            node_activate(ui, node, x, y);
        }
    } else if (!id[0]) {
        focus_set(ui, touch->custom);
        sheet_tap(ui, finger);
    }
}

static void press_follow(struct ui *ui, struct finger finger)
{
    const struct ui_node *node = node_find(ui, ui->touch.target);
    enum touch_mode mode = ui->touch.mode;
    if (node && mode != TOUCH_SCROLL && mode != TOUCH_SHEET && mode != TOUCH_SELECT)
        press_show(ui, rect_holds(ui->touch.where, finger.x, finger.y));
}

bool ui_finger(struct ui *ui, struct finger finger)
{
    struct gesture_news news[NEWS];
    bool again = finger.kind == FINGER_DOWN && finger_known(&ui->touch, finger.id) >= 0;
    if (again) /* it was lifted, and nobody said so */
        ui_finger(ui, (struct finger){FINGER_LOST, finger.id, finger.x, finger.y, finger.at});
    ui->dirty = again;
    if (!ui->root || !isfinite(finger.x) || !isfinite(finger.y) || !finger_let_in(ui, finger))
        return ui->dirty;
    ui->now = finger.at > ui->now ? finger.at : ui->now;
    int count = gesture_finger(&ui->gesture, finger, news, NEWS);
    gestures_handle(ui, news, count, finger);
    if (finger.kind == FINGER_MOVE) {
        press_follow(ui, finger);
    } else if (finger.kind != FINGER_DOWN) {
        finger_gone(&ui->touch, finger.id);
        if (finger.kind == FINGER_UP && ui->touch.count == 0)
            touch_release(ui, finger);
        else
            press_show(ui, false);
    }
    return ui->dirty;
}

bool ui_tick(struct ui *ui, int64_t now_ms)
{
    struct gesture_news news[NEWS];
    ui->dirty = false;
    if (!ui->root)
        return false;
    ui->now = now_ms > ui->now ? now_ms : ui->now;
    struct finger still = {FINGER_MOVE, 0, ui->touch.x, ui->touch.y, now_ms};
    gestures_handle(ui, news, gesture_tick(&ui->gesture, now_ms, news, NEWS), still);
    scroll_tick(ui, ui->now);
    return ui->dirty;
}
