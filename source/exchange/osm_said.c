/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "exchange/osm_inner.h"

static bool is_house(const char *role)
{
    return strcmp(role, "house") == 0 || strcmp(role, "address") == 0;
}

static char letter_of(enum pbf_kinds kind)
{
    return kind == PBF_NODE ? 'n' : kind == PBF_WAY ? 'w' : 'r';
}

static void name_of(const struct osm_tags *tags, struct name_pair *out)
{
    name_pair_of(osm_tag(tags, "name:nl"), osm_tag(tags, "name:fr"), osm_tag(tags, "name"), out);
    if (!out->nl[0])
        name_pair_of("", "", osm_tag(tags, "addr:street"), out);
}

void osm_said_keep(struct osm_reader *reader, const struct pbf_object *relation)
{
    const char *type = osm_tag(&relation->tags, "type"), *street = NULL;
    struct osm_streets_said *said = &reader->said;
    struct name_pair name;
    if (strcmp(type, "associatedStreet") != 0 && strcmp(type, "street") != 0)
        return;
    name_of(&relation->tags, &name);
    for (size_t at = 0; name.nl[0] && at < relation->ref_count; at++) {
        if (!is_house(relation->roles[at]))
            continue;
        street = street ? street : arena_text(&reader->relations.arena, name.nl);
        ARRAY_GROW(said->all, said->count, said->room);
        said->all[said->count++] =
            (struct osm_member_street){letter_of(relation->types[at]), relation->refs[at], street};
    }
}

static int house_order(const void *a, const void *b)
{
    const struct osm_member_street *one = a, *two = b;
    if (one->letter != two->letter)
        return one->letter - two->letter;
    return one->id < two->id ? -1 : one->id > two->id;
}

/* In two streets at once (a corner): the first by name. */
static int said_order(const void *a, const void *b)
{
    const struct osm_member_street *one = a, *two = b;
    int order = house_order(a, b);
    return order ? order : strcmp(one->street, two->street);
}

void osm_said_settle(struct osm_streets_said *said)
{
    if (said->count)
        qsort(said->all, said->count, sizeof *said->all, said_order);
}

const char *osm_said_street(const struct osm_streets_said *said, char letter, int64_t id)
{
    struct osm_member_street wanted = {letter, id, ""};
    size_t low = 0, high = said->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (house_order(&said->all[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < said->count && house_order(&said->all[low], &wanted) == 0;
    return found ? said->all[low].street : NULL;
}
