/* SPDX-License-Identifier: EUPL-1.2 */
/* A person's judgement, with its compulsory reason. */
#include "action/project_inner.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"

enum { REASON_CEILING = 1000 };

static bool reason_said(const char *reason)
{
    return reason && strspn(reason, " \t\r\n") != strlen(reason);
}

bool judge_change(struct project *project, struct edit *edit, const char *criterion, int verdict,
                  const char *reason, const char *vote, struct fault *why)
{
    char document[ACTION_ID + 16];
    if (framework_find(project->framework, criterion) < 0) {
        return fault_set_text(why, FAULT_MISSING, "fault.criterion.unknown", criterion);
    }
    if (verdict >= 0 && !reason_said(reason)) {
        return fault_set(why, FAULT_INPUT, "fault.judge.reason");
    }
    if (verdict >= 0 && strlen(reason) > REASON_CEILING) {
        return fault_set(why, FAULT_LIMIT, "fault.judge.long");
    }
    snprintf(document, sizeof document, "judge:%s:%s", project->wijk.code, criterion);
    const cJSON *before = view_document(project, document);
    cJSON *after = NULL;
    if (verdict >= 0) {
        after = before ? cJSON_Duplicate(before, true) : cJSON_CreateObject();
        json_path_set(after, "_id", cJSON_CreateString(document));
        json_path_set(after, "type", cJSON_CreateString("judge"));
        json_path_set(after, "criterion", cJSON_CreateString(criterion));
        json_path_set(after, "verdict", cJSON_CreateString(verdict_word((enum verdict)verdict)));
        json_path_set(after, "reason", cJSON_CreateString(reason));
        json_path_set(after, "vote", vote ? cJSON_CreateString(vote) : NULL);
        json_path_set(after, "role", cJSON_CreateString(project->role));
        verb_set_date(after, "date", project_today(project));
    }
    edit_add(edit, document, "", before ? cJSON_Duplicate(before, true) : NULL, after);
    return true;
}

bool action_judge(struct project *project, const char *criterion, int verdict, const char *reason,
                  struct fault *why)
{
    struct edit edit;
    deed_begin(project, &edit, "judge", criterion);
    if (!judge_change(project, &edit, criterion, verdict, reason, NULL, why)) {
        edit_clear(&edit);
        return false;
    }
    return deed_do(project, &edit, why);
}
