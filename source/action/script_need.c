/* SPDX-License-Identifier: EUPL-1.2 */
/* Signals, thresholds, bevragingen, tellingen: action/script.h says how. */
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

enum { DATES = 64 };
struct days {
    struct civil_date date[DATES];
    int count; /* at least one; year 0 = today */
};

/* Takes "date=…" off the end of the line; several stand between commas. */
static bool line_days(struct line *line, struct days *out, struct fault *why)
{
    char *last = line->word[line->count - 1];
    *out = (struct days){.count = 0};
    if (strncmp(last, "date=", 5) != 0) {
        out->count = 1;
        return true;
    }
    line->count--;
    for (char *at = last + 5, *end = at; end; at = end + 1) {
        end = strchr(at, ',');
        if (end) {
            *end = 0;
        }
        if (out->count == DATES) {
            return fault_set(why, FAULT_LIMIT, "fault.script.long");
        }
        if (!typed_day(at, &out->date[out->count++], why)) {
            return false;
        }
    }
    return true;
}

bool script_number(const char *word, int *out, struct fault *why)
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
    struct days days;
    const char *place;
    if (!strcmp(line->word[1], "remove") && line->count == 3) {
        snprintf(id, ACTION_ID, "%s", script_id(script, line->word[2]));
        return action_need_remove(script->project, id, why);
    }
    if (strcmp(line->word[1], "add") != 0) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.verb", line->word[1]);
    }
    if (!line_days(line, &days, why)) {
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
    bool ok = place_of(script, line, 4, &place, why);
    for (int i = 0; ok && i < days.count; i++) {
        ok = action_need_add(script->project, condition, theme, place, days.date[i], id, why);
    }
    return ok;
}

bool script_threshold(struct script *script, struct line *line, char id[ACTION_ID],
                      struct fault *why)
{
    enum need_step step = NEED_FIND;
    struct days days;
    const char *place;
    if (strcmp(line->word[1], "add") != 0) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.verb", line->word[1]);
    }
    if (!line_days(line, &days, why)) {
        return false;
    }
    if (line->count < 4) {
        return words_missing(why, "threshold add");
    }
    if (!need_step_parse(line->word[3], &step)) {
        return fault_set_text(why, FAULT_USAGE, "need.fault.step", line->word[3]);
    }
    bool ok = place_of(script, line, 4, &place, why);
    for (int i = 0; ok && i < days.count; i++) {
        ok = action_threshold_add(script->project, line->word[2], step, place, days.date[i], id,
                                  why);
    }
    return ok;
}

static bool poll_new(struct script *script, struct line *line, char id[ACTION_ID],
                     struct fault *why)
{
    struct days days;
    if (!line_days(line, &days, why)) {
        return false;
    }
    return line->count == 2 ? action_poll_new(script->project, days.date[0], id, why)
                            : fault_set_text(why, FAULT_USAGE, "fault.script.extra", line->word[2]);
}

/* forms NUMBER, QUESTION ANSWER NUMBER, or QUESTION ANSWER=NUMBER… */
static bool poll_set(struct script *script, struct line *line, const char *id, struct fault *why)
{
    struct action_field fields[SCRIPT_WORDS];
    int number;
    if (line->count < 5) {
        return words_missing(why, "survey set");
    }
    if (!strchr(line->word[4], '=')) {
        bool forms = line->count == 5 && !strcmp(line->word[3], "forms");
        return line->count == 6 || forms
                   ? script_number(line->word[line->count - 1], &number, why) &&
                         action_poll_set(script->project, id, line->word[3], line->word[4], number,
                                         why)
                   : words_missing(why, "survey set");
    }
    int count = line_fields(line, 4, fields, why);
    bool ok = count >= 0;
    for (int i = 0; ok && i < count; i++) {
        ok = script_number(fields[i].value, &number, why) &&
             action_poll_set(script->project, id, line->word[3], fields[i].path, number, why);
    }
    return ok;
}

bool script_survey(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
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
    return poll_set(script, line, id, why);
}

/* GOAL=NUMBER */
static bool count_one(struct script *script, const struct line *line, struct civil_date month,
                      const char *goal_word, const char *number_word, char id[ACTION_ID],
                      struct fault *why)
{
    enum count_goal goal = COUNT_ACCESS;
    int number = -1;
    if (!count_goal_parse(goal_word, &goal)) {
        return fault_set_text(why, FAULT_USAGE, "count.fault.goal", goal_word);
    }
    return (!strcmp(number_word, "none") || script_number(number_word, &number, why)) &&
           action_count_set(script->project, script_id(script, line->word[1]), month, goal, number,
                            id, why);
}

bool script_count(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    struct civil_date month;
    struct action_field fields[SCRIPT_WORDS];
    if (!typed_month(line->word[2], &month, why)) {
        return false;
    }
    if (line->count == 5 && !strchr(line->word[3], '=')) {
        return count_one(script, line, month, line->word[3], line->word[4], id, why);
    }
    int count = line_fields(line, 3, fields, why);
    bool ok = count >= 0;
    for (int i = 0; ok && i < count; i++) {
        ok = count_one(script, line, month, fields[i].path, fields[i].value, id, why);
    }
    return ok;
}
