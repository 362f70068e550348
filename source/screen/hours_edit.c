/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/hours_edit_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "language/language.h"

enum { SENTENCE = 4096, STOPS_SAID = 3 };

static const char *const place_paths[] = {"hours", "closed_until"};
static const char *const offer_paths[] = {"hours", "closed_until", "access",
                                          "from",  "until",        "stops"};

bool hours_of_offer(struct shell *shell)
{
    const struct draft_field *owner = draft_find(shell, "#owner");
    return owner && strncmp(owner->value, "offer:", 6) == 0;
}

const struct offer *hours_offer(struct shell *shell)
{
    const struct place *place = shell_selected(shell);
    for (size_t i = 0; place && hours_of_offer(shell) && i < place->offer_count; i++) {
        if (strcmp(place->offers[i].id, shell->offer) == 0) {
            return &place->offers[i];
        }
    }
    return NULL;
}

/* ---- life ---- */

static void step_clear(struct hours_step *step)
{
    for (int i = 0; i < HOURS_PATHS; i++) {
        free(step->value[i]);
        step->value[i] = NULL;
    }
}

static void edit_begin(struct hours_edit *edit, const char *owner)
{
    for (int i = 0; i < edit->steps; i++) {
        step_clear(&edit->step[i]);
    }
    free(edit->text);
    memset(edit, 0, sizeof *edit);
    snprintf(edit->owner, sizeof edit->owner, "%s", owner);
    edit->minutes = 30;
    edit->days = GRID_WORKDAYS;
    edit->settled = true;
    edit->cursor = (struct hours_week_cell){0, 9 * 60};
}

void hours_close(struct shell *shell)
{
    if (shell->hours) {
        edit_begin(shell->hours, "");
        free(shell->hours);
        shell->hours = NULL;
    }
}

static void typed_dates(struct hours_edit *edit)
{
    edit->from[0] = edit->until[0] = 0;
    if (edit->grid.from.year) {
        civil_date_write(edit->grid.from, edit->from);
    }
    if (edit->grid.until.year) {
        civil_date_write(edit->grid.until, edit->until);
    }
}

static void text_keep(struct hours_edit *edit, const char *text)
{
    char *copy = memory_text(text);
    free(edit->text);
    edit->text = copy;
}

struct hours_edit *hours_edit_of(struct shell *shell)
{
    const char *owner = form_value(shell, "#owner"), *text;
    bool offer = hours_of_offer(shell);
    form_begin(shell, owner, offer ? offer_paths : place_paths,
               offer ? (int)(sizeof offer_paths / sizeof *offer_paths)
                     : (int)(sizeof place_paths / sizeof *place_paths));
    if (!shell->hours) {
        shell->hours = memory_take(sizeof *shell->hours);
    }
    struct hours_edit *edit = shell->hours;
    if (strcmp(edit->owner, owner) != 0 || !edit->text) {
        edit_begin(edit, owner);
    }
    text = form_value(shell, "hours");
    if (!edit->text || strcmp(edit->text, text) != 0) {
        text_keep(edit, text);
        edit->shown = grid_read(text, &edit->grid);
        typed_dates(edit);
    }
    return edit;
}

/* ---- steps ---- */

void hours_remember(struct shell *shell)
{
    struct hours_edit *edit = shell->hours;
    edit->typing[0] = 0;
    if (edit->steps == HOURS_STEPS) {
        step_clear(&edit->step[0]);
        edit->steps--;
        memmove(edit->step, edit->step + 1, (size_t)edit->steps * sizeof *edit->step);
    }
    struct hours_step *step = &edit->step[edit->steps++];
    memset(step, 0, sizeof *step);
    step->grid = edit->grid;
    for (int i = 0; i < HOURS_PATHS; i++) {
        const struct draft_field *field = draft_find(shell, offer_paths[i]);
        step->value[i] = field ? memory_text(field->value) : NULL;
    }
}

void hours_typing(struct shell *shell, const struct ui_news *news)
{
    struct hours_edit *edit = shell->hours;
    if (news->kind == UI_NEWS_CHANGE && part_after(news->id, "form.field:") &&
        strcmp(edit->typing, news->id) != 0) {
        hours_remember(shell);
        snprintf(edit->typing, sizeof edit->typing, "%s", news->id);
    }
}

bool hours_undo(struct shell *shell)
{
    struct hours_edit *edit = hours_edit_of(shell);
    if (edit->steps == 0) {
        return false;
    }
    struct hours_step *step = &edit->step[--edit->steps];
    edit->typing[0] = 0;
    for (int i = 0; i < HOURS_PATHS; i++) {
        if (step->value[i]) {
            form_put(shell, offer_paths[i], step->value[i]);
        }
    }
    hours_edit_of(shell);
    if (edit->shown) {
        edit->grid = step->grid;
    }
    typed_dates(edit);
    edit->anchor = edit->stroke = false;
    step_clear(step);
    shell->dirty = true;
    return true;
}

void hours_grid_changed(struct shell *shell)
{
    struct hours_edit *edit = shell->hours;
    struct buffer text;
    buffer_init(&text, HOURS_TEXT_CEILING);
    grid_write(&edit->grid, &text);
    text_keep(edit, buffer_text(&text));
    form_put(shell, "hours", buffer_text(&text));
    buffer_clear(&text);
    shell->dirty = true;
}

void hours_text_take(struct shell *shell, const char *text)
{
    hours_remember(shell);
    form_put(shell, "hours", text);
    shell->hours->scrolled = false;
    hours_edit_of(shell);
}

/* ---- quick entry ---- */

static void entry_check(struct shell *shell)
{
    struct hours_edit *edit = shell->hours;
    struct grid_day day = {0};
    struct fault why;
    edit->entry_fault[0] = 0;
    if (edit->entry[0] && !grid_entry_read(edit->entry, &day, &why)) {
        snprintf(edit->entry_fault, sizeof edit->entry_fault, "%s", shell_say(shell, why.what));
    }
}

void hours_entry_type(struct shell *shell, const char *text)
{
    struct hours_edit *edit = hours_edit_of(shell);
    size_t size = strlen(edit->entry);
    if (!edit->entry[0] && !strcmp(text, " ")) {
        return;
    }
    if (size + strlen(text) < sizeof edit->entry) {
        snprintf(edit->entry + size, sizeof edit->entry - size, "%s", text);
    }
    edit->entry_fault[0] = 0;
    shell->dirty = true;
}

void hours_entry_rub(struct shell *shell)
{
    struct hours_edit *edit = shell->hours;
    size_t size = strlen(edit->entry);
    while (size > 0 && (edit->entry[size - 1] & 0xc0) == 0x80) {
        size--;
    }
    if (size > 0) {
        edit->entry[size - 1] = 0;
    }
    edit->entry_fault[0] = 0;
    shell->dirty = true;
}

void hours_entry_do(struct shell *shell, const char *text)
{
    struct hours_edit *edit = hours_edit_of(shell);
    struct grid_day read = {0};
    struct fault why;
    fault_clear(&why);
    if (!edit->shown) {
        return;
    }
    snprintf(edit->entry, sizeof edit->entry, "%s", text);
    entry_check(shell);
    if (!edit->entry[0] || !grid_entry_read(edit->entry, &read, &why)) {
        shell->dirty = true;
        return;
    }
    hours_remember(shell);
    for (int day = 0; day < GRID_DAYS; day++) {
        if (edit->days & (1u << day)) {
            read.weeks = edit->grid.day[day].weeks;
            edit->grid.day[day] = read;
        }
    }
    edit->entry[0] = 0;
    edit->settled = true;
    edit->scrolled = false;
    hours_grid_changed(shell);
}

/* ---- in words ---- */

static const char *day_brief(struct shell *shell, int day)
{
    return language_weekday(shell->language, (enum civil_weekday)day, true);
}

const char *hours_days_said(struct shell *shell, unsigned days)
{
    struct buffer out;
    const char *between = "";
    buffer_init(&out, SENTENCE);
    if ((days & GRID_ALL) == GRID_ALL) {
        buffer_add_text(&out, shell_word(shell, "hours.edit.all"));
    }
    for (int day = 0; day < GRID_DAYS && (days & GRID_ALL) != GRID_ALL; day++) {
        int last = day;
        if (!(days & (1u << day))) {
            continue;
        }
        while (last + 1 < GRID_DAYS && days & (1u << (last + 1))) {
            last++;
        }
        last = last == day + 1 ? day : last;
        buffer_addf(&out, "%s%s", between, day_brief(shell, day));
        if (last > day) {
            buffer_addf(&out, "–%s", day_brief(shell, last));
        }
        between = ", ";
        day = last;
    }
    return piece_kept(shell, &out);
}

static struct civil_date date_of(struct shell *shell, const char *path)
{
    struct civil_date date = {0};
    struct fault why;
    cJSON *value = NULL;
    char full[64];
    snprintf(full, sizeof full, "offers/o/%s", path);
    if (draft_find(shell, path) && place_field_read(full, form_value(shell, path), &value, &why)) {
        if (cJSON_IsString(value) && !civil_date_parse(value->valuestring, &date)) {
            date = (struct civil_date){0};
        }
        cJSON_Delete(value);
    }
    return date;
}

static int minutes_of(const cJSON *value)
{
    int hour = 0, minute = 0;
    if (!cJSON_IsString(value) || sscanf(value->valuestring, "%2d:%2d", &hour, &minute) != 2 ||
        hour < 0 || hour > 48 || minute < 0 || minute > 59) {
        return 0;
    }
    return hour * 60 + minute;
}

static size_t stops_of(const cJSON *array, struct timetable_stop *out)
{
    size_t count = 0;
    const cJSON *one;
    cJSON_ArrayForEach(one, array)
    {
        const cJSON *date = cJSON_GetObjectItemCaseSensitive(one, "date");
        const cJSON *where = cJSON_GetObjectItemCaseSensitive(one, "where");
        int from = minutes_of(cJSON_GetObjectItemCaseSensitive(one, "from"));
        int to = minutes_of(cJSON_GetObjectItemCaseSensitive(one, "to"));
        struct timetable_stop stop = {.from = (int16_t)from,
                                      .to = (int16_t)(to <= from ? to + 24 * 60 : to),
                                      .where = cJSON_IsString(where) ? where->valuestring : ""};
        if (count < HOURS_MOST_STOPS && cJSON_IsString(date) &&
            civil_date_parse(date->valuestring, &stop.date)) {
            out[count++] = stop;
        }
    }
    return count;
}

const char *hours_said(struct shell *shell)
{
    static struct timetable_stop stops[HOURS_MOST_STOPS];
    struct timetable *timetable = NULL;
    struct fault why;
    struct buffer out;
    cJSON *array = NULL;
    const struct place *place = shell_selected(shell);
    const char *hours = form_value(shell, "hours"), *access = form_value(shell, "access");
    if (draft_find(shell, "stops") &&
        !place_field_read("offers/o/stops", form_value(shell, "stops"), &array, &why)) {
        array = NULL;
    }
    struct timetable_parts parts = {.appointment = !strcmp(access, "appointment"),
                                    .closed_until = date_of(shell, "closed_until"),
                                    .from = date_of(shell, "from"),
                                    .until = date_of(shell, "until"),
                                    .stops = stops,
                                    .stop_count = stops_of(array, stops)};
    parts.hours = *hours || !hours_of_offer(shell) || parts.stop_count ? hours : place->hours;
    buffer_init(&out, SENTENCE);
    if (timetable_make(&parts, project_hours(shell->project), &timetable, &why)) {
        if (!timetable_unknown(timetable)) {
            timetable_say(timetable, project_now(shell->project).date, STOPS_SAID, shell->language,
                          &out);
        }
        timetable_free(timetable);
    }
    cJSON_Delete(array);
    return piece_kept(shell, &out);
}
