/* SPDX-License-Identifier: EUPL-1.2 */
/* What was done, newest first, with undo and redo. */
#include "screen/heard_inner.h"

#include <stdio.h>
#include <string.h>

enum { HISTORY_SHOWN = 100 };

static const char *verb_text(struct shell *shell, const char *verb)
{
    char key[MESSAGE_KEY_SIZE];
    snprintf(key, sizeof key, "history.verb.%.40s", verb);
    return language_has(shell->language, key) ? shell_word(shell, key) : verb;
}

/* Deeds name a place, or the word of a service, a criterion or a kind. */
static const char *subject_text(struct shell *shell, const struct history_line *line)
{
    const struct framework *framework = project_framework(shell->project);
    enum service service;
    enum place_kind kind;
    enum need_theme theme = NEED_OTHER;
    bool voted = strncmp(line->verb, "vote", 4) == 0;
    int criterion =
        voted || strcmp(line->verb, "judge") == 0 ? framework_find(framework, line->subject) : -1;
    if (criterion >= 0) {
        return shell_textf(shell, "%s %s", line->subject,
                           part_criterion_name(shell, &framework->criteria[criterion]));
    }
    if (strcmp(line->verb, "look") == 0 && service_parse(line->subject, &service)) {
        return shell_word(shell, service_key(service));
    }
    if (!strncmp(line->verb, "need", 4) && need_theme_parse(line->subject, &theme)) {
        return shell_word(shell, need_theme_key(theme));
    }
    if (!strcmp(line->verb, "threshold")) {
        return need_service_name(shell->language, line->subject);
    }
    if (voted && !*line->subject) {
        return shell_word(shell, "vote.title");
    }
    if (kind_parse(line->subject, &kind)) {
        return shell_word(shell, kind_key(kind));
    }
    return *line->subject ? line->subject : shell_word(shell, "history.unnamed");
}

static const char *when_text(struct shell *shell, int64_t moment)
{
    struct civil when = civil_of_moment(moment);
    return shell_textf(shell, "%s %d:%02d", shell_date_near(shell, when.date), when.hour,
                       when.minute);
}

static const char *verb_icon(const char *verb)
{
    static const struct {
        const char *verb, *icon;
    } icons[] = {{"confirm", "check"}, {"add", "plus"},     {"offer", "plus"},
                 {"remove", "trash"},  {"move", "pin"},     {"offer-remove", "trash"},
                 {"look", "search"},   {"judge", "person"}, {"wijk", "settings"}};
    for (size_t i = 0; i < sizeof icons / sizeof *icons; i++) {
        if (strcmp(icons[i].verb, verb) == 0) {
            return icons[i].icon;
        }
    }
    return "pencil";
}

static void line_row(struct shell *shell, size_t index, const struct history_line *line)
{
    struct ui *ui = shell->ui;
    const char *verb = verb_text(shell, line->verb), *subject = subject_text(shell, line);
    bool place =
        strncmp(line->document, "place:", 6) == 0 && project_place(shell->project, line->document);
    ui_open(ui, place ? UI_ROW : UI_GROUP,
            place ? shell_textf(shell, "history.line:%zu", index) : "", subject,
            (struct ui_box){.row = true, .gap = 14, .pad_y = 9, .across = TYPE_MIDDLE});
    ui_icon_tile(ui, verb_icon(line->verb), 40, line->undone ? THEME_MUTED : THEME_INK);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text_colour(ui, UI_BOLD, line->undone ? THEME_MUTED : THEME_INK, subject);
    ui_text(ui, UI_SECOND,
            shell_textf(shell, "%s · %s%s%s", verb, when_text(shell, line->at),
                        *line->role ? " · " : "", line->role));
    ui_close(ui);
    if (line->undone) {
        part_tag(shell, shell_word(shell, "history.undone"));
    }
    ui_close(ui);
    ui_line(ui);
}

static void buttons(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const char *verb = "", *subject = "";
    bool undo = project_can_undo(shell->project, &verb, &subject);
    bool redo = project_can_redo(shell->project, NULL, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, "history.undo",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "undo",
                                 .label = shell_word(shell, "history.undo"),
                                 .disabled = !undo});
    ui_button(ui, "history.redo",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "redo",
                                 .label = shell_word(shell, "history.redo"),
                                 .disabled = !redo});
    ui_close(ui);
}

static void build(struct shell *shell)
{
    struct history_line line;
    size_t count = project_history_count(shell->project);
    part_page_open(shell, shell_word(shell, "history.title"));
    buttons(shell);
    if (count == 0) {
        part_say(shell, "history.none");
    }
    part_list_open(shell);
    for (size_t i = 0; i < count && i < HISTORY_SHOWN; i++) {
        project_history_at(shell->project, i, &line);
        line_row(shell, i, &line);
    }
    part_list_close(shell);
    if (count > HISTORY_SHOWN) {
        part_say(shell, "history.older");
    }
    part_page_close(shell);
}

void screen_history_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

bool screen_history_news(struct shell *shell, const struct ui_news *news)
{
    struct history_line line;
    struct fault why;
    const char *rest = part_after(news->id, "history.line:");
    size_t index = 0;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (strcmp(news->id, "history.undo") == 0) {
        shell_deed(shell, action_undo(shell->project, &why), &why, NULL);
    } else if (strcmp(news->id, "history.redo") == 0) {
        shell_deed(shell, action_redo(shell->project, &why), &why, NULL);
    } else if (rest && sscanf(rest, "%zu", &index) == 1 &&
               project_history_at(shell->project, index, &line)) {
        shell_select(shell, line.document);
    } else {
        return false;
    }
    return true;
}

void screen_history_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}
