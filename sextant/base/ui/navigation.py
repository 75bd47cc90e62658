"""The main navigation: each app names its door, the page shows those that open for the reader."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Rule = Callable[..., bool]
PLACES = ("main", "account", "footer")


@dataclass(frozen=True)
class Door:
    """One entry: its words, the name of its address, its place in the row, and the rule that opens it (None: everybody)."""

    name: str | Promise
    url_name: str
    order: int
    rule: Rule | None = None
    place: str = "main"


@dataclass(frozen=True)
class Item:
    """A door as one reader sees it on one page."""

    name: str | Promise
    url: str
    here: bool


_doors: dict[str, Door] = {}


def register(name: str | Promise, url_name: str, order: int, rule: Rule | None = None, *, place: str = "main") -> None:
    """Adds an entry to the row of that place (`main`, `account` or `footer`); called in `apps.ready()`. The same address is registered once."""
    _doors[url_name] = Door(name, url_name, order, rule, place)


def items(request: HttpRequest, place: str) -> list[Item]:
    """The entries of one place that open for this reader, in order; an address that does not exist is left out.

    A request that was refused before anybody was recognised has no user; it sees only the doors open to all.
    """
    user: Any = getattr(request, "user", None)
    found = []
    for door in sorted(_doors.values(), key=lambda door: (door.order, door.url_name)):
        if door.place != place or not (door.rule is None or (user is not None and door.rule(user))):
            continue
        try:
            url = reverse(door.url_name)
        except NoReverseMatch:
            continue
        found.append((door, url))
    best = max((url for _door, url in found if _covers(url, request.path)), key=len, default=None)
    return [Item(door.name, url, url == best) for door, url in found]


def _covers(url: str, path: str) -> bool:
    """The home page (two slashes) covers itself only; every other address covers all below it."""
    return path == url or (url.count("/") > 2 and path.startswith(url))
