/* SPDX-License-Identifier: EUPL-1.2 */
#include "language/language.h"

#include <regex.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "language/words.h"

#include "system/file.h"

static char folder[] = "/tmp/wijkpeil-language-XXXXXX";

static int folder_open(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int folder_close(void **state)
{
    (void)state;
    char path[256];
    for (enum language_code code = 0; code < LANGUAGE_COUNT; code++) {
        snprintf(path, sizeof path, "%s/%s.mo", folder, language_tag(code));
        remove(path);
    }
    return rmdir(folder);
}

static void put(unsigned char *at, uint32_t value, bool big)
{
    for (int byte = 0; byte < 4; byte++)
        at[byte] = (unsigned char)(value >> (big ? 24 - 8 * byte : 8 * byte));
}

struct word {
    const char *key, *text;
    size_t size; /* of the text, for plural forms; 0 = its length */
};

/* Writes a .mo file of the words in either byte order; returns its size. */
static size_t mo_make(unsigned char *out, const struct word *words, uint32_t count, bool big)
{
    uint32_t at = 28 + 16 * count;
    put(out, 0x950412de, big);
    put(out + 4, 0, big);
    put(out + 8, count, big);
    put(out + 12, 28, big);
    put(out + 16, 28 + 8 * count, big);
    put(out + 20, 0, big);
    put(out + 24, at, big);
    for (uint32_t word = 0; word < count; word++) {
        uint32_t size = (uint32_t)strlen(words[word].key);
        put(out + 28 + 8 * word, size, big);
        put(out + 32 + 8 * word, at, big);
        memcpy(out + at, words[word].key, size + 1);
        at += size + 1;
        size = (uint32_t)(words[word].size ? words[word].size : strlen(words[word].text));
        put(out + 28 + 8 * (count + word), size, big);
        put(out + 32 + 8 * (count + word), at, big);
        memcpy(out + at, words[word].text, size);
        out[at + size] = 0;
        at += size + 1;
    }
    return at;
}

static bool load(const unsigned char *bytes, size_t size, struct language **out, struct fault *why)
{
    char path[256];
    snprintf(path, sizeof path, "%s/nl.mo", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
    return language_load(folder, LANGUAGE_NL, out, why);
}

static const struct word words[] = {
    {"", "Language: nl\n", 0},
    {"place.count", "{0} plek\0{0} plekken", 20},
    {"place.name", "Naam: {0}", 0},
};

static void both_byte_orders_are_read(void **state)
{
    (void)state;
    for (int big = 0; big < 2; big++) {
        unsigned char bytes[1024];
        struct language *language;
        struct fault why;
        assert_true(load(bytes, mo_make(bytes, words, 3, big), &language, &why));
        assert_int_equal(language_size(language), 2);
        assert_string_equal(language_key(language, 0), "place.count");
        assert_string_equal(language_key(language, 2), "");
        assert_string_equal(language_key(language, -1), "");
        assert_string_equal(language_word(language, "place.name"), "Naam: {0}");
        assert_string_equal(language_word(language, "place.nothing"), "place.nothing");
        assert_true(language_has(language, "place.count"));
        assert_false(language_has(language, "place"));
        struct message message = message_of("place.count");
        struct buffer out;
        buffer_init(&out, 100);
        message_add_count(&message, 1);
        language_say(language, &message, &out);
        assert_said(&out, "1 plek");
        message.argument[0].as.count = 12;
        language_say(language, &message, &out);
        assert_said(&out, "12 plekken");
        buffer_clear(&out);
        language_free(language);
    }
}

static void every_cut_of_a_list_is_refused_with_its_place(void **state)
{
    (void)state;
    unsigned char bytes[1024];
    size_t size = mo_make(bytes, words, 3, false);
    for (size_t cut = 0; cut < size; cut++) {
        struct language *language;
        struct fault why;
        assert_false(load(bytes, cut, &language, &why));
        assert_null(language);
        assert_int_equal(why.kind, FAULT_INPUT);
        assert_true(why.place >= 0 && (size_t)why.place <= cut);
        assert_non_null(strstr(why.file, "nl.mo"));
    }
}

static void a_list_that_lies_is_refused(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        uint32_t value;
        enum fault_kind kind;
    } lies[] = {
        {0, 0x12345678, FAULT_INPUT},       {4, 0x00020000, FAULT_INPUT},
        {8, 0xffffffff, FAULT_LIMIT},       {8, 19999, FAULT_INPUT},
        {12, 0xfffffff0, FAULT_INPUT},      {16, 1000, FAULT_INPUT},
        {28 + 12, 0xffffffff, FAULT_INPUT}, {28 + 8, 0xffffffff, FAULT_INPUT},
        {28 + 8, 3, FAULT_INPUT},           {52 + 12, 0x7fffffff, FAULT_INPUT},
    };
    for (size_t at = 0; at < sizeof lies / sizeof *lies; at++) {
        unsigned char bytes[1024];
        size_t size = mo_make(bytes, words, 3, false);
        put(bytes + lies[at].at, lies[at].value, false);
        struct language *language;
        struct fault why;
        if (load(bytes, size, &language, &why))
            fail_msg("lie %zu was believed", at);
        assert_int_equal(why.kind, lies[at].kind);
    }
    const struct word unsorted[] = {{"b", "1", 0}, {"a", "2", 0}},
                      twice[] = {{"a", "1", 0}, {"a", "2", 0}};
    const struct word latin[] = {{"a", "caf\xe9", 0}};
    unsigned char bytes[1024];
    struct language *language;
    struct fault why;
    assert_false(load(bytes, mo_make(bytes, unsorted, 2, false), &language, &why));
    assert_false(load(bytes, mo_make(bytes, twice, 2, false), &language, &why));
    assert_false(load(bytes, mo_make(bytes, latin, 1, false), &language, &why));
    assert_true(load(bytes, mo_make(bytes, NULL, 0, false), &language, &why));
    assert_false(language_has(language, "a"));
    language_free(language);
}

static void random_damage_is_survived(void **state)
{
    (void)state;
    uint32_t seed = 12345;
    for (int round = 0; round < 2000; round++) {
        unsigned char bytes[1024];
        size_t size = mo_make(bytes, words, 3, round & 1);
        for (int hit = 0; hit < 3; hit++) {
            seed = seed * 1664525 + 1013904223;
            bytes[(seed >> 8) % size] = (unsigned char)(seed >> 24);
        }
        struct language *language;
        struct fault why;
        if (!load(bytes, size, &language, &why))
            continue;
        struct message message = message_of("place.count");
        struct buffer out;
        buffer_init(&out, 10000);
        message_add_count(&message, 2);
        language_say(language, &message, &out);
        for (int at = 0; at < language_size(language); at++)
            buffer_add_text(&out, language_word(language, language_key(language, at)));
        buffer_clear(&out);
        language_free(language);
    }
}

static void a_missing_list_is_missing(void **state)
{
    (void)state;
    struct language *language;
    struct fault why;
    assert_false(language_load("/tmp/no such folder", LANGUAGE_FR, &language, &why));
    assert_int_equal(why.kind, FAULT_MISSING);
    assert_null(language);
    assert_false(language_load(folder, (enum language_code)7, &language, &why));
    assert_int_equal(why.kind, FAULT_USAGE);
}

static void codes_are_known_from_the_ways_systems_write_them(void **state)
{
    (void)state;
    enum language_code code;
    assert_true(language_code_parse("nl_BE.UTF-8", &code));
    assert_int_equal(code, LANGUAGE_NL);
    assert_true(language_code_parse("FR-be", &code));
    assert_int_equal(code, LANGUAGE_FR);
    assert_true(language_code_parse("en", &code));
    assert_int_equal(code, LANGUAGE_EN);
    assert_false(language_code_parse("de_BE", &code));
    assert_false(language_code_parse("C", &code));
    assert_false(language_code_parse("", &code));
    assert_false(language_code_parse(NULL, &code));
    assert_false(language_code_parse("nld", &code));
    assert_string_equal(language_tag(LANGUAGE_FR), "fr");
    assert_string_equal(language_own_name(LANGUAGE_FR), "Français");
}

static const char *arguments_of(const char *text)
{
    static char found[MESSAGE_ARGUMENTS + 1];
    int count = 0;
    for (char digit = '0'; digit < '0' + MESSAGE_ARGUMENTS; digit++) {
        const char piece[] = {'{', digit, '}', 0};
        if (strstr(text, piece))
            found[count++] = digit;
    }
    found[count] = 0;
    return found;
}

/* What `other` lacks of `list`, said on stderr; returns how many keys. */
static int gaps_of(const struct language *list, const struct language *other)
{
    int gaps = 0;
    for (int at = 0; at < language_size(list); at++) {
        const char *key = language_key(list, at);
        char wanted[MESSAGE_ARGUMENTS + 1];
        strcpy(wanted, arguments_of(language_word(list, key)));
        bool has = language_has(other, key);
        if (has && !strcmp(wanted, arguments_of(language_word(other, key))))
            continue;
        gaps++;
        print_error("%s %s %s\n", language_tag(language_code(other)),
                    has ? "has other arguments in" : "lacks", key);
    }
    return gaps;
}

static void the_three_lists_have_the_same_keys_and_arguments(void **state)
{
    (void)state;
    int gaps = 0;
    struct language *nl = words_load(LANGUAGE_NL);
    for (enum language_code code = LANGUAGE_FR; code < LANGUAGE_COUNT; code++) {
        struct language *other = words_load(code);
        gaps += gaps_of(nl, other) + gaps_of(other, nl);
        language_free(other);
    }
    language_free(nl);
    assert_int_equal(gaps, 0);
}

/* Nouns that stand after a number; where the number may be one, the noun follows it. */
static const char *const nouns[LANGUAGE_COUNT] = {
    " (plekken|wijken|partners|organisaties|formulieren|stappen|groepen|doelgroepen|criteria"
    "|adressen|straten|signalen|meldingen|cijfers|gegevens|aanbiedingen|stukken|rijen|objecten"
    "|kaarttegels|dagen|rondes|acties|computers|toestellen|bestanden|wijzigingen|vragen|exemplaren"
    "|bevragingen|deelnemers|lessen)",
    "( |\u00a0)(lieux|quartiers|partenaires|organisations|formulaires|étapes|groupes|publics"
    "|critères|adresses|rues|signaux|signalements|chiffres|données|offres|éléments|lignes|objets"
    "|tuiles|jours|photos|actions|ordinateurs|appareils|fichiers|modifications|questions"
    "|exemplaires|enquêtes|participants|cours)",
    " (places|neighbourhoods|partners|organisations|forms|steps|groups|criteria|addresses|streets"
    "|signals|reports|figures|facts|offers|items|rows|objects|tiles|days|rounds|actions|computers"
    "|devices|files|changes|questions|copies|surveys|participants|lessons)",
};
/* Numbers that are never one: ceilings, the criteria of the framework, parameters of a rule. */
static const char *const never_one[] = {
    "fault.compare.many", "fault.context.many",       "fault.csv.columns",         "pillars.wheel",
    "vote.about.all",     "assessment.meetings.good", "assessment.meetings.small",
};

static bool is_never_one(const char *key)
{
    for (size_t at = 0; at < sizeof never_one / sizeof *never_one; at++) {
        if (!strcmp(never_one[at], key))
            return true;
    }
    return false;
}

static void a_noun_follows_its_number(void **state)
{
    int wrong = 0;
    (void)state;
    for (enum language_code code = LANGUAGE_NL; code < LANGUAGE_COUNT; code++) {
        struct language *list = words_load(code);
        char pattern[1000];
        regex_t regex;
        snprintf(pattern, sizeof pattern,
                 "\\{[0-9]\\}( nieuwe| andere| autres| new| other| more)?%s([ .,;:)…]|$)",
                 nouns[code]);
        assert_int_equal(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB), 0);
        for (int at = 0; at < language_size(list); at++) {
            const char *key = language_key(list, at);
            if (!is_never_one(key) && regexec(&regex, language_word(list, key), 0, NULL, 0) == 0) {
                print_error("%s %s: %s\n", language_tag(code), key, language_word(list, key));
                wrong++;
            }
        }
        regfree(&regex);
        language_free(list);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_byte_orders_are_read),
        cmocka_unit_test(every_cut_of_a_list_is_refused_with_its_place),
        cmocka_unit_test(a_list_that_lies_is_refused),
        cmocka_unit_test(random_damage_is_survived),
        cmocka_unit_test(a_missing_list_is_missing),
        cmocka_unit_test(codes_are_known_from_the_ways_systems_write_them),
        cmocka_unit_test(the_three_lists_have_the_same_keys_and_arguments),
        cmocka_unit_test(a_noun_follows_its_number),
    };
    return cmocka_run_group_tests(tests, folder_open, folder_close);
}
