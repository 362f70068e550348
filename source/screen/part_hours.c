/* SPDX-License-Identifier: EUPL-1.2 */
/* When is there wifi, when a computer: office hours, evening, weekend. */
#include "screen/part_inner.h"

bool part_very_narrow(const struct shell *shell, double width)
{
    return width < 340 * part_scale(shell);
}

static void grid_cell(struct shell *shell, const struct coverage *coverage, int service, int time)
{
    struct ui *ui = shell->ui;
    bool covered = coverage->covered[service][time];
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.grow = 1,
                            .filled = true,
                            .fill = covered ? THEME_SUNK : THEME_CARD,
                            .radius = 10,
                            .pad_y = 8,
                            .across = TYPE_MIDDLE});
    ui_icon(ui, covered ? "check" : "minus", 24, covered ? THEME_MET : THEME_NOT,
            shell_word(shell, covered ? "coverage.yes" : "coverage.no"));
    ui_text(ui, UI_SMALL, shell_word(shell, covered ? "coverage.yes" : "coverage.no"));
    ui_close(ui);
}

/* The names of the services stand before their cells, or above them where it is narrow. */
static double grid_name_width(const struct shell *shell, double room)
{
    double scale = part_scale(shell);
    return room < 480 * scale ? 0 : 150 * scale;
}

static void grid_names(struct shell *shell, double room, const char *const keys[COVER_TIMES])
{
    struct ui *ui = shell->ui;
    double width = grid_name_width(shell, room);
    if (part_very_narrow(shell, room)) {
        return;
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 6, .across = TYPE_END});
    if (width > 0) {
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.width = width});
        ui_close(ui);
    }
    for (int time = 0; time < COVER_TIMES; time++) {
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .across = TYPE_MIDDLE});
        ui_text(ui, UI_SECOND, shell_word(shell, keys[time]));
        ui_close(ui);
    }
    ui_close(ui);
}

static void grid_row(struct shell *shell, double room, const struct coverage *coverage, int service,
                     const char *const keys[COVER_TIMES])
{
    static const char *const names[2] = {"criterion.wifi", "criterion.computer"};
    static const char *const icons[2] = {"wifi", "computer"};
    struct ui *ui = shell->ui;
    double width = grid_name_width(shell, room);
    ui_open(ui, UI_GROUP, "", shell_word(shell, names[service]),
            (struct ui_box){
                .row = width > 0, .gap = 6, .across = width > 0 ? TYPE_MIDDLE : TYPE_START});
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.row = true, .width = width, .gap = 8, .across = TYPE_MIDDLE});
    ui_icon(ui, icons[service], 22, THEME_PILLAR_T, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY, shell_word(shell, names[service]));
    ui_close(ui);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.row = !part_very_narrow(shell, room), .grow = width > 0, .gap = 6});
    for (int time = 0; time < COVER_TIMES; time++) {
        if (part_very_narrow(shell, room)) {
            bool covered = coverage->covered[service][time];
            struct message cell = message_of("criterion.cell");
            message_add_key(&cell, keys[time]);
            message_add_key(&cell, covered ? "coverage.yes" : "coverage.no");
            part_line(shell, covered ? "check" : "minus", covered ? THEME_MET : THEME_NOT,
                      shell_say(shell, cell));
        } else {
            grid_cell(shell, coverage, service, time);
        }
    }
    ui_close(ui);
    ui_close(ui);
}

void part_hours_grid(struct shell *shell, double room, const struct coverage *coverage)
{
    static const char *const times[COVER_TIMES] = {"criterion.office", "criterion.evening",
                                                   "criterion.weekend"};
    ui_open(shell->ui, UI_GROUP, "criterion.grid", shell_word(shell, "criterion.grid"),
            (struct ui_box){.gap = 6});
    grid_names(shell, room, times);
    grid_row(shell, room, coverage, 0, times);
    grid_row(shell, room, coverage, 1, times);
    ui_close(shell->ui);
}
