/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/name_inner.h"

#include <string.h>

#include <stdio.h>

#include "kit/kit.h"

struct named {
    const char *plain, *nl, *fr;
};

static void check(const struct named *cases, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        struct name_pair pair;
        name_pair_of(NULL, "", cases[at].plain, &pair);
        if (strcmp(pair.nl, cases[at].nl) != 0 || strcmp(pair.fr, cases[at].fr) != 0)
            fail_msg("%s: '%s' and '%s'", cases[at].plain, pair.nl, pair.fr);
    }
}

static void brussels_names_are_split_in_either_order(void **state)
{
    static const struct named cases[] = {
        {"Rue Haute - Hoogstraat", "Hoogstraat", "Rue Haute"},
        {"Hoogstraat - Rue Haute", "Hoogstraat", "Rue Haute"},
        {"Square Albert Ier - Albert I-square", "Square Albert Ier - Albert I-square", ""},
        {"Place Saint-Antoine - Sint-Antoonplein", "Sint-Antoonplein", "Place Saint-Antoine"},
        {"Saint-Gilles - Sint-Gillis", "Sint-Gillis", "Saint-Gilles"},
        {"Brussel - Bruxelles", "Brussel", "Bruxelles"},
        {"Chaussée de Mons - Bergense Steenweg", "Bergense Steenweg", "Chaussée de Mons"},
        {"Petite Senne - Klein Zenneke", "Klein Zenneke", "Petite Senne"},
        {"Écluse de Molenbeek - Sluis van Molenbeek", "Sluis van Molenbeek", "Écluse de Molenbeek"},
        {"Canal Charleroi-Bruxelles - Kanaal Brussel-Charleroi", "Kanaal Brussel-Charleroi",
         "Canal Charleroi-Bruxelles"},
        {"La Chasse - De Jacht", "De Jacht", "La Chasse"},
    };
    (void)state;
    check(cases, sizeof cases / sizeof *cases);
}

static void names_that_leave_doubt_stay_whole(void **state)
{
    static const struct named cases[] = {
        {"Senne - Zenne", "Senne - Zenne", ""},
        {"Antwerpen - Berchem", "Antwerpen - Berchem", ""},
        {"Kerkstraat - Dorpstraat", "Kerkstraat - Dorpstraat", ""},
        {"Rue A - Rue B", "Rue A - Rue B", ""},
        {"Rue A - Straat B - C", "Rue A - Straat B - C", ""},
        {"Karreveld", "Karreveld", ""},
        {" - ", " - ", ""},
        {"", "", ""},
    };
    (void)state;
    check(cases, sizeof cases / sizeof *cases);
}

static void names_given_per_language_go_before_all(void **state)
{
    struct name_pair pair;
    (void)state;
    name_pair_of("Hoogstraat", "Rue Haute", "Rue Haute - Hoogstraat", &pair);
    assert_string_equal(pair.nl, "Hoogstraat");
    assert_string_equal(pair.fr, "Rue Haute");
    name_pair_of("Parvis", "Parvis", NULL, &pair);
    assert_string_equal(pair.fr, "");
    name_pair_of(NULL, "Rue Haute", NULL, &pair);
    assert_string_equal(pair.nl, "Rue Haute");
    assert_string_equal(pair.fr, "");
}

static void long_names_are_cut_between_characters(void **state)
{
    char name[1200];
    struct name_pair pair;
    (void)state;
    for (int at = 0; at + 2 < (int)sizeof name; at += 2)
        memcpy(name + at, "é", 3);
    name_pair_of(NULL, NULL, name, &pair);
    assert_int_equal(strlen(pair.nl), 254);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brussels_names_are_split_in_either_order),
        cmocka_unit_test(names_that_leave_doubt_stay_whole),
        cmocka_unit_test(names_given_per_language_go_before_all),
        cmocka_unit_test(long_names_are_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
