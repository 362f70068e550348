/* SPDX-License-Identifier: EUPL-1.2 */
/* Belgian Lambert 72: the cone back to the ellipsoid of 1924 (EPSG guidance note 7-2, 3.1.1.2),
 * from there through the middle of the earth to WGS84 (EPSG:15929, coordinate frame rotation,
 * 9607). */
#include <math.h>

#include "geo/geo.h"

static const double PI = 3.14159265358979323846;

struct ellipsoid {
    double a, f; /* half the long axis in metres, flattening */
};
static const struct ellipsoid hayford = {6378388.0, 1 / 297.0};
static const struct ellipsoid wgs84 = {6378137.0, 1 / 298.257223563};

/* EPSG:31370 */
static const double LATITUDE_1 = 51.1666672333333, LATITUDE_2 = 49.8333339;
static const double MERIDIAN = 4.36748666666667;
static const double EASTING = 150000.013, NORTHING = 5400088.438; /* of the pole */

struct solid { /* geocentric, metres */
    double x, y, z;
};

static double radians(double degrees)
{
    return degrees * PI / 180;
}

static double eccentricity2(struct ellipsoid on)
{
    return on.f * (2 - on.f);
}

/* How far a parallel lies from the pole of a cone: t of the guidance note. */
static double cone_t(double latitude, double e)
{
    double s = e * sin(latitude);
    return tan(PI / 4 - latitude / 2) / pow((1 - s) / (1 + s), e / 2);
}

static double cone_m(double latitude, double e)
{
    double s = sin(latitude);
    return cos(latitude) / sqrt(1 - e * e * s * s);
}

static void cone_back(double x, double y, double *longitude, double *latitude)
{
    double e = sqrt(eccentricity2(hayford));
    double m1 = cone_m(radians(LATITUDE_1), e), m2 = cone_m(radians(LATITUDE_2), e);
    double t1 = cone_t(radians(LATITUDE_1), e), t2 = cone_t(radians(LATITUDE_2), e);
    double n = log(m1 / m2) / log(t1 / t2);
    double scale = hayford.a * m1 / (n * pow(t1, n));
    double east = x - EASTING, south = NORTHING - y;
    double t = pow(hypot(east, south) / scale, 1 / n);
    double phi = PI / 2 - 2 * atan(t);
    for (int turn = 0; turn < 8; turn++) {
        double s = e * sin(phi);
        phi = PI / 2 - 2 * atan(t * pow((1 - s) / (1 + s), e / 2));
    }
    *latitude = phi;
    *longitude = atan2(east, south) / n + radians(MERIDIAN);
}

static struct solid solid_of(double longitude, double latitude)
{
    double e2 = eccentricity2(hayford), s = sin(latitude);
    double normal = hayford.a / sqrt(1 - e2 * s * s);
    return (struct solid){normal * cos(latitude) * cos(longitude),
                          normal * cos(latitude) * sin(longitude), normal * (1 - e2) * s};
}

static struct solid shift(struct solid from)
{
    static const double dx = -106.8686, dy = 52.2978, dz = -103.7239; /* metres */
    double second = PI / 180 / 3600;
    double rx = -0.3366 * second, ry = 0.457 * second, rz = -1.8422 * second;
    double grown = 1 - 1.2747e-6;
    return (struct solid){dx + grown * (from.x + rz * from.y - ry * from.z),
                          dy + grown * (-rz * from.x + from.y + rx * from.z),
                          dz + grown * (ry * from.x - rx * from.y + from.z)};
}

/* Bowring's way; at the ground good to far below a millimetre. */
static struct point point_of_solid(struct solid at)
{
    double e2 = eccentricity2(wgs84), b = wgs84.a * (1 - wgs84.f), out = hypot(at.x, at.y);
    double beta = atan2(at.z * wgs84.a, out * b);
    double latitude =
        atan2(at.z + e2 / (1 - e2) * b * pow(sin(beta), 3), out - e2 * wgs84.a * pow(cos(beta), 3));
    return (struct point){atan2(at.y, at.x) * 180 / PI, latitude * 180 / PI};
}

struct point point_of_lambert72(double x, double y)
{
    double longitude, latitude;
    cone_back(x, y, &longitude, &latitude);
    return point_of_solid(shift(solid_of(longitude, latitude)));
}
