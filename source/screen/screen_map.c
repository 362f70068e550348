/* SPDX-License-Identifier: EUPL-1.2 */
/* The map with its list: the places of the wijk, nearest, emptiest, or first to be checked. */
#include "screen/coming_inner.h"

#include <stdlib.h>
#include <string.h>

struct list_row {
    const struct place *place;
    double metres;
    int missing;
    int rank; /* in the list of what is to be checked */
};
struct list {
    struct list_row *rows; /* in the words' arena */
    int count, checked;    /* checked = fresh ones */
};

bool piece_place_listed(const struct shell *shell, const struct place *place)
{
    if (!project_place_in_wijk(shell->project, place)) {
        return false;
    }
    if (shell->service == ACTION_ALL_SERVICES && !shell->pillar) {
        return true;
    }
    for (size_t i = 0; i < place->offer_count; i++) {
        enum service service = place->offers[i].service;
        if ((shell->service == ACTION_ALL_SERVICES || shell->service == (int)service) &&
            (!shell->pillar || shell->pillar == service_pillar(service))) {
            return true;
        }
    }
    return false;
}

/* How much is still to be found out. */
static int list_missing(enum place_state state, const struct place *place)
{
    int missing = state == PLACE_CANDIDATE ? 20 : state == PLACE_CONFIRMED ? 0 : 10;
    missing += place->offer_count ? 0 : 5;
    missing += *place->hours ? 0 : 2;
    missing += place->wheelchair == ANSWER_UNKNOWN;
    for (size_t i = 0; i < place->offer_count; i++) {
        missing += place->offers[i].price == PRICE_UNKNOWN;
    }
    return missing;
}

static int by_metres(const void *a, const void *b)
{
    const struct list_row *one = a, *two = b;
    return (one->metres > two->metres) - (one->metres < two->metres);
}

static int by_missing(const void *a, const void *b)
{
    const struct list_row *one = a, *two = b;
    return one->missing != two->missing ? two->missing - one->missing : by_metres(a, b);
}

static int by_rank(const void *a, const void *b)
{
    const struct list_row *one = a, *two = b;
    int order = (one->rank > two->rank) - (one->rank < two->rank);
    return order ? order : by_metres(a, b);
}

static struct list list_make(struct shell *shell)
{
    static int (*const orders[])(const void *, const void *) = {
        [ORDER_DISTANCE] = by_metres, [ORDER_MISSING] = by_missing, [ORDER_AGE] = by_rank};
    size_t count;
    const struct place *const *places = project_places(shell->project, &count);
    const int *ranks = shell->order == ORDER_AGE ? coming_ranks(shell) : NULL;
    struct list list = {.rows = arena_take(&shell->words_arena, (count + 1) * sizeof *list.rows)};
    for (size_t i = 0; i < count; i++) {
        if (!piece_place_listed(shell, places[i])) {
            continue;
        }
        enum place_state state = project_place_state(shell->project, places[i]);
        list.checked += state == PLACE_CONFIRMED;
        list.rows[list.count++] =
            (struct list_row){places[i], shell_place_metres(shell, places[i]),
                              list_missing(state, places[i]), ranks ? ranks[i] : 0};
    }
    qsort(list.rows, (size_t)list.count, sizeof *list.rows, orders[shell->order]);
    return list;
}

/* ---- head ---- */

static void list_head(struct shell *shell, const struct list *list)
{
    struct ui *ui = shell->ui;
    const struct wijk *wijk = project_wijk(shell->project);
    const struct pack_wijk *wijken;
    bool choice = project_wijken(shell->project, &wijken) > 1;
    struct message counts = message_of("list.counts");
    message_add_count(&counts, list->count);
    message_add_count(&counts, list->checked);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8, .across = TYPE_MIDDLE});
    ui_open(ui, choice ? UI_BUTTON : UI_GROUP, choice ? "wijk.open" : "",
            shell_textf(shell, "%s, %s", wijk->name, shell_word(shell, "map.wijk.title")),
            (struct ui_box){.gap = 1, .grow = 1});
    ui_text(ui, UI_SECOND, wijk->municipality);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8, .across = TYPE_MIDDLE});
    ui_text(ui, shell->portrait && shell->width < 400 ? UI_PILLAR : UI_NAME, wijk->name);
    if (choice) {
        ui_icon(ui, "expand", 22, THEME_MUTED, NULL);
    }
    ui_close(ui);
    ui_text(ui, UI_BODY, shell_say(shell, counts));
    ui_close(ui);
    piece_sheet_button(shell);
    ui_close(ui);
}

/* Where the list hides the slider, it says itself which moment its rows are about. */
static void list_time(struct shell *shell)
{
    if (!shell->time.on || !shell->portrait || shell->list_sheet != SHEET_FULL) {
        return;
    }
    ui_text(shell->ui, UI_BODY, piece_time_line(shell));
    piece_time_chip(shell);
}

static void list_orders(struct shell *shell)
{
    static const char *const ids[] = {"order.distance", "order.missing", "order.age"};
    static const char *const keys[] = {"list.order.distance", "list.order.missing",
                                       "list.order.age"};
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "orders", shell_word(shell, "list.order"),
            (struct ui_box){.scroll_across = true, .gap = 8});
    for (int i = 0; i < 3; i++) {
        ui_button(ui, ids[i],
                  (struct ui_button){.kind = UI_CHIP,
                                     .label = shell_word(shell, keys[i]),
                                     .selected = (int)shell->order == i,
                                     .number = i});
    }
    ui_close(ui);
}

/* ---- the welcome ---- */

static void list_welcome(struct shell *shell)
{
    static const char *const icons[] = {"map", "check", "pillars"};
    static const char *const keys[] = {"welcome.1", "welcome.2", "welcome.3"};
    struct ui *ui = shell->ui;
    ui_open(
        ui, UI_GROUP, "welcome", shell_word(shell, "welcome.title"),
        (struct ui_box){.gap = 12, .pad = 18, .filled = true, .fill = THEME_SUNK, .radius = 16});
    ui_text(ui, UI_PILLAR, shell_word(shell, "welcome.title"));
    for (int i = 0; i < 3; i++) {
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 12});
        ui_icon(ui, icons[i], 24, THEME_INK, NULL);
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
        ui_text(ui, UI_BODY, shell_word(shell, keys[i]));
        ui_close(ui);
        ui_close(ui);
    }
    ui_button(ui, "welcome.begin",
              (struct ui_button){.kind = UI_PRIMARY, .label = shell_word(shell, "welcome.begin")});
    ui_button(ui, "welcome.own",
              (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "welcome.own")});
    ui_close(ui);
}

static bool welcome_news(struct shell *shell, const struct ui_news *news)
{
    bool own = !strcmp(news->id, "welcome.own");
    if (!own && strcmp(news->id, "welcome.begin")) {
        return false;
    }
    shell->settings.welcomed = true;
    shell_settings_save(shell);
    shell->list_sheet = SHEET_PEEK;
    shell->dirty = true;
    if (own) {
        shell_go(shell, SCREEN_NEW_PROJECT);
    } else {
        map_show_wijk(shell);
    }
    return true;
}

/* ---- rows ---- */

static void list_empty(struct shell *shell)
{
    bool filtered = shell->service != ACTION_ALL_SERVICES || shell->pillar;
    if (filtered) {
        piece_empty(shell, "filter", shell_word(shell, "list.empty.filter"),
                    shell_word(shell, "list.empty.filter.next"), "list.all",
                    shell_word(shell, "list.all"));
    } else {
        piece_empty(shell, "pin", shell_word(shell, "list.empty"),
                    shell_word(shell, "list.empty.next"), "add", shell_word(shell, "add.title"));
    }
}

static void list_look(struct shell *shell)
{
    struct civil_date when;
    if (shell->service == ACTION_ALL_SERVICES) {
        return;
    }
    enum service service = (enum service)shell->service;
    bool looked = project_looked(shell->project, service, &when);
    struct message message = message_of(looked ? "list.looked" : "list.look");
    message_add_key(&message, service_key(service));
    if (looked) {
        message_add_text(&message, shell_date_near(shell, when));
    }
    ui_space(shell->ui, 6);
    ui_check(shell->ui, "list.look", shell_say(shell, message), looked);
    ui_text(shell->ui, UI_SECOND, shell_word(shell, "list.look.why"));
}

static void list_rows(struct shell *shell, const struct list *list)
{
    struct ui *ui = shell->ui;
    int shown = list->count < shell->list_shown ? list->count : shell->list_shown;
    ui_open(ui, UI_LIST, "places", "", (struct ui_box){.gap = 0});
    for (int i = 0; i < shown; i++) {
        if (i) {
            ui_line(ui);
        }
        piece_place_row(shell, list->rows[i].place, "list:");
    }
    ui_close(ui);
    if (list->count > shown) {
        ui_button(
            ui, "list.more",
            (struct ui_button){.kind = UI_PLAIN,
                               .label = shell_say_count(shell, "list.more", list->count - shown)});
    }
}

static void map_panel(struct shell *shell)
{
    struct ui *ui = shell->ui;
    struct list list = list_make(shell);
    ui_open(
        ui, UI_GROUP, "list", shell_word(shell, "list.label"),
        (struct ui_box){
            .scroll = true, .grow = 1, .gap = 10, .pad_x = 20, .pad_y = shell->portrait ? 0 : 16});
    if (!shell->settings.welcomed) {
        list_welcome(shell);
    }
    list_head(shell, &list);
    list_time(shell);
    if (list.count) {
        list_orders(shell);
        list_rows(shell, &list);
    } else {
        list_empty(shell);
    }
    list_look(shell);
    piece_bar_room(shell);
    ui_close(ui);
}

void screen_map_build(struct shell *shell)
{
    static const struct map_frame frame = {.panel = map_panel};
    if (shell->list_shown < LIST_FIRST) {
        shell->list_shown = LIST_FIRST;
    }
    piece_map(shell, &frame);
}

static void list_all(struct shell *shell)
{
    shell->service = ACTION_ALL_SERVICES;
    shell->pillar = 0;
    map_refresh(shell);
    shell->dirty = true;
}

static void look_turn(struct shell *shell)
{
    struct fault why;
    struct civil_date when;
    enum service service = (enum service)shell->service;
    bool looked = project_looked(shell->project, service, &when);
    bool ok = action_look(shell->project, service, !looked, &why);
    shell_deed(shell, ok, &why, "bar.saved.one");
}

bool screen_map_news(struct shell *shell, const struct ui_news *news)
{
    if (piece_map_news(shell, news)) {
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strncmp(news->id, "order.", 6)) {
        shell->order = (enum list_order)news->number;
        shell->dirty = true;
    } else if (!strcmp(news->id, "list.more")) {
        shell->list_shown += LIST_STEP;
        shell->dirty = true;
    } else if (!strcmp(news->id, "list.all")) {
        list_all(shell);
    } else if (!strcmp(news->id, "list.look")) {
        look_turn(shell);
    } else {
        return welcome_news(shell, news) || piece_place_news(shell, news, "list:");
    }
    return true;
}

void screen_map_prepare(struct shell *shell, const char *id)
{
    (void)id;
    shell->settings.welcomed = true;
    shell->time.on = false;
    shell->list_sheet = SHEET_PEEK;
    shell->sheet_now = 0;
    shell->selected[0] = 0;
    shell->dirty = true;
    shell->map_fresh = true;
}
