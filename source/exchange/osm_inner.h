/* SPDX-License-Identifier: EUPL-1.2 */
/* osm_inner.h – what the files of the OSM importer share.
 *
 * Two passes over the file. The first takes the nodes (their places, and what they are) and keeps the relations that are
 * areas of use; the second takes the ways, which now find their nodes wherever in the file those stood; then the
 * areas of relations are joined from the ways that were kept for them. In memory: 16 bytes a node, 4 bytes a
 * point of a way in an area relation, the texts of those relations, the pieces of named streets (for
 * their joining), 48 bytes for a house whose street is not known, and one block of the file. */
#ifndef EXCHANGE_OSM_INNER_H
#define EXCHANGE_OSM_INNER_H

#include "base/arena.h"
#include "exchange/osm_tags_inner.h"
#include "exchange/pbf_inner.h"
#include "exchange/read.h"
#include "exchange/street_inner.h"

/* ---- osm_node.c: where the nodes lie ---- */
enum { OSM_NODES = 100 * 1000 * 1000, OSM_NO_NODE = -1 };

struct osm_node {
    int64_t id;
    int32_t lon, lat; /* 10^-7 degrees */
};
struct osm_nodes {
    struct osm_node *all;
    size_t count, room;
    size_t near; /* the last one found: the next is often close by */
    bool unsorted;
};
bool osm_nodes_add(struct osm_nodes *nodes, int64_t id, int32_t lon, int32_t lat); /* false = too many */
void osm_nodes_settle(struct osm_nodes *nodes); /* sorts if it must; before the first find */
int64_t osm_nodes_find(struct osm_nodes *nodes, int64_t id); /* index or OSM_NO_NODE */
struct point osm_node_point(const struct osm_node *node);

/* ---- osm_shape.c: lines and rings as spots ---- */
struct osm_shape { /* used again from object to object */
    struct spot *spots;
    size_t spot_count, spot_room;
    uint32_t *ends; /* of paths; rings are not closed by a repeated spot */
    size_t end_count, end_room;
    struct spot_box box;
};
void osm_shape_clear(struct osm_shape *shape);
void osm_shape_empty(struct osm_shape *shape);
void osm_shape_add(struct osm_shape *shape, struct spot spot); /* to the path being made */
/* Ends the path; one of fewer than `least` spots is forgotten. */
void osm_shape_end(struct osm_shape *shape, size_t least);
/* Douglas–Peucker, within `tolerance` of the unit square, then onto a grid of `unit`; rings (least 3) that fall below 3
 * spots vanish. */
void osm_shape_simplify(const struct osm_shape *shape, double tolerance, double unit, size_t least,
                        struct osm_shape *out);
/* A spot inside the area that stands for it: the centre of its first ring, or where that lies outside the middle of a
 * wide stretch of it. */
struct spot osm_shape_label(const struct osm_shape *area);
bool osm_shape_has(const struct osm_shape *area, struct spot spot); /* even-odd */
/* What of the shape lies in `box`; false when all of it does, and `out` is as it was. */
bool osm_shape_cut(const struct osm_shape *shape, struct spot_box box, size_t least, struct osm_shape *out);
double osm_ring_size(const struct spot *spots, size_t count); /* area of the unit square, never negative */

/* ---- osm_ring.c: rings out of ways ---- */
struct osm_piece { /* a way: node indexes, both ends inside */
    const uint32_t *nodes;
    size_t count;
};
struct osm_rings {
    uint32_t *nodes; /* ring after ring, none repeats its first */
    size_t node_count, node_room;
    struct spot *spots; /* of the nodes, after osm_rings_nest */
    struct osm_ring {
        size_t first, count;
        long parent;      /* the smallest ring around it, -1 = none */
        long child, next; /* one in it, the next in its own parent; -1 = none */
        int depth;   /* 0 = outermost; odd = a hole */
        double size;
        struct spot_box box;
        struct spot inside;
    } *rings; /* largest first, after osm_rings_nest */
    size_t ring_count, ring_room;
    long open; /* pieces that are part of no ring */
};
void osm_rings_clear(struct osm_rings *rings);
/* Joins pieces where their ends meet. Roles play no part: what lies in what is told by osm_rings_nest. */
void osm_rings_join(struct osm_rings *rings, const struct osm_piece *pieces, size_t count);
void osm_rings_nest(struct osm_rings *rings, const struct osm_nodes *nodes);

/* ---- osm_relation.c: areas of relations ---- */
struct osm_relation {
    int64_t id, seconds;
    struct osm_tags tags; /* in the arena */
    bool bare;            /* its tags stand on its outer ways (as was the habit up to 2017) */
    size_t first, count;  /* members of the store */
};
struct osm_member { /* a way of a relation */
    int64_t way;
    size_t relation;
    bool inner;
};
struct osm_kept_way { /* its nodes, for all relations that have it */
    int64_t id;
    size_t first, count; /* node indexes of the store */
    uint64_t drawn;      /* kinds that its relations draw, one bit each */
    long bare;           /* the relation that takes its tags, -1 = none */
    bool there;          /* in the file */
    bool lined;          /* a border of a relation; drawn as the most important one says: */
    struct osm_drawn border;
};
struct osm_relations {
    struct arena arena;
    struct osm_relation *all;
    size_t count, room;
    struct osm_member *members;
    size_t member_count, member_room;
    struct osm_kept_way *ways; /* sorted by id */
    size_t way_count;
    uint32_t *nodes;
    size_t node_count, node_room;
};

/* ---- osm.c, osm_give.c, osm_look.c ---- */
struct osm_house { /* a number that does not say its street */
    struct spot spot;
    char number[32];
    char letter; /* whose it is */
    int64_t id;
};
struct osm_houses {
    struct osm_house *all;
    size_t count, room;
};
struct osm_member_street { /* a relation says in which street a house lies */
    char letter;
    int64_t id;
    const char *street; /* in the arena of the relations */
};
struct osm_streets_said {
    struct osm_member_street *all; /* sorted by letter and id, once settled */
    size_t count, room;
};
struct osm_reader {
    struct pbf_file file;
    const struct sink *sink;
    bool boxed;
    struct box box;
    struct spot_box spot_box;
    struct read_counts counts;
    int64_t newest; /* seconds since 1970 */
    struct osm_nodes nodes;
    struct osm_relations relations;
    struct street_book streets;
    struct osm_houses houses;
    struct osm_streets_said said;
    uint64_t *numbers; /* a set of hashes: addresses whose number is on the map already; 0 = free */
    size_t number_count, number_room;
    int64_t *blocks; /* where those with ways begin */
    size_t block_count, block_room;
    struct osm_shape area, line, simple, cut;
    bool limited;
    struct spot_box limits; /* what is drawn ends here: the box, or that of the file, and some way around it */
    int64_t *found; /* node indexes of the present way */
    size_t found_room;
    uint64_t *walk_nodes;
    struct point *walk_points;
    size_t walk_room;
};
struct osm_thing { /* an object on its way to the sink */
    char letter; /* 'n', 'w', 'r' */
    int64_t id, seconds;
    const struct osm_tags *tags;
};
/* All leave aside what does not meet the box. False = the sink wants no more. */
bool osm_give_area(struct osm_reader *reader, const struct osm_drawn *drawn, struct fault *why); /* reader->area */
bool osm_give_line(struct osm_reader *reader, const struct osm_drawn *drawn, const struct name_pair *names,
                   struct fault *why); /* reader->line */
/* `extent` of the area that it names, in the unit square; 0 = none. */
bool osm_give_point(struct osm_reader *reader, const struct osm_drawn *drawn, struct spot spot, double extent,
                    struct fault *why);
bool osm_give_address(struct osm_reader *reader, const struct osm_thing *thing, struct spot spot, struct fault *why);
bool osm_give_candidate(struct osm_reader *reader, const struct osm_thing *thing, struct spot spot,
                        struct fault *why);
/* The way whose nodes are in reader->found. */
bool osm_give_walk(struct osm_reader *reader, const struct pbf_object *way, enum osm_form form, struct fault *why);
bool osm_give_streets(struct osm_reader *reader, struct fault *why);
bool osm_give_houses(struct osm_reader *reader, struct fault *why);
double osm_extent(struct spot_box box);

/* ---- osm_said.c: relations of type associatedStreet or street ---- */
/* Keeps the street of each of its houses. */
void osm_said_keep(struct osm_reader *reader, const struct pbf_object *relation);
void osm_said_settle(struct osm_streets_said *said);
const char *osm_said_street(const struct osm_streets_said *said, char letter, int64_t id); /* NULL = none is said */

void osm_date(int64_t seconds, char out[24]); /* "2026-05-04", "" for 0 */
bool osm_progress(const struct osm_reader *reader, int thousandths, struct fault *why);

/* Keeps a relation that is an area of use, from the first pass. */
void osm_relation_keep(struct osm_relations *relations, const struct pbf_object *object);
void osm_relations_settle(struct osm_relations *relations);
struct osm_kept_way *osm_kept_way_find(struct osm_relations *relations, int64_t id);
/* Keeps the nodes of a way of a relation, whose indexes are in reader->found. */
void osm_kept_way_take(struct osm_reader *reader, struct osm_kept_way *way, const struct pbf_object *object);
bool osm_relations_give(struct osm_reader *reader, struct fault *why);
void osm_relations_clear(struct osm_relations *relations);

#endif
