/* SPDX-License-Identifier: EUPL-1.2 */
/* Every word that the source asks for by its key stands in all three lists. */
#include "kit/kit.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
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

/* ---- one place for a word ---- */

struct parts {
    const char *end;    /* ".nl.po" */
    struct table where; /* key → the part that holds it, owned */
    int doubles;
};

static void part_keys(struct parts *parts, const char *part, const char *text)
{
    static const char mark[] = "\nmsgid \"";
    for (const char *at = text; (at = strstr(at, mark));) {
        char key[128];
        at += strlen(mark);
        snprintf(key, sizeof key, "%.*s", (int)strcspn(at, "\""), at);
        const char *before = table_find(&parts->where, key);
        if (before) {
            print_error("\"%s\" stands in %s and in %s\n", key, before, part);
            parts->doubles++;
        } else if (*key) {
            table_set(&parts->where, key, strdup(part));
        }
    }
}

static bool part_read(void *data, const char *name)
{
    struct parts *parts = data;
    struct buffer text;
    struct fault why;
    size_t size = strlen(name), tail = strlen(parts->end);
    if (size > tail && !strcmp(name + size - tail, parts->end)) {
        char folder[KIT_PATH];
        snprintf(folder, sizeof folder, "%s/language/parts", kit_asset_source());
        assert_true(file_read(kit_path(folder, name), FILE_CEILING, &text, &why));
        part_keys(parts, name, buffer_text(&text));
        buffer_clear(&text);
    }
    return true;
}

/* msgcat takes the first one it meets, and nobody sees what the other said. */
static void every_word_stands_in_one_part_only(void **state)
{
    static const char *const ends[] = {".nl.po", ".fr.po", ".en.po"};
    char folder[KIT_PATH];
    struct fault why;
    (void)state;
    snprintf(folder, sizeof folder, "%s/language/parts", kit_asset_source());
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct parts parts = {.end = ends[i]};
        table_init(&parts.where);
        assert_true(folder_walk(folder, part_read, &parts, &why));
        assert_true(parts.where.count > 300);
        table_clear(&parts.where, free);
        assert_int_equal(parts.doubles, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_asked_for_is_there_in_three_languages),
        cmocka_unit_test(every_word_stands_in_one_part_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
