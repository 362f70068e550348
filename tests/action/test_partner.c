/* SPDX-License-Identifier: EUPL-1.2 */
/* Marks of partners: everyone sees them, they count in part, the coordinator answers. */
#include "action/partner.h"
#include "practice.h"

#include <stdlib.h>

#include "action/bundle.h"
#include "action/project_inner.h"

static const struct point corner = {4.3272, 50.8571};

static void partner_marks_wifi(struct practice *practice, const char *place, char id[ACTION_ID])
{
    struct fault why;
    practice_ok(partner_add(practice->project, "bib", place, corner, "Buurttuin", SERVICE_WIFI,
                            PRICE_FREE, id, &why),
                &why);
}

static struct partner_mark mark_of(struct practice *practice, const char *id)
{
    struct partner_mark mark;
    assert_true(partner_mark_read(practice->project, id, &mark));
    return mark;
}

static size_t count_of(struct practice *practice, const char *org)
{
    struct partner_mark *marks;
    size_t count = partner_marks(practice->project, org, &marks);
    free(marks);
    return count;
}

static void a_mark_is_on_the_map_at_once_as_provisional(void **state)
{
    struct practice *practice = *state;
    char id[ACTION_ID];
    partner_marks_wifi(practice, "", id);
    assert_memory_equal(id, "prop:bib:", 9);
    const struct place *place = project_place(practice->project, id);
    assert_non_null(place);
    assert_int_equal(project_place_state(practice->project, place), PLACE_PROVISIONAL);
    assert_string_equal(place->name, "Buurttuin");
    assert_int_equal(place->offer_count, 1);
    assert_int_equal(place->offers[0].service, SERVICE_WIFI);
    assert_int_equal(place->offers[0].price, PRICE_FREE);
    struct fault why;
    practice_ok(project_finish(practice->project, &why), &why);
    practice_reopen(practice);
    assert_non_null(project_place(practice->project, id));
    assert_int_equal(mark_of(practice, id).state, PARTNER_WAITING);
}

static void a_mark_at_a_place_stands_where_the_place_stands(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID], again[ACTION_ID];
    partner_marks_wifi(practice, LIBRARY, id);
    assert_string_equal(mark_of(practice, id).place->id, LIBRARY);
    practice_ok(action_move(practice->project, LIBRARY, corner, &why), &why);
    const struct place *shown = project_place(practice->project, id);
    assert_true(shown->point.lon == corner.lon && shown->point.lat == corner.lat);
    assert_string_equal(shown->name, project_place(practice->project, LIBRARY)->name);
    partner_marks_wifi(practice, LIBRARY, again); /* the same thing said twice is one mark */
    assert_string_equal(again, id);
    assert_int_equal(count_of(practice, "bib"), 1);
    assert_int_equal(count_of(practice, "ocmw"), 0);
    practice_ok(action_remove(practice->project, LIBRARY, &why), &why);
    assert_null(mark_of(practice, id).place);
    assert_non_null(project_place(practice->project, id)); /* where the place was */
}

static void only_wifi_and_charging_of_a_real_organisation_are_marked(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    assert_false(partner_add(practice->project, "bib", "", corner, "", SERVICE_LESSON, PRICE_FREE,
                             id, &why));
    kit_assert_fault(&why, FAULT_INPUT, "partner.fault.service");
    assert_false(partner_add(practice->project, "Bib:x", "", corner, "", SERVICE_WIFI, PRICE_FREE,
                             id, &why));
    kit_assert_fault(&why, FAULT_INPUT, "partner.fault.org");
    assert_false(partner_add(practice->project, "bib", "place:none", corner, "", SERVICE_WIFI,
                             PRICE_FREE, id, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.place.unknown");
    assert_false(partner_add(practice->project, "bib", "", (struct point){400, 0}, "", SERVICE_WIFI,
                             PRICE_FREE, id, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.point");
    assert_int_equal(count_of(practice, NULL), 0);
}

static void accepting_puts_the_offer_into_the_place_as_one_deed(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID], place[ACTION_ID];
    size_t before = project_place(practice->project, LIBRARY)->offer_count;
    practice_ok(partner_add(practice->project, "bib", LIBRARY, corner, "", SERVICE_CHARGE,
                            PRICE_FREE, id, &why),
                &why);
    practice_ok(review_accept(practice->project, id, "", place, &why), &why);
    const struct place *library = project_place(practice->project, LIBRARY);
    assert_string_equal(library->id, place);
    assert_int_equal(library->offer_count, before + 1);
    assert_null(project_place(practice->project, id)); /* no longer provisional */
    assert_int_equal(mark_of(practice, id).state, PARTNER_ACCEPTED);
    practice_ok(project_finish(practice->project, &why), &why);
    practice_reopen(practice);
    assert_int_equal(mark_of(practice, id).state, PARTNER_ACCEPTED);
    practice_ok(action_undo(practice->project, &why), &why);
    assert_int_equal(mark_of(practice, id).state, PARTNER_WAITING);
    assert_non_null(project_place(practice->project, id));
    assert_int_equal(project_place(practice->project, LIBRARY)->offer_count, before);
}

static void a_new_point_becomes_a_place_with_the_same_id_on_every_tablet(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID], place[ACTION_ID], expected[40], again[ACTION_ID];
    partner_marks_wifi(practice, "", id);
    place_id_of_candidate(id, expected);
    practice_ok(review_accept(practice->project, id, "", place, &why), &why);
    assert_string_equal(place, expected);
    const struct place *made = project_place(practice->project, place);
    assert_int_equal(project_place_state(practice->project, made), PLACE_CONFIRMED);
    assert_string_equal(made->name, "Buurttuin");
    practice_ok(review_accept(practice->project, id, "", again, &why), &why);
    assert_string_equal(again, place); /* not a second one */
    assert_int_equal(project_place(practice->project, place)->offer_count, 1);
}

static void merging_gives_the_offer_to_another_place(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID], other[ACTION_ID], place[ACTION_ID];
    partner_marks_wifi(practice, "", id);
    practice_ok(action_add(practice->project, KIND_CAFE, corner, "De Hoek", other, &why), &why);
    practice_ok(review_accept(practice->project, id, other, place, &why), &why);
    assert_string_equal(place, other);
    assert_int_equal(project_place(practice->project, other)->offer_count, 1);
    assert_string_equal(mark_of(practice, id).place->id, other);
    assert_false(review_accept(practice->project, id, "place:none", place, &why));
    assert_int_equal(why.kind, FAULT_MISSING);
}

static void what_is_sent_back_leaves_the_map_and_returns_when_confirmed(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    partner_marks_wifi(practice, "", id);
    assert_false(review_return(practice->project, id, "  ", &why));
    kit_assert_fault(&why, FAULT_INPUT, "partner.fault.answer");
    assert_false(review_return(practice->project, "prop:bib:none", "Welke deur?", &why));
    kit_assert_fault(&why, FAULT_MISSING, "partner.fault.unknown");
    practice_ok(review_return(practice->project, id, "Welke deur?", &why), &why);
    assert_null(project_place(practice->project, id));
    assert_int_equal(mark_of(practice, id).state, PARTNER_RETURNED);
    assert_string_equal(mark_of(practice, id).answer, "Welke deur?");
    practice_ok(partner_confirm(practice->project, id, &why), &why);
    assert_int_equal(mark_of(practice, id).state, PARTNER_WAITING);
    assert_string_equal(mark_of(practice, id).answer, "");
    assert_non_null(project_place(practice->project, id));
}

static void what_was_accepted_and_is_confirmed_later_is_asked_about_again(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID], place[ACTION_ID];
    partner_marks_wifi(practice, LIBRARY, id);
    practice_ok(review_accept(practice->project, id, "", place, &why), &why);
    size_t offers = project_place(practice->project, LIBRARY)->offer_count;
    practice_ok(project_finish(practice->project, &why), &why);
    practice->clock = kit_clock("2026-09-01T10:00");
    practice_reopen(practice);
    practice_ok(partner_confirm(practice->project, id, &why), &why);
    assert_int_equal(mark_of(practice, id).state, PARTNER_AGAIN);
    assert_null(project_place(practice->project, id)); /* the place speaks for itself */
    practice_ok(review_accept(practice->project, id, "", place, &why), &why);
    assert_int_equal(mark_of(practice, id).state, PARTNER_ACCEPTED);
    const struct place *library = project_place(practice->project, LIBRARY);
    assert_int_equal(library->offer_count, offers);
    bool newest = false;
    for (size_t i = 0; i < library->offer_count; i++) {
        newest = newest || (library->offers[i].service == SERVICE_WIFI &&
                            library->offers[i].checked.month == 9);
    }
    assert_true(newest);
}

static void a_mark_is_no_place_to_change(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID], offer[ACTION_ID];
    struct action_field name[] = {{"name", "Anders"}};
    partner_marks_wifi(practice, "", id);
    assert_false(action_set(practice->project, id, name, 1, &why));
    kit_assert_fault(&why, FAULT_INPUT, "partner.fault.mark");
    assert_false(action_move(practice->project, id, corner, &why));
    assert_false(action_remove(practice->project, id, &why));
    assert_false(action_offer_add(practice->project, id, SERVICE_PRINT, offer, &why));
    assert_false(partner_add(practice->project, "ocmw", id, corner, "", SERVICE_WIFI, PRICE_FREE,
                             offer, &why));
    practice_ok(action_confirm(practice->project, id, &why), &why); /* unpaired: accepts */
    assert_int_equal(mark_of(practice, id).state, PARTNER_ACCEPTED);
    practice_ok(partner_withdraw(practice->project, id, &why), &why);
    assert_int_equal(count_of(practice, NULL), 0);
    practice_ok(action_undo(practice->project, &why), &why);
    assert_int_equal(count_of(practice, NULL), 1);
}

/* Another program wrote these: they are shown nowhere and harm nothing. */
static void odd_marks_are_left_alone(void **state)
{
    static const char *const odd[] = {
        "{\"_id\":\"prop:bib:X\",\"org\":\"ocmw\",\"service\":\"wifi\",\"lon\":4.3,\"lat\":50.8}",
        "{\"_id\":\"prop:bib:X\",\"org\":\"bib\",\"service\":\"lesson\",\"lon\":4.3,\"lat\":50.8}",
        "{\"_id\":\"prop:bib:X\",\"org\":\"bib\",\"service\":[\"wifi\"],\"lon\":4.3,\"lat\":50.8}",
        "{\"_id\":\"prop:bib:X\",\"org\":\"bib\",\"service\":\"wifi\",\"lon\":\"4\",\"lat\":50.8}",
        "{\"_id\":\"prop:bib:X\",\"org\":\"bib\",\"service\":\"wifi\",\"place\":\"prop:bib:X\"}",
        "{\"_id\":\"prop:bib:X\",\"service\":\"wifi\",\"lon\":4.3,\"lat\":50.8}",
        "{\"_id\":\"prop:bib:X\"}",
        ("{\"_id\":\"prop:bib:X\",\"org\":\"bib\",\"service\":\"wifi\",\"lon\":4.3,\"lat\":50.8,"
         "\"state\":7,\"answer\":{},\"checked\":\"2026-99-99\",\"name\":[],\"price\":\"gold\"}"),
    };
    struct practice *practice = *state;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        bool last = i + 1 == sizeof odd / sizeof *odd; /* odd, but a mark */
        view_put(practice->project, "prop:bib:X", cJSON_Parse(odd[i]));
        view_refresh(practice->project);
        assert_int_equal(count_of(practice, NULL), last);
        assert_int_equal(project_place(practice->project, "prop:bib:X") != NULL, last);
        project_assessment(practice->project);
    }
    view_put(practice->project, "prop:bib:X", NULL);
    view_refresh(practice->project);
    assert_null(project_place(practice->project, "prop:bib:X"));
}

/* Does the bundle of one wijk hold the document? */
static bool leaves_with(struct practice *practice, const char *wijk, const char *id)
{
    struct fault why;
    struct bundle_out *out;
    struct bundle_left left;
    struct bundle *bundle;
    struct buffer text;
    char file[KIT_PATH + 32];
    snprintf(file, sizeof file, "%s/%s.wijkbundel", practice->folder, wijk);
    practice_ok(
        bundle_fill(practice->project,
                    &(struct bundle_leave){.file = file, .level = SHARE_ARCHIVE, .wijk = wijk},
                    &out, &why),
        &why);
    practice_ok(bundle_write(out, &left, &why), &why);
    bundle_out_free(out);
    practice_ok(bundle_open(file, &bundle, &why), &why);
    practice_ok(bundle_read_text(bundle, "documents.jsonl", &text, &why), &why);
    bool has = strstr(buffer_text(&text), id) != NULL;
    buffer_clear(&text);
    bundle_close(bundle);
    return has;
}

static void a_mark_leaves_with_the_wijk_of_its_place(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    const struct pack_wijk *wijken, *other = NULL;
    int count = pack_wijken(practice->project->pack, &wijken);
    const char *own = project_wijk(practice->project)->code;
    struct point far = {0, 0};
    for (int i = 0; i < count && !other; i++) {
        struct box box = wijken[i].border->box;
        far = (struct point){(box.west + box.east) / 2, (box.south + box.north) / 2};
        if (strcmp(wijken[i].code, own) != 0 && shape_has(wijken[i].border, far)) {
            other = &wijken[i];
        }
    }
    assert_non_null(other);
    partner_marks_wifi(practice, LIBRARY, id);
    assert_true(leaves_with(practice, own, id));
    assert_false(leaves_with(practice, other->code, id));
    practice_ok(action_move(practice->project, LIBRARY, far, &why), &why);
    assert_true(leaves_with(practice, other->code, id));
    assert_false(leaves_with(practice, own, id));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_mark_is_on_the_map_at_once_as_provisional, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(a_mark_at_a_place_stands_where_the_place_stands,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(only_wifi_and_charging_of_a_real_organisation_are_marked,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(accepting_puts_the_offer_into_the_place_as_one_deed,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(
            a_new_point_becomes_a_place_with_the_same_id_on_every_tablet, practice_begin,
            practice_end),
        cmocka_unit_test_setup_teardown(merging_gives_the_offer_to_another_place, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(what_is_sent_back_leaves_the_map_and_returns_when_confirmed,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(
            what_was_accepted_and_is_confirmed_later_is_asked_about_again, practice_begin,
            practice_end),
        cmocka_unit_test_setup_teardown(a_mark_is_no_place_to_change, practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(a_mark_leaves_with_the_wijk_of_its_place, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(odd_marks_are_left_alone, practice_begin, practice_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
