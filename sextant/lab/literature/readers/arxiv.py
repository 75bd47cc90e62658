"""arXiv metadata as a table without header: id, date, title, authors, categories, primary category, DOI, abstract.

Also as Parquet with the columns `id, y, title, au, cats, pc, doi, ab`. Identifiers that a spreadsheet has read as numbers
(`710.5` for 0710.5000) are repaired and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Problem, Unreadable
from ..identifiers import arxiv, arxiv_of_number
from ..reading import Draft, Raw, parts_of
from ..rows import parquet_columns, rows
from ..sources import Source

NAME = "arxiv"
SEEN = True
COLUMNS = ("id", "date", "title", "au", "cats", "pc", "doi", "ab")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
AND = re.compile(r",? and (?=[A-Z])|, ")


def recognises(source: Source, head: str) -> bool:
    """Eight cells of which the first is an arXiv number and the second a date, or the Parquet of these columns."""
    if columns := parquet_columns(source):
        return {"id", "title", "au", "cats"} <= set(columns)
    cells = next((line.split("\t") for line in head.splitlines() if line.strip()), [])
    return len(cells) == len(COLUMNS) and bool(arxiv(cells[0]) or arxiv_of_number(cells[0])) and bool(DATE.match(cells[1]))


def records(source: Source) -> Iterator[Raw]:
    """One a line."""
    if source.ending == ".parquet":
        yield from rows(source)
        return
    for line in source.lines():
        if not line.text.strip():
            continue
        cells = line.text.split("\t")
        problems = [line.problem] if line.problem else []
        if len(cells) != len(COLUMNS):
            problems = [*problems, Problem("refused", "cells_wrong", value=str(len(cells)), became=str(len(COLUMNS)))]
        yield Raw(line.number, line.text, dict(zip(COLUMNS, cells, strict=False)), problems)


def draft(raw: Raw) -> Draft:
    """The work: a preprint in English, its categories as terms."""
    cells = raw.data
    found = Draft(NAME, language="en", kind="preprint", venue="arXiv", languages=("en",))
    found.identify("arxiv", cells["id"])
    if not found.identifiers:
        raise Unreadable("identifier_missing", "id", cells["id"])
    found.identify("doi", (cells.get("doi") or "").split(" ")[0])
    found.entitle(cells["title"])
    found.summarise(cells["ab"])
    found.date = (cells.get("date") or "").strip()
    found.dated(found.date, cells.get("y"))
    for name in AND.split((cells.get("au") or "").strip()):
        found.add_person(name)
    primary = (cells.get("pc") or "").strip()
    found.add_terms([*parts_of(primary), *(one for one in parts_of(cells.get("cats"), ",") if one != primary)], "category")
    return found
