"""`sextant acquisitions`: the best list within a budget, as JSON, a workbook, a page or an order file. Starts without Django."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..shell import Refused, language
from .findings import AcquisitionsError, Report, refuse

if TYPE_CHECKING:
    from .planning import Plan

T = TypeVar("T")
FILE = click.Path(path_type=Path)
FORMATS = ("json", "xlsx", "html", "csv", "marc")


@click.group()
def acquisitions() -> None:
    """Acquisitions: what to buy, and why."""


@acquisitions.command("plan")
@click.argument("candidates", type=FILE)
@click.option("--holdings", type=FILE, default=None, help="CSV of isbn, location, copies, added: what the library has.")
@click.option("--loans", type=FILE, default=None, help="CSV of isbn, date, loans.")
@click.option("--catalogue", type=FILE, multiple=True, help="Catalogue files (MARC) that tell what the copies held are, for the needs.")
@click.option(
    "--awards", type=FILE, multiple=True, help="Lists of awards (CSV, or TOML that describes one): candidates that they name have the award."
)
@click.option("--budget", default=None, help="What may be spent, in whole units of the currency. Else [budget] of the targets.")
@click.option("--targets", type=FILE, default=None, help="TOML with shares, numbers, needs, limits and weights.")
@click.option("--layout", type=FILE, default=None, help="TOML that says how a CSV of candidates is laid out, and rates of currencies.")
@click.option("--seconds", type=float, default=60.0, help="How long to search.")
@click.option("--gap", type=float, default=0.01, help="The relative gap to prove, such as 0.01.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", help="How to show it.")
@click.option("--out", type=FILE, default=None, help="The file to write; else it is shown.")
def show_plan(form: str, out: Path | None, **asked: Any) -> None:
    """The best list of CANDIDATES (CSV, ONIX 3 or MARC) within the budget."""
    found, reports = _spoken(lambda: _planned(**asked))
    for report in reports:
        _aside(report)
    _spoken(lambda: _write(found, reports, form, out))
    for note in found.notes:
        click.echo(note.sentence(language()), err=True)
    if found.contradiction:
        for one in found.contradiction.conflicts:
            click.echo(one.said.sentence(language()), err=True)


def _planned(
    *,
    candidates: Path,
    holdings: Path | None,
    loans: Path | None,
    catalogue: tuple[Path, ...],
    awards: tuple[Path, ...],
    budget: str | None,
    targets: Path | None,
    layout: Path | None,
    seconds: float,
    gap: float,
) -> tuple[Plan, list[Report]]:
    for name, value in (("--seconds", seconds), ("--gap", gap)):
        if not value >= 0:
            raise refuse("seconds_wrong", name=name, value=f"{value:g}", least="0")
    from .award_lists import award_lists, awarded, eligible
    from .candidates import Reading, read_layout
    from .holdings import Holdings, read_holdings
    from .offering import read_offer
    from .targets import Targets, read_targets

    asked = read_targets(targets) if targets else Targets()
    how = read_layout(layout) if layout else Reading(asked.currency)
    if how.currency != asked.currency:
        raise refuse("currencies_differ", found=f"{how.currency}, {asked.currency}")
    money = _budget(budget, asked.currency) if budget is not None else 0
    titles, report = read_offer(candidates, how)
    lists: list[Report] = []
    if awards:
        rows, lists = award_lists(awards)
        titles = awarded(titles, eligible(titles, rows))
    held = read_holdings(holdings, loans) if holdings else Holdings()
    # numpy, scipy and highspy are an extra that the rest of the house does without
    from .planning import plan

    return plan(titles, held, money, asked, seconds, gap, _known(catalogue)), [report, *lists, *held.reports]


def _known(catalogue: tuple[Path, ...]) -> dict[str, dict[str, tuple[str, ...]]]:
    if not catalogue:
        return {}
    from .marc import known_marks

    return known_marks(catalogue)


def _budget(text: str, currency: str) -> int:
    from ..payments.amounts import parse_amount
    from ..payments.refusals import PaymentError

    try:
        found = parse_amount(text, currency)
    except PaymentError:
        found = 0
    if found <= 0:
        raise refuse("budget_wrong", value=text, currency=currency)
    return found


def _write(found: Plan, reports: list[Report], form: str, out: Path | None) -> None:
    from .orders import order_csv, order_marc, order_xlsx
    from .pages import plan_page
    from .written import plan_json

    said = language()
    if form == "json":
        made: str | bytes = json.dumps(plan_json(found, said), ensure_ascii=False, indent=1) + "\n"
    elif form == "html":
        made = plan_page(found, said, reports=reports)
    elif form == "csv":
        made = "".join(order_csv(found, said))
    elif form == "marc":
        made = b"".join(order_marc(found, language=said))
    elif out is None and sys.stdout.isatty():
        raise refuse("out_wanted")
    else:
        made = order_xlsx(found, said)
    content = made.encode() if isinstance(made, str) else made
    if out is not None:
        out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


def _spoken(act: Callable[[], T]) -> T:
    try:
        return act()
    except AcquisitionsError as refusal:
        raise Refused(refusal.sentence(language())) from None
    except ModuleNotFoundError as lacking:
        raise Refused(refuse("extra_missing", name=str(lacking.name)).sentence(language())) from None


def _aside(report: Report) -> None:
    said = language()
    click.echo(report.sentence(said), err=True)
    for one in report.findings[:20]:
        click.echo(f"{report.file}, {one.sentence(said)}", err=True)
