/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/outing.h"

#include <stdlib.h>
#include <string.h>

static void texts_free(char **texts, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        free(texts[at]);
    }
    free(texts);
}

static void stop_clear(struct outing_stop *stop)
{
    free(stop->name);
    free(stop->kind);
    free(stop->address);
    free(stop->why);
    free(stop->walk);
    texts_free(stop->ask, stop->ask_count);
}

void outing_clear(struct outing *outing)
{
    char *const texts[] = {outing->title,    outing->wijk,   outing->date_line, outing->total_line,
                           outing->left_out, outing->ribbon, outing->language};
    for (size_t at = 0; at < sizeof texts / sizeof *texts; at++) {
        free(texts[at]);
    }
    for (size_t at = 0; at < outing->stop_count; at++) {
        stop_clear(&outing->stops[at]);
    }
    free(outing->stops);
    texts_free(outing->sources, outing->source_count);
    free((void *)outing->scene.source);
    free((void *)outing->scene.marks);
    memset(outing, 0, sizeof *outing);
}
