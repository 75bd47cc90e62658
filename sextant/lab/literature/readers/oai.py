"""OAI-PMH answers that a harvest has saved: `ListRecords` or `GetRecord` with Dublin Core (`oai_dc`), one page a file.

From the protocol's description (OAI-PMH 2.0, from memory), not yet seen on a real file. Records that the repository has withdrawn come
as refused, so that the report names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Problem
from ..reading import Draft, Raw, kind_of
from ..script import languages
from ..sources import Source
from ..xml_records import elements

NAME = "oai"
SEEN = False
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def recognises(source: Source, head: str) -> bool:
    """XML of the protocol's namespace."""
    return head.lstrip().startswith("<") and "<OAI-PMH" in head


def records(source: Source) -> Iterator[Raw]:
    """One a `record`."""
    for raw in elements(source, f"{OAI}record"):
        if raw.data is not None and raw.data.find(f"{OAI}header[@status='deleted']") is not None:
            named = raw.data.findtext(f"{OAI}header/{OAI}identifier", "")
            raw.problems.append(Problem("refused", "record_withdrawn", value=named))
        yield raw


def draft(raw: Raw) -> Draft:
    """The work."""
    said: dict[str, list[tuple[str, str]]] = {}
    for node in raw.data.iter():
        if isinstance(node.tag, str) and node.tag.startswith(DC) and (node.text or "").strip():
            language = next(iter(languages(node.get(LANG, "").split("-")[0])), "")
            said.setdefault(node.tag.removeprefix(DC), []).append((" ".join(node.text.split()), language))
    spoken = languages(";".join(text for text, _ in said.get("language", ())))
    found = Draft(NAME, language=spoken[0] if spoken else "", languages=spoken)
    found.kind = next((kind for text, _ in said.get("type", ()) if (kind := kind_of(text)) != "other"), "other")
    for text, language in said.get("title", ()):
        found.entitle(text, language)
    for text, language in said.get("description", ()):
        found.summarise(text, language)
    for text, language in said.get("subject", ()):
        found.add_terms(text.split(";"), "author", language)
    for text, _ in said.get("creator", ()):
        found.add_person(text)
    _identify(found, said)
    dates = [text for text, _ in said.get("date", ())]
    found.date = min(dates, default="")
    found.dated(*sorted(dates))
    found.venue = next((text for text, _ in said.get("source", ()) if not text.startswith("http")), "")
    found.publisher = next((text for text, _ in said.get("publisher", ())), "")
    return found


def _identify(found: Draft, said: dict[str, list[tuple[str, str]]]) -> None:
    """DOI, ISBN and ISSN where they are written as such; other addresses as they are."""
    for text in dict.fromkeys(text for name in ("identifier", "relation", "source") for text, _ in said.get(name, ())):
        if re.search(r"\b10\.\d{4,9}/", text):
            found.identify("doi", text)
        elif numbered := re.match(r"(?:urn:)?(isbn|issn)[:\s]*([\dX-]+)", text, re.IGNORECASE):
            found.identify(numbered[1].lower(), numbered[2])
        elif text.startswith("http"):
            found.identify("url", text)
