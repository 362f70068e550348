/* SPDX-License-Identifier: EUPL-1.2 */
#include "pack/builder_inner.h"

#include "kit/kit.h"

static const struct point here = {4.34, 50.855};

static struct spot at_metres(double east, double south)
{
    struct spot spot = spot_of_point(here);
    double metres = spot_metres(here.lat);
    return (struct spot){spot.x + east / metres, spot.y + south / metres};
}

static void line_add(struct street_list *list, const char *name, const char *name_fr, double from,
                     double to)
{
    struct spot spots[] = {at_metres(from, 0), at_metres(to, 0)};
    uint32_t end = 2;
    struct feature feature = {.kind = FEATURE_STREET_NAME,
                              .shape = SHAPE_LINE,
                              .name = name,
                              .name_fr = name_fr,
                              .spots = spots,
                              .path_ends = &end,
                              .path_count = 1};
    street_list_add(list, &feature);
}

static void pieces_near_each_other_are_one_street_and_far_ones_two(void **state)
{
    struct arena arena;
    struct street_list list;
    (void)state;
    arena_init(&arena);
    street_list_init(&list, &arena);
    line_add(&list, "Kerkstraat", "", 0, 100);
    line_add(&list, "Kerkstraat", "Rue de l'Église", 150, 500);
    line_add(&list, "Kerkstraat", "", 3000, 3100);
    line_add(&list, "Plein", "", 0, 100);
    line_add(&list, "", "", 0, 100);
    assert_int_equal(list.count, 3);
    assert_string_equal(list.all[0]->name_fr, "Rue de l'Église");
    double away =
        point_distance(point_of_spot(list.all[0]->spot), point_of_spot(at_metres(325, 0)));
    assert_true(away < 1); /* the middle of its longest piece */
    street_list_clear(&list);
    arena_clear(&arena);
}

static void an_address_lies_in_the_near_street_of_its_name(void **state)
{
    struct arena arena;
    struct street_list list;
    (void)state;
    arena_init(&arena);
    street_list_init(&list, &arena);
    line_add(&list, "Kerkstraat", "", 0, 100);
    line_add(&list, "Kerkstraat", "", 3000, 3100);
    assert_ptr_equal(street_list_of(&list, "Kerkstraat", at_metres(50, 20)), list.all[0]);
    assert_ptr_equal(street_list_of(&list, "Kerkstraat", at_metres(3050, 20)), list.all[1]);
    struct street *made = street_list_of(&list, "Kerkstraat", at_metres(8000, 20));
    assert_int_equal(made->id, 3);
    assert_ptr_equal(street_list_of(&list, "Kerkstraat", at_metres(8010, 20)), made);
    street_list_clear(&list);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_near_each_other_are_one_street_and_far_ones_two),
        cmocka_unit_test(an_address_lies_in_the_near_street_of_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
