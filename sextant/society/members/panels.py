"""What other houses show on the page of a person, an organisation, a section, a membership, or of a kind that a house above declares.

They register in `apps.ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Panel:
    """One part of a page: its heading, the template that draws it, what the template is given, and its place in the order."""

    title: str | Promise
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50


Source = Callable[[Any, Any], Panel | None]
_sources: dict[str, list[Source]] = {kind: [] for kind in ("person", "organisation", "section", "membership")}


def declare(kind: str) -> None:
    """A house above adds a kind of page that others may add to."""
    _sources.setdefault(kind, [])


def register(kind: str, source: Source) -> None:
    """Adds `source(user, obj)` to the pages of that kind; None where it has nothing to show to this user. Twice is once."""
    if source not in _sources[kind]:
        _sources[kind].append(source)


def panels_of(kind: str, user: Any, obj: Any) -> list[Panel]:
    """The panels this user sees on the page of that object, in order."""
    found = [source(user, obj) for source in _sources[kind]]
    return sorted((panel for panel in found if panel is not None), key=lambda panel: panel.order)
