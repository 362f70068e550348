/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include "base/clock.h"
#include "hours/hours_kit.h"
#include "language/language.h"

static struct language *language;
static int readable;

static int list_open(void **state)
{
    (void)state;
    struct fault why;
    return language_load(kit_path(kit_assets(), "language"), LANGUAGE_NL, &language, &why) ? 0 : -1;
}

static int list_close(void **state)
{
    (void)state;
    language_free(language);
    return 0;
}

/* Reads the text and, when that works, asks everything there is to ask. */
static void ask_all(const char *text)
{
    struct hours *hours;
    struct fault why;
    struct hours_interval out[4];
    struct civil when = {{2026, 6, 12}, 15, 0, 0}, then;
    enum hours_state becomes;
    if (!hours_parse(text, NULL, &hours, &why)) {
        assert_true(why.what.key[0] && why.place >= 0 && (size_t)why.place <= strlen(text));
        return;
    }
    readable++;
    hours_intervals(hours, when.date, 8, out, 4);
    hours_next_change(hours, when, &then, &becomes);
    assert_in_range(hours_minutes(hours, when.date, 3), 0, 3 * 24 * 60);
    struct buffer said;
    buffer_init(&said, 1 << 20);
    hours_say(hours, language, &said);
    hours_say_now(hours, when, language, &said);
    assert_false(said.full);
    buffer_clear(&said);
    hours_free(hours);
}

static void random_bytes_are_survived(void **state)
{
    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[200];
        size_t size = kit_random_below(sizeof text - 1);
        for (size_t at = 0; at < size; at++)
            text[at] = (char)kit_random();
        text[size] = 0;
        ask_all(text);
    }
}

static void random_rows_of_pieces_are_survived(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "Mo",      "-",          "Fr",          "Sa[1]",      "[-1]",
        ",",       ";",          "||",          "PH",         "SH",
        " ",       "09:00",      "-17:00",      "24:00",      "48:00",
        "+",       "off",        "open",        "unknown",    "\"x\"",
        "\"",      "24/7",       "Jan",         "Dec 31",     "2026",
        "9999",    "week ",      "1-53/2",      "/",          "easter",
        " +1 day", " -999 days", ":",           "(",          "sunset",
        "0",       "Feb 29",     "\u2013",      "Su[1-5]",    " Mo-Fr 10:00-12:00",
        "; ",      ", ",         "2027 Jan 1-", "Oct Su[-1]", "9h30",
        "lun",     "di",         " pm",         "tot ",       "(sunrise+01:00)",
        "/90",     "“",          "op afspraak", ":",          "24h/24"};
    readable = 0;
    for (int round = 0; round < 30000; round++) {
        char text[400] = "";
        for (uint64_t count = 1 + kit_random_below(8); count; count--)
            strcat(text, pieces[kit_random_below(sizeof pieces / sizeof *pieces)]);
        ask_all(text);
    }
    assert_true(readable > 500);
}

static void damaged_real_texts_are_survived(void **state)
{
    (void)state;
    const char *real = "Mo-Fr 09:00-12:00,13:00-17:00; Sa[1,-1] 20:00-03:00+; Jul 1-Aug 31 off, "
                       "PH off \"feest\" || 2026 Dec 24 unknown; week 1-53/2 SH Mo 10:00-11:00";
    for (int round = 0; round < 20000; round++) {
        char text[400];
        strcpy(text, real);
        for (int hit = 0; hit < 2; hit++)
            text[kit_random_below(strlen(real))] = (char)(32 + kit_random_below(95));
        ask_all(text);
    }
}

/* Under a sanitizer, on a busy machine, a step takes many times the 50 ms it may take in a release
 * build; what grows with the square of the text takes seconds even there. */
enum { STEP_MOST = 1500 };

static void assert_soon(const char *piece, const char *step, int64_t start)
{
    if (clock_ticks() - start > STEP_MOST)
        fail_msg("%s: %s took %d ms", piece, step, (int)(clock_ticks() - start));
}

static void assert_bounded(const char *piece, const char *text)
{
    struct hours *hours;
    struct fault why;
    struct hours_interval week[8];
    struct civil when = {{2026, 6, 9}, 3, 1, 0}, then;
    enum hours_state becomes;
    struct buffer out;
    int64_t start = clock_ticks();
    bool read = hours_parse(text, NULL, &hours, &why);
    assert_soon(piece, "reading", start);
    if (!read) {
        assert_in_range(why.place, 0, strlen(text));
        return;
    }
    start = clock_ticks();
    hours_intervals(hours, when.date, 7, week, 8);
    assert_soon(piece, "a week", start);
    start = clock_ticks();
    hours_next_change(hours, when, &then, &becomes);
    assert_soon(piece, "the next change", start);
    start = clock_ticks();
    buffer_init(&out, 1 << 20);
    hours_write(hours, &out);
    assert_soon(piece, "writing", start);
    assert_false(out.full);
    buffer_clear(&out);
    hours_free(hours);
}

/* Texts as long as the ceiling allows, of the pieces that cost most. */
static void the_longest_texts_take_bounded_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "Mo,",
        ",",
        ";",
        "Mo;",
        "f;",
        "0:00-9:00,",
        "0:00+,",
        "0:00-0:00/1,",
        "00:00-23:00/1380,",
        "Su[1],",
        "PH -1 day,",
        "SH,",
        "Jan 1-Dec 31,",
        "Feb 29-easter,",
        "Mo 0:00+;",
        "Mo-Su 00:00-24:00;",
        "\"",
        "\"\",",
        "“",
        "2026,",
        "easter,",
        "easter +200 days,",
        "0:00-48:00 off||",
        "Su 00:00-48:00+,",
        "10:00-12:00+ ",
        "0:00+,1:00-2:00,",
        "[",
        "(",
        "week 1,",
        "PH,Mo,Jan 1,week 1,",
        "sunset-sunrise,",
        "(sunrise+00:10)+,",
        "lundi au vendredi;",
        "a ",
        "24 ",
        "é",
        "°",
        "Mo 10:00-12:00 We 13:00-14:00 ",
    };
    static const char *const tails[] = {"", " 0:00-24:00", " off", "; Mo,We,Fr off"};
    for (size_t piece = 0; piece < sizeof pieces / sizeof *pieces; piece++)
        for (size_t tail = 0; tail < sizeof tails / sizeof *tails; tail++) {
            char text[HOURS_TEXT_CEILING + 1] = "";
            size_t size = strlen(pieces[piece]), at = 0;
            for (; at + size + 20 <= HOURS_TEXT_CEILING; at += size)
                memcpy(text + at, pieces[piece], size + 1);
            strcpy(text + at, tails[tail]);
            assert_bounded(pieces[piece], text);
            strcpy(text + at - 1, tails[tail]);
            assert_bounded(pieces[piece], text);
        }
}

static void repeated_times_have_a_ceiling(void **state)
{
    (void)state;
    struct hours *hours;
    struct fault why;
    assert_false(hours_parse("00:00-23:59/1,00:00-23:59/1,00:00-23:59/1", NULL, &hours, &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
    assert_int_equal(why.place, 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_bytes_are_survived),
        cmocka_unit_test(random_rows_of_pieces_are_survived),
        cmocka_unit_test(damaged_real_texts_are_survived),
        cmocka_unit_test(the_longest_texts_take_bounded_time),
        cmocka_unit_test(repeated_times_have_a_ceiling),
    };
    return cmocka_run_group_tests(tests, list_open, list_close);
}
