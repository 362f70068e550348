/* SPDX-License-Identifier: EUPL-1.2 */
/* Getting it onto paper: choose a print, look at its pages, print or save it. */
#include "screen/print_inner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double CHOICE_WIDTH = 400;

void print_close(struct shell *shell)
{
    struct shell_print *print = shell->print;
    if (!print) {
        return;
    }
    if (shell->project) {
        print_look_close(shell);
        print_desk_close(shell);
    }
    print_hold_give(print->hold);
    free(print);
    shell->print = NULL;
}

/* ---- what people confirmed, for other programs ---- */

static void exports(struct shell *shell)
{
    struct ui *ui = shell->ui;
    part_section(shell, shell_word(shell, "print.screen.export"));
    part_say(shell, "print.screen.export.why");
    ui_button(ui, "print.csv",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "todo",
                                 .label = shell_word(shell, "print.screen.csv")});
    ui_button(ui, "print.geojson",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "map",
                                 .label = shell_word(shell, "print.screen.geojson")});
}

static void export_as(struct shell *shell, enum export_form form)
{
    struct print_desk *desk = &print_of(shell)->desk;
    struct fault why;
    char file[SYSTEM_PATH];
    bool ok = action_places_file(shell->project, shell->language, shell->data_folder,
                                 form == EXPORT_CSV ? PAPER_CSV : PAPER_GEOJSON, file, &why) &&
              action_export(shell->project, form, SHARE_ARCHIVE, file, &why);
    if (shell_deed(shell, ok, &why, NULL)) {
        snprintf(desk->saved, sizeof desk->saved, "%s", file);
        desk->noted = false;
        shell_bar(shell, shell_word(shell, "print.screen.saved"), false);
    }
}

/* ---- the screen ---- */

static void head(struct shell *shell)
{
    struct ui *ui = shell->ui;
    if (shell->back_count) {
        piece_back_head(shell, shell_word(shell, "print.screen.title"));
        return;
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){0});
    ui_text(ui, UI_SECOND, project_wijk(shell->project)->name);
    ui_text(ui, UI_TITLE, shell_word(shell, "print.screen.title"));
    ui_close(ui);
}

/* While the page fills the screen: only that, and how to move in it. */
static void build_near(struct shell *shell)
{
    struct ui *ui = shell->ui;
    double scale = part_scale(shell), foot = (piece_narrow(shell) ? 132 : 76) * fmin(scale, 1.4);
    double high = fmax(120, shell->height - foot - 100 - 50 * scale); /* ribbon and rail */
    ui_open(ui, UI_GROUP, "print.page", "", (struct ui_box){.grow = 1, .layer = true});
    print_look(shell, part_body_width(shell), high);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "page.foot", "",
            (struct ui_box){.pad_x = 8, .pad_y = 8, .gap = 8, .scroll = true});
    print_look_arrows(shell);
    ui_button(ui, "print.far",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "close", .label = shell_word(shell, "print.look.far")});
    ui_close(ui);
}

static void build_narrow(struct shell *shell)
{
    struct ui *ui = shell->ui;
    double pad = part_pad(shell), width = fmin(part_body_width(shell) - 2 * pad, 560);
    ui_open(ui, UI_GROUP, "page", "",
            (struct ui_box){.grow = 1, .scroll = true, .pad_x = pad, .pad_y = 16, .gap = 10});
    head(shell);
    print_choices(shell);
    print_desk(shell);
    ui_space(ui, 8);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.across = TYPE_MIDDLE, .gap = 12});
    print_look(shell, width, floor(width * print_look_ratio(shell)));
    print_look_arrows(shell);
    if (print_of(shell)->hold) {
        ui_button(ui, "print.near",
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = "search",
                                     .label = shell_word(shell, "print.look.near")});
    }
    ui_close(ui);
    exports(shell);
    ui_space(ui, 24);
    piece_bar_room(shell);
    ui_close(ui);
}

static void build_wide(struct shell *shell)
{
    struct ui *ui = shell->ui;
    double pad = part_pad(shell), scale = part_scale(shell);
    double beside = CHOICE_WIDTH * fmin(scale, 1.3);
    double high = shell->height - 2 * 20 - 52 - 16 - 12 - 34 * scale;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .grow = 1});
    ui_open(ui, UI_GROUP, "page", "",
            (struct ui_box){.grow = 1,
                            .scroll = true,
                            .layer = true,
                            .pad_x = pad,
                            .pad_y = 20,
                            .gap = 12,
                            .across = TYPE_MIDDLE});
    print_look(shell, part_body_width(shell) - beside - 2 * pad, fmax(320, high));
    print_look_arrows(shell);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "page.beside", "",
            (struct ui_box){.width = beside,
                            .scroll = true,
                            .filled = true,
                            .fill = THEME_CARD,
                            .pad_x = pad,
                            .pad_y = 20,
                            .gap = 10});
    head(shell);
    print_choices(shell);
    print_desk(shell);
    exports(shell);
    piece_bar_room(shell);
    ui_close(ui);
    ui_close(ui);
}

void screen_print_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    struct shell_print *print = print_of(shell);
    print->look.near = print->look.near && !part_wide(shell) && print_filled(shell);
    piece_frame_open(shell);
    if (part_wide(shell)) {
        build_wide(shell);
    } else if (print->look.near) {
        build_near(shell);
    } else {
        build_narrow(shell);
    }
    piece_frame_close(shell);
}

bool screen_print_news(struct shell *shell, const struct ui_news *news)
{
    if (print_look_news(shell, news)) {
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strcmp(news->id, "print.csv")) {
        export_as(shell, EXPORT_CSV);
    } else if (!strcmp(news->id, "print.geojson")) {
        export_as(shell, EXPORT_GEOJSON);
    } else {
        return print_choice_news(shell, news->id) || print_desk_news(shell, news->id);
    }
    return true;
}

/* `id`: "overview", one of the others, a report as "report:places", or "near": the scorecard from
 * nearby. */
void screen_print_prepare(struct shell *shell, const char *id)
{
    struct shell_print *print = print_of(shell);
    enum paper_what what = PAPER_SCORECARD;
    bool near = id && !strcmp(id, "near");
    const char *report = id ? part_after(id, "report:") : NULL;
    if (report) {
        print_report_show(shell, report, NULL, NULL);
    } else if (id && paper_what_parse(id, &what)) {
        print->choice.what = what;
        print->choice.form = paper_form_find(what, NULL);
    }
    print->look.page = 0;
    print->look.near = near;
    print->look.zoom = near ? 2 : 1;
    print->look.x = print->look.y = 0;
}
