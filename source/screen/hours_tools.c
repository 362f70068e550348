/* SPDX-License-Identifier: EUPL-1.2 */
/* What is done with the selected days: chips, usual hours, the number pad. */
#include "screen/hours_edit_inner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the deeds, and the days they are for ---- */

static int copy_source(const struct hours_edit *edit)
{
    int source = -1;
    for (int day = GRID_DAYS - 1; day >= 0; day--) {
        if (edit->grid.day[day].count &&
            (edit->days & (1u << day) || source < 0 || !(edit->days & (1u << source)))) {
            source = day;
        }
    }
    for (int day = 0; day < 5 && source >= 0; day++) {
        if (!grid_day_equal(&edit->grid.day[day], &edit->grid.day[source])) {
            return source;
        }
    }
    return -1;
}

static void day_chips(struct shell *shell)
{
    const struct hours_edit *edit = shell->hours;
    part_chip(shell, "hours.days:31", hours_days_said(shell, GRID_WORKDAYS),
              edit->days == GRID_WORKDAYS);
    part_chip(shell, "hours.days:96", hours_days_said(shell, GRID_WEEKEND),
              edit->days == GRID_WEEKEND);
    part_chip(shell, "hours.days:127", shell_word(shell, "hours.edit.all"), edit->days == GRID_ALL);
}

static void deed_chips(struct shell *shell)
{
    const struct hours_edit *edit = shell->hours;
    int source = copy_source(edit);
    if (source >= 0) {
        struct message copy = message_of("hours.edit.copy");
        message_add_text(&copy, hours_days_said(shell, 1u << source));
        message_add_text(&copy, hours_days_said(shell, GRID_WORKDAYS));
        part_chip(shell, "hours.copy", shell_say(shell, copy), false);
    }
    struct message shut = message_of("hours.edit.shut");
    message_add_text(&shut, hours_days_said(shell, edit->days));
    part_chip(shell, "hours.shut", shell_say(shell, shut), false);
    if (hours_of_offer(shell)) {
        part_chip(shell, "hours.place", shell_word(shell, "edit.hours.place"),
                  !*form_value(shell, "hours"));
    }
    part_chip(shell, "hours.zoom",
              shell_word(shell, edit->minutes == 30 ? "hours.edit.quarters" : "hours.edit.halves"),
              false);
}

/* ---- the number pad ---- */

static void preset_chips(struct shell *shell)
{
    static const struct {
        const char *entry, *label;
    } usual[] = {{"9-12 13-17", "9–12, 13–17"},
                 {"9-12", "9–12"},
                 {"13-17", "13–17"},
                 {"9-17", "9–17"},
                 {"10-18", "10–18"}};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        part_chip(shell, shell_textf(shell, "hours.preset:%s", usual[i].entry), usual[i].label,
                  false);
    }
}

static void entry_line(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct hours_edit *edit = shell->hours;
    struct message title = message_of("hours.edit.entry");
    message_add_text(&title, hours_days_said(shell, edit->days));
    ui_open(ui, UI_STATUS, "hours.entry", "", (struct ui_box){.gap = 2});
    ui_text(ui, UI_BOLD, shell_say(shell, title));
    ui_open(
        ui, UI_GROUP, "", "",
        (struct ui_box){.filled = true, .fill = THEME_SUNK, .radius = 12, .pad_x = 14, .pad_y = 8});
    ui_text_colour(ui, UI_PILLAR, edit->entry[0] ? THEME_INK : THEME_MUTED,
                   edit->entry[0] ? edit->entry : "9-12 13-17");
    ui_close(ui);
    if (edit->entry_fault[0]) {
        ui_text_colour(ui, UI_BODY, THEME_NOT, edit->entry_fault);
    }
    ui_close(ui);
}

/* As wide as the others. */
static void rub_key(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_BUTTON, "hours.pad:<", shell_word(shell, "hours.edit.rub"),
            (struct ui_box){.grow = 1,
                            .filled = true,
                            .fill = THEME_SUNK,
                            .radius = 16,
                            .align = TYPE_MIDDLE,
                            .across = TYPE_MIDDLE});
    ui_icon(ui, "backspace", 24, THEME_INK, NULL);
    ui_close(ui);
}

static void pad_key(struct shell *shell, const char *key)
{
    bool set = *key == '=';
    const char *label = set           ? shell_word(shell, "hours.edit.set")
                        : *key == '-' ? shell_word(shell, "hours.edit.to")
                        : *key == ',' ? shell_word(shell, "hours.edit.and")
                                      : key;
    if (*key == '<') {
        rub_key(shell);
        return;
    }
    ui_button(shell->ui, shell_textf(shell, "hours.pad:%s", key),
              (struct ui_button){.kind = set ? UI_PRIMARY : UI_PLAIN,
                                 .label = label,
                                 .grow = 1,
                                 .disabled = set && !shell->hours->entry[0]});
}

static void pad_keys(struct shell *shell)
{
    static const char *const keys[4][4] = {
        {"1", "2", "3", "<"}, {"4", "5", "6", "-"}, {"7", "8", "9", ","}, {":", "0", ":30", "="}};
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.gap = 8});
    for (int row = 0; row < 4; row++) {
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8});
        for (int i = 0; i < 4; i++) {
            ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
            pad_key(shell, keys[row][i]);
            ui_close(ui);
        }
        ui_close(ui);
    }
    ui_close(ui);
}

void hours_pad(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.pad_x = fmax(12, hours_side_pad(shell)), .pad_y = 6, .gap = 8});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8, .across = TYPE_END});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    entry_line(shell);
    ui_close(ui);
    ui_button(ui, "hours.pad.close",
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "close",
                                 .label = shell_word(shell, "hours.edit.pad.close"),
                                 .icon_only = true});
    ui_close(ui);
    pad_keys(shell);
    ui_close(ui);
}

void hours_tools(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(
        ui, UI_GROUP, "hours.tools", "",
        (struct ui_box){
            .scroll_across = true, .gap = 8, .pad_x = fmax(12, hours_side_pad(shell)), .pad_y = 6});
    ui_button(ui, "hours.pad.open",
              (struct ui_button){.kind = UI_CHIP,
                                 .icon = "pencil",
                                 .label = shell_word(shell, "hours.edit.pad.open")});
    preset_chips(shell);
    deed_chips(shell);
    day_chips(shell);
    ui_close(ui);
}

void hours_tools_panel(struct shell *shell)
{
    part_wrap_open(shell);
    day_chips(shell);
    ui_close(shell->ui);
    entry_line(shell);
    part_wrap_open(shell);
    preset_chips(shell);
    ui_close(shell->ui);
    pad_keys(shell);
    part_wrap_open(shell);
    deed_chips(shell);
    ui_close(shell->ui);
}

/* ---- what people do ---- */

static void day_tap(struct hours_edit *edit, unsigned day)
{
    edit->days = edit->settled ? day : edit->days ^ day;
    edit->settled = edit->days == 0;
    edit->days = edit->days ? edit->days : day;
}

static void days_fill(struct shell *shell, unsigned days, struct grid_day hours)
{
    struct hours_edit *edit = shell->hours;
    hours_remember(shell);
    for (int day = 0; day < GRID_DAYS; day++) {
        if (days & (1u << day)) {
            edit->grid.day[day] = hours;
        }
    }
    edit->settled = true;
    hours_grid_changed(shell);
}

static void pad_tap(struct shell *shell, const char *key)
{
    char entry[GRID_ENTRY + 1];
    if (strcmp(key, "<") == 0) {
        hours_entry_rub(shell);
    } else if (strcmp(key, "=") == 0) {
        snprintf(entry, sizeof entry, "%s", shell->hours->entry);
        hours_entry_do(shell, entry);
    } else {
        hours_entry_type(shell, key);
    }
}

/* The selected days get what was chosen for them; true when `id` was one of these. */
static bool days_tap(struct shell *shell, const char *id)
{
    struct hours_edit *edit = shell->hours;
    if (strcmp(id, "hours.shut") == 0) {
        days_fill(shell, edit->days, (struct grid_day){0});
    } else if (strcmp(id, "hours.copy") == 0 && copy_source(edit) >= 0) {
        days_fill(shell, GRID_WORKDAYS, edit->grid.day[copy_source(edit)]);
    } else if (strcmp(id, "hours.place") == 0) {
        hours_text_take(shell, "");
    } else {
        return false;
    }
    return true;
}

bool hours_tools_tap(struct shell *shell, const char *id)
{
    struct hours_edit *edit = shell->hours;
    const char *rest;
    if ((rest = part_after(id, "hours.day:"))) {
        day_tap(edit, 1u << (atoi(rest) % GRID_DAYS));
    } else if ((rest = part_after(id, "hours.days:"))) {
        edit->days = (unsigned)atoi(rest) & GRID_ALL;
        edit->settled = true;
    } else if ((rest = part_after(id, "hours.preset:"))) {
        hours_entry_do(shell, rest);
    } else if ((rest = part_after(id, "hours.pad:"))) {
        pad_tap(shell, rest);
    } else if (strcmp(id, "hours.pad.open") == 0 || strcmp(id, "hours.pad.close") == 0) {
        edit->pad = strcmp(id, "hours.pad.open") == 0;
    } else if (strcmp(id, "hours.zoom") == 0) {
        hours_week_zoom(shell);
    } else {
        return days_tap(shell, id);
    }
    return true;
}
