/* SPDX-License-Identifier: EUPL-1.2 */
/* What several screens share: the frame with rail and ribbon, heads, rows, the quiet bar. */
#include "screen/sync_inner.h"
#include "screen/shell_inner.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PIECE_LINE = 2048 };

/* ---- sizes ---- */

bool piece_narrow(const struct shell *shell)
{
    double room = shell->portrait ? shell->width : fmin(380, shell->width * 0.44);
    return room / ui_scale(shell->ui) < (shell->portrait ? 260 : 200);
}

/* ---- lines put together ---- */

void piece_join(struct buffer *line, const char *text)
{
    if (!text || !*text) {
        return;
    }
    if (line->size) {
        buffer_add_text(line, " · ");
    }
    buffer_add_text(line, text);
}

const char *piece_kept(struct shell *shell, struct buffer *line)
{
    const char *kept = arena_text(&shell->words_arena, buffer_text(line));
    buffer_clear(line);
    return kept;
}

const char *piece_lower(struct shell *shell, const char *text)
{
    bool capital = text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z');
    if (!capital) {
        return text;
    }
    char *copy = arena_text(&shell->words_arena, text);
    copy[0] = (char)tolower((unsigned char)copy[0]);
    return copy;
}

/* ---- the frame ---- */

static void frame_ribbon(struct shell *shell)
{
    struct ui *ui = shell->ui;
    bool demo = shell->project && project_is_demo(shell->project);
    const char *lens = foot_ribbon(shell);
    if (!demo && !*lens) {
        return;
    }
    ui_open(ui, UI_STATUS, "ribbon", "",
            (struct ui_box){.wrap = true,
                            .gap = 8,
                            .pad_x = 12,
                            .pad_y = 4,
                            .align = TYPE_MIDDLE,
                            .filled = true,
                            .fill = THEME_RIBBON,
                            .layer = true,
                            .blocks = true});
    if (demo) {
        ui_text_colour(ui, UI_SMALL, THEME_ON_RIBBON, shell_word(shell, "bar.ribbon"));
    }
    if (*lens) {
        ui_text_colour(ui, UI_SMALL, THEME_ON_RIBBON, lens);
    }
    ui_close(ui);
}

struct rail_row {
    enum screen screen;
    const char *id, *icon, *key;
};
static const struct rail_row rail_rows[] = {
    {SCREEN_MAP, "rail.map", "map", "rail.map"},
    {SCREEN_PILLARS, "rail.pillars", "pillars", "rail.pillars"},
    {SCREEN_TODO, "rail.todo", "todo", "rail.todo"},
    {SCREEN_WORK, "rail.work", "association", "rail.work"},
    {SCREEN_PRINT, "rail.print", "print", "rail.print"},
    {SCREEN_PARTNER, "rail.partner", "person", "rail.partner"},
    {SCREEN_SETTINGS, "rail.settings", "settings", "rail.settings"},
};

bool piece_rail_screen(const char *id, enum screen *screen)
{
    for (size_t i = 0; i < sizeof rail_rows / sizeof *rail_rows; i++) {
        if (!strcmp(id, rail_rows[i].id)) {
            *screen = rail_rows[i].screen;
            return true;
        }
    }
    *screen = SCREEN_SYNC; /* by its sign */
    return !strcmp(id, "rail.sync");
}

/* A partner's tablet shows the partner's own screens alone. */
static bool rail_shown(const struct shell *shell, const struct rail_row *row)
{
    bool own = row->screen == SCREEN_PARTNER, partner = shell->partner[0];
    return row->screen == SCREEN_SETTINGS || own == partner;
}

static void rail_button(struct shell *shell, const struct rail_row *row, double grow)
{
    bool foot = shell->portrait && row->screen == SCREEN_SETTINGS;
    ui_button(shell->ui, row->id,
              (struct ui_button){.kind = UI_RAIL,
                                 .icon = row->icon,
                                 .label = shell_word(shell, foot ? "rail.more" : row->key),
                                 .selected = screen_rows[shell->screen].rail == row->screen,
                                 .grow = grow});
}

static void frame_edge(struct ui *ui, bool across)
{
    ui_open(
        ui, UI_SEPARATOR, "", "",
        (struct ui_box){
            .width = across ? 0 : 1, .height = across ? 1 : 0, .filled = true, .fill = THEME_LINE});
    ui_close(ui);
}

/* How it stands with the server, on every screen; the map has its chip. */
static void sync_sign(struct shell *shell, bool words)
{
    struct ui *ui = shell->ui;
    enum symbol_state symbol;
    if (!shell->project || sync_status(shell->project)->state == SYNC_NONE ||
        screen_rows[shell->screen].map || shell->screen == SCREEN_SYNC) {
        return;
    }
    const char *said = sync_words(shell, &symbol);
    ui_open(ui, UI_BUTTON, "rail.sync", said,
            (struct ui_box){.gap = 4,
                            .pad_x = words ? 2 : 12,
                            .pad_y = 12,
                            .least_width = 48,
                            .across = TYPE_MIDDLE});
    ui_state(ui, symbol, 24, NULL);
    if (words) {
        ui_text_cut(ui, UI_SMALL, 3, said);
    }
    ui_close(ui);
}

static void frame_rail(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "rail", shell_word(shell, "rail.label"),
            (struct ui_box){.scroll = true,
                            .gap = 6,
                            .pad_x = 3,
                            .pad_y = 14,
                            .least_width = 84,
                            .filled = true,
                            .fill = THEME_CARD,
                            .layer = true,
                            .blocks = true});
    for (size_t i = 0; i < sizeof rail_rows / sizeof *rail_rows; i++) {
        if (rail_rows[i].screen == SCREEN_SETTINGS) {
            ui_fill(ui);
            sync_sign(shell, true);
        }
        if (rail_shown(shell, &rail_rows[i])) {
            rail_button(shell, &rail_rows[i], 0);
        }
    }
    ui_close(ui);
}

static void frame_foot(struct shell *shell)
{
    struct ui *ui = shell->ui;
    frame_edge(ui, true);
    ui_open(ui, UI_GROUP, "rail", shell_word(shell, "rail.label"),
            (struct ui_box){
                .row = true, .filled = true, .fill = THEME_CARD, .layer = true, .blocks = true});
    for (size_t i = 0; i < sizeof rail_rows / sizeof *rail_rows; i++) {
        if (rail_shown(shell, &rail_rows[i])) {
            rail_button(shell, &rail_rows[i], 1);
        }
    }
    ui_close(ui);
}

void piece_frame_open(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "frame", "", (struct ui_box){.row = !shell->portrait, .grow = 1});
    if (!shell->portrait && !shell->settings.left_handed) {
        frame_rail(shell);
        frame_edge(ui, false);
    }
    ui_open(ui, UI_GROUP, "main", "", (struct ui_box){.grow = 1});
    frame_ribbon(shell);
    ui_open(ui, UI_GROUP, "stage", "", (struct ui_box){.stack = true, .grow = 1});
    ui_open(ui, UI_GROUP, "body", "", (struct ui_box){.grow = 1});
}

/* The quiet bar: what was done, and the way back. */
static void bar_pill(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_STATUS, "bar", shell->bar,
            (struct ui_box){.row = true,
                            .gap = 12,
                            .pad_x = 16,
                            .pad_y = 8,
                            .card = true,
                            .shadow = true,
                            .filled = true,
                            .fill = THEME_INK,
                            .radius = 20,
                            .across = TYPE_MIDDLE,
                            .blocks = true});
    if (!shell->portrait || shell->width >= 480) {
        ui_icon(ui, "check", 22, THEME_ON_INK, NULL);
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .pad_y = 6});
    ui_text_colour(ui, UI_BODY, THEME_ON_INK, shell->bar);
    ui_close(ui);
    if (shell->bar_undo) {
        ui_button(ui, "bar.undo",
                  (struct ui_button){
                      .kind = UI_PLAIN, .icon = "undo", .label = shell_word(shell, "bar.undo")});
    }
    ui_close(ui);
}

/* Over a map, and in a low window, it lies over the screen, away from the panel and its round
 * buttons; a page makes room for it, so that it covers nothing. */
static bool bar_flows(const struct shell *shell)
{
    return !screen_rows[shell->screen].map && shell->height >= 400 * ui_scale(shell->ui);
}

static void frame_bar(struct shell *shell)
{
    struct ui *ui = shell->ui;
    bool map = screen_rows[shell->screen].map;
    int side = shell->portrait || !map ? 0 : shell->settings.left_handed ? UI_RIGHT : UI_LEFT;
    if (!shell->bar[0] || bar_flows(shell)) {
        return;
    }
    ui_open(ui, UI_GROUP, "bar.place", "",
            (struct ui_box){.anchor = UI_BOTTOM | side,
                            .pad = 12,
                            .layer = true,
                            .pad_y = map && !shell->portrait ? 34 : 0});
    bar_pill(shell);
    ui_close(ui);
}

void piece_bar(struct shell *shell)
{
    struct ui *ui = shell->ui;
    struct rect ignored;
    if (!shell->bar[0] || !bar_flows(shell) || ui_find(ui, "bar", &ignored)) {
        return;
    }
    ui_open(ui, UI_GROUP, "bar.place", "",
            (struct ui_box){.row = true, .pad_x = 12, .pad_y = 8, .align = TYPE_MIDDLE});
    bar_pill(shell);
    ui_close(ui);
}

void piece_bar_room(struct shell *shell)
{
    bool over = shell->bar[0] && shell->portrait && !bar_flows(shell);
    ui_space(shell->ui, over ? 96 * ui_scale(shell->ui) : 16);
}

static void frame_fault(struct shell *shell)
{
    struct ui *ui = shell->ui;
    if (shell->fault.kind == FAULT_NONE) {
        return;
    }
    ui_open(ui, UI_DIALOG, "fault", shell_word(shell, "bar.fault.title"),
            (struct ui_box){.gap = 14, .pad = 24, .most_width = 480});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 12, .across = TYPE_MIDDLE});
    ui_icon(ui, "warning", 30, THEME_NOT, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_PILLAR, shell_word(shell, "bar.fault.title"));
    ui_close(ui);
    ui_close(ui);
    ui_text(ui, UI_BODY, shell_say_fault(shell, &shell->fault));
    if (!shell->project && shell->fault.kind == FAULT_STORAGE) {
        ui_button(
            ui, "fault.restore",
            (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "bar.fault.restore")});
    }
    ui_button(
        ui, "fault.close",
        (struct ui_button){.kind = UI_PRIMARY, .label = shell_word(shell, "bar.fault.close")});
    ui_close(ui);
}

void piece_frame_close(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_close(ui); /* body */
    frame_bar(shell);
    ui_close(ui); /* stage */
    piece_bar(shell);
    ui_close(ui); /* main */
    if (shell->portrait) {
        if (!shell->keys_shown) { /* the keys take its place */
            frame_foot(shell);
        }
    } else if (shell->settings.left_handed) {
        frame_edge(ui, false);
        frame_rail(shell);
    }
    ui_close(ui); /* frame */
    frame_fault(shell);
}

/* ---- heads ---- */

void piece_head(struct shell *shell, const char *kind, const char *name, const char *third)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.gap = 1, .grow = 1});
    if (kind && *kind) {
        ui_text(ui, UI_SECOND, kind);
    }
    ui_text(ui, piece_narrow(shell) ? UI_PILLAR : UI_NAME, name);
    if (third && *third) {
        ui_text(ui, UI_BODY, third);
    }
    ui_close(ui);
}

void piece_back_head(struct shell *shell, const char *title)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "head", "",
            (struct ui_box){.row = true, .gap = 8, .across = TYPE_MIDDLE});
    ui_button(ui, "back",
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "back",
                                 .label = shell_word(shell, "bar.back"),
                                 .icon_only = true});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, piece_narrow(shell) ? UI_PILLAR : UI_NAME, title);
    ui_close(ui);
    if (shell->portrait) {
        sync_sign(shell, false);
    }
    ui_close(ui);
}

void piece_empty(struct shell *shell, const char *icon, const char *title, const char *line,
                 const char *action, const char *action_label)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_STATUS, "", title,
            (struct ui_box){.gap = 8, .pad = 20, .filled = true, .fill = THEME_SUNK, .radius = 16});
    ui_icon(ui, icon, 30, THEME_MUTED, NULL);
    ui_text(ui, UI_BOLD, title);
    if (line && *line) {
        ui_text(ui, UI_BODY, line);
    }
    if (action) {
        ui_space(ui, 4);
        ui_button(ui, action, (struct ui_button){.kind = UI_PLAIN, .label = action_label});
    }
    ui_close(ui);
}

/* ---- offers ---- */

static struct civil_date newest_check(const struct place *place)
{
    struct civil_date when = place->checked;
    for (size_t i = 0; i < place->offer_count; i++) {
        if (civil_date_compare(place->offers[i].checked, when) > 0) {
            when = place->offers[i].checked;
        }
    }
    return when;
}

static void line_languages(struct buffer *line, const char *languages)
{
    char text[128];
    size_t size = 0;
    for (const char *at = languages; *at && size + 1 < sizeof text; at++) {
        text[size++] = (char)toupper((unsigned char)*at);
    }
    text[size] = 0;
    piece_join(line, text);
}

/* When it was checked, where that is another day than the place says; and how long it holds. */
static void offer_dates(struct shell *shell, const struct place *place, const struct offer *offer,
                        struct buffer *line)
{
    struct message checked = message_of("coming.checked"), until = message_of("coming.when.ends");
    message_add_text(&checked, shell_date_near(shell, offer->checked));
    message_add_date(&until, offer->until);
    if (!offer->checked.year) {
        piece_join(line, shell_word(shell, "place.offer.unconfirmed"));
    } else if (civil_date_compare(offer->checked, newest_check(place)) != 0) {
        piece_join(line, shell_say(shell, checked));
    }
    piece_join(line, offer->until.year ? shell_say(shell, until) : "");
}

static const char *offer_second(struct shell *shell, const struct place *place,
                                const struct offer *offer)
{
    struct buffer line;
    buffer_init(&line, PIECE_LINE);
    bool when = offer_own_time(offer);
    if (when) {
        piece_join(&line, shell_when(shell, place, offer));
    } else if (*place->hours) {
        piece_join(&line, shell_word(shell, "place.hours.same"));
    }
    for (int i = 0; i < OBLIGATION_COUNT; i++) {
        if (offer->obligations >> i & 1) {
            piece_join(&line, piece_lower(shell, shell_word(shell, obligation_key(i))));
        }
    }
    if (offer->access != ACCESS_UNKNOWN && !(when && offer->access == ACCESS_APPOINTMENT)) {
        piece_join(&line, piece_lower(shell, shell_word(shell, access_key(offer->access))));
    }
    for (int i = 0; i < GROUP_COUNT; i++) {
        if (offer->groups >> i & 1) {
            piece_join(&line, piece_lower(shell, shell_word(shell, group_key(i))));
        }
    }
    line_languages(&line, offer->languages);
    piece_join(&line, offer->amount);
    offer_dates(shell, place, offer, &line);
    return piece_kept(shell, &line);
}

void piece_offer_row(struct shell *shell, const struct place *place, const struct offer *offer,
                     bool button)
{
    struct ui *ui = shell->ui;
    const char *service = shell_word(shell, service_key(offer->service));
    const struct type_style bold = {16 * ui_scale(ui), TYPE_BOLD, false};
    double room = (shell->portrait ? shell->width : 380) - 150;
    const char *price = piece_lower(shell, shell_word(shell, price_key(offer->price)));
    if (offer->count > 0) {
        service = shell_textf(shell, "%s, %d", service, offer->count);
    }
    const char *second = offer_second(shell, place, offer);
    ui_open_row(ui, button ? shell_textf(shell, "offer:%s", offer->id) : "",
                shell_textf(shell, "%s · %s", service, price), false);
    ui_icon_tile(ui, service_icon(offer->service), 42,
                 theme_of_pillar(service_pillar(offer->service)));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = 1});
    bool beside =
        type_width(shell->type, bold, service) + type_width(shell->type, bold, price) < room - 16;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = beside, .gap = beside ? 4 : 0});
    ui_text(ui, UI_BOLD, service);
    ui_text(ui, UI_BODY, beside ? shell_textf(shell, "· %s", price) : price);
    ui_close(ui);
    if (*second) {
        ui_text(ui, UI_SECOND, second);
    }
    piece_coming_warning(shell, place, offer);
    ui_close(ui);
    if (button) {
        ui_icon(ui, "next", 20, THEME_MUTED, NULL);
    }
    ui_close(ui);
}

/* ---- places ---- */

static enum symbol_pin place_pin(enum place_state state)
{
    static const enum symbol_pin pins[] = {[PLACE_CANDIDATE] = SYMBOL_PIN_CANDIDATE,
                                           [PLACE_PROVISIONAL] = SYMBOL_PIN_PROVISIONAL,
                                           [PLACE_CONFIRMED] = SYMBOL_PIN_CONFIRMED,
                                           [PLACE_STALE] = SYMBOL_PIN_STALE};
    return pins[state];
}

void piece_state_line(struct shell *shell, const struct place *place)
{
    struct ui *ui = shell->ui;
    enum place_state state = project_place_state(shell->project, place);
    static const struct {
        const char *icon, *key;
        enum theme_token colour;
    } looks[] = {[PLACE_CANDIDATE] = {"question", "state.candidate", THEME_UNKNOWN},
                 [PLACE_PROVISIONAL] = {"person", "state.provisional", THEME_PARTLY},
                 [PLACE_CONFIRMED] = {"check", "state.confirmed", THEME_MET},
                 [PLACE_STALE] = {"clock", "state.stale", THEME_PARTLY}};
    struct message message = message_of(looks[state].key);
    struct civil_date when = newest_check(place);
    message_add_text(&message, when.year ? shell_date_near(shell, when) : "");
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 6, .across = TYPE_MIDDLE});
    ui_icon(ui, looks[state].icon, 16, looks[state].colour, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text_colour(ui, UI_SMALL, looks[state].colour, shell_say(shell, message));
    ui_close(ui);
    ui_close(ui);
}

const char *piece_kind(struct shell *shell, const struct place *place)
{
    return shell_word(shell, shell_textf(shell, "add.kind.%s", kind_word(place->kind)));
}

static const char *place_second(struct shell *shell, const struct place *place, const char *name)
{
    struct buffer line;
    const char *kind = piece_kind(shell, place);
    buffer_init(&line, PIECE_LINE);
    if (strcmp(kind, name)) {
        piece_join(&line, kind);
    }
    piece_join(&line, shell_metres(shell, shell_place_metres(shell, place)));
    piece_join(&line,
               shell->time.on ? piece_time_words(shell, place) : shell_place_now(shell, place));
    return piece_kept(shell, &line);
}

/* Beside the words, or below them where letters are large and room is small. */
void piece_tick(struct shell *shell, const struct place *place, const char *id_prefix, bool below)
{
    const char *words = shell_word(shell, "place.confirm");
    const char *label =
        below ? words : shell_textf(shell, "%s: %s", words, shell_place_name(shell, place));
    ui_button(
        shell->ui, shell_textf(shell, "%stick:%s", id_prefix, place->id),
        (struct ui_button){.kind = UI_PLAIN, .icon = "check", .label = label, .icon_only = !below});
}

void piece_place_row(struct shell *shell, const struct place *place, const char *id_prefix)
{
    struct ui *ui = shell->ui;
    enum place_state state = project_place_state(shell->project, place);
    enum service service = action_main_service(place);
    const char *name = shell_place_name(shell, place);
    bool candidate = state == PLACE_CANDIDATE, plain = service == SERVICE_COUNT;
    bool tick = candidate || state == PLACE_STALE || state == PLACE_PROVISIONAL;
    bool narrow = piece_narrow(shell);
    ui_open_row(ui, shell_textf(shell, "%s%s", id_prefix, place->id), name,
                !strcmp(shell->selected, place->id));
    ui_pin(ui, shell->time.on ? piece_time_pin(shell, place) : place_pin(state),
           candidate ? THEME_CANDIDATE
           : plain   ? THEME_MUTED
                     : theme_of_pillar(service_pillar(service)),
           plain ? kind_icon(place->kind) : service_icon(service), narrow ? 26 : 38);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = 1});
    ui_text_cut(ui, UI_BOLD, narrow ? 0 : 2, name);
    ui_text(ui, UI_SECOND, place_second(shell, place, name));
    piece_state_line(shell, place);
    if (shell->order == ORDER_AGE && shell->screen == SCREEN_MAP) {
        piece_coming_line(shell, place);
    }
    if (tick && narrow) {
        ui_space(ui, 6);
        piece_tick(shell, place, id_prefix, true);
    }
    ui_close(ui);
    if (tick && !narrow) {
        piece_tick(shell, place, id_prefix, false);
    }
    ui_close(ui);
}

bool piece_place_news(struct shell *shell, const struct ui_news *news, const char *id_prefix)
{
    size_t size = strlen(id_prefix);
    char id[ACTION_ID];
    struct fault why;
    if (news->kind != UI_NEWS_TAP || strncmp(news->id, id_prefix, size)) {
        return false;
    }
    const char *rest = news->id + size;
    if (!strncmp(rest, "tick:", 5)) {
        bool ok = action_confirm(shell->project, rest + 5, &why);
        shell_deed(shell, ok, &why, "bar.confirmed");
        return true;
    }
    snprintf(id, sizeof id, "%s", rest);
    if (!project_place(shell->project, id)) {
        return false;
    }
    shell_select(shell, id);
    return true;
}

/* ---- before a project is open ---- */

void piece_waiting(struct shell *shell)
{
    struct ui *ui = shell->ui;
    piece_frame_open(shell);
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){
                .grow = 1, .gap = 12, .pad = 24, .align = TYPE_MIDDLE, .across = TYPE_MIDDLE});
    if (shell->opening) {
        ui_icon(ui, "map", 48, THEME_MUTED, NULL);
        ui_text(ui, UI_BODY, shell_word(shell, "start.opening"));
    } else {
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.most_width = 440});
        piece_empty(shell, "warning", shell_word(shell, "start.none"),
                    shell_word(shell, "start.none.next"), "rail.settings",
                    shell_word(shell, "start.none.settings"));
        ui_close(ui);
    }
    ui_close(ui);
    piece_frame_close(shell);
}
