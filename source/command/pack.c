/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil pack`: builds an area file, with progress on stderr. Ctrl-C lets it go: what was half
 * built is cleared away. */
#include "command/command_inner.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

struct progress {
    const struct ask *ask;
    bool shown;
    char stage[64];
    int percent;
    cJSON *changes;     /* owned; of an update */
    struct buffer told; /* the same in words */
};

static volatile sig_atomic_t let_go;

static void let_go_hear(int number)
{
    let_go = 1;
    signal(number, SIG_DFL); /* a second time ends the program at once */
}

static bool progress_say(void *data, const char *stage, int thousandths)
{
    struct progress *progress = data;
    if (let_go) {
        return false;
    }
    if (!strcmp(progress->stage, stage) && progress->percent == thousandths / 10) {
        return true;
    }
    snprintf(progress->stage, sizeof progress->stage, "%s", stage);
    progress->percent = thousandths / 10;
    if (progress->shown) {
        char key[96];
        snprintf(key, sizeof key, "command.pack.stage.%.64s", stage);
        fprintf(stderr, "\r\033[K%s %d %%", language_word(progress->ask->language, key),
                progress->percent);
        fflush(stderr);
    }
    return true;
}

/* ---- what an update changed ---- */

static cJSON *change_json(const struct pack_change *change)
{
    static const char *const words[] = {"new", "gone", "changed"};
    const struct place *place = change->after ? change->after : change->before;
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "what", words[change->kind]);
    cJSON_AddStringToObject(json, "id", place->id);
    cJSON_AddStringToObject(json, "name", place->name);
    cJSON_AddStringToObject(json, "kind", kind_word(place->kind));
    cJSON_AddNumberToObject(json, "lon", place->point.lon);
    cJSON_AddNumberToObject(json, "lat", place->point.lat);
    if (change->followed) {
        cJSON_AddStringToObject(json, "was", change->before->id);
    }
    cJSON *fields = cJSON_AddArrayToObject(json, "fields");
    for (const char *at = change->fields; *at; at += strspn(at, " ")) {
        char field[160];
        snprintf(field, sizeof field, "%.*s", (int)strcspn(at, " "), at);
        cJSON_AddItemToArray(fields, cJSON_CreateString(field));
        at += strcspn(at, " ");
    }
    return json;
}

static void change_hear(void *data, const struct pack_change *change)
{
    static const char *const keys[] = {"sources.change.new", "sources.change.gone",
                                       "sources.change.changed"};
    struct progress *progress = data;
    const struct language *language = progress->ask->language;
    const struct place *place = change->after ? change->after : change->before;
    if (progress->ask->json) {
        cJSON_AddItemToArray(progress->changes, change_json(change));
        return;
    }
    buffer_addf(&progress->told, "  %s: %s (%s, %s)%s%s\n",
                language_word(language, keys[change->kind]),
                *place->name ? place->name : language_word(language, "sources.unnamed"),
                language_word(language, kind_key(place->kind)), place->id,
                *change->fields ? ": " : "", change->fields);
}

static cJSON *update_json(struct progress *progress, const struct action_pack_report *report)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "new", (double)report->fresh);
    cJSON_AddNumberToObject(json, "gone", (double)report->gone);
    cJSON_AddNumberToObject(json, "changed", (double)report->changed);
    cJSON_AddNumberToObject(json, "same", (double)report->same);
    cJSON_AddNumberToObject(json, "followed", (double)report->followed);
    cJSON_AddItemToObject(json, "changes", progress->changes);
    progress->changes = NULL;
    return json;
}

static void update_print(const struct ask *ask, const struct progress *progress,
                         const struct action_pack_report *report)
{
    struct message line = message_of("command.pack.update");
    struct buffer text;
    buffer_init(&text, 4096);
    message_add_count(&line, report->fresh);
    message_add_count(&line, report->gone);
    message_add_count(&line, report->changed);
    message_add_count(&line, report->same);
    printf("%s\n%s", ask_say(ask, line, &text), buffer_text(&progress->told));
    buffer_clear(&text);
}

/* ---- what was built ---- */

static void report_json(const struct action_pack *pack, const struct action_pack_report *report,
                        struct progress *progress)
{
    const struct {
        const char *name;
        double number;
    } counts[] = {
        {"bytes", (double)report->pack.bytes},
        {"features", (double)report->pack.features},
        {"cells", (double)report->pack.cells},
        {"addresses", (double)report->pack.addresses},
        {"streets", (double)report->pack.streets},
        {"candidates", (double)report->pack.candidates},
        {"wijken", (double)report->pack.wijken},
        {"walk_nodes", (double)report->pack.walk_nodes},
        {"walk_edges", (double)report->pack.walk_edges},
        {"tiles", (double)report->tiles},
        {"skipped", (double)report->skipped},
        {"broken", (double)report->broken},
        {"without_place", (double)report->without_place},
    };
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "out", pack->out);
    if (pack->update) {
        cJSON_AddItemToObject(json, "update", update_json(progress, report));
    }
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        cJSON_AddNumberToObject(json, counts[i].name, counts[i].number);
    }
    ask_json(json);
}

static void report_sources(const struct action_pack *pack)
{
    struct pack *built = NULL;
    struct fault why;
    const struct pack_source *sources;
    if (!pack_open(pack->out, &built, &why)) {
        return;
    }
    int count = pack_sources(built, &sources);
    for (int i = 0; i < count; i++) {
        printf("%s: %s %s %s\n", sources[i].kind, sources[i].attribution, sources[i].licence,
               sources[i].date);
    }
    pack_close(built);
}

static void report_print(const struct ask *ask, const struct action_pack *pack,
                         const struct action_pack_report *report)
{
    struct buffer text;
    struct message counts = message_of("command.pack.counts"),
                   kept = message_of("command.pack.kept"), walk = message_of("command.pack.walk"),
                   no_walk = message_of("command.pack.no_walk");
    buffer_init(&text, 4096);
    message_add_count(&counts, report->pack.features);
    message_add_count(&counts, report->pack.addresses);
    message_add_count(&counts, report->pack.streets);
    message_add_count(&counts, report->pack.candidates);
    printf("%s\n%s\n", pack->out, ask_say(ask, counts, &text));
    message_add_count(&walk, report->pack.walk_nodes);
    message_add_count(&walk, report->pack.walk_edges);
    printf("%s\n", ask_say(ask, report->pack.walk_edges ? walk : no_walk, &text));
    message_add_count(&kept, report->pack.wijken);
    message_add_count(&kept, report->skipped);
    message_add_count(&kept, report->broken + report->without_place);
    message_add_number(&kept, (double)report->pack.bytes / 1e6);
    printf("%s\n", ask_say(ask, kept, &text));
    buffer_clear(&text);
    report_sources(pack);
}

/* Takes the options; NULL, or what is missing or odd. */
static const char *pack_asked(struct ask *ask, struct action_pack *pack,
                              const char *codes[ASK_WORDS])
{
    const char *margin = ask_option(ask, "--margin"), *box = ask_option(ask, "--box");
    pack->update = ask_option(ask, "--update");
    pack->out = ask_option(ask, "--out");
    pack->osm = ask_option(ask, "--osm");
    pack->tiles = ask_option(ask, "--tiles");
    pack->places = ask_option(ask, "--places");
    pack->wijken = ask_option(ask, "--wijken");
    pack->codes = codes;
    for (const char *code = ask_option(ask, "--wijk"); code; code = ask_option(ask, "--wijk")) {
        codes[pack->code_count++] = code;
    }
    if (pack->update && !pack->out) {
        pack->out = pack->update;
    }
    return !pack->out ? "--out F.wijkpak"
           : !pack->osm && !pack->tiles && !pack->places && !pack->wijken
               ? "--osm F.osm.pbf, --tiles F.mbtiles, --wijken F.geojson"
           : pack->code_count && !pack->wijken && !pack->update     ? "--wijken F.geojson"
           : margin && !ask_number(margin, 0, 50000, &pack->margin) ? "--margin METRES"
           : box && !ask_box(box, &pack->box)                       ? "--box W,S,E,N"
                                                                    : NULL;
}

static int pack_make(struct ask *ask, struct action_pack *pack, struct progress *progress)
{
    struct action_pack_report report;
    struct fault why;
    bool ok = action_pack(pack, &report, &why);
    if (progress->shown) {
        fputs("\r\033[K", stderr);
    }
    if (!ok) {
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        report_json(pack, &report, progress);
        return EXIT_DONE;
    }
    report_print(ask, pack, &report);
    if (pack->update) {
        update_print(ask, progress, &report);
    }
    return EXIT_DONE;
}

int command_pack(struct ask *ask)
{
    enum { TOLD = 16 * 1024 * 1024 };
    struct progress progress = {.ask = ask, .shown = isatty(STDERR_FILENO)};
    const char *codes[ASK_WORDS];
    struct action_pack pack = {.progress = progress_say, .change = change_hear, .data = &progress};
    const char *missing = pack_asked(ask, &pack, codes);
    if (missing) {
        return ask_missing(ask, missing);
    }
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    signal(SIGINT, let_go_hear);
    signal(SIGTERM, let_go_hear);
    buffer_init(&progress.told, TOLD);
    progress.changes = cJSON_CreateArray();
    int code = pack_make(ask, &pack, &progress);
    cJSON_Delete(progress.changes);
    buffer_clear(&progress.told);
    return code;
}
