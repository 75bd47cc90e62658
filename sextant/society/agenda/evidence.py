"""Which kinds of object can be evidence. Any app registers a finder in its `apps.ready()`; it shows nothing a reader may not see."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Thing:
    """An object as a reader sees it: its title, and where it is read."""

    title: str
    url: str


Finder = Callable[[Any, set[str]], dict[str, Thing]]


@dataclass(frozen=True)
class Kind:
    """One kind of object: its label (`agenda.initiative`), its name for people, and `find(user, keys)`, one query for any number of keys."""

    label: str
    title: str | Promise
    find: Finder


_kinds: dict[str, Kind] = {}


def register(label: str, title: str | Promise, find: Finder) -> None:
    """Lets objects of a model be linked as evidence."""
    _kinds[label] = Kind(label, title, find)


def kinds() -> list[Kind]:
    return list(_kinds.values())


def found(user: Any, label: str, keys: set[str]) -> dict[str, Thing]:
    """The objects of one kind that this reader may see, by key; nothing for a kind that nobody registered."""
    numbers = {key for key in keys if key.isdecimal() and len(key) < 19}
    return _kinds[label].find(user, numbers) if label in _kinds and numbers else {}
