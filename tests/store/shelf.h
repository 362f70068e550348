/* SPDX-License-Identifier: EUPL-1.2 */
/* shelf.h – small edits and looks into a store, for its tests. */
#ifndef STORE_SHELF_H
#define STORE_SHELF_H

#include "kit/kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/ulid.h"
#include "store/store.h"

static inline struct store *shelf_open(const char *file)
{
    struct store *store;
    struct fault why;
    fault_clear(&why);
    if (!store_open(file, &store, &why)) {
        fail_msg("%s: %s (%s)", file, why.what.key, why.detail);
    }
    return store;
}

/* Sets `path` of a document to the JSON text `value` (NULL removes); before is what is stored. */
static inline bool shelf_try(struct store *store, const char *document, const char *path,
                             const char *value, struct fault *why)
{
    char id[ULID_SIZE];
    struct edit edit;
    ulid_make(1780000000000, id);
    edit_init(&edit, id, 1780000000, "tablet", "set", document);
    edit_add(&edit, document, path, value ? NULL : cJSON_CreateString("?"),
             value ? cJSON_Parse(value) : NULL);
    bool ok = store_edit(store, &edit, why);
    edit_clear(&edit);
    return ok;
}

static inline void shelf_set(struct store *store, const char *document, const char *path,
                             const char *value)
{
    struct fault why;
    fault_clear(&why);
    if (!shelf_try(store, document, path, value, &why)) {
        fail_msg("%s %s: %s (%s)", document, path, why.what.key, why.detail);
    }
}

static inline bool shelf_line(void *data, const char *id, const char *body, size_t size)
{
    (void)id;
    assert_int_equal(strlen(body), size);
    buffer_addf(data, "%s\n", body);
    return true;
}

/* All bodies, a line each; free with free(). */
static inline char *shelf_all(struct store *store)
{
    struct buffer out;
    struct fault why;
    buffer_init(&out, 64 * 1024 * 1024);
    assert_true(store_documents(store, shelf_line, &out, &why));
    buffer_add_text(&out, "");
    char *text = buffer_take(&out);
    return text ? text : calloc(1, 1);
}

static inline void shelf_expect(struct store *store, const char *lines)
{
    char *text = shelf_all(store);
    assert_string_equal(text, lines);
    free(text);
}

static inline void shelf_say(void *data, const struct message *message)
{
    buffer_addf(data, "%s %s\n", message->key, message->argument[0].as.text);
}

/* The findings of the self-check, a line each; free with free(). */
static inline char *shelf_check(struct store *store, bool *ok, struct fault *why)
{
    struct buffer out;
    buffer_init(&out, 1024 * 1024);
    *ok = store_check(store, shelf_say, &out, why);
    buffer_add_text(&out, "");
    char *text = buffer_take(&out);
    return text ? text : calloc(1, 1);
}

static inline void shelf_sound(struct store *store)
{
    bool ok;
    struct fault why;
    fault_clear(&why);
    char *text = shelf_check(store, &ok, &why);
    if (!ok) {
        fail_msg("%s (%s):\n%s", why.what.key, why.detail, text);
    }
    free(text);
}

/* A file as text with its size. */
static inline char *shelf_bytes(const char *file, size_t *size)
{
    FILE *stream = fopen(file, "rb");
    assert_non_null(stream);
    char *bytes = malloc(1 << 24);
    *size = fread(bytes, 1, 1 << 24, stream);
    fclose(stream);
    return bytes;
}

#endif
