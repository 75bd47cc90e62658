"""The report of a check as a page."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from .checking import Check, FileCheck
from .findings import Finding, say
from .pages import bar, beyond, both, cells, figure, heading, label, numbers, page, table

SHOWN = 50
"""Findings of one rule that are listed; the count tells all, and JSON has more."""


def check_page(check: Check, language: str) -> str:
    """The whole page in both languages, that of the reader first."""
    return page("check_title", language, "".join(_file(one, language) for one in check.files))


def _file(one: FileCheck, language: str) -> str:
    shown = [("records", figure(one.records, language)), ("read", figure(one.read, language))]
    shown += [("quarantined", figure(one.aside, language)), ("findings", figure(sum(one.by_rule.values()), language))]
    score = one.score()
    if score is not None:
        shown.append(("completeness", f"{round(score * 100)} %"))
    parts = [f'<section><p class="file">{escape(one.file)}</p>', numbers(shown, language), _kinds(one, language)]
    parts += [_quarantine(one, language), _complete(one, language), _findings(one, language), "</section>\n"]
    return "".join(parts)


def _kinds(one: FileCheck, language: str) -> str:
    formats = "".join(cells((escape(f"{form}, {kind}"), False), (figure(count, language), True)) for (form, kind), count in one.formats.most_common())
    sets = "".join(
        cells((escape(charset), False), (both(say(why), language), False), (figure(count, language), True))
        for (charset, why), count in one.encodings.most_common()
    )
    first = table((("formats", False), ("records", True)), [formats], language)
    second = table((("encodings", False), ("reason", False), ("records", True)), [sets], language)
    return f"{first}<br>{second}"


def _quarantine(one: FileCheck, language: str) -> str:
    if not one.quarantined:
        return ""
    rows = [
        cells(
            (figure(aside.number, language), True),
            (figure(aside.offset, language), True),
            (figure(aside.length, language), True),
            (both(aside.said(), language), False),
        )
        for aside in one.quarantined[: SHOWN * 4]
    ]
    left = one.aside - len(rows)
    more = beyond(left, language)
    heads = (("record", True), ("offset", True), ("length", True), ("reason", False))
    return heading("quarantined", language) + table(heads, rows, language) + more


def _complete(one: FileCheck, language: str) -> str:
    if not one.described:
        return ""
    rows = [
        cells(
            (both(label(f"part_{part}"), language), False),
            (bar(count / one.described, language), False),
            (f"{round(100 * count / one.described)} %", True),
        )
        for part, count in one.complete.most_common()
    ]
    return heading("completeness", language) + table((("part", False), ("completeness", False), ("share", True)), rows, language)


def _findings(one: FileCheck, language: str) -> str:
    named = heading("by_rule", language)
    if not one.by_rule:
        nothing = both(label("none"), language)
        return f"{named}<p>{nothing}</p>"
    kept: dict[str, list[Finding]] = defaultdict(list)
    for finding in one.findings:
        kept[finding.rule].append(finding)
    return named + "".join(_rule(one, rule, count, kept[rule], language) for rule, count in one.by_rule.most_common())


def _rule(one: FileCheck, rule: str, count: int, kept: list[Finding], language: str) -> str:
    rows = []
    for finding in kept[:SHOWN]:
        name, title = one.names.get(finding.record, ("", ""))
        who = f'{figure(finding.record, language)}<span class="other">{escape(name)}</span>'
        rows.append(
            cells(
                (who, False),
                (escape(title[:90]), False),
                (escape(finding.field), False),
                (both(finding.said(), language), False),
            )
        )
    left = count - len(rows)
    more = beyond(left, language)
    opened = " open" if count <= 5 else ""
    heads = (("record", False), ("title", False), ("field", False), ("message", False))
    name = both(label(f"rule_{rule}"), language)
    return f"<details{opened}><summary><b>{figure(count, language)}</b> · {name}</summary>{table(heads, rows, language)}{more}</details>\n"
