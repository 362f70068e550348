/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/clock.h"

#include <time.h>

static int64_t time_read(clockid_t which)
{
    struct timespec now = {0};
    clock_gettime(which, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t now_of_system(const struct clock *clock)
{
    (void)clock;
    return time_read(CLOCK_REALTIME);
}

static int64_t now_of_fixed(const struct clock *clock)
{
    return clock->fixed;
}

const struct clock clock_system = {.now = now_of_system};

struct clock clock_fixed(int64_t moment)
{
    return (struct clock){.now = now_of_fixed, .fixed = moment * 1000};
}

int64_t clock_now_ms(const struct clock *clock)
{
    return clock->now(clock);
}

int64_t clock_now(const struct clock *clock)
{
    int64_t now = clock_now_ms(clock);
    return now / 1000 - (now % 1000 < 0);
}

int64_t clock_ticks(void)
{
    return time_read(CLOCK_MONOTONIC);
}
