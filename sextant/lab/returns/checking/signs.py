"""The signs of `expectations` for a whole year at once, and the score of every cell. Needs numpy."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .expectations import EDGES, LEVELS, MOVED, WEIGHTS, Expected
from .tables import Numbers, Panel

Groups = NDArray[np.int64]


@dataclass(frozen=True)
class Signs:
    """The three signs of a table of values: differences and groups (the ratio has those of own), libraries × variables."""

    own: Numbers
    own_groups: Groups
    peer: Numbers
    peer_groups: Groups
    ratio: Numbers


def regional_shifts(regions: dict[str, dict[str, float]], panel: Panel, variables: tuple[str, ...]) -> Numbers:
    """The shift of every cell by its library's region, nought where there is none."""
    table = {name: [shifts.get(code, 0.0) for code in variables] for name, shifts in regions.items()}
    none = [0.0] * len(variables)
    return np.array([table.get(panel.region_of(row), none) for row in range(len(panel.units))]).reshape(len(panel.units), len(variables))


def logs(values: Numbers, offsets: Numbers) -> Numbers:
    """log(value + offset), NaN where there is no number or it is negative."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(values >= 0, np.log(values + offsets), np.nan)


def expected_levels(found: dict[str, Expected], variables: tuple[str, ...], level: Numbers) -> Numbers:
    """The median of what its companions let expect, for every cell."""
    place = {code: column for column, code in enumerate(variables)}
    told = np.full(level.shape, np.nan)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # rows without any companion are NaN
        for column, code in enumerate(variables):
            known = [(place[other], shift) for other, shift in found[code].companions if other in place]
            if known:
                told[:, column] = np.nanmedian(np.stack([level[:, other] + shift for other, shift in known]), axis=0)
    return told


def signs(
    found: dict[str, Expected],
    variables: tuple[str, ...],
    level: Numbers,
    last: Numbers,
    former: Numbers,
    *,
    regional: Numbers,
    companions: Numbers | None = None,
) -> Signs:
    """Differences and groups of both signs; the companions' levels are `level` unless others are given."""
    usual, usual_before = expected_levels(found, variables, level if companions is None else companions), expected_levels(found, variables, last)
    told = usual + regional
    change, change_of_two, shift, ratio_shift = (
        np.array([getattr(found[code], name) for code in variables]) for name in ("change", "change_of_two", "shift", "ratio_shift")
    )
    own, other = level - last - change, level - former - change_of_two
    with np.errstate(invalid="ignore"):
        own = np.where(np.isfinite(own) & (np.abs(other) < np.abs(own)), other, own)
        step = np.abs(last - former)
        moved = np.where(np.isfinite(step), sum((step > bound).astype(np.int64) for bound in MOVED), len(MOVED) + 1)
    classes = np.searchsorted(LEVELS, np.nan_to_num(last), side="right")
    peers = np.searchsorted(LEVELS, np.nan_to_num(told), side="right")
    ratio = level - last - (usual - usual_before) - ratio_shift
    return Signs(own, classes * (len(MOVED) + 2) + moved, level - told - shift, peers, ratio)


def scored(found: dict[str, Expected], variables: tuple[str, ...], given: Signs) -> Numbers:
    """The score of every cell, NaN where nothing was to be expected."""
    scores = np.full(given.own.shape, np.nan)
    for column, code in enumerate(variables):
        own = _read(found[code].own, given.own[:, column], given.own_groups[:, column])
        peer = _read(found[code].peer, given.peer[:, column], given.peer_groups[:, column])
        ratio = _read(found[code].ratio, given.ratio[:, column], given.own_groups[:, column])
        whole = WEIGHTS[0] * own + WEIGHTS[1] * np.nan_to_num(peer) + WEIGHTS[2] * np.nan_to_num(ratio)
        scores[:, column] = np.where(np.isfinite(own), whole, peer)
    return scores


def _read(table: list[list[float]], differences: Numbers, groups: Groups) -> Numbers:
    if not table:
        return np.full(differences.shape, np.nan)
    read = np.array(table)[groups, np.searchsorted(EDGES, np.nan_to_num(differences), side="right")]
    return np.where(np.isfinite(differences), read, np.nan)
