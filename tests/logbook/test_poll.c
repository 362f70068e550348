/* SPDX-License-Identifier: EUPL-1.2 */
/* Bevragingen: tallies, and whether they add up. */
#include "logbook/poll.h"

#include "logbook/shelf.h"

static void tallies_are_read_and_unknown_answers_left_alone(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf,
              "{'_id':'survey:a','wijk':'W','date':'2026-06-12','form':1,'forms':5,"
              "'tallies':{'age':{'u18':2,'75':3,'100':9},'theme':{'itsme':4},'pet':{'dog':1}}}");
    assert_int_equal(shelf.logbook.poll_count, 1);
    const struct poll *poll = &shelf.logbook.polls[0];
    int age = poll_question_find("age"), theme = poll_question_find("theme");
    assert_int_equal(poll->forms, 5);
    assert_int_equal(poll->tallies[age][poll_answer_find(age, "75")], 3);
    assert_int_equal(poll->tallies[theme][poll_answer_find(theme, "itsme")], 4);
    assert_int_equal(poll_sum(poll, age), 5);
    shelf_clear(&shelf);
}

static void what_is_no_whole_number_makes_it_odd(void **state)
{
    static const char *const tallies[] = {"{'age':{'u18':-1}}", "{'age':{'u18':1.5}}",
                                          "{'age':{'u18':'3'}}", "{'age':{'u18':1e9}}"};
    struct shelf shelf;
    char text[256];
    (void)state;
    shelf_init(&shelf);
    for (size_t i = 0; i < sizeof tallies / sizeof *tallies; i++) {
        snprintf(text, sizeof text,
                 "{'_id':'survey:%zu','wijk':'W','date':'2026-06-12','form':1,'tallies':%s}", i,
                 tallies[i]);
        shelf_add(&shelf, text);
    }
    shelf_add(&shelf, "{'_id':'survey:x','wijk':'W','date':'2026-06-12','tallies':{}}");
    shelf_add(&shelf, "{'_id':'survey:y','wijk':'W','form':1,'tallies':{}}");
    assert_int_equal(shelf.logbook.odd, 6);
    shelf_clear(&shelf);
}

static void sums_are_held_against_the_forms(void **state)
{
    struct poll poll = {.forms = 10};
    int age = poll_question_find("age"), device = poll_question_find("device");
    (void)state;
    poll.tallies[age][0] = 4;
    poll.tallies[age][1] = 5;
    assert_string_equal(poll_trouble(&poll, age).key, "survey.trouble.sum");
    poll.tallies[age][1] = 6;
    assert_string_equal(poll_trouble(&poll, age).key, "");
    poll.tallies[device][0] = poll.tallies[device][1] = 10; /* as many boxes as one likes */
    assert_string_equal(poll_trouble(&poll, device).key, "");
    poll.tallies[device][1] = 11;
    struct message more = poll_trouble(&poll, device);
    assert_string_equal(more.key, "survey.trouble.more");
    assert_int_equal(more.argument[1].as.count, 11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tallies_are_read_and_unknown_answers_left_alone),
        cmocka_unit_test(what_is_no_whole_number_makes_it_odd),
        cmocka_unit_test(sums_are_held_against_the_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
