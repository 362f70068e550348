/* SPDX-License-Identifier: EUPL-1.2 */
/* Which rule decides at a moment: the one whose state, were it another, would show there. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "hours/day_inner.h"

enum { TRIALS = 100 }; /* so that a text of a thousand comments takes no longer than others */

/* A value that differs from the asked one in the state of one rule. */
struct trial {
    struct hours hours; /* borrows all but the rules */
    struct rule *rules; /* owned */
    struct civil_date date;
    int minute;
};

static enum hours_state trial_state(struct trial *trial, struct rule *rule, enum hours_state state)
{
    struct days days;
    enum hours_state written = rule->state;
    rule->state = state;
    days_start(&days, &trial->hours, trial->date);
    enum hours_state shown = day_state(days_next(&days), trial->minute);
    days_end(&days);
    rule->state = written;
    return shown;
}

static bool rule_guesses(const struct hours *hours, const struct rule *rule)
{
    for (size_t at = 0; at < rule->spans.count; at++)
        if (hours->spans[rule->spans.first + at].open_end)
            return true;
    return false;
}

/* A guess behind an open end shows as unknown whatever the rule says, unless that is closed. */
static bool rule_decides(struct trial *trial, struct rule *rule, enum hours_state shown)
{
    if (rule->state == HOURS_CLOSED)
        return shown == HOURS_CLOSED && trial_state(trial, rule, HOURS_UNKNOWN) == HOURS_UNKNOWN &&
               trial_state(trial, rule, HOURS_OPEN) != HOURS_CLOSED;
    if (rule->state == HOURS_OPEN && shown == HOURS_OPEN)
        return trial_state(trial, rule, HOURS_UNKNOWN) == HOURS_UNKNOWN;
    return shown == HOURS_UNKNOWN && (trial_state(trial, rule, HOURS_OPEN) == HOURS_OPEN ||
                                      (rule_guesses(&trial->hours, rule) &&
                                       trial_state(trial, rule, HOURS_CLOSED) != HOURS_UNKNOWN));
}

const char *hours_comment(const struct hours *hours, struct civil when, size_t *size)
{
    const char *found = NULL;
    *size = 0;
    if (!civil_date_valid(when.date) || when.hour < 0 || when.hour > 23 || when.minute < 0 ||
        when.minute > 59)
        return NULL;
    struct trial trial = {*hours, NULL, when.date, when.hour * 60 + when.minute};
    trial.rules = memory_take(hours->rule_count * sizeof *trial.rules);
    memcpy(trial.rules, hours->rules, hours->rule_count * sizeof *trial.rules);
    trial.hours.rules = trial.rules;
    enum hours_state shown = hours_at(hours, when);
    struct day_facts today = day_facts_of(hours, when.date);
    struct day_facts before = day_facts_of(hours, civil_date_add(when.date, -1));
    int trials = 0;
    for (size_t at = hours->rule_count; at-- > 0 && !found && trials < TRIALS;) {
        struct rule *rule = &trial.rules[at];
        if (!rule->comment_size ||
            (!rule_matches(hours, rule, &today) && !rule_matches(hours, rule, &before)))
            continue;
        trials++;
        if (rule_decides(&trial, rule, shown)) {
            found = hours->text + rule->comment;
            *size = rule->comment_size;
        }
    }
    free(trial.rules);
    return found;
}
