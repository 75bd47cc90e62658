"""`sextant agenda`: loading, checking and writing out agenda files."""

from pathlib import Path

import click
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from sextant.base.measures.registry import Period
from sextant.society.agenda import actions, agenda_file, agenda_writing, guideline_pages, jobs, queries
from sextant.society.agenda.models import Agenda


def _site() -> None:
    """Refuses with a sentence where the database has not been made yet."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException("The database is not up to date. Run `sextant init` first.")


def _agenda(code: str | None) -> Agenda:
    found = Agenda.objects.filter(code=code).first() if code else queries.current_agenda()
    if found is None:
        known = ", ".join(Agenda.objects.values_list("code", flat=True)) or "none"
        raise click.ClickException(f"There is no agenda {code or 'yet'}. Loaded agendas: {known}.")
    return found


@click.group()
def agenda() -> None:
    """The agenda: its data files and its figures."""


@agenda.command("list")
def list_agendas() -> None:
    """List loaded agendas (the current one is marked) and those shipped with Sextant."""
    _site()
    loaded = queries.agendas()
    for one in loaded:
        click.echo(f"{'*' if one.is_current else ' '} {one.code}  {one.title}  ({one.adopted_on or 'no date'})")
    for name in agenda_file.shipped():
        if name not in {one.code for one in loaded}:
            click.echo(f"  {name}  shipped, not loaded: sextant agenda load {name}")


@agenda.command("check")
@click.argument("file")
def check_file(file: str) -> None:
    """Check an agenda FILE without loading it. Exit code 1 when something is wrong in it."""
    try:
        draft = agenda_file.read(file)
    except ValidationError as refusal:
        for sentence in refusal.messages:
            click.echo(sentence, err=True)
        raise click.exceptions.Exit(1) from None
    guidelines = [row for direction in draft.data["direction"] for row in direction["guideline"]]
    click.echo(f"{file}: {len(draft.data['direction'])} directions, {len(guidelines)} guidelines, nothing wrong.")


@agenda.command()
@click.argument("file")
@click.option("--keep-current", is_flag=True, help="Do not make a new agenda the current one.")
def load(file: str, keep_current: bool) -> None:
    """Load an agenda FILE, or a shipped agenda by its name. The same file again changes nothing."""
    _site()
    loaded = actions.load_agenda(file, make_current=not keep_current)
    if not loaded.changed:
        click.echo(f"{loaded.agenda.code}: nothing has changed.")
        return
    counts = ", ".join(f"{count} {name}" for name, count in loaded.counts.items())
    click.echo(f"{loaded.agenda.code}: {counts}.{' It is the current agenda.' if loaded.agenda.is_current else ''}")


@agenda.command()
@click.argument("code")
def current(code: str) -> None:
    """Make the loaded agenda CODE the current one."""
    _site()
    actions.make_agenda_current(_agenda(code))
    click.echo(f"{code} is the current agenda.")


@agenda.command()
@click.argument("code", required=False)
def export(code: str | None) -> None:
    """Write an agenda (the current one by default) as an agenda file to standard output."""
    _site()
    click.echo(agenda_writing.as_toml(_agenda(code)), nl=False)


@agenda.command("docs")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--agenda-file", "file", default="alma_2019", show_default=True, help="An agenda file or a shipped name.")
def write_docs(folder: Path, file: str) -> None:
    """Write a documentation page for each guideline into FOLDER; what was written by hand below “Today” stays."""
    written = guideline_pages.write_pages(agenda_file.read(file), folder)
    click.echo(f"{len(written)} pages in {folder}")


@agenda.command("compute")
@click.option("--year", type=int, help="The year to count (default: this year).")
def compute(year: int | None) -> None:
    """Count every measured figure of the current agenda for a year now, without the job queue."""
    _site()
    subject, period = _agenda(None), Period.of_year(year or timezone.localdate().year)
    counted = jobs.count_figures(subject, period)
    changed = actions.store_figures(subject, period=period, counted=counted)
    click.echo(f"{period.year}: {len(counted)} figures counted, {changed} changed.")
