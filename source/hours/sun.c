/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/sun.h"

#include <math.h>

enum { DAY = 24 * 60, NOON = 12 * 60, ROUNDS = 5 };

static const double TURN = 6.283185307179586;
static const double RADIAN = 0.017453292519943295;
static const double EPOCH_DAYS = 10957.5; /* 2000-01-01T12:00Z, days since 1970 */
static const double CENTURY = 36525;

struct sun_place {
    double ascension, declination; /* radians */
};

struct sky { /* where one looks from, radians */
    double lat, lon;
};

/* Terrestrial less universal time in days (Espenak and Meeus, polynomial expressions for ΔT). */
static double delta_t(double days)
{
    double year = 2000 + days / 365.2425, t = year - 2000, c = (year - 1820) / 100;
    double seconds;
    if (year < 2005)
        seconds =
            63.86 +
            t * (0.3345 + t * (-0.060374 + t * (0.0017275 + t * (0.000651814 + t * 2.373599e-5))));
    else if (year < 2050)
        seconds = 62.92 + t * (0.32217 + t * 0.005589);
    else
        seconds = -20 + 32 * c * c - 0.5628 * (2150 - year);
    return (year < 1986 ? 55 : seconds) / 86400;
}

/* Meeus 25.2–25.8 and 22.2, with the corrections for the apparent place. `days` since the epoch. */
static struct sun_place sun_at(double days)
{
    double t = (days + delta_t(days)) / CENTURY;
    double mean = 280.46646 + t * (36000.76983 + t * 0.0003032);
    double anomaly = RADIAN * (357.52911 + t * (35999.05029 - t * 0.0001537));
    double centre = (1.914602 - t * (0.004817 + t * 0.000014)) * sin(anomaly) +
                    (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly);
    double node = RADIAN * (125.04 - 1934.136 * t);
    double longitude = RADIAN * (mean + centre - 0.00569 - 0.00478 * sin(node));
    double tilt =
        RADIAN * (23.439291 - t * (0.0130042 + t * (1.6e-7 - t * 5.04e-7)) + 0.00256 * cos(node));
    return (struct sun_place){atan2(cos(tilt) * sin(longitude), cos(longitude)),
                              asin(sin(tilt) * sin(longitude))};
}

/* How far the sun is past the meridian, −π to π; sidereal time as Meeus 12.4. */
static double hour_angle(double days, const struct sky *sky, double ascension)
{
    double sidereal = RADIAN * fmod(280.46061837 + 360.98564736629 * days, 360);
    return remainder(sidereal + sky->lon - ascension, TURN);
}

static double transit_near(double days, const struct sky *sky)
{
    for (int round = 0; round < ROUNDS; round++)
        days -= hour_angle(days, sky, sun_at(days).ascension) / TURN;
    return days;
}

/* When the sun is at `height` before (side −1) or after (1) the transit. false = it never is;
 * *above says on which side it stays then. */
static bool crossing_of(double transit, const struct sky *sky, double height, int side, double *out,
                        bool *above)
{
    double declination = sun_at(transit).declination;
    double reach =
        (sin(height) - sin(sky->lat) * sin(declination)) / (cos(sky->lat) * cos(declination));
    *above = reach < -1;
    if (!(fabs(reach) <= 1))
        return false;
    double days = transit + side * acos(reach) / TURN;
    for (int round = 0; round < ROUNDS; round++) {
        struct sun_place sun = sun_at(days);
        double angle = hour_angle(days, sky, sun.ascension);
        double slope = cos(sky->lat) * cos(sun.declination) * sin(angle);
        double now = asin(sin(sky->lat) * sin(sun.declination) +
                          cos(sky->lat) * cos(sun.declination) * cos(angle));
        if (fabs(slope) < 1e-6)
            break;
        days += (now - height) / (TURN * slope);
    }
    *out = days;
    return true;
}

/* Wall minutes after the midnight of `date`; below 0 or from 1440 when it is another day. */
static int wall_minutes(double days, struct civil_date date)
{
    struct civil wall = civil_of_moment((int64_t)floor((days + EPOCH_DAYS) * 86400));
    return (civil_days(wall.date) - civil_days(date)) * DAY + wall.hour * 60 + wall.minute;
}

static int polar_minutes(bool rises, bool above)
{
    if (above)
        return rises ? 0 : DAY;
    return rises ? NOON : NOON + 1;
}

int sun_minutes(enum sun_event event, const struct hours_setting *setting, struct civil_date date)
{
    struct hours_setting place = setting ? *setting : hours_setting_brussels();
    if (!(fabs(place.lat) <= 90 && fabs(place.lon) <= 180))
        place = hours_setting_brussels();
    struct sky sky = {place.lat * RADIAN, place.lon * RADIAN};
    bool rises = event == SUN_DAWN || event == SUN_SUNRISE, above = false;
    double height = RADIAN * (event == SUN_DAWN || event == SUN_DUSK ? -6 : -0.833);
    static const int order[] = {0, -1, 1};
    int nearest = -1;
    for (size_t at = 0; at < sizeof order / sizeof *order; at++) {
        double noon = civil_days(date) + order[at] + 0.5 - EPOCH_DAYS - place.lon / 360;
        double found;
        if (!crossing_of(transit_near(noon, &sky), &sky, height, rises ? -1 : 1, &found, &above)) {
            if (!at)
                return polar_minutes(rises, above);
            continue;
        }
        int minutes = wall_minutes(found, date);
        if (minutes >= 0 && minutes < DAY)
            return minutes;
        if (!at)
            nearest = minutes < 0 ? 0 : DAY - 1;
    }
    return nearest;
}

struct hours_setting hours_setting_brussels(void)
{
    return (struct hours_setting){50.8466, 4.3528, NULL, REGION_FLEMISH};
}
