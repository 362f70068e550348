/* SPDX-License-Identifier: EUPL-1.2 */
#include "walk/graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "walk/network.h"

/* ---- by hand: points in metres from a corner of the grid near Brussels ---- */

enum { LINE = 16 };
static struct walk_builder *builder;

static struct point at(double east, double north)
{
    double scale = spot_metres(50.85);
    struct spot corner = {8389.0 / 16384, 5495.0 / 16384};
    return point_of_spot((struct spot){corner.x + east / scale, corner.y - north / scale});
}

/* A way over the points (pairs of metres), with ids (0 = all without). */
static void way(uint8_t flags, bool deck, const uint64_t *ids, size_t count, const double *metres)
{
    struct point points[LINE];
    for (size_t i = 0; i < count; i++)
        points[i] = at(metres[2 * i], metres[2 * i + 1]);
    walk_builder_add(builder, flags, deck, ids, points, count);
}
#define IDS(...) ((const uint64_t[]){__VA_ARGS__})
#define WAY(flags, deck, ids, ...)                                                                 \
    way(flags, deck, ids, sizeof((const double[]){__VA_ARGS__}) / sizeof(double) / 2,              \
        (const double[]){__VA_ARGS__})

static void finish(struct walk_graph *graph)
{
    struct fault why;
    assert_true(walk_builder_finish(builder, graph, &why));
    network_check(graph);
}

static void assert_graph(uint32_t nodes, uint32_t edges, uint32_t parts)
{
    struct walk_graph graph;
    finish(&graph);
    uint32_t *part_of = memory_take((graph.node_count + 1) * sizeof *part_of);
    assert_int_equal(graph.node_count, nodes);
    assert_int_equal(graph.edge_count, edges);
    assert_int_equal(walk_graph_parts(&graph, part_of, NULL), parts);
    free(part_of);
    walk_graph_clear(&graph);
}

static int begin(void **state)
{
    (void)state;
    builder = walk_builder_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    walk_builder_free(builder);
    return 0;
}

static void no_way_gives_an_empty_graph(void **state)
{
    (void)state;
    walk_builder_add(builder, 0, false, NULL, (struct point[]){{4.3, 50.8}}, 1);
    assert_graph(0, 0, 0);
}

static void ways_meet_at_the_node_they_share_and_nowhere_else(void **state)
{
    (void)state;
    WAY(0, false, IDS(1, 2, 3), 0, 0, 100, 0, 200, 0);
    WAY(0, false, IDS(4, 2, 5), 100, 50, 100, 0, 100, -50);
    WAY(0, true, IDS(6, 7, 8), 150, 50, 150, 0, 150, -50); /* crosses without a node */
    assert_graph(7, 5, 2);
}

static void a_bend_and_a_way_that_goes_on_are_no_crossings(void **state)
{
    struct walk_graph graph;
    (void)state;
    WAY(0, false, IDS(1, 2, 3), 0, 0, 100, 0, 100, 100);
    WAY(0, true, IDS(3, 4), 100, 100, 100, 200);
    finish(&graph);
    assert_int_equal(graph.node_count, 2);
    assert_int_equal(graph.edge_count, 1);
    assert_int_equal(graph.edges[0].count, 4);
    assert_true(fabs((double)graph.edges[0].metres - 300) < 0.6);
    assert_false(graph.by_position);
    walk_graph_clear(&graph);
}

static void steps_begin_and_end_at_nodes_of_their_own(void **state)
{
    struct walk_graph graph;
    int steps = 0;
    (void)state;
    WAY(0, false, IDS(1, 2), 0, 0, 50, 0);
    WAY(WALK_EDGE_STEPS, false, IDS(2, 3), 50, 0, 60, 0);
    WAY(0, false, IDS(3, 4), 60, 0, 90, 0);
    finish(&graph);
    assert_int_equal(graph.node_count, 4);
    for (uint32_t i = 0; i < graph.edge_count; i++)
        if (graph.edges[i].flags & WALK_EDGE_STEPS) {
            steps++;
            assert_true(fabs((double)graph.edges[i].metres - 10) < 0.5);
        }
    assert_int_equal(steps, 1);
    walk_graph_clear(&graph);
}

static void a_ring_has_one_node_and_a_loop_comes_back(void **state)
{
    (void)state;
    WAY(0, false, IDS(1, 2, 3, 1), 0, 0, 50, 0, 50, 50, 0, 0);
    WAY(0, false, IDS(10, 11, 12, 13, 11), 500, 0, 550, 0, 600, 0, 600, 50, 550, 0);
    assert_graph(3, 3, 2);
}

static void a_stretch_given_twice_counts_once_and_not_as_steps(void **state)
{
    struct walk_graph graph;
    (void)state;
    WAY(WALK_EDGE_STEPS, false, IDS(1, 2, 3), 0, 0, 50, 0, 50, 50);
    WAY(0, false, IDS(3, 2, 1), 50, 50, 50, 0, 0, 0);
    finish(&graph);
    assert_int_equal(graph.edge_count, 1);
    assert_int_equal(graph.edges[0].flags, 0);
    walk_graph_clear(&graph);
}

static void an_end_within_half_a_metre_of_a_line_meets_it(void **state)
{
    (void)state;
    WAY(0, false, NULL, 0, 0, 200, 0);
    WAY(0, false, NULL, 100, 0.4, 100, 50);
    assert_graph(4, 3, 1);
}

static void an_end_farther_off_does_not(void **state)
{
    (void)state;
    WAY(0, false, NULL, 0, 0, 200, 0);
    WAY(0, false, NULL, 100, 1.5, 100, 50);
    assert_graph(4, 2, 2);
}

static void lines_that_cross_without_a_point_do_not_meet(void **state)
{
    (void)state;
    WAY(0, false, NULL, 0, 0, 200, 0);
    WAY(0, false, NULL, 100, -50, 100, 50);
    assert_graph(4, 2, 2);
}

static void lines_that_share_a_point_meet_but_not_in_the_middle_of_a_bridge(void **state)
{
    (void)state;
    WAY(0, false, NULL, 0, 0, 100, 0, 200, 0);
    WAY(0, false, NULL, 100, -50, 100, 0, 100, 50);
    WAY(0, false, NULL, 0, 500, 100, 500, 200, 500);
    WAY(0, true, NULL, 100, 450, 100, 500, 100, 550);
    assert_graph(5 + 4, 4 + 2, 3);
}

static void a_bridge_meets_at_its_ends_and_stairs_may_climb_it(void **state)
{
    (void)state;
    WAY(0, true, NULL, 0, 0, 100, 0, 200, 0);
    WAY(0, false, NULL, -50, 0, 0, 0);
    WAY(0, false, NULL, 200, -50, 200, 0, 200, 50); /* its other end lies on this street */
    WAY(WALK_EDGE_STEPS, false, NULL, 100, 0, 100, 20);
    WAY(0, false, NULL, 150, -50, 150, 50); /* passes below */
    assert_graph(5 + 1 + 2, 5 + 1, 2);
}

static void the_end_of_a_path_under_a_bridge_does_not_meet_its_course(void **state)
{
    (void)state;
    WAY(0, true, NULL, 0, 0, 200, 0);
    WAY(0, false, NULL, 100, 0, 100, -50);
    assert_graph(4, 2, 2);
}

static void what_a_tiles_edge_cut_grows_together_though_rounded_apart(void **state)
{
    struct walk_graph graph;
    (void)state;
    WAY(0, false, NULL, -100, -30, 0, -10);
    WAY(0, false, NULL, 0, -10.4, 100, 10);
    finish(&graph);
    assert_int_equal(graph.edge_count, 1);
    assert_true(graph.by_position);
    walk_graph_clear(&graph);
}

static void two_ends_on_one_stretch_cut_it_in_order(void **state)
{
    (void)state;
    WAY(0, false, NULL, 0, 0, 1000, 0);
    WAY(0, false, NULL, 700, 0, 700, 50);
    WAY(0, false, NULL, 300, 0.3, 300, 50);
    WAY(0, false, NULL, 500, -0.3, 500, -50);
    assert_graph(8, 7, 1);
}

static void ways_of_both_kinds_lie_side_by_side(void **state)
{
    (void)state;
    WAY(0, false, IDS(0, 1), 0, 0, 100, 0);
    WAY(0, false, NULL, 0, 0, 100, 0);
    assert_graph(4, 2, 2);
}

/* ---- real networks ---- */

static void nearly_all_of_bruges_hangs_together(void **state)
{
    struct walk_graph graph;
    (void)state;
    network_of_opl(kit_data("walk/brugge_sint-pieters_2020.opl"), &graph);
    network_check(&graph);
    struct network_figures figures = network_figures(&graph);
    assert_true(figures.largest > 0.98 * figures.metres);
    assert_true(figures.steps > 50 && figures.steps < 120);
    assert_true(graph.node_count > 700 && graph.edge_count > 1000);
    walk_graph_clear(&graph);
}

static void without_their_nodes_the_same_ways_give_the_same_network(void **state)
{
    struct walk_graph graph, same;
    (void)state;
    network_of_opl(kit_data("walk/brugge_sint-pieters_2020.opl"), &graph);
    network_of_opl_by_position(kit_data("walk/brugge_sint-pieters_2020.opl"), &same);
    network_check(&same);
    assert_true(same.by_position && !graph.by_position);
    struct network_figures one = network_figures(&graph), two = network_figures(&same);
    assert_int_equal(same.node_count, graph.node_count);
    assert_int_equal(same.edge_count, graph.edge_count);
    assert_int_equal(two.parts, one.parts);
    assert_true(fabs(two.metres - one.metres) < 1);
    walk_graph_clear(&graph);
    walk_graph_clear(&same);
}

/* What of a stretch lies in the box, in steps of a twentieth. */
static double share_within(struct spot a, struct spot b, struct spot_box box)
{
    int within = 0;
    for (int step = 0; step < 20; step++) {
        double along = (step + 0.5) / 20, x = a.x + along * (b.x - a.x),
               y = a.y + along * (b.y - a.y);
        within += x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    }
    return within / 20.0;
}

static double metres_within(const struct walk_graph *graph, struct spot_box box)
{
    double metres = 0;
    for (uint32_t i = 0; i < graph->edge_count; i++)
        for (uint32_t spot = 1; spot < graph->edges[i].count; spot++) {
            struct spot a = graph->spots[graph->edges[i].first + spot - 1];
            struct spot b = graph->spots[graph->edges[i].first + spot];
            metres += share_within(a, b, box) * point_distance(point_of_spot(a), point_of_spot(b));
        }
    return metres;
}

static void tiles_of_the_same_streets_give_nearly_the_same_network(void **state)
{
    struct walk_graph graph, tiles;
    (void)state;
    network_of_opl(kit_data("walk/brugge_sint-pieters_2020.opl"), &graph);
    network_of_tiles(kit_data("walk/brugge_sint-pieters_2020.mbtiles"), &tiles);
    network_check(&tiles);
    struct spot_box box = tile_box((struct tile){8338, 5468, 14});
    double one = metres_within(&graph, box), two = metres_within(&tiles, box);
    print_message("within the tile: %.0f m of OSM, %.0f m of tiles; %u and %u nodes\n", one, two,
                  graph.node_count, tiles.node_count);
    assert_true(fabs(one - two) < 0.03 * one);
    struct network_figures figures = network_figures(&tiles);
    assert_true(figures.largest > 0.98 * figures.metres);
    assert_true(abs((int)graph.node_count - (int)tiles.node_count) < 40);
    walk_graph_clear(&graph);
    walk_graph_clear(&tiles);
}

static void our_reader_finds_the_same_streets_but_for_private_ones(void **state)
{
    struct walk_graph ours, all;
    (void)state;
    network_of_osm(kit_data("walk/brugge_sint-pieters_2020.osm.pbf"), &ours);
    network_of_opl(kit_data("walk/brugge_sint-pieters_2020.opl"), &all);
    network_check(&ours);
    assert_false(ours.by_position);
    struct network_figures mine = network_figures(&ours), theirs = network_figures(&all);
    assert_true(mine.metres > 0.95 * theirs.metres && mine.metres < theirs.metres);
    assert_true(mine.largest > 0.99 * mine.metres);
    assert_true(fabs(mine.steps - theirs.steps) < 1);
    walk_graph_clear(&ours);
    walk_graph_clear(&all);
}

/* ---- Molenbeek and its canal ---- */

/* The middle of the canal Charleroi-Brussels and the sea canal, beyond both edges of the tiles. */
static const struct point canal[] = {
    {4.31056, 50.82792}, {4.31374, 50.83080}, {4.31804, 50.83460}, {4.31791, 50.83499},
    {4.31784, 50.83701}, {4.31786, 50.83733}, {4.31804, 50.83789}, {4.31840, 50.83837},
    {4.31954, 50.83978}, {4.32100, 50.84154}, {4.32329, 50.84332}, {4.32445, 50.84417},
    {4.32610, 50.84518}, {4.32783, 50.84616}, {4.33070, 50.84782}, {4.33270, 50.84893},
    {4.33425, 50.84942}, {4.33539, 50.84978}, {4.33842, 50.85075}, {4.33891, 50.85089},
    {4.34089, 50.85288}, {4.34129, 50.85330}, {4.34360, 50.85572}, {4.34632, 50.85867},
    {4.34670, 50.85911}, {4.35078, 50.86356}, {4.35219, 50.86512}, {4.35541, 50.86871},
    {4.35777, 50.87150}, {4.35957, 50.87246}, {4.36058, 50.87357}, {4.36180, 50.87449},
    {4.36359, 50.87614}, {4.36558, 50.87754}};
enum { CANAL = sizeof canal / sizeof *canal };

static double side(struct spot a, struct spot b, struct spot c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool stretch_crosses(struct spot a, struct spot b)
{
    for (int i = 1; i < CANAL; i++) {
        struct spot c = spot_of_point(canal[i - 1]), d = spot_of_point(canal[i]);
        if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0)
            return true;
    }
    return false;
}

static bool edge_crosses(const struct walk_graph *graph, uint32_t edge)
{
    const struct spot *spots = graph->spots + graph->edges[edge].first;
    for (uint32_t i = 1; i < graph->edges[edge].count; i++)
        if (stretch_crosses(spots[i - 1], spots[i]))
            return true;
    return false;
}

static void the_canal_is_crossed_by_its_bridges_only(void **state)
{
    struct walk_graph graph, parted;
    int crossings = 0;
    (void)state;
    network_molenbeek(&graph);
    network_check(&graph);
    struct network_figures figures = network_figures(&graph);
    assert_true(figures.largest > 0.98 * figures.metres);
    assert_true(figures.steps > 5000);
    uint32_t west = network_node_near(&graph, (struct point){4.3370, 50.8545});
    uint32_t east = network_node_near(&graph, (struct point){4.3465, 50.8520});
    struct spot banks[] = {graph.nodes[west], graph.nodes[east]};
    uint32_t *part_of = memory_take((graph.node_count + 1) * sizeof *part_of);
    walk_graph_parts(&graph, part_of, NULL);
    assert_int_equal(part_of[west], part_of[east]);
    for (uint32_t edge = 0; edge < graph.edge_count; edge++) {
        struct point points[4096];
        const struct walk_edge *kept = &graph.edges[edge];
        uint64_t ids[4096];
        if (edge_crosses(&graph, edge)) {
            crossings++;
            continue;
        }
        for (uint32_t i = 0; i < kept->count; i++) {
            points[i] = point_of_spot(graph.spots[kept->first + i]);
            ids[i] = (uint64_t)graph.node_count + kept->first + i;
        }
        ids[0] = kept->from;
        ids[kept->count - 1] = kept->to;
        walk_builder_add(builder, 0, false, ids, points, kept->count);
    }
    finish(&parted);
    walk_graph_parts(&parted, part_of, NULL);
    print_message("%d ways lead over the canal\n", crossings);
    assert_in_range(crossings, 15, 80); /* carriageways, pavements, footbridges */
    west = network_node_near(&parted, point_of_spot(banks[0]));
    east = network_node_near(&parted, point_of_spot(banks[1]));
    assert_int_not_equal(part_of[west], part_of[east]);
    assert_true(part_of[west] < 2 && part_of[east] < 2);
    free(part_of);
    walk_graph_clear(&graph);
    walk_graph_clear(&parted);
}

/* ---- bytes ---- */

static void assert_same(const struct walk_graph *a, const struct walk_graph *b)
{
    assert_int_equal(a->node_count, b->node_count);
    assert_int_equal(a->edge_count, b->edge_count);
    assert_int_equal(a->spot_count, b->spot_count);
    assert_int_equal(a->by_position, b->by_position);
    if (a->edge_count == 0)
        return;
    assert_memory_equal(a->nodes, b->nodes, a->node_count * sizeof *a->nodes);
    assert_memory_equal(a->spots, b->spots, a->spot_count * sizeof *a->spots);
    assert_memory_equal(a->first, b->first, (a->node_count + 1) * sizeof *a->first);
    assert_memory_equal(a->halves, b->halves, 2 * a->edge_count * sizeof *a->halves);
    for (uint32_t i = 0; i < a->edge_count; i++) {
        const struct walk_edge *one = &a->edges[i], *two = &b->edges[i];
        assert_true(one->from == two->from && one->to == two->to && one->first == two->first &&
                    one->count == two->count && one->flags == two->flags &&
                    one->metres <= two->metres && one->metres >= two->metres);
    }
}

/* Ways over few places, so that much is shared, doubled, closed and looped. */
static void chance_ways(void)
{
    size_t ways = 1 + (size_t)kit_random_below(30);
    uint64_t places = 3 + kit_random_below(40);
    bool named = kit_random_below(2);
    while (ways--) {
        struct point points[LINE];
        uint64_t ids[LINE];
        size_t count = (size_t)kit_random_below(LINE);
        for (size_t i = 0; i < count; i++) {
            ids[i] = kit_random_below(places);
            points[i] =
                at((double)(ids[i] * 7919 % 97) * 0.7, (double)(ids[i] * 104729 % 89) * 0.7);
        }
        walk_builder_add(builder, kit_random_below(4) == 0, kit_random_below(4) == 0,
                         named ? ids : NULL, points, count);
    }
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct walk_graph graph, again;
        struct buffer bytes;
        struct fault why;
        chance_ways();
        finish(&graph);
        buffer_init(&bytes, 1 << 20);
        assert_true(walk_graph_write(&graph, &bytes));
        assert_true(walk_graph_read(bytes.data, bytes.size, &again, &why));
        assert_same(&graph, &again);
        buffer_clear(&bytes);
        walk_graph_clear(&graph);
        walk_graph_clear(&again);
    }
}

static void broken_bytes_are_refused_with_their_place(void **state)
{
    struct walk_graph graph, again;
    struct buffer bytes;
    struct fault why;
    (void)state;
    chance_ways();
    WAY(0, false, IDS(100, 101), 0, 0, 100, 0);
    finish(&graph);
    buffer_init(&bytes, 1 << 20);
    assert_true(walk_graph_write(&graph, &bytes));
    for (size_t size = 0; size < bytes.size; size++) {
        char *cut = memory_take(size + 1);
        memcpy(cut, bytes.data, size);
        assert_false(walk_graph_read(cut, size, &again, &why));
        kit_assert_fault(&why, FAULT_INPUT, "fault.walk.damaged");
        assert_in_range(why.place, 0, size);
        assert_null(again.nodes);
        free(cut);
    }
    for (int round = 0; round < 20000; round++) {
        size_t where = (size_t)kit_random_below(bytes.size);
        char old = bytes.data[where];
        bytes.data[where] = (char)kit_random_below(256);
        if (walk_graph_read(bytes.data, bytes.size, &again, &why))
            walk_graph_clear(&again);
        bytes.data[where] = old;
    }
    for (int round = 0; round < 20000; round++) {
        uint8_t noise[64] = {1, 0};
        size_t size = 2 + (size_t)kit_random_below(60);
        for (size_t i = 2; i < size; i++)
            noise[i] = (uint8_t)kit_random_below(kit_random_below(2) ? 256 : 4);
        if (walk_graph_read(noise, size, &again, &why))
            walk_graph_clear(&again);
    }
    assert_true(walk_graph_read(bytes.data, bytes.size, &again, &why));
    assert_same(&graph, &again);
    walk_graph_clear(&again);
    walk_graph_clear(&graph);
    buffer_clear(&bytes);
}

static void a_full_buffer_is_said(void **state)
{
    struct walk_graph graph;
    struct buffer bytes;
    (void)state;
    WAY(0, false, IDS(1, 2), 0, 0, 100, 0);
    finish(&graph);
    buffer_init(&bytes, 10);
    assert_false(walk_graph_write(&graph, &bytes));
    buffer_clear(&bytes);
    walk_graph_clear(&graph);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(no_way_gives_an_empty_graph),
        CASE(ways_meet_at_the_node_they_share_and_nowhere_else),
        CASE(a_bend_and_a_way_that_goes_on_are_no_crossings),
        CASE(steps_begin_and_end_at_nodes_of_their_own),
        CASE(a_ring_has_one_node_and_a_loop_comes_back),
        CASE(a_stretch_given_twice_counts_once_and_not_as_steps),
        CASE(an_end_within_half_a_metre_of_a_line_meets_it),
        CASE(an_end_farther_off_does_not),
        CASE(lines_that_cross_without_a_point_do_not_meet),
        CASE(lines_that_share_a_point_meet_but_not_in_the_middle_of_a_bridge),
        CASE(a_bridge_meets_at_its_ends_and_stairs_may_climb_it),
        CASE(the_end_of_a_path_under_a_bridge_does_not_meet_its_course),
        CASE(what_a_tiles_edge_cut_grows_together_though_rounded_apart),
        CASE(two_ends_on_one_stretch_cut_it_in_order),
        CASE(ways_of_both_kinds_lie_side_by_side),
        CASE(nearly_all_of_bruges_hangs_together),
        CASE(without_their_nodes_the_same_ways_give_the_same_network),
        CASE(tiles_of_the_same_streets_give_nearly_the_same_network),
        CASE(our_reader_finds_the_same_streets_but_for_private_ones),
        CASE(the_canal_is_crossed_by_its_bridges_only),
        CASE(what_is_written_is_read_again),
        CASE(broken_bytes_are_refused_with_their_place),
        CASE(a_full_buffer_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
