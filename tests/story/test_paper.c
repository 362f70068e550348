/* SPDX-License-Identifier: EUPL-1.2 */
/* The scorecard on paper, read back with poppler and qpdf. */
#include "story/story.h"

#include <ctype.h>

enum { MOST_BYTES = 500 * 1000 };

static void card_print(struct story *story, const char *out)
{
    tell(story, 0, "print", "scorecard", "--wijk", MOLENBEEK, "--out", out);
}

/* All text of the PDF with one space between words. */
static void text_take(const char *file, struct buffer *out)
{
    struct buffer text;
    run_of((const char *const[]){"pdftotext", "-raw", "-enc", "UTF-8", file, "-", NULL}, &text);
    buffer_init(out, KIT_OUTPUT);
    for (const char *at = buffer_text(&text); *at; at++) {
        bool space = isspace((unsigned char)*at);
        if (!space || (out->size && out->data[out->size - 1] != ' ')) {
            buffer_add_byte(out, space ? ' ' : *at);
        }
    }
    buffer_clear(&text);
}

static void expect_text(const struct buffer *text, const char *words)
{
    if (!strstr(buffer_text(text), words)) {
        fail_msg("“%s” does not stand on paper", words);
    }
}

static void the_scorecard_says_all_in_every_language(void **state)
{
    static const char *const tags[] = {"nl", "fr", "en"};
    static const char *const ids[] = {"T1", "T2", "T3", "T4", "T5", "I1", "I2", "I3",
                                      "I4", "O1", "O2", "O3", "O4", "G1", "G2", "G3",
                                      "G4", "C1", "C2", "C3", "C4", "C5"};
    struct story *story = *state;
    for (int i = 0; i < 3; i++) {
        struct buffer text;
        char file[KIT_PATH];
        snprintf(file, sizeof file, "%s", story_path(story, "kaart.pdf"));
        story_speak(story, tags[i]);
        card_print(story, file);
        text_take(file, &text);
        expect_text(&text, "Historisch Molenbeek");
        expect_text(&text, "2026");
        expect_text(&text, "OpenStreetMap");
        expect_text(&text, language_word(story->language, "ribbon.demo"));
        for (size_t k = 0; k < sizeof ids / sizeof *ids; k++) {
            expect_text(&text, ids[k]);
        }
        expect_text(&text, "De Boekenmolen");
        buffer_clear(&text);
    }
}

static void every_reason_of_the_score_stands_on_paper(void **state)
{
    struct story *story = *state;
    struct buffer text;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "kaart.pdf"));
    card_print(story, file);
    text_take(file, &text);
    cJSON *score = story_score(story);
    const cJSON *item;
    int seen = 0;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(score, "criteria"))
    {
        if (!strcmp(text_of(item, "origin"), "computed") ||
            !strcmp(text_of(item, "origin"), "proposed")) {
            expect_text(&text, text_of(item, "reason"));
            seen++;
        }
    }
    assert_true(seen >= 10);
    cJSON_Delete(score);
    buffer_clear(&text);
}

static void it_is_two_to_four_sound_pages_with_their_fonts(void **state)
{
    struct story *story = *state;
    struct buffer out, bytes;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "kaart.pdf"));
    card_print(story, file);
    file_take(file, &bytes);
    assert_in_range(bytes.size, 20000, MOST_BYTES);
    buffer_clear(&bytes);

    run_of((const char *const[]){"qpdf", "--check", file, NULL}, &out);
    buffer_clear(&out);
    run_of((const char *const[]){"pdfinfo", file, NULL}, &out);
    const char *pages = strstr(buffer_text(&out), "Pages:");
    assert_non_null(pages);
    assert_in_range(atoi(pages + 6), 2, 4);
    assert_non_null(strstr(buffer_text(&out), "A4"));
    buffer_clear(&out);

    run_of((const char *const[]){"pdffonts", file, NULL}, &out);
    int fonts = 0;
    char *rest = NULL, *lines = buffer_take(&out);
    for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        if (strstr(line, "Noto")) {
            fonts++;
            assert_true(line[8] == '+' || strchr(line, '+')); /* a subset */
        } else {
            assert_true(!strncmp(line, "name", 4) || !strncmp(line, "---", 3));
        }
    }
    assert_true(fonts >= 2);
    free(lines);
}

static void pdffonts_shows_every_font_embedded(void **state)
{
    struct story *story = *state;
    struct buffer out;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "kaart.pdf"));
    card_print(story, file);
    run_of((const char *const[]){"pdffonts", file, NULL}, &out);
    const char *head = buffer_text(&out), *emb = strstr(head, " emb ");
    assert_non_null(emb);
    size_t column = (size_t)(emb - head) + 1;
    int rows = 0;
    for (const char *line = strchr(head, '\n'); line && line[1]; line = strchr(line + 1, '\n')) {
        if (line[1] != '-') {
            assert_memory_equal(line + 1 + column, "yes", 3);
            rows++;
        }
    }
    assert_true(rows > 0);
    buffer_clear(&out);
}

static void the_same_moment_gives_the_same_bytes(void **state)
{
    struct story *story = *state;
    char first[KIT_PATH], second[KIT_PATH];
    snprintf(first, sizeof first, "%s", story_path(story, "een.pdf"));
    snprintf(second, sizeof second, "%s", story_path(story, "twee.pdf"));
    card_print(story, first);
    card_print(story, second);
    assert_true(file_same(first, second));
}

static void a_project_of_ones_own_has_no_ribbon(void **state)
{
    struct story *story = *state;
    struct buffer text;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "eigen.pdf"));
    tell(story, 0, "project", "new", "--wijk", MOLENBEEK);
    card_print(story, file);
    text_take(file, &text);
    expect_text(&text, "Historisch Molenbeek");
    assert_null(strstr(buffer_text(&text), language_word(story->language, "ribbon.demo")));
    buffer_clear(&text);
}

static void a_paper_that_cannot_be_written_is_told(void **state)
{
    struct story *story = *state;
    tell(story, 2, "print", "scorecard", "--wijk", MOLENBEEK, "--out", story_path(story, "x.csv"));
    tell(story, 2, "print", "poster", "--out", story_path(story, "x.pdf"));
    tell(story, 4, "print", "scorecard", "--wijk", "99999", "--out", story_path(story, "x.pdf"));
    story_said(story, "fault.wijk.unknown");
    tell(story, 4, "print", "scorecard", "--out", story_path(story, "nergens/x.pdf"));
    tell(story, 3, "print", "scorecard", "--out", story->folder);
}

/* DATA/prints, as on the screen; the command says which file. */
static void without_a_name_a_paper_is_kept_in_the_folder_of_prints(void **state)
{
    struct story *story = *state;
    const char *const words[] = {"scorecard", "overview", "walk"};
    struct buffer text;
    for (size_t at = 0; at < sizeof words / sizeof *words; at++) {
        tell(story, 0, "print", words[at], "--wijk", MOLENBEEK);
        char *file = buffer_take(&story->out);
        file[strcspn(file, "\n")] = 0;
        assert_true(strstr(file, story->data) == file);
        assert_non_null(strstr(file, "/prints/"));
        run_of((const char *const[]){"qpdf", "--check", file, NULL}, &text);
        expect_text(&text, "No syntax");
        buffer_clear(&text);
        free(file);
    }
}

static void a_report_is_paper_and_table(void **state)
{
    struct story *story = *state;
    struct buffer text;
    char file[KIT_PATH];
    const char *title = language_word(story->language, "report.places");
    tell(story, 0, "print", "report", "--list");
    assert_non_null(strstr(buffer_text(&story->out), title));
    snprintf(file, sizeof file, "%s", story_path(story, "plekken.pdf"));
    tell(story, 0, "print", "report", "places", "--wijk", MOLENBEEK, "--out", file);
    text_take(file, &text);
    expect_text(&text, title);
    expect_text(&text, "De Boekenmolen");
    expect_text(&text, language_word(story->language, "ribbon.demo"));
    buffer_clear(&text);
    snprintf(file, sizeof file, "%s", story_path(story, "plekken.csv"));
    tell(story, 0, "print", "report", "places", "--wijk", MOLENBEEK, "--about", "wifi", "--out",
         file);
    file_take(file, &text);
    expect_text(&text, "De Boekenmolen,");
    assert_null(strstr(buffer_text(&text), language_word(story->language, "service.print")));
    buffer_clear(&text);
}

static void expect_said_on(struct story *story, const char *what, const char *lens, const char *key,
                           bool said)
{
    struct buffer text;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "lens.pdf"));
    if (!strcmp(what, "report")) {
        tell(story, 0, "print", "report", "places", "--wijk", MOLENBEEK, "--lens", lens, "--out",
             file);
    } else {
        tell(story, 0, "print", what, "--wijk", MOLENBEEK, "--lens", lens, "--out", file);
    }
    text_take(file, &text);
    assert_int_equal(
        strstr(buffer_text(&text), language_word(story->language, "lens.wheelchair")) != NULL,
        said);
    assert_int_equal(strstr(buffer_text(&text), language_word(story->language, key)) != NULL, said);
    buffer_clear(&text);
}

static void a_lens_that_is_on_is_said_on_paper(void **state)
{
    struct story *story = *state;
    static const char *const whats[] = {"scorecard", "overview", "report"};
    for (size_t at = 0; at < sizeof whats / sizeof *whats; at++) {
        const char *key = at ? "lens.wheelchair" : "scorecard.reach.lens";
        expect_said_on(story, whats[at], "wheelchair", key, true);
        expect_said_on(story, whats[at], "usual", key, false);
    }
    tell(story, 2, "print", "scorecard", "--lens", "raadsel", "--out", story_path(story, "x.pdf"));
    story_said(story, "fault.lens.unknown");
}

/* Rooms and equipment are no question of residents, yet stand on the card of their place. */
static void every_offer_is_said_in_words_on_card_and_table(void **state)
{
    struct story *story = *state;
    char id[64], file[KIT_PATH];
    struct buffer text;
    cJSON *places = ask(story, "places", "--wijk", MOLENBEEK, "--service", "room");
    snprintf(id, sizeof id, "%s", text_of(cJSON_GetArrayItem(places, 0), "id"));
    cJSON_Delete(places);
    snprintf(file, sizeof file, "%s", story_path(story, "zaal.pdf"));
    for (int at = 0; at < 2; at++) {
        tell(story, 0, "print", at ? "card" : "report", at ? id : "places", "--wijk", MOLENBEEK,
             "--out", file);
        text_take(file, &text);
        expect_text(&text, language_word(story->language, "service.room"));
        assert_null(strstr(buffer_text(&text), "overview.what"));
        buffer_clear(&text);
    }
}

static void a_report_that_there_is_not_is_told(void **state)
{
    struct story *story = *state;
    tell(story, 2, "print", "report");
    tell(story, 2, "print", "report", "raadsel");
    tell(story, 2, "print", "report", "places", "--form", "poster");
    tell(story, 2, "print", "report", "places", "--out", story_path(story, "x.html"));
    tell(story, 2, "print", "report", "places", "--about", "raadsel");
    story_said(story, "fault.report.about");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_scorecard_says_all_in_every_language),
        STORY(every_reason_of_the_score_stands_on_paper),
        STORY(it_is_two_to_four_sound_pages_with_their_fonts),
        STORY(pdffonts_shows_every_font_embedded),
        STORY(the_same_moment_gives_the_same_bytes),
        STORY(a_project_of_ones_own_has_no_ribbon),
        STORY(a_paper_that_cannot_be_written_is_told),
        STORY(without_a_name_a_paper_is_kept_in_the_folder_of_prints),
        STORY(a_report_is_paper_and_table),
        STORY(a_report_that_there_is_not_is_told),
        STORY(every_offer_is_said_in_words_on_card_and_table),
        STORY(a_lens_that_is_on_is_said_on_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
