"""Series that go on over a change of the questionnaire, and those that break."""

from __future__ import annotations

from sextant.lab.returns import questionnaires
from sextant.lab.returns.questionnaires.bridging import carried, replaced_in
from sextant.lab.returns.questionnaires.changing import Change, applied

NOTES = {"note_en": "Told otherwise.", "note_ru": "Считается иначе."}


def test_a_bridge_reckons_the_earlier_value_and_nothing_else_is_made_up() -> None:
    asked = applied(questionnaires.load("public"), Change("change", "visits", continuity="bridge", formula="visits * 1.5 + loans", **NOTES), 2027)
    said = {"visits": 101, "loans": 10, "note": "words"}
    assert carried(asked, 2026, said) == {**said, "visits_2027": 162}
    assert carried(asked, 2027, said) == said
    assert carried(asked, 2026, {"visits": 101}) == {"visits": 101}
    assert carried(asked, 2026, {**said, "visits_2027": 5}) == {**said, "visits_2027": 5}


def test_a_series_that_breaks_has_no_earlier_value_and_says_what_stood_there() -> None:
    asked = applied(questionnaires.load("public"), Change("change", "visits", continuity="break", **NOTES), 2027)
    assert carried(asked, 2026, {"visits": 101}) == {"visits": 101}
    old = replaced_in(asked.items["visits_2027"], 2026)
    assert (old.code, old.note.ru) == ("visits", "Считается иначе.") if old else False
    assert replaced_in(asked.items["visits_2027"], 2027) is None
