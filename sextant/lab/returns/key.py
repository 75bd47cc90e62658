"""A list of variables that a survey publishes beside its files: its codes and its own words for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from . import dictionary, files
from .findings import error
from .formulas import FormulaError, inputs_of
from .mapping import load
from .reading import open_table

BRIDGE = ("VALID_FROM", "VALID_UNTIL", "REPLACED_BY", "RULE", "NOTE_EN", "NOTE_RU")
"""Columns that a list may have: the years in which a variable was asked, what took its place, and how earlier figures go on."""
YEARS = range(1800, 2200)


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One variable of a survey: its code, its name there, its group, and our variable ('' if we hold none).

    `valid_from` and `valid_until` are its first and last year, None where the list says nothing. `replaced_by` is the code that took its place
    after `valid_until`, `rule` the bridge (`formulas`): a value of that code from values of codes of the list before, '' where the series
    breaks. `note_en` and `note_ru` say why.
    """

    code: str
    name: str
    group: str
    variable: str
    line: int
    valid_from: int | None = None
    valid_until: int | None = None
    replaced_by: str = ""
    rule: str = ""
    note_en: str = ""
    note_ru: str = ""


def read_key(path: str | Path, mapping: str = "pls") -> list[KeyEntry]:
    """The entries of a table of variables (`GROUP`, `INDICATOR`, `SHORTNAME`, and perhaps `BRIDGE`), in the order of the file.

    `mapping` names the layout whose column names the codes are. Raises `ReturnsError` for any other table, and for a bridge that cannot be.
    """
    table = open_table(path)
    if table.mapping.format != "dictionary":
        raise error("column_missing", table.source.shown, 1, "SHORTNAME", mapping="pls_variable_key")
    ours = load(mapping).variables
    place = [table.header.index(name) for name in ("SHORTNAME", "INDICATOR", "GROUP")]
    more = {name: table.header.index(name) for name in BRIDGE if name in table.header}
    entries = []
    for line, cells in files.rows(table.source):
        if line == 1 or len(cells) != len(table.header):
            continue
        code, name, group = (cells[index].strip() for index in place)
        told = {column: cells[index].strip() for column, index in more.items()}
        if code:
            entries.append(_entry(table.source.shown, KeyEntry(code, name, group, ours.get(code, ""), line), told))
    check_bridges(table.source.shown, entries)
    return entries


def _entry(shown: str, entry: KeyEntry, told: dict[str, str]) -> KeyEntry:
    """The entry with its years and its bridge as they are written."""
    years = []
    for column in BRIDGE[:2]:
        text = told.get(column, "")
        if text and not (text.isascii() and text.isdecimal() and int(text) in YEARS):
            raise error("key_no_year", shown, entry.line, column, value=text)
        years.append(int(text) if text else None)
    successor, rule, english, russian = (told.get(name, "") for name in BRIDGE[2:])
    return replace(entry, valid_from=years[0], valid_until=years[1], replaced_by=successor, rule=rule, note_en=english, note_ru=russian)


def check_bridges(shown: str, entries: list[KeyEntry]) -> None:
    """Raises `ReturnsError` for the first entry whose years or bridge cannot be."""
    known = {entry.code: entry for entry in entries}
    for entry in entries:
        _check_years(shown, entry)
        if entry.rule and not entry.replaced_by:
            raise error("key_rule_alone", shown, entry.line, "RULE", earlier=entry.code)
        if entry.replaced_by:
            _check_successor(shown, entry, known)
            _check_rule(shown, entry, known)


def _check_years(shown: str, entry: KeyEntry) -> None:
    if entry.valid_from and entry.valid_until and entry.valid_from > entry.valid_until:
        raise error("key_years_turned", shown, entry.line, "VALID_UNTIL", first=entry.valid_from, last=entry.valid_until)


def _check_successor(shown: str, entry: KeyEntry, known: dict[str, KeyEntry]) -> None:
    later = known.get(entry.replaced_by)
    words = {"earlier": entry.code, "later": entry.replaced_by}
    if later is None:
        raise error("key_successor_unknown", shown, entry.line, "REPLACED_BY", **words)
    if entry.valid_until is None:
        raise error("key_until_missing", shown, entry.line, "VALID_UNTIL", **words)
    if later.code == entry.code or later.valid_from is None or later.valid_from <= entry.valid_until:
        begins = later.valid_from if later.valid_from is not None else "–"
        raise error("key_overlap", shown, entry.line, "REPLACED_BY", until=entry.valid_until, begins=begins, **words)


def _check_rule(shown: str, entry: KeyEntry, known: dict[str, KeyEntry]) -> None:
    if not entry.rule:
        return
    try:
        names = inputs_of(entry.rule)
    except FormulaError:
        raise error("key_no_formula", shown, entry.line, "RULE", rule=entry.rule) from None
    earlier = {code for code, one in known.items() if one.valid_from is None or one.valid_from <= (entry.valid_until or 0)}
    if unknown := [name for name in names if name not in earlier]:
        raise error("key_rule_unknown", shown, entry.line, "RULE", names=", ".join(unknown), until=entry.valid_until)
    if entry.code not in names:
        raise error("key_rule_without", shown, entry.line, "RULE", earlier=entry.code)


def unknown_codes(entries: list[KeyEntry]) -> list[str]:
    """Codes of the survey that no variable of our dictionary stands for."""
    known = dictionary.variables()
    return [entry.code for entry in entries if entry.variable not in known]
