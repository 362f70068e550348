/* SPDX-License-Identifier: EUPL-1.2 */
/* Runs tests/spec/timetable.txt, and holds timetables made by chance against a plain reckoning of
 * every quarter of an hour. */
#include "hours/timetable.h"

#include <stdlib.h>

#include "hours/hours_kit.h"
#include "language/language.h"
#include "system/file.h"

static const char spec[] = "../spec/timetable.txt";
enum { LINE = 1024, STOPS = 32, INTERVALS = 4000, DAY = 24 * 60, CALENDAR = 1024 * 1024 };

static struct language *lists[LANGUAGE_COUNT];
static struct calendar *calendar;
static struct hours_setting setting = {50.85, 4.34, NULL, REGION_FLEMISH};

/* ---- a case of the spec ---- */

struct run {
    char title[LINE], hours[LINE], where[STOPS][LINE];
    struct timetable_stop stops[STOPS];
    struct timetable_parts parts;
    struct civil today;
    struct timetable *timetable;
    struct buffer text;
    int line, cases, checks, wrong;
    bool lost, open;
};

static void wrong(struct run *run, const char *what, const char *is)
{
    print_error("timetable.txt:%d (%s): %s: %s\n", run->line, run->title, what, is);
    run->wrong++;
}

static struct civil_date date_of(const char *text)
{
    struct civil_date date;
    char day[CIVIL_DATE_SIZE];
    snprintf(day, sizeof day, "%.10s", text);
    if (!civil_date_parse(day, &date))
        fail_msg("%s is no day", text);
    return date;
}

static void stop_line(struct run *run, const char *text)
{
    int a, b, c, d, size = 0;
    size_t at = run->parts.stop_count;
    assert_true(at < STOPS);
    assert_int_equal(sscanf(text + 10, " %d:%d-%d:%d %n", &a, &b, &c, &d, &size), 4);
    snprintf(run->where[at], LINE, "%s", text + 10 + size);
    run->stops[at] = (struct timetable_stop){date_of(text), (int16_t)(a * 60 + b),
                                             (int16_t)(c * 60 + d), run->where[at]};
    run->parts.stops = run->stops;
    run->parts.stop_count++;
}

static bool part_line(struct run *run, const char *word, const char *rest)
{
    if (!strcmp(word, "hours"))
        snprintf(run->hours, LINE, "%s", rest);
    else if (!strcmp(word, "stop"))
        stop_line(run, rest);
    else if (!strcmp(word, "appointment"))
        run->parts.appointment = true;
    else if (!strcmp(word, "closed"))
        run->parts.closed_until = date_of(rest);
    else if (!strcmp(word, "from"))
        run->parts.from = date_of(rest);
    else if (!strcmp(word, "until"))
        run->parts.until = date_of(rest);
    else if (!strcmp(word, "today"))
        run->today = civil_of(rest);
    else
        return false;
    return true;
}

static void expect_text(struct run *run, const char *what, const char *wanted)
{
    const char *is = buffer_text(&run->text);
    if (strcmp(*is ? is : "-", wanted))
        wrong(run, what, is);
}

static void days_line(struct run *run, const char *rest)
{
    static struct hours_interval intervals[INTERVALS];
    struct civil_date from = date_of(rest);
    char *wanted;
    int days = (int)strtol(rest + 10, &wanted, 10);
    size_t count = timetable_intervals(run->timetable, from, days, intervals, INTERVALS);
    buffer_empty(&run->text);
    for (size_t i = 0; i < count; i++) {
        struct hours_interval *one = &intervals[i];
        int last = civil_days(one->to.date) - civil_days(one->from.date);
        int to = last * DAY + one->to.hour * 60 + one->to.minute;
        int at = one->from.hour * 60 + one->from.minute;
        for (int day = 0; at < to; day++, at = day * DAY) {
            int end = to < (day + 1) * DAY ? to : (day + 1) * DAY;
            int first = at - day * DAY, behind = end - day * DAY;
            buffer_addf(&run->text, "%s%s%02d %02d:%02d-%02d:%02d", run->text.size ? ", " : "",
                        one->state == HOURS_UNKNOWN ? "?" : "",
                        civil_date_add(one->from.date, day).day, first / 60, first % 60,
                        behind / 60, behind % 60);
        }
    }
    expect_text(run, rest, wanted + 1);
}

static const char *state_word(enum hours_state state)
{
    return (const char *const[]){"closed", "open", "unknown"}[state];
}

static void next_line(struct run *run, const char *rest)
{
    struct civil at;
    enum hours_state becomes;
    buffer_empty(&run->text);
    if (timetable_next_change(run->timetable, run->today, &at, &becomes))
        buffer_addf(&run->text, "%04d-%02d-%02dT%02d:%02d %s", at.date.year, at.date.month,
                    at.date.day, at.hour, at.minute, state_word(becomes));
    expect_text(run, "next", rest);
}

static void stands_line(struct run *run, const char *rest)
{
    const struct timetable_stop *stop = timetable_stop_next(run->timetable, run->today);
    buffer_empty(&run->text);
    if (stop)
        buffer_addf(&run->text, "%04d-%02d-%02d %s", stop->date.year, stop->date.month,
                    stop->date.day, stop->where);
    expect_text(run, "stands", rest);
}

static void words_line(struct run *run, const char *word, const char *rest)
{
    enum language_code code;
    char tag[3] = {rest[0], rest[1], 0};
    assert_true(language_code_parse(tag, &code));
    buffer_empty(&run->text);
    if (!strcmp(word, "now"))
        timetable_say_now(run->timetable, run->today, lists[code], &run->text);
    else
        timetable_say(run->timetable, run->today.date, 3, lists[code], &run->text);
    expect_text(run, word, rest + 3);
}

static void number_line(struct run *run, const char *rest)
{
    char *wanted;
    int days = (int)strtol(rest + 10, &wanted, 10);
    buffer_empty(&run->text);
    buffer_addf(&run->text, "%d", timetable_minutes(run->timetable, date_of(rest), days));
    expect_text(run, "minutes", wanted + 1);
}

static void check_line(struct run *run, const char *word, const char *rest)
{
    run->checks++;
    buffer_empty(&run->text);
    if (!strcmp(word, "at")) {
        char when[17];
        snprintf(when, sizeof when, "%.16s", rest);
        buffer_addf(&run->text, "%s", state_word(timetable_at(run->timetable, civil_of(when))));
        expect_text(run, rest, rest + 17);
    } else if (!strcmp(word, "days")) {
        days_line(run, rest);
    } else if (!strcmp(word, "minutes")) {
        number_line(run, rest);
    } else if (!strcmp(word, "next")) {
        next_line(run, rest);
    } else if (!strcmp(word, "stands")) {
        stands_line(run, rest);
    } else if (!strcmp(word, "said") || !strcmp(word, "now")) {
        words_line(run, word, rest);
    } else if (!strcmp(word, "written")) {
        timetable_write(run->timetable, &run->text);
        expect_text(run, word, rest);
    } else if (!strcmp(word, "lost")) {
        run->lost = true;
    } else {
        fail_msg("timetable.txt:%d: %s?", run->line, word);
    }
}

/* ---- written and read again ---- */

static bool intervals_same(const struct timetable *timetable, const struct hours *hours,
                           struct civil_date from, int days)
{
    static struct hours_interval ours[INTERVALS], theirs[INTERVALS];
    size_t count = timetable_intervals(timetable, from, days, ours, INTERVALS), at = 0;
    assert_true(count <= INTERVALS);
    if (hours_intervals(hours, from, days, theirs, INTERVALS) != count)
        return false;
    while (at < count && ours[at].state == theirs[at].state &&
           !civil_date_compare(ours[at].from.date, theirs[at].from.date) &&
           !civil_date_compare(ours[at].to.date, theirs[at].to.date) &&
           ours[at].from.hour == theirs[at].from.hour &&
           ours[at].from.minute == theirs[at].from.minute &&
           ours[at].to.hour == theirs[at].to.hour && ours[at].to.minute == theirs[at].to.minute)
        at++;
    return at == count;
}

/* Whether it could be written; what was written must be open at the same times. */
static bool written_again(const struct timetable *timetable, struct buffer *text)
{
    struct hours *hours;
    struct fault why;
    buffer_empty(text);
    bool whole = timetable_write(timetable, text);
    if (!whole || !text->size)
        return whole;
    if (!hours_parse(buffer_text(text), &setting, &hours, &why))
        fail_msg("%s: %s at %d", buffer_text(text), why.what.key, (int)why.place);
    if (!intervals_same(timetable, hours, (struct civil_date){2025, 11, 20}, 800))
        fail_msg("open at other times: %s", buffer_text(text));
    hours_free(hours);
    return true;
}

static void case_close(struct run *run)
{
    if (!run->open)
        return;
    if (!run->timetable)
        wrong(run, "asks", "nothing");
    else if (written_again(run->timetable, &run->text) == run->lost)
        wrong(run, run->lost ? "written all the same" : "not written", buffer_text(&run->text));
    timetable_free(run->timetable);
    run->timetable = NULL;
}

static void case_open(struct run *run, const char *title)
{
    case_close(run);
    snprintf(run->title, LINE, "%s", title);
    memset(&run->parts, 0, sizeof run->parts);
    run->hours[0] = 0;
    run->parts.hours = run->hours;
    run->today = civil_of("2026-06-12T15:00");
    run->lost = false;
    run->open = true;
    run->cases++;
}

static void every_case_of_the_spec_holds(void **state)
{
    static struct run run;
    char line[LINE];
    (void)state;
    FILE *stream = fopen(spec, "r");
    assert_non_null(stream);
    buffer_init(&run.text, 64 * 1024);
    while (fgets(line, sizeof line, stream)) {
        struct fault why;
        run.line++;
        line[strcspn(line, "\r\n")] = 0;
        char *rest = line + strcspn(line, " ");
        rest += *rest == ' ' ? (*rest = 0, 1) : 0;
        if (!*line || *line == '#')
            continue;
        if (!strcmp(line, "case")) {
            case_open(&run, rest);
        } else if (!part_line(&run, line, rest)) {
            assert_true(run.open);
            if (!run.timetable && !timetable_make(&run.parts, &setting, &run.timetable, &why))
                fail_msg("timetable.txt:%d: %s", run.line, why.what.key);
            check_line(&run, line, rest);
        } else {
            assert_null(run.timetable);
        }
    }
    case_close(&run);
    fclose(stream);
    buffer_clear(&run.text);
    print_message("%d cases, %d answers\n", run.cases, run.checks);
    assert_int_equal(run.wrong, 0);
    assert_true(run.cases >= 25);
}

/* ---- by chance ---- */

static const char *const texts[] = {
    "",
    "",
    "Mo-Fr 09:00-17:00",
    "24/7",
    "Sa[1] 09:00-11:00",
    "Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-11:00; PH off",
    "Fr 20:00-02:00",
    "We,Sa 09:00-12:00; SH off",
    "Jul-Aug off; Mo-Fr 09:00-12:00",
    "Mo-Fr 09:00-12:00, We 13:00-17:00",
    "Mo-Su 18:00-04:00; We off",
    "Tu-Th 14:00-18:00 \"bel eerst\"",
    "Mo 09:00-12:00 || \"misschien\"",
    "Mo-Fr 08:00-20:00 open \"bel\"",
};
static const char *const wheres[] = {"", "Markt", "Dorpsplein \"Rekkem\"", "Kerk; achterkant"};

static struct civil_date date_by_chance(void)
{
    return civil_date_add((struct civil_date){2026, 1, 1}, (int)kit_random_below(500));
}

static void parts_by_chance(struct timetable_parts *parts, struct timetable_stop *stops)
{
    const struct civil_date none = {0, 0, 0};
    *parts = (struct timetable_parts){
        .hours = texts[kit_random_below(sizeof texts / sizeof *texts)],
        .appointment = kit_random_below(5) == 0,
        .closed_until = kit_random_below(3) ? none : date_by_chance(),
        .from = kit_random_below(3) ? none : date_by_chance(),
        .until = kit_random_below(3) ? none : date_by_chance(),
        .stops = stops,
        .stop_count = kit_random_below(2) ? kit_random_below(STOPS) : 0,
    };
    for (size_t i = 0; i < parts->stop_count; i++) {
        int from = (int)kit_random_below(96) * 15;
        stops[i] = (struct timetable_stop){
            i && !kit_random_below(3) ? stops[i - 1].date : date_by_chance(), (int16_t)from,
            (int16_t)(from + 15 * (1 + (int)kit_random_below(40))),
            wheres[kit_random_below(sizeof wheres / sizeof *wheres)]};
    }
}

/* The state by the words of the header, without anything clever. */
static enum hours_state state_plainly(const struct timetable_parts *parts,
                                      const struct hours *hours, struct civil when)
{
    struct civil_date date = when.date;
    if ((parts->closed_until.year && civil_date_compare(date, parts->closed_until) <= 0) ||
        (parts->from.year && civil_date_compare(date, parts->from) < 0) ||
        (parts->until.year && civil_date_compare(date, parts->until) > 0))
        return HOURS_CLOSED;
    for (size_t i = 0; i < parts->stop_count; i++) {
        int minute = (civil_days(date) - civil_days(parts->stops[i].date)) * DAY + when.hour * 60 +
                     when.minute;
        if (minute >= parts->stops[i].from && minute < parts->stops[i].to)
            return HOURS_OPEN;
    }
    if (hours)
        return hours_at(hours, when);
    return parts->stop_count ? HOURS_CLOSED : HOURS_UNKNOWN;
}

static struct civil quarter(struct civil_date from, int number)
{
    return (struct civil){civil_date_add(from, number / 96), (int8_t)(number % 96 / 4),
                          (int8_t)(number % 4 * 15), 0};
}

static void change_checked(const struct timetable *timetable, const struct timetable_parts *parts,
                           const struct hours *hours, struct civil when)
{
    struct civil at = when;
    enum hours_state becomes, now = state_plainly(parts, hours, when);
    int start = when.hour * 4 + when.minute / 15, number = start;
    bool changes = timetable_next_change(timetable, when, &at, &becomes);
    int64_t end = changes ? civil_moment(at) : civil_moment(quarter(when.date, 366 * 96));
    while (civil_moment(quarter(when.date, number)) < end) {
        assert_int_equal(state_plainly(parts, hours, quarter(when.date, number)), now);
        number += number - start > 96 * 40 ? 37 : 1; /* far away not every quarter */
    }
    if (changes) {
        assert_int_not_equal(becomes, now);
        assert_int_equal(state_plainly(parts, hours, at), becomes);
    }
}

static void days_checked(const struct timetable *timetable, const struct timetable_parts *parts,
                         const struct hours *hours, struct civil_date from)
{
    enum { DAYS = 40 };
    static struct hours_interval intervals[INTERVALS];
    size_t count = timetable_intervals(timetable, from, DAYS, intervals, INTERVALS), at = 0;
    for (int number = 0; number < DAYS * 96; number++) {
        struct civil when = quarter(from, number);
        enum hours_state state = state_plainly(parts, hours, when), told = HOURS_CLOSED;
        int64_t moment = civil_days(when.date) * (int64_t)DAY + when.hour * 60 + when.minute;
        while (at < count && civil_days(intervals[at].to.date) * (int64_t)DAY +
                                     intervals[at].to.hour * 60 + intervals[at].to.minute <=
                                 moment)
            at++;
        if (at < count && civil_days(intervals[at].from.date) * (int64_t)DAY +
                                  intervals[at].from.hour * 60 + intervals[at].from.minute <=
                              moment)
            told = intervals[at].state;
        assert_int_equal(told, state);
        assert_int_equal(timetable_at(timetable, when), state);
    }
}

static void chance_is_reckoned_and_written_right(void **state)
{
    struct timetable_stop stops[STOPS];
    struct timetable_parts parts;
    struct buffer text;
    int whole = 0, rounds = 80;
    (void)state;
    buffer_init(&text, 64 * 1024);
    for (int round = 0; round < rounds; round++) {
        struct timetable *timetable;
        struct hours *hours = NULL;
        struct fault why;
        parts_by_chance(&parts, stops);
        assert_true(timetable_make(&parts, &setting, &timetable, &why));
        if (*parts.hours)
            assert_true(hours_parse(parts.hours, &setting, &hours, &why));
        if (!hours || !strstr(parts.hours, "sun")) /* whole quarters only */
            days_checked(timetable, &parts, hours, date_by_chance());
        if (!hours || !strstr(parts.hours, "sun"))
            change_checked(timetable, &parts, hours,
                           quarter(date_by_chance(), (int)kit_random_below(96)));
        whole += written_again(timetable, &text);
        hours_free(hours);
        timetable_free(timetable);
    }
    buffer_clear(&text);
    print_message("%d of %d written\n", whole, rounds);
    assert_true(whole > rounds * 7 / 10);
}

/* ---- bad input ---- */

static void odd_parts_are_refused_with_their_place(void **state)
{
    (void)state;
    static const struct timetable_stop bad[] = {
        {{2026, 2, 30}, 600, 720, ""},  {{2026, 2, 3}, 720, 600, ""},
        {{2026, 2, 3}, 600, 600, ""},   {{2026, 2, 3}, -1, 600, ""},
        {{0, 0, 0}, 600, 720, ""},      {{2026, 2, 3}, 1440, 1500, ""},
        {{2026, 2, 3}, 600, 2881, NULL}};
    struct timetable *timetable;
    struct fault why;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct timetable_stop stops[2] = {{{2026, 2, 3}, 600, 720, "goed"}, bad[i]};
        struct timetable_parts parts = {.hours = "", .stops = stops, .stop_count = 2};
        assert_false(timetable_make(&parts, NULL, &timetable, &why));
        kit_assert_fault(&why, FAULT_INPUT, "timetable.fault.stop");
        assert_int_equal(why.place, 1);
        assert_null(timetable);
    }
    struct timetable_parts parts = {.hours = "Mo-Fr 09:00-12:00; kermis"};
    assert_false(timetable_make(&parts, NULL, &timetable, &why));
    assert_int_equal(why.place, 19);
}

static void too_many_stops_are_refused_and_many_can_be_asked(void **state)
{
    (void)state;
    static struct timetable_stop stops[TIMETABLE_STOPS + 1];
    struct timetable *timetable;
    struct buffer text;
    struct fault why;
    for (int i = 0; i <= TIMETABLE_STOPS; i++)
        stops[i] = (struct timetable_stop){
            civil_date_add((struct civil_date){2026, 1, 1}, TIMETABLE_STOPS - i), 600, 660,
            "Markt"};
    struct timetable_parts parts = {
        .hours = NULL, .stops = stops, .stop_count = TIMETABLE_STOPS + 1};
    assert_false(timetable_make(&parts, NULL, &timetable, &why));
    kit_assert_fault(&why, FAULT_LIMIT, "timetable.fault.stops");
    parts.stop_count--;
    assert_true(timetable_make(&parts, NULL, &timetable, &why));
    assert_int_equal(timetable_minutes(timetable, (struct civil_date){2026, 1, 1}, 800),
                     TIMETABLE_STOPS * 60);
    assert_int_equal(timetable_stop_next(timetable, civil_of("2026-01-01T00:00"))->date.day, 2);
    buffer_init(&text, 64 * 1024);
    assert_false(timetable_write(timetable, &text)); /* more than a text may hold */
    buffer_clear(&text);
    timetable_free(timetable);
}

/* ---- */

static int begin(void **state)
{
    (void)state;
    struct fault why;
    struct buffer text;
    for (enum language_code code = 0; code < LANGUAGE_COUNT; code++)
        if (!language_load(kit_path(kit_assets(), "language"), code, &lists[code], &why))
            return -1;
    if (!file_read(kit_path(kit_asset_source(), "calendar/school_holidays.json"), CALENDAR, &text,
                   &why) ||
        !calendar_parse(buffer_text(&text), text.size, &calendar, &why))
        return -1;
    buffer_clear(&text);
    setting.calendar = calendar;
    return 0;
}

static int end(void **state)
{
    (void)state;
    calendar_free(calendar);
    for (enum language_code code = 0; code < LANGUAGE_COUNT; code++)
        language_free(lists[code]);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_of_the_spec_holds),
        cmocka_unit_test(chance_is_reckoned_and_written_right),
        cmocka_unit_test(odd_parts_are_refused_with_their_place),
        cmocka_unit_test(too_many_stops_are_refused_and_many_can_be_asked),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
