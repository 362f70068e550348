/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/finish.h"

#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>

#include "kit/kit.h"
#include "print/pdf.h"

enum { MOST = 4 * 1024 * 1024 };
static const struct finish_words words = {
    .title = "Proef & <proef>", .author = "Wijkpeil", .language = "nl", .day = {2026, 6, 12}};
static char folder[KIT_PATH];

static cairo_status_t gather(void *data, const unsigned char *bytes, unsigned int size)
{
    return buffer_add(data, bytes, size) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

static void box(struct tags *tags, cairo_t *cairo, double y, bool content)
{
    if (content)
        ink_open(tags);
    cairo_rectangle(cairo, 10, y, 50, 8);
    cairo_fill(cairo);
    tag_box(tags, 10, y, 50, 8);
}

/* Two pages: a heading, a figure, a list that goes on overleaf with a link back, and lines. */
static struct tags *drawn(struct buffer *pdf)
{
    buffer_init(pdf, MOST);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(gather, pdf, 300, 200);
    cairo_t *cairo = cairo_create(surface);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2026-06-12T00:00:00Z");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, words.title);
    struct tags *tags = tags_new(cairo);
    box(tags, cairo, 5, false);
    tag_open_as(tags, &(struct tag_about){.role = TAG_H1, .title = "Kop", .name = "kop"});
    box(tags, cairo, 20, true);
    tag_close(tags);
    tag_open_as(tags, &(struct tag_about){.role = TAG_FIGURE, .alt = "Een vak"});
    box(tags, cairo, 40, true);
    tag_close(tags);
    tag_open(tags, TAG_L);
    for (int page = 0; page < 2; page++) {
        tag_open(tags, TAG_LI);
        tag_open(tags, TAG_LBODY);
        box(tags, cairo, 60, true);
        tag_open_as(tags, &(struct tag_about){.role = TAG_LINK, .to = "kop", .alt = "Naar de kop"});
        box(tags, cairo, 80, true);
        tag_close(tags);
        tag_close(tags);
        tag_close(tags);
        tags_turn(tags);
        cairo_show_page(cairo);
        if (page == 0)
            ink_decor(tags, TAG_DECOR_HEADER);
    }
    tags_end(tags);
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    return tags;
}

static void a_finished_file_says_what_was_drawn(void **state)
{
    struct buffer pdf, out, said;
    struct fault why = {0};
    struct tags *tags = drawn(&pdf);
    (void)state;
    buffer_init(&out, MOST);
    if (!pdf_finish(&pdf, tags, &words, &out, &why))
        fail_msg("%s", why.detail);
    const char *path = kit_file(folder, "small.pdf", out.data, out.size);
    const char *check[] = {"/usr/bin/python3", "ua.py", path, "nl", NULL};
    int code = kit_run(check, &said, NULL);
    if (code != 0)
        fail_msg("%s", buffer_text(&said));
    buffer_clear(&said);
    buffer_clear(&pdf);
    buffer_clear(&out);
    tags_free(tags);
}

/* The eye can see: what cairo makes by itself is refused. */
static void an_unfinished_file_is_refused_by_the_reader(void **state)
{
    struct buffer pdf, said;
    struct tags *tags = drawn(&pdf);
    (void)state;
    const char *path = kit_file(folder, "plain.pdf", pdf.data, pdf.size);
    const char *check[] = {"/usr/bin/python3", "ua.py", path, "nl", NULL};
    assert_int_equal(kit_run(check, &said, NULL), 1);
    assert_non_null(strstr(buffer_text(&said), "06-001"));
    assert_non_null(strstr(buffer_text(&said), "11-006"));
    assert_non_null(strstr(buffer_text(&said), "14-002"));
    buffer_clear(&said);
    buffer_clear(&pdf);
    tags_free(tags);
}

static void the_same_drawing_gives_the_same_bytes(void **state)
{
    struct buffer pdf[2], out[2];
    struct fault why = {0};
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct tags *tags = drawn(&pdf[i]);
        buffer_init(&out[i], MOST);
        assert_true(pdf_finish(&pdf[i], tags, &words, &out[i], &why));
        tags_free(tags);
    }
    assert_int_equal(out[0].size, out[1].size);
    assert_memory_equal(out[0].data, out[1].data, out[0].size);
    for (int i = 0; i < 2; i++) {
        buffer_clear(&pdf[i]);
        buffer_clear(&out[i]);
    }
}

static void a_tree_of_another_drawing_is_refused(void **state)
{
    struct buffer pdf, other, out;
    struct fault why = {0};
    struct tags *tags = drawn(&pdf);
    (void)state;
    buffer_init(&other, MOST);
    buffer_init(&out, MOST);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(gather, &other, 300, 200);
    cairo_t *cairo = cairo_create(surface);
    cairo_rectangle(cairo, 1, 1, 9, 9);
    cairo_fill(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    assert_false(pdf_finish(&other, tags, &words, &out, &why));
    kit_assert_fault(&why, FAULT_INPUT, "print.fault.finish");
    assert_int_equal(out.size, 0);
    buffer_clear(&pdf);
    buffer_clear(&other);
    buffer_clear(&out);
    tags_free(tags);
}

/* Cut off anywhere, and with any byte changed: a fault or a sound file, never more. */
static void broken_files_are_faults(void **state)
{
    struct buffer pdf, broken, out;
    struct fault why = {0};
    struct tags *tags = drawn(&pdf);
    (void)state;
    buffer_init(&broken, MOST);
    buffer_init(&out, MOST);
    for (size_t size = 0; size + 1 < pdf.size; size += 7) {
        buffer_empty(&broken);
        buffer_add(&broken, pdf.data, size);
        bool whole = pdf_finish(&broken, tags, &words, &out, &why);
        assert_true(!whole || size + 8 > pdf.size);
    }
    for (size_t at = 0; at < pdf.size; at++) {
        buffer_empty(&broken);
        buffer_add(&broken, pdf.data, pdf.size);
        broken.data[at] = (char)(broken.data[at] ^ (1 << (at % 8)));
        if (!pdf_finish(&broken, tags, &words, &out, &why))
            assert_int_equal(out.size, 0);
    }
    buffer_clear(&pdf);
    buffer_clear(&broken);
    buffer_clear(&out);
    tags_free(tags);
}

static void nothing_is_gathered_without_a_pdf(void **state)
{
    (void)state;
    tag_open(NULL, TAG_P);
    ink_open(NULL);
    ink_decor(NULL, TAG_DECOR_FOOTER);
    tag_box(NULL, 0, 0, 1, 1);
    ink_close(NULL);
    tag_close(NULL);
    tags_turn(NULL);
    tags_end(NULL);
    assert_false(tag_groups(NULL));
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
    kit_folder_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finished_file_says_what_was_drawn),
        cmocka_unit_test(an_unfinished_file_is_refused_by_the_reader),
        cmocka_unit_test(the_same_drawing_gives_the_same_bytes),
        cmocka_unit_test(a_tree_of_another_drawing_is_refused),
        cmocka_unit_test(broken_files_are_faults),
        cmocka_unit_test(nothing_is_gathered_without_a_pdf),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
