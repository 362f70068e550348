/* SPDX-License-Identifier: EUPL-1.2 */
/* bench_hours VALUES.tsv SECONDS: how often in a second we read an opening_hours value and give the
 * intervals of a week. "hours", the number, how many values; then "slowest", milliseconds, the
 * value that takes longest. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "hours/hours.h"
#include "system/file.h"

enum { VALUES = 4000, ROOM = 64, CEILING = 4 << 20, TRIES = 5 };

static size_t intervals;

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static size_t values_read(char *text, char *values[VALUES])
{
    size_t count = 0;
    char *rest = NULL;
    strtok_r(text, "\n", &rest);
    for (char *line; (line = strtok_r(NULL, "\n", &rest)) && count < VALUES;) {
        char *value = strchr(line, '\t') + 1, *end = strchr(value, '\t');
        *end = 0;
        if (strncmp(end + 1, "error", 5)) {
            values[count++] = value;
        }
    }
    return count;
}

static void evaluate(const char *value)
{
    struct hours *hours;
    struct hours_interval week[ROOM];
    struct fault why;
    if (!hours_parse(value, NULL, &hours, &why)) {
        fprintf(stderr, "bench_hours: %s: %s\n", value, why.what.key);
        exit(1);
    }
    intervals += hours_intervals(hours, (struct civil_date){2026, 6, 8}, 7, week, ROOM);
    hours_free(hours);
}

static void slowest_find(char *const *values, size_t count)
{
    double most = 0;
    const char *slowest = "";
    for (size_t i = 0; i < count; i++) {
        double least = 1e9;
        for (int try = 0; try < TRIES; try++) {
            double start = now_ms();
            evaluate(values[i]);
            double took = now_ms() - start;
            least = took < least ? took : least;
        }
        slowest = least > most ? values[i] : slowest;
        most = least > most ? least : most;
    }
    printf("slowest\t%.3f\t%s\n", most, slowest);
}

int main(int argc, char **argv)
{
    static char *values[VALUES];
    struct buffer text;
    struct fault why;
    if (argc != 3 || !file_read(argv[1], CEILING, &text, &why)) {
        fputs("bench_hours VALUES.tsv SECONDS\n", stderr);
        return 2;
    }
    size_t count = values_read(text.data, values), done = 0;
    double span = atof(argv[2]) * 1000, start = now_ms(), took = 0;
    while (took < span) {
        for (size_t i = 0; i < count; i++) {
            evaluate(values[i]);
        }
        done += count;
        took = now_ms() - start;
    }
    printf("hours\t%.0f\t%zu\n", (double)done * 1000 / took, intervals ? count : 0);
    slowest_find(values, count);
    buffer_clear(&text);
    return 0;
}
