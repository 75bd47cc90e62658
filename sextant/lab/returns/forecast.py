"""`sextant returns forecast`: the next years of an indicator, with intervals and backtest. Starts without Django."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sextant.lab.shell import Refused, language

from .findings import ReturnsError
from .handover import of_site

if TYPE_CHECKING:
    from sextant.lab.forecasting.yearly import Break

    from .ahead import Ahead
    from .series import Panel

COLUMNS = ("unit_id", "indicator", "year", "value", "low80", "high80", "model", "mase", "naive", "coverage80")


@click.command("forecast")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--mapping", "mapping", metavar="NAME|FILE", default=None, help="How the files are laid out; by default found from their headers.")
@click.option("--indicator", required=True, metavar="CODE", help="A variable of the dictionary, or an indicator.")
@click.option("--by", type=click.Choice(["nation", "region", "library"]), default="nation", show_default=True, help="Whose future.")
@click.option("--horizon", type=click.IntRange(1, 10), default=3, show_default=True, help="Years ahead.")
@click.option(
    "--break", "breaks", multiple=True, metavar="YEAR[/REGION]:REASON", help="From this year on the series mean something else; may be repeated."
)
@click.option("--collection", default="", help="Without files: a panel held by the site; by default the one that feeds the agenda.")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
@click.pass_context
def forecast(ctx: click.Context, files: tuple[Path, ...], mapping: str | None, indicator: str, by: str, horizon: int, **asked: Any) -> None:
    """The next years of an indicator from files of returns, one or more a year, with 80 % intervals; without files, from what the site holds.

    A model is used only where it beat the naive forecast. Exit code 0: done. 1: done, but rows of the files were refused. 2: refused.
    """
    from sextant.lab.forecasting.refusals import ForecastRefused

    from .ahead import forecast_rows

    said, form = language(), asked["form"]
    declared = tuple(break_of(text) for text in asked["breaks"])
    if not files:
        ctx.exit(_held_by_site(ctx, indicator=indicator, by=by, horizon=horizon, **asked))
    try:
        panel, refused = _gathered(files, mapping, indicator)
        made = forecast_rows(panel, indicator, by, horizon, declared)
    except (ReturnsError, ForecastRefused) as refusal:
        raise Refused(refusal.sentence(said)) from None
    tell(made, form)
    raise click.exceptions.Exit(1 if refused else 0)


def tell(made: Ahead, form: str) -> None:
    """The rows on standard output, notes on standard error."""
    click.echo(_csv(made.rows) if form == "csv" else json.dumps(made.rows, ensure_ascii=False, indent=1))
    for note in made.notes:
        click.echo(note.sentence(language()), err=True)


def _held_by_site(ctx: click.Context, **asked: Any) -> int:
    """Hands over to the site's own command; its exit code."""
    from .ahead import NOTES

    command = of_site(ctx, "forecast")
    if command is None:
        raise Refused(NOTES.say("no_files").sentence(language()))
    ctx.invoke(command, **asked)
    return 0


def _gathered(files: tuple[Path, ...], mapping: str | None, indicator: str) -> tuple[Panel, int]:
    """The panel of an indicator, and how many rows of the files were refused; findings are told as they come."""
    from .ahead import NOTES
    from .reading import read
    from .series import formula_of, gathered
    from .store import combine

    said = language()
    formula = formula_of(indicator)
    if formula is None:
        raise Refused(NOTES.say("unknown_indicator", given=indicator).sentence(said))
    readings = [read(path, mapping) for path in files]
    panel = gathered(combine(*readings), formula)
    for reading in readings:
        for finding in (one for one in reading.findings if one.severity == "refused"):
            click.echo(finding.sentence(said), err=True)
    if not panel.cells:
        raise Refused(NOTES.say("nothing_read", given=indicator).sentence(said))
    return panel, sum(reading.tally.refused for reading in readings)


def break_of(text: str) -> Break:
    """A break as it is written at the shell, `2020:REASON`."""
    from sextant.lab.forecasting.yearly import Break

    from .ahead import NOTES

    when, _, reason = text.partition(":")
    year, _, region = when.partition("/")
    if not (year.isascii() and year.isdecimal() and len(year) == 4 and reason.strip()):
        raise Refused(NOTES.say("no_break_year", given=text).sentence(language()))
    return Break(int(year), reason.strip(), region.strip())


def _csv(rows: list[dict[str, Any]]) -> str:
    """The same as a flat table; breaks as `year: reason`, joined by semicolons."""
    broken = bool(rows) and "breaks" in rows[0]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*COLUMNS, "breaks"] if broken else COLUMNS)
    for row in rows:
        flat = row | row["backtest"]
        more = ["; ".join(f"{one['year']}: {one['reason']}" for one in row["breaks"])] if broken else []
        writer.writerow([*(flat[name] for name in COLUMNS), *more])
    return stream.getvalue().rstrip("\n")
