/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil import`: what another tablet or program wrote. */
#include "action/bundle.h"
#include "command/command_inner.h"

#include <string.h>

#include "action/sources.h"

static void news_say(const struct ask *ask, const struct bundle_news *news)
{
    static const char *const keys[] = {
        "bundle.news.fresh", "bundle.news.changed", "bundle.news.removed", "bundle.news.questions",
        "bundle.news.areas", "bundle.news.sources", "bundle.news.listed"};
    const long counts[] = {news->fresh, news->changed, news->removed, news->questions,
                           news->areas, news->sources, news->listed};
    enum { COUNTS = sizeof counts / sizeof *counts };
    struct buffer text;
    bool any = false;
    buffer_init(&text, 4096);
    for (int i = 0; i < COUNTS; i++) {
        struct message message = message_of(keys[i]);
        message_add_count(&message, counts[i]);
        if (counts[i]) {
            puts(ask_say(ask, message, &text));
            any = true;
        }
    }
    if (!any) {
        puts(ask_say(ask, message_of("bundle.news.none"), &text));
    }
    buffer_clear(&text);
}

static void news_json(const char *name, bool made, const struct bundle_news *news)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "project", name);
    cJSON_AddBoolToObject(json, "made", made);
    cJSON_AddNumberToObject(json, "new", (double)news->fresh);
    cJSON_AddNumberToObject(json, "changed", (double)news->changed);
    cJSON_AddNumberToObject(json, "removed", (double)news->removed);
    cJSON_AddNumberToObject(json, "questions", (double)news->questions);
    cJSON_AddNumberToObject(json, "odd", news->odd);
    cJSON_AddNumberToObject(json, "areas", news->areas);
    cJSON_AddNumberToObject(json, "sources", news->sources);
    cJSON_AddNumberToObject(json, "listed", (double)news->listed);
    ask_json(json);
}

static bool project_there(const struct ask *ask, const char *name)
{
    char names[256][64];
    int count = project_list(ask->data, names, 256);
    for (int i = 0; i < count; i++) {
        if (!strcmp(names[i], name)) {
            return true;
        }
    }
    return !strcmp(name, "demo");
}

static int import_new(struct ask *ask, struct bundle_in *in, const struct project_ways *ways)
{
    struct fault why;
    struct bundle_news none = {0};
    char name[64];
    snprintf(name, sizeof name, "%s", ask->project_name ? ask->project_name : "");
    if (!bundle_make(in, ways, name, (struct bundle_watch){NULL, NULL}, &why)) {
        return ask_fault(ask, &why);
    }
    snprintf(ask->settings.project, sizeof ask->settings.project, "%s", name);
    if (!settings_write(ask->data, &ask->settings, &why)) {
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        news_json(name, true, &none);
    } else {
        puts(name);
    }
    return EXIT_DONE;
}

static int import_merge(struct ask *ask, struct bundle_in *in, const struct project_ways *ways,
                        bool look)
{
    struct fault why;
    struct bundle_news news = {0};
    struct bundle_watch nobody = {NULL, NULL};
    int code = ask_project(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    bool ok = look ? bundle_compare(in, ways, ask->project_name, nobody, &news, &why)
                   : bundle_take_in(in, ways, ask->project_name, nobody, &news, &why);
    if (ok && ask->json) {
        news_json(ask->project_name, false, &news);
    } else if (ok) {
        news_say(ask, &news);
    }
    bundle_news_clear(&news);
    return ok ? EXIT_DONE : ask_fault(ask, &why);
}

/* As it was before the last one was taken in: in place, or as a project beside it. */
static int import_back(struct ask *ask, const struct project_ways *ways)
{
    struct fault why;
    struct buffer text;
    char made[64];
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    if (!ask->project_name) {
        return ask_missing(ask, "--project NAME");
    }
    if (!bundle_back(ways, ask->project_name, made, &why)) {
        return ask_fault(ask, &why);
    }
    buffer_init(&text, 4096);
    if (ask->json) {
        cJSON *json = cJSON_CreateObject();
        cJSON_AddStringToObject(json, "project", *made ? made : ask->project_name);
        cJSON_AddBoolToObject(json, "made", *made != '\0');
        ask_json(json);
    } else if (*made) {
        puts(made);
    } else {
        puts(ask_say(ask, message_of("bundle.back.done"), &text));
    }
    buffer_clear(&text);
    return EXIT_DONE;
}

/* ---- places out of a file ---- */

static bool name_ends(const char *name, const char *end)
{
    size_t size = strlen(name), tail = strlen(end);
    return size > tail && !strcmp(name + size - tail, end);
}

static bool words_take(struct ask *ask, struct source *source, struct fault *why)
{
    const char *kind = ask_option(ask, "--kind"), *service = ask_option(ask, "--service");
    enum place_kind place_kind;
    enum service offered;
    source->place_kind = source->service = FEED_UNSAID;
    if (kind && !kind_parse(kind, &place_kind)) {
        return fault_set_text(why, FAULT_USAGE, "sources.fault.word", kind);
    }
    if (service && !service_parse(service, &offered)) {
        return fault_set_text(why, FAULT_USAGE, "sources.fault.word", service);
    }
    source->place_kind = kind ? (int)place_kind : FEED_UNSAID;
    source->service = service ? (int)offered : FEED_UNSAID;
    return true;
}

static bool columns_take(struct ask *ask, struct source *source, struct fault *why)
{
    const char *said;
    while ((said = ask_option(ask, "--column"))) {
        char word[32];
        enum feed_field field;
        const char *equals = strchr(said, '=');
        snprintf(word, sizeof word, "%.*s", equals ? (int)(equals - said) : 0, said);
        if (!equals || !feed_field_parse(word, &field) || strlen(equals + 1) >= SOURCE_COLUMN) {
            return fault_set_text(why, FAULT_USAGE, "sources.fault.column", said);
        }
        snprintf(source->column[field], SOURCE_COLUMN, "%s", equals + 1);
    }
    return true;
}

static int import_places(struct ask *ask, const char *file)
{
    struct fault why;
    struct source source;
    const char *standard = ask_option(ask, "--as");
    memset(&source, 0, sizeof source);
    if (standard && strcmp(standard, "mediation") != 0) {
        return ask_missing(ask, "--as mediation");
    }
    if (!words_take(ask, &source, &why) || !columns_take(ask, &source, &why)) {
        return ask_fault(ask, &why);
    }
    int code = ask_done(ask) ? ask_project(ask) : EXIT_USAGE;
    if (code != EXIT_DONE) {
        return code;
    }
    if (!source_import(ask->project, file, standard != NULL, &source, &why)) {
        return ask_fault(ask, &why);
    }
    struct buffer text;
    buffer_init(&text, 4096);
    const struct source_state *state = project_source_state(ask->project, source.id);
    if (ask->json) {
        cJSON *json = cJSON_CreateObject();
        cJSON_AddStringToObject(json, "id", source.id);
        cJSON_AddNumberToObject(json, "places", (double)state->places);
        cJSON_AddNumberToObject(json, "without_place", (double)state->without_place);
        cJSON_AddNumberToObject(json, "skipped", (double)state->skipped);
        ask_json(json);
    } else {
        puts(ask_say(ask, source_state_say(ask->project, source.id), &text));
    }
    buffer_clear(&text);
    return EXIT_DONE;
}

int command_import(struct ask *ask)
{
    struct fault why;
    struct bundle_in *in;
    struct bundle_watch nobody = {NULL, NULL};
    struct project_ways ways = {ask->data,          ask->assets, &ask->clock,
                                ask->settings.role, NULL,        NULL};
    bool look = ask_flag(ask, "--dry-run"), back = ask_flag(ask, "--back");
    const char *file = back ? NULL : ask_word(ask);
    if (back) {
        return import_back(ask, &ways);
    }
    if (file && !look &&
        (name_ends(file, ".csv") || name_ends(file, ".geojson") || name_ends(file, ".json"))) {
        return import_places(ask, file);
    }
    if (!file || (look && !ask->project_name)) {
        return ask_missing(ask, file ? "--project NAME" : "F" BUNDLE_END);
    }
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    if (!bundle_arrive(ask->data, file, nobody, &in, &why)) {
        return ask_fault(ask, &why);
    }
    bool there = ask->project_name && project_there(ask, ask->project_name);
    int code = there ? import_merge(ask, in, &ways, look) : import_new(ask, in, &ways);
    bundle_in_free(in);
    return code;
}
