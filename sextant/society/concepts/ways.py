"""Where a work may be taken further: houses that carry findings into use register an address; whoever shows works asks.

`register(name, title, address)` with `address(**work) -> str`, the page on which it is taken up, filled in beforehand from `title`,
`authors`, `doi`, `year` and `concept`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Way:
    """What a link says, and where it leads."""

    title: str | Promise
    url: str


_ways: dict[str, tuple[str | Promise, Callable[..., str]]] = {}


def register(name: str, title: str | Promise, address: Callable[..., str]) -> None:
    """Adds a house that takes works further; twice is once."""
    _ways[name] = (title, address)


def ways_for(**work: object) -> list[Way]:
    """The ways on for this work; empty values are left out of the address."""
    known = {name: str(value) for name, value in work.items() if value}
    return [Way(title, address(**known)) for title, address in _ways.values()]
