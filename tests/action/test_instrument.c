/* SPDX-License-Identifier: EUPL-1.2 */
/* What people do with the other frameworks: undoable, kept, and refused when it is not whole. */
#include "action/instrument.h"
#include "practice.h"

#include <stdlib.h>

static const struct instrument *instrument_of(struct practice *practice, const char *id)
{
    const struct instrument *instrument = project_instrument(practice->project, id);
    assert_non_null(instrument);
    return instrument;
}

static void reopen(struct practice *practice)
{
    struct fault why;
    practice_ok(project_finish(practice->project, &why), &why);
    practice_reopen(practice);
}

static void undo(struct practice *practice)
{
    struct fault why;
    practice_ok(action_undo(practice->project, &why), &why);
}

static void five_frameworks_lie_beside_the_criteria(void **state)
{
    struct practice *practice = *state;
    const struct instrument *const *all;
    assert_int_equal(project_instruments(practice->project, &all), 5);
    assert_string_equal(all[0]->id, "beleidstool");
    assert_null(project_instrument(practice->project, "diw"));
}

static void a_card_is_sorted_kept_and_taken_back(void **state)
{
    struct practice *practice = *state;
    const struct instrument *tool = instrument_of(practice, "beleidstool");
    const struct instrument_item *item = instrument_item_find(tool, "R1");
    struct card card;
    struct fault why;
    practice_ok(action_card_set(practice->project, tool, item, 0, "In de meerjarenplanning", &why),
                &why);
    practice_ok(action_card_set(practice->project, tool, item, 1, NULL, &why), &why);
    reopen(practice);
    tool = instrument_of(practice, "beleidstool");
    item = instrument_item_find(tool, "R1");
    action_card(practice->project, tool, item, &card);
    assert_int_equal(card.choice, 1);
    assert_string_equal(card.note, "In de meerjarenplanning");
    undo(practice);
    undo(practice);
    action_card(practice->project, tool, item, &card);
    assert_int_equal(card.choice, -1);
    assert_string_equal(card.note, "");
}

static void a_project_needs_a_name_a_level_and_a_reason(void **state)
{
    struct practice *practice = *state;
    const struct instrument *compass = instrument_of(practice, "criteriakompas");
    struct initiative *list;
    struct fault why;
    char id[ACTION_ID];
    fault_clear(&why);
    assert_false(
        action_initiative_set(practice->project, compass, "", " ", "", 0, "goed", id, &why));
    assert_string_equal(why.what.key, "fault.initiative.name");
    assert_false(
        action_initiative_set(practice->project, compass, "", "E-loket", "", 0, "\n", id, &why));
    assert_string_equal(why.what.key, "fault.initiative.reason");
    assert_false(
        action_initiative_set(practice->project, compass, "", "E-loket", "", 7, "x", id, &why));
    assert_string_equal(why.what.key, "fault.initiative.level");
    assert_int_equal(action_initiatives(practice->project, compass, &list), 0);
    free(list);
}

static void a_weak_project_is_flagged_while_the_wijk_lacks_help(void **state)
{
    struct practice *practice = *state;
    const struct instrument *compass = instrument_of(practice, "criteriakompas");
    struct initiative *list;
    struct fault why;
    char weak[ACTION_ID], strong[ACTION_ID];
    int level = instrument_choice_find(compass, "weak");
    practice_ok(action_initiative_set(practice->project, compass, "", "Snelbalie", "Stad", level,
                                      "Geen loket meer", weak, &why),
                &why);
    practice_ok(action_initiative_set(practice->project, compass, "", "E-loket", "", 0, "Begroot",
                                      strong, &why),
                &why);
    assert_int_equal(action_initiatives(practice->project, compass, &list), 2);
    assert_string_equal(list[0].name, "E-loket");
    assert_false(list[0].flagged);
    assert_int_equal(list[1].flagged, practice_verdict(practice, "I3") != VERDICT_MET);
    free(list);
    enum verdict verdicts[FRAMEWORK_CRITERIA] = {VERDICT_MET};
    const char *code = project_wijk(practice->project)->code;
    int help = framework_find(project_framework(practice->project), "I3");
    verdicts[help] = VERDICT_NOT;
    assert_string_equal(action_initiatives_say(practice->project, code, verdicts).key,
                        "initiative.flagged");
    assert_string_equal(action_initiatives_say(practice->project, "another", verdicts).key, "");
    verdicts[help] = VERDICT_MET;
    assert_string_equal(action_initiatives_say(practice->project, code, verdicts).key, "");
    practice_ok(action_initiative_remove(practice->project, weak, &why), &why);
    assert_int_equal(action_initiatives(practice->project, compass, &list), 1);
    free(list);
    undo(practice);
    assert_int_equal(action_initiatives(practice->project, compass, &list), 2);
    free(list);
}

static const struct channel *channel_find(const struct channel *list, size_t count,
                                          const char *item)
{
    for (size_t at = 0; at < count; at++) {
        if (!strcmp(list[at].item, item)) {
            return &list[at];
        }
    }
    fail_msg("no channel %s", item);
    return NULL;
}

static void a_service_with_a_website_alone_has_no_equal_way(void **state)
{
    struct practice *practice = *state;
    const struct instrument *ways = instrument_of(practice, "click_call_connect");
    struct channel *list;
    struct fault why;
    char item[ACTION_ID], own[ACTION_ID];
    struct action_field online = {"online", "www.voorbeeld.be"}, phone = {"phone", "02 123 45 67"},
                        name = {"name", "Huurdersbond"}, odd = {"counter_access", "misschien"};
    practice_ok(action_channel_set(practice->project, ways, "S4", &online, 1, item, &why), &why);
    practice_ok(action_channel_set(practice->project, ways, "", &name, 1, own, &why), &why);
    size_t count = action_channels(practice->project, ways, &list);
    assert_int_equal(count, ways->item_count + 1);
    assert_int_equal(channel_find(list, count, "S4")->state, CHANNEL_ONLINE_ONLY);
    assert_int_equal(channel_find(list, count, "S1")->state, CHANNEL_UNKNOWN);
    assert_string_equal(channel_find(list, count, own)->fields[CHANNEL_NAME], "Huurdersbond");
    free(list);
    practice_ok(action_channel_set(practice->project, ways, "S4", &phone, 1, item, &why), &why);
    count = action_channels(practice->project, ways, &list);
    assert_int_equal(channel_find(list, count, "S4")->state, CHANNEL_EQUAL);
    assert_string_equal(channel_find(list, count, "S4")->fields[CHANNEL_ONLINE],
                        "https://www.voorbeeld.be");
    free(list);
    fault_clear(&why);
    assert_false(action_channel_set(practice->project, ways, "S4", &odd, 1, item, &why));
    assert_false(action_channel_set(practice->project, ways, "nobody", &phone, 1, item, &why));
    assert_string_equal(why.what.key, "fault.record.unknown");
}

static void every_place_with_computers_is_held_against_the_label(void **state)
{
    struct practice *practice = *state;
    const struct instrument *label = instrument_of(practice, "epn_label");
    struct place_label *list;
    size_t count = action_labels(practice->project, label, &list);
    assert_true(count > 0);
    for (size_t at = 0; at < count; at++) {
        assert_true(project_place_in_wijk(practice->project, list[at].place));
    }
    free(list);
}

static void the_six_of_brussels_become_those_of_the_wijk(void **state)
{
    struct practice *practice = *state;
    const struct instrument *groups = instrument_of(practice, "target_groups");
    unsigned before = project_wijk(practice->project)->groups;
    struct fault why;
    practice_ok(action_groups_take(practice->project, &groups->sets[1], &why), &why);
    assert_int_equal(project_wijk(practice->project)->groups, groups->sets[1].groups);
    undo(practice);
    assert_int_equal(project_wijk(practice->project)->groups, before);
}

static void a_practice_made_here_opens_on_another_tablet(void **state)
{
    struct practice *practice = *state;
    const char *texts[PRACTICE_PARTS] = {[PRACTICE_TITLE] = "Digicafé",
                                         [PRACTICE_CRITERION] = "I1",
                                         [PRACTICE_WHAT] = "Elke zaterdag koffie"};
    struct practice_card card;
    struct fault why;
    char id[ACTION_ID], again[ACTION_ID], file[KIT_PATH + 32];
    practice_ok(action_practice_set(practice->project, "", texts, id, &why), &why);
    snprintf(file, sizeof file, "%s/x.wijkpraktijk", practice->folder);
    practice_ok(action_practice_share(practice->project, id, file, &why), &why);
    practice_ok(action_practice_remove(practice->project, id, &why), &why);
    assert_false(action_practice(practice->project, id, &card));
    practice_ok(action_practice_take(practice->project, file, again, &why), &why);
    assert_string_equal(again, id);
    assert_true(action_practice(practice->project, id, &card));
    assert_string_equal(card.parts[PRACTICE_WHAT], "Elke zaterdag koffie");
}

static void a_practice_with_a_telephone_number_is_not_shared(void **state)
{
    struct practice *practice = *state;
    const char *texts[PRACTICE_PARTS] = {
        [PRACTICE_TITLE] = "Digicafé", [PRACTICE_RESULT] = "Bel 0470 12 34 56"};
    struct fault why;
    char id[ACTION_ID], file[KIT_PATH + 32];
    practice_ok(action_practice_set(practice->project, "", texts, id, &why), &why);
    snprintf(file, sizeof file, "%s/x.wijkpraktijk", practice->folder);
    assert_false(action_practice_share(practice->project, id, file, &why));
    assert_string_equal(why.what.key, "fault.practice.phone");
    FILE *stream = fopen(file, "rb");
    assert_null(stream);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, practice_begin, practice_end)
    const struct CMUnitTest tests[] = {
        TEST(five_frameworks_lie_beside_the_criteria),
        PRACTICE_FIRST_WEEK(a_card_is_sorted_kept_and_taken_back),
        PRACTICE_FIRST_WEEK(a_project_needs_a_name_a_level_and_a_reason),
        PRACTICE_FIRST_WEEK(a_weak_project_is_flagged_while_the_wijk_lacks_help),
        PRACTICE_FIRST_WEEK(a_service_with_a_website_alone_has_no_equal_way),
        TEST(every_place_with_computers_is_held_against_the_label),
        TEST(the_six_of_brussels_become_those_of_the_wijk),
        TEST(a_practice_made_here_opens_on_another_tablet),
        TEST(a_practice_with_a_telephone_number_is_not_shared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
