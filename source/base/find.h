/* SPDX-License-Identifier: EUPL-1.2 */
/* find.h – what a person typed, held against names: the rules of finding, for streets and places alike.
 *
 * Text is folded first (utf8_fold), so that accents, case, apostrophes and hyphens do not matter. Each
 * word that was typed must fit the beginning of some form of a word of the name. The forms of a name:
 *   its words                       "Gentsesteenweg"         gentsesteenweg
 *   the street type in a compound   "Gentsesteenweg"         steenweg        (so "gentse stwg" fits)
 *   two words that are also joined  "Lennikse Baan"          lenniksebaan
 *   the same without a number       "Leopold II-laan"        leopoldlaan
 *   abbreviations written out       "Dr. Schweitzerstraat"   docteur, dokter
 *   the other form of a road        "Steenweg op Gent"       gentsesteenweg
 * And the ways in which a typed word is read: as it stands, written out ("stwg" → steenweg, "st" →
 * sint, saint), and as a compound written out ("gentsestwg" → gentsesteenweg, "stjanspl" → sintjansplein). The tables
 * are in find_table.c. A word of four letters or more without digits may hold one typing error: a letter too many, too
 * few, another, or two that changed places. Pure; nothing is allocated. */
#ifndef BASE_FIND_H
#define BASE_FIND_H

#include <stdbool.h>
#include <stddef.h>

/* Best first. */
enum find_grade {
    FIND_EXACT,        /* the very word */
    FIND_PREFIX,       /* its beginning, or the street type at its end */
    FIND_SHORT,        /* abbreviated; or the beginning of that street type */
    FIND_ERROR,        /* one typing error in the whole word */
    FIND_ERROR_PREFIX, /* one in its beginning */
    FIND_NOT
};

enum { FIND_WORDS = 8, FIND_TEXT = 256, FIND_WORD = 48, FIND_WAYS = 6, FIND_LETTERS = 4 };

struct find_word {
    const char *text; /* ended by NUL */
    size_t size;
    bool digits;   /* begins with a digit: perhaps a house number */
    bool small;    /* "de", "la", "van": need not be in the name */
    bool tolerant; /* may hold an error */
    struct {
        char text[FIND_WORD];
        size_t size;
        bool compound; /* the beginning is the person's: may be cut short, may hold an error */
    } ways[FIND_WAYS]; /* written out */
    int way_count;
};

struct find_query {
    char folded[FIND_TEXT];
    struct find_word words[FIND_WORDS]; /* what comes behind the eighth word is left out */
    int count;
};

/* Reads what was typed; any bytes are good. `query` may not be moved or copied afterwards. */
void find_read(const char *typed, struct find_query *query);

struct find_form {
    const char *text; /* not ended by NUL */
    size_t size;
    enum find_form_kind { FIND_FORM_WORD, FIND_FORM_INNER, FIND_FORM_SHORT } kind;
    bool first; /* of the name, small words and the type of street left out */
};
/* Walks the forms of a folded name: begin with {.at = folded}. A form lives until the next one. */
struct find_walk {
    const char *at;
    int step;
    bool begun, here; /* a first word was given; it is this one */
    char joined[2 * FIND_WORD];
};
bool find_walk_next(struct find_walk *walk, struct find_form *form);

/* How a typed word fits the text of a form, and what that is worth in a form of that kind: the same two
 * steps as find_form_grade, for whoever keeps many names by their words. */
enum find_grade find_text_grade(const struct find_word *asked, const char *text, size_t size);
enum find_grade find_kind_grade(enum find_grade grade, enum find_form_kind kind);
enum find_grade find_form_grade(const struct find_word *asked, const struct find_form *form);
/* Of every word of a query the best of all forms of a folded name; first (may be NULL): a first word is that good. */
void find_name_grades(const struct find_query *query, const char *folded, enum find_grade grades[FIND_WORDS],
                      bool first[FIND_WORDS]);

/* How `asked` fits one word, both folded: EXACT, PREFIX, ERROR, ERROR_PREFIX or NOT. Letters, not bytes, are counted. */
enum find_grade find_fit(const char *asked, size_t asked_size, const char *word, size_t word_size, bool tolerant);

/* Is it a type of street ("rue", "steenweg")? */
bool find_is_type(const char *word, size_t size);

/* What a list is sorted by: smaller first, then the nearest. */
enum find_where { FIND_IN_BEGIN, FIND_IN_NAME, FIND_IN_KIND, FIND_IN_STREET, FIND_IN_REST, FIND_PLACES_IN };
static inline int find_rank(enum find_grade grade, enum find_where where)
{
    return (int)grade * FIND_PLACES_IN + (int)where;
}

#endif
