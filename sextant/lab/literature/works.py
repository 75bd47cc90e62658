"""The works of a store as tables for analyses: what single records say, and what the last merge made of several.

    with works.tables(store) as engine:
        engine.sql("select year, count(*) from works group by year")

Views `works`, `identifiers`, `authorships`, `terms`, "references" and `texts`, each with `work` and with `records`, those that say it.
Records imported after the last merge count as works of their own until the next.
"""

# ruff: noqa: S608 - the SQL is made of names of our own tables; paths are quoted literals

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from duckdb import DuckDBPyConnection

from sextant.lab.engine import MEMORY, connection, listed

from .merging import LOADED, MERGED
from .pairs import views
from .store import Store

SINGLE = {
    "works": "record as work, year, date, kind, title, venue, publisher, volume, issue, pages, languages, affiliations, cited_by, doi, [record] as records, "
    "map {}::MAP(VARCHAR, VARCHAR) as won, case when cited_by is null then [] else [{'database': database, 'cited_by': cited_by}] end as counts",
    "identifiers": "record as work, scheme, value, [record] as records",
    "authorships": "record as work, year, position, name, family, given, role, orcid, affiliations, countries, also, [record] as records",
    "terms": "record as work, year, position, term, kind, language, [record] as records",
    "references": "record as work, year, position, text, doi, cited_year, cited, []::VARCHAR[] as also, [record] as records",
    "texts": "record as work, year, position, kind, text, language, [record] as records",
}


@contextmanager
def tables(store: Store, memory: str = MEMORY) -> Iterator[DuckDBPyConnection]:
    """A connection that has the views; raises `LiteratureError` where there is no store."""
    store.existing()
    with connection(memory) as engine:
        engine.execute("create schema held; set schema = 'held'")
        views(engine, store, LOADED)
        members = store.merged_paths("membership")
        engine.execute(
            "create view membership as " + (f"from read_parquet({listed(members)})" if members else "select null::varchar as record where false")
        )
        engine.execute("set schema = 'main'")
        for table in LOADED:
            single = f'select {SINGLE[table]} from held."{table}" anti join held.membership using (record)'
            paths = store.merged_paths(table)
            joined = f" union all by name select {', '.join(MERGED[table])} from read_parquet({listed(paths)})" if paths else ""
            engine.execute(f'create view "{table}" as {single}{joined}')
        yield engine


def stats(store: Store) -> dict[str, Any]:
    """What the store holds: read = stored + merged + refused + withdrawn.

    `stored` records stand for works of their own (so `works` is the same number), `merged` ones for a work that has another record already,
    `withdrawn` ones for nothing (those that the last merge speaks for are counted there until the next).
    `years` are those of works; works without a year are counted in `without_year`, and in no year.
    """
    held = store.existing().manifest()
    read, refused = (sum(entry[name] for entry in held["imports"]) for name in ("read", "refused"))
    merged = held["merge"]["merged"] if held["merge"] else 0
    with tables(store) as engine:
        withdrawn = _withdrawn(engine, store)
        by_year = engine.execute("select year, count(*) from works group by year order by year").fetchall()
        counted = {table: _count(engine, f'"{table}"') for table in ("works", "references", "authorships", "terms", "texts")}
        databases = engine.execute("select database, count(*) from held.works group by database order by 2 desc, 1").fetchall()
    waiting = [entry["id"] for entry in held["imports"] if entry["id"] not in (held["merge"] or {"imports": []})["imports"]]
    return {
        "read": read,
        "stored": read - merged - refused - withdrawn,
        "merged": merged,
        "refused": refused,
        "withdrawn": withdrawn,
        **counted,
        "years": {str(year): count for year, count in by_year if year is not None},
        "without_year": next((count for year, count in by_year if year is None), 0),
        "repaired": sum(entry["repaired"] for entry in held["imports"]),
        "databases": dict(databases),
        "files": [{name: entry[name] for name in ("file", "format", "read", "stored", "repaired", "refused")} for entry in held["imports"]],
        "not_yet_merged": len(waiting),
    }


def _withdrawn(engine: DuckDBPyConnection, store: Store) -> int:
    paths = store.withdrawn_paths()
    return _count(engine, f"(from read_parquet({listed(paths)}) anti join held.membership using (record))") if paths else 0


def _count(engine: DuckDBPyConnection, source: str) -> int:
    found = engine.execute(f"select count(*) from {source}").fetchone()
    return int(found[0]) if found else 0
