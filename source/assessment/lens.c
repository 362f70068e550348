/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/lens.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"

#define SPEED_LEAST 0.2
#define SPEED_MOST 3.0
#define STEPS_LEAST 0.05

/* ---- reading ---- */

static bool lens_fault(const cJSON *item, const char *member, struct fault *why)
{
    char where[MESSAGE_TEXT_SIZE];
    snprintf(where, sizeof where, "%.30s.%.60s", json_text(item, "id", "?"), member);
    return fault_set_text(why, FAULT_INPUT, "fault.lens", where);
}

static bool id_good(const char *id)
{
    size_t size = strspn(id, "abcdefghijklmnopqrstuvwxyz_");
    return size > 0 && size < LENS_ID && !id[size];
}

static bool members_known(const cJSON *item, struct fault *why)
{
    static const char *const known[] = {"id",        "speed",     "steps_speed", "no_steps",
                                        "step_free", "open_only", "free_only",   "groups",
                                        "not_only",  "spoken"};
    const cJSON *member;
    cJSON_ArrayForEach(member, item)
    {
        size_t at = 0;
        while (at < sizeof known / sizeof *known && strcmp(known[at], member->string) != 0) {
            at++;
        }
        if (at == sizeof known / sizeof *known) {
            return lens_fault(item, member->string, why);
        }
    }
    return true;
}

static bool flag_read(const cJSON *item, const char *name, bool *out, struct fault *why)
{
    const cJSON *member = json_member(item, name);
    *out = cJSON_IsTrue(member);
    return !member || cJSON_IsBool(member) || lens_fault(item, name, why);
}

static bool flags_read(const cJSON *item, struct lens *lens, struct fault *why)
{
    return flag_read(item, "no_steps", &lens->no_steps, why) &&
           flag_read(item, "step_free", &lens->step_free, why) &&
           flag_read(item, "open_only", &lens->open_only, why) &&
           flag_read(item, "free_only", &lens->free_only, why);
}

static bool speeds_read(const cJSON *item, struct lens *lens, struct fault *why)
{
    lens->speed = json_number(item, "speed", 0);
    lens->steps_speed = json_number(item, "steps_speed", 0);
    if (!(lens->speed >= SPEED_LEAST && lens->speed <= SPEED_MOST)) {
        return lens_fault(item, "speed", why);
    }
    bool given = json_member(item, "steps_speed") != NULL;
    bool within = lens->steps_speed >= STEPS_LEAST && lens->steps_speed <= lens->speed;
    return (lens->no_steps ? !given : within) || lens_fault(item, "steps_speed", why);
}

static bool group_parse(const char *word, unsigned *out)
{
    for (int i = 0; i < GROUP_COUNT; i++) {
        if (strcmp(word, group_word(i)) == 0) {
            *out |= 1u << i;
            return true;
        }
    }
    return false;
}

static bool spoken_parse(const char *word, unsigned *out)
{
    enum service service;
    if (!service_parse(word, &service)) {
        return false;
    }
    *out |= 1u << service;
    return true;
}

static bool words_read(const cJSON *item, const char *name,
                       bool (*parse)(const char *word, unsigned *out), unsigned *out,
                       struct fault *why)
{
    const cJSON *array = json_member(item, name), *word;
    if (array && !cJSON_IsArray(array)) {
        return lens_fault(item, name, why);
    }
    cJSON_ArrayForEach(word, array)
    {
        if (!cJSON_IsString(word) || !parse(word->valuestring, out)) {
            return lens_fault(item, name, why);
        }
    }
    return true;
}

static bool tongue_read(const cJSON *item, struct lens *lens, struct fault *why)
{
    int index;
    const cJSON *member = json_member(item, "not_only");
    if (!member) {
        return true;
    }
    if (!cJSON_IsString(member) || !tongue_parse(member->valuestring, &index)) {
        return lens_fault(item, "not_only", why);
    }
    snprintf(lens->not_only, sizeof lens->not_only, "%s", tongue_word(index));
    return true;
}

static bool lens_read(const cJSON *item, struct lenses *out, struct fault *why)
{
    struct lens *lens = &out->items[out->count];
    const char *id = json_text(item, "id", "");
    *lens = (struct lens){.speed = 0};
    if (!id_good(id) || lenses_find(out, id)) {
        return lens_fault(item, "id", why);
    }
    memcpy(lens->id, id, strlen(id) + 1);
    out->count++;
    return members_known(item, why) && flags_read(item, lens, why) &&
           speeds_read(item, lens, why) &&
           words_read(item, "groups", group_parse, &lens->groups, why) &&
           words_read(item, "spoken", spoken_parse, &lens->spoken, why) &&
           tongue_read(item, lens, why);
}

static bool document_read(const cJSON *document, struct lenses *out, struct fault *why)
{
    const cJSON *array = json_member(document, "lenses"), *item;
    int count = cJSON_IsArray(array) ? cJSON_GetArraySize(array) : 0;
    if (count < 1 || count > LENS_MOST) {
        return fault_set_text(why, FAULT_INPUT, "fault.lens", "lenses");
    }
    cJSON_ArrayForEach(item, array)
    {
        if (!lens_read(item, out, why)) {
            return false;
        }
    }
    return true;
}

bool lenses_parse(const char *text, size_t size, struct lenses *out, struct fault *why)
{
    cJSON *document = NULL;
    out->count = 0;
    if (!json_parse(text, size, LENS_CEILING, &document, why)) {
        return false;
    }
    bool good = document_read(document, out, why);
    cJSON_Delete(document);
    return good;
}

/* ---- asking ---- */

const struct lens *lenses_find(const struct lenses *lenses, const char *id)
{
    for (int i = 0; i < lenses->count; i++) {
        if (strcmp(lenses->items[i].id, id) == 0) {
            return &lenses->items[i];
        }
    }
    return NULL;
}

static struct message lens_key(const struct lens *lens, const char *tail)
{
    char key[MESSAGE_KEY_SIZE];
    snprintf(key, sizeof key, "lens.%s%s", lens->id, tail);
    return message_of(key);
}

struct message lens_name(const struct lens *lens)
{
    return lens_key(lens, "");
}

struct message lens_what(const struct lens *lens)
{
    return lens_key(lens, ".what");
}

bool lens_usual(const struct lens *lens)
{
    return !lens || strcmp(lens->id, "usual") == 0;
}

bool lens_group_free(const struct lens *lens, const struct offer *offer)
{
    return lens && offer->price == PRICE_FREE_FOR_GROUP && offer->groups & lens->groups;
}

/* Does the list of languages hold another one? */
static bool other_tongue(const char *languages, const char *not_only)
{
    for (const char *at = languages; *at;) {
        size_t size = strcspn(at, " ");
        if (size && (size != strlen(not_only) || strncmp(at, not_only, size) != 0)) {
            return true;
        }
        at += size + (at[size] == ' ');
    }
    return false;
}

bool lens_takes(const struct lens *lens, const struct place *place, const struct offer *offer)
{
    if (!lens) {
        return true;
    }
    bool enters = !lens->step_free || place->wheelchair != ANSWER_NO;
    bool free = !lens->free_only || offer->price == PRICE_FREE || lens_group_free(lens, offer);
    bool speaks = !lens->not_only[0] || !(lens->spoken >> offer->service & 1) ||
                  other_tongue(offer->languages, lens->not_only);
    return enters && free && speaks;
}
