/* SPDX-License-Identifier: EUPL-1.2 */
/* action add TITLE [FIELD=VALUE…] · action set ID FIELD=VALUE… · action step ID TEXT · action tick
 * ID STEP yes|no · action remove ID vote start GROUPS [CRITERION…] · vote join SESSION · vote
 * colour SESSION GROUP CRITERION=COLOUR… · vote done SESSION GROUP [yes|no] · vote remove SESSION
 */
#include "action/plan.h"
#include "action/script_inner.h"
#include "action/vote.h"

#include <stdio.h>
#include <string.h>

static bool words_missing(struct fault *why, const char *verb)
{
    return fault_set_text(why, FAULT_USAGE, "fault.script.words", verb);
}

static bool words_extra(const struct line *line, int most, struct fault *why)
{
    return line->count <= most ||
           fault_set_text(why, FAULT_USAGE, "fault.script.extra", line->word[most]);
}

static bool yes_read(const char *word, bool *yes, struct fault *why)
{
    *yes = !strcmp(word, "yes");
    return *yes || !strcmp(word, "no") ||
           fault_set_text(why, FAULT_USAGE, "fault.script.yes", word);
}

/* ---- actions ---- */

static bool action_made(struct script *script, struct line *line, char id[ACTION_ID],
                        struct fault *why)
{
    struct action_field fields[SCRIPT_WORDS + 1] = {{"title", line->word[2]}};
    int count = line_fields(line, 3, fields + 1, why);
    return count >= 0 && plan_add(script->project, fields, count + 1, id, why);
}

static bool action_stepped(struct script *script, struct line *line, const char *id,
                           struct fault *why)
{
    bool done;
    if (!strcmp(line->word[1], "step")) {
        return line->count < 4 ? words_missing(why, "action step")
                               : words_extra(line, 4, why) &&
                                     plan_step_add(script->project, id, line->word[3], why);
    }
    return line->count < 5 ? words_missing(why, "action tick")
                           : words_extra(line, 5, why) && yes_read(line->word[4], &done, why) &&
                                 plan_step_done(script->project, id, line->word[3], done, why);
}

bool script_plan(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    struct action_field fields[SCRIPT_WORDS];
    const char *deed = line->word[1];
    if (!strcmp(deed, "add")) {
        return action_made(script, line, id, why);
    }
    snprintf(id, ACTION_ID, "%s", script_id(script, line->word[2]));
    if (!strcmp(deed, "set")) {
        int count = line_fields(line, 3, fields, why);
        return count >= 0 && plan_set(script->project, id, fields, count, why);
    }
    if (!strcmp(deed, "step") || !strcmp(deed, "tick")) {
        return action_stepped(script, line, id, why);
    }
    if (!strcmp(deed, "remove")) {
        return words_extra(line, 3, why) && plan_remove(script->project, id, why);
    }
    return fault_set_text(why, FAULT_USAGE, "fault.script.verb", deed);
}

/* ---- groups ---- */

static bool small_number(const char *word, int *out, struct fault *why)
{
    *out = word[0] >= '0' && word[0] <= '9' && !word[1] ? word[0] - '0' : -1;
    return *out >= 0 || fault_set(why, FAULT_USAGE, "vote.fault.groups");
}

static bool groups_colour(struct script *script, struct line *line, const char *session, int group,
                          struct fault *why)
{
    struct action_field fields[SCRIPT_WORDS];
    int count = line_fields(line, 4, fields, why);
    for (int i = 0; i < count; i++) {
        enum vote_colour colour = VOTE_NONE;
        if (strcmp(fields[i].value, "none") != 0 && !vote_colour_parse(fields[i].value, &colour)) {
            return fault_set_text(why, FAULT_USAGE, "vote.fault.colour", fields[i].value);
        }
        if (!vote_colour(script->project, session, group, fields[i].path, colour, why)) {
            return false;
        }
    }
    return count >= 0;
}

static bool group_deed(struct script *script, struct line *line, const char *session,
                       struct fault *why)
{
    int group;
    bool yes = true;
    if (line->count < 4) {
        return words_missing(why, "vote");
    }
    if (!small_number(line->word[3], &group, why)) {
        return false;
    }
    if (!strcmp(line->word[1], "colour")) {
        return groups_colour(script, line, session, group, why);
    }
    return words_extra(line, 5, why) && (line->count < 5 || yes_read(line->word[4], &yes, why)) &&
           vote_done(script->project, session, group, yes, why);
}

bool script_vote(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    const char *deed = line->word[1];
    int groups;
    if (!strcmp(deed, "start")) {
        const char *const *criteria = (const char *const *)line->word + 3;
        return small_number(line->word[2], &groups, why) &&
               vote_start(script->project, groups, line->count > 3 ? criteria : NULL,
                          line->count - 3, id, why);
    }
    snprintf(id, ACTION_ID, "%s", script_id(script, line->word[2]));
    if (!strcmp(deed, "colour") || !strcmp(deed, "done")) {
        return group_deed(script, line, id, why);
    }
    if (!strcmp(deed, "join")) {
        return words_extra(line, 3, why) && vote_join(script->project, id, why);
    }
    if (!strcmp(deed, "remove")) {
        return words_extra(line, 3, why) && vote_remove(script->project, id, why);
    }
    return fault_set_text(why, FAULT_USAGE, "fault.script.verb", deed);
}
