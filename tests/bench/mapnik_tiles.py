#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The same map through Mapnik 3.1: the same features, widths and colours as `wijkpeil draw`.

Needs python3-mapnik (section bench of platform/linux/packages) and Debian's /usr/bin/python3.

1. The features, in EPSG:3857, from any pack (ZOOM is the level whose features are drawn, so one
   folder for each of z14 … z18; a box grown by some 100 m has what lies across its edge):
       bench_features F.wijkpak WEST,SOUTH,EAST,NORTH ZOOM FOLDER
2. A picture:
       mapnik_tiles.py picture FOLDER assets/style/map-light.json ZOOM LON,LAT WIDTHxHEIGHT OUT.png [--names] [--scale S]
   Zoom as ours: the world is 512 * 2^ZOOM dp wide, LON,LAT lies in the middle.
3. Times, ms per 512 px tile of one thread, with the features in memory behind Mapnik's own index
   (GeoJSON plug-in), every tile ROUNDS times, the best of them kept:
       mapnik_tiles.py time FOLDER assets/style/map-light.json ZOOM ROUNDS X/Y [X/Y …]
   Tiles are X/Y at ZOOM. Prints one line for each tile and one with "median p95".

`--names` also sets street names along the line; times are always without names, as our tiles are.
What Mapnik is given: a layer for each OSM layer and stage, casings of all kinds before fills, as
ours; joins and caps round; gamma as it comes. Edges that a source cut at its tiles are in the polygons
and are drawn: GeoJSON cannot say which they are.
"""
import json
import math
import os
import sys
import time

import mapnik

HALF = 20037508.342789244
KINDS = """land_residential land_industrial land_public land_farm grass wood park pitch cemetery sand
water river stream pedestrian_area pier building steps footway cycleway track service pedestrian minor
tertiary secondary primary trunk motorway tram rail boundary station stop""".split()
FONT_FOLDER = "/usr/share/fonts/truetype/noto"


def stops_at(stops, zoom):
    if not isinstance(stops, list):
        return stops or 0
    if zoom <= stops[0][0]:
        return stops[0][1]
    for (z0, v0), (z1, v1) in zip(stops, stops[1:]):
        if zoom < z1:
            return v0 + (v1 - v0) * (zoom - z0) / (z1 - z0)
    return stops[-1][1]


def colour(text):
    if len(text) == 9:
        return text[:7], int(text[7:], 16) / 255
    return text, 1


def line(colour_text, width, cap="round", join="round", dash=None, strength=1):
    stroke, alpha = colour(colour_text)
    dashes = f' stroke-dasharray="{dash[0]},{dash[1]}"' if dash else ""
    return (f'<LineSymbolizer stroke="{stroke}" stroke-opacity="{alpha * strength:.3f}" '
            f'stroke-width="{width:.3f}" stroke-linecap="{cap}" stroke-linejoin="{join}"{dashes}/>')


class Sheet:
    """A Mapnik map as XML: styles and layers in drawing order."""

    def __init__(self, folder, ground):
        self.folder, self.parts = folder, []
        self.head = f'<Map background-color="{ground}" srs="epsg:3857">'

    def layer(self, file, symbols, filter_text=None):
        name = f"s{len(self.parts)}"
        rule = f"<Filter>{filter_text}</Filter>" if filter_text else ""
        self.parts.append(
            f'<Style name="{name}"><Rule>{rule}{symbols}</Rule></Style>'
            f'<Layer name="{name}" srs="epsg:3857"><StyleName>{name}</StyleName><Datasource>'
            f'<Parameter name="type">geojson</Parameter>'
            f'<Parameter name="file">{os.path.join(self.folder, file)}</Parameter>'
            f'</Datasource></Layer>')

    def text(self):
        return self.head + "".join(self.parts) + "</Map>"


def areas(sheet, files, level, style, zoom):
    edges = []
    for kind in KINDS[:KINDS.index("steps")]:
        look, file = style["kinds"][kind], f"{level}.{kind}.area.geojson"
        if kind == "building":
            for edge in edges:
                sheet.layer(*edge)
            edges = []
            lines(sheet, files, level, style, zoom, KINDS[:KINDS.index("building")])
        if file not in files or "fill" not in look or not shows(look, zoom):
            continue
        fill, alpha = colour(look["fill"])
        sheet.layer(file, f'<PolygonSymbolizer fill="{fill}" fill-opacity="{alpha:.3f}"/>')
        width = stops_at(look.get("edge_width"), zoom)
        if width > 0 and "edge" in look:
            edges.append((file, line(look["edge"], width, "butt", "bevel")))
    for edge in edges:
        sheet.layer(*edge)


def shows(look, zoom):
    return zoom >= look.get("from", 0) and (not look.get("until") or zoom < look["until"])


def lines(sheet, files, level, style, zoom, kinds):
    drawn = [(kind, f"{level}.{kind}.line.geojson") for kind in kinds]
    drawn = [(style["kinds"][kind], file) for kind, file in drawn
             if file in files and shows(style["kinds"][kind], zoom)]
    for look, file in drawn:
        side = stops_at(look.get("edge_width"), zoom)
        if side > 0 and "edge" in look:
            raised = level > 0
            sheet.layer(file, line(style["bridge"] if raised else look["edge"],
                                   stops_at(look.get("width"), zoom) + 2 * side,
                                   "butt" if raised else "round"), "[tunnel] = 0")
    for look, file in drawn:
        width = stops_at(look.get("width"), zoom)
        if width > 0 and "fill" in look:
            dash = look.get("dash")
            sheet.layer(file, line(look["fill"], width, "butt" if dash else "round", dash=dash),
                        "[tunnel] = 0")


def tunnels(sheet, files, style, zoom):
    for kind in KINDS:
        look, width = style["kinds"][kind], stops_at(style["kinds"][kind].get("width"), zoom)
        if width <= 0 or not shows(look, zoom):
            continue
        tint = look["edge"] if "edge" in look and "dash" not in look else look["fill"]
        for level in range(-5, 6):
            file = f"{level}.{kind}.line.geojson"
            if file in files:
                sheet.layer(file, line(tint, width, "butt", dash=(max(width, 2), max(width * .6, 2)),
                                       strength=style["tunnel"]), "[tunnel] = 1")


def names(sheet, files, style, zoom):
    look = style["kinds"]["street_name"]
    if not shows(look, zoom):
        return
    for level in range(5, -6, -1):
        for kind in reversed(KINDS[KINDS.index("steps"):KINDS.index("tram")] + ["street_name"]):
            file = f"{level}.{kind}.line.geojson"
            if file in files:
                sheet.layer(file, f'<TextSymbolizer face-name="Noto Sans Regular" '
                            f'size="{stops_at(look["size"], zoom):.2f}" fill="{look["text"]}" '
                            f'halo-fill="{look["halo"]}" halo-radius="1.6" placement="line" '
                            f'spacing="320" max-char-angle-delta="25" repeat-distance="320">'
                            f'[name]</TextSymbolizer>', "[name] != ''")


def map_make(folder, style_file, zoom, side, scale, with_names):
    style = json.load(open(style_file))
    files = set(os.listdir(folder))
    sheet = Sheet(os.path.abspath(folder), style["ground"])
    for level in range(-5, 6):
        if level == 0:
            tunnels(sheet, files, style, zoom)
        areas(sheet, files, level, style, zoom)
        lines(sheet, files, level, style, zoom, KINDS[KINDS.index("steps"):KINDS.index("tram")])
        lines(sheet, files, level, style, zoom, ["tram", "rail"])
        lines(sheet, files, level, style, zoom, ["boundary"])
    if with_names:
        mapnik.FontEngine.register_fonts(FONT_FOLDER, True)
        names(sheet, files, style, zoom)
    out = mapnik.Map(round(side[0] * scale), round(side[1] * scale))
    mapnik.load_map_from_string(out, sheet.text())
    out.aspect_fix_mode = mapnik.aspect_fix_mode.RESPECT
    out.buffer_size = 64
    return out


def picture(words):
    scale, with_names = 1.0, "--names" in words
    if "--scale" in words:
        scale = float(words.pop(words.index("--scale") + 1))
    folder, style_file, zoom, middle, side, out = [w for w in words if not w.startswith("--")]
    zoom, (lon, lat) = float(zoom), map(float, middle.split(","))
    width, height = map(int, side.split("x"))
    x, y = lon / 180 * HALF, math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / math.pi * HALF
    metres = 2 * HALF / (512 * 2 ** zoom)
    sheet = map_make(folder, style_file, zoom, (width, height), scale, with_names)
    sheet.zoom_to_box(mapnik.Box2d(x - width / 2 * metres, y - height / 2 * metres,
                                   x + width / 2 * metres, y + height / 2 * metres))
    image = mapnik.Image(sheet.width, sheet.height)
    mapnik.render(sheet, image, scale)
    image.save(out, "png")


def time_tiles(words):
    folder, style_file, zoom, rounds = words[0], words[1], int(words[2]), int(words[3])
    sheet = map_make(folder, style_file, zoom, (512, 512), 1, False)
    side, best = 2 * HALF / 2 ** zoom, []
    for tile in words[4:]:
        x, y = map(int, tile.split("/"))
        sheet.zoom_to_box(mapnik.Box2d(x * side - HALF, HALF - (y + 1) * side,
                                       (x + 1) * side - HALF, HALF - y * side))
        took = []
        for _ in range(rounds):
            image = mapnik.Image(512, 512)
            begin = time.thread_time()
            mapnik.render(sheet, image)
            took.append((time.thread_time() - begin) * 1000)
        best.append(min(took))
        print(f"{tile} {best[-1]:.2f}")
    best.sort()
    print(f"median {best[len(best) // 2]:.2f} p95 {best[min(len(best) - 1, int(len(best) * .95))]:.2f}")


if __name__ == "__main__":
    deeds = {"picture": picture, "time": time_tiles}
    if len(sys.argv) < 6 or sys.argv[1] not in deeds:
        sys.exit(__doc__)
    deeds[sys.argv[1]](sys.argv[2:])
