/* SPDX-License-Identifier: EUPL-1.2 */
/* No room, no right to write, no folder: told in a sentence, and what was saved stays. Where the
 * system allows no mount of one's own, the two stories that need one are left out, and told. */
#include "story/story.h"

#include <unistd.h>

enum { NOT_ALLOWED = 77 };

#define RUN "\"$0\" --data \"$1\" --at " STORY_AT " --lang nl "

/* A script in a mount namespace of its own; $0 is the program, $1 the data, $2 the folder. */
static int script_run(struct story *story, bool mounts, const char *script)
{
    const char *const space[] = {"unshare", geteuid() ? "-rm" : "-m", "sh",        "-c",
                                 script,    WIJKPEIL_PROGRAM,         story->data, story->folder,
                                 NULL};
    buffer_clear(&story->out);
    buffer_clear(&story->err);
    story->code = kit_run(mounts ? space : space + 2, &story->out, &story->err);
    if (story->code == NOT_ALLOWED || (mounts && strstr(buffer_text(&story->err), "unshare"))) {
        print_message("left out: no mount of one's own is allowed here\n");
        skip();
    }
    return story->code;
}

/* Before anything is held that a story left out would not give back. */
static void mounts_needed(struct story *story)
{
    script_run(story, true, "mkdir \"$2/mount\" && mount -t tmpfs none \"$2/mount\" || exit 77");
}

static void said_disk_full(const struct story *story)
{
    assert_int_equal(story->code, 5);
    assert_memory_equal(buffer_text(&story->err), "wijkpeil: ", 10);
    story_said(story, "fault.disk.full");
}

static void a_data_folder_that_cannot_be_is_told(void **state)
{
    struct story *story = *state;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", kit_file(story->folder, "file", "x", 1));
    const char *const places[] = {file, "/proc/wijkpeil", "/proc/self/mem/x", "/dev/null", ""};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(story->data, sizeof story->data, "%s", places[i]);
        if (!*places[i]) {
            snprintf(story->data, sizeof story->data, "%.900s/below/it", file);
        }
        tell(story, ANY_CODE, "score");
        assert_in_range(story->code, 3, 5);
        tell(story, ANY_CODE, "project", "new", "--wijk", MOLENBEEK);
        assert_in_range(story->code, 3, 5);
    }
}

static void a_read_only_folder_is_told_and_stays_as_it_was(void **state)
{
    struct story *story = *state;
    mounts_needed(story);
    cJSON *before = story_score(story);
    script_run(story, true,
               "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" || exit 77; " RUN
               "confirm osm:h13560d96ee03ffc6");
    assert_int_equal(story->code, 5);
    story_said(story, "fault.store.readonly");
    score_same(before, story_score(story));
}

static void a_full_disk_is_told_and_loses_nothing(void **state)
{
    struct story *story = *state;
    mounts_needed(story);
    cJSON *before = story_score(story);
    script_run(story, true,
               "mkdir \"$2/small\" && mount -t tmpfs -o size=3m none \"$2/small\" || exit 77; "
               "cp -r \"$1\" \"$2/small/data\" && kept=$1 && set -- \"$2/small/data\" \"$2\"; "
               "dd if=/dev/zero of=\"$2/small/ballast\" bs=4096 2>\"$2/dd\"; "
               "truncate -s -160K \"$2/small/ballast\"; n=0; code=0; "
               "while [ $code -eq 0 ] && [ $n -lt 2000 ]; do " RUN
               "add cafe 4.34,50.857 \"Zwikzwak $n\" >\"$2/told\" 2>\"$2/why\"; code=$?; "
               "n=$((n+1)); done; rm \"$2/small/ballast\"; " RUN
               "places --search zwikzwak >\"$2/kept\" && " RUN
               "check >\"$2/check\" || exit 2; rm -r \"$kept\"; cp -r \"$1\" \"$kept\"; "
               "echo $((n-1)) $(wc -l <\"$2/kept\"); cat \"$2/why\" >&2; exit $code");
    said_disk_full(story);
    int saved = -1, kept = -1;
    assert_int_equal(sscanf(buffer_text(&story->out), "%d %d", &saved, &kept), 2);
    assert_int_equal(kept, saved < 64 ? saved : 64); /* a search shows 64 */
    if (saved == 0) {
        score_same(before, story_score(story));
    } else {
        cJSON_Delete(before);
    }
    tell(story, 0, "check");
}

static void a_ceiling_on_files_is_told_like_a_full_disk(void **state)
{
    struct story *story = *state;
    cJSON *before = story_score(story);
    script_run(story, false, "ulimit -f 8; " RUN "add cafe 4.34,50.857 \"Zwikzwak\"");
    said_disk_full(story);
    score_same(before, story_score(story));
    script_run(story, false, "ulimit -f 64; " RUN "project new --wijk " MOLENBEEK "; " RUN "score");
    assert_in_range(story->code, 0, 6);
    story->data[0] = 0;
    snprintf(story->data, sizeof story->data, "%s", story_path(story, "other"));
    script_run(story, false, "ulimit -f 16; " RUN "score");
    assert_int_equal(story->code, 5);
    assert_memory_equal(buffer_text(&story->err), "wijkpeil: ", 10);
    cJSON_Delete(story_score(story)); /* with room again the oefenwijk is made */
    tell(story, 0, "check");
}

static void papers_and_pictures_on_a_full_disk_are_told(void **state)
{
    struct story *story = *state;
    static const char *const commands[] = {
        RUN "print scorecard --out \"$2/full.pdf\"",
        RUN "export --out \"$2/full.csv\"",
        RUN "export --out \"$2/full.geojson\"",
        RUN "draw --size 300x200 --out \"$2/full.png\"",
        RUN "places > /dev/full",
        RUN "places --json > /dev/full",
        RUN "wijken > /dev/full",
        RUN "--help > /dev/full",
    };
    static const char *const ends[] = {"pdf", "csv", "geojson", "png"};
    cJSON_Delete(story_score(story));
    for (int i = 0; i < 4; i++) {
        char name[32];
        snprintf(name, sizeof name, "full.%s", ends[i]);
        assert_int_equal(symlink("/dev/full", story_path(story, name)), 0);
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        script_run(story, false, commands[i]);
        if (story->code != 5 || strncmp(buffer_text(&story->err), "wijkpeil: ", 10)) {
            fail_msg("%s: %d %s", commands[i], story->code, buffer_text(&story->err));
        }
    }
}

static void a_picture_that_does_not_fit_leaves_the_older_one(void **state)
{
    struct story *story = *state;
    static const char *const commands[][2] = {
        {"kaart.pdf", "ulimit -f 16; " RUN "print scorecard --out \"$2/kaart.pdf\""},
        {"kaart.png", "ulimit -f 16; " RUN "draw --out \"$2/kaart.png\""},
    };
    cJSON_Delete(story_score(story));
    for (int i = 0; i < 2; i++) {
        struct buffer kept;
        kit_file(story->folder, commands[i][0], "older", 5);
        script_run(story, false, commands[i][1]);
        assert_int_equal(story->code, 5);
        file_take(story_path(story, commands[i][0]), &kept);
        assert_string_equal(buffer_text(&kept), "older");
        buffer_clear(&kept);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_data_folder_that_cannot_be_is_told),
        STORY(a_read_only_folder_is_told_and_stays_as_it_was),
        STORY(a_full_disk_is_told_and_loses_nothing),
        STORY(a_ceiling_on_files_is_told_like_a_full_disk),
        STORY(papers_and_pictures_on_a_full_disk_are_told),
        STORY(a_picture_that_does_not_fit_leaves_the_older_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
