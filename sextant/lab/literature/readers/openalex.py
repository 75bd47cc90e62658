"""OpenAlex works: JSON lines as in its snapshot (packed or not, in folders), or a page of its API. From its public description,
not yet seen on a real file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..json_lines import records as json_records
from ..names import person
from ..reading import Draft, Raw, kind_of, page_range
from ..records import Person
from ..sources import Source

NAME = "openalex"
SEEN = False


def recognises(source: Source, head: str) -> bool:
    """JSON with identifiers of OpenAlex works."""
    start = head.lstrip()[:1]
    return start in {"{", "["} and bool(re.search(r'"id"\s*:\s*"https://openalex\.org/W\d+"', head))


def records(source: Source) -> Iterator[Raw]:
    """One a line, or one a member of `results`."""
    yield from json_records(source)


def draft(raw: Raw) -> Draft:
    """The work; the abstract is put together from its inverted index."""
    data: dict[str, Any] = raw.data
    spoken = str(data.get("language") or "")
    found = Draft(NAME, language=spoken, languages=(spoken,) if spoken else (), kind=kind_of(str(data.get("type") or "")))
    found.entitle(data.get("title") or data.get("display_name"))
    for scheme, value in {"openalex": data.get("id"), "doi": data.get("doi"), **_ids(data.get("ids"))}.items():
        found.identify(scheme, str(value or ""))
    for authorship in data.get("authorships") or ():
        found.add_person(_author(authorship))
    found.date = str(data.get("publication_date") or "")
    found.dated(data.get("publication_year"), found.date)
    place = (data.get("primary_location") or {}).get("source") or data.get("host_venue") or {}
    found.venue, found.publisher = str(place.get("display_name") or ""), str(place.get("host_organization_name") or place.get("publisher") or "")
    for value in place.get("issn") or ():
        found.identify("issn", value)
    biblio = data.get("biblio") or {}
    found.volume, found.issue = str(biblio.get("volume") or ""), str(biblio.get("issue") or "")
    found.pages = page_range(biblio.get("first_page"), biblio.get("last_page"))
    found.summarise(data.get("abstract") or abstract(data.get("abstract_inverted_index")))
    found.add_terms([_name(one) for one in data.get("keywords") or ()], "index", "en")
    found.add_terms([_name(one) for one in data.get("mesh") or ()], "index", "en")
    found.add_terms([_name(one) for one in data.get("topics") or data.get("concepts") or ()], "category", "en")
    for cited in data.get("referenced_works") or ():
        found.refer("", cited=str(cited).rsplit("/", 1)[-1])
    found.cite(data.get("cited_by_count"))
    return found


def abstract(index: dict[str, list[int]] | None) -> str:
    """The text of an inverted index: word → places."""
    placed = sorted((place, word) for word, places in (index or {}).items() for place in places)
    return " ".join(word for _, word in placed)


def _ids(ids: dict[str, Any] | None) -> dict[str, str]:
    return {scheme: str(ids[scheme]) for scheme in ("pmid", "pmcid") if (ids or {}).get(scheme)} if ids else {}


def _name(one: Any) -> str:
    return str(one.get("display_name") or one.get("keyword") or one.get("descriptor_name") or "") if isinstance(one, dict) else str(one)


def _author(authorship: dict[str, Any]) -> Person:
    from ..identifiers import orcid

    author = authorship.get("author") or {}
    shown, written = str(author.get("display_name") or ""), str(authorship.get("raw_author_name") or "")
    places = [str(one.get("display_name") or "") for one in authorship.get("institutions") or ()]
    places += [str(one) for one in authorship.get("raw_affiliation_strings") or ()]
    countries = [str(one) for one in authorship.get("countries") or ()]
    countries += [str(one.get("country_code") or "") for one in authorship.get("institutions") or ()]
    one = person(written or shown)
    return Person(
        one.name, one.family, one.given, "author", orcid(str(author.get("orcid") or "")),
        tuple(dict.fromkeys(filter(None, places))), tuple(dict.fromkeys(filter(None, countries))), (shown,) if shown and shown != one.name else (),
    )  # fmt: skip
