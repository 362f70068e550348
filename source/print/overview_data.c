/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

#include "base/csv.h"
#include "print/overview_html.h"

static const char *const fact_keys[OVERVIEW_FACTS] = {
    "overview.column.what",  "overview.column.price",   "overview.column.when",
    "overview.column.entry", "overview.column.tongues", "overview.column.for",
    "overview.column.note",
};
static const char *const fact_words[OVERVIEW_FACTS] = {"what",      "price", "when", "entry",
                                                       "languages", "for",   "note"};

static const char *text_of(const struct overview_line *line, int at)
{
    return line->text[at] ? line->text[at] : "";
}

/* ---- CSV ---- */

static void head_write(const struct overview *overview,
                       const struct language *const languages[OVERVIEW_LANGUAGES],
                       struct buffer *out)
{
    static const char *const keys[] = {"overview.column.name", "overview.column.address",
                                       "overview.column.phone", "overview.column.web",
                                       "overview.column.mail"};
    buffer_add_text(out, CSV_BOM);
    csv_put(out, language_word(languages[0], "overview.column.number"));
    for (size_t at = 0; at < sizeof keys / sizeof *keys; at++) {
        csv_put_next(out, language_word(languages[0], keys[at]));
    }
    for (int at = 0; at < overview->language_count; at++) {
        csv_put_next(out, language_word(languages[at], "overview.column.question"));
        for (int fact = 0; fact < OVERVIEW_FACTS; fact++) {
            csv_put_next(out, language_word(languages[at], fact_keys[fact]));
        }
        csv_put_next(out, language_word(languages[at], "overview.column.step_free"));
    }
    csv_put_end(out);
}

static void row_write(const struct overview *overview, const struct overview_question *question,
                      const struct overview_answer *answer, struct buffer *out)
{
    const struct overview_place *place = &overview->places[answer->place];
    char number[16];
    snprintf(number, sizeof number, "%d", place->number);
    csv_put(out, number);
    csv_put_next(out, place->name);
    csv_put_next(out, place->address);
    csv_put_next(out, place->phone);
    csv_put_next(out, place->web);
    csv_put_next(out, place->mail);
    for (int at = 0; at < overview->language_count; at++) {
        csv_put_next(out, text_of(&question->heading, at));
        for (int fact = 0; fact < OVERVIEW_FACTS; fact++) {
            csv_put_next(out, text_of(&answer->fact[fact], at));
        }
        csv_put_next(out, text_of(&place->step_free, at));
    }
    csv_put_end(out);
}

bool overview_csv_write(const struct overview *overview,
                        const struct language *const languages[OVERVIEW_LANGUAGES],
                        struct buffer *out)
{
    head_write(overview, languages, out);
    for (size_t at = 0; at < overview->question_count; at++) {
        const struct overview_question *question = &overview->questions[at];
        for (size_t answer = 0; answer < question->answer_count; answer++) {
            row_write(overview, question, &question->answers[answer], out);
        }
    }
    return !out->full;
}

/* ---- GeoJSON ---- */

static void texts_add(const struct overview *overview, cJSON *object, const char *name,
                      const struct overview_line *line)
{
    if (!text_of(line, 0)[0]) {
        return;
    }
    cJSON *texts = cJSON_AddObjectToObject(object, name);
    for (int at = 0; at < overview->language_count; at++) {
        cJSON_AddStringToObject(texts, language_tag(overview->codes[at]), text_of(line, at));
    }
}

static void text_add(cJSON *object, const char *name, const char *text)
{
    if (text[0]) {
        cJSON_AddStringToObject(object, name, text);
    }
}

static void answers_add(const struct overview *overview, int place, cJSON *properties)
{
    cJSON *answers = cJSON_AddArrayToObject(properties, "answers");
    for (size_t question = 0; question < overview->question_count; question++) {
        const struct overview_question *asked = &overview->questions[question];
        for (size_t at = 0; at < asked->answer_count; at++) {
            if (asked->answers[at].place != place) {
                continue;
            }
            cJSON *answer = cJSON_CreateObject();
            cJSON_AddStringToObject(answer, "question", asked->word);
            cJSON_AddStringToObject(answer, "service", asked->answers[at].service);
            for (int fact = 0; fact < OVERVIEW_FACTS; fact++) {
                texts_add(overview, answer, fact_words[fact], &asked->answers[at].fact[fact]);
            }
            cJSON_AddItemToArray(answers, answer);
        }
    }
}

static cJSON *place_make(const struct overview *overview, int at)
{
    const struct overview_place *place = &overview->places[at];
    cJSON *feature = cJSON_CreateObject();
    cJSON_AddStringToObject(feature, "type", "Feature");
    cJSON *geometry = cJSON_AddObjectToObject(feature, "geometry");
    cJSON_AddStringToObject(geometry, "type", "Point");
    cJSON_AddItemToObject(
        geometry, "coordinates",
        cJSON_CreateDoubleArray((double[]){place->point.lon, place->point.lat}, 2));
    cJSON *properties = cJSON_AddObjectToObject(feature, "properties");
    cJSON_AddNumberToObject(properties, "number", place->number);
    cJSON_AddStringToObject(properties, "name", place->name);
    text_add(properties, "address", place->address);
    text_add(properties, "phone", place->phone);
    text_add(properties, "website", place->web);
    text_add(properties, "email", place->mail);
    texts_add(overview, properties, "step_free", &place->step_free);
    answers_add(overview, at, properties);
    return feature;
}

bool overview_geojson_write(const struct overview *overview, struct buffer *out)
{
    char date[CIVIL_DATE_SIZE];
    cJSON *root = cJSON_CreateObject(), *credits;
    cJSON_AddStringToObject(root, "type", "FeatureCollection");
    civil_date_write(overview->day, date);
    cJSON_AddStringToObject(root, "date", date);
    civil_date_write(overview->valid_until, date);
    cJSON_AddStringToObject(root, "valid_until", date);
    credits = cJSON_AddArrayToObject(root, "attribution");
    for (size_t at = 0; at < overview->source_count; at++) {
        cJSON_AddItemToArray(credits, cJSON_CreateString(overview->sources[at]));
    }
    cJSON *features = cJSON_AddArrayToObject(root, "features");
    for (size_t at = 0; at < overview->place_count; at++) {
        cJSON_AddItemToArray(features, place_make(overview, (int)at));
    }
    char *text = cJSON_Print(root);
    bool good = text && buffer_add_text(out, text) && buffer_add_byte(out, '\n');
    free(text);
    cJSON_Delete(root);
    return good;
}
