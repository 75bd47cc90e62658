"""`sextant returns impute`: the missing values of a year, from files to files. Starts without Django."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sextant.lab.returns.handover import of_site
from sextant.lab.shell import Refused, language

if TYPE_CHECKING:
    from .cells import Imputed
    from .files import Taken
    from .plans import Imputation

SHOWN_FINDINGS = 20
COLUMNS = ("library", "variable", "value", "method", "stratum", "source_year", "donors")


@click.command("impute")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(1800, 2100), required=True, help="The year whose gaps are filled.")
@click.option("--mapping", metavar="NAME|FILE", help="How the files are laid out; by default found from their headers.")
@click.option("--previous", multiple=True, type=click.Path(path_type=Path), help="Returns of an earlier year; may be given more than once.")
@click.option("--again", is_flag=True, help="Impute anew what the file flags as imputed.")
@click.option("--absent", is_flag=True, help="Impute libraries of the year before that do not stand in the files.")
@click.option("--official", is_flag=True, help="The sequence of the Public Libraries Survey instead of methods chosen by a backtest.")
@click.option("--backtest", is_flag=True, help="Print the choice for each variable with its error and bias instead of the values.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the masks that the backtest draws.")
@click.option("--collection", default="", help="Without files: a panel held by the site; by default the one that feeds the agenda.")
@click.option("--format", "shape", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.pass_context
def impute(
    ctx: click.Context,
    files: tuple[Path, ...],
    year: int,
    mapping: str | None,
    previous: tuple[Path, ...],
    again: bool,
    absent: bool,
    official: bool,
    backtest: bool,
    seed: int,
    collection: str,
    shape: str,
) -> None:
    """Fill the missing values of a year of returns; each with its method, stratum and source year. Without files: what the site has filled.

    Exit code 0: done. 1: done, but rows were refused or gaps are left. 2: refused.
    """
    from sextant.lab.returns.findings import ReturnsError

    from .refusals import ImputingError, refuse

    try:
        from .files import take

        if not files:
            command = of_site(ctx, "impute")
            if command is None:
                raise refuse("no_files", year=year)
            ctx.invoke(command, year=year, collection=collection, backtest=backtest, shape=shape)
            return
        taken = take(files, year, previous, mapping, again=again, absent=absent)
        if backtest:
            _write(_tested(taken, year, seed), shape)
            return
    except (ReturnsError, ImputingError) as refusal:
        raise Refused(refusal.sentence(language())) from None
    except ModuleNotFoundError as lacking:
        raise Refused(refuse("extra_missing", name=str(lacking.name)).sentence(language())) from None
    sys.exit(_filled(taken, official, seed, shape))


def _filled(taken: Taken, official: bool, seed: int, shape: str) -> int:
    """Print the imputed cells; the exit code."""
    from .backtest import choose
    from .cells import imputed_cells
    from .gaps import gaps_of
    from .plans import fill, official_plan

    grid = taken.grid
    plan = official_plan(grid.variables, as_flagged=True) if official else choose(grid, gaps_of(grid), seed=seed)
    made = fill(grid, plan)
    _write((_shown(cell, shape) for cell in imputed_cells(made)), shape, COLUMNS)
    return _told(taken, made)


def _shown(cell: Imputed, shape: str) -> dict[str, Any]:
    record = cell.as_dict()
    return record if shape == "json" else record | {"donors": " ".join(record["donors"])}


def _told(taken: Taken, made: Imputation) -> int:
    """Counts on standard error; 1 where there is something to look at."""
    from .refusals import say

    said = language()
    filled = made.imputed
    left = int((taken.grid.gaps & ~filled).sum())
    counts = say("filled", cells=int(filled.sum()), libraries=int(filled.any(axis=1).sum()), left=left)
    click.echo(counts.sentence(said), err=True)
    refused = sum(tally.refused for tally in taken.tallies)
    for found in islice((one for tally in taken.tallies for one in tally.findings if one.severity == "refused" or not one.line), SHOWN_FINDINGS):
        click.echo(found.sentence(said), err=True)
    if refused:
        click.echo(say("refused_rows", rows=refused).sentence(said), err=True)
    if taken.absent and not set(taken.absent) <= set(taken.grid.units):
        click.echo(say("absent", libraries=len(taken.absent), year=taken.grid.year).sentence(said), err=True)
    return 1 if refused or left else 0


def _tested(taken: Taken, year: int, seed: int) -> list[dict[str, Any]]:
    """The choice for each variable, and how it and the official sequence did on held-out masks."""
    from .backtest import choose, judge
    from .gaps import gaps_of
    from .refusals import refuse

    patterns = gaps_of(taken.grid)
    if not patterns:
        raise refuse("nothing_to_test", year=year)
    plan = choose(taken.grid, patterns, seed=seed)
    found = []
    for judged in judge(taken.grid, patterns, seeds=(seed, seed + 1, seed + 2)):
        sequence = plan.sequences.get(judged.variable)
        record: dict[str, Any] = {
            "variable": judged.variable,
            "with_previous": sequence.with_prior[0] if sequence else "",
            "without_previous": sequence.without_prior[0] if sequence else "",
            "total_from_parts": bool(plan.upward and judged.variable in plan.upward),
        }
        record |= judged.ours.as_dict() | {f"official_{name}": value for name, value in judged.flagged.as_dict().items() if name != "cells"}
        found.append(record)
    return found


def _write(records: Iterable[dict[str, Any]], shape: str, columns: tuple[str, ...] = ()) -> None:
    if shape == "json":
        comma = "["
        for record in records:
            click.echo(f"{comma}{json.dumps(record, ensure_ascii=False)}", nl=False)
            comma = ",\n"
        click.echo("]" if comma != "[" else "[]")
        return
    held = iter(records)
    first = next(held, None)
    writer = csv.DictWriter(sys.stdout, columns or tuple(first or ()), lineterminator="\n")
    writer.writeheader()
    if first is not None:
        writer.writerow(first)
        writer.writerows(held)
