# SPDX-License-Identifier: EUPL-1.2
# Part of run: one OSM extract through our importer and through those of others. Answers in $work/import.tsv:
# file, program, wall s, CPU s, peak RSS MB, bytes written (of the quickest of $rounds).
import_one() { # FILE PROGRAM OUT COMMAND…
    local file=$1 name=$2 out=$3
    shift 3
    rm -f "$work/import.times"
    for ((i = 0; i < rounds; i++)); do
        rm -rf "$out"
        # some write files of their own where they are started
        (cd "$work" && /usr/bin/time -o "$work/import.time" -f '%e %U %S %M' "$@" >"$work/import.$name.log" 2>&1) || {
            echo "import: $name cannot read $(basename "$file")" >&2
            printf '%s\t%s\tfails\t\t\t\n' "$(basename "$file")" "$name" >>"$work/import.tsv"
            return 0
        }
        tail -n 1 "$work/import.time" >>"$work/import.times"
    done
    sort -n "$work/import.times" | head -n 1 | awk -v f="$(basename "$file")" -v n="$name" -v b="$(stat -c %s "$out")" \
        '{ printf "%s\t%s\t%s\t%.2f\t%.1f\t%d\n", f, n, $1, $2 + $3, $4 / 1024, b }' >>"$work/import.tsv"
}

# tilemaker stops at a way with a node that is not in the file: those references are dropped first.
whole_ways() { # FILE OUT
    osmium cat -f opl -o - "$1" | awk '
        /^n/ { have[substr($1, 2)] = 1 }
        /^w/ {
            split(substr($NF, 2), nodes, ",")
            kept = ""
            count = 0
            for (k = 1; k in nodes; k++)
                if (substr(nodes[k], 2) in have) { kept = kept (count++ ? "," : "") nodes[k] }
            if (count < 2) next
            $NF = "N" kept
        }
        { print }' | osmium cat -F opl -f pbf -O -o "$2" -
}

# What a list of the addresses takes besides navit's file, which is deflated too: a line each with street, number and the
# place of its first corner, sorted, then deflated whole.
address_bytes() {
    osmium tags-filter -O -o "$work/addresses.osm.pbf" "$1" nwr/addr:housenumber
    osmium export -f geojsonseq --geometry-types=point,polygon -x print_record_separator=false -o - "$work/addresses.osm.pbf" 2>/dev/null |
        /usr/bin/python3 -c '
import json, sys, zlib
lines = set()
for line in sys.stdin:
    thing = json.loads(line)
    tags, at = thing["properties"], thing["geometry"]["coordinates"]
    if "addr:housenumber" not in tags:
        continue
    while isinstance(at[0], list):
        at = at[0]
    lines.add("%s\t%s\t%.6f\t%.6f" % (tags.get("addr:street", ""), tags["addr:housenumber"], *at[:2]))
print(len(zlib.compress("\n".join(sorted(lines)).encode(), 9)))'
}

import_all() { # FILE
    local file=$1 examples=/usr/share/doc/tilemaker/examples
    /usr/bin/python3 - "$examples/config-openmaptiles.json" "$work/tilemaker.json" "$(osmium fileinfo -e -g data.bbox "$file")" <<'PYTHON'
import json, re, sys
config = json.load(open(sys.argv[1]))
config["layers"] = {k: v for k, v in config["layers"].items() if not v.get("source", "").endswith(".shp")}
config["settings"]["bounding_box"] = [float(v) for v in re.findall(r"-?[0-9.]+", sys.argv[3])]
json.dump(config, open(sys.argv[2], "w"))
PYTHON
    whole_ways "$file" "$work/whole.osm.pbf"
    import_one "$file" wijkpeil "$work/i.wijkpak" "$wijkpeil" pack --lang en --osm "$file" --out "$work/i.wijkpak"
    import_one "$file" maptool "$work/i.bin" maptool --protobuf -i "$file" "$work/i.bin"
    import_one "$file" osmium "$work/i.opl" osmium cat -O -f opl -o "$work/i.opl" "$file"
    import_one "$file" tilemaker "$work/i.mbtiles" tilemaker --input "$work/whole.osm.pbf" --output "$work/i.mbtiles" \
        --config "$work/tilemaker.json" --process "$examples/process-openmaptiles.lua"
    printf '%s\taddresses\t\t\t\t%s\n' "$(basename "$file")" "$(address_bytes "$file")" >>"$work/import.tsv"
}

import_table() {
    [ -s "$work/import.tsv" ] || return 0
    echo
    echo "| import | wall, s | CPU, s | peak memory, MB | written, MB |"
    echo "|---|---|---|---|---|"
    awk -F '\t' '$2 == "addresses" { printf "| %s: a list of its addresses, deflated | | | | %.2f |\n", $1, $6 / 1e6; next }
        $3 == "fails" { printf "| %s: %s | cannot read it | | | |\n", $1, $2; next }
        { printf "| %s: %s | %s | %s | %s | %.2f |\n", $1, $2, $3, $4, $5, $6 / 1e6 }' "$work/import.tsv" |
        sed -e 's/: wijkpeil |/: `wijkpeil pack --osm` |/' -e 's/: maptool |/: navit `maptool` |/' \
            -e 's/: osmium |/: `osmium cat -f opl` |/' -e 's/: tilemaker |/: `tilemaker`, OpenMapTiles |/'
}
