"""What practice asks for: a table of concepts with how often each was asked for, from questions, surveys, Delphi rounds, calls."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from sextant.lab.thesaurus.concepts import LANGUAGES, Thesaurus, qualifier

from .findings import refuse


def read_demand(path: Path, thesaurus: Thesaurus) -> dict[str, float]:
    """Lines `concept,number`, the concept by its id or by any label in either language; several lines of a concept add up."""
    known = _labels(thesaurus)
    found: dict[str, float] = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in _rows(lines, path.name):
            if not row or (number == 1 and row[0].strip().casefold() in ("concept", "понятие")):
                continue
            value = _number(row[1]) if len(row) == 2 else None
            if value is None:
                raise refuse("bad_demand", file=path.name, line=number)
            concept = known.get(row[0].strip().casefold())
            if concept is None:
                raise refuse("unknown_concept", file=path.name, line=number, name=row[0].strip())
            found[concept] = found.get(concept, 0.0) + value
    return found


def _rows(lines: TextIO, name: str) -> Iterator[tuple[int, list[str]]]:
    """The lines as cells with their numbers; what is no text, or no table, is refused at its line."""
    rows, number = csv.reader(lines), 0
    try:
        for number, row in enumerate(rows, start=1):
            yield number, row
    except (csv.Error, UnicodeDecodeError):
        raise refuse("bad_demand", file=name, line=number + 1) from None


def _labels(thesaurus: Thesaurus) -> dict[str, str]:
    """Ids and labels of concepts in force, in small letters; a label without its qualifier too, where only one concept is called so."""
    labels = [(label, one.id) for one in thesaurus.concepts if not one.deprecated for language in LANGUAGES for label in one.labels(language)]
    bare: dict[str, set[str]] = {}
    for label, concept in labels:
        bare.setdefault(qualifier(label)[0].casefold(), set()).add(concept)
    found = {label: min(concepts) for label, concepts in bare.items() if len(concepts) == 1}
    return found | {label.casefold(): concept for label, concept in labels} | {one.id: one.id for one in thesaurus.concepts}


def _number(text: str) -> float | None:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None
