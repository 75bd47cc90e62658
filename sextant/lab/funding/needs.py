"""What somebody needs money for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Need:
    """A need of one applicant, with the amounts asked from funders by year.

    `title` and `text` may be in Russian, English or both. `amounts` are minor units of `currency` by year;
    `cofunding` is what the applicant can add of its own, in minor units, `None` where that is not known.
    `country` is an ISO 3166-1 code. A need that may be met `in_parts` is content with a smaller award.
    `starts` and `ends` bound the time in which the money is spent.
    """

    key: str
    title: str
    amounts: Mapping[int, int] = field(hash=False)
    currency: str
    text: str = ""
    themes: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    legal_form: str = ""
    kind: str = ""
    cofunding: int | None = None
    in_parts: bool = False
    starts: date | None = None
    ends: date | None = None

    @property
    def amount(self) -> int:
        """The whole amount asked for, over all years, in minor units."""
        return sum(self.amounts.values())
