/* SPDX-License-Identifier: EUPL-1.2 */
/* The preview: a page as it will be, closer under two fingers or by button, drawn by a worker. What
 * was drawn last is shown, larger or moved, until the sharp picture comes. */
#include "screen/print_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { PIXELS_LEAST = 100, PIXELS_MOST = 1600, SHARP_MOST = 4096 };
static const double ZOOM_MOST = 8, SAME = 1e-4;

struct look_task {
    struct shell *shell;
    bool left; /* the print screen was closed meanwhile */
    struct print_hold *hold;
    struct print_pencil pencil;
    struct rect part; /* shares of the page */
    bool sharp;
    int page, pages;          /* pages: 0 = not counted yet */
    int width, height;        /* pixels */
    cairo_surface_t *surface; /* owned; NULL = could not */
    bool ok;
};

/* ---- on a worker ---- */

static void picture_draw(struct look_task *task)
{
    const struct print_hold *hold = task->hold;
    task->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, task->width, task->height);
    cairo_t *cairo = cairo_create(task->surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, task->width / (hold->width * task->part.width),
                task->height / (hold->height * task->part.height));
    cairo_translate(cairo, -task->part.x * hold->width, -task->part.y * hold->height);
    paper_job_draw(hold->job, &task->pencil.pencil, cairo, task->page);
    cairo_destroy(cairo);
    cairo_surface_flush(task->surface);
    task->ok = cairo_surface_status(task->surface) == CAIRO_STATUS_SUCCESS;
}

static void task_run(struct work_job *job, void *request)
{
    struct look_task *task = request;
    struct fault why;
    fault_clear(&why);
    if (work_cancelled(job) || !print_pencil_open(&task->pencil, &why)) {
        return;
    }
    if (!task->pages) { /* it lays the whole print out */
        task->pages = paper_job_pages(task->hold->job, &task->pencil.pencil);
    }
    task->page = task->page < task->pages ? task->page : task->pages - 1;
    if (task->page >= 0 && !work_cancelled(job)) {
        picture_draw(task);
    }
    print_pencil_close(&task->pencil);
}

/* ---- and back ---- */

static void surface_set(cairo_surface_t **to, cairo_surface_t *surface)
{
    if (*to) {
        cairo_surface_destroy(*to);
    }
    *to = surface;
}

static void picture_take(struct print_look *look, struct look_task *task)
{
    look->pages = task->pages;
    look->page = task->page;
    if (task->sharp) {
        surface_set(&look->sharp, task->surface);
        look->sharp_at = task->part;
    } else {
        surface_set(&look->whole, task->surface);
        surface_set(&look->sharp, NULL);
        look->whole_of = task->hold;
        look->whole_page = task->page;
        look->whole_width = task->width;
    }
    task->surface = NULL;
}

static void task_done(void *request, bool cancelled)
{
    struct look_task *task = request;
    struct shell_print *print = task->left ? NULL : task->shell->print;
    if (print) {
        print->look.job = NULL;
        print->look.task = NULL;
        task->shell->dirty = true;
    }
    if (print && !cancelled && task->hold == print->hold) {
        print->look.failed = !task->ok;
        if (task->ok && (!task->sharp || task->page == print->look.page)) {
            picture_take(&print->look, task);
        }
    }
    if (task->surface) {
        cairo_surface_destroy(task->surface);
    }
    print_hold_give(task->hold);
    free(task);
}

static void task_start(struct shell *shell, struct rect part, bool sharp, double width,
                       double height)
{
    struct shell_print *print = shell->print;
    struct look_task *task = memory_take(sizeof *task);
    struct fault why;
    memset(task, 0, sizeof *task);
    if (!print_pencil_set(shell, &task->pencil, &why)) {
        print->look.failed = true;
        free(task);
        return;
    }
    task->shell = shell;
    task->hold = print_hold_take(print->hold);
    task->part = part;
    task->sharp = sharp;
    task->page = print->look.page;
    task->pages = print->look.whole_of == print->hold ? print->look.pages : 0;
    task->width = (int)fmin(fmax(round(width), 1), SHARP_MOST);
    task->height = (int)fmin(fmax(round(height), 1), SHARP_MOST);
    print->look.task = task;
    print->look.job =
        work_add(project_workers(shell->project), (struct work_task){task_run, task_done, task});
    if (shell->ways.still) {
        work_finish(project_workers(shell->project));
    }
}

/* ---- where the page lies in the view ---- */

static struct rect page_rect(const struct shell_print *print)
{
    const struct print_look *look = &print->look;
    const struct print_hold *hold = print->hold;
    double fit = fmin(look->width / hold->width, look->height / hold->height);
    double width = hold->width * fit * look->zoom, height = hold->height * fit * look->zoom;
    return (struct rect){look->width / 2 - look->x * width, look->height / 2 - look->y * height,
                         width, height};
}

static double share_within(double at, double page, double view)
{
    double half = view / 2 / fmax(page, 1);
    return half >= 0.5 ? 0.5 : fmin(fmax(at, half), 1 - half);
}

static void view_settle(struct shell_print *print)
{
    struct print_look *look = &print->look;
    look->zoom = fmin(fmax(look->zoom, 1), ZOOM_MOST);
    struct rect page = page_rect(print);
    look->x = share_within(look->x, page.width, look->width);
    look->y = share_within(look->y, page.height, look->height);
}

/* What of the page is seen, in shares of it. */
static struct rect part_seen(const struct shell_print *print)
{
    const struct print_look *look = &print->look;
    struct rect page = page_rect(print);
    double left = fmax(0, -page.x / page.width), top = fmax(0, -page.y / page.height);
    double right = fmin(1, (look->width - page.x) / page.width);
    double bottom = fmin(1, (look->height - page.y) / page.height);
    return (struct rect){left, top, right - left, bottom - top};
}

static bool same_part(struct rect a, struct rect b)
{
    return fabs(a.x - b.x) < SAME && fabs(a.y - b.y) < SAME && fabs(a.width - b.width) < SAME &&
           fabs(a.height - b.height) < SAME;
}

/* ---- asking for pictures ---- */

static bool whole_stands(const struct shell_print *print, int width)
{
    const struct print_look *look = &print->look;
    return look->whole && look->whole_of == print->hold && look->whole_page == look->page &&
           look->whole_width == width;
}

static bool picture_ask(struct shell *shell)
{
    struct shell_print *print = shell->print;
    struct print_look *look = &print->look;
    struct rect page = page_rect(print), seen = part_seen(print);
    /* twice as large as it is shown, so that small letters keep their distances */
    double wide = 2 * page.width / look->zoom * shell->density;
    int width = (int)fmin(fmax(round(wide), PIXELS_LEAST), PIXELS_MOST);
    if (look->job || look->failed) {
        return false;
    }
    if (!whole_stands(print, width)) {
        task_start(shell, (struct rect){0, 0, 1, 1}, false, width,
                   width * print->hold->height / print->hold->width);
        return true;
    }
    if (look->zoom > 1.01 && !look->moving && !(look->sharp && same_part(look->sharp_at, seen))) {
        task_start(shell, seen, true, seen.width * page.width * shell->density,
                   seen.height * page.height * shell->density);
        return true;
    }
    return false;
}

void print_look_forget(struct shell_print *print)
{
    struct print_look *look = &print->look;
    surface_set(&look->whole, NULL);
    surface_set(&look->sharp, NULL);
    look->whole_of = NULL;
    look->page = look->pages = 0;
    look->zoom = 1;
    look->failed = false;
}

void print_look_close(struct shell *shell)
{
    struct print_look *look = &shell->print->look;
    if (look->job) {
        look->task->left = true;
        work_cancel(look->job);
    }
    surface_set(&look->whole, NULL);
    surface_set(&look->sharp, NULL);
}

/* ---- on the screen ---- */

static void surface_paint(cairo_t *cairo, cairo_surface_t *surface, struct rect at)
{
    if (!surface) {
        return;
    }
    cairo_save(cairo);
    cairo_translate(cairo, at.x, at.y);
    cairo_scale(cairo, at.width / cairo_image_surface_get_width(surface),
                at.height / cairo_image_surface_get_height(surface));
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD);
    cairo_paint(cairo);
    cairo_restore(cairo);
}

static void page_paint(void *data, cairo_t *cairo, double width, double height)
{
    const struct shell *shell = data;
    const struct shell_print *print = shell->print;
    if (!print || !print->hold) {
        return;
    }
    struct rect page = page_rect(print), part = print->look.sharp_at;
    cairo_save(cairo);
    cairo_rectangle(cairo, 0, 0, width, height);
    cairo_clip(cairo);
    colour_set(cairo, shell->theme.colour[THEME_EDGE]);
    cairo_rectangle(cairo, page.x - 1, page.y - 1, page.width + 2, page.height + 2);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_rectangle(cairo, page.x, page.y, page.width, page.height);
    cairo_fill(cairo);
    surface_paint(cairo, print->look.whole, page);
    if (print->look.zoom > 1.01) {
        surface_paint(cairo, print->look.sharp,
                      (struct rect){page.x + part.x * page.width, page.y + part.y * page.height,
                                    part.width * page.width, part.height * page.height});
    }
    cairo_restore(cairo);
}

double print_look_ratio(struct shell *shell)
{
    const struct print_hold *hold = print_filled(shell);
    return hold ? hold->height / hold->width : 1;
}

static void nothing(struct shell *shell)
{
    const struct shell_print *print = shell->print;
    const char *line = shell_say(shell, print->empty.what);
    ui_open(shell->ui, UI_GROUP, "print.nothing", "", (struct ui_box){.pad = 24});
    piece_empty(shell, "print", shell_word(shell, "print.nothing"), line, NULL, NULL);
    ui_close(shell->ui);
}

void print_look(struct shell *shell, double width, double height)
{
    struct shell_print *print = print_of(shell);
    struct print_look *look = &print->look;
    if (!print_filled(shell)) {
        nothing(shell);
        return;
    }
    look->width = fmax(width, 1);
    look->height = fmax(height, 1);
    view_settle(print);
    if (picture_ask(shell) && shell->ways.still) {
        picture_ask(shell); /* the sharp one, which waits for the whole one */
    }
    bool live = look->near || part_wide(shell);
    if (look->failed) {
        part_line(shell, "warning", THEME_NOT, shell_word(shell, "print.look.failed"));
    }
    ui_custom(shell->ui, live ? UI_MAP : UI_IMAGE, live ? "print.look" : "",
              shell_word(shell, "print.screen.look"),
              (struct ui_box){.width = width, .height = height}, page_paint, shell);
}

/* ---- turning pages, coming closer ---- */

static void arrow(struct shell *shell, const char *id, const char *icon, const char *key,
                  bool disabled)
{
    ui_button(shell->ui, id,
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = icon,
                                 .icon_only = true,
                                 .label = shell_word(shell, key),
                                 .disabled = disabled});
}

void print_look_arrows(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct shell_print *print = print_of(shell);
    const struct print_look *look = &print->look;
    struct message line = message_of("print.screen.page");
    if (!print->hold) {
        return;
    }
    message_add_count(&line, look->page + 1);
    message_add_count(&line, look->pages);
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){
                .row = true, .wrap = true, .gap = 10, .across = TYPE_MIDDLE, .align = TYPE_MIDDLE});
    arrow(shell, "print.before", "back", "print.screen.before", look->page <= 0);
    ui_text(ui, UI_BODY,
            look->pages ? shell_say(shell, line) : shell_word(shell, "print.screen.drawing"));
    arrow(shell, "print.after", "next", "print.screen.after", look->page + 1 >= look->pages);
    if (look->near || part_wide(shell)) {
        arrow(shell, "print.smaller", "minus", "print.look.smaller", look->zoom <= 1.01);
        arrow(shell, "print.larger", "plus", "print.look.larger", look->zoom >= ZOOM_MOST - 0.01);
    }
    ui_close(ui);
}

static void page_turn(struct shell_print *print, int step)
{
    struct print_look *look = &print->look;
    int page = look->page + step;
    if (page >= 0 && page < look->pages && !(look->job && !look->sharp)) {
        look->page = page;
        look->failed = false;
        surface_set(&look->sharp, NULL);
        look->y = step > 0 ? 0 : 1;
    }
}

/* `levels` doublings about a point of the view, which stays where it is. */
static void view_zoom(struct shell_print *print, double levels, double x, double y)
{
    struct print_look *look = &print->look;
    struct rect page = page_rect(print);
    double share_x = (x - page.x) / page.width, share_y = (y - page.y) / page.height;
    look->zoom = fmin(fmax(look->zoom * exp2(levels), 1), ZOOM_MOST);
    page = page_rect(print);
    look->x = share_x - (x - look->width / 2) / page.width;
    look->y = share_y - (y - look->height / 2) / page.height;
    view_settle(print);
}

static void view_move(struct shell_print *print, double dx, double dy)
{
    struct print_look *look = &print->look;
    struct rect page = page_rect(print);
    look->x -= dx / page.width;
    look->y -= dy / page.height;
    view_settle(print);
}

static void gesture_follow(struct shell_print *print, const struct gesture_news *gesture)
{
    struct print_look *look = &print->look;
    switch (gesture->kind) {
    case GESTURE_DRAG:
        view_move(print, gesture->dx, gesture->dy);
        break;
    case GESTURE_ZOOM:
        view_zoom(print, gesture->zoom, gesture->x, gesture->y);
        view_move(print, gesture->dx, gesture->dy);
        break;
    case GESTURE_DOUBLE_TAP:
        view_zoom(print, look->zoom > 1.01 ? -10 : 1.5, gesture->x, gesture->y);
        break;
    default:
        break;
    }
    if (gesture->kind == GESTURE_DRAG_BEGIN || gesture->kind == GESTURE_ZOOM_BEGIN) {
        look->moving = true;
    } else if (gesture->kind == GESTURE_DRAG_END || gesture->kind == GESTURE_ZOOM_END ||
               gesture->kind == GESTURE_CANCEL) {
        look->moving = false;
    }
}

static bool button_news(struct shell_print *print, const char *id)
{
    struct print_look *look = &print->look;
    if (!strcmp(id, "print.before")) {
        page_turn(print, -1);
    } else if (!strcmp(id, "print.after")) {
        page_turn(print, 1);
    } else if (!strcmp(id, "print.larger")) {
        view_zoom(print, 1, look->width / 2, look->height / 2);
    } else if (!strcmp(id, "print.smaller")) {
        view_zoom(print, -1, look->width / 2, look->height / 2);
    } else if (!strcmp(id, "print.near")) {
        look->near = true;
        look->zoom = 2;
        look->x = look->y = 0;
    } else if (!strcmp(id, "print.far")) {
        look->near = false;
        look->zoom = 1;
    } else {
        return false;
    }
    return true;
}

bool print_look_news(struct shell *shell, const struct ui_news *news)
{
    struct shell_print *print = print_of(shell);
    bool back = news->kind == UI_NEWS_BACK && print->look.near;
    bool mine = back;
    if (back) {
        button_news(print, "print.far");
    } else if (news->kind == UI_NEWS_GESTURE && !strcmp(news->id, "print.look") && print->hold) {
        gesture_follow(print, &news->gesture);
        mine = true;
    } else if (news->kind == UI_NEWS_TAP && print->hold) {
        mine = button_news(print, news->id);
    }
    if (mine) {
        shell_rebuild(shell);
    }
    return mine;
}
