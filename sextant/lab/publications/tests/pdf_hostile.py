"""Files made to harm a reader, or damaged on their way."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from .pdf_makers import Maker, lines, shown
from .pdf_truths import PLAIN, ROWS

MEGABYTES = 1 << 20


def encrypted(user: str) -> bytes:
    return Maker().page(PLAIN).bytes(encryption=pikepdf.Encryption(owner="o", user=user))


@cache
def bomb(folds: int, size: int = 256) -> bytes:
    """A content stream of so many megabytes of blanks, deflated so many times."""
    machine = zlib.compressobj(9)
    data = b"".join(machine.compress(b" " * MEGABYTES) for _ in range(size)) + machine.flush()
    for _ in range(folds - 1):
        data = zlib.compress(data, 9)
    maker = Maker().page(b"")
    maker.pdf.pages[0].obj.Contents = Stream(maker.pdf, data, Filter=Array([Name.FlateDecode] * folds))
    out = BytesIO()
    maker.pdf.save(out, static_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


def bomb_of_runs() -> bytes:
    """Deflated run lengths: a gigabyte of blanks in a few kilobytes."""
    data = zlib.compress(b"\x81 " * (8 * MEGABYTES), 9)
    maker = Maker().page(b"")
    maker.pdf.pages[0].obj.Contents = Stream(maker.pdf, data, Filter=Array([Name.FlateDecode, Name.RunLengthDecode]))
    out = BytesIO()
    maker.pdf.save(out, static_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


def bomb_of_letters() -> bytes:
    """The table of letters of the font is the bomb."""
    maker = Maker()
    machine = zlib.compressobj(9)
    data = b"".join(machine.compress(b" " * MEGABYTES) for _ in range(1024)) + machine.flush()
    maker.fonts["F1"].ToUnicode = Stream(maker.pdf, data, Filter=Name.FlateDecode)
    maker.page(PLAIN)
    out = BytesIO()
    maker.pdf.save(out, static_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


def bomb_as_picture() -> bytes:
    """A content stream that says it is a photograph, and is a bomb."""
    maker = Maker().page(b"")
    maker.pdf.pages[0].obj.Contents = Stream(maker.pdf, zlib.compress(b" " * 100 * MEGABYTES), Filter=Array([Name.FlateDecode, Name.DCTDecode]))
    out = BytesIO()
    maker.pdf.save(out, static_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


def calls_itself() -> bytes:
    """A form that draws its text, and itself."""
    maker = Maker()
    form = maker.form(PLAIN + b"/A Do")
    form.Resources.XObject = Dictionary(A=form)
    return maker.page(b"/A Do", resources={"XObject": {"A": form}}).bytes()


def calls_each_other() -> bytes:
    maker = Maker()
    one, other = maker.form(PLAIN + b"/B Do"), maker.form(b"/A Do")
    one.Resources.XObject, other.Resources.XObject = Dictionary(B=other), Dictionary(A=one)
    return maker.page(b"/A Do", resources={"XObject": {"A": one}}).bytes()


def multiplies(levels: int = 9) -> bytes:
    """Forms that each draw another ten times: ten to the ninth letters of a few kilobytes."""
    maker = Maker()
    form = maker.form(lines(["а"], 10, 10, 12, 12))
    for _ in range(levels):
        form = maker.form(b"/A Do " * 10, forms={"A": form})
    return maker.page(b"/A Do", resources={"XObject": {"A": form}}).bytes()


def deep(levels: int = 400) -> bytes:
    maker = Maker()
    form = maker.form(PLAIN)
    for _ in range(levels):
        form = maker.form(b"/A Do", forms={"A": form})
    return maker.page(b"/A Do", resources={"XObject": {"A": form}}).bytes()


def many_letters() -> bytes:
    return Maker().page(b"BT /F1 1 Tf 1 0 0 1 5 5 Tm " + (shown("репка" * 2000) + b" Tj ") * 40 + b"ET").bytes()


def many_lines() -> bytes:
    rows = [b"1 0 0 1 %d %d Tm %s Tj" % (5 + 45 * (place % 8), place // 8, shown("а")) for place in range(4_400)]
    return Maker().page(b"BT /F1 0.8 Tf " + b"\n".join(rows) + b" ET").bytes()


def many_paths() -> bytes:
    return Maker().page(b"0 0 1 1 re f\n" * 400_000).bytes()


def large_picture() -> bytes:
    maker = Maker()
    data = zlib.compress(b"\0" * 1000)
    picture = maker.pdf.make_indirect(
        Stream(
            maker.pdf,
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=100_000,
            Height=100_000,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
            Filter=Name.FlateDecode,
        )
    )
    return maker.page(b"q 400 0 0 600 0 0 cm /P Do Q " + PLAIN, resources={"XObject": {"P": picture}}).bytes()


def no_fonts() -> bytes:
    maker = Maker().page(PLAIN)
    del maker.pdf.pages[0].obj.Resources
    return maker.bytes()


def fonts_of_nonsense() -> bytes:
    maker = Maker()
    maker.fonts["F1"] = maker.font(program=b"\x00\x01\x00\x00" + bytes(range(256)) * 40)
    return maker.page(PLAIN).bytes()


def unclosed() -> bytes:
    return Maker().page(b"q q q ( <<" + PLAIN + b"[ (").bytes()


def tree_in_a_ring() -> bytes:
    maker = Maker().page(PLAIN)
    pages = maker.pdf.Root.Pages
    pages.Kids = Array([pages.Kids[0], pages])
    return maker.bytes()


def no_tree() -> bytes:
    maker = Maker().page(PLAIN)
    content = maker.bytes()
    return content.replace(b"/Pages ", b"/Pagez ")


def empty_tree() -> bytes:
    out = BytesIO()
    Pdf.new().save(out)
    return out.getvalue()


def boxes_of_nonsense(box: list[object]) -> bytes:
    return Maker().page(PLAIN, MediaBox=Array(box), TrimBox=Array([5, 5, 5, 5]), UserUnit=-3, Rotate=45).bytes()


def moved_table() -> bytes:
    """The table of cross-references says wrong places for all."""
    content = Maker().page(PLAIN).bytes(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return content.replace(b"%PDF-", b"%shifted by a line\n%PDF-", 1)


def no_table() -> bytes:
    content = Maker().page(PLAIN).bytes(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return content[: content.rindex(b"xref\n")]


def cut_at(share: float) -> bytes:
    content = Maker().page(PLAIN).page(PLAIN).bytes()
    return content[: int(len(content) * share)]


@cache
def many_pages(count: int = 2000) -> bytes:
    """Small pages of a line each."""
    maker = Maker()
    for place in range(count):
        maker.page(lines([ROWS[place % 6]], 10, 20, 12, 15), 300, 50)
    return maker.bytes()


REFUSED: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "encrypted": (lambda: encrypted("secret"), {"encrypted"}),
    "empty": (lambda: b"", {"not_pdf"}),
    "another kind": (lambda: b"PK\x03\x04" + b"\0" * 2000, {"not_pdf"}),
    "the mark alone": (lambda: b"%PDF-1.7\n", {"broken"}),
    "noise after the mark": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 100, {"broken"}),
    "no pages": (empty_tree, {"no_pages"}),
    "cut in the middle": (lambda: cut_at(0.3), {"broken", "no_pages"}),
}
NOT_CHECKABLE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "a bomb": (lambda: bomb(1), {"too_complex"}),
    "a bomb within a bomb": (lambda: bomb(3), {"too_complex"}),
    "a bomb of runs": (bomb_of_runs, {"too_complex"}),
    "a bomb that says it is a picture": (bomb_as_picture, {"too_complex"}),
    "forms that multiply": (multiplies, {"too_complex"}),
    "forms 400 deep": (deep, {"too_complex"}),
    "more letters than a page has": (many_letters, {"too_complex"}),
    "more lines than a page has": (many_lines, {"too_complex"}),
    "more paths than a page has": (many_paths, {"too_complex"}),
    "a picture of ten gigapixels": (large_picture, {"too_complex"}),
    "no fonts": (no_fonts, {"hidden", "damaged", "no_text", "undecipherable", "blank"}),
    "fonts of nonsense": (fonts_of_nonsense, {"hidden", "unseen"}),
    "boxes of words": (lambda: boxes_of_nonsense([Name.A, 0, "x", Dictionary()]), {"damaged"}),
    "no tree of pages": (no_tree, {"unseen"}),
    "strings unclosed": (unclosed, {"damaged", "blank", "no_text", "hidden"}),
}
READ: dict[str, Callable[[], bytes]] = {
    "encrypted for the owner alone": lambda: encrypted(""),
    "a form that calls itself": calls_itself,
    "forms that call each other": calls_each_other,
    "a tree in a ring": tree_in_a_ring,
    "boxes of nonsense": lambda: boxes_of_nonsense([0, 0, 0, 0]),
    "a moved table": moved_table,
    "no table": no_table,
}
