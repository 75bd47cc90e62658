"""The lab's store of a collection: one Parquet file a year under SEXTANT_HOME, derived from the site's database.

Beside each file stands the fingerprint of the year it was made from; where that differs, the file is made anew.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from sextant.lab.returns import store
from sextant.lab.returns.rows import ReturnRow
from sextant.work.returns.models import Collection, LibraryReturn, YearRelease


def folder_of(collection: Collection) -> Path:
    """Where the Parquet files of a collection stand."""
    return Path(settings.SEXTANT_HOME) / "lab" / "returns" / collection.code


def current_returns(collection: Collection, year: int) -> Iterator[ReturnRow]:
    """The returns in force of one year as the lab reads them, by key; streamed."""
    fields = ("library__key", "library__name", "region", "line", "values", "statuses", "origins")
    held = LibraryReturn.objects.filter(release__collection=collection, year=year, is_current=True).order_by("library__key")
    for key, name, region, line, values, statuses, origins in held.values_list(*fields).iterator(chunk_size=500):
        yield ReturnRow(key, name, region, year, line, values, statuses, origins, {}, collection.mapping)


class Fingerprint:
    """SHA-256 over every value of a year, whatever the order in which the libraries come."""

    def __init__(self) -> None:
        self._rows: list[bytes] = []

    def add(self, row: ReturnRow) -> None:
        said = [row.unit_id, row.region, row.values, row.statuses, row.origins]
        self._rows.append(hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).digest())

    def over(self, rows: Iterable[ReturnRow]) -> Iterator[ReturnRow]:
        """The same rows, taken into account as they pass."""
        for row in rows:
            self.add(row)
            yield row

    def hexdigest(self) -> str:
        return hashlib.sha256(b"".join(sorted(self._rows))).hexdigest()


def keep(folder: Path, made: Path, year: int, fingerprint: str) -> None:
    """Puts a Parquet file that was made elsewhere into the store, and its fingerprint beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = _beside(folder, year)
    beside.unlink(missing_ok=True)
    made.replace(store.year_file(folder, year))
    beside.write_text(fingerprint)


def ensured(release: YearRelease) -> Path:
    """The folder of the collection's store, with this year in it as the database has it now."""
    folder = folder_of(release.collection)
    beside = _beside(folder, release.year)
    if not (store.year_file(folder, release.year).is_file() and beside.is_file() and beside.read_text() == release.fingerprint):
        store.write_year(current_returns(release.collection, release.year), folder, release.year)
        beside.write_text(release.fingerprint)
    return folder


def _beside(folder: Path, year: int) -> Path:
    return folder / f"returns-{year}.fingerprint"
