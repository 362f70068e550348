/* SPDX-License-Identifier: EUPL-1.2 */
/* "Bestand inlezen": a list of places of any shape, its columns told what they are, becomes
 * candidates. */
#include "screen/foot_inner.h"
#include "screen/part_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/across.h"
#include "action/sources.h"
#include "base/arena.h"
#include "system/file.h"
#include "system/system.h"

enum { FOLDERS = 6, FILES = 24, SHOWN_AFTER = 1000, SHOWN_AGAIN = 250 /* ms */ };
struct shell_import {
    char folders[FOLDERS][SYSTEM_PATH];
    struct {
        int folder;
        char name[128];
    } files[FILES];
    int folder_count, file_count, seeing;
    char typed[SYSTEM_PATH]; /* in the field */
    char wrong[400];         /* why that is no list; "" = nothing is */
    char path[SYSTEM_PATH];  /* chosen; "" = none */
    bool table;              /* a CSV: its columns are shown */
    bool figures;            /* its columns are those of figures about wijken */
    struct feed_preview preview;
    int open; /* the column whose fields are shown, or -1 */
    int service;
    struct work_lane *lane; /* one thread; NULL until something runs */
    struct work_job *job;   /* under way, or NULL */
    int64_t since, told;    /* moments of shell->now_ms: begun, last shown */
    bool closing;
};

static struct shell_import *import_of(struct shell *shell)
{
    if (!shell->import) {
        shell->import = memory_take(sizeof *shell->import);
        shell->import->open = -1;
        shell->import->service = FEED_UNSAID;
    }
    return shell->import;
}

void import_leave(struct shell *shell)
{
    struct shell_import *import = shell->import;
    if (import) {
        import->closing = true;
        if (import->job) {
            work_cancel(import->job);
        }
        if (import->lane) {
            work_lane_stop(import->lane, false);
        }
        free(import);
        shell->import = NULL;
    }
}

/* ---- which file ---- */

static bool ends(const char *name, const char *end)
{
    size_t size = strlen(name), tail = strlen(end);
    return size > tail && !strcmp(name + size - tail, end);
}

static bool file_see(void *data, const char *name)
{
    struct shell_import *import = data;
    bool ours = name[0] != '.' && (ends(name, ".csv") || ends(name, ".geojson"));
    if (ours && strlen(name) < sizeof import->files[0].name && import->file_count < FILES) {
        import->files[import->file_count].folder = import->seeing;
        snprintf(import->files[import->file_count++].name, sizeof import->files[0].name, "%s",
                 name);
    }
    return true;
}

static void look_round(struct shell *shell)
{
    struct shell_import *import = import_of(shell);
    struct fault ignored;
    import->file_count = 0;
    import->folder_count = path_join(import->folders[0], SYSTEM_PATH, shell->data_folder, "import");
    folder_make(import->folders[0], &ignored);
    if (!shell->ways.still) {
        import->folder_count += system_sticks(import->folders + 1, FOLDERS - 1);
    }
    for (import->seeing = 0; import->seeing < import->folder_count; import->seeing++) {
        folder_walk(import->folders[import->seeing], file_see, import, &ignored);
    }
}

/* Of pictures that are compared only what does not differ from machine to machine. */
static const char *own_folder(struct shell *shell)
{
    return shell->ways.still ? "…/import" : shell->import->folders[0];
}

static void typing(struct shell *shell)
{
    struct shell_import *import = shell->import;
    part_section(shell, shell_word(shell, "import.typed"));
    ui_field(shell->ui, "import.typed",
             (struct ui_field){.label = shell_word(shell, "import.typed.label"),
                               .hint = shell_word(shell, "import.typed.hint"),
                               .value = import->typed,
                               .fault = *import->wrong ? import->wrong : NULL});
    ui_button(shell->ui, "import.open",
              (struct ui_button){.kind = UI_PLAIN,
                                 .label = shell_word(shell, "import.open"),
                                 .disabled = !*import->typed});
}

static void files(struct shell *shell)
{
    struct shell_import *import = shell->import;
    part_say(shell, import->file_count ? "import.choose" : "import.none");
    part_say(shell, "import.where");
    ui_text(shell->ui, UI_BODY, own_folder(shell));
    part_list_open(shell);
    for (int i = 0; i < import->file_count; i++) {
        part_go_row(shell, shell_textf(shell, "import.file:%d", i), "todo", THEME_INK,
                    import->files[i].name, import->folders[import->files[i].folder]);
        ui_line(shell->ui);
    }
    part_list_close(shell);
    ui_button(shell->ui, "import.look",
              (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "share.look")});
    typing(shell);
}

/* ---- what its columns are ---- */

static bool has_head(const struct feed_preview *preview, const char *head)
{
    for (int i = 0; i < preview->columns; i++) {
        if (!strcmp(preview->head[i], head)) {
            return true;
        }
    }
    return false;
}

/* The same columns were told before: of a source whose named columns are all here. */
static const struct source *told_before(const struct shell *shell)
{
    const struct source *list;
    int count = project_sources(shell->project, &list);
    for (int i = count - 1; i >= 0; i--) {
        int named = 0, here = 0;
        for (int field = 0; field < FEED_FIELDS; field++) {
            const char *column = list[i].column[field];
            named += *column && strcmp(column, "-") != 0;
            here += *column && has_head(&shell->import->preview, column);
        }
        if (named && named == here) {
            return &list[i];
        }
    }
    return NULL;
}

static bool preview_read(struct shell *shell, const struct source *source, struct fault *why)
{
    struct feed feed = {.key = "", .name = "", .date = ""};
    for (int field = 0; source && field < FEED_FIELDS; field++) {
        feed.column[field] = source->column[field][0] ? source->column[field] : NULL;
    }
    return feed_preview(shell->import->path, &feed, &shell->import->preview, why);
}

/* Looks into import->path; false: it stays unchosen. */
static bool path_choose(struct shell *shell, struct fault *why)
{
    struct shell_import *import = shell->import;
    import->open = -1;
    import->service = FEED_UNSAID;
    import->table = ends(import->path, ".csv");
    import->figures = import->table && action_context_table(import->path);
    bool ok = !import->table || preview_read(shell, NULL, why);
    const struct source *before = ok && import->table ? told_before(shell) : NULL;
    if (before) {
        import->service = before->service;
        ok = preview_read(shell, before, why);
    }
    if (!ok) {
        import->path[0] = '\0';
    }
    return ok;
}

static void file_choose(struct shell *shell, int index)
{
    struct shell_import *import = shell->import;
    struct fault why;
    if (index < 0 || index >= import->file_count) {
        return;
    }
    snprintf(import->path, sizeof import->path, "%.800s/%s",
             import->folders[import->files[index].folder], import->files[index].name);
    if (!path_choose(shell, &why)) {
        shell->fault = why;
        shell->dirty = true;
    }
}

/* "~/lijst.csv" lies at home, "lijst.csv" in the folder that the screen names. */
static void typed_path(const struct shell_import *import, char out[SYSTEM_PATH])
{
    const char *typed = import->typed + strspn(import->typed, " "), *home = getenv("HOME");
    if (!strncmp(typed, "~/", 2) && home) {
        snprintf(out, SYSTEM_PATH, "%.500s/%.500s", home, typed + 2);
    } else if (typed[0] != '/') {
        snprintf(out, SYSTEM_PATH, "%.500s/%.500s", import->folders[0], typed);
    } else {
        snprintf(out, SYSTEM_PATH, "%s", typed);
    }
    for (size_t size = strlen(out); size && out[size - 1] == ' ';) {
        out[--size] = '\0';
    }
}

static void typed_open(struct shell *shell)
{
    struct shell_import *import = shell->import;
    struct fault why;
    typed_path(import, import->path);
    bool list = ends(import->path, ".csv") || ends(import->path, ".geojson");
    bool ok =
        list ? file_exists(import->path) || fault_set(&why, FAULT_MISSING, "fault.file.missing")
             : fault_set(&why, FAULT_INPUT, "import.fault.kind");
    ok = ok && path_choose(shell, &why);
    import->wrong[0] = '\0';
    if (!ok) {
        import->path[0] = '\0';
        snprintf(import->wrong, sizeof import->wrong, "%s", shell_say_fault(shell, &why));
    }
}

static const char *field_key(struct shell *shell, int field)
{
    return field == FEED_UNSAID
               ? "import.field.none"
               : shell_textf(shell, "import.field.%s", feed_field_word((enum feed_field)field));
}

static void column_chips(struct shell *shell, int column)
{
    const struct feed_preview *preview = &shell->import->preview;
    part_wrap_open(shell);
    for (int field = FEED_UNSAID; field < FEED_FIELDS; field++) {
        part_chip(shell, shell_textf(shell, "import.set:%d", field),
                  shell_word(shell, field_key(shell, field)), preview->field[column] == field);
    }
    ui_close(shell->ui);
}

static const char *examples(struct shell *shell, int column)
{
    const struct feed_preview *preview = &shell->import->preview;
    struct buffer line;
    buffer_init(&line, 1024);
    for (int row = 0; row < preview->rows; row++) {
        piece_join(&line, preview->cell[row][column]);
    }
    return piece_kept(shell, &line);
}

static void columns(struct shell *shell)
{
    struct shell_import *import = shell->import;
    part_section(shell, shell_word(shell, "import.columns"));
    part_say(shell, "import.columns.line");
    part_list_open(shell);
    for (int i = 0; i < import->preview.columns; i++) {
        int field = import->preview.field[i];
        part_go_row(shell, shell_textf(shell, "import.column:%d", i),
                    field == FEED_UNSAID ? "minus" : "check",
                    field == FEED_UNSAID ? THEME_MUTED : THEME_MET,
                    shell_textf(shell, "%s: %s", import->preview.head[i],
                                shell_word(shell, field_key(shell, field))),
                    examples(shell, i));
        if (import->open == i) {
            column_chips(shell, i);
        }
        ui_line(shell->ui);
    }
    part_list_close(shell);
}

static bool placed(const struct feed_preview *preview)
{
    bool point = false, lon = false, lat = false;
    for (int i = 0; i < preview->columns; i++) {
        point = point || preview->field[i] == FEED_POINT;
        lon = lon || preview->field[i] == FEED_LON;
        lat = lat || preview->field[i] == FEED_LAT;
    }
    return point || (lon && lat);
}

static void services(struct shell *shell)
{
    part_section(shell, shell_word(shell, "import.service"));
    part_wrap_open(shell);
    part_chip(shell, "import.service:-1", shell_word(shell, "import.service.none"),
              shell->import->service == FEED_UNSAID);
    for (int i = 0; i < SERVICE_COUNT; i++) {
        part_chip(shell, shell_textf(shell, "import.service:%d", i),
                  shell_word(shell, service_key((enum service)i)), shell->import->service == i);
    }
    ui_close(shell->ui);
}

/* Figures of others about wijken go beside the results. */
static void figures(struct shell *shell)
{
    part_say(shell, "import.figures.why");
    ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(shell->ui, "import.figures",
              (struct ui_button){
                  .kind = UI_PRIMARY, .label = shell_word(shell, "import.figures"), .grow = 1});
    ui_button(shell->ui, "import.other",
              (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "import.other")});
    ui_close(shell->ui);
}

static void figures_read(struct shell *shell)
{
    struct context_import import;
    struct fault why;
    bool ok = action_context_import(shell->project, shell->import->path, &import, &why);
    if (shell_deed(shell, ok, &why, NULL)) {
        shell->import->path[0] = '\0';
        shell_bar(shell, shell_say(shell, across_import_say(&import)), import.figures > 0);
    }
}

/* ---- reading ---- */

static const char *how_far(struct shell *shell)
{
    const struct shell_import *import = shell->import;
    int64_t done = 0, total = 0;
    work_progress_read(import->job, &done, &total);
    if (total <= 0 || shell->now_ms < import->since + SHOWN_AFTER) {
        return shell_word(shell, "import.busy");
    }
    return shell_textf(shell, "%s %s", shell_word(shell, "import.busy"),
                       foot_percent(shell, (size_t)done, (size_t)total));
}

static void reading(struct shell *shell)
{
    const char *said = how_far(shell);
    part_open_card(shell);
    ui_open(shell->ui, UI_STATUS, "import.status", said, (struct ui_box){.gap = 10});
    ui_text(shell->ui, UI_BODY, said);
    ui_button(shell->ui, "import.stop",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "close", .label = shell_word(shell, "share.stop")});
    ui_close(shell->ui);
    part_close_card(shell);
}

static void chosen(struct shell *shell)
{
    struct shell_import *import = shell->import;
    const char *slash = strrchr(import->path, '/');
    ui_text(shell->ui, UI_NAME, slash ? slash + 1 : import->path);
    if (import->job) {
        reading(shell);
        return;
    }
    if (import->figures) {
        figures(shell);
        return;
    }
    if (import->table) {
        columns(shell);
        services(shell);
    }
    ui_space(shell->ui, 8);
    bool ready = !import->table || placed(&import->preview);
    if (!ready) {
        part_line(shell, "warning", THEME_PARTLY, shell_word(shell, "import.nowhere"));
    }
    part_say(shell, "import.candidates");
    ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(shell->ui, "import.read",
              (struct ui_button){.kind = UI_PRIMARY,
                                 .label = shell_word(shell, "import.read"),
                                 .disabled = !ready,
                                 .grow = 1});
    ui_button(shell->ui, "import.other",
              (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "import.other")});
    ui_close(shell->ui);
}

static void build(struct shell *shell)
{
    if (!import_of(shell)->folder_count) {
        look_round(shell);
    }
    part_page_open(shell, shell_word(shell, "import.title"));
    if (*shell->import->path) {
        chosen(shell);
    } else {
        files(shell);
    }
    piece_bar_room(shell);
    part_page_close(shell);
}

void screen_import_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

/* ---- fingers ---- */

/* What was not told is not guessed either: people saw it. */
static void source_fill(const struct shell_import *import, struct source *source)
{
    memset(source, 0, sizeof *source);
    source->place_kind = FEED_UNSAID;
    source->service = import->service;
    for (int field = 0; import->table && field < FEED_FIELDS; field++) {
        snprintf(source->column[field], SOURCE_COLUMN, "-");
    }
    for (int i = 0; import->table && i < import->preview.columns; i++) {
        if (import->preview.field[i] != FEED_UNSAID) {
            snprintf(source->column[import->preview.field[i]], SOURCE_COLUMN, "%s",
                     import->preview.head[i]);
        }
    }
}

struct reading {
    struct shell *shell;
    struct source_job *job; /* owned */
    char project[64];
    bool ok;
    struct fault why;
};

static bool read_on(void *data, struct refresh_progress progress)
{
    struct work_job *job = data;
    work_progress(job, progress.done, progress.total);
    return !work_cancelled(job);
}

static void read_run(struct work_job *job, void *request)
{
    struct reading *reading = request;
    reading->ok = source_import_read(reading->job, read_on, job, &reading->why);
}

static void read_lay(struct shell *shell, struct reading *reading)
{
    struct source source;
    bool ok = source_import_end(shell->project, reading->job, &source, &reading->why);
    reading->job = NULL;
    if (!ok) {
        shell->fault = reading->why;
        return;
    }
    const struct source_state *state = project_source_state(shell->project, source.id);
    shell->import->path[0] = shell->import->typed[0] = '\0';
    shell_root(shell, SCREEN_MAP);
    shell_bar(shell, shell_say_count(shell, "import.done", state->places), false);
}

static void read_done(void *request, bool cancelled)
{
    struct reading *reading = request;
    struct shell *shell = reading->shell;
    struct shell_import *import = shell->import;
    import->job = NULL;
    if (import->closing || !shell->project ||
        strcmp(reading->project, project_name(shell->project)) != 0) {
        cancelled = true;
    } else if (cancelled || (!reading->ok && reading->why.kind == FAULT_CANCELLED)) {
        shell_bar(shell, shell_word(shell, "share.stopped"), false);
    } else if (reading->ok) {
        read_lay(shell, reading);
    } else {
        shell->fault = reading->why;
    }
    shell->dirty = true;
    source_import_free(reading->job);
    free(reading);
}

static void read_now(struct shell *shell)
{
    struct shell_import *import = shell->import;
    struct source source;
    struct fault why;
    source_fill(import, &source);
    struct source_job *job =
        import->job ? NULL
                    : source_import_begin(shell->project, import->path, false, &source, &why);
    if (!job) {
        if (!import->job) {
            shell->fault = why;
            shell->dirty = true;
        }
        return;
    }
    struct reading *reading = memory_take(sizeof *reading);
    reading->shell = shell;
    reading->job = job;
    snprintf(reading->project, sizeof reading->project, "%s", project_name(shell->project));
    if (!import->lane) {
        import->lane =
            work_lane_start(1, WORK_FIRST_COMES_FIRST, shell->ways.wake, shell->ways.wake_data);
    }
    import->since = import->told = shell->now_ms;
    import->job = work_add(import->lane, (struct work_task){read_run, read_done, reading});
}

bool import_settle(struct shell *shell)
{
    return shell->import && shell->import->lane && work_settle(shell->import->lane) > 0;
}

void import_wait(struct shell *shell)
{
    if (shell->import && shell->import->lane) {
        work_finish(shell->import->lane);
    }
}

int64_t import_next(const struct shell *shell)
{
    const struct shell_import *import = shell->import;
    bool waits = import && import->job && shell->screen == SCREEN_IMPORT;
    return waits ? import->told + SHOWN_AGAIN : -1;
}

bool import_tick(struct shell *shell)
{
    int64_t next = import_next(shell);
    if (next < 0 || shell->now_ms < next) {
        return false;
    }
    shell->import->told = shell->now_ms;
    shell->dirty = true;
    return true;
}

static void field_set(struct shell_import *import, int field)
{
    if (import->open < 0 || field < FEED_UNSAID || field >= FEED_FIELDS) {
        return;
    }
    for (int i = 0; i < import->preview.columns; i++) { /* one column for a field */
        if (field != FEED_UNSAID && import->preview.field[i] == field) {
            import->preview.field[i] = FEED_UNSAID;
        }
    }
    import->preview.field[import->open] = field;
    import->open = -1;
}

bool screen_import_news(struct shell *shell, const struct ui_news *news)
{
    struct shell_import *import = import_of(shell);
    const char *rest;
    bool typed = !strcmp(news->id, "import.typed");
    if (typed && news->kind == UI_NEWS_CHANGE) {
        snprintf(import->typed, sizeof import->typed, "%s", news->text);
        import->wrong[0] = '\0';
        shell_rebuild(shell);
        return true;
    }
    if (typed && news->kind == UI_NEWS_ENTER) {
        typed_open(shell);
        shell_rebuild(shell);
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strcmp(news->id, "import.open")) {
        typed_open(shell);
    } else if (!strcmp(news->id, "import.stop")) {
        if (import->job) {
            work_cancel(import->job);
        }
    } else if ((rest = part_after(news->id, "import.file:"))) {
        file_choose(shell, atoi(rest));
    } else if (!strcmp(news->id, "import.look")) {
        look_round(shell);
    } else if ((rest = part_after(news->id, "import.column:"))) {
        import->open = import->open == atoi(rest) ? -1 : atoi(rest);
    } else if ((rest = part_after(news->id, "import.set:"))) {
        field_set(import, atoi(rest));
    } else if ((rest = part_after(news->id, "import.service:"))) {
        import->service = atoi(rest);
    } else if (!strcmp(news->id, "import.other")) {
        import->path[0] = '\0';
    } else if (!strcmp(news->id, "import.figures")) {
        figures_read(shell);
    } else if (!strcmp(news->id, "import.read")) {
        read_now(shell);
    } else {
        return false;
    }
    shell_rebuild(shell);
    return true;
}

void screen_import_prepare(struct shell *shell, const char *id)
{
    look_round(shell);
    shell->import->path[0] = shell->import->typed[0] = shell->import->wrong[0] = '\0';
    if (id) {
        file_choose(shell, atoi(id));
    }
}
