"""IEEE Xplore CSV."""

from __future__ import annotations

from collections.abc import Iterator

from ..reading import Draft, Raw, kind_of, page_range, parts_of
from ..rows import header_of, rows
from ..sources import Source

NAME = "ieee"
SEEN = True


def recognises(source: Source, head: str) -> bool:
    """Columns `Document Title` and `IEEE Terms`."""
    return {"document title", "ieee terms"} <= set(header_of(head))


def records(source: Source) -> Iterator[Raw]:
    """One a row."""
    yield from rows(source)


def draft(raw: Raw) -> Draft:
    """The work; affiliations stand in the order of the authors."""
    data: dict[str, str] = raw.data
    found = Draft(NAME, kind=kind_of(data.get("document identifier", "")))
    found.entitle(data["document title"])
    names, places = parts_of(data.get("authors")), [one.strip() for one in data.get("author affiliations", "").split(";")]
    for number, name in enumerate(names):
        found.add_person(name, affiliations=tuple(filter(None, places[number : number + 1])) if len(places) == len(names) else ())
    for scheme, column in (("doi", "doi"), ("issn", "issn"), ("url", "pdf link")):
        found.identify(scheme, data.get(column))
    for value in parts_of(data.get("isbns")):
        found.identify("isbn", value)
    found.date = data.get("issue date") or data.get("online date") or data.get("publication year", "")
    found.dated(data.get("publication year"), found.date)
    found.venue, found.publisher = data.get("publication title", ""), data.get("publisher", "")
    found.volume, found.issue = data.get("volume", ""), data.get("issue", "")
    found.pages = page_range(data.get("start page"), data.get("end page"))
    found.summarise(data.get("abstract"))
    found.add_terms(parts_of(data.get("author keywords")))
    for column in ("ieee terms", "inspec controlled terms", "inspec non-controlled terms", "mesh_terms"):
        found.add_terms(parts_of(data.get(column)), "index")
    found.cite(data.get("article citation count"))
    return found
