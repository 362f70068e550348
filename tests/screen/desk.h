/* SPDX-License-Identifier: EUPL-1.2 */
/* desk.h – set-up and tear-down of tests with fingers: one hand on a big screen or a small one, as the test's state. */
#ifndef SCREEN_DESK_H
#define SCREEN_DESK_H

#include "screen/hand.h"

static inline int open_size(void **state, double width, double height)
{
    static struct hand hand;
    hand_open(&hand, width, height, "nl", 1);
    *state = &hand;
    return 0;
}

static inline int open_first_week(void **state, double width, double height)
{
    static struct hand hand;
    hand_open_first_week(&hand, width, height, "nl", 1);
    *state = &hand;
    return 0;
}

static inline int open_desk(void **state)
{
    return open_size(state, 1280, 800);
}

static inline int open_phone(void **state)
{
    return open_size(state, 412, 892);
}

/* With little in the logbook yet. */
static inline int open_desk_first_week(void **state)
{
    return open_first_week(state, 1280, 800);
}

static inline int open_phone_first_week(void **state)
{
    return open_first_week(state, 412, 892);
}

static inline int close_hand(void **state)
{
    hand_close(*state);
    return 0;
}

#endif
