/* SPDX-License-Identifier: EUPL-1.2 */
/* Candidates of sources beside those of the pack: one id stands once, and what is alike is folded.
 */
#include "action/source_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "place/duplicate.h"

static const double alike = 0.75;    /* so likely the same place that one stands for both */
static const double reach = 0.00136; /* degrees of latitude: 150 m */

static void entries_add(struct project *project, const struct source_item *item, int layer)
{
    const cJSON *body;
    cJSON_ArrayForEach(body, item->places)
    {
        struct fault why;
        struct entry entry = {.body = cJSON_Duplicate(body, true), .layer = layer};
        if (!place_parse(entry.body, &entry.place, NULL, &why)) {
            log_warn("a place of source %s is none: %s", item->source.id, why.what.key);
            cJSON_Delete(entry.body);
            continue;
        }
        place_id_of_candidate(entry.place.id, entry.cover);
        ARRAY_GROW(project->candidates, project->candidate_count, project->candidate_room);
        project->candidates[project->candidate_count++] = entry;
    }
}

static const char *date_of(const struct entry *entry)
{
    return json_text(json_member(entry->body, "source"), "date", "");
}

/* The same id: the newer one stands for both; of equal age, the later layer. */
static void same_fold(struct project *project)
{
    struct table known;
    table_init(&known);
    for (size_t i = 0; i < project->candidate_count; i++) {
        struct entry *entry = &project->candidates[i];
        entry->leader = i;
        struct entry *other = table_find(&known, entry->place.id);
        if (!other) {
            table_set(&known, entry->place.id, entry);
        } else if (strcmp(date_of(entry), date_of(other)) >= 0) {
            other->leader = i;
            table_set(&known, entry->place.id, entry);
        } else {
            entry->leader = (size_t)(other - project->candidates);
        }
    }
    table_clear(&known, NULL);
}

/* ---- near-duplicates ---- */

static int south_order(const void *left, const void *right)
{
    const struct entry *a = *(struct entry *const *)left, *b = *(struct entry *const *)right;
    return a->place.point.lat < b->place.point.lat   ? -1
           : a->place.point.lat > b->place.point.lat ? 1
                                                     : 0;
}

/* What the one that stands does not say, the other may. */
static void body_complete(struct entry *to, const struct entry *from)
{
    static const char *const members[] = {"name",     "name_nl",  "name_fr",    "street", "number",
                                          "postcode", "city",     "phone",      "email",  "website",
                                          "hours",    "operator", "wheelchair", "toilet"};
    cJSON *offers = cJSON_GetObjectItemCaseSensitive(to->body, "offers");
    const cJSON *item;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const cJSON *value = json_member(from->body, members[i]);
        if (value && !json_member(to->body, members[i])) {
            cJSON_AddItemToObject(to->body, members[i], cJSON_Duplicate(value, true));
        }
    }
    if (!offers) {
        offers = cJSON_AddObjectToObject(to->body, "offers");
    }
    cJSON_ArrayForEach(item, json_member(from->body, "offers"))
    {
        bool room = cJSON_GetArraySize(offers) < PLACE_OFFERS;
        if (item->string && room && !json_member(offers, item->string)) {
            cJSON_AddItemToObject(offers, item->string, cJSON_Duplicate(item, true));
        }
    }
    struct fault why;
    place_clear(&to->place);
    if (!place_parse(to->body, &to->place, NULL, &why)) {
        log_warn("a folded place is none: %s", why.what.key);
    }
}

/* The likeliest of a lower layer that stands by itself, or NULL. `sorted` by latitude. */
static struct entry *alike_find(struct project *project, struct entry **sorted, size_t count,
                                size_t at)
{
    const struct entry *entry = sorted[at];
    struct entry *best = NULL;
    double most = alike, wide = reach / cos(entry->place.point.lat * 3.14159265358979 / 180);
    for (int step = -1; step <= 1; step += 2) {
        for (size_t i = at; step < 0 ? i-- > 0 : ++i < count;) {
            struct entry *other = sorted[i];
            if (fabs(other->place.point.lat - entry->place.point.lat) > reach) {
                break;
            }
            if (other->layer >= entry->layer ||
                other->leader != (size_t)(other - project->candidates) ||
                fabs(other->place.point.lon - entry->place.point.lon) > wide) {
                continue;
            }
            double likeness = place_likeness(&other->place, entry->place.name, entry->place.kind,
                                             entry->place.point);
            if (likeness >= most) {
                most = likeness;
                best = other;
            }
        }
    }
    return best;
}

static void alike_fold(struct project *project, int layers)
{
    size_t count = project->candidate_count;
    struct entry **sorted = memory_take(sizeof *sorted * (count + 1));
    for (size_t i = 0; i < count; i++) {
        sorted[i] = &project->candidates[i];
    }
    qsort(sorted, count, sizeof *sorted, south_order);
    for (int layer = 1; layer <= layers; layer++) {
        for (size_t i = 0; i < count; i++) {
            struct entry *entry = sorted[i];
            if (entry->layer != layer || entry->leader != (size_t)(entry - project->candidates)) {
                continue;
            }
            struct entry *other = alike_find(project, sorted, count, i);
            if (other) {
                entry->leader = (size_t)(other - project->candidates);
                body_complete(other, entry);
            }
        }
    }
    free(sorted);
}

void sources_lay(struct project *project)
{
    struct sources *sources = project->sources;
    int layers = 0;
    for (int i = 0; sources && i < sources->count; i++) {
        if (sources->items[i]->places) {
            entries_add(project, sources->items[i], ++layers);
        }
    }
    same_fold(project);
    if (layers) {
        alike_fold(project, layers);
    }
    for (size_t i = 0; i < project->candidate_count; i++) { /* the end of each chain */
        size_t end = i;
        while (project->candidates[end].leader != end) {
            end = project->candidates[end].leader;
        }
        project->candidates[i].leader = end;
    }
}
