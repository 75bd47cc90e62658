"""From a rule that was broken to the question a library reads."""

from __future__ import annotations

from ..questionnaires.items import Words
from .rules import Flag, Rule

Number = float | int


def shown(number: Number | None, language: str = "en") -> str:
    """A number for people: 12,345.6 in English, 12 345,6 in Russian (no-break spaces), at most four digits after the point; – for none."""
    if number is None:
        return "–"
    text = f"{number:,.4f}".rstrip("0").rstrip(".") if isinstance(number, float) and not number.is_integer() else f"{number:,.0f}"
    return text.translate({ord(","): "\u00a0", ord("."): ","}) if language == "ru" else text


def flag(
    rule: Rule,
    value: Number | None,
    expected: Number | None,
    before: Number | None = None,
    *,
    variable: str = "",
    label: Words | None = None,
    other: Words | None = None,
) -> Flag:
    """The flag of a rule with its question filled in; `variable`, `label` and `other` are given for learned rules."""
    said = []
    for language in ("en", "ru"):
        words = {"value": shown(value, language), "expected": shown(expected, language), "before": shown(before, language)}
        words["label"] = label.sentence(language) if label else ""
        words["other"] = other.sentence(language) if other else ""
        words["others"] = words["other"]
        said.append(rule.question.sentence(language).format(**words))
    return Flag(rule.code, rule.variable or variable, rule.severity, value, expected, Words(said[0], said[1]))
