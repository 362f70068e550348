# SPDX-License-Identifier: EUPL-1.2
"""An independent eye on tagged PDF: reads a finished file with pikepdf and fontTools and tells every point
of the Matterhorn Protocol 1.1 (PDF/UA-1) that a machine can see and that is not met. matterhorn.md beside it
says which point is seen where.

    /usr/bin/python3 ua.py FILE.pdf LANGUAGE      one line per fault, exit code 1; nothing and 0 when there is none
"""
import io
import re
import sys

import pikepdf
from fontTools.ttLib import TTFont

GROUPING = {"Document", "Part", "Sect", "Div", "Art"}
BLOCK = {"P", "H1", "H2", "H3", "L", "Table", "Figure", "Caption"}
INLINE = {"Span", "Link"}
KNOWN = GROUPING | BLOCK | INLINE | {"LI", "Lbl", "LBody", "TR", "TH", "TD"}
INSIDE = {
    "Document": GROUPING | BLOCK, "Sect": GROUPING | BLOCK, "Table": {"TR", "Caption"}, "TR": {"TH", "TD"},
    "L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"}, "H1": INLINE, "H2": INLINE, "H3": INLINE, "P": INLINE | {"Figure"},
    "Lbl": INLINE, "LBody": INLINE | BLOCK, "TD": INLINE | BLOCK, "TH": INLINE | BLOCK, "Span": INLINE,
    "Link": INLINE, "Figure": INLINE | {"Caption"}, "Caption": INLINE | {"P"},
}
PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"', "INLINE IMAGE"}
TEXT = {"Tj", "TJ", "'", '"'}


class Eye:
    def __init__(self, path, language):
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root
        self.language = language
        self.faults = []
        self.owner = {}  # (page, mcid) → structure element
        self.annotated = {}  # annotation → structure element
        self.headings = []

    def fault(self, point, text):
        self.faults.append(f"{point} {text}")

    def need(self, ok, point, text):
        if not ok:
            self.fault(point, text)
        return ok

    # ---- catalog and metadata: 06, 07, 11 ----

    def catalog(self):
        root = self.root
        self.need(root.get("/MarkInfo", {}).get("/Marked") is True, "01-000", "not marked as tagged")
        self.need(not root.get("/MarkInfo", {}).get("/Suspects", False), "04-001", "suspects")
        self.need(str(root.get("/Lang", "")) == self.language, "11-006", "language of the document")
        viewer = root.get("/ViewerPreferences", {})
        self.need(viewer.get("/DisplayDocTitle") is True, "07-002", "the title is not shown")
        self.need("/OCProperties" not in root and "/AcroForm" not in root, "20-001", "layers or forms")
        if not self.need("/Metadata" in root, "06-001", "no metadata"):
            return
        with self.pdf.open_metadata() as meta:
            self.need(meta.get("{http://www.aiim.org/pdfua/ns/id/}part") == "1", "06-002", "no PDF/UA mark")
            self.need(bool(meta.get("dc:title")), "06-003", "no dc:title")
            self.need(self.language in (meta.get("dc:language") or ()), "11-006", "dc:language")
            info = self.pdf.docinfo
            self.need(str(info.get("/Title", "")) == meta.get("dc:title"), "06-004", "two titles")
            made, told = str(info.get("/CreationDate", "")), meta.get("xmp:CreateDate") or ""
            self.need(made[:10] == "D:" + told[:10].replace("-", ""), "06-004", "two dates")

    # ---- structure: 09, 13, 14, 15, 16 ----

    def walk(self, element, parent, page):
        name = str(element.S)[1:]
        page = element.get("/Pg", page)
        self.need(name in KNOWN, "02-001", f"{name} is no standard type")
        if parent is not None:
            above = str(parent.S)[1:]
            self.need(name in INSIDE.get(above, ()), "09-004", f"{name} stands in {above}")
            self.need(element.P.objgen == parent.objgen, "09-001", f"{name} has another parent")
        self.attributes(element, name)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self.kid(element, kid, page)

    def kid(self, element, kid, page):
        if isinstance(kid, int):
            self.mark(element, page, kid)
        elif kid.get("/Type") == "/MCR":
            self.mark(element, kid.get("/Pg", page), int(kid.MCID))
        elif kid.get("/Type") == "/OBJR":
            self.annotated[kid.Obj.objgen] = element
        else:
            self.walk(kid, element, page)

    def mark(self, element, page, mcid):
        key = (page.objgen, mcid)
        name = str(element.S)[1:]
        self.need(name not in GROUPING | {"L", "LI", "Table", "TR"}, "09-004", f"words directly in {name}")
        self.need(key not in self.owner, "01-006", f"mark {mcid} belongs to two")
        self.owner[key] = element

    def owned(self, element, owner):
        found = element.get("/A", [])
        for one in found if isinstance(found, pikepdf.Array) else [found]:
            if one and one.get("/O") == owner:
                return one
        return {}

    def attributes(self, element, name):
        if name == "Figure":
            self.need(bool(str(element.get("/Alt", "")).strip()), "13-004", "a Figure without Alt")
            box = self.owned(element, "/Layout").get("/BBox", [])
            self.need(len(box) == 4, "13-000", "a Figure without BBox")
        if re.fullmatch("H[1-6]", name):
            self.headings.append(int(name[1]))
        if name == "TH":
            self.need(self.owned(element, "/Table").get("/Scope") in ("/Row", "/Column"), "15-003", "TH without Scope")
        if name == "Table":
            self.table(element)
        if name == "L":
            self.listing(element)
        if "/Lang" in element:
            self.need(bool(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", str(element.Lang))), "11-004", "Lang of an element")

    def table(self, element):
        widths, heads = set(), 0
        for row in element.K:
            width = 0
            for cell in row.K:
                width += int(self.owned(cell, "/Table").get("/ColSpan", 1))
                heads += cell.S == "/TH"
            widths.add(width)
        self.need(len(widths) == 1, "15-002", f"rows of {sorted(widths)} cells")
        self.need(heads > 0, "15-001", "a table without TH")

    def listing(self, element):
        numbering = self.owned(element, "/List").get("/ListNumbering", "/None")
        labels = any(kid.S == "/Lbl" for item in element.K if item.S == "/LI" for kid in item.K)
        self.need(labels == (numbering != "/None"), "16-001", "ListNumbering and Lbl do not agree")

    def order(self):
        last = 0
        self.need(self.headings[:1] == [1], "14-002", "the first heading is no H1")
        self.need(self.headings.count(1) == 1, "14-006", "more than one H1")
        for level in self.headings:
            self.need(level <= last + 1, "14-003", f"H{level} after H{last}")
            last = level

    # ---- pages: 01, 10, 26, 28 ----

    def content(self, number, page):
        stack, seen = [], set()
        fonts = page.get("/Resources", {}).get("/Font", {})
        font = None
        for operands, operator in pikepdf.parse_content_stream(page):
            operator = str(operator)
            if operator in ("BMC", "BDC"):
                mcid = operands[1].get("/MCID") if operator == "BDC" and hasattr(operands[1], "get") else None
                tagged = mcid is not None
                artifact = str(operands[0]) == "/Artifact"
                self.need(not (artifact and any(kind == "tag" for kind, _ in stack)), "01-003", "decoration in content")
                self.need(not (tagged and any(kind for kind, _ in stack)), "01-004", "content in decoration or content")
                if tagged:
                    self.need(mcid not in seen, "01-006", f"page {number}: mark {mcid} twice")
                    seen.add(int(mcid))
                    owner = self.owner.get((page.objgen, int(mcid)))
                    self.need(owner is not None, "01-006", f"page {number}: mark {mcid} belongs to nothing")
                    if owner is not None:
                        self.need(owner.S == operands[0], "01-006", f"page {number}: {operands[0]} is {owner.S}")
                stack.append(("tag" if tagged else "artifact" if artifact else "", mcid))
            elif operator == "EMC":
                if self.need(bool(stack), "01-005", f"page {number}: EMC too many"):
                    stack.pop()
            elif operator in PAINTING:
                self.need(any(kind for kind, _ in stack), "01-005", f"page {number}: {operator} is neither content nor decoration")
            if operator == "Tf":
                font = fonts.get(str(operands[0]))
            elif operator in TEXT:
                self.glyphs(number, font, operands)
        self.need(not stack, "01-005", f"page {number}: BDC without EMC")
        return seen

    def glyphs(self, number, font, operands):
        if not self.need(font is not None, "31-001", f"page {number}: text without a font"):
            return
        codes, wide = self.unicode_of(font), font.Subtype == "/Type0"
        parts = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
        for part in parts:
            if not isinstance(part, pikepdf.String):
                continue
            data = bytes(part)
            step = 2 if wide else 1
            for at in range(0, len(data), step):
                code = int.from_bytes(data[at:at + step], "big")
                self.need(code in codes, "10-001", f"page {number}: glyph {code} of {font.BaseFont} has no letter")

    def unicode_of(self, font):
        if not hasattr(self, "maps"):
            self.maps = {}
        if font.objgen not in self.maps:
            found = {}
            text = font.ToUnicode.read_bytes().decode("latin1") if "/ToUnicode" in font else ""
            for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
                for code, letter in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
                    found[int(code, 16)] = letter
            for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
                for first, last, letter in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
                    for code in range(int(first, 16), int(last, 16) + 1):
                        found[code] = letter
            for code, letter in found.items():
                self.need(letter.lower() not in ("0000", "feff", "fffe"), "10-001", f"glyph {code} of {font.BaseFont} is U+{letter}")
            self.maps[font.objgen] = found
        return self.maps[font.objgen]

    def annotations(self, number, page, keys):
        found = page.get("/Annots", [])
        self.need(page.get("/Tabs") == "/S", "28-008", f"page {number}: order of tabs")
        for one in found:
            self.need(one.Subtype == "/Link", "28-002", f"page {number}: {one.Subtype}")
            self.need(bool(str(one.get("/Contents", "")).strip()), "28-012", f"page {number}: a link says nothing")
            owner = self.annotated.get(one.objgen)
            if self.need(owner is not None and owner.S == "/Link", "28-011", f"page {number}: a link outside the tree"):
                key = int(one.get("/StructParent", -1))
                self.need(key in keys and keys[key].objgen == owner.objgen, "28-011", f"page {number}: StructParent {key}")
            self.need(int(one.get("/F", 0)) & 2 == 0, "28-000", f"page {number}: a hidden link")
            aim = one.get("/Dest")
            self.need(("/A" in one) or (aim is not None and aim[0].get("/Type") == "/Page"), "28-000", f"page {number}: a link to nowhere")

    # ---- fonts: 31 ----

    def fonts(self):
        seen = set()
        for page in self.pdf.pages:
            for font in dict(page.get("/Resources", {}).get("/Font", {})).values():
                if font.objgen not in seen:
                    seen.add(font.objgen)
                    self.font(font)

    def font(self, font):
        name = str(font.BaseFont)
        wide = font.Subtype == "/Type0"
        body = font.DescendantFonts[0] if wide else font
        descriptor = body.get("/FontDescriptor", {})
        self.need("/ToUnicode" in font, "31-027", f"{name} has no ToUnicode")
        if not self.need("/FontFile2" in descriptor, "31-009", f"{name} is not embedded"):
            return
        program = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
        per_em = program["head"].unitsPerEm
        order = program.getGlyphOrder()
        if wide:
            info = body.CIDSystemInfo
            self.need(str(info.Registry) == "Adobe" and str(info.Ordering) == "Identity", "31-001", f"{name}: CIDSystemInfo")
            self.need(font.Encoding == "/Identity-H", "31-006", f"{name}: {font.Encoding}")
            self.need(body.get("/CIDToGIDMap") == "/Identity", "31-005", f"{name} has no CIDToGIDMap")
            first, widths = int(body.W[0]), body.W[1]
            glyphs = {first + i: order[first + i] for i in range(len(widths))}
        else:
            self.need(font.get("/Encoding") == "/WinAnsiEncoding", "31-019", f"{name}: encoding")
            self.need(int(descriptor.Flags) & 4 == 0, "31-019", f"{name} calls itself symbolic")
            first, widths = int(font.FirstChar), font.Widths
            table = {}
            for one in program["cmap"].tables:
                table.update({code & 0xFF if one.isSymbol() else code: glyph for code, glyph in one.cmap.items()})
            self.need(bool(table), "31-020", f"{name} has no cmap")
            glyphs = {}
            for i in range(len(widths)):
                code = first + i
                letter = ord(bytes([code]).decode("cp1252", "replace"))
                if int(widths[i]):
                    glyphs[code] = table.get(letter, table.get(code, ".notdef"))
        for code, glyph in glyphs.items():
            told, real = float(widths[code - first]), program["hmtx"][glyph][0] * 1000 / per_em
            self.need(abs(told - real) <= 1, "31-008", f"{name}: width of {code} is {told}, not {real:.0f}")

    def look(self):
        self.catalog()
        if not self.need("/StructTreeRoot" in self.root, "01-006", "no structure"):
            return
        tree = self.root.StructTreeRoot
        self.need("/RoleMap" not in tree, "02-001", "roles of its own")
        for top in tree.K:
            self.walk(top, None, None)
        self.order()
        numbers = tree.ParentTree.Nums
        keys = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        for number, page in enumerate(self.pdf.pages, 1):
            seen = self.content(number, page.obj)
            parents = keys.get(int(page.obj.get("/StructParents", -1)), [])
            self.need(len(parents) == len(seen), "01-006", f"page {number}: {len(parents)} parents, {len(seen)} marks")
            for mcid, parent in enumerate(parents):
                owner = self.owner.get((page.obj.objgen, mcid))
                self.need(owner is not None and owner.objgen == parent.objgen, "01-006", f"page {number}: parent of {mcid}")
            told = {mcid for place, mcid in self.owner if place == page.obj.objgen}
            self.need(told == seen, "01-006", f"page {number}: the tree tells of {sorted(told ^ seen)[:5]}")
            self.annotations(number, page.obj, keys)
        self.fonts()


def main():
    eye = Eye(sys.argv[1], sys.argv[2])
    eye.look()
    for line in eye.faults[:60]:
        print(line)
    return 1 if eye.faults else 0


sys.exit(main())
