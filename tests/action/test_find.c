/* SPDX-License-Identifier: EUPL-1.2 */
/* Runs tests/spec/find.txt on the oefenwijk. */
#include "action/practice.h"

static const char spec[] = "../spec/find.txt";
enum { HITS = 48 };

struct run {
    struct practice *practice;
    struct language *languages[LANGUAGE_COUNT];
    int line, cases, wrong;
};

static void hit_write(const struct run *run, const struct hit *hit, char *out, size_t room)
{
    const struct place *place = hit->id[0] ? project_place(run->practice->project, hit->id) : NULL;
    bool missing = hit->missing[0] != 0;
    snprintf(out, room, "%s%s%s%s%s%s", place ? place_name(place, "nl") : hit->text,
             hit->other[0] ? " – " : "", hit->other, missing ? " (" : "", hit->missing,
             missing ? ")" : "");
}

static void case_run(struct run *run, const char *typed, const char *wanted)
{
    struct hit hits[HITS];
    char got[512] = "-";
    struct point near = box_middle(project_wijk(run->practice->project)->border->box);
    int places =
        action_search_places(run->practice->project, (const struct language *const *)run->languages,
                             typed, near, hits, HITS / 2);
    int count = places + action_search_streets(project_pack(run->practice->project), typed, near,
                                               false, hits + places, HITS / 2);
    action_search_join(hits, places, count);
    for (int i = 1; i < count; i++) {
        assert_true(hits[i - 1].rank < hits[i].rank ||
                    (hits[i - 1].rank == hits[i].rank && hits[i - 1].metres <= hits[i].metres));
    }
    if (count) {
        hit_write(run, &hits[0], got, sizeof got);
    }
    run->cases++;
    if (strcmp(got, wanted)) {
        print_error("find.txt:%d: %s => %s, not %s\n", run->line, typed, got, wanted);
        run->wrong++;
    }
}

static void every_case_finds_what_it_says(void **state)
{
    struct run run = {.practice = *state};
    struct fault why;
    char line[512], folder[KIT_PATH];
    snprintf(folder, sizeof folder, "%s/language", kit_assets());
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        assert_true(language_load(folder, (enum language_code)i, &run.languages[i], &why));
    }
    FILE *file = fopen(kit_data(spec), "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        char *arrow = strstr(line, " => ");
        run.line++;
        line[strcspn(line, "\n")] = 0;
        if (line[0] != '#' && arrow) {
            *arrow = 0;
            case_run(&run, line, arrow + 4);
        }
    }
    fclose(file);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        language_free(run.languages[i]);
    }
    print_message("find.txt: %d cases\n", run.cases);
    assert_true(run.cases > 40);
    assert_int_equal(run.wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_case_finds_what_it_says, practice_begin,
                                        practice_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
