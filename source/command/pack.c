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

static void report_json(const struct action_pack *pack, const struct action_pack_report *report)
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
        {"tiles", (double)report->tiles},
        {"skipped", (double)report->skipped},
        {"broken", (double)report->broken},
        {"without_place", (double)report->without_place},
    };
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "out", pack->out);
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
                   kept = message_of("command.pack.kept");
    buffer_init(&text, 4096);
    message_add_count(&counts, report->pack.features);
    message_add_count(&counts, report->pack.addresses);
    message_add_count(&counts, report->pack.streets);
    message_add_count(&counts, report->pack.candidates);
    printf("%s\n%s\n", pack->out, ask_say(ask, counts, &text));
    message_add_count(&kept, report->pack.wijken);
    message_add_count(&kept, report->skipped);
    message_add_count(&kept, report->broken + report->without_place);
    message_add_number(&kept, (double)report->pack.bytes / 1e6);
    printf("%s\n", ask_say(ask, kept, &text));
    buffer_clear(&text);
    report_sources(pack);
}

int command_pack(struct ask *ask)
{
    struct action_pack_report report;
    struct progress progress = {.ask = ask, .shown = isatty(STDERR_FILENO)};
    const char *codes[ASK_WORDS];
    struct fault why;
    struct action_pack pack = {.out = ask_option(ask, "--out"),
                               .tiles = ask_option(ask, "--tiles"),
                               .places = ask_option(ask, "--places"),
                               .wijken = ask_option(ask, "--wijken"),
                               .codes = codes,
                               .progress = progress_say,
                               .data = &progress};
    const char *margin = ask_option(ask, "--margin");
    for (const char *code = ask_option(ask, "--wijk"); code; code = ask_option(ask, "--wijk")) {
        codes[pack.code_count++] = code;
    }
    if (!pack.out || !pack.wijken || (margin && !ask_number(margin, 0, 50000, &pack.margin))) {
        return ask_missing(ask, !pack.out      ? "--out F.wijkpak"
                                : !pack.wijken ? "--wijken F.geojson"
                                               : "--margin METRES");
    }
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    signal(SIGINT, let_go_hear);
    signal(SIGTERM, let_go_hear);
    bool ok = action_pack(&pack, &report, &why);
    if (progress.shown) {
        fputs("\r\033[K", stderr);
    }
    if (!ok) {
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        report_json(&pack, &report);
    } else {
        report_print(ask, &pack, &report);
    }
    return EXIT_DONE;
}
