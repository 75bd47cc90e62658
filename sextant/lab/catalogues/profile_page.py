"""The profile of a collection as a page: every cell opens to its titles."""

from __future__ import annotations

import re
from html import escape

from .measures import Cell, Table
from .pages import beyond, both, cells, figure, heading, label, numbers, page, table
from .profiling import Profile, definition

SHOWN = 40
"""Titles that a cell lists; JSON has the ids of all."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")
SPAN = re.compile(r"(?<=\d)-(?=\d)")
WORDS = ("unknown", "children", "adults", "below", "above", "within")


def profile_page(profile: Profile, language: str) -> str:
    """The whole page in both languages, that of the reader first."""
    held = profile.collection
    shown = [("as_of", held.as_of.isoformat()), ("titles", figure(len(held.titles), language)), ("held", figure(len(held.held()), language))]
    shown += [("copies", figure(sum(held.copies), language)), ("loans", figure(sum(held.loans), language))]
    notes = "".join(f"<p>{both(note, language)}</p>" for note in profile.notes)
    parts = [numbers(shown, language), notes, *(_table(profile, one, language) for one in profile.tables.values()), _eligible(profile, language)]
    return page("profile_title", language, "".join(parts))


def _table(profile: Profile, one: Table, language: str) -> str:
    if not one.cells:
        return ""
    names = [name for name, _ in one.cells[0].keys]
    heads = [(f"key_{name}", False) for name in names] + [("value", True), ("made_of", True), ("opens", False)]
    rows = [_row(profile, cell, language) for cell in one.cells]
    return f"{heading(f'table_{one.name}', language)}<p>{both(definition(one), language)}</p>{table(heads, rows, language)}"


def _row(profile: Profile, cell: Cell, language: str) -> str:
    keys = [(_word(value, language), False) for _, value in cell.keys]
    value = figure(cell.value, language)
    if cell.low is not None and cell.high is not None:
        value += f'<span class="other">{figure(cell.low, language)} … {figure(cell.high, language)}</span>'
    made = f"{figure(cell.numerator, language)} / {figure(cell.denominator, language)}"
    return cells(*keys, (value, True), (made, True), (_titles(profile, cell, language), False))


def _word(value: str, language: str) -> str:
    """A key as the page shows it: words in both languages, spans with a dash, numbers as the language writes them."""
    if value in WORDS:
        return both(label(f"value_{value}"), language)
    if NUMBER.fullmatch(value):
        return value.replace(".", ",") if language == "ru" else value
    text = value.upper() if value[:4] in ("udc ", "ddc ", "bbk ", "lcc ") else value
    return escape(SPAN.sub("–", text))


def _titles(profile: Profile, cell: Cell, language: str) -> str:
    if not cell.titles:
        return "–"
    listed = []
    for place in cell.titles[:SHOWN]:
        title = profile.collection.titles[place]
        named = " · ".join(part for part in (title.author, str(title.year or ""), title.id) if part)
        listed.append(f'<li>{escape(title.title[:120])}<span class="other">{escape(named)}</span></li>')
    left = len(cell.titles) - len(listed)
    more = beyond(left, language)
    return f"<details><summary>{figure(len(cell.titles), language)}</summary><ul>{''.join(listed)}</ul>{more}</details>"


def _eligible(profile: Profile, language: str) -> str:
    if not profile.eligible:
        return ""
    rows = []
    for one in profile.eligible:
        held = both(label("no" if one.held is None else "yes"), language)
        rows.append(
            cells(
                (escape(one.award), False),
                (escape(one.title), False),
                (escape(one.author), False),
                (str(one.year or "–"), True),
                (held, False),
                (escape(one.source), False),
            )
        )
    heads = (("award", False), ("title", False), ("author", False), ("year", True), ("in_stock", False), ("source", False))
    return heading("eligible", language) + table(heads, rows, language)
