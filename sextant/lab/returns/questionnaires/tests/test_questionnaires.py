"""Questionnaires: what is shipped holds together, and what is wrong is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.lab.returns import dictionary, questionnaires
from sextant.lab.returns.questionnaires import QuestionnaireError
from sextant.lab.returns.questionnaires.reading import parse_text

HEAD = 'code = "q"\nversion = "1"\ntitle_en = "Q"\ntitle_ru = "В"\nfrom = 2026\n'
SECTION = '[[section]]\ncode = "s"\ntitle_en = "S"\ntitle_ru = "С"\n'
ITEM = '[[section.item]]\ncode = "visits"\nvariable = "visits"\nkind = "count"\n'


def refused(text: str) -> tuple[str, str]:
    with pytest.raises(QuestionnaireError) as refusal:
        parse_text(text, "q.toml")
    assert refusal.value.sentence("ru") != refusal.value.sentence("en")
    return refusal.value.code, refusal.value.place


@pytest.mark.parametrize("name", questionnaires.names())
def test_a_shipped_questionnaire_is_of_thirty_to_sixty_items_in_both_languages(name: str) -> None:
    asked = questionnaires.load(name)
    assert 30 <= len(asked.items) <= 60
    assert [item.code for item in asked.items.values() if item.label.en == item.label.ru] == []
    assert [item.code for item in asked.items.values() if item.is_number and not item.unit] == []
    assert (asked.asks_about(2025), asked.asks_about(2026), asked.asks_about(2040)) == (False, True, True)


def test_an_item_takes_from_the_dictionary_what_it_does_not_say_itself() -> None:
    item = parse_text(HEAD + SECTION + ITEM + 'label_en = "People through the door"\nlabel_ru = "Приходы"\n', "q.toml").items["visits"]
    known = dictionary.variables()["visits"]
    assert (item.label.en, item.definition.ru, item.unit, item.iso2789) == ("People through the door", known.definition_ru, "visits", known.iso2789)
    assert item.may_be == ("zero", "unknown")


def test_parts_know_their_whole() -> None:
    asked = questionnaires.load("public")
    assert [part.code for part in asked.parts_of("staff_fte")] == ["librarians", "staff_other"]
    assert asked.by_key["visits"] is asked.items["visits"]


def test_an_item_says_what_it_replaces_and_by_which_bridge() -> None:
    bridge = '[[section.item.replaces]]\ncode = "guests"\nuntil = 2025\nnote_en = "tours added"\nnote_ru = "добавлены экскурсии"\nformula = "guests * 1.1"\n'
    (old,) = parse_text(HEAD + SECTION + ITEM + bridge, "q.toml").items["visits"].replaces
    assert (old.code, old.until, old.formula, old.note.ru) == ("guests", 2025, "guests * 1.1", "добавлены экскурсии")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("code = ", "not_toml", "q.toml"),
        ("x = 1", "key_unknown", "q.toml"),
        (HEAD.replace("from = 2026", ""), "years", "q.toml"),
        (HEAD.replace("from = 2026", "from = 2026\nto = 2020"), "years", "q.toml"),
        (HEAD + 'languages = ["en"]\n', "languages", "q.toml"),
        (HEAD + SECTION, "empty_section", "q.toml, s"),
        (HEAD + SECTION + ITEM + ITEM, "twice", "q.toml"),
        (HEAD + SECTION + ITEM.replace('variable = "visits"', 'variable = "visit"'), "no_variable", "q.toml, s, visits"),
        (HEAD + SECTION + ITEM.replace('"count"', '"number"'), "word", "q.toml, s, visits"),
        (HEAD + SECTION + ITEM.replace('"count"', '"choice"'), "choices", "q.toml, s, visits"),
        (HEAD + SECTION + ITEM + "decimals = 9\n", "decimals", "q.toml, s, visits"),
        (HEAD + SECTION + ITEM + 'may_be = ["none"]\n', "word", "q.toml, s, visits"),
        (HEAD + SECTION + ITEM + 'unit = "miles"\n', "word", "q.toml, s, visits"),
        (HEAD + SECTION + ITEM + 'part_of = "guests"\n', "no_whole", "q.toml, visits"),
        (HEAD + SECTION + ITEM + 'part_of = "visits"\n', "circle", "q.toml, visits"),
        (
            HEAD + SECTION + ITEM + 'replaces = [{code = "a", until = 2025, note_en = "n", note_ru = "п", formula = "f(a)"}]\n',
            "bridge",
            "q.toml, s, visits",
        ),
        (HEAD + SECTION + ITEM.replace('variable = "visits"\n', ""), "key_missing", "q.toml, s, visits"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(text: str, code: str, place: str) -> None:
    assert refused(text) == (code, place)


def test_a_name_that_is_none_lists_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireError, match="children, public"):
        questionnaires.load("academic")
    (tmp_path / "own.toml").write_text(HEAD + SECTION + ITEM, encoding="utf-8")
    assert list(questionnaires.load(tmp_path / "own.toml").items) == ["visits"]
