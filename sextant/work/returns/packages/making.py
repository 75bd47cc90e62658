"""A data package written into a file: table by table, line by line, so that memory does not grow with the number of figures."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from sextant.work.returns.models import Edition
from sextant.work.returns.packages import describing, tables
from sextant.work.returns.packages.rows import Row, Sums, rows_of

Watch = Callable[[int, int], object]
WHEN = (1980, 1, 1, 0, 0, 0)


class _Package:
    """A ZIP whose bytes depend on the contents alone."""

    def __init__(self, path: Path) -> None:
        self.archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.made: dict[str, tuple[int, int, str]] = {}

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, WHEN)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        return entry

    def table(self, sheet: tables.Sheet, rows: Iterable[Iterable[Any]]) -> int:
        """Writes a table; keeps its number of rows, bytes and digest."""
        count, size, digest = -1, 0, hashlib.sha256()
        with self.archive.open(self._entry(f"{sheet.name}.csv"), "w") as stream:
            for line in tables.lines_of(sheet, rows):
                stream.write(line)
                digest.update(line)
                count, size = count + 1, size + len(line)
        self.made[sheet.name] = count, size, digest.hexdigest()
        return count

    def text(self, name: str, text: str) -> None:
        self.archive.writestr(self._entry(name), text.encode())

    def json(self, name: str, value: Any) -> None:
        self.text(name, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def make_package(edition: Edition, path: Path, watch: Watch = lambda _done, _all: None) -> dict[str, int]:
    """Writes the package of an edition to `path`; returns how many libraries, cells, and cells that differ from the edition before."""
    package, sums = _Package(path), Sums()
    listed: list[tuple[str, str, str, str]] = []
    with package.archive:
        cells = package.table(tables.OBSERVATIONS, _observed(edition, sums, listed, watch))
        libraries = package.table(tables.LIBRARIES, listed)
        package.table(tables.VARIABLES, tables.variables(sums))
        package.table(tables.INDICATORS, tables.indicator_definitions())
        package.table(tables.GROUPS, sums.lines())
        changed = package.table(tables.CHANGES, changes(edition))
        package.json("datapackage.json", describing.datapackage(edition, package.made))
        package.json("csv-metadata.json", describing.csvw(edition))
        package.json("datacite.json", describing.datacite(edition))
        package.text("README.txt", describing.readme(edition))
    return {"libraries": libraries, "cells": cells, "cells_changed": changed}


def _observed(edition: Edition, sums: Sums, listed: list[tuple[str, str, str, str]], watch: Watch) -> Iterator[tuple[Any, ...]]:
    """The figures of every return, read once: on the way they are added up, and their libraries listed."""
    for number, row in enumerate(rows_of(edition), 1):
        sums.add(row)
        listed.append((row.key, row.name, row.region, row.size_class))
        watch(number, len(edition.returns))
        yield from tables.observations(row)


def changes(edition: Edition) -> Iterator[tuple[str, str, str, str]]:
    """Cells that differ from the edition before, libraries that came or went included; nothing for the first edition."""
    before = Edition.objects.filter(release=edition.release, version=edition.version - 1).first()
    if before is None:
        return
    same = {one[0] for one in edition.returns} & {one[0] for one in before.returns}
    earlier = {row.key: row for row in rows_of(_without(before, same))}
    now = {row.key: row for row in rows_of(_without(edition, same))}
    for key in sorted({*earlier, *now}):
        old, new = (found.get(key) or Row(key, "", "", "", {}, {}, {}) for found in (earlier, now))
        for code in sorted({*old.codes, *new.codes}):
            if (was := tables.said(old, code)) != (said := tables.said(new, code)):
                yield key, code, was, said


def _without(edition: Edition, keys: set[int]) -> Edition:
    """The same edition with only those returns that are not among these."""
    return Edition(release=edition.release, version=edition.version, returns=[one for one in edition.returns if one[0] not in keys])
