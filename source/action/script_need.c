/* SPDX-License-Identifier: EUPL-1.2 */
/* need add CONDITION THEME [PLACE] [date=DATE] · need remove ID
 * threshold add SERVICE STEP [PLACE] [date=DATE]
 * survey new [date=DATE] · survey set ID QUESTION ANSWER NUMBER · survey set ID forms NUMBER ·
 * survey remove ID count PLACE MONTH GOAL NUMBER|none */
#include "action/need.h"
#include "action/script_inner.h"
#include "action/typed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool words_missing(struct fault *why, const char *verb)
{
    return fault_set_text(why, FAULT_USAGE, "fault.script.words", verb);
}

/* Takes "date=…" off the end of the line. */
static bool line_day(struct line *line, struct civil_date *date, struct fault *why)
{
    const char *last = line->word[line->count - 1];
    *date = (struct civil_date){0};
    if (strncmp(last, "date=", 5) != 0) {
        return true;
    }
    line->count--;
    return typed_day(last + 5, date, why);
}

static bool number_of(const char *word, int *out, struct fault *why)
{
    char *end;
    long number = strtol(word, &end, 10);
    bool plain = *word >= '0' && *word <= '9' && !*end && strlen(word) <= 9;
    *out = plain ? (int)number : 0;
    return plain || fault_set_text(why, FAULT_USAGE, "fault.script.number", word);
}

/* Optional words after `from`: at most one, the place. */
static bool place_of(struct script *script, const struct line *line, int from, const char **out,
                     struct fault *why)
{
    *out = line->count > from ? script_id(script, line->word[from]) : "";
    return line->count <= from + 1 ||
           fault_set_text(why, FAULT_USAGE, "fault.script.extra", line->word[from + 1]);
}

bool script_need(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    enum need_condition condition = NEED_ACCESS;
    enum need_theme theme = NEED_OTHER;
    struct civil_date date;
    const char *place;
    if (!strcmp(line->word[1], "remove") && line->count == 3) {
        snprintf(id, ACTION_ID, "%s", script_id(script, line->word[2]));
        return action_need_remove(script->project, id, why);
    }
    if (strcmp(line->word[1], "add") != 0) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.verb", line->word[1]);
    }
    if (!line_day(line, &date, why)) {
        return false;
    }
    if (line->count < 4) {
        return words_missing(why, "need add");
    }
    if (!need_condition_parse(line->word[2], &condition)) {
        return fault_set_text(why, FAULT_USAGE, "need.fault.condition", line->word[2]);
    }
    if (!need_theme_parse(line->word[3], &theme)) {
        return fault_set_text(why, FAULT_USAGE, "need.fault.theme", line->word[3]);
    }
    return place_of(script, line, 4, &place, why) &&
           action_need_add(script->project, condition, theme, place, date, id, why);
}

bool script_threshold(struct script *script, struct line *line, char id[ACTION_ID],
                      struct fault *why)
{
    enum need_step step = NEED_FIND;
    struct civil_date date;
    const char *place;
    if (strcmp(line->word[1], "add") != 0) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.verb", line->word[1]);
    }
    if (!line_day(line, &date, why)) {
        return false;
    }
    if (line->count < 4) {
        return words_missing(why, "threshold add");
    }
    if (!need_step_parse(line->word[3], &step)) {
        return fault_set_text(why, FAULT_USAGE, "need.fault.step", line->word[3]);
    }
    return place_of(script, line, 4, &place, why) &&
           action_threshold_add(script->project, line->word[2], step, place, date, id, why);
}

static bool poll_new(struct script *script, struct line *line, char id[ACTION_ID],
                     struct fault *why)
{
    struct civil_date date;
    if (!line_day(line, &date, why)) {
        return false;
    }
    return line->count == 2 ? action_poll_new(script->project, date, id, why)
                            : fault_set_text(why, FAULT_USAGE, "fault.script.extra", line->word[2]);
}

bool script_survey(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    int number;
    const char *deed = line->word[1];
    if (!strcmp(deed, "new")) {
        return poll_new(script, line, id, why);
    }
    if (strcmp(deed, "set") != 0 && strcmp(deed, "remove") != 0) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.verb", deed);
    }
    if (line->count < 3) {
        return words_missing(why, "survey");
    }
    snprintf(id, ACTION_ID, "%s", script_id(script, line->word[2]));
    if (!strcmp(deed, "remove")) {
        return line->count == 3
                   ? action_poll_remove(script->project, id, why)
                   : fault_set_text(why, FAULT_USAGE, "fault.script.extra", line->word[3]);
    }
    bool forms = line->count == 5 && !strcmp(line->word[3], "forms");
    if (line->count != 6 && !forms) {
        return words_missing(why, "survey set");
    }
    return number_of(line->word[line->count - 1], &number, why) &&
           action_poll_set(script->project, id, line->word[3], line->word[4], number, why);
}

bool script_count(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    struct civil_date month;
    enum count_goal goal = COUNT_ACCESS;
    int number = -1;
    if (!typed_month(line->word[2], &month, why)) {
        return false;
    }
    if (!count_goal_parse(line->word[3], &goal)) {
        return fault_set_text(why, FAULT_USAGE, "count.fault.goal", line->word[3]);
    }
    if (strcmp(line->word[4], "none") != 0 && !number_of(line->word[4], &number, why)) {
        return false;
    }
    return action_count_set(script->project, script_id(script, line->word[1]), month, goal, number,
                            id, why);
}
