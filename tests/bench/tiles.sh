# SPDX-License-Identifier: EUPL-1.2
# Part of run: what one tile costs us, and Mapnik with the same features, widths and colours.
# Answers in $work/tiles.tsv: pack, zoom, features, ours fast, ours default, Mapnik (median ms of CPU).
tiles_box() { # LON,LAT ZOOM: the box of 3 x 3 tiles about it, and some more; then the tiles
    /usr/bin/python3 - "$1" "$2" <<'PYTHON'
import math, sys
lon, lat = map(float, sys.argv[1].split(","))
zoom = int(sys.argv[2])
n = 2 ** zoom
x = int((lon + 180) / 360 * n)
y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)
def back(x, y):
    return x / n * 360 - 180, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / n))))
west, north = back(x - 1.2, y - 1.2)
east, south = back(x + 2.2, y + 2.2)
print(f"{west:.6f},{south:.6f},{east:.6f},{north:.6f}", *(f"{x + i}/{y + j}" for j in (-1, 0, 1) for i in (-1, 0, 1)))
PYTHON
}

tiles_all() { # NAME PACK LON,LAT
    local zoom box ours theirs
    for zoom in 14 15 16 17 18; do
        box=$(tiles_box "$3" $zoom)
        mkdir -p "$work/features"
        "$build/tests/bench/bench_features" "$2" "${box%% *}" $zoom "$work/features" >/dev/null
        ours=$("$build/tests/bench/bench_tiles" "$2" "$build/assets" "$3" 3 "$rounds" $zoom)
        # shellcheck disable=SC2086
        theirs=$(/usr/bin/python3 "$here/mapnik_tiles.py" time "$work/features" "$root/assets/style/map-light.json" $zoom "$rounds" ${box#* })
        printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" $zoom "$(echo "$ours" | awk '$2 == "fast" { print $5 }')" \
            "$(echo "$ours" | awk '$2 == "fast" { print $3 }')" "$(echo "$ours" | awk '$2 == "default" { print $3 }')" \
            "$(echo "$theirs" | awk '$1 == "median" { print $2 }')" >>"$work/tiles.tsv"
        rm -rf "$work/features"
    done
}

tiles_table() {
    [ -s "$work/tiles.tsv" ] || return 0
    echo
    echo "| one tile of 512 px, ms of CPU (median of 9) | features | wijkpeil, fast | wijkpeil, default | Mapnik $(dpkg-query -W -f '${Version}' python3-mapnik) | Mapnik / fast |"
    echo "|---|---|---|---|---|---|"
    awk -F '\t' '{ printf "| %s, z%s | %s | %.1f | %.1f | %.1f | %.2f |\n", $1, $2, $3, $4, $5, $6, $6 / $4 }' "$work/tiles.tsv"
}
