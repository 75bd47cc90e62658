"""`sextant report`: building the annual report without a browser."""

import hashlib
from pathlib import Path

import click
from django.http import Http404
from django.utils import translation
from tqdm import tqdm

from sextant.front.report import actions, files, queries, states
from sextant.front.report.models import Report
from sextant.society.agenda.models import Agenda

LANGUAGES = ("ru", "en")


def _current_agenda() -> Agenda:
    agenda = Agenda.objects.filter(is_current=True).first()
    if agenda is None:
        raise click.ClickException("There is no current agenda: load one with `sextant agenda load FILE`.")
    return agenda


def _report(year: int) -> Report:
    """The published edition as it is frozen, or the open one counted afresh."""
    published = Report.objects.select_related("agenda").published().filter(year=year).first()
    if published is not None:
        return published
    report = actions.open_report(agenda=_current_agenda(), year=year, by=None)
    with tqdm(desc="figures", unit="", leave=False, disable=None) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return actions.freeze_figures(report, actions.counted_figures(report, show), by=None)


@click.group()
def report() -> None:
    """Build and publish the annual monitoring report."""


@report.command()
@click.option("--year", type=int, required=True, help="Year the report is about.")
@click.option("--lang", default="ru,en", show_default=True, help="Languages, separated by commas.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the files.")
def build(year: int, lang: str, out: Path) -> None:
    """Build the report's files and print `SHA256  FILE` for each. The same inputs give the same bytes."""
    languages = tuple(part.strip() for part in lang.split(",") if part.strip())
    unknown = [language for language in languages if language not in LANGUAGES]
    if unknown or not languages:
        raise click.ClickException(f"--lang names {', '.join(unknown) or 'nothing'}; the report is made in ru and en.")
    with translation.override("en"):
        made = _report(year)
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.files_of(made, languages):
            (out / name).write_bytes(content)
            click.echo(f"{hashlib.sha256(content).hexdigest()}  {name}")


@report.command()
@click.option("--year", type=int, required=True)
def publish(year: int) -> None:
    """Publish the open report of a year: its figures and words are frozen for good."""
    with translation.override("en"):
        try:
            found = queries.open_report_of_year(year)
        except Http404 as nothing:
            raise click.ClickException(f"There is no report for {year}: make one with `sextant report build --year {year} --out DIR`.") from nothing
        if found.state == states.DRAFT:
            found = actions.move_report(found, states.REVIEW, by=None)
        found = actions.move_report(found, states.PUBLISHED, by=None)
        click.echo(f"Published {found.year}, edition {found.edition}, fingerprint {found.fingerprint}")


@report.command(name="list")
def list_reports() -> None:
    """List all reports with their states and fingerprints."""
    for found in Report.objects.select_related("agenda"):
        click.echo(f"{found.year}  edition {found.edition}  {found.state:<10} {found.fingerprint}")
