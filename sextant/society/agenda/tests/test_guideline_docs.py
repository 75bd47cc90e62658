"""Every guideline has its page in the docs, true to the agenda file, with a word on how it is served today."""

from pathlib import Path

import pytest

import sextant
from sextant.society.agenda import agenda_file, guideline_pages

pytestmark = pytest.mark.once
FOLDER = Path(sextant.__file__).parent.parent / "docs" / "agenda"
UPPER = guideline_pages.upper_parts(agenda_file.read("alma_2019"))


@pytest.mark.parametrize("name", UPPER)
def test_a_guideline_has_its_page(name):
    upper, today, lower = (FOLDER / name).read_text(encoding="utf-8").partition(guideline_pages.TODAY)
    assert (upper, bool(today)) == (UPPER[name], True), "run `sextant agenda docs docs/agenda`"
    assert len(lower.split()) > 20


def test_there_is_no_page_without_a_guideline():
    assert {path.name for path in FOLDER.glob("*.md")} == {*UPPER, "README.md"}


def test_what_was_written_by_hand_stays(tmp_path):
    draft = agenda_file.read("alma_2019")
    guideline_pages.write_pages(draft, tmp_path)
    path = tmp_path / "iv-2.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Not written yet.", "By hand."), encoding="utf-8")
    guideline_pages.write_pages(draft, tmp_path)
    assert path.read_text(encoding="utf-8").endswith("## Today\n\nBy hand.\n")
