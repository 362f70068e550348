/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "pack/pack_inner.h"

enum { WORDS = 8, FOLDED = 256, STREETS = 20000 };

struct search {
    char folded[FOLDED];
    const char *words[WORDS]; /* in `folded`, each ended by NUL */
    int count;
    struct point near;
    struct pack_hit *out;
    double ranks[64]; /* of each hit, in metres; rows with the very number come first */
    int found, room;
};

static void words_split(struct search *search, const char *words)
{
    utf8_fold(words, search->folded, sizeof search->folded);
    for (char *at = search->folded; *at && search->count < WORDS;) {
        size_t size = strcspn(at, " ");
        bool last = at[size] == 0;
        at[size] = 0;
        search->words[search->count++] = at;
        at += size + !last;
    }
}

/* Does a word of `text` start with `word`? */
static bool starts_word(const char *text, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = text; at; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (strncmp(at, word, size) == 0)
            return true;
    }
    return false;
}

/* The words that the street does not have: none, or a house number and what follows it. */
static bool rest_of(const struct search *search, const char *folded, const char *rest[WORDS],
                    int *count)
{
    *count = 0;
    for (int at = 0; at < search->count; at++)
        if (!starts_word(folded, search->words[at]))
            rest[(*count)++] = search->words[at];
    return *count < search->count && (*count == 0 || (rest[0][0] >= '0' && rest[0][0] <= '9'));
}

/* In the language that was typed: French when only the French name has the words. */
static const char *name_of(const struct search *search, const char *name, const char *name_fr)
{
    char nl[FOLDED], fr[FOLDED];
    int in_nl = 0, in_fr = 0;
    utf8_fold(name, nl, sizeof nl);
    utf8_fold(name_fr, fr, sizeof fr);
    for (int at = 0; at < search->count; at++) {
        in_nl += starts_word(nl, search->words[at]);
        in_fr += starts_word(fr, search->words[at]);
    }
    return name_fr[0] && in_fr > in_nl ? name_fr : name;
}

static void hit_add(struct search *search, const char *name, const char *number, int32_t x,
                    int32_t y, bool exact)
{
    double grid = (double)(1 << CELL_GRID_BITS);
    struct pack_hit hit = {.street = number == NULL};
    hit.point = point_of_spot((struct spot){x / grid, y / grid});
    snprintf(hit.text, sizeof hit.text, "%s%s%s", name, number ? " " : "", number ? number : "");
    hit.text[utf8_cut(hit.text, strlen(hit.text))] = 0;
    double rank = point_distance(search->near, hit.point) + (exact ? 0 : 1e9);
    int at = search->found;
    while (at > 0 && search->ranks[at - 1] > rank)
        at--;
    if (at == search->room)
        return;
    int last = search->found < search->room ? search->found++ : search->room - 1;
    memmove(search->out + at + 1, search->out + at, (size_t)(last - at) * sizeof hit);
    memmove(search->ranks + at + 1, search->ranks + at, (size_t)(last - at) * sizeof rank);
    search->out[at] = hit;
    search->ranks[at] = rank;
}

static void address_add(struct search *search, sqlite3_stmt *query, const char *name,
                        const char *const *rest, int count)
{
    const char *folded = (const char *)sqlite3_column_text(query, 0);
    const char *number = (const char *)sqlite3_column_text(query, 1);
    if (!folded || !number)
        return;
    for (int at = 0; at < count; at++)
        if (!starts_word(folded, rest[at]))
            return;
    hit_add(search, name, number, sqlite3_column_int(query, 2), sqlite3_column_int(query, 3),
            count == 1 && strcmp(folded, rest[0]) == 0);
}

static void street_add(struct search *search, sqlite3_stmt *row, sqlite3_stmt *addresses)
{
    const char *rest[WORDS];
    int count;
    const char *name = (const char *)sqlite3_column_text(row, 1);
    const char *name_fr = (const char *)sqlite3_column_text(row, 2);
    const char *folded = (const char *)sqlite3_column_text(row, 3);
    if (!name || !name_fr || !folded || !rest_of(search, folded, rest, &count))
        return;
    const char *shown = name_of(search, name, name_fr);
    if (count == 0) {
        hit_add(search, shown, NULL, sqlite3_column_int(row, 4), sqlite3_column_int(row, 5), true);
        return;
    }
    sqlite3_bind_int64(addresses, 1, sqlite3_column_int64(row, 0));
    while (sqlite3_step(addresses) == SQLITE_ROW)
        address_add(search, addresses, shown, rest, count);
    sqlite3_reset(addresses);
}

/* The word that few streets have: the longest without a digit in front. */
static const char *key_word(const struct search *search)
{
    const char *best = NULL;
    for (int at = 0; at < search->count; at++) {
        const char *word = search->words[at];
        bool number = word[0] >= '0' && word[0] <= '9';
        bool best_number = best && best[0] >= '0' && best[0] <= '9';
        if (!best || (best_number && !number) ||
            (best_number == number && strlen(word) > strlen(best)))
            best = word;
    }
    return best;
}

static void streets_walk(struct search *search, sqlite3 *base)
{
    char after[FOLDED + 8];
    sqlite3_stmt *streets = NULL, *addresses = NULL;
    const char *word = key_word(search);
    snprintf(after, sizeof after, "%s\xf4\x8f\xbf\xbf", word);
    if (sqlite3_prepare_v2(base,
                           "SELECT id, name, name_fr, folded, x, y FROM street WHERE id IN"
                           " (SELECT street FROM word WHERE word >= ?1 AND word < ?2 LIMIT ?3)",
                           -1, &streets, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(base, "SELECT folded, number, x, y FROM address WHERE street = ?1", -1,
                           &addresses, NULL) == SQLITE_OK) {
        sqlite3_bind_text(streets, 1, word, -1, SQLITE_STATIC);
        sqlite3_bind_text(streets, 2, after, -1, SQLITE_STATIC);
        sqlite3_bind_int(streets, 3, STREETS);
        while (sqlite3_step(streets) == SQLITE_ROW)
            street_add(search, streets, addresses);
    }
    sqlite3_finalize(streets);
    sqlite3_finalize(addresses);
}

int pack_search(struct pack *pack, const char *words, struct point near, struct pack_hit *out,
                int room)
{
    struct fault why;
    struct search search = {.near = near, .out = out};
    search.room = room < (int)(sizeof search.ranks / sizeof *search.ranks)
                      ? room
                      : (int)(sizeof search.ranks / sizeof *search.ranks);
    words_split(&search, words);
    if (search.count == 0 || search.room <= 0)
        return 0;
    sqlite3 *base = pack_take(pack, &why);
    if (!base)
        return 0;
    streets_walk(&search, base);
    pack_give(pack, base);
    return search.found;
}
