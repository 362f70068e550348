/* SPDX-License-Identifier: EUPL-1.2 */
/* instrument_inner.h – the other frameworks of a project, from inside. */
#ifndef ACTION_INSTRUMENT_INNER_H
#define ACTION_INSTRUMENT_INNER_H

#include "action/instrument.h"
#include "action/project_inner.h"
#include "action/record.h"

void instruments_open(struct project *project); /* reads assets/framework */
void instruments_close(struct project *project);
void learnings_open(struct project *project); /* reads assets/learning (learning.c) */
void learnings_close(struct project *project);

#endif
