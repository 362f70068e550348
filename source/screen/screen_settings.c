/* SPDX-License-Identifier: EUPL-1.2 */
/* What a person chooses on this tablet; every choice shows at once. */
#include "screen/part_inner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "system/file.h"
#include "system/system.h"

enum { PROJECTS = 64, CHECK_LINES = 6, CHECK_TEXT = 512 };
static const double BESIDE_WIDTH = 440;

/* ---- how it looks ---- */

static void choice_open(struct shell *shell, const char *label_key)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", shell_word(shell, label_key), (struct ui_box){.gap = 6});
    ui_text(ui, UI_SECOND, shell_word(shell, label_key));
    part_wrap_open(shell);
}

static void choice_close(struct shell *shell)
{
    ui_close(shell->ui);
    ui_close(shell->ui);
}

static void language(struct shell *shell)
{
    choice_open(shell, "settings.language");
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        part_chip(shell, shell_textf(shell, "settings.language:%d", i),
                  language_own_name((enum language_code)i),
                  shell->settings.language == (enum language_code)i);
    }
    choice_close(shell);
}

static void map_names(struct shell *shell)
{
    static const char *const keys[NAMES_CHOICES] = {"settings.automatic", "settings.names.nl",
                                                    "settings.names.fr", "settings.names.both"};
    choice_open(shell, "settings.names");
    for (int i = 0; i < NAMES_CHOICES; i++) {
        part_chip(shell, shell_textf(shell, "settings.names:%d", i), shell_word(shell, keys[i]),
                  (int)shell->settings.names == i);
    }
    choice_close(shell);
}

static void begin(struct shell *shell)
{
    static const char *const keys[BEGIN_CHOICES] = {"todo.title", "rail.map"};
    choice_open(shell, "settings.begin");
    for (int i = 0; i < BEGIN_CHOICES; i++) {
        part_chip(shell, shell_textf(shell, "settings.begin:%d", i), shell_word(shell, keys[i]),
                  (int)shell->settings.begin == i);
    }
    choice_close(shell);
}

static const char *const themes[] = {"light", "dark", "contrast"};

static void theme(struct shell *shell)
{
    static const char *const keys[] = {"settings.theme.light", "settings.theme.dark",
                                       "settings.theme.contrast"};
    choice_open(shell, "settings.theme");
    for (int i = 0; i < 3; i++) {
        part_chip(shell, shell_textf(shell, "settings.theme:%d", i), shell_word(shell, keys[i]),
                  strcmp(shell->theme.name, themes[i]) == 0);
    }
    choice_close(shell);
}

static void percents(struct shell *shell, const char *id, const char *label_key, int from, int to,
                     int step, double value, bool automatic)
{
    choice_open(shell, label_key);
    if (automatic) {
        part_chip(shell, shell_textf(shell, "%s:0", id), shell_word(shell, "settings.automatic"),
                  value <= 0);
    }
    for (int percent = from; percent <= to; percent += step) {
        part_chip(shell, shell_textf(shell, "%s:%d", id, percent),
                  shell_textf(shell, "%d %%", percent), lround(value * 100) == percent);
    }
    choice_close(shell);
}

static void look(struct shell *shell)
{
    part_section(shell, shell_word(shell, "settings.look"));
    language(shell);
    map_names(shell);
    begin(shell);
    theme(shell);
    percents(shell, "settings.scale", "settings.scale", 100, 200, 25, shell->settings.scale, false);
    percents(shell, "settings.density", "settings.density", 75, 200, 25, shell->settings.density,
             true);
    part_say(shell, "settings.density.why");
    ui_check(shell->ui, "settings.left", shell_word(shell, "settings.left"),
             shell->settings.left_handed);
    ui_check(shell->ui, "settings.motion", shell_word(shell, "settings.motion"),
             shell->settings.reduced_motion);
}

/* ---- who and what ---- */

static void role(struct shell *shell)
{
    part_section(shell, shell_word(shell, "settings.tablet"));
    ui_field(shell->ui, "settings.role",
             (struct ui_field){.label = shell_word(shell, "settings.role"),
                               .hint = shell_word(shell, "settings.role.hint"),
                               .value = shell->settings.role});
    part_say(shell, "settings.role.why");
}

static void projects(struct shell *shell)
{
    struct ui *ui = shell->ui;
    static char names[PROJECTS][64];
    int count = project_list(shell->data_folder, names, PROJECTS);
    const char *open = shell->project ? project_name(shell->project) : "";
    part_section(shell, shell_word(shell, "settings.projects"));
    for (int i = 0; i < count; i++) {
        const char *name = strcmp(names[i], "demo") ? names[i] : shell_word(shell, "settings.demo");
        ui_radio(ui, shell_textf(shell, "settings.project:%s", names[i]), name,
                 strcmp(names[i], open) == 0);
    }
    ui_button(ui, "settings.new",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "plus", .label = shell_word(shell, "settings.new")});
}

/* ---- safety ---- */

static void backups(struct shell *shell)
{
    char file[SYSTEM_PATH];
    int count = 0;
    for (int i = 1; i <= 5; i++) {
        snprintf(file, sizeof file, "%.800s/projects/%.64s/store.db.backup-%d", shell->data_folder,
                 project_name(shell->project), i);
        count += file_exists(file);
    }
    ui_text(shell->ui, UI_BODY, shell_say_count(shell, "settings.backups", count));
    snprintf(file, sizeof file, "%.800s/projects/%.64s", shell->data_folder,
             project_name(shell->project));
    ui_text(shell->ui, UI_SECOND, file);
}

/* What a self-check said stands in the draft: "#check" is "sound" or "wrong", "#said" a line each.
 */
static void check_result(struct shell *shell)
{
    const struct draft_field *found = draft_find(shell, "#check");
    const struct draft_field *said = draft_find(shell, "#said");
    if (!found || !said) {
        return;
    }
    bool sound = strcmp(found->value, "sound") == 0;
    part_line(shell, sound ? "check" : "warning", sound ? THEME_MET : THEME_NOT,
              shell_word(shell, sound ? "settings.check.sound" : "settings.check.wrong"));
    ui_text(shell->ui, UI_SECOND, said->value);
}

static void safety(struct shell *shell)
{
    struct ui *ui = shell->ui;
    part_section(shell, shell_word(shell, "settings.safety"));
    if (shell->project) {
        backups(shell);
        check_result(shell);
        ui_button(ui, "settings.check",
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = "check",
                                     .label = shell_word(shell, "settings.check")});
    }
    part_list_open(shell);
    ui_space(ui, 8);
    ui_line(ui);
    part_go_row(shell, "settings.sync", "exchange", THEME_INK, shell_word(shell, "sync.title"),
                shell_word(shell, "settings.sync.why"));
    ui_line(ui);
    part_go_row(shell, "settings.sources", "globe", THEME_INK, shell_word(shell, "sources.title"),
                shell_word(shell, "settings.sources.why"));
    ui_line(ui);
    part_go_row(shell, "settings.share", "share", THEME_INK, shell_word(shell, "share.title"),
                shell_word(shell, "share.line"));
    ui_line(ui);
    part_go_row(shell, "settings.history", "clock", THEME_INK, shell_word(shell, "history.title"),
                shell_word(shell, "settings.history.why"));
    ui_line(ui);
    part_go_row(shell, "settings.about", "info", THEME_INK, shell_word(shell, "about.title"),
                shell_word(shell, "settings.about.why"));
    ui_line(ui);
    part_list_close(shell);
}

void screen_settings_build(struct shell *shell)
{
    part_pair_open(shell, NULL);
    ui_space(shell->ui, 8);
    ui_text(shell->ui, UI_TITLE, shell_word(shell, "settings.title"));
    look(shell);
    role(shell);
    part_pair_next(shell, BESIDE_WIDTH * fmin(part_scale(shell), 1.25));
    projects(shell);
    safety(shell);
    part_pair_close(shell);
}

/* ---- what is chosen ---- */

struct findings {
    struct shell *shell;
    char text[DRAFT_TEXT];
    int count;
};

static void finding_say(void *data, const struct message *message)
{
    struct findings *findings = data;
    size_t size = strlen(findings->text);
    if (findings->count++ < CHECK_LINES) {
        snprintf(findings->text + size, sizeof findings->text - size, "%s%.*s", size ? "\n" : "",
                 CHECK_TEXT, shell_say(findings->shell, *message));
    }
}

static void check(struct shell *shell)
{
    struct findings findings = {.shell = shell};
    struct fault why;
    fault_clear(&why);
    bool sound = action_check(shell->project, finding_say, &findings, &why);
    if (!sound && !findings.count) {
        snprintf(findings.text, sizeof findings.text, "%s", shell_say(shell, why.what));
    }
    draft_empty(shell);
    draft_add(shell, "#check", sound ? "sound" : "wrong");
    draft_add(shell, "#said", findings.text);
    shell_rebuild(shell);
}

static void changed(struct shell *shell)
{
    shell_theme_change(shell);
    shell_settings_save(shell);
}

static bool look_news(struct shell *shell, const char *id)
{
    struct settings *settings = &shell->settings;
    const char *rest;
    if ((rest = part_after(id, "settings.language:"))) {
        settings->language = (enum language_code)(atoi(rest) % LANGUAGE_COUNT);
    } else if ((rest = part_after(id, "settings.names:"))) {
        settings->names = (enum names_choice)(atoi(rest) % NAMES_CHOICES);
    } else if ((rest = part_after(id, "settings.begin:"))) {
        settings->begin = (enum begin_choice)(atoi(rest) % BEGIN_CHOICES);
    } else if ((rest = part_after(id, "settings.theme:"))) {
        snprintf(settings->theme, sizeof settings->theme, "%s", themes[atoi(rest) % 3]);
        shell->ways.theme = NULL;
    } else if ((rest = part_after(id, "settings.scale:"))) {
        settings->scale = atoi(rest) / 100.0;
        shell->ways.scale = 0;
    } else if ((rest = part_after(id, "settings.density:"))) {
        settings->density = atoi(rest) / 100.0;
    } else if (strcmp(id, "settings.left") == 0) {
        settings->left_handed = !settings->left_handed;
    } else if (strcmp(id, "settings.motion") == 0) {
        settings->reduced_motion = !settings->reduced_motion;
    } else {
        return false;
    }
    changed(shell);
    return true;
}

static void open_project(struct shell *shell, const char *name)
{
    if (shell->project && strcmp(name, project_name(shell->project)) == 0) {
        return;
    }
    print_close(shell);
    draft_empty(shell);
    snprintf(shell->settings.project, sizeof shell->settings.project, "%s", name);
    shell_settings_save(shell);
    shell_project_open(shell, name, NULL);
    shell_root(shell, SCREEN_MAP);
}

bool screen_settings_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (news->kind == UI_NEWS_CHANGE && strcmp(news->id, "settings.role") == 0) {
        snprintf(shell->settings.role, sizeof shell->settings.role, "%s", news->text);
        if (shell->project) {
            project_set_role(shell->project, shell->settings.role);
        }
        shell_settings_save(shell);
        shell_rebuild(shell);
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if ((rest = part_after(news->id, "settings.project:"))) {
        open_project(shell, rest);
    } else if (strcmp(news->id, "settings.new") == 0) {
        draft_empty(shell);
        shell_go(shell, SCREEN_NEW_PROJECT);
    } else if (strcmp(news->id, "settings.check") == 0) {
        check(shell);
    } else if (strcmp(news->id, "settings.sync") == 0) {
        shell_go(shell, SCREEN_SYNC);
    } else if (strcmp(news->id, "settings.sources") == 0) {
        draft_empty(shell);
        shell_go(shell, SCREEN_SOURCES);
    } else if (strcmp(news->id, "settings.share") == 0) {
        shell_go(shell, SCREEN_SHARE);
    } else if (strcmp(news->id, "settings.history") == 0) {
        shell_go(shell, SCREEN_HISTORY);
    } else if (strcmp(news->id, "settings.about") == 0) {
        shell_go(shell, SCREEN_ABOUT);
    } else {
        return look_news(shell, news->id);
    }
    return true;
}

void screen_settings_prepare(struct shell *shell, const char *id)
{
    (void)id;
    draft_empty(shell);
}
