/* SPDX-License-Identifier: EUPL-1.2 */
/* The scorecard on paper: a look at its pages, and the file. Both are drawn by a worker, which
 * opens its own type; everything the paper says is filled in before, on the main thread. */
#include "screen/part_inner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "print/print.h"
#include "system/file.h"
#include "system/system.h"

enum { PAGE_WIDE = 595, PAGE_HIGH = 842, PAPER_MOST = 1600 };
static const double CHOICE_WIDTH = 400;

enum task { TASK_LOOK, TASK_FILE };
struct print_task {
    struct shell *shell;
    enum task task;
    struct scorecard card; /* owned */
    struct theme theme;
    const struct icon_set *icons;
    const struct language *language;
    char fonts[SYSTEM_PATH], file[SYSTEM_PATH];
    char part[SYSTEM_PATH + 8];     /* written first: an older file stays until this one is whole */
    int page, pages, width, height; /* of the picture, pixels */
    cairo_surface_t *surface;       /* owned; NULL = could not */
    uint64_t generation;
    char project[64];
    bool ok;
    struct fault why;
};

struct shell_print {
    struct work_job *look_job, *file_job; /* under way, or NULL */
    cairo_surface_t *surface;             /* the page that is shown; owned */
    uint64_t generation;                  /* of the project when it was drawn, or tried */
    char project[64];
    const struct language *language;
    int page, pages, surface_page, surface_width;
    bool failed;             /* the last look could not be drawn */
    char saved[SYSTEM_PATH]; /* the newest file, or "" */
};

static struct shell_print *print_of(struct shell *shell)
{
    if (!shell->print) {
        shell->print = memory_take(sizeof *shell->print);
    }
    return shell->print;
}

/* ---- on a worker ---- */

static void task_draw(struct print_task *task, const struct pencil *pencil)
{
    task->pages = print_scorecard_page(&task->card, SCORECARD_A4, pencil, task->language, NULL, 0);
    task->page = task->page >= task->pages ? task->pages - 1 : task->page;
    task->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, task->width, task->height);
    cairo_t *cairo = cairo_create(task->surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, task->width / (double)PAGE_WIDE, task->height / (double)PAGE_HIGH);
    print_scorecard_page(&task->card, SCORECARD_A4, pencil, task->language, cairo, task->page);
    cairo_destroy(cairo);
    cairo_surface_flush(task->surface);
    task->ok = cairo_surface_status(task->surface) == CAIRO_STATUS_SUCCESS;
}

static void task_run(struct work_job *job, void *request)
{
    struct print_task *task = request;
    struct type *type = NULL;
    if (work_cancelled(job) || !type_open(task->fonts, &type, &task->why)) {
        return;
    }
    struct pencil pencil = {type, task->icons, &task->theme};
    if (task->task == TASK_LOOK) {
        task_draw(task, &pencil);
    } else {
        task->ok = print_scorecard(&task->card, SCORECARD_A4, &pencil, task->language, task->part,
                                   &task->why);
    }
    type_close(type);
}

/* ---- and back ---- */

static void look_take(struct shell_print *print, struct print_task *task, bool cancelled)
{
    print->look_job = NULL;
    print->failed = !task->ok && !cancelled;
    print->generation = task->generation;
    print->language = task->language;
    snprintf(print->project, sizeof print->project, "%s", task->project);
    if (!task->ok || cancelled) {
        return;
    }
    if (print->surface) {
        cairo_surface_destroy(print->surface);
    }
    print->surface = task->surface;
    task->surface = NULL;
    print->page = print->surface_page = task->page;
    print->pages = task->pages;
    print->surface_width = task->width;
}

static void file_take(struct shell *shell, struct print_task *task, bool cancelled)
{
    struct shell_print *print = shell->print;
    struct fault ignored;
    print->file_job = NULL;
    if (!cancelled && task->ok && rename(task->part, task->file) != 0) {
        task->ok = fault_set(&task->why, FAULT_STORAGE, "fault.file.write");
        fault_in(&task->why, task->file);
    }
    if (cancelled || !task->ok) {
        file_remove(task->part, &ignored);
    }
    if (cancelled) {
        shell_bar(shell, shell_word(shell, "print.screen.cancelled"), false);
    } else if (task->ok) {
        snprintf(print->saved, sizeof print->saved, "%s", task->file);
        shell_bar(shell, shell_word(shell, "print.screen.saved"), false);
    } else {
        shell->fault = task->why;
    }
}

static void task_done(void *request, bool cancelled)
{
    struct print_task *task = request;
    struct shell *shell = task->shell;
    if (task->task == TASK_LOOK) {
        look_take(shell->print, task, cancelled);
    } else {
        file_take(shell, task, cancelled);
    }
    shell->dirty = true;
    if (task->surface) {
        cairo_surface_destroy(task->surface);
    }
    scorecard_clear(&task->card);
    free(task);
}

static struct print_task *task_make(struct shell *shell, enum task kind)
{
    char style[SYSTEM_PATH];
    struct print_task *task = memory_take(sizeof *task);
    task->shell = shell;
    task->task = kind;
    task->icons = shell->icons;
    task->language = shell->language;
    task->generation = project_generation(shell->project);
    snprintf(task->project, sizeof task->project, "%s", project_name(shell->project));
    if (path_join(style, sizeof style, shell->assets_folder, "style") &&
        path_join(task->fonts, sizeof task->fonts, shell->assets_folder, "fonts") &&
        theme_load(style, "print", &task->theme, &task->why) &&
        action_scorecard_fill(shell->project, shell->language, shell->print_style, &task->card,
                              &task->why)) {
        return task;
    }
    shell->fault = task->why;
    shell->dirty = true;
    free(task);
    return NULL;
}

static struct work_job *task_start(struct shell *shell, struct print_task *task)
{
    struct work_job *job =
        work_add(project_workers(shell->project), (struct work_task){task_run, task_done, task});
    return job;
}

/* Asks for the page in `width` pixels when what is shown is not that any more. */
static void look_ask(struct shell *shell, int width)
{
    struct shell_print *print = print_of(shell);
    bool other = strcmp(print->project, project_name(shell->project)) != 0;
    bool same = !other && print->generation == project_generation(shell->project) &&
                print->language == shell->language;
    bool stands =
        print->surface && print->surface_page == print->page && print->surface_width == width;
    if (print->look_job || (same && (stands || print->failed))) {
        return;
    }
    if (other && print->surface) { /* nobody may take it for this project's */
        cairo_surface_destroy(print->surface);
        print->surface = NULL;
        print->page = print->pages = 0;
    }
    struct print_task *task = task_make(shell, TASK_LOOK);
    if (!task) {
        print->failed = true;
        print->generation = project_generation(shell->project);
        print->language = shell->language;
        snprintf(print->project, sizeof print->project, "%s", project_name(shell->project));
        return;
    }
    task->page = print->page;
    task->width = width;
    task->height = (int)lround(width * (double)PAGE_HIGH / PAGE_WIDE);
    print->look_job = task_start(shell, task);
    if (shell->ways.still) {
        work_finish(project_workers(shell->project));
    }
}

void print_close(struct shell *shell)
{
    struct shell_print *print = shell->print;
    if (!print) {
        return;
    }
    if (print->look_job) {
        work_cancel(print->look_job);
    }
    if (print->file_job) {
        work_cancel(print->file_job);
    }
    if (shell->project && (print->look_job || print->file_job)) {
        work_finish(project_workers(shell->project));
    }
    if (print->surface) {
        cairo_surface_destroy(print->surface);
    }
    free(print);
    shell->print = NULL;
}

/* ---- files ---- */

/* DATA/prints/<what>-<wijk>-<date>.<end> */
static bool file_name(struct shell *shell, const char *what, const char *end, char out[SYSTEM_PATH],
                      struct fault *why)
{
    char folder[SYSTEM_PATH], wijk[96], name[192], day[CIVIL_DATE_SIZE];
    utf8_fold(project_wijk(shell->project)->name, wijk, sizeof wijk);
    for (char *at = wijk; *at; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
        *at = plain ? *at : '-';
    }
    civil_date_write(project_now(shell->project).date, day);
    snprintf(name, sizeof name, "%s-%s-%s.%s", what, *wijk ? wijk : "wijk", day, end);
    if (!path_join(folder, sizeof folder, shell->data_folder, "prints") ||
        !path_join(out, SYSTEM_PATH, folder, name)) {
        return fault_set(why, FAULT_USAGE, "fault.path.long");
    }
    return folder_make(folder, why);
}

static void save_pdf(struct shell *shell)
{
    struct shell_print *print = print_of(shell);
    struct print_task *task = print->file_job ? NULL : task_make(shell, TASK_FILE);
    if (!task) {
        return;
    }
    if (!file_name(shell, "wijkscorekaart", "pdf", task->file, &task->why)) {
        shell->fault = task->why;
        scorecard_clear(&task->card);
        free(task);
    } else {
        snprintf(task->part, sizeof task->part, "%s.part", task->file);
        print->file_job = task_start(shell, task);
        if (shell->ways.still) {
            work_finish(project_workers(shell->project));
        }
    }
    shell->dirty = true;
}

static void export_as(struct shell *shell, enum export_form form)
{
    struct shell_print *print = print_of(shell);
    struct fault why;
    char file[SYSTEM_PATH];
    bool ok = file_name(shell, "plekken", form == EXPORT_CSV ? "csv" : "geojson", file, &why) &&
              action_export(shell->project, form, file, &why);
    if (shell_deed(shell, ok, &why, NULL)) {
        snprintf(print->saved, sizeof print->saved, "%s", file);
        shell_bar(shell, shell_word(shell, "print.screen.saved"), false);
    }
}

/* ---- the screen ---- */

static void page_paint(void *data, cairo_t *cairo, double width, double height)
{
    const struct shell *shell = data;
    const struct shell_print *print = shell->print;
    colour_set(cairo, shell->theme.colour[THEME_EDGE]);
    cairo_rectangle(cairo, 0, 0, width, height);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_rectangle(cairo, 1, 1, width - 2, height - 2);
    cairo_fill(cairo);
    if (!print || !print->surface) {
        return;
    }
    cairo_translate(cairo, 1, 1);
    cairo_scale(cairo, (width - 2) / cairo_image_surface_get_width(print->surface),
                (height - 2) / cairo_image_surface_get_height(print->surface));
    cairo_set_source_surface(cairo, print->surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD);
    cairo_paint(cairo);
}

static void arrows(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct shell_print *print = shell->print;
    struct message line = message_of("print.screen.page");
    message_add_count(&line, print->page + 1);
    message_add_count(&line, print->pages);
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.row = true, .gap = 12, .across = TYPE_MIDDLE, .align = TYPE_MIDDLE});
    ui_button(ui, "print.before",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "back",
                                 .icon_only = true,
                                 .label = shell_word(shell, "print.screen.before"),
                                 .disabled = print->page <= 0});
    ui_text(ui, UI_BODY,
            print->pages ? shell_say(shell, line) : shell_word(shell, "print.screen.drawing"));
    ui_button(ui, "print.after",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "next",
                                 .icon_only = true,
                                 .label = shell_word(shell, "print.screen.after"),
                                 .disabled = print->page + 1 >= print->pages});
    ui_close(ui);
}

/* Drawn twice as large as it is shown, so that small letters keep their distances. */
static void look(struct shell *shell, double width)
{
    struct ui *ui = shell->ui;
    double height = floor(width * PAGE_HIGH / PAGE_WIDE);
    look_ask(shell, (int)fmin(fmax(lround(2 * width * shell->density), 100), PAPER_MOST));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.across = TYPE_MIDDLE, .gap = 12});
    ui_custom(ui, UI_IMAGE, "", shell_word(shell, "print.screen.look"),
              (struct ui_box){.width = width, .height = height}, page_paint, shell);
    arrows(shell);
    ui_close(ui);
}

static void saved(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct shell_print *print = shell->print;
    if (!print->saved[0]) {
        return;
    }
    part_open_card(shell);
    part_line(shell, "check", THEME_MET, shell_word(shell, "print.screen.saved.at"));
    ui_text(ui, UI_SECOND, print->saved);
    ui_button(ui, "print.open",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "share",
                                 .label = shell_word(shell, "print.screen.open")});
    part_close_card(shell);
}

static void choices(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct shell_print *print = shell->print;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){0});
    ui_text(ui, UI_SECOND, project_wijk(shell->project)->name);
    ui_text(ui, UI_TITLE, shell_word(shell, "print.screen.title"));
    ui_close(ui);
    ui_text(ui, UI_BOLD, shell_word(shell, "print.screen.card"));
    part_say(shell, "print.screen.card.why");
    if (print->file_job) {
        part_line(shell, "clock", THEME_MUTED, shell_word(shell, "print.screen.busy"));
        ui_button(ui, "print.cancel",
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = "close",
                                     .label = shell_word(shell, "print.screen.cancel")});
    } else {
        ui_button(ui, "print.save",
                  (struct ui_button){.kind = UI_PRIMARY,
                                     .icon = "print",
                                     .label = shell_word(shell, "print.screen.save")});
    }
    saved(shell);
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

static void build(struct shell *shell)
{
    struct ui *ui = shell->ui;
    double pad = part_pad(shell), scale = part_scale(shell);
    print_of(shell);
    piece_frame_open(shell);
    if (!part_wide(shell)) {
        ui_open(ui, UI_GROUP, "page", "",
                (struct ui_box){.grow = 1, .scroll = true, .pad_x = pad, .pad_y = 16, .gap = 10});
        choices(shell);
        ui_space(ui, 8);
        look(shell, fmin(part_body_width(shell) - 2 * pad, 560));
        ui_space(ui, 24);
        ui_close(ui);
        piece_frame_close(shell);
        return;
    }
    double beside = CHOICE_WIDTH * fmin(scale, 1.3);
    double high = shell->height - 2 * 20 - 52 - 16 - 12 - 34 * scale,
           wide = part_body_width(shell) - beside;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .grow = 1});
    ui_open(ui, UI_GROUP, "page", "",
            (struct ui_box){.grow = 1, .scroll = true, .pad_x = pad, .pad_y = 20});
    look(shell, fmin(wide - 2 * pad, fmax(320, high * PAGE_WIDE / PAGE_HIGH)));
    ui_close(ui);
    ui_open(ui, UI_GROUP, "page.beside", "",
            (struct ui_box){.width = beside,
                            .scroll = true,
                            .filled = true,
                            .fill = THEME_CARD,
                            .pad_x = pad,
                            .pad_y = 20,
                            .gap = 10});
    choices(shell);
    ui_close(ui);
    ui_close(ui);
    piece_frame_close(shell);
}

void screen_print_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

static void turn(struct shell *shell, int step)
{
    struct shell_print *print = print_of(shell);
    int page = print->page + step;
    if (page >= 0 && page < print->pages && !print->look_job) {
        print->page = page;
        print->failed = false;
        shell_rebuild(shell);
    }
}

bool screen_print_news(struct shell *shell, const struct ui_news *news)
{
    struct shell_print *print = print_of(shell);
    struct fault why;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (strcmp(news->id, "print.save") == 0) {
        save_pdf(shell);
    } else if (strcmp(news->id, "print.cancel") == 0) {
        if (print->file_job) {
            work_cancel(print->file_job);
        }
    } else if (strcmp(news->id, "print.before") == 0) {
        turn(shell, -1);
    } else if (strcmp(news->id, "print.after") == 0) {
        turn(shell, 1);
    } else if (strcmp(news->id, "print.csv") == 0) {
        export_as(shell, EXPORT_CSV);
    } else if (strcmp(news->id, "print.geojson") == 0) {
        export_as(shell, EXPORT_GEOJSON);
    } else if (strcmp(news->id, "print.open") == 0) {
        shell_deed(shell, system_open_with_viewer(print->saved, &why), &why, NULL);
    } else {
        return false;
    }
    return true;
}

void screen_print_prepare(struct shell *shell, const char *id)
{
    (void)id;
    print_of(shell)->page = 0;
}
