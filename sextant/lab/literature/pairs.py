"""Pairs of records that may be one work, found by the engine, judged one by one as they stream by."""

# ruff: noqa: S608 - the SQL is made of names of our own tables; paths are quoted literals

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from sextant.lab.engine import listed

from .likeness import Features, Proof, Verdict, compare, of_row
from .store import Store
from .tables import COLUMNS

MATCHING = ("doi", "openalex", "arxiv", "pmid", "pmcid", "wos", "scopus", "lens", "dimensions", "elibrary", "proquest")
"""Identifiers that name a work; ISBN and ISSN name what it stands in, and addresses may lead anywhere."""
LARGEST_BLOCK = 60
"""More records than that under one key are not compared by it: it tells nothing (`Introduction to …`)."""
ALL_OF = 6
"""Up to so many records with one identifier every two are judged; of more, each with the first."""
COMPARED = tuple(name for name in COLUMNS["features"] if name != "schemes")
DOUBTFUL = 0.5
"""A title less like than that, and not one author shared: the identifier is one, the work is doubted and not merged."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, judged. `basis` is `identifier` or `likeness`; `scheme` and `value` are those of the identifier."""

    one: str
    other: str
    basis: str
    verdict: Verdict
    proofs: tuple[Proof, Proof]
    scheme: str = ""
    value: str = ""

    @property
    def strength(self) -> tuple[float, float]:
        """The surest first: identifiers, then by titles and authors."""
        return (-(self.basis == "identifier"), -(self.verdict.title + (self.verdict.authors or 0)))


def views(engine: DuckDBPyConnection, store: Store, tables: tuple[str, ...]) -> None:
    """Tables of the store as views, empty ones too; without records that were withdrawn."""
    gone = store.withdrawn_paths()
    but = f" where record not in (select record from read_parquet({listed(gone)}))" if gone else ""
    for table in tables:
        paths = store.paths(table)
        if paths:
            engine.execute(f'create view "{table}" as from read_parquet({listed(paths)}, union_by_name = true, hive_partitioning = false){but}')
        else:
            typed = ", ".join(f"null::{kind} as {name}" for name, kind in COLUMNS[table].items())
            engine.execute(f'create view "{table}" as select {typed} where false')


def by_identifier(engine: DuckDBPyConnection) -> Iterator[Pair]:
    """Every two records with one identifier."""
    engine.execute(
        f"""create temp table shared as
        with held as (select distinct scheme, value, record from identifiers where scheme in {MATCHING}),
        many as (select scheme, value, count(*) as n, min(record) as lead from held group by scheme, value having count(*) > 1)
        select min_by(scheme, ordinal) as scheme, min_by(value, ordinal) as value, one, other from (
            select m.scheme, m.value, a.record as one, b.record as other, list_position({list(MATCHING)}, m.scheme) as ordinal
            from many m join held a using (scheme, value) join held b using (scheme, value)
            where a.record < b.record and (m.n <= {ALL_OF} or a.record = m.lead))
        group by one, other"""
    )
    for row in _judged(engine, "select one, other, scheme, value from shared"):
        scheme, value, one, other = row
        verdict = compare(one, other)
        told = one.titles and other.titles and one.cyrillic == other.cyrillic
        doubtful = bool(told and verdict.title < DOUBTFUL and verdict.authors == 0)
        judged = Verdict(not doubtful, "doubtful" if doubtful else scheme, verdict.title, verdict.authors, verdict.years)
        yield _pair(one, other, "identifier", judged, scheme, value)


def by_likeness(engine: DuckDBPyConnection) -> Iterator[Pair]:
    """Every two records that share a key and no identifier, and are no two works of one database; call `by_identifier` before."""
    engine.execute(
        f"""create temp table candidates as
        with fit as (select key from keys group by key having count(*) between 2 and {LARGEST_BLOCK}),
        held as (select k.key, k.record, f.schemes from keys k semi join fit using (key) join features f using (record))
        select distinct a.record as one, b.record as other from held a join held b using (key)
        where a.record < b.record and not list_has_any(a.schemes, b.schemes)"""
    )
    wanted = "select one, other, '' as scheme, '' as value from candidates anti join shared using (one, other)"
    for _, _, one, other in _judged(engine, wanted):
        yield _pair(one, other, "likeness", compare(one, other))


def oversized(engine: DuckDBPyConnection) -> int:
    """How many keys were left out as telling nothing."""
    found = engine.execute(f"select count(*) from (select key from keys group by key having count(*) > {LARGEST_BLOCK})").fetchone()
    return int(found[0]) if found else 0


def proofs_of(engine: DuckDBPyConnection, records: list[str]) -> dict[str, Proof]:
    """What can prove these records to be works of their own."""
    rows = engine.execute("select record, doi, accessions from features where record in (select unnest(?))", [records]).fetchall()
    return {record: Proof(doi, tuple(accessions)) for record, doi, accessions in rows}


def _pair(one: Features, other: Features, basis: str, verdict: Verdict, scheme: str = "", value: str = "") -> Pair:
    proofs = (Proof(one.doi, one.accessions), Proof(other.doi, other.accessions))
    return Pair(one.record, other.record, basis, verdict, proofs, scheme, value)


def _judged(engine: DuckDBPyConnection, wanted: str) -> Iterator[tuple[str, str, Features, Features]]:
    """Pairs with what is compared of both, a thousand at a time."""
    both = ", ".join(f"{side}.{name}" for side in ("a", "b") for name in COMPARED)
    cursor = engine.execute(
        f"select scheme, value, {both} from ({wanted}) p join features a on a.record = p.one join features b on b.record = p.other"
    )
    width = len(COMPARED)
    while batch := cursor.fetchmany(1000):
        for row in batch:
            cells: tuple[Any, ...] = row[2:]
            yield row[0], row[1], of_row(cells[:width]), of_row(cells[width:])
