/* SPDX-License-Identifier: EUPL-1.2 */
/* Where people can practise by themselves: the file of the program, files that are wrong, addresses
 * as they are typed. */
#include "assessment/learning.h"

#include "assessment/world.h"

static struct learning *of_build(void)
{
    struct buffer text;
    struct fault why;
    struct learning *learning = NULL;
    text_of_build("learning/123digit.json", &text);
    if (!learning_parse(buffer_text(&text), text.size, &learning, &why)) {
        fail_msg("%s (%s)", why.what.key, why.what.argument[0].as.text);
    }
    buffer_clear(&text);
    return learning;
}

static void the_file_of_the_program_names_its_source_and_what_is_ours(void **state)
{
    struct learning *learning = of_build();
    (void)state;
    assert_string_equal(learning->name, "1,2,3 Digit");
    assert_string_equal(learning->address, "123digit.be");
    assert_true(learning->source[0] && learning->date[0]);
    assert_string_equal(learning->themes[NEED_ITSME].name.nl, "itsme");
    assert_false(learning->themes[NEED_OTHER].given);
    for (int theme = 0; theme < NEED_THEMES; theme++) {
        /* nobody could read the names of the themes on the platform */
        assert_int_equal(learning->themes[theme].ours, learning->themes[theme].given);
    }
    learning_free(learning);
}

static void an_address_is_shown_as_it_is_typed(void **state)
{
    static const struct {
        const char *whole, *typed; /* NULL = none that somebody types */
    } cases[] = {{"https://www.bib.be/", "bib.be"},
                 {"HTTP://bib.be/digitaal", "bib.be/digitaal"},
                 {"stad.gent/digitaal", "stad.gent/digitaal"},
                 {"https://www.muntpunt.be/een/heel/lang/pad/naar/de/pagina", NULL},
                 {"geen adres", NULL},
                 {"digitaal", NULL},
                 {"https://", NULL},
                 {"", NULL}};
    char out[LEARNING_ADDRESS + 1];
    (void)state;
    for (size_t at = 0; at < sizeof cases / sizeof *cases; at++) {
        assert_int_equal(address_short(cases[at].whole, out), cases[at].typed != NULL);
        if (cases[at].typed) {
            assert_string_equal(out, cases[at].typed);
        }
    }
}

static void refused(const char *path, const char *value, const char *key, const char *where)
{
    struct learning *learning = of_build(), *none = NULL;
    struct fault why;
    char full[64];
    cJSON *copy = cJSON_Duplicate(learning->document, true);
    fault_clear(&why);
    assert_true(json_path_set(copy, path, value ? cJSON_Parse(value) : NULL));
    char *text = cJSON_PrintUnformatted(copy);
    assert_false(learning_parse(text, strlen(text), &none, &why));
    assert_null(none);
    snprintf(full, sizeof full, "assessment.framework.%s", key);
    assert_string_equal(why.what.key, full);
    assert_string_equal(why.what.argument[0].as.text, where);
    free(text);
    cJSON_Delete(copy);
    learning_free(learning);
}

#define ROW(theme) "{\"theme\":\"" theme "\",\"name\":{\"nl\":\"x\",\"fr\":\"x\",\"en\":\"x\"}}"

static void what_is_wrong_is_named(void **state)
{
    (void)state;
    refused("address", NULL, "missing", "learning.address");
    refused("address", "\"https://www.123digit.be/\"", "wrong",
            "learning.address: https://www.123digit.be/");
    refused("note/fr", NULL, "missing", "learning.note.fr");
    refused("themes", "[]", "wrong", "learning.themes");
    refused("themes", "[7]", "wrong", "themes[0]");
    refused("themes", "[" ROW("bank") "," ROW("love") "]", "wrong", "themes[1].theme: love");
    refused("themes", "[" ROW("bank") "," ROW("bank") "]", "twice", "themes[1].theme: bank");
    refused("themes", "[{\"theme\":\"bank\",\"name\":{\"nl\":\"x\"}}]", "missing",
            "themes[0].name.fr");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_of_the_program_names_its_source_and_what_is_ours),
        cmocka_unit_test(an_address_is_shown_as_it_is_typed),
        cmocka_unit_test(what_is_wrong_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
