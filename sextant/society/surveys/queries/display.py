"""Results laid out for a page: words, charts and rows, from plain data that may be fresh or frozen."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.ui.bars import bar_chart
from sextant.base.ui.charts import Chart, Point
from sextant.base.ui.numerals import percent, written
from sextant.lab.surveys.questionnaires import WRITTEN, Option, Question, Questionnaire
from sextant.lab.surveys.summaries import Result


@dataclass(frozen=True)
class Line:
    """One row of a table of shares, in words; what is withheld is told as such."""

    label: str
    count: int | None
    withheld: bool
    plain: str = ""
    plain_interval: str = ""
    weighted: str = ""
    weighted_interval: str = ""


@dataclass(frozen=True)
class Block:
    """One question with what was answered to it."""

    code: str
    text: str
    answered: int | None
    missing: int | None
    few: bool
    lines: list[Line] = field(default_factory=list)
    chart: Chart | None = None
    note: str = ""
    parts: "list[Block]" = field(default_factory=list)
    written: bool = False
    crossed: list[dict[str, Any]] = field(default_factory=list)


def _language() -> str:
    return (get_language() or "ru")[:2]


def blocks(whole: Questionnaire, results: list[Result], crossed: dict[str, Any] | None = None, by: Question | None = None) -> list[Block]:
    """Every question in order; with `crossed` the tables by another question."""
    return [_block(whole.by_code[one["code"]], one, (crossed or {}).get(one["code"], []), by) for one in results]


def _block(question: Question, result: Result, tables: list[Result], by: Question | None) -> Block:
    answered = result["answered"]
    missing = result["asked"] - answered if answered is not None and result["asked"] is not None else None
    text = question.words.said(_language())
    held = {"code": question.code, "text": text, "answered": answered, "missing": missing, "few": bool(result.get("few"))}
    if result.get("few"):
        return Block(**held)
    if "parts" in result:
        names = {one.code: one for one in (question.rows or question.choices)}
        parts = [_part(question, names[one["code"]], one) for one in result["parts"]]
        return Block(**held, parts=parts, chart=_chart_of_parts(question, result, names), note=_note(result), crossed=_crossed(question, tables, by))
    lines = _lines(question, result.get("options", []))
    return Block(
        **held,
        lines=lines,
        chart=_chart_of_shares(question, result) if lines else None,
        note=_note(result),
        written=question.kind in WRITTEN,
        crossed=_crossed(question, tables, by),
    )


def _part(question: Question, name: Option, part: Result) -> Block:
    lines = [] if part.get("few") or question.kind == "ranking" else _lines(question, part.get("options", []))
    few = bool(part.get("few"))
    return Block(name.code, name.words.said(_language()), part.get("answered"), None, few, lines, note=_note(part))


def _words_of(question: Question) -> dict[str, str]:
    return {one.code: one.words.said(_language()) or one.code for one in question.choices}


def _interval(told: Result | None) -> str:
    return f"{written(100 * told['low'], 0)}–{percent(told['high'])}" if told and told["low"] is not None else ""


def _lines(question: Question, options: list[Result]) -> list[Line]:
    names = _words_of(question)
    made = []
    for one in options:
        plain, weighted = one["plain"], one["weighted"]
        made.append(
            Line(
                names[one["code"]],
                one["count"],
                one["count"] is None,
                percent(plain["value"], 1) if plain else "",
                _interval(plain),
                percent(weighted["value"], 1) if weighted else "",
                _interval(weighted),
            )
        )
    return made


def _chart_of_shares(question: Question, result: Result) -> Chart:
    """Bars of what the table says to their right or below."""
    names = _words_of(question)
    title = _("Weighted shares, %") if any(one["weighted"] for one in result["options"]) else _("Shares, %")
    bars = [Point(names[one["code"]], _best(one)) for one in result["options"]]
    return bar_chart(bars, title=title, unit="%", decimals=1)


def _best(one: Result) -> float | None:
    """The weighted share where there is one, in per cent."""
    told = one["weighted"] or one["plain"]
    return 100 * told["value"] if told else None


def _chart_of_parts(question: Question, result: Result, names: dict[str, Option]) -> Chart | None:
    values = [(names[one["code"]].words.said(_language()), _mean(one)) for one in result["parts"]]
    if all(value is None for _name, value in values):
        return None
    title = _("Mean place") if question.kind == "ranking" else _("Mean")
    return bar_chart([Point(name, value) for name, value in values], title=title, decimals=2)


def _mean(part: Result) -> float | None:
    means = part.get("mean")
    told = (means["weighted"] or means["plain"]) if means else None
    return told["value"] if told else None


def _note(result: Result) -> str:
    """Mean, quartiles and alpha in words."""
    said = []
    for name, words in (("plain", _("mean %(value)s")), ("weighted", _("weighted mean %(value)s"))):
        told = (result.get("mean") or {}).get(name)
        if told:
            ends = f" ({written(told['low'], 2)}–{written(told['high'], 2)})" if told["low"] is not None else ""
            said.append(words % {"value": written(told["value"], 2 if ends else 1) + ends})
    if result.get("quartiles"):
        low, middle, high = (written(one) for one in result["quartiles"])
        said.append(_("quartiles %(low)s, %(middle)s, %(high)s") % {"low": low, "middle": middle, "high": high})
    if result.get("alpha"):
        said.append(_("Cronbach's alpha %(value)s") % {"value": written(result["alpha"]["value"], 2)})
    if result.get("first") is not None:
        said.append(_("put first by %(count)s") % {"count": result["first"]})
    return "; ".join(said)


def _crossed(question: Question, tables: list[Result], by: Question | None) -> list[dict[str, Any]]:
    if by is None:
        return []
    names, rows = _words_of(question), {one.code: one.words.said(_language()) for one in question.rows}
    made = []
    for table in tables:
        label = rows.get(table["part"]) or names.get(table["part"], "")
        lines = [
            {
                "label": label if row["code"] == "1" and not question.rows and table["part"] else names[row["code"]],
                "cells": [_cell(one) for one in row["cells"]],
            }
            for row in table["rows"]
        ]
        made.append({"label": rows.get(table["part"], ""), "totals": table["totals"], "lines": lines})
    if question.kind == "multiple":
        return [{"label": "", "totals": [], "lines": [line for table in made for line in table["lines"]]}]
    return made


def _cell(cell: Result) -> str:
    told = cell["weighted"] or cell["share"]
    return "" if told is None else f"{percent(told['value'])} ({cell['count']})"
