"""The backtest: methods are chosen on masks drawn from reported cells, and judged on other masks that the choice never saw.

A mask that is judged is hidden before anything is chosen, so that its values are neither truth nor donors of the choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from .gaps import Gap, draw
from .grid import Floats, Grid, Marks
from .methods import METHODS, Workings, answers, workings
from .plans import DEFAULT, Plan, Sequence, fill, official_plan
from .sums import totals
from .totals import settle

LAST = Sequence(("last_value", "cell_median"), ("cell_median",))
LEAST_CELLS = 15
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Score:
    """How a plan did on the hidden cells of one variable.

    `median_error`: median of |imputed - reported| / reported over cells reported above 0, in per cent; `absolute_error`: the
    sum of |imputed - reported| over the sum reported, in per cent; `bias`: (imputed - reported) over the sum reported of the
    hidden cells, in per cent; `national_bias`: the same difference over the national total of reported cells, in per cent.
    """

    cells: int
    median_error: float
    absolute_error: float
    bias: float
    national_bias: float

    def as_dict(self) -> dict[str, float | int | None]:
        """The figures rounded to thousandths, None where there is nothing to divide by."""
        held = {name: getattr(self, name) for name in ("cells", "median_error", "absolute_error", "bias", "national_bias")}
        return {name: None if value != value else round(value, 3) for name, value in held.items()}


@dataclass(frozen=True, slots=True)
class Trial:
    """Answers of all methods on the hidden cells of one variable."""

    truth: Floats
    prior: Marks
    answers: dict[str, Floats]


def score(truth: Floats, imputed: Floats, national: float, rounds: int = 1) -> Score:
    """The figures of `Score`; `national` is the national total of one round, and the cells are those of all rounds together."""
    held = np.isfinite(imputed)
    truth, imputed = truth[held], imputed[held]
    positive = truth > 0
    error = np.abs(imputed - truth)
    whole = truth.sum()
    middle = float(np.median(error[positive] / truth[positive]) * 100) if positive.any() else float("nan")
    gap = float(imputed.sum() - whole)
    over = [
        float(amount / base * 100) if base > 0 else float("nan") for amount, base in ((error.sum(), whole), (gap, whole), (gap, national * rounds))
    ]
    return Score(len(truth), middle, over[0], over[1], over[2])


def choose(grid: Grid, patterns: Iterable[Gap], *, seed: int = 1, rounds: int = ROUNDS) -> Plan:
    """The plan that does best on `rounds` masks of the grid's reported cells, by variable and by whether a prior exists."""
    patterns = list(patterns)
    trials: dict[str, list[Trial]] = {}
    rooms: list[tuple[Grid, Workings, Marks]] = []
    strata = workings(grid).strata
    for number in range(rounds):
        mask = draw(grid, strata, patterns, seed * 1000 + number)
        room = grid.hidden(mask.cells, mask.earlier)
        work = workings(room)
        rooms.append((room, work, mask.cells))
        for place in np.flatnonzero(mask.cells.any(axis=0)):
            lines = mask.cells[:, place]
            told = {name: filled.values[lines] for name, filled in answers(work, int(place))}
            trial = Trial(grid.values[lines, place], ~np.isnan(work.prior[lines, place]), told)
            trials.setdefault(grid.variables[place], []).append(trial)
    sequences = {code: _sequence(_joined(held)) for code, held in trials.items()}
    return Plan(sequences, _upward(grid, Plan(sequences, frozenset()), rooms))


def _joined(trials: list[Trial]) -> Trial:
    names = trials[0].answers
    answers = {name: np.concatenate([trial.answers[name] for trial in trials]) for name in names}
    return Trial(np.concatenate([trial.truth for trial in trials]), np.concatenate([trial.prior for trial in trials]), answers)


def _sequence(trial: Trial) -> Sequence:
    return Sequence(_ranked(trial, trial.prior, DEFAULT.with_prior), _ranked(trial, ~trial.prior, DEFAULT.without_prior))


def _ranked(trial: Trial, here: Marks, default: tuple[str, ...]) -> tuple[str, ...]:
    """Methods by their loss against the first default on the cells that both can fill; those with too few cells come last."""
    base = next((name for name in default if np.isfinite(trial.answers[name][here]).sum() >= LEAST_CELLS), None)
    if base is None:
        return default
    losses = {name: _loss(trial, here, name, base) for name in METHODS}
    known = sorted((name for name in METHODS if np.isfinite(losses[name])), key=lambda name: losses[name])
    return (*known, *(name for name in default if name not in known))


def _loss(trial: Trial, here: Marks, name: str, base: str) -> float:
    """The method's loss over that of the base on common cells; infinite where there are too few of them."""
    values, others = trial.answers[name], trial.answers[base]
    both = here & np.isfinite(values) & np.isfinite(others)
    if both.sum() < LEAST_CELLS:
        return float("inf")
    truth = trial.truth[both]
    return lost(values[both], truth) / max(lost(others[both], truth), 1e-12)


def lost(values: Floats, truth: Floats) -> float:
    """The loss by which methods are chosen, x imputed and t reported: mean |x - t| / (x + t), by which every library counts alike,
    plus Σ|x - t| / Σ(x + t), by which large ones count, plus |Σ(x - t)| / Σ(x + t), by which the total is right."""
    error, both = np.abs(values - truth), values + truth
    relative = np.divide(error, both, out=np.zeros(len(error)), where=both > 0).mean()
    return float(relative + (error.sum() + abs(float((values - truth).sum()))) / max(float(both.sum()), 1e-12))


def _upward(grid: Grid, plan: Plan, rooms: list[tuple[Grid, Workings, Marks]]) -> frozenset[str]:
    """Totals to be taken from imputed parts: where total and parts together lose less than with the parts raked to the total."""
    held = {total: parts for total, parts in totals().items() if {total, *parts} <= set(grid.variables)}
    losses = {total: [0.0, 0.0] for total in held}
    for room, work, mask in rooms:
        filled = fill(room, plan, work=work)
        above = settle(filled.raw, filled.imputed, grid.variables, None).values
        for total, parts in held.items():
            for code in (total, *parts):
                place = grid.variables.index(code)
                lines = mask[:, place] & np.isfinite(filled.values[:, place])
                if lines.any():
                    truth = grid.values[lines, place]
                    losses[total][0] += lost(filled.values[lines, place], truth)
                    losses[total][1] += lost(above[lines, place], truth)
    return frozenset(total for total in held if losses[total][1] < losses[total][0])


@dataclass(frozen=True, slots=True)
class Judged:
    """One variable on held-out masks: ours, the official order as we render it, that with the exceptions of the flags, and the library's
    last value (the median of the stratum where there is none)."""

    variable: str
    ours: Score
    official: Score
    flagged: Score
    last: Score


def judge(grid: Grid, patterns: Iterable[Gap], *, seeds: Iterable[int] = (1, 2, 3), watch: Callable[[int], None] = lambda done: None) -> list[Judged]:
    """For each seed: draw a mask, hide it, choose on the rest, fill; the hidden cells of all seeds are judged together. `watch` hears how
    many masks are done."""
    patterns, held = list(patterns), list(seeds)
    truths: dict[str, list[Floats]] = {}
    told: dict[str, list[list[Floats]]] = {}
    strata = workings(grid).strata
    for number, seed in enumerate(held, 1):
        mask = draw(grid, strata, patterns, seed)
        room = grid.hidden(mask.cells, mask.earlier)
        work = workings(room)
        official = (official_plan(grid.variables), official_plan(grid.variables, as_flagged=True))
        plans = (choose(room, patterns, seed=seed), *official, Plan(dict.fromkeys(grid.variables, LAST)))
        filled = [fill(room, plan, work=work).values for plan in plans]
        for place in np.flatnonzero(mask.cells.any(axis=0)):
            code, lines = grid.variables[place], mask.cells[:, place]
            truths.setdefault(code, []).append(grid.values[lines, place])
            told.setdefault(code, []).append([values[lines, place] for values in filled])
        watch(number)
    found = []
    for code in sorted(truths):
        truth, national = np.concatenate(truths[code]), float(np.nansum(grid.column(code)))
        scores = [score(truth, np.concatenate([one[number] for one in told[code]]), national, len(held)) for number in range(4)]
        found.append(Judged(code, *scores))
    return found
