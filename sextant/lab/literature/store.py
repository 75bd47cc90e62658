"""The store: a folder with a manifest, and Parquet files that count only once the manifest names them.

    manifest.json        what was imported and merged: files with their SHA-256 and counts
    imports/ID/…         works, identifiers, authorships, terms, references, texts, raw, findings of one file; large ones by year
    merges/ID/…          which records are one work, why, and what such works say (`merging`)
    withdrawn/ID/…       records that stand for nothing any more (`withdrawing`)
    decisions.json       pairs that a person has put together or apart

An import or a merge writes into a folder of its own under another name, which is flushed and renamed; the manifest comes last. One that
is killed leaves what was before; its remains are swept by the next. One writer at a time (a lock that dies with its process).
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .findings import refuse

VERSION = 1
PARTITIONED_FROM = 50_000
"""From so many works on an import is kept by year: below it files of one year would be small, and cost more than they save."""


@dataclass(frozen=True, slots=True)
class Store:
    """A store at a path; `manifest()` is read anew each time."""

    folder: Path

    def manifest(self) -> dict[str, Any]:
        """What is held; raises `LiteratureError` for a manifest that cannot be read, or is of a later version."""
        path = self.folder / "manifest.json"
        if not path.is_file():
            return {"version": VERSION, "imports": [], "merge": None}
        try:
            held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError) as reason:
            raise refuse("manifest_broken", file=str(path), reason=str(reason)) from reason
        if held.get("version") != VERSION:
            raise refuse("manifest_version", file=str(path), value=str(held.get("version")), known=str(VERSION))
        return held

    def existing(self) -> Store:
        """The store itself; raises `LiteratureError` where there is none."""
        if not (self.folder / "manifest.json").is_file():
            raise refuse("store_absent", file=str(self.folder))
        return self

    def decisions(self) -> dict[str, list[list[str]]]:
        """Pairs of records put `together` or `apart` by a person."""
        path = self.folder / "decisions.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"together": [], "apart": []}

    def paths(self, table: str) -> list[Path]:
        """The files of a table over all imports, as the manifest names them."""
        held = self.manifest()["imports"]
        return [self.folder / one["path"] for entry in held for one in entry["files"] if one["table"] == table]

    def merged_paths(self, table: str) -> list[Path]:
        """The files of a table of the last merge."""
        merge = self.manifest()["merge"] or {"files": []}
        return [self.folder / one["path"] for one in merge["files"] if one["table"] == table]

    def withdrawn_paths(self) -> list[Path]:
        """The file of records that were withdrawn; none where there are none."""
        return [self.folder / one["path"] for one in (self.manifest().get("withdrawn") or {"files": []})["files"]]


@contextmanager
def writing(store: Store) -> Iterator[None]:
    """The only writer; remains of killed ones are removed. Raises `LiteratureError` while another writes."""
    try:
        store.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(store.folder / ".lock", os.O_RDWR | os.O_CREAT)
    except OSError as reason:
        raise refuse("store_unwritable", file=str(store.folder), reason=str(reason)) from reason
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as reason:
            raise refuse("store_busy", file=str(store.folder)) from reason
        _sweep(store)
        yield
    finally:
        os.close(handle)


@contextmanager
def unfinished(store: Store) -> Iterator[Path]:
    """A room beside the store's files, removed at the end whatever happens."""
    room = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=store.folder))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def publish(store: Store, room: Path, part: str, name: str) -> list[dict[str, Any]]:
    """Flush the finished folder `room`, give it its place `part/name`, and return what the manifest says of its files."""
    files = sorted(path for path in room.rglob("*") if path.is_file())
    for path in files:
        _flush(path)
    target = store.folder / part / name
    target.parent.mkdir(exist_ok=True)
    if target.exists():
        shutil.rmtree(target)
    room.rename(target)
    _flush(target.parent)
    told = []
    for path in files:
        placed = target / path.relative_to(room)
        with placed.open("rb") as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
        table = path.relative_to(room).parts[0].removesuffix(".parquet")
        told.append({"table": table, "path": placed.relative_to(store.folder).as_posix(), "sha256": digest, "bytes": placed.stat().st_size})
    return told


def write(store: Store, name: str, data: Any) -> None:
    """Replace a JSON file of the store at once: readers see the old or the new."""
    unfinished_file = store.folder / f".unfinished-{name}"
    with unfinished_file.open("w", encoding="utf-8") as stream:
        json.dump(data, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished_file.replace(store.folder / name)
    _flush(store.folder)


def damaged(store: Store) -> list[str]:
    """Files that are gone or no longer what the manifest says they are, by path."""
    held = store.manifest()
    entries = [*held["imports"], *filter(None, (held["merge"], held.get("withdrawn")))]
    found = []
    for one in (one for entry in entries for one in entry["files"]):
        path = store.folder / one["path"]
        if not path.is_file():
            found.append(one["path"])
            continue
        with path.open("rb") as handle:
            if hashlib.file_digest(handle, "sha256").hexdigest() != one["sha256"]:
                found.append(one["path"])
    return found


def _sweep(store: Store) -> None:
    """Remove what killed writers left: unfinished rooms, and folders that no manifest names."""
    held = store.manifest()
    named = {f"imports/{entry['id']}" for entry in held["imports"]}
    named |= {f"{part}/{held[key]['id']}" for part, key in (("merges", "merge"), ("withdrawn", "withdrawn")) if held.get(key)}
    for path in store.folder.glob(".unfinished-*"):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
    for part in ("imports", "merges", "withdrawn"):
        for path in (store.folder / part).glob("*"):
            if f"{part}/{path.name}" not in named:
                shutil.rmtree(path, ignore_errors=True)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
