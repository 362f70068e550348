/* SPDX-License-Identifier: EUPL-1.2 */
/* A store carried as lines: restored row by row, merged leaf by leaf, in any order, as often as one
 * likes. */
#include "store/carry.h"

#include "store/shelf.h"

enum { STORES = 6 };
struct shelf {
    char folder[KIT_PATH];
    struct store *stores[STORES];
    int count;
};

static struct shelf shelf;

static int begin(void **state)
{
    (void)state;
    memset(&shelf, 0, sizeof shelf);
    kit_folder_make(shelf.folder);
    return 0;
}

static int end(void **state)
{
    (void)state;
    for (int i = 0; i < shelf.count; i++) {
        store_close(shelf.stores[i]);
    }
    kit_folder_remove(shelf.folder);
    return 0;
}

static struct store *store_new(void)
{
    char name[16];
    assert_true(shelf.count < STORES);
    snprintf(name, sizeof name, "%d.db", shelf.count);
    return shelf.stores[shelf.count++] = shelf_open(kit_path(shelf.folder, name));
}

struct lines {
    struct buffer documents, edits;
    struct carry_counts counts;
};

static struct lines carried(struct store *store, const struct carry_ask *ask)
{
    static const struct carry_ask whole;
    struct lines out;
    struct fault why;
    buffer_init(&out.documents, CARRY_CEILING);
    buffer_init(&out.edits, CARRY_CEILING);
    assert_true(
        carry_write(store, ask ? ask : &whole, &out.documents, &out.edits, &out.counts, &why));
    return out;
}

static void lines_clear(struct lines *lines)
{
    buffer_clear(&lines->documents);
    buffer_clear(&lines->edits);
}

static struct json_slice slice(const struct buffer *text)
{
    return (struct json_slice){buffer_text(text), text->size};
}

static int odd_seen;

static struct replica_news merged(struct store *store, const struct buffer *documents)
{
    struct replica_news news = {0};
    struct carry_merge ask = {.moment = 1780000000, .keep = true};
    struct fault why;
    int odd = 0;
    assert_true(carry_merge(store, slice(documents), &ask, &news, &odd, &why));
    odd_seen = odd;
    struct replica_news out = {.count = news.count,
                               .revisions = news.revisions,
                               .merged = news.merged,
                               .questions = news.questions};
    replica_news_clear(&news);
    return out;
}

static void arrive(struct store *store, const char *document, const char *path, const char *body)
{
    char copy[256];
    const char *ids[8];
    struct replica_news news = {0};
    struct fault why;
    int odd = 0, count = 0;
    snprintf(copy, sizeof copy, "%s", path);
    for (char *at = strtok(copy, " "); at; at = strtok(NULL, " ")) {
        ids[count++] = at;
    }
    struct replica_arrival arrival = {document, ids, count, false, {body, strlen(body)}};
    assert_true(replica_pull(store, &arrival, 1, "", 1780000000, &news, &odd, &why));
    replica_news_clear(&news);
}

static bool leaf_line(void *data, const char *document, const char *revision, bool deleted,
                      struct json_slice body)
{
    buffer_addf(data, "%s %s %d %.*s\n", document, revision, deleted, (int)body.size, body.text);
    return true;
}

/* All leaves and what is seen. */
static char *state_of(struct store *store)
{
    struct buffer out;
    struct fault why;
    char *seen = shelf_all(store);
    buffer_init(&out, 64 * 1024 * 1024);
    assert_true(replica_leaves(store, leaf_line, &out, &why));
    buffer_add_text(&out, seen);
    free(seen);
    return buffer_take(&out);
}

static void assert_same_state(struct store *left, struct store *right)
{
    char *a = state_of(left), *b = state_of(right);
    assert_string_equal(a, b);
    free(a);
    free(b);
}

static int questions(struct store *store)
{
    struct replica_counts counts;
    struct fault why;
    assert_true(replica_count(store, &counts, &why));
    return counts.questions;
}

/* ---- restoring ---- */

static void fill(struct store *store)
{
    struct edit undone;
    struct fault why;
    shelf_set(store, "place:a", "name", "\"Bib\"");
    shelf_set(store, "place:a", "hours", "\"Mo 09:00-12:00\"");
    shelf_set(store, "place:b", "name", "\"Caf\\u00e9\"");
    shelf_set(store, "place:b", "", NULL);
    shelf_set(store, "place:c", "name", "\"weg\"");
    assert_true(store_undo(store, &undone, &why));
    edit_clear(&undone);
    arrive(store, "place:foreign", "2-b 1-a",
           "{\"type\":\"place\",\"n\":9007199254740993,\n \"x\":\"\\u0000\"}");
    arrive(store, "place:asked", "1-a", "{\"type\":\"place\",\"name\":\"een\"}");
    arrive(store, "place:asked", "1-b", "{\"type\":\"place\",\"name\":\"twee\"}");
}

static void a_restored_store_is_the_same_in_every_byte(void **state)
{
    (void)state;
    struct store *first = store_new(), *second = store_new();
    struct fault why;
    fill(first);
    struct lines left = carried(first, NULL);
    assert_int_equal(questions(first), 1);
    assert_true(carry_restore(second, slice(&left.documents), slice(&left.edits), NULL, &why));
    struct lines right = carried(second, NULL);
    assert_string_equal(buffer_text(&left.documents), buffer_text(&right.documents));
    assert_string_equal(buffer_text(&left.edits), buffer_text(&right.edits));
    assert_int_equal(left.counts.edits, 5);
    assert_same_state(first, second);
    assert_int_equal(questions(second), 1);
    assert_true(store_check(second, NULL, NULL, &why));
    struct edit again;
    assert_true(store_redo(second, &again, &why)); /* also what could be done again */
    assert_string_equal(again.changes[0].document, "place:c");
    edit_clear(&again);
    lines_clear(&left);
    lines_clear(&right);
}

static void only_an_empty_store_is_restored(void **state)
{
    (void)state;
    struct store *first = store_new();
    struct fault why;
    fill(first);
    struct lines lines = carried(first, NULL);
    char *before = state_of(first);
    assert_false(carry_restore(first, slice(&lines.documents), slice(&lines.edits), NULL, &why));
    kit_assert_fault(&why, FAULT_CONFLICT, "fault.carry.full");
    char *after = state_of(first);
    assert_string_equal(before, after);
    free(before);
    free(after);
    lines_clear(&lines);
}

static void broken_lines_change_nothing_and_say_which(void **state)
{
    (void)state;
    struct store *first = store_new(), *second = store_new();
    struct fault why;
    fill(first);
    struct lines lines = carried(first, NULL);
    char *empty = state_of(second);
    for (size_t size = 1; size < lines.documents.size; size += 7) {
        struct carry_merge ask = {.keep = true};
        struct replica_news news = {0};
        int odd = 0;
        struct json_slice cut = {lines.documents.data, size};
        if (cut.text[size - 1] == '\n') {
            continue;
        }
        assert_false(carry_restore(second, cut, (struct json_slice){"", 0}, NULL, &why));
        kit_assert_fault(&why, FAULT_INPUT, "fault.carry.line");
        assert_true(why.place >= 1);
        assert_false(carry_merge(second, cut, &ask, &news, &odd, &why));
        replica_news_clear(&news);
    }
    char *after = state_of(second);
    assert_string_equal(empty, after);
    free(empty);
    free(after);
    lines_clear(&lines);
}

/* ---- merging ---- */

static void what_was_carried_has_a_common_base(void **state)
{
    (void)state;
    struct store *first = store_new(), *second = store_new();
    shelf_set(first, "place:a", "name", "\"Bib\"");
    shelf_set(first, "place:a", "phone", "\"1\"");
    struct lines lines = carried(first, NULL);
    merged(second, &lines.documents);
    shelf_set(first, "place:a", "phone", "\"2\""); /* each another field of what both have */
    shelf_set(second, "place:a", "name", "\"Bibliotheek\"");
    struct lines later = carried(first, NULL);
    struct replica_news news = merged(second, &later.documents);
    assert_int_equal(news.questions, 0);
    shelf_expect(second, "{\"_id\":\"place:a\",\"name\":\"Bibliotheek\",\"phone\":\"2\"}\n");
    lines_clear(&lines);
    lines_clear(&later);
}

static void the_same_field_on_both_sides_is_asked_with_both_versions(void **state)
{
    (void)state;
    struct store *first = store_new(), *second = store_new();
    shelf_set(first, "place:a", "name", "\"Bib\"");
    struct lines lines = carried(first, NULL);
    merged(second, &lines.documents);
    shelf_set(first, "place:a", "name", "\"Bib Noord\"");
    shelf_set(second, "place:a", "name", "\"Bib Zuid\"");
    struct lines later = carried(first, NULL);
    assert_int_equal(merged(second, &later.documents).questions, 1);
    assert_int_equal(questions(second), 1);
    assert_int_equal(merged(second, &later.documents).count, 0); /* once more: nothing */
    assert_int_equal(questions(second), 1);
    lines_clear(&lines);
    lines_clear(&later);
}

static void in_every_order_and_twice_four_stores_give_the_same(void **state)
{
    (void)state;
    static const int orders[24][4] = {
        {0, 1, 2, 3}, {0, 1, 3, 2}, {0, 2, 1, 3}, {0, 2, 3, 1}, {0, 3, 1, 2}, {0, 3, 2, 1},
        {1, 0, 2, 3}, {1, 0, 3, 2}, {1, 2, 0, 3}, {1, 2, 3, 0}, {1, 3, 0, 2}, {1, 3, 2, 0},
        {2, 0, 1, 3}, {2, 0, 3, 1}, {2, 1, 0, 3}, {2, 1, 3, 0}, {2, 3, 0, 1}, {2, 3, 1, 0},
        {3, 0, 1, 2}, {3, 0, 2, 1}, {3, 1, 0, 2}, {3, 1, 2, 0}, {3, 2, 0, 1}, {3, 2, 1, 0}};
    static const char *const hours[] = {"\"Mo\"", "\"Tu\"", "\"Mo\"", "\"We\""};
    struct lines lines[4];
    char *first = NULL;
    for (int i = 0; i < 4; i++) {
        char own[32], field[16];
        struct store *store = store_new();
        snprintf(own, sizeof own, "place:own%d", i);
        snprintf(field, sizeof field, "field%d", i);
        shelf_set(store, own, "name", "\"x\"");
        shelf_set(store, "place:all", field, "\"mine\"");   /* what merges by itself */
        shelf_set(store, "place:hours", "hours", hours[i]); /* and what does not */
        shelf_set(store, "place:hours", field, "1");
        lines[i] = carried(store, NULL);
    }
    for (int i = 0; i < 24; i++) {
        struct store *region = store_new();
        for (int round = 0; round < 2; round++) {
            for (int k = 0; k < 4; k++) {
                merged(region, &lines[orders[i][(k + round) % 4]].documents);
            }
        }
        char *now = state_of(region);
        assert_int_equal(questions(region), 1);
        if (!first) {
            first = now;
            assert_non_null(strstr(first, "\"field0\":\"mine\",\"field1\":\"mine\""));
        } else {
            assert_string_equal(now, first);
            free(now);
        }
        struct fault why;
        assert_true(store_check(region, NULL, NULL, &why));
        store_close(region);
        char name[16];
        snprintf(name, sizeof name, "%d.db", --shelf.count);
        remove(kit_path(shelf.folder, name));
    }
    free(first);
    for (int i = 0; i < 4; i++) {
        lines_clear(&lines[i]);
    }
}

static void looking_changes_nothing_and_tells_the_same(void **state)
{
    (void)state;
    struct store *first = store_new(), *second = store_new();
    struct carry_merge look = {.moment = 1780000000};
    struct replica_news news = {0};
    struct fault why;
    int odd = 0;
    fill(first);
    struct lines lines = carried(first, NULL);
    char *before = state_of(second);
    assert_true(carry_merge(second, slice(&lines.documents), &look, &news, &odd, &why));
    char *after = state_of(second);
    assert_string_equal(before, after);
    size_t count = news.count;
    replica_news_clear(&news);
    assert_int_equal(merged(second, &lines.documents).count, count);
    assert_int_equal(count, 2);
    assert_int_equal(odd_seen, 1); /* the one that holds a NUL: kept, never shown */
    free(before);
    free(after);
    lines_clear(&lines);
}

static void what_a_bundle_brought_is_offered_to_a_server(void **state)
{
    (void)state;
    struct store *first = store_new(), *second = store_new();
    struct replica_counts counts;
    struct fault why;
    shelf_set(first, "place:a", "name", "\"Bib\"");
    struct lines lines = carried(first, NULL);
    merged(second, &lines.documents);
    assert_true(replica_count(second, &counts, &why));
    assert_int_equal(counts.waiting, 1);
    assert_true(
        store_check(second, NULL, NULL, &why)); /* and is not taken for a deed of this tablet */
    lines_clear(&lines);
}

/* ---- less than the whole ---- */

static bool without_phone(void *data, const char *document, struct json_slice body,
                          struct buffer *out)
{
    (void)data;
    return strcmp(document, "place:secret") != 0 &&
           json_raw_set(body, "phone", (struct json_slice){NULL, 0}, out);
}

static void told_lines_hold_no_history_and_go_on_from_each_other(void **state)
{
    (void)state;
    struct store *first = store_new(), *second = store_new();
    struct carry_ask ask = {.body = without_phone, .label = "public"};
    shelf_set(first, "place:a", "phone", "\"0478\"");
    shelf_set(first, "place:a", "name", "\"Bib\"");
    shelf_set(first, "place:secret", "name", "\"x\"");
    struct lines lines = carried(first, &ask);
    assert_int_equal(lines.counts.documents, 1);
    assert_null(strstr(buffer_text(&lines.documents), "0478"));
    assert_null(strstr(buffer_text(&lines.documents), "secret"));
    assert_null(strstr(buffer_text(&lines.documents), "\"seen\""));
    merged(second, &lines.documents);
    struct lines whole = carried(first, NULL); /* so that what comes is a child */
    lines_clear(&whole);
    shelf_set(first, "place:a", "name", "\"Bib Noord\"");
    struct lines later = carried(first, &ask);
    struct replica_news news = merged(second, &later.documents);
    assert_int_equal(news.questions, 0);
    shelf_expect(second, "{\"_id\":\"place:a\",\"name\":\"Bib Noord\"}\n");
    lines_clear(&lines);
    lines_clear(&later);
}

int main(void)
{
#define CARRY(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        CARRY(a_restored_store_is_the_same_in_every_byte),
        CARRY(only_an_empty_store_is_restored),
        CARRY(broken_lines_change_nothing_and_say_which),
        CARRY(what_was_carried_has_a_common_base),
        CARRY(the_same_field_on_both_sides_is_asked_with_both_versions),
        CARRY(in_every_order_and_twice_four_stores_give_the_same),
        CARRY(looking_changes_nothing_and_tells_the_same),
        CARRY(what_a_bundle_brought_is_offered_to_a_server),
        CARRY(told_lines_hold_no_history_and_go_on_from_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
