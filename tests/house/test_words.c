/* SPDX-License-Identifier: EUPL-1.2 */
/* Every word that the source asks for by its key stands in all three lists. */
#include "kit/kit.h"

#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "language/language.h"
#include "system/file.h"

enum { FILE_CEILING = 1024 * 1024 };

/* The calls that take a key as a plain text; the last group is the key. */
static const char *const calls[] = {
    "message_of\\(\"([^\"]+)\"()\\)",
    ("(message_add_key|shell_word|shell_say_count|language_word|counted|said_key)\\([^,;\"]+, "
     "*\"([a-z0-9_.-]+)\""),
    "(fault_set|fault_set_text)\\([^,;\"]+,[ \n]*FAULT_[A-Z]+,[ \n]*\"([a-z0-9_.-]+)\"",
    "(shell_deed)\\([^;\"]+, *\"([a-z0-9_.-]+)\"\\)",
};

struct search {
    struct language *lists[LANGUAGE_COUNT];
    char room[KIT_PATH];
    regex_t regex[sizeof calls / sizeof *calls];
    int found, missing;
};

static void key_seek(struct search *search, const char *file, const char *key)
{
    search->found++;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (*key && !language_has(search->lists[i], key)) {
            print_error("%s asks for \"%s\", which is not in %s\n", file, key,
                        language_tag((enum language_code)i));
            search->missing++;
        }
    }
}

static void text_seek(struct search *search, const char *file, const char *text)
{
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        regmatch_t match[3];
        for (const char *at = text; regexec(&search->regex[i], at, 3, match, 0) == 0;) {
            int group = match[2].rm_so >= 0 && match[2].rm_eo > match[2].rm_so ? 2 : 1;
            char key[128];
            snprintf(key, sizeof key, "%.*s", (int)(match[group].rm_eo - match[group].rm_so),
                     at + match[group].rm_so);
            key_seek(search, file, key);
            at += match[0].rm_eo;
        }
    }
}

static bool file_seek(void *data, const char *name)
{
    struct search *search = data;
    struct buffer text;
    struct fault why;
    size_t size = strlen(name);
    if (size > 2 && !strcmp(name + size - 2, ".c")) {
        const char *path = kit_path(search->room, name);
        assert_true(file_read(path, FILE_CEILING, &text, &why));
        text_seek(search, name, buffer_text(&text));
        buffer_clear(&text);
    }
    return true;
}

static bool room_seek(void *data, const char *name)
{
    struct search *search = data;
    struct fault why;
    char source[KIT_PATH];
    if (!strchr(name, '.')) {
        snprintf(source, sizeof source, "%s/../source", kit_asset_source());
        snprintf(search->room, sizeof search->room, "%s", kit_path(source, name));
        assert_true(folder_walk(search->room, file_seek, search, &why));
    }
    return true;
}

static void every_word_asked_for_is_there_in_three_languages(void **state)
{
    struct search search = {.found = 0};
    struct fault why;
    char source[KIT_PATH];
    (void)state;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        assert_true(language_load(kit_path(kit_assets(), "language"), (enum language_code)i,
                                  &search.lists[i], &why));
    }
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        assert_int_equal(regcomp(&search.regex[i], calls[i], REG_EXTENDED), 0);
    }
    snprintf(source, sizeof source, "%s/../source", kit_asset_source());
    assert_true(folder_walk(source, room_seek, &search, &why));
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        regfree(&search.regex[i]);
    }
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        language_free(search.lists[i]);
    }
    print_message("%d words asked for by key\n", search.found);
    assert_true(search.found > 300);
    assert_int_equal(search.missing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_asked_for_is_there_in_three_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
