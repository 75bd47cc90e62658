"""Rows on their way to Parquet: written as JSON lines beside, then taken by the engine in one go. Memory does not grow with their number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from sextant.lab.engine import connection, quoted

LONGEST_ROW = 1 << 25
ROW_GROUP = 500_000
"""Rows of large tables that are written together: words repeat among so many, are kept once, and are read twice as fast."""
ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class Spool:
    """Tables being filled. `columns`: table → column → type of the engine."""

    def __init__(self, room: Path, columns: Mapping[str, Mapping[str, str]]) -> None:
        self.room, self.columns = room, columns
        self.rows = dict.fromkeys(columns, 0)
        self._open = ExitStack()
        self._streams: dict[str, IO[str]] = {}

    def __enter__(self) -> Spool:
        for table in self.columns:
            # a half of a surrogate pair, which some exports hold, has no place in UTF-8
            stream = (self.room / f"{table}.jsonl").open("w", encoding="utf-8", errors="replace")
            self._streams[table] = self._open.enter_context(stream)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def put(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows to a table."""
        stream, encode = self._streams[table], ENCODE
        for row in rows:
            text = encode(row)
            stream.write((text.replace("\\u0000", "") if "\\u0000" in text else text) + "\n")
            self.rows[table] += 1

    def to_parquet(self, folder: Path, by_year: Iterable[str] = ()) -> list[Path]:
        """Every table that has rows as a Parquet file, or as one a year; gives their paths and empties the spool."""
        for stream in self._streams.values():
            stream.flush()
        with connection() as engine:
            for table, columns in self.columns.items():
                text = self.room / f"{table}.jsonl"
                if self.rows[table]:
                    engine.execute(_copy(text, columns, folder / table, table in by_year))
                text.unlink(missing_ok=True)
        return sorted(folder.rglob("*.parquet"))


def _copy(text: Path, columns: Mapping[str, str], target: Path, by_year: bool) -> str:
    typed = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in columns.items())
    read = f"read_json({quoted(text)}, format = 'newline_delimited', columns = {{{typed}}}, maximum_object_size = {LONGEST_ROW})"
    if by_year:
        together = 122_880 if target.name == "texts" else ROW_GROUP
        how = f"format parquet, compression zstd, row_group_size {together}, partition_by (year), write_partition_columns true"
        return f"copy (from {read}) to {quoted(target)} ({how})"
    return f"copy (from {read}) to {quoted(target.with_suffix('.parquet'))} (format parquet, compression zstd)"
