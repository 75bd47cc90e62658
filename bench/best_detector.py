"""How much of what is put in could be found by any rule of this kind: trees fitted to just such errors, beside our own checks.

`python -m bench.best_detector [STEP …]`, steps as in `STEPS`; all where none is named. The trees (`detector_peers`) are told which cells were
changed, in the year itself, by errors of the same four kinds in the same shares; they are asked about libraries that they were not fitted to, and the
share of clean cells is set to 3 % afterwards, kind by kind. No office has any of these three. Once they see what our score is made of (`SIGNS`), once that
and more: the size, each companion apart, the years before apart, how much else of the return moved, and whether a value fits the place of another.
What the trees do not find is, as far as they can learn, like what libraries really report in such years.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bench.bench_returns_checks import FOLDER, REPEATS, SEED, SEEDS, YEARS, _panel
from bench.injected_errors import KINDS
from bench.peers import environment
from sextant.lab.returns import checking
from sextant.lab.returns.checking.expectations import Expectations
from sextant.lab.returns.checking.learning import expect
from sextant.lab.returns.checking.rules import RuleSet
from sextant.lab.returns.checking.signs import Signs, added_up, expected_levels, logs, regional_shifts, signs
from sextant.lab.returns.checking.tables import Panel, panels_of
from sextant.lab.returns.reading import read

Numbers = NDArray[np.float64]
Case = tuple[Panel, list[Panel]]
SINGLE = ("tenfold", "a tenth", "thousands", "swapped columns")
"""The kinds that change single cells and leave no sum behind that tells of them."""
STEPS = ("2009→2014", "Sweden 2003–2009")
SIGNS = 9
"""The first so many columns are those that our score is made of."""
FOLDS, FITTED = 3, 1000
"""Errors to fit to have seeds from `FITTED` on: never those that are looked for."""


def cases_of(step: str) -> tuple[RuleSet, list[Case], range, range]:
    """Rules, years with those before them, seeds of the errors to look for and to fit to."""
    if step.startswith("Sweden"):
        panels = panels_of(read(FOLDER / "sweden" / "loans_with_population.csv"))
        years = range(*(int(year) + more for year, more in zip(step.split()[1].split("–"), (0, 1), strict=True)))
        cases = [(panels[year], [panels[year - back] for back in (1, 2, 3)]) for year in years]
        return checking.load("any"), cases, range(REPEATS), range(FITTED, FITTED + 15)
    year = int(step.split("→")[1])
    seed = SEEDS.get(year, SEED)
    return checking.load("pls"), [(_panel(year), [_panel(one) for one in YEARS[year]])], range(seed, seed + 1), range(FITTED, FITTED + 3)


def main() -> None:
    """Print, by step and kind, the share found by the trees at 3 % of the clean cells."""
    if not FOLDER.is_dir():
        print(f"skipped: no real library returns at {FOLDER}; set SEXTANT_TEST_DATA")
        return
    python = environment("formulas")
    if python is None:
        return
    for step in sys.argv[1:] or STEPS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cells.npz"
            np.savez(path, **cells_of(*cases_of(step)))
            done = subprocess.run(
                [python, str(Path(__file__).with_name("detector_peers.py")), str(path), str(SIGNS)], stdout=subprocess.PIPE, check=True
            )
        for kind, found in json.loads(done.stdout).items():
            print({"step": step, "kind": kind, **found}, flush=True)


def cells_of(rules: RuleSet, cases: list[Case], sought: range, fitted: range) -> dict[str, Any]:
    """Features and fold of clean cells, of errors to fit to, and by kind of errors to look for, with how many no feature is known of."""
    held: dict[str, list[Any]] = {}
    unknown = dict.fromkeys(SINGLE, 0)
    for panel, history in cases:
        found = expect(rules, panel, history)
        columns = [panel.column[code] for code in found.variables]
        folds = np.repeat([[crc32(unit.encode()) % FOLDS] for unit in panel.units], len(columns), axis=1)
        reported = panel.reported(tuple(found.variables))
        held.setdefault("clean", []).append(features(rules, found, panel, history)[reported])
        held.setdefault("clean_fold", []).append(folds[reported])
        for kind in SINGLE:
            for seed in (*sought, *fitted):
                made = KINDS[kind](panel, history[0], rules, np.random.default_rng(seed))
                changed, name = made.changed[:, columns], kind if seed in sought else "fitted"
                held.setdefault(name, []).append(features(rules, found, made.panel, history)[changed])
                held.setdefault(f"{name}_fold", []).append(folds[changed])
                unknown[kind] += int(made.changed.sum() - changed.sum()) if seed in sought else 0
    return {name: np.concatenate(parts) for name, parts in held.items()} | {f"{kind}_unknown": number for kind, number in unknown.items()}


def features(rules: RuleSet, found: Expectations, panel: Panel, history: list[Panel]) -> NDArray[np.float32]:
    """Libraries × variables × features; the first is the place of the variable."""
    variables = tuple(found.variables)
    offsets = np.array([one.offset for one in found.variables.values()])
    level, last, former, third = (
        logs(one.aligned(panel.units, variables), offsets) if one else np.full((len(panel.units), len(variables)), np.nan)
        for one in (panel, *history, None, None, None)[:4]
    )
    regional = regional_shifts(found.regions, panel, variables)
    added = added_up(found.sums, panel, variables)
    given = signs(found.variables, variables, level, last, former, regional=regional, added=added)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # rows without a number are NaN
        told = expected_levels(found.variables, variables, np.where(level > np.log(offsets) + 1e-9, level, np.nan)) + regional
        columns = [*_signs(given, last, former, told), *_more(level, last, former, third, told), *_companions(found, level, last, offsets)]
    return np.stack([np.broadcast_to(one, level.shape) for one in columns], axis=2).astype(np.float32)


def _signs(given: Signs, last: Numbers, former: Numbers, told: Numbers) -> list[Any]:
    """What our score is made of."""
    return [np.arange(last.shape[1]), given.own, given.peer, given.ratio, last, np.abs(last - former), told, given.nought, given.added]


def _more(level: Numbers, last: Numbers, former: Numbers, third: Numbers, told: Numbers) -> list[Any]:
    """Sizes, earlier years apart, how much the return moved, and how near the value lies to the places of others, singly and both ways."""
    own = level - last
    here = np.arange(level.shape[1])
    apart, beside = np.abs(level[:, :, None] - last[:, None, :]), np.abs(level[:, :, None] - told[:, None, :])
    apart[:, here, here], beside[:, here, here] = np.nan, np.nan
    both = [np.nanmin(np.maximum(one, np.swapaxes(one, 1, 2)), axis=2) for one in (apart, beside)]
    moved = [own - np.nanmedian(own, axis=1, keepdims=True), np.nanmedian(np.abs(own), axis=1, keepdims=True)]
    years = [own, level - former, last - former, level - third, last - third]
    return [level, level[:, :1], level - level[:, :1], *years, *moved, np.nanmin(apart, axis=2), np.nanmin(apart, axis=1), *both]


def _companions(found: Expectations, level: Numbers, last: Numbers, offsets: Numbers) -> list[Any]:
    """The distance from each companion, nearest first, and how differently the two moved."""
    place = {code: column for column, code in enumerate(found.variables)}
    distance, movement = np.full((2, 5, *level.shape), np.nan)
    for column, known in enumerate(found.variables.values()):
        for rank, (other, shift) in enumerate(known.companions):
            beside = np.where(level[:, place[other]] > np.log(offsets[place[other]]) + 1e-9, level[:, place[other]], np.nan)
            distance[rank, :, column] = level[:, column] - beside - shift
            movement[rank, :, column] = level[:, column] - last[:, column] - (beside - last[:, place[other]])
    return [*distance, *movement]


if __name__ == "__main__":
    main()
