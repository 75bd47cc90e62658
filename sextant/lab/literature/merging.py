"""Merging: which records of the store are one work, why, and what such works say. The records themselves are never touched.

A merge is worked out anew from all records and from a person's decisions, and takes the place of the one before.
"""

# ruff: noqa: S608 - the SQL is made of names of our own tables; paths are quoted literals

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from sextant.lab.engine import connection, listed

from .findings import refuse
from .groups import Groups
from .joining import Joined, join, whole
from .likeness import Proof, conflicting
from .pairs import Pair, by_identifier, by_likeness, oversized, proofs_of, views
from .preferring import Preference
from .records import Work
from .spool import Spool
from .store import Store, publish, unfinished, write, writing
from .tables import Row, work_of

MERGED: dict[str, dict[str, str]] = {
    "membership": {"record": "VARCHAR", "work": "VARCHAR", "position": "INTEGER"},
    "pairs": {
        "one": "VARCHAR", "other": "VARCHAR", "joined": "BOOLEAN", "basis": "VARCHAR", "why": "VARCHAR", "scheme": "VARCHAR", "value": "VARCHAR",
        "title": "DOUBLE", "authors": "DOUBLE", "years": "INTEGER",
    },
    "works": {
        "work": "VARCHAR", "year": "INTEGER", "date": "VARCHAR", "kind": "VARCHAR", "title": "VARCHAR", "venue": "VARCHAR", "publisher": "VARCHAR",
        "volume": "VARCHAR", "issue": "VARCHAR", "pages": "VARCHAR", "languages": "VARCHAR[]", "affiliations": "VARCHAR[]", "cited_by": "BIGINT",
        "doi": "VARCHAR", "records": "VARCHAR[]", "won": "MAP(VARCHAR, VARCHAR)", "counts": "STRUCT(database VARCHAR, cited_by BIGINT)[]",
    },
    "identifiers": {"work": "VARCHAR", "scheme": "VARCHAR", "value": "VARCHAR", "records": "VARCHAR[]"},
    "authorships": {
        "work": "VARCHAR", "year": "INTEGER", "position": "INTEGER", "name": "VARCHAR", "family": "VARCHAR", "given": "VARCHAR", "role": "VARCHAR",
        "orcid": "VARCHAR", "affiliations": "VARCHAR[]", "countries": "VARCHAR[]", "also": "VARCHAR[]", "records": "VARCHAR[]",
    },
    "terms": {"work": "VARCHAR", "year": "INTEGER", "position": "INTEGER", "term": "VARCHAR", "kind": "VARCHAR", "language": "VARCHAR", "records": "VARCHAR[]"},
    "references": {
        "work": "VARCHAR", "year": "INTEGER", "position": "INTEGER", "text": "VARCHAR", "doi": "VARCHAR", "cited_year": "INTEGER", "cited": "VARCHAR",
        "also": "VARCHAR[]", "records": "VARCHAR[]",
    },
    "texts": {"work": "VARCHAR", "year": "INTEGER", "position": "INTEGER", "kind": "VARCHAR", "text": "VARCHAR", "language": "VARCHAR", "records": "VARCHAR[]"},
}  # fmt: skip
"""Tables of a merge: `membership` (records of works with several), `pairs` (all that were joined, and those with one identifier that were
not), and what works of several records say, each thing with the records that say it (`records`)."""
LOADED = ("works", "identifiers", "authorships", "terms", "references", "texts")
BATCH = 2000
NEAR_MISS = 0.9
"""Unlike pairs with titles as like as that are kept with the reason why they were not joined."""


def merge(store: Store, preference: Preference | None = None) -> dict[str, Any]:
    """Merge the whole store; what the manifest says of the merge. Raises `LiteratureError` where there is no store."""
    store.existing()
    with writing(store):
        return _merge(store, preference or Preference())


def decide(store: Store, record: str, *, apart: bool, other: str = "") -> None:
    """Put `record` apart from every record it is joined with (or from `other`), or together with `other`, at every merge from now on.

    Raises `LiteratureError` for records that are not held or not joined.
    """
    store.existing()
    with connection() as engine:
        views(engine, store, ("works",))
        for name in filter(None, (record, other)):
            if not engine.execute("select 1 from works where record = ?", [name]).fetchone():
                raise refuse("record_not_held", value=name)
        mates = [other] if other else [one for group in groups_of(store) if record in group for one in group if one != record]
    if not mates:
        raise refuse("record_alone", value=record)
    with writing(store):
        told, chosen, opposite = store.decisions(), ("apart", "together")[not apart], ("together", "apart")[not apart]
        pairs = [sorted((record, mate)) for mate in mates]
        told[chosen] = sorted([one for one in told[chosen] if one not in pairs] + pairs)
        told[opposite] = [one for one in told[opposite] if one not in pairs]
        write(store, "decisions.json", told)


def groups_of(store: Store) -> list[list[str]]:
    """Records that the last merge joined, in the order of import."""
    paths = store.merged_paths("membership")
    if not paths:
        return []
    with connection() as engine:
        rows = engine.execute(f"select list(record order by position) from read_parquet({listed(paths)}) group by work order by work").fetchall()
    return [row[0] for row in rows]


def why(store: Store, record: str) -> list[Row]:
    """Every judged pair of the last merge in which the record stands: joined or not, by what, and the scores."""
    paths = store.merged_paths("pairs")
    if not paths:
        return []
    with connection() as engine:
        found = engine.execute(f"from read_parquet({listed(paths)}) where one = $1 or other = $1 order by joined desc, title desc", [record])
        return [dict(zip(MERGED["pairs"], row, strict=True)) for row in found.fetchall()]


def _merge(store: Store, preference: Preference) -> dict[str, Any]:
    held = store.manifest()
    order = {entry["sha256"][:12]: at for at, entry in enumerate(held["imports"])}

    def rank(record: str) -> tuple[int, int]:
        source, _, number = record.partition(":")
        return order[source], int(number)

    with unfinished(store) as room:
        finished = room / "finished"
        finished.mkdir()
        with Spool(room, MERGED) as spool:
            with connection() as engine:  # closed before the tables are written, so that two engines never hold memory at once
                views(engine, store, (*LOADED, "features", "keys"))
                groups, counts = _grouped(engine, store, spool)
                ranked = sorted((sorted(group, key=rank) for group in groups), key=lambda group: rank(group[0]))
                for one in _joined(engine, ranked, preference):
                    for table, rows in rows_of(one).items():
                        spool.put(table, rows)
            for group in ranked:
                spool.put("membership", [{"record": record, "work": group[0], "position": at} for at, record in enumerate(group)])
            spool.to_parquet(finished)
        name = f"{(int(held['merge']['id']) if held['merge'] else 0) + 1:04d}"
        before = held["merge"]
        files = publish(store, finished, "merges", name)
    covered = [entry["id"] for entry in held["imports"]]
    told = {
        "id": name, "imports": covered, "groups": len(ranked), "merged": sum(len(group) - 1 for group in ranked),
        "order": list(preference.order), "fields": {name: list(order) for name, order in preference.fields.items()}, **counts, "files": files,
    }  # fmt: skip
    held["merge"] = told
    write(store, "manifest.json", held)
    if before:
        _forget(store.folder / "merges" / before["id"])
    return told


def _forget(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _grouped(engine: DuckDBPyConnection, store: Store, spool: Spool) -> tuple[list[list[str]], dict[str, Any]]:
    """Groups of records, and what was counted on the way. Every pair that was joined goes to the spool, and doubted ones."""
    alike: list[Pair] = []
    compared = Counter[str]()
    for pair in (one for find in (by_identifier, by_likeness) for one in find(engine)):
        compared[pair.basis] += 1
        if pair.verdict.same:
            alike.append(pair)
        elif pair.basis == "identifier" or pair.verdict.title >= NEAR_MISS:
            spool.put("pairs", [_row(pair, False)])
            compared["kept_apart"] += 1
    told = store.decisions()
    apart = {frozenset(pair) for pair in told["apart"]}
    decided = proofs_of(engine, sorted({record for pair in told["together"] for record in pair}))
    known: dict[str, Proof] = {name: proof for pair in alike for name, proof in zip((pair.one, pair.other), pair.proofs, strict=True)} | decided
    shared = {frozenset((pair.one, pair.other)) for pair in alike if pair.basis == "identifier"}

    def clash(one: str, other: str) -> bool:
        both = frozenset((one, other))
        settled = both in shared or bool(both & decided.keys())  # a person's word goes before identifiers
        return both in apart or (not settled and conflicting(known[one], known[other]))

    groups = Groups(clash)
    for one, other in told["together"]:
        if one in known and other in known:
            joined = groups.union(one, other)
            spool.put("pairs", [{"one": one, "other": other, "joined": joined, "basis": "decision", "why": "together"}])
    whys = Counter[str]()
    for pair in sorted(alike, key=lambda one: (one.strength, one.one, one.other)):
        joined = groups.union(pair.one, pair.other)
        whys[pair.verdict.why if joined else "clash"] += 1
        spool.put("pairs", [_row(pair, joined)])
    counts = {"compared": dict(sorted(compared.items())), "why": dict(sorted(whys.items())), "keys_left_out": oversized(engine)}
    return groups.all(), counts


def _row(pair: Pair, joined: bool) -> Row:
    verdict = pair.verdict
    reason = verdict.why if joined or not verdict.same else "clash"
    return {
        "one": pair.one, "other": pair.other, "joined": joined, "basis": pair.basis, "why": reason, "scheme": pair.scheme, "value": pair.value,
        "title": round(verdict.title, 4), "authors": None if verdict.authors is None else round(verdict.authors, 4), "years": verdict.years,
    }  # fmt: skip


def _joined(engine: DuckDBPyConnection, groups: list[list[str]], preference: Preference) -> Iterator[Joined]:
    """The works of these groups, a batch at a time."""
    if not groups:
        return
    engine.execute("create temp table members (record varchar, number integer)")
    for start in range(0, len(groups), BATCH):
        rows = [(record, number) for number, group in enumerate(groups[start : start + BATCH], start) for record in group]
        engine.execute("insert into members select unnest(?), unnest(?)", [[row[0] for row in rows], [row[1] for row in rows]])
    for table in LOADED:
        engine.execute(f'create temp table "picked_{table}" as select number, t.* from "{table}" t join members using (record)')
    for start in range(0, len(groups), BATCH):
        works = _works(engine, start, start + BATCH)
        for group in groups[start : start + BATCH]:
            yield join([works[record] for record in group], preference)


def _works(engine: DuckDBPyConnection, first: int, end: int) -> dict[str, Work]:
    rows: dict[str, dict[str, list[Row]]] = {}
    for table in LOADED:
        found = engine.execute(f'select * exclude (number) from "picked_{table}" where number >= {first} and number < {end}')
        names = [column[0] for column in found.description or ()]
        for row in found.fetchall():
            one = dict(zip(names, row, strict=True))
            rows.setdefault(one["record"], {}).setdefault(table, []).append(one)
    return {record: work_of(told) for record, told in rows.items()}


def rows_of(one: Joined) -> dict[str, list[Row]]:
    """The rows of a work of several records in the tables of a merge."""
    own: Row = {"work": one.work, "year": one.fields["year"]}
    identifiers: dict[tuple[str, str], list[str]] = {}
    for work in one.records:
        for identifier in work.identifiers:
            identifiers.setdefault((identifier.scheme, identifier.value), []).append(work.record)
    lists = {name: list(dict.fromkeys(value for work in one.records for value in getattr(work, name))) for name in ("languages", "affiliations")}
    head = {**own, **one.fields, **lists, "title": one.titles[0].value.text, "records": [work.record for work in one.records], "won": one.won}
    head["doi"] = next((value for scheme, value in identifiers if scheme == "doi"), None)
    head["counts"] = [{"database": database, "cited_by": count} for database, count in one.cited_by]
    texts = [("title", told) for told in one.titles] + [("abstract", told) for told in one.abstracts]
    return {
        "works": [head],
        "identifiers": [{"work": one.work, "scheme": scheme, "value": value, "records": records} for (scheme, value), records in identifiers.items()],
        "authorships": [
            {**own, "position": at, "records": told.by, **{name: getattr(whole(told), name) for name in told.value.__slots__}}
            for at, told in enumerate(one.people)
        ],
        "terms": [
            {**own, "position": at, "term": told.value.term, "kind": told.value.kind, "language": told.value.language, "records": told.by}
            for at, told in enumerate(one.terms)
        ],
        "references": [
            {
                **own, "position": at, "text": told.value.text, "records": told.by, "also": [other.text for other in told.also],
                "doi": next((other.doi for other in (told.value, *told.also) if other.doi), ""),
                "cited_year": next((other.year for other in (told.value, *told.also) if other.year), None),
                "cited": next((other.cited for other in (told.value, *told.also) if other.cited), ""),
            }
            for at, told in enumerate(one.references)
        ],
        "texts": [
            {**own, "position": at, "kind": kind, "text": told.value.text, "language": told.value.language, "records": told.by}
            for at, (kind, told) in enumerate(texts)
        ],
    }  # fmt: skip


def pairs_within(groups: list[list[str]]) -> set[tuple[str, str]]:
    """Every two records that are one work, for measuring against a truth set."""
    return {tuple(sorted(pair)) for group in groups for pair in combinations(group, 2)}  # type: ignore[misc]
