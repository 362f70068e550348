/* SPDX-License-Identifier: EUPL-1.2 */
/* The file that carries a project: the same bytes for the same content, and nothing of a hostile
 * one is used. */
#include "exchange/bundle.h"

#include "kit/kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "base/json.h"
#include "system/file.h"

static char folder[KIT_PATH], file[KIT_PATH];

static int begin(void **state)
{
    (void)state;
    kit_folder_make(folder);
    snprintf(file, sizeof file, "%s", kit_path(folder, "x.wijkbundel"));
    return 0;
}

static int end(void **state)
{
    (void)state;
    kit_folder_remove(folder);
    return 0;
}

static void sound_make(const char *path)
{
    struct bundle_writer *writer;
    struct fault why;
    int64_t bytes;
    const char *area = kit_file(folder, "area", "not really a pack", 17);
    cJSON *head = cJSON_CreateObject();
    cJSON_AddStringToObject(head, "made", "2026-06-12T13:00:00Z");
    assert_true(bundle_create(path, &writer, &why));
    assert_true(bundle_add_text(writer, "documents.jsonl", "{}\n", 3, &why));
    assert_true(bundle_add_text(writer, "edits.jsonl", "", 0, &why));
    assert_true(bundle_add_file(writer, "area.wijkpak", area, &why));
    assert_true(bundle_finish(writer, head, &bytes, &why));
    assert_int_equal(bytes, file_size(path));
}

static void what_goes_in_comes_out(void **state)
{
    (void)state;
    struct bundle *bundle;
    struct buffer text;
    struct fault why;
    const struct bundle_part *parts;
    sound_make(file);
    assert_true(bundle_open(file, &bundle, &why));
    assert_int_equal(bundle_parts(bundle, &parts), 3);
    assert_string_equal(json_text(bundle_head(bundle), "made", ""), "2026-06-12T13:00:00Z");
    assert_true(bundle_read_text(bundle, "documents.jsonl", &text, &why));
    assert_string_equal(buffer_text(&text), "{}\n");
    buffer_clear(&text);
    assert_true(bundle_read_file(bundle, "area.wijkpak", kit_path(folder, "out"), &why));
    assert_int_equal(file_size(kit_path(folder, "out")), 17);
    assert_false(bundle_read_text(bundle, "sources.json", &text, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.bundle.part");
    bundle_close(bundle);
}

static void the_parts_of_a_bundle_have_these_names(void **state)
{
    (void)state;
    static const char *const names[] = {"documents.jsonl",
                                        "edits.jsonl",
                                        "sources.json",
                                        "area.wijkpak",
                                        "areas/0123456789abcdef.wijkpak",
                                        "sources/wifi-brussels.places"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_true(bundle_name_most(names[i]) > 0);
    }
    assert_int_equal(bundle_name_most("areas/0123456789abcdef0.wijkpak"), 0);
    assert_int_equal(bundle_name_most("areas/0123456789abcde.wijkpak"), 0);
}

static void the_same_content_gives_the_same_bytes(void **state)
{
    (void)state;
    struct buffer left, right;
    struct fault why;
    sound_make(file);
    sound_make(kit_path(folder, "y"));
    assert_true(file_read(file, 1 << 20, &left, &why));
    assert_true(file_read(kit_path(folder, "y"), 1 << 20, &right, &why));
    assert_int_equal(left.size, right.size);
    assert_memory_equal(left.data, right.data, left.size);
    buffer_clear(&left);
    buffer_clear(&right);
}

/* ---- hostile ---- */

struct item {
    const char *name, *bytes;
    size_t size;
};

static void zip_make(const struct item *items, int count)
{
    zipFile zip = zipOpen64(file, APPEND_STATUS_CREATE);
    assert_non_null(zip);
    for (int i = 0; i < count; i++) {
        zip_fileinfo info;
        memset(&info, 0, sizeof info);
        assert_int_equal(
            zipOpenNewFileInZip(zip, items[i].name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 9),
            ZIP_OK);
        assert_int_equal(zipWriteInFileInZip(zip, items[i].bytes, (unsigned)items[i].size), ZIP_OK);
        assert_int_equal(zipCloseFileInZip(zip), ZIP_OK);
    }
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
}

static void refused(enum fault_kind kind, const char *key)
{
    struct bundle *bundle;
    struct fault why;
    if (bundle_open(file, &bundle, &why)) {
        struct buffer text;
        bool read = bundle_read_text(bundle, "documents.jsonl", &text, &why);
        bundle_close(bundle);
        assert_false(read);
    }
    kit_assert_fault(&why, kind, key);
    assert_string_equal(why.file, file);
}

static void head_refused(const char *head, enum fault_kind kind, const char *key)
{
    struct item items[] = {{"documents.jsonl", "{}\n", 3}, {"bundle.json", head, strlen(head)}};
    zip_make(items, 2);
    refused(kind, key);
}

#define SHA_OF_LINE "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"

static void a_head_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    static const char sound[] =
        "{\"format\":\"wijkpeil-bundle\",\"version\":1,\"parts\":[{\"name\":"
        "\"documents.jsonl\",\"size\":3,\"sha256\":\"" SHA_OF_LINE "\"}]}";
    struct bundle *bundle;
    struct buffer text;
    struct fault why;
    struct item items[] = {{"documents.jsonl", "{}\n", 3}, {"bundle.json", sound, strlen(sound)}};
    zip_make(items, 2);
    assert_true(
        bundle_open(file, &bundle, &why)); /* so that the others are wrong in one thing only */
    assert_true(bundle_read_text(bundle, "documents.jsonl", &text, &why));
    buffer_clear(&text);
    bundle_close(bundle);
    head_refused("", FAULT_INPUT, "fault.bundle.damaged");
    head_refused("{\"format\":\"wijkpeil-bundle\"", FAULT_INPUT, "fault.bundle.damaged");
    head_refused("[]", FAULT_INPUT, "fault.bundle.foreign");
    head_refused("{\"format\":\"else\",\"version\":1,\"parts\":[]}", FAULT_INPUT,
                 "fault.bundle.foreign");
    head_refused("{\"format\":\"wijkpeil-bundle\",\"version\":2,\"parts\":[]}", FAULT_CONFLICT,
                 "fault.bundle.newer");
    head_refused("{\"format\":\"wijkpeil-bundle\",\"version\":1,\"parts\":[]}", FAULT_INPUT,
                 "fault.bundle.part");
    head_refused("{\"format\":\"wijkpeil-bundle\",\"version\":1,\"parts\":[{\"name\":"
                 "\"documents.jsonl\",\"size\":4,\"sha256\":\"" SHA_OF_LINE "\"}]}",
                 FAULT_INPUT, "fault.bundle.part");
    head_refused("{\"format\":\"wijkpeil-bundle\",\"version\":1,\"parts\":[{\"name\":"
                 "\"../documents.jsonl\",\"size\":3,\"sha256\":\"" SHA_OF_LINE "\"}]}",
                 FAULT_INPUT, "fault.bundle.part");
    head_refused("{\"format\":\"wijkpeil-bundle\",\"version\":1,\"parts\":[{\"name\":"
                 "\"documents.jsonl\",\"size\":3,\"sha256\":"
                 "\"0000000000000000000000000000000000000000000000000000000000000000\"}]}",
                 FAULT_INPUT, "fault.bundle.damaged");
}

static void names_that_lead_elsewhere_are_refused(void **state)
{
    static const char too_long[] = "a-name-that-is-much-longer-than-any-part-of-a-bundle-may-be-"
                                   "called-and-still-goes-on-and-on.wijkpak";
    (void)state;
    static const char *const names[] = {"../area.wijkpak",
                                        "/area.wijkpak",
                                        "areas/../../x12345678.wijkpak",
                                        "areas/0123456789ABCDEF.wijkpak",
                                        "sources/.places",
                                        "sources/../a.places",
                                        "sources/a/b.places",
                                        "store.db",
                                        "area.wijkpak/",
                                        "C:\\area.wijkpak",
                                        too_long};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct item item = {names[i], "x", 1};
        zip_make(&item, 1);
        refused(FAULT_INPUT, "fault.bundle.part");
    }
    struct item twice[] = {{"edits.jsonl", "x", 1}, {"edits.jsonl", "y", 1}};
    zip_make(twice, 2);
    refused(FAULT_INPUT, "fault.bundle.part");
}

static void a_bomb_is_refused_before_it_is_unpacked(void **state)
{
    (void)state;
    size_t size = 64 * 1024 * 1024;
    char *zeros = calloc(1, size);
    struct item item = {"documents.jsonl", zeros, size};
    zip_make(&item, 1);
    refused(FAULT_LIMIT, "fault.bundle.large");
    struct item many[BUNDLE_PARTS + 6];
    char names[BUNDLE_PARTS + 6][BUNDLE_NAME];
    for (int i = 0; i < BUNDLE_PARTS + 6; i++) {
        snprintf(names[i], sizeof names[i], "sources/s%d.places", i);
        many[i] = (struct item){names[i], "x", 1};
    }
    zip_make(many, BUNDLE_PARTS + 6);
    refused(FAULT_LIMIT, "fault.bundle.large");
    free(zeros);
}

static void what_is_no_bundle_or_cut_off_is_told(void **state)
{
    (void)state;
    struct buffer whole;
    struct fault why;
    struct bundle *bundle;
    assert_false(bundle_open(kit_path(folder, "none"), &bundle, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.file.missing");
    kit_file(folder, "x.wijkbundel", "", 0);
    refused(FAULT_INPUT, "fault.bundle.foreign");
    kit_file(folder, "x.wijkbundel", "PK\3\4", 4);
    refused(FAULT_INPUT, "fault.bundle.cut");
    sound_make(file);
    assert_true(file_read(file, 1 << 20, &whole, &why));
    for (size_t size = 5; size < whole.size - 4; size++) { /* behind it nothing is said but zeros */
        kit_file(folder, "x.wijkbundel", whole.data, size);
        assert_false(bundle_open(file, &bundle, &why));
        assert_int_equal(why.kind, FAULT_INPUT);
    }
    buffer_clear(&whole);
}

/* Whatever byte is turned: it is refused, or what is read is what was written. */
static void no_turned_byte_goes_unseen(void **state)
{
    (void)state;
    struct buffer whole, text;
    struct fault why;
    struct bundle *bundle;
    sound_make(file);
    assert_true(file_read(file, 1 << 20, &whole, &why));
    for (size_t i = 0; i < whole.size; i++) {
        whole.data[i] ^= 0x41;
        kit_file(folder, "x.wijkbundel", whole.data, whole.size);
        if (bundle_open(file, &bundle, &why)) {
            if (bundle_read_text(bundle, "documents.jsonl", &text, &why)) {
                assert_string_equal(buffer_text(&text), "{}\n");
                buffer_clear(&text);
            }
            bundle_close(bundle);
        }
        whole.data[i] ^= 0x41;
    }
    buffer_clear(&whole);
}

struct told {
    int64_t done, total;
    int times;
};

static bool told_note(void *data, int64_t done, int64_t total)
{
    struct told *told = data;
    assert_true(done > told->done && done <= total);
    *told = (struct told){done, total, told->times + 1};
    return true;
}

/* Over the whole, not anew for each part. */
static void progress_goes_forward_to_the_end(void **state)
{
    (void)state;
    struct bundle_writer *writer;
    struct bundle *bundle;
    struct told told = {0, 0, 0};
    struct bundle_watch watch = {told_note, &told};
    struct buffer text;
    struct fault why;
    int64_t bytes;
    const char *area = kit_file(folder, "area", "not really a pack", 17);
    assert_true(bundle_create(file, &writer, &why));
    bundle_write_watch(writer, watch, 20);
    assert_true(bundle_add_text(writer, "documents.jsonl", "{}\n", 3, &why));
    assert_true(bundle_add_file(writer, "area.wijkpak", area, &why));
    assert_true(bundle_finish(writer, cJSON_CreateObject(), &bytes, &why));
    assert_int_equal(told.done, 20);
    assert_true(bundle_open(file, &bundle, &why));
    told = (struct told){0, 0, 0};
    bundle_read_watch(bundle, watch);
    assert_true(bundle_read_text(bundle, "documents.jsonl", &text, &why));
    assert_int_equal(told.done, 3);
    assert_true(bundle_read_file(bundle, "area.wijkpak", kit_path(folder, "out"), &why));
    assert_int_equal(told.done, told.total);
    buffer_clear(&text);
    bundle_close(bundle);
}

static bool never(void *data, int64_t done, int64_t total)
{
    (void)data;
    (void)done;
    (void)total;
    return false;
}

static void letting_go_leaves_no_file(void **state)
{
    (void)state;
    struct bundle_writer *writer;
    struct bundle_watch watch = {never, NULL};
    struct fault why;
    const char *area = kit_file(folder, "area", "x", 1);
    assert_true(bundle_create(file, &writer, &why));
    bundle_write_watch(writer, watch, 1);
    assert_false(bundle_add_file(writer, "area.wijkpak", area, &why));
    kit_assert_fault(&why, FAULT_CANCELLED, "fault.exchange.cancelled");
    bundle_abandon(writer);
    assert_false(file_exists(file));
    assert_false(file_exists(kit_path(folder, "x.wijkbundel.part")));
    assert_false(bundle_create(kit_path(folder, "no/such/x"), &writer, &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.file.write");
}

int main(void)
{
#define BUNDLE(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        BUNDLE(what_goes_in_comes_out),
        BUNDLE(the_parts_of_a_bundle_have_these_names),
        BUNDLE(the_same_content_gives_the_same_bytes),
        BUNDLE(a_head_that_does_not_fit_is_refused),
        BUNDLE(names_that_lead_elsewhere_are_refused),
        BUNDLE(a_bomb_is_refused_before_it_is_unpacked),
        BUNDLE(what_is_no_bundle_or_cut_off_is_told),
        BUNDLE(no_turned_byte_goes_unseen),
        BUNDLE(progress_goes_forward_to_the_end),
        BUNDLE(letting_go_leaves_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
