/* SPDX-License-Identifier: EUPL-1.2 */
/* The shell: events in, state, screens, items out. */
#include "action/sync.h"
#include "screen/part_inner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "screen/keyboard.h"

enum { BAR_MS = 8000, FLIGHT_POLL_MS = 16, BUILD_ROUNDS = 3 };

/* ---- building ---- */

/* Most screens need an open project. */
static bool shell_ready(const struct shell *shell)
{
    return shell->project || shell->screen == SCREEN_START || shell->screen == SCREEN_SETTINGS ||
           shell->screen == SCREEN_ABOUT || shell->screen == SCREEN_NEW_PROJECT;
}

/* Keeps add_point under the crosshair when the panel beside it grows or shrinks. */
static void cross_aim(struct shell *shell)
{
    struct rect now = {0, 0, 0, 0}, before = shell->cross;
    ui_find(shell->ui, "cross", &now);
    bool moved = before.width > 0 && (fabs(now.x - before.x) > 0.5 || fabs(now.y - before.y) > 0.5);
    shell->cross = now;
    if (now.width > 0 && (shell->aim_soon || (moved && !map_moves(shell)))) {
        shell->aim_soon = false;
        map_aim(shell, shell->add_point, now.x + now.width / 2, now.y + now.height / 2);
    }
}

static void shell_build(struct shell *shell)
{
    struct rect rect;
    shell->portrait = shell->width < shell->height || shell->width < 720;
    shell_words_renew(shell);
    ui_begin(shell->ui, shell->width, shell->height - keyboard_height(shell));
    if (shell_ready(shell)) {
        screen_rows[shell->screen].build(shell);
    } else {
        piece_waiting(shell);
    }
    ui_end(shell->ui);
    shell->dirty = false;
    if (shell->project && ui_find(shell->ui, "map", &rect)) {
        shell->map_rect = rect;
        piece_map_free(shell);
        map_lay(shell, rect);
        cross_aim(shell);
    }
    if (shell->focus_soon[0]) {
        ui_focus(shell->ui, shell->focus_soon);
        shell->focus_soon[0] = 0;
    }
}

static void shell_fresh(struct shell *shell)
{
    if (shell->project && shell->seen_generation != project_generation(shell->project)) {
        shell->seen_generation = project_generation(shell->project);
        shell->dirty = true;
        map_refresh(shell);
    }
    for (int round = 0; shell->dirty && round < BUILD_ROUNDS; round++) {
        shell_build(shell);
    }
}

void shell_rebuild(struct shell *shell)
{
    shell->dirty = true;
}

/* ---- going about ---- */

static void shell_enter(struct shell *shell, enum screen screen)
{
    if (screen == SCREEN_SEARCH && shell->screen != SCREEN_PLACE) {
        shell->words[0] = 0;
        shell->hit_count = 0;
        shell->hit_words[0] = 0;
        shell->found_text[0] = 0;
    }
    if (screen == SCREEN_ADD_KIND) {
        shell->aim_soon = true;
    }
    shell->search_open = false;
    shell->screen = screen;
    shell->card = CARD_NONE;
    shell->sheet_now = 0;
    shell->sheet_since = 0;
    shell->dirty = true;
    if (shell->map && screen_rows[screen].map) {
        map_refresh(shell);
    }
}

void shell_go(struct shell *shell, enum screen screen)
{
    enum { MOST = sizeof shell->back / sizeof *shell->back };
    if (shell->back_count == MOST) {
        memmove(shell->back, shell->back + 1, sizeof shell->back - sizeof *shell->back);
        shell->back_count--;
    }
    shell->back[shell->back_count++] = shell->screen;
    shell_enter(shell, screen);
    ui_scroll_top(shell->ui, part_page_id(shell, screen));
}

void shell_back(struct shell *shell)
{
    if (shell->fault.kind != FAULT_NONE) {
        fault_clear(&shell->fault);
        shell->dirty = true;
        return;
    }
    if (shell->back_count > 0) {
        enum screen screen = shell->back[--shell->back_count];
        if (shell->screen == SCREEN_PLACE) {
            shell->selected[0] = 0;
        }
        shell_enter(shell, screen);
    } else if (shell->screen != SCREEN_MAP && shell->screen != SCREEN_START) {
        shell->selected[0] = 0;
        shell_enter(shell, SCREEN_MAP);
    }
}

void shell_root(struct shell *shell, enum screen screen)
{
    partner_look(shell);
    shell->back_count = 0;
    shell->selected[0] = 0;
    bool own = screen == SCREEN_PARTNER || screen == SCREEN_SETTINGS;
    shell_enter(shell, shell->partner[0] && !own ? SCREEN_PARTNER : screen);
    ui_scroll_top(shell->ui, part_page_id(shell, shell->screen));
}

void shell_select(struct shell *shell, const char *id)
{
    const struct place *place = project_place(shell->project, id);
    if (!place || shell->partner[0]) { /* a partner changes its own marks alone */
        return;
    }
    snprintf(shell->selected, sizeof shell->selected, "%s", place->id);
    shell->sheet = SHEET_HALF;
    if (shell->screen != SCREEN_PLACE) {
        shell_go(shell, SCREEN_PLACE);
    }
    shell_enter(shell, SCREEN_PLACE);
    shell_build(shell);
    map_show_place(shell, place);
}

/* ---- after a deed ---- */

void shell_bar(struct shell *shell, const char *text, bool undo)
{
    snprintf(shell->bar, sizeof shell->bar, "%s", text);
    shell->bar_undo = undo;
    shell->bar_until = shell->now_ms + BAR_MS;
    shell->dirty = true;
}

bool shell_deed(struct shell *shell, bool ok, const struct fault *why, const char *bar_key)
{
    if (!ok) {
        shell->fault = *why;
    } else if (bar_key) {
        shell_bar(shell, shell_word(shell, bar_key), true);
    }
    if (ok && shell->selected[0]) { /* a confirmed candidate goes on under its document's id */
        const struct place *place = project_place(shell->project, shell->selected);
        snprintf(shell->selected, sizeof shell->selected, "%s", place ? place->id : "");
    }
    shell->dirty = true;
    return ok;
}

static void shell_undo(struct shell *shell, bool redo)
{
    struct fault why;
    bool ok = redo ? action_redo(shell->project, &why) : action_undo(shell->project, &why);
    shell->bar[0] = 0;
    if (!shell_deed(shell, ok || why.kind == FAULT_MISSING, &why, NULL)) {
        return;
    }
    shell_bar(shell,
              shell_word(shell, !ok    ? (redo ? "bar.redo.none" : "bar.undo.none")
                                : redo ? "bar.redone"
                                       : "bar.undone"),
              false);
    if (shell->screen == SCREEN_PLACE && !shell_selected(shell)) {
        shell_back(shell);
    }
}

/* ---- news from the tree ---- */

static bool shell_common(struct shell *shell, const struct ui_news *news)
{
    enum screen screen;
    if (news->kind == UI_NEWS_BACK || !strcmp(news->id, "back")) {
        shell_back(shell);
        return true;
    }
    if (news->kind == UI_NEWS_GESTURE && !strcmp(news->id, "map")) {
        return false;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (piece_rail_screen(news->id, &screen)) {
        if (screen == SCREEN_SYNC) { /* a look, from which one comes back */
            shell_go(shell, screen);
        } else {
            shell_root(shell, screen);
        }
        return true;
    }
    if (!strcmp(news->id, "bar.undo")) {
        shell_undo(shell, false);
        return true;
    }
    if (!strcmp(news->id, "fault.restore")) {
        fault_clear(&shell->fault);
        shell_project_restore(shell);
        return true;
    }
    if (!strcmp(news->id, "fault.close")) {
        fault_clear(&shell->fault);
        shell->dirty = true;
        return true;
    }
    return false;
}

void shell_listen(void *data, const struct ui_news *news)
{
    struct shell *shell = data;
    if (shell->fault.kind != FAULT_NONE && shell_common(shell, news)) {
        return;
    }
    if (shell_ready(shell) && screen_rows[shell->screen].news(shell, news)) {
        return;
    }
    if (!shell_common(shell, news) && news->kind == UI_NEWS_GESTURE && shell->map) {
        map_gesture(shell, &news->gesture);
    }
}

/* ---- events ---- */

/* A field got or lost the focus: our keys come or go. */
static void keys_follow(struct shell *shell)
{
    bool wanted = shell->touched && !shell->ways.system_keyboard && ui_wants_text(shell->ui, NULL);
    if (shell->fingers_down > 0) { /* nothing may move from under a finger */
        return;
    }
    if (wanted != shell->keys_shown) {
        shell->keys_shown = wanted;
        shell->dirty = true;
    }
}

static bool shell_after(struct shell *shell, bool changed)
{
    keys_follow(shell);
    search_tick(shell);
    bool built = shell->dirty;
    shell_fresh(shell);
    return changed || built || (shell->map && map_moves(shell));
}

void shell_resize(struct shell *shell, double width, double height, double density)
{
    shell->fingers_down = 0;
    shell->width = width;
    shell->height = height;
    if (shell->density != density) {
        shell->density = density;
        map_density(shell);
    }
    shell->dirty = true;
    shell_fresh(shell);
}

/* By name: one whose end was never told counts no more when it comes down again. */
static void fingers_count(struct shell *shell, struct finger finger)
{
    enum { MOST = sizeof shell->fingers / sizeof *shell->fingers };
    int at = 0;
    while (at < shell->fingers_down && shell->fingers[at] != finger.id) {
        at++;
    }
    if (finger.kind == FINGER_DOWN) {
        shell->touched = finger.id >= 0;
        if (at == shell->fingers_down && at < MOST) {
            shell->fingers[shell->fingers_down++] = finger.id;
        }
    } else if (finger.kind != FINGER_MOVE && at < shell->fingers_down) {
        shell->fingers[at] = shell->fingers[--shell->fingers_down];
    }
}

bool shell_finger(struct shell *shell, struct finger finger)
{
    shell->now_ms = finger.at;
    if (keyboard_finger(shell, finger)) {
        return shell_after(shell, true);
    }
    fingers_count(shell, finger);
    return shell_after(shell, ui_finger(shell->ui, finger));
}

bool shell_wheel(struct shell *shell, double x, double y, double lines)
{
    return shell_after(shell, ui_wheel_turn(shell->ui, x, y, lines));
}

bool shell_key(struct shell *shell, enum ui_key key)
{
    return shell_after(shell, ui_key(shell->ui, key));
}

bool shell_type(struct shell *shell, const char *text)
{
    shell->touched = false; /* there are real keys */
    if (hours_typed(shell, text)) {
        return shell_after(shell, true);
    }
    return shell_after(shell, ui_type(shell->ui, text));
}

static bool shortcut_control(struct shell *shell, char key)
{
    switch (key) {
    case 'z':
        shell_undo(shell, false);
        return true;
    case 'y':
        shell_undo(shell, true);
        return true;
    case 'f':
        shell_go(shell, SCREEN_SEARCH);
        return true;
    case 'p':
        shell_root(shell, SCREEN_PRINT);
        return true;
    default:
        return false;
    }
}

bool shell_shortcut(struct shell *shell, char key, bool control)
{
    static const enum screen rail[] = {SCREEN_MAP,  SCREEN_PILLARS, SCREEN_TODO,
                                       SCREEN_WORK, SCREEN_PRINT,   SCREEN_SETTINGS};
    bool mine = false;
    if (!shell->project || shell->screen == SCREEN_START) {
        return false;
    }
    if (control && key == 'z' && shell->screen == SCREEN_HOURS) {
        mine = hours_undo(shell);
    } else if (control) {
        mine = shortcut_control(shell, key);
    } else if (shell->screen == SCREEN_HOURS || ui_wants_text(shell->ui, NULL)) {
        return false;
    } else if (key >= '1' && key <= '6') {
        shell_root(shell, rail[key - '1']);
        mine = true;
    } else if ((key == '+' || key == '-') && screen_rows[shell->screen].map) {
        map_step(shell, key == '+' ? 1 : -1);
        mine = true;
    }
    return shell_after(shell, mine);
}

bool shell_tick(struct shell *shell, int64_t now_ms)
{
    shell->now_ms = now_ms;
    bool changed = ui_tick(shell->ui, now_ms);
    if (shell->map && map_tick(shell, now_ms)) {
        changed = true;
    }
    if (piece_sheet_tick(shell)) {
        changed = true;
    }
    if (keyboard_tick(shell)) {
        changed = true;
    }
    if (piece_time_tick(shell) || foot_tick(shell) || many_tick(shell) || share_tick(shell) ||
        import_tick(shell)) {
        changed = true;
    }
    if (print_tick(shell)) {
        changed = true;
    }
    if (shell->project) {
        sync_tick(shell->project, clock_ticks());
    }
    if (shell->bar[0] && now_ms >= shell->bar_until) {
        shell->bar[0] = 0;
        shell->dirty = true;
    }
    return shell_after(shell, changed);
}

int64_t shell_next_tick(const struct shell *shell)
{
    int64_t next = ui_next_tick(shell->ui);
    if ((shell->map && map_moves(shell)) || piece_sheet_moves(shell)) {
        int64_t soon = shell->now_ms + FLIGHT_POLL_MS;
        next = next < 0 || soon < next ? soon : next;
    }
    int64_t found = search_next(shell);
    if (found >= 0 && (next < 0 || found < next)) {
        next = found;
    }
    int64_t keys = keyboard_next(shell);
    if (keys >= 0 && (next < 0 || keys < next)) {
        next = keys;
    }
    int64_t visit = shell->project ? sync_next(shell->project) : -1;
    if (visit >= 0) {
        visit = shell->now_ms + (visit > clock_ticks() ? visit - clock_ticks() : 0);
        next = next < 0 || visit < next ? visit : next;
    }
    int64_t time = piece_time_next(shell);
    if (time >= 0 && (next < 0 || time < next)) {
        next = time;
    }
    int64_t late = foot_next(shell);
    if (late >= 0 && (next < 0 || late < next)) {
        next = late;
    }
    int64_t many = many_next(shell);
    if (many >= 0 && (next < 0 || many < next)) {
        next = many;
    }
    int64_t list = import_next(shell);
    if (list >= 0 && (next < 0 || list < next)) {
        next = list;
    }
    int64_t share = share_next(shell);
    if (share >= 0 && (next < 0 || share < next)) {
        next = share;
    }
    int64_t paper = print_next(shell);
    if (paper >= 0 && (next < 0 || paper < next)) {
        next = paper;
    }
    if (shell->bar[0] && (next < 0 || shell->bar_until < next)) {
        next = shell->bar_until;
    }
    return next;
}

bool shell_settle(struct shell *shell)
{
    bool changed = shell_opened(shell);
    changed = share_settle(shell) || import_settle(shell) || changed;
    if (shell->project) {
        bool moved = project_settle(shell->project) > 0;
        shell->dirty = shell->dirty || (moved && shell->screen == SCREEN_SOURCES);
        changed = moved || changed;
        if (project_fault(shell->project) && shell->fault.kind == FAULT_NONE) {
            shell->fault = *project_fault(shell->project);
            project_fault_seen(shell->project);
            shell->dirty = true;
        }
        changed = foot_settle(shell) || changed;
        changed = map_settle(shell) || changed;
        changed = print_settle(shell) || changed;
    }
    if (shell->project && project_saving(shell->project) != shell->seen_saving) {
        shell->seen_saving = project_saving(shell->project);
        shell->dirty = true;
    }
    return shell_after(shell, changed);
}

bool shell_at_rest(const struct shell *shell)
{
    return shell->project && foot_at_rest(shell) &&
           (!screen_rows[shell->screen].map || map_at_rest(shell));
}

bool shell_idle(const struct shell *shell)
{
    return shell->project && foot_at_rest(shell) &&
           (!screen_rows[shell->screen].map || map_idle(shell));
}

void shell_rest(struct shell *shell)
{
    if (shell->project) {
        project_rest(shell->project);
    }
}

bool shell_wants_text(const struct shell *shell, struct rect *where)
{
    return ui_wants_text(shell->ui, where);
}

/* ---- showing ---- */

struct layers {
    void (*each)(void *data, const struct shell_item *item);
    void *data;
};

static void layer_item(void *data, const char *id, cairo_surface_t *surface, struct rect where,
                       uint64_t stamp)
{
    struct layers *layers = data;
    struct shell_item item = {
        .surface = surface,
        .key = hash_text(id) | 1,
        .stamp = stamp,
        .x = where.x,
        .y = where.y,
        .width = where.width,
        .height = where.height,
    };
    layers->each(layers->data, &item);
}

void shell_compose(struct shell *shell, void (*each)(void *data, const struct shell_item *item),
                   void *data)
{
    struct layers layers = {each, data};
    shell_fresh(shell);
    struct shell_item ground = {.width = shell->width,
                                .height = shell->height,
                                .colour = shell->theme.colour[THEME_GROUND],
                                .opaque = true};
    each(data, &ground);
    if (shell->map && screen_rows[shell->screen].map) {
        map_compose(shell, each, data);
    }
    ui_layers(shell->ui, shell->density, layer_item, &layers);
    keyboard_compose(shell, each, data);
}

static void paint_item(void *data, const struct shell_item *item)
{
    cairo_t *cairo = data;
    cairo_save(cairo);
    cairo_translate(cairo, item->x, item->y);
    if (item->surface) {
        cairo_scale(cairo, item->width / cairo_image_surface_get_width(item->surface),
                    item->height / cairo_image_surface_get_height(item->surface));
        cairo_set_source_surface(cairo, item->surface, 0, 0);
        cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BILINEAR);
        if (item->opaque) { /* filled up to its edges */
            cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
            cairo_rectangle(cairo, 0, 0, cairo_image_surface_get_width(item->surface),
                            cairo_image_surface_get_height(item->surface));
            cairo_fill(cairo);
        } else {
            cairo_paint(cairo);
        }
    } else {
        colour_set(cairo, item->colour);
        cairo_rectangle(cairo, 0, 0, item->width, item->height);
        cairo_fill(cairo);
    }
    cairo_restore(cairo);
}

void shell_paint(struct shell *shell, cairo_t *cairo)
{
    shell_fresh(shell);
    if (shell->map && screen_rows[shell->screen].map) {
        foot_wait(shell);
        shell_fresh(shell);
        map_wait(shell);
    }
    shell_compose(shell, paint_item, cairo);
}

void shell_write(struct shell *shell, struct buffer *out)
{
    shell_fresh(shell);
    ui_write(shell->ui, false, out);
}

/* ---- by name ---- */

static void shell_show_row(struct shell *shell, enum screen screen, const struct screen_row *row,
                           const char *id)
{
    shell->back_count = 0;
    shell_enter(shell, screen);
    shell_fresh(shell);
    if (row->prepare && shell_ready(shell)) {
        row->prepare(shell, id);
    }
    shell->dirty = true;
    shell_fresh(shell);
}

bool shell_show(struct shell *shell, const char *screen, const char *id, struct fault *why)
{
    shell->partner_held = false;
    partner_look(shell);
    for (int i = 0; i < SCREEN_COUNT; i++) {
        if (!strcmp(screen_rows[i].name, screen)) {
            shell_show_row(shell, (enum screen)i, &screen_rows[i], id);
            return true;
        }
    }
    for (int i = 0; i < SCREEN_OTHER_NAMES; i++) {
        if (!strcmp(screen_other_names[i].row.name, screen)) {
            shell_show_row(shell, screen_other_names[i].screen, &screen_other_names[i].row, id);
            return true;
        }
    }
    return fault_set_text(why, FAULT_USAGE, "fault.screen.unknown", screen);
}

int shell_screen_names(const char *const **names)
{
    static const char *all[SCREEN_COUNT + SCREEN_OTHER_NAMES];
    for (int i = 0; i < SCREEN_COUNT; i++) {
        all[i] = screen_rows[i].name;
    }
    for (int i = 0; i < SCREEN_OTHER_NAMES; i++) {
        all[SCREEN_COUNT + i] = screen_other_names[i].row.name;
    }
    *names = all;
    return SCREEN_COUNT + SCREEN_OTHER_NAMES;
}

double shell_density(const struct shell *shell)
{
    return shell->settings.density;
}

struct project *shell_project(struct shell *shell)
{
    return shell->project;
}

struct ui *shell_ui(struct shell *shell)
{
    return shell->ui;
}
