/* SPDX-License-Identifier: EUPL-1.2 */
/* grove.h – one store whose revision trees a test lets grow: what arrives, what is taken to be sent, what is
 * asked and answered. After each deed the store is checked whole. */
#ifndef STORE_GROVE_H
#define STORE_GROVE_H

#include "store/replica.h"
#include "store/shelf.h"

static char folder[KIT_PATH];
static struct store *store;
static int number;

static inline int shelf_begin(void **state)
{
    (void)state;
    kit_folder_make(folder);
    store = shelf_open(kit_path(folder, "project.wijk"));
    return 0;
}

static inline int shelf_end(void **state)
{
    (void)state;
    store_close(store);
    kit_folder_remove(folder);
    return 0;
}

static inline struct replica_counts counts(void)
{
    struct replica_counts out;
    struct fault why;
    assert_true(replica_count(store, &out, &why));
    return out;
}

static inline void arrive(const char *document, const char *path, bool deleted, const char *body)
{
    struct replica_news news = {0};
    struct fault why;
    const char *ids[8];
    char copy[512];
    int count = 0, odd = 0;
    snprintf(copy, sizeof copy, "%s", path);
    for (char *at = strtok(copy, " "); at; at = strtok(NULL, " ")) {
        ids[count++] = at;
    }
    struct replica_arrival arrival = {document, ids, count, deleted, {body, strlen(body)}};
    assert_true(replica_contact(store, 5, &why)); /* not the first visit any more */
    if (!replica_pull(store, &arrival, 1, "7", 100, &news, &odd, &why)) {
        fail_msg("%s (%s)", why.what.key, why.detail);
    }
    assert_int_equal(odd, 0);
    replica_news_clear(&news);
    shelf_sound(store);
}

struct taken {
    char lines[16][600], ids[16][REVISION_ID], documents[16][64];
    int count;
};

static inline bool take_one(void *data, const struct replica_outgoing *out)
{
    struct taken *taken = data;
    snprintf(taken->documents[taken->count], 64, "%s", out->document);
    snprintf(taken->ids[taken->count], REVISION_ID, "%s", out->revision);
    snprintf(taken->lines[taken->count++], 600, "%.*s", (int)out->body.size, out->body.text);
    return true;
}

static inline struct taken take_wish(bool offer_all, bool buried, bool *passed_over)
{
    struct taken taken = {.count = 0};
    struct replica_wish wish = {0, 16, 1000000, offer_all, buried};
    struct replica_taken answer;
    struct fault why;
    assert_true(replica_take(store, &wish, take_one, &taken, &answer, &why));
    *passed_over = answer.buried;
    return taken;
}

static inline struct taken take(void)
{
    bool ignored;
    return take_wish(false, false, &ignored);
}

/* What merges left behind. */
static inline struct taken take_buried(void)
{
    bool ignored;
    return take_wish(false, true, &ignored);
}

static inline void mark_all(const struct taken *taken, enum replica_result result, const char *reason)
{
    struct fault why;
    for (int i = 0; i < taken->count; i++) {
        struct replica_mark mark = {taken->documents[i], taken->ids[i], result, reason};
        assert_true(replica_mark(store, &mark, 1, &why));
    }
    shelf_sound(store);
}

static inline void undo(void)
{
    struct edit edit;
    struct fault why;
    assert_true(store_undo(store, &edit, &why));
    edit_clear(&edit);
    shelf_sound(store);
}

static inline void redo(void)
{
    struct edit edit;
    struct fault why;
    assert_true(store_redo(store, &edit, &why));
    edit_clear(&edit);
    shelf_sound(store);
}

static inline struct edit edit_of(const char *verb)
{
    struct edit edit;
    char id[ULID_SIZE];
    ulid_make(1780000000000 + ++number, id);
    edit_init(&edit, id, 1780000000, "tablet", verb, "x");
    return edit;
}

struct asked {
    int count, values;
    char path[64], role[64];
};

static inline bool ask_one(void *data, const struct question *question)
{
    struct asked *asked = data;
    asked->count = (int)question->merge->collision_count;
    asked->values = question->merge->collisions[0].value_count;
    snprintf(asked->path, sizeof asked->path, "%s", question->merge->collisions[0].path);
    for (int i = 0; i < question->leaf_count; i++) {
        if (!strcmp(question->roles[i], "tablet")) {
            snprintf(asked->role, sizeof asked->role, "%s", question->roles[i]);
        }
    }
    return true;
}

static inline struct asked ask(void)
{
    struct asked asked = {0};
    struct fault why;
    assert_true(replica_questions(store, NULL, ask_one, &asked, &why));
    return asked;
}

static inline void resolve(const char *path, const char *before, const char *after)
{
    struct fault why;
    struct edit edit = edit_of("resolve");
    edit_add(&edit, "place:a", path, before ? cJSON_CreateString(before) : NULL,
             after ? cJSON_CreateString(after) : NULL);
    if (!store_resolve(store, &edit, "place:a", path, &why)) {
        fail_msg("%s (%s)", why.what.key, why.detail);
    }
    edit_clear(&edit);
    shelf_sound(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shelf_begin, shelf_end)

#endif
