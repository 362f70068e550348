/* SPDX-License-Identifier: EUPL-1.2 */
/* Search as one types: places at once, streets and addresses from a worker, the newest asking wins.
 */
#include "screen/shell_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEARCH_PLACES = 24, SEARCH_STREETS = 16, SEARCH_NEAR = 8 };

struct street_search {
    struct shell *shell;
    struct pack *pack;
    struct work_job *job;
    char words[128];
    struct point near;
    struct hit hits[SEARCH_STREETS];
    int count;
};

static void street_run(struct work_job *job, void *request)
{
    struct street_search *search = request;
    if (!work_cancelled(job)) {
        search->count = action_search_streets(search->pack, search->words, search->near, false,
                                              search->hits, SEARCH_STREETS);
    }
}

static void street_done(void *request, bool cancelled)
{
    struct street_search *search = request;
    struct shell *shell = search->shell;
    if (shell->street_search == search) {
        shell->street_search = NULL;
    }
    if (!cancelled && !strcmp(search->words, shell->words)) {
        for (int i = 0; i < search->count; i++) {
            shell->hits[shell->hit_places + i] = search->hits[i];
        }
        shell->hit_count = shell->hit_places + search->count;
        snprintf(shell->street_words, sizeof shell->street_words, "%s", search->words);
        shell->dirty = true;
    }
    free(search);
}

static void street_start(struct shell *shell, struct point near)
{
    if (shell->street_search) {
        work_cancel(shell->street_search->job);
    }
    struct street_search *search = memory_take(sizeof *search);
    search->shell = shell;
    search->pack = project_pack(shell->project);
    search->near = near;
    snprintf(search->words, sizeof search->words, "%s", shell->words);
    shell->street_search = search;
    search->job = work_add(project_workers(shell->project),
                           (struct work_task){street_run, street_done, search});
    if (shell->ways.still) {
        work_finish(project_workers(shell->project));
    }
}

static void search_words(struct shell *shell, const char *words)
{
    struct point near = map_middle(shell);
    snprintf(shell->words, sizeof shell->words, "%s", words);
    shell->hit_places =
        action_search_places(shell->project, (const struct language *const *)shell->languages,
                             shell->words, near, shell->hits, SEARCH_PLACES);
    shell->hit_count = shell->hit_places;
    shell->dirty = true;
    if (shell->words[0]) {
        street_start(shell, near);
    }
}

/* ---- rows ---- */

static void street_row(struct shell *shell, const struct hit *hit, int index)
{
    struct ui *ui = shell->ui;
    ui_open_row(ui, shell_textf(shell, "street:%d", index), hit->text, false);
    ui_icon_tile(ui, "pin", 38, THEME_MUTED);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = 1});
    ui_text(ui, UI_BOLD, hit->text);
    ui_text(ui, UI_SECOND, shell_metres(shell, hit->metres));
    ui_close(ui);
    ui_close(ui);
}

static void search_hits(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_LIST, "hits", shell_say_count(shell, "search.count", shell->hit_count),
            (struct ui_box){0});
    for (int i = 0; i < shell->hit_count; i++) {
        const struct hit *hit = &shell->hits[i];
        const struct place *place = hit->id[0] ? project_place(shell->project, hit->id) : NULL;
        if (i) {
            ui_line(ui);
        }
        if (place) {
            piece_place_row(shell, place, "hit:");
        } else {
            street_row(shell, hit, i);
        }
    }
    ui_close(ui);
}

static void search_near(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct place *near[SEARCH_NEAR];
    double metres[SEARCH_NEAR];
    int found = 0;
    size_t count;
    const struct place *const *places = project_places(shell->project, &count);
    for (size_t i = 0; i < count; i++) {
        double far = shell_place_metres(shell, places[i]);
        int at = found < SEARCH_NEAR ? found++ : SEARCH_NEAR;
        for (; at > 0 && metres[at - 1] > far; at--) {
            if (at < SEARCH_NEAR) {
                near[at] = near[at - 1];
                metres[at] = metres[at - 1];
            }
        }
        if (at < SEARCH_NEAR) {
            near[at] = places[i];
            metres[at] = far;
        }
    }
    ui_text(ui, UI_BODY, shell_word(shell, "search.empty"));
    if (!found) {
        return;
    }
    ui_text_colour(ui, UI_BOLD, THEME_MUTED, shell_word(shell, "search.near"));
    ui_open(ui, UI_LIST, "near", "", (struct ui_box){0});
    for (int i = 0; i < found; i++) {
        piece_place_row(shell, near[i], "hit:");
    }
    ui_close(ui);
}

static void search_none(struct shell *shell)
{
    struct message title = message_of("search.none");
    message_add_text(&title, shell->words);
    if (shell->street_search) {
        ui_text(shell->ui, UI_SECOND, shell_word(shell, "search.busy"));
        return;
    }
    piece_empty(shell, "search", shell_say(shell, title), shell_word(shell, "search.none.next"),
                "add", shell_word(shell, "add.title"));
}

static void search_panel(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(
        ui, UI_GROUP, "", "",
        (struct ui_box){.row = true, .gap = 4, .pad_x = 12, .pad_y = 12, .across = TYPE_MIDDLE});
    ui_button(ui, "back",
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "back",
                                 .label = shell_word(shell, "bar.back"),
                                 .icon_only = true});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_field(ui, "search.field",
             (struct ui_field){.label = shell_word(shell, "search.hint"),
                               .hint = shell_word(shell, "search.hint"),
                               .value = shell->words,
                               .icon = "search"});
    ui_close(ui);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "results", "",
            (struct ui_box){.scroll = true, .grow = 1, .gap = 10, .pad_x = 20, .pad_y = 4});
    if (!shell->words[0]) {
        search_near(shell);
    } else if (shell->hit_count) {
        search_hits(shell);
    } else {
        search_none(shell);
    }
    piece_bar_room(shell);
    ui_close(ui);
}

void screen_search_build(struct shell *shell)
{
    static const struct map_frame frame = {.panel = search_panel, .bare = true, .whole = true};
    if (!shell->search_open) {
        snprintf(shell->focus_soon, sizeof shell->focus_soon, "search.field");
    }
    shell->search_open = true;
    piece_map(shell, &frame);
}

static void hit_show(struct shell *shell, const struct hit *hit)
{
    enum { STREET_ZOOM = 17 };
    char text[sizeof hit->text];
    struct point point = hit->point;
    snprintf(text, sizeof text, "%s", hit->text);
    shell_root(shell, SCREEN_MAP);
    shell->list_sheet = SHEET_PEEK;
    map_show_point(shell, point, STREET_ZOOM);
    shell_bar(shell, text, false);
}

bool screen_search_news(struct shell *shell, const struct ui_news *news)
{
    bool field = !strcmp(news->id, "search.field");
    if (field && news->kind == UI_NEWS_CHANGE) {
        search_words(shell, news->text);
        return true;
    }
    if (field && news->kind == UI_NEWS_ENTER) {
        if (shell->hit_count && shell->hits[0].id[0]) {
            shell_select(shell, shell->hits[0].id);
        } else if (shell->hit_count) {
            hit_show(shell, &shell->hits[0]);
        }
        return true;
    }
    if (news->kind == UI_NEWS_TAP && !strncmp(news->id, "street:", 7)) {
        int index = atoi(news->id + 7);
        if (index >= 0 && index < shell->hit_count) {
            hit_show(shell, &shell->hits[index]);
        }
        return true;
    }
    return piece_place_news(shell, news, "hit:") || piece_map_news(shell, news);
}

void screen_search_prepare(struct shell *shell, const char *id)
{
    search_words(shell, id ? id : "");
}
