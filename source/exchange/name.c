/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/name_inner.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

/* Folded first words that only French names have. */
static const char *const french_first[] = {
    "rue",       "avenue",    "boulevard", "place",     "chaussee", "quai",      "impasse",
    "allee",     "allees",    "clos",      "chemin",    "sentier",  "cite",      "cour",
    "venelle",   "rond",      "parvis",    "montagne",  "vieux",    "vieille",   "vieil",
    "petite",    "petit",     "grand",     "grande",    "nouveau",  "nouvelle",  "marche",
    "ecluse",    "bassin",    "canal",     "porte",     "la",       "le",        "les",
    "l",         "gare",      "parc",      "pont",      "galerie",  "galeries",  "jardin",
    "jardins",   "eglise",    "ecole",     "etang",     "etangs",   "saint",     "sainte",
    "bruxelles", "maison",    "hopital",   "cimetiere", "bois",     "residence", "viaduc",
    "escalier",  "escaliers", "ruelle",    "dreve",     "digue",    "faubourg",  "cloitre"};
/* Words that only French names have, at any place. */
static const char *const french_word[] = {"du", "des", "la",    "les",   "aux",
                                          "au", "et",  "saint", "sainte"};
/* Endings and words that only Dutch names have (ends of folded words). */
static const char *const dutch_end[] = {
    "straat", "laan",   "plein",  "steenweg", "kaai", "lei",    "weg",  "gang",
    "dreef",  "hof",    "poort",  "markt",    "brug", "berg",   "dok",  "pad",
    "gracht", "sluis",  "kanaal", "huis",     "beek", "veld",   "baan", "wijk",
    "kerk",   "school", "tunnel", "square",   "park", "station"};
static const char *const dutch_word[] = {"van",  "het",    "der",    "den",   "ter", "ten", "sint",
                                         "oude", "nieuwe", "kleine", "grote", "en",  "aan"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool word_in(const char *word, size_t size, const char *const *list, size_t count)
{
    for (size_t at = 0; at < count; at++)
        if (strlen(list[at]) == size && memcmp(list[at], word, size) == 0)
            return true;
    return false;
}

static bool word_ends_dutch(const char *word, size_t size)
{
    for (size_t at = 0; at < COUNT(dutch_end); at++) {
        size_t end = strlen(dutch_end[at]);
        if (size > end + 1 && memcmp(word + size - end, dutch_end[at], end) == 0)
            return true;
    }
    return false;
}

struct marks {
    bool french, dutch;
};

static struct marks marks_of(const char *name, size_t size)
{
    char text[NAME_SIZE], folded[NAME_SIZE];
    struct marks marks = {false, false};
    memcpy(text, name, size);
    text[size] = 0;
    utf8_fold(text, folded, sizeof folded);
    for (const char *word = folded; *word;) {
        size_t length = strcspn(word, " ");
        bool first = word == folded;
        marks.french |= first && word_in(word, length, french_first, COUNT(french_first));
        marks.french |= word_in(word, length, french_word, COUNT(french_word));
        marks.dutch |=
            word_ends_dutch(word, length) || word_in(word, length, dutch_word, COUNT(dutch_word));
        word += length + (word[length] == ' ');
    }
    return marks;
}

static void text_put(char out[NAME_SIZE], const char *text, size_t size)
{
    if (size >= NAME_SIZE)
        size = utf8_cut(text, NAME_SIZE - 1);
    memcpy(out, text, size);
    out[size] = 0;
}

/* The middle " - " of an odd number of them, else NULL. */
static const char *middle_of(const char *name)
{
    int count = 0;
    for (const char *at = strstr(name, " - "); at; at = strstr(at + 3, " - "))
        count++;
    if (count % 2 == 0)
        return NULL;
    const char *at = strstr(name, " - ");
    for (int step = 0; step < count / 2; step++)
        at = strstr(at + 3, " - ");
    return at;
}

static bool pair_split(const char *name, struct name_pair *out)
{
    const char *middle = middle_of(name);
    if (!middle || strlen(name) >= NAME_SIZE)
        return false;
    const char *second = middle + 3;
    size_t first_size = (size_t)(middle - name), second_size = strlen(second);
    struct marks first = marks_of(name, first_size), last = marks_of(second, second_size);
    if (first.french == last.french || !first_size || !second_size)
        return false;
    bool first_french = first.french;
    if (first_french ? first.dutch && !last.dutch : last.dutch && !first.dutch)
        return false;
    text_put(out->fr, first_french ? name : second, first_french ? first_size : second_size);
    text_put(out->nl, first_french ? second : name, first_french ? second_size : first_size);
    return true;
}

void name_pair_of(const char *nl, const char *fr, const char *plain, struct name_pair *out)
{
    bool has_nl = nl && *nl, has_fr = fr && *fr, has_plain = plain && *plain;
    *out = (struct name_pair){"", ""};
    if (!has_nl && !has_fr) {
        if (has_plain && !pair_split(plain, out))
            text_put(out->nl, plain, strlen(plain));
        return;
    }
    const char *first = has_nl ? nl : has_plain ? plain : fr;
    text_put(out->nl, first, strlen(first));
    if (has_fr && strcmp(fr, first) != 0)
        text_put(out->fr, fr, strlen(fr));
}
