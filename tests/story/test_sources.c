/* SPDX-License-Identifier: EUPL-1.2 */
/* Places from outside, on the command line, with a server on loopback. */
#include "kit/nginx.h"
#include "story/story.h"

static struct kit_server nginx;

static int servers_begin(void **state)
{
    (void)state;
    assert_true(kit_nginx_there());
    kit_nginx_start(&nginx, "");
    return 0;
}

static int servers_end(void **state)
{
    (void)state;
    kit_server_stop(&nginx);
    return 0;
}

static void serve(const char *text)
{
    kit_file(kit_path(nginx.folder, "www"), "list.csv", text, strlen(text));
}

static const char *address(char out[64])
{
    snprintf(out, 64, "http://127.0.0.1:%d/list.csv", nginx.port);
    return out;
}

static const char first[] =
    "recordid;naam;geo_point_2d\n1;Plein;50.853, 4.335\n2;Park;50.854, 4.336\n";
static const char second[] =
    "recordid;naam;geo_point_2d\n2;Park Noord;50.854, 4.336\n3;Hal;50.855, 4.337\n";

static void a_source_is_added_fetched_changed_and_removed(void **state)
{
    struct story *story = *state;
    char url[64];
    serve(first);
    tell(story, 0, "source", "list");
    assert_non_null(strstr(buffer_text(&story->out), "nog geen bronnen"));
    tell(story, 0, "source", "add", address(url), "--name", "Wifi van de stad", "--service", "wifi",
         "--price", "free", "--place-kind", "outdoor");
    assert_non_null(strstr(buffer_text(&story->out), "wifi-van-de-stad"));
    tell(story, 0, "refresh");
    assert_non_null(strstr(buffer_text(&story->out), "2 plekken, nagekeken op 12 juni 2026"));
    tell(story, 0, "places", "--service", "wifi", "--all");
    assert_non_null(strstr(buffer_text(&story->out), "Plein"));
    serve(second);
    story->at = "2026-06-20T10:00";
    cJSON *answer = ask(story, "refresh", "--due");
    const cJSON *source = cJSON_GetArrayItem(answer, 0);
    assert_int_equal(cJSON_GetObjectItem(source, "places")->valueint, 2);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(source, "changes")), 3);
    assert_string_equal(text_of(source, "fetched"), "2026-06-20");
    cJSON_Delete(answer);
    tell(story, 0, "refresh", "wifi-van-de-stad");
    assert_non_null(strstr(buffer_text(&story->out), "1 nieuw, 1 weg, 1 anders"));
    tell(story, 0, "wijken"); /* it is credited */
    assert_non_null(strstr(buffer_text(&story->out), "Wifi van de stad"));
    tell(story, 0, "source", "remove", "wifi-van-de-stad");
    tell(story, 0, "places", "--service", "wifi", "--all");
    assert_null(strstr(buffer_text(&story->out), "Park Noord"));
}

/* Somebody else chose the address: this tablet calls no host before a person asks. */
static void what_a_bundle_brought_waits_for_a_person(void **state)
{
    struct story *story = *state;
    char url[64], bundle[KIT_PATH], again[KIT_PATH], home[KIT_PATH];
    serve(first);
    snprintf(home, sizeof home, "%s", story->data);
    snprintf(bundle, sizeof bundle, "%s", story_path(story, "of-another.wijkbundel"));
    snprintf(again, sizeof again, "%s", story_path(story, "again.wijkbundel"));
    tell(story, 0, "source", "add", address(url), "--id", "vreemd", "--service", "wifi");
    tell(story, 0, "export", "--bundle", bundle);
    static const char *const arrivals[] = {"made", "merged"};
    for (int i = 0; i < 2; i++) {
        snprintf(story->data, sizeof story->data, "%s", kit_path(story->folder, arrivals[i]));
        if (i == 1) {
            tell(story, 0, "wijken"); /* there is a project already */
        }
        cJSON_Delete(i ? ask(story, "import", bundle, "--project", "demo")
                       : ask(story, "import", bundle));
        tell(story, 0, "export", "--bundle", again);
        assert_true(i == 1 || file_same(bundle, again));
        story->at = "2027-06-20T10:00";
        cJSON *answer = ask(story, "refresh", "--due");
        assert_int_equal(cJSON_GetArraySize(answer), 1);
        assert_null(cJSON_GetObjectItem(cJSON_GetArrayItem(answer, 0), "fetched"));
        assert_true(cJSON_IsTrue(cJSON_GetObjectItem(cJSON_GetArrayItem(answer, 0), "brought")));
        cJSON_Delete(answer);
        tell(story, 0, "source", "list");
        assert_non_null(strstr(buffer_text(&story->out), "haalt pas op als je het vraagt"));
        tell(story, 0, "refresh", "vreemd");
        assert_null(strstr(buffer_text(&story->out), "haalt pas op als je het vraagt"));
        story->at = "2027-08-20T10:00";
        answer = ask(story, "refresh", "--due"); /* from then on as any other */
        assert_string_equal(text_of(cJSON_GetArrayItem(answer, 0), "fetched"), "2027-08-20");
        cJSON_Delete(answer);
        story->at = "2026-06-12T10:00";
    }
    snprintf(story->data, sizeof story->data, "%s", home);
}

static void a_server_that_is_gone_is_said_and_the_last_list_serves(void **state)
{
    struct story *story = *state;
    char url[64];
    serve(first);
    tell(story, 0, "source", "add", address(url), "--id", "stad", "--service", "wifi");
    tell(story, 0, "refresh", "stad");
    kit_server_kill(&nginx);
    tell(story, 7, "refresh", "stad");
    story_said(story, "http.fault.refused");
    assert_non_null(
        strstr(buffer_text(&story->out), "Wat er op 12 juni 2026 was, blijft op de kaart"));
    tell(story, 0, "places", "--service", "wifi", "--all");
    assert_non_null(strstr(buffer_text(&story->out), "Plein"));
    kit_nginx_again(&nginx);
    tell(story, 0, "source", "add", url, "--id", "ander", "--kind", "geojson");
    tell(story, 3, "refresh", "ander");
    story_said(story, "fault.geojson.foreign");
}

static void wrong_words_are_told(void **state)
{
    struct story *story = *state;
    tell(story, 2, "source");
    tell(story, 2, "source", "add");
    tell(story, 2, "source", "add", "https://a.be/x.csv", "--service", "koffie");
    tell(story, 2, "source", "add", "https://a.be/x.csv", "--kind", "papier");
    tell(story, 2, "source", "add", "https://a.be/x.csv", "--column", "naam");
    tell(story, 2, "source", "add", "https://a.be/x.csv", "--days", "nooit");
    tell(story, 3, "source", "add", "http://a.be/x.csv");
    story_said(story, "http.fault.plain");
    tell(story, 3, "source", "add", "https://a.be/x.csv", "--sha256", "12");
    tell(story, 4, "source", "remove", "niets");
    tell(story, 4, "refresh", "niets");
    tell(story, 2, "refresh", "een", "twee");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_source_is_added_fetched_changed_and_removed),
        STORY(what_a_bundle_brought_waits_for_a_person),
        STORY(a_server_that_is_gone_is_said_and_the_last_list_serves), STORY(wrong_words_are_told)};
    return cmocka_run_group_tests(tests, servers_begin, servers_end);
}
