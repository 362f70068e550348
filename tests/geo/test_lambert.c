/* SPDX-License-Identifier: EUPL-1.2 */
/* Lambert 72 beside PROJ's cs2cs, which reads the definitions of EPSG itself. */
#include "geo/geo.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "kit/kit.h"

/* Belgium and the sea before it, every five kilometres. */
enum { STEP = 5000, WIDE = 320000, HIGH = 270000 };

static void grid_write(const char *folder)
{
    struct buffer text;
    buffer_init(&text, 1 << 20);
    for (int y = 0; y <= HIGH; y += STEP)
        for (int x = 0; x <= WIDE; x += STEP)
            buffer_addf(&text, "%d %d\n", x, y);
    kit_file(folder, "grid.txt", text.data, text.size);
    buffer_clear(&text);
}

static void every_five_kilometres_of_belgium_agree_with_proj_within_a_centimetre(void **state)
{
    char folder[KIT_PATH], file[KIT_PATH];
    struct buffer out, err;
    double most = 0;
    long seen = 0;
    (void)state;
    kit_folder_make(folder);
    grid_write(folder);
    snprintf(file, sizeof file, "%s", kit_path(folder, "grid.txt"));
    int code = kit_run(
        (const char *const[]){"cs2cs", "-f", "%.10f", "EPSG:31370", "EPSG:4326", file, NULL}, &out,
        &err);
    assert_int_equal(code, 0);
    const char *at = buffer_text(&out);
    for (int y = 0; y <= HIGH; y += STEP)
        for (int x = 0; x <= WIDE; x += STEP) {
            char *end = NULL;
            struct point theirs;
            theirs.lat = strtod(at, &end);
            theirs.lon = strtod(end, &end);
            strtod(end, &end); /* height */
            assert_true(end > at);
            at = end;
            most = fmax(most, point_distance(theirs, point_of_lambert72(x, y)));
            seen++;
        }
    assert_int_equal(seen, (WIDE / STEP + 1) * (HIGH / STEP + 1));
    if (!(most < 0.01))
        fail_msg("%.4f m apart", most);
    buffer_clear(&out);
    buffer_clear(&err);
    kit_folder_remove(folder);
}

static void numbers_that_are_no_place_do_no_harm(void **state)
{
    static const double odd[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300, 0, 5400088.438};
    (void)state;
    for (size_t x = 0; x < sizeof odd / sizeof *odd; x++)
        for (size_t y = 0; y < sizeof odd / sizeof *odd; y++) {
            struct point point = point_of_lambert72(odd[x], odd[y]);
            assert_true(!isfinite(point.lon) || fabs(point.lon) <= 180);
            assert_true(!isfinite(point.lat) || fabs(point.lat) <= 90);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_five_kilometres_of_belgium_agree_with_proj_within_a_centimetre),
        cmocka_unit_test(numbers_that_are_no_place_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
