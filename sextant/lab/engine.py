"""The engine of the instruments that read large tables: DuckDB in memory, over files whose paths are passed in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY = "400MB"
"""What the engine may hold; beyond it, it writes to a folder of its own, which is removed at the end."""


@contextmanager
def connection(memory: str = MEMORY, *, in_order: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own, closed at the end; one thread, so that results do not depend on the machine. `in_order`: rows without
    an order of their own come as they stand in their files. Nothing is fetched."""
    with tempfile.TemporaryDirectory() as room:
        config: dict[str, str | bool | int | float | list[str]] = {
            "threads": 1,
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


def quoted(text: str | Path) -> str:
    """A text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def listed(paths: list[Path]) -> str:
    """Paths as an SQL list."""
    return "[" + ", ".join(quoted(path) for path in paths) + "]"
