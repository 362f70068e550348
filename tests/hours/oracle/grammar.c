/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/oracle/grammar.h"

#include <string.h>

#include "kit/kit.h"

#define PICK(list) (list[below(sizeof(list) / sizeof *(list))])

static const char *const weekdays[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static int below(size_t bound)
{
    return (int)kit_random_below(bound);
}

static bool once_in(int times)
{
    return below((size_t)times) == 0;
}

static int between(int least, int most)
{
    return least + below((size_t)(most - least + 1));
}

/* ---- times of day ---- */

static void clock_add(int minutes, struct buffer *out)
{
    buffer_addf(out, "%02d:%02d", minutes / 60, minutes % 60);
}

static void sun_add(const char *event, struct buffer *out)
{
    static const char *const offsets[] = {"+00:30", "-00:30", "+01:00", "-01:30", "-02:15"};
    if (once_in(2)) {
        buffer_add_text(out, event);
    } else {
        buffer_addf(out, "(%s%s)", event, PICK(offsets));
    }
}

/* From `from` at the earliest; returns where it ends. */
static int span_add(int from, bool whole, struct buffer *out)
{
    static const char *const events[] = {"sunrise", "sunset", "dawn", "dusk"};
    int start = from + 15 * below(16), end = start + 15 * between(2, 24), event = below(4);
    if (whole && once_in(12)) {
        sun_add(events[event], out);
        buffer_add_text(out, "-");
        sun_add(events[(event + between(1, 3)) % 4], out);
        return 24 * 60;
    }
    clock_add(start, out);
    if (whole && once_in(14)) {
        buffer_add_text(out, "+");
        return 24 * 60;
    }
    buffer_add_text(out, "-");
    if (whole && once_in(14)) {
        sun_add(events[event], out);
        return 24 * 60;
    }
    clock_add(end > 24 * 60 && (!whole || !once_in(4)) ? end - 24 * 60 : end, out);
    if (whole && once_in(16)) {
        buffer_add_text(out, "+");
    }
    return end;
}

static void times_add(bool whole, struct buffer *out)
{
    int from = once_in(8) ? between(15, 19) * 60 : between(6, 11) * 60;
    if (once_in(30)) {
        buffer_add_text(out, "00:00-24:00");
        return;
    }
    for (int left = once_in(2) ? 1 : between(1, 3); left && from < 22 * 60; left--) {
        from = span_add(from, whole, out) + 15;
        if (left > 1 && from < 22 * 60) {
            buffer_add_text(out, ",");
        }
    }
}

/* ---- days ---- */

static void nth_add(struct buffer *out)
{
    static const char *const picks[] = {"1",   "2",   "3",   "4",   "5",    "-1",   "-2",
                                        "1,3", "2,4", "1-2", "3-5", "1,-1", "2-3,5"};
    buffer_addf(out, "[%s]", PICK(picks));
}

static void weekday_add(bool whole, struct buffer *out)
{
    int day = below(7);
    buffer_add_text(out, weekdays[day]);
    if (once_in(2)) {
        buffer_addf(out, "-%s", weekdays[(day + between(1, 6)) % 7]);
    } else if (whole && once_in(4)) {
        nth_add(out);
        if (once_in(4)) {
            static const char *const offsets[] = {" +1 day", " -1 day", " +2 days", " -3 days"};
            buffer_add_text(out, PICK(offsets));
        }
    }
}

static void holiday_add(struct buffer *out)
{
    static const char *const holidays[] = {"PH",    "PH",        "PH",       "SH",
                                           "SH,PH", "PH -1 day", "PH +1 day"};
    buffer_add_text(out, PICK(holidays));
}

static void days_add(bool whole, struct buffer *out)
{
    if (once_in(9)) {
        holiday_add(out);
        if (once_in(4)) {
            int day = below(7);
            buffer_addf(out, " %s-%s", weekdays[day], weekdays[(day + between(1, 6)) % 7]);
        }
        return;
    }
    for (int left = once_in(3) ? between(2, 3) : 1; left; left--) {
        weekday_add(whole, out);
        if (left > 1) {
            buffer_add_text(out, ",");
        }
    }
    if (once_in(8)) {
        buffer_add_text(out, ",");
        holiday_add(out);
    }
}

/* ---- dates ---- */

static void offset_add(struct buffer *out)
{
    static const char *const offsets[] = {" -2 days", " +1 day", " +39 days", " -47 days",
                                          " -1 day"};
    buffer_add_text(out, PICK(offsets));
}

static void easter_add(struct buffer *out)
{
    buffer_add_text(out, "easter");
    if (once_in(2)) {
        offset_add(out);
    }
}

static void month_nth_add(struct buffer *out)
{
    buffer_addf(out, "%s %s[%d]", PICK(months), PICK(weekdays), once_in(3) ? -1 : between(1, 4));
    if (once_in(5)) {
        buffer_add_text(out, once_in(2) ? " +1 day" : " -1 day");
    }
}

static void date_add(struct buffer *out)
{
    buffer_addf(out, "%s %02d", PICK(months), between(1, once_in(10) ? 29 : 28));
}

static void range_add(struct buffer *out)
{
    switch (below(10)) {
    case 0:
        buffer_addf(out, "%s", PICK(months));
        break;
    case 1:
    case 2:
        buffer_addf(out, "%s-%s", PICK(months), PICK(months));
        break;
    case 3:
        date_add(out);
        break;
    case 4:
    case 5:
        date_add(out);
        buffer_add_text(out, "-");
        date_add(out);
        break;
    case 6: {
        int day = between(1, 20);
        buffer_addf(out, "%s %02d-%02d", PICK(months), day, day + between(1, 8));
        break;
    }
    case 7:
        easter_add(out);
        if (once_in(3)) {
            buffer_add_text(out, "-easter +");
            buffer_addf(out, "%d days", between(2, 50));
        }
        break;
    case 8:
        month_nth_add(out);
        if (once_in(2)) {
            buffer_add_text(out, "-");
            month_nth_add(out);
        }
        break;
    default: {
        int year = between(2025, 2027);
        buffer_addf(out, "%d ", year);
        date_add(out);
        if (once_in(2)) {
            buffer_addf(out, "-%d ", year + 1);
            date_add(out);
        } else if (once_in(3)) {
            buffer_add_text(out, "+");
        }
    }
    }
}

static void year_add(struct buffer *out)
{
    int year = between(2024, 2028);
    switch (below(4)) {
    case 0:
        buffer_addf(out, "%d-%d", year, year + between(1, 3));
        break;
    case 1:
        buffer_addf(out, "%d+", year);
        break;
    case 2:
        buffer_addf(out, "%d-%d/2", year, year + 6);
        break;
    default:
        buffer_addf(out, "%d", year);
    }
}

static void week_add(struct buffer *out)
{
    int week = between(1, 50), more = between(1, 53 - week);
    buffer_add_text(out, "week ");
    switch (below(5)) {
    case 0:
        buffer_addf(out, "%02d", week);
        break;
    case 1:
        buffer_addf(out, "%02d-%02d", week, week + more);
        break;
    case 2:
        buffer_addf(out, "%02d-53/2", between(1, 2));
        break;
    case 3:
        buffer_addf(out, "%02d-%02d/%d", week, week + more, between(2, 4));
        break;
    default:
        buffer_addf(out, "%02d,%02d-%02d", week, (week + 9) % 53 + 1, 53);
    }
}

static void wide_add(struct buffer *out)
{
    size_t before = out->size;
    switch (below(8)) {
    case 0:
        year_add(out);
        break;
    case 1:
    case 2:
        week_add(out);
        break;
    case 3:
        year_add(out);
        buffer_addf(out, " %s-%s", PICK(months), PICK(months));
        break;
    default:
        range_add(out);
        if (once_in(5)) {
            buffer_add_text(out, ",");
            range_add(out);
        }
    }
    if (out->size > before) {
        buffer_add_text(out, " ");
    }
}

/* ---- rules ---- */

static void state_add(bool first, struct buffer *out)
{
    static const char *const states[] = {"off", "off", "off", "closed", "unknown", "open"};
    static const char *const comments[] = {"\"by appointment\"", "\"op afspraak\"", "\"bar\"",
                                           "\"Séance d’été, 2 pm; PH off || x\""};
    if (first || once_in(4)) {
        buffer_add_text(out, PICK(comments));
        return;
    }
    buffer_add_text(out, PICK(states));
    if (once_in(3)) {
        buffer_addf(out, " %s", PICK(comments));
    }
}

static void rule_add(bool whole, bool first, struct buffer *out)
{
    bool wide = whole && once_in(3), days = !wide || !once_in(3), stateful = !first && once_in(3);
    bool times = stateful ? once_in(2) : !once_in(20);
    if (wide) {
        wide_add(out);
    }
    if (days && (first || !times || !once_in(10))) {
        days_add(whole, out);
        buffer_add_text(out, " ");
    }
    if (times) {
        times_add(whole, out);
        buffer_add_text(out, " ");
    }
    if (stateful || (whole && once_in(12))) {
        state_add(first || !stateful, out);
    }
    while (out->size && out->data[out->size - 1] == ' ') {
        out->data[--out->size] = 0;
    }
}

static void value_add(bool whole, struct buffer *out)
{
    if (once_in(whole ? 20 : 100)) {
        buffer_add_text(out, "24/7");
    } else {
        rule_add(whole, true, out);
    }
    for (int more = once_in(3) ? 0 : between(1, whole ? 3 : 2); more; more--) {
        int joint = below(10);
        buffer_add_text(out, joint < 7 ? "; " : joint < 9 || !whole ? ", " : " || ");
        rule_add(whole, false, out);
    }
}

/* ---- as people write ---- */

struct turn {
    const char *plain, *loose;
};

static const struct turn tongues[][7] = {
    {{"Mo", "ma"},
     {"Tu", "di"},
     {"We", "wo"},
     {"Th", "do"},
     {"Fr", "vr"},
     {"Sa", "za"},
     {"Su", "zo"}},
    {{"Mo", "maandag"},
     {"Tu", "dinsdag"},
     {"We", "woensdag"},
     {"Th", "donderdag"},
     {"Fr", "vrijdag"},
     {"Sa", "zaterdag"},
     {"Su", "zondag"}},
    {{"Mo", "lundi"},
     {"Tu", "mardi"},
     {"We", "mercredi"},
     {"Th", "jeudi"},
     {"Fr", "vendredi"},
     {"Sa", "samedi"},
     {"Su", "dimanche"}},
    {{"Mo", "Montag"},
     {"Tu", "Dienstag"},
     {"We", "Mittwoch"},
     {"Th", "Donnerstag"},
     {"Fr", "Freitag"},
     {"Sa", "Samstag"},
     {"Su", "Sonntag"}},
    {{"Mo", "Mon"},
     {"Tu", "Tue"},
     {"We", "Wed"},
     {"Th", "Thu"},
     {"Fr", "Fri"},
     {"Sa", "Sat"},
     {"Su", "Sun"}},
    {{"Mo", "monday"},
     {"Tu", "tuesday"},
     {"We", "wednesday"},
     {"Th", "thursday"},
     {"Fr", "friday"},
     {"Sa", "saturday"},
     {"Su", "sunday"}},
    {{"Mo", "mo"},
     {"Tu", "tu"},
     {"We", "we"},
     {"Th", "th"},
     {"Fr", "fr"},
     {"Sa", "sa"},
     {"Su", "su"}},
    {{"Mo", "MO"},
     {"Tu", "TU"},
     {"We", "WE"},
     {"Th", "TH"},
     {"Fr", "FR"},
     {"Sa", "SA"},
     {"Su", "SU"}},
};

static const struct turn clear_turns[] = {
    {"-", " - "},  {"-", " – "},   {"-", "–"},       {",", ", "},         {"; ", ";"},
    {" ", "  "},   {"off", "OFF"}, {"off", "fermé"}, {"off", "gesloten"}, {"off", "Off"},
    {"PH", "ph"},  {"-", " to "},  {"-", " tot "},   {"-", " à "},        {",", " et "},
    {",", " en "}, {",", " & "},
};
static const struct turn turns[] = {
    {";", ";;"}, {",", "+"}, {"; ", " / "}, {"-", " - "}, {"-", "–"}, {",", ", "}, {"-", "-  "},
};

static void turn_all(const struct turn *turn, const struct buffer *from, struct buffer *out)
{
    size_t size = strlen(turn->plain);
    for (const char *at = buffer_text(from); *at;) {
        if (!strncmp(at, turn->plain, size)) {
            buffer_add_text(out, turn->loose);
            at += size;
        } else {
            buffer_add_byte(out, *at++);
        }
    }
}

/* "09:30" in the ways that shops write it. */
static void clock_loosen(const char *digits, int way, struct buffer *out)
{
    int hour = (digits[0] - '0') * 10 + digits[1] - '0';
    int minute = (digits[3] - '0') * 10 + digits[4] - '0';
    switch (way) {
    case 0:
        buffer_addf(out, "%02d.%02d", hour, minute);
        break;
    case 1:
        buffer_addf(out, minute ? "%dh%02d" : "%dh", hour, minute);
        break;
    case 2:
        buffer_addf(out, "%dh%02d", hour, minute);
        break;
    case 3:
        buffer_addf(out, minute ? "%d:%02d" : "%d", hour, minute);
        break;
    case 4:
        buffer_addf(out, "%02dH%02d", hour, minute);
        break;
    case 5:
        buffer_addf(out, "%d", (hour + 11) % 12 + 1);
        if (minute) {
            buffer_addf(out, ":%02d", minute);
        }
        buffer_add_text(out, hour % 24 < 12 ? "am" : "pm");
        break;
    case 6:
        buffer_addf(out, "%02d%02d", hour, minute);
        break;
    default:
        buffer_addf(out, "%d:%02d", hour, minute);
    }
}

static bool digit_at(const char *at)
{
    return *at >= '0' && *at <= '9';
}

static void clocks_loosen(int way, const struct buffer *from, struct buffer *out)
{
    for (const char *at = buffer_text(from); *at;) {
        if (digit_at(at) && digit_at(at + 1) && at[2] == ':' && digit_at(at + 3)) {
            clock_loosen(at, way, out);
            at += 5;
        } else {
            buffer_add_byte(out, *at++);
        }
    }
}

static void step(struct buffer *text, struct buffer *other)
{
    struct buffer held = *text;
    *text = *other;
    *other = held;
    buffer_empty(other);
}

/* The first tongue shares "ma", "di" and "do" with French and German: only where nobody guesses. */
static void names_loosen(bool keeps, struct buffer *text, struct buffer *other)
{
    int tongue = below(sizeof tongues / sizeof *tongues);
    const struct turn *names = tongues[keeps || tongue ? tongue : 1];
    for (int day = 0; day < 7; day++) {
        turn_all(&names[day], text, other);
        step(text, other);
    }
}

/* `keeps` = only in ways that leave no doubt about what was meant. */
static void loosen(bool keeps, struct buffer *text)
{
    struct buffer other;
    buffer_init(&other, text->ceiling);
    if (once_in(2)) {
        clocks_loosen(below(keeps ? 8 : 5), text, &other);
        step(text, &other);
    }
    if (once_in(2)) {
        names_loosen(keeps, text, &other);
    }
    for (int more = below(3); more; more--) {
        turn_all(keeps ? &PICK(clear_turns) : &PICK(turns), text, &other);
        step(text, &other);
    }
    buffer_clear(&other);
}

void grammar_make_meant(struct buffer *written, struct buffer *meant)
{
    value_add(false, meant);
    buffer_add(written, meant->data, meant->size);
    loosen(true, written);
}

void grammar_make(enum grammar_kind kind, struct buffer *out)
{
    value_add(kind == GRAMMAR_WHOLE, out);
    if (kind == GRAMMAR_LOOSE) {
        loosen(false, out);
    }
}
