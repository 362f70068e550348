/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/round.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/utf8.h"

static const char *const group_totals[] = {"met", "partly", "not", "unknown"};

/* ---- messages in a document ---- */

static cJSON *argument_make(const struct message_argument *argument)
{
    char day[CIVIL_DATE_SIZE];
    cJSON *json = cJSON_CreateObject();
    switch (argument->kind) {
    case MESSAGE_TEXT:
        cJSON_AddStringToObject(json, "text", argument->as.text);
        break;
    case MESSAGE_KEY:
        cJSON_AddStringToObject(json, "key", argument->as.text);
        break;
    case MESSAGE_COUNT:
        cJSON_AddNumberToObject(json, "count", (double)argument->as.count);
        break;
    case MESSAGE_NUMBER:
        cJSON_AddNumberToObject(json, "number", argument->as.number);
        break;
    case MESSAGE_METRES:
        cJSON_AddNumberToObject(json, "metres", argument->as.number);
        break;
    case MESSAGE_DATE:
        civil_date_write(argument->as.date, day);
        cJSON_AddStringToObject(json, "date", argument->as.date.year ? day : "");
        break;
    }
    return json;
}

static cJSON *message_make(const struct message *message)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "key", message->key);
    cJSON *arguments = message->arguments ? cJSON_AddArrayToObject(json, "arguments") : NULL;
    for (int i = 0; i < message->arguments; i++) {
        cJSON_AddItemToArray(arguments, argument_make(&message->argument[i]));
    }
    return json;
}

static void argument_read(const cJSON *json, struct message *out)
{
    struct civil_date date = {0, 0, 0};
    if (json_member(json, "text")) {
        message_add_text(out, json_text(json, "text", ""));
    } else if (json_member(json, "key")) {
        message_add_key(out, json_text(json, "key", ""));
    } else if (json_member(json, "count")) {
        double count = json_number(json, "count", 0);
        message_add_count(out, count > -1e15 && count < 1e15 ? (int64_t)count : 0);
    } else if (json_member(json, "number")) {
        message_add_number(out, json_number(json, "number", 0));
    } else if (json_member(json, "metres")) {
        message_add_metres(out, json_number(json, "metres", 0));
    } else {
        civil_date_parse(json_text(json, "date", ""), &date);
        message_add_date(out, date);
    }
}

static struct message message_read(const cJSON *json)
{
    const char *key = json_text(json, "key", "");
    struct message message = message_of(strlen(key) < MESSAGE_KEY_SIZE ? key : "");
    const cJSON *argument;
    cJSON_ArrayForEach(argument, json_member(json, "arguments"))
    {
        argument_read(argument, &message);
    }
    return message;
}

/* ---- making ---- */

struct making {
    const struct assessment_question *question;
    const struct assessment *assessment;
    int64_t at;
    const char *role;
    int evidence; /* of each criterion */
    size_t said;  /* bytes of a person's reason */
};

/* At most `most` bytes, and never half a character. */
static void text_add(cJSON *json, const char *name, const char *text, size_t most)
{
    char cut[ROUND_SAID + 1];
    utf8_copy(cut, most + 1, text);
    cJSON_AddStringToObject(json, name, cut);
}

static void evidence_add(const struct making *making, const struct finding *finding, cJSON *json,
                         cJSON *names)
{
    const char *language = making->question->language;
    int kept = 0;
    cJSON *array = cJSON_AddArrayToObject(json, "evidence");
    for (size_t i = 0; i < finding->evidence_count && kept < making->evidence; i++) {
        const struct evidence *evidence = &finding->evidence[i];
        const struct place *place = making->question->places[evidence->place];
        char entry[256];
        if (!evidence->counts) {
            continue;
        }
        bool offer = evidence->offer >= 0;
        snprintf(entry, sizeof entry, "%.120s%s%.120s", place->id, offer ? "/" : "",
                 offer ? place->offers[evidence->offer].id : "");
        cJSON_AddItemToArray(array, cJSON_CreateString(entry));
        if (!json_member(names, place->id)) {
            text_add(names, place->id, place_name(place, language ? language : ""), 120);
        }
        kept++;
    }
    cJSON_AddNumberToObject(json, "counting", (double)finding->counting);
    int left = (int)finding->counting - kept;
    if (left > 0) {
        cJSON_AddNumberToObject(json, "left_out", left);
    }
}

static cJSON *row_make(const struct making *making, const struct finding *finding, cJSON *names)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", finding->criterion->id);
    cJSON_AddStringToObject(json, "verdict", verdict_word(finding->verdict));
    cJSON_AddStringToObject(json, "computed", verdict_word(finding->computed));
    if (finding->judgement) {
        cJSON_AddBoolToObject(json, "judged", true);
        text_add(json, "said", finding->judgement->reason, making->said);
    }
    cJSON_AddItemToObject(json, "reason", message_make(&finding->reason));
    evidence_add(making, finding, json, names);
    return json;
}

struct round_quality round_quality_of(const struct assessment *assessment)
{
    return (struct round_quality){.places = assessment->places_counting,
                                  .fresh = assessment->places_fresh,
                                  .candidates = assessment->places_candidate,
                                  .untouched = assessment->totals[VERDICT_UNKNOWN]};
}

static void quality_add(cJSON *json, struct round_quality quality)
{
    cJSON_AddNumberToObject(json, "places", quality.places);
    cJSON_AddNumberToObject(json, "fresh", quality.fresh);
    cJSON_AddNumberToObject(json, "candidates", quality.candidates);
    cJSON_AddNumberToObject(json, "untouched", quality.untouched);
}

static void head_make(const struct making *making, cJSON *json)
{
    const struct assessment_question *question = making->question;
    char id[160], day[CIVIL_DATE_SIZE], moment[CIVIL_MOMENT_SIZE];
    civil_date_write(question->now.date, day);
    civil_moment_write(making->at, moment);
    snprintf(id, sizeof id, "round:%.120s:%s", question->wijk->code, day);
    cJSON_AddStringToObject(json, "_id", id);
    cJSON_AddStringToObject(json, "type", "round");
    cJSON_AddStringToObject(json, "wijk", question->wijk->code);
    cJSON_AddStringToObject(json, "date", day);
    cJSON_AddStringToObject(json, "at", moment);
    text_add(json, "role", making->role, 120);
    cJSON_AddBoolToObject(json, "loose", question->wijk->loose_hours);
    cJSON *framework = cJSON_AddObjectToObject(json, "framework");
    cJSON_AddStringToObject(framework, "id", question->framework->id);
    cJSON_AddStringToObject(framework, "version", question->framework->version);
    cJSON *groups = cJSON_AddArrayToObject(json, "groups");
    for (int i = 0; i < GROUP_COUNT; i++) {
        if (question->wijk->groups >> i & 1) {
            cJSON_AddItemToArray(groups, cJSON_CreateString(group_word(i)));
        }
    }
}

static cJSON *round_with(const struct making *making)
{
    cJSON *json = cJSON_CreateObject();
    head_make(making, json);
    cJSON *totals = cJSON_AddObjectToObject(json, "totals");
    for (int i = 0; i < 4; i++) {
        cJSON_AddNumberToObject(totals, group_totals[i], making->assessment->totals[i]);
    }
    quality_add(cJSON_AddObjectToObject(json, "quality"), round_quality_of(making->assessment));
    cJSON *names = cJSON_CreateObject(), *rows = cJSON_AddArrayToObject(json, "criteria");
    for (int i = 0; i < making->assessment->finding_count; i++) {
        cJSON_AddItemToArray(rows, row_make(making, &making->assessment->findings[i], names));
    }
    cJSON_AddItemToObject(json, "names", names);
    return json;
}

static bool round_fits(const cJSON *json)
{
    char *text = json_write_canonical(json);
    bool fits = text && strlen(text) <= ROUND_BYTES;
    free(text);
    return fits;
}

cJSON *round_make(const struct assessment_question *question, const struct assessment *assessment,
                  int64_t at, const char *role)
{
    struct making making = {question, assessment, at, role, ROUND_EVIDENCE, ROUND_SAID};
    cJSON *json = round_with(&making);
    while (!round_fits(json) && (making.evidence > 0 || making.said > 60)) {
        making.said = making.evidence ? making.said : making.said / 2;
        making.evidence /= 2;
        cJSON_Delete(json);
        json = round_with(&making);
    }
    return json;
}

/* ---- reading ---- */

static int whole_number(const cJSON *json, const char *name)
{
    double number = json_number(json, name, 0);
    return number >= 0 && number <= 1e6 ? (int)number : 0;
}

static void evidence_read(const cJSON *json, const cJSON *names, struct round_row *row)
{
    const cJSON *array = json_member(json, "evidence"), *item;
    if (!cJSON_IsArray(array)) {
        return;
    }
    row->evidence = memory_take(sizeof *row->evidence * ROUND_EVIDENCE);
    cJSON_ArrayForEach(item, array)
    {
        char place[256];
        if (!cJSON_IsString(item) || row->evidence_count == ROUND_EVIDENCE) {
            continue;
        }
        snprintf(place, sizeof place, "%.*s", (int)strcspn(item->valuestring, "/"),
                 item->valuestring);
        row->evidence[row->evidence_count++] =
            (struct round_evidence){item->valuestring, json_text(names, place, "")};
    }
}

static bool row_read(const cJSON *json, const cJSON *names, struct round_row *out)
{
    *out = (struct round_row){.criterion = json_text(json, "id", "")};
    size_t size = strlen(out->criterion);
    if (size == 0 || size > 16 || !verdict_parse(json_text(json, "verdict", ""), &out->verdict)) {
        return false;
    }
    out->computed = out->verdict;
    verdict_parse(json_text(json, "computed", ""), &out->computed);
    out->judged = json_bool(json, "judged", false);
    out->said = json_text(json, "said", "");
    out->reason = message_read(json_member(json, "reason"));
    out->counting = whole_number(json, "counting");
    out->left_out = whole_number(json, "left_out");
    evidence_read(json, names, out);
    return true;
}

static void rows_read(const cJSON *document, struct round *out)
{
    const cJSON *names = json_member(document, "names"), *item;
    out->rows = memory_take(sizeof *out->rows * FRAMEWORK_CRITERIA);
    cJSON_ArrayForEach(item, json_member(document, "criteria"))
    {
        struct round_row row;
        if (out->row_count == FRAMEWORK_CRITERIA || !row_read(item, names, &row)) {
            continue;
        }
        if (round_find(out, row.criterion)) {
            free(row.evidence);
            continue;
        }
        out->rows[out->row_count++] = row;
        out->totals[row.verdict]++;
    }
}

bool round_parse(const cJSON *document, struct round *out, struct fault *why)
{
    static const char key[] = "assessment.round.wrong";
    const cJSON *framework = json_member(document, "framework");
    const cJSON *quality = json_member(document, "quality");
    memset(out, 0, sizeof *out);
    if (!cJSON_IsObject(document) || strcmp(json_text(document, "type", ""), "round") != 0) {
        return fault_set_text(why, FAULT_INPUT, key, "type");
    }
    if (json_bool(document, "removed", false)) {
        return fault_set_text(why, FAULT_MISSING, key, "removed");
    }
    out->id = json_text(document, "_id", "");
    out->wijk = json_text(document, "wijk", "");
    out->framework = json_text(framework, "id", "");
    out->version = json_text(framework, "version", "");
    out->role = json_text(document, "role", "");
    out->loose = json_bool(document, "loose", false);
    if (!*out->wijk || !*out->framework) {
        return fault_set_text(why, FAULT_INPUT, key, *out->wijk ? "framework" : "wijk");
    }
    if (!civil_date_parse(json_text(document, "date", ""), &out->date)) {
        return fault_set_text(why, FAULT_INPUT, key, "date");
    }
    if (!civil_moment_parse(json_text(document, "at", ""), &out->at)) {
        out->at = civil_moment((struct civil){.date = out->date, .hour = 12});
    }
    out->quality = (struct round_quality){
        whole_number(quality, "places"), whole_number(quality, "fresh"),
        whole_number(quality, "candidates"), whole_number(quality, "untouched")};
    rows_read(document, out);
    if (out->row_count == 0) {
        round_clear(out);
        return fault_set_text(why, FAULT_INPUT, key, "criteria");
    }
    return true;
}

void round_clear(struct round *round)
{
    for (int i = 0; i < round->row_count; i++) {
        free(round->rows[i].evidence);
    }
    free(round->rows);
    memset(round, 0, sizeof *round);
}

const struct round_row *round_find(const struct round *round, const char *criterion)
{
    for (int i = 0; i < round->row_count; i++) {
        if (strcmp(round->rows[i].criterion, criterion) == 0) {
            return &round->rows[i];
        }
    }
    return NULL;
}

struct civil_date round_due(const struct round *last)
{
    return last && last->date.year ? civil_date_add_months(last->date, ROUND_MONTHS)
                                   : (struct civil_date){0, 0, 0};
}
