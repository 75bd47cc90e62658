"""What is known of a library for finding it again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sextant.lab.returns.rows import ReturnRow

GENERIC = frozenset({"library", "libraries", "public", "the", "of", "and", "библиотека", "им", "имени", "публичная", "г"})
"""Words that nearly every name has; two libraries are not alike for sharing them."""


@dataclass(frozen=True, slots=True)
class Record:
    """One library in one year. `key` is that of its survey, `local_id` one that its region gave and that others may have too.

    `population` and `outlets` are None where not known; `open` is False where the year says that it does not apply to them.
    """

    key: str
    region: str
    name: str
    local_id: str = ""
    city: str = ""
    address: str = ""
    postcode: str = ""
    county: str = ""
    population: float | None = None
    outlets: float | None = None
    open: bool = True

    @property
    def words(self) -> str:
        """The name as its telling words, in small letters and in order."""
        return telling(self.name)

    @property
    def place(self) -> tuple[str, str]:
        """City and address, in small letters and without signs."""
        return plain(self.city), plain(self.address)


def plain(text: str) -> str:
    """Small letters, digits and single spaces."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def telling(name: str) -> str:
    """The words of a name that tell it from others; all of them, where only generic ones are there."""
    words = plain(name).split()
    return " ".join(sorted(word for word in words if word not in GENERIC) or sorted(words))


def records(rows: Iterable[ReturnRow]) -> list[Record]:
    """The libraries of a year's returns."""
    return [_record(row) for row in rows]


def _record(row: ReturnRow) -> Record:
    told = row.attributes
    outlets = [row.values[code] for code in ("central_libraries", "branches", "mobile_libraries") if code in row.values]
    return Record(
        key=row.unit_id,
        region=row.region,
        name=row.unit_name,
        local_id=told.get("local_id", ""),
        city=told.get("city", ""),
        address=told.get("address", ""),
        postcode=told.get("postcode", ""),
        county=told.get("county", ""),
        population=row.values.get("population"),
        outlets=sum(outlets) if outlets else None,
        open=row.statuses.get("visits") != "not_applicable" or row.statuses.get("population") != "not_applicable",
    )
