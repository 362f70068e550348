/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules of finding. Errors are held against a textbook's table of Damerau and Levenshtein. */
#include "base/find.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "kit/kit.h"

/* ---- the textbook: distances of `a` to every beginning of `b`, in letters ---- */

enum { LETTERS = 40 };

static int letters_of(const char *text, uint32_t out[LETTERS])
{
    const char *end = text + strlen(text);
    int count = 0;
    while (text < end && count < LETTERS) {
        out[count++] = utf8_next(&text, end);
    }
    return count;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Fills *whole with the distance to all of b, *part with the smallest to a beginning of it. */
static void textbook(const char *a, const char *b, int *whole, int *part)
{
    uint32_t one[LETTERS], two[LETTERS];
    int d[LETTERS + 1][LETTERS + 1];
    int rows = letters_of(a, one), columns = letters_of(b, two);
    for (int i = 0; i <= rows; i++) {
        for (int j = 0; j <= columns; j++) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            d[i][j] = least(d[i - 1][j] + 1, d[i][j - 1] + 1);
            d[i][j] = least(d[i][j], d[i - 1][j - 1] + (one[i - 1] != two[j - 1]));
            if (i > 1 && j > 1 && one[i - 1] == two[j - 2] && one[i - 2] == two[j - 1]) {
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
    }
    *whole = *part = d[rows][columns];
    for (int j = 0; j <= columns; j++) {
        *part = least(*part, d[rows][j]);
    }
}

static enum find_grade textbook_grade(const char *a, const char *b)
{
    int whole, part;
    textbook(a, b, &whole, &part);
    if (whole == 0 || part == 0) {
        return whole == 0 ? FIND_EXACT : FIND_PREFIX;
    }
    return whole == 1 ? FIND_ERROR : part == 1 ? FIND_ERROR_PREFIX : FIND_NOT;
}

static void fit_checked(const char *a, const char *b)
{
    enum find_grade fit = find_fit(a, strlen(a), b, strlen(b), true);
    if (fit != textbook_grade(a, b)) {
        fail_msg("'%s' in '%s': %d, textbook %d", a, b, (int)fit, (int)textbook_grade(a, b));
    }
    enum find_grade strict = find_fit(a, strlen(a), b, strlen(b), false);
    assert_int_equal(strict, fit <= FIND_PREFIX ? fit : FIND_NOT);
}

static void word_make(char out[LETTERS * 4], const char *const *letters, int kinds, int most)
{
    int count = (int)kit_random_below((uint64_t)most + 1);
    out[0] = 0;
    for (int i = 0; i < count; i++) {
        strcat(out, letters[kit_random_below((uint64_t)kinds)]);
    }
}

static void every_pair_of_words_fits_as_the_textbook_says(void **state)
{
    (void)state;
    static const char *const letters[] = {"a", "b", "ع", "غ", "c", "я", "ya"};
    char a[LETTERS * 4], b[LETTERS * 4];
    for (int i = 0; i < 300000; i++) {
        int kinds = i % 2 ? 2 : 7; /* few letters meet more often */
        word_make(a, letters, kinds, 7);
        word_make(b, letters, kinds, 9);
        fit_checked(a, b);
    }
}

/* Every way to go wrong once in a real name. */
static void one_error_is_found_wherever_it_is(void **state)
{
    (void)state;
    static const char name[] = "ribaucourtstraat";
    char wrong[64];
    for (size_t at = 0; at < strlen(name); at++) {
        snprintf(wrong, sizeof wrong, "%.*s%s", (int)at, name, name + at + 1);
        assert_true(find_fit(wrong, strlen(wrong), name, strlen(name), true) <= FIND_ERROR);
        snprintf(wrong, sizeof wrong, "%.*sq%s", (int)at, name, name + at);
        assert_int_equal(find_fit(wrong, strlen(wrong), name, strlen(name), true), FIND_ERROR);
        snprintf(wrong, sizeof wrong, "%.*sq%s", (int)at, name, name + at + 1);
        assert_int_equal(find_fit(wrong, strlen(wrong), name, strlen(name), true), FIND_ERROR);
        wrong[at + 3 > strlen(name) ? strlen(name) : at + 3] = 0; /* so far typed */
        assert_true(find_fit(wrong, strlen(wrong), name, strlen(name), true) != FIND_NOT);
    }
    for (size_t at = 0; at + 1 < strlen(name); at++) {
        memcpy(wrong, name, sizeof name);
        wrong[at] = name[at + 1];
        wrong[at + 1] = name[at];
        assert_true(find_fit(wrong, strlen(wrong), name, strlen(name), true) <= FIND_ERROR);
    }
}

static enum find_grade grade_of(const char *typed, const char *name)
{
    struct find_query query;
    enum find_grade grades[FIND_WORDS], worst = FIND_EXACT;
    char folded[FIND_TEXT];
    utf8_fold(name, folded, sizeof folded);
    find_read(typed, &query);
    find_name_grades(&query, folded, grades, NULL);
    for (int i = 0; i < query.count; i++) {
        worst = grades[i] > worst ? grades[i] : worst;
    }
    return query.count ? worst : FIND_NOT;
}

static void abbreviations_and_compounds_are_written_out(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *name;
        enum find_grade grade;
    } rows[] = {
        {"gentsesteenweg", "Gentsesteenweg", FIND_EXACT},
        {"gentses", "Gentsesteenweg", FIND_PREFIX},
        {"gentse steenweg", "Gentsesteenweg", FIND_PREFIX},
        {"gentse stwg", "Gentsesteenweg", FIND_SHORT},
        {"gentsestwg", "Gentsesteenweg", FIND_SHORT},
        {"gentsestw", "Gentsesteenweg", FIND_SHORT},
        {"gntsestwg", "Gentsesteenweg", FIND_ERROR},
        {"gentsestwg", "Steenweg op Gent", FIND_SHORT},
        {"mechelsesteenweg", "Steenweg op Mechelen", FIND_SHORT},
        {"lenniksebaan", "Lennikse Baan", FIND_EXACT},
        {"stationsstr", "Stationsstraat", FIND_PREFIX},
        {"leopoldln", "Leopoldlaan", FIND_SHORT},
        {"meiserpl", "Meiserplein", FIND_PREFIX},
        {"st jans", "Sint-Jansstraat", FIND_SHORT},
        {"st jean", "Place Saint-Jean", FIND_SHORT},
        {"ste marie", "Rue Sainte-Marie", FIND_SHORT},
        {"sintjansstraat", "Sint-Jansstraat", FIND_EXACT},
        {"stjansplein", "Sint-Jansplein", FIND_SHORT},
        {"stjanspl", "Sint-Jansplein", FIND_SHORT},
        {"stjan", "Sint-Jansplein", FIND_SHORT},
        {"stjnsplein", "Sint-Jansplein", FIND_ERROR},
        {"stecatherine", "Place Sainte-Catherine", FIND_SHORT},
        {"stationspl", "Stationsplein", FIND_PREFIX},
        {"straatje", "Sint-Jansplein", FIND_NOT},
        {"leopoldln", "Leopold II-laan", FIND_SHORT},
        {"leopoldlaan", "Leopold II-laan", FIND_SHORT},
        {"leopold laan", "Leopold II-laan", FIND_EXACT},
        {"haachtsestwg", "Haachtse Steenweg", FIND_SHORT},
        {"bd leopold", "Boulevard Léopold II", FIND_SHORT},
        {"chée gand", "Chaussée de Gand", FIND_SHORT},
        {"ch. gand", "Chaussée de Gand", FIND_PREFIX},
        {"av. louise", "Avenue Louise", FIND_PREFIX},
        {"epargne", "Rue de l'Épargne", FIND_EXACT},
        {"lepargne", "Rue de l'Épargne", FIND_ERROR},
        {"docteur schweitzer", "Dr. Schweitzerlaan", FIND_SHORT},
        {"burg max", "Burgemeester Maxlaan", FIND_PREFIX},
        {"ribacourt", "de Ribaucourtstraat", FIND_ERROR_PREFIX},
        {"bib", "Bob", FIND_NOT},   /* three letters: no errors */
        {"1080", "1081", FIND_NOT}, /* nor in numbers */
        {"gant", "Chaussée de Gand", FIND_ERROR},
        {"gaand", "Rue de Gent", FIND_NOT}, /* two errors */
        {"مكتبه", "مكتبة الحي", FIND_ERROR},
        {"библиатека", "Библиотека", FIND_ERROR},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum find_grade grade = grade_of(rows[i].typed, rows[i].name);
        if (grade != rows[i].grade) {
            fail_msg("%s in %s: %d", rows[i].typed, rows[i].name, (int)grade);
        }
    }
}

static void the_first_word_of_a_name_is_known(void **state)
{
    (void)state;
    struct find_query query;
    enum find_grade grades[FIND_WORDS];
    bool first[FIND_WORDS];
    find_read("boeken molen", &query);
    find_name_grades(&query, "de boekenmolen molen", grades, first);
    assert_int_equal(query.count, 2);
    assert_true(first[0] && !first[1]); /* small words are left out */
    find_read("ecole", &query);
    find_name_grades(&query, "rue de l ecole", grades, first);
    assert_true(first[0]); /* and the type of street */
}

static void what_was_typed_is_taken_apart(void **state)
{
    (void)state;
    struct find_query query;
    find_read("  L'École – 12b, de ", &query);
    assert_int_equal(query.count, 4);
    assert_string_equal(query.words[0].text, "l");
    assert_true(query.words[0].small && !query.words[0].tolerant);
    assert_string_equal(query.words[1].text, "ecole");
    assert_true(query.words[1].tolerant);
    assert_true(query.words[2].digits && !query.words[2].tolerant);
    assert_true(query.words[3].small);
}

static void any_bytes_are_good(void **state)
{
    (void)state;
    struct find_query query;
    char typed[5000];
    static const char *const odd[] = {"",
                                      "   ",
                                      "…!?–",
                                      "\xff\xfe\x80",
                                      "'; DROP TABLE street; --",
                                      "\xe2\x80\xae thcerb",
                                      "a b c d e f g h i j k l m n o p"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        find_read(odd[i], &query);
        assert_true(query.count >= 0 && query.count <= FIND_WORDS);
        assert_true((query.count == 0) == (i < 4));
    }
    for (int round = 0; round < 20000; round++) {
        size_t size = (size_t)kit_random_below(round % 100 ? 60 : sizeof typed - 1);
        for (size_t i = 0; i < size; i++) {
            typed[i] = (char)(1 + kit_random_below(255));
            typed[i] = kit_random_below(3) ? "stewg nlapr"[kit_random_below(11)] : typed[i];
        }
        typed[size] = 0;
        grade_of(typed, "Onze-Lieve-Vrouw van Vaakstraat Steenweg op Gent Dr. St");
        char name[5000];
        memcpy(name, typed, size + 1);
        grade_of("steenweg st jan ribaucourtstr", name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair_of_words_fits_as_the_textbook_says),
        cmocka_unit_test(one_error_is_found_wherever_it_is),
        cmocka_unit_test(abbreviations_and_compounds_are_written_out),
        cmocka_unit_test(the_first_word_of_a_name_is_known),
        cmocka_unit_test(what_was_typed_is_taken_apart),
        cmocka_unit_test(any_bytes_are_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
