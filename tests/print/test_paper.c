/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/print.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/arena.h"
#include "kit/kit.h"
#include "print/sample.h"
#include "system/file.h"

enum { MOST_BYTES = 500 * 1000 };

static char folder[KIT_PATH];

static const char *printed(const struct sample *sample, const char *name)
{
    struct fault why = {0};
    const char *path = kit_path(folder, name);
    if (!print_scorecard(&sample->card, SCORECARD_A4, &sample->pencil, sample->language, path,
                         &why))
        fail_msg("%s %s", why.what.key, why.detail);
    return path;
}

/* Every run of white space, the no-break ones too, as one space. */
static char *plain_of(const char *text)
{
    struct buffer plain;
    buffer_init(&plain, KIT_OUTPUT);
    for (const char *at = text; *at;) {
        size_t wide = strncmp(at, "\xC2\xA0", 2) == 0       ? 2
                      : strncmp(at, "\xE2\x80\xAF", 3) == 0 ? 3
                      : strchr(" \n\f", *at)                ? 1
                                                            : 0;
        if (!wide)
            buffer_add_byte(&plain, *at++);
        else if (!plain.size || plain.data[plain.size - 1] != ' ')
            buffer_add_byte(&plain, ' ');
        at += wide;
    }
    return plain.size ? buffer_take(&plain) : memory_text("");
}

static char *asked(const char *const argv[])
{
    struct buffer out;
    assert_int_equal(kit_run(argv, &out, NULL), 0);
    char *plain = plain_of(buffer_text(&out));
    buffer_clear(&out);
    return plain;
}

static char *text_of(const char *path)
{
    const char *argv[] = {"pdftotext", "-raw", "-enc", "UTF-8", path, "-", NULL};
    return asked(argv);
}

static int pages_of(const struct sample *sample)
{
    return print_scorecard_page(&sample->card, SCORECARD_A4, &sample->pencil, sample->language,
                                NULL, 0);
}

/* Looks for `wanted` behind `*at`; words may have been broken at "-" and "/". */
static void expect_after(const char **at, const char *words)
{
    char *wanted = plain_of(words);
    const char *found = NULL;
    for (const char *text = *at; *text && !found; text++) {
        const char *a = text, *b = wanted;
        while (*b && (*a == *b || *a == ' ')) {
            bool extra = *a == ' ' && *b != ' ';
            a++;
            b += !extra;
        }
        found = *b ? NULL : a;
    }
    free(wanted);
    if (!found)
        fail_msg("not in the text, or not in order: %s", words);
    *at = found;
}

/* Where exactly depends on the form of the row. */
static void expect_near(const char *at, const char *words)
{
    const char *found = at;
    expect_after(&found, words);
    assert_true(found - at < 1000);
}

static void expect_times_after(const char **behind, const struct sample *sample, bool pictured)
{
    const struct scorecard *card = &sample->card;
    const char *at = *behind;
    for (int week = 0; week < PRINT_WEEKS; week++)
        expect_after(&at, card->times[week].week);
    for (int i = 0; i < 6; i++) {
        const char *cell = at; /* of one time both weeks stand in one column */
        for (int week = 0; week < PRINT_WEEKS; week++)
            if (card->times[week].covered[i / 3][i % 3])
                expect_after(&cell, card->times[week].who[i / 3][i % 3]);
    }
    if (pictured)
        expect_after(&at, language_word(sample->language, "print.week.wifi"));
    *behind = at;
}

static void expect_reach_after(const char **behind, const struct sample *sample)
{
    const struct print_reach *reach = &sample->card.reach;
    if (!reach->given)
        return;
    expect_after(behind, language_word(sample->language, "print.reach"));
    for (int i = 0; i < PRINT_REACH_SERVICES && reach->table; i++)
        expect_after(behind, reach->services[i]);
    expect_after(behind, reach->note);
}

static void expect_text_in_order(const struct sample *sample, const char *text)
{
    const struct scorecard *card = &sample->card;
    const char *at = text;
    expect_after(&at, card->wijk);
    expect_after(&at, card->totals_line);
    for (int i = 0; i < card->row_count; i++) {
        expect_after(&at, card->rows[i].id);
        expect_after(&at, card->rows[i].name);
        expect_near(at, card->rows[i].origin);
        expect_near(at, card->rows[i].since);
        expect_near(at, card->rows[i].evidence);
        expect_after(&at, card->rows[i].reason);
        expect_after(&at, card->rows[i].judgement);
    }
    /* the pictures, then the names of gaps, give way only to what would need a fifth page */
    bool roomy = pages_of(sample) < 4;
    bool pictured = roomy || strstr(text, language_word(sample->language, "print.week.wifi"));
    expect_times_after(&at, sample, pictured);
    if (roomy || strstr(text, language_word(sample->language, "print.reach")))
        expect_reach_after(&at, sample);
    for (int i = 0; i < card->gap_count; i++) {
        if (roomy || pictured)
            expect_after(&at, card->gaps[i].name);
        expect_after(&at, card->gaps[i].next);
    }
    for (int i = 0; i < card->place_count; i++) {
        expect_after(&at, card->places[i].name);
        expect_after(&at, card->places[i].address);
        expect_after(&at, card->places[i].offers);
        expect_after(&at, card->places[i].when);
        expect_after(&at, card->places[i].checked);
    }
    for (int i = 0; i < card->source_count; i++)
        expect_after(&at, card->sources[i]);
}

/* What is told, in the order in which it is told: `pdfinfo -struct-text` without the names of the
 * elements. */
static char *told_by(const char *path)
{
    struct buffer out, told;
    const char *argv[] = {"pdfinfo", "-struct-text", path, NULL};
    assert_int_equal(kit_run(argv, &out, NULL), 0);
    buffer_init(&told, KIT_OUTPUT);
    char *rest = out.data;
    for (char *line; (line = strtok_r(rest, "\n", &rest));) {
        line += strspn(line, " ");
        size_t size = strlen(line);
        if (size > 1 && *line == '"' && line[size - 1] == '"') {
            buffer_add(&told, line + 1, size - 2);
            buffer_add_byte(&told, ' ');
        }
    }
    char *plain = plain_of(buffer_text(&told));
    buffer_clear(&told);
    buffer_clear(&out);
    return plain;
}

/* An independent reader of PDF/UA-1; matterhorn.md says what it sees. */
static void expect_accessible(const struct sample *sample, const char *path)
{
    struct buffer faults;
    const char *argv[] = {"/usr/bin/python3", "ua.py", path, sample->card.language, NULL};
    int code = kit_run(argv, &faults, NULL);
    if (code != 0)
        fail_msg("%s: %s", path, buffer_text(&faults));
    buffer_clear(&faults);
}

static void expect_sound(const struct sample *sample, const char *name)
{
    const char *path = printed(sample, name);
    const char *check[] = {"qpdf", "--check", path, NULL};
    char *text = text_of(path);
    assert_int_equal(kit_run(check, NULL, NULL), 0);
    assert_in_range(pages_of(sample), 2, 4);
    assert_in_range(file_size(path), 1, MOST_BYTES);
    expect_text_in_order(sample, text);
    assert_null(strchr(text, '%'));
    free(text);
    text = told_by(path);
    expect_text_in_order(sample, text);
    free(text);
    expect_accessible(sample, path);
}

static void a_usual_scorecard_is_sound_in_every_language(void **state)
{
    (void)state;
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        struct sample sample;
        char name[32];
        sample_open(&sample, (enum language_code)code, 12, SAMPLE_USUAL);
        snprintf(name, sizeof name, "usual-%s.pdf", language_tag((enum language_code)code));
        expect_sound(&sample, name);
        sample_close(&sample);
    }
}

static void sixty_places_and_the_longest_french_fit_four_pages(void **state)
{
    struct sample sample;
    (void)state;
    sample_open(&sample, LANGUAGE_FR, 60, SAMPLE_LONG);
    assert_int_equal(sample.card.place_count, 60);
    expect_sound(&sample, "long-fr.pdf");
    sample_close(&sample);
}

/* ---- every word of a page, with its box ---- */

struct word {
    double left, top, right, bottom;
};

static size_t words_of(const char *path, int page, struct word *out, size_t room)
{
    char number[16];
    struct buffer said;
    size_t count = 0;
    snprintf(number, sizeof number, "%d", page + 1);
    const char *argv[] = {"pdftotext", "-bbox", "-f", number, "-l", number, path, "-", NULL};
    assert_int_equal(kit_run(argv, &said, NULL), 0);
    for (const char *at = buffer_text(&said); (at = strstr(at, "<word ")) && count < room; at++) {
        struct word *word = &out[count++];
        assert_int_equal(sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                                &word->left, &word->top, &word->right, &word->bottom),
                         4);
        double high = word->bottom - word->top; /* the box is that of the font: keep the letters */
        word->top += high * 0.25;
        word->bottom -= high * 0.22;
    }
    buffer_clear(&said);
    return count;
}

static void expect_clear_page(const char *path, int page)
{
    static struct word words[6000];
    size_t count = words_of(path, page, words, 6000);
    assert_in_range(count, 10, 5999);
    for (size_t i = 0; i < count; i++) {
        const struct word *a = &words[i];
        if (a->left < 28 || a->right > 567 || a->top < 20 || a->bottom > 826)
            fail_msg("page %d: a word stands outside at %.1f %.1f", page + 1, a->left, a->top);
        for (size_t j = i + 1; j < count; j++) {
            const struct word *b = &words[j];
            double over_x = fmin(a->right, b->right) - fmax(a->left, b->left);
            double over_y = fmin(a->bottom, b->bottom) - fmax(a->top, b->top);
            if (over_x > 0.6 && over_y > 0.6)
                fail_msg("page %d: words overlap at %.1f %.1f", page + 1, b->left, b->top);
        }
    }
}

/* Without the base map, whose street names may turn and stand close. */
static void no_word_stands_outside_or_over_another(void **state)
{
    (void)state;
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        for (int many = 0; many < 2; many++) {
            struct sample sample;
            sample_open(&sample, (enum language_code)code, many ? 60 : 9,
                        many ? SAMPLE_LONG : SAMPLE_USUAL);
            free((void *)sample.card.scene.source);
            sample.card.scene.source = NULL;
            const char *path = printed(&sample, "words.pdf");
            for (int page = 0; page < pages_of(&sample); page++)
                expect_clear_page(path, page);
            sample_close(&sample);
        }
    }
}

static void no_text_is_smaller_than_nine_and_a_half_points(void **state)
{
    struct sample sample;
    int seen = 0;
    (void)state;
    sample_open(&sample, LANGUAGE_NL, 30, SAMPLE_LONG);
    const char *path = printed(&sample, "size.pdf");
    const char *argv[] = {"pdftohtml", "-xml", "-stdout", "-i", "-zoom", "3", path, NULL};
    char *text = asked(argv);
    for (const char *at = text; (at = strstr(at, "<fontspec ")); at++, seen++) {
        const char *size = strstr(at, "size=\"");
        assert_non_null(size);
        if (atoi(size + 6) < 28)
            fail_msg("a text of %.1f pt", atoi(size + 6) / 3.0);
    }
    assert_true(seen > 3);
    free(text);
    sample_close(&sample);
}

static void every_font_is_embedded_and_can_be_read_back(void **state)
{
    struct sample sample;
    struct buffer out;
    (void)state;
    sample_open(&sample, LANGUAGE_FR, 60, SAMPLE_LONG);
    const char *argv[] = {"pdffonts", printed(&sample, "fonts.pdf"), NULL};
    assert_int_equal(kit_run(argv, &out, NULL), 0);
    int fonts = 0;
    char *rest = out.data;
    for (char *line; (line = strtok_r(rest, "\n", &rest));) {
        if (!strstr(line, "NotoSans"))
            continue;
        fonts++;
        assert_non_null(strstr(line, "yes yes yes"));
    }
    assert_true(fonts >= 2);
    buffer_clear(&out);
    sample_close(&sample);
}

static void the_same_content_gives_the_same_bytes(void **state)
{
    struct buffer first, second;
    struct fault why = {0};
    struct sample sample;
    (void)state;
    for (int i = 0; i < 2; i++) {
        sample_open(&sample, LANGUAGE_NL, 20, SAMPLE_USUAL);
        const char *path = printed(&sample, "same.pdf");
        assert_true(file_read(path, MOST_BYTES, i ? &second : &first, &why));
        sample_close(&sample);
    }
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.data, second.data, first.size);
    buffer_clear(&first);
    buffer_clear(&second);
}

static void it_says_what_it_is_and_when_it_was_made(void **state)
{
    struct sample sample;
    (void)state;
    sample_open(&sample, LANGUAGE_NL, 3, SAMPLE_USUAL);
    const char *argv[] = {"pdfinfo", "-isodates", printed(&sample, "info.pdf"), NULL};
    char *text = asked(argv);
    assert_non_null(strstr(text, "Title: Wijkscorekaart Historisch Molenbeek"));
    assert_non_null(strstr(text, "Author: Wijkpeil"));
    assert_non_null(strstr(text, "CreationDate: 2026-06-12T00:00:00Z"));
    assert_non_null(strstr(text, "(A4)"));
    free(text);
    sample_close(&sample);
}

static int times_in(const char *text, const char *wanted)
{
    int times = 0;
    for (; (text = strstr(text, wanted)); text++)
        times++;
    return times;
}

static void the_ribbon_and_the_page_number_stand_on_every_page(void **state)
{
    struct sample sample;
    (void)state;
    for (int demo = 0; demo < 2; demo++) {
        sample_open(&sample, LANGUAGE_NL, 30, demo ? SAMPLE_LONG : SAMPLE_USUAL);
        int pages = pages_of(&sample);
        char last[32], *text = text_of(printed(&sample, "ribbon.pdf"));
        snprintf(last, sizeof last, "blad %d van %d", pages, pages);
        assert_non_null(strstr(text, last));
        assert_int_equal(times_in(text, language_word(sample.language, "ribbon.demo")),
                         demo ? pages : 0);
        free(text);
        sample_close(&sample);
    }
}

static void a_pillar_or_list_that_goes_on_overleaf_says_so(void **state)
{
    struct sample sample;
    (void)state;
    sample_open(&sample, LANGUAGE_NL, 60, SAMPLE_LONG);
    for (int i = 0; i < sample.card.row_count; i++)
        sample.card.rows[i].pillar = 1;
    char *text = text_of(printed(&sample, "on.pdf"));
    assert_non_null(strstr(text, "Individuele ondersteuning (vervolg)"));
    assert_non_null(strstr(text, "Plekken (vervolg)"));
    free(text);
    sample_close(&sample);
}

/* The table of T4 stands as a whole with its heading; without the weeks nothing stands there. */
static void the_weeks_of_t4_are_left_out_when_nobody_knows_them(void **state)
{
    struct sample sample;
    (void)state;
    sample_open(&sample, LANGUAGE_NL, 9, SAMPLE_USUAL);
    memset(sample.card.week, 0, sizeof sample.card.week);
    char *text = text_of(printed(&sample, "no-pictures.pdf"));
    assert_non_null(strstr(text, "nog niemand"));
    assert_null(strstr(text, language_word(sample.language, "print.week.wifi")));
    free(text);
    sample.card.times[PRINT_SCHOOL].given = false;
    text = text_of(printed(&sample, "no-school.pdf"));
    assert_non_null(strstr(text, "Een gewone week"));
    assert_null(strstr(text, "schoolvakantie"));
    free(text);
    sample.card.times[PRINT_NORMAL].given = false;
    text = text_of(printed(&sample, "no-times.pdf"));
    assert_null(strstr(text, language_word(sample.language, "print.times")));
    free(text);
    sample_close(&sample);
}

static void an_empty_wijk_prints_too(void **state)
{
    struct sample sample;
    (void)state;
    sample_open(&sample, LANGUAGE_NL, 0, SAMPLE_USUAL);
    expect_sound(&sample, "empty.pdf");
    char *text = text_of(kit_path(folder, "empty.pdf"));
    assert_non_null(strstr(text, "nog geen plek nagekeken"));
    free(text);
    sample_close(&sample);
}

static void text_set_again(char **text, const char *piece, int times)
{
    size_t size = strlen(piece);
    free(*text);
    *text = memory_take(size * (size_t)times + 1);
    for (int i = 0; i < times; i++)
        memcpy(*text + size * (size_t)i, piece, size);
}

/* More than anybody writes: it may take more pages, it may not break anything. */
static void hostile_content_is_still_a_sound_file(void **state)
{
    struct sample sample;
    (void)state;
    sample_open(&sample, LANGUAGE_FR, 200, SAMPLE_LONG);
    text_set_again(&sample.card.wijk, "Wijkzonderspaties", 30);
    text_set_again(&sample.card.rows[3].reason, "woord ", 300);
    text_set_again(&sample.card.rows[4].judgement, "onbreekbaar", 90);
    text_set_again(&sample.card.rows[5].evidence, "123, ", 400);
    text_set_again(&sample.card.places[2].name, "\xD8\xA8\xD8\xA7\xD8\xA8 ", 20);
    text_set_again(&sample.card.places[3].offers, "\xFF\xC3 slecht ", 20);
    text_set_again(&sample.card.places[4].when, "lang", 3000);
    sample.card.rows[6].pillar = 77;
    const char *path = printed(&sample, "hostile.pdf");
    const char *check[] = {"qpdf", "--check", path, NULL};
    assert_int_equal(kit_run(check, NULL, NULL), 0);
    expect_accessible(&sample, path);
    int pages = pages_of(&sample);
    assert_in_range(pages, 5, 40);
    free((void *)sample.card.scene.source);
    sample.card.scene.source = NULL;
    path = printed(&sample, "hostile-words.pdf");
    for (int page = 3; page < pages; page++)
        expect_clear_page(path, page);
    sample_close(&sample);
}

static void the_preview_draws_one_page_and_counts_all(void **state)
{
    struct sample sample;
    (void)state;
    sample_open(&sample, LANGUAGE_NL, 12, SAMPLE_USUAL);
    int pages = pages_of(&sample);
    for (int page = -1; page <= pages; page++) {
        cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 595, 842);
        cairo_t *cairo = cairo_create(surface);
        assert_int_equal(print_scorecard_page(&sample.card, SCORECARD_A4, &sample.pencil,
                                              sample.language, cairo, page),
                         pages);
        cairo_surface_flush(surface);
        const unsigned char *bytes = cairo_image_surface_get_data(surface);
        bool drawn = bytes[0] == 255;
        assert_int_equal(drawn, page >= 0 && page < pages);
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
    }
    sample_close(&sample);
}

static void a_target_that_cannot_be_written_is_a_fault(void **state)
{
    struct sample sample;
    struct fault why = {0};
    (void)state;
    sample_open(&sample, LANGUAGE_NL, 3, SAMPLE_USUAL);
    kit_file(folder, "plain", "x", 1);
    const char *targets[] = {kit_path(folder, "not-there/a.pdf"), kit_path(folder, "plain/a.pdf"),
                             folder};
    for (size_t i = 0; i < 3; i++)
        assert_false(print_scorecard(&sample.card, SCORECARD_A4, &sample.pencil, sample.language,
                                     targets[i], &why));
    assert_false(print_scorecard(&sample.card, SCORECARD_A4, &sample.pencil, sample.language,
                                 "/dev/full", &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.disk.full");
    sample_close(&sample);
}

static void when_the_disk_fills_up_the_old_file_stays(void **state)
{
    struct sample sample;
    struct fault why = {0};
    struct rlimit old, small;
    (void)state;
    sample_open(&sample, LANGUAGE_NL, 3, SAMPLE_USUAL);
    const char *path = kit_file(folder, "old.pdf", "old", 3);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 20000;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool ok =
        print_scorecard(&sample.card, SCORECARD_A4, &sample.pencil, sample.language, path, &why);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_false(ok);
    assert_true(why.kind != FAULT_NONE);
    assert_int_equal(file_size(path), 3);
    sample_close(&sample);
}

static void printing_takes_less_than_a_second(void **state)
{
    struct sample sample;
    (void)state;
    sample_open(&sample, LANGUAGE_FR, 60, SAMPLE_LONG);
    clock_t begin = clock();
    printed(&sample, "time.pdf");
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
#ifndef __SANITIZE_ADDRESS__
    assert_true(seconds < 1);
#endif
    assert_true(seconds < 30);
    sample_close(&sample);
}

static int setup(void **state)
{
    (void)state;
    kit_folder_make(folder);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    if (getenv("WIJKPEIL_KEEP"))
        printf("%s\n", folder);
    else
        kit_folder_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_usual_scorecard_is_sound_in_every_language),
        cmocka_unit_test(sixty_places_and_the_longest_french_fit_four_pages),
        cmocka_unit_test(no_word_stands_outside_or_over_another),
        cmocka_unit_test(no_text_is_smaller_than_nine_and_a_half_points),
        cmocka_unit_test(every_font_is_embedded_and_can_be_read_back),
        cmocka_unit_test(the_same_content_gives_the_same_bytes),
        cmocka_unit_test(it_says_what_it_is_and_when_it_was_made),
        cmocka_unit_test(the_ribbon_and_the_page_number_stand_on_every_page),
        cmocka_unit_test(a_pillar_or_list_that_goes_on_overleaf_says_so),
        cmocka_unit_test(the_weeks_of_t4_are_left_out_when_nobody_knows_them),
        cmocka_unit_test(an_empty_wijk_prints_too),
        cmocka_unit_test(hostile_content_is_still_a_sound_file),
        cmocka_unit_test(the_preview_draws_one_page_and_counts_all),
        cmocka_unit_test(a_target_that_cannot_be_written_is_a_fault),
        cmocka_unit_test(when_the_disk_fills_up_the_old_file_stays),
        cmocka_unit_test(printing_takes_less_than_a_second),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
