/* SPDX-License-Identifier: EUPL-1.2 */
/* Lines read, one after the other. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "store/carry_inner.h"

bool carry_wrong(struct fault *why, int64_t number, const char *member)
{
    fault_set(why, FAULT_INPUT, "fault.carry.line");
    message_add_count(&why->what, number);
    message_add_text(&why->what, member);
    return fault_at(why, number);
}

bool carry_next(struct json_slice lines, size_t *at, struct carry_line *out, bool *ok,
                struct fault *why)
{
    if (*at >= lines.size) {
        return false;
    }
    const char *from = lines.text + *at, *end = memchr(from, '\n', lines.size - *at);
    size_t size = end ? (size_t)(end - from) : lines.size - *at;
    *at += size + (end != NULL);
    out->number++;
    if (!end || size > CARRY_LINE || !json_raw_check(from, size, &out->whole, why)) {
        *ok = carry_wrong(why, out->number, "");
    } else if (!json_raw_text(json_raw_member(out->whole, "id"), out->id, sizeof out->id) ||
               !out->id[0] || out->id[0] == '_') {
        *ok = carry_wrong(why, out->number, "id");
    } else if (!json_raw_is(json_raw_member(out->whole, "revisions"), '[')) {
        *ok = carry_wrong(why, out->number, "revisions");
    }
    return *ok;
}

struct json_slice carry_body(struct json_slice object, const char *name, const char *other,
                             char **owned)
{
    struct json_slice value = json_raw_member(object, name), none = {NULL, 0};
    struct fault ignored;
    *owned = NULL;
    if (value.text) {
        return value;
    }
    value = json_raw_member(object, other);
    if (!value.text) {
        return none;
    }
    *owned = memory_take(value.size + 1);
    if (json_raw_text(value, *owned, value.size + 1) &&
        json_raw_check(*owned, strlen(*owned), &value, &ignored)) {
        return (struct json_slice){*owned, strlen(*owned)};
    }
    free(*owned);
    *owned = NULL;
    return none;
}

static bool text_read(struct json_slice object, const char *member, char *out, size_t room)
{
    struct json_slice value = json_raw_member(object, member);
    out[0] = '\0';
    return !value.text || json_raw_text(value, out, room);
}

static bool number_read(struct json_slice object, const char *member, int64_t *out)
{
    struct json_slice value = json_raw_member(object, member);
    *out = 0;
    return !value.text || json_raw_int(value, out);
}

static const char *revision_read(struct json_slice value, struct carry_revision *out)
{
    int generation, before;
    const char *hash;
    out->leaf = json_raw_true(json_raw_member(value, "leaf"));
    out->deleted = json_raw_true(json_raw_member(value, "deleted"));
    if (!text_read(value, "rev", out->id, sizeof out->id) ||
        !revision_parse(out->id, &generation, &hash)) {
        return "rev";
    }
    if (!text_read(value, "parent", out->parent, sizeof out->parent) ||
        (out->parent[0] &&
         (!revision_parse(out->parent, &before, &hash) || before != generation - 1))) {
        return "parent";
    }
    if (!text_read(value, "edit", out->edit, sizeof out->edit)) {
        return "edit";
    }
    if (!text_read(value, "state", out->state, sizeof out->state)) {
        return "state";
    }
    if (!text_read(value, "reason", out->reason, sizeof out->reason)) {
        return "reason";
    }
    if (!number_read(value, "at", &out->at)) {
        return "at";
    }
    if (!number_read(value, "turn", &out->turn) || out->turn < 0) {
        return "turn";
    }
    out->body = carry_body(value, "body", "text", &out->owned);
    if (out->leaf ? !json_raw_is(out->body, '{') : out->body.text && !json_raw_is(out->body, '{')) {
        return "body";
    }
    return NULL;
}

bool carry_revision_next(const struct carry_line *line, size_t *at, struct carry_revision *out,
                         bool *ok, struct fault *why)
{
    struct json_slice value;
    memset(out, 0, sizeof *out);
    if (!json_raw_next(json_raw_member(line->whole, "revisions"), at, NULL, &value)) {
        return false;
    }
    const char *wrong = revision_read(value, out);
    if (wrong) {
        free(out->owned);
        out->owned = NULL;
        *ok = carry_wrong(why, line->number, wrong);
    }
    return *ok;
}

bool carry_walk(struct json_slice documents,
                bool (*each)(void *data, const char *id, struct json_slice seen), void *data,
                struct fault *why)
{
    struct carry_line line = {.number = 0};
    size_t at = 0;
    bool ok = true, on = true;
    while (on && carry_next(documents, &at, &line, &ok, why)) {
        char *owned;
        struct json_slice seen = carry_body(line.whole, "seen", "seen_text", &owned);
        on = each(data, line.id, seen);
        free(owned);
    }
    return ok;
}
