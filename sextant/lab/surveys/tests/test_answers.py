"""Answers read from a form, what is shown, and what is missing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.lab.surveys.answers import merged, missing, read, read_questions
from sextant.lab.surveys.conditions import holds, shown
from sextant.lab.surveys.tests.factories import made, question

WHOLE = made(
    [question("goes", "yesno", required=True), question("why", "multiple", other=True, show_if={"question": "goes", "is": "no"})],
    [question("views", "matrix", required=True, show_if={"question": "goes", "is": "yes"}), question("years", "number", low=0, high=60)],
)


@pytest.mark.parametrize(
    ("kind", "raw", "answers", "wrong"),
    [
        ("single", {"q": ["b"]}, {"q": "b"}, None),
        ("single", {"q": ["z"]}, {}, "answer_unknown"),
        ("multiple", {"q": ["c", "a"]}, {"q": ["a", "c"]}, None),
        ("multiple", {"q": ["c", "z"]}, {"q": ["c"]}, "answer_unknown"),
        ("scale", {"q": ["4"]}, {"q": "4"}, None),
        ("matrix", {"q.r1": ["2"], "q.r2": [""]}, {"q": {"r1": "2"}}, None),
        ("ranking", {"q.a": ["2"], "q.b": ["1"], "q.c": ["3"]}, {"q": ["b", "a", "c"]}, None),
        ("ranking", {"q.a": ["1"], "q.b": ["1"]}, {}, "places_wrong"),
        ("number", {"q": ["1 234,5"]}, {"q": 1234.5}, None),
        ("number", {"q": ["7"]}, {"q": 7}, None),
        ("number", {"q": ["0"]}, {"q": 0}, None),
        ("number", {"q": ["many"]}, {}, "number_wrong"),
        ("number", {"q": ["nan"]}, {}, "number_wrong"),
        ("date", {"q": ["2026-02-28"]}, {"q": "2026-02-28"}, None),
        ("date", {"q": ["2026-02-30"]}, {}, "date_wrong"),
        ("short", {"q": ["  so \x00 "]}, {"q": "so"}, None),
        ("short", {"q": ["x" * 301]}, {}, "text_long"),
        ("yesno", {"q": ["yes"]}, {"q": "yes"}, None),
        ("consent", {"q": ["yes"]}, {"q": True}, None),
        ("consent", {}, {}, None),
        ("long", {"q": [""]}, {}, None),
    ],
)
def test_each_kind_reads_what_a_form_sends(kind, raw, answers, wrong):
    found, said = read(made([question("q", kind)]).by_code["q"], raw)
    assert (found, said.code if said else None) == (answers, wrong)


def test_the_words_of_other_are_kept_only_with_other_chosen():
    one = WHOLE.by_code["why"]
    assert read(one, {"why": ["other"], "why.other": ["no bus"]})[0] == {"why": ["other"], "why.other": "no bus"}
    assert read(one, {"why": ["a"], "why.other": ["no bus"]})[0] == {"why": ["a"]}


def test_a_number_beyond_its_bounds_is_told_by_how_far():
    sentence = read(WHOLE.by_code["years"], {"years": ["61"]})[1]
    assert sentence is not None
    assert (sentence.en, sentence.ru) == ("The number is 60 at most.", "Число должно быть не больше 60.")


def test_what_a_hidden_question_holds_does_not_count():
    answers = {"goes": "yes", "why": ["a"], "why.other": "x", "years": 3}
    pages, kept = shown(WHOLE, answers)
    assert (pages, kept) == ([["goes"], ["views", "years"]], {"goes": "yes", "years": 3})


def test_only_what_is_shown_can_be_missing():
    assert sorted(missing(WHOLE, {"goes": "no"})) == []
    assert sorted(missing(WHOLE, {"goes": "yes"})) == ["views"]
    assert sorted(missing(WHOLE, {})) == ["goes"]


def test_a_required_matrix_wants_every_row():
    found, wrong = read_questions([WHOLE.by_code["views"]], {"views.r1": ["3"]})
    assert (found, {code: one.code for code, one in wrong.items()}) == ({"views": {"r1": "3"}}, {"views": "rows_missing"})


def test_answers_of_one_page_replace_those_it_held_and_no_others():
    assert merged(WHOLE, 0, {"goes": "no", "why": ["other"], "why.other": "x", "years": 5}, {"goes": "yes"}) == {"years": 5, "goes": "yes"}


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        ({"question": "m", "is": "a"}, True),
        ({"question": "m", "any_of": ["z", "b"]}, True),
        ({"question": "n", "at_least": 3}, True),
        ({"question": "n", "at_most": 2}, False),
        ({"question": "t", "at_most": 2}, False),
        ({"question": "x", "answered": False}, True),
        ({"question": "x", "is": "a"}, False),
        ({"question": "grid.r1", "at_least": 4}, True),
        ({"question": "yes", "is": True}, True),
        ({"not": {"any": [{"question": "n", "is": 4}, {"question": "x", "answered": True}]}}, True),
    ],
)
def test_conditions(condition, verdict):
    answers = {"m": ["a", "b"], "n": 3, "t": "words", "grid": {"r1": "4"}, "yes": True}
    assert holds(condition, answers) is verdict


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["goes", "why", "views.r1", "years", "why.other", "nothing"]), st.lists(st.text(max_size=6), max_size=3)))
def test_whatever_is_sent_is_read_or_told_and_never_fails(raw):
    found, _wrong = read_questions(list(WHOLE.questions()), raw)
    _pages, kept = shown(WHOLE, found)
    assert set(kept) <= {"goes", "why", "why.other", "views", "years"}
