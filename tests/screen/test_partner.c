/* SPDX-License-Identifier: EUPL-1.2 */
/* A partner's tablet and the coordinator's queue, by thumb: three taps each. */
#include "screen/thumb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/shell_inner.h"

static struct partner_mark *only_mark(struct thumb *thumb)
{
    static struct partner_mark mark;
    struct partner_mark *marks;
    assert_int_equal(partner_marks(thumb->shell->project, "bib", &marks), 1);
    mark = marks[0];
    free(marks);
    return &mark;
}

static void partner_open(struct thumb *thumb, double width, double height)
{
    thumb_open(thumb, "nl", width, height);
    thumb_show(thumb, "partner", "bib");
    thumb->taps = 0;
}

static const char *textf(const char *prefix, const char *id)
{
    static char text[160];
    snprintf(text, sizeof text, "%s%s", prefix, id);
    return text;
}

static const double sizes[][2] = {{1280, 800}, {412, 892}, {360, 640}};
enum { SIZES = sizeof sizes / sizeof *sizes };

static void charging_at_a_new_point_takes_three_taps(void **state)
{
    (void)state;
    for (int i = 0; i < SIZES; i++) {
        struct thumb thumb;
        partner_open(&thumb, sizes[i][0], sizes[i][1]);
        thumb_tap(&thumb, "mark.new:charge");
        struct point wanted = thumb.shell->add_point;
        thumb_tap(&thumb, "mark.here");
        thumb_tap(&thumb, "mark.price:free");
        assert_int_equal(thumb.taps, 3);
        const struct partner_mark *mark = only_mark(&thumb);
        assert_int_equal(mark->service, SERVICE_CHARGE);
        assert_int_equal(mark->price, PRICE_FREE);
        assert_null(mark->place);
        assert_true(point_distance(wanted, mark->point) < 2); /* what the list was made for */
        assert_int_equal(thumb.shell->screen, SCREEN_PARTNER);
        thumb_tap(&thumb, "bar.undo");
        struct partner_mark *none;
        assert_int_equal(partner_marks(thumb.shell->project, "bib", &none), 0);
        thumb_close(&thumb);
    }
}

static void wifi_at_a_known_place_takes_three_taps(void **state)
{
    (void)state;
    struct thumb thumb;
    const struct place *near[1];
    partner_open(&thumb, 1280, 800);
    thumb_tap(&thumb, "mark.new:wifi");
    assert_int_equal(partner_near(thumb.shell, thumb.shell->add_point, 120, near, 1), 1);
    char place[ACTION_ID];
    snprintf(place, sizeof place, "%s", near[0]->id);
    thumb_tap(&thumb, textf("mark.at:", place));
    thumb_tap(&thumb, "mark.price:unknown");
    assert_int_equal(thumb.taps, 3);
    assert_string_equal(only_mark(&thumb)->place->id, place);
    thumb_close(&thumb);
}

static void a_mark_still_holds_with_one_tap(void **state)
{
    (void)state;
    struct thumb thumb;
    struct fault why;
    char id[ACTION_ID];
    partner_open(&thumb, 412, 892);
    assert_true(partner_add(thumb.shell->project, "bib", "", (struct point){4.338, 50.857}, "Tuin",
                            SERVICE_WIFI, PRICE_FREE, id, &why));
    assert_true(review_return(thumb.shell->project, id, "Aan welke deur?", &why));
    thumb_wait(&thumb, 100);
    thumb_assert_reads(&thumb, "Aan welke deur?");
    thumb_tap(&thumb, textf("mark.confirm:", id));
    assert_int_equal(thumb.taps, 1);
    assert_int_equal(only_mark(&thumb)->state, PARTNER_WAITING);
    thumb_close(&thumb);
}

static void a_partner_sees_its_own_screens_alone(void **state)
{
    (void)state;
    struct thumb thumb;
    partner_open(&thumb, 1280, 800);
    assert_true(thumb_sees(&thumb, "rail.partner"));
    assert_true(thumb_sees(&thumb, "rail.settings"));
    assert_false(thumb_sees(&thumb, "rail.map"));
    assert_false(thumb_sees(&thumb, "rail.todo"));
    shell_shortcut(thumb.shell, '1', false); /* the map */
    assert_int_equal(thumb.shell->screen, SCREEN_PARTNER);
    size_t count;
    shell_select(thumb.shell, project_places(thumb.shell->project, &count)[0]->id);
    assert_int_equal(thumb.shell->screen, SCREEN_PARTNER);
    thumb_close(&thumb);
}

static void review_open(struct thumb *thumb, double width, double height, char id[ACTION_ID])
{
    struct fault why;
    thumb_open(thumb, "nl", width, height);
    assert_true(partner_add(thumb->shell->project, "bib", "", (struct point){4.338, 50.857}, "Tuin",
                            SERVICE_WIFI, PRICE_FREE, id, &why));
    thumb_show(thumb, "todo", NULL);
    thumb->taps = 0;
    thumb_tap(thumb, "todo.review");
}

static void a_coordinator_accepts_in_two_taps(void **state)
{
    (void)state;
    for (int i = 0; i < SIZES; i++) {
        struct thumb thumb;
        char id[ACTION_ID];
        review_open(&thumb, sizes[i][0], sizes[i][1], id);
        thumb_assert_reads(&thumb, "Gemeld door bib");
        thumb_tap(&thumb, textf("review.accept:", id));
        assert_int_equal(thumb.taps, 2);
        assert_int_equal(only_mark(&thumb)->state, PARTNER_ACCEPTED);
        assert_null(project_place(thumb.shell->project, id));
        assert_false(thumb_sees(&thumb, textf("review.accept:", id)));
        thumb_tap(&thumb, "bar.undo");
        assert_int_equal(only_mark(&thumb)->state, PARTNER_WAITING);
        assert_true(thumb_sees(&thumb, textf("review.accept:", id)));
        thumb_close(&thumb);
    }
}

static void sending_back_needs_a_sentence(void **state)
{
    (void)state;
    struct thumb thumb;
    char id[ACTION_ID];
    review_open(&thumb, 1280, 800, id);
    thumb_tap(&thumb, textf("review.return:", id));
    thumb_type(&thumb, "Aan welke deur?");
    thumb_tap(&thumb, textf("review.send:", id));
    assert_int_equal(only_mark(&thumb)->state, PARTNER_RETURNED);
    assert_string_equal(only_mark(&thumb)->answer, "Aan welke deur?");
    thumb_close(&thumb);
}

static void a_mark_can_be_joined_with_a_place_beside_it(void **state)
{
    (void)state;
    struct thumb thumb;
    struct fault why;
    char id[ACTION_ID], place[ACTION_ID], button[200];
    review_open(&thumb, 412, 892, id);
    assert_true(action_add(thumb.shell->project, KIND_CAFE, (struct point){4.338, 50.857},
                           "De Hoek", place, &why));
    thumb_wait(&thumb, 100);
    snprintf(button, sizeof button, "review.merge:%s=%s", id, place);
    thumb_tap(&thumb, button);
    assert_string_equal(only_mark(&thumb)->place->id, place);
    assert_int_equal(project_place(thumb.shell->project, place)->offer_count, 1);
    thumb_close(&thumb);
}

static void on_the_map_a_mark_leads_to_the_queue_and_cannot_be_changed(void **state)
{
    (void)state;
    struct thumb thumb;
    char id[ACTION_ID];
    review_open(&thumb, 1280, 800, id);
    thumb_tap(&thumb, textf("review.map:", id));
    assert_int_equal(thumb.shell->screen, SCREEN_PLACE);
    assert_false(thumb_sees(&thumb, "place.edit"));
    thumb_tap(&thumb, "place.review");
    assert_int_equal(thumb.shell->screen, SCREEN_REVIEW);
    thumb_close(&thumb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charging_at_a_new_point_takes_three_taps),
        cmocka_unit_test(wifi_at_a_known_place_takes_three_taps),
        cmocka_unit_test(a_mark_still_holds_with_one_tap),
        cmocka_unit_test(a_partner_sees_its_own_screens_alone),
        cmocka_unit_test(a_coordinator_accepts_in_two_taps),
        cmocka_unit_test(sending_back_needs_a_sentence),
        cmocka_unit_test(a_mark_can_be_joined_with_a_place_beside_it),
        cmocka_unit_test(on_the_map_a_mark_leads_to_the_queue_and_cannot_be_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
