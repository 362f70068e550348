/* SPDX-License-Identifier: EUPL-1.2 */
/* Which places serve, at a moment and to whom; and the lenses that say to whom. */
#include "assessment/serving.h"

#include "assessment/world.h"
#include "system/file.h"

static struct framework *framework;
static struct lenses lenses;
static struct buffer lens_text;

static const char street[] =
    "place A wheelchair=no hours=\"Mo-Fr 09:00-17:00\"\n"
    "offer wifi\n"
    "place B wheelchair=yes hours=\"Mo-Su 08:00-22:00\"\n"
    "offer wifi\n"
    "offer help languages=nl,fr\n"
    "place C\n"
    "offer wifi\n"
    "offer help languages=nl\n"
    "place D hours=\"24/7\"\n"
    "offer wifi price=paid\n"
    "offer print price=paid\n"
    "offer lesson price=free_for_group groups=seniors\n"
    "place E source checked=none\n"
    "offer wifi checked=none\n"
    "place F provisional checked=none hours=\"24/7\"\n"
    "offer wifi checked=none\n"
    "place G at=near hours=\"24/7\"\n"
    "offer wifi\n"
    "place H hours=\"24/7\"\n"
    "offer wifi until=2026-06-13\n"
    "offer computer price=free_for_group groups=poverty\n"
    "offer scan price=free_for_group groups=poverty obligations=membership\n";

static struct serving_list serve(enum service service, const char *when, const char *lens)
{
    struct world world;
    struct serving_list list;
    struct serving_ask ask = {.service = service, .timed = when != NULL};
    world_init(&world, framework);
    world_lines(&world, street);
    ask.when = civil_read(when ? when : "2026-06-12T10:00");
    ask.lens = lens ? lenses_find(&lenses, lens) : NULL;
    assert_true(!lens || ask.lens);
    struct assessment_question question = world_question(&world);
    serving_make(&question, &ask, &list);
    world_clear(&world);
    return list;
}

/* The places that serve, as letters. */
static void serves(enum service service, const char *when, const char *lens, const char *wanted)
{
    struct serving_list list = serve(service, when, lens);
    char letters[16] = "";
    assert_true(list.count < sizeof letters);
    for (size_t i = 0; i < list.count; i++)
        letters[i] = (char)('A' + list.items[i].place);
    assert_string_equal(letters, wanted);
    serving_clear(&list);
}

static void places_serve_as_the_criteria_count_them(void **state)
{
    (void)state;
    serves(SERVICE_WIFI, NULL, NULL, "ABCH");
    serves(SERVICE_PRINT, NULL, NULL, "D");
    serves(SERVICE_COMPUTER, NULL, NULL, "");
    serves(SERVICE_CHARGE, NULL, NULL, "");
    struct serving_list list = serve(SERVICE_WIFI, NULL, NULL);
    assert_int_equal(list.candidates, 1);
    assert_int_equal(list.provisional, 1);
    assert_int_equal(list.closed + list.hours_unknown + list.lens, 0);
    serving_clear(&list);
}

static void only_what_is_open_serves_then(void **state)
{
    (void)state;
    serves(SERVICE_WIFI, "2026-06-12T10:00", NULL, "ABH");
    serves(SERVICE_WIFI, "2026-06-12T21:59", NULL, "BH");
    serves(SERVICE_WIFI, "2026-06-12T22:00", NULL, "H");
    serves(SERVICE_WIFI, "2026-06-14T15:00", NULL, "B"); /* H is over by then */
    struct serving_list list = serve(SERVICE_WIFI, "2026-06-14T15:00", NULL);
    assert_int_equal(list.closed, 2);
    assert_int_equal(list.hours_unknown, 1);
    serving_clear(&list);
}

static void a_lens_takes_places_away(void **state)
{
    (void)state;
    serves(SERVICE_WIFI, NULL, "usual", "ABCH");
    serves(SERVICE_WIFI, NULL, "wheelchair", "BCH");
    serves(SERVICE_HELP, NULL, NULL, "BC");
    serves(SERVICE_HELP, NULL, "no_dutch", "B");
    serves(SERVICE_WIFI, NULL, "no_dutch", "ABCH"); /* nobody need speak */
    serves(SERVICE_PRINT, NULL, "no_money", "");
    struct serving_list list = serve(SERVICE_WIFI, NULL, "wheelchair");
    assert_int_equal(list.lens, 1);
    assert_int_equal(list.access_unknown, 2);
    serving_clear(&list);
}

static void what_is_free_for_its_group_is_free(void **state)
{
    (void)state;
    serves(SERVICE_COMPUTER, NULL, "no_money", "H");
    serves(SERVICE_COMPUTER, NULL, "senior", "");
    serves(SERVICE_SCAN, NULL, "no_money", ""); /* members only, all the same */
}

/* ---- lenses as data ---- */

static bool parse(const char *rows, struct lenses *out, struct fault *why)
{
    char text[2048];
    snprintf(text, sizeof text, "{\"lenses\":[%s]}", rows);
    return lenses_parse(text, strlen(text), out, why);
}

static void a_fault_names_lens_and_member(void **state)
{
    static const struct {
        const char *rows, *where;
    } cases[] = {
        {"", "lenses"},
        {"{\"speed\":1}", "?.id"},
        {"{\"id\":\"A b\",\"speed\":1}", "A b.id"},
        {"{\"id\":\"a\",\"speed\":1,\"steps_speed\":0.5},{\"id\":\"a\",\"speed\":1}", "a.id"},
        {"{\"id\":\"a\",\"speed\":0,\"no_steps\":true}", "a.speed"},
        {"{\"id\":\"a\",\"speed\":\"1\",\"no_steps\":true}", "a.speed"},
        {"{\"id\":\"a\",\"speed\":9,\"no_steps\":true}", "a.speed"},
        {"{\"id\":\"a\",\"speed\":1}", "a.steps_speed"},
        {"{\"id\":\"a\",\"speed\":1,\"steps_speed\":2}", "a.steps_speed"},
        {"{\"id\":\"a\",\"speed\":1,\"steps_speed\":0.5,\"no_steps\":true}", "a.steps_speed"},
        {"{\"id\":\"a\",\"speed\":1,\"no_steps\":1}", "a.no_steps"},
        {"{\"id\":\"a\",\"speed\":1,\"no_steps\":true,\"groups\":[\"olders\"]}", "a.groups"},
        {"{\"id\":\"a\",\"speed\":1,\"no_steps\":true,\"spoken\":\"help\"}", "a.spoken"},
        {"{\"id\":\"a\",\"speed\":1,\"no_steps\":true,\"not_only\":\"xx\"}", "a.not_only"},
        {"{\"id\":\"a\",\"speed\":1,\"no_steps\":true,\"sped\":2}", "a.sped"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lenses read;
        struct fault why;
        if (parse(cases[i].rows, &read, &why))
            fail_msg("taken: %s", cases[i].rows);
        kit_assert_fault(&why, FAULT_INPUT, "fault.lens");
        assert_string_equal(why.what.argument[0].as.text, cases[i].where);
    }
}

static void many_and_cut_off_lenses_are_refused(void **state)
{
    struct lenses read;
    struct fault why;
    char rows[4096] = "";
    (void)state;
    for (int i = 0; i <= LENS_MOST; i++) {
        size_t size = strlen(rows);
        snprintf(rows + size, sizeof rows - size,
                 "%s{\"id\":\"l%c\",\"speed\":1,\"no_steps\":true}", i ? "," : "", 'a' + i);
    }
    assert_false(parse(rows, &read, &why));
    const char *text = buffer_text(&lens_text);
    for (size_t size = 0; size + 4 < lens_text.size; size++)
        assert_false(lenses_parse(text, size, &read, &why));
}

static void the_lenses_are_there_and_have_words(void **state)
{
    char folder[KIT_PATH];
    struct fault why;
    (void)state;
    snprintf(folder, sizeof folder, "%s/language", kit_assets());
    assert_true(lenses.count >= 8);
    assert_true(lens_usual(&lenses.items[0]));
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        struct language *language;
        assert_true(language_load(folder, (enum language_code)code, &language, &why));
        for (int i = 0; i < lenses.count; i++) {
            assert_true(language_has(language, lens_name(&lenses.items[i]).key));
            assert_true(language_has(language, lens_what(&lenses.items[i]).key));
        }
        language_free(language);
    }
}

static int begin(void **state)
{
    char file[KIT_PATH + 32];
    struct buffer text;
    struct fault why;
    (void)state;
    snprintf(file, sizeof file, "%s/framework/diw.json", kit_assets());
    assert_true(file_read(file, 1 << 20, &text, &why));
    assert_true(framework_parse(buffer_text(&text), text.size, &framework, &why));
    buffer_clear(&text);
    snprintf(file, sizeof file, "%s/lens/lenses.json", kit_assets());
    assert_true(file_read(file, LENS_CEILING, &lens_text, &why));
    assert_true(lenses_parse(buffer_text(&lens_text), lens_text.size, &lenses, &why));
    return 0;
}

static int end(void **state)
{
    (void)state;
    framework_free(framework);
    buffer_clear(&lens_text);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_serve_as_the_criteria_count_them),
        cmocka_unit_test(only_what_is_open_serves_then),
        cmocka_unit_test(a_lens_takes_places_away),
        cmocka_unit_test(what_is_free_for_its_group_is_free),
        cmocka_unit_test(a_fault_names_lens_and_member),
        cmocka_unit_test(many_and_cut_off_lenses_are_refused),
        cmocka_unit_test(the_lenses_are_there_and_have_words),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
