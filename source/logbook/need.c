/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/need.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/json.h"
#include "logbook/logbook_inner.h"

static const struct record_name conditions[NEED_CONDITIONS] = {
    [NEED_ACCESS] = {"access", "need.condition.access"},
    [NEED_SKILLS] = {"skills", "need.condition.skills"},
    [NEED_NETWORK] = {"network", "need.condition.network"},
    [NEED_DESIGN] = {"design", "need.condition.design"},
};

static const struct record_name themes[NEED_THEMES] = {
    [NEED_ITSME] = {"itsme", "need.theme.itsme"},
    [NEED_BANK] = {"bank", "need.theme.bank"},
    [NEED_SCHOOL] = {"school", "need.theme.school"},
    [NEED_TAX] = {"tax", "need.theme.tax"},
    [NEED_HEALTH] = {"health", "need.theme.health"},
    [NEED_ENERGY] = {"energy", "need.theme.energy"},
    [NEED_JOB] = {"job", "need.theme.job"},
    [NEED_HOUSING] = {"housing", "need.theme.housing"},
    [NEED_MAIL] = {"mail", "need.theme.mail"},
    [NEED_DEVICE] = {"device", "need.theme.device"},
    [NEED_SUBSCRIPTION] = {"subscription", "need.theme.subscription"},
    [NEED_OTHER] = {"other", "need.theme.other"},
};

static const struct record_name steps[NEED_STEPS] = {
    [NEED_FIND] = {"find", "need.step.find"},
    [NEED_LOGIN] = {"login", "need.step.login"},
    [NEED_IDENTIFY] = {"identify", "need.step.identify"},
    [NEED_READ] = {"read", "need.step.read"},
    [NEED_FORM] = {"form", "need.step.form"},
    [NEED_UPLOAD] = {"upload", "need.step.upload"},
    [NEED_PAY] = {"pay", "need.step.pay"},
    [NEED_APPOINTMENT] = {"appointment", "need.step.appointment"},
    [NEED_SEND] = {"send", "need.step.send"},
    [NEED_ANSWER] = {"answer", "need.step.answer"},
    [NEED_REACH] = {"reach", "need.step.reach"},
};

static const struct need_service services[] = {
    {"itsme", "need.service.itsme", NEED_ITSME},
    {"tax", "need.service.tax", NEED_TAX},
    {"ebox", "need.service.ebox", NEED_MAIL},
    {"municipality", "need.service.municipality", NEED_OTHER},
    {"welfare", "need.service.welfare", NEED_OTHER},
    {"health", "need.service.health", NEED_HEALTH},
    {"school", "need.service.school", NEED_SCHOOL},
    {"family", "need.service.family", NEED_OTHER},
    {"job", "need.service.job", NEED_JOB},
    {"pension", "need.service.pension", NEED_OTHER},
    {"housing", "need.service.housing", NEED_HOUSING},
    {"energy", "need.service.energy", NEED_ENERGY},
    {"transport", "need.service.transport", NEED_OTHER},
    {"police", "need.service.police", NEED_OTHER},
};

const char *need_condition_word(enum need_condition condition)
{
    return record_name_word(conditions, NEED_CONDITIONS, (int)condition);
}

const char *need_condition_key(enum need_condition condition)
{
    return record_name_key(conditions, NEED_CONDITIONS, (int)condition);
}

bool need_condition_parse(const char *word, enum need_condition *out)
{
    int found = record_name_find(conditions, NEED_CONDITIONS, word);
    if (found >= 0) {
        *out = (enum need_condition)found;
    }
    return found >= 0;
}

const char *need_theme_word(enum need_theme theme)
{
    return record_name_word(themes, NEED_THEMES, (int)theme);
}

const char *need_theme_key(enum need_theme theme)
{
    return record_name_key(themes, NEED_THEMES, (int)theme);
}

bool need_theme_parse(const char *word, enum need_theme *out)
{
    int found = record_name_find(themes, NEED_THEMES, word);
    if (found >= 0) {
        *out = (enum need_theme)found;
    }
    return found >= 0;
}

const char *need_step_word(enum need_step step)
{
    return record_name_word(steps, NEED_STEPS, (int)step);
}

const char *need_step_key(enum need_step step)
{
    return record_name_key(steps, NEED_STEPS, (int)step);
}

bool need_step_parse(const char *word, enum need_step *out)
{
    int found = record_name_find(steps, NEED_STEPS, word);
    if (found >= 0) {
        *out = (enum need_step)found;
    }
    return found >= 0;
}

const struct need_service *need_services(int *count)
{
    *count = (int)(sizeof services / sizeof *services);
    return services;
}

const struct need_service *need_service_find(const char *word)
{
    for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
        if (!strcmp(services[i].word, word)) {
            return &services[i];
        }
    }
    return NULL;
}

bool need_service_valid(const char *text)
{
    int digits = 0;
    bool letter = false;
    for (const char *at = text; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte < ' ' || byte == 127 || byte == '@') {
            return false;
        }
        digits += isdigit(byte) ? 1 : 0;
        letter = letter || isalpha(byte) || byte >= 0x80;
    }
    return letter && digits < 5 && strlen(text) <= NEED_SERVICE && text[0] != ' ';
}

static bool need_read(const char *id, const cJSON *document, struct need *out)
{
    *out = (struct need){.id = id,
                         .wijk = record_text(document, "wijk"),
                         .place = record_text(document, "place"),
                         .date = record_date(document, "date"),
                         .service = record_text(document, "service")};
    const char *step = record_text(document, "step");
    bool said = *out->service || *step;
    return out->date.year &&
           need_condition_parse(record_text(document, "condition"), &out->condition) &&
           need_theme_parse(record_text(document, "theme"), &out->theme) &&
           (!said || (need_service_valid(out->service) && need_step_parse(step, &out->step)));
}

bool need_add(struct logbook *logbook, const char *id, const cJSON *document)
{
    struct need need = {0};
    if (logbook->need_count >= LOGBOOK_RECORDS || !need_read(id, document, &need)) {
        return false;
    }
    ARRAY_GROW(logbook->needs, logbook->need_count, logbook->need_room);
    logbook->needs[logbook->need_count++] = need;
    return true;
}

static int need_order(const void *left, const void *right)
{
    const struct need *a = left, *b = right;
    return record_newest(a->date, a->id, b->date, b->id);
}

void needs_sort(struct logbook *logbook)
{
    record_sort(logbook->needs, logbook->need_count, sizeof *logbook->needs, need_order);
}

void needs_clear(struct logbook *logbook)
{
    free(logbook->needs);
}

/* ---- counting ---- */

static bool within(struct civil_date date, struct civil_date from, struct civil_date until)
{
    return civil_date_compare(date, from) >= 0 && civil_date_compare(date, until) <= 0;
}

void need_count(const struct need *needs, size_t count, struct civil_date from,
                struct civil_date until, struct need_table *out)
{
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < count; i++) {
        const struct need *need = &needs[i];
        if (within(need->date, from, until)) {
            out->total++;
            out->thresholds += *need->service != 0;
            out->cells[need->condition][need->theme]++;
            out->of_condition[need->condition]++;
            out->of_theme[need->theme]++;
        }
    }
}

void need_month(struct civil_date day, struct civil_date *from, struct civil_date *until)
{
    *from = (struct civil_date){day.year, day.month, 1};
    *until = civil_date_add(civil_date_add_months(*from, 1), -1);
}

bool month_parse(const char *text, struct civil_date *first)
{
    char day[CIVIL_DATE_SIZE];
    if (strlen(text) != MONTH_SIZE - 1) {
        return false;
    }
    snprintf(day, sizeof day, "%.7s-01", text);
    return civil_date_parse(day, first);
}

void month_write(struct civil_date day, char out[MONTH_SIZE])
{
    char text[CIVIL_DATE_SIZE];
    civil_date_write(day, text);
    snprintf(out, MONTH_SIZE, "%.7s", text);
}

/* ---- bundles ---- */

static struct need_bundle *bundle_of(struct need_bundles *bundles, const char *service)
{
    for (size_t i = 0; i < bundles->count; i++) {
        if (!strcasecmp(bundles->all[i].service, service)) {
            return &bundles->all[i];
        }
    }
    ARRAY_GROW(bundles->all, bundles->count, bundles->room);
    bundles->all[bundles->count] = (struct need_bundle){.service = service};
    return &bundles->all[bundles->count++];
}

static struct need_bundle_wijk *bundle_wijk_of(struct need_bundle *bundle, const char *wijk)
{
    for (size_t i = 0; i < bundle->wijk_count; i++) {
        if (!strcmp(bundle->wijken[i].wijk, wijk)) {
            return &bundle->wijken[i];
        }
    }
    ARRAY_GROW(bundle->wijken, bundle->wijk_count, bundle->wijk_room);
    bundle->wijken[bundle->wijk_count] = (struct need_bundle_wijk){.wijk = wijk};
    return &bundle->wijken[bundle->wijk_count++];
}

static void bundle_add(struct need_bundle *bundle, const struct need *need)
{
    struct need_bundle_wijk *wijk = bundle_wijk_of(bundle, need->wijk);
    bundle->total++;
    bundle->steps[need->step]++;
    wijk->total++;
    wijk->steps[need->step]++;
    if (!bundle->first.year || civil_date_compare(need->date, bundle->first) < 0) {
        bundle->first = need->date;
    }
    if (civil_date_compare(need->date, bundle->last) > 0) {
        bundle->last = need->date;
    }
}

static int bundle_order(const void *left, const void *right)
{
    const struct need_bundle *a = left, *b = right;
    return a->total != b->total ? (a->total > b->total ? -1 : 1)
                                : strcasecmp(a->service, b->service);
}

static int wijk_order(const void *left, const void *right)
{
    const struct need_bundle_wijk *a = left, *b = right;
    return strcmp(a->wijk, b->wijk);
}

void need_bundles_make(const struct need *needs, size_t count, struct civil_date from,
                       struct civil_date until, struct need_bundles *out)
{
    *out = (struct need_bundles){0};
    for (size_t i = 0; i < count; i++) {
        if (*needs[i].service && within(needs[i].date, from, until)) {
            bundle_add(bundle_of(out, needs[i].service), &needs[i]);
        }
    }
    for (size_t i = 0; i < out->count; i++) {
        qsort(out->all[i].wijken, out->all[i].wijk_count, sizeof *out->all[i].wijken, wijk_order);
    }
    if (out->count) {
        qsort(out->all, out->count, sizeof *out->all, bundle_order);
    }
}

const struct need_bundle *need_bundle_find(const struct need_bundles *bundles, const char *service)
{
    for (size_t i = 0; i < bundles->count; i++) {
        if (!strcasecmp(bundles->all[i].service, service)) {
            return &bundles->all[i];
        }
    }
    return NULL;
}

void need_bundles_clear(struct need_bundles *bundles)
{
    for (size_t i = 0; i < bundles->count; i++) {
        free(bundles->all[i].wijken);
    }
    free(bundles->all);
    *bundles = (struct need_bundles){0};
}
