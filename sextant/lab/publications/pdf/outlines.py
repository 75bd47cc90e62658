"""The height of the small letters, measured on the outlines of the embedded font, and what its tables state."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from playa import ContentStream, resolve
from playa.font import CIDFont
from playa.fontmetrics import FONT_METRICS

from .streams import fits

FLAT = "xнzипvwктцмшщгu"
"""Small letters flat at the top, in the order in which they are looked for: x, and н for Russian."""


class Outlines:
    """The embedded font of a PDF font: heights of its glyphs, and a few statements of its tables (`weight`, `width`, `panose`, `slant`)."""

    def __init__(self, font: Any) -> None:
        self.tables: dict[str, Any] = {}
        self._font = font
        self._names: dict[int, str] = {}
        self._glyphs: Any = None
        self._em = 1000.0
        try:
            self._open(font)
        except MemoryError:
            raise
        except Exception:
            # Embedded fonts are often cut down beyond what any reader expects; then nothing is known of the outlines.
            self._glyphs = None

    def _open(self, font: Any) -> None:
        for key in ("FontFile2", "FontFile3", "FontFile"):
            stream = resolve(font.descriptor.get(key))
            if isinstance(stream, ContentStream) and fits(stream):
                data = stream.buffer
                if data[:4] in (b"\x00\x01\x00\x00", b"OTTO", b"true"):
                    self._open_type(data)
                elif key == "FontFile":
                    self._type1(data)
                else:
                    self._compact(data)
                return

    def _open_type(self, data: bytes) -> None:
        from fontTools.ttLib import TTFont

        inner = TTFont(BytesIO(data), lazy=True, fontNumber=0)
        self._em = float(inner["head"].unitsPerEm)
        if "OS/2" in inner:
            table = inner["OS/2"]
            classes = vars(table.panose)
            order = (
                "bFamilyType", "bSerifStyle", "bWeight", "bProportion", "bContrast", "bStrokeVariation", "bArmStyle", "bLetterForm", "bMidline", "bXHeight",
            )  # fmt: skip
            self.tables = {"weight": table.usWeightClass, "width": table.usWidthClass, "panose": bytes(int(classes[key]) & 255 for key in order)}
        if "post" in inner:
            self.tables["slant"] = inner["post"].italicAngle
        self._glyphs, names = inner.getGlyphSet(), inner.getGlyphOrder()
        self._names = dict(enumerate(names))
        if not isinstance(self._font, CIDFont):
            self._names = _by_code(inner, self._font, names)

    def _compact(self, data: bytes) -> None:
        from fontTools.cffLib import CFFFontSet

        fonts = CFFFontSet()
        fonts.decompile(BytesIO(data), None)
        top = fonts[0]
        self._em = 1 / (top.FontMatrix[0] or 0.001)
        self._glyphs, names = top.CharStrings, list(top.charset)
        if hasattr(top, "ROS"):
            self._names = {int(name[3:]): name for name in names if name.startswith("cid")} | {0: names[0]}
        elif isinstance(self._font, CIDFont):
            self._names = dict(enumerate(names))
        else:
            self._names = {code: name for code, name in self._font.encoding.items() if isinstance(name, str)}

    def _type1(self, data: bytes) -> None:
        from fontTools.t1Lib import T1Font

        inner = T1Font.__new__(T1Font)
        inner.data, inner.encoding = data, "ascii"
        inner.parse()
        self._em = 1 / (inner.font["FontMatrix"][0] or 0.001)
        self._glyphs = inner.font["CharStrings"]
        self._names = {code: name for code, name in self._font.encoding.items() if isinstance(name, str)}

    def height(self, code: int) -> float | None:
        """The top of the glyph over the baseline in ems, or None where there is no such outline."""
        if self._glyphs is None:
            return None
        from fontTools.pens.boundsPen import BoundsPen

        index = code
        if isinstance(self._font, CIDFont) and "FontFile2" in self._font.descriptor:
            index = (self._font.cid2gid or {}).get(code, code) if hasattr(self._font.cid2gid, "get") else code
        name = self._names.get(index)
        if name is None or name not in self._glyphs:
            return None
        pen = BoundsPen(self._glyphs if hasattr(self._glyphs, "keys") else None)
        try:
            self._glyphs[name].draw(pen)
        except MemoryError:
            raise
        except Exception:
            return None
        return pen.bounds[3] / self._em if pen.bounds and pen.bounds[3] > 0 else None

    def x_height(self, codes: dict[str, int]) -> float | None:
        """The height of x, н or another small letter flat at the top, in ems, by the codes of the letters that the book uses. Without outlines the
        published metrics of the fourteen standard fonts; None else."""
        for letter in FLAT:
            if letter in codes:
                height = self.height(codes[letter])
                if height is not None:
                    return height
        if self._glyphs is None and self._font.basefont in FONT_METRICS:
            stated = FONT_METRICS[self._font.basefont][0].get("XHeight")
            return float(stated) / 1000 if isinstance(stated, int | float) and stated > 0 else None
        return None


def _by_code(inner: Any, font: Any, names: list[str]) -> dict[int, str]:
    """Which glyph a simple TrueType font shows for a code: by the symbolic table, by the name, by the letter (ISO 32000-1, 9.6.6.4)."""
    found: dict[int, str] = {}
    known = set(names)
    for code, name in font.encoding.items():
        if isinstance(name, str) and name in known:
            found[code] = name
    if "cmap" not in inner:
        return found
    for table in inner["cmap"].tables:
        for point, name in table.cmap.items():
            if table.platformID == 1 or (table.platformID == 3 and table.platEncID == 0):
                found.setdefault(point & 0xFF, name)
    letters = inner.getBestCmap() or {}
    from fontTools.agl import toUnicode

    for code, name in font.encoding.items():
        letter = toUnicode(name) if isinstance(name, str) else ""
        if len(letter) == 1 and ord(letter) in letters:
            found.setdefault(code, letters[ord(letter)])
    return found
