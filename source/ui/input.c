/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui.h"

#include <math.h>
#include <string.h>

#include "ui/ui_inner.h"

static const double WHEEL_STEP = 56, ARROW_STEP = 56, MAP_STEP = 80, WHEEL_ZOOM = 0.5;

void news_send(struct ui *ui, struct ui_news news, const char *id)
{
    id_copy(news.id, id);
    ui->dirty = true;
    if (ui->listener)
        ui->listener(ui->listener_data, &news);
}

/* ---- what lies under a point ---- */

/* Words and plain groups let fingers through to what lies below, such as a map. */
static bool catches(const struct ui_node *node)
{
    if (node->kind == NODE_BOX)
        return node->box.blocks || node->box.card || node->box.filled || node->role == UI_SHEET ||
               node_is_target(node) || scroll_can(node, true) || scroll_can(node, false);
    return node->kind == NODE_BUTTON || node_takes_focus(node);
}

static const struct ui_node *hit_in(const struct ui_node *node, double x, double y)
{
    const struct ui_node *found = NULL;
    bool inside = rect_holds(node->rect, x, y);
    if (node_scrolls(node) && !inside)
        return NULL;
    for (const struct ui_node *child = node->first; child; child = child->next) {
        const struct ui_node *hit = hit_in(child, x, y);
        if (hit)
            found = hit;
    }
    if (found || !inside)
        return found;
    return catches(node) ? node : NULL;
}

const struct ui_node *hit_find(const struct ui *ui, double x, double y)
{
    const struct ui_node *dialog = node_dialog(ui);
    if (!ui->root)
        return NULL;
    return hit_in(dialog ? dialog : ui->root, x, y);
}

const struct ui_node *hit_target(const struct ui_node *hit)
{
    for (const struct ui_node *node = hit; node; node = node->parent) {
        if (node_is_target(node))
            return node;
        if (node->disabled)
            return NULL;
    }
    return NULL;
}

void node_activate(struct ui *ui, const struct ui_node *node, double x, double y)
{
    int number = 0;
    char id[UI_ID_SIZE];
    id_copy(id, node->id);
    focus_set(ui, id);
    if (node->kind == NODE_FIELD)
        return;
    if (node->kind == NODE_BUTTON)
        number = node->as.button.number;
    if (node->kind == NODE_WHEEL) {
        number = wheel_hit(&node->as.wheel.wheel, node->rect.x, node->rect.y,
                           fmin(node->rect.width, node->rect.height), x, y);
        if (number < 0)
            return;
    }
    news_send(ui, (struct ui_news){.kind = UI_NEWS_TAP, .number = number}, id);
}

/* ---- keys ---- */

static void custom_send(struct ui *ui, const struct ui_node *node, struct gesture_news gesture)
{
    char id[UI_ID_SIZE];
    id_copy(id, node->id);
    news_send(ui, (struct ui_news){.kind = UI_NEWS_GESTURE, .gesture = gesture}, id);
}

/* A tree may be built anew in between, so it is looked up before each. */
static void map_do(struct ui *ui, const enum gesture_kind *kinds, int count,
                   struct gesture_news move)
{
    char id[UI_ID_SIZE];
    id_copy(id, ui->focus);
    for (int i = 0; i < count; i++) {
        const struct ui_node *node = node_find(ui, id);
        if (!node)
            return;
        struct gesture_news news = {
            .kind = kinds[i], .x = node->rect.width / 2, .y = node->rect.height / 2};
        if (kinds[i] == GESTURE_DRAG || kinds[i] == GESTURE_ZOOM) {
            news.dx = move.dx;
            news.dy = move.dy;
            news.zoom = move.zoom;
        }
        custom_send(ui, node, news);
    }
}

static void map_drag(struct ui *ui, double dx, double dy)
{
    static const enum gesture_kind kinds[] = {GESTURE_DRAG_BEGIN, GESTURE_DRAG, GESTURE_DRAG_END};
    map_do(ui, kinds, 3, (struct gesture_news){.dx = dx, .dy = dy});
}

static void map_zoom(struct ui *ui, double levels)
{
    static const enum gesture_kind kinds[] = {GESTURE_ZOOM_BEGIN, GESTURE_ZOOM, GESTURE_ZOOM_END};
    map_do(ui, kinds, 3, (struct gesture_news){.zoom = levels});
}

static bool custom_key(struct ui *ui, const struct ui_node *node, enum ui_key key)
{
    static const enum gesture_kind tap[] = {GESTURE_TAP};
    if (node->role == UI_GRID) {
        news_send(ui, (struct ui_news){.kind = UI_NEWS_KEY, .number = (int)key}, ui->focus);
        return true;
    }
    switch (key) {
    case UI_KEY_LEFT:
        map_drag(ui, MAP_STEP, 0);
        return true;
    case UI_KEY_RIGHT:
        map_drag(ui, -MAP_STEP, 0);
        return true;
    case UI_KEY_UP:
        map_drag(ui, 0, MAP_STEP);
        return true;
    case UI_KEY_DOWN:
        map_drag(ui, 0, -MAP_STEP);
        return true;
    case UI_KEY_PAGE_UP:
        map_zoom(ui, 1);
        return true;
    case UI_KEY_PAGE_DOWN:
        map_zoom(ui, -1);
        return true;
    case UI_KEY_ENTER:
    case UI_KEY_SPACE:
        map_do(ui, tap, 1, (struct gesture_news){0});
        return true;
    default:
        return false;
    }
}

static bool wheel_key(struct ui *ui, const struct ui_node *node, enum ui_key key)
{
    const struct wheel *wheel = &node->as.wheel.wheel;
    int count = (int)wheel->count, at = wheel->selected;
    if (count == 0)
        return false;
    if (key == UI_KEY_RIGHT || key == UI_KEY_DOWN)
        at = (at + 1) % count;
    else if (key == UI_KEY_LEFT || key == UI_KEY_UP)
        at = at <= 0 ? count - 1 : at - 1;
    else if (key != UI_KEY_ENTER && key != UI_KEY_SPACE)
        return false;
    news_send(ui, (struct ui_news){.kind = UI_NEWS_TAP, .number = at < 0 ? 0 : at}, ui->focus);
    return true;
}

static struct ui_node *scroller_near(const struct ui *ui)
{
    const struct ui_node *focused = node_find(ui, ui->focus), *top = node_dialog(ui);
    for (const struct ui_node *at = focused; at; at = at->parent)
        if (scroll_can(at, false))
            return node_find(ui, at->id);
    top = top ? top : ui->root;
    for (const struct ui_node *node = top; node; node = node_next(node, top))
        if (scroll_can(node, false))
            return node_find(ui, node->id);
    return NULL;
}

static bool scroll_key(struct ui *ui, enum ui_key key)
{
    struct ui_node *node = scroller_near(ui);
    if (!node)
        return false;
    double page = fmax(ARROW_STEP, node->rect.height - ARROW_STEP);
    switch (key) {
    case UI_KEY_UP:
        return scroll_by(ui, node, 0, -ARROW_STEP);
    case UI_KEY_DOWN:
        return scroll_by(ui, node, 0, ARROW_STEP);
    case UI_KEY_PAGE_UP:
        return scroll_by(ui, node, 0, -page);
    case UI_KEY_PAGE_DOWN:
        return scroll_by(ui, node, 0, page);
    case UI_KEY_HOME:
        return scroll_by(ui, node, 0, -node->content_height);
    case UI_KEY_END:
        return scroll_by(ui, node, 0, node->content_height);
    default:
        return false;
    }
}

static void back_send(struct ui *ui)
{
    const struct ui_node *dialog = node_dialog(ui);
    char id[UI_ID_SIZE];
    id_copy(id, dialog ? dialog->id : "");
    news_send(ui, (struct ui_news){.kind = UI_NEWS_BACK}, id);
}

/* The focused node, unless a dialog lies over it. */
static struct ui_node *focus_node(const struct ui *ui)
{
    struct ui_node *node = node_find(ui, ui->focus);
    const struct ui_node *dialog = node_dialog(ui);
    for (const struct ui_node *at = node; at && dialog; at = at->parent)
        if (at == dialog)
            return node;
    return dialog ? NULL : node;
}

static void key_on_node(struct ui *ui, struct ui_node *node, enum ui_key key)
{
    bool arrow =
        key == UI_KEY_LEFT || key == UI_KEY_RIGHT || key == UI_KEY_UP || key == UI_KEY_DOWN;
    if (node && node->kind == NODE_FIELD && field_key(ui, node, key))
        return;
    if (node && node->kind == NODE_CUSTOM && custom_key(ui, node, key))
        return;
    if (node && node->kind == NODE_WHEEL && wheel_key(ui, node, key))
        return;
    if (node && (key == UI_KEY_ENTER || key == UI_KEY_SPACE) && node_is_target(node)) {
        node_activate(ui, node, node->rect.x + node->rect.width / 2,
                      node->rect.y + node->rect.height / 2);
        return;
    }
    if (node && arrow && focus_move(ui, key))
        return;
    if (node && node->kind == NODE_FIELD && (key == UI_KEY_DOWN || key == UI_KEY_UP)) {
        focus_step(ui, key == UI_KEY_DOWN ? 1 : -1);
        return;
    }
    scroll_key(ui, key);
}

bool ui_key(struct ui *ui, enum ui_key key)
{
    ui->dirty = !ui->ring;
    if (!ui->root)
        return false;
    ui->ring = true;
    if (key == UI_KEY_TAB)
        focus_step(ui, 1);
    else if (key == UI_KEY_BACK_TAB)
        focus_step(ui, -1);
    else if (key == UI_KEY_ESCAPE)
        back_send(ui);
    else
        key_on_node(ui, focus_node(ui), key);
    return ui->dirty;
}

bool ui_type(struct ui *ui, const char *text)
{
    struct ui_node *node = ui->root && text ? focus_node(ui) : NULL;
    ui->dirty = false;
    if (node && node->kind == NODE_FIELD)
        field_type(ui, node, text);
    else if (node && node->kind == NODE_CUSTOM && node->role != UI_GRID &&
             (strcmp(text, "+") == 0 || strcmp(text, "-") == 0))
        map_zoom(ui, text[0] == '+' ? 1 : -1);
    return ui->dirty;
}

bool ui_wants_text(const struct ui *ui, struct rect *where)
{
    struct ui_node *node = ui->root ? focus_node(ui) : NULL;
    if (!node || node->kind != NODE_FIELD)
        return false;
    if (where)
        *where = node->rect;
    return true;
}

/* ---- the mouse wheel ---- */

bool ui_wheel_turn(struct ui *ui, double x, double y, double lines)
{
    ui->dirty = false;
    if (!isfinite(lines) || !isfinite(x) || !isfinite(y))
        return false;
    const struct ui_node *hit = hit_find(ui, x, y);
    ui->motion.id[0] = '\0';
    for (const struct ui_node *node = hit; node; node = node->parent) {
        if (node->kind == NODE_CUSTOM && node->id[0] && node->role == UI_MAP) {
            custom_send(ui, node,
                        (struct gesture_news){.kind = GESTURE_ZOOM,
                                              .x = x - node->rect.x,
                                              .y = y - node->rect.y,
                                              .zoom = lines * WHEEL_ZOOM});
            break;
        }
        if (node->kind == NODE_CUSTOM && node->id[0] && node->role == UI_GRID) {
            custom_send(ui, node,
                        (struct gesture_news){.kind = GESTURE_DRAG,
                                              .x = x - node->rect.x,
                                              .y = y - node->rect.y,
                                              .dy = lines * WHEEL_STEP});
            break;
        }
        double by = -lines * WHEEL_STEP;
        struct ui_node *own = node_scrolls(node) ? node_find(ui, node->id) : NULL;
        if (own && scroll_by(ui, own, by, by))
            break;
    }
    return ui->dirty;
}
