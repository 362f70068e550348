/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "exchange/osm_inner.h"

enum { RINGS = 20000 }; /* of one relation */
_Static_assert(FEATURE_KINDS <= 64, "kinds are bits of 64");

void osm_relations_clear(struct osm_relations *relations)
{
    arena_clear(&relations->arena);
    free(relations->all);
    free(relations->members);
    free(relations->ways);
    free(relations->nodes);
    *relations = (struct osm_relations){0};
}

/* ---- which relations ---- */

/* Only words about the relation itself: what it is must then stand on its ways. */
static bool tags_bare(const struct osm_tags *tags)
{
    static const char *const words[] = {"type",  "source",  "created_by", "note",
                                        "fixme", "comment", "name"};
    for (size_t at = 0; at < tags->count; at++) {
        bool known = strncmp(tags->tag[at].key, "source:", 7) == 0;
        for (size_t word = 0; word < sizeof words / sizeof *words && !known; word++)
            known = strcmp(tags->tag[at].key, words[word]) == 0;
        if (!known)
            return false;
    }
    return true;
}

static bool relation_of_use(const struct osm_tags *tags)
{
    struct osm_drawn drawn[OSM_DRAWN];
    struct name_pair names, street;
    char number[32];
    return osm_drawn_of(tags, OSM_RINGS, &names, drawn) > 0 || osm_maybe_place(tags) ||
           osm_address_of(tags, &street, number);
}

static struct osm_tags tags_copy(struct arena *arena, const struct osm_tags *tags)
{
    struct osm_tag *copy = arena_take(arena, (tags->count + 1) * sizeof *copy);
    for (size_t at = 0; at < tags->count; at++)
        copy[at] = (struct osm_tag){arena_text(arena, tags->tag[at].key),
                                    arena_text(arena, tags->tag[at].value)};
    return (struct osm_tags){copy, tags->count};
}

void osm_relation_keep(struct osm_relations *relations, const struct pbf_object *object)
{
    const char *type = osm_tag(&object->tags, "type");
    bool areas = strcmp(type, "multipolygon") == 0;
    if (!areas && strcmp(type, "boundary") != 0)
        return;
    bool bare = areas && tags_bare(&object->tags);
    if (!bare && !relation_of_use(&object->tags))
        return;
    ARRAY_GROW(relations->all, relations->count, relations->room);
    size_t index = relations->count++;
    relations->all[index] =
        (struct osm_relation){.id = object->id,
                              .seconds = object->seconds,
                              .tags = tags_copy(&relations->arena, &object->tags),
                              .bare = bare,
                              .first = relations->member_count};
    for (size_t at = 0; at < object->ref_count; at++) {
        if (object->types[at] != PBF_WAY)
            continue;
        ARRAY_GROW(relations->members, relations->member_count, relations->member_room);
        relations->members[relations->member_count++] =
            (struct osm_member){object->refs[at], index, strcmp(object->roles[at], "inner") == 0};
    }
    relations->all[index].count = relations->member_count - relations->all[index].first;
}

/* ---- their ways ---- */

static int way_order(const void *a, const void *b)
{
    const struct osm_kept_way *one = a, *two = b;
    return one->id < two->id ? -1 : one->id > two->id;
}

struct osm_kept_way *osm_kept_way_find(struct osm_relations *relations, int64_t id)
{
    struct osm_kept_way wanted = {.id = id};
    if (!relations->way_count)
        return NULL;
    return bsearch(&wanted, relations->ways, relations->way_count, sizeof wanted, way_order);
}

static uint64_t kinds_of(const struct osm_tags *tags)
{
    struct osm_drawn drawn[OSM_DRAWN];
    struct name_pair names;
    uint64_t kinds = 0;
    int count = osm_drawn_of(tags, OSM_RINGS, &names, drawn);
    for (int at = 0; at < count; at++)
        kinds |= (uint64_t)1 << drawn[at].kind;
    return kinds;
}

/* What a relation draws, its outer ways need not. */
static void ways_mark(struct osm_relations *relations)
{
    for (size_t index = 0; index < relations->count; index++) {
        const struct osm_relation *relation = &relations->all[index];
        uint64_t kinds = relation->bare ? 0 : kinds_of(&relation->tags);
        for (size_t at = 0; at < relation->count; at++) {
            const struct osm_member *member = &relations->members[relation->first + at];
            struct osm_kept_way *way = osm_kept_way_find(relations, member->way);
            if (member->inner)
                continue;
            way->drawn |= kinds;
            if (relation->bare && way->bare < 0)
                way->bare = (long)index;
        }
    }
}

void osm_relations_settle(struct osm_relations *relations)
{
    size_t count = 0;
    relations->ways = memory_take((relations->member_count + 1) * sizeof *relations->ways);
    for (size_t at = 0; at < relations->member_count; at++)
        relations->ways[at] = (struct osm_kept_way){.id = relations->members[at].way, .bare = -1};
    if (relations->member_count)
        qsort(relations->ways, relations->member_count, sizeof *relations->ways, way_order);
    for (size_t at = 0; at < relations->member_count; at++)
        if (at == 0 || relations->ways[at].id != relations->ways[count - 1].id)
            relations->ways[count++] = relations->ways[at];
    relations->way_count = count;
    ways_mark(relations);
}

/* The first outer way with tags of an area gives them to its bare relation, and is then not drawn
 * by itself. */
static void bare_dress(struct osm_relations *relations, struct osm_kept_way *way,
                       const struct osm_tags *tags)
{
    uint64_t kinds = way->bare < 0 ? 0 : kinds_of(tags);
    if (!kinds)
        return;
    struct osm_relation *relation = &relations->all[way->bare];
    if (tags_bare(&relation->tags))
        relation->tags = tags_copy(&relations->arena, tags);
    way->drawn |= kinds & kinds_of(&relation->tags);
}

void osm_kept_way_take(struct osm_reader *reader, struct osm_kept_way *way,
                       const struct pbf_object *object)
{
    struct osm_relations *relations = &reader->relations;
    if (way->there)
        return;
    way->there = true;
    way->first = relations->node_count;
    for (size_t at = 0; at < object->ref_count; at++) {
        if (reader->found[at] == OSM_NO_NODE)
            continue;
        ARRAY_GROW(relations->nodes, relations->node_count, relations->node_room);
        relations->nodes[relations->node_count++] = (uint32_t)reader->found[at];
    }
    way->count = relations->node_count - way->first;
    bare_dress(relations, way, &object->tags);
}

/* ---- giving ---- */

static void ring_put(struct osm_shape *area, const struct osm_rings *rings,
                     const struct osm_ring *ring)
{
    for (size_t at = 0; at < ring->count; at++)
        osm_shape_add(area, rings->spots[ring->first + at]);
    osm_shape_end(area, 3);
}

/* An outer ring with the holes that lie in it. */
static void area_fill(struct osm_reader *reader, const struct osm_rings *rings,
                      const struct osm_ring *outer)
{
    osm_shape_empty(&reader->area);
    ring_put(&reader->area, rings, outer);
    if (!reader->area.end_count)
        return;
    for (long at = outer->child; at >= 0; at = rings->rings[at].next)
        ring_put(&reader->area, rings, &rings->rings[at]);
}

static bool areas_give(struct osm_reader *reader, const struct osm_drawn *drawn,
                       const struct osm_rings *rings, struct fault *why)
{
    for (size_t at = 0; at < rings->ring_count; at++) {
        if (rings->rings[at].depth % 2)
            continue;
        area_fill(reader, rings, &rings->rings[at]);
        if (!osm_give_area(reader, drawn, why))
            return false;
    }
    return true;
}

/* Borders belong to two sides and are drawn once, as the most important of their relations says. */
static void borders_mark(struct osm_relations *relations, const struct osm_relation *relation,
                         const struct osm_drawn *drawn)
{
    for (size_t at = 0; at < relation->count; at++) {
        struct osm_kept_way *way =
            osm_kept_way_find(relations, relations->members[relation->first + at].way);
        if (way->lined && way->border.min_zoom <= drawn->min_zoom)
            continue;
        way->lined = true;
        way->border = *drawn;
        way->border.name = way->border.name_fr = "";
    }
}

static bool borders_give(struct osm_reader *reader, struct fault *why)
{
    const struct osm_relations *relations = &reader->relations;
    static const struct name_pair nameless = {"", ""};
    for (size_t at = 0; at < relations->way_count; at++) {
        const struct osm_kept_way *way = &relations->ways[at];
        if (!way->lined || !way->there)
            continue;
        osm_shape_empty(&reader->line);
        for (size_t node = way->first; node < way->first + way->count; node++)
            osm_shape_add(&reader->line, spot_of_point(osm_node_point(
                                             &reader->nodes.all[relations->nodes[node]])));
        osm_shape_end(&reader->line, 2);
        if (!osm_give_line(reader, &way->border, &nameless, why))
            return false;
    }
    return true;
}

static bool relation_draw(struct osm_reader *reader, const struct osm_relation *relation,
                          const struct osm_rings *rings, struct fault *why)
{
    struct osm_drawn drawn[OSM_DRAWN];
    struct name_pair names;
    int count = osm_drawn_of(&relation->tags, OSM_RINGS, &names, drawn);
    bool good = true;
    for (int at = 0; at < count && good; at++) {
        if (drawn[at].shape == SHAPE_AREA)
            good = areas_give(reader, &drawn[at], rings, why);
        else if (drawn[at].shape == SHAPE_LINE)
            borders_mark(&reader->relations, relation, &drawn[at]);
        else if (drawn[at].kind != FEATURE_HOUSE_NUMBER && rings->ring_count) {
            area_fill(reader, rings, &rings->rings[0]);
            good = !reader->area.end_count ||
                   osm_give_point(reader, &drawn[at], osm_shape_label(&reader->area),
                                  osm_extent(reader->area.box), why);
        }
    }
    return good;
}

/* Where the relation is: inside its largest ring, or else on the first of its ways. */
static bool relation_spot(struct osm_reader *reader, const struct osm_relation *relation,
                          const struct osm_rings *rings, struct spot *out)
{
    struct osm_relations *relations = &reader->relations;
    if (rings->ring_count) {
        area_fill(reader, rings, &rings->rings[0]);
        if (reader->area.end_count)
            *out = osm_shape_label(&reader->area);
        return reader->area.end_count > 0;
    }
    for (size_t at = 0; at < relation->count; at++) {
        const struct osm_kept_way *way =
            osm_kept_way_find(relations, relations->members[relation->first + at].way);
        if (!way->count)
            continue;
        uint32_t node = relations->nodes[way->first + way->count / 2];
        *out = spot_of_point(osm_node_point(&reader->nodes.all[node]));
        return true;
    }
    return false;
}

static bool relation_look(struct osm_reader *reader, const struct osm_relation *relation,
                          const struct osm_rings *rings, struct fault *why)
{
    struct osm_thing thing = {'r', relation->id, relation->seconds, &relation->tags};
    struct spot spot;
    return relation->bare || !relation_spot(reader, relation, rings, &spot) ||
           (osm_give_address(reader, &thing, spot, why) &&
            osm_give_candidate(reader, &thing, spot, why));
}

static int piece_order(const void *a, const void *b)
{
    const struct osm_piece *one = a, *two = b;
    return one->nodes < two->nodes ? -1 : one->nodes > two->nodes;
}

/* The ways of a relation that are in the file, each once. */
static size_t pieces_find(struct osm_reader *reader, const struct osm_relation *relation,
                          struct osm_piece *out)
{
    struct osm_relations *relations = &reader->relations;
    size_t count = 0, kept = 0;
    for (size_t at = 0; at < relation->count; at++) {
        const struct osm_kept_way *way =
            osm_kept_way_find(relations, relations->members[relation->first + at].way);
        reader->counts.missing += !way->there;
        if (way->there && way->count >= 2)
            out[count++] = (struct osm_piece){relations->nodes + way->first, way->count};
    }
    if (count)
        qsort(out, count, sizeof *out, piece_order);
    for (size_t at = 0; at < count; at++)
        if (at == 0 || out[at].nodes != out[kept - 1].nodes)
            out[kept++] = out[at];
    return kept;
}

static bool relation_give(struct osm_reader *reader, const struct osm_relation *relation,
                          struct osm_rings *rings, struct fault *why)
{
    struct osm_piece *pieces = memory_take((relation->count + 1) * sizeof *pieces);
    size_t count = pieces_find(reader, relation, pieces);
    osm_rings_join(rings, pieces, count);
    free(pieces);
    if (rings->ring_count > RINGS) {
        reader->counts.broken++;
        return true;
    }
    osm_rings_nest(rings, &reader->nodes);
    reader->counts.without_place += rings->open > 0 || !rings->ring_count;
    return relation_draw(reader, relation, rings, why) &&
           relation_look(reader, relation, rings, why);
}

bool osm_relations_give(struct osm_reader *reader, struct fault *why)
{
    struct osm_rings rings = {0};
    bool good = true;
    for (size_t at = 0; at < reader->relations.count && good; at++)
        good = relation_give(reader, &reader->relations.all[at], &rings, why);
    osm_rings_clear(&rings);
    return good && borders_give(reader, why);
}
