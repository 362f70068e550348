/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/street_inner.h"

#include "geo/shape.h"
#include <stdio.h>

#include "kit/kit.h"

static const struct point here = {4.34, 50.855};

/* `east` and `south` in metres from `here`. */
static struct spot at_metres(double east, double south)
{
    struct spot spot = spot_of_point(here);
    double metres = spot_metres(here.lat);
    return (struct spot){spot.x + east / metres, spot.y + south / metres};
}

static void piece_add(struct street_book *book, const char *name, double x0, double y0, double x1,
                      double y1)
{
    struct name_pair pair = {"", ""};
    struct spot spots[] = {at_metres(x0, y0), at_metres(x1, y1)};
    snprintf(pair.nl, sizeof pair.nl, "%s", name);
    street_book_add(book, &pair, 4, 15, spots, 2);
}

static void pieces_of_one_name_are_joined_where_two_ends_meet(void **state)
{
    struct street_book book;
    (void)state;
    street_book_init(&book);
    piece_add(&book, "Kade", 0, 0, 100, 0);
    piece_add(&book, "Kade", 200, 0, 100, 0);
    piece_add(&book, "Kade", 200, 0, 300, 0);
    piece_add(&book, "Plein", 300, 0, 400, 0);
    street_book_join(&book);
    assert_int_equal(book.line_count, 2);
    assert_int_equal(book.lines[0].count + book.lines[1].count, 4 + 2);
    street_book_clear(&book);
}

static void forks_and_rings_are_kept(void **state)
{
    struct street_book book;
    (void)state;
    street_book_init(&book);
    piece_add(&book, "Vork", 0, 0, 100, 0);
    piece_add(&book, "Vork", 100, 0, 200, 50);
    piece_add(&book, "Vork", 100, 0, 200, -50);
    piece_add(&book, "Ring", 0, 500, 50, 500);
    piece_add(&book, "Ring", 50, 500, 50, 550);
    piece_add(&book, "Ring", 50, 550, 0, 500);
    street_book_join(&book);
    assert_int_equal(book.line_count, 4);
    street_book_clear(&book);
}

static void a_house_gets_the_nearest_street_within_sixty_metres(void **state)
{
    struct street_book book;
    (void)state;
    street_book_init(&book);
    piece_add(&book, "Kade", -500, 0, 500, 0);
    piece_add(&book, "Steeg", 10, -10, 10, -200);
    street_book_join(&book);
    assert_string_equal(street_book_near(&book, at_metres(-300, 20), 60)->nl, "Kade");
    assert_string_equal(street_book_near(&book, at_metres(15, -60), 60)->nl, "Steeg");
    assert_string_equal(street_book_near(&book, at_metres(0, -4), 60)->nl, "Kade");
    assert_string_equal(street_book_near(&book, at_metres(-300, 59), 60)->nl, "Kade");
    assert_null(street_book_near(&book, at_metres(-300, 61), 60));
    street_book_clear(&book);
}

static void a_book_without_streets_knows_none(void **state)
{
    struct street_book book;
    (void)state;
    street_book_init(&book);
    piece_add(&book, "", 0, 0, 1, 1);
    street_book_join(&book);
    assert_int_equal(book.line_count, 0);
    assert_null(street_book_near(&book, at_metres(0, 0), 60));
    street_book_clear(&book);
}

static void the_nearest_of_many_is_what_measuring_all_gives(void **state)
{
    struct street_book book;
    double ends[60][4];
    (void)state;
    street_book_init(&book);
    for (int at = 0; at < 60; at++) {
        char name[16];
        for (int value = 0; value < 4; value++)
            ends[at][value] = kit_random_unit() * 400;
        snprintf(name, sizeof name, "straat %d", at);
        piece_add(&book, name, ends[at][0], ends[at][1], ends[at][2], ends[at][3]);
    }
    street_book_join(&book);
    for (int try = 0; try < 300; try++) {
        struct spot spot = at_metres(kit_random_unit() * 500 - 50, kit_random_unit() * 500 - 50);
        const struct street_name *near = street_book_near(&book, spot, 60);
        struct point point = point_of_spot(spot);
        double best = 1e9, given = 1e9;
        for (size_t at = 0; at < book.line_count; at++) {
            struct shape line;
            shape_init(&line, SHAPE_LINE);
            shape_begin(&line, false);
            for (size_t step = 0; step < book.lines[at].count; step++)
                shape_add(&line, point_of_spot(book.spots[book.lines[at].first + step]));
            double metres = shape_distance(&line, point);
            best = metres < best ? metres : best;
            if (book.lines[at].name == near)
                given = metres;
            shape_clear(&line);
        }
        if (near ? given > best + 0.5 : best < 59.5)
            fail_msg("%g m instead of %g m", given, best);
    }
    street_book_clear(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_of_one_name_are_joined_where_two_ends_meet),
        cmocka_unit_test(forks_and_rings_are_kept),
        cmocka_unit_test(a_house_gets_the_nearest_street_within_sixty_metres),
        cmocka_unit_test(a_book_without_streets_knows_none),
        cmocka_unit_test(the_nearest_of_many_is_what_measuring_all_gives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
