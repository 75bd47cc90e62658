"""Starting the site: `sextant init`, `run`, `work`, `check`."""

import os
import signal
import subprocess
import sys
import threading
from types import FrameType

import click
from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from granian.constants import Interfaces
from granian.server import Server

from sextant.base.audit.queries import first_broken_line
from sextant.base.demo import registry
from sextant.base.demo.actions import load_if_empty
from sextant.base.jobs.worker import run_waiting, work_until


def prepare() -> None:
    """Brings the database and the static files up to date; nothing happens where they are."""
    for folder in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        os.makedirs(folder, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


@click.command()
def init() -> None:
    """Create the database and everything a new site needs. Run again, it brings an older site up to date."""
    prepare()
    click.echo(f"Ready: {settings.SEXTANT_HOME}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--demo", is_flag=True, help="Load the demo association first, where there is none and the site is empty.")
@click.option("--workers", default=None, type=int, help="Job workers (default: SEXTANT_WORKERS).")
def run(host: str, port: int, demo: bool, workers: int | None) -> None:
    """Serve the site with its job workers until Ctrl+C."""
    prepare()
    if demo:
        load_if_empty(echo=click.echo)
    count = settings.SEXTANT_WORKERS if workers is None else workers
    helpers = [subprocess.Popen([sys.executable, "-m", "sextant", "work"]) for _number in range(count)]
    click.echo(f"\nSextant is at http://{host}:{port}/ — stop it with Ctrl+C.")
    for line in registry.greeting():
        click.echo(line)
    try:
        Server("sextant.config.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, log_access=False, blocking_threads=4).serve()
    finally:
        for helper in helpers:
            helper.terminate()
        for helper in helpers:
            helper.wait(timeout=30)


@click.command()
@click.option("--until-empty", is_flag=True, help="Stop when no job is waiting.")
def work(until_empty: bool) -> None:
    """Run waiting jobs: mails, imports, reports."""
    translation.activate(settings.LANGUAGE_CODE)
    if until_empty:
        click.echo(f"{run_waiting()} jobs run")
        return
    stop = threading.Event()

    def leave(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    work_until(stop)


@click.command()
def check() -> None:
    """Check the settings, the schema and the record of changes. Exit code 1 when something is wrong."""
    call_command("check")
    call_command("migrate", check_unapplied=True, verbosity=0)
    broken = first_broken_line()
    if broken is not None:
        click.echo(f"The record of changes is broken at line {broken}: it was altered outside the product.")
        raise click.exceptions.Exit(1)
    click.echo("Settings, schema and the record of changes are in order.")
