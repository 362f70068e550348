/* SPDX-License-Identifier: EUPL-1.2 */
/* bench_year ASSETS FOLDER [SCALE [PACK WIJKEN [SCREEN]]]: what the screens cost the main thread in a large project of
 * two years: SCALE times 500 places, 2,000 signals, 200 meetings, 100 partners, 100 actions and 20 rounds (SCALE 1
 * when not given), spread over the first WIJKEN wijken of the pack (12). One line for each screen: its name, the build
 * after an edit, the build again (ms of CPU of the thread, median of nine); with SCREEN only that one. FOLDER is filled. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "action/logbook.h"
#include "action/rounds.h"
#include "action/script.h"
#include "screen/shell_inner.h"

enum { ROUNDS = 9, WIJKEN = 64, DAYS = 730, PLACES = 500, SIGNALS = 2000, MEETINGS = 200 };
enum { PARTNERS = 100, PLANS = 100, FREEZES = 20 };
static const int64_t NOW = 1781269200; /* 12 June 2026, 15:00 in Brussels */

struct bench {
    struct clock clock;
    struct project_ways ways;
    struct project *project;
    const char *codes[WIJKEN];
    const struct shape *borders[WIJKEN];
    int wijken;
    double scale;
    struct buffer text;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void need(bool ok, const struct fault *why)
{
    if (!ok) {
        fprintf(stderr, "bench_year: %s %s %s %lld\n", why->what.key, why->file, why->detail,
                (long long)why->place);
        exit(1);
    }
}

/* The same on every machine. */
static unsigned chance(unsigned below)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state >> 33) % below;
}

/* ---- two years ---- */

static struct point point_within(const struct shape *border)
{
    for (int tries = 0; tries < 1000; tries++) {
        double x = chance(10000) / 1e4, y = chance(10000) / 1e4;
        struct point point = {border->box.west + x * (border->box.east - border->box.west),
                              border->box.south + y * (border->box.north - border->box.south)};
        if (shape_has(border, point)) {
            return point;
        }
    }
    return box_middle(border->box);
}

static void places_write(struct bench *bench, int wijk, int count)
{
    static const char *const services[] = {"wifi", "computer", "print", "lesson", "help", "charge"};
    char line[512];
    for (int i = 0; i < count; i++) {
        struct point point = point_within(bench->borders[wijk]);
        snprintf(line, sizeof line,
                 "p: add community_centre %.6f,%.6f \"Plek %d van wijk %d\" checked={today-%u} "
                 "hours=\"Mo-Fr %02u:00-12:00,13:00-%u:00; Sa 10:00-16:00\"\n",
                 point.lon, point.lat, i, wijk, chance(600), 7 + chance(4), 15 + chance(6));
        buffer_add_text(&bench->text, line);
        for (unsigned offer = chance(3); offer < 5; offer += 2) {
            snprintf(line, sizeof line, "offer $p %s price=free checked={today-%u}\n",
                     services[(offer + (unsigned)i) % 6], chance(600));
            buffer_add_text(&bench->text, line);
        }
    }
}

static void signals_write(struct bench *bench, int count)
{
    static const char *const conditions[] = {"access", "skills", "network", "design"};
    static const char *const themes[] = {"itsme", "bank", "school", "tax", "health", "job"};
    static const char *const services[] = {"itsme", "tax", "ebox"};
    static const char *const steps[] = {"find", "login", "read", "form"};
    char line[256];
    for (int i = 0; i < count; i++) {
        if (i % 4 == 0) {
            snprintf(line, sizeof line, "threshold add %s %s date={today-%u}\n",
                     services[chance(3)], steps[chance(4)], chance(DAYS));
        } else {
            snprintf(line, sizeof line, "need add %s %s date={today-%u}\n", conditions[chance(4)],
                     themes[chance(6)], chance(DAYS));
        }
        buffer_add_text(&bench->text, line);
    }
}

static void partners_write(struct bench *bench, int wijk, int count)
{
    char line[256];
    for (int i = 0; i < count; i++) {
        snprintf(line, sizeof line, "organisation add \"Partner %d van wijk %d\" pillars=T,I\n", i,
                 wijk);
        buffer_add_text(&bench->text, line);
    }
}

static void rest_write(struct bench *bench, int wijk, int meetings, int plans)
{
    char line[256];
    for (int i = 0; i < meetings; i++) {
        snprintf(line, sizeof line,
                 "meeting add {today-%u} held=yes organisations=\"Partner 0 van wijk %d\"\n",
                 chance(DAYS), wijk);
        buffer_add_text(&bench->text, line);
    }
    for (int i = 0; i < plans; i++) {
        snprintf(line, sizeof line, "a: action add \"Actie %d\" criterion=T%d when={today%+d}\n", i,
                 1 + i % 4, i - plans / 2);
        buffer_add_text(&bench->text, line);
        buffer_add_text(&bench->text, "action step $a \"Eerst dit\"\n");
    }
}

static int share(const struct bench *bench, int of)
{
    return (int)ceil(of * bench->scale / bench->wijken);
}

static void wijk_fill(struct bench *bench, int wijk)
{
    struct fault why;
    need(project_choose_wijk(bench->project, bench->codes[wijk], &why), &why);
    bench->text.size = 0;
    places_write(bench, wijk, share(bench, PLACES));
    partners_write(bench, wijk, share(bench, PARTNERS));
    signals_write(bench, share(bench, SIGNALS));
    rest_write(bench, wijk, share(bench, MEETINGS), share(bench, PLANS));
    need(script_text(bench->project, buffer_text(&bench->text), &why), &why);
}

static void rounds_freeze(struct bench *bench)
{
    char id[ACTION_ID];
    struct fault why;
    need(project_choose_wijk(bench->project, bench->codes[0], &why), &why);
    int count = (int)ceil(FREEZES * bench->scale);
    for (int i = count; i > 0; i--) {
        bench->clock = clock_fixed(NOW - (int64_t)i * DAYS / count * 86400);
        need(action_round_freeze(bench->project, id, &why), &why);
    }
    bench->clock = clock_fixed(NOW);
}

static void project_fill(struct bench *bench, const char *pack, int most, char name[64])
{
    const struct pack_wijk *wijken;
    struct fault why;
    need(project_make(&bench->ways, pack, NULL, name, &why), &why);
    need(project_open(&bench->ways, name, NULL, &bench->project, &why), &why);
    int count = project_wijken(bench->project, &wijken);
    bench->wijken = count < most ? count : most;
    for (int i = 0; i < bench->wijken; i++) {
        bench->codes[i] = wijken[i].code;
        bench->borders[i] = wijken[i].border;
    }
    for (int i = 0; i < bench->wijken; i++) {
        wijk_fill(bench, i);
    }
    rounds_freeze(bench);
    need(project_finish(bench->project, &why), &why);
    project_close(bench->project);
}

/* ---- the screens ---- */

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double build(struct shell *shell)
{
    struct buffer tree;
    buffer_init(&tree, (size_t)1 << 26);
    shell->dirty = true;
    double start = now();
    shell_write(shell, &tree);
    double spent = now() - start;
    buffer_clear(&tree);
    return spent;
}

static void screen_measure(struct shell *shell, const char *screen)
{
    double edited[ROUNDS], again[ROUNDS];
    struct fault why;
    size_t count;
    need(shell_show(shell, screen, NULL, &why), &why);
    for (int i = 0; i < ROUNDS; i++) {
        const struct place *const *places = project_places(shell->project, &count);
        char phone[32];
        snprintf(phone, sizeof phone, "02 000 00 %02d", i);
        struct action_field field = {"phone", phone};
        need(count > 0 && action_set(shell->project, places[count - 1]->id, &field, 1, &why), &why);
        edited[i] = build(shell);
        again[i] = build(shell);
    }
    qsort(edited, ROUNDS, sizeof *edited, by_size);
    qsort(again, ROUNDS, sizeof *again, by_size);
    printf("%s\t%.2f\t%.2f\n", screen, edited[ROUNDS / 2], again[ROUNDS / 2]);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    static const char *const screens[] = {
        "map",    "list",   "pillars", "criterion", "todo",  "week",     "plan",       "work",
        "rounds", "round",  "compare", "growth",    "needs", "thresholds", "surveys", "counts",
        "vote",   "partners", "meetings", "told",   "refer", "history",  "search"};
    static struct bench bench;
    char name[64];
    struct fault why;
    if (argc < 3) {
        fputs("bench_year ASSETS FOLDER [SCALE [PACK WIJKEN [SCREEN]]]\n", stderr);
        return 2;
    }
    bench.scale = argc > 3 ? strtod(argv[3], NULL) : 1;
    bench.clock = clock_fixed(NOW);
    bench.ways = (struct project_ways){argv[2], argv[1], &bench.clock, "bench", NULL, NULL};
    buffer_init(&bench.text, (size_t)1 << 26);
    int most = argc > 5 ? atoi(argv[5]) : 12;
    double start = now();
    project_fill(&bench, argc > 4 ? argv[4] : NULL, most < WIJKEN ? most : WIJKEN, name);
    printf("fill\t%.1f\t%d\n", now() - start, bench.wijken);
    struct shell_ways ways = {.data_folder = argv[2],
                              .assets_folder = argv[1],
                              .language = "nl",
                              .theme = "light",
                              .clock = &bench.clock,
                              .still = true};
    start = now();
    need(project_open(&bench.ways, name, NULL, &bench.project, &why), &why);
    double opened = now() - start;
    start = now();
    (void)project_assessment(bench.project);
    printf("open\t%.2f\t%.2f\n", opened, now() - start);
    project_close(bench.project);
    struct shell *shell;
    need(shell_open(&ways, &shell, &why), &why);
    shell_resize(shell, 1280, 800, 1);
    need(shell_project_open(shell, name, NULL), &why);
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        if (argc < 7 || !strcmp(argv[6], screens[i])) {
            screen_measure(shell, screens[i]);
        }
    }
    shell_close(shell);
    buffer_clear(&bench.text);
    return 0;
}
