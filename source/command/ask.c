/* SPDX-License-Identifier: EUPL-1.2 */
/* Words and options of a command, and what commands share. */
#include "command/command_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void word_drop(struct ask *ask, int index, int count)
{
    memmove(ask->words + index, ask->words + index + count,
            sizeof *ask->words * (size_t)(ask->count - index - count));
    ask->count -= count;
}

const char *ask_option(struct ask *ask, const char *name)
{
    size_t size = strlen(name);
    for (int i = 0; i < ask->count; i++) {
        const char *word = ask->words[i];
        if (!strncmp(word, name, size) && word[size] == '=') {
            word_drop(ask, i, 1);
            return word + size + 1;
        }
        if (!strcmp(word, name) && i + 1 < ask->count) {
            const char *value = ask->words[i + 1];
            word_drop(ask, i, 2);
            return value;
        }
    }
    return NULL;
}

bool ask_flag(struct ask *ask, const char *name)
{
    for (int i = 0; i < ask->count; i++) {
        if (!strcmp(ask->words[i], name)) {
            word_drop(ask, i, 1);
            return true;
        }
    }
    return false;
}

/* The place of the first word that is no option nor the code of a wijk; -1 = none. */
static int word_first(const struct ask *ask)
{
    for (int i = 0; i < ask->count; i++) {
        if (!strcmp(ask->words[i], "--wijk")) {
            i++;
        } else if (strncmp(ask->words[i], "--", 2) != 0) {
            return i;
        }
    }
    return -1;
}

const char *ask_word(struct ask *ask)
{
    int at = word_first(ask);
    const char *word = at < 0 ? NULL : ask->words[at];
    if (word) {
        word_drop(ask, at, 1);
    }
    return word;
}

const char *ask_first(const struct ask *ask)
{
    int at = word_first(ask);
    return at < 0 ? NULL : ask->words[at];
}

bool ask_done(struct ask *ask)
{
    struct fault why;
    if (ask->count == 0) {
        return true;
    }
    fault_set_text(&why, FAULT_USAGE, "fault.word.left", ask->words[0]);
    ask_fault(ask, &why);
    return false;
}

int ask_fault(const struct ask *ask, const struct fault *fault)
{
    static const int codes[] = {
        [FAULT_NONE] = EXIT_DONE,           [FAULT_USAGE] = EXIT_USAGE,
        [FAULT_INPUT] = EXIT_INPUT,         [FAULT_LIMIT] = EXIT_INPUT,
        [FAULT_MISSING] = EXIT_MISSING,     [FAULT_CONFLICT] = EXIT_INPUT,
        [FAULT_STORAGE] = EXIT_STORAGE,     [FAULT_MEMORY] = EXIT_INPUT,
        [FAULT_CANCELLED] = EXIT_CANCELLED, [FAULT_NETWORK] = EXIT_NETWORK,
        [FAULT_REFUSED] = EXIT_REFUSED,
    };
    struct buffer text;
    buffer_init(&text, 8192);
    language_say_fault(ask->language, fault, &text);
    fprintf(stderr, "wijkpeil: %s\n", buffer_text(&text));
    buffer_clear(&text);
    return codes[fault->kind];
}

int ask_missing(const struct ask *ask, const char *what)
{
    struct fault why;
    fault_set_text(&why, FAULT_USAGE, "fault.option.missing", what);
    return ask_fault(ask, &why);
}

const char *ask_say(const struct ask *ask, struct message message, struct buffer *out)
{
    buffer_empty(out);
    if (message.key[0]) {
        language_say(ask->language, &message, out);
    }
    return buffer_text(out);
}

void ask_day(const struct ask *ask, struct civil_date day)
{
    struct buffer text;
    buffer_init(&text, 200);
    language_say_date(ask->language, day, &text);
    printf("%s", buffer_text(&text));
    buffer_clear(&text);
}

int ask_project(struct ask *ask)
{
    struct fault why;
    struct project_ways ways = {ask->data,          ask->assets, &ask->clock,
                                ask->settings.role, NULL,        NULL};
    const char *name = ask->project_name ? ask->project_name : ask->settings.project;
    fault_clear(&why);
    if (!project_open(&ways, name, ask->pack, &ask->project, &why)) {
        ask->project = NULL;
        return ask_fault(ask, &why);
    }
    project_speak(ask->project, ask->settings.language);
    project_choose_names(ask->project, ask->settings.names);
    return EXIT_DONE;
}

int ask_wijk(struct ask *ask)
{
    struct fault why;
    const char *code = ask_option(ask, "--wijk");
    int result = ask_project(ask);
    if (result != EXIT_DONE || !code) {
        return result;
    }
    if (!strcmp(project_wijk(ask->project)->code, code)) {
        return EXIT_DONE;
    }
    return project_show_wijk(ask->project, code, &why) ? EXIT_DONE : ask_fault(ask, &why);
}

int ask_project_done(struct ask *ask)
{
    int code = ask_project(ask);
    return code == EXIT_DONE && !ask_done(ask) ? EXIT_USAGE : code;
}

int ask_wijk_done(struct ask *ask)
{
    int code = ask_wijk(ask);
    return code == EXIT_DONE && !ask_done(ask) ? EXIT_USAGE : code;
}

int ask_finish(struct ask *ask)
{
    struct fault why;
    return project_finish(ask->project, &why) ? EXIT_DONE : ask_fault(ask, &why);
}

void ask_json(cJSON *value)
{
    char *text = cJSON_Print(value);
    puts(text ? text : "null");
    free(text);
    cJSON_Delete(value);
}

/* ---- what several commands tell ---- */

const char *verdict_mark(int verdict)
{
    static const char *const marks[] = {"●", "◐", "○", "?"};
    return verdict < 0 ? "–" : marks[verdict];
}

void json_add_date(cJSON *json, const char *name, struct civil_date date)
{
    char day[CIVIL_DATE_SIZE] = "";
    if (date.year) {
        civil_date_write(date, day);
    }
    cJSON_AddStringToObject(json, name, day);
}

void json_add_totals(cJSON *json, const int totals[4])
{
    cJSON *object = cJSON_AddObjectToObject(json, "totals");
    for (int i = 0; i < 4; i++) {
        cJSON_AddNumberToObject(object, verdict_word((enum verdict)i), totals[i]);
    }
}

cJSON *json_add_quality(cJSON *json, const struct round_quality *quality)
{
    cJSON *object = cJSON_AddObjectToObject(json, "quality");
    cJSON_AddNumberToObject(object, "places", quality->places);
    cJSON_AddNumberToObject(object, "fresh", quality->fresh);
    cJSON_AddNumberToObject(object, "candidates", quality->candidates);
    cJSON_AddNumberToObject(object, "untouched", quality->untouched);
    return object;
}

/* ---- words that are values ---- */

bool ask_number(const char *text, double least, double most, double *out)
{
    char *end;
    double number = strtod(text, &end);
    if (end == text || *end || !isfinite(number) || number < least || number > most) {
        return false;
    }
    *out = number;
    return true;
}

bool ask_box(const char *text, struct box *out)
{
    char tail;
    if (sscanf(text, "%lf,%lf,%lf,%lf%c", &out->west, &out->south, &out->east, &out->north,
               &tail) != 4) {
        return false;
    }
    struct point low = {out->west, out->south}, high = {out->east, out->north};
    return point_valid(low) && point_valid(high) && low.lon < high.lon && low.lat < high.lat;
}

bool ask_size(const char *text, int *width, int *height)
{
    enum { LEAST = 16, MOST = 8192 };
    char tail;
    return sscanf(text, "%5dx%5d%c", width, height, &tail) == 2 && *width >= LEAST &&
           *width <= MOST && *height >= LEAST && *height <= MOST;
}
