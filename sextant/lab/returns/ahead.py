"""Forecasts of returns as a table: a row a unit and year, with the backtest, and sentences about how they came about."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

import sextant.lab.forecasting
from sextant.lab.forecasting.foreseeing import Outlook, foresee
from sextant.lab.forecasting.hierarchy import LEVELS, Verdict
from sextant.lab.forecasting.refusals import ForecastRefused
from sextant.lab.forecasting.totals import foresee_levels
from sextant.lab.forecasting.yearly import Break, YearlySeries
from sextant.lab.sentences import Said, SaidError, Sentences

from .series import Panel, scaled_mean

NOTES = Sentences(Path(sextant.lab.forecasting.__file__).with_name("notes.toml"))
DIGITS = 6


def not_to_forecast(code: str, indicator: str) -> SaidError:
    """Why there is nothing to forecast; the caller raises it."""
    return SaidError(NOTES.say(code, given=indicator))


@dataclass(frozen=True)
class Ahead:
    """Rows `{"unit_id", "indicator", "year", "value", "low80", "high80", "model", "backtest"}` and what there is to say about them."""

    rows: list[dict[str, Any]]
    notes: list[Said]


def forecast_rows(panel: Panel, indicator: str, by: str, horizon: int, breaks: tuple[Break, ...] = ()) -> Ahead:
    """Forecast one level of a panel. With declared breaks each row names those that touch its series. Raises ForecastRefused."""
    for one in breaks:
        if one.region and one.region not in panel.regions.values():
            raise ForecastRefused("no_region", region=one.region)
    series = panel.series(breaks)
    notes = [NOTES.say("left_out", imputed=panel.imputed, partial=panel.partial)] if panel.imputed or panel.partial else []
    notes += [_of_break(one, series.years[-1]) for one in breaks]
    outlook, rows, suffix, more = _of_level(panel, series, by, _steps(series, horizon, breaks), breaks)
    notes += _about(outlook, rows, by) + more
    region_of = dict(zip(series.units, series.regions, strict=True)) if by == LEVELS[0] else {}
    return Ahead(_with_breaks(_rows(outlook, rows, indicator, suffix), region_of, breaks, series.years), notes)


def _with_breaks(rows: list[dict[str, Any]], region_of: dict[str, str], breaks: tuple[Break, ...], years: range) -> list[dict[str, Any]]:
    """Rows with the breaks within their series, where any were declared; without the years after a break to come of their own region."""
    found = []
    for row in rows:
        mine = [one for one in breaks if one.region in ("", region_of.get(row["unit_id"], row["unit_id"]))]
        if all(row["year"] < one.year for one in mine if one.year > years[-1]):
            within = [{"year": one.year, "reason": one.reason} for one in mine if years[0] < one.year <= years[-1]]
            found.append(row | ({"breaks": within} if breaks else {}))
    return found


def _of_break(one: Break, last: int) -> Said:
    """What a declared break does, as a note."""
    code = ("broken" if one.year <= last else "broken_ahead") + ("_region" if one.region else "")
    return NOTES.say(code, year=one.year, reason=one.reason, region=one.region)


@dataclass(frozen=True)
class Level:
    """The outlook of a level, the places of its units in it, and what is added to the name of their models."""

    outlook: Outlook
    rows: list[int]
    suffix: str


@dataclass(frozen=True)
class EveryLevel:
    """One indicator foreseen on every level; `refused` says which were not, and why. `way` is how sums were made to agree ("" for a ratio,
    which does not add up), `filled_in` the share of the last year's sum that stands for libraries which told nothing."""

    levels: dict[str, Level]
    refused: dict[str, ForecastRefused]
    way: str = ""
    filled_in: float | None = None


def every_level(panel: Panel, horizon: int, breaks: tuple[Break, ...] = ()) -> EveryLevel:
    """Libraries, regions and nation at once, as far as each can be foreseen: fewer years where the past is too short for all of them, and
    none of those after a break to come."""
    try:
        series = panel.series(breaks)
        steps = _steps(series, horizon, breaks)
    except ForecastRefused as refusal:
        return EveryLevel({}, dict.fromkeys(LEVELS, refusal))
    if panel.adds_up:
        try:
            found = _as_far(lambda years: foresee_levels(series, panel.regions, years, panel.present(series)), steps)
        except ForecastRefused as refusal:
            alone = _each({LEVELS[0]: lambda years: foresee(series, years)}, steps)
            return EveryLevel(alone.levels, alone.refused | dict.fromkeys(LEVELS[1:], refusal))
        suffix = _suffix(found.verdict)
        levels = {name: found.outlook(name) for name in LEVELS}
        made = {name: Level(outlook, list(range(len(outlook.models)))[part], suffix) for name, (outlook, part) in levels.items()}
        return EveryLevel(made, {}, found.verdict.way, found.filled_in)
    ratios = panel.ratios(breaks)
    return _each({LEVELS[0]: lambda years: foresee(series, years), **dict.fromkeys(LEVELS[1:], lambda years: foresee(ratios, years))}, steps)


Made = TypeVar("Made")


def _as_far(way: Callable[[int], Made], steps: int) -> Made:
    """The most years ahead for which there are past errors enough. Raises ForecastRefused."""
    for years in range(steps, 1, -1):
        try:
            return way(years)
        except ForecastRefused as refusal:
            if refusal.code != "too_few_errors":
                raise
    return way(1)


def _each(ways: dict[str, Callable[[int], Outlook]], steps: int) -> EveryLevel:
    """Every level by itself."""
    made: dict[str, Level] = {}
    refused: dict[str, ForecastRefused] = {}
    for name, way in ways.items():
        try:
            outlook = _as_far(way, steps)
        except ForecastRefused as refusal:
            refused[name] = refusal
        else:
            classes = outlook.series.classes
            rows = [row for row in range(len(classes)) if name == LEVELS[0] or classes[row] == name]
            made[name] = Level(outlook, rows, "")
    return EveryLevel(made, refused)


def _steps(series: YearlySeries, horizon: int, breaks: tuple[Break, ...]) -> int:
    """How many years ahead there are before a declared break of all to come. Raises ForecastRefused where there is none."""
    steps = min([horizon, *(one.year - series.years[-1] - 1 for one in breaks if one.year > series.years[-1] and not one.region)])
    if steps < 1 <= horizon:
        raise ForecastRefused("break_ahead", year=series.years[-1] + 1)
    return steps


def _suffix(verdict: Verdict) -> str:
    return f"+{verdict.way}" if verdict.way not in ("none", "none needed") else ""


def _of_level(panel: Panel, series: YearlySeries, by: str, steps: int, breaks: tuple[Break, ...]) -> tuple[Outlook, list[int], str, list[Said]]:
    """The outlook of a level, the places of its units, what is added to the model's name, and notes."""
    if panel.adds_up:
        try:
            found = foresee_levels(series, panel.regions, steps, panel.present(series))
        except ForecastRefused as refusal:
            if by != LEVELS[0] or refusal.code != "too_few_errors":
                raise
            return foresee(series, steps), list(range(len(series.units))), "", [NOTES.say("sums_unknown")]
        outlook, part = found.outlook(by)
        suffix = _suffix(found.verdict)
        said = [NOTES.say("filled_in", year=series.years[-1], share=f"{100 * found.filled_in:.1f}")] if by != LEVELS[0] else []
        return outlook, list(range(len(outlook.models)))[part], suffix, [*said, _agreement(found.verdict)]
    if by == LEVELS[0]:
        return foresee(series, steps), list(range(len(series.units))), "", []
    ratios = panel.ratios(breaks)
    return foresee(ratios, steps), [row for row, name in enumerate(ratios.classes) if name == by], "", []


def _agreement(verdict: Verdict) -> Said:
    if verdict.way == "none needed":
        return NOTES.say("adds_up")
    if verdict.way == "none":
        return NOTES.say("not_reconciled")
    ratios = {level: f"{ratio:.3f}" for level, ratio in zip(LEVELS, verdict.table[verdict.way], strict=True)}
    return NOTES.say("reconciled", way=verdict.way, **ratios)


def _about(outlook: Outlook, rows: list[int], by: str) -> list[Said]:
    """How many units were forecast, by which models, and how these did beside the naive one."""
    done = [row for row in rows if np.isfinite(outlook.values[row, 0])]
    years = outlook.series.years
    notes = [NOTES.say("forecast_of", level=by, done=len(done), left=len(rows) - len(done), year=years[-1], first=years[0])]
    for model, units in sorted(Counter(outlook.models[row] for row in done).items()):
        mine = [row for row in done if outlook.models[row] == model]
        mase, naive = (scaled_mean(values[mine]) for values in (outlook.mase, outlook.naive))
        if mase is not None and naive is not None:
            notes.append(NOTES.say("model", model=model, units=units, level=by, mase=f"{mase:.3f}", naive=f"{naive:.3f}"))
    return notes


def _rows(outlook: Outlook, rows: list[int], indicator: str, suffix: str) -> list[dict[str, Any]]:
    last = outlook.series.years[-1]
    found = []
    for row in rows:
        if not np.isfinite(outlook.values[row, 0]):
            continue
        backtest = {"mase": _number(outlook.mase[row]), "naive": _number(outlook.naive[row]), "coverage80": _number(outlook.coverage[row])}
        for step in range(outlook.values.shape[1]):
            value, low, high = (_number(table[row, step]) for table in (outlook.values, outlook.low, outlook.high))
            told = {"unit_id": outlook.series.units[row], "indicator": indicator, "year": last + 1 + step, "value": value}
            told |= {"low80": low, "high80": high, "model": outlook.models[row] + suffix, "backtest": backtest}
            told |= _if_moves(outlook, row, step)
            found.append(told)
    return found


def _if_moves(outlook: Outlook, row: int, step: int) -> dict[str, Any]:
    """For an interval without width, because the value stays in at least 80 % of cases: the chance that it moves, and the interval if so."""
    value, width = outlook.values[row, step], outlook.moving[row, step]
    if outlook.high[row, step] > value or not width > 0:
        return {}
    ends = {"low80": _number(max(value - width, 0.0)), "high80": _number(value + width)}
    return {"if_moves": {"chance": _number(1 - outlook.stays[row, step]), **ends}}


def _number(value: float) -> float | None:
    """A number with six significant digits below the point; None where it is not known."""
    return round(float(value), DIGITS) if math.isfinite(value) else None
