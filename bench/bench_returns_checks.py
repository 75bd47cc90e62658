"""Edit checks: errors put into real returns beside the rules of today's tools, and a national year's time and memory beside pandas.

Real files are read from the folder that SEXTANT_TEST_DATA names (default ../shared/data). An error counts where it changes a value by at
least half; it is found where the cell is asked about, or stands in a sum that is said not to add up. Copies count by library. Clean cells
are all others of the same file, real mistakes among them; numbers that the file marks as imputed are neither. Peers are the rule of ±10 % against the year before, and a fixed ratio to the
year before from 0.30 to 3.44; both ask wherever there is an earlier value. Speed: the survey of FY2015 with its columns repeated to 150
variables; the pandas script asks the two fixed rules and the same sums and parts, and writes no sentences.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bench.injected_errors import KINDS
from bench.rows import Row, figure
from sextant.lab.returns import checking
from sextant.lab.returns.checking.conditions import Node, names_of
from sextant.lab.returns.checking.expectations import Expectations
from sextant.lab.returns.checking.learning import expect
from sextant.lab.returns.checking.panels import check_panel
from sextant.lab.returns.checking.rules import RuleSet
from sextant.lab.returns.checking.tables import Panel, panels_of
from sextant.lab.returns.reading import read

FOLDER = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "returns"
YEARS = {2018: (2017, 2016, 2015), 2017: (2016, 2015, 2014), 2016: (2015, 2014), 2015: (2014, 2009), 2014: (2009,)}
SEEDS = {2018: 7, 2017: 7}
"""Of the years that are only measured; the others have `SEED`."""
SEED = 5
SWEDEN = {"2003–2006": range(2003, 2007), "2007–2009": range(2007, 2010), "2010–2012": range(2010, 2013)}
REPEATS = 10
"""How often errors are put into each Swedish year, which has 290 libraries."""
SUBJECT = "returns checks"


def main() -> list[Row]:
    """Measure and print rows of subject, measure, ours and peer; shares are of errors found or of cells asked about."""
    if not FOLDER.is_dir():
        print(f"skipped: no real library returns at {FOLDER}; set SEXTANT_TEST_DATA")
        return []
    rows = _speed()
    for year, earlier in YEARS.items():
        rows += _found(_panel(year), [_panel(one) for one in earlier], SEEDS.get(year, SEED))
    rows += _sweden()
    for row in rows:
        print(row)
    return rows


def _panel(year: int) -> Panel:
    return panels_of(read(FOLDER / ("fy2015.zip" if year == 2015 else f"pls_fy{year}.csv.gz")))[year]


def _row(measure: str, ours: float, peer: float | None, **more: Any) -> Row:
    return figure(SUBJECT, measure, ours, peer, **more)


def _found(panel: Panel, history: list[Panel], seed: int) -> list[Row]:
    rules, years = checking.load("pls"), f"{history[0].year}→{panel.year}"
    held = panel.reported(panel.variables)
    asked, _, copies = _asked(rules, panel, history)
    rows = [_row(f"{years}: share of cells asked about, as they are", _share(asked, held), None, ten=_ten(panel, history, held)[0])]
    rows.append(_row(f"{years}: returns taken for copies, as they are", int(copies.sum()), None))
    for kind, put in KINDS.items():
        made = put(panel, history[0], rules, np.random.default_rng(seed))
        asked, named, copies = _asked(rules, made.panel, history)
        if kind == "last year copied":
            rows.append(_row(f"{years}: {kind}, share of {int(made.libraries.sum())} found", _share(copies, made.libraries), 0.0))
            continue
        ten, fixed = _ten(made.panel, history, made.changed)
        known = made.changed & np.isfinite(history[0].aligned(panel.units, panel.variables))
        more = {"fixed_ratio": fixed, "with_year_before": _share(named, known), "clean": _share(asked, held & ~made.changed)}
        rows.append(_row(f"{years}: {kind}, share of {int(made.changed.sum())} found; peer ±10 %", _share(named, made.changed), ten, **more))
    ten, fixed = _ten(panel, history, held)
    rows.append(_row(f"{years}: share of clean cells asked about by ±10 % and by 0.30–3.44", ten, fixed))
    return rows


def _share(hit: Any, among: Any) -> float:
    return round(float(hit[among].mean()), 4)


def _asked(rules: RuleSet, panel: Panel, history: list[Panel]) -> tuple[Any, Any, Any]:
    """Cells asked about; these and the members of sums that do not add up; libraries taken for copies."""
    families = {(rule.code, rule.variable): names_of(rule.wrong, "value") for rule in rules.plain if rule.kind == "sum" and rule.wrong}
    cells, named, copies = np.zeros(panel.values.shape, bool), np.zeros(panel.values.shape, bool), np.zeros(len(panel.units), bool)
    first, second = (*history, None)[:2]
    for row, flag in check_panel(rules, panel, first, expect(rules, panel, history), earlier=second):
        if flag.rule == "copied":
            copies[row] = True
            continue
        cells[row, panel.column[flag.variable]] = True
        for code in families.get((flag.rule, flag.variable), ()):
            named[row, panel.column[code]] = True
    return cells, cells | named, copies


def _ten(panel: Panel, history: list[Panel], among: Any) -> tuple[float, float]:
    """The shares that the two rules of today's tools ask about."""
    ten, fixed = _fixed_rules(panel, history)
    return _share(ten, among), _share(fixed, among)


def _fixed_rules(panel: Panel, history: list[Panel]) -> tuple[Any, Any]:
    """Where ±10 %, and a ratio outside 0.30 to 3.44, ask."""
    before = history[0].aligned(panel.units, panel.variables)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = panel.values / before
        ten = np.abs(panel.values - before) > before * 0.1
        fixed = (ratio < 0.30) | (ratio > 3.44)
    return ten, fixed & np.isfinite(ratio)


def _sweden() -> list[Row]:
    """Loans of 290 Swedish municipalities by medium, years put together: each beside the three before it, errors put in several times."""
    panels, rules, rows = panels_of(read(FOLDER / "sweden" / "loans_with_population.csv")), checking.load("any"), []
    for name, years in SWEDEN.items():
        cases = [(panels[year], [panels[year - back] for back in (1, 2, 3)]) for year in years]
        clean = [(_asked(rules, *case)[0], case[0].reported(case[0].variables)) for case in cases]
        rows.append(_row(f"Sweden {name}: share of cells asked about, as they are", _pooled(clean), None))
        for kind, put in KINDS.items():
            tried = [_tried(rules, *case, put, seed) for case in cases for seed in range(REPEATS)]
            found, clean, ten, fixed = ([one[part] for one in tried] for part in range(4))
            count = int(sum(among.sum() for _, among in found))
            more = {"fixed_ratio": _pooled(fixed), "clean": _pooled(clean)}
            rows.append(_row(f"Sweden {name}: {kind}, share of {count} found; peer ±10 %", _pooled(found), _pooled(ten), **more))
    return rows


def _tried(rules: RuleSet, panel: Panel, history: list[Panel], put: Any, seed: int) -> list[tuple[Any, Any]]:
    """Errors of one kind put in: what was found among them (of copies: libraries), asked about among the others, and found by the two rules."""
    made = put(panel, history[0], rules, np.random.default_rng(seed))
    asked, named, copies = _asked(rules, made.panel, history)
    among = (copies, made.libraries) if made.libraries.any() else (named, made.changed)
    others = panel.reported(panel.variables) & ~made.changed & ~made.libraries[:, None]
    return [among, (asked, others), *((mask, made.changed) for mask in _fixed_rules(made.panel, history))]


def _pooled(pairs: list[tuple[Any, Any]]) -> float:
    among = sum(int(one.sum()) for _, one in pairs)
    return round(sum(int(hit[one].sum()) for hit, one in pairs) / among, 4) if among else 0.0


# --- speed -----------------------------------------------------------------------------------


def _speed() -> list[Row]:
    ours, peer = _part("ours"), _part("pandas")
    memory = {"memory_mb": round(ours["memory_mb"]), "peer_memory_mb": round(peer["memory_mb"])}
    measured = _row("9,251 libraries × 150 variables checked, s of one core", round(ours["seconds"], 2), round(peer["seconds"], 2), **memory)
    return [
        measured,
        _row("the same, learning what to expect, s", round(ours["learning"], 2), None),
        _row("questions asked", ours["flags"], peer["flags"]),
    ]


def _part(name: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.bench_returns_checks", name]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _wide() -> tuple[RuleSet, Panel, Panel, Panel]:
    """Three years with the columns repeated until there are 150 (values moved a little), and the rules repeated with them."""
    rules = checking.load("pls")
    now, before, former = _panel(2015), _panel(2014), _panel(2009)
    chance = np.random.default_rng(SEED)
    found = rules
    for copy in ("_b", "_c"):
        now, before, former = (_beside(one, copy, chance) for one in (now, before, former))
        found = replace(found, rules=(*found.rules, *_renamed(rules, copy)), labels=found.labels | {k + copy: v for k, v in rules.labels.items()})
    cut = now.variables[:150]
    return found, *(Panel(p.year, p.units, cut, p.aligned(p.units, cut), _statuses(p, cut), p.regions) for p in (now, before, former))  # type: ignore[return-value]


def _beside(panel: Panel, copy: str, chance: np.random.Generator) -> Panel:
    names = tuple(code for code in panel.variables if not code.endswith(("_b", "_c")))
    moved = np.round(panel.values[:, : len(names)] * np.exp(chance.normal(0, 0.05, (len(panel.units), len(names)))), 2)
    values, words = np.hstack([panel.values, moved]), np.hstack([panel.statuses, panel.statuses[:, : len(names)]])
    return replace(panel, variables=(*panel.variables, *(name + copy for name in names)), values=values, statuses=words)


def _statuses(panel: Panel, cut: tuple[str, ...]) -> Any:
    words = np.zeros((len(panel.units), len(cut)), dtype=np.uint8)
    for column, code in enumerate(cut):
        if code in panel.column:
            words[:, column] = panel.statuses[:, panel.column[code]]
    return words


def _renamed(rules: RuleSet, copy: str) -> list[Any]:
    def node(given: Node) -> Node:
        named = given[0] in ("value", "before", "has", "had", "status")
        return [given[0], given[1] + copy, *given[2:]] if named else [node(one) if isinstance(one, list) else one for one in given]

    return [
        replace(rule, variable=rule.variable + copy, wrong=node(rule.wrong or []), expected=node(rule.expected) if rule.expected else None)
        for rule in rules.plain
        if rule.kind not in ("sum", "part", "whole")
    ]


def _measured(work: Any) -> tuple[float, Any]:
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def ours() -> dict[str, float]:
    """Learning and checking, with every question written out."""
    rules, now, before, former = _wide()
    start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    learning, peers = _measured(lambda: expect(rules, now, [before, former]))
    assert isinstance(peers, Expectations)
    seconds, flags = _measured(lambda: sum(1 for _ in check_panel(rules, now, before, peers, earlier=former)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "learning": learning, "flags": flags, "memory_mb": peak / 1024, "grown_mb": (peak - start) / 1024}


def pandas() -> dict[str, float]:
    """What a script of an office does: merge two years, ratios, sums and parts, one long table of what is outside."""
    import pandas as pd

    rules, now, before, _ = _wide()
    frames = [pd.DataFrame(one.values, index=one.units, columns=one.variables) for one in (now, before)]

    def script() -> int:
        year, last = frames[0], frames[1].reindex(frames[0].index)
        ratio = year / last
        found = [((ratio < 0.30) | (ratio > 3.44) | ((year - last).abs() > 0.1 * last)).stack()]
        for rule in rules.plain:
            if rule.kind == "part" and rule.expected:
                found.append(
                    (year[rule.variable] > year[rule.expected[1]] + 2.5) if {rule.variable, rule.expected[1]} <= set(year) else pd.Series(False)
                )
        return int(sum(one.sum() for one in found))

    seconds, flags = _measured(script)
    return {"seconds": seconds, "flags": flags, "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps({"ours": ours, "pandas": pandas}[sys.argv[1]]()))
    else:
        main()
