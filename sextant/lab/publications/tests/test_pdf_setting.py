"""How a page is set: columns and gaps, roles and volumes, margins, colours, faces."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary

from sextant.lab.publications.pages import Reading
from sextant.lab.publications.pdf.reading import read_pdf

from .pdf_makers import MM, Maker, face, filled, length, lines, typeset
from .pdf_truths import BOOK, PLAIN, ROWS, SIZE, STEP, TALE, WIDE, two_columns, within


def read(tmp_path: Path, maker: Maker) -> Reading:
    file = tmp_path / "book.pdf"
    file.write_bytes(maker.bytes())
    return read_pdf(file)


@pytest.mark.parametrize("gap", [5, 6, 9, 12])
def test_two_columns_are_told_apart_and_their_gap_measured(tmp_path: Path, gap: float) -> None:
    reading = read(tmp_path, Maker().page(two_columns(gap)))
    body = [run for run in reading.text if run.role == "body"]
    assert len(body) == 16
    assert [run.column for run in body] == [body[0].column] * 8 + [body[-1].column] * 8
    assert body[0].column < body[-1].column
    assert {round(run.measure_mm, 3) for run in body} == {round(length(filled(1, 20)[0], SIZE) * MM, 3)}
    assert {round(run.leading_pt, 3) for run in body} == {3.0}
    assert reading.pages[0].column_gap_mm == pytest.approx(gap, abs=0.05)
    assert [run.role for run in reading.text if run.size_pt == 18] == ["heading"]


@pytest.mark.parametrize(("columns", "gutter", "measure"), [(2, 6, 62), (2, 12, 59), (3, 5, 40)])
def test_justified_columns_with_wide_spaces_and_hanging_hyphens(tmp_path: Path, columns: int, gutter: float, measure: float) -> None:
    page = BOOK.format(font="Libertinus Serif", size=12, step=15, text=TALE * 3).replace('#"', f'#columns({columns}, gutter: {gutter}mm)[#"') + "]"
    file = tmp_path / "book.pdf"
    file.write_bytes(typeset(page))
    reading = read_pdf(file)
    first = [run for run in reading.text if run.page == 1]
    assert {run.column for run in first} == set(range(columns))
    assert max(abs(run.measure_mm - measure) for run in first) < 0.5
    assert reading.pages[0].column_gap_mm == pytest.approx(gutter, abs=0.5)
    assert {round(run.leading_pt, 2) for run in first if run.leading_pt is not None} == {3}


def test_words_an_em_apart_are_no_columns(tmp_path: Path) -> None:
    wide = PLAIN.replace(b"0001", b"00010001" * 2)
    reading = read(tmp_path, Maker().page(wide, width=600))
    assert len(reading.text) == 6
    assert (reading.pages[0].column_gap_mm, reading.text[0].word_space_pt) == (None, pytest.approx(12, abs=0.01))


def test_three_columns_of_single_words_are_columns(tmp_path: Path) -> None:
    content = b"".join(lines(["мама", "папа", "дед", "внук", "репа"], x, 500, SIZE, STEP) for x in (50, 150, 250))
    reading = read(tmp_path, Maker().page(content))
    assert {run.column for run in reading.text} == {0, 1, 2}
    assert {run.word_space_pt for run in reading.text} == {None}


def test_column_is_as_wide_as_its_fullest_lines_not_as_a_short_strip(tmp_path: Path) -> None:
    short = lines(["— Да.", "— Нет."], 50, 380, SIZE, STEP)
    reading = read(tmp_path, Maker().page(PLAIN + short))
    assert {round(run.measure_mm, 2) for run in reading.text} == {round(WIDE, 2)}


def test_single_short_line_has_no_measure_and_no_leading(tmp_path: Path) -> None:
    reading = read(tmp_path, Maker().page(lines(["кот спит"], 50, 300, 20, 24)))
    assert [(run.measure_mm, run.leading_pt, run.role) for run in reading.text] == [(None, None, "body")]


def test_space_between_paragraphs_is_no_leading(tmp_path: Path) -> None:
    content = lines(ROWS[:3], 50, 500, SIZE, STEP) + lines(ROWS[3:], 50, 500 - 2 * STEP - 25, SIZE, STEP)
    reading = read(tmp_path, Maker().page(content))
    assert {round(run.leading_pt, 3) for run in reading.text} == {3.0}
    assert [run.block for run in reading.text] == [1, 1, 1, 2, 2, 2]


def test_indented_line_begins_a_paragraph(tmp_path: Path) -> None:
    content = b"".join(lines([row], 62 if place in (0, 3) else 50, 500 - STEP * place, SIZE, STEP) for place, row in enumerate(ROWS))
    assert [run.block for run in read(tmp_path, Maker().page(content)).text] == [1, 1, 1, 2, 2, 2]


def test_verse_is_told_from_prose(tmp_path: Path) -> None:
    verse = ["Наша Таня громко плачет", "Уронила в речку мячик", "Тише Танечка не плачь", "Не утонет в речке мяч"]
    reading = read(tmp_path, Maker().page(lines(verse, 50, 500, SIZE, STEP)))
    assert {run.role for run in reading.text} == {"verse"}
    assert reading.pages[0].characters == sum(len(row) for row in verse)


def test_volume_is_without_folios_headings_and_captions(tmp_path: Path) -> None:
    content = (
        lines(["Глава первая"], 50, 560, 20, 20)
        + PLAIN
        + lines(["12"], 195, 20, 9, 9)
        + b"q 100 0 0 100 50 200 cm /P Do Q "
        + lines(["дед и репа"], 60, 188, 9, 11)
    )
    maker = Maker()
    reading = read(tmp_path, maker.page(content, resources={"XObject": {"P": maker.picture()}}))
    roles = {run.string: run.role for run in reading.text if run.role != "body"}
    assert roles == {"Глава первая": "heading", "12": "folio", "дед и репа": "caption"}
    assert reading.pages[0].characters == sum(len(row) for row in ROWS)


def test_numbered_caption_of_the_size_of_the_text_is_a_caption(tmp_path: Path) -> None:
    reading = read(tmp_path, Maker().page(PLAIN + lines(["Рис. 1. Дед и репа"], 100, 380, SIZE, STEP)))
    assert [run.string for run in reading.text if run.role == "caption"] == ["Рис. 1. Дед и репа"]


def test_running_heads_are_known_by_their_coming_again(tmp_path: Path) -> None:
    maker = Maker()
    for number in range(1, 5):
        maker.page(PLAIN + lines([f"Сказки {number}"], 150, 570, 9, 9))
    reading = read(tmp_path, maker)
    assert [run.role for run in reading.text if run.string.startswith("Сказки")] == ["folio"] * 4


def test_volume_of_a_spread_is_that_of_both_pages(tmp_path: Path) -> None:
    maker = Maker()
    for count in (1, 2, 3, 4):
        maker.page(lines(filled(count, 40), 50, 500, SIZE, STEP))
    pages = read(tmp_path, maker).pages
    row = len(ROWS[0])
    assert [page.characters for page in pages] == [row, 2 * row, 3 * row, 4 * row]
    assert [page.spread_characters for page in pages] == [row, 5 * row, 5 * row, 4 * row]


def test_margins_are_from_the_trim_to_the_text(tmp_path: Path) -> None:
    reading = read(tmp_path, Maker().page(PLAIN, TrimBox=Array([20, 30, 380, 590])))
    found = reading.pages[0].margins_mm
    assert (reading.pages[0].width_mm, reading.pages[0].height_mm) == (pytest.approx(360 * MM), pytest.approx(560 * MM))
    right, top = 380 - 50 - length(ROWS[0], SIZE), 590 - 500 - 0.8 * SIZE
    assert found == pytest.approx((30 * MM, (425 - 0.2 * SIZE - 30) * MM, right * MM, top * MM), abs=0.05)


@pytest.mark.parametrize(
    ("setting", "ink", "ground", "density", "inverse"),
    [
        (b"0 g ", (0, 0, 0), (255, 255, 255), 0.0, False),
        (b"0.737 g 0 0 400 600 re f 0 g ", (0, 0, 0), (188, 188, 188), 0.3, False),
        (b"0 0 0.5 rg 0 0 400 600 re f 1 g ", (255, 255, 255), (0, 0, 128), 1.81, True),
        (b"0 1 1 0 k ", (255, 0, 0), (255, 255, 255), 0.0, False),
    ],
)
def test_ink_and_ground_are_seen(
    tmp_path: Path, setting: bytes, ink: tuple[int, ...], ground: tuple[int, ...], density: float, inverse: bool
) -> None:
    run = read(tmp_path, Maker().page(setting + PLAIN)).text[0]
    assert (run.ink, run.inverse) == (ink, inverse)
    assert run.ground == pytest.approx(ground, abs=1)
    assert run.ground_density == pytest.approx(density, abs=0.02)


def test_spot_colour_is_taken_from_what_is_drawn(tmp_path: Path) -> None:
    from pikepdf import Name

    maker = Maker()
    made = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([0, 0.5, 0]), N=1)
    space = Array([Name.Separation, Name("/Green"), Name.DeviceRGB, made])
    run = read(tmp_path, maker.page(b"/S cs 1 scn " + PLAIN, resources={"ColorSpace": {"S": space}})).text[0]
    assert run.ink == pytest.approx((0, 128, 0), abs=3)


def test_two_sizes_in_a_line_are_two_runs(tmp_path: Path) -> None:
    content = b"BT /F1 12 Tf 50 500 Td <00020003> Tj /F1 16 Tf <00040005> Tj ET"
    assert [(run.string, run.size_pt) for run in read(tmp_path, Maker().page(content)).text] == [("AB", 12), ("CD", 16)]


def test_mark_set_higher_belongs_to_its_line(tmp_path: Path) -> None:
    at = 50 + length(ROWS[1], SIZE)
    reading = read(tmp_path, Maker().page(PLAIN + lines(["12"], at, 500 - STEP + 5, 7, 9)))
    assert [(run.string, run.block, run.role) for run in reading.text if run.size_pt == 7] == [("12", 1, "body")]
    assert {(run.block, round(run.leading_pt, 3), round(run.measure_mm, 2)) for run in reading.text} == {(1, 3.0, round(WIDE, 2))}


@pytest.mark.parametrize(
    ("name", "made", "descriptor", "facts"),
    [
        ("AAAAAA+Blocks", {}, {}, ("sans", "regular", "normal", True)),
        ("AAAAAA+Blocks", {"serif": 4, "weight": 700}, {}, ("serif", "bold", "normal", True)),
        ("AAAAAA+Blocks", {"weight": 600, "width": 3}, {}, ("sans", "semibold", "narrow", True)),
        ("Blocks", {"angle": -12}, {"ItalicAngle": -12}, ("sans", "regular", "normal", False)),
        ("SchoolBookC-BoldItalic", {"serif": 0}, {"Flags": 4 + 64}, ("serif", "bold", "normal", False)),
        ("PragmaticaCondensed-Light", {"serif": 0}, {}, ("sans", "light", "narrow", True)),
        ("Zagadka", {"serif": 0}, {"Flags": 4 + 2}, ("serif", "regular", "normal", True)),
        ("RobotoSlab-Thin", {"serif": 0}, {}, ("serif", "light", "normal", True)),
        ("MicrosoftSansSerif", {"serif": 0}, {}, ("sans", "regular", "normal", True)),
        ("Zagadka", {"serif": 0}, {}, ("unknown", "regular", "normal", True)),
    ],
)
def test_face_is_what_the_file_states(
    tmp_path: Path, name: str, made: dict[str, int], descriptor: dict[str, int], facts: tuple[str, str, str, bool]
) -> None:
    maker = Maker()
    maker.fonts["F1"] = maker.font(name, face(**made), **descriptor)
    run = read(tmp_path, maker.page(PLAIN)).text[0]
    assert (run.face, run.weight, run.width, run.upright) == facts
    assert run.font == name.removeprefix("AAAAAA+")


def test_scaling_narrows_and_skewing_slants(tmp_path: Path) -> None:
    run = read(tmp_path, Maker().page(PLAIN.replace(b"BT ", b"BT 70 Tz ") + within(b"", "1 0 0 1 0 0"))).text[0]
    assert (run.width, run.upright) == ("narrow", True)
    run = read(tmp_path, Maker().page(within(PLAIN, "1 0 0.3 1 -150 0"))).text[0]
    assert (run.width, run.upright) == ("normal", False)
