/* SPDX-License-Identifier: EUPL-1.2 */
/* Practices to share: their list, and one as a form. */
#include "screen/framework_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "system/file.h"
#include "system/system.h"

static const char share_folder[] = "practices";

void screen_practices_build(struct shell *shell)
{
    struct practice_card *list;
    if (part_no_project(shell)) {
        return;
    }
    size_t count = action_practices(shell->project, &list);
    part_page_open(shell, shell_word(shell, "practices.title"));
    part_say(shell, "practices.line");
    part_list_open(shell);
    for (size_t at = 0; at < count; at++) {
        part_go_row(shell, shell_textf(shell, "practice:%s", list[at].id), "star", THEME_INK,
                    list[at].parts[PRACTICE_TITLE],
                    shell_textf(shell, "%s %s", list[at].parts[PRACTICE_CRITERION],
                                list[at].parts[PRACTICE_PLACE]));
        ui_line(shell->ui);
    }
    part_list_close(shell);
    if (!count) {
        piece_empty(shell, "star", shell_word(shell, "practice.none"),
                    shell_word(shell, "practices.none.next"), NULL, NULL);
    }
    free(list);
    piece_bar_room(shell);
    part_foot_list(shell, "practice.new", "practices.new", NULL, NULL);
    part_page_close(shell);
}

bool screen_practices_news(struct shell *shell, const struct ui_news *news)
{
    const char *id = part_after(news->id, "practice:");
    if (news->kind != UI_NEWS_TAP || (!id && strcmp(news->id, "practice.new") != 0)) {
        return false;
    }
    snprintf(shell->practice_id, sizeof shell->practice_id, "%s", id ? id : "");
    shell_go(shell, SCREEN_PRACTICE);
    return true;
}

void screen_practices_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}

/* ---- one ---- */

static void practice_paths(const char *paths[PRACTICE_PARTS])
{
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        paths[part] = practice_part_word((enum practice_part)part);
    }
}

static void criterion_chips(struct shell *shell)
{
    const struct framework *framework = project_framework(shell->project);
    part_section(shell, shell_word(shell, "practice.criterion"));
    part_wrap_open(shell);
    for (int at = 0; at < framework->criterion_count; at++) {
        const char *id = framework->criteria[at].id;
        part_chip(shell, shell_textf(shell, "form.one:criterion=%s", id), id,
                  !strcmp(form_value(shell, "criterion"), id));
    }
    ui_close(shell->ui);
    int chosen = framework_find(framework, form_value(shell, "criterion"));
    if (chosen >= 0) {
        ui_text(shell->ui, UI_SECOND, part_criterion_name(shell, &framework->criteria[chosen]));
    }
}

/* What may belong to a person, said while it is typed. */
static void trace_line(struct shell *shell)
{
    static const char *const keys[] = {[TRACE_NONE] = "",
                                       [TRACE_PHONE] = "practice.trace.phone",
                                       [TRACE_EMAIL] = "practice.trace.email",
                                       [TRACE_ADDRESS] = "practice.trace.address",
                                       [TRACE_NAME] = "practice.trace.name"};
    struct practice_card card = {.id = shell->practice_id};
    struct practice_finding finding;
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        card.parts[part] = form_value(shell, practice_part_word((enum practice_part)part));
    }
    if (practice_check(&card, &finding)) {
        struct message message = message_of(keys[finding.trace]);
        message_add_text(&message, finding.text);
        part_line(shell, "warning", THEME_NOT, shell_say(shell, message));
    } else {
        part_line(shell, "info", THEME_MUTED, shell_word(shell, "practice.names"));
    }
}

static void practice_buttons(struct shell *shell)
{
    static const struct {
        const char *id, *icon, *key;
    } buttons[] = {{"practice.share", "share", "practice.share"},
                   {"practice.print", "print", "practice.print"},
                   {"practice.remove", "trash", "practice.remove"}};
    ui_space(shell->ui, 12);
    ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    for (size_t at = 0; at < sizeof buttons / sizeof *buttons; at++) {
        ui_button(shell->ui, buttons[at].id,
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = buttons[at].icon,
                                     .label = shell_word(shell, buttons[at].key),
                                     .disabled = form_changes(shell) > 0});
    }
    ui_close(shell->ui);
}

void screen_practice_build(struct shell *shell)
{
    const char *paths[PRACTICE_PARTS];
    if (part_no_project(shell)) {
        return;
    }
    practice_paths(paths);
    form_begin_record(shell, "practice", shell->practice_id, paths, PRACTICE_PARTS);
    part_page_open(shell, shell_word(shell, "practices.one"));
    form_field(shell, "title", "practice.title", NULL, false, false);
    criterion_chips(shell);
    for (int part = PRACTICE_PROBLEM; part < PRACTICE_PARTS; part++) {
        form_field(shell, paths[part], practice_part_key((enum practice_part)part), NULL,
                   part != PRACTICE_PLACE, false);
    }
    trace_line(shell);
    if (*shell->practice_id) {
        practice_buttons(shell);
    }
    part_page_foot(shell);
    form_foot(shell);
    part_page_close(shell);
    form_dialog(shell);
}

static bool save(struct shell *shell)
{
    const char *texts[PRACTICE_PARTS];
    char out[ACTION_ID];
    struct fault why;
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        texts[part] = form_value(shell, practice_part_word((enum practice_part)part));
    }
    fault_clear(&why);
    bool ok = action_practice_set(shell->project, shell->practice_id, texts, out, &why);
    return shell_deed(shell, ok, &why, "practices.saved");
}

/* DATA/practices/<ulid>.wijkpraktijk, and says where. */
static void share(struct shell *shell)
{
    char folder[SYSTEM_PATH], file[SYSTEM_PATH], name[ACTION_ID + 16];
    struct fault why;
    fault_clear(&why);
    snprintf(name, sizeof name, "%s.wijkpraktijk", strchr(shell->practice_id, ':') + 1);
    bool ok = (path_join(folder, sizeof folder, shell->data_folder, share_folder) &&
               path_join(file, sizeof file, folder, name)) ||
              fault_set(&why, FAULT_LIMIT, "fault.path.long");
    ok = ok && folder_make(folder, &why) &&
         action_practice_share(shell->project, shell->practice_id, file, &why);
    if (!ok) {
        shell_deed(shell, false, &why, "");
        return;
    }
    struct message said = message_of("practices.shared");
    message_add_text(&said, file);
    shell_bar(shell, shell_say(shell, said), false);
    shell_rebuild(shell);
}

bool screen_practice_news(struct shell *shell, const struct ui_news *news)
{
    struct fault why;
    if (news->kind == UI_NEWS_TAP && !strcmp(news->id, "practice.share")) {
        share(shell);
        return true;
    }
    if (news->kind == UI_NEWS_TAP && !strcmp(news->id, "practice.print")) {
        print_report_show(shell, "practice", shell->practice_id, NULL);
        return true;
    }
    if (news->kind == UI_NEWS_TAP && !strcmp(news->id, "practice.remove")) {
        fault_clear(&why);
        bool ok = action_practice_remove(shell->project, shell->practice_id, &why);
        if (shell_deed(shell, ok, &why, "framework.removed")) {
            draft_empty(shell);
            shell_back(shell);
        }
        return true;
    }
    return form_news(shell, news, save);
}

void screen_practice_prepare(struct shell *shell, const char *id)
{
    snprintf(shell->practice_id, sizeof shell->practice_id, "%s", id ? id : "");
    draft_empty(shell);
}
