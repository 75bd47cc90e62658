"""Pages of fixed layout with known answers, and what cannot be measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.lab.publications.epub.checking import check_epub
from sextant.lab.publications.epub.findings import EpubError
from sextant.lab.publications.epub.fixed import read_pages
from sextant.lab.publications.epub.layout import read_fixed_layout
from sextant.lab.publications.pages import Reading
from sextant.lab.publications.tests.epub_factory import book, page

pytestmark = pytest.mark.once
FIXED = '<meta property="rendition:layout">pre-paginated</meta>'
PORT = '<meta name="viewport" content="width=1000, height=800"/>'
TRIM = (250.0, 200.0)
"""1000 px are 250 mm, so 1 px is 0.25 mm or 0.7087 pt."""
PX = 0.25 * 72 / 25.4


def fixed(folder: Path, body: str, css: str = "", port: str = PORT) -> Path:
    return book(folder, {"one.xhtml": page(body, head=f"{port}<style>{css}</style>"), "a.jpg": b"x"}, extra=FIXED)


def read(folder: Path, body: str, css: str = "", port: str = PORT) -> Reading:
    return read_fixed_layout(fixed(folder, body, css, port), TRIM)


@pytest.mark.parametrize(
    ("body", "css", "px"),
    [
        ("<p>W.</p>", "p {font-size: 40px}", 40),
        ("<p>W.</p>", "body {font-size: 20px} p {font-size: 1.5em}", 30),
        ("<p>W.</p>", "body {font-size: 20px} p {font-size: 150%}", 30),
        ("<p>W.</p>", "p {font: italic bold 30pt/1.5 serif}", 40),
        ("<p>W.</p>", "p {font-size: 10mm}", 37.7953),
        ("<div><p>W.</p></div>", "div {transform: scale(.5)} p {font-size: 40px}", 20),
        ("<div><p>W.</p></div>", "div {transform: scale(3, .5)} p {font-size: 40px}", 20),
        ("<div><p>W.</p></div>", "div {-webkit-transform: translate(3px, 4px) rotate(90deg) scale(2)} p {font-size: 40px}", 80),
        ("<div><p>W.</p></div>", "div {transform: matrix(1, 0, 0, 2, 5, 5)} p {transform: scaleY(.25); font-size: 40px}", 20),
        ('<div style="font-size: 10px"><h1>W</h1></div>', "", 20),
        ("<p><span>W.</span></p>", "p {font-size: 10px} span {font-size: 40px}", 40),
    ],
)
def test_the_size_is_the_authored_one_times_the_vertical_scale_on_the_trim(tmp_path: Path, body: str, css: str, px: float) -> None:
    found = read(tmp_path, body, css)
    assert [(one.page, one.string.strip(".")) for one in found.text] == [(1, "W")]
    assert found.text[0].size_pt == pytest.approx(px * PX, abs=0.001)
    assert (found.pages[0].checkable, found.pages[0].width_mm, found.pages[0].height_mm, found.kind) == (True, 250.0, 200.0, "epub")


def test_a_placed_block_gives_box_measure_leading_and_face(tmp_path: Path) -> None:
    css = "p {position: absolute; left: 100px; top: 50px; width: 400px; height: 300px; font: 40px/60px Georgia, serif; color: #123456}"
    one = read(tmp_path, "<p>Words of the page</p>", css).text[0]
    assert one.box == pytest.approx((100 * PX, 450 * PX, 500 * PX, 750 * PX))
    assert (one.measure_mm, one.leading_pt) == (pytest.approx(100.0), pytest.approx(20 * PX))
    assert (one.face, one.weight, one.upright, one.ink, one.characters) == ("serif", "regular", True, (0x12, 0x34, 0x56), 17)
    assert (one.x_height_mm, one.word_space_pt, one.ground) == (None, None, None)


def test_blocks_inside_a_scaled_block_as_layout_programs_export_them(tmp_path: Path) -> None:
    """A page at twentyfold size, scaled down: a frame at 200, 400 px of the page, and lines of 800 units of 0.05 px."""
    css = (
        "div {position: absolute; left: 200px; top: 400px; width: 8000px; height: 4000px; transform: scale(.05); transform-origin: 0 0}"
        "span {position: absolute; left: 1000px; top: 0; width: 4000px; height: 800px; font-size: 800px; line-height: 1}"
    )
    one = read(tmp_path, "<div><span>Once</span></div>", css).text[0]
    assert (one.size_pt, one.measure_mm, one.leading_pt) == (pytest.approx(40 * PX), pytest.approx(50.0), pytest.approx(0.0))
    assert one.box == pytest.approx((250 * PX, (800 - 440) * PX, 450 * PX, 400 * PX))


@pytest.mark.parametrize(
    ("css", "box"),
    [
        ("div {position: absolute; right: 100px; bottom: 200px; width: 300px; height: 100px}", (600, 500, 900, 600)),
        ("div {position: absolute; left: 10%; top: 25%; width: 50%; height: 50%}", (100, 200, 600, 600)),
        ("div {position: absolute; left: 0; top: 0; width: 200px; height: 100px; transform: scale(.5)}", (50, 25, 150, 75)),
        (
            "div {position: absolute; left: 500px; top: 0; width: 200px; height: 100px; transform-origin: top left; transform: rotate(90deg)}",
            (400, 0, 500, 200),
        ),
        ("body {position: relative; width: 1000px; height: 800px} div {position: absolute; left: 0; top: 0; width: 9px; height: 9px}", (0, 0, 9, 9)),
        ("body {position: relative; width: 900px} div {position: absolute; left: 0; top: 0; width: 9px; height: 9px}", None),
        ("body {transform: scale(.5)} div {position: absolute; left: 0; top: 0; width: 9px; height: 9px}", None),
        ("div {position: absolute; left: 0; top: 0; width: 9px}", None),
        ("div {margin: 3px}", None),
    ],
)
def test_the_box_is_that_of_the_nearest_block_whose_place_is_known(tmp_path: Path, css: str, box: tuple[float, ...] | None) -> None:
    run = read_pages(fixed(tmp_path, "<div><p>Words</p></div>", css))[0].runs[0]
    assert (None if run.box is None else [round(side, 6) for side in run.box]) == (None if box is None else list(box))


@pytest.mark.parametrize(
    ("body", "css", "port", "why"),
    [
        ('<img src="a.jpg" alt="Once upon a time"/>', "", PORT, "no_text_but_pictures"),
        ("<p> </p>", "", PORT, "no_text"),
        ("<p>W.</p>", "", PORT, "size_of_reader"),
        ("<p>W.</p>", "p {font-size: 5vw}", PORT, "size_unknown"),
        ("<p>W.</p>", "p {font-size: var(--big)}", PORT, "size_unknown"),
        ("<p>W.</p>", "p {font-size: 20px; transform: skew(3deg)}", PORT, "size_unknown"),
        ("<p>W.</p>", "p:nth-child(1) {font-size: 20px}", PORT, "size_unknown"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><text style="font-size: 20px">W.</text></svg>', "", PORT, "size_unknown"),
        ("<p>W.</p>", "p {font-size: 20px}", "", "viewport_absent"),
        ("<p>W.</p>", "p {font-size: 20px}", '<meta name="viewport" content="width=device-width, height=800"/>', "viewport_absent"),
        ("<p>W.</p>", "p {font-size: 20px}", '<meta name="viewport" content="width=800, height=1000"/>', "trim_shape"),
    ],
)
def test_what_cannot_be_measured_is_never_passed(tmp_path: Path, body: str, css: str, port: str, why: str) -> None:
    found = read(tmp_path, body, css, port)
    assert ([(one.checkable, one.why) for one in found.pages], found.text) == ([(False, why)], [])


def test_without_a_trim_there_are_shares_of_the_page_and_no_points(tmp_path: Path) -> None:
    path = fixed(tmp_path, "<p>Words</p>", "p {font-size: 40px}")
    found = read_fixed_layout(path)
    assert ([(one.why, one.characters) for one in found.pages], found.text) == ([("trim_unknown", 5)], [])
    assert [(run.string, run.size, run.share) for run in read_pages(path)[0].runs] == [("Words", 40.0, 0.05)]


def test_headings_are_no_volume_and_facing_pages_are_read_together(tmp_path: Path) -> None:
    one, two = (page(f"<h1>Head</h1><p>{word}</p>", head=f"{PORT}<style>* {{font-size: 20px}}</style>") for word in ("Left", "Right side"))
    spine = '<itemref idref="i1" properties="page-spread-left"/><itemref idref="i2" properties="rendition:page-spread-right"/>'
    found = read_fixed_layout(book(tmp_path, {"one.xhtml": one, "two.xhtml": two}, extra=FIXED, spine=spine), TRIM)
    assert [(page.characters, page.spread_characters) for page in found.pages] == [(4, 14), (10, 14)]
    assert [one.role for one in found.text] == ["heading", "unknown"] * 2


def test_a_reflowable_book_has_no_sizes_and_an_impossible_trim_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EpubError) as refused:
        read_fixed_layout(book(tmp_path))
    assert refused.value.code == "not_fixed"
    with pytest.raises(EpubError) as refused:
        read_fixed_layout(fixed(tmp_path, "<p>W.</p>"), (0.0, 200.0))
    assert refused.value.code == "trim_wrong"


def test_a_page_of_fixed_layout_must_say_how_large_it_is(tmp_path: Path) -> None:
    assert check_epub(fixed(tmp_path, "<p>W.</p>")).by_rule["viewport"] == "pass"
    assert check_epub(fixed(tmp_path, "<p>W.</p>", port="")).by_rule["viewport"] == "fail"
    assert "viewport" not in check_epub(book(tmp_path)).by_rule
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" xml:lang="en"><title>A</title><text>W.</text></svg>'
    found = check_epub(book(tmp_path, {"two.svg": drawing, "one.xhtml": page(head=PORT)}, extra=FIXED))
    assert [(one.file, one.value) for one in found.findings if one.rule == "viewport"] == [
        ("OEBPS/one.xhtml", "1000 × 800"),
        ("OEBPS/two.svg", "100 × 50"),
    ]
