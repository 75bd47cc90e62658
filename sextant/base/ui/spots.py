"""Spots: named parts of public pages that a house may fill without the page knowing which house it is.

The house of the page names its spot (`declare`), another house registers who fills it (`fill_with`), and the template
asks `{% load spots %}{% spot "home-lower" %}`. An empty spot leaves nothing on the page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True)
class Spot:
    """A part of a page: its code and where it is, in words."""

    code: str
    title: str | Promise


@dataclass(frozen=True)
class Filling:
    """What stands in a spot: a template and what it needs."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Filler = Callable[[HttpRequest, str], Filling | None]
_spots: dict[str, Spot] = {}
_fillers: list[Filler] = []


def declare(code: str, title: str | Promise) -> None:
    """Names a spot of a page; called in `apps.ready()` by the house of the page."""
    _spots[code] = Spot(code, title)


def spots() -> list[Spot]:
    """Every named spot."""
    return [_spots[code] for code in sorted(_spots)]


def fill_with(filler: Filler) -> None:
    """Adds a function `(request, code)` that answers with a filling or None; registering it twice changes nothing."""
    if filler not in _fillers:
        _fillers.append(filler)


def filling_of(request: HttpRequest, code: str) -> Filling | None:
    """What the first filler that has something puts into the spot."""
    return next((found for filler in _fillers if (found := filler(request, code)) is not None), None)
