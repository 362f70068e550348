/* SPDX-License-Identifier: EUPL-1.2 */
/* JSON text cut and patched: what is checked can be walked, canonical text is canonical, and what
 * was set is there. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_raw.h"

enum { CEILING = 64 * 1024 * 1024, ROOM = 300 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void need(bool holds)
{
    if (!holds)
        abort();
}

static bool equal(struct json_slice a, struct json_slice b)
{
    return a.size == b.size && (!a.size || !memcmp(a.text, b.text, a.size));
}

static struct json_slice checked(const struct buffer *text)
{
    struct json_slice out = {NULL, 0};
    struct fault why;
    need(!text->full && json_raw_check(text->data, text->size, &out, &why));
    return out;
}

static void string_test(struct json_slice value)
{
    char text[ROOM], again[ROOM];
    struct buffer out;
    if (!json_raw_text(value, text, sizeof text))
        return;
    buffer_init(&out, CEILING);
    json_raw_quote(text, &out);
    need(json_raw_text(checked(&out), again, sizeof again) && !strcmp(text, again));
    buffer_clear(&out);
}

static void walk(struct json_slice value)
{
    struct json_slice key = {NULL, 0}, child;
    size_t at = 0, before = 0;
    int64_t number;
    struct fault why;
    string_test(value);
    json_raw_int(value, &number);
    while (json_raw_next(value, &at, &key, &child)) {
        struct json_slice same;
        need(at > before && at < value.size && child.text + child.size == value.text + at);
        need(json_raw_check(child.text, child.size, &same, &why) && equal(child, same));
        before = at;
        if (json_raw_is(value, '{')) {
            char name[ROOM];
            need(json_raw_is(key, '"'));
            string_test(key);
            if (json_raw_text(key, name, 256))
                need(json_raw_member(value, name).size > 0);
        }
        walk(child);
    }
}

static void canonical_test(struct json_slice value)
{
    struct buffer once, twice;
    buffer_init(&once, CEILING);
    buffer_init(&twice, CEILING);
    json_raw_canonical(value, &once);
    need(once.size <= value.size);
    json_raw_canonical(checked(&once), &twice);
    need(once.size == twice.size && !memcmp(once.data, twice.data, once.size));
    buffer_clear(&once);
    buffer_clear(&twice);
}

static struct json_slice member_at(struct json_slice root, const char *path)
{
    char name[ROOM];
    while (root.size) {
        size_t size = strcspn(path, "/");
        memcpy(name, path, size);
        name[size] = '\0';
        root = json_raw_member(root, name);
        if (!path[size])
            return root;
        path += size + 1;
    }
    return root;
}

static void patch_test(struct json_slice root)
{
    static const char *const paths[] = {"a", "b/c", "b/c/d", "_id", "", "é\"\\\n", "b//c"};
    static const struct json_slice values[] = {{"1.0", 3}, {"{\"x\":[]}", 8}, {NULL, 0}};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
            struct buffer out;
            buffer_init(&out, CEILING);
            if (json_raw_set(root, paths[i], values[k], &out))
                need(equal(member_at(checked(&out), paths[i]), values[k]) || !values[k].size);
            if (out.size && !values[k].size)
                need(member_at(checked(&out), paths[i]).size == 0);
            buffer_clear(&out);
        }
    }
}

static void strip_test(struct json_slice root)
{
    struct json_slice key = {NULL, 0}, value;
    struct buffer out;
    size_t at = 0;
    buffer_init(&out, CEILING);
    json_raw_strip(root, false, &out);
    struct json_slice stripped = checked(&out);
    while (json_raw_next(stripped, &at, &key, &value)) {
        char name[ROOM];
        if (json_raw_text(key, name, 256))
            need(*name != '_' && json_raw_member(root, name).size > 0);
    }
    buffer_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct json_slice root;
    struct fault why;
    if (!json_raw_check((const char *)bytes, size, &root, &why)) {
        need(why.place >= 0 && (size_t)why.place <= size);
        return 0;
    }
    walk(root);
    canonical_test(root);
    strip_test(root);
    patch_test(root);
    return 0;
}
