"""What is not type that can be seen and measured never counts as read: such pages say that they cannot be checked, and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Stream

from sextant.lab.publications.pdf.findings import note, why
from sextant.lab.publications.pdf.reading import read_pdf

from .pdf_makers import Maker, lines, number
from .pdf_truths import PLAIN, ROWS, written

FULL = b"q 400 0 0 600 0 0 cm /P Do Q\n"


def type3() -> bytes:
    maker = Maker()
    square = maker.pdf.make_indirect(Stream(maker.pdf, b"500 0 d0 50 0 400 500 re f"))
    maker.fonts["F1"] = maker.pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 500, 500]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=square),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
            FirstChar=97,
            LastChar=97,
            Widths=Array([500]),
            Resources=Dictionary(),
        )
    )
    return maker.page(b"BT /F1 12 Tf 50 500 Td " + b"(aaaaaaa) Tj 0 -15 Td " * 6 + b"ET").bytes()


def with_picture(content: bytes) -> bytes:
    maker = Maker()
    return maker.page(content, resources={"XObject": {"P": maker.picture()}}).bytes()


def curves() -> bytes:
    """Rows of filled shapes with bends, as letters that were turned into curves."""
    shape = b"%s %s m %s %s %s %s %s %s c h f\n"
    rows = []
    for row in range(4):
        for place in range(30):
            x, y = 50 + 7 * place, 500 - 15 * row
            rows.append(shape % tuple(number(value) for value in (x, y, x, y + 9, x + 5, y + 9, x + 5, y)))
    return Maker().page(b"".join(rows)).bytes()


def layered(policy: str = "") -> bytes:
    """The text in a layer that is off; with a policy, by a membership dictionary."""
    maker = Maker()
    layer = maker.pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Перевод"))
    maker.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    group = maker.pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([layer]), P=Name("/" + policy))) if policy else layer
    return maker.page(b"/OC /L BDC\n" + PLAIN + b"EMC\n0 0 100 20 re f\n", resources={"Properties": {"L": group}}).bytes()


def form_in_layer() -> bytes:
    maker = Maker()
    layer = maker.pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Перевод"))
    maker.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(BaseState=Name.OFF))
    return maker.page(b"/A Do", resources={"XObject": {"A": maker.form(PLAIN, OC=layer)}}).bytes()


def undecipherable() -> bytes:
    maker = Maker()
    maker.fonts["F1"] = maker.font()
    table = "1 begincodespacerange <0000> <ffff> endcodespacerange\n1 beginbfrange <0000> <00ff> <e000> endbfrange"
    maker.fonts["F1"].ToUnicode = Stream(maker.pdf, f"begincmap {table} endcmap".encode())
    return maker.page(PLAIN).bytes()


def untold() -> bytes:
    """The table of letters knows none of the codes."""
    maker = Maker()
    maker.fonts["F1"].ToUnicode = Stream(maker.pdf, b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange endcmap")
    return maker.page(PLAIN).bytes()


def downwards() -> bytes:
    maker = Maker()
    maker.fonts["F1"].Encoding = Name("/Identity-V")
    return maker.page(PLAIN).bytes()


def plain(content: bytes, **keys: object) -> Callable[[], bytes]:
    return lambda: Maker().page(content, **keys).bytes()


COVER = b"1 1 1 rg 0 0 400 600 re f\n"
PAGES: dict[str, tuple[Callable[[], bytes], str]] = {
    "an empty page": (plain(b""), "blank"),
    "spaces alone": (plain(b"BT /F1 12 Tf 50 500 Td <00010001> Tj ET"), "blank"),
    "a drawing": (plain(b"0.5 g 50 50 200 200 re f"), "no_text"),
    "a scan": (lambda: with_picture(FULL), "scan"),
    "a scan with a page number": (lambda: with_picture(FULL + lines(["12"], 195, 20, 9, 9)), "scan"),
    "a scan with recognised text": (lambda: with_picture(FULL + written(ROWS, b"3 Tr")), "ocr"),
    "recognised text and one seen line over a scan": (
        lambda: with_picture(FULL + written(ROWS, b"3 Tr") + b"0 Tr " + written(ROWS[:1], b"0 Tr")),
        "ocr",
    ),
    "invisible text without a picture": (plain(written(ROWS, b"3 Tr")), "hidden"),
    "text that only clips": (plain(b"q " + written(ROWS, b"7 Tr") + b"Q"), "hidden"),
    "letters as curves": (curves, "curves"),
    "letters of Type 3": (type3, "type3"),
    "a layer that is off": (layered, "hidden"),
    "a membership in a layer that is off": (lambda: layered("AllOn"), "hidden"),
    "a form in a layer off by default": (form_in_layer, "hidden"),
    "white on white": (plain(b"1 1 1 rg " + PLAIN), "hidden"),
    "white on white that is nearly so": (plain(b"0.97 g " + PLAIN), "hidden"),
    "grey on the same grey": (plain(b"0.6 g 0 0 400 600 re f " + PLAIN), "hidden"),
    "text covered": (plain(PLAIN + COVER), "hidden"),
    "text under a picture": (lambda: with_picture(PLAIN + FULL), "hidden"),
    "text cut off": (plain(b"q 0 0 10 10 re W n " + PLAIN + b"Q"), "hidden"),
    "text outside the trim": (plain(PLAIN, TrimBox=Array([0, 0, 400, 300])), "hidden"),
    "transparent text": (plain(b"/G gs " + PLAIN, resources={"ExtGState": {"G": Dictionary(ca=0)}}), "hidden"),
    "letters of which nobody knows which": (undecipherable, "undecipherable"),
    "letters that the font does not tell": (untold, "undecipherable"),
    "text from top to bottom": (downwards, "vertical"),
    "text of no size": (plain(b"BT /F1 0 Tf 50 500 Td <0002> Tj ET"), "blank"),
    "no fonts in the resources": (plain(b"BT /F9 12 Tf 50 500 Td <00020002> Tj ET"), "hidden"),
}


@pytest.mark.parametrize(("make", "key"), PAGES.values(), ids=PAGES.keys())
def test_page_without_type_is_not_checkable(tmp_path: Path, make: Callable[[], bytes], key: str) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(make())
    reading = read_pdf(file)
    assert [(page.checkable, page.why, page.characters) for page in reading.pages] == [(False, key, 0)]
    assert reading.text == []
    assert why(key).ru
    assert all(note(one).ru for one in reading.pages[0].notes)


def test_layer_shown_when_any_member_is_off_is_read(tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(layered("AnyOff"))
    assert (read_pdf(file).pages[0].checkable, len(read_pdf(file).text)) == (True, 6)


def test_hidden_layer_over_seen_text_is_not_read(tmp_path: Path) -> None:
    maker = Maker()
    layer = maker.pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Перевод"))
    maker.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    large = PLAIN.replace(b"/F1 12 Tf", b"/F1 14 Tf")
    file = tmp_path / "book.pdf"
    file.write_bytes(maker.page(PLAIN + b"/OC /L BDC\n" + large + b"EMC", resources={"Properties": {"L": layer}}).bytes())
    reading = read_pdf(file)
    assert {round(run.size_pt, 2) for run in reading.text} == {12}
    assert [note(one).en for one in reading.pages[0].notes] == ["240 letters are not seen in print and not counted."]


def test_hidden_line_is_left_out_and_told(tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(Maker().page(PLAIN + b"1 g " + written(["белым по белому"], b"0 Tr").replace(b"50 500 Td", b"50 200 Td")).bytes())
    reading = read_pdf(file)
    assert (reading.pages[0].checkable, len(reading.text)) == (True, 6)
    assert [note(one).ru for one in reading.pages[0].notes] == ["При печати не видно и не учтено: 13 знаков."]


def test_text_under_a_transparent_picture_is_still_read(tmp_path: Path) -> None:
    maker = Maker()
    keys = {"XObject": {"P": maker.picture()}, "ExtGState": {"G": Dictionary(ca=0.3)}}
    file = tmp_path / "book.pdf"
    file.write_bytes(maker.page(PLAIN + b"/G gs " + FULL, resources=keys).bytes())
    assert read_pdf(file).pages[0].checkable


def test_curves_beside_type_leave_the_page_checkable_only_when_few(tmp_path: Path) -> None:
    few = b"".join(b"%d 300 m %d 309 %d 309 %d 300 c h f\n" % (x, x, x + 5, x + 5) for x in range(50, 50 + 14 * 7, 7))
    file = tmp_path / "book.pdf"
    file.write_bytes(Maker().page(PLAIN + few).page(lines(ROWS[:1], 50, 500, 12, 15) + few).bytes())
    reading = read_pdf(file)
    assert [page.checkable for page in reading.pages] == [True, False]
    assert reading.pages[0].notes == ("curve_letters",)
    assert reading.pages[1].why == "curves"
