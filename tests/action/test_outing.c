/* SPDX-License-Identifier: EUPL-1.2 */
/* The walking list and the place card of the oefenwijk. */
#include "action/outing.h"

#include <stdlib.h>

#include "action/practice.h"
#include "map/map.h"

static struct language *words[LANGUAGE_COUNT], *dutch, *french;

/* What a picture is drawn with. */
static struct theme theme;
static struct type *type;
static struct icon_set *icons;
static struct map_style *style;
static struct pencil pencil;

static void drawing_open(void)
{
    struct fault why;
    char folder[KIT_PATH + 16];
    snprintf(folder, sizeof folder, "%s/style", kit_assets());
    assert_true(theme_load(folder, "print", &theme, &why));
    assert_true(map_style_load(folder, "print", &style, &why));
    snprintf(folder, sizeof folder, "%s/fonts", kit_assets());
    assert_true(type_open(folder, &type, &why));
    snprintf(folder, sizeof folder, "%s/icons", kit_assets());
    assert_true(icon_set_open(folder, &icons, &why));
    pencil = (struct pencil){type, icons, &theme};
}

static void drawing_close(void)
{
    type_close(type);
    icon_set_close(icons);
    map_style_free(style);
}

static int begin(void **state)
{
    practice_words_open(words);
    dutch = words[LANGUAGE_NL];
    french = words[LANGUAGE_FR];
    drawing_open();
    return practice_begin(state);
}

static int end(void **state)
{
    practice_words_close(words);
    drawing_close();
    return practice_end(state);
}

static double crow_length(const struct outing *outing)
{
    double metres = 0;
    for (size_t at = 1; at < outing->stop_count; at++) {
        metres += point_distance(outing->stops[at - 1].point, outing->stops[at].point);
    }
    return metres;
}

static void test_an_outing_visits_what_nobody_checked_in_a_short_order(void **state)
{
    struct practice *practice = *state;
    struct outing outing;
    struct fault why;
    assert_true(action_outing_fill(practice->project, NULL, 6, dutch, NULL, &outing, &why));
    assert_int_equal(outing.stop_count, 6);
    assert_true(outing.left_out[0]);
    assert_int_equal(outing.scene.mark_count, 6);
    for (size_t at = 0; at < outing.stop_count; at++) {
        assert_int_equal(outing.stops[at].number, at + 1);
        assert_true(outing.stops[at].name[0]);
        assert_true(outing.stops[at].why[0]);
        assert_true(outing.stops[at].ask_count >= 2);
        assert_int_equal(outing.stops[at].walk[0] != 0, at > 0);
    }
    assert_true(crow_length(&outing) < 4000);
    print_message("%s\n%s\n", outing.title, outing.total_line);
    outing_clear(&outing);
}

static void test_an_outing_begins_where_one_stands(void **state)
{
    struct practice *practice = *state;
    struct outing outing;
    struct fault why;
    struct point start = project_place(practice->project, LIBRARY)->point;
    assert_true(action_outing_fill(practice->project, &start, 5, french, NULL, &outing, &why));
    assert_true(point_distance(start, outing.stops[0].point) < 100);
    assert_non_null(strstr(outing.title, "Liste de visite"));
    outing_clear(&outing);
}

static void test_a_card_tells_only_what_was_confirmed(void **state)
{
    struct practice *practice = *state;
    const struct language *languages[OVERVIEW_LANGUAGES] = {dutch, french};
    struct place_card card;
    struct fault why;
    assert_false(action_place_card_fill(practice->project, LIBRARY, languages, &card, &why));
    kit_assert_fault(&why, FAULT_CONFLICT, "fault.card.unconfirmed");
    assert_true(action_confirm(practice->project, LIBRARY, &why));
    struct action_field phone = {"phone", "02 412 06 02"};
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", project_place(practice->project, LIBRARY)->id);
    assert_true(action_set(practice->project, id, &phone, 1, &why));
    assert_true(action_place_card_fill(practice->project, id, languages, &card, &why));
    assert_string_equal(card.code, "tel:024120602");
    assert_string_equal(card.kind.text[0], "Bibliotheek");
    assert_true(card.hours.text[1][0]);
    assert_non_null(strstr(card.checked.text[0], "12 juni 2026"));
    assert_string_equal(card.scan.text[1], "Scannez pour appeler");
    place_card_clear(&card);
    assert_false(
        action_place_card_fill(practice->project, "place:nergens", languages, &card, &why));
    assert_int_equal(why.kind, FAULT_MISSING);
}

static void run(const char *const argv[], struct buffer *out)
{
    int code = kit_run(argv, out, NULL);
    if (code != 0) {
        fail_msg("%s ends with %d: %s", argv[0], code, buffer_text(out));
    }
}

/* Independent eyes: sound, tagged, and it says `words`, in this order. */
static void assert_paper(const char *file, const char *const told[], int count)
{
    struct buffer out;
    run((const char *const[]){"qpdf", "--check", file, NULL}, &out);
    buffer_clear(&out);
    run((const char *const[]){"pdfinfo", file, NULL}, &out);
    assert_non_null(strstr(buffer_text(&out), "Tagged:          yes"));
    buffer_clear(&out);
    run((const char *const[]){"pdfinfo", "-struct-text", file, NULL}, &out);
    const char *at = buffer_text(&out);
    for (int i = 0; i < count; i++) {
        const char *found = strstr(at, told[i]);
        if (!found) {
            fail_msg("\"%s\" is not where it should be in:\n%.3000s", told[i], buffer_text(&out));
        }
        at = found;
    }
    buffer_clear(&out);
}

static void test_the_code_on_a_printed_card_can_be_scanned(void **state)
{
    struct practice *practice = *state;
    static const char *const told[] = {"Bibliotheek", "Wanneer open", "Scan om te bellen",
                                       "02 412 06 02"};
    const struct language *languages[OVERVIEW_LANGUAGES] = {dutch, french};
    static const struct {
        enum place_card_form form;
        const char *name;
    } forms[] = {{PLACE_CARD_A5, "a5"}, {PLACE_CARD_A6, "a6"}};
    struct place_card card;
    struct fault why;
    assert_true(action_confirm(practice->project, LIBRARY, &why));
    char id[ACTION_ID], file[KIT_PATH + 16], picture[KIT_PATH + 16];
    snprintf(id, sizeof id, "%s", project_place(practice->project, LIBRARY)->id);
    struct action_field phone = {"phone", "02 412 06 02"};
    assert_true(action_set(practice->project, id, &phone, 1, &why));
    assert_true(action_place_card_fill(practice->project, id, languages, &card, &why));
    for (size_t at = 0; at < sizeof forms / sizeof *forms; at++) {
        struct buffer out;
        snprintf(file, sizeof file, "%s/%s.pdf", practice->folder, forms[at].name);
        snprintf(picture, sizeof picture, "%s/%s", practice->folder, forms[at].name);
        assert_true(print_place_card(&card, forms[at].form, &pencil, languages, file, &why));
        assert_paper(file, told, 4);
        run((const char *const[]){"pdftoppm", "-r", "150", "-png", "-singlefile", file, picture,
                                  NULL},
            &out);
        buffer_clear(&out);
        strcat(picture, ".png");
        run((const char *const[]){"zbarimg", "-q", "--raw", picture, NULL}, &out);
        assert_string_equal(buffer_text(&out), "tel:024120602\n");
        buffer_clear(&out);
    }
    place_card_clear(&card);
}

static void test_a_printed_outing_says_every_stop_in_walking_order(void **state)
{
    struct practice *practice = *state;
    struct outing outing;
    struct fault why;
    const char *told[32];
    char file[KIT_PATH + 16], again[KIT_PATH + 16];
    assert_true(action_outing_fill(practice->project, NULL, 0, dutch, style, &outing, &why));
    snprintf(file, sizeof file, "%s/walk.pdf", practice->folder);
    snprintf(again, sizeof again, "%s/again.pdf", practice->folder);
    assert_true(print_outing(&outing, &pencil, dutch, file, &why));
    assert_true(print_outing(&outing, &pencil, dutch, again, &why));
    told[0] = "Looplijst";
    for (size_t at = 0; at < outing.stop_count; at++) {
        told[at + 1] = outing.stops[at].name;
    }
    assert_paper(file, told, (int)outing.stop_count + 1);
    struct buffer out;
    run((const char *const[]){"cmp", file, again, NULL}, &out);
    buffer_clear(&out);
    outing_clear(&outing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_outing_visits_what_nobody_checked_in_a_short_order,
                                        begin, end),
        cmocka_unit_test_setup_teardown(test_an_outing_begins_where_one_stands, begin, end),
        cmocka_unit_test_setup_teardown(test_a_card_tells_only_what_was_confirmed, begin, end),
        cmocka_unit_test_setup_teardown(test_the_code_on_a_printed_card_can_be_scanned, begin, end),
        cmocka_unit_test_setup_teardown(test_a_printed_outing_says_every_stop_in_walking_order,
                                        begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
