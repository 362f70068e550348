/* SPDX-License-Identifier: EUPL-1.2 */
/* Which one answer would move most criteria. */
#include "assessment/doubt.h"

#include "assessment/world.h"

struct scene {
    struct world world;
    struct doubt_list list;
};

static void scene_open(struct scene *scene, struct framework *framework, const char *const lines[])
{
    world_begin(&scene->world, framework, lines);
    struct assessment_question question = world_question(&scene->world);
    doubt_make(&question, &scene->list);
}

static void scene_close(struct scene *scene)
{
    doubt_clear(&scene->list);
    world_clear(&scene->world);
}

#define SCENE(scene, framework, ...)                                                               \
    scene_open(scene, framework, (const char *const[]){__VA_ARGS__, NULL})

static const struct doubt *doubt_of(const struct scene *scene, int place)
{
    for (size_t i = 0; i < scene->list.count; i++) {
        if (scene->list.items[i].place == place) {
            return &scene->list.items[i];
        }
    }
    return NULL;
}

static bool settles(const struct scene *scene, const struct doubt *doubt, const char *criterion)
{
    return doubt->settles >> framework_find(scene->world.framework, criterion) & 1;
}

static void a_price_nobody_knows_is_asked_for(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, "place Bib at=in checked=2026-06-01 hours=\"Mo-Fr 09:00-17:00\"",
          "offer wifi price=unknown");
    const struct doubt *doubt = doubt_of(&scene, 0);
    assert_non_null(doubt);
    assert_int_equal(doubt->asks, DOUBT_PRICE);
    assert_int_equal(doubt->services, 1u << SERVICE_WIFI);
    assert_true(settles(&scene, doubt, "T1"));
    assert_true(scene.list.whole);
    scene_close(&scene);
}

static void what_is_known_is_not_asked(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, "place Bib at=in checked=2026-06-01 hours=\"Mo-Fr 09:00-17:00\"",
          "offer wifi price=free checked=2026-06-01", "look charge 2026-06-01");
    assert_null(doubt_of(&scene, 0));
    for (size_t i = 0; i < scene.list.count; i++) { /* only searches are left, not that one */
        assert_int_equal(scene.list.items[i].asks, DOUBT_LOOK);
        assert_int_not_equal(scene.list.items[i].service, SERVICE_CHARGE);
    }
    scene_close(&scene);
}

static void the_visit_that_settles_most_comes_first(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, "place Cafe at=in checked=none", "offer wifi checked=none",
          "place Huis at=in checked=none", "offer charge checked=none",
          "offer print price=paid checked=none", "offer wifi checked=none");
    assert_true(scene.list.count >= 2);
    assert_int_equal(scene.list.items[0].place, 1);
    assert_int_equal(scene.list.items[0].asks & DOUBT_THERE, DOUBT_THERE);
    assert_true(scene.list.items[0].count > doubt_of(&scene, 0)->count);
    assert_true(settles(&scene, &scene.list.items[0], "T3"));
    assert_true(settles(&scene, &scene.list.items[0], "T5"));
    scene_close(&scene);
}

static void a_search_settles_what_is_not_there(void **state)
{
    struct scene scene;
    bool found = false;
    SCENE(&scene, *state, "wijk loose");
    for (size_t i = 0; i < scene.list.count; i++) {
        const struct doubt *doubt = &scene.list.items[i];
        assert_int_equal(doubt->place, -1);
        assert_int_equal(doubt->met, 0);
        found = found || (doubt->service == SERVICE_CHARGE && settles(&scene, doubt, "T3"));
    }
    assert_true(found);
    scene_close(&scene);
}

static void what_people_judged_is_settled_already(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, "place Bib at=in checked=2026-06-01 hours=\"24/7\"",
          "offer charge price=unknown", "judge T3 partly 2026-06-01 \"Gezien\"");
    const struct doubt *doubt = doubt_of(&scene, 0);
    assert_true(!doubt || !settles(&scene, doubt, "T3"));
    scene_close(&scene);
}

static void places_outside_and_marks_of_partners_are_not_visited(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, "place Ver at=far checked=2026-06-01", "offer charge price=unknown",
          "place Naast at=near checked=2026-06-01", "offer charge price=unknown",
          "place Merk at=in provisional checked=2026-06-01", "offer charge price=unknown");
    assert_null(doubt_of(&scene, 0));
    assert_null(doubt_of(&scene, 1));
    assert_null(doubt_of(&scene, 2));
    scene_close(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_price_nobody_knows_is_asked_for),
        cmocka_unit_test(what_is_known_is_not_asked),
        cmocka_unit_test(the_visit_that_settles_most_comes_first),
        cmocka_unit_test(a_search_settles_what_is_not_there),
        cmocka_unit_test(what_people_judged_is_settled_already),
        cmocka_unit_test(places_outside_and_marks_of_partners_are_not_visited),
    };
    return cmocka_run_group_tests(tests, framework_open, framework_close);
}
