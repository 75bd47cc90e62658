"""Small cells: which figures of groups are withheld so that no single library's number can be worked out.

Rules known from statistical disclosure control (threshold, (n, k) dominance, p per cent; Hundepool and others, Statistical
Disclosure Control, 2012, from memory, page not seen), applied only where the owner of the data asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Protection:
    """What is withheld: groups of fewer than `least` values; those in which the `largest` greatest values make more than `share` per
    cent of the sum; and those in which the second greatest could reckon the greatest to within `within` per cent."""

    least: int = 5
    largest: int = 2
    share: float | None = None
    within: float | None = None


def reason(values: Sequence[float], protection: Protection) -> str:
    """Why a group is withheld: `few`, `dominated` or `reckoned`; '' if it is not. Values are not negative."""
    held = sorted(values, reverse=True)
    if len(held) < protection.least:
        return "few"
    whole = sum(held)
    if protection.share is not None and whole > 0 and sum(held[: protection.largest]) > protection.share / 100 * whole:
        return "dominated"
    if protection.within is not None and whole > 0 and whole - sum(held[:2]) < protection.within / 100 * held[0]:
        return "reckoned"
    return ""


def too_alike(only_one: Sequence[float], only_other: Sequence[float], protection: Protection) -> bool:
    """Whether two groups that are both told would tell what lies between them: the values that only one of them has are a small cell.

    The figures of one group taken from those of the other are figures of their difference. Groups of the same values tell nothing new.
    """
    between = [*only_one, *only_other]
    return bool(between) and bool(reason(between, protection))


def withheld(groups: Mapping[str, Sequence[float]], protection: Protection) -> dict[str, str]:
    """The groups of one total that are withheld, with the reason.

    Where the total is published and a single group is withheld, its figure would follow by subtraction; the smallest other
    group is then withheld too (`complementary`). Groups without values need no protection.
    """
    held = {name: values for name, values in groups.items() if len(values)}
    found = {name: why for name, values in held.items() if (why := reason(values, protection))}
    others = [name for name in held if name not in found]
    if len(found) == 1 and others:
        found[min(others, key=lambda name: (len(held[name]), sum(held[name]), name))] = "complementary"
    return found
