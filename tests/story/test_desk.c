/* SPDX-License-Identifier: EUPL-1.2 */
/* Everything that is printed for people, from the command line: files, pages for a site, and real
 * paper on a print server of our own. What comes out is read back. */
#include "story/story.h"

#include <sys/stat.h>
#include <unistd.h>

#include "kit/cups.h"

static struct kit_cups server;

static int begin(void **state)
{
    (void)state;
    kit_cups_office(&server);
    return 0;
}

static int end(void **state)
{
    (void)state;
    kit_cups_stop(&server);
    return 0;
}

static void text_of_pdf(const char *file, struct buffer *out)
{
    run_of((const char *const[]){"pdftotext", "-raw", "-enc", "UTF-8", file, "-", NULL}, out);
}

static void expect_in(const struct buffer *text, const char *words)
{
    if (!strstr(buffer_text(text), words)) {
        fail_msg("“%s” does not stand in: %.2000s", words, buffer_text(text));
    }
}

static void expect_pdf(const char *file, const char *size, const char *words)
{
    struct buffer out;
    run_of((const char *const[]){"qpdf", "--check", file, NULL}, &out);
    buffer_clear(&out);
    run_of((const char *const[]){"pdfinfo", file, NULL}, &out);
    expect_in(&out, size);
    buffer_clear(&out);
    text_of_pdf(file, &out);
    expect_in(&out, words);
    buffer_clear(&out);
}

static char *confirmed_place(struct story *story)
{
    cJSON *all = ask(story, "places", "--wijk", MOLENBEEK, "--state", "confirmed");
    const cJSON *list = cJSON_IsArray(all) ? all : cJSON_GetObjectItem(all, "places");
    assert_true(cJSON_GetArraySize(list) > 0);
    char *id = strdup(text_of(cJSON_GetArrayItem(list, 0), "id"));
    cJSON_Delete(all);
    return id;
}

/* ---- files ---- */

static void each_print_is_made_in_each_of_its_forms(void **state)
{
    static const struct {
        const char *form, *size;
    } forms[] = {{"list", "A4"}, {"folded", "841.89 x 595"}, {"poster", "A3"}};
    struct story *story = *state;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "blad.pdf"));
    for (size_t at = 0; at < sizeof forms / sizeof *forms; at++) {
        tell(story, 0, "print", "overview", "--wijk", MOLENBEEK, "--form", forms[at].form, "--out",
             file, "--no-note");
        expect_pdf(file, forms[at].size, language_word(story->language, "overview.question.wifi"));
    }
    tell(story, 0, "print", "overview", "--with", "fr", "--text", "16", "--out", file, "--no-note");
    expect_pdf(file, "A4", "wifi gratuit");
    char *id = confirmed_place(story);
    tell(story, 0, "print", "card", id, "--out", file);
    expect_pdf(file, "419", "");
    tell(story, 0, "print", "card", id, "--form", "a6", "--with", "en", "--out", file);
    expect_pdf(file, "297", "");
    free(id);
    tell(story, 0, "print", "walk", "--wijk", MOLENBEEK, "--stops", "6", "--from", "4.3360,50.8560",
         "--out", file);
    expect_pdf(file, "A4", "6");
}

static void the_page_for_a_site_holds_its_map(void **state)
{
    struct story *story = *state;
    struct buffer page;
    char file[KIT_PATH], again[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "pagina.html"));
    snprintf(again, sizeof again, "%s", story_path(story, "nog.html"));
    tell(story, 0, "print", "overview", "--wijk", MOLENBEEK, "--with", "fr", "--out", file);
    tell(story, 0, "print", "overview", "--wijk", MOLENBEEK, "--with", "fr", "--out", again);
    assert_true(file_same(file, again));
    file_take(file, &page);
    expect_in(&page, "data:image/png;base64,iVBORw0KGgo");
    expect_in(&page, "lang=\"fr\"");
    assert_null(strstr(buffer_text(&page), "<script"));
    assert_in_range(page.size, 50000, 2 * 1000 * 1000);
    buffer_clear(&page);
}

static void the_overview_is_also_data(void **state)
{
    struct story *story = *state;
    struct buffer bytes;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "o.csv"));
    tell(story, 0, "print", "overview", "--wijk", MOLENBEEK, "--out", file);
    file_take(file, &bytes);
    assert_memory_equal(bytes.data, "\xef\xbb\xbf", 3);
    buffer_clear(&bytes);
    snprintf(file, sizeof file, "%s", story_path(story, "o.geojson"));
    cJSON *said = ask(story, "print", "overview", "--wijk", MOLENBEEK, "--out", file);
    assert_string_equal(text_of(said, "file"), file);
    assert_false(cJSON_IsTrue(cJSON_GetObjectItem(said, "noted")));
    cJSON_Delete(said);
    file_take(file, &bytes);
    expect_in(&bytes, "FeatureCollection");
    buffer_clear(&bytes);
}

/* ---- the note ---- */

static void a_published_overview_is_noted_and_can_be_taken_back(void **state)
{
    struct story *story = *state;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "o.pdf"));
    cJSON *before = story_score(story);
    tell(story, 0, "print", "overview", "--out", file, "--no-note");
    tell(story, 0, "print", "overview", "--out", story_path(story, "o.csv"));
    score_same(before, story_score(story));

    before = story_score(story);
    cJSON *said = ask(story, "print", "overview", "--out", file);
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(said, "noted")));
    cJSON_Delete(said);
    cJSON *after = story_score(story);
    assert_string_equal(text_of(criterion(after, "C2"), "verdict"), "met");
    assert_string_not_equal(text_of(criterion(before, "C2"), "reason"),
                            text_of(criterion(after, "C2"), "reason"));
    cJSON_Delete(after);
    tell(story, 0, "undo");
    score_same(before, story_score(story));
}

static void an_overview_with_nothing_in_it_is_not_noted(void **state)
{
    struct story *story = *state;
    tell(story, 0, "project", "new", "--wijk", MOLENBEEK);
    cJSON *said = ask(story, "print", "overview", "--out", story_path(story, "leeg.pdf"));
    assert_false(cJSON_IsTrue(cJSON_GetObjectItem(said, "noted")));
    cJSON_Delete(said);
}

/* ---- paper ---- */

/* cups-pdf writes a job's name without its spaces. */
static void page_take(const char *what, int job, char out[KIT_PATH])
{
    char title[128];
    snprintf(title, sizeof title, "%s", what);
    for (char *at = title; *at; at++) {
        *at = *at == ' ' ? '_' : *at;
    }
    kit_cups_page(title, job, out);
}

static void the_printed_page_is_the_kept_file(void **state)
{
    static const char *const whats[] = {"overview", "scorecard"};
    struct story *story = *state;
    char page[KIT_PATH], key[64];
    kit_cups_need(&server);
    for (size_t at = 0; at < 2; at++) {
        cJSON *said = ask(story, "print", whats[at], "--wijk", MOLENBEEK, "--printer", "balie",
                          "--copies", "1", "--paper", "a4", "--grey");
        assert_string_equal(text_of(said, "printer"), "balie");
        int job = cJSON_GetObjectItem(said, "job")->valueint;
        assert_true(job > 0);
        assert_non_null(strstr(text_of(said, "file"), "/prints/"));
        snprintf(key, sizeof key, "paper.what.%s", whats[at]);
        page_take(language_word(story->language, key), job, page);
        kit_cups_same_pages(text_of(said, "file"), page);
        remove(page);
        cJSON_Delete(said);
    }
}

static void printers_are_listed_with_how_they_stand(void **state)
{
    struct story *story = *state;
    kit_cups_need(&server);
    cJSON *all = ask(story, "print", "--printers");
    assert_int_equal(cJSON_GetArraySize(all), 3);
    const cJSON *printer;
    cJSON_ArrayForEach(printer, all)
    {
        bool other = strcmp(text_of(printer, "name"), "dienst") != 0;
        assert_true(other || !strcmp(text_of(printer, "state"), "ready"));
        assert_true(cJSON_GetArraySize(cJSON_GetObjectItem(printer, "papers")) >= 2);
    }
    cJSON_Delete(all);
    tell(story, 0, "print", "--printers");
    expect_in(&story->out, "balie");
    expect_in(&story->out, language_word(story->language, "paper.printer.ready"));
}

/* Where a paper is kept when nobody named a file: DATA/prints holds this many. */
static int kept(const struct story *story)
{
    struct buffer names;
    char folder[KIT_PATH + 16];
    snprintf(folder, sizeof folder, "%s/prints", story->data);
    run_of((const char *const[]){"ls", folder, NULL}, &names);
    int count = 0;
    for (const char *at = buffer_text(&names); *at; at++) {
        count += *at == '\n';
    }
    buffer_clear(&names);
    return count;
}

static void cups_say(const char *what, const char *printer)
{
    struct buffer out;
    run_of((const char *const[]){what, printer, NULL}, &out);
    buffer_clear(&out);
}

static void a_printer_that_does_not_print_is_told_and_the_pdf_is_kept(void **state)
{
    struct story *story = *state;
    kit_cups_need(&server);
    tell(story, 4, "print", "scorecard", "--wijk", MOLENBEEK, "--printer", "zolder");
    story_said(story, "fault.printer.unknown");
    assert_int_equal(kept(story), 1);
    tell(story, 8, "print", "overview", "--wijk", MOLENBEEK, "--printer", "dienst");
    story_said(story, "fault.printer.rights");
    assert_int_equal(kept(story), 2);
    cups_say("cupsdisable", "leeg");
    tell(story, 0, "print", "overview", "--wijk", MOLENBEEK, "--printer", "leeg");
    expect_in(&story->out, "“leeg” is stilgezet");
    cups_say("cupsreject", "leeg");
    tell(story, 8, "print", "scorecard", "--wijk", MOLENBEEK, "--printer", "leeg");
    story_said(story, "fault.printer.closed");
}

static void what_was_refused_by_the_printer_is_not_noted(void **state)
{
    struct story *story = *state;
    kit_cups_need(&server);
    cJSON *before = story_score(story);
    tell(story, 8, "print", "overview", "--printer", "dienst");
    score_same(before, story_score(story));
}

static void without_a_print_server_one_is_told(void **state)
{
    struct story *story = *state;
    char *was = getenv("CUPS_SERVER") ? strdup(getenv("CUPS_SERVER")) : NULL;
    setenv("CUPS_SERVER", "127.0.0.1:9", 1);
    tell(story, 7, "print", "--printers");
    story_said(story, "fault.printers.server");
    tell(story, 7, "print", "scorecard", "--wijk", MOLENBEEK, "--printer", "balie");
    story_said(story, "fault.printer.server");
    assert_int_equal(kept(story), 1);
    if (was) {
        setenv("CUPS_SERVER", was, 1);
        free(was);
    } else {
        unsetenv("CUPS_SERVER");
    }
}

/* ---- wrong words ---- */

static void wrong_words_are_told(void **state)
{
    struct story *story = *state;
    const char *pdf = story_path(story, "x.pdf");
    tell(story, 2, "print");
    tell(story, 2, "print", "flyer", "--out", pdf);
    tell(story, 2, "print", "overview", "--form", "a5", "--out", pdf);
    tell(story, 2, "print", "overview", "--text", "9", "--out", pdf);
    tell(story, 2, "print", "overview", "--with", "nl", "--out", pdf);
    tell(story, 2, "print", "overview", "--with", "tr", "--out", pdf);
    tell(story, 2, "print", "scorecard", "--with", "fr", "--out", pdf);
    tell(story, 2, "print", "scorecard", "--out", story_path(story, "x.html"));
    tell(story, 2, "print", "overview", "--out", story_path(story, "x.html"), "--printer", "balie");
    tell(story, 2, "print", "card", "--out", pdf);
    tell(story, 2, "print", "walk", "--from", "4.3", "--out", pdf);
    tell(story, 2, "print", "walk", "--from", "400,50", "--out", pdf);
    tell(story, 2, "print", "walk", "--stops", "0", "--out", pdf);
    tell(story, 2, "print", "walk", "--stops", "many", "--out", pdf);
    tell(story, 2, "print", "scorecard", "--printer", "x", "--copies", "1e9");
    tell(story, 2, "print", "scorecard", "--printer", "x", "--paper", "behang");
    tell(story, 2, "print", "scorecard", "--printer", "x", "--two-sided", "up");
    tell(story, 2, "print", "scorecard", "--out", pdf, "--grey");
    tell(story, 2, "print", "--printers", "nog");
    assert_int_not_equal(access(pdf, F_OK), 0);
}

static void what_cannot_be_printed_says_why(void **state)
{
    struct story *story = *state;
    const char *pdf = story_path(story, "x.pdf");
    tell(story, 4, "print", "card", "place:nergens", "--out", pdf);
    tell(story, 4, "print", "overview", "--out", story_path(story, "nergens/x.html"));
    tell(story, 3, "print", "card", "osm:h183b6fa4a8dcad06", "--out", pdf);
    story_said(story, "fault.card.unconfirmed");
    assert_int_not_equal(access(pdf, F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(each_print_is_made_in_each_of_its_forms),
        STORY(the_page_for_a_site_holds_its_map),
        STORY(the_overview_is_also_data),
        STORY(a_published_overview_is_noted_and_can_be_taken_back),
        STORY(an_overview_with_nothing_in_it_is_not_noted),
        STORY(the_printed_page_is_the_kept_file),
        STORY(printers_are_listed_with_how_they_stand),
        STORY(a_printer_that_does_not_print_is_told_and_the_pdf_is_kept),
        STORY(what_was_refused_by_the_printer_is_not_noted),
        STORY(without_a_print_server_one_is_told),
        STORY(wrong_words_are_told),
        STORY(what_cannot_be_printed_says_why),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
