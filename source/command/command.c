/* SPDX-License-Identifier: EUPL-1.2 */
/* The table of commands and the words before it. */
#include "command/command_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "system/system.h"

static const struct command_row rows[] = {
    {"wijken", command_wijken, "[--json]", "wijken"},
    {"places", command_places,
     "[--wijk CODE] [--service NAME] [--state NAME] [--search WORDS] [--all] [--json]",
     "places --wijk 21012W16 --service wifi"},
    {"find", command_find, "WORD… [--wijk CODE|--near LON,LAT] [--most N] [--json]",
     "find gentsestwg 12"},
    {"show", command_show, "ID [--json]", "show osm:…"},
    {"confirm", command_deed, "ID", "confirm osm:…"},
    {"add", command_deed, "KIND LON,LAT [NAME] [FIELD=VALUE…]",
     "add charging_point 4.3398,50.8566 \"Stopcontact bib\""},
    {"set", command_deed, "ID FIELD=VALUE…",
     "set place:… phone=\"02 123 45 67\" hours=\"Mo-Fr 09:00-17:00\""},
    {"offer", command_deed, "ID SERVICE [FIELD=VALUE…]",
     "offer place:… help price=free hours=\"Sa 09:00-11:00\""},
    {"remove", command_deed, "ID [OFFER]", "remove place:…"},
    {"count-in", command_deed, "ID yes|no", "count-in place:… yes"},
    {"undo", command_deed, "", "undo"},
    {"redo", command_deed, "", "redo"},
    {"partner", command_partner,
     "[--org ORG] [--json] | mark ORG wifi|charge PLACE|LON,LAT [NAME] [price=WORD] | "
     "confirm ID | withdraw ID",
     "partner mark bib wifi osm:… price=free"},
    {"review", command_review, "[--json] | accept ID | merge ID PLACE | return ID SENTENCE",
     "review return prop:… \"Aan welke deur?\""},
    {"need", command_need,
     "add --condition access|skills|network|design --theme NAME [--place ID] [--date DATE] | "
     "remove ID | list [--json] | month [MONTH] [--json]",
     "need add --condition skills --theme itsme"},
    {"threshold", command_threshold,
     "add --service NAME --step NAME [--place ID] [--date DATE] | list [--json] | "
     "show SERVICE [--json]",
     "threshold add --service tax --step login"},
    {"survey", command_survey,
     "new [--date DATE] | set ID QUESTION ANSWER NUMBER | set ID forms NUMBER | remove ID | "
     "list [--json] | show [ID] [--json]",
     "survey set survey:… age 25-44 12"},
    {"count", command_count,
     "set --place ID --month MONTH --goal access|skills|services --number N|none | "
     "list [--place ID] [--json]",
     "count set --place place:… --month 2026-05 --goal skills --number 42"},
    {"organisation", command_organisation,
     "[list] [--wijk CODE] [--part NAME] [--pillar ID] [--json] | add NAME [FIELD=VALUE…] | "
     "set ID FIELD=VALUE… | remove ID | commit ID WHAT [DATE [UNTIL]] | uncommit ID COMMITMENT",
     "organisation add \"Bib De Boekenmolen\" part=facilitator pillars=T,I phone=\"02 412 00 00\""},
    {"meeting", command_meeting,
     "[list] [--wijk CODE] [--json] | add DATE [FIELD=VALUE…] | set ID FIELD=VALUE… | remove ID",
     "meeting add 2026-06-25 organisations=\"Bib De Boekenmolen; Foyer\" others=1 held=yes"},
    {"told", command_told,
     "[list] [--wijk CODE] [--json] | add DATE CHANNEL [FIELD=VALUE…] | set ID FIELD=VALUE… | "
     "remove ID",
     "told add 2026-06-12 leaflet languages=nl,ar plain=yes copies=200"},
    {"refer", command_refer,
     "--theme NAME [--tongue NAME] [--at TIME] [--today] [--wijk CODE] [--json] | "
     "--site ADDRESS|none [--wijk CODE]",
     "refer --theme itsme --tongue ar --today"},
    {"look", command_deed, "--wijk CODE --service NAME [--off]",
     "look --wijk 21012W16 --service wifi"},
    {"judge", command_deed,
     "--wijk CODE --criterion ID --verdict met|partly|not|unknown|none [--reason TEXT]",
     "judge --wijk 21012W16 --criterion O2 --verdict partly --reason \"Twee prikkels in de bib\""},
    {"action", command_action,
     "[--wijk CODE] [--json] | add TITLE [FIELD=VALUE…] | set ID FIELD=VALUE… | step ID TEXT | "
     "tick ID STEP yes|no | remove ID",
     "action add \"Wifi tot 20 uur\" criterion=T4 levers=gap,outreach when=2026-09-30"},
    {"plan", command_plan, "[--wijk CODE] [--json]", "plan --wijk 21012W16"},
    {"vote", command_vote,
     "[--wijk CODE] [--json] | start GROUPS [CRITERION…] | join SESSION | colour SESSION GROUP "
     "CRITERION=green|orange|red|none… | done SESSION GROUP [yes|no] | show SESSION | take SESSION "
     "CRITERION COLOUR | take SESSION agreed | remove SESSION",
     "vote start 4"},
    {"score", command_score, "--wijk CODE [--at TIME] [--json]", "score --wijk 21012W16"},
    {"round", command_round, "freeze|list|compare [A [B|now]] [--wijk CODE] [--json]",
     "round compare 2026-06-12 now --wijk 21012W16"},
    {"compare", command_compare, "[--wijk CODE]… [--json|--out F.csv]",
     "compare --wijk 21012W16 --wijk 21012W17"},
    {"growth", command_growth, "[--wijk CODE]… [--json]", "growth"},
    {"context", command_context,
     "[list] [--wijk CODE] [--json] | set FIGURE VALUE YEAR SOURCE | import F.csv",
     "context set Inwoners 11532 2024 Statbel --wijk 21012W16"},
    {"todo", command_todo, "[--wijk CODE] [--days N] [--json]", "todo --wijk 21012W16 --days 90"},
    {"week", command_week,
     "--wijk CODE --service NAME,… [--kind normal|school|DATE] [--at TIME] [--json]",
     "week --wijk 21012W16 --service wifi,computer"},
    {"reach", command_reach,
     "--wijk CODE --service NAME [--at TIME] [--minutes 5,10,15] [--lens NAME] [--json] [--geojson "
     "F]",
     "reach --wijk 21012W16 --service wifi --at 2026-06-14T15:00 --lens wheelchair"},
    {"spot", command_spot,
     "--wijk CODE --service NAME [--at TIME] [--minutes N] [--lens NAME] [--most N] "
     "[--crossings] [--json]",
     "spot --wijk 21012W16 --service wifi --most 3"},
    {"print", command_print,
     "scorecard|overview|card ID|walk|report NAME [--wijk CODE] [--out "
     "F.pdf|F.html|F.csv|F.geojson] "
     "[--form list|folded|poster|a4|a4-wide|a5|a6|a6-four] [--text 12|16] [--with nl|fr|en] "
     "[--no-note] "
     "[--about WHAT] [--other WHAT] [--lens NAME] "
     "[--from LON,LAT] [--stops N] [--printer NAME [--copies N] [--paper a4] "
     "[--two-sided long|short] [--grey]] [--json] | --printers [--json] | "
     "report --list [--json]",
     "print overview --wijk 21012W16 --lang nl --with fr --form folded --out overzicht.pdf"},
    {"draw", command_draw,
     "--wijk CODE|--box W,S,E,N [--zoom Z] [--size WxH] [--density D] [--theme "
     "light|dark|contrast|print] [--names nl|fr|both] --out F.png",
     "draw --wijk 21012W16 --zoom 16 --size 1280x800 --out kaart.png"},
    {"shot", command_shot,
     "--screen NAME [--id ID] [--size WxH] [--scale 1..2] [--density D] [--theme "
     "light|dark|contrast] [--text] --out F.png",
     "shot --screen pillars --size 1280x800 --theme dark --out pijlers.png"},
    {"hours", command_hours,
     "STRING|- [--at TIME] [--from DATE] [--days N] [--lat DEGREES] [--lon DEGREES] "
     "[--region vl|fr] [--json]",
     "hours \"Mo-Fr 09:00-12:00,13:00-17:00; PH off\" --from 2026-06-08 --days 7"},
    {"export", command_export,
     "--out F.geojson|F.csv | --out F.csv|F.json --as mediation | --bundle F.wijkbundel [--wijk "
     "CODE]  "
     "[--level public|partners|archive] [--json]",
     "export --bundle molenbeek.wijkbundel"},
    {"import", command_import,
     "F.wijkbundel [--project NAME [--dry-run]] [--json] | --back --project NAME | F.csv|F.geojson "
     "[--column FIELD=NAME]… "
     "[--kind NAME] [--service NAME] | F.csv|F.json --as mediation",
     "import molenbeek.wijkbundel"},
    {"batch", command_batch, "[FILE|-]", "batch wijzigingen.txt"},
    {"check", command_check, "[--json]", "check"},
    {"pair", command_pair, "[--ca F.pem] [FILE|-] | --show | --forget", "pair koppellink.txt"},
    {"sync", command_sync, "[URL [--user NAME --key-file F]] [--once|--watch] [--json]",
     "sync --once"},
    {"outbox", command_outbox, "[--json]", "outbox"},
    {"conflicts", command_conflicts, "[--json]", "conflicts"},
    {"resolve", command_resolve, "ID FIELD=VALUE…", "resolve place:… hours=\"Mo-Fr 09:00-17:00\""},
    {"pack", command_pack,
     "--out F.wijkpak [--osm F.osm.pbf] [--tiles F.mbtiles|F.pmtiles] [--places F.geojson] "
     "[--wijken F.geojson] [--wijk CODE]… [--box W,S,E,N] [--margin METRES] [--json] | "
     "--update F.wijkpak [--out F.wijkpak] …",
     "pack --out brussel.wijkpak --osm brussel.osm.pbf --wijken wijken.geojson --wijk 21012W16"},
    {"changes", command_changes, "[--json] | take ID FIELD | keep ID [FIELD] | seen",
     "changes take place:… hours"},
    {"framework", command_framework,
     "[list] [--json] | show ID [--json] | card ID ITEM CHOICE|none [--note TEXT] | "
     "rate ID NAME LEVEL --reason TEXT [--owner TEXT] [--id ID] | way ID ITEM|new FIELD=VALUE… | "
     "take ID SET | remove ID ITEM; [--wijk CODE]",
     "framework card beleidstool R1 now --note \"In de meerjarenplanning\""},
    {"practice", command_practice,
     "[list] [--json] | show ID [--json] | set [ID] PART=TEXT… | remove ID | "
     "share ID --out F.wijkpraktijk | take F.wijkpraktijk",
     "practice set title=Digicafé criterion=I1 what=\"Elke zaterdag koffie en hulp\""},
    {"source", command_source,
     "list | add URL [--kind geojson|csv|overpass|pack] [--id ID] [--name NAME] [--attribution "
     "TEXT] "
     "[--licence TEXT] [--sha256 HEX] [--days N] [--place-kind KIND] [--service NAME] [--price "
     "NAME] "
     "[--column FIELD=COLUMN]… | remove ID [--json]",
     "source add https://data.example/wifi/exports/csv --name Wifi --service wifi --price free"},
    {"refresh", command_refresh, "[ID] [--due] [--json]", "refresh"},
    {"project", command_project,
     "list | new [--wijk CODE] | open NAME | renew [NAME] --pack F.wijkpak | restore [NAME]",
     "project new --wijk 21012W16"},
    {"help", command_help, "[COMMAND]", "help score"},
};

const struct command_row *command_rows(int *count)
{
    *count = (int)(sizeof rows / sizeof *rows);
    return rows;
}

static const struct command_row *row_find(const char *name)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!strcmp(rows[i].name, name)) {
            return &rows[i];
        }
    }
    return NULL;
}

/* ---- beginnings ---- */

static int ask_folders(struct ask *ask, const char *data, struct fault *why)
{
    if (!system_assets_folder(ask->assets, why)) {
        fprintf(stderr, "wijkpeil: assets: %s\n", why->detail);
        return EXIT_MISSING;
    }
    if (data) { /* one that is too long is told once there are words for it */
        snprintf(ask->data, sizeof ask->data, "%s", strlen(data) < SYSTEM_PATH ? data : "");
        return EXIT_DONE;
    }
    return system_data_folder(ask->data, why) ? EXIT_DONE : EXIT_MISSING;
}

static int ask_language(struct ask *ask, const char *wanted, struct fault *why)
{
    char folder[SYSTEM_PATH], machine[64];
    struct fault ignored;
    system_language(machine, sizeof machine);
    settings_default(&ask->settings, machine);
    settings_read(ask->data, &ask->settings, &ignored);
    enum language_code code = ask->settings.language;
    bool known = !wanted || language_code_parse(wanted, &code);
    snprintf(folder, sizeof folder, "%.1000s/language", ask->assets);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (!language_load(folder, (enum language_code)i, &ask->languages[i], why)) {
            fprintf(stderr, "wijkpeil: %s: %s\n", folder, why->detail);
            return EXIT_MISSING;
        }
    }
    ask->language = ask->languages[code];
    ask->settings.language = code;
    if (!known) {
        fault_set_text(why, FAULT_USAGE, "fault.language.unknown", wanted);
        return ask_fault(ask, why);
    }
    return EXIT_DONE;
}

static bool words_good(int argc, char **argv, const char *data, struct fault *why)
{
    if (argc - 1 > ASK_WORDS) {
        return fault_set(why, FAULT_LIMIT, "fault.word.many");
    }
    for (int i = 1; i < argc; i++) {
        if (!utf8_valid(argv[i], strlen(argv[i]))) {
            fault_set(why, FAULT_USAGE, "fault.word.utf8");
            return fault_at(why, i);
        }
    }
    return !data || strlen(data) < SYSTEM_PATH || fault_set(why, FAULT_USAGE, "fault.path.long");
}

static int ask_begin(struct ask *ask, int argc, char **argv)
{
    struct fault why;
    int64_t moment;
    for (int i = 1; i < argc && i <= ASK_WORDS; i++) {
        ask->words[ask->count++] = argv[i];
    }
    const char *data = ask_option(ask, "--data");
    const char *wanted = ask_option(ask, "--lang");
    ask->pack = ask_option(ask, "--pack");
    ask->project_name = ask_option(ask, "--project");
    ask->json = ask_flag(ask, "--json");
    ask->clock = clock_system;
    fault_clear(&why);
    int code = ask_folders(ask, data, &why);
    code = code == EXIT_DONE ? ask_language(ask, wanted, &why) : code;
    if (code == EXIT_DONE && !words_good(argc, argv, data, &why)) {
        return ask_fault(ask, &why);
    }
    ask->at_asked = ask->count && strncmp(ask->words[0], "--at", 4) != 0;
    const char *at = ask_option(ask, "--at");
    ask->at_asked = ask->at_asked && at;
    if (code == EXIT_DONE && at) {
        if (!civil_moment_parse(at, &moment)) {
            fault_set_text(&why, FAULT_USAGE, "fault.time.unknown", at);
            return ask_fault(ask, &why);
        }
        ask->clock = clock_fixed(moment);
    }
    return code;
}

static void ask_end(struct ask *ask)
{
    project_close(ask->project);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        language_free(ask->languages[i]);
    }
}

/* ---- the window instead of a command ---- */

static int window_asked(struct ask *ask, struct command_window *window)
{
    const char *theme = ask_option(ask, "--theme"), *scale = ask_option(ask, "--scale");
    window->full_screen = ask_flag(ask, "--full-screen");
    window->render = ask_option(ask, "--render");
    window->theme = theme;
    window->pack_file = ask->pack;
    window->clock = ask->clock;
    window->language = NULL;
    if (scale && !ask_number(scale, 1, 2, &window->scale)) {
        return ask_missing(ask, "--scale 1..2");
    }
    if (window->render && strcmp(window->render, "plain") && strcmp(window->render, "gpu")) {
        return ask_missing(ask, "--render plain|gpu");
    }
    snprintf(window->data, sizeof window->data, "%s", ask->data);
    snprintf(window->assets, sizeof window->assets, "%s", ask->assets);
    window->data_folder = window->data;
    window->assets_folder = window->assets;
    return ask_done(ask) ? EXIT_DONE : EXIT_USAGE;
}

static bool language_given(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (!strncmp(argv[i], "--lang", 6)) {
            return true;
        }
    }
    return false;
}

static int command_named(struct ask *ask)
{
    const struct command_row *row = row_find(ask->command);
    struct fault why;
    if (!row && ask->count && !strncmp(ask->words[0], "--", 2)) {
        return ask_done(ask) ? EXIT_DONE : EXIT_USAGE; /* an option before it that nobody knows */
    }
    if (!row) {
        fault_set_text(&why, FAULT_USAGE, "fault.command.unknown", ask->command);
        return ask_fault(ask, &why);
    }
    if (ask_flag(ask, "--help")) {
        ask->words[0] = (char *)row->name;
        ask->count = 1;
        return command_help(ask);
    }
    return row->run(ask);
}

/* An answer that did not get through is no answer. */
static int answer_finish(const struct ask *ask)
{
    struct fault why;
    if (fflush(stdout) == 0 && !ferror(stdout)) {
        return EXIT_DONE;
    }
    fault_set(&why, FAULT_STORAGE, "fault.file.write");
    fault_in(&why, "stdout");
    return ask_fault(ask, &why);
}

bool command_run(int argc, char **argv, struct command_window *window, int *exit_code)
{
    struct ask *ask = calloc(1, sizeof *ask);
    bool done = true;
    if (!ask) {
        abort();
    }
    memset(window, 0, sizeof *window);
    *exit_code = ask_begin(ask, argc, argv);
    if (*exit_code == EXIT_DONE && ask_flag(ask, "--version")) {
        printf("Wijkpeil %s\n", WIJKPEIL_VERSION);
    } else if (*exit_code == EXIT_DONE) {
        ask->command = ask_word(ask);
        if (ask->command) {
            *exit_code = command_named(ask);
        } else if (ask_flag(ask, "--help")) {
            *exit_code = command_help(ask);
        } else {
            *exit_code = window_asked(ask, window);
            done = *exit_code != EXIT_DONE;
            if (language_given(argc, argv)) {
                window->language = language_tag(ask->settings.language);
            }
        }
    }
    if (done && *exit_code == EXIT_DONE) {
        *exit_code = answer_finish(ask);
    }
    ask_end(ask);
    free(ask);
    return done;
}
