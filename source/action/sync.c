/* SPDX-License-Identifier: EUPL-1.2 */
/* The visits in the background: when they start, what they bring, what is told of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/sync_inner.h"
#include "base/arena.h"
#include "base/log.h"
#include "system/system.h"

enum {
    FIRST_SPREAD_MS = 120 * 1000,
    SOON_MS = 3000,
    POLITE_MS = 180 * 1000,
    WAIT_SECONDS = 300,
    AGAIN_MS = 5000,
    STAGES = 8
};

enum visit_kind { VISIT_EXCHANGE, VISIT_WAIT };
struct visit {
    struct sync *sync;
    enum visit_kind kind;
    struct session_account account; /* texts below */
    char url[700], user[128], key[256], ca[SYSTEM_PATH];
    bool key_known;
    struct session_report report;
    bool ok, news;
    struct fault why;
};

/* ---- beginnings ---- */

struct sync *sync_of(struct project *project)
{
    if (!project->sync) {
        struct sync *sync = memory_take(sizeof *sync);
        sync->project = project;
        sync->due = -1;
        atomic_init(&sync->let_go, false);
        atomic_init(&sync->running, NULL);
        sync->paired = pairing_load(project, &sync->pairing);
        project->sync = sync;
    }
    return project->sync;
}

void sync_handed_free(struct sync *sync)
{
    free(sync->outbox);
    free(sync->questions);
    free(sync->changes);
    sync->outbox = NULL;
    sync->questions = NULL;
    sync->changes = NULL;
}

void sync_stop(struct project *project)
{
    struct sync *sync = project->sync;
    if (!sync) {
        return;
    }
    atomic_store(&sync->let_go, true);
    sync->started = false;
    if (sync->lane) {
        work_lane_stop(sync->lane, false);
        sync->lane = NULL;
    }
    session_free(sync->session);
    sync->session = NULL;
    sync->job = NULL;
    sync->due = -1;
}

void sync_free(struct project *project)
{
    if (project->sync) {
        sync_stop(project);
        sync_handed_free(project->sync);
        lines_clear(&project->sync->lines);
        free(project->sync);
        project->sync = NULL;
    }
}

/* ---- a visit, on the lane ---- */

static bool let_go(void *data)
{
    struct sync *sync = data;
    return atomic_load(&sync->let_go);
}

static void progressed(void *data, enum session_stage stage, int64_t done, int64_t total)
{
    struct sync *sync = data;
    /* The stage rides along in the count: the job carries two numbers. */
    work_progress(atomic_load(&sync->running), done * STAGES + (int64_t)stage, total);
}

static bool session_begin(struct visit *visit)
{
    struct sync *sync = visit->sync;
    char file[SYSTEM_PATH];
    if (sync->session) {
        return true;
    }
    if (!visit->key_known) {
        return fault_set(&visit->why, FAULT_REFUSED, "sync.fault.key");
    }
    snprintf(file, sizeof file, "%.1000s/store.db", sync->project->folder);
    visit->account.url = visit->url;
    visit->account.user = visit->user;
    visit->account.password = visit->key;
    visit->account.ca_file = visit->ca;
    struct session_ways ways = {.store_file = file,
                                .clock = sync->project->clock,
                                .seed = (uint64_t)clock_ticks(),
                                .cancelled = let_go,
                                .progress = progressed,
                                .data = sync};
    sync->session = session_new(&ways, &visit->account, &visit->why);
    return sync->session != NULL;
}

static void visit_run(struct work_job *job, void *request)
{
    struct visit *visit = request;
    atomic_store(&visit->sync->running, job);
    fault_clear(&visit->why);
    visit->ok = session_begin(visit);
    memset(visit->key, 0, sizeof visit->key);
    if (visit->ok && visit->kind == VISIT_EXCHANGE) {
        visit->ok = session_visit(visit->sync->session, &visit->report, &visit->why);
    } else if (visit->ok) {
        visit->ok = session_wait(visit->sync->session, WAIT_SECONDS, &visit->news, &visit->why);
    }
}

/* ---- what comes of it, on the main thread ---- */

static void due_in(struct sync *sync, int64_t milliseconds)
{
    int64_t when = clock_ticks() + milliseconds;
    sync->due = sync->due < 0 || when < sync->due ? when : sync->due;
}

static void status_after(struct sync *sync, const struct visit *visit)
{
    struct sync_status *status = &sync->status;
    int64_t now = clock_now(sync->project->clock);
    if (visit->ok) {
        fault_clear(&status->fault);
        status->state = SYNC_RESTING;
        status->contact = now;
        status->offline_since = 0;
        sync->failures = 0;
        return;
    }
    if (visit->why.kind == FAULT_CANCELLED) {
        status->state = SYNC_RESTING;
        return;
    }
    status->fault = visit->why;
    status->state =
        visit->report.retry_seconds > 0 || visit->kind == VISIT_WAIT ? SYNC_OFFLINE : SYNC_ASKS;
    status->offline_since = status->offline_since ? status->offline_since : now;
    sync->failures++;
    log_warn("exchange: %s (%s)", visit->why.what.key, visit->why.detail);
}

static void plan_after(struct sync *sync, const struct visit *visit)
{
    bool let = visit->why.kind == FAULT_CANCELLED;
    if (!sync->started) {
        return;
    }
    if (visit->kind == VISIT_WAIT) {
        sync->visit_wanted = sync->visit_wanted || visit->news || (!visit->ok && !let);
        due_in(sync, visit->ok || let ? 0 : AGAIN_MS);
    } else if (visit->ok) {
        due_in(sync, !sync->visit_wanted && (!sync->eager || system_on_battery()) ? POLITE_MS : 0);
    } else if (!let && visit->report.retry_seconds > 0) {
        sync->visit_wanted = true;
        due_in(sync, (int64_t)visit->report.retry_seconds * 1000);
    }
}

static void visit_done(void *request, bool cancelled)
{
    struct visit *visit = request;
    struct sync *sync = visit->sync;
    struct project *project = sync->project;
    sync->job = NULL;
    atomic_store(&sync->let_go, false);
    if (!cancelled) {
        status_after(sync, visit);
        plan_after(sync, visit);
        if (visit->report.news.count) {
            save_reread(project, &visit->report.news);
        }
        sync->lines_fresh = false;
        save_lines(project);
        project->changed++;
    }
    session_report_clear(&visit->report);
    free(visit);
}

static void visit_start(struct sync *sync, enum visit_kind kind)
{
    struct visit *visit = memory_take(sizeof *visit);
    struct project *project = sync->project;
    if (!sync->lane) {
        sync->lane = work_lane_start(1, WORK_FIRST_COMES_FIRST, project->wake, project->wake_data);
    }
    visit->sync = sync;
    visit->kind = kind;
    snprintf(visit->url, sizeof visit->url, "%s/%s", sync->pairing.server, sync->pairing.database);
    snprintf(visit->user, sizeof visit->user, "%s", sync->pairing.user);
    pairing_ca(project, visit->ca);
    visit->key_known =
        sync->session || pairing_key(project, visit->key, sizeof visit->key, &visit->why);
    sync->waiting = kind == VISIT_WAIT;
    sync->due = -1;
    if (kind == VISIT_EXCHANGE) {
        sync->visit_wanted = false;
        sync->status.state = SYNC_WORKING;
        sync->status.stage = STAGE_SIGN_IN;
        sync->status.done = 0;
        sync->status.total = -1;
    }
    atomic_store(&sync->let_go, false);
    sync->job = work_add(sync->lane, (struct work_task){visit_run, visit_done, visit});
    project->changed++;
}

int sync_settle(struct project *project)
{
    struct sync *sync = project->sync;
    return sync && sync->lane ? work_settle(sync->lane) : 0;
}

void sync_tick(struct project *project, int64_t now_ticks)
{
    struct sync *sync = project->sync;
    if (!sync || !sync->started || !sync->paired || sync->due < 0 || now_ticks < sync->due) {
        return;
    }
    if (sync->job) {
        if (sync->waiting) {
            atomic_store(&sync->let_go, true); /* there is something to send */
        }
        sync->due = -1;
        return;
    }
    bool wait = !sync->visit_wanted && sync->eager && sync->status.state == SYNC_RESTING &&
                sync->status.contact && !system_on_battery();
    visit_start(sync, wait ? VISIT_WAIT : VISIT_EXCHANGE);
}

int64_t sync_next(const struct project *project)
{
    const struct sync *sync = project->sync;
    return sync && sync->started && sync->paired ? sync->due : -1;
}

/* ---- what people and the app ask ---- */

void sync_start(struct project *project, bool eager)
{
    struct sync *sync = sync_of(project);
    sync->started = true;
    sync->eager = eager;
    if (!sync->lines_asked) {
        sync->lines_asked = true;
        save_lines(project);
    }
    if (sync->paired && !sync->job && sync->due < 0) {
        due_in(sync, (int64_t)((uint64_t)clock_ticks() * 2654435761u % FIRST_SPREAD_MS));
    }
}

void sync_now(struct project *project)
{
    struct sync *sync = sync_of(project);
    if (!sync->paired) {
        return;
    }
    sync->started = true;
    sync->visit_wanted = true;
    if (!sync->job) {
        visit_start(sync, VISIT_EXCHANGE);
    } else if (sync->waiting) {
        atomic_store(&sync->let_go, true);
    }
}

void sync_cancel(struct project *project)
{
    struct sync *sync = project->sync;
    if (sync && sync->job) {
        atomic_store(&sync->let_go, true);
    }
}

void sync_deed_saved(struct project *project)
{
    struct sync *sync = project->sync;
    if (!sync || !sync->lines_asked) {
        return;
    }
    save_lines(project);
    if (sync->started && sync->paired && sync->status.state != SYNC_ASKS) {
        sync->visit_wanted = true;
        due_in(sync, sync->status.state == SYNC_OFFLINE ? AGAIN_MS * 4 : SOON_MS);
    }
}

const struct sync_status *sync_status(struct project *project)
{
    struct sync *sync = sync_of(project);
    if (!sync->paired) {
        sync->status.state = SYNC_NONE;
    } else if (sync->status.state == SYNC_NONE) {
        sync->status.state = SYNC_RESTING;
    }
    if (sync->job && !sync->waiting) {
        int64_t done = 0, total = -1;
        work_progress_read(sync->job, &done, &total);
        sync->status.stage = (enum session_stage)(done % STAGES);
        sync->status.done = done / STAGES;
        sync->status.total = total;
    }
    return &sync->status;
}

bool sync_pair(struct project *project, const struct pairing *pairing, struct fault *why)
{
    struct sync *sync = sync_of(project);
    char url[700];
    bool started = sync->started, eager = sync->eager;
    sync_stop(project);
    if (!pairing_keep(project, pairing, why)) {
        return false;
    }
    sync->pairing = *pairing;
    memset(sync->pairing.key, 0, sizeof sync->pairing.key);
    sync->paired = true;
    memset(&sync->status, 0, sizeof sync->status);
    snprintf(url, sizeof url, "%s/%s", pairing->server, pairing->database);
    save_verb(project, SAVE_VERB_CHOOSE, url);
    snprintf(url, sizeof url, "%s%s%s", *pairing->org ? "prop:" : "", pairing->org,
             *pairing->org ? ":" : "");
    save_verb(project, SAVE_VERB_RIGHTS, url);
    if (started) {
        sync_start(project, eager);
        sync_now(project);
    }
    return true;
}

bool sync_pairing(const struct project *project, struct pairing *out)
{
    if (!project->sync) {
        return pairing_load(project, out);
    }
    *out = project->sync->pairing;
    return project->sync->paired;
}

bool sync_unpair(struct project *project, struct fault *why)
{
    struct sync *sync = sync_of(project);
    sync_stop(project);
    sync->paired = false;
    memset(&sync->status, 0, sizeof sync->status);
    memset(&sync->pairing, 0, sizeof sync->pairing);
    project->changed++;
    return pairing_keep(project, NULL, why);
}

static bool never(void *data)
{
    (void)data;
    return false;
}

bool sync_visit(struct project *project, struct session_report *out, struct fault *why)
{
    struct sync *sync = sync_of(project);
    struct visit *visit = memory_take(sizeof *visit);
    char file[SYSTEM_PATH];
    memset(out, 0, sizeof *out);
    bool ok = sync->paired || fault_set(why, FAULT_MISSING, "sync.fault.unpaired");
    ok = ok && project_finish(project, why) &&
         pairing_key(project, visit->key, sizeof visit->key, why);
    if (ok) {
        snprintf(visit->url, sizeof visit->url, "%s/%s", sync->pairing.server,
                 sync->pairing.database);
        snprintf(file, sizeof file, "%.1000s/store.db", project->folder);
        pairing_ca(project, visit->ca);
        struct session_account account = {visit->url, sync->pairing.user, visit->key, visit->ca};
        struct session_ways ways = {.store_file = file,
                                    .clock = project->clock,
                                    .seed = (uint64_t)clock_ticks(),
                                    .cancelled = never};
        struct session *session = session_new(&ways, &account, why);
        memset(visit->key, 0, sizeof visit->key);
        ok = session && session_visit(session, out, why);
        session_free(session);
        save_reread(project, NULL);
        save_lines(project);
        struct fault ignored;
        project_finish(project, &ignored);
    }
    free(visit);
    return ok;
}

/* ---- trying a connection ---- */

struct trial {
    char file[SYSTEM_PATH], ca[SYSTEM_PATH], url[700], name[64];
    struct pairing pairing;
    const struct clock *clock;
    bool ok;
    struct fault why;
    void (*done)(void *data, bool ok, const char *name, const struct fault *why);
    void *data;
};

static void trial_run(struct work_job *job, void *request)
{
    struct trial *trial = request;
    struct session_account account = {trial->url, trial->pairing.user, trial->pairing.key,
                                      trial->ca};
    struct session_ways ways = {
        .store_file = trial->file, .clock = trial->clock, .seed = 1, .cancelled = never};
    (void)job;
    fault_clear(&trial->why);
    struct session *session = session_new(&ways, &account, &trial->why);
    trial->ok = session && session_try(session, trial->name, &trial->why);
    session_free(session);
}

static void trial_done(void *request, bool cancelled)
{
    struct trial *trial = request;
    if (!cancelled) {
        trial->done(trial->data, trial->ok, trial->name, &trial->why);
    }
    memset(&trial->pairing, 0, sizeof trial->pairing);
    free(trial);
}

void sync_try(struct project *project, const struct pairing *pairing,
              void (*done)(void *data, bool ok, const char *name, const struct fault *why),
              void *data)
{
    struct trial *trial = memory_take(sizeof *trial);
    snprintf(trial->file, sizeof trial->file, "%.1000s/store.db", project->folder);
    snprintf(trial->url, sizeof trial->url, "%s/%s", pairing->server, pairing->database);
    trial->pairing = *pairing;
    pairing_ca(project, trial->ca);
    trial->clock = project->clock;
    trial->done = done;
    trial->data = data;
    work_add(project->workers, (struct work_task){trial_run, trial_done, trial});
}
