/* SPDX-License-Identifier: EUPL-1.2 */
/* Everything that can be said of a place, apart from its offers. */
#include "screen/part_inner.h"

#include <stdio.h>
#include <string.h>

static const char *const paths[] = {"name",   "name_nl", "name_fr",  "kind",         "setting",
                                    "street", "number",  "postcode", "city",         "wheelchair",
                                    "toilet", "hours",   "operator", "contact_role", "phone",
                                    "email",  "website", "note",     "aliases"};
enum { PATHS = sizeof paths / sizeof *paths };

/* ---- kind ---- */

static enum place_kind chosen_kind(struct shell *shell)
{
    enum place_kind kind = KIND_OTHER;
    kind_parse(form_value(shell, "kind"), &kind);
    return kind;
}

static void kind_tiles(struct shell *shell)
{
    struct ui *ui = shell->ui;
    enum place_kind chosen = chosen_kind(shell);
    ui_open(ui, UI_GROUP, "", shell_word(shell, "edit.kind"),
            (struct ui_box){.wrap = true, .gap = 8});
    for (int i = 1; i <= KIND_COUNT; i++) { /* "something else" comes last */
        enum place_kind kind = (enum place_kind)(i % KIND_COUNT);
        ui_button(ui, shell_textf(shell, "edit.kind:%s", kind_word(kind)),
                  (struct ui_button){.kind = UI_TILE,
                                     .icon = kind_icon(kind),
                                     .label = shell_word(shell, kind_key(kind)),
                                     .selected = kind == chosen});
    }
    ui_close(ui);
}

static void kind(struct shell *shell)
{
    struct ui *ui = shell->ui;
    enum place_kind chosen = chosen_kind(shell);
    const char *label = shell_word(shell, kind_key(chosen));
    bool open = *form_value(shell, "#kinds");
    ui_text(ui, UI_SECOND, shell_word(shell, "edit.kind"));
    ui_open_row(ui, "edit.kinds",
                shell_textf(shell, "%s: %s", shell_word(shell, "edit.kind"), label), false);
    ui_icon_tile(ui, kind_icon(chosen), 44, THEME_INK);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, label);
    ui_text(ui, UI_SECOND, shell_word(shell, open ? "edit.kind.pick" : "edit.kind.other"));
    ui_close(ui);
    ui_icon(ui, open ? "collapse" : "expand", 22, THEME_MUTED, NULL);
    ui_close(ui);
    if (open) {
        kind_tiles(shell);
    }
}

/* ---- the rest ---- */

static void names(struct shell *shell)
{
    form_field(shell, "name", "edit.name", "edit.name.hint", false, false);
    form_field(shell, "aliases", "edit.aliases", "edit.aliases.hint", false, false);
    if (*form_value(shell, "name_nl") || *form_value(shell, "name_fr")) {
        form_field(shell, "name_nl", "edit.name_nl", NULL, false, false);
        form_field(shell, "name_fr", "edit.name_fr", NULL, false, false);
    }
}

static void beside(struct shell *shell, const char *left, const char *left_key, bool left_number,
                   const char *right, const char *right_key, double share)
{
    struct ui *ui = shell->ui;
    bool two = part_body_width(shell) >= 520 * part_scale(shell);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = two, .gap = 12});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = two ? share : 0});
    form_field(shell, left, left_key, NULL, false, left_number);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = two ? 1 : 0});
    form_field(shell, right, right_key, NULL, false, false);
    ui_close(ui);
    ui_close(ui);
}

static void address(struct shell *shell)
{
    part_section(shell, shell_word(shell, "edit.address"));
    beside(shell, "street", "edit.street", false, "number", "edit.number", 2.5);
    beside(shell, "postcode", "edit.postcode", true, "city", "edit.city", 0.6);
}

static void access(struct shell *shell)
{
    static const struct form_word settings[] = {{"indoor", "setting.indoor"},
                                                {"outdoor", "setting.outdoor"},
                                                {"mobile", "setting.mobile"},
                                                {"at_home", "setting.at_home"}};
    static const struct form_word wheelchair[] = {{"yes", "answer.yes"},
                                                  {"limited", "answer.limited"},
                                                  {"no", "answer.no"},
                                                  {"unknown", "answer.unknown"}};
    static const struct form_word toilet[] = {{"yes", "answer.yes"},
                                              {"wheelchair", "answer.wheelchair"},
                                              {"no", "answer.no"},
                                              {"unknown", "answer.unknown"}};
    part_section(shell, shell_word(shell, "edit.access"));
    form_one_of(shell, "setting", "edit.setting", settings, 4);
    form_one_of(shell, "wheelchair", "edit.wheelchair", wheelchair, 4);
    form_one_of(shell, "toilet", "edit.toilet", toilet, 4);
}

static void contact(struct shell *shell)
{
    part_section(shell, shell_word(shell, "edit.contact"));
    part_line(shell, "info", THEME_MUTED, shell_word(shell, "edit.contact.why"));
    form_field(shell, "operator", "edit.operator", "edit.operator.hint", false, false);
    form_field(shell, "contact_role", "edit.role", "edit.role.hint", false, false);
    beside(shell, "phone", "edit.phone", false, "email", "edit.email", 1);
    form_field(shell, "website", "edit.website", NULL, false, false);
}

static void build(struct shell *shell)
{
    const struct place *place = shell_selected(shell);
    if (!place) {
        part_page_open(shell, shell_word(shell, "edit.title"));
        part_say(shell, "edit.gone");
        part_page_close(shell);
        return;
    }
    form_begin(shell, place->id, paths, PATHS);
    part_page_open(shell, shell_word(shell, "edit.title"));
    names(shell);
    kind(shell);
    part_section(shell, shell_word(shell, "edit.hours.title"));
    form_hours(shell, true);
    address(shell);
    access(shell);
    contact(shell);
    part_section(shell, shell_word(shell, "edit.note"));
    form_field(shell, "note", "edit.note.label", "edit.note.hint", true, false);
    part_page_foot(shell);
    form_foot(shell);
    part_page_close(shell);
    form_dialog(shell);
}

void screen_place_edit_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

static bool save(struct shell *shell)
{
    return form_save(shell, "edit.saved");
}

bool screen_place_edit_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest = part_after(news->id, "edit.kind:");
    if (news->kind == UI_NEWS_TAP && strcmp(news->id, "edit.kinds") == 0) {
        draft_set(shell, "#kinds", *form_value(shell, "#kinds") ? "" : "1");
        return true;
    }
    if (news->kind == UI_NEWS_TAP && rest) {
        draft_set(shell, "kind", rest);
        draft_set(shell, "#kinds", "");
        return true;
    }
    return form_news(shell, news, save);
}

void screen_place_edit_prepare(struct shell *shell, const char *id)
{
    const struct place *place = part_place_of(shell, id);
    draft_empty(shell);
    if (place) {
        snprintf(shell->selected, sizeof shell->selected, "%s", place->id);
    }
}
