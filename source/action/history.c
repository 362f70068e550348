/* SPDX-License-Identifier: EUPL-1.2 */
/* What was done, for people to read. */
#include "action/project_inner.h"

#include <stdio.h>

size_t project_history_count(const struct project *project)
{
    return project->history_count;
}

bool project_history_at(const struct project *project, size_t index, struct history_line *out)
{
    if (index >= project->history_count) {
        return false;
    }
    size_t at = project->history_count - 1 - index;
    const struct edit *edit = &project->history[at];
    *out = (struct history_line){.at = edit->at,
                                 .verb = edit->verb,
                                 .subject = edit->subject,
                                 .role = edit->role,
                                 .document = edit->change_count ? edit->changes[0].document : "",
                                 .undone = at >= project->standing};
    return true;
}

void project_set_role(struct project *project, const char *role)
{
    snprintf(project->role, sizeof project->role, "%s", role);
}
