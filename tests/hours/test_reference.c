/* SPDX-License-Identifier: EUPL-1.2 */
/* Every opening_hours text of the north of Brussels beside what the reference implementation
 * makes of it (tests/data/hours/README.md). */
#include "hours/hours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "kit/kit.h"
#include "system/file.h"

enum { COLUMNS = 5, WEEK_ROOM = 200 };

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
