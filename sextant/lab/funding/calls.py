"""The nouns: a call of a funder, a grant that a funder made earlier, and the account of a file that was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from .findings import Finding

ANY = "*"
"""Stands in a list that names no limit: open to every country, legal form or kind of applicant."""

Status = Literal["", "forecasted", "open", "closed", "custom"]
Row = Mapping[str, object]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FundingCall:
    """An opportunity to ask a funder for money.

    An empty list, text or `None` means that the source does not say; `("*",)` that everybody may apply.
    `countries` are ISO 3166-1 codes. `award_min` and `award_max` are minor units of `currency` for one award.
    `cofunding_share` is the applicant's share of the whole cost of the project, between 0 and 1. A call that is
    `rolling` has no last day. `raw` holds the row as it stood in the source.
    """

    id: str
    title: str
    funder: str = ""
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    legal_forms: tuple[str, ...] = ()
    applicant_kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    award_min: int | None = None
    award_max: int | None = None
    currency: str = ""
    cofunding_share: Decimal | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    rolling: bool = False
    status: Status = ""
    url: str = ""
    text: str = ""
    source: str = ""
    raw: Row = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PastGrant:
    """A grant already made: it shows which funder gives to whom.

    `amount` is in minor units. Of a grant to a person neither name nor row is kept: `individual` is true,
    `recipient` and `raw` are empty.
    """

    id: str
    title: str
    description: str
    funder: str
    funder_id: str
    recipient: str
    recipient_id: str
    amount: int
    currency: str
    awarded_on: date
    country: str = ""
    region: str = ""
    programme: str = ""
    individual: bool = False
    source: str = ""
    raw: Row = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was left out: the row itself, so that nothing is lost, and every reason."""

    raw: Row
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """The account of one file: `read` = taken + refused, in the order of the file."""

    file: str
    read: int
    taken: tuple[T, ...]
    refused: tuple[Refused, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All reasons of all refused rows, in order."""
        return tuple(found for refused in self.refused for found in refused.findings)
