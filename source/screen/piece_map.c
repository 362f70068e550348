/* SPDX-License-Identifier: EUPL-1.2 */
/* The frame of every screen with a map: search, chips, round buttons, panel or sheet. */
#include "screen/over_inner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "screen/keyboard.h"

enum {
    SHEET_MS = 250,
    LOW = 480,
    FOOT = 67,
    RIBBON = 28,
    PANEL = 380,
    RAIL = 92,
    WELCOME = 430,
    CHIPS_HALF = 330,
    CHIPS_PEEK = 280,
    WIDE = 640,
    NARROW = 220,
    SAVED_ROOM = 200,
    SIDE_ROOM = 100,
    TOP_ROOM = 130,
    TIME_ROOM = 230,
    LAYER_ROOM = 272
};

static double grown(const struct shell *shell, double size, double share)
{
    return size * (1 + (ui_scale(shell->ui) - 1) * share);
}

/* ---- the sheet (portrait) ---- */

static enum sheet_stop *sheet_stop_of(struct shell *shell)
{
    return shell->screen == SCREEN_MAP ? &shell->list_sheet : &shell->sheet;
}

/* The height of the map, as it was laid out last; a guess before that. */
static double map_height(const struct shell *shell)
{
    if (shell->area_height > 0) {
        return shell->area_height;
    }
    double ribbon = shell->project && project_is_demo(shell->project) ? RIBBON : 0;
    double foot = shell->portrait ? grown(shell, FOOT, 0.5) : 0;
    return shell->height - grown(shell, ribbon, 1) - foot;
}

static void map_height_learn(struct shell *shell)
{
    struct rect rect;
    double height = shell->height - keyboard_height(shell);
    if (ui_find(shell->ui, "ribbon", &rect)) {
        height -= rect.height;
    }
    if (shell->portrait && ui_find(shell->ui, "rail", &rect)) {
        height -= rect.height + 1;
    }
    if (fabs(height - shell->area_height) > 0.5) {
        shell->area_height = height;
        shell->dirty = true; /* sheets and buttons were laid by a guess */
    }
}

static double panel_width(const struct shell *shell)
{
    return fmin(grown(shell, PANEL, 0.3), shell->width * 0.44);
}

static double map_width(const struct shell *shell)
{
    return shell->portrait ? shell->width
                           : shell->width - panel_width(shell) - grown(shell, RAIL, 0.9);
}

static double sheet_height_at(const struct shell *shell, enum sheet_stop stop)
{
    double room = map_height(shell);
    switch (stop) {
    case SHEET_PEEK:
        return fmin(grown(shell, 108, 0.8), room * 0.4);
    case SHEET_HALF:
        if (shell->screen == SCREEN_MAP && !shell->settings.welcomed) {
            return fmin(room * 0.76, grown(shell, WELCOME, 2));
        }
        return room * 0.5;
    case SHEET_FULL:
        break;
    }
    return room - 8;
}

/* The slider lies over the map of the list and that of the reach; elsewhere, and below a sheet that
 * is up, a chip says the moment. */
static bool time_lies(const struct shell *shell)
{
    bool reach = shell->screen == SCREEN_REACH;
    enum sheet_stop stop = reach ? shell->sheet : shell->list_sheet;
    return shell->time.on && (reach || shell->screen == SCREEN_MAP) &&
           !(shell->portrait && stop != SHEET_PEEK);
}

/* In a small window it takes the place of the sheet that only peeks. */
static bool time_alone(const struct shell *shell)
{
    if (!time_lies(shell) || !shell->portrait) {
        return false;
    }
    double sheet = sheet_height_at(shell, SHEET_PEEK);
    return map_height(shell) - sheet - shell->time.height < grown(shell, TIME_ROOM, 0.5);
}

/* What is left of the map between its upper edge and the sheet. */
static double over_room(struct shell *shell)
{
    bool sheet = shell->portrait && !time_alone(shell);
    double room = map_height(shell) - (sheet ? sheet_height_at(shell, *sheet_stop_of(shell)) : 0);
    return (room - (time_lies(shell) ? shell->time.height : 0)) / grown(shell, 1, 0.5);
}

/* Whether the filter chips leave the map enough to see and the round buttons their place. */
static bool over_has_chips(struct shell *shell)
{
    bool half = shell->portrait && *sheet_stop_of(shell) == SHEET_HALF;
    return over_room(shell) > (half ? CHIPS_HALF : CHIPS_PEEK);
}

static double sheet_height(struct shell *shell)
{
    return shell->sheet_now > 0 ? shell->sheet_now : sheet_height_at(shell, *sheet_stop_of(shell));
}

static void sheet_go(struct shell *shell, enum sheet_stop stop)
{
    shell->sheet_from = sheet_height(shell);
    *sheet_stop_of(shell) = stop;
    bool still = shell->ways.still || shell->settings.reduced_motion;
    shell->sheet_now = still ? 0 : shell->sheet_from;
    shell->sheet_since = still ? 0 : shell->now_ms > 0 ? shell->now_ms : 1;
    shell->dirty = true;
}

bool piece_sheet_moves(const struct shell *shell)
{
    return shell->sheet_since > 0;
}

bool piece_sheet_tick(struct shell *shell)
{
    if (!piece_sheet_moves(shell)) {
        return false;
    }
    double goal = sheet_height_at(shell, *sheet_stop_of(shell));
    double part = (double)(shell->now_ms - shell->sheet_since) / SHEET_MS;
    if (part >= 1) {
        shell->sheet_now = 0;
        shell->sheet_since = 0;
    } else {
        double left = 1 - fmax(0, part);
        shell->sheet_now = goal + (shell->sheet_from - goal) * left * left * left;
    }
    shell->dirty = true;
    return true;
}

static enum sheet_stop sheet_nearest(const struct shell *shell, double height)
{
    enum sheet_stop best = SHEET_PEEK;
    for (int stop = SHEET_HALF; stop <= SHEET_FULL; stop++) {
        if (fabs(sheet_height_at(shell, (enum sheet_stop)stop) - height) <
            fabs(sheet_height_at(shell, best) - height)) {
            best = (enum sheet_stop)stop;
        }
    }
    return best;
}

static void sheet_gesture(struct shell *shell, const struct gesture_news *news)
{
    enum { FLICK_PERCENT = 18 };
    switch (news->kind) {
    case GESTURE_DRAG_BEGIN:
        shell->sheet_now = sheet_height(shell);
        shell->sheet_since = 0;
        break;
    case GESTURE_DRAG:
        shell->sheet_now =
            fmin(fmax(sheet_height(shell) - news->dy, sheet_height_at(shell, SHEET_PEEK)),
                 sheet_height_at(shell, SHEET_FULL));
        break;
    case GESTURE_DRAG_END:
        sheet_go(shell, sheet_nearest(shell, sheet_height(shell) -
                                                 news->velocity_y * FLICK_PERCENT / 100));
        break;
    default:
        return;
    }
    shell->dirty = true;
}

static void sheet_toggle(struct shell *shell)
{
    static const enum sheet_stop next[] = {SHEET_HALF, SHEET_FULL, SHEET_PEEK};
    sheet_go(shell, next[*sheet_stop_of(shell)]);
}

void piece_sheet_button(struct shell *shell)
{
    bool full = *sheet_stop_of(shell) == SHEET_FULL;
    if (shell->portrait) {
        ui_button(shell->ui, "sheet.toggle",
                  (struct ui_button){
                      .kind = UI_QUIET,
                      .icon = full ? "expand" : "collapse",
                      .label = shell_word(shell, full ? "map.sheet.less" : "map.sheet.more"),
                      .icon_only = true});
    }
}

/* ---- over the map: above ---- */

static void over_top(struct shell *shell)
{
    struct ui *ui = shell->ui;
    bool low = !shell->portrait && map_height(shell) < LOW;
    ui_open(ui, UI_GROUP, "over.top", "",
            (struct ui_box){.row = low,
                            .gap = 8,
                            .anchor = UI_TOP | UI_LEFT | UI_RIGHT,
                            .pad = shell->portrait || low ? 10 : 14,
                            .across = TYPE_START});
    bool chips = !shell->portrait || over_has_chips(shell);
    bool wide = map_width(shell) / ui_scale(ui) >= WIDE;
    if (shell->portrait && !wide) {
        over_search(shell, 1);
        if (chips) {
            over_chips(shell);
        }
    } else if (low) {
        over_search(shell, 0);
        over_chips(shell);
    } else {
        ui_open(ui, UI_GROUP, "", "",
                (struct ui_box){.row = true, .gap = 12, .across = TYPE_MIDDLE});
        over_search(shell, 0);
        ui_fill(ui);
        over_saved(shell, !wide && ui_scale(ui) > 1.4);
        ui_close(ui);
        if (chips) {
            over_chips(shell);
        }
    }
    ui_close(ui);
}

/* ---- over the map: below ---- */

/* Is all saved, and is it open now? Where there is room only. */
static void over_state(struct shell *shell, bool wide, double across)
{
    struct ui *ui = shell->ui;
    bool room = over_room(shell) > SAVED_ROOM, saved = shell->portrait && !wide && room;
    bool chip = !time_lies(shell) && (shell->time.on || room);
    if (!saved && !chip) {
        return;
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 8});
    if (saved) {
        over_saved(shell, *sheet_stop_of(shell) != SHEET_PEEK || ui_scale(ui) > 1.4 ||
                              (chip && !over_saved_fits(shell, across)));
    }
    if (chip) {
        piece_time_chip(shell);
    }
    ui_close(ui);
}

static void over_bottom(struct shell *shell, bool bare)
{
    enum { PAD = 6 };
    struct ui *ui = shell->ui;
    int side = shell->settings.left_handed ? UI_RIGHT : UI_LEFT;
    bool side_free = bare || over_room(shell) < SIDE_ROOM + 64;
    double room = side_free ? 0 : grown(shell, 72, 0.5) + 34;
    double across = fmax(map_width(shell) - room - 2 * PAD, 200);
    bool wide = map_width(shell) / ui_scale(ui) >= WIDE;
    ui_open(ui, UI_GROUP, "over.bottom", "",
            (struct ui_box){.row = wide,
                            .gap = 6,
                            .anchor = UI_BOTTOM | side,
                            .pad = PAD,
                            .most_width = across,
                            .across = wide || side == UI_RIGHT ? TYPE_END : TYPE_START});
    if (!bare) {
        over_state(shell, wide, across - 2 * PAD);
    }
    bool tight = (bare && shell->portrait && ui_scale(ui) > 1.3) ||
                 (time_lies(shell) && over_room(shell) < CHIPS_HALF);
    over_credits(shell, tight || (map_width(shell) - room) / ui_scale(ui) < NARROW);
    ui_close(ui);
}

static void round_button(struct shell *shell, const char *id, const char *icon, const char *key,
                         enum ui_button_kind kind)
{
    ui_button(shell->ui, id,
              (struct ui_button){
                  .kind = kind, .icon = icon, .label = shell_word(shell, key), .icon_only = true});
}

static void over_side(struct shell *shell)
{
    struct ui *ui = shell->ui;
    double room = over_room(shell) - 64; /* below the search */
    int side = shell->settings.left_handed ? UI_LEFT : UI_RIGHT;
    if (room < SIDE_ROOM) {
        return;
    }
    ui_open(ui, UI_GROUP, "over.side", "",
            (struct ui_box){.gap = 8,
                            .anchor = UI_BOTTOM | side,
                            .pad = 14,
                            .layer = true,
                            .across = side == UI_LEFT ? TYPE_START : TYPE_END});
    if (room > 360) {
        round_button(shell, "map.in", "zoom-in", "map.zoom.in", UI_FLOAT);
        round_button(shell, "map.out", "zoom-out", "map.zoom.out", UI_FLOAT);
    }
    if (room > 216) {
        round_button(shell, "map.fit", "whole", "map.whole", UI_FLOAT);
    }
    if (room > LAYER_ROOM && shell->screen != SCREEN_REACH) {
        round_button(shell, "foot.open", "layers", "foot.title", UI_FLOAT);
    }
    round_button(shell, "add", "plus", "add.button", UI_ROUND);
    ui_close(ui);
}

static void over_map(struct shell *shell, const struct map_frame *frame)
{
    if (!shell->portrait || frame->foot || *sheet_stop_of(shell) != SHEET_FULL) {
        if (!frame->bare && over_room(shell) > TOP_ROOM) {
            over_top(shell);
        }
        over_bottom(shell, frame->bare);
        if (!frame->bare) {
            over_side(shell);
        }
    }
    if (frame->over) {
        frame->over(shell);
    }
}

/* ---- the whole ---- */

static void map_hole(struct shell *shell)
{
    ui_custom(shell->ui, UI_MAP, "map", shell_word(shell, "map.label"), (struct ui_box){.grow = 1},
              NULL, NULL);
}

/* What lies over the map, and the slider below it. */
static void over_and_time(struct shell *shell, const struct map_frame *frame)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_open(ui, UI_GROUP, "over", "", (struct ui_box){.stack = true, .grow = 1});
    over_map(shell, frame);
    ui_close(ui);
    if (time_lies(shell)) {
        piece_time(shell);
    }
    ui_close(ui);
}

static void frame_panel(struct shell *shell, const struct map_frame *frame)
{
    struct ui *ui = shell->ui;
    if (!frame->panel) {
        return;
    }
    ui_open(ui, UI_GROUP, "panel", "",
            (struct ui_box){.width = panel_width(shell),
                            .filled = true,
                            .fill = THEME_CARD,
                            .layer = true,
                            .blocks = true});
    frame->panel(shell);
    ui_close(ui);
}

static void frame_edge(struct ui *ui)
{
    ui_open(ui, UI_SEPARATOR, "", "",
            (struct ui_box){.width = 1, .filled = true, .fill = THEME_LINE});
    ui_close(ui);
}

static void map_landscape(struct shell *shell, const struct map_frame *frame)
{
    struct ui *ui = shell->ui;
    bool left = shell->settings.left_handed;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .grow = 1});
    if (left) {
        frame_panel(shell, frame);
        frame_edge(ui);
    }
    ui_open(ui, UI_GROUP, "area", "", (struct ui_box){.stack = true, .grow = 1});
    map_hole(shell);
    over_and_time(shell, frame);
    ui_close(ui);
    if (!left) {
        frame_edge(ui);
        frame_panel(shell, frame);
    }
    ui_close(ui);
}

static void map_portrait(struct shell *shell, const struct map_frame *frame)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "area", "", (struct ui_box){.stack = true, .grow = 1});
    map_hole(shell);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    if (frame->whole) {
        ui_open(ui, UI_GROUP, "panel", "",
                (struct ui_box){
                    .grow = 1, .filled = true, .fill = THEME_CARD, .layer = true, .blocks = true});
        frame->panel(shell);
        ui_close(ui);
    } else {
        over_and_time(shell, frame);
        if (frame->panel && frame->foot) {
            ui_open(
                ui, UI_GROUP, "panel", "",
                (struct ui_box){.filled = true, .fill = THEME_CARD, .layer = true, .blocks = true});
            frame->panel(shell);
            ui_close(ui);
        } else if (frame->panel && !time_alone(shell)) {
            ui_open(ui, UI_SHEET, "sheet", shell_word(shell, "map.sheet"),
                    (struct ui_box){.height = sheet_height(shell), .layer = true, .blocks = true});
            frame->panel(shell);
            ui_close(ui);
        }
    }
    ui_close(ui);
    ui_close(ui);
}

void piece_map(struct shell *shell, const struct map_frame *frame)
{
    piece_time_count(shell);
    piece_frame_open(shell);
    if (shell->portrait) {
        map_portrait(shell, frame);
    } else {
        map_landscape(shell, frame);
    }
    piece_frame_close(shell);
    if (shell->fault.kind != FAULT_NONE) {
        return;
    }
    piece_card(shell);
}

static void time_height_learn(struct shell *shell)
{
    struct rect rect;
    if (ui_find(shell->ui, "time", &rect) && fabs(rect.height - shell->time.height) > 0.5) {
        shell->time.height = rect.height;
        shell->dirty = true;
    }
}

void piece_map_free(struct shell *shell)
{
    struct rect free = shell->map_rect, rect;
    map_height_learn(shell);
    time_height_learn(shell);
    if (!ui_find(shell->ui, "over.top", NULL) && !ui_find(shell->ui, "sheet", NULL) &&
        !ui_find(shell->ui, "time", NULL)) {
        return; /* what was free stays so: another screen is only passing by */
    }
    double bottom = free.y + free.height;
    if (ui_find(shell->ui, "over.top", &rect)) {
        double below = rect.y + rect.height + 4;
        free.y = fmax(free.y, below);
    }
    double moving = 0; /* the sheet is on its way: count with where it goes */
    if (shell->portrait && ui_find(shell->ui, "sheet", &rect)) {
        enum sheet_stop stop = *sheet_stop_of(shell);
        moving = sheet_height_at(shell, stop == SHEET_FULL ? SHEET_PEEK : stop) - rect.height;
        bottom = fmin(bottom, rect.y - moving);
    }
    if (ui_find(shell->ui, "time", &rect)) {
        bottom = fmin(bottom, rect.y - moving);
    }
    if (ui_find(shell->ui, "over.bottom", &rect)) {
        bottom = fmin(bottom, rect.y - moving - 6);
    }
    if (ui_find(shell->ui, "over.side", &rect)) {
        double wide = rect.width + 20;
        free.x += shell->settings.left_handed ? wide : 0;
        free.width -= wide;
    }
    free.height = fmax(bottom - free.y, 0);
    shell->free_rect = free;
}

/* ---- news ---- */

/* The crosshair begins where the free part of the map has its middle. */
static void map_add_here(struct shell *shell)
{
    shell->add_point = map_middle(shell);
    shell_go(shell, SCREEN_ADD);
    shell->aim_soon = true;
}

static bool map_button(struct shell *shell, const struct ui_news *news)
{
    const char *id = news->id;
    if (!strcmp(id, "search.open")) {
        shell_go(shell, SCREEN_SEARCH);
    } else if (!strcmp(id, "save")) {
        shell_go(shell, shell->project ? SCREEN_SYNC : SCREEN_HISTORY);
    } else if (!strcmp(id, "credits")) {
        shell_go(shell, SCREEN_ABOUT);
    } else if (!strcmp(id, "filter.open")) {
        piece_card_show(shell, CARD_FILTER);
    } else if (!strcmp(id, "wijk.open")) {
        piece_card_show(shell, CARD_WIJK);
    } else if (!strcmp(id, "foot.open")) {
        foot_show(shell, shell->service);
    } else if (!strncmp(id, "chip:", 5)) {
        bool again = shell->service == news->number && shell->screen != SCREEN_REACH;
        shell->service = again ? ACTION_ALL_SERVICES : news->number;
        shell->list_shown = LIST_FIRST;
        map_refresh(shell);
        shell->dirty = true;
    } else if (!strcmp(id, "map.in") || !strcmp(id, "map.out")) {
        map_step(shell, !strcmp(id, "map.in") ? 1 : -1);
    } else if (!strcmp(id, "map.fit")) {
        map_show_wijk(shell);
    } else if (!strcmp(id, "add")) {
        map_add_here(shell);
    } else if (!strcmp(id, "sheet") || !strcmp(id, "sheet.toggle")) {
        sheet_toggle(shell);
    } else {
        return false;
    }
    return true;
}

bool piece_map_news(struct shell *shell, const struct ui_news *news)
{
    if (news->kind == UI_NEWS_BACK && shell->card != CARD_NONE) {
        piece_card_show(shell, CARD_NONE);
        return true;
    }
    if (piece_time_news(shell, news)) {
        return true;
    }
    if (news->kind == UI_NEWS_GESTURE && !strcmp(news->id, "sheet")) {
        sheet_gesture(shell, &news->gesture);
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    return piece_card_news(shell, news) || map_button(shell, news);
}
