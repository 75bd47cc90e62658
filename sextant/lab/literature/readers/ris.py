"""RIS, as reference managers exchange it (Research Information Systems format, description of 2011, from memory).

Read here and not by `rispy`: that takes a whole file into memory and stops at the first line it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..reading import Draft, Raw, kind_of, page_range
from ..script import languages
from ..sources import Source
from ..tagged import RIS, first
from ..tagged import records as tagged_records

NAME = "ris"
SEEN = True
SIGN = re.compile(r"^TY  ?- ?[A-Z]+", re.MULTILINE)


def recognises(source: Source, head: str) -> bool:
    """A line `TY  - …`."""
    return bool(SIGN.search(head))


def records(source: Source) -> Iterator[Raw]:
    """From `TY` to `ER`."""
    yield from tagged_records(source, RIS)


def draft(raw: Raw) -> Draft:
    """The work."""
    data: dict[str, list[str]] = raw.data
    spoken = languages(first(data, "LA"))
    found = Draft(NAME, language=spoken[0] if spoken else "", languages=spoken, kind=kind_of(first(data, "TY")))
    for title in (first(data, "TI", "T1", "CT"), first(data, "TT")):
        found.entitle(title)
    if not found.titles:
        found.entitle(first(data, "BT", "T2"))
    for name in (*data.get("AU", ()), *data.get("A1", ())):
        found.add_person(name)
    for name in (*data.get("ED", ()), *data.get("A2", ())):
        found.add_person(name, "editor")
    for scheme, tag in (("doi", "DO"), ("url", "UR")):
        for value in data.get(tag, ()):
            found.identify(scheme, value)
    for value in data.get("SN", ()):
        found.identify("isbn" if len(re.sub(r"\D", "", value)) > 8 else "issn", value)
    found.dated(first(data, "PY"), first(data, "Y1"), first(data, "DA"))
    found.date = first(data, "DA", "Y1", "PY").strip("/ ")
    found.venue = first(data, "T2", "JO", "JF", "JA", "BT")
    found.publisher = first(data, "PB")
    found.volume, found.issue = first(data, "VL", "VO"), first(data, "IS")
    found.pages = page_range(first(data, "SP"), first(data, "EP"))
    found.affiliations = tuple(dict.fromkeys(data.get("AD", ())))
    found.summarise(first(data, "AB", "N2"))
    found.add_terms([word for value in data.get("KW", ()) for word in value.split(";")])
    for text in data.get("CR", ()):
        found.refer(text)
    return found
