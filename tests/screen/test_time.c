/* SPDX-License-Identifier: EUPL-1.2 */
/* The time slider under the map: by finger, by tap and by key, and what pins and rows say then. */
#include "screen/thumb.h"

#include <stdio.h>
#include <string.h>

#include "map/map.h"
#include "screen/shell_inner.h"

static void open_map(struct thumb *thumb, double width, double height)
{
    thumb_open(thumb, "nl", width, height);
    thumb_show(thumb, "map", NULL);
}

static struct civil moment(struct thumb *thumb)
{
    struct civil when;
    assert_true(piece_time_at(thumb->shell, &when));
    return when;
}

static void assert_moment(struct thumb *thumb, int day, int hour, int minute)
{
    struct civil when = moment(thumb);
    assert_int_equal(when.date.day, day);
    assert_int_equal(when.hour, hour);
    assert_int_equal(when.minute, minute);
}

static const struct map_mark *mark_named(struct thumb *thumb, const char *name)
{
    for (size_t i = 0; i < thumb->shell->mark_count; i++) {
        if (!strncmp(thumb->shell->marks[i].label, name, strlen(name))) {
            return &thumb->shell->marks[i];
        }
    }
    fail_msg("no pin is called %s", name);
    return NULL;
}

static int sum(const struct thumb *thumb)
{
    const int *counts = thumb->shell->time.counts;
    return counts[0] + counts[1] + counts[2];
}

static void a_chip_opens_it_at_now_and_one_tap_takes_it_away(void **state)
{
    (void)state;
    static const double sizes[][2] = {{1280, 800}, {412, 892}, {360, 640}};
    for (size_t i = 0; i < 3; i++) {
        struct thumb thumb;
        open_map(&thumb, sizes[i][0], sizes[i][1]);
        assert_false(thumb_sees(&thumb, "time"));
        assert_int_equal(mark_named(&thumb, "De Boekenmolen")->time, MAP_TIME_NONE);
        thumb_tap(&thumb, "time.open");
        assert_true(thumb_sees(&thumb, "time.bar"));
        assert_moment(&thumb, 12, 15, 0);
        thumb_assert_reads(&thumb, "Nu, vrijdag 12 juni, 15:00 – ");
        assert_int_equal(mark_named(&thumb, "De Boekenmolen")->time, MAP_TIME_OPEN);
        thumb_tap(&thumb, "time.off");
        assert_false(thumb_sees(&thumb, "time"));
        assert_int_equal(mark_named(&thumb, "De Boekenmolen")->time, MAP_TIME_NONE);
        thumb_close(&thumb);
    }
}

static void days_and_half_hours_are_chosen_by_tap(void **state)
{
    (void)state;
    struct thumb thumb;
    open_map(&thumb, 1280, 800);
    thumb_tap(&thumb, "time.open");
    thumb_tap(&thumb, "time.day:2");
    assert_moment(&thumb, 14, 15, 0);
    thumb_assert_reads(&thumb, "zondag 14 juni, 15:00");
    assert_int_equal(mark_named(&thumb, "De Boekenmolen")->time, MAP_TIME_CLOSED);
    assert_int_equal(mark_named(&thumb, "Wifi Gemeenteplein")->time, MAP_TIME_OPEN);
    thumb_tap(&thumb, "time.before");
    assert_moment(&thumb, 14, 14, 30);
    thumb_tap(&thumb, "time.after");
    thumb_tap(&thumb, "time.after");
    assert_moment(&thumb, 14, 15, 30);
    thumb_tap(&thumb, "time.now");
    assert_moment(&thumb, 12, 15, 0);
    thumb_close(&thumb);
}

static void a_finger_drags_the_hour_and_counts_follow(void **state)
{
    (void)state;
    struct thumb thumb;
    open_map(&thumb, 412, 892);
    thumb_tap(&thumb, "time.open");
    int open = thumb.shell->time.counts[HOURS_OPEN], all = sum(&thumb);
    struct rect bar = thumb_rect(&thumb, "time.bar");
    double y = bar.y + bar.height / 2;
    thumb_drag(&thumb, bar.x + bar.width * 0.6, y, bar.width, 0); /* past its end */
    assert_moment(&thumb, 12, 23, 30);
    assert_true(thumb.shell->time.counts[HOURS_OPEN] < open);
    assert_int_equal(sum(&thumb), all);
    thumb_drag(&thumb, bar.x + bar.width * 0.9, y, -bar.width * 0.4, 0);
    assert_moment(&thumb, 12, 12, 0);
    thumb_close(&thumb);
}

static void a_tap_on_the_bar_chooses_and_two_go_back_to_now(void **state)
{
    (void)state;
    struct thumb thumb;
    open_map(&thumb, 1280, 800);
    thumb_tap(&thumb, "time.open");
    thumb_tap(&thumb, "time.bar");
    assert_moment(&thumb, 12, 12, 0);
    assert_false(thumb.shell->time.now);
    struct rect bar = thumb_rect(&thumb, "time.bar");
    thumb_wait(&thumb, 1000);
    for (int i = 0; i < 2; i++) {
        struct finger finger = {FINGER_DOWN, 1, bar.x + bar.width / 4, bar.y + 20, 0};
        thumb.now += 90;
        finger.at = thumb.now;
        shell_finger(thumb.shell, finger);
        finger.kind = FINGER_UP;
        finger.at = thumb.now += 40;
        shell_finger(thumb.shell, finger);
    }
    assert_true(thumb.shell->time.now);
    assert_moment(&thumb, 12, 15, 0);
    thumb_close(&thumb);
}

static void keys_step_half_hours_and_days(void **state)
{
    (void)state;
    struct thumb thumb;
    open_map(&thumb, 1280, 800);
    thumb_tap(&thumb, "time.open");
    ui_focus(shell_ui(thumb.shell), "time.bar");
    shell_key(thumb.shell, UI_KEY_RIGHT);
    assert_moment(&thumb, 12, 15, 30);
    shell_key(thumb.shell, UI_KEY_LEFT);
    shell_key(thumb.shell, UI_KEY_LEFT);
    assert_moment(&thumb, 12, 14, 30);
    shell_key(thumb.shell, UI_KEY_PAGE_UP);
    assert_moment(&thumb, 13, 14, 30);
    shell_key(thumb.shell, UI_KEY_ENTER);
    assert_true(thumb.shell->time.now);
    thumb_close(&thumb);
}

static void a_filter_asks_for_the_hours_of_its_service(void **state)
{
    (void)state;
    struct thumb thumb;
    open_map(&thumb, 1280, 800);
    thumb_tap(&thumb, "time.open");
    assert_int_equal(mark_named(&thumb, "De Boekenmolen")->time, MAP_TIME_OPEN);
    thumb_tap(&thumb, "chip:help"); /* there on Saturday morning alone */
    assert_int_equal(mark_named(&thumb, "De Boekenmolen")->time, MAP_TIME_CLOSED);
    int all = sum(&thumb);
    thumb_tap(&thumb, "time.day:1");
    piece_time_set(thumb.shell, 1, 20);
    assert_int_equal(mark_named(&thumb, "De Boekenmolen")->time, MAP_TIME_OPEN);
    thumb_assert_reads(&thumb, "Open tot 11:00");
    assert_int_equal(sum(&thumb), all);
    thumb_close(&thumb);
}

static void what_is_shown_elsewhere_says_the_moment_too(void **state)
{
    (void)state;
    struct thumb thumb;
    open_map(&thumb, 412, 892);
    thumb_tap(&thumb, "time.open");
    thumb_tap(&thumb, "time.day:1");
    thumb_tap(&thumb, "sheet.toggle"); /* the list goes over the slider */
    assert_false(thumb_sees(&thumb, "time"));
    assert_true(thumb_sees(&thumb, "time.off"));
    thumb_assert_reads(&thumb, "za 13, 15:00");
    thumb_tap(&thumb, "time.open"); /* back to the slider, the moment stays */
    assert_true(thumb_sees(&thumb, "time.bar"));
    assert_moment(&thumb, 13, 15, 0);
    thumb_close(&thumb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chip_opens_it_at_now_and_one_tap_takes_it_away),
        cmocka_unit_test(days_and_half_hours_are_chosen_by_tap),
        cmocka_unit_test(a_finger_drags_the_hour_and_counts_follow),
        cmocka_unit_test(a_tap_on_the_bar_chooses_and_two_go_back_to_now),
        cmocka_unit_test(keys_step_half_hours_and_days),
        cmocka_unit_test(a_filter_asks_for_the_hours_of_its_service),
        cmocka_unit_test(what_is_shown_elsewhere_says_the_moment_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
