/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/spec/share.txt: for every field of every kind of document, who gets it. */
#include "action/share_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "kit/kit.h"
#include "system/file.h"

enum { SPEC_CEILING = 256 * 1024, WORD = 64 };
struct line {
    char kind[WORD], what[WORD], path[WORD], level[WORD];
    int number;
};

/* ---- reading ---- */

static bool line_read(const char *from, struct line *out)
{
    char text[4 * WORD], kind[WORD], rest[2];
    snprintf(text, sizeof text, "%.*s", (int)strcspn(from, "\n"), from);
    if (*text == '#' ||
        sscanf(text, "%63s %63s %63s %1s", kind, out->path, out->level, rest) != 3) {
        return false;
    }
    char *colon = strchr(kind, ':');
    snprintf(out->what, sizeof out->what, "%s", colon ? colon + 1 : "");
    if (colon) {
        *colon = '\0';
    }
    snprintf(out->kind, sizeof out->kind, "%s", kind);
    return true;
}

static int spec_walk(void (*each)(const struct line *line, void *data), void *data)
{
    struct buffer text;
    struct fault why;
    struct line line = {.number = 0};
    int count = 0;
    assert_true(file_read(kit_data("../spec/share.txt"), SPEC_CEILING, &text, &why));
    for (char *at = text.data, *end; *at; at = end) {
        end = at + strcspn(at, "\n");
        end += *end != '\0';
        line.number++;
        if (line_read(at, &line)) {
            each(&line, data);
            count++;
        }
    }
    buffer_clear(&text);
    return count;
}

static enum share_level level_of(const struct line *line)
{
    static const char *const words[SHARE_LEVELS] = {"everybody", "partners", "archive"};
    for (int i = 0; i < SHARE_LEVELS; i++) {
        if (!strcmp(words[i], line->level)) {
            return (enum share_level)i;
        }
    }
    fail_msg("line %d: \"%s\" is no level", line->number, line->level);
    return SHARE_ARCHIVE;
}

/* ---- what is told ---- */

static void path_of(const struct line *line, char out[WORD])
{
    size_t size = 0;
    for (const char *at = line->path; *at; at++) {
        size += (size_t)snprintf(out + size, WORD - size, *at == '*' ? "01XYZ" : "%c", *at);
    }
}

/* A document with this field and what it cannot do without. */
static cJSON *document_of(const struct line *line, const char *path)
{
    cJSON *document = cJSON_CreateObject();
    cJSON_AddStringToObject(document, "_id", "x");
    cJSON_AddStringToObject(document, "type", line->kind);
    if (*line->what) {
        cJSON_AddStringToObject(document, "what", line->what);
    }
    assert_true(json_path_set(document, path, cJSON_CreateString("zo")));
    return document;
}

static void case_run(const struct line *line, void *data)
{
    char path[WORD], id[WORD + 8];
    (void)data;
    path_of(line, path);
    snprintf(id, sizeof id, "%s:01ABC", line->kind);
    for (int level = 0; level < SHARE_LEVELS; level++) {
        bool all = !strcmp(line->path, "all");
        cJSON *document = document_of(line, all ? "any" : path);
        bool told = share_document((enum share_level)level, id, document);
        told = told && (all || json_path_get(document, path));
        if (told != (level >= (int)level_of(line))) {
            fail_msg("line %d: %s %s is %stold to %s", line->number, line->kind, line->path,
                     told ? "" : "not ", share_level_word((enum share_level)level));
        }
        cJSON_Delete(document);
    }
}

static void every_field_goes_to_whom_the_table_says(void **state)
{
    (void)state;
    assert_true(spec_walk(case_run, NULL) > 100);
}

/* ---- nothing is told that the table does not know ---- */

struct looked {
    const struct share_field *field;
    bool found;
};

static void field_look(const struct line *line, void *data)
{
    struct looked *looked = data;
    char kind[2 * WORD];
    snprintf(kind, sizeof kind, "%s%s%s", line->kind, *line->what ? " " : "", line->what);
    looked->found = looked->found || (!strcmp(kind, looked->field->kind) &&
                                      !strcmp(line->path, looked->field->path));
}

static void every_field_of_the_program_stands_in_the_table(void **state)
{
    (void)state;
    size_t count;
    const struct share_field *fields = share_fields(&count);
    for (size_t i = 0; i < count; i++) {
        struct looked looked = {&fields[i], !strcmp(fields[i].kind, "*")};
        spec_walk(field_look, &looked);
        if (!looked.found) {
            fail_msg("%s %s is not in share.txt", fields[i].kind, fields[i].path);
        }
    }
}

/* ---- texts ---- */

static bool told(enum share_level level, const char *id, const char *text, const char *member)
{
    cJSON *document = NULL;
    struct fault why;
    assert_true(json_parse(text, strlen(text), 4096, &document, &why));
    bool out = share_document(level, id, document) && json_path_get(document, member);
    cJSON_Delete(document);
    return out;
}

/* A number has a field of its own; in a sentence it is somebody's. */
static void a_number_in_a_sentence_stays_here(void **state)
{
    (void)state;
    static const char held[] = "{\"type\":\"log\",\"what\":\"meeting\",\"about\":\"bel Jan op 0478 "
                               "12 34 56\",\"actions\":2}";
    static const char card[] =
        "{\"type\":\"practice\",\"title\":\"jan@thuis.example\",\"cost\":\"niets\"}";
    static const char desk[] = "{\"type\":\"partner\",\"name\":\"Bib\",\"phone\":\"02 555 01 "
                               "02\",\"mail\":\"bib@example.org\"}";
    assert_false(told(SHARE_PARTNERS, "log:1", held, "about"));
    assert_true(told(SHARE_PARTNERS, "log:1", held, "actions"));
    assert_true(told(SHARE_ARCHIVE, "log:1", held, "about"));
    assert_false(told(SHARE_PARTNERS, "practice:1", card, "cost")); /* no title, no practice */
    assert_true(told(SHARE_PARTNERS, "partner:1", desk, "phone"));
    assert_true(told(SHARE_PARTNERS, "partner:1", desk, "mail"));
    assert_false(told(SHARE_PUBLIC, "partner:1", desk, "phone"));
    assert_true(told(SHARE_PUBLIC, "partner:1", desk, "name"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_goes_to_whom_the_table_says),
        cmocka_unit_test(every_field_of_the_program_stands_in_the_table),
        cmocka_unit_test(a_number_in_a_sentence_stays_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
