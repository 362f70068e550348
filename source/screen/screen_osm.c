/* SPDX-License-Identifier: EUPL-1.2 */
/* What is otherwise in OpenStreetMap than people said: changed, gone, new; and a newer area file.
 */
#include "screen/part_inner.h"
#include "screen/sync_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/osm.h"
#include "base/json.h"

enum { CARDS_MOST = 60 };

/* ---- a value in words ---- */

static const char *text_of(struct shell *shell, const cJSON *value)
{
    struct buffer line;
    const cJSON *item;
    buffer_init(&line, 4096);
    if (cJSON_IsString(value)) {
        buffer_add_text(&line, value->valuestring);
    } else if (cJSON_IsNumber(value)) {
        buffer_addf(&line, "%g", value->valuedouble);
    } else if (cJSON_IsBool(value)) {
        buffer_add_text(&line, cJSON_IsTrue(value) ? "yes" : "no");
    } else if (cJSON_IsArray(value)) {
        cJSON_ArrayForEach(item, value)
        {
            buffer_addf(&line, "%s%s", line.size ? ", " : "",
                        cJSON_IsString(item) ? item->valuestring : "");
        }
    }
    return piece_kept(shell, &line);
}

static const char *value_words(struct shell *shell, const char *path, const cJSON *value)
{
    const char *slash = strrchr(path, '/'), *member = slash ? slash + 1 : path;
    const char *text = text_of(shell, value);
    char key[MESSAGE_KEY_SIZE];
    if (!strncmp(path, "offers/", 7) && !strchr(path + 7, '/')) {
        return shell_word(shell, value ? "osm.offered" : "osm.not_offered");
    }
    if (!strcmp(member, "hours") && *text) {
        return shell_hours(shell, text);
    }
    bool answer = cJSON_IsBool(value) || !strcmp(member, "wheelchair") || !strcmp(member, "toilet");
    snprintf(key, sizeof key, "%.20s.%.40s", answer ? "answer" : member, text);
    return !*text                               ? shell_word(shell, "sync.value.empty")
           : language_has(shell->language, key) ? shell_word(shell, key)
                                                : text;
}

/* ---- what changed about a place that people confirmed ---- */

static void said_line(struct shell *shell, const char *key, const char *words, bool ours)
{
    struct message line = message_of(key);
    message_add_text(&line, words);
    ui_text(shell->ui, ours ? UI_BODY : UI_SECOND, shell_say(shell, line));
}

static void values(struct shell *shell, const struct osm_field *field)
{
    if (!strcmp(field->path, "position")) {
        struct message line = message_of("osm.moved");
        message_add_text(&line, shell_metres(shell, field->metres));
        ui_text(shell->ui, UI_BODY, shell_say(shell, line));
        return;
    }
    said_line(shell, "osm.ours", value_words(shell, field->path, field->ours), true);
    said_line(shell, "osm.now", value_words(shell, field->path, field->now), true);
    if (field->then_known && !json_equal(field->then, field->ours)) {
        said_line(shell, "osm.then", value_words(shell, field->path, field->then), false);
    }
}

static void field_rows(struct shell *shell, size_t index, const struct osm_change *change)
{
    struct ui *ui = shell->ui;
    for (size_t i = 0; i < change->field_count; i++) {
        const struct osm_field *field = &change->fields[i];
        ui_open(ui, UI_GROUP, "", "",
                (struct ui_box){.gap = 6,
                                .pad_x = 14,
                                .pad_y = 12,
                                .filled = true,
                                .fill = THEME_SUNK,
                                .radius = 14});
        ui_text(ui, UI_BOLD, sync_field(shell, change->place->id, field->path));
        values(shell, field);
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
        ui_button(ui, shell_textf(shell, "osm.keep:%zu:%zu", index, i),
                  (struct ui_button){
                      .kind = UI_PLAIN, .icon = "check", .label = shell_word(shell, "osm.keep")});
        ui_button(ui, shell_textf(shell, "osm.take:%zu:%zu", index, i),
                  (struct ui_button){
                      .kind = UI_PLAIN, .icon = "pencil", .label = shell_word(shell, "osm.take")});
        ui_close(ui);
        ui_close(ui);
    }
}

static void head(struct shell *shell, size_t index, const struct osm_change *change,
                 const char *second)
{
    static const char *const icons[] = {"pencil", "minus", "plus"};
    const char *name = shell_place_name(shell, change->place);
    part_go_row(shell, shell_textf(shell, "osm.show:%zu", index), icons[change->kind],
                change->kind == OSM_GONE ? THEME_MUTED : THEME_INK,
                *name ? name : shell_word(shell, "sources.unnamed"), second);
}

static void changed_card(struct shell *shell, size_t index, const struct osm_change *change)
{
    struct buffer line;
    buffer_init(&line, 1024);
    piece_join(&line, piece_kind(shell, change->place));
    piece_join(&line, change->followed ? shell_word(shell, "osm.followed") : "");
    part_open_card(shell);
    head(shell, index, change, piece_kept(shell, &line));
    field_rows(shell, index, change);
    if (change->field_count > 1) {
        ui_button(shell->ui, shell_textf(shell, "osm.keep:%zu:all", index),
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = "check",
                                     .label = shell_word(shell, "osm.keep.all")});
    }
    part_close_card(shell);
}

static void gone_card(struct shell *shell, size_t index, const struct osm_change *change)
{
    struct ui *ui = shell->ui;
    part_open_card(shell);
    head(shell, index, change, piece_kind(shell, change->place));
    ui_text(ui, UI_BODY, shell_word(shell, "osm.gone.why"));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, shell_textf(shell, "osm.keep:%zu:all", index),
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "check", .label = shell_word(shell, "osm.stays")});
    ui_button(ui, shell_textf(shell, "osm.remove:%zu", index),
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "trash", .label = shell_word(shell, "osm.remove")});
    ui_close(ui);
    part_close_card(shell);
}

static void new_list(struct shell *shell, const struct osm_change *changes, size_t from, size_t to)
{
    part_say(shell, "osm.new.why");
    ui_button(shell->ui, "osm.seen",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "check", .label = shell_word(shell, "osm.seen")});
    part_list_open(shell);
    for (size_t i = from; i < to; i++) {
        head(shell, i, &changes[i], piece_kind(shell, changes[i].place));
        ui_line(shell->ui);
    }
    part_list_close(shell);
}

/* ---- the page ---- */

static void kind_part(struct shell *shell, enum osm_change_kind kind)
{
    static const char *const keys[] = {"osm.changed", "osm.gone", "osm.new"};
    const struct osm_change *changes;
    size_t count = osm_changes(shell->project, &changes), from = 0;
    while (from < count && changes[from].kind < kind) {
        from++;
    }
    size_t many = osm_changes_count(shell->project, kind);
    size_t to = from + (many < CARDS_MOST ? many : CARDS_MOST);
    if (!many) {
        return;
    }
    part_section(shell, shell_say_count(shell, keys[kind], (int64_t)many));
    if (kind == OSM_NEW) {
        new_list(shell, changes, from, to);
    }
    for (size_t i = from; i < to && kind != OSM_NEW; i++) {
        (kind == OSM_GONE ? gone_card : changed_card)(shell, i, &changes[i]);
    }
    if (many > CARDS_MOST) {
        ui_text(shell->ui, UI_SECOND,
                shell_say_count(shell, "osm.more", (int64_t)(many - CARDS_MOST)));
    }
}

static void renew_form(struct shell *shell)
{
    const char *wrong = form_value(shell, "#wrong"), *file = form_value(shell, "#file");
    if (project_is_demo(shell->project)) {
        return; /* its area comes with the program */
    }
    part_section(shell, shell_word(shell, "osm.renew.title"));
    part_say(shell, "osm.renew.why");
    ui_field(shell->ui, "osm.file",
             (struct ui_field){.label = shell_word(shell, "project.file"),
                               .hint = shell_word(shell, "project.file.hint"),
                               .value = file,
                               .fault = *wrong ? wrong : NULL});
    ui_button(shell->ui, "osm.renew",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "redo",
                                 .label = shell_word(shell, "osm.renew"),
                                 .disabled = !*file});
}

static void build(struct shell *shell)
{
    const struct osm_change *changes;
    size_t count = osm_changes(shell->project, &changes);
    part_page_open(shell, shell_word(shell, "osm.title"));
    if (count) {
        part_say(shell, "osm.why");
    } else {
        piece_empty(shell, "check", shell_word(shell, "osm.none"),
                    shell_word(shell, "osm.none.next"), "osm.sources",
                    shell_word(shell, "sources.title"));
    }
    for (int kind = 0; kind < OSM_KINDS; kind++) {
        kind_part(shell, (enum osm_change_kind)kind);
    }
    renew_form(shell);
    part_page_close(shell);
}

void screen_osm_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

/* ---- what is done ---- */

static void decide(struct shell *shell, const char *rest, bool take)
{
    const struct osm_change *changes;
    char id[ACTION_ID], path[OSM_PATH] = "";
    char *end;
    struct fault why;
    size_t count = osm_changes(shell->project, &changes), at = strtoul(rest, &end, 10);
    if (at >= count || *end != ':') {
        return;
    }
    bool all = !strcmp(end + 1, "all");
    size_t field = strtoul(end + 1, NULL, 10);
    if (!all && field >= changes[at].field_count) {
        return;
    }
    snprintf(id, sizeof id, "%s", changes[at].place->id);
    if (!all) {
        snprintf(path, sizeof path, "%s", changes[at].fields[field].path);
    }
    bool ok = take ? osm_take(shell->project, id, path, &why)
                   : osm_keep(shell->project, id, all ? NULL : path, &why);
    shell_deed(shell, ok, &why, take ? "osm.taken" : "osm.kept");
}

static const struct osm_change *change_at(struct shell *shell, const char *rest)
{
    const struct osm_change *changes;
    size_t count = osm_changes(shell->project, &changes), at = strtoul(rest, NULL, 10);
    return at < count ? &changes[at] : NULL;
}

static void take_away(struct shell *shell, const char *rest)
{
    const struct osm_change *change = change_at(shell, rest);
    struct fault why;
    if (change) {
        char id[ACTION_ID];
        snprintf(id, sizeof id, "%s", change->place->id);
        shell_deed(shell, action_remove(shell->project, id, &why), &why, "bar.removed");
    }
}

static void renew(struct shell *shell)
{
    struct project_ways ways = {.data_folder = shell->data_folder,
                                .assets_folder = shell->assets_folder,
                                .clock = shell->ways.clock};
    char name[64];
    struct fault why;
    snprintf(name, sizeof name, "%s", project_name(shell->project));
    if (!project_renew(&ways, name, form_value(shell, "#file"), &why)) {
        draft_set(shell, "#wrong", shell_say(shell, why.what));
        return;
    }
    draft_empty(shell);
    print_close(shell);
    shell_project_open(shell, name, NULL);
    shell_bar(shell, shell_word(shell, "osm.renewed"), false);
}

static bool tapped(struct shell *shell, const char *id)
{
    struct fault why;
    const char *rest;
    const struct osm_change *change;
    if ((rest = part_after(id, "osm.take:"))) {
        decide(shell, rest, true);
    } else if ((rest = part_after(id, "osm.keep:"))) {
        decide(shell, rest, false);
    } else if ((rest = part_after(id, "osm.remove:"))) {
        take_away(shell, rest);
    } else if ((rest = part_after(id, "osm.show:"))) {
        change = change_at(shell, rest);
        if (change) {
            shell_select(shell, change->place->id);
        }
    } else if (!strcmp(id, "osm.seen")) {
        shell_deed(shell, osm_seen(shell->project, &why), &why, NULL);
    } else if (!strcmp(id, "osm.sources")) {
        draft_empty(shell);
        shell_go(shell, SCREEN_SOURCES);
    } else if (!strcmp(id, "osm.renew")) {
        renew(shell);
    } else {
        return false;
    }
    return true;
}

bool screen_osm_news(struct shell *shell, const struct ui_news *news)
{
    bool mine = news->kind == UI_NEWS_TAP && tapped(shell, news->id);
    if (news->kind == UI_NEWS_CHANGE && !strcmp(news->id, "osm.file")) {
        draft_set(shell, "#file", news->text);
        draft_set(shell, "#wrong", "");
        mine = true;
    }
    if (mine) {
        shell_rebuild(shell);
    }
    return mine;
}

void screen_osm_prepare(struct shell *shell, const char *id)
{
    (void)id;
    draft_empty(shell);
}
