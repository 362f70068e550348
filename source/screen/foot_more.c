/* SPDX-License-Identifier: EUPL-1.2 */
/* "Wat als": a pretend place under the finger, and the spots where one would help most. */
#include "screen/foot_inner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double GRAB = 36, SPOT_ZOOM = 15.5;

/* ---- the pretend place ---- */

static void say(struct shell *shell, const char *key)
{
    ui_text(shell->ui, UI_SECOND, shell_word(shell, key));
}

static void button(struct shell *shell, const char *id, const char *icon, const char *key,
                   enum ui_button_kind kind)
{
    ui_button(shell->ui, id,
              (struct ui_button){.kind = kind, .icon = icon, .label = shell_word(shell, key)});
}

void foot_pretend_part(struct shell *shell, const struct reach *answer)
{
    struct ui *ui = shell->ui;
    const struct shell_reach *foot = shell->reach;
    if (!foot->pretends) {
        button(shell, "foot.pretend", "pin", "foot.pretend", UI_PLAIN);
        return;
    }
    ui_open(ui, UI_GROUP, "foot.pretended", shell_word(shell, "foot.pretend.title"),
            (struct ui_box){.gap = 8, .pad = 14, .filled = true, .fill = THEME_SUNK, .radius = 16});
    ui_text(ui, UI_BOLD, shell_word(shell, "foot.pretend.title"));
    if (foot->pretend_known && foot->pretend.nowhere) {
        ui_text(ui, UI_BODY, shell_word(shell, "foot.pretend.nowhere"));
    } else if (foot->pretend_known && answer->address_count) {
        ui_text(ui, UI_BODY, foot_line(shell));
    }
    say(shell, "foot.pretend.how");
    button(shell, "foot.middle", "locate", "foot.pretend.middle", UI_PLAIN);
    button(shell, "foot.keep", "plus", "foot.pretend.keep", UI_PLAIN);
    button(shell, "foot.away", "close", "foot.pretend.away", UI_QUIET);
    ui_close(ui);
}

/* ---- the spots ---- */

static const char *spot_name(struct shell *shell, const struct reach_spot *spot)
{
    return *spot->name      ? spot->name
           : spot->kind_key ? shell_word(shell, spot->kind_key)
                            : shell_word(shell, "foot.spot.crossing");
}

static void spot_row(struct shell *shell, const struct reach_spots *spots, size_t index)
{
    struct ui *ui = shell->ui;
    const struct reach_spot *spot = &spots->items[index];
    const char *name = spot_name(shell, spot);
    struct message line = message_of("foot.spot.gain");
    message_add_count(&line, (int64_t)spot->gain);
    message_add_text(&line, foot_percent(shell, spots->served + spot->together, spots->addresses));
    ui_open_row(ui, shell_textf(shell, "foot.spot:%zu", index), name, false);
    ui_text(ui, UI_PILLAR, shell_textf(shell, "%zu", index + 1));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, name);
    ui_text(ui, UI_SECOND, shell_say(shell, line));
    ui_close(ui);
    ui_icon(ui, "next", 18, THEME_MUTED, NULL);
    ui_close(ui);
}

static void spots_found(struct shell *shell, const struct reach_spots *spots)
{
    struct ui *ui = shell->ui;
    ui_text(ui, UI_BODY, shell_say(shell, spots->headline));
    ui_open(ui, UI_LIST, "foot.spots", shell_word(shell, "foot.spots"), (struct ui_box){0});
    for (size_t i = 0; i < spots->count; i++) {
        spot_row(shell, spots, i);
        ui_line(ui);
    }
    ui_close(ui);
}

void foot_spots_part(struct shell *shell, const struct reach *answer)
{
    struct ui *ui = shell->ui;
    const struct shell_reach *foot = shell->reach;
    if (!answer->address_count) {
        return;
    }
    if (!foot->spots_open) {
        button(shell, "foot.seek", "star", "foot.spots.seek", UI_PLAIN);
        return;
    }
    ui_space(ui, 6);
    ui_text(ui, UI_BOLD, shell_word(shell, "foot.spots"));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 8});
    ui_button(ui, "foot.seek.places",
              (struct ui_button){.kind = UI_CHIP,
                                 .label = shell_word(shell, "foot.spots.places"),
                                 .selected = !foot->crossings});
    ui_button(ui, "foot.seek.crossings",
              (struct ui_button){.kind = UI_CHIP,
                                 .label = shell_word(shell, "foot.spots.crossings"),
                                 .selected = foot->crossings});
    ui_close(ui);
    if (foot->spots) {
        spots_found(shell, foot->spots);
    } else {
        ui_text(ui, UI_BODY, shell_word(shell, "foot.spots.busy"));
    }
    button(shell, "foot.seek.end", "close", "foot.spots.end", UI_QUIET);
}

/* ---- what people do ---- */

static void spot_show(struct shell *shell, const char *rest)
{
    const struct reach_spots *spots = shell->reach->spots;
    size_t index = 0;
    if (spots && sscanf(rest, "%zu", &index) == 1 && index < spots->count) {
        struct point point = spots->items[index].point;
        shell->sheet = SHEET_PEEK;
        foot_pretend_at(shell, point);
        map_show_point(shell, point, fmax(shell->view.zoom, SPOT_ZOOM));
    }
}

static void pretend_keep(struct shell *shell)
{
    shell->add_point = shell->reach->point;
    foot_pretend_end(shell);
    shell_go(shell, SCREEN_ADD_KIND);
}

bool foot_more_news(struct shell *shell, const struct ui_news *news)
{
    const char *id = news->id;
    if (!strcmp(id, "foot.pretend") || !strcmp(id, "foot.middle")) {
        foot_pretend_at(shell, map_middle(shell));
    } else if (!strcmp(id, "foot.keep")) {
        pretend_keep(shell);
    } else if (!strcmp(id, "foot.away")) {
        foot_pretend_end(shell);
    } else if (!strcmp(id, "foot.seek")) {
        foot_spots_seek(shell, shell->reach->crossings);
    } else if (!strcmp(id, "foot.seek.places") || !strcmp(id, "foot.seek.crossings")) {
        foot_spots_seek(shell, !strcmp(id, "foot.seek.crossings"));
    } else if (!strcmp(id, "foot.seek.end")) {
        foot_spots_end(shell);
    } else if (!strncmp(id, "foot.spot:", 10)) {
        spot_show(shell, id + 10);
    } else {
        return false;
    }
    return true;
}

/* ---- on the map ---- */

static bool grabbed(const struct shell *shell, const struct gesture_news *news)
{
    struct point point;
    double x, y;
    if (!shell->fingers_down || !foot_pretended(shell, &point)) { /* arrow keys push the map */
        return false;
    }
    map_view_place(&shell->view, point, &x, &y);
    return hypot(x - news->x, y - news->y) <= GRAB;
}

static void drag(struct shell *shell, const struct gesture_news *news)
{
    struct shell_reach *foot = shell->reach;
    foot->x += news->dx;
    foot->y += news->dy;
    foot_pretend_at(shell, map_view_point(&shell->view, foot->x, foot->y));
}

static bool pin_there(const struct shell *shell, const struct gesture_news *news)
{
    int second;
    return map_groups_hit(&shell->groups, news->x, news->y, &second) >= 0;
}

bool foot_gesture(struct shell *shell, const struct gesture_news *news)
{
    struct shell_reach *foot = foot_state(shell);
    switch (news->kind) {
    case GESTURE_DRAG_BEGIN:
        foot->dragged = grabbed(shell, news);
        if (foot->dragged) {
            map_view_place(&shell->view, foot->point, &foot->x, &foot->y);
        }
        return foot->dragged;
    case GESTURE_DRAG:
        if (foot->dragged) {
            drag(shell, news);
        }
        return foot->dragged;
    case GESTURE_DRAG_END: {
        bool own = foot->dragged;
        foot->dragged = false;
        return own;
    }
    case GESTURE_TAP: /* the same without a drag */
        if (foot->pretends && !pin_there(shell, news)) {
            foot_pretend_at(shell, map_view_point(&shell->view, news->x, news->y));
            return true;
        }
        return false;
    case GESTURE_LONG_PRESS:
        foot_pretend_at(shell, map_view_point(&shell->view, news->x, news->y));
        return true;
    default:
        foot->dragged = foot->dragged && news->kind == GESTURE_PRESS;
        return false;
    }
}
