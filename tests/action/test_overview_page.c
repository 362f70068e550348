/* SPDX-License-Identifier: EUPL-1.2 */
/* The overview as a page on a site: read by a real browser with axe-core, and as data by other
 * eyes. */
#include <stdlib.h>
#include <unistd.h>

#include "action/overview.h"
#include "action/practice.h"
#include "base/json.h"
#include "kit/couch_server.h"
#include "print/overview_html.h"

enum { CEILING = 16 * 1024 * 1024 };
static struct language *words[LANGUAGE_COUNT];

static int begin(void **state)
{
    practice_words_open(words);
    return practice_begin(state);
}

static int end(void **state)
{
    practice_words_close(words);
    return practice_end(state);
}

static void set(struct practice *practice, const char *path, const char *value)
{
    struct fault why;
    struct action_field field = {path, value};
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", project_place(practice->project, LIBRARY)->id);
    if (!action_set(practice->project, id, &field, 1, &why)) {
        fail_msg("%s=%s: %s", path, value, why.what.key);
    }
}

/* A place with everything a page can say, and with what would break out of it. */
static void dress(struct practice *practice)
{
    struct fault why;
    char made[ACTION_ID];
    assert_true(action_confirm(practice->project, LIBRARY, &why));
    set(practice, "name", "Bib </h3><script>alert(1)</script> & \"vrienden\"");
    set(practice, "phone", "+32 2 412 06 02");
    set(practice, "email", "bib@voorbeeld.example");
    set(practice, "website", "https://voorbeeld.example/?a=1&b=2");
    set(practice, "wheelchair", "yes");
    assert_true(action_offer_add(practice->project, project_place(practice->project, LIBRARY)->id,
                                 SERVICE_HELP, made, &why));
    char path[ACTION_ID + 32];
    snprintf(path, sizeof path, "offers/%s/note", made);
    set(practice, path, "=1+1; أسئلة عن هاتفك");
}

static void fill(struct practice *practice,
                 const struct language *const languages[OVERVIEW_LANGUAGES], struct overview *out)
{
    struct fault why;
    dress(practice);
    assert_true(action_overview_fill(practice->project, languages, NULL, out, &why));
}

static void page_make(struct practice *practice, struct buffer *out)
{
    static const char dot[] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"
        "\0\0\0\rIDATx\x9c"
        "c\xf8\xff\xff\xff\x7f\0\t\xfb\3\xfd\5\x43\x45\xca"
        "\0\0\0\0IEND\xae"
        "B`\x82";
    const struct language *languages[OVERVIEW_LANGUAGES] = {words[LANGUAGE_NL], words[LANGUAGE_FR]};
    struct overview overview;
    struct buffer map;
    buffer_init(&map, CEILING);
    buffer_add(&map, dot, sizeof dot - 1);
    fill(practice, languages, &overview);
    buffer_init(out, CEILING);
    assert_true(overview_html_write(&overview, &map, languages, out));
    overview_clear(&overview);
    buffer_clear(&map);
}

static void file_add(struct buffer *out, const char *path)
{
    char bytes[64 * 1024];
    FILE *file = fopen(path, "rb");
    if (!file) {
        fail_msg("%s is missing", path);
    }
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, file)) > 0;) {
        buffer_add(out, bytes, size);
    }
    fclose(file);
}

/* The page with axe-core inside; when it is done, it stands in the place of the page's text. */
static void axe_add(const char *page, struct buffer *out)
{
    static const char run[] =
        "</script><script>axe.run({runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa',"
        "'best-practice']}).then(r=>{document.body.textContent='AXE '+r.passes.length+' passes, '+"
        "r.violations.length+' violations '+r.violations.map(v=>v.id+': '+v.nodes.map(n=>n.html))"
        ".join(' | ')+' END'})</script></body>";
    char path[KIT_PATH];
    const char *close = strstr(page, "</body>");
    assert_non_null(close);
    buffer_add(out, page, (size_t)(close - page));
    buffer_add_text(out, "<script>");
    snprintf(path, sizeof path, "%s/node_modules/axe-core/axe.min.js", couch_server_modules());
    file_add(out, path);
    buffer_add_text(out, run);
    buffer_add_text(out, close + strlen("</body>"));
}

static void test_a_browser_with_axe_finds_nothing_wrong(void **state)
{
    struct practice *practice = *state;
    struct buffer page, dressed, seen;
    char address[KIT_PATH + 16], profile[KIT_PATH + 32];
    page_make(practice, &page);
    buffer_init(&dressed, CEILING);
    axe_add(buffer_text(&page), &dressed);
    snprintf(address, sizeof address, "file://%s",
             kit_file(practice->folder, "page.html", dressed.data, dressed.size));
    snprintf(profile, sizeof profile, "--user-data-dir=%s/browser", practice->folder);
    const char *const browser[] = {"chromium",
                                   "--headless",
                                   "--no-sandbox",
                                   "--disable-gpu",
                                   "--disable-dev-shm-usage",
                                   "--window-size=412,892",
                                   profile,
                                   "--virtual-time-budget=20000",
                                   "--dump-dom",
                                   address,
                                   NULL};
    assert_int_equal(kit_run(browser, &seen, NULL), 0);
    const char *said = strstr(buffer_text(&seen), "AXE ");
    const char *none = said ? strstr(said, " 0 violations") : NULL;
    int passes = said ? atoi(said + 4) : 0;
    if (!none || passes < 20) {
        fail_msg("%.2000s", said ? said : buffer_text(&seen));
    }
    buffer_clear(&seen);
    buffer_clear(&dressed);
    buffer_clear(&page);
}

static void test_the_page_is_one_file_and_runs_nothing(void **state)
{
    struct practice *practice = *state;
    struct buffer page;
    page_make(practice, &page);
    const char *text = buffer_text(&page);
    assert_null(strstr(text, "<script"));
    assert_null(strstr(text, "onload"));
    assert_null(strstr(text, "url("));
    assert_null(strstr(text, "<link"));
    assert_non_null(strstr(
        text, "Bib &lt;/h3&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;vrienden&quot;"));
    assert_non_null(strstr(text, "href=\"tel:+3224120602\""));
    assert_non_null(strstr(text, "?a=1&amp;b=2"));
    assert_non_null(strstr(text, "lang=\"fr\">Où y a-t-il du wifi gratuit ?"));
    assert_true(strstr(text, "tel:+32") < strstr(text, "https://voorbeeld"));
    buffer_clear(&page);
}

static void test_the_table_opens_safely_in_a_spreadsheet(void **state)
{
    struct practice *practice = *state;
    const struct language *languages[OVERVIEW_LANGUAGES] = {words[LANGUAGE_NL], NULL};
    static const char script[] =
        "import csv,sys\n"
        "rows=list(csv.reader(open(sys.argv[1],encoding='utf-8-sig',newline='')))\n"
        "assert rows[0][0]=='nummer' and len({len(r) for r in rows})==1, rows[0]\n"
        "assert not any(c[:1] in '=+-@' and c for r in rows[1:] for c in r)\n"
        "assert any(\"'=1+1\" in c for r in rows for c in r)\n"
        "print(len(rows)-1)\n";
    struct overview overview;
    struct buffer csv, out;
    fill(practice, languages, &overview);
    buffer_init(&csv, CEILING);
    assert_true(overview_csv_write(&overview, languages, &csv));
    const char *const read[] = {"python3", "-c", script,
                                kit_file(practice->folder, "o.csv", csv.data, csv.size), NULL};
    assert_int_equal(kit_run(read, &out, NULL), 0);
    size_t answers = 0;
    for (size_t at = 0; at < overview.question_count; at++) {
        answers += overview.questions[at].answer_count;
    }
    assert_int_equal(atoi(buffer_text(&out)), answers);
    buffer_clear(&out);
    buffer_clear(&csv);
    overview_clear(&overview);
}

static void test_the_points_carry_their_answers(void **state)
{
    struct practice *practice = *state;
    const struct language *languages[OVERVIEW_LANGUAGES] = {words[LANGUAGE_FR], words[LANGUAGE_EN]};
    struct overview overview;
    struct buffer text;
    fill(practice, languages, &overview);
    buffer_init(&text, CEILING);
    assert_true(overview_geojson_write(&overview, &text));
    cJSON *json = cJSON_Parse(buffer_text(&text));
    const cJSON *features = json_member(json, "features"), *feature;
    assert_int_equal(cJSON_GetArraySize(features), overview.place_count);
    assert_string_equal(json_text(json, "date", ""), "2026-06-12");
    cJSON_ArrayForEach(feature, features)
    {
        const cJSON *answers = json_member(json_member(feature, "properties"), "answers");
        assert_true(cJSON_GetArraySize(answers) > 0);
        assert_true(json_text(json_member(cJSON_GetArrayItem(answers, 0), "price"), "en", "")[0]);
    }
    cJSON_Delete(json);
    buffer_clear(&text);
    overview_clear(&overview);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_browser_with_axe_finds_nothing_wrong, begin, end),
        cmocka_unit_test_setup_teardown(test_the_page_is_one_file_and_runs_nothing, begin, end),
        cmocka_unit_test_setup_teardown(test_the_table_opens_safely_in_a_spreadsheet, begin, end),
        cmocka_unit_test_setup_teardown(test_the_points_carry_their_answers, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
