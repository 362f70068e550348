/* SPDX-License-Identifier: EUPL-1.2 */
/* The shell's beginning and end; projects are opened on a worker so that the window is there at
 * once. */
#include "action/sync.h"
#include "screen/shell_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/sources.h"
#include "base/arena.h"
#include "screen/keyboard.h"
#include "system/file.h"
#include "system/system.h"

struct opening {
    struct project_ways ways;
    char name[64];
    char pack[SYSTEM_PATH];
    struct project *project;
    bool restore; /* the backup first */
    bool ended, ok;
    struct fault why;
};

static bool asset_folder(const struct shell *shell, const char *name, char out[SYSTEM_PATH])
{
    return path_join(out, SYSTEM_PATH, shell->assets_folder, name);
}

/* ---- theme, language, scale ---- */

static bool language_read(struct shell *shell, enum language_code code, struct fault *why)
{
    char folder[SYSTEM_PATH];
    return shell->languages[code] ||
           (asset_folder(shell, "language", folder)
                ? language_load(folder, code, &shell->languages[code], why)
                : fault_set(why, FAULT_USAGE, "fault.path.long"));
}

const struct language *shell_language_of(struct shell *shell, enum language_code code)
{
    struct fault why;
    if (language_read(shell, code, &why)) {
        return shell->languages[code];
    }
    shell->fault = why;
    shell->dirty = true;
    return shell->language;
}

static bool shell_style(struct shell *shell, struct fault *why)
{
    char folder[SYSTEM_PATH];
    struct map_style *style = NULL;
    const char *name = shell->ways.theme ? shell->ways.theme : shell->settings.theme;
    if (!asset_folder(shell, "style", folder) || !theme_load(folder, name, &shell->theme, why) ||
        !map_style_load(folder, name, &style, why)) {
        return false;
    }
    struct map_style *old = shell->map_style;
    shell->map_style = style;
    if (shell->map) {
        map_restyle(shell);
    }
    map_style_free(old);
    return true;
}

void shell_theme_change(struct shell *shell)
{
    struct fault why;
    shell->language = shell_language_of(shell, shell->settings.language);
    if (shell->project) {
        project_speak(shell->project, shell->settings.language);
        project_choose_names(shell->project, shell->settings.names);
    }
    if (!shell_style(shell, &why)) {
        shell->fault = why;
    }
    ui_set_pencil(shell->ui, &shell->pencil);
    ui_set_scale(shell->ui, shell->ways.scale > 0 ? shell->ways.scale : shell->settings.scale);
    ui_set_reduced_motion(shell->ui, shell->settings.reduced_motion || shell->ways.still);
    shell->dirty = true;
}

void shell_settings_save(struct shell *shell)
{
    struct fault why;
    if (!settings_write(shell->data_folder, &shell->settings, &why)) {
        shell->fault = why;
        shell->dirty = true;
    }
}

/* ---- projects ---- */

static void opening_run(struct work_job *job, void *request)
{
    struct opening *opening = request;
    (void)job;
    if (opening->restore &&
        !project_restore(opening->ways.data_folder, opening->name, &opening->why)) {
        return;
    }
    opening->ok = project_open(&opening->ways, opening->name, *opening->pack ? opening->pack : NULL,
                               &opening->project, &opening->why);
}

static void opening_done(void *request, bool cancelled)
{
    struct opening *opening = request;
    opening->ended = true;
    opening->ok = opening->ok && !cancelled;
}

/* ---- what ends without being waited for ---- */

struct later {
    void (*end)(void *data);
    void *data;
    bool ended;
};

static void later_run(struct work_job *job, void *request)
{
    struct later *later = request;
    (void)job;
    later->end(later->data);
    later->ended = true;
}

static void later_done(void *request, bool cancelled)
{
    struct later *later = request;
    (void)cancelled;
    if (!later->ended) {
        later->end(later->data);
    }
    free(later);
}

void shell_later(struct shell *shell, void (*end)(void *data), void *data)
{
    struct later *later = memory_take(sizeof *later);
    *later = (struct later){.end = end, .data = data};
    work_add(shell->opener, (struct work_task){later_run, later_done, later});
}

static void project_end(void *project)
{
    project_close(project);
}

static void shell_project_leave(struct shell *shell)
{
    search_leave(shell);
    foot_leave(shell);
    many_leave(shell);
    questions_leave(shell);
    map_close(shell);
    week_leave(shell);
    piece_time_free(shell);
    project_leave(shell->project);
    if (shell->project) {
        shell_later(shell, project_end, shell->project);
    }
    shell->project = NULL;
}

static void project_enter(struct shell *shell, struct project *project)
{
    shell->project = project;
    project_speak(project, shell->settings.language);
    project_choose_names(project, shell->settings.names);
    shell->seen_generation = 0;
    shell->selected[0] = 0;
    partner_look(shell);
    if (shell->partner[0] && shell->screen == SCREEN_MAP) {
        shell->screen = SCREEN_PARTNER;
    }
    /* The oefenwijk begins on the map, where its welcome is. */
    if (!shell->begun && shell->settings.begin == BEGIN_WEEK && !project_is_demo(project) &&
        shell->screen == SCREEN_MAP) {
        shell->screen = SCREEN_TODO;
    }
    shell->begun = true;
    map_open(shell);
    if (shell->ways.still) { /* nothing runs by itself, but what waits is known */
        const struct sync_line *lines;
        struct fault ignored;
        sync_outbox(project, &lines);
        project_finish(project, &ignored);
    } else {
        sync_start(project, true);
        refresh_automatic(project);
    }
    shell->dirty = true;
}

bool shell_opened(struct shell *shell)
{
    struct opening *opening = shell->opening;
    work_settle(shell->opener);
    if (!opening || !opening->ended) {
        return false;
    }
    shell->opening = NULL;
    if (opening->ok) {
        project_enter(shell, opening->project);
    } else {
        shell->fault = opening->why;
        shell->dirty = true;
    }
    free(opening);
    return true;
}

static bool opening_start(struct shell *shell, const char *name, const char *pack_file,
                          bool restore)
{
    if (shell->opening) {
        return false;
    }
    shell_project_leave(shell);
    struct opening *opening = memory_take(sizeof *opening);
    opening->ways =
        (struct project_ways){shell->data_folder,   shell->assets_folder, shell->ways.clock,
                              shell->settings.role, shell->ways.wake,     shell->ways.wake_data};
    snprintf(opening->name, sizeof opening->name, "%s", name);
    snprintf(opening->pack, sizeof opening->pack, "%s", pack_file ? pack_file : "");
    opening->restore = restore;
    shell->opening = opening;
    work_add(shell->opener, (struct work_task){opening_run, opening_done, opening});
    if (shell->ways.still) {
        work_finish(shell->opener);
        shell_opened(shell);
    }
    shell->dirty = true;
    return true;
}

bool shell_project_open(struct shell *shell, const char *name, const char *pack_file)
{
    return opening_start(shell, name, pack_file, false);
}

void shell_project_restore(struct shell *shell)
{
    if (opening_start(shell, shell->settings.project, NULL, true)) {
        shell_bar(shell, shell_word(shell, "bar.restored"), false);
    }
}

/* ---- the shell ---- */

static bool shell_languages(struct shell *shell, struct fault *why)
{
    char system[64];
    struct fault settings_why;
    fault_clear(&settings_why);
    system_language(system, sizeof system);
    settings_default(&shell->settings, system);
    if (!settings_read(shell->data_folder, &shell->settings, &settings_why)) {
        shell->fault = settings_why; /* told on screen; the broken file was kept beside */
    }
    if (shell->ways.language) {
        language_code_parse(shell->ways.language, &shell->settings.language);
        shell->settings.started = true;
    }
    if (!language_read(shell, shell->settings.language, why)) {
        return false;
    }
    shell->language = shell->languages[shell->settings.language];
    return true;
}

static bool shell_drawing(struct shell *shell, struct fault *why)
{
    char fonts[SYSTEM_PATH], icons[SYSTEM_PATH], style[SYSTEM_PATH];
    if (!asset_folder(shell, "fonts", fonts) || !asset_folder(shell, "icons", icons) ||
        !asset_folder(shell, "style", style)) {
        return fault_set(why, FAULT_USAGE, "fault.path.long");
    }
    if (!type_open(fonts, &shell->type, why) || !icon_set_open(icons, &shell->icons, why) ||
        !map_style_load(style, "print", &shell->print_style, why) || !shell_style(shell, why)) {
        return false;
    }
    shell->pencil = (struct pencil){shell->type, shell->icons, &shell->theme};
    shell->ui = ui_new(&shell->pencil);
    ui_listen(shell->ui, shell_listen, shell);
    shell->keyboard = keyboard_new();
    return true;
}

static void shell_state(struct shell *shell)
{
    shell->service = ACTION_ALL_SERVICES;
    shell->criterion = shell->judge_verdict = shell->open_pillar = -1;
    shell->sheet = SHEET_HALF;
    shell->list_sheet = shell->settings.welcomed ? SHEET_PEEK : SHEET_HALF;
    shell->width = 1280;
    shell->height = 800;
    shell->density = 1;
    shell->dirty = true;
    shell->screen = shell->settings.started ? SCREEN_MAP : SCREEN_START;
}

bool shell_open(const struct shell_ways *ways, struct shell **out, struct fault *why)
{
    struct shell *shell = memory_take(sizeof *shell);
    shell->ways = *ways;
    snprintf(shell->data_folder, sizeof shell->data_folder, "%s", ways->data_folder);
    snprintf(shell->assets_folder, sizeof shell->assets_folder, "%s", ways->assets_folder);
    shell->opener = work_lane_start(1, WORK_FIRST_COMES_FIRST, ways->wake, ways->wake_data);
    if (!folder_make(shell->data_folder, why) || !shell_languages(shell, why)) {
        shell_close(shell);
        return false;
    }
    if (!ways->still) { /* a worker opens it while fonts and icons are read here */
        shell_project_open(shell, shell->settings.project, ways->pack_file);
    }
    if (!shell_drawing(shell, why)) {
        shell_close(shell);
        return false;
    }
    shell_state(shell);
    shell_theme_change(shell);
    if (ways->still) {
        shell_project_open(shell, shell->settings.project, ways->pack_file);
    }
    *out = shell;
    return true;
}

void shell_close(struct shell *shell)
{
    if (!shell) {
        return;
    }
    work_finish(shell->opener);
    if (shell->opening) {
        project_close(shell->opening->project);
        free(shell->opening);
        shell->opening = NULL;
    }
    share_leave(shell);
    import_leave(shell);
    print_close(shell);
    hours_close(shell);
    shell_project_leave(shell);
    work_lane_stop(shell->opener, true);
    ui_free(shell->ui);
    keyboard_free(shell->keyboard);
    map_style_free(shell->map_style);
    map_style_free(shell->print_style);
    icon_set_close(shell->icons);
    type_close(shell->type);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        language_free(shell->languages[i]);
    }
    shell_words_free(shell);
    free(shell->marks);
    map_groups_clear(&shell->groups);
    free(shell);
}
