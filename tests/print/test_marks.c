/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/marks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"

enum { MANY = 60 };
static const double WIDTH = 533, HEIGHT = 260;

static void expect_apart(const struct paper_mark *marks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(marks[i].x >= marks[i].width / 2 && marks[i].x <= WIDTH - marks[i].width / 2);
        assert_true(marks[i].y >= MARK_HIGH / 2 && marks[i].y <= HEIGHT - MARK_HIGH / 2);
        for (size_t j = i + 1; j < count; j++) {
            double wide = (marks[i].width + marks[j].width) / 2;
            if (fabs(marks[i].x - marks[j].x) < wide - 0.1 &&
                fabs(marks[i].y - marks[j].y) < MARK_HIGH - 0.1)
                fail_msg("%zu covers %zu", i, j);
        }
    }
}

static void marks_that_have_room_stay_at_home(void **state)
{
    (void)state;
    struct paper_mark marks[] = {{.home_x = 100, .home_y = 100, .width = 18},
                                 {.home_x = 140, .home_y = 100, .width = 18}};
    marks_spread(marks, 2, WIDTH, HEIGHT);
    assert_true(marks[0].x == 100 && marks[0].y == 100 && marks[1].x == 140);
}

static void sixty_marks_on_one_spot_or_in_a_corner_do_not_touch(void **state)
{
    static const double spots[][2] = {{266, 130}, {0, 0}, {533, 260}, {-400, 90}};
    (void)state;
    for (size_t s = 0; s < 4; s++) {
        struct paper_mark marks[MANY];
        for (size_t i = 0; i < MANY; i++)
            marks[i] = (struct paper_mark){
                .home_x = spots[s][0], .home_y = spots[s][1], .width = i < 9 ? 16.5 : 18.5};
        marks_spread(marks, MANY, WIDTH, HEIGHT);
        expect_apart(marks, MANY);
    }
}

static void scattered_marks_do_not_touch_and_end_the_same_every_time(void **state)
{
    (void)state;
    for (int round = 0; round < 50; round++) {
        struct paper_mark marks[MANY], again[MANY];
        memset(marks, 0, sizeof marks);
        for (size_t i = 0; i < MANY; i++) {
            marks[i].home_x = 180 + 150 * kit_random_unit();
            marks[i].home_y = 40 + 180 * kit_random_unit();
            marks[i].width = 18.5;
        }
        memcpy(again, marks, sizeof marks);
        marks_spread(marks, MANY, WIDTH, HEIGHT);
        marks_spread(again, MANY, WIDTH, HEIGHT);
        expect_apart(marks, MANY);
        assert_memory_equal(marks, again, sizeof marks);
    }
}

static void a_thousand_marks_take_no_longer_than_a_moment(void **state)
{
    (void)state;
    struct paper_mark *marks = calloc(1000, sizeof *marks);
    for (int i = 0; i < 1000; i++)
        marks[i].width = 22;
    marks_spread(marks, 1000, WIDTH, HEIGHT);
    for (int i = 0; i < 1000; i++)
        assert_true(isfinite(marks[i].x) && isfinite(marks[i].y));
    free(marks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_that_have_room_stay_at_home),
        cmocka_unit_test(sixty_marks_on_one_spot_or_in_a_corner_do_not_touch),
        cmocka_unit_test(scattered_marks_do_not_touch_and_end_the_same_every_time),
        cmocka_unit_test(a_thousand_marks_take_no_longer_than_a_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
