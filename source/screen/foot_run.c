/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/foot_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "map/cover.h"

enum { BLOCK_METRES = 300 };
enum foot_work { FOOT_ANSWER, FOOT_COVER, FOOT_PRETEND, FOOT_SPOTS_SEEK };

struct foot_job { /* what one round of the worker needs and finds */
    struct shell *shell;
    struct shell_reach *foot;
    enum foot_work work;
    struct work_job *job, *running;
    struct reach_ground *ground;     /* borrowed */
    struct reach_question *question; /* owned by an answer's job, else borrowed */
    struct reach *answer;            /* owned by an answer's job, else borrowed */
    struct point point;
    bool crossings;
    struct reach_pretend pretend; /* owned */
    struct reach_spots *spots;    /* owned */
    struct map_cover *cover;      /* owned */
    bool ok;
    struct fault why;
};

/* ---- on the worker ---- */

static int rank_of(const struct reach *answer, size_t address, const float *seconds)
{
    int rank = answer->addresses[address].within;
    if (seconds) {
        for (rank = 0; rank < answer->class_count; rank++) {
            if (seconds[address] <= (float)answer->classes[rank].minutes * 60) {
                break;
            }
        }
    }
    return rank < answer->class_count ? rank : COVER_RANKS;
}

static struct map_cover *cover_of(const struct reach *answer, const struct reach_pretend *pretend)
{
    struct map_cover *cover = map_cover_new();
    if (answer->state == REACH_NO_NETWORK || !answer->class_count) {
        return cover;
    }
    for (int i = 0; i < answer->class_count && i < COVER_RANKS; i++) {
        map_cover_area(cover, i, pretend ? &pretend->areas[i] : &answer->classes[i].area);
    }
    for (size_t i = 0; i < answer->address_count; i++) {
        map_cover_home(cover, rank_of(answer, i, pretend ? pretend->seconds : NULL),
                       spot_of_point(answer->addresses[i].point));
    }
    map_cover_close(cover, BLOCK_METRES);
    return cover;
}

static void told(void *data, int64_t done, int64_t total)
{
    struct foot_job *job = data;
    work_progress(job->running, done, total);
}

static bool still_going(void *data)
{
    struct foot_job *job = data;
    return !work_cancelled(job->running);
}

static void job_run(struct work_job *running, void *request)
{
    struct foot_job *job = request;
    job->running = running;
    if (work_cancelled(running)) {
        return;
    }
    if (job->work == FOOT_ANSWER) {
        job->answer = memory_take(sizeof *job->answer);
        reach_ground_watch(job->ground, told, job);
        job->ok = reach_make(job->question, job->ground, job->answer, &job->why);
        reach_ground_watch(job->ground, NULL, NULL);
        job->cover = job->ok ? cover_of(job->answer, NULL) : NULL;
    } else if (job->work == FOOT_COVER) {
        job->cover = cover_of(job->answer, NULL);
    } else if (job->work == FOOT_PRETEND) {
        reach_pretend(job->ground, job->answer, job->point, true, &job->pretend);
        job->ok = job->pretend.known;
        job->cover = job->ok ? cover_of(job->answer, &job->pretend) : NULL;
    } else {
        struct reach_spot_ask ask = {
            .most = FOOT_SPOTS, .crossings = job->crossings, .going = still_going, .data = job};
        job->spots = memory_take(sizeof *job->spots);
        job->ok = reach_spots(job->question, &ask, job->ground, job->spots, &job->why);
    }
}

/* ---- and back ---- */

static void answer_free(struct reach **answer)
{
    if (*answer) {
        reach_clear(*answer);
        free(*answer);
    }
    *answer = NULL;
}

static void spots_free(struct reach_spots **spots)
{
    if (*spots) {
        reach_spots_clear(*spots);
        free(*spots);
    }
    *spots = NULL;
}

static void answer_take(struct shell_reach *foot, struct foot_job *job)
{
    reach_question_free(foot->question);
    answer_free(&foot->answer);
    foot->question = job->question;
    foot->answer = job->answer;
    job->question = NULL;
    job->answer = NULL;
    foot->failed = !job->ok;
    foot->why = job->why;
    foot->pretend_known = false;
    foot->want_pretend = foot->pretends;
    spots_free(&foot->spots);
    foot->want_spots = foot->spots_open;
    if (!foot->want_answer) {
        foot->since = 0;
        foot->late = false;
    }
    if (!job->ok) {
        answer_free(&foot->answer);
    }
}

static void pretend_take(struct shell_reach *foot, struct foot_job *job)
{
    struct reach_pretend old = foot->pretend;
    foot->pretend = job->pretend;
    foot->pretend_known = job->ok;
    job->pretend = old;
}

static void job_free(struct foot_job *job)
{
    if (job->work == FOOT_ANSWER) {
        reach_question_free(job->question);
        answer_free(&job->answer);
    }
    reach_pretend_clear(&job->pretend);
    spots_free(&job->spots);
    map_cover_free(job->cover);
    free(job);
}

static void job_done(void *request, bool cancelled)
{
    struct foot_job *job = request;
    struct shell *shell = job->shell;
    struct shell_reach *foot = job->foot;
    foot->job = NULL;
    if (foot->left) {
        job_free(job);
        return;
    }
    if (!cancelled && job->work == FOOT_ANSWER) {
        answer_take(foot, job);
    } else if (!cancelled && job->work == FOOT_PRETEND && foot->pretends) {
        pretend_take(foot, job);
    } else if (!cancelled && job->work == FOOT_SPOTS_SEEK && job->ok) {
        foot->spots = job->spots;
        job->spots = NULL;
    } else if (cancelled || job->work != FOOT_COVER || foot->pretends) {
        map_cover_free(job->cover);
        job->cover = NULL;
    }
    if (!cancelled && job->work == FOOT_SPOTS_SEEK && !job->ok) {
        foot->spots_open = false;
        shell->fault = job->why;
    }
    if (job->cover) {
        map_cover_show(shell, job->cover);
        job->cover = NULL;
        map_time(shell);
    }
    shell->dirty = true;
    job_free(job);
}

/* ---- asking ---- */

static bool question_make(struct shell *shell, struct foot_job *job)
{
    struct shell_reach *foot = shell->reach;
    struct reach_ask ask = {.service = foot->asked.service,
                            .timed = foot->asked.timed,
                            .when = foot->asked.when,
                            .lens = foot->lenses.items[foot->lens].id};
    return action_reach_ask(shell->project, &ask, &job->question, &job->why);
}

/* Nothing that bears on the answer was changed: it stands, under its newer question. */
static bool answer_stands(struct shell *shell, struct foot_job *job)
{
    struct shell_reach *foot = shell->reach;
    enum reach_differs differs = foot->answer && !foot->failed
                                     ? reach_question_differs(foot->question, job->question)
                                     : REACH_DIFFERS;
    if (differs == REACH_DIFFERS) {
        return false;
    }
    if (differs == REACH_DIFFERS_IN_SPOTS) {
        spots_free(&foot->spots);
        foot->want_spots = foot->spots_open;
    }
    reach_question_free(foot->question);
    foot->question = job->question;
    job->question = NULL;
    shell->dirty = shell->dirty || foot->late;
    foot->since = 0;
    foot->late = false;
    return true;
}

static void job_start(struct shell *shell, enum foot_work work)
{
    struct shell_reach *foot = shell->reach;
    struct foot_job *job = memory_take(sizeof *job);
    *job = (struct foot_job){.shell = shell, .foot = foot, .work = work, .ground = foot->ground};
    if (work == FOOT_ANSWER) {
        foot->want_answer = false;
        if (!question_make(shell, job)) {
            answer_take(foot, job);
            job_free(job);
            return;
        }
        if (answer_stands(shell, job)) {
            job_free(job);
            return;
        }
    } else {
        job->question = foot->question;
        job->answer = foot->answer;
        job->point = foot->point;
        job->crossings = foot->crossings;
        bool *wish = work == FOOT_PRETEND ? &foot->want_pretend
                     : work == FOOT_COVER ? &foot->want_cover
                                          : &foot->want_spots;
        *wish = false;
    }
    foot->job = job;
    job->job = work_add(foot->lane, (struct work_task){job_run, job_done, job});
}

static void jobs_begin(struct shell *shell)
{
    struct shell_reach *foot = shell->reach;
    bool urgent = foot->want_answer || foot->want_pretend || foot->want_cover;
    if (foot->job) {
        if (urgent && foot->job->work == FOOT_SPOTS_SEEK) {
            foot->want_spots = foot->spots_open;
            work_cancel(foot->job->job);
        }
        return;
    }
    if (foot->want_answer) {
        job_start(shell, FOOT_ANSWER);
    }
    if (foot->job) {
        return;
    }
    if (foot->want_pretend && foot->answer) {
        job_start(shell, FOOT_PRETEND);
    } else if (foot->want_cover && foot->answer) {
        job_start(shell, FOOT_COVER);
    } else if (foot->want_spots && foot->answer) {
        job_start(shell, FOOT_SPOTS_SEEK);
    }
}

static struct foot_key key_of(struct shell *shell)
{
    struct foot_key key;
    memset(&key, 0, sizeof key); /* compared as bytes */
    key.generation = project_generation(shell->project);
    key.service =
        shell->service == ACTION_ALL_SERVICES ? SERVICE_WIFI : (enum service)shell->service;
    key.lens = shell->reach->lens;
    key.timed = piece_time_at(shell, &key.when);
    key.when.second = 0;
    snprintf(key.wijk, sizeof key.wijk, "%s", project_wijk(shell->project)->code);
    return key;
}

static bool key_same(const struct foot_key *a, const struct foot_key *b)
{
    return a->generation == b->generation && a->service == b->service && a->lens == b->lens &&
           a->timed == b->timed && (!a->timed || civil_moment(a->when) == civil_moment(b->when)) &&
           !strcmp(a->wijk, b->wijk);
}

void foot_ask(struct shell *shell)
{
    struct shell_reach *foot = foot_state(shell);
    struct foot_key key = key_of(shell);
    if (!key_same(&key, &foot->asked)) {
        foot->asked = key;
        foot->want_answer = true;
        foot->since = foot->since ? foot->since : shell->now_ms > 0 ? shell->now_ms : 1;
    }
    jobs_begin(shell);
}

const struct reach *foot_answer(const struct shell *shell)
{
    const struct shell_reach *foot = shell->reach;
    return foot && !foot->late && !foot->failed ? foot->answer : NULL;
}

const struct lens *foot_lens(const struct shell *shell)
{
    return shell->reach ? &shell->reach->lenses.items[shell->reach->lens] : NULL;
}

void foot_lens_choose(struct shell *shell, int lens)
{
    struct shell_reach *foot = foot_state(shell);
    foot->lens = lens >= 0 && lens < foot->lenses.count ? lens : 0;
    foot_ask(shell);
    shell->dirty = true;
}

void foot_pretend_at(struct shell *shell, struct point point)
{
    struct shell_reach *foot = foot_state(shell);
    foot->pretends = foot->want_pretend = true;
    foot->point = point;
    jobs_begin(shell);
    shell->dirty = true;
}

void foot_pretend_end(struct shell *shell)
{
    struct shell_reach *foot = foot_state(shell);
    foot->pretends = foot->want_pretend = foot->pretend_known = foot->dragged = false;
    foot->want_cover = true;
    jobs_begin(shell);
    shell->dirty = true;
}

void foot_spots_seek(struct shell *shell, bool crossings)
{
    struct shell_reach *foot = foot_state(shell);
    if (crossings != foot->crossings) {
        foot_spots_end(shell);
        spots_free(&foot->spots);
    }
    foot->crossings = crossings;
    foot->spots_open = true;
    foot->want_spots = !foot->spots;
    jobs_begin(shell);
    shell->dirty = true;
}

void foot_spots_end(struct shell *shell)
{
    struct shell_reach *foot = foot_state(shell);
    foot->spots_open = foot->want_spots = false;
    if (foot->job && foot->job->work == FOOT_SPOTS_SEEK) {
        work_cancel(foot->job->job);
    }
    shell->dirty = true;
}

/* ---- life ---- */

struct shell_reach *foot_state(struct shell *shell)
{
    struct shell_reach *foot = shell->reach;
    if (!foot) {
        struct fault why;
        foot = shell->reach = memory_take(sizeof *foot);
        *foot =
            (struct shell_reach){.lane = work_lane_start(1, WORK_FIRST_COMES_FIRST,
                                                         shell->ways.wake, shell->ways.wake_data),
                                 .ground = reach_ground_new()};
        const struct lenses *lenses = action_lenses(shell->project, &why);
        if (lenses) {
            foot->lenses = *lenses;
        } else {
            foot->lenses.count = 1; /* the usual one has no name: nothing is on */
            foot->failed = true;
            foot->why = why;
        }
    }
    return foot;
}

static void foot_free(void *data)
{
    struct shell_reach *foot = data;
    work_lane_stop(foot->lane, false);
    reach_ground_free(foot->ground);
    reach_question_free(foot->question);
    answer_free(&foot->answer);
    reach_pretend_clear(&foot->pretend);
    spots_free(&foot->spots);
    free(foot);
}

void foot_leave(struct shell *shell)
{
    struct shell_reach *foot = shell->reach;
    if (foot) {
        foot->left = true;
        work_lane_leave(foot->lane);
        shell_later(shell, foot_free, foot);
    }
    shell->reach = NULL;
}

bool foot_settle(struct shell *shell)
{
    if (!shell->reach) {
        return false;
    }
    bool changed = work_settle(shell->reach->lane) > 0;
    jobs_begin(shell);
    return changed;
}

bool foot_at_rest(const struct shell *shell)
{
    const struct shell_reach *foot = shell->reach;
    return !foot || !foot_seen(shell) || (!foot->job && !foot->want_answer);
}

void foot_wait(struct shell *shell)
{
    struct shell_reach *foot = shell->reach;
    while (foot && foot->job) {
        work_finish(foot->lane);
        jobs_begin(shell);
    }
}

int64_t foot_next(const struct shell *shell)
{
    const struct shell_reach *foot = shell->reach;
    bool waits = foot && foot->since && foot_seen(shell);
    return !waits ? -1 : !foot->late ? foot->since + FOOT_LONG_MS : foot->told + FOOT_AGAIN_MS;
}

bool foot_tick(struct shell *shell)
{
    int64_t next = foot_next(shell);
    if (next < 0 || shell->now_ms < next) {
        return false;
    }
    shell->reach->late = true;
    shell->reach->told = shell->now_ms;
    shell->dirty = true;
    return true;
}

const char *foot_busy(struct shell *shell)
{
    const struct shell_reach *foot = shell->reach;
    int64_t done = 0, total = 0;
    if (foot && foot->job && foot->job->job && foot->job->work == FOOT_ANSWER) {
        work_progress_read(foot->job->job, &done, &total);
    }
    if (total <= 0 || !foot->since || shell->now_ms < foot->since + FOOT_COUNT_MS) {
        return shell_word(shell, "foot.busy");
    }
    struct message message = message_of("foot.busy.share");
    message_add_text(&message, foot_percent(shell, (size_t)done, (size_t)total));
    return shell_say(shell, message);
}

/* ---- on the map ---- */

bool foot_seen(const struct shell *shell)
{
    bool place = shell->screen == SCREEN_PLACE && shell->back_count > 0 &&
                 shell->back[shell->back_count - 1] == SCREEN_REACH;
    return shell->project && (shell->screen == SCREEN_REACH || place);
}

bool foot_pretended(const struct shell *shell, struct point *point)
{
    bool seen = shell->reach && shell->reach->pretends && foot_seen(shell);
    if (seen) {
        *point = shell->reach->point;
    }
    return seen;
}

void foot_mark(struct shell *shell)
{
    const struct reach *answer = foot_answer(shell);
    for (size_t i = 0; answer && foot_seen(shell) && i < shell->mark_count; i++) {
        struct map_mark *mark = &shell->marks[i];
        mark->time = MAP_TIME_CLOSED;
        for (size_t k = 0; k < answer->place_count; k++) {
            if (!strcmp(answer->places[k].id, mark->id)) {
                mark->time = MAP_TIME_OPEN;
            }
        }
    }
}
