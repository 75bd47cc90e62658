"""The functions that may be called later, by name, and those that are called every day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Work:
    """A registered job: `function(run, **args)`, its title for people, and how often it is tried before it fails."""

    name: str
    function: Callable[..., Any]
    title: str | Promise
    tries: int


@dataclass(frozen=True)
class Recurring:
    """Work that is queued once in every stretch of time."""

    name: str
    every: timedelta


_works: dict[str, Work] = {}
_recurring: dict[str, Recurring] = {}


def job(name: str, *, title: str | Promise, tries: int = 5, every: timedelta | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers `function(run, **args)` under a name such as `calls.send_receipt`; with `every` it is also queued by itself."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        _works[name] = Work(name, function, title, tries)
        if every:
            _recurring[name] = Recurring(name, every)
        return function

    return register


def work(name: str) -> Work:
    """The work of that name; KeyError when nobody registered it."""
    return _works[name]


def known(name: str) -> bool:
    return name in _works


def recurring() -> list[Recurring]:
    return list(_recurring.values())


def works() -> list[Work]:
    return list(_works.values())


def title_of(name: str) -> str:
    """The work's title for people; the name itself where the work was taken out of service."""
    return str(_works[name].title) if name in _works else name
