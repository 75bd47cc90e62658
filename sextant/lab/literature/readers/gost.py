"""References as text in the manner of GOST R 7.0.100–2018 (bibliographic record) and GOST R 7.0.5–2008 (reference); clauses not seen.

One a paragraph line, numbered or not. Not yet seen on a real file. What is read: authors, title, kind, source after `//`, place, publisher, year,
volume, issue, pages, ISBN, DOI, address; the whole text stays as the raw record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Unreadable
from ..reading import Draft, Raw, kind_of
from ..script import is_cyrillic
from ..sources import Source

NAME = "gost"
SEEN = False
NUMBER = re.compile(r"^\s*(?:\[\d{1,4}\]|\d{1,4}[.)])\s+")
AREA = re.compile(r"\.\s+[–—-]\s+")
LEAD = re.compile(r"^((?:[А-ЯЁA-Z][\w’'-]+(?:\s[А-ЯЁA-Z][\w’'-]+)?,?\s(?:[А-ЯЁA-Z]\.[\s-]?){1,3}(?:,\s*)?)+)\s*(?=\S)")
ONE_LEAD = re.compile(r"[А-ЯЁA-Z][\w’'-]+(?:\s[А-ЯЁA-Z][\w’'-]+)?,?\s(?:[А-ЯЁA-Z]\.[\s-]?){1,3}")
VOLUME = re.compile(r"\b(?:Т|Vol|V|Т\.)\.?\s*(\d[\w/–-]*)")
ISSUE = re.compile(r"(?:№|\bВып\.|\bNo\.?|\bN\.?|\bIss\.?)\s*(\d[\w/–-]*)")
PAGES = re.compile(r"\b(?:С|P|Pp|p|pp|с)\.\s*(\d+(?:\s*[–—-]\s*\d+)?)|\b(\d+)\s+(?:с|p|pp)\b")
PUBLISHER = re.compile(r"(?:^|[.–—]\s+)([А-ЯЁA-Z][^:.–—]{0,40}|М\.|СПб\.|Л\.)\s*:\s*([^,:]{2,80}),\s*((?:1[5-9]|20)\d\d)")
KIND_AREA = re.compile(r":\s*((?:дис|автореф)\b[^/]*|(?:монография|учеб|сб|материалы|отчет|патент)[^/]*?)(?=\s*/|\.\s|$)", re.IGNORECASE)
SIGNS = (" // ", " / ", "–", "—", "№", " с.", "С. ", "[Текст]", "Текст :", "Москва", "СПб")


def recognises(source: Source, head: str) -> bool:
    """Lines of text most of which have a year and two signs of such a reference."""
    lines = [line for line in head.splitlines() if len(line.strip()) > 30][:50]
    likely = [line for line in lines if re.search(r"\b(?:1[89]|20)\d\d\b", line) and sum(sign in line for sign in SIGNS) >= 2]
    return source.ending in {".txt", ""} and bool(lines) and 2 * len(likely) > len(lines)


def records(source: Source) -> Iterator[Raw]:
    """One a line that is not blank."""
    for line in source.lines():
        if line.text.strip():
            yield Raw(line.number, line.text.strip(), NUMBER.sub("", line.text).strip(), [line.problem] if line.problem else [])


def draft(raw: Raw) -> Draft:
    """The work; raises `Unreadable` for a line without a year or a title."""
    text = raw.data
    found = Draft(NAME)
    own, _, source = text.partition(" // ")
    description, _, responsibility = own.partition(" / ")
    lead = LEAD.match(description)
    names = [one.strip(" ,") for one in ONE_LEAD.findall(lead[1])] if lead else []
    areas = AREA.split(description[lead.end() :] if lead else description)
    title = re.sub(r"\s*(?:\[[^\]]+\]|:\s*(?:электронный ресурс|текст)\b.*)", "", areas[0]).strip(" .:")
    kind = KIND_AREA.search(description)
    title = title.replace(kind[0].strip(" ."), "").strip(" .:") if kind else title
    if not re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", text) or len(title) < 3:
        raise Unreadable("reference_unread", value=text)
    found.entitle(_title(title, source))
    _people(found, names, AREA.split(responsibility)[0] if responsibility else "")
    found.kind = kind_of(kind[1], "book") if kind else ("article" if source else "book")
    _published(found, text, source, own)
    return found


def _title(title: str, source: str) -> str:
    """In the older manner a title of a book runs on to its place: `Заглавие. М. : Наука, 2019`."""
    return title if source else re.split(r"\.\s+(?=(?:М|СПб|Л|Москва|Санкт-Петербург)\b)", title)[0].strip(" .")


def _people(found: Draft, names: list[str], responsibility: str) -> None:
    """Authors of the heading; those of the statement of responsibility where it names more."""
    told = re.split(r"[,;]\s*", responsibility.split(" ; ")[0])
    people = [one.strip(" .") for one in told if re.search(r"[А-ЯЁA-Z][\w’'-]+", one) and not re.match(r"(?:под|науч|отв|ред|сост|пер)\b", one)]
    chosen = people if len(people) >= len(names) and all(len(one.split()) <= 4 for one in people) else names
    for name in chosen or names:
        found.add_person(name + ("." if re.search(r"\b[А-ЯЁA-Z]$", name) else ""))


def _published(found: Draft, text: str, source: str, own: str) -> None:
    place = PUBLISHER.search(text)
    found.publisher = place[2].strip() if place else ""
    years = re.findall(r"(?<!\d)((?:1[5-9]|20)\d\d)(?!\d)", source or (place[3] if place else own))
    found.dated(place[3] if place else "", years[0] if years else "", *re.findall(r"(?<![\d–-])((?:1[5-9]|20)\d\d)(?![\d–-])", text))
    found.venue = re.split(r"\.\s+[–—-]\s|\.\s(?=\d{4}\b)|\s[–—-]\s", source)[0].strip(" .") if source else found.publisher
    rest = source or text
    for name, pattern in (("volume", VOLUME), ("issue", ISSUE), ("pages", PAGES)):
        if one := pattern.search(rest):
            setattr(found, name, re.sub(r"\s*[–—-]\s*", "–", next(filter(None, one.groups()))))
    found.identify("doi", text if re.search(r"\b10\.\d{4,9}/", text) else "")
    for value in re.findall(r"ISBN\s*([\d\s–-]{10,20}[\dXХ])", text):
        found.identify("isbn", value)
    if address := re.search(r"https?://[^\s)]+", text):
        found.identify("url", address[0].rstrip(".,"))
    found.languages = ("ru",) if is_cyrillic(text) else ()
