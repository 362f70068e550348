/* SPDX-License-Identifier: EUPL-1.2 */
/* Onto paper: save, choose a printer and how it prints, see how that goes. */
#include "screen/print_inner.h"

#include <stdlib.h>
#include <string.h>

enum { COPIES_MOST = 99 };

static void button(struct shell *shell, const char *id, enum ui_button_kind kind, const char *icon,
                   const char *key)
{
    ui_button(
        shell->ui, id,
        (struct ui_button){.kind = kind, .icon = icon, .label = shell_word(shell, key)});
}

static void heading(struct shell *shell, const char *key)
{
    ui_text_colour(shell->ui, UI_BOLD, THEME_MUTED, shell_word(shell, key));
}

/* ---- how the printer prints ---- */

/* "A4" of "iso_a4_210x297mm" */
static const char *paper_said(struct shell *shell, const struct printer_paper *paper)
{
    const char *at = strchr(paper->name, '_');
    char size[8] = "";
    for (size_t i = 0; at && i < sizeof size - 1 && at[1 + i] && at[1 + i] != '_'; i++) {
        size[i] = (char)(at[1 + i] >= 'a' && at[1 + i] <= 'z' ? at[1 + i] - 'a' + 'A' : at[1 + i]);
        size[i + 1] = 0;
    }
    return shell_textf(shell, "%s", size[0] ? size : paper->name);
}

static void papers(struct shell *shell, const struct printer *printer)
{
    const struct print_desk *desk = &shell->print->desk;
    bool smaller;
    const char *own = paper_for_printer(printer, shell->print->choice.form, &smaller);
    if (!printer->paper_count) {
        return;
    }
    heading(shell, "print.paper");
    part_wrap_open(shell);
    for (int at = 0; at < printer->paper_count; at++) {
        bool chosen = desk->paper >= 0 ? desk->paper == at
                                       : own && !strcmp(own, printer->papers[at].name);
        part_chip(shell, shell_textf(shell, "print.paper:%d", at),
                  paper_said(shell, &printer->papers[at]), chosen);
    }
    ui_close(shell->ui);
    if (smaller && desk->paper < 0) {
        part_say(shell, "print.paper.smaller");
    }
}

static void copies(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct print_desk *desk = &shell->print->desk;
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.row = true, .wrap = true, .gap = 10, .across = TYPE_MIDDLE});
    ui_button(ui, "print.fewer",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "minus",
                                 .icon_only = true,
                                 .label = shell_word(shell, "print.copies.fewer"),
                                 .disabled = desk->copies <= 1});
    ui_text(ui, UI_BODY, shell_say_count(shell, "print.copies", desk->copies));
    ui_button(ui, "print.more",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "plus",
                                 .icon_only = true,
                                 .label = shell_word(shell, "print.copies.more"),
                                 .disabled = desk->copies >= COPIES_MOST});
    ui_close(ui);
}

static void sides(struct shell *shell, const struct printer *printer)
{
    static const char *const keys[] = {"print.sides.one", "print.sides.long", "print.sides.short"};
    const struct print_desk *desk = &shell->print->desk;
    int own = desk->sides >= 0 ? desk->sides : (int)shell->print->choice.form->sides;
    if (!printer->duplex) {
        return;
    }
    heading(shell, "print.sides");
    part_wrap_open(shell);
    for (int at = 0; at < 3; at++) {
        part_chip(shell, shell_textf(shell, "print.sides:%d", at), shell_word(shell, keys[at]),
                  own == at);
    }
    ui_close(shell->ui);
}

/* ---- which printer ---- */

static void printer_row(struct shell *shell, int at)
{
    const struct print_desk *desk = &shell->print->desk;
    const struct printer *printer = &desk->printers[at];
    const char *name = printer->info[0] ? printer->info : printer->name;
    ui_radio(shell->ui, shell_textf(shell, "print.printer:%d", at),
             printer->where[0] ? shell_textf(shell, "%s · %s", name, printer->where) : name,
             desk->chosen == at);
    struct message state = paper_printer_state(printer);
    if (desk->chosen == at && state.key[0]) {
        part_line(shell, "warning", THEME_NOT, shell_say(shell, state));
    }
}

static void printers(struct shell *shell)
{
    const struct print_desk *desk = &shell->print->desk;
    for (size_t at = 0; at < desk->count; at++) {
        printer_row(shell, (int)at);
    }
    const struct printer *printer = &desk->printers[desk->chosen];
    papers(shell, printer);
    copies(shell);
    sides(shell, printer);
    if (printer->colour) {
        ui_check(shell->ui, "print.grey", shell_word(shell, "print.grey"), desk->grey);
    }
    button(shell, "print.go", UI_PRIMARY, "print", "print.go");
}

static void search(struct shell *shell)
{
    const struct print_desk *desk = &shell->print->desk;
    bool none = desk->search == PRINT_FOUND && !desk->count;
    part_section(shell, shell_word(shell, "print.printers"));
    if (desk->search == PRINT_SEARCHING) {
        part_line(shell, "clock", THEME_MUTED, shell_word(shell, "print.printers.busy"));
        return;
    }
    if (desk->search == PRINT_NOT_FOUND) {
        part_line(shell, "warning", THEME_NOT, shell_say(shell, desk->search_fault.what));
    } else if (none) {
        part_line(shell, "info", THEME_MUTED, shell_word(shell, "paper.printers.none"));
    } else {
        printers(shell);
    }
    button(shell, "print.again", UI_QUIET, "redo", "print.printers.again");
}

/* ---- how it goes ---- */

static void going(struct shell *shell)
{
    const struct print_desk *desk = &shell->print->desk;
    if (desk->stop) {
        part_line(shell, "clock", THEME_MUTED, shell_word(shell, "print.stopping"));
        return;
    }
    if (desk->stage == PRINT_WRITING) {
        part_line(shell, "clock", THEME_MUTED, shell_word(shell, "print.screen.busy"));
    } else if (desk->stage == PRINT_SENDING) {
        part_line(shell, "clock", THEME_MUTED, shell_word(shell, "print.sending"));
    } else {
        bool stuck = paper_progress_stuck(desk->progress, desk->reason);
        part_line(shell, stuck ? "warning" : "clock", stuck ? THEME_NOT : THEME_MUTED,
                  shell_say(shell, paper_progress(desk->shown, desk->progress, desk->reason)));
    }
    button(shell, "print.cancel", UI_PLAIN, "close", "print.screen.cancel");
}

static void gone(struct shell *shell)
{
    const struct print_desk *desk = &shell->print->desk;
    if (desk->fault.kind != FAULT_NONE) {
        part_line(shell, "warning", THEME_NOT, shell_say(shell, desk->fault.what));
    }
    if (desk->said.key[0]) {
        part_line(shell, desk->said_good ? "check" : "warning",
                  desk->said_good ? THEME_MET : THEME_NOT, shell_say(shell, desk->said));
    }
    if (!desk->saved[0]) {
        return;
    }
    part_open_card(shell);
    part_line(shell, "check", THEME_MET, shell_word(shell, "print.screen.saved.at"));
    ui_text(shell->ui, UI_SECOND, desk->saved);
    if (desk->noted && desk->noted_at == project_generation(shell->project)) {
        part_line(shell, "info", THEME_MUTED, shell_word(shell, "print.noted.line"));
    }
    button(shell, "print.open", UI_PLAIN, "share", "print.screen.open");
    part_close_card(shell);
}

/* ---- everything ---- */

static void deeds(struct shell *shell)
{
    const struct shell_print *print = shell->print;
    if (!print->hold) {
        return;
    }
    if (!print->desk.open) {
        button(shell, "print.paper", UI_PRIMARY, "print", "print.paper.go");
    }
    button(shell, "print.save", UI_PLAIN, "check", "print.screen.save");
    if (print->choice.what == PAPER_OVERVIEW) {
        button(shell, "print.html", UI_PLAIN, "globe", "print.html");
    }
    if (print->choice.what == PAPER_REPORT) {
        button(shell, "print.table", UI_PLAIN, "todo", "print.table");
    }
    if (print->desk.open) {
        search(shell);
    }
}

void print_desk(struct shell *shell)
{
    struct shell_print *print = print_of(shell);
    ui_space(shell->ui, 4);
    if (print->desk.stage == PRINT_REST) {
        gone(shell);
        deeds(shell);
    } else {
        going(shell);
    }
}

static bool option_news(struct shell *shell, const char *id)
{
    struct print_desk *desk = &shell->print->desk;
    const char *rest;
    if ((rest = part_after(id, "print.printer:"))) {
        int at = atoi(rest);
        desk->chosen = at >= 0 && (size_t)at < desk->count ? at : desk->chosen;
        desk->paper = -1;
    } else if ((rest = part_after(id, "print.paper:"))) {
        desk->paper = atoi(rest);
    } else if ((rest = part_after(id, "print.sides:"))) {
        desk->sides = atoi(rest);
    } else if (!strcmp(id, "print.fewer")) {
        desk->copies -= desk->copies > 1;
    } else if (!strcmp(id, "print.more")) {
        desk->copies += desk->copies < COPIES_MOST;
    } else if (!strcmp(id, "print.grey")) {
        desk->grey = !desk->grey;
    } else {
        return false;
    }
    shell_rebuild(shell);
    return true;
}

bool print_desk_news(struct shell *shell, const char *id)
{
    struct print_desk *desk = &print_of(shell)->desk;
    struct fault why;
    if (!strcmp(id, "print.save")) {
        print_file_make(shell, PAPER_PDF, false);
    } else if (!strcmp(id, "print.html")) {
        print_file_make(shell, PAPER_HTML, false);
    } else if (!strcmp(id, "print.table")) {
        print_file_make(shell, PAPER_CSV, false);
    } else if (!strcmp(id, "print.paper") || !strcmp(id, "print.again")) {
        print_printers_ask(shell);
    } else if (!strcmp(id, "print.go")) {
        if (desk->search == PRINT_FOUND && desk->count) {
            print_file_make(shell, PAPER_PDF, true);
        }
    } else if (!strcmp(id, "print.cancel")) {
        print_stop(shell);
    } else if (!strcmp(id, "print.open")) {
        shell_deed(shell, system_open_with_viewer(desk->saved, &why), &why, NULL);
    } else {
        return option_news(shell, id);
    }
    return true;
}
