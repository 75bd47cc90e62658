"""Works drawn by lot, as many as are asked for, in the layout of a store: for measuring what no open corpus is large enough for.

Words follow Zipf's law with exponent 1: of a vocabulary of V words the one of rank k is drawn with probability ln((k + 1) / k) / ln(V + 1),
by rank = ⌊(V + 1)^u⌋ with u uniform. Each word is drawn by itself, so more different words meet than in life, and pairs are dearer to count.
Works grow by a share a year; the same seed gives the same works. Needs numpy (extra `lab`).
"""

# ruff: noqa: S608 - the SQL is made of names of our own tables

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection

from sextant.lab.engine import connection, quoted
from sextant.lab.literature.spool import ROW_GROUP
from sextant.lab.literature.store import Store, publish, unfinished, write, writing
from sextant.lab.literature.tables import COLUMNS

BATCH = 100_000
"""Works drawn in one go."""
EMPTY = {"VARCHAR": "''", "VARCHAR[]": "[]"}
SAID: dict[str, dict[str, str]] = {
    "works": {"database": "'drawn'", "file": "'drawn'", "line": "number", "kind": "'article'", "title": "'Work ' || number", "venue": "'Journal ' || venue"},
    "terms": {"position": "position", "term": "'Term ' || rank", "kind": "'author'", "language": "'en'"},
    "authorships": {
        "position": "position", "name": "'Author ' || author", "family": "'Author'", "given": "author", "role": "'author'",
        "countries": "['C' || floor(pow(121, (author * 7919 % 10007) / 10007.0))::INTEGER]", "affiliations": "['Organisation ' || author % 20000]",
    },
    "references": {"position": "position", "doi": "'10.5555/' || cited"},
    "texts": {"position": "position", "kind": "'title'", "text": "'Work ' || number", "language": "'en'"},
}  # fmt: skip
"""What of a row is not empty, in the words of the engine: words and journals by rank, 120 countries that follow Zipf's law too, references
to works drawn before, the first ones cited most."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How works are drawn: years, growth by year, words of the vocabulary, and terms, authors and references a work has on average."""

    first: int = 1990
    last: int = 2024
    growth: float = 0.04
    vocabulary: int = 200_000
    terms: int = 8
    authors: int = 3
    references: int = 5
    seed: int = 1


def generate(store: Store, works: int, shape: Shape | None = None) -> str:
    """Put so many drawn works into a store as one import, by year; gives the beginning of their names, which end in their number from 1."""
    shape = shape or Shape()
    digest = hashlib.sha256(f"{shape}{works}".encode()).hexdigest()
    with writing(store), unfinished(store) as room:
        held = store.manifest()
        name = f"{len(held['imports']) + 1:04d}-{digest[:12]}"
        finished = room / "finished"
        with connection() as engine:
            number = 1
            for part, (year, size) in enumerate(_batches(works, shape)):
                _draw(engine, finished, digest[:12], (number, size), year, part, shape)
                number += size
        files = publish(store, finished, "imports", name)
        told = dict.fromkeys(("repaired", "noted", "refused"), 0)
        entry = {"file": f"drawn {works} {shape.seed}", "format": "drawn", "sha256": digest, "read": works, "stored": works, **told, "codes": {}}
        held["imports"].append({"id": name, **entry, "files": files})
        write(store, "manifest.json", held)
    return digest[:12]


def by_year(works: int, shape: Shape) -> dict[int, int]:
    """Works of each year: a geometric series, rounded so that the sum is right."""
    years = range(shape.first, shape.last + 1)
    weights = np.cumsum([(1 + shape.growth) ** at for at in range(len(years))])
    bounds = np.rint(weights / weights[-1] * works).astype(int)
    return {year: int(size) for year, size in zip(years, np.diff(bounds, prepend=0), strict=True)}


def _batches(works: int, shape: Shape) -> Iterator[tuple[int, int]]:
    for year, size in by_year(works, shape).items():
        for start in range(0, size, BATCH):
            yield year, min(BATCH, size - start)


def _draw(engine: DuckDBPyConnection, folder: Path, source: str, span: tuple[int, int], year: int, part: int, shape: Shape) -> None:
    """Draws one batch of works (`span`: the number of the first, and how many) and writes its tables."""
    first, size = span
    lot = np.random.Generator(np.random.PCG64([shape.seed, part]))
    for table, columns in _drawn(lot, first, size, shape).items():
        place = folder / table / f"year={year}"
        place.mkdir(parents=True, exist_ok=True)
        engine.register("drawn", columns)
        said = {"record": f"'{source}:' || number", "year": str(year), **SAID[table]}
        filled = ", ".join(f'{said.get(name, EMPTY.get(kind, "null"))}::{kind} as "{name}"' for name, kind in COLUMNS[table].items())
        how = f"format parquet, compression zstd, row_group_size {ROW_GROUP}"
        engine.execute(f"copy (select {filled} from drawn) to {quoted(place / f'{part:04d}.parquet')} ({how})")
        engine.unregister("drawn")


def _drawn(lot: np.random.Generator, first: int, size: int, shape: Shape) -> dict[str, dict[str, Any]]:
    """The numbers of which the rows of each table are made."""
    numbers = np.arange(first, first + size)
    terms, people, cited = (_each(lot, numbers, mean) for mean in (shape.terms, shape.authors, shape.references))
    return {
        "works": {"number": numbers, "venue": _zipf(lot, size, 5000)},
        "terms": {**terms, "rank": _zipf(lot, len(terms["number"]), shape.vocabulary)},
        "authorships": {**people, "author": np.floor(lot.random(len(people["number"])) ** 2 * 1_000_000).astype(np.int64)},
        "references": {**cited, "cited": np.floor(lot.random(len(cited["number"])) ** 3 * cited["number"]).astype(np.int64)},
        "texts": {"number": numbers, "position": np.zeros(size, np.int32)},
    }


def _zipf(lot: np.random.Generator, size: int, most: int) -> Any:
    """Ranks from 1 to `most`."""
    return np.minimum((most + 1.0) ** lot.random(size), most).astype(np.int64)


def _each(lot: np.random.Generator, numbers: Any, mean: int) -> dict[str, Any]:
    """Rows of works that have from 0 to twice the mean of them: the number of the work, and the place of the row in it."""
    lengths = np.floor(lot.random(len(numbers)) * (2 * mean + 1)).astype(np.int64)
    starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return {"number": np.repeat(numbers, lengths), "position": (np.arange(len(starts)) - starts).astype(np.int32)}
