/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil hours STRING`: an opening_hours text, read, judged and said. */
#include "command/hours_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "system/file.h"

enum { CALENDAR_CEILING = 1 << 20, DAYS_MOST = 3660, CARET_ROOM = 60, YEAR_MOST = 9980 };

/* ---- what was asked ---- */

static bool days_asked(struct ask *ask, struct hours_asked *asked, struct fault *why)
{
    const char *from = ask_option(ask, "--from"), *days = ask_option(ask, "--days");
    double number = 7;
    asked->from = asked->now.date;
    if (from && (!civil_date_parse(from, &asked->from) || asked->from.year > YEAR_MOST)) {
        return fault_set_text(why, FAULT_USAGE, "fault.date.unknown", from);
    }
    if (days && (!ask_number(days, 1, DAYS_MOST, &number) || number != (int)number)) {
        return fault_set_text(why, FAULT_USAGE, "fault.hours.days", days);
    }
    asked->days = from || days ? (int)number : 0;
    return true;
}

static bool place_asked(struct ask *ask, struct hours_setting *setting, struct fault *why)
{
    const char *lat = ask_option(ask, "--lat"), *lon = ask_option(ask, "--lon");
    const char *region = ask_option(ask, "--region");
    *setting = (struct hours_setting){50.8466, 4.3528, NULL, REGION_FLEMISH};
    if (lat && !ask_number(lat, -90, 90, &setting->lat)) {
        return fault_set_text(why, FAULT_USAGE, "fault.option.missing", "--lat -90..90");
    }
    if (lon && !ask_number(lon, -180, 180, &setting->lon)) {
        return fault_set_text(why, FAULT_USAGE, "fault.option.missing", "--lon -180..180");
    }
    return !region || calendar_region_parse(region, &setting->region) ||
           fault_set_text(why, FAULT_USAGE, "fault.option.missing", "--region vl|fr");
}

static bool calendar_load(const struct ask *ask, struct calendar **out, struct fault *why)
{
    char path[sizeof ask->assets + 64];
    struct buffer text;
    snprintf(path, sizeof path, "%s/calendar/school_holidays.json", ask->assets);
    if (!file_read(path, CALENDAR_CEILING, &text, why)) {
        return false;
    }
    bool ok = calendar_parse(buffer_text(&text), text.size, out, why);
    buffer_clear(&text);
    if (!ok) {
        fault_in(why, path);
    }
    return ok;
}

/* ---- what cannot be read ---- */

int hours_column(const char *text, size_t bytes)
{
    int column = 1;
    for (const char *at = text; at < text + bytes && *at; column++) {
        utf8_next(&at, text + bytes);
    }
    return column;
}

/* The piece of the text around the column, a caret below it. */
static void caret_show(const char *text, size_t column)
{
    size_t size = strlen(text), first = 0, last;
    column = column < size ? column : size;
    if (column > CARET_ROOM / 2) {
        first = utf8_cut(text, column - CARET_ROOM / 2);
    }
    last = size - first > CARET_ROOM ? first + utf8_cut(text + first, CARET_ROOM) : size;
    fputs(first ? "  …" : "  ", stderr);
    for (size_t at = first; at < last; at++) {
        fputc((unsigned char)text[at] < ' ' || text[at] == 0x7f ? ' ' : text[at], stderr);
    }
    fputs(last < size ? "…\n  " : "\n  ", stderr);
    fputs(first ? " " : "", stderr);
    for (const char *at = text + first; at < text + column; utf8_next(&at, text + column)) {
        fputc(' ', stderr);
    }
    fputs("^\n", stderr);
}

static int fault_show(const struct hours_asked *asked, const char *text, struct fault *why)
{
    int64_t column = why->place;
    why->place = column < 0 ? -1 : hours_column(text, (size_t)column);
    if (asked->line) {
        char where[64];
        snprintf(where, sizeof where, "stdin:%ld:%d", asked->line,
                 (int)(why->place < 0 ? 1 : why->place));
        fault_in(why, where);
        why->place = -1;
    }
    int code = ask_fault(asked->ask, why);
    if (column >= 0) {
        caret_show(text, (size_t)column);
    }
    return code;
}

/* ---- one text, or one a line ---- */

static void answer_give(struct hours_asked *asked, const struct hours *hours)
{
    if (asked->ask->json) {
        hours_show_json(asked, hours);
        return;
    }
    if (asked->days || asked->moment) {
        hours_show_warnings(asked, hours, stderr);
    }
    if (asked->moment) {
        hours_show_moment(asked, hours);
    }
    if (asked->days) {
        hours_show_intervals(asked, hours);
    }
    if (!asked->days && !asked->moment) {
        hours_show_all(asked, hours);
    }
}

static int text_answer(struct hours_asked *asked, const char *text)
{
    struct hours *hours;
    struct fault why;
    asked->text = text;
    if (!hours_parse(text, &asked->setting, &hours, &why)) {
        return fault_show(asked, text, &why);
    }
    answer_give(asked, hours);
    hours_free(hours);
    return EXIT_DONE;
}

/* So that the answers stay beside the lines they belong to. */
static void fault_line(const struct hours_asked *asked)
{
    puts(asked->ask->json ? "null" : "error");
}

static int lines_answer(struct hours_asked *asked)
{
    enum { LINE_ROOM = HOURS_TEXT_CEILING + 2 };
    char *line = malloc(LINE_ROOM + 1);
    int code = EXIT_DONE, byte = 0;
    if (!line) {
        abort();
    }
    while (byte != EOF) {
        size_t size = 0;
        bool odd = false;
        while ((byte = getc(stdin)) != EOF && byte != '\n') {
            odd |= byte == 0;
            line[size] = (char)byte;
            size += size < LINE_ROOM;
        }
        line[size] = 0;
        if (byte == EOF && size == 0) {
            break;
        }
        asked->line++;
        if (odd || !utf8_valid(line, size)) {
            struct fault why;
            fault_set(&why, FAULT_INPUT, "fault.word.utf8");
            code = fault_show(asked, line, &why);
            fault_line(asked);
        } else if (text_answer(asked, line) != EXIT_DONE) {
            code = EXIT_INPUT;
            fault_line(asked);
        }
    }
    free(line);
    return code;
}

/* --at before the command sets the clock; behind it, it asks about that moment. */
static bool moment_asked(struct ask *ask, struct hours_asked *asked, struct fault *why)
{
    int64_t moment = clock_now(&ask->clock);
    const char *at = ask_option(ask, "--at");
    if (at && !civil_moment_parse(at, &moment)) {
        return fault_set_text(why, FAULT_USAGE, "fault.time.unknown", at);
    }
    asked->now = civil_of_moment(moment);
    asked->moment = at || ask->at_asked;
    return true;
}

int command_hours(struct ask *ask)
{
    struct fault why;
    struct calendar *calendar = NULL;
    struct hours_asked asked = {.ask = ask};
    fault_clear(&why);
    if (!moment_asked(ask, &asked, &why) || !days_asked(ask, &asked, &why) ||
        !place_asked(ask, &asked.setting, &why)) {
        return ask_fault(ask, &why);
    }
    const char *text = ask_word(ask);
    if (!text) {
        return ask_missing(ask, "STRING");
    }
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    if (!calendar_load(ask, &calendar, &why)) {
        return ask_fault(ask, &why);
    }
    asked.setting.calendar = calendar;
    int code = strcmp(text, "-") ? text_answer(&asked, text) : lines_answer(&asked);
    calendar_free(calendar);
    return code;
}
