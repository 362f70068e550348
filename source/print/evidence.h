/* SPDX-License-Identifier: EUPL-1.2 */
/* evidence.h – "4 plekken: 1, 3, 4, 9" as runs in which each number is a link to that place in the
 * list. Numbers that no place has stay plain. */
#ifndef PRINT_EVIDENCE_H
#define PRINT_EVIDENCE_H

#include "base/arena.h"
#include "print/card.h"

enum { EVIDENCE_RUNS = 200 }; /* beyond that the rest is one run without links */

struct evidence_runs {
    struct flow_run runs[EVIDENCE_RUNS];
    int count;
    struct arena texts; /* what the runs point to */
};
/* `text` is read, not kept; the runs live until evidence_clear. */
void evidence_init(struct evidence_runs *evidence, const struct sheet *sheet, const char *text);
void evidence_clear(struct evidence_runs *evidence);

#endif
