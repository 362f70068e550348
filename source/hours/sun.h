/* SPDX-License-Identifier: EUPL-1.2 */
/* sun.h – when the sun rises and sets, for opening hours that follow it.
 *
 * The sun's apparent place is that of Meeus, Astronomical Algorithms, 2nd edition, chapters 12, 15,
 * 22 and 25 (low accuracy, 0.01°); rising and setting are its upper limb at the horizon with mean
 * refraction (−0.833°), dawn and dusk civil twilight (−6°). For the years 2005–2050 the
 * minutes are those of npm opening_hours 3.15 (suncalc 2). Pure. */
#ifndef HOURS_SUN_H
#define HOURS_SUN_H

#include "hours/hours.h"

enum sun_event { SUN_DAWN, SUN_SUNRISE, SUN_SUNSET, SUN_DUSK };

/* Minutes of wall time in Europe/Brussels after the midnight that `date` begins with, 0–1439, the
 * seconds cut off. Where the sun does not come to that height all day: of a sun that stays
 * above, 0 for dawn and sunrise, 1440 for sunset and dusk; of one that stays below, 12:00 and 12:01.
 * Where the event falls just beside the day (far from Brussels), the nearest end of the day.
 * NULL or a point that is none = Brussels. */
int sun_minutes(enum sun_event event, const struct hours_setting *setting, struct civil_date date);

/* The setting of a value that was read without one: Brussels, no calendar. */
struct hours_setting hours_setting_brussels(void);

#endif
