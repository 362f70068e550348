/* SPDX-License-Identifier: EUPL-1.2 */
/* A bundle made and taken in with fingers. */
#include "screen/hand.h"

#include <stdio.h>
#include <string.h>

#include "action/sources.h"
#include "screen/share_inner.h"
#include "system/file.h"

static int begin(void **state)
{
    static struct hand hand;
    hand_open(&hand, 1280, 800, "nl", 1);
    *state = &hand;
    return 0;
}

static int end(void **state)
{
    hand_close(*state);
    return 0;
}

static void wait_for_it(struct hand *hand)
{
    share_wait(hand->shell);
    shell_settle(hand->shell);
}

static void made(struct hand *hand)
{
    hand_show(hand, "work", NULL);
    hand_tap(hand, "work:share");
    assert_true(hand_sees(hand, "Maak een pakket"));
    hand_tap(hand, "share.make");
    wait_for_it(hand);
    assert_true(hand_sees(hand, "staat klaar"));
}

static void a_bundle_is_made_in_two_taps(void **state)
{
    struct hand *hand = *state;
    made(hand);
    assert_true(
        file_exists(kit_path(hand->shell->share->folders[0], "demo-2026-06-12.wijkbundel")));
    assert_true(hand_sees(hand, "demo-2026-06-12.wijkbundel"));
}

static void it_is_looked_at_before_it_is_taken_in(void **state)
{
    struct hand *hand = *state;
    made(hand);
    hand_tap(hand, "share.read:0");
    wait_for_it(hand);
    assert_true(hand_sees(hand, "Er staat niets in dat je nog niet had.")); /* it is our own */
    hand_tap(hand, "share.leave");
    assert_false(hand_finds(hand, "share.take"));
}

static void a_new_project_is_made_of_it(void **state)
{
    struct hand *hand = *state;
    made(hand);
    hand_tap(hand, "share.read:0");
    wait_for_it(hand);
    hand_tap(hand, "share.new");
    wait_for_it(hand);
    assert_string_equal(hand->shell->settings.project, "demo-2");
}

static size_t places_called(struct hand *hand, const char *name)
{
    const struct place *const *places;
    size_t count, found = 0;
    places = project_places(hand->shell->project, &count);
    for (size_t i = 0; i < count; i++) {
        found += !strcmp(places[i]->name, name);
    }
    return found;
}

static void add(struct hand *hand, const char *name)
{
    char id[ACTION_ID];
    struct fault why;
    assert_true(action_add(hand->shell->project, KIND_CAFE, (struct point){4.3381, 50.8578}, name,
                           id, &why));
    assert_true(project_finish(hand->shell->project, &why));
}

/* A colleague's project with one place more, looked at from ours. */
static void colleague_read(struct hand *hand)
{
    made(hand);
    hand_tap(hand, "share.read:0");
    wait_for_it(hand);
    hand_tap(hand, "share.new");
    wait_for_it(hand);
    add(hand, "Nieuw Huis");
    hand_show(hand, "share", NULL);
    hand_tap(hand, "share.make");
    wait_for_it(hand);
    shell_project_open(hand->shell, "demo", NULL);
    hand_show(hand, "share", NULL);
    hand_tap(hand, "share.look");
    assert_false(hand_finds(hand, "share.back"));
    hand_tap(hand, "share.read:0"); /* "demo-2-…" */
    wait_for_it(hand);
    assert_true(hand_sees(hand, "1 nieuw"));
    assert_true(hand_sees(hand, "Daarna kan je terug"));
}

static void taken(struct hand *hand)
{
    colleague_read(hand);
    hand_tap(hand, "share.take");
    wait_for_it(hand);
    assert_int_equal(places_called(hand, "Nieuw Huis"), 1);
    assert_true(hand_sees(hand, "1 nieuw"));
}

static void what_was_taken_in_goes_back_with_one_tap(void **state)
{
    struct hand *hand = *state;
    taken(hand);
    assert_true(hand_sees(hand, "zet alles terug"));
    hand_tap(hand, "share.back");
    wait_for_it(hand);
    assert_int_equal(places_called(hand, "Nieuw Huis"), 0);
    assert_string_equal(project_name(hand->shell->project), "demo");
    hand_show(hand, "share", NULL);
    assert_false(hand_finds(hand, "share.back"));
}

static void after_more_work_it_goes_back_beside(void **state)
{
    struct hand *hand = *state;
    taken(hand);
    add(hand, "Later Huis");
    hand_show(hand, "share", NULL);
    assert_true(hand_sees(hand, "als nieuw project naast dit"));
    hand_tap(hand, "share.back");
    wait_for_it(hand);
    assert_string_equal(project_name(hand->shell->project), "demo-3");
    assert_int_equal(places_called(hand, "Nieuw Huis"), 0);
    shell_project_open(hand->shell, "demo", NULL);
    assert_int_equal(places_called(hand, "Nieuw Huis"), 1);
    assert_int_equal(places_called(hand, "Later Huis"), 1);
}

struct stopper {
    int asked, at;
};

static bool stops(void *data, int64_t done, int64_t total)
{
    struct stopper *stopper = data;
    (void)total;
    assert_int_equal(done, 0); /* copying: nothing was merged yet */
    return stopper->asked++ < stopper->at;
}

/* Nothing is changed before all of it was copied aside: until then it can be let go. */
static void taking_in_can_be_stopped_while_it_is_copied(void **state)
{
    struct hand *hand = *state;
    struct bundle_news news;
    struct fault why;
    struct project_ways ways = {hand->shell->data_folder,
                                hand->shell->assets_folder,
                                hand->shell->ways.clock,
                                NULL,
                                NULL,
                                NULL};
    char beside[sizeof hand->shell->data_folder + 64];
    snprintf(beside, sizeof beside, "%s/projects/demo/before.part", hand->shell->data_folder);
    colleague_read(hand);
    assert_true(hand_finds(hand, "share.take"));
    for (int at = 0; at < 2; at++) {
        struct stopper stopper = {0, at};
        memset(&news, 0, sizeof news);
        fault_clear(&why);
        assert_false(bundle_take_in(hand->shell->share->in, &ways, "demo",
                                    (struct bundle_watch){stops, &stopper}, &news, &why));
        assert_int_equal(why.kind, FAULT_CANCELLED);
        assert_int_equal(stopper.asked, at + 1);
        assert_false(file_exists(beside));
        bundle_news_clear(&news);
    }
    hand_tap(hand, "share.take");
    wait_for_it(hand);
    assert_int_equal(places_called(hand, "Nieuw Huis"), 1);
}

static void putting_back_offers_no_stop(void **state)
{
    struct hand *hand = *state;
    taken(hand);
    hand_tap(hand, "share.back");
    assert_true(hand->shell->share->job == NULL || !hand_finds(hand, "share.stop"));
    wait_for_it(hand);
    assert_int_equal(places_called(hand, "Nieuw Huis"), 0);
}

/* The same three levels for a list as for a bundle. */
static void a_list_has_levels_too(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "share", NULL);
    hand_tap(hand, "share.form:1");
    assert_false(hand_finds(hand, "share.only"));
    hand_tap(hand, "share.level:0");
    hand_tap(hand, "share.make");
    wait_for_it(hand);
    assert_true(hand_sees(hand, "demo-2026-06-12-public.csv staat klaar"));
    assert_true(
        file_exists(kit_path(hand->shell->share->folders[0], "demo-2026-06-12-public.csv")));
    hand_tap(hand, "share.form:2");
    hand_tap(hand, "share.level:1");
    hand_tap(hand, "share.make");
    wait_for_it(hand);
    assert_true(hand_sees(hand, "demo-2026-06-12-partners.geojson"));
}

/* A number after a second, and a way to stop, as long as it lasts. */
static void what_lasts_says_how_far_it_is(void **state)
{
    struct hand *hand = *state;
    struct shell_share *share;
    hand_show(hand, "share", NULL);
    hand_tap(hand, "share.make");
    share = hand->shell->share;
    while (share->job && !hand_sees(hand, "%")) {
        int64_t next = share_next(hand->shell);
        assert_true(next > 0 && next <= hand->shell->now_ms + 1000);
        assert_true(hand_finds(hand, "share.stop"));
        shell_tick(hand->shell, hand->shell->now_ms + 300);
        shell_settle(hand->shell);
    }
    assert_true(hand_sees(hand, "%") || hand_sees(hand, "staat klaar"));
    wait_for_it(hand);
    assert_int_equal(share_next(hand->shell), -1);
}

static void others_see_less(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "share", NULL);
    hand_tap(hand, "share.level:0");
    assert_true(hand_sees(hand, "Niet mee: contactgegevens"));
    hand_tap(hand, "share.only");
    hand_tap(hand, "share.make");
    wait_for_it(hand);
    assert_true(hand_sees(hand, "public.wijkbundel"));
}

static void what_is_broken_is_told_and_changes_nothing(void **state)
{
    struct hand *hand = *state;
    made(hand);
    kit_file(hand->shell->share->folders[0], "demo-2026-06-12.wijkbundel", "PK\3\4 kapot", 10);
    hand_tap(hand, "share.read:0");
    wait_for_it(hand);
    assert_true(hand_sees(hand, "Dit pakket is niet volledig"));
}

/* ---- a list of any shape ---- */

static void list_put(struct hand *hand)
{
    static const char text[] = "wat;breedte;lengte;tel\nZaal Noord;50.8578;4.3381;02 411 00 00\n";
    char folder[sizeof hand->shell->data_folder + 16];
    struct fault why;
    snprintf(folder, sizeof folder, "%s/import", hand->shell->data_folder);
    assert_true(folder_make(folder, &why));
    kit_file(folder, "lijst.csv", text, sizeof text - 1);
}

static void a_list_is_told_what_its_columns_are(void **state)
{
    struct hand *hand = *state;
    list_put(hand);
    hand_show(hand, "work", NULL);
    hand_tap(hand, "work:import");
    hand_tap(hand, "import.file:0");
    assert_true(hand_sees(hand, "Zaal Noord")); /* a row of it */
    hand_tap(hand, "import.column:0");
    hand_tap(hand, "import.set:1"); /* the name */
    assert_true(hand_sees(hand, "wat: naam"));
    for (int i = 1; i < 3; i++) {
        char id[32];
        snprintf(id, sizeof id, "import.column:%d", i);
        hand_tap(hand, id);
        snprintf(id, sizeof id, "import.set:%d", i == 1 ? FEED_LAT : FEED_LON);
        hand_tap(hand, id);
    }
    hand_tap(hand, "import.service:0");
    hand_tap(hand, "import.read");
    import_wait(hand->shell);
    shell_settle(hand->shell);
    assert_true(hand_sees(hand, "1 plek ingelezen"));
    const struct place *const *places;
    size_t count, found = 0;
    places = project_places(hand->shell->project, &count);
    for (size_t i = 0; i < count; i++) {
        found += !strcmp(places[i]->name, "Zaal Noord") &&
                 project_place_state(hand->shell->project, places[i]) == PLACE_CANDIDATE;
    }
    assert_int_equal(found, 1);
    hand_show(hand, "import", NULL); /* the next time it is known */
    hand_tap(hand, "import.file:0");
    assert_true(hand_sees(hand, "wat: naam"));
    assert_true(hand_sees(hand, "breedte: breedtegraad"));
}

/* A list that lies elsewhere is typed; what is no list says so at the field. */
static void where_a_list_lies_can_be_typed(void **state)
{
    struct hand *hand = *state;
    static const char text[] = "naam;lat;lon\nZaal Oost;50.8578;4.3381\n";
    hand_show(hand, "import", NULL);
    assert_true(hand_sees(hand, "Geen lijsten gevonden"));
    assert_true(hand_sees(hand, "…/import")); /* which folder that is */
    hand_fill(hand, "import.typed", "nergens.csv");
    hand_tap(hand, "import.open");
    assert_false(hand_finds(hand, "import.read"));
    char said[300];
    snprintf(said, sizeof said, "%s", language_word(hand->shell->language, "fault.file.missing"));
    assert_true(hand_sees(hand, said));
    hand_fill(hand, "import.typed", "lijst.xls");
    hand_tap(hand, "import.open");
    assert_true(hand_sees(hand, "Dit is geen lijst"));
    kit_file(hand->shell->data_folder, "elders.csv", text, sizeof text - 1);
    hand_fill(hand, "import.typed", kit_path(hand->shell->data_folder, "elders.csv"));
    hand_tap(hand, "import.open");
    assert_true(hand_sees(hand, "Zaal Oost"));
    hand_tap(hand, "import.read");
    assert_true(import_next(hand->shell) > 0);
    import_wait(hand->shell);
    shell_settle(hand->shell);
    assert_true(hand_sees(hand, "1 plek ingelezen"));
}

int main(void)
{
#define HAND(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        HAND(a_bundle_is_made_in_two_taps),
        HAND(it_is_looked_at_before_it_is_taken_in),
        HAND(a_new_project_is_made_of_it),
        HAND(what_was_taken_in_goes_back_with_one_tap),
        HAND(taking_in_can_be_stopped_while_it_is_copied),
        HAND(putting_back_offers_no_stop),
        HAND(after_more_work_it_goes_back_beside),
        HAND(a_list_has_levels_too),
        HAND(what_lasts_says_how_far_it_is),
        HAND(others_see_less),
        HAND(what_is_broken_is_told_and_changes_nothing),
        HAND(a_list_is_told_what_its_columns_are),
        HAND(where_a_list_lies_can_be_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
