/* SPDX-License-Identifier: EUPL-1.2 */
/* A caravan that comes on listed dates, and a library that closes for a while. */
#include "story/story.h"

static char *place_add(struct story *story, const char *kind, const char *name, const char *field)
{
    cJSON *answer = ask(story, "add", kind, "4.3401,50.8571", name, field);
    char *id = strdup(text_of(answer, "id"));
    cJSON_Delete(answer);
    return id;
}

static void told(struct story *story, const char *text)
{
    if (!strstr(buffer_text(&story->out), text)) {
        fail_msg("not told: %s\n%s", text, buffer_text(&story->out));
    }
}

static void a_caravan_tells_where_it_comes_next(void **state)
{
    struct story *story = *state;
    char *id = place_add(story, "mobile", "Caravan", "setting=mobile");
    tell(story, 0, "offer", id, "help", "price=free",
         "stops=19/6/2026 14-16 Dorpsplein Rekkem; 2026-06-26 14:00-16:00");
    tell(story, 0, "show", id);
    told(story, "Komt 19 juni 14:00, Dorpsplein Rekkem");
    told(story, "op 19 juni 14–16 uur, Dorpsplein Rekkem; op 26 juni 14–16 uur");
    told(story, "2026 Jun 19 14:00-16:00 open \"Dorpsplein Rekkem\", 2026 Jun 26 14:00-16:00");
    story->at = "2026-06-19T15:00";
    cJSON *place = ask(story, "show", id);
    assert_string_equal(text_of(place, "open"), "yes");
    const cJSON *offer = cJSON_GetObjectItemCaseSensitive(place, "offers")->child;
    const cJSON *stops = cJSON_GetObjectItemCaseSensitive(offer, "stops");
    assert_int_equal(cJSON_GetArraySize(stops), 2);
    assert_string_equal(text_of(stops->child, "where"), "Dorpsplein Rekkem");
    assert_string_equal(text_of(stops->child, "from"), "14:00");
    cJSON_Delete(place);
    story_speak(story, "fr");
    tell(story, 0, "show", id);
    told(story, "Ouvert jusqu’à 16h, Dorpsplein Rekkem");
    free(id);
}

static void what_is_closed_for_a_while_never_shows_as_open(void **state)
{
    struct story *story = *state;
    char *id = place_add(story, "library", "Bib", "hours=24/7");
    cJSON *place = ask(story, "show", id);
    assert_string_equal(text_of(place, "open"), "yes");
    cJSON_Delete(place);
    tell(story, 0, "offer", id, "wifi", "price=free");
    tell(story, 0, "set", id, "closed_until=31/8/2026");
    tell(story, 0, "show", id);
    told(story, "Tijdelijk gesloten tot en met 31 augustus");
    assert_null(strstr(buffer_text(&story->out), "Altijd open"));
    place = ask(story, "show", id);
    assert_string_equal(text_of(place, "open"), "no");
    assert_string_equal(text_of(place, "closed_until"), "2026-08-31");
    assert_string_equal(text_of(place, "hours"), "24/7; 2000 Jan 01-2026 Aug 31 off");
    cJSON_Delete(place);
    struct buffer text;
    tell(story, 0, "export", "--out", story_path(story, "plekken.csv"));
    file_take(story_path(story, "plekken.csv"), &text);
    assert_non_null(strstr(buffer_text(&text), "24/7; 2000 Jan 01-2026 Aug 31 off"));
    buffer_clear(&text);
    story->at = "2026-09-01T00:00";
    place = ask(story, "show", id);
    assert_string_equal(text_of(place, "open"), "yes");
    cJSON_Delete(place);
    free(id);
}

static void a_stop_that_cannot_be_read_changes_nothing(void **state)
{
    struct story *story = *state;
    char *id = place_add(story, "mobile", "Caravan", "setting=mobile");
    tell(story, 3, "offer", id, "help", "stops=2026-06-19 14-16; volgende week 14-16");
    assert_non_null(strstr(buffer_text(&story->err), "volgende week 14-16"));
    tell(story, 3, "set", id, "closed_until=2026-06-31");
    cJSON *place = ask(story, "show", id);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(place, "offers")), 0);
    assert_null(cJSON_GetObjectItemCaseSensitive(place, "closed_until"));
    cJSON_Delete(place);
    free(id);
}

static void a_wijk_has_the_school_holidays_of_its_community(void **state)
{
    static const char good[] = "wijk school=fr\nwijk school=vl\n", bad[] = "wijk school=de\n";
    struct story *story = *state;
    tell(story, 0, "batch", kit_file(story->folder, "good.txt", good, strlen(good)));
    tell(story, 3, "batch", kit_file(story->folder, "bad.txt", bad, strlen(bad)));
    assert_non_null(strstr(buffer_text(&story->err), "vl"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_caravan_tells_where_it_comes_next),
        STORY(what_is_closed_for_a_while_never_shows_as_open),
        STORY(a_stop_that_cannot_be_read_changes_nothing),
        STORY(a_wijk_has_the_school_holidays_of_its_community),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
