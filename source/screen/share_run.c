/* SPDX-License-Identifier: EUPL-1.2 */
/* The work behind "Delen en meenemen": one job at a time on a lane of its own, which can be let go.
 */
#include "screen/foot_inner.h"
#include "screen/share_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "system/file.h"
#include "system/system.h"

enum task_kind { TASK_WRITE, TASK_LIST, TASK_READ, TASK_TAKE, TASK_MAKE, TASK_BACK };
enum { SHOWN_AFTER = 1000, SHOWN_AGAIN = 250 /* ms */ };
struct task {
    struct shell *shell;
    enum task_kind kind;
    struct project_ways ways;
    char file[SYSTEM_PATH], name[64], made[64];
    struct bundle_out *out;  /* owned */
    struct export_out *list; /* owned */
    struct bundle_in *in;    /* owned while it runs */
    struct bundle_left left;
    struct bundle_news news;
    bool ok;
    struct fault why;
};

struct shell_share *share_of(struct shell *shell)
{
    if (!shell->share) {
        shell->share = memory_take(sizeof *shell->share);
        shell->share->level = SHARE_ARCHIVE;
    }
    return shell->share;
}

/* ---- where ---- */

struct looking {
    struct shell_share *share;
    int folder;
};

static bool file_see(void *data, const char *name)
{
    struct looking *looking = data;
    struct shell_share *share = looking->share;
    size_t size = strlen(name), tail = strlen(BUNDLE_END);
    if (size > tail && size < sizeof share->files[0].name && name[0] != '.' &&
        !strcmp(name + size - tail, BUNDLE_END) && share->file_count < SHARE_FILES) {
        struct share_file *file = &share->files[share->file_count++];
        file->folder = looking->folder;
        snprintf(file->name, sizeof file->name, "%s", name);
    }
    return true;
}

void share_look_round(struct shell *shell)
{
    struct shell_share *share = share_of(shell);
    struct fault ignored;
    share->file_count = share->folder_count = 0;
    if (path_join(share->folders[0], SYSTEM_PATH, shell->data_folder, "bundles")) {
        share->folder_count = 1;
    }
    if (!shell->ways.still) { /* what is plugged in differs from machine to machine */
        share->folder_count += system_sticks(share->folders + 1, SHARE_FOLDERS - 1);
    }
    share->folder = share->folder < share->folder_count ? share->folder : 0;
    for (int i = 0; i < share->folder_count; i++) {
        struct looking looking = {share, i};
        folder_walk(share->folders[i], file_see, &looking, &ignored);
    }
}

/* ---- on the worker ---- */

struct stretch { /* of the whole, in thousandths */
    struct work_job *job;
    int from, to;
};

static bool keep_on(void *data, int64_t done, int64_t total)
{
    const struct stretch *stretch = data;
    int64_t share = total > 0 ? (stretch->to - stretch->from) * done / total : 0;
    work_progress(stretch->job, stretch->from + share, 1000);
    return !work_cancelled(stretch->job);
}

static void task_read(struct work_job *job, struct task *task)
{
    struct stretch unpack = {job, 0, 600}, compare = {job, 600, 1000};
    task->ok = bundle_arrive(task->ways.data_folder, task->file,
                             (struct bundle_watch){keep_on, &unpack}, &task->in, &task->why) &&
               bundle_compare(task->in, &task->ways, task->name,
                              (struct bundle_watch){keep_on, &compare}, &task->news, &task->why);
}

static void task_run(struct work_job *job, void *request)
{
    struct task *task = request;
    struct stretch whole = {job, 0, 1000};
    struct bundle_watch watch = {keep_on, &whole};
    switch (task->kind) {
    case TASK_LIST:
        task->left.documents = (long)action_export_count(task->list);
        task->ok = action_export_write(task->list, task->file, &task->left.bytes, &task->why);
        break;
    case TASK_BACK:
        task->ok = bundle_back(&task->ways, task->name, task->made, &task->why);
        break;
    case TASK_WRITE:
        bundle_out_watch(task->out, watch);
        task->ok = bundle_write(task->out, &task->left, &task->why);
        break;
    case TASK_READ:
        task_read(job, task);
        break;
    case TASK_TAKE:
        task->ok =
            bundle_take_in(task->in, &task->ways, task->name, watch, &task->news, &task->why);
        break;
    case TASK_MAKE:
        task->ok = bundle_make(task->in, &task->ways, task->name, watch, &task->why);
        break;
    }
}

/* ---- after it ---- */

/* Packs may have come, documents did: the project is opened anew. */
static void project_enter_anew(struct shell *shell, const char *name, bool made, const char *said)
{
    print_close(shell);
    snprintf(shell->settings.project, sizeof shell->settings.project, "%s", name);
    shell_settings_save(shell);
    shell_project_open(shell, name, NULL);
    if (made) {
        shell_root(shell, SCREEN_MAP);
    }
    shell_bar(shell, shell_word(shell, said), false);
}

static void task_lay(struct shell *shell, struct task *task)
{
    struct shell_share *share = shell->share;
    switch (task->kind) {
    case TASK_WRITE:
    case TASK_LIST:
        snprintf(share->left, sizeof share->left, "%s", task->file);
        share->sums = task->left;
        share_look_round(shell);
        break;
    case TASK_READ:
        share->in = task->in;
        task->in = NULL;
        share->news = task->news;
        memset(&task->news, 0, sizeof task->news);
        break;
    case TASK_TAKE:
        share->took_any = bundle_news_any(&task->news);
        replica_news_clear(&task->news.news);
        share->took = task->news;
        snprintf(share->before_of, sizeof share->before_of, "%s", task->name);
        project_enter_anew(shell, task->name, false, "share.taken");
        break;
    case TASK_MAKE:
        project_enter_anew(shell, task->name, true, "share.made");
        break;
    case TASK_BACK:
        share->took_any = false;
        project_enter_anew(shell, *task->made ? task->made : task->name, *task->made != '\0',
                           *task->made ? "share.made" : "bundle.back.done");
        break;
    }
}

static void task_free(struct task *task)
{
    bundle_out_free(task->out);
    action_export_free(task->list);
    bundle_in_free(task->in);
    bundle_news_clear(&task->news);
    free(task);
}

static void task_done(void *request, bool cancelled)
{
    struct task *task = request;
    struct shell *shell = task->shell;
    shell->share->job = NULL;
    shell->share->stage = SHARE_REST;
    shell->share->before_generation = 0;
    if (shell->share->closing) {
        task_free(task);
        return;
    }
    if (task->ok) {
        task_lay(shell, task);
    } else if (cancelled || task->why.kind == FAULT_CANCELLED) {
        shell_bar(shell, shell_word(shell, "share.stopped"), false);
    } else {
        shell->fault = task->why;
    }
    shell->dirty = true;
    task_free(task);
}

static struct task *task_new(struct shell *shell, enum task_kind kind)
{
    struct task *task = memory_take(sizeof *task);
    task->shell = shell;
    task->kind = kind;
    task->ways =
        (struct project_ways){shell->data_folder,   shell->assets_folder, shell->ways.clock,
                              shell->settings.role, shell->ways.wake,     shell->ways.wake_data};
    snprintf(task->name, sizeof task->name, "%s", project_name(shell->project));
    return task;
}

static void task_start(struct shell *shell, struct task *task, enum share_stage stage)
{
    struct shell_share *share = shell->share;
    if (!share->lane) {
        share->lane =
            work_lane_start(1, WORK_FIRST_COMES_FIRST, shell->ways.wake, shell->ways.wake_data);
    }
    share->stage = stage;
    share->since = share->told = shell->now_ms;
    share->job = work_add(share->lane, (struct work_task){task_run, task_done, task});
    shell_rebuild(shell);
}

/* ---- what a person asks ---- */

static void name_make(struct shell *shell, char out[SYSTEM_PATH])
{
    struct shell_share *share = shell->share;
    char day[CIVIL_DATE_SIZE], level[24] = "";
    civil_date_write(project_now(shell->project).date, day);
    if (share->level != SHARE_ARCHIVE) {
        snprintf(level, sizeof level, "-%s", share_level_word(share->level));
    }
    static const char *const ends[SHARE_FORMS] = {BUNDLE_END, ".csv", ".geojson"};
    bool only = share->only && share->form == SHARE_BUNDLE;
    snprintf(out, SYSTEM_PATH, "%.800s/%.60s%s%.40s-%s%s%s", share->folders[share->folder],
             project_name(shell->project), only ? "-" : "",
             only ? project_wijk(shell->project)->code : "", day, level, ends[share->form]);
}

static bool task_fill(struct shell *shell, struct task *task)
{
    struct shell_share *share = shell->share;
    struct bundle_leave leave = {
        .file = task->file,
        .level = share->level,
        .wijk = share->only ? project_wijk(shell->project)->code : NULL,
    };
    if (share->folder == 0 && !folder_make(share->folders[0], &task->why)) {
        return false;
    }
    if (share->form == SHARE_BUNDLE) {
        return bundle_fill(shell->project, &leave, &task->out, &task->why);
    }
    task->list = action_export_fill(
        shell->project, share->form == SHARE_CSV ? EXPORT_CSV : EXPORT_GEOJSON, share->level);
    return true;
}

void share_write(struct shell *shell)
{
    struct shell_share *share = share_of(shell);
    if (share->job || !share->folder_count) {
        return;
    }
    struct task *task = task_new(shell, share->form == SHARE_BUNDLE ? TASK_WRITE : TASK_LIST);
    name_make(shell, task->file);
    if (!task_fill(shell, task)) {
        shell->fault = task->why;
        shell->dirty = true;
        task_free(task);
        return;
    }
    share->left[0] = '\0';
    task_start(shell, task, SHARE_WRITING);
}

void share_let_in_go(struct shell *shell)
{
    struct shell_share *share = share_of(shell);
    bundle_in_free(share->in);
    share->in = NULL;
    bundle_news_clear(&share->news);
}

void share_read(struct shell *shell, int file)
{
    struct shell_share *share = share_of(shell);
    struct fault why;
    if (share->job || file < 0 || file >= share->file_count ||
        !project_finish(shell->project, &why)) {
        return;
    }
    share_let_in_go(shell);
    struct task *task = task_new(shell, TASK_READ);
    const struct share_file *one = &share->files[file];
    snprintf(share->in_name, sizeof share->in_name, "%s", one->name);
    snprintf(task->file, sizeof task->file, "%.800s/%s", share->folders[one->folder], one->name);
    task_start(shell, task, SHARE_READING);
}

void share_take(struct shell *shell, bool new_project)
{
    struct shell_share *share = share_of(shell);
    struct fault why;
    if (share->job || !share->in || !project_finish(shell->project, &why)) {
        return;
    }
    struct task *task = task_new(shell, new_project ? TASK_MAKE : TASK_TAKE);
    task->in = share->in;
    share->in = NULL;
    bundle_news_clear(&share->news);
    if (new_project) {
        task->name[0] = '\0';
    }
    task_start(shell, task, SHARE_TAKING);
}

/* ---- as it was ---- */

void share_before_look(struct shell *shell)
{
    struct shell_share *share = shell->share;
    uint64_t generation = project_generation(shell->project);
    if (share->job || (share->before_generation == generation &&
                       !strcmp(share->before_of, project_name(shell->project)))) {
        return;
    }
    struct project_ways ways = {
        shell->data_folder, shell->assets_folder, shell->ways.clock, NULL, NULL, NULL};
    share->took_any = share->took_any && !strcmp(share->before_of, project_name(shell->project));
    snprintf(share->before_of, sizeof share->before_of, "%s", project_name(shell->project));
    share->before_generation = generation;
    share->back = bundle_before(&ways, share->before_of, &share->before);
}

void share_back(struct shell *shell)
{
    struct shell_share *share = share_of(shell);
    struct fault why;
    if (!share->job && project_finish(shell->project, &why)) {
        task_start(shell, task_new(shell, TASK_BACK), SHARE_BACKING);
    }
}

/* ---- how far ---- */

int64_t share_next(const struct shell *shell)
{
    const struct shell_share *share = shell->share;
    bool waits = share && share->job && shell->screen == SCREEN_SHARE;
    return waits ? share->told + SHOWN_AGAIN : -1;
}

bool share_tick(struct shell *shell)
{
    int64_t next = share_next(shell);
    if (next < 0 || shell->now_ms < next) {
        return false;
    }
    shell->share->told = shell->now_ms;
    shell->dirty = true;
    return true;
}

const char *share_busy(struct shell *shell, const char *key)
{
    const struct shell_share *share = shell->share;
    int64_t done = 0, total = 0;
    if (share->job) {
        work_progress_read(share->job, &done, &total);
    }
    if (total <= 0 || shell->now_ms < share->since + SHOWN_AFTER) {
        return shell_word(shell, key);
    }
    return shell_textf(shell, "%s %s", shell_word(shell, key),
                       foot_percent(shell, (size_t)done, (size_t)total));
}

void share_stop(struct shell *shell)
{
    if (shell->share && shell->share->job) {
        work_cancel(shell->share->job);
    }
}

void share_wait(struct shell *shell)
{
    if (shell->share && shell->share->lane) {
        work_finish(shell->share->lane);
    }
}

bool share_settle(struct shell *shell)
{
    return shell->share && shell->share->lane && work_settle(shell->share->lane) > 0;
}

void share_leave(struct shell *shell)
{
    struct shell_share *share = shell->share;
    if (!share) {
        return;
    }
    share->closing = true;
    share_stop(shell);
    if (share->lane) {
        work_lane_stop(share->lane, false);
    }
    share_let_in_go(shell);
    free(share);
    shell->share = NULL;
}
