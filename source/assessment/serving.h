/* SPDX-License-Identifier: EUPL-1.2 */
/* serving.h – which places give a service: as the criteria count them, at a moment, to somebody.
 *
 * The places are those that count for the criterion that asks for the service (assessment.h, coverage.h): confirmed by a person, current,
 * inside the wijk or counted in, free and without barring obligations where the criterion asks so. With a moment only those count that are
 * open then, and an offer is current from its first to its last valid day. A lens (lens.h) takes some away. Each place stands once. Pure. */
#ifndef ASSESSMENT_SERVING_H
#define ASSESSMENT_SERVING_H

#include "assessment/lens.h"

struct serving_ask {
    enum service service;
    bool timed;
    struct civil when;        /* with `timed` */
    const struct lens *lens;  /* NULL = as if there were none */
};

struct serving { /* indices in the question */
    int place, offer;
};
struct serving_list {
    struct serving *items; /* owned; by place */
    size_t count;
    /* Places that are not among them, each for what is nearest to serving. */
    int hours_unknown; /* nobody knows whether they are open then */
    int closed;        /* not open then */
    int lens;          /* the lens takes them away */
    int provisional;   /* a partner's mark that nobody accepted yet */
    int candidates;    /* on the map of a source, never checked by a person */
    /* Among them: with lens->step_free, how many do not say whether a wheelchair gets in. */
    int access_unknown;
};
void serving_make(const struct assessment_question *question, const struct serving_ask *ask,
                  struct serving_list *out);
void serving_clear(struct serving_list *list);

#endif
