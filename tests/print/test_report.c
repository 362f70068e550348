/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "kit/kit.h"
#include "map/molenbeek.h"
#include "system/file.h"

#define ARABIC "الإنترنت مجاني في المكتبة كل يوم من الساعة التاسعة"

static char folder[KIT_PATH];
static struct pencil pencil;
static struct language *dutch;
static const struct civil_date day = {2026, 6, 12};

static int tools_open(void **state)
{
    struct fault why = {0};
    char words[KIT_PATH];
    (void)state;
    kit_folder_make(folder);
    pencil = molenbeek_pencil_open("print");
    assert_true(path_join(words, sizeof words, kit_assets(), "language"));
    assert_true(language_load(words, LANGUAGE_NL, &dutch, &why));
    return 0;
}

static int tools_close(void **state)
{
    (void)state;
    molenbeek_pencil_close(&pencil);
    language_free(dutch);
    kit_folder_remove(folder);
    return 0;
}

static char *asked(const char *const argv[])
{
    struct buffer out;
    assert_int_equal(kit_run(argv, &out, NULL), 0);
    return buffer_take(&out);
}

static const char *printed(const struct report *report, const char *name)
{
    struct fault why = {0};
    const char *path = kit_path(folder, name);
    if (!print_report(report, &pencil, dutch, path, &why))
        fail_msg("%s %s", why.what.key, why.detail);
    return path;
}

static char *structure_of(const char *path)
{
    return asked((const char *const[]){"pdfinfo", "-struct-text", path, NULL});
}

static char *text_of(const char *path)
{
    return asked((const char *const[]){"pdftotext", "-layout", "-enc", "UTF-8", path, "-", NULL});
}

static size_t times(const char *text, const char *words)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, words)); at += strlen(words))
        count++;
    return count;
}

static void expect_sound(const char *path)
{
    struct buffer faults;
    const char *eye[] = {"/usr/bin/python3", "ua.py", path, "nl", NULL};
    if (kit_run(eye, &faults, NULL))
        fail_msg("%s", buffer_text(&faults));
    buffer_clear(&faults);
    char *checked = asked((const char *const[]){"qpdf", "--check", path, NULL});
    assert_non_null(strstr(checked, "No syntax"));
    free(checked);
}

static void begin(struct report *report, enum report_form form)
{
    report_init(report, form, "nl", day, "Doorverwijskaart", "Wie helpt met wat");
}

static void facts_fill(struct report *report)
{
    report_fact(report, "Telefoon", "02 123 45 67");
    report_fact(report, "Adres", "Graaf van Vlaanderenstraat 20");
    report_fact(report, "Wanneer",
                "elke dinsdag en donderdag van 9 tot 12 uur, behalve in de "
                "schoolvakanties en op wettelijke feestdagen");
}

static void strips_fill(struct report *report)
{
    static const char letters[] = "TIOGC";
    for (int round = 2025; round <= 2026; round++) {
        char name[16];
        snprintf(name, sizeof name, "Ronde %d", round);
        report_strip(report, name, "12 van 22 voldaan");
        for (int at = 0; at < 22; at++) {
            char id[4] = {letters[at / 5 > 4 ? 4 : at / 5], (char)('1' + at % 5), 0, 0};
            if (at && at % 5 == 0)
                report_strip_gap(report);
            report_strip_cell(report, id, (at + round) % 4);
        }
    }
}

static void table_fill(struct report *report, int rows)
{
    static const char *const heads[] = {"Plek", "Wat", "Staat", "Aantal"};
    report_table(report, 4, heads, (const double[]){3, 3, 2, 1});
    for (int row = 0; row < rows; row++) {
        char text[32];
        snprintf(text, sizeof text, "Plek nummer %d", row + 1);
        report_cell_head(report, text);
        if (row % 7 == 3)
            report_cell_icon(report, "up", "wifi, en dat is beter");
        else
            report_cell(report, row % 7 ? "wifi" : "wifi, computers en hulp bij formulieren");
        report_cell_state(report, row % 4, row % 3 ? "nagekeken" : "");
        snprintf(text, sizeof text, "%d", row * 3);
        report_cell_number(report, text);
    }
}

/* One of each. */
static void all_fill(struct report *report)
{
    report_add(report, REPORT_WARNING, "Deze cijfers gaan over weinig mensen.");
    report_add(report, REPORT_HEADING, "Wie");
    report_add(report, REPORT_PARAGRAPH, "Bel eerst, dan hoef je niet te wachten.");
    facts_fill(report);
    report_add(report, REPORT_SUBHEADING, "Wat je meebrengt");
    report_add(report, REPORT_ITEM, "je identiteitskaart");
    report_add(report, REPORT_ITEM, "je pincode");
    report_add(report, REPORT_HEADING, "Afspraken");
    report_add(report, REPORT_TICK, "De brief is verstuurd");
    report_add(report, REPORT_TICK, "De bib weet ervan");
    report_write(report, "Wie volgt dit op?", 3);
    report_add(report, REPORT_HEADING, "Plekken");
    table_fill(report, 5);
    strips_fill(report);
    report_code(report, "tel:+3221234567", "Bel 02 123 45 67");
    report_add(report, REPORT_PARAGRAPH, "Appelez d’abord.");
    report_in(report, "fr");
    report_add(report, REPORT_SMALL, "Bron: OpenStreetMap, ODbL 1.0");
}

static void every_part_is_tagged_as_what_it_is(void **state)
{
    static const char *const wanted[] = {"H1 (block)",     "H2 (block)",  "H3 (block)",
                                         "P (block)",      "L (block)",   "LBody (block)",
                                         "Table (block)",  "/Scope /Row", "TD",
                                         "/Scope /Column", "Figure"};
    struct report report;
    (void)state;
    for (int form = 0; form < REPORT_FORMS; form++) {
        begin(&report, (enum report_form)form);
        all_fill(&report);
        const char *path = printed(&report, "all.pdf");
        expect_sound(path);
        char *told = structure_of(path);
        for (size_t at = 0; at < sizeof wanted / sizeof *wanted; at++)
            if (!strstr(told, wanted[at]))
                fail_msg("form %d: no %s in %s", form, wanted[at], told);
        assert_true(strstr(told, "Wie") < strstr(told, "pincode"));
        free(told);
        report_clear(&report);
    }
}

static void the_head_of_a_table_stands_on_every_page_and_is_said_once(void **state)
{
    struct report report;
    (void)state;
    begin(&report, REPORT_A4);
    table_fill(&report, 400);
    int pages = print_report_page(&report, &pencil, dutch, NULL, 0);
    assert_in_range(pages, 8, 20);
    const char *path = printed(&report, "table.pdf");
    expect_sound(path);
    char *told = structure_of(path), *text = text_of(path);
    assert_int_equal(times(told, "\"Aantal\""), 1);
    assert_int_equal(times(text, "Aantal"), (size_t)pages);
    for (int row = 1; row <= 400; row++) {
        char name[32];
        snprintf(name, sizeof name, "Plek nummer %d ", row);
        assert_int_equal(times(text, name), 1);
    }
    free(told);
    free(text);
    report_clear(&report);
}

static char *repeated(const char *text, int count)
{
    struct buffer out;
    buffer_init(&out, KIT_OUTPUT);
    for (int at = 1; at <= count; at++)
        buffer_addf(&out, "%s %dste ", text, at);
    return buffer_take(&out);
}

static void long_texts_go_on_overleaf_and_lose_nothing(void **state)
{
    char *words = repeated("woorden over de wijk, telkens", 250);
    static const enum report_kind kinds[] = {REPORT_PARAGRAPH, REPORT_ITEM, REPORT_WARNING,
                                             REPORT_HEADING,   REPORT_FACT, REPORT_WRITE};
    (void)state;
    for (size_t at = 0; at < sizeof kinds / sizeof *kinds; at++) {
        struct report report;
        begin(&report, at % 2 ? REPORT_A6 : REPORT_A4);
        report_add(&report, REPORT_PARAGRAPH, "Eerst iets korts.");
        report_add(&report, kinds[at], words);
        const char *path = printed(&report, "long.pdf");
        expect_sound(path);
        char *text = structure_of(path);
        for (int word = 1; word <= 250; word++) {
            char number[16];
            snprintf(number, sizeof number, "%dste", word);
            if (!strstr(text, number))
                fail_msg("kind %d: no %s", kinds[at], number);
        }
        free(text);
        report_clear(&report);
    }
    free(words);
}

static void a_row_higher_than_a_page_is_torn_between_lines(void **state)
{
    struct report report;
    char *words = repeated("veel tekst in een cel", 300);
    (void)state;
    begin(&report, REPORT_A6);
    table_fill(&report, 1);
    report_cell_head(&report, "Lang");
    report_cell(&report, words);
    const char *path = printed(&report, "torn.pdf");
    expect_sound(path);
    char *told = structure_of(path), *text = text_of(path);
    assert_int_equal(times(told, "    TR\n"), 3);
    assert_non_null(strstr(told, "300ste"));
    assert_non_null(strstr(text, "300ste"));
    free(told);
    free(text);
    free(words);
    report_clear(&report);
}

static void a_heading_stays_with_what_follows(void **state)
{
    (void)state;
    for (int before = 20; before < 60; before++) {
        struct report report;
        begin(&report, REPORT_A4);
        for (int at = 0; at < before; at++)
            report_add(&report, REPORT_ITEM, "iets");
        report_add(&report, REPORT_HEADING, "Het hoofdstuk");
        report_add(&report, REPORT_SUBHEADING, "Het deel");
        table_fill(&report, 1);
        char *text = text_of(printed(&report, "heading.pdf"));
        const char *heading = strstr(text, "Het hoofdstuk"), *row = strstr(text, "Plek nummer 1");
        assert_non_null(heading);
        assert_non_null(row);
        assert_null(memchr(heading, '\f', (size_t)(row - heading)));
        free(text);
        report_clear(&report);
    }
}

static void arabic_is_set_from_the_right_and_can_be_read_aloud(void **state)
{
    struct report report;
    (void)state;
    begin(&report, REPORT_A5);
    report_add(&report, REPORT_PARAGRAPH, ARABIC);
    report_in(&report, "ar");
    report_add(&report, REPORT_TICK, ARABIC);
    report_in(&report, "ar");
    report_table(&report, 2, (const char *const[]){"Plek", "Wat"}, NULL);
    report_cell_head(&report, "Bibliotheek");
    report_cell(&report, ARABIC);
    report_in(&report, "ar");
    const char *path = printed(&report, "arabic.pdf");
    expect_sound(path);
    char *told = structure_of(path);
    assert_true(times(told, "المكتبة") >= 3);
    free(told);
    report_clear(&report);
}

static void the_same_report_gives_the_same_bytes(void **state)
{
    struct buffer bytes[2];
    struct fault why;
    (void)state;
    for (int at = 0; at < 2; at++) {
        struct report report;
        begin(&report, REPORT_A4_WIDE);
        all_fill(&report);
        assert_true(
            file_read(printed(&report, at ? "b.pdf" : "a.pdf"), KIT_OUTPUT, &bytes[at], &why));
        report_clear(&report);
    }
    assert_int_equal(bytes[0].size, bytes[1].size);
    assert_memory_equal(bytes[0].data, bytes[1].data, bytes[0].size);
    buffer_clear(&bytes[0]);
    buffer_clear(&bytes[1]);
}

static void more_than_it_holds_is_left_out_and_said(void **state)
{
    struct report report;
    (void)state;
    begin(&report, REPORT_A4);
    for (int at = 0; at < REPORT_PARTS + 5; at++)
        report_add(&report, REPORT_ITEM, "iets");
    assert_int_equal(report.part_count, REPORT_PARTS);
    assert_true(report.cut);
    char *told = structure_of(printed(&report, "cut.pdf"));
    assert_non_null(strstr(told, "niet volledig"));
    free(told);
    report_clear(&report);
    begin(&report, REPORT_A4);
    report_table(&report, REPORT_COLUMNS + 3, NULL, NULL);
    for (int at = 0; at < REPORT_CELLS + 5; at++)
        report_cell(&report, "1");
    assert_int_equal(report.cells, REPORT_CELLS);
    assert_true(report.cut);
    report_clear(&report);
}

static void odd_content_is_borne(void **state)
{
    struct report report;
    (void)state;
    report_init(&report, REPORT_FORMS, NULL, day, NULL, NULL);
    report_cell(&report, "in geen tabel");
    report_strip_cell(&report, "T1", 0);
    report_in(&report, "fr");
    report_add(&report, REPORT_SUBHEADING, NULL);
    report_add(&report, REPORT_PARAGRAPH, "");
    report_table(&report, 0, NULL, NULL);
    report_strip(&report, NULL, NULL);
    report_strip_cell(&report, "T10 te lang", 99);
    report_code(&report, NULL, NULL);
    report_write(&report, NULL, -3);
    report_fact(&report, NULL, NULL);
    report_add(&report, REPORT_PAGE, NULL);
    report_add(&report, REPORT_HEADING, "Einde");
    assert_int_equal(print_report_page(&report, &pencil, dutch, NULL, 0), 2);
    printed(&report, "odd.pdf");
    report_clear(&report);
}

static void every_part_that_says_something_becomes_rows_for_a_spreadsheet(void **state)
{
    struct report report;
    struct buffer out;
    (void)state;
    begin(&report, REPORT_A4);
    report_fact(&report, "Telefoon", "+32 2");
    report_fact(&report, "Wie", "de \"bib\"");
    report_add(&report, REPORT_SMALL, "een bron");
    report_table(&report, 2, (const char *const[]){"Plek", "Wat"}, NULL);
    report_cell_head(&report, "Bib");
    report_cell(&report, "=1+1");
    report_cell_head(&report, "Onaf");
    report_add(&report, REPORT_HEADING, "Acties");
    report_add(&report, REPORT_SUBHEADING, "=T3 · oplaadpunt");
    report_fact(&report, "Wie", "bib");
    report_add(&report, REPORT_ITEM, "gevraagd");
    report_add(&report, REPORT_TICK, "kopen");
    report_write(&report, "niet in de tabel", 3);
    report_strip(&report, "Nu", "9 plekken");
    report_strip_cell(&report, "T1", SYMBOL_MET);
    report_strip_gap(&report);
    report_strip_cell(&report, "I1", SYMBOL_NOT);
    report_strip(&report, "Dan", "");
    report_strip_cell(&report, "T1", SYMBOL_PARTLY);
    report_strip_cell(&report, "I1", SYMBOL_UNKNOWN);
    buffer_init(&out, KIT_OUTPUT);
    assert_true(report_csv(&report, &out));
    assert_string_equal(buffer_text(&out),
                        CSV_BOM "Telefoon,\"'+32 2\"\r\nWie,\"de "
                                "\"\"bib\"\"\"\r\n\r\nPlek,Wat\r\nBib,\"'=1+1\"\r\nOnaf,\r\n"
                                "\r\nActies\r\n\"'=T3 · oplaadpunt\"\r\nWie,bib\r\n"
                                "gevraagd\r\nkopen,☐\r\n,T1,I1,\r\nNu,●,○,9 plekken\r\n"
                                "Dan,◐,?,\r\n");
    buffer_clear(&out);
    report_clear(&report);
}

/* Three places as on a card, and `more` that may fall away. */
static void card_fill(struct report *report, int more)
{
    for (int at = 0; at < 3 + more; at++) {
        char name[48];
        snprintf(name, sizeof name, "Plek nummer %d van de wijk", at + 1);
        report_add(report, REPORT_SUBHEADING, name);
        report_spare(report, at < 3 ? 0 : 1 + more - (at - 2));
        report_add(report, REPORT_ITEM, "maandag 23 november, 08:30–12:30");
        report_strong(report);
        report_spare(report, at < 3 ? 0 : 1 + more - (at - 2));
        report_add(report, REPORT_PARAGRAPH, "Bel 02 412 00 00");
        report_spare(report, at < 3 ? 0 : 1 + more - (at - 2));
    }
    report->one_page = true;
}

static int pages_of(const char *path)
{
    char *info = asked((const char *const[]){"pdfinfo", path, NULL});
    const char *pages = strstr(info, "Pages:");
    int count = pages ? atoi(pages + 6) : 0;
    free(info);
    return count;
}

static void what_must_be_one_page_sheds_what_may_fall_away_last_first(void **state)
{
    struct report report;
    (void)state;
    begin(&report, REPORT_A6);
    report.text = 12;
    card_fill(&report, 3);
    const char *path = printed(&report, "card.pdf");
    expect_sound(path);
    assert_int_equal(pages_of(path), 1);
    char *text = text_of(path);
    assert_int_equal(times(text, "maandag 23 november, 08:30–12:30"), 4);
    assert_non_null(strstr(text, "nummer 4"));
    assert_null(strstr(text, "nummer 5"));
    free(text);
    report.one_page = false;
    assert_true(pages_of(printed(&report, "card.pdf")) > 1);
    report_clear(&report);
}

static void letters_shrink_but_never_below_ten_and_a_half_points(void **state)
{
    struct report report;
    (void)state;
    begin(&report, REPORT_A6);
    report.text = 14;
    card_fill(&report, 0);
    assert_int_equal(pages_of(printed(&report, "card.pdf")), 1);
    for (int at = 0; at < 30; at++)
        report_add(&report, REPORT_PARAGRAPH, "Nog iets dat niet mag wegvallen.");
    const char *path = printed(&report, "card.pdf");
    char *text = text_of(path);
    assert_true(pages_of(path) > 1);
    assert_int_equal(times(text, "Nog iets"), 30);
    free(text);
    report_clear(&report);
}

static void four_on_a_sheet_are_cut_apart_and_told_once(void **state)
{
    struct report report;
    (void)state;
    begin(&report, REPORT_A6_FOUR);
    card_fill(&report, 0);
    const char *path = printed(&report, "four.pdf");
    expect_sound(path);
    char *info = asked((const char *const[]){"pdfinfo", path, NULL});
    assert_non_null(strstr(info, "(A4)"));
    assert_int_equal(pages_of(path), 1);
    char *seen = text_of(path), *told = structure_of(path);
    assert_int_equal(times(seen, "nummer 2 van"), 4);
    assert_int_equal(times(told, "nummer 2 van"), 1);
    free(info);
    free(seen);
    free(told);
    report_clear(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_part_is_tagged_as_what_it_is),
        cmocka_unit_test(the_head_of_a_table_stands_on_every_page_and_is_said_once),
        cmocka_unit_test(long_texts_go_on_overleaf_and_lose_nothing),
        cmocka_unit_test(a_row_higher_than_a_page_is_torn_between_lines),
        cmocka_unit_test(a_heading_stays_with_what_follows),
        cmocka_unit_test(arabic_is_set_from_the_right_and_can_be_read_aloud),
        cmocka_unit_test(the_same_report_gives_the_same_bytes),
        cmocka_unit_test(more_than_it_holds_is_left_out_and_said),
        cmocka_unit_test(odd_content_is_borne),
        cmocka_unit_test(every_part_that_says_something_becomes_rows_for_a_spreadsheet),
        cmocka_unit_test(what_must_be_one_page_sheds_what_may_fall_away_last_first),
        cmocka_unit_test(letters_shrink_but_never_below_ten_and_a_half_points),
        cmocka_unit_test(four_on_a_sheet_are_cut_apart_and_told_once),
    };
    return cmocka_run_group_tests(tests, tools_open, tools_close);
}
