/* SPDX-License-Identifier: EUPL-1.2 */
/* Printing on a real print server with Debian's cups-pdf: what comes out is read back. */
#include "system/printer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kit/cups.h"

static struct kit_cups server;
static char folder[KIT_PATH];
static char title[32]; /* of this run alone */

static int begin(void **state)
{
    (void)state;
    kit_folder_make(folder);
    snprintf(title, sizeof title, "wp%d", (int)getpid());
    kit_cups_office(&server);
    return 0;
}

static int end(void **state)
{
    (void)state;
    kit_cups_stop(&server);
    kit_folder_remove(folder);
    return 0;
}

static void object_add(struct buffer *pdf, size_t offsets[6], int number, const char *text)
{
    offsets[number] = pdf->size;
    buffer_addf(pdf, "%d 0 obj\n%s\nendobj\n", number, text);
}

/* One page of A4 with words and a block of ink. */
static const char *paper(const char *name, const char *words)
{
    char content[256], stream[400];
    size_t offsets[6];
    struct buffer pdf;
    buffer_init(&pdf, 8192);
    snprintf(content, sizeof content, "BT /F 24 Tf 60 750 Td (%s) Tj ET 60 600 200 50 re f", words);
    snprintf(stream, sizeof stream, "<< /Length %zu >>\nstream\n%s\nendstream", strlen(content),
             content);
    buffer_addf(&pdf, "%%PDF-1.4\n");
    object_add(&pdf, offsets, 1, "<< /Type /Catalog /Pages 2 0 R >>");
    object_add(&pdf, offsets, 2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    object_add(&pdf, offsets, 3,
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
               "/Resources << /Font << /F 5 0 R >> >> >>");
    object_add(&pdf, offsets, 4, stream);
    object_add(&pdf, offsets, 5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    size_t table = pdf.size;
    buffer_addf(&pdf, "xref\n0 6\n0000000000 65535 f \n");
    for (int at = 1; at < 6; at++) {
        buffer_addf(&pdf, "%010zu 00000 n \n", offsets[at]);
    }
    buffer_addf(&pdf, "trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", table);
    const char *file = kit_file(folder, name, pdf.data, pdf.size);
    buffer_clear(&pdf);
    return file;
}

static const struct printer *named(const struct printer *all, size_t count, const char *name)
{
    for (size_t at = 0; at < count; at++) {
        if (!strcmp(all[at].name, name)) {
            return &all[at];
        }
    }
    fail_msg("no printer %s", name);
    return NULL;
}

static enum printer_progress settle(const char *printer, int number, char reason[PRINTER_TEXT])
{
    enum printer_progress progress = PRINTER_WAITING;
    struct fault why;
    for (int turn = 0; turn < 600; turn++) {
        assert_true(printer_look(printer, number, &progress, reason, &why));
        if (progress >= PRINTER_DONE || reason[0]) {
            break;
        }
        usleep(50000);
    }
    return progress;
}

static void test_printers_are_listed_with_their_papers(void **state)
{
    (void)state;
    kit_cups_need(&server);
    struct printer *all;
    size_t count;
    struct fault why;
    assert_true(printers_list(&all, &count, &why));
    assert_int_equal(count, 3);
    const struct printer *desk = named(all, count, "balie");
    assert_true(desk->accepting);
    assert_int_equal(desk->state, PRINTER_READY);
    assert_true(desk->colour);
    bool a4 = false, a3 = false;
    for (int at = 0; at < desk->paper_count; at++) {
        a4 = a4 || !strncmp(desk->papers[at].name, "iso_a4_", 7);
        a3 =
            a3 || (!strncmp(desk->papers[at].name, "iso_a3_", 7) && desk->papers[at].height > 1180);
    }
    assert_true(a4);
    assert_true(a3);
    free(all);
}

/* What came out says the same and has ink in the same places. */
static void assert_same_page(const char *sent, const char *got)
{
    struct buffer a, b;
    const char *const ask_a[] = {"pdftotext", "-layout", sent, "-", NULL};
    const char *const ask_b[] = {"pdftotext", "-layout", got, "-", NULL};
    assert_int_equal(kit_run(ask_a, &a, NULL), 0);
    assert_int_equal(kit_run(ask_b, &b, NULL), 0);
    assert_non_null(strstr(buffer_text(&a), "Wijkpeil op papier"));
    assert_non_null(strstr(buffer_text(&b), "Wijkpeil op papier"));
    buffer_clear(&a);
    buffer_clear(&b);
    kit_cups_same_ink(sent, got);
}

static void test_a_page_comes_out_as_it_was_sent(void **state)
{
    (void)state;
    kit_cups_need(&server);
    const char *file = paper("kaart.pdf", "Wijkpeil op papier");
    struct printer_job job = {file, title, "balie", "iso_a4_210x297mm", 1, PRINTER_ONE_SIDE, false};
    struct fault why = {0};
    char reason[PRINTER_TEXT], page[KIT_PATH];
    int number;
    assert_true(printer_send(&job, &number, &why));
    assert_true(number > 0);
    assert_int_equal(settle("balie", number, reason), PRINTER_DONE);
    assert_string_equal(reason, "");
    kit_cups_page(title, number, page);
    assert_same_page(file, page);
    remove(page);
}

static void test_an_empty_tray_is_told_and_the_job_can_be_let_go(void **state)
{
    (void)state;
    kit_cups_need(&server);
    struct printer_job job = {
        paper("leeg.pdf", "Wijkpeil"), "leeg", "leeg", NULL, 1, PRINTER_ONE_SIDE, true};
    struct fault why = {0};
    char reason[PRINTER_TEXT];
    enum printer_progress progress;
    int number;
    assert_true(printer_send(&job, &number, &why));
    assert_int_equal(settle("leeg", number, reason), PRINTER_PRINTING);
    assert_int_equal(strncmp(reason, "media-empty", 11), 0);
    assert_true(printer_cancel("leeg", number, &why));
    for (int turn = 0; turn < 200; turn++) {
        assert_true(printer_look("leeg", number, &progress, reason, &why));
        if (progress == PRINTER_CANCELLED) {
            break;
        }
        usleep(50000);
    }
    assert_int_equal(progress, PRINTER_CANCELLED);
    assert_int_equal(access(job.file, R_OK), 0);
}

static void test_a_printer_that_is_not_ours_to_use_says_so(void **state)
{
    (void)state;
    kit_cups_need(&server);
    struct printer_job job = {
        paper("dienst.pdf", "Wijkpeil"), "x", "dienst", NULL, 1, PRINTER_ONE_SIDE, false};
    struct fault why = {0};
    int number;
    assert_false(printer_send(&job, &number, &why));
    kit_assert_fault(&why, FAULT_REFUSED, "fault.printer.rights");
    assert_string_equal(why.file, job.file);
}

static void test_a_printer_that_is_not_there_says_so(void **state)
{
    (void)state;
    kit_cups_need(&server);
    struct printer_job job = {
        paper("weg.pdf", "Wijkpeil"), "x", "zolder", NULL, 1, PRINTER_ONE_SIDE, false};
    struct fault why = {0};
    int number;
    assert_false(printer_send(&job, &number, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.printer.unknown");
    job.printer = "balie";
    job.file = kit_path(folder, "nergens.pdf");
    assert_false(printer_send(&job, &number, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.file.missing");
}

static void test_a_stopped_printer_keeps_the_job_and_a_closed_one_refuses_it(void **state)
{
    (void)state;
    kit_cups_need(&server);
    static const char *const stop[] = {"cupsdisable", "balie", NULL};
    static const char *const go[] = {"cupsenable", "balie", NULL};
    static const char *const shut[] = {"cupsreject", "balie", NULL};
    static const char *const open[] = {"cupsaccept", "balie", NULL};
    struct printer_job job = {
        paper("stop.pdf", "Wijkpeil op papier"), title, "balie", NULL, 1, PRINTER_ONE_SIDE, false};
    struct fault why = {0};
    char reason[PRINTER_TEXT], page[KIT_PATH];
    struct printer *all;
    size_t count;
    int number;
    assert_int_equal(kit_run(stop, NULL, NULL), 0);
    assert_true(printers_list(&all, &count, &why));
    assert_int_equal(named(all, count, "balie")->state, PRINTER_STOPPED);
    free(all);
    assert_true(printer_send(&job, &number, &why));
    assert_int_equal(settle("balie", number, reason), PRINTER_WAITING);
    assert_string_equal(reason, "paused");
    assert_int_equal(kit_run(go, NULL, NULL), 0);
    kit_cups_page(title, number, page);
    remove(page);
    assert_int_equal(kit_run(shut, NULL, NULL), 0);
    assert_false(printer_send(&job, &number, &why));
    kit_assert_fault(&why, FAULT_REFUSED, "fault.printer.closed");
    assert_int_equal(kit_run(open, NULL, NULL), 0);
}

static void test_a_full_disk_at_the_server_is_told(void **state)
{
    (void)state;
    kit_cups_need(&server);
    struct kit_cups full;
    char address[64];
    struct fault why = {0};
    int number;
    kit_cups_start(&full, 24 * 1024);
    kit_cups_printer("vol", "cups-pdf:/", NULL);
    char *large = calloc(1, 200 * 1024);
    memcpy(large, "%PDF-1.5\n", 9);
    struct printer_job job = {kit_file(folder, "vol.pdf", large, 200 * 1024),
                              "vol",
                              "vol",
                              NULL,
                              1,
                              PRINTER_ONE_SIDE,
                              false};
    free(large);
    assert_false(printer_send(&job, &number, &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.printer.full");
    assert_int_equal(access(job.file, R_OK), 0);
    kit_cups_stop(&full);
    snprintf(address, sizeof address, "127.0.0.1:%d", server.port);
    setenv("CUPS_SERVER", address, 1);
}

static void test_no_server_is_told(void **state)
{
    (void)state;
    struct printer *all;
    size_t count;
    struct fault why = {0};
    char address[64];
    setenv("CUPS_SERVER", "127.0.0.1:9", 1);
    assert_false(printers_list(&all, &count, &why));
    kit_assert_fault(&why, FAULT_NETWORK, "fault.printer.server");
    assert_null(all);
    snprintf(address, sizeof address, "127.0.0.1:%d", server.port);
    setenv("CUPS_SERVER", address, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_printers_are_listed_with_their_papers),
        cmocka_unit_test(test_a_page_comes_out_as_it_was_sent),
        cmocka_unit_test(test_an_empty_tray_is_told_and_the_job_can_be_let_go),
        cmocka_unit_test(test_a_printer_that_is_not_ours_to_use_says_so),
        cmocka_unit_test(test_a_printer_that_is_not_there_says_so),
        cmocka_unit_test(test_a_stopped_printer_keeps_the_job_and_a_closed_one_refuses_it),
        cmocka_unit_test(test_a_full_disk_at_the_server_is_told),
        cmocka_unit_test(test_no_server_is_told),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
