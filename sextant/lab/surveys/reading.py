"""A questionnaire read from TOML or from plain data, and refused with the place of the first thing that is wrong."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from .conditions import LEAVES, asked_in
from .findings import refuse
from .questionnaires import KINDS, OTHER, Condition, Option, Page, Question, Questionnaire, Words

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
OPTION = re.compile(r"-?[a-z0-9_]{1,40}")
TEXTS = ("title", "lead", "privacy", "thanks")
NEEDS_OPTIONS = ("single", "multiple", "scale", "matrix", "ranking")
QUESTION_KEYS = {
    *("code", "kind", "text", "hint", "required", "options", "rows", "other", "shuffle", "background", "low", "high", "show_if"),
}
MOST_QUESTIONS, MOST_OPTIONS = 300, 60


def read_toml(text: str) -> Questionnaire:
    """The questionnaire of a TOML text. Lists of options that repeat stand under `[choices]` and are named."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise refuse("toml_broken", reason=str(trouble)) from None
    return from_table(table)


def from_table(table: dict[str, Any]) -> Questionnaire:
    """The questionnaire of plain data, such as `writing.to_table` makes."""
    _only(table, {*TEXTS, "choices", "pages"}, "")
    choices = {name: _options(rows, f"choices.{name}") for name, rows in _table(table, "choices").items()}
    pages = table.get("pages")
    if not isinstance(pages, list) or not pages:
        raise refuse("no_pages")
    made = tuple(_page(one, number, choices) for number, one in enumerate(pages, 1))
    texts = {name: _words(table.get(name), name) for name in TEXTS}
    if not texts["title"]:
        raise refuse("no_title")
    whole = Questionnaire(pages=made, **texts)
    _check(whole)
    return whole


def _table(table: dict[str, Any], key: str) -> dict[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise refuse("wrong_shape", place=key)
    return found


def _only(table: Any, known: set[str], place: str) -> None:
    if not isinstance(table, dict):
        raise refuse("wrong_shape", place=place)
    if strange := sorted(set(table) - known):
        raise refuse("unknown_key", place=place, key=strange[0], known=", ".join(sorted(known)))


def _words(given: Any, place: str) -> Words:
    if given is None:
        return Words()
    _only(given, {"ru", "en"}, place)
    if not all(isinstance(one, str) for one in given.values()):
        raise refuse("wrong_shape", place=place)
    return Words(given.get("ru", "").strip(), given.get("en", "").strip())


def _options(given: Any, place: str) -> tuple[Option, ...]:
    if not isinstance(given, list) or not given:
        raise refuse("no_options", place=place)
    if len(given) > MOST_OPTIONS:
        raise refuse("too_many", place=place, most=MOST_OPTIONS)
    made = []
    for one in given:
        _only(one, {"code", "ru", "en"}, place)
        code = str(one.get("code", ""))
        if not OPTION.fullmatch(code) or code == OTHER:
            raise refuse("option_code", place=place, code=code)
        made.append(Option(code, Words(str(one.get("ru", "")), str(one.get("en", "")))))
    codes = [one.code for one in made]
    if len(set(codes)) < len(codes):
        raise refuse("option_twice", place=place, code=next(one for one in codes if codes.count(one) > 1))
    return tuple(made)


def _page(given: Any, number: int, choices: dict[str, tuple[Option, ...]]) -> Page:
    place = f"pages {number}"
    _only(given, {"title", "questions", "show_if"}, place)
    questions = given.get("questions")
    if not isinstance(questions, list) or not questions:
        raise refuse("empty_page", place=place)
    made = tuple(_question(one, place, choices) for one in questions)
    return Page(made, _words(given.get("title"), place), _condition(given.get("show_if"), place))


def _question(given: Any, place: str, choices: dict[str, tuple[Option, ...]]) -> Question:
    _only(given, QUESTION_KEYS, place)
    code, kind = str(given.get("code", "")), given.get("kind")
    if not CODE.fullmatch(code):
        raise refuse("question_code", place=place, code=code)
    if kind not in KINDS:
        raise refuse("kind_unknown", place=code, kind=str(kind), kinds=", ".join(KINDS))
    words = _words(given.get("text"), code)
    if not words:
        raise refuse("no_text", place=code)
    marks = {name: given.get(name, False) for name in ("required", "other", "shuffle", "background")}
    bounds = {name: given.get(name) for name in ("low", "high")}
    if not all(isinstance(one, bool) for one in marks.values()) or not all(one is None or type(one) in (int, float) for one in bounds.values()):
        raise refuse("wrong_shape", place=code)
    return Question(
        code,
        kind,
        words,
        hint=_words(given.get("hint"), code),
        options=_named(given.get("options"), code, choices) if kind in NEEDS_OPTIONS else (),
        rows=_named(given.get("rows"), code, choices) if kind == "matrix" else (),
        show_if=_condition(given.get("show_if"), code),
        **marks,
        **bounds,
    )


def _named(given: Any, place: str, choices: dict[str, tuple[Option, ...]]) -> tuple[Option, ...]:
    if isinstance(given, str):
        if given not in choices:
            raise refuse("choices_unknown", place=place, name=given)
        return choices[given]
    return _options(given, place)


def _condition(given: Any, place: str) -> Condition | None:
    if given is None:
        return None
    _only(given, {"all", "any", "not", "question", *LEAVES}, place)
    if (found := [key for key in ("all", "any", "not") if key in given]) and len(given) == 1:
        inner = given[found[0]]
        parts = [inner] if found[0] == "not" else inner
        if not isinstance(parts, list) or not parts:
            raise refuse("condition_wrong", place=place)
        made = [_condition(one, place) for one in parts]
        return {found[0]: made[0] if found[0] == "not" else made}
    leaves = [key for key in LEAVES if key in given]
    if len(given) != 2 or len(leaves) != 1 or not isinstance(given.get("question"), str) or not _leaf_right(leaves[0], given[leaves[0]]):
        raise refuse("condition_wrong", place=place)
    return dict(given)


def _leaf_right(leaf: str, value: Any) -> bool:
    if leaf == "any_of":
        return isinstance(value, list) and bool(value)
    if leaf in ("at_least", "at_most"):
        return type(value) in (int, float)
    return isinstance(value, bool) if leaf == "answered" else isinstance(value, str | int | bool)


def _check(whole: Questionnaire) -> None:
    """What only the whole shows: codes that repeat, conditions on what is not asked before, scales whose steps are no numbers."""
    seen: dict[str, Question] = {}
    count = 0
    for number, page in enumerate(whole.pages, 1):
        _check_condition(page.show_if, seen, f"pages {number}")
        for question in page.questions:
            if question.code in seen:
                raise refuse("question_twice", place=question.code)
            _check_condition(question.show_if, seen, question.code)
            _check_question(question)
            seen[question.code] = question
            count += 1
    if count > MOST_QUESTIONS:
        raise refuse("too_many", most=MOST_QUESTIONS)


def _check_question(question: Question) -> None:
    if question.kind == "scale" and not question.is_numeric:
        raise refuse("scale_steps", place=question.code)
    if question.other and question.kind not in ("single", "multiple"):
        raise refuse("other_where", place=question.code)
    if question.background and question.kind not in ("single", "scale", "yesno"):
        raise refuse("background_where", place=question.code)
    if question.low is not None and question.high is not None and question.low > question.high:
        raise refuse("bounds_wrong", place=question.code)


def _check_condition(condition: Condition | None, seen: dict[str, Question], place: str) -> None:
    for name in asked_in(condition):
        code, _dot, row = name.partition(".")
        question = seen.get(code)
        if question is None or (row and row not in {one.code for one in question.rows}):
            raise refuse("condition_later", place=place, name=name)
