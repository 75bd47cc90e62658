"""What every reader of a format gives: records as they stand in the file, and a draft of the work that each tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from .findings import Problem, Unreadable
from .identifiers import arxiv_of_number, normal
from .names import person
from .records import Identifier, Person, Place, Reference, Role, Term, TermKind, Text, Work
from .script import language_of
from .sources import Source

EARLIEST, LATEST = 1450, 2100
"""Years between which a work can have been published: from the first printed book; the lab has no clock, so to the century's end."""
YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
SCHEMES_OF_ONE = frozenset({"doi", "arxiv", "isbn", "issn"})


@dataclass(slots=True)
class Raw:
    """One record as it stands: the line it starts on, its text, what the reader has parsed of it, and what was wrong already."""

    line: int
    text: str
    data: Any = None
    problems: list[Problem] = field(default_factory=list)


class Reader(Protocol):
    """A format. `SEEN` tells whether a real file of it was read here."""

    NAME: str
    SEEN: bool

    def recognises(self, source: Source, head: str) -> bool:
        """Whether the file is of this format, by its beginning."""

    def records(self, source: Source) -> Iterator[Raw]:
        """Every record, also those that cannot be parsed (with a problem `refused`)."""

    def draft(self, raw: Raw) -> Draft:
        """The work; raises `Unreadable`."""


@dataclass(slots=True)
class Draft:
    """A work being put together; every method leaves out what is empty, and says what it had to change."""

    database: str
    language: str = ""
    identifiers: dict[Identifier, None] = field(default_factory=dict)
    titles: list[Text] = field(default_factory=list)
    year: int | None = None
    date: str = ""
    kind: str = "other"
    people: list[Person] = field(default_factory=list)
    venue: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    languages: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    abstracts: list[Text] = field(default_factory=list)
    terms: dict[Term, None] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    cited_by: int | None = None
    problems: list[Problem] = field(default_factory=list)

    def identify(self, scheme: str, text: str | None) -> None:
        """Add an identifier; one that is none of its scheme is noted and kept nowhere but in the raw record."""
        written = (text or "").strip()
        if not written or written.upper() == "NA":
            return
        value = normal(scheme, written)
        if not value and scheme == "arxiv" and (value := arxiv_of_number(written)):
            self.problems.append(Problem("repaired", "arxiv_as_number", scheme, written, value))
        if value:
            self.identifiers[Identifier(scheme, value)] = None
        elif scheme in SCHEMES_OF_ONE:
            self.problems.append(Problem("noted", "identifier_wrong", scheme.upper(), written))

    def entitle(self, text: str | None, language: str = "") -> None:
        """Add a title, without a second copy of the same."""
        self._add_text(self.titles, text, language)

    def summarise(self, text: str | None, language: str = "") -> None:
        """Add an abstract."""
        self._add_text(self.abstracts, text, language)

    def _add_text(self, texts: list[Text], text: str | None, language: str) -> None:
        whole = " ".join((text or "").split())
        if whole and whole not in {one.text for one in texts} and whole.upper() not in {"NA", "[NO ABSTRACT AVAILABLE]"}:
            texts.append(Text(whole, language_of(whole, language or self.language)))

    def dated(self, *texts: object) -> None:
        """Take the year from the first text that has a possible one; an impossible one before it is said."""
        for text in texts:
            written = str(text or "").strip()
            if not written or self.year is not None:
                continue
            years = [int(found) for found in YEAR.findall(written) if EARLIEST <= int(found) <= LATEST]
            if years:
                self.year = years[0]
            else:
                self.problems.append(Problem("repaired", "year_impossible", value=written))

    def add_person(self, name: str | Person | None, role: Role = "author", **words: Any) -> None:
        """Add a person in the order of the source. Two of one spelling stay two, since `Li, Z.` may be two people, and that is said."""
        one = name if isinstance(name, Person) else person(name or "", role, **words)
        if not one.name or one.name.upper() in {"NA", "[NO AUTHOR NAME AVAILABLE]", "[ANONYMOUS]"}:
            return
        if one in self.people:
            self.problems.append(Problem("noted", "author_twice", value=one.name))
        self.people.append(one)

    def add_terms(self, words: list[str] | tuple[str, ...], kind: TermKind = "author", language: str = "") -> None:
        """Add keywords in order."""
        for word in words:
            text = " ".join(word.split()).strip(" ;,")
            if text and text != "NA":
                self.terms[Term(text, kind, language_of(text, language or self.language))] = None

    def refer(self, text: str | None, doi: str = "", year: int | None = None, cited: str = "") -> None:
        """Add a cited work, every one as written, also one that stands twice."""
        written = " ".join((text or "").split())
        if not written and not cited and not doi:
            return
        found = normal("doi", doi) or (normal("doi", written) if "10." in written else "")
        years = [int(one) for one in YEAR.findall(written) if EARLIEST <= int(one) <= LATEST] if year is None else [year]
        self.references.append(Reference(written, found, years[0] if years else None, cited))

    def cite(self, text: object) -> None:
        """Take the database's count of citations."""
        digits = re.sub(r"[\s,]", "", str(text if text is not None else ""))
        self.cited_by = int(digits) if digits.isdigit() and len(digits) < 10 else self.cited_by

    def work(self, record: str, place: Place, raw: str) -> Work:
        """The finished work; raises `Unreadable` for one without any title. Missing authors and years are noted."""
        if not self.titles:
            raise Unreadable("title_missing")
        if not self.people:
            self.problems.append(Problem("noted", "authors_missing"))
        if self.year is None and not any(one.code == "year_impossible" for one in self.problems):
            self.problems.append(Problem("noted", "year_missing"))
        return Work(
            record, self.database, place, tuple(self.identifiers), tuple(self.titles), self.year, self.date, self.kind, tuple(self.people),
            self.venue, self.publisher, self.volume, self.issue, self.pages, self.languages, self.affiliations, tuple(self.abstracts),
            tuple(self.terms), tuple(self.references), self.cited_by, raw,
        )  # fmt: skip


KIND_WORDS = (
    ("correction", "erratum"), ("erratum", "erratum"), ("corrigend", "erratum"), ("retract", "erratum"),
    ("dissert", "dissertation"), ("thesis", "dissertation"), ("thes", "dissertation"), ("диссерт", "dissertation"), ("дис.", "dissertation"), ("автореф", "dissertation"),
    ("book review", "review"), ("review", "review"), ("обзор", "review"), ("рецензи", "review"), ("editorial", "editorial"),
    ("proceeding", "conference paper"), ("confer", "conference paper"), ("conf", "conference paper"), ("конф", "conference paper"),
    ("тезис", "conference paper"),
    ("chapter", "chapter"), ("incollection", "chapter"), ("inbook", "chapter"), ("chap", "chapter"), ("глава", "chapter"),
    ("book", "book"), ("monograph", "book"), ("книг", "book"), ("моногр", "book"),
    ("preprint", "preprint"), ("posted-content", "preprint"), ("unpublished", "preprint"), ("препринт", "preprint"),
    ("report", "report"), ("rprt", "report"), ("отчет", "report"), ("dataset", "dataset"), ("data set", "dataset"),
    ("letter", "letter"), ("patent", "patent"), ("патент", "patent"),
    ("article", "article"), ("journal", "article"), ("jour", "article"), ("стат", "article"), ("magazine", "article"), ("rar", "article"),
)  # fmt: skip


def kind_of(text: str, other: str = "other") -> str:
    """The kind that a source's own word means; the first word of the table that it contains decides."""
    small = (text or "").casefold()
    return next((kind for word, kind in KIND_WORDS if word in small), other)


def page_range(first: str | None, last: str | None) -> str:
    """`12–34` of its two ends, or the one that is there."""
    ends = [one.strip() for one in (first or "", last or "") if one and one.strip() not in {"", "NA"}]
    return "–".join(dict.fromkeys(ends))


def parts_of(text: str | None, separator: str = ";") -> list[str]:
    """The members of a list in one cell."""
    return [part.strip() for part in (text or "").split(separator) if part.strip()]
