/* SPDX-License-Identifier: EUPL-1.2 */
/* floor_plan.h – what the CMakeLists.txt files say of the rooms: their order from the ground up,
 * and for each room on which others it stands. */
#ifndef HOUSE_FLOOR_PLAN_H
#define HOUSE_FLOOR_PLAN_H

#include <stdbool.h>

#include "base/buffer.h"

enum { PLAN_ROOMS = 64, PLAN_NAME = 40 };

struct plan_room {
    char name[PLAN_NAME];
    int line;   /* in source/CMakeLists.txt */
    bool built; /* has a CMakeLists.txt of its own */
    bool stands_on[PLAN_ROOMS];
    int stands_on_line[PLAN_ROOMS]; /* in the room's CMakeLists.txt */
};

struct floor_plan {
    int count; /* lowest floor first */
    struct plan_room room[PLAN_ROOMS];
};

int floor_plan_find(const struct floor_plan *plan, const char *name); /* -1 = no such room */

/* Reads SOURCE/CMakeLists.txt and SOURCE/<room>/CMakeLists.txt. What is wrong there is added to
 * `faults` as lines "file:line: what"; returns how many. A program without room() tells on
 * what it stands by target_link_libraries(). */
int floor_plan_read(struct floor_plan *plan, const char *source, struct buffer *faults);

#endif
