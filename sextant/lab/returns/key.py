"""A list of variables that a survey publishes beside its files: its codes and its own words for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import dictionary, files
from .findings import error
from .mapping import load
from .reading import open_table


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One variable of a survey: its code, its name there, its group, and our variable ('' if we hold none)."""

    code: str
    name: str
    group: str
    variable: str
    line: int


def read_key(path: str | Path, mapping: str = "pls") -> list[KeyEntry]:
    """The entries of a table of variables (`GROUP`, `INDICATOR`, `SHORTNAME`), in the order of the file.

    `mapping` names the layout whose column names the codes are. Raises `ReturnsError` for any other table.
    """
    table = open_table(path)
    if table.mapping.format != "dictionary":
        raise error("column_missing", table.source.shown, 1, "SHORTNAME", mapping="pls_variable_key")
    ours = load(mapping).variables
    place = [table.header.index(name) for name in ("SHORTNAME", "INDICATOR", "GROUP")]
    entries = []
    for line, cells in files.rows(table.source):
        if line == 1 or len(cells) != len(table.header):
            continue
        code, name, group = (cells[index].strip() for index in place)
        if code:
            entries.append(KeyEntry(code, name, group, ours.get(code, ""), line))
    return entries


def unknown_codes(entries: list[KeyEntry]) -> list[str]:
    """Codes of the survey that no variable of our dictionary stands for."""
    known = dictionary.variables()
    return [entry.code for entry in entries if entry.variable not in known]
