/* SPDX-License-Identifier: EUPL-1.2 */
/* Half a year of a wijk at the command line: a round is frozen, something changes, both are put
 * beside each other; wijken stand beside each other; growth is told; figures of others are laid
 * beside. */
#include "story/story.h"

#define SPOT "4.3398,50.8566"

static const cJSON *row_of(const cJSON *array, const char *member, const char *value)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        if (!strcmp(text_of(item, member), value)) {
            return item;
        }
    }
    fail_msg("no %s %s", member, value);
    return NULL;
}

static void freeze(struct story *story, const char *at)
{
    story->at = at;
    tell(story, 0, "round", "freeze", "--wijk", MOLENBEEK);
}

static void what_changed_since_a_round_is_told_with_who_changed_it(void **state)
{
    struct story *story = *state;
    tell(story, 0, "round", "list", "--wijk", MOLENBEEK);
    assert_non_null(strstr(buffer_text(&story->out), "Er is nog geen ronde vastgelegd."));
    freeze(story, "2026-06-12T15:00");
    assert_string_equal(buffer_text(&story->out), "round:" MOLENBEEK ":2026-06-12\n");
    story->at = "2026-12-12T15:00";
    tell(story, 0, "add", "charging_point", SPOT, "Stopcontact bib");
    tell(story, 0, "round", "list", "--wijk", MOLENBEEK);
    assert_non_null(strstr(buffer_text(&story->out), "tijd om de wijk opnieuw te bekijken"));
    cJSON *pair = ask(story, "round", "compare", "2026-06-12", "now", "--wijk", MOLENBEEK);
    const cJSON *charge = row_of(cJSON_GetObjectItem(pair, "criteria"), "id", "T3");
    assert_string_equal(text_of(charge, "arrow"), "better");
    assert_string_equal(text_of(charge, "from"), "not");
    assert_string_equal(text_of(charge, "to"), "met");
    const cJSON *deed = cJSON_GetArrayItem(cJSON_GetObjectItem(charge, "deeds"), 0);
    assert_string_equal(text_of(deed, "verb"), "add");
    assert_string_equal(text_of(deed, "subject"), "Stopcontact bib");
    cJSON_Delete(pair);
    tell(story, 0, "round", "compare", "--wijk", MOLENBEEK);
    assert_non_null(strstr(buffer_text(&story->out), "12 juni 2026 naast nu"));
    assert_non_null(strstr(buffer_text(&story->out), "T3 Gratis oplaadpunt: beter\n"
                                                     "       Telt nu mee: Stopcontact bib\n"));
    freeze(story, "2026-12-13T15:00");
    cJSON *list = ask(story, "round", "list", "--wijk", MOLENBEEK);
    assert_int_equal(cJSON_GetArraySize(list), 2);
    assert_string_equal(text_of(cJSON_GetArrayItem(list, 0), "date"), "2026-12-13");
    cJSON_Delete(list);
    tell(story, 0, "undo");
    list = ask(story, "round", "list", "--wijk", MOLENBEEK);
    assert_int_equal(cJSON_GetArraySize(list), 1);
    cJSON_Delete(list);
}

static void wijken_stand_beside_each_other_and_a_poor_survey_is_no_poor_wijk(void **state)
{
    struct story *story = *state;
    cJSON *all = ask(story, "compare");
    const cJSON *here = row_of(all, "code", MOLENBEEK), *other = row_of(all, "code", "21004W21");
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(here, "criteria")), 22);
    assert_string_equal(text_of(cJSON_GetObjectItem(other, "quality"), "care"), "none");
    assert_int_equal(cJSON_GetObjectItem(cJSON_GetObjectItem(other, "totals"), "not")->valueint, 0);
    cJSON_Delete(all);
    tell(story, 0, "compare", "--wijk", MOLENBEEK, "--wijk", "21004W21");
    assert_non_null(strstr(buffer_text(&story->out), "Geen rangschikking"));
    const char *file = story_path(story, "wijken.csv");
    tell(story, 0, "compare", "--out", file);
    struct buffer text;
    file_take(file, &text);
    assert_non_null(strstr(buffer_text(&text), ",T1,T2,"));
    assert_non_null(strstr(buffer_text(&text), MOLENBEEK ",Sint-Jans-Molenbeek,"));
    buffer_clear(&text);
}

static void growth_warns_when_nothing_new_names_a_group(void **state)
{
    struct story *story = *state;
    tell(story, 0, "growth");
    assert_non_null(strstr(buffer_text(&story->out), "Geen nieuw aanbod"));
    freeze(story, "2026-06-13T10:00");
    story->at = "2026-06-14T10:00";
    tell(story, 0, "add", "charging_point", SPOT, "Stopcontact", "offers/charge/from=2026-06-14");
    cJSON *growth = ask(story, "growth");
    assert_int_equal(cJSON_GetObjectItem(growth, "new")->valueint, 1);
    const cJSON *warning = cJSON_GetArrayItem(cJSON_GetObjectItem(growth, "warnings"), 0);
    assert_string_equal(warning->valuestring, "everyone");
    cJSON_Delete(growth);
}

static void new_help(struct story *story, const char *wijk, const char *where, const char *fields,
                     int many)
{
    char id[64];
    for (int i = 0; i < many; i++) {
        tell(story, 0, "add", "library", where, "Hulp", "--wijk", wijk);
        const char *said = strstr(buffer_text(&story->out), "place:");
        assert_non_null(said);
        snprintf(id, sizeof id, "%.*s", (int)strcspn(said, " \n"), said);
        tell(story, 0, "offer", id, "help", "price=free", "from=2026-05-01", fields);
    }
}

static int growth_warnings(struct story *story)
{
    cJSON *growth = ask(story, "growth");
    int count = cJSON_GetArraySize(cJSON_GetObjectItem(growth, "warnings"));
    cJSON_Delete(growth);
    return count;
}

static void new_help_for_the_strong_wijk_warns_and_for_those_of_the_weak_one_clears_it(void **state)
{
    struct story *story = *state;
    char id[64];
    tell(story, 0, "project", "new", "--wijk", MOLENBEEK);
    tell(story, 0, "add", "library", SPOT, "Sterk");
    const char *said = strstr(buffer_text(&story->out), "place:");
    assert_non_null(said);
    snprintf(id, sizeof id, "%.*s", (int)strcspn(said, " \n"), said);
    static const char *const old[] = {"wifi", "computer", "charge", "print"};
    for (size_t i = 0; i < sizeof old / sizeof *old; i++) {
        tell(story, 0, "offer", id, old[i], "price=free", "from=2020-01-01", "hours=24/7");
    }
    assert_int_equal(growth_warnings(story), 0);
    new_help(story, MOLENBEEK, SPOT, "hours=Mo 10:00-12:00", 3);
    assert_true(growth_warnings(story) > 0);
    new_help(story, "21012W15", "4.3245,50.8525", "groups=seniors,poverty", 3);
    assert_int_equal(growth_warnings(story), 0);
    tell(story, 0, "growth");
    assert_null(strstr(buffer_text(&story->out), "! "));
}

static void figures_of_others_come_with_year_and_source_or_not_at_all(void **state)
{
    static const char good[] =
        "wijk;figure;value;year;source\n" MOLENBEEK ";Inwoners;11532;2024;Statbel\n" MOLENBEEK
        ";65 en ouder;9,5 %;2023;Wijkmonitoring\n";
    static const char bad[] =
        "wijk;figure;value;year;source\n" MOLENBEEK ";A;1;2024;S\n" MOLENBEEK ";B;veel;2024;S\n";
    struct story *story = *state;
    const char *file = kit_file(story->folder, "goed.csv", good, sizeof good - 1);
    tell(story, 0, "context", "import", file);
    assert_non_null(strstr(buffer_text(&story->out), "2 cijfers ingelezen"));
    tell(story, 0, "context", "set", "Wifi thuis", "82,5 %", "2025", "Eigen bevraging", "--wijk",
         MOLENBEEK);
    tell(story, 0, "context", "--wijk", MOLENBEEK);
    assert_non_null(strstr(buffer_text(&story->out), "65 en ouder: 9,5 % (2023, Wijkmonitoring)"));
    assert_non_null(strstr(buffer_text(&story->out), "Wifi thuis: 82,5 % (2025, Eigen bevraging)"));
    file = kit_file(story->folder, "fout.csv", bad, sizeof bad - 1);
    tell(story, 3, "context", "import", file);
    assert_non_null(strstr(buffer_text(&story->err), "“veel” is geen getal"));
    assert_non_null(strstr(buffer_text(&story->err), "3"));
    cJSON *figures = ask(story, "context", "--wijk", MOLENBEEK);
    assert_int_equal(cJSON_GetArraySize(figures), 3);
    cJSON_Delete(figures);
}

static void what_is_asked_wrongly_is_said(void **state)
{
    struct story *story = *state;
    tell(story, 2, "round", "gisteren", "--wijk", MOLENBEEK);
    tell(story, 4, "round", "compare", "--wijk", MOLENBEEK);
    story_said(story, "fault.round.none");
    freeze(story, STORY_AT);
    tell(story, 4, "round", "compare", "2020-01-01", "--wijk", MOLENBEEK);
    tell(story, 4, "compare", "--wijk", "99999W1");
    tell(story, 3, "context", "set", "Inwoners", "veel", "2024", "Statbel");
    tell(story, 3, "context", "set", "Inwoners", "3", "24", "Statbel");
    tell(story, 3, "context", "set", "Inwoners", "3", "2024x", "Statbel");
    tell(story, 3, "context", "set", "Inwoners", "3", "99999999999999999999", "Statbel");
    tell(story, 2, "context", "set", "Inwoners", "3", "2024");
    tell(story, 4, "context", "import", story_path(story, "nergens.csv"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_FIRST_WEEK(what_changed_since_a_round_is_told_with_who_changed_it),
        STORY(wijken_stand_beside_each_other_and_a_poor_survey_is_no_poor_wijk),
        STORY_FIRST_WEEK(growth_warns_when_nothing_new_names_a_group),
        STORY_FIRST_WEEK(new_help_for_the_strong_wijk_warns_and_for_those_of_the_weak_one_clears_it),
        STORY_FIRST_WEEK(figures_of_others_come_with_year_and_source_or_not_at_all),
        STORY_FIRST_WEEK(what_is_asked_wrongly_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
