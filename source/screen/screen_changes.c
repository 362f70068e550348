/* SPDX-License-Identifier: EUPL-1.2 */
/* What came in from other tablets since the person last looked. */
#include "screen/sync_inner.h"

#include <stdio.h>
#include <string.h>

static const char *kind_words(struct shell *shell, const struct sync_change *change)
{
    static const char *const keys[] = {"sync.arrived.new", "sync.arrived.changed",
                                       "sync.arrived.removed", "sync.arrived.question"};
    return shell_word(shell, keys[change->kind]);
}

/* "uren, telefoon" */
static const char *fields_words(struct shell *shell, const struct sync_change *change)
{
    char copy[256], *rest = copy;
    struct buffer line;
    buffer_init(&line, 1024);
    snprintf(copy, sizeof copy, "%s", change->fields);
    for (char *name = strtok_r(rest, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
        const char *word = sync_field(shell, change->document, name);
        if (line.size) {
            buffer_add_text(&line, ", ");
        }
        buffer_add_text(&line, piece_lower(shell, word));
    }
    return piece_kept(shell, &line);
}

static void change_row(struct shell *shell, size_t index, const struct sync_change *change)
{
    static const char *const icons[] = {"plus", "pencil", "trash", "question"};
    struct ui *ui = shell->ui;
    bool place = project_place(shell->project, change->document) != NULL;
    const char *fields = fields_words(shell, change);
    ui_open(ui, place ? UI_ROW : UI_GROUP, place ? shell_textf(shell, "change:%zu", index) : "",
            change->name,
            (struct ui_box){.row = true, .gap = 14, .pad_y = 9, .across = TYPE_MIDDLE});
    ui_icon_tile(ui, icons[change->kind], 40,
                 change->kind == ARRIVED_QUESTION ? THEME_NOT : THEME_INK);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, sync_name(shell, change->document, change->name));
    ui_text(ui, UI_SECOND,
            shell_textf(shell, "%s%s%s · %s", kind_words(shell, change), *fields ? ": " : "",
                        fields, sync_moment(shell, change->at)));
    ui_close(ui);
    ui_close(ui);
    ui_line(ui);
}

static void changes_panel(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct sync_change *changes;
    size_t count = sync_changes(shell->project, &changes);
    ui_open(ui, UI_GROUP, "changes", shell_word(shell, "sync.changes.title"),
            (struct ui_box){.scroll = true, .grow = 1, .gap = 6, .pad_x = 20, .pad_y = 16});
    piece_back_head(shell, shell_word(shell, "sync.changes.title"));
    if (!count) {
        piece_empty(shell, "check", shell_word(shell, "sync.changes.none"),
                    shell_word(shell, "sync.changes.none.why"), NULL, NULL);
    } else {
        ui_button(ui, "changes.seen",
                  (struct ui_button){.kind = UI_PRIMARY,
                                     .icon = "check",
                                     .label = shell_word(shell, "sync.changes.seen")});
    }
    for (size_t i = 0; i < count; i++) {
        change_row(shell, i, &changes[i]);
    }
    piece_bar_room(shell);
    ui_close(ui);
}

void screen_changes_build(struct shell *shell)
{
    static const struct map_frame frame = {.panel = changes_panel};
    piece_map(shell, &frame);
}

void changes_mark(struct shell *shell)
{
    const struct sync_change *changes;
    if (shell->screen != SCREEN_CHANGES) {
        return;
    }
    size_t count = sync_changes(shell->project, &changes);
    for (size_t at = 0; at < shell->mark_count; at++) {
        for (size_t i = 0; i < count && !shell->marks[at].selected; i++) {
            shell->marks[at].selected = !strcmp(shell->marks[at].id, changes[i].document);
        }
    }
}

bool screen_changes_news(struct shell *shell, const struct ui_news *news)
{
    const struct sync_change *changes;
    const char *rest;
    if (news->kind == UI_NEWS_TAP && !strcmp(news->id, "changes.seen")) {
        sync_changes_seen(shell->project);
        shell_back(shell);
        return true;
    }
    if (news->kind == UI_NEWS_TAP && (rest = part_after(news->id, "change:"))) {
        size_t index = 0, count = sync_changes(shell->project, &changes);
        bool known = sscanf(rest, "%zu", &index) == 1 && index < count;
        if (known && changes[index].kind == ARRIVED_QUESTION) {
            shell_go(shell, SCREEN_QUESTIONS);
        } else if (known) {
            shell_select(shell, changes[index].document);
        }
        return true;
    }
    return piece_map_news(shell, news);
}

void screen_changes_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}
