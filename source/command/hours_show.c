/* SPDX-License-Identifier: EUPL-1.2 */
/* The forms in which `wijkpeil hours` answers. */
#include "command/hours_inner.h"

#include <stdlib.h>
#include <string.h>

enum { WEEK = 7, MOMENT_SIZE = 20 };

static const char *const state_words[] = {
    [HOURS_CLOSED] = "closed", [HOURS_OPEN] = "open", [HOURS_UNKNOWN] = "unknown"};

static void moment_write(struct civil moment, char out[MOMENT_SIZE])
{
    civil_date_write(moment.date, out);
    snprintf(out + CIVIL_DATE_SIZE - 1, MOMENT_SIZE - CIVIL_DATE_SIZE + 1, "T%02u:%02u",
             (unsigned)moment.hour % 100, (unsigned)moment.minute % 100);
}

/* Owned by the caller. */
static struct hours_interval *intervals_take(const struct hours_asked *asked,
                                             const struct hours *hours, size_t *count)
{
    struct hours_interval few[1];
    *count = hours_intervals(hours, asked->from, asked->days, few, 1);
    struct hours_interval *all = calloc(*count + 1, sizeof *all);
    if (!all) {
        abort();
    }
    hours_intervals(hours, asked->from, asked->days, all, *count);
    return all;
}

/* The Monday of a normal or a school-holiday week from now on. */
static bool week_find(const struct hours_asked *asked, bool school, struct civil_date *monday)
{
    return calendar_week(asked->setting.calendar, asked->setting.region, asked->now.date, school,
                         monday);
}

static bool canonical_write(const struct hours_asked *asked, const struct hours *hours,
                            struct buffer *out)
{
    buffer_init(out, 16 * HOURS_TEXT_CEILING);
    hours_write(hours, out);
    return !strcmp(buffer_text(out), asked->text);
}

/* ---- for programs ---- */

void hours_show_intervals(struct hours_asked *asked, const struct hours *hours)
{
    size_t count;
    struct hours_interval *all = intervals_take(asked, hours, &count);
    for (size_t i = 0; i < count; i++) {
        char from[MOMENT_SIZE], to[MOMENT_SIZE];
        moment_write(all[i].from, from);
        moment_write(all[i].to, to);
        printf("%s%s/%s%s", i ? " " : "", from, to, all[i].state == HOURS_UNKNOWN ? "?" : "");
    }
    puts(count ? "" : "-");
    free(all);
}

void hours_show_moment(struct hours_asked *asked, const struct hours *hours)
{
    struct civil next;
    enum hours_state becomes;
    char when[MOMENT_SIZE];
    size_t size;
    const char *comment = hours_comment(hours, asked->now, &size);
    puts(state_words[hours_at(hours, asked->now)]);
    if (size) {
        printf("\"%.*s\"\n", (int)size, comment);
    }
    if (hours_next_change(hours, asked->now, &next, &becomes)) {
        moment_write(next, when);
        printf("%s %s\n", when, state_words[becomes]);
    } else {
        puts("-");
    }
}

static cJSON *intervals_json(const struct hours_asked *asked, const struct hours *hours)
{
    size_t count;
    char moment[MOMENT_SIZE];
    cJSON *array = cJSON_CreateArray();
    struct hours_interval *all = intervals_take(asked, hours, &count);
    for (size_t i = 0; i < count; i++) {
        cJSON *one = cJSON_CreateObject();
        moment_write(all[i].from, moment);
        cJSON_AddStringToObject(one, "from", moment);
        moment_write(all[i].to, moment);
        cJSON_AddStringToObject(one, "to", moment);
        cJSON_AddStringToObject(one, "state", state_words[all[i].state]);
        cJSON_AddItemToArray(array, one);
    }
    free(all);
    return array;
}

static cJSON *warnings_json(const struct hours_asked *asked, const struct hours *hours)
{
    struct buffer text;
    const struct hours_warning *warnings;
    size_t count = hours_warnings(hours, &warnings);
    cJSON *array = cJSON_CreateArray();
    buffer_init(&text, 8192);
    for (size_t i = 0; i < count; i++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddNumberToObject(one, "column",
                                hours_column(asked->text, (size_t)warnings[i].column));
        cJSON_AddStringToObject(one, "text", ask_say(asked->ask, warnings[i].what, &text));
        cJSON_AddItemToArray(array, one);
    }
    buffer_clear(&text);
    return array;
}

static void week_json(const struct hours_asked *asked, const struct hours *hours, bool school,
                      const char *name, cJSON *json)
{
    char date[CIVIL_DATE_SIZE];
    struct civil_date monday;
    if (!week_find(asked, school, &monday)) {
        cJSON_AddNullToObject(json, name);
        return;
    }
    cJSON *week = cJSON_AddObjectToObject(json, name);
    civil_date_write(monday, date);
    cJSON_AddStringToObject(week, "monday", date);
    cJSON_AddNumberToObject(week, "minutes", hours_minutes(hours, monday, WEEK));
}

static void comment_json(const struct hours_asked *asked, const struct hours *hours, cJSON *json)
{
    size_t size;
    const char *comment = hours_comment(hours, asked->now, &size);
    char *copy = comment ? strndup(comment, size) : NULL;
    cJSON_AddItemToObject(json, "comment", copy ? cJSON_CreateString(copy) : cJSON_CreateNull());
    free(copy);
}

static void now_json(const struct hours_asked *asked, const struct hours *hours, cJSON *json)
{
    struct civil next;
    enum hours_state becomes;
    char moment[MOMENT_SIZE];
    moment_write(asked->now, moment);
    cJSON_AddStringToObject(json, "at", moment);
    cJSON_AddStringToObject(json, "state", state_words[hours_at(hours, asked->now)]);
    comment_json(asked, hours, json);
    if (hours_next_change(hours, asked->now, &next, &becomes)) {
        cJSON *change = cJSON_AddObjectToObject(json, "next_change");
        moment_write(next, moment);
        cJSON_AddStringToObject(change, "at", moment);
        cJSON_AddStringToObject(change, "becomes", state_words[becomes]);
    } else {
        cJSON_AddNullToObject(json, "next_change");
    }
}

void hours_show_json(struct hours_asked *asked, const struct hours *hours)
{
    struct buffer text;
    cJSON *json = cJSON_CreateObject();
    bool canonical = canonical_write(asked, hours, &text);
    cJSON_AddStringToObject(json, "text", asked->text);
    cJSON_AddStringToObject(json, "canonical", buffer_text(&text));
    cJSON_AddBoolToObject(json, "is_canonical", canonical);
    cJSON_AddItemToObject(json, "warnings", warnings_json(asked, hours));
    buffer_empty(&text);
    hours_say(hours, asked->ask->language, &text);
    cJSON_AddStringToObject(json, "words", buffer_text(&text));
    buffer_empty(&text);
    hours_say_now(hours, asked->now, asked->ask->language, &text);
    cJSON_AddStringToObject(json, "now", buffer_text(&text));
    buffer_clear(&text);
    now_json(asked, hours, json);
    cJSON_AddBoolToObject(json, "always", hours_always(hours));
    cJSON_AddBoolToObject(json, "school_holidays", hours_needs_school_holidays(hours));
    week_json(asked, hours, false, "normal_week", json);
    week_json(asked, hours, true, "school_holiday_week", json);
    if (asked->days) {
        cJSON_AddItemToObject(json, "intervals", intervals_json(asked, hours));
    }
    if (!asked->line) {
        ask_json(json);
        return;
    }
    char *line = cJSON_PrintUnformatted(json);
    puts(line ? line : "null");
    free(line);
    cJSON_Delete(json);
}

/* ---- for people ---- */

static void message_print(const struct hours_asked *asked, struct message message, FILE *out)
{
    struct buffer text;
    buffer_init(&text, 16 * HOURS_TEXT_CEILING);
    fprintf(out, "%s\n", ask_say(asked->ask, message, &text));
    buffer_clear(&text);
}

void hours_show_warnings(struct hours_asked *asked, const struct hours *hours, FILE *out)
{
    struct buffer text;
    const struct hours_warning *warnings;
    size_t count = hours_warnings(hours, &warnings);
    buffer_init(&text, 8192);
    for (size_t i = 0; i < count; i++) {
        struct message where = message_of("command.hours.column");
        message_add_count(&where, hours_column(asked->text, (size_t)warnings[i].column));
        if (out == stderr) {
            fputs("wijkpeil: warning: ", out);
        }
        if (asked->line) {
            fprintf(out, "stdin:%ld: ", asked->line);
        }
        fprintf(out, "%s: ", ask_say(asked->ask, where, &text));
        fprintf(out, "%s\n", ask_say(asked->ask, warnings[i].what, &text));
    }
    buffer_clear(&text);
}

static void change_show(const struct hours_asked *asked, const struct hours *hours)
{
    static const char *const keys[] = {[HOURS_CLOSED] = "command.hours.closed",
                                       [HOURS_OPEN] = "command.hours.open",
                                       [HOURS_UNKNOWN] = "command.hours.unknown"};
    struct civil next;
    enum hours_state becomes;
    struct message message = message_of("command.hours.unchanging");
    if (hours_next_change(hours, asked->now, &next, &becomes)) {
        char clock[MOMENT_SIZE];
        snprintf(clock, sizeof clock, "%d:%02d", next.hour, next.minute);
        message = message_of(keys[becomes]);
        message_add_date(&message, next.date);
        message_add_text(&message, clock);
    }
    message_print(asked, message, stdout);
}

static void week_show(const struct hours_asked *asked, const struct hours *hours, bool school)
{
    struct civil_date monday;
    struct message message =
        message_of(school ? "command.hours.no-school-week" : "command.hours.no-week");
    if (week_find(asked, school, &monday)) {
        char amount[MOMENT_SIZE];
        int minutes = hours_minutes(hours, monday, WEEK);
        snprintf(amount, sizeof amount, "%d:%02d", minutes / 60, minutes % 60);
        message = message_of(school ? "command.hours.school-week" : "command.hours.week");
        message_add_text(&message, amount);
        message_add_count(&message, minutes);
        message_add_date(&message, monday);
    }
    message_print(asked, message, stdout);
}

void hours_show_all(struct hours_asked *asked, const struct hours *hours)
{
    struct buffer text;
    buffer_init(&text, 64 * HOURS_TEXT_CEILING);
    hours_say(hours, asked->ask->language, &text);
    printf("%s%s\n", asked->line > 1 ? "\n" : "", buffer_text(&text));
    buffer_empty(&text);
    hours_say_now(hours, asked->now, asked->ask->language, &text);
    puts(buffer_text(&text));
    buffer_clear(&text);
    change_show(asked, hours);
    week_show(asked, hours, false);
    week_show(asked, hours, true);
    hours_show_warnings(asked, hours, stdout);
    if (canonical_write(asked, hours, &text)) {
        message_print(asked, message_of("command.hours.canonical"), stdout);
    } else {
        printf("%s %s\n", language_word(asked->ask->language, "command.hours.better"),
               buffer_text(&text));
    }
    buffer_clear(&text);
}
