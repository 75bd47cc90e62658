"""Files that harm or are damaged end in one sentence or in a page that says why it cannot be checked, within bounds of time and memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sextant.lab.publications.pdf.apart import picture_safely, read_safely
from sextant.lab.publications.pdf.findings import PublicationError, why
from sextant.lab.publications.pdf.pictures import picture_of
from sextant.lab.publications.pdf.reading import read_pdf

from .pdf_hostile import NOT_CHECKABLE, READ, REFUSED, bomb, bomb_of_letters, many_pages
from .pdf_makers import Maker
from .pdf_truths import PLAIN, TRUTHS


def put(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / "book.pdf"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(("make", "codes"), REFUSED.values(), ids=REFUSED.keys())
def test_file_is_refused_with_a_sentence(tmp_path: Path, make: Callable[[], bytes], codes: set[str]) -> None:
    with pytest.raises(PublicationError) as refused:
        read_pdf(put(tmp_path, make()))
    assert refused.value.code in codes
    assert refused.value.sentence("ru").startswith("book.pdf: ")


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match=r"nowhere\.pdf: There is no such file"):
        read_pdf(tmp_path / "nowhere.pdf")


@pytest.mark.parametrize(("make", "keys"), NOT_CHECKABLE.values(), ids=NOT_CHECKABLE.keys())
def test_page_says_why_it_cannot_be_checked(tmp_path: Path, make: Callable[[], bytes], keys: set[str]) -> None:
    file = put(tmp_path, make())
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    page = read_pdf(file).pages[0]
    assert (page.checkable, page.characters) == (False, 0)
    assert page.why in keys
    assert why(page.why).en
    assert time.process_time() - begun < 8
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000


@pytest.mark.parametrize("make", READ.values(), ids=READ.keys())
def test_damaged_file_is_read_where_its_pages_are_whole(tmp_path: Path, make: Callable[[], bytes]) -> None:
    reading = read_pdf(put(tmp_path, make()))
    assert reading.pages[0].checkable
    assert {round(run.size_pt, 2) for run in reading.text if run.page == 1} == {12}


def test_two_thousand_pages_are_read_with_flat_memory(tmp_path: Path) -> None:
    file = put(tmp_path, many_pages())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reading = read_pdf(file)
    assert (len(reading.pages), len(reading.text), all(page.checkable for page in reading.pages)) == (2000, 2000, True)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000


def test_reading_apart_gives_the_same(tmp_path: Path) -> None:
    file = put(tmp_path, Maker().page(PLAIN).page(b"").bytes())
    assert read_safely(file) == read_pdf(file)


def test_refusal_comes_back_from_apart(tmp_path: Path) -> None:
    with pytest.raises(PublicationError) as refused:
        read_safely(put(tmp_path, REFUSED["encrypted"][0]()))
    assert refused.value.sentence("ru") == "book.pdf: Файл открывается только с паролем. Сохраните его без пароля и проверьте снова."


def test_reading_ends_with_its_time(tmp_path: Path) -> None:
    with pytest.raises(PublicationError) as refused:
        read_safely(put(tmp_path, many_pages(3000)), seconds=2)
    assert refused.value.code == "took_too_long"


def test_reading_ends_with_its_memory(tmp_path: Path) -> None:
    with pytest.raises(PublicationError) as refused:
        read_safely(put(tmp_path, bomb(1, 60)), megabytes=200)
    assert refused.value.code in ("took_too_much", "reader_stopped")


def test_bomb_in_a_font_ends_with_the_memory(tmp_path: Path) -> None:
    with pytest.raises(PublicationError) as refused:
        read_safely(put(tmp_path, bomb_of_letters()), seconds=60, megabytes=600)
    assert refused.value.code == "took_too_much"


def test_picture_marks_the_box_where_the_text_is(tmp_path: Path) -> None:
    from io import BytesIO

    import numpy as np
    from PIL import Image

    from sextant.lab.publications.pdf.pictures import place_of

    for name in ("plain", "page turned, trimmed and of user unit 2", "cropped", "text turned by 90", "page turned by 270, text upright"):
        file = put(tmp_path, TRUTHS[name].make())
        reading = read_pdf(file)
        box, page = reading.text[2].box, reading.pages[0]
        height = page.height_mm / 25.4 * 72
        plain, marked = (np.array(Image.open(BytesIO(picture_of(file, 1, 144, boxes)))).astype(int) for boxes in ((), [box]))
        left, top, right, foot = (round(side) for side in place_of(box, height, 144))
        assert (plain[top:foot, left:right] == marked[top:foot, left:right]).all(), name
        assert (plain[top:foot, left:right] < 128).mean() > 0.15, name
        changed = np.argwhere((plain != marked).any(axis=2))
        assert [*changed.min(axis=0), *changed.max(axis=0)] == pytest.approx([top - 7, left - 7, foot + 7, right + 7], abs=2), name


def test_picture_of_no_page_is_refused(tmp_path: Path) -> None:
    file = put(tmp_path, Maker().page(PLAIN).bytes())
    with pytest.raises(PublicationError, match="There is no page 3; the file has 1 page"):
        picture_safely(file, 3)
    assert picture_safely(file, 1) == picture_of(file, 1)


def test_picture_of_a_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="cannot be drawn"):
        picture_of(put(tmp_path, bomb(1)), 1)
