"""A finding is where the picture says: marks against the ink of pages whose construction is known."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sextant.lab.publications.judging import judge
from sextant.lab.publications.norms import Pack, Row, Rule, Words
from sextant.lab.publications.pdf.pictures import picture_of
from sextant.lab.publications.pdf.reading import read_pdf
from sextant.lab.publications.reports import pictures_marked
from sextant.lab.publications.tests.pdf_truths import TRUTHS

pytestmark = pytest.mark.once

DPI = 100
SAME = Words("own", "own")
HUGE = Pack("own", "—", SAME, (Rule("huge", "type", SAME, ("3-6",), ("fiction",), (Row("huge-900", SAME, True, size_pt=900.0),)),))
"""A norm that no text meets, so that every passage is a finding."""


@pytest.mark.parametrize("name", sorted(TRUTHS))
def test_all_ink_of_the_text_lies_within_the_marks(name: str, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(TRUTHS[name].make())
    judged = judge(read_pdf(path), HUGE, "3-6", "fiction")
    picture = picture_of(path, 1, DPI)
    boxes = [one.box for one in judged.findings if one.page == 1 and one.box]
    dark = np.array(Image.open(io.BytesIO(picture)).convert("L")) < 128
    within = np.zeros_like(dark)
    for left, low, right, high in boxes:
        room = 2 * DPI / 72
        top, foot = dark.shape[0] - high * DPI / 72 - room, dark.shape[0] - low * DPI / 72 + room
        rows, columns = slice(max(int(top), 0), int(foot) + 1), slice(max(int(left * DPI / 72 - room), 0), int(right * DPI / 72 + room) + 1)
        assert dark[rows, columns].any()
        within[rows, columns] = True
    assert boxes
    assert dark.any()
    assert (dark & within).sum() > 0.97 * dark.sum()
    assert pictures_marked(judged, lambda page: picture)[1] != picture
