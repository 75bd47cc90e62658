"""The commands `sextant returns …`: importing files, reading indicators, listing mappings and the dictionary."""

import csv
import json
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from itertools import chain
from pathlib import Path
from typing import Any

import click
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from tqdm import tqdm

from sextant.base.exports.tables import Counted
from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.lab.returns import dictionary, mapping
from sextant.lab.returns.checking.summing import Summed
from sextant.lab.returns.commands import output, write_summary
from sextant.lab.returns.findings import ReturnsError
from sextant.work.returns.actions import feed_agenda_from, start_import
from sextant.work.returns.jobs.editions import digest_of
from sextant.work.returns.jobs.imports import words_of
from sextant.work.returns.models import Collection, ImportRun, Library, YearRelease
from sextant.work.returns.packages.making import make_package
from sextant.work.returns.queries import checks, crosswalks, figures
from sextant.work.returns.queries.words import text_of

SHOWN_FINDINGS = 20


@click.group()
def returns() -> None:
    """Library statistics: import files of returns, read indicators."""


@returns.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--mapping", "mapping_name", metavar="NAME|FILE", help="How the file is laid out; by default found from its header.")
@click.option("--year", type=click.IntRange(1800, 2100), help="The year the figures are about, where the file does not tell.")
@click.option("--collection", default="", help="The panel it belongs to; by default the mapping's own.")
@click.option("--replace", is_flag=True, help="Figures that differ from those held become a new revision.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
def import_files(files: tuple[Path, ...], mapping_name: str | None, year: int | None, collection: str, replace: bool, shape: str) -> None:
    """Import files of returns (CSV, plain or as gz or zip; a register as JSON).

    Exit code 0: done. 1: done, but rows were refused or there are findings to look at. 2: a file could not be imported.
    """
    worst, told = 0, []
    for path in files:
        code, words = _import_one(path, mapping_name, year, collection, replace, shape)
        worst = max(worst, code)
        told.append(words)
    if shape == "json":
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    raise click.exceptions.Exit(worst)


def _import_one(path: Path, mapping_name: str | None, year: int | None, collection: str, replace: bool, shape: str) -> tuple[int, dict[str, Any]]:
    try:
        work = _run(path, mapping_name, year, collection, replace)
    except (ValidationError, ReturnsError, OSError) as refusal:
        sentence = _sentence(refusal, path)
        if shape == "text":
            click.echo(sentence, err=True)
        return 2, {"file": path.name, "state": "refused", "error": sentence}
    words = words_of(work)
    if work.state != "done":
        words["error"] = work.sentence or (work.job.error if work.job else "")
        if shape == "text":
            click.echo(words["error"] or _("%(file)s: the import was stopped.") % {"file": path.name}, err=True)
        return 2, words
    if shape == "text":
        _tell(work)
    else:
        words["findings"] = list(work.findings.values("severity", "code", "line", "column", "value", "text_en", "text_ru", "remedy_en", "remedy_ru"))
    closed = work.findings.filter(code="year_published").exists()
    if closed and not (work.stored or work.supplemented or work.replaced):
        return 2, words
    return (1 if work.findings_count else 0), words


def _run(path: Path, mapping_name: str | None, year: int | None, collection: str, replace: bool) -> ImportRun:
    own = Path(mapping_name) if mapping_name and mapping_name.endswith(".toml") else None
    if own is not None:
        mapping.load(own)
    with path.open("rb") as stream, own.open("rb") if own else path.open("rb") as description:
        work = start_import(
            file=File(stream, name=path.name),
            mapping="" if own else mapping_name or "",
            mapping_file=File(description, name=own.name) if own else None,
            year=year,
            collection=collection,
            replace=replace,
            by=None,
        )
    if work.job is not None:
        with _progress(work.job):
            perform_here(work.job)
    return ImportRun.objects.select_related("collection", "job").get(pk=work.pk)


class _progress(threading.Thread):  # noqa: N801 - used as `with _progress(job):`
    """A bar on the terminal that follows a job; nothing where the output is not a terminal."""

    def __init__(self, job: Job) -> None:
        super().__init__(daemon=True)
        self.job, self.ended = job, threading.Event()

    def __enter__(self) -> None:
        if sys.stderr.isatty():
            self.start()

    def __exit__(self, *_error: object) -> None:
        self.ended.set()
        if self.is_alive():
            self.join(timeout=5)

    def run(self) -> None:
        with tqdm(unit=" rows", leave=False) as bar:
            while not self.ended.wait(0.3):
                done, bar.total = Job.objects.values_list("done", "total").get(pk=self.job.pk)
                bar.update(done - bar.n)
        connection.close()


def _sentence(refusal: Exception, path: Path) -> str:
    if isinstance(refusal, ValidationError):
        text = " ".join(refusal.messages)
        return text if path.name in text else f"{path.name}: {text}"
    if isinstance(refusal, ReturnsError):
        return refusal.sentence((get_language() or "en")[:2])
    return _("%(file)s cannot be read: check that the path is right and that you may read it.") % {"file": path}


def _tell(work: ImportRun) -> None:
    """Counts on standard output, findings on standard error."""
    counts = _(
        "%(file)s → %(collection)s: %(returns_read)s returns read: %(stored)s stored, %(supplemented)s supplemented, %(unchanged)s unchanged, "
        "%(replaced)s replaced, %(conflicting)s contradicting; lines refused: %(refused)s of %(lines)s."
    )
    click.echo(counts % words_of(work))
    language = (get_language() or "en")[:2]
    for found in work.findings.all()[:SHOWN_FINDINGS]:
        place = _("line %(line)s") % {"line": found.line} if found.line else ""
        column = _("column %(column)s") % {"column": found.column} if found.column else ""
        head = ", ".join(filter(None, (work.file_name, place, column)))
        click.echo(f"{head}: {getattr(found, f'text_{language}')} {getattr(found, f'remedy_{language}')}", err=True)
    if work.findings_count > SHOWN_FINDINGS:
        click.echo(_("… and %(count)s more; --format json lists them all.") % {"count": work.findings_count - SHOWN_FINDINGS}, err=True)


@returns.command()
@click.option("--year", type=int, required=True)
@click.option("--by", type=click.Choice(["region", "size"]), help="Groups of libraries instead of single ones.")
@click.option("--format", "shape", type=click.Choice(["json", "csv", "table"]), default="table", show_default=True)
@click.option("--collection", default="", help="By default the one that feeds the agenda.")
@click.option("--indicator", "only", multiple=True, help="Only this indicator; may be given more than once.")
def indicators(year: int, by: str | None, shape: str, collection: str, only: tuple[str, ...]) -> None:
    """Indicators of a year: of every library, or of groups with median and quartiles."""
    release = _release(collection, year)
    unknown = set(only) - set(figures.indicators.definitions())
    if unknown:
        raise ValidationError(_("There is no indicator “%(code)s”.") % {"code": min(unknown)})
    records = figures.group_records(release, by, list(only)) if by else figures.indicator_records(release, list(only))
    if shape == "json":
        _write_json(records)
    else:
        _write_rows(records, shape)


def _release(collection: str, year: int) -> YearRelease:
    chosen = Collection.objects.filter(code=collection).first() if collection else figures.default_collection()
    if chosen is None:
        known = ", ".join(Collection.objects.values_list("code", flat=True)) or "–"
        raise ValidationError(_("There is no such collection of returns; there are: %(known)s. Import a file first.") % {"known": known})
    release = chosen.years.filter(year=year).select_related("collection").first()
    if release is None:
        held = ", ".join(str(held) for held in chosen.years.values_list("year", flat=True)) or "–"
        words = {"collection": chosen.code, "year": year, "held": held}
        raise ValidationError(_("The collection %(collection)s has no figures of %(year)s; it has: %(held)s.") % words)
    return release


def _write_json(records: Iterable[dict[str, Any]]) -> None:
    """A JSON list with one record a line, streamed."""
    comma = "["
    for record in records:
        click.echo(f"{comma}{json.dumps(record, ensure_ascii=False)}", nl=False)
        comma = ",\n"
    click.echo("]" if comma != "[" else "[]")


def _write_rows(records: Iterator[dict[str, Any]], shape: str) -> None:
    first = next(records, None)
    if first is None:
        return
    writer = csv.writer(sys.stdout, delimiter="," if shape == "csv" else "\t", lineterminator="\n")
    writer.writerow(first)
    for record in chain([first], records):
        values = record.values()
        writer.writerow([f"{value:.4g}" if shape == "table" and isinstance(value, float) else value for value in values])


@returns.command("check")
@click.option("--year", type=int, required=True)
@click.option("--collection", default="", help="By default the one that feeds the agenda.")
@click.option("--format", "shape", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--summary", is_flag=True, help="Print how often each rule asked, and what share of the libraries, instead of the questions.")
@click.option(
    "--list", "listed", type=click.Path(path_type=Path), metavar="FILE", help="With --summary: write the questions there, in the same format."
)
def check_year(year: int, collection: str, shape: str, summary: bool, listed: Path | None) -> None:
    """Look for figures of a year that seem wrong, by the rules of its mapping and beside the years before it.

    Exit code 0: nothing found. 1: there is something to ask the libraries about. 2: could not.
    """
    release, summed = _release(collection, year), Summed("unit_id", "check")
    found = Counted(summed.over(checks.check_records(release)))
    with output(listed, quiet=summary) as stream, redirect_stdout(stream):
        _tell_questions(found, shape)
    if summary:
        write_summary(summed.rows(release.libraries), shape)
    if shape == "text":
        click.echo(_("Findings: %(count)s.") % {"count": found.count}, err=True)
    raise click.exceptions.Exit(1 if found.count else 0)


def _tell_questions(found: Counted, shape: str) -> None:
    if shape == "json":
        _write_json(found)
    elif shape == "csv":
        _write_rows(iter(found), shape)
    else:
        language = (get_language() or "en")[:2]
        for record in found:
            click.echo(f"{record['unit_id']} {record['unit_name']}: {record[f'text_{language}']}")


@returns.command()
@click.option("--collection", default="", help="By default the one that feeds the agenda.")
@click.option("--year", type=int, required=True)
@click.option("--version", type=int, help="By default the latest edition.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where the data package is written.")
def package(collection: str, year: int, version: int | None, out: Path) -> None:
    """Make the data package of a published year again from its rows, and tell whether it is the one that was published.

    Exit code 0: the same bytes. 1: other bytes than were published. 2: could not.
    """
    rows = _release(collection, year).editions.select_related("release__collection").order_by("-version")
    edition = rows.filter(version=version).first() if version else rows.first()
    if edition is None:
        raise ValidationError(_("There is no such edition of %(year)s; a year gets one when it is published.") % {"year": year})
    counts = make_package(edition, out)
    made = digest_of(out)
    same = made == edition.sha256
    told = _("as published") if same else _("other than published: %(digest)s") % {"digest": edition.sha256 or "–"}
    click.echo(f"{out}: {counts['libraries']} × {counts['cells']}, sha256 {made}, {told}")
    raise click.exceptions.Exit(0 if same else 1)


@returns.command()
@click.argument("collection")
def feed(collection: str) -> None:
    """Let the statistic indicators of the agenda read this collection."""
    chosen = Collection.objects.filter(code=collection).first()
    if chosen is None:
        known = ", ".join(Collection.objects.values_list("code", flat=True)) or "–"
        raise ValidationError(_("There is no such collection of returns; there are: %(known)s. Import a file first.") % {"known": known})
    feed_agenda_from(chosen, by=None)
    click.echo(_("The agenda now reads the collection %(code)s.") % {"code": chosen.code})


@returns.command()
def mappings() -> None:
    """The layouts of files that are known."""
    for name in mapping.names():
        described = mapping.load(name)
        click.echo(f"{name}\t{described.format}\t{text_of(described, 'title')}")


@returns.command("dictionary")
@click.option("--format", "shape", type=click.Choice(["json", "csv", "table"]), default="table", show_default=True)
def show_dictionary(shape: str) -> None:
    """The variables a return can hold, in both languages."""
    names = ("code", "name_en", "name_ru", "unit", "kind", "definition_en", "definition_ru", "iso2789")
    records = ({name: getattr(variable, name) for name in names} for variable in dictionary.variables().values())
    if shape == "json":
        _write_json(records)
    else:
        _write_rows(records, shape)


@returns.command("form")
@click.argument("name")
@click.option("--year", type=int, required=True)
@click.option("--library", "key", default="", metavar="KEY", help="The return of one library instead of the year's totals.")
@click.option("--collection", default="", help="By default the one that feeds the agenda.")
@click.option("--format", "shape", type=click.Choice(["json", "csv"]), default="csv", show_default=True)
def fill_form(name: str, year: int, key: str, collection: str, shape: str) -> None:
    """Fill another form (NAME, such as nk6, library_map, pls) from a year's totals or from one return, with the loss of every cell."""
    if name not in crosswalks.forms():
        raise ValidationError(_("There is no form “%(name)s”; there are: %(known)s.") % {"name": name, "known": ", ".join(crosswalks.forms())})
    release = _release(collection, year)
    if key:
        library = Library.objects.filter(collection=release.collection, key=key).first()
        source = crosswalks.of_library(library, year) if library else None
        if source is None:
            raise ValidationError(_("The library “%(key)s” gave no return of %(year)s.") % {"key": key, "year": year})
    else:
        source = crosswalks.of_year(release)
    records = crosswalks.records(crosswalks.filled(name, source, release.collection.currency))
    if shape == "json":
        _write_json(records)
    else:
        _write_rows(records, shape)
