/* SPDX-License-Identifier: EUPL-1.2 */
/* Places from outside: where they come from, when they came, what changed; fetching, adding,
 * removing. */
#include "screen/part_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/osm.h"
#include "action/sources.h"

enum { CHANGES_FIRST = 5, CHANGES_MOST = 60 };

/* ---- one source ---- */

static const char *host_of(struct shell *shell, const char *url)
{
    const char *host = strstr(url, "://");
    host = host ? host + 3 : url;
    return shell_textf(shell, "%.*s", (int)strcspn(host, "/?#"), host);
}

static const char *kind_icon_of(enum source_kind kind)
{
    return kind == SOURCE_PACK ? "map" : kind == SOURCE_OVERPASS ? "layers" : "globe";
}

static void head(struct shell *shell, const struct source *source)
{
    struct ui *ui = shell->ui;
    const char *host = host_of(shell, source->url);
    struct buffer line;
    buffer_init(&line, 1024);
    piece_join(&line, shell_word(shell, source_kind_key(source->kind)));
    piece_join(&line, strcmp(host, source->name) ? host : "");
    piece_join(&line, source->licence);
    ui_open(ui, UI_GROUP, "", source->name,
            (struct ui_box){.row = true, .gap = 14, .across = TYPE_MIDDLE});
    ui_icon_tile(ui, kind_icon_of(source->kind), 40, THEME_INK);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, source->name);
    ui_text(ui, UI_SECOND, piece_kept(shell, &line));
    ui_close(ui);
    ui_close(ui);
}

static void state_lines(struct shell *shell, const struct source *source)
{
    const struct source_state *state = project_source_state(shell->project, source->id);
    struct message what, next;
    if (source_fault_say(shell->project, source->id, &what, &next)) {
        bool stopped = state->fault.kind == FAULT_CANCELLED;
        part_line(shell, stopped ? "info" : "warning", stopped ? THEME_MUTED : THEME_NOT,
                  shell_say(shell, what));
        ui_text(shell->ui, UI_SECOND, shell_say(shell, next));
    } else {
        bool good = state->fetched != 0;
        part_line(shell, good ? "check" : "info", good ? THEME_MET : THEME_MUTED,
                  shell_say(shell, source_state_say(shell->project, source->id)));
    }
    if (source->brought && source->days) {
        part_line(shell, "info", THEME_INK, shell_word(shell, "sources.brought"));
    }
    if (state->converted) {
        ui_text(shell->ui, UI_SECOND,
                shell_say_count(shell, "sources.converted", (int)state->converted));
    }
}

static void change_row(struct shell *shell, const struct source *source, size_t at,
                       const struct source_change *change)
{
    static const char *const icons[] = {"plus", "minus", "pencil"};
    part_go_row(shell, shell_textf(shell, "sources.change:%zu:%s", at, source->id),
                icons[change->kind], change->kind == SOURCE_GONE ? THEME_MUTED : THEME_INK,
                *change->name ? change->name : shell_word(shell, "sources.unnamed"),
                shell_word(shell, source_change_key(change->kind)));
    ui_line(shell->ui);
}

static void changes(struct shell *shell, const struct source *source)
{
    const struct source_state *state = project_source_state(shell->project, source->id);
    struct message line;
    if (!source_changes_say(shell->project, source->id, &line)) {
        return;
    }
    bool all = !strcmp(form_value(shell, "#all"), source->id);
    size_t most = all ? CHANGES_MOST : CHANGES_FIRST;
    ui_space(shell->ui, 4);
    ui_text(shell->ui, UI_BOLD, shell_word(shell, "sources.changed"));
    ui_text(shell->ui, UI_SECOND, shell_say(shell, line));
    part_list_open(shell);
    for (size_t i = 0; i < state->change_count && i < most; i++) {
        change_row(shell, source, i, &state->changes[i]);
    }
    part_list_close(shell);
    if (!all && state->change_count > CHANGES_FIRST) {
        ui_button(
            shell->ui, shell_textf(shell, "sources.all:%s", source->id),
            (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "sources.change.all")});
    }
}

static void buttons(struct shell *shell, const struct source *source)
{
    struct ui *ui = shell->ui;
    struct refresh_progress progress = refresh_progress(shell->project, source->id);
    if (progress.running) {
        ui_text(ui, UI_BODY, shell_say(shell, refresh_progress_say(progress)));
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    if (progress.running) {
        ui_button(ui, shell_textf(shell, "sources.stop:%s", source->id),
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = "close",
                                     .label = shell_word(shell, "sources.stop")});
    } else {
        ui_button(ui, shell_textf(shell, "sources.fetch:%s", source->id),
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = "redo",
                                     .label = shell_word(shell, "sources.fetch")});
        ui_button(ui, shell_textf(shell, "sources.remove:%s", source->id),
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = "trash",
                                     .label = shell_word(shell, "sources.remove")});
    }
    ui_close(ui);
}

static void source_card(struct shell *shell, const struct source *source)
{
    part_open_card(shell);
    head(shell, source);
    if (!refresh_progress(shell->project, source->id).running) {
        state_lines(shell, source);
    }
    buttons(shell, source);
    changes(shell, source);
    part_close_card(shell);
}

/* ---- a new one ---- */

static const enum service services[] = {SERVICE_WIFI, SERVICE_COMPUTER, SERVICE_CHARGE};
enum { CHOICES = sizeof services / sizeof *services };

static enum source_kind kind_chosen(struct shell *shell)
{
    struct source source;
    enum source_kind kind;
    if (source_kind_parse(form_value(shell, "#kind"), &kind)) {
        return kind;
    }
    source_of_url(form_value(shell, "#url"), &source);
    return source.kind;
}

static void kind_chips(struct shell *shell)
{
    ui_text(shell->ui, UI_SECOND, shell_word(shell, "sources.kind"));
    part_wrap_open(shell);
    for (int kind = 0; kind < SOURCE_KINDS; kind++) {
        part_chip(shell,
                  shell_textf(shell, "sources.kind:%s", source_kind_word((enum source_kind)kind)),
                  shell_word(shell, source_kind_key((enum source_kind)kind)),
                  kind_chosen(shell) == (enum source_kind)kind);
    }
    ui_close(shell->ui);
}

static void service_chips(struct shell *shell)
{
    const char *chosen = form_value(shell, "#service");
    ui_text(shell->ui, UI_SECOND, shell_word(shell, "sources.rows"));
    part_wrap_open(shell);
    part_chip(shell, "sources.service:", shell_word(shell, "sources.rows.own"), !*chosen);
    for (int i = 0; i < CHOICES; i++) {
        const char *word = service_word(services[i]);
        part_chip(shell, shell_textf(shell, "sources.service:%s", word),
                  shell_word(shell, service_key(services[i])), !strcmp(chosen, word));
    }
    ui_close(shell->ui);
    if (*chosen) {
        ui_check(shell->ui, "sources.free", shell_word(shell, "sources.free"),
                 *form_value(shell, "#free") != 0);
    }
}

static void new_form(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const char *wrong = form_value(shell, "#wrong");
    enum source_kind kind = kind_chosen(shell);
    part_section(shell, shell_word(shell, "sources.new"));
    ui_field(ui, "sources.url",
             (struct ui_field){.label = shell_word(shell, "sources.url"),
                               .hint = shell_word(shell, "sources.url.hint"),
                               .value = form_value(shell, "#url"),
                               .fault = *wrong ? wrong : NULL});
    ui_field(ui, "sources.name",
             (struct ui_field){.label = shell_word(shell, "sources.name"),
                               .hint = shell_word(shell, "sources.name.hint"),
                               .value = form_value(shell, "#name")});
    kind_chips(shell);
    if (kind == SOURCE_CSV || kind == SOURCE_GEOJSON) {
        service_chips(shell);
    } else if (kind == SOURCE_OVERPASS) {
        part_say(shell, "sources.overpass.why");
    }
    ui_field(ui, "sources.licence",
             (struct ui_field){.label = shell_word(shell, "sources.licence"),
                               .hint = shell_word(shell, "sources.licence.hint"),
                               .value = form_value(shell, "#licence")});
    part_foot_open(shell);
    ui_button(ui, "sources.add",
              (struct ui_button){.kind = UI_GO,
                                 .icon = "plus",
                                 .label = shell_word(shell, "sources.add"),
                                 .disabled = !*form_value(shell, "#url")});
    part_foot_close(shell);
}

/* ---- the page ---- */

static void removed_line(struct shell *shell)
{
    const char *name = form_value(shell, "#removed");
    struct message line = message_of("sources.removed");
    if (!*name) {
        return;
    }
    message_add_text(&line, name);
    ui_open(shell->ui, UI_STATUS, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_text(shell->ui, UI_BODY, shell_say(shell, line));
    ui_button(shell->ui, "sources.restore",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "undo", .label = shell_word(shell, "sources.restore")});
    ui_close(shell->ui);
}

/* "3 anders, 1 weg, 12 nieuw" */
static void osm_row(struct shell *shell)
{
    const struct osm_change *changes;
    struct message line = message_of("osm.counts");
    for (int kind = 0; kind < OSM_KINDS; kind++) {
        message_add_count(&line,
                          (int64_t)osm_changes_count(shell->project, (enum osm_change_kind)kind));
    }
    bool any = osm_changes(shell->project, &changes) > 0;
    ui_space(shell->ui, 8);
    part_list_open(shell);
    part_go_row(shell, "sources.osm", "layers", THEME_INK, shell_word(shell, "osm.title"),
                any ? shell_say(shell, line) : shell_word(shell, "osm.none"));
    part_list_close(shell);
}

static void build(struct shell *shell)
{
    const struct source *list;
    int count = project_sources(shell->project, &list);
    bool adding = *form_value(shell, "#add") != 0;
    part_page_open(shell, shell_word(shell, "sources.title"));
    part_say(shell, "sources.why");
    removed_line(shell);
    if (adding) {
        new_form(shell);
    }
    if (adding && count) {
        part_section(shell, shell_word(shell, "sources.have"));
    }
    for (int i = 0; i < count; i++) {
        source_card(shell, &list[i]);
    }
    if (!count && !adding) {
        piece_empty(shell, "globe", shell_word(shell, "sources.none"),
                    shell_word(shell, "sources.none.next"), "sources.new",
                    shell_word(shell, "sources.new"));
    } else if (!adding) {
        ui_button(shell->ui, "sources.new",
                  (struct ui_button){
                      .kind = UI_PLAIN, .icon = "plus", .label = shell_word(shell, "sources.new")});
    }
    if (!adding) {
        osm_row(shell);
    }
    part_page_close(shell);
}

void screen_sources_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

/* ---- what is done ---- */

static void add(struct shell *shell)
{
    struct source source;
    struct fault why;
    enum service service;
    source_of_url(form_value(shell, "#url"), &source);
    source.kind = kind_chosen(shell);
    if (*form_value(shell, "#name")) {
        snprintf(source.name, sizeof source.name, "%.199s", form_value(shell, "#name"));
    }
    snprintf(source.licence, sizeof source.licence, "%.199s",
             *form_value(shell, "#licence") ? form_value(shell, "#licence") : source.licence);
    bool rows = source.kind == SOURCE_CSV || source.kind == SOURCE_GEOJSON;
    if (rows && service_parse(form_value(shell, "#service"), &service)) {
        source.service = (int)service;
        source.price = *form_value(shell, "#free") ? PRICE_FREE : PRICE_UNKNOWN;
    }
    bool whole = strlen(form_value(shell, "#url")) < SOURCE_URL;
    bool ok = whole ? source_add(shell->project, &source, &why)
                    : fault_set_text(&why, FAULT_LIMIT, "sources.fault.long", "https://…");
    if (!ok) {
        draft_set(shell, "#wrong", shell_say(shell, why.what));
        return;
    }
    draft_empty(shell);
    refresh_start(shell->project, source.id);
    shell_rebuild(shell);
}

static void away(struct shell *shell, const char *id)
{
    struct fault why;
    const struct source *source = project_source(shell->project, id);
    char name[SOURCE_TEXT];
    snprintf(name, sizeof name, "%s", source ? source->name : "");
    if (shell_deed(shell, source_remove(shell->project, id, &why), &why, NULL)) {
        draft_empty(shell);
        draft_set(shell, "#removed", name);
    }
}

static void change_show(struct shell *shell, const char *rest)
{
    char *end;
    size_t at = strtoul(rest, &end, 10);
    const struct source_state *state =
        *end == ':' ? project_source_state(shell->project, end + 1) : NULL;
    if (!state || at >= state->change_count) {
        return;
    }
    struct source_change change = state->changes[at];
    if (project_place(shell->project, change.id)) {
        shell_select(shell, change.id);
    } else {
        shell_root(shell, SCREEN_MAP);
        map_show_point(shell, change.point, MAP_PLACE_ZOOM);
    }
}

static bool typed(struct shell *shell, const struct ui_news *news)
{
    static const char *const fields[][2] = {
        {"sources.url", "#url"}, {"sources.name", "#name"}, {"sources.licence", "#licence"}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!strcmp(news->id, fields[i][0])) {
            draft_set(shell, fields[i][1], news->text);
            draft_set(shell, "#wrong", "");
            return true;
        }
    }
    return false;
}

static bool chosen(struct shell *shell, const char *id)
{
    const char *rest;
    if ((rest = part_after(id, "sources.kind:"))) {
        draft_set(shell, "#kind", rest);
    } else if ((rest = part_after(id, "sources.service:"))) {
        draft_set(shell, "#service", rest);
    } else if (!strcmp(id, "sources.free")) {
        draft_set(shell, "#free", *form_value(shell, "#free") ? "" : "1");
    } else if ((rest = part_after(id, "sources.all:"))) {
        draft_set(shell, "#all", rest);
    } else {
        return false;
    }
    return true;
}

static bool tapped(struct shell *shell, const char *id)
{
    struct fault why;
    const char *rest;
    if ((rest = part_after(id, "sources.fetch:"))) {
        refresh_start(shell->project, rest);
    } else if ((rest = part_after(id, "sources.stop:"))) {
        refresh_cancel(shell->project, rest);
    } else if ((rest = part_after(id, "sources.remove:"))) {
        away(shell, rest);
    } else if ((rest = part_after(id, "sources.change:"))) {
        change_show(shell, rest);
    } else if (!strcmp(id, "sources.restore")) {
        shell_deed(shell, source_restore(shell->project, &why), &why, NULL);
        draft_empty(shell);
    } else if (!strcmp(id, "sources.osm")) {
        draft_empty(shell);
        shell_go(shell, SCREEN_OSM);
    } else if (!strcmp(id, "sources.new")) {
        draft_empty(shell);
        draft_set(shell, "#add", "1");
    } else if (!strcmp(id, "sources.add")) {
        add(shell);
    } else {
        return chosen(shell, id);
    }
    return true;
}

bool screen_sources_news(struct shell *shell, const struct ui_news *news)
{
    bool mine = news->kind == UI_NEWS_CHANGE ? typed(shell, news)
                                             : news->kind == UI_NEWS_TAP && tapped(shell, news->id);
    if (mine) {
        shell_rebuild(shell);
    }
    return mine;
}

void screen_sources_prepare(struct shell *shell, const char *id)
{
    draft_empty(shell);
    if (id && !strcmp(id, "add")) {
        draft_set(shell, "#add", "1");
    }
}
