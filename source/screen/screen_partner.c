/* SPDX-License-Identifier: EUPL-1.2 */
/* A partner's tablet: its own marks, and marking wifi or charging in three taps. */
#include "screen/sync_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR_METRES = 120, NEAR_MOST = 4 };

void partner_look(struct shell *shell)
{
    if (!shell->partner_held) {
        shell->partner[0] = 0;
    }
    if (!shell->partner_held && shell->project) {
        partner_paired(shell->project, shell->partner);
    }
}

/* ---- what both screens about marks say ---- */

int partner_near(struct shell *shell, struct point point, double metres, const struct place **out,
                 int room)
{
    size_t count;
    int found = 0;
    const struct place *const *places = project_places(shell->project, &count);
    for (size_t i = 0; i < count; i++) {
        double far = point_distance(point, places[i]->point);
        if (far > metres || !strncmp(places[i]->id, "prop:", 5)) {
            continue;
        }
        int at = found < room ? found++ : room;
        while (at > 0 && point_distance(point, out[at - 1]->point) > far) {
            if (at < room) {
                out[at] = out[at - 1];
            }
            at--;
        }
        if (at < room) {
            out[at] = places[i];
        }
    }
    return found;
}

const char *partner_name(struct shell *shell, const struct partner_mark *mark)
{
    if (mark->place) {
        return shell_place_name(shell, mark->place);
    }
    return *mark->name ? mark->name : shell_word(shell, "partner.unnamed");
}

const char *partner_what(struct shell *shell, const struct partner_mark *mark)
{
    struct buffer line;
    buffer_init(&line, 400);
    piece_join(&line, shell_word(shell, service_key(mark->service)));
    if (mark->price != PRICE_UNKNOWN) {
        piece_join(&line, piece_lower(shell, shell_word(shell, price_key(mark->price))));
    }
    if (mark->checked.year) {
        piece_join(&line, shell_date_near(shell, mark->checked));
    }
    return piece_kept(shell, &line);
}

/* ---- my places ---- */

static void mark_state(struct shell *shell, const struct partner_mark *mark)
{
    static const struct {
        const char *icon, *key;
        enum theme_token colour;
    } looks[] = {[PARTNER_RETURNED] = {"warning", "partner.state.returned", THEME_NOT},
                 [PARTNER_WAITING] = {"clock", "partner.state.waiting", THEME_PARTLY},
                 [PARTNER_AGAIN] = {"clock", "partner.state.again", THEME_PARTLY},
                 [PARTNER_ACCEPTED] = {"check", "partner.state.accepted", THEME_MET}};
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 6, .across = TYPE_MIDDLE});
    ui_icon(ui, looks[mark->state].icon, 16, looks[mark->state].colour, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text_colour(ui, UI_SMALL, looks[mark->state].colour,
                   shell_word(shell, looks[mark->state].key));
    ui_close(ui);
    ui_close(ui);
    if (*mark->answer) {
        ui_text(ui, UI_BODY, shell_textf(shell, "“%s”", mark->answer));
    }
}

static void mark_card(struct shell *shell, const struct partner_mark *mark)
{
    struct ui *ui = shell->ui;
    bool narrow = part_body_width(shell) < 420 * part_scale(shell);
    bool today = civil_date_compare(mark->checked, project_now(shell->project).date) == 0;
    part_open_card(shell);
    ui_open(
        ui, UI_GROUP, "", "",
        (struct ui_box){.row = !narrow, .gap = 12, .across = narrow ? TYPE_START : TYPE_MIDDLE});
    if (!narrow) {
        ui_icon_tile(ui, service_icon(mark->service), 40,
                     theme_of_pillar(service_pillar(mark->service)));
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = narrow ? 0 : 1, .gap = 2});
    ui_text(ui, UI_BOLD, partner_name(shell, mark));
    ui_text(ui, UI_SECOND, partner_what(shell, mark));
    mark_state(shell, mark);
    ui_close(ui);
    bool back = mark->state == PARTNER_RETURNED;
    if (back) {
        ui_button(
            ui, shell_textf(shell, "mark.withdraw:%s", mark->id),
            (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "partner.withdraw")});
    }
    if (!today || back) {
        ui_button(ui, shell_textf(shell, "mark.confirm:%s", mark->id),
                  (struct ui_button){
                      .kind = UI_GO, .icon = "check", .label = shell_word(shell, "place.confirm")});
    }
    ui_close(ui);
    part_close_card(shell);
}

static void mark_button(struct shell *shell, enum service service, const char *key)
{
    ui_button(shell->ui, shell_textf(shell, "mark.new:%s", service_word(service)),
              (struct ui_button){.kind = UI_PRIMARY,
                                 .icon = service_icon(service),
                                 .label = shell_word(shell, key),
                                 .grow = 1});
}

static void head(struct shell *shell)
{
    struct ui *ui = shell->ui;
    enum symbol_state symbol;
    const char *words = sync_words(shell, &symbol);
    ui_space(ui, 8);
    ui_text(ui, UI_SECOND, shell->partner);
    ui_text(ui, UI_TITLE, shell_word(shell, "partner.title"));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    mark_button(shell, SERVICE_WIFI, "partner.mark.wifi");
    mark_button(shell, SERVICE_CHARGE, "partner.mark.charge");
    ui_close(ui);
    ui_open_row(ui, "partner.sync", words, false);
    ui_state(ui, symbol, 20, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_SECOND, words);
    ui_close(ui);
    ui_close(ui);
}

void screen_partner_build(struct shell *shell)
{
    struct partner_mark *marks;
    if (part_no_project(shell)) {
        return;
    }
    size_t count = partner_marks(shell->project, shell->partner, &marks);
    part_page_open(shell, NULL);
    head(shell);
    if (count) {
        part_section(shell, shell_say_count(shell, "partner.marks", (int64_t)count));
    } else {
        piece_empty(shell, "pin", shell_word(shell, "partner.none"),
                    shell_word(shell, "partner.none.next"), NULL, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        mark_card(shell, &marks[i]);
    }
    free(marks);
    piece_bar_room(shell);
    part_page_close(shell);
}

bool screen_partner_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    struct fault why;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if ((rest = part_after(news->id, "mark.new:")) && service_parse(rest, &shell->mark_service)) {
        shell->mark_place[0] = 0;
        shell->mark_priced = false;
        screen_add_prepare(shell, NULL);
        shell_go(shell, SCREEN_PARTNER_MARK);
        return true;
    }
    if ((rest = part_after(news->id, "mark.confirm:"))) {
        bool ok = partner_confirm(shell->project, rest, &why);
        shell_deed(shell, ok, &why, "bar.confirmed");
        return true;
    }
    if ((rest = part_after(news->id, "mark.withdraw:"))) {
        bool ok = partner_withdraw(shell->project, rest, &why);
        shell_deed(shell, ok, &why, "partner.withdrawn");
        return true;
    }
    if (!strcmp(news->id, "partner.sync")) {
        shell_go(shell, SCREEN_SYNC);
        return true;
    }
    return false;
}

/* The organisation that marked most recently in the list, when this tablet is no partner's. */
void screen_partner_prepare(struct shell *shell, const char *id)
{
    if (!shell->partner[0] || id) {
        struct partner_mark *marks;
        size_t count = partner_marks(shell->project, NULL, &marks);
        snprintf(shell->partner, sizeof shell->partner, "%s",
                 id && partner_org_valid(id) ? id
                 : count                     ? marks[0].org
                                             : "bib");
        shell->partner_held = true;
        free(marks);
    }
}

/* ---- where, and for how much ---- */

static void where(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct place *near[NEAR_MOST];
    bool close = shell->view.zoom >= MAP_PLACE_ZOOM - 0.01;
    struct point point;
    bool still = !shell->aim_soon && !map_moves(shell); /* else the map is on its way to it */
    if (still && piece_cross_point(shell, &point)) {
        shell->add_point = point;
    }
    ui_text(ui, UI_BODY, shell_word(shell, close ? "partner.where" : "add.zoom.why"));
    int count = close ? partner_near(shell, shell->add_point, NEAR_METRES, near,
                                     shell->portrait ? 2 : NEAR_MOST)
                      : 0;
    part_list_open(shell);
    for (int i = 0; i < count; i++) {
        part_go_row(shell, shell_textf(shell, "mark.at:%s", near[i]->id), kind_icon(near[i]->kind),
                    THEME_INK, shell_place_name(shell, near[i]),
                    shell_metres(shell, point_distance(shell->add_point, near[i]->point)));
    }
    part_list_close(shell);
    ui_button(ui, close ? "mark.here" : "mark.zoom",
              (struct ui_button){.kind = count ? UI_PLAIN : UI_PRIMARY,
                                 .icon = close ? "pin" : "zoom-in",
                                 .label = shell_word(shell, close ? "partner.here" : "add.zoom")});
}

static void cost(struct shell *shell)
{
    static const enum price prices[] = {PRICE_FREE, PRICE_PAID, PRICE_UNKNOWN};
    static const char *const keys[] = {"price.free", "price.paid", "partner.price.unknown"};
    struct ui *ui = shell->ui;
    const struct place *place = project_place(shell->project, shell->mark_place);
    ui_text(ui, UI_BOLD,
            place ? shell_place_name(shell, place) : shell_word(shell, "partner.point"));
    ui_text(ui, UI_BODY, shell_word(shell, "partner.cost"));
    for (size_t i = 0; i < 3; i++) {
        ui_button(ui, shell_textf(shell, "mark.price:%s", price_word(prices[i])),
                  (struct ui_button){.kind = i ? UI_PLAIN : UI_GO,
                                     .icon = i ? NULL : "check",
                                     .label = shell_word(shell, keys[i])});
    }
}

static void mark_panel(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(
        ui, UI_GROUP, "mark.panel", "",
        (struct ui_box){
            .scroll = true, .grow = 1, .gap = 12, .pad_x = shell->portrait ? 16 : 20, .pad_y = 12});
    piece_back_head(shell,
                    shell_word(shell, shell->mark_service == SERVICE_WIFI ? "partner.mark.wifi"
                                                                          : "partner.mark.charge"));
    if (shell->mark_priced) {
        cost(shell);
    } else {
        where(shell);
    }
    ui_close(ui);
}

void screen_partner_mark_build(struct shell *shell)
{
    static const struct map_frame frame = {
        .panel = mark_panel, .over = piece_cross, .bare = true, .foot = true};
    piece_map(shell, &frame);
}

static bool mark_done(struct shell *shell, const char *word)
{
    struct fault why;
    char id[ACTION_ID];
    enum price price = PRICE_UNKNOWN;
    price_parse(word, &price);
    bool ok = partner_add(shell->project, shell->partner, shell->mark_place, shell->add_point, "",
                          shell->mark_service, price, id, &why);
    if (shell_deed(shell, ok, &why, "partner.marked")) {
        shell_root(shell, SCREEN_PARTNER);
    }
    return true;
}

bool screen_partner_mark_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    bool map = news->kind == UI_NEWS_GESTURE && !strcmp(news->id, "map");
    if (map && news->gesture.kind == GESTURE_TAP && !shell->mark_priced) {
        return screen_add_news(shell, news);
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strcmp(news->id, "mark.zoom")) {
        shell->aim_soon = piece_cross_point(shell, &shell->add_point);
    } else if (!strcmp(news->id, "mark.here")) {
        shell->mark_priced = piece_cross_point(shell, &shell->add_point);
        shell->mark_place[0] = 0;
    } else if ((rest = part_after(news->id, "mark.at:"))) {
        snprintf(shell->mark_place, sizeof shell->mark_place, "%s", rest);
        shell->mark_priced = true;
    } else if ((rest = part_after(news->id, "mark.price:"))) {
        return mark_done(shell, rest);
    } else {
        return false;
    }
    shell->dirty = true;
    return true;
}

void screen_partner_mark_prepare(struct shell *shell, const char *id)
{
    screen_partner_prepare(shell, NULL);
    shell->mark_service = SERVICE_WIFI;
    shell->mark_place[0] = 0;
    shell->mark_priced = false;
    screen_add_prepare(shell, id);
}
