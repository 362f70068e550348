/* SPDX-License-Identifier: EUPL-1.2 */
/* lens.h – through whose eyes: how somebody walks, and which places count for them.
 *
 * Lenses are data (assets/lens, with a README that says every member); all figures are ours. A lens never makes count what no criterion would
 * take for anybody: it takes places away, and lets an offer that is free for one of its groups be free. Pure. */
#ifndef ASSESSMENT_LENS_H
#define ASSESSMENT_LENS_H

#include "assessment/assessment.h"

enum { LENS_MOST = 24, LENS_ID = 24, LENS_CEILING = 64 * 1024 };

struct lens {
    char id[LENS_ID];     /* "senior" */
    double speed;         /* metres a second on the level */
    double steps_speed;   /* on steps; 0 with no_steps */
    bool no_steps, step_free, open_only, free_only;
    unsigned groups;      /* GROUP_… */
    char not_only[4];     /* "nl"; "" = any language will do */
    unsigned spoken;      /* bits 1 << service */
};
struct lenses {
    struct lens items[LENS_MOST];
    int count; /* at least one: the usual one is the first */
};

/* Reads assets/lens/lenses.json; trusts nothing. A fault names the lens and the member. */
bool lenses_parse(const char *text, size_t size, struct lenses *out, struct fault *why);
const struct lens *lenses_find(const struct lenses *lenses, const char *id); /* NULL = none of that name */
struct message lens_name(const struct lens *lens); /* "lens.senior" */
struct message lens_what(const struct lens *lens); /* one sentence: what this lens changes */
bool lens_usual(const struct lens *lens);          /* nothing is on: no ribbon */

/* Does the offer count through the lens, besides what the criterion asks? */
bool lens_takes(const struct lens *lens, const struct place *place, const struct offer *offer);
/* Free for a group of the lens. */
bool lens_group_free(const struct lens *lens, const struct offer *offer);

#endif
