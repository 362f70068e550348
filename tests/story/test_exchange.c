/* SPDX-License-Identifier: EUPL-1.2 */
/* Two colleagues and a real server, from the command line: pair, exchange, disagree, decide. */
#include "story/story.h"

#include "kit/couch_server.h"

#define LIBRARY "osm:h0a156e2a5766ce47"

static struct couch_server server;
static struct story *north, *south;
static char address[128];

/* Two people who use the program, each with a folder of their own. */
static int colleagues_begin(void **state)
{
    void *one = NULL, *two = NULL;
    (void)state;
    couch_server_start(&server);
    couch_server_make(&server, "wijk");
    snprintf(address, sizeof address, "%s/wijk", server.origin);
    story_begin(&one);
    north = one;
    story_begin(&two);
    south = two;
    return 0;
}

static int colleagues_end(void **state)
{
    void *one = north, *two = south;
    (void)state;
    story_end(&one);
    story_end(&two);
    couch_server_stop(&server);
    return 0;
}

static int number(const cJSON *json, const char *name)
{
    const cJSON *item = cJSON_GetObjectItem(json, name);
    assert_true(cJSON_IsNumber(item));
    return item->valueint;
}

static void before_pairing_the_next_step_is_told(void **state)
{
    (void)state;
    tell(north, 4, "sync");
    story_said(north, "sync.fault.unpaired");
    tell(north, 0, "pair", "--show");
    assert_non_null(strstr(buffer_text(&north->out), "Niet gekoppeld"));
    tell(north, 4, "pair", story_path(north, "none.txt"));
}

static void two_colleagues_agree_through_the_server(void **state)
{
    (void)state;
    char place[80];
    tell(north, 0, "project", "new", "--wijk", MOLENBEEK);
    tell(south, 0, "project", "new", "--wijk", MOLENBEEK);
    tell(north, 0, "--project", "historisch-molenbeek", "confirm", LIBRARY);
    cJSON *report = ask(north, "--project", "historisch-molenbeek", "sync", address);
    assert_int_equal(number(report, "pushed"), 1);
    cJSON_Delete(report);
    report = ask(south, "--project", "historisch-molenbeek", "sync", address);
    assert_int_equal(number(report, "pulled"), 1);
    cJSON_Delete(report);
    cJSON *outbox = ask(north, "--project", "historisch-molenbeek", "outbox");
    const cJSON *line = cJSON_GetArrayItem(outbox, 0);
    assert_string_equal(text_of(line, "state"), "sent");
    snprintf(place, sizeof place, "%s", text_of(line, "document"));
    cJSON_Delete(outbox);

    tell(north, 0, "--project", "historisch-molenbeek", "set", place, "hours=Mo 09:00-12:00");
    tell(south, 0, "--project", "historisch-molenbeek", "set", place, "hours=Tu 13:00-17:00");
    tell(north, 0, "--project", "historisch-molenbeek", "sync");
    tell(south, 0, "--project", "historisch-molenbeek", "sync");
    cJSON *conflicts = ask(south, "--project", "historisch-molenbeek", "conflicts");
    assert_int_equal(cJSON_GetArraySize(conflicts), 1);
    assert_string_equal(text_of(cJSON_GetArrayItem(conflicts, 0), "field"), "hours");
    cJSON_Delete(conflicts);
    tell(south, 0, "--project", "historisch-molenbeek", "resolve", place, "hours=Tu 13:00-17:00");
    tell(south, 0, "--project", "historisch-molenbeek", "conflicts");
    assert_non_null(strstr(buffer_text(&south->out), "Niemand is het oneens"));
    tell(south, 0, "--project", "historisch-molenbeek", "sync");
    tell(north, 0, "--project", "historisch-molenbeek", "sync");
    tell(north, 0, "--project", "historisch-molenbeek", "show", place);
    assert_non_null(strstr(buffer_text(&north->out), "Tu 13:00-17:00"));
    tell(north, 0, "--project", "historisch-molenbeek", "check");
    tell(south, 0, "--project", "historisch-molenbeek", "check");
}

static void nothing_new_takes_few_requests(void **state)
{
    (void)state;
    cJSON *report = ask(north, "--project", "historisch-molenbeek", "sync");
    assert_int_equal(number(report, "pulled") + number(report, "pushed"), 0);
    assert_true(number(report, "requests") <= 3);
    cJSON_Delete(report);
}

static void a_server_that_is_gone_is_told(void **state)
{
    (void)state;
    couch_server_kill(&server);
    tell(north, 7, "--project", "historisch-molenbeek", "sync");
    story_said(north, "http.fault.refused");
    couch_server_restart(&server);
    tell(north, 8, "--project", "historisch-molenbeek",
         "sync"); /* the database is gone: a person decides */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_pairing_the_next_step_is_told),
        cmocka_unit_test(two_colleagues_agree_through_the_server),
        cmocka_unit_test(nothing_new_takes_few_requests),
        cmocka_unit_test(a_server_that_is_gone_is_told),
    };
    return cmocka_run_group_tests(tests, colleagues_begin, colleagues_end);
}
