"""Forecasts of real returns whose last years are held out: errors beside the naive forecast, coverage by fifth of volatility and by class.

Run as `python -m bench.held_out_forecasts FOLDER [sweden|rolling|pls|regions|break …]`; FOLDER holds the returns as `MANIFEST.md` of the test data
says. Prints tables in Markdown. Fifths of volatility are made of the mean relative change in the years before, equal ones together; a unit
whose value never changed has no scaled error. The interval of a difference comes from 500 resamples of the units.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from sextant.lab.forecasting.foreseeing import foresee
from sextant.lab.forecasting.hierarchy import filled
from sextant.lab.forecasting.tests.held_out import (
    LARGE,
    HeldOut,
    compared,
    early,
    error_of_share,
    fifths,
    known_until,
    loans,
    mean,
    panel,
    promised,
    share,
    share_of_moved,
    survey,
)
from sextant.lab.forecasting.totals import foresee_levels
from sextant.lab.forecasting.yearly import Break
from sextant.lab.returns.series import Panel

MEDIA = {
    "": "all media",
    "15": "fiction for adults",
    "20": "children's books",
    "30": "non-fiction",
    "40": "music",
    "50": "audiobooks",
    "55": "e-books",
    "60": "talking books",
    "70": "video",
    "90": "other audiovisual",
}
VARIABLES = (
    "visits",
    "loans",
    "loans_children",
    "registered_users",
    "programmes",
    "computer_sessions",
    "staff_fte",
    "computers",
    "hours_open",
    "population",
)
RESAMPLES = 500


def difference(found: HeldOut) -> tuple[float, float, float, float]:
    """MASE of ours, of the naive forecast, and the ends of the 95 % interval of the difference."""
    by_unit = mean(found.ours - found.naive)
    by_unit = by_unit[~np.isnan(by_unit)]
    chance = np.random.default_rng(7)
    means = [by_unit[chance.integers(0, len(by_unit), len(by_unit))].mean() for _one in range(RESAMPLES)]
    return float(np.nanmean(found.ours)), float(np.nanmean(found.naive)), float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def line(name: str, found: HeldOut) -> str:
    """One row of the table: errors, coverage, the five fifths, the classes with at least LARGE values (least and greatest)."""
    ours, naive, low, high = difference(found)
    models = sorted({model for model, row in zip(found.outlook.models, found.asked.any(axis=1), strict=True) if row})
    of_fifths = [share(found, fifths(found.outlook.series) == one) for one in range(5)]
    classes = np.array(found.outlook.series.classes)
    of_classes = [one for name in sorted(set(classes)) if (one := share(found, classes == name))[1] >= LARGE]
    spread = f"{min(of_classes)[0]:.0%}–{max(of_classes)[0]:.0%} ({len(of_classes)})" if of_classes else "–"
    cells = [f"{ours:.2f}", f"{naive:.2f}", f"{low:+.3f} to {high:+.3f}", ", ".join(models), f"{found.asked.sum():,}"]
    cells += [f"{found.inside.sum() / found.asked.sum():.1%}", " ".join(cell(one) for one in of_fifths), spread]
    return f"| {name} | {' | '.join(cells)} |"


def together(name: str, held: list[HeldOut]) -> str:
    """The coverage of several series at once: of all values, by fifth, and by size class with at least LARGE values."""
    asked, inside = (np.concatenate([getattr(one, part) for one in held]) for part in ("asked", "inside"))
    of, classes = (
        np.concatenate([fifths(one.outlook.series) for one in held]),
        np.array([each for one in held for each in one.outlook.series.classes]),
    )
    by_fifth = [f"{inside[of == one].sum() / asked[of == one].sum():.1%}" for one in range(5)]
    large = [one for one in sorted(set(classes)) if asked[classes == one].sum() >= LARGE]
    by_class = [f"{inside[classes == one].sum() / asked[classes == one].sum():.1%}" for one in large]
    return f"{name}: {inside.sum() / asked.sum():.1%} of {asked.sum():,}; by fifth {' '.join(by_fifth)}; by class {' '.join(by_class)}"


def cell(told: tuple[float, int]) -> str:
    """A coverage in per cent; in brackets where it was made of fewer than LARGE values."""
    return "–" if not told[1] else f"{100 * told[0]:.0f}" if told[1] >= LARGE else f"({100 * told[0]:.0f})"


HEAD = "| series | MASE | naive | difference, 95 % | model | values | coverage | by fifth, calm to volatile | classes, least to greatest |\n|---|---|---|---|---|---|---|---|---|"


def main() -> None:
    """Print the tables that are asked for, or all."""
    folder, wanted = Path(sys.argv[1]), sys.argv[2:] or ["sweden", "rolling", "pls", "regions", "break"]
    for one in wanted:
        {"sweden": sweden, "rolling": rolling, "pls": pls, "regions": regions, "break": broken}[one](folder)


STAY_HEAD = """| variable | stayed | chance told | promise, by fifth | coverage, by fifth | its error between regions | those that moved, by fifth |
|---|---|---|---|---|---|---|"""


def stay_line(name: str, found: HeldOut) -> str:
    """One row about values that stay exactly: how many did and how many were told to, what can be promised, and those that moved."""
    of = [fifths(found.outlook.series) == one for one in range(5)]
    told = [one for one in of if share(found, one)[1]]
    cells = [f"{found.stayed.sum() / found.asked.sum():.1%}", f"{found.outlook.stays[found.asked].mean():.1%}"]
    cells += [" ".join(f"{100 * promised(found, one):.0f}" for one in told), " ".join(cell(share(found, one)) for one in told)]
    cells += [" ".join(f"{100 * error_of_share(found, one):.1f}" for one in told), " ".join(cell(share_of_moved(found, one)) for one in told)]
    return f"| {name} | {' | '.join(cells)} |"


def sweden(folder: Path) -> None:
    """Loans of 2010 to 2012 from those until 2009."""
    print(f"\nSweden 2010–2012, from 2000–2009\n\n{HEAD}")
    held = []
    for medium, name in MEDIA.items():
        rows = panel(loans(folder, medium), "loans")
        whole = rows.series(())
        found = compared(foresee(known_until(whole, early(loans(folder, medium), 2009), 2009), 3), whole.values[:, -3:])
        print(line(name, found), flush=True)
        held += [found] if medium != "90" else []
    print(together("All but the last together", held))


def rolling(folder: Path) -> None:
    """Sweden from each origin from 2004 on, up to three years ahead: coverage by origin and by fifth over all of them."""
    origins = range(2006, 2012)
    print(f"\n| medium | {' | '.join(map(str, origins))} | all | by fifth |\n|---|{'---|' * (len(origins) + 2)}")
    for medium, name in MEDIA.items():
        rows = list(loans(folder, medium))
        whole, held = panel(rows, "loans").series(()), []
        for origin in origins:
            known = known_until(whole, early(rows, origin), origin)
            steps = min(3, 2012 - origin)
            held.append(compared(foresee(known, steps), whole.values[:, origin - whole.first + 1 :][:, :steps]))
        by_origin = " | ".join(f"{one.inside.sum() / one.asked.sum():.0%}" for one in held)
        asked, inside = (np.concatenate([getattr(one, part).sum(axis=1) for one in held]) for part in ("asked", "inside"))
        of = np.concatenate([fifths(one.outlook.series) for one in held])
        shares = " ".join(f"{100 * inside[of == one].sum() / max(asked[of == one].sum(), 1):.0f}" for one in range(5))
        print(f"| {name} | {by_origin} | {inside.sum() / asked.sum():.1%} | {shares} |", flush=True)


def pls(folder: Path) -> None:
    """The survey of 2018 from those of 2009 and 2014 to 2017."""
    print(f"\nPublic Libraries Survey 2018, from 2009 and 2014–2017\n\n{HEAD}")
    rows = survey(folder, (2009, 2014, 2015, 2016, 2017, 2018))
    stays, held = [], []
    for variable in VARIABLES:
        whole, before = panel(rows, variable).series(()), panel((row for row in rows if row.year < 2018), variable)
        found = compared(foresee(known_until(whole, before, 2017), 1), whole.values[:, -1:])
        print(line(variable, found), flush=True)
        held.append(found)
        stays.append(stay_line(variable, found))
    print(together("\nAll ten together", held))
    print(together("All but the last, population", held[:-1]))
    print(f"\nValues that stay exactly as they were\n\n{STAY_HEAD}", *stays, sep="\n")


def regions(folder: Path) -> None:
    """Regions and nation: whether the intervals held, and what adding up changed."""
    print("\n| regions and nation | way | errors of regions ÷ naive | nation ÷ naive | regions within | nation within |\n|---|---|---|---|---|---|")
    rows = survey(folder, (2014, 2015, 2016, 2017, 2018))
    for medium, name in MEDIA.items():
        _regional(name, panel(loans(folder, medium), "loans"), 2009, 3)
    for variable in VARIABLES:
        _regional(variable, panel(rows, variable), 2017, 1)


def _regional(name: str, rows: Panel, last: int, steps: int) -> None:
    whole = rows.series(())
    known, present = known_until(whole, rows, last), rows.present(whole)
    found = foresee_levels(known, rows.regions, steps, present[:, : last - whole.first + 1])
    sums, names = filled(whole.values, present)[:, -steps:], found.totals.series.units[:-1]
    actual = np.array([sums[[rows.regions[unit] == one for unit in whole.units]].sum(axis=0) for one in names])
    actual = np.concatenate([actual, actual.sum(axis=0, keepdims=True)])
    of_naive = np.abs(actual - found.totals.series.values[:, -1:])
    errors, held = np.abs(actual - found.totals.values), (found.totals.low <= actual) & (actual <= found.totals.high)
    ratios = [float(errors[part].sum() / of_naive[part].sum()) for part in (slice(0, -1), slice(-1, None))]
    cells = [
        found.verdict.way,
        *(f"{one:.3f}" for one in ratios),
        f"{held[:-1].mean():.0%} of {held[:-1].size}",
        f"{held[-1].sum()} of {held[-1].size}",
    ]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


def broken(folder: Path) -> None:
    """2020 from the years until 2018, as if no break were declared; and 2010 for the medium whose table changed."""
    print("\n| held out over a break | median of 2020 ÷ 2018 | MASE | coverage | by fifth |\n|---|---|---|---|---|")
    rows = survey(folder, (2014, 2015, 2016, 2017, 2018, 2020))
    for variable in ("visits", "loans", "registered_users", "staff_fte"):
        whole, before = panel(rows, variable).series((Break(2020, "pandemic"),)), panel((row for row in rows if row.year < 2020), variable)
        known = known_until(whole, before, 2018)
        found = compared(foresee(replace(known, breaks=()), 2), np.column_stack([np.full(len(whole.units), np.nan), whole.values[:, -1]]))
        ratio = float(np.nanmedian(whole.values[:, -1] / np.where(whole.values[:, -3] > 0, whole.values[:, -3], np.nan)))
        of = " ".join(cell(share(found, fifths(known) == one)) for one in range(5))
        print(f"| {variable} | {ratio:.2f} | {np.nanmean(found.ours):.2f} | {found.inside.sum() / found.asked.sum():.1%} | {of} |", flush=True)


if __name__ == "__main__":
    main()
