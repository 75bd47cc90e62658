"""A questionnaire as plain data, and as TOML that can be read again."""

from __future__ import annotations

import json
from typing import Any

from .questionnaires import Option, Page, Question, Questionnaire, Words


def to_table(whole: Questionnaire) -> dict[str, Any]:
    """Plain data that `reading.from_table` reads again; what is at its default is left out."""
    texts = {name: _words(getattr(whole, name)) for name in ("title", "lead", "privacy", "thanks") if getattr(whole, name)}
    return {**texts, "pages": [_page(one) for one in whole.pages]}


def _words(words: Words) -> dict[str, str]:
    return {name: text for name, text in (("ru", words.ru), ("en", words.en)) if text}


def _page(page: Page) -> dict[str, Any]:
    made: dict[str, Any] = {"title": _words(page.title)} if page.title else {}
    if page.show_if:
        made["show_if"] = page.show_if
    return {**made, "questions": [_question(one) for one in page.questions]}


def _question(one: Question) -> dict[str, Any]:
    made: dict[str, Any] = {"code": one.code, "kind": one.kind, "text": _words(one.words)}
    if one.hint:
        made["hint"] = _words(one.hint)
    made.update({name: True for name in ("required", "other", "shuffle", "background") if getattr(one, name)})
    made.update({name: getattr(one, name) for name in ("low", "high") if getattr(one, name) is not None})
    made.update({name: [_option(each) for each in getattr(one, name)] for name in ("options", "rows") if getattr(one, name)})
    return {**made, "show_if": one.show_if} if one.show_if else made


def _option(option: Option) -> dict[str, str]:
    return {"code": option.code, **_words(option.words)}


def to_toml(whole: Questionnaire) -> str:
    """The questionnaire as TOML."""
    table = to_table(whole)
    lines = [f"{name} = {_value(table[name])}" for name in ("title", "lead", "privacy", "thanks") if name in table]
    for page in table["pages"]:
        lines += ["", "[[pages]]", *(f"{name} = {_value(page[name])}" for name in ("title", "show_if") if name in page)]
        for question in page["questions"]:
            lines += ["", "[[pages.questions]]"]
            for name, value in question.items():
                lines += _listed(name, value) if name in ("options", "rows") else [f"{name} = {_value(value)}"]
    return "\n".join(lines) + "\n"


def _listed(name: str, rows: list[dict[str, str]]) -> list[str]:
    return [f"{name} = [", *(f"  {_value(row)}," for row in rows), "]"]


def _value(value: Any) -> str:
    """TOML 1.0: basic strings are escaped as in JSON, but for DEL."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_value(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else str(value)
