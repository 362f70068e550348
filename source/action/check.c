/* SPDX-License-Identifier: EUPL-1.2 */
/* Self-check of store and pack. */
#include "action/project_inner.h"

struct check {
    struct project *project;
    void (*say)(void *data, const struct message *message);
    void *data;
    struct fault *why;
    bool ok;
};

static void check_run(struct work_job *job, void *request)
{
    struct check *check = request;
    (void)job;
    check->ok = store_check(check->project->store, check->say, check->data, check->why);
}

static void check_done(void *request, bool cancelled)
{
    struct check *check = request;
    check->ok = check->ok && !cancelled;
}

bool action_check(struct project *project, void (*say)(void *data, const struct message *message),
                  void *data, struct fault *why)
{
    struct check check = {project, say, data, why, false};
    work_add(project->saver, (struct work_task){check_run, check_done, &check});
    work_finish(project->saver);
    return check.ok && area_check(project, say, data, why);
}
