/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil find`: places, streets and addresses by what a person would type. */
#include "command/command_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { PLACES = 64, STREETS = 64, SHOWN = 20, WORDS = 512 };

static bool near_read(const char *text, struct point *out)
{
    char lon[32];
    const char *comma = strchr(text, ',');
    if (!comma || (size_t)(comma - text) >= sizeof lon) {
        return false;
    }
    snprintf(lon, sizeof lon, "%.*s", (int)(comma - text), text);
    return ask_number(lon, -180, 180, &out->lon) && ask_number(comma + 1, -85, 85, &out->lat);
}

/* "Gentsesteenweg 12 – Chaussée de Gand", or the name of the place in the language asked. */
static const char *hit_name(const struct ask *ask, const struct hit *hit, char out[400])
{
    const struct place *place = hit->id[0] ? project_place(ask->project, hit->id) : NULL;
    if (place) {
        const char *name = place_name(place, language_tag(ask->settings.language));
        return name[0] ? name : language_word(ask->language, kind_key(place->kind));
    }
    snprintf(out, 400, "%s%s%s", hit->text, hit->other[0] ? " – " : "", hit->other);
    return out;
}

static const char *hit_kind(const struct hit *hit)
{
    return hit->id[0] ? "place" : hit->street ? "street" : "address";
}

static cJSON *hit_json(const struct ask *ask, const struct hit *hit)
{
    char name[400];
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "kind", hit_kind(hit));
    cJSON_AddStringToObject(json, "name", hit_name(ask, hit, name));
    if (hit->id[0]) {
        cJSON_AddStringToObject(json, "id", hit->id);
    }
    if (hit->area[0]) {
        cJSON_AddStringToObject(json, "municipality", hit->area);
    }
    if (hit->missing[0]) {
        cJSON_AddStringToObject(json, "missing", hit->missing);
    }
    cJSON_AddNumberToObject(json, "lon", hit->point.lon);
    cJSON_AddNumberToObject(json, "lat", hit->point.lat);
    cJSON_AddNumberToObject(json, "metres", (double)(long)(hit->metres + 0.5));
    return json;
}

static void hit_print(const struct ask *ask, const struct hit *hit)
{
    char name[400];
    struct buffer text;
    buffer_init(&text, 4096);
    language_say_metres(ask->language, hit->metres, &text);
    printf("%-8s%s%s%s · %s", hit_kind(hit), hit_name(ask, hit, name), hit->area[0] ? " · " : "",
           hit->area, buffer_text(&text));
    printf("%s%s\n", hit->id[0] ? " · " : "", hit->id);
    if (hit->missing[0]) {
        struct message missing =
            message_of(hit->street ? "find.missing.street" : "find.missing.near");
        message_add_text(&missing, hit->missing);
        buffer_empty(&text);
        printf("        %s\n", ask_say(ask, missing, &text));
    }
    buffer_clear(&text);
}

static void hits_show(struct ask *ask, const struct hit *hits, int count)
{
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    for (int i = 0; i < count; i++) {
        if (array) {
            cJSON_AddItemToArray(array, hit_json(ask, &hits[i]));
        } else {
            hit_print(ask, &hits[i]);
        }
    }
    if (array) {
        ask_json(array);
    }
}

static int find_hits(struct ask *ask, const char *words, struct point near, struct hit *hits)
{
    const struct language *languages[LANGUAGE_COUNT];
    memcpy(languages, ask->languages, sizeof languages);
    int places = action_search_places(ask->project, languages, words, near, hits, PLACES);
    int count = places + action_search_streets(project_pack(ask->project), words, near,
                                               ask->settings.language == LANGUAGE_FR, hits + places,
                                               STREETS);
    action_search_join(hits, places, count);
    return count;
}

/* All words that are left, with a space between. */
static void words_join(struct ask *ask, char words[WORDS])
{
    const char *word;
    size_t size = 0;
    words[0] = 0;
    while ((word = ask_word(ask)) != NULL) {
        int written = snprintf(words + size, WORDS - size, "%s%s", size ? " " : "", word);
        size += written > 0 ? (size_t)written : 0;
        size = size < WORDS ? size : WORDS - 1;
    }
}

int command_find(struct ask *ask)
{
    char words[WORDS];
    double most = SHOWN;
    struct point near = {0, 0};
    const char *at = ask_option(ask, "--near"), *limit = ask_option(ask, "--most");
    if (at && !near_read(at, &near)) {
        return ask_missing(ask, "--near LON,LAT");
    }
    if (limit && !ask_number(limit, 1, PLACES + STREETS, &most)) {
        return ask_missing(ask, "--most 1..128");
    }
    int code = ask_wijk(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    words_join(ask, words);
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    if (!words[0]) {
        return ask_missing(ask, "WORD…");
    }
    near = at ? near : box_middle(project_wijk(ask->project)->border->box);
    struct hit *hits = memory_take((PLACES + STREETS) * sizeof *hits);
    int count = find_hits(ask, words, near, hits);
    hits_show(ask, hits, count < (int)most ? count : (int)most);
    free(hits);
    return EXIT_DONE;
}
