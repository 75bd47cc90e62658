"""Dimensions (app.dimensions.ai), export as CSV; written from its public description, not yet seen on a real file.

The first line tells about the data, the second names the columns. `Cited references` holds members in brackets parted by `;`,
each `[authors|...|title|source|year|volume|issue|pages|DOI|publication id|times cited]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..identifiers import doi
from ..reading import EARLIEST, LATEST, Draft, Raw, kind_of, parts_of
from ..rows import header_of, rows
from ..sources import Source

NAME = "dimensions"
SEEN = False
BRACKETED = re.compile(r"\[([^\[\]]*(?:\[[^\]]*\][^\[\]]*)*)\]")


def recognises(source: Source, head: str) -> bool:
    """A column `Publication ID` beside `Title` and `PubYear` or `Times cited`."""
    names = set(header_of(head))
    return {"publication id", "title"} <= names and bool(names & {"pubyear", "times cited", "publication year"})


def records(source: Source) -> Iterator[Raw]:
    """One a row."""
    yield from rows(source)


def draft(raw: Raw) -> Draft:
    """The work."""
    data: dict[str, str] = raw.data
    found = Draft(NAME, kind=kind_of(data.get("publication type") or data.get("document type", ""), "article"))
    found.entitle(data["title"])
    places = {name.strip().casefold(): place for name, _, place in (one.partition(" (") for one in _affiliations(data))}
    for name in parts_of(data.get("authors")):
        place = places.get(name.casefold(), "").removesuffix(")")
        found.add_person(name, affiliations=tuple(parts_of(place)))
    for scheme, column in (
        ("dimensions", "publication id"),
        ("doi", "doi"),
        ("pmid", "pmid"),
        ("pmcid", "pmcid"),
        ("isbn", "isbn"),
        ("issn", "issn"),
    ):
        for value in re.split(r"[;,]\s*", data.get(column, "")):
            found.identify(scheme, value)
    found.date = data.get("publication date") or data.get("publication date (online)", "")
    found.dated(data.get("pubyear"), data.get("publication year"), found.date)
    found.venue = data.get("source title") or data.get("anthology title") or data.get("source title/anthology title", "")
    found.publisher, found.volume, found.issue = data.get("publisher", ""), data.get("volume", ""), data.get("issue", "")
    found.pages = data.get("pagination", "").replace("-", "–")
    found.summarise(data.get("abstract"))
    found.add_terms(parts_of(data.get("mesh terms")), "index")
    found.add_terms(parts_of(data.get("fields of research (anzsrc 2020)") or data.get("for (anzsrc) categories")), "category")
    for text in BRACKETED.findall(data.get("cited references", "")):
        years = [int(part) for part in text.split("|") if re.fullmatch(r"\d{4}", part.strip()) and EARLIEST <= int(part) <= LATEST]
        cited = next((part.strip() for part in text.split("|") if part.strip().startswith("pub.")), "")
        found.refer(text, doi(text.replace("|", " ")), years[0] if years else None, cited)
    found.cite(data.get("times cited"))
    return found


def _affiliations(data: dict[str, str]) -> list[str]:
    """`Name, Given (Place; Place); Name, Given (Place)` in its members."""
    text = data.get("authors affiliations") or data.get("authors (raw affiliation)", "")
    return [one.strip() for one in re.split(r"(?<=\));\s*", text) if one.strip()]
