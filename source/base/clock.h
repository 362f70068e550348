/* SPDX-License-Identifier: EUPL-1.2 */
/* clock.h – the time as a value that is handed down. Pure rooms get the moment as an argument;
 * services and faces hold a `const struct clock *`, which tests wind by hand. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

struct clock {
    int64_t (*now)(const struct clock *clock); /* moment, in milliseconds since 1970 UTC */
    int64_t fixed;                             /* what a fixed clock answers, in milliseconds */
};

extern const struct clock clock_system;
struct clock clock_fixed(int64_t moment); /* `moment` in seconds; the same answer for ever */
int64_t clock_now(const struct clock *clock);    /* in seconds */
int64_t clock_now_ms(const struct clock *clock);
/* A clock that only goes forward, in milliseconds, for measuring spans and motion. */
int64_t clock_ticks(void);

#endif
