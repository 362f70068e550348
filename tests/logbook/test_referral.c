/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/referral.h"

#include "logbook/shelf.h"

enum { PLACES = 4 };
static cJSON *documents[PLACES];
static struct place places[PLACES];
static const struct place *list[PLACES];
static int place_count;
static struct referral found[REFERRAL_MOST];

static void place_put(const char *name, const char *offers)
{
    char text[2000];
    struct fault why;
    snprintf(text, sizeof text,
             "{'_id':'place:%s','name':'%s','lon':4.35,'lat':50.85,'checked':'2026-05-01',"
             "'phone':'02 412 00 00','offers':{%s}}",
             name, name, offers);
    for (char *at = text; *at; at++)
        *at = *at == '\'' ? '"' : *at;
    documents[place_count] = cJSON_Parse(text);
    assert_true(place_parse(documents[place_count], &places[place_count], NULL, &why));
    list[place_count] = &places[place_count];
    place_count++;
}

static int end(void **state)
{
    (void)state;
    for (int at = 0; at < place_count; at++) {
        place_clear(&places[at]);
        cJSON_Delete(documents[at]);
    }
    place_count = 0;
    return 0;
}

static int refer(const char *tongue, int days)
{
    struct referral_ask ask = {.services = referral_services(NEED_ITSME),
                               .tongue = -1,
                               .when = {{2026, 6, 12}, 10, 0, 0}, /* a Friday */
                               .days = days};
    if (tongue)
        assert_true(tongue_parse(tongue, &ask.tongue));
    return referral_find(&ask, list, (size_t)place_count, found);
}

#define OFFER(id, service, more)                                                                   \
    "'" id "':{'service':'" service "','price':'free','checked':'2026-05-01'" more "}"

static void the_next_three_moments_come_soonest_first(void **state)
{
    (void)state;
    place_put("Later", OFFER("h", "help", ",'hours':'Mo 10:00-12:00'"));
    place_put("Today", OFFER("h", "help", ",'hours':'Fr 14:00-16:00'"));
    assert_int_equal(refer(NULL, 0), 2);
    assert_string_equal(found[0].place->name, "Today");
    assert_int_equal(found[0].moment_count, REFERRAL_MOMENTS);
    assert_int_equal(found[0].moments[0].from.hour, 14);
    assert_int_equal(
        civil_days(found[0].moments[1].from.date) - civil_days(found[0].moments[0].from.date), 7);
    assert_int_equal(refer(NULL, 1), 1);
    assert_string_equal(found[0].place->name, "Today");
}

static void the_next_three_moments_of_the_wijk_come_from_all_places(void **state)
{
    struct referral_next next[REFERRAL_MOMENTS];
    (void)state;
    place_put("Weekly", OFFER("h", "help", ",'hours':'Mo 10:00-12:00'"));
    place_put("Daily", OFFER("h", "help", ",'hours':'Sa-Mo 14:00-16:00'"));
    int count = refer(NULL, 0);
    assert_int_equal(referral_next(found, count, next), REFERRAL_MOMENTS);
    assert_string_equal(found[next[0].referral].place->name, "Daily");
    assert_string_equal(found[next[1].referral].place->name, "Daily");
    assert_string_equal(found[next[2].referral].place->name, "Weekly");
    assert_int_equal(next[1].moment, 1);
    assert_int_equal(referral_next(found, 0, next), 0);
}

static void what_runs_now_begins_now(void **state)
{
    (void)state;
    place_put("A", OFFER("h", "help_gov", ",'hours':'Fr 09:00-12:00'"));
    place_put("B", OFFER("h", "help", ",'hours':'Fr 08:00-10:00'"));
    assert_int_equal(refer(NULL, 1), 1);
    assert_true(found[0].now);
    assert_int_equal(found[0].moments[0].from.hour, 10);
    assert_int_equal(found[0].moments[0].begins.hour, 9);
    assert_int_equal(found[0].moments[0].to.hour, 12);
}

static void the_language_that_is_asked_comes_first_and_others_fall_away(void **state)
{
    (void)state;
    place_put("French", OFFER("h", "help", ",'hours':'Fr 11:00-12:00','languages':['fr']"));
    place_put("Unsaid", OFFER("h", "help", ",'hours':'Fr 11:00-12:00'"));
    place_put("Arabic", OFFER("h", "help", ",'hours':'Fr 15:00-16:00','languages':['nl','ar']"));
    assert_int_equal(refer("ar", 1), 2);
    assert_string_equal(found[0].place->name, "Arabic");
    assert_true(found[0].said);
    assert_string_equal(found[1].place->name, "Unsaid");
    assert_false(found[1].said);
    assert_int_equal(refer(NULL, 1), 3);
}

static void only_what_was_checked_and_holds_is_named(void **state)
{
    (void)state;
    place_put("A", "'u':{'service':'help','hours':'Fr 11:00-12:00'},"
                   "'o':{'service':'help','hours':'Fr 11:00-12:00','checked':'2024-06-11'},"
                   "'e':{'service':'help','hours':'Fr 11:00-12:00','checked':'2026-05-01',"
                   "'until':'2026-06-11'},"
                   "'w':{'service':'wifi','hours':'24/7','checked':'2026-05-01'}");
    assert_int_equal(refer(NULL, 0), 0);
}

static void an_appointment_without_hours_comes_last(void **state)
{
    (void)state;
    place_put("Ask", OFFER("h", "help", ",'access':'appointment'"));
    place_put("Come", OFFER("h", "help", ",'hours':'We 11:00-12:00'"));
    assert_int_equal(refer(NULL, 0), 2);
    assert_string_equal(found[1].place->name, "Ask");
    assert_true(found[1].appointment);
    assert_int_equal(found[1].moment_count, 0);
    assert_int_equal(refer(NULL, 1), 0);
}

static void a_stop_says_where(void **state)
{
    (void)state;
    place_put("Bus", OFFER("h", "help",
                           ",'stops':[{'date':'2026-06-15','from':'14:00','to':'16:00',"
                           "'where':'Dorpsplein'}]"));
    assert_int_equal(refer(NULL, 0), 1);
    assert_int_equal(found[0].moment_count, 1);
    assert_string_equal(found[0].moments[0].where, "Dorpsplein");
}

static void hours_of_many_pieces_that_nobody_knows_stay_within_their_room(void **state)
{
    (void)state;
    place_put("Maybe", OFFER("h", "help",
                             ",'hours':'Mo-Su 09:00-10:00,11:00-12:00,13:00-14:00,15:00-16:00 "
                             "unknown'"));
    assert_int_equal(refer(NULL, 0), 0);
}

static void every_theme_has_somebody_who_may_help(void **state)
{
    (void)state;
    for (int theme = 0; theme < NEED_THEMES; theme++)
        assert_true(referral_services((enum need_theme)theme) >> SERVICE_HELP & 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(the_next_three_moments_come_soonest_first, end),
        cmocka_unit_test_teardown(the_next_three_moments_of_the_wijk_come_from_all_places, end),
        cmocka_unit_test_teardown(what_runs_now_begins_now, end),
        cmocka_unit_test_teardown(the_language_that_is_asked_comes_first_and_others_fall_away, end),
        cmocka_unit_test_teardown(only_what_was_checked_and_holds_is_named, end),
        cmocka_unit_test_teardown(an_appointment_without_hours_comes_last, end),
        cmocka_unit_test_teardown(a_stop_says_where, end),
        cmocka_unit_test_teardown(hours_of_many_pieces_that_nobody_knows_stay_within_their_room,
                                  end),
        cmocka_unit_test(every_theme_has_somebody_who_may_help),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
