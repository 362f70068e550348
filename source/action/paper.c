/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/paper_inner.h"

#include <string.h>

#include "action/sources.h"
#include "base/arena.h"

enum { SENTENCE = 4096, MAP_MARGIN_METRES = 40 };

char *paper_said(const struct language *language, const struct message *message)
{
    struct buffer text;
    buffer_init(&text, SENTENCE);
    language_say(language, message, &text);
    char *taken = memory_text(buffer_text(&text));
    buffer_clear(&text);
    return taken;
}

char *paper_said_key(const struct language *language, const char *key)
{
    return memory_text(language_word(language, key));
}

char *paper_address(const struct place *place)
{
    struct buffer line;
    buffer_init(&line, SENTENCE);
    buffer_addf(&line, "%s%s%s", place->street, *place->number ? " " : "", place->number);
    char *taken = memory_text(buffer_text(&line));
    buffer_clear(&line);
    return taken;
}

char **paper_sources(struct project *project, size_t *count)
{
    const struct pack_source *sources;
    int found = project_credits(project, &sources);
    char **lines = memory_take(sizeof *lines * (size_t)(found + 1));
    *count = 0;
    for (int i = 0; i < found; i++) {
        struct buffer line;
        buffer_init(&line, SENTENCE);
        buffer_addf(&line, "%s%s%s%s%s", sources[i].attribution, *sources[i].licence ? ", " : "",
                    sources[i].licence, *sources[i].date ? ", " : "", sources[i].date);
        lines[(*count)++] = memory_text(buffer_text(&line));
        buffer_clear(&line);
    }
    return lines;
}

int paper_place_order(const void *left, const void *right)
{
    const struct place *a = *(const struct place *const *)left;
    const struct place *b = *(const struct place *const *)right;
    if (a->point.lat != b->point.lat) {
        return a->point.lat > b->point.lat ? -1 : 1;
    }
    return strcmp(a->id, b->id);
}

static int number_of(const struct place *const *numbered, size_t count, const struct place *place)
{
    for (size_t i = 0; i < count; i++) {
        if (numbered[i] == place) {
            return (int)i + 1;
        }
    }
    return 0;
}

void paper_map(struct project *project, const struct map_style *style, enum map_names names,
               const struct place *const *numbered, size_t count, struct map_scene *scene,
               struct box *box)
{
    struct map_source *source = memory_take(sizeof *source);
    struct map_mark *marks;
    action_map_source(project, source);
    size_t all = action_marks(project, ACTION_ALL_SERVICES, 0, NULL, &marks), kept = 0;
    for (size_t i = 0; i < all; i++) {
        int number = number_of(numbered, count, project_place(project, marks[i].id));
        if (number) {
            marks[kept] = marks[i];
            marks[kept].label = "";
            marks[kept].id = "";
            marks[kept++].number = number;
        }
    }
    *scene = (struct map_scene){.source = source,
                                .style = style,
                                .border = project->wijk.border,
                                .marks = marks,
                                .mark_count = kept,
                                .names = names};
    *box = box_grow(project->wijk.border->box, MAP_MARGIN_METRES);
}
