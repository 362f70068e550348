/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/arena.h"
#include "hours/parse_inner.h"

enum { WEEKS_MOST = 53, NTH_MOST = 5, NTH_FAR = 6, PUBLIC_FAR = 1, STEP_MOST = 99 };

bool is_days(const struct parse *parse, size_t ahead)
{
    enum token_kind kind = piece(parse, ahead)->kind;
    return kind == TOKEN_WEEKDAY || kind == TOKEN_PUBLIC || kind == TOKEN_SCHOOL;
}

bool parse_years(struct parse *parse)
{
    do {
        int to, step = 1;
        struct year_range range = {.from = piece(parse, 0)->value};
        if (range.from > YEAR_LAST)
            return parse_fault(parse, "hours.fault.year");
        parse->at++;
        to = range.from;
        if (piece_take(parse, TOKEN_PLUS)) {
            to = YEAR_LAST;
        } else if (piece_take(parse, TOKEN_DASH)) {
            to = piece(parse, 0)->value;
            if (!piece_is(parse, 0, TOKEN_YEAR) || to > YEAR_LAST)
                return parse_fault(parse, "hours.fault.year");
            if (to <= range.from)
                return parse_fault(parse, "hours.fault.backward");
            parse->at++;
        }
        if (piece_take(parse, TOKEN_SLASH)) {
            if (!number_take(parse, 1, STEP_MOST, &step, "hours.fault.step"))
                return false;
            to = to == range.from ? YEAR_LAST : to;
        }
        range.to = (int16_t)to;
        range.step = (int16_t)step;
        DRAFT_ADD(parse->years, range);
    } while (piece_is(parse, 1, TOKEN_YEAR) && piece_take(parse, TOKEN_COMMA));
    return true;
}

static bool more_weeks(struct parse *parse)
{
    size_t word = piece_is(parse, 1, TOKEN_WEEK);
    if (!piece_is(parse, 0, TOKEN_COMMA) || !piece_is(parse, 1 + word, TOKEN_NUMBER) ||
        piece_is(parse, 2 + word, TOKEN_COLON))
        return false;
    parse->at++;
    return true;
}

bool parse_weeks(struct parse *parse)
{
    do {
        int from, to, step = 1;
        piece_take(parse, TOKEN_WEEK);
        if (!number_take(parse, 1, WEEKS_MOST, &from, "hours.fault.week"))
            return false;
        to = from;
        if (piece_take(parse, TOKEN_DASH) &&
            !number_take(parse, 1, WEEKS_MOST, &to, "hours.fault.week"))
            return false;
        if (piece_take(parse, TOKEN_SLASH) &&
            !number_take(parse, 1, WEEKS_MOST, &step, "hours.fault.step"))
            return false;
        struct week_range range = {(int8_t)from, (int8_t)to, (int8_t)step};
        DRAFT_ADD(parse->weeks, range);
    } while (more_weeks(parse));
    return true;
}

/* "[1]", "[-1]", "[1-2]" or one piece of "[1,3]". */
static bool nth_number(struct parse *parse, int *nth)
{
    bool from_end = piece_take(parse, TOKEN_DASH);
    if (!number_take(parse, 1, NTH_MOST, nth, "hours.fault.nth"))
        return false;
    *nth = from_end ? -*nth : *nth;
    return true;
}

static bool nths_read(struct parse *parse, size_t first, struct day_pick pick)
{
    do {
        int from, to;
        if (!nth_number(parse, &from))
            return false;
        to = from;
        if (from > 0 && piece_take(parse, TOKEN_DASH) &&
            !number_take(parse, 1, NTH_MOST, &to, "hours.fault.nth"))
            return false;
        if (to < from)
            return parse_fault(parse, "hours.fault.backward");
        pick.nth_from = (int8_t)from;
        pick.nth_to = (int8_t)to;
        DRAFT_ADD(parse->days, pick);
    } while (piece_take(parse, TOKEN_COMMA));
    if (!piece_take(parse, TOKEN_SQUARE_CLOSE))
        return parse_fault(parse, "hours.fault.bracket");
    int16_t offset;
    if (!parse_offset(parse, NTH_FAR, &offset))
        return false;
    for (size_t at = first; at < parse->days.count; at++)
        parse->days.items[at].offset = offset;
    return true;
}

static bool weekdays_read(struct parse *parse)
{
    struct day_pick pick = {.from = (int8_t)piece(parse, 0)->value};
    parse->at++;
    pick.to = pick.from;
    if (piece_is(parse, 0, TOKEN_DASH)) {
        parse->at++;
        if (!piece_is(parse, 0, TOKEN_WEEKDAY))
            return parse_fault(parse, "hours.fault.weekday");
        pick.to = (int8_t)piece(parse, 0)->value;
        parse->at++;
        if (piece_is(parse, 0, TOKEN_SQUARE_OPEN))
            return parse_fault(parse, "hours.fault.nth.range");
    }
    if (piece_take(parse, TOKEN_SQUARE_OPEN))
        return nths_read(parse, parse->days.count, pick);
    DRAFT_ADD(parse->days, pick);
    return true;
}

/* `beside` weekdays a holiday is a day like those; alone it narrows them. */
static bool holiday_read(struct parse *parse, bool beside)
{
    struct day_pick pick = {.kind = DAY_PUBLIC};
    if (piece_take(parse, TOKEN_SCHOOL)) {
        pick.kind = DAY_SCHOOL;
        parse->hours->school = true;
    } else {
        parse->at++;
        if (!parse_offset(parse, PUBLIC_FAR, &pick.offset))
            return false;
    }
    if (beside)
        DRAFT_ADD(parse->days, pick);
    else
        DRAFT_ADD(parse->holidays, pick);
    return true;
}

bool parse_days(struct parse *parse)
{
    size_t holidays = parse->holidays.count;
    bool weekdays = false;
    do {
        bool weekday = piece_is(parse, 0, TOKEN_WEEKDAY);
        if (weekday && !weekdays) {
            for (size_t at = holidays; at < parse->holidays.count; at++)
                DRAFT_ADD(parse->days, parse->holidays.items[at]);
            parse->holidays.count = holidays;
            weekdays = true;
        }
        if (weekday ? !weekdays_read(parse) : !holiday_read(parse, weekdays))
            return false;
    } while (is_days(parse, 1) && piece_take(parse, TOKEN_COMMA));
    return true;
}
