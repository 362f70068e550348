/* SPDX-License-Identifier: EUPL-1.2 */
/* The week that offers cover together, against counting minute by minute; and who almost covers. */
#include "assessment/coverage.h"

#include "assessment/world.h"

static struct framework *framework;
static struct calendar *calendar;
static struct language *languages[LANGUAGE_COUNT];

enum { DAY = 24 * 60, WIFI = 1u << SERVICE_WIFI, COMPUTER = 1u << SERVICE_COMPUTER };

static void world_open(struct world *world)
{
    world_init(world, framework);
    world->calendar = calendar;
}

static void world_read(struct world *world, const char *lines)
{
    world_open(world);
    world_lines(world, lines);
}

static struct coverage_week week_read(struct world *world, unsigned services,
                                      enum coverage_week_kind kind)
{
    struct coverage_ask ask = {.services = services, .kind = kind};
    struct assessment_question question = world_question(world);
    struct coverage_week week;
    coverage_make(&question, &ask, &week);
    return week;
}

/* ---- against minute by minute ---- */

static const char *const times[] = {"Mo-Fr 09:00-17:00",
                                    "Mo-Fr 09:00-12:10,13:20-17:00; Sa 09:05-12:00",
                                    "We,Fr 16:44-21:16; PH off",
                                    "24/7",
                                    "Fr-Su 20:00-03:00",
                                    "Sa 09:00-11:00",
                                    "Su[1] 10:00-12:00",
                                    "Mo 10:00-12:00 unknown; Tu 10:00-12:00",
                                    ""};

static void chance_offer(struct world *world, const char *service)
{
    char lines[5][WORLD_TEXT] = {"offer"}, *words[5] = {lines[0], lines[1], lines[2], lines[3]};
    int count = 2;
    snprintf(lines[1], WORLD_TEXT, "%s", service);
    if (kit_random_below(2))
        snprintf(lines[count++], WORLD_TEXT, "hours=%s",
                 times[kit_random_below(sizeof times / sizeof *times - 1)]);
    switch (kit_random_below(8)) {
    case 0:
        snprintf(lines[count++], WORLD_TEXT, "price=paid");
        break;
    case 1:
        snprintf(lines[count++], WORLD_TEXT, "until=2026-06-12");
        break;
    case 2:
        snprintf(lines[count++], WORLD_TEXT, "stops=2026-06-10/14:00-16:30,2026-07-08/09:00-10:00");
        break;
    case 3:
        snprintf(lines[count++], WORLD_TEXT, "closed_until=2026-06-10");
        break;
    }
    offer_add(world, words, count);
}

static void chance_place(struct world *world)
{
    char lines[4][WORLD_TEXT] = {"place"}, *words[4] = {lines[0], lines[1], lines[2], lines[3]};
    int count = 3;
    snprintf(lines[1], WORLD_TEXT, "P%d", world->place_count);
    snprintf(lines[2], WORLD_TEXT, "hours=%s",
             times[kit_random_below(sizeof times / sizeof *times)]);
    if (kit_random_below(6) == 0)
        snprintf(lines[count++], WORLD_TEXT, "at=near");
    place_add(world, words, count);
    chance_offer(world, "wifi");
    if (kit_random_below(2))
        chance_offer(world, "computer");
}

static bool offer_counts(const struct place *place, const struct offer *offer)
{
    return offer->price == PRICE_FREE && place->point.lon < 4.36 &&
           (!offer->until.year || civil_date_compare(offer->until, date_read("2026-06-12")) >= 0);
}

/* Open minutes of the cell with at least one of the place's offers. */
static int minutes_slowly(const struct assessment_question *question, const struct place *place,
                          struct civil_date date, int cell)
{
    bool open[COVERAGE_CELL_MINUTES] = {false};
    int count = 0;
    for (size_t i = 0; i < place->offer_count; i++) {
        struct timetable *timetable;
        struct fault why;
        if (!offer_counts(place, &place->offers[i]))
            continue;
        assert_true(offer_timetable(place, &place->offers[i], question->hours, &timetable, &why));
        for (int m = 0; m < COVERAGE_CELL_MINUTES; m++) {
            int minute = cell * COVERAGE_CELL_MINUTES + m;
            struct civil when = {date, (int8_t)(minute / 60), (int8_t)(minute % 60), 0};
            open[m] = open[m] || timetable_at(timetable, when) == HOURS_OPEN;
        }
        timetable_free(timetable);
    }
    for (int m = 0; m < COVERAGE_CELL_MINUTES; m++)
        count += open[m];
    return count;
}

static void check_slowly(const struct assessment_question *question,
                         const struct coverage_week *week)
{
    for (int day = 0; day < 7; day++) {
        for (int cell = 0; cell < COVERAGE_CELLS; cell++) {
            int places = 0;
            for (size_t i = 0; i < question->place_count; i++)
                places +=
                    minutes_slowly(question, question->places[i], civil_date_add(week->monday, day),
                                   cell) >= COVERAGE_CELL_MINUTES / 2;
            if (places != week->places[day][cell])
                fail_msg("day %d cell %d: %d places, not %d", day, cell, week->places[day][cell],
                         places);
        }
    }
}

/* What cells, offers, runs and minutes say agrees. */
static void check_whole(const struct coverage_week *week)
{
    int minutes = 0;
    for (int day = 0; day < 7; day++) {
        struct coverage_run runs[COVERAGE_CELLS];
        size_t run_count = coverage_runs(week, day, runs);
        int lit = 0, in_runs = 0;
        for (int cell = 0; cell < COVERAGE_CELLS; cell++) {
            int lights[64], places = 0, last = -1;
            size_t count = coverage_cell(week, day, cell, lights, 64);
            assert_true(count <= 64);
            for (size_t i = 0; i < count; i++) {
                const struct coverage_offer *offer = &week->offers[lights[i]];
                places += offer->place != last;
                last = offer->place;
                assert_false(offer->provisional);
                assert_true(coverage_offer_minutes(offer, day, cell * COVERAGE_CELL_MINUTES,
                                                   (cell + 1) * COVERAGE_CELL_MINUTES) > 0);
            }
            assert_int_equal(places, week->places[day][cell]);
            lit += places > 0;
        }
        for (size_t i = 0; i < run_count; i++) {
            assert_true(runs[i].places > 0 && runs[i].from < runs[i].to);
            assert_int_equal(runs[i].places,
                             week->places[day][runs[i].from / COVERAGE_CELL_MINUTES]);
            in_runs += (runs[i].to - runs[i].from) / COVERAGE_CELL_MINUTES;
        }
        assert_int_equal(in_runs, lit);
        minutes += coverage_minutes(week, day, 0, DAY);
    }
    assert_int_equal(minutes, week->minutes);
}

static void cells_count_places_as_counting_minute_by_minute_does(void **state)
{
    (void)state;
    for (int round = 0; round < 12; round++) {
        struct world world;
        world_open(&world);
        int places = 1 + (int)kit_random_below(5);
        for (int i = 0; i < places; i++)
            chance_place(&world);
        struct assessment_question question = world_question(&world);
        for (int kind = COVERAGE_NORMAL; kind <= COVERAGE_SCHOOL_HOLIDAY; kind++) {
            struct coverage_week week =
                week_read(&world, WIFI | COMPUTER, (enum coverage_week_kind)kind);
            assert_true(week.monday.year);
            check_slowly(&question, &week);
            check_whole(&week);
            coverage_clear(&week);
        }
        world_clear(&world);
    }
}

static void one_more_place_never_darkens_a_cell(void **state)
{
    (void)state;
    for (int round = 0; round < 20; round++) {
        struct world world;
        struct coverage_week before = {0};
        world_open(&world);
        for (int i = 0; i < 10; i++) {
            chance_place(&world);
            struct coverage_week after = week_read(&world, WIFI | COMPUTER, COVERAGE_NORMAL);
            for (int day = 0; day < 7; day++)
                for (int cell = 0; cell < COVERAGE_CELLS; cell++)
                    assert_true(after.places[day][cell] >= before.places[day][cell]);
            assert_true(after.minutes >= before.minutes);
            coverage_clear(&before);
            before = after;
        }
        check_whole(&before);
        coverage_clear(&before);
        world_clear(&world);
    }
}

/* T4 and the grid come from the same timetables. */
static void the_grid_agrees_with_t4(void **state)
{
    static const unsigned services[] = {WIFI, COMPUTER};
    struct coverage_time of[COVER_TIMES];
    (void)state;
    assert_true(coverage_times(framework, of));
    for (int round = 0; round < 20; round++) {
        struct world world;
        world_open(&world);
        for (int i = 0; i < 4; i++)
            chance_place(&world);
        world_make(&world);
        const struct finding *t4 = &world.assessment.findings[framework_find(framework, "T4")];
        for (int s = 0; s < 2; s++) {
            struct coverage_week week = week_read(&world, services[s], COVERAGE_NORMAL);
            for (int t = 0; t < COVER_TIMES; t++) {
                int minutes = 0;
                for (int day = of[t].first_day; day <= of[t].last_day; day++)
                    minutes += coverage_minutes(&week, day, of[t].from, of[t].to);
                assert_int_equal(minutes, t4->coverage.minutes[s][t]);
            }
            assert_int_equal(civil_date_compare(week.monday, t4->coverage.monday), 0);
            coverage_clear(&week);
        }
        world_clear(&world);
    }
}

/* ---- who is among them ---- */

static void a_partners_mark_stands_beside_the_cells(void **state)
{
    struct world world;
    int lights[4];
    (void)state;
    world_read(&world, "place A hours=\"Mo-Fr 09:00-17:00\"\n"
                       "offer wifi\n"
                       "place B provisional checked=none hours=\"Mo-Fr 09:00-20:00\"\n"
                       "offer wifi checked=none\n"
                       "place C\n"
                       "offer wifi\n"
                       "place D hours=\"Mo-Fr 09:00-20:00\"\n"
                       "offer wifi price=paid\n");
    struct coverage_week week = week_read(&world, WIFI, COVERAGE_NORMAL);
    assert_int_equal(week.offer_count, 2);
    assert_int_equal(week.hours_unknown, 1);
    assert_int_equal(week.places[MONDAY][18], 1);
    assert_int_equal(week.places[MONDAY][36], 0);
    assert_int_equal(coverage_cell(&week, MONDAY, 18, lights, 4), 1);
    assert_false(week.offers[lights[0]].provisional);
    assert_true(week.offers[1].provisional);
    assert_string_equal(week.offers[1].why.key, "assessment.why.provisional");
    assert_int_equal(coverage_offer_minutes(&week.offers[1], MONDAY, 18 * 60, 19 * 60), 60);
    coverage_clear(&week);
    coverage_clear(&week);
    world_clear(&world);
}

static void the_terms_are_those_of_the_criterion(void **state)
{
    static const struct {
        const char *offer;
        int places;
    } cases[] = {
        {"offer wifi obligations=registration", 1},
        {"offer wifi obligations=consumption", 0},
        {"offer wifi price=unknown", 0},
        {"offer print price=paid", 1},
        {"offer print obligations=membership", 0},
        {"offer help price=free_for_group groups=poverty", 1},
        {"offer help price=paid", 0},
        {"offer lesson price=paid", 1},
        {"offer advice", 1},
        {"offer advice commercial", 0},
        {"offer equipment internal", 0},
        {"offer room", 1},
        {"offer lend", 1},
        {"offer lend price=paid", 0},
        {"offer scan obligations=purchase", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world world;
        char lines[WORLD_TEXT];
        snprintf(lines, sizeof lines, "place A hours=\"Mo-Fr 09:00-17:00\"\n%s\n", cases[i].offer);
        world_read(&world, lines);
        struct coverage_week week = week_read(&world, (1u << SERVICE_COUNT) - 1, COVERAGE_NORMAL);
        if (week.places[MONDAY][20] != cases[i].places)
            fail_msg("%s: %d places", cases[i].offer, week.places[MONDAY][20]);
        coverage_clear(&week);
        world_clear(&world);
    }
}

static void a_chosen_week_takes_what_is_valid_then(void **state)
{
    struct world world;
    struct coverage_week week;
    (void)state;
    world_read(&world, "place A hours=\"Mo-Su 09:00-17:00\"\n"
                       "offer wifi until=2026-07-31\n"
                       "place B hours=\"Mo-Su 09:00-17:00\"\n"
                       "offer wifi from=2026-09-01\n");
    struct assessment_question question = world_question(&world);
    struct coverage_ask ask = {WIFI, COVERAGE_CHOSEN, date_read("2026-07-29")};
    coverage_make(&question, &ask, &week);
    assert_int_equal(civil_date_compare(week.monday, date_read("2026-07-27")), 0);
    assert_int_equal(week.places[FRIDAY][20], 1);
    assert_int_equal(week.places[SATURDAY][20], 0);
    coverage_clear(&week);
    ask.day = date_read("2026-09-06");
    coverage_make(&question, &ask, &week);
    assert_int_equal(civil_date_compare(week.monday, date_read("2026-08-31")), 0);
    assert_int_equal(week.places[MONDAY][20], 0);
    assert_int_equal(week.places[TUESDAY][20], 1);
    coverage_clear(&week);
    world_clear(&world);
}

static void odd_questions_have_empty_weeks(void **state)
{
    static const struct coverage_ask odd[] = {
        {0, COVERAGE_NORMAL, {0}},
        {1u << 31, COVERAGE_NORMAL, {0}},
        {WIFI, COVERAGE_CHOSEN, {0}},
        {WIFI, COVERAGE_CHOSEN, {2026, 2, 31}},
    };
    struct world world;
    (void)state;
    world_read(&world, "place A hours=\"24/7\"\noffer wifi\n");
    struct assessment_question question = world_question(&world);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct coverage_week week;
        struct coverage_near near[2];
        coverage_make(&question, &odd[i], &week);
        assert_int_equal(week.minutes, 0);
        assert_int_equal(coverage_near(&question, &odd[i], &week, MONDAY, 20, near, 2), 0);
        coverage_clear(&week);
    }
    struct coverage_week week = week_read(&world, WIFI, COVERAGE_NORMAL);
    assert_int_equal(coverage_minutes(&week, 7, 0, DAY), 0);
    assert_int_equal(coverage_minutes(&week, -1, 0, DAY), 0);
    assert_int_equal(coverage_minutes(&week, SUNDAY, -5, DAY + 5), DAY);
    assert_int_equal(coverage_minutes(&week, SUNDAY, 9, 9), 0);
    coverage_clear(&week);
    question.hours = NULL;
    struct coverage_ask school = {WIFI, COVERAGE_SCHOOL_HOLIDAY, {0}};
    coverage_make(&question, &school, &week);
    assert_int_equal(week.monday.year, 0);
    assert_int_equal(week.minutes, 0);
    coverage_clear(&week);
    world_clear(&world);
}

/* ---- almost ---- */

struct near_case {
    const char *lines;
    int day, half_hour;
    enum coverage_step step;
    const char *nl;
};

static void check_near(const struct near_case *of)
{
    struct world world;
    struct coverage_near near[4];
    struct buffer text;
    world_read(&world, of->lines);
    struct assessment_question question = world_question(&world);
    struct coverage_ask ask = {WIFI, COVERAGE_NORMAL, {0}};
    struct coverage_week week;
    coverage_make(&question, &ask, &week);
    assert_int_equal(week.places[of->day][of->half_hour], 0);
    size_t count = coverage_near(&question, &ask, &week, of->day, of->half_hour, near, 4);
    buffer_init(&text, 4096);
    if (count)
        language_say(languages[LANGUAGE_NL], &near[0].what, &text);
    if (!of->nl) {
        assert_int_equal(count, 0);
    } else {
        assert_string_equal(buffer_text(&text), of->nl);
        assert_int_equal(near[0].step, of->step);
        for (int code = 0; code < LANGUAGE_COUNT; code++)
            assert_true(language_has(languages[code], near[0].what.key));
    }
    buffer_clear(&text);
    coverage_clear(&week);
    world_clear(&world);
}

static void who_almost_covers_is_told_with_what_would_change_it(void **state)
{
    static const struct near_case cases[] = {
        {"place Bib hours=\"Mo-Fr 09:00-17:00\"\noffer wifi\n", MONDAY, 35, STEP_LONGER,
         "Bib zou op maandag 60 minuten langer open moeten blijven"},
        {"place Bib hours=\"Mo-Fr 09:00-17:00\"\noffer wifi\n", MONDAY, 17, STEP_EARLIER,
         "Bib zou op maandag 30 minuten vroeger moeten openen"},
        {"place Bib hours=\"Tu,Th 09:00-20:00\"\noffer wifi\n", WEDNESDAY, 38, STEP_OTHER_DAY,
         "Bib is op dinsdag op dat uur open; vraag het ook voor woensdag"},
        {"place Bib hours=\"Tu,Th 09:00-20:00\"\noffer wifi\n", SUNDAY, 38, STEP_OTHER_DAY,
         "Bib is op donderdag op dat uur open; vraag het ook voor zondag"},
        {"place Bib hours=\"Tu 09:00-11:00\"\noffer wifi\n", SUNDAY, 38, STEP_LONGER, NULL},
        {"place Phare hours=\"Mo-Su 10:00-20:00\"\noffer wifi obligations=consumption\n", SUNDAY,
         38, STEP_CONDITION,
         "Phare is op zondag open, maar telt niet mee: je moet er iets verbruiken"},
        {"place Phare source checked=none hours=\"Mo-Su 10:00-20:00\"\noffer wifi checked=none\n",
         SUNDAY, 38, STEP_CONDITION, "Phare zou op zondag open zijn; ga het na"},
        {"place Phare at=near hours=\"Mo-Su 10:00-20:00\"\noffer wifi\n", SUNDAY, 38,
         STEP_CONDITION, "Phare is op zondag open, maar ligt 200\u00a0m buiten de wijk"},
        {"place Phare checked=2023-05-01 hours=\"Mo-Su 10:00-20:00\"\noffer wifi "
         "checked=2023-05-01\n",
         SUNDAY, 38, STEP_CONDITION,
         "Phare is op zondag open, maar werd het laatst nagekeken op 1 mei 2023"},
        {"place Phare provisional checked=none hours=\"Mo-Su 10:00-20:00\"\noffer wifi "
         "checked=none\n",
         SUNDAY, 38, STEP_PROVISIONAL,
         "Phare is op zondag open; bevestig de melding en het telt mee"},
        {"place Phare\noffer wifi\n", SUNDAY, 38, STEP_ASK_HOURS, "Vraag de uren van Phare"},
        {"place Ver at=far hours=\"24/7\"\noffer wifi\n", SUNDAY, 38, STEP_ASK_HOURS, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_near(&cases[i]);
}

static void the_cheapest_step_comes_first_and_each_place_once(void **state)
{
    static const char *const order[] = {"E", "D", "B", "A", "C"};
    struct world world;
    struct coverage_near near[8];
    (void)state;
    world_read(&world,
               "place A\noffer wifi\n"
               "place B hours=\"Su 09:00-18:30\"\noffer wifi\noffer wifi id=w2\n"
               "place C hours=\"Mo-Su 10:00-20:00\"\noffer wifi price=paid\n"
               "place D hours=\"Mo-Su 10:00-20:00\"\noffer wifi price=unknown\n"
               "place E provisional checked=none hours=\"24/7\"\noffer wifi checked=none\n");
    struct assessment_question question = world_question(&world);
    struct coverage_ask ask = {WIFI, COVERAGE_NORMAL, {0}};
    struct coverage_week week;
    coverage_make(&question, &ask, &week);
    assert_int_equal(coverage_near(&question, &ask, &week, SUNDAY, 37, near, 8), 5);
    for (int i = 0; i < 5; i++)
        assert_string_equal(world.list[near[i].place]->name, order[i]);
    assert_int_equal(coverage_near(&question, &ask, &week, SUNDAY, 37, near, 2), 5);
    assert_int_equal(coverage_near(&question, &ask, &week, SUNDAY, 48, near, 8), 0);
    coverage_clear(&week);
    world_clear(&world);
}

static void a_whole_time_of_t4_asks_for_an_hour(void **state)
{
    struct world world;
    struct coverage_near near[4];
    (void)state;
    world_read(&world, "place Bib hours=\"Mo-We 09:00-17:00; Th 09:00-18:30\"\noffer wifi\n");
    struct assessment_question question = world_question(&world);
    struct coverage_ask ask = {WIFI, COVERAGE_NORMAL, {0}};
    struct coverage_week week;
    coverage_make(&question, &ask, &week);
    assert_int_equal(coverage_near_time(&question, &ask, &week, COVER_EVENING, near, 4), 1);
    assert_int_equal(near[0].step, STEP_LONGER);
    assert_int_equal(near[0].day, THURSDAY);
    assert_int_equal(near[0].minutes, 30);
    assert_int_equal(coverage_near_time(&question, &ask, &week, COVER_WEEKEND, near, 4), 1);
    assert_int_equal(near[0].step, STEP_OTHER_DAY);
    assert_int_equal(coverage_near_time(&question, &ask, &week, 9, near, 4), 0);
    coverage_clear(&week);
    world_clear(&world);
}

static int begin(void **state)
{
    (void)state;
    for (int code = 0; code < LANGUAGE_COUNT; code++)
        languages[code] = language_of_build((enum language_code)code);
    return assets_open(&framework, &calendar);
}

static int end(void **state)
{
    (void)state;
    for (int code = 0; code < LANGUAGE_COUNT; code++)
        language_free(languages[code]);
    return assets_close(framework, calendar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_count_places_as_counting_minute_by_minute_does),
        cmocka_unit_test(one_more_place_never_darkens_a_cell),
        cmocka_unit_test(the_grid_agrees_with_t4),
        cmocka_unit_test(a_partners_mark_stands_beside_the_cells),
        cmocka_unit_test(the_terms_are_those_of_the_criterion),
        cmocka_unit_test(a_chosen_week_takes_what_is_valid_then),
        cmocka_unit_test(odd_questions_have_empty_weeks),
        cmocka_unit_test(who_almost_covers_is_told_with_what_would_change_it),
        cmocka_unit_test(the_cheapest_step_comes_first_and_each_place_once),
        cmocka_unit_test(a_whole_time_of_t4_asks_for_an_hour),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
