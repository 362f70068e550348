/* SPDX-License-Identifier: EUPL-1.2 */
/* The editor of hours: the week, a number pad, special days, the text; always the whole in words.
 */
#include "screen/hours_edit_inner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/language.h"

enum { PANEL = 392, GRID_LOW = 300, TYPED_MOST = 4000, WARNINGS = 3 };

/* ---- sizes ---- */

static bool side_by_side(const struct shell *shell)
{
    return !shell->portrait && part_body_width(shell) >= 2 * PANEL * fmin(part_scale(shell), 1.3);
}

/* Whether the week may take what is left over; else all of it scrolls. */
static bool roomy(const struct shell *shell)
{
    double others = side_by_side(shell) ? 270 : shell->hours->pad ? 690 : 450;
    return shell->height - others * part_scale(shell) >= 190 && !shell->keys_shown;
}

double hours_side_pad(const struct shell *shell)
{
    return shell->width < 400 ? 0 : side_by_side(shell) ? part_pad(shell) : 8;
}

/* ---- the whole in words and as text ---- */

static void warnings(struct shell *shell, const char *text, bool all)
{
    struct hours *hours = NULL;
    struct fault why;
    const struct hours_warning *list;
    if (!*text || !hours_parse(text, NULL, &hours, &why)) {
        return;
    }
    size_t count = hours_warnings(hours, &list);
    for (size_t i = 0; i < count && i < WARNINGS && all; i++) {
        part_line(shell, "info", THEME_PARTLY, shell_say(shell, list[i].what));
    }
    if (count && !all) {
        struct buffer out;
        struct message message = message_of("hours.edit.canonical");
        buffer_init(&out, HOURS_TEXT_CEILING);
        hours_write(hours, &out);
        message_add_text(&message, buffer_text(&out));
        buffer_clear(&out);
        part_wrap_open(shell);
        ui_button(shell->ui, "hours.canonical",
                  (struct ui_button){
                      .kind = UI_PLAIN, .icon = "check", .label = shell_say(shell, message)});
        ui_close(shell->ui);
    }
    hours_free(hours);
}

static void words(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct draft_field *field = draft_find(shell, "hours");
    const char *said = hours_said(shell), *text = field ? field->value : "";
    int lines = roomy(shell) ? 3 : 0;
    ui_open(ui, UI_STATUS, "hours.said", "",
            (struct ui_box){.gap = 2, .pad_x = fmax(12, hours_side_pad(shell)), .pad_y = 2});
    if (field && field->fault[0]) {
        part_line(shell, "warning", THEME_NOT, field->fault);
    } else {
        ui_text_cut(ui, *said ? UI_BOLD : UI_BODY, lines,
                    *said ? said : shell_word(shell, "hours.edit.none"));
    }
    ui_text_cut(ui, UI_SECOND, roomy(shell) ? 1 : 0,
                *text                   ? text
                : hours_of_offer(shell) ? shell_word(shell, "hours.edit.like.place")
                                        : shell_word(shell, "hours.edit.none.text"));
    warnings(shell, text, false);
    ui_close(ui);
}

/* ---- head ---- */

static void head(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct offer *offer = hours_offer(shell);
    struct message title = message_of("hours.edit.title");
    message_add_text(&title, offer ? shell_word(shell, service_key(offer->service))
                                   : shell_place_name(shell, shell_selected(shell)));
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.row = true, .pad_x = 8, .pad_y = 4, .gap = 4, .across = TYPE_MIDDLE});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    piece_back_head(shell, shell_say(shell, title));
    ui_close(ui);
    ui_button(ui, "hours.undo",
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "undo",
                                 .label = shell_word(shell, "hours.edit.undo"),
                                 .icon_only = true,
                                 .disabled = shell->hours->steps == 0});
    ui_close(ui);
}

static void tabs(struct shell *shell)
{
    static const char *const keys[] = {"hours.edit.tab.week", "hours.edit.tab.special",
                                       "hours.edit.tab.text"};
    ui_open(
        shell->ui, UI_GROUP, "", "",
        (struct ui_box){
            .scroll_across = true, .gap = 8, .pad_x = fmax(12, hours_side_pad(shell)), .pad_y = 4});
    for (int i = 0; i < 3; i++) {
        part_chip(shell, shell_textf(shell, "hours.tab:%d", i), shell_word(shell, keys[i]),
                  (int)shell->hours->tab == i);
    }
    ui_close(shell->ui);
}

/* ---- the week and the heads of its days ---- */

static const char *day_said(struct shell *shell, int day, bool selected)
{
    const char *name = language_weekday(shell->language, (enum civil_weekday)day, false);
    return selected ? shell_textf(shell, "%s, %s", name, shell_word(shell, "hours.edit.selected"))
                    : name;
}

static void day_heads(struct shell *shell, double width)
{
    static const char *const keys[GRID_DAYS] = {"hours.edit.mo", "hours.edit.tu", "hours.edit.we",
                                                "hours.edit.th", "hours.edit.fr", "hours.edit.sa",
                                                "hours.edit.su"};
    struct ui *ui = shell->ui;
    bool large = part_scale(shell) > 1.3;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.width = hours_week_label(shell, width)});
    ui_close(ui);
    for (int day = 0; day < GRID_DAYS; day++) {
        bool selected = shell->hours->days & (1u << day);
        enum theme_token ink = selected ? THEME_ON_INK : THEME_INK;
        ui_open(ui, UI_BUTTON, shell_textf(shell, "hours.day:%d", day),
                day_said(shell, day, selected),
                (struct ui_box){.grow = 1, .height = 48, .pad_y = 4, .pad_x = 2});
        ui_open(ui, UI_GROUP, "", "",
                (struct ui_box){.filled = selected,
                                .fill = THEME_INK,
                                .radius = 20,
                                .grow = 1,
                                .align = TYPE_MIDDLE,
                                .across = TYPE_MIDDLE});
        ui_text_colour(ui, large ? UI_SMALL : UI_BOLD, ink, shell_word(shell, keys[day]));
        ui_close(ui);
        ui_close(ui);
    }
    ui_close(ui);
}

/* What the grid cannot hold is said instead; nothing of it is lost. */
static void cover(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct draft_field *field = draft_find(shell, "hours");
    bool fault = field && field->fault[0];
    ui_open(ui, UI_GROUP, "hours.cover", "",
            (struct ui_box){.scroll = roomy(shell),
                            .grow = roomy(shell) ? 1 : 0,
                            .gap = 10,
                            .pad = 20,
                            .filled = true,
                            .fill = THEME_CARD,
                            .radius = 12});
    ui_icon(ui, "calendar", 30, THEME_MUTED, NULL);
    ui_text(ui, UI_PILLAR,
            shell_word(shell, fault ? "hours.edit.cover.fault" : "hours.edit.cover"));
    ui_text(ui, UI_BODY, shell_word(shell, "hours.edit.cover.why"));
    if (fault) {
        ui_text_colour(ui, UI_BODY, THEME_NOT, field->fault);
    } else {
        ui_text(ui, UI_BOLD, hours_said(shell));
    }
    ui_text(ui, UI_SECOND, form_value(shell, "hours"));
    ui_button(ui, "hours.tab:2",
              (struct ui_button){.kind = UI_PRIMARY,
                                 .icon = "pencil",
                                 .label = shell_word(shell, "hours.edit.cover.text")});
    ui_button(ui, "hours.again",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "calendar",
                                 .label = shell_word(shell, "hours.edit.cover.again")});
    ui_close(ui);
}

static void week(struct shell *shell, double width)
{
    struct ui *ui = shell->ui;
    double pad = hours_side_pad(shell);
    bool fill = roomy(shell);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = fill ? 1 : 0, .pad_x = pad, .gap = 4});
    if (shell->hours->shown) {
        day_heads(shell, width - 2 * pad);
        hours_week(shell, fill ? 0 : GRID_LOW);
    } else {
        cover(shell);
    }
    ui_close(ui);
}

static void guess_row(struct shell *shell)
{
    ui_open(
        shell->ui, UI_GROUP, "hours.guesses", "",
        (struct ui_box){
            .scroll_across = true, .gap = 8, .pad_x = fmax(12, hours_side_pad(shell)), .pad_y = 6});
    hours_guesses(shell, true);
    ui_close(shell->ui);
}

/* ---- as text ---- */

static void as_text(struct shell *shell)
{
    const char *text = form_value(shell, "hours");
    if (strlen(text) > TYPED_MOST) {
        ui_text(shell->ui, UI_SECOND, shell_word(shell, "hours.edit.text.long"));
        return;
    }
    form_field(shell, "hours", "hours.edit.text", "edit.hours.hint", true, false);
    warnings(shell, text, true);
}

/* ---- how it all lies ---- */

static void foot(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_line(ui);
    ui_open(ui, UI_GROUP, "hours.foot", "",
            (struct ui_box){.filled = true,
                            .fill = THEME_CARD,
                            .pad_x = fmax(12, hours_side_pad(shell)),
                            .pad_y = 8,
                            .blocks = true});
    form_foot(shell);
    ui_close(ui);
}

static void upright(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct hours_edit *edit = shell->hours;
    bool fill = roomy(shell), week_tab = edit->tab == HOURS_WEEK;
    ui_open(ui, UI_GROUP, "page", "", (struct ui_box){.grow = 1, .scroll = !fill, .gap = 4});
    head(shell);
    words(shell);
    if (!edit->pad || !week_tab) {
        tabs(shell);
    }
    if (week_tab) {
        week(shell, part_body_width(shell));
        if (edit->shown && edit->pad) {
            hours_pad(shell);
        } else if (edit->shown) {
            if (!*form_value(shell, "hours")) {
                guess_row(shell);
            }
            hours_tools(shell);
        }
    } else {
        ui_open(ui, UI_GROUP, "hours.tab", "",
                (struct ui_box){
                    .gap = 14, .pad_x = 16, .pad_y = 8, .scroll = fill, .grow = fill ? 1 : 0});
        if (edit->tab == HOURS_SPECIAL) {
            hours_more(shell);
        } else {
            as_text(shell);
        }
        piece_bar_room(shell);
        ui_close(ui);
    }
    if (!fill) {
        foot(shell);
    }
    ui_close(ui);
    if (fill) {
        foot(shell);
    }
}

static void panel(struct shell *shell)
{
    if (shell->hours->shown) {
        hours_guesses(shell, false);
        hours_tools_panel(shell);
    }
    part_section(shell, shell_word(shell, "hours.edit.tab.special"));
    hours_more(shell);
    part_section(shell, shell_word(shell, "hours.edit.tab.text"));
    as_text(shell);
    ui_space(shell->ui, 16);
}

static void across(struct shell *shell)
{
    struct ui *ui = shell->ui;
    double wide = PANEL * fmin(part_scale(shell), 1.3);
    bool fill = roomy(shell);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .grow = 1});
    ui_open(ui, UI_GROUP, "page", "", (struct ui_box){.grow = 1, .scroll = !fill, .gap = 6});
    head(shell);
    words(shell);
    week(shell, part_body_width(shell) - wide);
    ui_space(ui, 10);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "hours.panel", "",
            (struct ui_box){.width = wide,
                            .scroll = true,
                            .filled = true,
                            .fill = THEME_CARD,
                            .pad_x = 20,
                            .pad_y = 14,
                            .gap = 12});
    panel(shell);
    ui_close(ui);
    ui_close(ui);
    foot(shell);
}

void hours_open(struct shell *shell)
{
    if (shell->hours) {
        shell->hours->tab = HOURS_WEEK;
        shell->hours->pad = shell->hours->keys = shell->hours->scrolled = false;
    }
    shell_go(shell, SCREEN_HOURS);
}

void screen_hours_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    if (!shell_selected(shell) || (hours_of_offer(shell) && !hours_offer(shell))) {
        part_page_open(shell, shell_word(shell, "edit.title"));
        part_say(shell, "edit.gone");
        part_page_close(shell);
        return;
    }
    hours_edit_of(shell);
    piece_frame_open(shell);
    ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    if (side_by_side(shell)) {
        across(shell);
    } else {
        upright(shell);
    }
    ui_close(shell->ui);
    piece_frame_close(shell);
    form_dialog(shell);
}

/* ---- what people do ---- */

static void canonical_take(struct shell *shell)
{
    struct hours *hours = NULL;
    struct fault why;
    struct buffer out;
    if (!hours_parse(form_value(shell, "hours"), NULL, &hours, &why)) {
        return;
    }
    buffer_init(&out, HOURS_TEXT_CEILING);
    hours_write(hours, &out);
    hours_free(hours);
    hours_text_take(shell, buffer_text(&out));
    buffer_clear(&out);
}

static void tab_show(struct shell *shell, int tab)
{
    shell->hours->tab = (enum hours_tab)(tab % 3);
    if (tab == HOURS_TEXT && side_by_side(shell)) {
        snprintf(shell->focus_soon, sizeof shell->focus_soon, "form.field:hours");
    }
}

static bool tap(struct shell *shell, const char *id)
{
    const char *rest;
    if ((rest = part_after(id, "hours.tab:"))) {
        tab_show(shell, atoi(rest));
    } else if (strcmp(id, "hours.undo") == 0) {
        hours_undo(shell);
    } else if (strcmp(id, "hours.again") == 0) {
        hours_text_take(shell, "");
    } else if (strcmp(id, "hours.canonical") == 0) {
        canonical_take(shell);
    } else if (!hours_tools_tap(shell, id)) {
        return false;
    }
    shell->dirty = true;
    return true;
}

static bool save(struct shell *shell)
{
    return form_save(shell, hours_of_offer(shell) ? "offer.saved" : "edit.saved");
}

/* Escape lets go of what was begun first; then it goes back with all that was changed. */
static bool going_back(struct shell *shell, const struct ui_news *news)
{
    struct hours_edit *edit = shell->hours;
    bool escape = news->kind == UI_NEWS_BACK;
    if (!escape && !(news->kind == UI_NEWS_TAP && strcmp(news->id, "back") == 0)) {
        return false;
    }
    if (escape && (edit->entry[0] || edit->anchor)) {
        if (edit->anchor) {
            hours_undo(shell);
        }
        edit->entry[0] = edit->entry_fault[0] = 0;
        edit->anchor = false;
        shell->dirty = true;
    } else {
        shell_back(shell);
    }
    return true;
}

bool screen_hours_news(struct shell *shell, const struct ui_news *news)
{
    const struct draft_field *leave = draft_find(shell, "#leave");
    if (!shell->hours || !shell_selected(shell)) {
        return false;
    }
    hours_edit_of(shell);
    if (leave && *leave->value) {
        return form_news(shell, news, save);
    }
    if (going_back(shell, news) || hours_week_news(shell, news) || hours_more_news(shell, news) ||
        hours_guess_news(shell, news) || (news->kind == UI_NEWS_TAP && tap(shell, news->id))) {
        return true;
    }
    hours_typing(shell, news);
    return form_news(shell, news, save);
}

bool hours_typed(struct shell *shell, const char *text)
{
    static const char letters[] = "0123456789-:.,;uUhH tot";
    if (shell->screen != SCREEN_HOURS || !shell->hours || !shell->hours->shown ||
        ui_wants_text(shell->ui, NULL) || !*text || !strchr(letters, *text)) {
        return false;
    }
    bool digit = *text >= '0' && *text <= '9';
    if (!digit && !shell->hours->entry[0]) {
        return false;
    }
    if (!shell->hours->entry[0]) {
        ui_focus(shell->ui, "hours.grid");
    }
    shell->hours->pad = shell->hours->pad || !side_by_side(shell);
    hours_entry_type(shell, text);
    return true;
}

void screen_hours_prepare(struct shell *shell, const char *id)
{
    const struct place *place = part_place_of(shell, id);
    draft_empty(shell);
    hours_close(shell);
    if (place) {
        snprintf(shell->selected, sizeof shell->selected, "%s", place->id);
        draft_add(shell, "#owner", place->id);
    }
}
