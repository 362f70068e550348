/* SPDX-License-Identifier: EUPL-1.2 */
#include "place/duplicate.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { NAME_SIZE = 400, PARTS = 5, TOKENS = 24, TOKEN_SIZE = 48, DISTANCE = 150 };

/* Words that say what a place is, or join other words: they do not tell two places apart. */
static const char *const stop_words[] = {"a",
                                         "aan",
                                         "academie",
                                         "administratief",
                                         "and",
                                         "annexe",
                                         "antenne",
                                         "apotheek",
                                         "asbl",
                                         "at",
                                         "athenee",
                                         "au",
                                         "aux",
                                         "avenue",
                                         "basisschool",
                                         "bib",
                                         "bibliotheek",
                                         "bibliotheken",
                                         "bibliotheque",
                                         "bij",
                                         "buurt",
                                         "buurtcentrum",
                                         "buurthuis",
                                         "cafe",
                                         "campus",
                                         "capitale",
                                         "center",
                                         "centre",
                                         "centrum",
                                         "chaussee",
                                         "clinique",
                                         "club",
                                         "commerce",
                                         "communal",
                                         "communale",
                                         "communautaire",
                                         "community",
                                         "computerruimte",
                                         "cpas",
                                         "creche",
                                         "cultureel",
                                         "culturel",
                                         "culturelle",
                                         "cultuur",
                                         "d",
                                         "de",
                                         "den",
                                         "der",
                                         "des",
                                         "dienst",
                                         "dienstencentrum",
                                         "digipunt",
                                         "du",
                                         "ecole",
                                         "een",
                                         "en",
                                         "enseignement",
                                         "epn",
                                         "espace",
                                         "et",
                                         "fondamental",
                                         "fondamentale",
                                         "foyer",
                                         "gemeenschapscentrum",
                                         "gemeentehuis",
                                         "gemeentelijk",
                                         "gemeentelijke",
                                         "gemeenteschool",
                                         "gvbs",
                                         "het",
                                         "hoofdstad",
                                         "hotel",
                                         "house",
                                         "huis",
                                         "huisartsenpraktijk",
                                         "in",
                                         "institut",
                                         "instituut",
                                         "jeugd",
                                         "jeugdhuis",
                                         "jeunes",
                                         "kleuterschool",
                                         "kliniek",
                                         "koninklijk",
                                         "koninklijke",
                                         "l",
                                         "la",
                                         "laan",
                                         "lagere",
                                         "le",
                                         "les",
                                         "library",
                                         "libre",
                                         "local",
                                         "locale",
                                         "lokaal",
                                         "lycee",
                                         "lyceum",
                                         "maatschappelijk",
                                         "maison",
                                         "maternelle",
                                         "mediatheque",
                                         "medical",
                                         "medisch",
                                         "numerique",
                                         "ocmw",
                                         "of",
                                         "ontmoetingscentrum",
                                         "op",
                                         "openbaar",
                                         "openbare",
                                         "ouderen",
                                         "pharmacie",
                                         "plaats",
                                         "place",
                                         "point",
                                         "police",
                                         "policlinique",
                                         "polikliniek",
                                         "politie",
                                         "post",
                                         "poste",
                                         "postpunt",
                                         "primaire",
                                         "public",
                                         "publique",
                                         "punt",
                                         "quartier",
                                         "restaurant",
                                         "royal",
                                         "royale",
                                         "rue",
                                         "rusthuis",
                                         "s",
                                         "saal",
                                         "salle",
                                         "school",
                                         "scolaire",
                                         "secondaire",
                                         "sectie",
                                         "section",
                                         "secundaire",
                                         "service",
                                         "services",
                                         "site",
                                         "snack",
                                         "sociaal",
                                         "social",
                                         "sociale",
                                         "stadhuis",
                                         "station",
                                         "steenweg",
                                         "straat",
                                         "superieur",
                                         "superieure",
                                         "sur",
                                         "taverne",
                                         "te",
                                         "technique",
                                         "technisch",
                                         "ten",
                                         "ter",
                                         "the",
                                         "tot",
                                         "un",
                                         "une",
                                         "van",
                                         "ville",
                                         "voor",
                                         "vrije",
                                         "vzw",
                                         "welzijn",
                                         "wijk",
                                         "wijkcentrum",
                                         "wijkhuis",
                                         "winkel",
                                         "zaal"};

struct words {
    char token[TOKENS][TOKEN_SIZE];
    int count;
};

struct names {             /* one name */
    struct words all, own; /* own: without stop words, unless there is nothing else */
    bool plain;            /* only stop words */
};

static bool stop_word(const char *token)
{
    for (size_t i = 0; i < sizeof stop_words / sizeof *stop_words; i++) {
        if (strcmp(stop_words[i], token) == 0) {
            return true;
        }
    }
    return false;
}

static bool digits_in(const char *token)
{
    return strpbrk(token, "0123456789") != NULL;
}

static void token_add(struct words *words, const char *from, size_t size)
{
    if (words->count == TOKENS || size == 0) {
        return;
    }
    size = size < TOKEN_SIZE ? size : utf8_cut(from, TOKEN_SIZE - 1);
    char *token = words->token[words->count++];
    memcpy(token, from, size);
    token[size] = '\0';
    static const char *const saints[] = {"saint", "sainte", "sint", "sinte", "ste"};
    for (size_t i = 0; i < sizeof saints / sizeof *saints; i++) {
        if (strcmp(token, saints[i]) == 0) {
            memcpy(token, "st", 3);
        }
    }
}

static void names_read(const char *text, size_t size, struct names *names)
{
    char raw[NAME_SIZE], folded[2 * NAME_SIZE];
    size = utf8_cut(text, size < sizeof raw ? size : sizeof raw - 1);
    memcpy(raw, text, size);
    raw[size] = '\0';
    utf8_fold(raw, folded, sizeof folded);
    names->all.count = names->own.count = 0;
    for (const char *at = folded; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        token_add(&names->all, at, length);
        at += length;
    }
    for (int i = 0; i < names->all.count; i++) {
        if (!stop_word(names->all.token[i])) {
            memcpy(names->own.token[names->own.count++], names->all.token[i], TOKEN_SIZE);
        }
    }
    names->plain = names->own.count == 0;
    if (names->plain) {
        names->own = names->all;
    }
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* 1 - edit distance / longer length (Levenshtein, on bytes of folded text). */
static double text_likeness(const char *a, const char *b)
{
    size_t row[2 * NAME_SIZE + 1], a_size = strlen(a), b_size = strlen(b);
    size_t longer = a_size > b_size ? a_size : b_size;
    if (longer == 0) {
        return 0;
    }
    for (size_t j = 0; j <= b_size; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= a_size; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            size_t change = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            row[j] = smaller(change, smaller(row[j], row[j - 1]) + 1);
        }
    }
    return 1.0 - (double)row[b_size] / (double)longer;
}

/* Short words and numbers must be the same; longer ones may hold a slip. */
static double token_likeness(const char *a, const char *b)
{
    if (strcmp(a, b) == 0) {
        return 1;
    }
    if (strlen(a) < 4 || strlen(b) < 4 || digits_in(a) || digits_in(b)) {
        return 0;
    }
    double likeness = text_likeness(a, b);
    return likeness >= 0.75 ? likeness : 0;
}

static double tokens_weight(const struct words *words)
{
    double weight = 0;
    for (int i = 0; i < words->count; i++) {
        weight += (double)strlen(words->token[i]);
    }
    return weight;
}

/* The words both have, each taken once, weighed by their length; between how much of the shorter
 * name that is, and how much of both. */
static double tokens_likeness(const struct words *a, const struct words *b)
{
    bool taken[TOKENS] = {false};
    double shared = 0;
    for (int i = 0; i < a->count; i++) {
        double best = 0;
        int at = -1;
        for (int j = 0; j < b->count; j++) {
            double likeness = taken[j] ? 0 : token_likeness(a->token[i], b->token[j]);
            if (likeness > best) {
                best = likeness;
                at = j;
            }
        }
        if (at >= 0) {
            taken[at] = true;
            shared += best * (double)(strlen(a->token[i]) + strlen(b->token[at])) / 2;
        }
    }
    double left = tokens_weight(a), right = tokens_weight(b);
    double less = left < right ? left : right;
    double within = shared < less ? shared / less : 1;
    return 0.4 * within + 0.6 * (2 * shared / (left + right));
}

/* As one word: "boeken molen" and "boekenmolen". */
static double joined_likeness(const struct words *a, const struct words *b)
{
    char left[NAME_SIZE] = "", right[NAME_SIZE] = "";
    for (int i = 0; i < a->count && strlen(left) + TOKEN_SIZE < sizeof left; i++) {
        strcat(left, a->token[i]);
    }
    for (int i = 0; i < b->count && strlen(right) + TOKEN_SIZE < sizeof right; i++) {
        strcat(right, b->token[i]);
    }
    double likeness = text_likeness(left, right);
    return strlen(left) < 5 || strlen(right) < 5 || likeness < 0.75 ? 0 : likeness;
}

/* Both carry a number, and none is the same: "school 1" is not "school 2". */
static bool numbers_differ(const struct words *a, const struct words *b)
{
    bool numbers[2] = {false, false};
    for (int i = 0; i < a->count; i++) {
        for (int j = 0; j < b->count; j++) {
            bool left = digits_in(a->token[i]), right = digits_in(b->token[j]);
            numbers[0] = numbers[0] || left;
            numbers[1] = numbers[1] || right;
            if (left && right && strcmp(a->token[i], b->token[j]) == 0) {
                return false;
            }
        }
    }
    return numbers[0] && numbers[1];
}

static double names_likeness(const struct names *a, const struct names *b)
{
    if (a->own.count == 0 || b->own.count == 0) {
        return 0;
    }
    double tokens = tokens_likeness(&a->own, &b->own), joined = joined_likeness(&a->own, &b->own);
    double likeness = 0.7 * (tokens > joined ? tokens : joined);
    likeness += 0.3 * tokens_likeness(&a->all, &b->all);
    if (a->plain != b->plain) {
        likeness = 0.3; /* "Bibliotheek" beside "Bibliotheek De Boekenmolen": it may be */
    }
    return numbers_differ(&a->own, &b->own) ? likeness / 3 : likeness;
}

/* The name as a whole and, when it is in two languages ("Bourse - Beurs"), each part of it. */
static int parts_read(const char *text, struct names parts[PARTS])
{
    static const char *const marks[] = {" - ", " – ", " — ", " / ", " | ", "/"};
    int count = 1;
    names_read(text, strlen(text), &parts[0]);
    for (const char *at = text; at && count < PARTS;) {
        const char *cut = NULL, *next = NULL;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            const char *found = strstr(at, marks[i]);
            if (found && (!cut || found < cut)) {
                cut = found;
                next = found + strlen(marks[i]);
            }
        }
        if (!cut && count == 1) {
            break;
        }
        names_read(at, cut ? (size_t)(cut - at) : strlen(at), &parts[count]);
        count += !parts[count].plain;
        at = next;
    }
    return count;
}

double name_likeness(const char *a, const char *b)
{
    struct names left[PARTS], right[PARTS];
    int left_count = parts_read(a, left), right_count = parts_read(b, right);
    double best = 0;
    for (int i = 0; i < left_count; i++) {
        for (int j = 0; j < right_count; j++) {
            double likeness = names_likeness(&left[i], &right[j]);
            best = likeness > best ? likeness : best;
        }
    }
    return best;
}

static double kind_likeness(enum place_kind a, enum place_kind b)
{
    if (a == KIND_OTHER || b == KIND_OTHER) {
        return 0.4;
    }
    return a == b ? 1 : 0;
}

double place_likeness(const struct place *place, const char *name, enum place_kind kind,
                      struct point point)
{
    double metres = point_distance(place->point, point);
    if (!(metres < DISTANCE)) {
        return 0;
    }
    const char *names[] = {place->name, place->name_nl, place->name_fr};
    double near = 1 - metres / DISTANCE, same = kind_likeness(place->kind, kind), best = 0;
    bool named = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (*names[i] && *name) {
            double likeness = name_likeness(names[i], name);
            best = likeness > best ? likeness : best;
            named = true;
        }
    }
    if (!named) {
        return 0.9 * same * near;
    }
    double alike = 0.75 * best + 0.25 * same;
    return (same > 0 ? alike : 0.7 * alike) * (0.6 + 0.4 * near);
}
