/* SPDX-License-Identifier: EUPL-1.2 */
/* doubt.h – little questions ("vraagjes"): which one answer, or which one visit, would move most criteria.
 *
 * A question is one place with all that is not known about it (is it there, what does it cost, when is somebody there), or one
 * service that nobody looked for everywhere. Each is answered as well as it could be (it is there, it is free, it is open by
 * day, in the evening and on Saturday; nothing more was found), the wijk is judged as if that were so, and what changes
 * is what it settles. An answer is never stored, nor taken for true.
 *
 * Judged and asked criteria are settled by nothing here: they do not hang on offers. Where there are many questions those that touch
 * most criteria are judged, DOUBT_JUDGED at most and fewer where there are many offers; `whole` says whether that was
 * all of them. Pure; the same question gives the same answer. */
#ifndef ASSESSMENT_DOUBT_H
#define ASSESSMENT_DOUBT_H

#include "assessment/assessment.h"

enum { DOUBT_THERE = 1, DOUBT_PRICE = 2, DOUBT_HOURS = 4, DOUBT_LOOK = 8 }; /* bits */
enum { DOUBT_JUDGED = 120, DOUBT_LEAST = 12, DOUBT_WORK = 24000 };

struct doubt {
    int place;            /* index in the question; -1 = a look */
    unsigned asks;        /* what is to be asked, DOUBT_… */
    enum service service; /* the look's; of a place the first one that is asked about */
    unsigned services;    /* bits: all that are asked about */
    uint64_t settles;     /* bits 1 << criterion: its verdict would change … */
    uint64_t meets;       /* … and would be met */
    int count, met;       /* how many of each */
};
struct doubt_list {
    struct doubt *items; /* owned; what settles most first, then what meets most, then visits before looks */
    size_t count;         /* of those that settle something */
    int judged;
    bool whole;
};

void doubt_make(const struct assessment_question *question, struct doubt_list *out);
void doubt_clear(struct doubt_list *list);

#endif
