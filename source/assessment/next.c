/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include <stdio.h>

/* What to do about an offer that does not count in full, the most promising first. */
struct step {
    enum cause cause;
    const char *key; /* {0} the place; {1} a date or distance where the sentence has one */
};
static const struct step steps[] = {
    {CAUSE_PROVISIONAL, "assessment.next.accept"},
    {CAUSE_PRICE_UNKNOWN, "assessment.next.ask_price"},
    {CAUSE_HOURS_UNKNOWN, "assessment.next.ask_hours"},
    {CAUSE_UNCHECKED, "assessment.next.visit"},
    {CAUSE_CANDIDATE, "assessment.next.visit"},
    {CAUSE_TOO_OLD, "assessment.next.recheck"},
    {CAUSE_ROOM_UNSAID, "assessment.next.ask_room"},
    {CAUSE_NEAR, "assessment.next.near"},
    {CAUSE_HELD, "assessment.next.plan_again"},
    {CAUSE_NOT_PLANNED, "assessment.next.plan_again"},
    {CAUSE_ENDED, "assessment.next.renew"},
    {CAUSE_IRREGULAR, "assessment.next.regular"},
    {CAUSE_INTERNAL, "assessment.next.share"},
    {CAUSE_CONSUMPTION, "assessment.next.without_obligation"},
    {CAUSE_PURCHASE, "assessment.next.without_obligation"},
    {CAUSE_MEMBERSHIP, "assessment.next.without_obligation"},
    {CAUSE_CLIENTS_ONLY, "assessment.next.without_obligation"},
    {CAUSE_GROUP, "assessment.next.make_free"},
    {CAUSE_DONATION, "assessment.next.make_free"},
    {CAUSE_PAID, "assessment.next.make_free"},
};

bool next_add(struct finding *finding, struct message message)
{
    if (finding->next_count >= FINDING_NEXT) {
        return false;
    }
    finding->next[finding->next_count++] = message;
    return true;
}

void next_place(const struct inquiry *inquiry, struct finding *finding, const char *key,
                const struct mark *mark)
{
    const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
    struct message message = message_of(key);
    reason_add_place(&message, inquiry, mark);
    if (mark->cause == CAUSE_NEAR) {
        message_add_metres(&message, mark->fact->metres);
    } else if (mark->cause == CAUSE_TOO_OLD || mark->cause == CAUSE_RECHECK ||
               mark->cause == CAUSE_AHEAD) {
        message_add_date(&message, offer->checked);
    }
    next_add(finding, message);
}

void next_look(const struct inquiry *inquiry, struct finding *finding)
{
    for (int s = 0; s < SERVICE_COUNT; s++) {
        if (inquiry->services >> s & 1 && inquiry->survey->looks[s] != LOOK_STANDS) {
            next_add(finding, message_of("assessment.next.look"));
            return;
        }
    }
}

static void next_find(const struct inquiry *inquiry, struct finding *finding)
{
    char key[MESSAGE_KEY_SIZE];
    for (int s = 0; s < SERVICE_COUNT; s++) {
        if (inquiry->services >> s & 1) {
            snprintf(key, sizeof key, "assessment.next.find.%s", service_word((enum service)s));
            next_add(finding, message_of(key));
        }
    }
}

/* One step for each cause, two at most for places to visit. */
static void next_steps(const struct inquiry *inquiry, struct finding *finding, int room)
{
    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++) {
        int found = 0,
            enough = steps[k].cause == CAUSE_CANDIDATE || steps[k].cause == CAUSE_UNCHECKED ? 2 : 1;
        for (size_t i = 0; i < inquiry->count && found < enough && finding->next_count < room;
             i++) {
            if (inquiry->marks[i].cause == steps[k].cause) {
                next_place(inquiry, finding, steps[k].key, &inquiry->marks[i]);
                found++;
            }
        }
    }
}

static void next_recheck(const struct inquiry *inquiry, struct finding *finding)
{
    struct tally tally = tally_of(inquiry, GRADE_FULL, CAUSE_COUNT);
    if (tally.recheck_only) {
        next_place(inquiry, finding, "assessment.next.recheck", tally.first);
    }
}

void next_of(const struct inquiry *inquiry, struct finding *finding)
{
    bool proposed = inquiry->criterion->kind == CRITERION_PROPOSED && !inquiry->judged;
    if (finding->computed == VERDICT_MET) {
        next_recheck(inquiry, finding);
        if (proposed) {
            next_add(finding, message_of("assessment.next.confirm"));
        }
        return;
    }
    next_steps(inquiry, finding, FINDING_NEXT - (finding->computed == VERDICT_UNKNOWN ? 2 : 1));
    next_find(inquiry, finding);
    if (finding->computed == VERDICT_UNKNOWN) {
        next_look(inquiry, finding);
    }
}
