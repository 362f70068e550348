/* SPDX-License-Identifier: EUPL-1.2 */
/* Finding places, streets and addresses by the beginnings of words. */
#include "action/project_inner.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { SEARCH_TEXT = 1536, SEARCH_WORDS = 8 };

struct words_asked {
    char folded[256];
    const char *word[SEARCH_WORDS];
    size_t size[SEARCH_WORDS];
    int count;
};

static void words_split(const char *text, struct words_asked *words)
{
    utf8_fold(text, words->folded, sizeof words->folded);
    words->count = 0;
    for (const char *at = words->folded; *at && words->count < SEARCH_WORDS;) {
        size_t size = strcspn(at, " ");
        if (size) {
            words->word[words->count] = at;
            words->size[words->count++] = size;
        }
        at += size + (at[size] ? 1 : 0);
    }
}

static bool word_begins(const char *hay, const char *word, size_t size)
{
    for (const char *at = hay; *at;) {
        if (!strncmp(at, word, size)) {
            return true;
        }
        at = strchr(at, ' ');
        if (!at) {
            return false;
        }
        at++;
    }
    return false;
}

static bool words_match(const struct words_asked *words, const char *hay)
{
    for (int i = 0; i < words->count; i++) {
        if (!word_begins(hay, words->word[i], words->size[i])) {
            return false;
        }
    }
    return words->count > 0;
}

static void hay_add(struct buffer *hay, const char *text)
{
    buffer_add_text(hay, text);
    buffer_add_byte(hay, ' ');
}

static void hay_of_place(const struct place *place,
                         const struct language *const languages[LANGUAGE_COUNT], struct buffer *hay)
{
    buffer_empty(hay);
    hay_add(hay, place->name);
    hay_add(hay, place->name_nl);
    hay_add(hay, place->name_fr);
    hay_add(hay, place->aliases);
    hay_add(hay, place->street);
    hay_add(hay, place->number);
    hay_add(hay, place->operator_name);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (!languages[i]) {
            continue;
        }
        hay_add(hay, language_word(languages[i], kind_key(place->kind)));
        for (size_t offer = 0; offer < place->offer_count; offer++) {
            hay_add(hay, language_word(languages[i], service_key(place->offers[offer].service)));
        }
    }
}

/* Sorted by how good (0 = the name begins so), then by distance. */
static bool hit_before(const struct hit *a, int grade_a, const struct hit *b, int grade_b)
{
    return grade_a != grade_b ? grade_a < grade_b : a->metres < b->metres;
}

static int grade_of(const struct words_asked *words, const struct place *place)
{
    char folded[256];
    utf8_fold(place->name, folded, sizeof folded);
    if (!strncmp(folded, words->word[0], words->size[0])) {
        return 0;
    }
    return words_match(words, folded) ? 1 : 2;
}

int action_search_places(const struct project *project,
                         const struct language *const languages[LANGUAGE_COUNT], const char *words,
                         struct point near, struct hit *out, int room)
{
    enum { MOST = 64 };
    int grades[MOST], count = 0;
    struct words_asked asked;
    struct buffer hay;
    room = room > MOST ? MOST : room;
    words_split(words, &asked);
    buffer_init(&hay, SEARCH_TEXT * 4);
    for (size_t i = 0; asked.count && i < project->visible_count; i++) {
        const struct place *place = project->visible[i];
        char folded[SEARCH_TEXT];
        hay_of_place(place, languages, &hay);
        utf8_fold(buffer_text(&hay), folded, sizeof folded);
        if (!words_match(&asked, folded)) {
            continue;
        }
        struct hit hit = {.point = place->point, .metres = point_distance(near, place->point)};
        snprintf(hit.id, sizeof hit.id, "%s", place->id);
        snprintf(hit.text, sizeof hit.text, "%.*s", (int)utf8_cut(place->name, sizeof hit.text - 1),
                 place->name);
        int grade = grade_of(&asked, place);
        int at = count < room ? count++ : room;
        while (at > 0 && hit_before(&hit, grade, &out[at - 1], grades[at - 1])) {
            if (at < room) {
                out[at] = out[at - 1];
                grades[at] = grades[at - 1];
            }
            at--;
        }
        if (at < room) {
            out[at] = hit;
            grades[at] = grade;
        }
    }
    buffer_clear(&hay);
    return count;
}

int action_search_streets(struct pack *pack, const char *words, struct point near, struct hit *out,
                          int room)
{
    enum { MOST = 32 };
    struct pack_hit found[MOST];
    _Static_assert(sizeof out->text == sizeof found->text, "a hit holds what the pack found");
    int count = pack_search(pack, words, near, found, room > MOST ? MOST : room);
    for (int i = 0; i < count; i++) {
        memset(&out[i], 0, sizeof out[i]);
        memcpy(out[i].text, found[i].text, sizeof out[i].text);
        out[i].point = found[i].point;
        out[i].metres = point_distance(near, found[i].point);
    }
    return count;
}
