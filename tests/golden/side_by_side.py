#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The same map by wijkpeil (left) and by Mapnik (right), for tests/golden/mapnik.

    side_by_side.py BUILD PACK LON,LAT NAME [WIDTHxHEIGHT] [ZOOM…]

BUILD is a build folder with wijkpeil and bench_features; PACK an area pack whose middle wijk holds the
point (what lies outside of the wijk is dimmed in ours and not in Mapnik's). Writes
tests/golden/mapnik/NAME-zZOOM.png, of few colours. By hand only: needs python3-mapnik and python3-pil.
"""
import os
import subprocess
import sys
import tempfile

from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
COLOURS = 96


def run(*words):
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL)


def pair(build, pack, lon, lat, name, size, zoom, folder):
    width, height = map(int, size.split("x"))
    ours, theirs = os.path.join(folder, "ours.png"), os.path.join(folder, "theirs.png")
    box = f"{lon - 1e-5},{lat - 1e-5},{lon + 1e-5},{lat + 1e-5}"
    project = ["--data", os.path.join(folder, "data"), "--pack", pack]
    subprocess.run([f"{build}/wijkpeil", *project, "wijken"], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    run(f"{build}/wijkpeil", *project, "draw", "--box", box, "--zoom", zoom, "--size", size,
        "--names", "nl", "--out", ours)
    features = os.path.join(folder, f"features-{zoom}")
    os.makedirs(features, exist_ok=True)
    reach = 600 / 2 ** zoom
    run(f"{build}/tests/bench/bench_features", pack,
        f"{lon - reach},{lat - reach},{lon + reach},{lat + reach}", zoom, features)
    run("/usr/bin/python3", os.path.join(ROOT, "tests/bench/mapnik_tiles.py"), "picture", features,
        os.path.join(ROOT, "assets/style/map-light.json"), zoom, f"{lon},{lat}", size, theirs,
        "--names")
    both = Image.new("RGB", (2 * width + 8, height), "#1B2430")
    both.paste(Image.open(ours).convert("RGB"), (0, 0))
    both.paste(Image.open(theirs).convert("RGB"), (width + 8, 0))
    out = os.path.join(HERE, "mapnik", f"{name}-z{zoom}.png")
    os.makedirs(os.path.dirname(out), exist_ok=True)
    both.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        out, optimize=True)
    print(out, os.path.getsize(out))


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    build, pack, middle, name = sys.argv[1:5]
    size = sys.argv[5] if len(sys.argv) > 5 else "400x300"
    lon, lat = map(float, middle.split(","))
    with tempfile.TemporaryDirectory() as folder:
        for zoom in sys.argv[6:] or ["14", "15", "16", "17", "18"]:
            pair(build, pack, lon, lat, name, size, int(zoom), folder)


if __name__ == "__main__":
    main()
