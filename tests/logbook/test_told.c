/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/told.h"

#include "logbook/shelf.h"
#include "place/place.h"

static void what_was_told_is_read_whole(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf,
              "{'_id':'log:a','wijk':'W','what':'told','date':'2026-05-12','channel':'leaflet',"
              "'languages':['nl','ar'],'audience':['seniors','martians'],'plain':true,"
              "'copies':200,'about':'overzicht zomer'}");
    const struct told *told = logbook_told(&shelf.logbook, "log:a");
    assert_int_equal(told->channel, CHANNEL_LEAFLET);
    assert_int_equal(told->audience, GROUP_SENIORS);
    assert_int_equal(told->copies, 200);
    assert_true(told->plain);
    assert_string_equal(told->about, "overzicht zomer");
    shelf_clear(&shelf);
}

static bool adapted(const char *members)
{
    char text[400];
    struct shelf shelf;
    cJSON *usual = cJSON_Parse("[\"nl\",\"fr\"]");
    shelf_init(&shelf);
    snprintf(text, sizeof text,
             "{'_id':'log:a','wijk':'W','what':'told','date':'2026-05-12','channel':'mail'%s}",
             members);
    shelf_add(&shelf, text);
    bool answer = told_adapted(&shelf.logbook.tellings[0], usual);
    shelf_clear(&shelf);
    cJSON_Delete(usual);
    return answer;
}

static void another_language_or_plain_language_is_adapted(void **state)
{
    (void)state;
    assert_false(adapted(""));
    assert_false(adapted(",'languages':['nl','fr']"));
    assert_false(adapted(",'languages':['klingon']"));
    assert_true(adapted(",'languages':['nl','ar']"));
    assert_true(adapted(",'languages':['nl'],'plain':true"));
}

static void a_channel_is_on_paper_or_online_or_neither(void **state)
{
    (void)state;
    for (int at = 0; at < TOLD_CHANNELS; at++) {
        enum told_channel channel;
        assert_true(channel_parse(channel_word((enum told_channel)at), &channel));
        assert_int_equal(channel, at);
        assert_false(channel_on_paper(channel) && channel_online(channel));
    }
    assert_true(channel_on_paper(CHANNEL_PRESS));
    assert_true(channel_online(CHANNEL_WEBSITE));
    assert_false(channel_on_paper(CHANNEL_SPOKEN) || channel_online(CHANNEL_SPOKEN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_told_is_read_whole),
        cmocka_unit_test(another_language_or_plain_language_is_adapted),
        cmocka_unit_test(a_channel_is_on_paper_or_online_or_neither),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
