/* SPDX-License-Identifier: EUPL-1.2 */
/* The French standard: its own example is read, ours goes there and back, and what is lost is what
 * the header says. */
#include "exchange/mediation.h"

#include "kit/kit.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "system/file.h"

static cJSON *read_places;

static bool keep(void *data, const cJSON *place, struct fault *why)
{
    (void)data;
    (void)why;
    return cJSON_AddItemToArray(read_places, cJSON_Duplicate(place, true));
}

static struct read_counts read_all(const char *path, bool expected, struct fault *why)
{
    struct read_counts counts = {0};
    struct sink sink = {.candidate = keep};
    cJSON_Delete(read_places);
    read_places = cJSON_CreateArray();
    assert_int_equal(mediation_read(path, box_empty(), &sink, &counts, why), expected);
    return counts;
}

static const char *field(const cJSON *place, const char *path)
{
    const cJSON *value = json_path_get(place, path);
    return cJSON_IsString(value) ? value->valuestring : "";
}

static void the_standards_own_example_is_read(void **state)
{
    (void)state;
    struct fault why;
    struct read_counts counts = read_all(kit_data("mediation/exemple-valide.csv"), true, &why);
    assert_int_equal(counts.candidates, 1);
    const cJSON *place = cJSON_GetArrayItem(read_places, 0);
    assert_string_equal(field(place, "_id"), "feed:mednum:structure-1");
    assert_string_equal(field(place, "name"), "Anonymal");
    assert_string_equal(field(place, "number"), "12 BIS");
    assert_string_equal(field(place, "street"), "RUE DE LECLERCQ");
    assert_string_equal(field(place, "kind"), "association");
    assert_string_equal(field(place, "setting"), "mobile");
    assert_string_equal(field(place, "email"), "contact@laquincaillerie.tl");
    assert_string_equal(field(place, "website"), "https://www.laquincaillerie.tl/");
    assert_string_equal(field(place, "hours"), "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00");
    assert_string_equal(field(place, "offers/help_gov/price"), "free");
    assert_string_equal(field(place, "offers/help/access"), "both");
    assert_null(json_path_get(place, "offers/computer"));
    assert_null(json_path_get(place, "checked")); /* nobody here has confirmed it */
    struct place parsed;
    int odd = 0;
    assert_true(place_parse(place, &parsed, &odd, &why));
    assert_int_equal(odd, 0);
    assert_int_equal(parsed.offers[0].groups, GROUP_YOUTH);
    place_clear(&parsed);
}

static const char ours[] = "{\"_id\":\"place:01J\",\"type\":\"place\",\"name\":\"Bibliotheek\","
                           "\"name_fr\":\"=Bibliothèque\",\"lon\":4.344,"
                           "\"lat\":50.856,\"kind\":\"library\",\"setting\":\"indoor\","
                           "\"operator\":\"Commune\",\"street\":\"Rue Haute, "
                           "arrière\",\"number\":\"12\",\"postcode\":\"1080\",\"city\":"
                           "\"Molenbeek\",\"phone\":\"02 411 00 00\",\"email\":"
                           "\"info@bib.example\",\"website\":\"https://"
                           "bib.example\",\"hours\":\"Mo-Fr 09:00-17:00\",\"checked\":"
                           "\"2026-05-12\",\"note\":\"intern\",\"wheelchair\":\"yes\",\"offers\":{"
                           "\"a\":{\"service\":\"wifi\",\"price\":\"free\","
                           "\"groups\":[\"seniors\",\"low_literacy\"]},\"b\":{\"service\":\"help\","
                           "\"price\":\"free\",\"access\":\"both\",\"groups\":["
                           "\"seniors\",\"low_literacy\"],\"languages\":[\"nl\",\"ar\"]}}}";

static void written(enum mediation_form form, struct buffer *out)
{
    cJSON *tree = cJSON_Parse(ours);
    struct place place;
    struct fault why;
    const struct place *list[] = {&place};
    struct mediation_says says = {"Wijkpeil", {2026, 6, 12}};
    assert_true(place_parse(tree, &place, NULL, &why));
    buffer_init(out, 1 << 20);
    assert_true(mediation_write(list, 1, says, form, out));
    place_clear(&place);
    cJSON_Delete(tree);
}

static void every_column_is_written_in_order(void **state)
{
    (void)state;
    struct buffer out;
    written(MEDIATION_CSV, &out);
    assert_non_null(
        strstr(buffer_text(&out),
               "id,pivot,nom,commune,code_postal,code_insee,adresse,complement_adresse,latitude,"
               "longitude,typologie,telephone,courriels,site_web,horaires,presentation_resume,"
               "presentation_detail,source,itinerance,structure_parente,date_maj,services,"
               "publics_specifiquement_adresses,prise_en_charge_specifique,frais_a_charge,"
               "dispositif_programmes_nationaux,formations_labels,autres_formations_labels,"
               "modalites_acces,modalites_accompagnement,fiche_acces_libre,prise_rdv\r\n"));
    assert_non_null(
        strstr(buffer_text(&out), ",+3224110000,")); /* only digits: nothing that runs */
    assert_non_null(strstr(buffer_text(&out), "\"'=Bibliothèque\"")); /* no spreadsheet runs it */
    assert_non_null(strstr(buffer_text(&out),
                           "Maîtrise des outils numériques du quotidien;Accès internet et matériel "
                           "informatique"));
    assert_non_null(strstr(buffer_text(&out), "\"Se présenter;Téléphoner\""));
    assert_non_null(strstr(buffer_text(&out), "Seniors"));
    assert_null(strstr(buffer_text(&out), "intern,"));
    buffer_clear(&out);
}

static void there_and_back_keeps_what_the_table_says(void **state)
{
    (void)state;
    for (int form = 0; form < 2; form++) {
        char folder[KIT_PATH];
        struct buffer out;
        struct fault why;
        kit_folder_make(folder);
        written((enum mediation_form)form, &out);
        read_all(kit_file(folder, "x", out.data, out.size), true, &why);
        const cJSON *place = cJSON_GetArrayItem(read_places, 0);
        assert_string_equal(field(place, "_id"), "feed:mednum:place:01J");
        assert_string_equal(field(place, "name"), "=Bibliothèque");
        assert_string_equal(field(place, "kind"), "library");
        assert_string_equal(field(place, "setting"), "indoor");
        assert_string_equal(field(place, "street"), "Rue Haute, arrière");
        assert_string_equal(field(place, "number"), "12");
        assert_string_equal(field(place, "postcode"), "1080");
        assert_string_equal(field(place, "city"), "Molenbeek");
        assert_string_equal(field(place, "operator"), "Commune");
        assert_string_equal(field(place, "phone"), "+3224110000");
        assert_string_equal(field(place, "email"), "info@bib.example");
        assert_string_equal(field(place, "website"), "https://bib.example");
        assert_string_equal(field(place, "hours"), "Mo-Fr 09:00-17:00");
        assert_string_equal(field(place, "offers/help/access"), "both");
        assert_string_equal(field(place, "offers/help/price"), "free");
        assert_string_equal(field(place, "offers/computer/price"),
                            "free"); /* wifi is not told apart */
        assert_int_equal(cJSON_GetArraySize(json_path_get(place, "offers/help/groups")), 2);
        assert_true(json_number(place, "lon", 0) > 4.3439 && json_number(place, "lon", 0) < 4.3441);
        assert_null(json_path_get(place, "wheelchair"));
        buffer_clear(&out);
        kit_folder_remove(folder);
    }
}

static void what_is_not_the_standard_is_told(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "a,b\r\n1,2\r\n",
                                        "id,nom\n1,x\n",
                                        "[",
                                        "[1,2]",
                                        "{\"id\":1}",
                                        "[{\"id\":\"1\"}]",
                                        "id,nom,services\n",
                                        "id,nom,services,latitude,longitude\n\"1,x"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char folder[KIT_PATH];
        struct fault why;
        kit_folder_make(folder);
        fault_clear(&why);
        read_all(kit_file(folder, "x", texts[i], strlen(texts[i])), false, &why);
        assert_int_equal(why.kind, FAULT_INPUT);
        assert_string_not_equal(why.file, "");
        kit_folder_remove(folder);
    }
    struct fault why;
    read_all("no/such/file", false, &why);
    assert_int_equal(why.kind, FAULT_MISSING);
}

static void numbers_of_json_are_no_text_with_noughts(void **state)
{
    static const char text[] =
        "[{\"id\":123,\"nom\":\"Bib\",\"latitude\":50.85,\"longitude\":4.35,\"code_postal\":1080,"
        "\"services\":\"Aide aux démarches administratives\"}]";
    struct fault why;
    char folder[KIT_PATH];
    (void)state;
    kit_folder_make(folder);
    read_all(kit_file(folder, "x", text, strlen(text)), true, &why);
    const cJSON *place = cJSON_GetArrayItem(read_places, 0);
    assert_string_equal(field(place, "_id"), "feed:mednum:123");
    assert_string_equal(field(place, "postcode"), "1080");
    kit_folder_remove(folder);
}

static void rows_without_a_position_are_counted(void **state)
{
    (void)state;
    static const char text[] =
        "id,nom,services,latitude,longitude\n1,A,,50.8,4.3\n2,B,,,\n3,C,,95,4\n4,,,50.8,4.3\n";
    char folder[KIT_PATH];
    struct fault why;
    kit_folder_make(folder);
    struct read_counts counts = read_all(kit_file(folder, "x", text, strlen(text)), true, &why);
    assert_int_equal(counts.candidates, 1);
    assert_int_equal(counts.without_place, 2);
    assert_int_equal(counts.skipped, 1);
    kit_folder_remove(folder);
}

static int forget(void **state)
{
    (void)state;
    cJSON_Delete(read_places);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standards_own_example_is_read),
        cmocka_unit_test(every_column_is_written_in_order),
        cmocka_unit_test(there_and_back_keeps_what_the_table_says),
        cmocka_unit_test(what_is_not_the_standard_is_told),
        cmocka_unit_test(numbers_of_json_are_no_text_with_noughts),
        cmocka_unit_test(rows_without_a_position_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, forget);
}
