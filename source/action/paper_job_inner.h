/* SPDX-License-Identifier: EUPL-1.2 */
/* paper_job_inner.h – what a filled print holds. */
#ifndef ACTION_PAPER_JOB_INNER_H
#define ACTION_PAPER_JOB_INNER_H

#include "action/outing.h"
#include "action/overview.h"
#include "action/paper_job.h"
#include "action/report.h"
#include "print/print.h"

struct paper_job {
    struct paper_choice choice; /* place, start, lens and what a report was asked are forgotten */
    const struct report_row *row; /* of a report, else NULL */
    union {                     /* by choice.form->what; owned */
        struct scorecard scorecard;
        struct overview overview;
        struct place_card card;
        struct outing outing;
        struct report report;
    } as;
};

#endif
