/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "exchange/osm_inner.h"
#include "exchange/source_inner.h"

enum { NODES_SHARE = 400, WAYS_SHARE = 900 }; /* of the progress, in thousandths */

void osm_date(int64_t seconds, char out[24])
{
    enum { DAY = 86400, LAST = 2932896 }; /* 9999-12-31 */
    out[0] = 0;
    if (seconds <= 0 || seconds / DAY > LAST)
        return;
    struct civil_date date = civil_date_of((int32_t)(seconds / DAY));
    snprintf(out, 24, "%04d-%02d-%02d", date.year, date.month, date.day);
}

bool osm_progress(const struct osm_reader *reader, int thousandths, struct fault *why)
{
    const struct sink *sink = reader->sink;
    if (!sink->progress || sink->progress(sink->data, "map", thousandths))
        return true;
    return fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled");
}

static void moment_see(struct osm_reader *reader, const struct pbf_object *object)
{
    if (object->seconds > reader->newest)
        reader->newest = object->seconds;
}

/* ---- first pass: nodes and relations ---- */

static bool node_give(struct osm_reader *reader, const struct pbf_object *node, struct fault *why)
{
    struct osm_drawn drawn[OSM_DRAWN];
    struct name_pair names;
    struct osm_node at = {node->id, node->lon, node->lat};
    struct spot spot = spot_of_point(osm_node_point(&at));
    struct osm_thing thing = {'n', node->id, node->seconds, &node->tags};
    int count = osm_drawn_of(&node->tags, OSM_NODE, &names, drawn);
    for (int index = 0; index < count; index++)
        if (drawn[index].kind != FEATURE_HOUSE_NUMBER &&
            !osm_give_point(reader, &drawn[index], spot, 0, why))
            return false;
    return osm_give_address(reader, &thing, spot, why) &&
           osm_give_candidate(reader, &thing, spot, why);
}

static bool first_visit(void *data, const struct pbf_object *object, struct fault *why)
{
    struct osm_reader *reader = data;
    moment_see(reader, object);
    if (object->kind == PBF_RELATION) {
        osm_relation_keep(&reader->relations, object);
        osm_said_keep(reader, object);
        return true;
    }
    if (!point_valid((struct point){object->lon / 1e7, object->lat / 1e7})) {
        reader->counts.skipped++; /* near a pole, where the map ends */
        return true;
    }
    if (!osm_nodes_add(&reader->nodes, object->id, object->lon, object->lat))
        return pbf_fault(&reader->file, FAULT_LIMIT, "fault.osm.nodes", why);
    return !object->tags.count || node_give(reader, object, why);
}

static int share_of(const struct osm_reader *reader, int from, int to)
{
    double done = (double)reader->file.at / (double)reader->file.size;
    return from + (int)(done * (to - from));
}

static bool first_pass(struct osm_reader *reader, struct fault *why)
{
    struct pbf_visitor visitor = {
        .data = reader, .wanted = PBF_NODE | PBF_RELATION, .visit = first_visit};
    enum pbf_step step;
    while ((step = pbf_next(&reader->file, why)) == PBF_DATA) {
        if (!pbf_visit(&reader->file, &visitor, why) ||
            !osm_progress(reader, share_of(reader, 0, NODES_SHARE), why))
            return false;
        if (!(visitor.seen & PBF_WAY))
            continue;
        ARRAY_GROW(reader->blocks, reader->block_count, reader->block_room);
        reader->blocks[reader->block_count++] = reader->file.block_at;
    }
    reader->counts.broken += visitor.too_long;
    osm_nodes_settle(&reader->nodes);
    osm_relations_settle(&reader->relations);
    osm_said_settle(&reader->said);
    return step == PBF_END;
}

/* ---- second pass: ways ---- */

static void nodes_find(struct osm_reader *reader, const struct pbf_object *way)
{
    if (way->ref_count > reader->found_room) {
        reader->found_room = way->ref_count * 2;
        reader->found = memory_grow(reader->found, reader->found_room * sizeof *reader->found);
    }
    for (size_t at = 0; at < way->ref_count; at++) {
        reader->found[at] = osm_nodes_find(&reader->nodes, way->refs[at]);
        reader->counts.missing += reader->found[at] == OSM_NO_NODE;
    }
}

/* Lines break where nodes are missing; rings go on to the next one. */
static enum osm_form shapes_make(struct osm_reader *reader, const struct pbf_object *way)
{
    bool closed = way->ref_count > 3 && way->refs[0] == way->refs[way->ref_count - 1];
    osm_shape_empty(&reader->line);
    osm_shape_empty(&reader->area);
    for (size_t at = 0; at < way->ref_count; at++) {
        if (reader->found[at] == OSM_NO_NODE) {
            osm_shape_end(&reader->line, 2);
            continue;
        }
        struct spot spot = spot_of_point(osm_node_point(&reader->nodes.all[reader->found[at]]));
        osm_shape_add(&reader->line, spot);
        if (closed)
            osm_shape_add(&reader->area, spot);
    }
    osm_shape_end(&reader->line, 2);
    osm_shape_end(&reader->area, 3);
    return closed ? OSM_CLOSED : OSM_LINE;
}

static struct spot middle_of(const struct osm_reader *reader)
{
    const struct osm_shape *line = &reader->line;
    if (reader->area.end_count)
        return osm_shape_label(&reader->area);
    return line->spots[line->ends[0] / 2];
}

static bool way_draw(struct osm_reader *reader, const struct pbf_object *way, enum osm_form form,
                     uint64_t elsewhere, struct fault *why)
{
    struct osm_drawn drawn[OSM_DRAWN];
    struct name_pair names;
    int count = osm_drawn_of(&way->tags, form, &names, drawn);
    bool good = true;
    for (int at = 0; at < count && good; at++) {
        if (elsewhere >> drawn[at].kind & 1 || drawn[at].kind == FEATURE_HOUSE_NUMBER)
            continue; /* osm_give_address writes numbers, each once */
        if (drawn[at].shape == SHAPE_AREA)
            good = osm_give_area(reader, &drawn[at], why);
        else if (drawn[at].shape == SHAPE_LINE)
            good = osm_give_line(reader, &drawn[at], &names, why);
        else if (reader->area.end_count)
            good = osm_give_point(reader, &drawn[at], osm_shape_label(&reader->area),
                                  osm_extent(reader->area.box), why);
    }
    return good;
}

static bool way_look(struct osm_reader *reader, const struct pbf_object *way, struct fault *why)
{
    struct osm_thing thing = {'w', way->id, way->seconds, &way->tags};
    struct name_pair street;
    char number[32];
    if (!osm_maybe_place(&way->tags) && !osm_address_of(&way->tags, &street, number))
        return true;
    struct spot middle = middle_of(reader);
    return osm_give_address(reader, &thing, middle, why) &&
           osm_give_candidate(reader, &thing, middle, why);
}

static bool second_visit(void *data, const struct pbf_object *way, struct fault *why)
{
    struct osm_reader *reader = data;
    struct osm_kept_way *kept = osm_kept_way_find(&reader->relations, way->id);
    moment_see(reader, way);
    nodes_find(reader, way);
    if (kept)
        osm_kept_way_take(reader, kept, way);
    if (!way->tags.count)
        return true;
    enum osm_form form = shapes_make(reader, way);
    if (!reader->line.end_count) {
        reader->counts.without_place++;
        return true;
    }
    return way_draw(reader, way, form, kept ? kept->drawn : 0, why) && way_look(reader, way, why) &&
           osm_give_walk(reader, way, form, why);
}

static bool second_pass(struct osm_reader *reader, struct fault *why)
{
    struct pbf_visitor visitor = {.data = reader, .wanted = PBF_WAY, .visit = second_visit};
    for (size_t at = 0; at < reader->block_count; at++)
        if (!pbf_seek(&reader->file, reader->blocks[at], why) ||
            pbf_next(&reader->file, why) != PBF_DATA || !pbf_visit(&reader->file, &visitor, why) ||
            !osm_progress(reader, share_of(reader, NODES_SHARE, WAYS_SHARE), why))
            return false;
    reader->counts.broken += visitor.too_long;
    return true;
}

/* ---- the whole ---- */

static bool source_give(struct osm_reader *reader, struct fault *why)
{
    char date[24];
    osm_date(reader->file.date > 0 ? reader->file.date : reader->newest, date);
    struct source_note note = {.kind = "osm",
                               .file = source_file_name(reader->file.path),
                               .attribution = "© OpenStreetMap contributors",
                               .licence = "ODbL 1.0",
                               .date = date};
    return !reader->sink->source || reader->sink->source(reader->sink->data, &note, why);
}

enum { NODES_LOOKED_AT = 65536, NODES_OUTSIDE = 50 /* one in so many, at either side */ };

static int number_order(const void *a, const void *b)
{
    const int32_t *one = a, *two = b;
    return *one < *two ? -1 : *one > *two;
}

/* Where most of the nodes lie, and half as much again on either side. */
static void spread_of(int32_t *values, size_t count, double *low, double *high)
{
    qsort(values, count, sizeof *values, number_order);
    size_t outside = count / NODES_OUTSIDE;
    double from = values[outside] / 1e7, to = values[count - 1 - outside] / 1e7;
    *low = from - (to - from) / 2;
    *high = to + (to - from) / 2;
}

/* The area of a file that does not tell it: a few of its ways may reach into the next country. */
static struct box nodes_box(const struct osm_nodes *nodes)
{
    struct box box;
    size_t step = nodes->count / NODES_LOOKED_AT + 1, count = 0;
    if (!nodes->count)
        return box_empty();
    int32_t *values = memory_take((nodes->count / step + 1) * sizeof *values);
    for (size_t at = 0; at < nodes->count; at += step)
        values[count++] = nodes->all[at].lon;
    spread_of(values, count, &box.west, &box.east);
    count = 0;
    for (size_t at = 0; at < nodes->count; at += step)
        values[count++] = nodes->all[at].lat;
    spread_of(values, count, &box.south, &box.north);
    free(values);
    return box;
}

/* Rivers and borders of an extract reach far beyond it: what is drawn ends a screen around. */
static void limits_set(struct osm_reader *reader)
{
    enum { AROUND = 1000 }; /* metres */
    struct box box = reader->boxed ? reader->box : reader->file.box;
    if (box_is_empty(box))
        box = nodes_box(&reader->nodes);
    reader->limited = !box_is_empty(box);
    if (reader->limited)
        reader->limits = spot_box_of(box_grow(box, AROUND));
}

static bool file_read_whole(struct osm_reader *reader, struct fault *why)
{
    if (!first_pass(reader, why))
        return false;
    limits_set(reader);
    if (!second_pass(reader, why) || !osm_relations_give(reader, why))
        return false;
    street_book_join(&reader->streets);
    return osm_progress(reader, WAYS_SHARE, why) && osm_give_streets(reader, why) &&
           osm_give_houses(reader, why) && source_give(reader, why) &&
           osm_progress(reader, 1000, why);
}

static void reader_clear(struct osm_reader *reader)
{
    pbf_close(&reader->file);
    osm_relations_clear(&reader->relations);
    street_book_clear(&reader->streets);
    osm_shape_clear(&reader->area);
    osm_shape_clear(&reader->line);
    osm_shape_clear(&reader->simple);
    osm_shape_clear(&reader->cut);
    free(reader->nodes.all);
    free(reader->houses.all);
    free(reader->said.all);
    free(reader->numbers);
    free(reader->blocks);
    free(reader->found);
    free(reader->walk_nodes);
    free(reader->walk_points);
    free(reader);
}

static void counts_add(struct read_counts *to, const struct read_counts *from)
{
    to->features += from->features;
    to->addresses += from->addresses;
    to->candidates += from->candidates;
    to->skipped += from->skipped;
    to->without_place += from->without_place;
    to->broken += from->broken;
    to->missing += from->missing;
}

static bool within_check(const struct osm_reader *reader, struct fault *why)
{
    const struct read_counts *counts = &reader->counts;
    if (counts->features || counts->addresses || counts->candidates)
        return true;
    fault_set(why, FAULT_INPUT, reader->boxed ? "fault.osm.outside" : "fault.osm.nothing");
    return fault_in(why, reader->file.path);
}

bool osm_read(const char *path, struct box box, const struct sink *sink, struct read_counts *counts,
              struct fault *why)
{
    struct osm_reader *reader = memory_take(sizeof *reader);
    reader->sink = sink;
    reader->boxed = !box_is_empty(box);
    reader->box = box;
    reader->spot_box = reader->boxed ? spot_box_of(box) : spot_box_empty();
    street_book_init(&reader->streets);
    arena_init(&reader->relations.arena);
    bool good = pbf_open(path, &reader->file, why) && file_read_whole(reader, why) &&
                within_check(reader, why);
    counts_add(counts, &reader->counts);
    reader_clear(reader);
    return good;
}
