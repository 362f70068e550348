/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/find_inner.h"

#include <string.h>

enum { STEM = 3 }; /* the letters that a compound has before its type, at least */

static const struct {
    const char *brief, *full[2];
} whole[] = {
    {"stwg", {"steenweg"}},
    {"stw", {"steenweg"}},
    {"stg", {"steenweg"}},
    {"str", {"straat"}},
    {"ln", {"laan"}},
    {"wg", {"weg"}},
    {"bd", {"boulevard"}},
    {"bld", {"boulevard"}},
    {"bvd", {"boulevard"}},
    {"blv", {"boulevard"}},
    {"blvd", {"boulevard"}},
    {"chee", {"chaussee"}},
    {"chss", {"chaussee"}},
    {"chs", {"chaussee"}},
    {"avn", {"avenue"}},
    {"rte", {"route"}},
    {"psg", {"passage"}},
    {"fg", {"faubourg"}},
    {"fbg", {"faubourg"}},
    {"pln", {"plein"}},
    {"plts", {"plaats"}},
    {"st", {"sint", "saint"}},
    {"ste", {"sainte", "sint"}},
    {"dr", {"dokter", "docteur"}},
    {"bgm", {"burgemeester"}},
    {"burg", {"burgemeester"}},
    {"brgm", {"burgemeester"}},
    {"bgmr", {"burgemeester"}},
    {"bgmstr", {"burgemeester"}},
    {"bourg", {"bourgmestre"}},
    {"bgmestre", {"bourgmestre"}},
    {"mgr", {"monseigneur"}},
    {"pr", {"prins", "prince"}},
    {"prof", {"professor", "professeur"}},
    {"past", {"pastoor"}},
    {"kan", {"kanunnik"}},
    {"gen", {"generaal", "general"}},
    {"gnl", {"generaal"}},
    {"gal", {"general"}},
    {"lt", {"luitenant", "lieutenant"}},
    {"ltz", {"luitenant"}},
    {"kol", {"kolonel"}},
    {"cdt", {"commandant"}},
    {"kpt", {"kapitein"}},
    {"cpt", {"capitaine"}},
    {"mar", {"marechal"}},
    {"olv", {"onze"}}, /* Onze-Lieve-Vrouw */
    {"nd", {"notre"}}, /* Notre-Dame */
    {"gem", {"gemeente"}},
    {"bxl", {"brussel", "bruxelles"}},
    {"bruxelles", {"brussel"}},
    {"brussel", {"bruxelles"}},
};

/* The longest that fits holds. */
static const struct {
    const char *brief, *full;
} endings[] = {
    {"stwg", "steenweg"}, {"stw", "steenweg"}, {"stg", "steenweg"}, {"str", "straat"},
    {"ln", "laan"},       {"pl", "plein"},     {"pln", "plein"},    {"plts", "plaats"},
    {"dr", "dreef"},      {"wg", "weg"},
};

/* Dutch types that stand at the end of a compound; the longest that fits holds. */
static const char *const dutch[] = {"steenweg", "straat", "straatje", "laan",   "plein", "plaats",
                                    "kaai",     "kade",   "dreef",    "weg",    "baan",  "lei",
                                    "dijk",     "pad",    "markt",    "gang",   "hof",   "park",
                                    "square",   "brug",   "poort",    "berg",   "ring",  "vest",
                                    "veld",     "singel", "wegel",    "galerij"};

static const char *const french[] = {
    "rue",     "avenue", "chaussee",  "boulevard", "place",    "quai",    "square",  "impasse",
    "chemin",  "allee",  "clos",      "dreve",     "cite",     "passage", "sentier", "galerie",
    "venelle", "cours",  "esplanade", "parvis",    "faubourg", "route"};

static const char *const small[] = {
    "de", "den", "der", "het", "t", "van", "ter", "te", "op", "aan", "en", "in", "la", "le",
    "l",  "les", "du",  "des", "d", "et",  "aux", "au", "a",  "the", "of", "to", "nr", "numero"};

/* Of kings, popes and wars. */
static const char *const numerals[] = {"i",    "ii",  "iii", "iv",    "v",   "vi",   "vii",
                                       "viii", "ix",  "x",   "xi",    "xii", "xiii", "xiv",
                                       "xv",   "xvi", "xx",  "xxiii", "1er"};

static const char *const saints[] = {"sint", "saint", "sainte", "st", "ste"};

static bool same(const char *row, const char *word, size_t size)
{
    return size > 0 && row[0] == word[0] && strncmp(row, word, size) == 0 && row[size] == 0;
}

static bool listed(const char *const *rows, size_t count, const char *word, size_t size)
{
    for (size_t at = 0; at < count; at++)
        if (same(rows[at], word, size))
            return true;
    return false;
}

static bool ends(const char *word, size_t size, const char *ending, size_t *before)
{
    size_t length = strlen(ending);
    if (size < length + STEM || word[size - 1] != ending[length - 1] ||
        memcmp(word + size - length, ending, length) != 0)
        return false;
    *before = size - length;
    return true;
}

const char *find_written_out(const char *word, size_t size, int index)
{
    for (size_t at = 0; at < sizeof whole / sizeof *whole; at++)
        if (same(whole[at].brief, word, size))
            return index < 2 ? whole[at].full[index] : NULL;
    return NULL;
}

const char *find_short_ending(const char *word, size_t size, size_t *before)
{
    const char *full = NULL;
    size_t here;
    for (size_t at = 0; at < sizeof endings / sizeof *endings; at++)
        if (ends(word, size, endings[at].brief, &here) && (!full || here < *before)) {
            full = endings[at].full;
            *before = here;
        }
    return full;
}

size_t find_short_saint(const char *word, size_t size)
{
    return size >= 2 + STEM && memcmp(word, "st", 2) == 0 ? 2 : 0;
}

bool find_is_numeral(const char *word, size_t size)
{
    return listed(numerals, sizeof numerals / sizeof *numerals, word, size);
}

size_t find_inner_type(const char *word, size_t size)
{
    size_t best = 0, here;
    for (size_t at = 0; at < sizeof dutch / sizeof *dutch; at++)
        if (ends(word, size, dutch[at], &here) && (!best || here < best))
            best = here;
    return best;
}

bool find_is_type(const char *word, size_t size)
{
    return listed(dutch, sizeof dutch / sizeof *dutch, word, size) ||
           listed(french, sizeof french / sizeof *french, word, size);
}

bool find_is_small(const char *word, size_t size)
{
    return listed(small, sizeof small / sizeof *small, word, size);
}

bool find_is_saint(const char *word, size_t size)
{
    return listed(saints, sizeof saints / sizeof *saints, word, size);
}
