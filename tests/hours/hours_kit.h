/* SPDX-License-Identifier: EUPL-1.2 */
/* hours_kit.h – short ways to ask in the tests of this room. */
#ifndef TESTS_HOURS_HOURS_KIT_H
#define TESTS_HOURS_HOURS_KIT_H

#include <stdio.h>
#include <string.h>

#include "hours/hours.h"
#include "kit/kit.h"

static inline struct hours *hours_of(const char *text)
{
    struct hours *hours;
    struct fault why;
    if (!hours_parse(text, NULL, &hours, &why))
        fail_msg("%s: %s at %d", text, why.what.key, (int)why.place);
    return hours;
}

static inline struct civil civil_of(const char *text)
{
    return civil_of_moment(kit_moment(text));
}

/* 'o', 'u' or 'c' at a wall time "2026-06-12T15:00". */
static inline char state_at(const char *text, const char *when)
{
    struct hours *hours = hours_of(text);
    enum hours_state state = hours_at(hours, civil_of(when));
    hours_free(hours);
    return "cou"[state];
}

/* One letter for the state at noon of each of `days` days: "occo". */
static inline const char *noons(const char *text, const char *from, int days)
{
    static char out[64];
    struct civil_date date;
    struct hours *hours = hours_of(text);
    assert_true(civil_date_parse(from, &date));
    assert_in_range(days, 0, 63);
    for (int day = 0; day < days; day++)
        out[day] = "cou"[hours_at(hours, (struct civil){civil_date_add(date, day), 12, 0, 0})];
    out[days] = 0;
    hours_free(hours);
    return out;
}

#endif
