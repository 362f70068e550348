/* SPDX-License-Identifier: EUPL-1.2 */
#include "place/follow.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/table.h"
#include "base/utf8.h"
#include "place/duplicate.h"

enum { FOLDED = 256, SAME_SPOT = 30 };
static const double likely = 0.6;
static const double reach = 0.00136; /* degrees of latitude: 150 m */

struct one { /* of those without a partner */
    const struct place *place;
    size_t index;
    char folded[FOLDED]; /* its name */
};
struct pair {
    const struct one *before, *after;
    double likeness, metres;
};
struct pairs {
    struct pair *all;
    size_t count, room;
};

/* ---- the same id ---- */

static void ids_follow(const struct place *const *before, size_t before_count,
                       const struct place *const *after, size_t after_count, size_t *out,
                       bool *taken)
{
    struct table known;
    table_init(&known);
    for (size_t at = after_count; at-- > 0;) { /* of several, the first */
        table_set(&known, after[at]->id, (void *)&after[at]);
    }
    for (size_t at = 0; at < before_count; at++) {
        const struct place *const *found = table_find(&known, before[at]->id);
        size_t index = found ? (size_t)(found - after) : FOLLOW_NONE;
        bool own = found && !taken[index];
        out[at] = own ? index : FOLLOW_NONE;
        if (own) {
            taken[index] = true;
        }
    }
    table_clear(&known, NULL);
}

/* ---- the likeliest ---- */

static void one_make(struct one *one, const struct place *place, size_t index)
{
    one->place = place;
    one->index = index;
    utf8_fold(place->name, one->folded, sizeof one->folded);
}

static int south_order(const void *left, const void *right)
{
    const struct one *a = left, *b = right;
    double north = a->place->point.lat - b->place->point.lat;
    return north < 0 ? -1 : north > 0 ? 1 : strcmp(a->place->id, b->place->id);
}

static int likely_order(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    if (a->likeness != b->likeness) {
        return a->likeness > b->likeness ? -1 : 1;
    }
    if (a->metres != b->metres) {
        return a->metres < b->metres ? -1 : 1;
    }
    int order = strcmp(a->before->place->id, b->before->place->id);
    return order ? order : strcmp(a->after->place->id, b->after->place->id);
}

static void pair_weigh(const struct one *before, const struct one *after, struct pairs *pairs)
{
    const struct place *old = before->place, *new = after->place;
    bool named = *before->folded && !strcmp(before->folded, after->folded);
    if (!named && old->kind != new->kind && old->kind != KIND_OTHER &&new->kind != KIND_OTHER) {
        return; /* cannot become likely enough */
    }
    struct pair pair = {before, after, 0, point_distance(old->point, new->point)};
    pair.likeness = place_likeness(old, new->name, new->kind, new->point);
    if (named && pair.metres < SAME_SPOT) {
        pair.likeness = fmax(pair.likeness, likely);
    }
    if (pair.likeness >= likely) {
        ARRAY_GROW(pairs->all, pairs->count, pairs->room);
        pairs->all[pairs->count++] = pair;
    }
}

/* Both sorted from south to north: only what lies within reach is weighed. */
static void pairs_gather(const struct one *before, size_t before_count, const struct one *after,
                         size_t after_count, struct pairs *pairs)
{
    size_t low = 0;
    for (size_t at = 0; at < before_count; at++) {
        struct point point = before[at].place->point;
        double wide = reach / fmax(cos(point.lat * 3.14159265358979 / 180), 0.01);
        while (low < after_count && after[low].place->point.lat < point.lat - reach) {
            low++;
        }
        for (size_t other = low; other < after_count; other++) {
            struct point there = after[other].place->point;
            if (there.lat > point.lat + reach) {
                break;
            }
            if (fabs(there.lon - point.lon) <= wide) {
                pair_weigh(&before[at], &after[other], pairs);
            }
        }
    }
}

static size_t ones_left(const struct place *const *places, size_t count, const size_t *out,
                        const bool *taken, struct one *ones)
{
    size_t left = 0;
    for (size_t at = 0; at < count; at++) {
        if (out ? out[at] == FOLLOW_NONE : !taken[at]) {
            one_make(&ones[left++], places[at], at);
        }
    }
    if (left) {
        qsort(ones, left, sizeof *ones, south_order);
    }
    return left;
}

void place_follow(const struct place *const *before, size_t before_count,
                  const struct place *const *after, size_t after_count, size_t *out)
{
    bool *taken = memory_take(after_count + 1);
    struct one *old = memory_take(sizeof *old * (before_count + 1));
    struct one *new = memory_take(sizeof *new *(after_count + 1));
    struct pairs pairs = {0};
    ids_follow(before, before_count, after, after_count, out, taken);
    size_t old_count = ones_left(before, before_count, out, NULL, old);
    size_t new_count = ones_left(after, after_count, NULL, taken, new);
    pairs_gather(old, old_count, new, new_count, &pairs);
    if (pairs.count) {
        qsort(pairs.all, pairs.count, sizeof *pairs.all, likely_order);
    }
    for (size_t at = 0; at < pairs.count; at++) {
        const struct pair *pair = &pairs.all[at];
        if (out[pair->before->index] == FOLLOW_NONE && !taken[pair->after->index]) {
            out[pair->before->index] = pair->after->index;
            taken[pair->after->index] = true;
        }
    }
    free(pairs.all);
    free(old);
    free(new);
    free(taken);
}

/* ---- what changed ---- */

static const char *const members[] = {
    "name",     "name_nl", "name_fr", "aliases", "kind",    "hours",    "street",     "number",
    "postcode", "city",    "phone",   "email",   "website", "operator", "wheelchair", "toilet"};
static const char *const offer_members[] = {"price", "amount",     "obligations", "groups",
                                            "hours", "commercial", "outdoor",     "count"};
enum {
    MEMBERS = sizeof members / sizeof *members,
    OFFER_MEMBERS = sizeof offer_members / sizeof *offer_members
};

static void members_copy(const cJSON *from, const char *const *names, size_t count, cJSON *to)
{
    for (size_t at = 0; at < count; at++) {
        const cJSON *value = json_member(from, names[at]);
        if (value) {
            cJSON_AddItemToObject(to, names[at], cJSON_Duplicate(value, true));
        }
    }
}

cJSON *place_said(const cJSON *document)
{
    static const char *const position[] = {"lon", "lat"};
    cJSON *made = cJSON_CreateObject();
    const cJSON *offer;
    members_copy(document, members, MEMBERS, made);
    members_copy(document, position, 2, made);
    cJSON *offers = cJSON_AddObjectToObject(made, "offers");
    cJSON_ArrayForEach(offer, json_member(document, "offers"))
    {
        if (offer->string) {
            members_copy(offer, offer_members, OFFER_MEMBERS,
                         cJSON_AddObjectToObject(offers, offer->string));
        }
    }
    return made;
}

static bool said(const cJSON *value)
{
    return value && !cJSON_IsNull(value) && !(cJSON_IsString(value) && !*value->valuestring);
}

static void member_differs(const cJSON *before, const cJSON *after, const char *prefix,
                           const char *name, place_difference *each, void *data)
{
    const cJSON *old = json_member(before, name), *new = json_member(after, name);
    char path[256];
    old = said(old) ? old : NULL;
    new = said(new) ? new : NULL;
    if (!json_equal(old, new)) {
        snprintf(path, sizeof path, "%s%s", prefix, name);
        each(data, path, old, new);
    }
}

static void offer_differs(const char *id, const cJSON *before, const cJSON *after,
                          place_difference *each, void *data)
{
    char path[160];
    snprintf(path, sizeof path, "offers/%.100s", id);
    if (!before || !after) {
        each(data, path, before, after);
        return;
    }
    snprintf(path, sizeof path, "offers/%.100s/", id);
    for (size_t at = 0; at < OFFER_MEMBERS; at++) {
        member_differs(before, after, path, offer_members[at], each, data);
    }
}

static void offers_differ(const cJSON *before, const cJSON *after, place_difference *each,
                          void *data)
{
    const cJSON *old = json_member(before, "offers"), *new = json_member(after, "offers"), *offer;
    cJSON_ArrayForEach(offer, old)
    {
        if (offer->string) {
            offer_differs(offer->string, offer, json_member(new, offer->string), each, data);
        }
    }
    cJSON_ArrayForEach(offer, new)
    {
        if (offer->string && !json_member(old, offer->string)) {
            offer_differs(offer->string, NULL, offer, each, data);
        }
    }
}

static struct point point_in(const cJSON *document)
{
    return (struct point){json_number(document, "lon", NAN), json_number(document, "lat", NAN)};
}

void place_differences(const cJSON *before, const cJSON *after, place_difference *each, void *data)
{
    for (size_t at = 0; at < MEMBERS; at++) {
        member_differs(before, after, "", members[at], each, data);
    }
    struct point old = point_in(before), new = point_in(after);
    if (point_valid(old) && point_valid(new) && point_distance(old, new) >= FOLLOW_METRES) {
        each(data, "position", before, after);
    }
    offers_differ(before, after, each, data);
}
