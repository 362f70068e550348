/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/sample.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "hours/hours.h"
#include "kit/kit.h"
#include "system/file.h"

enum { NEAR = 400, SENTENCE = 4096 };

struct spot_place { /* a place of the demo's list */
    const char *name;
    struct point point;
    double away;
};

static const char *const reasons_usual[] = {
    "assessment.met.places", "assessment.met.devices",  "assessment.partly.price_unknown",
    "assessment.hours.all",  "assessment.not.nothing",  "assessment.unknown.nothing",
    "assessment.met.free",   "assessment.asked.people",
};
static const char *const reasons_long[] = {
    "assessment.met.help_poverty",     "assessment.partly.price_unknown",
    "assessment.partly.hours_unknown", "assessment.hours.loose",
    "assessment.unknown.paid",         "assessment.unknown.other_group",
    "assessment.unknown.ended",        "assessment.partly.room_lacks",
    "assessment.unknown.unsuitable",   "assessment.room.lacks.3",
    "assessment.asked.known",
};
static const char *const nexts[] = {
    "assessment.next.weekend_if", "assessment.next.find.help", "assessment.next.find.advice",
    "assessment.next.look",       "assessment.next.find.room", "assessment.next.find.equipment",
    "assessment.next.judge",
};
static const char *const timetables[] = {
    "Mo-Fr 09:00-17:00",
    "Tu-Sa 10:00-18:00; We 13:00-20:00",
    "Mo-Fr 09:00-12:30,13:30-17:00; Sa 10:00-13:00",
    "",
    "",
};
static const char *const services[] = {"service.wifi", "service.computer", "service.help",
                                       "service.wifi", "service.lesson",   "service.print"};

static char *said(const struct language *language, const struct message *message)
{
    struct buffer text;
    buffer_init(&text, SENTENCE);
    language_say(language, message, &text);
    char *taken = memory_text(buffer_text(&text));
    buffer_clear(&text);
    return taken;
}

static char *said_of(const struct language *language, const char *key, const char *place)
{
    struct message message = message_of(key);
    message_add_count(&message, 1);
    message_add_text(&message, place);
    if (strncmp(key, "assessment.unknown", 18) == 0)
        message_add_date(&message, (struct civil_date){2026, 11, 14});
    message_add_text(&message, "");
    message_add_text(&message, "");
    if (strncmp(key, "assessment.next", 15) == 0 || strstr(key, "room.lacks.")) {
        message = message_of(key);
        message_add_text(&message, place);
        message_add_key(&message, "feature.sockets");
        message_add_key(&message, "feature.screen");
        message_add_key(&message, "feature.wifi");
    }
    if (strcmp(key, "assessment.not.nothing") == 0) {
        message = message_of(key);
        message_add_date(&message, (struct civil_date){2026, 5, 12});
    }
    return said(language, &message);
}

/* ---- places ---- */

static int by_distance(const void *a, const void *b)
{
    const struct spot_place *left = a, *right = b;
    return left->away < right->away ? -1 : left->away > right->away;
}

static int by_latitude(const void *a, const void *b)
{
    const struct spot_place *left = a, *right = b;
    return left->point.lat > right->point.lat ? -1 : left->point.lat < right->point.lat;
}

/* Sixty named places is more than lie in the wijk: those of its neighbours are brought in. */
static struct point brought_in(const struct shape *border, struct point point)
{
    struct point middle = box_middle(border->box);
    while (!shape_has(border, point) && point_distance(point, middle) > 30) {
        point.lon += (middle.lon - point.lon) / 8;
        point.lat += (middle.lat - point.lat) / 8;
    }
    return point;
}

/* The named places nearest to the middle of the wijk, from north to south. */
static cJSON *places_read(const struct shape *border, struct spot_place out[NEAR], int *count)
{
    struct buffer bytes;
    struct fault why = {0};
    cJSON *root = NULL;
    const cJSON *feature;
    char folder[KIT_PATH];
    int wanted = *count, found = 0;
    assert_true(path_join(folder, sizeof folder, kit_asset_source(), "demo"));
    assert_true(
        file_read(kit_path(folder, "molenbeek_places.geojson"), JSON_FILE_CEILING, &bytes, &why));
    assert_true(json_parse(bytes.data, bytes.size, JSON_FILE_CEILING, &root, &why));
    cJSON_ArrayForEach(feature, json_member(root, "features"))
    {
        const cJSON *pair = json_path_get(feature, "geometry/coordinates");
        const char *name = json_text(json_member(feature, "properties"), "name", "");
        if (!*name || found == NEAR)
            continue;
        struct point point = {cJSON_GetArrayItem(pair, 0)->valuedouble,
                              cJSON_GetArrayItem(pair, 1)->valuedouble};
        double away = shape_distance(border, point);
        out[found++] = (struct spot_place){
            name, point, away * 1000 + point_distance(point, box_middle(border->box))};
    }
    buffer_clear(&bytes);
    qsort(out, (size_t)found, sizeof *out, by_distance);
    *count = wanted < found ? wanted : found;
    for (int i = 0; i < *count; i++)
        out[i].point = brought_in(border, out[i].point);
    qsort(out, (size_t)*count, sizeof *out, by_latitude);
    return root;
}

static char *when_of(const struct language *language, const char *text)
{
    struct hours *hours = NULL;
    struct fault why;
    struct buffer line;
    if (!*text)
        return memory_text("");
    assert_true(hours_parse(text, NULL, &hours, &why));
    buffer_init(&line, SENTENCE);
    hours_say(hours, language, &line);
    hours_free(hours);
    char *taken = memory_text(buffer_text(&line));
    buffer_clear(&line);
    return taken;
}

static char *offers_of(const struct language *language, int index)
{
    struct buffer line;
    buffer_init(&line, SENTENCE);
    for (int i = 0; i < 1 + (index % 4 == 0); i++) {
        buffer_addf(&line, "%s%s (%s)", i ? " · " : "",
                    language_word(language, services[(index + i) % 6]),
                    language_word(language, i == 1 ? "price.paid" : "price.free"));
    }
    char *taken = memory_text(buffer_text(&line));
    buffer_clear(&line);
    return taken;
}

static void places_fill(struct sample *sample, int count)
{
    static const char *const streets[] = {"Rue du Comte de Flandre 20", "Chaussée de Gand 163",
                                          "Rue Mommaerts 4", "Graaf van Vlaanderenstraat 15", ""};
    struct scorecard *card = &sample->card;
    struct spot_place found[NEAR];
    struct map_mark *marks;
    cJSON *root = places_read(molenbeek_border(sample->molenbeek), found, &count);
    card->places = memory_take(sizeof *card->places * (size_t)(count + 1));
    marks = memory_take(sizeof *marks * (size_t)(count + 1));
    for (int i = 0; i < count; i++) {
        struct message checked =
            message_of(i % 7 == 3 ? "scorecard.checked.stale" : "scorecard.checked");
        message_add_date(&checked,
                         (struct civil_date){2026, (int8_t)(1 + i % 11), (int8_t)(1 + i % 28)});
        card->places[i] = (struct print_place){
            .number = i + 1,
            .name = memory_text(found[i].name),
            .address = memory_text(streets[i % 5]),
            .offers = offers_of(sample->language, i),
            .when = when_of(sample->language, timetables[i % 5]),
            .checked = said(sample->language, &checked),
        };
        marks[i] = (struct map_mark){
            .id = "",
            .label = "",
            .icon = "wifi",
            .point = found[i].point,
            .pin = i % 7 == 3 ? SYMBOL_PIN_STALE
                   : i == 4   ? SYMBOL_PIN_PROVISIONAL
                              : SYMBOL_PIN_CONFIRMED,
            .colour = THEME_PILLAR_T + (enum theme_token)(i % 5),
            .number = i + 1,
        };
    }
    card->place_count = count;
    card->scene.marks = marks;
    card->scene.mark_count = (size_t)count;
    cJSON_Delete(root);
}

/* ---- criteria ---- */

static cJSON *framework_read(void)
{
    struct buffer bytes;
    struct fault why = {0};
    cJSON *root = NULL;
    char folder[KIT_PATH];
    assert_true(path_join(folder, sizeof folder, kit_asset_source(), "framework"));
    assert_true(file_read(kit_path(folder, "diw.json"), JSON_FILE_CEILING, &bytes, &why));
    assert_true(json_parse(bytes.data, bytes.size, JSON_FILE_CEILING, &root, &why));
    buffer_clear(&bytes);
    return root;
}

static char *evidence_of(const struct language *language, int count, int first)
{
    struct buffer numbers;
    struct message message = message_of("scorecard.evidence");
    buffer_init(&numbers, SENTENCE);
    for (int i = 0; i < count; i++)
        buffer_addf(&numbers, "%s%d", i ? ", " : "", first + i);
    message_add_count(&message, count);
    message_add_text(&message, buffer_text(&numbers));
    buffer_clear(&numbers);
    return count ? said(language, &message) : memory_text("");
}

static void row_fill(struct sample *sample, const cJSON *criterion, int pillar,
                     enum sample_kind kind)
{
    static const enum symbol_state usual[] = {SYMBOL_MET, SYMBOL_MET,    SYMBOL_PARTLY,
                                              SYMBOL_MET, SYMBOL_NOT,    SYMBOL_UNKNOWN,
                                              SYMBOL_MET, SYMBOL_UNKNOWN};
    struct scorecard *card = &sample->card;
    int at = card->row_count++;
    bool wordy = kind == SAMPLE_LONG;
    struct print_row *row = &card->rows[at];
    const char *tag = language_tag(language_code(sample->language));
    const char *place = wordy ? "Maison médicale La Passerelle" : "Bibliotheek De Boekenmolen";
    int places = wordy ? (at % 5 ? at % 7 : 22) : at % 4;
    const char *key = wordy ? reasons_long[at % 11] : reasons_usual[at % 8];
    row->judged = at % 6 == 5;
    row->pillar = pillar;
    row->state = wordy ? (enum symbol_state)(at % 4) : usual[at % 8];
    snprintf(row->id, sizeof row->id, "%s", json_text(criterion, "id", ""));
    row->name = memory_text(json_text(json_member(criterion, "name"), tag, ""));
    row->reason = said_of(sample->language, key, place);
    row->evidence = evidence_of(sample->language, places < card->place_count ? places : 0, 1 + at);
    row->origin = memory_text(language_word(sample->language, row->judged   ? "origin.judged"
                                                              : at % 8 == 7 ? "origin.asked"
                                                                            : "origin.computed"));
    bool moved = at % 7 == 3;
    row->since = memory_text(moved ? "minder goed dan op 12 mei 2026" : "");
    row->move = moved ? "down" : NULL;
    row->judgement =
        memory_text(row->judged ? "Overleg van 12 mei met tien partners: de bezoekers kennen de "
                                  "vrijwilligers en komen terug — berekend: deels"
                                : "");
    if (row->state != SYMBOL_MET) {
        struct print_gap *gap = &card->gaps[card->gap_count++];
        snprintf(gap->id, sizeof gap->id, "%s", row->id);
        gap->name = memory_text(row->name);
        gap->next = said_of(sample->language, nexts[at % 7], place);
    }
}

static void criteria_fill(struct sample *sample, enum sample_kind kind)
{
    struct scorecard *card = &sample->card;
    cJSON *root = framework_read();
    const cJSON *pillar, *criterion;
    const char *tag = language_tag(language_code(sample->language));
    card->pillars = memory_take(sizeof *card->pillars * 8);
    card->rows = memory_take(sizeof *card->rows * 32);
    card->gaps = memory_take(sizeof *card->gaps * 32);
    cJSON_ArrayForEach(pillar, json_member(root, "pillars"))
    {
        int at = card->pillar_count++;
        struct message line = message_of("assessment.line.pnu.5");
        for (int i = 1; i < 5; i++)
            message_add_count(&line, i % 3);
        snprintf(card->pillars[at].letter, sizeof card->pillars[at].letter, "%s",
                 json_text(pillar, "id", ""));
        card->pillars[at].colour = THEME_PILLAR_T + (enum theme_token)at;
        card->pillars[at].name = memory_text(json_text(json_member(pillar, "name"), tag, ""));
        card->pillars[at].line = said(sample->language, &line);
        cJSON_ArrayForEach(criterion, json_member(pillar, "criteria"))
            row_fill(sample, criterion, at, kind);
    }
    cJSON_Delete(root);
}

static void grid_fill(struct sample *sample)
{
    for (int i = 0; i < 6; i++) {
        bool covered = i != 4 && i != 2;
        sample->card.grid_covered[i / 3][i % 3] = covered;
        sample->card.grid[i / 3][i % 3] =
            memory_text(language_word(sample->language, covered ? "coverage.yes" : "coverage.no"));
    }
}

/* What covers a time in a normal week does so in the school holidays too, but for one. */
static void times_fill(struct sample *sample, enum sample_kind kind)
{
    static const char *const who[] = {"De Boekenmolen", "Foyer - Wijkatelier, Huis van Culturen"};
    static const char *const long_who[] = {
        "Centre communautaire Maritime, Maison de la cohésion sociale et encore 12",
        "Lokaal dienstencentrum De Verbindingsschakel, Bibliotheek nr. 1 en nog 7"};
    static const char *const weeks[] = {"scorecard.week.normal", "scorecard.week.school"};
    for (int week = 0; week < PRINT_WEEKS; week++) {
        struct print_times *times = &sample->card.times[week];
        struct message message = message_of(weeks[week]);
        message_add_date(&message, (struct civil_date){2026, (int8_t)(6 + week), 8});
        times->given = true;
        times->week = said(sample->language, &message);
        for (int i = 0; i < 6; i++) {
            bool covered = i != 4 && i != 2 && !(week == PRINT_SCHOOL && i == 3);
            const char *names = (kind == SAMPLE_LONG ? long_who : who)[(i + week) % 2];
            times->covered[i / 3][i % 3] = covered;
            times->who[i / 3][i % 3] = memory_text(covered ? names : "");
        }
    }
    for (int day = 0; day < 7; day++) {
        for (int half = 18; half < 42; half++)
            sample->card.week[0][day][half] = (uint16_t)((half + day) % 5);
        for (int half = 20; half < 34; half++)
            sample->card.week[1][day][half] = day < 6;
    }
}

static void reach_fill(struct sample *sample)
{
    static const char *const names[] = {"service.wifi", "service.computer", "service.charge",
                                        "service.print"};
    static const char *const heads[] = {"scorecard.reach.office", "scorecard.reach.sunday"};
    static const char *const cells[] = {"5 min: 67 · 10 min: 98 · 15 min: 100", "10 min: 0,4"};
    struct print_reach *reach = &sample->card.reach;
    struct message note = message_of("reach.method");
    message_add_number(&note, 4.5);
    message_add_date(&note, (struct civil_date){2026, 6, 12});
    reach->given = reach->table = true;
    reach->note = said(sample->language, &note);
    for (int i = 0; i < PRINT_REACH_TIMES; i++) {
        struct message head = message_of(heads[i]);
        message_add_date(&head, (struct civil_date){2026, 6, (int8_t)(9 + 5 * i)});
        reach->heads[i] = said(sample->language, &head);
    }
    for (int i = 0; i < PRINT_REACH_SERVICES; i++) {
        reach->services[i] = memory_text(language_word(sample->language, names[i]));
        for (int time = 0; time < PRINT_REACH_TIMES; time++)
            reach->cells[i][time] = memory_text(cells[time]);
    }
}

static char *counted(const struct language *language, const char *key, int a, int b, int c, int d)
{
    int counts[] = {a, b, c, d};
    struct message message = message_of(key);
    for (int i = 0; i < 4; i++)
        message_add_count(&message, counts[i]);
    return said(language, &message);
}

static void head_fill(struct sample *sample, enum sample_kind kind)
{
    struct scorecard *card = &sample->card;
    const struct language *language = sample->language;
    bool french = language_code(language) == LANGUAGE_FR;
    struct message framework = message_of("scorecard.framework");
    struct buffer date;
    message_add_text(&framework, french ? "cadre DIW 2021" : "kader DIW 2021");
    message_add_text(&framework, "1");
    message_add_key(&framework, "scorecard.strict");
    card->wijk = memory_text(french ? "Molenbeek historique" : "Historisch Molenbeek");
    card->municipality = memory_text(french ? "Molenbeek-Saint-Jean" : "Sint-Jans-Molenbeek");
    card->day = (struct civil_date){2026, 6, 12};
    card->language = memory_text(language_tag(language_code(language)));
    buffer_init(&date, 200);
    language_say_date(language, card->day, &date);
    card->date_line = memory_text(buffer_text(&date));
    buffer_clear(&date);
    card->framework_line = said(language, &framework);
    card->totals_line = counted(language, "scorecard.totals", 8, 5, 3, 6);
    card->places_line = counted(language, "scorecard.places", 14, 17, 0, 0);
    card->candidates_line = counted(language, "scorecard.candidates", 23, 0, 0, 0);
    card->ribbon = memory_text(kind == SAMPLE_LONG ? language_word(language, "ribbon.demo") : "");
    card->wheel_number = memory_text("8");
    card->wheel_line = counted(language, "wheel.met", 22, 0, 0, 0);
    card->wheel_second = counted(language, "wheel.unknown", 6, 0, 0, 0);
}

static void sources_fill(struct scorecard *card)
{
    static const char *const sources[] = {
        "© OpenMapTiles, © OpenStreetMap contributors, ODbL 1.0, 2021-05-12",
        "Places: © OpenStreetMap contributors, www.openstreetmap.org/copyright, ODbL 1.0, "
        "2026-01-15",
        "Wijkgrenzen: Wijkmonitoring Brussel, Brussels Instituut voor Statistiek en Analyse, CC BY "
        "4.0, 2024",
    };
    card->sources = memory_take(sizeof *card->sources * 4);
    for (int i = 0; i < 3; i++)
        card->sources[card->source_count++] = memory_text(sources[i]);
}

void sample_open(struct sample *sample, enum language_code code, int places, enum sample_kind kind)
{
    struct fault why = {0};
    char folder[KIT_PATH];
    *sample = (struct sample){0};
    assert_true(path_join(folder, sizeof folder, kit_assets(), "language"));
    assert_true(language_load(folder, code, &sample->language, &why));
    sample->pencil = molenbeek_pencil_open("print");
    sample->molenbeek = molenbeek_open();
    assert_true(path_join(folder, sizeof folder, kit_asset_source(), "style"));
    assert_true(map_style_load(folder, "print", &sample->style, &why));
    head_fill(sample, kind);
    places_fill(sample, places);
    criteria_fill(sample, kind);
    grid_fill(sample);
    times_fill(sample, kind);
    reach_fill(sample);
    sources_fill(&sample->card);
    struct map_source *source = memory_take(sizeof *source);
    *source = *molenbeek_source(sample->molenbeek);
    sample->card.scene.source = source;
    sample->card.scene.style = sample->style;
    sample->card.scene.border = molenbeek_border(sample->molenbeek);
    sample->card.scene.names = code == LANGUAGE_FR ? MAP_NAMES_FR : MAP_NAMES_NL;
    sample->card.map_box = box_grow(sample->card.scene.border->box, 40);
}

void sample_close(struct sample *sample)
{
    scorecard_clear(&sample->card);
    molenbeek_pencil_close(&sample->pencil);
    molenbeek_close(sample->molenbeek);
    map_style_free(sample->style);
    language_free(sample->language);
}
