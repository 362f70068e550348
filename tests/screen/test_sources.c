/* SPDX-License-Identifier: EUPL-1.2 */
/* Places from outside, with fingers: added, fetched from a server on loopback, shown, removed. */
#include "kit/nginx.h"
#include "screen/hand.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "action/sources.h"

static struct kit_server nginx;

static int begin(void **state)
{
    static struct hand hand;
    assert_true(kit_nginx_there());
    kit_nginx_start(&nginx, "");
    hand_open(&hand, 1280, 800, "nl", 1);
    *state = &hand;
    return 0;
}

static int end(void **state)
{
    hand_close(*state);
    kit_server_stop(&nginx);
    return 0;
}

static void serve(const char *text)
{
    kit_file(kit_path(nginx.folder, "www"), "list.csv", text, strlen(text));
}

static void wait_for_it(struct hand *hand)
{
    int64_t until = clock_ticks() + 20000;
    while (refresh_running(hand->shell->project) && clock_ticks() < until) {
        shell_settle(hand->shell);
        nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
    }
    assert_false(refresh_running(hand->shell->project));
    shell_settle(hand->shell);
}

static void a_source_is_added_by_its_address_and_shows_what_came(void **state)
{
    struct hand *hand = *state;
    char url[64];
    serve("recordid;naam;geo_point_2d\n1;Plein;50.853, 4.335\n2;Park;50.854, 4.336\n");
    snprintf(url, sizeof url, "http://127.0.0.1:%d/list.csv", nginx.port);
    hand_show(hand, "settings", NULL);
    hand_tap(hand, "settings.sources");
    assert_true(hand_sees(hand, "Er zijn nog geen bronnen"));
    hand_tap(hand, "sources.new");
    hand_fill(hand, "sources.url", "http://elders.example/list.csv");
    hand_tap(hand, "sources.add");
    assert_true(hand_sees(hand, "https://")); /* says what would be right */
    hand_fill(hand, "sources.url", url);
    hand_fill(hand, "sources.name", "Wifi van de stad");
    hand_tap(hand, "sources.service:wifi");
    hand_tap(hand, "sources.free");
    hand_tap(hand, "sources.add");
    wait_for_it(hand);
    assert_true(hand_sees(hand, "2 plekken, nagekeken op 12 juni 2026"));
    const struct place *const *places;
    size_t count, found = 0;
    places = project_places(hand->shell->project, &count);
    for (size_t i = 0; i < count; i++) {
        found += !strcmp(places[i]->source_name, "Wifi van de stad");
    }
    assert_int_equal(found, 2);
    serve("recordid;naam;geo_point_2d\n2;Park Noord;50.854, 4.336\n3;Hal;50.855, 4.337\n");
    hand_tap(hand, "sources.fetch:wifi-van-de-stad");
    wait_for_it(hand);
    assert_true(hand_sees(hand, "1 nieuw, 1 weg, 1 anders"));
    hand_tap(hand, "sources.change:0:wifi-van-de-stad");
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
    assert_true(hand_sees(hand, "Park Noord"));
    assert_true(hand_sees(hand, "Bron: Wifi van de stad"));
    hand_show(hand, "about", NULL);
    assert_true(hand_sees(hand, "Wifi van de stad"));
    hand_show(hand, "sources", NULL);
    hand_tap(hand, "sources.change:2:wifi-van-de-stad"); /* gone: where it was */
    assert_int_equal(hand->shell->screen, SCREEN_MAP);
    hand_show(hand, "sources", NULL);
    hand_tap(hand, "sources.remove:wifi-van-de-stad");
    assert_false(hand_finds(hand, "sources.fetch:wifi-van-de-stad"));
    hand_tap(hand, "sources.restore");
    assert_true(hand_finds(hand, "sources.fetch:wifi-van-de-stad"));
    kit_server_kill(&nginx);
    hand_tap(hand, "sources.fetch:wifi-van-de-stad");
    wait_for_it(hand);
    assert_true(hand_sees(hand, "Wat er op 12 juni 2026 was, blijft op de kaart"));
    kit_nginx_again(&nginx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(
        a_source_is_added_by_its_address_and_shows_what_came, begin, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
