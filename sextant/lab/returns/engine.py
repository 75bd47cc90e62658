"""The engine of this instrument: DuckDB in memory, over files whose paths are passed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY = "200MB"
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,  # sums of fractions come out the same every time
    "memory_limit": MEMORY,
    "autoinstall_known_extensions": False,  # nothing is fetched
    "autoload_known_extensions": False,
}


@contextmanager
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own, closed at the end; results do not depend on the machine's number of cores."""
    held = duckdb.connect(":memory:", config=CONFIG)
    try:
        yield held
    finally:
        held.close()


def quoted(text: str | Path) -> str:
    """A text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def listed(paths: list[Path]) -> str:
    """Paths as an SQL list."""
    return "[" + ", ".join(quoted(path) for path in paths) + "]"
