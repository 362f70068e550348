/* SPDX-License-Identifier: EUPL-1.2 */
/* Many places, odd questions, and how long it takes. */
#include "assessment/assessment.h"

#include <time.h>

#include "assessment/world.h"

struct crowd { /* many places, read from documents */
    cJSON **documents;
    struct place *places;
    const struct place **list;
    size_t count;
};

static const char *const hours[] = {
    "Mo-Fr 09:00-17:00",
    "Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00; PH off",
    "We[2] 14:00-16:00",
    "24/7",
    "Tu,Th 18:00-21:00; Su 10:00-12:00; Jul-Aug off",
    "Mo 10:00-12:00; Tu 13:00-19:30; We 10:00-18:00; Fr 14:00-20:00; SH off",
};

static cJSON *crowd_place(size_t index)
{
    char id[32], name[64], dates[64];
    cJSON *place = cJSON_CreateObject(), *offers;
    snprintf(id, sizeof id, "place:%06zu", index);
    snprintf(name, sizeof name, "Plek %zu", index);
    snprintf(dates, sizeof dates, "2026-0%zu-1%zu", index % 5 + 1, index % 9);
    cJSON_AddStringToObject(place, "_id", id);
    cJSON_AddStringToObject(place, "name", name);
    cJSON_AddNumberToObject(place, "lon", 4.335 + 0.03 * (double)(index % 97) / 97);
    cJSON_AddNumberToObject(place, "lat", 50.848 + 0.014 * (double)(index % 89) / 89);
    if (index % 4)
        cJSON_AddStringToObject(place, "checked", dates);
    else
        cJSON_AddItemToObject(place, "source", cJSON_Parse("{\"name\":\"osm\",\"id\":\"osm:1\"}"));
    cJSON_AddStringToObject(place, "hours", hours[index % 6]);
    offers = cJSON_AddObjectToObject(place, "offers");
    for (int k = 0; k < 4; k++) {
        enum service service = (enum service)((index * 4 + (size_t)k) % SERVICE_COUNT);
        cJSON *offer = cJSON_AddObjectToObject(offers, service_word(service));
        cJSON_AddStringToObject(offer, "service", service_word(service));
        cJSON_AddStringToObject(offer, "price",
                                price_word((enum price)((index + (size_t)k) % PRICE_COUNT)));
        cJSON_AddItemToObject(offer, "groups", cJSON_Parse("[\"seniors\",\"poverty\"]"));
        if (index % 4)
            cJSON_AddStringToObject(offer, "checked", dates);
        if (k == 1)
            cJSON_AddStringToObject(offer, "hours", hours[(index + 1) % 6]);
    }
    return place;
}

static struct crowd crowd_make(size_t count)
{
    struct crowd crowd = {.count = count};
    struct fault why;
    crowd.documents = calloc(count, sizeof *crowd.documents);
    crowd.places = calloc(count, sizeof *crowd.places);
    crowd.list = calloc(count, sizeof(const struct place *));
    for (size_t i = 0; i < count; i++) {
        crowd.documents[i] = crowd_place(i);
        assert_true(place_parse(crowd.documents[i], &crowd.places[i], NULL, &why));
        crowd.list[i] = &crowd.places[i];
    }
    return crowd;
}

static void crowd_clear(struct crowd *crowd)
{
    for (size_t i = 0; i < crowd->count; i++) {
        place_clear(&crowd->places[i]);
        cJSON_Delete(crowd->documents[i]);
    }
    free(crowd->documents);
    free(crowd->places);
    free((void *)crowd->list);
}

static struct assessment_question question_of(const struct world *world, const struct crowd *crowd)
{
    return (struct assessment_question){
        .framework = world->framework,
        .wijk = &world->wijk,
        .places = crowd->list,
        .place_count = crowd->count,
        .now = world->now,
    };
}

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* A border of 400 points, as real ones have. */
static void border_round(struct world *world)
{
    static const double x[] = {4.36, 4.36, 4.34, 4.34}, y[] = {50.85, 50.86, 50.86, 50.85};
    shape_clear(&world->border);
    shape_init(&world->border, SHAPE_AREA);
    shape_begin(&world->border, false);
    for (int i = 0; i < 400; i++) {
        int side = i / 100, next = (side + 1) % 4;
        double t = i % 100 / 100.0;
        shape_add(&world->border, (struct point){x[side] + t * (x[next] - x[side]),
                                                 y[side] + t * (y[next] - y[side])});
    }
}

static void five_hundred_places_are_judged_quickly(void **state)
{
    struct framework *framework = framework_of_build();
    struct world world;
    struct assessment assessment;
    double best = 1e9;
    (void)state;
    world_init(&world, framework);
    border_round(&world);
    world.wijk.groups = GROUP_SENIORS | GROUP_POVERTY;
    struct crowd crowd = crowd_make(500);
    struct assessment_question question = question_of(&world, &crowd);
    for (int round = 0; round < 10; round++) {
        double from = milliseconds();
        assessment_make(&question, &assessment);
        double took = milliseconds() - from;
        best = took < best ? took : best;
        assert_true(assessment.places_counting > 100);
        assessment_clear(&assessment);
    }
    print_message("500 places, 22 criteria: %.2f ms\n", best);
    crowd_clear(&crowd);
    world_clear(&world);
    framework_free(framework);
}

static void ten_thousand_places_are_bearable(void **state)
{
    struct framework *framework = framework_of_build();
    struct world world;
    struct assessment assessment;
    (void)state;
    world_init(&world, framework);
    world.wijk.groups = GROUP_SENIORS;
    struct crowd crowd = crowd_make(10000);
    struct assessment_question question = question_of(&world, &crowd);
    double from = milliseconds();
    assessment_make(&question, &assessment);
    print_message("10000 places: %.1f ms\n", milliseconds() - from);
    for (int i = 0; i < assessment.finding_count; i++) {
        const struct finding *finding = &assessment.findings[i];
        assert_true(finding->evidence_count <= FINDING_EVIDENCE);
        assert_true(finding->counting <= finding->evidence_count);
        for (size_t k = 0; k < finding->counting; k++)
            assert_true(finding->evidence[k].counts);
    }
    assert_int_equal(assessment.findings[0].verdict, VERDICT_MET);
    assessment_clear(&assessment);
    crowd_clear(&crowd);
    world_clear(&world);
    framework_free(framework);
}

static void a_wijk_without_a_border_has_only_what_is_counted_in(void **state)
{
    struct framework *framework = framework_of_build();
    struct world world;
    struct assessment assessment;
    struct shape nothing;
    (void)state;
    world_init(&world, framework);
    shape_init(&nothing, SHAPE_AREA);
    struct crowd crowd = crowd_make(20);
    struct assessment_question question = question_of(&world, &crowd);
    for (int round = 0; round < 2; round++) {
        world.wijk.border = round ? &nothing : NULL;
        assessment_make(&question, &assessment);
        assert_int_equal(assessment.totals[VERDICT_UNKNOWN], 22);
        assert_int_equal(assessment.places_counting, 0);
        assessment_clear(&assessment);
    }
    crowd_clear(&crowd);
    world_clear(&world);
    framework_free(framework);
}

static void an_empty_question_is_not_yet_looked_at(void **state)
{
    struct framework *framework = framework_of_build();
    struct wijk wijk = {.code = ""};
    struct assessment_question question = {.framework = framework, .wijk = &wijk};
    struct assessment assessment;
    (void)state;
    question.now = civil_read("2026-06-12T10:00");
    assessment_make(&question, &assessment);
    assert_int_equal(assessment.finding_count, 22);
    assert_int_equal(assessment.totals[VERDICT_UNKNOWN], 22);
    assert_int_equal(assessment.totals[VERDICT_NOT], 0);
    assessment_clear(&assessment);
    assessment_clear(&assessment);
    framework_free(framework);
}

static void odd_looks_and_judgements_are_passed_over(void **state)
{
    struct framework *framework = framework_of_build();
    struct wijk wijk = {.code = "W"};
    struct look looks[] = {{.service = (enum service)99, .date = {2026, 6, 1}},
                           {.service = SERVICE_WIFI}};
    struct judgement judgements[] = {
        {.criterion = "Z9", .reason = "ja", .verdict = VERDICT_MET, .date = {2026, 6, 1}},
        {.criterion = NULL, .reason = "ja", .verdict = VERDICT_MET, .date = {2026, 6, 1}},
        {.criterion = "T1", .reason = NULL, .verdict = VERDICT_MET, .date = {2026, 6, 1}},
        {.criterion = "T1", .reason = "ja", .verdict = (enum verdict)9, .date = {2026, 6, 1}},
    };
    struct assessment_question question = {.framework = framework,
                                           .wijk = &wijk,
                                           .looks = looks,
                                           .look_count = 2,
                                           .judgements = judgements,
                                           .judgement_count = 4};
    struct assessment assessment;
    (void)state;
    question.now = civil_read("2026-06-12T10:00");
    assessment_make(&question, &assessment);
    assert_int_equal(assessment.totals[VERDICT_UNKNOWN], 22);
    assessment_clear(&assessment);
    framework_free(framework);
}

static void any_day_of_any_year_can_be_asked(void **state)
{
    static const char *const days[] = {"0001-02-01T00:00", "1970-01-01T00:00", "2024-02-29T23:59",
                                       "2026-03-29T02:30", "2026-12-31T23:59", "9998-12-31T12:00"};
    struct framework *framework = framework_of_build();
    struct world world;
    struct assessment assessment;
    (void)state;
    world_init(&world, framework);
    struct crowd crowd = crowd_make(60);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct assessment_question question = question_of(&world, &crowd);
        question.now = civil_read(days[i]);
        assessment_make(&question, &assessment);
        assert_int_equal(assessment.totals[VERDICT_NOT], 0);
        assessment_clear(&assessment);
    }
    crowd_clear(&crowd);
    world_clear(&world);
    framework_free(framework);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_hundred_places_are_judged_quickly),
        cmocka_unit_test(ten_thousand_places_are_bearable),
        cmocka_unit_test(a_wijk_without_a_border_has_only_what_is_counted_in),
        cmocka_unit_test(an_empty_question_is_not_yet_looked_at),
        cmocka_unit_test(odd_looks_and_judgements_are_passed_over),
        cmocka_unit_test(any_day_of_any_year_can_be_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
