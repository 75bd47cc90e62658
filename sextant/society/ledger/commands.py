"""The commands `sextant ledger …` and `sextant statement …`: checking the books, taking them away, bringing bank statements."""

import json
from pathlib import Path
from typing import Any

import click
from django.db.models import Q, QuerySet

from sextant.base.exports.tables import write_table
from sextant.lab.payments.refusals import PaymentError
from sextant.lab.payments.statements.reading import read_statement
from sextant.lab.shell import Refused, language
from sextant.society.ledger import states
from sextant.society.ledger.actions.decisions import book_sure
from sextant.society.ledger.actions.statements import bring_statement, draw_lines, keep_statement, sure_lines
from sextant.society.ledger.beancount import write_beancount
from sextant.society.ledger.models import BankAccount, Line, StatementLine
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.queries.statements import counted, counts_of
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


@click.group()
def statement() -> None:
    """Bank statements: read, matched to what is awaited, booked."""


def _account(wanted: str) -> BankAccount:
    """The association's account by its number, or by the code of the account of the chart on which its money stands."""
    bare = wanted.replace(" ", "")
    found = BankAccount.objects.filter(Q(number=bare) | Q(account__code=bare)).first()
    if found is None:
        known = ", ".join(BankAccount.objects.values_list("number", flat=True)) or "none"
        raise Refused(f"--account: there is no account “{wanted}” on this site (known: {known}).")
    return found


@statement.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--account", required=True, help="Number of the association's account, or the code of its account in the chart.")
@click.option("--mapping", default="", help="How a table is laid out: a name or a TOML file.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--format", "shape", type=click.Choice(["json", "text"]), default="text", show_default=True)
def import_statement(file: Path, account: str, mapping: str, dry_run: bool, shape: str) -> None:
    """Read a statement (camt.053, 1C, MT940, CSV), match it, and book what is sure.

    lines = matched + doubtful + unmatched + repeated + refused. The same file again changes nothing: all is repeated.
    """
    own = _account(account)
    try:
        read = read_statement(file, mapping=mapping or None, account=own.number)
    except PaymentError as refusal:
        raise Refused(refusal.sentence(language())) from None
    counts: dict[str, Any] = counted(own, read) if dry_run else _import(own, file, mapping, read)
    counts["refused"] = [{"line": one.line, "reason": one.said.sentence(language())} for one in read.refused]
    click.echo(json.dumps(counts, ensure_ascii=False, indent=1) if shape == "json" else _text(counts))


def _import(own: BankAccount, file: Path, mapping: str, read: Any) -> dict[str, Any]:
    """Does in this process what the job does for a page."""
    brought = bring_statement(own, name=file.name, content=file.read_bytes(), mapping=mapping, by=None, queue=False)
    keep_statement(brought, read, draw_lines(brought, read))
    for key in sure_lines(brought):
        book_sure(StatementLine.objects.get(pk=key), by=None)
    found = counts_of(brought)
    told = {"matched": found[states.MATCHED] + found[states.BOOKED], "doubtful": found[states.DOUBTFUL], "unmatched": found[states.UNMATCHED]}
    return {"lines": brought.read, **told, "repeated": brought.repeated}


def _text(counts: dict[str, Any]) -> str:
    rows = [f"{name}: {value}" for name, value in counts.items() if name != "refused"]
    return "\n".join([*rows, f"refused: {len(counts['refused'])}", *(f"  {one['line']}: {one['reason']}" for one in counts["refused"])])
