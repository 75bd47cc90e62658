"""PDFs whose every measure is known, made for the tests of the reader.

The face is drawn here: letters are blocks 500 units wide on an em of 1000, small ones 500 high, capitals 700; the space is 250 wide. So a line of n letters
and k spaces of size s is s·(n/2 + k/4) long, and the x-height is s/2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

LETTERS = (
    " ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,!?-—:;«»()АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
)
MM = 25.4 / 72
PLACES = {letter: place + 1 for place, letter in enumerate(LETTERS)}
SANS_PANOSE = dict(bFamilyType=2, bSerifStyle=11, bWeight=5, bProportion=3)


@cache
def face(weight: int = 400, width: int = 5, serif: int = 11, angle: int = 0) -> bytes:
    """A TrueType font of blocks for Latin and Cyrillic."""
    names = [".notdef", *(f"g{place}" for place in PLACES.values())]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"g{place}" for letter, place in PLACES.items()})
    builder.setupGlyf({name: _block(LETTERS[place - 1] if place else "x") for place, name in enumerate(names)})
    builder.setupHorizontalMetrics({name: (250 if name == "g1" else 500, 50) for name in names})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Blocks", "styleName": "Regular"})
    builder.setupOS2(usWeightClass=weight, usWidthClass=width)
    panose = builder.font["OS/2"].panose
    for key, value in {**SANS_PANOSE, "bSerifStyle": serif, "bWeight": {300: 3, 400: 5, 600: 7, 700: 8}.get(weight, 5)}.items():
        setattr(panose, key, value)
    builder.setupPost(italicAngle=angle)
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _block(letter: str) -> Any:
    pen = TTGlyphPen(None)
    if letter != " ":
        high = 700 if letter.isupper() or letter.isdigit() else 500
        pen.moveTo((50, 0))
        for point in ((50, high), (450, high), (450, 0)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def shown(text: str) -> bytes:
    """The text as a string operand for the face."""
    return b"<" + "".join(f"{PLACES[letter]:04x}" for letter in text).encode() + b">"


def length(text: str, size: float) -> float:
    """The length of the text in points."""
    return size * sum(0.25 if letter == " " else 0.5 for letter in text)


def lines(texts: Iterable[str], x: float, y: float, size: float, step: float, font: str = "F1") -> bytes:
    """Lines under each other, the first with its baseline at y."""
    rows = b"".join(b"%s Tj 0 %s Td\n" % (shown(text), number(-step)) for text in texts)
    return b"BT /%s %s Tf %s %s Td\n%sET\n" % (font.encode(), number(size), number(x), number(y), rows)


def number(value: float) -> bytes:
    return f"{value:.5f}".rstrip("0").rstrip(".").encode() or b"0"


WORDS = [
    "мама",
    "мыла",
    "раму",
    "пока",
    "папа",
    "читал",
    "сыну",
    "сказку",
    "про",
    "репу",
    "и",
    "деда",
    "который",
    "тянул",
    "её",
    "из",
    "земли",
    "целый",
    "день",
    "до",
    "вечера",
]


def filled(count: int, letters: int, start: int = 0) -> list[str]:
    """So many lines of just so many letters besides the spaces, each of the same length: justified setting by construction (five words a line)."""
    return [_row(letters, start + place) for place in range(count)]


def _row(letters: int, seed: int) -> str:
    sizes = [letters // 5 + (1 if part < letters % 5 else 0) for part in range(5)]
    stream = "".join(WORDS[(seed + place) % len(WORDS)] for place in range(letters))
    row, at = [], 0
    for size in sizes[seed % 5 :] + sizes[: seed % 5]:
        row.append(stream[at : at + size])
        at += size
    return " ".join(row)


@dataclass
class Maker:
    """A PDF in the making. `page` adds a page of one content stream; `bytes` gives the file."""

    pdf: Pdf = field(default_factory=Pdf.new)
    fonts: dict[str, Any] = field(default_factory=dict)
    version: str = "1.7"

    def __post_init__(self) -> None:
        self.fonts.setdefault("F1", self.font())

    def font(self, name: str = "ABCDEF+Blocks-Regular", program: bytes | None = None, unicode: bool = True, **descriptor: Any) -> Any:
        """The face as a composite font (Identity-H), with a table of letters unless `unicode` is false."""
        program = face() if program is None else program
        inner = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.CIDFontType2,
                BaseFont=Name("/" + name),
                CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
                DW=500,
                W=Array([1, Array([250])]),
                CIDToGIDMap=Name.Identity,
                FontDescriptor=self.pdf.make_indirect(self.descriptor(name, program, **descriptor)),
            )
        )
        outer = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/" + name), Encoding=Name("/Identity-H"), DescendantFonts=Array([inner])
        )
        if unicode:
            outer.ToUnicode = Stream(self.pdf, to_unicode())
        return self.pdf.make_indirect(outer)

    def descriptor(self, name: str, program: bytes | None, **more: Any) -> Dictionary:
        known: dict[str, Any] = dict(
            Type=Name.FontDescriptor,
            FontName=Name("/" + name),
            Flags=4,
            FontBBox=Array([0, -200, 1000, 800]),
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=700,
            StemV=80,
        )
        if program is not None:
            known["FontFile2"] = Stream(self.pdf, program)
        return Dictionary(**{**known, **more})

    def page(self, content: bytes, width: float = 400, height: float = 600, **keys: Any) -> Any:
        """A page; `keys` go into its dictionary, `resources` besides the fonts into its resources."""
        more = {kind: Dictionary(**named) for kind, named in keys.pop("resources", {}).items()}
        resources = Dictionary(Font=Dictionary(**self.fonts), **more)
        page = Dictionary(
            Type=Name.Page,
            MediaBox=keys.pop("MediaBox", Array([0, 0, width, height])),
            Resources=resources,
            Contents=Stream(self.pdf, content),
            **keys,
        )
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        return self

    def form(self, content: bytes, box: tuple[float, ...] = (-2000, -2000, 2000, 2000), forms: dict[str, Any] | None = None, **keys: Any) -> Any:
        """A form XObject with the fonts of the maker and, it may be, forms within it."""
        resources = Dictionary(Font=Dictionary(**self.fonts))
        if forms:
            resources.XObject = Dictionary(**forms)
        return self.pdf.make_indirect(Stream(self.pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=Array(box), Resources=resources, **keys))

    def picture(self, grey: int = 200, pixels: int = 8) -> Any:
        """A grey square of so many pixels."""
        return self.pdf.make_indirect(
            Stream(
                self.pdf,
                bytes([grey]) * pixels * pixels,
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=pixels,
                Height=pixels,
                ColorSpace=Name.DeviceGray,
                BitsPerComponent=8,
            )
        )

    def bytes(self, **keys: Any) -> bytes:
        out = BytesIO()
        self.pdf.save(out, static_id=True, **keys)
        return out.getvalue()


def to_unicode() -> bytes:
    rows = "\n".join(f"<{place:04x}> <{ord(letter):04x}>" for letter, place in PLACES.items())
    blocks = rows.split("\n")
    parts = [blocks[first : first + 100] for first in range(0, len(blocks), 100)]
    body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n" + body + "\nendcmap end end"
    ).encode()


def typeset(source: str) -> bytes:
    """A PDF set by typst, with the fonts that it carries: Libertinus Serif and DejaVu Sans Mono have Cyrillic."""
    import typst

    made: bytes = typst.compile(source.encode(), ignore_system_fonts=True)
    return made
