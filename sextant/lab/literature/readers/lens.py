"""The Lens (lens.org), scholarly works as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from ..reading import Draft, Raw, kind_of, page_range, parts_of
from ..rows import header_of, rows
from ..sources import Source

NAME = "lens"
SEEN = True


def recognises(source: Source, head: str) -> bool:
    """A column `Lens ID`."""
    return "lens id" in header_of(head)


def records(source: Source) -> Iterator[Raw]:
    """One a row."""
    yield from rows(source)


def draft(raw: Raw) -> Draft:
    """The work; its references are Lens identifiers."""
    data: dict[str, str] = raw.data
    found = Draft(NAME, kind=kind_of(data.get("publication type", "")))
    found.entitle(data["title"])
    for name in parts_of(data.get("author/s")):
        found.add_person(name)
    for scheme, column in (("lens", "lens id"), ("doi", "doi"), ("pmid", "pmid"), ("pmcid", "pmcid")):
        for value in parts_of(data.get(column)):
            found.identify(scheme, value)
    for value in parts_of(data.get("issns")):
        found.identify("issn", value)
    found.date = data.get("date published", "")
    found.dated(data.get("publication year"), found.date)
    found.venue, found.publisher = data.get("source title", ""), data.get("publisher", "")
    found.volume, found.issue = data.get("volume", ""), data.get("issue number", "")
    found.pages = page_range(data.get("start page"), data.get("end page"))
    found.summarise(data.get("abstract"))
    found.add_terms(parts_of(data.get("keywords")))
    found.add_terms(parts_of(data.get("mesh terms")), "index")
    found.add_terms(parts_of(data.get("fields of study")), "category")
    for cited in parts_of(data.get("references")):
        found.refer("", cited=cited)
    found.cite(data.get("citing works count"))
    return found
