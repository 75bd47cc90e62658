"""The signs of `expectations` for a whole year at once, and the score of every cell. Needs numpy."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .columns import Columns, mask_of
from .conditions import Node, names_of
from .expectations import EDGES, INTERVALS, LEVELS, MOVED, TINY, WEIGHTS, Expected
from .tables import Numbers, Panel

Groups = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Signs:
    """The three signs of a table of values: differences and groups (the ratio has those of own), libraries × variables."""

    own: Numbers
    own_groups: Groups
    peer: Numbers
    peer_groups: Groups
    ratio: Numbers
    nought: Mask
    added: Mask


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
    added: Mask,
    companions: Numbers | None = None,
) -> Signs:
    """Differences and groups of the signs; the companions' levels are `level` unless others are given, `added` as of `added_up`."""
    noughts = np.log(np.array([found[code].offset for code in variables])) + TINY
    usual, usual_before = (
        expected_levels(found, variables, np.where(one > noughts, one, np.nan)) for one in (level if companions is None else companions, last)
    )
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
    return Signs(own, classes * (len(MOVED) + 2) + moved, level - told - shift, peers, ratio, level <= noughts, added)


def scored(found: dict[str, Expected], variables: tuple[str, ...], given: Signs) -> Numbers:
    """The score of every cell, NaN where nothing was to be expected."""
    scores = np.full(given.own.shape, np.nan)
    for column, code in enumerate(variables):
        own = _read(found[code].own, given.own[:, column], given.own_groups[:, column], given.nought[:, column])
        peer = _read(found[code].peer, given.peer[:, column], given.peer_groups[:, column], given.nought[:, column])
        ratio = _read(found[code].ratio, given.ratio[:, column], given.own_groups[:, column], given.nought[:, column])
        whole = WEIGHTS[0] * own + WEIGHTS[1] * np.nan_to_num(peer) + WEIGHTS[2] * np.nan_to_num(ratio)
        scores[:, column] = np.where(np.isfinite(own), whole, peer) + np.where(given.added[:, column], found[code].added, 0.0)
    return scores


def intervals(differences: Numbers, nought: Mask) -> Groups:
    """The interval of every difference; the last is for values of nought."""
    return np.where(nought, INTERVALS - 1, np.searchsorted(EDGES, np.nan_to_num(differences), side="right"))


def added_up(sums: list[Node], panel: Panel, variables: tuple[str, ...]) -> Mask:
    """Where a value stands in a sum that adds up, for every cell."""
    found, columns = np.zeros((len(panel.units), len(variables)), dtype=bool), Columns(panel, None)
    for node in sums:
        names = names_of(node, "value")
        right = np.all([np.isfinite(panel.of(code)) for code in names], axis=0) & ~mask_of(node, columns)
        for code in names:
            if code in variables:
                found[:, variables.index(code)] |= right
    return found


def _read(table: list[list[float]], differences: Numbers, groups: Groups, nought: Mask) -> Numbers:
    if not table:
        return np.full(differences.shape, np.nan)
    read = np.array(table)[groups, intervals(differences, nought)]
    return np.where(np.isfinite(differences), read, np.nan)
