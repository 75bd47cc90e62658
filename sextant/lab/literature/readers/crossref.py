"""Crossref works: JSON lines of its public data file, a document with `items`, or a page of its API. From the public description of
its REST format, not yet seen on a real file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..json_lines import records as json_records
from ..names import person
from ..reading import Draft, Raw, kind_of
from ..records import Person, Role
from ..sources import Source

NAME = "crossref"
SEEN = False
TAG = re.compile(r"</?[a-z][a-z0-9]*:?[^<>]{0,60}>", re.IGNORECASE)


def recognises(source: Source, head: str) -> bool:
    """JSON with `DOI` in capitals and a title as a list."""
    return head.lstrip()[:1] in {"{", "["} and '"DOI"' in head and bool(re.search(r'"title"\s*:\s*\[', head))


def records(source: Source) -> Iterator[Raw]:
    """One a line, or one a member of `items`."""
    for raw in json_records(source):
        if isinstance(raw.data, dict) and isinstance(raw.data.get("message"), dict) and "DOI" in raw.data["message"]:
            raw.data = raw.data["message"]
        yield raw


def draft(raw: Raw) -> Draft:
    """The work."""
    data: dict[str, Any] = raw.data
    spoken = str(data.get("language") or "")
    found = Draft(NAME, language=spoken, languages=(spoken,) if spoken else (), kind=_kind(data))
    subtitle = " : ".join(data.get("subtitle") or ())
    for number, title in enumerate([*(data.get("title") or ()), *(data.get("original-title") or ())]):
        found.entitle(TAG.sub("", f"{title} : {subtitle}" if subtitle and number == 0 else title))
    found.identify("doi", data.get("DOI"))
    for scheme, values in (("issn", data.get("ISSN")), ("isbn", data.get("ISBN"))):
        for value in values or ():
            found.identify(scheme, value)
    roles: tuple[Role, ...] = ("author", "editor")
    for role in roles:
        for one in data.get(role) or ():
            found.add_person(_person(one, role))
    dates = [_date(data.get(name)) for name in ("published-print", "issued", "published-online", "published", "created")]
    found.date = next(filter(None, dates), "")
    found.dated(*dates)
    found.venue = next(iter(data.get("container-title") or ()), "") or str((data.get("institution") or [{}])[0].get("name") or "")
    found.publisher = str(data.get("publisher") or "")
    found.volume, found.issue = str(data.get("volume") or ""), str(data.get("issue") or "")
    found.pages = str(data.get("page") or data.get("article-number") or "").replace("-", "–")
    found.summarise(TAG.sub(" ", str(data.get("abstract") or "")))
    found.add_terms([str(one) for one in data.get("subject") or ()], "category")
    for cited in data.get("reference") or ():
        _refer(found, cited)
    found.cite(data.get("is-referenced-by-count"))
    return found


def _kind(data: dict[str, Any]) -> str:
    said = str(data.get("type") or "")
    return {"posted-content": "preprint", "book-chapter": "chapter", "peer-review": "other"}.get(said, kind_of(said))


def _person(one: dict[str, Any], role: Role) -> Person:
    from ..identifiers import orcid

    places = tuple(str(place.get("name") or "") for place in one.get("affiliation") or () if place.get("name"))
    family, given = str(one.get("family") or ""), str(one.get("given") or "")
    if not family:
        return person(str(one.get("name") or given), role, affiliations=places)
    name = f"{family}, {given}" if given else family
    return Person(name, family, given, role, orcid(str(one.get("ORCID") or "")), places)


def _date(said: dict[str, Any] | None) -> str:
    """`2019-03-05` of the parts of a date."""
    parts = ((said or {}).get("date-parts") or [[]])[0] or []
    return "-".join(f"{int(part):02d}" for part in parts if part)


def _refer(found: Draft, cited: dict[str, Any]) -> None:
    said = str(cited.get("unstructured") or "")
    if not said:
        names = ("author", "year", "article-title", "volume-title", "journal-title", "volume", "first-page")
        said = ", ".join(str(cited[name]) for name in names if cited.get(name))
    year = re.search(r"\d{4}", str(cited.get("year") or ""))
    found.refer(said, str(cited.get("DOI") or ""), int(year[0]) if year else None)
