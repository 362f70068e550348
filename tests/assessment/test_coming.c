/* SPDX-License-Identifier: EUPL-1.2 */
/* What stops counting, on which day, and which criterion loses by it. */
#include "assessment/coming.h"

#include <time.h>

#include "assessment/world.h"

/* A world of these lines, and what comes in it. */
struct scene {
    struct world world;
    struct coming_list list;
};

static void scene_open(struct scene *scene, struct framework *framework, int days,
                       const char *const lines[])
{
    world_begin(&scene->world, framework, lines);
    struct assessment_question question = world_question(&scene->world);
    coming_make(&question, days, &scene->list);
}

static void scene_close(struct scene *scene)
{
    coming_clear(&scene->list);
    world_clear(&scene->world);
}

#define SCENE(scene, framework, days, ...)                                                         \
    scene_open(scene, framework, days, (const char *const[]){__VA_ARGS__, NULL})

static const struct coming *item_of(const struct scene *scene, enum coming_kind kind, int place)
{
    for (size_t i = 0; i < scene->list.count; i++) {
        if (scene->list.items[i].kind == kind && scene->list.items[i].place == place) {
            return &scene->list.items[i];
        }
    }
    fail_msg("no %s of place %d", coming_word(kind), place);
    return NULL;
}

static void falls_on(const struct coming *item, const char *date)
{
    char said[CIVIL_DATE_SIZE];
    civil_date_write(item->falls, said);
    assert_string_equal(said, date);
}

static void loses(const struct scene *scene, const struct coming *item, const char *criterion,
                  enum verdict from, enum verdict to)
{
    struct coming_loss loss;
    int index = framework_find(scene->world.framework, criterion);
    assert_true(coming_drops(item, index, &loss));
    assert_int_equal(loss.from, from);
    assert_int_equal(loss.to, to);
}

/* The verdict of the wijk itself, on a day. */
static enum verdict verdict_on(struct scene *scene, const char *criterion, struct civil_date day)
{
    struct assessment assessment;
    struct assessment_question question = world_question(&scene->world);
    question.now.date = day;
    assessment_make(&question, &assessment);
    enum verdict verdict =
        assessment.findings[framework_find(question.framework, criterion)].verdict;
    assessment_clear(&assessment);
    return verdict;
}

static void a_check_gets_old_on_the_day_that_the_rules_say(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00", "place bib",
          "offer wifi checked=2025-05-12");
    falls_on(item_of(&scene, COMING_RECHECK, 0), "2026-05-13");
    const struct coming *old = item_of(&scene, COMING_OLD, 0);
    falls_on(old, "2027-05-13");
    assert_int_equal(old->days, 335);
    loses(&scene, old, "T1", VERDICT_MET, VERDICT_UNKNOWN);
    assert_int_equal(verdict_on(&scene, "T1", date_read("2027-05-12")), VERDICT_MET);
    assert_int_equal(verdict_on(&scene, "T1", date_read("2027-05-13")), VERDICT_UNKNOWN);
    scene_close(&scene);
}

static void the_end_of_february_is_no_trap(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00", "place bib",
          "offer wifi checked=2024-02-29", "place huis", "offer wifi checked=2024-08-31");
    const struct coming *old = item_of(&scene, COMING_OLD, 1);
    falls_on(old, "2026-09-01");
    loses(&scene, old, "T1", VERDICT_MET, VERDICT_UNKNOWN);
    falls_on(item_of(&scene, COMING_OLD, 0), "2026-03-01");
    assert_int_equal(item_of(&scene, COMING_OLD, 0)->carries, 0);
    scene_close(&scene);
}

static void validity_ends_after_its_last_day(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-11-22T10:00", "place LDC checked=2026-11-01",
          "offer computer checked=2026-11-01 until=2026-12-26 count=4", "place huis",
          "offer computer checked=2026-11-01 price=unknown", "look computer 2026-11-01");
    const struct coming *ends = item_of(&scene, COMING_ENDS, 0);
    falls_on(ends, "2026-12-27");
    assert_int_equal(ends->days, 34);
    assert_true(coming_warns(ends));
    loses(&scene, ends, "T2", VERDICT_MET, VERDICT_PARTLY);
    int t2 = framework_find(*state, "T2");
    assert_ptr_equal(coming_of_criterion(&scene.list, t2), ends);
    assert_ptr_equal(coming_of_place(&scene.list, 0, -1), ends);
    assert_null(coming_of_place(&scene.list, 1, -1));
    scene_close(&scene);
}

static void what_ends_after_ninety_days_is_not_warned_of(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00", "place bib",
          "offer wifi until=2026-09-10", "offer computer until=2026-09-11");
    assert_non_null(coming_of_criterion(&scene.list, framework_find(*state, "T1")));
    assert_null(coming_of_criterion(&scene.list, framework_find(*state, "T2")));
    scene_close(&scene);
}

static void who_has_another_loses_nothing_until_the_last_one_goes(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00", "place bib",
          "offer wifi until=2026-07-01", "place huis", "offer wifi until=2026-08-01");
    const struct coming *first = item_of(&scene, COMING_ENDS, 0);
    assert_int_equal(first->loss_count, 0);
    assert_true(first->carries >> framework_find(*state, "T1") & 1);
    loses(&scene, item_of(&scene, COMING_ENDS, 1), "T1", VERDICT_MET, VERDICT_UNKNOWN);
    assert_ptr_equal(coming_of_criterion(&scene.list, framework_find(*state, "T1")),
                     item_of(&scene, COMING_ENDS, 1));
    assert_int_equal(scene.list.rows[0].place, 1);
    scene_close(&scene);
}

static void two_that_go_on_one_day_are_both_told(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00", "place bib",
          "offer wifi until=2026-08-01", "place huis", "offer wifi until=2026-08-01");
    loses(&scene, item_of(&scene, COMING_ENDS, 0), "T1", VERDICT_MET, VERDICT_UNKNOWN);
    loses(&scene, item_of(&scene, COMING_ENDS, 1), "T1", VERDICT_MET, VERDICT_UNKNOWN);
    scene_close(&scene);
}

static void the_last_dated_stop_passes(void **state)
{
    struct scene scene;
    world_init(&scene.world, *state);
    char place[] = "place bus", offer[] = "offer help", *words[WORLD_WORDS];
    assert_true(world_line(&scene.world, words, words_cut(place, words)));
    assert_true(world_line(&scene.world, words, words_cut(offer, words)));
    cJSON *help =
        cJSON_GetObjectItem(cJSON_GetObjectItem(scene.world.documents[0], "offers"), "help");
    cJSON_AddItemToObject(
        help, "stops",
        cJSON_Parse("[{\"date\":\"2026-06-20\",\"from\":\"14:00\",\"to\":\"16:00\"},"
                    "{\"date\":\"2026-07-04\",\"from\":\"14:00\",\"to\":\"16:00\"}]"));
    world_make(&scene.world);
    struct assessment_question question = world_question(&scene.world);
    coming_make(&question, COMING_AHEAD, &scene.list);
    const struct coming *stops = item_of(&scene, COMING_STOPS, 0);
    falls_on(stops, "2026-07-05");
    assert_int_equal(stops->days, 22);
    scene_close(&scene);
}

static void a_closure_is_told_and_is_no_loss(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00", "place bib closed_until=2026-06-30",
          "offer wifi");
    const struct coming *reopens = item_of(&scene, COMING_REOPENS, 0);
    falls_on(reopens, "2026-07-01");
    assert_int_equal(reopens->loss_count, 0);
    assert_false(coming_warns(reopens));
    scene_close(&scene);
}

static void a_look_gets_old_and_not_becomes_unknown(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00", "look charge 2024-07-01");
    const struct coming *look = item_of(&scene, COMING_LOOK, -1);
    falls_on(look, "2026-07-02");
    loses(&scene, look, "T3", VERDICT_NOT, VERDICT_UNKNOWN);
    assert_true(coming_warns(look));
    assert_int_equal(scene.list.row_count, 1);
    scene_close(&scene);
}

static void what_people_judged_does_not_hang_on_an_offer(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00", "place bib",
          "offer wifi until=2026-07-01", "judge T1 met 2026-06-01 \"Overal op straat\"");
    int t1 = framework_find(*state, "T1");
    const struct coming *ends = item_of(&scene, COMING_ENDS, 0);
    assert_false(ends->carries >> t1 & 1);
    assert_null(coming_of_criterion(&scene.list, t1));
    scene_close(&scene);
}

static void the_order_is_loss_then_weight_then_age(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00", "place late",
          "offer wifi checked=2026-03-01", "place early", "offer wifi checked=2025-03-01",
          "place soon", "offer charge checked=2026-05-01 until=2026-06-30", "place heavy",
          "offer computer checked=2026-04-01", "offer print checked=2026-04-01", "place spare",
          "offer print checked=2025-01-01");
    static const int order[] = {2 /* T3 on 1 July */, 0 /* T1 in March 2028 */,
                                3 /* T2 and T5 in April */, 4, 1};
    assert_int_equal(scene.list.row_count, 5);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(scene.list.rows[i].place, order[i]);
    }
    assert_int_equal(scene.list.rows[2].loss_count, 2);
    scene_close(&scene);
}

static void candidates_and_places_elsewhere_do_not_stand_in_the_list(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00",
          "place kandidaat checked=none source", "offer wifi checked=none", "place buiten at=far",
          "offer wifi", "place naast at=near", "offer wifi", "place leeg checked=none",
          "offer wifi checked=none");
    assert_int_equal(scene.list.count, 0);
    assert_int_equal(scene.list.row_count, 0);
    assert_true(scene.list.whole);
    scene_close(&scene);
}

static void the_horizon_is_kept(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, 30, "now 2026-06-12T10:00", "place bib", "offer wifi until=2026-07-10",
          "offer print until=2026-07-20");
    assert_int_equal(scene.list.count, 1);
    assert_int_equal(scene.list.items[0].kind, COMING_ENDS);
    scene_close(&scene);
    SCENE(&scene, *state, -5, "now 2026-06-12T10:00", "place bib", "offer wifi");
    assert_int_equal(scene.list.count, 0);
    scene_close(&scene);
}

static void the_question_is_asked_of_every_day_and_answers_alike(void **state)
{
    for (int day = 0; day < 900; day += 37) {
        char now[64], date[CIVIL_DATE_SIZE];
        struct scene scene;
        civil_date_write(civil_date_add(date_read("2026-01-01"), day), date);
        snprintf(now, sizeof now, "now %sT10:00", date);
        SCENE(&scene, *state, COMING_AHEAD, now, "place bib", "offer wifi checked=2026-01-31",
              "offer computer checked=2025-12-31 until=2027-02-28", "place huis",
              "offer wifi checked=2025-11-30 hours=24/7", "look charge 2026-01-01");
        for (size_t i = 0; i < scene.list.count; i++) {
            const struct coming *item = &scene.list.items[i];
            for (int k = 0; k < item->loss_count; k++) {
                struct coming_loss loss = item->losses[k];
                const char *id = scene.world.framework->criteria[loss.criterion].id;
                assert_int_equal(verdict_on(&scene, id, civil_date_add(item->falls, -1)),
                                 loss.from);
                assert_int_equal(verdict_on(&scene, id, item->falls), loss.to);
            }
        }
        scene_close(&scene);
    }
}

/* As many days as places: the soonest are judged, and it says that these were not all. */
static void a_wijk_of_many_places_judges_the_soonest_days(void **state)
{
    enum { MANY = 400 };
    struct scene scene;
    struct place places[MANY];
    const struct place *list[MANY];
    struct offer offers[MANY];
    SCENE(&scene, *state, 0, "now 2026-06-12T10:00", "place bib", "offer wifi");
    coming_clear(&scene.list);
    for (int i = 0; i < MANY; i++) {
        places[i] = scene.world.places[0];
        offers[i] = places[i].offers[0];
        offers[i].until = civil_date_add(date_read("2026-07-01"), i);
        places[i].offers = &offers[i];
        list[i] = &places[i];
    }
    struct assessment_question question = world_question(&scene.world);
    question.places = list;
    question.place_count = MANY;
    coming_make(&question, COMING_AHEAD, &scene.list);
    assert_false(scene.list.whole);
    assert_int_equal(scene.list.judged,
                     1 + 1 + COMING_WORK / (MANY + 1)); /* each day the next one's eve */
    assert_int_equal(scene.list.row_count, MANY);
    scene_close(&scene);
}

static void the_contact_point_is_warned_of_ninety_days_before_its_end(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00",
          "partner Bib phone=1 contact days=Mo until=2026-09-10 confirmed=2026-05-12");
    const struct coming *ends = item_of(&scene, COMING_CONTACT, -1);
    assert_string_equal(ends->name, "Bib");
    assert_int_equal(ends->days, COMING_SOON);
    assert_true(coming_warns(ends));
    falls_on(ends, "2026-09-11");
    loses(&scene, ends, "C1", VERDICT_MET, VERDICT_UNKNOWN);
    scene_close(&scene);
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-11T10:00",
          "partner Bib phone=1 contact days=Mo until=2026-09-10 confirmed=2026-05-12");
    assert_false(coming_warns(item_of(&scene, COMING_CONTACT, -1)));
    scene_close(&scene);
}

static void a_contact_point_that_is_over_stays_until_there_is_another(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-10-01T10:00",
          "partner Bib phone=1 contact days=Mo until=2026-09-10 confirmed=2026-05-12");
    const struct coming *over = item_of(&scene, COMING_CONTACT, -1);
    assert_int_equal(over->days, -21);
    assert_false(coming_warns(over));
    assert_int_equal(over->loss_count, 0);
    assert_string_equal(coming_when(over).key, "coming.when.contact.past");
    scene_close(&scene);
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-10-01T10:00",
          "partner Bib phone=1 contact days=Mo until=2026-09-10 confirmed=2026-05-12",
          "partner Saamo phone=1 contact days=Mo until=2027-09-10 confirmed=2026-09-12");
    assert_int_equal(scene.list.count, 1);
    assert_string_equal(item_of(&scene, COMING_CONTACT, -1)->name, "Saamo");
    scene_close(&scene);
}

static void a_contact_point_without_an_end_or_judged_by_people_is_not_warned_of(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00",
          "partner Bib phone=1 contact days=Mo confirmed=2026-05-12");
    assert_int_equal(scene.list.count, 0);
    scene_close(&scene);
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00",
          "partner Bib phone=1 contact days=Mo until=2026-07-01 confirmed=2026-05-12",
          "judge C1 met 2026-06-01 \"er is opvolging\"");
    assert_false(coming_warns(item_of(&scene, COMING_CONTACT, -1)));
    scene_close(&scene);
}

static void what_a_partner_promised_is_told_with_who_it_is(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00",
          "partner Saamo plan=2026-01-15 plan_until=2026-07-31",
          "commitment Saamo 2026-03-01 until=2026-09-10");
    const struct coming *promise = item_of(&scene, COMING_COMMITMENT, -1);
    assert_string_equal(promise->partner, "partner:Saamo");
    assert_string_equal(promise->name, "Saamo");
    assert_string_equal(promise->what, "een belofte");
    assert_int_equal(promise->days, COMING_SOON);
    assert_true(coming_warns(promise));
    falls_on(promise, "2026-09-11");
    assert_int_equal(promise->loss_count, 0);
    assert_int_equal(promise->carries, 0);
    assert_string_equal(coming_whose(promise).key, "coming.commitment");
    const struct coming *plan = item_of(&scene, COMING_PLAN, -1);
    assert_string_equal(plan->partner, "partner:Saamo");
    assert_null(plan->what);
    falls_on(plan, "2026-08-01");
    assert_true(coming_warns(plan));
    assert_int_equal(scene.list.row_count, 2);
    scene_close(&scene);
}

static void a_promise_is_told_from_ninety_days_before_its_end_until_it_is_over(void **state)
{
    static const char *const days[] = {"now 2026-06-11T10:00", "now 2026-09-10T10:00",
                                       "now 2026-09-11T10:00"};
    static const int warned[] = {0, 1, 0}, there[] = {1, 1, 0};
    for (int i = 0; i < 3; i++) {
        struct scene scene;
        SCENE(&scene, *state, COMING_AHEAD, days[i], "partner Saamo",
              "commitment Saamo 2026-03-01 until=2026-09-10");
        assert_int_equal(scene.list.count, there[i]);
        assert_int_equal(there[i] && coming_warns(&scene.list.items[0]), warned[i]);
        scene_close(&scene);
    }
}

static void a_promise_or_a_plan_without_an_end_is_not_told(void **state)
{
    struct scene scene;
    SCENE(&scene, *state, COMING_AHEAD, "now 2026-06-12T10:00", "partner Saamo plan=2026-01-15",
          "commitment Saamo 2026-03-01", "partner Bib plan_until=2026-07-31");
    assert_int_equal(scene.list.count, 0);
    scene_close(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_check_gets_old_on_the_day_that_the_rules_say),
        cmocka_unit_test(the_end_of_february_is_no_trap),
        cmocka_unit_test(validity_ends_after_its_last_day),
        cmocka_unit_test(what_ends_after_ninety_days_is_not_warned_of),
        cmocka_unit_test(who_has_another_loses_nothing_until_the_last_one_goes),
        cmocka_unit_test(two_that_go_on_one_day_are_both_told),
        cmocka_unit_test(the_last_dated_stop_passes),
        cmocka_unit_test(a_closure_is_told_and_is_no_loss),
        cmocka_unit_test(a_look_gets_old_and_not_becomes_unknown),
        cmocka_unit_test(what_people_judged_does_not_hang_on_an_offer),
        cmocka_unit_test(the_order_is_loss_then_weight_then_age),
        cmocka_unit_test(candidates_and_places_elsewhere_do_not_stand_in_the_list),
        cmocka_unit_test(the_horizon_is_kept),
        cmocka_unit_test(the_contact_point_is_warned_of_ninety_days_before_its_end),
        cmocka_unit_test(a_contact_point_that_is_over_stays_until_there_is_another),
        cmocka_unit_test(a_contact_point_without_an_end_or_judged_by_people_is_not_warned_of),
        cmocka_unit_test(what_a_partner_promised_is_told_with_who_it_is),
        cmocka_unit_test(a_promise_is_told_from_ninety_days_before_its_end_until_it_is_over),
        cmocka_unit_test(a_promise_or_a_plan_without_an_end_is_not_told),
        cmocka_unit_test(a_wijk_of_many_places_judges_the_soonest_days),
        cmocka_unit_test(the_question_is_asked_of_every_day_and_answers_alike),
    };
    return cmocka_run_group_tests(tests, framework_open, framework_close);
}
