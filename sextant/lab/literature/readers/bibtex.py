"""BibTeX, as Scopus, Web of Science, ProQuest and reference managers write it.

Entries are split where a line begins with `@type{` and read by an own scanner: bibtexparser 2.1 (MIT) loses 53 of the 236
entries of a real Scopus export and wants the whole file in memory; version 1 is slower still.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Problem
from ..reading import Draft, Raw, kind_of, parts_of
from ..script import languages
from ..sources import Source
from ..tex import plain
from .wos import country_of, refer

NAME = "bibtex"
SEEN = True
OPENS = re.compile(r"\s{0,3}@\s*([A-Za-z]+)\s*[{(]")
LOOSE_FIELD = re.compile(r"^\s*,?\s*([A-Za-z][\w-]*)\s*=\s*[{\"]?(.*)$")
FIELD = re.compile(r"[\s,]*([A-Za-z][\w:.+-]*(?:[\xa0 ]\d+)?)\s*=\s*")
"""Scopus writes names such as `funding_text 1` with a space that does not break."""
NO_WORK = frozenset({"comment", "string", "preamble"})
SCOPUS_EID = re.compile(r"eid=(2-s2\.0-\d+)")
CITED = re.compile(r"cited by:? (\d+)", re.IGNORECASE)


def recognises(source: Source, head: str) -> bool:
    """A line that begins with `@type{`, before anything that looks like another format."""
    return bool(re.search(r"^\s{0,3}@\s*(?:[A-Za-z]+)\s*\{[^,\n]*,", head, re.MULTILINE)) and "\nTY  - " not in head


def records(source: Source) -> Iterator[Raw]:
    """Every entry that tells of a work; lines between entries are comments, as BibTeX has it."""
    lines: list[str] = []
    start = 0
    problems: list[Problem] = []
    for line in source.lines():
        if OPENS.match(line.text):
            yield from _entry(start, lines, problems)
            lines, start, problems = [], line.number, []
        if start:
            lines.append(line.text)
            problems += [line.problem] if line.problem else []
    yield from _entry(start, lines, problems)


def _entry(start: int, lines: list[str], problems: list[Problem]) -> Iterator[Raw]:
    text = "\n".join(lines).rstrip()
    found = OPENS.match(text)
    if not found or found[1].lower() in NO_WORK:
        return
    fields = _fields(text, found.end())
    if fields is None:
        fields = _loose_fields(lines)
        problems = [*problems, Problem("repaired" if fields else "refused", "braces_unbalanced", value=text.split("\n")[0][:80])]
    fields["entry type"] = found[1].lower()
    yield Raw(start, text, fields, problems)


def _fields(text: str, place: int) -> dict[str, str] | None:
    """Fields of an entry by their names in small letters; None where braces or quotation marks do not balance."""
    fields: dict[str, str] = {}
    comma, end = text.find(",", place), len(text)
    place = comma + 1 if comma >= 0 else end
    while found := FIELD.match(text, place):
        value, place = _value(text, found.end())
        if place < 0:
            return None
        name = found[1].lower()
        fields[name] = f"{fields[name]}; {value}" if name in fields else value
    rest = text[place:].strip(" \t\r\n,")
    return fields if rest[:1] in {"}", ")"} else None


def _value(text: str, place: int) -> tuple[str, int]:
    """A value from that place on, parts joined by `#`, and where it ends; -1 where it does not."""
    parts: list[str] = []
    while place < len(text):
        opening = text[place]
        if opening in '{"':
            end = _closing(text, place)
            if end < 0:
                return "", -1
            parts.append(text[place + 1 : end])
            place = end + 1
        else:
            bare = re.compile(r"[^,}#\s]*").match(text, place)
            parts.append(bare[0] if bare else "")
            place = bare.end() if bare else place + 1
        joined = re.compile(r"\s*#\s*").match(text, place)
        if not joined:
            break
        place = joined.end()
    return "".join(parts), place


def _closing(text: str, place: int) -> int:
    """Where the brace or quotation mark at that place is closed, or -1."""
    depth, quote = 0, text[place] == '"'
    for found in re.compile(r'\\.|[{}"]', re.DOTALL).finditer(text, place + 1):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            if depth == 0 and not quote:
                return found.start()
            depth -= 1
            if depth < 0:
                return -1
        elif sign == '"' and quote and depth == 0:
            return found.start()
    return -1


def _loose_fields(lines: list[str]) -> dict[str, str]:
    """Fields where each begins a line, whatever the braces do."""
    fields: dict[str, str] = {}
    last = ""
    for line in lines[1:]:
        if found := LOOSE_FIELD.match(line):
            last = found[1].lower()
            fields[last] = found[2]
        elif last and line.strip() not in {"}", ")"}:
            fields[last] += "\n" + line
    return {name: value.strip().rstrip(",").rstrip('}"').strip() for name, value in fields.items()}


def draft(raw: Raw) -> Draft:
    """The work; `database` is the one that wrote the file where its marks are there."""
    data: dict[str, str] = raw.data
    web, scopus = "unique-id" in data, "scopus" in data.get("source", "").casefold() or "scopus.com" in data.get("url", "")
    said = {name: plain(value) for name, value in data.items() if name not in {"author", "editor", "url", "doi"}}
    spoken = languages(said.get("language", said.get("langid", "")))
    spoken_of = "en" if web or scopus else spoken[0] if spoken else ""
    found = Draft("wos" if web else "scopus" if scopus else NAME, language=spoken_of, languages=spoken)
    found.kind = kind_of(said.get("type") or said.get("document_type", ""), kind_of(said["entry type"]))
    found.entitle(said.get("title"))
    _identify(found, data)
    written = [plain(name) for name in re.split(r"\s+and\s+", data.get("author", "").replace("\n", " ")) if name.strip()]
    places = _web_places(data.get("affiliation", ""), written) if web else {}
    for role in ("author", "editor"):
        text = data.get(role, "").replace("\n", " ")
        for name in re.split(r"\s+and\s+" if not scopus or " and " in text else r"(?<=\.),\s+", text):
            _add_person(found, plain(name), role, places)
    if not any(one.affiliations for one in found.people):
        found.affiliations = tuple(parts_of(said.get("affiliation")))
    _describe(found, said)
    _keywords(found, said)
    _references(found, data, said, web)
    return found


def _identify(found: Draft, data: dict[str, str]) -> None:
    for scheme, names in {
        "doi": ("doi",), "wos": ("unique-id",), "pmid": ("pubmed_id", "pmid"), "isbn": ("isbn",), "issn": ("issn", "eissn"), "arxiv": ("eprint",),
    }.items():  # fmt: skip
        for name in names:
            if scheme == "arxiv" and data.get("archiveprefix", "arxiv").lower() != "arxiv":
                continue
            for value in re.split(r"[;,]", data.get(name, "").replace("\\_", "_")) if scheme in {"isbn", "issn"} else [data.get(name, "")]:
                found.identify(scheme, value.replace("\\_", "_"))
    if eid := SCOPUS_EID.search(data.get("url", "")):
        found.identify("scopus", eid[1])
    elif data.get("url"):
        found.identify("url", data["url"])


def _describe(found: Draft, said: dict[str, str]) -> None:
    found.dated(said.get("year"), said.get("date"), said.get("earlyaccessdate"))
    found.date = " ".join(filter(None, (said.get("month", ""), said.get("year", said.get("date", "")))))
    found.venue = said.get("journal") or said.get("booktitle") or said.get("journaltitle") or said.get("school") or said.get("series") or ""
    found.publisher = said.get("publisher", said.get("institution", ""))
    found.volume, found.issue = said.get("volume", ""), said.get("number", said.get("issue", ""))
    found.pages = re.sub(r"\s*-+\s*", "–", said.get("pages") or said.get("article-number") or said.get("art_number") or "")
    found.summarise(said.get("abstract"))
    cited = CITED.search(said.get("note", ""))
    found.cite(said.get("times-cited") or (cited[1] if cited else None))


def _keywords(found: Draft, said: dict[str, str]) -> None:
    """Scopus has the author's words in `author_keywords` and the index's in `keywords`, the others the author's in `keywords`."""
    if "author_keywords" in said:
        found.add_terms(parts_of(said["author_keywords"]))
        found.add_terms(parts_of(said.get("keywords")), "index")
    else:
        words = said.get("keywords", "")
        found.add_terms(parts_of(words, ";" if ";" in words else ","), "index" if found.database == "scopus" else "author")
    found.add_terms(parts_of(said.get("keywords-plus")), "index")
    found.add_terms(parts_of(said.get("web-of-science-categories")), "category")


def _references(found: Draft, data: dict[str, str], said: dict[str, str], web: bool) -> None:
    if web:
        for line in re.split(r"\.\s*\n", data.get("cited-references", "")):
            refer(found, plain(line).rstrip("."))
    else:
        for text in re.split(r"; (?=\S)", said.get("references", "")):
            found.refer(text)


def _web_places(text: str, names: list[str]) -> dict[str, list[str]]:
    """Addresses by author. Each line is `Name; Name, Address.`; the one of the corresponding author repeats an address with short names."""
    places: dict[str, list[str]] = {}
    for line in re.split(r"\.\s*\n", text):
        told = plain(line).rstrip(".")
        ends = {name: told.find(name) + len(name) for name in names if name in told}
        if ends and "(Corresponding Author)" not in told:
            address = told[max(ends.values()) :].lstrip(" .,;")
            for name in ends:
                places.setdefault(name, []).append(address)
    return places


def _add_person(found: Draft, name: str, role: str, places: dict[str, list[str]]) -> None:
    mine = tuple(dict.fromkeys(filter(None, places.get(name, ()))))
    countries = tuple(dict.fromkeys(country_of(place) for place in mine))
    if name:
        found.add_person(name, role, affiliations=mine, countries=countries)  # type: ignore[arg-type]
