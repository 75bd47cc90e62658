"""`sextant literature`: import files of works, join what is one work, and say what is held. Starts without Django."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..shell import Refused, language
from .findings import LiteratureError, refuse

if TYPE_CHECKING:
    from .importing import Report
    from .store import Store

T = TypeVar("T")
STORE = click.option("--store", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder of the store.")
FORMATS = (
    "auto", "openalex", "crossref", "oai", "elibrary", "wos", "medline", "ris", "bibtex", "proquest", "scopus", "lens", "dimensions", "ieee", "springer",
    "arxiv", "lists", "gost",
)  # fmt: skip
FILE = click.Path(path_type=Path)


@click.group()
def literature() -> None:
    """Literature: import works, join duplicates, count."""


@literature.command("import")
@click.argument("paths", nargs=-1, required=True, type=FILE)
@click.option("--format", "form", type=click.Choice(FORMATS), default="auto", help="The format of the files; auto: by their signs.")
@click.option("--mapping", type=FILE, default=None, help="TOML that describes the columns of a table.")
@STORE
def import_paths(paths: tuple[Path, ...], form: str, mapping: Path | None, folder: Path) -> None:
    """Take files and folders into the store, with a report of each."""
    from .importing import import_files
    from .mapping import read_mapping
    from .store import Store

    def taken() -> Iterator[Report]:
        yield from import_files(paths, Store(folder), form, read_mapping(mapping) if mapping else None)

    reports: list[dict[str, Any]] = []
    failed = False
    stream = taken()
    while (report := _spoken(lambda: next(stream, None))) is not None:
        failed = failed or report.failure is not None
        reports.append(_report(report))
    names = ("read", "stored", "repaired", "refused")
    click.echo(_json({"files": reports, **{name: sum(one[name] for one in reports if not one["held_already"]) for name in names}}))
    if failed:
        raise Refused(" ".join(one["failure"] for one in reports if one.get("failure")))


@literature.command("merge")
@STORE
@click.option("--prefer", type=FILE, default=None, help="TOML: which source wins a field.")
def merge_store(folder: Path, prefer: Path | None) -> None:
    """Join records that describe one work."""
    from .merging import merge
    from .preferring import read_preference
    from .store import Store

    told = _spoken(lambda: merge(Store(folder), read_preference(prefer) if prefer else None))
    click.echo(_json({name: value for name, value in told.items() if name not in {"files", "imports", "id"}}))


@literature.command("stats")
@STORE
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", help="How to show it; csv: works by year.")
def show_stats(folder: Path, form: str) -> None:
    """What the store holds: read = stored + merged + refused + withdrawn."""
    from .store import Store
    from .works import stats

    told = _spoken(lambda: stats(Store(folder)))
    if form == "json":
        click.echo(_json(told))
        return
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("year", "works"), *told["years"].items()])
    click.echo(text.getvalue(), nl=False)


@literature.command("why")
@click.argument("record")
@STORE
def explain(record: str, folder: Path) -> None:
    """Why a record was joined with others, or was not."""
    from .merging import why
    from .store import Store

    click.echo(_json(_spoken(lambda: why(Store(folder).existing(), record))))


@literature.command("split")
@click.argument("record")
@click.option("--undo", is_flag=True, help="Let the record be joined again.")
@click.option("--from", "other", default="", help="Only from this record; without it, from all it is joined with.")
@STORE
def split_record(record: str, undo: bool, other: str, folder: Path) -> None:
    """Put a record apart from those it is joined with, at every merge from now on; merge again to see it."""
    from .merging import decide
    from .store import Store

    _spoken(lambda: decide(Store(folder), record, apart=not undo, other=other))


@literature.command("withdraw")
@click.argument("records", nargs=-1)
@click.option("--from", "listed", type=FILE, default=None, help="A file with one record a line.")
@click.option("--undo", is_flag=True, help="Let the records count again.")
@STORE
def withdraw_records(records: tuple[str, ...], listed: Path | None, undo: bool, folder: Path) -> None:
    """Leave records out of works, merges and counts: retracted, taken back, described anew. Merge again where they were joined."""
    from .store import Store
    from .withdrawing import withdraw

    def done() -> int:
        try:
            named = [line.strip() for line in listed.read_text(encoding="utf-8").splitlines() if line.strip()] if listed else []
        except (OSError, UnicodeDecodeError) as reason:
            raise refuse("file_absent", file=str(listed)) from reason
        return withdraw(Store(folder), [*records, *named], undo=undo)

    click.echo(_json({"withdrawn": _spoken(done)}))


@literature.command("findings")
@STORE
def show_findings(folder: Path) -> None:
    """Every line of the reports: what was repaired, noted and refused, where, and what to do."""
    from .store import Store

    for finding in _spoken(lambda: list(_findings(Store(folder)))):
        click.echo(finding)


def _findings(store: Store) -> Iterator[str]:
    from sextant.lab.engine import connection, listed

    from .findings import Finding, Problem

    paths = store.existing().paths("findings")
    if not paths:
        return
    with connection() as engine:
        rows = engine.execute(f"select file, line, severity, code, field, value, became from read_parquet({listed(paths)})")  # noqa: S608
        while batch := rows.fetchmany(1000):
            for file, line, severity, code, field, value, became in batch:
                yield Finding(Problem(severity, code, field, value, became), file, line).sentence(language())


def _report(report: Report) -> dict[str, Any]:
    told = {**report.counts(), "held_already": report.held_already}
    told["findings"] = [one.sentence(language()) for one in report.examples]
    if report.failure:
        told["failure"] = report.failure.sentence(language())
    return told


def _spoken(act: Callable[[], T]) -> T:
    try:
        return act()
    except LiteratureError as refusal:
        raise Refused(refusal.sentence(language())) from None
    except ModuleNotFoundError as lacking:
        raise Refused(refuse("extra_missing", name=str(lacking.name)).sentence(language())) from None


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)
