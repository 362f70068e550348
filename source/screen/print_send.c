/* SPDX-License-Identifier: EUPL-1.2 */
/* The file, and its way to a printer: written by a worker, handed over and followed by a lane of
 * its own, for a print server may be slow. The file stays, whatever the printer does. */
#include "screen/print_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "system/file.h"

enum { LOOK_EVERY_MS = 1000 };

/* ---- the file ---- */

struct file_task {
    struct shell *shell;
    bool left; /* the print screen was closed meanwhile */
    struct print_hold *hold;
    struct print_pencil pencil;
    enum paper_end end;
    bool send;
    char file[SYSTEM_PATH];
    char part[SYSTEM_PATH + 8]; /* written first: an older file stays until this one is whole */
    bool ok;
    struct fault why;
};

static void send_start(struct shell *shell, struct print_hold *hold);

static void file_run(struct work_job *job, void *request)
{
    struct file_task *task = request;
    if (work_cancelled(job) || !print_pencil_open(&task->pencil, &task->why)) {
        return;
    }
    task->ok =
        paper_job_write(task->hold->job, &task->pencil.pencil, task->end, task->part, &task->why);
    print_pencil_close(&task->pencil);
}

/* One line says that it is noted, and takes it back. */
static void note(struct shell *shell, struct print_hold *hold, enum paper_end end)
{
    struct print_desk *desk = &shell->print->desk;
    struct fault why;
    if (!paper_is_published(hold->job, end)) {
        return;
    }
    desk->noted = shell_deed(shell, action_paper_note(shell->project, hold->job, end, &why), &why,
                             "print.noted.bar");
    desk->noted_at = project_generation(shell->project);
}

static void file_kept(struct shell *shell, struct file_task *task)
{
    struct print_desk *desk = &shell->print->desk;
    snprintf(desk->saved, sizeof desk->saved, "%s", task->file);
    desk->noted = false;
    if (task->send) {
        send_start(shell, task->hold);
        return;
    }
    desk->stage = PRINT_REST;
    shell_bar(shell, shell_word(shell, "print.screen.saved"), false);
    note(shell, task->hold, task->end);
}

/* Nobody waits for it any more: what was written goes. */
static void file_left(struct file_task *task)
{
    struct fault ignored;
    file_remove(task->part, &ignored);
    print_hold_give(task->hold);
    free(task);
}

static void file_done(void *request, bool cancelled)
{
    struct file_task *task = request;
    struct fault ignored;
    if (task->left) {
        file_left(task);
        return;
    }
    struct shell *shell = task->shell;
    struct print_desk *desk = &shell->print->desk;
    desk->file_job = NULL;
    desk->file_task = NULL;
    if (!cancelled && task->ok && rename(task->part, task->file) != 0) {
        task->ok = fault_set(&task->why, FAULT_STORAGE, "fault.file.write");
        fault_in(&task->why, task->file);
    }
    if (cancelled || !task->ok) {
        file_remove(task->part, &ignored);
        desk->stage = PRINT_REST;
    }
    if (cancelled) {
        shell_bar(shell, shell_word(shell, "print.screen.cancelled"), false);
    } else if (task->ok) {
        file_kept(shell, task);
    } else {
        shell->fault = task->why;
    }
    shell->dirty = true;
    print_hold_give(task->hold);
    free(task);
}

void print_file_make(struct shell *shell, enum paper_end end, bool send)
{
    struct shell_print *print = print_of(shell);
    struct print_hold *hold = print_filled(shell);
    struct print_desk *desk = &print->desk;
    if (!hold || desk->stage != PRINT_REST) {
        return;
    }
    struct file_task *task = memory_take(sizeof *task);
    memset(task, 0, sizeof *task);
    if (!print_pencil_set(shell, &task->pencil, &task->why) ||
        !action_paper_file(shell->project, hold->job, shell->data_folder, end, task->file,
                           &task->why)) {
        shell->fault = task->why;
        shell->dirty = true;
        free(task);
        return;
    }
    task->shell = shell;
    task->hold = print_hold_take(hold);
    task->end = end;
    task->send = send;
    snprintf(task->part, sizeof task->part, "%s.part", task->file);
    desk->stage = PRINT_WRITING;
    desk->stop = false;
    desk->said = message_of("");
    fault_clear(&desk->fault);
    desk->file_task = task;
    desk->file_job =
        work_add(project_workers(shell->project), (struct work_task){file_run, file_done, task});
    if (shell->ways.still) {
        work_finish(project_workers(shell->project));
    }
    shell->dirty = true;
}

/* ---- the print server ---- */

enum server_deed { SERVER_LIST, SERVER_SEND, SERVER_LOOK, SERVER_CANCEL };
struct server_task {
    struct shell *shell;
    bool left; /* the print screen was closed meanwhile */
    enum server_deed deed;
    char file[SYSTEM_PATH], title[256], printer[PRINTER_TEXT], paper[64], reason[PRINTER_TEXT];
    struct printer_job job;
    struct printer *printers;
    size_t count;
    int number;
    enum printer_progress progress;
    bool ok;
    struct fault why;
};

static void server_run(struct work_job *job, void *request)
{
    struct server_task *task = request;
    if (work_cancelled(job)) {
        return;
    }
    switch (task->deed) {
    case SERVER_LIST:
        task->ok = paper_printers(&task->printers, &task->count, &task->why);
        break;
    case SERVER_SEND:
        task->ok = printer_send(&task->job, &task->number, &task->why);
        break;
    case SERVER_LOOK:
        task->ok =
            printer_look(task->printer, task->number, &task->progress, task->reason, &task->why);
        break;
    default:
        task->ok = printer_cancel(task->printer, task->number, &task->why);
        break;
    }
}

static void list_take(struct print_desk *desk, struct server_task *task)
{
    free(desk->printers);
    desk->printers = task->printers;
    desk->count = task->count;
    desk->chosen = 0;
    desk->search = task->ok ? PRINT_FOUND : PRINT_NOT_FOUND;
    desk->search_fault = task->why;
    task->printers = NULL;
    for (size_t at = 0; at < desk->count; at++) {
        desk->chosen = desk->printers[at].chosen ? (int)at : desk->chosen;
    }
}

/* What came out of the printer, or went where nobody sees it any more, was given out. */
static void ended(struct shell *shell, struct message said, bool good, bool given)
{
    struct print_desk *desk = &shell->print->desk;
    struct print_hold *sent = desk->sent;
    desk->stage = PRINT_REST;
    desk->said = said;
    desk->said_good = good;
    desk->sent = NULL;
    if (given) {
        shell_bar(shell, shell_say(shell, said), false);
        note(shell, sent, PAPER_PDF);
    }
    print_hold_give(sent);
}

static void server_start(struct shell *shell, struct server_task *task);

static struct server_task *server_task(struct shell *shell, enum server_deed deed)
{
    struct server_task *task = memory_take(sizeof *task);
    const struct print_desk *desk = &shell->print->desk;
    memset(task, 0, sizeof *task);
    task->shell = shell;
    task->deed = deed;
    task->number = desk->number;
    snprintf(task->printer, sizeof task->printer, "%s", desk->printer);
    return task;
}

static void send_take(struct shell *shell, struct server_task *task)
{
    struct print_desk *desk = &shell->print->desk;
    if (!task->ok) {
        desk->fault = task->why;
        desk->fault.file[0] = 0; /* it is named below: “bewaard als” */
        ended(shell, message_of(""), false, false);
        return;
    }
    desk->number = task->number;
    desk->stage = PRINT_FOLLOWING;
    desk->progress = PRINTER_WAITING;
    desk->reason[0] = 0;
    desk->look_at = shell->now_ms;
}

static void look_take(struct shell *shell, struct server_task *task)
{
    struct print_desk *desk = &shell->print->desk;
    desk->look_at = shell->now_ms + LOOK_EVERY_MS;
    if (desk->stage != PRINT_FOLLOWING) {
        return;
    }
    if (!task->ok) { /* it was handed over; the server says no more */
        ended(shell, paper_progress(desk->shown, PRINTER_WAITING, ""), true, true);
        return;
    }
    desk->progress = task->progress;
    snprintf(desk->reason, sizeof desk->reason, "%s", task->reason);
    if (task->progress == PRINTER_DONE || task->progress >= PRINTER_FAILED) {
        bool done = task->progress == PRINTER_DONE;
        ended(shell, paper_progress(desk->shown, task->progress, task->reason), done, done);
    }
}

static void cancel_take(struct shell *shell, struct server_task *task)
{
    struct print_desk *desk = &shell->print->desk;
    if (task->ok) {
        ended(shell, paper_progress(desk->shown, PRINTER_CANCELLED, ""), true, false);
    } else {
        desk->fault = task->why;
        message_add_text(&desk->fault.what, desk->shown);
    }
    desk->stop = false;
}

static void server_free(struct server_task *task)
{
    free(task->printers);
    free(task);
}

static void server_done(void *request, bool cancelled)
{
    struct server_task *task = request;
    struct shell *shell = task->shell;
    if (task->left) {
        server_free(task);
        return;
    }
    struct print_desk *desk = &shell->print->desk;
    desk->server_job = NULL;
    desk->server_task = NULL;
    if (!cancelled) {
        static void (*const takes[])(struct shell *, struct server_task *) = {
            [SERVER_SEND] = send_take, [SERVER_LOOK] = look_take, [SERVER_CANCEL] = cancel_take};
        if (task->deed == SERVER_LIST) {
            list_take(desk, task);
        } else {
            takes[task->deed](shell, task);
        }
        if (desk->stop && desk->stage == PRINT_FOLLOWING) {
            server_start(shell, server_task(shell, SERVER_CANCEL));
        }
    }
    shell->dirty = true;
    server_free(task);
}

static void server_start(struct shell *shell, struct server_task *task)
{
    struct print_desk *desk = &shell->print->desk;
    if (!desk->lane) {
        desk->lane =
            work_lane_start(1, WORK_FIRST_COMES_FIRST, shell->ways.wake, shell->ways.wake_data);
    }
    desk->server_task = task;
    desk->server_job = work_add(desk->lane, (struct work_task){server_run, server_done, task});
}

/* Where everything is waited for, so is this. */
static void server_wait(struct shell *shell)
{
    struct print_desk *desk = &shell->print->desk;
    while (shell->ways.still && desk->server_job) {
        work_finish(desk->lane);
    }
}

static void send_start(struct shell *shell, struct print_hold *hold)
{
    struct print_desk *desk = &shell->print->desk;
    const struct printer *printer = &desk->printers[desk->chosen];
    const struct paper_form *form = paper_job_form(hold->job);
    struct server_task *task = server_task(shell, SERVER_SEND);
    bool smaller;
    const char *paper = desk->paper >= 0 && desk->paper < printer->paper_count
                            ? printer->papers[desk->paper].name
                            : paper_for_printer(printer, form, &smaller);
    snprintf(task->file, sizeof task->file, "%s", desk->saved);
    snprintf(task->printer, sizeof task->printer, "%s", printer->name);
    snprintf(task->paper, sizeof task->paper, "%s", paper ? paper : "");
    snprintf(task->title, sizeof task->title, "%s %s",
             shell_word(shell, shell_textf(shell, "paper.what.%s", paper_what_word(form->what))),
             project_wijk(shell->project)->name);
    snprintf(desk->printer, sizeof desk->printer, "%s", printer->name);
    snprintf(desk->shown, sizeof desk->shown, "%s",
             printer->info[0] ? printer->info : printer->name);
    desk->sent = print_hold_take(hold);
    task->job = (struct printer_job){
        .file = task->file,
        .title = task->title,
        .printer = task->printer,
        .paper = paper ? task->paper : NULL,
        .copies = desk->copies,
        .sides = !printer->duplex   ? PRINTER_ONE_SIDE
                 : desk->sides >= 0 ? (enum printer_sides)desk->sides
                                    : form->sides,
        .grey = desk->grey,
    };
    desk->stage = PRINT_SENDING;
    server_start(shell, task);
    server_wait(shell);
}

void print_printers_ask(struct shell *shell)
{
    struct print_desk *desk = &print_of(shell)->desk;
    if (desk->search == PRINT_SEARCHING) {
        return;
    }
    desk->open = true;
    desk->search = PRINT_SEARCHING;
    server_start(shell, server_task(shell, SERVER_LIST));
    server_wait(shell);
    shell->dirty = true;
}

void print_stop(struct shell *shell)
{
    struct print_desk *desk = &print_of(shell)->desk;
    desk->stop = desk->stage != PRINT_REST;
    if (desk->file_job) {
        work_cancel(desk->file_job);
    } else if (desk->stage == PRINT_FOLLOWING && !desk->server_job) {
        server_start(shell, server_task(shell, SERVER_CANCEL));
        server_wait(shell);
    }
    shell->dirty = true;
}

/* ---- time passes ---- */

static bool follows(const struct shell *shell)
{
    return shell->print && shell->print->desk.stage == PRINT_FOLLOWING &&
           !shell->print->desk.server_job;
}

bool print_tick(struct shell *shell)
{
    if (!follows(shell) || shell->now_ms < shell->print->desk.look_at) {
        return false;
    }
    server_start(shell, server_task(shell, SERVER_LOOK));
    server_wait(shell);
    return true;
}

int64_t print_next(const struct shell *shell)
{
    return follows(shell) ? shell->print->desk.look_at : -1;
}

bool print_settle(struct shell *shell)
{
    return shell->print && shell->print->desk.lane && work_settle(shell->print->desk.lane) > 0;
}

static void lane_end(void *lane)
{
    work_lane_stop(lane, false);
}

void print_desk_close(struct shell *shell)
{
    struct print_desk *desk = &shell->print->desk;
    if (desk->file_job) {
        desk->file_task->left = true;
        work_cancel(desk->file_job);
    }
    if (desk->server_job) {
        desk->server_task->left = true;
    }
    if (desk->lane) {
        work_lane_leave(desk->lane);
        shell_later(shell, lane_end, desk->lane);
    }
    print_hold_give(desk->sent);
    free(desk->printers);
}
