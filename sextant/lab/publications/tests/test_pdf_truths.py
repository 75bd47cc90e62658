"""Every construction reads as it was set: sizes within 0.1 pt, leading within 0.2 pt, measure within 0.5 mm."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from sextant.lab.publications.pages import Reading
from sextant.lab.publications.pdf.reading import read_pdf

from .pdf_truths import SIZE, TRUTHS, Truth


def read(tmp_path: Path, content: bytes) -> Reading:
    file = tmp_path / "book.pdf"
    file.write_bytes(content)
    return read_pdf(file)


@pytest.mark.parametrize("truth", TRUTHS.values(), ids=TRUTHS.keys())
def test_reads_as_it_was_set(tmp_path: Path, truth: Truth) -> None:
    reading = read(tmp_path, truth.make())
    page = reading.pages[0]
    assert (page.checkable, page.why) == (True, "")
    assert page.notes == (("not_embedded|font=Helvetica",) if reading.text[0].font == "Helvetica" else ())
    text = [run for run in reading.text if run.page == 1 and abs(run.size_pt - truth.size) < 3]
    assert max(abs(run.size_pt - truth.size) for run in text) < 0.1
    assert truth.leading is None or max(abs(run.leading_pt - truth.leading) for run in text if run.leading_pt is not None) < 0.2
    assert any(run.leading_pt is not None for run in text)
    assert truth.measure is None or max(abs(run.measure_mm - truth.measure) for run in text) < 0.5
    assert truth.x_height is None or max(abs(run.x_height_mm - truth.x_height) for run in text) < 0.03
    assert truth.space is None or abs(median(run.word_space_pt for run in text if run.word_space_pt is not None) - truth.space) < 0.05
    assert not truth.runs or len(reading.text) == truth.runs
    if truth.first_box:
        assert reading.text[0].box[:2] == pytest.approx(truth.first_box, abs=0.02)


def test_there_are_at_least_thirty_constructions() -> None:
    assert len(TRUTHS) >= 30
    assert SIZE == 12
