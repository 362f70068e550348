/* SPDX-License-Identifier: EUPL-1.2 */
/* Exchanging with the server: what waits, what went, what was refused and why. */
#include "screen/sync_inner.h"

#include <stdio.h>
#include <string.h>

enum { SENT_SHOWN = 20, WAITING_SHOWN = 60 };

/* ---- in a few words ---- */

static const char *since(struct shell *shell, int64_t moment)
{
    return moment ? shell_date_near(shell, civil_of_moment(moment).date) : "";
}

const char *sync_words(struct shell *shell, enum symbol_state *symbol)
{
    const struct sync_status *status = sync_status(shell->project);
    struct message message;
    *symbol = SYMBOL_MET;
    int saving = project_saving(shell->project);
    if (saving) {
        *symbol = SYMBOL_PARTLY;
        return shell_say_count(shell, "bar.saving", saving);
    }
    if (status->state == SYNC_NONE) {
        return shell_word(shell, "bar.saved");
    }
    *symbol = status->refused || status->state == SYNC_ASKS ? SYMBOL_NOT : SYMBOL_PARTLY;
    if (status->refused) {
        return shell_say_count(shell, "sync.chip.refused", status->refused);
    }
    if (status->questions) {
        return shell_say_count(shell, "sync.chip.questions", status->questions);
    }
    if (status->state == SYNC_ASKS) {
        return shell_word(shell, "sync.chip.asks");
    }
    if (status->state == SYNC_OFFLINE) {
        message = message_of("sync.chip.offline");
        message_add_text(&message,
                         since(shell, status->contact ? status->contact : status->offline_since));
        return shell_say(shell, message);
    }
    if (status->state == SYNC_WORKING) {
        return shell_word(shell, "sync.chip.working");
    }
    if (status->waiting) {
        return shell_say_count(shell, "sync.chip.waiting", status->waiting);
    }
    *symbol = status->contact ? SYMBOL_MET : SYMBOL_UNKNOWN;
    return shell_word(shell, status->contact ? "sync.chip.safe" : "sync.chip.never");
}

const char *sync_moment(struct shell *shell, int64_t moment)
{
    struct civil when = civil_of_moment(moment);
    return shell_textf(shell, "%s %d:%02d", shell_date_near(shell, when.date), when.hour,
                       when.minute);
}

/* ---- the head of the screen ---- */

static void working(struct shell *shell, const struct sync_status *status)
{
    static const char *const stages[] = {"sync.stage.sign", "sync.stage.compare", "sync.stage.pull",
                                         "sync.stage.push", "sync.stage.done"};
    struct ui *ui = shell->ui;
    struct message message = message_of(stages[status->stage]);
    message_add_count(&message, status->done);
    message_add_count(&message, status->total > status->done ? status->total : status->done);
    ui_text(ui, UI_BODY, shell_say(shell, message));
    ui_button(ui, "sync.cancel",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "close", .label = shell_word(shell, "sync.cancel")});
}

static void contact(struct shell *shell, const struct sync_status *status)
{
    struct message message = message_of(status->contact ? "sync.contact" : "sync.contact.never");
    if (status->contact) {
        message_add_text(&message, sync_moment(shell, status->contact));
    }
    ui_text(shell->ui, UI_SECOND, shell_say(shell, message));
}

static void head(struct shell *shell)
{
    const struct sync_status *status = sync_status(shell->project);
    struct ui *ui = shell->ui;
    enum symbol_state symbol;
    const char *words = sync_words(shell, &symbol);
    ui_open(ui, UI_STATUS, "sync.status", words,
            (struct ui_box){.row = true, .gap = 12, .pad_y = 6, .across = TYPE_MIDDLE});
    ui_state(ui, symbol, 28, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_NAME, words);
    contact(shell, status);
    ui_close(ui);
    ui_close(ui);
    if (status->fault.kind != FAULT_NONE) {
        part_line(shell, "warning", THEME_PARTLY, shell_say_fault(shell, &status->fault));
    }
    if (status->state == SYNC_WORKING) {
        working(shell, status);
    } else {
        ui_button(ui, "sync.now",
                  (struct ui_button){.kind = UI_PRIMARY,
                                     .icon = "exchange",
                                     .label = shell_word(shell, "sync.now")});
    }
}

static void unpaired(struct shell *shell)
{
    piece_empty(shell, "exchange", shell_word(shell, "sync.none"),
                shell_word(shell, "sync.none.why"), "sync.pair",
                shell_word(shell, "sync.none.pair"));
}

/* ---- lists ---- */

static void ways_on(struct shell *shell)
{
    const struct sync_status *status = sync_status(shell->project);
    const struct sync_change *changes;
    size_t changed = sync_changes(shell->project, &changes);
    part_list_open(shell);
    ui_line(shell->ui);
    if (status->questions) {
        part_go_row(shell, "sync.questions", "question", THEME_NOT,
                    shell_say_count(shell, "sync.chip.questions", status->questions),
                    shell_word(shell, "sync.questions.why"));
        ui_line(shell->ui);
    }
    if (changed) {
        part_go_row(shell, "sync.changes", "todo", THEME_INK,
                    shell_say_count(shell, "sync.changes.count", (int64_t)changed),
                    shell_word(shell, "sync.changes.why"));
        ui_line(shell->ui);
    }
    part_go_row(shell, "sync.pair", "settings", THEME_INK, shell_word(shell, "sync.server"),
                shell_word(shell, "sync.server.why"));
    ui_line(shell->ui);
    part_list_close(shell);
}

static const char *verb_of(struct shell *shell, const struct sync_line *line)
{
    char key[MESSAGE_KEY_SIZE];
    if (!*line->verb) {
        return shell_word(shell, "sync.line.merge");
    }
    snprintf(key, sizeof key, "history.verb.%.40s", line->verb);
    return language_has(shell->language, key) ? shell_word(shell, key) : line->verb;
}

static void line_text(struct shell *shell, const struct sync_line *line)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, line->name);
    ui_text(ui, UI_SECOND,
            shell_textf(shell, "%s · %s", verb_of(shell, line), sync_moment(shell, line->at)));
    ui_close(ui);
}

static void line_row(struct shell *shell, const struct sync_line *line)
{
    static const char *const icons[] = {"clock", "exchange", "check", "warning", "warning"};
    static const enum theme_token colours[] = {THEME_MUTED, THEME_INK, THEME_MET, THEME_NOT,
                                               THEME_NOT};
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", line->name,
            (struct ui_box){.row = true, .gap = 14, .pad_y = 8, .across = TYPE_MIDDLE});
    ui_icon_tile(ui, icons[line->state], 40, colours[line->state]);
    line_text(shell, line);
    ui_close(ui);
    ui_line(ui);
}

/* What the server would not take: why, and what a person can do. */
static void refused_card(struct shell *shell, const struct sync_line *line)
{
    struct ui *ui = shell->ui;
    bool place = project_place(shell->project, line->document) != NULL;
    part_open_card(shell);
    ui_text(ui, UI_BOLD, line->name);
    ui_text(ui, UI_SECOND,
            shell_textf(shell, "%s · %s", verb_of(shell, line), sync_moment(shell, line->at)));
    part_line(shell, "warning", THEME_NOT,
              shell_word(shell, line->state == OUTBOX_TOO_LARGE ? "sync.refused.large"
                                                                : "sync.refused.why"));
    if (*line->reason) {
        ui_text(ui, UI_BODY, shell_textf(shell, "“%s”", line->reason));
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, shell_textf(shell, "sync.retry:%s", line->document),
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "exchange", .label = shell_word(shell, "sync.retry")});
    if (place) {
        ui_button(ui, shell_textf(shell, "sync.edit:%s", line->document),
                  (struct ui_button){
                      .kind = UI_PLAIN, .icon = "pencil", .label = shell_word(shell, "sync.edit")});
    }
    ui_button(ui, shell_textf(shell, "sync.drop:%s", line->document),
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "undo", .label = shell_word(shell, "sync.drop")});
    ui_close(ui);
    part_close_card(shell);
}

static size_t part_lines(struct shell *shell, const struct sync_line *lines, size_t count,
                         enum outbox_state from, enum outbox_state to, const char *key, size_t most)
{
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        if (lines[i].state < from || lines[i].state > to || shown++ >= most) {
            continue;
        }
        if (shown == 1) {
            part_section(shell, shell_word(shell, key));
            part_list_open(shell);
        }
        if (lines[i].state >= OUTBOX_REFUSED) {
            refused_card(shell, &lines[i]);
        } else {
            line_row(shell, &lines[i]);
        }
    }
    if (shown) {
        part_list_close(shell);
    }
    return shown;
}

static void build(struct shell *shell)
{
    const struct sync_line *lines;
    size_t count = sync_outbox(shell->project, &lines);
    const struct sync_status *status = sync_status(shell->project);
    part_page_open(shell, shell_word(shell, "sync.title"));
    if (status->state == SYNC_NONE) {
        unpaired(shell);
    } else {
        head(shell);
        ways_on(shell);
        part_lines(shell, lines, count, OUTBOX_REFUSED, OUTBOX_TOO_LARGE, "sync.part.refused",
                   WAITING_SHOWN);
        part_lines(shell, lines, count, OUTBOX_WAITING, OUTBOX_TRIED, "sync.part.waiting",
                   WAITING_SHOWN);
        part_lines(shell, lines, count, OUTBOX_SENT, OUTBOX_SENT, "sync.part.sent", SENT_SHOWN);
    }
    part_page_close(shell);
}

void screen_sync_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

bool screen_sync_news(struct shell *shell, const struct ui_news *news)
{
    struct fault why;
    const char *rest;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    fault_clear(&why);
    if (!strcmp(news->id, "sync.now")) {
        sync_now(shell->project);
    } else if (!strcmp(news->id, "sync.cancel")) {
        sync_cancel(shell->project);
    } else if (!strcmp(news->id, "sync.pair")) {
        shell_go(shell, SCREEN_PAIR);
    } else if (!strcmp(news->id, "sync.questions")) {
        shell_go(shell, SCREEN_QUESTIONS);
    } else if (!strcmp(news->id, "sync.changes")) {
        shell_go(shell, SCREEN_CHANGES);
    } else if ((rest = part_after(news->id, "sync.retry:"))) {
        sync_retry(shell->project, rest, &why);
    } else if ((rest = part_after(news->id, "sync.edit:"))) {
        shell_select(shell, rest);
    } else if ((rest = part_after(news->id, "sync.drop:"))) {
        sync_give_up(shell->project, rest, &why);
        shell_bar(shell, shell_word(shell, "sync.dropped"), false);
    } else {
        return false;
    }
    shell_rebuild(shell);
    return true;
}

void screen_sync_prepare(struct shell *shell, const char *id)
{
    (void)id;
    draft_empty(shell);
}
