/* SPDX-License-Identifier: EUPL-1.2 */
/* What will stop counting and what is worth doubt; made once for a day and a view, whoever asks.
 */
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

const struct doubt_list *project_doubts(struct project *project)
{
    struct assessment_question question;
    struct civil_date today = project_today(project);
    if (project->doubt_generation == project->generation &&
        civil_date_compare(project->doubt_today, today) == 0) {
        return &project->doubt;
    }
    project_question(project, clock_now(project->clock), &question);
    question.now = (struct civil){.date = today, .hour = 12};
    doubt_clear(&project->doubt);
    doubt_make(&question, &project->doubt);
    project->doubt_generation = project->generation;
    project->doubt_today = today;
    return &project->doubt;
}
