/* SPDX-License-Identifier: EUPL-1.2 */
/* From downloaded files to a wijk of one's own: the demo's area again, and a second city. */
#include "story/story.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *asset(const char *name)
{
    return kit_path(STORY_ASSETS "/demo", name);
}

static double number_of(const cJSON *object, const char *key)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, key);
    assert_true(cJSON_IsNumber(member));
    return member->valuedouble;
}

static void the_demo_inputs_become_a_pack(void **state)
{
    struct story *story = *state;
    char out[KIT_PATH];
    snprintf(out, sizeof out, "%s", story_path(story, "molenbeek.wijkpak"));
    cJSON *report =
        ask(story, "pack", "--out", out, "--tiles", asset("molenbeek.mbtiles"), "--places",
            asset("molenbeek_places.geojson"), "--wijken", asset("molenbeek_wijken.geojson"));
    assert_true(number_of(report, "features") > 50000);
    assert_true(number_of(report, "addresses") > 10000);
    assert_true(number_of(report, "streets") > 500);
    assert_true(number_of(report, "candidates") > 100);
    assert_true(number_of(report, "wijken") > 5);
    assert_true(number_of(report, "tiles") > 5);
    assert_int_equal((int)number_of(report, "broken"), 0);
    struct buffer bytes;
    file_take(out, &bytes);
    assert_true(number_of(report, "bytes") == (double)bytes.size);
    buffer_clear(&bytes);
    cJSON_Delete(report);
    tell(story, 0, "--pack", out, "check");
}

static void tiles_in_the_other_schema_become_a_pack(void **state)
{
    struct story *story = *state;
    char out[KIT_PATH];
    snprintf(out, sizeof out, "%s", story_path(story, "brugge.wijkpak"));
    cJSON *report = ask(story, "pack", "--out", out, "--tiles",
                        kit_data("shortbread/brugge_sint-pieters.mbtiles"));
    assert_true(number_of(report, "features") > 5000);
    assert_true(number_of(report, "addresses") > 1200);
    assert_true(number_of(report, "streets") > 60);
    assert_int_equal((int)number_of(report, "broken"), 0);
    cJSON_Delete(report);
}

static void gent_pack(struct story *story, const char *out)
{
    char tiles[KIT_PATH], places[KIT_PATH], wijken[KIT_PATH];
    snprintf(tiles, sizeof tiles, "%s", kit_data("gent/gent_rabot.mbtiles"));
    snprintf(places, sizeof places, "%s", kit_data("gent/gent_places.geojson"));
    snprintf(wijken, sizeof wijken, "%s", kit_data("gent/gent_wijken.geojson"));
    tell(story, 0, "pack", "--out", out, "--tiles", tiles, "--places", places, "--wijken", wijken,
         "--wijk", RABOT);
    assert_non_null(strstr(buffer_text(&story->out), "OpenStreetMap"));
    assert_non_null(strstr(buffer_text(&story->out), out));
}

static void place_confirm(struct story *story)
{
    cJSON *places = ask(story, "places", "--state", "candidate");
    assert_true(cJSON_GetArraySize(places) >= 1);
    char id[64];
    snprintf(id, sizeof id, "%s", text_of(cJSON_GetArrayItem(places, 0), "id"));
    cJSON_Delete(places);
    tell(story, 0, "confirm", id);
    tell(story, 0, "offer", id, "wifi", "price=free");
    cJSON *score = story_score(story);
    assert_string_equal(text_of(score, "wijk"), RABOT);
    assert_true(cJSON_IsFalse(cJSON_GetObjectItemCaseSensitive(score, "demo")));
    assert_int_equal((int)number_of(criterion(score, "T1"), "counting"), 1);
    cJSON_Delete(score);
}

static void a_second_city_goes_from_files_to_paper(void **state)
{
    struct story *story = *state;
    struct buffer text;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "gent.wijkpak"));
    gent_pack(story, file);
    tell(story, 0, "--pack", file, "project", "new", "--wijk", RABOT);
    assert_int_equal(remove(file), 0); /* the project has its own copy */
    cJSON *wijken = ask(story, "wijken");
    const cJSON *wijk;
    bool open = false;
    cJSON_ArrayForEach(wijk, wijken)
    {
        open |= !strcmp(text_of(wijk, "code"), RABOT) &&
                cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(wijk, "open"));
    }
    assert_true(open);
    cJSON_Delete(wijken);
    place_confirm(story);
    tell(story, 0, "draw", "--wijk", RABOT, "--size", "640x480", "--out",
         story_path(story, "gent.png"));

    snprintf(file, sizeof file, "%s", story_path(story, "gent.pdf"));
    tell(story, 0, "print", "scorecard", "--wijk", RABOT, "--out", file);
    run_of((const char *const[]){"pdftotext", file, "-", NULL}, &text);
    assert_non_null(strstr(buffer_text(&text), "Rabot"));
    assert_non_null(strstr(buffer_text(&text), "Gent"));
    assert_null(strstr(buffer_text(&text), "Molenbeek"));
    buffer_clear(&text);
    tell(story, 0, "check");
}

/* On a terminal the work is seen to go on; in a pipe nothing of it gets in the way. */
static void progress_is_shown_on_a_terminal_only(void **state)
{
    struct story *story = *state;
    char command[4 * KIT_PATH];
    struct buffer out, err;
    snprintf(command, sizeof command,
             "'%s' --data '%s' --lang nl pack --out '%s' --tiles '%s' --wijken '%s'",
             WIJKPEIL_PROGRAM, story->data, story_path(story, "een.wijkpak"),
             kit_data("gent/gent_rabot.mbtiles"), kit_data("gent/gent_wijken.geojson"));
    int code =
        kit_run((const char *const[]){"script", "-qec", command, "/dev/null", NULL}, &out, &err);
    if (code == 127) {
        buffer_clear(&out);
        buffer_clear(&err);
        skip();
    }
    assert_int_equal(code, 0);
    assert_non_null(strstr(buffer_text(&out), " %"));
    assert_non_null(
        strstr(buffer_text(&out), language_word(story->language, "command.pack.stage.map")));
    buffer_clear(&out);
    buffer_clear(&err);
}

/* Starts the pack of the demo and sends a signal after a while; returns how it ended. */
static int pack_interrupted(struct story *story, const char *out, int number, double ms)
{
    char tiles[KIT_PATH], places[KIT_PATH], wijken[KIT_PATH];
    int status = 0, nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    struct timespec rest = {(time_t)(ms / 1000), (long)(ms * 1e6) % 1000000000};
    snprintf(tiles, sizeof tiles, "%s", asset("molenbeek.mbtiles"));
    snprintf(places, sizeof places, "%s", asset("molenbeek_places.geojson"));
    snprintf(wijken, sizeof wijken, "%s", asset("molenbeek_wijken.geojson"));
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(nothing, 1);
        dup2(nothing, 2);
        execl(WIJKPEIL_PROGRAM, WIJKPEIL_PROGRAM, "--data", story->data, "pack", "--out", out,
              "--tiles", tiles, "--places", places, "--wijken", wijken, (char *)NULL);
        _exit(127);
    }
    nanosleep(&rest, NULL);
    kill(child, number);
    assert_int_equal(waitpid(child, &status, 0), child);
    close(nothing);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void an_interrupted_pack_leaves_the_older_one(void **state)
{
    struct story *story = *state;
    char out[KIT_PATH], part[KIT_PATH + 8];
    int let_go = 0;
    for (int i = 0; i < 12; i++) {
        struct buffer kept;
        snprintf(out, sizeof out, "%s", kit_file(story->folder, "area.wijkpak", "older", 5));
        snprintf(part, sizeof part, "%s.part", out);
        double ms = 60 + kit_random_unit() * 400;
        int code = pack_interrupted(story, out, i % 3 ? SIGINT : SIGKILL, ms);
        if (code == 0) {
            continue; /* it was ready before the signal came */
        }
        assert_true(code == 6 || code == 128 + SIGKILL || code == 128 + SIGINT);
        let_go += code == 6;
        file_take(out, &kept);
        assert_string_equal(buffer_text(&kept), "older");
        buffer_clear(&kept);
        assert_true(code != 6 || access(part, F_OK) != 0);
    }
    assert_true(let_go > 0);
    assert_int_equal(pack_interrupted(story, out, 0, 0), 0); /* undisturbed, over what is left */
    tell(story, 0, "--pack", out, "check");
}

static const cJSON *member_of(const cJSON *object, const char *key)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, key);
    assert_non_null(member);
    return member;
}

static void a_box_with_a_margin_is_a_pack_of_its_own(void **state)
{
    struct story *story = *state;
    char out[KIT_PATH];
    snprintf(out, sizeof out, "%s", story_path(story, "box.wijkpak"));
    cJSON *small =
        ask(story, "pack", "--out", out, "--tiles", asset("molenbeek.mbtiles"), "--places",
            asset("molenbeek_places.geojson"), "--box", "4.33,50.85,4.34,50.86");
    cJSON *large =
        ask(story, "pack", "--out", out, "--tiles", asset("molenbeek.mbtiles"), "--places",
            asset("molenbeek_places.geojson"), "--box", "4.33,50.85,4.34,50.86", "--margin", "800");
    assert_true(number_of(small, "candidates") > 5);
    assert_true(number_of(large, "candidates") > number_of(small, "candidates"));
    assert_true(number_of(large, "features") > number_of(small, "features"));
    assert_int_equal((int)number_of(small, "wijken"), 0);
    cJSON_Delete(small);
    cJSON_Delete(large);
    tell(story, 2, "pack", "--out", out, "--tiles", asset("molenbeek.mbtiles"), "--box",
         "4.34,50.85,4.33,50.86");
    tell(story, 2, "pack", "--out", out, "--box", "4.33,50.85,4.34,50.86");
    tell(story, 3, "pack", "--out", out, "--places", asset("molenbeek_places.geojson"), "--box",
         "4.43,50.95,4.44,50.96");
    story_said(story, "fault.pack.outside");
    tell(story, 0, "--pack", out, "check"); /* what was there before is still there */
}

static void a_newer_file_goes_over_an_older_pack(void **state)
{
    static const char newer[] =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"node/5\","
        "\"properties\":{\"amenity\":\"library\",\"name\":\"Nieuwe bib\"},\"geometry\":{\"type\":"
        "\"Point\",\"coordinates\":[4.3397,50.8565]}}]}";
    struct story *story = *state;
    char out[KIT_PATH], file[KIT_PATH];
    snprintf(out, sizeof out, "%s", story_path(story, "town.wijkpak"));
    snprintf(file, sizeof file, "%s",
             kit_file(story->folder, "newer.geojson", newer, sizeof newer - 1));
    cJSON *first = ask(story, "pack", "--out", out, "--tiles", asset("molenbeek.mbtiles"),
                       "--places", asset("molenbeek_places.geojson"), "--wijken",
                       asset("molenbeek_wijken.geojson"), "--wijk", MOLENBEEK);
    cJSON *report = ask(story, "pack", "--update", out, "--tiles", asset("molenbeek.mbtiles"),
                        "--places", file);
    const cJSON *update = member_of(report, "update");
    assert_int_equal((int)number_of(update, "new"), 1);
    assert_true(number_of(update, "gone") == number_of(first, "candidates"));
    assert_true(number_of(report, "wijken") == number_of(first, "wijken"));
    const cJSON *change = cJSON_GetArrayItem(member_of(update, "changes"), 0);
    assert_string_equal(text_of(change, "what"), "new");
    assert_string_equal(text_of(change, "id"), "osm:n5");
    cJSON_Delete(report);
    tell(story, 0, "pack", "--update", out, "--tiles", asset("molenbeek.mbtiles"), "--places",
         asset("molenbeek_places.geojson"));
    assert_non_null(strstr(buffer_text(&story->out), "Nieuwe bib"));
    cJSON_Delete(first);
    tell(story, 2, "pack", "--update", out, "--places", file);
    story_said(story, "fault.pack.update");
    tell(story, 4, "pack", "--update", story_path(story, "none.wijkpak"), "--tiles",
         asset("molenbeek.mbtiles"));
    tell(story, 0, "--pack", out, "check");
}

static void what_is_missing_or_unknown_is_told(void **state)
{
    struct story *story = *state;
    char wijken[KIT_PATH];
    snprintf(wijken, sizeof wijken, "%s", kit_data("gent/gent_wijken.geojson"));
    tell(story, 2, "pack", "--out", story_path(story, "x.wijkpak"));
    tell(story, 2, "pack", "--wijken", wijken);
    tell(story, 2, "pack", "--out", story_path(story, "x.wijkpak"), "--wijken", wijken, "--margin",
         "ver");
    tell(story, 4, "pack", "--out", story_path(story, "x.wijkpak"), "--wijken", wijken, "--wijk",
         "00000W00");
    story_said(story, "fault.wijk.unknown");
    tell(story, 5, "pack", "--out", story_path(story, "nergens/x.wijkpak"), "--wijken", wijken);
    assert_null(fopen(story_path(story, "x.wijkpak"), "rb"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_demo_inputs_become_a_pack),
        STORY(tiles_in_the_other_schema_become_a_pack),
        STORY(a_second_city_goes_from_files_to_paper),
        STORY(progress_is_shown_on_a_terminal_only),
        STORY(an_interrupted_pack_leaves_the_older_one),
        STORY(a_box_with_a_margin_is_a_pack_of_its_own),
        STORY(a_newer_file_goes_over_an_older_pack),
        STORY(what_is_missing_or_unknown_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
