/* SPDX-License-Identifier: EUPL-1.2 */
/* feed.h – places out of open-data feeds: GeoJSON and CSV with columns of any name (as portals of
 * Opendatasoft export them), and OpenStreetMap through Overpass.
 *
 * Each row becomes a candidate: by its OSM tags when it has them and the source says nothing of all its
 * rows; else by a mapping of columns, guessed from their names ("naam_nl", "nom", "geo_point_2d",
 * "adresse_fr") unless the source names them. Values that a field does not take (place_field_read)
 * are left out. The id is "feed:<key>:<the row's own id, or a hash of name and position>".
 * Bad input is normal: readers say where (byte, row, column), and keep to ceilings. */
#ifndef EXCHANGE_FEED_H
#define EXCHANGE_FEED_H

#include "exchange/read.h"
#include "place/place.h"

enum feed_field {
    FEED_ID, FEED_NAME, FEED_NAME_NL, FEED_NAME_FR, FEED_STREET, FEED_NUMBER, FEED_POSTCODE, FEED_CITY,
    FEED_ADDRESS, /* street and number in one */
    FEED_PHONE, FEED_EMAIL, FEED_WEBSITE, FEED_HOURS, FEED_NOTE, FEED_OPERATOR,
    FEED_POINT,   /* "50.85, 4.35", {"lon": 4.35, "lat": 50.85}, "POINT (4.35 50.85)" */
    FEED_LON, FEED_LAT,
    FEED_KIND,    /* a word of place.h */
    FEED_FIELDS
};
const char *feed_field_word(enum feed_field field); /* "name", "geo" … as a mapping names it */
bool feed_field_parse(const char *word, enum feed_field *out);

enum { FEED_UNSAID = -1, FEED_ROWS = 20 * 1000 }; /* candidates from one source */
struct feed {                        /* borrowed */
    const char *key;                 /* names the source in ids: the same on every tablet */
    const char *name;                /* of the source, kept with each place */
    const char *date;                /* of the data, "" = not known */
    const char *column[FEED_FIELDS]; /* what the source calls it; NULL = guess */
    int kind, service;               /* of all its rows; FEED_UNSAID = as each says */
    enum price price;                /* of that service */
};

/* Only what lies in `box` (empty = all). */
bool feed_read_geojson(const char *path, const struct feed *feed, struct box box,
                       const struct sink *sink, struct read_counts *counts, struct fault *why);
/* Separator ; , or tab, quotes, line ends within quotes, a byte order mark. What is not UTF-8 is taken as
 * Windows-1252 and counted in counts->converted. Ceilings: 256 columns, 1 MB a cell, 4 MB a row, 1 M rows;
 * faults carry row and column. */
bool feed_read_csv(const char *path, const struct feed *feed, struct box box, const struct sink *sink,
                   struct read_counts *counts, struct fault *why);

/* What a CSV looks like, before it is read: heads, the first rows, and what each column is taken for. */
enum { FEED_PREVIEW_ROWS = 3, FEED_PREVIEW_COLUMNS = 48, FEED_PREVIEW_TEXT = 64 };
struct feed_preview {
    int columns, rows;
    char head[FEED_PREVIEW_COLUMNS][80];
    char cell[FEED_PREVIEW_ROWS][FEED_PREVIEW_COLUMNS][FEED_PREVIEW_TEXT];
    int field[FEED_PREVIEW_COLUMNS]; /* enum feed_field, or FEED_UNSAID */
};
bool feed_preview(const char *path, const struct feed *feed, struct feed_preview *out, struct fault *why);

/* The Overpass query for everything of the tag table in `box`, at most `seconds` of the server. */
void overpass_write(struct box box, int seconds, struct buffer *out);
/* Its answer: nodes, and ways and relations by their centre, with their OSM ids. An answer that the
 * server broke off ("remark") is refused. */
bool overpass_read(const char *path, struct box box, const struct sink *sink,
                   struct read_counts *counts, struct fault *why);

#endif
