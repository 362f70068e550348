/* SPDX-License-Identifier: EUPL-1.2 */
/* What waits, what is asked and what came in, as the store tells it. On the store's lane. */
#include <stdlib.h>
#include <string.h>

#include "action/sync_inner.h"
#include "base/arena.h"
#include "base/json.h"

enum { SENT_LINES = 50, DEEDS_ASKED = 2000 };

static char *text_copy(const char *text)
{
    return memory_text(text ? text : "");
}

static bool outbox_take(void *data, const struct outbox_line *line)
{
    struct lines *lines = data;
    ARRAY_GROW(lines->outbox, lines->outbox_count, lines->outbox_room);
    lines->outbox[lines->outbox_count++] =
        (struct line_text){.document = text_copy(line->document),
                           .subject = text_copy(line->edit ? line->edit->subject : ""),
                           .verb = text_copy(line->edit ? line->edit->verb : ""),
                           .reason = text_copy(line->reason),
                           .state = line->state,
                           .at = line->edit ? line->edit->at : line->at};
    return lines->outbox_count < SYNC_LINES;
}

/* As a person would type it. */
char *lines_value_text(const cJSON *value)
{
    struct buffer out;
    const cJSON *element;
    buffer_init(&out, 4096);
    if (cJSON_IsString(value)) {
        buffer_add_text(&out, value->valuestring);
    } else if (cJSON_IsArray(value)) {
        cJSON_ArrayForEach(element, value)
        {
            char *one = lines_value_text(element);
            buffer_addf(&out, "%s%s", out.size ? ", " : "", one);
            free(one);
        }
    } else if (value && !cJSON_IsNull(value)) {
        char *json = json_write_canonical(value);
        buffer_add_text(&out, json);
        free(json);
    }
    char *text = memory_text(buffer_text(&out));
    buffer_clear(&out);
    return text;
}

static bool question_take(void *data, const struct question *question)
{
    struct lines *lines = data;
    for (size_t i = 0; i < question->merge->collision_count; i++) {
        const struct merge_collision *collision = &question->merge->collisions[i];
        ARRAY_GROW(lines->asked, lines->asked_count, lines->asked_room);
        struct asked *asked = &lines->asked[lines->asked_count++];
        memset(asked, 0, sizeof *asked);
        asked->document = text_copy(question->document);
        asked->path = text_copy(collision->path);
        for (int at = 0; at < collision->value_count && at < SYNC_VALUES; at++) {
            const struct merge_value *value = &collision->values[at];
            bool known = value->leaf < question->leaf_count;
            asked->values[at].value = value->value ? cJSON_Duplicate(value->value, true) : NULL;
            asked->values[at].text = lines_value_text(value->value);
            asked->values[at].role = text_copy(known ? question->roles[value->leaf] : "");
            asked->values[at].at = known ? question->moments[value->leaf] : 0;
            asked->values[at].ours = known && question->ours[value->leaf];
            asked->value_count++;
        }
    }
    return lines->asked_count < SYNC_LINES;
}

/* ---- whose value it is ---- */

struct claim {
    const struct asked *asked;
    const cJSON *value;
    bool ours;
};

/* What `change` makes of `path`: false = it does not touch it. */
static bool change_makes(const struct change *change, const char *path, const cJSON **out)
{
    size_t size = strlen(change->path);
    const char *rest = path + size;
    if (strncmp(change->path, path, size) != 0 || (size && *rest && *rest != '/')) {
        return false;
    }
    rest += size && *rest == '/';
    *out = *rest ? json_path_get(change->after, rest) : change->after;
    return true;
}

static bool same_value(const cJSON *a, const cJSON *b)
{
    return a && b ? json_equal(a, b) : !a && !b;
}

static bool claim_hold(void *data, const struct edit *edit, bool undone)
{
    struct claim *claim = data;
    const cJSON *made;
    for (size_t i = 0; !undone && i < edit->change_count; i++) {
        const struct change *change = &edit->changes[i];
        claim->ours = claim->ours || (!strcmp(change->document, claim->asked->document) &&
                                      change_makes(change, claim->asked->path, &made) &&
                                      same_value(made, claim->value));
    }
    return !claim->ours;
}

/* A version that was made here may carry on what another tablet wrote in this field: only what a
 * deed of this tablet wrote is its own. */
static bool claims_check(struct store *store, struct asked *asked, struct fault *why)
{
    bool ok = true;
    for (int at = 0; ok && at < asked->value_count; at++) {
        struct claim claim = {.asked = asked, .value = asked->values[at].value};
        if (!asked->values[at].ours) {
            continue;
        }
        ok = store_history(store, asked->document, DEEDS_ASKED, claim_hold, &claim, why);
        if (ok && !claim.ours) {
            asked->values[at].ours = false;
            asked->values[at].role[0] = 0;
            asked->values[at].at = 0;
        }
    }
    return ok;
}

static bool news_take(void *data, const char *document, enum arrived kind, const char *fields,
                      int64_t at)
{
    struct lines *lines = data;
    for (size_t i = 0; i < lines->news_count; i++) {
        if (!strcmp(lines->news[i].document, document)) {
            return true; /* a newer line tells of it already */
        }
    }
    ARRAY_GROW(lines->news, lines->news_count, lines->news_room);
    lines->news[lines->news_count++] =
        (struct news_text){text_copy(document), text_copy(fields), kind, at};
    return lines->news_count < SYNC_LINES;
}

bool lines_read(struct store *store, struct lines *out, struct fault *why)
{
    struct replica replica;
    memset(out, 0, sizeof *out);
    bool ok = replica_count(store, &out->counts, why) && replica_read(store, &replica, why);
    if (ok) {
        out->contact = replica.contact;
        replica_clear(&replica);
    }
    ok = ok && replica_outbox(store, SENT_LINES, outbox_take, out, why) &&
         replica_questions(store, NULL, question_take, out, why);
    for (size_t i = 0; ok && i < out->asked_count; i++) {
        ok = claims_check(store, &out->asked[i], why);
    }
    return ok && replica_arrived(store, SYNC_LINES, news_take, out, why);
}

void lines_clear(struct lines *lines)
{
    for (size_t i = 0; i < lines->outbox_count; i++) {
        struct line_text *line = &lines->outbox[i];
        free(line->document);
        free(line->subject);
        free(line->verb);
        free(line->reason);
    }
    for (size_t i = 0; i < lines->asked_count; i++) {
        struct asked *asked = &lines->asked[i];
        free(asked->document);
        free(asked->path);
        for (int at = 0; at < asked->value_count; at++) {
            cJSON_Delete(asked->values[at].value);
            free(asked->values[at].text);
            free(asked->values[at].role);
        }
    }
    for (size_t i = 0; i < lines->news_count; i++) {
        free(lines->news[i].document);
        free(lines->news[i].fields);
    }
    free(lines->outbox);
    free(lines->asked);
    free(lines->news);
    memset(lines, 0, sizeof *lines);
}
