/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/practice.h"

static struct language *lists[LANGUAGE_COUNT];

static int lists_load(void **state)
{
    struct fault why;
    char folder[KIT_PATH];
    snprintf(folder, sizeof folder, "%s/language", kit_assets());
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        assert_true(language_load(folder, (enum language_code)i, &lists[i], &why));
    }
    return practice_begin(state);
}

static int lists_free(void **state)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        language_free(lists[i]);
    }
    return practice_end(state);
}

static int find(struct practice *practice, const char *words, struct hit *hits, int room)
{
    const struct language *languages[LANGUAGE_COUNT] = {lists[0], lists[1], lists[2]};
    struct point middle = box_middle(project_wijk(practice->project)->border->box);
    return action_search_places(practice->project, languages, words, middle, hits, room);
}

static bool found(const struct hit *hits, int count, const char *name)
{
    for (int i = 0; i < count; i++) {
        if (!strcmp(hits[i].text, name)) {
            return true;
        }
    }
    return false;
}

static void accents_and_case_do_not_matter(void **state)
{
    struct hit hits[32];
    int count = find(*state, "BIBLIOTHEQUE 27", hits, 32);
    assert_int_equal(count, 1);
    assert_true(found(hits, count, "Bibliothèque 27 septembre"));
}

static void a_kind_is_found_in_any_of_the_three_languages(void **state)
{
    static const char *const words[] = {"bibliotheek", "bibliothèque", "library"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct hit hits[32];
        int count = find(*state, words[i], hits, 32);
        assert_true(found(hits, count, "De Boekenmolen"));
    }
}

/* alt_name and short_name of the source: VK, MCCS Molenbeek. */
static void a_place_is_found_by_its_other_names(void **state)
{
    struct hit hits[32];
    assert_true(found(hits, find(*state, "vk", hits, 32), "De Vaartkapoen"));
    struct practice *practice = *state;
    struct fault why;
    struct action_field aliases = {"aliases", "Bib Zuid; BZ"};
    practice_ok(action_set(practice->project, LIBRARY, &aliases, 1, &why), &why);
    assert_true(found(hits, find(*state, "bz", hits, 32), "Bibliothèque 27 septembre"));
}

static void nothing_asked_is_nothing_found(void **state)
{
    struct hit hits[4];
    assert_int_equal(find(*state, "", hits, 4), 0);
    assert_int_equal(find(*state, "  …  ", hits, 4), 0);
    assert_int_equal(find(*state, "zzzqqq", hits, 4), 0);
}

static void the_best_and_nearest_come_first(void **state)
{
    struct hit hits[32];
    int count = find(*state, "maison", hits, 32);
    assert_true(count >= 3);
    bool rest = false;
    for (int i = 0; i < count; i++) { /* names that begin so come before names that hold it */
        bool begins = !strncmp(hits[i].text, "Maison", 6);
        assert_false(rest && begins);
        rest = rest || !begins;
    }
}

static void streets_and_addresses_are_found_too(void **state)
{
    struct practice *practice = *state;
    struct hit hits[16];
    struct point middle = box_middle(project_wijk(practice->project)->border->box);
    int count =
        action_search_streets(project_pack(practice->project), "ribaucourt", middle, false, hits, 16);
    assert_true(count > 0);
    assert_string_equal(hits[0].id, "");
    assert_true(strstr(hits[0].text, "ibaucourt") != NULL);
}

static void the_time_of_a_search_is_told(void **state)
{
    struct hit hits[32];
    int64_t from = clock_ticks();
    for (int i = 0; i < 100; i++) {
        find(*state, "gemeen", hits, 32);
    }
    print_message("100 searches took %lld ms\n", (long long)(clock_ticks() - from));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(accents_and_case_do_not_matter, lists_load, lists_free),
        cmocka_unit_test_setup_teardown(a_kind_is_found_in_any_of_the_three_languages, lists_load,
                                        lists_free),
        cmocka_unit_test_setup_teardown(a_place_is_found_by_its_other_names, lists_load, lists_free),
        cmocka_unit_test_setup_teardown(nothing_asked_is_nothing_found, lists_load, lists_free),
        cmocka_unit_test_setup_teardown(the_best_and_nearest_come_first, lists_load, lists_free),
        cmocka_unit_test_setup_teardown(streets_and_addresses_are_found_too, lists_load,
                                        lists_free),
        cmocka_unit_test_setup_teardown(the_time_of_a_search_is_told, lists_load, lists_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
