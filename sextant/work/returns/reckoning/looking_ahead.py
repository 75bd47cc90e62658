"""Forecasting a collection, by the lab: every indicator and main variable for nation, regions and libraries. Needs the extra “lab”, in jobs only."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from sextant.base.ui.breaks import Break as Cut
from sextant.lab.returns.rows import ReturnRow
from sextant.work.returns.models import Collection, YearRelease
from sextant.work.returns.queries.estimates import declared_breaks, fingerprint_over, held_releases
from sextant.work.returns.queries.notions import cuts_of
from sextant.work.returns.reckoning.estimating import rows_of

if TYPE_CHECKING:
    from sextant.lab.forecasting.foreseeing import Outlook
    from sextant.lab.forecasting.yearly import Break
    from sextant.lab.returns.ahead import EveryLevel, Level

Watch = Callable[[int, int], None]
MAIN = (
    *("visits", "registered_users", "loans", "loans_electronic", "loans_children", "reference_questions", "programmes", "attendance"),
    *("computer_sessions", "staff_fte", "stock", "spending", "income"),
)
"""Variables that are forecast beside the indicators."""
AT_ONCE = 6
"""Codes gathered in one reading of the returns."""
HORIZON = 3


@dataclass(frozen=True)
class MadeSeries:
    """The forecast of the nation (`region` empty) or of a region, before it is stored."""

    level: str
    region: str
    past: list[list[float | None]]
    ahead: list[list[float]]
    model: str
    mase: float | None
    naive: float | None
    coverage: float | None
    asked: int


@dataclass(frozen=True)
class MadeForecast:
    """One code on all levels. `libraries` gives key and forecast of every library that could be forecast."""

    code: str
    is_variable: bool
    way: str
    filled_in: float | None
    units: dict[str, dict[str, list[float | None]]]
    refusals: dict[str, dict[str, str]]
    series: list[MadeSeries]
    libraries: dict[str, dict[str, Any]] = field(repr=False)


@dataclass(frozen=True)
class MadeRun:
    """A run before it is stored, with what it was made from."""

    years: list[int]
    breaks: list[list[Any]]
    fingerprint: str
    forecasts: list[MadeForecast]


def codes_of(releases: Iterable[YearRelease]) -> dict[str, bool]:
    """What can be forecast: codes that two years can give, and whether each is a variable."""
    from sextant.lab.returns import indicators

    held = [set(release.variables) for release in releases]
    wanted = {code: False for code in indicators.definitions()} | {code: True for code in MAIN}
    inputs = {code: {code} if is_variable else set(indicators.definitions()[code].inputs) for code, is_variable in wanted.items()}
    return {code: is_variable for code, is_variable in wanted.items() if sum(inputs[code] <= one for one in held) > 1}


def foreseen(collection: Collection, horizon: int, watch: Watch) -> MadeRun:
    """Forecasts of a collection as the database has it now. Raises ModuleNotFoundError where the extra is not installed."""
    from sextant.lab.forecasting.yearly import Break
    from sextant.lab.returns.ahead import every_level
    from sextant.lab.returns.series import formula_of, gathered_many

    releases, declared = held_releases(collection), declared_breaks(collection)
    breaks = tuple(Break(one.year, one.english, one.region) for one in declared)
    cuts = cuts_of(collection, releases[-1].year)
    wanted = codes_of(releases)
    made: list[MadeForecast] = []
    rest = iter(wanted)
    while codes := list(islice(rest, AT_ONCE)):
        formulas = {code: found for code in codes if (found := formula_of(code)) is not None}
        panels = gathered_many(_all_rows(collection, releases), formulas)
        for code, panel in panels.items():
            watch(len(made), len(wanted))
            made.append(
                _made(
                    code,
                    wanted[code],
                    every_level(panel, horizon, with_cuts(code, breaks, cuts)) if panel.cells else None,
                    _Ends(breaks, panel.regions),
                )
            )
    return MadeRun([one.year for one in releases], [one.kept for one in declared], fingerprint_over(releases, declared, cuts), made)


def with_cuts(code: str, breaks: "tuple[Break, ...]", cuts: Mapping[str, Sequence[Cut]]) -> "tuple[Break, ...]":
    """The declared breaks, and those of the series alone that is reckoned from variables which came to mean something else."""
    from sextant.lab.forecasting.yearly import Break
    from sextant.lab.returns import indicators

    definition = indicators.definitions().get(code)
    known = {one.year for one in breaks if not one.region}
    own = {one.year: str(one.reason) for name in (definition.inputs if definition else [code]) for one in cuts.get(name, ())}
    more = (Break(year, reason) for year, reason in own.items() if year not in known)
    return tuple(sorted((*breaks, *more), key=lambda one: (one.year, one.region)))


def _all_rows(collection: Collection, releases: Iterable[YearRelease]) -> Iterator[ReturnRow]:
    for release in releases:
        yield from rows_of(collection, release.year)


@dataclass(frozen=True)
class _Ends:
    """Until when a unit is forecast: a break to come of its own region ends what can be said."""

    breaks: "tuple[Break, ...]"
    region_of: Mapping[str, str]

    def steps(self, unit: str, ahead: list[list[float]]) -> list[list[float]]:
        """The years ahead before such a break."""
        region = self.region_of.get(unit, unit)
        ends = [one.year for one in self.breaks if one.region and one.region == region and ahead and one.year >= ahead[0][0]]
        return [step for step in ahead if all(step[0] < end for end in ends)]


def _made(code: str, is_variable: bool, found: "EveryLevel | None", ends: _Ends) -> MadeForecast:
    if found is None:
        from sextant.lab.forecasting.refusals import ForecastRefused

        nothing = _said(ForecastRefused("no_series"))
        return MadeForecast(code, is_variable, "", None, {}, dict.fromkeys(("nation", "region", "library"), nothing), [], {})
    series = [one for name in ("nation", "region") if name in found.levels for one in _series(name, found.levels[name], ends)]
    return MadeForecast(
        code,
        is_variable,
        found.way if is_variable else "",
        found.filled_in,
        {name: _units(level) for name, level in found.levels.items()},
        {name: _said(refusal) for name, refusal in found.refused.items()},
        series,
        _libraries(found.levels["library"], ends) if "library" in found.levels else {},
    )


def _said(refusal: Any) -> dict[str, str]:
    return {"en": refusal.sentence("en"), "ru": refusal.sentence("ru")}


def _rows(level: "Level") -> list[int]:
    """Places of the units that could be forecast."""
    import numpy as np

    return [row for row in level.rows if np.isfinite(level.outlook.values[row, 0])]


def _units(level: "Level") -> dict[str, list[float | None]]:
    """By model: how many units, the mean error of their backtest and that of the naive forecast."""
    from sextant.lab.returns.series import scaled_mean

    outlook, by_model = level.outlook, dict[str, list[int]]()
    for row in _rows(level):
        by_model.setdefault(outlook.models[row], []).append(row)
    return {
        model: [len(rows), _rounded(scaled_mean(outlook.mase[rows])), _rounded(scaled_mean(outlook.naive[rows]))]
        for model, rows in sorted(by_model.items(), key=lambda one: -len(one[1]))
    }


def _series(name: str, level: "Level", ends: _Ends) -> Iterator[MadeSeries]:
    outlook = level.outlook
    covered, asked = _together(outlook)
    for row in _rows(level):
        own = (_rounded(outlook.coverage[row]), int(outlook.asked[row])) if name == "region" else (covered, asked)
        past = [[year, _rounded(value)] for year, value in zip(outlook.series.years, outlook.series.values[row], strict=True)]
        unit = outlook.series.units[row] if name == "region" else ""
        model = outlook.models[row] + level.suffix
        ahead = ends.steps(unit, _ahead(outlook, row)) if unit else _ahead(outlook, row)
        if ahead:
            yield MadeSeries(name, unit, past, ahead, model, _rounded(outlook.mase[row]), _rounded(outlook.naive[row]), *own)


def _together(outlook: "Outlook") -> tuple[float | None, int]:
    """How often intervals of regions and nation held, taken together: a single nation has too few held-out years to tell."""
    held: dict[str, tuple[float, int]] = {}
    for row, name in enumerate(outlook.series.classes):
        if outlook.asked[row]:
            held[name] = (float(outlook.coverage[row] * outlook.asked[row]), int(outlook.asked[row]))
    asked = sum(count for _covered, count in held.values())
    return (_rounded(sum(covered for covered, _count in held.values()) / asked) if asked else None), asked


def _libraries(level: "Level", ends: _Ends) -> dict[str, dict[str, Any]]:
    outlook = level.outlook
    return {
        outlook.series.units[row]: {
            "ahead": ahead,
            "model": outlook.models[row] + level.suffix,
            "mase": _rounded(outlook.mase[row]),
            "naive": _rounded(outlook.naive[row]),
            "coverage": _rounded(outlook.coverage[row]),
        }
        for row in _rows(level)
        if (ahead := ends.steps(outlook.series.units[row], _ahead(outlook, row)))
    }


def _ahead(outlook: "Outlook", row: int) -> list[list[float]]:
    last = outlook.series.years[-1]
    tables = (outlook.values, outlook.low, outlook.high)
    steps = range(outlook.values.shape[1])
    return [[last + 1 + step, *(_six(table[row, step]) for table in tables)] for step in steps]


def _six(value: float) -> float:
    """Six significant digits: more than any forecast knows."""
    return float(f"{value:.6g}")


def _rounded(value: float | None) -> float | None:
    return None if value is None or value != value else _six(value)
