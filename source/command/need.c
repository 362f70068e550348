/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil need` and `wijkpeil threshold`: signals of needs, and where people get stuck. */
#include "action/called.h"
#include "action/need.h"
#include "action/typed.h"
#include "command/command_inner.h"

#include <string.h>

enum { LINE = 2000 };

/* Adds the value of an option, when it is given, behind `prefix`. */
static void option_add(struct ask *ask, struct buffer *line, const char *name, const char *prefix)
{
    struct buffer word;
    const char *value = ask_option(ask, name);
    if (value) {
        buffer_init(&word, LINE);
        buffer_addf(&word, "%s%s", prefix, value);
        line->full = line->full || word.full;
        deed_word(line, buffer_text(&word));
        buffer_clear(&word);
    }
}

/* "need add" with two options that must be there, the place and the day. */
static int adding(struct ask *ask, const char *first, const char *second)
{
    struct buffer line;
    const char *one = ask_option(ask, first), *two = ask_option(ask, second);
    if (!one || !two) {
        return ask_missing(ask, one ? second : first);
    }
    buffer_init(&line, LINE);
    buffer_addf(&line, "%s add", ask->command);
    deed_word(&line, one);
    deed_word(&line, two);
    option_add(ask, &line, "--place", "");
    option_add(ask, &line, "--date", "date=");
    return deed_line(ask, &line);
}

static int removing(struct ask *ask)
{
    struct buffer line;
    const char *id = ask_word(ask);
    if (!id) {
        return ask_missing(ask, "ID");
    }
    buffer_init(&line, LINE);
    buffer_add_text(&line, "need remove");
    deed_word(&line, id);
    return deed_line(ask, &line);
}

/* ---- the list ---- */

static cJSON *need_json(const struct need *need)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", need->id);
    json_add_date(json, "date", need->date);
    cJSON_AddStringToObject(json, "condition", need_condition_word(need->condition));
    cJSON_AddStringToObject(json, "theme", need_theme_word(need->theme));
    cJSON_AddStringToObject(json, "place", need->place);
    if (*need->service) {
        cJSON_AddStringToObject(json, "service", need->service);
        cJSON_AddStringToObject(json, "step", need_step_word(need->step));
    }
    return json;
}

static void need_say(const struct ask *ask, const struct need *need)
{
    struct buffer place;
    buffer_init(&place, LOGBOOK_NOTE);
    place_called(ask->project, need->place, ask->language, &place);
    printf("%s  ", need->id);
    ask_day(ask, need->date);
    printf(" · ");
    if (*need->service) {
        printf("%s · %s", need_service_name(ask->language, need->service),
               language_word(ask->language, need_step_key(need->step)));
    } else {
        printf("%s · %s", language_word(ask->language, need_condition_key(need->condition)),
               language_word(ask->language, need_theme_key(need->theme)));
    }
    printf("%s%s\n", place.size ? " · " : "", buffer_text(&place));
    buffer_clear(&place);
}

static int listing(struct ask *ask)
{
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    const struct logbook *logbook = project_logbook(ask->project);
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    for (size_t i = 0; i < logbook->need_count; i++) {
        if (array) {
            cJSON_AddItemToArray(array, need_json(&logbook->needs[i]));
        } else {
            need_say(ask, &logbook->needs[i]);
        }
    }
    if (array) {
        ask_json(array);
    } else if (!logbook->need_count) {
        puts(language_word(ask->language, "needs.none"));
    }
    return EXIT_DONE;
}

/* ---- the month ---- */

static void month_json(const struct need_table *table, struct civil_date first)
{
    char month[MONTH_SIZE];
    cJSON *json = cJSON_CreateObject(), *cells;
    month_write(first, month);
    cJSON_AddStringToObject(json, "month", month);
    cJSON_AddNumberToObject(json, "total", table->total);
    cJSON_AddNumberToObject(json, "thresholds", table->thresholds);
    cells = cJSON_AddObjectToObject(json, "conditions");
    for (int condition = 0; condition < NEED_CONDITIONS; condition++) {
        cJSON *themes =
            cJSON_AddObjectToObject(cells, need_condition_word((enum need_condition)condition));
        for (int theme = 0; theme < NEED_THEMES; theme++) {
            if (table->cells[condition][theme]) {
                cJSON_AddNumberToObject(themes, need_theme_word((enum need_theme)theme),
                                        table->cells[condition][theme]);
            }
        }
    }
    ask_json(json);
}

static void month_say(const struct ask *ask, const struct need_table *table)
{
    struct buffer text;
    struct message total = message_of("needs.total");
    message_add_count(&total, table->total);
    buffer_init(&text, LINE);
    puts(ask_say(ask, total, &text));
    buffer_clear(&text);
    for (int theme = 0; theme < NEED_THEMES; theme++) {
        if (!table->of_theme[theme]) {
            continue;
        }
        printf("  %s:", language_word(ask->language, need_theme_key((enum need_theme)theme)));
        for (int condition = 0; condition < NEED_CONDITIONS; condition++) {
            if (table->cells[condition][theme]) {
                printf(" %s %d",
                       language_word(ask->language,
                                     need_condition_key((enum need_condition)condition)),
                       table->cells[condition][theme]);
            }
        }
        puts("");
    }
}

static int monthly(struct ask *ask)
{
    struct civil_date from, until;
    struct need_table table;
    struct fault why;
    const char *said = ask_word(ask);
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    from = project_now(ask->project).date;
    if (said && !typed_month(said, &from, &why)) {
        return ask_fault(ask, &why);
    }
    const struct logbook *logbook = project_logbook(ask->project);
    need_month(from, &from, &until);
    need_count(logbook->needs, logbook->need_count, from, until, &table);
    if (ask->json) {
        month_json(&table, from);
    } else {
        month_say(ask, &table);
    }
    return EXIT_DONE;
}

static int deed_unknown(const struct ask *ask, const char *deed)
{
    struct fault why;
    if (!deed) {
        return ask_missing(ask, "add|list");
    }
    fault_set_text(&why, FAULT_USAGE, "fault.script.verb", deed);
    return ask_fault(ask, &why);
}

int command_need(struct ask *ask)
{
    const char *deed = ask_word(ask);
    return !deed                     ? deed_unknown(ask, NULL)
           : !strcmp(deed, "add")    ? adding(ask, "--condition", "--theme")
           : !strcmp(deed, "remove") ? removing(ask)
           : !strcmp(deed, "list")   ? listing(ask)
           : !strcmp(deed, "month")  ? monthly(ask)
                                     : deed_unknown(ask, deed);
}

/* ---- drempelmeldingen ---- */

static void steps_json(cJSON *json, int total, const int steps[NEED_STEPS])
{
    cJSON_AddNumberToObject(json, "total", total);
    cJSON *all = cJSON_AddObjectToObject(json, "steps");
    for (int step = 0; step < NEED_STEPS; step++) {
        if (steps[step]) {
            cJSON_AddNumberToObject(all, need_step_word((enum need_step)step), steps[step]);
        }
    }
}

static cJSON *bundle_json(const struct need_bundle *bundle)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "service", bundle->service);
    steps_json(json, bundle->total, bundle->steps);
    json_add_date(json, "first", bundle->first);
    json_add_date(json, "last", bundle->last);
    cJSON *wijken = cJSON_AddArrayToObject(json, "wijken");
    for (size_t i = 0; i < bundle->wijk_count; i++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "wijk", bundle->wijken[i].wijk);
        steps_json(one, bundle->wijken[i].total, bundle->wijken[i].steps);
        cJSON_AddItemToArray(wijken, one);
    }
    return json;
}

static void bundle_say(const struct ask *ask, const struct need_bundle *bundle)
{
    printf("%s: %d\n", need_service_name(ask->language, bundle->service), bundle->total);
    for (int step = 0; step < NEED_STEPS; step++) {
        if (bundle->steps[step]) {
            printf("  %s: %d\n", language_word(ask->language, need_step_key((enum need_step)step)),
                   bundle->steps[step]);
        }
    }
}

static int bundles_tell(struct ask *ask, const struct need_bundles *bundles, const char *service)
{
    struct fault why;
    const struct need_bundle *one = service ? need_bundle_find(bundles, service) : NULL;
    cJSON *array = ask->json && !service ? cJSON_CreateArray() : NULL;
    if (service && !one) {
        fault_set_text(&why, FAULT_MISSING, "report.threshold.none", service);
        return ask_fault(ask, &why);
    }
    for (size_t i = 0; i < bundles->count; i++) {
        const struct need_bundle *bundle = one ? one : &bundles->all[i];
        if (array) {
            cJSON_AddItemToArray(array, bundle_json(bundle));
        } else if (ask->json) {
            ask_json(bundle_json(bundle));
        } else {
            bundle_say(ask, bundle);
        }
        if (one) {
            break;
        }
    }
    if (array) {
        ask_json(array);
    } else if (!bundles->count) {
        puts(language_word(ask->language, "thresholds.none"));
    }
    return EXIT_DONE;
}

static int bundling(struct ask *ask, bool one)
{
    struct logbook everywhere;
    struct need_bundles bundles;
    const char *service = one ? ask_word(ask) : NULL;
    if (one && !service) {
        return ask_missing(ask, "SERVICE");
    }
    int code = ask_project_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    struct civil_date today = project_now(ask->project).date;
    action_logbook_everywhere(ask->project, &everywhere);
    need_bundles_make(everywhere.needs, everywhere.need_count,
                      civil_date_add_months(today, -NEED_MONTHS), today, &bundles);
    code = bundles_tell(ask, &bundles, service);
    need_bundles_clear(&bundles);
    logbook_clear(&everywhere);
    return code;
}

int command_threshold(struct ask *ask)
{
    const char *deed = ask_word(ask);
    return !deed                   ? deed_unknown(ask, NULL)
           : !strcmp(deed, "add")  ? adding(ask, "--service", "--step")
           : !strcmp(deed, "list") ? bundling(ask, false)
           : !strcmp(deed, "show") ? bundling(ask, true)
                                   : deed_unknown(ask, deed);
}
