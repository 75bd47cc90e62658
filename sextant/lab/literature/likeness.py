"""Whether two records describe one work, by title, year, authors and place in the source, and why.

The thresholds were set beforehand and not fitted to the truth set of the README.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from rapidfuzz.fuzz import ratio

from .names import alike, name_key
from .records import Work
from .script import TAG, folded, is_cyrillic

NUMBERS = re.compile(r"\d+|\b[ivx]+\b")
GENERIC = frozenset(
    map(
        folded,
        (
            "editorial", "introduction", "preface", "foreword", "book review", "review", "letter", "conclusion", "contents", "index", "discussion",
            "news", "guest editorial", "in memoriam", "рецензия", "предисловие", "введение", "заключение", "содержание", "от редакции", "новости",
            "от редактора", "редакционная статья", "памяти",
        ),
    )
)  # fmt: skip
"""Titles that many works bear."""
ABOUT_ANOTHER = tuple(
    map(
        folded,
        (
            "correction", "corrigendum", "erratum", "errata", "retraction", "исправление", "ответ на", "note on", "notes on", "a note on", "remarks on",
            "comment on", "comments on", "a comment on", "reply to", "response to", "discussion of", "discussion on", "комментарий к",
        ),
    )
)  # fmt: skip
"""Beginnings of titles of works about a work of the same title."""
PREPRINT_DOI = re.compile(r"10\.(?:48550|2139|31234|20944|1101|5281|31235|31219|21203|36227)/")
"""Prefixes of archives of preprints: their DOI beside another one is no proof of two works."""
ACCESSIONS = ("arxiv", "pmid", "wos", "scopus", "proquest", "elibrary")
"""Numbers that their database gives once to a work: two different ones in it are two works. Aggregators (OpenAlex, Lens) give several."""
SUBTITLE = 0.95
"""How like a title is to itself with a subtitle."""
SUPPLEMENT = re.compile(r"[as]\d+")
"""Pages of a supplement, where journals print abstracts of meetings: `A652`, `S12`."""
SHORT = 12
"""A title of fewer letters is no sign of its own."""
KEY = 20
"""Letters of a title, from its start and from its end, that records must share to be compared."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of a record; `accessions` are texts `scheme:value`."""

    record: str
    titles: tuple[str, ...]
    numbers: tuple[str, ...]
    cyrillic: bool
    authors: tuple[str, ...]
    year: int | None
    volume: str
    page: str
    doi: str
    accessions: tuple[str, ...]


class Proof(NamedTuple):
    """What alone can prove that two records are two works: all that is kept of a record while groups are made."""

    doi: str
    accessions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`same`, the rule or the veto that decided (`why`), and the scores: title 0–1, authors 0–1 (None: one side names none), years apart."""

    same: bool
    why: str
    title: float
    authors: float | None
    years: int | None


def features(work: Work) -> Features:
    """What is compared of a work."""
    titles = tuple(dict.fromkeys(filter(None, (folded(one.text) for one in work.titles))))
    numbers = tuple(sorted(NUMBERS.findall(TAG.sub(" ", work.title).casefold())))
    authors = tuple(dict.fromkeys(name_key(one) for one in work.people if one.role == "author"))
    page = re.match(r"\w+", work.pages)
    accessions = tuple(f"{one.scheme}:{one.value}" for one in work.identifiers if one.scheme in ACCESSIONS)
    doi = next(iter(work.identified("doi")), "")
    return Features(
        work.record, titles, numbers, is_cyrillic(work.title), authors, work.year, work.volume.casefold(), page[0].casefold() if page else "", doi,
        accessions,
    )  # fmt: skip


def block_keys(one: Features) -> list[str]:
    """Records that share none of these are not compared: starts and ends of titles, first author with year and start, and place in the source."""
    keys = []
    for title in one.titles:
        joined = title.replace(" ", "")
        keys += [f"s:{joined[:KEY]}", f"e:{joined[-KEY:]}"] if len(joined) >= 8 else [f"t:{joined}:{one.year}"]
        if one.authors and one.year:
            keys.append(f"a:{one.authors[0].split(' ')[0]}:{one.year}:{joined[:6]}")
    if one.authors and one.year and one.page and one.volume:
        keys.append(f"p:{one.authors[0].split(' ')[0]}:{one.year}:{one.volume}:{one.page}")
    return list(dict.fromkeys(keys))


def compare(one: Features, other: Features) -> Verdict:
    """The verdict on two records, whatever identifiers they share."""
    title = max((_titles(mine, theirs) for mine in one.titles for theirs in other.titles), default=0.0)
    authors = _authors(one.authors, other.authors)
    years = abs(one.year - other.year) if one.year is not None and other.year is not None else None
    veto = _veto(one, other, title)
    if veto:
        return Verdict(False, veto, title, authors, years)
    rule = _rule(one, other, title, authors, years)
    return Verdict(bool(rule), rule or "unlike", title, authors, years)


def _veto(one: Features, other: Features, title: float) -> str:
    """Why they must be two works, whatever the titles say."""
    if conflicting(one, other):
        return "identifiers_differ"
    if one.numbers != other.numbers and title != SUBTITLE and one.cyrillic == other.cyrillic:
        return "numbers_differ"
    if one.page and other.page and bool(SUPPLEMENT.fullmatch(one.page)) != bool(SUPPLEMENT.fullmatch(other.page)):
        return "abstract_of_a_meeting"
    mine, theirs = (any(text.startswith(ABOUT_ANOTHER) for text in side.titles) for side in (one, other))
    return "correction" if mine != theirs else ""


def conflicting(one: Features | Proof, other: Features | Proof) -> bool:
    """Whether the two have different DOIs (archives of preprints apart), or two numbers of one database."""
    if one.doi and other.doi and one.doi != other.doi and not (PREPRINT_DOI.match(one.doi) or PREPRINT_DOI.match(other.doi)):
        return True
    mine = {text.split(":")[0]: text for text in one.accessions}
    theirs = {text.split(":")[0]: text for text in other.accessions}
    return any(mine[scheme] != theirs[scheme] for scheme in mine.keys() & theirs.keys())


def _rule(one: Features, other: Features, title: float, authors: float | None, years: int | None) -> str:
    """The first rule that holds, or an empty text."""
    near = years is not None and years <= 1
    place = bool(one.page and one.page == other.page and one.volume == other.volume and (one.volume or len(one.page) > 2))
    if any(text in GENERIC for text in (*one.titles, *other.titles)):
        return "generic_title_same_place" if place and title > 0.9 and years == 0 and (authors or 0) >= 0.5 else ""
    if any(len(text) < SHORT for text in (*one.titles, *other.titles)):
        return "short_title_authors_year" if title >= 0.97 and years == 0 and (authors or 0) >= 0.75 else ""
    if authors is None:
        return "title_year" if title >= 0.97 and years == 0 and min(len(one.titles[0]), len(other.titles[0])) >= 30 else ""
    if title >= 0.97 and place and one.volume and years == 0:
        return "title_place"
    if title >= 0.92 and authors >= 0.5 and near:
        return "title_authors_year"
    if title >= 0.97 and authors >= 0.75 and (years is None or years <= 2):
        return "title_authors"
    if title >= 0.8 and authors >= 0.75 and near and place:
        return "title_authors_place"
    if one.cyrillic != other.cyrillic and authors >= 0.75 and years == 0 and place and one.volume:
        return "translated_same_place"
    return ""


def _titles(one: str, other: str) -> float:
    """Indel similarity, 0–1; a title that the other continues with a subtitle is like it by `SUBTITLE`."""
    short, long = sorted((one, other), key=len)
    if len(short) >= 30 and long.startswith(short + " "):
        return SUBTITLE
    return ratio(one, other) / 100


def _authors(one: tuple[str, ...], other: tuple[str, ...]) -> float | None:
    """The share of the shorter list that the longer one has: by family name (misspelt a little) and first initial."""
    if not one or not other:
        return None
    few, many = sorted((one, other), key=len)
    left = list(many)
    shared = 0
    for name in few:
        match = next((at for at, their in enumerate(left) if _names(name, their)), None)
        if match is not None:
            left.pop(match)
            shared += 1
    return shared / len(few)


def _names(one: str, other: str) -> bool:
    """Family names that are like, or of which one is a part of a double one; initials that are alike."""
    family, _, initial = one.partition(" ")
    theirs, _, their_initial = other.partition(" ")
    short, long = sorted((family, theirs), key=len)
    double = len(short) >= 5 and (long.startswith(short) or long.endswith(short))
    if family != theirs and not double and ratio(family, theirs) < 88:
        return {family, initial} == {theirs, their_initial}
    return not initial or not their_initial or alike(initial, their_initial)


def as_row(one: Features) -> dict[str, Any]:
    """A row of the features, for the engine."""
    return {name: getattr(one, name) for name in one.__slots__}


def of_row(row: tuple[Any, ...]) -> Features:
    """The features of such a row, in the order of the fields."""
    cells: list[Any] = [tuple(cell) if isinstance(cell, list) else cell for cell in row]
    return Features(*cells)
