/* SPDX-License-Identifier: EUPL-1.2 */
/* Many wijken judged: at once, or on a worker; and as a table. */
#include "action/across_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/project_inner.h"
#include "base/arena.h"
#include "base/csv.h"

struct across_job {
    struct across across;
    struct wijk_case **cases; /* owned */
    size_t count;
    struct work_job *job;
    void (*done)(void *data, struct across *across);
    void *data;
};

/* ---- cases ---- */

static void across_begin(struct project *project, size_t count, struct across *out)
{
    *out = (struct across){.framework = project->framework, .day = project_today(project)};
    out->rows = memory_take(sizeof *out->rows * (count + 1));
    growth_init(&out->growth, out->day);
}

static void across_add(struct across *across, const struct wijk_case *wijk)
{
    const struct assessment_question *question = wijk_case_question(wijk);
    struct assessment assessment;
    assessment_make(question, &assessment);
    compare_row_make(question->wijk, &assessment, &across->rows[across->count++]);
    assessment_clear(&assessment);
    growth_add(&across->growth, question, wijk_case_first_round(wijk));
}

static void across_finish(struct across *across)
{
    compare_sort(across->rows, across->count);
    growth_finish(&across->growth);
}

void across_clear(struct across *across)
{
    growth_clear(&across->growth);
    free(across->rows);
    memset(across, 0, sizeof *across);
}

/* How many, and the code of the one at `at`. */
static int codes_count(const struct project *project, const char *const *codes, int count)
{
    const struct pack_wijk *wijken;
    return codes ? count : project_wijken(project, &wijken);
}

static const char *code_at(const struct project *project, const char *const *codes, int at)
{
    const struct pack_wijk *wijken;
    project_wijken(project, &wijken);
    return codes ? codes[at] : wijken[at].code;
}

static bool codes_check(const struct project *project, const char *const *codes, int count,
                        struct fault *why)
{
    int all = codes_count(project, codes, count);
    if (all == 0) {
        return fault_set(why, FAULT_MISSING, "fault.compare.none");
    }
    if (all > COMPARE_WIJKEN) {
        fault_set(why, FAULT_LIMIT, "fault.compare.many");
        message_add_count(&why->what, COMPARE_WIJKEN);
        return false;
    }
    for (int i = 0; codes && i < count; i++) {
        if (!area_wijk(project, codes[i], NULL)) {
            return fault_set_text(why, FAULT_MISSING, "fault.wijk.unknown", codes[i]);
        }
    }
    return true;
}

bool across_make(struct project *project, const char *const *codes, int count, struct across *out,
                 struct fault *why)
{
    memset(out, 0, sizeof *out);
    if (!codes_check(project, codes, count, why)) {
        return false;
    }
    int64_t now = clock_now(project->clock);
    struct case_shelf shelf;
    count = codes_count(project, codes, count);
    across_begin(project, (size_t)count, out);
    case_shelf_make(project, &shelf);
    for (int i = 0; i < count; i++) {
        struct wijk_case *wijk = wijk_case_of(project, &shelf, code_at(project, codes, i), now);
        across_add(out, wijk);
        wijk_case_free(wijk);
    }
    case_shelf_clear(&shelf);
    across_finish(out);
    return true;
}

/* ---- on a worker ---- */

static void across_run(struct work_job *job, void *request)
{
    struct across_job *across = request;
    for (size_t i = 0; i < across->count && !work_cancelled(job); i++) {
        across_add(&across->across, across->cases[i]);
        work_progress(job, (int64_t)i + 1, (int64_t)across->count);
    }
    across_finish(&across->across);
}

static void across_done(void *request, bool cancelled)
{
    struct across_job *job = request;
    job->job = NULL;
    if (job->done) {
        job->done(job->data, cancelled ? NULL : &job->across);
    }
    across_clear(&job->across);
    for (size_t i = 0; i < job->count; i++) {
        wijk_case_free(job->cases[i]);
    }
    free(job->cases);
    free(job);
}

struct across_job *across_start(struct project *project, const char *const *codes, int count,
                                void (*done)(void *data, struct across *across), void *data,
                                struct fault *why)
{
    if (!codes_check(project, codes, count, why)) {
        return NULL;
    }
    int64_t now = clock_now(project->clock);
    struct case_shelf shelf;
    struct across_job *job = memory_take(sizeof *job);
    job->count = (size_t)codes_count(project, codes, count);
    job->cases = memory_take(sizeof *job->cases * (job->count + 1));
    across_begin(project, job->count, &job->across);
    case_shelf_make(project, &shelf);
    for (size_t i = 0; i < job->count; i++) {
        job->cases[i] = wijk_case_of(project, &shelf, code_at(project, codes, (int)i), now);
    }
    case_shelf_clear(&shelf);
    job->done = done;
    job->data = data;
    job->job = work_add(project->workers, (struct work_task){across_run, across_done, job});
    return job;
}

void across_cancel(struct across_job *job)
{
    if (job->job) {
        work_cancel(job->job);
    }
}

void across_leave(struct across_job *job)
{
    job->done = NULL;
    across_cancel(job);
}

void across_progress(const struct across_job *job, int64_t *done, int64_t *total)
{
    *done = 0;
    *total = (int64_t)job->count;
    if (job->job) {
        int64_t of = 0;
        work_progress_read(job->job, done, &of);
    }
}

/* ---- as a table ---- */

static void csv_number(struct buffer *out, int number)
{
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    csv_put_next(out, text);
}

static void csv_heads(const struct across *across, const struct language *language,
                      struct buffer *out)
{
    static const char *const before[] = {"compare.head.municipality", "compare.head.wijk"};
    static const char *const after[] = {"verdict.met",
                                        "verdict.partly",
                                        "verdict.not",
                                        "verdict.unknown",
                                        "compare.head.places",
                                        "compare.head.fresh",
                                        "compare.head.candidates",
                                        "compare.head.care"};
    buffer_add_text(out, CSV_BOM);
    csv_put(out, "code");
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        csv_put_next(out, language_word(language, before[i]));
    }
    for (int i = 0; i < across->framework->criterion_count; i++) {
        csv_put_next(out, across->framework->criteria[i].id);
    }
    for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
        csv_put_next(out, language_word(language, after[i]));
    }
    csv_put_end(out);
}

static void csv_row(const struct compare_row *row, const struct language *language,
                    struct buffer *out)
{
    csv_put(out, row->code);
    csv_put_next(out, row->municipality);
    csv_put_next(out, row->name);
    for (int i = 0; i < row->count; i++) {
        csv_put_next(out, language_word(language, verdict_key(row->verdicts[i])));
    }
    for (int i = 0; i < 4; i++) {
        csv_number(out, row->totals[i]);
    }
    csv_number(out, row->quality.places);
    csv_number(out, row->quality.fresh);
    csv_number(out, row->quality.candidates);
    csv_put_next(out, language_word(language, compare_care_key(row->care)));
    csv_put_end(out);
}

void across_csv(const struct across *across, const struct language *language, struct buffer *out)
{
    csv_heads(across, language, out);
    for (size_t i = 0; i < across->count; i++) {
        csv_row(&across->rows[i], language, out);
    }
}
