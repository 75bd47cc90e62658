"""The tables of the store: their columns, and the rows that a work gives to each."""

from __future__ import annotations

from typing import Any

from .likeness import as_row, block_keys, features
from .records import Identifier, Person, Place, Reference, Term, Text, Work

Row = dict[str, Any]

COLUMNS: dict[str, dict[str, str]] = {
    "works": {
        "record": "VARCHAR", "database": "VARCHAR", "file": "VARCHAR", "line": "BIGINT", "year": "INTEGER", "date": "VARCHAR", "kind": "VARCHAR",
        "title": "VARCHAR", "venue": "VARCHAR", "publisher": "VARCHAR", "volume": "VARCHAR", "issue": "VARCHAR", "pages": "VARCHAR",
        "languages": "VARCHAR[]", "affiliations": "VARCHAR[]", "cited_by": "BIGINT", "doi": "VARCHAR",
    },
    "identifiers": {"record": "VARCHAR", "year": "INTEGER", "position": "INTEGER", "scheme": "VARCHAR", "value": "VARCHAR"},
    "authorships": {
        "record": "VARCHAR", "year": "INTEGER", "position": "INTEGER", "name": "VARCHAR", "family": "VARCHAR", "given": "VARCHAR", "role": "VARCHAR",
        "orcid": "VARCHAR", "affiliations": "VARCHAR[]", "countries": "VARCHAR[]", "also": "VARCHAR[]",
    },
    "terms": {"record": "VARCHAR", "year": "INTEGER", "position": "INTEGER", "term": "VARCHAR", "kind": "VARCHAR", "language": "VARCHAR"},
    "references": {
        "record": "VARCHAR", "year": "INTEGER", "position": "INTEGER", "text": "VARCHAR", "doi": "VARCHAR", "cited_year": "INTEGER", "cited": "VARCHAR",
    },
    "texts": {"record": "VARCHAR", "year": "INTEGER", "position": "INTEGER", "kind": "VARCHAR", "text": "VARCHAR", "language": "VARCHAR"},
    "features": {
        "record": "VARCHAR", "titles": "VARCHAR[]", "numbers": "VARCHAR[]", "cyrillic": "BOOLEAN", "authors": "VARCHAR[]", "year": "INTEGER",
        "volume": "VARCHAR", "page": "VARCHAR", "doi": "VARCHAR", "accessions": "VARCHAR[]", "schemes": "VARCHAR[]",
    },
    "keys": {"record": "VARCHAR", "key": "VARCHAR"},
    "raw": {"record": "VARCHAR", "year": "INTEGER", "file": "VARCHAR", "line": "BIGINT", "status": "VARCHAR", "text": "VARCHAR"},
    "findings": {
        "record": "VARCHAR", "file": "VARCHAR", "line": "BIGINT", "severity": "VARCHAR", "code": "VARCHAR", "field": "VARCHAR", "value": "VARCHAR",
        "became": "VARCHAR",
    },
}  # fmt: skip
"""`references` are as the source writes them, `cited_year` is the year of the cited work; `texts` are titles and abstracts; `raw` holds every
record read, the refused too (`status`); `features` and `keys` are what `likeness` compares, worked out once, when a file is imported."""

BY_YEAR = ("works", "authorships", "terms", "references", "texts")
"""Kept by year in files of their own where an import is large (`store.PARTITIONED_FROM`)."""


def rows_of(work: Work) -> dict[str, list[Row]]:
    """The rows of every table but `raw` and `findings`."""
    compared = features(work)
    own: Row = {"record": work.record, "year": work.year}
    doi = work.identified("doi")
    head = {name: getattr(work, name) for name in ("date", "kind", "title", "venue", "publisher", "volume", "issue", "pages", "cited_by")}
    place = {"database": work.database, "file": work.place.file, "line": work.place.line}
    texts = [("title", one) for one in work.titles] + [("abstract", one) for one in work.abstracts]
    return {
        "works": [{**own, **place, **head, "languages": work.languages, "affiliations": work.affiliations, "doi": doi[0] if doi else None}],
        "identifiers": [{**own, "position": at, "scheme": one.scheme, "value": one.value} for at, one in enumerate(work.identifiers)],
        "authorships": [{**own, "position": at, **_fields(one)} for at, one in enumerate(work.people)],
        "terms": [{**own, "position": at, **_fields(one)} for at, one in enumerate(work.terms)],
        "references": [
            {**own, "position": at, "text": one.text, "doi": one.doi, "cited_year": one.year, "cited": one.cited}
            for at, one in enumerate(work.references)
        ],
        "texts": [{**own, "position": at, "kind": kind, "text": one.text, "language": one.language} for at, (kind, one) in enumerate(texts)],
        "features": [{**as_row(compared), "schemes": [one.split(":")[0] for one in compared.accessions]}],
        "keys": [{"record": work.record, "key": key} for key in block_keys(compared)],
    }


def _fields(one: Person | Term) -> Row:
    return {name: getattr(one, name) for name in one.__slots__}


def work_of(rows: dict[str, list[Row]]) -> Work:
    """The work that gave these rows (without its raw text); the inverse of `rows_of`."""
    head = rows["works"][0]
    texts = _in_order(rows, "texts")
    return Work(
        record=head["record"],
        database=head["database"],
        place=Place(head["file"], head["line"]),
        identifiers=tuple(Identifier(one["scheme"], one["value"]) for one in _in_order(rows, "identifiers")),
        titles=tuple(Text(one["text"], one["language"]) for one in texts if one["kind"] == "title"),
        year=head["year"],
        people=tuple(
            Person(
                one["name"], one["family"], one["given"], one["role"], one["orcid"],
                tuple(one["affiliations"]), tuple(one["countries"]), tuple(one["also"]),
            )
            for one in _in_order(rows, "authorships")
        ),
        languages=tuple(head["languages"]),
        affiliations=tuple(head["affiliations"]),
        abstracts=tuple(Text(one["text"], one["language"]) for one in texts if one["kind"] == "abstract"),
        terms=tuple(Term(one["term"], one["kind"], one["language"]) for one in _in_order(rows, "terms")),
        references=tuple(Reference(one["text"], one["doi"], one["cited_year"], one["cited"]) for one in _in_order(rows, "references")),
        **{name: head[name] for name in ("date", "kind", "venue", "publisher", "volume", "issue", "pages", "cited_by")},
    )  # fmt: skip


def _in_order(rows: dict[str, list[Row]], table: str) -> list[Row]:
    return sorted(rows.get(table, ()), key=lambda row: row["position"])
