"""How much money is still missing, year by year: needed − secured − expected × probability.

The probability of money that is expected hangs on the stage of its application; the table of stages is data of the
association (the expected value of a pipeline: each amount times its probability, added up). Every expected amount is
rounded to a minor unit by itself, half to even, so that the parts always add up to the sum that is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from .findings import error
from .needs import Need

Kind = Literal["needed", "secured", "expected"]
KINDS: tuple[Kind, ...] = ("needed", "secured", "expected")


@dataclass(frozen=True, slots=True)
class Secured:
    """Money promised in writing or received: minor units in one year."""

    key: str
    title: str
    year: int
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Expected:
    """Money applied for or hoped for: minor units in one year, and the stage at which the application stands."""

    key: str
    title: str
    year: int
    amount: int
    currency: str
    stage: str


@dataclass(frozen=True, slots=True)
class GapPart:
    """One line behind a figure. `counted` is `amount` times `probability`, in minor units."""

    kind: Kind
    key: str
    title: str
    amount: int
    probability: Decimal
    counted: int
    stage: str = ""


@dataclass(frozen=True, slots=True)
class YearGap:
    """One year and currency, in minor units. `gap` below nought is a surplus, which is not carried into another year."""

    year: int
    currency: str
    needed: int
    secured: int
    expected: int
    gap: int
    parts: tuple[GapPart, ...]


def funding_gap(
    needs: Iterable[Need], secured: Iterable[Secured], expected: Iterable[Expected], stages: Mapping[str, Decimal]
) -> tuple[YearGap, ...]:
    """The gap of every year and currency that occurs, ordered; currencies are never added together.

    Raises `FundingError` for an amount below nought, a stage without probability, or a probability outside 0 to 1.
    """
    for stage, probability in stages.items():
        if not 0 <= probability <= 1:
            raise error("probability_wrong", stage=stage, value=probability)
    found: dict[tuple[int, str], list[GapPart]] = {}
    for need in needs:
        for year, amount in need.amounts.items():
            _add(found, year, need.currency, GapPart("needed", need.key, need.title, amount, Decimal(1), amount))
    for sure in secured:
        _add(found, sure.year, sure.currency, GapPart("secured", sure.key, sure.title, sure.amount, Decimal(1), sure.amount))
    for hoped in expected:
        _add(found, hoped.year, hoped.currency, _weighed(hoped, stages))
    return tuple(_year(year, currency, found[year, currency]) for year, currency in sorted(found))


def _add(found: dict[tuple[int, str], list[GapPart]], year: int, currency: str, part: GapPart) -> None:
    if part.amount < 0:
        raise error("amount_below_zero", title=part.title, year=year)
    found.setdefault((year, currency), []).append(part)


def _weighed(hoped: Expected, stages: Mapping[str, Decimal]) -> GapPart:
    if hoped.stage not in stages:
        raise error("stage_unknown", title=hoped.title, stage=hoped.stage)
    probability = stages[hoped.stage]
    counted = round(Fraction(probability) * hoped.amount)
    return GapPart("expected", hoped.key, hoped.title, hoped.amount, probability, counted, hoped.stage)


def _year(year: int, currency: str, parts: list[GapPart]) -> YearGap:
    ordered = tuple(sorted(parts, key=lambda part: (KINDS.index(part.kind), part.key, part.title)))
    needed, secured, expected = (sum(part.counted for part in ordered if part.kind == kind) for kind in KINDS)
    return YearGap(year, currency, needed, secured, expected, needed - secured - expected, ordered)
