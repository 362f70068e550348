/* SPDX-License-Identifier: EUPL-1.2 */
/* Taking back and doing again; both survive a restart. */
#include "action/project_inner.h"

bool action_undo(struct project *project, struct fault *why)
{
    return deed_undo(project, false, why);
}

bool action_redo(struct project *project, struct fault *why)
{
    return deed_undo(project, true, why);
}
