"""What an agenda file may say, and what is said of a wrong one."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from sextant.society.agenda import agenda_file

pytestmark = pytest.mark.once
GOOD = """format = 1
code = "small"
title_en = "A small agenda"
[[direction]]
code = "A"
title_en = "Reading"
[[direction.guideline]]
number = 1
title_en = "Read more"
[[direction.guideline.indicator]]
code = "readers"
kind = "reported"
title_en = "Readers"
definition_en = "People who read."
"""


def faults(text: str) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        agenda_file.parse(text, "mine.toml")
    return refusal.value.messages


def test_the_shipped_agenda_has_seven_directions_and_29_guidelines_in_both_languages():
    data = agenda_file.read("alma_2019").data
    guidelines = [row for direction in data["direction"] for row in direction["guideline"]]
    indicators = [row for guideline in guidelines for row in guideline["indicator"]]
    assert [direction["code"] for direction in data["direction"]] == ["0", "I", "II", "III", "IV", "V", "VI"]
    assert [len(direction["guideline"]) for direction in data["direction"]] == [2, 5, 5, 6, 4, 4, 3]
    assert min(len(guideline["indicator"]) for guideline in guidelines) >= 2
    for row in [*data["direction"], *guidelines, *indicators]:
        words = [value for key, value in row.items() if key.endswith(("_ru", "_en"))]
        assert all(words)
        assert len(words) % 2 == 0


def test_a_right_file_is_read_and_comments_do_not_change_its_fingerprint():
    draft = agenda_file.parse(GOOD)
    assert draft.code == "small"
    assert agenda_file.parse("# a note\n" + GOOD).fingerprint == draft.fingerprint


def test_a_wrong_kind_is_named_with_line_and_row():
    assert faults(GOOD.replace('"reported"', '"guessed"')) == [
        "mine.toml, line 10, indicator “readers” of guideline A.1: kind must be one of measured, statistic, reported."
    ]


def test_all_faults_are_told_at_once():
    wrong = GOOD.replace('title_en = "Reading"\n', "").replace("number = 1", 'number = "one"\ncolour = "red"')
    assert faults(wrong) == [
        "mine.toml, line 4, direction A: title_ru or title_en is missing.",
        "mine.toml, line 6, guideline A.one: number has the wrong type: one.",
        "mine.toml, line 6, guideline A.one: “colour” is not a key of an agenda file.",
    ]


def test_a_code_that_is_an_address_of_the_site_is_refused():
    assert faults(GOOD.replace('code = "A"', 'code = "evidence"'.replace("evidence", "files"))) == [
        "mine.toml, line 4, direction files: the code “files” is an address of the site; choose another."
    ]


def test_a_guideline_that_stands_twice_is_refused():
    twice = GOOD + '[[direction.guideline]]\nnumber = 1\ntitle_en = "Again"\n'
    assert faults(twice) == ["mine.toml, line 15, guideline A.1: number 1 stands there twice."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "mine.toml is empty."),
        ("code = ", "mine.toml is not valid TOML: Invalid value (at end of document)."),
        ('format = 2\ncode = "a"\ntitle_en = "A"\ndirection = []', "mine.toml: format is 2; this version of Sextant reads format 1."),
    ],
)
def test_a_file_that_is_no_agenda_is_told_why(text, sentence):
    assert sentence in faults(text)


def test_a_file_in_another_encoding_is_told_to_be_saved_as_utf_8(tmp_path):
    path = tmp_path / "old.toml"
    path.write_bytes('title_ru = "Повестка"'.encode("windows-1251"))
    with pytest.raises(ValidationError, match=r"old.toml is not text in UTF-8"):
        agenda_file.read(path)


@given(st.text(max_size=300))
def test_any_text_is_an_agenda_or_a_sentence(text):
    with suppress(ValidationError):
        agenda_file.parse(text)
