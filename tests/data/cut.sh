#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Cuts the demo inputs (assets/demo) and those of the second test area (tests/data/gent) from
# the full city files described in assets/demo/README.md. Only sqlite3 and jq are needed.
#   tests/data/cut.sh FOLDER     FOLDER holds brussel_noord/ and gent/
# The same inputs give the same features; rerunning it replaces the committed files.
set -eu
from=${1:?folder with brussel_noord/ and gent/}
here=$(cd "$(dirname "$0")/../.." && pwd)

# wijk_box FILE CODE GROW_LON GROW_LAT: "west south east north" of a wijk, grown by degrees.
wijk_box() {
    jq -r --arg code "$2" --argjson gx "$3" --argjson gy "$4" '
        [.features[] | select(.properties.code == $code) | .geometry.coordinates
         | .. | select(type == "array" and (.[0] | type) == "number")]
        | [(map(.[0]) | min) - $gx, (map(.[1]) | min) - $gy, (map(.[0]) | max) + $gx, (map(.[1]) | max) + $gy]
        | map(. * 1e6 | round / 1e6 | tostring) | join(" ")' "$1"
}

# features ATTRIBUTION LICENCE DATE: lines of features to one collection that says where it is from.
features() {
    printf '{"type":"FeatureCollection","attribution":"%s","licence":"%s","date":"%s","features":[\n' "$@"
    sed '$!s/$/,/'
    printf ']}\n'
}

# wijken_cut IN OUT W S E N: the wijken whose box meets the box.
wijken_cut() {
    jq -c --argjson w "$3" --argjson s "$4" --argjson e "$5" --argjson n "$6" '
        def spots: [.geometry.coordinates | .. | select(type == "array" and (.[0] | type) == "number")];
        .features[] | spots as $p
        | select(($p | map(.[0]) | min) < $e and ($p | map(.[0]) | max) > $w
             and ($p | map(.[1]) | min) < $n and ($p | map(.[1]) | max) > $s)' "$1" |
        features 'Wijken voor omgevingsanalyse. © gemeentebesturen, verzameld door Data & Analyse van de Vlaamse provincies' \
            'Modellicentie Gratis Hergebruik Vlaanderen v1.0' 2026 > "$2"
}

# places_cut IN OUT W S E N FILTER ATTRIBUTION DATE: the points in the box for which the jq filter holds.
places_cut() {
    jq -c --argjson w "$3" --argjson s "$4" --argjson e "$5" --argjson n "$6" '
        .features[] | .geometry.coordinates as [$x, $y]
        | select($x > $w and $x < $e and $y > $s and $y < $n) | select(.properties | '"$7"')' "$1" |
        features "$8" 'ODbL 1.0' "$9" > "$2"
}

# tiles_cut IN OUT W S E N NAME: the tiles z10–14 that meet the box, metadata kept. Below z14 the box is
# grown by 0.5 tile west and east and 0.4 north and south, so that a far view on a screen is full.
tiles_cut() {
    rm -f "$2"
    sqlite3 "$2" "
        PRAGMA page_size = 4096;
        CREATE TABLE metadata(name text, value text);
        CREATE TABLE tiles(zoom_level integer, tile_column integer, tile_row integer, tile_data blob);
        CREATE UNIQUE INDEX tile_index ON tiles(zoom_level, tile_column, tile_row);
        CREATE UNIQUE INDEX name ON metadata(name);
        ATTACH '$1' AS f;
        INSERT INTO metadata SELECT name, value FROM f.metadata;
        INSERT INTO metadata VALUES ('date', '2021-08'), ('licence', 'ODbL 1.0');
        UPDATE metadata SET value = '$7' WHERE name = 'name';
        UPDATE metadata SET value = '10' WHERE name = 'minzoom';
        UPDATE metadata SET value = 'OpenStreetMap of August 2021 in the OpenMapTiles schema, cut from the tiles of github.com/tokenless-tiles/belgium, z10-14'
            WHERE name = 'description';
        UPDATE metadata SET value = '$3,$4,$5,$6' WHERE name = 'bounds';
        UPDATE metadata SET value = printf('%.6f,%.6f,14', ($3 + $5) / 2.0, ($4 + $6) / 2.0)
            WHERE name = 'center';
        INSERT INTO tiles
        SELECT zoom_level, tile_column, tile_row, tile_data FROM (
            SELECT *, (1 << zoom_level) AS n, (1 << zoom_level) - 1 - tile_row AS y,
                   (zoom_level < 14) * 0.5 AS wide, (zoom_level < 14) * 0.4 AS high FROM f.tiles
            WHERE zoom_level BETWEEN 10 AND 14)
        WHERE tile_column + 1 > n * ($3 + 180) / 360 - wide AND tile_column < n * ($5 + 180) / 360 + wide
          AND y + 1 > n * (1 - ln(tan(radians($6)) + 1 / cos(radians($6))) / pi()) / 2 - high
          AND y < n * (1 - ln(tan(radians($4)) + 1 / cos(radians($4))) / pi()) / 2 + high
        ORDER BY zoom_level, tile_column, tile_row;
        DETACH f;
        VACUUM;"
}

# Useful: whatever the tag table of source/exchange/osm_place.c may turn into a candidate, and its
# near kin (schools, clinics, …) so that a reader has something to leave out.
useful='(.internet_access or .wifi or .office or .community_centre or .social_facility or .social_centre
    or (.craft == "electronics_repair")
    or (.amenity | IN("library", "community_centre", "social_facility", "social_centre", "townhall",
        "internet_cafe", "post_office", "youth_centre", "arts_centre", "college", "university", "school",
        "language_school", "training", "public_bookcase", "device_charging_station", "clinic", "hospital",
        "theatre", "kindergarten", "childcare", "toilets", "public_building"))
    or (.shop | IN("copyshop", "computer", "telecommunication", "mobile_phone", "second_hand", "charity")))'

# About 600 m is 0.00853° of longitude and 0.0054° of latitude here.
noord=$from/brussel_noord
set -- $(wijk_box "$noord/brussel_noord_wijken.geojson" 21012W16 0.00853 0.0054)
demo=$here/assets/demo
mkdir -p "$demo"
tiles_cut "$noord/brussel_noord_omt_2021.mbtiles" "$demo/molenbeek.mbtiles" "$@" 'Historisch Molenbeek'
wijken_cut "$noord/brussel_noord_wijken.geojson" "$demo/molenbeek_wijken.geojson" "$@"
places_cut "$noord/brussel_noord_poi_2026.geojson" "$demo/molenbeek_places.geojson" "$@" "$useful" \
    '© OpenStreetMap contributors' 2026-05

gent=$from/gent
set -- $(wijk_box "$gent/gent_wijken.geojson" 44021W07 0.004 0.0025)
test=$here/tests/data/gent
mkdir -p "$test"
cp "$gent/gent_rabot_omt_2021.mbtiles" "$test/gent_rabot.mbtiles"
chmod u+w "$test/gent_rabot.mbtiles"
wijken_cut "$gent/gent_wijken.geojson" "$test/gent_wijken.geojson" "$@"
places_cut "$gent/gent_poi_2021.geojson" "$test/gent_places.geojson" "$@" '.name != null and .name != ""' \
    '© OpenMapTiles © OpenStreetMap contributors' 2021-08
