/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include <stdio.h>

/* I2 and G2: each priority group of the wijk has a free offer that names it. Whether people trust
 * it is theirs to say, so the rule alone never gives MET. */

static void groups_mark(const struct inquiry *inquiry, const struct terms *terms, unsigned wanted,
                        struct mark *mark)
{
    const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
    if (!(offer->groups & wanted)) {
        mark_set(mark, GRADE_NONE, CAUSE_OTHER_GROUP);
        return;
    }
    terms_mark(terms, inquiry, mark);
    if (mark->grade == GRADE_NONE && mark->cause == CAUSE_GROUP) {
        mark_set(mark, GRADE_FULL, CAUSE_NONE);
    }
}

static unsigned groups_reached(const struct inquiry *inquiry, unsigned wanted)
{
    unsigned reached = 0;
    for (size_t i = 0; i < inquiry->count; i++) {
        if (inquiry->marks[i].grade == GRADE_FULL) {
            reached |= survey_offer(inquiry->survey, inquiry->marks[i].fact)->groups & wanted;
        }
    }
    return reached;
}

static int groups_count(unsigned groups)
{
    int count = 0;
    for (int i = 0; i < GROUP_COUNT; i++) {
        count += groups >> i & 1;
    }
    return count;
}

static struct message reason_groups(unsigned wanted, unsigned reached)
{
    int total = groups_count(wanted), missing = total - groups_count(reached), named = 0;
    struct message message = message_of(missing == 0   ? "assessment.groups.all"
                                        : missing == 1 ? "assessment.groups.one_missing"
                                        : missing == 2 ? "assessment.groups.two_missing"
                                                       : "assessment.groups.more_missing");
    if (missing) {
        message_add_count(&message, total - missing);
    }
    message_add_count(&message, total);
    for (int i = 0; i < GROUP_COUNT && named < 2; i++) {
        if ((wanted & ~reached) >> i & 1) {
            message_add_key(&message, group_key(i));
            named++;
        }
    }
    return message;
}

static void next_groups(const struct inquiry *inquiry, unsigned missing, struct finding *finding)
{
    char key[MESSAGE_KEY_SIZE];
    bool lessons = inquiry->services >> SERVICE_LESSON & 1;
    int room = finding->computed == VERDICT_UNKNOWN ? FINDING_NEXT - 1 : FINDING_NEXT;
    snprintf(key, sizeof key, "assessment.next.group.%s", lessons ? "lesson" : "help");
    for (size_t i = 0; i < inquiry->count && finding->next_count < 1; i++) {
        const struct mark *mark = &inquiry->marks[i];
        if (mark->grade == GRADE_PARTLY) {
            next_place(inquiry, finding,
                       mark->cause == CAUSE_PRICE_UNKNOWN ? "assessment.next.ask_price"
                                                          : "assessment.next.accept",
                       mark);
        }
    }
    for (int i = 0; i < GROUP_COUNT && finding->next_count < room; i++) {
        if (missing >> i & 1) {
            struct message message = message_of(key);
            message_add_key(&message, group_key(i));
            next_add(finding, message);
        }
    }
    if (finding->computed == VERDICT_UNKNOWN) {
        next_look(inquiry, finding);
    }
}

static void groups_unset(struct inquiry *inquiry, struct finding *finding)
{
    finding->computed = VERDICT_UNKNOWN;
    finding->reason = message_of("assessment.groups.unset");
    next_add(finding, message_of("assessment.next.choose_groups"));
    inquiry_evidence(inquiry, GRADE_FULL, finding);
}

void rule_groups(struct inquiry *inquiry, struct finding *finding)
{
    struct terms terms = terms_of(inquiry->criterion);
    unsigned wanted = inquiry->survey->question->wijk->groups & ((1u << GROUP_COUNT) - 1);
    for (size_t i = 0; i < inquiry->count; i++) {
        if (mark_stands(&inquiry->marks[i])) {
            groups_mark(inquiry, &terms, wanted, &inquiry->marks[i]);
        }
    }
    if (!wanted) {
        groups_unset(inquiry, finding);
        return;
    }
    enum grade best = inquiry_best(inquiry);
    unsigned reached = groups_reached(inquiry, wanted);
    finding->computed = best == GRADE_NONE ? inquiry_absent(inquiry) : VERDICT_PARTLY;
    finding->reason = best == GRADE_FULL     ? reason_groups(wanted, reached)
                      : best == GRADE_PARTLY ? reason_partly(inquiry)
                                             : reason_absent(inquiry, finding->computed);
    inquiry_evidence(inquiry, best, finding);
    next_groups(inquiry, wanted & ~reached, finding);
    if (reached == wanted && !inquiry->judged) {
        next_add(finding, message_of("assessment.next.trust"));
    }
}
