"""eLIBRARY.RU (RINC): XML of a journal's issue as it is exchanged with the library (`journal/issue/articles/article`, names of elements
from a public description of the schema). Not yet seen on a real file.

Each article is read as the file streams by. A file that breaks off keeps the articles before the break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..names import person
from ..reading import Draft, Raw, kind_of
from ..records import Person, Role
from ..script import languages
from ..sources import Source
from ..xml_records import elements

NAME = "elibrary"
SEEN = False
KINDS = {"RAR": "article", "REV": "review", "BRV": "review", "SCO": "article", "CNF": "conference paper", "EDI": "editorial", "COR": "erratum"}
CODES = ("udk", "bbk", "vak", "vak21", "jel", "msc", "rubric")


def recognises(source: Source, head: str) -> bool:
    """XML with articles in this manner."""
    return head.lstrip().startswith("<") and bool(re.search(r"<(?:articles|artTitles|journalInfo|artTitle)\b", head))


def records(source: Source) -> Iterator[Raw]:
    """One an `article`; what stands above it (journal, volume, number, year) comes along."""
    issue: dict[str, Any] = {"titles": {}}
    for raw in elements(source, "article", lambda node: _remember(issue, node)):
        raw.data = (raw.data, dict(issue))
        yield raw


def _remember(issue: dict[str, Any], node: Any) -> None:
    """What the issue and the journal say, wherever it stands above an article."""
    above = node.getparent()
    if above is None:
        return
    if node.tag == "title" and above.tag == "journalInfo":
        issue["titles"][above.get("lang", "")] = _text(node)
    elif above.tag in {"issue", "journal"} and node.tag in {"volume", "number", "dateUni", "issn", "eissn", "publisher"}:
        issue[node.tag] = _text(node)


def draft(raw: Raw) -> Draft:
    """The work, its titles, abstracts and keywords in each language."""
    node, issue = raw.data
    spoken = languages(_text(node.find("langPubl")))
    found = Draft(NAME, languages=spoken, kind=KINDS.get(_text(node.find("artType")), kind_of(_text(node.find("artType")), "article")))
    for one in node.iterfind(".//artTitle"):
        found.entitle(_text(one), _language(one))
    for one in node.iterfind("abstracts/abstract"):
        found.summarise(_text(one), _language(one))
    for group in node.iterfind("keywords/kwdGroup"):
        found.add_terms([_text(one) for one in group.iterfind("keyword")], "author", _language(group))
    for name in CODES:
        found.add_terms([f"{name.upper()} {_text(one)}" for one in (*node.iterfind(f"codes/{name}"), *node.iterfind(f"rubrics/{name}"))], "category")
    for one in node.iterfind("authors/author"):
        found.add_person(_person(one))
    found.identify("doi", _text(node.find("codes/doi")))
    found.identify("elibrary", _text(node.find("codes/edn")))
    for name in ("issn", "eissn"):
        found.identify("issn", issue.get(name, ""))
    found.date = _text(node.find("dates/datePublication")) or issue.get("dateUni", "")
    found.dated(issue.get("dateUni"), found.date)
    titles = issue["titles"]
    found.venue = titles.get("RUS") or next(iter(titles.values()), "")
    found.publisher, found.volume, found.issue = issue.get("publisher", ""), issue.get("volume", ""), issue.get("number", "")
    found.pages = _text(node.find("pages")).replace("-", "–")
    for one in node.iterfind("references/reference"):
        texts = [_text(part) for part in (*one.iterfind(".//text"), *(() if one.find(".//text") is not None else (one,)))]
        found.refer(" / ".join(dict.fromkeys(filter(None, texts))))
    return found


def _text(node: Any) -> str:
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def _language(node: Any) -> str:
    return next(iter(languages(node.get("lang", "").replace("ANY", "").replace("UNK", ""))), "")


def _person(node: Any) -> Person:
    """One author: the Russian name before others, which stay as `also`; places in all languages."""
    from ..identifiers import orcid

    told = sorted(node.iterfind("individInfo"), key=lambda one: one.get("lang") != "RUS")
    names = [f"{_text(one.find('surname'))}, {_text(one.find('initials'))}".strip(" ,") for one in told]
    parts = [part for one in told for part in _text(one.find("orgName")).split(";")]
    countries = [part for one in told for part in _text(one.find("country")).split(";")]
    places = tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
    one = person(names[0] if names else "")
    role: Role = "editor" if "редактор" in _text(node.find("role")).casefold() else "author"
    also = tuple(name for name in dict.fromkeys(names[1:]) if name and name != one.name)
    lands = tuple(dict.fromkeys(part.strip() for part in countries if part.strip()))
    return Person(one.name, one.family, one.given, role, orcid(_text(node.find("authorCodes/orcid"))), places, lands, also)
