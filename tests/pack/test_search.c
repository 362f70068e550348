/* SPDX-License-Identifier: EUPL-1.2 */
#include "pack/pack.h"

#include "base/clock.h"
#include "exchange/area.h"
#include "pack/search_inner.h"

static const struct point molenbeek = {4.3410, 50.8550};
static char folder[KIT_PATH];
static struct pack *pack;
static struct pack_hit hits[20];

static int search(const char *words)
{
    return pack_search(pack, (struct pack_ask){words, molenbeek, false}, hits, 20);
}

static void first_is(const char *words, const char *text, bool street)
{
    int count = search(words);
    if (count == 0 || strcmp(hits[0].text, text) != 0 || hits[0].street != street)
        fail_msg("%s: %d hits, first '%s'", words, count, count ? hits[0].text : "");
}

static void streets_are_found_in_both_languages(void **state)
{
    (void)state;
    first_is("ribaucourt", "de Ribaucourtstraat", true);
    first_is("rue de ribaucourt", "Rue de Ribaucourt", true);
    first_is("RIBAUCOURTSTR", "de Ribaucourtstraat", true);
}

static void accents_case_and_the_order_of_words_do_not_matter(void **state)
{
    (void)state;
    first_is("epargne rue", "Rue de l'Épargne", true);
    first_is("ÉPARGNE", "Rue de l'Épargne", true);
    first_is("hélène ryck", "Hélène Ryckmansstraat", true);
}

static void a_number_finds_the_house(void **state)
{
    (void)state;
    first_is("ribaucourt 10", "de Ribaucourtstraat 10", false);
    first_is("103 rue ribaucourt", "Rue de Ribaucourt 103", false);
    assert_true(point_distance(hits[0].point, molenbeek) < 1500);
}

static void a_number_that_is_not_there_gives_the_nearest_house_or_the_street(void **state)
{
    (void)state;
    assert_true(search("ribaucourt 12") > 3); /* and 120, 121, … as one may be typing on */
    assert_string_equal(hits[0].missing, "12");
    assert_false(hits[0].street);
    first_is("ribaucourt 99999", "de Ribaucourtstraat", true);
    assert_string_equal(hits[0].missing, "99999");
    first_is("ribaucourt 10 bus 3", "de Ribaucourtstraat 10", false);
    assert_string_equal(hits[0].missing, "");
    assert_string_equal(hits[0].other, "Rue de Ribaucourt");
    assert_string_equal(hits[0].area, "Sint-Jans-Molenbeek");
    first_is("ribaucourt 10z", "de Ribaucourtstraat 10", false);
    assert_string_equal(hits[0].missing, "10z");
}

static void a_street_is_found_in_each_municipality_that_it_runs_through(void **state)
{
    (void)state;
    first_is("leopold ii laan", "Leopold II-laan", true);
    assert_string_equal(hits[0].area, "Sint-Jans-Molenbeek");
    first_is("leopold ii laan koekelberg", "Leopold II-laan", true);
    assert_string_equal(hits[0].area, "Koekelberg");
    assert_true(point_distance(hits[0].point, molenbeek) < 1500);
    first_is("leopoldln koekelb", "Leopold II-laan", true);
    assert_string_equal(hits[0].area, "Koekelberg");
    assert_int_equal(search("ribaucourt koekelberg"), 0); /* none of its houses lies there */
}

static void what_is_near_comes_first(void **state)
{
    (void)state;
    int count = search("rue");
    assert_int_equal(count, 20);
    for (int at = 1; at < count; at++)
        assert_true(point_distance(molenbeek, hits[at - 1].point) <=
                    point_distance(molenbeek, hits[at].point));
    struct pack_hit nearest = hits[0];
    assert_int_equal(pack_search(pack, (struct pack_ask){"rue", molenbeek, false}, hits, 1), 1);
    assert_string_equal(hits[0].text, nearest.text);
}

static void odd_words_find_nothing_and_do_no_harm(void **state)
{
    static const char *const words[] = {
        "",  "   ", "%", "'; DROP TABLE street; --", "\xff\xfe", "zzzz", "a b c d e f g h i j k l",
        "12"};
    char longest[5000];
    (void)state;
    for (size_t at = 0; at < sizeof words / sizeof *words; at++)
        for (int hit = search(words[at]); hit > 0; hit--)
            assert_true(hits[hit - 1].text[0]);
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = 0;
    assert_int_equal(search(longest), 0);
    assert_int_equal(pack_search(pack, (struct pack_ask){"rue", molenbeek, false}, hits, 0), 0);
}

static void every_address_is_found_by_its_own_words_quickly(void **state)
{
    static const char *const words[] = {
        "r", "rue", "ste", "gentsestee", "gentsesteenweg 1", "rue de 1", "ribaucourt 12"};
    (void)state;
    for (size_t at = 0; at < sizeof words / sizeof *words; at++) {
        int64_t start = clock_ticks();
        for (int time = 0; time < 5; time++)
            search(words[at]);
        int64_t spent = clock_ticks() - start;
        print_message("search %-20s %.1f ms\n", words[at], (double)spent / 5);
        assert_true(spent < 5 * 100); /* 100 ms is what a person may wait; see tests/bench */
    }
}

static void the_words_of_the_streets_stay_small(void **state)
{
    (void)state;
    const struct street_index *index = street_index_of(pack);
    print_message("%zu streets: %zu bytes\n", index->street_count, street_index_bytes(index));
    assert_true(index->street_count > 100);
    assert_true(street_index_bytes(index) < index->street_count * 256 + 4096);
    assert_ptr_equal(street_index_of(pack), index); /* read once */
}

static int area_open(void **state)
{
    struct read_counts read;
    struct pack_counts written;
    struct fault why;
    (void)state;
    kit_folder_make(folder);
    area_build_molenbeek(kit_path(folder, "area.wijkpak"), &read, &written);
    area_good(pack_open(kit_path(folder, "area.wijkpak"), &pack, &why), &why);
    return 0;
}

static int area_close(void **state)
{
    (void)state;
    pack_close(pack);
    kit_folder_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streets_are_found_in_both_languages),
        cmocka_unit_test(accents_case_and_the_order_of_words_do_not_matter),
        cmocka_unit_test(a_number_finds_the_house),
        cmocka_unit_test(a_number_that_is_not_there_gives_the_nearest_house_or_the_street),
        cmocka_unit_test(a_street_is_found_in_each_municipality_that_it_runs_through),
        cmocka_unit_test(what_is_near_comes_first),
        cmocka_unit_test(odd_words_find_nothing_and_do_no_harm),
        cmocka_unit_test(every_address_is_found_by_its_own_words_quickly),
        cmocka_unit_test(the_words_of_the_streets_stay_small),
    };
    return cmocka_run_group_tests(tests, area_open, area_close);
}
