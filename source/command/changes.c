/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil changes`: what OpenStreetMap says otherwise than people did, and what is decided about
 * it. */
#include "command/command_inner.h"

#include <string.h>

#include "action/osm.h"

static void value_add(cJSON *json, const char *name, const struct osm_field *field,
                      const cJSON *value)
{
    if (!strcmp(field->path, "position")) {
        cJSON *point = value ? cJSON_AddArrayToObject(json, name) : NULL;
        static const char *const edges[] = {"lon", "lat"};
        for (int i = 0; i < 2 && point; i++) {
            const cJSON *number = cJSON_GetObjectItemCaseSensitive(value, edges[i]);
            cJSON_AddItemToArray(point, cJSON_Duplicate(number, true));
        }
    } else {
        cJSON_AddItemToObject(json, name,
                              value ? cJSON_Duplicate(value, true) : cJSON_CreateNull());
    }
}

static cJSON *change_json(const struct osm_change *change)
{
    static const char *const words[] = {"changed", "gone", "new"};
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "what", words[change->kind]);
    cJSON_AddStringToObject(json, "id", change->place->id);
    cJSON_AddStringToObject(json, "name", change->place->name);
    cJSON_AddStringToObject(json, "kind", kind_word(change->place->kind));
    cJSON_AddStringToObject(json, "osm", change->candidate ? change->candidate->id : "");
    cJSON_AddBoolToObject(json, "followed", change->followed);
    cJSON *fields = cJSON_AddArrayToObject(json, "fields");
    for (size_t i = 0; i < change->field_count; i++) {
        const struct osm_field *field = &change->fields[i];
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "field", field->path);
        value_add(one, "ours", field, field->ours);
        value_add(one, "osm", field, field->now);
        if (field->then_known) {
            value_add(one, "osm_then", field, field->then);
        }
        cJSON_AddItemToArray(fields, one);
    }
    return json;
}

/* As it could be typed; what is not said is "-". An offer is there or not. */
static void value_print(const struct ask *ask, const char *sign, const struct osm_field *field,
                        const cJSON *value)
{
    bool offer = cJSON_IsObject(value);
    char *json = value && !offer && !cJSON_IsString(value) ? cJSON_PrintUnformatted(value) : NULL;
    printf("      %s %s\n", sign,
           offer                   ? language_word(ask->language, "osm.offered")
           : json                  ? json
           : cJSON_IsString(value) ? value->valuestring
           : !strncmp(field->path, "offers/", 7) && !strchr(field->path + 7, '/')
               ? language_word(ask->language, "osm.not_offered")
               : "-");
    cJSON_free(json);
}

static void change_print(const struct ask *ask, const struct osm_change *change)
{
    static const char *const keys[] = {"sources.change.changed", "sources.change.gone",
                                       "sources.change.new"};
    printf("%s: %s (%s) %s\n", language_word(ask->language, keys[change->kind]),
           *change->place->name ? change->place->name
                                : language_word(ask->language, "sources.unnamed"),
           language_word(ask->language, kind_key(change->place->kind)), change->place->id);
    for (size_t i = 0; i < change->field_count; i++) {
        const struct osm_field *field = &change->fields[i];
        if (!strcmp(field->path, "position")) {
            printf("    %s: %.0f m\n", field->path, field->metres);
            continue;
        }
        printf("    %s\n", field->path);
        value_print(ask, "=", field, field->ours);
        value_print(ask, "~", field, field->now);
    }
}

static int changes_list(struct ask *ask)
{
    const struct osm_change *changes;
    size_t count = osm_changes(ask->project, &changes);
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    for (size_t i = 0; i < count; i++) {
        if (ask->json) {
            cJSON_AddItemToArray(array, change_json(&changes[i]));
        } else {
            change_print(ask, &changes[i]);
        }
    }
    if (ask->json) {
        ask_json(array);
    } else {
        puts(language_word(ask->language, count ? "command.changes.legend" : "osm.none"));
    }
    return EXIT_DONE;
}

static int changes_decide(struct ask *ask, bool take)
{
    struct fault why;
    const char *id = ask_word(ask), *field = ask_word(ask);
    if (!id || (take && !field)) {
        return ask_missing(ask, take ? "take ID FIELD" : "keep ID [FIELD]");
    }
    int code = ask_done(ask) ? ask_project(ask) : EXIT_USAGE;
    if (code != EXIT_DONE) {
        return code;
    }
    bool ok =
        take ? osm_take(ask->project, id, field, &why) : osm_keep(ask->project, id, field, &why);
    code = ok ? ask_finish(ask) : ask_fault(ask, &why);
    if (code == EXIT_DONE && !ask->json) {
        puts(language_word(ask->language, "command.saved"));
    }
    return code;
}

int command_changes(struct ask *ask)
{
    struct fault why;
    const char *what = ask_word(ask);
    if (what && (!strcmp(what, "take") || !strcmp(what, "keep"))) {
        return changes_decide(ask, !strcmp(what, "take"));
    }
    if (what && strcmp(what, "seen") != 0) {
        return ask_missing(ask, "take | keep | seen");
    }
    int code = ask_done(ask) ? ask_project(ask) : EXIT_USAGE;
    if (code != EXIT_DONE) {
        return code;
    }
    if (what) {
        return osm_seen(ask->project, &why) ? EXIT_DONE : ask_fault(ask, &why);
    }
    return changes_list(ask);
}
