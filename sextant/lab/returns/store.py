"""The store: one Parquet file a year in a folder, written whole or not at all.

A file `returns-2018.parquet` holds a row a library: `year, unit_id, unit_name, region, source, line, attributes,
origins` (the last two as JSON) and for every variable of the dictionary `v_code` (number) and `s_code` (why there is
none); both are NULL where the variable was not collected. Rows are ordered by `unit_id`, and the same rows give the
same bytes with the same version of DuckDB.
"""

# ruff: noqa: S608 - the SQL is made of codes of our own dictionary; paths and words are quoted literals

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from sextant.lab.engine import connection, quoted

from . import dictionary
from .findings import error
from .rows import ReturnRow

NAME = re.compile(r"returns-(\d{4})\.parquet")
IDENTITY = ("year", "unit_id", "unit_name", "region", "source", "line", "attributes", "origins")


def year_file(folder: Path, year: int) -> Path:
    """Where the returns of a year stand."""
    return folder / f"returns-{year}.parquet"


def years(folder: Path) -> list[int]:
    """The years held, ascending; unfinished files do not count."""
    if not folder.is_dir():
        return []
    return sorted(int(found[1]) for path in folder.iterdir() if (found := NAME.fullmatch(path.name)))


def write_year(rows: Iterable[ReturnRow], folder: Path, year: int) -> Path:
    """Store all returns of a year in place of those held before.

    Written under another name, flushed to the disk and then renamed, so that a reader sees the old file or the new
    one, and a killed import leaves the old. Rows of other years raise `ValueError`, a library standing twice raises
    `ReturnsError`; then nothing is changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = year_file(folder, year)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=folder)
    os.close(handle)
    unfinished = Path(name)
    try:
        with tempfile.TemporaryDirectory() as room:
            text = Path(room) / "rows.csv"
            with text.open("w", encoding="utf-8", newline="") as stream:
                _write_text(rows, year, stream)
            with connection("200MB", in_order=True) as engine:
                engine.execute(_copy_sql(text, unfinished))
        _flush(unfinished)
        unfinished.replace(target)
        _flush(folder)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def read_year(folder: Path, year: int) -> Iterator[ReturnRow]:
    """The returns of a year as they were stored, ordered by library; raises `ReturnsError` if none are held."""
    path = year_file(folder, year)
    if not path.is_file():
        raise error("year_not_held", path.name, year=year, held=", ".join(map(str, years(folder))) or "–")
    codes = list(dictionary.variables())
    with connection("200MB", in_order=True) as engine:
        held = {row[0] for row in engine.execute(f"describe from {quoted(path)}").fetchall()}
        codes = [code for code in codes if f"v_{code}" in held]
        columns = [*IDENTITY, *(f"{kind}_{code}" for kind in "vs" for code in codes)]
        cursor = engine.execute(f"select {', '.join(columns)} from {quoted(path)} order by unit_id")
        while batch := cursor.fetchmany(1000):
            for row in batch:
                yield _from_stored(row, codes)


def combine(*sources: Iterable[ReturnRow]) -> Iterator[ReturnRow]:
    """Rows of several files as one row a library and year, ordered; for surveys that send one file a subject.

    A number of a later source fills a gap of an earlier one. Two different numbers for one variable raise
    `ReturnsError`: which is right is for a person to say.
    """
    joined: dict[tuple[int, str], ReturnRow] = {}
    for rows in sources:
        for row in rows:
            first = joined.setdefault((row.year, row.unit_id), row)
            if first is not row:
                _join(first, row)
    for key in sorted(joined):
        yield joined[key]


def put(rows: Iterable[ReturnRow], folder: Path, *, whole: bool) -> list[int]:
    """Take the rows of one file into the years they are about, beside what others said; returns those years.

    `whole`: the rows are all that their source says about these years (a wide file), so that its earlier rows go.
    Otherwise (one file a subject) numbers replace those held for the same library and variable, and the rest stays.
    Taking the same file again changes nothing. Holds one file and one year in memory.
    """
    taken: dict[int, dict[str, ReturnRow]] = {}
    for row in rows:
        of_year = taken.setdefault(row.year, {})
        if row.unit_id in of_year:
            raise error("stored_twice", row.source, row.line, name=row.unit_id, year=row.year)
        of_year[row.unit_id] = row
    for year in sorted(taken):
        sources = {row.source for row in taken[year].values()} if whole else set()
        held = read_year(folder, year) if year_file(folder, year).is_file() else iter(())
        kept = {row.unit_id: row for row in held if row.source not in sources}
        for unit_id, row in taken[year].items():
            kept[unit_id] = _replaced(kept[unit_id], row) if unit_id in kept else row
        write_year(kept.values(), folder, year)
    return sorted(taken)


def fingerprint(folder: Path, year: int) -> str:
    """SHA-256 of the stored file of a year, as hexadecimal digits."""
    with year_file(folder, year).open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _write_text(rows: Iterable[ReturnRow], year: int, stream: TextIO) -> None:
    """Rows as CSV: one cell a variable, holding its number or its status."""
    codes = list(dictionary.variables())
    writer = csv.writer(stream, lineterminator="\n")
    seen: set[str] = set()
    for row in rows:
        if row.year != year:
            raise ValueError(f"a row of {row.year} among those of {year}")
        if row.unit_id in seen:
            raise error("stored_twice", row.source, row.line, name=row.unit_id, year=year)
        seen.add(row.unit_id)
        words = [" ".join(text.split()) for text in (row.unit_id, row.unit_name, row.region, row.source)]
        kept = [json.dumps(pairs, ensure_ascii=False, sort_keys=True) for pairs in (row.attributes, row.origins)]
        cells = [row.values.get(code, row.statuses.get(code, "")) for code in codes]
        writer.writerow([year, *words, row.line, *kept, *cells])


def _copy_sql(text: Path, target: Path) -> str:
    codes = list(dictionary.variables())
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in (*IDENTITY, *codes))
    numbers = ", ".join(f"try_cast({code} as double) as v_{code}, case when v_{code} is null then {code} end as s_{code}" for code in codes)
    words = ", ".join(f"coalesce({name}, '') as {name}" for name in ("unit_name", "region", "source"))
    return (
        f"copy (select year::integer as year, unit_id, {words}, line::integer as line, attributes, origins, {numbers}"
        f" from read_csv({quoted(text)}, header = false, auto_detect = false, delim = ',', quote = '\"',"
        f" escape = '\"', nullstr = '', columns = {{{columns}}}, parallel = false, max_line_size = 4194304)"
        f" order by unit_id) to {quoted(target)} (format parquet, compression zstd)"
    )


def _from_stored(row: tuple[object, ...], codes: list[str]) -> ReturnRow:
    year, unit_id, name, region, source, line, attributes, origins = row[: len(IDENTITY)]
    numbers = row[len(IDENTITY) : len(IDENTITY) + len(codes)]
    reasons = row[len(IDENTITY) + len(codes) :]
    return ReturnRow(
        unit_id=str(unit_id),
        unit_name=str(name),
        region=str(region),
        year=int(str(year)),
        line=int(str(line)),
        values={code: _whole(value) for code, value in zip(codes, numbers, strict=True) if isinstance(value, float)},
        statuses={code: str(word) for code, word in zip(codes, reasons, strict=True) if word is not None},
        origins=json.loads(str(origins)),
        attributes=json.loads(str(attributes)),
        source=str(source),
    )


def _whole(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def _join(first: ReturnRow, other: ReturnRow) -> None:
    for code, value in other.values.items():
        if first.values.setdefault(code, value) != value:
            raise error("disagreement", other.source, other.line, code, name=other.unit_id, year=other.year)
        first.statuses.pop(code, None)
        if code in other.origins:
            first.origins.setdefault(code, other.origins[code])
    for code, status in other.statuses.items():
        if code not in first.values:
            first.statuses.setdefault(code, status)
    first.attributes = other.attributes | first.attributes


def _replaced(old: ReturnRow, new: ReturnRow) -> ReturnRow:
    """The new row, with what only the old one says."""
    told = {*new.values, *new.statuses}
    return replace(
        new,
        values={code: value for code, value in old.values.items() if code not in told} | new.values,
        statuses={code: status for code, status in old.statuses.items() if code not in told} | new.statuses,
        origins={code: origin for code, origin in old.origins.items() if code not in told} | new.origins,
        attributes=old.attributes | new.attributes,
    )


def _flush(path: Path) -> None:
    """Make what was written last: the file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
