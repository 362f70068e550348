/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/framework.h"

#include "assessment/world.h"

static cJSON *document_of_build(void)
{
    struct framework *framework = framework_of_build();
    cJSON *copy = cJSON_Duplicate(framework->document, true);
    framework_free(framework);
    return copy;
}

/* Takes the document; true when it is refused with this key and text. */
static void refused(cJSON *document, const char *key, const char *where)
{
    struct framework *framework = NULL;
    struct fault why;
    char full[64];
    char *text = cJSON_PrintUnformatted(document);
    fault_clear(&why);
    assert_false(framework_parse(text, strlen(text), &framework, &why));
    assert_null(framework);
    snprintf(full, sizeof full, "assessment.framework.%s", key);
    assert_string_equal(why.what.key, full);
    assert_string_equal(why.what.argument[0].as.text, where);
    free(text);
    cJSON_Delete(document);
}

static cJSON *criterion_at(cJSON *document, int pillar, int index)
{
    cJSON *pillars = cJSON_GetObjectItem(document, "pillars");
    return cJSON_GetArrayItem(cJSON_GetObjectItem(cJSON_GetArrayItem(pillars, pillar), "criteria"),
                              index);
}

static void has_words(struct words words)
{
    assert_true(strlen(words.nl) > 2 && strlen(words.fr) > 2 && strlen(words.en) > 2);
}

static void the_file_holds_five_pillars_and_22_criteria(void **state)
{
    static const char *const ids[] = {"T1", "T2", "T3", "T4", "T5", "I1", "I2", "I3",
                                      "I4", "O1", "O2", "O3", "O4", "G1", "G2", "G3",
                                      "G4", "C1", "C2", "C3", "C4", "C5"};
    static const int counts[] = {5, 4, 4, 4, 5};
    struct framework *framework = framework_of_build();
    (void)state;
    assert_string_equal(framework->id, "diw");
    assert_string_equal(framework->version, "3");
    assert_string_equal(words_in(framework->name, "nl"), "kader DIW 2021");
    assert_int_equal(framework->pillar_count, 5);
    assert_int_equal(framework->criterion_count, 22);
    for (int i = 0; i < 22; i++) {
        assert_string_equal(framework->criteria[i].id, ids[i]);
        assert_int_equal(framework_find(framework, ids[i]), i);
        assert_int_equal(framework->pillars[framework->criteria[i].pillar].id[0], ids[i][0]);
    }
    for (int p = 0; p < 5; p++) {
        assert_int_equal(framework->pillars[p].count, counts[p]);
        assert_int_equal(framework->criteria[framework->pillars[p].first].pillar, p);
        has_words(framework->pillars[p].name);
    }
    assert_int_equal(framework_find(framework, "T6"), -1);
    assert_int_equal(framework_find(framework, NULL), -1);
    framework_free(framework);
}

static void every_criterion_has_its_texts_source_and_rule(void **state)
{
    struct framework *framework = framework_of_build();
    (void)state;
    for (int i = 0; i < framework->criterion_count; i++) {
        const struct criterion *criterion = &framework->criteria[i];
        has_words(criterion->name);
        has_words(criterion->explanation);
        assert_true(strlen(criterion->source) > 8);
        assert_true(criterion->rule[0]);
        assert_true(criterion->kind == CRITERION_ASKED || strcmp(criterion->rule, "asked") != 0);
    }
    framework_free(framework);
}

static void the_dutch_names_are_those_of_the_deck(void **state)
{
    static const char *const names[] = {
        "Gratis gebruik wifi",
        "Gratis gebruik computer en internet",
        "Gratis oplaadpunt",
        "Ook buiten de kantooruren",
        "Mogelijkheid om te printen",
        "Begeleiding bij digitale vragen – liefst gratis",
        "Gratis en vertrouwd voor specifieke doelgroepen",
        "Gratis bij vragen over digitale dienstverlening",
        "Advies bij keuze digitaal toestel & internet",
        "Digitale oefenkansen geïntegreerd in bestaande activiteiten",
        "Laagdrempelige digitale prikkels",
        "Engagement van wijkpartners",
        "Extra inspanningen voor specifieke doelgroepen",
        "Workshops of lessen over digitale thema's",
        "Gratis en vertrouwd voor specifieke doelgroepen",
        "Geschikte ruimte voor digitale lessen",
        "Digitaal materiaal voor digitale activiteiten",
        "Aanspreekpunt in de wijk",
        "Overzicht digitaal aanbod in de wijk",
        "Aandacht voor digitale noden wijkbewoners",
        "Samenwerking wijkpartners rond digitale thema's",
        "Communicatie op maat over het digitale aanbod"};
    struct framework *framework = framework_of_build();
    (void)state;
    for (int i = 0; i < 22; i++)
        assert_string_equal(framework->criteria[i].name.nl, names[i]);
    framework_free(framework);
}

static void words_fall_back_on_dutch(void **state)
{
    struct words words = {.nl = "wijk", .fr = "quartier", .en = "neighbourhood"};
    (void)state;
    assert_string_equal(words_in(words, "nl"), "wijk");
    assert_string_equal(words_in(words, "fr"), "quartier");
    assert_string_equal(words_in(words, "en"), "neighbourhood");
    assert_string_equal(words_in(words, "de"), "wijk");
    assert_string_equal(words_in(words, NULL), "wijk");
}

static void a_service_knows_what_it_can_prove(void **state)
{
    static const struct {
        enum service service;
        const char *ids;
    } table[] = {
        {SERVICE_WIFI, "T1 T4 "},  {SERVICE_COMPUTER, "T2 T4 "}, {SERVICE_CHARGE, "T3 "},
        {SERVICE_PRINT, "T5 "},    {SERVICE_SCAN, ""},           {SERVICE_HELP, "I1 I2 "},
        {SERVICE_HELP_GOV, "I3 "}, {SERVICE_ADVICE, "I4 "},      {SERVICE_LESSON, "G1 G2 "},
        {SERVICE_NUDGE, "O1 O2 "}, {SERVICE_ROOM, "G3 "},        {SERVICE_EQUIPMENT, "G4 "},
        {SERVICE_LEND, ""},
    };
    struct framework *framework = framework_of_build();
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char ids[64] = "";
        int found[8];
        int count = assessment_criteria_of_service(framework, table[i].service, found, 8);
        for (int k = 0; k < count; k++) {
            strcat(ids, framework->criteria[found[k]].id);
            strcat(ids, " ");
        }
        assert_string_equal(ids, table[i].ids);
        assert_int_equal(assessment_criteria_of_service(framework, table[i].service, found, 0), 0);
    }
    framework_free(framework);
}

static void a_missing_text_is_named(void **state)
{
    (void)state;
    cJSON *document = document_of_build();
    cJSON_DeleteItemFromObject(cJSON_GetObjectItem(criterion_at(document, 0, 0), "name"), "fr");
    refused(document, "missing", "T1.name.fr");
    document = document_of_build();
    cJSON_DeleteItemFromObject(criterion_at(document, 1, 3), "explanation");
    refused(document, "missing", "I4.explanation");
    document = document_of_build();
    cJSON_DeleteItemFromObject(criterion_at(document, 4, 4), "source");
    refused(document, "missing", "C5.source");
    document = document_of_build();
    cJSON_DeleteItemFromObject(document, "version");
    refused(document, "missing", "framework.version");
    document = document_of_build();
    cJSON_DeleteItemFromObject(document, "pillars");
    refused(document, "missing", "framework.pillars");
}

static void a_text_of_another_kind_is_named(void **state)
{
    (void)state;
    cJSON *document = document_of_build();
    cJSON_ReplaceItemInObject(cJSON_GetObjectItem(criterion_at(document, 0, 1), "name"), "nl",
                              cJSON_CreateNumber(3));
    refused(document, "wrong", "T2.name.nl");
    document = document_of_build();
    cJSON_ReplaceItemInObject(criterion_at(document, 0, 1), "name", cJSON_CreateString("wifi"));
    refused(document, "wrong", "T2.name");
    document = document_of_build();
    cJSON_ReplaceItemInObject(criterion_at(document, 0, 1), "id", cJSON_CreateString("t2"));
    refused(document, "wrong", "pillars[0].criteria[1].id");
    document = document_of_build();
    cJSON_ReplaceItemInObject(criterion_at(document, 0, 1), "class", cJSON_CreateString("guessed"));
    refused(document, "wrong", "T2.class");
    document = document_of_build();
    cJSON_ReplaceItemInObject(document, "pillars", cJSON_CreateArray());
    refused(document, "wrong", "framework.pillars");
    document = document_of_build();
    cJSON_ReplaceItemInObject(cJSON_GetObjectItem(document, "settings"), "near_metres",
                              cJSON_CreateNumber(-1));
    refused(document, "wrong", "settings.near_metres");
    document = document_of_build();
    cJSON_ReplaceItemInArray(cJSON_GetObjectItem(document, "pillars"), 2, cJSON_CreateNull());
    refused(document, "wrong", "pillars[2]");
    refused(cJSON_CreateArray(), "wrong", "framework");
}

static void a_rule_nobody_wrote_is_named(void **state)
{
    (void)state;
    cJSON *document = document_of_build();
    cJSON_ReplaceItemInObject(criterion_at(document, 0, 3), "rule", cJSON_CreateString("magic"));
    refused(document, "rule", "T4.rule");
    document = document_of_build();
    cJSON_DeleteItemFromObject(criterion_at(document, 0, 3), "rule");
    refused(document, "missing", "T4.rule");
}

static cJSON *parameters_of(cJSON *document, int pillar, int index)
{
    return cJSON_GetObjectItem(criterion_at(document, pillar, index), "parameters");
}

static void parameters_are_checked_against_the_rule(void **state)
{
    (void)state;
    cJSON *document = document_of_build();
    cJSON_AddNumberToObject(parameters_of(document, 0, 0), "colour", 1);
    refused(document, "parameter", "T1.parameters.colour");
    document = document_of_build();
    cJSON_ReplaceItemInObject(parameters_of(document, 0, 0), "service", cJSON_CreateString("tea"));
    refused(document, "wrong", "T1.parameters.service");
    document = document_of_build();
    cJSON_DeleteItemFromObject(parameters_of(document, 0, 0), "service");
    refused(document, "missing", "T1.parameters.service");
    document = document_of_build();
    cJSON_ReplaceItemInObject(parameters_of(document, 0, 3), "office_from",
                              cJSON_CreateString("9 uur"));
    refused(document, "wrong", "T4.parameters.office_from");
    document = document_of_build();
    cJSON_ReplaceItemInObject(parameters_of(document, 0, 3), "evening_to",
                              cJSON_CreateString("24:01"));
    refused(document, "wrong", "T4.parameters.evening_to");
    document = document_of_build();
    cJSON_ReplaceItemInObject(parameters_of(document, 1, 0), "weeks", cJSON_CreateNumber(1.5));
    refused(document, "wrong", "I1.parameters.weeks");
    document = document_of_build();
    cJSON_AddItemToArray(cJSON_GetObjectItem(parameters_of(document, 3, 2), "features"),
                         cJSON_CreateString("pool"));
    refused(document, "wrong", "G3.parameters.features");
    document = document_of_build();
    cJSON_AddItemToArray(cJSON_GetObjectItem(parameters_of(document, 0, 0), "partly"),
                         cJSON_CreateNumber(2));
    refused(document, "wrong", "T1.parameters.partly");
}

static void an_id_stands_once(void **state)
{
    (void)state;
    cJSON *document = document_of_build();
    cJSON_ReplaceItemInObject(criterion_at(document, 3, 0), "id", cJSON_CreateString("T1"));
    refused(document, "twice", "T1");
    document = document_of_build();
    cJSON_ReplaceItemInObject(cJSON_GetArrayItem(cJSON_GetObjectItem(document, "pillars"), 4), "id",
                              cJSON_CreateString("T"));
    refused(document, "twice", "T");
}

static void there_are_ceilings(void **state)
{
    (void)state;
    cJSON *document = document_of_build();
    cJSON *pillars = cJSON_GetObjectItem(document, "pillars");
    for (int i = 0; i < 4; i++)
        cJSON_AddItemToArray(pillars, cJSON_Duplicate(cJSON_GetArrayItem(pillars, 0), true));
    refused(document, "many", "framework.pillars");
    document = document_of_build();
    cJSON *criteria = cJSON_GetObjectItem(
        cJSON_GetArrayItem(cJSON_GetObjectItem(document, "pillars"), 0), "criteria");
    for (int i = 0; i < 60; i++) {
        char id[8];
        cJSON *copy = cJSON_Duplicate(cJSON_GetArrayItem(criteria, 0), true);
        snprintf(id, sizeof id, "X%d", i);
        cJSON_ReplaceItemInObject(copy, "id", cJSON_CreateString(id));
        cJSON_AddItemToArray(criteria, copy);
    }
    refused(document, "many", "pillars[0].criteria");
    document = document_of_build();
    char *text = malloc(2000);
    memset(text, 'a', 1999);
    text[1999] = '\0';
    cJSON_ReplaceItemInObject(cJSON_GetObjectItem(criterion_at(document, 0, 0), "name"), "en",
                              cJSON_CreateString(text));
    free(text);
    refused(document, "long", "T1.name.en");
}

static void broken_text_is_refused_with_its_place(void **state)
{
    struct framework *framework = NULL;
    struct fault why;
    cJSON *document = document_of_build();
    char *text = cJSON_PrintUnformatted(document);
    size_t size = strlen(text);
    (void)state;
    for (size_t cut = 0; cut < size; cut += 97) {
        fault_clear(&why);
        assert_false(framework_parse(text, cut, &framework, &why));
        assert_null(framework);
        assert_true(why.kind == FAULT_INPUT);
    }
    assert_false(framework_parse("", 0, &framework, &why));
    assert_false(framework_parse("{}", 2, &framework, &why));
    for (int round = 0; round < 300; round++) {
        size_t at = (size_t)kit_random_below(size);
        char kept = text[at];
        text[at] = (char)kit_random_below(256);
        if (framework_parse(text, size, &framework, &why))
            framework_free(framework);
        text[at] = kept;
    }
    framework_free(NULL);
    free(text);
    cJSON_Delete(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_holds_five_pillars_and_22_criteria),
        cmocka_unit_test(every_criterion_has_its_texts_source_and_rule),
        cmocka_unit_test(the_dutch_names_are_those_of_the_deck),
        cmocka_unit_test(words_fall_back_on_dutch),
        cmocka_unit_test(a_service_knows_what_it_can_prove),
        cmocka_unit_test(a_missing_text_is_named),
        cmocka_unit_test(a_text_of_another_kind_is_named),
        cmocka_unit_test(a_rule_nobody_wrote_is_named),
        cmocka_unit_test(parameters_are_checked_against_the_rule),
        cmocka_unit_test(an_id_stands_once),
        cmocka_unit_test(there_are_ceilings),
        cmocka_unit_test(broken_text_is_refused_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
