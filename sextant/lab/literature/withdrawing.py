"""Records that no longer stand for a work: retracted, taken back by their repository, or described anew in a later import.

A withdrawn record stays in its import with its text, and is left out of works, merges and counts. A work that the last merge made of
several records keeps what a withdrawn one said until the next merge.
"""

# ruff: noqa: S608 - the SQL is made of names of our own tables; paths are quoted literals

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from duckdb import DuckDBPyConnection

from sextant.lab.engine import connection, listed, quoted

from .findings import refuse
from .store import Store, publish, unfinished, write, writing

BATCH = 50_000


def withdraw(store: Store, records: Iterable[str], *, undo: bool = False) -> int:
    """Leave records out from now on, or let them count again (`undo`); how many are withdrawn then.

    Raises `LiteratureError` for a record that the store does not hold, and changes nothing then.
    """
    store.existing()
    with writing(store), unfinished(store) as room, connection() as engine:
        _name(engine, records)
        _held(engine, store)
        engine.execute("create table before (record varchar)")
        if paths := store.withdrawn_paths():
            engine.execute(f"insert into before from read_parquet({listed(paths)})")
        now = "select record from before anti join named using (record)" if undo else "from before union from named"
        finished = room / "finished"
        finished.mkdir()
        engine.execute(f"copy ({now} order by record) to {quoted(finished / 'records.parquet')} (format parquet, compression zstd)")
        number = _count(engine, f"({now})")
        held = store.manifest()
        name = f"{int(held['withdrawn']['id']) + 1 if held.get('withdrawn') else 1:04d}"
        held["withdrawn"] = {"id": name, "records": number, "files": publish(store, finished, "withdrawn", name)}
        write(store, "manifest.json", held)
    return number


def _name(engine: DuckDBPyConnection, records: Iterable[str]) -> None:
    """The records as a table `named`, a batch at a time."""
    engine.execute("create table named (record varchar)")
    stream = iter(records)
    while batch := list(islice(stream, BATCH)):
        engine.execute("insert into named select unnest(?)", [batch])


def _held(engine: DuckDBPyConnection, store: Store) -> None:
    paths = store.paths("works")
    works = f"read_parquet({listed(paths)}, hive_partitioning = false)" if paths else "(select null::varchar as record where false)"
    strange = engine.execute(f"select record from named anti join (select record from {works}) using (record) limit 1").fetchone()
    if strange:
        raise refuse("record_not_held", value=strange[0])


def _count(engine: DuckDBPyConnection, source: str) -> int:
    found = engine.execute(f"select count(*) from {source}").fetchone()
    return int(found[0]) if found else 0
