"""`sextant surveys`: weights of a table of answers. Starts without Django."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..sentences import Said
from ..shell import Refused, language
from .findings import SurveysError, refuse, say

if TYPE_CHECKING:
    from .weighting import Weighting

FILE = click.Path(path_type=Path)


@click.group()
def surveys() -> None:
    """Surveys: weights that make a sample's margins those of the population."""


@surveys.command("weigh")
@click.argument("answers", type=FILE)
@click.option("--targets", "goals", type=FILE, required=True, help="TOML with [margins.VARIABLE]: shares or counts, and source.")
@click.option("--base", default=None, help="The column of weights to begin with. Else `base` of the targets.")
@click.option("--low", type=float, default=None, help="The smallest weight allowed, the mean being 1.")
@click.option("--high", type=float, default=None, help="The largest weight allowed, the mean being 1.")
@click.option("--format", "form", type=click.Choice(("json", "csv")), default="json", help="How to show it.")
def weigh(answers: Path, goals: Path, base: str | None, low: float | None, high: float | None, form: str) -> None:
    """Weights for the rows of ANSWERS (CSV with a header). Exit code 1 when the targets are not met within the bounds."""
    try:
        header, rows, found = _weighed(answers, goals, base, low, high)
    except SurveysError as refusal:
        raise Refused(refusal.sentence(language())) from None
    for one in _sentences(found):
        click.echo(one.sentence(language()), err=True)
    click.echo(_as_csv(header, rows, found) if form == "csv" else _as_json(found), nl=False)
    if not found.converged:
        raise click.exceptions.Exit(1)


def _weighed(
    answers: Path, goals: Path, base: str | None, low: float | None, high: float | None
) -> tuple[list[str], list[dict[str, str]], Weighting]:
    from .targets import read_targets
    from .weighting import Bounds, rake

    asked = read_targets(goals)
    header, rows = read_answers(answers)
    column = base if base is not None else asked.base
    for name in (*(one.variable for one in asked.margins), *([column] if column else [])):
        if name not in header:
            raise refuse("column_missing", place=answers.name, column=name)
    begun = [_weight(row[column]) for row in rows] if column else None
    bounds = Bounds(asked.low if low is None else low, asked.high if high is None else high)
    return header, rows, rake(rows, asked.margins, bounds, begun)


def _weight(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise refuse("base_wrong") from None


def read_answers(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Header and rows of a CSV with commas, semicolons or tabs; cells without the blanks around them."""
    lines = csv.reader(io.StringIO(_text(path), newline=""), delimiter=_delimiter(path))
    try:
        return _answers(lines, path.name)
    except csv.Error:
        raise refuse("table_unreadable", place=path.name, line=lines.line_num) from None


def _answers(lines: Any, name: str) -> tuple[list[str], list[dict[str, str]]]:
    header = [one.strip() for one in next(lines, [])]
    for column in header:
        if header.count(column) > 1:
            raise refuse("column_twice", place=name, column=column)
    rows = []
    for line in lines:
        if not any(one.strip() for one in line):
            continue
        if len(line) != len(header):
            raise refuse("table_broken", place=name, line=lines.line_num, found=len(line), wanted=len(header))
        rows.append({column: cell.strip() for column, cell in zip(header, line, strict=True)})
    return header, rows


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError:
        raise refuse("file_absent", place=path.name) from None
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refuse("encoding_unknown", place=path.name)


def _delimiter(path: Path) -> str:
    first = _text(path).partition("\n")[0]
    return max((",", ";", "\t"), key=first.count)


def _sentences(found: Weighting) -> list[Said]:
    numbers = {"effect": f"{found.design_effect:.2f}", "effective": f"{found.effective_n:.1f}"}
    if found.converged:
        summed = say("weights_converged", rows=len(found.weights), turns=found.turns, trimmed=found.trimmed, **numbers)
    else:
        summed = say("weights_open", turns=found.turns, gap=f"{found.largest_gap:.4f}")
    return [summed, *(say("without_answer", count=count, variable=name) for name, count in found.without.items())]


def _as_json(found: Weighting) -> str:
    from .reports import report

    return json.dumps({**report(found), "weights": found.weights}, ensure_ascii=False, indent=1) + "\n"


def _as_csv(header: list[str], rows: list[dict[str, str]], found: Weighting) -> str:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow([*header, "weight"])
    for row, weight in zip(rows, found.weights, strict=True):
        writer.writerow([*(row[name] for name in header), f"{weight:.6f}"])
    return made.getvalue()
