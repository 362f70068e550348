/* SPDX-License-Identifier: EUPL-1.2 */
/* Real names (tests/data/duplicates): places named in two languages are typed again as people do,
 * a little beside; and every place is held against its real neighbours. */
#include "kit/kit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "place/duplicate.h"

enum { ROWS = 2000, LINE = 1024 };

struct row {
    char line[LINE];
    const char *field[6]; /* kind, lon, lat, name, fr, nl */
    struct place place;
};

static struct row *rows;
static int row_count;

static void row_read(struct row *row)
{
    char *at = row->line;
    row->line[strcspn(row->line, "\n")] = '\0';
    for (int i = 0; i < 6; i++) {
        row->field[i] = at;
        char *tab = strchr(at, '\t');
        at = tab ? tab + 1 : at + strlen(at);
        if (tab) {
            *tab = '\0';
        }
    }
    row->place = (struct place){.name = row->field[3], .name_nl = "", .name_fr = ""};
    row->place.point = (struct point){strtod(row->field[1], NULL), strtod(row->field[2], NULL)};
    assert_true(kind_parse(row->field[0], &row->place.kind));
    assert_true(point_valid(row->place.point));
}

static int rows_read(void **state)
{
    (void)state;
    FILE *file = fopen(kit_data("duplicates/brussel_noord_names.tsv"), "rb");
    assert_non_null(file);
    rows = calloc(ROWS, sizeof *rows);
    while (row_count < ROWS && fgets(rows[row_count].line, LINE, file)) {
        row_read(&rows[row_count++]);
    }
    fclose(file);
    assert_true(row_count > 500);
    return 0;
}

static int rows_free(void **state)
{
    (void)state;
    free(rows);
    return 0;
}

static struct point moved(struct point point, double metres, double angle)
{
    double degree = 111195.0;
    point.lat += metres * sin(angle) / degree;
    point.lon += metres * cos(angle) / (degree * cos(point.lat * 3.14159265358979 / 180));
    return point;
}

/* Takes one letter out, somewhere behind the first three. */
static void slip(char *text)
{
    size_t size = strlen(text), at = size > 6 ? 3 + (size - 3) / 2 : size;
    if (at < size && !(text[at] & 0x80) && !(text[at + 1] & 0x80)) {
        memmove(text + at, text + at + 1, size - at);
    }
}

/* The name as somebody types it: in one language; without accents; with a slip; turned about;
 * with a word before it. */
static void typed_again(const struct row *row, int way, char out[LINE])
{
    const char *one = row->field[way % 2 ? 4 : 5];
    snprintf(out, LINE, "%s", one);
    if (way % 5 == 1) {
        char folded[LINE];
        utf8_fold(one, folded, sizeof folded);
        snprintf(out, LINE, "%s", folded);
    } else if (way % 5 == 2) {
        slip(out);
    } else if (way % 5 == 3) {
        snprintf(out, LINE, "%s / %s", row->field[5], row->field[4]);
    } else if (way % 5 == 4) {
        snprintf(out, LINE, "vzw %s", one);
    }
}

static void places_typed_again_are_found(void **state)
{
    (void)state;
    int seeded = 0, found = 0;
    for (int i = 0; i < row_count; i++) {
        const struct row *row = &rows[i];
        if (!strstr(row->field[3], " - ") || !*row->field[4] || !*row->field[5]) {
            continue;
        }
        char name[LINE];
        typed_again(row, seeded, name);
        struct point point = moved(row->place.point, 5 + 11 * (seeded % 6), seeded);
        double likeness = place_likeness(&row->place, name, row->place.kind, point);
        seeded++;
        found += likeness >= 0.5;
        if (likeness < 0.5) {
            printf("not found: %.2f \"%s\" for \"%s\"\n", likeness, name, row->field[3]);
        }
    }
    printf("%d of %d seeded duplicates found\n", found, seeded);
    assert_true(seeded >= 100);
    assert_true(found * 100 >= seeded * 95);
}

static bool same_name(const char *a, const char *b)
{
    char left[LINE], right[LINE];
    utf8_fold(a, left, sizeof left);
    utf8_fold(b, right, sizeof right);
    return strcmp(left, right) == 0;
}

/* Schools and clinics share a campus and libraries a name in the other language: there, asking is
 * right. The others stand alone. */
static bool stands_alone(enum place_kind kind)
{
    return kind != KIND_SCHOOL && kind != KIND_HEALTH && kind != KIND_LIBRARY && kind != KIND_OTHER;
}

static void real_neighbours_are_told_apart(void **state)
{
    (void)state;
    int pairs = 0, alarms = 0, lone_pairs = 0, lone_alarms = 0;
    for (int i = 0; i < row_count; i++) {
        for (int j = 0; j < i; j++) {
            const struct place *known = &rows[i].place, *typed = &rows[j].place;
            if (point_distance(known->point, typed->point) > 150 ||
                same_name(known->name, typed->name)) {
                continue;
            }
            bool alarm = place_likeness(known, typed->name, typed->kind, typed->point) >= 0.5;
            bool lone = stands_alone(known->kind) && stands_alone(typed->kind);
            pairs++;
            alarms += alarm;
            lone_pairs += lone;
            lone_alarms += lone && alarm;
        }
    }
    printf("%d alarms among %d pairs of neighbours; %d among %d that stand alone\n", alarms, pairs,
           lone_alarms, lone_pairs);
    assert_true(pairs > 2000 && lone_pairs > 500);
    assert_true(lone_alarms <= 2);
    assert_true(alarms * 100 <= pairs * 2);
}

static void far_places_and_strange_names_are_not_alike(void **state)
{
    (void)state;
    struct place place = {.name = "De Boekenmolen",
                          .name_nl = "",
                          .name_fr = "",
                          .point = {4.34, 50.85},
                          .kind = KIND_LIBRARY};
    assert_true(place_likeness(&place, "Bib De Boekenmolen", KIND_LIBRARY, place.point) > 0.9);
    assert_true(place_likeness(&place, "boeken molen", KIND_LIBRARY, place.point) > 0.7);
    struct point far = moved(place.point, 151, 1), near = moved(place.point, 20, 1);
    assert_true(place_likeness(&place, "De Boekenmolen", KIND_LIBRARY, far) == 0);
    struct point nowhere = {NAN, NAN};
    assert_true(place_likeness(&place, "De Boekenmolen", KIND_LIBRARY, nowhere) == 0);
    assert_true(place_likeness(&place, "", KIND_LIBRARY, near) >= 0.5);
    assert_true(place_likeness(&place, "", KIND_CAFE, near) == 0);
    assert_true(place_likeness(&place, "\xff\xfe", KIND_CAFE, near) < 0.5);
    assert_true(place_likeness(&place, " - / - ", KIND_CAFE, near) < 0.5);
}

static void names_are_alike_in_both_directions(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        double least, most;
    } cases[] = {
        {"Bourse - Beurs", "Beurs", 0.9, 1},
        {"Sint-Jan", "Saint Jan", 0.9, 1},
        {"Bibliotheek", "Bib De Boekenmolen", 0.1, 0.5},
        {"School 1", "School 2", 0, 0.4},
        {"École n°14", "Ecole 14", 0.7, 1},
        {"Café Égalité", "CAFE EGALITE", 0.99, 1},
        {"LDC Randstad", "Buurthuis Bonnevie", 0, 0.2},
        {"مكتبة", "مكتبة", 0.99, 1},
        {"", "x", 0, 0},
        {"", "", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double there = name_likeness(cases[i].a, cases[i].b);
        double back = name_likeness(cases[i].b, cases[i].a);
        if (there < cases[i].least || there > cases[i].most || fabs(there - back) > 0.05) {
            fail_msg("%s, %s: %.2f %.2f", cases[i].a, cases[i].b, there, back);
        }
    }
}

static void a_megabyte_of_name_is_cut(void **state)
{
    (void)state;
    size_t size = 1 << 20;
    char *huge = malloc(size + 1);
    for (size_t i = 0; i < size; i++) {
        huge[i] = i % 7 == 6 ? ' ' : i % 50 == 1 ? '-' : (char)('a' + i % 26);
    }
    huge[size] = '\0';
    double same = name_likeness(huge, huge);
    assert_true(same > 0.9 && same <= 1);
    memset(huge, '-', size);
    assert_true(name_likeness(huge, huge) == 0);
    free(huge);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_typed_again_are_found),
        cmocka_unit_test(real_neighbours_are_told_apart),
        cmocka_unit_test(far_places_and_strange_names_are_not_alike),
        cmocka_unit_test(names_are_alike_in_both_directions),
        cmocka_unit_test(a_megabyte_of_name_is_cut),
    };
    return cmocka_run_group_tests(tests, rows_read, rows_free);
}
