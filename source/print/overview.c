/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/overview_inner.h"

#include <stdlib.h>
#include <string.h>

void overview_line_clear(struct overview_line *line)
{
    for (int at = 0; at < OVERVIEW_LANGUAGES; at++) {
        free(line->text[at]);
    }
}

void overview_answer_clear(struct overview_answer *answer)
{
    for (int fact = 0; fact < OVERVIEW_FACTS; fact++) {
        overview_line_clear(&answer->fact[fact]);
    }
    free(answer->key);
}

static void question_clear(struct overview_question *question)
{
    for (size_t at = 0; at < question->answer_count; at++) {
        overview_answer_clear(&question->answers[at]);
    }
    free(question->answers);
    overview_line_clear(&question->heading);
    overview_line_clear(&question->none);
}

void overview_place_clear(struct overview_place *place)
{
    char *const texts[] = {place->id,    place->name, place->address,
                           place->phone, place->web,  place->mail};
    for (size_t at = 0; at < sizeof texts / sizeof *texts; at++) {
        free(texts[at]);
    }
    overview_line_clear(&place->step_free);
}

void overview_clear(struct overview *overview)
{
    struct overview_line *const lines[] = {&overview->title, &overview->valid_line,
                                           &overview->intro, &overview->map_title,
                                           &overview->ribbon};
    for (size_t at = 0; at < sizeof lines / sizeof *lines; at++) {
        overview_line_clear(lines[at]);
    }
    for (size_t at = 0; at < overview->question_count; at++) {
        question_clear(&overview->questions[at]);
    }
    for (size_t at = 0; at < overview->place_count; at++) {
        overview_place_clear(&overview->places[at]);
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
