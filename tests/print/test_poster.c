/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"
#include "print/sample.h"

static char folder[KIT_PATH];

static const char *printed(const struct sample *sample, const char *name)
{
    struct fault why = {0};
    const char *path = kit_path(folder, name);
    if (!print_scorecard(&sample->card, SCORECARD_POSTER, &sample->pencil, sample->language, path,
                         &why))
        fail_msg("%s %s", why.what.key, why.detail);
    return path;
}

static int pages_of(const struct sample *sample)
{
    return print_scorecard_page(&sample->card, SCORECARD_POSTER, &sample->pencil, sample->language,
                                NULL, 0);
}

static void expect_said(const char *const argv[], const char *wanted)
{
    struct buffer out;
    assert_int_equal(kit_run(argv, &out, NULL), 0);
    if (!strstr(buffer_text(&out), wanted))
        fail_msg("%s: no “%s”", argv[0], wanted);
    buffer_clear(&out);
}

static void expect_sound(const char *path, int pages, const char *language)
{
    char line[64];
    struct buffer faults;
    const char *eye[] = {"/usr/bin/python3", "ua.py", path, language, NULL};
    int code = kit_run(eye, &faults, NULL);
    if (code)
        fail_msg("%s", buffer_text(&faults));
    buffer_clear(&faults);
    snprintf(line, sizeof line, "Pages:           %d", pages);
    expect_said((const char *const[]){"pdfinfo", path, NULL}, line);
    expect_said((const char *const[]){"pdfinfo", path, NULL}, "841.89 x 1190.55 pts (A3)");
    expect_said((const char *const[]){"pdfinfo", path, NULL}, "Tagged:          yes");
    expect_said((const char *const[]){"qpdf", "--check", path, NULL}, "No syntax");
}

/* Nothing is left out: every criterion, place and gap stands in the text. */
static void expect_whole(const struct scorecard *card, const char *path)
{
    const char *argv[] = {"pdftotext", "-raw", "-enc", "UTF-8", path, "-", NULL};
    struct buffer out;
    assert_int_equal(kit_run(argv, &out, NULL), 0);
    const char *text = buffer_text(&out);
    int seen = 0;
    for (int i = 0; i < card->row_count; i++) {
        char id[8];
        snprintf(id, sizeof id, "%s ", card->rows[i].id);
        assert_non_null(strstr(text, id));
    }
    for (int i = 0; i < card->place_count; i++) {
        char first[16];
        snprintf(first, sizeof first, "\n%d ", card->places[i].number);
        seen += strstr(text, first) != NULL;
    }
    assert_int_equal(seen, card->place_count);
    buffer_clear(&out);
}

static void a_usual_poster_is_two_sheets_in_every_language(void **state)
{
    (void)state;
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        struct sample sample;
        sample_open(&sample, (enum language_code)code, 12, SAMPLE_USUAL);
        int pages = pages_of(&sample);
        assert_in_range(pages, 1, 2);
        const char *path = printed(&sample, "usual.pdf");
        expect_sound(path, pages, sample.card.language);
        expect_whole(&sample.card, path);
        sample_close(&sample);
    }
}

static void sixty_places_and_the_longest_french_are_not_cut(void **state)
{
    struct sample sample;
    (void)state;
    sample_open(&sample, LANGUAGE_FR, 60, SAMPLE_LONG);
    int pages = pages_of(&sample);
    assert_in_range(pages, 2, 3);
    const char *path = printed(&sample, "long.pdf");
    expect_sound(path, pages, sample.card.language);
    expect_whole(&sample.card, path);
    sample_close(&sample);
}

static void an_empty_wijk_and_one_of_two_hundred_places_end(void **state)
{
    (void)state;
    for (int many = 0; many < 2; many++) {
        struct sample sample;
        sample_open(&sample, LANGUAGE_NL, many ? 200 : 0, SAMPLE_LONG);
        assert_in_range(pages_of(&sample), 1, 6);
        expect_sound(printed(&sample, "ends.pdf"), pages_of(&sample), "nl");
        sample_close(&sample);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_usual_poster_is_two_sheets_in_every_language),
        cmocka_unit_test(sixty_places_and_the_longest_french_are_not_cut),
        cmocka_unit_test(an_empty_wijk_and_one_of_two_hundred_places_end),
    };
    kit_folder_make(folder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    kit_folder_remove(folder);
    return failed;
}
