/* SPDX-License-Identifier: EUPL-1.2 */
#include "kit/kit.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "place/word_inner.h"

struct kind_of_word {
    const char *prefix;
    const char *(*word)(int index);
    const char *(*key)(int index);
    bool (*parse)(const char *word, int *out);
    int count;
};

#define WRAP(name, type)                                                                           \
    static const char *name##_at(int index)                                                        \
    {                                                                                              \
        return name##_word((type)index);                                                           \
    }                                                                                              \
    static const char *name##_key_at(int index)                                                    \
    {                                                                                              \
        return name##_key((type)index);                                                            \
    }                                                                                              \
    static bool name##_read(const char *word, int *out)                                            \
    {                                                                                              \
        type value;                                                                                \
        bool ok = name##_parse(word, &value);                                                      \
        *out = ok ? (int)value : -1;                                                               \
        return ok;                                                                                 \
    }
#define LIST(name)                                                                                 \
    static bool name##_read(const char *word, int *out)                                            \
    {                                                                                              \
        *out = word ? vocabulary_find(&name##_words, word) : -1;                                   \
        return *out >= 0;                                                                          \
    }

static bool setting_read_word(const char *word, enum setting *out)
{
    int index = word ? vocabulary_find(&setting_words, word) : -1;
    *out = (enum setting)index;
    return index >= 0;
}
#define setting_parse setting_read_word

WRAP(service, enum service)
WRAP(price, enum price)
WRAP(access, enum access)
WRAP(kind, enum place_kind)
WRAP(setting, enum setting)
WRAP(answer, enum answer)
LIST(obligation)
LIST(group)
LIST(feature)

static const struct kind_of_word all[] = {
    {"service.", service_at, service_key_at, service_read, SERVICE_COUNT},
    {"price.", price_at, price_key_at, price_read, PRICE_COUNT},
    {"access.", access_at, access_key_at, access_read, ACCESS_COUNT},
    {"kind.", kind_at, kind_key_at, kind_read, KIND_COUNT},
    {"setting.", setting_at, setting_key_at, setting_read, SETTING_COUNT},
    {"answer.", answer_at, answer_key_at, answer_read, ANSWER_NO + 1},
    {"obligation.", obligation_word, obligation_key, obligation_read, OBLIGATION_COUNT},
    {"group.", group_word, group_key, group_read, GROUP_COUNT},
    {"feature.", feature_word, feature_key, feature_read, ROOM_FEATURE_COUNT},
    {"tongue.", tongue_word, tongue_key, tongue_parse, TONGUE_COUNT},
};
enum { ALL = sizeof all / sizeof *all };

static void every_word_is_read_back_as_itself(void **state)
{
    (void)state;
    for (int i = 0; i < ALL; i++) {
        for (int j = 0; j < all[i].count; j++) {
            int index = -1;
            assert_true(all[i].parse(all[i].word(j), &index));
            assert_int_equal(index, j);
        }
    }
}

static void every_key_is_its_prefix_and_word(void **state)
{
    (void)state;
    for (int i = 0; i < ALL; i++) {
        for (int j = 0; j < all[i].count; j++) {
            char key[80];
            snprintf(key, sizeof key, "%s%s", all[i].prefix, all[i].word(j));
            assert_string_equal(all[i].key(j), key);
        }
    }
}

static void a_strange_word_is_refused(void **state)
{
    (void)state;
    static const char *const strange[] = {"", "Wifi", "wifi ", "gratis", "\xff", NULL};
    for (int i = 0; i < ALL; i++) {
        for (int j = 0; j < (int)(sizeof strange / sizeof *strange); j++) {
            int index;
            assert_false(all[i].parse(strange[j], &index));
        }
    }
}

static void an_index_outside_a_list_gives_its_first_word(void **state)
{
    (void)state;
    for (int i = 0; i < ALL; i++) {
        assert_string_equal(all[i].word(-1), all[i].word(0));
        assert_string_equal(all[i].key(99), all[i].key(0));
    }
}

static void icon_must_be_there(const char *name)
{
    char path[KIT_PATH];
    snprintf(path, sizeof path, "%s/icons/%s.svg", kit_asset_source(), name);
    FILE *file = fopen(path, "rb");
    if (!file) {
        fail_msg("no icon %s", name);
    }
    fclose(file);
}

/* domain.md 2.2: T1–T5, I1–I4, O2, G1–G4. */
static void every_service_has_an_icon_and_its_pillar(void **state)
{
    (void)state;
    char pillars[SERVICE_COUNT + 1] = "";
    for (int i = 0; i < SERVICE_COUNT; i++) {
        pillars[i] = service_pillar((enum service)i);
        icon_must_be_there(service_icon((enum service)i));
    }
    assert_string_equal(pillars, "TTTTTIIIGOGGT");
    for (int i = 0; i < KIND_COUNT; i++) {
        icon_must_be_there(kind_icon((enum place_kind)i));
    }
}

static void obligations_are_bits_and_strange_ones_are_told(void **state)
{
    (void)state;
    unsigned bits = 0;
    cJSON *array = cJSON_Parse("[\"identity\",\"registration\"]");
    assert_true(obligations_parse(array, &bits));
    assert_int_equal(bits, OBLIGATION_IDENTITY | OBLIGATION_REGISTRATION);
    cJSON_AddItemToArray(array, cJSON_CreateNumber(3));
    assert_false(obligations_parse(array, &bits));
    assert_int_equal(bits, OBLIGATION_IDENTITY | OBLIGATION_REGISTRATION);
    cJSON_Delete(array);
    assert_true(obligations_parse(NULL, &bits));
    assert_int_equal(bits, 0);
}

/* Each key stands in all three word lists, with a text. */
static void every_key_has_words_in_three_languages(void **state)
{
    (void)state;
    static const char *const codes[] = {"nl", "fr", "en"};
    for (int c = 0; c < 3; c++) {
        char path[KIT_PATH];
        snprintf(path, sizeof path, "%s/language/parts/place.%s.po", kit_asset_source(), codes[c]);
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        static char list[256 * 1024];
        size_t size = fread(list, 1, sizeof list - 1, file);
        fclose(file);
        list[size] = '\0';
        for (int i = 0; i < ALL; i++) {
            for (int j = 0; j < all[i].count; j++) {
                char entry[160];
                snprintf(entry, sizeof entry, "\nmsgid \"%s\"\nmsgstr \"", all[i].key(j));
                const char *found = strstr(list, entry);
                if (!found || found[strlen(entry)] == '"') {
                    fail_msg("%s has no words in %s", all[i].key(j), codes[c]);
                }
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_read_back_as_itself),
        cmocka_unit_test(every_key_is_its_prefix_and_word),
        cmocka_unit_test(a_strange_word_is_refused),
        cmocka_unit_test(an_index_outside_a_list_gives_its_first_word),
        cmocka_unit_test(every_service_has_an_icon_and_its_pillar),
        cmocka_unit_test(obligations_are_bits_and_strange_ones_are_told),
        cmocka_unit_test(every_key_has_words_in_three_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
