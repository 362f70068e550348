/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/overview.h"

#include <stdlib.h>
#include <string.h>

static void line_clear(struct overview_line *line)
{
    for (int at = 0; at < OVERVIEW_LANGUAGES; at++) {
        free(line->text[at]);
    }
}

static void question_clear(struct overview_question *question)
{
    for (size_t at = 0; at < question->answer_count; at++) {
        for (int fact = 0; fact < OVERVIEW_FACTS; fact++) {
            line_clear(&question->answers[at].fact[fact]);
        }
        free(question->answers[at].key);
    }
    free(question->answers);
    line_clear(&question->heading);
    line_clear(&question->none);
}

static void place_free(struct overview_place *place)
{
    char *const texts[] = {place->id,    place->name, place->address,
                           place->phone, place->web,  place->mail};
    for (size_t at = 0; at < sizeof texts / sizeof *texts; at++) {
        free(texts[at]);
    }
    line_clear(&place->step_free);
}

void overview_clear(struct overview *overview)
{
    struct overview_line *const lines[] = {&overview->title, &overview->valid_line,
                                           &overview->intro, &overview->map_title,
                                           &overview->ribbon};
    for (size_t at = 0; at < sizeof lines / sizeof *lines; at++) {
        line_clear(lines[at]);
    }
    for (size_t at = 0; at < overview->question_count; at++) {
        question_clear(&overview->questions[at]);
    }
    for (size_t at = 0; at < overview->place_count; at++) {
        place_free(&overview->places[at]);
    }
    for (size_t at = 0; at < overview->source_count; at++) {
        free(overview->sources[at]);
    }
    free(overview->questions);
    free(overview->places);
    free(overview->sources);
    free(overview->wijk);
    free(overview->municipality);
    free((void *)overview->scene.source);
    free((void *)overview->scene.marks);
    memset(overview, 0, sizeof *overview);
}
