/* SPDX-License-Identifier: EUPL-1.2 */
/* Finding places, streets and addresses. */
#include "action/project_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/find.h"
#include "base/utf8.h"

/* What people also call a kind or a service: words in each language. */
static const char *const kind_also[KIND_COUNT] = {
    [KIND_LIBRARY] = "find.kind.library",
    [KIND_SOCIAL_HOUSE] = "find.kind.social_house",
    [KIND_SERVICE_CENTRE] = "find.kind.service_centre",
    [KIND_COMMUNITY_CENTRE] = "find.kind.community_centre",
    [KIND_TOWN_HALL] = "find.kind.town_hall",
    [KIND_SCHOOL] = "find.kind.school",
    [KIND_YOUTH] = "find.kind.youth",
    [KIND_FAMILY] = "find.kind.family",
    [KIND_ASSOCIATION] = "find.kind.association",
    [KIND_HEALTH] = "find.kind.health",
    [KIND_CAFE] = "find.kind.cafe",
    [KIND_SHOP] = "find.kind.shop",
    [KIND_POST] = "find.kind.post",
    [KIND_CHARGING_POINT] = "find.kind.charging_point",
    [KIND_OUTDOOR] = "find.kind.outdoor",
    [KIND_MOBILE] = "find.kind.mobile",
};
static const char *const service_also[SERVICE_COUNT] = {
    [SERVICE_WIFI] = "find.service.wifi",         [SERVICE_COMPUTER] = "find.service.computer",
    [SERVICE_CHARGE] = "find.service.charge",     [SERVICE_PRINT] = "find.service.print",
    [SERVICE_SCAN] = "find.service.scan",         [SERVICE_HELP] = "find.service.help",
    [SERVICE_HELP_GOV] = "find.service.help_gov", [SERVICE_ADVICE] = "find.service.advice",
    [SERVICE_LESSON] = "find.service.lesson",     [SERVICE_ROOM] = "find.service.room",
    [SERVICE_LEND] = "find.service.lend",
};

enum { NOTHING = 255 };

struct place_search {
    struct find_query query;
    uint8_t kinds[KIND_COUNT][FIND_WORDS]; /* ranks: how each word fits them */
    uint8_t services[SERVICE_COUNT][FIND_WORDS];
};

/* Betters `ranks` with how the words fit `text`. */
static void text_rank(const struct find_query *query, const char *text, enum find_where where,
                      uint8_t ranks[FIND_WORDS])
{
    char folded[FIND_TEXT];
    enum find_grade grades[FIND_WORDS];
    bool first[FIND_WORDS];
    if (!text || !text[0]) {
        return;
    }
    utf8_fold(text, folded, sizeof folded);
    find_name_grades(query, folded, grades, first);
    for (int i = 0; i < query->count; i++) {
        bool begins = where == FIND_IN_NAME && first[i];
        int rank =
            grades[i] == FIND_NOT ? NOTHING : find_rank(grades[i], begins ? FIND_IN_BEGIN : where);
        ranks[i] = rank < ranks[i] ? (uint8_t)rank : ranks[i];
    }
}

static void key_rank(const struct place_search *search,
                     const struct language *const languages[LANGUAGE_COUNT], const char *key,
                     uint8_t ranks[FIND_WORDS])
{
    for (int i = 0; key && i < LANGUAGE_COUNT; i++) {
        if (languages[i]) {
            text_rank(&search->query, language_word(languages[i], key), FIND_IN_KIND, ranks);
        }
    }
}

static void words_rank(struct place_search *search,
                       const struct language *const languages[LANGUAGE_COUNT])
{
    memset(search->kinds, NOTHING, sizeof search->kinds);
    memset(search->services, NOTHING, sizeof search->services);
    for (int i = 0; i < KIND_COUNT; i++) {
        key_rank(search, languages, kind_key((enum place_kind)i), search->kinds[i]);
        key_rank(search, languages, kind_also[i], search->kinds[i]);
    }
    for (int i = 0; i < SERVICE_COUNT; i++) {
        key_rank(search, languages, service_key((enum service)i), search->services[i]);
        key_rank(search, languages, service_also[i], search->services[i]);
    }
}

static void ranks_better(uint8_t ranks[FIND_WORDS], const uint8_t other[FIND_WORDS])
{
    for (int i = 0; i < FIND_WORDS; i++) {
        ranks[i] = other[i] < ranks[i] ? other[i] : ranks[i];
    }
}

/* The rank of the word that fits worst; NOTHING when one does not fit at all. */
static int place_rank(const struct place_search *search, const struct place *place)
{
    uint8_t ranks[FIND_WORDS];
    int worst = 0, fitting = 0;
    memset(ranks, NOTHING, sizeof ranks);
    text_rank(&search->query, place->name, FIND_IN_NAME, ranks);
    text_rank(&search->query, place->name_nl, FIND_IN_NAME, ranks);
    text_rank(&search->query, place->name_fr, FIND_IN_NAME, ranks);
    text_rank(&search->query, place->aliases, FIND_IN_NAME, ranks);
    text_rank(&search->query, place->street, FIND_IN_REST, ranks);
    text_rank(&search->query, place->number, FIND_IN_REST, ranks);
    text_rank(&search->query, place->operator_name, FIND_IN_REST, ranks);
    ranks_better(ranks, search->kinds[place->kind]);
    for (size_t i = 0; i < place->offer_count; i++) {
        ranks_better(ranks, search->services[place->offers[i].service]);
    }
    for (int i = 0; i < search->query.count; i++) {
        if (ranks[i] == NOTHING && search->query.words[i].small) {
            continue;
        }
        fitting++;
        worst = ranks[i] > worst ? ranks[i] : worst;
    }
    return fitting ? worst : NOTHING;
}

static bool hit_before(const struct hit *a, const struct hit *b)
{
    return a->rank != b->rank ? a->rank < b->rank : a->metres < b->metres;
}

/* Keeps the best `room`; returns how many there are now. */
static int hit_keep(const struct hit *hit, struct hit *out, int count, int room)
{
    int at = count;
    while (at > 0 && hit_before(hit, &out[at - 1])) {
        at--;
    }
    if (at == room) {
        return count;
    }
    int last = count < room ? count : room - 1;
    memmove(out + at + 1, out + at, (size_t)(last - at) * sizeof *out);
    out[at] = *hit;
    return last + 1;
}

int action_search_places(const struct project *project,
                         const struct language *const languages[LANGUAGE_COUNT], const char *words,
                         struct point near, struct hit *out, int room)
{
    struct place_search search;
    int count = 0;
    find_read(words, &search.query);
    if (!search.query.count || room <= 0) {
        return 0;
    }
    words_rank(&search, languages);
    for (size_t i = 0; i < project->visible_count; i++) {
        const struct place *place = project->visible[i];
        struct hit hit = {.rank = place_rank(&search, place), .point = place->point};
        if (hit.rank == NOTHING) {
            continue;
        }
        hit.metres = point_distance(near, place->point);
        snprintf(hit.id, sizeof hit.id, "%s", place->id);
        snprintf(hit.text, sizeof hit.text, "%.*s", (int)utf8_cut(place->name, sizeof hit.text - 1),
                 place->name);
        count = hit_keep(&hit, out, count, room);
    }
    return count;
}

int action_search_streets(struct pack *pack, const char *words, struct point near, bool french,
                          struct hit *out, int room)
{
    enum { MOST = 64 };
    struct pack_hit *found = memory_take(MOST * sizeof *found);
    _Static_assert(sizeof out->area == sizeof found->area, "a hit holds what the pack found");
    _Static_assert(sizeof out->missing == sizeof found->missing, "and the number");
    int count =
        pack_search(pack, (struct pack_ask){words, near, french}, found, room > MOST ? MOST : room);
    for (int i = 0; i < count; i++) {
        out[i] = (struct hit){.street = found[i].street,
                              .rank = found[i].rank,
                              .point = found[i].point,
                              .metres = point_distance(near, found[i].point)};
        memcpy(out[i].text, found[i].text, sizeof out[i].text);
        memcpy(out[i].other, found[i].other, sizeof out[i].other);
        memcpy(out[i].area, found[i].area, sizeof out[i].area);
        memcpy(out[i].missing, found[i].missing, sizeof out[i].missing);
    }
    free(found);
    return count;
}

void action_search_join(struct hit *hits, int places, int count)
{
    for (int next = places; next < count; next++) { /* both parts are sorted: few steps */
        struct hit hit = hits[next];
        int at = next;
        while (at > 0 && hit_before(&hit, &hits[at - 1])) {
            hits[at] = hits[at - 1];
            at--;
        }
        hits[at] = hit;
    }
}
