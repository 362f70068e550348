/* SPDX-License-Identifier: EUPL-1.2 */
/* bench_measure --find PACK LON,LAT: how long 200 searches of streets and addresses take, typed
 * letter by letter, after each letter; the first search, which reads the names, apart.
 * bench_measure ASSETS FOLDER [ROUNDS]: how long deeds take inside the program, on the oefenwijk in
 * FOLDER (which it fills). One line per deed: name, median, 95th percentile (ms), rounds. Wall time
 * of the calling thread; the machine should do nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "action/action.h"
#include "action/reach.h"
#include "assessment/coverage.h"
#include "base/fault.h"
#include "draw/icon.h"
#include "draw/theme.h"
#include "draw/type.h"
#include "map/cover.h"
#include "map/map.h"
#include "print/print.h"
#include "system/file.h"
#include "system/system.h"

enum { MOST_ROUNDS = 1000, HITS = 30, HOUR = 3600, CROWD = 50 };

struct bench {
    const char *assets, *folder;
    int rounds;
    struct clock clock;
    struct project_ways ways;
    struct project *project;
    struct language *languages[LANGUAGE_COUNT];
    struct type *type;
    struct icon_set *icons;
    struct theme theme;
    struct map_style *style;
    struct pencil pencil;
    struct place crowd[CROWD]; /* 50 places, each with its own timetable */
    const struct place *crowd_list[CROWD];
    cJSON *crowd_documents[CROWD];
    double took[MOST_ROUNDS];
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void need(bool ok, const struct fault *why)
{
    if (!ok) {
        fprintf(stderr, "bench_measure: %s %s %s\n", why->what.key, why->file, why->detail);
        exit(1);
    }
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void measure(struct bench *bench, const char *name, int rounds,
                    void (*deed)(struct bench *bench, int round))
{
    for (int i = 0; i < rounds; i++) {
        double start = now_ms();
        deed(bench, i);
        bench->took[i] = now_ms() - start;
    }
    qsort(bench->took, (size_t)rounds, sizeof *bench->took, by_size);
    printf("%s\t%.3f\t%.3f\t%d\n", name, bench->took[rounds / 2], bench->took[rounds * 95 / 100],
           rounds);
    fflush(stdout);
}

/* ---- the deeds ---- */

static void deed_score(struct bench *bench, int round)
{
    /* another moment each time, so that nothing is remembered */
    (void)project_assessment_at(bench->project, clock_now(&bench->clock) + (round + 1) * HOUR);
}

static void crowd_make(struct bench *bench)
{
    struct fault why;
    char text[1024];
    fault_clear(&why);
    for (int i = 0; i < CROWD; i++) {
        snprintf(text, sizeof text,
                 "{\"_id\":\"place:%02d\",\"name\":\"Plek %d\",\"lon\":4.3398,\"lat\":50.8566,"
                 "\"checked\":\"2026-06-01\",\"hours\":\"Mo-Fr %02d:%02d-12:00,13:00-17:00; "
                 "Sa 10:00-1%d:00; PH off; SH Mo-Fr 10:00-12:00\",\"offers\":{\"w\":{\"service\":"
                 "\"wifi\",\"price\":\"free\",\"checked\":\"2026-06-01\"},\"c\":{\"service\":"
                 "\"computer\",\"price\":\"free\",\"checked\":\"2026-06-01\",\"hours\":"
                 "\"Tu,Th 14:%02d-20:00; Su[%d] 10:00-12:00\"}}}",
                 i, i, 7 + i % 4, i, 1 + i % 9, i, 1 + i % 4);
        bench->crowd_documents[i] = cJSON_Parse(text);
        need(place_parse(bench->crowd_documents[i], &bench->crowd[i], NULL, &why), &why);
        bench->crowd_list[i] = &bench->crowd[i];
    }
}

static void crowd_clear(struct bench *bench)
{
    for (int i = 0; i < CROWD; i++) {
        place_clear(&bench->crowd[i]);
        cJSON_Delete(bench->crowd_documents[i]);
    }
}

static void deed_week(struct bench *bench, int round)
{
    struct assessment_question question;
    struct coverage_week week;
    struct coverage_ask ask = {1u << SERVICE_WIFI | 1u << SERVICE_COMPUTER, COVERAGE_NORMAL, {0}};
    project_question(bench->project, clock_now(&bench->clock) + round * HOUR, &question);
    question.places = bench->crowd_list;
    question.place_count = CROWD;
    coverage_make(&question, &ask, &week);
    if (week.places[TUESDAY][32] != CROWD) {
        fprintf(stderr, "bench_measure: %d places on Tuesday\n", week.places[TUESDAY][32]);
        exit(1);
    }
    coverage_clear(&week);
}

static void deed_search_places(struct bench *bench, int round)
{
    static const char *const words[] = {"b",    "bi",       "bib",   "biblio",
                                        "wifi", "huis van", "école", "gemeente"};
    struct hit hits[HITS];
    struct point near = {4.3398, 50.8566};
    action_search_places(bench->project, (const struct language *const *)bench->languages,
                         words[round % (int)(sizeof words / sizeof *words)], near, hits, HITS);
}

static void deed_search_streets(struct bench *bench, int round)
{
    static const char *const words[] = {"st", "steen", "steenweg", "gent 12", "leopold", "rue de"};
    struct hit hits[HITS];
    struct point near = {4.3398, 50.8566};
    action_search_streets(project_pack(bench->project),
                          words[round % (int)(sizeof words / sizeof *words)], near, false, hits,
                          HITS);
}

static void deed_confirm_saved(struct bench *bench, int round)
{
    struct fault why;
    size_t count;
    const struct place *const *places = project_places(bench->project, &count);
    fault_clear(&why);
    need(count > 0 && action_confirm(bench->project, places[(size_t)round % count]->id, &why),
         &why);
    need(project_finish(bench->project, &why), &why);
}

static void deed_print(struct bench *bench, int round)
{
    struct fault why;
    struct scorecard card;
    char file[SYSTEM_PATH];
    const struct language *dutch = bench->languages[LANGUAGE_NL];
    (void)round;
    fault_clear(&why);
    snprintf(file, sizeof file, "%.900s/scorecard.pdf", bench->folder);
    need(action_scorecard_fill(bench->project, dutch, bench->style, NULL, &card, &why), &why);
    need(print_scorecard(&card, SCORECARD_A4, &bench->pencil, dutch, file, &why), &why);
    scorecard_clear(&card);
}

static void deed_open(struct bench *bench, int round)
{
    struct fault why;
    (void)round;
    fault_clear(&why);
    need(project_open(&bench->ways, "demo", NULL, &bench->project, &why), &why);
    (void)project_assessment(bench->project);
}

/* ---- what if a place were here: dragged, step by step ---- */

static struct {
    struct reach_question *question;
    struct reach_ground *ground;
    struct reach answer;
    struct reach_pretend pretend;
} foot;

static void foot_open(struct bench *bench)
{
    struct fault why;
    struct reach_ask ask = {.service = SERVICE_WIFI};
    fault_clear(&why);
    foot.ground = reach_ground_new();
    need(action_reach_ask(bench->project, &ask, &foot.question, &why), &why);
    need(reach_make(foot.question, foot.ground, &foot.answer, &why), &why);
}

static void foot_close(void)
{
    reach_pretend_clear(&foot.pretend);
    reach_clear(&foot.answer);
    reach_ground_free(foot.ground);
    reach_question_free(foot.question);
}

static void drag(int round, bool areas)
{
    struct point point = {4.3390 + round % 40 * 0.0001, 50.8560 + round % 25 * 0.00008};
    reach_pretend(foot.ground, &foot.answer, point, areas, &foot.pretend);
    if (!foot.pretend.known) {
        fputs("bench_measure: nowhere to walk\n", stderr);
        exit(1);
    }
}

static void deed_drag(struct bench *bench, int round)
{
    (void)bench;
    drag(round, false);
}

static void picture(const struct bench *bench)
{
    enum { WIDTH = 1280, HEIGHT = 800, BLOCK_METRES = 300 };
    const struct reach *answer = &foot.answer;
    struct map_cover *cover = map_cover_new();
    for (int i = 0; i < answer->class_count && i < COVER_RANKS; i++) {
        map_cover_area(cover, i, &foot.pretend.areas[i]);
    }
    for (size_t at = 0; at < answer->address_count; at++) {
        int rank = 0;
        while (rank < answer->class_count &&
               foot.pretend.seconds[at] > (float)answer->classes[rank].minutes * 60) {
            rank++;
        }
        map_cover_home(cover, rank < answer->class_count ? rank : COVER_RANKS,
                       spot_of_point(answer->addresses[at].point));
    }
    map_cover_close(cover, BLOCK_METRES);
    struct spot_box box = spot_box_of(project_wijk(bench->project)->border->box);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
    cairo_t *cairo = cairo_create(surface);
    map_paint_cover(cover, &bench->theme, cairo, box, WIDTH, HEIGHT);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    map_cover_free(cover);
}

/* To the picture: areas, the cover of them, and that drawn over a view of 1280 x 800. */
static void deed_drag_picture(struct bench *bench, int round)
{
    drag(round, true);
    picture(bench);
}

/* ---- typing ---- */

enum { TYPED_MOST = 8000 };

struct typing {
    struct pack *pack;
    struct point near;
    double took[TYPED_MOST];
    int count, found, queries;
};

static void find_once(struct typing *typing, const char *words)
{
    struct hit hits[HITS];
    double start = now_ms();
    typing->found +=
        action_search_streets(typing->pack, words, typing->near, false, hits, HITS) > 0;
    if (typing->count < TYPED_MOST) {
        typing->took[typing->count++] = now_ms() - start;
    }
}

static void find_typed(struct typing *typing, const char *text)
{
    char words[128];
    for (size_t end = 1; end <= strlen(text); end++) {
        snprintf(words, sizeof words, "%.*s", (int)end, text);
        find_once(typing, words);
    }
    typing->queries++;
}

/* As it is, a letter forgotten, two that changed places, with a number, with the municipality. */
static void find_variants(struct typing *typing, const char *text)
{
    char words[128];
    size_t at = strlen(text) / 2;
    find_typed(typing, text);
    snprintf(words, sizeof words, "%.*s%s", (int)at, text, text + at + 1);
    find_typed(typing, words);
    snprintf(words, sizeof words, "%.*s%c%c%s", (int)at, text, text[at + 1], text[at],
             text + at + 2);
    find_typed(typing, words);
    snprintf(words, sizeof words, "%s 12b", text);
    find_typed(typing, words);
    snprintf(words, sizeof words, "%s 7 molenbeek", text);
    find_typed(typing, words);
}

static int find_measure(const char *file, const char *near)
{
    static const char *const texts[] = {
        "gentsestwg",        "gentse steenweg",   "chaussee de gand",    "chaussee gand",
        "ribaucourt",        "rue de ribaucourt", "leopold ii laan",     "boulevard leopold",
        "bd anspach",        "haachtse steenweg", "chee de haecht",      "ninoofsestwg",
        "schoolstraat",      "rue de l'ecole",    "place communale",     "gemeenteplein",
        "st jansstraat",     "sint jan baptist",  "dokter schweitzer",   "av louise",
        "lenniksebaan",      "antwerpselaan",     "onze lieve vrouw",    "comtesse de flandre",
        "gravin vlaanderen", "koningsstraat",     "rue royale",          "havenlaan",
        "picardstraat",      "dansaert",          "nieuwe graanmarkt",   "quai des charbonnages",
        "vlaamsesteenweg",   "zaterdagplein",     "emile bockstaellaan", "jetselaan",
        "rue du marche",     "kerkstraat",        "stationsstraat",      "meiserplein"};
    static struct typing typing;
    struct fault why;
    fault_clear(&why);
    need(pack_open(file, &typing.pack, &why), &why);
    if (sscanf(near, "%lf,%lf", &typing.near.lon, &typing.near.lat) != 2) {
        return 2;
    }
    find_once(&typing, "a");
    printf("find-first\t%.3f\t%.3f\t1\n", typing.took[0], typing.took[0]);
    typing.count = typing.found = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        find_variants(&typing, texts[i]);
    }
    qsort(typing.took, (size_t)typing.count, sizeof *typing.took, by_size);
    printf("find-typed\t%.3f\t%.3f\t%d\n", typing.took[typing.count / 2],
           typing.took[typing.count * 95 / 100], typing.count);
    printf("find-slowest\t%.3f\t%.3f\t%d\n", typing.took[typing.count - 1],
           typing.took[typing.count - 1], typing.queries);
    pack_close(typing.pack);
    return 0;
}

/* ---- beginning and end ---- */

static void bench_open(struct bench *bench)
{
    struct fault why;
    char style[SYSTEM_PATH], fonts[SYSTEM_PATH], icons[SYSTEM_PATH], words[SYSTEM_PATH];
    fault_clear(&why);
    snprintf(style, sizeof style, "%.900s/style", bench->assets);
    snprintf(fonts, sizeof fonts, "%.900s/fonts", bench->assets);
    snprintf(icons, sizeof icons, "%.900s/icons", bench->assets);
    snprintf(words, sizeof words, "%.900s/language", bench->assets);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        need(language_load(words, (enum language_code)i, &bench->languages[i], &why), &why);
    }
    need(theme_load(style, "print", &bench->theme, &why), &why);
    need(map_style_load(style, "print", &bench->style, &why), &why);
    need(type_open(fonts, &bench->type, &why), &why);
    need(icon_set_open(icons, &bench->icons, &why), &why);
    bench->pencil = (struct pencil){bench->type, bench->icons, &bench->theme};
}

static void bench_close(struct bench *bench)
{
    project_close(bench->project);
    type_close(bench->type);
    icon_set_close(bench->icons);
    map_style_free(bench->style);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        language_free(bench->languages[i]);
    }
}

static void report_size(const struct bench *bench)
{
    struct stat about;
    char file[SYSTEM_PATH];
    snprintf(file, sizeof file, "%.900s/scorecard.pdf", bench->folder);
    if (stat(file, &about) == 0) {
        printf("pdf-kb\t%.0f\t%.0f\t1\n", (double)about.st_size / 1e3, (double)about.st_size / 1e3);
    }
}

int main(int argc, char **argv)
{
    static struct bench bench;
    if (argc == 4 && !strcmp(argv[1], "--find")) {
        return find_measure(argv[2], argv[3]);
    }
    if (argc < 3) {
        fputs("bench_measure ASSETS FOLDER [ROUNDS] | --find PACK LON,LAT\n", stderr);
        return 2;
    }
    bench.assets = argv[1];
    bench.folder = argv[2];
    bench.rounds = argc > 3 ? atoi(argv[3]) : 100;
    bench.rounds = bench.rounds < 1 ? 1 : bench.rounds > MOST_ROUNDS ? MOST_ROUNDS : bench.rounds;
    bench.clock = clock_fixed(1781269200); /* 12 June 2026, 15:00 in Brussels */
    bench.ways =
        (struct project_ways){bench.folder, bench.assets, &bench.clock, "bench", NULL, NULL};
    bench_open(&bench);
    measure(&bench, "make", 1, deed_open);
    project_close(bench.project);
    measure(&bench, "open", 1, deed_open);
    measure(&bench, "score", bench.rounds, deed_score);
    crowd_make(&bench);
    measure(&bench, "week", bench.rounds, deed_week);
    crowd_clear(&bench);
    foot_open(&bench);
    measure(&bench, "pretend", bench.rounds, deed_drag);
    measure(&bench, "pretend-picture", bench.rounds, deed_drag_picture);
    foot_close();
    measure(&bench, "search-places", bench.rounds, deed_search_places);
    measure(&bench, "search-streets", bench.rounds, deed_search_streets);
    measure(&bench, "confirm-saved", bench.rounds, deed_confirm_saved);
    measure(&bench, "pdf", bench.rounds < 20 ? bench.rounds : 20, deed_print);
    report_size(&bench);
    bench_close(&bench);
    return 0;
}
