"""MEDLINE display of PubMed (NLM, "MEDLINE/PubMed Data Element (Field) Descriptions", from memory)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..names import person
from ..reading import Draft, Raw, kind_of
from ..records import Person
from ..script import languages
from ..sources import Source
from ..tagged import MEDLINE, first
from ..tagged import records as tagged_records

NAME = "medline"
SEEN = True
SIGN = re.compile(r"^PMID- ?\d+", re.MULTILINE)


def recognises(source: Source, head: str) -> bool:
    """A line `PMID- …`."""
    return bool(SIGN.search(head))


def records(source: Source) -> Iterator[Raw]:
    """From `PMID` to the next."""
    yield from tagged_records(source, MEDLINE)


def draft(raw: Raw) -> Draft:
    """The work."""
    data: dict[str, list[str]] = raw.data
    spoken = languages(";".join(data.get("LA", ())))
    found = Draft(NAME, languages=spoken, kind=_kind(data.get("PT", [])))
    found.entitle(first(data, "TI", "BTI").strip("[]"), "en")
    found.entitle(first(data, "TT"), spoken[0] if spoken else "")
    for one in _people(raw.text):
        found.add_person(one)
    found.identify("pmid", first(data, "PMID"))
    found.identify("pmcid", first(data, "PMC"))
    for value in data.get("LID", []) + data.get("AID", []):
        if value.endswith("[doi]"):
            found.identify("doi", value)
    for value in data.get("IS", ()):
        found.identify("issn", value.split(" ")[0])
    for value in data.get("ISBN", ()):
        found.identify("isbn", value.split(" ")[0])
    found.date = first(data, "DP")
    found.dated(found.date, first(data, "DEP"), first(data, "EDAT"))
    found.venue = first(data, "JT", "TA")
    found.publisher = first(data, "PB")
    found.volume, found.issue, found.pages = first(data, "VI"), first(data, "IP"), first(data, "PG")
    found.summarise(first(data, "AB"), "en")
    found.add_terms([word for value in data.get("OT", ()) for word in value.split(";")])
    found.add_terms([value.replace("*", "") for value in data.get("MH", ())], "index")
    return found


def _kind(types: list[str]) -> str:
    """The most telling of the publication types, `Journal Article` only if it is alone."""
    kinds = [kind_of(one) for one in types]
    return next((one for one in kinds if one not in {"article", "other"}), "article" if "article" in kinds else "other")


def _people(text: str) -> Iterator[Person]:
    """Authors with what stands below them: the short name, the ORCID and the addresses."""
    name, short, orcid, places = "", "", "", list[str]()
    last = ""
    for line in [*text.splitlines(), "FAU - "]:
        found = MEDLINE.tag.match(line)
        tag, value = (found[1], found[2].strip()) if found else ("", line.strip())
        if tag in {"FAU", "CN"} or (tag == "AU" and not name):
            if name:
                yield _person(name, short, orcid, places)
            name, short, orcid, places = value, value if tag == "AU" else "", "", []
        elif tag == "AU":
            short = value
        elif tag == "AUID" and "ORCID" in value.upper():
            orcid = value
        elif tag == "AD":
            places.append(value)
        elif not tag and last == "AD" and places:
            places[-1] = f"{places[-1]} {value}".strip()
        last = tag or last


def _person(name: str, short: str, orcid: str, places: list[str]) -> Person:
    from ..identifiers import orcid as checked

    one = person(name, orcid=checked(orcid), affiliations=tuple(places))
    also = (short,) if short and short != one.name else ()
    return Person(one.name, one.family, one.given, one.role, one.orcid, one.affiliations, (), also)
