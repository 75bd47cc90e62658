"""Units add up to regions, and regions to the nation: forecasts of all three levels that agree, where agreeing does no harm.

Every level is forecast by itself. Ways to make them add up, all of the form ŷ − W C′ (C W C′)⁻¹ C ŷ with C the rows "region less its
units" and "nation less its regions": bottom-up; top-down by the proportions of the last year; WLS with the variances of past errors;
MinT with a covariance shrunk to its diagonal (Wickramasuriya, Athanasopoulos and Hyndman 2019; shrinkage of Schäfer and Strimmer 2005;
both from memory, not seen). The way with the smallest errors in the backtest is taken, if no level is worse for it; otherwise none.
"""

from dataclasses import dataclass

import numpy as np

from sextant.lab.forecasting.methods import Values
from sextant.lab.forecasting.yearly import Marks, Places

LEVELS = ("library", "region", "nation")
WORSE = 0.002
"""A level may have errors larger by this share: less than can be told from nothing."""
FEWEST_ORIGINS = 2
"""Years of errors from which variances are taken."""
TRIED = 5
"""Last origins of the backtest."""


@dataclass(frozen=True)
class Tree:
    """Which region each unit belongs to, by number. Nodes stand in the order units, regions, nation."""

    region_of: Places
    regions: int

    @property
    def units(self) -> int:
        return len(self.region_of)

    def level(self, number: int) -> slice:
        """The nodes of a level: 0 units, 1 regions, 2 nation."""
        ends = (0, self.units, self.units + self.regions, self.units + self.regions + 1)
        return slice(ends[number], ends[number + 1])

    def regional(self, values: Values) -> Values:
        """Sums of the units by region, for every column."""
        found = np.zeros((self.regions, *values.shape[1:]))
        np.add.at(found, self.region_of, values)
        return found

    def summed(self, values: Values) -> Values:
        """The values of all nodes when those of the units are given."""
        regional = self.regional(values)
        return np.concatenate([values, regional, regional.sum(axis=0, keepdims=True)])

    def gaps(self, values: Values) -> Values:
        """C ŷ: by how much regions, and the nation, differ from the sum of what they are made of."""
        regional = values[self.level(1)]
        return np.concatenate([regional - self.regional(values[self.level(0)]), values[self.level(2)] - regional.sum(axis=0, keepdims=True)])


@dataclass(frozen=True)
class Verdict:
    """What was done: `way` is "none needed" (all add up already), "none" (every way made a level worse), or the name of the way.

    `table` has a row a way: its errors over those of the separate forecasts, by level.
    """

    way: str
    table: dict[str, tuple[float, float, float]]


def filled(values: Values, present: Marks) -> Values:
    """Values for sums: where a unit was there but told none, the straight line between its neighbours, or the nearest known one; 0 where it
    was not there or never told any."""
    found, years = np.zeros_like(values), np.arange(values.shape[1])
    known = ~np.isnan(values)
    found[known] = values[known]
    for row in np.flatnonzero((present & ~known).any(axis=1) & known.any(axis=1)):
        wanted = present[row] & ~known[row]
        found[row, wanted] = np.interp(years[wanted], years[known[row]], values[row, known[row]])
    return found


def reconciled(tree: Tree, base: Values, errors: Values, way: str) -> Values:
    """Forecasts of all nodes that add up: `base` by node and step, `errors` the past one-step errors by node and origin (NaN: unknown)."""
    if way == "bottom_up":
        return tree.summed(base[tree.level(0)])
    gaps = tree.gaps(base)
    weighted = _weights(tree, errors, mint=way == "mint")
    inner = tree.gaps(weighted)
    left = np.linalg.lstsq(inner, gaps, rcond=None)[0]
    units = np.maximum((base - weighted @ left)[tree.level(0)], 0.0)
    return tree.summed(units)


def _weights(tree: Tree, errors: Values, *, mint: bool) -> Values:
    """W C′: covariance of errors times the rows of C, by node and constraint; W is diagonal, or shrunk to its diagonal."""
    known = np.nan_to_num(errors)
    counts = np.maximum((~np.isnan(errors)).sum(axis=1), 1)
    variances = np.maximum((known**2).sum(axis=1) / counts, 1e-12)
    variances[variances <= 1e-12] = max(float(np.median(variances)) * 1e-3, 1e-9)
    rows = _constraints(tree)
    diagonal = variances[:, None] * rows
    if not mint:
        return diagonal
    share = _shrinkage(known / np.sqrt(variances)[:, None])
    return np.asarray(share * diagonal + (1 - share) * known @ tree.gaps(known).T / known.shape[1])


def _constraints(tree: Tree) -> Values:
    """C′: node × constraint."""
    found = np.zeros((tree.units + tree.regions + 1, tree.regions + 1))
    places = np.arange(tree.units)
    found[places, tree.region_of] = -1.0
    found[tree.units + np.arange(tree.regions), np.arange(tree.regions)] = 1.0
    found[tree.units : tree.units + tree.regions, -1] = -1.0
    found[-1, -1] = 1.0
    return found


def _shrinkage(scaled: Values) -> float:
    """How far correlations are drawn to nought: Σ Var(r) ÷ Σ r² over all pairs, between 0 and 1; by sums over years, not over pairs."""
    years = scaled.shape[1]
    if years < 3:
        return 1.0
    gram, squares = scaled.T @ scaled, scaled**2
    own = squares.mean(axis=1)
    together = float((gram**2).sum()) / years**2
    of_pairs = together - float((own**2).sum())
    spread = float((squares.sum(axis=0) ** 2).sum()) - years * together
    of_own = float((squares**2).sum()) - years * float((own**2).sum())
    return float(np.clip((spread - of_own) / (years * (years - 1) * max(of_pairs, 1e-12)), 0.0, 1.0))


def top_down(tree: Tree, base: Values, last: Values) -> Values:
    """The nation's forecast shared out by the proportions of the last year."""
    units = last[tree.level(0)]
    shares = units / max(float(units.sum()), 1e-12)
    return tree.summed(shares[:, None] * base[tree.level(2)])


def agreed(tree: Tree, ahead: Values, actual: Values) -> tuple[Values, Verdict]:
    """Forecasts from the last year of all nodes that add up, where that is no worse.

    `ahead` are forecasts by node, origin and step, `actual` the values by node and year, both without gaps for units (filled) and NaN for
    a region or nation not known in a year.
    """
    base = ahead[:, -1, :]
    if not np.isfinite(base).all():
        return base, Verdict("none", {})
    whole = np.maximum(np.abs(base).max(), 1.0)
    if np.abs(tree.gaps(base)).max() <= 1e-9 * whole:
        return base, Verdict("none needed", {})
    errors = actual[:, 1:] - ahead[:, :-1, 0]
    table = _tried(tree, ahead, actual, errors)
    fit = {way: float(np.mean(row)) for way, row in table.items() if max(row) <= 1 + WORSE}
    if not fit:
        return base, Verdict("none", table)
    way = min(fit, key=lambda one: fit[one])
    return _done(tree, base, actual[:, -1], errors, way), Verdict(way, table)


WAYS = ("bottom_up", "top_down", "wls", "mint")


def _done(tree: Tree, base: Values, last: Values, errors: Values, way: str) -> Values:
    return top_down(tree, base, last) if way == "top_down" else reconciled(tree, base, errors, way)


def _tried(tree: Tree, ahead: Values, actual: Values, errors: Values) -> dict[str, tuple[float, float, float]]:
    """Errors of each way over those of the separate forecasts, by level, from the last origins with enough years of errors before them."""
    sums = {way: np.zeros(3) for way in ("separate", *WAYS)}
    years = actual.shape[1]
    known = [origin for origin in range(years) if not np.isnan(actual[:, origin]).any() and not np.isnan(ahead[:, origin]).any()]
    for origin in [one for one in known[:-1] if np.isfinite(errors[-1, :one]).sum() >= FEWEST_ORIGINS][-TRIED:]:
        steps = [step for step in range(1, min(ahead.shape[2], years - 1 - origin) + 1) if origin + step in known]
        truth = actual[:, [origin + step for step in steps]]
        base = ahead[:, origin, [step - 1 for step in steps]]
        for way, total in sums.items():
            made = base if way == "separate" else _done(tree, base, actual[:, origin], errors[:, :origin], way)
            total += [float(np.abs(truth - made)[tree.level(number)].sum()) for number in range(3)]
    separate = sums.pop("separate")
    if not (separate > 0).all():
        return {}
    return {way: (float(one), float(two), float(three)) for way, (one, two, three) in ((way, total / separate) for way, total in sums.items())}
