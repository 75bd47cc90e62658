"""One work as one source describes it. Names of fields are the field's own: DOI, ISSN, keywords, references, affiliations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["author", "editor", "advisor"]
TermKind = Literal["author", "index", "category"]

SCHEMES = ("doi", "openalex", "arxiv", "pmid", "pmcid", "wos", "scopus", "lens", "dimensions", "elibrary", "proquest", "isbn", "issn", "url")
"""Schemes of identifiers known here. ISSN is that of the source, and URL is no proof of identity; the others name the work."""

KINDS = (
    "article",
    "review",
    "conference paper",
    "book",
    "chapter",
    "dissertation",
    "preprint",
    "report",
    "dataset",
    "editorial",
    "letter",
    "erratum",
    "patent",
    "other",
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in its normal form (`identifiers.normal`)."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Text:
    """A title or an abstract; `language` is an ISO 639-1 code, empty where the source does not say and the script does not tell."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One who made the work, as written (`name`) and in parts; `also` holds the name in other languages or spellings, `countries` stand
    as the source writes them."""

    name: str
    family: str = ""
    given: str = ""
    role: Role = "author"
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A keyword: the author's, the index's (Keywords Plus, MeSH, Scopus index), or a category of a classification."""

    term: str
    kind: TermKind = "author"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited work as the source writes it, with what could be read from it. `cited` is an identifier in the source's own scheme."""

    text: str
    doi: str = ""
    year: int | None = None
    cited: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the record stands: the file's name, and the line it starts on (or row, or item of a list), from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Work:
    """A work as one record of one source (`database`) describes it. `record` names the record in the store; `cited_by` is the
    database's own count of citations. `affiliations` are those of which the source does not say whose they are.
    `kind` is one of `KINDS`. `venue` is the journal, the book, the conference or the university."""

    record: str
    database: str
    place: Place
    identifiers: tuple[Identifier, ...] = ()
    titles: tuple[Text, ...] = ()
    year: int | None = None
    date: str = ""
    kind: str = "other"
    people: tuple[Person, ...] = ()
    venue: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    languages: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    abstracts: tuple[Text, ...] = ()
    terms: tuple[Term, ...] = ()
    references: tuple[Reference, ...] = ()
    cited_by: int | None = None
    raw: str = ""

    @property
    def title(self) -> str:
        """The first title."""
        return self.titles[0].text if self.titles else ""

    def identified(self, scheme: str) -> tuple[str, ...]:
        """The values of that scheme, in order."""
        return tuple(one.value for one in self.identifiers if one.scheme == scheme)
