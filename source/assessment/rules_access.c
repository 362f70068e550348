/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include "base/json.h"

void rule_free_offer(struct inquiry *inquiry, struct finding *finding)
{
    bool devices = json_bool(inquiry->criterion->parameters, "devices", false);
    inquiry_by_terms(inquiry);
    for (size_t i = 0; devices && i < inquiry->count; i++) {
        struct mark *mark = &inquiry->marks[i];
        if (mark->grade == GRADE_FULL && mark->cause == CAUSE_NONE &&
            survey_offer(inquiry->survey, mark->fact)->count <= 0) {
            mark->cause = CAUSE_COUNT_UNSAID;
        }
    }
    inquiry_settle(inquiry, finding);
    if (devices && finding->computed == VERDICT_MET) {
        finding->reason = reason_devices(inquiry);
    }
}

/* "De Boekenmolen, 0,10 euro per blad"; "Gratis op 2 plekken". */
static struct message reason_print(const struct inquiry *inquiry)
{
    struct tally tally = tally_of(inquiry, GRADE_FULL, CAUSE_COUNT);
    const struct offer *offer = survey_offer(inquiry->survey, tally.first->fact);
    if (tally.places == 1 && offer->amount && offer->amount[0] && !tally.free) {
        struct message message = message_of("assessment.met.amount");
        reason_add_place(&message, inquiry, tally.first);
        message_add_text(&message, offer->amount);
        reason_add_recheck(&message, &tally);
        return message;
    }
    if (tally.free == tally.paid) {
        return reason_met(inquiry);
    }
    struct message message = message_of(tally.free ? "assessment.met.free" : "assessment.met.paid");
    message_add_count(&message, tally.places);
    reason_add_place(&message, inquiry, tally.first);
    reason_add_recheck(&message, &tally);
    return message;
}

void rule_any_offer(struct inquiry *inquiry, struct finding *finding)
{
    inquiry_by_terms(inquiry);
    inquiry_settle(inquiry, finding);
    if (finding->computed == VERDICT_MET) {
        finding->reason = reason_print(inquiry);
    }
}
