"""The form of a backup: one zip with every table as JSON lines, every file, and a manifest with the SHA-256 of each.

Nothing in it depends on the database it came from. Values are written as JSON where JSON has them, else as ISO 8601 or
decimal text, bytes as Base64; the model's own fields read them back.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import IO, Any
from uuid import UUID

import click
from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.utils.duration import duration_iso_string

FORMAT = 1
MANIFEST = "manifest.json"
FOLDERS = ("files", "lab")
"""Folders of SEXTANT_HOME that belong to the site's data; caches, static files and the signing key do not."""


def tables() -> list[type[models.Model]]:
    """Every table the site's models own, each after those it points to (circles are broken at the later name)."""
    waiting = sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label_lower)
    waiting = [model for model in waiting if model._meta.managed and not model._meta.proxy]
    ordered: list[type[models.Model]] = []
    while waiting:
        ready = [model for model in waiting if not (_points_to(model) & set(waiting) - {model})] or waiting[:1]
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return ordered


def _points_to(model: type[models.Model]) -> set[Any]:
    return {field.related_model._meta.concrete_model for field in model._meta.local_concrete_fields if field.remote_field and field.related_model}


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns that are stored, without those the database makes itself."""
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"no plain form for {type(value).__name__}")


def read_value(field: models.Field[Any, Any], value: Any) -> Any:
    """The value as the field keeps it."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)


def lines_of(model: type[models.Model]) -> Iterator[bytes]:
    """Every row of one table in the order of its key, one JSON list a line."""
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=plain).encode() + b"\n"


def schema() -> list[list[str]]:
    """The migrations that have been applied to the database, by app and name."""
    return sorted([app, name] for app, name in MigrationLoader(connection).applied_migrations)


def known_schema() -> list[list[str]]:
    """The migrations that this version of Sextant brings."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return sorted([app, name] for app, name in loader.disk_migrations or {})


class Writer:
    """Writes members of the archive as they come, and keeps the size and the digest of each."""

    def __init__(self, path: Path) -> None:
        self.zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def add(self, name: str, pieces: Iterable[bytes]) -> dict[str, Any]:
        """One member; returns its entry for the manifest."""
        digest, size = hashlib.sha256(), 0
        with self.zip.open(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                member.write(piece)
        return {"name": name, "size": size, "sha256": digest.hexdigest()}

    def close(self, manifest: dict[str, Any]) -> None:
        self.zip.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        self.zip.close()


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces of a megabyte."""
    while piece := file.read(1 << 20):
        yield piece


def open_archive(path: Path) -> tuple[zipfile.ZipFile, dict[str, Any]]:
    """The archive and its manifest; what is no backup of ours is refused in a sentence."""
    try:
        archive = zipfile.ZipFile(path)
        manifest = json.loads(archive.read(MANIFEST))
    except FileNotFoundError as missing:
        raise click.ClickException(f"{path}: there is no such file.") from missing
    except (zipfile.BadZipFile, KeyError, ValueError) as broken:
        raise click.ClickException(f"{path} is not a whole backup of Sextant: its manifest cannot be read ({broken}).") from broken
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise click.ClickException(f"{path} has a form that this version of Sextant does not know; use the version that made it or a newer one.")
    return archive, manifest


def verify(path: Path, archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    """Refuses an archive in which anything is missing, altered or would land outside its folder."""
    for entry in [*manifest["tables"], *manifest["files"]]:
        digest = hashlib.sha256()
        try:
            with archive.open(entry["name"]) as member:
                for piece in pieces_of(member):
                    digest.update(piece)
        except (KeyError, zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError) as broken:
            raise click.ClickException(f"{path} is damaged: {entry['name']} cannot be read. Nothing was restored.") from broken
        if digest.hexdigest() != entry["sha256"]:
            raise click.ClickException(f"{path} is damaged: {entry['name']} is not what was backed up. Nothing was restored.")
    for entry in manifest["files"]:
        parts = PurePosixPath(entry["name"]).parts
        if parts[0] not in FOLDERS or ".." in parts or "\\" in entry["name"]:
            raise click.ClickException(f"{path} names a file outside the site's folders: {entry['name']}. Nothing was restored.")
