"""Where a topic or a finding may be taken further: houses that can take it register an address; whoever shows one asks.

`register("topic", title, address)` with `address(text, code, **more) -> str`: the page on which it is taken up, filled in beforehand.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

Address = Callable[..., str]


@dataclass(frozen=True)
class Link:
    """What a button says, and where it leads."""

    title: str | Promise
    url: str


_takers: dict[str, dict[str, tuple[str | Promise, Address]]] = {"topic": {}, "finding": {}}


def register(kind: str, name: str, title: str | Promise, address: Address) -> None:
    """Adds a house that takes topics (`topic`) or findings (`finding`) further; twice is once."""
    _takers[kind][name] = (title, address)


def takers(text: str, code: str = "", kind: str = "topic", **more: str) -> list[Link]:
    """The ways on for this topic or finding on a concept."""
    return [Link(title, address(text, code, **more)) for title, address in _takers[kind].values()]
