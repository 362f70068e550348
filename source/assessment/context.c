/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/context.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/utf8.h"

enum { DIGITS = 32 };

void context_key(const char *figure, int year, char out[CONTEXT_KEY])
{
    snprintf(out, CONTEXT_KEY, "%016llx%04d",
             (unsigned long long)hash_bytes(figure, strlen(figure), 0),
             (year % 10000 + 10000) % 10000);
}

/* ---- numbers as typed ---- */

/* A space within, or the thin and hard ones that spreadsheets put between thousands. */
static size_t blank_at(const char *text)
{
    if (*text == ' ') {
        return 1;
    }
    if (strncmp(text, "\xc2\xa0", 2) == 0) {
        return 2;
    }
    return strncmp(text, "\xe2\x80\xaf", 3) == 0 ? 3 : 0;
}

static size_t blanks(const char *text)
{
    size_t at = 0, step;
    while ((step = blank_at(text + at)) > 0) {
        at += step;
    }
    return at;
}

static bool digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/* One to three digits, none of them a leading nought, a point and three digits: thousands as people
 * write them here, or decimals as programs do. */
static bool doubtful(const char *digits, bool point)
{
    digits += *digits == '-';
    size_t whole = strspn(digits, "0123456789");
    return point && *digits != '0' && whole <= 3 && strlen(digits + whole) == 4;
}

bool context_number(const char *text, double *value, char *unit)
{
    char digits[DIGITS];
    size_t size = 0;
    bool comma = false, point = false, any = false;
    const char *at = text + blanks(text);
    if (*at == '-') {
        digits[size++] = *at++;
    }
    for (;; at++) {
        size_t gap = blanks(at);
        if (gap && any && !comma && digit(at[gap])) {
            at += gap;
        }
        if ((*at == ',' || *at == '.') && any && !comma && digit(at[1])) {
            digits[size++] = '.';
            comma = true;
            point = *at == '.';
        } else if (digit(*at)) {
            digits[size++] = *at;
            any = true;
        } else {
            break;
        }
        if (size >= sizeof digits - 1) {
            return false;
        }
    }
    digits[size] = '\0';
    at += blanks(at);
    if (!any || strlen(at) >= CONTEXT_TEXT || digit(*at) || *at == ',' || *at == '.' ||
        doubtful(digits, point)) {
        return false;
    }
    *value = strtod(digits, NULL);
    snprintf(unit, CONTEXT_TEXT, "%s", at);
    return isfinite(*value) != 0;
}

/* ---- one figure ---- */

static bool text_good(const char *text, bool needed)
{
    size_t size = strlen(text);
    if (size >= CONTEXT_TEXT || !utf8_valid(text, size) ||
        (needed && strspn(text, " \t") == size)) {
        return false;
    }
    for (const char *at = text; *at; at++) {
        if ((unsigned char)*at < 0x20 || *at == 0x7f) {
            return false;
        }
    }
    return true;
}

bool context_check(const struct context_figure *figure, struct fault *why)
{
    if (!text_good(figure->figure, true)) {
        return fault_set(why, FAULT_INPUT, "fault.context.figure");
    }
    if (!text_good(figure->source, true)) {
        return fault_set(why, FAULT_INPUT, "fault.context.source");
    }
    if (!text_good(figure->unit, false) || !isfinite(figure->value) || fabs(figure->value) > 1e15) {
        return fault_set_text(why, FAULT_INPUT, "fault.context.value", figure->unit);
    }
    if (figure->year < CONTEXT_YEAR_FIRST || figure->year > CONTEXT_YEAR_LAST) {
        char year[16];
        snprintf(year, sizeof year, "%d", figure->year);
        return fault_set_text(why, FAULT_INPUT, "fault.context.year", year);
    }
    return true;
}

cJSON *context_make(const struct context_figure *figure)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "figure", figure->figure);
    cJSON_AddNumberToObject(json, "value", figure->value);
    if (*figure->unit) {
        cJSON_AddStringToObject(json, "unit", figure->unit);
    }
    cJSON_AddNumberToObject(json, "year", figure->year);
    cJSON_AddStringToObject(json, "source", figure->source);
    return json;
}

/* ---- all of a wijk ---- */

static int figure_order(const void *left, const void *right)
{
    const struct context_figure *a = left, *b = right;
    int order = strcmp(a->figure, b->figure);
    return order ? order : b->year - a->year;
}

void context_read(const cJSON *document, struct context *out)
{
    const cJSON *item;
    memset(out, 0, sizeof *out);
    if (!document || json_bool(document, "removed", false)) {
        return;
    }
    cJSON_ArrayForEach(item, json_member(document, "figures"))
    {
        double year = json_number(item, "year", 0);
        struct fault why;
        struct context_figure figure = {.figure = json_text(item, "figure", ""),
                                        .unit = json_text(item, "unit", ""),
                                        .source = json_text(item, "source", ""),
                                        .value = json_number(item, "value", NAN),
                                        .year = year > 0 && year < 10000 ? (int)year : 0};
        if (out->count < CONTEXT_FIGURES && context_check(&figure, &why)) {
            out->figures[out->count++] = figure;
        } else {
            out->odd++;
        }
    }
    if (out->count) {
        qsort(out->figures, (size_t)out->count, sizeof *out->figures, figure_order);
    }
}

const struct context_figure *context_find(const struct context *context, const char *figure)
{
    for (int i = 0; i < context->count; i++) {
        if (strcmp(context->figures[i].figure, figure) == 0) {
            return &context->figures[i];
        }
    }
    return NULL;
}
