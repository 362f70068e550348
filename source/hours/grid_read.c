/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads the texts that a grid can hold, and no others. */
#include "hours/grid.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "hours/hours_inner.h"

enum { PUBLIC = 1 << 7, SCHOOL = 1 << 8 }; /* beside the days as bits */

struct reader {
    const char *at;
    struct grid *grid;
    struct grid_day holiday; /* what "PH" got */
    bool holiday_said, school_said, week_said, dated_said;
};

struct rule_read {
    unsigned days; /* 0 = every day */
    struct grid_day hours;
    bool off, within; /* within = narrowed to weekdays */
    char comment[GRID_COMMENT];
    const char *from, *to;
};

static void spaces(struct reader *reader)
{
    reader->at += strspn(reader->at, " ");
}

static bool word(struct reader *reader, const char *text)
{
    size_t size = strlen(text);
    if (strncmp(reader->at, text, size) != 0) {
        return false;
    }
    reader->at += size;
    return true;
}

static bool number(struct reader *reader, int least, int most, int *out)
{
    int value = 0, digits = 0;
    while (isdigit((unsigned char)*reader->at) && digits < most) {
        value = value * 10 + (*reader->at++ - '0');
        digits++;
    }
    *out = value;
    return digits >= least && !isdigit((unsigned char)*reader->at);
}

/* ---- when it is valid ---- */

static bool read_date(struct reader *reader, struct civil_date *out)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int year, day;
    if (!number(reader, 4, 4, &year) || !word(reader, " ")) {
        return false;
    }
    for (int month = 0; month < 12; month++) {
        if (strncmp(reader->at, months + 3 * month, 3) == 0) {
            reader->at += 3;
            spaces(reader);
            *out = (struct civil_date){(int16_t)year, (int8_t)(month + 1), 0};
            if (!number(reader, 1, 2, &day)) {
                return false;
            }
            out->day = (int8_t)day;
            return civil_date_valid(*out);
        }
    }
    return false;
}

static bool read_period(struct reader *reader, struct civil_date *from, struct civil_date *until)
{
    *from = *until = (struct civil_date){0};
    if (!read_date(reader, from)) {
        return false;
    }
    if (word(reader, "-")) {
        if (!read_date(reader, until) || civil_date_compare(*until, *from) < 0) {
            return false;
        }
    } else if (!word(reader, "+")) {
        *until = *from;
    }
    spaces(reader);
    return true;
}

/* Every rule of the week has the same period, or none has. */
static bool take_period(struct reader *reader)
{
    struct civil_date from = {0}, until = {0};
    bool dated = isdigit((unsigned char)reader->at[0]) && isdigit((unsigned char)reader->at[1]) &&
                 isdigit((unsigned char)reader->at[2]) && isdigit((unsigned char)reader->at[3]);
    if (dated && !read_period(reader, &from, &until)) {
        return false;
    }
    struct grid *grid = reader->grid;
    if (reader->dated_said) {
        return civil_date_compare(from, grid->from) == 0 &&
               civil_date_compare(until, grid->until) == 0;
    }
    grid->from = from;
    grid->until = until;
    reader->dated_said = true;
    return true;
}

/* ---- which days ---- */

static int weekday(struct reader *reader)
{
    static const char *const names[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
    for (int day = 0; day < GRID_DAYS; day++) {
        if (word(reader, names[day])) {
            return isalpha((unsigned char)*reader->at) ? -1 : day;
        }
    }
    return -1;
}

static bool read_weeks(struct reader *reader, unsigned *weeks)
{
    *weeks = 0;
    do {
        int from, to;
        spaces(reader);
        if (word(reader, "-1")) {
            *weeks |= GRID_LAST_WEEK;
        } else if (!number(reader, 1, 1, &from) || from < 1 || from > 5) {
            return false;
        } else {
            to = from;
            if (word(reader, "-") && (!number(reader, 1, 1, &to) || to <= from || to > 5)) {
                return false;
            }
            for (int i = from; i <= to; i++) {
                *weeks |= 1u << (i - 1);
            }
        }
    } while (word(reader, ","));
    return word(reader, "]");
}

static bool read_days(struct reader *reader, struct rule_read *rule)
{
    bool first = true;
    do {
        unsigned weeks = 0;
        if (!first) {
            spaces(reader);
        }
        if (word(reader, "PH")) {
            rule->days |= PUBLIC;
        } else if (word(reader, "SH")) {
            rule->days |= SCHOOL;
        } else {
            int from = weekday(reader), to = from;
            if (from < 0 || (word(reader, "-") && (to = weekday(reader)) < 0)) {
                return false;
            }
            if (word(reader, "[") && (from != to || !read_weeks(reader, &weeks))) {
                return false;
            }
            if (!first && weeks != rule->hours.weeks) {
                return false;
            }
            rule->hours.weeks = weeks;
            for (int day = from;; day = (day + 1) % GRID_DAYS) {
                rule->days |= 1u << day;
                if (day == to) {
                    break;
                }
            }
        }
        first = false;
    } while (word(reader, ","));
    bool mixed = rule->hours.weeks && rule->days & (PUBLIC | SCHOOL);
    return !mixed;
}

/* ---- when on such a day ---- */

static bool read_time(struct reader *reader, int *out)
{
    int hour, minute;
    if (!number(reader, 2, 2, &hour) || !word(reader, ":") || !number(reader, 2, 2, &minute)) {
        return false;
    }
    *out = hour * 60 + minute;
    return minute < 60 && *out <= 2 * DAY_MINUTES;
}

static bool read_spans(struct reader *reader, struct grid_day *day)
{
    for (;;) {
        int from, to;
        if (!read_time(reader, &from) || !word(reader, "-") || !read_time(reader, &to)) {
            return false;
        }
        to += to <= from ? DAY_MINUTES : 0;
        if (from >= DAY_MINUTES || to > from + DAY_MINUTES ||
            !grid_day_add(day, (struct grid_span){(int16_t)from, (int16_t)to})) {
            return false;
        }
        const char *here = reader->at;
        spaces(reader);
        if (!word(reader, ",")) {
            reader->at = here;
            return true;
        }
        spaces(reader);
        if (!isdigit((unsigned char)reader->at[0]) || !isdigit((unsigned char)reader->at[1]) ||
            reader->at[2] != ':') { /* the next rule */
            reader->at = here;
            return true;
        }
    }
}

static bool read_comment(struct reader *reader, char out[GRID_COMMENT])
{
    size_t size = strcspn(reader->at, "\"");
    if (reader->at[size] != '"' || !size || size >= GRID_COMMENT) {
        return false;
    }
    snprintf(out, GRID_COMMENT, "%.*s", (int)size, reader->at);
    reader->at += size + 1;
    return true;
}

static bool ahead(const struct reader *reader, const char *text)
{
    return strncmp(reader->at, text, strlen(text)) == 0;
}

static bool off_ahead(const struct reader *reader)
{
    return ahead(reader, "off") || ahead(reader, "closed");
}

static bool read_selectors(struct reader *reader, struct rule_read *rule)
{
    struct rule_read within = {0};
    bool special = ahead(reader, "PH") || ahead(reader, "SH");
    if (!special && !take_period(reader)) {
        return false;
    }
    if (isalpha((unsigned char)*reader->at) && !off_ahead(reader) && !read_days(reader, rule)) {
        return false;
    }
    spaces(reader);
    if (rule->days == SCHOOL && isalpha((unsigned char)*reader->at) && !off_ahead(reader)) {
        rule->within = true; /* "SH Mo-Fr 10:00-12:00" */
        if (!read_days(reader, &within) || within.days & (PUBLIC | SCHOOL)) {
            return false;
        }
        spaces(reader);
    }
    return true;
}

static bool read_hours(struct reader *reader, struct rule_read *rule)
{
    if (off_ahead(reader)) {
        reader->at += ahead(reader, "off") ? 3 : 6;
        rule->off = true;
    } else if (isdigit((unsigned char)*reader->at)) {
        return read_spans(reader, &rule->hours);
    }
    return true;
}

static bool read_rule(struct reader *reader, struct rule_read *rule)
{
    *rule = (struct rule_read){.from = reader->at};
    if (word(reader, "24/7")) {
        grid_day_add(&rule->hours, (struct grid_span){0, DAY_MINUTES});
    } else if (!read_selectors(reader, rule) || !read_hours(reader, rule)) {
        return false;
    }
    rule->to = reader->at;
    spaces(reader);
    if (word(reader, "\"")) {
        if (rule->off || !read_comment(reader, rule->comment)) {
            return false;
        }
        rule->to = reader->at;
        spaces(reader);
    }
    bool bare = !rule->days && !reader->grid->from.year && !reader->week_said;
    return rule->off || rule->hours.count || (rule->comment[0] && bare);
}

/* ---- what a rule says ---- */

static bool add_school(struct reader *reader, const struct rule_read *rule, bool more)
{
    struct grid *grid = reader->grid;
    size_t size = strlen(grid->school_rules), wanted = (size_t)(rule->to - rule->from);
    if (rule->off && !rule->within) {
        grid->school = GRID_CLOSED;
        grid->school_rules[0] = 0;
        return !more;
    }
    if (grid->school == GRID_CLOSED || more || size + wanted + 3 > GRID_RULES) {
        return false;
    }
    grid->school = GRID_OTHER;
    snprintf(grid->school_rules + size, GRID_RULES - size, "%s%.*s", size ? "; " : "", (int)wanted,
             rule->from);
    return true;
}

static bool add_special(struct reader *reader, const struct rule_read *rule, bool more)
{
    if (rule->days == (PUBLIC | SCHOOL)) {
        reader->grid->school = GRID_CLOSED;
        reader->holiday = (struct grid_day){0};
        reader->holiday_said = reader->school_said = true;
        return rule->off && !more;
    }
    if (rule->days == SCHOOL) {
        bool alike = !reader->holiday_said || (rule->off && !reader->holiday.count);
        reader->school_said = true;
        return alike && !rule->comment[0] && add_school(reader, rule, more);
    }
    if (more || (!rule->off && strcmp(rule->comment, reader->grid->comment) != 0)) {
        return false;
    }
    reader->holiday = rule->hours;
    reader->holiday_said = true;
    return true;
}

static bool add_day(struct grid_day *day, const struct rule_read *rule, bool more)
{
    bool narrow = day->count && (day->weeks || rule->hours.weeks);
    if (narrow && !(more && day->weeks == rule->hours.weeks)) {
        return false;
    }
    if (!more) {
        *day = rule->hours;
    } else {
        if (!day->count) {
            day->weeks = rule->hours.weeks;
        }
        for (int i = 0; i < rule->hours.count; i++) {
            if (!grid_day_add(day, rule->hours.span[i])) {
                return false;
            }
        }
    }
    return true;
}

/* After ";" a rule cuts what runs into its days from evenings that were said before. */
static void cut_nights(struct grid *grid, const unsigned days)
{
    for (int day = 0; day < GRID_DAYS; day++) {
        struct grid_day *before = &grid->day[(day + GRID_DAYS - 1) % GRID_DAYS];
        for (int i = 0; days & (1u << day) && i < before->count; i++) {
            if (before->span[i].to > DAY_MINUTES) {
                before->span[i].to = DAY_MINUTES;
            }
        }
    }
}

/* In some weeks only: what it cuts is not the same every week. */
static bool cuts_in_part(const struct grid *grid, const struct rule_read *rule)
{
    for (int day = 0; day < GRID_DAYS && rule->hours.weeks; day++) {
        if (rule->days & (1u << day) && grid_before(grid, day) > 0) {
            return true;
        }
    }
    return false;
}

static bool add_week(struct reader *reader, const struct rule_read *rule, bool more)
{
    struct grid *grid = reader->grid;
    unsigned days = rule->days & GRID_ALL;
    bool every = !rule->days;
    if ((rule->off && (more || rule->hours.weeks || every)) || (every && more)) {
        return false;
    }
    if (reader->school_said || reader->holiday_said) { /* would win over what is special */
        return false;
    }
    if (!rule->off) {
        if (reader->week_said && strcmp(grid->comment, rule->comment) != 0) {
            return false;
        }
        snprintf(grid->comment, sizeof grid->comment, "%s", rule->comment);
        reader->week_said = true;
    }
    if (!more && cuts_in_part(grid, rule)) {
        return false;
    }
    if (!more) {
        cut_nights(grid, every ? GRID_ALL : days);
    }
    for (int day = 0; day < GRID_DAYS; day++) {
        if ((every || days & (1u << day)) && !add_day(&grid->day[day], rule, more)) {
            return false;
        }
    }
    if (rule->days & PUBLIC) {
        reader->holiday = rule->hours;
        reader->holiday_said = true;
        return !more;
    }
    return true;
}

static bool add_rule(struct reader *reader, const struct rule_read *rule, bool more)
{
    if (!rule->days || rule->days & GRID_ALL) {
        return !(rule->days & SCHOOL) && add_week(reader, rule, more);
    }
    return add_special(reader, rule, more);
}

/* ---- the whole ---- */

static bool same_spans(const struct grid_day *a, const struct grid_day *b)
{
    struct grid_day plain = *a;
    plain.weeks = b->weeks;
    return grid_day_equal(&plain, b);
}

static void settle_holiday(struct reader *reader)
{
    struct grid *grid = reader->grid;
    const struct grid_day *sunday = &grid->day[GRID_DAYS - 1], *own = &reader->holiday;
    bool usual = own->count > 0;
    if (!reader->holiday_said) {
        return;
    }
    for (int day = 0; day < GRID_DAYS; day++) {
        usual = usual && !grid->day[day].weeks && same_spans(own, &grid->day[day]);
    }
    if (!own->count) {
        grid->holidays = GRID_CLOSED;
    } else if (usual && grid->school == GRID_USUAL) {
        grid->holidays = GRID_USUAL;
    } else if (!sunday->weeks && same_spans(own, sunday)) {
        grid->holidays = GRID_SUNDAY;
    } else {
        grid_holidays_as(grid, own);
    }
}

static bool read_rules(struct reader *reader)
{
    bool more = false;
    spaces(reader);
    const bool anything = *reader->at != 0;
    while (*reader->at) {
        struct rule_read rule;
        if (!read_rule(reader, &rule) || !add_rule(reader, &rule, more)) {
            return false;
        }
        spaces(reader);
        more = *reader->at == ',';
        if (*reader->at && *reader->at != ';' && *reader->at != ',') {
            return false;
        }
        reader->at += *reader->at != 0;
        spaces(reader);
    }
    settle_holiday(reader);
    grid_settle(reader->grid);
    const struct grid *grid = reader->grid;
    bool silent = grid_is_empty(grid) && grid->holidays == GRID_USUAL &&
                  grid->school == GRID_USUAL && !grid->comment[0];
    return !silent || !anything;
}

static bool read_text(const char *text, struct grid *grid)
{
    struct reader reader = {.at = text, .grid = grid};
    grid_wipe(grid);
    if (read_rules(&reader)) {
        return true;
    }
    grid_wipe(grid);
    return false;
}

bool grid_read(const char *text, struct grid *grid)
{
    struct hours *hours;
    struct fault why;
    struct buffer canonical;
    if (read_text(text, grid)) {
        return true;
    }
    if (!hours_parse(text, NULL, &hours, &why)) {
        return false;
    }
    buffer_init(&canonical, 4 * HOURS_TEXT_CEILING);
    hours_write(hours, &canonical);
    bool read = !canonical.full && read_text(buffer_text(&canonical), grid);
    buffer_clear(&canonical);
    hours_free(hours);
    return read;
}
