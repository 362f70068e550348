#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# tags.py FILE.opl… : counts the sets of tags that say what a thing is; see README.md.
import collections
import re
import sys

KEPT = set("""access addr:housenumber addr:interpolation addr:place addr:street admin_level aeroway amenity area bicycle
boundary bridge building covered foot footway highway indoor landcover landuse layer leisure location man_made maritime
motorroad natural oneway parking place power public_transport railway service sidewalk tourism tunnel waterway shop office
craft healthcare internet_access internet_access:fee wifi community_centre community_centre:for social_facility
social_facility:for government disused abandoned opening_hours type historic barrier route water name name:nl name:fr
emergency""".split())
HIDDEN = {"name", "name:nl", "name:fr", "addr:housenumber", "addr:street", "addr:place", "opening_hours"}
EMPTY = {"type", "name", "name:nl", "name:fr"}


def plain(text):
    return re.sub(r"%([0-9a-f]+)%", lambda found: chr(int(found.group(1), 16)), text)


def tags_of(line):
    found = re.search(r" T(\S+)", line)
    pairs = (pair.partition("=") for pair in found.group(1).split(",")) if found else ()
    tags = {plain(key): plain(value) for key, _, value in pairs}
    return {key: "x" if key in HIDDEN and value != "closed" else value for key, value in tags.items() if key in KEPT}


def form_of(line, tags):
    if line[0] == "r":
        return "r" if tags.get("type") in ("multipolygon", "boundary") else None
    found = re.search(r" N(\S+)", line) if line[0] == "w" else None
    nodes = found.group(1).split(",") if found else []
    return "n" if line[0] == "n" else "c" if len(nodes) > 3 and nodes[0] == nodes[-1] else "l"


counts = collections.Counter()
for name in sys.argv[1:]:
    for line in open(name, encoding="utf-8"):
        tags = tags_of(line)
        form = form_of(line, tags)
        if form and not set(tags) <= EMPTY:
            counts[form, "|".join(f"{key}={value}" for key, value in sorted(tags.items()))] += 1
for (form, text), times in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
    print(times, form, text, sep="\t")
