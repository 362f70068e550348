/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil source list|add|remove` and `wijkpeil refresh`: places from outside. */
#include "command/command_inner.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "action/sources.h"

/* ---- as JSON ---- */

static void moment_add(cJSON *json, const char *name, int64_t moment)
{
    char text[CIVIL_DATE_SIZE];
    if (moment) {
        civil_date_write(civil_of_moment(moment).date, text);
        cJSON_AddStringToObject(json, name, text);
    }
}

static cJSON *source_json_of(const struct ask *ask, const struct source *source)
{
    const struct source_state *state = project_source_state(ask->project, source->id);
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", source->id);
    cJSON_AddStringToObject(json, "kind", source_kind_word(source->kind));
    cJSON_AddStringToObject(json, "name", source->name);
    cJSON_AddStringToObject(json, "url", source->url);
    cJSON_AddNumberToObject(json, "days", source->days);
    cJSON_AddBoolToObject(json, "due", project_source_due(ask->project, source->id));
    cJSON_AddBoolToObject(json, "brought", source->brought);
    cJSON_AddBoolToObject(json, "good", state->fetched && state->fault.kind == FAULT_NONE);
    moment_add(json, "fetched", state->fetched);
    moment_add(json, "changed_on", state->changed);
    cJSON_AddNumberToObject(json, "bytes", (double)state->size);
    cJSON_AddNumberToObject(json, "places", (double)state->places);
    cJSON_AddNumberToObject(json, "skipped", (double)state->skipped);
    cJSON_AddNumberToObject(json, "without_place", (double)state->without_place);
    cJSON_AddNumberToObject(json, "broken", (double)state->broken);
    cJSON_AddNumberToObject(json, "converted", (double)state->converted);
    if (state->fault.kind != FAULT_NONE) {
        cJSON_AddStringToObject(json, "fault", state->fault.what.key);
    }
    cJSON_AddItemToObject(json, "changes", source_changes_json(state));
    return json;
}

/* ---- in words ---- */

static void source_say(const struct ask *ask, const struct source *source)
{
    struct message what, next;
    struct buffer text;
    const struct source_state *state = project_source_state(ask->project, source->id);
    buffer_init(&text, 4096);
    printf("%s  %s  %s\n", source->id, source->name,
           language_word(ask->language, source_kind_key(source->kind)));
    printf("    %s\n", source->url);
    printf("    %s\n", ask_say(ask, source_state_say(ask->project, source->id), &text));
    if (source->brought && source->days) {
        printf("    %s\n", ask_say(ask, message_of("sources.brought"), &text));
    }
    if (source_fault_say(ask->project, source->id, &what, &next)) {
        printf("    ! %s", ask_say(ask, what, &text));
        printf(" %s\n", ask_say(ask, next, &text));
    }
    if (source_changes_say(ask->project, source->id, &what)) {
        printf("    %s\n", ask_say(ask, what, &text));
    }
    if (state->converted) {
        what = message_of("sources.converted");
        message_add_count(&what, state->converted);
        printf("    ! %s\n", ask_say(ask, what, &text));
    }
    for (size_t i = 0; i < state->change_count; i++) {
        const struct source_change *change = &state->changes[i];
        printf("      %s: %s\n", language_word(ask->language, source_change_key(change->kind)),
               *change->name ? change->name : change->id);
    }
    buffer_clear(&text);
}

static void sources_tell(const struct ask *ask, const char *id)
{
    const struct source *list;
    int count = project_sources(ask->project, &list);
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    for (int i = 0; i < count; i++) {
        if (id && strcmp(id, list[i].id) != 0) {
            continue;
        }
        if (ask->json) {
            cJSON_AddItemToArray(array, source_json_of(ask, &list[i]));
        } else {
            source_say(ask, &list[i]);
        }
    }
    if (ask->json) {
        ask_json(array);
    } else if (!count) {
        puts(language_word(ask->language, "sources.none"));
    }
}

/* ---- source ---- */

/* What was given, before the address says what is usual. */
struct given {
    const char *kind, *place_kind, *service, *price, *days;
    const char *id, *name, *attribution, *licence, *sha256;
    const char *columns[FEED_FIELDS * 2];
    int column_count;
};

static void given_take(struct ask *ask, struct given *given)
{
    *given = (struct given){.kind = ask_option(ask, "--kind"),
                            .place_kind = ask_option(ask, "--place-kind"),
                            .service = ask_option(ask, "--service"),
                            .price = ask_option(ask, "--price"),
                            .days = ask_option(ask, "--days"),
                            .id = ask_option(ask, "--id"),
                            .name = ask_option(ask, "--name"),
                            .attribution = ask_option(ask, "--attribution"),
                            .licence = ask_option(ask, "--licence"),
                            .sha256 = ask_option(ask, "--sha256")};
    const char *column;
    while (given->column_count < FEED_FIELDS * 2 && (column = ask_option(ask, "--column"))) {
        given->columns[given->column_count++] = column;
    }
}

static bool words_lay(const struct given *given, struct source *source, struct fault *why)
{
    enum place_kind kind = KIND_OTHER;
    enum service service = SERVICE_WIFI;
    if (given->kind && !source_kind_parse(given->kind, &source->kind)) {
        return fault_set_text(why, FAULT_USAGE, "sources.fault.kind", given->kind);
    }
    const char *odd = given->place_kind && !kind_parse(given->place_kind, &kind) ? given->place_kind
                      : given->service && !service_parse(given->service, &service) ? given->service
                      : given->price && !price_parse(given->price, &source->price) ? given->price
                                                                                   : NULL;
    if (odd) {
        return fault_set_text(why, FAULT_USAGE, "sources.fault.word", odd);
    }
    source->place_kind = given->place_kind ? (int)kind : source->place_kind;
    source->service = given->service ? (int)service : source->service;
    return true;
}

static bool columns_lay(const struct given *given, struct source *source, struct fault *why)
{
    for (int i = 0; i < given->column_count; i++) {
        char name[32];
        enum feed_field field;
        const char *word = given->columns[i], *equals = strchr(word, '=');
        snprintf(name, sizeof name, "%.*s", equals ? (int)(equals - word) : 0, word);
        if (!equals || !feed_field_parse(name, &field) || strlen(equals + 1) >= SOURCE_COLUMN) {
            return fault_set_text(why, FAULT_USAGE, "sources.fault.column", word);
        }
        snprintf(source->column[field], SOURCE_COLUMN, "%s", equals + 1);
    }
    return true;
}

static bool texts_lay(const struct given *given, struct source *source, struct fault *why)
{
    const struct {
        const char *said;
        char *out;
        size_t room;
    } texts[] = {{given->id, source->id, sizeof source->id},
                 {given->name, source->name, sizeof source->name},
                 {given->attribution, source->attribution, sizeof source->attribution},
                 {given->licence, source->licence, sizeof source->licence},
                 {given->sha256, source->sha256, sizeof source->sha256}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i].said && strlen(texts[i].said) >= texts[i].room) {
            return fault_set_text(why, FAULT_LIMIT, "sources.fault.long", texts[i].said);
        }
        if (texts[i].said) {
            snprintf(texts[i].out, texts[i].room, "%s", texts[i].said);
        }
    }
    return true;
}

static int source_new(struct ask *ask)
{
    struct given given;
    struct source source;
    struct fault why;
    double days = 0;
    given_take(ask, &given);
    const char *url = ask_word(ask);
    if (!url || (given.days && !ask_number(given.days, 0, 366, &days))) {
        return ask_missing(ask, url ? "--days 0..366" : "URL");
    }
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    if (strlen(url) >= SOURCE_URL) {
        fault_set_text(&why, FAULT_LIMIT, "sources.fault.long", "URL");
        return ask_fault(ask, &why);
    }
    source_of_url(url, &source);
    source.days = given.days ? (int)days : source.days;
    if (!words_lay(&given, &source, &why) || !columns_lay(&given, &source, &why) ||
        !texts_lay(&given, &source, &why)) {
        return ask_fault(ask, &why);
    }
    int code = ask_project(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    if (!source_add(ask->project, &source, &why)) {
        return ask_fault(ask, &why);
    }
    sources_tell(ask, source.id);
    return EXIT_DONE;
}

static int source_away(struct ask *ask)
{
    struct fault why;
    const char *id = ask_word(ask);
    if (!id) {
        return ask_missing(ask, "ID");
    }
    int code = ask_done(ask) ? ask_project(ask) : EXIT_USAGE;
    if (code != EXIT_DONE) {
        return code;
    }
    return source_remove(ask->project, id, &why) ? EXIT_DONE : ask_fault(ask, &why);
}

int command_source(struct ask *ask)
{
    const char *what = ask_word(ask);
    if (what && !strcmp(what, "add")) {
        return source_new(ask);
    }
    if (what && !strcmp(what, "remove")) {
        return source_away(ask);
    }
    if (!what || strcmp(what, "list") != 0) {
        return ask_missing(ask, "list|add|remove");
    }
    int code = ask_done(ask) ? ask_project(ask) : EXIT_USAGE;
    if (code == EXIT_DONE) {
        sources_tell(ask, NULL);
    }
    return code;
}

/* ---- refresh ---- */

struct waiting {
    const struct ask *ask;
    const struct source *source;
    bool shown;
    char last[160];
};

static volatile sig_atomic_t let_go;

static void let_go_hear(int number)
{
    let_go = 1;
    signal(number, SIG_DFL);
}

static bool progress_say(void *data, struct refresh_progress progress)
{
    struct waiting *waiting = data;
    struct buffer text;
    if (waiting->shown) {
        buffer_init(&text, 1024);
        const char *said = ask_say(waiting->ask, refresh_progress_say(progress), &text);
        if (strcmp(waiting->last, said) != 0) {
            snprintf(waiting->last, sizeof waiting->last, "%s", said);
            fprintf(stderr, "\r\033[K%s: %s", waiting->source->name, said);
            fflush(stderr);
        }
        buffer_clear(&text);
    }
    return !let_go;
}

/* Each by itself: one that fails does not keep the others back. The last failure ends the program.
 */
static int refresh_all(struct ask *ask, const char *id, bool due)
{
    const struct source *lent;
    struct source list[SOURCES];
    int count = project_sources(ask->project, &lent), code = EXIT_DONE;
    memcpy(list, lent, sizeof *list * (size_t)count);
    for (int i = 0; i < count && !let_go; i++) {
        struct waiting waiting = {
            .ask = ask, .source = &list[i], .shown = isatty(STDERR_FILENO) != 0};
        struct fault why;
        if (id ? strcmp(id, list[i].id) != 0
               : due && !project_source_due(ask->project, list[i].id)) {
            continue;
        }
        bool ok = refresh_wait(ask->project, list[i].id, progress_say, &waiting, &why);
        if (waiting.shown) {
            fputs("\r\033[K", stderr);
        }
        code = ok ? code : ask_fault(ask, &why);
    }
    return code;
}

int command_refresh(struct ask *ask)
{
    bool due = ask_flag(ask, "--due");
    const char *id = ask_word(ask);
    int code = ask_done(ask) ? ask_project(ask) : EXIT_USAGE;
    struct fault why;
    if (code != EXIT_DONE) {
        return code;
    }
    if (id && !project_source(ask->project, id)) {
        fault_set_text(&why, FAULT_MISSING, "sources.fault.unknown", id);
        return ask_fault(ask, &why);
    }
    signal(SIGINT, let_go_hear);
    signal(SIGTERM, let_go_hear);
    code = refresh_all(ask, id, due);
    sources_tell(ask, id);
    return code;
}
