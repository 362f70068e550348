/* SPDX-License-Identifier: EUPL-1.2 */
/* The server: pairing by a link, trying the connection, signing out. */
#include "screen/sync_inner.h"

#include <stdio.h>
#include <string.h>

static const char link_name[] = "#link", ca_name[] = "#ca", tried_name[] = "#tried",
                  said_name[] = "#said";

/* The draft keeps the typed link; it is emptied as soon as it is used. */
static void link_form(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct draft_field *typed = draft_find(shell, link_name);
    part_section(shell, shell_word(shell, "sync.pair.link"));
    ui_text(ui, UI_BODY, shell_word(shell, "sync.pair.how"));
    ui_field(ui, "pair.link",
             (struct ui_field){.label = shell_word(shell, "sync.pair.field"),
                               .hint = "wijkpeil://pair?…",
                               .value = typed ? typed->value : ""});
    const struct draft_field *ca = draft_find(shell, ca_name);
    ui_field(ui, "pair.ca",
             (struct ui_field){.label = shell_word(shell, "sync.pair.ca"),
                               .hint = sync_trusts(shell->project)
                                           ? shell_word(shell, "sync.pair.ca.there")
                                           : "/home/…/gemeente-ca.pem",
                               .value = ca ? ca->value : ""});
    part_say(shell, "sync.pair.ca.why");
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, "pair.try",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "wifi", .label = shell_word(shell, "sync.pair.try")});
    ui_button(ui, "pair.save",
              (struct ui_button){
                  .kind = UI_PRIMARY, .icon = "check", .label = shell_word(shell, "sync.pair.go")});
    ui_close(ui);
}

static void tried(struct shell *shell)
{
    const struct draft_field *result = draft_find(shell, tried_name);
    const struct draft_field *said = draft_find(shell, said_name);
    if (!result || !said) {
        return;
    }
    bool ok = !strcmp(result->value, "ok"), busy = !strcmp(result->value, "busy");
    part_line(shell,
              ok     ? "check"
              : busy ? "clock"
                     : "warning",
              ok     ? THEME_MET
              : busy ? THEME_MUTED
                     : THEME_NOT,
              said->value);
}

static void paired(struct shell *shell, const struct pairing *pairing)
{
    struct ui *ui = shell->ui;
    const char *rows[][2] = {{"sync.pair.server", pairing->server},
                             {"sync.pair.database", pairing->database},
                             {"sync.pair.user", pairing->user},
                             {"sync.pair.role", pairing->role}};
    part_section(shell, shell_word(shell, "sync.pair.now"));
    for (int i = 0; i < 4; i++) {
        if (*rows[i][1]) {
            ui_text(ui, UI_SECOND, shell_word(shell, rows[i][0]));
            ui_text(ui, UI_BODY, rows[i][1]);
        }
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, "pair.out",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "close", .label = shell_word(shell, "sync.pair.out")});
    ui_close(ui);
    part_say(shell, "sync.pair.out.why");
}

void screen_pair_build(struct shell *shell)
{
    struct pairing pairing;
    if (part_no_project(shell)) {
        return;
    }
    part_page_open(shell, shell_word(shell, "sync.server"));
    if (project_is_demo(shell->project)) {
        part_line(shell, "info", THEME_MUTED, shell_word(shell, "sync.pair.demo"));
    }
    if (sync_pairing(shell->project, &pairing)) {
        paired(shell, &pairing);
    }
    link_form(shell);
    tried(shell);
    part_section(shell, shell_word(shell, "sync.where"));
    part_say(shell, "sync.where.tablet");
    part_say(shell, "sync.where.server");
    part_say(shell, "sync.where.key");
    part_page_close(shell);
}

static void say(struct shell *shell, const char *result, const char *text)
{
    draft_set(shell, tried_name, result);
    draft_set(shell, said_name, text);
    shell_rebuild(shell);
}

static void try_done(void *data, bool ok, const char *name, const struct fault *why)
{
    struct shell *shell = data;
    struct message message = message_of("sync.pair.good");
    message_add_text(&message, name);
    say(shell, ok ? "ok" : "no", ok ? shell_say(shell, message) : shell_say_fault(shell, why));
}

/* The pairing that the typed link says. */
static bool typed_pairing(struct shell *shell, struct pairing *out)
{
    struct fault why;
    const struct draft_field *typed = draft_find(shell, link_name);
    const struct draft_field *ca = draft_find(shell, ca_name);
    fault_clear(&why);
    if (pairing_parse(typed ? typed->value : "", out, &why) &&
        (!ca || !*ca->value || sync_trust(shell->project, ca->value, &why))) {
        return true;
    }
    say(shell, "no", shell_say_fault(shell, &why));
    return false;
}

static void pair(struct shell *shell, struct pairing *pairing)
{
    struct fault why;
    fault_clear(&why);
    if (!sync_pair(shell->project, pairing, &why)) {
        say(shell, "no", shell_say_fault(shell, &why));
        return;
    }
    if (*pairing->role) {
        snprintf(shell->settings.role, sizeof shell->settings.role, "%.63s", pairing->user);
    }
    draft_empty(shell);
    sync_start(shell->project, true);
    sync_now(shell->project);
    shell_bar(shell, shell_word(shell, "sync.pair.done"), false);
    shell_back(shell);
}

bool screen_pair_news(struct shell *shell, const struct ui_news *news)
{
    struct pairing pairing;
    struct fault why;
    if (news->kind == UI_NEWS_CHANGE && !strcmp(news->id, "pair.link")) {
        draft_set(shell, link_name, news->text);
        return true;
    }
    if (news->kind == UI_NEWS_CHANGE && !strcmp(news->id, "pair.ca")) {
        draft_set(shell, ca_name, news->text);
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strcmp(news->id, "pair.try")) {
        if (typed_pairing(shell, &pairing)) {
            say(shell, "busy", shell_word(shell, "sync.pair.trying"));
            sync_try(shell->project, &pairing, try_done, shell);
        }
    } else if (!strcmp(news->id, "pair.save")) {
        if (typed_pairing(shell, &pairing)) {
            pair(shell, &pairing);
        }
    } else if (!strcmp(news->id, "pair.out")) {
        fault_clear(&why);
        shell_deed(shell, sync_unpair(shell->project, &why), &why, "sync.pair.gone");
    } else {
        return false;
    }
    memset(&pairing, 0, sizeof pairing);
    shell_rebuild(shell);
    return true;
}

void screen_pair_prepare(struct shell *shell, const char *id)
{
    (void)id;
    draft_empty(shell);
}
