/* SPDX-License-Identifier: EUPL-1.2 */
/* What the wijk offers through a week: when is something open, who is it, and what would light a
 * dark hour. */
#include "screen/week_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { HALF_MINUTES = COVERAGE_CELL_MINUTES, NEAR_SHOWN = 6, ASK_SHOWN = 8, ROOM = 200 };
enum { QUIET_HALF = 6 }; /* three at night: dark, so that everybody without hours is named */
static const double BESIDE = 400;

/* ---- state ---- */

static unsigned first_services(void)
{
    return 1u << SERVICE_WIFI | 1u << SERVICE_COMPUTER;
}

struct shell_week *week_state(struct shell *shell)
{
    if (!shell->week) {
        shell->week = memory_take(sizeof *shell->week);
        *shell->week = (struct shell_week){.ask.services = first_services()};
    }
    return shell->week;
}

void week_leave(struct shell *shell)
{
    if (shell->week) {
        coverage_clear(&shell->week->found);
        free(shell->week);
        shell->week = NULL;
    }
}

void week_show(struct shell *shell, unsigned services)
{
    struct shell_week *week = week_state(shell);
    week->ask.services = services ? services : first_services();
    week->chosen = week->card = false;
    shell_go(shell, SCREEN_WEEK);
}

static void question_ask(struct shell *shell, struct assessment_question *question)
{
    project_question(shell->project, civil_moment(project_now(shell->project)), question);
}

static bool same_ask(const struct coverage_ask *a, const struct coverage_ask *b)
{
    return a->services == b->services && a->kind == b->kind &&
           (a->kind != COVERAGE_CHOSEN || !civil_date_compare(a->day, b->day));
}

const struct coverage_week *week_found(struct shell *shell)
{
    struct shell_week *week = week_state(shell);
    struct civil_date today = project_now(shell->project).date;
    uint64_t generation = project_generation(shell->project);
    if (week->ask.kind == COVERAGE_CHOSEN && !week->ask.day.year) {
        week->ask.day = today;
    }
    if (!week->made || week->made_generation != generation ||
        civil_date_compare(week->made_today, today) || !same_ask(&week->made_ask, &week->ask)) {
        struct assessment_question question;
        question_ask(shell, &question);
        coverage_clear(&week->found);
        coverage_make(&question, &week->ask, &week->found);
        week->made = true;
        week->made_ask = week->ask;
        week->made_generation = generation;
        week->made_today = today;
    }
    return &week->found;
}

/* ---- what is asked ---- */

static void services(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "week.services", shell_word(shell, "week.services"),
            (struct ui_box){.scroll_across = true, .gap = 8});
    for (int i = 0; i < SERVICE_COUNT; i++) {
        enum service service = piece_services[i];
        const char *word = service_word(service);
        ui_button(
            ui, shell_textf(shell, "week.service:%s", word),
            (struct ui_button){.kind = UI_CHIP,
                               .icon = service_icon(service),
                               .label = shell_word(shell, shell_textf(shell, "map.chip.%s", word)),
                               .selected = shell->week->ask.services >> service & 1,
                               .number = (int)service});
    }
    ui_close(ui);
}

static const char *said_monday(struct shell *shell, struct civil_date monday)
{
    struct buffer text;
    struct message message =
        message_of(shell->week->ask.kind == COVERAGE_CHOSEN ? "week.of" : "week.like");
    buffer_init(&text, 256);
    language_say_date(shell->language, monday, &text);
    message_add_text(&message, piece_kept(shell, &text));
    return shell_say(shell, message);
}

static void turn_button(struct shell *shell, const char *id, const char *icon, const char *key)
{
    ui_button(
        shell->ui, id,
        (struct ui_button){
            .kind = UI_QUIET, .icon = icon, .label = shell_word(shell, key), .icon_only = true});
}

static void which_week(struct shell *shell, const struct coverage_week *found)
{
    static const char *const ids[] = {"week.normal", "week.school", "week.chosen"};
    struct ui *ui = shell->ui;
    bool chosen = shell->week->ask.kind == COVERAGE_CHOSEN;
    ui_open(
        ui, UI_GROUP, "week.which", shell_word(shell, "week.which"),
        (struct ui_box){.wrap = part_wide(shell), .scroll_across = !part_wide(shell), .gap = 8});
    for (int kind = 0; kind < 3; kind++) {
        part_chip(shell, ids[kind], shell_word(shell, ids[kind]),
                  (int)shell->week->ask.kind == kind);
    }
    ui_close(ui);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 4, .across = TYPE_MIDDLE});
    if (chosen) {
        turn_button(shell, "week.before", "back", "week.before");
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_SECOND,
            found->monday.year ? said_monday(shell, found->monday)
                               : shell_word(shell, "week.school.unknown"));
    ui_close(ui);
    if (chosen) {
        turn_button(shell, "week.after", "next", "week.after");
    }
    ui_close(ui);
}

static int places_of(const struct coverage_week *found)
{
    int count = 0, last = -1;
    for (size_t i = 0; i < found->offer_count; i++) { /* by place */
        bool counts = !found->offers[i].provisional && found->offers[i].place != last;
        count += counts;
        last = counts ? found->offers[i].place : last;
    }
    return count;
}

static void summary(struct shell *shell, const struct coverage_week *found)
{
    struct message message = message_of("week.sum");
    message_add_count(&message, places_of(found));
    message_add_count(&message, (found->minutes + HALF_MINUTES) / 60);
    ui_text(shell->ui, UI_BODY, shell_say(shell, message));
}

static void looks(struct shell *shell)
{
    struct shell_week *week = shell->week;
    part_wrap_open(shell);
    part_chip(shell, "week.words", shell_word(shell, "week.words"), week->words);
    if (!week->words) {
        part_chip(shell, "week.whole", shell_word(shell, "week.whole"), week->whole);
    }
    ui_close(shell->ui);
}

/* ---- T4 ---- */

static double beside_width(const struct shell *shell)
{
    return BESIDE * (part_scale(shell) > 1.25 ? 1.25 : 1);
}

static const struct finding *hours_finding(struct shell *shell)
{
    const struct finding *finding;
    for (int i = 0; (finding = part_finding(shell, i)); i++) {
        if (finding->coverage.given) {
            return finding;
        }
    }
    return NULL;
}

static void verdict(struct shell *shell)
{
    const struct finding *finding = hours_finding(shell);
    struct ui *ui = shell->ui;
    if (!finding) {
        return;
    }
    bool holiday = shell->week->ask.kind == COVERAGE_SCHOOL_HOLIDAY;
    bool loose = project_wijk(shell->project)->loose_hours;
    const char *word = shell_word(shell, verdict_key(finding->verdict));
    part_section(shell, part_criterion_name(shell, finding->criterion));
    ui_open(ui, UI_STATUS, "week.verdict", word,
            (struct ui_box){.row = true, .gap = 10, .across = TYPE_MIDDLE});
    ui_state(ui, (enum symbol_state)finding->verdict, 26, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text_colour(ui, UI_BOLD, symbol_state_token((enum symbol_state)finding->verdict), word);
    ui_close(ui);
    ui_close(ui);
    part_hours_grid(shell, part_wide(shell) ? beside_width(shell) : part_body_width(shell),
                    holiday && finding->coverage_school.given ? &finding->coverage_school
                                                              : &finding->coverage);
    ui_radio(ui, "week.strict", shell_word(shell, "criterion.strict"), !loose);
    ui_radio(ui, "week.loose", shell_word(shell, "criterion.loose"), loose);
    part_go_row(shell, "week.criterion", NULL, THEME_INK, shell_word(shell, "week.criterion"),
                NULL);
}

/* ---- what is at the half hour ---- */

static const char *said_half(struct shell *shell)
{
    const struct shell_week *week = shell->week;
    struct message message = message_of("week.half");
    message_add_text(&message,
                     language_weekday(shell->language, (enum civil_weekday)week->day, false));
    message_add_text(&message, week_clock(shell, week->half * HALF_MINUTES));
    message_add_text(&message, week_clock(shell, (week->half + 1) * HALF_MINUTES));
    return shell_say(shell, message);
}

static const struct place *place_at(struct shell *shell, int index)
{
    size_t count;
    const struct place *const *places = project_places(shell->project, &count);
    return index >= 0 && (size_t)index < count ? places[index] : NULL;
}

static void offer_row(struct shell *shell, const struct coverage_offer *at, int index)
{
    const struct place *place = place_at(shell, at->place);
    struct buffer line;
    if (!place || at->offer < 0 || (size_t)at->offer >= place->offer_count) {
        return;
    }
    const struct offer *offer = &place->offers[at->offer];
    buffer_init(&line, 4096);
    piece_join(&line, shell_word(shell, service_key(offer->service)));
    if (at->appointment) {
        piece_join(&line, shell_word(shell, "week.appointment"));
    }
    piece_join(&line, shell_say(shell, at->why));
    part_go_row(shell, shell_textf(shell, "week.place:%d:%s", index, place->id),
                service_icon(offer->service), theme_of_pillar(service_pillar(offer->service)),
                shell_place_name(shell, place), piece_kept(shell, &line));
    ui_line(shell->ui);
}

static void lit_rows(struct shell *shell, const struct coverage_week *found)
{
    int *offers = arena_take(&shell->words_arena, ROOM * sizeof *offers);
    size_t count = coverage_cell(found, shell->week->day, shell->week->half, offers, ROOM);
    part_list_open(shell);
    for (size_t i = 0; i < count && i < ROOM; i++) {
        offer_row(shell, &found->offers[offers[i]], (int)i);
    }
    part_list_close(shell);
}

static const char *step_icon(enum coverage_step step)
{
    switch (step) {
    case STEP_LONGER:
    case STEP_EARLIER:
        return "clock";
    case STEP_OTHER_DAY:
        return "calendar";
    case STEP_PROVISIONAL:
        return "person";
    case STEP_ASK_HOURS:
        return "question";
    case STEP_CONDITION:
        break;
    }
    return "pencil";
}

static size_t near_find(struct shell *shell, int day, int half, struct coverage_near *out,
                        size_t room)
{
    struct assessment_question question;
    question_ask(shell, &question);
    size_t count =
        coverage_near(&question, &shell->week->ask, week_found(shell), day, half, out, room);
    return count < room ? count : room;
}

static void near_row(struct shell *shell, const struct coverage_near *near, int index)
{
    const struct place *place = place_at(shell, near->place);
    if (place) {
        part_go_row(shell, shell_textf(shell, "week.place:%d:%s", index, place->id),
                    step_icon(near->step), THEME_MUTED, shell_place_name(shell, place),
                    shell_say(shell, near->what));
        ui_line(shell->ui);
    }
}

static void dark_rows(struct shell *shell)
{
    struct coverage_near near[NEAR_SHOWN];
    size_t count = near_find(shell, shell->week->day, shell->week->half, near, NEAR_SHOWN);
    part_say(shell, count ? "week.near" : "week.near.none");
    part_list_open(shell);
    for (size_t i = 0; i < count; i++) {
        near_row(shell, &near[i], (int)i);
    }
    part_list_close(shell);
}

static void half_hour(struct shell *shell, const struct coverage_week *found, bool close)
{
    struct ui *ui = shell->ui;
    struct shell_week *week = shell->week;
    int places = found->places[week->day][week->half];
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 2, .across = TYPE_MIDDLE});
    ui_open(ui, UI_STATUS, "week.half", said_half(shell), (struct ui_box){.grow = 1});
    ui_text(ui, UI_PILLAR, said_half(shell));
    ui_text(ui, UI_BODY,
            places ? shell_say_count(shell, "week.open", places) : shell_word(shell, "week.dark"));
    ui_close(ui);
    turn_button(shell, "week.earlier", "minus", "week.earlier");
    turn_button(shell, "week.later", "plus", "week.later");
    if (close) {
        turn_button(shell, "week.card.close", "close", "bar.close");
    }
    ui_close(ui);
    if (places) {
        lit_rows(shell, found);
    } else {
        dark_rows(shell);
    }
}

/* ---- nothing known ---- */

static void ask_rows(struct shell *shell)
{
    enum { BASE = 1000 }; /* numbers of their own, beside the rows of a half hour */
    struct coverage_near *near = arena_take(&shell->words_arena, ROOM * sizeof *near);
    size_t count = near_find(shell, MONDAY, QUIET_HALF, near, ROOM);
    int shown = 0;
    part_list_open(shell);
    for (size_t i = 0; i < count && shown < ASK_SHOWN; i++) {
        if (near[i].step == STEP_ASK_HOURS) {
            near_row(shell, &near[i], BASE + shown++);
        }
    }
    part_list_close(shell);
}

static void hours_unknown(struct shell *shell, const struct coverage_week *found)
{
    if (found->hours_unknown > 0) {
        part_section(shell, shell_say_count(shell, "week.ask", found->hours_unknown));
        ask_rows(shell);
    }
}

static void nothing(struct shell *shell, const struct coverage_week *found)
{
    bool ask = found->hours_unknown > 0;
    piece_empty(shell, "calendar",
                shell_word(shell, ask ? "week.empty.hours" : "week.empty.places"),
                shell_word(shell, ask ? "week.empty.hours.next" : "week.empty.places.next"),
                ask ? NULL : "week.map", shell_word(shell, "week.map"));
}

/* ---- the screen ---- */

static void picture(struct shell *shell, const struct coverage_week *found)
{
    if (!found->monday.year) {
        piece_empty(shell, "calendar", shell_word(shell, "week.school.unknown"),
                    shell_word(shell, "week.school.unknown.next"), "week.normal.go",
                    shell_word(shell, "week.normal"));
    } else if (!found->offer_count) {
        nothing(shell, found);
    } else if (shell->week->words) {
        week_words(shell, found);
    } else {
        week_grid(shell, found);
        int night = week_night(shell->week);
        if (night) {
            ui_text(shell->ui, UI_SECOND, shell_say_count(shell, "week.night", night));
        }
    }
}

static void beside(struct shell *shell, const struct coverage_week *found)
{
    if (!found->monday.year || !found->offer_count) {
        return;
    }
    if (shell->week->chosen) {
        half_hour(shell, found, false);
    } else if (!shell->week->words) {
        part_line(shell, "info", THEME_MUTED, shell_word(shell, "week.hint"));
    }
}

static void card(struct shell *shell, const struct coverage_week *found)
{
    if (part_wide(shell) || !shell->week->card || !shell->week->chosen || !found->offer_count) {
        return;
    }
    ui_open(shell->ui, UI_DIALOG, "week.card", said_half(shell),
            (struct ui_box){.gap = 8, .pad = 18, .most_width = 480, .scroll = true});
    half_hour(shell, found, true);
    ui_close(shell->ui);
}

static void build(struct shell *shell)
{
    week_state(shell);
    const struct coverage_week *found = week_found(shell);
    bool wide = part_wide(shell);
    part_pair_open(shell, shell_word(shell, "week.title"));
    services(shell);
    if (!wide) {
        which_week(shell, found);
        summary(shell, found);
        looks(shell);
    }
    picture(shell, found);
    part_pair_next(shell, beside_width(shell));
    if (wide) {
        which_week(shell, found);
        summary(shell, found);
        looks(shell);
        ui_line(shell->ui);
        beside(shell, found);
    }
    hours_unknown(shell, found);
    verdict(shell);
    part_pair_close(shell);
    if (shell->fault.kind == FAULT_NONE) {
        card(shell, found);
    }
}

void screen_week_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

/* ---- news ---- */

static void service_turn(struct shell *shell, int service)
{
    unsigned changed = shell->week->ask.services ^ 1u << service;
    if (changed) { /* one is always asked for */
        shell->week->ask.services = changed;
    }
}

static void week_turn(struct shell *shell, int days)
{
    struct coverage_ask *ask = &shell->week->ask;
    struct civil_date day = civil_date_add(week_found(shell)->monday, days);
    if (civil_date_valid(day)) {
        ask->day = day;
    }
}

static void place_open(struct shell *shell, const char *rest)
{
    const char *id = strchr(rest, ':');
    if (id) {
        shell->week->card = false;
        shell_select(shell, id + 1);
    }
}

static void reading(struct shell *shell, const char *value)
{
    struct action_field field = {"loose_hours", value};
    struct fault why;
    shell_deed(shell, action_wijk_set(shell->project, &field, 1, &why), &why, "criterion.saved");
}

static void to_map(struct shell *shell)
{
    for (int i = 0; i < SERVICE_COUNT; i++) {
        if (shell->week->ask.services == 1u << i) {
            shell->service = i;
        }
    }
    shell_root(shell, SCREEN_MAP);
}

static void to_criterion(struct shell *shell)
{
    const struct finding *finding = hours_finding(shell);
    if (finding) {
        part_open_criterion(
            shell, framework_find(project_framework(shell->project), finding->criterion->id));
    }
}

static bool news_half(struct shell *shell, const char *rest)
{
    struct shell_week *week = shell->week;
    if (!strcmp(rest, "earlier") || !strcmp(rest, "later")) {
        week_step(shell, 0, !strcmp(rest, "later") ? 1 : -1);
    } else if (!strcmp(rest, "card.close")) {
        week->card = false;
    } else if (!strcmp(rest, "words")) {
        week->words = !week->words;
    } else if (!strcmp(rest, "whole")) {
        week->whole = !week->whole;
    } else {
        return false;
    }
    return true;
}

static bool news_which(struct shell *shell, const char *rest)
{
    struct coverage_ask *ask = &shell->week->ask;
    if (!strcmp(rest, "normal") || !strcmp(rest, "normal.go")) {
        ask->kind = COVERAGE_NORMAL;
    } else if (!strcmp(rest, "school")) {
        ask->kind = COVERAGE_SCHOOL_HOLIDAY;
    } else if (!strcmp(rest, "chosen")) {
        ask->kind = COVERAGE_CHOSEN;
    } else if (!strcmp(rest, "before") || !strcmp(rest, "after")) {
        week_turn(shell, !strcmp(rest, "after") ? 7 : -7);
    } else {
        return false;
    }
    return true;
}

static bool news_go(struct shell *shell, const char *rest)
{
    if (!strcmp(rest, "strict") || !strcmp(rest, "loose")) {
        reading(shell, !strcmp(rest, "loose") ? "true" : "false");
    } else if (!strcmp(rest, "criterion")) {
        to_criterion(shell);
    } else if (!strcmp(rest, "map")) {
        to_map(shell);
    } else if (!strncmp(rest, "place:", 6)) {
        place_open(shell, rest + 6);
    } else {
        return false;
    }
    return true;
}

bool screen_week_news(struct shell *shell, const struct ui_news *news)
{
    struct shell_week *week = week_state(shell);
    if (news->kind == UI_NEWS_BACK && week->card) {
        week->card = false;
        shell->dirty = true;
        return true;
    }
    if (news->kind == UI_NEWS_GESTURE && !strcmp(news->id, "week.grid")) {
        week->card = week_grid_gesture(shell, &news->gesture) || week->card;
        shell->dirty = true;
        return true;
    }
    const char *rest = part_after(news->id, "week.");
    if (news->kind != UI_NEWS_TAP || !rest) {
        return false;
    }
    shell->dirty = true;
    if (!strncmp(rest, "service:", 8)) {
        service_turn(shell, news->number);
        return true;
    }
    return news_half(shell, rest) || news_which(shell, rest) || news_go(shell, rest);
}

/* A lit half hour, so that there is something to see beside the grid. */
void screen_week_prepare(struct shell *shell, const char *id)
{
    struct shell_week *week = week_state(shell);
    enum service service;
    week->ask = (struct coverage_ask){.services = first_services()};
    if (id && service_parse(id, &service)) {
        week->ask.services = 1u << service;
    }
    week->whole = week->words = week->card = false;
    week->chosen = true;
    week->day = SATURDAY;
    week->half = 20;
}
