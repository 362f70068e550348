/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/print.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

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
    if (!print_scorecard(&sample->card, &sample->pencil, sample->language, path, &why))
        fail_msg("%s %s", why.what.key, why.detail);
    return path;
}

/* Every run of white space, the no-break ones too, as one space. */
static char *plain_of(const char *text)
{
    struct buffer plain;
    buffer_init(&plain, KIT_OUTPUT);
    buffer_add_text(&plain, "");
    for (const char *at = text; *at;) {
        size_t wide = strncmp(at, "\xC2\xA0", 2) == 0       ? 2
                      : strncmp(at, "\xE2\x80\xAF", 3) == 0 ? 3
                      : strchr(" \n\f", *at)               ? 1
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
    return print_scorecard_page(&sample->card, &sample->pencil, sample->language, NULL, 0);
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
        expect_near(at, card->rows[i].evidence);
        expect_after(&at, card->rows[i].reason);
        expect_after(&at, card->rows[i].judgement);
    }
    for (int i = 0; i < card->gap_count; i++) {
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

static int setup(void **state)
{
    (void)state;
    kit_folder_make(folder);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    if (!getenv("WIJKPEIL_KEEP"))
        kit_folder_remove(folder);
    else
        printf("%s\n", folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_usual_scorecard_is_sound_in_every_language),
        cmocka_unit_test(sixty_places_and_the_longest_french_fit_four_pages),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
