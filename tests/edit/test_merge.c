/* SPDX-License-Identifier: EUPL-1.2 */
/* Runs tests/spec/merge.txt, and asks of random versions what every merge must keep to. */
#include "edit/merge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "kit/kit.h"

static const char spec[] = "../spec/merge.txt";

struct asked {
    char path[128];
    cJSON *values[MERGE_LEAVES];
    int count;
};
struct trial {
    char name[200];
    int line;
    cJSON *base, *bodies[MERGE_LEAVES], *merged;
    bool deleted[MERGE_LEAVES], merged_said, blind;
    int leaves;
    struct asked asked[8];
    int questions;
};

static cJSON *read(const struct trial *trial, const char *text)
{
    if (!strcmp(text, "-")) {
        return NULL;
    }
    cJSON *value = cJSON_Parse(text);
    if (!value) {
        fail_msg("line %d: no JSON: %s", trial->line, text);
    }
    return value;
}

static void ask_read(struct trial *trial, char *rest)
{
    struct asked *asked = &trial->asked[trial->questions++];
    char *value = strchr(rest, ' ');
    assert_non_null(value);
    *value++ = '\0';
    snprintf(asked->path, sizeof asked->path, "%s", strcmp(rest, ".") ? rest : "");
    while (value) {
        char *next = strstr(value, " | ");
        if (next) {
            *next = '\0';
            next += 3;
        }
        asked->values[asked->count++] = read(trial, value);
        value = next;
    }
}

static void check(const struct trial *trial, const struct merge *merge)
{
    char *got = merge->body ? json_write_canonical(merge->body) : strdup("-");
    if (!json_equal(merge->body, trial->merged)) {
        fail_msg("line %d, %s: merged is %s", trial->line, trial->name, got);
    }
    free(got);
    if ((int)merge->collision_count != trial->questions) {
        fail_msg("line %d, %s: %d questions", trial->line, trial->name,
                 (int)merge->collision_count);
    }
    for (int i = 0; i < trial->questions; i++) {
        const struct asked *asked = &trial->asked[i];
        const struct merge_collision *collision = &merge->collisions[i];
        assert_string_equal(collision->path, asked->path);
        assert_int_equal(collision->value_count, asked->count);
        for (int at = 0; at < asked->count; at++) {
            assert_true(json_equal(collision->values[at].value, asked->values[at]));
        }
    }
}

static void trial_run(struct trial *trial)
{
    struct merge_leaf leaves[MERGE_LEAVES];
    struct merge merge;
    if (!trial->leaves) {
        return;
    }
    for (int i = 0; i < trial->leaves; i++) {
        leaves[i] = (struct merge_leaf){"1-a", trial->deleted[i], trial->bodies[i]};
    }
    if (trial->blind) {
        merge_make_blind(leaves, trial->leaves, &merge);
    } else {
        merge_make(trial->base, leaves, trial->leaves, &merge);
    }
    check(trial, &merge);
    merge_clear(&merge);
    cJSON_Delete(trial->base);
    cJSON_Delete(trial->merged);
    for (int i = 0; i < trial->leaves; i++) {
        cJSON_Delete(trial->bodies[i]);
    }
    for (int i = 0; i < trial->questions; i++) {
        for (int at = 0; at < trial->asked[i].count; at++) {
            cJSON_Delete(trial->asked[i].values[at]);
        }
    }
}

static void every_case_of_the_spec_holds(void **state)
{
    (void)state;
    char line[4096];
    struct trial trial = {.line = 0};
    int number = 0, cases = 0;
    FILE *stream = fopen(kit_data(spec), "r");
    assert_non_null(stream);
    while (fgets(line, sizeof line, stream)) {
        number++;
        line[strcspn(line, "\n")] = '\0';
        char *rest = line + strcspn(line, " ");
        if (!*rest || *line == '#') {
            continue;
        }
        *rest++ = '\0';
        rest += strspn(rest, " ");
        if (!strcmp(line, "case")) {
            trial_run(&trial);
            memset(&trial, 0, sizeof trial);
            snprintf(trial.name, sizeof trial.name, "%s", rest);
            trial.line = number;
            cases++;
        } else if (!strcmp(line, "base")) {
            trial.blind = !strcmp(rest, "?");
            trial.base = trial.blind ? NULL : read(&trial, rest);
        } else if (!strcmp(line, "leaf")) {
            bool deleted = !strncmp(rest, "deleted ", 8);
            trial.deleted[trial.leaves] = deleted;
            trial.bodies[trial.leaves++] = read(&trial, rest + (deleted ? 8 : 0));
        } else if (!strcmp(line, "merged")) {
            trial.merged = read(&trial, rest);
        } else if (!strcmp(line, "ask")) {
            ask_read(&trial, rest);
        } else {
            fail_msg("line %d: what is \"%s\"?", number, line);
        }
    }
    trial_run(&trial);
    fclose(stream);
    assert_true(cases > 20);
}

static cJSON *version_random(void)
{
    static const char *const keys[] = {"a", "b", "checked", "languages", "removed"};
    cJSON *made = cJSON_CreateObject(), *offer = cJSON_AddObjectToObject(made, "offers");
    for (int i = 0; i < 3; i++) {
        const char *key = keys[kit_random_below(5)];
        cJSON *into = kit_random_below(2) ? made : offer;
        cJSON_DeleteItemFromObjectCaseSensitive(into, key);
        if (!strcmp(key, "languages")) {
            cJSON *list = cJSON_AddArrayToObject(into, key);
            for (uint64_t n = kit_random_below(4); n > 0; n--) {
                cJSON_AddItemToArray(list, cJSON_CreateString((const char *[]){
                                               "nl", "fr", "ar", "tr"}[kit_random_below(4)]));
            }
        } else if (!strcmp(key, "removed")) {
            cJSON_AddTrueToObject(into, key);
        } else {
            char text[2] = {(char)('0' + kit_random_below(3)), 0};
            cJSON_AddStringToObject(into, key, text);
        }
    }
    return made;
}

/* Whichever of the losing versions comes first; and merging what is merged changes nothing. */
static void merging_is_a_function_of_the_versions(void **state)
{
    (void)state;
    for (int round = 0; round < 2000; round++) {
        cJSON *base = version_random();
        struct merge_leaf leaves[3], turned[3];
        for (int i = 0; i < 3; i++) {
            leaves[i] = (struct merge_leaf){"1-a", false, version_random()};
        }
        turned[0] = leaves[0], turned[1] = leaves[2], turned[2] = leaves[1];
        struct merge merge, other, again;
        merge_make(base, leaves, 3, &merge);
        merge_make(base, turned, 3, &other);
        assert_int_equal(merge.collision_count, other.collision_count);
        if (merge.collision_count == 0) {
            assert_true(json_equal(merge.body, other.body));
            struct merge_leaf one = {"2-a", false, merge.body};
            merge_make(base, &one, 1, &again);
            assert_true(again.same && json_equal(again.body, merge.body));
            merge_clear(&again);
        }
        merge_clear(&merge);
        merge_clear(&other);
        cJSON_Delete(base);
        for (int i = 0; i < 3; i++) {
            cJSON_Delete((cJSON *)leaves[i].body);
        }
    }
}

static void nothing_that_only_one_entered_is_lost(void **state)
{
    (void)state;
    for (int round = 0; round < 500; round++) {
        cJSON *base = version_random(), *left = cJSON_Duplicate(base, true);
        cJSON *right = version_random();
        cJSON_AddStringToObject(left, "mine", "entered here");
        struct merge_leaf leaves[] = {{"1-b", false, right}, {"1-a", false, left}};
        struct merge merge;
        merge_make(base, leaves, 2, &merge);
        assert_string_equal(json_text(merge.body, "mine", ""), "entered here");
        merge_clear(&merge);
        cJSON_Delete(base);
        cJSON_Delete(left);
        cJSON_Delete(right);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_of_the_spec_holds),
        cmocka_unit_test(merging_is_a_function_of_the_versions),
        cmocka_unit_test(nothing_that_only_one_entered_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
