/* SPDX-License-Identifier: EUPL-1.2 */
/* Tellingen: a place, a month, three goals, and the band that is reached. */
#include "screen/heard_inner.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"

/* ---- which place ---- */

static bool counted(struct shell *shell, const struct place *place)
{
    const struct logbook *logbook = project_logbook(shell->project);
    for (size_t i = 0; i < logbook->headcount_count; i++) {
        if (project_place(shell->project, logbook->headcounts[i].place) == place) {
            return true;
        }
    }
    return false;
}

static void place_choice(struct shell *shell, const struct place *place)
{
    heard_choice(shell, shell_textf(shell, "counts.place:%s", place->id), kind_icon(place->kind),
                 shell_place_name(shell, place), piece_kind(shell, place));
}

/* Those that counted before, then the nearest others. */
static void ask_place(struct shell *shell)
{
    const struct place *near[HEARD_NEAR];
    size_t all;
    int count = heard_places(shell, near);
    const struct place *const *places = project_places(shell->project, &all);
    part_section(shell, shell_word(shell, "count.place.ask"));
    heard_choices_open(shell);
    for (size_t i = 0; i < all; i++) {
        if (counted(shell, places[i])) {
            place_choice(shell, places[i]);
        }
    }
    for (int i = 0; i < count; i++) {
        if (!counted(shell, near[i])) {
            place_choice(shell, near[i]);
        }
    }
    heard_choices_close(shell);
}

/* ---- sums ---- */

static void sum(struct shell *shell, const char *key, const struct place *place,
                const struct bands *bands)
{
    struct ui *ui = shell->ui;
    struct count_sum sum;
    project_count_sum(shell->project, place, &sum);
    int band = band_of(bands, sum.total);
    int64_t last = band_last(bands, band);
    struct message total = message_of("count.total"), reached = message_of("count.band"),
                   next = message_of("count.next"), outside = message_of("count.outside");
    message_add_number(&total, (double)sum.total);
    message_add_text(&reached, shell_say(shell, band_message(bands, band)));
    message_add_number(&next, (double)(last + 1 - sum.total));
    message_add_number(&outside, (double)sum.outside);
    part_open_card(shell);
    ui_text(ui, UI_BOLD, shell_word(shell, key));
    for (int goal = 0; goal < COUNT_GOALS; goal++) {
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 12});
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
        ui_text(ui, UI_BODY, shell_word(shell, count_goal_key((enum count_goal)goal)));
        ui_close(ui);
        ui_text(ui, UI_BODY, shell_textf(shell, "%lld", (long long)sum.of_goal[goal]));
        ui_close(ui);
    }
    ui_text(ui, UI_NAME, shell_say(shell, total));
    ui_text(ui, UI_BODY, shell_say(shell, reached));
    if (last >= 0) {
        ui_text(ui, UI_SECOND, shell_say(shell, next));
    }
    if (sum.outside) {
        ui_text(ui, UI_SECOND, shell_say(shell, outside));
    }
    part_close_card(shell);
}

static void rules(struct shell *shell, const struct bands *bands)
{
    struct message period = message_of("count.period");
    message_add_date(&period, bands->begins);
    message_add_date(&period, bands->ends);
    message_add_text(&period, bands->source);
    ui_text(shell->ui, UI_SECOND, json_text(bands->name, part_language(shell), ""));
    ui_text(shell->ui, UI_SECOND, shell_say(shell, period));
    ui_text(shell->ui, UI_SECOND, json_text(bands->ours, part_language(shell), ""));
}

static void counts_of(struct shell *shell, const struct place *place)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_text(ui, UI_NAME, shell_place_name(shell, place));
    ui_close(ui);
    ui_button(ui, "counts.other",
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "pin",
                                 .label = shell_word(shell, "count.place.other")});
    heard_month(shell);
    part_list_open(shell);
    for (int goal = 0; goal < COUNT_GOALS; goal++) {
        heard_counter(
            shell, count_goal_word((enum count_goal)goal),
            shell_word(shell, count_goal_key((enum count_goal)goal)),
            project_counted(shell->project, place, shell->heard.month, (enum count_goal)goal));
    }
    part_list_close(shell);
}

void screen_counts_build(struct shell *shell)
{
    struct fault why;
    if (part_no_project(shell)) {
        return;
    }
    const struct place *place = project_place(shell->project, shell->heard.counting);
    const struct bands *bands = project_bands(shell->project, &why);
    part_page_open(shell, shell_word(shell, "count.title"));
    if (place) {
        counts_of(shell, place);
    } else {
        ask_place(shell);
    }
    if (!bands) {
        part_line(shell, "warning", THEME_NOT, shell_say_fault(shell, &why));
    } else {
        if (place) {
            sum(shell, "count.of.place", place, bands);
        }
        sum(shell, "count.of.wijk", NULL, bands);
        rules(shell, bands);
        ui_button(shell->ui, "counts.print",
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = "print",
                                     .label = shell_word(shell, "count.print")});
    }
    piece_bar_room(shell);
    part_page_close(shell);
    heard_dialog(shell);
}

/* ---- taps ---- */

static int number_get(struct shell *shell, const char *key)
{
    enum count_goal goal = COUNT_ACCESS;
    const struct place *place = project_place(shell->project, shell->heard.counting);
    return place && count_goal_parse(key, &goal)
               ? project_counted(shell->project, place, shell->heard.month, goal)
               : -1;
}

static bool number_set(struct shell *shell, const char *key, int number)
{
    enum count_goal goal = COUNT_ACCESS;
    struct fault why;
    char id[ACTION_ID];
    if (!count_goal_parse(key, &goal)) {
        return false;
    }
    bool ok = action_count_set(shell->project, shell->heard.counting, shell->heard.month, goal,
                               number, id, &why);
    return shell_deed(shell, ok, &why, "count.saved");
}

bool screen_counts_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (heard_counter_news(shell, news, number_get, number_set) || heard_month_news(shell, news)) {
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if ((rest = part_after(news->id, "counts.place:")) || !strcmp(news->id, "counts.other")) {
        snprintf(shell->heard.counting, sizeof shell->heard.counting, "%s", rest ? rest : "");
        heard_turn(shell);
    } else if (!strcmp(news->id, "counts.print")) {
        print_report_show(shell, "counts", NULL, NULL);
    } else {
        return false;
    }
    return true;
}

/* Where was counted last, else what is nearest; "" = nothing is. */
static const char *place_likely(struct shell *shell)
{
    const struct place *places[HEARD_NEAR];
    const struct logbook *logbook = project_logbook(shell->project);
    for (size_t i = 0; i < logbook->headcount_count; i++) {
        const struct place *place = project_place(shell->project, logbook->headcounts[i].place);
        if (place) {
            return place->id;
        }
    }
    return heard_places(shell, places) ? places[0]->id : "";
}

void screen_counts_prepare(struct shell *shell, const char *id)
{
    shell->heard.month = (struct civil_date){0};
    shell->heard.typing[0] = 0;
    snprintf(shell->heard.counting, sizeof shell->heard.counting, "%s",
             id && !strcmp(id, "place") ? ""
             : id                       ? id
                                        : place_likely(shell));
}
