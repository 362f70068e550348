/* SPDX-License-Identifier: EUPL-1.2 */
/* A week that can be painted, beside the text it stands for. */
#include "hours/grid.h"

#include <stdlib.h>
#include <string.h>

#include "hours_kit.h"
#include "system/file.h"

enum { ROUNDS = 3000, ROOM = 4000, DAYS = 366, TEXT = 4096 };

static const char *written(const struct grid *grid)
{
    static char text[TEXT];
    struct buffer out;
    buffer_init(&out, TEXT - 1);
    grid_write(grid, &out);
    snprintf(text, sizeof text, "%s", buffer_text(&out));
    buffer_clear(&out);
    return text;
}

static const char *rewritten(const char *text)
{
    struct grid grid;
    return grid_read(text, &grid) ? written(&grid) : "no";
}

/* ---- texts ---- */

static void equal_days_stand_together(void **state)
{
    static const char *const pairs[][2] = {
        {"", ""},
        {"24/7", "24/7"},
        {"Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00; PH off",
         "Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00; PH off"},
        {"Mo 09:00-17:00; Tu 09:00-17:00; We 09:00-12:00; Th,Fr 09:00-17:00",
         "Mo-Tu,Th-Fr 09:00-17:00; We 09:00-12:00"},
        {"10:00-18:00", "Mo-Su 10:00-18:00"},
        {"Mo-Fr 09:00-12:00, Mo-Fr 13:00-17:00", "Mo-Fr 09:00-12:00,13:00-17:00"},
        {"Mo-Su 09:00-17:00; We off", "Mo-Tu,Th-Su 09:00-17:00"},
        {"Fr 20:00-02:00", "Fr 20:00-02:00"},
        {"Fr 20:00-26:00", "Fr 20:00-02:00"},
        {"Mo-Fr 9-17", "Mo-Fr 09:00-17:00"}, /* by its canonical form */
        {"Fr 20:00-02:00; Sa 09:00-12:00", "Fr 20:00-24:00; Sa 09:00-12:00"}, /* the rule cuts it */
        {"Fr 20:00-02:00, Sa 09:00-12:00", "Fr 20:00-02:00, Sa 09:00-12:00"},
        {"Sa[1] 09:00-11:00", "Sa[1] 09:00-11:00"},
        {"Mo-Fr 09:00-17:00; Sa[1,3-4,-1] 09:00-11:00",
         "Mo-Fr 09:00-17:00; Sa[1,3,4,-1] 09:00-11:00"},
        {"Mo-Sa 10:00-18:00; Su,PH 10:00-12:00", "Mo-Sa 10:00-18:00; Su,PH 10:00-12:00"},
        {"Mo-Sa 10:00-18:00; Su 10:00-12:00; PH 10:00-12:00",
         "Mo-Sa 10:00-18:00; Su,PH 10:00-12:00"},
        {"Mo-Sa 10:00-18:00; Su,PH off", "Mo-Sa 10:00-18:00; PH off"},
        {"Mo-Su,PH 10:00-18:00", "Mo-Su 10:00-18:00"},
        {"Mo-Fr 09:00-17:00; PH 10:00-12:00", "Mo-Fr 09:00-17:00; PH 10:00-12:00"},
        {"Mo-Fr 09:00-17:00; SH off; PH off", "Mo-Fr 09:00-17:00; SH off; PH off"},
        {"Mo-Fr 09:00-17:00; PH,SH off", "Mo-Fr 09:00-17:00; SH off; PH off"},
        {"Mo-Fr 09:00-17:00; SH Mo-Fr 10:00-12:00; PH off",
         "Mo-Fr 09:00-17:00; SH Mo-Fr 10:00-12:00; PH off"},
        {"Mo-Fr 09:00-17:00 \"op afspraak\"", "Mo-Fr 09:00-17:00 \"op afspraak\""},
        {"\"op afspraak\"", "\"op afspraak\""},
        {"2026 Jan 05-2026 Jun 30 Mo-Fr 09:00-17:00; 2026 Jan 05-2026 Jun 30 Sa 10:00-12:00",
         "2026 Jan 05-2026 Jun 30 Mo-Fr 09:00-17:00; 2026 Jan 05-2026 Jun 30 Sa 10:00-12:00"},
        {"2026 Jan 05+ Mo 09:00-17:00", "2026 Jan 05+ Mo 09:00-17:00"}};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_string_equal(rewritten(pairs[i][0]), pairs[i][1]);
        assert_string_equal(rewritten(pairs[i][1]), pairs[i][1]);
    }
}

static void what_a_week_cannot_hold_is_refused(void **state)
{
    static const char *const texts[] = {"Apr-Sep Mo-Fr 09:00-17:00",
                                        "sunrise-sunset",
                                        "Mo-Fr 09:00-17:00 || \"bel aan\"",
                                        "Mo-Fr 09:00+",
                                        "Sa 09:00-12:00; Sa[1] off",
                                        "PH off; Mo-Fr 09:00-17:00",
                                        "Mo-Fr 09:00-17:00; PH off \"feest\"",
                                        "Mo-Fr 09:00-17:00 \"a\"; Sa 09:00-12:00 \"b\"",
                                        "week 1-53/2 Mo 09:00-17:00",
                                        "2026 Jan 05 Mo 09:00-17:00; Tu 09:00-17:00",
                                        "Mo-Fr unknown",
                                        "off",
                                        "Mo-",
                                        "Mo-Fr 09:00-17:00 \"nooit dicht",
                                        "Mo[9] 09:00-10:00",
                                        "PH,Mo",
                                        ";;;",
                                        "Mo-Fr 09:00-1x:00"};
    struct grid grid;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (grid_read(texts[i], &grid)) {
            fail_msg("%s was read as %s", texts[i], written(&grid));
        }
        assert_true(grid_is_empty(&grid));
    }
}

/* ---- chance ---- */

static struct grid_day chance_day(void)
{
    struct grid_day day = {0};
    for (uint64_t i = kit_random_below(4); i > 0; i--) {
        int from = (int)kit_random_below(288) * 5, size = 5 + (int)kit_random_below(120) * 5;
        bool last = from + size > 1440 && i > 1;
        if (!last) {
            grid_day_add(&day, (struct grid_span){(int16_t)from, (int16_t)(from + size)});
        }
    }
    day.weeks = day.count && !kit_random_below(6) ? (unsigned)kit_random_below(64) : 0;
    return day;
}

static struct grid chance_grid(void)
{
    struct grid grid;
    struct grid_day kinds[3] = {chance_day(), chance_day(), chance_day()};
    grid_wipe(&grid);
    for (int day = 0; day < GRID_DAYS; day++) {
        grid.day[day] = kinds[kit_random_below(3)];
    }
    grid.holidays = (enum grid_special)kit_random_below(4);
    grid.school = (enum grid_special)(kit_random_below(2));
    if (grid.holidays == GRID_OTHER) { /* that no day of the week has */
        snprintf(grid.holiday_rules, GRID_RULES, "PH 01:01-02:02");
    }
    if (!kit_random_below(4) && !grid_is_empty(&grid)) {
        grid.from = civil_date_of(20000 + (int)kit_random_below(1000));
        grid.until = kit_random_below(2) ? civil_date_add(grid.from, 30) : (struct civil_date){0};
    }
    if (!kit_random_below(5)) {
        snprintf(grid.comment, GRID_COMMENT, "op afspraak");
        if (grid.holidays == GRID_OTHER) {
            grid.holidays = GRID_CLOSED;
        }
    }
    grid_settle(&grid);
    return grid;
}

static void a_grid_comes_back_from_its_text(void **state)
{
    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        struct grid grid = chance_grid(), again;
        char text[TEXT];
        snprintf(text, sizeof text, "%s", written(&grid));
        if (!grid_read(text, &again) || !grid_equal(&grid, &again)) {
            fail_msg("%s came back as %s", text, written(&again));
        }
        if (*text) {
            hours_free(hours_of(text));
        }
    }
}

static void painting_sets_exactly_what_was_painted(void **state)
{
    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        struct grid grid = chance_grid(), before;
        for (int day = 0; day < GRID_DAYS; day++) {
            grid.day[day].weeks = 0;
        }
        before = grid;
        int day = (int)kit_random_below(7), from = (int)kit_random_below(47) * 30;
        int to = from + 30 * (1 + (int)kit_random_below((uint64_t)(48 - from / 30)));
        bool open = kit_random_below(2);
        bool done = grid_paint(&grid, day, from, to, open);
        for (int at = 0; at < 7 * 1440; at += 5) {
            int d = at / 1440, minute = at % 1440;
            bool mine = done && d == day && minute >= from && minute < to;
            bool is = grid_is_open(&grid, d, minute);
            assert_int_equal(is, mine ? open : grid_is_open(&before, d, minute));
        }
    }
}

/* ---- the real ones ---- */

static void assert_same_intervals(const char *text, const char *again, struct civil_date from,
                                  int days)
{
    static struct hours_interval a[ROOM], b[ROOM];
    struct hours *first = hours_of(text), *second = hours_of(again);
    size_t count = hours_intervals(first, from, days, a, ROOM);
    if (count != hours_intervals(second, from, days, b, ROOM)) {
        fail_msg("%s became %s", text, again);
    }
    for (size_t i = 0; i < count && i < ROOM; i++) {
        if (civil_moment(a[i].from) != civil_moment(b[i].from) ||
            civil_moment(a[i].to) != civil_moment(b[i].to) || a[i].state != b[i].state) {
            fail_msg("%s became %s", text, again);
        }
    }
    hours_free(first);
    hours_free(second);
}

static void real_texts_stay_open_at_the_same_moments(void **state)
{
    struct buffer file;
    struct fault why;
    int shown = 0, all = 0;
    (void)state;
    assert_true(file_read(kit_data("hours/opening_hours_2026.tsv"), 64 * 1024 * 1024, &file, &why));
    char *rest = NULL;
    strtok_r(file.data, "\n", &rest);
    for (char *line = strtok_r(NULL, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char *value = strchr(line, '\t') + 1;
        char again[TEXT];
        struct grid grid;
        value[strcspn(value, "\t")] = 0;
        all++;
        if (!grid_read(value, &grid)) {
            continue;
        }
        shown++;
        snprintf(again, sizeof again, "%s", written(&grid));
        assert_same_intervals(value, again, (struct civil_date){2026, 6, 8}, 7);
        assert_same_intervals(value, again, (struct civil_date){2026, 7, 20}, 7);
        assert_same_intervals(value, again, (struct civil_date){2026, 1, 1}, DAYS);
    }
    buffer_clear(&file);
    print_message("%d of %d real texts can be shown in a week\n", shown, all);
    assert_true(shown * 10 >= all * 8);
}

/* ---- painting by example ---- */

static void an_evening_and_the_small_hours_become_one(void **state)
{
    struct grid grid;
    (void)state;
    grid_wipe(&grid);
    assert_true(grid_paint(&grid, 4, 20 * 60, 24 * 60, true));
    assert_true(grid_paint(&grid, 5, 0, 120, true));
    assert_string_equal(written(&grid), "Fr 20:00-02:00");
    assert_int_equal(grid_before(&grid, 5), 120);
    assert_true(grid_is_open(&grid, 5, 60));
    assert_true(grid_paint(&grid, 5, 60, 120, false));
    assert_string_equal(written(&grid), "Fr 20:00-01:00");
    assert_true(grid_paint(&grid, 4, 20 * 60, 24 * 60, false));
    assert_false(grid_is_open(&grid, 4, 21 * 60));
}

static void holidays_follow_sunday_while_it_is_painted(void **state)
{
    struct grid grid;
    (void)state;
    grid_wipe(&grid);
    grid_paint(&grid, 0, 540, 720, true);
    grid.holidays = GRID_SUNDAY;
    assert_string_equal(written(&grid), "Mo 09:00-12:00; PH off");
    grid_paint(&grid, 6, 600, 720, true);
    assert_string_equal(written(&grid), "Mo 09:00-12:00; Su,PH 10:00-12:00");
}

/* ---- the number pad ---- */

static const char *typed(const char *text)
{
    struct grid grid;
    struct fault why;
    static char out[300];
    grid_wipe(&grid);
    fault_clear(&why);
    if (!grid_entry_read(text, &grid.day[0], &why)) {
        snprintf(out, sizeof out, "%s at %d: %s", why.what.key, (int)why.place,
                 why.what.argument[0].as.text);
        return out;
    }
    snprintf(out, sizeof out, "%.200s", written(&grid) + 3);
    return out;
}

static void what_people_type_is_read(void **state)
{
    static const char *const pairs[][2] = {{"9-12 13-17", "09:00-12:00,13:00-17:00"},
                                           {"9.30-12", "09:30-12:00"},
                                           {"9u30-12", "09:30-12:00"},
                                           {"9h30 - 12h", "09:30-12:00"},
                                           {"930-1200", "09:30-12:00"},
                                           {"0930-1200", "09:30-12:00"},
                                           {"9:30–12", "09:30-12:00"},
                                           {"9 tot 12, 13 tot 17", "09:00-12:00,13:00-17:00"},
                                           {"9 tot 12 en 13 tot 17 uur", "09:00-12:00,13:00-17:00"},
                                           {"van 9 uur tot 12 uur", "09:00-12:00"},
                                           {"de 9h à 12h et 13h à 17h", "09:00-12:00,13:00-17:00"},
                                           {"20-2", "20:00-02:00"},
                                           {"0-24", "00:00-24:00"},
                                           {"13-17 9-12", "09:00-12:00,13:00-17:00"},
                                           {"9-12 12-17", "09:00-17:00"},
                                           {"  9-12;", "09:00-12:00"}};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_string_equal(typed(pairs[i][0]), pairs[i][1]);
    }
}

static void a_mistake_says_where_and_what_would_be_right(void **state)
{
    static const char *const pairs[][2] = {
        {"", "hours.entry.time at 0: 9-12"},
        {"14-", "hours.entry.until at 3: 14-17"},
        {"14", "hours.entry.until at 2: 14-17"},
        {"9-12 14-", "hours.entry.until at 8: 14-17"},
        {"12-9", "hours.entry.order at 3: 9-12"},
        {"25-30", "hours.entry.hour at 0: 24"},
        {"9:75-12", "hours.entry.minutes at 0: 9:30"},
        {"9:-12", "hours.entry.minutes at 2: 9:30"},
        {"93000-12", "hours.entry.long at 0: 9:30"},
        {"open", "hours.entry.time at 0: 9-12"},
        {"9-12 dicht", "hours.entry.time at 5: 9-12"},
        {"9-9", "hours.entry.until at 2: 9-12"},
        {"1-2 3-4 5-6 7-8 9-10 11-12 13-14 15-16 17-18", "hours.entry.many at 39: 8"}};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_string_equal(typed(pairs[i][0]), pairs[i][1]);
    }
}

static void noise_never_breaks_anything(void **state)
{
    static const char letters[] = "MoTuSaSuPHSH0123456789:-,;[]\"+ /off24dJan";
    (void)state;
    for (int i = 0; i < 20 * ROUNDS; i++) {
        char text[64];
        struct grid grid, again;
        struct fault why;
        size_t size = kit_random_below(sizeof text);
        for (size_t k = 0; k < size; k++) {
            text[k] = letters[kit_random_below(sizeof letters - 1)];
        }
        text[size] = 0;
        struct grid_day day = {0};
        grid_entry_read(text, &day, &why);
        if (grid_read(text, &grid)) {
            assert_true(grid_read(written(&grid), &again));
            assert_true(grid_equal(&grid, &again));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_days_stand_together),
        cmocka_unit_test(what_a_week_cannot_hold_is_refused),
        cmocka_unit_test(a_grid_comes_back_from_its_text),
        cmocka_unit_test(painting_sets_exactly_what_was_painted),
        cmocka_unit_test(real_texts_stay_open_at_the_same_moments),
        cmocka_unit_test(an_evening_and_the_small_hours_become_one),
        cmocka_unit_test(holidays_follow_sunday_while_it_is_painted),
        cmocka_unit_test(what_people_type_is_read),
        cmocka_unit_test(a_mistake_says_where_and_what_would_be_right),
        cmocka_unit_test(noise_never_breaks_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
