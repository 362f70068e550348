/* SPDX-License-Identifier: EUPL-1.2 */
/* parse_inner.h – the second step of reading: from pieces (token.h) to rules.
 *
 * parse.c reads rules and what separates them, parse_day.c and parse_date.c the selectors of days,
 * parse_time.c those of times, write.c the canonical spelling. Selectors of one rule may stand in
 * any order, also twice; each is remembered as a segment, the pieces it was read from. */
#ifndef HOURS_PARSE_INNER_H
#define HOURS_PARSE_INNER_H

#include "hours/hours_inner.h"
#include "hours/token.h"

/* In the order in which the specification writes them. */
enum segment_kind {
    SEGMENT_YEAR,
    SEGMENT_DATE, /* months and dates */
    SEGMENT_WEEK,
    SEGMENT_HOLIDAY,
    SEGMENT_WEEKDAY,
    SEGMENT_TIME,
    SEGMENT_ALWAYS,
    SEGMENT_STATE,
    SEGMENT_COMMENT,
    SEGMENT_COUNT
};

struct segment {
    enum segment_kind kind;
    size_t first, behind; /* of the tokens */
};

/* A list that grows while a rule is read, and is then laid behind the value's own. */
#define DRAFT_LIST(type)                                                                           \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, room;                                                                        \
    }

struct parse {
    struct hours *hours;
    struct fault *why;
    struct tokens tokens;
    size_t at;
    size_t rule_start; /* the first token of the rule, with all that commas add to it */
    struct buffer canonical;
    int points; /* of repeated times, so far */
    /* the rule that is being read */
    DRAFT_LIST(struct year_range) years;
    DRAFT_LIST(struct date_range) dates;
    DRAFT_LIST(struct date_range) months;
    DRAFT_LIST(struct week_range) weeks;
    DRAFT_LIST(struct day_pick) days;
    DRAFT_LIST(struct day_pick) holidays;
    DRAFT_LIST(struct span) spans;
    DRAFT_LIST(struct segment) segments;
    /* "PH,Dec 24 off": what stood before such a comma becomes a rule of its own */
    DRAFT_LIST(struct head) heads;
};

struct head {
    struct rule rule;
    size_t segment_first, segment_behind;
};

#define DRAFT_ADD(list, item)                                                                      \
    do {                                                                                           \
        ARRAY_GROW((list).items, (list).count, (list).room);                                       \
        (list).items[(list).count++] = (item);                                                     \
    } while (0)

const struct token *piece(const struct parse *parse, size_t ahead); /* from the present one on */
bool piece_is(const struct parse *parse, size_t ahead, enum token_kind kind);
bool piece_take(struct parse *parse, enum token_kind kind);
/* A number from `least` to `most`; otherwise fails with `key` and the piece that stands there. */
bool number_take(struct parse *parse, int least, int most, int *value, const char *key);
bool is_moment(const struct parse *parse, size_t ahead); /* a number that begins "10:00-" */

/* Fails at the present piece; `key` is told the piece. Always false. */
bool parse_fault(struct parse *parse, const char *key);
bool parse_fault_at(struct parse *parse, size_t token, const char *key);

bool is_days(const struct parse *parse, size_t ahead);
bool is_date(const struct parse *parse, size_t ahead);
bool is_times(const struct parse *parse, size_t ahead);
bool is_clock(const struct parse *parse, size_t ahead); /* "1930-2200", which might be years */
/* Each reads a whole list of its kind. */
bool parse_years(struct parse *parse);
bool parse_dates(struct parse *parse);
bool parse_weeks(struct parse *parse);
bool parse_days(struct parse *parse);
bool parse_times(struct parse *parse);
/* " +2 days", " -1 day" into *days, at most `most`; 0 when there is none. */
bool parse_offset(struct parse *parse, int most, int16_t *days);

/* write.c: adds the segments, in their proper order, to parse->canonical. */
void rule_write(struct parse *parse, struct segment *segments, size_t count,
                enum joint joint);

#endif
