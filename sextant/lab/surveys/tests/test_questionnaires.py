"""Questionnaires read, refused and written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.lab.surveys.findings import SurveysError
from sextant.lab.surveys.questionnaires import Words
from sextant.lab.surveys.reading import from_table, read_toml
from sextant.lab.surveys.tests.factories import made, question
from sextant.lab.surveys.writing import to_table, to_toml

EVERY = [
    question(f"q_{kind}", kind)
    for kind in ("single", "multiple", "scale", "matrix", "ranking", "number", "date", "short", "long", "yesno", "consent")
]


def test_every_kind_is_written_as_toml_and_read_again():
    whole = made(
        EVERY, [question("last", "short", show_if={"all": [{"question": "q_yesno", "is": "yes"}, {"not": {"question": "q_number", "at_least": 3}}]})]
    )
    assert read_toml(to_toml(whole)) == whole
    assert from_table(to_table(whole)) == whole


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1).filter(str.strip), st.text())
def test_any_text_survives_the_way_to_toml_and_back(ru: str, en: str):
    table = {"title": {"ru": ru, "en": en}, "pages": [{"questions": [question("one", "short", hint={"ru": en, "en": ru})]}]}
    whole = from_table(table)
    assert read_toml(to_toml(whole)) == whole


def test_a_list_of_options_is_named_once_and_used_twice():
    text = """
title = { en = "T" }
[choices]
often = [{ code = "1", en = "never" }, { code = "2", en = "often" }]
[[pages]]
[[pages.questions]]
code = "a"
kind = "single"
text = { en = "A?" }
options = "often"
[[pages.questions]]
code = "b"
kind = "scale"
text = { en = "B?" }
options = "often"
"""
    whole = read_toml(text)
    assert whole.by_code["a"].options == whole.by_code["b"].options
    assert [one.words for one in whole.by_code["a"].options] == [Words("", "never"), Words("", "often")]


@pytest.mark.parametrize(
    ("pages", "code", "place"),
    [
        ([[question("a", "single"), question("a", "short")]], "question_twice", "a"),
        ([[question("A", "short")]], "question_code", "pages 1"),
        ([[question("a", "guess")]], "kind_unknown", "a"),
        ([[question("a", "single", options=[])]], "no_options", "a"),
        ([[question("a", "single", options=[{"code": "x"}, {"code": "x"}])]], "option_twice", "a"),
        ([[question("a", "single", options=[{"code": "other"}])]], "option_code", "a"),
        ([[question("a", "scale", options=[{"code": "bad"}])]], "scale_steps", "a"),
        ([[question("a", "short", other=True)]], "other_where", "a"),
        ([[question("a", "multiple", background=True)]], "background_where", "a"),
        ([[question("a", "number", low=3, high=1)]], "bounds_wrong", "a"),
        ([[question("a", "short", show_if={"question": "b", "is": "x"}), question("b", "yesno")]], "condition_later", "a"),
        ([[question("a", "yesno"), question("b", "short", show_if={"question": "a"})]], "condition_wrong", "b"),
        ([[question("a", "short", colour="red")]], "unknown_key", "pages 1"),
        ([[question("a", "short", text={})]], "no_text", "a"),
        ([[question("a", "single", options="none")]], "choices_unknown", "a"),
        ([[]], "empty_page", "pages 1"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(pages, code, place):
    with pytest.raises(SurveysError) as refusal:
        made(*pages)
    assert (refusal.value.code, refusal.value.place) == (code, place)
    assert all(refusal.value.sentence(language).startswith(f"{place}: ") for language in ("ru", "en"))


@pytest.mark.parametrize(
    "text", ["title = ", "[[pages]]", "title = 3\npages = 4", "", 'title = {en="x"}\npages = [3]', 'pages = [{questions=[{code="a"}]}]']
)
def test_texts_that_are_no_questionnaire_are_refused(text):
    with pytest.raises(SurveysError):
        read_toml(text)


def test_options_are_mixed_by_person_and_other_stays_last():
    one = made([question("a", "single", other=True, shuffle=True)]).by_code["a"]
    orders = {tuple(option.code for option in one.in_order(seed)) for seed in range(60)}
    assert len(orders) == 6
    assert {order[-1] for order in orders} == {"other"}
    assert one.in_order(7) == one.in_order(7)
