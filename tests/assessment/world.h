/* SPDX-License-Identifier: EUPL-1.2 */
/* world.h – a small wijk made of lines of text, for the tests of this room.
 *
 * The wijk is the square 4.34–4.36 E, 50.85–50.86 N, code W. The lines (see tests/spec/rules.txt):
 *   now 2026-06-12T10:00
 *   wijk groups=seniors,youth loose fresh=12 old=24 school=vl|fr|none
 *   place NAME [member=value …]     at=in|near|far|LON,LAT  checked=DATE|none  source  provisional
 *   offer SERVICE [member=value …]  of the place above it; id = the service, or id=…
 *                                   stops=2026-06-12/14:00-16:00,…
 *   look SERVICE DATE
 *   judge CRITERION VERDICT DATE REASON
 *   publish DATE PLACE.OFFER …    an overview for residents
 *   partner NAME [phone=… contact days=Mo,Th until=DATE confirmed=DATE plan=DATE plan_until=DATE]
 *   commitment PARTNER DATE [until=DATE]
 *   meeting DATE [held] [with=PARTNER,…] [others=N]
 *   need DATE CONDITION THEME       survey DATE FORMS
 *   told DATE CHANNEL [languages=nl,ar] [plain]
 * Values with spaces stand in double quotes. Places and offers become documents and are read by
 * place_parse, as in the program; school holidays are those of the program. */
#ifndef TESTS_ASSESSMENT_WORLD_H
#define TESTS_ASSESSMENT_WORLD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"

#include "assessment/assessment.h"
#include "base/json.h"
#include "geo/shape.h"
#include "language/language.h"

enum { WORLD_PLACES = 16, WORLD_RECORDS = 24, WORLD_WORDS = 24, WORLD_TEXT = 256 };

struct world {
    struct framework *framework; /* borrowed */
    struct shape border;
    struct wijk wijk;
    cJSON *documents[WORLD_PLACES];
    struct place places[WORLD_PLACES];
    const struct place *list[WORLD_PLACES];
    int place_count;
    struct look looks[SERVICE_COUNT];
    size_t look_count;
    struct judgement judgements[8];
    char texts[8][WORLD_TEXT];
    size_t judgement_count;
    struct publication publications[4];
    cJSON *entries[4];
    size_t publication_count;
    cJSON *records[WORLD_RECORDS];
    int record_count;
    struct logbook logbook;
    struct civil now;
    struct calendar *calendar; /* borrowed; NULL = none */
    struct hours_setting hours;
    bool made;
    struct assessment assessment;
};

/* Cuts a line into words in place; "…" keeps its spaces, also behind an equals sign. */
static inline int words_cut(char *line, char *words[WORLD_WORDS])
{
    int count = 0;
    for (char *at = line; *at && count < WORLD_WORDS;) {
        at += strspn(at, " \t");
        if (!*at || *at == '#')
            break;
        char *to = at;
        words[count++] = at;
        for (bool quoted = false; *at && (quoted || (*at != ' ' && *at != '\t')); at++) {
            if (*at == '"')
                quoted = !quoted;
            else
                *to++ = *at;
        }
        if (*at)
            at++;
        *to = '\0';
    }
    return count;
}

static inline struct civil civil_read(const char *text)
{
    int64_t moment;
    assert_true(civil_moment_parse(text, &moment));
    return civil_of_moment(moment);
}

static inline struct civil_date date_read(const char *text)
{
    struct civil_date date;
    assert_true(civil_date_parse(text, &date));
    return date;
}

static inline void world_border(struct world *world)
{
    static const struct point corners[] = {
        {4.34, 50.85}, {4.36, 50.85}, {4.36, 50.86}, {4.34, 50.86}};
    shape_init(&world->border, SHAPE_AREA);
    shape_begin(&world->border, false);
    for (int i = 0; i < 4; i++)
        shape_add(&world->border, corners[i]);
}

static inline void world_init(struct world *world, struct framework *framework)
{
    memset(world, 0, sizeof *world);
    world->framework = framework;
    world_border(world);
    world->now = civil_read("2026-06-12T10:00");
    world->wijk = (struct wijk){.code = "W",
                                .name = "Proefwijk",
                                .municipality = "Gemeente",
                                .border = &world->border,
                                .fresh_months = 12,
                                .old_months = 24};
}

static inline void world_clear(struct world *world)
{
    for (size_t i = 0; i < world->publication_count; i++)
        cJSON_Delete(world->entries[i]);
    if (world->made)
        assessment_clear(&world->assessment);
    logbook_clear(&world->logbook);
    for (int i = 0; i < world->record_count; i++)
        cJSON_Delete(world->records[i]);
    for (int i = 0; i < world->place_count; i++) {
        if (world->list[i])
            place_clear(&world->places[i]);
        cJSON_Delete(world->documents[i]);
    }
    shape_clear(&world->border);
}

static inline cJSON *list_read(const char *value)
{
    cJSON *array = cJSON_CreateArray();
    char copy[WORLD_TEXT];
    snprintf(copy, sizeof copy, "%s", value);
    for (char *at = strtok(copy, ","); at; at = strtok(NULL, ","))
        cJSON_AddItemToArray(array, cJSON_CreateString(at));
    return array;
}

static inline cJSON *stops_read(const char *value)
{
    cJSON *array = cJSON_CreateArray(), *stop;
    char copy[WORLD_TEXT], date[16], from[8], to[8];
    snprintf(copy, sizeof copy, "%s", value);
    for (char *at = strtok(copy, ","); at; at = strtok(NULL, ",")) {
        assert_int_equal(sscanf(at, "%10[0-9-]/%5[0-9:]-%5[0-9:]", date, from, to), 3);
        stop = cJSON_CreateObject();
        cJSON_AddStringToObject(stop, "date", date);
        cJSON_AddStringToObject(stop, "from", from);
        cJSON_AddStringToObject(stop, "to", to);
        cJSON_AddItemToArray(array, stop);
    }
    return array;
}

static inline void position_set(cJSON *place, const char *where)
{
    double lon = 4.35, lat = 50.855;
    if (strcmp(where, "near") == 0)
        lon = 4.36285; /* 200 m east of the border */
    else if (strcmp(where, "far") == 0)
        lon = 4.43;
    else if (strcmp(where, "in") != 0)
        assert_int_equal(sscanf(where, "%lf,%lf", &lon, &lat), 2);
    cJSON_DeleteItemFromObject(place, "lon");
    cJSON_DeleteItemFromObject(place, "lat");
    cJSON_AddNumberToObject(place, "lon", lon);
    cJSON_AddNumberToObject(place, "lat", lat);
}

/* "member=value" into the document of a place or offer; a lone word is a flag. */
static inline void member_set(cJSON *object, char *word)
{
    static const char *const lists[] = {"obligations", "groups", "features", "languages",
                                        "counts_for"};
    char *value = strchr(word, '=');
    if (value)
        *value++ = '\0';
    if (strcmp(word, "at") == 0) {
        position_set(object, value);
        return;
    }
    cJSON_DeleteItemFromObject(object, word);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (strcmp(word, lists[i]) == 0) {
            cJSON_AddItemToObject(object, word, list_read(value));
            return;
        }
    }
    if (strcmp(word, "stops") == 0)
        cJSON_AddItemToObject(object, word, stops_read(value));
    else if (strcmp(word, "source") == 0)
        cJSON_AddItemToObject(object, word, cJSON_Parse("{\"name\":\"osm\",\"id\":\"osm:n1\"}"));
    else if (!value)
        cJSON_AddTrueToObject(object, word);
    else if (strcmp(word, "count") == 0)
        cJSON_AddNumberToObject(object, word, atoi(value));
    else if (strcmp(word, "digital") == 0)
        cJSON_AddBoolToObject(object, word, strcmp(value, "no") != 0);
    else if (strcmp(value, "none") != 0)
        cJSON_AddStringToObject(object, word, value);
}

static inline void place_add(struct world *world, char *words[], int count)
{
    char id[32];
    assert_true(world->place_count < WORLD_PLACES);
    cJSON *place = cJSON_CreateObject();
    snprintf(id, sizeof id, "place:%s", words[1]);
    cJSON_AddStringToObject(place, "_id", id);
    cJSON_AddStringToObject(place, "type", "place");
    cJSON_AddStringToObject(place, "name", words[1]);
    cJSON_AddStringToObject(place, "checked", "2026-05-01");
    position_set(place, "in");
    for (int i = 2; i < count; i++)
        member_set(place, words[i]);
    world->documents[world->place_count++] = place;
}

static inline void offer_add(struct world *world, char *words[], int count)
{
    assert_true(world->place_count > 0);
    cJSON *place = world->documents[world->place_count - 1];
    cJSON *offers = cJSON_GetObjectItem(place, "offers");
    cJSON *offer = cJSON_CreateObject();
    const char *id = words[1];
    offers = offers ? offers : cJSON_AddObjectToObject(place, "offers");
    cJSON_AddStringToObject(offer, "service", words[1]);
    cJSON_AddStringToObject(offer, "price", "free");
    cJSON_AddStringToObject(offer, "checked", "2026-05-01");
    for (int i = 2; i < count; i++) {
        if (strncmp(words[i], "id=", 3) == 0)
            id = words[i] + 3;
        else
            member_set(offer, words[i]);
    }
    cJSON_AddItemToObject(offers, id, offer);
}

static inline void wijk_set(struct world *world, char *word)
{
    if (strcmp(word, "loose") == 0)
        world->wijk.loose_hours = true;
    else if (strncmp(word, "fresh=", 6) == 0)
        world->wijk.fresh_months = atoi(word + 6);
    else if (strncmp(word, "old=", 4) == 0)
        world->wijk.old_months = atoi(word + 4);
    else if (strcmp(word, "school=none") == 0)
        world->calendar = NULL;
    else if (strncmp(word, "school=", 7) == 0)
        assert_true(calendar_region_parse(word + 7, &world->wijk.school));
    else if (strncmp(word, "groups=", 7) == 0) {
        cJSON *groups = list_read(word + 7), *item;
        cJSON_ArrayForEach(item, groups)
        {
            for (int i = 0; i < GROUP_COUNT; i++)
                world->wijk.groups |= strcmp(group_word(i), item->valuestring) == 0 ? 1u << i : 0;
        }
        cJSON_Delete(groups);
    } else {
        fail_msg("wijk: %s?", word);
    }
}

static inline void judge_add(struct world *world, char *words[], int count)
{
    char *text = world->texts[world->judgement_count];
    struct judgement *judgement = &world->judgements[world->judgement_count++];
    int at = framework_find(world->framework, words[1]);
    assert_true(at >= 0);
    snprintf(text, WORLD_TEXT, "%s", count > 4 ? words[4] : "");
    *judgement = (struct judgement){.criterion = world->framework->criteria[at].id,
                                    .reason = text,
                                    .role = "wijk",
                                    .date = date_read(words[3])};
    assert_true(verdict_parse(words[2], &judgement->verdict));
}

static inline void publish_add(struct world *world, char *words[], int count)
{
    cJSON *entries = cJSON_CreateArray();
    for (int i = 2; i < count; i++) {
        char entry[WORLD_TEXT];
        char *dot = strchr(words[i], '.');
        assert_non_null(dot);
        snprintf(entry, sizeof entry, "place:%.*s/%s", (int)(dot - words[i]), words[i], dot + 1);
        cJSON_AddItemToArray(entries, cJSON_CreateString(entry));
    }
    world->entries[world->publication_count] = entries;
    world->publications[world->publication_count++] =
        (struct publication){.date = date_read(words[1]), .entries = entries};
}

static inline cJSON *record_add(struct world *world, const char *type, const char *name)
{
    char id[64];
    cJSON *record = cJSON_CreateObject();
    assert_true(world->record_count < WORLD_RECORDS);
    snprintf(id, sizeof id, "%s:%s", type, name);
    cJSON_AddStringToObject(record, "_id", id);
    cJSON_AddStringToObject(record, "wijk", "W");
    world->records[world->record_count++] = record;
    return record;
}

/* "path=value" and a lone word, of a partner, a meeting or what was told. */
static inline void record_set(cJSON *record, char *word)
{
    static const char *const paths[][2] = {{"contact", "contact/point"},
                                           {"days", "contact/days"},
                                           {"until", "contact/until"},
                                           {"confirmed", "contact/confirmed"},
                                           {"plan", "plan/date"},
                                           {"plan_until", "plan/until"}};
    char *value = strchr(word, '=');
    const char *path = word;
    if (value)
        *value++ = '\0';
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        path = strcmp(word, paths[i][0]) == 0 ? paths[i][1] : path;
    bool list = strcmp(word, "days") == 0 || strcmp(word, "languages") == 0;
    cJSON *set = !value                         ? cJSON_CreateTrue()
                 : list                         ? list_read(value)
                 : strcmp(word, "others") == 0 ? cJSON_CreateNumber(atoi(value))
                                                : cJSON_CreateString(value);
    assert_true(json_path_set(record, path, set));
}

static inline void commitment_add(struct world *world, char *words[], int count)
{
    char id[64], path[64];
    snprintf(id, sizeof id, "partner:%s", words[1]);
    for (int i = 0; i < world->record_count; i++) {
        cJSON *record = world->records[i];
        if (strcmp(json_text(record, "_id", ""), id) != 0)
            continue;
        int at = cJSON_GetArraySize(json_member(record, "commitments"));
        snprintf(path, sizeof path, "commitments/c%d/what", at);
        assert_true(json_path_set(record, path, cJSON_CreateString("een belofte")));
        snprintf(path, sizeof path, "commitments/c%d/date", at);
        assert_true(json_path_set(record, path, cJSON_CreateString(words[2])));
        snprintf(path, sizeof path, "commitments/c%d/until", at);
        if (count > 3)
            assert_true(json_path_set(record, path, cJSON_CreateString(words[3] + strlen("until="))));
        return;
    }
    fail_msg("commitment: no partner %s", words[1]);
}

static inline void partners_set(cJSON *record, const char *names)
{
    cJSON *list = list_read(names), *item;
    cJSON *ids = cJSON_AddArrayToObject(record, "organisations");
    cJSON_ArrayForEach(item, list)
    {
        char id[64];
        snprintf(id, sizeof id, "partner:%s", item->valuestring);
        cJSON_AddItemToArray(ids, cJSON_CreateString(id));
    }
    cJSON_Delete(list);
}

/* need and survey */
static inline bool need_line(struct world *world, char *words[], int count)
{
    bool need = strcmp(words[0], "need") == 0;
    char number[16];
    if (!need && strcmp(words[0], "survey") != 0)
        return false;
    assert_int_equal(count, need ? 4 : 3);
    snprintf(number, sizeof number, "%d", world->record_count);
    cJSON *record = record_add(world, words[0], number);
    cJSON_AddStringToObject(record, "date", words[1]);
    if (need) {
        cJSON_AddStringToObject(record, "condition", words[2]);
        cJSON_AddStringToObject(record, "theme", words[3]);
    } else {
        cJSON_AddNumberToObject(record, "form", 1);
        cJSON_AddNumberToObject(record, "forms", atoi(words[2]));
    }
    return true;
}

/* partner, meeting and told */
static inline bool record_line(struct world *world, char *words[], int count)
{
    bool partner = strcmp(words[0], "partner") == 0;
    bool log = strcmp(words[0], "meeting") == 0 || strcmp(words[0], "told") == 0;
    char number[16];
    if (!partner && !log)
        return need_line(world, words, count);
    snprintf(number, sizeof number, "%d", world->record_count);
    cJSON *record = record_add(world, partner ? "partner" : "log", partner ? words[1] : number);
    cJSON_AddStringToObject(record, partner ? "name" : "date", words[1]);
    if (log)
        cJSON_AddStringToObject(record, "what", words[0]);
    if (strcmp(words[0], "told") == 0)
        cJSON_AddStringToObject(record, "channel", words[2]);
    for (int i = strcmp(words[0], "told") == 0 ? 3 : 2; i < count; i++) {
        if (strncmp(words[i], "with=", 5) == 0)
            partners_set(record, words[i] + 5);
        else
            record_set(record, words[i]);
    }
    return true;
}

static inline void logbook_of_world(struct world *world)
{
    logbook_clear(&world->logbook);
    for (int i = 0; i < world->record_count; i++)
        logbook_add(&world->logbook, "W", json_text(world->records[i], "_id", ""),
                    world->records[i]);
    logbook_sort(&world->logbook);
    assert_int_equal(world->logbook.odd, 0);
}

/* True when the line is one of the world. */
static inline bool world_line(struct world *world, char *words[], int count)
{
    if (strcmp(words[0], "now") == 0) {
        world->now = civil_read(words[1]);
    } else if (strcmp(words[0], "wijk") == 0) {
        for (int i = 1; i < count; i++)
            wijk_set(world, words[i]);
    } else if (strcmp(words[0], "place") == 0) {
        place_add(world, words, count);
    } else if (strcmp(words[0], "offer") == 0) {
        offer_add(world, words, count);
    } else if (strcmp(words[0], "look") == 0) {
        struct look *look = &world->looks[world->look_count++];
        assert_true(service_parse(words[1], &look->service));
        look->date = date_read(words[2]);
    } else if (strcmp(words[0], "judge") == 0) {
        judge_add(world, words, count);
    } else if (strcmp(words[0], "publish") == 0) {
        publish_add(world, words, count);
    } else if (strcmp(words[0], "commitment") == 0) {
        commitment_add(world, words, count);
    } else {
        return record_line(world, words, count);
    }
    return true;
}

/* Reads the documents. The places stay the world's. */
static inline struct assessment_question world_question(struct world *world)
{
    struct fault why;
    for (int i = 0; i < world->place_count; i++) {
        int odd = 0;
        if (world->list[i])
            continue;
        assert_true(place_parse(world->documents[i], &world->places[i], &odd, &why));
        assert_int_equal(odd, 0);
        world->list[i] = &world->places[i];
    }
    logbook_of_world(world);
    world->hours = (struct hours_setting){
        .lat = 50.855, .lon = 4.35, .calendar = world->calendar, .region = world->wijk.school};
    return (struct assessment_question){
        .framework = world->framework,
        .wijk = &world->wijk,
        .places = world->list,
        .place_count = (size_t)world->place_count,
        .looks = world->looks,
        .look_count = world->look_count,
        .judgements = world->judgements,
        .judgement_count = world->judgement_count,
        .publications = world->publications,
        .publication_count = world->publication_count,
        .now = world->now,
        .hours = &world->hours,
        .logbook = &world->logbook,
    };
}

static inline void world_make(struct world *world)
{
    struct assessment_question question = world_question(world);
    assessment_make(&question, &world->assessment);
    world->made = true;
}

/* A file of the built assets, whole. */
static inline void text_of_build(const char *name, struct buffer *text)
{
    char file[KIT_PATH], chunk[4096];
    size_t size;
    snprintf(file, sizeof file, "%s/%s", kit_assets(), name);
    FILE *stream = fopen(file, "rb");
    assert_non_null(stream);
    buffer_init(text, 1 << 20);
    while ((size = fread(chunk, 1, sizeof chunk, stream)) > 0)
        buffer_add(text, chunk, size);
    fclose(stream);
}

static inline struct calendar *calendar_of_build(void)
{
    struct calendar *calendar = NULL;
    struct fault why;
    struct buffer text;
    text_of_build("calendar/school_holidays.json", &text);
    if (!calendar_parse(buffer_text(&text), text.size, &calendar, &why))
        fail_msg("school_holidays.json: %s %s", why.what.key, why.detail);
    buffer_clear(&text);
    return calendar;
}

static inline struct framework *framework_of_build(void)
{
    struct framework *framework = NULL;
    struct fault why;
    struct buffer text;
    text_of_build("framework/diw.json", &text);
    if (!framework_parse(buffer_text(&text), text.size, &framework, &why))
        fail_msg("diw.json: %s %s %s", why.what.key, why.what.argument[0].as.text, why.detail);
    buffer_clear(&text);
    return framework;
}

static inline struct language *language_of_build(enum language_code code)
{
    struct language *language = NULL;
    struct fault why;
    char folder[KIT_PATH];
    snprintf(folder, sizeof folder, "%s/language", kit_assets());
    assert_true(language_load(folder, code, &language, &why));
    return language;
}

/* For the groups of this room's tests: what they read from the build, and let go of. */
static inline int assets_open(struct framework **framework, struct calendar **calendar)
{
    *framework = framework_of_build();
    *calendar = calendar_of_build();
    return 0;
}

static inline int assets_close(struct framework *framework, struct calendar *calendar)
{
    framework_free(framework);
    calendar_free(calendar);
    return 0;
}

/* Where the framework is all that is needed: it is the group's state. */
static inline int framework_open(void **state)
{
    *state = framework_of_build();
    return 0;
}

static inline int framework_close(void **state)
{
    framework_free(*state);
    return 0;
}

/* Lines as in the spec, one under the other. */
static inline void world_lines(struct world *world, const char *lines)
{
    char copy[4096], *words[WORLD_WORDS], *rest = copy;
    snprintf(copy, sizeof copy, "%s", lines);
    while (rest && *rest) {
        char *line = rest;
        rest = strchr(rest, '\n');
        if (rest)
            *rest++ = '\0';
        int count = words_cut(line, words);
        if (count)
            assert_true(world_line(world, words, count));
    }
}

/* A world of lines that stand in an array, NULL behind them; judged. */
static inline void world_begin(struct world *world, struct framework *framework,
                              const char *const lines[])
{
    world_init(world, framework);
    for (int i = 0; lines[i]; i++)
        world_lines(world, lines[i]);
    world_make(world);
}

#endif
