"""Constructions with known answers: how the type is set in each, and what the reader must therefore find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pikepdf import Array, Name

from .pdf_makers import MM, Maker, face, filled, length, lines, number, shown, typeset

SIZE, STEP = 12.0, 15.0
ROWS = filled(6, 40)
WIDE = length(ROWS[0], SIZE) * MM
PLAIN = lines(ROWS, 50, 500, SIZE, STEP)


@dataclass(frozen=True)
class Truth:
    """What is known of the text of page 1 (the runs of the body): size and leading in points, measure in millimetres."""

    make: Callable[[], bytes]
    size: float = SIZE
    leading: float | None = STEP - SIZE
    measure: float | None = WIDE
    x_height: float | None = SIZE / 2 * MM
    space: float | None = SIZE / 4
    first_box: tuple[float, float] | None = None
    """Left and baseline less 0.2 of the size: the lower left corner of the first run's box."""
    runs: int = 6


def one(content: bytes, **keys: object) -> Callable[[], bytes]:
    """A file of one such page."""
    return lambda: Maker().page(content, **keys).bytes()


def within(content: bytes, matrix: str) -> bytes:
    return b"q " + matrix.encode() + b" cm\n" + content + b"Q\n"


def nested() -> bytes:
    """Text of 3 points in a form drawn at 2, in a form whose own matrix is 4 and which is drawn at 0.5."""
    maker = Maker()
    inner = maker.form(lines(ROWS, 10, 120, SIZE / 4, STEP / 4))
    middle = maker.form(b"q 2 0 0 2 0 0 cm /A Do Q", forms={"A": inner}, Matrix=Array([4, 0, 0, 4, 10, 5]))
    return maker.page(b"q 0.5 0 0 0.5 20 10 cm /B Do Q", resources={"XObject": {"B": middle}}).bytes()


def turned_form() -> bytes:
    """A form with a quarter turn in its matrix, drawn with the turn back."""
    maker = Maker()
    form = maker.form(PLAIN, Matrix=Array([0, 1, -1, 0, 600, 0]))
    return maker.page(b"q 0 -1 1 0 0 600 cm /A Do Q", resources={"XObject": {"A": form}}).bytes()


def written(rows: list[str], setting: bytes, size: float = SIZE, step: float = STEP) -> bytes:
    return lines(rows, 50, 500, size, step).replace(b"BT ", b"BT " + setting + b" ")


def matrices(a: float, b: float, c: float, d: float, x: float, y: float, size: float = 1.0, step: float = STEP / SIZE) -> bytes:
    """The rows with the scale in the text matrix."""
    rows = b"".join(b"%s Tj 0 %s Td\n" % (shown(row), number(-step)) for row in ROWS)
    matrix = b" ".join(number(value) for value in (a, b, c, d, x, y))
    return b"BT /F1 %s Tf %s Tm\n%sET\n" % (number(size), matrix, rows)


def adjusted(space: float) -> bytes:
    """Words without a space glyph: each is moved on by an adjustment in TJ."""
    rows = []
    for row in ROWS:
        pieces = (" %s " % -round(space * 1000 / SIZE, 3)).encode().join(shown(word) for word in row.split())
        rows.append(b"[" + pieces + b"] TJ 0 %s Td\n" % number(-STEP))
    return b"BT /F1 12 Tf 50 500 Td\n" + b"".join(rows) + b"ET\n"


def kerned() -> bytes:
    """Every pair of letters kerned by a twentieth of an em: no words may be made of that. The measure grows by it."""
    rows = []
    for row in ROWS:
        rows.append(b"[" + b" -50 ".join(shown(letter) for letter in row) + b"] TJ 0 -15 Td\n")
    return b"BT /F1 12 Tf 50 500 Td\n" + b"".join(rows) + b"ET\n"


def apiece() -> bytes:
    """Every word placed by itself, in an order that is not the reading order."""
    parts = []
    for place, row in enumerate(ROWS):
        at = 50.0
        for word in row.split():
            parts.append(b"BT /F1 12 Tf %s %s Td %s Tj ET\n" % (number(at), number(500 - STEP * place), shown(word)))
            at += length(word, SIZE) + SIZE / 4
    return b"".join(parts[::-1])


def ragged() -> list[str]:
    return [row[: len(row) - cut] for row, cut in zip(filled(6, 40), (9, 0, 14, 4, 11, 22), strict=True)]


def raised() -> bytes:
    """A raised small figure within a line: neither leading nor measure heeds it."""
    raised_figure = b"/F1 7 Tf 5 Ts " + shown("2") + b" Tj 0 Ts /F1 12 Tf "
    return PLAIN.replace(shown(ROWS[2]) + b" Tj", shown(ROWS[2][:10]) + b" Tj " + raised_figure)


def simple() -> bytes:
    """A simple TrueType font in WinAnsi: x is 500 high by the glyph's own name."""
    maker = Maker()
    from pikepdf import Dictionary

    maker.fonts["F1"] = maker.pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/Blocks"),
            Encoding=Name.WinAnsiEncoding,
            FirstChar=32,
            LastChar=126,
            Widths=Array([250] + [500] * 94),
            FontDescriptor=maker.descriptor("Blocks", face(), Flags=32),
        )
    )
    row = b"(taxi bruno extra lunch zebra) Tj 0 -15 Td\n"
    return maker.page(b"BT /F1 12 Tf 50 500 Td\n" + row * 6 + b"ET").bytes()


def standard() -> bytes:
    """Helvetica, not embedded: its x is 523 high by its published metrics; the words of n are 556 wide each."""
    maker = Maker()
    from pikepdf import Dictionary

    maker.fonts["F1"] = maker.pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    return maker.page(b"BT /F1 12 Tf 50 500 Td\n" + b"(nnnnn nnnnn nnnnn nnnnn) Tj 0 -15 Td\n" * 6 + b"ET").bytes()


def inherited() -> bytes:
    """Box, turn and resources stand in the tree above the page."""
    maker = Maker().page(PLAIN)
    page = maker.pdf.pages[0].obj
    above = maker.pdf.Root.Pages
    above.MediaBox, above.Resources = page.MediaBox, page.Resources
    del page.MediaBox
    del page.Resources
    return maker.bytes()


def two_columns(gap: float) -> bytes:
    """Two columns of 20 letters a line on the same baselines, under a heading across both."""
    left, right = filled(8, 20), filled(8, 20, 3)
    across = length(left[0], SIZE)
    head = lines(["Заголовок на всю ширину"], 50, 560, 18, 20)
    return head + lines(left, 50, 500, SIZE, STEP) + lines(right, 50 + across + gap / MM, 500, SIZE, STEP)


BOOK = """#set page(width: 170mm, height: 240mm, margin: 20mm)
#set text(font: "{font}", size: {size}pt, lang: "ru", top-edge: "baseline", bottom-edge: "baseline", hyphenate: true)
#set par(justify: true, leading: {step}pt, spacing: {step}pt)
#"{text}"
"""
TALE = (
    "Посадил дед репку. Выросла репка большая-пребольшая. Стал дед репку из земли тянуть: тянет-потянет, вытянуть не может. Позвал дед бабку. "
    "Бабка за дедку, дедка за репку, тянут-потянут, вытянуть не могут. Позвала бабка внучку. "
) * 5


def set_by_typst(font: str, size: float, step: float) -> Callable[[], bytes]:
    return lambda: typeset(BOOK.format(font=font, size=size, step=step, text=TALE))


SPREAD = number(length(ROWS[0], SIZE))
TRUTHS: dict[str, Truth] = {
    "plain": Truth(one(PLAIN), first_box=(50, 500 - 0.2 * SIZE)),
    "scaled by cm": Truth(one(within(lines(ROWS, 20, 220, 6, 7.5), "2 0 0 2 10 60")), first_box=(50, 500 - 0.2 * SIZE)),
    "scaled by the text matrix": Truth(one(matrices(12, 0, 0, 12, 50, 500)), first_box=(50, 500 - 0.2 * SIZE)),
    "two matrices against each other": Truth(one(within(matrices(4, 0, 0, 4, 5, 50, 6, STEP / 2), "0.5 0 0 0.5 0 200"))),
    "forms within forms": Truth(nested),
    "a form turned and turned back": Truth(turned_form, first_box=(50, 500 - 0.2 * SIZE)),
    "user unit 2": Truth(one(lines(ROWS, 25, 250, 6, 7.5), width=200, height=300, UserUnit=2), first_box=(50, 500 - 0.2 * SIZE)),
    "user unit 0.5": Truth(one(lines(ROWS, 100, 1000, 24, 30), width=800, height=1200, UserUnit=0.5), first_box=(50, 500 - 0.2 * SIZE)),
    "page turned by 90, text upright": Truth(
        one(within(PLAIN, "0 1 -1 0 600 0"), width=600, height=400, Rotate=90), first_box=(50, 500 - 0.2 * SIZE)
    ),
    "page turned by 180, text upright": Truth(one(within(PLAIN, "-1 0 0 -1 400 600"), Rotate=180), first_box=(50, 500 - 0.2 * SIZE)),
    "page turned by 270, text upright": Truth(
        one(within(PLAIN, "0 -1 1 0 0 400"), width=600, height=400, Rotate=270), first_box=(50, 500 - 0.2 * SIZE)
    ),
    "page turned by -90, text upright": Truth(
        one(within(PLAIN, "0 -1 1 0 0 400"), width=600, height=400, Rotate=-90), first_box=(50, 500 - 0.2 * SIZE)
    ),
    "page turned, trimmed and of user unit 2": Truth(
        one(within(lines(ROWS, 25, 250, 6, 7.5), "0 1 -1 0 310 20"), width=340, height=240, Rotate=90, UserUnit=2, TrimBox=Array([10, 20, 310, 220])),
        first_box=(50, 500 - 0.2 * SIZE),
    ),
    "text turned by 90": Truth(one(matrices(0, 12, -12, 0, 100, 50))),
    "text turned by 30": Truth(one(matrices(10.3923, 6, -6, 10.3923, 150, 150))),
    "text turned by 180": Truth(one(matrices(-12, 0, 0, -12, 350, 100))),
    "page turned, text not": Truth(one(lines(ROWS, 50, 500, SIZE, STEP), Rotate=90)),
    "narrowed to 70 %": Truth(one(written(ROWS, b"70 Tz")), measure=WIDE * 0.7, space=SIZE / 4 * 0.7),
    "widened to 130 %": Truth(one(written(ROWS, b"130 Tz")), measure=WIDE * 1.3, space=SIZE / 4 * 1.3),
    "narrowed by the matrix": Truth(one(matrices(9.6, 0, 0, 12, 50, 500)), measure=WIDE * 0.8, space=SIZE / 4 * 0.8),
    "slanted by the matrix": Truth(
        one(b"".join(b"BT /F1 1 Tf 12 0 4 12 50 %d Tm %s Tj ET\n" % (500 - 15 * i, shown(row)) for i, row in enumerate(ROWS)))
    ),
    "word spacing": Truth(one(adjusted(SIZE)), measure=WIDE + 4 * 0.75 * SIZE * MM, space=SIZE),
    "words by adjustment": Truth(one(adjusted(4)), measure=WIDE + 4 * MM, space=4),
    "letters spaced": Truth(one(written(ROWS, b"1 Tc")), measure=WIDE + (len(ROWS[0]) - 1) * MM, space=SIZE / 4 + 1),
    "letters kerned": Truth(one(kerned()), measure=WIDE + (len(ROWS[0]) - 1) * 0.05 * SIZE * MM, space=SIZE / 4 + 1.2),
    "words placed one by one": Truth(one(apiece())),
    "y downwards": Truth(one(within(matrices(12, 0, 0, -12, 50, 100), "1 0 0 -1 0 600")), first_box=(50, 500 - 0.2 * SIZE)),
    "a negative size": Truth(one(matrices(-12, 0, 0, -12, 50, 500, -1, -STEP / SIZE)), first_box=(50, 500 - 0.2 * SIZE)),
    "trimmed with bleed": Truth(one(lines(ROWS, 60, 510, SIZE, STEP), TrimBox=Array([10, 10, 390, 590])), first_box=(50, 500 - 0.2 * SIZE)),
    "cropped": Truth(one(lines(ROWS, 60, 510, SIZE, STEP), CropBox=Array([10, 10, 390, 590])), first_box=(50, 500 - 0.2 * SIZE)),
    "an origin elsewhere": Truth(one(lines(ROWS, -150, 400, SIZE, STEP), MediaBox=Array([-200, -100, 200, 500])), first_box=(50, 500 - 0.2 * SIZE)),
    "box given from corner to corner": Truth(one(PLAIN, MediaBox=Array([400, 600, 0, 0])), first_box=(50, 500 - 0.2 * SIZE)),
    "raised figure": Truth(one(raised()), runs=7),
    "ragged": Truth(one(lines(ragged(), 50, 500, SIZE, STEP)), measure=length(ragged()[1], SIZE) * MM),
    "a short last line": Truth(one(lines([*ROWS[:5], ROWS[5][:9]], 50, 500, SIZE, STEP))),
    "close set": Truth(one(lines(ROWS, 50, 500, SIZE, 11)), leading=-1.0),
    "wide set": Truth(one(lines(ROWS, 50, 500, SIZE, 26)), leading=14.0),
    "primer": Truth(
        one(lines(filled(5, 15), 20, 500, 36, 40)), size=36, leading=4, measure=length(filled(5, 15)[0], 36) * MM, x_height=18 * MM, space=9, runs=5
    ),
    "drawn twice to be bolder": Truth(one(PLAIN + lines(ROWS, 50.3, 500, SIZE, STEP))),
    "a simple TrueType font": Truth(simple, measure=length("taxi bruno extra lunch zebra", SIZE) * MM),
    "Helvetica": Truth(standard, measure=(20 * 0.556 + 3 * 0.278) * SIZE * MM, x_height=0.523 * SIZE * MM, space=0.278 * SIZE),
    "inherited box": Truth(inherited, first_box=(50, 500 - 0.2 * SIZE)),
    "Russian serif by typst": Truth(
        set_by_typst("Libertinus Serif", 14, 18), size=14, leading=4, measure=130, x_height=0.429 * 14 * MM, space=None, runs=0
    ),
    "Russian mono by typst": Truth(set_by_typst("DejaVu Sans Mono", 10, 13), size=10, leading=3, measure=130, x_height=None, space=None, runs=0),
}
