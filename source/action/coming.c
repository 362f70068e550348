/* SPDX-License-Identifier: EUPL-1.2 */
/* What will stop counting; made once for a day and a view, whoever asks. */
#include "action/project_inner.h"

static bool as_kept(const struct project *project, struct civil_date today, int days)
{
    return project->coming_generation == project->generation && project->coming_days >= days &&
           civil_date_compare(project->coming_today, today) == 0;
}

const struct coming_list *project_coming(struct project *project, int days)
{
    struct assessment_question question;
    struct civil_date today = project_today(project);
    if (as_kept(project, today, days)) {
        return &project->coming;
    }
    project_question(project, clock_now(project->clock), &question);
    question.now = (struct civil){.date = today, .hour = 12};
    coming_clear(&project->coming);
    coming_make(&question, days, &project->coming);
    project->coming_generation = project->generation;
    project->coming_days = days;
    project->coming_today = today;
    return &project->coming;
}
