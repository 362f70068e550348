/* SPDX-License-Identifier: EUPL-1.2 */
/* Who can walk there: the map with classes of walking time, and beside it the same in words. */
#include "screen/foot_inner.h"

#include <stdio.h>
#include <string.h>

#include "map/cover.h"

enum { PLACES_SHOWN = 8, SAMPLE_WIDTH = 44, SAMPLE_HEIGHT = 30 };

/* ---- said in one line ---- */

const char *foot_percent(struct shell *shell, size_t count, size_t all)
{
    int percent = all ? (int)((200 * count + all) / (2 * all)) : 0;
    bool nearly = count < all && percent == 100, hardly = count > 0 && percent == 0;
    struct message message = message_of(hardly ? "foot.percent.under" : "foot.percent");
    message_add_count(&message, nearly ? 99 : hardly ? 1 : percent);
    return shell_say(shell, message);
}

static const char *said_with_pretend(struct shell *shell, const struct reach *answer)
{
    const struct reach_pretend *pretend = &shell->reach->pretend;
    int middle = answer->class_count > 1 ? 1 : 0;
    struct message message = message_of("foot.pretend.line");
    message_add_count(&message, answer->classes[middle].minutes);
    message_add_text(&message, foot_percent(shell, pretend->counts[middle], answer->address_count));
    message_add_count(&message, (int64_t)pretend->gained[middle]);
    return shell_say(shell, message);
}

static bool pretend_counts(const struct shell *shell)
{
    const struct shell_reach *foot = shell->reach;
    return foot->pretends && foot->pretend_known && !foot->pretend.nowhere &&
           foot->answer->address_count;
}

const char *foot_line(struct shell *shell)
{
    const struct reach *answer = foot_answer(shell);
    if (answer) {
        return pretend_counts(shell) ? said_with_pretend(shell, answer)
                                     : shell_say(shell, answer->headline);
    }
    bool failed = shell->reach && shell->reach->failed;
    return failed ? shell_say_fault(shell, &shell->reach->why) : foot_busy(shell);
}

const char *foot_brief(struct shell *shell)
{
    static const char *const none[] = {[REACH_NO_PLACES] = "foot.brief.places",
                                       [REACH_NO_ADDRESSES] = "foot.brief.addresses",
                                       [REACH_NO_NETWORK] = "foot.brief.network"};
    const struct reach *answer = foot_answer(shell);
    if (!answer) {
        return shell->reach && shell->reach->failed ? shell_word(shell, "foot.brief.network")
                                                    : foot_busy(shell);
    }
    int middle = answer->class_count > 1 ? 1 : 0;
    bool pretends = pretend_counts(shell);
    if (answer->state != REACH_MEASURED && !pretends) {
        return shell_word(shell, none[answer->state]);
    }
    size_t count = pretends ? shell->reach->pretend.counts[middle] : answer->classes[middle].count;
    struct message message = message_of("foot.brief");
    message_add_count(&message, answer->classes[middle].minutes);
    message_add_text(&message, foot_percent(shell, count, answer->address_count));
    return shell_say(shell, message);
}

const char *foot_ribbon(struct shell *shell)
{
    const struct lens *lens = foot_seen(shell) ? foot_lens(shell) : NULL;
    if (!lens || lens_usual(lens)) {
        return "";
    }
    struct message message = message_of("foot.lens.ribbon");
    message_add_key(&message, lens_name(lens).key);
    return shell_say(shell, message);
}

/* ---- the legend: the numbers as a list ---- */

struct sample {
    const struct shell *shell;
    int rank;
};

static void sample_paint(void *data, cairo_t *cairo, double width, double height)
{
    const struct sample *sample = data;
    map_paint_cover_sample(sample->rank, &sample->shell->theme, cairo, width, height);
}

static void legend_row(struct shell *shell, int rank, const char *title, const char *second)
{
    struct ui *ui = shell->ui;
    struct sample *sample = arena_take(&shell->words_arena, sizeof *sample);
    *sample = (struct sample){shell, rank};
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.row = true, .gap = 12, .pad_y = 4, .across = TYPE_MIDDLE});
    ui_custom(ui, UI_IMAGE, "", "", (struct ui_box){.width = SAMPLE_WIDTH, .height = SAMPLE_HEIGHT},
              sample_paint, sample);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, title);
    ui_text(ui, UI_BODY, second);
    ui_close(ui);
    ui_close(ui);
}

static const char *said_count(struct shell *shell, const struct reach *answer, size_t count,
                              size_t gained)
{
    struct message message = message_of(gained ? "foot.count.gained" : "foot.count");
    message_add_count(&message, (int64_t)count);
    message_add_text(&message, foot_percent(shell, count, answer->address_count));
    message_add_count(&message, (int64_t)gained);
    return shell_say(shell, message);
}

static void legend(struct shell *shell, const struct reach *answer)
{
    const struct reach_pretend *pretend = pretend_counts(shell) ? &shell->reach->pretend : NULL;
    size_t within = 0;
    ui_open(shell->ui, UI_LIST, "foot.legend", shell_word(shell, "foot.legend"),
            (struct ui_box){.gap = 2});
    for (int i = 0; i < answer->class_count; i++) {
        const struct reach_class *own = &answer->classes[i];
        struct message title = message_of("foot.within");
        message_add_count(&title, own->minutes);
        within = pretend ? pretend->counts[i] : own->count;
        legend_row(shell, i, shell_say(shell, title),
                   said_count(shell, answer, within, pretend ? pretend->gained[i] : 0));
    }
    struct message beyond = message_of("foot.beyond");
    message_add_count(&beyond, answer->classes[answer->class_count - 1].minutes);
    legend_row(shell, COVER_RANKS, shell_say(shell, beyond),
               said_count(shell, answer, answer->address_count - within, 0));
    ui_close(shell->ui);
}

/* ---- what counts ---- */

static void place_row(struct shell *shell, const struct reach_place *place, size_t index)
{
    struct ui *ui = shell->ui;
    const char *name = *place->name ? place->name : shell_word(shell, place->kind_key);
    struct message line = message_of(place->nowhere ? "foot.place.nowhere" : "foot.place");
    message_add_count(&line, (int64_t)place->nearest);
    message_add_count(&line, (int64_t)place->only);
    ui_open_row(ui, shell_textf(shell, "foot.place:%zu", index), name, false);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, name);
    ui_text(ui, UI_SECOND, shell_say(shell, line));
    ui_close(ui);
    ui_icon(ui, "next", 18, THEME_MUTED, NULL);
    ui_close(ui);
}

static void places(struct shell *shell, const struct reach *answer)
{
    struct ui *ui = shell->ui;
    size_t shown = answer->place_count < PLACES_SHOWN ? answer->place_count : PLACES_SHOWN;
    if (!shown) {
        return;
    }
    ui_space(ui, 6);
    ui_text(ui, UI_BOLD, shell_say_count(shell, "foot.places", (int64_t)answer->place_count));
    ui_open(ui, UI_LIST, "foot.places", "", (struct ui_box){0});
    for (size_t i = 0; i < shown; i++) {
        place_row(shell, &answer->places[i], i);
        ui_line(ui);
    }
    ui_close(ui);
}

static void notes(struct shell *shell, const struct reach *answer)
{
    for (int i = 0; i < answer->note_count; i++) {
        ui_text(shell->ui, UI_SECOND, shell_say(shell, answer->notes[i]));
    }
}

/* ---- through whose eyes ---- */

static void lens_button(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const char *name = shell_say(shell, lens_name(foot_lens(shell)));
    const char *title = shell_word(shell, "foot.lens");
    ui_open_row(ui, "foot.lens", shell_textf(shell, "%s %s", title, name), false);
    ui_icon(ui, "person", 26, THEME_INK, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_SECOND, title);
    ui_text(ui, UI_BOLD, name);
    ui_close(ui);
    ui_icon(ui, "expand", 20, THEME_MUTED, NULL);
    ui_close(ui);
}

void foot_lens_card(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct shell_reach *foot = shell->reach;
    piece_card_open(shell, shell_word(shell, "foot.lens.title"));
    for (int i = 0; foot && i < foot->lenses.count; i++) {
        const struct lens *lens = &foot->lenses.items[i];
        const char *name = shell_say(shell, lens_name(lens));
        ui_open_row(ui, shell_textf(shell, "foot.lens:%d", i), name, i == foot->lens);
        piece_card_words(shell, name, shell_say(shell, lens_what(lens)), i == foot->lens);
        ui_close(ui);
    }
    ui_close(ui);
}

/* ---- the panel ---- */

static void head(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const char *title = shell_word(shell, "foot.title");
    const char *service = shell_word(shell, service_key(shell->reach->asked.service));
    ui_open(ui, UI_GROUP, "head", "",
            (struct ui_box){.row = true, .gap = 4, .across = TYPE_MIDDLE});
    ui_button(ui, "back",
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "back",
                                 .label = shell_word(shell, "bar.back"),
                                 .icon_only = true});
    piece_head(shell, title, service, NULL);
    piece_sheet_button(shell);
    ui_close(ui);
}

/* Where the sheet hides the slider, it says itself which moment it is about. */
static void moment(struct shell *shell)
{
    if (!shell->time.on) {
        ui_text(shell->ui, UI_SECOND, shell_word(shell, "foot.any"));
    } else if (shell->portrait && shell->sheet != SHEET_PEEK) {
        piece_time_chip(shell);
    }
}

static void figures(struct shell *shell, const struct reach *answer)
{
    if (!answer || answer->state == REACH_NO_NETWORK) {
        return;
    }
    if (answer->address_count && answer->state != REACH_NO_ADDRESSES) {
        legend(shell, answer);
    }
    notes(shell, answer);
    foot_pretend_part(shell, answer);
    foot_spots_part(shell, answer);
    places(shell, answer);
}

static void panel(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct reach *answer = foot_answer(shell);
    ui_open(
        ui, UI_GROUP, "reach", shell_word(shell, "foot.title"),
        (struct ui_box){
            .scroll = true, .grow = 1, .gap = 10, .pad_x = 16, .pad_y = shell->portrait ? 0 : 12});
    head(shell);
    ui_open(ui, UI_STATUS, "foot.line", foot_line(shell), (struct ui_box){0});
    ui_text(ui, UI_BOLD, foot_line(shell));
    ui_close(ui);
    moment(shell);
    lens_button(shell);
    figures(shell, answer);
    if (answer) {
        ui_space(ui, 6);
        ui_text(ui, UI_SECOND, shell_say(shell, reach_method(answer)));
    }
    piece_bar_room(shell);
    ui_close(ui);
}

void screen_reach_build(struct shell *shell)
{
    static const struct map_frame frame = {.panel = panel};
    foot_ask(shell);
    piece_map(shell, &frame);
}

/* ---- what people do ---- */

void foot_show(struct shell *shell, int service)
{
    shell->service = service == ACTION_ALL_SERVICES ? SERVICE_WIFI : service;
    shell->pillar = 0;
    if (!shell->time.on) {
        shell->time.on = shell->time.now = true;
        shell->time.finger = false;
    }
    shell->sheet = SHEET_PEEK;
    foot_state(shell);
    shell_go(shell, SCREEN_REACH);
}

static void place_open(struct shell *shell, const char *rest)
{
    const struct reach *answer = foot_answer(shell);
    size_t index = 0;
    if (answer && sscanf(rest, "%zu", &index) == 1 && index < answer->place_count) {
        char id[ACTION_ID];
        snprintf(id, sizeof id, "%s", answer->places[index].id);
        shell_select(shell, id);
    }
}

bool screen_reach_news(struct shell *shell, const struct ui_news *news)
{
    if (news->kind == UI_NEWS_GESTURE && !strcmp(news->id, "map")) {
        return foot_gesture(shell, &news->gesture);
    }
    if (piece_map_news(shell, news)) {
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strcmp(news->id, "foot.panel")) {
        shell->sheet = SHEET_HALF;
        shell->dirty = true;
    } else if (!strcmp(news->id, "foot.lens")) {
        piece_card_show(shell, CARD_LENS);
    } else if (!strncmp(news->id, "foot.lens:", 10)) {
        int lens = 0;
        sscanf(news->id + 10, "%d", &lens);
        piece_card_show(shell, CARD_NONE);
        foot_lens_choose(shell, lens);
    } else if (!strncmp(news->id, "foot.place:", 11)) {
        place_open(shell, news->id + 11);
    } else {
        return foot_more_news(shell, news);
    }
    return true;
}

void screen_reach_prepare(struct shell *shell, const char *id)
{
    enum service service;
    screen_map_prepare(shell, NULL);
    foot_leave(shell);
    shell->service = id && service_parse(id, &service) ? (int)service : SERVICE_WIFI;
    shell->pillar = 0;
    shell->time.on = shell->time.now = true;
    shell->sheet = SHEET_PEEK;
    map_refresh(shell);
    foot_ask(shell);
    foot_wait(shell);
}
