"""SpringerLink search results as CSV. It runs the names of authors together; they are parted again, which is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Problem
from ..reading import Draft, Raw, kind_of
from ..rows import header_of, rows
from ..sources import Source

NAME = "springer"
SEEN = True
SEAM = re.compile(
    r"(?<=[^\W\d_A-ZÀ-Þ.])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bVan)(?<!\bLe)(?<!\bLa)(?<!\bDi)(?<!\bDu)(?<!\bFitz)(?=[A-ZÀ-Þ][^\W\d_]*[.\s'’-])"
)


def recognises(source: Source, head: str) -> bool:
    """Columns `Item Title` and `Item DOI`."""
    return {"item title", "item doi"} <= set(header_of(head))


def records(source: Source) -> Iterator[Raw]:
    """One a row."""
    yield from rows(source)


def draft(raw: Raw) -> Draft:
    """The work."""
    data: dict[str, str] = raw.data
    found = Draft(NAME, kind=kind_of(data.get("content type", "")))
    found.entitle(data["item title"])
    names = parted(data.get("authors", ""))
    for name in names:
        found.add_person(name)
    if len(names) > 1:
        found.problems.append(Problem("repaired", "authors_run_together", value=data["authors"], became="; ".join(names)))
    found.identify("doi", data.get("item doi"))
    found.identify("url", data.get("url"))
    found.date = data.get("publication year", "")
    found.dated(found.date)
    found.venue = data.get("publication title") or data.get("book series title", "")
    found.volume, found.issue = data.get("journal volume", ""), data.get("journal issue", "")
    return found


def parted(authors: str) -> list[str]:
    """The names parted where a capital follows a small letter; a lone word is the first half of a given name such as `WenGuang`."""
    names: list[str] = []
    held = ""
    for piece in SEAM.split(authors):
        if " " in piece.strip():
            names.append(held + piece)
            held = ""
        else:
            held += piece
    return [name for name in [*names, held] if name]
