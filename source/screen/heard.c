/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/heard_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void heard_turn(struct shell *shell)
{
    ui_scroll_top(shell->ui, part_page_id(shell, shell->screen));
    shell_rebuild(shell);
}

/* ---- choices ---- */

static int across(const struct shell *shell)
{
    double width = part_body_width(shell);
    return width < 560 * part_scale(shell) ? 1 : 2;
}

void heard_choices_open(struct shell *shell)
{
    shell->heard.open = 0;
    ui_open(shell->ui, UI_LIST, "", "", (struct ui_box){.gap = 10});
}

void heard_choice(struct shell *shell, const char *id, const char *icon, const char *title,
                  const char *line)
{
    struct ui *ui = shell->ui;
    if (shell->heard.open % across(shell) == 0) {
        if (shell->heard.open) {
            ui_close(ui);
        }
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 10});
    }
    shell->heard.open++;
    ui_open(
        ui, UI_GROUP, "", "",
        (struct ui_box){.grow = 1, .filled = true, .fill = THEME_EDGE, .radius = 18, .pad = 1.25});
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.grow = 1,
                            .filled = true,
                            .fill = THEME_CARD,
                            .radius = 16.75,
                            .pad_x = 14,
                            .pad_y = 8,
                            .align = TYPE_MIDDLE});
    ui_open_row(ui, id, title, false);
    ui_icon_tile(ui, icon, 48, THEME_INK);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = 1});
    ui_text(ui, UI_BOLD, title);
    if (line && *line) {
        ui_text(ui, UI_SECOND, line);
    }
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
}

void heard_choices_close(struct shell *shell)
{
    struct ui *ui = shell->ui;
    if (shell->heard.open) {
        for (; shell->heard.open % across(shell); shell->heard.open++) { /* an empty half */
            ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
            ui_close(ui);
        }
        ui_close(ui);
    }
    ui_close(ui);
}

/* ---- places ---- */

int heard_places(struct shell *shell, const struct place *out[HEARD_NEAR])
{
    size_t count;
    int found = 0;
    const struct place *last = project_place(shell->project, shell->heard.last);
    const struct place *const *places = project_places(shell->project, &count);
    if (last) {
        out[found++] = last;
    }
    int first = found;
    for (size_t i = 0; i < count; i++) {
        const struct place *place = places[i];
        if (place == last || !strncmp(place->id, "prop:", 5) ||
            !project_place_in_wijk(shell->project, place) ||
            project_place_state(shell->project, place) == PLACE_CANDIDATE) {
            continue;
        }
        double far = shell_place_metres(shell, place);
        int at = found < HEARD_NEAR ? found++ : HEARD_NEAR;
        for (; at > first && shell_place_metres(shell, out[at - 1]) > far; at--) {
            if (at < HEARD_NEAR) {
                out[at] = out[at - 1];
            }
        }
        if (at < HEARD_NEAR) {
            out[at] = place;
        }
    }
    return found;
}

/* ---- months ---- */

const char *heard_month_name(struct shell *shell, struct civil_date month)
{
    char key[MESSAGE_KEY_SIZE], year[8];
    snprintf(key, sizeof key, "needs.month.%d", month.month);
    snprintf(year, sizeof year, "%d", month.year);
    struct message message = message_of(key);
    message_add_text(&message, year);
    return shell_say(shell, message);
}

static struct civil_date month_now(const struct shell *shell)
{
    struct civil_date today = project_now(shell->project).date;
    return (struct civil_date){today.year, today.month, 1};
}

static void month_button(struct shell *shell, const char *id, const char *icon, const char *key,
                         bool disabled)
{
    ui_button(shell->ui, id,
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = icon,
                                 .label = shell_word(shell, key),
                                 .icon_only = true,
                                 .disabled = disabled});
}

void heard_month(struct shell *shell)
{
    struct ui *ui = shell->ui;
    if (!shell->heard.month.year) {
        shell->heard.month = month_now(shell);
    }
    bool last = civil_date_compare(shell->heard.month, month_now(shell)) >= 0;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 12, .across = TYPE_MIDDLE});
    month_button(shell, "heard.before", "back", "needs.before", shell->heard.month.year <= 2000);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, part_very_narrow(shell, part_body_width(shell)) ? UI_BOLD : UI_NAME,
            heard_month_name(shell, shell->heard.month));
    ui_close(ui);
    month_button(shell, "heard.after", "next", "needs.after", last);
    ui_close(ui);
}

bool heard_month_news(struct shell *shell, const struct ui_news *news)
{
    bool before = !strcmp(news->id, "heard.before");
    if (news->kind != UI_NEWS_TAP || (!before && strcmp(news->id, "heard.after") != 0)) {
        return false;
    }
    shell->heard.month = civil_date_add_months(shell->heard.month, before ? -1 : 1);
    shell_rebuild(shell);
    return true;
}

/* ---- counters ---- */

static void counter_step(struct shell *shell, const char *key, const char *label, bool more,
                         bool disabled)
{
    struct message says = message_of(more ? "survey.more" : "survey.less");
    message_add_text(&says, label);
    ui_button(shell->ui, shell_textf(shell, more ? "heard.more:%s" : "heard.less:%s", key),
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = more ? "plus" : "minus",
                                 .label = shell_say(shell, says),
                                 .icon_only = true,
                                 .disabled = disabled});
}

static void counter_number(struct shell *shell, const char *key, const char *label, int number)
{
    struct ui *ui = shell->ui;
    struct message type = message_of("survey.type");
    message_add_text(&type, label);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.width = 76 * part_scale(shell)});
    ui_open(ui, UI_BUTTON, shell_textf(shell, "heard.type:%s", key), shell_say(shell, type),
            (struct ui_box){.pad_y = 12, .align = TYPE_MIDDLE, .across = TYPE_MIDDLE});
    ui_text(ui, UI_NAME, number < 0 ? "–" : shell_textf(shell, "%d", number));
    ui_close(ui);
    ui_close(ui);
}

void heard_counter(struct shell *shell, const char *key, const char *label, int number)
{
    struct ui *ui = shell->ui;
    bool narrow = part_body_width(shell) < 400 * part_scale(shell);
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.row = !narrow,
                            .gap = narrow ? 2 : 10,
                            .across = narrow ? TYPE_START : TYPE_MIDDLE});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = narrow ? 0 : 1});
    ui_text(ui, UI_BODY, label);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8, .across = TYPE_MIDDLE});
    counter_step(shell, key, label, false, number <= 0);
    counter_number(shell, key, label, number);
    counter_step(shell, key, label, true, false);
    ui_close(ui);
    ui_close(ui);
    ui_line(ui);
}

/* The typed number, or -1. */
static int typed_number(const struct shell *shell)
{
    const char *text = shell->heard.typed;
    size_t size = strlen(text);
    bool plain = size > 0 && size <= 7 && strspn(text, "0123456789") == size;
    return plain ? atoi(text) : -1;
}

void heard_dialog(struct shell *shell)
{
    struct ui *ui = shell->ui;
    if (!shell->heard.typing[0]) {
        return;
    }
    bool wrong = *shell->heard.typed && typed_number(shell) < 0;
    ui_open(ui, UI_DIALOG, "heard.dialog", shell_word(shell, "survey.number"),
            (struct ui_box){.gap = 12, .pad = 20, .most_width = 440});
    ui_field(ui, "heard.field",
             (struct ui_field){.label = shell_word(shell, "survey.number"),
                               .hint = "0",
                               .value = shell->heard.typed,
                               .number = true,
                               .fault = wrong ? shell_word(shell, "survey.number.wrong") : NULL});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, "heard.save",
              (struct ui_button){.kind = UI_GO,
                                 .icon = "check",
                                 .label = shell_word(shell, "edit.save"),
                                 .disabled = typed_number(shell) < 0,
                                 .grow = 1});
    ui_button(
        ui, "heard.cancel",
        (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "bar.close"), .grow = 1});
    ui_close(ui);
    ui_close(ui);
}

static void typing_begin(struct shell *shell, const char *key, int number)
{
    snprintf(shell->heard.typing, sizeof shell->heard.typing, "%s", key);
    shell->heard.typed[0] = 0;
    if (number > 0) {
        snprintf(shell->heard.typed, sizeof shell->heard.typed, "%d", number);
    }
    snprintf(shell->focus_soon, sizeof shell->focus_soon, "heard.field");
    shell_rebuild(shell);
}

static bool dialog_news(struct shell *shell, const struct ui_news *news,
                        bool (*set)(struct shell *shell, const char *key, int number))
{
    bool save = (news->kind == UI_NEWS_TAP && !strcmp(news->id, "heard.save")) ||
                news->kind == UI_NEWS_ENTER;
    if (news->kind == UI_NEWS_CHANGE && !strcmp(news->id, "heard.field")) {
        snprintf(shell->heard.typed, sizeof shell->heard.typed, "%.11s", news->text);
    } else if (save && typed_number(shell) >= 0) {
        char key[sizeof shell->heard.typing];
        memcpy(key, shell->heard.typing, sizeof key);
        shell->heard.typing[0] = 0;
        set(shell, key, typed_number(shell));
    } else if (!save) {
        shell->heard.typing[0] = 0;
    }
    shell_rebuild(shell);
    return true;
}

bool heard_counter_news(struct shell *shell, const struct ui_news *news,
                        int (*get)(struct shell *shell, const char *key),
                        bool (*set)(struct shell *shell, const char *key, int number))
{
    const char *key;
    if (shell->heard.typing[0]) {
        return dialog_news(shell, news, set);
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if ((key = part_after(news->id, "heard.type:"))) {
        typing_begin(shell, key, get(shell, key));
        return true;
    }
    bool more = (key = part_after(news->id, "heard.more:")) != NULL;
    key = more ? key : part_after(news->id, "heard.less:");
    if (!key) {
        return false;
    }
    int number = get(shell, key);
    number = number < 0 ? 0 : number;
    if (more || number > 0) {
        set(shell, key, number + (more ? 1 : -1));
    }
    return true;
}
