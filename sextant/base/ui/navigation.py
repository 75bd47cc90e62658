"""The main navigation: each app names its door, the page shows those that open for the reader."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

Rule = Callable[..., bool]
PLACES = ("main", "account", "footer")
ROOMS = (("narrow", 36.0), ("middle", 54.0), ("wide", 69.0))
"""What the row of the main navigation holds beside “More”, in rem, on windows from 45, 64 and 80 rem (`static/ui/navigation.css`)."""
LETTERS, GAP = {"ru": 0.6, "en": 0.54}, 1.5
"""Rem that a letter of a door takes (measured on the average: 0.58 and 0.52), and what lies between two doors."""


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
    room: str = ""
    """The narrowest row that still shows it (`narrow`, `middle`, `wide`); `rest` where none does. Told for the main navigation alone."""


_doors: dict[str, Door] = {}


def register(name: str | Promise, url_name: str, order: int, rule: Rule | None = None, *, place: str = "main") -> None:
    """Adds an entry to the row of that place (`main`, `account` or `footer`); called in `apps.ready()`. The same address is registered once."""
    _doors[url_name] = Door(name, url_name, order, rule, place)


def items(request: HttpRequest, place: str) -> list[Item]:
    """The entries of one place that open for this reader, in order; an address that does not exist is left out.

    A request that was refused before anybody was recognised has no user; it sees only the doors open to all.
    """
    user: Any = getattr(request, "user", None)
    doors = sorted((door for door in _doors.values() if door.place == place), key=lambda door: (door.order, door.url_name))
    opened = [door for door in doors if door.rule is None or (user is not None and door.rule(user))]
    found = [(door, url) for door in opened if (url := address(door.url_name))]
    best = max((url for _door, url in found if _covers(url, request.path)), key=len, default=None)
    rooms = rooms_of([str(door.name) for door, _url in found]) if place == "main" else [""] * len(found)
    return [Item(door.name, url, url == best, room) for (door, url), room in zip(found, rooms, strict=True)]


def rooms_of(names: list[str]) -> list[str]:
    """For each door the narrowest row that still shows it. A row is filled in order, so what is left out stands at its end."""
    letter = LETTERS.get((get_language() or "ru")[:2], max(LETTERS.values()))
    taken, rooms = 0.0, []
    for name in names:
        taken += len(name) * letter + GAP
        rooms.append(next((room for room, width in ROOMS if taken <= width), "rest"))
    return rooms


def address(name: str) -> str:
    """The address of that name in the reader's language, or an empty text where the site has no such page."""
    return _address(name, get_language(), get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=1024)
def _address(name: str, _language: str | None, _prefix: str, _urlconf: str) -> str:
    """Every page asks for some fifty addresses that stay the same; kept for all that an address hangs on."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _covers(url: str, path: str) -> bool:
    """The home page (two slashes) covers itself only; every other address covers all below it."""
    return path == url or (url.count("/") > 2 and path.startswith(url))
