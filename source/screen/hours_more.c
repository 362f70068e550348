/* SPDX-License-Identifier: EUPL-1.2 */
/* Days that are not like others, listed dates, and hours of places nearby to begin with. */
#include "screen/hours_edit_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GUESSES = 3, FAR = 15000 };

static const char *const week_keys[GRID_WEEKS] = {"hours.edit.week.1", "hours.edit.week.2",
                                                  "hours.edit.week.3", "hours.edit.week.4",
                                                  "hours.edit.week.5", "hours.edit.week.last"};

/* ---- first guesses ---- */

struct guess {
    const struct place *place;
    const char *hours;
    double metres;
};

static const char *hours_alike(struct shell *shell, const struct place *other)
{
    const struct offer *mine = hours_offer(shell);
    const struct place *place = shell_selected(shell);
    if (!mine) {
        return other->kind == place->kind ? other->hours : "";
    }
    for (size_t i = 0; i < other->offer_count; i++) {
        if (other->offers[i].service == mine->service && *other->offers[i].hours) {
            return other->offers[i].hours;
        }
    }
    return "";
}

static void guess_put(struct guess guess[GUESSES], int *count, struct guess one)
{
    int at = *count;
    for (int i = 0; i < *count; i++) {
        if (strcmp(guess[i].hours, one.hours) == 0) {
            guess[i] = guess[i].metres <= one.metres ? guess[i] : one;
            return;
        }
    }
    if (at == GUESSES && guess[GUESSES - 1].metres <= one.metres) {
        return;
    }
    *count = at < GUESSES ? at + 1 : at;
    for (at = *count - 1; at > 0 && guess[at - 1].metres > one.metres; at--) {
        guess[at] = guess[at - 1];
    }
    guess[at] = one;
}

static int guess_all(struct shell *shell, struct guess guess[GUESSES])
{
    const struct place *mine = shell_selected(shell);
    size_t count;
    int found = 0;
    const struct place *const *places = project_places(shell->project, &count);
    for (size_t i = 0; mine && i < count; i++) {
        const char *hours =
            places[i]->removed || places[i] == mine ? "" : hours_alike(shell, places[i]);
        double metres = point_distance(mine->point, places[i]->point);
        struct grid ignored;
        if (*hours && metres <= FAR && grid_read(hours, &ignored)) {
            guess_put(guess, &found, (struct guess){places[i], hours, metres});
        }
    }
    return found;
}

static const char *guess_said(struct shell *shell, const struct guess *guess)
{
    struct message message = message_of("hours.edit.like");
    message_add_text(&message, shell_place_name(shell, guess->place));
    return shell_say(shell, message);
}

void hours_guesses(struct shell *shell, bool chips)
{
    struct guess guess[GUESSES];
    struct ui *ui = shell->ui;
    if (*form_value(shell, "hours")) {
        return;
    }
    int count = guess_all(shell, guess);
    if (count && !chips) {
        part_section(shell, shell_word(shell, "hours.edit.guess"));
        part_list_open(shell);
    }
    for (int i = 0; i < count; i++) {
        const char *id = shell_textf(shell, "hours.guess:%d", i);
        const char *like = guess_said(shell, &guess[i]);
        const char *said = shell_hours(shell, guess[i].hours);
        if (chips) {
            part_chip(shell, id, shell_textf(shell, "%s · %s", said, piece_lower(shell, like)),
                      false);
            continue;
        }
        ui_open_row(ui, id, shell_textf(shell, "%s: %s", like, said), false);
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
        ui_text(ui, UI_BOLD, said);
        ui_text(ui, UI_SECOND, like);
        ui_close(ui);
        ui_icon(ui, "plus", 22, THEME_MUTED, NULL);
        ui_close(ui);
    }
    if (count && !chips) {
        part_list_close(shell);
    }
}

bool hours_guess_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest = part_after(news->id, "hours.guess:");
    struct guess guess[GUESSES];
    if (!rest || news->kind != UI_NEWS_TAP) {
        return false;
    }
    int index = atoi(rest);
    if (index >= 0 && index < guess_all(shell, guess)) {
        hours_text_take(shell, guess[index].hours);
    }
    return true;
}

/* ---- holidays, weeks ---- */

static void one_of(struct shell *shell, const char *label_key)
{
    ui_open(shell->ui, UI_GROUP, "", shell_word(shell, label_key), (struct ui_box){.gap = 6});
    ui_text(shell->ui, UI_BOLD, shell_word(shell, label_key));
    part_wrap_open(shell);
}

static void one_of_end(struct shell *shell)
{
    ui_close(shell->ui);
    ui_close(shell->ui);
}

static void holidays(struct shell *shell, const struct grid *grid)
{
    static const char *const keys[] = {"hours.edit.usual", "hours.edit.closed", "hours.edit.sunday",
                                       "hours.edit.other"};
    one_of(shell, "hours.edit.holidays");
    for (int i = 0; i <= (grid->holidays == GRID_OTHER ? GRID_OTHER : GRID_SUNDAY); i++) {
        part_chip(shell, shell_textf(shell, "hours.holidays:%d", i), shell_word(shell, keys[i]),
                  (int)grid->holidays == i);
    }
    one_of_end(shell);
    if (grid->holidays == GRID_OTHER) {
        part_line(shell, "calendar", THEME_MUTED, shell_hours(shell, grid->holiday_rules));
    }
    one_of(shell, "hours.edit.school");
    for (int i = 0; i <= GRID_OTHER; i++) {
        if (i != GRID_SUNDAY && (i != GRID_OTHER || grid->school == GRID_OTHER)) {
            part_chip(shell, shell_textf(shell, "hours.school:%d", i), shell_word(shell, keys[i]),
                      (int)grid->school == i);
        }
    }
    one_of_end(shell);
    if (grid->school == GRID_OTHER) {
        part_line(shell, "calendar", THEME_MUTED, shell_hours(shell, grid->school_rules));
    }
}

static void weeks(struct shell *shell)
{
    const struct hours_edit *edit = shell->hours;
    unsigned all = ~0u;
    bool any = false;
    for (int day = 0; day < GRID_DAYS; day++) {
        if (edit->days & (1u << day) && edit->grid.day[day].count) {
            all &= edit->grid.day[day].weeks;
            any = any || edit->grid.day[day].weeks;
        }
    }
    struct message title = message_of("hours.edit.weeks");
    message_add_text(&title, hours_days_said(shell, edit->days));
    ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.gap = 6});
    ui_text(shell->ui, UI_BOLD, shell_say(shell, title));
    part_wrap_open(shell);
    part_chip(shell, "hours.week:0", shell_word(shell, "hours.edit.week.every"), !any);
    for (int i = 0; i < GRID_WEEKS; i++) {
        part_chip(shell, shell_textf(shell, "hours.week:%d", i + 1),
                  shell_word(shell, week_keys[i]), any && all & (1u << i));
    }
    one_of_end(shell);
}

static bool weeks_take(struct shell *shell, int chip)
{
    struct hours_edit *edit = shell->hours;
    hours_remember(shell);
    for (int day = 0; day < GRID_DAYS; day++) {
        struct grid_day *one = &edit->grid.day[day];
        if (edit->days & (1u << day) && one->count) {
            one->weeks = chip > 0 ? one->weeks ^ 1u << (chip - 1) : 0;
        }
    }
    edit->settled = true;
    hours_grid_changed(shell);
    return true;
}

/* ---- by appointment ---- */

static bool appointment_on(struct shell *shell)
{
    return hours_of_offer(shell) ? strcmp(form_value(shell, "access"), "appointment") == 0
                                 : shell->hours->grid.comment[0] != 0;
}

static void appointment(struct shell *shell)
{
    const struct hours_edit *edit = shell->hours;
    bool own = !hours_of_offer(shell) && edit->grid.comment[0] &&
               strcmp(edit->grid.comment, shell_word(shell, "hours.edit.comment")) != 0;
    part_wrap_open(shell);
    part_chip(shell, "hours.appointment",
              own ? edit->grid.comment : shell_word(shell, "hours.edit.appointment"),
              appointment_on(shell));
    ui_close(shell->ui);
}

static bool appointment_turn(struct shell *shell)
{
    struct hours_edit *edit = shell->hours;
    bool on = appointment_on(shell);
    hours_remember(shell);
    if (hours_of_offer(shell)) {
        form_put(shell, "access", on ? "" : "appointment");
    } else {
        snprintf(edit->grid.comment, sizeof edit->grid.comment, "%s",
                 on ? "" : shell_word(shell, "hours.edit.comment"));
        hours_grid_changed(shell);
    }
    return true;
}

/* ---- from and until ---- */

static void beside(struct shell *shell, void (*left)(struct shell *), void (*right)(struct shell *))
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = ui_scale(ui) < 1.4, .gap = 12});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = ui_scale(ui) < 1.4 ? 1 : 0});
    left(shell);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = ui_scale(ui) < 1.4 ? 1 : 0});
    right(shell);
    ui_close(ui);
    ui_close(ui);
}

static void date_field(struct shell *shell, const char *id, const char *label_key,
                       const char *value)
{
    struct fault why;
    cJSON *json = NULL;
    const char *fault = NULL;
    if (!place_field_read("offers/o/from", value, &json, &why)) {
        fault = shell_say(shell, why.what);
    }
    cJSON_Delete(json);
    ui_field(shell->ui, id,
             (struct ui_field){.label = shell_word(shell, label_key),
                               .hint = shell_word(shell, "offer.date.hint"),
                               .value = value,
                               .fault = fault});
}

static void from_field(struct shell *shell)
{
    if (hours_of_offer(shell)) {
        form_field(shell, "from", "hours.edit.from", "offer.date.hint", false, false);
    } else {
        date_field(shell, "hours.from", "hours.edit.from", shell->hours->from);
    }
}

static void until_field(struct shell *shell)
{
    if (hours_of_offer(shell)) {
        form_field(shell, "until", "hours.edit.until", "offer.date.hint", false, false);
    } else {
        date_field(shell, "hours.until", "hours.edit.until", shell->hours->until);
    }
}

static struct civil_date typed_date(const char *text)
{
    struct civil_date date = {0};
    struct fault why;
    cJSON *value = NULL;
    if (place_field_read("offers/o/from", text, &value, &why) && cJSON_IsString(value) &&
        !civil_date_parse(value->valuestring, &date)) {
        date = (struct civil_date){0};
    }
    cJSON_Delete(value);
    return date;
}

/* An end without a begin begins today: opening_hours knows no other. */
static bool date_typed(struct shell *shell, bool from, const char *text)
{
    struct hours_edit *edit = shell->hours;
    char *typed = from ? edit->from : edit->until;
    snprintf(typed, sizeof edit->from, "%s", text);
    struct civil_date first = typed_date(edit->from), last = typed_date(edit->until);
    if (last.year && !first.year) {
        first = project_now(shell->project).date;
    }
    if (last.year && civil_date_compare(last, first) < 0) {
        last = (struct civil_date){0};
    }
    if (civil_date_compare(first, edit->grid.from) || civil_date_compare(last, edit->grid.until)) {
        hours_remember(shell);
        edit->grid.from = first;
        edit->grid.until = last;
        hours_grid_changed(shell);
    }
    shell->dirty = true;
    return true;
}

/* ---- listed dates and stops: "2026-06-12 14:00-16:00 Dorpsplein; …" ---- */

static const char *const stop_paths[] = {"#stop.date", "#stop.time", "#stop.where"};

static void stop_row(struct shell *shell, const char *text, int size, int index)
{
    struct ui *ui = shell->ui;
    const char *said = shell_textf(shell, "%.*s", size, text);
    struct civil_date date;
    char day[11];
    snprintf(day, sizeof day, "%.10s", said);
    if (civil_date_parse(day, &date)) {
        struct message message = message_of("hours.edit.stop");
        message_add_date(&message, date);
        message_add_text(&message, strlen(said) > 11 ? said + 11 : "");
        said = shell_say(shell, message);
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8, .across = TYPE_MIDDLE});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY, said);
    ui_close(ui);
    ui_button(
        ui, shell_textf(shell, "hours.stop.drop:%d", index),
        (struct ui_button){
            .kind = UI_QUIET,
            .icon = "trash",
            .label = shell_textf(shell, "%s: %s", shell_word(shell, "hours.edit.stop.drop"), said),
            .icon_only = true});
    ui_close(ui);
}

static void stops(struct shell *shell)
{
    static const char *const labels[] = {"hours.edit.stop.date", "hours.edit.stop.time",
                                         "hours.edit.stop.where"};
    static const char *const hints[] = {"offer.date.hint", "hours.edit.stop.time.hint",
                                        "hours.edit.stop.where.hint"};
    const char *text = form_value(shell, "stops");
    const struct draft_field *fault = draft_find(shell, "#stop.date");
    int index = 0;
    part_section(shell, shell_word(shell, "hours.edit.stops"));
    for (const char *at = text; *at; at += strspn(at, "; ")) {
        int size = (int)strcspn(at, ";");
        stop_row(shell, at, size, index++);
        at += size;
    }
    for (int i = 0; i < 3; i++) {
        const struct draft_field *field = draft_find(shell, stop_paths[i]);
        ui_field(shell->ui, shell_textf(shell, "hours.stop:%d", i),
                 (struct ui_field){.label = shell_word(shell, labels[i]),
                                   .hint = shell_word(shell, hints[i]),
                                   .value = field ? field->value : "",
                                   .fault = !i && fault && fault->fault[0] ? fault->fault : NULL});
    }
    ui_button(shell->ui, "hours.stop.add",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "plus",
                                 .label = shell_word(shell, "hours.edit.stop.add"),
                                 .disabled = !*form_value(shell, "#stop.date") ||
                                             !*form_value(shell, "#stop.time")});
}

/* "14-16" → "14:00-16:00". */
static const char *stop_time(struct shell *shell, const char *typed)
{
    struct grid_day day = {0};
    struct fault why;
    if (!grid_entry_read(typed, &day, &why) || day.count != 1) {
        return typed;
    }
    int to = day.span[0].to > 24 * 60 ? day.span[0].to - 24 * 60 : day.span[0].to;
    return shell_textf(shell, "%02d:%02d-%02d:%02d", day.span[0].from / 60, day.span[0].from % 60,
                       to / 60, to % 60);
}

static bool stop_add(struct shell *shell)
{
    struct fault why;
    cJSON *value = NULL;
    const char *old = form_value(shell, "stops"), *date = form_value(shell, "#stop.date");
    char written[CIVIL_DATE_SIZE] = "";
    struct civil_date day = typed_date(date);
    if (day.year) {
        civil_date_write(day, written);
    }
    const char *one = shell_textf(shell, "%s %s %s", day.year ? written : date,
                                  stop_time(shell, form_value(shell, "#stop.time")),
                                  form_value(shell, "#stop.where"));
    struct draft_field *field = draft_find(shell, "#stop.date");
    if (!place_field_read("offers/o/stops", one, &value, &why)) {
        if (field) {
            snprintf(field->fault, sizeof field->fault, "%s", shell_say(shell, why.what));
        }
        shell->dirty = true;
        return true;
    }
    cJSON_Delete(value);
    struct buffer all;
    buffer_init(&all, DRAFT_TEXT - 1);
    buffer_addf(&all, "%s%s%s", old, *old ? "; " : "", one);
    hours_remember(shell);
    form_put(shell, "stops", buffer_text(&all));
    buffer_clear(&all);
    draft_set(shell, "#stop.date", "");
    return true;
}

static bool stop_drop(struct shell *shell, int index)
{
    const char *text = form_value(shell, "stops");
    struct buffer rest;
    int at = 0;
    buffer_init(&rest, DRAFT_TEXT - 1);
    while (*text) {
        int size = (int)strcspn(text, ";");
        if (at++ != index) {
            buffer_addf(&rest, "%s%.*s", rest.size ? "; " : "", size, text);
        }
        text += size;
        text += strspn(text, "; ");
    }
    hours_remember(shell);
    form_put(shell, "stops", buffer_text(&rest));
    buffer_clear(&rest);
    return true;
}

/* ---- all ---- */

void hours_more(struct shell *shell)
{
    const struct hours_edit *edit = shell->hours;
    if (edit->shown) {
        holidays(shell, &edit->grid);
        weeks(shell);
    }
    if (edit->shown || hours_of_offer(shell)) {
        ui_space(shell->ui, 2);
        appointment(shell);
    }
    form_field(shell, "closed_until", "hours.edit.closed_until", "offer.date.hint", false, false);
    if (edit->shown || hours_of_offer(shell)) {
        beside(shell, from_field, until_field);
    }
    if (hours_of_offer(shell)) {
        stops(shell);
    }
}

static bool special_tap(struct shell *shell, const char *id)
{
    struct hours_edit *edit = shell->hours;
    const char *rest;
    if ((rest = part_after(id, "hours.holidays:"))) {
        hours_remember(shell);
        edit->grid.holidays = (enum grid_special)(atoi(rest) & 3);
    } else if ((rest = part_after(id, "hours.school:"))) {
        hours_remember(shell);
        edit->grid.school = (enum grid_special)(atoi(rest) & 3);
    } else {
        return false;
    }
    hours_grid_changed(shell);
    return true;
}

bool hours_more_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (news->kind == UI_NEWS_CHANGE) {
        if ((rest = part_after(news->id, "hours.stop:"))) {
            draft_set(shell, stop_paths[atoi(rest) % 3], news->text);
            return true;
        }
        bool from = strcmp(news->id, "hours.from") == 0;
        return (from || strcmp(news->id, "hours.until") == 0) &&
               date_typed(shell, from, news->text);
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if ((rest = part_after(news->id, "hours.week:"))) {
        return weeks_take(shell, atoi(rest));
    }
    if ((rest = part_after(news->id, "hours.stop.drop:"))) {
        return stop_drop(shell, atoi(rest));
    }
    if (strcmp(news->id, "hours.stop.add") == 0) {
        return stop_add(shell);
    }
    if (strcmp(news->id, "hours.appointment") == 0) {
        return appointment_turn(shell);
    }
    return special_tap(shell, news->id);
}
