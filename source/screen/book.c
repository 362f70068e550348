/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/book_inner.h"

#include <stdio.h>
#include <string.h>

#include "action/called.h"
#include "action/typed.h"

void book_open(struct shell *shell, enum screen screen, const char *id)
{
    snprintf(shell->book.open, sizeof shell->book.open, "%s", id);
    draft_empty(shell);
    shell_go(shell, screen);
}

void book_today(struct shell *shell, const char *path)
{
    const struct draft_field *field = draft_find(shell, path);
    char today[TYPED_DAY];
    if (!shell->book.open[0] && field && !field->changed && !field->value[0]) {
        typed_day_write(project_now(shell->project).date, today);
        draft_add(shell, path, today);
    }
}

bool book_save(struct shell *shell, enum record_kind kind, const char *bar_key)
{
    struct action_field fields[DRAFT_FIELDS];
    char id[ACTION_ID];
    struct fault why;
    int count = 0;
    bool fresh = !shell->book.open[0];
    for (int at = 0; at < shell->draft_count; at++) {
        const struct draft_field *field = &shell->draft[at];
        if (field->path[0] != '#' && (field->changed || (fresh && field->value[0]))) {
            fields[count++] = (struct action_field){field->path, field->value};
        }
    }
    fault_clear(&why);
    bool ok = fresh
                  ? action_record_new(shell->project, kind, fields, count, id, &why)
                  : action_record_set(shell->project, kind, shell->book.open, fields, count, &why);
    return shell_deed(shell, ok, &why, bar_key);
}

void book_remove_button(struct shell *shell)
{
    if (!shell->book.open[0]) {
        return;
    }
    ui_space(shell->ui, 8);
    ui_button(shell->ui, "book.remove",
              (struct ui_button){
                  .kind = UI_QUIET, .icon = "trash", .label = shell_word(shell, "book.remove")});
}

bool book_removed(struct shell *shell, const struct ui_news *news, enum record_kind kind)
{
    struct fault why;
    if (news->kind != UI_NEWS_TAP || strcmp(news->id, "book.remove") != 0) {
        return false;
    }
    bool ok = action_record_remove(shell->project, kind, shell->book.open, &why);
    if (shell_deed(shell, ok, &why, "book.removed")) {
        draft_empty(shell);
        shell_back(shell);
    }
    return true;
}

const char *book_day(struct shell *shell, struct civil_date date)
{
    struct buffer text;
    buffer_init(&text, 200);
    if (date.year) {
        language_say_date(shell->language, date, &text);
    }
    return piece_kept(shell, &text);
}

const char *book_partner(struct shell *shell, const struct organisation *organisation)
{
    struct buffer text;
    buffer_init(&text, 2000);
    partner_called(project_logbook(shell->project), organisation, shell->language, &text);
    return piece_kept(shell, &text);
}

const char *book_line(struct shell *shell, const char *first, const char *second)
{
    struct buffer text;
    buffer_init(&text, 2000);
    piece_join(&text, first);
    piece_join(&text, second);
    return piece_kept(shell, &text);
}

void book_tongues(struct shell *shell, const char *path, const char *label_key)
{
    struct form_word words[TONGUE_COUNT];
    for (int at = 0; at < TONGUE_COUNT; at++) {
        words[at] = (struct form_word){tongue_word(at), tongue_key(at)};
    }
    form_many_of(shell, path, label_key, words, TONGUE_COUNT);
}
