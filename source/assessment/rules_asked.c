/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include "base/json.h"

/* People judge. What the map knows about it (parameter "service") is laid beside, as evidence. */
void rule_asked(struct inquiry *inquiry, struct finding *finding)
{
    const char *hint = json_text(inquiry->criterion->parameters, "hint", "");
    for (size_t i = 0; i < inquiry->count; i++) {
        if (mark_stands(&inquiry->marks[i])) {
            mark_set(&inquiry->marks[i], GRADE_FULL, CAUSE_NONE);
        }
    }
    inquiry_evidence(inquiry, GRADE_PARTLY, finding);
    struct tally tally = tally_of(inquiry, GRADE_FULL, CAUSE_COUNT);
    finding->computed = VERDICT_UNKNOWN;
    finding->reason =
        message_of(tally.first ? "assessment.asked.known" : "assessment.asked.people");
    if (tally.first) {
        message_add_count(&finding->reason, tally.places);
        reason_add_place(&finding->reason, inquiry, tally.first);
    }
    if (hint[0]) {
        next_add(finding, message_of(hint));
    }
    if (!inquiry->judged) {
        next_add(finding, message_of("assessment.next.judge"));
    }
}
