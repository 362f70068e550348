/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "pack/house_inner.h"
#include "pack/search_inner.h"

/* So many streets are asked for a number; so many of them for all their numbers. */
enum {
    HITS = 64,
    NUMBER_STREETS = 96,
    NUMBER_WHOLE = 8,
    NUMBER_FAR = 40,
    ELSEWHERE_STREETS = 24, /* so many are asked whether a house of theirs lies there */
    AREA = 256,
    AREA_LETTERS = 3,
    POSTCODE = 4
};
/* Behind every hit of the very number. */
enum { RANK_OTHER = 64, RANK_PREFIX = 128 };

/* A street that fits. */
struct match {
    uint32_t street;
    uint8_t grade;
    int8_t number; /* the word that is a house number, or -1 */
    bool french;
    bool area;         /* a word is only that of its wijk or municipality */
    uint8_t elsewhere; /* words, as bits, that are of another wijk: perhaps it runs through that one
                          too */
    int32_t wijk;      /* in which `point` lies, or -1 */
    struct point point;
    double metres;
};

struct search {
    struct pack *pack;
    const struct street_index *index;
    struct pack_ask ask;
    struct find_query query;
    uint8_t *grades; /* of each word that was typed, of each word of the index */
    uint8_t *areas;  /* … of each wijk */
    uint8_t area_best[FIND_WORDS];
    struct match *matches;
    size_t match_count, match_room;
    struct pack_hit *out;
    double metres[HITS];
    int found, room;
    bool exact; /* a number was found as it was asked */
};

/* ---- which streets ---- */

static void words_grade(struct search *search)
{
    const struct street_index *index = search->index;
    size_t words = index->word_count, wijken = (size_t)search->pack->wijk_count;
    char folded[AREA], name[AREA];
    enum find_grade areas[FIND_WORDS];
    search->grades = memory_take(words * (size_t)search->query.count + 1);
    search->areas = memory_take(wijken * (size_t)search->query.count + 1);
    for (int word = 0; word < search->query.count; word++)
        for (size_t at = 0; at < words; at++)
            search->grades[(size_t)word * words + at] =
                (uint8_t)find_text_grade(&search->query.words[word],
                                         index->text + index->words[at].at, index->words[at].size);
    memset(search->area_best, FIND_NOT, sizeof search->area_best);
    for (size_t at = 0; at < wijken; at++) {
        snprintf(name, sizeof name, "%s %s", search->pack->wijken[at].municipality,
                 search->pack->wijken[at].name);
        utf8_fold(name, folded, sizeof folded);
        find_name_grades(&search->query, folded, areas, NULL);
        for (int word = 0; word < search->query.count; word++) {
            search->areas[(size_t)word * wijken + at] = (uint8_t)areas[word];
            if (areas[word] < search->area_best[word])
                search->area_best[word] = (uint8_t)areas[word];
        }
    }
}

/* How each word fits a street in Dutch and in French; whether one fits more than the type of
 * street. */
static bool street_grade(const struct search *search, const struct index_street *street,
                         uint8_t grades[2][FIND_WORDS])
{
    bool named = false;
    const struct street_index *index = search->index;
    memset(grades, FIND_NOT, sizeof(uint8_t[2][FIND_WORDS]));
    for (uint32_t at = street[0].first; at < street[1].first; at++) {
        struct index_form form = index->forms[at];
        for (int word = 0; word < search->query.count; word++) {
            enum find_grade grade = search->grades[(size_t)word * index->word_count + form.word];
            grade = find_kind_grade(grade, (enum find_form_kind)form.kind);
            named = named || (grade != FIND_NOT && !index->words[form.word].type);
            for (unsigned tongue = 0; tongue < 2; tongue++)
                if ((form.languages & (1u << tongue)) && grade < grades[tongue][word])
                    grades[tongue][word] = (uint8_t)grade;
        }
    }
    return named;
}

/* What such a grade is worth for the name of a wijk or municipality. */
static uint8_t area_grade(const struct search *search, int word, uint8_t grade)
{
    size_t size = search->query.words[word].size;
    bool good = size >= AREA_LETTERS && (grade <= FIND_SHORT || size >= 2 * AREA_LETTERS);
    return good ? grade : FIND_NOT;
}

/* How it fits that wijk or its municipality. */
static uint8_t word_area(const struct search *search, int32_t wijk, int word)
{
    size_t wijken = (size_t)search->pack->wijk_count;
    return wijk < 0 ? FIND_NOT
                    : area_grade(search, word, search->areas[(size_t)word * wijken + (size_t)wijk]);
}

/* Need it not be there: "de", or a postcode? */
static bool word_spare(const struct search *search, int word)
{
    const struct find_word *asked = &search->query.words[word];
    return asked->small || (asked->digits && asked->size == POSTCODE && word > 0);
}

/* Every word must be in the name, the house number, or what need not be there. */
static bool street_matches(const struct search *search, const struct index_street *street,
                           struct match *match)
{
    uint8_t grades[2][FIND_WORDS];
    unsigned strange[2] = {0, 0}, worst = FIND_EXACT;
    int fitting = 0;
    bool named = street_grade(search, street, grades);
    for (int word = 0, next = 0; word < search->query.count; word = next) {
        struct house_ask house;
        uint8_t nl = grades[0][word], fr = grades[1][word], best = nl < fr ? nl : fr;
        next = word + 1;
        if (best != FIND_NOT) {
            fitting++;
            worst = best > worst ? best : worst;
            strange[0] += (nl > FIND_SHORT) + (nl == FIND_NOT);
            strange[1] += (fr > FIND_SHORT) + (fr == FIND_NOT);
            continue;
        }
        if (search->query.words[word].digits && match->number < 0) {
            int taken = house_read(&search->query, word, &house);
            if (!taken)
                return false;
            match->number = (int8_t)word;
            next = word + taken;
        } else if (named && (best = word_area(search, street->wijk, word)) != FIND_NOT) {
            match->area = true;
            worst = best > worst ? best : worst;
        } else if (named &&
                   (best = area_grade(search, word, search->area_best[word])) != FIND_NOT) {
            match->area = true;
            match->elsewhere |= (uint8_t)(1u << word);
            worst = best > worst ? best : worst;
        } else if (!word_spare(search, word)) {
            return false;
        }
    }
    bool one = strange[0] != strange[1];
    match->french = one ? strange[1] < strange[0] : search->ask.french;
    match->grade = (uint8_t)worst;
    return fitting > 0;
}

static int match_order(const void *a, const void *b)
{
    const struct match *one = a, *two = b;
    if (one->grade != two->grade)
        return one->grade - two->grade;
    if (one->area != two->area)
        return one->area ? 1 : -1;
    if (one->metres != two->metres)
        return one->metres < two->metres ? -1 : 1;
    return one->street < two->street ? -1 : one->street > two->street;
}

static struct point point_at(int32_t x, int32_t y)
{
    double grid = (double)(1 << CELL_GRID_BITS);
    return point_of_spot((struct spot){x / grid, y / grid});
}

static void streets_match(struct search *search)
{
    const struct street_index *index = search->index;
    for (size_t at = 0; at < index->street_count; at++) {
        const struct index_street *street = &index->streets[at];
        struct match match = {.street = (uint32_t)at, .number = -1};
        if (!street_matches(search, street, &match))
            continue;
        match.wijk = street->wijk;
        match.point = point_at(street->x, street->y);
        match.metres = point_distance(search->ask.near, match.point);
        ARRAY_GROW(search->matches, search->match_count, search->match_room);
        search->matches[search->match_count++] = match;
    }
    if (search->match_count)
        qsort(search->matches, search->match_count, sizeof *search->matches, match_order);
}

/* ---- streets that run through another wijk ---- */

static bool wijk_elsewhere(const struct search *search, const struct match *match, int32_t wijk)
{
    for (int word = 0; word < search->query.count; word++)
        if ((match->elsewhere & (1u << word)) && word_area(search, wijk, word) == FIND_NOT)
            return false;
    return wijk >= 0;
}

/* The nearest of its houses that lie in such a wijk. */
static bool elsewhere_find(const struct search *search, sqlite3_stmt *query, struct match *match)
{
    const struct index_street *street = &search->index->streets[match->street];
    bool found = false;
    sqlite3_reset(query);
    sqlite3_bind_int64(query, 1, (sqlite3_int64)match->street + 1);
    const void *bytes = sqlite3_step(query) == SQLITE_ROW ? sqlite3_column_blob(query, 0) : NULL;
    struct house_walk walk = {
        .at = bytes, .words = search->pack->legend.words.count, .x = street->x, .y = street->y};
    if (!bytes)
        return false;
    walk.end = walk.at + sqlite3_column_bytes(query, 0);
    while (house_next(&walk)) {
        struct point point = point_at(walk.x, walk.y);
        double metres = point_distance(search->ask.near, point);
        if (found && metres >= match->metres)
            continue;
        int32_t wijk = street_wijk_at(search->pack, point);
        if (wijk_elsewhere(search, match, wijk)) {
            found = true;
            match->wijk = wijk;
            match->point = point;
            match->metres = metres;
        }
    }
    return found;
}

static void elsewhere_settle(struct search *search, sqlite3_stmt *addresses)
{
    size_t kept = 0;
    int asked = 0;
    for (size_t at = 0; at < search->match_count; at++) {
        struct match match = search->matches[at];
        if (match.elsewhere &&
            (++asked > ELSEWHERE_STREETS || !elsewhere_find(search, addresses, &match)))
            continue;
        search->matches[kept++] = match;
    }
    search->match_count = kept;
    if (asked)
        qsort(search->matches, search->match_count, sizeof *search->matches, match_order);
}

/* ---- what is shown of them ---- */

struct names {
    char shown[PACK_HIT_TEXT], other[PACK_HIT_TEXT];
};

static void text_set(char *out, size_t room, const char *text, const char *number)
{
    int size = snprintf(out, room, "%s%s%s", text, number[0] ? " " : "", number);
    if (size >= 0 && (size_t)size >= room)
        out[utf8_cut(out, room - 1)] = 0;
}

static void names_read(const struct search *search, const struct match *match, struct names *names)
{
    const struct index_street *street = &search->index->streets[match->street];
    const struct cell_words *words = &search->pack->legend.words;
    const char *nl = cell_word(words, street->name), *fr = cell_word(words, street->name_fr);
    bool french = fr[0] && match->french;
    text_set(names->shown, sizeof names->shown, french ? fr : nl, "");
    text_set(names->other, sizeof names->other, french ? nl : fr, "");
    if (strcmp(names->shown, names->other) == 0)
        names->other[0] = 0;
}

static bool same_street(const struct search *search, const struct pack_hit *hit)
{
    for (int at = 0; at < search->found; at++)
        if (search->out[at].street && strcmp(search->out[at].text, hit->text) == 0 &&
            strcmp(search->out[at].area, hit->area) == 0)
            return true;
    return false;
}

static void hit_add(struct search *search, const struct match *match, const struct names *names,
                    const char *number, struct pack_hit hit)
{
    hit.rank +=
        find_rank((enum find_grade)match->grade, match->area ? FIND_IN_REST : FIND_IN_STREET);
    double metres = point_distance(search->ask.near, hit.point);
    int at = search->found;
    while (at > 0 && (search->out[at - 1].rank > hit.rank ||
                      (search->out[at - 1].rank == hit.rank && search->metres[at - 1] > metres)))
        at--;
    if (at == search->room)
        return;
    int32_t wijk = hit.street ? match->wijk : street_wijk_at(search->pack, hit.point);
    text_set(hit.text, sizeof hit.text, names->shown, number);
    text_set(hit.other, sizeof hit.other, names->other, "");
    if (wijk >= 0)
        text_set(hit.area, sizeof hit.area, search->pack->wijken[wijk].municipality, "");
    if (hit.street && same_street(search, &hit))
        return;
    int last = search->found < search->room ? search->found++ : search->room - 1;
    memmove(search->out + at + 1, search->out + at, (size_t)(last - at) * sizeof hit);
    memmove(search->metres + at + 1, search->metres + at, (size_t)(last - at) * sizeof metres);
    search->out[at] = hit;
    search->metres[at] = metres;
}

/* ---- house numbers ---- */

/* The number of a street that comes nearest to what was asked. */
struct nearest {
    long away;
    bool begun; /* what begins with the digits was taken already */
    char number[64];
    struct point point;
};

static void address_add(struct search *search, const struct match *match, const struct names *names,
                        const struct house_walk *house, struct nearest *nearest)
{
    struct house_ask ask;
    long away = 0;
    const char *number = cell_word(&search->pack->legend.words, house->word);
    struct pack_hit hit = {.point = point_at(house->x, house->y)};
    if (!house_read(&search->query, match->number, &ask))
        return;
    enum house_fit fit = house_fit(&ask, number, &away);
    if (fit == HOUSE_OTHER || (fit == HOUSE_SAME && ask.letters[0])) {
        if (away < nearest->away) {
            nearest->away = away;
            nearest->point = hit.point;
            text_set(nearest->number, sizeof nearest->number, number, "");
        }
        return;
    }
    if (fit == HOUSE_PREFIX && nearest->begun)
        return;
    search->exact = search->exact || fit != HOUSE_PREFIX;
    hit.rank = fit == HOUSE_PREFIX ? RANK_PREFIX : fit == HOUSE_SAME ? 1 : 0;
    hit_add(search, match, names, number, hit);
}

/* Whether a number begins with the digits that were asked. */
static bool number_begins(const struct search *search, const struct house_walk *house,
                          const char *digits)
{
    char folded[64];
    utf8_fold(cell_word(&search->pack->legend.words, house->word), folded, sizeof folded);
    return strncmp(folded, digits, strlen(digits)) == 0;
}

static void addresses_walk(struct search *search, const struct match *match,
                           const struct names *names, sqlite3_stmt *query, bool whole,
                           struct nearest *nearest)
{
    struct house_ask ask;
    char digits[24] = "";
    const struct index_street *street = &search->index->streets[match->street];
    if (!house_read(&search->query, match->number, &ask))
        return;
    if (!whole)
        snprintf(digits, sizeof digits, "%ld", ask.value);
    sqlite3_reset(query);
    sqlite3_bind_int64(query, 1, (sqlite3_int64)match->street + 1);
    const void *bytes = sqlite3_step(query) == SQLITE_ROW ? sqlite3_column_blob(query, 0) : NULL;
    struct house_walk walk = {
        .at = bytes, .words = search->pack->legend.words.count, .x = street->x, .y = street->y};
    if (!bytes)
        return;
    walk.end = walk.at + sqlite3_column_bytes(query, 0);
    while (house_next(&walk))
        if (whole || number_begins(search, &walk, digits))
            address_add(search, match, names, &walk, nearest);
}

/* The number is not on the map: the house next to it, or else the street. */
static void nearest_add(struct search *search, const struct match *match, const struct names *names,
                        const struct nearest *nearest)
{
    struct house_ask ask;
    struct pack_hit hit = {.rank = RANK_OTHER, .point = nearest->point};
    if (!house_read(&search->query, match->number, &ask))
        return;
    snprintf(hit.missing, sizeof hit.missing, "%s", ask.text);
    hit.street = nearest->away > NUMBER_FAR;
    if (hit.street)
        hit.point = match->point;
    hit_add(search, match, names, hit.street ? "" : nearest->number, hit);
}

/* First the numbers that begin so; then, of the best streets, what else there is. */
static void numbers_add(struct search *search, sqlite3_stmt *addresses)
{
    struct names names;
    int asked = 0, whole = 0;
    for (size_t at = 0; at < search->match_count && asked < NUMBER_STREETS; at++) {
        const struct match *match = &search->matches[at];
        struct nearest none = {.away = 1L << 30};
        if (match->number >= 0) {
            names_read(search, match, &names);
            addresses_walk(search, match, &names, addresses, false, &none);
            asked++;
        }
    }
    for (size_t at = 0; at < search->match_count && whole < NUMBER_WHOLE && !search->exact; at++) {
        const struct match *match = &search->matches[at];
        struct nearest nearest = {.away = 1L << 30, .begun = true};
        if (match->number < 0)
            continue;
        names_read(search, match, &names);
        addresses_walk(search, match, &names, addresses, true, &nearest);
        if (!search->exact)
            nearest_add(search, match, &names, &nearest);
        whole++;
    }
}

static void streets_add(struct search *search)
{
    struct names names;
    for (size_t at = 0; at < search->match_count && search->found < search->room; at++) {
        const struct match *match = &search->matches[at];
        struct pack_hit hit = {.street = true, .point = match->point};
        if (match->number >= 0)
            continue;
        names_read(search, match, &names);
        hit_add(search, match, &names, "", hit);
    }
}

static void hits_add(struct search *search)
{
    struct fault why;
    sqlite3_stmt *addresses = NULL;
    sqlite3 *base = search->match_count ? pack_take(search->pack, &why) : NULL;
    if (!base)
        return;
    bool ready = sqlite3_prepare_v2(base, "SELECT houses FROM address WHERE street = ?1", -1,
                                    &addresses, NULL) == SQLITE_OK;
    elsewhere_settle(search, addresses);
    streets_add(search);
    if (ready)
        numbers_add(search, addresses);
    sqlite3_finalize(addresses);
    pack_give(search->pack, base);
}

int pack_search(struct pack *pack, struct pack_ask ask, struct pack_hit *out, int room)
{
    struct search search = {.pack = pack, .ask = ask, .out = out};
    search.room = room < HITS ? room : HITS;
    find_read(ask.words, &search.query);
    if (search.query.count == 0 || search.room <= 0)
        return 0;
    search.index = street_index_of(pack);
    if (!search.index)
        return 0;
    words_grade(&search);
    streets_match(&search);
    hits_add(&search);
    free(search.grades);
    free(search.areas);
    free(search.matches);
    return search.found;
}

void pack_search_ready(struct pack *pack)
{
    street_index_of(pack);
}
