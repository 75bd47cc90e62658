"""Versions of a questionnaire: written and read back, changed by what was proposed, compared, and told in words."""

from __future__ import annotations

import pytest

from sextant.lab.returns import checking, questionnaires
from sextant.lab.returns.questionnaires import Questionnaire, QuestionnaireError
from sextant.lab.returns.questionnaires.changing import Change, applied, numbered
from sextant.lab.returns.questionnaires.comparing import changes, compared
from sextant.lab.returns.questionnaires.describing import facts
from sextant.lab.returns.questionnaires.reading import parse_text
from sextant.lab.returns.questionnaires.writing import written

NOTES = {"note_en": "Told otherwise.", "note_ru": "Считается иначе."}
LOANS_OF_GAMES = {
    **{"label_en": "Loans of games", "label_ru": "Выдача игр", "definition_en": "Board games lent.", "definition_ru": "Выданные настольные игры."},
    **{"kind": "count", "unit": "loans"},
}


def public() -> Questionnaire:
    return questionnaires.load("public")


@pytest.mark.parametrize("name", questionnaires.names())
def test_what_is_written_is_read_back_as_the_same(name: str) -> None:
    asked = questionnaires.load(name)
    assert parse_text(written(asked)) == asked


def test_odd_signs_survive_the_file() -> None:
    fields = {**LOANS_OF_GAMES, "label_en": 'A "quote" \\ back\x7f\n# line', "label_ru": "Ёж «№»"}
    asked = applied(public(), Change("add", "games", "users", fields), 2027)
    assert parse_text(written(asked)).items["games"].label == asked.items["games"].label


def test_an_item_is_added_at_the_end_of_its_section() -> None:
    asked = applied(public(), Change("add", "games", "users", LOANS_OF_GAMES), 2027)
    section = next(one for one in asked.sections if one.code == "users")
    assert section.items[-1].code == "games"
    assert [(row.state, row.item.code) for row in changes(compared(public(), asked))] == [("added", "games")]


def test_a_wording_is_changed_and_the_series_goes_on() -> None:
    asked = applied(public(), Change("change", "visits", fields={"label_en": "Visits in person"}), 2027)
    (row,) = changes(compared(public(), asked))
    assert (asked.items["visits"].key, row.state, row.moved) == ("visits", "changed", False)
    assert [(one.name, one.language) for one in row.reworded] == [("label", "en")]
    assert "Visits in person" in "".join(one.text for one in row.reworded[0].segments if one.kind != "removed")


def test_another_meaning_gets_another_code_with_a_bridge_or_an_honest_break() -> None:
    bridged = applied(public(), Change("change", "visits", continuity="bridge", formula="visits * 1.1", **NOTES), 2027)
    new = bridged.items["visits_2027"]
    assert "visits" not in bridged.items
    assert (new.key, new.variable) == ("visits_2027", "")
    assert [(one.code, one.until, one.formula) for one in new.replaces] == [("visits", 2026, "visits * 1.1")]
    (broken,) = applied(public(), Change("change", "visits", continuity="break", **NOTES), 2027).items["visits_2027"].replaces
    assert (broken.code, broken.formula) == ("visits", "")
    rows = {row.item.code: row for row in changes(compared(public(), bridged))}
    assert [item.code for item in rows["visits_2027"].replaces] == ["visits"]
    assert rows["visits"].state == "removed"


def test_parts_follow_their_whole_when_it_is_replaced() -> None:
    asked = applied(public(), Change("change", "staff_fte", continuity="break", **NOTES), 2027)
    assert [part.code for part in asked.parts_of("staff_fte_2027")] == ["librarians", "staff_other"]
    new = Change("add", "premises_area", "premises", {**LOANS_OF_GAMES, "kind": "decimal", "unit": "square_metres"}, ("area",), "break", **NOTES)
    given = applied(public(), new, 2027)
    assert [part.code for part in given.parts_of("premises_area")] == ["area_public"]


def test_an_item_is_retired_and_an_empty_section_goes_with_it() -> None:
    asked = public()
    small = next(section for section in asked.sections if len(section.items) == min(len(one.items) for one in asked.sections))
    for item in reversed(small.items):
        asked = applied(asked, Change("retire", item.code), 2027)
    assert small.code not in [section.code for section in asked.sections]
    assert {row.item.code for row in changes(compared(public(), asked))} == {item.code for item in small.items}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change("retire", "staff_fte"), "has_parts"),
        (Change("retire", "guests"), "no_item"),
        (Change("add", "visits", "users", LOANS_OF_GAMES), "twice"),
        (Change("add", "Игры", "users", LOANS_OF_GAMES), "code"),
        (Change("add", "games", "garden", LOANS_OF_GAMES), "no_section"),
        (Change("change", "visits", continuity="bridge", formula="guests * 2", **NOTES), "bridge_unknown"),
        (Change("change", "visits", continuity="bridge", formula="visits **", **NOTES), "bridge"),
        (Change("change", "visits", fields={"unit": "miles"}), "word"),
        (Change("change", "visits", continuity="break"), "key_missing"),
        (Change("change", "visits", fields={"unit": "loans"}), "silent_break"),
        (Change("change", "visits", fields={"kind": "text"}), "silent_break"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(change: Change, code: str) -> None:
    with pytest.raises(QuestionnaireError) as refusal:
        applied(public(), change, 2027)
    assert refusal.value.code == code
    assert refusal.value.sentence("ru") != refusal.value.sentence("en")


def test_an_item_that_moves_is_told_as_moved() -> None:
    one, two, *rest = public().sections
    asked = parse_text(written(public()))
    object.__setattr__(
        asked,
        "sections",
        (type(one)(one.code, one.title, one.about, one.items[1:]), type(two)(two.code, two.title, two.about, (*two.items, one.items[0])), *rest),
    )
    (row,) = changes(compared(public(), asked))
    assert (row.item.code, row.state, row.moved) == (one.items[0].code, "same", True)


def test_facts_are_told_in_both_languages() -> None:
    items = public().items
    assert facts(items["area_public"], "en") == (
        "Answer: a number; unit: square metres; digits after the point: 1; also taken: nought, unknown; part of: area; ISO 2789: net usable area."
    )
    assert facts(items["condition"], "ru").startswith("Ответ: один вариант из списка; варианты: хорошее / требует ремонта / аварийное")


def test_the_rules_follow_the_questionnaire() -> None:
    """A rule that speaks of an item that is not asked any more falls away; all others stay."""
    without = applied(public(), Change("retire", "staff_other"), 2027)
    codes = [{rule.code for rule in checking.of_questionnaire(asked).rules} for asked in (public(), without)]
    assert codes[0] - codes[1] == {"staff_sum"}
    every = numbered(public(), "2027.1", 2027)
    assert (every.version, every.asks_about(2026), every.asks_about(2027)) == ("2027.1", False, True)
    for item in public().items.values():
        checking.of_questionnaire(applied(public(), Change("change", item.code, continuity="break", **NOTES), 2027))
