/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/arena.h"
#include "hours/parse_inner.h"

enum { EASTER_FAR = 200, EASTER_FAR_END = 366, NTH_FAR = 6, STEP_MOST = 31 };

static const int8_t month_days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static bool is_day_number(const struct parse *parse, size_t ahead)
{
    return piece_is(parse, ahead, TOKEN_NUMBER) && piece(parse, ahead)->digits < DIGITS_CLOCK &&
           !is_moment(parse, ahead);
}

bool is_date(const struct parse *parse, size_t ahead)
{
    if (piece_is(parse, ahead, TOKEN_YEAR)) {
        if (piece_is(parse, ahead + 1, TOKEN_EASTER))
            return true;
        return piece_is(parse, ahead + 1, TOKEN_MONTH) &&
               (is_day_number(parse, ahead + 2) || (piece_is(parse, ahead + 2, TOKEN_WEEKDAY) &&
                                                    piece_is(parse, ahead + 3, TOKEN_SQUARE_OPEN)));
    }
    return piece_is(parse, ahead, TOKEN_MONTH) || piece_is(parse, ahead, TOKEN_EASTER);
}

static bool day_read(struct parse *parse, struct date_point *point)
{
    int day;
    if (!number_take(parse, 1, month_days[point->month - 1], &day, "hours.fault.day"))
        return false;
    point->kind = DATE_DAY;
    point->day = (int8_t)day;
    return true;
}

static size_t nth_size(const struct parse *parse)
{
    if (!piece_is(parse, 0, TOKEN_WEEKDAY) || !piece_is(parse, 1, TOKEN_SQUARE_OPEN))
        return 0;
    size_t sign = piece_is(parse, 2, TOKEN_DASH);
    if (!piece_is(parse, 2 + sign, TOKEN_NUMBER) || !piece_is(parse, 3 + sign, TOKEN_SQUARE_CLOSE))
        return 0;
    return 4 + sign;
}

/* "Oct Su[-1]" begins or ends a range only; alone it is a month and a weekday. */
static bool nth_read(struct parse *parse, bool end, struct date_point *point)
{
    size_t size = nth_size(parse), start = parse->at;
    if (!size)
        return !end || parse_fault(parse, "hours.fault.month");
    point->kind = DATE_NTH;
    point->weekday = (int8_t)piece(parse, 0)->value;
    point->nth = piece(parse, size - 2)->value > 5 ? 0 : (int8_t)piece(parse, size - 2)->value;
    if (!point->nth)
        return parse_fault_at(parse, parse->at + size - 2, "hours.fault.nth");
    point->nth = (int8_t)(size == 5 ? -point->nth : point->nth);
    parse->at += size;
    if (!parse_offset(parse, NTH_FAR, &point->offset))
        return false;
    if (!end && !piece_is(parse, 0, TOKEN_DASH)) {
        *point = (struct date_point){.kind = DATE_MONTH, .month = point->month};
        parse->at = start;
    }
    return true;
}

static bool point_read(struct parse *parse, bool end, struct date_point *point)
{
    *point = (struct date_point){0};
    if (piece_is(parse, 0, TOKEN_YEAR)) {
        point->year = piece(parse, 0)->value;
        if (point->year > YEAR_LAST)
            return parse_fault(parse, "hours.fault.year");
        parse->at++;
    }
    if (piece_take(parse, TOKEN_EASTER)) {
        point->kind = DATE_EASTER;
        return parse_offset(parse, end ? EASTER_FAR_END : EASTER_FAR, &point->offset);
    }
    if (!piece_is(parse, 0, TOKEN_MONTH))
        return parse_fault(parse, "hours.fault.month");
    point->month = (int8_t)piece(parse, 0)->value;
    point->kind = DATE_MONTH;
    parse->at++;
    if (is_day_number(parse, 0))
        return day_read(parse, point);
    int16_t year = point->year;
    bool read = nth_read(parse, end, point);
    point->year = year;
    return read;
}

/* The year that one end lacks: that of the other, or the next when the end would come first. */
static bool years_settle(struct parse *parse, size_t start, struct date_range *range)
{
    struct date_point *from = &range->from, *to = &range->to;
    if (from->year && !to->year) {
        bool earlier = to->month < from->month || (to->month == from->month && to->day < from->day);
        struct token *token = &parse->tokens.items[start];
        token->year = to->year = (int16_t)(from->year + earlier);
        hours_warn(parse->hours, token->at, token->size, "hours.warn.year", NULL);
    }
    if (to->year && !from->year)
        return parse_fault_at(parse, start, "hours.fault.onward");
    if (to->year < from->year || (to->year == from->year && from->year && to->month < from->month))
        return parse_fault_at(parse, start, "hours.fault.backward");
    return true;
}

static bool end_read(struct parse *parse, struct date_range *range)
{
    struct date_point *from = &range->from, *to = &range->to;
    int step;
    range->ranged = true;
    if (from->kind == DATE_DAY && piece_is(parse, 0, TOKEN_NUMBER)) {
        size_t token = parse->at;
        *to = *from;
        if (!day_read(parse, to))
            return false;
        if (to->day < from->day)
            return parse_fault_at(parse, token, "hours.fault.backward");
        if (!piece_take(parse, TOKEN_SLASH))
            return true;
        if (!number_take(parse, 1, STEP_MOST, &step, "hours.fault.step"))
            return false;
        range->step = (int16_t)step;
        return true;
    }
    size_t start = parse->at;
    if (from->kind == DATE_MONTH) {
        if (!piece_is(parse, 0, TOKEN_MONTH))
            return parse_fault(parse, "hours.fault.month");
        *to = (struct date_point){.kind = DATE_MONTH, .month = (int8_t)piece(parse, 0)->value};
        parse->at++;
        return true;
    }
    return point_read(parse, true, to) && years_settle(parse, start, range);
}

/* `before` is the date before the comma, whose month a lone day shares; NULL = none. */
static bool range_read(struct parse *parse, const struct date_point *before,
                       struct date_range *range)
{
    *range = (struct date_range){0};
    if (before && piece_is(parse, 0, TOKEN_NUMBER)) {
        range->from = *before;
        if (!day_read(parse, &range->from))
            return false;
    } else if (!point_read(parse, false, &range->from)) {
        return false;
    }
    range->to = range->from;
    if (piece_take(parse, TOKEN_DASH))
        return end_read(parse, range);
    if (range->from.kind != DATE_MONTH && piece_is(parse, 0, TOKEN_PLUS)) {
        range->onward = true;
        if (!range->from.year)
            return parse_fault(parse, "hours.fault.onward");
        parse->at++;
    }
    return true;
}

/* Months written alone narrow dates written apart from them; in one list they stand beside. */
bool parse_dates(struct parse *parse)
{
    bool months = piece_is(parse, 0, TOKEN_MONTH) && !piece_is(parse, 1, TOKEN_NUMBER) &&
                  !piece_is(parse, 1, TOKEN_WEEKDAY);
    struct date_point before = {0};
    bool more;
    do {
        struct date_range range;
        if (!range_read(parse, before.day ? &before : NULL, &range))
            return false;
        if (months)
            DRAFT_ADD(parse->months, range);
        else
            DRAFT_ADD(parse->dates, range);
        before = (struct date_point){0};
        if (range.to.kind == DATE_DAY && !range.onward)
            before = range.to;
        more = piece_is(parse, 0, TOKEN_COMMA) &&
               (is_date(parse, 1) || (before.day && is_day_number(parse, 1)));
        parse->at += more;
    } while (more);
    return true;
}
