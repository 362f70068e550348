/* SPDX-License-Identifier: EUPL-1.2 */
/* A project of one's own: choose a wijk, and it is there, empty and real. */
#include "screen/part_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "system/file.h"
#include "system/system.h"

enum { WIJKEN_SHOWN = 60 };

/* Another area file is read when its path has been entered. Its texts live as long as it is open.
 */
static struct pack *other_pack(struct shell *shell, struct fault *why)
{
    struct pack *pack = NULL;
    const char *file = form_value(shell, "#file");
    return *file && pack_open(file, &pack, why) ? pack : NULL;
}

static bool word_fits(const struct pack_wijk *wijk, const char *words)
{
    char folded[200], wanted[128], whole[200];
    snprintf(whole, sizeof whole, "%.90s %.90s", wijk->name, wijk->municipality);
    utf8_fold(whole, folded, sizeof folded);
    utf8_fold(words, wanted, sizeof wanted);
    return strstr(folded, wanted) != NULL;
}

static const char *chosen(struct shell *shell)
{
    const char *code = form_value(shell, "#wijk");
    return *code ? code : project_wijk(shell->project)->code;
}

static void wijk_row(struct shell *shell, const struct pack_wijk *wijk)
{
    ui_radio(shell->ui, shell_textf(shell, "project.wijk:%s", wijk->code),
             shell_textf(shell, "%s, %s", wijk->name, wijk->municipality),
             strcmp(wijk->code, chosen(shell)) == 0);
}

/* The wijk of the open project comes first. */
static void wijk_list(struct shell *shell, const struct pack_wijk *wijken, int count)
{
    const char *words = form_value(shell, "#words"), *own = project_wijk(shell->project)->code;
    int shown = 0, more = 0;
    for (int turn = 0; turn < 2; turn++) {
        for (int i = 0; i < count; i++) {
            bool first = strcmp(wijken[i].code, own) == 0;
            if (first != (turn == 0) || !word_fits(&wijken[i], words)) {
                continue;
            }
            if (shown++ < WIJKEN_SHOWN) {
                wijk_row(shell, &wijken[i]);
            } else {
                more++;
            }
        }
    }
    if (shown == 0) {
        part_say(shell, "project.none");
    }
    if (more > 0) {
        ui_text(shell->ui, UI_SECOND, shell_say_count(shell, "project.more", more));
    }
}

static const struct pack_wijk *wijk_find(const struct pack_wijk *wijken, int count,
                                         const char *code)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(wijken[i].code, code) == 0) {
            return &wijken[i];
        }
    }
    return NULL;
}

static void foot(struct shell *shell, const struct pack_wijk *wijk)
{
    struct ui *ui = shell->ui;
    part_page_foot(shell);
    part_foot_open(shell);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, wijk ? wijk->name : shell_word(shell, "project.choose"));
    ui_close(ui);
    ui_button(ui, "project.make",
              (struct ui_button){.kind = UI_GO,
                                 .icon = "plus",
                                 .label = shell_word(shell, "project.make"),
                                 .disabled = !wijk});
    part_foot_close(shell);
}

static void other_file(struct shell *shell, const struct fault *why)
{
    bool wrong = why->kind != FAULT_NONE;
    part_section(shell, shell_word(shell, "project.other"));
    part_say(shell, "project.other.why");
    ui_field(shell->ui, "project.file",
             (struct ui_field){.label = shell_word(shell, "project.file"),
                               .hint = shell_word(shell, "project.file.hint"),
                               .value = form_value(shell, "#file"),
                               .fault = wrong ? shell_say(shell, why->what) : NULL});
}

static void build(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct pack_wijk *wijken;
    struct fault why;
    fault_clear(&why);
    struct pack *other = other_pack(shell, &why);
    int count = other ? pack_wijken(other, &wijken) : project_wijken(shell->project, &wijken);
    part_page_open(shell, shell_word(shell, "project.title"));
    ui_text(ui, UI_BODY, shell_word(shell, "project.text"));
    part_section(shell, shell_word(shell, "project.wijk"));
    ui_field(ui, "project.words",
             (struct ui_field){.label = shell_word(shell, "project.search"),
                               .hint = shell_word(shell, "project.search"),
                               .value = form_value(shell, "#words"),
                               .icon = "search"});
    wijk_list(shell, wijken, count);
    other_file(shell, &why);
    foot(shell, wijk_find(wijken, count, chosen(shell)));
    part_page_close(shell);
    pack_close(other);
}

void screen_new_project_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

/* The pack the new project starts from: another file, the one this project has, or the program's.
 */
static const char *pack_file(struct shell *shell, char own[SYSTEM_PATH])
{
    const char *file = form_value(shell, "#file");
    if (*file) {
        return file;
    }
    if (shell->ways.pack_file) {
        return shell->ways.pack_file;
    }
    snprintf(own, SYSTEM_PATH, "%.800s/projects/%.64s/area.wijkpak", shell->data_folder,
             project_name(shell->project));
    return file_exists(own) ? own : NULL;
}

static void make(struct shell *shell)
{
    struct project_ways ways = {.data_folder = shell->data_folder,
                                .assets_folder = shell->assets_folder,
                                .clock = shell->ways.clock};
    char name[64], own[SYSTEM_PATH];
    struct fault why;
    bool ok = project_make(&ways, pack_file(shell, own), chosen(shell), name, &why);
    if (!shell_deed(shell, ok, &why, NULL)) {
        return;
    }
    draft_empty(shell);
    print_close(shell);
    snprintf(shell->settings.project, sizeof shell->settings.project, "%s", name);
    shell_settings_save(shell);
    shell_project_open(shell, name, NULL);
    shell_root(shell, SCREEN_MAP);
    shell_bar(shell, shell_word(shell, "project.made"), false);
}

bool screen_new_project_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest = part_after(news->id, "project.wijk:");
    if (news->kind == UI_NEWS_CHANGE && strcmp(news->id, "project.words") == 0) {
        draft_set(shell, "#words", news->text);
    } else if (news->kind == UI_NEWS_CHANGE && strcmp(news->id, "project.file") == 0) {
        draft_set(shell, "#file", news->text);
        draft_set(shell, "#wijk", "");
    } else if (news->kind == UI_NEWS_TAP && rest) {
        draft_set(shell, "#wijk", rest);
    } else if (news->kind == UI_NEWS_TAP && strcmp(news->id, "project.make") == 0) {
        make(shell);
    } else {
        return false;
    }
    return true;
}

void screen_new_project_prepare(struct shell *shell, const char *id)
{
    draft_empty(shell);
    if (id) {
        draft_set(shell, "#wijk", id);
    }
}
