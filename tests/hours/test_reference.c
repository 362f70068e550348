/* SPDX-License-Identifier: EUPL-1.2 */
/* Every opening_hours text of the north of Brussels beside what the reference implementation
 * makes of it (tests/data/hours/README.md), and written canonically and read again.
 *
 * Nothing in these texts differs. Where we go another way than the reference on purpose (seen on
 * made values; it is npm opening_hours 3.15.0):
 *  - "easter -2 days-easter +1 day" holds on its last day too, as every other range of dates;
 *  - "Feb 26-28" holds in any year, "Jan 20-Feb 29" ends with February, and "Nov 04-Nov 03" is the
 *    whole year: there it never matches, goes on into March, never matches;
 *  - ranked weekdays that an offset moves into another month or year are found ("Fr[5] +1 day" on
 *    the 1st of August); there the search jumps over them or counts a weekday that does not exist;
 *  - "PH +1 day,Mo" and "Jul-Sep,Oct 01,Feb" are lists, any of which may hold; there some
 *    of them narrow one another;
 *  - "2024/3" holds every third year from 2024; there the search jumps over one;
 *  - what passes midnight in the night of summer or winter time belongs to the evening before;
 *  - "dusk-dawn" ends with the dawn of its last day; there with the later of two dawns;
 *  - the state of a minute depends on nothing but the rules. There, after an open end that a later
 *    span has put an end to ("17:00+,18:00-22:00"), it also depends on where the search came from;
 *  - "di" and "ma" are Dutch or French by the words beside them in the whole value. */
#include "hours/hours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "kit/kit.h"
#include "system/file.h"

enum { COLUMNS = 5, WEEK_ROOM = 200, ROUND_DAYS = 731, ROUND_ROOM = 8000 };

static const struct civil_date weeks[] = {{2026, 6, 8}, {2026, 7, 20}};

struct tally {
    int read, equal, refused, differs, outside;
};

/* "2026-06-08T10:00/2026-06-08T18:30? …" as intervals, joined where they touch. */
static size_t wanted_intervals(char *text, struct hours_interval *out)
{
    size_t count = 0;
    if (!strcmp(text, "-"))
        return 0;
    for (char *rest = NULL, *piece = strtok_r(text, " ", &rest); piece;
         piece = strtok_r(NULL, " ", &rest)) {
        int n[10];
        assert_int_equal(sscanf(piece, "%d-%d-%dT%d:%d/%d-%d-%dT%d:%d", &n[0], &n[1], &n[2], &n[3],
                                &n[4], &n[5], &n[6], &n[7], &n[8], &n[9]),
                         10);
        struct hours_interval one = {
            {{(int16_t)n[0], (int8_t)n[1], (int8_t)n[2]}, (int8_t)n[3], (int8_t)n[4], 0},
            {{(int16_t)n[5], (int8_t)n[6], (int8_t)n[7]}, (int8_t)n[8], (int8_t)n[9], 0},
            strchr(piece, '?') ? HOURS_UNKNOWN : HOURS_OPEN};
        if (count && out[count - 1].state == one.state &&
            civil_moment(out[count - 1].to) == civil_moment(one.from))
            out[count - 1].to = one.to;
        else
            out[count++] = one;
    }
    return count;
}

static bool same(const struct hours_interval *a, const struct hours_interval *b, size_t count)
{
    for (size_t at = 0; at < count; at++)
        if (civil_moment(a[at].from) != civil_moment(b[at].from) ||
            civil_moment(a[at].to) != civil_moment(b[at].to) || a[at].state != b[at].state)
            return false;
    return true;
}

static bool week_equal(const struct hours *hours, struct civil_date from, char *wanted)
{
    struct hours_interval mine[WEEK_ROOM], theirs[WEEK_ROOM];
    size_t count = hours_intervals(hours, from, 7, mine, WEEK_ROOM);
    return count == wanted_intervals(wanted, theirs) && same(mine, theirs, count);
}

/* Written canonically and read again it is the same, and no other canonical text comes of it. */
static void assert_round_trip(const struct hours *hours, const char *text)
{
    struct hours_interval before[ROUND_ROOM], after[ROUND_ROOM];
    struct buffer first, second;
    struct hours *again;
    struct fault why;
    struct civil_date from = {2026, 1, 1};
    buffer_init(&first, 1 << 16);
    buffer_init(&second, 1 << 16);
    hours_write(hours, &first);
    if (!hours_parse(buffer_text(&first), NULL, &again, &why))
        fail_msg("%s: %s is not read", text, buffer_text(&first));
    size_t count = hours_intervals(hours, from, ROUND_DAYS, before, ROUND_ROOM);
    if (count != hours_intervals(again, from, ROUND_DAYS, after, ROUND_ROOM) ||
        !same(before, after, count))
        fail_msg("%s: %s differs", text, buffer_text(&first));
    hours_write(again, &second);
    assert_string_equal(buffer_text(&first), buffer_text(&second));
    buffer_clear(&first);
    buffer_clear(&second);
    hours_free(again);
}

static void row_judge(char *columns[COLUMNS], struct tally *tally)
{
    struct hours *hours;
    struct fault why;
    bool read = hours_parse(columns[1], NULL, &hours, &why);
    if (!strcmp(columns[2], "error")) {
        assert_false(read);
        tally->outside++;
        return;
    }
    if (!strcmp(columns[2], "no-SH-data")) {
        assert_true(read && hours_needs_school_holidays(hours));
        hours_free(hours);
        tally->outside++;
        return;
    }
    if (read)
        assert_round_trip(hours, columns[1]);
    tally->read++;
    if (!read) {
        tally->refused++;
        print_message("refused: %s\n   %s at %d\n", columns[1], why.what.key, (int)why.place);
        return;
    }
    bool equal = week_equal(hours, weeks[0], columns[3]) && week_equal(hours, weeks[1], columns[4]);
    if (!equal)
        print_message("differs: %s\n", columns[1]);
    tally->equal += equal;
    tally->differs += !equal;
    hours_free(hours);
}

static void the_hours_of_brussels_are_read_as_the_reference_reads_them(void **state)
{
    (void)state;
    struct buffer file;
    struct fault why;
    struct tally tally = {0};
    assert_true(file_read(kit_data("hours/opening_hours_2026.tsv"), 4 << 20, &file, &why));
    char *rest = NULL, *line = strtok_r(file.data, "\n", &rest);
    while ((line = strtok_r(NULL, "\n", &rest))) {
        char *columns[COLUMNS], *at = line;
        for (int column = 0; column < COLUMNS; column++)
            columns[column] = at ? strsep(&at, "\t") : (char *)"";
        row_judge(columns, &tally);
    }
    buffer_clear(&file);
    print_message("%d texts: %d equal (%.2f %%), %d refused, %d differ; %d without reference\n",
                  tally.read, tally.equal, 100.0 * tally.equal / tally.read, tally.refused,
                  tally.differs, tally.outside);
    assert_int_equal(tally.read, 2305);
    assert_int_equal(tally.equal, tally.read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hours_of_brussels_are_read_as_the_reference_reads_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
