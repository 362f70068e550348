/* SPDX-License-Identifier: EUPL-1.2 */
/* The residents' overview on paper, seen by poppler and qpdf. */
#include "print/overview.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "kit/kit.h"
#include "print/overview_sample.h"
#include "system/file.h"

enum { MOST_BYTES = 1000 * 1000 };

static char folder[KIT_PATH];
static const char *const forms[] = {"list", "folded", "poster"};
enum { FORMS = 3 };

static const char *printed(const struct overview_sample *sample, enum overview_form form,
                           double text)
{
    static int count;
    char name[64];
    struct fault why = {0};
    struct overview_setting setting = {form, text};
    snprintf(name, sizeof name, "%02d-%s-%d-%zu%s.pdf", ++count, forms[form], (int)text,
             sample->overview.place_count, sample->overview.language_count > 1 ? "-two" : "");
    const char *path = kit_path(folder, name);
    if (!print_overview(&sample->overview, setting, &sample->base.pencil, sample->languages, path,
                        &why))
        fail_msg("%s %s", why.what.key, why.detail);
    return path;
}

static int sides_of(const struct overview_sample *sample, enum overview_form form, double text)
{
    return print_overview_page(&sample->overview, (struct overview_setting){form, text},
                               &sample->base.pencil, sample->languages, NULL, 0);
}

static char *asked(const char *const argv[])
{
    struct buffer out;
    assert_int_equal(kit_run(argv, &out, NULL), 0);
    char *text = memory_text(buffer_text(&out));
    buffer_clear(&out);
    return text;
}

static char *structure_of(const char *path)
{
    const char *argv[] = {"pdfinfo", "-struct-text", path, NULL};
    return asked(argv);
}

/* ---- what is read aloud, in that order ---- */

/* Letters and figures only: where lines and words are broken does not matter. */
static char *letters_of(const char *text)
{
    char *letters = memory_take(strlen(text) + 1), *to = letters;
    for (const char *at = text; *at; at++) {
        if ((unsigned char)*at >= 0xC3 ||
            ((unsigned char)*at >= 0x80 && to > letters && ((unsigned char)to[-1] & 0x80)) ||
            (*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z'))
            *to++ = *at;
    }
    return letters;
}

/* The quoted texts of pdfinfo's tree, one behind the other. */
static char *spoken_of(const char *path)
{
    char *tree = structure_of(path), *spoken = memory_take(strlen(tree) + 1), *to = spoken;
    for (const char *at = tree; *at; at++) {
        const char *end = strchr(at, '\n');
        const char *first = at + strspn(at, " ");
        end = end ? end : at + strlen(at);
        if (*first == '"' && end > first + 1) {
            memcpy(to, first + 1, (size_t)(end - first) - 2);
            to += end - first - 2;
        }
        at = end;
        if (!*at)
            break;
    }
    free(tree);
    char *letters = letters_of(spoken);
    free(spoken);
    return letters;
}

static bool turns_round(const char *text)
{
    for (; *text; text++)
        if (((unsigned char)*text & 0xFC) == 0xD8)
            return true;
    return false;
}

/* Right-to-left texts are looked for elsewhere: poppler gives their glyphs in the order of the eye.
 */
static void expect_after(const char **at, const char *words)
{
    char *wanted = letters_of(words ? words : "");
    const char *found = turns_round(wanted) ? *at : strstr(*at, wanted);
    if (!found)
        fail_msg("not in the text, or not in order: %s, behind %.60s", words, *at);
    *at = turns_round(wanted) ? *at : found + strlen(wanted);
    free(wanted);
}

static void expect_line(const struct overview_sample *sample, const char **at,
                        const struct overview_line *line)
{
    for (int language = 0; language < sample->overview.language_count; language++)
        expect_after(at, line->text[language]);
}

static void expect_somewhere(const struct overview_sample *sample, const char *at,
                             const struct overview_line *line)
{
    for (int language = 0; language < sample->overview.language_count; language++) {
        const char *from = at;
        expect_after(&from, line->text[language]);
    }
}

static const char *plain_web(const char *web)
{
    const char *at = strstr(web, "://");
    return at ? at + 3 : web;
}

/* Each answer with all its facts behind its name, each place with its address and phone. */
static void expect_answers(const struct overview_sample *sample, const char **at,
                           const struct overview_question *question, bool brief)
{
    const struct overview *overview = &sample->overview;
    int before = -1;
    for (size_t i = 0; i < question->answer_count; i++) {
        const struct overview_answer *answer = &question->answers[i];
        const struct overview_place *place = &overview->places[answer->place];
        if (answer->place != before) {
            char number[16];
            snprintf(number, sizeof number, "%d", place->number);
            expect_after(at, number);
            expect_after(at, place->name);
        }
        before = answer->place;
        for (int fact = 0; fact < OVERVIEW_FACTS; fact++)
            if (!brief || (fact != OVERVIEW_TONGUES && fact != OVERVIEW_NOTE))
                expect_somewhere(sample, *at, &answer->fact[fact]);
    }
}

static void expect_places(const struct overview_sample *sample, const char *spoken, bool brief)
{
    const struct overview *overview = &sample->overview;
    for (size_t i = 0; i < overview->place_count; i++) {
        const struct overview_place *place = &overview->places[i];
        bool answers = false;
        for (size_t q = 0; q < overview->question_count; q++)
            for (size_t a = 0; a < overview->questions[q].answer_count; a++)
                answers |= overview->questions[q].answers[a].place == (int)i;
        bool phone = brief && *place->phone, web = brief && (phone || *place->web);
        const char *const texts[] = {place->address, place->phone,
                                     phone ? "" : plain_web(place->web), web ? "" : place->mail};
        for (int text = 0; answers && text < 4; text++) {
            const char *from = spoken;
            expect_after(&from, texts[text]);
        }
        if (answers && !brief)
            expect_somewhere(sample, spoken, &place->step_free);
    }
}

static void expect_order(const struct overview_sample *sample, const char *path)
{
    const struct overview *overview = &sample->overview;
    char *spoken = spoken_of(path);
    const char *at = spoken;
    char *more = letters_of(language_word(sample->languages[0], "overview.paper.more"));
    bool brief = strstr(spoken, more) != NULL; /* a full poster says where the rest is */
    free(more);
    expect_line(sample, &at, &overview->title);
    expect_line(sample, &at, &overview->intro);
    expect_line(sample, &at, &overview->valid_line);
    for (size_t i = 0; i < overview->question_count; i++) {
        const struct overview_question *question = &overview->questions[i];
        if (strstr(path, "folded") && i == 0 && overview->place_count)
            for (size_t before = 0; before < overview->question_count; before++)
                expect_line(sample, &at, &overview->questions[before].heading);
        expect_line(sample, &at, &question->heading);
        if (question->answer_count == 0)
            expect_line(sample, &at, &question->none);
        expect_answers(sample, &at, question, brief);
    }
    for (size_t i = 0; i < overview->source_count; i++)
        expect_after(&at, overview->sources[i]);
    expect_places(sample, spoken, brief);
    free(spoken);
}

/* ---- the file ---- */

static void expect_fonts(const char *path)
{
    const char *argv[] = {"pdffonts", path, NULL};
    char *text = asked(argv), *rest = text;
    int fonts = 0;
    for (char *line; (line = strtok_r(rest, "\n", &rest));) {
        if (strstr(line, "NotoSans")) {
            fonts++;
            assert_non_null(strstr(line, "yes yes yes"));
        }
    }
    assert_true(fonts >= 2);
    free(text);
}

static void expect_sizes(const char *path, double least)
{
    const char *argv[] = {"pdftohtml", "-xml", "-stdout", "-i", "-zoom", "3", path, NULL};
    char *text = asked(argv);
    int seen = 0;
    for (const char *at = text; (at = strstr(at, "<fontspec ")); at++, seen++) {
        const char *size = strstr(at, "size=\"");
        assert_non_null(size);
        if (atoi(size + 6) < (int)(least * 3))
            fail_msg("%s: a text of %.1f pt", path, atoi(size + 6) / 3.0);
    }
    assert_true(seen > 2);
    free(text);
}

static void expect_sound(const struct overview_sample *sample, enum overview_form form, double text)
{
    const char *path = printed(sample, form, text);
    const char *check[] = {"qpdf", "--check", path, NULL};
    const char *info[] = {"pdfinfo", path, NULL};
    char pages[32], *said = asked(info);
    assert_int_equal(kit_run(check, NULL, NULL), 0);
    assert_non_null(strstr(said, "Tagged:          yes"));
    snprintf(pages, sizeof pages, "Pages:           %d\n", sides_of(sample, form, text));
    assert_non_null(strstr(said, pages));
    free(said);
    if (file_size(path) > MOST_BYTES)
        fail_msg("%s: %lld bytes", path, (long long)file_size(path));
    const char *eye[] = {"/usr/bin/python3", "ua.py", path, language_tag(sample->overview.codes[0]),
                         NULL};
    struct buffer faults;
    int code = kit_run(eye, &faults, NULL);
    if (code != 0)
        fail_msg("%s: %s", path, buffer_text(&faults));
    buffer_clear(&faults);
    expect_order(sample, path);
    expect_fonts(path);
    expect_sizes(path, text);
}

static void every_form_says_all_in_the_order_of_the_content(void **state)
{
    static const int places[] = {0, 1, 9};
    (void)state;
    for (int form = 0; form < FORMS; form++) {
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            struct overview_sample sample;
            overview_sample_open(&sample, LANGUAGE_NL, -1, places[i], OVERVIEW_USUAL);
            expect_sound(&sample, (enum overview_form)form, 12);
            overview_sample_close(&sample);
        }
    }
}

static void two_languages_stand_beside_or_below_each_other(void **state)
{
    struct overview_sample sample;
    (void)state;
    overview_sample_open(&sample, LANGUAGE_FR, LANGUAGE_NL, 9, OVERVIEW_USUAL);
    for (int form = 0; form < FORMS; form++)
        expect_sound(&sample, (enum overview_form)form, form == OVERVIEW_FOLDED_A5 ? 16 : 12);
    overview_sample_close(&sample);
}

static void sixty_places_in_four_scripts_and_two_languages_fit_a_megabyte(void **state)
{
    struct overview_sample sample;
    (void)state;
    overview_sample_open(&sample, LANGUAGE_NL, LANGUAGE_FR, 60, OVERVIEW_SCRIPTS);
    assert_int_equal(sample.overview.place_count, 60);
    for (int form = 0; form < FORMS; form++)
        expect_sound(&sample, (enum overview_form)form, 12);
    overview_sample_close(&sample);
}

static void text_grow(char **text, const char *piece, int times)
{
    free(*text);
    *text = memory_take(strlen(piece) * (size_t)times + 1);
    for (int i = 0; i < times; i++)
        strcat(*text, piece);
}

/* More than fits a page: what does not fit goes on overleaf, and nothing is lost. */
static void an_answer_longer_than_a_page_is_poured_over_pages(void **state)
{
    (void)state;
    for (int form = 0; form < FORMS; form++) {
        struct overview_sample sample;
        overview_sample_open(&sample, LANGUAGE_NL, LANGUAGE_FR, 4, OVERVIEW_USUAL);
        struct overview_answer *answer = &sample.overview.questions[0].answers[0];
        for (int at = 0; at < 2; at++)
            text_grow(&answer->fact[OVERVIEW_WHEN].text[at],
                      at ? "mardi et jeudi, " : "dinsdag en donderdag, ", 240);
        text_grow(&sample.overview.places[2].name, "Onuitspreekbaarlangewoord", 60);
        expect_sound(&sample, (enum overview_form)form, form == OVERVIEW_FOLDED_A5 ? 16 : 12);
        overview_sample_close(&sample);
    }
}

static void the_same_content_gives_the_same_bytes(void **state)
{
    (void)state;
    for (int form = 0; form < FORMS; form++) {
        struct buffer bytes[2];
        struct fault why = {0};
        for (int i = 0; i < 2; i++) {
            struct overview_sample sample;
            overview_sample_open(&sample, LANGUAGE_EN, LANGUAGE_FR, 5, OVERVIEW_SCRIPTS);
            const char *path = printed(&sample, (enum overview_form)form, 14);
            assert_true(file_read(path, MOST_BYTES, &bytes[i], &why));
            overview_sample_close(&sample);
        }
        assert_int_equal(bytes[0].size, bytes[1].size);
        assert_memory_equal(bytes[0].data, bytes[1].data, bytes[0].size);
        buffer_clear(&bytes[0]);
        buffer_clear(&bytes[1]);
    }
}

static void a_booklet_has_its_pages_where_folding_brings_them(void **state)
{
    struct overview_sample sample;
    (void)state;
    overview_sample_open(&sample, LANGUAGE_NL, -1, 9, OVERVIEW_USUAL);
    const char *path = printed(&sample, OVERVIEW_FOLDED_A5, 12);
    int sides = sides_of(&sample, OVERVIEW_FOLDED_A5, 12), pages = sides * 2;
    assert_int_equal(pages % 4, 0);
    for (int side = 0; side < sides; side++) {
        int outer = pages - side, inner = side + 1;
        for (int half = 0; half < 2; half++) {
            int page = (side % 2 == 0) == (half == 0) ? outer : inner;
            char number[16], left[16], wanted[48];
            snprintf(number, sizeof number, "%d", side + 1);
            snprintf(left, sizeof left, "%d", half * 421);
            snprintf(wanted, sizeof wanted, "blad %d van %d", page, pages);
            const char *argv[] = {"pdftotext", "-f", number, "-l", number, "-x", left, "-y",
                                  "0",         "-W", "421",  "-H", "596",  path, "-",  NULL};
            char *text = asked(argv);
            if (!strstr(text, wanted))
                fail_msg("side %d, half %d: not %s but %s", side, half, wanted, text);
            free(text);
        }
    }
    overview_sample_close(&sample);
}

static void no_overview_takes_two_seconds(void **state)
{
    (void)state;
    for (int form = 0; form < FORMS; form++) {
        struct overview_sample sample;
        overview_sample_open(&sample, LANGUAGE_NL, LANGUAGE_FR, 60, OVERVIEW_SCRIPTS);
        clock_t begin = clock();
        printed(&sample, (enum overview_form)form, 12);
        double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
        if (getenv("WIJKPEIL_KEEP"))
            printf("%s: %.2f s\n", forms[form], seconds);
#ifndef __SANITIZE_ADDRESS__
        assert_true(seconds < 2);
#endif
        assert_true(seconds < 60);
        overview_sample_close(&sample);
    }
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
        cmocka_unit_test(every_form_says_all_in_the_order_of_the_content),
        cmocka_unit_test(two_languages_stand_beside_or_below_each_other),
        cmocka_unit_test(an_answer_longer_than_a_page_is_poured_over_pages),
        cmocka_unit_test(the_same_content_gives_the_same_bytes),
        cmocka_unit_test(a_booklet_has_its_pages_where_folding_brings_them),
        cmocka_unit_test(no_overview_takes_two_seconds),
        cmocka_unit_test(sixty_places_in_four_scripts_and_two_languages_fit_a_megabyte),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
