/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil compare`, `growth` and `context`: over many wijken. */
#include "action/across.h"
#include "command/command_inner.h"

#include <math.h>
#include <string.h>

#include "system/file.h"

enum { CODES_MOST = 64, FILE_BYTES = 8 * 1024 * 1024 };

/* Every --wijk CODE that was given; false = more than can be. */
static bool codes_take(struct ask *ask, const char *codes[CODES_MOST], int *count)
{
    const char *code;
    for (*count = 0; (code = ask_option(ask, "--wijk")) != NULL; codes[(*count)++] = code) {
        if (*count == CODES_MOST) {
            return false;
        }
    }
    return true;
}

static int across_take(struct ask *ask, struct across *across)
{
    const char *codes[CODES_MOST];
    struct fault why;
    int count;
    if (!codes_take(ask, codes, &count)) {
        return ask_missing(ask, "--wijk CODE (1..64)");
    }
    int code = ask_project_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    return across_make(ask->project, count ? codes : NULL, count, across, &why)
               ? EXIT_DONE
               : ask_fault(ask, &why);
}

/* ---- compare ---- */

static cJSON *row_json(const struct across *across, const struct compare_row *row)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "code", row->code);
    cJSON_AddStringToObject(json, "name", row->name);
    cJSON_AddStringToObject(json, "municipality", row->municipality);
    cJSON *criteria = cJSON_AddObjectToObject(json, "criteria");
    for (int i = 0; i < row->count; i++) {
        cJSON_AddStringToObject(criteria, across->framework->criteria[i].id,
                                verdict_word(row->verdicts[i]));
    }
    json_add_totals(json, row->totals);
    cJSON *quality = json_add_quality(json, &row->quality);
    cJSON_AddStringToObject(quality, "care", compare_care_word(row->care));
    return json;
}

static void row_print(const struct ask *ask, const struct across *across,
                      const struct compare_row *row)
{
    struct buffer text;
    buffer_init(&text, 4096);
    printf("%s (%s) %s\n  ", row->name, row->municipality, row->code);
    for (int i = 0; i < row->count; i++) {
        int pillar = across->framework->criteria[i].pillar;
        bool first = i == 0 || across->framework->criteria[i - 1].pillar != pillar;
        printf("%s%s%s", first && i ? "  " : "", first ? across->framework->pillars[pillar].id : "",
               first ? " " : "");
        printf("%s", verdict_mark((int)row->verdicts[i]));
    }
    printf("\n  %s\n", ask_say(ask, across_quality_say(row), &text));
    if (row->care != CARE_GOOD) {
        printf("  %s\n", language_word(ask->language, compare_care_key(row->care)));
    }
    buffer_clear(&text);
}

static int table_write(struct ask *ask, const struct across *across, const char *file)
{
    struct buffer text;
    struct fault why;
    buffer_init(&text, FILE_BYTES);
    across_csv(across, ask->language, &text);
    bool ok = text.full ? fault_set(&why, FAULT_LIMIT, "fault.limit.size")
                        : file_write(file, text.data, text.size, &why);
    buffer_clear(&text);
    if (!ok) {
        return ask_fault(ask, &why);
    }
    puts(file);
    return EXIT_DONE;
}

int command_compare(struct ask *ask)
{
    struct across across;
    const char *out = ask_option(ask, "--out");
    int code = across_take(ask, &across);
    if (code != EXIT_DONE) {
        return code;
    }
    if (out) {
        code = table_write(ask, &across, out);
    } else if (ask->json) {
        cJSON *array = cJSON_CreateArray();
        for (size_t i = 0; i < across.count; i++) {
            cJSON_AddItemToArray(array, row_json(&across, &across.rows[i]));
        }
        ask_json(array);
    } else {
        for (size_t i = 0; i < across.count; i++) {
            row_print(ask, &across, &across.rows[i]);
        }
        puts(language_word(ask->language, "compare.no_rank"));
    }
    across_clear(&across);
    return code;
}

/* ---- growth ---- */

static cJSON *growth_groups(const int groups[GROUP_COUNT])
{
    cJSON *json = cJSON_CreateObject();
    for (int i = 0; i < GROUP_COUNT; i++) {
        if (groups[i]) {
            cJSON_AddNumberToObject(json, group_word(i), groups[i]);
        }
    }
    return json;
}

static cJSON *growth_row_json(const struct growth_row *row)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "code", row->code);
    cJSON_AddStringToObject(json, "name", row->name);
    cJSON_AddNumberToObject(json, "new", row->fresh);
    cJSON_AddNumberToObject(json, "targeted", row->targeted);
    cJSON_AddNumberToObject(json, "everyone", row->everyone);
    cJSON_AddNumberToObject(json, "mapped", row->entered);
    cJSON_AddNumberToObject(json, "met_before", row->met);
    cJSON_AddBoolToObject(json, "looked", row->looked);
    cJSON_AddBoolToObject(json, "served", row->served);
    cJSON_AddItemToObject(json, "groups", growth_groups(row->groups));
    return json;
}

static void growth_json(const struct growth *growth)
{
    cJSON *json = cJSON_CreateObject();
    json_add_date(json, "since", growth->since);
    cJSON_AddNumberToObject(json, "new", growth->fresh);
    cJSON_AddNumberToObject(json, "to_served", growth->to_served);
    cJSON_AddNumberToObject(json, "targeted", growth->targeted);
    cJSON_AddNumberToObject(json, "mapped", growth->entered);
    cJSON_AddNumberToObject(json, "mean_met", growth->mean);
    cJSON *warnings = cJSON_AddArrayToObject(json, "warnings");
    if (growth->warnings & GROWTH_SERVED) {
        cJSON_AddItemToArray(warnings, cJSON_CreateString("served"));
    }
    if (growth->warnings & GROWTH_EVERYONE) {
        cJSON_AddItemToArray(warnings, cJSON_CreateString("everyone"));
    }
    cJSON_AddItemToObject(json, "groups", growth_groups(growth->groups));
    cJSON *array = cJSON_AddArrayToObject(json, "wijken");
    for (size_t i = 0; i < growth->count; i++) {
        cJSON_AddItemToArray(array, growth_row_json(&growth->rows[i]));
    }
    ask_json(json);
}

static void growth_print(const struct ask *ask, const struct growth *growth)
{
    struct buffer text;
    buffer_init(&text, 4096);
    puts(ask_say(ask, growth_title(growth), &text));
    for (unsigned warning = GROWTH_SERVED; warning <= GROWTH_EVERYONE; warning *= 2) {
        if (growth->warnings & warning) {
            printf("! %s\n", ask_say(ask, growth_say(growth, warning), &text));
        }
    }
    for (size_t i = 0; i < growth->count; i++) {
        const struct growth_row *row = &growth->rows[i];
        if (row->fresh || row->entered) {
            printf("  %s: %s\n", row->name, ask_say(ask, growth_row_say(row), &text));
        }
    }
    if (growth->entered) {
        puts(ask_say(ask, growth_mapped_say(growth), &text));
    }
    buffer_clear(&text);
}

int command_growth(struct ask *ask)
{
    struct across across;
    int code = across_take(ask, &across);
    if (code != EXIT_DONE) {
        return code;
    }
    if (ask->json) {
        growth_json(&across.growth);
    } else {
        growth_print(ask, &across.growth);
    }
    across_clear(&across);
    return EXIT_DONE;
}

/* ---- context ---- */

static cJSON *figure_json(const struct context_figure *figure)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "figure", figure->figure);
    cJSON_AddNumberToObject(json, "value", figure->value);
    cJSON_AddStringToObject(json, "unit", figure->unit);
    cJSON_AddNumberToObject(json, "year", figure->year);
    cJSON_AddStringToObject(json, "source", figure->source);
    return json;
}

static int context_tell(struct ask *ask)
{
    struct context context;
    struct buffer text;
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    action_context(ask->project, project_wijk(ask->project)->code, &context);
    buffer_init(&text, 4096);
    for (int i = 0; i < context.count; i++) {
        if (array) {
            cJSON_AddItemToArray(array, figure_json(&context.figures[i]));
        } else {
            puts(ask_say(ask, across_figure_say(&context.figures[i]), &text));
        }
    }
    if (array) {
        ask_json(array);
    } else if (!context.count) {
        puts(language_word(ask->language, "context.none"));
    }
    buffer_clear(&text);
    return EXIT_DONE;
}

static int context_set(struct ask *ask, const char *const words[4])
{
    struct context_figure figure = {.figure = words[0], .source = words[3]};
    struct fault why;
    char unit[CONTEXT_TEXT];
    double year;
    if (!words[3]) {
        return ask_missing(ask, "FIGURE VALUE YEAR SOURCE");
    }
    figure.unit = unit;
    if (!ask_number(words[2], CONTEXT_YEAR_FIRST, CONTEXT_YEAR_LAST, &year) ||
        year != floor(year)) {
        fault_set_text(&why, FAULT_INPUT, "fault.context.year", words[2]);
        return ask_fault(ask, &why);
    }
    figure.year = (int)year;
    if (!context_number(words[1], &figure.value, unit)) {
        fault_set_text(&why, FAULT_INPUT, "fault.context.value", words[1]);
        return ask_fault(ask, &why);
    }
    return action_context_set(ask->project, project_wijk(ask->project)->code, &figure, &why)
               ? ask_finish(ask)
               : ask_fault(ask, &why);
}

static int context_import(struct ask *ask, const char *file)
{
    struct context_import import;
    struct fault why;
    struct buffer text;
    if (!file) {
        return ask_missing(ask, "import F.csv");
    }
    if (!action_context_import(ask->project, file, &import, &why)) {
        return ask_fault(ask, &why);
    }
    int code = ask_finish(ask);
    if (code == EXIT_DONE) {
        buffer_init(&text, 4096);
        puts(ask_say(ask, across_import_say(&import), &text));
        buffer_clear(&text);
    }
    return code;
}

int command_context(struct ask *ask)
{
    const char *words[4] = {NULL};
    int code = ask_wijk(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    const char *deed = ask_word(ask);
    for (int i = 0; deed && i < 4; i++) {
        words[i] = ask_word(ask);
    }
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    if (deed && !strcmp(deed, "set")) {
        return context_set(ask, words);
    }
    if (deed && !strcmp(deed, "import")) {
        return context_import(ask, words[0]);
    }
    return !deed || !strcmp(deed, "list") ? context_tell(ask) : ask_missing(ask, "list|set|import");
}
