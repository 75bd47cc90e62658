"""Everything that takes a number of a series, so that the check of numbers without gaps knows where to count them."""

from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Numbered:
    """A model whose rows carry numbers: the names of its fields for the series, the year and the number."""

    model: type[models.Model]
    series: str = "series"
    year: str = "year"
    number: str = "number"


_numbered: list[Numbered] = []


def register(model: type[models.Model], *, series: str = "series", year: str = "year", number: str = "number") -> None:
    """A house whose rows take numbers with `actions.entries.take_number` says so here, once."""
    one = Numbered(model, series, year, number)
    if one not in _numbered:
        _numbered.append(one)


def numbered() -> list[Numbered]:
    return list(_numbered)
