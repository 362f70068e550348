/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/utf8.h"
#include "exchange/osm_rows_inner.h"
#include "exchange/osm_table_inner.h"
#include "exchange/osm_tags_inner.h"

typedef const char *const word_list[];

/* Roads for everybody. Belgian law lets people on foot use a cycleway where there is no footway
 * (wiki: OSM tags for routing/Access restrictions, Belgium); a trunk road only when it says so. */
static word_list walked = {
    "residential", "footway",      "path",      "steps",         "pedestrian",     "living_street",
    "service",     "unclassified", "tertiary",  "secondary",     "primary",        "cycleway",
    "track",       "road",         "bridleway", "tertiary_link", "secondary_link", "primary_link",
    "corridor",    "platform",     NULL};
static word_list foot_asked = {"trunk", "trunk_link", "busway", "bus_guideway", NULL};
static word_list foot_allowed = {"yes",      "designated", "permissive", "destination",
                                 "official", "public",     NULL};
static word_list foot_barred = {"no", "private", "use_sidepath", "military", NULL};
static word_list access_barred = {"no",      "private",   "military",  "psv",       "bus", "permit",
                                  "members", "employees", "residents", "emergency", NULL};
static word_list sidewalks = {"both", "left", "right", "yes", NULL};

static bool listed(word_list list, const char *word)
{
    for (; *list; list++)
        if (strcmp(*list, word) == 0)
            return true;
    return false;
}

static bool way_walked(const struct osm_known *known)
{
    const char *highway = known->value[TAG_HIGHWAY];
    if (listed(walked, highway) || osm_is(known, TAG_RAILWAY, "platform") ||
        osm_is(known, TAG_PUBLIC_TRANSPORT, "platform"))
        return true;
    return listed(foot_asked, highway) && (listed(foot_allowed, known->value[TAG_FOOT]) ||
                                           listed(sidewalks, known->value[TAG_SIDEWALK]));
}

static bool way_open(const struct osm_known *known)
{
    const char *foot = known->value[TAG_FOOT];
    if (listed(foot_allowed, foot))
        return true;
    return !listed(foot_barred, foot) && !listed(access_barred, known->value[TAG_ACCESS]) &&
           !osm_is(known, TAG_MOTORROAD, "yes");
}

bool osm_walk_of(const struct osm_tags *tags, enum osm_form form, struct walk_way *out)
{
    struct osm_known known;
    if (form == OSM_NODE)
        return false;
    osm_known_of(tags, &known);
    if (!way_walked(&known) || !way_open(&known))
        return false;
    bool passage = osm_is(&known, TAG_TUNNEL, "building_passage");
    out->kind = osm_is(&known, TAG_HIGHWAY, "steps") ? WALK_STEPS : WALK_WAY;
    out->bridge_or_tunnel =
        osm_yes(&known, TAG_BRIDGE) || (osm_yes(&known, TAG_TUNNEL) && !passage);
    return true;
}

bool osm_address_of(const struct osm_tags *tags, struct name_pair *street, char number[32])
{
    struct osm_known known;
    osm_known_of(tags, &known);
    const char *text = known.value[TAG_ADDR_HOUSENUMBER];
    size_t size = strlen(text);
    if (!size || size >= 32 || osm_yes(&known, TAG_ADDR_INTERPOLATION))
        return false;
    memcpy(number, text, size + 1);
    name_pair_of(known.value[TAG_ADDR_STREET_NL], known.value[TAG_ADDR_STREET_FR],
                 known.value[TAG_ADDR_STREET], street);
    if (!street->nl[0])
        name_pair_of(known.value[TAG_ADDR_PLACE_NL], known.value[TAG_ADDR_PLACE_FR],
                     known.value[TAG_ADDR_PLACE], street);
    return true;
}

/* ---- candidates ---- */

static bool internet(const struct osm_tag *tag)
{
    return strcmp(tag->key, "internet_access") == 0 || strcmp(tag->key, "wifi") == 0;
}

bool osm_maybe_place(const struct osm_tags *tags)
{
    static word_list keys = {"amenity", "shop", "office", "craft", NULL};
    for (size_t at = 0; at < tags->count; at++) {
        const struct osm_tag *tag = &tags->tag[at];
        if (internet(tag) || (listed(keys, tag->key) && osm_by_itself(tag->key, tag->value)))
            return true;
    }
    return false;
}
