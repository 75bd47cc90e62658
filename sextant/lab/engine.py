"""The engines of the instruments that read large tables: DuckDB in memory, over files whose paths are passed in, and Spark where it is asked for.

Expressions of Ibis on unbound tables are put into the words of the engine and run there (`engine`); what is written for DuckDB alone has
a plain `connection`. Which of the two is chosen here, and nowhere else.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import duckdb
    from ibis import Table
    from pyspark.sql import SparkSession

MEMORY = "400MB"
"""What the engine may hold; beyond it, it writes to a folder of its own, which is removed at the end."""
ENGINES = ("duckdb", "spark")
TYPES = {
    "duckdb": {"string": "VARCHAR", "int32": "INTEGER", "int64": "BIGINT", "array<string>": "VARCHAR[]"},
    "spark": {"string": "STRING", "int32": "INT", "int64": "BIGINT", "array<string>": "ARRAY<STRING>"},
}
"""Types of columns: what Ibis calls them, and each engine."""


class JavaMissing(RuntimeError):
    """Spark did not start, because there is no Java that it can use."""


class Engine(Protocol):
    """What an instrument may ask of an engine. `at_once`: all years are counted in one go; without it, some years after others, so that
    memory does not grow with the number of works."""

    name: str
    at_once: bool

    def scan(self, name: str, paths: list[Path], columns: Mapping[str, str]) -> None:
        """Lets expressions read these columns (name → type of Ibis) of Parquet files as the table `name`; without files it is empty."""

    def rows(self, expression: Table) -> list[tuple[Any, ...]]:
        """The rows of an expression."""

    def write(self, expression: Table, folder: Path) -> None:
        """Writes the rows of an expression as Parquet into a new folder."""


@contextmanager
def connection(memory: str = MEMORY, *, in_order: bool = False, threads: int = 1) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own, closed at the end; one thread, so that results do not depend on the machine (more for whole numbers only).
    `in_order`: rows without an order of their own come as they stand in their files. Nothing is fetched."""
    import duckdb  # not for those who only serve pages

    with tempfile.TemporaryDirectory() as room:
        config: dict[str, str | bool | int | float | list[str]] = {
            "threads": threads,
            "memory_limit": memory,
            "temp_directory": room,
            "preserve_insertion_order": in_order,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        held = duckdb.connect(":memory:", config=config)
        try:
            yield held
        finally:
            held.close()


def engine(name: str = "duckdb", *, memory: str = MEMORY, threads: int = 1, master: str = "local[2]") -> AbstractContextManager[Engine]:
    """DuckDB or Spark, stopped at the end; a Spark session that runs already is used and left running.

    `memory` and `threads` are told to DuckDB; Spark has what its own settings say, and `master` names the cluster (`local[2]`: two
    threads of this machine, on loopback only). Raises `ModuleNotFoundError` where a package is not installed, `JavaMissing`, and
    `ValueError` for an engine that there is not.
    """
    if name not in ENGINES:
        raise ValueError(name)
    return _spark(master) if name == "spark" else _duckdb(memory, threads)


@contextmanager
def _duckdb(memory: str, threads: int) -> Iterator[Engine]:
    with connection(memory, threads=threads) as held:
        yield DuckDB(held)


@contextmanager
def _spark(master: str) -> Iterator[Engine]:
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        yield Spark(running)
        return
    builder = SparkSession.builder.master(master).appName("sextant").config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC")
    if master.startswith("local"):
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
        builder = builder.config("spark.sql.shuffle.partitions", "8")
    try:
        session = builder.getOrCreate()
    except PySparkRuntimeError as trouble:
        raise JavaMissing(str(trouble)) from trouble
    try:
        yield Spark(session)
    finally:
        session.stop()


class DuckDB:
    """Expressions on DuckDB."""

    name, at_once = "duckdb", False

    def __init__(self, held: duckdb.DuckDBPyConnection) -> None:
        self.held = held

    def scan(self, name: str, paths: list[Path], columns: Mapping[str, str]) -> None:
        """See `Engine`."""
        source = f"select {', '.join(columns)} from read_parquet({listed(paths)}, hive_partitioning = false)" if paths else _empty(columns, "duckdb")  # noqa: S608
        self.held.execute(f"create or replace view {name} as {source}")

    def rows(self, expression: Table) -> list[tuple[Any, ...]]:
        """See `Engine`."""
        return self.held.execute(_sql(expression, "duckdb")).fetchall()

    def write(self, expression: Table, folder: Path) -> None:
        """See `Engine`."""
        folder.mkdir(parents=True)
        # sums are wider here than Ibis says, and Parquet would hold them as fractions
        typed = ", ".join(f"{column}::{TYPES['duckdb'][str(kind).lstrip('!')]} as {column}" for column, kind in expression.schema().items())
        source = f"select {typed} from ({_sql(expression, 'duckdb')})"  # noqa: S608 - our own expression
        self.held.execute(f"copy ({source}) to {quoted(folder / 'part.parquet')} (format parquet, compression zstd)")


class Spark:
    """Expressions on Spark."""

    name, at_once = "spark", True

    def __init__(self, session: SparkSession) -> None:
        self.session = session

    def scan(self, name: str, paths: list[Path], columns: Mapping[str, str]) -> None:
        """See `Engine`."""
        if paths:
            schema = ", ".join(f"{column} {TYPES['spark'][kind]}" for column, kind in columns.items())
            found = self.session.read.schema(schema).parquet(*[str(path.absolute()) for path in paths])
        else:
            found = self.session.sql(_empty(columns, "spark"))
        found.createOrReplaceTempView(name)

    def rows(self, expression: Table) -> list[tuple[Any, ...]]:
        """See `Engine`."""
        return [tuple(row) for row in self.session.sql(_sql(expression, "pyspark")).collect()]

    def write(self, expression: Table, folder: Path) -> None:
        """See `Engine`."""
        self.session.sql(_sql(expression, "pyspark")).write.option("compression", "zstd").parquet(str(folder.absolute()))
        for path in (*folder.glob("_*"), *folder.glob(".*.crc")):
            path.unlink()


def _sql(expression: Table, dialect: str) -> str:
    import ibis

    return str(ibis.to_sql(expression, dialect=dialect))


def _empty(columns: Mapping[str, str], name: str) -> str:
    return "select " + ", ".join(f"cast(null as {TYPES[name][kind]}) as {column}" for column, kind in columns.items()) + " where false"


def quoted(text: str | Path) -> str:
    """A text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def listed(paths: list[Path]) -> str:
    """Paths as an SQL list."""
    return "[" + ", ".join(quoted(path) for path in paths) + "]"
