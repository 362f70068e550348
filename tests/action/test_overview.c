/* SPDX-License-Identifier: EUPL-1.2 */
/* The residents' overview of the oefenwijk: only what was confirmed, in words, and what C2 makes of
 * it. */
#include "action/overview.h"

#include <stdlib.h>

#include "action/practice.h"
#include "map/map.h"

static struct language *words[LANGUAGE_COUNT];

static int begin(void **state)
{
    practice_words_open(words);
    return practice_begin(state);
}

static int end(void **state)
{
    practice_words_close(words);
    return practice_end(state);
}

static void fill(struct practice *practice, enum language_code first, int second,
                 struct overview *out)
{
    const struct language *languages[OVERVIEW_LANGUAGES] = {words[first],
                                                            second < 0 ? NULL : words[second]};
    struct fault why;
    assert_true(action_overview_fill(practice->project, languages, NULL, out, &why));
}

static const struct overview_question *question(const struct overview *overview, const char *word)
{
    for (size_t at = 0; at < overview->question_count; at++) {
        if (!strcmp(overview->questions[at].word, word)) {
            return &overview->questions[at];
        }
    }
    fail_msg("no question %s", word);
    return NULL;
}

static const struct overview_answer *answer_of(const struct overview *overview, const char *word,
                                               const char *id)
{
    const struct overview_question *asked = question(overview, word);
    for (size_t at = 0; at < asked->answer_count; at++) {
        if (!strcmp(overview->places[asked->answers[at].place].id, id)) {
            return &asked->answers[at];
        }
    }
    return NULL;
}

static const char *library(struct practice *practice)
{
    struct fault why;
    assert_true(action_confirm(practice->project, LIBRARY, &why));
    static char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", project_place(practice->project, LIBRARY)->id);
    return id;
}

static void set(struct practice *practice, const char *id, const char *path, const char *value)
{
    struct fault why;
    struct action_field field = {path, value};
    if (!action_set(practice->project, id, &field, 1, &why)) {
        fail_msg("%s=%s: %s", path, value, why.what.key);
    }
}

static const char *offer(struct practice *practice, const char *id, enum service service)
{
    static char made[ACTION_ID];
    struct fault why;
    assert_true(action_offer_add(practice->project, id, service, made, &why));
    return made;
}

static void test_nothing_that_nobody_confirmed_comes_in(void **state)
{
    struct practice *practice = *state;
    struct overview overview;
    fill(practice, LANGUAGE_NL, -1, &overview);
    assert_true(overview.place_count > 0);
    for (size_t at = 0; at < overview.place_count; at++) {
        const struct place *place = project_place(practice->project, overview.places[at].id);
        assert_int_equal(project_place_state(practice->project, place), PLACE_CONFIRMED);
        assert_true(project_place_in_wijk(practice->project, place));
        assert_int_equal(overview.places[at].number, at + 1);
        assert_true(at == 0 || overview.places[at - 1].point.lat >= overview.places[at].point.lat);
    }
    assert_int_equal(overview.scene.mark_count, overview.place_count);
    assert_non_null(overview.ribbon.text[0]);
    overview_clear(&overview);
}

static void test_every_answer_says_the_same_facts_in_both_languages(void **state)
{
    struct practice *practice = *state;
    struct overview overview;
    fill(practice, LANGUAGE_NL, LANGUAGE_FR, &overview);
    assert_int_equal(overview.language_count, 2);
    for (size_t at = 0; at < overview.question_count; at++) {
        const struct overview_question *asked = &overview.questions[at];
        assert_string_not_equal(asked->heading.text[0], asked->heading.text[1]);
        for (size_t answer = 0; answer < asked->answer_count; answer++) {
            for (int fact = 0; fact < OVERVIEW_NOTE; fact++) {
                const struct overview_line *line = &asked->answers[answer].fact[fact];
                assert_int_equal(line->text[0][0] != 0, line->text[1][0] != 0);
            }
        }
    }
    overview_clear(&overview);
}

static void test_a_fact_is_said_in_plain_words(void **state)
{
    struct practice *practice = *state;
    struct overview overview;
    const char *id = library(practice);
    char path[ACTION_ID + 64];
    const char *made = offer(practice, id, SERVICE_HELP);
    const struct {
        const char *member, *value;
    } fields[] = {{"price", "paid"},         {"amount", "2 euro"},   {"obligations", "membership"},
                  {"access", "appointment"}, {"languages", "nl,fr"}, {"hours", "Sa 09:00-12:00"}};
    for (size_t at = 0; at < sizeof fields / sizeof *fields; at++) {
        snprintf(path, sizeof path, "offers/%s/%s", made, fields[at].member);
        set(practice, id, path, fields[at].value);
    }
    fill(practice, LANGUAGE_NL, -1, &overview);
    const struct overview_answer *help = answer_of(&overview, "help", id);
    assert_non_null(help);
    assert_string_equal(help->fact[OVERVIEW_WHAT].text[0], "Hulp bij digitale vragen");
    assert_string_equal(help->fact[OVERVIEW_PRICE].text[0], "Je betaalt: 2 euro. Je bent lid");
    assert_string_equal(help->fact[OVERVIEW_ENTRY].text[0], "Maak eerst een afspraak");
    assert_string_equal(help->fact[OVERVIEW_TONGUES].text[0], "Talen: Nederlands en Frans");
    assert_non_null(strstr(help->fact[OVERVIEW_WHEN].text[0], "9"));
    overview_clear(&overview);
}

static void test_what_ended_what_is_internal_and_what_costs_stays_out(void **state)
{
    struct practice *practice = *state;
    struct overview overview;
    const char *id = library(practice);
    char path[ACTION_ID + 64], until[ACTION_ID + 64];
    snprintf(until, sizeof until, "offers/%s/until", offer(practice, id, SERVICE_CHARGE));
    set(practice, id, until, "2026-06-11");
    snprintf(path, sizeof path, "offers/%s/internal", offer(practice, id, SERVICE_PRINT));
    set(practice, id, path, "true");
    fill(practice, LANGUAGE_NL, -1, &overview);
    assert_null(answer_of(&overview, "charge", id));
    assert_null(answer_of(&overview, "print", id));
    overview_clear(&overview);
    set(practice, id, until, "2026-06-12");
    fill(practice, LANGUAGE_NL, -1, &overview);
    assert_non_null(answer_of(&overview, "charge", id));
    overview_clear(&overview);
}

static void test_what_nobody_checked_for_a_year_falls_out(void **state)
{
    struct practice *practice = *state;
    struct overview overview;
    library(practice);
    practice->clock = kit_clock("2027-06-14T15:00");
    practice_reopen(practice);
    fill(practice, LANGUAGE_NL, -1, &overview);
    assert_int_equal(overview.place_count, 0);
    assert_int_equal(overview.question_count, 7);
    assert_string_equal(overview.questions[0].none.text[0],
                        "Hiervoor kennen we nu geen plek in deze wijk.");
    overview_clear(&overview);
}

static void test_publishing_is_what_c2_sees_and_can_be_undone(void **state)
{
    struct practice *practice = *state;
    struct overview overview;
    struct fault why;
    library(practice);
    assert_int_equal(practice_verdict(practice, "C2"), VERDICT_UNKNOWN);
    fill(practice, LANGUAGE_NL, LANGUAGE_FR, &overview);
    assert_true(action_overview_published(practice->project, &overview, "folded", &why));
    overview_clear(&overview);
    assert_int_equal(practice_verdict(practice, "C2"), VERDICT_MET);
    assert_true(action_undo(practice->project, &why));
    assert_int_equal(practice_verdict(practice, "C2"), VERDICT_UNKNOWN);
    assert_true(action_redo(practice->project, &why));
    assert_true(project_finish(practice->project, &why));
    practice->clock = kit_clock("2026-12-13T15:00");
    practice_reopen(practice);
    assert_int_equal(practice_verdict(practice, "C2"), VERDICT_PARTLY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing_that_nobody_confirmed_comes_in, begin, end),
        cmocka_unit_test_setup_teardown(test_every_answer_says_the_same_facts_in_both_languages,
                                        begin, end),
        cmocka_unit_test_setup_teardown(test_a_fact_is_said_in_plain_words, begin, end),
        cmocka_unit_test_setup_teardown(test_what_ended_what_is_internal_and_what_costs_stays_out,
                                        begin, end),
        cmocka_unit_test_setup_teardown(test_what_nobody_checked_for_a_year_falls_out, begin, end),
        cmocka_unit_test_setup_teardown(test_publishing_is_what_c2_sees_and_can_be_undone, begin,
                                        end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
