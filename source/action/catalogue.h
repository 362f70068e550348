/* SPDX-License-Identifier: EUPL-1.2 */
/* catalogue.h – the data files beside the DIW framework (assets/framework, assets/learning), read when the project opens, and those
 * of them that are wrong: whoever wrote one is told which, why and where, instead of missing it. */
#ifndef ACTION_CATALOGUE_H
#define ACTION_CATALOGUE_H

#include "action/project.h"

struct refused_file {
    char name[64];    /* "mijnkader.json" */
    struct fault why; /* `place` is the line, counted from 1, or -1 */
};
int project_refused_files(const struct project *project, const struct refused_file **out);
/* "mijnkader.json, regel 12: … " */
void refused_file_say(const struct refused_file *refused, const struct language *language, struct buffer *out);

/* ---- for the rooms that read them (instrument.c, learning.c) ---- */
/* FAULT_MISSING: the file is of another kind, and is passed over without a word. */
typedef bool catalogue_read(struct project *project, const char *text, size_t size, struct fault *why);
/* Every *.json of assets/FOLDER, by name. */
void catalogue_open(struct project *project, const char *folder, size_t ceiling, catalogue_read *read);

#endif
