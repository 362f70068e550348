/* SPDX-License-Identifier: EUPL-1.2 */
/* A new place: where (the map moves under a crosshair), what kind, and is it not there already? */
#include "screen/shell_inner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CROSS = 76, NEAR_METRES = 80, NEAR_MOST = 4, KINDS_SHOWN = 11 };

/* ---- the crosshair ---- */

static void cross_lines(cairo_t *cairo, double width, struct colour colour)
{
    const double middle = CROSS / 2.0, ring = 20, gap = 7;
    cairo_new_path(cairo);
    cairo_arc(cairo, middle, middle, ring, 0, 2 * 3.14159265358979);
    for (int side = 0; side < 4; side++) {
        double x = side == 0 ? 1 : side == 1 ? -1 : 0, y = side == 2 ? 1 : side == 3 ? -1 : 0;
        cairo_move_to(cairo, middle + x * gap, middle + y * gap);
        cairo_line_to(cairo, middle + x * (middle - 4), middle + y * (middle - 4));
    }
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(cairo, width);
    colour_set(cairo, colour);
    cairo_stroke(cairo);
}

static void cross_paint(void *data, cairo_t *cairo, double width, double height)
{
    const struct shell *shell = data;
    (void)width;
    (void)height;
    cross_lines(cairo, 7, shell->theme.colour[THEME_CARD]);
    cross_lines(cairo, 3, shell->theme.colour[THEME_INK]);
    cairo_new_path(cairo);
    cairo_arc(cairo, CROSS / 2.0, CROSS / 2.0, 2.5, 0, 2 * 3.14159265358979);
    colour_set(cairo, shell->theme.colour[THEME_NOT]);
    cairo_fill(cairo);
}

void piece_cross(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.align = TYPE_MIDDLE, .across = TYPE_MIDDLE});
    ui_open(ui, UI_IMAGE, "cross", shell_word(shell, "add.cross"),
            (struct ui_box){.width = CROSS, .height = CROSS, .layer = true});
    ui_custom(ui, UI_IMAGE, "", "", (struct ui_box){.width = CROSS, .height = CROSS}, cross_paint,
              shell);
    ui_close(ui);
    ui_close(ui);
}

bool piece_cross_point(struct shell *shell, struct point *point)
{
    struct rect rect = shell->cross; /* while a tree is declared, the new one has no places yet */
    if (!ui_find(shell->ui, "cross", NULL) || rect.width <= 0) {
        return false;
    }
    *point = map_view_point(&shell->view, rect.x + rect.width / 2 - shell->map_rect.x,
                            rect.y + rect.height / 2 - shell->map_rect.y);
    return true;
}

/* ---- where ---- */

static void add_near(struct shell *shell)
{
    size_t count;
    int shown = 0, most = shell->portrait ? 1 : NEAR_MOST;
    double past = -1;
    const struct place *const *places = project_places(shell->project, &count);
    while (shown < most) {
        const struct place *nearest = NULL;
        double metres = NEAR_METRES;
        for (size_t i = 0; i < count; i++) {
            double far = shell_place_metres(shell, places[i]);
            if (far > past && far < metres) {
                nearest = places[i];
                metres = far;
            }
        }
        if (!nearest) {
            return;
        }
        if (!shown++) {
            ui_text_colour(shell->ui, UI_BOLD, THEME_MUTED, shell_word(shell, "add.near"));
        }
        piece_place_row(shell, nearest, "near:");
        past = metres;
    }
}

static void add_open_panel(struct shell *shell, const char *title)
{
    ui_open(
        shell->ui, UI_GROUP, "add.panel", "",
        (struct ui_box){
            .scroll = true, .grow = 1, .gap = 12, .pad_x = shell->portrait ? 16 : 20, .pad_y = 12});
    piece_back_head(shell, title);
}

static void where_panel(struct shell *shell)
{
    struct ui *ui = shell->ui;
    bool near = shell->view.zoom >= MAP_PLACE_ZOOM - 0.01;
    struct point point;
    if (!shell->aim_soon && piece_cross_point(shell, &point)) {
        shell->add_point = point; /* distances are told from here */
    }
    add_open_panel(shell, shell_word(shell, "add.title"));
    ui_text(ui, UI_BODY, shell_word(shell, near ? "add.where" : "add.zoom.why"));
    ui_button(ui, near ? "add.here" : "add.zoom",
              (struct ui_button){.kind = UI_PRIMARY,
                                 .icon = near ? "pin" : "zoom-in",
                                 .label = shell_word(shell, near ? "add.here" : "add.zoom")});
    if (near) {
        add_near(shell);
    }
    ui_close(ui);
}

void screen_add_build(struct shell *shell)
{
    static const struct map_frame frame = {
        .panel = where_panel, .over = piece_cross, .bare = true, .foot = true};
    piece_map(shell, &frame);
}

bool screen_add_news(struct shell *shell, const struct ui_news *news)
{
    bool map = news->kind == UI_NEWS_GESTURE && !strcmp(news->id, "map");
    if (map && (news->gesture.kind == GESTURE_TAP || news->gesture.kind == GESTURE_LONG_PRESS)) {
        shell->add_point = map_view_point(&shell->view, news->gesture.x, news->gesture.y);
        shell->aim_soon = true;
        shell->dirty = true;
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strcmp(news->id, "add.zoom")) {
        shell->aim_soon = piece_cross_point(shell, &shell->add_point);
        shell->dirty = true;
    } else if (!strcmp(news->id, "add.here")) {
        if (piece_cross_point(shell, &shell->add_point)) {
            shell_go(shell, SCREEN_ADD_KIND);
        }
    } else {
        return piece_place_news(shell, news, "near:");
    }
    return true;
}

void screen_add_prepare(struct shell *shell, const char *id)
{
    (void)id;
    struct box box = project_wijk(shell->project)->border->box;
    shell->add_point = (struct point){(box.west + box.east) / 2, (box.south + box.north) / 2};
    shell->aim_soon = true;
}

/* ---- what kind ---- */

static const enum place_kind usual_kinds[] = {
    KIND_CHARGING_POINT, KIND_CAFE,   KIND_LIBRARY,      KIND_ASSOCIATION, KIND_COMMUNITY_CENTRE,
    KIND_SERVICE_CENTRE, KIND_SCHOOL, KIND_SOCIAL_HOUSE, KIND_SHOP,        KIND_YOUTH,
    KIND_OUTDOOR,        KIND_HEALTH, KIND_TOWN_HALL,    KIND_FAMILY,      KIND_POST,
    KIND_MOBILE,         KIND_OTHER};

static void kind_tile(struct shell *shell, enum place_kind kind)
{
    ui_button(shell->ui, shell_textf(shell, "kind:%s", kind_word(kind)),
              (struct ui_button){
                  .kind = UI_TILE,
                  .icon = kind_icon(kind),
                  .label = shell_word(shell, shell_textf(shell, "add.kind.%s", kind_word(kind))),
                  .number = kind});
}

static void kind_panel(struct shell *shell)
{
    struct ui *ui = shell->ui;
    int shown = 0, most = shell->more_kinds ? KIND_COUNT : KINDS_SHOWN;
    enum place_kind last = shell->kind_used ? shell->add_kind : KIND_COUNT;
    add_open_panel(shell, shell_word(shell, "add.kind"));
    ui_open(ui, UI_GROUP, "kinds", "", (struct ui_box){.wrap = true, .gap = 8});
    if (last != KIND_COUNT) {
        kind_tile(shell, last);
        shown++;
    }
    for (size_t i = 0; i < sizeof usual_kinds / sizeof *usual_kinds && shown < most; i++) {
        if (usual_kinds[i] != last) {
            kind_tile(shell, usual_kinds[i]);
            shown++;
        }
    }
    if (!shell->more_kinds) {
        ui_button(ui, "kind.more",
                  (struct ui_button){.kind = UI_TILE,
                                     .icon = "more",
                                     .label = shell_word(shell, "add.kind.more")});
    }
    ui_close(ui);
    ui_close(ui);
}

void screen_add_kind_build(struct shell *shell)
{
    enum { GRID = 480, LEAST_MAP = 260 };
    bool low = shell->height - GRID * ui_scale(shell->ui) < LEAST_MAP; /* no map beside the grid */
    struct map_frame frame = {
        .panel = kind_panel, .over = piece_cross, .bare = true, .foot = !low, .whole = low};
    piece_map(shell, &frame);
}

static void add_do(struct shell *shell)
{
    struct fault why;
    char id[ACTION_ID];
    bool ok = action_add(shell->project, shell->add_kind, shell->add_point, "", id, &why);
    if (!shell_deed(shell, ok, &why, "bar.added")) {
        return;
    }
    shell->kind_used = true;
    shell->more_kinds = false;
    shell_root(shell, SCREEN_MAP);
    shell_select(shell, id);
}

bool screen_add_kind_news(struct shell *shell, const struct ui_news *news)
{
    if (news->kind == UI_NEWS_GESTURE && !strcmp(news->id, "map")) {
        return true; /* the place is chosen; back changes it */
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strcmp(news->id, "kind.more")) {
        shell->more_kinds = true;
        shell->dirty = true;
        return true;
    }
    if (strncmp(news->id, "kind:", 5)) {
        return false;
    }
    shell->add_kind = (enum place_kind)news->number;
    shell->near_count = action_duplicates(shell->project, "", shell->add_kind, shell->add_point,
                                          shell->near, NEAR_MOST);
    if (shell->near_count) {
        shell_go(shell, SCREEN_ADD_DOUBLE);
    } else {
        add_do(shell);
    }
    return true;
}

void screen_add_kind_prepare(struct shell *shell, const char *id)
{
    screen_add_prepare(shell, id);
    shell->more_kinds = false;
}

/* ---- is it this one? ---- */

static void double_panel(struct shell *shell)
{
    struct ui *ui = shell->ui;
    shell->near_count = action_duplicates(shell->project, "", shell->add_kind, shell->add_point,
                                          shell->near, NEAR_MOST);
    add_open_panel(shell, shell_word(shell, "add.double"));
    ui_text(ui, UI_BODY, shell_word(shell, "add.double.why"));
    ui_open(ui, UI_LIST, "doubles", "", (struct ui_box){0});
    for (int i = 0; i < shell->near_count; i++) {
        piece_place_row(shell, shell->near[i].place, "double:");
        ui_line(ui);
    }
    ui_close(ui);
    ui_button(ui, "add.new",
              (struct ui_button){.kind = UI_PRIMARY,
                                 .icon = "plus",
                                 .label = shell_word(shell, "add.double.new")});
    ui_close(ui);
}

void screen_add_double_build(struct shell *shell)
{
    static const struct map_frame frame = {
        .panel = double_panel, .over = piece_cross, .bare = true, .foot = true};
    piece_map(shell, &frame);
}

bool screen_add_double_news(struct shell *shell, const struct ui_news *news)
{
    if (news->kind == UI_NEWS_GESTURE && !strcmp(news->id, "map")) {
        return true;
    }
    if (news->kind == UI_NEWS_TAP && !strcmp(news->id, "add.new")) {
        add_do(shell);
        return true;
    }
    if (news->kind == UI_NEWS_TAP && !strncmp(news->id, "double:", 7) &&
        strncmp(news->id + 7, "tick:", 5)) {
        char id[ACTION_ID];
        snprintf(id, sizeof id, "%s", news->id + 7);
        shell_root(shell, SCREEN_MAP);
        shell_select(shell, id);
        return true;
    }
    return piece_place_news(shell, news, "double:");
}

/* Beside a place that is known, so that there is something to ask. */
void screen_add_double_prepare(struct shell *shell, const char *id)
{
    size_t count;
    const struct place *const *places = project_places(shell->project, &count);
    screen_add_prepare(shell, id);
    for (size_t i = 0; i < count; i++) {
        if (project_place_in_wijk(shell->project, places[i]) && *places[i]->name) {
            shell->add_point = places[i]->point;
            shell->add_kind = places[i]->kind;
            break;
        }
    }
}
