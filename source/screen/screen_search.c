/* SPDX-License-Identifier: EUPL-1.2 */
/* Search as one types: places at once, streets and addresses from a worker, the newest asking wins.
 *
 * Nobody may tap what was not there when the finger set out. So the list of new words comes in one
 * piece when the streets are found, which takes a moment; when it takes longer (PATIENCE_MS) the
 * places come alone, and streets that are found then stand below them. Nothing changes while a
 * finger is down. */
#include "screen/shell_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"

enum { SEARCH_PLACES = 24, SEARCH_STREETS = 16, SEARCH_NEAR = 8, PATIENCE_MS = 60 };

struct street_search {
    struct shell *shell;
    struct pack *pack;
    struct work_job *job;
    char words[128];
    struct point near;
    bool french;
    struct hit hits[SEARCH_PLACES + SEARCH_STREETS]; /* the places first */
    int places, count;
    int64_t patience; /* ticks: until then the list waits for the streets */
    bool shown;       /* its places are in the list already */
    bool ended;       /* it waits for a finger to be lifted */
};

static void hit_first(struct shell *shell);

static void street_run(struct work_job *job, void *request)
{
    struct street_search *search = request;
    if (!work_cancelled(job)) {
        search->count +=
            action_search_streets(search->pack, search->words, search->near, search->french,
                                  search->hits + search->places, SEARCH_STREETS);
    }
}

static void hits_take(struct shell *shell, const struct street_search *search, int count)
{
    memcpy(shell->hits, search->hits, sizeof *search->hits * (size_t)count);
    shell->hit_count = count;
    snprintf(shell->hit_words, sizeof shell->hit_words, "%s", search->words);
    shell->dirty = true;
}

static void search_end(struct shell *shell)
{
    struct street_search *search = shell->street_search;
    bool soon = shell->hit_soon;
    if (!search->shown) {
        action_search_join(search->hits, search->places, search->count);
    }
    hits_take(shell, search, search->count);
    shell->street_search = NULL;
    shell->hit_soon = false;
    free(search);
    if (soon) {
        hit_first(shell);
    }
}

static void street_done(void *request, bool cancelled)
{
    struct street_search *search = request;
    struct shell *shell = search->shell;
    if (cancelled || shell->street_search != search) {
        free(search);
        return;
    }
    search->ended = true;
    search_tick(shell);
}

void search_leave(struct shell *shell)
{
    struct street_search *search = shell->street_search;
    shell->street_search = NULL;
    shell->hit_soon = false;
    if (search && search->ended) {
        free(search);
    } else if (search) {
        work_cancel(search->job); /* frees it when it is settled */
    }
}

static bool search_waits(const struct shell *shell)
{
    const struct street_search *search = shell->street_search;
    return search && !search->ended && !search->shown && !shell->hit_soon;
}

void search_tick(struct shell *shell)
{
    struct street_search *search = shell->street_search;
    if (!search || shell->fingers_down > 0) {
        return;
    }
    if (search->ended) {
        search_end(shell);
    } else if (search_waits(shell) && clock_ticks() >= search->patience) {
        hits_take(shell, search, search->places);
        search->shown = true;
    }
}

int64_t search_next(const struct shell *shell)
{
    if (!search_waits(shell) || shell->fingers_down > 0) {
        return -1;
    }
    int64_t wait = shell->street_search->patience - clock_ticks();
    return shell->now_ms + (wait > 0 ? wait : 0);
}

static void street_start(struct shell *shell, struct street_search *search)
{
    search->patience = clock_ticks() + PATIENCE_MS;
    shell->street_search = search;
    search->job = work_add(project_workers(shell->project),
                           (struct work_task){street_run, street_done, search});
    if (shell->ways.still) {
        work_finish(project_workers(shell->project));
    }
}

static void search_words(struct shell *shell, const char *words)
{
    search_leave(shell);
    snprintf(shell->words, sizeof shell->words, "%s", words);
    shell->words[utf8_cut(shell->words, strlen(shell->words))] = 0;
    shell->dirty = true;
    if (!shell->words[0]) {
        shell->hit_count = 0;
        shell->hit_words[0] = 0;
        return;
    }
    struct street_search *search = memory_take(sizeof *search);
    search->shell = shell;
    search->pack = project_pack(shell->project);
    search->near = map_middle(shell);
    search->french = shell->settings.language == LANGUAGE_FR;
    memcpy(search->words, shell->words, sizeof search->words);
    const struct language *languages[LANGUAGE_COUNT];
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        languages[code] = shell_language_of(shell, (enum language_code)code);
    }
    search->places = search->count = action_search_places(
        shell->project, languages, shell->words, search->near, search->hits, SEARCH_PLACES);
    street_start(shell, search);
}

/* Words that led somewhere, the newest first, each once. */
static void recent_add(struct shell *shell)
{
    enum { RECENT = sizeof shell->recent / sizeof *shell->recent };
    int at = 0;
    while (at < RECENT - 1 && strcmp(shell->recent[at], shell->words)) {
        at++;
    }
    if (!shell->words[0]) {
        return;
    }
    memmove(shell->recent[1], shell->recent[0], (size_t)at * sizeof *shell->recent);
    memcpy(shell->recent[0], shell->words, sizeof *shell->recent);
}

/* ---- rows ---- */

/* "Chaussée de Gand · Sint-Jans-Molenbeek · 330 m" */
static const char *street_second(struct shell *shell, const struct hit *hit)
{
    struct buffer line;
    buffer_init(&line, 1024);
    piece_join(&line, hit->other);
    piece_join(&line, hit->area);
    piece_join(&line, shell_metres(shell, hit->metres));
    return piece_kept(shell, &line);
}

/* Names the hit itself, wherever in the list it stands. */
static const char *street_id(struct shell *shell, const struct hit *hit)
{
    uint64_t hash = hash_bytes(hit->text, strlen(hit->text), 0);
    hash = hash_bytes(hit->area, strlen(hit->area), hash);
    hash = hash_bytes(hit->other, strlen(hit->other), hash);
    return shell_textf(shell, "street:%016llx", (unsigned long long)hash);
}

static void street_row(struct shell *shell, const struct hit *hit)
{
    struct ui *ui = shell->ui;
    ui_open_row(ui, street_id(shell, hit), hit->text, false);
    ui_icon_tile(ui, "pin", 38, THEME_MUTED);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = 1});
    ui_text(ui, UI_BOLD, hit->text);
    ui_text(ui, UI_SECOND, street_second(shell, hit));
    if (hit->missing[0]) {
        struct message missing =
            message_of(hit->street ? "find.missing.street" : "find.missing.near");
        message_add_text(&missing, hit->missing);
        ui_text(ui, UI_SECOND, shell_say(shell, missing));
    }
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
            street_row(shell, hit);
        }
    }
    ui_close(ui);
}

static void search_recent(struct shell *shell)
{
    struct ui *ui = shell->ui;
    if (!shell->recent[0][0]) {
        return;
    }
    ui_text_colour(ui, UI_BOLD, THEME_MUTED, shell_word(shell, "find.recent"));
    ui_open(ui, UI_LIST, "recent", "", (struct ui_box){0});
    for (size_t i = 0; i < sizeof shell->recent / sizeof *shell->recent && shell->recent[i][0];
         i++) {
        ui_open_row(ui, shell_textf(shell, "recent:%d", (int)i), shell->recent[i], false);
        ui_icon_tile(ui, "search", 38, THEME_MUTED);
        ui_text(ui, UI_BODY, shell->recent[i]);
        ui_close(ui);
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
    search_recent(shell);
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
    if (!shell->words[0] || (!shell->hit_words[0] && shell->street_search)) {
        search_near(shell);
    } else if (shell->hit_count) {
        search_hits(shell);
    } else {
        search_none(shell);
    }
    piece_bar_room(shell);
    ui_close(ui);
}

static void words_read(struct work_job *job, void *pack)
{
    if (!work_cancelled(job)) {
        pack_search_ready(pack);
    }
}

/* Before the first letter is typed, so that it need not wait for the disk. */
static void words_soon(struct shell *shell)
{
    if (!shell->ways.still) {
        work_add(project_workers(shell->project),
                 (struct work_task){words_read, NULL, project_pack(shell->project)});
    }
}

void screen_search_build(struct shell *shell)
{
    static const struct map_frame frame = {.panel = search_panel, .bare = true, .whole = true};
    if (!shell->search_open) {
        snprintf(shell->focus_soon, sizeof shell->focus_soon, "search.field");
        words_soon(shell);
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
    shell->found = point;
    snprintf(shell->found_text, sizeof shell->found_text, "%s", text);
    shell_bar(shell, text, false);
}

static void hit_choose(struct shell *shell, int index)
{
    if (index < 0 || index >= shell->hit_count) {
        return;
    }
    recent_add(shell);
    if (project_place(shell->project, shell->hits[index].id)) {
        char id[ACTION_ID];
        memcpy(id, shell->hits[index].id, sizeof id);
        shell->found_text[0] = 0;
        shell_select(shell, id);
    } else {
        hit_show(shell, &shell->hits[index]);
    }
}

static void hit_choose_street(struct shell *shell, const char *id)
{
    for (int i = 0; i < shell->hit_count; i++) {
        if (!shell->hits[i].id[0] && !strcmp(street_id(shell, &shell->hits[i]), id)) {
            hit_choose(shell, i);
            return;
        }
    }
}

static void hit_first(struct shell *shell)
{
    if (shell->screen == SCREEN_SEARCH) {
        hit_choose(shell, 0);
    }
}

bool screen_search_news(struct shell *shell, const struct ui_news *news)
{
    bool field = !strcmp(news->id, "search.field"), tap = news->kind == UI_NEWS_TAP;
    if (field && news->kind == UI_NEWS_CHANGE) {
        search_words(shell, news->text);
        return true;
    }
    if (field && news->kind == UI_NEWS_ENTER) {
        shell->hit_soon =
            shell->street_search && (!shell->street_search->shown || !shell->hit_count);
        if (!shell->hit_soon) {
            hit_choose(shell, 0);
        }
        return true;
    }
    if (tap && !strncmp(news->id, "street:", 7)) {
        hit_choose_street(shell, news->id);
        return true;
    }
    if (tap && !strncmp(news->id, "recent:", 7)) {
        int index = atoi(news->id + 7);
        if (index >= 0 && index < (int)(sizeof shell->recent / sizeof *shell->recent)) {
            search_words(shell, shell->recent[index]);
        }
        return true;
    }
    if (tap && !strncmp(news->id, "hit:", 4) && strncmp(news->id, "hit:tick:", 9)) {
        recent_add(shell);
        shell->found_text[0] = 0;
    }
    return piece_place_news(shell, news, "hit:") || piece_map_news(shell, news);
}

void screen_search_prepare(struct shell *shell, const char *id)
{
    search_words(shell, id ? id : "");
}
