/* SPDX-License-Identifier: EUPL-1.2 */
/* The other frameworks: the files of the program, files that are wrong, evidence for a card, and
 * the label of a place. */
#include "assessment/instrument.h"

#include "assessment/world.h"

static struct framework *framework;

static struct instrument *instrument_of_build(const char *name)
{
    char file[64];
    struct buffer text;
    struct fault why;
    struct instrument *instrument = NULL;
    snprintf(file, sizeof file, "framework/%s.json", name);
    text_of_build(file, &text);
    if (!instrument_parse(buffer_text(&text), text.size, &instrument, &why)) {
        fail_msg("%s: %s (%s)", name, why.what.key, why.what.argument[0].as.text);
    }
    buffer_clear(&text);
    return instrument;
}

static void the_files_of_the_program_can_be_read(void **state)
{
    static const struct {
        const char *name;
        enum instrument_kind kind;
        int items;
    } files[] = {{"beleidstool", INSTRUMENT_CARDS, 8},
                 {"criteriakompas", INSTRUMENT_LEVELS, 0},
                 {"click_call_connect", INSTRUMENT_CHANNELS, 8},
                 {"epn_label", INSTRUMENT_LABEL, 0},
                 {"target_groups", INSTRUMENT_GROUPS, 0}};
    (void)state;
    for (size_t at = 0; at < sizeof files / sizeof *files; at++) {
        struct instrument *instrument = instrument_of_build(files[at].name);
        assert_string_equal(instrument->id, files[at].name);
        assert_int_equal(instrument->kind, files[at].kind);
        assert_int_equal(instrument->item_count, files[at].items);
        for (int item = 0; item < instrument->item_count; item++) {
            const cJSON *criterion;
            cJSON_ArrayForEach(criterion, instrument->items[item].criteria)
            {
                assert_true(framework_find(framework, criterion->valuestring) >= 0);
            }
        }
        instrument_free(instrument);
    }
}

static void brussels_names_six_groups(void **state)
{
    struct instrument *instrument = instrument_of_build("target_groups");
    (void)state;
    assert_int_equal(instrument->set_count, 2);
    assert_string_equal(instrument->sets[1].id, "brussels");
    assert_int_equal(instrument->sets[1].groups, GROUP_JOB_SEEKERS | GROUP_YOUTH | GROUP_SENIORS |
                                                     GROUP_DISABILITY | GROUP_POVERTY |
                                                     GROUP_WOMEN);
    instrument_free(instrument);
}

/* Takes the members of `path` out of beleidstool.json, or puts `value` there. */
static void refused(const char *file, const char *path, const char *value, const char *key,
                    const char *where)
{
    struct instrument *instrument = instrument_of_build(file), *none = NULL;
    struct fault why;
    char full[64];
    fault_clear(&why);
    cJSON *copy = cJSON_Duplicate(instrument->document, true);
    assert_true(json_path_set(copy, path, value ? cJSON_Parse(value) : NULL));
    char *text = cJSON_PrintUnformatted(copy);
    assert_false(instrument_parse(text, strlen(text), &none, &why));
    assert_null(none);
    snprintf(full, sizeof full, "assessment.framework.%s", key);
    assert_string_equal(why.what.key, full);
    assert_string_equal(why.what.argument[0].as.text, where);
    free(text);
    cJSON_Delete(copy);
    instrument_free(instrument);
}

static void what_is_wrong_is_named(void **state)
{
    (void)state;
    refused("beleidstool", "name/fr", NULL, "missing", "framework.name.fr");
    refused("beleidstool", "source", "7", "wrong", "framework.source");
    refused("beleidstool", "kind", "\"poem\"", "wrong", "kind: poem");
    refused("beleidstool", "kind", NULL, "missing", "kind");
    refused("beleidstool", "choices", NULL, "missing", "beleidstool.choices");
    refused("beleidstool", "choices", "[]", "wrong", "beleidstool.choices");
    refused("beleidstool", "choices",
            "[{\"id\":\"a\",\"name\":{\"nl\":\"x\",\"fr\":\"x\",\"en\":\"x\"}},"
            "{\"id\":\"a\",\"name\":{\"nl\":\"x\",\"fr\":\"x\",\"en\":\"x\"}}]",
            "twice", "a");
    refused("beleidstool", "sections", "[{\"id\":\"../x\",\"name\":{}}]", "wrong",
            "sections[0].id");
    refused("criteriakompas", "flag/choice", "\"none\"", "wrong", "flag.choice");
    refused("epn_label", "label/hours", "0", "wrong", "label.hours");
    refused("epn_label", "label/open", "[\"wine\"]", "wrong", "label.open");
    refused("epn_label", "label", NULL, "missing", "label");
    refused("target_groups", "sets", "[]", "wrong", "target_groups.sets");
}

/* ---- evidence ---- */

static int evidence(const char *lines, const char *item)
{
    const struct finding *findings[8];
    struct instrument *instrument = instrument_of_build("beleidstool");
    struct world world;
    world_init(&world, framework);
    world_lines(&world, lines);
    world_make(&world);
    int count =
        instrument_evidence(instrument_item_find(instrument, item), &world.assessment, findings, 8);
    world_clear(&world);
    instrument_free(instrument);
    return count;
}

static void a_card_has_the_facts_of_its_criteria_or_none(void **state)
{
    (void)state;
    assert_int_equal(evidence("place A\n", "D2"), 0);
    assert_int_equal(evidence("place A hours=\"Mo-Fr 09:00-17:00\"\noffer help_gov\n", "D2"), 1);
    assert_int_equal(evidence("judge C1 met 2026-06-01 \"Er is een brugfiguur\"\n", "R1"), 1);
}

/* ---- the label ---- */

static struct label label_of(const char *lines)
{
    struct instrument *instrument = instrument_of_build("epn_label");
    struct world world;
    struct label label;
    world_init(&world, framework);
    world_lines(&world, lines);
    world_make(&world);
    instrument_label(instrument, world.list[0], world.now, &world.hours, &label);
    world_clear(&world);
    instrument_free(instrument);
    return label;
}

static void fourteen_hours_lack_one(void **state)
{
    struct label label =
        label_of("place A\n"
                 "offer computer count=6 hours=\"Mo-We 09:00-12:00; Th 13:00-18:00\"\n"
                 "offer help\n"
                 "offer lesson\n");
    struct message said = label_say(&label, LABEL_HOURS);
    (void)state;
    assert_int_equal(label.minutes, 14 * 60);
    assert_int_equal(label.minutes_short, 60);
    assert_int_equal(label.checks[LABEL_HOURS], VERDICT_NOT);
    assert_int_equal(label.checks[LABEL_DEVICES], VERDICT_MET);
    assert_int_equal(label.verdict, VERDICT_NOT);
    assert_string_equal(said.key, "label.hours.not");
    assert_true(said.argument[1].as.number == 1);
}

static void fifteen_hours_over_five_half_days_are_enough(void **state)
{
    struct label label = label_of("place A\n"
                                  "offer computer count=6 hours=\"Mo-Fr 09:00-12:00\"\n"
                                  "offer help\n"
                                  "offer lesson\n");
    (void)state;
    assert_int_equal(label.minutes, 15 * 60);
    assert_int_equal(label.verdict, VERDICT_MET);
}

static void hours_that_overlap_count_once(void **state)
{
    struct label label = label_of("place A\n"
                                  "offer computer id=a count=3 hours=\"Mo-Fr 09:00-12:00\"\n"
                                  "offer computer id=b count=2 hours=\"Mo-Fr 10:00-13:00\"\n");
    (void)state;
    assert_int_equal(label.minutes, 20 * 60);
    assert_int_equal(label.devices, 5);
    assert_int_equal(label.devices_short, 1);
    assert_int_equal(label.checks[LABEL_GUIDANCE], VERDICT_UNKNOWN);
    assert_int_equal(label.verdict, VERDICT_NOT);
}

static void hours_for_members_are_not_for_everybody(void **state)
{
    struct label label = label_of("place A hours=\"Mo-Fr 09:00-17:00\"\n"
                                  "offer computer count=8 obligations=membership\n"
                                  "offer help\n"
                                  "offer lesson\n");
    (void)state;
    assert_int_equal(label.minutes, 0);
    assert_int_equal(label.checks[LABEL_FOR_ALL], VERDICT_NOT);
    assert_int_equal(label.verdict, VERDICT_NOT);
}

static void what_nobody_said_is_unknown(void **state)
{
    struct label nothing = label_of("place A\n"),
                 silent = label_of("place A\noffer computer\noffer help\noffer lesson\n");
    (void)state;
    assert_int_equal(nothing.verdict, VERDICT_UNKNOWN);
    assert_int_equal(silent.checks[LABEL_HOURS], VERDICT_UNKNOWN);
    assert_int_equal(silent.verdict, VERDICT_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_of_the_program_can_be_read),
        cmocka_unit_test(brussels_names_six_groups),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(a_card_has_the_facts_of_its_criteria_or_none),
        cmocka_unit_test(fourteen_hours_lack_one),
        cmocka_unit_test(fifteen_hours_over_five_half_days_are_enough),
        cmocka_unit_test(hours_that_overlap_count_once),
        cmocka_unit_test(hours_for_members_are_not_for_everybody),
        cmocka_unit_test(what_nobody_said_is_unknown),
    };
    framework = framework_of_build();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    framework_free(framework);
    return failed;
}
