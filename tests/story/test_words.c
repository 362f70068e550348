/* SPDX-License-Identifier: EUPL-1.2 */
/* Words that are wrong: each is told in the chosen language, with the exit code that command.h
 * documents, and changes nothing. */
#include "story/story.h"

#define LIBRARY "osm:h13560d96ee03ffc6"

static const struct wrong {
    int code;
    const char *key; /* NULL = any sentence */
    const char *words[8];
} wrongs[] = {
    {2, "fault.command.unknown", {"dansen"}},
    {2, "fault.command.unknown", {""}},
    {2, "fault.command.unknown", {"SCORE"}},
    {2, "fault.word.left", {"--snel", "veel", "score"}},
    {2, "fault.word.left", {"score", "--snel"}},
    {2, "fault.word.left", {"score", "extra"}},
    {2, "fault.word.left", {"wijken", "extra"}},
    {2, "fault.word.left", {"score", "--wijk"}},
    {2, "fault.word.left", {"check", "--at"}},
    {2, "fault.service.unknown", {"places", "--service", "thee"}},
    {2, "fault.state.unknown", {"places", "--state", "misschien"}},
    {2, "fault.service.unknown", {"look", "--wijk", MOLENBEEK, "--service", "thee"}},
    {2, "fault.option.missing", {"look", "--wijk", MOLENBEEK}},
    {2, "fault.option.missing", {"show"}},
    {2, "fault.script.words", {"confirm"}},
    {2, "fault.script.words", {"add", "library"}},
    {2, "fault.script.extra", {"confirm", LIBRARY, "en", "nog"}},
    {2, "fault.script.extra", {"undo", "alles"}},
    {2, "fault.script.field", {"set", LIBRARY, "phone"}},
    {2, "fault.field.unknown", {"set", LIBRARY, "kleur=rood"}},
    {2, "fault.kind.unknown", {"add", "kasteel", "4.34,50.857"}},
    {2, "fault.point.text", {"add", "library", "hier"}},
    {3, "fault.point", {"add", "library", "999,50"}},
    {3, "fault.point", {"add", "library", "nan,inf"}},
    {3, NULL, {"set", LIBRARY, "hours=altijd eens"}},
    {3, NULL, {"set", LIBRARY, "lon=ver"}},
    {3, NULL, {"set", LIBRARY, "checked=2026-13-40"}},
    {4, "fault.place.unknown", {"show", "place:niemand"}},
    {4, "fault.place.unknown", {"confirm", "place:niemand"}},
    {4, "fault.place.unknown", {"remove", "place:niemand"}},
    {4, "fault.offer.unknown", {"remove", LIBRARY, "thee"}},
    {2, "fault.script.yes", {"count-in", LIBRARY, "misschien"}},
    {4, "fault.wijk.unknown", {"score", "--wijk", "00000W00"}},
    {4, "fault.wijk.unknown", {"places", "--wijk", "../../etc"}},
    {2, "fault.option.missing", {"shot", "--screen", "map"}},
    {2, "fault.option.missing", {"shot", "--out", "x.png"}},
    {2, "fault.option.missing", {"shot", "--screen", "map", "--size", "1x1", "--out", "x.png"}},
    {2, "fault.screen.unknown", {"shot", "--screen", "keuken", "--text"}},
    {2, "fault.word.utf8", {"show", "\xff\xfe"}},
    {2, "fault.word.utf8", {"add", "library", "4.34,50.857", "Bib\xc3"}},
    {2, "fault.word.utf8", {"places", "--search", "\xed\xa0\x80"}},
};
enum { WRONGS = sizeof wrongs / sizeof *wrongs };

static void every_wrong_word_is_told_in_every_language(void **state)
{
    static const char *const tags[] = {"nl", "fr", "en"};
    struct story *story = *state;
    cJSON *before = story_score(story);
    for (int i = 0; i < WRONGS; i++) {
        for (int k = 0; k < 3; k++) {
            story_speak(story, tags[k]);
            story_tell(story, wrongs[i].code, wrongs[i].words, __FILE__, i);
            if (wrongs[i].key) {
                story_said(story, wrongs[i].key);
            }
            assert_string_equal(buffer_text(&story->out), "");
        }
    }
    story_speak(story, "nl");
    score_same(before, story_score(story));
    tell(story, 0, "check");
}

static void options_before_the_command_are_read_as_strictly(void **state)
{
    struct story *story = *state;
    struct buffer out, err;
    static const char *const wrong[][2] = {{"--lang", "xx"}, {"--at", "gisteren"}};
    for (int i = 0; i < 2; i++) {
        int code = kit_run((const char *const[]){WIJKPEIL_PROGRAM, "--data", story->data,
                                                 wrong[i][0], wrong[i][1], "score", NULL},
                           &out, &err);
        assert_int_equal(code, 2);
        assert_memory_equal(buffer_text(&err), "wijkpeil: ", 10);
        assert_non_null(strstr(buffer_text(&err), wrong[i][1]));
        buffer_clear(&out);
        buffer_clear(&err);
    }
}

static void words_of_any_length_are_survived(void **state)
{
    struct story *story = *state;
    enum { LONG = 100 * 1024 };
    char *text = malloc(LONG + 1);
    memset(text, 'a', LONG);
    text[LONG] = 0;
    static const int lengths[] = {63, 64, 255, 256, 1023, 1024, 7000, 8192, LONG};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        char *word = text + LONG - lengths[i];
        tell(story, 4, "show", word);
        tell(story, 4, "score", "--wijk", word);
        tell(story, 2, "places", "--service", word);
        tell(story, 2, "help", word);
        tell(story, lengths[i] < 7900 ? 4 : 3, "confirm", word);
    }
    free(text);
}

static void a_name_of_a_folder_that_is_too_long_is_told(void **state)
{
    struct story *story = *state;
    memset(story->data, 'a', KIT_PATH - 1);
    story->data[0] = '/';
    story->data[KIT_PATH - 1] = 0;
    tell(story, 2, "score");
    char *word = malloc(5000);
    memset(word, 'a', 4999);
    word[4999] = 0;
    struct buffer err;
    assert_int_equal(kit_run((const char *const[]){WIJKPEIL_PROGRAM, "--data", word, "--lang", "nl",
                                                   "score", NULL},
                             NULL, &err),
                     2);
    assert_non_null(strstr(buffer_text(&err), language_word(story->language, "fault.path.long")));
    buffer_clear(&err);
    free(word);
}

static void more_words_than_the_ceiling_are_told(void **state)
{
    struct story *story = *state;
    const char *words[310] = {"set", LIBRARY};
    for (int i = 2; i < 309; i++) {
        words[i] = "note=veel";
    }
    words[309] = NULL;
    story_tell(story, 3, words, __FILE__, __LINE__);
    story_said(story, "fault.word.many");
    words[100] = NULL;
    story_tell(story, 3, words, __FILE__, __LINE__);
    story_said(story, "fault.script.long");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(every_wrong_word_is_told_in_every_language),
        STORY(options_before_the_command_are_read_as_strictly),
        STORY(words_of_any_length_are_survived),
        STORY(a_name_of_a_folder_that_is_too_long_is_told),
        STORY(more_words_than_the_ceiling_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
