"""Scopus CSV, in the layouts of before and since 2023 (with `Author full names`). Titles, abstracts and keywords are in English, whatever the language
of the work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Problem
from ..names import person
from ..reading import Draft, Raw, kind_of, page_range, parts_of
from ..records import Person
from ..rows import cells_of, header_of, rows
from ..script import languages
from ..sources import Source

NAME = "scopus"
SEEN = True
BEFORE = re.compile(r"; (?=\S)")
SINCE_2023 = re.compile(r"(?<=\(\d{4}\)); ")
"""References are parted by semicolons. Since 2023 their authors are too, and each reference ends with its year in brackets."""
NUMBER = re.compile(r"\s*\(\d+\)$")


def recognises(source: Source, head: str) -> bool:
    """Columns `EID` and `Source title`."""
    return {"eid", "source title"} <= set(header_of(head))


def records(source: Source) -> Iterator[Raw]:
    """One a row. Rows with further columns `Funding Text n`, from exports put together, are set right where the last cell is an EID."""
    names = header_of(source.head())
    for raw in rows(source):
        wrong = next((problem for problem in raw.problems if problem.code == "cells_wrong"), None)
        cells = cells_of(raw.text, ",") if wrong else None
        if cells and "funding text 1" in names and len(cells) > len(names) and cells[-1].startswith("2-s2.0-"):
            here = names.index("funding text 1") + 1
            told = [*cells[:here], *cells[here + len(cells) - len(names) :]]
            raw.data = {name: cell.strip() for name, cell in zip(names, told, strict=True)}
            raw.problems = [Problem("repaired", "cells_shifted", value=str(len(cells)), became=str(len(names)))]
        yield raw


def draft(raw: Raw) -> Draft:
    """The work."""
    data: dict[str, str] = {name: "" if value == "NA" else value for name, value in raw.data.items()}
    spoken = languages(data.get("language of original document", ""))
    found = Draft(NAME, language="en", languages=spoken, kind=kind_of(data.get("document type", "")))
    _entitle(found, data["title"], spoken[0] if spoken else "")
    for one in _people(data):
        found.add_person(one)
    for scheme, column in (("scopus", "eid"), ("doi", "doi"), ("pmid", "pubmed id")):
        found.identify(scheme, data.get(column))
    for scheme in ("issn", "isbn"):
        for value in re.split(r"[;,] *", data.get(scheme, "")):
            found.identify(scheme, value.zfill(8) if value and scheme == "issn" else value)
    found.dated(data.get("year"))
    found.date = data.get("year", "")
    found.venue, found.publisher = data.get("source title", ""), data.get("publisher", "")
    found.volume, found.issue = data.get("volume", ""), data.get("issue", "")
    found.pages = page_range(data.get("page start"), data.get("page end")) or data.get("art. no.", "")
    found.summarise(data.get("abstract"))
    found.add_terms(parts_of(data.get("author keywords")))
    found.add_terms(parts_of(data.get("index keywords")), "index")
    for text in (SINCE_2023 if "author full names" in data else BEFORE).split(data.get("references", "")):
        found.refer(text)
    found.cite(data.get("cited by"))
    return found


def _entitle(found: Draft, title: str, language: str) -> None:
    """`English title [Title in the language of the original]` is two titles."""
    both = re.fullmatch(r"(.+?) \[([^\[\]]{15,})\]", title)
    found.entitle(both[1] if both else title)
    if both:
        found.entitle(both[2], language)


def _people(data: dict[str, str]) -> Iterator[Person]:
    """Authors with the affiliations that stand after their names."""
    short = data.get("authors", "")
    names = re.split(r"; ?", short) if ";" in short else re.split(r"(?<=\.), ?", short)
    full = [NUMBER.sub("", one) for one in parts_of(data.get("author full names"))]
    places = parts_of(data.get("authors with affiliations"))
    for number, name in enumerate(names):
        written = full[number] if len(full) == len(names) else name
        one = person(written)
        mine: tuple[str, ...] = ()
        if len(places) == len(names):
            address = places[number].replace(", ", " ", 1) if places[number].startswith(f"{one.family},") and written == name else places[number]
            mine = (address.split(", ", 1)[1],) if ", " in address else ()
        countries = tuple(place.rsplit(", ", 1)[-1] for place in mine)
        also = (name,) if written != name else ()
        yield Person(one.name, one.family, one.given, one.role, "", mine, countries, also)
