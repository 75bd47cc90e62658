"""`sextant backup` and `sextant restore`: the whole site in one file, on any database."""

import contextlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import click
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, router, transaction
from django.utils import timezone
from tqdm import tqdm

from sextant.base.accounts.models import User
from sextant.base.audit import guards
from sextant.base.audit.actions import record
from sextant.base.exports.tables import Counted
from sextant.base.letters.actions import doubt_waiting_letters
from sextant.config.archive import (
    FOLDERS,
    FORMAT,
    Writer,
    columns,
    known_schema,
    lines_of,
    open_archive,
    pieces_of,
    read_value,
    schema,
    tables,
    verify,
)
from sextant.config.commands import prepare


@contextlib.contextmanager
def snapshot() -> Iterator[None]:
    """One unchanging view of the database for everything read inside; writers are not kept waiting."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        connection.ensure_connection()
        connection.connection.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            connection.connection.rollback()


def _files() -> list[tuple[str, Path]]:
    home = Path(settings.SEXTANT_HOME)
    found = [path for folder in FOLDERS for path in sorted((home / folder).rglob("*")) if path.is_file()]
    return [(path.relative_to(home).as_posix(), path) for path in found]


def write_backup(path: Path) -> dict[str, Any]:
    """Writes the archive beside its place and moves it there when it is whole; returns its manifest."""
    part = path.with_name(path.name + ".part")
    writer = Writer(part)
    try:
        with snapshot():
            kept = {"format": FORMAT, "version": version("sextant"), "made_at": timezone.now().isoformat(), "schema": schema()}
            written = []
            for model in tqdm(tables(), desc="tables", disable=None):
                names = [field.attname for field in columns(model)]
                counted = Counted(lines_of(model))
                entry = writer.add(f"tables/{model._meta.label_lower}.jsonl", counted)
                written.append({**entry, "table": model._meta.label_lower, "columns": names, "rows": counted.count})
        files = []
        for name, file in tqdm(_files(), desc="files", disable=None):
            with contextlib.suppress(FileNotFoundError), file.open("rb") as content:
                files.append(writer.add(name, pieces_of(content)))
        manifest = {**kept, "tables": written, "files": files}
        writer.close(manifest)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def refuse_foreign_schema(manifest: dict[str, Any]) -> None:
    """Only a backup of the same schema fits; the sentence says which way the difference goes."""
    theirs, ours = {tuple(one) for one in manifest["schema"]}, {tuple(one) for one in known_schema()}
    if theirs - ours:
        raise click.ClickException(f"The backup was made by a newer Sextant ({manifest['version']}); install that version and restore again.")
    if ours - theirs:
        raise click.ClickException(
            f"The backup was made by an older Sextant ({manifest['version']}). Restore it with that version, then install this one and run “sextant init”."
        )


def is_empty() -> bool:
    """A site nobody has an account on: nobody can have worked there."""
    return not User.objects.exists()


def _load_table(model: type[models.Model], archive: ZipFile, entry: dict[str, Any]) -> int:
    by_name = {field.attname: field for field in columns(model)}
    fields = [by_name[name] for name in entry["columns"]]
    size = connection.ops.bulk_batch_size([field.name for field in fields], [None] * 500)
    count = 0
    with archive.open(entry["name"]) as lines:
        while batch := list(islice(lines, size)):
            rows = []
            for line in batch:
                values = json.loads(line)
                rows.append(model(**{field.attname: read_value(field, value) for field, value in zip(fields, values, strict=True)}))
            # `_insert` with `raw` writes the values as they are: no “now” for a date that has passed.
            rows_of: Any = model._base_manager.all()
            rows_of._insert(rows, fields=fields, using=router.db_for_write(model), raw=True)
            count += len(rows)
    return count


def load_tables(archive: ZipFile, manifest: dict[str, Any]) -> None:
    """Replaces every row of the site by those of the archive, in the transaction that the caller opened."""
    entries = {entry["table"]: entry for entry in manifest["tables"]}
    present = tables()
    for model in reversed(present):
        model._base_manager.all()._raw_delete(router.db_for_write(model))
    for model in tqdm(present, desc="tables", disable=None):
        entry = entries[model._meta.label_lower]
        count = _load_table(model, archive, entry)
        if count != entry["rows"]:
            raise click.ClickException(f"{entry['name']} has {count} rows, but the manifest says {entry['rows']}. Nothing was restored.")
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), present):
            cursor.execute(statement)


@contextlib.contextmanager
def staged(archive: ZipFile, manifest: dict[str, Any]) -> Iterator[Callable[[], None]]:
    """Unpacks the archive's files beside the site's and yields what puts them in place; should the block fail, the old ones stay."""
    home = Path(settings.SEXTANT_HOME)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as name:
        fresh, old = Path(name) / "new", Path(name) / "old"
        for entry in manifest["files"]:
            target = fresh / entry["name"]
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry["name"]) as member, target.open("wb") as file:
                shutil.copyfileobj(member, file, 1 << 20)

        def swap() -> None:
            for folder in FOLDERS:
                _move(home / folder, old / folder)
                _move(fresh / folder, home / folder)

        try:
            yield swap
        except BaseException:
            for folder in FOLDERS if old.exists() else ():
                _move(old / folder, home / folder)
            raise


def _move(source: Path, target: Path) -> None:
    if source.exists():
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)


def read_backup(path: Path, *, replace: bool = False) -> dict[str, Any]:
    """Restores the site from an archive, all of it or nothing; returns the manifest."""
    archive, manifest = open_archive(path)
    with archive:
        verify(path, archive, manifest)
        refuse_foreign_schema(manifest)
        if not replace and not is_empty():
            raise click.ClickException("This site is not empty. Say --yes to replace everything in it by the backup.")
        with staged(archive, manifest) as swap, transaction.atomic():
            with guards.lifted():
                load_tables(archive, manifest)
            doubt_waiting_letters()
            record(verb="site.restore", after={"made_at": manifest["made_at"], "version": manifest["version"]})
            # Last, but before the commit: should that fail, the files are put back.
            swap()
    return manifest


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write the whole site, files included, into FILE (a zip). The site may be in use meanwhile."""
    manifest = write_backup(file)
    rows = sum(entry["rows"] for entry in manifest["tables"])
    click.echo(f"{file}: {rows} rows of {len(manifest['tables'])} tables, {len(manifest['files'])} files.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Replace a site that is not empty.")
def restore(file: Path, yes: bool) -> None:
    """Bring a site back from FILE, all of it or nothing. Stop the site first; letters that wait in the copy are left to the office."""
    prepare()
    manifest = read_backup(file, replace=yes)
    click.echo(f"Restored {sum(entry['rows'] for entry in manifest['tables'])} rows and {len(manifest['files'])} files as of {manifest['made_at']}.")
