"""Starting the site: `sextant init`, `run`, `work`, `check`."""

import os
from datetime import timedelta
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from granian.constants import Interfaces
from granian.server import Server

from sextant.base.audit.queries import first_broken_line
from sextant.base.demo import registry
from sextant.base.demo.actions import load_if_empty
from sextant.base.exports import registry as lists
from sextant.base.exports.tables import FORMATS, write_table
from sextant.base.jobs.worker import run_waiting
from sextant.base.office import checks, setup
from sextant.config import schema
from sextant.config.workers import job_workers, serve_jobs


def prepare() -> None:
    """Brings the database and the static files up to date; nothing happens where they are."""
    for folder in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        os.makedirs(folder, exist_ok=True)
    schema.bring_up_to_date()
    setup.run_all()


@click.command()
def init() -> None:
    """Create the database and everything a new site needs. Run again, it brings an older site up to date."""
    prepare()
    click.echo(f"Ready: {settings.SEXTANT_HOME}")


def name_the_site(host: str, port: int) -> None:
    """Whole addresses, in letters and QR codes, name the place where the site is served, unless SEXTANT_URL names another.

    The processes of the server and of the jobs are started from this one and read the same environment.
    """
    if not os.environ.get("SEXTANT_URL"):
        os.environ["SEXTANT_URL"] = settings.SEXTANT_URL = served_at(host, port)


def served_at(host: str, port: int) -> str:
    """The address under which a server on this host and port is reached from this machine."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://{f'[{reached}]' if ':' in reached else reached}:{port}"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--demo", is_flag=True, help="Load the demo association first, where there is none and the site is empty.")
@click.option("--workers", default=None, type=int, help="Job workers (default: SEXTANT_WORKERS).")
def run(host: str, port: int, demo: bool, workers: int | None) -> None:
    """Serve the site with its job workers until Ctrl+C."""
    name_the_site(host, port)
    prepare()
    if demo:
        load_if_empty(echo=click.echo)
    count = settings.SEXTANT_WORKERS if workers is None else workers
    with job_workers(count):
        click.echo(f"\nSextant is at {served_at(host, port)}/ — stop it with Ctrl+C.")
        for line in registry.greeting():
            click.echo(line)
        Server("sextant.config.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, log_access=False, blocking_threads=4).serve()


@click.command()
@click.option("--until-empty", is_flag=True, help="Stop when no job is waiting.")
@click.option("--lease", default=30.0, show_default=True, type=click.FloatRange(min=1), help="Seconds after which a silent worker counts as dead.")
@click.option("--parent", default=0, hidden=True, help="Leave when this process is gone.")
def work(until_empty: bool, lease: float, parent: int) -> None:
    """Run waiting jobs: mails, imports, reports. SIGTERM puts the job in hand back into the queue."""
    translation.activate(settings.LANGUAGE_CODE)
    if until_empty:
        click.echo(f"{run_waiting()} jobs run")
        return
    serve_jobs(timedelta(seconds=lease), parent)


@click.command()
def check() -> None:
    """Check the settings, the schema, the record of changes and what must hold of the rows. Exit code 1 when something is wrong."""
    call_command("check")
    call_command("migrate", check_unapplied=True, verbosity=0)
    wrong = [f"{name}: {sentence}" for name, sentence in checks.findings()]
    broken = first_broken_line()
    if broken is not None:
        wrong.append(f"The record of changes is broken at line {broken}: it was altered outside the product.")
    if wrong:
        click.echo("\n".join(wrong))
        raise click.exceptions.Exit(1)
    click.echo("Settings, schema, the record of changes and the rows are in order.")


@click.command()
@click.argument("what")
@click.option("--format", "file_format", type=click.Choice(FORMATS), default=None, help="Default: the ending of the file's name.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
def export(what: str, file_format: str | None, out: Path) -> None:
    """Write a whole list of the site (memberships, letters, jobs …) into a file; a name that is not known is answered with those that are."""
    known = {one.name: one for one in lists.exports()}
    if what not in known:
        raise click.ClickException(f"There is no list “{what}”; choose one of {', '.join(known)}.")
    ending = file_format or out.suffix.lstrip(".").lower()
    if ending not in FORMATS:
        raise click.ClickException(f"{out}: the name does not end in {', '.join(FORMATS)}; say --format.")
    count = write_table(known[what].table(), ending, out)
    click.echo(f"{out}: {count} rows")
