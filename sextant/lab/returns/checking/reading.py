"""Sets of rules from TOML. The format is explained in the README of this room; a mistake is a sentence with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from sextant.lab.sentences import SaidError, Sentences

from .. import dictionary, questionnaires
from ..formulas import FormulaError
from ..questionnaires import Questionnaire, Words
from .building import KEYS, KINDS, Built
from .conditions import names_of
from .lacking import without
from .rules import LEARNED, Rule, RuleSet

SHIPPED = Path(__file__).with_name("data")
SENTENCES = Sentences(Path(__file__).with_name("sentences.toml"))
MOST_BYTES = 2 << 20
FIELDS = ("label", "others", "other", "value", "expected", "before")
BOTH = {"code", "kind", "severity", "version", "question_en", "question_ru"}


class RulesError(SaidError):
    """The text is no set of rules; the place is the file and, where it is known, the rule."""


def names() -> list[str]:
    """Names of the shipped sets of rules: one for each shipped questionnaire, `pls`, and `any`, which fits every file."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def load(name_or_path: str | Path, questionnaire: Questionnaire | None = None) -> RuleSet:
    """A shipped set of rules by its name, or one from a TOML file; raises `RulesError`.

    `questionnaire` stands in for the one that the file names, as where an association has changed it.
    """
    if str(name_or_path) in names():
        return _shipped(str(name_or_path)) if questionnaire is None else _read(SHIPPED / f"{name_or_path}.toml", questionnaire)
    path = Path(name_or_path)
    if path.suffix != ".toml" or not path.is_file():
        raise refuse("unknown", str(name_or_path), known=", ".join(names()))
    return _read(path, questionnaire)


def of_questionnaire(questionnaire: Questionnaire) -> RuleSet:
    """The rules of a questionnaire: the shipped ones of its code, else what follows from its items alone."""
    if questionnaire.code in names():
        return load(questionnaire.code, questionnaire)
    raw = {"code": questionnaire.code, "version": questionnaire.version, "title_en": questionnaire.title.en, "title_ru": questionnaire.title.ru}
    return build(raw | {"from_items": True}, questionnaire.code, questionnaire)


def of_mapping(name: str) -> RuleSet:
    """The rules for files of a mapping: the shipped ones of its name, else those that hold for every file (`any`)."""
    return load(name if name in names() else "any")


def refuse(code: str, place: str, **words: object) -> RulesError:
    """The error of that code; the caller raises it."""
    return RulesError(SENTENCES.say(code, **words), place)


@cache
def _shipped(name: str) -> RuleSet:
    return _read(SHIPPED / f"{name}.toml", None)


def _read(path: Path, questionnaire: Questionnaire | None) -> RuleSet:
    if path.stat().st_size > MOST_BYTES:
        raise refuse("too_large", path.name, most=MOST_BYTES >> 20)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as reason:
        raise refuse("not_toml", path.name, reason=str(reason)) from reason
    if raw.get("questionnaire"):
        shipped = questionnaires.load(str(raw["questionnaire"]))
        raw["rule"] = without(_entries(raw, path.name), set(shipped.by_key) - set((questionnaire or shipped).by_key))
        questionnaire = questionnaire or shipped
    return build(raw, path.name, questionnaire)


def build(raw: dict[str, Any], place: str, questionnaire: Questionnaire | None = None) -> RuleSet:
    """A set of rules from the content of a TOML file."""
    _only(raw, place, {"code", "version", "title_en", "title_ru", "questionnaire", "from_items", "from_dictionary", "rule"})
    labels = {code: Words(known.name_en, known.name_ru) for code, known in dictionary.variables().items()}
    decimals = {code for code, known in dictionary.variables().items() if known.unit in ("fte", "percent", "hours")}
    if questionnaire:
        labels |= {item.key: item.label for item in questionnaire.items.values()}
        decimals |= {item.key for item in questionnaire.items.values() if item.kind not in ("count", "money")}
    entries = [*(_from_items(questionnaire) if questionnaire and raw.get("from_items") else ()), *_entries(raw, place)]
    if raw.get("from_dictionary"):
        entries = [*_from_dictionary(), *entries]
    found: list[Rule] = []
    version = _text(raw, "version", place)
    for entry in entries:
        code = _text(entry, "code", place)
        if any(rule.code == code for rule in found):
            raise refuse("twice", place, name=code)
        found += _rules(entry, version, labels, f"{place}, {code}")
    title = Words(_text(raw, "title_en", place), _text(raw, "title_ru", place))
    return RuleSet(_text(raw, "code", place), version, title, tuple(found), labels, frozenset(decimals))


def _from_items(asked: Questionnaire) -> Iterator[dict[str, Any]]:
    """What follows from the items alone: parts are not above their whole, counts are whole, what is required is not empty."""
    for item in asked.items.values():
        parts = [part.key for part in asked.parts_of(item.code) if part.is_number]
        if parts and item.is_number:
            yield {"code": f"parts_of_{item.code}", "kind": "part", "severity": "hard", "whole": item.key, "parts": parts}
    counted = [item.key for item in asked.items.values() if item.kind == "count"]
    needed = [item.key for item in asked.items.values() if item.required and item.is_number]
    numbers = [item.key for item in asked.items.values() if item.is_number]
    yield {"code": "whole_numbers", "kind": "whole", "severity": "hard", "variables": counted}
    yield {"code": "required", "kind": "blank", "severity": "hard", "variables": needed}
    yield {"code": "not_negative", "kind": "range", "severity": "hard", "variables": numbers, "least": 0}


def _from_dictionary() -> Iterator[dict[str, Any]]:
    """What follows from the dictionary alone: parts are not above their whole."""
    parts: dict[str, list[str]] = {}
    for code, known in dictionary.variables().items():
        if known.part_of:
            parts.setdefault(known.part_of, []).append(code)
    for whole, codes in parts.items():
        yield {"code": f"parts_of_{whole}", "kind": "part", "severity": "hard", "whole": whole, "parts": codes, "tolerance": 2.5}


def _entries(raw: dict[str, Any], place: str) -> list[dict[str, Any]]:
    found = raw.get("rule", [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise refuse("wrong_value", place, key="rule")
    return found


def _rules(raw: dict[str, Any], version: str, labels: dict[str, Words], place: str) -> Iterator[Rule]:
    kind = _word(raw, "kind", tuple(KEYS), place)
    severity = _word(raw, "severity", ("hard", "soft"), place)
    needed, allowed = KEYS[kind]
    _only(raw, place, BOTH | needed | allowed)
    _typed(raw, needed, place)
    if {"least", "most"} & allowed and not {"least", "most"} & set(raw):
        raise refuse("no_bounds", place)
    version = str(raw.get("version", version))
    if kind in LEARNED:
        variables = tuple(_known(code, labels, place) for code in raw.get("variables", ()))
        yield Rule(raw["code"], kind, severity, version, _question(raw, kind, labels, None, place), variables=variables)  # type: ignore[arg-type]
        return
    try:
        built = list(KINDS[kind](raw))
    except FormulaError as reason:
        raise refuse("no_condition", place, reason=str(reason)) from reason
    for one in built:
        for code in (one.variable, *one.others, *names_of(one.wrong, "value")):
            _known(code, labels, place)
        question = _question(raw, kind, labels, one, place)
        yield Rule(raw["code"], kind, severity, version, question, one.variable, one.wrong, one.expected)  # type: ignore[arg-type]


def _question(raw: dict[str, Any], kind: str, labels: dict[str, Words], built: Built | None, place: str) -> Words:
    """The question with the names of items filled in, and the places of numbers kept."""
    entry = SENTENCES.entries[f"question_{kind}"]
    told = Words(str(raw.get("question_en", entry["en"])), str(raw.get("question_ru", entry["ru"])))
    kept = {name: f"{{{name}}}" for name in FIELDS}
    filled = []
    for language in ("en", "ru"):
        words = dict(kept)
        if built:
            words["label"] = labels[built.variable].sentence(language)
            words["others"] = ", ".join(labels[code].sentence(language) for code in built.others)
        text = told.sentence(language)
        if any(name not in (None, *FIELDS) or form or turned for _, name, form, turned in _fields(text, place)):
            raise refuse("question", place, reason=text, known=", ".join(f"{{{name}}}" for name in FIELDS))
        filled.append(text.format(**words))
    return Words(filled[0], filled[1])


def _fields(text: str, place: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(Formatter().parse(text))
    except ValueError as reason:
        raise refuse("question", place, reason=str(reason), known=", ".join(FIELDS)) from reason


def _known(code: str, labels: dict[str, Words], place: str) -> str:
    if code not in labels:
        raise refuse("no_variable", place, variable=str(code))
    return code


def _typed(raw: dict[str, Any], needed: set[str], place: str) -> None:
    """Keys that are needed are there, and every key holds what it should."""
    for key in needed:
        if not raw.get(key):
            raise refuse("key_missing", place, key=key)
    for key in {"parts", "variables"} & set(raw):
        if not isinstance(raw[key], list) or not all(isinstance(code, str) for code in raw[key]):
            raise refuse("wrong_value", place, key=key)
    for key in {"least", "most", "base", "tolerance"} & set(raw):
        if isinstance(raw[key], bool) or not isinstance(raw[key], int | float):
            raise refuse("wrong_value", place, key=key)
    for key in {"whole", "variable", "formula", "when", "then", "question_en", "question_ru"} & set(raw):
        if not isinstance(raw[key], str):
            raise refuse("wrong_value", place, key=key)


def _only(raw: dict[str, Any], place: str, known: set[str]) -> None:
    for key in raw:
        if key not in known:
            raise refuse("key_unknown", place, key=key, known=", ".join(sorted(known)))


def _text(raw: dict[str, Any], key: str, place: str) -> str:
    text = raw.get(key)
    if not isinstance(text, str) or not text.strip():
        raise refuse("key_missing", place, key=key)
    return text.strip()


def _word(raw: dict[str, Any], key: str, known: tuple[str, ...], place: str) -> str:
    word = raw.get(key)
    if not isinstance(word, str) or word not in known:
        raise refuse("word", place, key=key, word=str(word), known=", ".join(known))
    return word
