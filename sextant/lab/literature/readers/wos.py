"""Web of Science plain text (tagged export; meanings of tags from the help of the Core Collection, from memory)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..names import person
from ..reading import Draft, Raw, kind_of, page_range, parts_of
from ..script import languages
from ..sources import Source
from ..tagged import WOS, first
from ..tagged import records as tagged_records

NAME = "wos"
SEEN = True
SIGN = re.compile(r"^(?:FN (?:Clarivate|Thomson|ISI)|PT [JBSP]\s*$)", re.MULTILINE)
ADDRESS = re.compile(r"(?:\[([^\]]*)\] ?)?(.+?)\.?$")
REFERENCE_DOI = re.compile(r"DOI \[?(?:DOI )?(10\.[^\s,\]]+)")
STATE = re.compile(r"^(?:[A-Z]{2}(?: \d{5}(?:-\d{4})?)? )?(USA)$")


def recognises(source: Source, head: str) -> bool:
    """`FN Clarivate …`, or a record type and a title in the manner of this export."""
    return bool(SIGN.search(head)) and bool(re.search(r"^(?:AU|TI|UT|SO) ", head, re.MULTILINE))


def records(source: Source) -> Iterator[Raw]:
    """From `PT` to `ER`."""
    yield from tagged_records(source, WOS)


def draft(raw: Raw) -> Draft:
    """The work."""
    data: dict[str, list[str]] = raw.data
    spoken = languages(first(data, "LA"))
    found = Draft(NAME, language="en", languages=spoken, kind=kind_of(first(data, "DT", "PT")))
    found.entitle(first(data, "TI"))
    found.entitle(first(data, "Z1"), spoken[0] if spoken else "")
    add_people(found, data.get("AF") or data.get("AU", []), data.get("AU", []), data.get("C1", []), first(data, "OI"))
    for name in data.get("BE", data.get("ED", [])):
        found.add_person(name, "editor")
    for scheme, tag in (("wos", "UT"), ("doi", "DI"), ("pmid", "PM"), ("issn", "SN"), ("issn", "EI"), ("isbn", "BN")):
        for value in parts_of(first(data, tag)):
            found.identify(scheme, value)
    found.dated(first(data, "PY"), first(data, "EA"), first(data, "PD"))
    found.date = " ".join(filter(None, (first(data, "PD"), first(data, "PY")))) or first(data, "EA")
    found.venue, found.publisher = first(data, "SO"), first(data, "PU")
    found.volume, found.issue = first(data, "VL"), first(data, "IS")
    found.pages = page_range(first(data, "BP"), first(data, "EP")) or first(data, "AR")
    found.summarise(first(data, "AB"))
    found.add_terms(parts_of(first(data, "DE")))
    found.add_terms(parts_of(first(data, "ID")), "index")
    found.add_terms(parts_of(first(data, "WC")), "category")
    for text in data.get("CR", ()):
        refer(found, text)
    found.cite(first(data, "TC"))
    return found


def refer(found: Draft, text: str) -> None:
    """A cited reference such as `Aria M, 2017, J INFORMETR, V11, P959, DOI 10.1016/j.joi.2017.08.007`: the year is the second member."""
    year = re.match(r"(?:[^,]*, )?(\d{4}),", text)
    doi = REFERENCE_DOI.search(text)
    found.refer(text, doi[1] if doi else "", int(year[1]) if year else None)


def add_people(found: Draft, full: list[str], short: list[str], addresses: list[str], orcids: str) -> None:
    """Authors with the addresses that name them in brackets; addresses without brackets are everybody's."""
    known = [orcid.rsplit("/", 1) for orcid in parts_of(orcids) if "/" in orcid]
    by_name = {" ".join(name.split()).casefold(): number for name, number in known}
    places: dict[str, list[str]] = {}
    for address in addresses:
        matched = ADDRESS.match(address)
        if not matched:
            continue
        for name in parts_of(matched[1]) or [""]:
            places.setdefault(name.casefold(), []).append(matched[2])
    names = full if len(full) >= len(short) else short
    for number, name in enumerate(names):
        mine = tuple(dict.fromkeys(places.get(name.casefold(), []) + places.get("", [])))
        countries = tuple(dict.fromkeys(country_of(one) for one in mine))
        also = (short[number],) if number < len(short) and len(full) == len(short) and short[number] != name else ()
        one = person(name, orcid=by_name.get(name.casefold(), ""), affiliations=mine, countries=countries)
        found.add_person(type(one)(one.name, one.family, one.given, one.role, one.orcid, one.affiliations, one.countries, also))


def country_of(address: str) -> str:
    """The country at the end of an address, `USA` for its states."""
    last = address.rsplit(",", 1)[-1].strip(" .")
    state = STATE.match(last)
    return state[1] if state else last
