"""The commands `sextant ledger …`: checking the books and taking them away."""

from pathlib import Path

import click
from django.db.models import QuerySet

from sextant.base.exports.tables import write_table
from sextant.society.ledger.beancount import write_beancount
from sextant.society.ledger.models import Line
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.queries.tables import lines_table, lines_wanted


@click.group()
def ledger() -> None:
    """The association's books: check them, take them away."""


@ledger.command()
def check() -> None:
    """Look whether everything that must hold in the books holds.

    Exit code 0: all of it. 1: not all; a sentence for each thing that is broken.
    """
    found = invariants()
    for sentence in found:
        click.echo(sentence)
    raise click.exceptions.Exit(1 if found else 0)


@ledger.command()
@click.option("--format", "shape", type=click.Choice(["beancount", "csv", "xlsx", "json"]), default="csv", show_default=True)
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write; written whole or not at all.")
def export(shape: str, out: Path) -> None:
    """Write every posted line of the books into a file."""
    rows: QuerySet[Line] = lines_wanted({}).order_by("entry__day", "entry_id", "id")
    count = write_beancount(rows, out) if shape == "beancount" else write_table(lines_table(rows), shape, out)
    click.echo(f"{out}: {count}")
