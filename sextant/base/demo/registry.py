"""Who can furnish a demo association, in what order, and take it away again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any


@dataclass
class World:
    """What the seeders share: one seeded source of chance, the sizes asked for, and what earlier seeders left for later ones."""

    chance: Random
    libraries: int = 2000
    members: int = 600
    people: int = 5000
    today: Any = None
    left: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Seeder:
    """One app's part of the demo: `load(world)` makes it, `remove()` takes all of it away."""

    name: str
    order: int
    load: Callable[[World], None]
    remove: Callable[[], int]


_seeders: dict[str, Seeder] = {}


def register(name: str, order: int, load: Callable[[World], None], remove: Callable[[], int]) -> None:
    """Registers an app's seeder; lower orders load first and are removed last."""
    _seeders[name] = Seeder(name, order, load, remove)


def seeders() -> list[Seeder]:
    return sorted(_seeders.values(), key=lambda seeder: seeder.order)


_greetings: list[Callable[[], list[str]]] = []


def greet(lines: Callable[[], list[str]]) -> None:
    """Adds a function whose lines `sextant run` prints, such as the demo log-ins; registering it twice changes nothing."""
    if lines not in _greetings:
        _greetings.append(lines)


def greeting() -> list[str]:
    """What is to be printed now."""
    return [line for lines in _greetings for line in lines()]
