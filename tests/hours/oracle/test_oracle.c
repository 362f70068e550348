/* SPDX-License-Identifier: EUPL-1.2 */
/* Ours beside npm opening_hours, the reference implementation, on every real text over a whole year
 * and on thousands that chance makes. Where they differ, known.txt must say why. */
#include "hours/oracle/ask.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hours/oracle/grammar.h"
#include "kit/kit.h"
#include "system/file.h"

enum { MADE = 1200, KNOWN_CEILING = 1 << 20, KNOWN_MOST = 200, LINE = 400 };

/* ---- known differences ---- */

struct known {
    char *pattern; /* the value itself when `exact` */
    bool exact;
    regex_t regex;
    int met;
};

static struct known known[KNOWN_MOST];
static size_t known_count;

static void known_take(const char *line)
{
    char whole[LINE];
    struct known *one = &known[known_count++];
    assert_true(known_count <= KNOWN_MOST && strlen(line) < LINE - 8);
    one->exact = !strncmp(line, "= ", 2);
    one->pattern = strdup(one->exact ? line + 2 : line);
    snprintf(whole, sizeof whole, "^(%s)$", one->exact ? "" : line);
    assert_int_equal(regcomp(&one->regex, whole, REG_EXTENDED | REG_NOSUB), 0);
}

static int known_open(void **state)
{
    struct buffer text;
    struct fault why;
    char *rest = NULL;
    (void)state;
    assert_true(file_read(ORACLE_KNOWN, KNOWN_CEILING, &text, &why));
    for (char *line = strtok_r(text.data, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        if (line[0] != '#') {
            known_take(line);
        }
    }
    buffer_clear(&text);
    return 0;
}

static int known_close(void **state)
{
    (void)state;
    for (size_t i = 0; i < known_count; i++) {
        regfree(&known[i].regex);
        free(known[i].pattern);
    }
    known_count = 0;
    setting_drop();
    return 0;
}

static bool difference_known(const char *value)
{
    bool found = false;
    for (size_t i = 0; i < known_count && !found; i++) {
        found = known[i].exact ? !strcmp(known[i].pattern, value)
                               : regexec(&known[i].regex, value, 0, NULL, 0) == 0;
        known[i].met += found;
    }
    return found;
}

/* ---- comparing ---- */

enum { SUN_MINUTES = 4 };

static bool speaks_of_the_sun(const char *value)
{
    return strstr(value, "sun") || strstr(value, "dawn") || strstr(value, "dusk");
}

/* Takes "2026-06-08T10:00" and what stands behind it. */
static bool moment_take(const char **at, int64_t *minutes)
{
    char moment[17] = "";
    int64_t seconds;
    strncat(moment, *at, 16);
    if (!civil_moment_parse(moment, &seconds)) {
        return false;
    }
    *at += 16;
    *minutes = seconds / 60;
    return true;
}

/* The same intervals, but that ends may lie some minutes from each other: a span that ends with the
 * sun of the next morning takes, with the reference, the sun of the morning before. */
static bool nearly_same(const char *ours, const char *theirs)
{
    int64_t left, right;
    while (*ours && *theirs) {
        if (*ours == '-' || *theirs == '-' || !moment_take(&ours, &left) ||
            !moment_take(&theirs, &right) || llabs(left - right) > SUN_MINUTES) {
            return false;
        }
        for (; *ours && (*ours < '0' || *ours > '9'); ours++, theirs++) {
            if (*ours != *theirs) {
                return false;
            }
        }
    }
    return !*ours && !*theirs;
}

static bool same(const char *value, const char *ours, const char *theirs)
{
    return !strcmp(ours, theirs) || (speaks_of_the_sun(value) && nearly_same(ours, theirs));
}

struct tally {
    int asked, refused, unread, differ, excused;
};

/* The first interval that only one of them has. */
static void difference_show(const char *ours, const char *theirs)
{
    while (*ours && *ours == *theirs) {
        ours++;
        theirs++;
    }
    print_message("   ours …%.60s\n   reference …%.60s\n", ours, theirs);
}

static void difference_count(struct tally *tally, const struct question *question, int *counter,
                             const char *ours, const char *theirs)
{
    char date[CIVIL_DATE_SIZE];
    if (difference_known(question->value)) {
        tally->excused++;
        return;
    }
    ++*counter;
    civil_date_write(question->from, date);
    print_message("%s from %s, %d days%s%s\n", question->value, date, question->days,
                  question->meant ? "; meant: " : "", question->meant ? question->meant : "");
    difference_show(ours, theirs);
}

static void answer_judge(const struct question *question, const struct answer *theirs,
                         struct tally *tally, struct buffer *ours)
{
    struct hours *hours;
    struct fault why;
    tally->asked++;
    if (!theirs->read) {
        tally->refused++;
        return;
    }
    if (!hours_parse(question->value, setting_of(question->region), &hours, &why)) {
        difference_count(tally, question, &tally->unread, why.what.key, theirs->intervals);
        return;
    }
    hours_answer(hours, question, ours);
    if (!same(question->value, buffer_text(ours), theirs->intervals)) {
        difference_count(tally, question, &tally->differ, buffer_text(ours), theirs->intervals);
    }
    hours_free(hours);
}

static struct tally all_judge(const char *name, const struct questions *questions)
{
    struct tally tally = {0};
    struct answers answers;
    struct buffer ours;
    reference_ask(questions, &answers);
    buffer_init(&ours, 16 << 20);
    for (size_t i = 0; i < questions->count; i++) {
        answer_judge(&questions->items[i], &answers.items[i], &tally, &ours);
    }
    buffer_clear(&ours);
    answers_clear(&answers);
    print_message("%s: %d values, of which the reference reads %d; of those %d differ as known.txt "
                  "says, %d differ otherwise, %d we do not read\n",
                  name, tally.asked, tally.asked - tally.refused, tally.excused, tally.differ,
                  tally.unread);
    return tally;
}

/* ---- made by chance ---- */

/* Days of which both know the school holidays; no day on which clocks change where the sun counts
 * (the reference shifts spans by an hour there). */
static void window_choose(const char *value, struct civil_date *from, int *days)
{
    static const int8_t calm[] = {1, 4, 5, 6, 7, 8, 11};
    int16_t year = (int16_t)(2025 + kit_random_below(2));
    *days = kit_random_below(4) ? 35 : 360;
    *from = (struct civil_date){year, (int8_t)(1 + kit_random_below(12)),
                                (int8_t)(1 + kit_random_below(28))};
    if (*days > 35) {
        *from = (struct civil_date){2025, (int8_t)(1 + kit_random_below(8)), 1};
    }
    if (speaks_of_the_sun(value)) {
        from->month = calm[kit_random_below(sizeof calm)];
        *days = 35;
    }
}

static void values_make(enum grammar_kind kind, int count, struct questions *questions)
{
    struct civil_date from;
    struct buffer value;
    int days;
    buffer_init(&value, HOURS_TEXT_CEILING);
    for (int i = 0; i < count; i++) {
        buffer_empty(&value);
        grammar_make(kind, &value);
        window_choose(buffer_text(&value), &from, &days);
        question_add(questions, buffer_text(&value), from, days);
    }
    buffer_clear(&value);
}

static void made_values_agree(const char *name, enum grammar_kind kind)
{
    struct questions questions = {0};
    values_make(kind, MADE, &questions);
    struct tally tally = all_judge(name, &questions);
    questions_clear(&questions);
    assert_in_range(tally.refused, 0, tally.asked * 6 / 10);
    assert_int_equal(tally.differ + tally.unread, 0);
}

static void values_as_places_have_them_agree(void **state)
{
    (void)state;
    made_values_agree("usual", GRAMMAR_USUAL);
}

static void values_from_the_whole_grammar_agree(void **state)
{
    (void)state;
    made_values_agree("whole grammar", GRAMMAR_WHOLE);
}

static void loosely_written_values_agree(void **state)
{
    (void)state;
    made_values_agree("loosely written", GRAMMAR_LOOSE);
}

/* Also where the reference cannot read it as it is written: it is asked for what was meant. */
static void loosely_written_values_say_what_was_meant(void **state)
{
    struct questions questions = {0};
    struct buffer written, meant;
    (void)state;
    buffer_init(&written, HOURS_TEXT_CEILING);
    buffer_init(&meant, HOURS_TEXT_CEILING);
    for (int i = 0; i < MADE; i++) {
        struct civil_date from = {2026, (int8_t)(1 + kit_random_below(9)), 1};
        buffer_empty(&written);
        buffer_empty(&meant);
        grammar_make_meant(&written, &meant);
        question_add(&questions, buffer_text(&written), from, 35);
        questions.items[i].meant = strdup(buffer_text(&meant));
    }
    buffer_clear(&written);
    buffer_clear(&meant);
    struct tally tally = all_judge("loosely written, meant", &questions);
    questions_clear(&questions);
    assert_int_equal(tally.differ + tally.unread, 0);
}

/* ---- real ---- */

static void real_values(struct questions *questions)
{
    struct buffer file;
    struct fault why;
    char *rest = NULL;
    assert_true(file_read(kit_data("hours/opening_hours_2026.tsv"), 4 << 20, &file, &why));
    strtok_r(file.data, "\n", &rest);
    for (char *line; (line = strtok_r(NULL, "\n", &rest));) {
        char *value = strchr(line, '\t') + 1;
        value[strcspn(value, "\t")] = 0;
        question_add(questions, value, (struct civil_date){2026, 1, 1}, 365);
    }
    buffer_clear(&file);
}

static void real_values_agree_on_every_day_of_a_year(void **state)
{
    struct questions questions = {0};
    (void)state;
    real_values(&questions);
    struct tally tally = all_judge("real, all of 2026", &questions);
    questions_clear(&questions);
    assert_int_equal(tally.asked, 2312);
    assert_int_equal(tally.refused, 1);
    assert_int_equal(tally.differ + tally.unread, 0);
}

/* ---- school holidays ---- */

/* The years that both know. The reference counts 27 September, the day of the French Community, as
 * a school holiday; our calendar holds the holidays of a week and more. */
static void school_holidays_are_on_the_same_days(void **state)
{
    struct questions questions = {0};
    (void)state;
    question_add(&questions, "SH", (struct civil_date){2022, 9, 1}, 5 * 365);
    question_add(&questions, "SH", (struct civil_date){2024, 9, 28}, 363);
    question_add(&questions, "SH", (struct civil_date){2025, 9, 28}, 275);
    questions.items[1].region = questions.items[2].region = REGION_FRENCH;
    struct tally tally = all_judge("school holidays", &questions);
    questions_clear(&questions);
    assert_int_equal(tally.refused + tally.differ + tally.unread, 0);
}

/* ---- round trips ---- */

/* The canonical form must be read without warning, be canonical, and mean the same: to us, and to
 * the reference (`canonical` gathers the questions for it). */
static void round_go(const struct question *question, struct questions *canonical)
{
    struct hours *hours, *again;
    struct buffer written, rewritten, left, right;
    struct fault why;
    const struct hours_warning *warnings;
    if (!hours_parse(question->value, setting_of(question->region), &hours, &why)) {
        return;
    }
    buffer_init(&written, 1 << 20);
    buffer_init(&rewritten, 1 << 20);
    buffer_init(&left, 16 << 20);
    buffer_init(&right, 16 << 20);
    hours_write(hours, &written);
    if (!hours_parse(buffer_text(&written), setting_of(question->region), &again, &why)) {
        fail_msg("%s is written as %s, which is not read: %s at %d", question->value,
                 buffer_text(&written), why.what.key, (int)why.place);
    }
    hours_write(again, &rewritten);
    assert_string_equal(buffer_text(&written), buffer_text(&rewritten));
    if (hours_warnings(again, &warnings)) {
        fail_msg("%s is written as %s, and that is warned about: %s", question->value,
                 buffer_text(&written), warnings[0].what.key);
    }
    hours_answer(hours, question, &left);
    hours_answer(again, question, &right);
    if (strcmp(buffer_text(&left), buffer_text(&right))) {
        difference_show(buffer_text(&left), buffer_text(&right));
        fail_msg("%s is written as %s, which is something else", question->value,
                 buffer_text(&written));
    }
    question_add(canonical, buffer_text(&written), question->from, question->days);
    buffer_clear(&written);
    buffer_clear(&rewritten);
    buffer_clear(&left);
    buffer_clear(&right);
    hours_free(hours);
    hours_free(again);
}

static void what_is_written_is_what_was_read(void **state)
{
    struct questions questions = {0}, canonical = {0};
    (void)state;
    for (int kind = 0; kind < GRAMMAR_KINDS; kind++) {
        values_make((enum grammar_kind)kind, MADE / 2, &questions);
    }
    for (size_t i = 0; i < questions.count; i++) {
        round_go(&questions.items[i], &canonical);
    }
    assert_true(canonical.count > questions.count / 2);
    struct tally tally = all_judge("canonical forms", &canonical);
    questions_clear(&questions);
    questions_clear(&canonical);
    assert_int_equal(tally.differ + tally.unread, 0);
}

/* With the usual seed every excuse must still be needed. */
static void no_excuse_is_stale(void **state)
{
    (void)state;
    int stale = 0;
    for (size_t i = 0; i < known_count && !strcmp(getenv("WIJKPEIL_SEED"), ORACLE_SEED); i++) {
        if (!known[i].met) {
            print_message("nothing differs any more as: %s\n", known[i].pattern);
            stale++;
        }
    }
    assert_int_equal(stale, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_values_agree_on_every_day_of_a_year),
        cmocka_unit_test(school_holidays_are_on_the_same_days),
        cmocka_unit_test(values_as_places_have_them_agree),
        cmocka_unit_test(values_from_the_whole_grammar_agree),
        cmocka_unit_test(loosely_written_values_agree),
        cmocka_unit_test(loosely_written_values_say_what_was_meant),
        cmocka_unit_test(what_is_written_is_what_was_read),
        cmocka_unit_test(no_excuse_is_stale),
    };
    setenv("WIJKPEIL_SEED", ORACLE_SEED, 0); /* another finds more; this one always the same */
    return cmocka_run_group_tests(tests, known_open, known_close);
}
